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
/// be. The most uneven first; a group of which nothing is published has its ends alone. Regions of
/// which no country is said are gathered by themselves.
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
        let (values, ends) = (grid.group(group), grid.ends_of_group(group));
        if ends.iter().all(|it| it.1 == 0.0) {
            // Nobody is employed in it anywhere.
            continue;
        }
        // None where nothing is published of it; what there can be stands beside.
        let found = theil_decomposition(&values, &country_of, n + 1).ok();
        let open = |country: Option<usize>| {
            let is = |region: &usize| {
                grid.open[region * grid.n_groups + group]
                    && country.is_none_or(|it| country_of[*region] == it)
            };
            Datum::Count((0..grid.n_regions).filter(is).count() as u64)
        };
        let mut sums = vec![(0.0, 0.0); n + 1];
        for ((low, high), country) in ends.iter().zip(&country_of) {
            sums[*country].0 += low;
            sums[*country].1 += high;
        }
        let weights: Vec<f64> = members.iter().map(|it| *it as f64).collect();
        let is_known = ends.iter().zip(&values).all(|(it, x)| *it == (*x, *x));
        let bounds = |parts: &[(f64, f64)], weights: &[f64], value: Option<f64>| {
            if is_known { value.zip(value) } else { theil_bounds(parts, weights).ok() }
        };
        let total = found.as_ref().map(|it| it.total);
        let between = found.as_ref().map(|it| it.between);
        let within = found.as_ref().map(|it| it.within);
        let of_total = bounds(&ends, &vec![1.0; ends.len()], total);
        let of_between = bounds(&sums, &weights, between);
        // What is within is the whole less what is between: each at the end that suits.
        let apart = of_total
            .zip(of_between)
            .map(|(total, between)| ((total.0 - between.1).max(0.0), total.1 - between.0));
        let of_within = if is_known { within.zip(within) } else { apart };
        let mut row = vec![
            Datum::Group(group as u32),
            Datum::Empty,
            Datum::Count(grid.n_regions as u64),
            Datum::Empty,
        ];
        for (value, ends) in [(total, of_total), (between, of_between), (within, of_within)] {
            let ends = [ends.map(|it| it.0).into(), ends.map(|it| it.1).into()];
            row.extend([Datum::from(value), ends[0], ends[1]]);
        }
        row.push(open(None));
        let mut rows = vec![row];
        let Some(found) = found else {
            groups.push((-1.0, rows));
            continue;
        };
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

#[cfg(test)]
mod tests {
    use super::{Datum, Grid, theil};
    use crate::{Classification, Statistics};

    #[test]
    fn a_group_that_is_withheld_everywhere_is_told_by_its_ends() {
        let mut statistics = Statistics::empty(Classification::Naics);
        for region in ["a", "b"] {
            statistics.regions.insert(region.to_owned());
            statistics.set_country(region, region);
        }
        let grid = Grid {
            n_regions: 2,
            n_groups: 1,
            published: vec![0.0; 2],
            open: vec![true; 2],
            bounds: vec![(10.0, 30.0); 2],
        };
        let found = theil(&statistics, &grid);
        assert_eq!(found.rows.len(), 1);
        let row = &found.rows[0];
        assert_eq!((row[4], row[13]), (Datum::Empty, Datum::Count(2)));
        let (Datum::Number(low), Datum::Number(high)) = (row[5], row[6]) else { panic!() };
        // 30 beside 10: ¾ ln 1.5 + ¼ ln 0.5.
        assert!(low.abs() < 1e-12 && (high - 0.130_812_035_941_137).abs() < 1e-9, "{low} {high}");
    }
}
