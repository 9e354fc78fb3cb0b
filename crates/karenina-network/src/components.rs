//! Components: who can reach whom at all.

use crate::affiliation::Affiliation;
use crate::graph::Graph;
use crate::union_find::UnionFind;

/// The parts of a network between which there is no way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Components {
    /// Of each node, the number of its component; 0 is the largest.
    pub of: Vec<u32>,
    /// The sizes, largest first; of equal ones that with the lowest node first.
    pub sizes: Vec<u32>,
}

impl Components {
    /// The size of the largest component; 0 in an empty network.
    pub fn largest(&self) -> u32 {
        self.sizes.first().copied().unwrap_or(0)
    }

    /// The number of pairs that can reach each other, by however many steps.
    pub fn reachable_pairs(&self) -> u64 {
        self.sizes.iter().map(|&it| pairs(it)).sum()
    }

    /// The share of nodes in the largest component, from 1/n to 1; `None` without nodes.
    pub fn share_of_largest(&self) -> Option<f64> {
        (!self.of.is_empty()).then(|| f64::from(self.largest()) / self.of.len() as f64)
    }

    /// The share of pairs that can reach each other, from 0 to 1 (*connectedness*); `None` for
    /// fewer than two nodes.
    pub fn share_of_reachable_pairs(&self) -> Option<f64> {
        let all = pairs(self.of.len() as u32);
        (all > 0).then(|| self.reachable_pairs() as f64 / all as f64)
    }
}

pub(crate) fn pairs(n: u32) -> u64 {
    let n = u64::from(n);
    n * n.saturating_sub(1) / 2
}

/// The components of a network; a node without ties is one of its own.
///
/// Cost: one look at each tie. An empty network has no components.
///
/// ```
/// use karenina_network::{Graph, components};
/// let graph = Graph::from_edges(4, &[(1, 2, 1.0), (2, 3, 1.0)]).unwrap();
/// let parts = components(&graph);
/// assert_eq!((parts.of.as_slice(), parts.sizes.as_slice()), ([1, 0, 0, 0].as_slice(), [3, 1].as_slice()));
/// assert_eq!(parts.reachable_pairs(), 3);
/// ```
///
/// # Reference
/// Tarjan, R. E. (1975). Efficiency of a good but not linear set union algorithm. *Journal of the
/// ACM* 22, 215–225. Connectedness: Krackhardt, D. (1994). Graph theoretical dimensions of
/// informal organizations. *Computational Organization Theory*, 89–111.
pub fn components(graph: &Graph) -> Components {
    let mut sets = UnionFind::new(graph.n_nodes());
    for node in 0..graph.n_nodes() as u32 {
        for &other in graph.neighbours(node).iter().take_while(|&&it| it < node) {
            sets.join(node, other);
        }
    }
    numbered(&mut sets, graph.n_nodes())
}

/// The components of the actors of an affiliation, without making the projection.
///
/// Cost: one look at each participation. Otherwise as [`components`].
///
/// ```
/// use karenina_network::{Affiliation, components_of_affiliation};
/// let network = Affiliation::from_pairs(3, 2, &[(0, 0), (2, 0), (1, 1)]).unwrap();
/// assert_eq!(components_of_affiliation(&network).sizes, [2, 1]);
/// ```
///
/// # Reference
/// Tarjan, R. E. (1975). Efficiency of a good but not linear set union algorithm. *Journal of the
/// ACM* 22, 215–225.
pub fn components_of_affiliation(affiliation: &Affiliation) -> Components {
    let mut sets = UnionFind::new(affiliation.n_actors());
    for event in 0..affiliation.n_events() as u32 {
        for together in affiliation.actors_of(event).windows(2) {
            sets.join(together[0], together[1]);
        }
    }
    numbered(&mut sets, affiliation.n_actors())
}

fn numbered(sets: &mut UnionFind, n: usize) -> Components {
    let mut roots: Vec<(u32, u32)> = Vec::new(); // size, root, by lowest node
    let mut place = vec![u32::MAX; n];
    for node in 0..n as u32 {
        let root = sets.find(node) as usize;
        if place[root] == u32::MAX {
            place[root] = 0;
            roots.push((sets.size_of(node), root as u32));
        }
    }
    roots.sort_by_key(|it| std::cmp::Reverse(it.0));
    for (number, &(_, root)) in roots.iter().enumerate() {
        place[root as usize] = number as u32;
    }
    Components {
        of: (0..n as u32).map(|node| place[sets.find(node) as usize]).collect(),
        sizes: roots.iter().map(|it| it.0).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{components, components_of_affiliation};
    use crate::affiliation::Affiliation;
    use crate::graph::{Graph, Weighting};
    use crate::known::{davis, les_miserables};
    use proptest::prelude::*;

    #[test]
    fn the_southern_women_and_the_characters_of_hugo_hang_together() {
        assert_eq!(components_of_affiliation(&davis()).sizes, [18]);
        let parts = components(&les_miserables());
        assert_eq!((parts.sizes.as_slice(), parts.reachable_pairs()), ([77].as_slice(), 2_926));
        assert_eq!(parts.share_of_reachable_pairs(), Some(1.0));
    }

    #[test]
    fn nobody_is_no_component_and_one_is_one() {
        let none = components(&Graph::default());
        assert_eq!((none.largest(), none.share_of_largest()), (0, None));
        let one = components(&Graph::from_edges(1, &[]).unwrap());
        assert_eq!((one.largest(), one.share_of_largest()), (1, Some(1.0)));
        assert_eq!(one.share_of_reachable_pairs(), None);
    }

    proptest! {
        #[test]
        fn events_and_ties_tell_the_same(
            pairs in proptest::collection::vec((0_u32..20, 0_u32..14), 0..40)
        ) {
            let network = Affiliation::from_pairs(20, 14, &pairs).unwrap();
            let graph = network.project(Weighting::Plain, None).unwrap().graph;
            let parts = components(&graph);
            prop_assert_eq!(&components_of_affiliation(&network), &parts);
            prop_assert!(parts.sizes.is_sorted_by(|a, b| a >= b));
            for (one, other, _) in graph.ties() {
                prop_assert_eq!(parts.of[one as usize], parts.of[other as usize]);
            }
        }
    }
}
