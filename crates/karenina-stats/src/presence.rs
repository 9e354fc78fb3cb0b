//! Which activity is present in which region, a bit a cell.

use crate::{NoValue, RegionalTable};

/// The binary matrix M of regions and activities, kept by rows and by columns.
///
/// Measures of complexity and relatedness start from it. A cell takes two bits.
///
/// ```
/// use karenina_stats::{Presence, RegionalTable};
/// let table = RegionalTable::new(&[30.0, 10.0, 10.0, 30.0], 2, 2).unwrap();
/// let presence = Presence::from_quotients(&table, 1.0).unwrap();
/// assert!(presence.is_present(0, 0) && !presence.is_present(0, 1));
/// assert_eq!(presence.diversity(), &[1, 1]);
/// ```
///
/// # Reference
/// Hidalgo, C. A. and Hausmann, R. (2009). The building blocks of economic
/// complexity. *PNAS* 106(26), 10570–10575: diversity and ubiquity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    regions: usize,
    activities: usize,
    pub(crate) rows: Bits,
    pub(crate) columns: Bits,
    diversity: Vec<u32>,
    ubiquity: Vec<u32>,
}

/// Lines of bits, each padded with zeros to whole blocks of two words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bits {
    pub words: usize,
    pub bits: Vec<u64>,
}

impl Bits {
    fn new(lines: usize, length: usize) -> Self {
        let words = length.div_ceil(128) * 2;
        Self { words, bits: vec![0; lines * words] }
    }

    pub fn line(&self, at: usize) -> &[u64] {
        &self.bits[at * self.words..(at + 1) * self.words]
    }

    fn counts(&self) -> Vec<u32> {
        self.bits
            .chunks_exact(self.words)
            .map(|line| line.iter().map(|word| word.count_ones()).sum())
            .collect()
    }

    /// Rows become columns, in squares of 64.
    fn transposed(&self, lines: usize, length: usize) -> Self {
        let mut out = Self::new(length, lines);
        for top in (0..lines).step_by(64) {
            for word in 0..length.div_ceil(64) {
                let mut square = [0_u64; 64];
                for (at, line) in (top..(top + 64).min(lines)).enumerate() {
                    square[at] = self.bits[line * self.words + word];
                }
                transpose(&mut square);
                for (at, line) in (word * 64..(word * 64 + 64).min(length)).enumerate() {
                    out.bits[line * out.words + top / 64] = square[at];
                }
            }
        }
        out
    }
}

/// After Warren, H. S. (2012). *Hacker's Delight*, 7-3: halves, quarters, … change places.
fn transpose(square: &mut [u64; 64]) {
    let (mut width, mut mask) = (32, 0x0000_0000_FFFF_FFFF_u64);
    while width > 0 {
        let mut at = 0;
        while at < 64 {
            let moved = ((square[at] >> width) ^ square[at + width]) & mask;
            square[at] ^= moved << width;
            square[at + width] ^= moved;
            at = (at + width + 1) & !width;
        }
        width /= 2;
        mask ^= mask << width;
    }
}

impl Presence {
    /// Present where the location quotient is at least `threshold`, usually 1.
    ///
    /// Compared without a division, `e_rc` e ≥ t `e_r` `e_c`, so that a quotient of exactly 1 is
    /// never lost in rounding. What is empty is not present. `Err`: `NothingThere`;
    /// `ParameterOutOfRange` when the threshold is not above zero.
    pub fn from_quotients(table: &RegionalTable<'_>, threshold: f64) -> Result<Self, NoValue> {
        if table.total() == 0.0 {
            return Err(NoValue::NothingThere);
        }
        if !(threshold > 0.0 && threshold.is_finite()) {
            return Err(NoValue::ParameterOutOfRange);
        }
        let least: Vec<f64> = table
            .activity_totals()
            .iter()
            .map(|&total| if total == 0.0 { f64::INFINITY } else { threshold * total })
            .collect();
        Ok(Self::of_rows(table.regions(), table.activities(), |region, row| {
            let total = table.region_totals()[region];
            if total > 0.0 {
                set(row, table.region(region), &least, table.total(), total);
            }
        }))
    }

    /// Present where `present` says so, asked once a cell.
    ///
    /// `Err(WrongShape)` when there is no region or no activity.
    pub fn from_fn(
        regions: usize,
        activities: usize,
        present: impl Fn(usize, usize) -> bool,
    ) -> Result<Self, NoValue> {
        if regions == 0 || activities == 0 {
            return Err(NoValue::WrongShape);
        }
        Ok(Self::of_rows(regions, activities, |region, row| {
            for activity in 0..activities {
                row[activity / 64] |= u64::from(present(region, activity)) << (activity % 64);
            }
        }))
    }

    pub(crate) fn of_rows(
        regions: usize,
        activities: usize,
        fill: impl Fn(usize, &mut [u64]),
    ) -> Self {
        let mut rows = Bits::new(regions, activities);
        let words = rows.words;
        for (region, row) in rows.bits.chunks_exact_mut(words).enumerate() {
            fill(region, row);
        }
        let columns = rows.transposed(regions, activities);
        let (diversity, ubiquity) = (rows.counts(), columns.counts());
        Self { regions, activities, rows, columns, diversity, ubiquity }
    }

    /// How many regions.
    pub fn regions(&self) -> usize {
        self.regions
    }

    /// How many activities.
    pub fn activities(&self) -> usize {
        self.activities
    }

    /// Whether an activity is present in a region; outside the table it is not.
    pub fn is_present(&self, region: usize, activity: usize) -> bool {
        region < self.regions
            && activity < self.activities
            && self.rows.line(region)[activity / 64] >> (activity % 64) & 1 == 1
    }

