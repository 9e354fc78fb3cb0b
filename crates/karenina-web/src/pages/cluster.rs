//! One cluster, and why each of its values is what it is.

use karenina_assess::Options;
use karenina_model::TableId;
use karenina_report::{row_name, site_cluster, site_explanation, site_mentions};
use maud::html;

use super::{downloads, plain};
use crate::{
    answer::{Answer, Trouble},
    asked::encoded,
    routes::Look,
};

/// How many rows of a table a cluster's page shows.
const ROWS: usize = 50;

pub(crate) fn cluster(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let it = look.cluster(&report)?;
    let query = look.asked.query();
    let key = encoded(look.param("key"));
    let name = row_name(&report, TableId::CLUSTERS, it.cluster);
    let file = |ending: &str| format!("/download/{key}.{ending}");
    let files = [file("docx"), file("pdf"), file("json")];
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let sees = |table, column| look.sees(table, column);
    let body = html! {
        main #main {
            (site_cluster(&report, &query, it, judgement.peers()))
            section {
                p { a href={ "/clusters/" (key) "/network" (query) } { (look.word("site-network-of")) } }
                p { a href={ "/clusters/" (key) "/advice" (query) } { (look.word("site-advice-of")) } }
                @if look.office.people.is_some() && look.may_on(karenina_access::Action::Propose, look.param("key")) {
                    p { a href={ "/form/" (key) (query) } { (look.word("site-form-fill")) } }
                }
                @if look.office.options.is_register {
                    p { a href={ "/history/clusters/" (key) (query) } { (look.word("site-history-of")) } }
                }
            }
            section {
                (site_mentions(&report, &query, (TableId::CLUSTERS, it.cluster), ROWS, &sees, &|table, row| look.shows(report.dataset, table, row)))
            }
            (downloads(look, &files))
        }
    };
    Ok(Answer::Page { title: name.to_owned(), body })
}

pub(crate) fn explain(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let it = look.cluster(&report)?;
    let indicator = look.indicator(&report)?;
    let options = Options { on: report.found.on, seed: report.found.seed };
    // Of all that is known, as the page of the cluster is; what the reader may not see is left out
    // where it is shown.
    let all = &judgement.judged().dataset;
    let found = karenina_assess::explain(report.catalogue, all, options, it.cluster, indicator);
    let body = site_explanation(&report, &found, judgement.peers());
    if look.asked.get("part").is_some() {
        return Ok(Answer::Part(body));
    }
    let query = look.asked.query();
    let key = encoded(look.param("key"));
    let name = row_name(&report, TableId::CLUSTERS, it.cluster);
    let id = &report.catalogue.indicators[indicator].id;
    let body = html! {
        p { a href={ "/clusters/" (key) (query) } { "← " (name) } " · "
            a href={ "/indicators/" (id) (query) } { (look.word("site-indicator-of")) } }
        (body)
    };
    let title = look.lang.of(&report.catalogue.indicators[indicator].title).to_owned();
    Ok(Answer::Page { body: plain(&look.word("site-why"), "", &body), title })
}
