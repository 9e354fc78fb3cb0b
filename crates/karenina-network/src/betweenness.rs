//! Betweenness: how much of the shortest ways of others leads over one.

use crate::affiliation::Affiliation;
use crate::condensed::{ALONE, Condensed};
use crate::graph::Graph;
use crate::lanes::LANES;
use crate::misfit::Misfit;
use crate::pass::{Pass, Source};
use rayon::prelude::*;

/// The betweenness of every actor among the actors that share events, exact, without making the
/// projection.
///
/// bᵥ = Σ σ(s,t|v) / σ(s,t) over all pairs {s, t} of others, each counted once; σ(s,t) is the
/// number of shortest paths between them, σ(s,t|v) of those that lead over v. It runs from 0
/// (nobody needs v) to (n−1)(n−2)/2 (all need v, the middle of a star); [`normalised`] divides by
/// that. An actor without partners has 0, and never changes the betweenness of others; with fewer
/// than three actors everybody has 0. It is the betweenness of the plain projection without
/// weights; the number of shared events plays no part.
///
/// Our own, since the libraries go over the ties of the projection from one source at a time:
/// `rustworkx-core` needs several hundred times as long. The cost is (different sources) ×
/// (participations after condensing); for Horizon 2020 (35,871 organisations, 796,670 ties) see
/// `docs/network-speed.md`. Memory: some megabytes a thread.
///
/// ```
/// use karenina_network::{Affiliation, betweenness_of_affiliation};
/// // two projects that share one partner: all ways between them lead over it
/// let pairs = [(0, 0), (1, 0), (2, 0), (2, 1), (3, 1)];
/// let projects = Affiliation::from_pairs(5, 2, &pairs).unwrap();
/// assert_eq!(betweenness_of_affiliation(&projects).unwrap(), [0.0, 0.0, 2.0, 0.0, 0.0]);
/// ```
///
/// # Reference
/// Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry* 40,
/// 35–41. Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of
/// Mathematical Sociology* 25, 163–177. Twins: Sarıyüce, A. E. et al. (2013). Shattering and
/// compressing networks for betweenness centrality. *SDM*, 686–694.
pub fn betweenness_of_affiliation(affiliation: &Affiliation) -> Result<Vec<f64>, Misfit> {
    let condensed = Condensed::new(affiliation)?;
    let sources = condensed.sources();
    let of_nodes = dependencies(&condensed, &sources);
    Ok(of_actors(&condensed, &of_nodes, 0.5))
}

/// The betweenness of every node of a network, exact, ties counting as equally long.
///
/// Definition, range and normalisation as for [`betweenness_of_affiliation`], which this calls
/// with the ties gathered into groups of nodes that are all tied to each other
/// ([`Graph::cliques`]); where the network was made of events, use the events themselves.
///
/// ```
/// use karenina_network::{Graph, betweenness, normalised};
/// let star = Graph::from_edges(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]).unwrap();
/// let values = betweenness(&star).unwrap();
/// assert_eq!(values, [3.0, 0.0, 0.0, 0.0]);
/// assert_eq!(normalised(&values).unwrap()[0], 1.0);
/// ```
///
/// # Reference
/// Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry* 40,
/// 35–41.
pub fn betweenness(graph: &Graph) -> Result<Vec<f64>, Misfit> {
    betweenness_of_affiliation(&graph.cliques())
}

/// Betweenness as a share of the greatest that is possible, (n−1)(n−2)/2, from 0 to 1.
///
/// `None` for fewer than three nodes, where nobody can stand between.
///
/// ```
/// assert_eq!(karenina_network::normalised(&[0.0, 1.0, 0.0]), Some(vec![0.0, 1.0, 0.0]));
/// assert_eq!(karenina_network::normalised(&[0.0, 0.0]), None);
/// ```
///
/// # Reference
/// Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
/// Networks* 1, 215–239.
pub fn normalised(betweenness: &[f64]) -> Option<Vec<f64>> {
    let n = betweenness.len() as f64;
    let most = (n - 1.0) * (n - 2.0) / 2.0;
    (betweenness.len() > 2).then(|| betweenness.iter().map(|it| it / most).collect())
}

/// Passes that one sum is made of; sums are added in their order, whatever the threads.
const PASSES: usize = 64;

