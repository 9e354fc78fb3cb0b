//! What differs between two assessments, in words, tables and JSON.

use std::io::{self, Write};

use karenina_assess::{Cause, Comparison};
use karenina_model::Value;
use serde_json::json;

use crate::{
    Report,
    advice::{Block, Document, Section, html as page, plain},
    csv::verdict_code,
    view::View,
    wording::Words,
};

/// A comparison and the second of the assessments.
#[derive(Clone, Copy)]
pub struct ComparisonReport<'a> {
    /// The second assessment.
    pub after: Report<'a>,
    /// What the two are called.
    pub names: (&'a str, &'a str),
    /// Facts that were set by hand in the second, as they were written.
    pub set: &'a [String],
    /// What differs.
    pub comparison: &'a Comparison,
}

const SCHEMA: &str = "karenina-diff/1";

/// What differs, for a terminal.
pub fn comparison_terminal(it: &ComparisonReport<'_>, width: usize) -> String {
    plain::terminal(&document(it), width.max(60))
}

/// What differs, as Markdown.
pub fn comparison_markdown(it: &ComparisonReport<'_>) -> String {
    plain::markdown(&document(it))
}

/// What differs, as one HTML file.
pub fn comparison_html(it: &ComparisonReport<'_>) -> String {
    page::page(&document(it), &it.after)
}

/// The comparison as a document for paper.
pub fn comparison_document(it: &ComparisonReport<'_>) -> crate::Document {
    crate::advice::paper::on_paper(&document(it), &it.after, "comparison")
}

fn document(it: &ComparisonReport<'_>) -> Document {
    let view = View::new(&it.after);
    let w = view.words;
    let all = it.comparison;
    let mut sections = Vec::new();
    let column =
        |ids: &[&str]| -> Vec<String> { ids.iter().map(|id| w.word(id).to_owned()).collect() };
    let mut verdicts = Vec::new();
    let mut findings = Vec::new();
    for cluster in &all.clusters {
        let name = view.cluster_name(cluster.cluster);
        let named = format!("{name} ({})", cluster.key);
        if let Some(change) = &cluster.verdict {
            verdicts.push(vec![
                named.clone(),
                w.word("diff-the-cluster").to_owned(),
                w.cluster_verdict_short(change.before).to_owned(),
                w.cluster_verdict_short(change.after).to_owned(),
                causes(&change.causes, it, w),
            ]);
        }
        for (sign, change) in &cluster.signs {
            let sign = &it.after.catalogue.model.signs[*sign];
            verdicts.push(vec![
                named.clone(),
                format!("{} {}", sign.id, view.of(&sign.title)),
                w.verdict(change.before).to_owned(),
                w.verdict(change.after).to_owned(),
                causes(&change.causes, it, w),
            ]);
        }
        for (at, change) in &cluster.findings {
            let indicator = &it.after.catalogue.indicators[*at];
            let side =
                |(value, verdict)| format!("{}; {}", w.value(value, indicator), w.verdict(verdict));
            findings.push(vec![
                named.clone(),
                view.of(&indicator.title).to_owned(),
                side(change.before),
                side(change.after),
                causes(&change.causes, it, w),
            ]);
        }
    }
    let n_verdicts = all.clusters.iter().filter(|it| it.verdict.is_some()).count();
    let n_signs: usize = all.clusters.iter().map(|it| it.signs.len()).sum();
    let lead = w.say(
        "diff-lead",
        &[
            ("compared", all.n_compared.into()),
            ("clusters", all.clusters.len().into()),
            ("verdicts", n_verdicts.into()),
            ("signs", n_signs.into()),
            ("findings", findings.len().into()),
        ],
    );
    let mut table = |id: &str, head: &[&str], rows: Vec<Vec<String>>| {
        if rows.is_empty() {
            return;
        }
        let numbers_from = head.len();
        let block = Block::Table { head: column(head), rows, numbers_from, anchors: Vec::new() };
        sections.push(Section {
            title: w.word(id).to_owned(),
            anchor: None,
            mark: None,
            blocks: vec![(None, block)],
        });
    };
    table(
        "diff-verdicts",
        &["Cluster", "Sign", "diff-before", "diff-after", "diff-cause"],
        verdicts,
    );
    table(
        "diff-findings",
        &["Cluster", "diff-indicator", "diff-before", "diff-after", "diff-cause"],
        findings,
    );
    let lists = [
        ("diff-clusters-gone", &all.clusters_gone),
        ("diff-clusters-new", &all.clusters_new),
        ("diff-indicators-gone", &all.indicators_gone),
        ("diff-indicators-new", &all.indicators_new),
    ];
    for (id, list) in lists {
        if !list.is_empty() {
            sections.push(Section {
                title: w.word(id).to_owned(),
                anchor: None,
                mark: None,
                blocks: vec![(None, Block::List(list.clone()))],
            });
        }
    }
    let mut notes: Vec<String> =
        it.set.iter().map(|it| w.say("diff-set", &[("set", it.into())])).collect();
    if !all.is_empty() && it.set.is_empty() {
        notes.push(w.word("diff-causes-say").to_owned());
    }
    Document {
        title: w.word(if it.set.is_empty() { "diff-title" } else { "diff-what-if" }).to_owned(),
        kick: format!("{} → {}", it.names.0, it.names.1),
        lead,
        notes,
        sections,
        end: view.judged_as_of(),
    }
}

