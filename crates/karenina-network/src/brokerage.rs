//! Brokerage: who stands between whose classes.

use crate::bounds::Bounds;
use crate::graph::Graph;
use crate::misfit::Misfit;
use crate::triangles::triangles;

/// How often a node brokers in each of the five roles, or in all.
///
/// An occasion is an ordered pair (i, j) with ties i → v → j and none i → j.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Brokerage {
    /// All three of one class: brings the own people together.
    pub coordinator: Bounds,
    /// i and j of one class, v of another: an outsider between insiders (*itinerant broker*).
    pub consultant: Bounds,
    /// i of another class, v and j of one: lets others in.
    pub gatekeeper: Bounds,
    /// i and v of one class, j of another: speaks for the own people.
    pub representative: Bounds,
    /// All three of different classes.
    pub liaison: Bounds,
    /// All occasions; known whatever the classes.
    pub total: u64,
}

/// The roles of every node of a network without direction, by class (business, university, state;
/// inside, outside). `None` is a class that is not known.
///
/// Each pair is counted from both ends, as in the R package `sna`, so that gatekeeper and
/// representative are the same number, and coordinator, consultant and liaison even. From 0 up to
/// degree · (degree − 1); compare nodes by role, or divide by `total`.
///
/// An unknown class may be any class, also one that nobody else has. The bounds take each
/// occasion for itself: least if no occasion that is open turns out as that role, most if each
/// that can does. All completions lie within; where two occasions share an unknown node the ends
/// may not be reached together. Weights play no part. The graph libraries that we use have no
/// brokerage. Cost: all triangles.
///
/// ```
/// use karenina_network::{Bounds, Graph, brokerage};
/// let path = Graph::from_edges(3, &[(0, 1, 1.0), (1, 2, 1.0)]).unwrap();
/// let roles = brokerage(&path, &[Some(0), Some(0), Some(1)]).unwrap();
/// assert_eq!(roles[1].gatekeeper, Bounds::exact(1.0)); // from 2 to 0
/// assert_eq!(roles[1].representative, Bounds::exact(1.0)); // from 0 to 2
/// let roles = brokerage(&path, &[Some(0), Some(0), None]).unwrap();
/// assert_eq!(roles[1].coordinator, Bounds { low: 0.0, high: 2.0 });
/// ```
///
/// # Reference
/// Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
/// brokerage in transaction networks. *Sociological Methodology* 19, 89–126.
#[doc(alias = "Gould Fernandez")]
pub fn brokerage(graph: &Graph, class_of: &[Option<u32>]) -> Result<Vec<Brokerage>, Misfit> {
    let n = graph.n_nodes();
    if class_of.len() != n {
        return Err(Misfit::Length { what: "classes", given: class_of.len(), there: n });
    }
    // Pairs of partners who are tied broker nothing: triangles, by what their classes are to
    // those of the third.
    let blocks = triangles(
        graph,
        || vec![[0_u64; KINDS]; n],
        |closed, one, other, third| {
            for (node, a, b) in [(one, other, third), (other, one, third), (third, one, other)] {
                let classes = [node, a, b].map(|it| class_of[it as usize]);
                closed[node as usize][kind(classes[0], classes[1], classes[2])] += 1;
            }
        },
    );
    let mut closed = vec![[0_u64; KINDS]; n];
    for block in blocks {
        for (sums, parts) in closed.iter_mut().zip(block) {
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum += part;
            }
        }
    }
    let mut classes = Vec::new();
    Ok((0..n)
        .map(|node| {
            classes.clear();
            classes.extend(graph.neighbours(node as u32).iter().map(|&it| class_of[it as usize]));
            classes.sort_unstable();
            let mut open = pairs_by_kind(class_of[node], &classes);
            for (all, closed) in open.iter_mut().zip(closed[node]) {
                *all -= closed;
            }
            // Either partner may come first.
            let mut tally = Tally::default();
            let own = class_of[node].is_some();
            for (kind, count) in open.into_iter().enumerate() {
                tally.add(possible(own, kind), count);
            }
            tally.result()
        })
        .collect())
}

/// What the classes of two partners are to each other and to the class of the one between.
const SAME_SAME: usize = 0;
const SAME_OTHER: usize = 1;
const OTHER_ALIKE: usize = 2;
const OTHER_UNLIKE: usize = 3;
const SAME_UNKNOWN: usize = 4;
const OTHER_UNKNOWN: usize = 5;
const UNKNOWN_UNKNOWN: usize = 6;
const KINDS: usize = 7;

fn kind(own: Option<u32>, one: Option<u32>, other: Option<u32>) -> usize {
    let same = |it: u32| own == Some(it);
    match (one, other) {
        (None, None) => UNKNOWN_UNKNOWN,
        (Some(it), None) | (None, Some(it)) if same(it) => SAME_UNKNOWN,
        (Some(_), None) | (None, Some(_)) => OTHER_UNKNOWN,
        (Some(a), Some(b)) if same(a) && same(b) => SAME_SAME,
        (Some(a), Some(b)) if same(a) || same(b) => SAME_OTHER,
        (Some(a), Some(b)) if a == b => OTHER_ALIKE,
        (Some(_), Some(_)) => OTHER_UNLIKE,
    }
}

