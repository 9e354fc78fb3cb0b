//! Support, condition, adjust, wait, redirect, withhold, refuse, or find out first.

use karenina_catalogue::{Catalogue, RefusalCode, RuleKind};
use karenina_model::Truth;

use super::{ClusterAdvice, Terms};
use crate::{ClusterFinding, ClusterVerdict};

/// What to do with a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Decision {
    /// Support it with this set of measures.
    Support,
    /// Support it with this set if the conditions that are named are met.
    OnCondition,
    /// It is supported already: adjust its support to this set.
    Adjust,
    /// It is too early to judge.
    Wait,
    /// What is missing is beyond cluster policy: pass it on.
    Redirect,
    /// No money until what is named has been mended.
    Withhold,
    /// Do not support it.
    Refuse,
    /// Find out these facts first.
    FindOut,
}

impl Decision {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Support,
        Self::OnCondition,
        Self::Adjust,
        Self::Wait,
        Self::Redirect,
        Self::Withhold,
        Self::Refuse,
        Self::FindOut,
    ];

    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::OnCondition => "on_condition",
            Self::Adjust => "adjust",
            Self::Wait => "wait",
            Self::Redirect => "redirect",
            Self::Withhold => "withhold",
            Self::Refuse => "refuse",
            Self::FindOut => "find_out",
        }
    }

    /// Whether a set of measures goes with it that may be paid for.
    pub fn spends(self) -> bool {
        match self {
            Self::Support | Self::OnCondition | Self::Adjust => true,
            Self::Wait | Self::Redirect | Self::Withhold | Self::Refuse | Self::FindOut => false,
        }
    }
}

/// The first of these that applies: a rule refuses or withholds; nothing is missing; too little is
/// known; too much is missing; what is missing cannot be mended; the set is too dear or too unsure;
/// otherwise support, on condition where a condition stands, as an adjustment where it is supported.
/// A refusal for what was found needs the robust verdict, and waits while it is too early to judge.
pub(super) fn decide(
    catalogue: &Catalogue,
    terms: &Terms,
    found: &ClusterFinding,
    beyond_budget: bool,
    advice: &mut ClusterAdvice,
) {
    let fired = |kind: RuleKind| {
        advice.rules.iter().any(|it| it.certain && catalogue.advice.rules[it.rule].kind == kind)
    };
    let (refuses, withholds) = (fired(RuleKind::Refuse), fired(RuleKind::Withhold));
    let conditions = fired(RuleKind::Condition);
    let robust = found.robust.verdict;
    let mut codes = Vec::new();
    let unmendable = advice.gaps.iter().any(|it| !it.mendable);
    let refused =
        if advice.support.early == Truth::Yes { Decision::Wait } else { Decision::Refuse };
    let decision = if refuses {
        codes.push(RefusalCode::F6);
        Decision::Refuse
    } else if withholds {
        codes.push(RefusalCode::F6);
        Decision::Withhold
    } else {
        match found.verdict {
            ClusterVerdict::Sustainable if robust == ClusterVerdict::Sustainable => {
                codes.push(RefusalCode::F5);
                Decision::Refuse
            }
            ClusterVerdict::Sustainable | ClusterVerdict::Undetermined => {
                codes.push(RefusalCode::F1);
                Decision::FindOut
            }
            ClusterVerdict::NotSustainable if robust != ClusterVerdict::NotSustainable => {
                // A measurement error could be all that is wrong.
                codes.push(RefusalCode::F1);
                Decision::FindOut
            }
            ClusterVerdict::NotSustainable
                if found.robust.failed.len() as f64 > terms.most_missing_signs =>
            {
                codes.push(RefusalCode::F4);
                refused
            }
            ClusterVerdict::NotSustainable if unmendable => {
                codes.push(RefusalCode::F2);
                if advice.outside.is_empty() { refused } else { Decision::Redirect }
            }
            // Nothing has been proven of the sets there are.
            ClusterVerdict::NotSustainable if advice.undecided.is_some() => Decision::FindOut,
            ClusterVerdict::NotSustainable if advice.package.is_none() => {
                codes.push(RefusalCode::F7);
                refused
            }
            ClusterVerdict::NotSustainable if beyond_budget => {
                codes.push(RefusalCode::F3);
                refused
            }
            ClusterVerdict::NotSustainable
                if conditions
                    || !advice.open_signs.is_empty()
                    || advice.package.as_ref().is_some_and(|it| !it.assumed.is_empty()) =>
            {
                Decision::OnCondition
            }
            ClusterVerdict::NotSustainable if advice.support.supported == Truth::Yes => {
                Decision::Adjust
            }
            ClusterVerdict::NotSustainable => Decision::Support,
        }
    };
    advice.decision = decision;
    advice.refusals = codes;
}
