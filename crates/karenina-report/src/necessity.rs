//! Evidence for or against the principle, in words and numbers: one page in every format.

use std::io::{self, Write};

use karenina_assess::{
    CompensationEvidence, ConditionFinding, NecessityFinding, NotEstimable, PrincipleEvidence,
    Summary,
};
use karenina_stats::{Needed, Term};
use serde_json::{Value, json};

use crate::{
    Lang,
    page::{Block, Cell, Page, Table},
    wording::{Words, number, percent, share_bounds, words},
};

/// The page as a terminal shows it.
pub fn necessity_terminal(
    found: &NecessityFinding,
    of_clusters: bool,
    lang: Lang,
    colour: bool,
    width: usize,
) -> String {
    page(found, of_clusters, lang).terminal(colour, width)
}

/// The page as Markdown.
pub fn necessity_markdown(found: &NecessityFinding, of_clusters: bool, lang: Lang) -> String {
    page(found, of_clusters, lang).markdown()
}

/// The page as one HTML file.
pub fn necessity_html(
    found: &NecessityFinding,
    of_clusters: bool,
    lang: Lang,
    program: &str,
) -> String {
    page(found, of_clusters, lang).html(lang, program)
}

/// What may have to be said before there is anything to test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NecessityMessage {
    /// The data have no outcome.
    NoOutcomes,
    /// There are several; one has to be named.
    Which(Vec<String>),
    /// None has this name.
    NoSuch(String, Vec<String>),
    /// The file has no such column.
    NoColumn(String, Vec<String>),
    /// A cell is no number.
    NotNumber {
        /// The line of the file.
        line: u32,
        /// The heading of the column.
        column: String,
        /// What stands there.
        found: String,
    },
    /// These are no three anchors.
    Anchors(String),
    /// Nothing to test the outcome against.
    NoCondition,
}

/// The same in words.
pub fn necessity_message(it: &NecessityMessage, lang: Lang) -> String {
    let w = words(lang);
    match it {
        NecessityMessage::NoOutcomes => w.word("nec-no-outcomes").to_owned(),
        NecessityMessage::Which(names) => {
            w.say("nec-which", &[("names", (&names.join(", ")).into())])
        }
        NecessityMessage::NoSuch(found, names) => {
            w.say("nec-no-such", &[("found", found.into()), ("names", (&names.join(", ")).into())])
        }
        NecessityMessage::NoColumn(found, names) => w.say(
            "nec-no-column",
            &[("found", found.into()), ("names", (&names.join(", ")).into())],
        ),
        NecessityMessage::NotNumber { line, column, found } => {
            let line = line.to_string();
            w.say(
                "nec-not-number",
                &[("line", (&line).into()), ("column", column.into()), ("found", found.into())],
            )
        }
        NecessityMessage::Anchors(found) => w.say("nec-anchors", &[("found", found.into())]),
        NecessityMessage::NoCondition => w.word("nec-no-condition").to_owned(),
    }
}

fn why(it: NotEstimable, w: &Words) -> String {
    match it {
        NotEstimable::NoOutcome => w.word("nec-why-no-outcome").to_owned(),
        NotEstimable::OneClass(level) => w.say("nec-why-one-class", &[("level", level.into())]),
        NotEstimable::TooFew(n) => w.say("nec-why-too-few", &[("n", n.into())]),
        NotEstimable::ConditionConstant => w.word("nec-why-constant").to_owned(),
        NotEstimable::ConditionOpen(n) => w.say("nec-why-open", &[("n", n.into())]),
        NotEstimable::TooFewToTest(p) => w.say("nec-why-test", &[("p", p.into())]),
        NotEstimable::NotCalibrated => w.word("nec-why-calibration").to_owned(),
        NotEstimable::NobodyHasIt => w.word("nec-why-nobody").to_owned(),
        NotEstimable::TooManyConditions => w.word("nec-why-many").to_owned(),
        NotEstimable::TooFewToForetell(n, with, without) => w.say(
            "nec-why-foretell",
            &[("n", n.into()), ("with", with.into()), ("without", without.into())],
        ),
    }
}

fn cannot(it: NotEstimable, w: &Words) -> String {
    let why = why(it, w);
    w.say("nec-cannot", &[("why", (&why).into())])
}

