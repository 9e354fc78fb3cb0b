//! Establishments added up to regions by activities, at any size.
//!
//! Sums are of whole numbers, so that their order does not matter and any number of threads, files
//! and row groups gives the same table. Each worker adds up into an array of regions by activities;
//! where that would be large and empty, into a hash table; and where there are more groups than
//! memory is meant for, sorted runs are put aside and merged at the end.

mod cells;
mod table;

pub use table::{AGGREGATED_HEADING, Aggregated, write_group};

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, btree_map},
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use karenina_model::problem::Problems;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::cells::Cells;
use crate::{
    establishments::{ABSENT, Batch, CodeBook, Scanned, Wanted, scan, sorted},
    read::{MapError, OnBadLine},
};

/// How much is kept in memory.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Cells of the arrays of all workers, 16 bytes each, or 20 where employment is not said of all.
    pub cells: usize,
    /// Groups in the hash tables of all workers, some 60 bytes each.
    pub groups: usize,
    /// Where runs are put that do not fit.
    pub scratch: PathBuf,
}

impl Limits {
    /// Under a gigabyte, and runs in this folder.
    pub fn usual(scratch: PathBuf) -> Self {
        Self { cells: 16_000_000, groups: 8_000_000, scratch }
    }
}

/// Parts of one person that a figure can have: six decimals are kept exactly.
const PARTS: f64 = 1e6;

/// What is added up of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sum {
    employment: u64,
    squared: u64,
    establishments: u32,
    /// Among them those of which it is not said how many they employ.
    unknown: u32,
}

/// What a group holds beyond whole numbers and beyond 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct More {
    /// Employment of establishments with a fraction, in millionths.
    employment: u128,
    /// Its squares, in millionths of millionths.
    squared: u128,
    /// Whole employment beyond 32 bits, which is what a cell of an array holds.
    carry_of_employment: u64,
    /// Whole squares beyond 64 bits.
    carry_of_squared: u64,
}

/// Region and activity, by the numbers of their code books.
type Key = (u32, u32);

/// One worker's sums.
struct Sums {
    store: Store,
    more: std::collections::BTreeMap<Key, More>,
    runs: Vec<Run>,
    limits: Limits,
    /// Figures above four thousand million, which are no employment.
    beyond: u64,
}

enum Store {
    Array(Cells),
    Hash(FxHashMap<Key, Sum>),
}

impl Sums {
    fn new(limits: Limits) -> Self {
        Self {
            store: Store::Array(Cells::default()),
            more: std::collections::BTreeMap::new(),
            runs: Vec::new(),
            limits,
            beyond: 0,
        }
    }

    fn add(&mut self, batch: &Batch, books: (&CodeBook, &CodeBook)) -> Result<(), MapError> {
        self.make_room(batch, books);
        let Self { store, more, beyond, .. } = self;
        match store {
            Store::Array(cells) => cells.add(batch, more, beyond),
            Store::Hash(groups) => {
                let rows = batch.region.iter().zip(&batch.activity).zip(&batch.figures[0]);
                for ((region, activity), x) in rows {
                    if *region == ABSENT || *activity == ABSENT {
                        continue;
                    }
                    let key = (*region, *activity);
                    add_one(groups.entry(key).or_default(), *x, key, more, beyond);
                }
                if groups.len() > self.limits.groups {
                    self.put_aside(books)?;
                }
            }
        }
        Ok(())
    }

    /// Makes the array hold the numbers of a batch, or goes over to a hash table.
    fn make_room(&mut self, batch: &Batch, books: (&CodeBook, &CodeBook)) {
        let Store::Array(cells) = &mut self.store else { return };
        let most = |of: &[u32]| {
            of.iter().map(|it| if *it == ABSENT { 0 } else { *it as usize + 1 }).max().unwrap_or(0)
        };
        let needed = (most(&batch.region), most(&batch.activity));
        let known = || (books.0.len(), books.1.len());
        if !cells.make_room(needed, known, self.limits.cells, &mut self.more) {
            self.hash();
        }
    }

    /// Goes over to a hash table.
    fn hash(&mut self) {
        self.settle();
        if let Store::Array(cells) = &self.store {
            self.store = Store::Hash(cells.groups().collect());
        }
    }

    /// Adds what still waits to be added.
    fn settle(&mut self) {
        if let Store::Array(cells) = &mut self.store {
            cells.settle(&mut self.more);
        }
    }

