//! Measures of support and rules of decision: names looked up, prices and circles checked.

use karenina_model::{Code, Place, Problem, nearest};
use toml::Spanned;

use super::{File, Names, parse};
use crate::{
    AdvicePolicy, Cost, DecisionRule, Effort, Fires, Indicator, Lift, Measure, Model, Need,
    Parameter, ParameterName, PolicyMeasure, RELATIVE, Refusal, RefusalCode,
    written::policy as written,
};

/// The file of rules and parameters.
const RULES: &str = "rules.toml";

/// Everything below `measures/`, and `rules.toml`. A catalogue without them judges all the same.
pub(super) fn checked(
    files: &[(&str, &str)],
    names: &Names<'_>,
    model: &Model,
    indicators: &[Indicator],
    problems: &mut Vec<Problem>,
) -> AdvicePolicy {
    let mut policy = AdvicePolicy::default();
    let rules_text = files.iter().find(|it| it.0 == RULES).map(|it| it.1);
    let mut written_measures: Vec<(String, File<'_>, written::PolicyMeasure)> = Vec::new();
    for (path, text) in files {
        let Some(id) = path.strip_prefix("measures/").and_then(|it| it.strip_suffix(".toml"))
        else {
            continue;
        };
        let mut file = File { path, text, problems: Vec::new() };
        match parse(&mut file) {
            Some(it) => written_measures.push((id.to_owned(), file, it)),
            None => problems.extend(file.problems),
        }
    }
    if rules_text.is_none() && written_measures.is_empty() {
        return policy;
    }
    let mut rules_file =
        File { path: RULES, text: rules_text.unwrap_or_default(), problems: Vec::new() };
    if rules_text.is_none() {
        problems.push(Problem::new(Code::CatalogueFileMissing, Place::file(RULES)));
    } else if let Some(it) = parse::<written::Rules>(&mut rules_file) {
        rules(&mut rules_file, names, it, &mut policy);
    }
    // In the order of the article: M2 before M10.
    let number = |it: &written::PolicyMeasure| {
        let digits = it.article.get_ref().trim_start_matches(|it: char| !it.is_ascii_digit());
        digits.parse::<u32>().unwrap_or(u32::MAX)
    };
    written_measures.sort_by(|a, b| (number(&a.2), &a.0).cmp(&(number(&b.2), &b.0)));
    let ids: Vec<String> = written_measures.iter().map(|it| it.0.clone()).collect();
    let mut places = Vec::with_capacity(ids.len());
    for (id, mut file, it) in written_measures {
        places.push(
            it.needs
                .first()
                .map_or_else(|| Place::file(file.path), |first| file.place(first.span().start)),
        );
        let known = Known { names, model, indicators, ids: &ids };
        let measure = measure(&mut file, &known, &policy, id, it);
        policy.measures.push(measure);
        problems.extend(file.problems);
    }
    circles(&policy.measures, &places, problems);
    problems.extend(rules_file.problems);
    policy
}

/// What a measure may refer to.
struct Known<'a> {
    names: &'a Names<'a>,
    model: &'a Model,
    indicators: &'a [Indicator],
    ids: &'a [String],
}

