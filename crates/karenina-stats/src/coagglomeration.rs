//! Coagglomeration: whether different activities stand together.

use crate::{NoValue, domain::is_amount};

/// Ellison and Glaeser's γᶜ of a group of activities beyond the concentration of
/// each.
///
/// γᶜ = (G / (1 − Σ xᵣ²) − H − Σⱼ γⱼ wⱼ² (1 − Hⱼ)) / (1 − Σⱼ wⱼ²), with G = Σ (sᵣ − xᵣ)²
/// of the group's employment, wⱼ the activities' shares in it, H = Σ wⱼ² Hⱼ, and γⱼ
/// their own indices. 0 when the activities choose places without regard to each
/// other, however concentrated each is; above 0 they share places; below they avoid
/// each other. Put in γⱼ, the plants' Hⱼ cancel, and what is left are the sums of
/// products of the activities' deviations from the base:
/// γᶜ = Σ_{j≠k} wⱼ wₖ Σᵣ (sⱼᵣ − xᵣ)(sₖᵣ − xᵣ) / ((1 − Σ x²)(1 − Σ w²)).
/// So no plant data are needed, and this is how it is computed. For two activities it is their
/// [`pairwise_coagglomeration`].
///
/// `activities` are rows: the employment of each by region. `Err`: `WrongShape`;
/// `NotAnAmount`; `NothingThere` (base); `OneRegion`; `EmptyActivity` when one is
/// nowhere; `OneActivity` when there are fewer than two.
///
/// ```
/// use karenina_stats::coagglomeration;
/// let together = coagglomeration(&[&[10.0, 0.0], &[5.0, 0.0]], &[1.0, 1.0]).unwrap();
/// let apart = coagglomeration(&[&[10.0, 0.0], &[0.0, 5.0]], &[1.0, 1.0]).unwrap();
/// assert!((together - 1.0).abs() < 1e-15 && (apart + 1.0).abs() < 1e-15);
/// ```
///
/// # Reference
/// Ellison, G. and Glaeser, E. L. (1997). Geographic concentration in U.S.
/// manufacturing industries: a dartboard approach. *Journal of Political Economy*
/// 105(5), 889–927, section IV.C.
#[doc(alias = "co-agglomeration")]
pub fn coagglomeration(activities: &[&[f64]], base: &[f64]) -> Result<f64, NoValue> {
    if activities.len() < 2 {
        return Err(NoValue::OneActivity);
    }
    let (shares, diversity) = base_shares(base)?;
    let totals: Vec<f64> = activities.iter().map(|it| it.iter().sum()).collect();
    let all: f64 = totals.iter().sum();
    let rows: Vec<Vec<f64>> =
        activities.iter().map(|it| deviations(it, &shares)).collect::<Result<_, _>>()?;
    let weights: Vec<f64> = totals.iter().map(|it| it / all).collect();
    // Σ_{j≠k} wⱼwₖ dⱼ·dₖ = Σᵣ {(Σ w d)² − Σ (w d)²}.
    let mut products = 0.0;
    for region in 0..base.len() {
        let (mut sum, mut squares) = (0.0, 0.0);
        for (row, weight) in rows.iter().zip(&weights) {
            let d = weight * row[region];
            sum += d;
            squares += d * d;
        }
        products += sum * sum - squares;
    }
    let others = 1.0 - weights.iter().map(|w| w * w).sum::<f64>();
    if others <= 0.0 {
        return Err(NoValue::OneActivity);
    }
    Ok(products / (diversity * others))
}

/// Coagglomeration of every two activities, one product of a matrix with itself.
#[derive(Debug, Clone, PartialEq)]
pub struct PairwiseCoagglomeration {
    activities: usize,
    values: Vec<f64>,
    empty: Vec<bool>,
}

impl PairwiseCoagglomeration {
    /// γᶜ of two different activities; for an activity with itself its raw
    /// concentration G over 1 − Σ x². `None` when one of them is nowhere or is not in
    /// the table.
    pub fn pair(&self, one: usize, other: usize) -> Option<f64> {
        let n = self.activities;
        let there = one < n && other < n && !self.empty[one] && !self.empty[other];
        there.then(|| self.values[one * n + other])
    }

    /// How many activities.
    pub fn activities(&self) -> usize {
        self.activities
    }

    /// The activities that are found nowhere and so have no pair.
    pub fn empty_activities(&self) -> impl Iterator<Item = usize> {
        self.empty.iter().enumerate().filter(|it| *it.1).map(|it| it.0)
    }
}

