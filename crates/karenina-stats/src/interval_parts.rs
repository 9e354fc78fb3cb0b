//! Parts that are known within two ends, beside shares of a base, as bounds of indices of unevenness
//! need them.

use std::{cmp::Ordering, collections::BinaryHeap};

use crate::{NoValue, domain::is_amount_interval};

/// Boxes that a search for the highest at ends may look at.
const BOXES: usize = 64;

/// What is known of the highest over a box of ends.
pub(crate) struct Relaxed {
    /// It is no higher than this.
    pub bound: f64,
    /// A filling reaches this.
    pub reached: f64,
    /// The part that stands between its ends where the bound is.
    pub split: Option<usize>,
}

/// The highest of an index that is highest at ends, or a bound that is valid where 64 boxes do not
/// settle it. The box with the highest bound is taken apart: the part that stands between its ends is
/// put at each of both. `relax` is given a box and what has been reached so far.
pub(crate) fn highest_at_ends(
    parts: &[(f64, f64)],
    near: f64,
    relax: impl Fn(&[(f64, f64)], f64) -> Relaxed,
) -> f64 {
    let mut reached = 0.0_f64;
    let mut open = BinaryHeap::new();
    let look = |parts: Vec<(f64, f64)>, reached: &mut f64| {
        let found = relax(&parts, *reached);
        *reached = reached.max(found.reached);
        BoxOfEnds { key: found.bound, split: found.split, parts }
    };
    open.push(look(parts.to_vec(), &mut reached));
    for _ in 0..BOXES / 2 {
        let Some(BoxOfEnds { split: Some(split), .. }) =
            open.peek().filter(|it| it.key > reached + near)
        else {
            break;
        };
        let split = *split;
        let Some(top) = open.pop() else { break };
        let (low, high) = top.parts[split];
        let (mut one, mut other) = (top.parts.clone(), top.parts);
        (one[split], other[split]) = ((low, low), (high, high));
        for it in [one, other] {
            let it = look(it, &mut reached);
            open.push(it);
        }
    }
    open.peek().map_or(reached, |it| it.key.max(reached))
}

/// Ends of parts with what is known of the highest among them.
struct BoxOfEnds {
    key: f64,
    split: Option<usize>,
    parts: Vec<(f64, f64)>,
}

impl PartialEq for BoxOfEnds {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for BoxOfEnds {}

impl PartialOrd for BoxOfEnds {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for BoxOfEnds {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.total_cmp(&other.key)
    }
}

/// Parts within ends, and the shares of the base, of the places that count.
pub(crate) struct IntervalParts {
    /// The ends; the upper may be infinite.
    pub parts: Vec<(f64, f64)>,
    /// Shares of the base, all above 0.
    pub base: Vec<f64>,
    /// Σ of the lower ends.
    pub least: f64,
}

impl IntervalParts {
    /// Checks them, and leaves out places without base, where nothing may be.
    pub fn new(parts: &[(f64, f64)], base: &[f64]) -> Result<Self, NoValue> {
        if parts.len() != base.len() || base.is_empty() {
            return Err(NoValue::WrongShape);
        }
        let proper = base.iter().all(|&x| crate::domain::is_amount(x));
        if !proper || !parts.iter().all(|&it| is_amount_interval(it)) {
            return Err(NoValue::NotAnAmount);
        }
        let all: f64 = base.iter().sum();
        if all == 0.0 || parts.iter().all(|it| it.1 == 0.0) {
            return Err(NoValue::NothingThere);
        }
        if parts.iter().zip(base).any(|(it, x)| it.1 > 0.0 && *x == 0.0) {
            return Err(NoValue::EmptyRegion);
        }
        let kept = || parts.iter().zip(base).filter(|it| *it.1 > 0.0);
        Ok(Self {
            parts: kept().map(|it| *it.0).collect(),
            base: kept().map(|it| it.1 / all).collect(),
            least: kept().map(|it| it.0.0).sum(),
        })
    }

