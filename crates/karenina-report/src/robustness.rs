//! How sure the verdicts are, in words and numbers: one page in every format, and a part of the
//! report.

use std::io::{self, Write};

use karenina_assess::{
    ClusterFinding, ClusterRobustness, Drawn, InputKind, Range, Robustness, ThresholdRange,
};
use karenina_catalogue::{Rule, Unit};
use karenina_model::TableId;
use serde_json::{Value, json};

use crate::{
    Report,
    page::{Block, Cell, Page, Table},
    view::View,
    wording::{Arg, number, percent, share_bounds},
};

/// Rows of a list in the report; the whole list is what the command prints.
const SOME: usize = 12;

/// The page as a terminal shows it.
pub fn robustness_terminal(
    report: &Report<'_>,
    found: &Robustness,
    colour: bool,
    width: usize,
) -> String {
    page(&View::new(report), found).terminal(colour, width)
}

/// The page as Markdown.
pub fn robustness_markdown(report: &Report<'_>, found: &Robustness) -> String {
    page(&View::new(report), found).markdown()
}

/// The page as one HTML file.
pub fn robustness_html(report: &Report<'_>, found: &Robustness) -> String {
    page(&View::new(report), found).html(report.lang, &report.edition.program)
}

fn page(view: &View<'_>, found: &Robustness) -> Page {
    let title = view.words.say("sure-title", &[("name", view.programme_name().into())]);
    let mut blocks = beginning(view, found);
    blocks.extend(failing(view, found));
    blocks.extend(rivals(view, found));
    blocks.extend(ranges(view, found));
    blocks.extend(inputs(view, found, usize::MAX));
    blocks.extend(counting(view));
    blocks.extend(luck(view, found));
    blocks.push(method(view, found));
    Page { title, blocks }
}

/// The part of the report: what somebody who decides has to know.
pub(crate) fn in_report(view: &View<'_>, found: &Robustness) -> Vec<Block> {
    let mut blocks = beginning(view, found);
    blocks.extend(rivals(view, found));
    blocks.extend(inputs(view, found, SOME));
    blocks.push(method(view, found));
    blocks.push(Block::Note(view.words.word("karenina-robust-more").to_owned()));
    blocks
}

/// Number of draws as words show it.
fn draws(found: &Robustness) -> Arg<'static> {
    Arg::Number(f64::from(found.options.draws))
}

fn finding<'a>(view: &View<'a>, it: &ClusterRobustness) -> Option<&'a ClusterFinding> {
    view.report.found.clusters.iter().find(|of| of.cluster == it.cluster)
}

fn beginning(view: &View<'_>, found: &Robustness) -> Vec<Block> {
    let w = view.words;
    let cells = ("cells", found.uncertain_cells.into());
    let drawn = found.clusters.iter().any(|it| it.drawn.is_some());
    let mut blocks = Vec::new();
    let n = found.clusters.len();
    let same = found.clusters.iter().filter(|it| it.drawn.as_ref().is_some_and(is_same)).count();
    if drawn {
        blocks.push(Block::Lead(w.say("sure-same", &[("same", same.into()), ("n", n.into())])));
    }
    blocks.push(Block::Text(if found.uncertain_cells == 0 {
        w.word("sure-nothing-varies").to_owned()
    } else if drawn {
        w.say("sure-drawn", &[("draws", draws(found)), cells])
    } else {
        w.say("sure-not-drawn", &[cells])
    }));
    let differing: Vec<&str> = found
        .clusters
        .iter()
        .filter(|it| finding(view, it).is_some_and(|of| of.verdict != of.robust.verdict))
        .map(|it| view.cluster_name(it.cluster))
        .collect();
    blocks.push(Block::Text(if differing.is_empty() {
        w.word("sure-agree").to_owned()
    } else {
        w.say("sure-differs", &[("names", (&differing.join(", ")).into())])
    }));
    if let Some((low, high)) = sustainable(found) {
        blocks.push(Block::Text(
            w.say("sure-how-many", &[("low", low.into()), ("high", high.into())]),
        ));
    }
    blocks.push(Block::Table(verdicts(view, found)));
    let mut notes = vec![
        w.word("sure-robust-note").to_owned(),
        format!("{}: {}.", w.word("sure-chance"), w.word("sure-chance-note")),
    ];
    if drawn {
        notes.push(w.word("sure-legend").to_owned());
        notes.push(w.word("sure-place-note").to_owned());
    }
    blocks.push(Block::Note(notes.join(" ")));
    blocks
}

