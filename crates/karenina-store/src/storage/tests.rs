//! What holds of either database.

use std::cell::Cell;

thread_local! {
    static SALTS: Cell<Option<u8>> = const { Cell::new(None) };
}

/// The next salt of a test that has asked for salts that are known.
pub(super) fn salt_of_test() -> Option<Vec<u8>> {
    let n = SALTS.get()?;
    SALTS.set(Some(n.wrapping_add(1)));
    Some(vec![n; 16])
}
