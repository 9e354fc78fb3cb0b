//! The programme counted: per sign how many clusters meet it, and how many signs they miss.

use std::collections::BTreeMap;

use karenina_catalogue::Catalogue;
use karenina_model::{Cell, Dataset, Date, RowId, TableId, Truth};
use karenina_stats::BoundedGap;

use crate::{ClusterFinding, ClusterVerdict, Verdict};

/// Clusters that are counted together.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    /// Which ones.
    pub kind: PopulationKind,
    /// Rows of the table of clusters.
    pub clusters: Vec<u32>,
    /// Clusters of the programme that no row lists: unknown in every sign.
    pub unlisted: u64,
    /// In the order of the model's signs.
    pub signs: Vec<SignCounts>,
    /// How many clusters have each verdict; those that are not listed are undetermined.
    pub sustainable: u64,
    /// Not sustainable.
    pub not_sustainable: u64,
    /// Undetermined.
    pub undetermined: u64,
    /// The Alkire–Foster counts for k = 1 to the number of signs.
    pub counting: Vec<Counting>,
    /// By field, region and tender group: the measures at k = 1.
    pub groups: Vec<GroupCounts>,
}

/// Which clusters a population is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PopulationKind {
    /// Every unit of the programme that is listed, parts that were merged since included.
    Units,
    /// The clusters that exist on the day: what was merged counts once.
    Current,
}

impl PopulationKind {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Current => "current",
        }
    }
}

/// How many clusters meet a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SignCounts {
    /// Met.
    pub met: u64,
    /// Not met.
    pub not_met: u64,
    /// Not known, those that are not listed included.
    pub undetermined: u64,
}

impl SignCounts {
    /// The least and the most clusters that miss the sign.
    pub fn missing(&self) -> (u64, u64) {
        (self.not_met, self.not_met + self.undetermined)
    }
}

/// The Alkire–Foster family: who misses at least k signs, and how many of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Counting {
    /// From how many missing signs on a cluster counts.
    pub k: usize,
    /// H: the part of clusters that miss at least k.
    pub incidence: (f64, f64),
    /// A: the mean part of signs that those miss, over all ways to fill in the unknown; `None`
    /// where no cluster can miss so many.
    pub intensity: Option<(f64, f64)>,
    /// M0 = H·A.
    pub adjusted: (f64, f64),
    /// M1: the same with each missing sign counted by its gap, one less its degree.
    pub depth: (f64, f64),
    /// For each counted sign the part of clusters that miss it and at least k signs.
    pub censored: Vec<(f64, f64)>,
}

/// The same for the clusters of one field, region or tender group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupCounts {
    /// `field`, `region` or `tender_group`.
    pub by: &'static str,
    /// Its value; `None`: not said.
    pub value: Option<String>,
    /// How many clusters.
    pub n: u64,
    /// H at k = 1.
    pub incidence: (f64, f64),
    /// M0 at k = 1.
    pub adjusted: (f64, f64),
    /// M1 at k = 1.
    pub depth: (f64, f64),
    /// In the order of the model's signs.
    pub signs: Vec<SignCounts>,
}

/// The units of the programme, and the clusters that exist on the day.
pub(crate) fn populations(
    catalogue: &Catalogue,
    dataset: &Dataset,
    on: Date,
    findings: &[ClusterFinding],
) -> Vec<Population> {
    let units: Vec<u32> = dataset
        .clusters()
        .filter(|row| dataset.table(TableId::CLUSTERS).counts(*row))
        .filter(|row| in_programme(dataset, *row))
        .collect();
    let succeeded = succeeded(dataset, on);
    let current: Vec<u32> = units.iter().copied().filter(|it| !succeeded[*it as usize]).collect();
    let unlisted =
        clusters_total(dataset).map_or(0, |total| total.saturating_sub(current.len() as u64));
    vec![
        population(catalogue, dataset, findings, PopulationKind::Units, units, 0),
        population(catalogue, dataset, findings, PopulationKind::Current, current, unlisted),
    ]
}

/// Those that were refused or never belonged to the programme are judged and not counted.
fn in_programme(dataset: &Dataset, cluster: u32) -> bool {
    let clusters = dataset.table(TableId::CLUSTERS);
    !matches!(clusters.common_code(cluster, "standing"), Some("refused" | "outside"))
}

/// Clusters that had become part of another, or another, by the day.
pub(crate) fn succeeded(dataset: &Dataset, on: Date) -> Vec<bool> {
    let lineage = dataset.table(TableId::LINEAGE);
    let mut succeeded = vec![false; dataset.table(TableId::CLUSTERS).len()];
    let Some(from) = lineage.column("from") else { return succeeded };
    for row in lineage.rows() {
        let row_id = RowId { table: TableId::LINEAGE, row };
        // A merger without a date has happened: it is told as a thing of the past.
        if let Cell::Known(part) = lineage.reference(row, from)
            && dataset.begun(row_id, on) != Truth::No
        {
            succeeded[part as usize] = true;
        }
    }
    succeeded
}

