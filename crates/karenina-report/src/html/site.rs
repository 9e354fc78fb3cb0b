//! Parts of the report as pages of a site: the same findings, with links between pages.
//!
//! What surrounds a page (menu, state, footer) is the site's. A query such as `?lang=ru` goes with
//! every link, since the address holds the state of the view.

use std::sync::OnceLock;

use karenina_assess::{ClusterFinding, Explanation, Peers};
use karenina_model::{Problem, TableId, schema};
use maud::{Markup, html};

use super::{Links, Page, STYLE, class};
use crate::{
    Lang, Report,
    explain::explained,
    form::cell_text,
    shell,
    view::{State, View, row_name},
    wording::words,
};

/// The style sheet of the site's pages.
pub fn site_style(report: &Report<'_>) -> String {
    let view = View::new(report);
    [STYLE, shell::bars(), &Page::new(&view, Links::Within).columns_rule()].concat()
}

/// The programme: the map of clusters by signs, then what is counted.
pub fn site_programme(report: &Report<'_>, query: &str) -> Markup {
    let view = View::new(report);
    let page = Page::new(&view, Links::Site(query));
    html! {
        header.top {
            p.kick { (view.judged_as_of()) ", " (view.as_of_from()) }
            h1 { (view.programme_name()) }
            p.lead { (view.result()) }
            @for it in view.notes() { p.note { (it) } }
            p.note { (page.edition_line()) }
        }
        main #main {
            (page.map())
            (page.programme())
        }
    }
}

/// One cluster, with each of its values leading to what explains it. `peers` is filled when it is
/// first needed and serves every page of the same findings.
pub fn site_cluster(
    report: &Report<'_>,
    query: &str,
    it: &ClusterFinding,
    peers: &OnceLock<Peers>,
) -> Markup {
    let view = View::sharing(report, peers);
    Page::new(&view, Links::Site(query)).cluster(it)
}

/// Why one number is what it is, part by part: what it asks, what it is judged by, who said it.
pub fn site_explanation(report: &Report<'_>, it: &Explanation, peers: &OnceLock<Peers>) -> Markup {
    let view = View::sharing(report, peers);
    let text = explained(&view, it);
    html! {
        @if let Some((first, rest)) = text.top.split_first() {
            h2 { (first) }
            @for it in rest { p.note { (it) } }
        }
        dl.why {
            @for it in &text.parts {
                dt { (it.title) }
                dd {
                    @if !it.text.is_empty() { p { (it.text) } }
                    @if !it.under.is_empty() { ul { @for line in &it.under { li { (line) } } } }
                }
            }
        }
    }
}

/// Every indicator by sign, each a link.
pub fn site_indicators(report: &Report<'_>, query: &str) -> Markup {
    let view = View::new(report);
    let catalogue = report.catalogue;
    html! {
        @for at in view.counted.iter().chain(&view.latent) {
            @let sign = &catalogue.model.signs[*at];
            section {
                h2 { (sign.id) " " (view.of(&sign.title)) }
                p { (view.of(&sign.question)) }
                ul.links {
                    @for indicator in catalogue.indicators_of(*at) {
                        @let it = &catalogue.indicators[indicator];
                        li {
                            span aria-hidden="true" { (if sign.required.contains(&indicator) { "● " } else { "○ " }) }
                            a href={ "/indicators/" (it.id) (query) } { (view.of(&it.title)) }
                        }
                    }
                }
            }
        }
    }
}