fn list(names: &[String], w: &Words) -> String {
    if names.is_empty() { w.word("nec-nobody").to_owned() } else { names.join(", ") }
}

fn page(found: &NecessityFinding, of_clusters: bool, lang: Lang) -> Page {
    let w = words(lang);
    let id = if of_clusters { "nec-title" } else { "nec-title-cases" };
    let title = match id {
        "nec-title" => w.say("nec-title", &[("outcome", (&found.outcome).into())]),
        _ => w.say("nec-title-cases", &[("outcome", (&found.outcome).into())]),
    };
    let mut blocks = vec![Block::Lead(if found.calibrated {
        w.say("nec-n", &[("n", found.n.into()), ("with", found.n_with.into())])
    } else {
        w.say("nec-n-scale", &[("n", found.n.into())])
    })];
    if let Some(it) = found.not_estimable {
        blocks.push(Block::Lead(cannot(it, w)));
    }
    let proves = match found.exceptions_allowed {
        _ if !found.calibrated => None,
        Some(rate) => {
            let (rate, tolerated) =
                (percent((rate * 1e3).round() / 1e3, lang), percent(tolerated(found), lang));
            Some(w.say(
                "nec-prove",
                &[
                    ("n", found.n_with.into()),
                    ("rate", (&rate).into()),
                    ("tolerated", (&tolerated).into()),
                    ("needed", found.successes_needed.into()),
                ],
            ))
        }
        None => Some(w.word("nec-prove-nothing").to_owned()),
    };
    blocks.extend(proves.map(Block::Text));
    if of_clusters {
        blocks.push(Block::Text(w.word("nec-apart").to_owned()));
    }
    if !found.without_outcome.is_empty() {
        let names = list(&found.without_outcome, w);
        blocks.push(Block::Note(w.say("nec-left-out", &[("names", (&names).into())])));
    }
    if found.not_estimable.is_none() {
        if found.calibrated {
            blocks.push(Block::Table(evidence(found, w, lang)));
        }
        blocks.extend(sets(found, w, lang));
        blocks.extend(by_level(found, w, lang));
        blocks.extend(bottleneck(found, w, lang));
        blocks.extend(together(found, w, lang));
        blocks.extend(compensation(found, w, lang));
        blocks.extend(configurations(found, w));
    }
    let (seed, draws) = (found.options.seed.to_string(), found.options.draws);
    blocks.push(Block::Note(
        w.say("nec-method", &[("seed", (&seed).into()), ("draws", draws.into())]),
    ));
    Page { title, blocks }
}

/// One less the consistency, without the dust of the subtraction.
fn tolerated(found: &NecessityFinding) -> f64 {
    ((1.0 - found.options.consistency) * 1e9).round() / 1e9
}

fn support(it: PrincipleEvidence, w: &Words) -> &str {
    match it {
        PrincipleEvidence::Supported => w.word("nec-supported"),
        PrincipleEvidence::Contradicted => w.word("nec-contradicted"),
        PrincipleEvidence::NotDecided => w.word("nec-not-decided"),
    }
}

fn evidence(found: &NecessityFinding, w: &Words, lang: Lang) -> Table {
    let rows = found
        .conditions
        .iter()
        .map(|it| {
            let mut exceptions = list(&it.exceptions, w);
            if !it.open.is_empty() {
                let names = list(&it.open, w);
                exceptions += "; ";
                exceptions += &w.say("nec-open-cases", &[("names", (&names).into())]);
            }
            let rate = it.exception_rate.map_or_else(
                || "–".to_owned(),
                |(_, _, low, high)| {
                    share_bounds(((low * 1e3).round() / 1e3, (high * 1e3).round() / 1e3), lang)
                },
            );
            vec![
                it.name.as_str().into(),
                support(it.evidence, w).into(),
                exceptions.into(),
                rate.into(),
            ]
        })
        .collect();
    Table {
        caption: w.word("nec-evidence").to_owned(),
        head: vec![
            (w.word("nec-condition").to_owned(), false),
            (w.word("nec-evidence").to_owned(), false),
            (w.word("nec-exceptions").to_owned(), false),
            (w.word("nec-rate").to_owned(), true),
        ],
        rows,
    }
}

