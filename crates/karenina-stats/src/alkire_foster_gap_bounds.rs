//! How deep what is missing goes, where some of it is not known.

use crate::domain::is_probability;

/// One cell: whether the case lacks this dimension, and by how much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundedGap {
    /// `None`: not known.
    pub deprived: Option<bool>,
    /// The least and the most gap if it is lacking, as a share of the cutoff.
    pub gap: (f64, f64),
}

/// The least and the most that the adjusted gap M1 can be: the mean over all cells
/// of the gap, counted only where a case lacks at least k dimensions.
///
/// M1 = Σ over lacking cells of cases that lack at least k, of gap / (n d). It runs
/// from 0 to the adjusted headcount M0, and is M0 where every gap is whole. It rises
/// with every gap and every lack, so that the ends are those with all that is not
/// known there and with the least gaps, and all of it missing with the largest. A
/// case that stands exactly on a bound that it should exceed lacks the dimension
/// with a gap of 0.
///
/// `None` for no rows, rows of different length, a k outside 1..=d, and a gap
/// outside 0..=1.
///
/// ```
/// use karenina_stats::{BoundedGap, adjusted_gap_bounds};
/// let half = BoundedGap { deprived: Some(true), gap: (0.5, 0.5) };
/// let open = BoundedGap { deprived: None, gap: (0.0, 1.0) };
/// assert_eq!(adjusted_gap_bounds(&[[half, open]], 1), Some((0.25, 0.75)));
/// assert_eq!(adjusted_gap_bounds(&[[half, open]], 2), Some((0.0, 0.75)));
/// ```
///
/// # Reference
/// Alkire, S. and Foster, J. (2011). Counting and multidimensional poverty
/// measurement. *Journal of Public Economics* 95(7–8), 476–487, section 4; the
/// bounds follow from its monotonicity.
#[doc(alias = "M1")]
pub fn adjusted_gap_bounds<R: AsRef<[BoundedGap]>>(rows: &[R], k: usize) -> Option<(f64, f64)> {
    let dimensions = crate::alkire_foster::dimensions(rows, k)?;
    let fine = |(low, high): (f64, f64)| is_probability(low) && is_probability(high) && low <= high;
    if !rows.iter().flat_map(AsRef::as_ref).all(|it| fine(it.gap)) {
        return None;
    }
    let sum = |unknown: bool, end: fn(&BoundedGap) -> f64| -> f64 {
        rows.iter()
            .map(|row| {
                let lacking = || row.as_ref().iter().filter(|it| it.deprived.unwrap_or(unknown));
                if lacking().count() < k { 0.0 } else { lacking().map(end).sum() }
            })
            .sum()
    };
    let cells = rows.len() as f64 * dimensions as f64;
    Some((sum(false, |it| it.gap.0) / cells, sum(true, |it| it.gap.1) / cells))
}

#[cfg(test)]
mod tests {
    use super::{BoundedGap, adjusted_gap_bounds};
    use crate::adjusted_foster_greer_thorbecke;
    use proptest::prelude::*;

    #[test]
    fn what_stands_on_a_bound_that_it_should_exceed_counts_with_a_gap_of_nought() {
        let on_it = BoundedGap { deprived: Some(true), gap: (0.0, 0.0) };
        let half = BoundedGap { deprived: Some(true), gap: (0.5, 0.5) };
        assert_eq!(adjusted_gap_bounds(&[[on_it, half]], 2), Some((0.25, 0.25)));
    }

    #[test]
    fn odd_input_has_no_gap() {
        let wide = BoundedGap { deprived: None, gap: (0.5, 1.5) };
        let empty: [[BoundedGap; 2]; 0] = [];
        assert_eq!(adjusted_gap_bounds(&empty, 1), None);
        assert_eq!(adjusted_gap_bounds(&[[wide]], 1), None);
        assert_eq!(adjusted_gap_bounds(&[[BoundedGap { gap: (0.0, 1.0), ..wide }]], 2), None);
    }

    fn cell() -> impl Strategy<Value = BoundedGap> {
        (0_usize..3, 1_u8..8, 0_u8..8).prop_map(|(deprived, low, more)| BoundedGap {
            deprived: [None, Some(true), Some(false)][deprived],
            gap: (f64::from(low) / 16.0, f64::from(low + more) / 16.0),
        })
    }

    proptest! {
        /// Alkire and Foster's own sum of every way to fill in lies within the bounds, and where
        /// all is known it is both ends.
        #[test]
        fn every_completion_lies_within(
            rows in proptest::collection::vec(proptest::collection::vec(cell(), 3), 1..5),
            k in 1_usize..=3, seed in any::<u32>(),
        ) {
            let (low, high) = adjusted_gap_bounds(&rows, k).unwrap();
            let mut bits = seed;
            let mut bit = || { bits = bits.rotate_left(7).wrapping_mul(2_654_435_761); bits >> 31 == 1 };
            let filled: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|it| {
                let gap = if bit() { it.gap.0 } else { it.gap.1 };
                if it.deprived.unwrap_or_else(&mut bit) { gap } else { 0.0 }
            }).collect()).collect();
            let whole = adjusted_foster_greer_thorbecke(&filled, k, 1).unwrap();
            prop_assert!(low - 1e-12 <= whole && whole <= high + 1e-12, "{low} {whole} {high}");
        }
    }
}
