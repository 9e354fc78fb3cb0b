//! Robustness: what is left of a network as actors leave.

use crate::affiliation::Affiliation;
use crate::bounds::Bounds;
use crate::components::components_of_affiliation;
use crate::graph::Graph;
use crate::misfit::Misfit;
use crate::random::{shuffle, stream};
use crate::union_find::UnionFind;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What is left after 0, 1, 2, … have left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Robustness {
    /// The size of the largest component, of those who are still there.
    pub largest: Vec<u32>,
    /// The number of pairs of those who are still there that can reach each other.
    pub reachable_pairs: Vec<u64>,
}

impl Robustness {
    /// Schneider's R: the mean over all removals of the largest component as a share of all,
    /// (1/n) Σₖ largestₖ / n, k from 1. From 0 to just under 1/2 (nobody falls off but those who
    /// leave); above 0.3 few networks are. Meant for curves on which everybody leaves. `None` for an empty curve.
    pub fn schneider(&self) -> Option<f64> {
        schneider(self.largest.iter().map(|&it| f64::from(it)))
    }
}

impl RandomRobustness {
    /// See [`Robustness::schneider`].
    pub fn schneider(&self) -> Option<f64> {
        schneider(self.mean_largest.iter().copied())
    }
}

fn schneider(largest: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let n = largest.len() as f64 - 1.0;
    let sum: f64 = largest.skip(1).sum();
    (n > 0.0).then(|| sum / n / n)
}

/// Many curves in which actors leave in random order.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomRobustness {
    /// The mean size of the largest component after 0, 1, 2, … have left.
    pub mean_largest: Vec<f64>,
    /// The smallest and the largest among the repetitions.
    pub least_largest: Vec<u32>,
    /// See `least_largest`.
    pub most_largest: Vec<u32>,
    /// The mean number of pairs that can reach each other.
    pub mean_reachable_pairs: Vec<f64>,
    /// How often actors left.
    pub repetitions: u32,
}

/// The curve of a network whose actors leave in the given order; who is not in it, stays.
///
/// Remaining actors of an event remain tied to each other when others leave it. The order is
/// played backwards, joining actors to what is there, so that the whole curve costs one look at
/// each participation: of H2020's 35,871 organisations some milliseconds. Somebody who is named
/// twice leaves once. The order is fixed beforehand: degrees are not counted anew after each
/// leaving, unless it is that of [`order_by_degree_anew`]. A list of one name tells what goes with that actor; see also
/// [`dependence`](crate::dependence).
///
/// ```
/// use karenina_network::{Affiliation, robustness_of_affiliation};
/// let pairs = [(0, 0), (1, 0), (1, 1), (2, 1)]; // 1 joins 0 and 2
/// let network = Affiliation::from_pairs(3, 2, &pairs).unwrap();
/// let curve = robustness_of_affiliation(&network, &[1]).unwrap();
/// assert_eq!((curve.largest, curve.reachable_pairs), (vec![3, 1], vec![3, 0]));
/// ```
///
/// # Reference
/// Albert, R., Jeong, H. and Barabási, A.-L. (2000). Error and attack tolerance of complex
/// networks. *Nature* 406, 378–382. Backwards: Newman, M. E. J. and Ziff, R. M. (2000). Efficient
/// Monte Carlo algorithm and high-precision results for percolation. *Physical Review Letters* 85,
/// 4104–4107. R: Schneider, C. M. et al. (2011). Mitigation of malicious attacks on networks.
/// *PNAS* 108, 3838–3841.
pub fn robustness_of_affiliation(
    affiliation: &Affiliation,
    order: &[u32],
) -> Result<Robustness, Misfit> {
    // Somebody of each event who is there: whoever comes is joined to that one.
    let mut present = vec![u32::MAX; affiliation.n_events()];
    curve(affiliation.n_actors(), order, |actor, join| {
        for &event in affiliation.events_of(actor) {
            let somebody = &mut present[event as usize];
            if *somebody != u32::MAX {
                join(*somebody);
            }
            *somebody = actor;
        }
    })
}