fn three(x: f64, lang: Lang) -> String {
    number((x * 1e3).round() / 1e3, lang)
}

fn ends((low, high): (f64, f64), lang: Lang) -> String {
    let (low, high) = (three(low, lang), three(high, lang));
    if low == high { low } else { format!("{low}–{high}") }
}

fn sets(found: &NecessityFinding, w: &Words, lang: Lang) -> Vec<Block> {
    let rows = found
        .conditions
        .iter()
        .map(|it| {
            let mut row: Vec<Cell> = vec![it.name.as_str().into()];
            match &it.necessity {
                Ok(of) => {
                    let pair = |it: Option<(f64, f64)>| {
                        it.map_or_else(|| "–".to_owned(), |it| ends(it, lang))
                    };
                    row.push(ends(of.consistency, lang).into());
                    row.push(pair(of.coverage).into());
                    row.push(pair(of.relevance).into());
                    row.push(
                        match (it.trivial, it.necessary) {
                            (true, _) => w.word("nec-trivial"),
                            (false, Some(true)) => w.word("yes"),
                            (false, Some(false)) => w.word("no"),
                            (false, None) => w.word("open"),
                        }
                        .into(),
                    );
                }
                Err(why) => {
                    row.extend(["–", "–", "–"].map(Cell::from));
                    row.push(cannot(*why, w).into());
                }
            }
            row
        })
        .collect();
    let lead = w.say(
        "nec-sets-lead",
        &[
            ("consistency", found.options.consistency.into()),
            ("relevance", found.options.relevance.into()),
        ],
    );
    vec![
        Block::Heading(w.word("nec-sets").to_owned()),
        Block::Text(lead),
        Block::Table(Table {
            caption: w.word("nec-sets").to_owned(),
            head: vec![
                (w.word("nec-condition").to_owned(), false),
                (w.word("nec-consistency").to_owned(), true),
                (w.word("nec-coverage").to_owned(), true),
                (w.word("nec-relevance").to_owned(), true),
                (w.word("nec-necessary").to_owned(), false),
            ],
            rows,
        }),
    ]
}

fn by_level(found: &NecessityFinding, w: &Words, lang: Lang) -> Vec<Block> {
    let or_dash = |it: Option<String>| it.unwrap_or_else(|| "–".to_owned());
    let mut reasons: Vec<String> = Vec::new();
    let rows = found
        .conditions
        .iter()
        .map(|it| {
            let p = it.permutation.as_ref().ok().map(|test| {
                let mut text = number((test.p_value * 1e4).round() / 1e4, lang);
                if test.exact {
                    text = format!("{text} ({})", w.word("nec-exact"));
                } else {
                    let error = number((test.standard_error * 1e4).round() / 1e4, lang);
                    text.push(' ');
                    text += &w.say("sure-error", &[("error", (&error).into())]);
                }
                text
            });
            if let Err(of) = &it.permutation {
                reasons.push(format!("{}, p: {}", it.name, cannot(*of, w)));
            }
            vec![
                it.name.as_str().into(),
                or_dash(it.ce_fdh.as_ref().ok().map(|of| ends(*of, lang))).into(),
                or_dash(it.cr_fdh.as_ref().ok().map(|of| three(of.effect_size, lang))).into(),
                or_dash(p).into(),
                or_dash(it.corrected_p.map(|p| number((p * 1e4).round() / 1e4, lang))).into(),
                or_dash(it.opposite.map(|it| three(it, lang))).into(),
            ]
        })
        .collect();
    let mut blocks = vec![
        Block::Heading(w.word("nec-levels").to_owned()),
        Block::Text(w.word("nec-levels-lead").to_owned()),
        Block::Table(Table {
            caption: w.word("nec-levels").to_owned(),
            head: [
                ("nec-condition", false),
                ("nec-ce", true),
                ("nec-cr", true),
                ("nec-p", true),
                ("nec-p-corrected", true),
                ("nec-opposite", true),
            ]
            .map(|(id, number)| (w.word(id).to_owned(), number))
            .into(),
            rows,
        }),
    ];
    if !reasons.is_empty() {
        blocks.push(Block::Items(reasons));
    }
    blocks
}

