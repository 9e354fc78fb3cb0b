//! ODS.

use super::{Marks, NotMarked};

pub fn mark(_bytes: &[u8], _marks: &Marks<'_>) -> Result<Vec<u8>, NotMarked> {
    Err(NotMarked::Format)
}
