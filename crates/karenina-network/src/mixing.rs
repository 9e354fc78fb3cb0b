//! Mixing: do ties stay within classes or cross them?

use crate::bounds::Bounds;
use crate::graph::Graph;
use crate::misfit::Misfit;

/// The ties between classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixing {
    /// The classes that occur, in rising order; `None`, the unknown, stands first if it occurs.
    pub classes: Vec<Option<u32>>,
    /// The number of ties between two classes, by their places in `classes`; the same from both
    /// sides, ties within a class once.
    pub ties: Vec<Vec<u64>>,
    /// The weight of these ties.
    pub weight: Vec<Vec<f64>>,
}

/// How many ties join which classes; the unknown is a row of its own, and nothing is shared out.
///
/// ```
/// use karenina_network::{Graph, mixing};
/// let graph = Graph::from_edges(3, &[(0, 1, 2.0), (1, 2, 1.0)]).unwrap();
/// let found = mixing(&graph, &[Some(0), Some(0), None]).unwrap();
/// assert_eq!(found.classes, [None, Some(0)]);
/// assert_eq!(found.ties, [[0, 1], [1, 1]]);
/// ```
///
/// # Reference
/// Newman, M. E. J. (2003). Mixing patterns in networks. *Physical Review E* 67, 026126.
pub fn mixing(graph: &Graph, class_of: &[Option<u32>]) -> Result<Mixing, Misfit> {
    fits(graph, class_of)?;
    let mut classes = class_of.to_vec();
    classes.sort_unstable();
    classes.dedup();
    let place = |node: u32| classes.binary_search(&class_of[node as usize]).unwrap_or(0);
    let mut ties = vec![vec![0; classes.len()]; classes.len()];
    let mut weight = vec![vec![0.0; classes.len()]; classes.len()];
    for (one, other, strength) in graph.ties() {
        let (a, b) = (place(one), place(other));
        let both = if a == b { vec![(a, b)] } else { vec![(a, b), (b, a)] };
        for (a, b) in both {
            ties[a][b] += 1;
            weight[a][b] += strength;
        }
    }
    Ok(Mixing { classes, ties, weight })
}

fn fits(graph: &Graph, class_of: &[Option<u32>]) -> Result<(), Misfit> {
    let (given, there) = (class_of.len(), graph.n_nodes());
    if given == there { Ok(()) } else { Err(Misfit::Length { what: "classes", given, there }) }
}

/// The E–I index of the whole network: (ties between classes − ties within) / all ties.
///
/// From −1 (all ties stay within) over 0 to 1 (all cross). It depends on how many classes there
/// are and how large: one large class has many ties within by chance; see
/// [`assortativity_by_class`]. `None` without ties.
///
/// An unknown class may be any, also one that nobody else has: most if all open ties cross. Least
/// if, at each unknown node, the open ties to its most frequent class, and all between unknown
/// nodes, stay within; that is reached if unknown nodes are not tied to each other, and else
/// may lie a little low.
///
/// ```
/// use karenina_network::{Bounds, Graph, ei_index};
/// let graph = Graph::from_edges(3, &[(0, 1, 1.0), (1, 2, 1.0)]).unwrap();
/// assert_eq!(ei_index(&graph, &[Some(0), Some(0), Some(1)]).unwrap(), Some(Bounds::exact(0.0)));
/// assert_eq!(
///     ei_index(&graph, &[Some(0), Some(0), None]).unwrap(),
///     Some(Bounds { low: -1.0, high: 0.0 })
/// );
/// ```
///
/// # Reference
/// Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an
/// experimental simulation. *Social Psychology Quarterly* 51, 123–140.
#[doc(alias = "E-I index")]
pub fn ei_index(graph: &Graph, class_of: &[Option<u32>]) -> Result<Option<Bounds>, Misfit> {
    fits(graph, class_of)?;
    let ties = graph.n_ties();
    if ties == 0 {
        return Ok(None);
    }
    let within = ties_within(graph, class_of, |_, _, _| 1.0);
    let index = |within: f64| (ties as f64 - 2.0 * within) / ties as f64;
    Ok(Some(Bounds { low: index(within.high), high: index(within.low) }))
}

/// The E–I index of each node, by its own ties; `None` for a node without ties. Otherwise as
/// [`ei_index`]; the bounds are reached.
///
/// ```
/// use karenina_network::{Bounds, Graph, ei_index_of_nodes};
/// let graph = Graph::from_edges(3, &[(0, 1, 1.0), (1, 2, 1.0)]).unwrap();
/// let found = ei_index_of_nodes(&graph, &[Some(0), Some(0), Some(1)]).unwrap();
/// assert_eq!(found, [Some(Bounds::exact(-1.0)), Some(Bounds::exact(0.0)), Some(Bounds::exact(1.0))]);
/// ```
///
/// # Reference
/// Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an
/// experimental simulation. *Social Psychology Quarterly* 51, 123–140.
pub fn ei_index_of_nodes(
    graph: &Graph,
    class_of: &[Option<u32>],
) -> Result<Vec<Option<Bounds>>, Misfit> {
    fits(graph, class_of)?;
    let of = |node: u32| {
        let neighbours = graph.neighbours(node);
        let n = neighbours.len() as f64;
        let count = |class: Option<u32>| {
            neighbours.iter().filter(|&&it| class_of[it as usize] == class).count() as f64
        };
        let unknown = count(None);
        let (fewest, most) = match class_of[node as usize] {
            Some(own) => (count(Some(own)), count(Some(own)) + unknown),
            None => (0.0, most_frequent(neighbours, class_of, |_| 1.0) + unknown),
        };
        let index = |within: f64| (n - 2.0 * within) / n;
        (n > 0.0).then(|| Bounds { low: index(most), high: index(fewest) })
    };
    Ok((0..graph.n_nodes() as u32).map(of).collect())
}

