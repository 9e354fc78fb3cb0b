//! Measures of support, rules of decision and parameters for people: one of them, and the list.

use std::fmt::Write as _;

use karenina_catalogue::{
    Actor, Catalogue, Circumstance, Cost, Fires, Need, ParameterName, PolicyMeasure, RELATIVE,
    RuleKind,
};

use crate::{
    Lang,
    catalogue_page::citation,
    wording::{Words, number, words},
};

/// What `catalogue show` can print beside an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyItem {
    /// A measure of support, by its place.
    Measure(usize),
    /// A rule of decision.
    Rule(usize),
    /// A reason to refuse.
    Refusal(usize),
    /// A parameter of the programme.
    Parameter(usize),
}

/// Finds a measure, rule, reason to refuse or parameter by its id.
pub fn find_policy_item(catalogue: &Catalogue, id: &str) -> Option<PolicyItem> {
    let it = &catalogue.advice;
    it.find(id)
        .map(PolicyItem::Measure)
        .or_else(|| {
            it.rules.iter().position(|it| it.id.eq_ignore_ascii_case(id)).map(PolicyItem::Rule)
        })
        .or_else(|| {
            let is_it = |it: &karenina_catalogue::Refusal| it.code.word().eq_ignore_ascii_case(id);
            it.refusals.iter().position(is_it).map(PolicyItem::Refusal)
        })
        .or_else(|| {
            it.parameters.iter().position(|it| it.name.word() == id).map(PolicyItem::Parameter)
        })
}

/// One of them as Markdown.
pub fn policy_page(catalogue: &Catalogue, item: PolicyItem, lang: Lang) -> String {
    match item {
        PolicyItem::Measure(at) => measure_page(catalogue, at, lang),
        PolicyItem::Rule(at) => rule_page(catalogue, at, lang),
        PolicyItem::Refusal(at) => refusal_page(catalogue, at, lang),
        PolicyItem::Parameter(at) => parameter_page(catalogue, at, lang),
    }
}

/// All measures, rules, reasons and parameters, a line each.
pub fn policy_list(catalogue: &Catalogue, lang: Lang) -> String {
    let (w, advice) = (words(lang), &catalogue.advice);
    if advice.measures.is_empty() && advice.rules.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", w.word("Policy-measures"));
    for it in &advice.measures {
        let mends: Vec<&str> =
            it.mends.iter().map(|at| catalogue.model.signs[*at].id.as_str()).collect();
        let cost = number_range((it.cost.low, it.cost.high), lang);
        _ = writeln!(
            out,
            "  {:4} {:28} {:8} {:>8}  {}",
            it.article,
            it.id,
            mends.join(" "),
            cost,
            lang.of(&it.title)
        );
    }
    _ = writeln!(out, "  {}", cost_note(catalogue, lang));
    _ = writeln!(out, "\n{}", w.word("Policy-rules"));
    for it in &advice.rules {
        _ = writeln!(out, "  {:4} {}: {}", it.id, rule_kind(it.kind, w), lang.of(&it.title));
    }
    _ = writeln!(out, "\n{}", w.word("Policy-refusals"));
    for it in &advice.refusals {
        _ = writeln!(out, "  {:4} {}", it.code.word(), lang.of(&it.title));
    }
    _ = writeln!(out, "\n{}", w.word("Policy-parameters"));
    for it in &advice.parameters {
        let value = parameter_value(it.name, it.value, lang);
        _ = writeln!(out, "  {:22} {value:>10}  {}", it.name.word(), lang.of(&it.title));
    }
    out
}

/// The page of the documentation.
pub fn policy_pages(catalogue: &Catalogue, lang: Lang) -> String {
    let (w, advice) = (words(lang), &catalogue.advice);
    let mut out = format!("# {}\n\n{}\n", w.word("Policy-measures"), cost_note(catalogue, lang));
    for at in 0..advice.measures.len() {
        out.push('\n');
        out += &measure_page(catalogue, at, lang);
    }
    _ = write!(out, "\n# {}\n", w.word("Policy-rules"));
    for at in 0..advice.rules.len() {
        out.push('\n');
        out += &rule_page(catalogue, at, lang);
    }
    _ = write!(out, "\n# {}\n", w.word("Policy-refusals"));
    for at in 0..advice.refusals.len() {
        out.push('\n');
        out += &refusal_page(catalogue, at, lang);
    }
    _ = write!(out, "\n# {}\n", w.word("Policy-parameters"));
    for at in 0..advice.parameters.len() {
        out.push('\n');
        out += &parameter_page(catalogue, at, lang);
    }
    out
}

