//! Regions by activities, as an office publishes them.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use karenina_model::{Code, Place, Problem, problem::Problems};

use crate::{Classification, Crosswalk};

/// A table of regions by activities for one year.
#[derive(Debug, Clone)]
pub struct Statistics {
    /// The files that it was read from.
    pub files: Vec<String>,
    /// The year that the figures are of, where the table says it.
    pub year: Option<i32>,
    /// All years of which the table has a figure, in order.
    pub years: Vec<i32>,
    /// The countries, or whatever else regions are gathered by, where table or reader says them.
    pub countries: IndexSet<String>,
    /// The place of a region's country, by the region's code.
    pub country_of: BTreeMap<String, u32>,
    /// How codes of activities stand to each other.
    pub classification: Classification,
    /// Codes of regions, in order of first appearance.
    pub regions: IndexSet<String>,
    /// Codes of activities, likewise.
    pub activities: IndexSet<String>,
    /// What is published, by region and within a region by activity.
    pub cells: Vec<Cell>,
}

/// One published cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Place in [`Statistics::regions`].
    pub region: u32,
    /// Place in [`Statistics::activities`].
    pub activity: u32,
    /// Persons employed; `None` where the cell is there and its number withheld.
    pub employment: Option<f64>,
    /// Establishments or local units, likewise.
    pub establishments: Option<f64>,
    /// Place in [`Statistics::files`].
    pub file: u16,
    /// The line of the file.
    pub line: u32,
}

/// Which codes a crosswalk is applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodesOf {
    /// Those of regions.
    Regions,
    /// Those of activities.
    Activities,
}

impl Statistics {
    /// A table without rows.
    pub fn empty(classification: Classification) -> Self {
        Self {
            files: Vec::new(),
            year: None,
            years: Vec::new(),
            countries: IndexSet::new(),
            country_of: BTreeMap::new(),
            classification,
            regions: IndexSet::new(),
            activities: IndexSet::new(),
            cells: Vec::new(),
        }
    }

    /// Says in which country a region is.
    pub fn set_country(&mut self, region: &str, country: &str) {
        let at = crate::read::insert(&mut self.countries, country);
        self.country_of.insert(region.to_owned(), at);
    }

    /// The country of each region.
    pub fn countries_of_regions(&self) -> Vec<Option<u32>> {
        self.regions.iter().map(|it| self.country_of.get(it).copied()).collect()
    }

    /// The cells of a region.
    pub fn of_region(&self, region: u32) -> &[Cell] {
        let from = self.cells.partition_point(|it| it.region < region);
        let to = self.cells.partition_point(|it| it.region <= region);
        &self.cells[from..to]
    }

    /// The file that a cell stands in.
    pub fn file(&self, cell: &Cell) -> &str {
        self.files.get(usize::from(cell.file)).map_or("", String::as_str)
    }

    /// Whether anything is published of a region.
    pub fn publishes(&self, region: u32) -> bool {
        self.of_region(region).iter().any(|it| it.employment.is_some_and(|it| it > 0.0))
    }

    /// Whether each activity is one of the finest: neither everything nor a code with others below
    /// it in this table.
    pub fn finest(&self) -> Vec<bool> {
        let mut finest: Vec<bool> =
            self.activities.iter().map(|it| self.classification.is_finest(it)).collect();
        for code in &self.activities {
            let mut above = self.classification.parent(code);
            while let Some(it) = above {
                if let Some(at) = self.activities.get_index_of(it) {
                    finest[at] = false;
                }
                above = self.classification.parent(it);
            }
        }
        finest
    }

    /// Puts the codes of another edition in place of the codes of the table. A figure that is split
    /// goes to each by its share, a withheld one leaves all that it goes to unknown. Codes that the
    /// crosswalk does not name stay as they are and are listed.
    #[must_use]
    pub fn translated(
        &self,
        crosswalk: &Crosswalk,
        what: CodesOf,
        problems: &mut Problems,
    ) -> Self {
        let codes = match what {
            CodesOf::Regions => &self.regions,
            CodesOf::Activities => &self.activities,
        };
        let mut to = IndexSet::new();
        let mut unmatched = Vec::new();
        let ways: Vec<Vec<(u32, f64)>> = codes
            .iter()
            .map(|code| match crosswalk.of.get(code) {
                Some(ways) => ways
                    .iter()
                    .map(|(code, share)| (to.insert_full(code.clone()).0 as u32, *share))
                    .collect(),
                None => {
                    if what == CodesOf::Regions || !self.classification.is_total(code) {
                        unmatched.push(code.as_str());
                    }
                    vec![(to.insert_full(code.clone()).0 as u32, 1.0)]
                }
            })
            .collect();
        if !unmatched.is_empty() {
            problems.push(
                Problem::new(Code::CrosswalkUnmatched, Place::file(&crosswalk.file))
                    .with("count", unmatched.len().to_string())
                    .with("codes", crate::read::list(unmatched)),
            );
        }
        let mut cells: Vec<Cell> = self
            .cells
            .iter()
            .flat_map(|cell| {
                let at = match what {
                    CodesOf::Regions => cell.region,
                    CodesOf::Activities => cell.activity,
                };
                ways[at as usize].iter().map(move |(to, share)| {
                    let mut it = *cell;
                    match what {
                        CodesOf::Regions => it.region = *to,
                        CodesOf::Activities => it.activity = *to,
                    }
                    it.employment = cell.employment.map(|it| it * share);
                    it.establishments = cell.establishments.map(|it| it * share);
                    it
                })
            })
            .collect();
        cells.sort_by_key(|it| (it.region, it.activity, it.file, it.line));
        cells.dedup_by(|it, before| {
            let same = (it.region, it.activity) == (before.region, before.activity);
            if same {
                let sum = |a: Option<f64>, b: Option<f64>| Some(a? + b?);
                before.employment = sum(before.employment, it.employment);
                before.establishments = sum(before.establishments, it.establishments);
            }
            same
        });
        let mut it = self.clone();
        if what == CodesOf::Regions {
            for (code, ways) in self.regions.iter().zip(&ways) {
                let Some(country) = self.country_of.get(code) else { continue };
                for (way, _) in ways {
                    let new = to.get_index(*way as usize).cloned().unwrap_or_default();
                    it.country_of.entry(new).or_insert(*country);
                }
            }
        }
        match what {
            CodesOf::Regions => it.regions = to,
            CodesOf::Activities => it.activities = to,
        }
        it.cells = cells;
        it
    }
}