fn bottleneck(found: &NecessityFinding, w: &Words, lang: Lang) -> Vec<Block> {
    let with: Vec<&ConditionFinding> =
        found.conditions.iter().filter(|it| !it.bottleneck.is_empty()).collect();
    if with.is_empty() {
        return Vec::new();
    }
    let show = |it: Needed| match it {
        Needed::Nothing => "–".to_owned(),
        Needed::AtLeast(x) => number(x, lang),
        Needed::NotAvailable => w.word("nec-unavailable").to_owned(),
    };
    let mut head = vec![(w.word("nec-level").to_owned(), true)];
    head.extend(with.iter().map(|it| (it.name.clone(), true)));
    let rows = found
        .levels
        .iter()
        .enumerate()
        .map(|(at, level)| {
            let mut row: Vec<Cell> = vec![number(*level, lang).into()];
            row.extend(with.iter().map(|it| {
                let (ce, cr) = it.bottleneck[at];
                Cell::from(format!("{} ({})", show(ce), show(cr)))
            }));
            row
        })
        .collect();
    vec![
        Block::Heading(w.word("nec-bottleneck").to_owned()),
        Block::Text(w.word("nec-bottleneck-lead").to_owned()),
        Block::Table(Table { caption: w.word("nec-bottleneck").to_owned(), head, rows }),
    ]
}

fn together(found: &NecessityFinding, w: &Words, lang: Lang) -> Vec<Block> {
    let Some(it) = &found.together else { return Vec::new() };
    let interval = it.interval.map_or_else(
        || "–".to_owned(),
        |it| share_bounds(((it.0 * 1e3).round() / 1e3, (it.1 * 1e3).round() / 1e3), lang),
    );
    let (failed, without) = (list(&it.failed, w), list(&it.succeeded_without, w));
    vec![
        Block::Heading(w.word("nec-together").to_owned()),
        Block::Items(vec![
            w.say(
                "nec-together-all",
                &[
                    ("n", it.all_conditions.0.into()),
                    ("with", it.all_conditions.1.into()),
                    ("interval", (&interval).into()),
                ],
            ),
            w.say("nec-together-failed", &[("names", (&failed).into())]),
            w.say("nec-together-without", &[("names", (&without).into())]),
        ]),
    ]
}

/// Whether what is missing can be made up for.
fn compensation(found: &NecessityFinding, w: &Words, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(w.word("nec-compensation").to_owned())];
    let it = match &found.compensation {
        Ok(it) => it,
        Err(why) => {
            blocks.push(Block::Text(cannot(*why, w)));
            return blocks;
        }
    };
    let name = |of: Summary| match of {
        Summary::Minimum => w.word("nec-by-minimum"),
        Summary::Count => w.word("nec-by-count"),
        Summary::Mean => w.word("nec-by-mean"),
    };
    let mut rows: Vec<Vec<Cell>> = it
        .losses
        .iter()
        .map(|(of, loss)| vec![name(*of).into(), three(*loss, lang).into()])
        .collect();
    rows.push(vec![w.word("nec-by-base").into(), three(it.base, lang).into()]);
    let difference = |key: &str, (mean, low, high): (f64, f64, f64)| {
        let (mean, low, high) = (three(mean, lang), three(low, lang), three(high, lang));
        w.say(key, &[("mean", (&mean).into()), ("low", (&low).into()), ("high", (&high).into())])
    };
    blocks.push(Block::Text(
        w.word(match it.evidence {
            CompensationEvidence::MinimumBetter => "nec-minimum-better",
            CompensationEvidence::MeanBetter => "nec-mean-better",
            CompensationEvidence::NotDecided => "nec-neither-better",
        })
        .to_owned(),
    ));
    blocks.push(Block::Text(w.say("nec-compensation-lead", &[("n", it.n.into())])));
    blocks.push(Block::Table(Table {
        caption: w.word("nec-compensation").to_owned(),
        head: vec![
            (w.word("nec-foretold-by").to_owned(), false),
            (w.word("nec-loss").to_owned(), true),
        ],
        rows,
    }));
    blocks.push(Block::Items(vec![
        difference("nec-mean-less-minimum", it.mean_less_minimum),
        difference("nec-count-less-minimum", it.count_less_minimum),
    ]));
    if it.left_out > 0 {
        blocks.push(Block::Text(w.say("nec-configurations-left", &[("n", it.left_out.into())])));
    }
    blocks
}

