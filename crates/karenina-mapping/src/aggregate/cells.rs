//! Sums of every activity in every region, in one array.
//!
//! A row is one random place among some tens of megabytes, and waiting for it was two fifths of all
//! time. So a cell is sixteen bytes, and rows wait in drawers, one for each piece of the array that a
//! core's second cache holds; a full drawer is added up at once. Ellison and Glaeser's index of ten
//! million plants, CPU seconds in one run: 0.62 without drawers, 0.56 with drawers of 64 rows for a
//! thousand cells, 0.51 with 4,096 rows for half a megabyte; docs/mapping-speed.md.

use std::collections::BTreeMap;

use super::{Key, More, PARTS, Sum};
use crate::establishments::{ABSENT, Batch};

/// Cells of one drawer, as a power of two: half a megabyte.
const PIECE: u32 = 15;
/// Rows that wait in one drawer.
const DRAWER: usize = 1 << 15;
/// Arrays up to this size are added to at once.
const SMALL: usize = 1 << 16;

/// Regions by activities.
#[derive(Default)]
pub(super) struct Cells {
    /// Employment in the lower half of the first number, establishments in the upper; sum of squares.
    sums: Vec<[u64; 2]>,
    /// Of each cell the establishments of which it is not said how many they employ; empty where it
    /// is said of all.
    unknown: Vec<u32>,
    /// Activities that there is room for in a region.
    stride: usize,
    /// Rows that are not yet added: the cell, and employment above it.
    drawers: Vec<Vec<u64>>,
}

impl Cells {
    /// Makes room for so many regions and activities; `likely` says how many there will be as far as
    /// anybody knows. `false` where that would be more than `most` cells: then nothing is changed.
    pub(super) fn make_room(
        &mut self,
        (regions, activities): (usize, usize),
        likely: impl Fn() -> (usize, usize),
        most: usize,
        more: &mut BTreeMap<Key, More>,
    ) -> bool {
        let before = self.sums.len().checked_div(self.stride).unwrap_or(0);
        if activities <= self.stride && regions <= before {
            return true;
        }
        // The first time what is known; later by parts of what is there, so that it happens seldom.
        let grown = |needed: usize, is: usize, likely: usize| {
            if needed <= is { is } else { needed.max(likely).max(is + is / 2) }
        };
        let (n_regions, n_activities) = likely();
        let wide = grown(activities, self.stride, n_activities);
        let high = grown(regions, before, n_regions);
        if wide.saturating_mul(high) > most.min(u32::MAX as usize) {
            return false;
        }
        self.settle(more);
        self.sums = moved(&self.sums, self.stride, wide, high);
        if !self.unknown.is_empty() {
            self.unknown = moved(&self.unknown, self.stride, wide, high);
        }
        self.stride = wide;
        let n = self.sums.len();
        self.drawers.resize_with(if n > SMALL { n.div_ceil(1 << PIECE) } else { 0 }, Vec::new);
        true
    }

    /// Adds rows for which there is room.
    pub(super) fn add(&mut self, batch: &Batch, more: &mut BTreeMap<Key, More>, beyond: &mut u64) {
        let rows = batch.region.iter().zip(&batch.activity).zip(&batch.figures[0]);
        for ((region, activity), x) in rows {
            if *region == ABSENT || *activity == ABSENT {
                continue;
            }
            let at = *region as usize * self.stride + *activity as usize;
            // Not a number where nothing is said: it equals nothing.
            let whole = *x as u32;
            if f64::from(whole) != *x {
                self.add_odd(at, *x, (*region, *activity), more, beyond);
            } else if let Some(drawer) = self.drawers.get_mut(at >> PIECE) {
                if drawer.capacity() == 0 {
                    drawer.reserve_exact(DRAWER);
                }
                drawer.push(at as u64 | u64::from(whole) << 32);
                if drawer.len() == DRAWER {
                    empty(drawer, &mut self.sums, self.stride, more);
                }
            } else if let Some(cell) = self.sums.get_mut(at) {
                let over = add_whole(cell, whole);
                if over.0 || over.1 {
                    carry(over, at, self.stride, more);
                }
            }
        }
    }