fn measure_page(catalogue: &Catalogue, at: usize, lang: Lang) -> String {
    let w = words(lang);
    let it = &catalogue.advice.measures[at];
    let mut out = format!("## {} {}\n\n`{}`\n\n", it.article, lang.of(&it.title), it.id);
    _ = write!(out, "{}.\n\n", capital(lang.of(&it.does)));
    let mut line = |id: &str, text: &str| {
        if !text.is_empty() {
            _ = writeln!(out, "- {}: {text}", w.word(id));
        }
    };
    let signs: Vec<String> = it
        .mends
        .iter()
        .map(|at| {
            let sign = &catalogue.model.signs[*at];
            format!("{} {}", sign.id, lang.of(&sign.title))
        })
        .collect();
    line("policy-mends", &signs.join("; "));
    let titles = |places: &mut dyn Iterator<Item = usize>| {
        let list: Vec<String> = places
            .map(|at| {
                let it = &catalogue.indicators[at];
                format!("{} (`{}`)", lang.of(&it.title), it.id)
            })
            .collect();
        list.join("; ")
    };
    line("policy-lifts", &titles(&mut it.lifts.iter().map(|it| it.indicator)));
    let practices: Vec<String> = it
        .practices
        .iter()
        .map(|key| {
            let title = catalogue.practices.get(key).map_or(key.as_str(), |it| lang.of(it));
            format!("{title} (`{key}`)")
        })
        .collect();
    line("policy-practices", &practices.join("; "));
    line("policy-helps", &titles(&mut it.helps.iter().copied()));
    if it.outside {
        line("policy-outside", w.word("policy-outside-says"));
    }
    line("policy-acts", &actors(it, w));
    line("policy-cost", &cost(catalogue, &it.cost, lang));
    line("policy-years", &years(it.years, w));
    let needs: Vec<String> = it
        .needs
        .iter()
        .map(|need| match need {
            Need::Measure(at) => named(&catalogue.advice.measures[*at], lang),
            Need::Criterion(at) => {
                let it = &catalogue.indicators[*at];
                format!("{} (`{}`)", lang.of(&it.title), it.id)
            }
        })
        .collect();
    line("policy-needs", &needs.join("; "));
    let excludes: Vec<String> =
        it.excludes.iter().map(|at| named(&catalogue.advice.measures[*at], lang)).collect();
    line("policy-excludes", &excludes.join("; "));
    line("policy-source", &citation(catalogue, &it.source, Some(&it.at)));
    out
}

fn rule_page(catalogue: &Catalogue, at: usize, lang: Lang) -> String {
    let w = words(lang);
    let it = &catalogue.advice.rules[at];
    let mut out = format!("## {} {}\n\n", it.id, lang.of(&it.title));
    _ = write!(out, "*{}*\n\n", lang.of(&it.letter));
    _ = writeln!(out, "- {}: {}", w.word("policy-kind"), rule_kind(it.kind, w));
    let fires = match &it.fires {
        Fires::On(on) => circumstance(*on, w).to_owned(),
        Fires::When { all, of } => {
            let list: Vec<String> = of
                .iter()
                .map(|(at, rule)| {
                    let it = &catalogue.indicators[*at];
                    format!("{} (`{}`): {}", lang.of(&it.title), it.id, w.rule(*rule, it.unit))
                })
                .collect();
            let id = if *all { "policy-all-of" } else { "policy-any-of" };
            if list.len() > 1 {
                format!("{}: {}", w.word(id), list.join("; "))
            } else {
                list.join("")
            }
        }
    };
    _ = writeln!(out, "- {}: {fires}", w.word("policy-fires"));
    _ = writeln!(
        out,
        "- {}: {}",
        w.word("policy-source"),
        citation(catalogue, &it.source, Some(&it.at))
    );
    out
}

fn refusal_page(catalogue: &Catalogue, at: usize, lang: Lang) -> String {
    let w = words(lang);
    let it = &catalogue.advice.refusals[at];
    let mut out = format!("## {} {}\n\n", it.code.word(), lang.of(&it.title));
    _ = write!(out, "*{}*\n\n", lang.of(&it.letter));
    _ = writeln!(out, "- {}: {}", w.word("policy-remedy"), lang.of(&it.remedy));
    _ = writeln!(out, "- {}: {}", w.word("policy-carries"), it.carries.join(", "));
    out
}

