//! Who may do and see what, and who is who.
//!
//! - **the table** ([`ACTIONS`], [`FIELDS`], [`COLUMNS`]): which role may do what, on whose rows, and
//!   which columns it sees. It is data, in one file, and [`may`] and [`sees`] do nothing but look
//!   it up. What the table does not name is refused and hidden.
//!
//! Invariant: knows nothing of HTTP and nothing of verdicts, and writes no words for people; the
//! clock is an argument.

mod may;
mod role;
mod table;

pub use may::{AccountId, Decision, Refusal, Subject, Who, may, sees};
pub use role::{Action, Class, Role, Scope};
pub use table::{ACTIONS, COLUMNS, FIELDS, Line, actions_table, class_of, fields_table, table_csv};
