//! Ellison and Glaeser's index of geographic concentration beyond what few plants explain.

use crate::{NoValue, domain::is_amount, herfindahl_hirschman_bounds};

/// What the index must know of the sizes of an activity's plants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlantSizes {
    /// How many plants employ anybody.
    pub plants: u64,
    /// H = Σ zⱼ², zⱼ = the plant's share of the activity's employment.
    pub herfindahl: f64,
    /// Σ zⱼ⁴, for the variance; `None` where only H is known.
    pub fourth_powers: Option<f64>,
}

impl PlantSizes {
    /// From the employment of every plant. `Err` when there is nobody or a size is no
    /// amount.
    pub fn of(employment: &[f64]) -> Result<Self, NoValue> {
        if !employment.iter().all(|&z| is_amount(z)) {
            return Err(NoValue::NotAnAmount);
        }
        let total: f64 = employment.iter().sum();
        if total == 0.0 {
            return Err(NoValue::EmptyActivity);
        }
        let squares = employment.iter().map(|z| (z / total) * (z / total));
        Ok(Self {
            plants: employment.iter().filter(|&&z| z > 0.0).count() as u64,
            herfindahl: squares.clone().sum(),
            fourth_powers: Some(squares.map(|it| it * it).sum()),
        })
    }
}

/// The index with the numbers that it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EllisonGlaeser {
    /// γ: 0 for plants that choose places by chance, 1 for plants that stand together.
    pub gamma: f64,
    /// G = Σ (sᵣ − xᵣ)², the raw concentration.
    pub raw_concentration: f64,
    /// 1 − Σ xᵣ².
    pub base_diversity: f64,
    /// H of the plants.
    pub plant_herfindahl: f64,
    /// Variance of G if every plant chose its place by chance; `None` where Σ zⱼ⁴ is
    /// not known.
    pub variance: Option<f64>,
    /// (G − (1 − Σ x²) H) / √variance; above 2 is what Ellison and Glaeser call
    /// significant. `None` where the variance is not known or zero.
    pub z: Option<f64>,
}

/// γ = (G − (1 − Σ xᵣ²) H) / ((1 − Σ xᵣ²)(1 − H)).
///
/// `activity` is the employment of the activity by region (sᵣ are its shares),
/// `base` that of everything by region (shares xᵣ), `sizes` the sizes of the
/// activity's plants. If plants choose places as darts thrown with chances xᵣ, the
/// expected γ is 0, however few and large they are; γ below zero means that plants
/// keep apart; the authors call 0.05 and more highly concentrated, below 0.02 not
/// very. It is 1 when all plants stand in one of several equal regions, can be somewhat
/// above 1 in a region smaller than the others, and has no common lower end. It
/// depends neither on the unit nor on the order of regions. The variance under chance is
/// 2 {H² (Σx² − 2Σx³ + (Σx²)²) − Σz⁴ (Σx² − 4Σx³ + 3(Σx²)²)}.
///
/// `Err`: `WrongShape` when the lists differ in length, `NotAnAmount`,
/// `EmptyActivity`, `NothingThere` (base), `OneRegion` (all of the base in one),
/// `OnePlant` (H = 1: a single plant is always concentrated).
///
/// ```
/// use karenina_stats::{NoValue, PlantSizes, ellison_glaeser};
/// // Four equal plants, all in the first of two equal regions.
/// let sizes = PlantSizes::of(&[5.0; 4]).unwrap();
/// let index = ellison_glaeser(&[20.0, 0.0], &[100.0, 100.0], sizes).unwrap();
/// assert!((index.gamma - 1.0).abs() < 1e-15);
/// let one = PlantSizes::of(&[20.0]).unwrap();
/// assert_eq!(ellison_glaeser(&[20.0, 0.0], &[1.0, 1.0], one), Err(NoValue::OnePlant));
/// ```
///
/// # Reference
/// Ellison, G. and Glaeser, E. L. (1997). Geographic concentration in U.S.
/// manufacturing industries: a dartboard approach. *Journal of Political Economy*
/// 105(5), 889–927, equation 5 and appendix A.
#[doc(alias = "EG index")]
pub fn ellison_glaeser(
    activity: &[f64],
    base: &[f64],
    sizes: PlantSizes,
) -> Result<EllisonGlaeser, NoValue> {
    let raw = raw_concentration(activity, base)?;
    let h = sizes.herfindahl;
    if !(0.0..=1.0).contains(&h) || sizes.fourth_powers.is_some_and(|it| !(0.0..=1.0).contains(&it))
    {
        return Err(NoValue::ParameterOutOfRange);
    }
    if h == 1.0 || sizes.plants == 1 {
        return Err(NoValue::OnePlant);
    }
    let Raw { concentration, diversity, squares, cubes } = raw;
    let variance = sizes.fourth_powers.map(|fourth| {
        let pairs = squares - 2.0 * cubes + squares * squares;
        let same = squares - 4.0 * cubes + 3.0 * squares * squares;
        2.0 * (h * h * pairs - fourth * same)
    });
    let z = variance
        .filter(|&it| it > 0.0)
        .map(|variance| (concentration - diversity * h) / libm::sqrt(variance));
    Ok(EllisonGlaeser {
        gamma: (concentration - diversity * h) / (diversity * (1.0 - h)),
        raw_concentration: concentration,
        base_diversity: diversity,
        plant_herfindahl: h,
        variance,
        z,
    })
}