fn measure(
    file: &mut File<'_>,
    known: &Known<'_>,
    policy: &AdvicePolicy,
    id: String,
    it: written::PolicyMeasure,
) -> PolicyMeasure {
    let alike = policy.measures.iter().find(|other| other.article == *it.article.get_ref());
    if let Some(other) = alike {
        let details = [("found", it.article.get_ref().clone()), ("first", other.id.clone())];
        file.complain(Code::PolicyMeasuresAlike, &it.article, details);
    }
    let signs: Vec<&str> = known.model.signs.iter().map(|it| it.id.as_str()).collect();
    let mends: Vec<usize> = it
        .mends
        .iter()
        .filter_map(|written| {
            let at = signs.iter().position(|it| it == written.get_ref());
            if at.is_none() {
                file.unknown(Code::PolicySignUnknown, written, signs.iter().copied());
            }
            at
        })
        .collect();
    for (written, chance) in &it.chances {
        if !it.lifts.iter().any(|lift| lift.get_ref() == written.get_ref()) {
            file.unknown(
                Code::PolicyLiftUnfit,
                written,
                it.lifts.iter().map(|it| it.get_ref().as_str()),
            );
        }
        file.number(chance, 0.01, 1.0);
    }
    let mut lifts = Vec::new();
    for written in &it.lifts {
        let Some(at) = known.names.indicator(file, written) else { continue };
        let sign = known.indicators[at].sign;
        // A lift has to be of a sign that the measure mends, and of a criterion that decides it.
        if !mends.contains(&sign) || !known.model.signs[sign].required.contains(&at) {
            file.unknown(
                Code::PolicyLiftUnfit,
                written,
                mends.iter().flat_map(|sign| {
                    let required = &known.model.signs[*sign].required;
                    required.iter().map(|it| known.indicators[*it].id.as_str())
                }),
            );
            continue;
        }
        let chance = it
            .chances
            .iter()
            .find(|(id, _)| id.get_ref() == written.get_ref())
            .map(|(_, chance)| chance.get_ref().clamp(0.01, 1.0));
        lifts.push(Lift { indicator: at, chance });
    }
    let practices = it.practices.iter().map(|it| known.names.practice(file, it)).collect();
    let helps = it.helps.iter().filter_map(|it| known.names.indicator(file, it)).collect();
    let effort = it.effort.as_ref().and_then(|written| {
        let at = policy.efforts.iter().position(|it| it.id == *written.get_ref());
        if at.is_none() {
            let efforts = policy.efforts.iter().map(|it| it.id.as_str());
            file.unknown(Code::PolicyEffortUnknown, written, efforts);
        }
        at
    });
    let cost = cost(file, known, policy, &it, effort);
    let years = match (&it.years, effort) {
        (Some(written), _) => range(file, written).unwrap_or((0.0, 0.0)),
        (None, Some(at)) => policy.efforts[at].years,
        (None, None) => (0.0, 0.0),
    };
    let mut needs = Vec::new();
    for written in &it.needs {
        let need = match known.ids.iter().position(|id| id == written.get_ref()) {
            Some(at) => Some(Need::Measure(at)),
            None => known
                .names
                .indicators
                .iter()
                .position(|id| id == written.get_ref())
                .map(Need::Criterion),
        };
        match need {
            Some(need) => needs.push(need),
            None => unknown_measure(file, known, written, true),
        }
    }
    let mut excludes = Vec::new();
    for written in &it.excludes {
        let Some(at) = known.ids.iter().position(|id| id == written.get_ref()) else {
            unknown_measure(file, known, written, false);
            continue;
        };
        if known.ids[at] == id || needs.contains(&Need::Measure(at)) {
            let details = [("found", written.get_ref().clone())];
            file.complain(Code::PolicyExcludesNeeded, written, details);
            continue;
        }
        excludes.push(at);
    }
    let source = known.names.source(file, &it.source);
    PolicyMeasure {
        id,
        article: it.article.into_inner(),
        title: it.title,
        does: it.does,
        mends,
        lifts,
        practices,
        helps,
        acts: it.acts,
        outside: it.outside,
        cost,
        years,
        needs,
        excludes,
        source,
        at: it.at,
    }
}

fn unknown_measure(
    file: &mut File<'_>,
    known: &Known<'_>,
    written: &Spanned<String>,
    or_criterion: bool,
) {
    let measures = known.ids.iter().map(String::as_str);
    let criteria = known.names.indicators.iter().map(String::as_str);
    if or_criterion {
        file.unknown(Code::PolicyMeasureUnknown, written, measures.chain(criteria));
    } else {
        file.unknown(Code::PolicyMeasureUnknown, written, measures);
    }
}

