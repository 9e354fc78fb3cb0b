//! One pass over plants: what the indices of concentration need of them.

use crate::{
    EllisonGlaeser, NoValue, PairwiseCoagglomeration, PlantSizes, ellison_glaeser, maurel_sedillot,
    pairwise_coagglomeration,
};
use std::collections::BTreeMap;

/// The largest employment of one plant that sums bear without rounding: 2²⁶.
///
/// With it, fourth powers of 2²⁴ plants fit into 128 bits.
pub const LARGEST_PLANT: i64 = 1 << 26;

/// Sums over plants by activity and region, in whole numbers.
///
/// Add columns of a table chunk by chunk; chunks may be added by several threads,
/// each to sums of its own, and merged: sums of whole numbers are the same in any
/// order. A cell takes eight bytes: employment and the number of plants.
///
/// ```
/// use karenina_stats::PlantSums;
/// let mut sums = PlantSums::new(2, 3).unwrap();
/// // columns: activity, region, employment
/// let refused = sums.add(&[0_u32, 0, 1], &[2_u32, 2, 0], &[5_i64, 7, -1]).unwrap();
/// assert_eq!(sums.employment(0, 2), 12);
/// assert_eq!(sums.plants(0, 2), 2);
/// assert_eq!(refused[0].row, 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlantSums {
    activities: usize,
    regions: usize,
    /// Activity after activity; employment in the low 32 bits, plants above.
    cells: Vec<u64>,
    /// What went beyond 32 bits: times 2³² (employment), times 2³² (plants).
    carried: BTreeMap<usize, (u64, u64)>,
    sizes: Vec<Sizes>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sizes {
    staffed: u64,
    employment: u64,
    squares: u128,
    fourth_powers: u128,
}

/// A plant that was not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedPlant {
    /// Its row in the chunk, from 0.
    pub row: usize,
    /// What is wrong with it.
    pub why: PlantFault,
}

/// What may be wrong with a plant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlantFault {
    /// Its activity is not one of those that were announced.
    UnknownActivity,
    /// Its region is not one of those that were announced.
    UnknownRegion,
    /// Its employment is negative.
    Negative,
    /// Its employment is above [`LARGEST_PLANT`].
    TooLarge,
}

/// Rows that are looked at before they are added; they stay in the nearest cache.
const BLOCK: usize = 1024;

struct Block<'a, A, R, E> {
    activity: &'a [A],
    region: &'a [R],
    employment: &'a [E],
}

impl<A, R, E> Block<'_, A, R, E>
where
    A: Copy + Into<i64>,
    R: Copy + Into<i64>,
    E: Copy + Into<i64>,
{
    fn rows(&self) -> impl Iterator<Item = (usize, usize, u64)> + Clone {
        let pairs = self.activity.iter().zip(self.region).zip(self.employment);
        pairs.map(|((&a, &r), &e)| (a.into() as usize, r.into() as usize, e.into() as u64))
    }

    fn refusals(
        &self,
        activities: usize,
        regions: usize,
    ) -> impl Iterator<Item = (usize, PlantFault)> {
        // Negative numbers become huge ones, and are out of range as well.
        self.rows().enumerate().filter_map(move |(row, (activity, region, employment))| {
            let sound =
                activity < activities && region < regions && employment <= LARGEST_PLANT as u64;
            let fault = || {
                if activity >= activities {
                    PlantFault::UnknownActivity
                } else if region >= regions {
                    PlantFault::UnknownRegion
                } else if employment.cast_signed() < 0 {
                    PlantFault::Negative
                } else {
                    PlantFault::TooLarge
                }
            };
            (!sound).then(|| (row, fault()))
        })
    }
}

impl PlantSums {
    /// Empty sums of so many activities and regions. `Err(WrongShape)` when there are
    /// none, or more cells than fit into memory.
    pub fn new(activities: usize, regions: usize) -> Result<Self, NoValue> {
        let cells = activities.checked_mul(regions).filter(|&it| it > 0 && it < 1 << 40);
        let cells = cells.ok_or(NoValue::WrongShape)?;
        let mut empty = Vec::new();
        empty.try_reserve_exact(cells).map_err(|_| NoValue::WrongShape)?;
        empty.resize(cells, 0);
        Ok(Self {
            activities,
            regions,
            cells: empty,
            carried: BTreeMap::new(),
            sizes: vec![Sizes::default(); activities],
        })
    }

