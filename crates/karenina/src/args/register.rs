//! What `register` and `verify` take.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};
use karenina_model::Date;
use karenina_store::Location;

use super::{Common, ListFormat, day};

#[derive(Debug, Clone, Group)]
pub(crate) struct Register {
    #[command(subcommand)]
    pub what: RegisterCommand,
}

/// Who does it, when and why.
#[derive(Debug, Clone, Group)]
pub(crate) struct By {
    /// The name of who does it; it is kept apart from the journal and can be erased
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub by: String,
    /// The day, as 2026-03-01; else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: Option<Date>,
}

/// The same, and why it may be said.
#[derive(Debug, Clone, Group)]
pub(crate) struct ByPerhapsWhy {
    #[command(flatten)]
    pub by: By,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// The same, and why it must be said.
#[derive(Debug, Clone, Group)]
pub(crate) struct ByAndWhy {
    #[command(flatten)]
    pub by: By,
    /// Why; a reply is what stands here
    #[arg(long, value_name = "TEXT", value_parser = name)]
    pub reason: String,
}

/// Of which day, and as known when.
#[derive(Debug, Clone, Group)]
pub(crate) struct Moment {
    /// What held on this day; else what holds last
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// What was known at the end of this day; else what is known now
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub known_on: Option<Date>,
}

/// A claim and what is said of it.
#[derive(Debug, Clone, Group)]
pub(crate) struct OfClaim {
    /// The register
    pub file: Location,
    /// A table and the key of a row: clusters/sarov, memberships/sarov/acme
    pub claim: String,
    /// Since when; else from always on
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// The digest of a document in the register, or the beginning of it
    #[arg(long, value_name = "SHA256")]
    pub evidence: Option<String>,
    #[command(flatten)]
    pub act: ByPerhapsWhy,
    #[command(flatten)]
    pub common: Common,
}

/// A claim and something that needs a reason.
#[derive(Debug, Clone, Group)]
pub(crate) struct AgainstClaim {
    /// The register
    pub file: Location,
    /// A table and the key of a row: clusters/sarov, memberships/sarov/acme
    pub claim: String,
    /// Since when; else from always on
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    #[command(flatten)]
    pub act: ByAndWhy,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum RegisterCommand {
    /// Begin a register: one file, whose copy is its backup, or tables in a database
    Init {
        #[arg(
            help = "The file, such as programme.karenina, or a database: postgres://user@host/database"
        )]
        file: Location,
        #[command(flatten)]
        act: ByPerhapsWhy,
        #[command(flatten)]
        common: Common,
    },
    /// Take workbooks, folders or tables up as a change set, which somebody then accepts or rejects
    Import(Import),
    /// List the change sets, or show what one of them changes, cell by cell
    Changes {
        /// The register
        file: Location,
        /// The number of a change set; else all are listed
        set: Option<u64>,
        /// Show rows from this one on
        #[arg(long, value_name = "ROW", default_value_t = 1)]
        from: u64,
        /// How many rows at most
        #[arg(long, value_name = "N", default_value_t = 200)]
        most: u64,
        /// Also rows that say the same of a later day, and statuses of single claims in the list
        #[arg(long)]
        all: bool,
        /// How to write the rows
        #[arg(long, value_enum)]
        format: Option<ListFormat>,
        /// Where to write it
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Accept a change set, or rows of it: from then on they are believed
    Accept {
        /// The register
        file: Location,
        /// The number of the change set
        set: u64,
        /// Only these rows, as 1-5,8
        #[arg(long, value_name = "ROWS")]
        rows: Option<String>,
        /// Also where others have changed the same cells meanwhile
        #[arg(long)]
        even_so: bool,
        #[command(flatten)]
        act: ByPerhapsWhy,
        #[command(flatten)]
        common: Common,
    },
    /// Reject a change set, or rows of it
    Reject {
        /// The register
        file: Location,
        /// The number of the change set
        set: u64,
        /// Only these rows, as 1-5,8
        #[arg(long, value_name = "ROWS")]
        rows: Option<String>,
        #[command(flatten)]
        act: ByAndWhy,
        #[command(flatten)]
        common: Common,
    },
    /// Write the tables as they held on a day and were known on a day: CSV into a folder, or a workbook
    Export {
        /// The register
        file: Location,
        /// A new folder, or a file that ends in .xlsx
        to: PathBuf,
        #[command(flatten)]
        moment: Moment,
        /// A frozen edition instead
        #[arg(long, value_name = "NAME", conflicts_with_all = ["as_of", "known_on"])]
        edition: Option<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Say that a claim was looked at
    Check(OfClaim),
    /// Say that a document confirms a claim
    Confirm(OfClaim),
    /// Say that a claim is doubted
    Dispute(AgainstClaim),
    /// Answer a doubt; the claim stays disputed until somebody confirms or withdraws it
    Reply(AgainstClaim),
    /// Take a claim back
    Withdraw(AgainstClaim),
    /// Say that another claim takes the place of one
    Supersede {
        #[command(flatten)]
        of: AgainstClaim,
        /// The claim that takes its place
        #[arg(long, value_name = "CLAIM")]
        with: String,
    },
    /// Show everything that was said of a claim, by whom, when and where
    History {
        /// The register
        file: Location,
        /// A table and the key of a row: clusters/sarov, memberships/sarov/acme
        claim: String,
        #[command(flatten)]
        common: Common,
    },
    /// Say which organisations are one
    Organisations {
        #[command(subcommand)]
        what: OrganisationsCommand,
    },
    /// Keep documents by the digest of what is in them
    Evidence {
        #[command(subcommand)]
        what: EvidenceCommand,
    },
    /// Freeze the tables under a name, to be cited and made again
    Edition {
        /// The register
        file: Location,
        /// The name, such as 2026
        name: String,
        #[command(flatten)]
        moment: Moment,
        #[command(flatten)]
        act: ByPerhapsWhy,
        #[command(flatten)]
        common: Common,
    },
    /// List the editions
    Editions {
        /// The register
        file: Location,
        #[command(flatten)]
        common: Common,
    },
    /// Show who is named in the register, and erase a name
    People {
        #[command(subcommand)]
        what: PeopleCommand,
    },
    /// Show the journal
    Journal {
        /// The register
        file: Location,
        /// As the lines stand: the SHA-256 of each is its digest
        #[arg(long)]
        lines: bool,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Clone, Group)]
pub(crate) struct Import {
    /// The register
    pub file: Location,
    /// Folders of CSV files and workbooks, workbooks, or CSV files
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Since when what they say holds; else it replaces what was said for all time
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// The lists of the clusters in these files are whole: what they leave out is withdrawn
    #[arg(long)]
    pub whole: bool,
    /// How a form that is not ours is to be read; may be given several times
    #[arg(long, value_name = "FILE")]
    pub recipe: Vec<PathBuf>,
    #[command(flatten)]
    pub act: ByPerhapsWhy,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum OrganisationsCommand {
    /// Say that organisations are, or became, one: whoever names them means it
    Merge {
        /// The register
        file: Location,
        /// The keys of those that are no longer
        #[arg(value_name = "KEY", required = true)]
        keys: Vec<String>,
        /// The key of the one that they are
        #[arg(long, value_name = "KEY")]
        into: String,
        /// Since when; else always
        #[arg(long, value_name = "DATE", value_parser = day)]
        since: Option<Date>,
        #[command(flatten)]
        act: ByAndWhy,
        #[command(flatten)]
        common: Common,
    },
    /// Say that an organisation is, or became, several; also takes a merger back
    Split {
        /// The register
        file: Location,
        /// Its key
        key: String,
        /// The keys of those that it is
        #[arg(long, value_name = "KEY", required = true, num_args = 1..)]
        into: Vec<String>,
        /// Since when; else always
        #[arg(long, value_name = "DATE", value_parser = day)]
        since: Option<Date>,
        #[command(flatten)]
        act: ByAndWhy,
        #[command(flatten)]
        common: Common,
    },
    /// Show mergers and splits
    History {
        /// The register
        file: Location,
        /// Only of this organisation
        key: Option<String>,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// Put a document into the register
    Add {
        /// The register
        file: Location,
        /// The document
        path: PathBuf,
        /// The claim that it is about
        #[arg(long, value_name = "CLAIM")]
        claim: Option<String>,
        #[command(flatten)]
        act: ByPerhapsWhy,
        #[command(flatten)]
        common: Common,
    },
    /// List the documents
    List {
        /// The register
        file: Location,
        #[command(flatten)]
        common: Common,
    },
    /// Write a document out
    Get {
        /// The register
        file: Location,
        /// Its digest, or the first eight digits or more
        sha256: String,
        /// Where to write it
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum PeopleCommand {
    /// List everybody who is named, with what they did
    List {
        /// The register
        file: Location,
        #[command(flatten)]
        common: Common,
    },
    /// Erase a name; what was done stays, under a number, and the journal still verifies
    Erase {
        /// The register
        file: Location,
        /// The name, or the number, such as person-3
        person: String,
        #[command(flatten)]
        act: ByAndWhy,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Clone, Group)]
pub(crate) struct Verify {
    /// The register
    pub file: Location,
    /// A digest that was printed on a report, letter or edition: whether it is of this register; may
    /// be given several times
    #[arg(long, value_name = "SHA256")]
    pub head: Vec<String>,
    /// How to write what is wrong
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
    #[command(flatten)]
    pub common: Common,
}

pub(super) fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(text.to_owned()) }
}
