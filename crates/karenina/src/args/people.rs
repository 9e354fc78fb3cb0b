//! What `people` takes.

use std::path::PathBuf;

use clap::{
    Args as Group, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser as _},
};
use karenina_access::Role;
use karenina_model::Date;
use karenina_store::Location;

use super::{Common, ListFormat, day, register};

#[derive(Debug, Clone, Group)]
pub(crate) struct People {
    #[command(subcommand)]
    pub what: PeopleCommand,
}

/// A role and what belongs to it.
#[derive(Debug, Clone, Group)]
pub(crate) struct Standing {
    /// The role
    #[arg(long, value_name = "ROLE", value_parser = roles())]
    pub role: Role,
    /// The key of a cluster: a manager's one, an expert's assigned ones; may be given several times
    #[arg(long, value_name = "KEY", value_parser = register::name)]
    pub cluster: Vec<String>,
    /// The key of a cluster in which an expert has an interest; may be given several times
    #[arg(long, value_name = "KEY", value_parser = register::name)]
    pub conflict: Vec<String>,
    /// The key of a member's organisation
    #[arg(long, value_name = "KEY", value_parser = register::name)]
    pub organisation: Option<String>,
}

/// A register, and where its accounts are kept.
#[derive(Debug, Clone, Group)]
pub(crate) struct Kept {
    /// The register
    pub file: Location,
    /// Where its accounts are kept; else beside it, NAME.karenina-people. A register in a database
    /// needs it
    #[arg(long, value_name = "FILE")]
    pub people: Option<PathBuf>,
}

/// Somebody with an account.
#[derive(Debug, Clone, Group)]
pub(crate) struct OfAccount {
    #[command(flatten)]
    pub kept: Kept,
    /// The name, the address, or the number, such as account-3
    pub who: String,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum PeopleCommand {
    /// Make an account and print its invitation, with which the person chooses a password
    Add {
        #[command(flatten)]
        kept: Kept,
        /// The person's name, under which they also stand in the register
        #[arg(value_parser = register::name)]
        name: String,
        /// The person's address, with which they may log in too
        #[arg(long, value_name = "ADDRESS")]
        email: Option<String>,
        #[command(flatten)]
        standing: Standing,
        #[command(flatten)]
        common: Common,
    },
    /// List all accounts
    List {
        #[command(flatten)]
        kept: Kept,
        /// How to write the list
        #[arg(long, value_enum)]
        format: Option<ListFormat>,
        /// Where to write it
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Give somebody another role; what they have open ends
    Role {
        #[command(flatten)]
        kept: Kept,
        /// The name, the address, or the number, such as account-3
        who: String,
        #[command(flatten)]
        standing: Standing,
        #[command(flatten)]
        common: Common,
    },
    /// Let somebody in no more; what they have open ends
    Lock(OfAccount),
    /// Let somebody in again, and forget failed attempts
    Unlock(OfAccount),
    /// Print a new invitation for who lost theirs, or the password
    Invite(OfAccount),
    /// Show who did or looked at what
    Log {
        #[command(flatten)]
        kept: Kept,
        /// Only of one account: the name, the address, or the number
        who: Option<String>,
        /// How many lines at most, the latest first
        #[arg(long, value_name = "N", default_value_t = 200)]
        most: u32,
        /// Only lines before this one
        #[arg(long, value_name = "LINE")]
        before: Option<u64>,
        /// First forget all lines of before this day
        #[arg(long, value_name = "DATE", value_parser = day)]
        forget_before: Option<Date>,
        /// How to write the lines
        #[arg(long, value_enum)]
        format: Option<ListFormat>,
        /// Where to write them
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Write everything that is kept of a person, as JSON; no secrets
    Export {
        #[command(flatten)]
        of: OfAccount,
        /// Where to write it
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
    /// Erase a person, here and in the register; the number stays, and the journal still verifies
    Erase {
        #[command(flatten)]
        of: OfAccount,
        #[command(flatten)]
        act: register::ByAndWhy,
    },
    /// Print who may do and see what: roles by actions and by columns
    Table {
        /// How to write it; a table is Markdown
        #[arg(long, value_enum)]
        format: Option<ListFormat>,
        /// Where to write it
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
}

impl PeopleCommand {
    pub(crate) fn common(&self) -> &Common {
        match self {
            Self::Lock(it) | Self::Unlock(it) | Self::Invite(it) => &it.common,
            Self::Export { of, .. } | Self::Erase { of, .. } => &of.common,
            Self::Add { common, .. }
            | Self::List { common, .. }
            | Self::Role { common, .. }
            | Self::Log { common, .. }
            | Self::Table { common, .. } => common,
        }
    }
}

/// The roles that accounts have: all but that of the public.
fn roles() -> impl clap::builder::TypedValueParser<Value = Role> {
    let words = Role::ALL.iter().filter(|it| **it != Role::Public).map(|it| it.word());
    PossibleValuesParser::new(words).map(|it| Role::parse(&it).unwrap_or(Role::Public))
}
