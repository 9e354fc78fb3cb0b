//! The share of the largest part: how far one dominates.

use crate::domain::{is_amount, is_amount_interval};

/// The share of the largest part in all, max xᵢ / Σ x.
///
/// It runs from 1/n (n equal parts) to 1 (all in one part). Parts of zero
/// change nothing. `None` when the parts sum to zero or there are none, and when
/// a part is negative or not a number.
///
/// ```
/// use karenina_stats::largest_share;
/// assert_eq!(largest_share(&[6.0, 3.0, 1.0]), Some(0.6));
/// assert_eq!(largest_share(&[0.0]), None);
/// ```
///
/// # Reference
/// Curry, B. and George, K. D. (1983). Industrial concentration: a survey.
/// *Journal of Industrial Economics* 31(3), 203–255: the concentration ratio
/// `CR_k` with k = 1.
#[doc(alias = "concentration ratio")]
#[doc(alias = "CR1")]
pub fn largest_share(parts: &[f64]) -> Option<f64> {
    if !parts.iter().all(|&x| is_amount(x)) {
        return None;
    }
    let total: f64 = parts.iter().sum();
    let largest = parts.iter().copied().fold(0.0, f64::max);
    (total > 0.0).then(|| largest / total)
}

/// The lowest and highest share of the largest part, every part in its (low, high).
///
/// Both bounds are tight. The highest: one part at its high end, all others at
/// their low ends. The lowest: no part can be pressed below the greatest low end
/// m, and every other part is best raised as far as m, so it is
/// m / Σ min(highᵢ, m). When all low ends are zero m may be as small as one
/// likes, and the lowest is 1 / (number of parts that can be above zero).
///
/// A high end may be infinite (a part of unknown size); the high bound is then
/// 1, approached and not reached. `None` when every high end is zero, when there
/// are no parts, and when an interval is negative, reversed or not a number.
///
/// ```
/// use karenina_stats::largest_share_bounds;
/// let (low, high) = largest_share_bounds(&[(5.0, 5.0), (1.0, 9.0)]).unwrap();
/// assert_eq!((low, high), (0.5, 5.0 / 6.0));
/// ```
///
/// # Reference
/// As [`largest_share`]; the bounds are derived above, in the sense of Manski,
/// C. F. (1989). Anatomy of the selection problem. *Journal of Human Resources*
/// 24(3), 343–360.
pub fn largest_share_bounds(parts: &[(f64, f64)]) -> Option<(f64, f64)> {
    let proper = parts.iter().all(|&part| is_amount_interval(part));
    if !proper || parts.iter().all(|&(_, high)| high == 0.0) {
        return None;
    }
    let greatest_low = parts.iter().map(|part| part.0).fold(0.0, f64::max);
    let low = if greatest_low > 0.0 {
        greatest_low / parts.iter().map(|part| part.1.min(greatest_low)).sum::<f64>()
    } else {
        1.0 / parts.iter().filter(|part| part.1 > 0.0).count() as f64
    };
    let sum_of_lows: f64 = parts.iter().map(|part| part.0).sum();
    let share_at_most = |&(low, high): &(f64, f64)| {
        if high.is_infinite() {
            1.0
        } else if high == 0.0 {
            0.0
        } else {
            high / (high + (sum_of_lows - low))
        }
    };
    let high = parts.iter().map(share_at_most).fold(0.0, f64::max);
    // Rounding may put the two a last digit apart when every part is known.
    Some((low, high.max(low)))
}

#[cfg(test)]
mod tests {
    use super::{largest_share, largest_share_bounds};
    use proptest::prelude::*;

    /// REAT 3.0.3, example `ellison.a`: 25 000 of 70 000 employed work in the
    /// largest of ten establishments.
    #[test]
    fn the_largest_of_ten_establishments() {
        let employment = [200.0, 650.0, 12e3, 100.0, 50.0, 16e3, 13e3, 1500.0, 1500.0, 25e3];
        assert_eq!(largest_share(&employment), Some(25.0 / 70.0));
    }

    #[test]
    fn a_negative_part_has_no_share() {
        assert_eq!(largest_share(&[2.0, -1.0]), None);
        assert_eq!(largest_share(&[]), None);
        assert_eq!(largest_share_bounds(&[(3.0, 2.0)]), None);
        assert_eq!(largest_share_bounds(&[(0.0, 0.0)]), None);
    }

    #[test]
    fn a_part_of_unknown_size_may_be_nearly_everything() {
        let parts = [(2.0, 2.0), (2.0, 2.0), (0.0, f64::INFINITY)];
        assert_eq!(largest_share_bounds(&parts), Some((1.0 / 3.0, 1.0)));
        assert_eq!(largest_share_bounds(&[(0.0, f64::INFINITY); 4]), Some((0.25, 1.0)));
    }

    fn boxes() -> impl Strategy<Value = Vec<(f64, f64)>> {
        let interval = (prop_oneof![Just(0.0), 0.0..10.0], prop_oneof![Just(0.0), 0.0..10.0]);
        proptest::collection::vec(interval.prop_map(|(low, width)| (low, low + width)), 1..12)
            .prop_filter("something must be there", |parts| parts.iter().any(|p| p.1 > 0.0))
    }

    proptest! {
        #[test]
        fn every_completion_lies_inside(
            parts in boxes(), places in proptest::collection::vec(0.0..=1.0, 12)
        ) {
            let (low, high) = largest_share_bounds(&parts).unwrap();
            let values: Vec<f64> =
                parts.iter().zip(&places).map(|(p, place)| p.0 + place * (p.1 - p.0)).collect();
            if let Some(share) = largest_share(&values) {
                prop_assert!(low <= share + 1e-12 && share <= high + 1e-12);
            }
        }

        #[test]
        fn both_bounds_are_reached(parts in boxes()) {
            let (low, high) = largest_share_bounds(&parts).unwrap();
            let greatest_low = parts.iter().map(|p| p.0).fold(0.0, f64::max);
            let smallest_high =
                parts.iter().map(|p| p.1).filter(|&x| x > 0.0).fold(f64::MAX, f64::min);
            let level = if greatest_low > 0.0 { greatest_low } else { smallest_high };
            let even: Vec<f64> = parts.iter().map(|p| level.clamp(p.0, p.1)).collect();
            prop_assert!((largest_share(&even).unwrap() - low).abs() < 1e-12);
            let reached = (0..parts.len())
                .filter_map(|raised| {
                    let mut values: Vec<f64> = parts.iter().map(|p| p.0).collect();
                    values[raised] = parts[raised].1;
                    largest_share(&values)
                })
                .fold(0.0, f64::max);
            prop_assert!((reached - high).abs() < 1e-12);
        }
    }
}
