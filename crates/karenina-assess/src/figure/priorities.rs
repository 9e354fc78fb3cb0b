//! Fig 11: the weight of kinds of collaboration.

use indexmap::IndexMap;
use karenina_model::{Cell, Interval, TableId, Value, table::ValueCell};

use super::{
    Bar, Bars, Basis, Body, Counted, Datum, Made, Measured, Name, Series, SeriesOf,
    scope::{Scope, own_series},
};

/// Populations that the catalogue's references speak of.
const ELSEWHERE: [&str; 2] = ["europe", "world"];

pub(super) fn weights(scope: &Scope<'_>) -> Made {
    let keys: Vec<&String> = scope.about.items.keys().collect();
    let mut series: Vec<(Series, Vec<Option<Datum>>)> = Vec::new();
    for (population, rows) in populations(scope) {
        let own = Some(population.as_str()) == scope.programme();
        let data = keys.iter().map(|key| of_population(scope, &rows, key, own)).collect();
        let mut it = own_series(0, Counted::Respondents, scope.on);
        it.n = None;
        it.vintage = None;
        it.of = if own { SeriesOf::Programme } else { SeriesOf::Population(population) };
        if own {
            let claims = scope.claims("fact/collaboration_priority_values");
            it.vintage = claims.iter().find_map(|it| it.period);
            it.population = claims.into_iter().find_map(|it| it.population);
        }
        series.push((it, data));
    }
    if !series.iter().any(|it| it.0.of == SeriesOf::Programme)
        && let Some(own) = of_clusters(scope, &keys)
    {
        series.insert(0, own);
    }
    let said = !series.is_empty();
    let rows = keys
        .iter()
        .enumerate()
        .map(|(at, key)| Bar {
            name: Name::Item((*key).clone()),
            part: false,
            marked: false,
            data: series.iter().map(|it| it.1[at].clone()).collect(),
        })
        .collect();
    let all = vec![None; series.len()];
    let series = series.into_iter().map(|it| it.0).collect();
    let mut bars = Bars { measured: Measured::Weight, series, rows, all };
    scope.with_references(&mut bars, Counted::Respondents);
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Bars(bars), Vec::new())
}

/// Rows that speak of a population as a whole.
fn populations(scope: &Scope<'_>) -> IndexMap<String, Vec<u32>> {
    let table = scope.dataset.table(TableId::PRIORITIES);
    let mut all: IndexMap<String, Vec<u32>> = IndexMap::new();
    for row in table.rows().filter(|row| table.counts(*row)) {
        if scope.reference(TableId::PRIORITIES, row, "cluster").is_some() {
            continue;
        }
        let Some(population) = table.named_text(row, "population") else { continue };
        if !ELSEWHERE.contains(&population) {
            all.entry(population.to_owned()).or_default().push(row);
        }
    }
    all
}

fn of_population(scope: &Scope<'_>, rows: &[u32], key: &str, own: bool) -> Option<Datum> {
    let table = scope.dataset.table(TableId::PRIORITIES);
    let number =
        |row: u32, column: &str| table.column(column).and_then(|it| table.number(row, it).known());
    let row =
        rows.iter().copied().find(|row| scope.code(TableId::PRIORITIES, *row, "kind") == Some(key));
    let Some(row) = row else {
        // The source had values for every kind, of which most are lost.
        if !own || !is_lost(scope) {
            return None;
        }
        let last = last(scope).as_deref() == Some(key);
        return Some(Datum { rank: last.then_some(0.0), lost: !last, ..Datum::lost() });
    };
    let share = number(row, "share")
        .map_or_else(|| Value::Absent(karenina_model::Absence::NotSaid), Value::Known);
    let rank = number(row, "rank").filter(Interval::is_point).map(|it| it.low());
    Some(Datum { rank, ..Datum::of_value(share) })
}

/// Whether the programme's values are said to be unknown: they stood in a picture that is lost.
fn is_lost(scope: &Scope<'_>) -> bool {
    !scope.claims("fact/collaboration_priority_values").is_empty()
}

/// The kind that stands last, where that is all that is known of it.
fn last(scope: &Scope<'_>) -> Option<String> {
    let claim = scope.claims("fact/last_collaboration_priority").into_iter().next()?;
    let table = scope.dataset.table(TableId::CLAIMS);
    match table.value(claim.row, table.column("value")?) {
        Cell::Known(ValueCell::Text(it)) => Some(it.to_string()),
        _ => None,
    }
}

/// The mean rank over the clusters that rank all the kinds.
fn of_clusters(scope: &Scope<'_>, keys: &[&String]) -> Option<(Series, Vec<Option<Datum>>)> {
    let table = scope.dataset.table(TableId::PRIORITIES);
    let rank = table.column("rank")?;
    let mut ranked: Vec<Vec<f64>> = Vec::new();
    for cluster in scope.current {
        let rows = scope.dataset.rows_of(TableId::PRIORITIES, *cluster);
        let of_kind = |key: &str| {
            rows.iter()
                .find(|row| scope.code(TableId::PRIORITIES, **row, "kind") == Some(key))
                .and_then(|row| table.number(*row, rank).known())
                .filter(Interval::is_point)
                .map(|it| it.low())
        };
        let ranks: Option<Vec<f64>> = keys.iter().map(|key| of_kind(key)).collect();
        ranked.extend(ranks);
    }
    if ranked.is_empty() {
        return None;
    }
    let n = ranked.len() as f64;
    let data = (0..keys.len())
        .map(|at| {
            let mean = ranked.iter().map(|it| it[at]).sum::<f64>() / n;
            let absent = Value::Absent(karenina_model::Absence::NotSaid);
            Some(Datum { rank: Some(mean), ..Datum::of_value(absent) })
        })
        .collect();
    Some((own_series(ranked.len() as u64, Counted::Clusters, scope.on), data))
}
