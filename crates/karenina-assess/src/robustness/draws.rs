//! Monte Carlo over thresholds, errors of values and what is known within bounds.

use karenina_catalogue::{Catalogue, Rule, Threshold};
use karenina_stats::conjunctive_draws::{
    CaseTally, ConjunctiveDraws, DrawTally, DrawnCell, DrawnCriterion, DrawnSign, DrawnThreshold,
    DrawnValue, MOST_PLACES, Prepared, mean_of_draws,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use rayon::prelude::*;

use super::{RobustnessOptions, thresholds_of};
use crate::{Assessment, Finding, Verdict, sign};

/// Draws of one stream of random numbers. Part of the result: another number gives other draws.
const BLOCK: u32 = 200;

/// What the draws came to for one cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Draws in which every sign is met.
    pub met: u32,
    /// Draws in which at least one sign is not met.
    pub not_met: u32,
    /// Draws in which what is not known decides.
    pub open: u32,
    /// The chance that every sign is met, what is open failing, by draws of thresholds with the
    /// errors of values taken exactly.
    pub chance_low: Meaned,
    /// The same, what is open passing.
    pub chance_high: Meaned,
    /// In how many draws so many signs are surely missing.
    pub gaps_low: Vec<u32>,
    /// In how many draws so many signs are surely or perhaps missing.
    pub gaps_high: Vec<u32>,
    /// In how many draws each counted sign is met, and is not met.
    pub signs: Vec<(u32, u32)>,
    /// Mean of the best and of the worst place that the cluster may have: fewest missing signs
    /// first, then the strongest of the weakest degrees. `None` for clusters without a place.
    pub places: Option<(f64, f64)>,
    /// In how many draws its best place is this one or better, place by place; empty for large
    /// programmes.
    pub perhaps_by_place: Vec<u32>,
    /// The same for its worst place.
    pub surely_by_place: Vec<u32>,
}

/// A mean of draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meaned {
    /// The mean.
    pub mean: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// Of the whole programme.
pub(super) struct Tally {
    pub uncertain_cells: usize,
    pub surely: Vec<u32>,
    pub perhaps: Vec<u32>,
}

pub(super) fn draws(
    catalogue: &Catalogue,
    found: &Assessment,
    options: RobustnessOptions,
    ranked: &[bool],
) -> (Vec<Option<Drawn>>, Tally) {
    // Clusters that are counted compete for places; the others are drawn beside them.
    let order: Vec<usize> = (0..ranked.len())
        .filter(|at| ranked[*at])
        .chain((0..ranked.len()).filter(|at| !ranked[*at]))
        .collect();
    let n_ranked = ranked.iter().filter(|it| **it).count();
    let of = |clusters: &[usize]| problem(catalogue, found, options, clusters);
    let (inside, outside) = (of(&order[..n_ranked]), of(&order[n_ranked..]));
    let (inside, outside) = (Prepared::new(&inside), Prepared::new(&outside));
    let uncertain_cells = inside.drawn_cells() + outside.drawn_cells();
    let mut drawn: Vec<Option<Drawn>> = vec![None; ranked.len()];
    if options.draws == 0 || uncertain_cells > options.most_cells {
        return (drawn, Tally { uncertain_cells, surely: Vec::new(), perhaps: Vec::new() });
    }
    let run = |prepared: &Prepared<'_>| {
        // Where nothing is uncertain all draws are alike.
        let once = prepared.drawn_cells() == 0;
        let n = if once { 1 } else { options.draws };
        let mut tally = blocks(prepared, n, options.seed);
        if once {
            repeat(&mut tally, options.draws);
        }
        tally
    };
    let (counted, beside) = (run(&inside), run(&outside));
    for (place, at) in order.iter().enumerate() {
        let (case, is_ranked) = match place.checked_sub(n_ranked) {
            None => (counted.cases.get(place), true),
            Some(place) => (beside.cases.get(place), false),
        };
        drawn[*at] = case.map(|it| told(it, options.draws, is_ranked, n_ranked));
    }
    let tally = Tally { uncertain_cells, surely: counted.met_surely, perhaps: counted.met_perhaps };
    (drawn, tally)
}

/// Each block has a stream of its own, and blocks are added in their order: the number of threads
/// changes nothing.
fn blocks(prepared: &Prepared<'_>, draws: u32, seed: u64) -> DrawTally {
    let n_blocks = draws.div_ceil(BLOCK);
    let tallies: Vec<DrawTally> = (0..n_blocks)
        .into_par_iter()
        .map(|block| {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            random.set_stream(u64::from(block));
            let n = BLOCK.min(draws - block * BLOCK);
            prepared.draw(n, |bytes| random.fill_bytes(bytes))
        })
        .collect();
    let mut sum = DrawTally::default();
    for it in &tallies {
        sum.add(it);
    }
    sum
}

fn repeat(tally: &mut DrawTally, times: u32) {
    let many = |list: &mut Vec<u32>| list.iter_mut().for_each(|it| *it *= times);
    let pair = |it: &mut (f64, f64)| *it = (it.0 * f64::from(times), it.1 * f64::from(times));
    tally.draws *= times;
    many(&mut tally.met_surely);
    many(&mut tally.met_perhaps);
    for case in &mut tally.cases {
        case.met *= times;
        case.not_met *= times;
        pair(&mut case.chance_low);
        pair(&mut case.chance_high);
        case.best_place *= u64::from(times);
        case.worst_place *= u64::from(times);
        for list in [
            &mut case.gaps_low,
            &mut case.gaps_high,
            &mut case.sign_met,
            &mut case.sign_not_met,
            &mut case.places_best,
            &mut case.places_worst,
        ] {
            many(list);
        }
    }
}

