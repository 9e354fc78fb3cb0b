//! Eigenvector centrality: to be tied to those who are central themselves.

use crate::graph::Graph;

/// The share of each node in the first eigenvector of the weighted ties: λxᵢ = Σⱼ wᵢⱼxⱼ, of
/// length 1, from 0 to 1.
///
/// In a network in parts it speaks of the part with the largest λ alone; all others have 0, which
/// says nothing of them: take the largest component first, or [`pagerank`](crate::pagerank). `None`
/// for a network without ties, and where ten thousand steps of the power method (on A + I, so that
/// two-sided networks converge) do not settle to 1e-12, as with two parts of nearly the same λ.
/// Cost: two looks at each tie a step.
///
/// ```
/// use karenina_network::{Graph, eigenvector};
/// let star = Graph::from_edges(3, &[(0, 1, 1.0), (0, 2, 1.0)]).unwrap();
/// let values = eigenvector(&star).unwrap();
/// assert!((values[0] - 0.5_f64.sqrt()).abs() < 1e-9 && (values[1] - 0.5).abs() < 1e-9);
/// ```
///
/// # Reference
/// Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique
/// identification. *Journal of Mathematical Sociology* 2, 113–120.
pub fn eigenvector(graph: &Graph) -> Option<Vec<f64>> {
    let n = graph.n_nodes();
    // Weights as parts of the largest strength: the shift by the identity keeps its meaning.
    let largest =
        (0..n as u32).map(|node| graph.weights(node).iter().sum::<f64>()).fold(0.0, f64::max);
    if largest == 0.0 || !largest.is_finite() {
        return None;
    }
    let mut values = vec![1.0 / (n as f64).sqrt(); n];
    for _ in 0..10_000 {
        let mut next: Vec<f64> = (0..n as u32)
            .map(|node| {
                let ties = graph.neighbours(node).iter().zip(graph.weights(node));
                let sum: f64 = ties.map(|(&it, weight)| weight * values[it as usize]).sum();
                values[node as usize] + 2.0 * sum / largest
            })
            .collect();
        let length = next.iter().map(|it| it * it).sum::<f64>().sqrt();
        let mut change = 0.0_f64;
        for (it, value) in next.iter_mut().zip(&values) {
            *it /= length;
            change = change.max((*it - value).abs());
        }
        values = next;
        if change < 1e-13 {
            return Some(values);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::eigenvector;
    use crate::graph::Graph;
    use crate::known::{karate, karate_weighted};

    /// networkx 3.6.1, `eigenvector_centrality_numpy`.
    #[test]
    fn the_heads_of_the_club() {
        let cases = [
            (karate(), [0.355_491_444_524_566_6, 0.265_959_919_552_492, 0.373_363_470_291_483]),
            (
                karate_weighted(),
                [0.312_351_227_749_689_54, 0.301_751_174_686_064_77, 0.364_096_881_970_110_3],
            ),
        ];
        for (graph, expected) in cases {
            let values = eigenvector(&graph).unwrap();
            for (node, value) in [0, 1, 33].into_iter().zip(expected) {
                assert!((values[node] - value).abs() < 1e-10, "{} {value}", values[node]);
            }
        }
    }

    #[test]
    fn without_ties_nobody_is_central() {
        assert_eq!(eigenvector(&Graph::default()), None);
        assert_eq!(eigenvector(&Graph::from_edges(1, &[]).unwrap()), None);
    }
}
