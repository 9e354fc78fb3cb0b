//! Who is tied to whom, how strongly.

use crate::affiliation::{Affiliation, Bounded};
use crate::misfit::Misfit;
use crate::rows::Rows;
use rayon::prelude::*;

/// A weighted network without direction: nodes are numbered from 0, a tie has a weight above 0.
///
/// At most one tie joins two nodes (weights of edges that are said several times add up), and
/// nobody is tied to itself: such edges are left out and counted in [`Graph::n_self_ties`].
///
/// Our own rows instead of `petgraph::Csr`: that type has no parallel construction, holds one
/// edge of a node at a time in sorted order by insertion (quadratic for hubs), and its weights
/// stand among the ends; here a measure that needs no weights does not load them.
///
/// ```
/// use karenina_network::Graph;
/// let graph = Graph::from_edges(3, &[(0, 1, 1.0), (1, 0, 0.5), (2, 2, 1.0)]).unwrap();
/// assert_eq!(graph.neighbours(0), [1]);
/// assert_eq!(graph.weights(0), [1.5]);
/// assert_eq!((graph.n_ties(), graph.n_self_ties()), (1, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    rows: Rows,
    weights: Vec<f64>,
    n_self_ties: usize,
}

/// What a tie between two actors weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weighting {
    /// The number of events that both took part in.
    Plain,
    /// Σ 1/(n−1) over the events that both took part in, n being the number of actors of the
    /// event: a small project ties its partners more than a large one, and the strength of an
    /// actor is the number of its events that had anybody else (Newman 2001).
    Newman,
}

/// A network of actors made of the events that they share.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// The network.
    pub graph: Graph,
    /// The events that were larger than the bound, and are not in the network.
    pub left_out: Vec<u32>,
    /// How many pairs meet in events that were left out, a pair counted once an event.
    pub n_pairs_left_out: u64,
}

/// A projection of more pairs than this is refused: it would take gigabytes, and measures on the
/// incidence give the same answer without it.
const MOST_PAIRS: u64 = 200_000_000;

impl Graph {
    /// From edges (node, node, weight), in any order and either direction.
    pub fn from_edges(n_nodes: usize, edges: &[(u32, u32, f64)]) -> Result<Graph, Misfit> {
        let most = u64::from(u32::MAX) / 2;
        for (what, count) in [("nodes", n_nodes), ("edges", edges.len())] {
            if count as u64 >= most {
                return Err(Misfit::TooMany { what, count: count as u64, most });
            }
        }
        for (row, &(one, other, weight)) in edges.iter().enumerate() {
            for number in [one, other] {
                if number as usize >= n_nodes {
                    return Err(Misfit::OutOfRange { row, what: "node", number, there: n_nodes });
                }
            }
            if !(weight > 0.0 && weight.is_finite()) {
                return Err(Misfit::Weight { row, weight });
            }
        }
        // Edges are sorted by their ends and then by weight, so that sums of weights do not
        // depend on the order in which the edges were said.
        let mut ties: Vec<(u32, u32, f64)> = edges
            .iter()
            .filter(|(one, other, _)| one != other)
            .map(|&(one, other, weight)| (one.min(other), one.max(other), weight))
            .collect();
        let n_self_ties = edges.len() - ties.len();
        ties.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        ties.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                // A sum beyond all numbers stays the greatest number: a weight is finite.
                kept.2 = (kept.2 + next.2).min(f64::MAX);
            }
            same
        });
        Ok(Graph::from_ties(n_nodes, &ties, n_self_ties))
    }

    /// From ties (lower node, higher node, weight), each once, sorted.
    fn from_ties(n_nodes: usize, ties: &[(u32, u32, f64)], n_self_ties: usize) -> Graph {
        let mut starts = vec![0_u32; n_nodes + 1];
        for &(one, other, _) in ties {
            starts[one as usize + 1] += 1;
            starts[other as usize + 1] += 1;
        }
        for node in 0..n_nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; 2 * ties.len()];
        let mut weights = vec![0.0; 2 * ties.len()];
        let mut put = |node: u32, neighbour: u32, weight: f64| {
            let place = next[node as usize] as usize;
            entries[place] = neighbour;
            weights[place] = weight;
            next[node as usize] += 1;
        };
        // Lower neighbours first: ties are sorted by their lower end, so every row rises.
        for &(one, other, weight) in ties {
            put(other, one, weight);
        }
        for &(one, other, weight) in ties {
            put(one, other, weight);
        }
        Graph { rows: Rows::from_parts(starts, entries), weights, n_self_ties }
    }

    /// The number of nodes, those without ties included.
    pub fn n_nodes(&self) -> usize {
        self.rows.n_rows()
    }

    /// The number of ties, each counted once.
    pub fn n_ties(&self) -> usize {
        self.rows.n_entries() / 2
    }

    /// How many edges joined a node to itself; they are not in the network.
    pub fn n_self_ties(&self) -> usize {
        self.n_self_ties
    }

    /// The neighbours of a node, in rising order.
    pub fn neighbours(&self, node: u32) -> &[u32] {
        self.rows.row(node as usize)
    }

    /// The weights of the ties of a node, in the order of its neighbours.
    pub fn weights(&self, node: u32) -> &[f64] {
        &self.weights[self.rows.range(node as usize)]
    }

    /// The number of ties of a node.
    pub fn degree_of(&self, node: u32) -> usize {
        self.rows.len(node as usize)
    }

    /// The weight of the tie between two nodes, if there is one.
    pub fn weight(&self, one: u32, other: u32) -> Option<f64> {
        let place = self.neighbours(one).binary_search(&other).ok()?;
        Some(self.weights(one)[place])
    }

    /// All ties (lower node, higher node, weight), in rising order.
    pub fn ties(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        (0..self.n_nodes() as u32).flat_map(move |one| {
            let pairs = self.neighbours(one).iter().zip(self.weights(one));
            pairs
                .filter(move |&(&other, _)| other > one)
                .map(move |(&it, &weight)| (one, it, weight))
        })
    }

    /// The network of the nodes that are kept, with the ties among them. Numbers stay: who is
    /// not kept is still there, without ties.
    pub fn restricted(&self, keep: impl Fn(u32) -> bool) -> Graph {
        let ties: Vec<_> = self.ties().filter(|&(one, it, _)| keep(one) && keep(it)).collect();
        Graph::from_ties(self.n_nodes(), &ties, self.n_self_ties)
    }
}

