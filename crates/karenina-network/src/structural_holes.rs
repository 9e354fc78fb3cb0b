//! Structural holes: whose partners do not know each other.

use crate::graph::Graph;
use crate::twins::Twins;
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
/// Σ degree², partners of one project who are in no other taken
/// together. An empty network has no values.
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
    let twins = Twins::of(graph);
    let n = twins.n_classes();
    // Strength and largest weight; weights as parts of the latter, lest sums overflow.
    let (largest, strength): (Vec<f64>, Vec<f64>) = twins
        .first
        .iter()
        .map(|&node| {
            let weights = graph.weights(node);
            let largest = weights.iter().copied().fold(0.0, f64::max);
            (largest, weights.iter().map(|it| it / largest).sum::<f64>())
        })
        .unzip();
    let each: Vec<Option<(f64, f64)>> = (0..n as u32)
        .into_par_iter()
        .map_init(
            // The last class of which somebody was a partner; what comes to a partner by way of
            // others, and how strong its ties to others are. Apart, since most who are looked at
            // are no partners, and the marks alone fit next to the processor.
            || (vec![u32::MAX; n], vec![[0.0_f64; 2]; n]),
            |(partner_of, around), class| {
                let own = class as usize;
                let (ties, like) = (twins.ties(class), twins.size[own] - 1.0);
                // A node with twins has partners of its own class.
                let inner = (like > 0.0).then_some((class, twins.within[own]));
                let partners = || ties.iter().copied().chain(inner);
                for (partner, _) in partners() {
                    partner_of[partner as usize] = class;
                    around[partner as usize] = [0.0; 2];
                }
                for (by, weight) in partners() {
                    let by_at = by as usize;
                    let share = weight / largest[own] / strength[own];
                    // So many lead on: not the node itself, and not whoever is led to.
                    let (n_by, n_within) = if by == class {
                        (like, like - 1.0)
                    } else {
                        (twins.size[by_at], twins.size[by_at] - 1.0)
                    };
                    let onward = share / strength[by_at] / largest[by_at];
                    let (through, around_by) = (n_by * onward, n_by * share);
                    for &(other, weight) in twins.ties(by) {
                        if partner_of[other as usize] == class {
                            let [indirect, tied] = &mut around[other as usize];
                            *indirect += through * weight;
                            *tied += around_by * weight;
                        }
                    }
                    let [indirect, tied] = &mut around[by_at];
                    *indirect += n_within * onward * twins.within[by_at];
                    *tied += n_within * share * twins.within[by_at];
                }
                let (mut constraint, mut redundancy, mut degree) = (0.0, 0.0, 0.0);
                for (partner, weight) in partners() {
                    let [indirect, tied] = around[partner as usize];
                    let n = if partner == class { like } else { twins.size[partner as usize] };
                    let share = weight / largest[own] / strength[own] + indirect;
                    constraint += n * share * share;
                    redundancy += n * (tied / largest[partner as usize]);
                    degree += n;
                }
                (degree > 0.0).then_some((constraint, degree - redundancy))
            },
        )
        .collect();
    let each = || (0..graph.n_nodes()).map(|node| (node, each[twins.class_of[node] as usize]));
    let degree = |node: usize| graph.degree_of(node as u32) as f64;
    StructuralHoles {
        constraint: each().map(|it| it.1.map(|it| it.0)).collect(),
        effective_size: each().map(|it| it.1.map(|it| it.1)).collect(),
        efficiency: each().map(|(node, it)| it.map(|it| it.1 / degree(node))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::structural_holes;
    use crate::affiliation::Affiliation;
    use crate::graph::{Graph, Weighting};
    use crate::known::{karate, karate_weighted, les_miserables};
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn it_is_what_the_definition_says_twins_or_not(
            pairs in proptest::collection::vec((0_u32..12, 0_u32..6), 0..40)
        ) {
            let network = Affiliation::from_pairs(12, 6, &pairs).unwrap();
            let graph = network.project(Weighting::Newman, None).unwrap().graph;
            let found = structural_holes(&graph);
            let w = |a: u32, b: u32| graph.weight(a, b).unwrap_or(0.0);
            let p = |a: u32, b: u32| w(a, b) / (0..12).map(|it| w(a, it)).sum::<f64>();
            let m = |a: u32, b: u32| w(a, b) / (0..12).map(|it| w(a, it)).fold(0.0, f64::max);
            for i in 0..12 {
                let (mut constraint, mut size) = (0.0, 0.0);
                for &j in graph.neighbours(i) {
                    let by: Vec<u32> =
                        graph.neighbours(i).iter().copied().filter(|&k| k != j).collect();
                    let indirect: f64 = by.iter().map(|&k| p(i, k) * p(k, j)).sum();
                    constraint += (p(i, j) + indirect).powi(2);
                    size += 1.0 - by.iter().map(|&k| p(i, k) * m(j, k)).sum::<f64>();
                }
                let there = graph.degree_of(i) > 0;
                prop_assert_eq!(found.constraint[i as usize].is_some(), there);
                if there {
                    prop_assert!((found.constraint[i as usize].unwrap() - constraint).abs() < 1e-12);
                    prop_assert!((found.effective_size[i as usize].unwrap() - size).abs() < 1e-12);
                }
            }
        }
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
