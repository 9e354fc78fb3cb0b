//! The parts that reports and letters share: verdict, gaps, degrees, criteria, questions, facts.

use std::collections::BTreeMap;

use karenina_assess::{ClusterFinding, ClusterVerdict, Finding};
use karenina_catalogue::Threshold;
use karenina_model::{RowId, TableId};

use super::{Builder, Cell, Column, Row, Run, Style, figures, report::document_anchor, run};
use crate::view::{Said, State, View};

pub(super) fn state_of(it: ClusterVerdict) -> State {
    match it {
        ClusterVerdict::Sustainable => State::Met,
        ClusterVerdict::NotSustainable => State::NotMet,
        ClusterVerdict::Undetermined => State::Undetermined,
    }
}

/// The first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(super) fn verdict(view: &View<'_>, it: &ClusterFinding, out: &mut Builder) {
    let mut text = capital(view.words.cluster_verdict(it.verdict));
    if !it.missing.is_empty() {
        text = format!("{text}: {}", view.misses(it, true));
    }
    out.text(Style::Verdict(state_of(it.verdict)), text);
}

pub(super) fn degrees(view: &View<'_>, it: &ClusterFinding, out: &mut Builder) {
    let w = view.words;
    let signs = &view.report.catalogue.model.signs;
    let parts: Vec<String> = view
        .counted
        .iter()
        .chain(&view.latent)
        .map(|at| {
            let state = view.state(it, *at);
            let mut text = format!(
                "{} {}: {}",
                signs[*at].id,
                view.of(&signs[*at].short),
                view.state_word(state)
            );
            if !matches!(state, State::Silent | State::NotApplicable) {
                text = format!("{text}, {}", view.attained(it.signs[*at].degree));
            }
            text
        })
        .collect();
    let name = view.cluster_name(it.cluster);
    let caption = w.say("fig-degrees-of", &[("cluster", name.into())]);
    out.figure(caption, parts.join("; "), figures::degree_bars(view, it), Vec::new());
}

pub(super) fn links(view: &View<'_>, it: &ClusterFinding, out: &mut Builder) {
    let (between, at_risk) = view.links(it);
    for (title, links) in [("links-between", between), ("links-at-risk", at_risk)] {
        if links.is_empty() {
            continue;
        }
        out.paragraph(Style::Body, vec![run(view.words.word(title)).strong()]);
        let items = links
            .into_iter()
            .map(|it| {
                let slow = if it.slow {
                    format!(", {}", view.words.word("link-slow"))
                } else {
                    String::new()
                };
                vec![
                    run(format!("{} → {}: {}{slow} ", it.from, it.to, view.of(&it.says))),
                    run(format!("({})", it.at)).soft(),
                ]
            })
            .collect();
        out.list(false, items);
    }
}

/// Everything that is known of a cluster, by sign: what decides first, then what tells more.
/// Of what nothing is said stands below by number, since the questions name it.
pub(super) fn criteria(view: &View<'_>, it: &ClusterFinding, out: &mut Builder) {
    let w = view.words;
    let catalogue = view.report.catalogue;
    let mut rows = Vec::new();
    let mut silent = Vec::new();
    let mut n_anything = 0;
    for at in view.counted.iter().chain(&view.latent) {
        let sign = &catalogue.model.signs[*at];
        let known: Vec<usize> = sign
            .required
            .iter()
            .copied()
            .filter(|at| View::criterion_state(&it.findings[*at]) != State::Silent)
            .collect();
        let (mut informing, _, _) = view.informing(it, *at);
        let n_informing = informing.len();
        informing.retain(|at| says_something(&catalogue.indicators[*at], &it.findings[*at]));
        n_anything += n_informing - informing.len();
        let n_silent = sign.required.len() - known.len();
        if n_silent > 0 {
            silent.push(
                w.say("doc-silent-sign", &[("sign", (&sign.id).into()), ("n", n_silent.into())]),
            );
        }
        if known.is_empty() && informing.is_empty() {
            continue;
        }
        rows.push(Row::section(format!("{} {}", sign.id, view.of(&sign.title))));
        for indicator in known {
            rows.extend(criterion(view, it, indicator, true));
        }
        for indicator in informing {
            rows.extend(criterion(view, it, indicator, false));
        }
    }
    let mut notes = Vec::new();
    if !silent.is_empty() {
        notes.push(w.say("doc-silent", &[("list", (&silent.join(", ")).into())]));
    }
    if n_anything > 0 {
        notes.push(w.say("doc-anything", &[("n", n_anything.into())]));
    }
    if rows.is_empty() {
        for note in notes {
            out.text(Style::Note, note);
        }
        return;
    }
    let columns = vec![
        Column::left(w.word("doc-criterion"), 3.2),
        Column::left(w.word("Value"), 1.8),
        Column::left(w.word("doc-asked-for"), 3.0),
        Column::left(w.word("Verdict"), 1.9),
    ];
    let name = view.cluster_name(it.cluster);
    out.table(w.say("doc-criteria-of", &[("cluster", name.into())]), columns, rows, notes);
}

