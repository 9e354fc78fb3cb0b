//! `letter`: a letter about one cluster.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Input;

#[derive(Debug, Clone, Group)]
pub(crate) struct Letter {
    /// The key of the cluster
    pub cluster: String,
    #[command(flatten)]
    pub input: Input,
    /// Which letter: the decision and its reasons, or the annual form to fill in
    #[arg(long, value_enum, default_value_t = LetterWhich::Decision)]
    pub kind: LetterWhich,
    /// How to write it; else by the ending of --out, else Markdown
    #[arg(long, value_enum)]
    pub format: Option<LetterFormat>,
    /// Where to write it: a file, or a folder that is there
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// A text of your own with {fields} and {{parts}}, instead of the bundled one
    #[arg(long, value_name = "FILE")]
    pub text: Option<PathBuf>,
    /// A DOCX whose styles, page, headers and footers the DOCX takes over
    #[arg(long, value_name = "FILE")]
    pub style: Option<PathBuf>,
    /// Print the bundled text, to copy and change
    #[arg(long)]
    pub show_text: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LetterWhich {
    Decision,
    Annual,
}

/// What a letter can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LetterFormat {
    Md,
    Html,
    Docx,
    Pdf,
}

impl LetterFormat {
    /// The format that a file of this name holds.
    pub(crate) fn of_file(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "md" | "markdown" | "txt" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}
