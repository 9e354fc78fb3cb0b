//! Accounts: who is who, in which role, for which cluster or organisation.

use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization;

use crate::{
    error::{AccessError, StandingFault},
    log_in::Checked,
    may::{AccountId, Who},
    password::PasswordHash,
    people::People,
    role::Role,
    token::{Token, digest},
};

/// How long an invitation can be used.
pub const INVITATION_SECONDS: i64 = 7 * 24 * 60 * 60;

/// The longest name or address.
const MOST_CHARACTERS: usize = 200;

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The number, which stays.
    pub id: AccountId,
    /// The role.
    pub role: Role,
    /// The name, under which they also stand in the register; `None` once it is erased.
    pub name: Option<String>,
    /// The address.
    pub email: Option<String>,
    /// A manager's cluster, an expert's clusters.
    pub clusters: Vec<String>,
    /// The clusters in which an expert has an interest.
    pub conflicts: Vec<String>,
    /// A member's organisation.
    pub organisation: Option<String>,
    /// When it was made.
    pub begun_at: Timestamp,
    /// Whether somebody locked it.
    pub is_locked: bool,
    /// When the person was erased.
    pub erased_at: Option<Timestamp>,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// Attempts that failed since the last that did not.
    pub failures: u32,
    /// Until when an invitation is open.
    pub invited_until: Option<Timestamp>,
    /// Issuer and subject of a provider of `OpenID` Connect.
    pub openid: Option<(String, String)>,
}

impl Account {
    /// As somebody who asks.
    pub fn who(&self) -> Who {
        Who {
            account: Some(self.id),
            role: self.role,
            clusters: self.clusters.clone(),
            conflicts: self.conflicts.clone(),
            organisation: self.organisation.clone(),
        }
    }

    /// Under which name they stand in pages and in the register.
    pub fn shown(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.id.to_string())
    }

    /// What no password of theirs may hold.
    pub fn names(&self) -> Vec<&str> {
        self.name.as_deref().into_iter().chain(self.email.as_deref()).collect()
    }
}

/// A role with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The role.
    pub role: Role,
    /// A manager's one cluster; the clusters that an expert is assigned.
    pub clusters: Vec<String>,
    /// The clusters in which an expert has an interest.
    pub conflicts: Vec<String>,
    /// A member's organisation.
    pub organisation: Option<String>,
}

impl Standing {
    /// A role to which nothing belongs.
    pub fn of(role: Role) -> Self {
        Self { role, clusters: Vec::new(), conflicts: Vec::new(), organisation: None }
    }

    fn check(&self) -> Result<(), AccessError> {
        use StandingFault as F;
        let fault = match self.role {
            Role::Public => Some(F::Public),
            Role::Manager if self.clusters.len() != 1 => Some(F::OneCluster),
            Role::Member if self.organisation.is_none() => Some(F::OneOrganisation),
            Role::Officer | Role::Decider | Role::Analyst | Role::Auditor | Role::Member
                if !self.clusters.is_empty() =>
            {
                Some(F::NoClusters)
            }
            Role::Officer
            | Role::Expert
            | Role::Decider
            | Role::Manager
            | Role::Analyst
            | Role::Auditor
                if self.organisation.is_some() =>
            {
                Some(F::NoOrganisation)
            }
            Role::Officer
            | Role::Decider
            | Role::Manager
            | Role::Member
            | Role::Analyst
            | Role::Auditor
                if !self.conflicts.is_empty() =>
            {
                Some(F::NoConflicts)
            }
            Role::Officer
            | Role::Expert
            | Role::Decider
            | Role::Manager
            | Role::Member
            | Role::Analyst
            | Role::Auditor => None,
        };
        fault.map_or(Ok(()), |it| Err(AccessError::Standing(it)))
    }
}

impl People {
    /// Everybody, erased people among them.
    pub fn accounts(&self) -> Result<Vec<Account>, AccessError> {
        self.storage.accounts(None)
    }

