//! Fig 6: who sits on the boards.

use karenina_model::{Interval, TableId, Truth};

use super::{
    Bar, Bars, Basis, Body, Counted, Datum, Made, Measured, Name,
    scope::{Scope, Tally, own_series},
};

pub(super) fn composition(scope: &Scope<'_>) -> Made {
    let boards: Vec<u32> = scope
        .rows_of(TableId::BODIES, scope.current)
        .into_iter()
        .filter(|row| scope.code(TableId::BODIES, *row, "kind") == Some("board"))
        .collect();
    let seats: Vec<u32> = scope
        .rows_of(TableId::SEATS, scope.current)
        .into_iter()
        .filter(|row| {
            scope.reference(TableId::SEATS, *row, "body").is_some_and(|it| boards.contains(&it))
        })
        .collect();
    let class = |row: u32| scope.code(TableId::SEATS, row, "class").map(item);
    let n = seats
        .iter()
        .filter(|it| class(**it).is_some() && scope.in_force(TableId::SEATS, **it) == Truth::Yes)
        .count() as u64;
    let rows: Vec<Bar> = scope
        .about
        .items
        .keys()
        .map(|key| {
            let mut tally = Tally::default();
            for seat in seats.iter().filter(|it| class(**it) == Some(key)) {
                tally.add(scope.in_force(TableId::SEATS, *seat));
            }
            let datum = (n > 0).then(|| Datum::of_all(counted(tally), n));
            Bar { name: Name::Item(key.clone()), part: false, marked: false, data: vec![datum] }
        })
        .collect();
    let mut bars = Bars {
        measured: Measured::Share,
        series: vec![own_series(n, Counted::Seats, scope.on)],
        rows,
        all: vec![None],
    };
    if n == 0 {
        bars.series.clear();
        bars.all.clear();
        bars.rows.clear();
    }
    scope.with_references(&mut bars, Counted::Seats);
    (if n > 0 { Basis::Rows } else { Basis::Nothing }, Body::Bars(bars), Vec::new())
}

fn counted(tally: Tally) -> Interval {
    // Seats that may or may not be taken are no part of the whole yet.
    Interval::exactly(tally.sure)
}

/// The class of the figure for a class of seats.
fn item(class: &str) -> &'static str {
    match class {
        "large_company" | "sme" | "company" => "business",
        "higher_education" | "research" => "research_and_education",
        "government" => "government",
        "non_profit" => "non_profit",
        "finance" => "finance",
        _ => "other",
    }
}