/// Whether all draws say the same.
fn is_same(it: &Drawn) -> bool {
    [it.met, it.not_met, it.open].iter().filter(|it| **it > 0).count() == 1
}

/// The numbers of clusters with every sign: the fifth percentile of those that surely have, the
/// ninety-fifth of those that perhaps do.
fn sustainable(found: &Robustness) -> Option<(usize, usize)> {
    let draws = u64::from(found.options.draws);
    let quantile = |counts: &[u32], share: u64| {
        let mut sum = 0;
        counts.iter().position(|it| {
            sum += u64::from(*it);
            sum * 100 >= draws * share && sum > 0
        })
    };
    quantile(&found.sustainable_surely, 5).zip(quantile(&found.sustainable_perhaps, 95))
}

fn verdicts(view: &View<'_>, found: &Robustness) -> Table {
    let w = view.words;
    let lang = view.report.lang;
    let drawn = found.clusters.iter().any(|it| it.drawn.is_some());
    let mut head = vec![
        (w.word("Cluster").to_owned(), false),
        (w.word("sure-nominal").to_owned(), false),
        (w.word("sure-robust").to_owned(), false),
    ];
    if drawn {
        head.push((w.say("sure-in-draws", &[("draws", draws(found))]), false));
    }
    head.push((w.word("sure-chance").to_owned(), true));
    if drawn {
        head.push((w.word("sure-places").to_owned(), true));
    }
    let rows = found
        .clusters
        .iter()
        .filter_map(|it| Some((it, finding(view, it)?)))
        .map(|(it, of)| {
            let mut row: Vec<Cell> = vec![
                view.cluster_name(it.cluster).into(),
                w.cluster_verdict_short(of.verdict).into(),
                w.cluster_verdict_short(of.robust.verdict).into(),
            ];
            if let Some(drawn) = &it.drawn {
                row.push(in_draws(view, drawn, found.options.draws));
            }
            row.push(share_bounds(it.chance, lang).into());
            if let Some(drawn) = &it.drawn {
                row.push(places(view, drawn).into());
            }
            row
        })
        .collect();
    Table { caption: w.word("Sureness").to_owned(), head, rows }
}

fn places(view: &View<'_>, drawn: &Drawn) -> String {
    let Some((best, worst)) = drawn.places else { return "–".to_owned() };
    let one = |x: f64| number((x * 10.0).round() / 10.0, view.report.lang);
    let (best, worst) = (one(best), one(worst));
    if best == worst {
        return best;
    }
    view.words.say("sure-place-range", &[("best", (&best).into()), ("worst", (&worst).into())])
}

