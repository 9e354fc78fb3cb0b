//! Theil's indices of inequality, within and between groups.

use crate::{NoValue, domain::is_amount};

/// An index in two parts that add up to it.
#[derive(Debug, Clone, PartialEq)]
pub struct TheilDecomposition {
    /// The whole index, T = between + within.
    pub total: f64,
    /// What is left when everybody has the mean of the group.
    pub between: f64,
    /// Σ over groups of (the group's share of everything) × (its own index).
    pub within: f64,
    /// Each group: share of everything, and its own index (0 in a group without anything).
    pub groups: Vec<(f64, f64)>,
    /// What each group adds to `between`: above 0 where its values are above the mean of all, below
    /// 0 where they are under it.
    pub between_of: Vec<f64>,
    /// What each group adds to `within`: its share of everything times its own index.
    pub within_of: Vec<f64>,
}

/// T = Σ sᵢ ln(n sᵢ), with sᵢ = xᵢ / Σ x.
///
/// From 0 (all alike) to ln n (all in one); a part of zero adds nothing, the limit of s
/// ln s. Neither scale nor order matters. `Err`: `NotAnAmount`; `NothingThere` when the
/// parts sum to zero or there are none.
///
/// ```
/// use karenina_stats::theil_t;
/// assert!((theil_t(&[0.0, 4.0]).unwrap() - std::f64::consts::LN_2).abs() < 1e-15);
/// ```
///
/// # Reference
/// Theil, H. (1967). *Economics and Information Theory*. North-Holland, chapter 4.
pub fn theil_t(values: &[f64]) -> Result<f64, NoValue> {
    let total = total(values)?;
    let n = values.len() as f64;
    let terms = values.iter().filter(|&&x| x > 0.0).map(|x| x / total * libm::log(n * (x / total)));
    Ok(terms.sum::<f64>().max(0.0))
}

/// The mean logarithmic deviation, L = Σ ln(mean / xᵢ) / n.
///
/// Theil's second index; REAT calls it `theil`. From 0 without upper end, more
/// sensitive to small parts. `Err`: as [`theil_t`], and `EmptyRegion` when a part is
/// zero, where it is infinite.
///
/// ```
/// use karenina_stats::theil::mean_log_deviation;
/// assert!((mean_log_deviation(&[10.0, 10.0, 10.0, 20.0, 50.0]).unwrap() - 0.2326302).abs() < 1e-7);
/// ```
///
/// # Reference
/// As for [`theil_t`], section 4.A.
#[doc(alias = "theil_l")]
pub fn mean_log_deviation(values: &[f64]) -> Result<f64, NoValue> {
    let total = total(values)?;
    if values.contains(&0.0) {
        return Err(NoValue::EmptyRegion);
    }
    let n = values.len() as f64;
    Ok((values.iter().map(|x| libm::log(total / n / x)).sum::<f64>() / n).max(0.0))
}

/// [`theil_t`] in what lies between groups and what lies within them.
///
/// `groups` numbers the group of each value, from 0 up to `n_groups`. Between = Σ S
/// ln(S n / m), S the group's share of everything and m its number of values; within =
/// Σ S T; the total is their sum. A group without values adds nothing. `Err`: as
/// [`theil_t`]; `WrongShape` when the lists differ or a number is too great.
///
/// ```
/// use karenina_stats::theil::theil_decomposition;
/// let found = theil_decomposition(&[1.0, 1.0, 3.0, 3.0], &[0, 0, 1, 1], 2).unwrap();
/// assert_eq!(found.within, 0.0);
/// assert_eq!(found.total, found.between);
/// ```
///
/// # Reference
/// As for [`theil_t`]; Bourguignon, F. (1979). Decomposable income inequality measures.
/// *Econometrica* 47(4), 901–920.
pub fn theil_decomposition(
    values: &[f64],
    groups: &[usize],
    n_groups: usize,
) -> Result<TheilDecomposition, NoValue> {
    if values.len() != groups.len() || groups.iter().any(|&it| it >= n_groups) {
        return Err(NoValue::WrongShape);
    }
    let total = total(values)?;
    let mut members = vec![Vec::new(); n_groups];
    for (&value, &group) in values.iter().zip(groups) {
        members[group].push(value);
    }
    let n = values.len() as f64;
    let (mut between_of, mut within_of) = (vec![0.0; n_groups], vec![0.0; n_groups]);
    let mut parts = Vec::with_capacity(n_groups);
    for (at, members) in members.into_iter().enumerate() {
        let share = members.iter().sum::<f64>() / total;
        let own = if share > 0.0 { theil_t(&members)? } else { 0.0 };
        if share > 0.0 {
            between_of[at] = share * libm::log(share * n / members.len() as f64);
        }
        within_of[at] = share * own;
        parts.push((share, own));
    }
    let between = between_of.iter().sum::<f64>().max(0.0);
    let within: f64 = within_of.iter().sum();
    let total = between + within;
    Ok(TheilDecomposition { total, between, within, groups: parts, between_of, within_of })
}

fn total(values: &[f64]) -> Result<f64, NoValue> {
    if !values.iter().all(|&x| is_amount(x)) {
        return Err(NoValue::NotAnAmount);
    }
    let total: f64 = values.iter().sum();
    if total == 0.0 { Err(NoValue::NothingThere) } else { Ok(total) }
}

#[cfg(test)]
mod tests {
    use super::{mean_log_deviation, theil_decomposition, theil_t};
    use crate::NoValue;
    use proptest::prelude::*;

    /// REAT 3.0.3, `theil`: 0.232630161961136 for 10, 10, 10, 20, 50, which is the mean
    /// logarithmic deviation; Theil's T of these is 0.2502.
    #[test]
    fn reat_prints_the_mean_logarithmic_deviation() {
        let values = [10.0, 10.0, 10.0, 20.0, 50.0];
        assert!((mean_log_deviation(&values).unwrap() - 0.232_630_161_961_136).abs() < 1e-14);
        assert!((theil_t(&values).unwrap() - 0.250_201_211_769_094).abs() < 1e-14);
    }

    #[test]
    fn without_shares_there_is_no_index() {
        assert_eq!(theil_t(&[]), Err(NoValue::NothingThere));
        assert_eq!(theil_t(&[0.0]), Err(NoValue::NothingThere));
        assert_eq!(theil_t(&[5.0]), Ok(0.0));
        assert_eq!(mean_log_deviation(&[0.0, 1.0]), Err(NoValue::EmptyRegion));
        assert_eq!(theil_decomposition(&[1.0], &[1], 1), Err(NoValue::WrongShape));
        let found = theil_decomposition(&[1.0, 0.0], &[0, 1], 3).unwrap();
        assert_eq!(found.groups, [(1.0, 0.0), (0.0, 0.0), (0.0, 0.0)]);
    }

    proptest! {
        #[test]
        fn between_and_within_add_up(
            pairs in proptest::collection::vec((0.0..100.0, 0..4_usize), 1..20)
        ) {
            let (values, groups): (Vec<f64>, Vec<usize>) = pairs.into_iter().unzip();
            prop_assume!(values.iter().sum::<f64>() > 1e-3);
            let found = theil_decomposition(&values, &groups, 4).unwrap();
            prop_assert!((found.total - theil_t(&values).unwrap()).abs() < 1e-12);
            prop_assert!(found.total == found.between + found.within);
        }
    }
}
