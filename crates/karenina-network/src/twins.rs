//! Nodes that nobody can tell apart by their ties: the partners of one project who take part in
//! nothing else.

use crate::graph::Graph;

/// The network of classes of nodes that cannot be told apart, from which it can be built again.
pub(crate) struct Twins {
    /// Of each node, its class; classes are numbered in the order of their first nodes.
    pub class_of: Vec<u32>,
    /// The first node of each class.
    pub first: Vec<u32>,
    /// How many nodes each class has.
    pub size: Vec<f64>,
    /// The weight of the tie of two nodes of a class; 0 where there is but one.
    pub within: Vec<f64>,
    starts: Vec<u32>,
    ties: Vec<(u32, f64)>,
}

impl Twins {
    pub fn of(graph: &Graph) -> Twins {
        let first_of = twins(graph);
        let is_first = |node: u32| first_of[node as usize] == node;
        let first: Vec<u32> = (0..graph.n_nodes() as u32).filter(|&it| is_first(it)).collect();
        let mut class_of = vec![0; graph.n_nodes()];
        for (class, &node) in first.iter().enumerate() {
            class_of[node as usize] = class as u32;
        }
        let (mut size, mut within) = (vec![0.0; first.len()], vec![0.0; first.len()]);
        for (node, &like) in first_of.iter().enumerate() {
            let class = class_of[like as usize];
            class_of[node] = class;
            size[class as usize] += 1.0;
            if like as usize != node {
                within[class as usize] = graph.weight(like, node as u32).unwrap_or(0.0);
            }
        }
        let mut starts = Vec::with_capacity(first.len() + 1);
        let mut ties = Vec::new();
        starts.push(0);
        for &node in &first {
            let row = graph.neighbours(node).iter().zip(graph.weights(node));
            let between = row.filter(|it| is_first(*it.0));
            ties.extend(between.map(|(&it, &weight)| (class_of[it as usize], weight)));
            starts.push(ties.len() as u32);
        }
        Twins { class_of, first, size, within, starts, ties }
    }

    pub fn n_classes(&self) -> usize {
        self.first.len()
    }

    /// To which other classes each node of a class is tied, and how strongly to each of theirs.
    pub fn ties(&self, class: u32) -> &[(u32, f64)] {
        &self.ties[self.starts[class as usize] as usize..self.starts[class as usize + 1] as usize]
    }
}

/// For each node the first of its class. Two nodes are of one class if they are tied to each other
/// and to the same others, each as strongly; whatever depends on ties alone is the same for them,
/// and has to be found for one of them only. Of the 35,871 organisations of Horizon 2020 that leaves
/// 22,749.
pub(crate) fn twins(graph: &Graph) -> Vec<u32> {
    let n = graph.n_nodes();
    // A node is looked at together with itself, tied as strongly as to its closest partner: to
    // nobody is it closer than to a twin. Sums do not depend on the order of the partners.
    let mark = |node: u32, weight: f64| {
        let mut bits = (u64::from(node) << 32 | u64::from(node))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .wrapping_add(weight.to_bits());
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    };
    let closest = |node: u32| graph.weights(node).iter().copied().fold(0.0, f64::max);
    let mut order: Vec<(u64, u32)> = (0..n as u32)
        .map(|node| {
            let ties = graph.neighbours(node).iter().zip(graph.weights(node));
            let sum = ties.fold(mark(node, closest(node)), |sum, (&other, &weight)| {
                sum.wrapping_add(mark(other, weight))
            });
            (sum, node)
        })
        .collect();
    order.sort_unstable();
    let mut first: Vec<u32> = (0..n as u32).collect();
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        for &(_, node) in &same[1..] {
            if are_twins(graph, same[0].1, node) {
                first[node as usize] = same[0].1;
            }
        }
    }
    first
}

/// Whether it is so, and not by chance of the marks.
fn are_twins(graph: &Graph, one: u32, other: u32) -> bool {
    let without = |node: u32, left_out: u32| {
        let ties = graph.neighbours(node).iter().zip(graph.weights(node));
        ties.filter(move |&(&it, _)| it != left_out).map(|(&it, weight)| (it, weight.to_bits()))
    };
    graph.weight(one, other).is_some() && without(one, other).eq(without(other, one))
}

#[cfg(test)]
mod tests {
    use super::twins;
    use crate::graph::Graph;

    #[test]
    fn partners_of_one_project_alone_are_twins() {
        // 0, 1 and 2 in a project, 2 and 3 in another, 4 in none
        let ties = [(0, 1, 0.5), (0, 2, 0.5), (1, 2, 0.5), (2, 3, 1.0)];
        assert_eq!(twins(&Graph::from_edges(5, &ties).unwrap()), [0, 0, 2, 3, 4]);
        // two pairs; of three partners two are closer to each other; of three nobody is like another
        let ties = [(0, 1, 1.0), (2, 3, 1.0), (4, 5, 1.0), (4, 6, 2.0), (5, 6, 1.0)];
        assert_eq!(twins(&Graph::from_edges(7, &ties).unwrap()), [0, 0, 2, 2, 4, 5, 4]);
        let ties = [(0, 1, 1.0), (0, 2, 2.0), (1, 2, 3.0)];
        assert_eq!(twins(&Graph::from_edges(3, &ties).unwrap()), [0, 1, 2]);
        assert!(twins(&Graph::default()).is_empty());
    }
}
