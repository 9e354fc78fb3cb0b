//! What `diff` takes.

use std::path::PathBuf;

use clap::Args as Group;
use karenina_model::Date;

use super::{Common, Format, day};

#[derive(Debug, Clone, Group)]
pub(crate) struct Diff {
    /// The first: a dataset, or a folder with a catalogue (it has a model.toml)
    pub a: PathBuf,
    /// The second: a dataset, or a folder with a catalogue
    pub b: PathBuf,
    /// The catalogue of the first, instead of the bundled one
    #[arg(long, value_name = "DIR")]
    pub catalogue_a: Option<PathBuf>,
    /// The catalogue of the second, instead of the bundled one
    #[arg(long, value_name = "DIR")]
    pub catalogue_b: Option<PathBuf>,
    /// Where two catalogues are compared: the dataset that both judge; else the bundled one
    #[arg(long, value_name = "PATH")]
    pub data: Option<PathBuf>,
    /// The day of judgement of both; else of each its own
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Seed of what is drawn
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// How to write it; else by the ending of --out, else a table
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Where to write it: a file, or a folder that is there
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// A DOCX whose styles, page, headers and footers --format docx takes over
    #[arg(long, value_name = "FILE")]
    pub style: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}
