//! A document as one HTML page that is read and printed: for letters. The report has a page of
//! its own, which is made to be looked around in.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Align, Block, Cell, Document, Link, RowKind, Run, Style, Table};
use crate::{view::State, wording::words};

const STYLE: &str = include_str!("letter.css");

/// A document as one self-contained page.
pub fn document_html(document: &Document) -> String {
    html! {
        (DOCTYPE)
        html lang=(document.lang.code()) {
            (crate::shell::head(&document.program, &html! { (document.title) }, &[STYLE]))
            body {
                main {
                    @for it in document.front.iter().chain(&document.body) { (block(document, it)) }
                }
            }
        }
    }
    .into_string()
}

fn block(document: &Document, it: &Block) -> Markup {
    let w = words(document.lang);
    match it {
        Block::Heading(it) => match it.level {
            1 => html! { h2 id=(it.anchor) { (it.numbered()) } },
            2 => html! { h3 id=(it.anchor) { (it.numbered()) } },
            _ => html! { h4 id=(it.anchor) { (it.numbered()) } },
        },
        Block::Paragraph(style, text) => match style {
            Style::Title | Style::Subject => html! { h1 { (runs(text)) } },
            Style::Subtitle | Style::Note => html! { p.note { (runs(text)) } },
            Style::Lead => html! { p.lead { (runs(text)) } },
            Style::Body => html! { p { (runs(text)) } },
            Style::Right => html! { p.right { (runs(text)) } },
            Style::Verdict(state) => {
                html! { p class={ "verdict " (class(*state)) } { (state.symbol()) " " (runs(text)) } }
            }
        },
        Block::List(it) => {
            let items = html! { @for it in &it.items { li { (runs(it)) } } };
            if it.ordered {
                html! { ol { (items) } }
            } else {
                html! { ul { (items) } }
            }
        }
        Block::Table(it) => {
            let label = w.say("doc-table", &[("n", it.number.into())]);
            html! {
                div.scroll tabindex="0" role="region" aria-label=(it.caption) { (table(it, &label)) }
                @for note in &it.notes { p.note { (note) } }
            }
        }
        Block::Figure(it) => {
            let label = w.say("doc-figure", &[("n", it.number.into())]);
            html! {
                figure id=(it.anchor) {
                    // The drawing is ours; texts of the data inside it are escaped.
                    div.drawing role="img" aria-label=(it.alternative) { (PreEscaped(&it.svg)) }
                    figcaption { b { (label) ". " } (it.caption) }
                }
                @for note in &it.notes { p.note { (note) } }
            }
        }
        Block::PageBreak => html! { hr; },
        Block::Anchor(name) => html! { a id=(name) {} },
    }
}

fn table(it: &Table, label: &str) -> Markup {
    let n_columns = it.columns.len();
    let align = |at: usize| it.columns.get(at).filter(|it| it.align == Align::Right).map(|_| "r");
    html! {
        table id=(it.anchor) {
            caption { b { (label) ". " } (it.caption) }
            thead {
                tr {
                    @for (at, column) in it.columns.iter().enumerate() {
                        th scope="col" class=[align(at)] { (column.title) }
                    }
                }
            }
            tbody {
                @for row in &it.rows {
                    @if row.kind != RowKind::Cells {
                        @let section = row.kind == RowKind::Section;
                        tr class=(if section { "sec" } else { "det" }) {
                            @for it in &row.cells {
                                @if section {
                                    th colspan=(n_columns) scope="rowgroup" { (cell(it)) }
                                } @else {
                                    td colspan=(n_columns) {
                                        @for it in &it.paragraphs { p.note { (runs(it)) } }
                                    }
                                }
                            }
                        }
                    } @else {
                        tr {
                            @for (at, it) in row.cells.iter().enumerate() {
                                td class=[it.state.map(class).or(align(at))] { (cell(it)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(it: &Cell) -> Markup {
    html! {
        @for (n, it) in it.paragraphs.iter().enumerate() {
            @if n == 0 { (runs(it)) } @else { p.note { (runs(it)) } }
        }
    }
}

fn runs(runs: &[Run]) -> Markup {
    html! {
        @for it in runs {
            @match &it.link {
                Some(Link::Anchor(to)) => a href={ "#" (to) } { (it.text) },
                Some(Link::Web(url)) => a href=(url) { (it.text) },
                None => {
                    @if it.code { code { (it.text) } }
                    @else if it.strong { b { (it.text) } }
                    @else if it.soft { span.soft { (it.text) } }
                    @else { (it.text) }
                }
            }
        }
    }
}

fn class(state: State) -> &'static str {
    match state {
        State::Met => "m",
        State::NotMet => "n",
        State::Undetermined => "u",
        State::Silent | State::NotApplicable => "s",
    }
}