/// The curve of a network of ties; otherwise as [`robustness_of_affiliation`].
///
/// ```
/// use karenina_network::{Graph, robustness};
/// let star = Graph::from_edges(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]).unwrap();
/// assert_eq!(robustness(&star, &[0, 1]).unwrap().largest, [4, 1, 1]);
/// assert_eq!(robustness(&star, &[1, 0]).unwrap().largest, [4, 3, 1]);
/// ```
///
/// # Reference
/// Albert, R., Jeong, H. and Barabási, A.-L. (2000). Error and attack tolerance of complex
/// networks. *Nature* 406, 378–382.
pub fn robustness(graph: &Graph, order: &[u32]) -> Result<Robustness, Misfit> {
    let mut present = vec![false; graph.n_nodes()];
    curve(graph.n_nodes(), order, |node, join| {
        present[node as usize] = true;
        for &other in graph.neighbours(node).iter().filter(|&&it| present[it as usize]) {
            join(other);
        }
    })
}

fn curve(
    n: usize,
    order: &[u32],
    mut come: impl FnMut(u32, &mut dyn FnMut(u32)),
) -> Result<Robustness, Misfit> {
    let mut leaves = vec![false; n];
    let mut first = Vec::with_capacity(order.len());
    for (row, &number) in order.iter().enumerate() {
        let Some(known) = leaves.get_mut(number as usize) else {
            return Err(Misfit::OutOfRange { row, what: "actor", number, there: n });
        };
        first.push(!*known);
        *known = true;
    }
    let mut sets = UnionFind::new(n);
    let (mut largest, mut pairs) = (0_u32, 0_u64);
    let mut add = |actor: u32| {
        largest = largest.max(1);
        come(actor, &mut |other| {
            if let Some((one, two)) = sets.join(actor, other) {
                pairs += u64::from(one) * u64::from(two);
                largest = largest.max(one + two);
            }
        });
        (largest, pairs)
    };
    let mut state = (0, 0);
    for actor in (0..n as u32).filter(|&it| !leaves[it as usize]) {
        state = add(actor);
    }
    let mut states = vec![state];
    for (&actor, first) in order.iter().zip(first).rev() {
        if first {
            state = add(actor);
        }
        states.push(state);
    }
    states.reverse();
    let (largest, reachable_pairs) = states.into_iter().unzip();
    Ok(Robustness { largest, reachable_pairs })
}

/// The mean and the range of curves in which everybody leaves in random order.
///
/// Each repetition draws from a stream of its own, so the same seed gives the same answer with
/// any number of threads. Cost: a curve a repetition. Without repetitions there are no means, and
/// the lists are empty.
///
/// ```
/// use karenina_network::{Affiliation, robustness_at_random};
/// let pairs = [(0, 0), (1, 0), (1, 1), (2, 1)];
/// let network = Affiliation::from_pairs(3, 2, &pairs).unwrap();
/// let curves = robustness_at_random(&network, 30, 7);
/// assert_eq!((curves.mean_largest[0], curves.mean_largest[3]), (3.0, 0.0));
/// assert_eq!((curves.least_largest[1], curves.most_largest[1]), (1, 2));
/// ```
///
/// # Reference
/// Albert, R., Jeong, H. and Barabási, A.-L. (2000). Error and attack tolerance of complex
/// networks. *Nature* 406, 378–382.
pub fn robustness_at_random(
    affiliation: &Affiliation,
    repetitions: u32,
    seed: u64,
) -> RandomRobustness {
    let mut found = RandomRobustness {
        mean_largest: Vec::new(),
        least_largest: Vec::new(),
        most_largest: Vec::new(),
        mean_reachable_pairs: Vec::new(),
        repetitions,
    };
    if repetitions == 0 {
        return found;
    }
    let n = affiliation.n_actors();
    found.mean_largest = vec![0.0; n + 1];
    found.mean_reachable_pairs = vec![0.0; n + 1];
    found.least_largest = vec![u32::MAX; n + 1];
    found.most_largest = vec![0; n + 1];
    // Some at a time, added in their order.
    for begin in (0..repetitions).step_by(16) {
        let curves: Vec<Robustness> = (begin..repetitions.min(begin.saturating_add(16)))
            .into_par_iter()
            .filter_map(|it| {
                let order = order_at_random(n, seed, u64::from(it));
                robustness_of_affiliation(affiliation, &order).ok()
            })
            .collect();
        for curve in curves {
            for (at, (&largest, &pairs)) in
                curve.largest.iter().zip(&curve.reachable_pairs).enumerate()
            {
                found.mean_largest[at] += f64::from(largest);
                found.mean_reachable_pairs[at] += pairs as f64;
                found.least_largest[at] = found.least_largest[at].min(largest);
                found.most_largest[at] = found.most_largest[at].max(largest);
            }
        }
    }
    for sum in found.mean_largest.iter_mut().chain(&mut found.mean_reachable_pairs) {
        *sum /= f64::from(repetitions);
    }
    found
}