/// A price with its source, else that of the class of effort, which is no price.
fn cost(
    file: &mut File<'_>,
    known: &Known<'_>,
    policy: &AdvicePolicy,
    it: &written::PolicyMeasure,
    effort: Option<usize>,
) -> Cost {
    let nothing =
        || Cost { low: 0.0, high: 0.0, unit: RELATIVE.to_owned(), source: None, effort: None };
    let cost = match (&it.cost, effort) {
        (Some(written), _) => {
            let cost = written.get_ref();
            let source = known.names.source(file, &cost.source);
            let ends = ends(file, written, cost.low, cost.high).unwrap_or((0.0, 0.0));
            Cost {
                low: ends.0,
                high: ends.1,
                unit: cost.unit.clone(),
                source: Some(source),
                effort: None,
            }
        }
        (None, Some(at)) => {
            let effort = &policy.efforts[at];
            Cost {
                low: effort.low,
                high: effort.high,
                unit: RELATIVE.to_owned(),
                source: None,
                effort: Some(at),
            }
        }
        (None, None) => {
            if it.effort.is_none() {
                file.complain(Code::PolicyCostMissing, &it.article, []);
            }
            return nothing();
        }
    };
    if let Some(first) = policy.measures.first()
        && first.cost.unit != cost.unit
    {
        let details = [
            ("found", cost.unit.clone()),
            ("first", first.id.clone()),
            ("unit", first.cost.unit.clone()),
        ];
        match (&it.cost, &it.effort) {
            (Some(written), _) => file.complain(Code::PolicyCostUnits, written, details),
            (None, Some(written)) => file.complain(Code::PolicyCostUnits, written, details),
            (None, None) => {}
        }
    }
    cost
}

/// Both ends of a range, unless it begins above its end or below nothing.
fn ends<T>(file: &mut File<'_>, written: &Spanned<T>, low: f64, high: f64) -> Option<(f64, f64)> {
    if low >= 0.0 && low <= high && high < 1e12 {
        return Some((low, high));
    }
    let details = [("low", low.to_string()), ("high", high.to_string())];
    file.complain(Code::PolicyRangeUnfit, written, details);
    None
}

fn range(file: &mut File<'_>, written: &Spanned<[f64; 2]>) -> Option<(f64, f64)> {
    let [low, high] = *written.get_ref();
    ends(file, written, low, high)
}