    /// Writes what is in memory to a file, in order of codes.
    fn put_aside(&mut self, books: (&CodeBook, &CodeBook)) -> Result<(), MapError> {
        let (regions, activities) = (sorted(books.0).1, sorted(books.1).1);
        let rows = self.drain(&regions, &activities);
        let failed = |reason| MapError::NoScratch { folder: self.limits.scratch.clone(), reason };
        self.runs.push(Run::write(&self.limits.scratch, &rows).map_err(failed)?);
        Ok(())
    }

    /// What is in memory, in order of the codes' ranks.
    fn drain(&mut self, regions: &[u32], activities: &[u32]) -> Vec<(Key, Sum)> {
        self.settle();
        let empty = Store::Hash(FxHashMap::default());
        let mut rows: Vec<(Key, Sum)> = match std::mem::replace(&mut self.store, empty) {
            Store::Array(cells) => cells.groups().collect(),
            Store::Hash(groups) => groups.into_iter().collect(),
        };
        rows.sort_unstable_by_key(|((region, activity), _)| {
            (regions[*region as usize], activities[*activity as usize])
        });
        rows
    }
}

#[inline]
fn add_one(
    sum: &mut Sum,
    x: f64,
    key: Key,
    more: &mut std::collections::BTreeMap<Key, More>,
    beyond: &mut u64,
) {
    sum.establishments += 1;
    // Not a number where nothing is said: no comparison holds then.
    if x >= 0.0 && x <= f64::from(u32::MAX) {
        let whole = x as u64;
        if whole as f64 == x {
            sum.employment += whole;
            let (squared, is_over) = sum.squared.overflowing_add(whole * whole);
            sum.squared = squared;
            if is_over {
                more.entry(key).or_default().carry_of_squared += 1;
            }
        } else {
            more.entry(key).or_default().add_parts(x);
        }
    } else {
        sum.unknown += 1;
        if x > 0.0 {
            *beyond += 1;
        }
    }
}

/// Groups that were put aside, in order.
struct Run {
    file: File,
    rows: u64,
    /// Removed at the end where a file that is open cannot be removed at once.
    path: PathBuf,
}

static RUNS: AtomicU64 = AtomicU64::new(0);

impl Run {
    fn write(folder: &Path, rows: &[(Key, Sum)]) -> io::Result<Self> {
        let name =
            format!("karenina-run-{}-{}", std::process::id(), RUNS.fetch_add(1, Ordering::Relaxed));
        let path = folder.join(name);
        let file = File::options().read(true).write(true).create_new(true).open(&path)?;
        // On Unix the file has no name from here on, and goes with the process whatever ends it.
        if cfg!(unix) {
            _ = std::fs::remove_file(&path);
        }
        let mut out = BufWriter::with_capacity(1 << 18, &file);
        for ((region, activity), sum) in rows {
            out.write_all(&region.to_le_bytes())?;
            out.write_all(&activity.to_le_bytes())?;
            out.write_all(&sum.employment.to_le_bytes())?;
            out.write_all(&sum.squared.to_le_bytes())?;
            out.write_all(&sum.establishments.to_le_bytes())?;
            out.write_all(&sum.unknown.to_le_bytes())?;
        }
        out.flush()?;
        drop(out);
        (&file).rewind()?;
        Ok(Self { file, rows: rows.len() as u64, path })
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if !cfg!(unix) {
            _ = std::fs::remove_file(&self.path);
        }
    }
}

fn read_row(from: &mut impl Read) -> io::Result<(Key, Sum)> {
    let mut row = [0; 32];
    from.read_exact(&mut row)?;
    let word = |at: usize| u32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]]);
    let long = |at: usize| u64::from(word(at)) | u64::from(word(at + 4)) << 32;
    Ok((
        (word(0), word(4)),
        Sum { employment: long(8), squared: long(16), establishments: word(24), unknown: word(28) },
    ))
}

/// A number that is whole, or has up to twelve decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    whole: u128,
    /// Parts of one, so many of which make one.
    parts: u64,
    of: u64,
}

impl Exact {
    fn new(whole: u128, parts: u128, of: u64) -> Self {
        // A division of such numbers is dear, and nearly always there are no parts.
        if parts == 0 {
            return Self { whole, parts: 0, of };
        }
        let one = u128::from(of);
        Self { whole: whole + parts / one, parts: (parts % one) as u64, of }
    }