/// Whether a value excludes anything: "any number" tells no reader more than silence.
fn says_something(indicator: &karenina_catalogue::Indicator, finding: &Finding) -> bool {
    let range = indicator.unit.range();
    let least = indicator.least.unwrap_or(range.low());
    let most = indicator.most.unwrap_or(range.high());
    finding.value.interval().is_some_and(|it| it.low() > least || it.high() < most)
}

fn criterion(view: &View<'_>, it: &ClusterFinding, at: usize, required: bool) -> Vec<Row> {
    let w = view.words;
    let indicator = &view.report.catalogue.indicators[at];
    let finding = &it.findings[at];
    let mut what = vec![run(view.of(&indicator.title))];
    if required {
        what[0].strong = true;
    }
    let threshold = finding
        .threshold
        .or_else(|| if required { indicator.judging(view.report.found.on) } else { None })
        .map(|at| &indicator.thresholds[at]);
    let rule = threshold.map_or_else(Cell::default, |it| rule_cell(view, it, indicator.unit));
    let verdict = if required {
        let state = View::criterion_state(finding);
        let mut cell = Cell::runs(vec![
            run(format!("{} {}", state.symbol(), view.criterion_verdict(finding))).strong(),
        ]);
        if let Some(chance) = view.chance(finding) {
            cell.paragraphs.push(vec![run(chance).soft()]);
        }
        cell.state(state)
    } else {
        let tells = View::tells(indicator, finding);
        Cell::runs(vec![run(format!("{} {}", tells.symbol(), w.word(tells.word()))).soft()])
    };
    let value = Cell::text(w.value(finding.value, indicator));
    let mut rows = vec![Row::of(vec![Cell::runs(what), value, rule, verdict])];
    rows.extend(Row::detail(basis(view, it, at, finding)));
    rows
}

fn rule_cell(view: &View<'_>, it: &Threshold, unit: karenina_catalogue::Unit) -> Cell {
    let source = run(format!("({})", view.threshold_source(it))).soft();
    Cell::runs(vec![
        run(format!("{} ", view.asks_for(it, unit))),
        source.to(source_anchor(&it.source)),
    ])
}

/// What a value rests on, how others would judge it, and what others have.
fn basis(view: &View<'_>, it: &ClusterFinding, at: usize, finding: &Finding) -> Vec<Vec<Run>> {
    let w = view.words;
    let indicator = &view.report.catalogue.indicators[at];
    let mut out = Vec::new();
    if finding.contradicted {
        out.push(vec![run(format!("⚡ {}", w.word("contradicted")))]);
    }
    out.extend(view.both_values(indicator, finding).map(|text| vec![run(text)]));
    for evidence in &finding.evidence {
        if let Some((row, column)) = View::evidence_row(*evidence) {
            out.push(said(view, &view.said(row, column)));
        } else if let Some(text) = view.rows_text(*evidence) {
            out.push(vec![run(text).soft()]);
        }
    }
    if finding.value.interval().is_none() {
        return out;
    }
    let (otherwise, _) = View::rivals(finding);
    if !otherwise.is_empty() {
        let texts: Vec<String> = otherwise
            .into_iter()
            .map(|(at, verdict)| {
                let threshold = &indicator.thresholds[at];
                w.say(
                    "rival",
                    &[
                        ("rule", (&w.rule(threshold.rule, indicator.unit)).into()),
                        ("source", (&view.threshold_source(threshold)).into()),
                        ("verdict", w.verdict(verdict).into()),
                    ],
                )
            })
            .collect();
        out.push(vec![run(format!("{} {}", w.word("rivals-differ"), texts.join("; "))).soft()]);
    }
    let benchmarks: Vec<String> = view
        .benchmarks(indicator, it.cluster)
        .map(|it| {
            let caveat = view.caveat(it).map(|it| format!("; {it}")).unwrap_or_default();
            format!(
                "{}, {} ({}){caveat}",
                view.benchmark_value(indicator, it),
                view.benchmark_text(it),
                view.citation(&it.source, it.at.as_deref())
            )
        })
        .collect();
    if !benchmarks.is_empty() {
        out.push(vec![run(format!("{}: {}", w.word("benchmarks"), benchmarks.join("; "))).soft()]);
    }
    out
}