/// The largest sum of `weight` over those neighbours who are known to be of one class.
fn most_frequent(
    neighbours: &[u32],
    class_of: &[Option<u32>],
    weight: impl Fn(usize) -> f64,
) -> f64 {
    let mut known: Vec<(u32, f64)> = neighbours
        .iter()
        .enumerate()
        .filter_map(|(place, &it)| Some((class_of[it as usize]?, weight(place))))
        .collect();
    known.sort_by_key(|it| it.0);
    let sums = known.chunk_by(|a, b| a.0 == b.0).map(|it| it.iter().map(|it| it.1).sum());
    sums.fold(0.0, f64::max)
}

/// The sum of `weight` over ties within classes, at least and at most.
fn ties_within(
    graph: &Graph,
    class_of: &[Option<u32>],
    weight: impl Fn(u32, u32, f64) -> f64,
) -> Bounds {
    let mut bounds = Bounds { low: 0.0, high: 0.0 };
    for (one, other, strength) in graph.ties() {
        let weight = weight(one, other, strength);
        match (class_of[one as usize], class_of[other as usize]) {
            (Some(a), Some(b)) if a == b => {
                bounds.low += weight;
                bounds.high += weight;
            }
            (None, None) => bounds.high += weight,
            _ => {}
        }
    }
    for node in (0..graph.n_nodes() as u32).filter(|&it| class_of[it as usize].is_none()) {
        let (neighbours, weights) = (graph.neighbours(node), graph.weights(node));
        bounds.high += most_frequent(neighbours, class_of, |place| {
            weight(node, neighbours[place], weights[place])
        });
    }
    bounds
}

/// How much more often ties stay within classes than they would by chance, given how many ties
/// each class has: r = (Σₖ eₖₖ − Σₖ aₖ²) / (1 − Σₖ aₖ²), with eₖₖ the share of ties within class k
/// and aₖ the share of ends of ties in it.
///
/// 1: all ties stay within; 0: as by chance; below 0: classes seek each other, down to −Σaₖ² / (1 −
/// Σaₖ²). Ties count once, whatever their weight. `Ok(None)` without ties, and where all ends of
/// ties are, or could be, in one class: then there is nothing to compare.
///
/// With unknown classes the bounds take the most and least that ties within and chance can be,
/// each for itself: all completions lie within, but the ends may not be reached.
///
/// ```
/// use karenina_network::{Bounds, Graph, assortativity_by_class};
/// let graph = Graph::from_edges(4, &[(0, 1, 1.0), (2, 3, 1.0)]).unwrap();
/// let classes = [Some(0), Some(0), Some(1), Some(1)];
/// assert_eq!(assortativity_by_class(&graph, &classes).unwrap(), Some(Bounds::exact(1.0)));
/// ```
///
/// # Reference
/// Newman, M. E. J. (2003). Mixing patterns in networks. *Physical Review E* 67, 026126,
/// equation 2.
pub fn assortativity_by_class(
    graph: &Graph,
    class_of: &[Option<u32>],
) -> Result<Option<Bounds>, Misfit> {
    fits(graph, class_of)?;
    let ends = 2.0 * graph.n_ties() as f64;
    if ends == 0.0 {
        return Ok(None);
    }
    let within = ties_within(graph, class_of, |_, _, _| 2.0 / ends);
    let mut known: Vec<(u32, f64)> = Vec::new();
    let mut unknown = Vec::new();
    for node in 0..graph.n_nodes() as u32 {
        let share = graph.degree_of(node) as f64 / ends;
        match class_of[node as usize] {
            Some(class) => known.push((class, share)),
            None => unknown.push(share),
        }
    }
    known.sort_by_key(|it| it.0);
    let shares: Vec<f64> =
        known.chunk_by(|a, b| a.0 == b.0).map(|it| it.iter().map(|it| it.1).sum()).collect();
    let squares = |list: &[f64]| list.iter().map(|it| it * it).sum::<f64>();
    // Least if each unknown node is of a class of its own, most if all are of the largest.
    let all_unknown: f64 = unknown.iter().sum();
    let largest = shares.iter().copied().fold(0.0, f64::max);
    let chance = Bounds {
        low: squares(&shares) + squares(&unknown),
        high: squares(&shares) + 2.0 * largest * all_unknown + all_unknown * all_unknown,
    };
    // r rises with ties within and falls with chance.
    let r = |within: f64, chance: f64| (within - chance) / (1.0 - chance);
    // A chance of 1 but for rounding leaves nothing to compare.
    Ok((chance.high < 1.0 - 1e-12).then(|| Bounds {
        low: r(within.low, chance.high),
        high: r(within.high.min(1.0), chance.low),
    }))
}

