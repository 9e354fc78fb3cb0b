//! Standardised location quotients and cut-offs that are found, not set.

use crate::{NoValue, quantile};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// Quotients of one activity as distances from the mean of regions.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardisedLocationQuotients {
    /// z of each region; `None` where there is no quotient or, on the logarithm, where it is 0.
    pub z: Vec<Option<f64>>,
    /// Regions left out because their quotient is 0 and has no logarithm.
    pub zeros: usize,
    /// Mean of (the logarithms of) the quotients.
    pub mean: f64,
    /// Their standard deviation, of a sample (n − 1).
    pub deviation: f64,
    /// Their skewness, g₁: z-values read as normal only where it is near 0.
    pub skewness: f64,
}

/// zᵣ = (f(LQᵣ) − mean) / standard deviation over the regions of one activity, f the logarithm
/// or the quotient itself.
///
/// Above 1.96 (1.65) a region is said to be exceptional at 5 % in two tails (one), if
/// the values are normal; quotients seldom are, their logarithms sometimes, so the
/// skewness stands beside them. Fixed cut-offs mark a fixed part of the regions, also
/// where nothing is concentrated; read z with LQ itself. `None` among the quotients
/// means that there is none. `Err`: `NotAnAmount`; `TooFew` with fewer than three;
/// `NoSpread`.
///
/// ```
/// use karenina_stats::standardised_location_quotients;
/// let found = standardised_location_quotients(&[Some(1.0), Some(2.0), Some(4.0)], true).unwrap();
/// assert!((found.z[2].unwrap() - 1.0).abs() < 1e-14);
/// ```
///
/// # Reference
/// O'Donoghue, D. and Gleave, B. (2004). A note on methods for measuring industrial
/// agglomeration. *Regional Studies* 38(4), 419–427.
#[doc(alias = "SLQ")]
pub fn standardised_location_quotients(
    quotients: &[Option<f64>],
    of_logarithms: bool,
) -> Result<StandardisedLocationQuotients, NoValue> {
    if !quotients.iter().flatten().all(|&it| crate::domain::is_amount(it)) {
        return Err(NoValue::NotAnAmount);
    }
    let seen = |it: &Option<f64>| match (*it, of_logarithms) {
        (Some(lq), true) => (lq > 0.0).then(|| libm::log(lq)),
        (it, _) => it,
    };
    let values: Vec<f64> = quotients.iter().filter_map(seen).collect();
    if values.len() < 3 {
        return Err(NoValue::TooFew);
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let moment = |power: i32| values.iter().map(|x| (x - mean).powi(power)).sum::<f64>() / n;
    let deviation = libm::sqrt(moment(2) * n / (n - 1.0));
    if deviation <= 1e-12 * mean.abs() {
        return Err(NoValue::NoSpread);
    }
    Ok(StandardisedLocationQuotients {
        z: quotients.iter().map(|it| seen(it).map(|x| (x - mean) / deviation)).collect(),
        zeros: if of_logarithms {
            quotients.iter().filter(|it| **it == Some(0.0)).count()
        } else {
            0
        },
        mean,
        deviation,
        skewness: moment(3) / libm::pow(moment(2), 1.5),
    })
}

/// The cut-off that resampling the regions gives: the mean over draws of the quantile p of
/// resampled z-values, with their interval.
///
/// Where z-values are not normal, 1.96 marks the wrong part; the bootstrapped quantile
/// does not need the distribution. `uniform` gives numbers from 0 up to 1. Returns
/// (cut-off, (low, high)), the interval from the 2.5 % to the 97.5 % quantile of draws.
/// `Err`: `TooFew` values (fewer than three), `ParameterOutOfRange` for no draws or p
/// outside 0..=1.
///
/// ```
/// use karenina_stats::standardised_location_quotient::bootstrapped_cut_off;
/// let z = [-1.0, -0.5, 0.0, 0.4, 1.8];
/// let mut state = 0.3;
/// let uniform = || { state = (state + 0.618_033_988_75) % 1.0; state };
/// let (cut_off, (low, high)) = bootstrapped_cut_off(&z, 0.95, 200, uniform).unwrap();
/// assert!(low <= cut_off && cut_off <= high && high <= 1.8);
/// ```
///
/// # Reference
/// Tian, Z. (2013). Measuring agglomeration using the standardized location quotient with a
/// bootstrap method. *Journal of Regional Analysis and Policy* 43(2), 186–197.
pub fn bootstrapped_cut_off(
    z: &[f64],
    p: f64,
    draws: usize,
    mut uniform: impl FnMut() -> f64,
) -> Result<(f64, (f64, f64)), NoValue> {
    if z.len() < 3 {
        return Err(NoValue::TooFew);
    }
    if draws == 0 {
        return Err(NoValue::ParameterOutOfRange);
    }
    let mut resampled = vec![0.0; z.len()];
    let mut quantiles = Vec::with_capacity(draws);
    for _ in 0..draws {
        for value in &mut resampled {
            let at = (uniform() * z.len() as f64) as usize;
            *value = z[at.min(z.len() - 1)];
        }
        quantiles.push(quantile(&resampled, p).ok_or(NoValue::ParameterOutOfRange)?);
    }
    let mean = quantiles.iter().sum::<f64>() / draws as f64;
    let ends = quantile(&quantiles, 0.025).zip(quantile(&quantiles, 0.975));
    ends.map(|ends| (mean, ends)).ok_or(NoValue::NotAnAmount)
}

/// [`bootstrapped_cut_off`] with numbers of a stream of a seed: activities with streams of their own
/// do not depend on each other.
///
/// Unit, range and errors as there.
///
/// ```
/// use karenina_stats::standardised_location_quotient::seeded_cut_off;
/// let z = [-1.0, -0.5, 0.0, 0.4, 1.8];
/// assert_eq!(seeded_cut_off(&z, 0.95, 99, 1, 0), seeded_cut_off(&z, 0.95, 99, 1, 0));
/// ```
///
/// # Reference
/// As for [`bootstrapped_cut_off`].
pub fn seeded_cut_off(
    z: &[f64],
    p: f64,
    draws: usize,
    seed: u64,
    stream: u64,
) -> Result<(f64, (f64, f64)), NoValue> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(stream);
    bootstrapped_cut_off(z, p, draws, || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64)
}

