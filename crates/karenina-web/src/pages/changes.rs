//! Change sets: what came in, what it would change, and what is decided on it.

use karenina_model::Problem;
use karenina_report::{problem_line, problem_text};
use karenina_store::{Change, ChangeSetView, FileDigest, Import, parse_rows};
use maud::{Markup, html};

use super::{plain, steps, token};
use crate::{
    answer::{Answer, Trouble},
    routes::{Form, Look},
};

/// How many rows of a change set a page shows.
const ROWS: u64 = 100;

pub(crate) fn list(look: &Look<'_>) -> Result<Answer, Trouble> {
    listed(look, &[])
}

fn listed(look: &Look<'_>, said: &[String]) -> Result<Answer, Trouble> {
    let register = look.office.register()?;
    let mut sets = register.change_sets(look.asked.get("all").is_some());
    sets.reverse();
    if !look.who.is_alone && look.leave.scope != karenina_access::Scope::All {
        // Those that they brought in themselves.
        sets.retain(|it| it.by == look.who.name);
    }
    let body = html! {
        section {
            @if !said.is_empty() {
                div.said role="alert" { ul.prob { @for it in said { li { (it) } } } }
            }
            @if look.may(karenina_access::Action::Propose) {
            h2 { (look.word("site-import")) }
            p { (look.word("site-import-lead")) }
            form action={ "/import" (look.asked.query()) } method="post" enctype="multipart/form-data" {
                (token(look))
                p { label { (look.word("site-files")) " " input type="file" name="file" multiple required accept=".xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.tsv,.txt,.zip"; } }
                p { label { (look.word("site-holds-since")) " " input type="date" name="since"; } }
                p { label { input type="checkbox" name="whole" value="1"; " " (look.word("site-whole")) } }
                p { label { (look.word("site-reason")) " " input type="text" name="reason"; } }
                button type="submit" { (look.word("site-import")) }
            }
            }
        }
        section {
            h2 { (look.word("site-changes")) }
            @if sets.is_empty() { p { (look.word("site-nothing")) } }
            @else { (table(look, &sets)) }
        }
    };
    let title = look.word("site-changes");
    Ok(Answer::Page { body: plain(&title, &look.word("site-changes-lead"), &body), title })
}

fn table(look: &Look<'_>, sets: &[ChangeSetView]) -> Markup {
    let query = look.asked.query();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(look.word("site-changes")) {
            table.d.stack {
                caption.h { (look.word("site-changes")) }
                thead { tr {
                    th scope="col" { "№" }
                    th scope="col" { (look.word("site-day")) }
                    th scope="col" { (look.word("site-by")) }
                    th scope="col" { (look.word("site-from-files")) }
                    th.r scope="col" { (look.word("site-rows")) }
                    th.r scope="col" { (look.word("site-open")) }
                    th.r scope="col" { (look.word("site-accepted")) }
                    th.r scope="col" { (look.word("site-rejected")) }
                } }
                tbody {
                    @for it in sets {
                        tr {
                            th scope="row" { a href={ "/changes/" (it.id) (query) } { "№ " (it.id) } }
                            td data-head=(look.word("site-day")) { (it.on) }
                            td data-head=(look.word("site-by")) { (look.person(&it.by)) }
                            td data-head=(look.word("site-from-files")) {
                                @match &it.claim { Some(claim) => code { (claim) }, None => (it.files.join(", ")) }
                            }
                            td.r data-head=(look.word("site-rows")) { (it.rows) }
                            td.r data-head=(look.word("site-open")) { (it.open()) }
                            td.r data-head=(look.word("site-accepted")) { (it.accepted) }
                            td.r data-head=(look.word("site-rejected")) { (it.rejected) }
                        }
                    }
                }
            }
        }
    }
}

fn number(look: &Look<'_>) -> Result<u64, Trouble> {
    look.param("set").parse().map_err(|_| Trouble::NotFound)
}

pub(crate) fn one(look: &Look<'_>) -> Result<Answer, Trouble> {
    review(look, &[])
}

fn review(look: &Look<'_>, said: &[String]) -> Result<Answer, Trouble> {
    let id = number(look)?;
    let register = look.office.register()?;
    let set = register.change_set(id)?;
    let from = look.asked.number("from").unwrap_or(0).min(set.rows.saturating_sub(1));
    let rows = register.changes(id, from + 1, ROWS)?;
    let query = look.asked.query();
    let title = look.say("site-change-set", &[("n", &id.to_string())]);
    let body = html! {
        section {
            p { a href={ "/changes" (query) } { "← " (look.word("site-changes")) } }
            @if !said.is_empty() {
                div.said role="alert" { @for it in said { @for line in it.lines() { p { (line) } } } }
            }
            dl.ed {
                dt { (look.word("site-day")) } dd { (set.on) }
                dt { (look.word("site-by")) } dd { (look.person(&set.by)) }
                @if let Some(since) = set.since { dt { (look.word("site-holds-since")) } dd { (since) } }
                dt { (look.word("site-from-files")) } dd { (set.files.join(", ")) }
                dt { (look.word("site-rows")) } dd { (set.rows) }
                dt { (look.word("site-open")) } dd { (set.open()) }
                dt { (look.word("site-accepted")) } dd { (set.accepted) }
                dt { (look.word("site-rejected")) } dd { (set.rejected) }
            }
        }
        @if set.open() > 0 && look.may(karenina_access::Action::Decide) {
            section {
                h2 { (look.word("site-decide")) }
                form.decide action={ "/changes/" (id) "/accept" (query) } method="post" {
                    (token(look))
                    p { label { (look.word("site-which-rows")) " " input type="text" name="rows" placeholder={ "1-" (set.rows) } pattern="[0-9, \\-]*"; } " "
                        span.note { (look.word("site-all-open")) } }
                    p { label { (look.word("site-reason")) " " input type="text" name="reason"; } " "
                        span.note { (look.word("site-reason-to-reject")) } }
                    p { label { input type="checkbox" name="even_so" value="1"; " " (look.word("site-even-so")) } }
                    button type="submit" { "✓ " (look.word("site-accept")) } " "
                    button type="submit" formaction={ "/changes/" (id) "/reject" (query) } { "✗ " (look.word("site-reject")) }
                }
            }
        }
        section {
            h2 { (look.word("site-rows")) }
            (steps(look, from, ROWS, set.rows))
            @for it in &rows { (change(look, it)) }
            (steps(look, from, ROWS, set.rows))
        }
    };
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}