/// "in 9,412 at least one sign is missing, in 588 it cannot be decided".
fn in_draws(view: &View<'_>, it: &Drawn, draws: u32) -> Cell {
    let w = view.words;
    let all = f64::from(draws.max(1));
    let bar = [it.not_met, it.open, it.met].map(|it| f64::from(it) / all);
    let text = if it.not_met == draws {
        w.word("sure-always-not").to_owned()
    } else if it.met == draws {
        w.word("sure-always-met").to_owned()
    } else if it.open == draws {
        w.word("sure-always-open").to_owned()
    } else {
        let of = |id: &str, n: u32| {
            let p = f64::from(n) / all;
            // The error that the number of draws leaves, in draws.
            let error = (all * p * (1.0 - p)).sqrt().ceil();
            (n > 0).then(|| w.say(id, &[("n", n.into()), ("error", error.into())]))
        };
        [
            of("sure-times-not", it.not_met),
            of("sure-times-open", it.open),
            of("sure-times-met", it.met),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
    };
    Cell { text, bar: Some(bar) }
}

/// Verdicts that may be luck, and signs that may hold after all.
fn failing(view: &View<'_>, found: &Robustness) -> Vec<Block> {
    let (w, lang) = (view.words, view.report.lang);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for it in &found.clusters {
        let luck = it.by_luck.filter(|it| it.1 > 0.0);
        let signs: Vec<String> = it
            .failing
            .iter()
            .filter(|it| it.1 > 0.0)
            .map(|(at, p, corrected)| {
                format!(
                    "{} {} ({} {})",
                    view.report.catalogue.model.signs[*at].id,
                    percent(*p, lang),
                    w.word("sure-corrected"),
                    percent(*corrected, lang)
                )
            })
            .collect();
        if luck.is_none() && signs.is_empty() {
            continue;
        }
        rows.push(vec![
            view.cluster_name(it.cluster).into(),
            luck.map_or_else(|| "0".to_owned(), |it| share_bounds(it, lang)).into(),
            if signs.is_empty() { "–".into() } else { signs.join(", ").into() },
        ]);
    }
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(w.word("sure-by-luck").to_owned()),
        Block::Table(Table {
            caption: w.word("sure-by-luck").to_owned(),
            head: vec![
                (w.word("Cluster").to_owned(), false),
                (w.word("sure-by-luck").to_owned(), true),
                (w.word("sure-failing").to_owned(), false),
            ],
            rows,
        }),
        Block::Note(w.word("sure-failing-note").to_owned()),
    ]
}

fn rule(view: &View<'_>, indicator: usize, threshold: usize) -> String {
    let indicator = &view.report.catalogue.indicators[indicator];
    let threshold = &indicator.thresholds[threshold];
    view.words.rule(threshold.rule, indicator.unit)
}

fn title<'a>(view: &View<'a>, indicator: usize) -> &'a str {
    view.report.lang.of(&view.report.catalogue.indicators[indicator].title)
}

fn rivals(view: &View<'_>, found: &Robustness) -> Vec<Block> {
    let w = view.words;
    let it = &found.rivals;
    let mut blocks = vec![Block::Heading(w.word("rivals-title").to_owned())];
    if it.indicators.is_empty() {
        blocks.push(Block::Text(w.word("rivals-none").to_owned()));
        return blocks;
    }
    let names: Vec<String> = it
        .indicators
        .iter()
        .map(|(at, thresholds)| {
            let rules: Vec<String> = thresholds.iter().map(|of| rule(view, *at, *of)).collect();
            format!("{} ({})", title(view, *at), rules.join("; "))
        })
        .collect();
    let n = it.combinations as f64;
    let args = [
        ("names", Arg::Text(&names.join(", "))),
        ("n", n.into()),
        ("changed", it.clusters.len().into()),
    ];
    blocks.push(Block::Text(if it.exhaustive {
        w.say("rivals-lead", &args)
    } else {
        w.say("rivals-lead-alone", &args)
    }));
    if it.differing.is_empty() {
        return blocks;
    }
    let signs = &view.report.catalogue.model.signs;
    let rows = it
        .differing
        .iter()
        .map(|combination| {
            let by: Vec<String> = it
                .indicators
                .iter()
                .zip(&combination.thresholds)
                .map(|((at, _), of)| rule(view, *at, *of))
                .collect();
            let changes: Vec<String> = combination
                .changes
                .iter()
                .map(|change| {
                    let mut text = w.say(
                        "rivals-change",
                        &[
                            ("cluster", view.cluster_name(change.cluster).into()),
                            ("sign", (&signs[change.sign].id).into()),
                            ("before", w.verdict(change.sign_verdict.0).into()),
                            ("after", w.verdict(change.sign_verdict.1).into()),
                        ],
                    );
                    if change.cluster_verdict.0 != change.cluster_verdict.1 {
                        text += &w.say(
                            "rivals-change-verdict",
                            &[
                                (
                                    "before",
                                    w.cluster_verdict_short(change.cluster_verdict.0).into(),
                                ),
                                ("after", w.cluster_verdict_short(change.cluster_verdict.1).into()),
                            ],
                        );
                    }
                    text
                })
                .collect();
            let [yes, no, open] = combination.verdicts;
            vec![
                by.join("; ").into(),
                format!("{yes} / {no} / {open}").into(),
                changes.join("; ").into(),
            ]
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: w.word("rivals-title").to_owned(),
        head: vec![
            (w.word("rivals-thresholds").to_owned(), false),
            (w.word("rivals-counts").to_owned(), false),
            (w.word("rivals-changes").to_owned(), false),
        ],
        rows,
    }));
    blocks
}

