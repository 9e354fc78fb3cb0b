//! Hoover's index, and Krugman's, when each part is only known within an interval.

use std::{cmp::Ordering, collections::BinaryHeap};

use crate::{
    NoValue,
    domain::{is_amount, is_amount_interval},
    interval_parts::{Relaxed, highest_at_ends},
};

/// Slices of the sum that the search for the high bound may look at, in one box.
const SLICES: usize = 60;

/// The search ends when the bound is no more than this above what was reached.
const NEAR: f64 = 1e-7;

/// The lowest and the highest [`hoover`](crate::hoover()), ½ Σ |sᵢ − xᵢ|, of parts in (low, high) whose
/// sum lies in `sum`, where the base too may be known within ends only.
///
/// s are the shares of the parts, x of the base. From 0 to 1. An end without limit is infinite; so is
/// `sum`'s upper end where nothing is said of the sum, and its lower end is then 0. Krugman's index
/// is [`twice`](krugman_bounds) this. Fillings in which nothing is anywhere have no index and are left aside.
///
/// **The low bound is sharp where the base is known.** With t = 1 / Σ p the shares lie in
/// \[low t, high t\] and add up to 1; whatever is too much, u(t) = Σ (low t − x)⁺, or too little,
/// d(t) = Σ (x − high t)⁺, cannot be helped, and the rest can be made equal, so that the least for a t
/// is max(u, d). u rises in t and d falls, in straight pieces: the least is where they meet, or at an
/// end of t. **Where the base is not known it is valid, and may be too low**: x then stands at the end
/// that suits.
///
/// **The high bound is valid, and with a known base sharp to 1e−7 unless the search is cut off.** The index is highest at ends
/// of the parts. For a given sum P each (p / P − x)⁺ lies below its chord, and the sum of chords
/// is highest when parts are filled in the order of their slopes; the price λ at which filling stops
/// gives a bound λ (P − Σ low) + Σ max(c(low), c(high) − λ (high − low)) that holds, with this λ, for
/// every P, and is convex in P, so that over a slice of P it is highest at one of the two ends. The slice
/// with the highest bound is halved, 60 times at most; then the part at which filling stopped is put at
/// each of its ends and both are searched, 64 boxes at most. What is left open after that is the share of
/// one part; so it is where something is said of the sum, since then the highest need not be at ends of
/// all parts.
/// Where the base is not known x stands at its low end.
///
/// `Err`: `WrongShape`, `NotAnAmount` (also for a sum that is reversed or cannot be), `NothingThere` when
/// all high ends of parts or of the base are zero.
///
/// ```
/// use karenina_stats::hoover_bounds;
/// let any = (0.0, f64::INFINITY);
/// let known = [(50.0, 50.0), (50.0, 50.0)];
/// // 10 beside 0 to 30: alike at 10, and ¾ beside a half at 30; at 0 all is in the first.
/// assert_eq!(hoover_bounds(&[(10.0, 10.0), (0.0, 30.0)], &known, any), Ok((0.0, 0.5)));
/// // If both are known to be 40 together, the second has 30.
/// assert_eq!(hoover_bounds(&[(10.0, 10.0), (0.0, 30.0)], &known, (40.0, 40.0)), Ok((0.25, 0.25)));
/// ```
///
/// # Reference
/// The index: Hoover, E. M. (1936). The measurement of industrial localization. *Review of Economics and
/// Statistics* 18(4), 162–171. Ratios as linear programmes: Charnes, A. and Cooper, W. W. (1962).
/// Programming with linear fractional functionals. *Naval Research Logistics Quarterly* 9, 181–186.
/// Both bounds are derived above.
pub fn hoover_bounds(
    parts: &[(f64, f64)],
    base: &[(f64, f64)],
    sum: (f64, f64),
) -> Result<(f64, f64), NoValue> {
    let it = Problem::new(parts, base, sum)?;
    let low = it.lowest();
    Ok((low, it.highest().max(low)))
}

