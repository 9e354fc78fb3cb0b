//! Evidence for or against the principle itself: is a sign necessary for an outcome that was
//! measured apart from the signs?
//!
//! The model says that every sign is needed. Given what became of the clusters, the data may
//! support that, contradict it, or be too few to tell; mostly they are too few, and then that is
//! the answer.

mod compensation;
mod outcome;

pub use compensation::{Compensation, CompensationEvidence, Summary};
pub use outcome::{OUTCOME, Outcome, outcome_problems, outcomes};

use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, TableId};
use karenina_stats::{
    Ceiling, CeilingKind, Corner, NecessityBounds, NecessityPermutation, Needed, Scope,
    Sufficiency,
    boolean_minimisation::{Minimisation, boolean_minimisation},
    clopper_pearson, exceptions_upper_bound, holm, necessary_condition, necessity_bottleneck,
    necessity_permutation, set_necessity_bounds, set_sufficiency, truth_table,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use rayon::prelude::*;

use crate::{Assessment, Verdict};

/// What is tested, and by what rules. The rules are printed with the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NecessityOptions {
    /// Draws of the permutation test where it cannot be exact.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
    /// A set is necessary from this consistency on (usually 0.9).
    pub consistency: f64,
    /// Below this relevance a necessity is trivial (0.6).
    pub relevance: f64,
    /// Error rate of tests, and of bounds on exceptions.
    pub alpha: f64,
    /// A configuration goes with the outcome from this consistency on (0.8).
    pub inclusion: f64,
}

impl Default for NecessityOptions {
    fn default() -> Self {
        Self {
            draws: 10_000,
            seed: 0,
            consistency: 0.9,
            relevance: 0.6,
            alpha: 0.05,
            inclusion: 0.8,
        }
    }
}

/// Cases with conditions and an outcome, whatever they stand for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NecessityData {
    /// Names of the cases.
    pub cases: Vec<String>,
    /// The conditions.
    pub conditions: Vec<ConditionData>,
    /// What the outcome is called.
    pub outcome: String,
    /// Its level, case by case.
    pub level: Vec<f64>,
    /// Membership in the set of cases with the outcome; `None`: the levels were not calibrated.
    pub membership: Option<Vec<f64>>,
    /// Cases left out because nothing, or nothing certain, is said of their outcome.
    pub without_outcome: Vec<String>,
}

/// A condition, case by case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConditionData {
    /// Its name.
    pub name: String,
    /// Least and most of its level.
    pub level: Vec<(f64, f64)>,
    /// Least and most of the membership in its set; `None`: not calibrated.
    pub membership: Option<Vec<(f64, f64)>>,
    /// The possible range of the level; `None`: that of the cases.
    pub scope: Option<(f64, f64)>,
}

/// Why something cannot be said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NotEstimable {
    /// No case has a known outcome.
    NoOutcome,
    /// All cases have the same outcome.
    OneClass(f64),
    /// Fewer cases than any test needs.
    TooFew(usize),
    /// The condition is the same in all cases.
    ConditionConstant,
    /// So many cases of the condition are known within bounds only.
    ConditionOpen(usize),
    /// The smallest p that the design allows is above the error rate.
    TooFewToTest(f64),
    /// A column is no set: it needs anchors.
    NotCalibrated,
    /// Nobody has the outcome.
    NobodyHasIt,
    /// More conditions than a truth table can hold.
    TooManyConditions,
    /// So many cases of which all is known, with so many successes and failures: too few to
    /// foretell one from the others.
    TooFewToForetell(usize, usize, usize),
}

/// Below this number of cases nothing is tested: two points always leave a corner empty.
const FEWEST: usize = 4;

