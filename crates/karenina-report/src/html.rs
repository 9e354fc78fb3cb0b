//! One HTML file that opens from disk: styles inside, no network, everything works without script.
//!
//! The map of signs comes first, since people look before they read; each of its cells leads to
//! the reasons. Texts of the data are escaped by the macro that writes them.

mod back;
mod cluster;
mod diagnosis;
mod figures;
mod map;
mod programme;
mod site;

use std::collections::HashSet;

use karenina_catalogue::Link;
use karenina_model::TableId;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rayon::prelude::*;

use crate::{
    Report, shell,
    view::{Said, State, View},
    wording::{Words, share_bounds},
};

pub(crate) const STYLE: &str = include_str!("html/style.css");
pub use figures::figures_html;
pub use site::{
    rows_table, site_cluster, site_explanation, site_indicator_values, site_indicators,
    site_mentions, site_method, site_problems, site_programme, site_row, site_sources, site_style,
};

const SCRIPT: &str = include_str!("html/script.js");

/// The whole report as one self-contained file.
pub fn html(report: &Report<'_>) -> String {
    let view = View::new(report);
    let page = Page::new(&view, Links::Within);
    let found: Vec<_> = view.sections.iter().flat_map(|(_, it)| it.iter().copied()).collect();
    // Clusters are most of the text and do not depend on each other.
    let clusters: Vec<Markup> = found.par_iter().map(|it| page.cluster(it)).collect();
    let w = view.words;
    let title = view.programme_name();
    let document = html! {
        (DOCTYPE)
        html lang=(report.lang.code()) {
            (shell::head(&report.edition.program, &html! { (title) " · " (view.judged_as_of()) }, &[STYLE, shell::bars(), &page.columns_rule()]))
            body {
                a.skip href="#map" { (w.word("skip-to-map")) }
                (page.header())
                main {
                    (page.map())
                    (page.programme())
                    (page.sureness())
                    (page.figures())
                    section #clusters aria-labelledby="clusters-h" {
                        h2 #clusters-h { (w.word("Clusters")) }
                        @for it in &clusters { (it) }
                    }
                    (page.sources())
                    (page.problems())
                    (page.asked())
                    (page.method())
                    (page.edition())
                }
                footer { p { (w.word("question-of-all")) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    document.into_string()
}

/// What the parts of the page share.
struct Page<'a> {
    view: &'a View<'a>,
    w: &'static Words,
    /// The anchor of each cluster, by its row.
    clusters: Vec<String>,
    /// The anchor of each document of the data, by its row.
    documents: Vec<String>,
    /// For each sign the end of its anchor.
    signs: Vec<String>,
    links: Links<'a>,
}

/// Where links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Links<'a> {
    /// To places of the one file.
    Within,
    /// To pages of the site, each with this query: the address holds the state of the view.
    Site(&'a str),
}

impl<'a> Page<'a> {
    fn new(view: &'a View<'a>, links: Links<'a>) -> Self {
        let anchors = |table: TableId, prefix: &str| {
            let table = view.report.dataset.table(table);
            let mut used = HashSet::new();
            table
                .rows()
                .map(|row| anchor(prefix, table.key(row), row as usize, &mut used))
                .collect()
        };
        let mut used = HashSet::new();
        let signs = view
            .report
            .catalogue
            .model
            .signs
            .iter()
            .enumerate()
            .map(|(at, sign)| anchor("", &sign.id, at, &mut used))
            .collect();
        Self {
            view,
            w: view.words,
            clusters: anchors(TableId::CLUSTERS, "c-"),
            documents: anchors(TableId::SOURCES, "doc-"),
            signs,
            links,
        }
    }

    /// Where a cluster is told of.
    fn cluster_href(&self, row: u32) -> String {
        match self.links {
            Links::Within => format!("#{}", self.cluster_anchor(row)),
            Links::Site(query) => {
                let key = self.view.report.dataset.table(TableId::CLUSTERS).key(row);
                format!("/clusters/{}{query}", shell::in_path(key))
            }
        }
    }

    fn sign_href(&self, cluster: u32, sign: usize) -> String {
        let anchor = self.sign_anchor(cluster, sign);
        match self.links {
            Links::Within => format!("#{anchor}"),
            Links::Site(_) => format!("{}#{anchor}", self.cluster_href(cluster)),
        }
    }

    /// A place that the file has once, which is on a page of its own in the site.
    fn href(&self, page: &str, anchor: &str) -> String {
        match self.links {
            Links::Within => format!("#{anchor}"),
            Links::Site(query) => format!("/{page}{query}#{anchor}"),
        }
    }

    /// The map is as wide as it has columns.
    fn columns_rule(&self) -> String {
        format!("table.map{{--n:{}}}", self.view.counted.len() + self.view.latent.len())
    }

    fn cluster_anchor(&self, row: u32) -> &str {
        &self.clusters[row as usize]
    }

    /// A point cannot be part of a key's anchor, so that no two anchors are the same.
    fn sign_anchor(&self, cluster: u32, sign: usize) -> String {
        format!("{}.{}", self.clusters[cluster as usize], self.signs[sign])
    }

    fn header(&self) -> Markup {
        let (view, w) = (self.view, self.w);
        let sections = [
            ("#map", "Map"),
            ("#programme", "Programme"),
            ("#sureness", "Sureness"),
            ("#figures", "Figures"),
            ("#clusters", "Clusters"),
            ("#sources", "Sources"),
            ("#problems", "Problems"),
            ("#asked", "Asked"),
            ("#method", "Method"),
            ("#edition", "Edition"),
        ];
        // Only where it was looked at.
        let sections = sections
            .into_iter()
            .filter(|it| it.0 != "#sureness" || view.report.robustness.is_some());
        let shown = |to: &str| to != "#figures" || !view.report.catalogue.figures.is_empty();
        let sections = sections.into_iter().filter(|it| shown(it.0));
        let notes = view.notes();
        html! {
            header.top #top {
                p.kick { (view.judged_as_of()) ", " (view.as_of_from()) }
                h1 { (view.programme_name()) }
                p.lead { (view.result()) }
                @if !notes.is_empty() {
                    p.note { @for it in &notes { (it) " " } }
                }
                p.note { (self.edition_line()) }
                nav.toc aria-label=(w.word("Contents")) {
                    ul { @for (to, id) in sections { li { a href=(to) { (w.word(id)) } } } }
                }
            }
        }
    }

    /// Catalogue, data, program and seed; digests cut as people compare them.
    fn edition_line(&self) -> String {
        let it = self.view.report.edition;
        let (catalogue, data) = (short(&it.catalogue), short(&it.data));
        let seed = self.view.report.found.seed.to_string();
        self.w.say(
            "edition-line",
            &[
                ("catalogue", catalogue.into()),
                ("data", data.into()),
                ("program", (&it.program).into()),
                ("seed", (&seed).into()),
            ],
        )
    }

    /// How sure the verdicts are, where that was looked at.
    fn sureness(&self) -> Markup {
        let Some(found) = self.view.report.robustness else { return html! {} };
        html! {
            section #sureness aria-labelledby="sureness-h" {
                h2 #sureness-h { (self.w.word("Sureness")) }
                @for it in crate::robustness::in_report(self.view, found) { (it.html()) }
            }
        }
    }

    /// A mark with its colour; the word stands beside it.
    fn tile(state: State) -> Markup {
        html! { span class={ "t " (class(state)) } aria-hidden="true" { (state.symbol()) } }
    }

    /// A bar: sure part solid, possible part hatched.
    fn bar((low, high): (f64, f64)) -> Markup {
        shell::bar((low, high))
    }

    fn said(&self, it: &Said<'_>) -> Markup {
        html! {
            p.ev {
                (it.mark) " " (it.who)
                @if let Some(on) = &it.on { ", " (on) }
                @if let Some(row) = it.document {
                    ", "
                    a href=(self.href("sources", &self.documents[row as usize])) {
                        (self.view.report.dataset.table(TableId::SOURCES).key(row))
                    }
                }
                @if let Some(via) = it.via { ", " (via) }
                @if let Some(certainty) = it.certainty { ", " (certainty) }
                " · " code { (it.place) }
                @if let Some(note) = it.note { " · " (note) }
            }
        }
    }

    fn source_link(&self, key: &str, at: Option<&str>) -> Markup {
        html! { a href=(self.href("sources", &source_anchor(key))) { (self.view.citation(key, at)) } }
    }

    fn link_item(&self, it: &Link) -> Markup {
        html! {
            li {
                (it.from) " → " (it.to) ": " (self.view.of(&it.says))
                @if it.slow { ", " (self.w.word("link-slow")) }
                " " span.soft { "(" (it.at) ")" }
            }
        }
    }
}

/// The class of a state: its colours.
fn class(state: State) -> &'static str {
    match state {
        State::Met => "m",
        State::NotMet => "n",
        State::Undetermined => "u",
        State::Silent => "s",
        State::NotApplicable => "x",
    }
}

/// A share as CSS writes it.
fn width(share: f64) -> String {
    let text = format!("{:.1}", share.clamp(0.0, 1.0) * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

fn short(digest: &str) -> &str {
    digest.char_indices().nth(12).map_or(digest, |(at, _)| &digest[..at])
}

/// An anchor from a key: letters and digits as they are, anything else a hyphen and the row.
fn anchor(prefix: &str, key: &str, row: usize, used: &mut HashSet<String>) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    let mut anchor = format!("{prefix}{}", key.replace(|it| !plain(it), "-"));
    if key.is_empty() || !key.chars().all(plain) || !used.insert(anchor.clone()) {
        // Keys consist of letters and digits nearly always; two colons are in none of them.
        anchor = format!("{prefix}{}::{row}", &anchor[prefix.len()..]);
        used.insert(anchor.clone());
    }
    anchor
}

fn source_anchor(key: &str) -> String {
    format!("src-{}", key.replace(|it: char| it.is_whitespace(), "-"))
}

/// The first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The two ends of a share as a cell.
fn bounds_cell((low, high): (f64, f64), lang: crate::Lang) -> Markup {
    html! {
        td.r {
            (share_bounds((low, high), lang))
        }
    }
}
