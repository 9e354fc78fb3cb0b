//! The yearly report of a cluster as pages: filled in with what is known, saved as a draft, sent in
//! as a change set.

use std::collections::BTreeMap;

use karenina_access::{Draft, Saved};
use karenina_model::{Code, ColumnType, Problem, TableId};
use karenina_report::{Report, cell_text, problem_text, row_name};
use karenina_store::{FileDigest, Import};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::{plain, token};
use crate::{
    answer::{Answer, Trouble},
    asked::encoded,
    desk::Desk,
    routes::{Form, Look},
};

/// Empty rows below those that are known.
const BLANK: usize = 5;
/// The most rows of one table that a page takes.
const ROWS: usize = 500;

/// A table as it is filled in: rows of texts by the names of columns.
type Rows = Vec<BTreeMap<String, String>>;

fn desk<'a>(look: &'a Look<'_>) -> Result<&'a Desk, Trouble> {
    look.office.people.as_ref().ok_or(Trouble::NeedsAccounts)
}

/// The year that is reported on.
fn period(look: &Look<'_>) -> String {
    (look.office.options.today)().year().to_string()
}

/// The tables of a yearly report: those whose rows belong to a cluster.
fn tables() -> impl Iterator<Item = TableId> {
    TableId::all().filter(|it| {
        let refers = |at: &usize| {
            matches!(
                it.schema().columns[*at].kind,
                ColumnType::Reference(TableId::CLUSTERS)
                    | ColumnType::References(TableId::CLUSTERS)
            )
        };
        *it == TableId::CLUSTERS || it.schema().owner.iter().any(refers)
    })
}

/// The columns of a form: a table's own; the cluster itself is not asked for.
fn columns(look: &Look<'_>, table: TableId) -> Vec<usize> {
    let schema = table.schema();
    (0..schema.n_own)
        .filter(|at| look.sees(table, *at) && Some(*at) != owner(table))
        .filter(|at| table != TableId::CLUSTERS || Some(*at) != schema.key)
        .collect()
}

/// The column that names the cluster, where it names one.
fn owner(table: TableId) -> Option<usize> {
    if table == TableId::CLUSTERS {
        return None;
    }
    let is = |at: &usize| {
        matches!(table.schema().columns[*at].kind, ColumnType::Reference(TableId::CLUSTERS))
    };
    table.schema().owner.iter().copied().find(is)
}

/// What is known of a cluster in a table.
fn known(look: &Look<'_>, report: &Report<'_>, table: TableId, cluster: u32) -> Rows {
    let rows: Vec<u32> = if table == TableId::CLUSTERS {
        vec![cluster]
    } else {
        report.dataset.rows_of(table, cluster).to_vec()
    };
    let it = report.dataset.table(table);
    let columns = columns(look, table);
    rows.into_iter()
        .filter(|row| it.counts(*row))
        .take(ROWS)
        .map(|row| {
            columns
                .iter()
                .map(|at| {
                    let text = cell_text(report.dataset, table, row, *at, look.lang);
                    (table.schema().columns[*at].name.clone(), text)
                })
                .filter(|it| !it.1.is_empty())
                .collect()
        })
        .collect()
}

/// What a draft says of a table.
fn drafted(draft: Option<&Draft>, table: TableId) -> Option<Rows> {
    let rows = draft?.cells.get(table.name())?.as_array()?;
    Some(
        rows.iter()
            .filter_map(Value::as_object)
            .map(|row| {
                row.iter()
                    .filter_map(|(name, it)| Some((name.clone(), it.as_str()?.to_owned())))
                    .collect()
            })
            .collect(),
    )
}

pub(crate) fn overview(look: &Look<'_>) -> Result<Answer, Trouble> {
    page_of_all(look, &[])
}

fn page_of_all(look: &Look<'_>, problems: &[Problem]) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let cluster = look.cluster(&report)?.cluster;
    let (key, period) = (look.param("key"), period(look));
    let draft = desk.with(|it| it.draft(key, &period))?;
    let query = look.asked.query();
    let at = |table: TableId| format!("/form/{}/{}{query}", encoded(key), table.name());
    let body = html! {
        @if !problems.is_empty() {
            section { div.said role="alert" {
                p { (look.word("site-form-not-sent")) }
                ul.prob { @for it in problems { li { span.mono { (it.code.id()) " " (karenina_report::place(&it.place)) } (problem_text(it, look.lang)) } } }
            } }
        }
        section {
            div.scroll tabindex="0" role="region" aria-label=(look.word("site-form-tables")) {
                table.d {
                    caption.h { (look.word("site-form-tables")) }
                    thead { tr {
                        th scope="col" { (look.word("site-form-table")) }
                        th.r scope="col" { (look.word("site-form-known")) }
                        th.r scope="col" { (look.word("site-form-drafted")) }
                    } }
                    tbody {
                        @for table in tables() {
                            @let drafted = drafted(draft.as_ref(), table);
                            tr {
                                th scope="row" { a href=(at(table)) { (look.lang.of(&table.schema().title)) } }
                                td.r { (known(look, &report, table, cluster).len()) }
                                td.r { @match drafted { Some(rows) => (rows.len()), None => "–" } }
                            }
                        }
                    }
                }
            }
            @if let Some(it) = &draft {
                p.note { (look.say("site-form-saved", &[("when", &it.saved_at.to_string()), ("version", &it.version.to_string())])) }
                form.decide action={ "/form/" (encoded(key)) (query) } method="post" {
                    (token(look))
                    p { label { (look.word("site-reason")) " " input type="text" name="reason"; } }
                    button type="submit" { (look.word("site-form-send")) }
                }
                p.note { (look.word("site-form-send-lead")) }
            } @else { p.note { (look.word("site-form-nothing")) } }
            p { a href={ "/changes" (query) } { (look.word("site-form-workbook")) } }
        }
    };
    let title = look.say(
        "site-form-of",
        &[("cluster", row_name(&report, TableId::CLUSTERS, cluster)), ("period", &period)],
    );
    Ok(Answer::Page { body: plain(&title, &look.word("site-form-lead"), &body), title })
}