    /// Adds plants given as columns, and tells which were refused and why; all others
    /// are added. `Err(WrongShape)` when the columns differ in length, and nothing is
    /// added then.
    ///
    /// Employment of zero is a plant without staff: counted, and of no weight. Where
    /// employment is fractional (yearly means) multiply by a power of ten first: the
    /// indices do not depend on the unit.
    pub fn add<A, R, E>(
        &mut self,
        activity: &[A],
        region: &[R],
        employment: &[E],
    ) -> Result<Vec<RefusedPlant>, NoValue>
    where
        A: Copy + Into<i64>,
        R: Copy + Into<i64>,
        E: Copy + Into<i64>,
    {
        if activity.len() != region.len() || region.len() != employment.len() {
            return Err(NoValue::WrongShape);
        }
        let mut refused = Vec::new();
        for from in (0..activity.len()).step_by(BLOCK) {
            let block = from..(from + BLOCK).min(activity.len());
            let rows = Block {
                activity: &activity[block.clone()],
                region: &region[block.clone()],
                employment: &employment[block],
            };
            if rows.refusals(self.activities, self.regions).next().is_none() {
                self.add_sound(rows.rows());
                continue;
            }
            // Rare, so the other loops need not look.
            let mut bad = rows.refusals(self.activities, self.regions).peekable();
            for (at, row) in rows.rows().enumerate() {
                match bad.next_if(|it| it.0 == at) {
                    Some((_, why)) => refused.push(RefusedPlant { row: from + at, why }),
                    None => self.add_sound(std::iter::once(row)),
                }
            }
        }
        Ok(refused)
    }

    /// Two loops, the sizes of activities and the cells: together they take twice as
    /// long, since every cell is waited for.
    fn add_sound(&mut self, rows: impl Iterator<Item = (usize, usize, u64)> + Clone) {
        for (activity, _, employment) in rows.clone() {
            let sizes = &mut self.sizes[activity];
            let square = employment * employment;
            sizes.staffed += u64::from(employment > 0);
            sizes.employment += employment;
            sizes.squares += u128::from(square);
            sizes.fourth_powers += u128::from(square) * u128::from(square);
        }
        for (activity, region, employment) in rows {
            let at = activity * self.regions + region;
            let cell = self.cells[at];
            // One addition for both halves; a carry out of either is rare.
            let low = (cell & 0xFFFF_FFFF) + employment;
            if low >> 32 != 0 || cell >> 32 == 0xFFFF_FFFF {
                self.carry(at, employment, 1);
            } else {
                self.cells[at] = cell + employment + (1 << 32);
            }
        }
    }

    #[cold]
    fn carry(&mut self, at: usize, employment: u64, plants: u64) {
        let carried = self.carried.entry(at).or_default();
        let employment = (self.cells[at] & 0xFFFF_FFFF) + employment;
        let plants = (self.cells[at] >> 32) + plants;
        carried.0 += employment >> 32;
        carried.1 += plants >> 32;
        self.cells[at] = (employment & 0xFFFF_FFFF) | (plants << 32);
    }

    /// Adds other sums of the same shape. `Err(WrongShape)` when theirs is another.
    pub fn merge(&mut self, other: &Self) -> Result<(), NoValue> {
        if (self.activities, self.regions) != (other.activities, other.regions) {
            return Err(NoValue::WrongShape);
        }
        for (at, &cell) in other.cells.iter().enumerate() {
            let low = (self.cells[at] & 0xFFFF_FFFF) + (cell & 0xFFFF_FFFF);
            let high = (self.cells[at] >> 32) + (cell >> 32);
            if (low | high) >> 32 != 0 {
                self.carry(at, cell & 0xFFFF_FFFF, cell >> 32);
            } else {
                self.cells[at] = low | (high << 32);
            }
        }
        for (&at, &(employment, plants)) in &other.carried {
            let carried = self.carried.entry(at).or_default();
            carried.0 += employment;
            carried.1 += plants;
        }
        for (own, more) in self.sizes.iter_mut().zip(&other.sizes) {
            own.staffed += more.staffed;
            own.employment += more.employment;
            own.squares += more.squares;
            own.fourth_powers += more.fourth_powers;
        }
        Ok(())
    }

