//! Concentration of plants beyond what their sizes bring about.

use karenina_stats::{PlantSizes, ellison_glaeser as kernel, maurel_sedillot};

use super::{Datum, Measure, MeasureTable, Reason};
use crate::{Aggregated, Aggregation, Definitions, Group, read::MapError};

const COLUMNS: &[&str] = &[
    "group",
    "employment",
    "plants",
    "regions",
    "plant_herfindahl",
    "raw_concentration",
    "ellison_glaeser",
    "maurel_sedillot",
    "absent_because",
];

/// γ of Ellison and Glaeser and the index of Maurel and Sédillot of every group of establishments
/// that were added up. A group with a plant of unknown size has none: the plant may be any size.
pub fn ellison_glaeser(table: &Aggregated, definitions: &Definitions) -> MeasureTable {
    let mut sums = Sums::new(table.regions.len(), &table.activities, definitions);
    for it in &table.groups {
        sums.add(it);
    }
    sums.measured()
}

/// The same, without the table of regions by activities ever being in memory.
pub fn ellison_glaeser_streamed(
    found: Aggregation,
    definitions: &Definitions,
) -> Result<MeasureTable, MapError> {
    let mut sums = Sums::new(found.regions.len(), &found.activities, definitions);
    found.each(|_, _, it| {
        sums.add(&it);
        Ok(())
    })?;
    Ok(sums.measured())
}

/// What the indices are made of.
struct Sums {
    n_regions: usize,
    /// The group of each activity.
    groups: Vec<Option<u32>>,
    /// Employment of each region.
    base: Vec<f64>,
    of: Vec<OfGroup>,
    /// Employment of each group by region.
    cells: Vec<f64>,
}

impl Sums {
    fn new(n_regions: usize, activities: &[String], definitions: &Definitions) -> Self {
        let n_groups = definitions.groups.len();
        Self {
            n_regions,
            groups: activities.iter().map(|it| definitions.group(it)).collect(),
            base: vec![0.0; n_regions],
            of: vec![OfGroup::default(); n_groups],
            cells: vec![0.0; n_regions * n_groups],
        }
    }

    fn add(&mut self, it: &Group) {
        let employment = it.employment.value();
        self.base[it.region as usize] += employment;
        let Some(group) = self.groups[it.activity as usize] else { return };
        let sums = &mut self.of[group as usize];
        sums.plants += it.establishments;
        sums.unknown += it.unknown;
        sums.employment += employment;
        sums.squared += it.employment_squared.value();
        self.cells[group as usize * self.n_regions + it.region as usize] += employment;
    }

    fn measured(&self) -> MeasureTable {
        let Self { n_regions, base, of, cells, .. } = self;
        let n_regions = *n_regions;
        let rows = of
            .iter()
            .enumerate()
            .filter(|(_, it)| it.plants > 0)
            .map(|(group, it)| {
                let activity = &cells[group * n_regions..(group + 1) * n_regions];
                let herfindahl = it.squared / (it.employment * it.employment);
                let sizes = PlantSizes {
                    plants: it.plants,
                    herfindahl: herfindahl.min(1.0),
                    fourth_powers: None,
                };
                let regions = activity.iter().filter(|it| **it > 0.0).count() as u64;
                let found = if it.unknown > 0 {
                    Err(Reason::Withheld)
                } else if it.employment == 0.0 {
                    Err(Reason::Kernel(karenina_stats::NoValue::EmptyActivity))
                } else {
                    kernel(activity, base, sizes).map_err(Reason::Kernel)
                };
                let other =
                    found.as_ref().ok().and_then(|_| maurel_sedillot(activity, base, sizes).ok());
                let number = |it: Option<f64>| Datum::from(it);
                vec![
                    Datum::Group(group as u32),
                    Datum::Number(it.employment),
                    Datum::Count(it.plants),
                    Datum::Count(regions),
                    number(found.as_ref().ok().map(|it| it.plant_herfindahl)),
                    number(found.as_ref().ok().map(|it| it.raw_concentration)),
                    number(found.as_ref().ok().map(|it| it.gamma)),
                    number(other),
                    found.err().map_or(Datum::Empty, Datum::Because),
                ]
            })
            .collect();
        MeasureTable { measure: Measure::EllisonGlaeser, columns: COLUMNS, rows, facts: Vec::new() }
    }
}

#[derive(Clone, Default)]
struct OfGroup {
    employment: f64,
    squared: f64,
    plants: u64,
    unknown: u64,
}
