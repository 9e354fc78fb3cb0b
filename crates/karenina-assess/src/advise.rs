//! What would mend a cluster at the least cost, whether it should be supported at all, and who
//! gets what of one budget.

mod allocation;
mod decision;
mod package;
mod rules;

pub use allocation::{Allocation, Awarded, CurvePoint};
pub use decision::Decision;
pub use package::{CostMove, Gap, Package, Proof};
pub use rules::{Fired, Support};

use karenina_catalogue::{Catalogue, ParameterName, RELATIVE, RefusalCode};
use karenina_model::{Dataset, TableId};
use rayon::prelude::*;

use crate::{Assessment, ClusterFinding};

/// What advice is asked for with.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct AdviceOptions {
    /// The budget, in the unit of the costs; without it that of the programme, where it is in
    /// that unit.
    pub budget: Option<f64>,
    /// The chance that a set has to reach, instead of the programme's parameter.
    pub chance: Option<f64>,
    /// One cluster alone.
    pub cluster: Option<u32>,
}

/// The numbers that advice was made with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// More missing signs than this are too great a defect.
    pub most_missing_signs: f64,
    /// The most that one cluster may get.
    pub cap: Option<f64>,
    /// The chance that a set has to reach.
    pub chance: f64,
    /// The chance that a measure brings about what it lifts, where nobody has measured it.
    pub lift_chance: f64,
    /// Years after the first funding before results are judged.
    pub years_before_judging: f64,
    /// Steps after which a search gives up its proof.
    pub search_steps: u64,
    /// What there is to spend.
    pub budget: Option<f64>,
}

/// Advice for every cluster that was asked for, and the allocation of the budget over them.
#[derive(Debug, Clone)]
pub struct Advice {
    /// What it was made with.
    pub terms: Terms,
    /// A budget of the programme that is in another unit than the costs, and was not used.
    pub budget_unused: Option<f64>,
    /// In the order of the assessment.
    pub clusters: Vec<ClusterAdvice>,
    /// Who gets what, where there is a budget and more than one cluster.
    pub allocation: Option<Allocation>,
}

/// Advice for one cluster.
#[derive(Debug, Clone)]
pub struct ClusterAdvice {
    /// Its row in the table of clusters.
    pub cluster: u32,
    /// What to do.
    pub decision: Decision,
    /// The reasons to refuse, wait, redirect, withhold or find out.
    pub refusals: Vec<RefusalCode>,
    /// The rules that fired, and the facts that fired them.
    pub rules: Vec<Fired>,
    /// What is missing: deciding criteria that are not met, upstream first.
    pub gaps: Vec<Gap>,
    /// The cheapest set of measures for all gaps that cluster policy can mend.
    pub package: Option<Package>,
    /// What the budget buys where the whole set is beyond it: upstream gaps first.
    pub within_budget: Option<Package>,
    /// Measures outside cluster policy for gaps that no measure of it mends.
    pub outside: Vec<usize>,
    /// Measures that improve a missing sign without deciding it.
    pub helps: Vec<usize>,
    /// Signs that are missing beside those that decide, and for each the measures that mend what
    /// is known to be missing of it. They are no part of the set: the verdict does not ask for them.
    pub beside: Vec<(usize, Vec<usize>)>,
    /// Signs of which it is not known whether they are missing.
    pub open_signs: Vec<usize>,
    /// Whether and since when it is supported.
    pub support: Support,
    /// The search for a set ended before one was found; none costs less than this.
    pub undecided: Option<f64>,
    /// The greatest chance that all gaps are mended with everything at hand.
    pub best_chance: f64,
}

impl Terms {
    fn of(catalogue: &Catalogue, options: AdviceOptions, budget: Option<f64>) -> Self {
        let parameter = |name, otherwise| catalogue.advice.parameter(name).unwrap_or(otherwise);
        Self {
            // A catalogue without rules has been reported; nothing is refused by a number that
            // nobody set.
            most_missing_signs: parameter(ParameterName::MostMissingSigns, f64::INFINITY),
            cap: catalogue.advice.parameter(ParameterName::CapPerCluster),
            chance: options.chance.unwrap_or_else(|| parameter(ParameterName::Chance, 0.0)),
            lift_chance: parameter(ParameterName::LiftChance, 1.0),
            years_before_judging: parameter(ParameterName::YearsBeforeJudging, 0.0),
            search_steps: parameter(ParameterName::SearchSteps, 1e6) as u64,
            budget,
        }
    }
}

