//! A network of ties written as groups of nodes that are all tied to each other.

use crate::affiliation::Affiliation;
use crate::graph::Graph;

impl Graph {
    /// Groups in which everybody is tied to everybody, such that each tie is in one of them: the
    /// nodes as actors, the groups as events.
    ///
    /// Ties are taken in rising order; one that is in no group yet founds a group, which takes in
    /// common neighbours as long as there are any, lowest first. The groups are not the fewest
    /// possible (that is hard to find); they only make work on distances quicker. Cost: for each
    /// group, the neighbours of its members.
    pub(crate) fn cliques(&self) -> Affiliation {
        let n = self.n_nodes();
        let mut covered: Vec<Vec<bool>> =
            (0..n as u32).map(|node| vec![false; self.degree_of(node)]).collect();
        let mut pairs = Vec::new();
        let mut n_groups = 0;
        let mut group: Vec<u32> = Vec::new();
        for one in 0..n as u32 {
            for place in 0..self.degree_of(one) {
                let other = self.neighbours(one)[place];
                if other < one || covered[one as usize][place] {
                    continue;
                }
                group.clear();
                group.extend([one, other]);
                let mut common = intersection(self.neighbours(one), self.neighbours(other));
                while let Some(&next) = common.first() {
                    group.push(next);
                    common = intersection(&common, self.neighbours(next));
                }
                group.sort_unstable();
                for &member in &group {
                    let mut place = 0;
                    let neighbours = self.neighbours(member);
                    for &partner in group.iter().filter(|&&it| it != member) {
                        place += neighbours[place..].partition_point(|&it| it < partner);
                        covered[member as usize][place] = true;
                    }
                    pairs.push((member, n_groups));
                }
                n_groups += 1;
            }
        }
        // Members and groups are within range: this does not fail.
        Affiliation::from_pairs(n, n_groups as usize, &pairs).unwrap_or_default()
    }
}

fn intersection(some: &[u32], others: &[u32]) -> Vec<u32> {
    let (few, many) = if some.len() < others.len() { (some, others) } else { (others, some) };
    let mut rest = many;
    let mut shared = Vec::new();
    for &it in few {
        rest = &rest[rest.partition_point(|&other| other < it)..];
        if rest.first() == Some(&it) {
            shared.push(it);
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use crate::affiliation::Affiliation;
    use crate::graph::{Graph, Weighting};
    use proptest::prelude::*;

    #[test]
    fn a_group_in_which_all_are_tied_is_one_group() {
        let pairs: Vec<(u32, u32)> = (0..20).map(|actor| (actor, 0)).collect();
        let network = Affiliation::from_pairs(20, 1, &pairs).unwrap();
        let graph = network.project(Weighting::Plain, None).unwrap().graph;
        assert_eq!(graph.cliques(), network);
    }

    proptest! {
        #[test]
        fn groups_tie_exactly_those_who_are_tied(
            edges in proptest::collection::vec((0_u32..12, 0_u32..12), 0..60)
        ) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a, b, 1.0)).collect();
            let graph = Graph::from_edges(12, &edges).unwrap();
            let again = graph.cliques().project(Weighting::Plain, None).unwrap().graph;
            let ties = |graph: &Graph| graph.ties().map(|it| (it.0, it.1)).collect::<Vec<_>>();
            prop_assert_eq!(ties(&again), ties(&graph));
        }
    }
}
