//! Which quotients are more than chance.

use karenina_stats::{
    benjamini_hochberg, location_quotient, location_quotient_significance,
    location_quotient_significance::moineddin_interval,
};

use super::{Datum, Grid, Measure, MeasureTable};
use crate::Mapped;

const COLUMNS: &[&str] = &[
    "region",
    "group",
    "location_quotient",
    "interval_low",
    "interval_high",
    "establishments",
    "quotient_of_establishments",
    "p",
    "p_adjusted",
    "kept",
];

/// The level of intervals and of false discoveries.
const LEVEL: f64 = 0.05;

/// Of every group in a region: the 95 % interval of the quotient of employment by Moineddin and
/// others, and, since people of one plant do not choose their region apart from each other, the exact
/// test on establishments: the chance of so many or more if the group's establishments chose regions
/// as all do. "Kept": after correction for the number of tests. Published figures throughout; the
/// certain ones first.
pub fn significance(grid: &Grid, mapped: &Mapped) -> MeasureTable {
    let base = grid.base();
    let total: f64 = base.iter().sum();
    let of_group: Vec<f64> = (0..grid.n_groups).map(|it| grid.group(it).iter().sum()).collect();
    let mut plants_of_region = vec![0.0; grid.n_regions];
    let mut plants_of_group = vec![0.0; grid.n_groups];
    for it in &mapped.found {
        plants_of_region[it.region as usize] += it.establishments;
        plants_of_group[it.group as usize] += it.establishments;
    }
    let all_plants: f64 = plants_of_region.iter().sum();
    let tests: Vec<_> = mapped
        .found
        .iter()
        .map(|it| {
            location_quotient_significance(
                it.establishments as u64,
                plants_of_group[it.group as usize] as u64,
                plants_of_region[it.region as usize],
                all_plants,
                1.0 - LEVEL,
            )
            .ok()
        })
        .collect();
    let p: Vec<f64> = tests.iter().flatten().map(|it| it.p_above).collect();
    let mut adjusted = benjamini_hochberg(&p).unwrap_or_default().into_iter();
    let mut rows: Vec<(f64, Vec<Datum>)> = mapped
        .found
        .iter()
        .zip(&tests)
        .map(|(it, test)| {
            let (region, group) = (it.region as usize, it.group as usize);
            let interval = moineddin_interval(
                it.employment,
                base[region],
                of_group[group],
                total,
                1.0 - LEVEL,
            )
            .ok();
            // The quotient that the interval is of: beside all groups, whatever --base says.
            let quotient = location_quotient(it.employment, base[region], of_group[group], total);
            let corrected = test.as_ref().and_then(|_| adjusted.next());
            let row = vec![
                Datum::Region(it.region),
                Datum::Group(it.group),
                quotient.into(),
                interval.map(|it| it.0).into(),
                interval.map(|it| it.1).into(),
                Datum::Count(it.establishments as u64),
                test.as_ref().map(|it| it.quotient).into(),
                test.as_ref().map(|it| it.p_above).into(),
                corrected.into(),
                match corrected {
                    Some(p) if p <= LEVEL => Datum::Word("yes"),
                    Some(_) => Datum::Word("no"),
                    None => Datum::Empty,
                },
            ];
            (corrected.unwrap_or(f64::INFINITY), row)
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let rows = rows.into_iter().map(|it| it.1).collect();
    MeasureTable { measure: Measure::Significance, columns: COLUMNS, rows, facts: Vec::new() }
}