/// "(20, 44]" in the indicator's unit.
fn range(view: &View<'_>, it: &Range, unit: Unit) -> String {
    if it.is_any() {
        return view.words.word("ranges-any").to_owned();
    }
    let lang = view.report.lang;
    let show = |x: f64| match unit {
        Unit::Share if x.is_finite() => percent(x, lang),
        _ => number(x, lang),
    };
    let low = if it.low_is_open || it.low == f64::NEG_INFINITY { '(' } else { '[' };
    let high = if it.high_is_open || it.high == f64::INFINITY { ')' } else { ']' };
    format!("{low}{}; {}{high}", show(it.low), show(it.high))
}

fn bound(view: &View<'_>, it: &ThresholdRange) -> String {
    let indicator = &view.report.catalogue.indicators[it.indicator];
    let rule = match indicator.thresholds[it.threshold].rule {
        Rule::Between(low, _) if !it.upper => Rule::AtLeast(low),
        Rule::Between(_, high) => Rule::AtMost(high),
        other => other,
    };
    view.words.rule(rule, indicator.unit)
}

fn ranges(view: &View<'_>, found: &Robustness) -> Vec<Block> {
    let w = view.words;
    if found.thresholds.is_empty() {
        return Vec::new();
    }
    let unit = |it: &ThresholdRange| view.report.catalogue.indicators[it.indicator].unit;
    let rows = found
        .thresholds
        .iter()
        .map(|it| {
            vec![
                title(view, it.indicator).into(),
                bound(view, it).into(),
                range(view, &it.verdicts, unit(it)).into(),
                range(view, &it.signs, unit(it)).into(),
            ]
        })
        .collect();
    let mut blocks = vec![
        Block::Heading(w.word("ranges-title").to_owned()),
        Block::Text(w.word("ranges-lead").to_owned()),
        Block::Table(Table {
            caption: w.word("ranges-title").to_owned(),
            head: vec![
                (w.word("inputs-input").to_owned(), false),
                (w.word("ranges-bound").to_owned(), false),
                (w.word("ranges-verdicts").to_owned(), false),
                (w.word("ranges-signs").to_owned(), false),
            ],
            rows,
        }),
    ];
    let rows: Vec<Vec<Cell>> = found
        .clusters
        .iter()
        .flat_map(|cluster| cluster.thresholds.iter().map(move |it| (cluster, it)))
        .map(|(cluster, it)| {
            vec![
                view.cluster_name(cluster.cluster).into(),
                title(view, it.indicator).into(),
                bound(view, it).into(),
                range(view, &it.verdicts, unit(it)).into(),
            ]
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::Heading(w.word("ranges-clusters-title").to_owned()));
        blocks.push(Block::Table(Table {
            caption: w.word("ranges-clusters-title").to_owned(),
            head: vec![
                (w.word("Cluster").to_owned(), false),
                (w.word("inputs-input").to_owned(), false),
                (w.word("ranges-bound").to_owned(), false),
                (w.word("ranges-cluster").to_owned(), false),
            ],
            rows,
        }));
    }
    blocks
}

