//! Small worlds: closed circles, and few steps from one to the next?

use crate::affiliation::Affiliation;
use crate::closeness::{closeness, closeness_of_affiliation};
use crate::clustering::clustering;
use crate::graph::{Graph, Weighting};
use crate::misfit::Misfit;
use crate::random::{below, stream};
use rand_chacha::rand_core::Rng;
use rustc_hash::FxHashSet;

/// Clustering and distances beside those of random networks in which everybody has as many ties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmallWorld {
    /// The share of paths of length two that are closed; `None` if there are none.
    pub transitivity: Option<f64>,
    /// The mean distance of two who can reach each other; `None` if nobody can.
    pub mean_distance: Option<f64>,
    /// The mean transitivity of the random networks; `None` if any of them has none.
    pub random_transitivity: Option<f64>,
    /// The mean of their mean distances.
    pub random_mean_distance: Option<f64>,
    /// (transitivity / random) / (mean distance / random): above 1, and better well above, a
    /// small world. `None` where a part of it is missing or 0.
    pub coefficient: Option<f64>,
    /// How many random networks there were.
    pub n_random: u32,
}

/// Whether a network of ties is a small world, beside `n_random` networks with the same degrees.
///
/// A random network is made by exchanging the ends of pairs of ties, ten times as many tries as
/// there are ties; those that would tie a node to itself or twice are not made. For a projection use
/// [`small_world_of_affiliation`]: events make closed circles of their own. Each random network has
/// a stream of its own. Cost: triangles and all distances, n + 1 times. The coefficient grows with
/// the size of the network: compare those of about the same.
///
/// ```
/// use karenina_network::{Graph, small_world};
/// let ring: Vec<_> = (0..40_u32)
///     .flat_map(|it| [(it, (it + 1) % 40, 1.0), (it, (it + 2) % 40, 1.0)])
///     .collect();
/// let found = small_world(&Graph::from_edges(40, &ring).unwrap(), 5, 1).unwrap();
/// assert_eq!(found.transitivity, Some(0.5));
/// assert!(found.random_transitivity.unwrap() < 0.25);
/// assert!(found.random_mean_distance < found.mean_distance);
/// ```
///
/// # Reference
/// Humphries, M. D. and Gurney, K. (2008). Network 'small-world-ness': a quantitative method for
/// determining canonical network equivalence. *PLOS ONE* 3, e2051. Random networks: Maslov, S. and
/// Sneppen, K. (2002). Specificity and stability in topology of protein networks. *Science* 296,
/// 910–913.
pub fn small_world(graph: &Graph, n_random: u32, seed: u64) -> Result<SmallWorld, Misfit> {
    let of = |graph: &Graph| -> Result<Pair, Misfit> {
        Ok((clustering(graph).transitivity, closeness(graph)?.mean_distance()))
    };
    let ties: Vec<(u32, u32)> = graph.ties().map(|it| (it.0, it.1)).collect();
    compared(of(graph)?, n_random, |repetition| {
        let mut ties = ties.clone();
        exchange(&mut ties, seed, repetition, true);
        let edges: Vec<_> = ties.into_iter().map(|(one, other)| (one, other, 1.0)).collect();
        of(&Graph::from_edges(graph.n_nodes(), &edges)?)
    })
}

/// Whether the actors of an affiliation form a small world, beside `n_random` affiliations in
/// which every actor has as many events, and every event as many actors.
///
/// The circles that events make are in the random networks too, so that a coefficient above 1
/// says more than that people work in groups. Otherwise as [`small_world`]. Makes the projection:
/// refused where that is too large.
///
/// ```
/// use karenina_network::{Affiliation, small_world_of_affiliation};
/// let pairs = [(0, 0), (1, 0), (2, 0), (2, 1), (3, 1)];
/// let network = Affiliation::from_pairs(4, 2, &pairs).unwrap();
/// let found = small_world_of_affiliation(&network, 3, 1).unwrap();
/// assert_eq!(found.mean_distance, Some(8.0 / 6.0));
/// ```
///
/// # Reference
/// Uzzi, B. and Spiro, J. (2005). Collaboration and creativity: the small world problem. *American
/// Journal of Sociology* 111, 447–504. Newman, M. E. J., Strogatz, S. H. and Watts, D. J. (2001).
/// Random graphs with arbitrary degree distributions. *Physical Review E* 64, 026118.
pub fn small_world_of_affiliation(
    affiliation: &Affiliation,
    n_random: u32,
    seed: u64,
) -> Result<SmallWorld, Misfit> {
    let of = |affiliation: &Affiliation| -> Result<Pair, Misfit> {
        let graph = affiliation.project(Weighting::Plain, None)?.graph;
        let distance = closeness_of_affiliation(affiliation)?.mean_distance();
        Ok((clustering(&graph).transitivity, distance))
    };
    let pairs: Vec<(u32, u32)> = affiliation.participations().collect();
    compared(of(affiliation)?, n_random, |repetition| {
        let mut pairs = pairs.clone();
        exchange(&mut pairs, seed, repetition, false);
        of(&Affiliation::from_pairs(affiliation.n_actors(), affiliation.n_events(), &pairs)?)
    })
}

