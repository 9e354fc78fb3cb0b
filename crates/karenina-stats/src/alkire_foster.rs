//! The Alkire–Foster counting measures of a table of deprivations.

use crate::domain::is_probability;

/// The counting measures of one table at one cutoff.
#[derive(Debug, Clone, PartialEq)]
pub struct AlkireFoster {
    /// H: the share of rows that are poor, deprived in k dimensions at least.
    pub headcount_ratio: f64,
    /// A: the mean share of dimensions in which a poor row is deprived; `None`
    /// when no row is poor.
    pub intensity: Option<f64>,
    /// M0 = H · A: the share of all cells that are deprivations of the poor.
    pub adjusted_headcount_ratio: f64,
    /// For each dimension the share of rows that are poor and deprived in it.
    /// Their mean is M0.
    pub censored_headcount_ratios: Vec<f64>,
    /// For each dimension its share in M0; they sum to 1. `None` when no row is
    /// poor.
    pub contributions: Option<Vec<f64>>,
}

/// Counts deprivations by row and keeps those of the poor: a row is poor when it
/// is deprived in at least `k` of the d dimensions, all of equal weight.
///
/// With cᵢ the count of row i and q the number of poor rows: H = q / n,
/// A = Σ over the poor of cᵢ / (q d), M0 = H A. All run from 0 (nobody poor) to 1
/// (all deprived in everything). k = 1 is the union rule, k = d the
/// intersection. The measures are additive over groups: M0 = Σ (`n_g` / n)
/// `M0_g`, and likewise H. `None` when there are no rows or no dimensions, when
/// rows differ in length, and when k is not in 1..=d.
///
/// ```
/// use karenina_stats::alkire_foster;
/// let table = [[true, true], [true, false], [false, false]];
/// let measures = alkire_foster(&table, 2).unwrap();
/// assert_eq!(measures.headcount_ratio, 1.0 / 3.0);
/// assert_eq!(measures.intensity, Some(1.0));
/// assert!(alkire_foster(&table, 3).is_none());
/// ```
///
/// # Reference
/// Alkire, S. and Foster, J. (2011). Counting and multidimensional poverty
/// measurement. *Journal of Public Economics* 95(7–8), 476–487.
pub fn alkire_foster<R: AsRef<[bool]>>(deprived: &[R], k: usize) -> Option<AlkireFoster> {
    let dimensions = dimensions(deprived, k)?;
    let count = |row: &R| row.as_ref().iter().filter(|&&deprived| deprived).count();
    let poor: Vec<&R> = deprived.iter().filter(|row| count(row) >= k).collect();

    let (n, d) = (deprived.len() as f64, dimensions as f64);
    let deprivations_of_the_poor: usize = poor.iter().map(|row| count(row)).sum();
    let by_dimension: Vec<usize> = (0..dimensions)
        .map(|dimension| poor.iter().filter(|row| row.as_ref()[dimension]).count())
        .collect();
    let share_of_deprivations = |part: usize| part as f64 / deprivations_of_the_poor as f64;
    let any_poor = !poor.is_empty();
    Some(AlkireFoster {
        headcount_ratio: poor.len() as f64 / n,
        intensity: any_poor.then(|| deprivations_of_the_poor as f64 / (poor.len() as f64 * d)),
        adjusted_headcount_ratio: deprivations_of_the_poor as f64 / (n * d),
        censored_headcount_ratios: by_dimension.iter().map(|&count| count as f64 / n).collect(),
        contributions: any_poor
            .then(|| by_dimension.iter().map(|&count| share_of_deprivations(count)).collect()),
    })
}

/// The mean censored gap to the power `alpha`, the class `M_α`: M1 for the depth
/// of deprivations, M2 for their severity, M0 for their number.
///
/// `gaps` holds for each row and dimension the normalised gap in 0..=1: how far
/// below the cutoff, as a share of the cutoff; 0 where not deprived. `M_α` =
/// Σ over the cells of poor rows with gap > 0 of gap^α / (n d). It runs from 0 to
/// `M_{α−1}`, since no gap exceeds 1. `None` as for [`alkire_foster`], and when a
/// gap is outside 0..=1.
///
/// ```
/// use karenina_stats::adjusted_foster_greer_thorbecke;
/// let gaps = [[0.5, 0.5], [0.0, 1.0]];
/// assert_eq!(adjusted_foster_greer_thorbecke(&gaps, 2, 1), Some(0.25));
/// assert_eq!(adjusted_foster_greer_thorbecke(&gaps, 1, 2), Some(0.375));
/// ```
///
/// # Reference
/// Alkire, S. and Foster, J. (2011), as above, section 4; after Foster, J.,
/// Greer, J. and Thorbecke, E. (1984). A class of decomposable poverty measures.
/// *Econometrica* 52(3), 761–766.
#[doc(alias = "M1")]
#[doc(alias = "M2")]
pub fn adjusted_foster_greer_thorbecke<R: AsRef<[f64]>>(
    gaps: &[R],
    k: usize,
    alpha: u32,
) -> Option<f64> {
    let dimensions = dimensions(gaps, k)?;
    if !gaps.iter().flat_map(AsRef::as_ref).all(|&gap| is_probability(gap)) {
        return None;
    }
    let deprivations = |row: &R| row.as_ref().iter().filter(|&&gap| gap > 0.0).count();
    let sum: f64 = gaps
        .iter()
        .filter(|row| deprivations(row) >= k)
        .flat_map(AsRef::as_ref)
        .filter(|&&gap| gap > 0.0)
        .map(|&gap| libm::pow(gap, f64::from(alpha)))
        .fold(0.0, |sum, term| sum + term);
    Some(sum / (gaps.len() as f64 * dimensions as f64))
}

