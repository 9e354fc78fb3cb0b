//! Local Geary: which sites are like their neighbours, whatever the mean.

use super::conditional::Compared;
use super::local_moran::{checked, p_values};
use super::{NoAnswer, SpatialWeights};

/// One site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalGeary {
    /// cᵢ = Σⱼ wᵢⱼ (zᵢ − zⱼ)², z in standard deviations (by n).
    pub c: f64,
    /// The mean of cᵢ over all permutations of the others; below it the site is like its
    /// neighbours.
    pub expected: f64,
    /// Two-sided, by conditional permutation.
    pub p: f64,
    /// The same after Benjamini and Hochberg, over all sites that have neighbours.
    pub p_adjusted: f64,
}

/// How much each site differs from its neighbours: cᵢ = Σⱼ wᵢⱼ (zᵢ − zⱼ)², in squared
/// standard deviations; `None` for islands.
///
/// 0 when it equals all its neighbours; below `expected` it is like them (p small:
/// surprisingly so), above unlike. The sum over sites is 2 S₀ n/(n−1) C of
/// [`geary_c`](super::geary_c()). Unlike [`local_moran`](super::local_moran()) it does not
/// say whether values are high or low, and it sees likeness near the mean. p as there.
///
/// # Errors
/// As for [`local_moran`](super::local_moran()).
///
/// ```
/// use karenina_stats::spatial::{SpatialWeights, local_geary};
/// let row = SpatialWeights::contiguity(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = local_geary(&[1.0, 2.0, 3.0, 4.0], &row, 99, 1).unwrap();
/// assert!((found[0].unwrap().c - 0.8).abs() < 1e-15); // 1 / 1.25
/// ```
///
/// # Reference
/// Anselin, L. (1995), as for LISA; Anselin, L. (2019). A local indicator of multivariate
/// spatial association: extending Geary's c. *Geographical Analysis* 51(2), 133–150.
pub fn local_geary(
    values: &[f64],
    weights: &SpatialWeights,
    permutations: u32,
    seed: u64,
) -> Result<Vec<Option<LocalGeary>>, NoAnswer> {
    let standard = checked(values, weights, permutations)?;
    let z = &standard.z;
    let (p, adjusted) = p_values(z, weights, Compared::Differences, permutations, seed);
    let others = z.len() as f64 - 1.0;
    Ok((0..z.len())
        .map(|site| {
            let (neighbours, row) = weights.row(site);
            let own = z[site];
            let difference = |&at: &u32| own - z[at as usize];
            let c = neighbours.iter().zip(row).map(|(at, w)| w * difference(at).powi(2)).sum();
            // Of the others Σ zⱼ = −zᵢ and Σ zⱼ² = n − zᵢ².
            let one = own * own + (2.0 * own * own + others + 1.0 - own * own) / others;
            let expected = one * row.iter().sum::<f64>();
            Some(LocalGeary { c, expected, p: p[site]?, p_adjusted: adjusted[site]? })
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::local_geary;
    use crate::spatial::weights::tests::squares;
    use crate::spatial::{SpatialWeights, geary_c};

    #[test]
    fn the_local_statistics_add_up_to_the_global_one() {
        let weights = SpatialWeights::contiguity(&squares(7)).unwrap().row_standardised();
        let values: Vec<f64> = (0..49).map(|at| f64::from(at * 17 % 23)).collect();
        let found = local_geary(&values, &weights, 9, 1).unwrap();
        let sum: f64 = found.iter().flatten().map(|site| site.c).sum();
        let global = geary_c(&values, &weights, 0, 1).unwrap().c;
        assert!((sum - 2.0 * weights.sums().s0 * 49.0 / 48.0 * global).abs() < 1e-9);
    }

    #[test]
    fn expected_is_the_mean_over_all_other_sites() {
        let values = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6];
        let rows: Vec<Vec<u32>> =
            (0..6_u32).map(|at| (0..6).filter(|&other| other != at).collect()).collect();
        let weights = SpatialWeights::contiguity(&rows).unwrap().row_standardised();
        for site in local_geary(&values, &weights, 9, 1).unwrap().into_iter().flatten() {
            assert!((site.c - site.expected).abs() < 1e-12);
            assert_eq!(site.p, 1.0);
        }
    }

    #[test]
    fn a_smooth_slope_is_like_itself() {
        let weights = SpatialWeights::contiguity(&squares(30)).unwrap();
        let values: Vec<f64> = (0..900).map(|at| f64::from(at % 30)).collect();
        let found = local_geary(&values, &weights, 9_999, 1).unwrap();
        let like = found.iter().flatten().filter(|it| it.p_adjusted <= 0.05 && it.c < it.expected);
        assert!(like.count() > 850);
    }
}
