//! Clustering: do the partners of one work with each other too?

use crate::graph::Graph;
use crate::triangles::triangles;

/// How closed the neighbourhoods of a network are.
#[derive(Debug, Clone, PartialEq)]
pub struct Clustering {
    /// Of each node, the triangles it is part of.
    pub triangles: Vec<u64>,
    /// Of each node, the share of pairs of its partners that are tied, 0 to 1; `None` for fewer
    /// than two partners, who make no pair.
    pub local: Vec<Option<f64>>,
    /// The share of paths of length two that are closed, 3 · triangles / paths (*transitivity*);
    /// `None` if there is no such path.
    pub transitivity: Option<f64>,
    /// The mean of `local` over the nodes that have one. Counting the others as 0, as some
    /// programs do, would mix how closed neighbourhoods are with how many have none.
    pub average: Option<f64>,
}

/// The clustering of every node and of the whole.
///
/// From 0 (no two partners work together: everybody brokers) to 1 (all do). In a projection every
/// event is a closed group, so the value is high by construction: compare it with
/// [`clustering_of_affiliation`](crate::clustering_of_affiliation) or with random networks
/// ([`small_world`](crate::small_world)). Weights play no part. Cost: m√m steps at most.
///
/// ```
/// use karenina_network::{Graph, clustering};
/// // a triangle with a tail
/// let ties = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (2, 3, 1.0)];
/// let found = clustering(&Graph::from_edges(4, &ties).unwrap());
/// assert_eq!(found.local, [Some(1.0), Some(1.0), Some(1.0 / 3.0), None]);
/// assert_eq!(found.transitivity, Some(0.6));
/// ```
///
/// # Reference
/// Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks.
/// *Nature* 393, 440–442. Transitivity: Newman, M. E. J. (2003). The structure and function of
/// complex networks. *SIAM Review* 45, 167–256, equation 3.
pub fn clustering(graph: &Graph) -> Clustering {
    let n = graph.n_nodes();
    let blocks = triangles(
        graph,
        || vec![0_u64; n],
        |counts, one, other, third| {
            for node in [one, other, third] {
                counts[node as usize] += 1;
            }
        },
    );
    let mut counts = vec![0; n];
    for block in blocks {
        for (sum, part) in counts.iter_mut().zip(block) {
            *sum += part;
        }
    }
    let pairs = |node: usize| {
        let degree = graph.degree_of(node as u32) as u64;
        degree * degree.saturating_sub(1) / 2
    };
    let local: Vec<Option<f64>> = (0..n)
        .map(|node| (pairs(node) > 0).then(|| counts[node] as f64 / pairs(node) as f64))
        .collect();
    let paths: u64 = (0..n).map(pairs).sum();
    let closed: u64 = counts.iter().sum();
    let n_local = local.iter().flatten().count();
    Clustering {
        transitivity: (paths > 0).then(|| closed as f64 / paths as f64),
        average: (n_local > 0).then(|| local.iter().flatten().sum::<f64>() / n_local as f64),
        triangles: counts,
        local,
    }
}

#[cfg(test)]
mod tests {
    use super::clustering;
    use crate::graph::Graph;
    use crate::known::{karate, les_miserables};

    /// networkx 3.6.1. Its average counts those with fewer than two partners as 0.
    #[test]
    fn the_club_and_the_characters_of_hugo() {
        for (graph, transitivity, average) in [
            (karate(), 0.255_681_818_181_818_2, 0.570_638_478_207_682_3),
            (les_miserables(), 0.498_931_623_931_623_94, 0.573_136_749_932_013_4),
        ] {
            let found = clustering(&graph);
            assert!((found.transitivity.unwrap() - transitivity).abs() < 1e-15);
            let sum: f64 = found.local.iter().flatten().sum();
            assert!((sum / graph.n_nodes() as f64 - average).abs() < 1e-14);
            assert!(found.average.unwrap() > average);
        }
        let club = clustering(&karate());
        assert_eq!(club.triangles.iter().sum::<u64>(), 3 * 45);
        assert_eq!(club.local[0], Some(0.15));
        assert_eq!(club.local[11], None); // one friend
    }

    #[test]
    fn without_two_partners_nothing_can_be_closed() {
        let none = clustering(&Graph::default());
        assert_eq!((none.transitivity, none.average), (None, None));
        let pair = clustering(&Graph::from_edges(2, &[(0, 1, 1.0)]).unwrap());
        assert_eq!((pair.local, pair.transitivity), (vec![None, None], None));
    }
}
