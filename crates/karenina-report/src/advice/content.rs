//! What a document of advice says, whatever it is written as.

use std::fmt::Write as _;

use karenina_assess::{Awarded, ClusterAdvice, ClusterFinding, Decision, Gap, Package, Support};
use karenina_catalogue::{ParameterName, RefusalCode, RuleKind};
use karenina_model::{TableId, Truth};

use super::{AdviceReport, letter};
use crate::{
    policy_page::{actors, cost_note, named, number_range, parameter_value, unit, years},
    view::View,
    wording::{Words, number, percent},
};

/// How many questions are listed for a cluster; the assessment has all of them.
const QUESTIONS: usize = 8;

/// A piece of a document.
pub(crate) enum Block {
    /// A sentence or more.
    Paragraph(String),
    /// Something that is said more quietly.
    Note(String),
    List(Vec<String>),
    /// Headings, then rows; the last columns from the place on are numbers; the first cell of each
    /// row may lead to an anchor.
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
        numbers_from: usize,
        anchors: Vec<String>,
    },
    /// Paragraphs that can go into a letter.
    Letter(Vec<String>),
}

/// A part of a document with its heading.
pub(crate) struct Section {
    pub title: String,
    /// Anchor of a cluster's part.
    pub anchor: Option<String>,
    /// A word beside the heading: the decision.
    pub mark: Option<String>,
    pub blocks: Vec<(Option<String>, Block)>,
}

/// A document.
pub(crate) struct Document {
    pub title: String,
    pub kick: String,
    pub lead: String,
    pub notes: Vec<String>,
    pub sections: Vec<Section>,
    pub end: String,
}

/// Texts on one cluster.
pub(super) struct Teller<'a> {
    pub it: &'a AdviceReport<'a>,
    pub view: &'a View<'a>,
    pub w: &'static Words,
}

pub(super) fn document(it: &AdviceReport<'_>, in_full: bool) -> Document {
    let view = View::new(&it.report);
    let w = view.words;
    let teller = Teller { it, view: &view, w };
    let mut sections = Vec::new();
    if it.advice.clusters.len() > 1 {
        sections.push(teller.summary());
    }
    sections.extend(teller.allocation());
    if in_full {
        sections.extend(it.advice.clusters.iter().map(|advice| teller.cluster(advice)));
    }
    sections.push(teller.terms());
    let mut notes = vec![cost_note(it.report.catalogue, it.report.lang)];
    if let Some(budget) = it.advice.budget_unused {
        let table = it.report.dataset.table(TableId::PROGRAMME);
        let currency = table.named_text(0, "currency").unwrap_or_default();
        notes.push(w.say(
            "advice-budget-unused",
            &[
                ("budget", budget.into()),
                ("currency", currency.into()),
                ("unit", unit(it.report.catalogue.advice.cost_unit(), w).into()),
            ],
        ));
    }
    let edition = it.report.edition;
    let short = |it: &str| it.chars().take(12).collect::<String>();
    let end = w.say(
        "edition-line",
        &[
            ("catalogue", (&short(&edition.catalogue)).into()),
            ("data", (&short(&edition.data)).into()),
            ("program", (&edition.program).into()),
            ("seed", (&it.report.found.seed.to_string()).into()),
        ],
    );
    if !in_full {
        notes.push(w.word("advice-more").to_owned());
    }
    Document {
        title: w.say("advice-title", &[("programme", view.programme_name().into())]),
        kick: format!("{}, {}", view.judged_as_of(), view.as_of_from()),
        lead: teller.lead(),
        notes,
        sections,
        end,
    }
}

impl<'a> Teller<'a> {
    fn lead(&self) -> String {
        let counts: Vec<String> = Decision::ALL
            .iter()
            .filter_map(|which| {
                let n = self.it.advice.clusters.iter().filter(|it| it.decision == *which).count();
                (n > 0).then(|| format!("{} {n}", self.decision(*which)))
            })
            .collect();
        self.w.say(
            "advice-lead",
            &[("n", self.it.advice.clusters.len().into()), ("list", (&counts.join(", ")).into())],
        )
    }