/// γᶜᵢⱼ = Σᵣ (sᵢᵣ − xᵣ)(sⱼᵣ − xᵣ) / (1 − Σ xᵣ²) of every two activities.
///
/// The covariance of two activities' places, scaled so that it is 0 when they choose
/// without regard to each other. `by_activity` holds the employment of each activity in
/// each region, activity after activity; `base` that of everything by region. It needs
/// no plant data: sizes of plants cancel. Cost: activities² × regions / 2
/// multiplications; 600 activities and 3,000 regions take a fifth of a second.
/// Activities that are found nowhere have no pair and are listed in the result.
///
/// `Err`: `WrongShape`, `NotAnAmount`, `NothingThere`, `OneRegion`.
///
/// ```
/// use karenina_stats::pairwise_coagglomeration;
/// let pairs = pairwise_coagglomeration(&[9.0, 0.0, 4.0, 0.0, 0.0, 0.0], &[1.0, 1.0]).unwrap();
/// assert!((pairs.pair(0, 1).unwrap() - 1.0).abs() < 1e-15);
/// assert_eq!(pairs.pair(0, 2), None);
/// ```
///
/// # Reference
/// Ellison, G., Glaeser, E. L. and Kerr, W. R. (2010). What causes industry
/// agglomeration? Evidence from coagglomeration patterns. *American Economic Review*
/// 100(3), 1195–1213, equation 1. They take xᵣ as the mean of the activities' shares;
/// give that as `base` to have their figures.
#[doc(alias = "EGK index")]
pub fn pairwise_coagglomeration(
    by_activity: &[f64],
    base: &[f64],
) -> Result<PairwiseCoagglomeration, NoValue> {
    let (shares, diversity) = base_shares(base)?;
    let regions = base.len();
    if !by_activity.len().is_multiple_of(regions) {
        return Err(NoValue::WrongShape);
    }
    let activities = by_activity.len() / regions;
    let mut empty = vec![false; activities];
    let mut rows = vec![0.0; by_activity.len()];
    for (at, row) in by_activity.chunks_exact(regions).enumerate() {
        match deviations(row, &shares) {
            Ok(found) => rows[at * regions..(at + 1) * regions].copy_from_slice(&found),
            Err(NoValue::EmptyActivity) => empty[at] = true,
            Err(reason) => return Err(reason),
        }
    }
    let mut values = products(&rows, activities, regions);
    for value in &mut values {
        *value /= diversity;
    }
    Ok(PairwiseCoagglomeration { activities, values, empty })
}

fn base_shares(base: &[f64]) -> Result<(Vec<f64>, f64), NoValue> {
    if base.is_empty() {
        return Err(NoValue::WrongShape);
    }
    if !base.iter().all(|&x| is_amount(x)) {
        return Err(NoValue::NotAnAmount);
    }
    let all: f64 = base.iter().sum();
    if all == 0.0 {
        return Err(NoValue::NothingThere);
    }
    let shares: Vec<f64> = base.iter().map(|x| x / all).collect();
    let diversity = 1.0 - shares.iter().map(|x| x * x).sum::<f64>();
    if diversity <= 0.0 || base.iter().filter(|&&x| x > 0.0).count() < 2 {
        return Err(NoValue::OneRegion);
    }
    Ok((shares, diversity))
}

fn deviations(activity: &[f64], shares: &[f64]) -> Result<Vec<f64>, NoValue> {
    if activity.len() != shares.len() {
        return Err(NoValue::WrongShape);
    }
    if !activity.iter().all(|&x| is_amount(x)) {
        return Err(NoValue::NotAnAmount);
    }
    let own: f64 = activity.iter().sum();
    if own == 0.0 {
        return Err(NoValue::EmptyActivity);
    }
    Ok(activity.iter().zip(shares).map(|(e, x)| e / own - x).collect())
}

/// Products of every two rows. Rows are taken in blocks that stay in the cache, sums
/// in eight lanes in a fixed order, so that every machine adds the same way.
pub(crate) fn products(rows: &[f64], count: usize, length: usize) -> Vec<f64> {
    const BLOCK: usize = 16;
    let row = |at: usize| &rows[at * length..(at + 1) * length];
    let mut values = vec![0.0; count * count];
    for first in (0..count).step_by(BLOCK) {
        for second in (first..count).step_by(BLOCK) {
            for one in first..(first + BLOCK).min(count) {
                for other in second.max(one)..(second + BLOCK).min(count) {
                    let product = dot(row(one), row(other));
                    values[one * count + other] = product;
                    values[other * count + one] = product;
                }
            }
        }
    }
    values
}

pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0_f64; 8];
    let (a, a_rest) = a.as_chunks::<8>();
    let (b, b_rest) = b.as_chunks::<8>();
    for (x, y) in a.iter().zip(b) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    for (lane, (x, y)) in a_rest.iter().zip(b_rest).enumerate() {
        lanes[lane] += x * y;
    }
    ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
}