/// What the data say of the conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct NecessityFinding {
    /// By what rules.
    pub options: NecessityOptions,
    /// The outcome.
    pub outcome: String,
    /// How many cases were used.
    pub n: usize,
    /// Of these, how many have the outcome (membership above one half).
    pub n_with: usize,
    /// Whether the outcome is a set; otherwise nobody can be said to have it.
    pub calibrated: bool,
    /// Cases left out, because nothing certain is said of their outcome.
    pub without_outcome: Vec<String>,
    /// Nothing at all can be said, because.
    pub not_estimable: Option<NotEstimable>,
    /// Each condition.
    pub conditions: Vec<ConditionFinding>,
    /// Levels of the outcome, for the bottleneck table.
    pub levels: Vec<f64>,
    /// All conditions together.
    pub together: Option<Together>,
    /// The highest rate of exceptions that so many successes without exception leave open.
    pub exceptions_allowed: Option<f64>,
    /// How many successes without a single exception would show that at most one minus the
    /// consistency are exceptions.
    pub successes_needed: u64,
    /// Which combinations go with the outcome.
    pub configurations: Result<Configurations, NotEstimable>,
    /// Whether the weakest condition foretells the outcome better than their mean.
    pub compensation: Result<Compensation, NotEstimable>,
}

/// What the data say of one condition.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionFinding {
    /// Its name.
    pub name: String,
    /// Cases with the outcome and surely without the condition.
    pub exceptions: Vec<String>,
    /// Cases with the outcome of which it is not known whether they have the condition.
    pub open: Vec<String>,
    /// The rate of exceptions among those with the outcome, with its exact interval: `(seen at
    /// least, seen at most, lower end, upper end)`.
    pub exception_rate: Option<(f64, f64, f64, f64)>,
    /// Consistency, coverage and relevance of necessity.
    pub necessity: Result<NecessityBounds, NotEstimable>,
    /// Whether consistency and relevance reach the usual cuts: yes, no, or open.
    pub necessary: Option<bool>,
    /// Consistent and trivial: nearly all have the condition.
    pub trivial: bool,
    /// Consistency, PRI and coverage of sufficiency.
    pub sufficiency: Option<Sufficiency>,
    /// The effect size of CE-FDH; two ends where levels are known within bounds.
    pub ce_fdh: Result<(f64, f64), NotEstimable>,
    /// The whole ceiling, where all levels are points.
    pub ce_fdh_ceiling: Option<Ceiling>,
    /// CR-FDH.
    pub cr_fdh: Result<Ceiling, NotEstimable>,
    /// The effect size in the opposite corner: the condition as sufficient.
    pub opposite: Option<f64>,
    /// The permutation test of CE-FDH.
    pub permutation: Result<NecessityPermutation, NotEstimable>,
    /// Its p with Holm's correction over the conditions that were tested.
    pub corrected_p: Option<f64>,
    /// For each level of the outcome what CE-FDH needs, and CR-FDH.
    pub bottleneck: Vec<(Needed, Needed)>,
    /// What follows for the principle.
    pub evidence: PrincipleEvidence,
}

/// What the data say of the principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrincipleEvidence {
    /// So many successes with so few exceptions that the rate of exceptions is below one minus
    /// the consistency with the chosen confidence, and not trivially.
    Supported,
    /// So many exceptions that their rate is above it with the chosen confidence.
    Contradicted,
    /// Neither with so few cases.
    NotDecided,
}

impl PrincipleEvidence {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::NotDecided => "not_decided",
        }
    }
}

/// All conditions together.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// Cases that surely have all conditions, and how many of them have the outcome.
    pub all_conditions: (usize, usize),
    /// The exact interval of that share.
    pub interval: Option<(f64, f64)>,
    /// Cases with all conditions and without the outcome.
    pub failed: Vec<String>,
    /// Cases with the outcome that surely miss a condition.
    pub succeeded_without: Vec<String>,
}

/// Which combinations of conditions go with the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Configurations {
    /// The combinations that were seen: bits of the conditions, cases, consistency, and whether
    /// they count as going with the outcome.
    pub rows: Vec<(u32, Vec<String>, f64, bool)>,
    /// The shortest formulas that say nothing of what was not seen.
    pub conservative: Minimisation,
    /// The shortest that use what was not seen as it suits.
    pub parsimonious: Minimisation,
    /// Cases left out because a condition is not known.
    pub left_out: usize,
}

