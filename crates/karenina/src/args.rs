//! What can be typed.

#[path = "args/advise.rs"]
mod advise;
#[path = "args/diff.rs"]
mod diff;
#[path = "args/figure.rs"]
pub(crate) mod figure;
#[path = "args/map.rs"]
pub(crate) mod map;
#[path = "args/necessity.rs"]
mod necessity;
#[path = "args/network.rs"]
pub(crate) mod network;
#[path = "args/new.rs"]
mod new;
#[path = "args/people.rs"]
pub(crate) mod people;
#[path = "args/recipe.rs"]
mod recipe;
#[path = "args/register.rs"]
pub(crate) mod register;
#[path = "args/robust.rs"]
mod robust;
#[path = "args/scheme.rs"]
pub(crate) mod scheme;
#[path = "args/serve.rs"]
pub(crate) mod serve;
#[path = "args/what_if.rs"]
mod what_if;

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use karenina_model::Date;
use karenina_report::Unfit;

pub(crate) use advise::Advise;
pub(crate) use diff::Diff;
pub(crate) use figure::Figure;
pub(crate) use necessity::Necessity;
pub(crate) use network::Network;
pub(crate) use new::New;
#[allow(unused_imports, reason = "the chores look at the shape of the command line alone")]
pub(crate) use recipe::{Recipe, RecipeCommand};
pub(crate) use robust::{PageFormat, Robust};
pub(crate) use scheme::Scheme;
pub(crate) use what_if::WhatIf;
#[path = "args/letter.rs"]
pub(crate) mod letter;

use letter::Letter;

/// Would this innovation cluster go on by itself if state support ended; if not, what exactly is
/// missing?
#[derive(Debug, Parser)]
#[command(name = "karenina", version, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge every cluster of a folder or workbook and write a report
    Assess(Assess),
    /// What would mend each cluster at the least cost, and whether to support it at all
    Advise(Advise),
    /// Show every finding and verdict that differs between two datasets or catalogues, and why
    Diff(Diff),
    /// List what is wrong with a folder or workbook, by file, sheet and cell
    Check(Check),
    /// Write a reporting form: a workbook to be filled in, empty or with last year's answers
    New(New),
    /// Say how a form that is not ours maps to our tables
    Recipe(Recipe),
    /// Who works with whom in a cluster, a programme or the files of CORDIS, and what if one leaves
    Network(Network),
    /// Show how one number came about, down to who said it where; or what a problem code means
    Explain(Explain),
    /// Show how sure the verdicts are: exact chances, draws, rival thresholds, what they hang on
    Robust(Robust),
    /// Test whether the signs are necessary for an outcome that was measured apart from them
    Necessity(Necessity),
    /// Show the figures of the article with a dataset's own values: drawings, tables, data
    Figure(Figure),
    /// Write a letter about a cluster: the decision and its reasons, or the annual form to fill in
    Letter(Letter),
    /// Show what schemes beside the nine signs say: Porter's diamond, governance, independence, checks
    Scheme(Scheme),
    /// Keep what clusters report: who said what, reviewed, in one file, with its history
    Register(register::Register),
    /// Look at clusters in a browser, and keep a register there: pages, JSON, change sets
    Serve(serve::Serve),
    /// Who may do and see what in a register, and who is who: accounts, roles, the access log
    People(people::People),
    /// Prove that nothing in a register was changed, cut or put elsewhere
    Verify(register::Verify),
    /// Look at what is judged, and by what
    Catalogue(Catalogue),
    /// Find groups of activities in statistics of regions
    Map(map::Map),
    /// Write completions for a shell
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

