//! Betweenness where strong ties are short.

use crate::graph::Graph;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// The betweenness of every node, exact, a tie being as long as 1 / its weight.
///
/// Those who work together often are near each other, and a way over two strong ties can be
/// shorter than one over a weak one. Definition, range and what it is for the few as for
/// [`betweenness_of_affiliation`](crate::betweenness_of_affiliation). Paths whose lengths differ by
/// less than 1e-10 of them count as equally long: 1/3 + 1/3 + 1/3 and 1 are the same way, which
/// programs that compare to the last digit miss. No library of ours has it with weights. Cost: a
/// search by Dijkstra from each node, n · m · log n; for tens of thousands of nodes minutes.
///
/// ```
/// use karenina_network::{Graph, betweenness_weighted};
/// // the way round over strong ties is as short as 1/4 + 1/4
/// let graph = Graph::from_edges(3, &[(0, 1, 4.0), (1, 2, 4.0), (0, 2, 1.0)]).unwrap();
/// assert_eq!(betweenness_weighted(&graph), [0.0, 1.0, 0.0]);
/// ```
///
/// # Reference
/// Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of Mathematical
/// Sociology* 25, 163–177. Length: Newman, M. E. J. (2001). Scientific collaboration networks. II.
/// *Physical Review E* 64, 016132, section III.
pub fn betweenness_weighted(graph: &Graph) -> Vec<f64> {
    let n = graph.n_nodes();
    // Relative to the strongest tie, whose length is 1: sums stay within the numbers.
    let strongest = graph.ties().map(|it| it.2).fold(0.0, f64::max);
    let blocks: Vec<Vec<f64>> = (0..n.div_ceil(BLOCK))
        .into_par_iter()
        .map_init(
            || Search::new(n),
            |search, block| {
                let mut sums = vec![0.0; n];
                for source in (block * BLOCK) as u32..n.min((block + 1) * BLOCK) as u32 {
                    search.run(graph, strongest, source, &mut sums);
                }
                sums
            },
        )
        .collect();
    let mut total = vec![0.0; n];
    for block in blocks {
        for (sum, part) in total.iter_mut().zip(block) {
            *sum += part / 2.0;
        }
    }
    total
}

/// Sources whose sums are one block.
const BLOCK: usize = 512;

/// Lengths that differ by less than this part are the same.
const SAME: f64 = 1e-10;

struct Search {
    distance: Vec<f64>,
    settled: Vec<bool>,
    order: Vec<u32>,
    paths: Vec<f64>,
    dependency: Vec<f64>,
    heap: BinaryHeap<Next>,
}

struct Next {
    distance: f64,
    node: u32,
}

impl Ord for Next {
    fn cmp(&self, other: &Next) -> Ordering {
        // The nearest first; of equals the lower number.
        other.distance.total_cmp(&self.distance).then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Next) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Next {
    fn eq(&self, other: &Next) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Next {}

impl Search {
    fn new(n: usize) -> Search {
        Search {
            distance: vec![f64::INFINITY; n],
            settled: vec![false; n],
            order: Vec::new(),
            paths: vec![0.0; n],
            dependency: vec![0.0; n],
            heap: BinaryHeap::new(),
        }
    }

    fn run(&mut self, graph: &Graph, strongest: f64, source: u32, sums: &mut [f64]) {
        self.distance[source as usize] = 0.0;
        self.heap.push(Next { distance: 0.0, node: source });
        while let Some(Next { distance, node }) = self.heap.pop() {
            if std::mem::replace(&mut self.settled[node as usize], true) {
                continue;
            }
            self.order.push(node);
            for (&other, weight) in graph.neighbours(node).iter().zip(graph.weights(node)) {
                let length = distance + strongest / weight;
                if length < self.distance[other as usize] {
                    self.distance[other as usize] = length;
                    self.heap.push(Next { distance: length, node: other });
                }
            }
        }
        self.paths[source as usize] = 1.0;
        for place in 1..self.order.len() {
            let node = self.order[place];
            let paths = self.before(graph, strongest, node).map(|it| self.paths[it]).sum();
            self.paths[node as usize] = paths;
        }
        for place in (1..self.order.len()).rev() {
            let node = self.order[place];
            let at = node as usize;
            let share = (1.0 + self.dependency[at]) / self.paths[at];
            for (&other, weight) in graph.neighbours(node).iter().zip(graph.weights(node)) {
                let other = other as usize;
                if leads(self.distance[other], strongest / weight, self.distance[at]) {
                    self.dependency[other] += self.paths[other] * share;
                }
            }
            sums[at] += self.dependency[at];
        }
        for node in self.order.drain(..) {
            let at = node as usize;
            self.distance[at] = f64::INFINITY;
            self.settled[at] = false;
            self.paths[at] = 0.0;
            self.dependency[at] = 0.0;
        }
    }

    /// The nodes from which a shortest path comes to `node`.
    fn before<'a>(
        &'a self,
        graph: &'a Graph,
        strongest: f64,
        node: u32,
    ) -> impl Iterator<Item = usize> + 'a {
        let to = self.distance[node as usize];
        graph
            .neighbours(node)
            .iter()
            .zip(graph.weights(node))
            .filter(move |&(&it, weight)| leads(self.distance[it as usize], strongest / weight, to))
            .map(|(&it, _)| it as usize)
    }
}

