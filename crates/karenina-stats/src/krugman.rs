//! Krugman's index of specialisation and of concentration, and relative diversity.

use crate::{NoValue, hoover::shares_of_both};

/// Σ |sᵢ − xᵢ| of two distributions over the same parts.
///
/// **Specialisation** of a region: s its shares of activities, x those of the others or
/// of all. **Concentration** of an activity: s its shares of regions, x those of
/// everything. From 0 (alike) to 2 (nothing in common); twice
/// [`hoover`](crate::hoover()). Between two regions it is their dissimilarity. `Err`:
/// `WrongShape`, `NotAnAmount`, `NothingThere` when either sums to zero.
///
/// ```
/// use karenina_stats::krugman;
/// assert_eq!(krugman(&[20.0, 10.0, 70.0, 0.0, 0.0], &[0.0, 0.0, 0.0, 60.0, 40.0]), Ok(2.0));
/// ```
///
/// # Reference
/// Krugman, P. (1991). *Geography and Trade*. MIT Press, p. 76.
#[doc(alias = "krugman_specialisation")]
#[doc(alias = "krugman_concentration")]
pub fn krugman(parts: &[f64], base: &[f64]) -> Result<f64, NoValue> {
    let (s, x) = shares_of_both(parts, base)?;
    Ok(s.iter().zip(&x).map(|(s, x)| (s - x).abs()).sum())
}

/// Duranton and Puga's relative diversity of a region, 1 / Σ |sᵢ − xᵢ|.
///
/// From ½ (nothing in common with the base) without upper end: the more a region's mix
/// of activities is like the nation's, the higher. `Err`: as [`krugman`], and
/// `NoSpread` when the region's mix is the base's exactly, where it is infinite.
///
/// ```
/// use karenina_stats::{NoValue, krugman::relative_diversity};
/// assert_eq!(relative_diversity(&[1.0, 0.0], &[1.0, 1.0]), Ok(1.0));
/// assert_eq!(relative_diversity(&[3.0, 3.0], &[1.0, 1.0]), Err(NoValue::NoSpread));
/// ```
///
/// # Reference
/// Duranton, G. and Puga, D. (2000). Diversity and specialisation in cities: why, where
/// and when does it matter? *Urban Studies* 37(3), 533–555, equation 4.
pub fn relative_diversity(parts: &[f64], base: &[f64]) -> Result<f64, NoValue> {
    let difference = krugman(parts, base)?;
    // Shares of like mixes differ by rounding alone.
    if difference <= 1e-14 { Err(NoValue::NoSpread) } else { Ok(1.0 / difference) }
}

/// Their relative specialisation: the largest quotient of a region, max sᵢ / xᵢ.
///
/// From 1 without upper end. `Err`: as [`krugman`], and `EmptyActivity` when the region
/// has an activity that the base lacks.
///
/// ```
/// use karenina_stats::krugman::relative_specialisation;
/// assert_eq!(relative_specialisation(&[3.0, 1.0], &[1.0, 1.0]), Ok(1.5));
/// ```
///
/// # Reference
/// As for [`relative_diversity`], equation 2.
pub fn relative_specialisation(parts: &[f64], base: &[f64]) -> Result<f64, NoValue> {
    let (s, x) = shares_of_both(parts, base)?;
    if s.iter().zip(&x).any(|(&s, &x)| s > 0.0 && x == 0.0) {
        return Err(NoValue::EmptyActivity);
    }
    let quotients = s.iter().zip(&x).filter(|it| *it.1 > 0.0).map(|(s, x)| s / x);
    Ok(quotients.fold(0.0, f64::max))
}

/// Hachman's index: 1 / Σ sᵢ² / xᵢ, the inverse of the mean quotient weighted by the region's own
/// shares.
///
/// From 0 to 1: 1 when the region's mix is the base's, low when it is far from it.
/// `Err`: as [`relative_specialisation`].
///
/// ```
/// use karenina_stats::krugman::hachman;
/// assert_eq!(hachman(&[5.0, 5.0], &[1.0, 1.0]), Ok(1.0));
/// assert_eq!(hachman(&[5.0, 0.0], &[1.0, 1.0]), Ok(0.5));
/// ```
///
/// # Reference
/// Hachman, F. (1994), Bureau of Economic and Business Research, University of Utah; in
/// print: Moore, E. (2001). *Utah Economic and Business Review* 61.
pub fn hachman(parts: &[f64], base: &[f64]) -> Result<f64, NoValue> {
    let (s, x) = shares_of_both(parts, base)?;
    if s.iter().zip(&x).any(|(&s, &x)| s > 0.0 && x == 0.0) {
        return Err(NoValue::EmptyActivity);
    }
    let pairs = s.iter().zip(&x).filter(|it| *it.1 > 0.0);
    Ok(1.0 / pairs.map(|(s, x)| s * s / x).sum::<f64>())
}

