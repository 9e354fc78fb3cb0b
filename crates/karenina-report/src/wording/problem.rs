//! What is wrong with an input, in words: where, what was found, what would be right.

mod examples;

use karenina_model::{Code, Place, Problem, Severity};

use super::{Arg, Words, words};
use crate::Lang;

/// Details that messages ask for and that not every problem of the kind has.
const OPTIONAL: [&str; 6] = ["near", "known", "column", "found", "indicator", "reason"];

/// A problem as a compiler prints it: severity, code, place, what was found and would be right.
pub fn problem_line(problem: &Problem, lang: Lang) -> String {
    let place = place_text(&problem.place);
    let severity = severity_word(problem.severity(), lang);
    let code = problem.code.id();
    // Names of files and texts of cells must not steer the terminal.
    crate::terminal::clean(&format!("{severity} {code} {place}: {}", problem_text(problem, lang)))
}

/// What was found and what would be right; where is printed beside it.
pub fn problem_text(problem: &Problem, lang: Lang) -> String {
    let mut args: Vec<(&'static str, Arg<'_>)> =
        problem.details.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    for name in OPTIONAL {
        if !args.iter().any(|it| it.0 == name) {
            args.push((name, "none".into()));
        }
    }
    words(lang).say(&format!("problem-{}", problem.code.id()), &args)
}

/// All problems, one a line, and how many there are.
pub fn problem_list(problems: &[Problem], lang: Lang) -> String {
    let words = words(lang);
    let mut text = String::new();
    for problem in problems {
        text += &problem_line(problem, lang);
        text.push('\n');
    }
    if problems.is_empty() {
        text += words.word("no-problems");
    } else {
        text += &severity_counts(problems, words);
    }
    text.push('\n');
    text
}

/// What a kind of problem means and what to do.
pub fn help(code: Code, lang: Lang) -> &'static str {
    words(lang).word(&format!("help-{}", code.id()))
}

/// A kind of problem on a page of its own: how severe it is, what it means and what to do, and
/// what the message looks like.
pub fn explained(code: Code, lang: Lang) -> String {
    let words = words(lang);
    let severity = match code.severity() {
        Severity::Error => "problem-is-error",
        Severity::Warning => "problem-is-warning",
        Severity::Note => "problem-is-note",
    };
    let examples: Vec<String> =
        examples::of(code).iter().map(|it| problem_line(it, lang)).collect();
    let examples = examples.join("\n    ");
    format!(
        "**{}**\n\n{}\n\n{}\n\n    {examples}\n",
        words.word(severity),
        help(code, lang),
        words.word("problem-looks-like")
    )
}

/// The same for a terminal, with where to read on.
pub fn problem_explained(code: Code, lang: Lang) -> String {
    let page = problem_page(code, lang);
    let more = words(lang).say("problem-page", &[("page", page.as_str().into())]);
    format!("{}\n\n{}\n{more}\n", code.id(), explained(code, lang).replace("**", ""))
}

/// Where the documentation speaks of a kind of problem.
pub fn problem_page(code: Code, lang: Lang) -> String {
    let page = match lang {
        Lang::En => "docs/problems.md",
        Lang::Ru => "docs/problems.ru.md",
    };
    format!("{page}#{}", code.id().to_lowercase())
}

/// "3 errors, 1 warning".
pub(crate) fn severity_counts(problems: &[Problem], words: &Words) -> String {
    let mut texts = Vec::new();
    for (severity, id) in [
        (Severity::Error, "severity-errors"),
        (Severity::Warning, "severity-warnings"),
        (Severity::Note, "severity-notes"),
    ] {
        let n = problems.iter().filter(|it| it.severity() == severity).count();
        if n > 0 {
            texts.push(words.say(id, &[("n", n.into())]));
        }
    }
    texts.join(", ")
}

pub(crate) fn severity_word(it: Severity, lang: Lang) -> &'static str {
    words(lang).word(match it {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    })
}

/// `members.csv:7 (fee_paid)`, `form.xlsx!Участники!B17 ("Взнос" = fee_paid)`: the heading that
/// whoever filled it in sees, and the name that the schema has for it.
pub(crate) fn place_text(place: &Place) -> String {
    match (&place.column, &place.heading) {
        (Some(column), Some(heading)) => {
            let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
            let heading = match heading.char_indices().nth(60) {
                Some((at, _)) => format!("{}…", &heading[..at]),
                None => heading,
            };
            format!("{place} (\"{heading}\" = {column})")
        }
        (Some(column), None) => format!("{place} ({column})"),
        (None, _) => place.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use karenina_model::{Code, Place, Problem};

    use super::{examples::details, explained, help, place_text, problem_line, problem_text};
    use crate::Lang;

    #[test]
    fn every_kind_of_problem_is_explained_with_an_example_that_names_its_place() {
        for code in Code::ALL {
            for lang in Lang::ALL {
                let text = explained(*code, lang);
                let line = text.lines().find(|it| it.starts_with("    ")).unwrap();
                let place = line.split(code.id()).nth(1).unwrap();
                assert!(
                    place.contains(": ") && place.len() > 20 && !place.starts_with(" :"),
                    "{line}"
                );
            }
        }
    }

    #[test]
    fn every_kind_of_problem_has_its_words() {
        for code in Code::ALL {
            for lang in Lang::ALL {
                for details in details(*code) {
                    let mut problem = Problem::new(*code, Place::file("x.csv"));
                    for (name, text) in &details {
                        problem = problem.with(name, *text);
                    }
                    let text = problem_text(&problem, lang);
                    let id = code.id();
                    assert!(text.chars().count() > 12, "{id}: {text}");
                    assert!(!text.contains("{$"), "{id}: {text}");
                    assert!(!text.contains("`none`") && !text.contains("  "), "{id}: {text}");
                    let first = text.chars().next().unwrap();
                    assert!(
                        !first.is_uppercase() || details.iter().any(|it| text.starts_with(it.1)),
                        "{id}: {text}"
                    );
                }
                assert!(help(*code, lang).chars().count() > 80, "{}", code.id());
            }
        }
    }

    #[test]
    fn a_problem_says_where_what_and_what_would_be_right() {
        let place =
            Place { column: Some("ownership".into()), ..Place::line("organisations.csv", 7) };
        let problem = Problem::new(Code::NotACode, place)
            .with("found", "privat")
            .with("known", "private, state, mixed, foreign")
            .with("near", "private")
            .with("column", "ownership");
        assert_eq!(
            problem_line(&problem, Lang::En),
            "error K0209 organisations.csv:7 (ownership): `privat` is not a word for ownership; \
             did you mean `private`? the words are: private, state, mixed, foreign"
        );
    }

    #[test]
    fn places_in_workbooks_name_sheet_and_cell() {
        let place = Place {
            file: "form.xlsx".into(),
            sheet: Some("Участники".into()),
            cell: Some("B17".into()),
            column: Some("fee_paid".into()),
            heading: None,
            line: None,
        };
        assert_eq!(place_text(&place), "form.xlsx!Участники!B17 (fee_paid)");
        let place = Place { heading: Some("Взнос,\nруб.".into()), ..place };
        assert_eq!(place_text(&place), "form.xlsx!Участники!B17 (\"Взнос, руб.\" = fee_paid)");
    }
}
