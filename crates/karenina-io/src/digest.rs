//! SHA-256 digests that anyone can check with `sha256sum`.

use sha2::{Digest, Sha256};

/// The SHA-256 digest of bytes in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The digest of several files: that of the lines that `sha256sum` prints for them in the order
/// of their names, so that `sha256sum * | sha256sum` gives the same.
pub fn of_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_unstable();
    let mut lines = String::new();
    for (name, digest) in files {
        lines.extend([
            digest, "  ", name, "
",
        ]);
    }
    sha256(lines.as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn digests_are_those_of_sha256sum() {
        // printf abc | sha256sum
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::sha256(b"abc"), abc);
        // printf '%s  a.csv\n%s  b.csv\n' … … | sha256sum
        let both = super::sha256(format!("{abc}  a.csv\n{abc}  b.csv\n").as_bytes());
        assert_eq!(super::of_files([("b.csv", abc), ("a.csv", abc)]), both);
    }
}
