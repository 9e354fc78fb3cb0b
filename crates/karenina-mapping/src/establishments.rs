//! Microdata: one row an establishment, read in parallel and never all at once.

mod tables;

pub use tables::{EstablishmentTable, tables_of_establishments};

use std::{
    borrow::Cow,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    sync::Mutex,
};

use indexmap::IndexSet;
use karenina_model::{Code, Place, Problem, problem::Problems};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::read::{
    MapError, OnBadLine, files,
    files::Container,
    lines::{self, Block, Lines},
    number,
    parquet_columns::{self as parquet, ColumnFile},
    rows::{broken, no_table, place},
};

/// Where an establishment has no code.
pub(crate) const ABSENT: u32 = parquet::ABSENT;

/// Rows that are handed over together.
const BATCH: usize = 1 << 14;

/// Ids that are compared: sixteen bytes each.
const IDS: u64 = 20_000_000;

/// What the columns are called.
const ID: &[&str] = &["id", "establishment", "plant", "siret", "numero_siret", "tax_id", "inn"];
const REGION: &[&str] =
    &["region", "region_code", "nuts", "geo", "cbsa", "cbsa_code", "county_fips", "fips"];
const ACTIVITY: &[&str] =
    &["activity", "industry", "nace", "nace_r2", "naics", "naics_code", "naf", "code_ape", "okved"];
const LATITUDE: &[&str] = &["latitude", "lat"];
const LONGITUDE: &[&str] = &["longitude", "lon", "lng", "long"];
const COUNTRY: &[&str] = &["country"];
const FIGURES: [&[&str]; 4] = [
    &["employment", "employees", "emp", "persons", "jobs"],
    &["revenue", "turnover", "sales"],
    &["exports"],
    &["rd", "rd_spending"],
];

/// Codes and the numbers that stand for them while rows are read.
#[derive(Debug, Default)]
pub(crate) struct CodeBook(Mutex<IndexSet<Box<str>>>);

impl CodeBook {
    fn number(&self, code: &str) -> u32 {
        let mut all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let at = all.get_index_of(code).unwrap_or_else(|| all.insert_full(code.into()).0);
        at as u32
    }

    /// How many codes have been met.
    pub(crate) fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).len()
    }

    pub(crate) fn codes(&self) -> Vec<Box<str>> {
        let all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.iter().cloned().collect()
    }
}

/// What one worker knows of a code book.
struct Known<'b> {
    book: &'b CodeBook,
    numbers: FxHashMap<Box<str>, u32>,
}

impl Known<'_> {
    fn number(&mut self, code: &str) -> u32 {
        let code = code.trim();
        if code.is_empty() {
            return ABSENT;
        }
        match self.numbers.get(code) {
            Some(it) => *it,
            None => {
                let it = self.book.number(code);
                self.numbers.insert(code.into(), it);
                it
            }
        }
    }
}

/// Some establishments, by column. What is not said is not a number.
#[derive(Default)]
pub(crate) struct Batch {
    pub region: Vec<u32>,
    pub activity: Vec<u32>,
    /// Employment, revenue, exports, R&D; only the first where no more is asked for.
    pub figures: [Vec<f64>; 4],
    pub latitude: Vec<f64>,
    pub longitude: Vec<f64>,
}

impl Batch {
    fn clear(&mut self) {
        self.region.clear();
        self.activity.clear();
        self.figures.iter_mut().for_each(Vec::clear);
        self.latitude.clear();
        self.longitude.clear();
    }
}

/// Which columns are wanted beside region, activity and employment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Nothing.
    Sums,
    /// Coordinates and all figures.
    Everything,
}

/// Where the columns of a file are.
struct Places {
    id: Option<usize>,
    region: Option<usize>,
    activity: usize,
    figures: [Option<usize>; 4],
    coordinates: Option<[usize; 2]>,
    country: Option<usize>,
}