/// The lowest and highest γ when the sizes of plants are known as intervals: size
/// classes, or plants whose size is confidential.
///
/// γ as a function of H alone is (G / (1 − Σx²) − H) / (1 − H), which rises or falls
/// throughout, so the ends of H
/// ([`herfindahl_hirschman_bounds`](crate::herfindahl_hirschman_bounds())) are the ends
/// of γ. Regions are taken as known. `Err` as above; `OnePlant` when the sizes allow H
/// to be 1.
///
/// ```
/// use karenina_stats::ellison_glaeser_bounds;
/// let sizes = [(1.0, 9.0), (1.0, 9.0), (1.0, 9.0)];
/// let (low, high) = ellison_glaeser_bounds(&[9.0, 6.0], &[1.0, 1.0], &sizes).unwrap();
/// assert!(low < high && high < 0.0);
/// ```
///
/// # Reference
/// As for [`ellison_glaeser`]; the bounds are derived above.
pub fn ellison_glaeser_bounds(
    activity: &[f64],
    base: &[f64],
    plants: &[(f64, f64)],
) -> Result<(f64, f64), NoValue> {
    let raw = raw_concentration(activity, base)?;
    let (h_low, h_high) = herfindahl_hirschman_bounds(plants).ok_or(NoValue::NotAnAmount)?;
    if h_high >= 1.0 {
        return Err(NoValue::OnePlant);
    }
    let gamma = |h: f64| (raw.concentration / raw.diversity - h) / (1.0 - h);
    let (a, b) = (gamma(h_low), gamma(h_high));
    Ok((a.min(b), a.max(b)))
}

pub(crate) struct Raw {
    pub concentration: f64,
    pub diversity: f64,
    squares: f64,
    cubes: f64,
}

/// G and the moments of the base.
pub(crate) fn raw_concentration(activity: &[f64], base: &[f64]) -> Result<Raw, NoValue> {
    if activity.len() != base.len() || base.is_empty() {
        return Err(NoValue::WrongShape);
    }
    if !activity.iter().chain(base).all(|&x| is_amount(x)) {
        return Err(NoValue::NotAnAmount);
    }
    let (own, all): (f64, f64) = (activity.iter().sum(), base.iter().sum());
    if all == 0.0 {
        return Err(NoValue::NothingThere);
    }
    if own == 0.0 {
        return Err(NoValue::EmptyActivity);
    }
    if base.iter().filter(|&&x| x > 0.0).count() < 2 {
        return Err(NoValue::OneRegion);
    }
    let (mut concentration, mut squares, mut cubes) = (0.0, 0.0, 0.0);
    for (e, x) in activity.iter().zip(base) {
        let (s, x) = (e / own, x / all);
        concentration += (s - x) * (s - x);
        squares += x * x;
        cubes += x * x * x;
    }
    let diversity = 1.0 - squares;
    // A second region so small that it is lost in rounding is no second region.
    if diversity <= 0.0 {
        return Err(NoValue::OneRegion);
    }
    Ok(Raw { concentration, diversity, squares, cubes })
}

#[cfg(test)]
mod tests {
    use super::{PlantSizes, ellison_glaeser, ellison_glaeser_bounds};
    use crate::NoValue;
    use proptest::prelude::*;

    const PLANTS: [f64; 10] = [200.0, 650.0, 12e3, 100.0, 50.0, 16e3, 13e3, 1500.0, 1500.0, 25e3];

