//! What `karenina map` takes.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Common;

#[derive(Debug, Clone, Group)]
pub(crate) struct Map {
    /// The table: CSV or Eurostat's TSV, packed with gzip or not, Parquet, or a folder of such files
    pub table: PathBuf,
    /// How it is laid out
    #[arg(long, value_enum, default_value_t = TableLayout::Tidy)]
    pub layout: TableLayout,
    /// What to find; may be given several times
    #[arg(long = "measure", value_enum, value_name = "MEASURE")]
    pub measures: Vec<MapMeasure>,
    /// Which activities make up which group: a table with columns `activity`, `group` and `kind`;
    /// without it every activity is a group by itself
    #[arg(long, value_name = "FILE")]
    pub definitions: Option<PathBuf>,
    /// Names of regions: a table with code and name
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    /// From codes of regions or activities to those of another edition: a table with columns
    /// `from`, `to` and `share`; may be given several times
    #[arg(long = "crosswalk", value_name = "FILE")]
    pub crosswalks: Vec<PathBuf>,
    /// What a region's employment in a group is compared with
    #[arg(long, value_enum, default_value_t = CompareWith::Total)]
    pub base: CompareWith,
    /// The year, where the table has several; else the latest
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// The level of regions, where the table has several: NUTS 0 to 3
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(0..=3))]
    pub region_level: Option<u8>,
    /// What to do at a line that cannot be read
    #[arg(long, value_enum, default_value_t = AtBadLine::GoOn)]
    pub on_bad_line: AtBadLine,
    /// How many of the strong groups a terminal shows
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// What to write; else by the ending of --out, else a table here
    #[arg(long, value_enum)]
    pub format: Option<MapFormat>,
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
    /// Eurostat's structural business statistics by NUTS regions, as published
    EurostatSbs,
    /// region, activity, employment, establishments, year
    Tidy,
    /// One row an establishment: region, activity, employment, latitude, longitude
    Establishments,
}

/// What is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapMeasure {
    /// Location quotients, and how strong each group is
    Lq,
    /// Establishments added up to regions by activities
    Table,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFormat {
    Table,
    Json,
    Csv,
}

impl MapFormat {
    /// The format that a file of this name holds.
    pub(crate) fn of_file(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "txt" => Some(Self::Table),
            _ => None,
        }
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// What is done at a line that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AtBadLine {
    /// List it, and say at the end how many there were
    GoOn,
    /// Stop there
    Stop,
}

/// What is compared with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareWith {
    /// All employment
    Total,
    /// Employment of groups of the same kind: traded beside traded, local beside local
    Traded,
}
