//! Results to files: whole or not at all, and never onto an input.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file is read from.
    #[error("{path}: is an input and is never changed; give another name", path = path.display())]
    IsAnInput {
        /// Which file.
        path: PathBuf,
    },
    /// It is a folder, or has no name.
    #[error("{path}: is a folder; give the name of a file", path = path.display())]
    IsAFolder {
        /// Which folder.
        path: PathBuf,
    },
    /// The system refuses.
    #[error("{path}: cannot be written: {reason}", path = path.display())]
    Failed {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
}

/// Writes a file whole or not at all. `guard` are the inputs: files, or folders whose files are;
/// none of them is overwritten.
pub fn write_atomically(path: &Path, bytes: &[u8], guard: &[PathBuf]) -> Result<(), WriteError> {
    write_atomically_with(path, guard, |out| out.write_all(bytes))
}

/// Writes a file whole or not at all, from what a closure writes. Where the closure fails the file
/// is as it was before.
pub fn write_atomically_with(
    path: &Path,
    guard: &[PathBuf],
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), WriteError> {
    let failed = |reason| WriteError::Failed { path: path.to_owned(), reason };
    // A link is followed: what it leads to is replaced, and the link stays.
    let existing = fs::canonicalize(path).ok();
    let target = existing.as_deref().unwrap_or(path);
    let about = fs::metadata(target).ok();
    if about.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(WriteError::IsAFolder { path: path.to_owned() });
    }
    let Some(name) = target.file_name() else {
        return Err(WriteError::IsAFolder { path: path.to_owned() });
    };
    if is_input(target, existing.is_some(), guard) {
        return Err(WriteError::IsAnInput { path: path.to_owned() });
    }
    if about.as_ref().is_some_and(|it| !it.is_file()) {
        // A pipe or /dev/stdout cannot be replaced, and has no half file to leave behind.
        let file = OpenOptions::new().write(true).open(target).map_err(failed)?;
        let mut out = BufWriter::new(file);
        return write(&mut out).and_then(|()| out.flush()).map_err(failed);
    }

    let (temporary, file) = create_beside(target, name).map_err(failed)?;
    let written = (|| {
        if let Some(about) = &about {
            // Who may read the old file may read the new one.
            file.set_permissions(about.permissions())?;
        }
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&temporary, target)
    })();
    if let Err(err) = written {
        // If that fails too, the first reason is the one to tell.
        _ = fs::remove_file(&temporary);
        return Err(failed(err));
    }
    // The new name lasts once the folder is on the disk. Not every system can do it, and the file
    // itself is whole either way.
    if let Some(folder) = target.parent()
        && let Ok(folder) =
            File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    {
        _ = folder.sync_all();
    }
    Ok(())
}

/// Whether a file is one of the inputs, or an existing file in a folder that is one. A new file
/// beside the inputs changes none of them.
fn is_input(target: &Path, exists: bool, guard: &[PathBuf]) -> bool {
    guard.iter().any(|input| match fs::canonicalize(input) {
        Ok(input) if input.is_dir() => exists && target.starts_with(&input) && is_read(target),
        Ok(input) => exists && target == input,
        Err(_) => target == input,
    })
}

/// Whether a file of a folder of inputs would be read.
fn is_read(target: &Path) -> bool {
    use crate::names::{Kind, kind};
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    matches!(kind(&name), Kind::Table(_) | Kind::Workbook)
        || target.extension().is_some_and(|it| it.eq_ignore_ascii_case("toml"))
}

/// A new file in the folder of the target: only within one file system is a change of name whole.
fn create_beside(target: &Path, name: &std::ffi::OsStr) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    loop {
        let mut temporary = std::ffi::OsString::from(".");
        temporary.push(name);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        temporary.push(format!(".{}-{number}.part", std::process::id()));
        let path = target.with_file_name(temporary);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            // Left behind by a process of the same number that was killed.
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
            Err(err) => return Err(err),
        }
    }
}