/// `DEV*~URB + STB`: a star for and, a tilde for not.
fn formula(terms: &[Term], names: &[&str], w: &Words) -> String {
    if terms.is_empty() {
        return w.word("nec-none").to_owned();
    }
    let texts: Vec<String> = terms
        .iter()
        .map(|term| {
            let literals: Vec<String> = (0..names.len())
                .filter(|at| term.mask >> at & 1 == 1)
                .map(|at| {
                    let sign = if term.value >> at & 1 == 1 { "" } else { "~" };
                    format!("{sign}{}", names[at])
                })
                .collect();
            if literals.is_empty() { w.word("nec-always").to_owned() } else { literals.join("*") }
        })
        .collect();
    texts.join(" + ")
}

fn names(found: &NecessityFinding) -> Vec<&str> {
    found.conditions.iter().map(|it| it.name.as_str()).collect()
}

fn configurations(found: &NecessityFinding, w: &Words) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(w.word("nec-configurations").to_owned())];
    let it = match &found.configurations {
        Ok(it) => it,
        Err(why) => {
            blocks.push(Block::Text(cannot(*why, w)));
            return blocks;
        }
    };
    let names = names(found);
    let full = (1_u32 << names.len()) - 1;
    let rows = it
        .rows
        .iter()
        .map(|(bits, cases, consistency, goes)| {
            vec![
                formula(&[Term { mask: full, value: *bits }], &names, w).into(),
                cases.join(", ").into(),
                number((consistency * 1e3).round() / 1e3, w.lang).into(),
                w.word(if *goes { "yes" } else { "no" }).into(),
            ]
        })
        .collect();
    if it.left_out > 0 {
        blocks.push(Block::Text(w.say("nec-configurations-left", &[("n", it.left_out.into())])));
    }
    blocks.push(Block::Table(Table {
        caption: w.word("nec-configurations").to_owned(),
        head: vec![
            (w.word("nec-row").to_owned(), false),
            (w.word("nec-cases").to_owned(), false),
            (w.word("nec-consistency").to_owned(), true),
            (w.word("nec-goes").to_owned(), false),
        ],
        rows,
    }));
    let all = |of: &karenina_stats::Minimisation| {
        let texts: Vec<String> =
            of.solutions.iter().map(|terms| formula(terms, &names, w)).collect();
        let mut text = texts.join(&format!(" {} ", w.word("nec-or")));
        if !of.complete {
            text += "; ";
            text += w.word("nec-incomplete");
        }
        text
    };
    let (conservative, parsimonious) = (all(&it.conservative), all(&it.parsimonious));
    blocks.push(Block::Items(vec![
        w.say("nec-conservative", &[("formula", (&conservative).into())]),
        w.say("nec-parsimonious", &[("formula", (&parsimonious).into())]),
    ]));
    blocks
}

