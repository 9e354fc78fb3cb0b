//! What every page begins with, whatever stands in it.

use maud::{Markup, PreEscaped, html};

/// The head of a self-contained page: nothing is fetched, and both schemes of colour are known.
pub(crate) fn head(program: &str, title: &Markup, styles: &[&str]) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width,initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content={ "karenina " (program) };
            title { (title) }
            style { @for it in styles { (PreEscaped(it)) } }
        }
    }
}