    pub(super) fn decision(&self, it: Decision) -> &'static str {
        self.w.word(match it {
            Decision::Support => "decision-support",
            Decision::OnCondition => "decision-on-condition",
            Decision::Adjust => "decision-adjust",
            Decision::Wait => "decision-wait",
            Decision::Redirect => "decision-redirect",
            Decision::Withhold => "decision-withhold",
            Decision::Refuse => "decision-refuse",
            Decision::FindOut => "decision-find-out",
        })
    }

    pub(super) fn found(&self, advice: &ClusterAdvice) -> Option<&'a ClusterFinding> {
        self.it.report.found.clusters.iter().find(|it| it.cluster == advice.cluster)
    }

    fn key(&self, advice: &ClusterAdvice) -> &'a str {
        self.it.report.dataset.table(TableId::CLUSTERS).key(advice.cluster)
    }

    fn money(&self, cost: f64) -> String {
        let lang = self.w.lang;
        format!(
            "{} {}",
            number(cost, lang),
            unit(self.it.report.catalogue.advice.cost_unit(), self.w)
        )
    }

    /// `R1, F3`: the rules that made the decision, then the reasons to refuse.
    pub(super) fn codes(&self, advice: &ClusterAdvice) -> String {
        let rules = advice.rules.iter().filter(|it| it.certain);
        let mut codes: Vec<&str> =
            rules.map(|it| self.it.report.catalogue.advice.rules[it.rule].id.as_str()).collect();
        codes.extend(advice.refusals.iter().map(|it| it.word()));
        codes.join(" ")
    }

    fn articles(&self, measures: &[usize]) -> String {
        let all = &self.it.report.catalogue.advice.measures;
        let list: Vec<&str> = measures.iter().map(|it| all[*it].article.as_str()).collect();
        list.join(", ")
    }

    fn signs(&self, signs: &[usize]) -> String {
        let all = &self.it.report.catalogue.model.signs;
        let list: Vec<&str> = signs.iter().map(|it| all[*it].id.as_str()).collect();
        list.join(" ")
    }

    fn summary(&self) -> Section {
        let w = self.w;
        let head = [
            "Cluster",
            "advice-decision",
            "advice-missing",
            "advice-set",
            "advice-reasons",
            "policy-cost",
        ];
        let rows = self
            .it
            .advice
            .clusters
            .iter()
            .map(|it| {
                let missing =
                    self.found(it).map_or(String::new(), |found| self.signs(&found.missing));
                let package = it.package.as_ref().filter(|set| !set.measures.is_empty());
                vec![
                    self.key(it).to_owned(),
                    self.decision(it.decision).to_owned(),
                    missing,
                    package.map_or(String::new(), |set| self.articles(&set.measures)),
                    self.codes(it),
                    package.map_or(String::new(), |set| number_range(set.range, w.lang)),
                ]
            })
            .collect();
        let head = head.iter().map(|id| w.word(id).to_owned()).collect();
        let anchors =
            self.it.advice.clusters.iter().map(|it| format!("c-{}", it.cluster)).collect();
        Section {
            title: w.word("advice-all").to_owned(),
            anchor: None,
            mark: None,
            blocks: vec![(None, Block::Table { head, rows, numbers_from: 5, anchors })],
        }
    }

    fn allocation(&self) -> Option<Section> {
        let (w, lang) = (self.w, self.w.lang);
        let allocation = self.it.advice.allocation.as_ref()?;
        let which = |awarded: Awarded| -> Vec<&ClusterAdvice> {
            let pairs = self.it.advice.clusters.iter().zip(&allocation.awarded);
            pairs.filter(|it| *it.1 == awarded).map(|it| it.0).collect()
        };
        let priced = |list: Vec<&ClusterAdvice>| -> Vec<String> {
            list.into_iter()
                .map(|it| {
                    let cost = it.package.as_ref().map_or(0.0, |it| it.cost);
                    format!(
                        "{} ({}): {}",
                        self.view.cluster_name(it.cluster),
                        self.key(it),
                        self.money(cost)
                    )
                })
                .collect()
        };
        let (funded, left) = (which(Awarded::Funded), which(Awarded::LeftOut));
        let none = which(Awarded::NoCandidate);
        let says = w.say(
            "advice-allocation-says",
            &[
                ("budget", (&self.money(allocation.budget)).into()),
                ("spent", (&self.money(allocation.spent)).into()),
                ("n", funded.len().into()),
                ("worth", allocation.worth.into()),
                ("left", left.len().into()),
                ("none", none.len().into()),
            ],
        );
        let mut blocks = vec![(None, Block::Paragraph(says))];
        if !funded.is_empty() {
            blocks.push((Some(w.word("advice-funded").to_owned()), Block::List(priced(funded))));
        }
        if !left.is_empty() {
            blocks.push((Some(w.word("advice-left-out").to_owned()), Block::List(priced(left))));
        }
        if !none.is_empty() {
            let list = none
                .into_iter()
                .map(|it| {
                    format!(
                        "{}: {}",
                        self.view.cluster_name(it.cluster),
                        self.decision(it.decision)
                    )
                })
                .collect();
            blocks.push((Some(w.word("advice-no-candidate").to_owned()), Block::List(list)));
        }
        if !allocation.curve.is_empty() {
            let rows = allocation
                .curve
                .iter()
                .map(|it| vec![number(it.budget, lang), number(it.worth, lang)])
                .collect();
            let head = vec![
                w.word("advice-curve-budget").to_owned(),
                w.word("advice-curve-worth").to_owned(),
            ];
            blocks.push((
                Some(w.word("advice-programme-curve").to_owned()),
                Block::Table { head, rows, numbers_from: 0, anchors: Vec::new() },
            ));
        }
        Some(Section {
            title: w.word("advice-allocation").to_owned(),
            anchor: None,
            mark: None,
            blocks,
        })
    }

    fn terms(&self) -> Section {
        let (w, lang, catalogue) = (self.w, self.w.lang, self.it.report.catalogue);
        let terms = &self.it.advice.terms;
        let mut list: Vec<String> = catalogue
            .advice
            .parameters
            .iter()
            .map(|it| {
                // What was asked for on the command line stands in the terms.
                let value = match it.name {
                    ParameterName::Chance => Some(terms.chance),
                    _ => it.value,
                };
                format!(
                    "{}: {} ({})",
                    lang.of(&it.title),
                    parameter_value(it.name, value, lang),
                    if value == it.value { lang.of(&it.why) } else { w.word("advice-asked") }
                )
            })
            .collect();
        let budget =
            terms.budget.map_or_else(|| w.word("policy-open").to_owned(), |it| self.money(it));
        list.push(format!("{}: {budget}", w.word("advice-budget")));
        Section {
            title: w.word("Policy-parameters").to_owned(),
            anchor: None,
            mark: None,
            blocks: vec![
                (None, Block::Paragraph(w.word("advice-terms-say").to_owned())),
                (None, Block::List(list)),
                (None, Block::Note(w.word("advice-order").to_owned())),
            ],
        }
    }

    fn cluster(&self, advice: &ClusterAdvice) -> Section {
        let w = self.w;
        let mut blocks = Vec::new();
        let heading = |id: &str| Some(w.word(id).to_owned());
        blocks.push((None, Block::Paragraph(letter::decision_sentence(self, advice))));
        let reasons = self.reasons(advice);
        if !reasons.is_empty() {
            blocks.push((heading("advice-reasons"), Block::List(reasons)));
        }
        if !advice.gaps.is_empty() {
            let gaps = advice.gaps.iter().map(|it| self.gap(advice, it)).collect();
            blocks.push((heading("advice-missing"), Block::List(gaps)));
        }
        if let Some(package) = advice.package.as_ref().filter(|it| !it.measures.is_empty()) {
            self.package(advice, package, &mut blocks);
        }
        if let Some(bound) = advice.undecided {
            let text = w.say("advice-undecided", &[("bound", (&self.money(bound)).into())]);
            blocks.push((heading("advice-set"), Block::Paragraph(text)));
        }
        let left = self.left(advice);
        if !left.is_empty() {
            blocks.push((heading("advice-left"), Block::List(left)));
        }
        let questions = self.questions(advice);
        if !questions.is_empty() {
            blocks.push((heading("advice-questions"), Block::List(questions)));
        }
        blocks.push((heading("advice-letter"), Block::Letter(letter::paragraphs(self, advice))));
        Section {
            title: format!("{} ({})", self.view.cluster_name(advice.cluster), self.key(advice)),
            anchor: Some(format!("c-{}", advice.cluster)),
            mark: Some(self.decision(advice.decision).to_owned()),
            blocks,
        }
    }

    /// Rule, what it says, and the facts that fired it.
    fn reasons(&self, advice: &ClusterAdvice) -> Vec<String> {
        let (lang, catalogue) = (self.w.lang, self.it.report.catalogue);
        let mut list: Vec<String> = advice
            .refusals
            .iter()
            .filter_map(|code| catalogue.advice.refusals.iter().find(|it| it.code == *code))
            .map(|it| {
                self.w.say(
                    "advice-refusal",
                    &[
                        ("code", it.code.word().into()),
                        ("title", lang.of(&it.title).into()),
                        ("remedy", lang.of(&it.remedy).into()),
                    ],
                )
            })
            .collect();
        for fired in &advice.rules {
            let rule = &catalogue.advice.rules[fired.rule];
            let facts = self.facts(advice, fired);
            let mut text = format!("{} {}", rule.id, lang.of(&rule.title));
            if !fired.certain {
                _ = write!(text, " ({})", self.w.word("advice-not-certain"));
            }
            if !facts.is_empty() {
                let word = self.w.word("advice-facts");
                _ = write!(text, "; {word}: {}", facts.join("; "));
            }
            list.push(text);
        }
        list
    }

    /// The facts that fired a rule, with their values.
    pub(super) fn facts(
        &self,
        advice: &ClusterAdvice,
        fired: &karenina_assess::Fired,
    ) -> Vec<String> {
        let catalogue = self.it.report.catalogue;
        let rule = &catalogue.advice.rules[fired.rule];
        // The gaps are listed beneath already.
        let of_gaps = matches!(rule.kind, RuleKind::Core | RuleKind::Adjust);
        let mut facts: Vec<String> = match self.found(advice) {
            Some(found) if !of_gaps => {
                fired.facts.iter().map(|at| self.value(found, *at)).collect()
            }
            Some(_) | None => Vec::new(),
        };
        if matches!(
            rule.fires,
            karenina_catalogue::Fires::On(
                karenina_catalogue::Circumstance::Early
                    | karenina_catalogue::Circumstance::Supported
            )
        ) {
            facts.push(self.support(&advice.support));
        }
        facts.retain(|it| !it.is_empty());
        facts
    }

    fn support(&self, it: &Support) -> String {
        let (w, lang) = (self.w, self.w.lang);
        let Some((low, high)) = it.years else { return String::new() };
        let shown = |x: f64| number((x * 10.0).round() / 10.0, lang);
        let years = if shown(low) == shown(high) {
            shown(low)
        } else {
            format!("{}–{}", shown(low), shown(high))
        };
        w.say("advice-years", &[("years", (&years).into())])
    }

    fn value(&self, found: &ClusterFinding, at: usize) -> String {
        let indicator = &self.it.report.catalogue.indicators[at];
        format!(
            "{}: {}",
            self.view.of(&indicator.title),
            self.w.value(found.findings[at].value, indicator)
        )
    }

    /// What is missing: sign, criterion, value, what is asked.
    pub(super) fn gap(&self, advice: &ClusterAdvice, gap: &Gap) -> String {
        let catalogue = self.it.report.catalogue;
        let sign = &catalogue.model.signs[gap.sign];
        let Some(found) = self.found(advice) else { return String::new() };
        if let Some(key) = &gap.practice {
            let title = catalogue.practices.get(key).map_or(key.as_str(), |it| self.view.of(it));
            return self.w.say(
                "advice-gap-practice",
                &[("sign", (&sign.id).into()), ("practice", title.into())],
            );
        }
        let indicator = &catalogue.indicators[gap.indicator];
        let asked = found.findings[gap.indicator]
            .threshold
            .map(|at| self.view.asks_for(&indicator.thresholds[at], indicator.unit))
            .unwrap_or_default();
        format!("{} {}; {asked}", sign.id, self.value(found, gap.indicator))
    }

    fn package(
        &self,
        advice: &ClusterAdvice,
        package: &Package,
        blocks: &mut Vec<(Option<String>, Block)>,
    ) {
        let (w, lang, catalogue) = (self.w, self.w.lang, self.it.report.catalogue);
        let all = &catalogue.advice.measures;
        let head = [
            "advice-order-column",
            "advice-measure",
            "policy-acts",
            "policy-mends",
            "policy-years",
            "policy-cost",
        ];
        let rows = package
            .measures
            .iter()
            .enumerate()
            .map(|(place, at)| {
                let it = &all[*at];
                let signs: Vec<usize> = it
                    .mends
                    .iter()
                    .copied()
                    .filter(|sign| advice.gaps.iter().any(|gap| gap.sign == *sign))
                    .collect();
                vec![
                    (place + 1).to_string(),
                    named(it, lang),
                    actors(it, w),
                    self.signs(&signs),
                    years(it.years, w),
                    number_range((it.cost.low, it.cost.high), lang),
                ]
            })
            .collect();
        blocks.push((
            Some(w.word("advice-set").to_owned()),
            Block::Table {
                head: head.iter().map(|id| w.word(id).to_owned()).collect(),
                rows,
                numbers_from: 5,
                anchors: Vec::new(),
            },
        ));
        let mut says = vec![w.say(
            "advice-cost",
            &[
                ("cost", (&self.money(package.cost)).into()),
                ("low", (&number(package.range.0, lang)).into()),
                ("high", (&number(package.range.1, lang)).into()),
                ("chance", (&percent(package.chance, lang)).into()),
                ("years", (&years(package.years, w)).into()),
            ],
        )];
        let proof = &package.proof;
        says.push(if proof.lower_bound >= package.cost {
            w.say(
                "advice-proof",
                &[
                    ("bound", (&number(proof.lower_bound, lang)).into()),
                    ("n", proof.n_cheapest.unwrap_or(1).into()),
                    ("steps", proof.steps.into()),
                ],
            )
        } else {
            w.say(
                "advice-no-proof",
                &[
                    ("bound", (&number(proof.lower_bound, lang)).into()),
                    ("cost", (&number(package.cost, lang)).into()),
                    ("steps", proof.steps.into()),
                ],
            )
        });
        says.push(match &package.runner_up {
            Some((measures, cost)) => w.say(
                "advice-runner-up",
                &[
                    ("set", (&self.articles(measures)).into()),
                    ("cost", (&self.money(*cost)).into()),
                    ("more", (&number(cost - package.cost, lang)).into()),
                ],
            ),
            None => w.word("advice-no-runner-up").to_owned(),
        });
        if package.always {
            says.push(w.word("advice-always").to_owned());
        } else {
            for it in &package.moves {
                let id = if it.chosen { "advice-move-out" } else { "advice-move-in" };
                says.push(w.say(
                    id,
                    &[
                        ("measure", (&named(&all[it.measure], lang)).into()),
                        ("at", (&self.money(it.at)).into()),
                    ],
                ));
            }
            says.push(w.say(
                "advice-at-ends",
                &[
                    ("low", (&self.articles(&package.at_ends.0)).into()),
                    ("high", (&self.articles(&package.at_ends.1)).into()),
                ],
            ));
        }
        blocks.push((Some(w.word("advice-why-this-set").to_owned()), Block::List(says)));
        let steps: Vec<String> = package
            .curve
            .iter()
            .enumerate()
            .skip(1)
            .filter_map(|(n, cost)| Some(format!("{n}: {}", number((*cost)?, lang))))
            .collect();
        if steps.len() > 1 {
            blocks.push((
                None,
                Block::Note(w.say("advice-curve", &[("list", (&steps.join(" · ")).into())])),
            ));
        }
    }

    /// Gaps that stay, and what else the catalogue has for what is missing.
    fn left(&self, advice: &ClusterAdvice) -> Vec<String> {
        let (w, lang) = (self.w, self.w.lang);
        let all = &self.it.report.catalogue.advice.measures;
        let mut list = Vec::new();
        for gap in advice.gaps.iter().filter(|it| !it.mendable) {
            list.push(w.say("advice-unmendable", &[("gap", (&self.gap(advice, gap)).into())]));
        }
        let names = |places: &[usize]| -> String {
            places.iter().map(|it| named(&all[*it], lang)).collect::<Vec<_>>().join(", ")
        };
        if !advice.outside.is_empty() {
            list.push(w.say("advice-outside", &[("list", (&names(&advice.outside)).into())]));
        }
        if let Some(partial) = &advice.within_budget {
            let open = advice
                .gaps
                .iter()
                .enumerate()
                .filter(|(at, it)| it.mendable && !partial.gaps.contains(at));
            let open: Vec<String> = open.map(|(_, it)| self.gap(advice, it)).collect();
            list.push(w.say(
                "advice-within-budget",
                &[
                    ("set", (&self.articles(&partial.measures)).into()),
                    ("cost", (&self.money(partial.cost)).into()),
                    ("open", (&open.join("; ")).into()),
                ],
            ));
        }
        if advice.within_budget.is_none() && advice.refusals.contains(&RefusalCode::F3) {
            list.push(w.word("advice-nothing-affordable").to_owned());
        }
        if !advice.helps.is_empty() {
            list.push(w.say("advice-helps", &[("list", (&names(&advice.helps)).into())]));
        }
        for (sign, measures) in &advice.beside {
            let about = &self.it.report.catalogue.model.signs[*sign];
            let sign = format!("{} {}", about.id, lang.of(&about.title));
            list.push(if measures.is_empty() {
                w.say("advice-beside-nothing", &[("sign", (&sign).into())])
            } else {
                w.say(
                    "advice-beside",
                    &[("sign", (&sign).into()), ("list", (&names(measures)).into())],
                )
            });
        }
        list
    }

    /// What has to be found out: facts that could turn the verdict first.
    pub(super) fn questions(&self, advice: &ClusterAdvice) -> Vec<String> {
        let catalogue = self.it.report.catalogue;
        let Some(found) = self.found(advice) else { return Vec::new() };
        let mut list: Vec<String> = Vec::new();
        if let Some(package) = &advice.package {
            for (measure, criterion) in &package.assumed {
                list.push(self.w.say(
                    "advice-assumed",
                    &[
                        (
                            "measure",
                            (&named(&catalogue.advice.measures[*measure], self.w.lang)).into(),
                        ),
                        (
                            "question",
                            self.view.of(&catalogue.indicators[*criterion].question).into(),
                        ),
                    ],
                ));
            }
        }
        if advice.support.supported == Truth::Yes && advice.support.early == Truth::Unknown {
            list.push(self.w.word("advice-ask-support").to_owned());
        }
        let open =
            found.questions.iter().filter(|it| it.decides || advice.open_signs.contains(&it.sign));
        let all: Vec<&karenina_assess::Question> = open.collect();
        list.extend(all.iter().take(QUESTIONS).map(|it| {
            let sign = &catalogue.model.signs[it.sign];
            format!("{} {}", sign.id, self.view.of(&catalogue.indicators[it.indicator].question))
        }));
        if all.len() > QUESTIONS {
            list.push(
                self.w.say("advice-more-questions", &[("n", (all.len() - QUESTIONS).into())]),
            );
        }
        list
    }
}
