//! The largest eigenvalue of a symmetric operator, by Lanczos' method.

/// The largest eigenvalue, its vector, and how sure they are.
pub struct Largest {
    pub value: f64,
    pub vector: Vec<f64>,
    /// ‖A v − λ v‖: the eigenvalue is off by no more.
    pub residual: f64,
    pub steps: usize,
}

/// The largest eigenpair of `apply` among vectors orthogonal to `deflated` (which are
/// of length one), or nothing when there is no such vector. Stops at `tolerance` of
/// the residual, or after `limit` steps.
///
/// Every new vector is made orthogonal to all before it, twice ("twice is enough",
/// Parlett 1998, 6.9), so that no eigenvalue is found again by rounding.
pub fn largest(
    mut apply: impl FnMut(&[f64]) -> Vec<f64>,
    start: Vec<f64>,
    deflated: &[&[f64]],
    tolerance: f64,
    limit: usize,
) -> Option<Largest> {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut diagonal, mut beside): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut next = start;
    let before = norm(&next);
    orthogonalise(&mut next, deflated, &basis);
    let left = norm(&next);
    if left <= 1e-10 * before {
        return None;
    }
    scale(&mut next, 1.0 / left);
    let limit = limit.min(next.len().saturating_sub(deflated.len())).max(1);
    loop {
        let mut image = apply(&next);
        diagonal.push(dot(&image, &next));
        basis.push(next);
        orthogonalise(&mut image, deflated, &basis);
        let length = norm(&image);
        beside.push(length);
        let steps = basis.len();
        let ended = length < 1e-14 || steps == limit;
        if ended || (steps >= 8 && steps.is_multiple_of(4)) {
            let (value, weights) = top(&diagonal, &beside[..steps - 1]);
            let residual = length * weights[steps - 1].abs();
            if ended || residual <= tolerance {
                let mut vector = vec![0.0; image.len()];
                for (weight, of) in weights.iter().zip(&basis) {
                    add(&mut vector, *weight, of);
                }
                return Some(Largest { value, vector, residual, steps });
            }
        }
        scale(&mut image, 1.0 / length);
        next = image;
    }
}

/// A start that is orthogonal to nothing in particular: numbers from −½ to ½ without a
/// pattern, the same on every machine (`SplitMix64` of Steele, Lea and Flood, 2014).
/// An even spread is no good start: it lies in few dimensions.
pub fn patternless(length: usize, seed: u64) -> Vec<f64> {
    (0..length as u64)
        .map(|at| {
            let z = (at + 1).wrapping_add(seed << 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
        })
        .collect()
}

fn orthogonalise(vector: &mut [f64], deflated: &[&[f64]], basis: &[Vec<f64>]) {
    for _ in 0..2 {
        for of in deflated.iter().copied().chain(basis.iter().map(Vec::as_slice)) {
            let along = dot(vector, of);
            add(vector, -along, of);
        }
    }
}

/// The largest eigenvalue of a tridiagonal matrix by halving, its vector by inverse
/// iteration from above, where every pivot is negative.
fn top(diagonal: &[f64], beside: &[f64]) -> (f64, Vec<f64>) {
    let n = diagonal.len();
    let reach = |at: usize| {
        let before = if at > 0 { beside[at - 1] } else { 0.0 };
        let after = if at + 1 < n { beside[at] } else { 0.0 };
        (diagonal[at] - before - after, diagonal[at] + before + after)
    };
    let mut low = (0..n).map(|at| reach(at).0).fold(f64::INFINITY, f64::min);
    let mut high = (0..n).map(|at| reach(at).1).fold(f64::NEG_INFINITY, f64::max);
    // Is every eigenvalue below x? All pivots of T − x are negative then (Sturm).
    let all_below = |x: f64| {
        let mut pivot = diagonal[0] - x;
        if pivot >= 0.0 {
            return false;
        }
        for at in 1..n {
            pivot = diagonal[at] - x - beside[at - 1] * beside[at - 1] / pivot;
            if pivot >= 0.0 {
                return false;
            }
        }
        true
    };
    for _ in 0..64 {
        let middle = 0.5 * (low + high);
        if all_below(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    let value = 0.5 * (low + high);
    let shift = high + 1e-14 * high.abs().max(1e-300);
    let mut vector = vec![1.0; n];
    let mut upper = vec![0.0; n];
    for _ in 0..4 {
        let mut pivot = diagonal[0] - shift;
        vector[0] /= pivot;
        for at in 1..n {
            upper[at - 1] = beside[at - 1] / pivot;
            pivot = diagonal[at] - shift - beside[at - 1] * upper[at - 1];
            if pivot == 0.0 {
                pivot = -1e-300;
            }
            vector[at] = (vector[at] - beside[at - 1] * vector[at - 1]) / pivot;
        }
        for at in (0..n - 1).rev() {
            vector[at] -= upper[at] * vector[at + 1];
        }
        let length = norm(&vector);
        scale(&mut vector, 1.0 / length);
    }
    (value, vector)
}

pub fn norm(vector: &[f64]) -> f64 {
    libm::sqrt(dot(vector, vector))
}

pub fn scale(vector: &mut [f64], by: f64) {
    for x in vector {
        *x *= by;
    }
}

fn add(vector: &mut [f64], times: f64, other: &[f64]) {
    for (x, y) in vector.iter_mut().zip(other) {
        *x += times * y;
    }
}

use crate::coagglomeration::dot;

#[cfg(test)]
mod tests {
    use super::{largest, patternless};

    /// The second difference of n points has the eigenvalues 2 − 2 cos(kπ / (n + 1)).
    #[test]
    fn the_eigenvalues_of_a_string() {
        let n = 40;
        let apply = |v: &[f64]| -> Vec<f64> {
            (0..n)
                .map(|i| {
                    let before = if i > 0 { v[i - 1] } else { 0.0 };
                    let after = if i + 1 < n { v[i + 1] } else { 0.0 };
                    2.0 * v[i] - before - after
                })
                .collect()
        };
        let expected = |k: f64| 2.0 - 2.0 * libm::cos(k * std::f64::consts::PI / 41.0);
        let first = largest(apply, patternless(n, 1), &[], 1e-13, 200).unwrap();
        assert!((first.value - expected(40.0)).abs() < 1e-13);
        let second = largest(apply, patternless(n, 2), &[&first.vector], 1e-13, 200).unwrap();
        assert!((second.value - expected(39.0)).abs() < 1e-12);
    }

    #[test]
    fn in_no_dimension_there_is_nothing() {
        assert!(largest(<[f64]>::to_vec, vec![1.0], &[&[1.0]], 1e-12, 9).is_none());
        let only = largest(<[f64]>::to_vec, vec![1.0, 0.0], &[&[0.0, 1.0]], 1e-12, 9).unwrap();
        assert_eq!((only.value, only.steps), (1.0, 1));
    }
}
