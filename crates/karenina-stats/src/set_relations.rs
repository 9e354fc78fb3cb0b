//! Consistency and coverage of "X is necessary for Y" and "X suffices for Y", for
//! crisp and fuzzy sets.

use crate::domain::is_probability;

/// How far a set is necessary for an outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Necessity {
    /// inclN = Σ min(x, y) / Σ y: the part of the outcome that has the condition.
    pub consistency: f64,
    /// covN = Σ min(x, y) / Σ x: the part of the condition that has the outcome;
    /// `None` where nobody has the condition.
    pub coverage: Option<f64>,
    /// `RoN` = Σ (1 − x) / Σ (1 − min(x, y)): how far from trivial the necessity is; near
    /// 0 where nearly everybody has the condition anyway. `None` where all have
    /// both.
    pub relevance: Option<f64>,
}

/// How far a set suffices for an outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sufficiency {
    /// inclS = Σ min(x, y) / Σ x.
    pub consistency: f64,
    /// PRI: the same with what is also consistent with the absence of the outcome
    /// left out; `None` where nothing is left.
    pub proportional_reduction: Option<f64>,
    /// covS = Σ min(x, y) / Σ y; `None` where nobody has the outcome.
    pub coverage: Option<f64>,
}

/// Consistency, coverage and relevance of necessity of `condition` for `outcome`,
/// memberships case by case.
///
/// All run from 0 to 1. A necessity is usually claimed at a consistency of 0.9 and
/// more, and worth a word only where its relevance is not small: literacy was
/// present in all surviving democracies of Lipset, and in most of the others.
/// `None` when the two differ in length, when a membership is outside 0..=1, and
/// when nobody has the outcome.
///
/// ```
/// use karenina_stats::set_necessity;
/// let found = set_necessity(&[1.0, 1.0, 0.0], &[1.0, 0.0, 0.0]).unwrap();
/// assert_eq!((found.consistency, found.coverage), (1.0, Some(0.5)));
/// assert_eq!(found.relevance, Some(0.5));
/// ```
///
/// # Reference
/// Ragin, C. C. (2006). Set relations in social research. *Political Analysis*
/// 14(3), 291–310; relevance: Schneider, C. Q. and Wagemann, C. (2012).
/// *Set-Theoretic Methods for the Social Sciences*. Cambridge University Press,
/// section 9.2.
#[doc(alias = "RoN")]
#[doc(alias = "QCA")]
pub fn set_necessity(condition: &[f64], outcome: &[f64]) -> Option<Necessity> {
    let sums = Sums::of(condition, outcome)?;
    Some(Necessity {
        consistency: over(sums.both, sums.y)?,
        coverage: over(sums.both, sums.x),
        relevance: over(sums.n - sums.x, sums.n - sums.both),
    })
}

/// Consistency, proportional reduction in inconsistency and coverage of
/// sufficiency of `condition` for `outcome`.
///
/// PRI = (Σ min(x, y) − Σ min(x, y, 1 − y)) / (Σ x − Σ min(x, y, 1 − y)): low where the
/// condition is consistent with the outcome and with its absence alike. `None` as
/// for [`set_necessity`], and when nobody has the condition rather than the
/// outcome.
///
/// ```
/// use karenina_stats::set_sufficiency;
/// let found = set_sufficiency(&[1.0, 1.0, 0.0], &[1.0, 0.0, 1.0]).unwrap();
/// assert_eq!((found.consistency, found.coverage), (0.5, Some(0.5)));
/// ```
///
/// # Reference
/// Ragin, C. C. (2006), as for [`set_necessity`]; PRI: Schneider and Wagemann
/// (2012), section 9.2.
#[doc(alias = "PRI")]
pub fn set_sufficiency(condition: &[f64], outcome: &[f64]) -> Option<Sufficiency> {
    let sums = Sums::of(condition, outcome)?;
    Some(Sufficiency {
        consistency: over(sums.both, sums.x)?,
        proportional_reduction: over(sums.both - sums.either_way, sums.x - sums.either_way),
        coverage: over(sums.both, sums.y),
    })
}

