//! The ratio of a part to its whole, when the part and the rest are intervals.

use crate::domain::is_amount_interval;

/// The lowest and highest a / (a + b), with a in `part` and b in `rest`.
///
/// For a numerator whose rows are among the denominator's: a is the sum over
/// the rows that count, b over the rows that do not. The ratio rises in a and
/// falls in b, so low = `a_low` / (`a_low` + `b_high`) and high = `a_high` /
/// (`a_high` + `b_low`). Both are tight, lie in 0..=1, and are narrower than the
/// quotient of the two intervals a and a + b, which forgets that they share a.
/// Where the two sets of rows differ, see
/// [`quotient_bounds`](crate::quotient_bounds()).
///
/// A high end may be infinite. A completion in which both are zero has no ratio
/// and is left out: `(0, 5)` of a rest that is zero gives 1. `None` when both
/// are certainly zero, and when an interval is negative, reversed or not a
/// number.
///
/// ```
/// use karenina_stats::ratio_bounds;
/// assert_eq!(ratio_bounds((1.0, 3.0), (1.0, 3.0)), Some((0.25, 0.75)));
/// assert_eq!(ratio_bounds((0.0, 5.0), (0.0, 0.0)), Some((1.0, 1.0)));
/// assert_eq!(ratio_bounds((0.0, 0.0), (0.0, 0.0)), None);
/// ```
///
/// # Reference
/// Moore, R. E., Kearfott, R. B. and Cloud, M. J. (2009). *Introduction to
/// Interval Analysis*. SIAM, sections 5.2 (dependency) and 6.4 (monotone
/// functions).
pub fn ratio_bounds(part: (f64, f64), rest: (f64, f64)) -> Option<(f64, f64)> {
    if !is_amount_interval(part) || !is_amount_interval(rest) || (part.1 == 0.0 && rest.1 == 0.0) {
        return None;
    }
    Some((of_whole(part.0, rest.1, 1.0), of_whole(part.1, rest.0, 0.0)))
}

/// a / (a + b); `otherwise` is its limit where the corner itself is 0 / 0.
fn of_whole(a: f64, b: f64, otherwise: f64) -> f64 {
    if a.is_infinite() {
        1.0
    } else if a + b == 0.0 {
        otherwise
    } else {
        a / (a + b)
    }
}

#[cfg(test)]
mod tests {
    use super::ratio_bounds;
    use crate::share;
    use proptest::prelude::*;

    /// Counts with unknown rows are Manski's share (see `share`) as long as one
    /// row cannot be on both sides; here 21 of 106 with nothing unknown.
    #[test]
    fn known_counts_give_the_share() {
        assert_eq!(ratio_bounds((21.0, 21.0), (85.0, 85.0)), share(21, 85, 0));
    }

    #[test]
    fn ends_that_are_zero_or_infinite() {
        let infinity = f64::INFINITY;
        assert_eq!(ratio_bounds((0.0, 0.0), (0.0, 4.0)), Some((0.0, 0.0)));
        assert_eq!(ratio_bounds((2.0, 3.0), (0.0, infinity)), Some((0.0, 1.0)));
        assert_eq!(ratio_bounds((2.0, infinity), (2.0, 2.0)), Some((0.5, 1.0)));
        assert_eq!(ratio_bounds((-1.0, 2.0), (1.0, 1.0)), None);
    }

    proptest! {
        #[test]
        fn every_completion_lies_inside_and_the_corners_are_reached(
            a in (0.0..1e6, 0.0..1e6), b in (0.0..1e6, 0.0..1e6), at in (0.0..=1.0, 0.0..=1.0)
        ) {
            let (part, rest) = ((a.0, a.0 + a.1), (b.0, b.0 + b.1));
            let (low, high) = ratio_bounds(part, rest).unwrap();
            let (x, y) = (a.0 + at.0 * a.1, b.0 + at.1 * b.1);
            prop_assert!(low <= x / (x + y) + 1e-12 && x / (x + y) <= high + 1e-12);
            prop_assert_eq!(low, part.0 / (part.0 + rest.1));
            prop_assert_eq!(high, part.1 / (part.1 + rest.0));
        }
    }
}
