//! A document of advice as lines of a terminal, and as Markdown.

use std::fmt::Write as _;

use super::{Block, Document};
use crate::{
    markdown::plain,
    terminal::{clean, columns_of, wrapped},
};

pub(crate) fn terminal(it: &Document, width: usize) -> String {
    let mut out = String::new();
    let line = |out: &mut String, text: &str| {
        for text in wrapped(&clean(text), width) {
            out.push_str(&text);
            out.push('\n');
        }
    };
    line(&mut out, &it.title);
    line(&mut out, &it.kick);
    out.push('\n');
    line(&mut out, &it.lead);
    for note in &it.notes {
        line(&mut out, note);
    }
    for section in &it.sections {
        out.push('\n');
        let mark = section.mark.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        line(&mut out, &format!("{}{mark}", section.title));
        for (heading, block) in &section.blocks {
            if let Some(heading) = heading {
                out.push('\n');
                line(&mut out, &format!("{heading}:"));
            }
            match block {
                Block::Paragraph(text) | Block::Note(text) => line(&mut out, text),
                Block::Letter(paragraphs) => {
                    for (at, text) in paragraphs.iter().enumerate() {
                        if at > 0 {
                            out.push('\n');
                        }
                        line(&mut out, text);
                    }
                }
                Block::List(items) => {
                    for item in items {
                        for (at, text) in wrapped(&clean(item), width - 4).iter().enumerate() {
                            _ = writeln!(out, "{}{text}", if at == 0 { "  - " } else { "    " });
                        }
                    }
                }
                Block::Table { head, rows, numbers_from, anchors: _ } => {
                    table(&mut out, head, rows, *numbers_from, width);
                }
            }
        }
    }
    out.push('\n');
    line(&mut out, &it.end);
    out
}

/// A table in columns; where the line is too short the widest column is broken into several lines.
fn table(
    out: &mut String,
    head: &[String],
    rows: &[Vec<String>],
    numbers_from: usize,
    width: usize,
) {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|it| clean(it)).collect()).collect();
    let mut widths: Vec<usize> = (0..head.len())
        .map(|at| {
            let cells = rows.iter().map(|row| columns_of(&row[at]));
            cells.chain([columns_of(&head[at])]).max().unwrap_or(0)
        })
        .collect();
    // A key or word is never broken.
    let least: Vec<usize> = (0..head.len())
        .map(|at| {
            let cells = rows.iter().map(|row| row[at].as_str()).chain([head[at].as_str()]);
            cells.flat_map(str::split_whitespace).map(columns_of).max().unwrap_or(0)
        })
        .collect();
    loop {
        let all: usize = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
        let widest = (0..widths.len().min(numbers_from))
            .filter(|at| widths[*at] > least[*at])
            .max_by_key(|at| widths[*at]);
        match widest {
            Some(at) if all > width => widths[at] -= 1,
            Some(_) | None => break,
        }
    }
    let mut print = |cells: &[String]| {
        let broken: Vec<Vec<String>> =
            cells.iter().zip(&widths).map(|(cell, width)| wrapped(cell, *width)).collect();
        let n_lines = broken.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..n_lines {
            let mut text = String::new();
            for (at, cell) in broken.iter().enumerate() {
                let cell = cell.get(line).map_or("", String::as_str);
                let space = " ".repeat(widths[at].saturating_sub(columns_of(cell)));
                if at >= numbers_from {
                    _ = write!(text, "{space}{cell}  ");
                } else {
                    _ = write!(text, "{cell}{space}  ");
                }
            }
            _ = writeln!(out, "{}", text.trim_end());
        }
    };
    print(head);
    for row in &rows {
        print(row);
    }
}

pub(crate) fn markdown(it: &Document) -> String {
    let mut out =
        format!("# {}\n\n{}\n\n**{}**\n", plain(&it.title), plain(&it.kick), plain(&it.lead));
    for note in &it.notes {
        _ = write!(out, "\n{}\n", plain(note));
    }
    for section in &it.sections {
        let mark = section.mark.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        _ = write!(out, "\n## {}{}\n", plain(&section.title), plain(&mark));
        for (heading, block) in &section.blocks {
            if let Some(heading) = heading {
                _ = write!(out, "\n### {}\n", plain(heading));
            }
            out.push('\n');
            match block {
                Block::Paragraph(text) | Block::Note(text) => _ = writeln!(out, "{}", plain(text)),
                Block::Letter(paragraphs) => {
                    let quoted: Vec<String> =
                        paragraphs.iter().map(|it| format!("> {}", plain(it))).collect();
                    _ = writeln!(out, "{}", quoted.join("\n>\n"));
                }
                Block::List(items) => {
                    for item in items {
                        _ = writeln!(out, "- {}", plain(item));
                    }
                }
                Block::Table { head, rows, numbers_from, anchors: _ } => {
                    let row = |cells: &[String]| {
                        format!(
                            "| {} |\n",
                            cells.iter().map(|it| plain(it)).collect::<Vec<_>>().join(" | ")
                        )
                    };
                    out += &row(head);
                    let rule: Vec<&str> = (0..head.len())
                        .map(|at| if at >= *numbers_from { "--:" } else { "---" })
                        .collect();
                    _ = writeln!(out, "| {} |", rule.join(" | "));
                    for cells in rows {
                        out += &row(cells);
                    }
                }
            }
        }
    }
    _ = write!(out, "\n{}\n", plain(&it.end));
    out
}
