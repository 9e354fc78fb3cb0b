//! The cheapest set of measures that together cover everything needed.

/// One measure: what it costs, and what it covers as a bit mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// In whole units of money; whole numbers, so that equal is equal.
    pub cost: u64,
    /// Bit j is set when the measure covers need j.
    pub covers: u16,
}

/// A cheapest set of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The sum of the costs.
    pub cost: u64,
    /// Indices into the measures given, ascending.
    pub measures: Vec<usize>,
}

/// The cheapest set of measures whose masks together cover every bit of `needed`.
///
/// Among sets of equal cost the one with fewer measures, then the one whose
/// indices come first: give the measures sorted by id, and ties fall
/// alphabetically. No proper part of the answer covers, since it would cost no
/// more and be smaller. Nothing needed costs nothing. `None` when some need is
/// covered by no measure, and when the cost exceeds a `u64`.
///
/// A dynamic programme over the subsets of the needs, 2^k states for k ≤ 16 needs
/// times the number of measures, exact: under a millisecond for a dozen needs.
///
/// ```
/// use karenina_stats::{Cover, Measure, minimum_cost_cover};
/// let measures = [
///     Measure { cost: 9, covers: 0b011 },
///     Measure { cost: 6, covers: 0b001 },
///     Measure { cost: 7, covers: 0b110 },
/// ];
/// let cheapest = minimum_cost_cover(0b111, &measures);
/// assert_eq!(cheapest, Some(Cover { cost: 13, measures: vec![1, 2] }));
/// assert_eq!(minimum_cost_cover(0b1000, &measures), None);
/// ```
///
/// # Reference
/// Fomin, F. V. and Kratsch, D. (2010). *Exact Exponential Algorithms*. Springer,
/// section 3.2 (set cover by dynamic programming over subsets).
#[doc(alias = "set cover")]
pub fn minimum_cost_cover(needed: u16, measures: &[Measure]) -> Option<Cover> {
    let goal = squeeze(needed, needed);
    // best[s]: the best set, of the measures seen so far, that covers exactly s.
    let mut best: Vec<Option<Cover>> = vec![None; goal + 1];
    best[0] = Some(Cover { cost: 0, measures: Vec::new() });
    for (index, measure) in measures.iter().enumerate() {
        let covers = squeeze(measure.covers, needed);
        // From the full set down, so that no state is reached by taking the same
        // measure twice.
        for covered in (0..=goal).rev() {
            let reached = covered | covers;
            if reached == covered {
                continue;
            }
            let Some(with) =
                best[covered].as_ref().and_then(|cover| cover.and(index, measure.cost))
            else {
                continue;
            };
            if best[reached].as_ref().is_none_or(|known| with.precedes(known)) {
                best[reached] = Some(with);
            }
        }
    }
    best.swap_remove(goal)
}

impl Cover {
    fn and(&self, index: usize, cost: u64) -> Option<Cover> {
        let cost = self.cost.checked_add(cost)?;
        let mut measures = self.measures.clone();
        measures.push(index);
        Some(Cover { cost, measures })
    }

    /// A measure is only ever added behind those of lower index, so a set that
    /// precedes another keeps preceding it, and one best set a state suffices.
    fn precedes(&self, other: &Cover) -> bool {
        let key = |cover: &Cover| (cover.cost, cover.measures.len());
        key(self) < key(other) || key(self) == key(other) && self.measures < other.measures
    }
}

/// The bits of `mask` that stand where `needed` has one, packed together, so that
/// the table has 2^k states whichever k of the sixteen bits are in use.
fn squeeze(mask: u16, needed: u16) -> usize {
    (0..u16::BITS)
        .filter(|bit| needed >> bit & 1 == 1)
        .enumerate()
        .map(|(place, bit)| usize::from(mask >> bit & 1) << place)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{Cover, Measure, minimum_cost_cover};
    use proptest::prelude::*;

    /// `own/min_cost_cover.json`, checked there by brute force. In the order of the
    /// alphabet; needs are skills, trust, startups, finance, links, climate.
    const MEASURES: [Measure; 6] = [
        Measure { cost: 6, covers: 0b01_0000 },  // brand
        Measure { cost: 9, covers: 0b01_0010 },  // broker
        Measure { cost: 25, covers: 0b00_1000 }, // cofunding
        Measure { cost: 30, covers: 0b00_1100 }, // incubator
        Measure { cost: 40, covers: 0b01_0101 }, // lab
        Measure { cost: 12, covers: 0b00_0011 }, // training
    ];

    #[test]
    fn the_five_packages_agree_with_brute_force() {
        let expected = [
            (0b00_0001, Some((12, vec![5]))),
            (0b01_0001, Some((18, vec![0, 5]))),
            (0b01_1100, Some((36, vec![0, 3]))),
            (0b01_1111, Some((48, vec![0, 3, 5]))),
            (0b10_0000, None),
        ];
        for (needed, package) in expected {
            let package = package.map(|(cost, measures)| Cover { cost, measures });
            assert_eq!(minimum_cost_cover(needed, &MEASURES), package);
        }
    }

    #[test]
    fn among_equal_costs_fewer_measures_win_then_the_first() {
        let measure = |cost, covers| Measure { cost, covers };
        let fewer = [measure(2, 0b01), measure(3, 0b10), measure(5, 0b11)];
        assert_eq!(minimum_cost_cover(0b11, &fewer).unwrap().measures, [2]);
        let alike = [measure(0, 0b01), measure(5, 0b01), measure(5, 0b11), measure(5, 0b11)];
        assert_eq!(minimum_cost_cover(0b11, &alike).unwrap().measures, [2]);
    }

    #[test]
    fn nothing_needed_costs_nothing() {
        assert_eq!(minimum_cost_cover(0, &MEASURES), Some(Cover { cost: 0, measures: vec![] }));
        assert_eq!(minimum_cost_cover(1, &[]), None);
    }

    #[test]
    fn a_cost_beyond_counting_is_refused() {
        let dear = [Measure { cost: u64::MAX, covers: 1 }, Measure { cost: 1, covers: 2 }];
        assert_eq!(minimum_cost_cover(0b11, &dear), None);
    }

    fn by_brute_force(needed: u16, measures: &[Measure]) -> Option<Cover> {
        let chosen = |set: u32| (0..measures.len()).filter(move |i| set >> i & 1 == 1);
        (0_u32..1 << measures.len())
            .filter(|&set| {
                chosen(set).fold(0, |mask, i| mask | measures[i].covers) & needed == needed
            })
            .map(|set| {
                (chosen(set).map(|i| measures[i].cost).sum(), chosen(set).collect::<Vec<_>>())
            })
            .min_by_key(|(cost, set): &(u64, Vec<usize>)| (*cost, set.len(), set.clone()))
            .map(|(cost, measures)| Cover { cost, measures })
    }

    proptest! {
        // Small costs and few needs, so that ties are common; bits spread over
        // the whole mask.
        #[test]
        fn agrees_with_all_subsets(
            needed in 0_u16..32, list in proptest::collection::vec((0_u64..5, 0_u16..32), 0..9)
        ) {
            let spread = |mask: u16| mask << 1 | mask >> 4 << 15;
            let measure = |(cost, covers)| Measure { cost, covers: spread(covers) };
            let measures: Vec<Measure> = list.into_iter().map(measure).collect();
            let needed = spread(needed);
            let found = minimum_cost_cover(needed, &measures);
            prop_assert_eq!(found, by_brute_force(needed, &measures));
        }
    }
}
