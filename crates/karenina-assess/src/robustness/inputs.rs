//! What a verdict hangs on: how likely it flips when one input alone is found anew.

use karenina_catalogue::{Catalogue, Rule};
use karenina_stats::{poisson_binomial, probability_above_in_interval};

use super::{RobustnessOptions, draws, thresholds_of};
use crate::{Finding, sign};

/// One input of a verdict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Input {
    /// The place of the indicator.
    pub indicator: usize,
    /// Its value or its threshold.
    pub kind: InputKind,
    /// F: the chance that the verdict changes when this input alone is drawn again.
    pub flip: f64,
    /// Sobol's total index, F / (2 P (1 − P)); `None` where the verdict does not vary.
    pub total_index: Option<f64>,
}

/// What is drawn again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// The value of the cluster: its error, and where in its interval it lies.
    Value,
    /// The threshold: which of the rivals, and its error.
    Threshold,
}

impl InputKind {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Threshold => "threshold",
        }
    }
}

/// The exact chances of a cluster with rivals drawn and intervals spread.
pub(super) struct Chances {
    /// That every sign is met, what is not known failing or passing.
    pub all: (f64, f64),
    /// Sign by sign, criterion by criterion.
    signs: Vec<Vec<Chance>>,
}

struct Chance {
    indicator: usize,
    key: bool,
    low: f64,
    high: f64,
    flip_value: f64,
    flip_threshold: f64,
}

/// Points that stand for the error of a threshold, with equal weight, in the integrals of the
/// flip chances; the chances themselves are closed forms.
const NODES: u32 = 32;

pub(super) fn chances(
    catalogue: &Catalogue,
    findings: &[Finding],
    options: RobustnessOptions,
) -> Chances {
    let signs: Vec<Vec<Chance>> = super::applicable(catalogue, findings)
        .map(|(sign, of_sign)| {
            let about = &catalogue.model.signs[sign];
            of_sign
                .iter()
                .map(|at| chance(catalogue, *at, about.key.contains(at), &findings[*at], options))
                .collect()
        })
        .collect();
    let all = |end: fn(&Chance) -> f64, nothing: f64| -> f64 {
        super::applicable(catalogue, findings)
            .zip(&signs)
            .map(|((sign, _), cells)| {
                if cells.is_empty() {
                    nothing
                } else {
                    of_sign(catalogue, sign, cells, &|at| end(&cells[at]))
                }
            })
            .product()
    };
    let all =
        if signs.is_empty() { (0.0, 1.0) } else { (all(|it| it.low, 0.0), all(|it| it.high, 1.0)) };
    Chances { all, signs }
}

/// The chance that a sign is met, criteria independent.
fn of_sign(catalogue: &Catalogue, sign: usize, cells: &[Chance], p: &dyn Fn(usize) -> f64) -> f64 {
    let needed = sign::needed(catalogue.model.signs[sign].rule, cells.len());
    if needed == cells.len() {
        return (0..cells.len()).map(p).product();
    }
    let of = |key: bool| -> Vec<f64> {
        (0..cells.len()).filter(|at| cells[*at].key == key).map(p).collect()
    };
    let (keys, others) = (of(true), of(false));
    let keys_hold: f64 = keys.iter().product();
    keys_hold * poisson_binomial::at_least(&others, needed.saturating_sub(keys.len()))
}

