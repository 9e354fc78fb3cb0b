//! Which input drives a model's output: Sobol' indices of any function, from two
//! samples of its inputs.

/// First-order and total indices of every input.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolIndices {
    /// Mean of the output.
    pub mean: f64,
    /// Variance of the output.
    pub variance: f64,
    /// The share of variance that knowing this input alone would remove.
    pub first_order: Vec<f64>,
    /// The share that would remain if only this input were unknown.
    pub total: Vec<f64>,
    /// Standard errors of the total indices, from the spread of their terms.
    pub total_standard_error: Vec<f64>,
    /// How many times the model was asked: (inputs + 2) · samples.
    pub evaluations: u64,
}

/// Estimates first-order and total indices of a model of `inputs` uniform numbers
/// in 0..1 from `samples` pairs of points.
///
/// With A and B two independent samples and AB(j) the sample A with input j taken
/// from B: total index = Σ (f(A) − f(AB(j)))² / (2 N V), a mean of squares and never
/// negative; first-order index = 1 − Σ (f(B) − f(AB(j)))² / (2 N V), which noise may
/// take below zero: it is cut at 0. For an output of 0 and 1 the total index is
/// F / (2 P (1 − P)), with F the share of points at which redrawing input j alone
/// changes the answer.
///
/// `uniform` fills a point of 2 · `inputs` coordinates, the first half for A, the
/// second for B: random numbers, or a low-discrepancy sequence such as
/// [`halton`], which converges much faster for smooth models. `None` for no
/// inputs, fewer than two samples, an output that is not finite, and one that
/// does not vary.
///
/// ```
/// use karenina_stats::sobol_indices::{halton, sobol_indices};
/// // Y = X1 + 2 X2: variances 1 to 4.
/// let model = |x: &[f64]| x[0] + 2.0 * x[1];
/// let mut index = 0;
/// let stream = |point: &mut [f64]| { index += 1; halton(index, point); };
/// let found = sobol_indices(2, 4096, stream, model).unwrap();
/// assert!((found.total[0] - 0.2).abs() < 0.005 && (found.total[1] - 0.8).abs() < 0.005);
/// ```
///
/// # Reference
/// Jansen, M. J. W. (1999). Analysis of variance designs for model output.
/// *Computer Physics Communications* 117, 35–43; the scheme of samples: Saltelli,
/// A. et al. (2010). Variance based sensitivity analysis of model output.
/// *Computer Physics Communications* 181(2), 259–270.
#[doc(alias = "Jansen estimator")]
#[doc(alias = "Saltelli")]
pub fn sobol_indices(
    inputs: usize,
    samples: usize,
    mut uniform: impl FnMut(&mut [f64]),
    model: impl Fn(&[f64]) -> f64,
) -> Option<SobolIndices> {
    if inputs == 0 || samples < 2 {
        return None;
    }
    let mut point = vec![0.0; 2 * inputs];
    let mut mixed = vec![0.0; inputs];
    let mut moments = Moments::default();
    let mut total = vec![Moments::default(); inputs];
    let mut first = vec![0.0; inputs];
    for _ in 0..samples {
        uniform(&mut point);
        let (a, b) = point.split_at(inputs);
        let (at_a, at_b) = (model(a), model(b));
        moments.add(at_a);
        moments.add(at_b);
        mixed.copy_from_slice(a);
        for input in 0..inputs {
            mixed[input] = b[input];
            let at_mixed = model(&mixed);
            mixed[input] = a[input];
            total[input].add((at_a - at_mixed) * (at_a - at_mixed));
            first[input] += (at_b - at_mixed) * (at_b - at_mixed);
        }
    }
    let variance = moments.variance();
    if !(variance > 0.0 && variance.is_finite()) {
        return None;
    }
    let n = samples as f64;
    Some(SobolIndices {
        mean: moments.mean,
        variance,
        first_order: first.iter().map(|it| (1.0 - it / (2.0 * n * variance)).max(0.0)).collect(),
        total: total.iter().map(|it| it.mean / (2.0 * variance)).collect(),
        total_standard_error: total
            .iter()
            .map(|it| libm::sqrt(it.variance() / n) / (2.0 * variance))
            .collect(),
        evaluations: samples as u64 * (inputs as u64 + 2),
    })
}

/// Point number `index` (from 1) of the Halton sequence, in as many dimensions as
/// `point` has, up to 40.
///
/// Coordinate j is the number turned round its point in base of the j-th prime.
/// Coordinates beyond the fortieth are 0.5: use random numbers there.
///
/// ```
/// use karenina_stats::sobol_indices::halton;
/// let mut point = [0.0; 2];
/// halton(3, &mut point);
/// assert_eq!(point, [0.75, 1.0 / 9.0]);
/// ```
///
/// # Reference
/// Halton, J. H. (1960). On the efficiency of certain quasi-random sequences of
/// points in evaluating multi-dimensional integrals. *Numerische Mathematik* 2,
/// 84–90.
pub fn halton(index: u64, point: &mut [f64]) {
    for (at, x) in point.iter_mut().enumerate() {
        let Some(base) = PRIMES.get(at) else {
            *x = 0.5;
            continue;
        };
        let (mut rest, mut turned, mut scale) = (index, 0_u64, 1_u64);
        while rest > 0 {
            turned = turned * base + rest % base;
            scale *= base;
            rest /= base;
        }
        *x = turned as f64 / scale as f64;
    }
}

