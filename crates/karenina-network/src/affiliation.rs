//! Who takes part in what: actors and events, the network from which all others are made.

use crate::misfit::Misfit;
use crate::rows::Rows;

/// Actors (organisations, members) and events (projects, groups, meetings) and who takes part in
/// which.
///
/// Both are numbered from 0. A pair that is said more than once is one participation; how often
/// it was said is in [`Affiliation::repeated`]. Actors without an event and events without an
/// actor are part of the network and keep their numbers.
///
/// ```
/// use karenina_network::Affiliation;
/// let pairs = [(0, 0), (1, 0), (1, 1), (1, 1), (2, 1)];
/// let projects = Affiliation::from_pairs(4, 2, &pairs).unwrap();
/// assert_eq!(projects.actors_of(1), [1, 2]);
/// assert_eq!(projects.repeated(), [(1, 1, 2)]);
/// assert_eq!(projects.events_of(3), [] as [u32; 0]); // has no project
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Affiliation {
    events_of: Rows,
    actors_of: Rows,
    repeated: Vec<(u32, u32, u32)>,
    times: Vec<Span>,
    kinds: Vec<Option<u32>>,
}

/// When an event took place, in years or days as the caller counts; `None` is an end that is not
/// known. An event that goes on has `to` = `i32::MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The first year or day.
    pub from: Option<i32>,
    /// The last year or day.
    pub to: Option<i32>,
}

impl Span {
    /// Whether the event overlaps the window `from..=to`; `None` where what is not known decides.
    pub fn overlaps(&self, from: i32, to: i32) -> Option<bool> {
        let within = |it: i32| from <= it && it <= to;
        match (self.from, self.to) {
            (Some(begin), _) if begin > to => Some(false),
            (_, Some(end)) if end < from => Some(false),
            (Some(begin), Some(_)) if begin <= to => Some(true),
            (Some(begin), None) if within(begin) => Some(true),
            (None, Some(end)) if within(end) => Some(true),
            _ => None,
        }
    }
}

/// A part of a network, where it is not known of every event whether it belongs to the part.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    /// With the events that belong to the part for certain.
    pub surely: Affiliation,
    /// With those as well of which it is not known.
    pub possibly: Affiliation,
    /// Of how many events it is not known.
    pub n_unknown: usize,
}

/// A network without the events that are too large to say who works with whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounded {
    /// The network; events that are left out have no actors in it.
    pub affiliation: Affiliation,
    /// The events that are left out.
    pub left_out: Vec<u32>,
    /// How many participations are left out.
    pub n_participations: u64,
    /// How many pairs meet in events that are left out, a pair counted once an event.
    pub n_pairs: u64,
}

impl Affiliation {
    /// From pairs (actor, event), in any order.
    pub fn from_pairs(
        n_actors: usize,
        n_events: usize,
        pairs: &[(u32, u32)],
    ) -> Result<Affiliation, Misfit> {
        let most = u64::from(u32::MAX);
        for (what, count) in [("pairs", pairs.len()), ("actors", n_actors), ("events", n_events)] {
            if count as u64 >= most {
                return Err(Misfit::TooMany { what, count: count as u64, most });
            }
        }
        for (row, &(actor, event)) in pairs.iter().enumerate() {
            for (what, number, there) in [("actor", actor, n_actors), ("event", event, n_events)] {
                if number as usize >= there {
                    return Err(Misfit::OutOfRange { row, what, number, there });
                }
            }
        }
        // Sorted twice by counting: by event, then by actor, so that the events of an actor rise.
        let swapped = pairs.iter().map(|&(actor, event)| (event, actor));
        let by_event = Rows::from_pairs(n_events, swapped);
        let by_actor = Rows::from_pairs(n_actors, by_event.iter().map(|(event, it)| (it, event)));
        let mut starts = Vec::with_capacity(n_actors + 1);
        let mut entries: Vec<u32> = Vec::with_capacity(pairs.len());
        let mut repeated = Vec::new();
        starts.push(0);
        for actor in 0..n_actors {
            for same in by_actor.row(actor).chunk_by(|one, other| one == other) {
                entries.push(same[0]);
                if same.len() > 1 {
                    repeated.push((actor as u32, same[0], same.len() as u32));
                }
            }
            starts.push(entries.len() as u32);
        }
        let events_of = Rows::from_parts(starts, entries);
        let swapped = events_of.iter().map(|(actor, event)| (event, actor));
        let actors_of = Rows::from_pairs(n_events, swapped);
        Ok(Affiliation { events_of, actors_of, repeated, times: Vec::new(), kinds: Vec::new() })
    }

