//! `diff`: what differs between two datasets or catalogues, and why. And the same for facts that
//! are set by hand.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use karenina_assess::{Comparison, Side, compare};
use karenina_report::{self as report, ComparisonReport};

use crate::{
    args::{Diff, Format, Input, WhatIf},
    inputs::{self, Judged},
    output::{self, Outcome},
};

/// The name of the file where --out is a folder.
const NAME: &str = "karenina-diff";

pub(crate) fn diff(args: &Diff) -> anyhow::Result<Outcome> {
    let quiet = args.common.quiet;
    let side = |path: &Path, catalogue: Option<&PathBuf>| Input {
        recipe: Vec::new(),
        // A folder with a model is a catalogue.
        path: if is_catalogue(path) { args.data.clone() } else { Some(path.to_owned()) },
        as_of: args.as_of,
        known_on: None,
        catalogue: if is_catalogue(path) { Some(path.to_owned()) } else { catalogue.cloned() },
        seed: args.seed,
        common: args.common.clone(),
    };
    let (a, b) = output::with_progress(quiet, "reading and judging twice", || {
        let a = inputs::judged(&side(&args.a, args.catalogue_a.as_ref()))?;
        let b = inputs::judged(&side(&args.b, args.catalogue_b.as_ref()))?;
        anyhow::Ok((a, b))
    })?;
    let mut guard: Vec<PathBuf> = a.inputs.iter().chain(&b.inputs).cloned().collect();
    let style = super::style(args.style.as_deref(), &mut guard)?;
    let comparison = compared(&a, &b);
    let names = (args.a.display().to_string(), args.b.display().to_string());
    let it = ComparisonReport {
        after: b.report(),
        names: (&names.0, &names.1),
        set: &[],
        comparison: &comparison,
    };
    let by_name = args.out.as_deref().filter(|it| !it.is_dir()).and_then(Format::of_file);
    let format = args.format.or(by_name);
    super::not_a_table(format, b.lang)?;
    // A file of the user's may be no template, which is no trouble of writing.
    let packed = match format {
        Some(Format::Docx) => {
            super::docx(&report::comparison_document(&it), style.as_ref(), b.lang)?
        }
        _ => Vec::new(),
    };
    match &args.out {
        None => output::print(|out| render(&it, &packed, format.unwrap_or(Format::Table), out))?,
        Some(out) => {
            let format = format.unwrap_or(Format::Html);
            let path = if out.is_dir() {
                out.join(NAME).with_extension(format.ending())
            } else {
                out.clone()
            };
            output::write_file(&path, &guard, |out| render(&it, &packed, format, out))?;
            if !quiet {
                output::complain(&report::written(&path.display().to_string(), b.lang));
            }
        }
    }
    Ok(Outcome::Answered)
}

/// What facts that were set by hand change, as a text for people; `None` where none was set.
pub(crate) fn what_if(
    input: &Input,
    what_if: &WhatIf,
    judged: &Judged,
) -> anyhow::Result<Option<String>> {
    if what_if.set.is_empty() {
        return Ok(None);
    }
    let before = inputs::judged(input)?;
    let comparison = compared(&before, judged);
    let name = judged.edition.data_name.as_str();
    let with = format!("{name} --set");
    let it = ComparisonReport {
        after: judged.report(),
        names: (name, &with),
        set: &what_if.set,
        comparison: &comparison,
    };
    Ok(Some(report::comparison_terminal(&it, output::width())))
}

fn compared(a: &Judged, b: &Judged) -> Comparison {
    compare(side(a), side(b))
}

fn side(it: &Judged) -> Side<'_> {
    Side { catalogue: &it.catalogue, dataset: &it.dataset, found: &it.found }
}

fn is_catalogue(path: &Path) -> bool {
    path.join("model.toml").is_file()
}

fn render(
    it: &ComparisonReport<'_>,
    packed: &[u8],
    format: Format,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match format {
        Format::Table => out.write_all(report::comparison_terminal(it, output::width()).as_bytes()),
        Format::Json => report::comparison_json(it, out),
        Format::Csv => report::comparison_csv(it, out),
        Format::Md => out.write_all(report::comparison_markdown(it).as_bytes()),
        Format::Html => out.write_all(report::comparison_html(it).as_bytes()),
        Format::Docx => out.write_all(packed),
        Format::Pdf => out.write_all(&report::pdf(&report::comparison_document(it))),
        // Refused before anything is opened.
        Format::Xlsx | Format::Parquet => Ok(()),
    }
}