const PRIMES: [u64; 40] = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173,
];

/// Running mean and variance (Welford), so that a large mean costs no digits.
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    n: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, x: f64) {
        self.n += 1.0;
        let step = x - self.mean;
        self.mean += step / self.n;
        self.squares += step * (x - self.mean);
    }

    fn variance(&self) -> f64 {
        self.squares / self.n
    }
}

#[cfg(test)]
mod tests {
    use super::{halton, sobol_indices};
    use crate::sobol_conjunction;
    use std::f64::consts::PI;

    fn halton_stream() -> impl FnMut(&mut [f64]) {
        let mut index = 0;
        move |point: &mut [f64]| {
            index += 1;
            halton(index, point);
        }
    }

    fn random_stream() -> impl FnMut(&mut [f64]) {
        let mut state = 7_u64;
        move |point: &mut [f64]| {
            for x in point {
                state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut z = state;
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                *x = ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64;
            }
        }
    }

    /// `sobol/expected.json`: closed form with a = 7, b = 0.1 (Ishigami and Homma
    /// 1990).
    #[test]
    fn ishigami() {
        let model = |u: &[f64]| {
            let x = |at: usize| PI * (2.0 * u[at] - 1.0);
            let s = libm::sin(x(1));
            let x3 = x(2) * x(2);
            libm::sin(x(0)) * (1.0 + 0.1 * x3 * x3) + 7.0 * s * s
        };
        let s1 = [0.313_905_191_147_811_46, 0.442_411_144_790_040_9, 0.0];
        let st = [0.557_588_855_209_959_2, 0.442_411_144_790_040_9, 0.243_683_664_062_147_73];
        for (found, tolerance) in [
            (sobol_indices(3, 16_384, halton_stream(), model).unwrap(), 0.004),
            (sobol_indices(3, 65_536, random_stream(), model).unwrap(), 0.015),
        ] {
            assert!((found.mean - 3.5).abs() < 0.03, "{found:?}");
            assert!((found.variance / 13.844_587_940_719_254 - 1.0).abs() < 0.01);
            for j in 0..3 {
                assert!((found.first_order[j] - s1[j]).abs() < tolerance, "{found:?}");
                assert!((found.total[j] - st[j]).abs() < tolerance, "{found:?}");
                assert!(found.first_order[j] >= 0.0 && found.total_standard_error[j] < 0.02);
            }
        }
    }

    /// The same file: Sobol's g-function of eight inputs.
    #[test]
    fn the_g_function() {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        let model = |x: &[f64]| -> f64 {
            x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
        };
        let s1 = [0.716_192_168_879_033_1, 0.179_048_042_219_758_3, 0.023_675_774];
        let st = [0.787_144_126_659_274_8, 0.242_198_192_818_238_4, 0.034_316_910];
        let found = sobol_indices(8, 65_536, random_stream(), model).unwrap();
        for j in 0..3 {
            assert!((found.first_order[j] - s1[j]).abs() < 0.012, "{found:?}");
            assert!((found.total[j] - st[j]).abs() < 0.012, "{found:?}");
        }
        assert!((found.total[7] - 0.000_104_949).abs() < 5e-6);
        assert!(found.first_order.iter().chain(&found.total).all(|it| *it >= 0.0));
        assert_eq!(found.evaluations, 655_360);
    }

    /// `own/sobol_conjunction.json`: a yes/no output, whose closed form is the
    /// conjunction's; the total index is F / (2 P (1 − P)).
    #[test]
    fn a_conjunction_agrees_with_its_closed_form() {
        let p = [0.9, 0.8, 0.95, 0.6];
        let model = |x: &[f64]| if x.iter().zip(p).all(|(x, p)| *x < p) { 1.0 } else { 0.0 };
        let found = sobol_indices(4, 65_536, halton_stream(), model).unwrap();
        let (s1, st) =
            (sobol_conjunction::first_order(&p).unwrap(), sobol_conjunction::total(&p).unwrap());
        for j in 0..4 {
            assert!((found.first_order[j] - s1[j]).abs() < 0.01, "{found:?}");
            assert!((found.total[j] - st[j]).abs() < 0.01, "{found:?}");
        }
    }

    #[test]
    fn what_does_not_vary_has_no_indices() {
        assert_eq!(sobol_indices(2, 100, halton_stream(), |_| 1.0), None);
        assert_eq!(sobol_indices(0, 100, halton_stream(), |_| 1.0), None);
        assert_eq!(sobol_indices(1, 1, halton_stream(), |x| x[0]), None);
        assert_eq!(sobol_indices(1, 100, halton_stream(), |_| f64::NAN), None);
    }
}
