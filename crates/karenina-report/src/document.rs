//! The one document that DOCX, PDF, Markdown and letters are made of: what stands in it and in
//! which order, numbered once, so that formats differ in marks only.

mod as_html;
mod as_markdown;
mod back;
mod builder;
mod clusters;
pub(crate) mod figures;
mod letter;
mod parts;
mod programme;
mod report;
mod sureness;
mod template;
#[cfg(test)]
mod tests;

pub use as_html::document_html;
pub use as_markdown::document_markdown;
pub use letter::{Letter, LetterKind, letter};
pub use report::document;
pub use template::TemplateFault;

pub(crate) use builder::{Builder, clean, run};
pub(crate) use report::edition_key;

use karenina_model::Date;

use crate::{Lang, view::State};

/// A report or letter, ready to be written in any format of documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub(crate) kind: Kind,
    pub(crate) lang: Lang,
    pub(crate) title: String,
    /// What it says, in a sentence; for the properties of a file.
    pub(crate) about: String,
    /// The day as of which it speaks; the only date in it.
    pub(crate) on: Date,
    /// Digests of catalogue and data: with them the document can be made again.
    pub(crate) edition: String,
    pub(crate) program: String,
    /// The title page of a report; empty in a letter.
    pub(crate) front: Vec<Block>,
    pub(crate) body: Vec<Block>,
}

/// What sort of document it is: a letter has neither title page nor contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Report,
    Letter,
}

/// What stands one below the other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Heading(Heading),
    Paragraph(Style, Vec<Run>),
    List(List),
    Table(Table),
    Figure(Figure),
    /// What links lead to; stands before the block that it names.
    Anchor(String),
    PageBreak,
}

/// A heading; those of a report are numbered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heading {
    /// 1 to 3.
    pub level: usize,
    /// "2.1"; empty where headings are not numbered.
    pub number: String,
    pub text: String,
    /// What links lead to.
    pub anchor: String,
}

impl Heading {
    pub(crate) fn numbered(&self) -> String {
        if self.number.is_empty() {
            self.text.clone()
        } else {
            format!("{} {}", self.number, self.text)
        }
    }
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Title,
    Subtitle,
    /// The result, in larger letters.
    Lead,
    Body,
    /// Smaller and greyer.
    Note,
    /// A verdict with its mark.
    Verdict(State),
    /// The head of a letter, on the right.
    Right,
    /// The subject of a letter.
    Subject,
}

/// Letters of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub text: String,
    pub strong: bool,
    pub soft: bool,
    pub code: bool,
    pub link: Option<Link>,
}

/// Where a run leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Link {
    /// A heading, table or figure of this document.
    Anchor(String),
    Web(String),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List {
    pub ordered: bool,
    pub items: Vec<Vec<Run>>,
}

/// A numbered table with one row of heads, repeated on every page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub number: usize,
    pub anchor: String,
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// What has to be known to read it, and where it comes from.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    pub title: String,
    pub align: Align,
    /// Share of the width beside those of the others.
    pub weight: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

/// A row of cells, or one cell over the whole width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    Cells,
    /// A head inside the table.
    Section,
    /// In small letters, what the row above it rests on.
    Detail,
}

/// Paragraphs in a cell, with the tint of a verdict where it shows one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Cell {
    pub paragraphs: Vec<Vec<Run>>,
    pub state: Option<State>,
}

/// A numbered drawing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub number: usize,
    pub anchor: String,
    pub caption: String,
    /// What it shows, for those who cannot see it.
    pub alternative: String,
    pub svg: String,
    /// In points of a 72nd of an inch.
    pub width: f32,
    pub height: f32,
    pub notes: Vec<String>,
}

/// The width between the margins of a page of A4, in points: what figures are drawn for.
pub(crate) const TEXT_WIDTH: f32 = 496.0;
