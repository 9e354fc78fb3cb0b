//! CSV, for further work in a spreadsheet: one row a finding, full precision, codes and labels.

use std::io::{self, Write};

use karenina_assess::{Evidence, Verdict};
use karenina_model::{Problem, TableId, Value};

use crate::{Lang, Report, wording};

/// Writes every finding of every cluster that has a value or decides a sign.
pub fn csv(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "cluster",
        "cluster_name",
        "cluster_verdict",
        "sign",
        "sign_verdict",
        "indicator",
        "title",
        "role",
        "unit",
        "low",
        "high",
        "absent",
        "rule",
        "source",
        "verdict",
        "evidence",
    ])?;
    let clusters = report.dataset.table(TableId::CLUSTERS);
    for it in &report.found.clusters {
        let name = clusters.named_text(it.cluster, "name").unwrap_or_default();
        for (at, sign) in report.catalogue.model.signs.iter().enumerate() {
            for indicator in report.catalogue.indicators_of(at) {
                let about = &report.catalogue.indicators[indicator];
                let finding = &it.findings[indicator];
                let required = sign.required.contains(&indicator);
                let (low, high, absent) = match finding.value {
                    Value::Known(it) => (number(it.low()), number(it.high()), ""),
                    Value::Absent(_) if !required => continue,
                    Value::Absent(why) => (String::new(), String::new(), why.word()),
                };
                let threshold = finding.threshold.map(|at| &about.thresholds[at]);
                writer.write_record([
                    plain(clusters.key(it.cluster)).as_ref(),
                    plain(name).as_ref(),
                    it.verdict.word(),
                    &sign.id,
                    verdict_code(it.signs[at].verdict),
                    &about.id,
                    report.lang.of(&about.title),
                    if required { "required" } else { "informs" },
                    about.unit.word(),
                    &low,
                    &high,
                    absent,
                    &threshold.map(|it| it.rule.to_string()).unwrap_or_default(),
                    threshold.map_or("", |it| it.source.as_str()),
                    verdict_code(finding.verdict),
                    &evidence(report, &finding.evidence),
                ])?;
            }
        }
    }
    writer.flush()
}

/// Writes a list of problems.
pub fn problems_csv(list: &[Problem], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "severity", "code", "file", "sheet", "cell", "line", "column", "message", "heading",
    ])?;
    for it in list {
        let place = &it.place;
        writer.write_record([
            it.severity().word(),
            it.code.id(),
            plain(&place.file).as_ref(),
            plain(place.sheet.as_deref().unwrap_or_default()).as_ref(),
            place.cell.as_deref().unwrap_or_default(),
            &place.line.map(|it| it.to_string()).unwrap_or_default(),
            plain(place.column.as_deref().unwrap_or_default()).as_ref(),
            &wording::problem_text(it, lang),
            plain(place.heading.as_deref().unwrap_or_default()).as_ref(),
        ])?;
    }
    writer.flush()
}

/// An end that nothing bounds is an empty cell.
fn number(x: f64) -> String {
    if x.is_finite() { x.to_string() } else { String::new() }
}

/// A text that a spreadsheet would take for a formula is marked as a text.
pub(crate) fn plain(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// A verdict as data have it.
pub(crate) fn verdict_code(it: Verdict) -> &'static str {
    match it {
        Verdict::Met => "met",
        Verdict::NotMet => "not_met",
        Verdict::Undetermined => "undetermined",
        Verdict::NotApplicable => "not_applicable",
        Verdict::NoThreshold => "no_threshold",
    }
}

/// File and line or cell of what a value rests on.
pub(crate) fn evidence(report: &Report<'_>, list: &[Evidence]) -> String {
    let place = |row: karenina_model::RowId, column: Option<usize>| {
        let it = report.dataset.table(row.table).place(row.row, column);
        match (it.sheet, it.cell, it.line) {
            (Some(sheet), Some(cell), _) => format!("{}!{sheet}!{cell}", it.file),
            (_, _, Some(line)) => format!("{}:{line}", it.file),
            _ => it.file,
        }
    };
    let texts: Vec<String> = list
        .iter()
        .map(|it| match it {
            Evidence::Claim(row) => place(*row, row.table.schema().column("value")),
            Evidence::Cell(row, column) => place(*row, Some(usize::from(*column))),
            Evidence::Rows { table, yes, no, unknown, .. } => {
                format!("{}: {yes} yes, {no} no, {unknown} unknown", table.name())
            }
        })
        .collect();
    texts.join("; ")
}