fn change(look: &Look<'_>, it: &Change) -> Markup {
    let (mark, word) = match it.accepted {
        Some(true) => ("✓", "site-accepted-one"),
        Some(false) => ("✗", "site-rejected-one"),
        None => ("?", "site-open-one"),
    };
    html! {
        @let sees_before = crate::guard::sees_before(look.who, look.leave, it);
        article.change id={ "row-" (it.row) } {
            h3 {
                span.soft { (it.row) } " "
                a href={ "/history/" (it.claim) (look.asked.query()) } { (it.claim) } " "
                span.soft { (look.word(&format!("site-kind-{}", it.kind.word()))) " · " (mark) " " (look.word(word)) }
            }
            div.scroll tabindex="0" role="region" aria-label=(it.claim) {
                table.d {
                    caption.h { (it.claim) }
                    thead { tr {
                        th scope="col" { (look.word("site-column")) }
                        th scope="col" { (look.word("site-was")) }
                        th scope="col" { (look.word("site-becomes")) }
                        th scope="col" { (look.word("site-stood")) }
                    } }
                    tbody {
                        @for (column, before, after, place) in it.cells.iter().filter(|cell| look.sees_of_claim(&it.claim, &cell.0)) {
                            tr {
                                th scope="row" { (column) }
                                td { @if before.is_empty() || !sees_before { span.soft { "–" } } @else { del { (before) } } }
                                td { @if after.is_empty() { span.soft { "–" } } @else { ins { (after) } } }
                                td { code { (karenina_report::place(place)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Accepts or rejects; what stands in the way is said above the rows.
fn decided(look: &Look<'_>, form: &Form, accept: bool) -> Result<Answer, Trouble> {
    let id = number(look)?;
    let rows = form.get("rows").map(parse_rows).transpose()?;
    let reason =
        if accept { form.get("reason") } else { Some(form.need("reason", "site-reason")?) };
    let even_so = form.get("even_so").is_some();
    let done = look.office.change(&look.who.name, reason, |register, act| {
        if accept {
            register.accept(id, rows.as_deref(), even_so, act)
        } else {
            register.reject(id, rows.as_deref(), act)
        }
    });
    match done {
        Ok(_) => Ok(Answer::go(format!("/changes/{id}{}", look.asked.query()))),
        Err(Trouble::Store(it @ karenina_store::StoreError::Conflicts(_))) => {
            let told = &look.office.options.told;
            review(look, &[told(crate::Failure::Store(&it), look.lang)])
        }
        Err(it) => Err(it),
    }
}

pub(crate) fn accept(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    decided(look, form, true)
}

pub(crate) fn reject(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    decided(look, form, false)
}

/// Takes up files as a change set; what is wrong with them is said, and nothing is lost.
pub(crate) fn import(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    if form.files.is_empty() {
        return Err(Trouble::Empty("site-files"));
    }
    let since = form
        .get("since")
        .map(|it| it.parse().map_err(|_| Trouble::NotADay(it.to_owned())))
        .transpose()?;
    let files: Vec<(&str, &[u8])> =
        form.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let reading = karenina_io::read_embedded(files[0].0, &files);
    crate::guard::may_propose(look.who, &reading.dataset)?;
    let import = Import {
        data: &reading.dataset,
        files: reading
            .files
            .iter()
            .map(|it| FileDigest { name: it.name.clone(), sha256: it.sha256.clone() })
            .collect(),
        since,
        whole: form.get("whole").is_some(),
    };
    let done = look
        .office
        .change(&look.who.name, form.get("reason"), |register, act| register.propose(&import, act));
    let mut problems: Vec<Problem> = reading.problems;
    match done {
        Ok(found) => {
            problems.extend(found.problems);
            problems.sort_by_key(Problem::severity);
            let to = format!("/changes/{}{}", found.change_set, look.asked.query());
            if problems.is_empty() {
                return Ok(Answer::go(to));
            }
            let title = look.word("site-imported");
            let body = html! {
                section {
                    p { a href=(to) { (look.say("site-change-set", &[("n", &found.change_set.to_string())])) " →" } }
                    ul.prob {
                        @for it in &problems {
                            li { span.mono { (it.code.id()) " " (karenina_report::place(&it.place)) } (problem_text(it, look.lang)) }
                        }
                    }
                }
            };
            Ok(Answer::Page { body: plain(&title, &look.word("site-imported-lead"), &body), title })
        }
        Err(Trouble::Store(it)) => {
            let told = &look.office.options.told;
            let mut said = vec![told(crate::Failure::Store(&it), look.lang)];
            said.extend(problems.iter().map(|it| problem_line(it, look.lang)));
            listed(look, &said)
        }
        Err(it) => Err(it),
    }
}
