//! What `recipe` takes.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

use super::Common;

#[derive(Debug, Clone, Group)]
pub(crate) struct Recipe {
    #[command(subcommand)]
    pub what: RecipeCommand,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum RecipeCommand {
    /// Propose a recipe for a workbook or CSV file, or for all in a folder
    Draft {
        /// The form as somebody has filled it in
        file: PathBuf,
        /// Where to write it; else it is printed
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Whether a recipe makes sense, with the line of each mistake
    Check {
        /// The recipe
        file: PathBuf,
        #[command(flatten)]
        common: Common,
    },
}
