//! Why one number is what it is, down to the rows and claims that it rests on.

use karenina_assess::{Evidence, Explanation};
use karenina_model::{TableId, Truth};

use crate::{
    Report,
    terminal::{clean, wrapped},
    view::View,
    wording::place_text,
};

/// How wide the text is: short enough to read, wide enough for places of cells.
const WIDTH: usize = 96;

/// One finding explained, as plain text.
pub fn explanation(report: &Report<'_>, it: &Explanation) -> String {
    explained(&View::new(report), it).plain()
}

/// One finding explained, part by part.
pub(crate) fn explained(view: &View<'_>, it: &Explanation) -> Text {
    let (report, w) = (view.report, view.words);
    let indicator = &report.catalogue.indicators[it.indicator];
    let sign = &report.catalogue.model.signs[indicator.sign];
    let finding = &it.finding;
    let mut text = Text::default();
    text.line(&format!("{}: {}", view.cluster_name(it.cluster), view.of(&indicator.title)));
    let role = if sign.required.contains(&it.indicator) { "role-required" } else { "role-informs" };
    let named = format!("{} {}", sign.id, view.of(&sign.title));
    text.line(&format!("{}; {}", indicator.id, w.say(role, &[("sign", (&named).into())])));

    text.head(w.word("Question"), view.of(&indicator.question));
    text.head(w.word("fig-read"), view.of(&indicator.read));
    text.head(w.word("Value"), &w.value(finding.value, indicator));
    if let Some(both) = view.both_values(indicator, finding) {
        text.under(&both);
    }
    if finding.computed.is_some_and(|it| !it.complete) {
        text.under(w.word("from-tables-incomplete"));
    }
    if finding.contradicted {
        text.under(w.word("contradicted"));
    }
    if let Some(at) = finding.threshold.or_else(|| indicator.judging(report.found.on)) {
        let threshold = &indicator.thresholds[at];
        let rule = if threshold.rule.is_yes_no() {
            view.asks_for(threshold, indicator.unit)
        } else {
            w.rule(threshold.rule, indicator.unit)
        };
        text.head(w.word("Rule"), &rule);
        text.under(&format!("{}, {}", view.threshold_source(threshold), in_force(view, threshold)));
    }
    text.head(w.word("Verdict"), view.criterion_verdict(finding));
    if finding.value.interval().is_some() && finding.threshold.is_some() {
        text.under(&view.attained(finding.degree));
    }
    if let Some(chance) = view.chance(finding) {
        text.under(&chance);
    }
    if !finding.rivals.is_empty() {
        text.head(w.word("Other-thresholds"), "");
        for (at, verdict) in &finding.rivals {
            let threshold = &indicator.thresholds[*at];
            let rule = w.rule(threshold.rule, indicator.unit);
            let source = view.threshold_source(threshold);
            text.under(&w.say(
                "rival",
                &[
                    ("rule", (&rule).into()),
                    ("source", (&source).into()),
                    ("verdict", w.verdict(*verdict).into()),
                ],
            ));
        }
    }
    let benchmarks: Vec<_> = view.benchmarks(indicator, it.cluster).collect();
    if !benchmarks.is_empty() {
        text.head(w.word("Benchmarks"), "");
        for benchmark in benchmarks {
            let caveat = view.caveat(benchmark).map(|it| format!("; {it}")).unwrap_or_default();
            text.under(&format!(
                "{}: {} ({}){caveat}",
                view.benchmark_value(indicator, benchmark),
                view.benchmark_text(benchmark),
                view.citation(&benchmark.source, benchmark.at.as_deref())
            ));
        }
    }
    let found = report.found.clusters.iter().find(|found| found.cluster == it.cluster);
    let peers = found.map_or_else(Vec::new, |found| view.peers(found, it.indicator));
    if !peers.is_empty() {
        text.head(w.word("Peers"), "");
        for it in &peers {
            text.under(it);
        }
    }
    claims(view, it, &mut text);
    rows(view, it, &mut text);
    text
}

fn claims(view: &View<'_>, it: &Explanation, text: &mut Text) {
    let w = view.words;
    text.head(w.word("Claims"), "");
    let mut any = false;
    for evidence in &it.finding.evidence {
        let Some((row, column)) = View::evidence_row(*evidence) else { continue };
        any = true;
        let said = view.said(row, column);
        let line = said.line();
        if row.table == TableId::CLAIMS {
            text.under(&format!("{}: {line}", view.fact_value(row.row)));
        } else {
            text.under(&format!("{}: {line}", view.table_title(row.table)));
        }
        if let Some(document) = said.document {
            text.under(&format!("  {}", view.document_text(document)));
        }
        if let Some(note) = said.note {
            text.under(&format!("  {note}"));
        }
    }
    if !any {
        text.under(w.word("no-claims"));
    }
}

