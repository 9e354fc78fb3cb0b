//! Puts the catalogue's questions to every cluster of a dataset.
//!
//! Invariant: a pure function of catalogue, dataset, date and seed. It is total: what cannot be
//! answered is a finding too. No I/O, no clock, no formatting.

mod advise;
mod case;
mod check;
mod claims;
mod compare;
mod context;
mod criterion;
mod explain;
mod figure;
mod finding;
mod measure;
mod necessity;
pub mod network;
mod peers;
mod population;
mod questions;
mod robustness;
mod scheme;
mod shared_error;
mod sign;

pub use advise::{
    Advice, AdviceOptions, Allocation, Awarded, ClusterAdvice, CostMove, CurvePoint, Decision,
    Fired, Gap, Package, Proof, Support, Terms, advise,
};
pub use case::{CaseOutcome, case_outcome};
pub use check::{check, check_against};
pub use compare::{Cause, Changed, ClusterChange, Comparison, Side, compare};
pub use explain::{Explanation, RowUsed, explain};
pub use figure::{
    Area, ArrowGroup, Bar, Bars, Basis, Body, Counted, Datum, Figure, Measured, Mechanism, Name,
    Note, Portfolio, ProfileElement, Series, SeriesOf, Stack, Stacks, figure, figures,
};
pub use finding::{
    Assessment, ClusterFinding, ClusterVerdict, Computed, Evidence, Fact, Finding, Question,
    Robust, SignFinding, SmallestSets, Verdict,
};
pub use necessity::{
    Compensation, CompensationEvidence, ConditionData, ConditionFinding, Configurations,
    NecessityData, NecessityFinding, NecessityOptions, NotEstimable, OUTCOME, Outcome,
    PrincipleEvidence, Summary, Together, memberships, necessity, necessity_data, outcomes,
};
pub use peers::{PeerStanding, Peers};
pub use population::{Counting, GroupCounts, Population, PopulationKind, SignCounts};
pub use robustness::{
    ClusterRobustness, Combination, Drawn, Input, InputKind, Luck, Meaned, Range, RivalThresholds,
    Robustness, RobustnessOptions, SignChange, ThresholdRange, robustness,
};
pub use scheme::{SchemeFinding, scheme, schemes};

use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, Date, TableId};
use rayon::prelude::*;

/// What an assessment is made with, beside catalogue and dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The day of judgement.
    pub on: Date,
    /// The seed of what is drawn; the same seed gives the same bytes.
    pub seed: u64,
}

/// Judges every cluster, then the programme. A cluster that ended before the day of judgement is
/// judged as of its last day: afterwards nothing of it is in force, and that is no failure.
pub fn assess(catalogue: &Catalogue, dataset: &Dataset, options: Options) -> Assessment {
    let n_clusters = dataset.table(TableId::CLUSTERS).len() as u32;
    let days: Vec<Date> =
        (0..n_clusters).map(|cluster| judged_on(dataset, cluster, options.on)).collect();
    let mut distinct = days.clone();
    distinct.push(options.on);
    distinct.sort_unstable();
    distinct.dedup();
    let contexts: Vec<context::Context<'_>> =
        distinct.iter().map(|on| context::Context::new(catalogue, dataset, *on)).collect();
    let context_of =
        |cluster: u32| &contexts[distinct.binary_search(&days[cluster as usize]).unwrap_or(0)];
    let judged: Vec<(Vec<Finding>, Vec<SignFinding>)> = (0..n_clusters)
        .into_par_iter()
        .map(|cluster| {
            let findings = context_of(cluster).findings(cluster);
            let signs = sign::judge_all(catalogue, &findings);
            (findings, signs)
        })
        .collect();
    let rates = questions::Rates::of(catalogue, &judged);
    let mut clusters: Vec<ClusterFinding> = judged
        .into_par_iter()
        .enumerate()
        .map(|(at, (findings, signs))| {
            let cluster = at as u32;
            let verdict = sign::cluster_verdict(catalogue, &signs);
            let (questions, smallest) =
                questions::questions(catalogue, &findings, &signs, verdict, &rates);
            ClusterFinding {
                cluster,
                on: days[at],
                verdict,
                robust: sign::robust(catalogue, &findings, &signs, options.seed, cluster),
                missing: sign::missing(catalogue, &signs),
                signs,
                findings,
                questions,
                smallest,
                facts: context_of(cluster).facts(cluster),
            }
        })
        .collect();
    let populations = population::populations(catalogue, dataset, options.on, &clusters);
    // A row whose key another row has already is no second cluster.
    clusters.retain(|it| dataset.table(TableId::CLUSTERS).counts(it.cluster));
    Assessment { on: options.on, seed: options.seed, clusters, populations }
}

/// The day on which a cluster is judged: its last day, where that came before.
fn judged_on(dataset: &Dataset, cluster: u32, on: Date) -> Date {
    let ended = TableId::CLUSTERS
        .schema()
        .ends
        .and_then(|column| dataset.table(TableId::CLUSTERS).period(cluster, column).known());
    ended.map_or(on, |it| it.last.min(on))
}
