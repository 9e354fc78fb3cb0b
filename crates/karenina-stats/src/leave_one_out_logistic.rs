//! How well a number foretells a yes or no of a case that was not used in learning.

/// How far the slope is held back: a change of the outcome's log odds by more than
/// about five over one standard deviation needs data that speak for it.
const SLOPE: f64 = 2.5;
/// The same of the level.
const LEVEL: f64 = 10.0;
/// Newton's steps; the sum is convex and held back, so that a dozen suffice.
const STEPS: u32 = 100;

/// For each case the log loss of its outcome by a logistic curve that was drawn
/// through all *other* cases: −(y ln p + (1 − y) ln(1 − p)), with
/// p = 1 / (1 + exp(−(a + b z))) and z = (x − mean) / standard deviation of the others.
///
/// a and b minimise the log loss of the others + b² / (2 · 2.5²) + a² / (2 · 10²):
/// without something that holds it back a curve through cases that x separates has
/// no finite slope. Where x is the same in all others the curve is flat. Less is
/// better: ln 2 = 0.693 is the loss of one who says "one half" of everybody; the
/// mean of the losses of two predictors of one outcome tells which of them foretells
/// better. Outcomes may lie between 0 and 1. Cost: about a dozen passes a case.
///
/// `None` for fewer than three cases, lists of different length, a number that is
/// not finite, an outcome outside 0..=1.
///
/// ```
/// use karenina_stats::leave_one_out_log_loss;
/// let losses = leave_one_out_log_loss(&[0.0, 0.0, 1.0, 1.0], &[0.0, 0.0, 1.0, 1.0]).unwrap();
/// assert!(losses.iter().all(|it| (it - 0.158_568).abs() < 1e-5));
/// ```
///
/// # Reference
/// Stone, M. (1974). Cross-validatory choice and assessment of statistical
/// predictions. *Journal of the Royal Statistical Society B* 36(2), 111–147; the
/// scales that hold back as in Gelman, A., Jakulin, A., Pittau, M. G. and Su, Y.-S.
/// (2008). A weakly informative default prior distribution for logistic and other
/// regression models. *Annals of Applied Statistics* 2(4), 1360–1383, with normal in
/// place of Cauchy curves.
#[doc(alias = "cross-validation")]
pub fn leave_one_out_log_loss(x: &[f64], y: &[f64]) -> Option<Vec<f64>> {
    let fine = x.iter().all(|it| it.is_finite()) && y.iter().all(|it| (0.0..=1.0).contains(it));
    if x.len() < 3 || x.len() != y.len() || !fine {
        return None;
    }
    let mut others = Vec::with_capacity(x.len() - 1);
    Some(
        (0..x.len())
            .map(|left_out| {
                others.clear();
                others.extend((0..x.len()).filter(|at| *at != left_out).map(|at| (x[at], y[at])));
                let count = others.len() as f64;
                let mean = others.iter().map(|it| it.0).sum::<f64>() / count;
                let squares: f64 = others.iter().map(|it| (it.0 - mean) * (it.0 - mean)).sum();
                let spread = libm::sqrt(squares / count);
                // Of like values nothing is left but rounding.
                let varies = spread > 1e-12 * mean.abs();
                let standardised = |x: f64| if varies { (x - mean) / spread } else { 0.0 };
                for it in &mut others {
                    it.0 = standardised(it.0);
                }
                let (level, slope) = curve(&others);
                loss(level + slope * standardised(x[left_out]), y[left_out])
            })
            .collect(),
    )
}

/// The log loss of an outcome at log odds t, without overflow, and exact where it is next to nothing.
fn loss(t: f64, y: f64) -> f64 {
    let softplus = |t: f64| libm::log1p(libm::exp(-t.abs())) + t.max(0.0);
    let part = |share: f64, t: f64| if share > 0.0 { share * softplus(t) } else { 0.0 };
    part(y, -t) + part(1.0 - y, t)
}