/// Who said it, when and where.
pub(super) fn said(view: &View<'_>, it: &Said<'_>) -> Vec<Run> {
    let mut head = format!("{} {}", it.mark, it.who);
    if let Some(on) = &it.on {
        head = format!("{head}, {on}");
    }
    let mut runs = vec![run(head).soft()];
    if let Some(row) = it.document {
        let (key, anchor) = document_anchor(view, row);
        runs.push(run(", ").soft());
        runs.push(run(key).soft().to(anchor));
    }
    let mut tail = String::new();
    for part in [it.via, it.certainty, Some(it.place.as_str())].into_iter().flatten() {
        tail.push_str(", ");
        tail.push_str(part);
    }
    if let Some(note) = it.note {
        tail.push_str("; ");
        tail.push_str(note);
    }
    runs.push(run(tail).soft());
    runs
}

pub(super) fn source_anchor(key: &str) -> String {
    format!("src-{key}")
}

/// What would decide it: each question with what either answer would mean.
pub(super) fn questions(view: &View<'_>, it: &ClusterFinding, out: &mut Builder) {
    let w = view.words;
    if it.questions.is_empty() {
        return;
    }
    let decides = it.questions.iter().any(|it| it.decides);
    out.paragraph(
        Style::Body,
        vec![
            run(format!("{}. ", w.word("Questions"))).strong(),
            run(w.word(if decides { "q-lead-decides" } else { "q-lead-diagnosis" })),
        ],
    );
    // In print the questions stand alone; what either answer would mean is in page and workbook.
    let items = if decides { asked(view, it) } else { asked_short(view, it) };
    out.list(decides, items);
}

fn asked(view: &View<'_>, it: &ClusterFinding) -> Vec<Vec<Run>> {
    let catalogue = view.report.catalogue;
    it.questions
        .iter()
        .map(|it| {
            let sign = &catalogue.model.signs[it.sign];
            let beside = if sign.latent {
                format!(", {}", view.words.word("Beside"))
            } else {
                String::new()
            };
            vec![
                run(format!("{} ", view.of(&catalogue.indicators[it.indicator].question))),
                run(format!("({}{beside})", sign.id)).soft(),
            ]
        })
        .collect()
}

/// The questions of a sign in one line.
fn asked_short(view: &View<'_>, it: &ClusterFinding) -> Vec<Vec<Run>> {
    let catalogue = view.report.catalogue;
    let mut by_sign: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for it in &it.questions {
        by_sign
            .entry(it.sign)
            .or_default()
            .push(view.of(&catalogue.indicators[it.indicator].question));
    }
    by_sign
        .into_iter()
        .map(|(at, questions)| {
            let sign = &catalogue.model.signs[at];
            vec![
                run(format!("{} {}: ", sign.id, view.of(&sign.short))).strong(),
                run(questions.join(" ")),
            ]
        })
        .collect()
}

/// Claims that no indicator asks for.
pub(super) fn facts(
    view: &View<'_>,
    caption: &str,
    rows: &[u32],
    with_subject: bool,
    out: &mut Builder,
) {
    let w = view.words;
    let claims = view.report.dataset.table(TableId::CLAIMS);
    let value = TableId::CLAIMS.schema().column("value");
    let mut columns =
        vec![Column::left(w.word("col-fact"), 4.0), Column::left(w.word("Value"), 2.4)];
    if with_subject {
        columns.insert(0, Column::left(w.word("col-subject"), 1.6));
    }
    let rows = rows
        .iter()
        .flat_map(|row| {
            let it = view.said(RowId { table: TableId::CLAIMS, row: *row }, value);
            let mut cells =
                vec![Cell::text(view.fact_name(*row)), Cell::text(view.fact_value(*row))];
            if with_subject {
                cells.insert(0, Cell::text(claims.named_text(*row, "subject").unwrap_or("")));
            }
            std::iter::once(Row::of(cells)).chain(Row::detail(vec![said(view, &it)]))
        })
        .collect();
    out.table(caption, columns, rows, Vec::new());
}