impl Affiliation {
    /// Ties every two actors that share an event.
    ///
    /// Events of more than `largest` actors are left out, and told. The cost is that of going
    /// through all pairs, Σ n² over the events; a network of more than two hundred million pairs
    /// is refused ([`Misfit::TooMany`]): bound it, or use the measures that work on the
    /// affiliation itself.
    ///
    /// ```
    /// use karenina_network::{Affiliation, Weighting};
    /// // three partners in one project, two of them in another
    /// let pairs = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)];
    /// let projects = Affiliation::from_pairs(3, 2, &pairs).unwrap();
    /// let plain = projects.project(Weighting::Plain, None).unwrap().graph;
    /// assert_eq!(plain.weight(0, 1), Some(2.0));
    /// let newman = projects.project(Weighting::Newman, None).unwrap().graph;
    /// assert_eq!(newman.weight(0, 1), Some(0.5 + 1.0));
    /// let small = projects.project(Weighting::Plain, Some(2)).unwrap();
    /// assert_eq!((small.left_out, small.n_pairs_left_out), (vec![0], 3));
    /// assert_eq!(small.graph.weight(0, 2), None);
    /// ```
    ///
    /// # Reference
    /// Newman, M. E. J. (2001). Scientific collaboration networks. II. *Physical Review E* 64,
    /// 016132, equation 2.
    pub fn project(
        &self,
        weighting: Weighting,
        largest: Option<usize>,
    ) -> Result<Projection, Misfit> {
        match largest {
            None => Ok(Projection {
                graph: projected(self, weighting)?,
                left_out: Vec::new(),
                n_pairs_left_out: 0,
            }),
            Some(most) => {
                let Bounded { affiliation, left_out, n_pairs, .. } = self.bounded(most);
                let graph = projected(&affiliation, weighting)?;
                Ok(Projection { graph, left_out, n_pairs_left_out: n_pairs })
            }
        }
    }
}

/// So many actors at a time are given to a thread.
const BLOCK: usize = 512;

fn projected(affiliation: &Affiliation, weighting: Weighting) -> Result<Graph, Misfit> {
    let count = affiliation.n_pairs();
    if count > MOST_PAIRS {
        return Err(Misfit::TooMany { what: "pairs", count, most: MOST_PAIRS });
    }
    // A row is summed over the events in rising order from either end: the two weights of a tie
    // are the same to the last bit.
    let n = affiliation.n_actors();
    let blocks: Vec<(Vec<u32>, Vec<u32>, Vec<f64>)> = (0..n.div_ceil(BLOCK))
        .into_par_iter()
        .map_init(
            || vec![0.0_f64; n],
            |sums, block| {
                let (mut lengths, mut entries, mut weights) = (Vec::new(), Vec::new(), Vec::new());
                for actor in (block * BLOCK) as u32..n.min((block + 1) * BLOCK) as u32 {
                    let start = entries.len();
                    for &event in affiliation.events_of(actor) {
                        let others = affiliation.actors_of(event);
                        let weight = match weighting {
                            Weighting::Plain => 1.0,
                            Weighting::Newman => 1.0 / (others.len() as f64 - 1.0),
                        };
                        for &other in others {
                            if other != actor {
                                let sum = &mut sums[other as usize];
                                if *sum == 0.0 {
                                    entries.push(other);
                                }
                                *sum += weight;
                            }
                        }
                    }
                    entries[start..].sort_unstable();
                    weights.extend(entries[start..].iter().map(|&other| {
                        let sum: &mut f64 = &mut sums[other as usize];
                        std::mem::take(sum)
                    }));
                    lengths.push((entries.len() - start) as u32);
                }
                (lengths, entries, weights)
            },
        )
        .collect();
    let n_entries = blocks.iter().map(|it| it.1.len()).sum();
    let mut starts = Vec::with_capacity(n + 1);
    let mut entries = Vec::with_capacity(n_entries);
    let mut all_weights = Vec::with_capacity(n_entries);
    let mut end = 0;
    starts.push(end);
    for (lengths, neighbours, weights) in blocks {
        for length in lengths {
            end += length;
            starts.push(end);
        }
        entries.extend(neighbours);
        all_weights.extend(weights);
    }
    Ok(Graph { rows: Rows::from_parts(starts, entries), weights: all_weights, n_self_ties: 0 })
}

