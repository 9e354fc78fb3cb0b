//! What a report rests on: facts of the programme, sources, problems, questions, method, edition.

use karenina_model::{Severity, TableId};

use super::{
    Builder, Cell, Column, Row, Style,
    parts::{self, source_anchor},
    run,
};
use crate::{
    view::View,
    wording::{place_text, problem_text, severity_counts},
};

pub(super) fn back(view: &View<'_>, out: &mut Builder) {
    let w = view.words;
    let facts = view.programme_facts();
    if !facts.is_empty() {
        out.page_break();
        out.heading(1, w.word("doc-facts"), "facts");
        let caption = w.say("programme-facts", &[("n", facts.len().into())]);
        parts::facts(view, &caption, &facts, true, out);
    }
    sources(view, out);
    problems(view, out);
    asked(view, out);
    method(view, out);
    edition(view, out);
}

pub(super) fn sources(view: &View<'_>, out: &mut Builder) {
    let w = view.words;
    out.heading(1, w.word("Sources"), "sources");
    out.heading(2, w.word("sources-catalogue"), "sources-catalogue");
    for key in view.cited() {
        out.anchor(source_anchor(key));
        let mut runs = vec![run(view.source_text(key))];
        if let Some(source) = view.report.catalogue.sources.get(key) {
            if let Some(url) = &source.url {
                runs.push(run(" "));
                let web = url.starts_with("https://") || url.starts_with("http://");
                runs.push(if web { run(url).web(url) } else { run(url) });
            }
            if let Some(note) = &source.note {
                runs.push(run(format!(" {}", view.of(note))).soft());
            }
        }
        out.paragraph(Style::Body, runs);
    }
    let documents = view.report.dataset.table(TableId::SOURCES);
    if documents.is_empty() {
        return;
    }
    out.heading(2, w.word("sources-data"), "sources-data");
    for row in documents.rows() {
        out.anchor(format!("doc-{row}"));
        out.paragraph(
            Style::Body,
            vec![run(documents.key(row)).code(), run(format!(" {}", view.document_text(row)))],
        );
    }
}

fn problems(view: &View<'_>, out: &mut Builder) {
    let w = view.words;
    out.heading(1, w.word("Problems"), "problems");
    let problems = view.report.problems;
    if problems.is_empty() {
        out.text(Style::Body, w.word("no-problems"));
        return;
    }
    out.text(Style::Body, format!("{}.", severity_counts(problems, w)));
    let mut rows = Vec::new();
    for (severity, title) in
        [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")]
    {
        let mut list = problems.iter().filter(|it| it.severity() == severity).peekable();
        if list.peek().is_some() {
            rows.push(Row::section(w.word(title)));
        }
        rows.extend(list.map(|it| {
            Row::of(vec![
                Cell::text(it.code.id()),
                Cell::text(place_text(&it.place)),
                Cell::text(problem_text(it, view.report.lang)),
            ])
        }));
    }
    let columns = vec![
        Column::left(w.word("doc-code"), 0.9),
        Column::left(w.word("doc-where"), 2.6),
        Column::left(w.word("doc-what"), 5.0),
    ];
    out.table(w.word("Problems"), columns, rows, Vec::new());
}

/// Every question by sign, so that what nobody has said anything of can be looked up.
fn asked(view: &View<'_>, out: &mut Builder) {
    let w = view.words;
    let catalogue = view.report.catalogue;
    out.heading(1, w.word("Asked"), "asked");
    out.text(Style::Body, w.word("asked-lead"));
    for at in view.counted.iter().chain(&view.latent) {
        let sign = &catalogue.model.signs[*at];
        out.heading(
            3,
            format!("{} {}", sign.id, view.of(&sign.title)),
            &format!("ask-{}", sign.id),
        );
        let titles: Vec<String> = catalogue
            .indicators_of(*at)
            .map(|it| {
                let mark = if sign.required.contains(&it) { "●" } else { "○" };
                format!("{mark}\u{a0}{}", view.of(&catalogue.indicators[it].title))
            })
            .collect();
        out.paragraph(
            Style::Note,
            vec![run(format!("{} ", view.of(&sign.question))).strong(), run(titles.join("; "))],
        );
    }
}

fn method(view: &View<'_>, out: &mut Builder) {
    let w = view.words;
    out.heading(1, w.word("Method"), "method");
    for id in
        ["method-three", "method-conjunctive", "method-degree", "method-silence", "method-marks"]
    {
        out.text(Style::Body, w.word(id));
    }
    out.text(Style::Body, view.method_source());
    let columns =
        vec![Column::left(w.word("doc-constant"), 6.0), Column::right(w.word("Value"), 1.0)];
    let rows = view
        .policy()
        .into_iter()
        .map(|(name, value)| Row::of(vec![Cell::text(name), Cell::text(value)]))
        .collect();
    out.table(w.word("method-policy"), columns, rows, Vec::new());
}

fn edition(view: &View<'_>, out: &mut Builder) {
    let w = view.words;
    let it = view.report.edition;
    out.heading(1, w.word("Edition"), "edition");
    out.text(Style::Body, w.word("edition-lead"));
    let lines = [
        ("edition-catalogue", vec![run(format!("sha256 {}", it.catalogue)).code()]),
        (
            "edition-data",
            vec![run(format!("{} ", it.data_name)), run(format!("sha256 {}", it.data)).code()],
        ),
        ("edition-program", vec![run(format!("karenina {}", it.program))]),
        (
            "edition-day",
            vec![run(format!("{}, {}", w.date(view.report.found.on), view.as_of_from()))],
        ),
        ("edition-seed", vec![run(view.report.found.seed.to_string())]),
        ("edition-repeat", vec![run(view.repeat()).code()]),
    ];
    let items = lines
        .into_iter()
        .map(|(id, mut runs)| {
            runs.insert(0, run(format!("{}: ", w.word(id))).strong());
            runs
        })
        .collect();
    out.list(false, items);
}