    /// Says when each event took place.
    pub fn with_times(mut self, times: Vec<Span>) -> Result<Affiliation, Misfit> {
        self.fits("times", times.len())?;
        for (event, time) in times.iter().enumerate() {
            if let (Some(from), Some(to)) = (time.from, time.to)
                && to < from
            {
                return Err(Misfit::EndsBeforeItBegins { event: event as u32, from, to });
            }
        }
        self.times = times;
        Ok(self)
    }

    /// Says of what kind each event is; `None` is a kind that is not known.
    pub fn with_kinds(mut self, kinds: Vec<Option<u32>>) -> Result<Affiliation, Misfit> {
        self.fits("kinds", kinds.len())?;
        self.kinds = kinds;
        Ok(self)
    }

    fn fits(&self, what: &'static str, given: usize) -> Result<(), Misfit> {
        let there = self.n_events();
        if given == there { Ok(()) } else { Err(Misfit::Length { what, given, there }) }
    }

    /// The number of actors, those without events included.
    pub fn n_actors(&self) -> usize {
        self.events_of.n_rows()
    }

    /// The number of events, those without actors included.
    pub fn n_events(&self) -> usize {
        self.actors_of.n_rows()
    }

    /// The number of participations, each counted once.
    pub fn n_participations(&self) -> usize {
        self.events_of.n_entries()
    }

    /// The events of an actor, in rising order.
    pub fn events_of(&self, actor: u32) -> &[u32] {
        self.events_of.row(actor as usize)
    }

    /// The actors of an event, in rising order.
    pub fn actors_of(&self, event: u32) -> &[u32] {
        self.actors_of.row(event as usize)
    }

