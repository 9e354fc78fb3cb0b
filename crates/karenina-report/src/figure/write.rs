//! Figures as text, Markdown and CSV.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use karenina_assess::Figure;
use karenina_catalogue::Catalogue;

use super::{FigureView, number_in_words};
use crate::{Lang, Report, view::View, wording::words};

/// The figures that there are, one a line.
pub fn figure_list(catalogue: &Catalogue, lang: Lang) -> String {
    let mut text = String::new();
    let widest = catalogue.figures.iter().map(|it| it.kind.id().len()).max().unwrap_or(0);
    for it in &catalogue.figures {
        _ = writeln!(
            text,
            "{:<widest$}  {:<8} {}",
            it.kind.id(),
            number_in_words(&it.article, words(lang)),
            lang.of(&it.title)
        );
    }
    if catalogue.figures.is_empty() {
        text += words(lang).word("fig-none");
        text.push('\n');
    }
    text
}

/// Figures for a terminal: title, table, notes, source.
pub fn figure_text(report: &Report<'_>, figures: &[Figure]) -> String {
    let view = View::new(report);
    let mut text = String::new();
    for (n, figure) in figures.iter().enumerate() {
        let it = FigureView::new(&view, figure);
        let table = it.table();
        if n > 0 {
            text.push('\n');
        }
        _ = writeln!(text, "{}. {}", it.number(), it.title());
        let widths: Vec<usize> = (0..table.head.len())
            .map(|at| {
                let cells = table.rows.iter().map(|it| it[at].chars().count());
                cells.max().unwrap_or(0).clamp(1, 48)
            })
            .collect();
        // Long heads are numbered below; a terminal is narrow.
        for row in &table.rows {
            let mut line = String::new();
            for (at, cell) in row.iter().enumerate() {
                let width = widths[at];
                let shown: String = cell.chars().take(width).collect();
                if table.numeric[at] {
                    _ = write!(line, "  {shown:>width$}");
                } else {
                    _ = write!(line, "  {shown:<width$}");
                }
            }
            _ = writeln!(text, "{}", line.trim_end());
        }
        let heads: Vec<String> = table.head.iter().skip(1).cloned().collect();
        _ = writeln!(text, "{}: {}", words(report.lang).word("fig-columns"), heads.join(" | "));
        for note in it.notes() {
            _ = writeln!(text, "{note}");
        }
        _ = writeln!(text, "{}", it.source());
    }
    // Names of the data must not steer the terminal; the ends of lines are ours.
    text.lines().map(|it| crate::terminal::clean(it) + "\n").collect()
}

/// Figures as Markdown: title, how to read it, table, notes, source.
pub fn figure_page(report: &Report<'_>, figures: &[Figure]) -> String {
    let view = View::new(report);
    let mut text = String::new();
    for figure in figures {
        let it = FigureView::new(&view, figure);
        let table = it.table();
        let cell = |it: &str| it.replace('|', "\\|").replace('\n', " ");
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|it| cell(it)).collect();
            format!("| {} |", cells.join(" | "))
        };
        if !text.is_empty() {
            text.push('\n');
        }
        _ = writeln!(text, "## {}. {}\n", it.number(), cell(it.title()));
        _ = writeln!(text, "{}\n", view.of(&it.about.read));
        _ = writeln!(text, "{}", line(&table.head));
        let rule: Vec<&str> =
            table.numeric.iter().map(|it| if *it { "--:" } else { "---" }).collect();
        _ = writeln!(text, "|{}|", rule.join("|"));
        for row in &table.rows {
            _ = writeln!(text, "{}", line(row));
        }
        text.push('\n');
        for note in it.notes() {
            _ = writeln!(text, "{note}\n");
        }
        _ = writeln!(text, "*{}*", it.source());
    }
    text
}

/// Figures as CSV in long form: figure, item, column, value as the table shows it.
pub fn figures_csv(report: &Report<'_>, figures: &[Figure], out: &mut dyn Write) -> io::Result<()> {
    let view = View::new(report);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["figure", "article", "item", "column", "value"])?;
    for figure in figures {
        let it = FigureView::new(&view, figure);
        let table = it.table();
        for row in &table.rows {
            for (column, cell) in table.head.iter().zip(row).skip(1) {
                let of = [figure.kind.id(), &it.about.article, &row[0], column, cell];
                writer.write_record(of)?;
            }
        }
    }
    writer.flush()
}

/// The page of documentation: every figure, how to read it, what it is computed from, what others
/// have.
pub fn figures_reference(catalogue: &Catalogue, lang: Lang) -> String {
    let w = words(lang);
    let mut page = format!("# {}\n\n{}\n", w.word("Figures"), w.word("fig-page-lead"));
    for it in &catalogue.figures {
        let number = number_in_words(&it.article, w);
        _ = write!(
            page,
            "\n## {number}: {} (`{}`)\n\n{}\n\n**{}** {}\n",
            lang.of(&it.title),
            it.kind.id(),
            lang.of(&it.read),
            w.word("fig-computed-from"),
            lang.of(&it.from)
        );
        if let Some(lost) = &it.lost {
            let text = w.say("fig-note-lost", &[("text", lang.of(lost).into())]);
            _ = write!(page, "\n{text}\n");
        }
        for reference in &it.references {
            let mut text = lang.of(&reference.what).to_owned();
            if let Some(n) = reference.n {
                _ = write!(text, ", n = {n}");
            }
            if let Some(year) = reference.year {
                _ = write!(text, ", {year}");
            }
            let at = reference.at.as_ref().map_or_else(String::new, |it| format!(", {it}"));
            let values: Vec<String> =
                reference.values.iter().map(|(key, x)| format!("`{key}` {x}")).collect();
            _ = write!(page, "\n- {text} (`{}`{at})", reference.source);
            if !values.is_empty() {
                _ = write!(page, ": {}", values.join(", "));
            }
            page.push('\n');
        }
    }
    page
}

/// That the catalogue has no such figure.
pub fn no_figure(found: &str, near: Option<&str>, lang: Lang) -> String {
    words(lang)
        .say("no-figure", &[("found", found.into()), ("near", near.unwrap_or("none").into())])
}

/// That one drawing goes into one file.
pub fn one_drawing(n: usize, lang: Lang) -> String {
    words(lang).say("fig-one-drawing", &[("n", n.into())])
}
