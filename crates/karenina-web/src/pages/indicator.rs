//! Indicators: what is asked, by what it is judged, and what every cluster says.

use karenina_report::{indicator_page, site_indicator_values, site_indicators};
use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{Event, Options, Parser};

use super::plain;
use crate::{
    answer::{Answer, Trouble},
    routes::Look,
};

pub(crate) fn list(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let body = site_indicators(&judgement.report(look.lang), &look.asked.query());
    let title = look.word("site-indicators");
    Ok(Answer::Page { body: plain(&title, &look.word("site-indicators-lead"), &body), title })
}

pub(crate) fn one(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let at = look.indicator(&report)?;
    let it = &report.catalogue.indicators[at];
    let text = indicator_page(report.catalogue, at, look.lang);
    let body = html! {
        section.text { (of_markdown(&text.replacen("## ", "# ", 1))) }
        section {
            h2 { (look.word("site-values")) }
            (site_indicator_values(&report, &look.asked.query(), at))
        }
    };
    let title = look.lang.of(&it.title).to_owned();
    Ok(Answer::Page { body: html! { main #main { (body) } }, title })
}

/// A page of the report that is written as Markdown. HTML in it is text: it may come from a
/// catalogue of the user's.
pub(super) fn of_markdown(text: &str) -> Markup {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).map(|it| match it {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    PreEscaped(out)
}

#[cfg(test)]
mod tests {
    use super::of_markdown;

    #[test]
    fn a_catalogue_cannot_bring_a_script_into_a_page() {
        let page =
            of_markdown("# a <script>b</script>\n\n<img src=x onerror=y>\n\n[c](javascript:d)");
        let page = page.into_string();
        assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    }
}