fn inputs(view: &View<'_>, found: &Robustness, most: usize) -> Vec<Block> {
    let (w, lang) = (view.words, view.report.lang);
    let mut all: Vec<(&ClusterRobustness, &karenina_assess::Input)> = found
        .clusters
        .iter()
        .flat_map(|cluster| cluster.inputs.iter().map(move |it| (cluster, it)))
        .collect();
    if most < usize::MAX {
        all.sort_by(|a, b| b.1.flip.total_cmp(&a.1.flip));
        all.truncate(most);
    }
    let mut blocks = vec![Block::Heading(w.word("inputs-title").to_owned())];
    if all.is_empty() {
        blocks.push(Block::Text(w.word("inputs-none").to_owned()));
        return blocks;
    }
    blocks.push(Block::Text(w.word("inputs-lead").to_owned()));
    let rows = all
        .iter()
        .map(|(cluster, it)| {
            let kind = match it.kind {
                InputKind::Value => w.word("inputs-value"),
                InputKind::Threshold => w.word("inputs-threshold"),
            };
            vec![
                view.cluster_name(cluster.cluster).into(),
                format!("{}: {kind}", title(view, it.indicator)).into(),
                percent((it.flip * 1e4).round() / 1e4, lang).into(),
                it.total_index
                    .map_or_else(|| "–".to_owned(), |x| number((x * 1e3).round() / 1e3, lang))
                    .into(),
            ]
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: w.word("inputs-title").to_owned(),
        head: vec![
            (w.word("Cluster").to_owned(), false),
            (w.word("inputs-input").to_owned(), false),
            (w.word("inputs-flips").to_owned(), true),
            (w.word("inputs-index").to_owned(), true),
        ],
        rows,
    }));
    blocks
}

/// Which signs the Alkire–Foster measure is made of, and that it adds up over groups.
fn counting(view: &View<'_>) -> Vec<Block> {
    let (w, lang) = (view.words, view.report.lang);
    let Some(units) = view.units else { return Vec::new() };
    let Some(at_one) = units.counting.first() else { return Vec::new() };
    let signs = &view.report.catalogue.model.signs;
    let certain: f64 = at_one.censored.iter().map(|it| it.0).sum();
    let rows = view
        .counted
        .iter()
        .zip(&at_one.censored)
        .map(|(at, censored)| {
            let part = if certain > 0.0 {
                percent(((censored.0 / certain) * 1e4).round() / 1e4, lang)
            } else {
                "–".to_owned()
            };
            vec![
                format!("{} {}", signs[*at].id, view.of(&signs[*at].title)).into(),
                share_bounds(*censored, lang).into(),
                part.into(),
            ]
        })
        .collect();
    let k = ("k", at_one.k.into());
    let mut blocks = vec![
        Block::Heading(w.word("counting-by-sign").to_owned()),
        Block::Text(w.say("counting-by-sign-lead", &[k])),
        Block::Table(Table {
            caption: w.word("counting-by-sign").to_owned(),
            head: vec![
                (w.word("Sign").to_owned(), false),
                (w.word("counting-censored").to_owned(), true),
                (w.word("counting-share").to_owned(), true),
            ],
            rows,
        }),
    ];
    let n = units.clusters.len() as f64;
    for by in ["field", "tender_group", "region"] {
        let groups: Vec<_> = units.groups.iter().filter(|it| it.by == by).collect();
        if groups.len() < 2 {
            continue;
        }
        let weighted = |end: fn(&(f64, f64)) -> f64| {
            groups.iter().map(|it| it.n as f64 / n * end(&it.adjusted)).sum::<f64>()
        };
        let terms: Vec<String> = groups
            .iter()
            .map(|it| {
                format!(
                    "{}/{} · {} ({})",
                    it.n,
                    units.clusters.len(),
                    share_bounds(it.adjusted, lang),
                    view.group_text(by, it.value.as_deref())
                )
            })
            .collect();
        let sum = share_bounds((weighted(|it| it.0), weighted(|it| it.1)), lang);
        let sum = format!("{} = {sum}", terms.join(" + "));
        blocks.push(Block::Text(w.say("counting-adds", &[("sum", (&sum).into())])));
    }
    blocks
}