/// Whether those with many partners work with each other (above 0, to 1) or with those who have
/// few (below 0, to −1): Pearson's correlation of the degrees at the two ends of ties.
///
/// `None` without ties, and if all ends have the same degree.
///
/// ```
/// use karenina_network::{Graph, assortativity_by_degree};
/// let star = Graph::from_edges(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]).unwrap();
/// assert_eq!(assortativity_by_degree(&star), Some(-1.0));
/// ```
///
/// # Reference
/// Newman, M. E. J. (2002). Assortative mixing in networks. *Physical Review Letters* 89, 208701.
pub fn assortativity_by_degree(graph: &Graph) -> Option<f64> {
    // In whole numbers: n Σxy − (Σx)² over n Σx² − (Σx)², both ends of each tie in turn.
    let degree = |node: u32| graph.degree_of(node) as i128;
    let (mut n, mut sum, mut squares, mut products) = (0_i128, 0_i128, 0_i128, 0_i128);
    for (one, other, _) in graph.ties() {
        let (x, y) = (degree(one), degree(other));
        n += 2;
        sum += x + y;
        squares += x * x + y * y;
        products += 2 * x * y;
    }
    let spread = n * squares - sum * sum;
    (spread > 0).then(|| (n * products - sum * sum) as f64 / spread as f64)
}

#[cfg(test)]
mod tests {
    use super::{
        assortativity_by_class, assortativity_by_degree, ei_index, ei_index_of_nodes, mixing,
    };
    use crate::graph::Graph;
    use crate::known::{KARATE_FACTIONS, karate, les_miserables};
    use proptest::prelude::*;

    /// networkx 3.6.1.
    #[test]
    fn the_club_keeps_to_its_factions_and_to_its_heads() {
        let factions = KARATE_FACTIONS.map(Some);
        let r = assortativity_by_class(&karate(), &factions).unwrap().unwrap();
        assert!(r.is_exact() && (r.low - 0.717_530_864_197_531).abs() < 1e-14);
        let degree = |graph: &Graph| assortativity_by_degree(graph).unwrap();
        assert!((degree(&karate()) + 0.475_613_097_684_614_13).abs() < 1e-14);
        assert!((degree(&les_miserables()) + 0.165_225_134_422_370_25).abs() < 1e-14);
        // 11 of 78 ties cross.
        let index = ei_index(&karate(), &factions).unwrap().unwrap();
        assert!((index.low - (11.0 - 67.0) / 78.0).abs() < 1e-15);
        assert_eq!(mixing(&karate(), &factions).unwrap().ties[0][1], 11);
    }

    #[test]
    fn without_ties_nothing_mixes() {
        let one = Graph::from_edges(1, &[]).unwrap();
        assert_eq!(ei_index(&one, &[None]).unwrap(), None);
        assert_eq!(ei_index_of_nodes(&one, &[None]).unwrap(), [None]);
        assert_eq!(assortativity_by_class(&one, &[Some(1)]).unwrap(), None);
        assert_eq!(assortativity_by_degree(&Graph::default()), None);
        assert!(mixing(&Graph::default(), &[]).unwrap().classes.is_empty());
        assert!(ei_index(&one, &[]).is_err());
    }

    proptest! {
        #[test]
        fn any_completion_of_classes_lies_within_the_bounds(
            edges in proptest::collection::vec((0_u32..9, 0_u32..9), 1..40),
            classes in proptest::collection::vec(proptest::option::of(0_u32..3), 9),
            fill in proptest::collection::vec(0_u32..4, 9)
        ) {
            let ties: Vec<_> = edges.iter().map(|&(a, b)| (a, b, 1.0)).collect();
            let graph = Graph::from_edges(9, &ties).unwrap();
            let full: Vec<_> =
                classes.iter().zip(fill).map(|(it, fill)| it.or(Some(fill))).collect();
            let within = |wide: super::Bounds, exact: super::Bounds| {
                (exact.high - exact.low).abs() < 1e-12
                    && wide.low <= exact.low + 1e-12
                    && exact.high <= wide.high + 1e-12
            };
            if let Some(wide) = ei_index(&graph, &classes).unwrap() {
                prop_assert!(within(wide, ei_index(&graph, &full).unwrap().unwrap()));
            }
            if let Some(wide) = assortativity_by_class(&graph, &classes).unwrap() {
                prop_assert!(within(wide, assortativity_by_class(&graph, &full).unwrap().unwrap()));
            }
            let nodes = ei_index_of_nodes(&graph, &classes).unwrap();
            for (wide, exact) in nodes.into_iter().zip(ei_index_of_nodes(&graph, &full).unwrap()) {
                if let (Some(wide), Some(exact)) = (wide, exact) {
                    prop_assert!(within(wide, exact));
                }
            }
        }
    }
}
