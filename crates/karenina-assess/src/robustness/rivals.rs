//! Every combination of rival thresholds, and which verdicts differ under it.

use karenina_catalogue::Catalogue;

use crate::{Assessment, ClusterVerdict, Verdict, sign};

/// More combinations than this are not gone through; then each rival is tried alone.
const MOST_COMBINATIONS: u64 = 4_096;

/// What happens when other thresholds judge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RivalThresholds {
    /// The indicators that decide something and have rivals in force, with the judging threshold
    /// first.
    pub indicators: Vec<(usize, Vec<usize>)>,
    /// How many combinations there are, the judging one included.
    pub combinations: u64,
    /// Whether all were gone through; otherwise each rival was tried alone.
    pub exhaustive: bool,
    /// Those in which anything differs.
    pub differing: Vec<Combination>,
    /// Clusters whose verdict differs in at least one combination.
    pub clusters: Vec<u32>,
}

/// One combination of thresholds.
#[derive(Debug, Clone, PartialEq)]
pub struct Combination {
    /// The threshold that judges each of the indicators, in their order.
    pub thresholds: Vec<usize>,
    /// How many clusters are sustainable, not sustainable and undetermined.
    pub verdicts: [usize; 3],
    /// What differs.
    pub changes: Vec<SignChange>,
}

/// A sign of a cluster that stands otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignChange {
    /// Row of the cluster.
    pub cluster: u32,
    /// The sign.
    pub sign: usize,
    /// As it stands, and with these thresholds.
    pub sign_verdict: (Verdict, Verdict),
    /// The verdict on the cluster, likewise.
    pub cluster_verdict: (ClusterVerdict, ClusterVerdict),
}

pub(super) fn rivals(catalogue: &Catalogue, found: &Assessment) -> RivalThresholds {
    let mut indicators: Vec<(usize, Vec<usize>)> = Vec::new();
    for about in catalogue.model.signs.iter().filter(|it| !it.latent) {
        for at in &about.required {
            let mut all: Vec<usize> = Vec::new();
            for cluster in &found.clusters {
                for it in super::thresholds_of(&cluster.findings[*at], true) {
                    if !all.contains(&it) {
                        all.push(it);
                    }
                }
            }
            if all.len() > 1 && !indicators.iter().any(|it| it.0 == *at) {
                indicators.push((*at, all));
            }
        }
    }
    let combinations = indicators
        .iter()
        .try_fold(1_u64, |all, it| all.checked_mul(it.1.len() as u64))
        .unwrap_or(u64::MAX);
    let exhaustive = combinations <= MOST_COMBINATIONS;
    let chosen: Vec<Vec<usize>> = if exhaustive {
        (1..combinations)
            .map(|mut number| {
                indicators
                    .iter()
                    .map(|(_, all)| {
                        let at = (number % all.len() as u64) as usize;
                        number /= all.len() as u64;
                        all[at]
                    })
                    .collect()
            })
            .collect()
    } else {
        let judging: Vec<usize> = indicators.iter().map(|it| it.1[0]).collect();
        indicators
            .iter()
            .enumerate()
            .flat_map(|(place, (_, all))| {
                let judging = judging.clone();
                all[1..].iter().map(move |it| {
                    let mut one = judging.clone();
                    one[place] = *it;
                    one
                })
            })
            .collect()
    };
    let differing: Vec<Combination> = chosen
        .into_iter()
        .map(|thresholds| combination(catalogue, found, &indicators, thresholds))
        .filter(|it| !it.changes.is_empty())
        .collect();
    let mut clusters: Vec<u32> = differing
        .iter()
        .flat_map(|it| &it.changes)
        .filter(|it| it.cluster_verdict.0 != it.cluster_verdict.1)
        .map(|it| it.cluster)
        .collect();
    clusters.sort_unstable();
    clusters.dedup();
    RivalThresholds { indicators, combinations, exhaustive, differing, clusters }
}

fn combination(
    catalogue: &Catalogue,
    found: &Assessment,
    indicators: &[(usize, Vec<usize>)],
    thresholds: Vec<usize>,
) -> Combination {
    let mut verdicts = [0; 3];
    let mut changes = Vec::new();
    for cluster in &found.clusters {
        let by = |at: usize| {
            let place = indicators.iter().position(|it| it.0 == at)?;
            let rival = &cluster.findings[at].rivals;
            rival.iter().find(|it| it.0 == thresholds[place]).map(|it| it.1)
        };
        let mut signs = cluster.signs.clone();
        for (at, about) in catalogue.model.signs.iter().enumerate().filter(|(_, it)| !it.latent) {
            if about.required.iter().any(|it| by(*it).is_some()) {
                signs[at].verdict = sign::verdict_with(catalogue, &cluster.findings, at, &by);
            }
        }
        let verdict = sign::cluster_verdict(catalogue, &signs);
        verdicts[match verdict {
            ClusterVerdict::Sustainable => 0,
            ClusterVerdict::NotSustainable => 1,
            ClusterVerdict::Undetermined => 2,
        }] += 1;
        for (at, (before, after)) in cluster.signs.iter().zip(&signs).enumerate() {
            if before.verdict != after.verdict {
                changes.push(SignChange {
                    cluster: cluster.cluster,
                    sign: at,
                    sign_verdict: (before.verdict, after.verdict),
                    cluster_verdict: (cluster.verdict, verdict),
                });
            }
        }
    }
    Combination { thresholds, verdicts, changes }
}
