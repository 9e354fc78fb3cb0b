//! How sure the verdicts are: exact chances, draws, rival thresholds, and what each verdict
//! hangs on.
//!
//! The verdict as the values stand is one thing, what can be said with their errors in mind
//! another. Here is what moves the first: by luck of measurement, by another threshold, by what
//! is known within bounds only.

mod draws;
mod inputs;
mod rivals;
mod thresholds;

pub use draws::{Drawn, Meaned};
pub use inputs::{Input, InputKind};
pub use rivals::{Combination, RivalThresholds, SignChange};
pub use thresholds::{Range, ThresholdRange};

use karenina_catalogue::Catalogue;
use rayon::prelude::*;

use crate::{Assessment, ClusterVerdict, Finding, PopulationKind, Verdict, sign};

/// What is tried, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RobustnessOptions {
    /// How many draws; 0 for none.
    pub draws: u32,
    /// Their seed; the same seed gives the same numbers whatever the number of threads.
    pub seed: u64,
    /// Whether the threshold of a criterion is drawn among its rivals too.
    pub rivals: bool,
    /// Whether a value known within two ends is drawn evenly between them; otherwise it stays
    /// open.
    pub spread: bool,
    /// With more uncertain values than this nothing is drawn, and all is exact: a report that is
    /// written in passing must not take long.
    pub most_cells: usize,
}

impl Default for RobustnessOptions {
    fn default() -> Self {
        Self { draws: 10_000, seed: 0, rivals: true, spread: true, most_cells: usize::MAX }
    }
}

/// How sure the verdicts of a programme are.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// What was tried.
    pub options: RobustnessOptions,
    /// How many values or thresholds are uncertain in some way, over all clusters.
    pub uncertain_cells: usize,
    /// In the order of the assessment.
    pub clusters: Vec<ClusterRobustness>,
    /// In what part of the draws so many clusters of the programme have every sign, at least and
    /// at most; empty without draws.
    pub sustainable_surely: Vec<u32>,
    /// The same, with all that is open taken as met.
    pub sustainable_perhaps: Vec<u32>,
    /// What happens when other thresholds judge.
    pub rivals: RivalThresholds,
    /// For each threshold the interval in which all verdicts stay.
    pub thresholds: Vec<ThresholdRange>,
    /// What measurement error does to a verdict that so many signs must all allow.
    pub luck: Vec<Luck>,
}

/// How sure the verdict on one cluster is.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterRobustness {
    /// Its row in the table of clusters.
    pub cluster: u32,
    /// Whether it is one of the clusters that exist and are counted; only those have places.
    pub ranked: bool,
    /// The chance that the verdict as the values stand is due to errors of measurement alone:
    /// that not every sign is met though all are seen met, or that all are though one is seen
    /// failed. `None` where there is no such verdict.
    pub by_luck: Option<(f64, f64)>,
    /// Signs by the chance that they are met after all, with Holm's correction: `(sign, highest
    /// chance, corrected)`, for signs that are seen failed.
    pub failing: Vec<(usize, f64, f64)>,
    /// The exact chance that every sign is met with thresholds drawn among rivals and intervals
    /// spread evenly, what is not known at all failing or passing.
    pub chance: (f64, f64),
    /// What the draws came to; `None` without draws.
    pub drawn: Option<Drawn>,
    /// For each threshold the interval in which the verdict on this cluster stays, where there is
    /// a threshold that turns it.
    pub thresholds: Vec<ThresholdRange>,
    /// What the verdict hangs on, most first; what is not known is taken to turn out well, since
    /// otherwise nothing else matters.
    pub inputs: Vec<Input>,
}

/// Signs that are each measured with error, seen together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Luck {
    /// How far every sign truly lies above its threshold, in standard errors.
    pub margin: f64,
    /// The chance that all are seen at or above.
    pub all_seen_met: f64,
    /// The chance that all are certified one by one at the error rate of the model.
    pub all_certified: f64,
    /// The chance that at least one is declared failed, without correction.
    pub any_failed_uncorrected: f64,
    /// The same with Bonferroni's correction, which Holm's never exceeds.
    pub any_failed_corrected: f64,
}

