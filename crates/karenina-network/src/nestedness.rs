//! Nestedness: are the few events of the little connected among the many of the well connected?

use crate::affiliation::Affiliation;
use crate::clustering_of_affiliation::with_partners;

/// How nested an affiliation is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nestedness {
    /// Among actors, by their events; `None` for fewer than two who have any.
    pub actors: Option<f64>,
    /// Among events, by their actors; `None` for fewer than two that have any.
    pub events: Option<f64>,
    /// Of all pairs of either; `None` if there is no pair.
    pub whole: Option<f64>,
}

/// NODF, as a share of one: over all pairs of actors the share of the events of the one with
/// fewer that the one with more has too, 0 for pairs with equally many; and likewise over pairs
/// of events.
///
/// From 0 to 1 (perfectly nested: newcomers join only what the central take part in). The
/// literature writes it as 0 to 100. Sparse networks have low values by themselves: compare with
/// networks of the same size and filling. Actors without events and events without actors are
/// left out. Cost: all pairs that meet, once an event, in either direction.
///
/// ```
/// use karenina_network::{Affiliation, nestedness};
/// let nested = Affiliation::from_pairs(2, 2, &[(0, 0), (0, 1), (1, 0)]).unwrap();
/// assert_eq!(nestedness(&nested).whole, Some(1.0));
/// ```
///
/// # Reference
/// Almeida-Neto, M., Guimarães, P., Guimarães, P. R., Loyola, R. D. and Ulrich, W. (2008). A
/// consistent metric for nestedness analysis in ecological systems. *Oikos* 117, 1227–1239.
#[doc(alias = "NODF")]
pub fn nestedness(affiliation: &Affiliation) -> Nestedness {
    let (actors, actor_pairs) = paired(affiliation);
    let (events, event_pairs) = paired(&affiliation.transposed());
    let mean = |sum: f64, pairs: f64| (pairs > 0.0).then(|| sum / pairs);
    Nestedness {
        actors: mean(actors, actor_pairs),
        events: mean(events, event_pairs),
        whole: mean(actors + events, actor_pairs + event_pairs),
    }
}

/// The sum of paired overlaps, and the number of pairs.
fn paired(affiliation: &Affiliation) -> (f64, f64) {
    let own = |actor: u32| affiliation.events_of(actor).len();
    let sums = with_partners(affiliation, |actor, partners| {
        // Each pair from its smaller side.
        let larger = partners.iter().filter(|it| own(it.0) > own(actor));
        larger.map(|it| f64::from(it.1) / own(actor) as f64).sum::<f64>()
    });
    let there = (0..affiliation.n_actors() as u32).filter(|&it| own(it) > 0).count() as f64;
    (sums.iter().sum(), there * (there - 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::nestedness;
    use crate::affiliation::Affiliation;

    /// Almeida-Neto et al. (2008), figure 1: 53.33 for rows, 63.33 for columns, 58.33 in all.
    #[test]
    fn the_example_of_the_paper() {
        let rows =
            [[1, 0, 1, 1, 1], [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0]];
        let mut pairs = Vec::new();
        for (row, entries) in (0..).zip(rows) {
            pairs.extend((0..).zip(entries).filter(|it| it.1 == 1).map(|it| (row, it.0)));
        }
        let found = nestedness(&Affiliation::from_pairs(5, 5, &pairs).unwrap());
        for (found, expected) in
            [(found.actors, 0.533_333), (found.events, 0.633_333), (found.whole, 0.583_333)]
        {
            assert!((found.unwrap() - expected).abs() < 1e-6, "{found:?}");
        }
    }

    #[test]
    fn where_there_is_no_pair_nothing_is_nested() {
        assert_eq!(nestedness(&Affiliation::default()).whole, None);
        let one = nestedness(&Affiliation::from_pairs(1, 1, &[(0, 0)]).unwrap());
        assert_eq!((one.actors, one.events), (None, None));
    }
}
