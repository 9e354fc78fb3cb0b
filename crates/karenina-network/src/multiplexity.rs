//! Multiplexity: are partners tied in more than one way?

use crate::affiliation::Affiliation;
use crate::bounds::Bounds;
use crate::clustering_of_affiliation::with_partners;

/// The share of tied pairs who share events of two kinds or more, from 0 to 1.
///
/// Ties of several kinds (a project and a working group) outlast the end of one of them. An event
/// of unknown kind may be of any kind: least if all of them are of a kind that the pair has
/// already, most if each is of one of its own. `None` if nobody is tied. Cost: all pairs that meet,
/// once an event, with their kinds.
///
/// ```
/// use karenina_network::{Affiliation, Bounds, multiplexity};
/// let pairs = [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1)];
/// let network = Affiliation::from_pairs(3, 2, &pairs).unwrap();
/// let known = network.clone().with_kinds(vec![Some(0), Some(1)]).unwrap();
/// assert_eq!(multiplexity(&known), Some(Bounds::exact(1.0 / 3.0))); // 0 and 1
/// let unknown = network.with_kinds(vec![Some(0), None]).unwrap();
/// assert_eq!(multiplexity(&unknown), Some(Bounds { low: 0.0, high: 1.0 / 3.0 }));
/// ```
///
/// # Reference
/// Wasserman, S. and Faust, K. (1994). *Social Network Analysis*. Cambridge University Press,
/// section 3.3; the word: Gluckman, M. (1955). *The Judicial Process among the Barotse*.
pub fn multiplexity(affiliation: &Affiliation) -> Option<Bounds> {
    let counts = with_partners(affiliation, |actor, partners| {
        let (mut surely, mut possibly) = (0_u64, 0_u64);
        let own = affiliation.events_of(actor);
        // A pair that shares one event has one kind.
        for &(partner, _) in partners.iter().filter(|it| it.1 > 1) {
            let theirs = affiliation.events_of(partner);
            let shared = own.iter().filter(|it| theirs.binary_search(it).is_ok());
            let mut kinds: Vec<Option<u32>> = shared.map(|&it| affiliation.kind(it)).collect();
            let unknown = kinds.iter().filter(|it| it.is_none()).count();
            kinds.retain(Option::is_some);
            kinds.sort_unstable();
            kinds.dedup();
            surely += u64::from(kinds.len() > 1);
            possibly += u64::from(kinds.len() + unknown > 1);
        }
        (partners.len() as u64, surely, possibly)
    });
    let sum = |of: fn(&(u64, u64, u64)) -> u64| counts.iter().map(of).sum::<u64>() as f64;
    let ties = sum(|it| it.0);
    (ties > 0.0).then(|| Bounds { low: sum(|it| it.1) / ties, high: sum(|it| it.2) / ties })
}

#[cfg(test)]
mod tests {
    use super::multiplexity;
    use crate::affiliation::Affiliation;
    use proptest::prelude::*;

    #[test]
    fn nobody_is_tied_in_no_way() {
        assert_eq!(multiplexity(&Affiliation::default()), None);
        let one = Affiliation::from_pairs(1, 1, &[(0, 0)]).unwrap();
        assert_eq!(multiplexity(&one), None);
    }

    proptest! {
        #[test]
        fn any_completion_of_kinds_lies_within_the_bounds(
            pairs in proptest::collection::vec((0_u32..8, 0_u32..8), 1..50),
            kinds in proptest::collection::vec(proptest::option::of(0_u32..3), 8),
            fill in proptest::collection::vec(0_u32..4, 8)
        ) {
            let network = Affiliation::from_pairs(8, 8, &pairs).unwrap();
            let full = kinds.iter().zip(fill).map(|(it, fill)| it.or(Some(fill))).collect();
            let wide = multiplexity(&network.clone().with_kinds(kinds).unwrap());
            let exact = multiplexity(&network.with_kinds(full).unwrap());
            prop_assert_eq!(wide.is_some(), exact.is_some());
            if let (Some(wide), Some(exact)) = (wide, exact) {
                prop_assert!(exact.is_exact() && wide.contains(exact.low));
            }
        }
    }
}