/// Lilien's index of structural change, √(Σ sᵢ (Δ ln xᵢ − Δ ln X)²).
///
/// The spread of the activities' growth about that of all, weighted by their shares at
/// the end; 0 when all grow alike, without upper end. An activity that begins or ends
/// at zero has no logarithm: `Err(EmptyActivity)`; leave such out and say so, or take
/// coarser activities. `Err`: `WrongShape`, `NotAnAmount`, `NothingThere`.
///
/// ```
/// use karenina_stats::krugman::lilien;
/// assert_eq!(lilien(&[10.0, 20.0], &[20.0, 40.0]), Ok(0.0));
/// ```
///
/// # Reference
/// Lilien, D. M. (1982). Sectoral shifts and cyclical unemployment. *Journal of Political
/// Economy* 90(4), 777–793.
pub fn lilien(before: &[f64], after: &[f64]) -> Result<f64, NoValue> {
    let (_, shares) = shares_of_both(before, after)?;
    if before.iter().zip(after).any(|(b, a)| (*b == 0.0) != (*a == 0.0)) {
        return Err(NoValue::EmptyActivity);
    }
    let all = libm::log(after.iter().sum::<f64>() / before.iter().sum::<f64>());
    let squares = before.iter().zip(after).zip(&shares).filter(|it| *it.1 > 0.0).map(
        |((before, after), share)| {
            let beyond = libm::log(after / before) - all;
            share * beyond * beyond
        },
    );
    Ok(libm::sqrt(squares.sum()))
}

#[cfg(test)]
mod tests {
    use super::{hachman, krugman, lilien, relative_diversity, relative_specialisation};
    use crate::NoValue;

    const M100: [[f64; 4]; 5] = [
        [44.0, 63.0, 8.0, 83.0],
        [48.0, 42.0, 10.0, 1.0],
        [74.0, 54.0, 96.0, 16.0],
        [39.0, 26.0, 28.0, 13.0],
        [89.0, 61.0, 45.0, 76.0],
    ];

    fn base() -> [f64; 4] {
        std::array::from_fn(|at| M100.iter().map(|row| row[at]).sum())
    }

    /// `EconGeo` 1.3, `krugman_index`, `hachman` and `spec_coeff` of its example.
    #[test]
    fn five_regions_agree_with_econgeo() {
        let expected = [
            (0.524_965_815_358_828, 0.719_178_139_818_994),
            (0.603_138_916_511_738, 0.716_285_632_656_635),
            (0.391_703_056_768_559, 0.775_198_340_042_54),
            (0.213_932_602_784_873, 0.942_977_616_514_022),
            (0.163_127_024_283_343, 0.960_672_963_873_79),
        ];
        for (row, (index, inverse)) in M100.iter().zip(expected) {
            assert!((krugman(row, &base()).unwrap() - index).abs() < 1e-13);
            assert!((hachman(row, &base()).unwrap() - inverse).abs() < 1e-13);
            assert!((relative_diversity(row, &base()).unwrap() - 1.0 / index).abs() < 1e-11);
        }
    }

    #[test]
    fn what_the_base_lacks_has_no_quotient() {
        let lacks = [1.0, 0.0];
        assert_eq!(relative_specialisation(&[1.0, 1.0], &lacks), Err(NoValue::EmptyActivity));
        assert_eq!(hachman(&[1.0, 1.0], &lacks), Err(NoValue::EmptyActivity));
        assert_eq!(krugman(&[1.0, 1.0], &lacks), Ok(1.0));
        assert_eq!(krugman(&[0.0, 0.0], &lacks), Err(NoValue::NothingThere));
        assert_eq!(krugman(&[7.0], &[9.0]), Ok(0.0));
        assert_eq!(lilien(&[0.0, 1.0], &[1.0, 1.0]), Err(NoValue::EmptyActivity));
    }

    /// By hand: of two equal activities one doubles: shares 2/3, 1/3, all grows by ln 1.5;
    /// √(2/3 (ln 4/3)² + 1/3 (ln 2/3)²).
    #[test]
    fn one_activity_doubles() {
        let found = lilien(&[1.0, 1.0], &[2.0, 1.0]).unwrap();
        let (up, down) = (libm::log(4.0 / 3.0), libm::log(2.0 / 3.0));
        assert!((found - (2.0 / 3.0 * up * up + down * down / 3.0).sqrt()).abs() < 1e-15);
    }
}