impl Places {
    fn find(
        heading: &[String],
        file: &str,
        wanted: Wanted,
        problems: &mut Problems,
    ) -> Option<Self> {
        let find = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| heading.iter().position(|it| it.trim().eq_ignore_ascii_case(name)))
        };
        let mut missing = |names: String| {
            problems.push(
                Problem::new(Code::StatisticsColumnMissing, Place::line(file, 1))
                    .with("column", names),
            );
        };
        let (region, activity) = (find(REGION), find(ACTIVITY));
        let coordinates = match (find(LATITUDE), find(LONGITUDE)) {
            (Some(a), Some(b)) => Some([a, b]),
            _ => None,
        };
        if activity.is_none() {
            missing(ACTIVITY.join(", "));
        }
        if region.is_none() && (coordinates.is_none() || wanted == Wanted::Sums) {
            missing(REGION.join(", "));
            return None;
        }
        let mut figures = FIGURES.map(find);
        if wanted == Wanted::Sums {
            figures[1..].fill(None);
        }
        Some(Self {
            id: find(ID),
            region,
            activity: activity?,
            figures,
            coordinates: coordinates.filter(|_| wanted == Wanted::Everything),
            country: find(COUNTRY),
        })
    }
}

/// What is wrong with a part of the input.
#[derive(Default)]
struct Notes {
    problems: Problems,
    first_bad: Option<Problem>,
    bad_lines: u64,
    no_region: u64,
    no_activity: u64,
    no_employment: u64,
    no_point: u64,
    minutes: u64,
    /// Hashes of ids with file and line.
    ids: Vec<(u64, u32, u64)>,
    /// Regions with a country.
    countries: FxHashMap<(u32, Box<str>), (u32, u64)>,
}

impl Notes {
    fn bad(&mut self, problem: Problem) {
        self.bad_lines += 1;
        if self.first_bad.is_none() {
            self.first_bad = Some(problem.clone());
        }
        self.problems.push(problem);
    }

    fn append(&mut self, other: Self) {
        self.problems.append(other.problems);
        if self.first_bad.is_none() {
            self.first_bad = other.first_bad;
        }
        self.bad_lines += other.bad_lines;
        self.no_region += other.no_region;
        self.no_activity += other.no_activity;
        self.no_employment += other.no_employment;
        self.no_point += other.no_point;
        self.minutes += other.minutes;
        if (self.ids.len() as u64) < IDS {
            self.ids.extend(other.ids);
        }
        for (key, at) in other.countries {
            let first = self.countries.entry(key).or_insert(at);
            *first = (*first).min(at);
        }
    }
}

/// What a scan of establishments met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scanned {
    /// Rows that were read.
    pub rows: u64,
    /// Among them those without a code of a region.
    pub without_region: u64,
    /// Those of which it is not said how many they employ.
    pub without_employment: u64,
}

/// A worker: what it keeps between parts of the input.
struct Worker<'b, S> {
    state: S,
    regions: Known<'b>,
    activities: Known<'b>,
    batch: Batch,
}

/// A part of the input for one worker.
enum Unit {
    Lines(Block),
    RowGroup(usize),
}