/// Transitivity and mean distance.
type Pair = (Option<f64>, Option<f64>);

fn compared(
    (transitivity, mean_distance): Pair,
    n_random: u32,
    random: impl Fn(u64) -> Result<Pair, Misfit>,
) -> Result<SmallWorld, Misfit> {
    let each: Vec<Pair> =
        (0..n_random).map(|it| random(u64::from(it))).collect::<Result<_, _>>()?;
    let mean = |of: fn(&Pair) -> Option<f64>| {
        let values: Option<Vec<f64>> = each.iter().map(of).collect();
        values.filter(|it| !it.is_empty()).map(|it| it.iter().sum::<f64>() / it.len() as f64)
    };
    let (random_transitivity, random_mean_distance) = (mean(|it| it.0), mean(|it| it.1));
    let quotient = |own: Option<f64>, random: Option<f64>| {
        random.filter(|&it| it > 0.0).and_then(|random| Some(own? / random))
    };
    let closed = quotient(transitivity, random_transitivity);
    let far = quotient(mean_distance, random_mean_distance);
    Ok(SmallWorld {
        transitivity,
        mean_distance,
        random_transitivity,
        random_mean_distance,
        coefficient: quotient(closed, far),
        n_random,
    })
}

/// Exchanges the second ends of pairs drawn at random; `ties` says that both ends are nodes of the
/// same kind.
fn exchange(pairs: &mut [(u32, u32)], seed: u64, repetition: u64, ties: bool) {
    let mut random = stream(seed, repetition);
    let key = |(one, other): (u32, u32)| {
        let (one, other) = if ties { (one.min(other), one.max(other)) } else { (one, other) };
        u64::from(one) << 32 | u64::from(other)
    };
    let mut there: FxHashSet<u64> = pairs.iter().map(|&it| key(it)).collect();
    let count = pairs.len() as u32;
    for _ in 0..10 * u64::from(count) {
        let (first, second) =
            (below(&mut random, count) as usize, below(&mut random, count) as usize);
        let (a, x) = pairs[first];
        let (mut b, mut y) = pairs[second];
        if ties && random.next_u32() & 1 == 1 {
            (b, y) = (y, b);
        }
        let (one, other) = ((a, y), (b, x));
        let to_oneself = ties && (a == y || b == x);
        if first == second || to_oneself || there.contains(&key(one)) || there.contains(&key(other))
        {
            continue;
        }
        there.remove(&key((a, x)));
        there.remove(&key((b, y)));
        there.insert(key(one));
        there.insert(key(other));
        pairs[first] = one;
        pairs[second] = other;
    }
}

#[cfg(test)]
mod tests {
    use super::{exchange, small_world, small_world_of_affiliation};
    use crate::affiliation::Affiliation;
    use crate::degree::degree;
    use crate::graph::Graph;
    use crate::known::{davis, karate};

    #[test]
    fn the_club_is_small_beside_others_with_its_degrees() {
        let found = small_world(&karate(), 20, 1).unwrap();
        assert_eq!(found, small_world(&karate(), 20, 1).unwrap());
        assert_ne!(found, small_world(&karate(), 20, 2).unwrap());
        assert!(found.coefficient.unwrap() > 0.9 && found.coefficient.unwrap() < 1.6, "{found:?}");
        let women = small_world_of_affiliation(&davis(), 20, 1).unwrap();
        assert!(women.coefficient.is_some());
    }

    #[test]
    fn exchanging_ends_keeps_degrees() {
        let ties: Vec<(u32, u32)> = karate().ties().map(|it| (it.0, it.1)).collect();
        let mut exchanged = ties.clone();
        exchange(&mut exchanged, 3, 0, true);
        assert_ne!(exchanged, ties);
        let edges: Vec<_> = exchanged.into_iter().map(|(a, b)| (a, b, 1.0)).collect();
        let graph = Graph::from_edges(34, &edges).unwrap();
        assert_eq!(degree(&graph), degree(&karate()));
        assert_eq!((graph.n_ties(), graph.n_self_ties()), (78, 0));

        let mut pairs: Vec<(u32, u32)> = davis().participations().collect();
        exchange(&mut pairs, 3, 0, false);
        let women = Affiliation::from_pairs(18, 14, &pairs).unwrap();
        assert!(women.repeated().is_empty());
        for event in 0..14 {
            assert_eq!(women.actors_of(event).len(), davis().actors_of(event).len());
        }
    }

    #[test]
    fn a_world_of_nobody_is_not_small() {
        let none = small_world(&Graph::default(), 3, 1).unwrap();
        assert_eq!((none.transitivity, none.coefficient), (None, None));
        let alone = small_world_of_affiliation(&Affiliation::default(), 0, 1).unwrap();
        assert_eq!((alone.mean_distance, alone.random_mean_distance), (None, None));
    }
}