/// Consistency, coverage and relevance of necessity over all that the condition
/// may be, where memberships are known within `(low, high)` only.
///
/// Consistency rises and relevance falls with every membership, so their ends are
/// the corners. Coverage is a quotient in which a membership stands above and
/// below: it is highest where each membership comes as near to the outcome as it
/// may, and lowest at ends that are found by Dinkelbach's iteration. All bounds
/// are tight. Coverage is `None` where there is a completion in which nobody has
/// the condition, relevance where in one all have both. `None` as for
/// [`set_necessity`].
///
/// ```
/// use karenina_stats::set_necessity_bounds;
/// let condition = [(1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
/// let found = set_necessity_bounds(&condition, &[1.0, 1.0, 0.0]).unwrap();
/// assert_eq!(found.consistency, (0.5, 1.0));
/// assert_eq!(found.coverage, Some((1.0, 1.0)));
/// ```
///
/// # Reference
/// The measures as for [`set_necessity`]. Dinkelbach, W. (1967). On nonlinear
/// fractional programming. *Management Science* 13(7), 492–498.
pub fn set_necessity_bounds(condition: &[(f64, f64)], outcome: &[f64]) -> Option<NecessityBounds> {
    if !condition.iter().all(|it| is_probability(it.0) && is_probability(it.1) && it.0 <= it.1) {
        return None;
    }
    let lows: Vec<f64> = condition.iter().map(|it| it.0).collect();
    let highs: Vec<f64> = condition.iter().map(|it| it.1).collect();
    let (low, high) = (set_necessity(&lows, outcome)?, set_necessity(&highs, outcome)?);
    let nearest: Vec<f64> =
        condition.iter().zip(outcome).map(|(it, y)| y.clamp(it.0, it.1)).collect();
    let coverage = set_necessity(&lows, outcome)?.coverage.and_then(|_| {
        Some((lowest_coverage(condition, outcome), set_necessity(&nearest, outcome)?.coverage?))
    });
    Some(NecessityBounds {
        consistency: (low.consistency, high.consistency),
        coverage,
        relevance: high.relevance.zip(low.relevance),
    })
}

/// The ranges of [`Necessity`] over all completions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NecessityBounds {
    /// inclN.
    pub consistency: (f64, f64),
    /// covN.
    pub coverage: Option<(f64, f64)>,
    /// `RoN`.
    pub relevance: Option<(f64, f64)>,
}

fn lowest_coverage(condition: &[(f64, f64)], outcome: &[f64]) -> f64 {
    let mut share = 1.0;
    // Each step takes a better completion of finitely many; the bound is never reached.
    for _ in 0..64 {
        let (mut both, mut all) = (0.0, 0.0);
        for ((low, high), y) in condition.iter().zip(outcome) {
            let worth = |x: f64| x.min(*y) - share * x;
            let x = if worth(*high) < worth(*low) { *high } else { *low };
            both += x.min(*y);
            all += x;
        }
        let found = both / all;
        if found.is_nan() || found >= share {
            break;
        }
        share = found;
    }
    share
}

struct Sums {
    n: f64,
    x: f64,
    y: f64,
    both: f64,
    either_way: f64,
}

impl Sums {
    fn of(condition: &[f64], outcome: &[f64]) -> Option<Sums> {
        let proper = condition.iter().chain(outcome).all(|it| is_probability(*it));
        if condition.len() != outcome.len() || condition.is_empty() || !proper {
            return None;
        }
        let mut sums =
            Sums { n: condition.len() as f64, x: 0.0, y: 0.0, both: 0.0, either_way: 0.0 };
        for (x, y) in condition.iter().zip(outcome) {
            sums.x += x;
            sums.y += y;
            sums.both += x.min(*y);
            sums.either_way += x.min(*y).min(1.0 - y);
        }
        Some(sums)
    }
}

