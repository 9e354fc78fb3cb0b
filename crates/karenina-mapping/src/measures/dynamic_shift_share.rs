//! What a region grew by, in parts, year by year.

use karenina_stats::{NoValue, shift_share, shift_share::dynamic_shift_share as kernel};

use super::{Datum, Grid, Measure, MeasureTable, Reason, shift_share::Parts};
use crate::Statistics;

const COLUMNS: &[&str] = &[
    "region",
    "year_before",
    "year",
    "employment_before",
    "employment",
    "national",
    "mix",
    "competitive",
    "competitive_own",
    "allocation",
    "open_groups",
    "absent_because",
];

/// Of every region of which each of the years publishes something, by published figures: the parts of the
/// change of employment from each year to the next, with the rates and weights of that year, and a
/// row in which they are added up, which comes first. The strongest by itself first. `years` are in
/// order, with the same groups; with fewer than three it is the plain one, and absent here.
pub fn dynamic_shift_share(years: &[(Statistics, Grid)]) -> MeasureTable {
    let mut it = MeasureTable {
        measure: Measure::DynamicShiftShare,
        columns: COLUMNS,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    it.facts.push(("years", Datum::Count(years.len() as u64)));
    let last = match years {
        [.., last] if years.len() > 2 => &last.0,
        _ => {
            it.facts.push(("absent_because", Datum::Because(Reason::TooFewYears)));
            return it;
        }
    };
    // The place of each region in every year. What a year publishes nothing of is not there: to take it
    // for zero would make the nation shrink and grow by what offices have not sent in yet.
    let place = |code: &str, of: &Statistics| {
        let at = of.regions.get_index_of(code)?;
        of.publishes(at as u32).then_some(at)
    };
    let regions: Vec<(usize, Vec<usize>)> = last
        .regions
        .iter()
        .enumerate()
        .filter_map(|(at, code)| {
            Some((at, years.iter().map(|(of, _)| place(code, of)).collect::<Option<_>>()?))
        })
        .collect();
    let left_out = (last.regions.len() - regions.len()) as u64;
    it.facts.push(("regions_not_in_all_years", Datum::Count(left_out)));
    let nation: Vec<Vec<f64>> = years
        .iter()
        .enumerate()
        .map(|(year, (_, grid))| {
            let mut sum = vec![0.0; grid.n_groups];
            for (_, places) in &regions {
                for (sum, x) in sum.iter_mut().zip(grid.region(places[year])) {
                    *sum += x;
                }
            }
            sum
        })
        .collect();
    let nation: Vec<&[f64]> = nation.iter().map(Vec::as_slice).collect();
    let year_of = |at: usize| {
        years[at].0.year.map_or(Datum::Empty, |it| Datum::Count(it.unsigned_abs().into()))
    };
    let mut all: Vec<(f64, Vec<Vec<Datum>>)> = Vec::new();
    for (region, places) in &regions {
        let own: Vec<&[f64]> =
            years.iter().zip(places).map(|((_, grid), at)| grid.region(*at)).collect();
        let open: Vec<u64> =
            years.iter().zip(places).map(|((_, grid), at)| grid.open_of_region(*at)).collect();
        let row = |from: usize, to: usize, parts: &Parts| {
            let open = open[from..=to].iter().sum();
            let mut row = vec![Datum::Region(*region as u32), year_of(from), year_of(to)];
            row.extend([from, to].map(|it| Datum::Number(own[it].iter().sum())));
            row.extend(parts.data(open));
            row
        };
        let whole = Parts::of(|form| kernel(&own, &nation, form));
        let mut rows = vec![row(0, years.len() - 1, &whole)];
        for from in 0..years.len() - 1 {
            let pairs = |of: &[&[f64]]| -> Vec<(f64, f64)> {
                of[from].iter().copied().zip(of[from + 1].iter().copied()).collect()
            };
            let parts = Parts::of(|form| shift_share(&pairs(&own), &pairs(&nation), form));
            rows.push(row(from, from + 1, &parts));
        }
        all.push((whole.own().unwrap_or(f64::NEG_INFINITY), rows));
    }
    if all.is_empty() {
        let nothing = Reason::Kernel(NoValue::NothingThere);
        it.facts.push(("absent_because", Datum::Because(nothing)));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    it.rows = all.into_iter().flat_map(|it| it.1).collect();
    it
}
