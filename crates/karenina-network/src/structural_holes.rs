//! Structural holes: whose partners do not know each other.

use crate::graph::Graph;
use rayon::prelude::*;

/// How free each node is to act between its partners.
#[derive(Debug, Clone, PartialEq)]
pub struct StructuralHoles {
    /// Burt's constraint: how far the ties of a node lead back to one and the same partner.
    /// From near 0 (many partners, apart from each other) to 1 (one partner) and a little above
    /// (two or three who are bound to each other, at most 9/8). Low is free. `None` without partners.
    pub constraint: Vec<Option<f64>>,
    /// Burt's effective size: the number of partners less the average of how much each is tied to
    /// the others. From 1 (all partners tied to each other) to their number (none are). `None`
    /// without partners.
    pub effective_size: Vec<Option<f64>>,
    /// Effective size as a share of the partners (*efficiency*), from near 0 to 1.
    pub efficiency: Vec<Option<f64>>,
}

/// Burt's constraint and effective size of every node.
///
/// With pᵢⱼ = wᵢⱼ / Σₗ wᵢₗ, the constraint is Σⱼ (pᵢⱼ + Σₖ pᵢₖ pₖⱼ)² over the partners j of i, and
/// over k ≠ i, j. The effective size is Σⱼ (1 − Σₖ pᵢₖ mⱼₖ), with mⱼₖ = wⱼₖ / maxₗ wⱼₗ. The graph
/// libraries that we use have neither. Cost: the partners of the partners of everybody,
/// Σ degree². An empty network has no values.
///
/// ```
/// use karenina_network::{Graph, structural_holes};
/// let star = Graph::from_edges(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]).unwrap();
/// let holes = structural_holes(&star);
/// assert!((holes.constraint[0].unwrap() - 1.0 / 3.0).abs() < 1e-15); // free
/// assert_eq!(holes.constraint[1], Some(1.0)); // has but one partner
/// assert_eq!(holes.effective_size[0], Some(3.0));
/// ```
///
/// # Reference
/// Burt, R. S. (1992). *Structural Holes*. Harvard University Press, chapter 2, equations 2.2 and
/// 2.4.
pub fn structural_holes(graph: &Graph) -> StructuralHoles {
    let n = graph.n_nodes();
    // Strength and largest weight; weights as parts of the latter, lest sums overflow.
    let (largest, strength): (Vec<f64>, Vec<f64>) = (0..n as u32)
        .map(|node| {
            let weights = graph.weights(node);
            let largest = weights.iter().copied().fold(0.0, f64::max);
            (largest, weights.iter().map(|it| it / largest).sum::<f64>())
        })
        .unzip();
    let each: Vec<Option<(f64, f64)>> = (0..n as u32)
        .into_par_iter()
        .map_init(
            // The last node of which somebody was a partner; what comes to a partner by way of
            // others, and how strong its ties to others are. Apart, since most who are looked at
            // are no partners, and the marks alone fit next to the processor.
            || (vec![u32::MAX; n], vec![[0.0_f64; 2]; n]),
            |(partner_of, around), node| {
                let (partners, weights) = (graph.neighbours(node), graph.weights(node));
                if partners.is_empty() {
                    return None;
                }
                let (own_largest, own_strength) = (largest[node as usize], strength[node as usize]);
                for &partner in partners {
                    partner_of[partner as usize] = node;
                    around[partner as usize] = [0.0; 2];
                }
                for (&by, weight) in partners.iter().zip(weights) {
                    let own = weight / own_largest / own_strength;
                    let onward = own / strength[by as usize] / largest[by as usize];
                    let others = graph.neighbours(by).iter().zip(graph.weights(by));
                    for (&other, weight) in others {
                        if partner_of[other as usize] == node {
                            let [indirect, tied] = &mut around[other as usize];
                            *indirect += onward * weight;
                            *tied += own * weight;
                        }
                    }
                }
                let (mut constraint, mut redundancy) = (0.0, 0.0);
                for (&partner, weight) in partners.iter().zip(weights) {
                    let [indirect, tied] = around[partner as usize];
                    let share = weight / own_largest / own_strength + indirect;
                    constraint += share * share;
                    redundancy += tied / largest[partner as usize];
                }
                Some((constraint, partners.len() as f64 - redundancy))
            },
        )
        .collect();
    let degree = |node: usize| graph.degree_of(node as u32) as f64;
    StructuralHoles {
        constraint: each.iter().map(|it| it.map(|it| it.0)).collect(),
        effective_size: each.iter().map(|it| it.map(|it| it.1)).collect(),
        efficiency: (0..n).map(|node| each[node].map(|it| it.1 / degree(node))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::structural_holes;
    use crate::graph::Graph;
    use crate::known::{karate, karate_weighted, les_miserables};

    /// networkx 3.6.1, `constraint` and `effective_size` of named nodes. (Asked for all nodes at
    /// once, networkx takes another way and gives 13.954 for the first with weights; 13.775 is
    /// what the definition gives by hand.)
    #[test]
    fn the_club_and_valjean() {
        #[track_caller]
        fn close(found: Option<f64>, expected: f64) {
            assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?} {expected}");
        }
        let plain = structural_holes(&karate());
        close(plain.constraint[0], 0.155_423_297_646_604_95);
        close(plain.constraint[11], 1.0);
        close(plain.constraint[33], 0.156_418_685_121_107_3);
        close(plain.effective_size[0], 13.75);
        close(plain.effective_size[33], 15.235_294_117_647_062);
        close(plain.effective_size[11], 1.0);
        let weighted = structural_holes(&karate_weighted());
        close(weighted.constraint[0], 0.190_623_489_056_380_38);
        close(weighted.constraint[16], 0.939_749_124_501_871_8);
        close(weighted.effective_size[0], 13.775);
        close(weighted.effective_size[1], 6.467_241_379_310_344_5);
        close(weighted.effective_size[33], 15.228_918_650_793_65);
        let hugo = structural_holes(&les_miserables());
        close(hugo.constraint[10], 0.163_447_953_682_820_17);
        close(hugo.constraint[48], 0.241_391_178_760_123_03);
    }

    #[test]
    fn who_has_no_partners_has_no_holes() {
        assert!(structural_holes(&Graph::default()).constraint.is_empty());
        let alone = structural_holes(&Graph::from_edges(1, &[]).unwrap());
        assert_eq!((alone.constraint, alone.effective_size), (vec![None], vec![None]));
    }

    #[test]
    fn two_partners_bound_to_each_other_constrain_most() {
        let ties = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)];
        let holes = structural_holes(&Graph::from_edges(3, &ties).unwrap());
        assert_eq!(holes.constraint, [Some(1.125); 3]);
        assert_eq!(holes.effective_size, [Some(1.0); 3]);
    }
}
