//! A document of advice as one HTML file in the style of the report.

use maud::{DOCTYPE, Markup, html};

use super::{Block, Document};
use crate::{Report, html::STYLE};

/// What advice needs beside the style of the report.
const OWN: &str = include_str!("style.css");

pub(crate) fn page(it: &Document, report: &Report<'_>) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(report.lang.code()) {
            (crate::shell::head(&report.edition.program, &html! { (it.title) " · " (it.kick) }, &[STYLE, OWN]))
            body {
                header.top #top {
                    p.kick { (it.kick) }
                    h1 { (it.title) }
                    p.lead { (it.lead) }
                    @for note in &it.notes { p.note { (note) } }
                }
                main {
                    @for section in &it.sections {
                        section id=[section.anchor.as_deref()] {
                            h2 {
                                (section.title)
                                @if let Some(mark) = &section.mark { " " span.mark { (mark) } }
                            }
                            @for (heading, block) in &section.blocks {
                                @if let Some(heading) = heading { h3 { (heading) } }
                                (block_markup(block))
                            }
                        }
                    }
                }
                footer { p { (it.end) } }
            }
        }
    };
    document.into_string()
}

fn block_markup(it: &Block) -> Markup {
    html! {
        @match it {
            Block::Paragraph(text) => p { (text) },
            Block::Note(text) => p.note { (text) },
            Block::Letter(paragraphs) => {
                blockquote.letter { @for text in paragraphs { p { (text) } } }
            }
            Block::List(items) => {
                ul.said { @for item in items { li { (item) } } }
            }
            Block::Table { head, rows, numbers_from, anchors } => {
                div.scroll tabindex="0" role="region" aria-label=(head.join(", ")) {
                    table.d.advice.few[head.len() < 4] {
                        thead {
                            tr {
                                @for (at, cell) in head.iter().enumerate() {
                                    th scope="col" class=[(at >= *numbers_from).then_some("r")] { (cell) }
                                }
                            }
                        }
                        tbody {
                            @for (line, row) in rows.iter().enumerate() {
                                tr {
                                    @for (at, cell) in row.iter().enumerate() {
                                        td class=[(at >= *numbers_from).then_some("r")] {
                                            @match anchors.get(line) {
                                                Some(to) if at == 0 => a href={ "#" (to) } { (cell) },
                                                _ => (cell),
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