fn causes(list: &[Cause], it: &ComparisonReport<'_>, w: &Words) -> String {
    let mut list: Vec<&str> = list
        .iter()
        .map(|cause| match cause {
            // Whether it is more facts or other ones: somebody set them.
            Cause::Facts | Cause::Correction if !it.set.is_empty() => w.word("cause-set"),
            Cause::Facts => w.word("cause-facts"),
            Cause::Correction => w.word("cause-correction"),
            Cause::Time => w.word("cause-time"),
            Cause::Definition => w.word("cause-definition"),
            Cause::Threshold => w.word("cause-threshold"),
            Cause::Applicability => w.word("cause-applicability"),
            Cause::Requirement => w.word("cause-requirement"),
        })
        .collect();
    list.dedup();
    list.join(", ")
}

/// What differs, as CSV: a row a verdict, sign or finding.
pub fn comparison_csv(it: &ComparisonReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "cluster",
        "what",
        "id",
        "before",
        "after",
        "verdict_before",
        "verdict_after",
        "causes",
    ])?;
    for cluster in &it.comparison.clusters {
        let key = crate::csv::plain(&cluster.key);
        if let Some(change) = &cluster.verdict {
            let causes = words(&change.causes);
            let (before, after) = (change.before.word(), change.after.word());
            writer.write_record([key.as_ref(), "cluster", "", "", "", before, after, &causes])?;
        }
        for (sign, change) in &cluster.signs {
            let id = it.after.catalogue.model.signs[*sign].id.as_str();
            let (before, after) = (verdict_code(change.before), verdict_code(change.after));
            let causes = words(&change.causes);
            writer.write_record([key.as_ref(), "sign", id, "", "", before, after, &causes])?;
        }
        for (at, change) in &cluster.findings {
            let id = it.after.catalogue.indicators[*at].id.as_str();
            let (before, after) = (value(change.before.0), value(change.after.0));
            let (was, is) = (verdict_code(change.before.1), verdict_code(change.after.1));
            let causes = words(&change.causes);
            writer.write_record([
                key.as_ref(),
                "finding",
                id,
                &before,
                &after,
                was,
                is,
                &causes,
            ])?;
        }
    }
    writer.flush()
}

/// What differs, as JSON.
pub fn comparison_json(it: &ComparisonReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = it.comparison;
    let catalogue = it.after.catalogue;
    let ends = |value: Value| match value {
        Value::Known(it) => json!({
            "low": it.low().is_finite().then(|| it.low()),
            "high": it.high().is_finite().then(|| it.high()),
        }),
        Value::Absent(why) => json!({ "absent": why.word() }),
    };
    let words = |list: &[Cause]| list.iter().map(|it| it.word()).collect::<Vec<_>>();
    let clusters: Vec<_> = all
        .clusters
        .iter()
        .map(|cluster| {
            json!({
                "cluster": cluster.key,
                "verdict": cluster.verdict.as_ref().map(|it| json!({
                    "before": it.before.word(), "after": it.after.word(), "causes": words(&it.causes),
                })),
                "signs": cluster.signs.iter().map(|(sign, it)| json!({
                    "sign": catalogue.model.signs[*sign].id,
                    "before": it.before, "after": it.after, "causes": words(&it.causes),
                })).collect::<Vec<_>>(),
                "findings": cluster.findings.iter().map(|(at, it)| json!({
                    "indicator": catalogue.indicators[*at].id,
                    "before": ends(it.before.0), "after": ends(it.after.0),
                    "verdict_before": it.before.1, "verdict_after": it.after.1,
                    "causes": words(&it.causes),
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let document = json!({
        "schema": SCHEMA,
        "before": it.names.0,
        "after": it.names.1,
        "set": it.set,
        "compared": all.n_compared,
        "clusters": clusters,
        "clusters_gone": all.clusters_gone,
        "clusters_new": all.clusters_new,
        "indicators_gone": all.indicators_gone,
        "indicators_new": all.indicators_new,
    });
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

fn words(list: &[Cause]) -> String {
    list.iter().map(|it| it.word()).collect::<Vec<_>>().join(";")
}

fn value(it: Value) -> String {
    match it {
        Value::Known(it) => it.to_string(),
        Value::Absent(why) => why.word().to_owned(),
    }
}