/// Reads establishments from a file or the files of a folder and hands them over in batches, to one
/// of `states` each. Which state gets which batch follows from the order of the input alone.
pub(crate) fn scan<S: Send>(
    path: &Path,
    wanted: Wanted,
    on_bad_line: OnBadLine,
    books: (&CodeBook, &CodeBook),
    states: Vec<S>,
    each: impl Fn(&mut S, &Batch) -> Result<(), MapError> + Sync,
    problems: &mut Problems,
) -> Result<(Vec<S>, Scanned), MapError> {
    let (paths, passed) = files::files(path)?;
    for it in &passed {
        problems.push(Problem::new(Code::FilePassedOver, Place::file(it.display().to_string())));
    }
    let mut workers: Vec<Worker<'_, S>> = states
        .into_iter()
        .map(|state| Worker {
            state,
            regions: Known { book: books.0, numbers: FxHashMap::default() },
            activities: Known { book: books.1, numbers: FxHashMap::default() },
            batch: Batch::default(),
        })
        .collect();
    let mut notes = Notes::default();
    let mut scanned = Scanned::default();
    for (number, path) in paths.iter().enumerate() {
        let name = path.display().to_string();
        let (file, container) = files::open(path)?;
        let mut source = if container == Container::Parquet {
            Source::columns(path, file, wanted, workers.len(), &mut notes.problems)?
        } else {
            Source::lines(path, files::text(file, container), wanted, &mut notes.problems)?
        };
        loop {
            let units = source.units(path, workers.len())?;
            if units.is_empty() {
                break;
            }
            let source = &source;
            let of_file = OfFile { name: &name, number: number as u32, path };
            let results: Vec<Result<(Notes, u64), MapError>> = workers
                .par_iter_mut()
                .zip(units)
                .enumerate()
                .map(|(at, (worker, unit))| source.work(at, unit, worker, &of_file, &each))
                .collect();
            for it in results {
                let (of_unit, rows) = it?;
                if let (OnBadLine::Stop, Some(problem)) = (on_bad_line, &of_unit.first_bad) {
                    return Err(MapError::BadLine(Box::new(problem.clone())));
                }
                notes.append(of_unit);
                scanned.rows += rows;
            }
        }
    }
    scanned.without_region = notes.no_region;
    scanned.without_employment = notes.no_employment;
    tell(notes, &paths, books.0, &path.display().to_string(), wanted, problems);
    Ok((workers.into_iter().map(|it| it.state).collect(), scanned))
}

/// Says what was met in all.
fn tell(
    mut notes: Notes,
    paths: &[PathBuf],
    regions: &CodeBook,
    file: &str,
    wanted: Wanted,
    problems: &mut Problems,
) {
    problems.append(std::mem::take(&mut notes.problems));
    let mut count = |code, n: u64| {
        if n > 0 {
            problems.push(Problem::new(code, Place::file(file)).with("count", n.to_string()));
        }
    };
    count(Code::BadLinesInAll, notes.bad_lines);
    count(Code::EstablishmentWithoutRegion, notes.no_region);
    count(Code::EstablishmentWithoutEmployment, notes.no_employment);
    if wanted == Wanted::Everything {
        count(Code::CoordinatesMissing, notes.no_point);
        count(Code::CoordinatesInMinutes, notes.minutes);
    }
    if notes.ids.len() as u64 >= IDS {
        count(Code::IdsNotCompared, IDS);
    } else {
        notes.ids.sort_unstable();
        for pair in notes.ids.windows(2) {
            if let [first, second] = pair
                && first.0 == second.0
            {
                let at = |it: &(u64, u32, u64)| {
                    paths.get(it.1 as usize).map_or(file.into(), |p| p.display().to_string())
                };
                problems.push(
                    Problem::new(Code::EstablishmentTwice, place(&at(second), second.2))
                        .with("first", place(&at(first), first.2).to_string()),
                );
            }
        }
    }
    let codes = regions.codes();
    let mut countries: Vec<_> = notes.countries.into_iter().collect();
    countries.sort_by(|a, b| (a.0.0, a.1).cmp(&(b.0.0, b.1)).then_with(|| a.0.1.cmp(&b.0.1)));
    for pair in countries.windows(2) {
        if let [((region, first), _), ((again, second), (number, line))] = pair
            && region == again
        {
            let name = paths.get(*number as usize).map_or(file.into(), |p| p.display().to_string());
            problems.push(
                Problem::new(Code::RegionInTwoCountries, place(&name, *line))
                    .with("region", codes.get(*region as usize).map_or("", |it| it))
                    .with("first", first.as_ref())
                    .with("second", second.as_ref()),
            );
        }
    }
}

/// A file that is being read.
enum Source {
    Lines {
        /// Behind a lock only because a source is looked at by all workers; one reads it.
        lines: Mutex<Lines>,
        first: Option<Block>,
        separator: u8,
        places: Option<Places>,
    },
    Columns {
        files: Vec<ColumnFile>,
        places: Option<Places>,
        next: usize,
        heading: Vec<String>,
    },
}

