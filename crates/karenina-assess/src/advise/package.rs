//! The cheapest set of measures for the gaps of a cluster, its proof, and how the choice moves
//! inside the ranges of costs.

use karenina_catalogue::{Catalogue, Measure, Need, PolicyMeasure, Rule};
use karenina_stats::cheapest_package::{
    Choice, Goal, MOST_NEEDS, MOST_OPTIONS, Search, cheapest_package, cheapest_package_with,
    price_curve, runner_up,
};

use karenina_model::Dataset;

use super::Terms;
use crate::{ClusterFinding, Verdict, measure::practice_is_not};

/// Costs are counted in hundredths of their unit: whole numbers, so that equal is equal.
const HUNDREDTHS: f64 = 100.0;

/// A deciding criterion that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The place of its sign.
    pub sign: usize,
    /// The place of the indicator.
    pub indicator: usize,
    /// The practice that is not in force, where the criterion asks for a number of them.
    pub practice: Option<String>,
    /// Whether a measure of cluster policy lifts it.
    pub mendable: bool,
}

impl Gap {
    /// Whether a measure puts the practice of this gap in force.
    pub(super) fn by_practice(&self, measure: &PolicyMeasure) -> bool {
        self.practice.as_ref().is_some_and(|it| measure.practices.contains(it))
    }
}

/// A set of measures for a cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Places of the measures in the order in which they are to be taken.
    pub measures: Vec<usize>,
    /// Its cost: the middle of the ranges, by which it was chosen.
    pub cost: f64,
    /// The sums of the lowest and of the highest costs.
    pub range: (f64, f64),
    /// Years until all of it shows, if everything begins at once: those of the slowest.
    pub years: (f64, f64),
    /// The chance that every gap it is for is mended.
    pub chance: f64,
    /// That nothing costs less.
    pub proof: Proof,
    /// The next best set and its cost: the cheapest that leaves out a measure of this one.
    pub runner_up: Option<(Vec<usize>, f64)>,
    /// Whether it stays the cheapest whatever the costs are inside their ranges.
    pub always: bool,
    /// Measures whose cost, inside its range and all others in the middle, changes the choice.
    pub moves: Vec<CostMove>,
    /// The cheapest set where every cost is at its lowest, and where every cost is at its highest.
    pub at_ends: (Vec<usize>, Vec<usize>),
    /// The gaps that it is for.
    pub gaps: Vec<usize>,
    /// For each number of needs from none to all the least cost of mending so many.
    pub curve: Vec<Option<f64>>,
    /// Criteria that measures of the set need and of which nothing is known.
    pub assumed: Vec<(usize, usize)>,
}

/// The certificate of a set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proof {
    /// No set costs less than this; equal to the cost where it is proven to be the cheapest.
    pub lower_bound: f64,
    /// How many sets cost as little; `None` where they were not all looked at.
    pub n_cheapest: Option<u64>,
    /// How many steps the search took.
    pub steps: u64,
}

/// Where the cost of one measure changes the choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CostMove {
    /// Which measure.
    pub measure: usize,
    /// Whether it is in the set (and leaves above this cost) or not (and enters below it).
    pub chosen: bool,
    /// The cost at which the choice changes.
    pub at: f64,
}

/// What was found for some gaps.
pub(super) struct Solved {
    pub package: Option<Package>,
    /// The greatest chance with every measure at hand.
    pub best_chance: f64,
    /// The search ended without a set; none costs less than this.
    pub undecided: Option<f64>,
}

/// The measures of a catalogue, made ready.
pub(super) struct Packages<'a> {
    catalogue: &'a Catalogue,
    dataset: &'a Dataset,
    terms: &'a Terms,
}

/// Measures and gaps of one cluster as the search sees them.
struct Frame {
    /// The place of the measure of each choice.
    measures: Vec<usize>,
    choices: Vec<Choice>,
    /// For each need the gaps that it stands for.
    needs: Vec<Vec<usize>>,
    assumed: Vec<(usize, usize)>,
}