/// The lowest and the highest [`krugman`](crate::krugman()), Σ |sᵢ − xᵢ|: twice [`hoover_bounds`], with
/// its ranges, proofs and errors.
///
/// From 0 to 2.
///
/// ```
/// use karenina_stats::hoover_bounds::krugman_bounds;
/// let known = [(50.0, 50.0), (50.0, 50.0)];
/// let found = krugman_bounds(&[(10.0, 10.0), (0.0, 30.0)], &known, (0.0, f64::INFINITY));
/// assert_eq!(found, Ok((0.0, 1.0)));
/// ```
///
/// # Reference
/// Krugman, P. (1991). *Geography and Trade*. MIT Press, p. 76.
pub fn krugman_bounds(
    parts: &[(f64, f64)],
    base: &[(f64, f64)],
    sum: (f64, f64),
) -> Result<(f64, f64), NoValue> {
    hoover_bounds(parts, base, sum).map(|it| (2.0 * it.0, 2.0 * it.1))
}

struct Problem {
    parts: Vec<(f64, f64)>,
    /// Least and most of each share of the base.
    base: Vec<(f64, f64)>,
    sum: (f64, f64),
}

impl Problem {
    fn new(parts: &[(f64, f64)], base: &[(f64, f64)], sum: (f64, f64)) -> Result<Self, NoValue> {
        if parts.len() != base.len() || base.is_empty() {
            return Err(NoValue::WrongShape);
        }
        if !parts.iter().chain(base).chain([&sum]).all(|&it| is_amount_interval(it)) {
            return Err(NoValue::NotAnAmount);
        }
        if [parts, base].iter().any(|of| of.iter().all(|it| it.1 == 0.0)) || sum.1 == 0.0 {
            return Err(NoValue::NothingThere);
        }
        let (least, most) = ends(parts);
        let sum = (sum.0.max(least), sum.1.min(most));
        if sum.0 > sum.1 * (1.0 + 1e-12) {
            return Err(NoValue::NotAnAmount);
        }
        let sum = (sum.0.min(sum.1), sum.1);
        // What the sum says of each part beside the others.
        let narrowed = |it: &(f64, f64)| {
            let high = if sum.1.is_finite() { it.1.min(sum.1 - (least - it.0)) } else { it.1 };
            let low = if most.is_finite() { it.0.max(sum.0 - (most - it.1)) } else { it.0 };
            // Rounding must not turn them about.
            (low.min(it.1), high.max(it.0).max(low.min(it.1)))
        };
        let parts: Vec<(f64, f64)> = parts.iter().map(narrowed).collect();
        Ok(Self { parts, base: shares(base), sum })
    }

    fn lowest(&self) -> f64 {
        let too_much = |t: f64| -> f64 {
            let over = |((low, _), (_, x)): (&(f64, f64), &(f64, f64))| (low * t - x).max(0.0);
            self.parts.iter().zip(&self.base).map(over).sum()
        };
        let too_little = |t: f64| -> f64 {
            let under = |((_, high), (x, _)): (&(f64, f64), &(f64, f64))| {
                // Without an end it can have its share in a sum of any size.
                if high.is_infinite() { 0.0 } else { (x - high * t).max(0.0) }
            };
            self.parts.iter().zip(&self.base).map(under).sum()
        };
        let from = if self.sum.1.is_finite() { 1.0 / self.sum.1 } else { 0.0 };
        let to = if self.sum.0 > 0.0 { 1.0 / self.sum.0 } else { f64::INFINITY };
        let mut kinks: Vec<f64> = self
            .parts
            .iter()
            .zip(&self.base)
            .flat_map(|((low, high), (least, most))| [most / low, least / high])
            .chain([from, to])
            .filter(|it| it.is_finite() && *it >= from && *it <= to)
            .collect();
        kinks.sort_by(f64::total_cmp);
        let excess = |t: f64| too_much(t) - too_little(t);
        let after = kinks.partition_point(|t| excess(*t) < 0.0);
        let at = |t: f64| too_much(t).max(too_little(t));
        let [before, next] =
            [after.checked_sub(1), Some(after)].map(|it| it.and_then(|it| kinks.get(it)));
        match (before, next) {
            (Some(&one), Some(&two)) => {
                // Both are straight lines from one kink to the next.
                let (below, above) = (excess(one), excess(two));
                let way = if above > below { -below / (above - below) } else { 0.0 };
                let [up, down] = [&too_much as &dyn Fn(f64) -> f64, &too_little]
                    .map(|it| it(one) + way * (it(two) - it(one)));
                f64::midpoint(up, down)
            }
            (Some(&t), None) | (None, Some(&t)) => at(t),
            (None, None) => 0.0,
        }
    }

