//! What `karenina map` takes.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Common;

#[derive(Debug, Clone, Group)]
pub(crate) struct Map {
    /// The table: CSV, packed with gzip or not
    pub table: PathBuf,
    /// How it is laid out
    #[arg(long, value_enum, default_value_t = TableLayout::Tidy)]
    pub layout: TableLayout,
    /// Which activities make up which group: a table with columns `activity`, `group` and `kind`;
    /// without it every activity is a group by itself
    #[arg(long, value_name = "FILE")]
    pub definitions: Option<PathBuf>,
    /// Names of regions: a table with code and name
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    /// What a region's employment in a group is compared with
    #[arg(long, value_enum, default_value_t = CompareWith::Total)]
    pub base: CompareWith,
    /// The year, where the table has several; else the latest
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// How many of the strong groups a terminal shows
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// What to write; else by the ending of --out, else a table here
    #[arg(long, value_enum)]
    pub format: Option<super::ListFormat>,
    /// Where to write it: a file, or a folder that is there
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}

/// How a table of statistics is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableLayout {
    /// US County Business Patterns, as published
    Cbp,
    /// region, activity, employment, establishments, year
    Tidy,
}

/// What is compared with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareWith {
    /// All employment
    Total,
    /// Employment of groups of the same kind: traded beside traded, local beside local
    Traded,
}
