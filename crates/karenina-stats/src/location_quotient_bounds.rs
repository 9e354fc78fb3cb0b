//! The location quotient when cells are known as intervals.

use crate::domain::is_amount_interval;

/// The lowest and highest LQ = (`e_rc` / `e_r`) / (`e_c` / e) when the four parts that the
/// numbers are made of are each known within (low, high) and free of each other.
///
/// The parts: `cell` `e_rc`; `rest_of_region` `e_r` − `e_rc`; `rest_of_activity` `e_c`
/// − `e_rc`; `all_else` what is neither. With them named x, r, c, o the quotient is 1 +
/// (x o − r c) / ((x + r)(x + c)): it rises in o, falls in r and in c, and in x rises
/// up to x* = (r c + √(r²c² + o (o r c + r c (r + c)))) / o and falls from there
/// towards 1. So both bounds are tight. Nothing else counts twice, as it would if the
/// quotients were divided interval by interval. `None` when a part is no interval of
/// amounts, an end is infinite, or the region, the activity or the whole may be zero.
///
/// ```
/// use karenina_stats::location_quotient_bounds;
/// let known = location_quotient_bounds((20.0, 20.0), (80.0, 80.0), (30.0, 30.0), (370.0, 370.0));
/// assert_eq!(known, Some((2.0, 2.0)));
/// // A confidential cell of one to twenty.
/// let (low, high) =
///     location_quotient_bounds((1.0, 20.0), (80.0, 80.0), (30.0, 30.0), (370.0, 370.0)).unwrap();
/// assert!(low < 0.2 && high == 2.0);
/// ```
///
/// # Reference
/// The quotient: Isard, W. (1960). *Methods of Regional Analysis*. MIT Press, chapter 7. The
/// bounds are derived above.
#[doc(alias = "LQ")]
pub fn location_quotient_bounds(
    cell: (f64, f64),
    rest_of_region: (f64, f64),
    rest_of_activity: (f64, f64),
    all_else: (f64, f64),
) -> Option<(f64, f64)> {
    let parts = [cell, rest_of_region, rest_of_activity, all_else];
    let proper = |it: (f64, f64)| is_amount_interval(it) && it.1.is_finite();
    if !parts.into_iter().all(proper)
        || cell.0 + rest_of_region.0 == 0.0
        || cell.0 + rest_of_activity.0 == 0.0
    {
        return None;
    }
    let low = quotient(cell.0, rest_of_region.1, rest_of_activity.1, all_else.0).min(quotient(
        cell.1,
        rest_of_region.1,
        rest_of_activity.1,
        all_else.0,
    ));
    let (r, c, o) = (rest_of_region.0, rest_of_activity.0, all_else.1);
    let peak = if o > 0.0 {
        let rc = r * c;
        (rc + libm::sqrt(rc * rc + o * (o * rc + rc * (r + c)))) / o
    } else {
        cell.1
    };
    let high = quotient(peak.clamp(cell.0, cell.1), r, c, o);
    Some((low.min(high), high))
}

/// The same where totals are published and the cell alone is not, beside what else of the
/// activity is withheld: `region` and `all` are known.
///
/// LQ = (x / `e_r`) / ((x + c) / e) rises in the cell x and falls in the rest of the activity c.
/// The cell cannot exceed the region. `None` as above, and when the cell must exceed the region.
///
/// ```
/// use karenina_stats::location_quotient_bounds::location_quotient_bounds_in_totals;
/// let found = location_quotient_bounds_in_totals((10.0, 200.0), (30.0, 30.0), 100.0, 500.0);
/// let (low, high) = found.unwrap();
/// assert!((low - 1.25).abs() < 1e-15 && (high - 500.0 / 130.0).abs() < 1e-14);
/// ```
///
/// # Reference
/// As for [`location_quotient_bounds`].
pub fn location_quotient_bounds_in_totals(
    cell: (f64, f64),
    rest_of_activity: (f64, f64),
    region: f64,
    all: f64,
) -> Option<(f64, f64)> {
    let proper = is_amount_interval(cell)
        && is_amount_interval(rest_of_activity)
        && rest_of_activity.1.is_finite();
    let totals = region > 0.0 && region <= all && all.is_finite();
    if !proper || !totals || cell.0 > region || cell.0 + rest_of_activity.0 == 0.0 {
        return None;
    }
    let quotient = |x: f64, c: f64| (x / region) / ((x + c) / all);
    Some((quotient(cell.0, rest_of_activity.1), quotient(cell.1.min(region), rest_of_activity.0)))
}

