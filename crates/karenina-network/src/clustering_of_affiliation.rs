//! Clustering where ties come from events: do those who met once meet again?

use crate::affiliation::Affiliation;
use rayon::prelude::*;

/// The share of paths of three participations that are closed by a fourth, 4·C₄ / L₃: of those
/// who share an event, and of whom one is in another event, how often the other is there too.
///
/// From 0 (nobody meets twice) to 1 (all who meet once meet always). Unlike the clustering of the
/// projection it is not high merely because events are groups. Cost: all pairs that meet, once an
/// event. `None` if there is no path of three.
///
/// ```
/// use karenina_network::{Affiliation, clustering_of_affiliation};
/// let twice = Affiliation::from_pairs(2, 2, &[(0, 0), (1, 0), (0, 1), (1, 1)]).unwrap();
/// assert_eq!(clustering_of_affiliation(&twice), Some(1.0));
/// ```
///
/// # Reference
/// Robins, G. and Alexander, M. (2004). Small worlds among interlocking directors: network
/// structure and distance in bipartite graphs. *Computational & Mathematical Organization Theory*
/// 10, 69–94.
#[doc(alias = "Robins Alexander")]
pub fn clustering_of_affiliation(affiliation: &Affiliation) -> Option<f64> {
    let paths: u64 = affiliation
        .participations()
        .map(|(actor, event)| {
            let others = affiliation.actors_of(event).len() as u64 - 1;
            others * (affiliation.events_of(actor).len() as u64 - 1)
        })
        .sum();
    // Each cycle has two pairs of opposite actors, … once from either end.
    let cycles: u64 = with_partners(affiliation, |_, partners| {
        partners.iter().map(|it| u64::from(it.1) * u64::from(it.1 - 1) / 2).sum::<u64>()
    })
    .iter()
    .sum::<u64>()
        / 2;
    (paths > 0).then(|| 4.0 * cycles as f64 / paths as f64)
}

/// Of each actor, the mean over its partners of the share of events that they have in common,
/// |E(u)∩E(v)| / |E(u)∪E(v)|.
///
/// From near 0 (partners meet here only) to 1 (they are in exactly the same events). `None` for
/// an actor without partners. Cost: all pairs that meet, once an event.
///
/// ```
/// use karenina_network::{Affiliation, overlap_with_partners};
/// let pairs = [(0, 0), (1, 0), (1, 1), (2, 2)];
/// let network = Affiliation::from_pairs(3, 3, &pairs).unwrap();
/// assert_eq!(overlap_with_partners(&network), [Some(0.5), Some(0.5), None]);
/// ```
///
/// # Reference
/// Latapy, M., Magnien, C. and Del Vecchio, N. (2008). Basic notions for the analysis of large
/// two-mode networks. *Social Networks* 30, 31–48, section 4.
#[doc(alias = "Latapy clustering")]
pub fn overlap_with_partners(affiliation: &Affiliation) -> Vec<Option<f64>> {
    with_partners(affiliation, |actor, partners| {
        let own = affiliation.events_of(actor).len();
        let overlap = |&(partner, shared): &(u32, u32)| {
            let of_both = own + affiliation.events_of(partner).len() - shared as usize;
            f64::from(shared) / of_both as f64
        };
        let sum: f64 = partners.iter().map(overlap).sum();
        (!partners.is_empty()).then(|| sum / partners.len() as f64)
    })
}

/// Gives `measure` each actor with its partners, in rising order, and the number of events
/// shared with each.
pub(crate) fn with_partners<T: Send>(
    affiliation: &Affiliation,
    measure: impl Fn(u32, &[(u32, u32)]) -> T + Sync + Send,
) -> Vec<T> {
    let n = affiliation.n_actors();
    (0..n as u32)
        .into_par_iter()
        .map_init(
            || (vec![0_u32; n], Vec::new()),
            |(shared, partners), actor| {
                partners.clear();
                for &event in affiliation.events_of(actor) {
                    for &other in affiliation.actors_of(event) {
                        if other != actor {
                            if shared[other as usize] == 0 {
                                partners.push((other, 0));
                            }
                            shared[other as usize] += 1;
                        }
                    }
                }
                partners.sort_unstable();
                for (other, count) in partners.iter_mut() {
                    *count = std::mem::take(&mut shared[*other as usize]);
                }
                measure(actor, partners)
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{clustering_of_affiliation, overlap_with_partners};
    use crate::affiliation::Affiliation;
    use crate::betweenness::tests::assert_close;
    use crate::known::davis;

    /// networkx 3.6.1, `bipartite.robins_alexander_clustering`, `bipartite.clustering` (dot).
    #[test]
    fn the_southern_women() {
        let found = clustering_of_affiliation(&davis()).unwrap();
        assert!((found - 0.467_764_060_356_652_95).abs() < 1e-15);
        let overlaps: Vec<f64> = overlap_with_partners(&davis()).into_iter().flatten().collect();
        assert_close(
            &overlaps,
            &[
                0.317_943_331_178_625_33,
                0.351_817_256_817_256_8,
                0.371_818_867_407_102_7,
                0.364_912_494_912_494_94,
                0.294_411_648_957_103_53,
                0.314_817_219_817_219_9,
                0.360_317_460_317_460_3,
                0.332_341_269_841_269_9,
                0.364_355_742_296_918_75,
                0.348_832_866_479_925_4,
                0.324_404_761_904_762,
                0.297_495_039_682_539_7,
                0.322_751_921_281_333,
                0.260_576_678_223_737_03,
                0.261_698_921_993_039_7,
                0.305_009_920_634_920_6,
                0.257_506_613_756_613_77,
                0.257_506_613_756_613_77,
            ],
        );
    }

    #[test]
    fn nobody_meets_nobody() {
        assert_eq!(clustering_of_affiliation(&Affiliation::default()), None);
        let one = Affiliation::from_pairs(1, 1, &[(0, 0)]).unwrap();
        assert_eq!(clustering_of_affiliation(&one), None);
        assert_eq!(overlap_with_partners(&one), [None]);
    }
}
