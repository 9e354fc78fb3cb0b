//! From criteria to signs, from signs to the verdict on a cluster: nothing compensates.

use karenina_catalogue::{Catalogue, SignRule};
use karenina_model::Truth;

use crate::{ClusterVerdict, Finding, Robust, SignFinding, Verdict, shared_error};

/// Judges every sign of the model, in its order.
pub(crate) fn judge_all(catalogue: &Catalogue, findings: &[Finding]) -> Vec<SignFinding> {
    (0..catalogue.model.signs.len()).map(|sign| judge(catalogue, findings, sign)).collect()
}

fn judge(catalogue: &Catalogue, findings: &[Finding], sign: usize) -> SignFinding {
    let about = &catalogue.model.signs[sign];
    let required: Vec<(usize, &Finding)> = about
        .required
        .iter()
        .map(|at| (*at, &findings[*at]))
        .filter(|(_, it)| it.verdict != Verdict::NotApplicable)
        .collect();
    let of_sign = || {
        findings
            .iter()
            .zip(&catalogue.indicators)
            .filter(|(it, indicator)| {
                indicator.sign == sign && it.verdict != Verdict::NotApplicable
            })
            .map(|(it, _)| it)
    };
    let asked = of_sign().count();
    let known = of_sign().filter(|it| it.value.interval().is_some()).count();
    let coverage = if asked == 0 { 0.0 } else { known as f64 / asked as f64 };
    let thin = coverage < catalogue.model.policy.thin_below;
    if required.is_empty() {
        return SignFinding {
            verdict: Verdict::Undetermined,
            near: false,
            degree: (0.0, 1.0),
            chance: (0.0, 1.0),
            coverage,
            thin,
        };
    }
    let needed = needed(about.rule, required.len());
    let all = || required.iter().map(|(_, it)| *it);
    let key = || required.iter().filter(|(at, _)| about.key.contains(at)).map(|(_, it)| *it);
    let truth = |near_counts: bool| {
        let of = |it: &Finding| match it.verdict {
            Verdict::Met => Truth::Yes,
            Verdict::NotMet => Truth::from(near_counts && it.near),
            Verdict::Undetermined | Verdict::NotApplicable | Verdict::NoThreshold => Truth::Unknown,
        };
        Truth::at_least(needed, all().map(of)) & Truth::all(key().map(of))
    };
    let verdict = match truth(false) {
        Truth::Yes => Verdict::Met,
        Truth::No => Verdict::NotMet,
        Truth::Unknown => Verdict::Undetermined,
    };
    let near = verdict == Verdict::NotMet && truth(true) != Truth::No;
    let kth_best = |end: fn(&Finding) -> f64| {
        let mut ends: Vec<f64> = all().map(end).collect();
        ends.sort_by(|a, b| b.total_cmp(a));
        key().map(end).fold(ends[needed - 1], f64::min)
    };
    let degree = (kth_best(|it| it.degree.0), kth_best(|it| it.degree.1));
    let chance_of = |end: fn(&Finding) -> f64| {
        let others: Vec<f64> = required
            .iter()
            .filter(|(at, _)| !about.key.contains(at))
            .map(|(_, it)| end(it))
            .collect();
        let keys: f64 = key().map(end).product();
        let among_others = needed.saturating_sub(key().count());
        keys * karenina_stats::poisson_binomial::at_least(&others, among_others)
    };
    let chance = (chance_of(|it| it.chance.0), chance_of(|it| it.chance.1));
    SignFinding { verdict, near, degree, chance, coverage, thin }
}

/// The verdict on a sign if some of its criteria had other verdicts than they have.
pub(crate) fn verdict_with(
    catalogue: &Catalogue,
    findings: &[Finding],
    sign: usize,
    other: &dyn Fn(usize) -> Option<Verdict>,
) -> Verdict {
    let about = &catalogue.model.signs[sign];
    let of = |at: usize| other(at).unwrap_or(findings[at].verdict);
    let truth = |verdict: Verdict| match verdict {
        Verdict::Met => Truth::Yes,
        Verdict::NotMet => Truth::No,
        Verdict::Undetermined | Verdict::NotApplicable | Verdict::NoThreshold => Truth::Unknown,
    };
    let applicable = || about.required.iter().filter(|at| of(**at) != Verdict::NotApplicable);
    let n = applicable().count();
    if n == 0 {
        return Verdict::Undetermined;
    }
    let holds = Truth::at_least(needed(about.rule, n), applicable().map(|at| truth(of(*at))))
        & Truth::all(applicable().filter(|at| about.key.contains(at)).map(|at| truth(of(*at))));
    match holds {
        Truth::Yes => Verdict::Met,
        Truth::No => Verdict::NotMet,
        Truth::Unknown => Verdict::Undetermined,
    }
}