/// The file that a part is of.
struct OfFile<'f> {
    name: &'f str,
    number: u32,
    path: &'f Path,
}

impl Source {
    fn lines(
        path: &Path,
        text: Box<dyn std::io::Read + Send>,
        wanted: Wanted,
        problems: &mut Problems,
    ) -> Result<Self, MapError> {
        let mut lines = Lines::new(text);
        let unreadable = |reason| MapError::Unreadable { path: path.to_owned(), reason };
        let mut first = lines.next_block().map_err(unreadable)?;
        let (mut separator, mut places) = (b',', None);
        if let Some(block) = &mut first {
            let end = block.text.find('\n').map_or(block.text.len(), |it| it + 1);
            let heading: String = block.text.drain(..end).collect();
            block.first_line += 1;
            let heading = heading.trim_end();
            separator = lines::separator(heading);
            let mut cut = Vec::new();
            if lines::cells(heading, separator, &mut cut).is_ok() {
                let heading: Vec<String> = cut.into_iter().map(Cow::into_owned).collect();
                places = Places::find(&heading, &path.display().to_string(), wanted, problems);
            }
        }
        Ok(Self::Lines { lines: Mutex::new(lines), first, separator, places })
    }

    fn columns(
        path: &Path,
        file: std::fs::File,
        wanted: Wanted,
        workers: usize,
        problems: &mut Problems,
    ) -> Result<Self, MapError> {
        // A file for each worker: threads that share one move each other's place in it.
        let mut all = vec![ColumnFile::open(path, file)?];
        for _ in 1..workers.min(all[0].n_row_groups()) {
            all.push(ColumnFile::open(path, files::open(path)?.0)?);
        }
        let heading = all[0].heading();
        let places = Places::find(&heading, &path.display().to_string(), wanted, problems);
        Ok(Self::Columns { files: all, places, next: 0, heading })
    }

    /// The next parts, one a worker.
    fn units(&mut self, path: &Path, workers: usize) -> Result<Vec<Unit>, MapError> {
        let mut units = Vec::new();
        match self {
            Self::Lines { places: None, .. } | Self::Columns { places: None, .. } => {}
            Self::Lines { lines, first, .. } => {
                let lines = lines.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
                units.extend(first.take().map(Unit::Lines));
                while units.len() < workers {
                    let unreadable =
                        |reason| MapError::Unreadable { path: path.to_owned(), reason };
                    match lines.next_block().map_err(unreadable)? {
                        Some(block) => units.push(Unit::Lines(block)),
                        None => break,
                    }
                }
            }
            Self::Columns { files, next, .. } => {
                let until = files[0].n_row_groups().min(*next + files.len());
                units.extend((*next..until).map(Unit::RowGroup));
                *next = until;
            }
        }
        Ok(units)
    }

    fn work<S>(
        &self,
        at: usize,
        unit: Unit,
        worker: &mut Worker<'_, S>,
        of: &OfFile<'_>,
        each: &(impl Fn(&mut S, &Batch) -> Result<(), MapError> + Sync),
    ) -> Result<(Notes, u64), MapError> {
        match (self, unit) {
            (Self::Lines { separator, places: Some(places), .. }, Unit::Lines(block)) => {
                of_lines(&block, *separator, places, worker, of, each)
            }
            (Self::Columns { files, places: Some(places), heading, .. }, Unit::RowGroup(group)) => {
                let Some(file) = files.get(at) else { return Ok((Notes::default(), 0)) };
                of_row_group(file, group, places, heading, worker, of, each)
            }
            _ => Ok((Notes::default(), 0)),
        }
    }
}