fn parameter_page(catalogue: &Catalogue, at: usize, lang: Lang) -> String {
    let w = words(lang);
    let it = &catalogue.advice.parameters[at];
    let mut out = format!("## {}\n\n`{}`\n\n", lang.of(&it.title), it.name.word());
    let value = parameter_value(it.name, it.value, lang);
    _ = writeln!(out, "- {}: {value}", w.word("policy-value"));
    _ = writeln!(out, "- {}: {}", w.word("policy-why"), lang.of(&it.why));
    let source = it.source.as_ref().map_or_else(
        || w.word("policy-to-be-set").to_owned(),
        |key| citation(catalogue, key, it.at.as_deref()),
    );
    _ = writeln!(out, "- {}: {source}", w.word("policy-source"));
    out
}

/// `M24 Working groups`.
pub(crate) fn named(it: &PolicyMeasure, lang: Lang) -> String {
    format!("{} {}", it.article, lang.of(&it.title))
}

pub(crate) fn actors(it: &PolicyMeasure, w: &Words) -> String {
    let list: Vec<&str> = it.acts.iter().map(|it| actor(*it, w)).collect();
    list.join(", ")
}

pub(crate) fn actor(it: Actor, w: &Words) -> &str {
    w.word(match it {
        Actor::Cluster => "actor-cluster",
        Actor::Region => "actor-region",
        Actor::State => "actor-state",
    })
}

pub(crate) fn years((low, high): (f64, f64), w: &Words) -> String {
    w.say(
        "policy-in-years",
        &[("years", (&number_range((low, high), w.lang)).into()), ("n", high.into())],
    )
}

/// `2–5`, or one number.
pub(crate) fn number_range((low, high): (f64, f64), lang: Lang) -> String {
    if low == high {
        number(low, lang)
    } else {
        format!("{}–{}", number(low, lang), number(high, lang))
    }
}

/// A cost with its unit, and whose number it is.
fn cost(catalogue: &Catalogue, it: &Cost, lang: Lang) -> String {
    let w = words(lang);
    let range = number_range((it.low, it.high), lang);
    match (&it.source, it.effort) {
        (Some(source), _) => {
            format!("{range} {} ({})", unit(&it.unit, w), citation(catalogue, source, None))
        }
        (None, Some(at)) => w.say(
            "policy-cost-effort",
            &[
                ("range", (&range).into()),
                ("effort", lang.of(&catalogue.advice.efforts[at].title).into()),
            ],
        ),
        (None, None) => range,
    }
}

/// The unit of costs in words.
pub(crate) fn unit<'a>(unit: &'a str, w: &'a Words) -> &'a str {
    if unit == RELATIVE { w.word("policy-relative") } else { unit }
}

/// What is to be borne in mind with every cost.
pub(crate) fn cost_note(catalogue: &Catalogue, lang: Lang) -> String {
    let w = words(lang);
    if catalogue.advice.cost_unit() == RELATIVE {
        w.word("policy-cost-note").to_owned()
    } else {
        w.say("policy-cost-in", &[("unit", catalogue.advice.cost_unit().into())])
    }
}

pub(crate) fn parameter_value(name: ParameterName, value: Option<f64>, lang: Lang) -> String {
    match (value, name) {
        (None, _) => words(lang).word("policy-open").to_owned(),
        (Some(value), ParameterName::Chance | ParameterName::LiftChance) => {
            crate::wording::percent(value, lang)
        }
        (
            Some(value),
            ParameterName::MostMissingSigns
            | ParameterName::CapPerCluster
            | ParameterName::YearsBeforeJudging
            | ParameterName::SearchSteps,
        ) => number(value, lang),
    }
}

pub(crate) fn rule_kind(it: RuleKind, w: &Words) -> &str {
    w.word(match it {
        RuleKind::Core => "rule-kind-core",
        RuleKind::Redirect => "rule-kind-redirect",
        RuleKind::TooEarly => "rule-kind-too-early",
        RuleKind::Withhold => "rule-kind-withhold",
        RuleKind::Condition => "rule-kind-condition",
        RuleKind::Project => "rule-kind-project",
        RuleKind::Refuse => "rule-kind-refuse",
        RuleKind::NoVerdict => "rule-kind-no-verdict",
        RuleKind::Adjust => "rule-kind-adjust",
        RuleKind::Sequence => "rule-kind-sequence",
        RuleKind::Caution => "rule-kind-caution",
    })
}

pub(crate) fn circumstance(it: Circumstance, w: &Words) -> &str {
    w.word(match it {
        Circumstance::SignsMissing => "on-signs-missing",
        Circumstance::NoMeasure => "on-no-measure",
        Circumstance::Early => "on-early",
        Circumstance::FactsMissing => "on-facts-missing",
        Circumstance::Supported => "on-supported",
        Circumstance::SecondGroup => "on-second-group",
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