fn told(case: &CaseTally, draws: u32, is_ranked: bool, n_ranked: usize) -> Drawn {
    let meaned = |sums: (f64, f64)| {
        let (mean, standard_error) = mean_of_draws(sums, draws).unwrap_or((0.0, 0.0));
        Meaned { mean, standard_error }
    };
    let so_far = |places: &[u32]| {
        let mut sum = 0;
        places
            .iter()
            .map(|it| {
                sum += it;
                sum
            })
            .collect()
    };
    let with_places = is_ranked && n_ranked <= MOST_PLACES;
    let mean_place = |sum: u64| sum as f64 / f64::from(draws);
    Drawn {
        met: case.met,
        not_met: case.not_met,
        open: draws - case.met - case.not_met,
        chance_low: meaned(case.chance_low),
        chance_high: meaned(case.chance_high),
        gaps_low: case.gaps_low.clone(),
        gaps_high: case.gaps_high.clone(),
        signs: case.sign_met.iter().copied().zip(case.sign_not_met.iter().copied()).collect(),
        places: is_ranked.then(|| (mean_place(case.best_place), mean_place(case.worst_place))),
        perhaps_by_place: if with_places { so_far(&case.places_best) } else { Vec::new() },
        surely_by_place: if with_places { so_far(&case.places_worst) } else { Vec::new() },
    }
}

/// The criteria, cells and signs as numbers. A criterion that is judged by another set of
/// thresholds on another day (clusters that ended earlier) is another criterion.
fn problem(
    catalogue: &Catalogue,
    found: &Assessment,
    options: RobustnessOptions,
    clusters: &[usize],
) -> ConjunctiveDraws {
    let mut criteria: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut drawn = ConjunctiveDraws::default();
    for at in clusters {
        let findings = &found.clusters[*at].findings;
        let signs = super::applicable(catalogue, findings)
            .map(|(sign, of_sign)| {
                let about = &catalogue.model.signs[sign];
                let cells: Vec<DrawnCell> = of_sign
                    .iter()
                    .map(|indicator| {
                        let finding = &findings[*indicator];
                        let thresholds = thresholds_of(finding, options.rivals);
                        let key = (*indicator, thresholds);
                        let criterion = criteria.iter().position(|it| *it == key);
                        let criterion = criterion.unwrap_or_else(|| {
                            drawn.criteria.push(DrawnCriterion {
                                thresholds: key
                                    .1
                                    .iter()
                                    .map(|it| {
                                        threshold(&catalogue.indicators[*indicator].thresholds[*it])
                                    })
                                    .collect(),
                            });
                            criteria.push(key);
                            criteria.len() - 1
                        });
                        DrawnCell {
                            criterion,
                            key: about.key.contains(indicator),
                            value: value(finding, options),
                        }
                    })
                    .collect();
                let needed =
                    if cells.is_empty() { 1 } else { sign::needed(about.rule, cells.len()) };
                DrawnSign { needed, cells }
            })
            .collect();
        drawn.cases.push(signs);
    }
    drawn
}

fn threshold(it: &Threshold) -> DrawnThreshold {
    let (low, high) = bounds(it.rule);
    DrawnThreshold { low, high, strict: it.rule.is_strict(), u: it.u, zero: it.zero }
}

/// Between what and what a value passes.
pub(super) fn bounds(rule: Rule) -> (f64, f64) {
    match rule {
        Rule::Above(bound) | Rule::AtLeast(bound) => (bound, f64::INFINITY),
        Rule::Below(bound) | Rule::AtMost(bound) => (f64::NEG_INFINITY, bound),
        Rule::Between(low, high) => (low, high),
        Rule::IsTrue => (1.0, f64::INFINITY),
        Rule::IsFalse => (f64::NEG_INFINITY, 0.0),
    }
}

/// A value as it is drawn. A yes or no that is not known is not spread: it is one or the other.
fn value(finding: &Finding, options: RobustnessOptions) -> Option<DrawnValue> {
    if open_whatever_the_value(finding) {
        return None;
    }
    let it = finding.value.interval()?;
    Some(DrawnValue {
        low: it.low(),
        high: it.high(),
        low_is_open: it.low_is_open(),
        high_is_open: it.high_is_open(),
        u: finding.u,
        spread: spreads(finding, options),
    })
}

/// Whether it is open if the criterion applies, or there is nothing to judge by: then the chance is
/// anything although there is a value.
pub(super) fn open_whatever_the_value(finding: &Finding) -> bool {
    finding.threshold.is_none()
        || (finding.verdict == Verdict::Undetermined
            && finding.chance == (0.0, 1.0)
            && finding.value.interval().is_some_and(|it| it.is_point()))
}

/// Whether an interval is drawn evenly: it has two ends, and is more than a yes or no.
pub(super) fn spreads(finding: &Finding, options: RobustnessOptions) -> bool {
    options.spread
        && finding.value.interval().is_some_and(|it| {
            let yes_or_no = it.low() == 0.0 && it.high() == 1.0;
            !it.is_point() && it.low().is_finite() && it.high().is_finite() && !yes_or_no
        })
}
