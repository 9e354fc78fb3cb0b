//! What `necessity` takes.

use std::path::PathBuf;

use clap::Args as Group;
use karenina_report::Unfit;

use super::{Input, PageFormat};

#[derive(Debug, Clone, Group)]
pub(crate) struct Necessity {
    #[command(flatten)]
    pub input: Input,
    /// The outcome: the name after `outcome/` in the table of claims, or a column of --cases
    #[arg(long, value_name = "NAME")]
    pub outcome: Option<String>,
    /// A CSV of any cases instead of clusters: a name in the first column, then numbers
    #[arg(long, value_name = "FILE.csv", conflicts_with = "path")]
    pub cases: Option<PathBuf>,
    /// Which columns of --cases are conditions; else all others that hold numbers
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "cases")]
    pub conditions: Vec<String>,
    /// Make a set of a scale, [NAME=]OUT,DOUBT,IN: where a case is out, in doubt, in; without a
    /// name the outcome. Can be given several times
    #[arg(long, value_name = "ANCHORS")]
    pub calibrate: Vec<String>,
    /// Draws of the permutation test, where not all arrangements can be gone through
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub draws: u32,
    /// From this consistency on a set is called necessary
    #[arg(long, value_name = "SHARE", default_value_t = 0.9, value_parser = share)]
    pub consistency: f64,
    /// Below this relevance a necessity is called trivial
    #[arg(long, value_name = "SHARE", default_value_t = 0.6, value_parser = share)]
    pub relevance: f64,
    /// From this consistency on a combination counts as going with the outcome
    #[arg(long, value_name = "SHARE", default_value_t = 0.8, value_parser = share)]
    pub inclusion: f64,
    /// What to write; else by the ending of --out, else a table
    #[arg(long, value_enum)]
    pub format: Option<PageFormat>,
    /// Where to write it
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

fn share(text: &str) -> Result<f64, Unfit> {
    let share = text.trim().replace(',', ".").parse::<f64>().ok();
    share.filter(|it| *it > 0.0 && *it <= 1.0).ok_or(Unfit::NoShare)
}
