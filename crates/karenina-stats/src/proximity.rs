//! Proximity: how often two activities are found in the same regions.

use crate::{Presence, presence::Bits};

/// Proximities of every two activities (or regions); see [`proximity`].
#[derive(Debug, Clone, PartialEq)]
pub struct Proximity {
    count: usize,
    pub(crate) values: Vec<f64>,
    absent: Vec<usize>,
}

impl Proximity {
    /// Of two; with itself 1. `None` when one of them is present nowhere or not in
    /// the table.
    pub fn pair(&self, one: usize, other: usize) -> Option<f64> {
        let there = |at| at < self.count && self.absent.binary_search(&at).is_err();
        (there(one) && there(other)).then(|| self.values[one * self.count + other])
    }

    /// How many are compared.
    pub fn count(&self) -> usize {
        self.count
    }

    /// All values, row after row; 0 in the rows and columns of the absent.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Those that are present nowhere, ascending; they have no proximity.
    pub fn absent(&self) -> &[usize] {
        &self.absent
    }
}

/// φᵢⱼ = min{P(i | j), P(j | i)} = regions with both / max(regions with i, with j).
///
/// From 0 (never together) to 1 (always together); 1 for an activity with itself.
/// The smaller of the two conditional probabilities is taken so that a rare activity
/// is not near everything. Counted with `count_ones` on bits: activities² × regions
/// / 128 steps.
///
/// ```
/// use karenina_stats::{Presence, proximity};
/// let presence = Presence::from_fn(3, 2, |region, activity| region >= activity).unwrap();
/// assert_eq!(proximity(&presence).pair(0, 1), Some(2.0 / 3.0));
/// ```
///
/// # Reference
/// Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product
/// space conditions the development of nations. *Science* 317, 482–487.
#[doc(alias = "product space")]
pub fn proximity(presence: &Presence) -> Proximity {
    of_lines(&presence.columns, presence.ubiquity())
}

/// The same of every two regions: activities of both / max(activities of each).
///
/// ```
/// use karenina_stats::{Presence, proximity::proximity_of_regions};
/// let presence = Presence::from_fn(2, 3, |region, activity| activity >= region).unwrap();
/// assert_eq!(proximity_of_regions(&presence).pair(0, 1), Some(2.0 / 3.0));
/// ```
///
/// # Reference
/// As for [`proximity`], with regions in the place of activities.
pub fn proximity_of_regions(presence: &Presence) -> Proximity {
    of_lines(&presence.rows, presence.diversity())
}

fn of_lines(lines: &Bits, sizes: &[u32]) -> Proximity {
    const BLOCK: usize = 32;
    let count = sizes.len();
    let mut values = vec![0.0; count * count];
    for first in (0..count).step_by(BLOCK) {
        for second in (first..count).step_by(BLOCK) {
            for one in first..(first + BLOCK).min(count) {
                for other in second.max(one)..(second + BLOCK).min(count) {
                    let larger = sizes[one].max(sizes[other]);
                    if larger == 0 {
                        continue;
                    }
                    let both = common(lines.line(one), lines.line(other));
                    let value = f64::from(both) / f64::from(larger);
                    values[one * count + other] = value;
                    values[other * count + one] = value;
                }
            }
        }
    }
    let absent = sizes.iter().enumerate().filter(|it| *it.1 == 0).map(|it| it.0).collect();
    Proximity { count, values, absent }
}

/// Ones in both.
fn common(a: &[u64], b: &[u64]) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum()
}

#[cfg(test)]
mod tests {
    use super::{proximity, proximity_of_regions};
    use crate::{Presence, toy_stream::uniforms};

    /// The four regions of Hidalgo and Hausmann (2009), by hand: activities 1 and 3
    /// (of ubiquity 2 and 3) share one region.
    #[test]
    fn four_regions_by_hand() {
        let m = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]];
        let presence = Presence::from_fn(4, 4, |r, a| m[r][a] == 1).unwrap();
        let found = proximity(&presence);
        assert_eq!(found.pair(1, 3), Some(1.0 / 3.0));
        assert_eq!(found.pair(2, 3), Some(2.0 / 3.0));
        assert_eq!(found.pair(0, 1), Some(0.5));
        assert_eq!(found.pair(2, 2), Some(1.0));
        assert_eq!(proximity_of_regions(&presence).pair(0, 2), Some(0.5));
    }

    #[test]
    fn an_activity_found_nowhere_is_near_nothing() {
        let presence = Presence::from_fn(3, 3, |_, a| a != 1).unwrap();
        let found = proximity(&presence);
        assert_eq!(found.absent(), [1]);
        assert_eq!((found.pair(0, 1), found.pair(1, 1), found.pair(0, 3)), (None, None, None));
        assert_eq!(found.pair(0, 2), Some(1.0));
    }

    #[test]
    fn counting_bits_is_counting_regions() {
        let mut random = uniforms(11);
        let m: Vec<bool> = (0..130 * 70).map(|_| random() < 0.4).collect();
        let presence = Presence::from_fn(130, 70, |r, a| m[r * 70 + a]).unwrap();
        let found = proximity(&presence);
        for i in 0..70 {
            for j in 0..70 {
                let both = (0..130).filter(|r| m[r * 70 + i] && m[r * 70 + j]).count();
                let larger = presence.ubiquity()[i].max(presence.ubiquity()[j]);
                assert_eq!(found.pair(i, j), Some(both as f64 / f64::from(larger)));
            }
        }
    }
}
