//! How sure the verdicts are, where that was looked at: the same blocks as on the page.

use super::{Builder, Cell, Column, Row, Style, run};
use crate::{page::Block, view::View};

pub(super) fn sureness(view: &View<'_>, out: &mut Builder) {
    let Some(found) = view.report.robustness else { return };
    let title = view.words.word("Sureness");
    out.heading(1, title, "sureness");
    for block in crate::robustness::in_report(view, found) {
        match block {
            Block::Lead(text) => out.paragraph(Style::Body, vec![run(text).strong()]),
            Block::Heading(text) => {
                let n = out.blocks.len();
                out.heading(3, text, &format!("sureness-{n}"));
            }
            Block::Text(text) => out.text(Style::Body, text),
            Block::Note(text) => out.text(Style::Note, text),
            Block::Items(items) => {
                out.list(false, items.into_iter().map(|it| vec![run(it)]).collect());
            }
            Block::Table(it) => {
                let columns = it
                    .head
                    .into_iter()
                    .map(|(title, is_number)| {
                        if is_number { Column::right(title, 1.0) } else { Column::left(title, 2.0) }
                    })
                    .collect();
                let rows = it
                    .rows
                    .into_iter()
                    .map(|it| Row::of(it.into_iter().map(|it| Cell::text(it.text)).collect()))
                    .collect();
                let caption = if it.caption.is_empty() { title.to_owned() } else { it.caption };
                out.table(caption, columns, rows, Vec::new());
            }
        }
    }
}
