//! How unevenly groups are spread over regions, and how far regions are specialised.

use karenina_stats::{
    NoValue, hachman, herfindahl_hirschman, herfindahl_hirschman_bounds, hoover, hoover_bounds,
    hoover_bounds::{highest_gini_of_hoover, krugman_bounds},
    krugman, locational_gini, locational_gini_bounds, relative_diversity, relative_specialisation,
    shannon_entropy, theil_bounds, theil_t,
};
use rayon::prelude::*;

use super::{Datum, Grid, Measure, MeasureTable, Reason};
use crate::{Statistics, bounds::Tree};

const OF_GROUPS: &[&str] = &[
    "group",
    "regions",
    "hoover",
    "hoover_low",
    "hoover_high",
    "gini",
    "gini_low",
    "gini_high",
    "krugman",
    "krugman_low",
    "krugman_high",
    "theil",
    "theil_low",
    "theil_high",
    "herfindahl",
    "herfindahl_low",
    "herfindahl_high",
    "open_regions",
];

const OF_REGIONS: &[&str] = &[
    "region",
    "breadth",
    "krugman",
    "krugman_low",
    "krugman_high",
    "relative_specialisation",
    "relative_diversity",
    "hachman",
    "herfindahl",
    "herfindahl_low",
    "herfindahl_high",
    "shannon",
    "open_groups",
];

/// Least and most.
type Ends = (f64, f64);

/// What all that is employed in each region can be.
pub fn everything(statistics: &Statistics) -> Vec<Ends> {
    // One class for all codes: what a total has beyond its parts is certain to be of it.
    let tree = Tree::new(statistics, 0, |_| None);
    let of = |region| tree.of_region(statistics.of_region(region), |it| it.employment).bounds[0];
    (0..statistics.regions.len() as u32).into_par_iter().map(of).collect()
}

/// Of every group: how its regions differ from where everything is. By published figures, and the
/// least and the most that each index can be over all fillings of the withheld cells within their
/// bounds, apart from each other. Everything is what regions publish for everything; where one does
/// not, its published groups added up, with the ends that its total can have. Beside it stands in how
/// many regions figures are withheld.
pub fn concentration(grid: &Grid, everything: &[Ends]) -> MeasureTable {
    let is_known = everything.iter().all(|it| it.0 == it.1);
    let base: Vec<f64> =
        if is_known { everything.iter().map(|it| it.0).collect() } else { grid.base() };
    let alike = vec![1.0; grid.n_regions];
    let row = |group: usize| {
        let (of, open) = (grid.group(group), grid.open_of_group(group));
        let ends = grid.ends_of_group(group);
        if ends.iter().all(|it| it.1 == 0.0) {
            return None;
        }
        let index = hoover(&of, &base);
        let gini = locational_gini(&of, &base);
        let theil = theil_t(&of);
        let herfindahl = herfindahl_hirschman(&of);
        let exactly = |it: &Result<f64, NoValue>| it.as_ref().ok().map(|it| (*it, *it));
        let (of_hoover, of_gini, of_theil, of_herfindahl);
        if open == 0 && is_known {
            of_hoover = exactly(&index);
            of_gini = exactly(&gini);
        } else {
            let any = (0.0, f64::INFINITY);
            of_hoover = hoover_bounds(&ends, everything, any).ok();
            of_gini = if is_known {
                locational_gini_bounds(&ends, &base).ok()
            } else {
                // What Hoover's index says of Gini's.
                of_hoover.map(|it| (it.0, highest_gini_of_hoover(it.1).unwrap_or(1.0)))
            };
        }
        if open == 0 {
            of_theil = exactly(&theil);
            of_herfindahl = herfindahl.map(|it| (it, it));
        } else {
            of_theil = theil_bounds(&ends, &alike).ok();
            of_herfindahl = herfindahl_hirschman_bounds(&ends);
        }
        let mut row = vec![
            Datum::Group(group as u32),
            Datum::Count(of.iter().filter(|it| **it > 0.0).count() as u64),
        ];
        let twice = |it: Ends| (2.0 * it.0, 2.0 * it.1);
        for (value, ends) in [
            (datum(index), of_hoover),
            (datum(gini), of_gini),
            (datum(krugman(&of, &base)), of_hoover.map(twice)),
            (datum(theil), of_theil),
            (herfindahl.into(), of_herfindahl),
        ] {
            row.extend([value, ends.map(|it| it.0).into(), ends.map(|it| it.1).into()]);
        }
        row.push(Datum::Count(open));
        Some((index.unwrap_or(-1.0), row))
    };
    let mut rows: Vec<(f64, Vec<Datum>)> =
        (0..grid.n_groups).into_par_iter().filter_map(row).collect();
    most_first(&mut rows);
    let mut it = table(Measure::Concentration, OF_GROUPS, rows);
    it.facts.push(("base", Datum::Word(if is_known { "totals" } else { "groups_added_up" })));
    it.facts.push(("ends", Datum::Word(if is_known { "sharp" } else { "outer" })));
    it
}

