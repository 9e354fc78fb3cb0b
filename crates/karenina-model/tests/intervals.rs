//! Laws of intervals, cells and periods, for whatever numbers and texts.

use karenina_model::{Answer, Interval, Period, TableBuilder, TableId, number};
use proptest::prelude::*;

prop_compose! {
    /// Small whole numbers and halves, so that ends often meet.
    fn interval()(a in -8_i32..8, b in -8_i32..8, low_open: bool, high_open: bool, unbounded in 0..6) -> Interval {
        let (low, high) = (f64::from(a.min(b)) / 2.0, f64::from(a.max(b)) / 2.0);
        let low = if unbounded == 0 { f64::NEG_INFINITY } else { low };
        let high = if unbounded == 1 { f64::INFINITY } else { high };
        Interval::with_ends(low, low_open, high, high_open)
            .or_else(|| Interval::point(f64::from(a)))
            .unwrap_or(Interval::ANY)
    }
}

fn number() -> impl Strategy<Value = f64> {
    (-40_i32..40).prop_map(|it| f64::from(it) / 8.0)
}

proptest! {
    #[test]
    fn what_two_intervals_share_is_what_both_contain(a in interval(), b in interval(), x in number()) {
        let both = a.contains(x) && b.contains(x);
        let shared = a.intersection(b).is_some_and(|it| it.contains(x));
        prop_assert_eq!(both, shared);
        prop_assert_eq!(a.intersection(b), b.intersection(a));
    }

    #[test]
    fn the_hull_contains_both(a in interval(), b in interval(), x in number()) {
        if a.contains(x) || b.contains(x) {
            prop_assert!(a.hull(b).contains(x));
        }
        prop_assert!(a.intersection(a.hull(b)) == Some(a));
    }

    #[test]
    fn whole_numbers_of_an_interval_are_those_that_it_contains(a in interval(), n in -6_i32..6) {
        let x = f64::from(n);
        prop_assert_eq!(a.contains(x), a.whole().is_some_and(|it| it.contains(x)));
    }

    #[test]
    fn sums_of_members_are_members_of_the_sum(a in interval(), b in interval(), x in number(), y in number()) {
        if a.contains(x) && b.contains(y) {
            prop_assert!(a.plus(b).contains(x + y));
            prop_assert!(a.negated().contains(-x));
            prop_assert!(a.scaled(4.0).contains(4.0 * x));
        }
    }

    #[test]
    fn an_interval_survives_being_written_and_read(a in interval()) {
        let text = a.to_string();
        match number::parse(&text) {
            Ok(read) => prop_assert_eq!(read, a, "{}", text),
            Err(_) => prop_assert_eq!(text, "?"),
        }
    }

    /// Invariant 10 at its smallest: any text is read, or refused, and never a panic.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}|[0-9<>=~.,% -]{0,12}") {
        if let Ok(it) = number::parse(&text) {
            prop_assert!(!it.low().is_nan() && it.low() <= it.high());
        }
        if let Some(it) = Period::parse(&text) {
            prop_assert!(it.first <= it.last);
            prop_assert_eq!(Period::parse(&it.text()), Some(it));
        }
        let _ = Answer::parse(&text);
    }

    /// A row of any texts gives a table whose cells can all be asked for.
    #[test]
    fn any_row_of_any_table_can_be_read(table in 0..24_usize, cells in proptest::collection::vec("\\PC{0,12}|[0-9<>.,-]{0,6}|yes|no|\\?", 0..30)) {
        let id = TableId::all().nth(table).unwrap_or(TableId::CLUSTERS);
        let names: Vec<&str> = id.schema().columns.iter().map(|it| it.name.as_str()).collect();
        let mut part = TableBuilder::new(id, "any", None, 1, names.iter().copied());
        part.push(2, cells.iter().map(String::as_str));
        part.push(3, cells.iter().rev().map(String::as_str));
        let (dataset, _) = karenina_model::Dataset::assemble([part]);
        let it = dataset.table(id);
        for row in it.rows() {
            for column in 0..names.len() {
                let _ = (it.text(row, column), it.number(row, column), it.flag(row, column));
                let _ = (it.code(row, column), it.codes(row, column), it.period(row, column));
                let _ = (it.reference(row, column), it.references(row, column), it.value(row, column));
                let _ = it.place(row, Some(column));
            }
        }
    }
}