    /// One of them.
    pub fn account(&self, id: AccountId) -> Result<Account, AccessError> {
        let found = self.storage.accounts(Some(id))?.pop();
        found.ok_or_else(|| AccessError::NoAccount(id.to_string()))
    }

    /// By number, name or address.
    pub fn find(&self, text: &str) -> Result<Account, AccessError> {
        if let Some(id) = self.storage.account_of(&key(text))? {
            return self.account(id);
        }
        match AccountId::parse(text.trim()) {
            Some(id) => self.account(id),
            None => Err(AccessError::NoAccount(text.to_owned())),
        }
    }

    /// Makes an account. The token is shown once: with it, and nothing else, the person chooses a
    /// password.
    pub fn add(
        &mut self,
        name: &str,
        email: Option<&str>,
        standing: &Standing,
        now: Timestamp,
    ) -> Result<(AccountId, Token), AccessError> {
        standing.check()?;
        let (name, email) = (visible(name)?, email.map(visible).transpose()?);
        // As names are compared: another form of a digit or of an @ is one, too.
        let as_compared = key(name);
        if AccountId::parse(&as_compared).is_some() || as_compared.contains('@') {
            return Err(AccessError::NotAName(name.to_owned()));
        }
        if let Some(email) = email
            && !email.split_once('@').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
        {
            return Err(AccessError::NotAName(email.to_owned()));
        }
        let token = Token::new()?;
        let id = self.storage.whole(|| {
            for it in [Some(name), email].into_iter().flatten() {
                if self.storage.account_of(&key(it))?.is_some() {
                    return Err(AccessError::Taken(it.to_owned()));
                }
            }
            let email_key = email.map(key);
            let (name, email) = ((name, key(name)), (email, email_key.as_deref()));
            let id = self.storage.new_account(standing.role, (name.0, &name.1), email, now)?;
            self.put_standing(id, standing)?;
            self.storage.new_invitation(&digest(token.reveal()), id, later(now))?;
            Ok(id)
        })?;
        Ok((id, token))
    }

    /// Gives another role. Sessions end, so that nothing of the old one is left open.
    pub fn set_standing(&mut self, id: AccountId, standing: &Standing) -> Result<(), AccessError> {
        standing.check()?;
        self.storage.whole(|| {
            let before = self.present(id)?;
            if before.role == Role::Officer && standing.role != Role::Officer {
                self.keep_an_officer(id)?;
            }
            self.put_standing(id, standing)?;
            self.storage.end_sessions(id, None)
        })
    }

    fn put_standing(&self, id: AccountId, it: &Standing) -> Result<(), AccessError> {
        let organisation = it.organisation.as_deref();
        self.storage.set_standing(id, it.role, organisation, &it.clusters, &it.conflicts)
    }

    /// Nobody logs in to it until it is unlocked; open sessions end.
    pub fn lock(&mut self, id: AccountId) -> Result<(), AccessError> {
        self.storage.whole(|| {
            if self.present(id)?.role == Role::Officer {
                self.keep_an_officer(id)?;
            }
            self.storage.set_locked(id, true)?;
            self.storage.end_sessions(id, None)
        })
    }

    /// Opens it again, and forgets failed attempts.
    pub fn unlock(&mut self, id: AccountId) -> Result<(), AccessError> {
        self.storage.whole(|| {
            self.present(id)?;
            self.storage.set_failures(id, crate::storage::Failures::default())?;
            self.storage.set_locked(id, false)
        })
    }

    /// A new invitation, in the place of earlier ones: for who lost theirs, or the password, which
    /// holds until another is chosen.
    pub fn invite(&mut self, id: AccountId, now: Timestamp) -> Result<Token, AccessError> {
        let token = Token::new()?;
        self.storage.whole(|| {
            self.present(id)?;
            self.storage.end_invitations(id)?;
            self.storage.new_invitation(&digest(token.reveal()), id, later(now))
        })?;
        Ok(token)
    }

