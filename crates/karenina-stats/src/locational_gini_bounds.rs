//! The locational Gini coefficient when each part is only known within an interval.

use crate::{
    NoValue,
    gini::locational_gini,
    interval_parts::{IntervalParts, Relaxed, highest_at_ends},
};

/// Steps of the search for the high bound.
const STEPS: usize = 60;

/// The search ends when the bound is no more than this above what was reached.
const NEAR: f64 = 1e-5;

/// The lowest and the highest [`locational_gini`] of parts that lie in (low, high), beside a base that
/// is known.
///
/// From 0 to 1 less the smallest share of the base. A high end may be infinite; the high bound is then
/// approached and not reached. Fillings in which nothing is anywhere have no coefficient and are left
/// aside.
///
/// **The low bound is sharp.** The filling pᵢ = θ xᵢ held inside \[lowᵢ, highᵢ\] has, of all with
/// its sum, the highest Lorenz curve; between two levels θ at which a part comes to an end the
/// coefficient is a ratio of straight lines, so the least is at one of these levels; and since the
/// coefficient is convex in the shares and 1 / Σ p, it falls up to the least and rises from it.
///
/// **The high bound is valid, and sharp to 1e−5 unless the search is cut off.** With F the distribution of p / x over the base
/// G = ∫ F (1 − F) / Σ p. Let a part zᵢ of each place's base stand at its high end and the rest at its low
/// end: every filling of ends is among these, and the highest coefficient is at ends. ∫ F (1 − F) is
/// concave in z and Σ p linear, so that the tangent at any z gives an upper bound over all z, a
/// ratio of straight lines. z is moved towards the place where this ratio is greatest until the
/// bound is within 1e−5 of what z reaches, 60 steps at most; the least bound on the way counts. The place
/// that stands most at both ends is then put at each of them and both are searched, 64 boxes at
/// most. What is left open after that is mostly below the square of the share of one place.
///
/// `Err`: `WrongShape`, `NotAnAmount`, `NothingThere` when all high ends or the base are zero;
/// `EmptyRegion` where something may be that has no base.
///
/// ```
/// use karenina_stats::locational_gini_bounds;
/// let (low, high) = locational_gini_bounds(&[(8.0, 8.0), (0.0, 8.0)], &[50.0, 50.0]).unwrap();
/// assert_eq!(low, 0.0);
/// assert!((high - 0.5).abs() < 1e-4);
/// ```
///
/// # Reference
/// The coefficient: Krugman, P. (1991). *Geography and Trade*. MIT Press, appendix D. Bounds of Gini's
/// coefficient from grouped data: Gastwirth, J. L. (1972). The estimation of the Lorenz curve and Gini
/// index. *Review of Economics and Statistics* 54(3), 306–316. The search: Frank, M. and Wolfe, P.
/// (1956). *Naval Research Logistics Quarterly* 3, 95–110. Both bounds are derived above.
pub fn locational_gini_bounds(parts: &[(f64, f64)], base: &[f64]) -> Result<(f64, f64), NoValue> {
    let it = IntervalParts::new(parts, base)?;
    let low = lowest(&it);
    Ok((low, highest(&it).max(low)))
}

fn lowest(it: &IntervalParts) -> f64 {
    let levels = it.levels();
    let at = |level: f64| locational_gini(&it.levelled(level), &it.base).unwrap_or(f64::INFINITY);
    let (mut from, mut to) = (0, levels.len().saturating_sub(1));
    while to - from > 2 {
        let (one, two) = (from + (to - from) / 3, to - (to - from) / 3);
        if at(levels[one]) <= at(levels[two]) { to = two } else { from = one }
    }
    let among = levels.get(from..=to).unwrap_or_default();
    // Without an end the others come to nothing beside the places that have none.
    let without_end = match it.base_without_end() {
        0.0 => f64::INFINITY,
        base => 1.0 - base,
    };
    among.iter().map(|level| at(*level)).fold(without_end, f64::min).max(0.0)
}

/// An end of a place: the quotient there, the place, and whether it is the high end.
type End = (f64, usize, bool);

fn highest(it: &IntervalParts) -> f64 {
    let all_in_one = it.smallest_that_may_have_all().map(|x| 1.0 - x);
    if it.least == 0.0 {
        return all_in_one.unwrap_or(0.0);
    }
    let it = it.with_ends();
    let most = highest_at_ends(&it.parts, NEAR, |parts, reached| relaxed(parts, &it.base, reached));
    most.max(all_in_one.unwrap_or(0.0)).min(1.0)
}