fn of_lines<S>(
    block: &Block,
    separator: u8,
    places: &Places,
    worker: &mut Worker<'_, S>,
    of: &OfFile<'_>,
    each: &(impl Fn(&mut S, &Batch) -> Result<(), MapError> + Sync),
) -> Result<(Notes, u64), MapError> {
    let mut notes = Notes::default();
    for (line, why) in &block.bad {
        notes.bad(broken(of.name, *line, *why));
    }
    let comma = separator != b',';
    let (mut rows, mut cut) = (0, Vec::new());
    let batch = &mut worker.batch;
    batch.clear();
    for (n, text) in block.text.lines().enumerate() {
        let line = block.first_line + n as u64;
        if text.is_empty() {
            continue;
        }
        if let Err(why) = lines::cells(text, separator, &mut cut) {
            notes.bad(broken(of.name, line, why));
            continue;
        }
        let cell = |at: usize| cut.get(at).map_or("", |it| it.trim());
        let activity = worker.activities.number(cell(places.activity));
        let region = places.region.map_or(ABSENT, |at| worker.regions.number(cell(at)));
        if activity == ABSENT {
            notes.bad(Problem::new(Code::StatisticsRowShort, place(of.name, line)));
            continue;
        }
        rows += 1;
        batch.activity.push(activity);
        batch.region.push(region);
        for (to, at) in batch.figures.iter_mut().zip(&places.figures) {
            let text = at.map_or("", cell);
            to.push(match number(text, comma) {
                Ok(it) => it.unwrap_or(f64::NAN),
                Err(code) => {
                    notes.bad(Problem::new(code, place(of.name, line)).with("found", text));
                    f64::NAN
                }
            });
        }
        if let Some([a, b]) = places.coordinates {
            let (latitude, longitude) = point(
                (degrees(cell(a), comma), degrees(cell(b), comma)),
                &mut notes,
                &|| place(of.name, line),
                (cell(a), cell(b)),
            );
            batch.latitude.push(latitude);
            batch.longitude.push(longitude);
        }
        if let Some(at) = places.id {
            note_id(&mut notes, cell(at), of.number, line);
        }
        if let Some(at) = places.country.filter(|_| region != ABSENT) {
            let country = cell(at);
            if !country.is_empty() && !notes.countries.contains_key(&(region, country.into())) {
                notes.countries.insert((region, country.into()), (of.number, line));
            }
        }
        if batch.activity.len() == BATCH {
            count_gaps(batch, &mut notes);
            each(&mut worker.state, batch)?;
            batch.clear();
        }
    }
    count_gaps(batch, &mut notes);
    each(&mut worker.state, batch)?;
    Ok((notes, rows))
}