/// Everybody in random order: the same for the same seed and repetition.
///
/// ```
/// use karenina_network::order_at_random;
/// assert_eq!(order_at_random(5, 1, 0), order_at_random(5, 1, 0));
/// ```
///
/// # Reference
/// Fisher, R. A. and Yates, F. (1938). *Statistical Tables*. Oliver and Boyd; the form of
/// Durstenfeld, R. (1964). Algorithm 235. *Communications of the ACM* 7, 420.
pub fn order_at_random(n: usize, seed: u64, repetition: u64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n as u32).collect();
    shuffle(&mut stream(seed, repetition), &mut order);
    order
}

/// Everybody by a measure, highest first; of equals the lower number first.
///
/// ```
/// use karenina_network::order_by;
/// assert_eq!(order_by(&[1.0, 3.0, 1.0]), [1, 0, 2]);
/// ```
///
/// # Reference
/// Albert, R., Jeong, H. and Barabási, A.-L. (2000). Error and attack tolerance of complex
/// networks. *Nature* 406, 378–382.
pub fn order_by(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|&a, &b| values[b as usize].total_cmp(&values[a as usize]));
    order
}

/// Everybody by the number of partners who are still there, counted anew after each leaving; of
/// equals the lower number first.
///
/// An attack that looks again after each blow is never far from the worst, and mostly worse than the
/// order that is fixed at the start ([`order_by`] of degrees). Weights play no part. Cost: one look at each tie, and
/// a place in a queue for it.
///
/// ```
/// use karenina_network::{Graph, order_by_degree_anew};
/// // 0 has three partners, two of whom have but one more; once 0 has left, 4 has the most
/// let ties = [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0), (3, 4, 1.0), (4, 5, 1.0)];
/// let graph = Graph::from_edges(6, &ties).unwrap();
/// assert_eq!(order_by_degree_anew(&graph), [0, 4, 1, 2, 3, 5]);
/// ```
///
/// # Reference
/// Holme, P., Kim, B. J., Yoon, C. N. and Han, S. K. (2002). Attack vulnerability of complex networks.
/// *Physical Review E* 65, 056109 (*recalculated degree*).
pub fn order_by_degree_anew(graph: &Graph) -> Vec<u32> {
    let n = graph.n_nodes();
    let mut degree: Vec<usize> = (0..n as u32).map(|it| graph.degree_of(it)).collect();
    let mut left = vec![false; n];
    // Whoever loses a partner is put in again; what was put in before is passed over.
    let mut waiting: BinaryHeap<(usize, Reverse<u32>)> =
        degree.iter().enumerate().map(|(node, &it)| (it, Reverse(node as u32))).collect();
    let mut order = Vec::with_capacity(n);
    while let Some((partners, Reverse(node))) = waiting.pop() {
        if left[node as usize] || partners != degree[node as usize] {
            continue;
        }
        left[node as usize] = true;
        order.push(node);
        for &other in graph.neighbours(node).iter().filter(|&&it| !left[it as usize]) {
            degree[other as usize] -= 1;
            waiting.push((degree[other as usize], Reverse(other)));
        }
    }
    order
}

/// What is left of a network after a class has left of which not all members are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Remaining {
    /// The size of the largest component.
    pub largest: Bounds,
    /// The number of pairs that can reach each other.
    pub reachable_pairs: Bounds,
    /// The number of actors who have a partner left.
    pub n_tied: Bounds,
}