    /// p = θ x, held inside its ends. Of all fillings with the same sum it is the one that is most
    /// like the base: it has the highest Lorenz curve, so that every index that grows when
    /// something goes from where the quotient is low to where it is high is least there.
    pub fn levelled(&self, level: f64) -> Vec<f64> {
        let held = |(it, x): (&(f64, f64), &f64)| (level * x).max(it.0).min(it.1);
        self.parts.iter().zip(&self.base).map(held).collect()
    }

    /// The levels at which a place comes to one of its ends, in rising order, each once.
    pub fn levels(&self) -> Vec<f64> {
        let mut levels: Vec<f64> = self
            .parts
            .iter()
            .zip(&self.base)
            .flat_map(|(it, x)| [it.0 / x, it.1 / x])
            .filter(|it| it.is_finite() && *it > 0.0)
            .collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        levels
    }

    /// The smallest base among places that can, by themselves, have nearly all: those without an
    /// upper end and, where nothing is certain to be anywhere, all in which anything may be.
    pub fn smallest_that_may_have_all(&self) -> Option<f64> {
        let may = |it: &(f64, f64)| it.1.is_infinite() || (self.least == 0.0 && it.1 > 0.0);
        let bases = self.parts.iter().zip(&self.base).filter(|it| may(it.0)).map(|it| *it.1);
        bases.min_by(f64::total_cmp)
    }

    /// The base of the places without an upper end together; 0 where there are none.
    pub fn base_without_end(&self) -> f64 {
        self.parts.iter().zip(&self.base).filter(|it| it.0.1.is_infinite()).map(|it| *it.1).sum()
    }

    /// The same with places that have no upper end at their lower one: what is highest has such a
    /// place either there or with nearly everything.
    pub fn with_ends(&self) -> Self {
        let end = |it: &(f64, f64)| if it.1.is_infinite() { (it.0, it.0) } else { *it };
        Self {
            parts: self.parts.iter().map(end).collect(),
            base: self.base.clone(),
            least: self.least,
        }
    }
}

#[cfg(test)]
pub(crate) mod fillings {
    //! Every filling of few cells by few steps, for tests.
    use proptest::prelude::*;

    /// Ends and bases of up to five places; some known exactly.
    pub fn some() -> impl Strategy<Value = (Vec<(f64, f64)>, Vec<f64>)> {
        let place = (0..8_u32, prop_oneof![Just(0_u32), 1..9_u32], 1..9_u32);
        proptest::collection::vec(place, 2..5).prop_map(|all| {
            let part = |it: &(u32, u32, u32)| (f64::from(it.0), f64::from(it.0 + it.1));
            (all.iter().map(part).collect(), all.iter().map(|it| f64::from(it.2)).collect())
        })
    }

    /// Calls with fillings that are as like the base as their ends allow, at many levels.
    pub fn levelled(parts: &[(f64, f64)], base: &[f64], mut with: impl FnMut(&[f64])) {
        let it = super::IntervalParts::new(parts, base).unwrap();
        let levels = it.levels();
        for pair in levels.windows(2) {
            for step in 0..=100 {
                with(&it.levelled(pair[0] + (pair[1] - pair[0]) * f64::from(step) / 100.0));
            }
        }
        for level in levels {
            with(&it.levelled(level));
        }
    }

    /// Calls with every filling whose cells stand on one of `steps` + 1 equal steps.
    pub fn each(parts: &[(f64, f64)], steps: u32, mut with: impl FnMut(&[f64])) {
        let n = (steps + 1).pow(parts.len() as u32);
        for number in 0..n {
            let mut left = number;
            let filling: Vec<f64> = parts
                .iter()
                .map(|(low, high)| {
                    let step = left % (steps + 1);
                    left /= steps + 1;
                    low + (high - low) * f64::from(step) / f64::from(steps)
                })
                .collect();
            with(&filling);
        }
    }
}
