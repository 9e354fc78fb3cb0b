//! The share of items that have a property, when some items are not known.

/// The share of `yes` among all items, as the interval that `unknown` leaves open.
///
/// With y items that have the property, n that do not and u unknown,
/// low = y / (y + n + u) and high = (y + u) / (y + n + u): the unknown items
/// are all counted out, then all counted in. Both lie in 0..=1, and they
/// coincide exactly when nothing is unknown. `None` when there are no items at
/// all.
///
/// ```
/// use karenina_stats::share;
/// assert_eq!(share(1, 1, 0), Some((0.5, 0.5)));
/// assert_eq!(share(1, 0, 1), Some((0.5, 1.0)));
/// assert_eq!(share(0, 0, 0), None);
/// ```
///
/// # Reference
/// Manski, C. F. (1989). Anatomy of the selection problem. *Journal of Human
/// Resources* 24(3), 343–360: the bounds that need no assumption about what is
/// missing.
#[doc(alias = "Manski bounds")]
pub fn share(yes: u64, no: u64, unknown: u64) -> Option<(f64, f64)> {
    let all = yes as f64 + no as f64 + unknown as f64;
    if all == 0.0 {
        return None;
    }
    Some((yes as f64 / all, (yes as f64 + unknown as f64) / all))
}

#[cfg(test)]
mod tests {
    use super::share;
    use proptest::prelude::*;

    /// Manski, C. F. (1995). *Identification Problems in the Social Sciences*,
    /// ch. 2, on leaving homelessness: of 106 men 64 were found again and 21 of
    /// them had left; of 31 women 14 and 3. Printed: [.20, .59] and [.10, .65].
    #[test]
    fn exits_from_homelessness_have_manskis_bounds() {
        let rounded = |x: f64| (100.0 * x).round();
        let (low, high) = share(21, 64 - 21, 106 - 64).unwrap();
        assert_eq!((rounded(low), rounded(high)), (20.0, 59.0));
        let (low, high) = share(3, 14 - 3, 31 - 14).unwrap();
        assert_eq!((rounded(low), rounded(high)), (10.0, 65.0));
    }

    proptest! {
        #[test]
        fn whatever_the_unknown_turn_out_to_be_the_share_lies_inside(
            yes in 0_u64..1000, no in 0_u64..1000, unknown in 1_u64..1000, turned in 0.0..=1.0
        ) {
            let turned_yes = (turned * unknown as f64) as u64;
            let (low, high) = share(yes, no, unknown).unwrap();
            let (point, same) = share(yes + turned_yes, no + unknown - turned_yes, 0).unwrap();
            prop_assert_eq!(point, same);
            prop_assert!(low <= point && point <= high);
        }

        #[test]
        fn ten_times_as_many_of_each_change_nothing(
            yes in 0_u64..1000, no in 0_u64..1000, unknown in 1_u64..1000
        ) {
            prop_assert_eq!(share(yes, no, unknown), share(10 * yes, 10 * no, 10 * unknown));
        }
    }
}