    /// All participations (actor, event), by actor and then by event.
    pub fn participations(&self) -> impl Iterator<Item = (u32, u32)> + Clone + '_ {
        self.events_of.iter()
    }

    /// Participations that were said more than once: actor, event, how often.
    pub fn repeated(&self) -> &[(u32, u32, u32)] {
        &self.repeated
    }

    /// When an event took place; both ends unknown if nobody said so.
    pub fn time(&self, event: u32) -> Span {
        self.times.get(event as usize).copied().unwrap_or_default()
    }

    /// Of what kind an event is; `None` if that is not known.
    pub fn kind(&self, event: u32) -> Option<u32> {
        self.kinds.get(event as usize).copied().flatten()
    }

    /// The kinds that occur, in rising order.
    pub fn kinds(&self) -> Vec<u32> {
        let mut kinds: Vec<u32> = self.kinds.iter().copied().flatten().collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// How many pairs of actors meet, a pair counted once an event: what a projection would have
    /// to go through, Σ n(n−1)/2.
    pub fn n_pairs(&self) -> u64 {
        (0..self.n_events()).map(|event| pairs_of(self.actors_of.len(event))).sum()
    }

    /// The network of those actors and events that `actor` and `event` keep. Numbers stay: who
    /// is not kept is still there, without participations.
    pub fn restricted(
        &self,
        actor: impl Fn(u32) -> bool,
        event: impl Fn(u32) -> bool,
    ) -> Affiliation {
        let kept = |&(a, e): &(u32, u32)| actor(a) && event(e);
        let pairs: Vec<(u32, u32)> = self.participations().filter(kept).collect();
        let repeated = self.repeated.iter().copied().filter(|&(a, e, _)| kept(&(a, e))).collect();
        let swapped = pairs.iter().map(|&(actor, event)| (event, actor));
        Affiliation {
            events_of: Rows::from_pairs(self.n_actors(), pairs.iter().copied()),
            actors_of: Rows::from_pairs(self.n_events(), swapped),
            repeated,
            times: self.times.clone(),
            kinds: self.kinds.clone(),
        }
    }

    /// The events that overlap a window of time, ends included.
    pub fn slice(&self, from: i32, to: i32) -> Slice {
        self.part(|event| self.time(event).overlaps(from, to))
    }

    /// The events of one kind: one layer of the multiplex network.
    pub fn of_kind(&self, kind: u32) -> Slice {
        self.part(|event| self.kind(event).map(|it| it == kind))
    }

    fn part(&self, belongs: impl Fn(u32) -> Option<bool>) -> Slice {
        Slice {
            surely: self.restricted(|_| true, |event| belongs(event) == Some(true)),
            possibly: self.restricted(|_| true, |event| belongs(event) != Some(false)),
            n_unknown: (0..self.n_events() as u32).filter(|&it| belongs(it).is_none()).count(),
        }
    }

    /// Leaves out the events with more than `most` actors, and says which they are.
    ///
    /// In a project of two hundred partners few have met; such a project makes more pairs than a
    /// hundred projects of six, and every measure on pairs would be about it.
    pub fn bounded(&self, most: usize) -> Bounded {
        let too_large = |event: u32| self.actors_of(event).len() > most;
        let left_out: Vec<u32> = (0..self.n_events() as u32).filter(|&it| too_large(it)).collect();
        let sizes = || left_out.iter().map(|&it| self.actors_of(it).len());
        Bounded {
            affiliation: self.restricted(|_| true, |event| !too_large(event)),
            n_participations: sizes().map(|it| it as u64).sum(),
            n_pairs: sizes().map(pairs_of).sum(),
            left_out,
        }
    }

    /// Events as actors and actors as events: projects tied by the organisations they share.
    /// Times and kinds, which belong to events, are left behind.
    pub fn transposed(&self) -> Affiliation {
        let repeated = self.repeated.iter().map(|&(actor, event, n)| (event, actor, n));
        let mut repeated: Vec<_> = repeated.collect();
        repeated.sort_unstable();
        Affiliation {
            events_of: self.actors_of.clone(),
            actors_of: self.events_of.clone(),
            repeated,
            times: Vec::new(),
            kinds: Vec::new(),
        }
    }
}

