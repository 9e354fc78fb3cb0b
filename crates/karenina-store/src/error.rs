//! Why the register could not do something.

use karenina_model::Date;

use crate::decide::Conflict;

/// Why the register could not do something.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file or the disk.
    #[error("{0:?}: {1}")]
    Disk(Trouble, String),
    /// It was made by a newer program.
    #[error("schema version {found} is newer than {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// What stands in it cannot be so.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The act is dated before the last one.
    #[error("{on} is before {last}")]
    Backwards {
        /// The day that was given.
        on: Date,
        /// The day of the last entry.
        last: Date,
    },
    /// There is no such change set.
    #[error("no change set {0}")]
    NoChangeSet(u64),
    /// None of these rows is open.
    #[error("nothing to decide in change set {0}")]
    NothingToDecide(u64),
    /// Rows that the change set does not have.
    #[error("change set {set} has {n} rows")]
    NoSuchRows {
        /// Which change set.
        set: u64,
        /// How many rows it has.
        n: u64,
    },
    /// Text that names no rows.
    #[error("{0} names no rows")]
    NotRows(String),
    /// Others have changed the same cells since the change set was made.
    #[error("{} rows have been changed meanwhile", .0.len())]
    Conflicts(Vec<Conflict>),
    /// The files bring nothing new.
    #[error("nothing new")]
    NothingNew,
    /// There is no such claim.
    #[error("no claim {found}")]
    NoClaim {
        /// What was asked for.
        found: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// A status does not lead to the other.
    #[error("{claim}: {from} does not become {to}")]
    Transition {
        /// Which claim.
        claim: String,
        /// Its status.
        from: String,
        /// What it should have become.
        to: String,
    },
    /// There is no such organisation.
    #[error("no organisation {0}")]
    NoOrganisation(String),
    /// An organisation would become itself, or has become another already.
    #[error("{0} cannot be merged into {1}")]
    MergeUnfit(String, String),
    /// There is no such edition.
    #[error("no edition {found}")]
    NoEdition {
        /// What was asked for.
        found: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// There is an edition of that name.
    #[error("edition {0} exists")]
    EditionExists(String),
    /// There is no such person.
    #[error("no person {0}")]
    NoPerson(String),
    /// There is no such evidence.
    #[error("no evidence {0}")]
    NoEvidence(String),
    /// An edition that would be made again differs from what was frozen.
    #[error("edition {0} cannot be made again")]
    EditionDiffers(String),
}

/// What is wrong with the file or disk, or with the database on its server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such file.
    NotFound,
    /// There is a file already.
    Exists,
    /// It is no register.
    NotARegister,
    /// It is broken or cut.
    Broken,
    /// Another process is writing.
    Busy,
    /// It may not be written.
    ReadOnly,
    /// The disk is full.
    Full,
    /// The system does not let it be opened.
    CannotOpen,
    /// The address of a database cannot be read.
    Address,
    /// This program was built without the database that the address names.
    NotBuiltIn,
    /// The server cannot be reached, or does not take anybody now.
    Unreachable,
    /// The server does not let this user in.
    Refused,
    /// The connection would have to be encrypted, and cannot be.
    Unencrypted,
    /// The connection broke; nothing was changed.
    Lost,
    /// The connection broke while an act was being made to last: nobody knows whether it does.
    Unsure,
    /// Anything else.
    Other,
}
