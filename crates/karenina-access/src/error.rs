//! What stood in the way.

use thiserror::Error;

use crate::password::PasswordFault;

/// Why something could not be done.
#[derive(Debug, Error)]
pub enum AccessError {
    /// The file or disk.
    #[error("{1}")]
    Disk(Trouble, String),
    /// The file is of a later program.
    #[error("shape {found}, known up to {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// The file says something that this program does not write.
    #[error("{0}")]
    Damaged(String),
    /// There is no such account.
    #[error("no account {0}")]
    NoAccount(String),
    /// Somebody else has that name or address.
    #[error("{0} is taken")]
    Taken(String),
    /// A name that is empty, too long, or holds what cannot be seen, or is written like a number.
    #[error("not a name: {0}")]
    NotAName(String),
    /// A role without what it needs, or with what it cannot have.
    #[error("role: {0:?}")]
    Standing(StandingFault),
    /// A password that is none; every reason.
    #[error("password: {0:?}")]
    Password(Vec<PasswordFault>),
    /// An invitation that was used, is too old, or never was.
    #[error("no such invitation")]
    NoInvitation,
    /// Nobody would be left who may manage people.
    #[error("the last officer")]
    LastOfficer,
    /// A draft that is no JSON object, or too large.
    #[error("not a draft: {0}")]
    NotADraft(String),
    /// The system gives no randomness.
    #[error("no randomness: {0}")]
    NoRandomness(String),
}

/// What is wrong with a role and what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingFault {
    /// A manager has one cluster.
    OneCluster,
    /// A member acts for one organisation.
    OneOrganisation,
    /// Only managers and experts have clusters.
    NoClusters,
    /// Only members have an organisation.
    NoOrganisation,
    /// Only experts have conflicts of interest that are kept here.
    NoConflicts,
    /// The public has no accounts.
    Public,
}

impl StandingFault {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::OneCluster,
        Self::OneOrganisation,
        Self::NoClusters,
        Self::NoOrganisation,
        Self::NoConflicts,
        Self::Public,
    ];

    /// The word that stands for it in the wording.
    pub fn word(self) -> &'static str {
        match self {
            Self::OneCluster => "one_cluster",
            Self::OneOrganisation => "one_organisation",
            Self::NoClusters => "no_clusters",
            Self::NoOrganisation => "no_organisation",
            Self::NoConflicts => "no_conflicts",
            Self::Public => "public",
        }
    }
}

/// What is wrong with the file or disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such file.
    NotFound,
    /// It is no file of people.
    NotPeople,
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
    /// Anything else.
    Other,
}

impl From<rusqlite::Error> for AccessError {
    fn from(err: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let trouble = match err.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Trouble::NotPeople,
            Some(ErrorCode::DatabaseCorrupt) => Trouble::Broken,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Trouble::ReadOnly,
            Some(ErrorCode::DiskFull) => Trouble::Full,
            Some(ErrorCode::CannotOpen) => Trouble::CannotOpen,
            _ => Trouble::Other,
        };
        Self::Disk(trouble, err.to_string())
    }
}