/// What is left when a class of actors leaves: `None` means that it is not known whether the
/// actor belongs to it.
///
/// The fewer leave, the more is left: the bounds are those of all of unknown class leaving, and of
/// none of them; both are possible.
///
/// ```
/// use karenina_network::{Affiliation, Bounds, after_leaving};
/// let pairs = [(0, 0), (1, 0), (1, 1), (2, 1)];
/// let network = Affiliation::from_pairs(3, 2, &pairs).unwrap();
/// let left = after_leaving(&network, &[Some(true), None, Some(false)]).unwrap();
/// assert_eq!(left.reachable_pairs, Bounds { low: 0.0, high: 1.0 });
/// ```
///
/// # Reference
/// Albert, R., Jeong, H. and Barabási, A.-L. (2000). Error and attack tolerance of complex
/// networks. *Nature* 406, 378–382.
pub fn after_leaving(
    affiliation: &Affiliation,
    leaves: &[Option<bool>],
) -> Result<Remaining, Misfit> {
    fits("actors' classes", leaves.len(), affiliation.n_actors())?;
    let stays = |actor: u32, unknown: bool| !leaves[actor as usize].unwrap_or(unknown);
    Ok(remaining(
        &affiliation.restricted(|it| stays(it, true), |_| true),
        &affiliation.restricted(|it| stays(it, false), |_| true),
        leaves.iter().filter(|it| **it == Some(false)).count(),
        leaves.iter().filter(|it| **it != Some(true)).count(),
    ))
}

/// What is left when a class of events ends, such as all projects that the state pays for;
/// otherwise as [`after_leaving`].
///
/// ```
/// use karenina_network::{Affiliation, Bounds, after_ending};
/// let pairs = [(0, 0), (1, 0), (1, 1), (2, 1)];
/// let network = Affiliation::from_pairs(3, 2, &pairs).unwrap();
/// let left = after_ending(&network, &[Some(true), Some(false)]).unwrap();
/// assert_eq!(left.n_tied, Bounds::exact(2.0));
/// ```
///
/// # Reference
/// Albert, R., Jeong, H. and Barabási, A.-L. (2000). Error and attack tolerance of complex
/// networks. *Nature* 406, 378–382.
pub fn after_ending(affiliation: &Affiliation, ends: &[Option<bool>]) -> Result<Remaining, Misfit> {
    fits("events' classes", ends.len(), affiliation.n_events())?;
    let goes_on = |event: u32, unknown: bool| !ends[event as usize].unwrap_or(unknown);
    let n = affiliation.n_actors();
    Ok(remaining(
        &affiliation.restricted(|_| true, |it| goes_on(it, true)),
        &affiliation.restricted(|_| true, |it| goes_on(it, false)),
        n,
        n,
    ))
}

fn fits(what: &'static str, given: usize, there: usize) -> Result<(), Misfit> {
    if given == there { Ok(()) } else { Err(Misfit::Length { what, given, there }) }
}

fn remaining(few: &Affiliation, many: &Affiliation, n_few: usize, n_many: usize) -> Remaining {
    let (few, many) = (components_of_affiliation(few), components_of_affiliation(many));
    // Those who have left still stand in the list, each alone: 1 means somebody only if
    // somebody is there.
    let largest = |largest: u32, n: usize| f64::from(largest.min(n as u32));
    let tied = |sizes: &[u32]| sizes.iter().filter(|&&it| it > 1).map(|&it| f64::from(it)).sum();
    Remaining {
        largest: Bounds {
            low: largest(few.largest(), n_few),
            high: largest(many.largest(), n_many),
        },
        reachable_pairs: Bounds {
            low: few.reachable_pairs() as f64,
            high: many.reachable_pairs() as f64,
        },
        n_tied: Bounds { low: tied(&few.sizes), high: tied(&many.sizes) },
    }
}

#[cfg(test)]
mod tests {
    use super::{
        after_leaving, order_at_random, order_by, order_by_degree_anew, robustness,
        robustness_at_random, robustness_of_affiliation,
    };
    use crate::affiliation::Affiliation;
    use crate::bounds::Bounds;
    use crate::components::{components, components_of_affiliation};
    use crate::degree::degree;
    use crate::graph::{Graph, Weighting};
    use crate::known::karate;
    use proptest::prelude::*;

