//! What bears a name.

use karenina_model::TableId;
use karenina_report::row_name;
use maud::html;

use super::plain;
use crate::{
    answer::{Answer, Trouble},
    asked::encoded,
    routes::Look,
    search::Kind,
};

/// How many things are listed.
const LISTED: usize = 100;

pub(crate) fn find(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let wanted = look.asked.get("q").unwrap_or_default().trim().to_owned();
    let (found, all) = judgement.names().find(&wanted, LISTED);
    let query = look.asked.query();
    let organisations = report.dataset.table(TableId::ORGANISATIONS);
    let clusters = report.dataset.table(TableId::CLUSTERS);
    let body = html! {
        section {
            @if found.is_empty() { p { (look.say("site-found-nothing", &[("text", &wanted)])) } }
            @if all > LISTED {
                p.note { (look.say("site-first-of", &[("n", &LISTED.to_string()), ("all", &all.to_string())])) }
            }
            ul.names {
                @for it in &found {
                    li {
                        @match *it {
                            Kind::Cluster(row) => {
                                span.soft { (look.word("site-cluster")) " " }
                                a href={ "/clusters/" (encoded(clusters.key(row))) (query) } { (row_name(&report, TableId::CLUSTERS, row)) }
                            }
                            Kind::Indicator(at) => {
                                @let about = &report.catalogue.indicators[at];
                                span.soft { (look.word("site-indicator")) " " }
                                a href={ "/indicators/" (about.id) (query) } { (look.lang.of(&about.title)) }
                            }
                            Kind::Organisation(row) => {
                                @let key = organisations.key(row);
                                span.soft { (look.word("site-organisation")) " " }
                                a href={ "/organisations/" (encoded(key)) (query) } { (row_name(&report, TableId::ORGANISATIONS, row)) } " " code { (key) }
                            }
                        }
                    }
                }
            }
        }
    };
    let title = look.say("site-found", &[("text", &wanted)]);
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}
