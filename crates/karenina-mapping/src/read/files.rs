//! Which files a table consists of, and what each of them is.

use std::{
    fs::{self, File},
    io::{BufReader, Read, Seek},
    path::{Path, PathBuf},
};

use super::MapError;

/// What a file holds, by its first bytes and not by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Container {
    /// Lines of text.
    Text,
    /// Lines of text, packed.
    Gzip,
    /// Columns.
    Parquet,
}

/// The file itself, or, of a folder and the folders in it, the files whose names end as tables do,
/// in order of name; and those that are passed over.
pub(crate) fn files(path: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), MapError> {
    let unreadable = |reason| MapError::Unreadable { path: path.to_owned(), reason };
    if !fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok((vec![path.to_owned()], Vec::new()));
    }
    let (mut found, mut passed) = (Vec::new(), Vec::new());
    let mut open = vec![path.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let it = entry.map_err(unreadable)?.path();
            if it.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b".")) {
                continue;
            }
            if it.is_dir() {
                open.push(it);
                continue;
            }
            let ending = it.extension().and_then(|it| it.to_str()).unwrap_or("").to_lowercase();
            match ending.as_str() {
                "csv" | "tsv" | "txt" | "gz" | "parquet" => found.push(it),
                _ => passed.push(it),
            }
        }
    }
    found.sort();
    passed.sort();
    Ok((found, passed))
}

/// Opens a file and says what it is.
pub(crate) fn open(path: &Path) -> Result<(File, Container), MapError> {
    let unreadable = |reason| MapError::Unreadable { path: path.to_owned(), reason };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut beginning = Vec::new();
    file.by_ref().take(4).read_to_end(&mut beginning).map_err(unreadable)?;
    let container = match beginning.as_slice() {
        [0x1f, 0x8b, ..] => Container::Gzip,
        b"PAR1" => Container::Parquet,
        _ => Container::Text,
    };
    file.rewind().map_err(unreadable)?;
    Ok((file, container))
}

/// The text of a file, unpacked.
pub(crate) fn text(file: File, container: Container) -> Box<dyn Read + Send> {
    match container {
        Container::Gzip => Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(file))),
        Container::Text | Container::Parquet => Box::new(file),
    }
}