fn luck(view: &View<'_>, found: &Robustness) -> Vec<Block> {
    let (w, lang) = (view.words, view.report.lang);
    let alpha = percent(view.report.catalogue.model.policy.alpha, lang);
    let show = |p: f64| percent((p * 1e4).round() / 1e4, lang);
    let rows = found
        .luck
        .iter()
        .map(|it| {
            vec![
                number(it.margin, lang).into(),
                show(it.all_seen_met).into(),
                show(it.all_certified).into(),
                show(it.any_failed_uncorrected).into(),
                show(it.any_failed_corrected).into(),
            ]
        })
        .collect();
    vec![
        Block::Heading(w.word("luck-title").to_owned()),
        Block::Text(
            w.say("luck-lead", &[("n", view.counted.len().into()), ("alpha", (&alpha).into())]),
        ),
        Block::Table(Table {
            caption: w.word("luck-title").to_owned(),
            head: ["luck-margin", "luck-seen", "luck-certified", "luck-failed", "luck-corrected"]
                .iter()
                .enumerate()
                .map(|(at, id)| (w.word(id).to_owned(), at > 0))
                .collect(),
            rows,
        }),
    ]
}

fn method(view: &View<'_>, found: &Robustness) -> Block {
    let (w, lang) = (view.words, view.report.lang);
    let policy = view.report.catalogue.model.policy;
    let seed = found.options.seed.to_string();
    let (yes, no) = (
        percent(policy.robust_sustainable_at_least, lang),
        percent(policy.robust_not_at_most, lang),
    );
    let rivals = w.word(if found.options.rivals { "sure-rivals-drawn" } else { "sure-rivals-not" });
    let spread = w.word(if found.options.spread { "sure-spread" } else { "sure-left-open" });
    Block::Note(w.say(
        "sure-method",
        &[
            ("seed", (&seed).into()),
            ("draws", draws(found)),
            ("rivals", rivals.into()),
            ("spread", spread.into()),
            ("yes", (&yes).into()),
            ("no", (&no).into()),
        ],
    ))
}