    /// Whom an invitation is for.
    pub fn invited(&self, token: &str, now: Timestamp) -> Result<Account, AccessError> {
        match self.storage.invitation(&digest(token), now)? {
            Some(id) => self.present(id),
            None => Err(AccessError::NoInvitation),
        }
    }

    /// Takes an invitation up: the password is set, the invitation is used up, open sessions end.
    pub fn accept_invitation(
        &mut self,
        token: &str,
        password: &PasswordHash,
        now: Timestamp,
    ) -> Result<AccountId, AccessError> {
        self.storage.whole(|| {
            let id = self.invited(token, now)?.id;
            self.storage.end_invitations(id)?;
            self.storage.set_password(id, password)?;
            self.storage.set_failures(id, crate::storage::Failures::default())?;
            self.storage.end_sessions(id, None)?;
            Ok(id)
        })
    }

    /// Changes a password: whoever does it has just shown that they know the old one
    /// ([`People::attempt_of`]). All sessions end but the one that does it. `false` where the old
    /// one was wrong; that counts as a failed attempt.
    pub fn change_password(
        &mut self,
        old: &Checked,
        new: &PasswordHash,
        keep: Option<&str>,
        now: Timestamp,
    ) -> Result<bool, AccessError> {
        self.storage.whole(|| {
            let Ok(id) = self.count(old, now)? else { return Ok(false) };
            self.storage.set_password(id, new)?;
            self.storage.end_invitations(id)?;
            self.storage.end_sessions(id, keep.map(digest))?;
            Ok(true)
        })
    }

    /// Links an account to somebody at a provider of `OpenID` Connect, or unlinks it.
    pub fn link_openid(
        &mut self,
        id: AccountId,
        link: Option<(&str, &str)>,
    ) -> Result<(), AccessError> {
        self.storage.whole(|| {
            self.present(id)?;
            if let Some((issuer, subject)) = link
                && self.storage.account_of_openid(issuer, subject)?.is_some_and(|it| it != id)
            {
                return Err(AccessError::Taken(subject.to_owned()));
            }
            self.storage.set_openid(id, link)
        })
    }

    /// Whom a provider of `OpenID` Connect means.
    pub fn find_openid(&self, issuer: &str, subject: &str) -> Result<Option<Account>, AccessError> {
        self.storage.account_of_openid(issuer, subject)?.map(|it| self.account(it)).transpose()
    }

    /// An account that is not erased.
    pub(crate) fn present(&self, id: AccountId) -> Result<Account, AccessError> {
        let it = self.account(id)?;
        if it.erased_at.is_some() {
            return Err(AccessError::NoAccount(id.to_string()));
        }
        Ok(it)
    }

    /// Somebody must be left who may manage people.
    pub(crate) fn keep_an_officer(&self, but: AccountId) -> Result<(), AccessError> {
        let is_left = self.accounts()?.iter().any(|it| {
            it.id != but && it.role == Role::Officer && !it.is_locked && it.erased_at.is_none()
        });
        if is_left { Ok(()) } else { Err(AccessError::LastOfficer) }
    }
}

/// A text by which names are compared: letters in one case and form, single spaces.
pub(crate) fn key(text: &str) -> String {
    let text: String = text.nfkc().collect::<String>().to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that can be read, without spaces at its ends.
fn visible(text: &str) -> Result<&str, AccessError> {
    let it = text.trim();
    let is_fine = !it.is_empty()
        && it.chars().count() <= MOST_CHARACTERS
        && !it.chars().any(|it| it.is_control() || is_unseen(it));
    if is_fine { Ok(it) } else { Err(AccessError::NotAName(text.to_owned())) }
}

/// Letters that are not seen, and those that turn the direction of others: two names that look the
/// same would be those of two people.
fn is_unseen(it: char) -> bool {
    matches!(
        it,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

fn later(now: Timestamp) -> Timestamp {
    crate::storage::time(now.as_second().saturating_add(INVITATION_SECONDS))
}
