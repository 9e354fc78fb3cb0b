//! What would mend a cluster, and whether to support it at all.

use karenina_assess::{Advice, AdviceOptions, advise};
use karenina_report::{AdviceReport, advice_html};
use maud::html;

use super::plain;
use crate::{
    answer::{Answer, Trouble},
    office::Judged,
    routes::Look,
};

/// The advice on a cluster or on all; `None` where the catalogue has no measures.
pub(super) fn of(it: &Judged, cluster: Option<u32>) -> Option<Advice> {
    let options = AdviceOptions { cluster, ..AdviceOptions::default() };
    (!it.catalogue.advice.measures.is_empty())
        .then(|| advise(&it.catalogue, &it.dataset, &it.found, options))
}

pub(crate) fn programme(look: &Look<'_>) -> Result<Answer, Trouble> {
    page(look, None)
}

pub(crate) fn cluster(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let row = look.cluster(&judgement.report(look.lang))?.cluster;
    page(look, Some(row))
}

fn page(look: &Look<'_>, cluster: Option<u32>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    match of(judgement.judged(), cluster) {
        Some(advice) => Ok(Answer::Whole(advice_html(&AdviceReport { report, advice: &advice }))),
        None => {
            let title = look.word("site-advice");
            let body = html! { section { p { (karenina_report::no_measures(look.lang)) } } };
            Ok(Answer::Page { body: plain(&title, "", &body), title })
        }
    }
}
