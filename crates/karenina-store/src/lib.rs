//! The register: who said what of which clusters, when it held and when it was known, in one file
//! or in a database on a server.
//!
//! What is imported becomes a change set that somebody accepts or rejects row by row; nothing is
//! ever overwritten. Every act is an entry of a journal, each of which holds the digest of the one
//! before it and of what it brought in, so that [`Register::verify`] finds whatever was changed,
//! removed or put elsewhere afterwards. Names of people stand apart from claims and can be erased:
//! the journal holds salted digests of them.
//!
//! Invariant: judges nothing and writes no words for people; the clock is an argument. SQL stands
//! below `storage.rs` alone.

mod act;
mod cells;
mod decide;
mod edition;
mod error;
mod evidence;
mod export;
mod fold;
mod history;
mod identity;
mod journal;
mod location;
mod organisations;
mod people;
mod propose;
mod register;
mod storage;
mod verify;

pub use act::{Act, ClaimStatus};
pub use decide::{Change, ChangeSetView, Conflict, Decided, ItemKind, parse_rows};
pub use edition::EditionRow;
pub use error::{StoreError, Trouble};
pub use evidence::EvidenceRow;
pub use export::{Exported, ExportedTable};
pub use fold::Moment;
pub use history::{HistoryEntry, JournalLine};
pub use journal::{Digest, FileDigest, What};
pub use location::{Address, Location, without_passwords};
pub use organisations::OrganisationEvent;
pub use people::PersonRow;
pub use propose::{Import, Proposed};
pub use register::{Register, is_register};
pub use storage::SCHEMA_VERSION;
pub use verify::Verified;