fn table_of(look: &Look<'_>) -> Result<TableId, Trouble> {
    TableId::named(look.param("table"))
        .filter(|it| tables().any(|other| other == *it))
        .ok_or(Trouble::NotFound)
}

pub(crate) fn table(look: &Look<'_>) -> Result<Answer, Trouble> {
    page_of_table(look, None)
}

/// What two people saved: one of them sees both.
struct Both {
    theirs: Draft,
    mine: Rows,
}

fn page_of_table(look: &Look<'_>, both: Option<&Both>) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let cluster = look.cluster(&report)?.cluster;
    let table = table_of(look)?;
    let (key, period) = (look.param("key"), period(look));
    let draft = desk.with(|it| it.draft(key, &period))?;
    let version = draft.as_ref().map_or(0, |it| it.version);
    let known = known(look, &report, table, cluster);
    let drafted = drafted(draft.as_ref(), table);
    let shown = match both {
        Some(it) => it.mine.clone(),
        None => drafted.unwrap_or_else(|| known.clone()),
    };
    let theirs = both.and_then(|it| self::drafted(Some(&it.theirs), table)).unwrap_or_default();
    let columns = columns(look, table);
    let is_one = table == TableId::CLUSTERS;
    let rows = if is_one { 1 } else { (shown.len() + BLANK).min(ROWS) };
    let empty = BTreeMap::new();
    let query = look.asked.query();
    let body = html! {
        section {
            p { a href={ "/form/" (encoded(key)) (query) } { "← " (look.word("site-form-tables")) } }
            @if let Some(about) = &table.schema().about { p { (look.lang.of(about)) } }
            @if let Some(it) = both {
                div.said role="alert" {
                    p { (look.say("site-form-conflict", &[("account", &it.theirs.account.to_string()), ("when", &it.theirs.saved_at.to_string())])) }
                }
            }
            form.sheet action={ "/form/" (encoded(key)) "/" (table.name()) (query) } method="post" {
                (token(look))
                input type="hidden" name="version" value=(both.map_or(version, |it| it.theirs.version));
                input type="hidden" name="rows" value=(rows);
                @if is_one {
                    @let row = shown.first().unwrap_or(&empty);
                    @for at in &columns { (field(look, table, *at, 0, row, theirs.first(), true)) }
                } @else {
                    div.scroll tabindex="0" role="region" aria-label=(look.lang.of(&table.schema().title)) {
                        table.d {
                            caption.h { (look.lang.of(&table.schema().title)) }
                            thead { tr { @for at in &columns { th scope="col" { (look.lang.of(&table.schema().columns[*at].title)) } } } }
                            tbody {
                                @for n in 0..rows {
                                    @let row = shown.get(n).unwrap_or(&empty);
                                    tr { @for at in &columns { td { (field(look, table, *at, n, row, theirs.get(n), false)) } } }
                                }
                            }
                        }
                    }
                }
                p { button type="submit" { (look.word("site-form-save")) } }
            }
        }
    };
    let title = look.lang.of(&table.schema().title).to_owned();
    Ok(Answer::Page {
        body: plain(&title, row_name(&report, TableId::CLUSTERS, cluster), &body),
        title,
    })
}

/// One cell: with a list where its words are a closed list.
fn field(
    look: &Look<'_>,
    table: TableId,
    at: usize,
    n: usize,
    row: &BTreeMap<String, String>,
    theirs: Option<&BTreeMap<String, String>>,
    with_label: bool,
) -> Markup {
    let about = &table.schema().columns[at];
    let name = format!("{n}.{}", about.name);
    let text = row.get(&about.name).map_or("", String::as_str);
    let title = look.lang.of(&about.title);
    let other = theirs.and_then(|it| it.get(&about.name)).filter(|it| *it != text);
    let words: Option<Vec<&str>> = match about.kind {
        ColumnType::Code(of) => Some(of.codes.iter().map(|(_, it)| look.lang.of(it)).collect()),
        _ => None,
    };
    let input = html! {
        @match words.filter(|it| text.is_empty() || it.contains(&text)) {
            Some(words) => select name=(name) aria-label=(title) {
                option value="" selected[text.is_empty()] { "–" }
                @for it in words { option value=(it) selected[it == text] { (it) } }
            },
            None => input type="text" name=(name) value=(text) aria-label=(title);,
        }
        @if let Some(other) = other { span.note { (look.word("site-form-theirs")) " " (other) } }
    };
    html! {
        @if with_label {
            p { label { (title) br; (input) }
                @if let Some(about) = &about.about { br; span.note { (look.lang.of(about)) } } }
        } @else { (input) }
    }
}