    /// A row whose employment is not said, or no whole number, or none of persons.
    fn add_odd(
        &mut self,
        at: usize,
        x: f64,
        key: Key,
        more: &mut BTreeMap<Key, More>,
        beyond: &mut u64,
    ) {
        let Some(cell) = self.sums.get_mut(at) else { return };
        cell[0] += 1 << 32;
        if x >= 0.0 && x <= f64::from(u32::MAX) {
            more.entry(key).or_default().add_parts(x);
            return;
        }
        if self.unknown.is_empty() {
            self.unknown = vec![0; self.sums.len()];
        }
        self.unknown[at] += 1;
        if x > 0.0 {
            *beyond += 1;
        }
    }

    /// Adds what still waits.
    pub(super) fn settle(&mut self, more: &mut BTreeMap<Key, More>) {
        for drawer in &mut self.drawers {
            empty(drawer, &mut self.sums, self.stride, more);
        }
    }

    /// What was added up of an activity in a region. Call [`Cells::settle`] before.
    pub(super) fn get(&self, (region, activity): Key) -> Option<Sum> {
        let (region, activity) = (region as usize, activity as usize);
        (activity < self.stride).then(|| self.sum(region * self.stride + activity)).flatten()
    }

    fn sum(&self, at: usize) -> Option<Sum> {
        let [counts, squared] = *self.sums.get(at)?;
        Some(Sum {
            employment: counts & u64::from(u32::MAX),
            squared,
            establishments: (counts >> 32) as u32,
            unknown: self.unknown.get(at).copied().unwrap_or_default(),
        })
    }

    /// The groups that occur. Call [`Cells::settle`] before.
    pub(super) fn groups(&self) -> impl Iterator<Item = (Key, Sum)> + '_ {
        let key = |at: usize| ((at / self.stride) as u32, (at % self.stride) as u32);
        (0..self.sums.len())
            .filter_map(|at| self.sum(at).map(|it| (at, it)))
            .filter(|(_, it)| it.establishments > 0)
            .map(move |(at, it)| (key(at), it))
    }
}

/// The same cells with room for more. Memory that nobody writes to is not taken.
fn moved<T: Copy + Default>(from: &[T], stride: usize, wide: usize, high: usize) -> Vec<T>
where
    Vec<T>: Zeros,
{
    let mut to = <Vec<T> as Zeros>::zeros(wide * high);
    if stride > 0 {
        for (from, to) in from.chunks_exact(stride).zip(to.chunks_exact_mut(wide)) {
            to[..stride].copy_from_slice(from);
        }
    }
    to
}

/// `vec![0; n]` asks the system for empty pages only where the compiler sees that it is nought.
trait Zeros {
    fn zeros(n: usize) -> Self;
}

impl Zeros for Vec<[u64; 2]> {
    fn zeros(n: usize) -> Self {
        vec![[0; 2]; n]
    }
}

impl Zeros for Vec<u32> {
    fn zeros(n: usize) -> Self {
        vec![0; n]
    }
}

fn empty(
    drawer: &mut Vec<u64>,
    cells: &mut [[u64; 2]],
    stride: usize,
    more: &mut BTreeMap<Key, More>,
) {
    for it in drawer.iter() {
        let at = *it as u32 as usize;
        let Some(cell) = cells.get_mut(at) else { continue };
        let over = add_whole(cell, (*it >> 32) as u32);
        if over.0 || over.1 {
            carry(over, at, stride, more);
        }
    }
    drawer.clear();
}

/// Adds an establishment; whether the sum of employment and that of squares went round.
#[inline]
fn add_whole(cell: &mut [u64; 2], whole: u32) -> (bool, bool) {
    let (employment, is_over) = (cell[0] as u32).overflowing_add(whole);
    cell[0] = ((cell[0] >> 32) + 1) << 32 | u64::from(employment);
    let (squared, are_over) = cell[1].overflowing_add(u64::from(whole) * u64::from(whole));
    cell[1] = squared;
    (is_over, are_over)
}

#[cold]
fn carry(over: (bool, bool), at: usize, stride: usize, more: &mut BTreeMap<Key, More>) {
    let key = ((at / stride) as u32, (at % stride) as u32);
    let more = more.entry(key).or_default();
    more.carry_of_employment += u64::from(over.0);
    more.carry_of_squared += u64::from(over.1);
}

impl More {
    /// Employment that is no whole number.
    pub(super) fn add_parts(&mut self, x: f64) {
        let parts = libm::round(x * PARTS) as u128;
        self.employment += parts;
        self.squared += parts * parts;
    }
}