/// Σ over the sources of weight · dependency, of every node.
pub(crate) fn dependencies(condensed: &Condensed, sources: &[Source]) -> Vec<f64> {
    let blocks: Vec<Vec<f64>> = sources
        .par_chunks(PASSES * LANES)
        .map_init(
            || Pass::new(condensed),
            |pass, block| {
                let mut sums = vec![0.0; condensed.n_nodes()];
                for together in block.chunks(LANES) {
                    let mut weights = [0.0; LANES];
                    for (weight, source) in weights.iter_mut().zip(together) {
                        *weight = source.weight;
                    }
                    pass.run(together, |node, dependency| {
                        let products = dependency.0.iter().zip(weights).map(|(it, w)| it * w);
                        sums[node] += products.sum::<f64>();
                    });
                }
                sums
            },
        )
        .collect();
    let mut total = vec![0.0; condensed.n_nodes()];
    for block in blocks {
        for (sum, part) in total.iter_mut().zip(block) {
            *sum += part;
        }
    }
    total
}

/// Numbers of nodes handed to the actors that the nodes stand for; leaves and those who are
/// alone stand between nobody.
pub(crate) fn of_actors(condensed: &Condensed, of_nodes: &[f64], factor: f64) -> Vec<f64> {
    let value = |&place: &u32| match of_nodes.get(place as usize) {
        Some(value) if place != ALONE => value * factor,
        _ => 0.0,
    };
    condensed.place_of.iter().map(value).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{betweenness, betweenness_of_affiliation, normalised};
    use crate::affiliation::Affiliation;
    use crate::graph::{Graph, Weighting};
    use crate::known::{FAMILIES, davis, florentine, karate, kite, les_miserables};
    use proptest::prelude::*;

    #[track_caller]
    pub(crate) fn assert_close(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (node, (it, other)) in found.iter().zip(expected).enumerate() {
            let tolerance = 1e-9 * other.abs().max(1.0);
            assert!((it - other).abs() <= tolerance, "{node}: {it} instead of {other}");
        }
    }

    /// Brandes (2001) as printed, from one source after another.
    pub(crate) fn brandes(graph: &Graph) -> Vec<f64> {
        let n = graph.n_nodes();
        let mut sums = vec![0.0; n];
        for source in 0..n as u32 {
            let mut distance = vec![usize::MAX; n];
            let (mut paths, mut dependency) = (vec![0.0; n], vec![0.0; n]);
            let mut queue = vec![source];
            distance[source as usize] = 0;
            paths[source as usize] = 1.0;
            let mut next = 0;
            while let Some(&node) = queue.get(next) {
                next += 1;
                for &other in graph.neighbours(node) {
                    let at = other as usize;
                    if distance[at] == usize::MAX {
                        distance[at] = distance[node as usize] + 1;
                        queue.push(other);
                    }
                    if distance[at] == distance[node as usize] + 1 {
                        paths[at] += paths[node as usize];
                    }
                }
            }
            for &node in queue.iter().rev() {
                let at = node as usize;
                for &other in graph.neighbours(node) {
                    if distance[other as usize] == distance[at] + 1 {
                        let share = paths[at] / paths[other as usize];
                        dependency[at] += share * (1.0 + dependency[other as usize]);
                    }
                }
                if node != source {
                    sums[at] += dependency[at] / 2.0;
                }
            }
        }
        sums
    }

    /// networkx 3.6.1. The Medici stand between more than half of the pairs (Padgett and Ansell
    /// 1993); node 7 of Krackhardt's kite between most.
    #[test]
    #[rustfmt::skip]
    fn the_club_the_families_and_the_kite() {
        let found = |graph: &Graph| normalised(&betweenness(graph).unwrap()).unwrap();
        assert_close(&found(&karate()), &[0.437_635_281_385_281_46, 0.053_936_688_311_688_304, 0.143_656_806_156_806_18, 0.011_909_271_284_271_283, 0.000_631_313_131_313_131_3, 0.029_987_373_737_373_74, 0.029_987_373_737_373_736, 0.0, 0.055_926_827_801_827_81, 0.000_847_763_347_763_347_8, 0.000_631_313_131_313_131_3, 0.0, 0.0, 0.045_863_395_863_395_86, 0.0, 0.0, 0.0, 0.0, 0.0, 0.032_475_048_100_048_11, 0.0, 0.0, 0.0, 0.017_613_636_363_636_363, 0.002_209_595_959_595_959_5, 0.003_840_488_215_488_215_4, 0.0, 0.022_333_453_583_453_58, 0.001_794_733_044_733_044_7, 0.002_922_077_922_077_921_8, 0.014_411_976_911_976_909, 0.138_275_613_275_613_25, 0.145_247_113_997_114, 0.304_074_975_949_975_96]);
        assert_close(&found(&florentine()), &[0.0, 0.212_454_212_454_212_45, 0.093_406_593_406_593_41, 0.104_395_604_395_604_4, 0.054_945_054_945_054_95, 0.0, 0.254_578_754_578_754_6, 0.0, 0.521_978_021_978_022, 0.0, 0.021_978_021_978_021_98, 0.113_553_113_553_113_55, 0.142_857_142_857_142_88, 0.102_564_102_564_102_57, 0.091_575_091_575_091_57]);
        let highest = found(&florentine()).iter().position(|&it| it > 0.5).unwrap();
        assert_eq!(FAMILIES[highest], "Medici");
        assert_close(&found(&kite()), &[0.023_148_148_148_148_143, 0.023_148_148_148_148_143, 0.0, 0.101_851_851_851_851_83, 0.0, 0.231_481_481_481_481_48, 0.231_481_481_481_481_48, 0.388_888_888_888_888_84, 0.222_222_222_222_222_2, 0.0]);
    }

    #[test]
    fn valjean_and_the_southern_women() {
        let hugo = betweenness(&les_miserables()).unwrap();
        assert_close(
            &[hugo[10], hugo[1], hugo[48]],
            &[1_624.468_800_433_312_7, 504.0, 470.570_631_913_665_86],
        );
        let women = betweenness_of_affiliation(&davis()).unwrap();
        assert_close(
            &women[..4],
            &[
                1.376_623_376_623_376_6,
                0.363_636_363_636_363_7,
                1.376_623_376_623_376_6,
                0.363_636_363_636_363_7,
            ],
        );
    }

    #[test]
    fn nobody_stands_between_where_there_are_fewer_than_three() {
        for n in 0..3 {
            let network = Affiliation::from_pairs(n, 1, &[]).unwrap();
            assert_eq!(betweenness_of_affiliation(&network).unwrap(), vec![0.0; n]);
        }
        assert_eq!(normalised(&[0.0]), None);
    }

    /// 400 rungs of nine nodes each: 9^398 shortest paths from end to end are more than a
    /// number of 64 bits can be. By symmetry each node of rung k lies on a ninth of the paths
    /// across it.
    #[test]
    fn paths_beyond_counting_are_counted_still() {
        let (rungs, width) = (400_u32, 9_u32);
        let mut edges = Vec::new();
        for rung in 1..rungs {
            for one in 0..width {
                for other in 0..width {
                    edges.push(((rung - 1) * width + one, rung * width + other, 1.0));
                }
            }
        }
        let graph = Graph::from_edges((rungs * width) as usize, &edges).unwrap();
        let values = betweenness(&graph).unwrap();
        for rung in 0..rungs {
            let (before, after) = (f64::from(rung * width), f64::from((rungs - 1 - rung) * width));
            // Pairs across, and pairs of one neighbouring rung, which meet by way of this or
            // the rung beyond them.
            let pairs_of_rung = f64::from(width * (width - 1) / 2);
            let share_of = |exists: bool, at_end: bool| match (exists, at_end) {
                (false, _) => 0.0,
                (true, true) => pairs_of_rung / f64::from(width),
                (true, false) => pairs_of_rung / f64::from(2 * width),
            };
            let expected = before * after / f64::from(width)
                + share_of(rung > 0, rung == 1)
                + share_of(rung + 1 < rungs, rung + 2 == rungs);
            let found = values[(rung * width) as usize];
            assert!((found - expected).abs() < 1e-6 * expected, "{rung}: {found} {expected}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn events_and_ties_tell_the_same(
            pairs in proptest::collection::vec((0_u32..30, 0_u32..14), 0..70)
        ) {
            let network = Affiliation::from_pairs(30, 14, &pairs).unwrap();
            let graph = network.project(Weighting::Plain, None).unwrap().graph;
            let expected = brandes(&graph);
            assert_close(&betweenness_of_affiliation(&network).unwrap(), &expected);
            assert_close(&betweenness(&graph).unwrap(), &expected);
        }

        #[test]
        fn a_far_away_newcomer_changes_nobody_and_numbers_are_only_names(
            pairs in proptest::collection::vec((0_u32..12, 0_u32..9), 0..50), turn in 0_u32..12
        ) {
            let values = |n, pairs: &[(u32, u32)]| {
                betweenness_of_affiliation(&Affiliation::from_pairs(n, 10, pairs).unwrap()).unwrap()
            };
            let before = values(12, &pairs);
            let mut more = pairs.clone();
            more.push((12, 9));
            assert_close(&values(13, &more)[..12], &before);
            let turned: Vec<_> = pairs.iter().map(|&(a, e)| ((a + turn) % 12, 8 - e)).collect();
            let mut expected = before.clone();
            expected.rotate_right(turn as usize);
            assert_close(&values(12, &turned), &expected);
        }
    }
}
