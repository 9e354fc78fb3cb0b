//! Those who have accounts: log-in, sessions, limits, the access log.

use std::{
    collections::HashMap,
    path::Path,
    sync::Mutex,
    time::{Duration, Instant},
};

use karenina_access::{
    AccessError, Account, AccountId, Limiter, LogIn, LogLine, PasswordHash, People, Session,
    Timestamp,
};

use crate::{
    answer::Trouble,
    office::{held, instant},
};

/// The people of a site that asks who comes.
pub(crate) struct Desk {
    /// `None` where the file cannot be opened at the moment: opened anew then.
    people: Mutex<Option<People>>,
    path: std::path::PathBuf,
    /// Sessions that were looked up a moment ago.
    seen: Mutex<HashMap<String, (Instant, Session)>>,
    /// Attempts to log in, by network address.
    addresses: Mutex<Limiter>,
    /// Lines of the access log that are not written yet.
    lines: Mutex<(Vec<LogLine>, Option<Instant>)>,
}

/// How long a session that was looked up counts without another look: a lock takes so long to be
/// felt here.
const LOOKED: Duration = Duration::from_secs(5);
/// How many sessions are remembered.
const SESSIONS: usize = 10_000;
/// How many lines of the access log are kept back, and how long.
const LINES: usize = 200;
const LINES_FOR: Duration = Duration::from_secs(2);
/// Attempts to log in from one network address: so many at once, and one more in so many seconds.
const ATTEMPTS: (u32, u32) = (20, 15);

impl Desk {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            people: Mutex::default(),
            path: path.to_owned(),
            seen: Mutex::default(),
            addresses: Mutex::new(Limiter::new(ATTEMPTS.0, ATTEMPTS.1)),
            lines: Mutex::default(),
        }
    }

    /// Works on the file of people.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut People) -> Result<T, AccessError>,
    ) -> Result<T, Trouble> {
        let mut people = held(&self.people);
        let open = match people.take() {
            Some(it) => it,
            None => People::open(&self.path).map_err(Trouble::Access)?,
        };
        let done = work(people.insert(open)).map_err(Trouble::Access);
        if matches!(done, Err(Trouble::Access(AccessError::Disk(..)))) {
            // Tried anew by the next one who comes.
            *people = None;
        }
        done
    }

    /// The same where who may do what changes: nobody is remembered.
    pub(crate) fn change<T>(
        &self,
        work: impl FnOnce(&mut People) -> Result<T, AccessError>,
    ) -> Result<T, Trouble> {
        let done = self.with(work);
        held(&self.seen).clear();
        done
    }

    /// Whose session a token is.
    pub(crate) fn session(&self, token: &str, now: Timestamp) -> Result<Option<Session>, Trouble> {
        if let Some((at, session)) = held(&self.seen).get(token)
            && at.elapsed() < LOOKED
        {
            return Ok(Some(session.clone()));
        }
        let found = self.with(|people| people.session(token, now))?;
        let mut seen = held(&self.seen);
        if seen.len() >= SESSIONS {
            seen.clear();
        }
        match &found {
            Some(it) => _ = seen.insert(token.to_owned(), (instant(), it.clone())),
            None => _ = seen.remove(token),
        }
        Ok(found)
    }

    /// Logs in: the costly hash is made without holding up others.
    pub(crate) fn log_in(
        &self,
        address: &str,
        name: &str,
        password: &str,
        presented: Option<&str>,
        now: Timestamp,
    ) -> Result<LogIn, Trouble> {
        held(&self.addresses).take(address, now).map_err(Trouble::Wait)?;
        let (attempt, cost) = self.with(|it| Ok((it.attempt(name)?, it.cost())))?;
        let checked = attempt.check(password, cost);
        self.change(|it| it.conclude(&checked, presented, now))
    }

    /// Changes a password by the old one.
    pub(crate) fn change_password(
        &self,
        account: &Account,
        (old, new): (&str, &str),
        keep: Option<&str>,
        now: Timestamp,
    ) -> Result<bool, Trouble> {
        let (attempt, cost) = self.with(|it| Ok((it.attempt_of(account.id)?, it.cost())))?;
        let new = PasswordHash::make(new, &account.names(), cost).map_err(Trouble::Access)?;
        let checked = attempt.check(old, cost);
        self.change(|it| it.change_password(&checked, &new, keep, now))
    }

    /// Takes an invitation up.
    pub(crate) fn accept(
        &self,
        token: &str,
        password: &str,
        now: Timestamp,
    ) -> Result<AccountId, Trouble> {
        let (account, cost) = self.with(|it| Ok((it.invited(token, now)?, it.cost())))?;
        let hash = PasswordHash::make(password, &account.names(), cost).map_err(Trouble::Access)?;
        self.change(|it| it.accept_invitation(token, &hash, now))
    }

    /// Keeps a line of the access log; many are written together.
    pub(crate) fn note(&self, line: LogLine) -> Result<(), Trouble> {
        let due = {
            let mut lines = held(&self.lines);
            lines.0.push(line);
            let since = *lines.1.get_or_insert_with(instant);
            if lines.0.len() < LINES && since.elapsed() < LINES_FOR {
                return Ok(());
            }
            std::mem::take(&mut *lines).0
        };
        self.with(|it| it.log(&due))
    }

    /// Writes what was kept back.
    pub(crate) fn write_log(&self) -> Result<(), Trouble> {
        let due = std::mem::take(&mut *held(&self.lines)).0;
        self.with(|it| it.log(&due))
    }
}
