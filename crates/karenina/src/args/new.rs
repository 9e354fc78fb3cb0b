//! What `new` takes.

use std::path::PathBuf;

use clap::Args as Group;

use super::Common;

#[derive(Debug, Clone, Group)]
pub(crate) struct New {
    /// The workbook to write
    #[arg(value_name = "FILE.xlsx")]
    pub file: PathBuf,
    /// Who is to fill it in: the key or name of a cluster; else the whole programme
    #[arg(long = "for", value_name = "CLUSTER|PROGRAMME")]
    pub subject: Option<String>,
    /// Fill in what a dataset says already, such as last year's answers
    #[arg(long, value_name = "DATASET")]
    pub prefill: Option<PathBuf>,
    /// A folder with a catalogue of your own, instead of the bundled one
    #[arg(long, value_name = "DIR")]
    pub catalogue: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}
