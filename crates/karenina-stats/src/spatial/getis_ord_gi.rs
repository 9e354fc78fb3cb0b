//! Getis and Ord's Gi and Gi*: hot and cold spots.

use super::conditional::Compared;
use super::local_moran::{checked, p_values};
use super::{NoAnswer, SpatialWeights};
use crate::normal_cdf;

/// One site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GetisOrdGi {
    /// The share of the values around the site: Gᵢ = Σⱼ wᵢⱼ xⱼ / Σⱼ xⱼ.
    /// `None` when values are not amounts: one is negative, or the sum is zero.
    pub g: Option<f64>,
    /// Standardised after Ord and Getis; `None` when all values compared are the same or
    /// all sites are neighbours.
    pub z: Option<f64>,
    /// Two-sided, of z as a normal variable.
    pub p_normal: Option<f64>,
    /// Two-sided, by conditional permutation.
    pub p: f64,
    /// The same after Benjamini and Hochberg, over all sites that have neighbours.
    pub p_adjusted: f64,
}

/// Hot spots (z > 0: high values around the site) and cold spots (z < 0); `None` for
/// islands.
///
/// `star` counts the site itself among its neighbours (Gi*), with the mean weight of
/// the others; without it (Gi) the site is left out of sums and moments:
/// zᵢ = (Σⱼ wᵢⱼ xⱼ − Wᵢ x̄) / (s √((m S₁ᵢ − Wᵢ²)/(m−1))), with m = n−1 other sites, or n for
/// Gi*, Wᵢ = Σⱼ wᵢⱼ, S₁ᵢ = Σⱼ wᵢⱼ², s by m. z is in standard deviations and changes neither
/// with unit nor with origin. By permutation both have one p, that of
/// [`local_moran`](super::local_moran()): the site keeps its value.
///
/// # Errors
/// As for [`local_moran`](super::local_moran()).
///
/// ```
/// use karenina_stats::spatial::{SpatialWeights, getis_ord_gi};
/// let row = SpatialWeights::contiguity(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = getis_ord_gi(&[1.0, 2.0, 3.0, 4.0], &row, false, 99, 1).unwrap();
/// assert!((found[3].unwrap().g.unwrap() - 0.5).abs() < 1e-15); // 3 of 1 + 2 + 3
/// ```
///
/// # Reference
/// Ord, J. K. and Getis, A. (1995). Local spatial autocorrelation statistics:
/// distributional issues and an application. *Geographical Analysis* 27(4), 286–306.
#[doc(alias = "hot spots")]
pub fn getis_ord_gi(
    values: &[f64],
    weights: &SpatialWeights,
    star: bool,
    permutations: u32,
    seed: u64,
) -> Result<Vec<Option<GetisOrdGi>>, NoAnswer> {
    let standard = checked(values, weights, permutations)?;
    let (p, adjusted) = p_values(&standard.z, weights, Compared::Lag, permutations, seed);
    let (n, total) = (values.len() as f64, values.iter().sum::<f64>());
    let amounts = values.iter().all(|&x| x >= 0.0);
    Ok((0..values.len())
        .map(|site| {
            let (neighbours, row) = weights.row(site);
            let own = standard.z[site];
            let sum: f64 = row.iter().sum();
            let itself = if star { sum / row.len() as f64 } else { 0.0 };
            // Rows that add up to 1 do so with the site too.
            let scale =
                if star && weights.is_row_standardised() { 1.0 / (sum + itself) } else { 1.0 };
            let of = |x: &[f64]| {
                let lag: f64 = neighbours.iter().zip(row).map(|(&at, w)| w * x[at as usize]).sum();
                scale * (lag + itself * x[site])
            };
            let all = total - if star { 0.0 } else { values[site] };
            let weight = scale * (sum + itself);
            let squares =
                scale * scale * (row.iter().map(|w| w * w).sum::<f64>() + itself * itself);
            // Of z: Σ = 0 and Σ z² = n, less the site itself.
            let (m, mean, square) = if star {
                (n, 0.0, 1.0)
            } else {
                (n - 1.0, -own / (n - 1.0), (n - own * own) / (n - 1.0))
            };
            let variance = (square - mean * mean) * (m * squares - weight * weight) / (m - 1.0);
            let z = (variance > 1e-12 * squares)
                .then(|| (of(&standard.z) - weight * mean) / variance.sqrt());
            Some(GetisOrdGi {
                g: (amounts && all > 0.0).then(|| of(values) / all),
                z,
                p_normal: z.map(|z| (2.0 * normal_cdf(-z.abs())).min(1.0)),
                p: p[site]?,
                p_adjusted: adjusted[site]?,
            })
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::getis_ord_gi;
    use crate::spatial::SpatialWeights;
    use crate::spatial::weights::tests::squares;

    /// The mean and variance of Gᵢ over all ways to choose neighbours are those by which
    /// it is standardised.
    #[test]
    fn z_is_standardised_by_what_chance_gives() {
        let values = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6];
        let weights =
            SpatialWeights::contiguity(&[vec![1, 2], vec![0], vec![0], vec![], vec![], vec![]])
                .unwrap();
        let found = getis_ord_gi(&values, &weights, false, 99, 1).unwrap()[0].unwrap();
        let others = &values[1..];
        let sums: Vec<f64> =
            (0..5).flat_map(|i| (0..i).map(move |j| others[i] + others[j])).collect();
        let mean = sums.iter().sum::<f64>() / 10.0;
        let variance = sums.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 10.0;
        assert!((found.z.unwrap() - (5.0 - mean) / variance.sqrt()).abs() < 1e-12);
        assert!((found.g.unwrap() - 5.0 / 18.1).abs() < 1e-12);
    }

    #[test]
    fn a_hot_corner_has_high_z_and_shifting_changes_none() {
        let weights = SpatialWeights::contiguity(&squares(10)).unwrap().row_standardised();
        let value = |at: i32, shift: f64| {
            shift + f64::from(at * 7 % 5) + if at % 10 < 3 && at < 30 { 20.0 } else { 0.0 }
        };
        let with = |shift, star| {
            let values: Vec<f64> = (0..100).map(|at| value(at, shift)).collect();
            getis_ord_gi(&values, &weights, star, 999, 1).unwrap()
        };
        for star in [false, true] {
            let (plain, shifted) = (with(0.0, star), with(-30.0, star));
            assert!(plain[11].unwrap().z.unwrap() > 3.0);
            assert!(plain[88].unwrap().z.unwrap() < 0.0);
            assert_eq!(shifted[11].unwrap().g, None);
            for (a, b) in plain.iter().flatten().zip(shifted.iter().flatten()) {
                assert!((a.z.unwrap() - b.z.unwrap()).abs() < 1e-9);
                assert_eq!(a.p, b.p);
            }
        }
    }
}
