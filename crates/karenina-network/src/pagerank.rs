//! Rank of pages: where somebody who follows ties at random is met.

use crate::graph::Graph;

/// The share of time that a walker spends at each node who follows a tie, chosen by weight, with
/// probability `damping` (usually 0.85), and else, or where there is no tie, jumps to any node.
///
/// From 0 to 1, the sum is 1; 1/n is the average. It has a meaning in networks in parts, unlike
/// the eigenvector. `None` without nodes, and for a `damping` that is not in 0..1. Cost: two looks
/// at each tie a step, some hundred steps.
///
/// ```
/// use karenina_network::{Graph, pagerank};
/// let pair = Graph::from_edges(2, &[(0, 1, 1.0)]).unwrap();
/// assert_eq!(pagerank(&pair, 0.85), Some(vec![0.5, 0.5]));
/// assert_eq!(pagerank(&pair, 1.0), None);
/// ```
///
/// # Reference
/// Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual web search engine.
/// *Computer Networks* 30, 107–117.
pub fn pagerank(graph: &Graph, damping: f64) -> Option<Vec<f64>> {
    let n = graph.n_nodes();
    if n == 0 || !(0.0..1.0).contains(&damping) {
        return None;
    }
    // Divided by the largest weight first: a sum of weights must not leave the numbers.
    let scale = |node: u32| graph.weights(node).iter().copied().fold(0.0, f64::max);
    let strengths: Vec<(f64, f64)> = (0..n as u32)
        .map(|node| {
            let largest = scale(node);
            (largest, graph.weights(node).iter().map(|it| it / largest).sum())
        })
        .collect();
    let mut values = vec![1.0 / n as f64; n];
    // The distance to the answer shrinks by the factor `damping` a step.
    let steps = (libm::log(1e-14) / libm::log(damping.max(0.1))).ceil() as usize;
    for _ in 0..steps.min(100_000) {
        let idle: f64 =
            (0..n).filter(|&node| strengths[node].0 == 0.0).map(|node| values[node]).sum();
        let share = (1.0 - damping + damping * idle) / n as f64;
        let next: Vec<f64> = (0..n as u32)
            .map(|node| {
                let ties = graph.neighbours(node).iter().zip(graph.weights(node));
                let sum: f64 = ties
                    .map(|(&other, weight)| {
                        let (largest, strength) = strengths[other as usize];
                        values[other as usize] * (weight / largest / strength)
                    })
                    .sum();
                share + damping * sum
            })
            .collect();
        let change: f64 = next.iter().zip(&values).map(|(it, value)| (it - value).abs()).sum();
        values = next;
        if change < 1e-15 {
            break;
        }
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::pagerank;
    use crate::graph::Graph;
    use crate::known::{karate, karate_weighted, les_miserables};

    /// networkx 3.6.1 with tolerance 1e-14.
    #[test]
    fn the_heads_of_the_club_and_valjean() {
        let cases = [
            (karate(), 0, 0.096_997_285_388_373_8),
            (karate(), 33, 0.100_919_182_332_551_6),
            (karate_weighted(), 0, 0.088_500_315_428_105_48),
            (les_miserables(), 10, 0.099_558_108_254_089_49),
        ];
        for (graph, node, expected) in cases {
            let values = pagerank(&graph, 0.85).unwrap();
            assert!((values[node] - expected).abs() < 1e-12, "{}", values[node]);
            assert!((values.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn without_ties_everybody_is_met_as_often() {
        assert_eq!(pagerank(&Graph::default(), 0.85), None);
        assert_eq!(pagerank(&Graph::from_edges(1, &[]).unwrap(), 0.85), Some(vec![1.0]));
        assert_eq!(pagerank(&Graph::from_edges(4, &[]).unwrap(), 0.5), Some(vec![0.25; 4]));
    }
}