/// All pairs of partners by kind, from their classes in order.
fn pairs_by_kind(own: Option<u32>, classes: &[Option<u32>]) -> [u64; KINDS] {
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let (mut same, mut other, mut unknown, mut alike) = (0, 0, 0, 0);
    for group in classes.chunk_by(|a, b| a == b) {
        let count = group.len() as u64;
        if group[0].is_none() {
            unknown = count;
        } else if group[0] == own {
            same = count;
        } else {
            other += count;
            alike += pairs(count);
        }
    }
    let mut found = [0; KINDS];
    found[SAME_SAME] = pairs(same);
    found[SAME_OTHER] = same * other;
    found[OTHER_ALIKE] = alike;
    found[OTHER_UNLIKE] = pairs(other) - alike;
    found[SAME_UNKNOWN] = same * unknown;
    found[OTHER_UNKNOWN] = other * unknown;
    found[UNKNOWN_UNKNOWN] = pairs(unknown);
    found
}

/// The roles in order: coordinator, consultant, gatekeeper, representative, liaison.
type Roles = [u64; 5];
const COORDINATOR: Roles = [2, 0, 0, 0, 0];
const CONSULTANT: Roles = [0, 2, 0, 0, 0];
const AT_THE_GATE: Roles = [0, 0, 1, 1, 0];
const LIAISON: Roles = [0, 0, 0, 0, 2];

/// What a pair of a kind may turn out to be, counted from both ends.
fn possible(own_is_known: bool, kind: usize) -> &'static [Roles] {
    match (own_is_known, kind) {
        (_, SAME_SAME) => &[COORDINATOR],
        (_, SAME_OTHER) => &[AT_THE_GATE],
        (true, OTHER_ALIKE) => &[CONSULTANT],
        (true, OTHER_UNLIKE) => &[LIAISON],
        (false, OTHER_ALIKE) => &[COORDINATOR, CONSULTANT],
        (false, OTHER_UNLIKE) => &[AT_THE_GATE, LIAISON],
        (_, SAME_UNKNOWN) => &[COORDINATOR, AT_THE_GATE],
        (true, OTHER_UNKNOWN) => &[CONSULTANT, AT_THE_GATE, LIAISON],
        _ => &[COORDINATOR, CONSULTANT, AT_THE_GATE, LIAISON],
    }
}

#[derive(Default)]
struct Tally {
    low: Roles,
    high: Roles,
    total: u64,
}

impl Tally {
    fn add(&mut self, possible: &[Roles], count: u64) {
        for role in 0..5 {
            let each = || possible.iter().map(|it| it[role]);
            self.low[role] += count * each().min().unwrap_or(0);
            self.high[role] += count * each().max().unwrap_or(0);
        }
        self.total += 2 * count;
    }

    fn result(&self) -> Brokerage {
        let bounds =
            |role: usize| Bounds { low: self.low[role] as f64, high: self.high[role] as f64 };
        Brokerage {
            coordinator: bounds(0),
            consultant: bounds(1),
            gatekeeper: bounds(2),
            representative: bounds(3),
            liaison: bounds(4),
            total: self.total,
        }
    }
}

/// The roles in a network with directions, from arcs (from, to); otherwise as [`brokerage`].
///
/// Arcs said twice count once, arcs from a node to itself not at all. Cost: for each node, those
/// who point to it times those it points to.
///
/// ```
/// use karenina_network::{Bounds, brokerage_directed};
/// let roles = brokerage_directed(3, &[(0, 1), (1, 2)], &[Some(0), Some(0), Some(1)]).unwrap();
/// assert_eq!(roles[1].representative, Bounds::exact(1.0));
/// assert_eq!(roles[1].gatekeeper, Bounds::exact(0.0));
/// ```
///
/// # Reference
/// Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
/// brokerage in transaction networks. *Sociological Methodology* 19, 89–126.
pub fn brokerage_directed(
    n_nodes: usize,
    arcs: &[(u32, u32)],
    class_of: &[Option<u32>],
) -> Result<Vec<Brokerage>, Misfit> {
    if class_of.len() != n_nodes {
        return Err(Misfit::Length { what: "classes", given: class_of.len(), there: n_nodes });
    }
    for (row, &(from, to)) in arcs.iter().enumerate() {
        for number in [from, to] {
            if number as usize >= n_nodes {
                return Err(Misfit::OutOfRange { row, what: "node", number, there: n_nodes });
            }
        }
    }
    let mut sorted: Vec<(u32, u32)> = arcs.iter().copied().filter(|it| it.0 != it.1).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let mut before = vec![Vec::new(); n_nodes];
    let mut after = vec![Vec::new(); n_nodes];
    for &(from, to) in &sorted {
        after[from as usize].push(to);
        before[to as usize].push(from);
    }
    Ok((0..n_nodes)
        .map(|node| {
            let own = class_of[node];
            let mut tally = Tally::default();
            for &from in &before[node] {
                for &to in after[node].iter().filter(|&&it| it != from) {
                    if after[from as usize].binary_search(&to).is_err() {
                        let (one, other) = (class_of[from as usize], class_of[to as usize]);
                        tally.add_directed(own, one, other);
                    }
                }
            }
            tally.result()
        })
        .collect())
}

