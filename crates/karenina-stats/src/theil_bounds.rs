//! Theil's index when each part is only known within an interval.

use crate::{
    NoValue,
    interval_parts::{IntervalParts, Relaxed, highest_at_ends},
};

/// The lowest and the highest T = Σ sᵢ ln(sᵢ / xᵢ), s the shares of the parts and x of the weights,
/// with every part in its (low, high).
///
/// With equal weights it is [`theil_t`](crate::theil_t()); with the number of values of each group
/// for weights and sums of groups for parts it is what
/// [`theil_decomposition`](crate::theil_decomposition()) calls `between`. From 0 to ln of one over
/// the smallest share of a weight. A high end may be infinite; the high bound is then approached and not
/// reached. Fillings in which nothing is anywhere have no index and are left aside.
///
/// **The low bound is sharp.** The filling pᵢ = θ xᵢ held inside \[lowᵢ, highᵢ\] is, of all with its
/// sum, nearest to the weights (it has the highest Lorenz curve); over θ the index is least where
/// Σ pᵢ (ln(pᵢ / xᵢ) − ln θ) over the held parts is 0, which falls in θ and is solved exactly between
/// two ends.
///
/// **The high bound is valid, and sharp unless the search is cut off.** T = Σ p ln(p / x) / P − ln P with P = Σ p. Each p
/// ln(p / x) lies below its chord over \[low, high\]; for a given P the sum of chords is greatest
/// when parts are filled in falling order of the slopes of their chords, which do not depend on P;
/// between two parts the greatest over P has a closed form. In it one part at most stands between
/// its ends; since the index is highest at ends, that part is put at each of both and both are searched,
/// 64 boxes at most. What is left open then is the share of one part.
///
/// `Err`: `WrongShape`, `NotAnAmount`, `NothingThere` when all high ends are zero; `EmptyRegion` where
/// something may be that has no weight.
///
/// ```
/// use karenina_stats::theil_bounds;
/// let (low, high) = theil_bounds(&[(1.0, 3.0), (1.0, 3.0)], &[1.0, 1.0]).unwrap();
/// assert!(low.abs() < 1e-15);
/// // 3 beside 1: ¾ ln 1.5 + ¼ ln 0.5.
/// assert!((high - 0.130_812_035_941_137).abs() < 1e-12);
/// ```
///
/// # Reference
/// The index: Theil, H. (1967). *Economics and Information Theory*. North-Holland. Least unevenness
/// by levelling: Marshall, A. W. and Olkin, I. (1979). *Inequalities: Theory of Majorization*. Academic
/// Press, 5.A. Both bounds are derived above.
pub fn theil_bounds(parts: &[(f64, f64)], weights: &[f64]) -> Result<(f64, f64), NoValue> {
    let it = IntervalParts::new(parts, weights)?;
    let low = lowest(&it);
    // Rounding may put the two a last digit apart when every part is known.
    Ok((low, highest(&it).max(low)))
}

/// p ln(p / x), 0 at 0.
fn term(p: f64, x: f64) -> f64 {
    if p > 0.0 { p * libm::log(p / x) } else { 0.0 }
}

fn index(it: &IntervalParts, p: &[f64]) -> f64 {
    let sum: f64 = p.iter().sum();
    let terms = p.iter().zip(&it.base).map(|(p, x)| term(p / sum, *x));
    terms.sum::<f64>().max(0.0)
}

fn lowest(it: &IntervalParts) -> f64 {
    let levels = it.levels();
    // Of the parts that a level between two neighbouring ends holds: Σ p and Σ p ln(p / x).
    let held = |level: f64| {
        let parts = it.parts.iter().zip(&it.base).filter_map(|((low, high), x)| {
            let end = if low / x >= level {
                *low
            } else if high / x <= level {
                *high
            } else {
                return None;
            };
            Some((end, term(end, *x)))
        });
        parts.fold((0.0, 0.0), |sum: (f64, f64), it| (sum.0 + it.0, sum.1 + it.1))
    };
    let excess = |level: f64| {
        let (sum, terms) = held(level);
        terms - sum * libm::log(level)
    };
    let after = levels.partition_point(|level| excess(*level) > 0.0);
    let end = levels.get(after.saturating_sub(1)).or(levels.last()).copied();
    let Some(before) = end else {
        // Only parts without any end: they can be as the weights among themselves.
        return -libm::log(it.base_without_end());
    };
    let next = levels.get(after).copied();
    // Inside the segment the held parts do not change.
    let inside = next.map_or(2.0 * before, |next| f64::midpoint(before, next));
    let (sum, terms) = held(inside);
    let level = if sum > 0.0 { libm::exp(terms / sum) } else { inside };
    let level = level.clamp(before, next.unwrap_or(f64::INFINITY));
    let at = |level: f64| {
        let p = it.levelled(level);
        if p.iter().sum::<f64>() > 0.0 { index(it, &p) } else { f64::INFINITY }
    };
    [before, level].into_iter().chain(next).map(at).fold(f64::INFINITY, f64::min)
}

