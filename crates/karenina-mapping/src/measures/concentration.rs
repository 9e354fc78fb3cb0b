//! How unevenly groups are spread over regions, and how far regions are specialised.

use karenina_stats::{
    NoValue, hachman, herfindahl_hirschman, hoover, krugman, locational_gini, relative_diversity,
    relative_specialisation, shannon_entropy, theil_t,
};

use super::{Datum, Grid, Measure, MeasureTable, Reason};

const OF_GROUPS: &[&str] =
    &["group", "regions", "hoover", "gini", "krugman", "theil", "herfindahl", "open_regions"];

const OF_REGIONS: &[&str] = &[
    "region",
    "breadth",
    "krugman",
    "relative_specialisation",
    "relative_diversity",
    "hachman",
    "herfindahl",
    "shannon",
    "open_groups",
];

/// Of every group by its published figures: how its regions differ from where everything is. Beside
/// it stands in how many regions figures are withheld; where that is more than none the true indices
/// differ.
pub fn concentration(grid: &Grid) -> MeasureTable {
    let base = grid.base();
    let mut rows: Vec<(f64, Vec<Datum>)> = (0..grid.n_groups)
        .map(|group| (group, grid.group(group)))
        .filter(|(_, of)| of.iter().any(|it| *it > 0.0))
        .map(|(group, of)| {
            let index = hoover(&of, &base);
            let row = vec![
                Datum::Group(group as u32),
                Datum::Count(of.iter().filter(|it| **it > 0.0).count() as u64),
                datum(index),
                datum(locational_gini(&of, &base)),
                datum(krugman(&of, &base)),
                datum(theil_t(&of)),
                herfindahl_hirschman(&of).into(),
                Datum::Count(grid.open_of_group(group)),
            ];
            (index.unwrap_or(0.0), row)
        })
        .collect();
    most_first(&mut rows);
    table(Measure::Concentration, OF_GROUPS, rows)
}

/// Of every region by its published figures: how its groups differ from those of all regions.
pub fn specialisation(grid: &Grid) -> MeasureTable {
    let base: Vec<f64> = (0..grid.n_groups).map(|it| grid.group(it).iter().sum()).collect();
    let mut rows: Vec<(f64, Vec<Datum>)> = (0..grid.n_regions)
        .map(|region| (region, grid.region(region)))
        .filter(|(_, of)| of.iter().any(|it| *it > 0.0))
        .map(|(region, of)| {
            let index = krugman(of, &base);
            let row = vec![
                Datum::Region(region as u32),
                Datum::Count(of.iter().filter(|it| **it > 0.0).count() as u64),
                datum(index),
                datum(relative_specialisation(of, &base)),
                datum(relative_diversity(of, &base)),
                datum(hachman(of, &base)),
                herfindahl_hirschman(of).into(),
                shannon_entropy(of).into(),
                Datum::Count(grid.open_of_region(region)),
            ];
            (index.unwrap_or(0.0), row)
        })
        .collect();
    most_first(&mut rows);
    table(Measure::Specialisation, OF_REGIONS, rows)
}

fn datum(it: Result<f64, NoValue>) -> Datum {
    it.map_or_else(|why| Datum::Because(Reason::Kernel(why)), Datum::Number)
}

fn most_first(rows: &mut [(f64, Vec<Datum>)]) {
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
}

fn table(
    measure: Measure,
    columns: &'static [&'static str],
    rows: Vec<(f64, Vec<Datum>)>,
) -> MeasureTable {
    let rows = rows.into_iter().map(|it| it.1).collect();
    MeasureTable { measure, columns, rows, facts: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{Datum, Grid, concentration, specialisation};

    /// Two regions with everything of two groups each its own.
    #[test]
    fn a_group_in_one_of_two_like_regions_would_have_to_move_by_half() {
        let grid = Grid {
            n_regions: 2,
            n_groups: 2,
            published: vec![10.0, 0.0, 0.0, 10.0],
            open: vec![false, true, false, false],
            bounds: vec![(10.0, 10.0), (0.0, 5.0), (0.0, 0.0), (10.0, 10.0)],
        };
        let groups = concentration(&grid);
        assert_eq!(groups.rows[0][2], Datum::Number(0.5));
        assert_eq!(groups.rows[1][7], Datum::Count(1));
        let regions = specialisation(&grid);
        assert_eq!(regions.rows[0][2], Datum::Number(1.0));
        assert_eq!(regions.rows[0][3], Datum::Number(2.0));
    }
}
