//! What was found as the table `region_activity` of a dataset, which judgements on critical mass are
//! made of.

use super::{Datum, Measure, MeasureTable};
use crate::{Definitions, Mapped, Statistics};

/// The columns of the dataset's table; employment may be an interval.
const COLUMNS: &[&str] = &["region", "activity", "year", "employees", "local_units"];

/// Up to so many groups by regions what is certainly nobody is written as zero; beyond it is left
/// out, and reads as not said.
const ZEROS: usize = 1_000_000;

/// Groups in regions, the nation as region `*` and everything as activity `*`. A figure that is not
/// known is written as an interval, and nothing is written where nothing bounds it.
pub fn region_activity(
    statistics: &Statistics,
    definitions: &Definitions,
    mapped: &Mapped,
) -> MeasureTable {
    let n_groups = definitions.groups.len();
    let year = statistics.year.map_or(Datum::Empty, |it| Datum::Count(it.unsigned_abs().into()));
    let mut rows = Vec::new();
    let n_regions = statistics.regions.len();
    let mut there =
        vec![false; if n_regions * n_groups <= ZEROS { n_regions * n_groups } else { 0 }];
    let mut nation = vec![((0.0, 0.0), (0.0, 0.0)); n_groups];
    for it in &mapped.found {
        let (people, units) = (it.employment_bounds, it.establishments_bounds);
        let of = &mut nation[it.group as usize];
        of.0 = (of.0.0 + people.0, of.0.1 + people.1);
        of.1 = (of.1.0 + units.0, of.1.1 + units.1);
        if let Some(is) = there.get_mut(it.region as usize * n_groups + it.group as usize) {
            *is = true;
        }
        let (region, group) = (Datum::Region(it.region), Datum::Group(it.group));
        rows.push(vec![region, group, year, range(people), range(units)]);
    }
    for at in (0..there.len()).filter(|at| !there[*at] && nation[at % n_groups].0.1 > 0.0) {
        let region = Datum::Region((at / n_groups) as u32);
        let group = Datum::Group((at % n_groups) as u32);
        let zero = Datum::Number(0.0);
        rows.push(vec![region, group, year, zero, zero]);
    }
    for (group, (people, units)) in nation.into_iter().enumerate() {
        if people.1 > 0.0 {
            let group = Datum::Group(group as u32);
            rows.push(vec![Datum::Word("*"), group, year, range(people), range(units)]);
        }
    }
    let mut all = Some((0.0, 0.0));
    for (region, total) in mapped.totals.iter().enumerate() {
        all = all.zip(*total).map(|(sum, it)| (sum.0 + it.0, sum.1 + it.1));
        let of = total.map_or(Datum::Empty, range);
        let region = Datum::Region(region as u32);
        rows.push(vec![region, Datum::Word("*"), year, of, Datum::Empty]);
    }
    let of = all.map_or(Datum::Empty, range);
    rows.push(vec![Datum::Word("*"), Datum::Word("*"), year, of, Datum::Empty]);
    MeasureTable { measure: Measure::RegionActivity, columns: COLUMNS, rows, facts: Vec::new() }
}

/// Whole people: the least is rounded down and the most up.
fn range((low, high): (f64, f64)) -> Datum {
    if !high.is_finite() {
        return if low > 0.0 { Datum::AtLeast(low.floor()) } else { Datum::Empty };
    }
    if low == high { Datum::Number(low) } else { Datum::Between(low.floor(), high.ceil()) }
}
