//! Stars in the manner of the European Cluster Observatory.

use karenina_stats::{StarRules, location_quotient, observatory_stars::observatory_stars_within};

use super::{Datum, Grid, Measure, MeasureTable, Reason};

const COLUMNS: &[&str] = &[
    "region",
    "group",
    "employment",
    "location_quotient",
    "focus",
    "star_size",
    "star_specialisation",
    "star_focus",
    "stars",
    "stars_possible",
];

/// Every group in a region that has a star or may have one: for size, for specialisation, for focus,
/// by rules that are printed with the table. Cut-offs are of published figures; where a cell is
/// withheld, a star that the cell has at one of its ends and not at the other is open. Most stars
/// first.
pub fn stars(grid: &Grid, rules: &StarRules) -> MeasureTable {
    let mut it = MeasureTable {
        measure: Measure::Stars,
        columns: COLUMNS,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    it.facts = vec![
        ("star_top_size", rules.top_size.into()),
        ("star_least_quotient", rules.least_quotient.into()),
        ("star_top_focus", rules.top_focus.into()),
        (
            "star_focus_among",
            Datum::Word(if rules.focus_within_activity {
                "cells_of_group"
            } else {
                "cells_of_all"
            }),
        ),
        ("star_least_employment", Datum::Number(rules.least_employment)),
    ];
    let found = observatory_stars_within(&grid.published, &grid.bounds, grid.n_groups, &[], rules);
    let found = match found {
        Ok(found) => found,
        Err(why) => {
            it.facts.push(("absent_because", Datum::Because(Reason::Kernel(why))));
            return it;
        }
    };
    let base = grid.base();
    let all: f64 = base.iter().sum();
    let of_group: Vec<f64> = (0..grid.n_groups).map(|it| grid.group(it).iter().sum()).collect();
    let mut with = [0_u64; 4];
    let mut rows = Vec::new();
    for (at, stars) in found.iter().enumerate() {
        let (sure, possible) = stars.count(rules);
        with[sure.min(3)] += 1;
        if possible == 0 {
            continue;
        }
        let (region, group) = (at / grid.n_groups, at % grid.n_groups);
        let here = grid.published[at];
        let star = |it: Option<bool>, asked: bool| match it {
            _ if !asked => Datum::Empty,
            Some(true) => Datum::Word("yes"),
            Some(false) => Datum::Word("no"),
            None => Datum::Word("not_certain"),
        };
        let focus = (base[region] > 0.0).then(|| here / base[region]);
        let row = vec![
            Datum::Region(region as u32),
            Datum::Group(group as u32),
            Datum::Number(here),
            location_quotient(here, base[region], of_group[group], all).into(),
            focus.into(),
            star(stars.size, rules.top_size.is_some()),
            star(stars.specialisation, rules.least_quotient.is_some()),
            star(stars.focus, rules.top_focus.is_some()),
            Datum::Count(sure as u64),
            Datum::Count(possible as u64),
        ];
        rows.push((sure, possible, here, row));
    }
    it.facts.extend([
        ("three_stars", Datum::Count(with[3])),
        ("two_stars", Datum::Count(with[2])),
        ("one_star", Datum::Count(with[1])),
    ]);
    rows.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(b.2.total_cmp(&a.2)));
    it.rows = rows.into_iter().map(|it| it.3).collect();
    it
}