    /// networkx 3.6.1, components after each removal by degree.
    #[test]
    fn the_club_falls_apart_when_its_heads_leave() {
        let degrees: Vec<f64> = degree(&karate()).into_iter().map(f64::from).collect();
        let curve = robustness(&karate(), &order_by(&degrees)).unwrap();
        assert_eq!(curve.largest[..7], [34, 33, 26, 20, 10, 8, 8]);
        assert!(curve.schneider().unwrap() < 0.2);
    }

    #[test]
    fn where_nobody_is_nobody_leaves() {
        let curve = robustness(&Graph::default(), &[]).unwrap();
        assert_eq!((curve.largest.as_slice(), curve.schneider()), ([0].as_slice(), None));
        let nobody = robustness_at_random(&Affiliation::default(), 3, 1);
        assert_eq!(nobody.mean_largest, [0.0]);
        let one = Affiliation::from_pairs(1, 1, &[(0, 0)]).unwrap();
        assert_eq!(robustness_of_affiliation(&one, &[0]).unwrap().largest, [1, 0]);
        assert!(robustness_of_affiliation(&one, &[1]).is_err());
        let left = after_leaving(&one, &[None]).unwrap();
        assert_eq!(left.largest, Bounds { low: 0.0, high: 1.0 });
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let pairs: Vec<(u32, u32)> = (0..300).map(|it| (it * 7 % 100, it * 3 % 41)).collect();
        let network = Affiliation::from_pairs(100, 41, &pairs).unwrap();
        let pool = |n| rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
        let one = pool(1).install(|| robustness_at_random(&network, 40, 5));
        let three = pool(3).install(|| robustness_at_random(&network, 40, 5));
        assert_eq!(one, three);
        assert_ne!(one, robustness_at_random(&network, 40, 6));
    }

    proptest! {
        #[test]
        fn the_curve_is_that_of_taking_away_one_by_one(
            pairs in proptest::collection::vec((0_u32..12, 0_u32..9), 0..40), seed in 0_u64..99
        ) {
            let network = Affiliation::from_pairs(12, 9, &pairs).unwrap();
            let graph = network.project(Weighting::Plain, None).unwrap().graph;
            let order = order_at_random(12, seed, 0);
            let curve = robustness_of_affiliation(&network, &order).unwrap();
            prop_assert_eq!(&robustness(&graph, &order).unwrap(), &curve);
            for k in 0..12 {
                let there = |actor: u32| !order[..k].contains(&actor);
                let parts = components_of_affiliation(&network.restricted(there, |_| true));
                prop_assert_eq!(parts.reachable_pairs(), curve.reachable_pairs[k]);
                prop_assert_eq!(parts.largest(), curve.largest[k]);
                prop_assert_eq!(components(&graph.restricted(there)), parts);
            }
            prop_assert_eq!(curve.largest[12], 0);
        }

        #[test]
        fn whoever_leaves_has_the_most_partners_left(
            edges in proptest::collection::vec((0_u32..12, 0_u32..12), 0..40)
        ) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a, b, 1.0)).collect();
            let graph = Graph::from_edges(12, &edges).unwrap();
            let order = order_by_degree_anew(&graph);
            prop_assert_eq!(order.len(), 12);
            for k in 0..12 {
                let there = graph.restricted(|it| !order[..k].contains(&it));
                let most = order[k..].iter().map(|&it| there.degree_of(it)).max();
                prop_assert_eq!(Some(there.degree_of(order[k])), most);
            }
        }

        #[test]
        fn any_completion_of_a_class_lies_within_the_bounds(
            pairs in proptest::collection::vec((0_u32..8, 0_u32..6), 0..25),
            said in proptest::collection::vec(proptest::option::of(any::<bool>()), 8),
            fill in proptest::collection::vec(any::<bool>(), 8)
        ) {
            let network = Affiliation::from_pairs(8, 6, &pairs).unwrap();
            let bounds = after_leaving(&network, &said).unwrap();
            let full: Vec<_> =
                said.iter().zip(fill).map(|(it, fill)| Some(it.unwrap_or(fill))).collect();
            let exact = after_leaving(&network, &full).unwrap();
            prop_assert!(exact.largest.is_exact());
            prop_assert!(bounds.largest.contains(exact.largest.low));
            prop_assert!(bounds.reachable_pairs.contains(exact.reachable_pairs.low));
            prop_assert!(bounds.n_tied.contains(exact.n_tied.low));
        }
    }
}
