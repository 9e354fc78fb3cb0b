//! The cells of a row as the register keeps them: column, length, text; one after another.

/// Adds a cell.
pub(crate) fn push(bytes: &mut Vec<u8>, column: u32, text: &str) {
    varint(bytes, column);
    varint(bytes, text.len() as u32);
    bytes.extend_from_slice(text.as_bytes());
}

fn varint(bytes: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
}

fn read_varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut n = 0_u32;
    for shift in (0..32).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u32::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(n);
        }
    }
    None
}

/// Reads all cells; bytes that are none end them.
pub(crate) fn iter(mut bytes: &[u8]) -> impl Iterator<Item = (u32, &str)> {
    std::iter::from_fn(move || {
        let column = read_varint(&mut bytes)?;
        let length = read_varint(&mut bytes)? as usize;
        let text = std::str::from_utf8(bytes.get(..length)?).ok()?;
        bytes = &bytes[length..];
        Some((column, text))
    })
}

/// Whether the bytes are cells to the last.
pub(crate) fn are_whole(bytes: &[u8]) -> bool {
    let mut length = 0;
    let mut again = Vec::new();
    for (column, text) in iter(bytes) {
        again.clear();
        push(&mut again, column, text);
        length += again.len();
    }
    length == bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{are_whole, iter, push};

    #[test]
    fn what_is_kept_is_read_again() {
        let long = "я".repeat(20_000);
        let mut bytes = Vec::new();
        let cells = [(0, "sarov"), (7, ""), (300, long.as_str()), (2, "10..19")];
        for (column, text) in cells {
            push(&mut bytes, column, text);
        }
        assert_eq!(iter(&bytes).collect::<Vec<_>>(), cells);
        assert!(are_whole(&bytes));
        assert!(!are_whole(&bytes[..bytes.len() - 1]));
    }
}
