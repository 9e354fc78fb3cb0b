//! Communities: groups that work more with each other than with the rest.

use crate::components::components;
use crate::graph::Graph;
use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig};
use rayon::prelude::*;

/// A division of a network into communities.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// Of each node, the number of its community; 0 is the largest.
    pub of: Vec<u32>,
    /// The sizes, largest first; of equal ones that with the lowest node first.
    pub sizes: Vec<u32>,
    /// The modularity of the division; `None` for a network without ties.
    pub modularity: Option<f64>,
    /// How many rounds it took until nothing got better.
    pub rounds: u32,
}

/// Modularity: the share of tie weight within communities, less what it would be if everybody
/// kept its strength and tied at random.
///
/// Q = Σᵢ (wᵢ/m − γ(sᵢ/2m)²) over the communities, with wᵢ the weight of ties within, sᵢ the
/// strength of the members, m the weight of all ties, γ the resolution (1 for the usual Q; larger
/// for smaller communities). From −1/2 to just under 1; above 0.3 the division is usually taken as meaningful,
/// though random sparse networks reach that too. `None` without ties, or if `of` is not a
/// number for each node.
///
/// ```
/// use karenina_network::{Graph, modularity};
/// let pairs = Graph::from_edges(4, &[(0, 1, 1.0), (2, 3, 1.0)]).unwrap();
/// assert_eq!(modularity(&pairs, &[0, 0, 1, 1], 1.0), Some(0.5));
/// assert_eq!(modularity(&pairs, &[0, 0, 0, 0], 1.0), Some(0.0));
/// ```
///
/// # Reference
/// Newman, M. E. J. and Girvan, M. (2004). Finding and evaluating community structure in networks.
/// *Physical Review E* 69, 026113. Resolution: Reichardt, J. and Bornholdt, S. (2006). Statistical
/// mechanics of community detection. *Physical Review E* 74, 016110.
pub fn modularity(graph: &Graph, of: &[u32], resolution: f64) -> Option<f64> {
    if of.len() != graph.n_nodes() {
        return None;
    }
    // As parts of the largest weight: a sum of weights must not leave the numbers.
    let largest = graph.ties().map(|it| it.2).fold(0.0, f64::max);
    let mut numbers = of.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let place = |node: usize| numbers.binary_search(&of[node]).unwrap_or(0);
    let mut within = 0.0;
    let mut strength = vec![0.0; numbers.len()];
    for node in 0..of.len() {
        let ties = graph.neighbours(node as u32).iter().zip(graph.weights(node as u32));
        for (&other, weight) in ties {
            strength[place(node)] += weight / largest;
            if of[other as usize] == of[node] {
                within += weight / largest;
            }
        }
    }
    let all: f64 = strength.iter().sum();
    let expected: f64 = strength.iter().map(|it| (it / all) * (it / all)).sum();
    (all > 0.0).then(|| within / all - resolution * expected)
}

/// Communities of high modularity, by the Leiden algorithm, repeated from its own result until
/// nothing gets better.
///
/// Every community hangs together. A node without ties is a community of its own. The same network,
/// resolution and seed give the same communities; other seeds give others that are about as good,
/// which says how far to trust the borders. Ties count by weight. In very large networks communities
/// below √(2m) ties may be merged (resolution limit); raise the resolution. Cost: some ten looks at each
/// tie a round, about fifteen rounds.
///
/// The rounds are those of the crate `leiden-rs`, on one thread so that the number of threads plays
/// no part. One run of it stops early (Q 0.428 on Horizon 2020); begun again from its own
/// result until three rounds bring nothing it reaches 0.434–0.437, in half to a third of the time in
/// which igraph reaches 0.436–0.438; see [`leiden_best_of`].
///
/// ```
/// use karenina_network::{Graph, leiden};
/// // two triangles joined by one tie
/// let ties = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)];
/// let edges: Vec<_> = ties.iter().map(|&(a, b)| (a, b, 1.0)).collect();
/// let found = leiden(&Graph::from_edges(7, &edges).unwrap(), 1.0, 1);
/// assert_eq!(found.of, [0, 0, 0, 1, 1, 1, 2]);
/// assert_eq!(found.sizes, [3, 3, 1]);
/// ```
///
/// # Reference
/// Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
/// well-connected communities. *Scientific Reports* 9, 5233. Limit: Fortunato, S. and Barthélemy,
/// M. (2007). Resolution limit in community detection. *PNAS* 104, 36–41.
pub fn leiden(graph: &Graph, resolution: f64, seed: u64) -> Communities {
    let (of, rounds) = divided(graph, resolution, seed)
        .unwrap_or_else(|| ((0..graph.n_nodes() as u32).collect(), 0));
    // Communities that do not hang together are taken apart, which never lowers modularity.
    let tied: Vec<(u32, u32, f64)> =
        graph.ties().filter(|it| of[it.0 as usize] == of[it.1 as usize]).collect();
    let parts = match Graph::from_edges(graph.n_nodes(), &tied) {
        Ok(within) => components(&within),
        Err(_) => components(graph),
    };
    Communities {
        modularity: modularity(graph, &parts.of, resolution),
        of: parts.of,
        sizes: parts.sizes,
        rounds,
    }
}

