//! How much of the unevenness of a group lies between countries and how much within them.

use karenina_stats::theil_decomposition;

use super::{Datum, Grid, Measure, MeasureTable, Reason};
use crate::Statistics;

const COLUMNS: &[&str] =
    &["group", "country", "regions", "country_share", "theil", "between", "within", "open_regions"];

/// Theil's T of every group over all regions by published figures, and its parts between and within
/// countries (or what else regions are gathered by): a row for the group, whose two parts add up to
/// the index, and a row for each country with its share of the group, the index of its own regions,
/// and what it adds to both parts, so that the column adds up to the group's row. The most uneven
/// first. Regions of which no country is said are gathered by themselves.
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
        let mut rows = vec![vec![
            Datum::Group(group as u32),
            Datum::Empty,
            Datum::Count(grid.n_regions as u64),
            Datum::Empty,
            Datum::Number(found.total),
            Datum::Number(found.between),
            Datum::Number(found.within),
            open(None),
        ]];
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
                Datum::Number(found.between_of[country]),
                Datum::Number(found.within_of[country]),
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