#[cfg(test)]
mod tests {
    use super::{coagglomeration, pairwise_coagglomeration};
    use crate::{NoValue, PlantSizes, ellison_glaeser, toy_stream::uniforms};

    /// By hand: shares (3/4, 1/4, 0) and (1/4, 1/4, 1/2) against thirds:
    /// (5/12)(−1/12) + (−1/12)(−1/12) + (−1/3)(1/6) = −1/12; over 2/3: −1/8.
    #[test]
    fn two_activities_agree_with_fractions() {
        let one = [3.0, 1.0, 0.0];
        let other = [2.0, 2.0, 4.0];
        let base = [1.0, 1.0, 1.0];
        let group = coagglomeration(&[&one, &other], &base).unwrap();
        assert!((group + 0.125).abs() < 1e-15);
        let pairs = pairwise_coagglomeration(&[3.0, 1.0, 0.0, 2.0, 2.0, 4.0], &base).unwrap();
        assert!((pairs.pair(0, 1).unwrap() + 0.125).abs() < 1e-15);
        assert_eq!(pairs.pair(0, 1), pairs.pair(1, 0));
    }

    /// The formula of the paper, with plants, gives what the short form gives.
    #[test]
    fn sizes_of_plants_cancel() {
        let mut random = uniforms(5);
        let (activities, regions) = (4, 7);
        let base: Vec<f64> = (0..regions).map(|_| 50.0 + 100.0 * random()).collect();
        let mut employment = vec![vec![0.0; regions]; activities];
        let mut sizes = Vec::new();
        for row in &mut employment {
            let plants: Vec<f64> = (0..9).map(|_| 1.0 + (40.0 * random()).floor()).collect();
            for z in &plants {
                row[(random() * regions as f64) as usize] += z;
            }
            sizes.push(PlantSizes::of(&plants).unwrap());
        }
        let rows: Vec<&[f64]> = employment.iter().map(Vec::as_slice).collect();
        let short = coagglomeration(&rows, &base).unwrap();
        let totals: Vec<f64> = rows.iter().map(|it| it.iter().sum()).collect();
        let all: f64 = totals.iter().sum();
        let group: Vec<f64> = (0..regions).map(|r| rows.iter().map(|it| it[r]).sum()).collect();
        let raw = ellison_glaeser(&group, &base, sizes[0]).unwrap();
        let mut numerator = raw.raw_concentration / raw.base_diversity;
        let mut squares = 0.0;
        for ((row, total), sizes) in rows.iter().zip(&totals).zip(&sizes) {
            let w2 = (total / all) * (total / all);
            let own = ellison_glaeser(row, &base, *sizes).unwrap();
            numerator -= w2 * sizes.herfindahl + own.gamma * w2 * (1.0 - sizes.herfindahl);
            squares += w2;
        }
        assert!((short - numerator / (1.0 - squares)).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_measured_says_why() {
        let some: &[f64] = &[1.0, 1.0];
        assert_eq!(coagglomeration(&[some], &[1.0, 1.0]), Err(NoValue::OneActivity));
        let none: &[f64] = &[0.0, 0.0];
        assert_eq!(coagglomeration(&[some, none], &[1.0, 1.0]), Err(NoValue::EmptyActivity));
        assert_eq!(coagglomeration(&[some, some], &[1.0, 0.0]), Err(NoValue::OneRegion));
        assert_eq!(coagglomeration(&[some, some], &[1.0]), Err(NoValue::OneRegion));
        assert_eq!(pairwise_coagglomeration(&[1.0; 3], &[1.0; 2]), Err(NoValue::WrongShape));
        let pairs = pairwise_coagglomeration(&[1.0, 2.0, 0.0, 0.0], &[1.0; 2]).unwrap();
        assert_eq!(pairs.empty_activities().collect::<Vec<_>>(), [1]);
        assert_eq!(pairs.pair(0, 7), None);
    }

    #[test]
    fn the_order_of_regions_does_not_matter() {
        let mut random = uniforms(8);
        let rows: Vec<f64> = (0..5 * 40).map(|_| (30.0 * random()).floor()).collect();
        let base: Vec<f64> = (0..40).map(|_| 1.0 + 9.0 * random()).collect();
        let pairs = pairwise_coagglomeration(&rows, &base).unwrap();
        let turned: Vec<f64> = rows.chunks(40).flat_map(|row| row.iter().rev().copied()).collect();
        let base: Vec<f64> = base.into_iter().rev().collect();
        let others = pairwise_coagglomeration(&turned, &base).unwrap();
        for one in 0..5 {
            for other in 0..5 {
                let difference = pairs.pair(one, other).unwrap() - others.pair(one, other).unwrap();
                assert!(difference.abs() < 1e-13);
            }
        }
    }
}