fn of_row_group<S>(
    file: &ColumnFile,
    group: usize,
    places: &Places,
    heading: &[String],
    worker: &mut Worker<'_, S>,
    of: &OfFile<'_>,
    each: &(impl Fn(&mut S, &Batch) -> Result<(), MapError> + Sync),
) -> Result<(Notes, u64), MapError> {
    let failed = |err| no_table(of.path, &err);
    let mut notes = Notes::default();
    let reader = file.row_group(group).map_err(failed)?;
    let first = file.rows_before(group);
    let codes = |at: usize| parquet::Pages::new(&*reader, at).map(parquet::Column::new);
    let mut activity = codes(places.activity).map_err(failed)?;
    let mut region = places.region.map(codes).transpose().map_err(failed)?;
    let mut id = places
        .id
        .map(|at| parquet::Pages::new(&*reader, at).map(parquet::Column::new))
        .transpose()
        .map_err(failed)?;
    let mut country = places.country.map(codes).transpose().map_err(failed)?;
    let mut numbers = Vec::new();
    for at in places.figures.iter().chain(&places.coordinates.map_or([None; 2], |it| it.map(Some)))
    {
        numbers.push(
            at.map(|at| parquet::Pages::new(&*reader, at).map(|it| (parquet::Column::new(it), at)))
                .transpose()
                .map_err(failed)?,
        );
    }
    let mut line = first;
    let mut names: IndexSet<Box<str>> = IndexSet::new();
    let mut hashes: Vec<u64> = Vec::new();
    let batch = &mut worker.batch;
    loop {
        let book = &mut worker.activities;
        if !activity.fill(&mut |it| book.number(it)).map_err(failed)? {
            break;
        }
        let mut n = activity.buffer.len() - activity.at;
        if let Some(it) = &mut region {
            let book = &mut worker.regions;
            it.fill(&mut |it| book.number(it)).map_err(failed)?;
            n = n.min(it.buffer.len() - it.at);
        }
        if let Some(it) = &mut id {
            it.fill(&mut |text| {
                hashes.push(hash(text));
                hashes.len() as u32 - 1
            })
            .map_err(failed)?;
            n = n.min(it.buffer.len() - it.at);
        }
        if let Some(it) = &mut country {
            it.fill(&mut |text| names.insert_full(text.into()).0 as u32).map_err(failed)?;
            n = n.min(it.buffer.len() - it.at);
        }
        for (column, _) in numbers.iter_mut().flatten() {
            let mut read = |text: &str| number(text, false).ok().flatten().unwrap_or(f64::NAN);
            column.fill(&mut read).map_err(failed)?;
            n = n.min(column.buffer.len() - column.at);
        }
        if n == 0 {
            // A column that ends before the others: the file is broken.
            return Err(no_table(
                of.path,
                &::parquet::errors::ParquetError::EOF("columns of unequal length".to_owned()),
            ));
        }
        n = n.min(BATCH);
        batch.clear();
        batch.activity.extend_from_slice(&activity.buffer[activity.at..activity.at + n]);
        activity.at += n;
        match &mut region {
            Some(it) => {
                batch.region.extend_from_slice(&it.buffer[it.at..it.at + n]);
                it.at += n;
            }
            None => batch.region.resize(n, ABSENT),
        }
        for (at, column) in numbers.iter_mut().enumerate() {
            let to = match at {
                0..4 => &mut batch.figures[at],
                4 => &mut batch.latitude,
                _ => &mut batch.longitude,
            };
            let Some((it, heading_at)) = column else {
                if at < 4 {
                    to.resize(n, f64::NAN);
                }
                continue;
            };
            to.extend_from_slice(&it.buffer[it.at..it.at + n]);
            it.at += n;
            if at < 4 {
                for (k, x) in to.iter_mut().enumerate() {
                    if *x < 0.0 {
                        let mut at = place(of.name, line + k as u64 + 1);
                        at.column = heading.get(*heading_at).cloned();
                        let found = x.to_string();
                        notes.bad(
                            Problem::new(Code::StatisticsFigureNegative, at).with("found", found),
                        );
                        *x = f64::NAN;
                    }
                }
            }
        }
        for k in 0..batch.latitude.len() {
            let (a, b) = (batch.latitude[k], batch.longitude[k]);
            let of_text = |x: f64| if x.is_nan() { Degrees::None } else { Degrees::Said(x) };
            let (a, b) = point(
                (of_text(a), of_text(b)),
                &mut notes,
                &|| place(of.name, line + k as u64 + 1),
                (&a.to_string(), &b.to_string()),
            );
            (batch.latitude[k], batch.longitude[k]) = (a, b);
        }
        if let Some(it) = &mut id {
            for (k, at) in it.buffer[it.at..it.at + n].iter().enumerate() {
                if let Some(hash) = hashes.get(*at as usize).filter(|it| **it != 0) {
                    notes.ids.push((*hash, of.number, line + k as u64 + 1));
                }
            }
            it.at += n;
        }
        if let Some(it) = &mut country {
            for (k, at) in it.buffer[it.at..it.at + n].iter().enumerate() {
                let region = batch.region[k];
                if let (Some(name), true) = (names.get_index(*at as usize), region != ABSENT)
                    && !notes.countries.contains_key(&(region, name.clone()))
                {
                    let at = (of.number, line + k as u64 + 1);
                    notes.countries.insert((region, name.clone()), at);
                }
            }
            it.at += n;
        }
        line += n as u64;
        count_gaps(batch, &mut notes);
        each(&mut worker.state, batch)?;
    }
    Ok((notes, line - first))
}