fn quotient(x: f64, r: f64, c: f64, o: f64) -> f64 {
    (x / (x + r)) / ((x + c) / (x + r + c + o))
}

#[cfg(test)]
mod tests {
    use super::{location_quotient_bounds, location_quotient_bounds_in_totals};
    use crate::location_quotient;
    use proptest::prelude::*;

    /// REAT 3.0.3, `locq`: 0.384762342301328 when everything is known.
    #[test]
    fn known_parts_are_one_point() {
        let (x, r, c, all) = (1714.0, 79_006.0, 879_213.0, 15_593_224.0);
        let (rest, other, else_) = (r - x, c - x, all - r - c + x);
        let found =
            location_quotient_bounds((x, x), (rest, rest), (other, other), (else_, else_)).unwrap();
        assert!((found.0 - 0.384_762_342_301_328).abs() < 1e-14 && found.1 - found.0 < 1e-14);
        let found = location_quotient_bounds_in_totals((x, x), (other, other), r, all).unwrap();
        assert!((found.1 - 0.384_762_342_301_328).abs() < 1e-14);
    }

    #[test]
    fn what_may_be_nothing_has_no_bounds() {
        let some = (1.0, 2.0);
        assert_eq!(location_quotient_bounds((0.0, 1.0), (0.0, 3.0), some, some), None);
        assert_eq!(location_quotient_bounds(some, (3.0, 1.0), some, some), None);
        assert_eq!(location_quotient_bounds(some, (3.0, f64::INFINITY), some, some), None);
        assert_eq!(location_quotient_bounds_in_totals((9.0, 10.0), some, 8.0, 100.0), None);
        assert_eq!(location_quotient_bounds_in_totals((0.0, 1.0), (0.0, 0.0), 8.0, 100.0), None);
    }

    proptest! {
        #[test]
        fn every_completion_lies_inside_and_the_ends_are_near(
            lows in proptest::array::uniform4(0.1..50.0),
            widths in proptest::array::uniform4(0.0..50.0),
            places in proptest::array::uniform4(0.0..=1.0)
        ) {
            let part = |at: usize| (lows[at], lows[at] + widths[at]);
            let (low, high) =
                location_quotient_bounds(part(0), part(1), part(2), part(3)).unwrap();
            let at = |k: usize, place: f64| lows[k] + place * widths[k];
            let of = |x: f64, r: f64, c: f64, o: f64| {
                location_quotient(x, x + r, x + c, x + r + c + o).unwrap()
            };
            let value = of(at(0, places[0]), at(1, places[1]), at(2, places[2]), at(3, places[3]));
            prop_assert!(low <= value + 1e-12 && value <= high + 1e-12);
            // Tight: a fine walk along the cell reaches both.
            let walk = (0..=1000).map(|step| f64::from(step) / 1000.0);
            let least = walk.clone().map(|p| of(at(0, p), at(1, 1.0), at(2, 1.0), at(3, 0.0)));
            let most = walk.map(|p| of(at(0, p), at(1, 0.0), at(2, 0.0), at(3, 1.0)));
            prop_assert!((least.fold(f64::MAX, f64::min) - low).abs() < 1e-9);
            let most = most.fold(0.0, f64::max);
            prop_assert!(most <= high + 1e-12 && high - most < 1e-2 * high);
        }
    }
}