/// The signs of the clusters as conditions of an outcome.
pub fn necessity_data(
    catalogue: &Catalogue,
    dataset: &Dataset,
    found: &Assessment,
    outcome: &Outcome,
    calibration: Option<[f64; 3]>,
) -> NecessityData {
    let clusters = dataset.table(TableId::CLUSTERS);
    let mut data = NecessityData { outcome: outcome.name.clone(), ..NecessityData::default() };
    let signs: Vec<usize> =
        (0..catalogue.model.signs.len()).filter(|at| !catalogue.model.signs[*at].latent).collect();
    data.conditions = signs
        .iter()
        .map(|at| ConditionData {
            name: catalogue.model.signs[*at].id.clone(),
            membership: Some(Vec::new()),
            // A degree runs from 0 to 1, whatever these clusters have.
            scope: Some((0.0, 1.0)),
            ..ConditionData::default()
        })
        .collect();
    for cluster in &found.clusters {
        let name = clusters.key(cluster.cluster).to_owned();
        let level = outcome.of(cluster.cluster);
        let Some(level) = level else {
            data.without_outcome.push(name);
            continue;
        };
        data.cases.push(name);
        data.level.push(level);
        for (condition, at) in data.conditions.iter_mut().zip(&signs) {
            let sign = &cluster.signs[*at];
            condition.level.push(sign.degree);
            if let Some(membership) = &mut condition.membership {
                membership.push(match sign.verdict {
                    Verdict::Met | Verdict::NotApplicable => (1.0, 1.0),
                    Verdict::NotMet => (0.0, 0.0),
                    Verdict::Undetermined | Verdict::NoThreshold => (0.0, 1.0),
                });
            }
        }
    }
    data.membership = memberships(&data.level, calibration);
    data
}

/// Levels as memberships: by three anchors, or as they are where all lie between 0 and 1.
pub fn memberships(levels: &[f64], calibration: Option<[f64; 3]>) -> Option<Vec<f64>> {
    levels
        .iter()
        .map(|level| match calibration {
            Some([out, cross, full]) => {
                karenina_stats::direct_calibration(*level, out, cross, full)
            }
            None => (0.0..=1.0).contains(level).then_some(*level),
        })
        .collect()
}

/// Tests every condition against the outcome.
pub fn necessity(data: &NecessityData, options: NecessityOptions) -> NecessityFinding {
    let n = data.cases.len();
    let same = data.level.first().filter(|first| data.level.iter().all(|it| it == *first));
    let not_estimable = if n == 0 {
        Some(NotEstimable::NoOutcome)
    } else if let Some(level) = same {
        Some(NotEstimable::OneClass(*level))
    } else if n < FEWEST {
        Some(NotEstimable::TooFew(n))
    } else {
        None
    };
    let with: Vec<usize> = match &data.membership {
        Some(all) => (0..n).filter(|at| all[*at] > 0.5).collect(),
        None => Vec::new(),
    };
    let levels = levels(&data.level);
    let mut conditions: Vec<ConditionFinding> = data
        .conditions
        .par_iter()
        .enumerate()
        .map(|(at, it)| condition(data, it, at as u64, &with, &levels, not_estimable, options))
        .collect();
    let tested: Vec<usize> =
        (0..conditions.len()).filter(|at| conditions[*at].permutation.is_ok()).collect();
    let p: Vec<f64> = tested
        .iter()
        .filter_map(|at| Some(conditions[*at].permutation.as_ref().ok()?.p_value))
        .collect();
    for (at, corrected) in tested.iter().zip(holm(&p).unwrap_or_default()) {
        conditions[*at].corrected_p = Some(corrected);
    }
    let tolerated = 1.0 - options.consistency;
    let successes_needed = if tolerated > 0.0 && tolerated < 1.0 {
        (libm::log(options.alpha) / libm::log1p(-tolerated)).ceil() as u64
    } else {
        0
    };
    NecessityFinding {
        options,
        outcome: data.outcome.clone(),
        n,
        n_with: with.len(),
        calibrated: data.membership.is_some(),
        without_outcome: data.without_outcome.clone(),
        not_estimable,
        conditions,
        levels,
        together: data.membership.as_ref().map(|all| together(data, all, options)),
        exceptions_allowed: exceptions_upper_bound(with.len() as u64, 1.0 - options.alpha),
        successes_needed,
        configurations: match not_estimable {
            Some(why) => Err(why),
            None => configurations(data, options),
        },
        compensation: match not_estimable {
            Some(why) => Err(why),
            None => compensation::compensation(data, options),
        },
    }
}

