//! Core and periphery: is there one dense middle, and a rim tied to it alone?

use crate::graph::Graph;

/// The division of a network into a core and a periphery that fits best.
#[derive(Debug, Clone, PartialEq)]
pub struct CorePeriphery {
    /// Whether each node belongs to the core.
    pub core: Vec<bool>,
    /// The number of nodes in the core.
    pub size: usize,
    /// The pairs that do not fit: not tied though both are in the core, or tied though neither is.
    pub n_misfits: u64,
    /// The correlation of ties with the ideal over the pairs within the core and within the
    /// periphery: 1 for a perfect division, 0 for none, above about 0.5 worth speaking of. `None`
    /// where there is nothing to correlate.
    pub fit: Option<f64>,
}

/// The core for which the fewest pairs do not fit: everybody in the core tied to everybody
/// there, nobody in the periphery to anybody there; ties between the two are free.
///
/// Such a core are always the nodes with the most ties, so the best of all divisions is found by
/// sorting. Of equally good cores the smallest, of equal nodes the lower number is taken. Weights
/// play no part. In an empty network, or without ties, the core has no node or one, and no fit.
/// Cost: sorting.
///
/// ```
/// use karenina_network::{Graph, core_periphery};
/// // a triangle, each corner with one who is tied to nobody else
/// let ties = [(0, 1), (1, 2), (0, 2), (0, 3), (1, 4), (2, 5)];
/// let edges: Vec<_> = ties.iter().map(|&(a, b)| (a, b, 1.0)).collect();
/// let found = core_periphery(&Graph::from_edges(6, &edges).unwrap());
/// assert_eq!(found.core, [true, true, true, false, false, false]);
/// assert_eq!((found.n_misfits, found.fit), (0, Some(1.0)));
/// ```
///
/// # Reference
/// Borgatti, S. P. and Everett, M. G. (2000). Models of core/periphery structures. *Social Networks*
/// 21, 375–395. Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning
/// problem. arXiv:1102.5511.
pub fn core_periphery(graph: &Graph) -> CorePeriphery {
    let n = graph.n_nodes();
    let pairs = |k: usize| k as u64 * (k as u64).saturating_sub(1) / 2;
    let mut order: Vec<u32> = (0..n as u32).collect();
    order.sort_by_key(|&it| std::cmp::Reverse(graph.degree_of(it)));
    // Misfits are pairs(k) − e + (m − Σdegree + e), e being the ties within the core: e does not
    // matter. Taking in the k-th node adds k − 1 − degree.
    let mut misfits = graph.n_ties() as u64;
    let (mut size, mut fewest) = (0, misfits);
    for (before, &node) in order.iter().enumerate() {
        misfits = misfits + before as u64 - graph.degree_of(node) as u64;
        if misfits < fewest {
            (size, fewest) = (before + 1, misfits);
        }
    }
    let mut core = vec![false; n];
    for &node in &order[..size] {
        core[node as usize] = true;
    }
    let inside = |node: u32| core[node as usize];
    let within = graph.ties().filter(|it| inside(it.0) && inside(it.1)).count() as f64;
    let outside = graph.ties().filter(|it| !inside(it.0) && !inside(it.1)).count() as f64;
    let (core_pairs, rim_pairs) = (pairs(size) as f64, pairs(n - size) as f64);
    let ties = within + outside;
    let spread = core_pairs * rim_pairs * ties * (core_pairs + rim_pairs - ties);
    let together = within * (rim_pairs - outside) - (core_pairs - within) * outside;
    CorePeriphery {
        fit: (spread > 0.0).then(|| together / spread.sqrt()),
        core,
        size,
        n_misfits: fewest,
    }
}

#[cfg(test)]
mod tests {
    use super::core_periphery;
    use crate::graph::Graph;
    use proptest::prelude::*;

    #[test]
    fn without_ties_there_is_no_middle() {
        let none = core_periphery(&Graph::default());
        assert_eq!((none.size, none.fit), (0, None));
        let one = core_periphery(&Graph::from_edges(1, &[]).unwrap());
        assert_eq!((one.size, one.n_misfits, one.fit), (0, 0, None));
    }

    proptest! {
        #[test]
        fn no_other_core_fits_better(
            edges in proptest::collection::vec((0_u32..8, 0_u32..8), 0..30)
        ) {
            let ties: Vec<_> = edges.iter().map(|&(a, b)| (a, b, 1.0)).collect();
            let graph = Graph::from_edges(8, &ties).unwrap();
            let misfits = |core: u32| {
                let inside = |node: u32| core >> node & 1 == 1;
                (0..8).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|&(a, b)| {
                    let tied = graph.weight(a, b).is_some();
                    (inside(a) && inside(b) && !tied) || (!inside(a) && !inside(b) && tied)
                }).count() as u64
            };
            let found = core_periphery(&graph);
            let chosen = (0..8).filter(|&it| found.core[it as usize]).map(|it| 1 << it).sum();
            prop_assert_eq!(misfits(chosen), found.n_misfits);
            prop_assert_eq!((0..256).map(misfits).min(), Some(found.n_misfits));
        }
    }
}