fn chance(
    catalogue: &Catalogue,
    indicator: usize,
    key: bool,
    finding: &Finding,
    options: RobustnessOptions,
) -> Chance {
    let mut it =
        Chance { indicator, key, low: 0.0, high: 1.0, flip_value: 0.0, flip_threshold: 0.0 };
    let Some(value) = finding.value.interval() else { return it };
    let thresholds = thresholds_of(finding, options.rivals);
    if draws::open_whatever_the_value(finding) {
        return it;
    }
    let spread = draws::spreads(finding, options);
    let n = thresholds.len() as f64;
    let rules = || {
        thresholds.iter().map(|at| {
            let threshold = &catalogue.indicators[indicator].thresholds[*at];
            (threshold.rule, threshold.u)
        })
    };
    let ends = |rule: Rule, u_bound: f64| -> (f64, f64) {
        if spread {
            let p =
                spread_chance(rule, (value.low(), value.high()), libm::hypot(finding.u, u_bound));
            (p, p)
        } else {
            crate::criterion::chance(rule, value, rule.holds(value), finding.u, u_bound)
        }
    };
    let (mut low, mut high) = (0.0, 0.0);
    for (rule, u) in rules() {
        let (a, b) = ends(rule, u);
        (low, high) = (low + a / n, high + b / n);
    }
    (it.low, it.high) = (low, high.min(1.0));
    // What is flipped is the verdict with the open ends turned out well.
    let certain = thresholds.len() == 1 && rules().all(|(_, u)| u == 0.0);
    if certain {
        it.flip_value = 2.0 * it.high * (1.0 - it.high);
        return it;
    }
    // Every rival has as many nodes as any other, and so the same weight.
    let any_error = rules().any(|(_, u)| u > 0.0);
    let n_nodes = if any_error { NODES } else { 1 };
    let mut nodes: Vec<f64> = Vec::with_capacity(thresholds.len() * n_nodes as usize);
    for (rule, u) in rules() {
        for node in 0..n_nodes {
            let middle = (f64::from(node) + 0.5) / f64::from(n_nodes);
            let quantile = karenina_stats::normal_quantile(middle).unwrap_or(0.0);
            nodes.push(ends(shift(rule, u * quantile), 0.0).1);
        }
    }
    let n = nodes.len() as f64;
    it.flip_value = nodes.iter().map(|p| 2.0 * p * (1.0 - p)).sum::<f64>() / n;
    // Σ Σ |p − p'| from the sorted list.
    nodes.sort_by(f64::total_cmp);
    let gaps: f64 = nodes.iter().enumerate().map(|(at, p)| p * (2.0 * at as f64 - (n - 1.0))).sum();
    it.flip_threshold = (2.0 * gaps / (n * n)).max(0.0);
    it
}

fn shift(rule: Rule, by: f64) -> Rule {
    match rule {
        Rule::Above(bound) => Rule::Above(bound + by),
        Rule::AtLeast(bound) => Rule::AtLeast(bound + by),
        Rule::Below(bound) => Rule::Below(bound + by),
        Rule::AtMost(bound) => Rule::AtMost(bound + by),
        Rule::Between(low, high) => Rule::Between(low + by, high + by),
        Rule::IsTrue => Rule::IsTrue,
        Rule::IsFalse => Rule::IsFalse,
    }
}

fn spread_chance(rule: Rule, (low, high): (f64, f64), u: f64) -> f64 {
    let (from, to) = draws::bounds(rule);
    let above = |ends: (f64, f64), bound: f64| match bound {
        f64::NEG_INFINITY => 1.0,
        bound => probability_above_in_interval(ends, u, bound).unwrap_or(0.5),
    };
    (above((low, high), from) + above((-high, -low), -to) - 1.0).max(0.0)
}

/// Every uncertain input with the chance that the verdict flips with it alone, most first. An
/// input that cannot flip the verdict is left out.
pub(super) fn inputs(catalogue: &Catalogue, findings: &[Finding], chances: &Chances) -> Vec<Input> {
    let with = |cells: &[Chance], sign: usize, at: usize, p: f64| {
        of_sign(catalogue, sign, cells, &|other| if other == at { p } else { cells[other].high })
    };
    let signs: Vec<usize> = super::applicable(catalogue, findings).map(|it| it.0).collect();
    let of_signs: Vec<f64> = signs
        .iter()
        .zip(&chances.signs)
        .map(|(sign, cells)| {
            if cells.is_empty() {
                1.0
            } else {
                of_sign(catalogue, *sign, cells, &|at| cells[at].high)
            }
        })
        .collect();
    let all: f64 = of_signs.iter().product();
    let mut inputs = Vec::new();
    for (place, (sign, cells)) in signs.iter().zip(&chances.signs).enumerate() {
        let others: f64 =
            of_signs.iter().enumerate().filter(|(it, _)| *it != place).map(|(_, p)| p).product();
        for (at, cell) in cells.iter().enumerate() {
            if cell.flip_value <= 0.0 && cell.flip_threshold <= 0.0 {
                continue;
            }
            // How often all the rest is such that this criterion decides.
            let decides =
                others * (with(cells, *sign, at, 1.0) - with(cells, *sign, at, 0.0)).max(0.0);
            for (kind, flip) in
                [(InputKind::Value, cell.flip_value), (InputKind::Threshold, cell.flip_threshold)]
            {
                let flip = flip * decides;
                if flip > 0.0 {
                    let variance = all * (1.0 - all);
                    let total_index = (variance > 0.0).then(|| (flip / (2.0 * variance)).min(1.0));
                    inputs.push(Input { indicator: cell.indicator, kind, flip, total_index });
                }
            }
        }
    }
    inputs.sort_by(|a, b| b.flip.total_cmp(&a.flip).then(a.indicator.cmp(&b.indicator)));
    inputs
}
