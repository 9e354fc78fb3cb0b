//! Puts the catalogue's questions to every cluster of a dataset.
//!
//! Invariant: a pure function of catalogue, dataset, date and seed. It is total: what cannot be
//! answered is a finding too. No I/O, no clock, no formatting.

mod case;
mod check;
mod claims;
mod context;
mod criterion;
mod explain;
mod finding;
mod measure;
mod population;
mod questions;
mod shared_error;
mod sign;

pub use case::{CaseOutcome, case_outcome};
pub use check::check;
pub use explain::{Explanation, RowUsed, explain};
pub use finding::{
    Assessment, ClusterFinding, ClusterVerdict, Computed, Evidence, Fact, Finding, Question,
    Robust, SignFinding, SmallestSets, Verdict,
};
pub use population::{Counting, GroupCounts, Population, PopulationKind, SignCounts};

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

/// Judges every cluster, then the programme.
pub fn assess(catalogue: &Catalogue, dataset: &Dataset, options: Options) -> Assessment {
    let context = context::Context::new(catalogue, dataset, options.on);
    let n_clusters = dataset.table(TableId::CLUSTERS).len() as u32;
    let judged: Vec<(Vec<Finding>, Vec<SignFinding>)> = (0..n_clusters)
        .into_par_iter()
        .map(|cluster| {
            let findings = context.findings(cluster);
            let signs = sign::judge_all(catalogue, &findings);
            (findings, signs)
        })
        .collect();
    let rates = questions::Rates::of(catalogue, &judged);
    let clusters: Vec<ClusterFinding> = judged
        .into_par_iter()
        .enumerate()
        .map(|(cluster, (findings, signs))| {
            let cluster = cluster as u32;
            let verdict = sign::cluster_verdict(catalogue, &signs);
            let robust = sign::robust(catalogue, &findings, &signs, options.seed, cluster);
            let missing = sign::missing(catalogue, &signs);
            let (questions, smallest) =
                questions::questions(catalogue, &findings, &signs, verdict, &rates);
            let facts = context.facts(cluster);
            ClusterFinding {
                cluster,
                verdict,
                robust,
                missing,
                signs,
                findings,
                questions,
                smallest,
                facts,
            }
        })
        .collect();
    let populations = population::populations(catalogue, dataset, options.on, &clusters);
    Assessment { on: options.on, seed: options.seed, clusters, populations }
}
