//! Editions: the tables of a moment under a name, frozen and citable.

use karenina_store::Moment;
use maud::html;

use super::{plain, token};
use crate::{
    answer::{Answer, Trouble},
    asked::encoded,
    routes::{Form, Look},
};

pub(crate) fn list(look: &Look<'_>) -> Result<Answer, Trouble> {
    let register = look.office.register()?;
    let list = register.editions();
    let query = look.asked.query();
    let body = html! {
        section {
            @if list.is_empty() { p { (look.word("site-nothing")) } }
            @else {
                div.scroll tabindex="0" role="region" aria-label=(look.word("site-editions")) {
                    table.d.stack {
                        caption.h { (look.word("site-editions")) }
                        thead { tr {
                            th scope="col" { (look.word("site-name")) }
                            th scope="col" { (look.word("site-as-of")) }
                            th scope="col" { (look.word("site-frozen")) }
                            th scope="col" { "sha256" }
                        } }
                        tbody {
                            @for it in &list {
                                tr {
                                    th scope="row" { a href={ "/editions/" (encoded(&it.name)) (query) } { (it.name) } }
                                    td data-head=(look.word("site-as-of")) { (it.as_of) }
                                    td data-head=(look.word("site-frozen")) { (it.on) ", #" (it.entry) }
                                    td data-head="sha256" { code { (it.content) } }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if look.may(karenina_access::Action::NameEdition) { section {
            h2 { (look.word("site-freeze")) }
            form.decide action={ "/editions" (query) } method="post" {
                (token(look))
                p { label { (look.word("site-name")) " " input type="text" name="name" required maxlength="80"; } }
                p { label { (look.word("site-as-of")) " " input type="date" name="as_of"; } }
                p { label { (look.word("site-reason")) " " input type="text" name="reason"; } }
                button type="submit" { (look.word("site-freeze")) }
            }
        } }
    };
    let title = look.word("site-editions");
    Ok(Answer::Page { body: plain(&title, &look.word("site-editions-lead"), &body), title })
}

pub(crate) fn freeze(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let name = form.need("name", "site-name")?;
    let as_of = form
        .get("as_of")
        .map(|it| it.parse().map_err(|_| Trouble::NotADay(it.to_owned())))
        .transpose()?;
    look.office.change(&look.who.name, form.get("reason"), |register, act| {
        register.freeze(name, Moment { as_of, known_on: None }, act)
    })?;
    Ok(Answer::go(format!("/editions{}", look.asked.query())))
}

/// The tables of an edition as a workbook.
pub(crate) fn one(look: &Look<'_>) -> Result<Answer, Trouble> {
    let name = look.param("name");
    let (_, exported) = look.office.register()?.edition(name)?;
    let tables: Vec<karenina_report::RegisterTable<'_>> = exported
        .tables
        .iter()
        .map(|it| {
            // Columns that the reader may not see are not in the workbook.
            let seen: Vec<bool> = it
                .heading()
                .map(|name| {
                    let column = it.table.schema().column(name);
                    column.is_some_and(|at| look.sees(it.table, at))
                })
                .collect();
            let heading = only(it.heading().collect(), &seen);
            (it.table.name(), heading, it.rows().map(|row| only(row, &seen)).collect())
        })
        .collect();
    let bytes =
        karenina_report::tables_workbook(&tables).map_err(|it| Trouble::Inside(it.to_string()))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(Answer::File { name: format!("{name}.xlsx"), kind, bytes })
}

/// The cells of a row that are seen.
fn only<'a>(row: Vec<&'a str>, seen: &[bool]) -> Vec<&'a str> {
    row.into_iter().zip(seen).filter(|it| *it.1).map(|it| it.0).collect()
}
