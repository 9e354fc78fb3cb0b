//! The programme: clusters by signs; sources; method.

use karenina_report::{site_method, site_programme, site_sources};
use maud::html;

use super::{downloads, plain};
use crate::{
    answer::{Answer, Trouble},
    routes::Look,
};

pub(crate) fn programme(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let files = [
        "/download/report.html",
        "/download/report.xlsx",
        "/download/report.docx",
        "/download/report.pdf",
        "/download/report.json",
        "/download/report.csv",
        "/data.parquet",
    ];
    let body = html! {
        (site_programme(&report, &look.asked.query()))
        div.after { (downloads(look, &files)) }
    };
    Ok(Answer::Page { title: look.word("site-programme"), body })
}

pub(crate) fn sources(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let body = site_sources(&judgement.report(look.lang), &look.asked.query());
    let title = look.word("site-sources");
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}

pub(crate) fn method(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let body = site_method(&judgement.report(look.lang), &look.asked.query());
    let title = look.word("site-method");
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}