impl Tally {
    fn add_directed(&mut self, own: Option<u32>, from: Option<u32>, to: Option<u32>) {
        // Unknown where an end is unknown; else known to be alike or not.
        let alike = |a: Option<u32>, b: Option<u32>| Some(a? == b?);
        let (enters, leaves, around) = (alike(from, own), alike(own, to), alike(from, to));
        let roles = [
            (true, true, true),
            (false, false, true),
            (false, true, false),
            (true, false, false),
            (false, false, false),
        ];
        let fits = |known: Option<bool>, needed: bool| known.is_none_or(|it| it == needed);
        let possible: Vec<usize> = (0..5)
            .filter(|&role| {
                let (enter, leave, round) = roles[role];
                fits(enters, enter) && fits(leaves, leave) && fits(around, round)
            })
            .collect();
        for &role in &possible {
            self.high[role] += 1;
            self.low[role] += u64::from(possible.len() == 1);
        }
        self.total += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Brokerage, brokerage, brokerage_directed};
    use crate::bounds::Bounds;
    use crate::graph::Graph;
    use proptest::prelude::*;

    fn counts(it: &Brokerage) -> [Bounds; 5] {
        [it.coordinator, it.consultant, it.gatekeeper, it.representative, it.liaison]
    }

    /// Two universities, three firms, by hand: 0 and 1 firms, 2 university, 3 firm, 4 university;
    /// 2 is tied to all, 0 and 1 to each other.
    #[test]
    fn a_university_among_firms() {
        let ties = [(0, 2, 1.0), (1, 2, 1.0), (2, 3, 1.0), (2, 4, 1.0), (0, 1, 1.0)];
        let graph = Graph::from_edges(5, &ties).unwrap();
        let classes = [0, 0, 1, 0, 1].map(Some);
        let roles = brokerage(&graph, &classes).unwrap();
        // between firms: {0,3}, {1,3}; between firm and university: {0,4}, {1,4}, {3,4}
        let exact = [0.0, 4.0, 3.0, 3.0, 0.0].map(Bounds::exact);
        assert_eq!(counts(&roles[2]), exact);
        assert_eq!(roles[2].total, 10);
    }

    #[test]
    fn nobody_brokers_nothing() {
        assert!(brokerage(&Graph::default(), &[]).unwrap().is_empty());
        let one = brokerage(&Graph::from_edges(1, &[]).unwrap(), &[None]).unwrap();
        assert_eq!(one[0].total, 0);
        assert!(brokerage(&Graph::default(), &[None]).is_err());
        assert!(brokerage_directed(1, &[(0, 1)], &[None]).is_err());
    }

    proptest! {
        #[test]
        fn both_directions_of_a_tie_are_two_arcs(
            edges in proptest::collection::vec((0_u32..9, 0_u32..9), 0..40),
            classes in proptest::collection::vec(proptest::option::of(0_u32..3), 9)
        ) {
            let ties: Vec<_> = edges.iter().map(|&(a, b)| (a, b, 1.0)).collect();
            let arcs: Vec<_> = edges.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
            let graph = Graph::from_edges(9, &ties).unwrap();
            let found = brokerage(&graph, &classes).unwrap();
            let directed = brokerage_directed(9, &arcs, &classes).unwrap();
            // A pair looked at from both ends at once can be told more narrowly.
            for (narrow, wide) in found.iter().zip(&directed) {
                for (narrow, wide) in counts(narrow).iter().zip(counts(wide)) {
                    prop_assert!(wide.contains(narrow.low) && wide.contains(narrow.high));
                }
            }
            let known: Vec<_> = classes.iter().map(|it| it.or(Some(7))).collect();
            prop_assert_eq!(
                brokerage(&graph, &known).unwrap(),
                brokerage_directed(9, &arcs, &known).unwrap()
            );
        }

        #[test]
        fn any_completion_of_classes_lies_within_the_bounds(
            edges in proptest::collection::vec((0_u32..9, 0_u32..9), 0..40),
            classes in proptest::collection::vec(proptest::option::of(0_u32..3), 9),
            fill in proptest::collection::vec(0_u32..4, 9)
        ) {
            let ties: Vec<_> = edges.iter().map(|&(a, b)| (a, b, 1.0)).collect();
            let graph = Graph::from_edges(9, &ties).unwrap();
            let bounds = brokerage(&graph, &classes).unwrap();
            let full: Vec<_> =
                classes.iter().zip(fill).map(|(it, fill)| it.or(Some(fill))).collect();
            for (wide, exact) in bounds.iter().zip(brokerage(&graph, &full).unwrap()) {
                for (wide, exact) in counts(wide).iter().zip(counts(&exact)) {
                    prop_assert!(exact.is_exact() && wide.contains(exact.low));
                }
                prop_assert_eq!(wide.total, exact.total);
            }
        }
    }
}
