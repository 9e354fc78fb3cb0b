//! Who may do and see what, and who is who.
//!
//! Three things, which know nothing of each other's storage:
//!
//! - **the table** ([`ACTIONS`], [`FIELDS`], [`COLUMNS`]): which role may do what, on whose rows, and
//!   which columns it sees. It is data, in one file, and [`may`] and [`sees`] do nothing but look
//!   it up. What the table does not name is refused and hidden.
//! - **the people** ([`People`]): accounts, invitations, sessions, access log, drafts of forms, in a
//!   file of their own beside the register ([`people_file`]), so that a register can be handed to
//!   somebody without any name of an account or hash of a password.
//! - **the limiter** ([`Limiter`]): how often an address or an account may try.
//!
//! Invariant: knows nothing of HTTP and nothing of verdicts, and writes no words for people; the
//! clock is an argument. SQL stands in `storage.rs` alone.

mod access_log;
mod account;
mod draft;
mod error;
mod limiter;
mod log_in;
mod may;
mod password;
mod people;
mod person;
mod role;
mod session;
mod storage;
mod table;
#[cfg(test)]
mod tests;
mod token;

pub use access_log::LogLine;
pub use account::{Account, INVITATION_SECONDS, Standing};
pub use draft::{Draft, MOST_DRAFT_BYTES, Saved};
pub use error::{AccessError, StandingFault, Trouble};
pub use jiff::Timestamp;
pub use limiter::Limiter;
pub use log_in::{
    Attempt, Checked, FIRST_WAIT_SECONDS, FREE_FAILURES, LONGEST_WAIT_SECONDS, LogIn,
};
pub use may::{AccountId, Decision, Refusal, Subject, Who, may, sees};
pub use password::{
    Cost, LEAST_CHARACTERS, MOST_BYTES, PasswordFault, PasswordHash, password_faults,
};
pub use people::{People, is_open_to_others, people_file};
pub use role::{Action, Class, Role, Scope};
pub use session::{IDLE_SECONDS, LONGEST_SECONDS, Session};
pub use storage::SCHEMA_VERSION;
pub use table::{ACTIONS, COLUMNS, FIELDS, Line, actions_table, class_of, fields_table, table_csv};
pub use token::{Token, csrf_matches, csrf_token};