    /// REAT 3.0.3, example `ellison.a`, after Farhauer, O. and Kröll, A. (2014):
    /// printed 0.05990628; G, z and H in full.
    #[test]
    fn three_austrian_regions_agree_with_reat() {
        let found = ellison_glaeser(
            &[13_000.0, 32_000.0, 25_000.0],
            &[500e3, 400e3, 100e3],
            PlantSizes::of(&PLANTS).unwrap(),
        )
        .unwrap();
        assert!((found.gamma - 0.059_906_284_116_538_9).abs() < 1e-14);
        assert!((found.raw_concentration - 0.168_163_265_306_122).abs() < 1e-14);
        assert!((found.z.unwrap() - 0.195_900_197_026_136).abs() < 1e-12);
        assert!((found.plant_herfindahl - 0.244_688_775_510_204).abs() < 1e-14);
    }

    #[test]
    fn what_cannot_be_measured_says_why() {
        let two = PlantSizes::of(&[1.0, 1.0]).unwrap();
        let index = |activity: &[f64], base: &[f64]| ellison_glaeser(activity, base, two);
        assert_eq!(index(&[1.0, 1.0], &[1.0]), Err(NoValue::WrongShape));
        assert_eq!(index(&[0.0, 0.0], &[1.0, 1.0]), Err(NoValue::EmptyActivity));
        assert_eq!(index(&[1.0, 1.0], &[0.0, 0.0]), Err(NoValue::NothingThere));
        assert_eq!(index(&[1.0, 1.0], &[5.0, 0.0]), Err(NoValue::OneRegion));
        assert_eq!(index(&[2.0], &[5.0]), Err(NoValue::OneRegion));
        assert_eq!(index(&[1.0, f64::NAN], &[1.0, 1.0]), Err(NoValue::NotAnAmount));
        assert_eq!(PlantSizes::of(&[]), Err(NoValue::EmptyActivity));
        let one = PlantSizes::of(&[4.0, 0.0]).unwrap();
        assert_eq!(ellison_glaeser(&[4.0, 0.0], &[1.0, 1.0], one), Err(NoValue::OnePlant));
    }

    #[test]
    fn known_sizes_bound_the_index_to_a_point() {
        let known: Vec<(f64, f64)> = PLANTS.iter().map(|&z| (z, z)).collect();
        let base = [500e3, 400e3, 100e3];
        let (low, high) =
            ellison_glaeser_bounds(&[13_000.0, 32_000.0, 25_000.0], &base, &known).unwrap();
        assert!((low - 0.059_906_284_116_538_9).abs() < 1e-12 && high - low < 1e-12);
    }

    proptest! {
        #[test]
        fn neither_scale_nor_the_order_of_regions_matters(
            regions in proptest::collection::vec((0.0..100.0, 1.0..100.0), 2..8),
            plants in proptest::collection::vec(1.0..50.0, 2..9),
            scale in 0.01..100.0
        ) {
            prop_assume!(regions.iter().any(|it| it.0 > 0.1));
            let sizes = PlantSizes::of(&plants).unwrap();
            let (a, b): (Vec<f64>, Vec<f64>) = regions.iter().copied().unzip();
            let before = ellison_glaeser(&a, &b, sizes).unwrap();
            let (a, b): (Vec<f64>, Vec<f64>) =
                regions.iter().rev().map(|it| (it.0 * scale, it.1 * scale)).unzip();
            let after = ellison_glaeser(&a, &b, sizes).unwrap();
            prop_assert!((before.gamma - after.gamma).abs() < 1e-9);
        }

        #[test]
        fn every_completion_of_the_sizes_lies_inside(
            plants in proptest::collection::vec((1.0..20.0, 0.0..20.0), 2..7),
            places in proptest::collection::vec(0.0..=1.0, 7),
            activity in (1.0..9.0, 1.0..9.0, 0.0..9.0)
        ) {
            let activity = [activity.0, activity.1, activity.2];
            let base = [4.0, 5.0, 6.0];
            let intervals: Vec<(f64, f64)> = plants.iter().map(|p| (p.0, p.0 + p.1)).collect();
            let (low, high) = ellison_glaeser_bounds(&activity, &base, &intervals).unwrap();
            let sizes: Vec<f64> =
                plants.iter().zip(&places).map(|(p, at)| p.0 + at * p.1).collect();
            let index =
                ellison_glaeser(&activity, &base, PlantSizes::of(&sizes).unwrap()).unwrap();
            prop_assert!(low <= index.gamma + 1e-9 && index.gamma <= high + 1e-9);
        }
    }
}