impl<'a> Packages<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, dataset: &'a Dataset, terms: &'a Terms) -> Self {
        Self { catalogue, dataset, terms }
    }

    /// The deciding criteria that are not met of the signs that are missing. A criterion that asks
    /// for every one of several practices is as many gaps as practices are known not to be in force.
    pub(super) fn gaps(&self, found: &ClusterFinding) -> Vec<Gap> {
        self.gaps_of(found, &found.missing)
    }

    /// Signs beside the verdict that are missing, with the measures of cluster policy that mend
    /// what is known to be missing of each.
    pub(super) fn beside(&self, found: &ClusterFinding) -> Vec<(usize, Vec<usize>)> {
        let signs = &self.catalogue.model.signs;
        let missing = |at: &usize| signs[*at].latent && found.signs[*at].verdict == Verdict::NotMet;
        (0..signs.len())
            .filter(missing)
            .map(|sign| {
                let gaps = self.gaps_of(found, &[sign]);
                let measures = self.catalogue.advice.measures.iter().enumerate();
                let mending = measures
                    .filter(|(_, it)| !it.outside)
                    .filter(|(_, it)| gaps.iter().any(|gap| self.chance(it, gap).is_some()))
                    .map(|(at, _)| at);
                (sign, mending.collect())
            })
            .collect()
    }

    fn gaps_of(&self, found: &ClusterFinding, signs: &[usize]) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for sign in signs {
            for at in &self.catalogue.model.signs[*sign].required {
                let finding = &found.findings[*at];
                if finding.verdict != Verdict::NotMet {
                    continue;
                }
                let before = gaps.len();
                for key in self.missing_practices(found, *at) {
                    gaps.push(self.gap(*sign, *at, Some(key)));
                }
                if gaps.len() == before {
                    gaps.push(self.gap(*sign, *at, None));
                }
            }
        }
        gaps
    }

    fn gap(&self, sign: usize, indicator: usize, practice: Option<String>) -> Gap {
        let mut gap = Gap { sign, indicator, practice, mendable: false };
        gap.mendable = self
            .catalogue
            .advice
            .measures
            .iter()
            .any(|it| !it.outside && self.chance(it, &gap).is_some());
        gap
    }

    /// The practices of a criterion that are known not to be in force, where all are needed.
    fn missing_practices(&self, found: &ClusterFinding, at: usize) -> Vec<String> {
        let indicator = &self.catalogue.indicators[at];
        let bound = found.findings[at].threshold.map(|it| indicator.thresholds[it].rule);
        let Some(Rule::AtLeast(bound)) = bound else { return Vec::new() };
        let Some(list) = indicator.practices_all_needed(bound) else { return Vec::new() };
        // What is not known may be in force: a measure for it would be paid for nothing.
        let is_not = |key: &&String| practice_is_not(self.dataset, found.on, found.cluster, key);
        list.iter().filter(is_not).cloned().collect()
    }

    /// The chance that a measure mends a gap; `None` where it does not lift it at all.
    fn chance(&self, measure: &PolicyMeasure, gap: &Gap) -> Option<f64> {
        if !measure.mends.contains(&gap.sign) {
            return None;
        }
        match &gap.practice {
            Some(_) => gap.by_practice(measure).then_some(self.terms.lift_chance),
            None => measure
                .lifts
                .iter()
                .find(|it| it.indicator == gap.indicator)
                .map(|it| it.chance.unwrap_or(self.terms.lift_chance))
                // A number of practices that is not asked for one by one.
                .or_else(|| {
                    match &self.catalogue.indicators[gap.indicator].measure {
                        Measure::Practices(list) => {
                            list.iter().any(|it| measure.practices.contains(it))
                        }
                        _ => false,
                    }
                    .then_some(self.terms.lift_chance)
                }),
        }
    }

    /// The cheapest set for some of the gaps.
    pub(super) fn solve(&self, found: &ClusterFinding, gaps: &[Gap], wanted: &[usize]) -> Solved {
        let Some(frame) = self.frame(found, gaps, wanted) else {
            // More measures or needs than a search can hold.
            return Solved { package: None, best_chance: 0.0, undecided: Some(0.0) };
        };
        let best_chance = Self::best_chance(&frame);
        match self.cheapest(&frame, wanted, true) {
            Ok(package) => Solved { package, best_chance, undecided: None },
            Err(bound) => Solved { package: None, best_chance, undecided: Some(bound) },
        }
    }

    /// What a budget buys: gaps are taken on upstream first, each if the budget still allows it.
    pub(super) fn upstream_first(
        &self,
        found: &ClusterFinding,
        gaps: &[Gap],
        mendable: &[usize],
        limit: f64,
    ) -> Option<Package> {
        let (mut taken, mut best) = (Vec::new(), None);
        for gap in mendable {
            taken.push(*gap);
            let package = self
                .frame(found, gaps, &taken)
                .and_then(|frame| self.cheapest(&frame, &taken, false).ok().flatten())
                .filter(|it| it.cost <= limit + 1e-9);
            match package {
                Some(it) => best = Some(it),
                None => _ = taken.pop(),
            }
        }
        best
    }

    /// The measures that can help with these gaps, and what they need.
    fn frame(&self, found: &ClusterFinding, gaps: &[Gap], wanted: &[usize]) -> Option<Frame> {
        let all = &self.catalogue.advice.measures;
        let lifts = |measure: usize, gap: usize| self.chance(&all[measure], &gaps[gap]);
        let mut eligible: Vec<usize> = (0..all.len())
            .filter(|at| !all[*at].outside && wanted.iter().any(|gap| lifts(*at, *gap).is_some()))
            .collect();
        // What those need is eligible too, and what that needs.
        let mut next = 0;
        while let Some(at) = eligible.get(next).copied() {
            for need in &all[at].needs {
                for other in self.meets_need(found, *need) {
                    if !all[other].outside && !eligible.contains(&other) {
                        eligible.push(other);
                    }
                }
            }
            next += 1;
        }
        eligible.sort_unstable();
        // Gaps of one sign that the same measures lift with the same chances are one need.
        let mut needs: Vec<(usize, Vec<Option<f64>>, Vec<usize>)> = Vec::new();
        for gap in wanted {
            let profile: Vec<Option<f64>> = eligible.iter().map(|it| lifts(*it, *gap)).collect();
            let sign = gaps[*gap].sign;
            match needs.iter_mut().find(|it| it.0 == sign && it.1 == profile) {
                Some(need) => need.2.push(*gap),
                None => needs.push((sign, profile, vec![*gap])),
            }
        }
        if eligible.len() > MOST_OPTIONS || needs.len() > MOST_NEEDS as usize {
            return None;
        }
        let place = |measure: usize| eligible.iter().position(|it| *it == measure);
        let mut assumed = Vec::new();
        let choices = eligible
            .iter()
            .enumerate()
            .map(|(option, at)| {
                let measure = &all[*at];
                let any_of = measure.needs.iter().filter_map(|need| {
                    if let Need::Criterion(criterion) = need {
                        match found.findings[*criterion].verdict {
                            Verdict::Met | Verdict::NotApplicable => return None,
                            Verdict::Undetermined | Verdict::NoThreshold => {
                                assumed.push((*at, *criterion));
                                return None;
                            }
                            Verdict::NotMet => {}
                        }
                    }
                    let options = self.meets_need(found, *need);
                    Some(options.into_iter().filter_map(place).fold(0, |set, it| set | 1 << it))
                });
                let any_of: Vec<u64> = any_of.collect();
                let excludes = measure
                    .excludes
                    .iter()
                    .filter_map(|it| place(*it))
                    .fold(0, |set, it| set | 1 << it);
                Choice {
                    cost: whole(f64::midpoint(measure.cost.low, measure.cost.high)),
                    meets: needs
                        .iter()
                        .enumerate()
                        .filter_map(|(need, it)| Some((need as u8, it.1[option]?)))
                        .collect(),
                    needs: any_of,
                    excludes,
                }
            })
            .collect();
        let needs = needs.into_iter().map(|it| it.2).collect();
        Some(Frame { measures: eligible, choices, needs, assumed })
    }

    /// The measures by which a need can be met where it is not.
    fn meets_need(&self, found: &ClusterFinding, need: Need) -> Vec<usize> {
        match need {
            Need::Measure(at) => vec![at],
            Need::Criterion(criterion) => {
                if found.findings[criterion].verdict != Verdict::NotMet {
                    return Vec::new();
                }
                let all = self.catalogue.advice.measures.iter().enumerate();
                all.filter(|(_, it)| it.lifts.iter().any(|it| it.indicator == criterion))
                    .map(|(at, _)| at)
                    .collect()
            }
        }
    }

    fn goal(&self, frame: &Frame) -> Goal {
        Goal {
            needs: ((1_u64 << frame.needs.len()) - 1) as u32,
            chance: self.terms.chance,
            steps: self.terms.search_steps,
        }
    }

    /// The chance with every measure at hand, whatever it costs.
    fn best_chance(frame: &Frame) -> f64 {
        (0..frame.needs.len())
            .map(|need| {
                let fails: f64 = frame
                    .choices
                    .iter()
                    .flat_map(|it| it.meets.iter())
                    .filter(|it| usize::from(it.0) == need)
                    .map(|it| 1.0 - it.1)
                    .product();
                1.0 - fails
            })
            .product()
    }

    /// The cheapest set; `None` where none achieves the goal; the lower bound where the search
    /// ended without one.
    fn cheapest(
        &self,
        frame: &Frame,
        wanted: &[usize],
        with_moves: bool,
    ) -> Result<Option<Package>, f64> {
        let goal = self.goal(frame);
        let best = match cheapest_package(&frame.choices, goal) {
            Some(Search::Found(best)) => best,
            Some(Search::Impossible) => return Ok(None),
            Some(Search::Undecided(bound)) => return Err(bound as f64 / HUNDREDTHS),
            None => return Err(0.0),
        };
        let second = runner_up(&frame.choices, goal, &best);
        let priced = |cost: &dyn Fn(usize) -> f64| -> Vec<Choice> {
            let choices = frame.choices.iter().enumerate();
            choices.map(|(at, it)| Choice { cost: whole(cost(at)), ..it.clone() }).collect()
        };
        let measure = |at: usize| &self.catalogue.advice.measures[frame.measures[at]];
        let (low, high) = (|at: usize| measure(at).cost.low, |at: usize| measure(at).cost.high);
        let chosen = |at: usize| best.options.contains(&at);
        // If it is the cheapest where it is dearest and all others are cheapest, it always is.
        let worst = priced(&|at| if chosen(at) { high(at) } else { low(at) });
        let worst_cost: u64 = best.options.iter().map(|it| worst[*it].cost).sum();
        let always = matches!(
            cheapest_package(&worst, goal),
            Some(Search::Found(it)) if it.cost == worst_cost && it.lower_bound == it.cost
        );
        let at_end = |choices: Vec<Choice>| match cheapest_package(&choices, goal) {
            Some(Search::Found(it)) => it.options,
            Some(Search::Impossible | Search::Undecided(_)) | None => Vec::new(),
        };
        let (at_low, at_high) = if with_moves {
            (at_end(priced(&low)), at_end(priced(&high)))
        } else {
            (Vec::new(), Vec::new())
        };
        let mut moves = Vec::new();
        if with_moves && !always {
            for at in 0..frame.choices.len() {
                let (with, without) = if chosen(at) { (0, 1 << at) } else { (1 << at, 0) };
                let Some(Search::Found(other)) =
                    cheapest_package_with(&frame.choices, goal, with, without)
                else {
                    continue;
                };
                let more = (other.cost - best.cost) as f64 / HUNDREDTHS;
                let middle = f64::midpoint(low(at), high(at));
                let turn = if chosen(at) { middle + more } else { middle - more };
                if (low(at)..=high(at)).contains(&turn) {
                    moves.push(CostMove {
                        measure: frame.measures[at],
                        chosen: chosen(at),
                        at: turn,
                    });
                }
            }
        }
        let places = |options: &[usize]| -> Vec<usize> {
            self.in_sequence(options.iter().map(|it| frame.measures[*it]).collect())
        };
        let of = |end: fn(&PolicyMeasure) -> f64| -> Vec<f64> {
            best.options.iter().map(|at| end(measure(*at))).collect()
        };
        Ok(Some(Package {
            cost: best.cost as f64 / HUNDREDTHS,
            range: (of(|it| it.cost.low).iter().sum(), of(|it| it.cost.high).iter().sum()),
            years: (
                of(|it| it.years.0).into_iter().fold(0.0, f64::max),
                of(|it| it.years.1).into_iter().fold(0.0, f64::max),
            ),
            chance: best.chance,
            proof: Proof {
                lower_bound: best.lower_bound as f64 / HUNDREDTHS,
                n_cheapest: best.n_cheapest,
                steps: best.steps,
            },
            runner_up: second.map(|it| (places(&it.options), it.cost as f64 / HUNDREDTHS)),
            always,
            moves,
            at_ends: (places(&at_low), places(&at_high)),
            gaps: wanted.to_vec(),
            curve: price_curve(&frame.choices, goal.needs)
                .into_iter()
                .flatten()
                .map(|it| it.map(|it| it as f64 / HUNDREDTHS))
                .collect(),
            assumed: frame
                .assumed
                .iter()
                .copied()
                .filter(|(at, _)| best.options.iter().any(|it| frame.measures[*it] == *at))
                .collect(),
            measures: places(&best.options),
        }))
    }

    /// What is needed first, then upstream signs, then what shows soonest, then the article's order.
    fn in_sequence(&self, mut open: Vec<usize>) -> Vec<usize> {
        let all = &self.catalogue.advice.measures;
        open.sort_by(|a, b| {
            let first_sign = |at: usize| all[at].mends.iter().min().copied();
            first_sign(*a)
                .cmp(&first_sign(*b))
                .then(all[*a].years.0.total_cmp(&all[*b].years.0))
                .then(a.cmp(b))
        });
        let mut sequence = Vec::with_capacity(open.len());
        while !open.is_empty() {
            let waits = |at: usize| {
                all[at].needs.iter().any(|need| match need {
                    Need::Measure(first) => open.contains(first),
                    Need::Criterion(criterion) => open.iter().any(|it| {
                        *it != at && all[*it].lifts.iter().any(|it| it.indicator == *criterion)
                    }),
                })
            };
            // A circle has been reported with the catalogue; here it must merely end.
            let next = (0..open.len()).find(|it| !waits(open[*it])).unwrap_or(0);
            sequence.push(open.remove(next));
        }
        sequence
    }
}

fn whole(cost: f64) -> u64 {
    (cost * HUNDREDTHS).round().max(0.0) as u64
}
