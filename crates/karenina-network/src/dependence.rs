//! Dependence: how many pairs of others fall apart if one leaves.

use crate::affiliation::Affiliation;
use crate::components::{components_of_affiliation, pairs};

/// What hangs on single actors and events.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependence {
    /// Of each actor, the number of pairs of others that can reach each other only over it.
    pub on_actors: Vec<u64>,
    /// The same as a share of the pairs of others that can reach each other now, 0 to 1; `None`
    /// where no pair of others can.
    pub share_on_actors: Vec<Option<f64>>,
    /// Of each event, the number of pairs that can reach each other only through it.
    pub on_events: Vec<u64>,
    /// The same as a share of all pairs that can reach each other now; `None` where none can.
    pub share_on_events: Vec<Option<f64>>,
}

/// How many pairs fall apart if any one actor leaves, or any one event is taken away.
///
/// "Without it 63 % of the pairs fall apart" is a share of 0.63. 0 says that everybody else would
/// still reach each other, by whatever way. One depth-first search finds all *cut points* with
/// what they cut off: one look at each participation, for all actors and events together. An
/// empty network has no values.
///
/// ```
/// use karenina_network::{Affiliation, dependence};
/// // 2 joins two projects
/// let pairs = [(0, 0), (1, 0), (2, 0), (2, 1), (3, 1)];
/// let found = dependence(&Affiliation::from_pairs(4, 2, &pairs).unwrap());
/// assert_eq!(found.on_actors, [0, 0, 2, 0]);
/// assert_eq!(found.share_on_actors[2], Some(2.0 / 3.0));
/// assert_eq!(found.on_events, [5, 3]);
/// ```
///
/// # Reference
/// Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
/// *Communications of the ACM* 16, 372–378. Borgatti, S. P. (2006). Identifying sets of key
/// players in a social network. *Computational & Mathematical Organization Theory* 12, 21–34.
pub fn dependence(affiliation: &Affiliation) -> Dependence {
    let (n_actors, n_events) = (affiliation.n_actors(), affiliation.n_events());
    let parts = components_of_affiliation(affiliation);
    let size_of = |actor: u32| parts.sizes[parts.of[actor as usize] as usize];
    // Actors first, then events, as places of one search.
    let n = n_actors + n_events;
    let beside = |place: u32| -> &[u32] {
        match (place as usize).checked_sub(n_actors) {
            Some(event) => affiliation.actors_of(event as u32),
            None => affiliation.events_of(place),
        }
    };
    let is_actor = |place: u32| (place as usize) < n_actors;
    let mut entered = vec![0_u32; n]; // when the search came here, from 1
    let mut lowest = vec![0_u32; n]; // the earliest place that can be reached from below
    let mut below = vec![0_u32; n]; // actors in the part of the search that began here
    let mut cut_off = vec![0_u32; n]; // actors in parts that hang on this place alone …
    let mut kept = vec![0_u64; n]; // … and the pairs within each of those parts
    let mut clock = 0;
    let mut stack: Vec<(u32, u32, u32)> = Vec::new(); // place, place above, next neighbour
    for root in 0..n_actors as u32 {
        if entered[root as usize] > 0 {
            continue;
        }
        stack.push((root, u32::MAX, 0));
        while let Some(&mut (place, above, ref mut next)) = stack.last_mut() {
            let at = place as usize;
            if *next == 0 {
                clock += 1;
                entered[at] = clock;
                lowest[at] = clock;
                below[at] = u32::from(is_actor(place));
            }
            if let Some(&other) = beside(place).get(*next as usize) {
                *next += 1;
                let other = if is_actor(place) { other + n_actors as u32 } else { other };
                if entered[other as usize] == 0 {
                    stack.push((other, place, 0));
                } else if other != above {
                    lowest[at] = lowest[at].min(entered[other as usize]);
                }
                continue;
            }
            stack.pop();
            if above != u32::MAX {
                let parent = above as usize;
                lowest[parent] = lowest[parent].min(lowest[at]);
                below[parent] += below[at];
                if lowest[at] >= entered[parent] {
                    cut_off[parent] += below[at];
                    kept[parent] += pairs(below[at]);
                }
            }
        }
    }
    let lost = |place: usize, others: u32| {
        pairs(others) - kept[place] - pairs(others - cut_off[place].min(others))
    };
    let on_actors: Vec<u64> =
        (0..n_actors).map(|actor| lost(actor, size_of(actor as u32) - 1)).collect();
    let on_events: Vec<u64> = (0..n_events)
        .map(|event| match affiliation.actors_of(event as u32).first() {
            Some(&actor) => lost(n_actors + event, size_of(actor)),
            None => 0,
        })
        .collect();
    let now = parts.reachable_pairs();
    let share = |lost: u64, of: u64| (of > 0).then(|| lost as f64 / of as f64);
    Dependence {
        share_on_actors: (0..n_actors)
            .map(|actor| share(on_actors[actor], now - u64::from(size_of(actor as u32) - 1)))
            .collect(),
        share_on_events: on_events.iter().map(|&it| share(it, now)).collect(),
        on_actors,
        on_events,
    }
}

#[cfg(test)]
mod tests {
    use super::dependence;
    use crate::affiliation::Affiliation;
    use crate::components::components_of_affiliation;
    use crate::known::davis;
    use proptest::prelude::*;

    #[test]
    fn the_southern_women_depend_on_nobody() {
        let found = dependence(&davis());
        assert!(found.on_actors.iter().all(|&it| it == 0));
        assert!(found.on_events.iter().all(|&it| it == 0));
    }

    #[test]
    fn nothing_hangs_on_somebody_who_is_alone() {
        assert!(dependence(&Affiliation::default()).on_actors.is_empty());
        let one = dependence(&Affiliation::from_pairs(1, 2, &[(0, 0)]).unwrap());
        assert_eq!((one.on_actors, one.share_on_actors), (vec![0], vec![None]));
        assert_eq!((one.on_events, one.share_on_events), (vec![0, 0], vec![None, None]));
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_does_not_end_the_search() {
        let pairs: Vec<(u32, u32)> = (0..100_000).flat_map(|it| [(it, it), (it + 1, it)]).collect();
        let found = dependence(&Affiliation::from_pairs(100_001, 100_000, &pairs).unwrap());
        assert_eq!(found.on_actors[50_000], 50_000 * 50_000);
    }

    proptest! {
        #[test]
        fn what_falls_apart_is_what_taking_away_shows(
            pairs in proptest::collection::vec((0_u32..12, 0_u32..12), 0..26)
        ) {
            let network = Affiliation::from_pairs(12, 12, &pairs).unwrap();
            let found = dependence(&network);
            let parts = components_of_affiliation(&network);
            let now = parts.reachable_pairs();
            for one in 0..12_u32 {
                let left = components_of_affiliation(&network.restricted(|it| it != one, |_| true));
                let own = u64::from(parts.sizes[parts.of[one as usize] as usize]) - 1;
                prop_assert_eq!(found.on_actors[one as usize], now - own - left.reachable_pairs());
                let left = components_of_affiliation(&network.restricted(|_| true, |it| it != one));
                prop_assert_eq!(found.on_events[one as usize], now - left.reachable_pairs());
            }
        }
    }
}
