//! What `advise` takes.

use std::path::PathBuf;

use clap::Args as Group;
use karenina_report::Unfit;

use super::{Format, Input, WhatIf};

#[derive(Debug, Clone, Group)]
pub(crate) struct Advise {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub what_if: WhatIf,
    /// One cluster, by its key, in full; else all of them
    #[arg(long, value_name = "ID")]
    pub cluster: Option<String>,
    /// What there is to spend, in the unit of the costs; over several clusters it is allocated
    #[arg(long, value_name = "N", value_parser = budget, allow_hyphen_values = true)]
    pub budget: Option<f64>,
    /// The chance of success that a set of measures has to reach, from 0 to 1; else the
    /// programme's
    #[arg(long, value_name = "P", value_parser = chance, allow_hyphen_values = true)]
    pub chance: Option<f64>,
    /// How to write it; else by the ending of --out, else a table
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Where to write it: a file, or a folder that is there
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// A DOCX whose styles, page, headers and footers --format docx takes over
    #[arg(long, value_name = "FILE")]
    pub style: Option<PathBuf>,
}

fn budget(text: &str) -> Result<f64, Unfit> {
    match number(text) {
        Some(it) if (0.0..=1e12).contains(&it) => Ok(it),
        Some(_) | None => Err(Unfit::NoBudget),
    }
}

fn chance(text: &str) -> Result<f64, Unfit> {
    match number(text) {
        Some(it) if (0.0..=1.0).contains(&it) => Ok(it),
        Some(_) | None => Err(Unfit::NoChance),
    }
}

/// A number with a decimal point or comma, thousands apart, or in per cent.
fn number(text: &str) -> Option<f64> {
    let text = text.replace([' ', '\u{a0}', '_'], "").replace(',', ".");
    let (text, scale) = match text.strip_suffix('%') {
        Some(text) => (text, 0.01),
        None => (text.as_str(), 1.0),
    };
    text.parse::<f64>().ok().filter(|it| it.is_finite()).map(|it| it * scale)
}