#[cfg(test)]
mod tests {
    use super::{Graph, Weighting};
    use crate::affiliation::Affiliation;
    use crate::misfit::Misfit;
    use proptest::prelude::*;

    #[test]
    fn weights_that_are_no_weights_are_refused() {
        for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let misfit = Graph::from_edges(2, &[(0, 1, weight)]).unwrap_err();
            assert!(matches!(misfit, Misfit::Weight { row: 0, .. }));
        }
        assert!(Graph::from_edges(2, &[(0, 2, 1.0)]).is_err());
    }

    #[test]
    fn no_nodes_and_one_node_are_networks_too() {
        let none = Graph::from_edges(0, &[]).unwrap();
        assert_eq!((none.n_nodes(), none.n_ties()), (0, 0));
        let one = Graph::from_edges(1, &[(0, 0, 1.0)]).unwrap();
        assert_eq!((one.n_nodes(), one.n_ties(), one.n_self_ties()), (1, 0, 1));
        let nobody = Affiliation::default().project(Weighting::Newman, Some(5)).unwrap();
        assert_eq!(nobody.graph, none);
    }

    /// Newman (2001), figure 4: the strength of an author under this weighting is the number of
    /// papers that the author wrote with others.
    #[test]
    fn the_strength_of_an_actor_is_the_number_of_events_with_others() {
        let pairs = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (0, 2), (3, 3)];
        let network = Affiliation::from_pairs(4, 4, &pairs).unwrap();
        let graph = network.project(Weighting::Newman, None).unwrap().graph;
        let strength: Vec<f64> = (0..4).map(|it| graph.weights(it).iter().sum()).collect();
        assert_eq!(strength, [2.0, 2.0, 1.0, 0.0]); // the project of one partner ties nobody
    }

    #[test]
    fn a_projection_that_would_burst_is_refused_before_it_is_made() {
        let crowd: Vec<(u32, u32)> = (0..21_000).map(|actor| (actor, 0)).collect();
        let network = Affiliation::from_pairs(21_000, 1, &crowd).unwrap();
        assert!(matches!(
            network.project(Weighting::Plain, None),
            Err(Misfit::TooMany { what: "pairs", count: 220_489_500, .. })
        ));
        assert_eq!(network.project(Weighting::Plain, Some(100)).unwrap().left_out, [0]);
    }

    proptest! {
        #[test]
        fn ties_are_the_same_from_both_ends_and_in_any_order(
            edges in proptest::collection::vec((0_u32..9, 0_u32..9, 0.1_f64..9.0), 0..60)
        ) {
            let graph = Graph::from_edges(9, &edges).unwrap();
            for (one, other, weight) in graph.ties() {
                prop_assert_eq!(graph.weight(other, one), Some(weight));
            }
            prop_assert_eq!(graph.ties().count(), graph.n_ties());
            let mut turned: Vec<_> = edges.iter().map(|&(a, b, w)| (b, a, w)).collect();
            turned.reverse();
            prop_assert_eq!(Graph::from_edges(9, &turned).unwrap(), graph);
        }

        #[test]
        fn a_projection_ties_exactly_those_who_share_an_event(
            pairs in proptest::collection::vec((0_u32..9, 0_u32..7), 0..40)
        ) {
            let network = Affiliation::from_pairs(9, 7, &pairs).unwrap();
            let graph = network.project(Weighting::Plain, None).unwrap().graph;
            for one in 0..9 {
                for other in 0..9 {
                    let shared = network.events_of(one).iter()
                        .filter(|&it| network.events_of(other).contains(it)).count();
                    let expected = (one != other && shared > 0).then_some(shared as f64);
                    prop_assert_eq!(graph.weight(one, other), expected);
                }
            }
            let edges: Vec<_> = graph.ties().collect();
            prop_assert_eq!(Graph::from_edges(9, &edges).unwrap(), graph);
        }
    }
}