fn rows(view: &View<'_>, it: &Explanation, text: &mut Text) {
    let w = view.words;
    text.head(w.word("Rows"), "");
    let gap = it
        .finding
        .evidence
        .iter()
        .any(|it| matches!(it, Evidence::Rows { missing, .. } if *missing != Some(0)));
    let mut counted = false;
    for evidence in &it.finding.evidence {
        if let Some(rows) = view.rows_text(*evidence) {
            text.under(&rows);
            counted = true;
        }
    }
    if it.rows.is_empty() && !counted {
        text.under(w.word("no-rows"));
    }
    let of = |truth| it.rows.iter().filter(|it| it.counted == truth).count();
    let (yes, no, unknown) = (of(Truth::Yes), of(Truth::No), of(Truth::Unknown));
    if !it.rows.is_empty() && !counted {
        let args = [("yes", yes.into()), ("no", no.into()), ("unknown", unknown.into())];
        text.under(&w.say("rows-all", &args));
    }
    for row in &it.rows {
        let (mark, word) = match row.counted {
            Truth::Yes => ("✓", "row-yes"),
            Truth::No => ("✗", "row-no"),
            Truth::Unknown => ("?", "row-unknown"),
        };
        let table = view.report.dataset.table(row.row.table);
        let place = place_text(&table.place(row.row.row, None));
        let about = row_text(view, row.row);
        let about = if about.is_empty() { about } else { format!(" {about}") };
        text.under(&format!("{mark} {place}{about} ({})", w.word(word)));
    }
    if unknown > 0 {
        text.under(w.word("bounds-effect"));
    }
    if gap && it.finding.value.interval().is_none_or(|it| !it.is_point()) {
        text.under(w.word("list-gap"));
    }
}

/// What a row is about: its name or key, or what it refers to.
fn row_text(view: &View<'_>, row: karenina_model::RowId) -> String {
    let table = view.report.dataset.table(row.table);
    if let Some(organisation) = table.column("organisation")
        && let Some(at) = table.reference(row.row, organisation).known()
    {
        return view.name(TableId::ORGANISATIONS, at).to_owned();
    }
    if table.column("name").is_some() {
        return view.name(row.table, row.row).to_owned();
    }
    ["title", "practice"]
        .iter()
        .find_map(|name| table.column(name).and_then(|it| table.text(row.row, it).known()))
        .unwrap_or_else(|| table.key(row.row))
        .to_owned()
}

fn in_force(view: &View<'_>, it: &karenina_catalogue::Threshold) -> String {
    let w = view.words;
    let since = w.say("since", &[("date", (&w.date(it.since)).into())]);
    let mut text = w.say("in-force", &[("since", (&since).into())]);
    if let Some(until) = it.until {
        text.push(' ');
        text += &w.say("in-force-until", &[("date", (&w.date(until)).into())]);
    }
    text
}

/// What explains a number: what each part is called, what it says, and lines under it.
#[derive(Default)]
pub(crate) struct Text {
    /// The lines at the top.
    pub top: Vec<String>,
    pub parts: Vec<Part>,
}

/// A part of an explanation.
pub(crate) struct Part {
    pub title: String,
    /// Empty where only lines follow.
    pub text: String,
    pub under: Vec<String>,
}

impl Text {
    fn line(&mut self, text: &str) {
        self.top.push(text.to_owned());
    }

    fn head(&mut self, title: &str, text: &str) {
        let part = Part { title: title.to_owned(), text: text.to_owned(), under: Vec::new() };
        self.parts.push(part);
    }

    fn under(&mut self, text: &str) {
        if let Some(part) = self.parts.last_mut() {
            part.under.push(text.to_owned());
        }
    }

    fn plain(&self) -> String {
        let mut out = String::new();
        let mut line = |text: &str, width: usize, first: &str, other: &str| {
            for (n, line) in wrapped(&clean(text), width).iter().enumerate() {
                out.push_str(if n == 0 { first } else { other });
                out.push_str(line);
                out.push('\n');
            }
        };
        for it in &self.top {
            line(it, WIDTH, "", "");
        }
        for it in &self.parts {
            let separator = if it.text.is_empty() { ":" } else { ": " };
            line(&format!("{}{separator}{}", it.title, it.text), WIDTH, "\n", "");
            for it in &it.under {
                line(it, WIDTH - 4, "  ", "    ");
            }
        }
        out
    }
}
