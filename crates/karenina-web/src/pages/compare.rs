//! Two days beside each other: which findings and verdicts differ, and why.

use karenina_assess::{Side, compare as compared};
use karenina_report::{ComparisonReport, comparison_html};
use maud::html;

use super::plain;
use crate::{
    answer::{Answer, Trouble},
    asked::Asked,
    office::Judged,
    routes::Look,
};

pub(super) fn side(it: &Judged) -> Side<'_> {
    Side { catalogue: &it.catalogue, dataset: &it.dataset, found: &it.found }
}

pub(crate) fn compare(look: &Look<'_>) -> Result<Answer, Trouble> {
    let day = |name: &str| -> Result<_, Trouble> {
        match look.asked.get(name).filter(|it| !it.is_empty()) {
            None => Ok(None),
            Some(text) => Ok(Some(text.parse().map_err(|_| Trouble::NotADay(text.to_owned()))?)),
        }
    };
    let (with, with_known) = (day("with")?, day("with_known")?);
    if with.is_none() && with_known.is_none() {
        let form = html! {
            section {
                form.line action="/compare" method="get" {
                    @if let Some(lang) = look.asked.lang { input type="hidden" name="lang" value=(lang.code()); }
                    fieldset {
                        legend { (look.word("site-before-that")) }
                        label { (look.word("site-as-of")) " " input type="date" name="with"; }
                        @if look.office.options.is_register {
                            label { (look.word("site-known-on")) " " input type="date" name="with_known"; }
                        }
                    }
                    fieldset {
                        legend { (look.word("site-after-that")) }
                        label { (look.word("site-as-of")) " " input type="date" name="as_of" value=[look.asked.as_of]; }
                        @if look.office.options.is_register {
                            label { (look.word("site-known-on")) " " input type="date" name="known_on" value=[look.asked.known_on]; }
                        }
                    }
                    button type="submit" { (look.word("site-compare")) }
                }
            }
        };
        let title = look.word("site-compare");
        let lead = look.word("site-compare-lead");
        return Ok(Answer::Page { body: plain(&title, &lead, &form), title });
    }
    let before_asked = Asked { as_of: with, known_on: with_known, ..Asked::default() };
    let before = crate::guard::shown(look.office, look.who, &before_asked, look.leave)?;
    let after = look.judgement()?;
    let comparison = compared(side(before.judged()), side(after.judged()));
    let name = |asked: &Asked, judged: &Judged| {
        let mut text = look.say("site-judged-on", &[("day", &judged.found.on.to_string())]);
        if let Some(day) = asked.known_on {
            text += &look.say("site-as-known-on", &[("day", &day.to_string())]);
        }
        text
    };
    let (a, b) = (name(&before_asked, before.judged()), name(look.asked, after.judged()));
    let report = ComparisonReport {
        after: after.report(look.lang),
        names: (&a, &b),
        set: &[],
        comparison: &comparison,
    };
    Ok(Answer::Whole(comparison_html(&report)))
}