#[cfg(test)]
mod tests {
    use super::{bootstrapped_cut_off, standardised_location_quotients};
    use crate::{NoValue, toy_stream::uniforms};

    /// Göttingen's quotients of 2017 as REAT 3.0.3 computes them (`locq`): mean and deviation by
    /// numpy 2.4; R's `scale` does the same.
    #[test]
    fn fifteen_activities_of_goettingen() {
        let quotients = [
            0.084_076_520_150_085_6,
            0.400_856_630_227_209,
            0.536_873_661_376_762,
            0.343_669_284_537_853,
            0.746_035_409_266_063,
            0.671_173_107_246_816,
            0.981_419_159_508_745,
            0.916_542_774_625_07,
            0.826_501_780_162_697,
            1.530_276_454_508_55,
            0.958_434_231_020_296,
            1.035_090_266_357_72,
            2.777_908_577_598_87,
            1.674_599_674_230_44,
            0.353_170_120_432_62,
        ];
        let found = standardised_location_quotients(&quotients.map(Some), false).unwrap();
        let z: Vec<f64> = found.z.iter().flatten().copied().collect();
        assert!((found.mean - 0.922_441_843_416_653_1).abs() < 1e-12);
        assert!(z.iter().sum::<f64>().abs() < 1e-12);
        assert!((z.iter().map(|z| z * z).sum::<f64>() - 14.0).abs() < 1e-12);
        // Education stands out; on logarithms it does not.
        assert!(z[12] > 2.7 && found.skewness > 1.0);
        let logged = standardised_location_quotients(&quotients.map(Some), true).unwrap();
        assert!(logged.z[12].unwrap() < 1.96 && logged.skewness.abs() < found.skewness.abs());
    }

    #[test]
    fn zeros_and_gaps_are_counted_and_not_filled() {
        let quotients = [Some(0.0), None, Some(1.0), Some(2.0), Some(3.0)];
        let found = standardised_location_quotients(&quotients, true).unwrap();
        assert_eq!((found.zeros, found.z[0], found.z[1]), (1, None, None));
        let found = standardised_location_quotients(&quotients, false).unwrap();
        assert!(found.z[0].is_some() && found.zeros == 0);
        let two = standardised_location_quotients(&[Some(1.0), Some(2.0)], true);
        assert_eq!(two, Err(NoValue::TooFew));
        let alike = standardised_location_quotients(&[Some(2.0); 4], true);
        assert_eq!(alike, Err(NoValue::NoSpread));
        let wrong = standardised_location_quotients(&[Some(f64::NAN); 4], false);
        assert_eq!(wrong, Err(NoValue::NotAnAmount));
    }

    /// Of normal values the cut-off is near the normal quantile.
    #[test]
    fn of_normal_values_the_cut_off_is_the_normal_one() {
        let z: Vec<f64> = (0..999)
            .map(|at| crate::normal_quantile((f64::from(at) + 0.5) / 999.0).unwrap())
            .collect();
        let (cut_off, (low, high)) = bootstrapped_cut_off(&z, 0.95, 200, uniforms(1)).unwrap();
        assert!((cut_off - 1.645).abs() < 0.03 && low < 1.645 && 1.645 < high);
        assert_eq!(bootstrapped_cut_off(&z[..2], 0.9, 9, uniforms(1)), Err(NoValue::TooFew));
        assert_eq!(
            bootstrapped_cut_off(&z, 1.9, 9, uniforms(1)),
            Err(NoValue::ParameterOutOfRange)
        );
    }
}
