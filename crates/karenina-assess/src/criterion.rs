//! From values to a verdict on one criterion: distance, degree, chance.

use karenina_catalogue::{Indicator, Nature, Rule, Threshold};
use karenina_model::{Absence, Interval, Truth, Value};

use crate::{
    Finding, Verdict,
    claims::{Claimed, Rank, within_range},
    context::Context,
    finding::{Computed, Evidence},
    measure::Measured,
};

/// A finding of nothing.
pub(crate) fn nothing() -> Finding {
    Finding {
        value: Value::Absent(Absence::NotSaid),
        computed: None,
        claimed: None,
        contradicted: false,
        u: 0.0,
        threshold: None,
        verdict: Verdict::Undetermined,
        rivals: Vec::new(),
        near: false,
        distance: None,
        degree: (0.0, 1.0),
        chance: (0.0, 1.0),
        firm: None,
        evidence: Vec::new(),
    }
}

/// Sets computed and claimed value beside each other and judges.
pub(crate) fn finding(
    context: &Context<'_>,
    indicator: &Indicator,
    measured: Measured,
    claimed: Option<Claimed>,
    applies: Truth,
) -> Finding {
    let computed = measured.computed.and_then(|it| {
        let value = it.value.interval()?;
        // A complete list that is empty is empty, whatever is thought possible.
        let value = within_range(indicator, value).or_else(|| it.complete.then_some(value))?;
        Some(Computed { value: Value::Known(value), ..it })
    });
    let (value, contradicted) = together(computed, claimed.as_ref(), measured.absence);
    let u = uncertainty(context, indicator, value, claimed.as_ref());
    let mut evidence = measured.evidence;
    if let Some(claimed) = &claimed {
        evidence.extend(claimed.rows.iter().map(|row| Evidence::Claim(*row)));
    }
    let threshold = indicator.judging(context.on);
    let judged = threshold.map(|at| judge(&indicator.thresholds[at], value, u, applies));
    let rivals = indicator
        .thresholds
        .iter()
        .enumerate()
        .filter(|(at, it)| Some(*at) != threshold && it.in_force(context.on))
        .map(|(at, it)| (at, judge(it, value, u, applies).verdict))
        .collect();
    let firm = context.catalogue.model.policy.firm;
    match judged {
        None => Finding {
            value,
            computed,
            claimed: claimed.map(|it| it.value),
            contradicted,
            u,
            verdict: match applies {
                Truth::No => Verdict::NotApplicable,
                Truth::Yes | Truth::Unknown => Verdict::NoThreshold,
            },
            rivals,
            evidence,
            ..nothing()
        },
        Some(judged) => Finding {
            value,
            computed,
            claimed: claimed.map(|it| it.value),
            contradicted,
            u,
            threshold,
            verdict: judged.verdict,
            rivals,
            near: judged.near,
            distance: judged.distance,
            degree: judged.degree,
            chance: judged.chance,
            firm: value
                .interval()
                .map(|_| judged.chance.0 >= firm || judged.chance.1 <= 1.0 - firm),
            evidence,
        },
    }
}

/// The value that is judged. What the tables come to and what is claimed narrow each other where
/// they agree; where they cannot both be true the better founded one counts.
fn together(
    computed: Option<Computed>,
    claimed: Option<&Claimed>,
    absence: Absence,
) -> (Value, bool) {
    let claimed_value = claimed.and_then(|it| it.value.interval());
    let contradicted = claimed.is_some_and(|it| it.contradicted);
    let computed_value = computed.and_then(|it| it.value.interval());
    match (computed_value, claimed_value) {
        (None, None) => {
            let why = match claimed.map(|it| it.value) {
                Some(Value::Absent(why)) => why,
                Some(Value::Known(_)) | None => absence,
            };
            (Value::Absent(why), contradicted)
        }
        (Some(it), None) | (None, Some(it)) => (Value::Known(it), contradicted),
        (Some(from_tables), Some(said)) => match from_tables.intersection(said) {
            Some(both) => (Value::Known(both), contradicted),
            None => {
                let table_rank = if computed.is_some_and(|it| it.complete) {
                    Rank::CompleteList
                } else {
                    Rank::PartOfList
                };
                let claim_rank = claimed.map_or(Rank::Declared, |it| it.rank);
                let better = if table_rank >= claim_rank { from_tables } else { said };
                (Value::Known(better), true)
            }
        },
    }
}

