//! The Herfindahl–Hirschman index of concentration.

use crate::domain::is_amount;

/// The sum of squared shares, HHI = Σ sᵢ², with sᵢ = xᵢ / Σ x.
///
/// It runs from 1/n (n equal parts) to 1 (all in one part); 1 / HHI reads as
/// the number of equal parts that would be as concentrated. Multiply by 10 000
/// for the scale that competition authorities print. Parts of zero change
/// nothing. `None` when the parts sum to zero or there are none, where shares
/// have no meaning, and when a part is negative or not a number.
///
/// ```
/// use karenina_stats::herfindahl_hirschman;
/// assert_eq!(herfindahl_hirschman(&[1.0, 1.0, 1.0, 1.0]), Some(0.25));
/// assert_eq!(herfindahl_hirschman(&[7.0, 0.0]), Some(1.0));
/// assert_eq!(herfindahl_hirschman(&[0.0, 0.0]), None);
/// ```
///
/// # Reference
/// Hirschman, A. O. (1964). The paternity of an index. *American Economic
/// Review* 54(5), 761–762.
#[doc(alias = "HHI")]
pub fn herfindahl_hirschman(parts: &[f64]) -> Option<f64> {
    if !parts.iter().all(|&x| is_amount(x)) {
        return None;
    }
    let total: f64 = parts.iter().sum();
    if total == 0.0 {
        return None;
    }
    Some(parts.iter().map(|x| (x / total) * (x / total)).sum())
}

#[cfg(test)]
mod tests {
    use super::herfindahl_hirschman;
    use proptest::prelude::*;

    /// REAT 3.0.3, example `ellison.a`: employment of ten establishments,
    /// printed HHI 0.244688775510204.
    #[test]
    fn ten_establishments_agree_with_reat() {
        let employment = [200.0, 650.0, 12e3, 100.0, 50.0, 16e3, 13e3, 1500.0, 1500.0, 25e3];
        let index = herfindahl_hirschman(&employment).unwrap();
        assert!((index - 0.244_688_775_510_204).abs() < 1e-14);
    }

    /// `EconGeo` 1.3, `Herfindahl`: second row of its example matrix.
    #[test]
    fn a_row_of_four_agrees_with_econgeo() {
        let index = herfindahl_hirschman(&[48.0, 42.0, 10.0, 1.0]).unwrap();
        assert!((index - 0.408_685_422_997_745).abs() < 1e-14);
    }

    #[test]
    fn a_negative_part_has_no_share() {
        assert_eq!(herfindahl_hirschman(&[2.0, -1.0]), None);
        assert_eq!(herfindahl_hirschman(&[2.0, f64::NAN]), None);
        assert_eq!(herfindahl_hirschman(&[]), None);
        assert_eq!(herfindahl_hirschman(&[1e200, 1e200]), None);
    }

    proptest! {
            #[test]
            fn lies_between_equal_parts_and_one_part(
                parts in proptest::collection::vec(0.01..1e6, 1..20)
            ) {
                let index = herfindahl_hirschman(&parts).unwrap();
                prop_assert!(index >= 1.0 / parts.len() as f64 - 1e-12 && index <= 1.0 + 1e-12);
            }

            #[test]
            fn neither_scale_nor_order_matters(
                mut parts in proptest::collection::vec(0.01..1e6, 1..20), scale in 0.001..1000.0
            ) {
                let before = herfindahl_hirschman(&parts).unwrap();
                parts.reverse();
                for x in &mut parts {
    *x *= scale;
    }
                prop_assert!((before - herfindahl_hirschman(&parts).unwrap()).abs() < 1e-12);
            }
        }
}
