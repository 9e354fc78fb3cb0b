//! `karenina scheme`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Input;

#[derive(Debug, Clone, Group)]
pub(crate) struct Scheme {
    /// The id of a scheme; `list` or nothing lists them
    pub which: Option<String>,
    #[command(flatten)]
    pub input: Input,
    /// What to write; else by the ending of --out, else a table
    #[arg(long, value_enum)]
    pub format: Option<SchemeFormat>,
    /// Where to write it
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// What a scheme can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemeFormat {
    Table,
    Csv,
    Json,
    Md,
    Html,
}

impl SchemeFormat {
    /// The format that a file of this name holds.
    pub(crate) fn of_file(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "txt" => Some(Self::Table),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}
