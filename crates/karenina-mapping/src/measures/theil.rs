//! How much of the unevenness of a group lies between countries and how much within them.

use karenina_stats::{theil_bounds, theil_decomposition};

use super::{Datum, Grid, Measure, MeasureTable, Reason};
use crate::Statistics;

const COLUMNS: &[&str] = &[
    "group",
    "country",
    "regions",
    "country_share",
    "theil",
    "theil_low",
    "theil_high",
    "between",
    "between_low",
    "between_high",
    "within",
    "within_low",
    "within_high",
    "open_regions",
];

/// Theil's T of every group over all regions by published figures, and its parts between and within
/// countries (or what else regions are gathered by): a row for the group, whose two parts add up to
/// the index, and a row for each country with its share of the group, the index of its own regions,
/// and what it adds to both parts, so that the column adds up to the group's row. The row of the group
/// has the least and the most of the index and of what lies between, each over all fillings of
/// withheld cells within their bounds, and ends of what lies within that hold and are wider than need
/// be. The most uneven first. Regions of which no country is said are gathered by themselves.
pub fn theil(statistics: &Statistics, grid: &Grid) -> MeasureTable {
    let mut it = MeasureTable {
        measure: Measure::Theil,
        columns: COLUMNS,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    let said = statistics.countries_of_regions();
    let without = said.iter().filter(|it| it.is_none()).count();
    if without == said.len() {
        it.facts.push(("absent_because", Datum::Because(Reason::NoCountries)));
        return it;
    }
    // Regions of no country come last.
    let n = statistics.countries.len();
    let country_of: Vec<usize> = said.iter().map(|it| it.map_or(n, |it| it as usize)).collect();
    let mut members = vec![0; n + 1];
    for country in &country_of {
        members[*country] += 1;
    }
    let countries = members.iter().filter(|it| **it > 0).count();
    it.facts.push(("countries", Datum::Count(countries as u64)));
    it.facts.push(("regions_without_country", Datum::Count(without as u64)));
    let mut groups = Vec::new();
    for group in 0..grid.n_groups {
        let Ok(found) = theil_decomposition(&grid.group(group), &country_of, n + 1) else {
            // Nobody is employed in it anywhere, as far as is published.
            continue;
        };
        let open = |country: Option<usize>| {
            let is = |region: &usize| {
                grid.open[region * grid.n_groups + group]
                    && country.is_none_or(|it| country_of[*region] == it)
            };
            Datum::Count((0..grid.n_regions).filter(is).count() as u64)
        };
        let ends = grid.ends_of_group(group);
        let mut sums = vec![(0.0, 0.0); n + 1];
        for ((low, high), country) in ends.iter().zip(&country_of) {
            sums[*country].0 += low;
            sums[*country].1 += high;
        }
        let weights: Vec<f64> = members.iter().map(|it| *it as f64).collect();
        let is_known = ends.iter().zip(&grid.group(group)).all(|(it, x)| *it == (*x, *x));
        let bounds = |parts: &[(f64, f64)], weights: &[f64], value: f64| {
            if is_known { Some((value, value)) } else { theil_bounds(parts, weights).ok() }
        };
        let of_total = bounds(&ends, &vec![1.0; ends.len()], found.total);
        let of_between = bounds(&sums, &weights, found.between);
        // What is within is the whole less what is between: each at the end that suits.
        let of_within = of_total.zip(of_between).map(|(total, between)| {
            let apart = ((total.0 - between.1).max(0.0), total.1 - between.0);
            if is_known { (found.within, found.within) } else { apart }
        });
        let mut row = vec![
            Datum::Group(group as u32),
            Datum::Empty,
            Datum::Count(grid.n_regions as u64),
            Datum::Empty,
        ];
        for (value, ends) in
            [(found.total, of_total), (found.between, of_between), (found.within, of_within)]
        {
            let ends = [ends.map(|it| it.0).into(), ends.map(|it| it.1).into()];
            row.extend([Datum::Number(value), ends[0], ends[1]]);
        }
        row.push(open(None));
        let mut rows = vec![row];
        let mut of: Vec<usize> = (0..=n).filter(|it| members[*it] > 0).collect();
        of.sort_by(|a, b| found.groups[*b].0.total_cmp(&found.groups[*a].0).then(a.cmp(b)));
        for country in of {
            let (share, own) = found.groups[country];
            let name = if country == n {
                Datum::Word("not_known")
            } else {
                Datum::Country(country as u32)
            };
            rows.push(vec![
                Datum::Group(group as u32),
                name,
                Datum::Count(members[country]),
                Datum::Number(share),
                // An index of shares where there is nothing to share has no value.
                if share > 0.0 { Datum::Number(own) } else { Datum::Empty },
                Datum::Empty,
                Datum::Empty,
                Datum::Number(found.between_of[country]),
                Datum::Empty,
                Datum::Empty,
                Datum::Number(found.within_of[country]),
                Datum::Empty,
                Datum::Empty,
                open(Some(country)),
            ]);
        }
        groups.push((found.total, rows));
    }
    if groups.is_empty() {
        let nothing = Reason::Kernel(karenina_stats::NoValue::NothingThere);
        it.facts.push(("absent_because", Datum::Because(nothing)));
    }
    groups.sort_by(|a, b| b.0.total_cmp(&a.0));
    it.rows = groups.into_iter().flat_map(|it| it.1).collect();
    it
}