/// Everything, for programs; `docs/robustness.md` says what each key is.
pub fn necessity_json(found: &NecessityFinding, out: &mut dyn Write) -> io::Result<()> {
    let w = words(Lang::En);
    let no = |it: NotEstimable| json!({ "not_estimable": why(it, w) });
    let pair = |it: (f64, f64)| json!({ "low": it.0, "high": it.1 });
    let needed = |it: Needed| match it {
        Needed::Nothing => Value::Null,
        Needed::AtLeast(x) => json!(x),
        Needed::NotAvailable => json!("not available"),
    };
    let ceiling = |it: &karenina_stats::Ceiling| {
        json!({
            "zone": it.zone, "effect_size": it.effect_size,
            "slope": it.line.map(|it| it.0), "intercept": it.line.map(|it| it.1),
            "above": it.above, "accuracy": it.accuracy,
            "condition_inefficiency": it.condition_inefficiency,
            "outcome_inefficiency": it.outcome_inefficiency,
        })
    };
    let condition = |it: &ConditionFinding| {
        json!({
            "name": it.name,
            "evidence": it.evidence.word(),
            "exceptions": it.exceptions,
            "not_known": it.open,
            "exception_rate": it.exception_rate.map(|it| json!({
                "seen": pair((it.0, it.1)), "bounds": pair((it.2, it.3)),
            })),
            "necessity": match &it.necessity {
                Ok(of) => json!({
                    "consistency": pair(of.consistency),
                    "coverage": of.coverage.map(pair),
                    "relevance": of.relevance.map(pair),
                }),
                Err(why) => no(*why),
            },
            "necessary": it.necessary,
            "trivial": it.trivial,
            "sufficiency": it.sufficiency.map(|it| json!({
                "consistency": it.consistency,
                "proportional_reduction": it.proportional_reduction,
                "coverage": it.coverage,
            })),
            "ce_fdh": match &it.ce_fdh { Ok(of) => pair(*of), Err(why) => no(*why) },
            "ce_fdh_ceiling": it.ce_fdh_ceiling.as_ref().map(ceiling),
            "cr_fdh": match &it.cr_fdh { Ok(of) => ceiling(of), Err(why) => no(*why) },
            "opposite_corner": it.opposite,
            "permutation": match &it.permutation {
                Ok(test) => json!({
                    "p_value": test.p_value, "exact": test.exact,
                    "arrangements": test.arrangements,
                    "standard_error": test.standard_error,
                    "smallest_possible_p": test.smallest_possible_p,
                    "corrected_p": it.corrected_p,
                }),
                Err(why) => no(*why),
            },
            "bottleneck_ce_fdh": it.bottleneck.iter().map(|it| needed(it.0)).collect::<Vec<_>>(),
            "bottleneck_cr_fdh": it.bottleneck.iter().map(|it| needed(it.1)).collect::<Vec<_>>(),
        })
    };
    let names = names(found);
    let solutions = |of: &karenina_stats::Minimisation| {
        of.solutions.iter().map(|it| formula(it, &names, w)).collect::<Vec<_>>()
    };
    let all = json!({
        "schema": "karenina-necessity/1",
        "outcome": found.outcome,
        "n": found.n,
        "n_with_outcome": found.calibrated.then_some(found.n_with),
        "left_out": found.without_outcome,
        "not_estimable": found.not_estimable.map(|it| why(it, w)),
        "exceptions_allowed": found.exceptions_allowed,
        "successes_needed": found.successes_needed,
        "seed": found.options.seed,
        "draws": found.options.draws,
        "consistency_cut": found.options.consistency,
        "relevance_cut": found.options.relevance,
        "inclusion_cut": found.options.inclusion,
        "alpha": found.options.alpha,
        "levels": found.levels,
        "conditions": found.conditions.iter().map(condition).collect::<Vec<_>>(),
        "together": found.together.as_ref().map(|it| json!({
            "with_all_conditions": it.all_conditions.0,
            "of_these_with_outcome": it.all_conditions.1,
            "interval": it.interval.map(pair),
            "failed": it.failed,
            "succeeded_without": it.succeeded_without,
        })),
        "compensation": match &found.compensation {
            Ok(it) => {
                let difference = |of: (f64, f64, f64)| json!({
                    "mean": of.0, "low": of.1, "high": of.2,
                });
                let losses: serde_json::Map<String, Value> = it
                    .losses
                    .iter()
                    .map(|(of, loss)| (of.word().to_owned(), json!(loss)))
                    .collect();
                json!({
                    "n": it.n, "left_out": it.left_out, "log_loss": losses, "log_loss_of_share": it.base,
                    "mean_less_minimum": difference(it.mean_less_minimum),
                    "count_less_minimum": difference(it.count_less_minimum),
                    "evidence": it.evidence.word(),
                })
            }
            Err(why) => no(*why),
        },
        "configurations": match &found.configurations {
            Ok(it) => json!({
                "rows": it.rows.iter().map(|(bits, cases, consistency, goes)| json!({
                    "present": (0..names.len()).filter(|at| bits >> at & 1 == 1)
                        .map(|at| names[at]).collect::<Vec<_>>(),
                    "cases": cases, "consistency": consistency, "goes_with_outcome": goes,
                })).collect::<Vec<_>>(),
                "conservative": solutions(&it.conservative),
                "parsimonious": solutions(&it.parsimonious),
                "left_out": it.left_out,
            }),
            Err(why) => no(*why),
        },
    });
    serde_json::to_writer_pretty(&mut *out, &all).map_err(io::Error::from)?;
    out.write_all(b"\n")
}