    /// How many activities were announced.
    pub fn activities(&self) -> usize {
        self.activities
    }

    /// How many regions were announced.
    pub fn regions(&self) -> usize {
        self.regions
    }

    /// Employment of an activity in a region. Panics outside the table, as slices do.
    pub fn employment(&self, activity: usize, region: usize) -> u64 {
        let at = activity * self.regions + region;
        let carried = self.carried.get(&at).map_or(0, |it| it.0);
        (carried << 32) + (self.cells[at] & 0xFFFF_FFFF)
    }

    /// Plants of an activity in a region. Panics outside the table, as slices do.
    pub fn plants(&self, activity: usize, region: usize) -> u64 {
        let at = activity * self.regions + region;
        let carried = self.carried.get(&at).map_or(0, |it| it.1);
        (carried << 32) + (self.cells[at] >> 32)
    }

    /// Employment of an activity in all regions.
    pub fn by_region(&self, activity: usize) -> Vec<f64> {
        (0..self.regions).map(|region| self.employment(activity, region) as f64).collect()
    }

    /// All employment by region.
    pub fn region_totals(&self) -> Vec<f64> {
        let mut totals = vec![0_u64; self.regions];
        for row in self.cells.chunks_exact(self.regions) {
            for (total, cell) in totals.iter_mut().zip(row) {
                *total += cell & 0xFFFF_FFFF;
            }
        }
        for (at, carried) in &self.carried {
            totals[at % self.regions] += carried.0 << 32;
        }
        totals.into_iter().map(|it| it as f64).collect()
    }

    /// Number of plants with staff, H and Σ z⁴ of an activity. `Err(EmptyActivity)`
    /// when nobody works in it.
    pub fn sizes(&self, activity: usize) -> Result<PlantSizes, NoValue> {
        let sizes = &self.sizes[activity];
        if sizes.employment == 0 {
            return Err(NoValue::EmptyActivity);
        }
        let square = sizes.employment as f64 * sizes.employment as f64;
        Ok(PlantSizes {
            plants: sizes.staffed,
            herfindahl: sizes.squares as f64 / square,
            fourth_powers: Some(sizes.fourth_powers as f64 / square / square),
        })
    }

    /// [`ellison_glaeser`](crate::ellison_glaeser()) of every activity, against all
    /// employment in the sums.
    pub fn ellison_glaeser(&self) -> Vec<Result<EllisonGlaeser, NoValue>> {
        let base = self.region_totals();
        (0..self.activities)
            .map(|it| ellison_glaeser(&self.by_region(it), &base, self.sizes(it)?))
            .collect()
    }

    /// [`maurel_sedillot`](crate::maurel_sedillot()) of every activity, against all
    /// employment in the sums.
    pub fn maurel_sedillot(&self) -> Vec<Result<f64, NoValue>> {
        let base = self.region_totals();
        (0..self.activities)
            .map(|it| maurel_sedillot(&self.by_region(it), &base, self.sizes(it)?))
            .collect()
    }

    /// [`pairwise_coagglomeration`](crate::pairwise_coagglomeration()) of all activities,
    /// against all employment in the sums.
    pub fn pairwise_coagglomeration(&self) -> Result<PairwiseCoagglomeration, NoValue> {
        let rows: Vec<f64> = (0..self.activities).flat_map(|it| self.by_region(it)).collect();
        pairwise_coagglomeration(&rows, &self.region_totals())
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST_PLANT, PlantFault, PlantSums};
    use crate::{NoValue, PlantSizes};

