//! Advice as documents: one content, made once, that table, Markdown and HTML lay out; CSV and JSON
//! beside it for machines.

mod content;
mod csv;
pub(crate) mod html;
mod json;
mod letter;
pub(crate) mod paper;
pub(crate) mod plain;

use std::io::{self, Write};

use karenina_assess::Advice;

use crate::Report;
pub(crate) use content::{Block, Document, Section};
pub use letter::advice_letter;
pub use paper::advice_document;

/// Advice and the assessment that it rests on.
#[derive(Clone, Copy)]
pub struct AdviceReport<'a> {
    /// The assessment.
    pub report: Report<'a>,
    /// What is advised.
    pub advice: &'a Advice,
}

/// The advice as a terminal shows it: all clusters in a line each; one cluster in full.
pub fn advice_terminal(it: &AdviceReport<'_>, width: usize) -> String {
    plain::terminal(&content::document(it, it.advice.clusters.len() == 1), width.max(60))
}

/// The advice as Markdown, every cluster in full.
pub fn advice_markdown(it: &AdviceReport<'_>) -> String {
    plain::markdown(&content::document(it, true))
}

/// The advice as one HTML file, every cluster in full.
pub fn advice_html(it: &AdviceReport<'_>) -> String {
    html::page(&content::document(it, true), &it.report)
}

/// The advice as CSV, a row a cluster.
pub fn advice_csv(it: &AdviceReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    csv::write(it, out)
}

/// The advice as JSON.
pub fn advice_json(it: &AdviceReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    json::write(it, out)
}
