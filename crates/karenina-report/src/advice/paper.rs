//! A document of advice or of a comparison for paper: Word and PDF by the same way as the report.

use super::{AdviceReport, Block, content};
use crate::Report;
use crate::document::{Builder, Cell, Column, Document, Kind, Row, Style, clean, edition_key, run};

/// The advice as a document, every cluster in full.
pub fn advice_document(it: &AdviceReport<'_>) -> Document {
    on_paper(&content::document(it, true), &it.report, "advice")
}

/// A document of sections for paper; `what` tells it from others of the same edition.
pub(crate) fn on_paper(of: &content::Document, report: &Report<'_>, what: &str) -> Document {
    let mut front = Builder::new(false);
    front.text(Style::Title, &of.title);
    front.text(Style::Subtitle, &of.kick);
    front.text(Style::Lead, &of.lead);
    for note in &of.notes {
        front.text(Style::Body, note);
    }
    let mut out = Builder::new(true);
    for (n, section) in of.sections.iter().enumerate() {
        let mark = section.mark.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        out.heading(1, format!("{}{mark}", section.title), &format!("advice-{n}"));
        for (heading, block) in &section.blocks {
            let title = heading.as_deref().unwrap_or("");
            match block {
                Block::Table { head, rows, numbers_from, anchors: _ } => {
                    let columns = head
                        .iter()
                        .enumerate()
                        .map(|(at, title)| {
                            if at >= *numbers_from {
                                Column::right(title, 1.0)
                            } else {
                                Column::left(title, 2.0)
                            }
                        })
                        .collect();
                    let rows = rows
                        .iter()
                        .map(|it| Row::of(it.iter().map(Cell::text).collect()))
                        .collect();
                    let caption = if title.is_empty() { &section.title } else { title };
                    out.table(caption, columns, rows, Vec::new());
                    continue;
                }
                Block::Paragraph(_) | Block::Note(_) | Block::List(_) | Block::Letter(_) => {
                    if !title.is_empty() {
                        let at = out.blocks.len();
                        out.heading(3, title, &format!("advice-{n}-{at}"));
                    }
                }
            }
            match block {
                Block::Paragraph(text) => out.text(Style::Body, text),
                Block::Note(text) => out.text(Style::Note, text),
                Block::List(items) => {
                    out.list(false, items.iter().map(|it| vec![run(it)]).collect());
                }
                Block::Letter(paragraphs) => {
                    for text in paragraphs {
                        out.text(Style::Body, text);
                    }
                }
                Block::Table { .. } => {}
            }
        }
    }
    out.text(Style::Note, &of.end);
    Document {
        kind: Kind::Report,
        lang: report.lang,
        title: clean(&of.title),
        about: of.lead.clone(),
        on: report.found.on,
        edition: format!("{}-{what}", edition_key(report)),
        program: report.edition.program.clone(),
        front: front.blocks,
        body: out.blocks,
    }
}
