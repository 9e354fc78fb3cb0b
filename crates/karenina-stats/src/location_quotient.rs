//! How much larger an activity is in a region than the region would lead one to
//! expect.

use crate::domain::is_amount;

/// The activity's share in the region over its share in the whole,
/// LQ = (`e_rc` / `e_r`) / (`e_c` / e).
///
/// `region_activity` is `e_rc`, say employment of the activity in the region;
/// `region` `e_r`, all employment of the region; `activity` `e_c`, employment of
/// the activity everywhere; `all` e, everything everywhere. It runs from 0 (not
/// there) without upper end; 1 is the average. Small regions reach high values by
/// little, so print the numbers with it. `None` when the region, the activity or
/// the whole is zero, and when a number is negative or missing.
///
/// ```
/// use karenina_stats::location_quotient;
/// assert_eq!(location_quotient(20.0, 100.0, 50.0, 500.0), Some(2.0));
/// assert_eq!(location_quotient(0.0, 100.0, 0.0, 500.0), None);
/// ```
///
/// # Reference
/// Isard, W. (1960). *Methods of Regional Analysis*. MIT Press, chapter 7.
#[doc(alias = "LQ")]
#[doc(alias = "Balassa index")]
pub fn location_quotient(
    region_activity: f64,
    region: f64,
    activity: f64,
    all: f64,
) -> Option<f64> {
    let numbers = [region_activity, region, activity, all];
    if !numbers.into_iter().all(is_amount) || region == 0.0 || activity == 0.0 || all == 0.0 {
        return None;
    }
    Some((region_activity / region) / (activity / all))
}

#[cfg(test)]
mod tests {
    use super::location_quotient;
    use proptest::prelude::*;

    /// REAT 3.0.3, `locq`: printed 0.3847623, in full 0.384762342301328; from
    /// Farhauer, O. and Kröll, A. (2014). *Standorttheorien*.
    #[test]
    fn agrees_with_reat() {
        let quotient = location_quotient(1714.0, 79_006.0, 879_213.0, 15_593_224.0).unwrap();
        assert!((quotient - 0.384_762_342_301_328).abs() < 1e-14);
    }

    #[test]
    fn an_activity_found_nowhere_has_no_quotient() {
        assert_eq!(location_quotient(0.0, 1.0, 0.0, 1.0), None);
        assert_eq!(location_quotient(0.0, 0.0, 1.0, 1.0), None);
        assert_eq!(location_quotient(-1.0, 1.0, 1.0, 1.0), None);
        assert_eq!(location_quotient(f64::NAN, 1.0, 1.0, 1.0), None);
        assert_eq!(location_quotient(0.0, 1.0, 1.0, 2.0), Some(0.0));
    }

    proptest! {
        /// Σ over regions of share · LQ is 1, with the region's share in the whole.
        #[test]
        fn weighted_by_their_shares_the_regions_average_one(
            regions in proptest::collection::vec((0.1..100.0, 0.1..100.0), 1..10)
        ) {
            let activity: f64 = regions.iter().map(|r| r.0).sum();
            let all: f64 = regions.iter().map(|r| r.0 + r.1).sum();
            let sum: f64 = regions
                .iter()
                .map(|&(inside, outside)| {
                    let region = inside + outside;
                    region / all * location_quotient(inside, region, activity, all).unwrap()
                })
                .sum();
            prop_assert!((sum - 1.0).abs() < 1e-12);
        }

        #[test]
        fn doubling_every_number_changes_nothing(
            a in 0.0..1e6, b in 0.1..1e6, c in 0.1..1e6, d in 0.1..1e6
        ) {
            let doubled = location_quotient(2.0 * a, 2.0 * b, 2.0 * c, 2.0 * d);
            prop_assert_eq!(location_quotient(a, b, c, d), doubled);
        }
    }
}
