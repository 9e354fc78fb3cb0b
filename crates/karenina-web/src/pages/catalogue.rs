//! The catalogue: every file of it, and what verdicts a change of one would change.

use karenina_assess::compare;
use karenina_report::{ComparisonReport, comparison_html, problem_line};
use maud::html;

use super::{compare::side, plain, token};
use crate::{
    answer::{Answer, Trouble},
    routes::{Form, Look},
};

#[expect(clippy::unnecessary_wraps, reason = "every page answers alike")]
pub(crate) fn list(look: &Look<'_>) -> Result<Answer, Trouble> {
    let query = look.asked.query();
    let body = html! {
        section {
            ul.names.many {
                @for (file, _) in &look.office.options.catalogue {
                    li { a href={ "/catalogue/" (file) (query) } { code { (file) } } }
                }
            }
        }
    };
    let title = look.word("site-catalogue");
    Ok(Answer::Page { body: plain(&title, &look.word("site-catalogue-lead"), &body), title })
}

fn file<'a>(look: &'a Look<'_>) -> Result<&'a (String, String), Trouble> {
    let wanted = look.param("file");
    let all = &look.office.options.catalogue;
    all.iter().find(|it| it.0 == wanted).ok_or_else(|| {
        let near = karenina_model::nearest(wanted, all.iter().map(|it| it.0.as_str()));
        Trouble::NoSuch("site-file", wanted.to_owned(), near.map(str::to_owned))
    })
}

pub(crate) fn edit(look: &Look<'_>) -> Result<Answer, Trouble> {
    let (name, text) = file(look)?;
    Ok(editor(look, name, text, &[]))
}

fn editor(look: &Look<'_>, name: &str, text: &str, said: &[String]) -> Answer {
    let lines = text.lines().count().clamp(12, 40);
    let body = html! {
        section {
            p { a href={ "/catalogue" (look.asked.query()) } { "← " (look.word("site-catalogue")) } }
            @if !said.is_empty() {
                div.said role="alert" { ul.prob { @for it in said { li { (it) } } } }
            }
            form action={ "/catalogue/" (name) (look.asked.query()) } method="post" {
                (token(look))
                label for="text" { (look.word("site-catalogue-text")) }
                textarea #text name="text" rows=(lines) spellcheck="false" wrap="off" { (text) }
                p { button type="submit" { (look.word("site-which-change")) } }
                p.note { (look.word("site-not-saved")) }
            }
        }
    };
    Answer::Page { body: plain(name, "", &body), title: name.to_owned() }
}

/// Judges by the changed file and shows what differs; nothing is saved.
pub(crate) fn try_out(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let (name, _) = file(look)?;
    let text = form.need("text", "site-catalogue-text")?.replace("\r\n", "\n") + "\n";
    let mut files = look.office.options.catalogue.clone();
    if let Some(it) = files.iter_mut().find(|it| it.0 == *name) {
        it.1.clone_from(&text);
    }
    let before = look.judgement()?;
    let (catalogue, problems) = karenina_catalogue::Catalogue::parse(
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())),
    );
    if catalogue.model.signs.is_empty() || !problems.is_empty() {
        let said: Vec<String> = problems.iter().map(|it| problem_line(it, look.lang)).collect();
        if !said.is_empty() {
            return Ok(editor(look, name, &text, &said));
        }
    }
    let after =
        (look.office.options.load)(look.asked.when(), Some(&files)).map_err(Trouble::Load)?;
    let comparison = compare(side(before.judged()), side(&after));
    let (a, b) = (look.word("site-catalogue-now"), look.word("site-catalogue-then"));
    let report = ComparisonReport {
        after: karenina_report::Report {
            catalogue: &after.catalogue,
            dataset: &after.dataset,
            found: &after.found,
            problems: &after.problems,
            edition: &after.edition,
            robustness: None,
            lang: look.lang,
        },
        names: (&a, &b),
        set: &[],
        comparison: &comparison,
    };
    Ok(Answer::Whole(comparison_html(&report)))
}
