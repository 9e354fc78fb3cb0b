//! Everything that a page shows, as a file.

use karenina_model::TableId;
use karenina_report::{self as report, Document, Lang, Letter, LetterKind};

use crate::{
    answer::{Answer, Trouble},
    office::Shown,
    routes::Look,
};

fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Answer {
    Answer::File { name: name.to_owned(), kind, bytes }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const CSV: &str = "text/csv; charset=utf-8";

fn inside(it: impl std::fmt::Display) -> Trouble {
    Trouble::Inside(it.to_string())
}

pub(crate) fn one(look: &Look<'_>) -> Result<Answer, Trouble> {
    let name = look.param("file");
    let judgement = look.judgement()?;
    let it = judgement.report(look.lang);
    let Some((stem, ending)) = name.rsplit_once('.') else { return Err(Trouble::NotFound) };
    if stem != "report" && stem != "problems" {
        return of_cluster(&judgement, look, (name, stem, ending));
    }
    let mut bytes = Vec::new();
    match (stem, ending) {
        ("report", "html") => Ok(file(name, crate::answer::HTML, report::html(&it).into_bytes())),
        ("report", "md") => {
            Ok(file(name, "text/markdown; charset=utf-8", report::markdown(&it).into_bytes()))
        }
        ("report", "csv") => {
            report::csv(&it, &mut bytes).map_err(inside)?;
            Ok(file(name, CSV, bytes))
        }
        ("report", "json") => {
            report::json(&it, &mut bytes).map_err(inside)?;
            Ok(file(name, crate::answer::JSON, bytes))
        }
        ("report", "xlsx") => Ok(file(name, XLSX, report::xlsx(&it).map_err(inside)?)),
        ("report", "docx") => packed(name, &report::document(&it), look.lang),
        ("report", "pdf") => Ok(file(name, "application/pdf", report::pdf(&report::document(&it)))),
        ("problems", "csv") => {
            report::problems_csv(it.problems, look.lang, &mut bytes).map_err(inside)?;
            Ok(file(name, CSV, bytes))
        }
        ("problems", "json") => {
            report::problems_json(it.problems, look.lang, &mut bytes).map_err(inside)?;
            Ok(file(name, crate::answer::JSON, bytes))
        }
        _ => Err(Trouble::NotFound),
    }
}

/// One cluster: what is found of it, or the letter with the decision.
fn of_cluster(
    shown: &Shown,
    look: &Look<'_>,
    (name, key, ending): (&str, &str, &str),
) -> Result<Answer, Trouble> {
    let it = &shown.report(look.lang);
    let row = it.dataset.table(TableId::CLUSTERS).find(key).ok_or(Trouble::NotFound)?;
    if ending == "json" {
        let found = it.found.clusters.iter().find(|it| it.cluster == row);
        let mut bytes = Vec::new();
        report::cluster_json(it, found.ok_or(Trouble::NotFound)?, shown.peers(), &mut bytes)
            .map_err(inside)?;
        return Ok(file(name, crate::answer::JSON, bytes));
    }
    let advice = super::advice::of(shown.judged(), Some(row));
    let letter =
        Letter { kind: LetterKind::Decision, cluster: row, text: None, advice: advice.as_ref() };
    let made = report::letter(it, letter)
        .map_err(|_| Trouble::Inside("the text of the letter".to_owned()))?;
    match ending {
        "docx" => packed(name, &made, look.lang),
        "pdf" => Ok(file(name, "application/pdf", report::pdf(&made))),
        _ => Err(Trouble::NotFound),
    }
}

fn packed(name: &str, it: &Document, lang: Lang) -> Result<Answer, Trouble> {
    let bytes = report::docx(it, None)
        .map_err(|_| Trouble::Inside(report::site_text(lang, "site-download", &[])))?;
    Ok(file(name, DOCX, bytes))
}

pub(crate) fn parquet(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let bytes = report::findings_parquet(&judgement.report(look.lang)).map_err(inside)?;
    Ok(file("data.parquet", "application/vnd.apache.parquet", bytes))
}
