//! The two questions: may they do that, and do they see this. Both only look the table up.

use std::fmt;

use crate::{
    role::{Action, Role, Scope},
    table,
};

/// The number of an account; it stays when the person is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub u64);

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "account-{}", self.0)
    }
}

impl AccountId {
    /// As it is written: account-7, or 7. Numbers that no file of people can hold are none.
    pub fn parse(text: &str) -> Option<Self> {
        let n = text.strip_prefix("account-").unwrap_or(text).parse::<i64>().ok()?;
        u64::try_from(n).ok().map(Self)
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Their account; none for the public, and at the machine itself.
    pub account: Option<AccountId>,
    /// What they are.
    pub role: Role,
    /// A manager's cluster; the clusters that an expert was assigned.
    pub clusters: Vec<String>,
    /// The clusters in which an expert has an interest: nothing of them, assigned or not.
    pub conflicts: Vec<String>,
    /// A member's organisation.
    pub organisation: Option<String>,
}

impl Who {
    /// Somebody without an account.
    pub fn public() -> Self {
        Self::of(Role::Public)
    }

    /// Whoever sits at the machine on which the register lies: they hold the file.
    pub fn local() -> Self {
        Self::of(Role::Officer)
    }

    fn of(role: Role) -> Self {
        Self {
            account: None,
            role,
            clusters: Vec::new(),
            conflicts: Vec::new(),
            organisation: None,
        }
    }

    fn has_conflict(&self, cluster: &str) -> bool {
        self.conflicts.iter().any(|it| it == cluster)
    }

    fn has_cluster(&self, cluster: &str) -> bool {
        self.clusters.iter().any(|it| it == cluster) && !self.has_conflict(cluster)
    }

    /// Whether a row belongs to a scope, by the clusters and organisations that it speaks of. Rows
    /// that speak of none (statistics, sources, the programme) belong to every scope. Rows for
    /// `Published` are told from others by where they come from: an edition.
    pub fn includes(&self, scope: Scope, clusters: &[&str], organisations: &[&str]) -> bool {
        let of_nobody = clusters.is_empty() && organisations.is_empty();
        match scope {
            Scope::All | Scope::Published => true,
            Scope::Assigned | Scope::OwnCluster => {
                of_nobody || clusters.iter().any(|it| self.has_cluster(it))
            }
            Scope::OwnOrganisation => {
                of_nobody || organisations.iter().any(|it| self.organisation.as_deref() == Some(it))
            }
            Scope::OwnAccount => false,
        }
    }

    /// Whether a scope fits what the action is on.
    fn fits(&self, scope: Scope, subject: &Subject<'_>) -> bool {
        match (scope, subject) {
            (Scope::All, _) => true,
            (Scope::OwnAccount, Subject::Person(id)) => self.account == Some(*id),
            (Scope::OwnAccount, _) | (_, Subject::Person(_)) => false,
            (Scope::Published, _) => true,
            (_, Subject::Edition(_)) => false,
            // The answer then holds the rows of the scope and no others.
            (Scope::Assigned | Scope::OwnCluster | Scope::OwnOrganisation, Subject::Whole) => true,
            (Scope::Assigned | Scope::OwnCluster, Subject::Clusters(list)) => {
                !list.is_empty() && list.iter().all(|it| self.has_cluster(it))
            }
            (Scope::Assigned | Scope::OwnCluster, Subject::Organisation { clusters, .. }) => {
                clusters.iter().any(|it| self.has_cluster(it))
            }
            (Scope::OwnOrganisation, Subject::Organisation { key, .. }) => {
                self.organisation.as_deref() == Some(key)
            }
            (Scope::OwnOrganisation, Subject::Clusters(_)) => false,
        }
    }
}

/// What an action is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The programme, or whatever there is: the answer is cut to the scope.
    Whole,
    /// These clusters, all of them: a page, a claim, a change set that touches them.
    Clusters(&'a [&'a str]),
    /// An organisation, with the clusters that it is a member of.
    Organisation {
        /// Its key.
        key: &'a str,
        /// Of which clusters it is a member.
        clusters: &'a [&'a str],
    },
    /// A person.
    Person(AccountId),
    /// A frozen edition.
    Edition(&'a str),
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Decision {
    /// Yes, on the rows of this scope. `Published` means: from an edition, never from what is
    /// believed now.
    Allowed(Scope),
    /// No.
    Refused(Refusal),
}

impl Decision {
    /// The scope, where it is allowed.
    pub fn scope(self) -> Option<Scope> {
        match self {
            Self::Allowed(it) => Some(it),
            Self::Refused(_) => None,
        }
    }
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody in this role may.
    Role,
    /// Nobody without an account may.
    NoAccount,
    /// It is not theirs.
    NotOwn,
    /// They have an interest in it.
    Conflict,
}

impl Refusal {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Role, Self::NoAccount, Self::NotOwn, Self::Conflict];

    /// The word that stands for it in the wording.
    pub fn word(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::NoAccount => "no_account",
            Self::NotOwn => "not_own",
            Self::Conflict => "conflict",
        }
    }
}

/// Whether somebody may do something, and on which rows.
///
/// ```
/// use karenina_access::{Action, Decision, Refusal, Role, Scope, Subject, Who, may};
///
/// let manager = Who { role: Role::Manager, clusters: vec!["sarov".into()], ..Who::public() };
/// let own = may(&manager, Action::Propose, &Subject::Clusters(&["sarov"]));
/// assert_eq!(own, Decision::Allowed(Scope::OwnCluster));
/// let other = may(&manager, Action::Propose, &Subject::Clusters(&["obninsk"]));
/// assert_eq!(other, Decision::Refused(Refusal::NotOwn));
/// let page = may(&manager, Action::SeeCluster, &Subject::Clusters(&["obninsk"]));
/// assert_eq!(page, Decision::Allowed(Scope::Published));
/// ```
pub fn may(who: &Who, action: Action, subject: &Subject<'_>) -> Decision {
    let scopes = table::scopes(who.role, action);
    if let Some(scope) = scopes.iter().find(|it| who.fits(**it, subject)) {
        return Decision::Allowed(*scope);
    }
    Decision::Refused(match (scopes.is_empty(), who.role, subject) {
        (true, Role::Public, _) => Refusal::NoAccount,
        (true, _, _) => Refusal::Role,
        (false, _, Subject::Clusters(list)) if list.iter().any(|it| who.has_conflict(it)) => {
            Refusal::Conflict
        }
        (false, ..) => Refusal::NotOwn,
    })
}

/// Whether a role sees a column in rows of a scope, as [`may`] gave it. A column without a rule is
/// seen by nobody.
///
/// ```
/// use karenina_access::{Role, Scope, sees};
///
/// assert!(sees(Role::Manager, "memberships", "fee_paid", Scope::OwnCluster));
/// assert!(!sees(Role::Manager, "memberships", "fee_paid", Scope::Published));
/// assert!(!sees(Role::Analyst, "memberships", "said_by", Scope::All));
/// ```
pub fn sees(role: Role, table: &str, column: &str, scope: Scope) -> bool {
    table::class_of(table, column).is_some_and(|class| {
        let scopes = table::field_scopes(role, class);
        scopes.contains(&Scope::All) || scopes.contains(&scope)
    })
}
