//! Sessions: who has logged in and is still there.

use jiff::Timestamp;

use crate::{
    account::Account,
    error::AccessError,
    log_in::FORGET_SECONDS,
    may::AccountId,
    people::People,
    storage::time,
    token::{csrf_token, digest},
};

/// After so long without a request a session ends; OWASP ASVS 4.0.3, 3.3.2, level 2.
pub const IDLE_SECONDS: i64 = 30 * 60;

/// After so long a session ends in any case; the same.
pub const LONGEST_SECONDS: i64 = 12 * 60 * 60;

/// A session is written down as seen at most this often.
const SEEN_EVERY_SECONDS: i64 = 60;

/// A clock may be set back by so much before a session is taken for one of another time.
const CLOCK_SECONDS: i64 = 5 * 60;

/// Somebody who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub account: Account,
    /// Since when.
    pub begun_at: Timestamp,
    /// When it ends, if nothing more is asked.
    pub ends_at: Timestamp,
    /// What forms of this session carry.
    pub csrf: String,
}

impl People {
    /// Whose session a token is. `None` where it is that of none, or where the session has ended;
    /// such a one is removed.
    pub fn session(&mut self, token: &str, now: Timestamp) -> Result<Option<Session>, AccessError> {
        let key = digest(token);
        let Some((id, begun, seen)) = self.storage.session(&key)? else { return Ok(None) };
        let second = now.as_second();
        let account = self.account(id)?;
        let is_over = second.saturating_sub(begun) >= LONGEST_SECONDS
            || second.saturating_sub(seen) >= IDLE_SECONDS
            || begun.saturating_sub(second) > CLOCK_SECONDS
            || account.is_locked;
        if is_over {
            self.storage.end_session(&key)?;
            return Ok(None);
        }
        if second.saturating_sub(seen) >= SEEN_EVERY_SECONDS {
            self.storage.see_session(&key, second)?;
        }
        let last = begun.saturating_add(LONGEST_SECONDS);
        Ok(Some(Session {
            account,
            begun_at: time(begun),
            ends_at: time(last.min(second.saturating_add(IDLE_SECONDS))),
            csrf: csrf_token(token),
        }))
    }

    /// Logs out.
    pub fn end_session(&mut self, token: &str) -> Result<(), AccessError> {
        self.storage.end_session(&digest(token))
    }

    /// Ends the sessions of somebody, but perhaps one.
    pub fn end_sessions(&mut self, id: AccountId, keep: Option<&str>) -> Result<(), AccessError> {
        self.storage.end_sessions(id, keep.map(digest))
    }

    /// Removes what has ended by itself: sessions, invitations, old failures. To be called now and
    /// then.
    pub fn sweep(&mut self, now: Timestamp) -> Result<(), AccessError> {
        let now = now.as_second();
        self.storage.whole(|| {
            let (begun, seen) = (now - LONGEST_SECONDS, now - IDLE_SECONDS);
            self.storage.sweep(begun, seen, now - FORGET_SECONDS, now)
        })
    }
}