fn pairs_of(n: usize) -> u64 {
    let n = n as u64;
    n * n.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::{Affiliation, Span};
    use crate::misfit::Misfit;
    use proptest::prelude::*;

    fn years(from: Option<i32>, to: Option<i32>) -> Span {
        Span { from, to }
    }

    #[test]
    fn a_participation_said_twice_counts_once_and_is_told() {
        let said = [(1, 0), (0, 0), (1, 0), (1, 1), (1, 0)];
        let network = Affiliation::from_pairs(2, 2, &said).unwrap();
        assert_eq!(network.n_participations(), 3);
        assert_eq!(network.events_of(1), [0, 1]);
        assert_eq!(network.actors_of(0), [0, 1]);
        assert_eq!(network.repeated(), [(1, 0, 3)]);
    }

    #[test]
    fn whoever_is_not_there_is_named() {
        let misfit = Affiliation::from_pairs(2, 2, &[(0, 1), (2, 0)]).unwrap_err();
        assert_eq!(misfit, Misfit::OutOfRange { row: 1, what: "actor", number: 2, there: 2 });
        assert_eq!(
            misfit.to_string(),
            "row 1 names actor 2, but there are 2 of them, numbered from 0"
        );
    }

    #[test]
    fn nobody_and_nothing_are_a_network_too() {
        let network = Affiliation::from_pairs(0, 0, &[]).unwrap();
        assert_eq!((network.n_actors(), network.n_events(), network.n_pairs()), (0, 0, 0));
        assert_eq!(network, Affiliation::default());
        assert_eq!(network.bounded(0).affiliation, network);
    }

    #[test]
    fn a_window_of_time_takes_what_surely_and_what_possibly_overlaps() {
        let window = |span: Span| span.overlaps(2015, 2017);
        assert_eq!(window(years(Some(2014), Some(2015))), Some(true));
        assert_eq!(window(years(Some(2010), Some(2014))), Some(false));
        assert_eq!(window(years(Some(2018), None)), Some(false));
        assert_eq!(window(years(Some(2016), None)), Some(true)); // it began within the window
        assert_eq!(window(years(Some(2010), None)), None); // may have ended before
        assert_eq!(window(years(None, Some(2020))), None);
        assert_eq!(window(years(None, None)), None);

        let network = Affiliation::from_pairs(2, 3, &[(0, 0), (1, 0), (0, 1), (1, 1), (0, 2)])
            .unwrap()
            .with_times(vec![
                years(Some(2015), Some(2016)),
                years(None, None),
                years(Some(2020), Some(2021)),
            ])
            .unwrap();
        let slice = network.slice(2015, 2017);
        assert_eq!(slice.surely.n_participations(), 2);
        assert_eq!(slice.possibly.n_participations(), 4);
        assert_eq!(slice.n_unknown, 1);
    }

    #[test]
    fn an_event_that_ends_before_it_begins_is_refused() {
        let network = Affiliation::from_pairs(1, 1, &[(0, 0)]).unwrap();
        let misfit = network.with_times(vec![years(Some(2016), Some(2015))]).unwrap_err();
        assert_eq!(misfit, Misfit::EndsBeforeItBegins { event: 0, from: 2016, to: 2015 });
    }

    #[test]
    fn a_kind_that_is_not_known_may_be_any_kind() {
        let network = Affiliation::from_pairs(2, 3, &[(0, 0), (0, 1), (1, 2)])
            .unwrap()
            .with_kinds(vec![Some(4), None, Some(7)])
            .unwrap();
        assert_eq!(network.kinds(), [4, 7]);
        let layer = network.of_kind(4);
        assert_eq!(layer.surely.events_of(0), [0]);
        assert_eq!(layer.possibly.events_of(0), [0, 1]);
        assert_eq!(layer.n_unknown, 1);
        assert!(network.clone().with_kinds(vec![None]).is_err());
    }

    #[test]
    fn events_above_the_bound_are_left_out_and_counted() {
        let crowd: Vec<(u32, u32)> = (0..200).map(|actor| (actor, 0)).collect();
        let pairs = [crowd, vec![(0, 1), (1, 1)]].concat();
        let network = Affiliation::from_pairs(200, 2, &pairs).unwrap();
        assert_eq!(network.n_pairs(), 19_901);
        let bounded = network.bounded(50);
        assert_eq!(bounded.left_out, [0]);
        assert_eq!((bounded.n_participations, bounded.n_pairs), (200, 19_900));
        assert_eq!(bounded.affiliation.actors_of(1), [0, 1]);
        assert_eq!(bounded.affiliation.n_actors(), 200);
        assert!(network.bounded(200).left_out.is_empty());
    }

    proptest! {
        #[test]
        fn both_directions_tell_the_same(
            pairs in proptest::collection::vec((0_u32..9, 0_u32..7), 0..60)
        ) {
            let network = Affiliation::from_pairs(9, 7, &pairs).unwrap();
            for &(actor, event) in &pairs {
                prop_assert!(network.events_of(actor).binary_search(&event).is_ok());
                prop_assert!(network.actors_of(event).binary_search(&actor).is_ok());
            }
            let again: u32 = network.repeated().iter().map(|it| it.2 - 1).sum();
            prop_assert_eq!(network.n_participations() + again as usize, pairs.len());
            prop_assert_eq!(network.transposed().transposed(), network);
        }
    }
}