fn leads(from: f64, length: f64, to: f64) -> bool {
    from < to && from + length <= to * (1.0 + SAME)
}

#[cfg(test)]
mod tests {
    use super::betweenness_weighted;
    use crate::betweenness::betweenness;
    use crate::betweenness::tests::assert_close;
    use crate::graph::Graph;
    use crate::known::{karate_weighted, les_miserables};
    use proptest::prelude::*;

    /// igraph 1.0 with lengths 1/weight. networkx 3.6.1 gives 208.5 for the first: it takes
    /// ways whose lengths differ in the last digit for different.
    #[test]
    #[rustfmt::skip]
    fn the_club_and_the_characters_of_hugo() {
        assert_close(
            &betweenness_weighted(&karate_weighted()),
            &[
                209.0, 36.0, 177.0, 32.0, 0.0, 16.5, 15.5, 0.0, 72.0, 0.0, 0.5, 0.0, 0.0, 29.0,
                0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 6.0, 0.0, 9.0, 0.0, 17.5, 0.0, 6.0,
                0.0, 47.5, 83.5, 174.0,
            ],
        );
        let hugo = betweenness_weighted(&les_miserables());
        assert_close(&[hugo[10], hugo[1], hugo[48]], &[2_264.75, 638.0, 292.0]);
    }

    #[test]
    fn thirds_make_a_whole() {
        // 0 − 1 − 2 − 3 with ties of weight 3, and 0 − 3 directly of weight 1.
        let ties = [(0, 1, 3.0), (1, 2, 3.0), (2, 3, 3.0), (0, 3, 1.0)];
        let values = betweenness_weighted(&Graph::from_edges(4, &ties).unwrap());
        // {0,3}: half directly, half over 1 and 2; {0,2} over 1; {1,3} over 2.
        assert_close(&values, &[0.0, 1.5, 1.5, 0.0]);
        assert!(betweenness_weighted(&Graph::default()).is_empty());
        assert_eq!(betweenness_weighted(&Graph::from_edges(1, &[]).unwrap()), [0.0]);
    }

    proptest! {
        #[test]
        fn equal_weights_are_no_weights(
            edges in proptest::collection::vec((0_u32..14, 0_u32..14), 0..50)
        ) {
            let mut ties: Vec<_> = edges.iter().map(|&(a, b)| (a.min(b), a.max(b), 7.0)).collect();
            ties.sort_unstable_by_key(|it| (it.0, it.1));
            ties.dedup_by_key(|it| (it.0, it.1));
            let graph = Graph::from_edges(14, &ties).unwrap();
            assert_close(&betweenness_weighted(&graph), &betweenness(&graph).unwrap());
        }
    }
}
