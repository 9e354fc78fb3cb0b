//! The file of people.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    error::{AccessError, Trouble},
    password::Cost,
    storage::Storage,
};

/// Accounts, sessions, access log and drafts: one file, opened once a process. Many processes may
/// have it open; each change is whole or not there.
#[derive(Debug)]
pub struct People {
    pub(crate) storage: Storage,
    pub(crate) cost: Cost,
}

/// The file of people that belongs to a register: `programme.karenina` has
/// `programme.karenina-people` beside it, `programme.db` has `programme.db.karenina-people`. A file
/// of people is its own.
pub fn people_file(register: &Path) -> PathBuf {
    let name = register.file_name().unwrap_or_default().to_string_lossy();
    if name.ends_with(".karenina-people") {
        return register.to_owned();
    }
    let ending = if name.ends_with(".karenina") { "-people" } else { ".karenina-people" };
    let mut name = register.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    register.with_file_name(name)
}

impl People {
    /// Opens the file; makes it where there is none, readable by its owner alone.
    pub fn open_or_create(path: &Path) -> Result<Self, AccessError> {
        if !path.exists() {
            create(path)?;
        }
        Self::open(path)
    }

    /// Opens a file that is there.
    pub fn open(path: &Path) -> Result<Self, AccessError> {
        if !path.exists() {
            return Err(AccessError::Disk(Trouble::NotFound, String::new()));
        }
        Ok(Self { storage: Storage::open(path)?, cost: Cost::OWASP })
    }

    /// What a guess costs from now on; the least is [`Cost::OWASP`].
    pub fn set_cost(&mut self, cost: Cost) {
        self.cost = cost;
    }

    /// What a guess costs.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// What is wrong with the file, in the words of the database; nothing where it is whole.
    pub fn faults(&self) -> Result<Vec<String>, AccessError> {
        self.storage.faults()
    }
}

/// Whether others than the owner may read or write the file.
#[expect(clippy::disallowed_methods, reason = "the file of people lies on a disk")]
pub fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).is_ok_and(|it| it.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        _ = path;
        false
    }
}

/// Made beside and renamed, so that it is whole or not there; nobody else reads it even before.
#[expect(clippy::disallowed_methods, reason = "a file of people is whole or not there")]
fn create(path: &Path) -> Result<(), AccessError> {
    let refused = |err: std::io::Error| AccessError::Disk(Trouble::CannotOpen, err.to_string());
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    _ = fs::remove_file(&beside);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(&beside).map_err(refused).and_then(|file| {
        drop(file);
        drop(Storage::create(&beside)?);
        // A rename would replace what another process made meanwhile; a second name does not.
        match fs::hard_link(&beside, path) {
            Err(err) if !path.exists() => fs::rename(&beside, path).map_err(|_| refused(err)),
            Ok(()) | Err(_) => Ok(()),
        }
    });
    _ = fs::remove_file(&beside);
    made
}
