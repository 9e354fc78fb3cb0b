//! Membership in a set from a measured value: three anchors and a logistic curve.

/// The membership of a value in a set by the direct method:
/// 1 / (1 + exp(−(x − c) · ln(19) / |a − c|)), where c is the point of greatest doubt
/// (membership 0.5) and a the anchor on x's side: full membership (0.95) or full
/// non-membership (0.05).
///
/// `non_member`, `crossover` and `member` rise or fall: with a falling order more
/// of x means less membership. The result runs from 0 to 1 and is exactly 0.05,
/// 0.5 and 0.95 at the anchors. `None` when the three do not stand in order, and
/// when a number is not finite.
///
/// ```
/// use karenina_stats::direct_calibration;
/// assert_eq!(direct_calibration(10.0, 5.0, 10.0, 15.0), Some(0.5));
/// let half_way = direct_calibration(7.0, 5.0, 10.0, 15.0).unwrap();
/// assert!((half_way - 0.145_957_76).abs() < 1e-8);
/// assert_eq!(direct_calibration(7.0, 5.0, 15.0, 10.0), None);
/// ```
///
/// # Reference
/// Ragin, C. C. (2008). *Redesigning Social Inquiry: Fuzzy Sets and Beyond*.
/// University of Chicago Press, chapter 5; the logistic form as in the R package
/// QCA (Duşa 2019, *QCA with R*, chapter 4).
#[doc(alias = "fuzzy set")]
pub fn direct_calibration(x: f64, non_member: f64, crossover: f64, member: f64) -> Option<f64> {
    let finite = [x, non_member, crossover, member].iter().all(|it| it.is_finite());
    let rising = non_member < crossover && crossover < member;
    let falling = non_member > crossover && crossover > member;
    if !finite || !(rising || falling) {
        return None;
    }
    let distance = x - crossover;
    let towards_member = (distance > 0.0) == rising;
    let anchor = if towards_member { member } else { non_member };
    let log_odds = if distance == 0.0 {
        0.0
    } else {
        let size = (distance / (anchor - crossover)).abs() * libm::log(19.0);
        if towards_member { size } else { -size }
    };
    Some(1.0 / (1.0 + libm::exp(-log_odds)))
}

#[cfg(test)]
mod tests {
    use super::direct_calibration;
    use proptest::prelude::*;

    /// `qca/expected.json`: R package QCA 3.25.1, `calibrate` with 5, 10, 15.
    #[test]
    fn eleven_values_agree_with_the_r_package() {
        let expected = [
            (1.0, 0.004_966_85),
            (3.0, 0.015_950_05),
            (5.0, 0.05),
            (7.0, 0.145_957_76),
            (9.0, 0.356_890_09),
            (10.0, 0.5),
            (11.0, 0.643_109_91),
            (13.0, 0.854_042_24),
            (15.0, 0.95),
            (17.0, 0.984_049_95),
            (20.0, 0.997_237_57),
        ];
        for (x, membership) in expected {
            let found = direct_calibration(x, 5.0, 10.0, 15.0).unwrap();
            assert!((found - membership).abs() < 5e-9, "{x}: {found}");
        }
    }

    #[test]
    fn anchors_out_of_order_calibrate_nothing() {
        assert_eq!(direct_calibration(1.0, 5.0, 5.0, 6.0), None);
        assert_eq!(direct_calibration(f64::NAN, 1.0, 2.0, 3.0), None);
        assert_eq!(direct_calibration(1.0, 1.0, 2.0, f64::INFINITY), None);
    }

    proptest! {
        #[test]
        fn falling_anchors_turn_the_membership_over(x in -50.0..50.0) {
            let rising = direct_calibration(x, 5.0, 10.0, 18.0).unwrap();
            let falling = direct_calibration(x, 18.0, 10.0, 5.0).unwrap();
            prop_assert!((rising + falling - 1.0).abs() < 1e-12);
            prop_assert!((0.0..=1.0).contains(&rising));
        }
    }
}
