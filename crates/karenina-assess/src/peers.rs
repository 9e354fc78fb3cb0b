//! Where a value stands among those of the other clusters of the dataset. Groups below the size
//! that the model names are not shown: their members could be told from each other.

use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, Interval, TableId};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{Assessment, ClusterFinding, PopulationKind, context::words};

/// The values of all clusters, ready to be compared with.
#[derive(Debug)]
pub struct Peers {
    /// For each indicator the groups: all clusters, then those of each field.
    groups: Vec<FxHashMap<Option<String>, Group>>,
    /// For each cluster its fields.
    fields: Vec<Vec<String>>,
    /// Whether a cluster is one of those that are compared with.
    counted: Vec<bool>,
    least: usize,
}

/// The known single values of a group.
#[derive(Debug, Default)]
struct Group {
    ascending: Vec<f64>,
    quartiles: Option<[f64; 3]>,
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PeerStanding {
    /// The field that the others share; `None`: all clusters of the programme.
    pub field: Option<String>,
    /// How many others have a known value.
    pub n: usize,
    /// How many of them have a lower one.
    pub lower: usize,
    /// How many have a higher one; the rest have the same, or one within the bounds.
    pub higher: usize,
    /// Quartiles of the group, the cluster itself included where its value is known.
    pub quartiles: [f64; 3],
}

impl Peers {
    /// Gathers the values of the clusters that exist on the day.
    pub fn new(catalogue: &Catalogue, dataset: &Dataset, found: &Assessment) -> Self {
        let clusters = dataset.table(TableId::CLUSTERS);
        let current = found.populations.iter().find(|it| it.kind == PopulationKind::Current);
        let mut counted = vec![false; clusters.len()];
        for cluster in current.iter().flat_map(|it| &it.clusters) {
            counted[*cluster as usize] = true;
        }
        let fields: Vec<Vec<String>> = clusters
            .rows()
            .map(|row| {
                let text = clusters.named_text(row, "field").unwrap_or_default();
                words(text).map(str::to_owned).collect()
            })
            .collect();
        let groups = (0..catalogue.indicators.len())
            .into_par_iter()
            .map(|at| {
                let mut groups: FxHashMap<Option<String>, Group> = FxHashMap::default();
                for it in found.clusters.iter().filter(|it| counted[it.cluster as usize]) {
                    let value = it.findings[at].value.interval().filter(Interval::is_point);
                    let Some(value) = value.map(|it| it.low()) else { continue };
                    groups.entry(None).or_default().ascending.push(value);
                    for field in &fields[it.cluster as usize] {
                        groups.entry(Some(field.clone())).or_default().ascending.push(value);
                    }
                }
                for group in groups.values_mut() {
                    group.ascending.sort_by(f64::total_cmp);
                    let of = |p| karenina_stats::quantile(&group.ascending, p);
                    group.quartiles = of(0.25)
                        .zip(of(0.5))
                        .zip(of(0.75))
                        .map(|((first, median), third)| [first, median, third]);
                }
                groups
            })
            .collect();
        Self { groups, fields, counted, least: catalogue.model.policy.peers_at_least }
    }

    /// Where the value of a cluster stands: among all, and among those of its field, where these
    /// are enough.
    pub fn of(&self, cluster: &ClusterFinding, indicator: usize) -> Vec<PeerStanding> {
        let Some(own) = cluster.findings[indicator].value.interval() else { return Vec::new() };
        let at = cluster.cluster as usize;
        let itself = usize::from(self.counted[at] && own.is_point());
        let fields = std::iter::once(None).chain(self.fields[at].iter().cloned().map(Some));
        fields
            .filter_map(|field| {
                let group = self.groups[indicator].get(&field)?;
                let n = group.ascending.len() - itself;
                if n < self.least.max(1) {
                    return None;
                }
                let lower = group.ascending.partition_point(|it| *it < own.low());
                let up_to = group.ascending.partition_point(|it| *it <= own.high());
                let higher = group.ascending.len() - up_to;
                Some(PeerStanding { field, n, lower, higher, quartiles: group.quartiles? })
            })
            .collect()
    }
}