/// How many clusters the programme is said to have.
pub(crate) fn clusters_total(dataset: &Dataset) -> Option<u64> {
    let programme = dataset.table(TableId::PROGRAMME);
    if programme.is_empty() {
        return None;
    }
    let total = programme.number(0, programme.column("clusters_total")?).known()?;
    total.is_point().then(|| total.low() as u64)
}

fn population(
    catalogue: &Catalogue,
    dataset: &Dataset,
    findings: &[ClusterFinding],
    kind: PopulationKind,
    clusters: Vec<u32>,
    unlisted: u64,
) -> Population {
    let of = |verdict| {
        clusters.iter().filter(|it| findings[**it as usize].verdict == verdict).count() as u64
    };
    let matrix = matrix(catalogue, findings, &clusters, unlisted);
    let n_signs = catalogue.model.signs.iter().filter(|it| !it.latent).count();
    Population {
        kind,
        signs: sign_counts(catalogue, findings, &clusters, unlisted),
        sustainable: of(ClusterVerdict::Sustainable),
        not_sustainable: of(ClusterVerdict::NotSustainable),
        undetermined: of(ClusterVerdict::Undetermined) + unlisted,
        counting: (1..=n_signs).filter_map(|k| counting(&matrix, k)).collect(),
        groups: ["field", "region", "tender_group"]
            .into_iter()
            .flat_map(|by| groups(catalogue, dataset, findings, &clusters, by))
            .collect(),
        clusters,
        unlisted,
    }
}

/// For each cluster and counted sign whether it is missing, where that is known, and its gap.
fn matrix(
    catalogue: &Catalogue,
    findings: &[ClusterFinding],
    clusters: &[u32],
    unlisted: u64,
) -> Vec<Vec<BoundedGap>> {
    let signs: Vec<usize> =
        (0..catalogue.model.signs.len()).filter(|at| !catalogue.model.signs[*at].latent).collect();
    let listed = clusters.iter().map(|cluster| {
        let of_cluster = &findings[*cluster as usize].signs;
        signs
            .iter()
            .map(|at| {
                let it = &of_cluster[*at];
                let deprived = match it.verdict {
                    Verdict::Met | Verdict::NotApplicable => Some(false),
                    Verdict::NotMet => Some(true),
                    Verdict::Undetermined | Verdict::NoThreshold => None,
                };
                BoundedGap { deprived, gap: (1.0 - it.degree.1, 1.0 - it.degree.0) }
            })
            .collect()
    });
    let nothing = BoundedGap { deprived: None, gap: (0.0, 1.0) };
    let rest = (0..unlisted.min(100_000)).map(|_| vec![nothing; signs.len()]);
    listed.chain(rest).collect()
}

fn counting(matrix: &[Vec<BoundedGap>], k: usize) -> Option<Counting> {
    let missing: Vec<Vec<Option<bool>>> =
        matrix.iter().map(|row| row.iter().map(|it| it.deprived).collect()).collect();
    let bounds = karenina_stats::alkire_foster_bounds(&missing, k)?;
    Some(Counting {
        k,
        incidence: bounds.headcount_ratio,
        intensity: bounds.intensity,
        adjusted: bounds.adjusted_headcount_ratio,
        depth: karenina_stats::adjusted_gap_bounds(matrix, k)?,
        censored: bounds.censored_headcount_ratios,
    })
}

fn sign_counts(
    catalogue: &Catalogue,
    findings: &[ClusterFinding],
    clusters: &[u32],
    unlisted: u64,
) -> Vec<SignCounts> {
    (0..catalogue.model.signs.len())
        .map(|at| {
            let mut counts = SignCounts { undetermined: unlisted, ..SignCounts::default() };
            for cluster in clusters {
                match findings[*cluster as usize].signs[at].verdict {
                    Verdict::Met | Verdict::NotApplicable => counts.met += 1,
                    Verdict::NotMet => counts.not_met += 1,
                    Verdict::Undetermined | Verdict::NoThreshold => counts.undetermined += 1,
                }
            }
            counts
        })
        .collect()
}

fn groups(
    catalogue: &Catalogue,
    dataset: &Dataset,
    findings: &[ClusterFinding],
    clusters: &[u32],
    by: &'static str,
) -> Vec<GroupCounts> {
    let table = dataset.table(TableId::CLUSTERS);
    let mut members: BTreeMap<Option<String>, Vec<u32>> = BTreeMap::new();
    for cluster in clusters {
        let value = table.named_text(*cluster, by).map(str::to_owned);
        members.entry(value).or_default().push(*cluster);
    }
    members
        .into_iter()
        .filter_map(|(value, clusters)| {
            let matrix = matrix(catalogue, findings, &clusters, 0);
            let at_one = counting(&matrix, 1)?;
            Some(GroupCounts {
                by,
                value,
                n: clusters.len() as u64,
                incidence: at_one.incidence,
                adjusted: at_one.adjusted,
                depth: at_one.depth,
                signs: sign_counts(catalogue, findings, &clusters, 0),
            })
        })
        .collect()
}
