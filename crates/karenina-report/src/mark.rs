//! The words that are put into a sender's workbook: those of the list of problems and of comments.

use karenina_model::{Code, Place, Problem, schema};

use crate::{
    Lang,
    wording::{problem_line, problem_text, severity_word, words},
};

/// The words of the sheet that lists what is wrong with a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkWords {
    /// The name of the sheet.
    pub sheet: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What the colours mean.
    pub about: &'static str,
    /// The headings: number, severity, where, column, what, code.
    pub headings: [&'static str; 6],
    /// What stands for a place without a sheet.
    pub whole_file: &'static str,
}

/// The words of the sheet.
pub fn mark_words(lang: Lang) -> MarkWords {
    let words = words(lang);
    MarkWords {
        sheet: words.word("mark-sheet"),
        title: words.word("mark-title"),
        about: words.word("mark-about"),
        headings: [
            words.word("mark-number"),
            words.word("mark-severity"),
            words.word("mark-where"),
            words.word("mark-column"),
            words.word("mark-what"),
            words.word("mark-code"),
        ],
        whole_file: words.word("mark-whole-file"),
    }
}

/// The texts of a line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkTexts {
    /// How serious it is.
    pub severity: &'static str,
    /// The heading of the column in the sender's sheet; else its title, where every table means
    /// the same by its name.
    pub column: String,
    /// What is wrong, and what would be right.
    pub what: String,
}

/// What the list says of a problem.
pub fn mark_texts(problem: &Problem, lang: Lang) -> MarkTexts {
    let name = problem.place.column.as_deref().unwrap_or_default();
    let mut titles: Vec<&str> = schema::tables()
        .iter()
        .flat_map(|it| &it.columns)
        .filter(|it| it.name == name)
        .map(|it| lang.of(&it.title))
        .collect();
    titles.dedup();
    let column = match (&problem.place.heading, titles.as_slice()) {
        (Some(heading), _) => heading.split_whitespace().collect::<Vec<_>>().join(" "),
        (None, [title]) => (*title).to_owned(),
        (None, _) => name.to_owned(),
    };
    MarkTexts {
        severity: severity_word(problem.severity(), lang),
        column,
        what: problem_text(problem, lang),
    }
}

/// That there is no file of anybody's to mark.
pub fn nothing_to_mark(lang: Lang) -> &'static str {
    words(lang).word("mark-nothing")
}

/// That marked files were written into a folder.
pub fn marked(n: usize, folder: &str, lang: Lang) -> String {
    words(lang).say("mark-written", &[("n", n.into()), ("path", folder.into())])
}

/// That cells of a file could not be marked, and where the list stands.
pub fn not_marked(file: &str, reason: &str, list: &str, lang: Lang) -> String {
    let problem =
        Problem::new(Code::NotMarked, Place::file(file)).with("reason", reason).with("list", list);
    problem_line(&problem, lang)
}
