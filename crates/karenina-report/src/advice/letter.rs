//! Reasons in words that can go into a letter.

use karenina_assess::{ClusterAdvice, Decision};
use karenina_catalogue::RuleKind;
use karenina_model::TableId;

use super::{AdviceReport, content::Teller};
use crate::view::View;

/// The paragraphs of a letter to a cluster: decision, reasons, what is missing, what is advised,
/// what has to be found out, and what the decision rests on. `None`: there is no advice on it.
pub fn advice_letter(it: &AdviceReport<'_>, cluster: u32) -> Option<Vec<String>> {
    let view = View::new(&it.report);
    let teller = Teller { it, view: &view, w: view.words };
    let advice = it.advice.clusters.iter().find(|it| it.cluster == cluster)?;
    Some(paragraphs(&teller, advice))
}

/// The decision in a sentence.
pub(super) fn decision_sentence(teller: &Teller<'_>, advice: &ClusterAdvice) -> String {
    let id = match advice.decision {
        Decision::Support => "letter-support",
        Decision::OnCondition => "letter-on-condition",
        Decision::Adjust => "letter-adjust",
        Decision::Wait => "letter-wait",
        Decision::Redirect => "letter-redirect",
        Decision::Withhold => "letter-withhold",
        Decision::Refuse => "letter-refuse",
        Decision::FindOut => "letter-find-out",
    };
    teller.w.say(id, &[("cluster", teller.view.cluster_name(advice.cluster).into())])
}

pub(super) fn paragraphs(teller: &Teller<'_>, advice: &ClusterAdvice) -> Vec<String> {
    let (w, lang, catalogue) = (teller.w, teller.w.lang, teller.it.report.catalogue);
    let mut letter = vec![decision_sentence(teller, advice)];
    let mut reasons = Vec::new();
    for code in &advice.refusals {
        if let Some(it) = catalogue.advice.refusals.iter().find(|it| it.code == *code) {
            reasons.push(lang.of(&it.letter).to_owned());
        }
    }
    for fired in advice.rules.iter().filter(|it| it.certain) {
        let rule = &catalogue.advice.rules[fired.rule];
        let said = match rule.kind {
            RuleKind::Redirect | RuleKind::Withhold | RuleKind::Refuse | RuleKind::Condition => {
                true
            }
            RuleKind::TooEarly | RuleKind::Sequence | RuleKind::Caution | RuleKind::Project => true,
            // What is not known is listed, and gaps have their own paragraph.
            RuleKind::Core => advice.refusals.is_empty(),
            RuleKind::Adjust | RuleKind::NoVerdict => advice.decision.spends(),
        };
        if said {
            let facts = teller.facts(advice, fired);
            let facts =
                if facts.is_empty() { String::new() } else { format!(" ({})", facts.join("; ")) };
            let text = lang.of(&rule.letter).trim_end_matches('.');
            reasons.push(format!("{text}{facts} [{}].", rule.id));
        }
    }
    if !reasons.is_empty() {
        letter.push(reasons.join(" "));
    }
    if !advice.gaps.is_empty() {
        let gaps: Vec<String> = advice.gaps.iter().map(|it| teller.gap(advice, it)).collect();
        letter.push(w.say("letter-missing", &[("list", (&gaps.join("; ")).into())]));
    }
    let measures = advice.package.as_ref().map(|it| it.measures.as_slice()).unwrap_or_default();
    let does = |places: &[usize]| -> String {
        let all = &catalogue.advice.measures;
        places.iter().map(|it| lang.of(&all[*it].does)).collect::<Vec<_>>().join("; ")
    };
    if !measures.is_empty() {
        let id = if advice.decision.spends() { "letter-measures" } else { "letter-would-mend" };
        letter.push(w.say(id, &[("list", (&does(measures)).into())]));
    }
    if !advice.outside.is_empty() {
        letter.push(w.say("letter-outside", &[("list", (&does(&advice.outside)).into())]));
    }
    let changes: Vec<&str> = advice
        .refusals
        .iter()
        .filter_map(|code| catalogue.advice.refusals.iter().find(|it| it.code == *code))
        .map(|it| lang.of(&it.remedy))
        .collect();
    if !changes.is_empty() {
        letter.push(w.say("letter-changes", &[("list", (&changes.join("; ")).into())]));
    }
    let questions = teller.questions(advice);
    if !questions.is_empty() {
        letter.push(w.say("letter-questions", &[("list", (&questions.join(" ")).into())]));
    }
    let key = teller.it.report.dataset.table(TableId::CLUSTERS).key(advice.cluster);
    letter.push(w.say(
        "letter-rests-on",
        &[("date", (&w.date(teller.it.report.found.on)).into()), ("key", key.into())],
    ));
    letter
}