/// Advises on the clusters of an assessment.
pub fn advise(
    catalogue: &Catalogue,
    dataset: &Dataset,
    found: &Assessment,
    options: AdviceOptions,
) -> Advice {
    let (budget, budget_unused) = budget(catalogue, dataset, options);
    let terms = Terms::of(catalogue, options, budget);
    let asked: Vec<&ClusterFinding> = found
        .clusters
        .iter()
        .filter(|it| options.cluster.is_none_or(|one| one == it.cluster))
        .collect();
    let packages = package::Packages::new(catalogue, dataset, &terms);
    let clusters: Vec<ClusterAdvice> =
        asked.par_iter().map(|it| cluster(catalogue, dataset, &packages, &terms, it)).collect();
    let allocation = match terms.budget {
        Some(budget) if clusters.len() > 1 => allocation::allocate(&clusters, budget),
        Some(_) | None => None,
    };
    Advice { terms, budget_unused, clusters, allocation }
}

/// The budget that was asked for, else the programme's own, if costs are in its currency.
fn budget(
    catalogue: &Catalogue,
    dataset: &Dataset,
    options: AdviceOptions,
) -> (Option<f64>, Option<f64>) {
    if options.budget.is_some() {
        return (options.budget, None);
    }
    let programme = dataset.table(TableId::PROGRAMME);
    let said = programme
        .rows()
        .next()
        .and_then(|row| programme.number(row, programme.column("budget")?).known())
        // Of a budget that is known only roughly no more is sure than its lower end.
        .map(|it| it.low())
        .filter(|it| it.is_finite() && *it >= 0.0);
    let unit = catalogue.advice.cost_unit();
    let same = unit != RELATIVE && programme.named_text(0, "currency") == Some(unit);
    if said.is_none() || programme.is_empty() {
        (None, None)
    } else if same {
        (said, None)
    } else {
        (None, said)
    }
}

fn cluster(
    catalogue: &Catalogue,
    dataset: &Dataset,
    packages: &package::Packages<'_>,
    terms: &Terms,
    found: &ClusterFinding,
) -> ClusterAdvice {
    let gaps = packages.gaps(found);
    let support = rules::support(dataset, found.cluster, found.on, terms.years_before_judging);
    let open_signs: Vec<usize> = crate::sign::counted(catalogue, &found.signs)
        .filter(|(_, it)| it.verdict == crate::Verdict::Undetermined)
        .map(|(at, _)| at)
        .collect();
    let mendable: Vec<usize> = (0..gaps.len()).filter(|at| gaps[*at].mendable).collect();
    let all = packages.solve(found, &gaps, &mendable);
    let limit = match (terms.cap, terms.budget) {
        (Some(cap), Some(budget)) => Some(cap.min(budget)),
        (one, other) => one.or(other),
    };
    let beyond =
        all.package.as_ref().zip(limit).is_some_and(|(package, limit)| package.cost > limit + 1e-9);
    let within_budget = match limit {
        Some(limit) if beyond => packages.upstream_first(found, &gaps, &mendable, limit),
        Some(_) | None => None,
    };
    let (mut outside, mut helps) = (Vec::new(), Vec::new());
    for (at, measure) in catalogue.advice.measures.iter().enumerate() {
        let of_gap = |gap: &&Gap| measure.lifts.iter().any(|it| it.indicator == gap.indicator);
        if measure.outside {
            if gaps.iter().filter(|it| !it.mendable).any(|it| of_gap(&it)) {
                outside.push(at);
            }
        } else if measure.mends.iter().any(|sign| found.missing.contains(sign))
            && !gaps.iter().any(|it| of_gap(&it) || it.by_practice(measure))
        {
            helps.push(at);
        }
    }
    let mut advice = ClusterAdvice {
        cluster: found.cluster,
        decision: Decision::FindOut,
        refusals: Vec::new(),
        rules: Vec::new(),
        best_chance: all.best_chance,
        undecided: all.undecided,
        package: all.package,
        gaps,
        within_budget,
        outside,
        helps,
        beside: packages.beside(found),
        open_signs,
        support,
    };
    advice.rules = rules::fired(catalogue, dataset, found, &advice);
    decision::decide(catalogue, terms, found, beyond, &mut advice);
    advice
}