/// What an indicator says of every cluster.
pub fn site_indicator_values(report: &Report<'_>, query: &str, indicator: usize) -> Markup {
    let view = View::new(report);
    let page = Page::new(&view, Links::Site(query));
    let w = view.words;
    let about = &report.catalogue.indicators[indicator];
    html! {
        div.scroll tabindex="0" role="region" aria-label=(view.of(&about.title)) {
            table.d {
                caption { (view.of(&about.title)) }
                thead { tr {
                    th scope="col" { (w.word("Cluster")) }
                    th.r scope="col" { (w.word("Value")) }
                    th scope="col" { (w.word("Verdict")) }
                } }
                tbody {
                    @for it in view.sections.iter().flat_map(|it| &it.1) {
                        @let finding = &it.findings[indicator];
                        @let state = View::criterion_state(finding);
                        tr {
                            th scope="row" {
                                a href=(page.cluster_href(it.cluster)) { (view.cluster_name(it.cluster)) }
                            }
                            td.r {
                                a href=(page.explain_href(it.cluster, indicator)) { (w.value(finding.value, about)) }
                            }
                            td {
                                span class={ "t " (class(state)) } aria-hidden="true" { (state.symbol()) } " "
                                @if state == State::Silent { (w.word("verdict-silent")) }
                                @else { (view.criterion_verdict(finding)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every document that is cited.
pub fn site_sources(report: &Report<'_>, query: &str) -> Markup {
    let view = View::new(report);
    Page::new(&view, Links::Site(query)).sources()
}

/// What is asked, how it is judged, and what made this answer.
pub fn site_method(report: &Report<'_>, query: &str) -> Markup {
    let view = View::new(report);
    let page = Page::new(&view, Links::Site(query));
    html! { (page.asked()) (page.method()) (page.edition()) }
}

/// Problems, the first of each severity.
pub fn site_problems(list: &[Problem], lang: Lang) -> Markup {
    shell::problems(list, lang)
}

/// A row as its columns and cells; `sees` says which columns the reader may see.
pub fn site_row(
    report: &Report<'_>,
    query: &str,
    (table, row): (TableId, u32),
    sees: &dyn Fn(TableId, usize) -> bool,
) -> Markup {
    let it = report.dataset.table(table);
    let columns: Vec<usize> = (0..table.schema().columns.len())
        .filter(|at| it.has_column(*at) && sees(table, *at))
        .collect();
    html! {
        dl.ed {
            @for at in columns {
                @let text = cell_text(report.dataset, table, row, at, report.lang);
                @if !text.is_empty() {
                    dt { (report.lang.of(&table.schema().columns[at].title)) }
                    dd { (linked(report, query, (table, row, at), &text)) }
                }
            }
            dt { (words(report.lang).word("site-stood")) }
            dd { code { (crate::wording::place_text(&it.place(row, None))) } }
        }
    }
}

/// Rows of other tables that speak of a row, table by table; of each at most `most`. `shows` says
/// which rows the reader may see.
pub fn site_mentions(
    report: &Report<'_>,
    query: &str,
    (of, row): (TableId, u32),
    most: usize,
    sees: &dyn Fn(TableId, usize) -> bool,
    shows: &dyn Fn(TableId, u32) -> bool,
) -> Markup {
    let w = words(report.lang);
    html! {
        @for table in TableId::all() {
            @let it = report.dataset.table(table);
            @let by: Vec<usize> = referring(table, of).filter(|at| it.has_column(*at) && sees(table, *at)).collect();
            @let rows: Vec<u32> = if by.is_empty() { Vec::new() } else {
                let names = |at: &u32| {
                    by.iter().any(|column| refers(it, *at, *column, of, row)) && shows(table, *at)
                };
                // Rows that belong to a cluster are known; all others are looked through.
                if of == TableId::CLUSTERS && by.iter().all(|at| table.schema().owner.contains(at)) {
                    report.dataset.rows_of(table, row).iter().copied().filter(names).collect()
                } else {
                    it.rows().filter(names).collect()
                }
            };
            @if !rows.is_empty() {
                h2 { (report.lang.of(&table.schema().title)) " (" (rows.len()) ")" }
                @if rows.len() > most {
                    p.note { (w.say("map-first-of", &[("n", most.into()), ("all", rows.len().into())])) }
                }
                (rows_table(report, query, table, &rows[..rows.len().min(most)], sees))
            }
        }
    }
}

/// Rows of a table with the columns that anything stands in.
pub fn rows_table(
    report: &Report<'_>,
    query: &str,
    table: TableId,
    rows: &[u32],
    sees: &dyn Fn(TableId, usize) -> bool,
) -> Markup {
    let it = report.dataset.table(table);
    let text = |row: u32, at: usize| cell_text(report.dataset, table, row, at, report.lang);
    let columns: Vec<usize> = (0..table.schema().columns.len())
        .filter(|at| it.has_column(*at) && sees(table, *at))
        .filter(|at| rows.iter().any(|row| !text(*row, *at).is_empty()))
        .collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(report.lang.of(&table.schema().title)) {
            table.d {
                caption.h { (report.lang.of(&table.schema().title)) }
                thead { tr {
                    @for at in &columns { th scope="col" { (report.lang.of(&table.schema().columns[*at].title)) } }
                } }
                tbody {
                    @for row in rows {
                        tr { @for at in &columns {
                            td { (linked(report, query, (table, *row, *at), &text(*row, *at))) }
                        } }
                    }
                }
            }
        }
    }
}

/// The columns of a table that refer to rows of another.
fn referring(table: TableId, of: TableId) -> impl Iterator<Item = usize> {
    table.schema().columns.iter().enumerate().filter_map(move |(at, it)| match it.kind {
        schema::ColumnType::Reference(to) | schema::ColumnType::References(to) if to == of => {
            Some(at)
        }
        _ => None,
    })
}

fn refers(it: &karenina_model::Table, row: u32, column: usize, of: TableId, to: u32) -> bool {
    match it.id.schema().columns[column].kind {
        schema::ColumnType::Reference(table) => {
            table == of && it.reference(row, column).known() == Some(to)
        }
        schema::ColumnType::References(table) => {
            table == of && it.references(row, column).contains(&to)
        }
        _ => false,
    }
}

/// The text of a cell; what names a cluster or organisation leads to it.
fn linked(
    report: &Report<'_>,
    query: &str,
    (table, row, column): (TableId, u32, usize),
    text: &str,
) -> Markup {
    let page = |of: TableId| match of {
        TableId::CLUSTERS => Some("clusters"),
        TableId::ORGANISATIONS => Some("organisations"),
        _ => None,
    };
    if let schema::ColumnType::Reference(to) = table.schema().columns[column].kind
        && let Some(at) = report.dataset.table(table).reference(row, column).known()
        && let Some(place) = page(to)
    {
        let other = report.dataset.table(to);
        let name = row_name(report, to, at);
        return html! { a href={ "/" (place) "/" (shell::in_path(other.key(at))) (query) } { (name) } };
    }
    html! { (text) }
}

impl Page<'_> {
    /// Where a value is explained: a page of its own in the site.
    pub(super) fn explain_href(&self, cluster: u32, indicator: usize) -> String {
        let Links::Site(query) = self.links else { return self.cluster_href(cluster) };
        let key = self.view.report.dataset.table(TableId::CLUSTERS).key(cluster);
        let id = &self.view.report.catalogue.indicators[indicator].id;
        format!("/clusters/{}/explain/{id}{query}", shell::in_path(key))
    }

    /// A value, which in the site leads to what explains it.
    pub(super) fn value_of(&self, cluster: u32, indicator: usize, text: &str) -> Markup {
        html! {
            @match self.links {
                Links::Within => span.val { (text) },
                Links::Site(_) => a.val data-why="" href=(self.explain_href(cluster, indicator)) { (text) },
            }
        }
    }
}
