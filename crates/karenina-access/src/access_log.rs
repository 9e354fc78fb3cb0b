//! The access log: who did or looked at what, when, and whether it was allowed. Lines are added and
//! never changed; old ones are forgotten as a whole.

use jiff::Timestamp;

use crate::{
    error::AccessError,
    may::{AccountId, Decision},
    people::People,
    role::Action,
};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// Its number; 0 until it is written.
    pub line: u64,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the public, and for whoever sits at the machine itself.
    pub account: Option<AccountId>,
    /// The word of an [`Action`], or `log_in`, `log_out`, `accept_invitation`.
    pub event: String,
    /// On what: a key, a number, never a name of a person or what somebody typed.
    pub subject: String,
    /// Whether it was allowed.
    pub is_allowed: bool,
}

impl LogLine {
    /// Of an action and what the table said to it.
    pub fn of(
        at: Timestamp,
        account: Option<AccountId>,
        action: Action,
        subject: &str,
        decision: Decision,
    ) -> Self {
        Self::event(at, account, action.word(), subject, decision.scope().is_some())
    }

    /// Of anything else.
    pub fn event(
        at: Timestamp,
        account: Option<AccountId>,
        event: &str,
        subject: &str,
        is_allowed: bool,
    ) -> Self {
        let (event, subject) = (event.to_owned(), subject.to_owned());
        Self { line: 0, at, account, event, subject, is_allowed }
    }
}

impl People {
    /// Adds lines, all at once: who serves many keeps some back and writes them together.
    pub fn log(&mut self, lines: &[LogLine]) -> Result<(), AccessError> {
        if lines.is_empty() {
            return Ok(());
        }
        self.storage.whole(|| lines.iter().try_for_each(|it| self.storage.push_log(it)))
    }

    /// The latest lines first: of one account or of all, before a line, so many at most.
    pub fn log_lines(
        &self,
        of: Option<AccountId>,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<LogLine>, AccessError> {
        self.storage.log(of, before.unwrap_or(u64::MAX), most)
    }

    /// Forgets lines of before a moment: how long they are kept is for the operator to say. How
    /// many went.
    pub fn forget_log(&mut self, before: Timestamp) -> Result<usize, AccessError> {
        self.storage.forget_log(before)
    }
}
