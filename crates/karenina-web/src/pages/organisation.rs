//! Organisations, and everything that names one.

use karenina_model::TableId;
use karenina_report::{row_name, rows_table, site_mentions, site_row};
use maud::html;

use super::{plain, steps};
use crate::{
    answer::{Answer, Trouble},
    routes::Look,
    search::Kind,
};

/// How many organisations a page lists.
const LISTED: u64 = 100;
/// How many rows of a table an organisation's page shows.
const ROWS: usize = 200;

pub(crate) fn list(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let table = report.dataset.table(TableId::ORGANISATIONS);
    let wanted = look.asked.get("q").unwrap_or_default();
    let rows: Vec<u32> = if wanted.is_empty() {
        table.rows().filter(|it| table.counts(*it)).collect()
    } else {
        let (found, _) = judgement.names().find(wanted, usize::MAX);
        found
            .into_iter()
            .filter_map(|it| match it {
                Kind::Organisation(row) => Some(row),
                Kind::Cluster(_) | Kind::Indicator(_) => None,
            })
            .collect()
    };
    let from = look.asked.number("from").unwrap_or(0).min(rows.len() as u64);
    let shown = &rows[from as usize..rows.len().min((from + LISTED) as usize)];
    let columns = ["key", "id", "name", "name_ru", "kind", "region", "country", "founded_on"];
    let schema = TableId::ORGANISATIONS.schema();
    let sees = |_, at: usize| {
        schema.key == Some(at) || columns.contains(&schema.columns[at].name.as_str())
    };
    let query = look.asked.query();
    let body = html! {
        section {
            form.line action="/organisations" method="get" {
                @if let Some(lang) = look.asked.lang { input type="hidden" name="lang" value=(lang.code()); }
                label { (look.word("site-name-has")) " " input type="search" name="q" value=(wanted); }
                button type="submit" { (look.word("site-find")) }
            }
            @if shown.is_empty() { p { (look.word("site-nothing")) } }
            @else {
                (steps(look, from, LISTED, rows.len() as u64))
                ul.names {
                    @for row in shown {
                        @let key = table.key(*row);
                        li { a href={ "/organisations/" (crate::asked::encoded(key)) (query) } { (row_name(&report, TableId::ORGANISATIONS, *row)) } " " code { (key) } }
                    }
                }
                details {
                    summary { (look.word("site-as-table")) }
                    (rows_table(&report, &query, TableId::ORGANISATIONS, shown, &sees))
                }
                (steps(look, from, LISTED, rows.len() as u64))
            }
        }
    };
    let title = look.word("site-organisations");
    Ok(Answer::Page { body: plain(&title, &look.word("site-organisations-lead"), &body), title })
}

pub(crate) fn one(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let table = report.dataset.table(TableId::ORGANISATIONS);
    let key = look.param("key");
    let row = table.find(key).ok_or_else(|| {
        let near = karenina_model::nearest(key, table.rows().map(|it| table.key(it)));
        Trouble::NoSuch("site-organisation", key.to_owned(), near.map(str::to_owned))
    })?;
    let query = look.asked.query();
    let sees = |table, column| look.sees(table, column);
    let name = row_name(&report, TableId::ORGANISATIONS, row);
    let body = html! {
        section {
            (site_row(&report, &query, (TableId::ORGANISATIONS, row), &sees))
            @if look.office.options.is_register {
                p { a href={ "/history/organisations/" (crate::asked::encoded(key)) (query) } { (look.word("site-history-of")) } }
            }
        }
        section { (site_mentions(&report, &query, (TableId::ORGANISATIONS, row), ROWS, &sees, &|table, row| look.shows(report.dataset, table, row))) }
    };
    Ok(Answer::Page { body: plain(name, "", &body), title: name.to_owned() })
}