    /// REAT 3.0.3, example `ellison.a`: the ten plants in three regions; H printed
    /// 0.244688775510204.
    #[test]
    fn ten_plants_add_up_to_what_reat_has() {
        let employment = [200_i32, 650, 12_000, 100, 50, 16_000, 13_000, 1500, 1500, 25_000];
        let region = [0_u16, 0, 0, 0, 0, 1, 1, 1, 1, 2];
        let mut sums = PlantSums::new(1, 3).unwrap();
        assert_eq!(sums.add(&[0_u8; 10], &region, &employment).unwrap(), []);
        assert_eq!(sums.by_region(0), [13_000.0, 32_000.0, 25_000.0]);
        let sizes = sums.sizes(0).unwrap();
        assert!((sizes.herfindahl - 0.244_688_775_510_204).abs() < 1e-15);
        let direct = PlantSizes::of(&employment.map(f64::from)).unwrap();
        assert_eq!(sizes.plants, direct.plants);
        let difference = sizes.fourth_powers.unwrap() - direct.fourth_powers.unwrap();
        assert!(difference.abs() < 1e-15);
    }

    #[test]
    fn each_refused_plant_says_why_and_the_others_count() {
        let mut sums = PlantSums::new(2, 2).unwrap();
        let refused = sums
            .add(
                &[0_i64, 2, -1, 0, 1, 1],
                &[0_i64, 0, 0, 5, 1, 1],
                &[3_i64, 1, 1, 1, -4, LARGEST_PLANT + 1],
            )
            .unwrap();
        let why: Vec<(usize, PlantFault)> = refused.iter().map(|it| (it.row, it.why)).collect();
        assert_eq!(
            why,
            [
                (1, PlantFault::UnknownActivity),
                (2, PlantFault::UnknownActivity),
                (3, PlantFault::UnknownRegion),
                (4, PlantFault::Negative),
                (5, PlantFault::TooLarge),
            ]
        );
        assert_eq!(sums.employment(0, 0), 3);
        assert_eq!(sums.sizes(1), Err(NoValue::EmptyActivity));
        assert_eq!(sums.add(&[0_u8], &[0_u8, 0], &[1_u8]), Err(NoValue::WrongShape));
        assert_eq!(PlantSums::new(0, 5), Err(NoValue::WrongShape));
        assert_eq!(PlantSums::new(usize::MAX, 2), Err(NoValue::WrongShape));
    }

    #[test]
    fn a_cell_beyond_thirty_two_bits_loses_nothing() {
        let rows = 200;
        let largest = vec![LARGEST_PLANT; rows];
        let mut sums = PlantSums::new(1, 2).unwrap();
        sums.add(&vec![0_u8; rows], &vec![1_u8; rows], &largest).unwrap();
        let mut twice = sums.clone();
        twice.merge(&sums).unwrap();
        assert_eq!(sums.employment(0, 1), LARGEST_PLANT as u64 * 200);
        assert_eq!(twice.employment(0, 1), LARGEST_PLANT as u64 * 400);
        assert_eq!(twice.plants(0, 1), 400);
        assert_eq!(twice.region_totals(), [0.0, LARGEST_PLANT as f64 * 400.0]);
        assert!((twice.sizes(0).unwrap().herfindahl - 1.0 / 400.0).abs() < 1e-18);
    }

    #[test]
    fn chunks_in_any_order_are_the_same_sums() {
        let activity: Vec<u32> = (0..1000).map(|it| it * 7 % 5).collect();
        let region: Vec<u32> = (0..1000).map(|it| it * 11 % 13).collect();
        let employment: Vec<u32> = (0..1000).map(|it| it * 31 % 97).collect();
        let mut whole = PlantSums::new(5, 13).unwrap();
        whole.add(&activity, &region, &employment).unwrap();
        let mut merged = PlantSums::new(5, 13).unwrap();
        for chunk in [600..1000, 0..250, 250..600] {
            let mut part = PlantSums::new(5, 13).unwrap();
            part.add(&activity[chunk.clone()], &region[chunk.clone()], &employment[chunk]).unwrap();
            merged.merge(&part).unwrap();
        }
        assert_eq!(whole, merged);
        assert_eq!(merged.merge(&PlantSums::new(5, 12).unwrap()), Err(NoValue::WrongShape));
    }
}
