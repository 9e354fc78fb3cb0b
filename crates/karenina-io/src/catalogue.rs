//! The files of a catalogue as text.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    digest,
    read::{LookedFor, ReadError},
};

/// The largest file of a catalogue; the longest true one has some dozen kilobytes.
const LARGEST: u64 = 4 << 20;

/// The texts of all `.toml` files of a folder and the folders in it, with their paths relative to
/// it, in the order of the paths.
pub fn read_catalogue(dir: &Path) -> Result<Vec<(String, String)>, ReadError> {
    let unreadable = |reason: io::Error| ReadError::Unreadable { path: dir.to_owned(), reason };
    let about = fs::metadata(dir).map_err(|err| match err.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            ReadError::NotFound { path: dir.to_owned(), looked_for: LookedFor::Catalogue }
        }
        _ => unreadable(err),
    })?;
    if !about.is_dir() {
        return Err(ReadError::Neither { path: dir.to_owned(), looked_for: LookedFor::Catalogue });
    }
    let mut files = Vec::new();
    let above = vec![fs::canonicalize(dir).map_err(unreadable)?];
    walk(dir, "", &above, &mut files)?;
    files.sort();
    Ok(files)
}

/// The digest of the files of a catalogue, given as pairs of path and text: the same whether they
/// were read from a folder or are bundled in the program.
pub fn catalogue_digest<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> String {
    let digests: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (path.as_ref(), digest::sha256(text.as_ref().as_bytes())))
        .collect();
    digest::of_files(digests.iter().map(|(path, digest)| (*path, digest.as_str())))
}

/// Adds the files of a folder. `above` are the folders that it lies in, without links.
fn walk(
    dir: &Path,
    prefix: &str,
    above: &[PathBuf],
    files: &mut Vec<(String, String)>,
) -> Result<(), ReadError> {
    let unreadable =
        |path: &Path, reason: io::Error| ReadError::Unreadable { path: path.to_owned(), reason };
    for entry in fs::read_dir(dir).map_err(|err| unreadable(dir, err))? {
        let entry = entry.map_err(|err| unreadable(dir, err))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let (path, relative) = (entry.path(), format!("{prefix}{name}"));
        let is_toml =
            Path::new(&name).extension().is_some_and(|it| it.eq_ignore_ascii_case("toml"));
        let about = match fs::metadata(&path) {
            Ok(about) => about,
            Err(err) if is_toml => return Err(unreadable(&path, err)),
            // A link that leads nowhere, or some such, and no file of a catalogue.
            Err(_) => continue,
        };
        if about.is_dir() {
            let real = fs::canonicalize(&path).map_err(|err| unreadable(&path, err))?;
            if above.contains(&real) {
                return Err(ReadError::Loop { path });
            }
            let mut above = above.to_vec();
            above.push(real);
            walk(&path, &format!("{relative}/"), &above, files)?;
        } else if is_toml {
            if !about.is_file() {
                return Err(ReadError::Neither { path, looked_for: LookedFor::Catalogue });
            }
            if about.len() > LARGEST {
                return Err(ReadError::TooLarge { path, size: about.len(), most: LARGEST });
            }
            let bytes = fs::read(&path).map_err(|err| unreadable(&path, err))?;
            // Windows editors put a byte-order mark before the text.
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            let text = str::from_utf8(bytes).map_err(|err| {
                let line = 1 + memchr::memchr_iter(b'\n', &bytes[..err.valid_up_to()]).count();
                ReadError::NotText { path: path.clone(), line }
            })?;
            files.push((relative, text.to_owned()));
        }
    }
    Ok(())
}
