//! Ripley's K and L: how many neighbours a point has within a distance.

use super::NoAnswer;

/// K and L at each distance.
#[derive(Debug, Clone, PartialEq)]
pub struct RipleyK {
    /// K(r), in the unit of area.
    pub k: Vec<f64>,
    /// L(r) = √(K(r) / π) − r, in the unit of length.
    pub l: Vec<f64>,
}

/// K(r) = A Σ_{i≠j} 1(dᵢⱼ ≤ r) / (n(n−1)): the points within r of a point, over the
/// density of points in an area A.
///
/// Points strewn evenly have K = π r² and L = 0; above they are near each other. **Without
/// correction at the edge**, so that K falls behind at distances that are not small beside
/// the area, and strewn evenly is not what plants are: compare with a curve of all plants,
/// or better take [`duranton_overman`](super::duranton_overman()) or
/// [`marcon_puech_m`](super::marcon_puech_m()), which do.
///
/// # Errors
/// Fewer than two points, a coordinate that is missing, an area that is not positive,
/// distances that do not rise from 0 on.
///
/// ```
/// use karenina_stats::spatial::ripley_k;
/// let found = ripley_k(&[[0.0, 0.0], [1.0, 0.0], [5.0, 0.0]], 12.0, &[1.0, 4.0]).unwrap();
/// assert_eq!(found.k, [4.0, 8.0]); // 12 · 2/6, 12 · 4/6
/// ```
///
/// # Reference
/// Ripley, B. D. (1977). Modelling spatial patterns. *Journal of the Royal Statistical
/// Society B* 39(2), 172–212. Besag, J. (1977), in its discussion.
pub fn ripley_k(points: &[[f64; 2]], area: f64, distances: &[f64]) -> Result<RipleyK, NoAnswer> {
    let n = points.len();
    if n < 2 {
        return Err(NoAnswer::TooFew { found: n, least: 2 });
    }
    super::no_answer::located(points)?;
    if !(area > 0.0 && area.is_finite()) {
        return Err(NoAnswer::Parameter { name: "the area" });
    }
    let rises = distances.windows(2).all(|pair| pair[0] < pair[1]);
    if !rises || !distances.iter().all(|r| (0.0..1e70).contains(r)) {
        return Err(NoAnswer::Parameter { name: "the distances" });
    }
    let mut counts = vec![0_u64; distances.len() + 1];
    for (i, a) in points.iter().enumerate() {
        for b in &points[..i] {
            let d = super::planar(*a, *b);
            counts[distances.partition_point(|&r| r < d)] += 2;
        }
    }
    let pairs = n as f64 * (n as f64 - 1.0);
    let mut within = 0;
    let k: Vec<f64> = counts[..distances.len()]
        .iter()
        .map(|count| {
            within += count;
            area * within as f64 / pairs
        })
        .collect();
    let l = k.iter().zip(distances).map(|(k, r)| (k / std::f64::consts::PI).sqrt() - r).collect();
    Ok(RipleyK { k, l })
}

#[cfg(test)]
mod tests {
    use super::ripley_k;
    use crate::spatial::streams::{below, stream};

    /// Strewn evenly: K = π r² but for the edge, which takes 2r·4/(3π) of it in a unit
    /// square at small r.
    #[test]
    fn evenly_strewn_points_have_the_area_of_the_circle() {
        let mut random = stream(1, 1);
        let mut number = || f64::from(below(&mut random, 1 << 30)) / f64::from(1 << 30);
        let points: Vec<[f64; 2]> = (0..3_000).map(|_| [number(), number()]).collect();
        let r = 0.05;
        let found = ripley_k(&points, 1.0, &[r]).unwrap();
        let expected = std::f64::consts::PI * r * r - 8.0 / 3.0 * r * r * r + r.powi(4) / 2.0;
        assert!((found.k[0] / expected - 1.0).abs() < 0.03, "{} {expected}", found.k[0]);
    }

    #[test]
    fn what_has_no_answer_says_why() {
        assert!(ripley_k(&[[0.0, 0.0]], 1.0, &[1.0]).is_err());
        assert!(ripley_k(&[[0.0, 0.0]; 2], 0.0, &[1.0]).is_err());
        assert!(ripley_k(&[[0.0, 0.0], [f64::NAN, 0.0]], 1.0, &[1.0]).is_err());
        assert_eq!(ripley_k(&[[0.0, 0.0]; 2], 1.0, &[0.0]).unwrap().k, [1.0]);
    }
}