    fn highest(&self) -> f64 {
        let certain = self.parts.iter().any(|it| it.0 > 0.0) || self.sum.0 > 0.0;
        // A place without an upper end, or any where nothing is certain, may have nearly all.
        let may = |it: &(f64, f64)| it.1.is_infinite() || (!certain && it.1 > 0.0);
        let all_in_one = self.parts.iter().zip(&self.base).filter(|it| may(it.0));
        let all_in_one = all_in_one.map(|it| 1.0 - it.1.0).fold(0.0, f64::max);
        if !certain {
            return all_in_one;
        }
        let with_end = |it: &(f64, f64)| if it.1.is_infinite() { (it.0, it.0) } else { *it };
        let parts: Vec<(f64, f64)> = self.parts.iter().map(with_end).collect();
        let (least, most) = ends(&parts);
        if least == 0.0 && most == 0.0 {
            return all_in_one;
        }
        let range = (self.sum.0.max(least), self.sum.1.min(most));
        if range.0 > range.1 {
            // Only places without an end can make up the sum. Where none of them is above its share, it is
            // highest in the least sum, with all others at their upper ends.
            let over = |(p, x): (&(f64, f64), &(f64, f64))| (p.1 / range.0 - x.0).max(0.0);
            let others: f64 = parts.iter().zip(&self.base).map(over).sum();
            return all_in_one.max(others).min(1.0);
        }
        // With nothing said of the sum it is highest at ends, and a search over these settles it.
        let free = self.sum.0 <= ends(&self.parts).0 && range.1 >= most;
        let at_ends = highest_at_ends(&parts, NEAR, |parts, reached| {
            self.over_sums(parts, ends(parts), reached)
        });
        let bound = if free {
            at_ends
        } else {
            // Both hold.
            self.over_sums(&parts, range, 0.0).bound.min(at_ends)
        };
        bound.max(all_in_one).min(1.0)
    }

    /// The highest with the chord of each part in the place of the part itself, over sums in a range.
    fn over_sums(&self, parts: &[(f64, f64)], range: (f64, f64), so_far: f64) -> Relaxed {
        let least = ends(parts).0;
        let (mut reached, mut open) = (0.0_f64, BinaryHeap::new());
        let slice = |from: f64, to: f64, reached: &mut f64| {
            let (found, bound, split) = self.slice(parts, least, (from, to));
            *reached = reached.max(found);
            Slice { bound, from, to, split }
        };
        open.push(slice(range.0, range.1, &mut reached));
        for _ in 0..SLICES {
            let Some(top) = open.pop() else { break };
            if top.bound <= reached.max(so_far) + NEAR || top.to <= top.from {
                open.push(top);
                break;
            }
            let middle = libm::sqrt(top.from * top.to).clamp(top.from, top.to);
            for (from, to) in [(top.from, middle), (middle, top.to)] {
                open.push(slice(from, to, &mut reached));
            }
        }
        let (bound, split) = open.peek().map_or((reached, None), |it| (it.bound, it.split));
        Relaxed { bound: bound.max(reached), reached, split }
    }

    /// What a filling with a sum in the middle of a slice reaches, and the bound over the slice.
    fn slice(
        &self,
        parts: &[(f64, f64)],
        least: f64,
        (from, to): (f64, f64),
    ) -> (f64, f64, Option<usize>) {
        let over = |p: f64, sum: f64, x: f64| (p / sum - x).max(0.0);
        let middle = libm::sqrt(from * to).clamp(from, to);
        let mut slopes: Vec<(f64, usize)> = parts
            .iter()
            .zip(&self.base)
            .enumerate()
            .filter(|(_, (p, _))| p.1 > p.0)
            .map(|(at, (p, x))| {
                let rise = over(p.1, middle, x.0) - over(p.0, middle, x.0);
                (rise / (p.1 - p.0), at)
            })
            .collect();
        slopes.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut filling: Vec<f64> = parts.iter().map(|it| it.0).collect();
        let (mut left, mut price, mut split) = (middle - least, 0.0, None);
        for (slope, at) in slopes {
            if left <= 0.0 {
                break;
            }
            let more = left.min(parts[at].1 - parts[at].0);
            filling[at] += more;
            left -= more;
            price = slope;
            split = Some(at);
        }
        let reached: f64 = filling.iter().zip(&self.base).map(|(p, x)| over(*p, middle, x.0)).sum();
        let bound = |sum: f64| -> f64 {
            let each = parts
                .iter()
                .zip(&self.base)
                .map(|(p, x)| over(p.0, sum, x.0).max(over(p.1, sum, x.0) - price * (p.1 - p.0)));
            price * (sum - least) + each.sum::<f64>()
        };
        (reached.min(1.0), bound(from).max(bound(to)), split)
    }
}

