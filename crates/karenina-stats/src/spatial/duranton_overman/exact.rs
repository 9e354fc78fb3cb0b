//! K-density from every pair: the measure by which the fast forms are judged.

use super::kernel::CUT;
use crate::spatial::distance::planar;
use rayon::prelude::*;

/// Points whose pairs one thread takes.
const PART: usize = 64;

/// Σ over pairs of wᵢ wⱼ (K(r − d) + K(r + d)) at r = 0, step, …, and Σ wᵢ wⱼ.
pub(super) fn density(
    points: &[[f64; 2]],
    weights: Option<&[f64]>,
    step: f64,
    count: usize,
    bandwidth: f64,
) -> (Vec<f64>, f64) {
    let weight = |at: usize| weights.map_or(1.0, |weights| weights[at]);
    let parts: Vec<(Vec<f64>, f64)> = (0..points.len().div_ceil(PART))
        .into_par_iter()
        .map(|part| {
            let (mut density, mut total) = (vec![0.0; count], 0.0);
            for i in part * PART..((part + 1) * PART).min(points.len()) {
                for j in 0..i {
                    let product = weight(i) * weight(j);
                    total += product;
                    let d = planar(points[i], points[j]);
                    add(&mut density, product, d, step, bandwidth);
                    add(&mut density, product, -d, step, bandwidth);
                }
            }
            (density, total)
        })
        .collect();
    let (mut density, mut total) = (vec![0.0; count], 0.0);
    for (part, of) in parts {
        total += of;
        for (all, one) in density.iter_mut().zip(part) {
            *all += one;
        }
    }
    for value in &mut density {
        *value *= 0.398_942_280_401_432_7 / bandwidth;
    }
    (density, total)
}

/// Adds exp(−((r − d)/h)²/2) at all r within reach. With t = (r − d)/h each step s changes
/// t²/2 by t s + s²/2: two products a step instead of an exponential.
fn add(density: &mut [f64], product: f64, d: f64, step: f64, bandwidth: f64) {
    // Far in the tail, so that the sum is exact to nine digits.
    let reach = (CUT + 1.0) * bandwidth;
    let first = ((d - reach) / step).ceil().max(0.0) as usize;
    let last = (d + reach) / step;
    if last < 0.0 || first >= density.len() {
        return;
    }
    let last = (last.floor() as usize + 1).min(density.len());
    let (t, s) = ((first as f64 * step - d) / bandwidth, step / bandwidth);
    let mut value = product * libm::exp(-0.5 * t * t);
    let mut factor = libm::exp(-t * s - 0.5 * s * s);
    let shrink = libm::exp(-s * s);
    for density in &mut density[first.min(last)..last] {
        *density += value;
        value *= factor;
        factor *= shrink;
    }
}
