//! The pages, one file a subject.

pub(crate) mod advice;
pub(crate) mod catalogue;
pub(crate) mod changes;
pub(crate) mod cluster;
pub(crate) mod compare;
pub(crate) mod download;
pub(crate) mod editions;
pub(crate) mod evidence;
pub(crate) mod find;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod indicator;
pub(crate) mod map;
pub(crate) mod network;
pub(crate) mod organisation;
pub(crate) mod people;
pub(crate) mod problems;
pub(crate) mod programme;

use maud::{Markup, html};

use crate::routes::Look;

/// A page of one column: title, what it is for, and the rest.
pub(crate) fn plain(title: &str, lead: &str, body: &Markup) -> Markup {
    html! {
        header.top {
            h1 { (title) }
            @if !lead.is_empty() { p.lead { (lead) } }
        }
        main #main { (body) }
    }
}

/// The token that a form carries.
fn token(look: &Look<'_>) -> Markup {
    html! { input type="hidden" name="token" value=(look.who.token); }
}

/// The files that hold what a page shows.
fn downloads(look: &Look<'_>, files: &[&str]) -> Markup {
    html! {
        section.downloads aria-labelledby="downloads-h" {
            h2 #downloads-h { (look.word("site-downloads")) }
            ul.links.row {
                @for it in files {
                    li { a href={ (it) (look.asked.query()) } { (it.rsplit('/').next().unwrap_or(it)) } }
                }
            }
        }
    }
}

/// Links to the parts of a long list.
fn steps(look: &Look<'_>, from: u64, most: u64, all: u64) -> Markup {
    let at = |from: u64| {
        let mut more: Vec<(&str, String)> = vec![("from", from.to_string())];
        for (name, value) in &look.asked.rest {
            if name != "from" {
                more.push((name, value.clone()));
            }
        }
        let more: Vec<(&str, &str)> = more.iter().map(|(a, b)| (*a, b.as_str())).collect();
        format!("{}{}", look.path, look.asked.with(&more))
    };
    html! {
        @if all > most || from > 0 {
            nav.steps aria-label=(look.word("site-steps")) {
                @if from > 0 { a rel="prev" href=(at(from.saturating_sub(most))) { "← " (look.word("site-before")) } }
                span { (from + 1) "–" (all.min(from + most)) " / " (all) }
                @if from + most < all { a rel="next" href=(at(from + most)) { (look.word("site-after")) " →" } }
            }
        }
    }
}