fn over(part: f64, whole: f64) -> Option<f64> {
    // Memberships are of order one; what is left of a difference is rounding.
    (whole > 1e-12).then(|| (part / whole).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::{set_necessity, set_necessity_bounds, set_sufficiency};
    use proptest::prelude::*;

    /// Lipset's democracies between the wars, literacy and survival (Rihoux and De
    /// Meur 2009): 13 of 18 literate, all 8 survivors among them.
    #[test]
    fn a_trivial_necessity_has_little_relevance() {
        let literate: Vec<f64> = (0..18).map(|at| if at < 13 { 1.0 } else { 0.0 }).collect();
        let survived: Vec<f64> = (0..18).map(|at| if at < 8 { 1.0 } else { 0.0 }).collect();
        let found = set_necessity(&literate, &survived).unwrap();
        assert_eq!(found.consistency, 1.0);
        assert!((found.coverage.unwrap() - 0.615).abs() < 5e-4);
        assert_eq!(found.relevance, Some(0.5));
    }

    #[test]
    fn without_outcome_nothing_is_necessary() {
        assert_eq!(set_necessity(&[1.0, 0.0], &[0.0, 0.0]), None);
        assert_eq!(set_necessity(&[1.0], &[0.5, 0.5]), None);
        assert_eq!(set_necessity(&[1.5], &[0.5]), None);
        assert_eq!(set_sufficiency(&[0.0], &[1.0]), None);
        assert_eq!(set_necessity(&[], &[]), None);
    }

    fn cases() -> impl Strategy<Value = (Vec<(f64, f64)>, Vec<f64>)> {
        (1_usize..6).prop_flat_map(|n| {
            (
                proptest::collection::vec((0_u8..=4, 0_u8..=4), n),
                proptest::collection::vec(0_u8..=4, n),
            )
                .prop_map(|(x, y)| {
                    let quarter = |it: u8| f64::from(it) / 4.0;
                    let x =
                        x.iter().map(|(a, b)| (quarter(*a.min(b)), quarter(*a.max(b)))).collect();
                    (x, y.iter().map(|it| quarter(*it)).collect())
                })
        })
    }

    proptest! {
        #[test]
        fn bounds_agree_with_going_through_all_completions((condition, outcome) in cases()) {
            let Some(bounds) = set_necessity_bounds(&condition, &outcome) else { return Ok(()) };
            // Every membership in quarters, at most 5^5 completions.
            let mut all = vec![Vec::new()];
            for (low, high) in &condition {
                all = all
                    .iter()
                    .flat_map(|start: &Vec<f64>| {
                        (0..=4_u8)
                            .map(|it| f64::from(it) / 4.0)
                            .filter(|it| low <= it && it <= high)
                            .map(|it| { let mut more = start.clone(); more.push(it); more })
                            .collect::<Vec<_>>()
                    })
                    .collect();
            }
            let range = |values: Vec<f64>| {
                values.into_iter().map(|x| (x, x)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
            };
            let found: Vec<_> = all.iter().map(|it| set_necessity(it, &outcome).unwrap()).collect();
            let near = |a: (f64, f64), b: (f64, f64)| {
                (a.0 - b.0).abs() < 1e-12 && (a.1 - b.1).abs() < 1e-12
            };
            let consistency = range(found.iter().map(|it| it.consistency).collect()).unwrap();
            prop_assert!(near(bounds.consistency, consistency));
            if let Some(coverage) = bounds.coverage {
                let expected = range(found.iter().filter_map(|it| it.coverage).collect()).unwrap();
                prop_assert!(near(coverage, expected), "{coverage:?} {expected:?}");
            }
            if let Some(relevance) = bounds.relevance {
                let expected = range(found.iter().filter_map(|it| it.relevance).collect()).unwrap();
                prop_assert!(near(relevance, expected));
            }
        }

        #[test]
        fn necessity_one_way_is_sufficiency_the_other((condition, outcome) in cases()) {
            let x: Vec<f64> = condition.iter().map(|it| it.0).collect();
            if let (Some(a), Some(b)) = (set_necessity(&x, &outcome), set_sufficiency(&outcome, &x)) {
                prop_assert_eq!(a.consistency, b.consistency);
            }
        }
    }
}
