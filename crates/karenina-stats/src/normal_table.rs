//! The normal distribution by table, for hundreds of millions of draws.

use crate::{normal_cdf, normal_quantile};
use std::{f64::consts::PI, sync::LazyLock};

/// Steps of the table of Φ a unit; it runs from −`EDGE` to `EDGE`.
const STEPS: f64 = 64.0;
const EDGE: f64 = 9.0;
/// Cells of the table of the quantile.
const CELLS: u32 = 1024;
/// Cells at either end, where the quantile is too steep for the table.
const STEEP: u32 = 8;

/// Knots of the linear table of Φ.
const COARSE: usize = 4096;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

/// Values and slopes at the knots, for cubic interpolation between them.
#[derive(Debug)]
pub struct Tables {
    /// Φ and φ, each as `(value, slope · step)`.
    cdf: Vec<(f64, f64)>,
    /// The integral of Φ likewise.
    integral: Vec<(f64, f64)>,
    quantile: Vec<(f64, f64)>,
    /// Φ at every 256th of a unit from −8 on, with the slope there.
    coarse: Box<[(f32, f32); COARSE]>,
}

/// The tables, made at the first call (about 0.2 ms).
///
/// [`Tables::cdf`] is Φ with an error below 1e−9, [`Tables::cdf_integral`] the
/// function z Φ(z) + φ(z) likewise, [`Tables::cdf_coarse`] a faster Φ with an error
/// below 1e−6, [`Tables::quantile`] a standard normal number
/// from 32 random bits with an error below 3e−6. All three use additions and
/// multiplications only between knots that come from `libm`: the same bits on
/// every platform. For anything that is not drawn again and again use
/// [`normal_cdf`](crate::normal_cdf()) and
/// [`normal_quantile`](crate::normal_quantile()).
///
/// ```
/// let tables = karenina_stats::normal_tables();
/// assert!((tables.cdf(1.96) - 0.975_002_104_85).abs() < 1e-9);
/// assert!(tables.quantile(u32::MAX / 2).abs() < 1e-6);
/// ```
///
/// # Reference
/// Cubic Hermite interpolation: Fritsch, F. N. and Carlson, R. E. (1980).
/// Monotone piecewise cubic interpolation. *SIAM Journal on Numerical Analysis*
/// 17(2), 238–246.
pub fn normal_tables() -> &'static Tables {
    &TABLES
}

impl Tables {
    #[expect(clippy::large_stack_arrays, reason = "32 KiB, once")]
    fn new() -> Self {
        let n = (2.0 * EDGE * STEPS) as i32;
        let at = |knot: i32| f64::from(knot) / STEPS - EDGE;
        let density = |z: f64| libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI);
        let step = 1.0 / STEPS;
        let cell = 1.0 / f64::from(CELLS);
        Self {
            cdf: (0..=n + 1).map(|it| (normal_cdf(at(it)), density(at(it)) * step)).collect(),
            integral: (0..=n + 1)
                .map(|it| {
                    let z = at(it);
                    (z * normal_cdf(z) + density(z), normal_cdf(z) * step)
                })
                .collect(),
            coarse: {
                let mut knots = Box::new([(0.0, 0.0); COARSE]);
                for (knot, it) in knots.iter_mut().enumerate() {
                    let z = knot as f64 / 256.0 - 8.0;
                    *it = (normal_cdf(z) as f32, (density(z) / 256.0) as f32);
                }
                knots
            },
            quantile: (0..=CELLS)
                .map(|it| {
                    let z = normal_quantile(f64::from(it) * cell).unwrap_or(0.0);
                    (z, cell / density(z))
                })
                .collect(),
        }
    }

    /// Φ(z).
    #[inline]
    pub fn cdf(&self, z: f64) -> f64 {
        if z >= EDGE {
            1.0
        } else if z > -EDGE {
            let place = (z + EDGE) * STEPS;
            hermite(&self.cdf, place)
        } else {
            // Also what is not a number: no chance.
            0.0
        }
    }

    /// Φ(z) by the tangent at the nearest knot, with an error below 1e−6: for conditional chances
    /// that are averaged over draws.
    #[inline]
    pub fn cdf_coarse(&self, z: f32) -> f32 {
        // Adding 2²³ rounds to a whole number and leaves it in the last bits: no conversion.
        const ROUND: f32 = 8_388_608.0;
        let place = ((z + 8.0) * 256.0).max(0.0).min((COARSE - 1) as f32);
        let rounded = place + ROUND;
        let (value, slope) = self.coarse[rounded.to_bits() as usize & (COARSE - 1)];
        value + (place - (rounded - ROUND)) * slope
    }

    /// z Φ(z) + φ(z), the integral of Φ up to z.
    #[inline]
    pub fn cdf_integral(&self, z: f64) -> f64 {
        if z >= EDGE {
            z
        } else if z > -EDGE {
            hermite(&self.integral, (z + EDGE) * STEPS)
        } else {
            0.0
        }
    }

    /// A standard normal number from random bits.
    #[inline]
    pub fn quantile(&self, bits: u32) -> f64 {
        let cell = bits >> 22;
        if (STEEP..CELLS - STEEP).contains(&cell) {
            let within = (f64::from(bits & 0x003F_FFFF) + 0.5) * (1.0 / 4_194_304.0);
            hermite(&self.quantile, f64::from(cell) + within)
        } else {
            normal_quantile((f64::from(bits) + 0.5) / 4_294_967_296.0).unwrap_or(0.0)
        }
    }
}

#[inline]
fn hermite(knots: &[(f64, f64)], place: f64) -> f64 {
    let at = place as usize;
    let t = place - at as f64;
    let ((a, slope_a), (b, slope_b)) = match knots.get(at..at + 2) {
        Some([a, b]) => (*a, *b),
        Some(_) | None => return f64::NAN,
    };
    let rise = b - a;
    a + t
        * (slope_a
            + t * (3.0 * rise - 2.0 * slope_a - slope_b + t * (slope_a + slope_b - 2.0 * rise)))
}

#[cfg(test)]
mod tests {
    use super::normal_tables;
    use crate::{normal_cdf, normal_quantile};
    use proptest::prelude::*;

    #[test]
    fn beyond_the_table_there_is_certainty() {
        let tables = normal_tables();
        assert_eq!((tables.cdf(9.0), tables.cdf(-9.0)), (1.0, 0.0));
        assert_eq!((tables.cdf(f64::INFINITY), tables.cdf(f64::NEG_INFINITY)), (1.0, 0.0));
        assert_eq!(tables.cdf(f64::NAN), 0.0);
        assert_eq!(tables.cdf_integral(12.0), 12.0);
    }

    proptest! {
        #[test]
        fn agrees_with_the_exact_functions(z in -10.0..10.0, bits in proptest::num::u32::ANY) {
            let tables = normal_tables();
            prop_assert!((tables.cdf(z) - normal_cdf(z)).abs() < 1e-9);
            prop_assert!((f64::from(tables.cdf_coarse(z as f32)) - normal_cdf(z)).abs() < 1e-6);
            let density = libm::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
            prop_assert!((tables.cdf_integral(z) - (z * normal_cdf(z) + density)).abs() < 1e-9);
            let exact = normal_quantile((f64::from(bits) + 0.5) / 4_294_967_296.0).unwrap();
            prop_assert!((tables.quantile(bits) - exact).abs() < 3e-6);
        }
    }
}