fn uncertainty(
    context: &Context<'_>,
    indicator: &Indicator,
    value: Value,
    claimed: Option<&Claimed>,
) -> f64 {
    if let Some(u) = claimed.and_then(|it| it.u) {
        return u;
    }
    let Some(it) = value.interval() else { return 0.0 };
    let largest = it.low().abs().max(it.high().abs());
    match indicator.nature {
        Nature::Statistic if largest.is_finite() => {
            context.catalogue.model.policy.u_statistic * largest
        }
        Nature::Statistic | Nature::Fact | Nature::Count | Nature::Survey | Nature::Expert => 0.0,
    }
}

struct Judged {
    verdict: Verdict,
    near: bool,
    distance: Option<(f64, f64)>,
    degree: (f64, f64),
    chance: (f64, f64),
}

/// Judges a value by a threshold.
fn judge(threshold: &Threshold, value: Value, u: f64, applies: Truth) -> Judged {
    let rule = threshold.rule;
    let unknown = Judged {
        verdict: Verdict::Undetermined,
        near: false,
        distance: None,
        degree: (0.0, 1.0),
        chance: (0.0, 1.0),
    };
    if applies == Truth::No {
        return Judged { verdict: Verdict::NotApplicable, ..unknown };
    }
    let Some(interval) = value.interval() else { return unknown };
    let holds = rule.holds(interval);
    let distance = threshold.zero.and_then(|zero| rule.distance(interval, zero));
    let degree = match (distance, holds) {
        // The bound itself attains all there is, also where it is not enough to pass.
        (Some((low, high)), _) => ((1.0 + low).clamp(0.0, 1.0), (1.0 + high).clamp(0.0, 1.0)),
        (None, Truth::Yes) => (1.0, 1.0),
        (None, Truth::No) => (0.0, 0.0),
        (None, Truth::Unknown) => (0.0, 1.0),
    };
    if applies == Truth::Unknown {
        return Judged { distance, degree, ..unknown };
    }
    let chance = chance(rule, interval, holds, u, threshold.u);
    let verdict = match holds {
        Truth::Yes => Verdict::Met,
        Truth::No => Verdict::NotMet,
        Truth::Unknown => Verdict::Undetermined,
    };
    let near = holds == Truth::No && distance.is_some_and(|(low, _)| low > -1.0);
    Judged { verdict, near, distance, degree, chance }
}

/// Lowest and highest chance that the rule holds: the value may lie anywhere in its interval, and
/// both it and the bound have errors.
pub(crate) fn chance(
    rule: Rule,
    value: Interval,
    holds: Truth,
    u: f64,
    u_bound: f64,
) -> (f64, f64) {
    if u == 0.0 && u_bound == 0.0 {
        return match holds {
            Truth::Yes => (1.0, 1.0),
            Truth::No => (0.0, 0.0),
            Truth::Unknown => (0.0, 1.0),
        };
    }
    let at = |x: f64| at_point(rule, x, u, u_bound);
    let ends = [at(value.low()), at(value.high())];
    let (mut low, mut high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    if let Rule::Between(from, to) = rule {
        let middle = f64::midpoint(from, to).clamp(value.low(), value.high());
        high = high.max(at(middle));
        low = low.min(high);
    }
    (low, high)
}

fn at_point(rule: Rule, x: f64, u: f64, u_bound: f64) -> f64 {
    let above = |x: f64, bound: f64, strict: bool| match x {
        f64::INFINITY => 1.0,
        f64::NEG_INFINITY => 0.0,
        x => karenina_stats::probability_above(x, u, bound, u_bound, strict).unwrap_or(0.5),
    };
    match rule {
        Rule::Above(bound) => above(x, bound, true),
        Rule::AtLeast(bound) => above(x, bound, false),
        Rule::Below(bound) => above(-x, -bound, true),
        Rule::AtMost(bound) => above(-x, -bound, false),
        Rule::Between(low, high) => (above(x, low, false) + above(-x, -high, false) - 1.0).max(0.0),
        Rule::IsTrue => above(x, 1.0, false),
        Rule::IsFalse => above(-x, 0.0, false),
    }
}