/// The number of dimensions, if the table is a table and k a cutoff in it.
pub(crate) fn dimensions<T, R: AsRef<[T]>>(rows: &[R], k: usize) -> Option<usize> {
    let dimensions = rows.first()?.as_ref().len();
    let rectangular = rows.iter().all(|row| row.as_ref().len() == dimensions);
    (rectangular && (1..=dimensions).contains(&k)).then_some(dimensions)
}

#[cfg(test)]
mod tests {
    use super::{adjusted_foster_greer_thorbecke, alkire_foster};
    use proptest::prelude::*;

    /// Alkire and Foster (2011), the illustrative example: incomes, schooling,
    /// health and services of four persons, with the cutoffs 13, 12, 3, 1.
    const ACHIEVEMENTS: [[f64; 4]; 4] = [
        [13.1, 14.0, 4.0, 1.0],
        [15.2, 7.0, 5.0, 0.0],
        [12.5, 10.0, 1.0, 0.0],
        [20.0, 11.0, 3.0, 1.0],
    ];
    const CUTOFFS: [f64; 4] = [13.0, 12.0, 3.0, 1.0];

    fn gaps() -> [[f64; 4]; 4] {
        ACHIEVEMENTS
            .map(|row| std::array::from_fn(|j| ((CUTOFFS[j] - row[j]) / CUTOFFS[j]).max(0.0)))
    }

    fn deprived() -> [[bool; 4]; 4] {
        gaps().map(|row| row.map(|gap| gap > 0.0))
    }

    #[test]
    fn the_published_example_at_k_2() {
        let measures = alkire_foster(&deprived(), 2).unwrap();
        assert_eq!(measures.headcount_ratio, 0.5);
        assert_eq!(measures.intensity, Some(0.75));
        assert_eq!(measures.adjusted_headcount_ratio, 0.375);
        assert_eq!(measures.censored_headcount_ratios, [0.25, 0.5, 0.25, 0.5]);
        let expected = [1.0 / 6.0, 1.0 / 3.0, 1.0 / 6.0, 1.0 / 3.0];
        assert_eq!(measures.contributions.unwrap(), expected);
    }

    /// R package MPI 0.1.0 (`own/alkire_foster_wp32.json`).
    #[test]
    fn depth_and_severity_agree_with_the_r_package() {
        let expected = [
            (1, 0.210_737_179_487_179_5, 0.165_891_066_732_412_88),
            (2, 0.205_528_846_153_846_15, 0.165_457_038_954_635_1),
            (3, 0.116_987_179_487_179_49, 0.092_106_344_510_190_66),
        ];
        for (k, m1, m2) in expected {
            assert!((adjusted_foster_greer_thorbecke(&gaps(), k, 1).unwrap() - m1).abs() < 1e-14);
            assert!((adjusted_foster_greer_thorbecke(&gaps(), k, 2).unwrap() - m2).abs() < 1e-14);
        }
    }

    #[test]
    fn nobody_poor_is_no_deprivation_and_has_no_intensity() {
        let measures = alkire_foster(&[[false, true], [true, false]], 2).unwrap();
        assert_eq!(measures.headcount_ratio, 0.0);
        assert_eq!(measures.intensity, None);
        assert_eq!(measures.contributions, None);
    }

    #[test]
    fn what_is_no_table_has_no_measures() {
        assert!(alkire_foster::<[bool; 2]>(&[], 1).is_none());
        assert!(alkire_foster(&[[true; 0]], 1).is_none());
        assert!(alkire_foster(&[[true]], 0).is_none());
        assert!(alkire_foster(&[vec![true], vec![true, false]], 1).is_none());
        assert!(adjusted_foster_greer_thorbecke(&[[1.5]], 1, 1).is_none());
    }

    fn tables() -> impl Strategy<Value = Vec<Vec<bool>>> {
        (1_usize..6).prop_flat_map(|d| {
            proptest::collection::vec(proptest::collection::vec(any::<bool>(), d), 1..12)
        })
    }

    proptest! {
        #[test]
        fn groups_add_up_to_the_whole(table in tables(), at in 0.0..1.0, k in 1_usize..6) {
            let k = k.min(table[0].len());
            let (one, two) = table.split_at((at * table.len() as f64) as usize);
            let whole = alkire_foster(&table, k).unwrap().adjusted_headcount_ratio;
            let weighted = |group: &[Vec<bool>]| match alkire_foster(group, k) {
                Some(part) => part.adjusted_headcount_ratio * group.len() as f64,
                None => 0.0,
            };
            let sum = (weighted(one) + weighted(two)) / table.len() as f64;
            prop_assert!((whole - sum).abs() < 1e-12);
        }

        #[test]
        fn the_identities_hold(table in tables(), k in 1_usize..6) {
            let k = k.min(table[0].len());
            let found = alkire_foster(&table, k).unwrap();
            let product = found.headcount_ratio * found.intensity.unwrap_or(0.0);
            prop_assert!((found.adjusted_headcount_ratio - product).abs() < 1e-12);
            let mean = found.censored_headcount_ratios.iter().sum::<f64>() / table[0].len() as f64;
            prop_assert!((found.adjusted_headcount_ratio - mean).abs() < 1e-12);
            if let Some(contributions) = found.contributions {
                prop_assert!((contributions.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
            let gap = |&deprived: &bool| if deprived { 1.0 } else { 0.0 };
            let gaps: Vec<Vec<f64>> =
                table.iter().map(|row| row.iter().map(gap).collect()).collect();
            let m0 = adjusted_foster_greer_thorbecke(&gaps, k, 0).unwrap();
            prop_assert!((found.adjusted_headcount_ratio - m0).abs() < 1e-12);
        }
    }
}
