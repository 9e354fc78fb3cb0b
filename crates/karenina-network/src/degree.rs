//! Degree and strength: how many partners, how much work with them.

use crate::affiliation::Affiliation;
use crate::graph::Graph;
use rayon::prelude::*;

/// The number of partners of each node, from 0 to n−1.
///
/// ```
/// use karenina_network::{Graph, degree};
/// let graph = Graph::from_edges(3, &[(0, 1, 2.0)]).unwrap();
/// assert_eq!(degree(&graph), [1, 1, 0]);
/// ```
///
/// # Reference
/// Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
/// Networks* 1, 215–239.
pub fn degree(graph: &Graph) -> Vec<u32> {
    (0..graph.n_nodes() as u32).map(|node| graph.degree_of(node) as u32).collect()
}

/// The sum of the weights of the ties of each node, from 0 up.
///
/// Under Newman's weighting it is the number of events that the actor shared with anybody.
///
/// ```
/// use karenina_network::{Graph, strength};
/// let graph = Graph::from_edges(3, &[(0, 1, 2.0), (0, 2, 0.5)]).unwrap();
/// assert_eq!(strength(&graph), [2.5, 2.0, 0.5]);
/// ```
///
/// # Reference
/// Barrat, A., Barthélemy, M., Pastor-Satorras, R. and Vespignani, A. (2004). The architecture of
/// complex weighted networks. *PNAS* 101, 3747–3752.
pub fn strength(graph: &Graph) -> Vec<f64> {
    (0..graph.n_nodes() as u32).map(|node| graph.weights(node).iter().sum()).collect()
}

/// The number of different actors with whom each actor shares an event, without making the
/// projection: its [`degree`] there.
///
/// ```
/// use karenina_network::{Affiliation, partners};
/// let network = Affiliation::from_pairs(3, 2, &[(0, 0), (1, 0), (0, 1), (1, 1)]).unwrap();
/// assert_eq!(partners(&network), [1, 1, 0]);
/// ```
///
/// # Reference
/// Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
/// Networks* 1, 215–239.
pub fn partners(affiliation: &Affiliation) -> Vec<u32> {
    let n = affiliation.n_actors();
    (0..n as u32)
        .into_par_iter()
        .map_init(
            || vec![u32::MAX; n],
            |met_by, actor| {
                met_by[actor as usize] = actor;
                let others =
                    affiliation.events_of(actor).iter().flat_map(|&it| affiliation.actors_of(it));
                let mut count = 0;
                for &other in others {
                    count += u32::from(met_by[other as usize] != actor);
                    met_by[other as usize] = actor;
                }
                count
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{degree, partners, strength};
    use crate::affiliation::Affiliation;
    use crate::graph::{Graph, Weighting};
    use crate::known::{davis, karate, karate_weighted};
    use proptest::prelude::*;

    /// Zachary (1977): the instructor had 16 friends, the administrator 17; with his counts of
    /// contexts as weights 42 and 48.
    #[test]
    fn the_two_heads_of_the_club() {
        let degrees = degree(&karate());
        assert_eq!((degrees[0], degrees[33]), (16, 17));
        let strengths = strength(&karate_weighted());
        assert_eq!((strengths[0], strengths[33]), (42.0, 48.0));
    }

    #[test]
    fn nobody_has_no_partners() {
        assert!(degree(&Graph::default()).is_empty());
        assert!(strength(&Graph::default()).is_empty());
        assert!(partners(&Affiliation::default()).is_empty());
        assert_eq!(partners(&davis()).iter().sum::<u32>(), 2 * 139);
    }

    proptest! {
        #[test]
        fn partners_are_the_degree_in_the_projection(
            pairs in proptest::collection::vec((0_u32..20, 0_u32..14), 0..60)
        ) {
            let network = Affiliation::from_pairs(20, 14, &pairs).unwrap();
            let graph = network.project(Weighting::Plain, None).unwrap().graph;
            prop_assert_eq!(partners(&network), degree(&graph));
        }
    }
}
