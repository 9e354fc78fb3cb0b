//! Candidates for support: groups that exceed the nation twice in four figures at once, and how many
//! similar firms stand beside the official members.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Datum, Measure, MeasureTable};
use crate::{Definitions, Establishments, Mapped, Statistics};

const COLUMNS: &[&str] = &[
    "region",
    "group",
    "by_employment",
    "by_employment_low",
    "by_employment_high",
    "by_revenue",
    "by_exports",
    "by_rd_intensity",
    "twice_in_all",
    "similar_firms",
    "members",
    "similar_firms_over_members",
];

/// The multiple of the nation from which the founding article calls a field a candidate.
const TWICE: f64 = 2.0;

/// Of each group in each region the multiples of the nation: shares against shares for employment,
/// revenue and exports, intensity against intensity for R&D (spending over revenue). `twice_in_all`
/// is yes when all four are at least 2 for certain, no when one is certainly below, else not
/// certain. A figure of which one establishment of the region or of the nation does not speak is not
/// known. `members` gives the official members of a group in a region.
pub fn candidates(
    statistics: &Statistics,
    definitions: &Definitions,
    mapped: &Mapped,
    plants: Option<&Establishments>,
    members: &BTreeMap<(String, String), u64>,
) -> MeasureTable {
    let figures = plants.map(|it| Figures::new(it, statistics, definitions));
    let mut rows: Vec<(u8, Vec<Datum>)> = Vec::new();
    for it in &mapped.found {
        let (low, high) = it.location_quotient_bounds;
        let more = figures.as_ref().map_or([None; 3], |of| of.multiples(it.region, it.group));
        let certain = low >= TWICE && more.iter().all(|it| it.is_some_and(|x| x >= TWICE));
        let refuted = high < TWICE || more.iter().any(|it| it.is_some_and(|x| x < TWICE));
        let (rank, verdict) = match (certain, refuted) {
            (true, _) => (0, "yes"),
            (_, true) => (2, "no"),
            _ => (1, "not_certain"),
        };
        let region = &statistics.regions[it.region as usize];
        let group = definitions.groups.get_index(it.group as usize).map_or("", |(name, _)| name);
        let official = members.get(&(region.clone(), group.to_owned())).copied();
        // Firms at the least: cells that are withheld may hold more.
        let similar = it.establishments;
        let ratio = official.filter(|it| *it > 0).map(|it| similar / it as f64);
        if verdict == "no" && official.is_none() {
            continue;
        }
        rows.push((
            rank,
            vec![
                Datum::Region(it.region),
                Datum::Group(it.group),
                it.location_quotient.into(),
                Datum::Number(low),
                Some(high).into(),
                more[0].into(),
                more[1].into(),
                more[2].into(),
                Datum::Word(verdict),
                Datum::Number(similar),
                official.map_or(Datum::Empty, Datum::Count),
                ratio.into(),
            ],
        ));
    }
    let employment = |row: &[Datum]| match row[2] {
        Datum::Number(x) => x,
        _ => 0.0,
    };
    rows.sort_by(|a, b| a.0.cmp(&b.0).then(employment(&b.1).total_cmp(&employment(&a.1))));
    let count = |rank: u8| Datum::Count(rows.iter().filter(|it| it.0 == rank).count() as u64);
    let facts = vec![("twice_for_certain", count(0)), ("twice_not_certain", count(1))];
    let rows = rows.into_iter().map(|it| it.1).collect();
    MeasureTable { measure: Measure::Candidates, columns: COLUMNS, rows, facts }
}

/// Revenue, exports and R&D of groups and regions; `None` as soon as one establishment is silent.
struct Figures {
    cells: FxHashMap<(u32, u32), [Option<f64>; 3]>,
    regions: Vec<[Option<f64>; 3]>,
    groups: Vec<[Option<f64>; 3]>,
    all: [Option<f64>; 3],
}

impl Figures {
    fn new(plants: &Establishments, statistics: &Statistics, definitions: &Definitions) -> Self {
        let none = [Some(0.0); 3];
        let mut it = Self {
            cells: FxHashMap::default(),
            regions: vec![none; statistics.regions.len()],
            groups: vec![none; definitions.groups.len()],
            all: none,
        };
        let regions: Vec<Option<usize>> =
            plants.regions.iter().map(|it| statistics.regions.get_index_of(it)).collect();
        let groups: Vec<Option<u32>> =
            plants.activities.iter().map(|it| definitions.group(it)).collect();
        for at in 0..plants.activity.len() {
            let figures = [1, 2, 3].map(|of| plants.figures[of].get(at).copied().flatten());
            let add = |to: &mut [Option<f64>; 3]| {
                for (sum, x) in to.iter_mut().zip(figures) {
                    *sum = sum.zip(x).map(|(sum, x)| sum + x);
                }
            };
            add(&mut it.all);
            let region = plants.region[at].and_then(|it| regions[it as usize]);
            let group = groups[plants.activity[at] as usize];
            if let Some(region) = region {
                add(&mut it.regions[region]);
            }
            if let Some(group) = group {
                add(&mut it.groups[group as usize]);
            }
            if let (Some(region), Some(group)) = (region, group) {
                add(it.cells.entry((region as u32, group)).or_insert(none));
            }
        }
        it
    }

    fn multiples(&self, region: u32, group: u32) -> [Option<f64>; 3] {
        let here = self.cells.get(&(region, group)).copied().unwrap_or([Some(0.0); 3]);
        let (of_region, of_group) = (self.regions[region as usize], self.groups[group as usize]);
        let quotient = |at: usize| {
            karenina_stats::location_quotient(
                here[at]?,
                of_region[at]?,
                of_group[at]?,
                self.all[at]?,
            )
        };
        // Spending over revenue, here and in the nation's same group.
        let intensity = |of: [Option<f64>; 3]| Some(of[2]? / of[0].filter(|it| *it > 0.0)?);
        let rd = intensity(here).zip(intensity(of_group).filter(|it| *it > 0.0));
        [quotient(0), quotient(1), rd.map(|(here, nation)| here / nation)]
    }
}
