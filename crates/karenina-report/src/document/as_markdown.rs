//! A document as Markdown: figures by their words, since a text file holds no drawing.

use std::fmt::Write as _;

use super::{Align, Block, Document, Heading, Link, Run, Style, Table};
use crate::{
    markdown::{code, plain},
    wording::words,
};

/// A document as Markdown.
pub fn document_markdown(document: &Document) -> String {
    let mut out = String::with_capacity(1 << 14);
    for block in document.front.iter().chain(&document.body) {
        self::block(document, block, &mut out);
    }
    out
}

fn block(document: &Document, block: &Block, out: &mut String) {
    let w = words(document.lang);
    match block {
        Block::Heading(it) => heading(it, out),
        Block::Paragraph(style, runs) => {
            let text = runs_text(runs);
            _ = match style {
                Style::Title | Style::Subject => write!(out, "# {text}\n\n"),
                Style::Lead => write!(out, "**{text}**\n\n"),
                Style::Verdict(state) => write!(out, "**{} {text}**\n\n", state.symbol()),
                Style::Subtitle | Style::Body | Style::Note | Style::Right => {
                    write!(out, "{text}\n\n")
                }
            };
        }
        Block::List(it) => {
            for (n, runs) in it.items.iter().enumerate() {
                let mark = if it.ordered { format!("{}.", n + 1) } else { "-".to_owned() };
                _ = writeln!(out, "{mark} {}", runs_text(runs));
            }
            out.push('\n');
        }
        Block::Table(it) => {
            let label = w.say("doc-table", &[("n", it.number.into())]);
            _ = write!(out, "{label}. {}\n\n", plain(&it.caption));
            table(it, out);
            for note in &it.notes {
                _ = write!(out, "{}\n\n", plain(note));
            }
        }
        Block::Figure(it) => {
            let label = w.say("doc-figure", &[("n", it.number.into())]);
            _ = write!(out, "{label}. {}\n\n{}\n\n", plain(&it.caption), plain(&it.alternative));
            for note in &it.notes {
                _ = write!(out, "{}\n\n", plain(note));
            }
        }
        Block::PageBreak => out.push_str("---\n\n"),
        Block::Anchor(_) => {}
    }
}

fn heading(it: &Heading, out: &mut String) {
    _ = write!(out, "{} {}\n\n", "#".repeat(it.level + 1), plain(&it.numbered()));
}

fn table(it: &Table, out: &mut String) {
    out.push('|');
    for column in &it.columns {
        _ = write!(out, " {} |", plain(&column.title));
    }
    out.push_str("\n|");
    for column in &it.columns {
        out.push_str(match column.align {
            Align::Left => "---|",
            Align::Right => "--:|",
        });
    }
    out.push('\n');
    for row in &it.rows {
        out.push('|');
        for cell in &row.cells {
            let paragraphs: Vec<String> = cell.paragraphs.iter().map(|it| runs_text(it)).collect();
            _ = write!(out, " {} |", paragraphs.join("<br>"));
        }
        for _ in row.cells.len()..it.columns.len() {
            out.push_str(" |");
        }
        out.push('\n');
    }
    out.push('\n');
}

fn runs_text(runs: &[Run]) -> String {
    let mut out = String::new();
    for it in runs {
        let text = if it.code { code(&it.text) } else { plain(&it.text) };
        match &it.link {
            Some(Link::Web(url)) => {
                _ = write!(out, "[{text}](<{}>)", url.replace(['<', '>'], ""));
            }
            _ if it.strong && !text.trim().is_empty() => {
                // Spaces inside the marks would make them letters.
                let inner = text.trim();
                let start = text.len() - text.trim_start().len();
                let end = text.trim_end().len();
                _ = write!(out, "{}**{inner}**{}", &text[..start], &text[end..]);
            }
            _ => out.push_str(&text),
        }
    }
    out
}
