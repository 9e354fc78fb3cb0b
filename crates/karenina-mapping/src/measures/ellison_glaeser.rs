//! Concentration of plants beyond what their sizes bring about.

use karenina_stats::{PlantSizes, ellison_glaeser as kernel, maurel_sedillot};

use super::{Datum, Measure, MeasureTable, Reason};
use crate::{Aggregated, Definitions};

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
    let n_regions = table.regions.len();
    let n_groups = definitions.groups.len();
    let groups: Vec<Option<u32>> =
        table.activities.iter().map(|it| definitions.group(it)).collect();
    let mut base = vec![0.0; n_regions];
    let mut of = vec![OfGroup::default(); n_groups];
    let mut cells = vec![0.0; n_regions * n_groups];
    for it in &table.groups {
        let employment = it.employment.value();
        base[it.region as usize] += employment;
        let Some(group) = groups[it.activity as usize] else { continue };
        let sums = &mut of[group as usize];
        sums.plants += it.establishments;
        sums.unknown += it.unknown;
        sums.employment += employment;
        sums.squared += it.employment_squared.value();
        cells[group as usize * n_regions + it.region as usize] += employment;
    }
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
                kernel(activity, &base, sizes).map_err(Reason::Kernel)
            };
            let other =
                found.as_ref().ok().and_then(|_| maurel_sedillot(activity, &base, sizes).ok());
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

#[derive(Clone, Default)]
struct OfGroup {
    employment: f64,
    squared: f64,
    plants: u64,
    unknown: u64,
}
