//! A page of a few kinds of blocks, and the same page as terminal text, Markdown and HTML.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, html};

use crate::{
    Lang,
    markdown::plain,
    terminal::{clean, columns_of, wrapped},
};

/// A page.
pub(crate) struct Page {
    pub title: String,
    pub blocks: Vec<Block>,
}

/// A part of a page. Texts are plain; each format escapes them.
pub(crate) enum Block {
    /// The sentence that says it.
    Lead(String),
    Heading(String),
    Text(String),
    Note(String),
    Items(Vec<String>),
    Table(Table),
}

/// A table; a column that bears a bar shows three shares beside its text.
#[derive(Default)]
pub(crate) struct Table {
    pub caption: String,
    /// Heads, and whether the column holds numbers.
    pub head: Vec<(String, bool)>,
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
pub(crate) struct Cell {
    pub text: String,
    /// Not met, open, met: parts of one.
    pub bar: Option<[f64; 3]>,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), bar: None }
    }
}

impl Page {
    pub(crate) fn terminal(&self, colour: bool, width: usize) -> String {
        let width = width.max(60);
        let mut lines: Vec<String> = Vec::new();
        let add = |lines: &mut Vec<String>, text: &str, is_bold: bool| {
            for it in wrapped(&clean(text), width) {
                lines.push(if is_bold && colour { format!("\u{1b}[1m{it}\u{1b}[0m") } else { it });
            }
        };
        add(&mut lines, &self.title, true);
        for block in &self.blocks {
            match block {
                Block::Lead(text) | Block::Text(text) | Block::Note(text) => {
                    lines.push(String::new());
                    add(&mut lines, text, false);
                }
                Block::Heading(text) => {
                    lines.push(String::new());
                    add(&mut lines, text, true);
                }
                Block::Items(items) => {
                    for it in items {
                        add(&mut lines, &format!("· {it}"), false);
                    }
                }
                Block::Table(table) => {
                    lines.push(String::new());
                    for it in table.lines(width) {
                        lines.push(it);
                    }
                }
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }

    pub(crate) fn markdown(&self) -> String {
        let mut out = format!("# {}\n", plain(&self.title));
        for block in &self.blocks {
            match block {
                Block::Lead(text) => _ = write!(out, "\n**{}**\n", plain(text)),
                Block::Heading(text) => _ = write!(out, "\n## {}\n", plain(text)),
                Block::Text(text) | Block::Note(text) => _ = write!(out, "\n{}\n", plain(text)),
                Block::Items(items) => {
                    out.push('\n');
                    for it in items {
                        _ = writeln!(out, "- {}", plain(it));
                    }
                }
                Block::Table(table) => {
                    out.push('\n');
                    let heads: Vec<String> = table.head.iter().map(|it| plain(&it.0)).collect();
                    _ = writeln!(out, "| {} |", heads.join(" | "));
                    let rules: Vec<&str> =
                        table.head.iter().map(|it| if it.1 { "--:" } else { "---" }).collect();
                    _ = writeln!(out, "|{}|", rules.join("|"));
                    for row in &table.rows {
                        let cells: Vec<String> = row.iter().map(|it| plain(&it.text)).collect();
                        _ = writeln!(out, "| {} |", cells.join(" | "));
                    }
                }
            }
        }
        out
    }

    /// One file that opens from disk.
    pub(crate) fn html(&self, lang: Lang, program: &str) -> String {
        html! {
            (DOCTYPE)
            html lang=(lang.code()) {
                (crate::shell::head(program, &html! { (self.title) }, &[crate::html::STYLE]))
                body {
                    header.top { h1 { (self.title) } }
                    main { section { @for it in &self.blocks { (it.html()) } } }
                }
            }
        }
        .into_string()
    }
}

impl Block {
    pub(crate) fn html(&self) -> Markup {
        html! {
            @match self {
                Self::Lead(text) => p.lead { (text) },
                Self::Heading(text) => h3.apart { (text) },
                Self::Text(text) => p { (text) },
                Self::Note(text) => p.note { (text) },
                Self::Items(items) => ul.links { @for it in items { li { (it) } } },
                Self::Table(table) => (table.html()),
            }
        }
    }
}

impl Table {
    fn html(&self) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.caption) {
                table.d.stack[self.head.len() > 3] {
                    caption.h { (self.caption) }
                    thead {
                        tr {
                            @for (head, number) in &self.head {
                                th.r.wr[*number] scope="col" { (head) }
                            }
                        }
                    }
                    tbody {
                        @for row in &self.rows {
                            tr {
                                @for (at, it) in row.iter().enumerate() {
                                    @if at == 0 {
                                        th scope="row" { (it.html()) }
                                    } @else {
                                        td.r[self.head.get(at).is_some_and(|it| it.1)]
                                            data-head=[self.head.get(at).map(|it| it.0.as_str())] {
                                            (it.html())
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

    /// Columns beside each other where they fit, else one line a cell.
    pub(crate) fn lines(&self, width: usize) -> Vec<String> {
        let n = self.head.len();
        let mut widths: Vec<usize> = self.head.iter().map(|it| longest_word(&it.0)).collect();
        for row in &self.rows {
            for (at, it) in row.iter().enumerate().take(n) {
                widths[at] = widths[at].max(columns_of(&it.text));
            }
        }
        // Long columns break their text, the longest first; numbers never do.
        let gaps = 2 * n.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > width {
            let widest = (0..n).filter(|at| !self.head[*at].1).max_by_key(|at| widths[*at]);
            let Some(at) = widest.filter(|at| widths[*at] > 12) else { break };
            widths[at] -= 1;
        }
        let mut lines = Vec::new();
        let mut push = |cells: Vec<&str>| {
            let parts: Vec<Vec<String>> =
                cells.iter().zip(&widths).map(|(it, w)| wrapped(&clean(it), (*w).max(1))).collect();
            let height = parts.iter().map(Vec::len).max().unwrap_or(0);
            for at in 0..height {
                let mut line = String::new();
                for (column, part) in parts.iter().enumerate() {
                    let text = part.get(at).map_or("", String::as_str);
                    let space = widths[column].saturating_sub(columns_of(text));
                    if column > 0 {
                        line.push_str("  ");
                    }
                    if self.head[column].1 {
                        line.push_str(&" ".repeat(space));
                        line.push_str(text);
                    } else {
                        line.push_str(text);
                        line.push_str(&" ".repeat(space));
                    }
                }
                lines.push(line.trim_end().to_owned());
            }
        };
        push(self.head.iter().map(|it| it.0.as_str()).collect());
        push(widths.iter().map(|_| "").collect());
        for row in &self.rows {
            push(row.iter().take(n).map(|it| it.text.as_str()).collect());
        }
        lines
    }
}

impl Cell {
    fn html(&self) -> Markup {
        let part = |share: f64| format!("{:.2}", share.clamp(0.0, 1.0) * 100.0);
        html! {
            @if let Some([not, open, met]) = self.bar {
                svg.three viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" {
                    rect.bt width="100" height="6" {}
                    @if open > 0.0 { path.hl d=(hatched(not, open)) {} }
                    rect.bn width=(part(not)) height="6" {}
                    rect.bm x=(part(not + open)) width=(part(met)) height="6" {}
                }
            }
            (self.text)
        }
    }
}

/// Strokes over the open part of a bar.
fn hatched(from: f64, share: f64) -> String {
    let (from, to) = (from * 100.0, (from + share).min(1.0) * 100.0);
    let mut path = String::new();
    let mut x = from + 1.0;
    while x < to {
        _ = write!(path, "M{x:.1} 6L{:.1} 0", (x + 1.5).min(to));
        x += 3.0;
    }
    path
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(columns_of).max().unwrap_or(0)
}
