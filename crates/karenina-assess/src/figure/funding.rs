//! Fig 7 and Fig 8: where the money of specialist organisations comes from, by respondents and by
//! money. The two answer different questions and are never set beside each other.

use indexmap::IndexMap;
use karenina_model::{Interval, Period, TableId, Value};

use super::{
    Bar, Bars, Basis, Body, Counted, Datum, Made, Measured, Name, Note,
    scope::{Scope, own_series},
};

pub(super) fn by_respondents(scope: &Scope<'_>) -> Made {
    if let Some(bars) = scope.claimed_bars(Measured::Share, Counted::Respondents) {
        return (Basis::Claims, Body::Bars(bars), Vec::new());
    }
    let bodies = bodies(scope);
    let n = bodies.len() as u64;
    let mut rows: Vec<Bar> = scope
        .about
        .items
        .keys()
        .filter_map(|key| {
            let names = |it: &&Sources| it.amounts.contains_key(key.as_str());
            let count = bodies.iter().filter(names).count() as u64;
            (count > 0).then(|| Bar {
                name: Name::Item(key.clone()),
                part: false,
                marked: false,
                data: vec![Some(Datum::part(Interval::exactly(count), n))],
            })
        })
        .collect();
    let count = |it: &Bar| it.data[0].as_ref().and_then(|it| it.count).map_or(0.0, |it| it.low());
    rows.sort_by(|a, b| count(b).total_cmp(&count(a)));
    let mut series = own_series(n, Counted::Organisations, scope.on);
    series.vintage = latest(&bodies).or(series.vintage);
    let bars = Bars { measured: Measured::Share, series: vec![series], rows, all: vec![None] };
    (if n > 0 { Basis::Rows } else { Basis::Nothing }, Body::Bars(bars), Vec::new())
}

pub(super) fn by_money(scope: &Scope<'_>) -> Made {
    let bodies = bodies(scope);
    let of = bodies.len() as u64;
    let known: Vec<&Sources> =
        bodies.iter().filter(|it| it.amounts.values().all(Option::is_some)).collect();
    let mut amounts: IndexMap<&'static str, Interval> = IndexMap::new();
    for (source, amount) in known.iter().flat_map(|it| &it.amounts) {
        let Some(amount) = amount else { continue };
        let sum = amounts.entry(item(source)).or_insert(Interval::exactly(0));
        *sum = sum.plus(*amount);
    }
    let total = amounts.values().fold(Interval::exactly(0), |sum, it| sum.plus(*it));
    let said = total.low() > 0.0 && total.high().is_finite();
    let rows: Vec<Bar> = scope
        .about
        .items
        .keys()
        .filter(|_| said)
        .map(|key| {
            let part = amounts.get(key.as_str()).copied().unwrap_or(Interval::exactly(0));
            // A part and the rest of the whole vary apart from each other.
            let end = |part: f64, others: f64| {
                if part + others > 0.0 { part / (part + others) } else { 0.0 }
            };
            let low = end(part.low(), total.high() - part.high());
            let high = end(part.high(), total.low() - part.low());
            let value = Interval::new(low, high).unwrap_or(Interval::SHARE);
            Bar {
                name: Name::Item(key.clone()),
                part: false,
                marked: false,
                data: vec![Some(Datum::of_value(Value::Known(value)))],
            }
        })
        .collect();
    let mut series = own_series(known.len() as u64, Counted::Organisations, scope.on);
    series.vintage = latest(&bodies).or(series.vintage);
    let mut bars = Bars {
        measured: Measured::Share,
        series: if said { vec![series] } else { Vec::new() },
        rows,
        all: if said { vec![None] } else { Vec::new() },
    };
    scope.with_references(&mut bars, Counted::Organisations);
    let left_out = of - known.len() as u64;
    let notes = if left_out > 0 { vec![Note::AmountsUnknown(left_out, of)] } else { Vec::new() };
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Bars(bars), notes)
}

/// What one body got in its latest year, by source; `None` where the amount is not known.
struct Sources {
    year: Option<Period>,
    amounts: IndexMap<&'static str, Option<Interval>>,
}

/// The specialist organisations of which any source of money is known.
fn bodies(scope: &Scope<'_>) -> Vec<Sources> {
    let funding = scope.dataset.table(TableId::FUNDING);
    let (year, amount) = (funding.column("year"), funding.column("amount"));
    let year_of = |row: u32| year.and_then(|it| funding.period(row, it).known());
    let mut all = scope.rows_of(TableId::FUNDING, scope.current);
    all.retain(|row| year_of(*row).is_none_or(|it| it.first <= scope.on));
    let mut bodies = Vec::new();
    for body in scope.specialist_organisations(scope.current) {
        let of_body: Vec<u32> = all
            .iter()
            .copied()
            .filter(|row| scope.reference(TableId::FUNDING, *row, "body") == Some(body))
            .collect();
        let latest = of_body.iter().filter_map(|row| year_of(*row)).max();
        let mut amounts: IndexMap<&'static str, Option<Interval>> = IndexMap::new();
        for row in of_body.into_iter().filter(|row| year_of(*row) == latest) {
            let Some(source) = scope.code(TableId::FUNDING, row, "source_kind") else { continue };
            let said = amount
                .and_then(|it| funding.number(row, it).known())
                .and_then(|it| it.intersection(Interval::NOT_NEGATIVE));
            // Nothing is not a source.
            if said.is_some_and(|it| it.high() == 0.0) {
                continue;
            }
            amounts
                .entry(source)
                .and_modify(|sum| *sum = sum.zip(said).map(|(sum, it)| sum.plus(it)))
                .or_insert(said);
        }
        if !amounts.is_empty() {
            bodies.push(Sources { year: latest, amounts });
        }
    }
    bodies
}

fn latest(bodies: &[Sources]) -> Option<Period> {
    bodies.iter().filter_map(|it| it.year).max()
}

/// The item of the figure on money for a source.
fn item(source: &str) -> &'static str {
    match source {
        "federal" => "state",
        "regional" | "local" => "regional_and_local",
        "member_fees" => "member_fees",
        "international" => "international",
        "services" => "services",
        _ => "other",
    }
}
