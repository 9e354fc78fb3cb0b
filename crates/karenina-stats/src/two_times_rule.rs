//! The article's rule: twice the national average in four measures at once.

use crate::NoValue;

/// Whether a rule holds for all values that an interval allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleVerdict {
    /// For all of them.
    Met,
    /// For none.
    NotMet,
    /// For some, or the value is not known.
    Undetermined,
}

/// How the four multiples stand against the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoTimesRule {
    /// Employees, revenue, exports, research and development.
    pub measures: [RuleVerdict; 4],
    /// Met when all are, not met when one is not.
    pub all: RuleVerdict,
    /// How many are met for certain, and how many may be.
    pub met: (usize, usize),
}

/// Each multiple of the national average against the same bound: `least` ≤ multiple.
///
/// `multiples` are location quotients (or ratios of intensities) of employees, revenue,
/// exports and research and development, each as (low, high), or `None` where nothing
/// is known; the article's bound is 2, reached by exactly 2. A measure that is not
/// known neither meets nor fails, and no high multiple makes up for a low one. `Err`:
/// `NotAnAmount` when an interval is reversed, negative or not a number;
/// `ParameterOutOfRange` when the bound is not positive.
///
/// ```
/// use karenina_stats::{RuleVerdict, two_times_rule};
/// let known = |x| Some((x, x));
/// let found = two_times_rule([known(2.0), known(3.0), Some((1.5, 2.5)), None], 2.0).unwrap();
/// assert_eq!(found.all, RuleVerdict::Undetermined);
/// assert_eq!(found.met, (2, 4));
/// let failed = two_times_rule([known(1.9), known(9.0), None, None], 2.0).unwrap();
/// assert_eq!(failed.all, RuleVerdict::NotMet);
/// ```
///
/// # Reference
/// Kutsenko, E. (2015). Pilot innovative territorial clusters in Russia: a sustainable
/// development model. *Foresight-Russia* 9(1), 32–55: fields that exceed the national
/// average twice or more.
pub fn two_times_rule(
    multiples: [Option<(f64, f64)>; 4],
    least: f64,
) -> Result<TwoTimesRule, NoValue> {
    if !(least > 0.0 && least.is_finite()) {
        return Err(NoValue::ParameterOutOfRange);
    }
    if !multiples.iter().flatten().all(|&(low, high)| low >= 0.0 && low <= high) {
        return Err(NoValue::NotAnAmount);
    }
    let measures = multiples.map(|it| match it {
        Some((low, _)) if low >= least => RuleVerdict::Met,
        Some((_, high)) if high < least => RuleVerdict::NotMet,
        _ => RuleVerdict::Undetermined,
    });
    let count = |verdict| measures.iter().filter(|&&it| it == verdict).count();
    let (met, not_met) = (count(RuleVerdict::Met), count(RuleVerdict::NotMet));
    let all = match (met, not_met) {
        (4, _) => RuleVerdict::Met,
        (_, 0) => RuleVerdict::Undetermined,
        _ => RuleVerdict::NotMet,
    };
    Ok(TwoTimesRule { measures, all, met: (met, 4 - not_met) })
}

#[cfg(test)]
mod tests {
    use super::{RuleVerdict, two_times_rule};
    use crate::NoValue;
    use proptest::prelude::*;

    /// The article, section on critical mass: "exceed the national average twice or more" in
    /// employees, revenue, exports and R&D; so exactly twice is enough, in each.
    #[test]
    fn exactly_twice_is_enough() {
        let found = two_times_rule([Some((2.0, 2.0)); 4], 2.0).unwrap();
        assert_eq!((found.all, found.met), (RuleVerdict::Met, (4, 4)));
        let found = two_times_rule([Some((2.0 - 1e-12, 2.0 - 1e-12)); 4], 2.0).unwrap();
        assert_eq!((found.all, found.met), (RuleVerdict::NotMet, (0, 0)));
    }

    #[test]
    fn nothing_known_is_undetermined() {
        let found = two_times_rule([None; 4], 2.0).unwrap();
        assert_eq!((found.all, found.met), (RuleVerdict::Undetermined, (0, 4)));
        assert_eq!(two_times_rule([Some((3.0, 2.0)); 4], 2.0), Err(NoValue::NotAnAmount));
        assert_eq!(two_times_rule([Some((f64::NAN, 2.0)); 4], 2.0), Err(NoValue::NotAnAmount));
        assert_eq!(two_times_rule([None; 4], 0.0), Err(NoValue::ParameterOutOfRange));
    }

    proptest! {
        #[test]
        fn a_verdict_stands_for_every_completion(
            lows in proptest::array::uniform4(0.0..4.0),
            widths in proptest::array::uniform4(0.0..2.0),
            places in proptest::array::uniform4(0.0..=1.0)
        ) {
            let part = |at: usize| Some((lows[at], lows[at] + widths[at]));
            let verdict = two_times_rule([part(0), part(1), part(2), part(3)], 2.0).unwrap().all;
            let value = |at: usize| lows[at] + places[at] * widths[at];
            let all = (0..4).all(|at| value(at) >= 2.0);
            prop_assert!(verdict != RuleVerdict::Met || all);
            prop_assert!(verdict != RuleVerdict::NotMet || !all);
        }
    }
}