/// The best of several starts, by modularity; of equally good ones the first.
///
/// Start k has the seed `seed` + k. One start may end in a valley: on Horizon 2020 half of them
/// reach Q = 0.436, the others 0.43 and more. Starts run side by side, each on one thread, and
/// the number of threads changes nothing. No starts at all are one start.
///
/// ```
/// use karenina_network::{Graph, leiden, leiden_best_of};
/// let graph = Graph::from_edges(3, &[(0, 1, 1.0), (1, 2, 1.0)]).unwrap();
/// let best = leiden_best_of(&graph, 1.0, 1, 4).modularity;
/// assert!(best >= leiden(&graph, 1.0, 1).modularity);
/// ```
///
/// # Reference
/// Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
/// well-connected communities. *Scientific Reports* 9, 5233.
pub fn leiden_best_of(graph: &Graph, resolution: f64, seed: u64, starts: u32) -> Communities {
    let mut best: Option<Communities> = None;
    let found: Vec<Communities> = (0..starts.max(1))
        .into_par_iter()
        .map(|start| leiden(graph, resolution, seed.wrapping_add(u64::from(start))))
        .collect();
    for one in found {
        if best.as_ref().is_none_or(|best| one.modularity > best.modularity) {
            best = Some(one);
        }
    }
    best.unwrap_or_else(|| leiden(graph, resolution, seed))
}

/// So many rounds without gain end the search; and so many rounds in any case.
const IDLE_ROUNDS: u32 = 3;
const MOST_ROUNDS: u32 = 200;

fn divided(graph: &Graph, resolution: f64, seed: u64) -> Option<(Vec<u32>, u32)> {
    if graph.n_ties() == 0 || !(resolution.is_finite() && resolution >= 0.0) {
        return None;
    }
    let largest = graph.ties().map(|it| it.2).fold(0.0, f64::max);
    let mut builder = GraphDataBuilder::new(graph.n_nodes());
    for (one, other, weight) in graph.ties() {
        builder.add_edge(one as usize, other as usize, weight / largest).ok()?;
    }
    let data = builder.build().ok()?;
    let round = |number: u32| {
        Leiden::new(LeidenConfig {
            resolution,
            // Each round draws anew; far apart, so that seeds next to each other share none.
            seed: Some(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(u64::from(number))),
            epsilon: 1e-12,
            parallel_local_moving_threshold: Some(usize::MAX),
            parallel_aggregation_threshold: Some(usize::MAX),
            ..LeidenConfig::default()
        })
    };
    let mut best = round(0).run(&data).ok()?;
    let (mut rounds, mut idle) = (1, 0);
    while idle < IDLE_ROUNDS && rounds < MOST_ROUNDS {
        let next = round(rounds).run_with_initial_partition(&data, best.partition.clone()).ok()?;
        rounds += 1;
        idle += 1;
        if next.quality > best.quality + 1e-10 {
            best = next;
            idle = 0;
        }
    }
    Some((best.partition.as_slice().iter().map(|&it| it as u32).collect(), rounds))
}

#[cfg(test)]
mod tests {
    use super::{leiden, modularity};
    use crate::components::components;
    use crate::graph::Graph;
    use crate::known::{KARATE_FACTIONS, karate, les_miserables};
    use proptest::prelude::*;

    /// The best division of the club has Q = 0.4198 (Brandes et al. 2008, by integer
    /// programming), that of Hugo's characters 0.5667 with weights (the best of 200 runs of
    /// igraph 1.0's Leiden).
    #[test]
    fn the_best_divisions_are_found() {
        let club = leiden(&karate(), 1.0, 1);
        assert!((club.modularity.unwrap() - 0.419_789_612_097_304_6).abs() < 1e-12);
        assert_eq!(club.sizes, [12, 11, 6, 5]);
        let hugo = (0..5).filter_map(|seed| leiden(&les_miserables(), 1.0, seed).modularity);
        let best = hugo.fold(0.0, f64::max);
        assert!((best - 0.566_687_983_343_248).abs() < 1e-9, "{best}");
    }

    /// networkx 3.6.1: `modularity` of the two factions, without weights.
    #[test]
    fn the_split_of_the_club_is_a_good_division_too() {
        let found = modularity(&karate(), &KARATE_FACTIONS, 1.0).unwrap();
        assert!((found - 0.358_234_714_003_944_84).abs() < 1e-12, "{found}");
    }

    #[test]
    fn without_ties_everybody_is_a_community() {
        assert_eq!(leiden(&Graph::default(), 1.0, 1).of, [] as [u32; 0]);
        let one = leiden(&Graph::from_edges(1, &[]).unwrap(), 1.0, 1);
        assert_eq!((one.of, one.modularity), (vec![0], None));
        assert_eq!(leiden(&karate(), f64::NAN, 1).sizes.len(), 34);
    }

    proptest! {
        #[test]
        fn the_seed_decides_and_communities_hang_together(
            edges in proptest::collection::vec((0_u32..14, 0_u32..14, 0.1_f64..9.0), 0..50),
            seed in 0_u64..1000
        ) {
            let graph = Graph::from_edges(14, &edges).unwrap();
            let found = leiden(&graph, 1.0, seed);
            prop_assert_eq!(&leiden(&graph, 1.0, seed), &found);
            for community in 0..found.sizes.len() as u32 {
                let inside = graph.restricted(|it| found.of[it as usize] == community);
                let size = found.sizes[community as usize];
                prop_assert_eq!(components(&inside).largest(), size);
            }
        }
    }
}