/// Sums between two ends, and the bound over them.
struct Slice {
    bound: f64,
    from: f64,
    to: f64,
    /// The part at which filling stopped.
    split: Option<usize>,
}

impl PartialEq for Slice {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Slice {}

impl PartialOrd for Slice {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Slice {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.total_cmp(&other.bound).then(self.from.total_cmp(&other.from))
    }
}

fn ends(of: &[(f64, f64)]) -> (f64, f64) {
    of.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}

/// The least and the most of each share: itself at an end and all others at the other.
fn shares(of: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let infinite = of.iter().filter(|it| it.1.is_infinite()).count();
    let least: f64 = of.iter().map(|it| it.0).sum();
    let most: f64 = of.iter().map(|it| it.1).filter(|it| it.is_finite()).sum();
    of.iter()
        .map(|(low, high)| {
            let others_infinite = infinite > usize::from(high.is_infinite());
            let others_most = most - if high.is_finite() { *high } else { 0.0 };
            let others_least = (least - low).max(0.0);
            let at_least = if others_infinite || *low == 0.0 {
                0.0
            } else {
                low / (low + others_most.max(0.0))
            };
            let at_most = match *high {
                0.0 => 0.0,
                high if high.is_infinite() => 1.0,
                high => high / (high + others_least),
            };
            (at_least, at_most)
        })
        .collect()
}

/// The highest [`locational_gini`](crate::gini::locational_gini()) that a given Hoover index allows,
/// H (2 − H): the Lorenz curve that is empty up to H and then runs beside the diagonal.
///
/// From 0 to 1. The lowest is H itself (a triangle). So bounds of Hoover's index are bounds of the
/// coefficient where nothing better is known, as beside a base that is not. `None` outside 0..=1.
///
/// ```
/// use karenina_stats::hoover_bounds::highest_gini_of_hoover;
/// assert_eq!(highest_gini_of_hoover(0.5), Some(0.75));
/// ```
///
/// # Reference
/// The two areas under a convex curve, worked out here; the index as the greatest distance from the
/// diagonal: Pietra, G. (1915). Delle relazioni tra gli indici di variabilità. *Atti del Reale
/// Istituto Veneto* 74(2), 775–792.
pub fn highest_gini_of_hoover(hoover: f64) -> Option<f64> {
    (is_amount(hoover) && hoover <= 1.0).then_some(hoover * (2.0 - hoover))
}

#[cfg(test)]
mod tests {
    use super::{highest_gini_of_hoover, hoover_bounds, krugman_bounds};
    use crate::{NoValue, gini::locational_gini, hoover, interval_parts::fillings};
    use proptest::prelude::*;

    const ANY: (f64, f64) = (0.0, f64::INFINITY);

    fn known(base: &[f64]) -> Vec<(f64, f64)> {
        base.iter().map(|it| (*it, *it)).collect()
    }

    #[test]
    fn what_is_known_is_its_own_bounds() {
        let (own, all) = ([500.0, 500.0, 1000.0, 7000.0, 1000.0], [20e3, 15e3, 20e3, 40e3, 5e3]);
        let index = hoover(&own, &all).unwrap();
        let (low, high) = hoover_bounds(&known(&own), &known(&all), ANY).unwrap();
        assert!((low - index).abs() < 1e-12 && (high - index).abs() < 1e-9, "{low} {high} {index}");
        let (low, high) = krugman_bounds(&known(&own), &known(&all), ANY).unwrap();
        assert!((low - 2.0 * index).abs() < 1e-12 && (high - 2.0 * index).abs() < 1e-9);
    }