/// Of every region: how its groups differ from those of all regions. By published figures, and the
/// least and the most that Krugman's and Herfindahl's index can be. These hold for every filling of the
/// withheld cells within their bounds, and are wider than need be: the nation's shares are taken at the
/// ends that suit, apart from the region.
pub fn specialisation(grid: &Grid) -> MeasureTable {
    let base: Vec<f64> = (0..grid.n_groups).map(|it| grid.group(it).iter().sum()).collect();
    let ends_of_base: Vec<Ends> = (0..grid.n_groups)
        .map(|group| {
            let ends = grid.ends_of_group(group);
            ends.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
        })
        .collect();
    let is_known = !grid.open.contains(&true);
    let row = |region: usize| {
        let (of, open) = (grid.region(region), grid.open_of_region(region));
        let ends = grid.ends_of_region(region);
        if ends.iter().all(|it| it.1 == 0.0) {
            return None;
        }
        let index = krugman(of, &base);
        let of_krugman = if is_known {
            index.ok().map(|it| (it, it))
        } else {
            krugman_bounds(ends, &ends_of_base, (0.0, f64::INFINITY)).ok()
        };
        let of_herfindahl = if open == 0 {
            herfindahl_hirschman(of).map(|it| (it, it))
        } else {
            herfindahl_hirschman_bounds(ends)
        };
        let row = vec![
            Datum::Region(region as u32),
            Datum::Count(of.iter().filter(|it| **it > 0.0).count() as u64),
            datum(index),
            of_krugman.map(|it| it.0).into(),
            of_krugman.map(|it| it.1).into(),
            datum(relative_specialisation(of, &base)),
            datum(relative_diversity(of, &base)),
            datum(hachman(of, &base)),
            herfindahl_hirschman(of).into(),
            of_herfindahl.map(|it| it.0).into(),
            of_herfindahl.map(|it| it.1).into(),
            shannon_entropy(of).into(),
            Datum::Count(open),
        ];
        Some((index.unwrap_or(-1.0), row))
    };
    let mut rows: Vec<(f64, Vec<Datum>)> =
        (0..grid.n_regions).into_par_iter().filter_map(row).collect();
    most_first(&mut rows);
    table(Measure::Specialisation, OF_REGIONS, rows)
}

fn datum(it: Result<f64, NoValue>) -> Datum {
    match it {
        Ok(it) => Datum::Number(it),
        // Nothing is published of it; what there can be stands beside.
        Err(NoValue::NothingThere) => Datum::Empty,
        Err(why) => Datum::Because(Reason::Kernel(why)),
    }
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
        let groups = concentration(&grid, &[(10.0, 15.0), (10.0, 10.0)]);
        assert_eq!(groups.rows[0][2], Datum::Number(0.5));
        assert_eq!(groups.rows[1][17], Datum::Count(1));
        // With a base of 20 and 10 the withheld 0 to 5 of the second group count, and no more.
        let groups = concentration(&grid, &[(20.0, 20.0), (10.0, 10.0)]);
        let second = groups.rows.iter().find(|it| it[0] == Datum::Group(1)).unwrap();
        let (Datum::Number(low), Datum::Number(high)) = (second[3], second[4]) else { panic!() };
        // 5 of 15 in the first where two thirds of everything are; or nothing.
        assert!((low - 1.0 / 3.0).abs() < 1e-12 && (high - 2.0 / 3.0).abs() < 1e-9);
        let regions = specialisation(&grid);
        assert_eq!(regions.rows[0][2], Datum::Number(1.0));
        assert_eq!(regions.rows[0][5], Datum::Number(2.0));
        let (Datum::Number(low), Datum::Number(high)) = (regions.rows[0][3], regions.rows[0][4])
        else {
            panic!()
        };
        assert!(low <= 1.0 && (1.0..=2.0).contains(&high));
    }
}
