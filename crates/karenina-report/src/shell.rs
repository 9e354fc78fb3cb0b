//! What every page begins with, whatever stands in it, and the problems that several end with.

use std::{collections::BTreeSet, sync::LazyLock};

use karenina_model::{Code, Problem, Severity};
use maud::{Markup, PreEscaped, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    Lang,
    wording::{help, place_text, problem_text, severity_counts, words},
};

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

/// A bar of two ends: the sure part solid, the possible part hatched. Widths are classes, since a
/// page of the site allows no styles in its elements.
pub(crate) fn bar((low, high): (f64, f64)) -> Markup {
    let part = |share: f64| (share.clamp(0.0, 1.0) * 100.0).round();
    html! { i class={ "b l" (part(low)) " h" (part(high)) } aria-hidden="true" {} }
}

/// What the classes of bars mean.
pub(crate) fn bars() -> &'static str {
    static RULES: LazyLock<String> = LazyLock::new(|| {
        let rule = |at: i32| format!(".l{at}{{--l:{at}%}}.h{at}{{--h:{at}%}}");
        (0..=100).map(rule).collect()
    });
    &RULES
}

/// Data as a script of a page reads them. A page ends a script where it finds its end, wherever
/// that stands, and overlooks the end after the beginning of a comment.
pub(crate) fn in_script(data: &serde_json::Value) -> String {
    data.to_string().replace("</", "<\\/").replace("<!", "\\u003c!")
}

/// A key as part of an address.
pub(crate) fn in_path(key: &str) -> String {
    utf8_percent_encode(key, IN_PATH).to_string()
}

/// Letters, digits and what needs no disguise in an address.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How many problems of a severity a page lists.
const LISTED: usize = 200;

/// The problems of the data behind a page, folded away where they are many; that some are left out
/// is said.
pub(crate) fn problems(list: &[Problem], lang: Lang) -> Markup {
    let w = words(lang);
    let parts =
        [("Errors", Severity::Error), ("Warnings", Severity::Warning), ("Notes", Severity::Note)];
    html! {
        section #problems aria-labelledby="problems-h" {
            h2 #problems-h { (w.word("Problems")) }
            @if list.is_empty() { p { (w.word("no-problems")) } }
            @else { p { (severity_counts(list, w)) "." } }
            @for (title, severity) in parts {
                @let of: Vec<_> = list.iter().filter(|it| it.severity() == severity).collect();
                @if !of.is_empty() {
                    details open[of.len() <= 20] {
                        summary { (w.word(title)) " (" (of.len()) ")" }
                        @if of.len() > LISTED {
                            p.note { (w.say("problems-first-of", &[("n", LISTED.into()), ("all", of.len().into())])) }
                        }
                        ul.prob {
                            @for it in of.iter().take(LISTED) {
                                li {
                                    span.mono { (it.code.id()) " " (place_text(&it.place)) }
                                    (problem_text(it, lang))
                                }
                            }
                        }
                    }
                }
            }
            @if !list.is_empty() {
                @let codes: BTreeSet<Code> = list.iter().map(|it| it.code).collect();
                details {
                    summary { (w.word("codes-mean")) }
                    dl.ed {
                        @for code in codes {
                            dt { (code.id()) } dd { (help(code, lang)) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_script;

    #[test]
    fn no_name_ends_a_script_or_hides_its_end() {
        for name in ["</script>", "<!--<script>"] {
            let text = in_script(&serde_json::json!([name]));
            assert!(!text.contains("</") && !text.contains("<!"), "{text}");
            assert_eq!(serde_json::from_str::<[String; 1]>(&text).unwrap(), [name]);
        }
    }
}