/// How many of so many applicable criteria are needed.
pub(crate) fn needed(rule: SignRule, applicable: usize) -> usize {
    match rule {
        SignRule::All => applicable,
        SignRule::AtLeast(m) => m.clamp(1, applicable),
    }
}

/// The signs that make up the verdict: all but those that are reported beside it.
pub(crate) fn counted<'a>(
    catalogue: &'a Catalogue,
    signs: &'a [SignFinding],
) -> impl Iterator<Item = (usize, &'a SignFinding)> {
    signs.iter().enumerate().filter(|(at, _)| !catalogue.model.signs[*at].latent)
}

/// All signs met: sustainable. Any not met: not sustainable. Else undetermined.
pub(crate) fn cluster_verdict(catalogue: &Catalogue, signs: &[SignFinding]) -> ClusterVerdict {
    let all = Truth::all(counted(catalogue, signs).map(|(_, it)| match it.verdict {
        Verdict::Met | Verdict::NotApplicable => Truth::Yes,
        Verdict::NotMet => Truth::No,
        Verdict::Undetermined | Verdict::NoThreshold => Truth::Unknown,
    }));
    match all {
        // A model without signs proves nothing.
        Truth::Yes if counted(catalogue, signs).next().is_none() => ClusterVerdict::Undetermined,
        Truth::Yes => ClusterVerdict::Sustainable,
        Truth::No => ClusterVerdict::NotSustainable,
        Truth::Unknown => ClusterVerdict::Undetermined,
    }
}

/// The signs that are not met, upstream first: the model lists them in that order.
pub(crate) fn missing(catalogue: &Catalogue, signs: &[SignFinding]) -> Vec<usize> {
    counted(catalogue, signs)
        .filter(|(_, it)| it.verdict == Verdict::NotMet)
        .map(|(at, _)| at)
        .collect()
}

/// The verdict with errors in mind: the exact product of the signs' chances, its bounds whatever
/// the dependence, and which signs fail beyond the error rate of the model.
pub(crate) fn robust(
    catalogue: &Catalogue,
    findings: &[Finding],
    signs: &[SignFinding],
    seed: u64,
    cluster: u32,
) -> Robust {
    let policy = &catalogue.model.policy;
    let lows: Vec<f64> = counted(catalogue, signs).map(|(_, it)| it.chance.0).collect();
    let highs: Vec<f64> = counted(catalogue, signs).map(|(_, it)| it.chance.1).collect();
    let chance: (f64, f64) = (lows.iter().product(), highs.iter().product());
    let any_dependence = (
        karenina_stats::frechet::bounds(&lows).map_or(0.0, |it| it.0),
        karenina_stats::frechet::bounds(&highs).map_or(1.0, |it| it.1),
    );
    // The hypothesis that a sign is met is given up where even its highest chance is small.
    let adjusted = karenina_stats::holm(&highs).unwrap_or_default();
    let failed = counted(catalogue, signs)
        .zip(adjusted)
        .filter(|(_, p)| *p <= policy.alpha)
        .map(|((at, _), _)| at)
        .collect();
    let verdict = if lows.is_empty() {
        ClusterVerdict::Undetermined
    } else if chance.0 >= policy.robust_sustainable_at_least {
        ClusterVerdict::Sustainable
    } else if chance.1 <= policy.robust_not_at_most {
        ClusterVerdict::NotSustainable
    } else {
        ClusterVerdict::Undetermined
    };
    let shared_error = shared_error::chance(catalogue, findings, seed, cluster);
    Robust { verdict, chance, any_dependence, shared_error, failed }
}