/// What every command that reads data takes.
#[derive(Debug, Clone, Group)]
pub(crate) struct Input {
    /// A folder of CSV files and workbooks, one workbook, one CSV file, or a register; without it
    /// the bundled Russian pilot clusters
    pub path: Option<PathBuf>,
    /// The day of judgement, as 2014-12-31; else the programme's own, else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Of a register: what was known at the end of this day; else what is known now
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub known_on: Option<Date>,
    /// A folder with a catalogue of your own, instead of the bundled one
    #[arg(long, value_name = "DIR")]
    pub catalogue: Option<PathBuf>,
    /// How a form that is not ours is to be read; may be given several times
    #[arg(long, value_name = "FILE")]
    pub recipe: Vec<PathBuf>,
    /// Seed of what is drawn; printed with the result
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    #[command(flatten)]
    pub common: Common,
}

/// What every command takes.
#[derive(Debug, Clone, Group)]
pub(crate) struct Common {
    /// The language of words: en or ru; else that of the environment
    #[arg(long, value_name = "LANG", value_enum)]
    pub lang: Option<Language>,
    /// Say nothing beside the answer
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Clone, Group)]
pub(crate) struct Assess {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub what_if: WhatIf,
    /// What to write; else by the ending of --out, else a table here and the report beside it
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Where to write it: a file, or a folder that is there
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// A DOCX whose styles, page, headers and footers --format docx takes over
    #[arg(long, value_name = "FILE")]
    pub style: Option<PathBuf>,
    /// End with 1 if any cluster is not sustainable as it stands
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Clone, Group)]
pub(crate) struct Check {
    #[command(flatten)]
    pub input: Input,
    /// Write a copy of each workbook into this folder, with faulty cells coloured, comments that
    /// say why, and a list; everything else in it stays as it was
    #[arg(long, value_name = "DIR")]
    pub mark: Option<PathBuf>,
    /// Last year's data: a folder, a workbook, a filled-in form. What this year's say otherwise,
    /// beyond what facts of the kind change in a year, is listed too
    #[arg(long, value_name = "DATASET")]
    pub last: Option<PathBuf>,
    /// How to write the list
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
    /// Where to write it
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Group)]
pub(crate) struct Explain {
    /// The key of a cluster, or the code of a problem such as K0201
    pub subject: String,
    /// An indicator, such as `critical_mass/member_organisations`, or a sign, such as A2
    pub indicator: Option<String>,
    #[command(flatten)]
    pub input: Input,
}

#[derive(Debug, Clone, Group)]
pub(crate) struct Catalogue {
    #[command(subcommand)]
    pub what: CatalogueCommand,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Every indicator by sign, every measure of support, every rule
    List(CatalogueInput),
    /// One indicator, measure of support (M24), rule (R8), reason to refuse (F3) or parameter
    Show {
        /// Its id, such as `critical_mass/member_organisations` or M24
        id: String,
        #[command(flatten)]
        input: CatalogueInput,
    },
    /// Whether the files make sense and every worked case comes out as it says
    Check(CatalogueInput),
}

#[derive(Debug, Clone, Group)]
pub(crate) struct CatalogueInput {
    /// A folder with a catalogue of your own, instead of the bundled one
    #[arg(long, value_name = "DIR")]
    pub catalogue: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    En,
    Ru,
}

/// What an assessment can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
    Md,
    Html,
    Xlsx,
    Docx,
    Pdf,
    Parquet,
}

impl Format {
    /// The format that a file of this name holds.
    pub(crate) fn of_file(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            "txt" => Some(Self::Table),
            "xlsx" => Some(Self::Xlsx),
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// Whether it is no text, so that a terminal cannot show it.
    pub(crate) fn is_binary(self) -> bool {
        match self {
            Self::Table | Self::Json | Self::Csv | Self::Md | Self::Html => false,
            Self::Xlsx | Self::Docx | Self::Pdf | Self::Parquet => true,
        }
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Md => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Parquet => "parquet",
        }
    }
}

/// What a list of problems can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Table,
    Json,
    Csv,
}

fn day(text: &str) -> Result<Date, Unfit> {
    let period = karenina_model::Period::parse(text);
    match period {
        Some(it) if it.first == it.last => Ok(it.first),
        Some(it) => Err(Unfit::Span(it.last)),
        None => Err(Unfit::NoDay),
    }
}
