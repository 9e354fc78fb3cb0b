//! Shannon's entropy of shares, a measure of variety, and the number it stands for.

use crate::domain::is_amount;

/// The entropy of the shares in natural units, H = −Σ sᵢ ln sᵢ, with sᵢ = xᵢ / Σ x.
///
/// It runs from 0 (all in one part) to ln n (n equal parts); divide by ln 2 for
/// bits. A part of zero adds nothing, the limit of s ln s. `None` when the parts
/// sum to zero or there are none, and when a part is negative or not a number.
///
/// ```
/// use karenina_stats::shannon_entropy;
/// assert_eq!(shannon_entropy(&[5.0, 0.0]), Some(0.0));
/// let even = shannon_entropy(&[1.0, 1.0]).unwrap();
/// assert!((even - std::f64::consts::LN_2).abs() < 1e-15);
/// assert_eq!(shannon_entropy(&[]), None);
/// ```
///
/// # Reference
/// Shannon, C. E. (1948). A mathematical theory of communication. *Bell System
/// Technical Journal* 27, 379–423, section 6.
pub fn shannon_entropy(parts: &[f64]) -> Option<f64> {
    if !parts.iter().all(|&x| is_amount(x)) {
        return None;
    }
    let total: f64 = parts.iter().sum();
    if total == 0.0 {
        return None;
    }
    let surprise = |share: f64| -share * libm::log(share);
    let entropy: f64 = parts.iter().filter(|&&x| x > 0.0).map(|x| surprise(x / total)).sum();
    // −1 · ln 1 is −0; a reader should see 0.
    Some(entropy.max(0.0))
}

/// The number of equal parts that would have the same entropy, exp(H).
///
/// It runs from 1 (all in one part) to n (n equal parts), and doubles when every
/// part is split in two halves, which the entropy itself does not. `None` as for
/// [`shannon_entropy`].
///
/// ```
/// use karenina_stats::effective_number;
/// assert!((effective_number(&[1.0, 1.0, 1.0, 0.0]).unwrap() - 3.0).abs() < 1e-14);
/// assert_eq!(effective_number(&[0.0]), None);
/// ```
///
/// # Reference
/// Jost, L. (2006). Entropy and diversity. *Oikos* 113(2), 363–375.
#[doc(alias = "true diversity")]
pub fn effective_number(parts: &[f64]) -> Option<f64> {
    shannon_entropy(parts).map(libm::exp)
}

#[cfg(test)]
mod tests {
    use super::{effective_number, shannon_entropy};
    use proptest::prelude::*;
    use std::f64::consts::LN_2;

    /// Shannon (1948), section 9: letters with probabilities ½, ¼, ⅛, ⅛ carry
    /// 7/4 bits each.
    #[test]
    fn shannons_four_letters_carry_seven_quarters_of_a_bit() {
        let entropy = shannon_entropy(&[4.0, 2.0, 1.0, 1.0]).unwrap();
        assert!((entropy - 1.75 * LN_2).abs() < 1e-15);
    }

    /// `EconGeo` 1.3, `entropy`, rounded there to three decimals and in bits.
    #[test]
    fn five_rows_agree_with_econgeo() {
        let rows = [
            ([44.0, 63.0, 8.0, 83.0], 1.721),
            ([48.0, 42.0, 10.0, 1.0], 1.433),
            ([74.0, 54.0, 96.0, 16.0], 1.797),
            ([39.0, 26.0, 28.0, 13.0], 1.907),
            ([89.0, 61.0, 45.0, 76.0], 1.956),
        ];
        for (row, printed) in rows {
            let bits = shannon_entropy(&row).unwrap() / LN_2;
            assert!((bits - printed).abs() < 5e-4, "{bits} {printed}");
        }
    }

    #[test]
    fn a_single_part_has_no_variety() {
        assert_eq!(shannon_entropy(&[3.0]).map(f64::to_bits), Some(0.0_f64.to_bits()));
        assert_eq!(effective_number(&[3.0, 0.0]), Some(1.0));
        assert_eq!(shannon_entropy(&[1.0, -1.0]), None);
    }

    proptest! {
        /// Shannon's third requirement: the entropy of a choice made in two
        /// steps is the sum of both, the second weighted by how often it occurs.
        #[test]
        fn the_decomposition_adds_up(
            left in proptest::collection::vec(0.1..100.0, 1..8),
            right in proptest::collection::vec(0.1..100.0, 1..8)
        ) {
            let (l, r): (f64, f64) = (left.iter().sum(), right.iter().sum());
            let whole = shannon_entropy(&[left.clone(), right.clone()].concat()).unwrap();
            let between = shannon_entropy(&[l, r]).unwrap();
            let weighted = |weight: f64, part: &[f64]| weight * shannon_entropy(part).unwrap();
            let within = (weighted(l, &left) + weighted(r, &right)) / (l + r);
            prop_assert!((whole - between - within).abs() < 1e-12);
        }

        #[test]
        fn halving_every_part_doubles_the_effective_number(
            parts in proptest::collection::vec(0.1..100.0, 1..20)
        ) {
            let halves: Vec<f64> = parts.iter().flat_map(|x| [x / 2.0, x / 2.0]).collect();
            let one = effective_number(&parts).unwrap();
            let two = effective_number(&halves).unwrap();
            prop_assert!((two - 2.0 * one).abs() < 1e-10);
            prop_assert!(one >= 1.0 - 1e-12 && one <= parts.len() as f64 + 1e-9);
        }
    }
}