/// Looks at every verdict of an assessment.
pub fn robustness(
    catalogue: &Catalogue,
    found: &Assessment,
    options: RobustnessOptions,
) -> Robustness {
    let current = found.populations.iter().find(|it| it.kind == PopulationKind::Current);
    let ranked: Vec<bool> = found
        .clusters
        .iter()
        .map(|it| current.is_some_and(|all| all.clusters.contains(&it.cluster)))
        .collect();
    let (drawn, tally) = draws::draws(catalogue, found, options, &ranked);
    let by_threshold = thresholds::of_all(catalogue, found);
    let clusters = found
        .clusters
        .par_iter()
        .zip(drawn)
        .enumerate()
        .map(|(at, (it, drawn))| {
            let chances = inputs::chances(catalogue, &it.findings, options);
            ClusterRobustness {
                cluster: it.cluster,
                ranked: ranked[at],
                by_luck: by_luck(it.verdict, it.robust.chance),
                failing: failing(catalogue, it),
                chance: chances.all,
                drawn,
                thresholds: by_threshold.iter().filter_map(|of| of.of_cluster(at)).collect(),
                inputs: inputs::inputs(catalogue, &it.findings, &chances),
            }
        })
        .collect();
    Robustness {
        options,
        uncertain_cells: tally.uncertain_cells,
        clusters,
        sustainable_surely: tally.surely,
        sustainable_perhaps: tally.perhaps,
        rivals: rivals::rivals(catalogue, found),
        thresholds: by_threshold.iter().map(thresholds::OfBound::of_programme).collect(),
        luck: luck(catalogue),
    }
}

fn by_luck(verdict: ClusterVerdict, chance: (f64, f64)) -> Option<(f64, f64)> {
    match verdict {
        ClusterVerdict::Sustainable => Some((1.0 - chance.1, 1.0 - chance.0)),
        ClusterVerdict::NotSustainable => Some(chance),
        ClusterVerdict::Undetermined => None,
    }
}

/// Signs that are seen failed, by the highest chance that they are met, corrected over all signs.
fn failing(catalogue: &Catalogue, cluster: &crate::ClusterFinding) -> Vec<(usize, f64, f64)> {
    let highs: Vec<f64> =
        sign::counted(catalogue, &cluster.signs).map(|(_, it)| it.chance.1).collect();
    let corrected = karenina_stats::holm(&highs).unwrap_or_default();
    sign::counted(catalogue, &cluster.signs)
        .zip(corrected)
        .filter(|((_, it), _)| it.verdict == Verdict::NotMet)
        .map(|((at, it), corrected)| (at, it.chance.1, corrected))
        .collect()
}

fn luck(catalogue: &Catalogue) -> Vec<Luck> {
    let n = catalogue.model.signs.iter().filter(|it| !it.latent).count() as u32;
    let alpha = catalogue.model.policy.alpha;
    let critical = |alpha: f64| karenina_stats::normal_quantile(1.0 - alpha);
    let (Some(one), Some(each)) = (critical(alpha), critical(alpha / f64::from(n.max(1)))) else {
        return Vec::new();
    };
    [0.0, 0.5, 1.0, 1.5, 2.0, 3.0]
        .into_iter()
        .filter_map(|margin| {
            use karenina_stats::conjunction_noise::{
                all_certified, all_observed_above, any_falsely_failed,
            };
            Some(Luck {
                margin,
                all_seen_met: all_observed_above(n, margin)?,
                all_certified: all_certified(n, margin, one)?,
                any_failed_uncorrected: any_falsely_failed(n, margin, one)?,
                any_failed_corrected: any_falsely_failed(n, margin, each)?,
            })
        })
        .collect()
}

/// The signs that make up the verdict with the criteria of each that apply to a cluster.
fn applicable<'a>(
    catalogue: &'a Catalogue,
    findings: &'a [Finding],
) -> impl Iterator<Item = (usize, Vec<usize>)> + 'a {
    catalogue.model.signs.iter().enumerate().filter(|(_, it)| !it.latent).map(|(at, it)| {
        let of_sign = it
            .required
            .iter()
            .copied()
            .filter(|at| findings[*at].verdict != Verdict::NotApplicable)
            .collect();
        (at, of_sign)
    })
}

/// The thresholds that may judge a finding: the judging one first, then its rivals.
fn thresholds_of(finding: &Finding, with_rivals: bool) -> Vec<usize> {
    let rivals = finding.rivals.iter().map(|it| it.0).filter(|_| with_rivals);
    finding.threshold.into_iter().chain(rivals).collect()
}