    /// How many activities are present in each region, k(c,0).
    pub fn diversity(&self) -> &[u32] {
        &self.diversity
    }

    /// In how many regions each activity is present, k(p,0).
    pub fn ubiquity(&self) -> &[u32] {
        &self.ubiquity
    }

    /// The parts that hang together by common activities, largest first: regions and
    /// activities of each. What has no presence at all is in none of them.
    pub fn parts(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut seen = vec![false; self.regions];
        let mut parts: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for first in 0..self.regions {
            if seen[first] || self.diversity[first] == 0 {
                continue;
            }
            let mut of_regions = vec![0_u64; self.columns.words];
            let mut of_activities = vec![0_u64; self.rows.words];
            of_regions[first / 64] |= 1 << (first % 64);
            let (mut new_regions, mut new_activities) = (vec![first], Vec::new());
            while !new_regions.is_empty() {
                for region in new_regions.drain(..) {
                    join(&mut of_activities, self.rows.line(region), &mut new_activities);
                }
                for activity in new_activities.drain(..) {
                    join(&mut of_regions, self.columns.line(activity), &mut new_regions);
                }
            }
            let regions: Vec<usize> = ones(&of_regions).collect();
            for &region in &regions {
                seen[region] = true;
            }
            parts.push((regions, ones(&of_activities).collect()));
        }
        parts.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(b.1.len().cmp(&a.1.len())));
        parts
    }
}

/// The bits of a row: `x` e ≥ `total` t `e_c`, 64 cells a word.
fn set(row: &mut [u64], x: &[f64], least: &[f64], all: f64, total: f64) {
    for ((word, x), least) in row.iter_mut().zip(x.chunks(64)).zip(least.chunks(64)) {
        let mut bits = 0;
        for (at, (x, least)) in x.iter().zip(least).enumerate() {
            bits |= u64::from(x * all >= total * least) << at;
        }
        *word = bits;
    }
}

/// The places of the ones, ascending.
pub(crate) fn ones(words: &[u64]) -> impl Iterator<Item = usize> {
    words.iter().enumerate().flat_map(|(at, &word)| {
        let mut rest = word;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let place = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                at * 64 + place
            })
        })
    })
}

fn join(reached: &mut [u64], line: &[u64], new: &mut Vec<usize>) {
    for (at, (reached, &word)) in reached.iter_mut().zip(line).enumerate() {
        let fresh = [word & !*reached];
        *reached |= word;
        new.extend(ones(&fresh).map(|place| at * 64 + place));
    }
}

#[cfg(test)]
mod tests {
    use super::Presence;
    use crate::{NoValue, RegionalTable, toy_stream::uniforms};

    /// Hidalgo and Hausmann (2009), supplement, as `EconGeo` 1.3 has it: diversity
    /// 4, 1, 2, 1 and ubiquity 1, 2, 2, 3.
    #[test]
    fn diversity_and_ubiquity_of_four_regions() {
        let m = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]];
        let presence = Presence::from_fn(4, 4, |r, a| m[r][a] == 1).unwrap();
        assert_eq!(presence.diversity(), [4, 1, 2, 1]);
        assert_eq!(presence.ubiquity(), [1, 2, 2, 3]);
        assert_eq!(presence.parts().len(), 1);
    }

    #[test]
    fn a_quotient_of_exactly_one_is_present() {
        // Rank one: every quotient is 1, whatever the division makes of it.
        let (rows, columns) = ([3.0, 7.0, 11.0, 0.3], [1.0, 49.0, 13.0]);
        let values: Vec<f64> =
            rows[..3].iter().flat_map(|r| columns.iter().map(move |c| r * c)).collect();
        let table = RegionalTable::new(&values, 3, 3).unwrap();
        let presence = Presence::from_quotients(&table, 1.0).unwrap();
        assert_eq!(presence.diversity(), [3, 3, 3]);
    }

    #[test]
    fn what_is_empty_is_not_present() {
        let table = RegionalTable::new(&[1.0, 0.0, 0.0, 0.0], 2, 2).unwrap();
        let presence = Presence::from_quotients(&table, 1.0).unwrap();
        assert_eq!((presence.diversity(), presence.ubiquity()), (&[1, 0][..], &[1, 0][..]));
        assert_eq!(Presence::from_quotients(&table, 0.0), Err(NoValue::ParameterOutOfRange));
        let nothing = RegionalTable::new(&[0.0], 1, 1).unwrap();
        assert_eq!(Presence::from_quotients(&nothing, 1.0), Err(NoValue::NothingThere));
    }

    #[test]
    fn rows_and_columns_say_the_same() {
        let mut random = uniforms(3);
        let m: Vec<bool> = (0..150 * 201).map(|_| random() < 0.3).collect();
        let presence = Presence::from_fn(150, 201, |r, a| m[r * 201 + a]).unwrap();
        for r in 0..150 {
            for a in 0..201 {
                let by_column = presence.columns.line(a)[r / 64] >> (r % 64) & 1 == 1;
                assert!(presence.is_present(r, a) == m[r * 201 + a] && by_column == m[r * 201 + a]);
            }
        }
    }

    #[test]
    fn parts_without_a_common_activity_are_apart() {
        let presence = Presence::from_fn(5, 4, |r, a| r < 4 && (r < 3) == (a < 2)).unwrap();
        let parts = presence.parts();
        assert_eq!(parts, [(vec![0, 1, 2], vec![0, 1]), (vec![3], vec![2, 3])]);
    }
}