/// The rows that a form holds; those with nothing in them are none.
fn sent(form: &Form, look: &Look<'_>, table: TableId) -> Rows {
    let n = form.get("rows").and_then(|it| it.parse().ok()).unwrap_or(0).min(ROWS);
    let names: Vec<&str> = columns(look, table)
        .into_iter()
        .map(|at| table.schema().columns[at].name.as_str())
        .collect();
    (0..n)
        .map(|n| {
            names
                .iter()
                .filter_map(|name| {
                    let text = form.get(&format!("{n}.{name}"))?;
                    Some(((*name).to_owned(), text.to_owned()))
                })
                .collect()
        })
        .filter(|row: &BTreeMap<String, String>| !row.is_empty())
        .collect()
}

/// Saves a table of the draft. What somebody else saved meanwhile stays, and both are shown.
pub(crate) fn save(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let account = look.who.account.as_ref().ok_or(Trouble::NeedsAccounts)?;
    let table = table_of(look)?;
    let (key, period) = (look.param("key"), period(look));
    let begun: u64 = form.get("version").and_then(|it| it.parse().ok()).unwrap_or(0);
    let rows = sent(form, look, table);
    let draft = desk.with(|it| it.draft(key, &period))?;
    let mut cells = match &draft {
        Some(it) => it.cells.as_object().cloned().unwrap_or_default(),
        None => Map::new(),
    };
    let list = rows
        .iter()
        .map(|row| {
            let texts = row.iter().map(|(name, it)| (name.clone(), Value::from(it.as_str())));
            Value::Object(texts.collect())
        })
        .collect();
    cells.insert(table.name().to_owned(), Value::Array(list));
    let now = (look.office.options.now)();
    let saved = desk
        .with(|it| it.save_draft((key, &period), &Value::Object(cells), begun, account.id, now))?;
    match saved {
        Saved::Kept { .. } => {
            Ok(Answer::go(format!("/form/{}{}", encoded(key), look.asked.query())))
        }
        Saved::Conflict { theirs } => {
            page_of_table(look, Some(&Both { theirs: *theirs, mine: rows }))
        }
    }
}

/// Sends the draft in: a change set, on which somebody decides.
pub(crate) fn send(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let (key, period) = (look.param("key"), period(look));
    let draft = desk.with(|it| it.draft(key, &period))?;
    let draft = draft.ok_or(Trouble::Empty("site-form-table"))?;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for table in tables() {
        let Some(rows) = drafted(Some(&draft), table) else { continue };
        files.push((format!("{}.csv", table.name()), written(table, key, &rows)));
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, it)| (name.as_str(), it.as_slice())).collect();
    let reading = karenina_io::read_embedded(&format!("form {key} {period}"), &files);
    crate::guard::may_propose(look.who, &reading.dataset)?;
    let errors: Vec<Problem> = reading
        .problems
        .iter()
        // What the form refers to may be in the register already.
        .filter(|it| {
            it.severity() == karenina_model::Severity::Error && it.code != Code::ReferenceDangling
        })
        .cloned()
        .collect();
    if !errors.is_empty() {
        return page_of_all(look, &errors);
    }
    let import = Import {
        data: &reading.dataset,
        files: reading
            .files
            .iter()
            .map(|it| FileDigest { name: it.name.clone(), sha256: it.sha256.clone() })
            .collect(),
        since: None,
        whole: false,
    };
    let found = look.office.change(&look.who.name, form.get("reason"), |register, act| {
        register.propose(&import, act)
    })?;
    desk.with(|it| it.drop_draft(key, &period))?;
    Ok(Answer::go(format!("/changes/{}{}", found.change_set, look.asked.query())))
}

/// A table as the reader takes it: the cluster is named in each row.
fn written(table: TableId, cluster: &str, rows: &Rows) -> Vec<u8> {
    let names: Vec<&str> = table
        .schema()
        .columns
        .iter()
        .map(|it| it.name.as_str())
        .filter(|name| rows.iter().any(|row| row.contains_key(*name)))
        .collect();
    let of = match owner(table) {
        Some(at) => Some(table.schema().columns[at].name.as_str()),
        None => table.schema().key.map(|at| table.schema().columns[at].name.as_str()),
    };
    let of = if table == TableId::CLUSTERS || owner(table).is_some() { of } else { None };
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    _ = out.write_record(of.into_iter().chain(names.iter().copied()));
    for row in rows {
        let cells = names.iter().map(|name| row.get(*name).map_or("", String::as_str));
        _ = out.write_record(of.map(|_| cluster).into_iter().chain(cells));
    }
    out.into_inner().unwrap_or_default()
}
