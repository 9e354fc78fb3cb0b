//! Logging in: one run of the hash whatever is asked, the same answer to every stranger, and longer
//! and longer waits.
//!
//! In three steps, so that nobody waits for the file of people while a password is hashed:
//! [`People::attempt`] looks the name up, [`Attempt::check`] hashes, [`People::conclude`] counts
//! and begins the session. [`People::log_in`] is all three.

use jiff::Timestamp;

use crate::{
    account::{Account, key},
    error::AccessError,
    may::AccountId,
    password::PasswordHash,
    people::People,
    storage::{Failures, time},
    token::{Token, digest, keyed},
};

/// So many attempts in a row may fail without a wait.
pub const FREE_FAILURES: u32 = 5;

/// The first wait; each further failure doubles it.
pub const FIRST_WAIT_SECONDS: i64 = 30;

/// The longest wait: long enough that nobody guesses (four attempts an hour), short enough that
/// somebody who is kept out by others' attempts gets in the same day.
pub const LONGEST_WAIT_SECONDS: i64 = 15 * 60;

/// After this failures under a name are forgotten.
pub(crate) const FORGET_SECONDS: i64 = 24 * 60 * 60;

/// A name that was looked up, and the hash to compare with: that of the account or, where there is
/// none to compare with, that of nobody.
#[derive(Debug)]
pub struct Attempt {
    counted: Counted,
    against: PasswordHash,
}

/// Under what an attempt is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Account(AccountId),
    Stranger([u8; 32]),
}

/// An attempt whose password was looked at.
#[derive(Debug)]
pub struct Checked {
    pub(crate) counted: Counted,
    is_right: bool,
    /// Where the hash cost less than hashes do now.
    anew: Option<PasswordHash>,
}

/// How an attempt ended.
#[derive(Debug)]
pub enum LogIn {
    /// They are in.
    Begun {
        /// Who.
        account: Box<Account>,
        /// The session's token, for the cookie.
        session: Token,
    },
    /// They are not. Wrong name, wrong password, no password, locked: all the same to who asks.
    Refused {
        /// From when on another attempt is looked at; it is the same for names that nobody has.
        wait_until: Option<Timestamp>,
    },
}

impl Attempt {
    /// Hashes the password, once; the costly part. `cost` of the present ([`People::cost`]).
    pub fn check(self, password: &str, cost: crate::Cost) -> Checked {
        let is_right = self.against.matches(password);
        let is_cheap = is_right && self.against.cost != cost;
        // The rules were kept when it was chosen.
        let anew = is_cheap.then(|| PasswordHash::make(password, &[], cost).ok()).flatten();
        Checked { counted: self.counted, is_right, anew }
    }
}

impl People {
    /// Looks a name or address up.
    pub fn attempt(&self, name: &str) -> Result<Attempt, AccessError> {
        let name = key(name);
        match self.storage.account_of(&name)? {
            Some(id) => self.attempt_of(id),
            None => {
                let secret = self.storage.setting("key")?.unwrap_or_default();
                let digest = keyed(&secret, &name).unwrap_or_default();
                let against = PasswordHash::of_nobody(self.cost);
                Ok(Attempt { counted: Counted::Stranger(digest), against })
            }
        }
    }

    /// The same of an account that is known, where a password is asked for again.
    pub fn attempt_of(&self, id: AccountId) -> Result<Attempt, AccessError> {
        let found = self.storage.password(id)?;
        let against = found.unwrap_or_else(|| PasswordHash::of_nobody(self.cost));
        Ok(Attempt { counted: Counted::Account(id), against })
    }

    /// Counts the attempt and, where it was right, begins a session under a new token, whatever
    /// token was presented: that one ends.
    pub fn conclude(
        &mut self,
        checked: &Checked,
        presented: Option<&str>,
        now: Timestamp,
    ) -> Result<LogIn, AccessError> {
        let session = Token::new()?;
        self.storage.whole(|| {
            let id = match self.count(checked, now)? {
                Ok(id) => id,
                Err(wait_until) => return Ok(LogIn::Refused { wait_until }),
            };
            if let Some(anew) = &checked.anew {
                self.storage.set_password(id, anew)?;
            }
            self.begin(id, presented, session, now)
        })
    }

    /// All at once.
    pub fn log_in(
        &mut self,
        name: &str,
        password: &str,
        presented: Option<&str>,
        now: Timestamp,
    ) -> Result<LogIn, AccessError> {
        let checked = self.attempt(name)?.check(password, self.cost);
        self.conclude(&checked, presented, now)
    }

    /// Begins a session for somebody of whom another has proved who they are: a provider of
    /// `OpenID` Connect. Refused where the account is locked.
    pub fn log_in_as(
        &mut self,
        id: AccountId,
        presented: Option<&str>,
        now: Timestamp,
    ) -> Result<LogIn, AccessError> {
        let session = Token::new()?;
        self.storage.whole(|| {
            if self.present(id)?.is_locked {
                return Ok(LogIn::Refused { wait_until: None });
            }
            self.begin(id, presented, session, now)
        })
    }

    fn begin(
        &self,
        id: AccountId,
        presented: Option<&str>,
        session: Token,
        now: Timestamp,
    ) -> Result<LogIn, AccessError> {
        if let Some(it) = presented {
            self.storage.end_session(&digest(it))?;
        }
        self.storage.new_session(&digest(session.reveal()), id, now)?;
        Ok(LogIn::Begun { account: Box::new(self.account(id)?), session })
    }

    /// Who is in, or until when the next attempt has to wait. While there is a wait not even the
    /// right password is taken, and nothing is counted, so that waits end.
    pub(crate) fn count(
        &self,
        checked: &Checked,
        now: Timestamp,
    ) -> Result<Result<AccountId, Option<Timestamp>>, AccessError> {
        let now = now.as_second();
        let (before, id) = match checked.counted {
            Counted::Account(id) => (self.storage.failures(id)?, Some(id)),
            Counted::Stranger(digest) => (self.storage.stranger(&digest)?, None),
        };
        let before = if now.saturating_sub(before.last) > FORGET_SECONDS {
            Failures::default()
        } else {
            before
        };
        if let Some(until) = wait_until(before, now) {
            return Ok(Err(Some(until)));
        }
        if let (true, Some(id)) = (checked.is_right, id)
            && !self.account(id)?.is_locked
        {
            if before.n > 0 {
                self.storage.set_failures(id, Failures::default())?;
            }
            return Ok(Ok(id));
        }
        let failures = Failures { n: before.n.saturating_add(1), last: now };
        match checked.counted {
            Counted::Account(id) => self.storage.set_failures(id, failures)?,
            Counted::Stranger(digest) => self.storage.set_stranger(&digest, failures)?,
        }
        Ok(Err(wait_until(failures, now)))
    }
}

/// Until when to wait after so many failures, if longer than until now. A clock that was set back
/// makes nobody wait longer than the longest wait.
fn wait_until(it: Failures, now: i64) -> Option<Timestamp> {
    let doublings = it.n.checked_sub(FREE_FAILURES)?;
    let wait = FIRST_WAIT_SECONDS
        .checked_shl(doublings.min(20))
        .unwrap_or(LONGEST_WAIT_SECONDS)
        .min(LONGEST_WAIT_SECONDS);
    let until = it.last.saturating_add(wait).min(now.saturating_add(wait));
    (until > now).then(|| time(until))
}
