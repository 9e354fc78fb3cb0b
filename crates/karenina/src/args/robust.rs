//! What `robust` takes.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Input;

#[derive(Debug, Clone, Group)]
pub(crate) struct Robust {
    #[command(flatten)]
    pub input: Input,
    /// How many times everything that is not exact is drawn anew; 0 for exact chances only
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub draws: u32,
    /// Whether the rival thresholds of a criterion are drawn too, or only the judging one counts
    #[arg(long, value_enum, default_value_t = Thresholds::Rivals)]
    pub thresholds: Thresholds,
    /// Whether a value known within two ends is spread evenly between them, or left open
    #[arg(long, value_enum, default_value_t = Intervals::Spread)]
    pub intervals: Intervals,
    /// What to write; else by the ending of --out, else a table
    #[arg(long, value_enum)]
    pub format: Option<PageFormat>,
    /// Where to write it
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

impl Robust {
    /// Whether rival thresholds are drawn too.
    pub(crate) fn draws_rivals(&self) -> bool {
        self.thresholds == Thresholds::Rivals
    }

    /// Whether values within bounds are spread evenly.
    pub(crate) fn spreads(&self) -> bool {
        self.intervals == Intervals::Spread
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Thresholds {
    Rivals,
    Judging,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Intervals {
    Spread,
    Open,
}

/// What a page can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    Table,
    Json,
    Md,
    Html,
}

impl PageFormat {
    /// The format that a file of this name holds.
    pub(crate) fn of_file(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "json" => Some(Self::Json),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            "txt" => Some(Self::Table),
            _ => None,
        }
    }
}
