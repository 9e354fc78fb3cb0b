//! Laws of rules: a rule holds of an interval if it holds of all that is in it.

use karenina_catalogue::Rule;
use karenina_model::{Interval, Truth};
use proptest::prelude::*;

fn rule() -> impl Strategy<Value = Rule> {
    (0..7, -6_i32..6, 0_i32..6).prop_map(|(kind, bound, width)| {
        let bound = f64::from(bound) / 2.0;
        match kind {
            0 => Rule::Above(bound),
            1 => Rule::AtLeast(bound),
            2 => Rule::Below(bound),
            3 => Rule::AtMost(bound),
            4 => Rule::Between(bound, bound + f64::from(width) / 2.0),
            5 => Rule::IsTrue,
            _ => Rule::IsFalse,
        }
    })
}

prop_compose! {
    fn interval()(a in -8_i32..8, b in -8_i32..8, low_open: bool, high_open: bool) -> Interval {
        let (low, high) = (f64::from(a.min(b)) / 2.0, f64::from(a.max(b)) / 2.0);
        Interval::with_ends(low, low_open, high, high_open)
            .or_else(|| Interval::point(f64::from(a)))
            .unwrap_or(Interval::ANY)
    }
}

proptest! {
    #[test]
    fn a_verdict_on_an_interval_is_the_verdict_on_every_number_in_it(
        rule in rule(), value in interval(), x in -40_i32..40,
    ) {
        let x = f64::from(x) / 8.0;
        if let (true, Some(point)) = (value.contains(x), Interval::point(x)) {
            let on_point = rule.holds(point);
            prop_assert_ne!(on_point, Truth::Unknown, "a number is never undecided");
            if rule.holds(value) != Truth::Unknown {
                prop_assert_eq!(rule.holds(value), on_point);
            }
        }
    }

    #[test]
    fn undecided_means_that_both_are_possible(rule in rule(), value in interval()) {
        if rule.holds(value) == Truth::Unknown && value.low().is_finite() && value.high().is_finite() {
            let numbers = (-80..=80).map(|it| f64::from(it) / 16.0).filter(|it| value.contains(*it));
            let truths: Vec<Truth> =
                numbers.filter_map(Interval::point).map(|it| rule.holds(it)).collect();
            prop_assert!(truths.contains(&Truth::Yes) && truths.contains(&Truth::No));
        }
    }

    #[test]
    fn a_rule_survives_being_written_and_read(rule in rule()) {
        prop_assert_eq!(Rule::parse(&rule.to_string()), Some(rule));
    }

    #[test]
    fn distance_is_nought_at_the_bound_and_less_than_minus_one_beyond_the_zero_point(bound in 1_i32..20, x in -20_i32..40) {
        let (bound, x) = (f64::from(bound), f64::from(x));
        let value = Interval::point(x).unwrap_or(Interval::ANY);
        let (low, high) = Rule::AtLeast(bound).distance(value, 0.0).unwrap_or((f64::NAN, f64::NAN));
        prop_assert_eq!(low, high);
        prop_assert_eq!(low >= 0.0, x >= bound);
        prop_assert_eq!(low < -1.0, x < 0.0);
    }
}