fn rules(file: &mut File<'_>, names: &Names<'_>, it: written::Rules, policy: &mut AdvicePolicy) {
    for written in it.effort {
        let cost = range(file, &written.cost).unwrap_or((0.0, 0.0));
        let years = range(file, &written.years).unwrap_or((0.0, 0.0));
        let twice = policy.efforts.iter().any(|it| it.id == *written.id.get_ref());
        if twice {
            let details = [("found", written.id.get_ref().clone())];
            file.complain(Code::RulesAlike, &written.id, details);
        }
        policy.efforts.push(Effort {
            id: written.id.into_inner(),
            title: written.title,
            low: cost.0,
            high: cost.1,
            years,
        });
    }
    for written in it.parameter {
        let name = *written.name.get_ref();
        let (low, high) = name.range();
        let value = written.value.as_ref().map(|it| file.number(it, low, high));
        if policy.parameters.iter().any(|it| it.name == name) {
            let details = [("found", name.word().to_owned())];
            file.complain(Code::RulesAlike, &written.name, details);
        }
        if value.is_none() && !name.may_be_open() {
            let details = [("name", name.word().to_owned())];
            file.complain(Code::ParameterMissing, &written.name, details);
        }
        policy.parameters.push(Parameter {
            name,
            value,
            title: written.title,
            why: written.why,
            source: written.source.map(|it| names.source(file, &it)),
            at: written.at,
        });
    }
    for name in ParameterName::ALL {
        if !policy.parameters.iter().any(|it| it.name == name) {
            file.problems.push(
                Problem::new(Code::ParameterMissing, Place::file(RULES)).with("name", name.word()),
            );
        }
    }
    let rule_ids: Vec<&str> = it.rule.iter().map(|it| it.id.get_ref().as_str()).collect();
    for written in it.refusal {
        for rule in &written.carries {
            if !rule_ids.contains(&rule.get_ref().as_str()) {
                file.unknown(Code::RuleUnknown, rule, rule_ids.iter().copied());
            }
        }
        let code = *written.code.get_ref();
        if policy.refusals.iter().any(|it| it.code == code) {
            file.complain(Code::RulesAlike, &written.code, [("found", code.word().to_owned())]);
        }
        policy.refusals.push(Refusal {
            code,
            title: written.title,
            letter: written.letter,
            remedy: written.remedy,
            carries: written.carries.into_iter().map(Spanned::into_inner).collect(),
        });
    }
    for code in RefusalCode::ALL {
        if !policy.refusals.iter().any(|it| it.code == code) {
            file.problems.push(
                Problem::new(Code::RuleUnknown, Place::file(RULES))
                    .with("found", code.word())
                    .with("near", "none"),
            );
        }
    }
    for written in it.rule {
        let id = written.id.get_ref().clone();
        if policy.rules.iter().any(|it| it.id == id) {
            file.complain(Code::RulesAlike, &written.id, [("found", id.clone())]);
        }
        let of = written
            .when
            .iter()
            .filter_map(|it| Some((names.indicator(file, &it.indicator)?, file.rule(&it.rule)?)))
            .collect();
        let fires = match (written.on, written.when.is_empty()) {
            (Some(on), true) => Fires::On(on),
            (None, false) => Fires::When { all: written.all, of },
            // Neither says when it fires, and both say it twice.
            (Some(_), false) | (None, true) => {
                file.complain(Code::RuleWithoutTrigger, &written.id, [("found", id.clone())]);
                Fires::When { all: false, of: Vec::new() }
            }
        };
        policy.rules.push(DecisionRule {
            id,
            kind: written.kind,
            title: written.title,
            letter: written.letter,
            fires,
            source: names.source(file, &written.source),
            at: written.at,
        });
    }
}

/// Measures must not need each other in a circle: none of them could come first.
fn circles(measures: &[PolicyMeasure], places: &[Place], problems: &mut Vec<Problem>) {
    let needed = |at: usize| {
        measures[at].needs.iter().filter_map(|it| match it {
            Need::Measure(at) => Some(*at),
            Need::Criterion(_) => None,
        })
    };
    for start in 0..measures.len() {
        let mut seen = vec![false; measures.len()];
        let mut open: Vec<usize> = needed(start).collect();
        while let Some(at) = open.pop() {
            if at == start {
                let nearby = measures[start].needs.iter().find_map(|it| match it {
                    Need::Measure(at) => Some(measures[*at].id.as_str()),
                    Need::Criterion(_) => None,
                });
                problems.push(
                    Problem::new(Code::PolicyNeedsCircular, places[start].clone())
                        .with("found", measures[start].id.as_str())
                        .with("by", nearby.unwrap_or("itself")),
                );
                break;
            }
            if !std::mem::replace(&mut seen[at], true) {
                open.extend(needed(at));
            }
        }
    }
}

impl Indicator {
    /// The practices that all have to be in force for the judging rule to hold, where it is such
    /// an indicator.
    pub fn practices_all_needed(&self, bound: f64) -> Option<&[String]> {
        match &self.measure {
            Measure::Practices(list) if bound >= list.len() as f64 => Some(list),
            _ => None,
        }
    }
}

impl AdvicePolicy {
    /// The id that is most like a text.
    pub fn nearest(&self, text: &str) -> Option<&str> {
        nearest(text, self.measures.iter().map(|it| it.id.as_str()))
    }
}