/// Everything, for programs; `docs/robustness.md` says what each key is.
pub fn robustness_json(
    report: &Report<'_>,
    found: &Robustness,
    out: &mut dyn Write,
) -> io::Result<()> {
    let catalogue = report.catalogue;
    let clusters = report.dataset.table(TableId::CLUSTERS);
    let ends = |it: (f64, f64)| json!({ "low": it.0, "high": it.1 });
    let id = |at: usize| catalogue.indicators[at].id.as_str();
    let sign = |at: usize| catalogue.model.signs[at].id.as_str();
    let finite = |x: f64| if x.is_finite() { json!(x) } else { Value::Null };
    let range = |it: &Range| {
        json!({
            "low": finite(it.low), "low_is_open": it.low_is_open,
            "high": finite(it.high), "high_is_open": it.high_is_open,
        })
    };
    let threshold = |it: &ThresholdRange| {
        json!({
            "indicator": id(it.indicator),
            "threshold": catalogue.indicators[it.indicator].thresholds[it.threshold].name,
            "end": if it.upper { "upper" } else { "lower" },
            "bound": it.bound,
            "verdicts_stay": range(&it.verdicts),
            "signs_stay": range(&it.signs),
        })
    };
    let name = |at: usize, threshold: usize| {
        let it = &catalogue.indicators[at].thresholds[threshold];
        json!({ "name": it.name, "rule": it.rule.to_string() })
    };
    let drawn = |it: &Drawn| {
        let mean = |it: karenina_assess::Meaned| json!({ "mean": it.mean, "standard_error": it.standard_error });
        json!({
            "every_sign_met": it.met,
            "a_sign_not_met": it.not_met,
            "open": it.open,
            "chance_low": mean(it.chance_low),
            "chance_high": mean(it.chance_high),
            "missing_at_least": it.gaps_low,
            "missing_at_most": it.gaps_high,
            "signs_met": it.signs.iter().map(|it| it.0).collect::<Vec<_>>(),
            "signs_not_met": it.signs.iter().map(|it| it.1).collect::<Vec<_>>(),
            "best_place": it.places.map(|it| it.0),
            "worst_place": it.places.map(|it| it.1),
            "perhaps_at_this_place_or_better": it.perhaps_by_place,
            "surely_at_this_place_or_better": it.surely_by_place,
        })
    };
    let of_cluster = |it: &ClusterRobustness| -> Option<Value> {
        let of = report.found.clusters.iter().find(|of| of.cluster == it.cluster)?;
        Some(json!({
            "id": clusters.key(it.cluster),
            "ranked": it.ranked,
            "verdict": of.verdict.word(),
            "robust_verdict": of.robust.verdict.word(),
            "chance_by_judging_thresholds": ends(of.robust.chance),
            "chance_whatever_the_dependence": ends(of.robust.any_dependence),
            "chance": ends(it.chance),
            "by_luck": it.by_luck.map(ends),
            "failed_beyond_error_rate":
                of.robust.failed.iter().map(|at| sign(*at)).collect::<Vec<_>>(),
            "seen_failed": it.failing.iter().map(|(at, p, corrected)| json!({
                "sign": sign(*at), "chance_met": p, "corrected": corrected,
            })).collect::<Vec<_>>(),
            "drawn": it.drawn.as_ref().map(drawn),
            "thresholds": it.thresholds.iter().map(threshold).collect::<Vec<_>>(),
            "inputs": it.inputs.iter().map(|it| json!({
                "indicator": id(it.indicator), "input": it.kind.word(),
                "flip": it.flip, "total_index": it.total_index,
            })).collect::<Vec<_>>(),
        }))
    };
    let combination = |it: &karenina_assess::Combination| {
        let by: Vec<Value> = found
            .rivals
            .indicators
            .iter()
            .zip(&it.thresholds)
            .map(|((at, _), of)| json!({ "indicator": id(*at), "threshold": name(*at, *of) }))
            .collect();
        json!({
            "thresholds": by,
            "sustainable": it.verdicts[0],
            "not_sustainable": it.verdicts[1],
            "undetermined": it.verdicts[2],
            "changes": it.changes.iter().map(|it| json!({
                "cluster": clusters.key(it.cluster), "sign": sign(it.sign),
                "sign_before": it.sign_verdict.0,
                "sign_after": it.sign_verdict.1,
                "before": it.cluster_verdict.0.word(), "after": it.cluster_verdict.1.word(),
            })).collect::<Vec<_>>(),
        })
    };
    let counted: Vec<&str> =
        catalogue.model.signs.iter().filter(|it| !it.latent).map(|it| it.id.as_str()).collect();
    let all = json!({
        "schema": "karenina-robustness/1",
        "edition": {
            "catalogue": report.edition.catalogue, "data": report.edition.data,
            "data_name": report.edition.data_name, "program": report.edition.program,
            "as_of": report.found.on.to_string(), "seed": found.options.seed,
        },
        "draws": found.options.draws,
        "rivals_drawn": found.options.rivals,
        "intervals_spread": found.options.spread,
        "uncertain_cells": found.uncertain_cells,
        "signs": counted,
        "clusters": found.clusters.iter().filter_map(of_cluster).collect::<Vec<_>>(),
        "clusters_with_every_sign": {
            "surely": found.sustainable_surely, "perhaps": found.sustainable_perhaps,
        },
        "rival_thresholds": {
            "indicators": found.rivals.indicators.iter().map(|(at, all)| json!({
                "indicator": id(*at),
                "thresholds": all.iter().map(|it| name(*at, *it)).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "combinations": found.rivals.combinations,
            "exhaustive": found.rivals.exhaustive,
            "differing": found.rivals.differing.iter().map(combination).collect::<Vec<_>>(),
            "clusters_that_change":
                found.rivals.clusters.iter().map(|it| clusters.key(*it)).collect::<Vec<_>>(),
        },
        "thresholds": found.thresholds.iter().map(threshold).collect::<Vec<_>>(),
        "luck": found.luck.iter().map(|it| json!({
            "margin": it.margin, "all_seen_met": it.all_seen_met,
            "all_certified": it.all_certified,
            "any_failed_uncorrected": it.any_failed_uncorrected,
            "any_failed_corrected": it.any_failed_corrected,
        })).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &all).map_err(io::Error::from)?;
    out.write_all(b"\n")
}