    /// Reads digits with up to so many decimals.
    fn parse(text: &str, places: usize) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        if decimals.len() > places {
            return None;
        }
        let parts = format!("0{decimals:0<places$}").parse().ok()?;
        Some(Self::new(whole.parse().ok()?, parts, 10_u64.pow(places as u32)))
    }

    /// A number of millionths.
    pub fn millionths(parts: u128) -> Self {
        Self::new(0, parts, PARTS as u64)
    }

    /// A number of millionths of millionths.
    pub fn square_millionths(parts: u128) -> Self {
        Self::new(0, parts, (PARTS * PARTS) as u64)
    }

    /// The nearest number that a program calculates with.
    pub fn value(self) -> f64 {
        let whole = u64::try_from(self.whole).map_or(self.whole as f64, |it| it as f64);
        whole + self.parts as f64 / self.of as f64
    }
}

/// As few digits as say it.
impl std::fmt::Display for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Fewer digits at a time are written sooner.
        match u64::try_from(self.whole) {
            Ok(it) => write!(f, "{it}")?,
            Err(_) => write!(f, "{}", self.whole)?,
        }
        if self.parts > 0 {
            let width = self.of.ilog10() as usize;
            let decimals = format!("{:0width$}", self.parts);
            write!(f, ".{}", decimals.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// An activity in a region, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Place in [`Aggregated::regions`].
    pub region: u32,
    /// Place in [`Aggregated::activities`].
    pub activity: u32,
    /// Persons employed in the establishments of which it is said.
    pub employment: Exact,
    /// Establishments.
    pub establishments: u64,
    /// Sum of the squares of their employment.
    pub employment_squared: Exact,
    /// Establishments of which it is not said how many they employ.
    pub unknown: u64,
}

/// Establishments added up, before they are put in order.
pub struct Aggregation {
    sums: Vec<Sums>,
    /// Codes of regions, in order of bytes.
    pub regions: Vec<String>,
    /// Codes of activities, in order of bytes.
    pub activities: Vec<String>,
    of_region: Vec<u32>,
    of_activity: Vec<u32>,
    /// What was read.
    pub scanned: Scanned,
    scratch: PathBuf,
}

/// Adds up the establishments of a file or of the files of a folder.
pub fn aggregate(
    path: &Path,
    on_bad_line: OnBadLine,
    limits: &Limits,
    problems: &mut Problems,
) -> Result<Aggregation, MapError> {
    let books = (CodeBook::default(), CodeBook::default());
    let workers = rayon::current_num_threads().max(1);
    let of_each = Limits {
        cells: limits.cells / workers,
        groups: limits.groups / workers,
        scratch: limits.scratch.clone(),
    };
    let states = (0..workers).map(|_| Sums::new(of_each.clone())).collect();
    let (mut sums, scanned) = scan(
        path,
        Wanted::Sums,
        on_bad_line,
        (&books.0, &books.1),
        states,
        |sums: &mut Sums, batch| sums.add(batch, (&books.0, &books.1)),
        problems,
    )?;
    sums.par_iter_mut().for_each(Sums::settle);
    let beyond: u64 = sums.iter().map(|it| it.beyond).sum();
    if beyond > 0 {
        problems.push(
            karenina_model::Problem::new(
                karenina_model::Code::EmploymentBeyondReach,
                karenina_model::Place::file(path.display().to_string()),
            )
            .with("count", beyond.to_string()),
        );
    }
    if sums.iter().any(|it| matches!(it.store, Store::Hash(_))) {
        // Free the arrays of those that still have one; the merge wants sorted groups of all.
        sums.iter_mut().for_each(Sums::hash);
    }
    let (regions, of_region) = sorted(&books.0);
    let (activities, of_activity) = sorted(&books.1);
    let scratch = limits.scratch.clone();
    Ok(Aggregation { sums, regions, activities, of_region, of_activity, scanned, scratch })
}

/// What is merged: groups in memory and runs.
enum Part {
    Memory(std::vec::IntoIter<(Key, Sum)>),
    Aside(BufReader<File>, u64, #[expect(dead_code, reason = "keeps the file's name")] PathBuf),
}

impl Part {
    fn next(&mut self) -> io::Result<Option<(Key, Sum)>> {
        match self {
            Self::Memory(it) => Ok(it.next()),
            Self::Aside(_, 0, _) => Ok(None),
            Self::Aside(from, left, _) => {
                *left -= 1;
                read_row(from).map(Some)
            }
        }
    }
}

impl Aggregation {
    /// How many runs were put aside.
    pub fn n_runs(&self) -> usize {
        self.sums.iter().map(|it| it.runs.len()).sum()
    }

    /// Hands over every group in order of region and activity.
    pub fn each(
        mut self,
        mut group: impl FnMut(&[String], &[String], Group) -> io::Result<()>,
    ) -> Result<(), MapError> {
        let failed = |reason| MapError::NoScratch { folder: self.scratch.clone(), reason };
        let mut more: std::collections::BTreeMap<Key, More> = std::collections::BTreeMap::new();
        for sums in &mut self.sums {
            for (key, it) in std::mem::take(&mut sums.more) {
                match more.entry(key) {
                    btree_map::Entry::Vacant(entry) => {
                        entry.insert(it);
                    }
                    btree_map::Entry::Occupied(mut entry) => {
                        let of = entry.get_mut();
                        of.employment += it.employment;
                        of.squared += it.squared;
                        of.carry_of_employment += it.carry_of_employment;
                        of.carry_of_squared += it.carry_of_squared;
                    }
                }
            }
        }
        let in_arrays = |it: &Sums| it.runs.is_empty() && matches!(it.store, Store::Array(_));
        if self.sums.iter().all(in_arrays) {
            return self.each_of_arrays(&more, group);
        }
        let mut parts = Vec::new();
        let mut names = Vec::new();
        for sums in &mut self.sums {
            for run in std::mem::take(&mut sums.runs) {
                let file = run.file.try_clone().map_err(failed)?;
                let reader = BufReader::with_capacity(1 << 18, file);
                parts.push(Part::Aside(reader, run.rows, run.path.clone()));
                names.push(run);
            }
            let rows = sums.drain(&self.of_region, &self.of_activity);
            parts.push(Part::Memory(rows.into_iter()));
        }
        let rank = |key: Key| (self.of_region[key.0 as usize], self.of_activity[key.1 as usize]);
        let mut heap = BinaryHeap::with_capacity(parts.len());
        let mut waiting = vec![Sum::default(); parts.len()];
        for (at, part) in parts.iter_mut().enumerate() {
            if let Some((key, sum)) = part.next().map_err(failed)? {
                waiting[at] = sum;
                heap.push(Reverse((rank(key), key, at)));
            }
        }
        let mut open: Option<(Key, Totals)> = None;
        while let Some(Reverse((_, key, at))) = heap.pop() {
            let sum = waiting[at];
            match &mut open {
                Some((of, totals)) if *of == key => totals.add(sum),
                _ => {
                    if let Some((of, totals)) = open.take() {
                        let it = totals.group(rank(of), more.get(&of));
                        group(&self.regions, &self.activities, it).map_err(failed)?;
                    }
                    let mut totals = Totals::default();
                    totals.add(sum);
                    open = Some((key, totals));
                }
            }
            if let Some((key, sum)) = parts[at].next().map_err(failed)? {
                waiting[at] = sum;
                heap.push(Reverse((rank(key), key, at)));
            }
        }
        if let Some((of, totals)) = open {
            let it = totals.group(rank(of), more.get(&of));
            group(&self.regions, &self.activities, it).map_err(failed)?;
        }
        Ok(())
    }

    /// The same where all sums lie in arrays: they are read where they are, cell by cell.
    fn each_of_arrays(
        &self,
        more: &std::collections::BTreeMap<Key, More>,
        mut group: impl FnMut(&[String], &[String], Group) -> io::Result<()>,
    ) -> Result<(), MapError> {
        let by_rank = |ranks: &[u32]| {
            let mut order = vec![0_u32; ranks.len()];
            for (number, rank) in ranks.iter().enumerate() {
                order[*rank as usize] = number as u32;
            }
            order
        };
        let (regions, activities) = (by_rank(&self.of_region), by_rank(&self.of_activity));
        let failed = |reason| MapError::NoScratch { folder: self.scratch.clone(), reason };
        for (row, region) in regions.iter().enumerate() {
            for (column, activity) in activities.iter().enumerate() {
                let mut totals = Totals::default();
                for sums in &self.sums {
                    let Store::Array(cells) = &sums.store else { continue };
                    if let Some(sum) = cells.get((*region, *activity)) {
                        totals.add(sum);
                    }
                }
                if totals.establishments > 0 {
                    let it =
                        totals.group((row as u32, column as u32), more.get(&(*region, *activity)));
                    group(&self.regions, &self.activities, it).map_err(failed)?;
                }
            }
        }
        Ok(())
    }

    /// The whole table in memory.
    pub fn collect(mut self) -> Result<Aggregated, MapError> {
        let mut it = Aggregated {
            regions: std::mem::take(&mut self.regions),
            activities: std::mem::take(&mut self.activities),
            groups: Vec::new(),
        };
        self.each(|_, _, group| {
            it.groups.push(group);
            Ok(())
        })?;
        Ok(it)
    }
}

#[derive(Default)]
struct Totals {
    employment: u128,
    squared: u128,
    establishments: u64,
    unknown: u64,
}

impl Totals {
    fn add(&mut self, sum: Sum) {
        self.employment += u128::from(sum.employment);
        self.squared += u128::from(sum.squared);
        self.establishments += u64::from(sum.establishments);
        self.unknown += u64::from(sum.unknown);
    }

    fn group(self, (region, activity): (u32, u32), more: Option<&More>) -> Group {
        let more = more.copied().unwrap_or_default();
        let employment = self.employment + (u128::from(more.carry_of_employment) << 32);
        let squared = self.squared + (u128::from(more.carry_of_squared) << 64);
        let one = PARTS as u64;
        Group {
            region,
            activity,
            employment: Exact::new(employment, more.employment, one),
            establishments: self.establishments,
            employment_squared: Exact::new(squared, more.squared, one * one),
            unknown: self.unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Exact, Limits, aggregate};
    use crate::read::OnBadLine;
    use karenina_model::problem::Problems;
    use std::io::Write;

    fn table(name: &str, text: &str, limits: (usize, usize)) -> (String, usize) {
        let scratch = std::env::temp_dir();
        let path = scratch.join(format!("karenina-aggregate-{name}-{}", std::process::id()));
        std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        let mut problems = Problems::default();
        let limits = Limits { cells: limits.0, groups: limits.1, scratch };
        let it = aggregate(&path, OnBadLine::GoOn, &limits, &mut problems).unwrap();
        std::fs::remove_file(&path).unwrap();
        let runs = it.n_runs();
        let mut out = Vec::new();
        it.collect().unwrap().csv(&mut out).unwrap();
        (String::from_utf8(out).unwrap(), runs)
    }

    #[test]
    fn squares_and_fractions_are_exact() {
        let (text, _) = table(
            "exact",
            "region,activity,employment\nb,2,7.5\nb,2,2\na,1,4000000000\na,1,4000000000\na,1,\na,10,0.1\na,10,0.2\n",
            (1 << 20, 1 << 20),
        );
        assert_eq!(
            text,
            "region,activity,employment,establishments,employment_squared,without_employment\n\
             a,1,8000000000,3,32000000000000000000,1\n\
             a,10,0.3,2,0.05,0\n\
             b,2,9.5,2,60.25,0\n"
        );
        assert_eq!(Exact::new(0, 500_000, 1_000_000).value(), 0.5);
    }

    #[test]
    fn array_hash_and_runs_give_the_same_table() {
        let mut text = "region,activity,employment\n".to_owned();
        let mut x = 7_u64;
        for n in 0..60_000 {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (r, a, e) = (x >> 33 & 0x3ff, x >> 45 & 0xff, x >> 53 & 0x3f);
            // Of some it is not said how many they employ; the last stand in regions not met before.
            let e = if e == 63 { String::new() } else { e.to_string() };
            let r = if n < 50_000 { r } else { r + 2_000 };
            text.extend([format!("r{r},{a},{e}\n")]);
        }
        let (array, none) = table("array", &text, (1 << 24, 1 << 24));
        let (hash, still_none) = table("hash", &text, (0, 1 << 24));
        let (runs, some) = table("runs", &text, (0, 4_000));
        assert_eq!((none, still_none), (0, 0));
        assert!(some > 1, "{some}");
        assert_eq!(array, hash);
        assert_eq!(array, runs);
    }
}