/// Newton's method with halved steps where a whole one would go uphill.
fn curve(points: &[(f64, f64)]) -> (f64, f64) {
    let total = |a: f64, b: f64| {
        points.iter().map(|(z, y)| loss(a + b * z, *y)).sum::<f64>()
            + b * b / (2.0 * SLOPE * SLOPE)
            + a * a / (2.0 * LEVEL * LEVEL)
    };
    let (mut a, mut b) = (0.0, 0.0);
    let mut now = total(a, b);
    for _ in 0..STEPS {
        let (mut da, mut db) = (a / (LEVEL * LEVEL), b / (SLOPE * SLOPE));
        let (mut aa, mut ab, mut bb) = (1.0 / (LEVEL * LEVEL), 0.0, 1.0 / (SLOPE * SLOPE));
        for (z, y) in points {
            let chance = 1.0 / (1.0 + libm::exp(-(a + b * z)));
            let weight = chance * (1.0 - chance);
            da += chance - y;
            db += (chance - y) * z;
            aa += weight;
            ab += weight * z;
            bb += weight * z * z;
        }
        let determinant = aa * bb - ab * ab;
        let (step_a, step_b) =
            ((bb * da - ab * db) / determinant, (aa * db - ab * da) / determinant);
        let mut part = 1.0;
        let next = loop {
            let there = (a - part * step_a, b - part * step_b);
            let value = total(there.0, there.1);
            if value <= now || part < 1e-9 {
                break (there, value);
            }
            part *= 0.5;
        };
        let moved = (next.0.0 - a).abs().max((next.0.1 - b).abs());
        if next.1 > now || moved < 1e-12 {
            break;
        }
        ((a, b), now) = next;
    }
    (a, b)
}

#[cfg(test)]
mod tests {
    use super::leave_one_out_log_loss;
    use proptest::prelude::*;

    /// The same sum minimised by the simplex of Nelder and Mead, in Python.
    #[test]
    fn agrees_with_a_minimiser_that_knows_no_derivatives() {
        let x = [0.1, 0.2, 0.35, 0.4, 0.5, 0.55, 0.7, 0.8, 0.9, 1.0];
        let y = [0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0];
        let expected = [
            0.154_240, 0.242_185, 0.429_596, 1.597_901, 0.725_951, 0.861_475, 0.508_784, 2.813_622,
            0.240_741, 0.153_032,
        ];
        let found = leave_one_out_log_loss(&x, &y).unwrap();
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    /// With the same x in all cases only the share of the others speaks: of four with two
    /// successes a success is foretold by one of three.
    #[test]
    fn what_does_not_vary_foretells_by_the_share_of_the_others() {
        let losses = leave_one_out_log_loss(&[1.0; 4], &[1.0, 1.0, 0.0, 0.0]).unwrap();
        let third = libm::log(1.0 / 3.0);
        assert!(losses.iter().all(|it| (it + third).abs() < 0.01), "{losses:?}");
    }

    /// The mean of nine tenths is no tenth to the last digit; that is no spread.
    #[test]
    fn the_rounding_of_a_mean_foretells_nothing() {
        let mut x = [0.1; 10];
        x[9] = 0.9;
        let y = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0];
        let losses = leave_one_out_log_loss(&x, &y).unwrap();
        assert!(losses[9] < 2.0, "{losses:?}");
    }

    #[test]
    fn odd_input_foretells_nothing() {
        assert_eq!(leave_one_out_log_loss(&[0.0, 1.0], &[0.0, 1.0]), None);
        assert_eq!(leave_one_out_log_loss(&[0.0, 1.0, 2.0], &[0.0, 1.0]), None);
        assert_eq!(leave_one_out_log_loss(&[0.0, f64::NAN, 2.0], &[0.0, 1.0, 0.0]), None);
        assert_eq!(leave_one_out_log_loss(&[0.0, 1.0, 2.0], &[0.0, 2.0, 0.0]), None);
    }

    proptest! {
        #[test]
        fn neither_scale_nor_order_changes_a_loss(
            cases in proptest::collection::vec((-5_i8..5, any::<bool>()), 4..12),
        ) {
            let x: Vec<f64> = cases.iter().map(|it| f64::from(it.0)).collect();
            let y: Vec<f64> = cases.iter().map(|it| f64::from(u8::from(it.1))).collect();
            let losses = leave_one_out_log_loss(&x, &y).unwrap();
            let scaled: Vec<f64> = x.iter().map(|it| 3.0 - 7.0 * it).collect();
            let turned = leave_one_out_log_loss(&scaled, &y).unwrap();
            for (a, b) in losses.iter().zip(&turned) {
                prop_assert!(a.is_finite() && *a >= 0.0 && (a - b).abs() < 1e-6, "{a} {b}");
            }
        }
    }
}
