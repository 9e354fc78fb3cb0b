//! `check --mark`: the senders' own files back, with what is wrong with them.

use std::path::Path;

use anyhow::bail;
use karenina_io::{Mark, Marks};
use karenina_model::{Code, Problem, Severity};
use karenina_report::{self as report, Lang};

use crate::{
    inputs::{self, Judged},
    output,
};

/// Writes a copy of each file that was read into a folder.
pub(crate) fn write(
    judged: &Judged,
    path: Option<&Path>,
    dir: &Path,
    quiet: bool,
) -> anyhow::Result<()> {
    let Some(path) = path else { bail!("{}", report::nothing_to_mark(judged.lang)) };
    output::make_folder(dir, judged.lang)?;
    let file = |name: &str| if path.is_dir() { path.join(name) } else { path.to_owned() };
    // The files alone: a folder of marked copies may lie in that of the originals.
    let guard: Vec<_> = judged.files.iter().map(|it| file(&it.name)).collect();
    let mut n_marked = 0;
    for read in &judged.files {
        let from = file(&read.name);
        let bytes = inputs::bytes(&from)?;
        let problems: Vec<&Problem> = judged
            .problems
            .iter()
            .filter(|it| it.place.file == read.name && concerns_sender(it))
            .collect();
        let copy = dir.join(&read.name);
        if problems.is_empty() {
            output::write_file(&copy, &guard, |out| out.write_all(&bytes))?;
            continue;
        }
        n_marked += 1;
        let texts: Vec<_> = problems.iter().map(|it| report::mark_texts(it, judged.lang)).collect();
        let marks = marks(&problems, &texts, judged.lang);
        match karenina_io::mark(&bytes, &marks) {
            Ok(marked) => output::write_file(&copy, &guard, |out| out.write_all(&marked))?,
            Err(why) => {
                output::write_file(&copy, &guard, |out| out.write_all(&bytes))?;
                let name = format!("{}.problems.xlsx", read.name);
                let list = karenina_io::problem_workbook(&marks)?;
                output::write_file(&dir.join(&name), &guard, |out| out.write_all(&list))?;
                if !quiet {
                    let note = report::not_marked(&read.name, why.word(), &name, judged.lang);
                    output::complain(&note);
                }
            }
        }
    }
    if !quiet {
        output::complain(&report::marked(n_marked, &dir.display().to_string(), judged.lang));
    }
    Ok(())
}

/// Whether a sender can do anything about it: that a table stands in the files of several senders
/// is no business of any of them.
fn concerns_sender(problem: &Problem) -> bool {
    problem.severity() != Severity::Note
        || problem.place.cell.is_some()
        || problem.code == Code::MoreOfThese
}

fn marks<'a>(problems: &[&'a Problem], texts: &'a [report::MarkTexts], lang: Lang) -> Marks<'a> {
    let words = report::mark_words(lang);
    Marks {
        sheet: words.sheet,
        title: words.title,
        about: words.about,
        headings: words.headings,
        whole_file: words.whole_file,
        list: problems
            .iter()
            .zip(texts)
            .map(|(problem, texts)| Mark {
                place: &problem.place,
                severity: problem.severity(),
                word: texts.severity,
                column: &texts.column,
                text: texts.what.clone(),
                code: problem.code.id(),
            })
            .collect(),
    }
}
