//! `letter`: the decision on a cluster, or its annual form.

use anyhow::bail;
use karenina_assess::AdviceOptions;
use karenina_model::{Code, Place, Problem, TableId, nearest};
use karenina_report::{self as report, Lang, LetterKind, TemplateFault};

use crate::{
    args::letter::{Letter, LetterFormat, LetterWhich},
    inputs,
    output::{self, Outcome},
};

pub(crate) fn letter(args: &Letter) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.input.common);
    let kind = match args.kind {
        LetterWhich::Decision => LetterKind::Decision,
        LetterWhich::Annual => LetterKind::AnnualForm,
    };
    if args.show_text {
        output::print(|out| out.write_all(kind.template(lang).as_bytes()))?;
        return Ok(Outcome::Answered);
    }
    let mut judged = inputs::judged(&args.input)?;
    let clusters = judged.dataset.table(TableId::CLUSTERS);
    let Some(cluster) = clusters.find(&args.cluster) else {
        let near = nearest(&args.cluster, clusters.rows().map(|it| clusters.key(it)));
        bail!("{}", report::no_cluster(&args.cluster, near, lang));
    };
    let text = match &args.text {
        Some(path) => {
            judged.inputs.push(path.clone());
            Some(inputs::text(path)?)
        }
        None => None,
    };
    let options = AdviceOptions { cluster: Some(cluster), ..AdviceOptions::default() };
    let advice = (!judged.catalogue.advice.measures.is_empty()).then(|| {
        karenina_assess::advise(&judged.catalogue, &judged.dataset, &judged.found, options)
    });
    let letter = report::Letter { kind, cluster, text: text.as_deref(), advice: advice.as_ref() };
    let document = match report::letter(&judged.report(), letter) {
        Ok(it) => it,
        Err(faults) => {
            let file = args.text.as_ref().map_or_else(String::new, |it| it.display().to_string());
            let lines: Vec<String> =
                faults.iter().map(|it| report::problem_line(&problem(it, &file), lang)).collect();
            bail!("{}", lines.join("\n"));
        }
    };
    let by_name = args.out.as_deref().filter(|it| !it.is_dir()).and_then(LetterFormat::of_file);
    let format = args.format.or(by_name).unwrap_or(LetterFormat::Md);
    let bytes = match format {
        LetterFormat::Md => report::document_markdown(&document).into_bytes(),
        LetterFormat::Html => report::document_html(&document).into_bytes(),
        LetterFormat::Pdf => report::pdf(&document),
        LetterFormat::Docx => {
            let style = super::style(args.style.as_deref(), &mut judged.inputs)?;
            super::docx(&document, style.as_ref(), lang)?
        }
    };
    let name = format!("karenina-letter-{}.{}", file_name(&args.cluster), format.ending());
    let binary = matches!(format, LetterFormat::Docx | LetterFormat::Pdf);
    let quiet = args.input.common.quiet;
    super::deliver(&judged, args.out.as_deref(), &name, binary, quiet, |out| {
        out.write_all(&bytes)
    })?;
    Ok(Outcome::Answered)
}

/// A key as part of the name of a file.
fn file_name(key: &str) -> String {
    key.chars()
        .map(|it| if it.is_alphanumeric() || it == '-' { it } else { '_' })
        .take(60)
        .collect()
}

fn problem(it: &TemplateFault, file: &str) -> Problem {
    let place = Place { line: u32::try_from(it.line).ok(), ..Place::file(file) };
    if it.known.is_empty() {
        return Problem::new(Code::TemplateUnbalanced, place).with("found", it.found.as_str());
    }
    Problem::new(Code::TemplateNameUnknown, place)
        .with("found", it.found.as_str())
        .with("near", it.near.as_deref().unwrap_or("none"))
        .with("known", it.known.join(", "))
}

/// The message that a file is no template for the look of a DOCX.
pub(super) fn no_style(path: &std::path::Path, lang: Lang) -> String {
    let place = Place::file(path.display().to_string());
    report::problem_line(&Problem::new(Code::StyleUnreadable, place), lang)
}
