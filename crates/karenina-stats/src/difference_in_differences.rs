//! The change of a treated group beyond that of a control group.

/// (after − before) of the treated, less (after − before) of the control.
///
/// Each argument is `(before, after)`, a mean or any other level, in the unit of
/// the outcome; so is the result. Positive: the treated gained more, or lost
/// less. It is an effect only where both would have moved alike without
/// treatment, which two points in time cannot show. What is not a number stays
/// so.
///
/// ```
/// use karenina_stats::difference_in_differences;
/// assert_eq!(difference_in_differences((10.0, 15.0), (10.0, 12.0)), 3.0);
/// ```
///
/// # Reference
/// Card, D. and Krueger, A. B. (1994). Minimum wages and employment. *American
/// Economic Review* 84(4), 772–793.
#[doc(alias = "DiD")]
pub fn difference_in_differences(treated: (f64, f64), control: (f64, f64)) -> f64 {
    (treated.1 - treated.0) - (control.1 - control.0)
}

#[cfg(test)]
mod tests {
    use super::difference_in_differences;
    use proptest::prelude::*;

    /// Card and Krueger (1994), table 3: full-time equivalents per store in New
    /// Jersey and Pennsylvania. Printed 2.76 from unrounded means; 2.75 from the
    /// printed ones.
    #[test]
    fn card_and_krueger() {
        let (new_jersey, pennsylvania) = ((20.44, 21.03), (23.33, 21.17));
        let effect = difference_in_differences(new_jersey, pennsylvania);
        assert!((effect - 2.75).abs() < 1e-12 && (effect - 2.76).abs() < 0.011);
    }

    #[test]
    fn a_missing_level_leaves_no_difference() {
        assert!(difference_in_differences((f64::NAN, 1.0), (1.0, 1.0)).is_nan());
    }

    proptest! {
        #[test]
        fn what_both_groups_share_cancels(
            t in (-1e3..1e3, -1e3..1e3), c in (-1e3..1e3, -1e3..1e3),
            trend in -1e3..1e3, level in -1e3..1e3
        ) {
            let plain = difference_in_differences(t, c);
            let trended = difference_in_differences((t.0, t.1 + trend), (c.0, c.1 + trend));
            let raised = difference_in_differences((t.0 + level, t.1 + level), c);
            prop_assert!((plain - trended).abs() < 1e-9 && (plain - raised).abs() < 1e-9);
        }
    }
}