fn highest(it: &IntervalParts) -> f64 {
    let all_in_one = it.smallest_that_may_have_all().map(|x| -libm::log(x));
    if it.least == 0.0 {
        return all_in_one.unwrap_or(0.0);
    }
    let it = it.with_ends();
    let most = highest_at_ends(&it.parts, 1e-12, |parts, _| relaxed(parts, &it.base));
    most.max(all_in_one.unwrap_or(0.0))
}

/// The highest with the chord of each part in the place of the part itself.
fn relaxed(parts: &[(f64, f64)], base: &[f64]) -> Relaxed {
    let mut sum: f64 = parts.iter().map(|it| it.0).sum();
    let mut terms: f64 = parts.iter().zip(base).map(|(p, x)| term(p.0, *x)).sum();
    let mut chords: Vec<(f64, f64, usize)> = parts
        .iter()
        .zip(base)
        .enumerate()
        .filter(|(_, (p, _))| p.1 > p.0)
        .map(|(at, ((low, high), x))| {
            ((term(*high, *x) - term(*low, *x)) / (high - low), high - low, at)
        })
        .collect();
    chords.sort_by(|a, b| b.0.total_cmp(&a.0));
    let index = |sum: f64, terms: f64| (terms / sum - libm::log(sum)).max(0.0);
    let mut it = Relaxed { bound: 0.0, reached: index(sum, terms), split: None };
    for (slope, more, at) in chords {
        // Along the chord: slope + (terms − slope sum) / P − ln P, greatest at P = slope sum − terms.
        let best = slope * sum - terms;
        if best > sum && best < sum + more {
            let between = slope - 1.0 - libm::log(best);
            if between > it.bound {
                (it.bound, it.split) = (between, Some(at));
            }
        }
        sum += more;
        terms += slope * more;
        it.reached = it.reached.max(index(sum, terms));
    }
    it.bound = it.bound.max(it.reached);
    it
}

#[cfg(test)]
mod tests {
    use super::theil_bounds;
    use crate::{NoValue, interval_parts::fillings, theil_t};
    use proptest::prelude::*;

    #[test]
    fn what_is_known_is_its_own_bounds() {
        let found = theil_bounds(&[(10.0, 10.0), (30.0, 30.0)], &[1.0, 1.0]).unwrap();
        let index = theil_t(&[10.0, 30.0]).unwrap();
        assert!((found.0 - index).abs() < 1e-14 && (found.1 - index).abs() < 1e-14);
    }

    #[test]
    fn a_part_without_end_may_have_all() {
        let (low, high) = theil_bounds(&[(1.0, 1.0), (0.0, f64::INFINITY)], &[1.0, 3.0]).unwrap();
        assert!(low.abs() < 1e-14);
        // Nothing in the second: all is where a quarter of the weights is.
        assert!((high - libm::log(4.0)).abs() < 1e-14);
        let open = theil_bounds(&[(0.0, f64::INFINITY), (0.0, 0.0)], &[1.0, 1.0]).unwrap();
        assert!((open.0 - libm::log(2.0)).abs() < 1e-14 && (open.1 - libm::log(2.0)).abs() < 1e-14);
    }

    #[test]
    fn without_parts_there_are_no_bounds() {
        assert_eq!(theil_bounds(&[(0.0, 0.0)], &[1.0]), Err(NoValue::NothingThere));
        assert_eq!(theil_bounds(&[(0.0, 1.0)], &[0.0]), Err(NoValue::NothingThere));
        assert_eq!(theil_bounds(&[(0.0, 1.0); 2], &[0.0, 1.0]), Err(NoValue::EmptyRegion));
        assert_eq!(theil_bounds(&[(2.0, 1.0)], &[1.0]), Err(NoValue::NotAnAmount));
        assert_eq!(theil_bounds(&[(2.0, 3.0)], &[]), Err(NoValue::WrongShape));
        assert_eq!(theil_bounds(&[(2.0, 3.0)], &[1.0]), Ok((0.0, 0.0)));
    }

    proptest! {
        #[test]
        fn every_filling_lies_within_and_both_ends_are_nearly_reached((parts, weights) in fillings::some()) {
            prop_assume!(parts.iter().any(|it| it.1 > 0.0));
            let (low, high) = theil_bounds(&parts, &weights).unwrap();
            let all: f64 = weights.iter().sum();
            let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
            let mut with = |p: &[f64]| {
                let sum: f64 = p.iter().sum();
                if sum == 0.0 {
                    return;
                }
                let terms = p.iter().zip(&weights).filter(|it| *it.0 > 0.0);
                let t: f64 = terms.map(|(p, x)| p / sum * libm::log(p / sum / (x / all))).sum();
                (least, most) = (least.min(t), most.max(t));
            };
            fillings::each(&parts, 8, &mut with);
            fillings::levelled(&parts, &weights, &mut with);
            prop_assert!(low <= least + 1e-12 && most <= high + 1e-12, "{low} {least} {most} {high}");
            // A hundred steps between two levels miss the least by little; the most is at ends.
            prop_assert!(least - low < 1e-3, "{low} {least}");
            prop_assert!(high - most < 1e-9, "{most} {high}");
        }
    }
}
