//! `karenina figure`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Input;

#[derive(Debug, Clone, Group)]
pub(crate) struct Figure {
    /// Ids or numbers of figures, separated by commas: `mean_members_by_field`, `4`, `2,6`; `all`;
    /// `list` or nothing lists them
    pub which: Option<String>,
    #[command(flatten)]
    pub input: Input,
    /// What to write; else by the ending of --out, else a table
    #[arg(long, value_enum)]
    pub format: Option<FigureFormat>,
    /// Where to write it: a file, or a folder that is there
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// What a figure can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FigureFormat {
    Svg,
    Table,
    Csv,
    Json,
    Html,
    Md,
}

impl FigureFormat {
    /// The format that a file of this name holds.
    pub(crate) fn of_file(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "txt" => Some(Self::Table),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Md),
            _ => None,
        }
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Html => "html",
            Self::Md => "md",
        }
    }
}
