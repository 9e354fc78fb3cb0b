//! Which groups stand in the same regions.

use karenina_stats::pairwise_coagglomeration;

use super::{Datum, Grid, Measure, MeasureTable, Reason};

const COLUMNS: &[&str] =
    &["group", "other_group", "coagglomeration_as_published", "coagglomeration", "absent_because"];

/// Pairs that are written: beyond, the strongest.
const PAIRS: usize = 100_000;

/// The index of Ellison, Glaeser and Kerr of every two groups, the strongest first.
pub fn coagglomeration(grid: &Grid) -> MeasureTable {
    let n = grid.n_groups;
    let mut by_group = Vec::with_capacity(grid.published.len());
    for group in 0..n {
        by_group.extend(grid.group(group));
    }
    let mut facts = Vec::new();
    let mut rows = Vec::new();
    match pairwise_coagglomeration(&by_group, &grid.base()) {
        Err(why) => facts.push(("absent_because", Datum::Because(Reason::Kernel(why)))),
        Ok(pairs) => {
            let open: Vec<u64> = (0..n).map(|it| grid.open_of_group(it)).collect();
            let mut all: Vec<(f64, usize, usize)> = (0..n)
                .flat_map(|one| ((one + 1)..n).map(move |other| (one, other)))
                .filter_map(|(one, other)| Some((pairs.pair(one, other)?, one, other)))
                .collect();
            all.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
            if all.len() > PAIRS {
                facts.push(("pairs_in_all", Datum::Count(all.len() as u64)));
                all.truncate(PAIRS);
            }
            rows = all
                .into_iter()
                .map(|(x, one, other)| {
                    let known = open[one] + open[other] == 0;
                    vec![
                        Datum::Group(one as u32),
                        Datum::Group(other as u32),
                        Datum::Number(x),
                        if known { Datum::Number(x) } else { Datum::Empty },
                        if known { Datum::Empty } else { Datum::Because(Reason::Withheld) },
                    ]
                })
                .collect();
        }
    }
    MeasureTable { measure: Measure::Coagglomeration, columns: COLUMNS, rows, facts }
}
