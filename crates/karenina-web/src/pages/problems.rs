//! The inbox of problems: by severity and code, with where and what would be right.

use std::collections::BTreeMap;

use karenina_model::{Problem, Severity};
use karenina_report::{problem_text, site_problems};
use maud::html;

use super::{plain, steps};
use crate::{
    answer::{Answer, Trouble},
    routes::Look,
};

/// How many problems of one code a page lists.
const LISTED: u64 = 100;

pub(crate) fn inbox(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let all = judgement.report(look.lang).problems;
    let title = look.word("site-problems");
    let wanted = look.asked.get("code");
    let mut by_code: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for it in all {
        *by_code.entry((it.severity(), it.code.id())).or_default() += 1;
    }
    let menu = html! {
        nav.filter aria-label=(look.word("site-by-code")) {
            ul.links.row {
                li { a href={ "/problems" (look.asked.query()) } aria-current=[wanted.is_none().then_some("page")] {
                    (look.word("site-all")) " (" (all.len()) ")"
                } }
                @for ((severity, code), n) in &by_code {
                    li {
                        a href={ "/problems" (look.asked.with(&[("code", code)])) }
                            aria-current=[(wanted == Some(code)).then_some("page")] {
                            (mark(*severity)) " " (code) " (" (n) ")"
                        }
                    }
                }
            }
        }
    };
    let body = match wanted {
        None => html! { (menu) (site_problems(all, look.lang)) },
        Some(code) => {
            let of: Vec<&Problem> = all.iter().filter(|it| it.code.id() == code).collect();
            let from = look.asked.number("from").unwrap_or(0).min(of.len() as u64);
            html! {
                (menu)
                section {
                    h2 { (code) }
                    @if let Some(it) = of.first() { p { (karenina_report::help(it.code, look.lang)) } }
                    @else { p { (look.word("site-nothing")) } }
                    (steps(look, from, LISTED, of.len() as u64))
                    ul.prob {
                        @for it in of.iter().skip(from as usize).take(LISTED as usize) {
                            li { span.mono { (karenina_report::place(&it.place)) } (problem_text(it, look.lang)) }
                        }
                    }
                    (steps(look, from, LISTED, of.len() as u64))
                }
            }
        }
    };
    Ok(Answer::Page { body: plain(&title, &look.word("site-problems-lead"), &body), title })
}

fn mark(it: Severity) -> &'static str {
    match it {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Note => "·",
    }
}
