//! What would decide it: the facts to find out, in the order in which finding out pays.

use karenina_catalogue::{Catalogue, SignRule};

use crate::{
    ClusterVerdict, Finding, Question, SignFinding, SmallestSets, Verdict,
    sign::{self, counted, needed},
};

/// How often each criterion is met among the clusters of which it is known.
pub(crate) struct Rates {
    chance: Vec<f64>,
}

impl Rates {
    pub(crate) fn of(catalogue: &Catalogue, judged: &[(Vec<Finding>, Vec<SignFinding>)]) -> Self {
        let policy = &catalogue.model.policy;
        let chance = (0..catalogue.indicators.len())
            .map(|at| {
                let verdicts = || judged.iter().map(|(findings, _)| findings[at].verdict);
                let met = verdicts().filter(|it| *it == Verdict::Met).count() as u64;
                let known = met + verdicts().filter(|it| *it == Verdict::NotMet).count() as u64;
                if known < policy.peers_at_least as u64 {
                    return policy.prior;
                }
                karenina_stats::jeffreys_rate(met, known).unwrap_or(policy.prior)
            })
            .collect();
        Self { chance }
    }
}

/// The questions that are open for a cluster. Where the verdict stands already, they complete
/// the diagnosis and decide nothing; otherwise those that can change it come first, by ascending
/// cost/(1 − p): a check that is cheap or likely to fail is made before one that is dear or sure
/// to pass, since the first failure ends the search (Butterworth 1972).
pub(crate) fn questions(
    catalogue: &Catalogue,
    findings: &[Finding],
    signs: &[SignFinding],
    verdict: ClusterVerdict,
    rates: &Rates,
) -> (Vec<Question>, SmallestSets) {
    let mut open: Vec<Question> = Vec::new();
    for (at, sign) in signs.iter().enumerate() {
        if sign.verdict != Verdict::Undetermined {
            continue;
        }
        for indicator in &catalogue.model.signs[at].required {
            if findings[*indicator].verdict != Verdict::Undetermined {
                continue;
            }
            let latent = catalogue.model.signs[at].latent;
            let outcome = |answer| outcome(catalogue, findings, signs, at, *indicator, answer);
            open.push(Question {
                indicator: *indicator,
                sign: at,
                decides: verdict == ClusterVerdict::Undetermined && !latent,
                if_met: outcome(Verdict::Met),
                if_not_met: outcome(Verdict::NotMet),
                chance: rates.chance[*indicator],
                cost: catalogue.indicators[*indicator].cost,
            });
        }
    }
    let (costs, chances): (Vec<f64>, Vec<f64>) = open.iter().map(|it| (it.cost, it.chance)).unzip();
    let order =
        karenina_stats::cost_order(&costs, &chances).unwrap_or_else(|| (0..open.len()).collect());
    let mut ordered: Vec<Question> = order.iter().map(|at| open[*at].clone()).collect();
    ordered.sort_by_key(|it| !it.decides);
    let smallest = match verdict {
        ClusterVerdict::Undetermined => smallest(catalogue, findings, signs, &ordered),
        ClusterVerdict::Sustainable | ClusterVerdict::NotSustainable => SmallestSets::default(),
    };
    (ordered, smallest)
}

/// The verdicts on sign and cluster if one criterion had this verdict and all else stayed.
fn outcome(
    catalogue: &Catalogue,
    findings: &[Finding],
    signs: &[SignFinding],
    sign: usize,
    indicator: usize,
    answer: Verdict,
) -> (Verdict, ClusterVerdict) {
    let about = &catalogue.model.signs[sign];
    let with_answer = |at: usize| if at == indicator { answer } else { findings[at].verdict };
    let applicable: Vec<Verdict> = about
        .required
        .iter()
        .map(|at| with_answer(*at))
        .filter(|it| *it != Verdict::NotApplicable)
        .collect();
    let truth = |it: &Verdict| match it {
        Verdict::Met => karenina_model::Truth::Yes,
        Verdict::NotMet => karenina_model::Truth::No,
        Verdict::Undetermined | Verdict::NotApplicable | Verdict::NoThreshold => {
            karenina_model::Truth::Unknown
        }
    };
    let needed = needed(about.rule, applicable.len());
    let all = karenina_model::Truth::at_least(needed, applicable.iter().map(truth))
        & karenina_model::Truth::all(about.key.iter().map(|at| truth(&with_answer(*at))));
    let on_sign = match all {
        karenina_model::Truth::Yes => Verdict::Met,
        karenina_model::Truth::No => Verdict::NotMet,
        karenina_model::Truth::Unknown => Verdict::Undetermined,
    };
    let mut changed = signs.to_vec();
    changed[sign].verdict = on_sign;
    (on_sign, sign::cluster_verdict(catalogue, &changed))
}

/// How few facts could settle an undetermined verdict, either way.
fn smallest(
    catalogue: &Catalogue,
    findings: &[Finding],
    signs: &[SignFinding],
    questions: &[Question],
) -> SmallestSets {
    let (mut for_sustainable, mut for_not) = (Some(0), None);
    for (at, sign) in counted(catalogue, signs) {
        if sign.verdict != Verdict::Undetermined {
            continue;
        }
        let about = &catalogue.model.signs[at];
        let of =
            |verdict| about.required.iter().filter(|it| findings[**it].verdict == verdict).count();
        let (met, open, failed) =
            (of(Verdict::Met), of(Verdict::Undetermined), of(Verdict::NotMet));
        let applicable = met + open + failed;
        if applicable == 0 || open == 0 {
            // No fact of this sign is asked for, or none can be: it stays open.
            for_sustainable = None;
            continue;
        }
        let needed = needed(about.rule, applicable);
        for_sustainable = for_sustainable.map(|so_far: usize| so_far + needed.saturating_sub(met));
        let to_fail = match about.rule {
            SignRule::All => 1,
            // As many failures as make the rest too few.
            SignRule::AtLeast(_) => (applicable + 1 - needed).saturating_sub(failed).max(1),
        };
        for_not = Some(for_not.map_or(to_fail, |so_far: usize| so_far.min(to_fail)));
    }
    let (costs, chances): (Vec<f64>, Vec<f64>) =
        questions.iter().filter(|it| it.decides).map(|it| (it.cost, it.chance)).unzip();
    let order: Vec<usize> = (0..costs.len()).collect();
    let expected_cost = karenina_stats::expected_cost(&costs, &chances, &order).unwrap_or(0.0);
    SmallestSets { for_sustainable, for_not_sustainable: for_not, expected_cost }
}