/// From the least to the most in tenths, or yes and no.
fn levels(all: &[f64]) -> Vec<f64> {
    let (low, high) =
        all.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |it, x| (it.0.min(*x), it.1.max(*x)));
    let two = all.iter().all(|it| *it == low || *it == high);
    if low.is_nan() || low >= high {
        Vec::new()
    } else if two {
        vec![low, high]
    } else {
        (0..=10).map(|it| low + (high - low) * f64::from(it) / 10.0).collect()
    }
}

fn condition(
    data: &NecessityData,
    it: &ConditionData,
    stream: u64,
    with: &[usize],
    levels: &[f64],
    not_estimable: Option<NotEstimable>,
    options: NecessityOptions,
) -> ConditionFinding {
    let names = |cases: Vec<usize>| cases.iter().map(|at| data.cases[*at].clone()).collect();
    let of = |test: fn(&(f64, f64)) -> bool| -> Vec<usize> {
        it.membership
            .as_ref()
            .map(|all| with.iter().copied().filter(|at| test(&all[*at])).collect())
            .unwrap_or_default()
    };
    let (exceptions, open) = (of(|it| it.1 <= 0.5), of(|it| it.0 <= 0.5 && it.1 > 0.5));
    let exception_rate = exception_rate(exceptions.len(), open.len(), with.len(), options.alpha)
        .filter(|_| it.membership.is_some());
    let necessity = necessity_of(data, it, not_estimable);
    let sufficiency = exact(it.membership.as_deref())
        .zip(data.membership.as_ref())
        .and_then(|(x, y)| set_sufficiency(&x, y));
    let (necessary, trivial) = match &necessity {
        Ok(found) => {
            let relevance = found.relevance.unwrap_or((0.0, 1.0));
            let at_best = found.consistency.1 >= options.consistency;
            let surely = found.consistency.0 >= options.consistency;
            let trivial = at_best && relevance.1 < options.relevance;
            let necessary = if !at_best || trivial {
                Some(false)
            } else if surely && relevance.0 >= options.relevance {
                Some(true)
            } else {
                None
            };
            (necessary, trivial)
        }
        Err(_) => (None, false),
    };
    let evidence = match exception_rate {
        Some((_, _, low, _)) if low > 1.0 - options.consistency => PrincipleEvidence::Contradicted,
        Some((_, _, _, high)) if high <= 1.0 - options.consistency && necessary == Some(true) => {
            PrincipleEvidence::Supported
        }
        Some(_) | None => PrincipleEvidence::NotDecided,
    };
    let ceilings = ceilings(data, it, stream, levels, not_estimable, options);
    ConditionFinding {
        name: it.name.clone(),
        exceptions: names(exceptions),
        open: names(open),
        exception_rate,
        necessity,
        necessary,
        trivial,
        sufficiency,
        ce_fdh: ceilings.ce_fdh,
        ce_fdh_ceiling: ceilings.ceiling,
        cr_fdh: ceilings.cr_fdh,
        opposite: ceilings.opposite,
        permutation: ceilings.permutation,
        corrected_p: None,
        bottleneck: ceilings.bottleneck,
        evidence,
    }
}

