//! A table that may be published: no cell behind which too few stand, or in which one weighs too
//! much, and none from which such a cell could be worked out.

use rustc_hash::FxHashMap;

use super::{Datum, Measure, MeasureTable};
use crate::{Definitions, Establishments, Mapped, Statistics};

const COLUMNS: &[&str] =
    &["region", "group", "employment", "establishments", "location_quotient", "mark"];

/// What must hold of a published cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PublishRule {
    /// So many establishments at least.
    pub minimum: u64,
    /// The p per cent rule, as a share: what is left without the two largest must be at least this
    /// part of the largest, or its size could be estimated too closely. Needs establishments.
    pub protection: f64,
}

/// Why a cell is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The rule.
    Primary,
    /// So that a primary one cannot be had by taking away.
    Complementary,
    /// The table did not have it.
    Unknown,
}

/// Groups in regions with marks in the place of what is withheld; how many by the rule and how many
/// beside them.
///
/// Every region and every group with one withheld cell has a second: else, beside a published total,
/// it could be worked out. The one with fewest people is taken. The intervals that are left are not
/// examined.
pub fn published(
    statistics: &Statistics,
    definitions: &Definitions,
    mapped: &Mapped,
    plants: Option<&Establishments>,
    rule: PublishRule,
) -> (MeasureTable, u64, u64) {
    let largest = plants.map(|it| two_largest(it, statistics, definitions));
    let mut marks: Vec<Option<Mark>> = mapped
        .found
        .iter()
        .map(|it| {
            if it.employment_bounds.0 < it.employment_bounds.1 {
                return Some(Mark::Unknown);
            }
            let few = it.establishments_bounds.0 < rule.minimum as f64;
            let weighs = largest.as_ref().is_some_and(|of| {
                let (first, second) = of.get(&(it.region, it.group)).copied().unwrap_or_default();
                it.employment - first - second < rule.protection * first
            });
            (it.employment > 0.0 && (few || weighs)).then_some(Mark::Primary)
        })
        .collect();
    complement(mapped, &mut marks, statistics.regions.len(), definitions.groups.len());
    let mut counts = (0, 0);
    let rows = mapped
        .found
        .iter()
        .zip(&marks)
        .map(|(it, mark)| {
            let (region, group) = (Datum::Region(it.region), Datum::Group(it.group));
            let word = match mark {
                None => {
                    return vec![
                        region,
                        group,
                        Datum::Number(it.employment),
                        Datum::Number(it.establishments),
                        it.location_quotient.into(),
                        Datum::Empty,
                    ];
                }
                Some(Mark::Primary) => {
                    counts.0 += 1;
                    // Which of both it is says something too: one word for all.
                    "withheld"
                }
                Some(Mark::Complementary) => {
                    counts.1 += 1;
                    "withheld"
                }
                Some(Mark::Unknown) => "not_known",
            };
            let nothing = Datum::Empty;
            vec![region, group, nothing, nothing, nothing, Datum::Word(word)]
        })
        .collect();
    let facts = vec![
        ("minimum", Datum::Count(rule.minimum)),
        ("protection", largest.as_ref().map(|_| rule.protection).into()),
    ];
    let table = MeasureTable { measure: Measure::Published, columns: COLUMNS, rows, facts };
    (table, counts.0, counts.1)
}

/// Withholds a second cell in every region and group that has one.
fn complement(mapped: &Mapped, marks: &mut [Option<Mark>], n_regions: usize, n_groups: usize) {
    let mut lines: Vec<Vec<usize>> = vec![Vec::new(); n_regions + n_groups];
    for (at, it) in mapped.found.iter().enumerate() {
        lines[it.region as usize].push(at);
        lines[n_regions + it.group as usize].push(at);
    }
    // Each round withholds at least one cell or ends.
    loop {
        let mut changed = false;
        for line in &lines {
            let withheld = line.iter().filter(|at| marks[**at].is_some()).count();
            let primary = line
                .iter()
                .any(|at| matches!(marks[*at], Some(Mark::Primary | Mark::Complementary)));
            if withheld != 1 || !primary {
                continue;
            }
            let smallest = line
                .iter()
                .copied()
                .filter(|at| marks[*at].is_none() && mapped.found[*at].employment > 0.0)
                .min_by(|a, b| {
                    let size = |at: usize| mapped.found[at].employment;
                    size(*a).total_cmp(&size(*b)).then(a.cmp(b))
                });
            if let Some(at) = smallest {
                marks[at] = Some(Mark::Complementary);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// The two largest establishments of each cell.
fn two_largest(
    plants: &Establishments,
    statistics: &Statistics,
    definitions: &Definitions,
) -> FxHashMap<(u32, u32), (f64, f64)> {
    let mut largest: FxHashMap<(u32, u32), (f64, f64)> = FxHashMap::default();
    let regions: Vec<Option<usize>> =
        plants.regions.iter().map(|it| statistics.regions.get_index_of(it)).collect();
    let groups: Vec<Option<u32>> =
        plants.activities.iter().map(|it| definitions.group(it)).collect();
    for at in 0..plants.activity.len() {
        let region = plants.region[at].and_then(|it| regions[it as usize]);
        let group = groups[plants.activity[at] as usize];
        if let (Some(region), Some(group), Some(x)) = (region, group, plants.figures[0][at]) {
            let two = largest.entry((region as u32, group)).or_default();
            if x > two.0 {
                *two = (x, two.0);
            } else if x > two.1 {
                two.1 = x;
            }
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::{PublishRule, published};
    use crate::{Base, Cell, Classification, Datum, Definitions, Statistics, map};

    /// Three regions by three groups; one cell of two firms. Beside published totals it could be
    /// had from its row or its column, and the second cell of each from its own other line.
    #[test]
    fn every_line_with_a_withheld_cell_has_two() {
        let mut it = Statistics::empty(Classification::Flat);
        it.files.push("t.csv".to_owned());
        it.regions = ["a", "b", "c"].map(str::to_owned).into_iter().collect();
        it.activities = ["x", "y", "z"].map(str::to_owned).into_iter().collect();
        for region in 0..3_u32 {
            for activity in 0..3_u32 {
                let first = region + activity == 0;
                it.cells.push(Cell {
                    region,
                    activity,
                    employment: Some(f64::from(100 + 10 * region + activity)),
                    establishments: Some(if first { 2.0 } else { 9.0 }),
                    file: 0,
                    line: 1,
                });
            }
        }
        let definitions = Definitions::each_by_itself(it.activities.iter().map(String::as_str));
        let mapped = map(&it, &definitions, Base::Total, "t.csv");
        let rule = PublishRule { minimum: 3, protection: 0.1 };
        let (table, primary, complementary) = published(&it, &definitions, &mapped, None, rule);
        assert_eq!((primary, complementary), (1, 3));
        for line in 0..3 {
            for column in [0, 1] {
                let withheld = table.rows.iter().filter(|row| {
                    let place = if column == 0 { Datum::Region(line) } else { Datum::Group(line) };
                    row[column] == place && row[2] == Datum::Empty
                });
                assert_ne!(withheld.count(), 1);
            }
        }
    }
}