/// The highest where a part of each place's base may stand at its high end and the rest at its low
/// one.
fn relaxed(parts: &[(f64, f64)], base: &[f64], so_far: f64) -> Relaxed {
    let mut ends: Vec<End> = (parts.iter().zip(base))
        .enumerate()
        .flat_map(|(at, (p, x))| [(p.0 / x, at, false), (p.1 / x, at, true)])
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let least: f64 = parts.iter().map(|it| it.0).sum();
    let more: Vec<f64> = parts.iter().map(|it| it.1 - it.0).collect();
    let mut z = vec![0.5; parts.len()];
    let mut bound = 1.0;
    let filled = |high: &dyn Fn(usize) -> bool| {
        let p: Vec<f64> =
            parts.iter().enumerate().map(|(at, it)| if high(at) { it.1 } else { it.0 }).collect();
        locational_gini(&p, base).unwrap_or(0.0)
    };
    let mut reached = 0.0;
    for _ in 0..STEPS {
        let curve = Curve::new(base, &ends, &z);
        let sum = least + dot(&z, &more);
        // The tangent (area + g · (t − z)) / (least + more · t) over all t in 0..=1.
        let rest = curve.area - dot(&curve.gradient, &z);
        let (over, towards) = highest_ratio((rest, least), &curve.gradient, &more);
        bound = f64::min(bound, over);
        reached = f64::max(reached, filled(&|at| towards[at] > 0.5));
        if bound <= (curve.area / sum).max(reached).max(so_far) + NEAR {
            break;
        }
        let step = curve.step(base, &ends, &z, &towards, (sum, &more));
        for (z, to) in z.iter_mut().zip(&towards) {
            *z += step * (to - *z);
        }
    }
    reached = f64::max(reached, filled(&|at| z[at] > 0.5));
    let weight = |at: &usize| base[*at] * more[*at] * (z[*at] * (1.0 - z[*at]) + 1e-9);
    let split = (0..parts.len()).filter(|it| more[*it] > 0.0);
    let split = split.max_by(|a, b| weight(a).total_cmp(&weight(b)));
    Relaxed { bound: bound.max(reached), reached, split }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The greatest (a + rise · t) / (b + more · t) over t in 0..=1, more ≥ 0 and b > 0, and where it is.
fn highest_ratio((a, b): (f64, f64), rise: &[f64], more: &[f64]) -> (f64, Vec<f64>) {
    let mut order: Vec<usize> = (0..rise.len()).filter(|it| more[*it] > 0.0).collect();
    order.sort_by(|i, j| (rise[*j] / more[*j]).total_cmp(&(rise[*i] / more[*i])));
    let (mut above, mut below) = (a, b);
    let mut taken = vec![0.0; rise.len()];
    for at in order {
        // Taking in more helps as long as it has a greater ratio than what there is.
        if rise[at] * below <= above * more[at] {
            break;
        }
        above += rise[at];
        below += more[at];
        taken[at] = 1.0;
    }
    (above / below, taken)
}

/// The distribution of p / x over the base.
struct Curve {
    /// ∫ F (1 − F).
    area: f64,
    /// Its derivative by each z.
    gradient: Vec<f64>,
    /// F between one end and the next.
    heights: Vec<f64>,
}

impl Curve {
    fn new(base: &[f64], ends: &[End], z: &[f64]) -> Self {
        let (mut height, mut area, mut moment) = (0.0, 0.0, 0.0);
        let mut heights = Vec::with_capacity(ends.len());
        // ∫ (2 F − 1) up to each end, at which a place has its low and its high end.
        let mut from = vec![0.0; z.len()];
        let mut gradient = vec![0.0; z.len()];
        for (number, (quotient, at, is_high)) in ends.iter().enumerate() {
            if *is_high {
                height += base[*at] * z[*at];
                gradient[*at] = base[*at] * (moment - from[*at]);
            } else {
                height += base[*at] * (1.0 - z[*at]);
                from[*at] = moment;
            }
            heights.push(height);
            if let Some((next, _, _)) = ends.get(number + 1) {
                area += height * (1.0 - height) * (next - quotient);
                moment += (2.0 * height - 1.0) * (next - quotient);
            }
        }
        Self { area, gradient, heights }
    }

    /// How far towards `to` the coefficient is greatest.
    fn step(
        &self,
        base: &[f64],
        ends: &[End],
        z: &[f64],
        to: &[f64],
        (sum, more): (f64, &[f64]),
    ) -> f64 {
        let other = Self::new(base, ends, to);
        let away: Vec<f64> = to.iter().zip(z).map(|(to, z)| to - z).collect();
        let (a, c) = (dot(&self.gradient, &away), dot(more, &away));
        let pairs = self.heights.iter().zip(&other.heights).zip(ends.windows(2));
        let b: f64 = pairs.map(|((f, g), it)| (g - f) * (g - f) * (it[1].0 - it[0].0)).sum();
        // (area + a t − b t²) / (sum + c t): b c t² + 2 b sum t = a sum − c area.
        let right = a * sum - c * self.area;
        let root = if b * c == 0.0 {
            right / (2.0 * b * sum)
        } else {
            let half = b * sum;
            right / (half + libm::sqrt((half * half + b * c * right).max(0.0)))
        };
        if root.is_finite() { root.clamp(0.0, 1.0) } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::locational_gini_bounds;
    use crate::{NoValue, gini::locational_gini, interval_parts::fillings};
    use proptest::prelude::*;

    #[test]
    fn what_is_known_is_its_own_bounds() {
        let (own, all) = ([500.0, 500.0, 1000.0, 7000.0, 1000.0], [20e3, 15e3, 20e3, 40e3, 5e3]);
        let known: Vec<(f64, f64)> = own.iter().map(|it| (*it, *it)).collect();
        let (low, high) = locational_gini_bounds(&known, &all).unwrap();
        assert!((low - 0.3725).abs() < 1e-12 && (high - 0.3725).abs() < 1e-12);
    }

    #[test]
    fn without_an_end_one_place_may_have_all_and_without_parts_there_are_none() {
        let (low, high) =
            locational_gini_bounds(&[(1.0, 1.0), (0.0, f64::INFINITY)], &[1.0, 3.0]).unwrap();
        assert!(low.abs() < 1e-14 && (high - 0.75).abs() < 1e-12, "{low} {high}");
        let found = |parts: &[(f64, f64)], base: &[f64]| locational_gini_bounds(parts, base);
        assert_eq!(found(&[(0.0, 0.0)], &[1.0]), Err(NoValue::NothingThere));
        assert_eq!(found(&[(0.0, 1.0); 2], &[0.0, 1.0]), Err(NoValue::EmptyRegion));
        assert_eq!(found(&[(2.0, 1.0)], &[1.0]), Err(NoValue::NotAnAmount));
        assert_eq!(found(&[(0.0, 1.0)], &[1.0]), Ok((0.0, 0.0)));
        assert_eq!(found(&[(0.0, 1.0); 2], &[1.0, 3.0]), Ok((0.0, 0.75)));
    }

    /// 40 places of which each may be nothing or twice what it should be: the bound is close.
    #[test]
    fn with_many_places_the_high_bound_is_nearly_reached() {
        let parts = vec![(1.0, 3.0); 40];
        let (low, high) = locational_gini_bounds(&parts, &[1.0; 40]).unwrap();
        assert_eq!(low, 0.0);
        let of = |high: usize| {
            let p: Vec<f64> = (0..40).map(|it| if it < high { 3.0 } else { 1.0 }).collect();
            locational_gini(&p, &[1.0; 40]).unwrap()
        };
        let most = (0..=40).map(of).fold(0.0, f64::max);
        assert!(most <= high && high < most + 1e-3, "{most} {high}");
    }

    proptest! {
        #[test]
        fn every_filling_lies_within_and_the_low_end_is_nearly_reached((parts, base) in fillings::some()) {
            prop_assume!(parts.iter().any(|it| it.1 > 0.0));
            let (low, high) = locational_gini_bounds(&parts, &base).unwrap();
            let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
            fillings::each(&parts, 8, |p| {
                if let Ok(g) = locational_gini(p, &base) {
                    (least, most) = (least.min(g), most.max(g));
                }
            });
            fillings::levelled(&parts, &base, |p| {
                least = least.min(locational_gini(p, &base).unwrap_or(1.0));
            });
            prop_assert!(low <= least + 1e-12 && most <= high + 1e-12, "{low} {least} {most} {high}");
            prop_assert!(least - low < 1e-12, "{low} {least}");
            prop_assert!(high - most < 2e-5, "{most} {high}");
        }
    }
}