/// Exceptions seen, and the ends of the rate that they allow, each at the error rate.
fn exception_rate(
    surely: usize,
    perhaps: usize,
    of: usize,
    alpha: f64,
) -> Option<(f64, f64, f64, f64)> {
    let n = of as u64;
    // Each end is one-sided at alpha: a two-sided interval at 1 − 2 alpha.
    let level = 1.0 - 2.0 * alpha;
    let (low, _) = clopper_pearson(surely as u64, n, level)?;
    let (_, high) = clopper_pearson((surely + perhaps) as u64, n, level)?;
    let share = |it: usize| it as f64 / of as f64;
    Some((share(surely), share(surely + perhaps), low, high))
}

fn necessity_of(
    data: &NecessityData,
    it: &ConditionData,
    not_estimable: Option<NotEstimable>,
) -> Result<NecessityBounds, NotEstimable> {
    // One class of outcome leaves consistency and relevance their meaning only if it is a success;
    // without a failure nothing distinguishes a necessity from a habit.
    if let Some(why) = not_estimable {
        return Err(why);
    }
    let (Some(x), Some(y)) = (&it.membership, &data.membership) else {
        return Err(NotEstimable::NotCalibrated);
    };
    set_necessity_bounds(x, y).ok_or(NotEstimable::NobodyHasIt)
}

/// The memberships, where all are exact.
fn exact(all: Option<&[(f64, f64)]>) -> Option<Vec<f64>> {
    all?.iter().map(|it| (it.0 == it.1).then_some(it.0)).collect()
}

struct Ceilings {
    ce_fdh: Result<(f64, f64), NotEstimable>,
    ceiling: Option<Ceiling>,
    cr_fdh: Result<Ceiling, NotEstimable>,
    opposite: Option<f64>,
    permutation: Result<NecessityPermutation, NotEstimable>,
    bottleneck: Vec<(Needed, Needed)>,
}

fn ceilings(
    data: &NecessityData,
    it: &ConditionData,
    stream: u64,
    levels: &[f64],
    not_estimable: Option<NotEstimable>,
    options: NecessityOptions,
) -> Ceilings {
    const CE: CeilingKind = CeilingKind::EnvelopmentFreeDisposalHull;
    const CR: CeilingKind = CeilingKind::RegressionFreeDisposalHull;
    let nothing = |why: NotEstimable| Ceilings {
        ce_fdh: Err(why),
        ceiling: None,
        cr_fdh: Err(why),
        opposite: None,
        permutation: Err(why),
        bottleneck: Vec::new(),
    };
    if let Some(why) = not_estimable {
        return nothing(why);
    }
    let at = |end: fn(&(f64, f64)) -> f64| -> Vec<(f64, f64)> {
        it.level.iter().map(end).zip(data.level.iter().copied()).collect()
    };
    let (lows, highs) = (at(|it| it.0), at(|it| it.1));
    let n_open = it.level.iter().filter(|it| it.0 != it.1).count();
    let seen = Scope::of_points(&[lows.as_slice(), highs.as_slice()].concat());
    let Some(mut scope) = seen else { return nothing(NotEstimable::NoOutcome) };
    if let Some(x) = it.scope {
        scope.x = (x.0.min(scope.x.0), x.1.max(scope.x.1));
    }
    let constant = lows.windows(2).all(|it| it[0].0 == it[1].0);
    if constant && n_open == 0 {
        return nothing(NotEstimable::ConditionConstant);
    }
    // The emptiness above the stairs can only grow as a level grows.
    let effect = |points: &[(f64, f64)]| {
        necessary_condition(points, Some(scope), CE, Corner::UpperLeft)
            .ok_or(NotEstimable::ConditionConstant)
    };
    let ce_fdh = effect(&lows).and_then(|low| {
        let high = effect(&highs)?;
        Ok((low.effect_size, high.effect_size))
    });
    if n_open > 0 {
        let why = NotEstimable::ConditionOpen(n_open);
        return Ceilings { ce_fdh, ..nothing(why) };
    }
    let permutation = {
        let mut random = ChaCha8Rng::seed_from_u64(options.seed);
        random.set_stream(stream);
        let uniform = || f64::from(random.next_u32()) / 4_294_967_296.0;
        necessity_permutation(&lows, Some(scope), options.draws, uniform)
            .ok_or(NotEstimable::ConditionConstant)
            .and_then(|test| {
                if test.smallest_possible_p > options.alpha {
                    Err(NotEstimable::TooFewToTest(test.smallest_possible_p))
                } else {
                    Ok(test)
                }
            })
    };
    let table = |kind| necessity_bottleneck(&lows, Some(scope), kind, levels).unwrap_or_default();
    Ceilings {
        ce_fdh,
        ceiling: effect(&lows).ok(),
        cr_fdh: necessary_condition(&lows, Some(scope), CR, Corner::UpperLeft)
            .ok_or(NotEstimable::ConditionConstant),
        opposite: necessary_condition(&lows, Some(scope), CE, Corner::LowerRight)
            .map(|it| it.effect_size),
        permutation,
        bottleneck: table(CE).into_iter().zip(table(CR)).collect(),
    }
}