fn hash(text: &str) -> u64 {
    if text.trim().is_empty() {
        return 0;
    }
    let mut it = DefaultHasher::new();
    text.trim().hash(&mut it);
    it.finish().max(1)
}

fn note_id(notes: &mut Notes, id: &str, file: u32, line: u64) {
    let hash = hash(id);
    if hash != 0 {
        notes.ids.push((hash, file, line));
    }
}

/// Counts what is not said, and takes rows without activity out of what is added up.
fn count_gaps(batch: &Batch, notes: &mut Notes) {
    notes.no_region += batch.region.iter().filter(|it| **it == ABSENT).count() as u64;
    notes.no_activity += batch.activity.iter().filter(|it| **it == ABSENT).count() as u64;
    notes.no_employment += batch.figures[0].iter().filter(|it| it.is_nan()).count() as u64;
}

/// A coordinate as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Degrees {
    /// Nothing is written.
    None,
    /// A number of degrees.
    Said(f64),
    /// Degrees, minutes and seconds, turned into degrees.
    Minutes(f64),
    /// Something else.
    Odd,
}

/// Reads `55.75`, `55,75` where commas do not separate columns, `55°45′21″N`, `55 45 21`.
fn degrees(text: &str, comma: bool) -> Degrees {
    let text = text.trim();
    if text.is_empty() {
        return Degrees::None;
    }
    if let Ok(it) = text.parse::<f64>() {
        return if it.is_finite() { Degrees::Said(it) } else { Degrees::Odd };
    }
    let text = if comma { text.replace(',', ".") } else { text.to_owned() };
    if let Ok(it) = text.parse::<f64>() {
        return Degrees::Said(it);
    }
    let is_mark = |it: char| "°'′’\"″” ".contains(it);
    let upper = text.to_uppercase();
    let negative = upper.starts_with('-') || upper.ends_with(['S', 'W']);
    let bare = upper.trim_start_matches('-').trim_matches(|it: char| "NSEW ".contains(it));
    if !bare.contains(is_mark) {
        return Degrees::Odd;
    }
    let parts: Option<Vec<f64>> =
        bare.split(is_mark).filter(|it| !it.is_empty()).map(|it| it.parse().ok()).collect();
    let value = match parts.as_deref() {
        Some([d]) => *d,
        Some([d, m]) if *m < 60.0 => d + m / 60.0,
        Some([d, m, s]) if *m < 60.0 && *s < 60.0 => d + m / 60.0 + s / 3600.0,
        _ => return Degrees::Odd,
    };
    Degrees::Minutes(if negative { -value } else { value })
}

/// A point, or none with the reason said.
fn point(
    at: (Degrees, Degrees),
    notes: &mut Notes,
    place: &dyn Fn() -> Place,
    found: (&str, &str),
) -> (f64, f64) {
    const NOWHERE: (f64, f64) = (f64::NAN, f64::NAN);
    let value = |it: Degrees| match it {
        Degrees::Said(x) | Degrees::Minutes(x) => Some(x),
        Degrees::None | Degrees::Odd => None,
    };
    if at.0 == Degrees::Odd || at.1 == Degrees::Odd {
        let found = if at.0 == Degrees::Odd { found.0 } else { found.1 };
        notes.bad(Problem::new(Code::CoordinateUnreadable, place()).with("found", found));
        return NOWHERE;
    }
    let (Some(latitude), Some(longitude)) = (value(at.0), value(at.1)) else {
        notes.no_point += 1;
        return NOWHERE;
    };
    if latitude == 0.0 && longitude == 0.0 {
        // The gulf of Guinea is where missing coordinates go.
        notes.no_point += 1;
        return NOWHERE;
    }
    if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
        let swapped = latitude.abs() <= 180.0 && longitude.abs() <= 90.0;
        let code = if swapped { Code::CoordinatesSwapped } else { Code::CoordinateUnreadable };
        notes.bad(Problem::new(code, place()).with("found", format!("{} {}", found.0, found.1)));
        return NOWHERE;
    }
    if matches!(at.0, Degrees::Minutes(_)) || matches!(at.1, Degrees::Minutes(_)) {
        notes.minutes += 1;
    }
    (latitude, longitude)
}

