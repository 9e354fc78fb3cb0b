//! Cores: who is part of a group in which everybody has many partners within the group.

use crate::graph::Graph;

/// The core number of each node: the largest k such that it belongs to a set in which everybody
/// has at least k partners from the set.
///
/// From 0 (no partner) to n−1. In a projection an event of n actors is an (n−1)-core by itself:
/// bound the size of events. Weights play no part. Cost: one look at each tie. An empty network
/// has no numbers. The counting sort of the paper, thirty lines; `rustworkx-core` would want the
/// network copied into a graph of its own.
///
/// ```
/// use karenina_network::{Graph, core_numbers};
/// let ties = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (2, 3, 1.0)];
/// assert_eq!(core_numbers(&Graph::from_edges(5, &ties).unwrap()), [2, 2, 2, 1, 0]);
/// ```
///
/// # Reference
/// Seidman, S. B. (1983). Network structure and minimum degree. *Social Networks* 5, 269–287.
/// Batagelj, V. and Zaveršnik, M. (2003). An O(m) algorithm for cores decomposition of networks.
/// arXiv cs/0310049.
#[doc(alias = "k-core")]
pub fn core_numbers(graph: &Graph) -> Vec<u32> {
    let n = graph.n_nodes();
    let mut degree: Vec<usize> = (0..n as u32).map(|node| graph.degree_of(node)).collect();
    let most = degree.iter().copied().max().unwrap_or(0);
    // Nodes sorted by degree, with the place where each degree begins.
    let mut begin = vec![0; most + 2];
    for &it in &degree {
        begin[it + 1] += 1;
    }
    for it in 0..=most {
        begin[it + 1] += begin[it];
    }
    let mut order = vec![0_u32; n];
    let mut place = vec![0; n];
    let mut next = begin.clone();
    for node in 0..n {
        place[node] = next[degree[node]];
        order[place[node]] = node as u32;
        next[degree[node]] += 1;
    }
    for at in 0..n {
        let node = order[at];
        for &other in graph.neighbours(node) {
            let other = other as usize;
            if degree[other] > degree[node as usize] {
                // To the front of its degree, which then begins one further.
                let front = begin[degree[other]].max(at + 1);
                let moved = order[front];
                order.swap(place[other], front);
                place[moved as usize] = place[other];
                place[other] = front;
                begin[degree[other]] = front + 1;
                degree[other] -= 1;
            }
        }
    }
    degree.into_iter().map(|it| it as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::core_numbers;
    use crate::graph::Graph;
    use crate::known::{karate, les_miserables};
    use proptest::prelude::*;

    /// networkx 3.6.1.
    #[test]
    fn the_club_and_the_characters_of_hugo() {
        assert_eq!(
            core_numbers(&karate()),
            [
                4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3,
                3, 3, 4, 3, 4, 4
            ]
        );
        assert_eq!(core_numbers(&les_miserables()).into_iter().max(), Some(9));
        assert!(core_numbers(&Graph::default()).is_empty());
    }

    proptest! {
        #[test]
        fn peeling_off_the_least_connected_tells_the_same(
            edges in proptest::collection::vec((0_u32..14, 0_u32..14), 0..70)
        ) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a, b, 1.0)).collect();
            let graph = Graph::from_edges(14, &edges).unwrap();
            let mut left: Vec<u32> = (0..14).collect();
            let mut expected = [0; 14];
            for k in 0..14 {
                loop {
                    let inside = |node: u32| {
                        graph.neighbours(node).iter().filter(|it| left.contains(it)).count()
                    };
                    let stay: Vec<u32> =
                        left.iter().copied().filter(|&it| inside(it) > k).collect();
                    if stay.len() == left.len() {
                        break;
                    }
                    for node in left.iter().filter(|it| !stay.contains(it)) {
                        expected[*node as usize] = k as u32;
                    }
                    left = stay;
                }
            }
            prop_assert_eq!(core_numbers(&graph), expected);
        }
    }
}