fn together(data: &NecessityData, outcome: &[f64], options: NecessityOptions) -> Together {
    let of = |case: usize, test: fn(&(f64, f64)) -> bool| {
        data.conditions
            .iter()
            .map(move |it| it.membership.as_ref().is_some_and(|all| test(&all[case])))
    };
    let all: Vec<usize> =
        (0..data.cases.len()).filter(|case| of(*case, |it| it.0 > 0.5).all(|it| it)).collect();
    let succeeded = all.iter().filter(|it| outcome[**it] > 0.5).count();
    let name = |case: &usize| data.cases[*case].clone();
    Together {
        all_conditions: (all.len(), succeeded),
        interval: clopper_pearson(succeeded as u64, all.len() as u64, 1.0 - options.alpha),
        failed: all.iter().filter(|it| outcome[**it] <= 0.5).map(name).collect(),
        succeeded_without: (0..data.cases.len())
            .filter(|case| outcome[*case] > 0.5 && of(*case, |it| it.1 <= 0.5).any(|it| it))
            .map(|it| name(&it))
            .collect(),
    }
}

fn configurations(
    data: &NecessityData,
    options: NecessityOptions,
) -> Result<Configurations, NotEstimable> {
    let outcome = data.membership.as_ref().ok_or(NotEstimable::NotCalibrated)?;
    let n_conditions = data.conditions.len();
    if n_conditions > karenina_stats::boolean_minimisation::MOST_CONDITIONS as usize {
        return Err(NotEstimable::TooManyConditions);
    }
    if data.conditions.iter().any(|it| it.membership.is_none()) {
        return Err(NotEstimable::NotCalibrated);
    }
    let row = |case: usize| -> Option<Vec<f64>> {
        data.conditions
            .iter()
            .map(|it| it.membership.as_ref().map(|all| all[case]))
            .map(|it| it.filter(|it| it.0 == it.1).map(|it| it.0))
            .collect()
    };
    let known: Vec<usize> = (0..data.cases.len()).filter(|it| row(*it).is_some()).collect();
    let table: Vec<Vec<f64>> = known.iter().filter_map(|it| row(*it)).collect();
    let outcome: Vec<f64> = known.iter().map(|it| outcome[*it]).collect();
    let left_out = data.cases.len() - known.len();
    let rows = truth_table(&table, &outcome).ok_or(NotEstimable::ConditionOpen(left_out))?;
    let counts = |consistency: f64| consistency >= options.inclusion;
    let of = |wanted: bool| -> Vec<u32> {
        rows.iter()
            .filter(|it| counts(it.consistency) == wanted)
            .map(|it| it.configuration)
            .collect()
    };
    let (positive, negative) = (of(true), of(false));
    let solve = |negative| {
        boolean_minimisation(n_conditions as u32, &positive, negative)
            .ok_or(NotEstimable::TooManyConditions)
    };
    Ok(Configurations {
        conservative: solve(None)?,
        parsimonious: solve(Some(&negative))?,
        rows: rows
            .iter()
            .map(|it| {
                let cases = it.cases.iter().map(|at| data.cases[known[*at]].clone()).collect();
                (it.configuration, cases, it.consistency, counts(it.consistency))
            })
            .collect(),
        left_out,
    })
}
