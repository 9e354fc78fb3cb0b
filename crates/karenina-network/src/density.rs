//! Density: how many of the possible ties there are.

use crate::affiliation::Affiliation;
use crate::graph::Graph;

/// The share of pairs that are tied, m / (n(n−1)/2), from 0 (no ties) to 1 (all work with all).
///
/// It falls as networks grow, since nobody can work with everybody: compare networks of about the
/// same size, or the mean degree. `None` for fewer than two nodes, which have no pair.
///
/// ```
/// use karenina_network::{Graph, density};
/// let path = Graph::from_edges(3, &[(0, 1, 1.0), (1, 2, 1.0)]).unwrap();
/// assert_eq!(density(&path), Some(2.0 / 3.0));
/// assert_eq!(density(&Graph::from_edges(1, &[]).unwrap()), None);
/// ```
///
/// # Reference
/// Wasserman, S. and Faust, K. (1994). *Social Network Analysis*. Cambridge University Press,
/// section 4.1.1.
pub fn density(graph: &Graph) -> Option<f64> {
    let n = graph.n_nodes() as f64;
    (graph.n_nodes() > 1).then(|| graph.n_ties() as f64 / (n * (n - 1.0) / 2.0))
}

/// The share of possible participations that there are, from 0 to 1 (everybody is in everything).
///
/// `None` without actors or without events.
///
/// ```
/// use karenina_network::{Affiliation, density_of_affiliation};
/// let network = Affiliation::from_pairs(2, 2, &[(0, 0), (1, 0), (1, 1)]).unwrap();
/// assert_eq!(density_of_affiliation(&network), Some(0.75));
/// ```
///
/// # Reference
/// Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. *Social Networks*
/// 19, 243–269.
pub fn density_of_affiliation(affiliation: &Affiliation) -> Option<f64> {
    let possible = affiliation.n_actors() as f64 * affiliation.n_events() as f64;
    (possible > 0.0).then(|| affiliation.n_participations() as f64 / possible)
}

#[cfg(test)]
mod tests {
    use super::{density, density_of_affiliation};
    use crate::affiliation::Affiliation;
    use crate::graph::Graph;
    use crate::known::{davis, karate};

    /// Zachary's club has 78 ties among 34 members; Davis's women came 89 times to 14 events.
    #[test]
    fn the_club_and_the_southern_women() {
        assert_eq!(density(&karate()), Some(78.0 / 561.0));
        assert_eq!(density_of_affiliation(&davis()), Some(89.0 / 252.0));
    }

    #[test]
    fn where_nothing_is_possible_there_is_no_share() {
        assert_eq!(density(&Graph::default()), None);
        assert_eq!(density_of_affiliation(&Affiliation::default()), None);
    }
}