/// Establishments in memory, for measures on points and on several figures.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Establishments {
    /// Codes of regions, in order of bytes.
    pub regions: Vec<String>,
    /// Codes of activities, in order of bytes.
    pub activities: Vec<String>,
    /// The region of each establishment; `None` where it is not said.
    pub region: Vec<Option<u32>>,
    /// Its activity.
    pub activity: Vec<u32>,
    /// Employment, revenue, exports and spending on R&D; `None` where not said.
    pub figures: [Vec<Option<f64>>; 4],
    /// Latitude and longitude in degrees; `None` where not said or not to be read.
    pub points: Vec<Option<(f64, f64)>>,
}

/// Reads establishments with their coordinates and figures into memory, in the order of the file.
pub fn read_establishments(
    path: &Path,
    on_bad_line: OnBadLine,
    problems: &mut Problems,
) -> Result<Establishments, MapError> {
    let books = (CodeBook::default(), CodeBook::default());
    // One state: the order of the file is the order of the points, whatever the threads.
    let (states, _) = scan(
        path,
        Wanted::Everything,
        on_bad_line,
        (&books.0, &books.1),
        vec![Establishments::default()],
        |it, batch| {
            let said = |x: &f64| (!x.is_nan()).then_some(*x);
            for (k, activity) in batch.activity.iter().enumerate() {
                if *activity == ABSENT {
                    continue;
                }
                it.activity.push(*activity);
                it.region.push(Some(batch.region[k]).filter(|it| *it != ABSENT));
                for (to, from) in it.figures.iter_mut().zip(&batch.figures) {
                    to.push(from.get(k).and_then(said));
                }
                let point = batch.latitude.get(k).zip(batch.longitude.get(k));
                it.points.push(point.and_then(|(a, b)| Some((said(a)?, said(b)?))));
            }
            Ok(())
        },
        problems,
    )?;
    let mut it = states.into_iter().next().unwrap_or_default();
    let (regions, of_region) = sorted(&books.0);
    let (activities, of_activity) = sorted(&books.1);
    it.regions = regions;
    it.activities = activities;
    for at in it.region.iter_mut().flatten() {
        *at = of_region[*at as usize];
    }
    for at in &mut it.activity {
        *at = of_activity[*at as usize];
    }
    Ok(it)
}

/// Codes in order of bytes, and the place of each in that order.
pub(crate) fn sorted(book: &CodeBook) -> (Vec<String>, Vec<u32>) {
    let codes = book.codes();
    let mut order: Vec<usize> = (0..codes.len()).collect();
    order.sort_by(|a, b| codes[*a].cmp(&codes[*b]));
    let mut place = vec![0; codes.len()];
    for (rank, at) in order.iter().enumerate() {
        place[*at] = rank as u32;
    }
    (order.into_iter().map(|at| codes[at].to_string()).collect(), place)
}

#[cfg(test)]
mod tests {
    use super::{Degrees, degrees};

    #[test]
    fn degrees_and_minutes_are_understood_and_nonsense_is_not() {
        let near = |text: &str, expected: f64| match degrees(text, false) {
            Degrees::Minutes(it) => assert!((it - expected).abs() < 1e-9, "{text} {it}"),
            other => panic!("{text}: {other:?}"),
        };
        near("55°45′21″N", 55.755_833_333_333_33);
        near("37° 37' E", 37.616_666_666_666_67);
        near("0°07'39\"W", -0.1275);
        near("55 45 21", 55.755_833_333_333_33);
        assert_eq!(degrees("55.75", false), Degrees::Said(55.75));
        assert_eq!(degrees("55,75", true), Degrees::Said(55.75));
        assert_eq!(degrees("", false), Degrees::None);
        assert_eq!(degrees("near Tver", false), Degrees::Odd);
        assert_eq!(degrees("55°75'", false), Degrees::Odd);
    }
}