    #[test]
    fn without_ends_and_without_parts() {
        let inf = f64::INFINITY;
        let (low, high) =
            hoover_bounds(&[(1.0, 1.0), (0.0, inf)], &known(&[1.0, 3.0]), ANY).unwrap();
        assert!(low.abs() < 1e-14 && (high - 0.75).abs() < 1e-12, "{low} {high}");
        let nothing = hoover_bounds(&[(0.0, inf), (0.0, 0.0)], &[(0.0, inf), (0.0, inf)], ANY);
        assert_eq!(nothing, Ok((0.0, 1.0)));
        let found =
            |parts: &[(f64, f64)], base: &[(f64, f64)], sum| hoover_bounds(parts, base, sum);
        let one = [(1.0, 1.0)];
        assert_eq!(found(&[(0.0, 0.0)], &one, ANY), Err(NoValue::NothingThere));
        assert_eq!(found(&one, &[(0.0, 0.0)], ANY), Err(NoValue::NothingThere));
        assert_eq!(found(&one, &one, (2.0, 3.0)), Err(NoValue::NotAnAmount));
        assert_eq!(found(&[(2.0, 1.0)], &one, ANY), Err(NoValue::NotAnAmount));
        assert_eq!(found(&one, &[], ANY), Err(NoValue::WrongShape));
        assert_eq!(found(&one, &one, ANY), Ok((0.0, 0.0)));
        assert_eq!(highest_gini_of_hoover(1.5), None);
    }

    #[test]
    fn a_sum_that_only_a_place_without_end_can_make_up_leaves_the_others_at_their_upper_ends() {
        let parts = [(0.0, 20.0), (0.0, f64::INFINITY)];
        let (low, high) =
            hoover_bounds(&parts, &known(&[1.0, 99.0]), (40.0, f64::INFINITY)).unwrap();
        // 20 of 40 where a hundredth of everything is.
        assert!(low.abs() < 1e-12 && (high - 0.49).abs() < 1e-12, "{low} {high}");
    }

    proptest! {
        #[test]
        fn every_filling_lies_within_and_both_ends_are_nearly_reached((parts, base) in fillings::some()) {
            prop_assume!(parts.iter().any(|it| it.1 > 0.0));
            let (low, high) = hoover_bounds(&parts, &known(&base), ANY).unwrap();
            let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
            fillings::each(&parts, 8, |p| {
                if let Ok(index) = hoover(p, &base) {
                    (least, most) = (least.min(index), most.max(index));
                }
            });
            fillings::levelled(&parts, &base, |p| {
                least = least.min(hoover(p, &base).unwrap_or(1.0));
            });
            prop_assert!(low <= least + 1e-12 && most <= high + 1e-9, "{low} {least} {most} {high}");
            prop_assert!(least - low < 0.01, "{low} {least}");
            prop_assert!(high - most < 1e-6, "{most} {high}");
        }

        #[test]
        fn fillings_of_a_known_sum_lie_within((parts, base) in fillings::some(), share in 0.0..=1.0) {
            let (least, all) = parts.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            let sum = least + share * (all - least);
            prop_assume!(sum > 0.0);
            let (low, high) = hoover_bounds(&parts, &known(&base), (sum, sum)).unwrap();
            let free = hoover_bounds(&parts, &known(&base), ANY).unwrap();
            // Both searches end within 1e−7.
            prop_assert!(free.0 <= low + 1e-12 && high <= free.1 + 2e-7);
            // Any filling, brought to the sum by going towards all low or all high.
            fillings::each(&parts, 3, |p| {
                let of: f64 = p.iter().sum();
                let end = |it: &(f64, f64)| if of > sum { it.0 } else { it.1 };
                let to: f64 = parts.iter().map(end).sum();
                let way = if of == to { 0.0 } else { (of - sum) / (of - to) };
                let p: Vec<f64> = p.iter().zip(&parts).map(|(p, it)| p + way * (end(it) - p)).collect();
                let index = hoover(&p, &base).unwrap();
                assert!(low <= index + 1e-9 && index <= high + 1e-9, "{low} {index} {high}");
            });
        }

        #[test]
        fn beside_a_base_within_ends_every_filling_of_both_lies_within(
            (parts, _) in fillings::some(), (base, _) in fillings::some()
        ) {
            let n = parts.len().min(base.len());
            let (parts, base) = (&parts[..n], &base[..n]);
            prop_assume!([parts, base].iter().all(|of| of.iter().any(|it| it.1 > 0.0)));
            let (low, high) = hoover_bounds(parts, base, ANY).unwrap();
            let highest = highest_gini_of_hoover(high).unwrap();
            fillings::each(parts, 2, |p| {
                fillings::each(base, 2, |x| {
                    if let Ok(index) = hoover(p, x) {
                        assert!(low <= index + 1e-12 && index <= high + 1e-9, "{low} {index} {high}");
                    }
                    if let Ok(g) = locational_gini(p, x) {
                        assert!(low <= g + 1e-12 && g <= highest + 1e-9, "{low} {g} {highest}");
                    }
                });
            });
        }
    }
}
