//! `karenina figure`: the figures of the article as views of a dataset.

use std::{
    io::{self, Write},
    path::Path,
};

use anyhow::bail;
use karenina_assess::Figure;
use karenina_catalogue::{Catalogue, FigureKind};
use karenina_model::nearest;
use karenina_report as report;

use crate::{
    args::{Figure as Args, figure::FigureFormat},
    inputs::{self, Judged},
    output::{self, Outcome},
};

/// The name of a file that holds several figures.
const FIGURES: &str = "karenina-figures";

pub(crate) fn figure(args: &Args) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.input.common);
    let which = args.which.as_deref().unwrap_or("list");
    if which == "list" {
        let loaded = inputs::catalogue(args.input.catalogue.as_deref())?;
        let text = report::figure_list(&loaded.catalogue, lang);
        output::print(|out| out.write_all(text.as_bytes()))?;
        return Ok(Outcome::Answered);
    }
    let judged = output::with_progress(args.input.common.quiet, "reading and judging", || {
        inputs::judged(&args.input)
    })?;
    let asked = asked(&judged.catalogue, which, lang)?;
    let figures: Vec<Figure> = asked
        .into_iter()
        .map(|at| karenina_assess::figure(&judged.catalogue, &judged.dataset, &judged.found, at))
        .collect();
    let by_name = args.out.as_deref().filter(|it| !it.is_dir()).and_then(FigureFormat::of_file);
    let format = args.format.or(by_name);
    let Some(out) = &args.out else {
        let format = format.unwrap_or(FigureFormat::Table);
        if format == FigureFormat::Svg && figures.len() != 1 {
            bail!("{}", report::one_drawing(figures.len(), lang));
        }
        output::print(|out| render(&judged, &figures, format, out))?;
        return Ok(Outcome::Answered);
    };
    let format = format.unwrap_or(FigureFormat::Svg);
    let quiet = args.input.common.quiet;
    if format == FigureFormat::Svg && figures.len() != 1 {
        if !out.is_dir() {
            bail!("{}", report::one_drawing(figures.len(), lang));
        }
        for it in &figures {
            let path = out.join(it.kind.id()).with_extension("svg");
            write(&judged, std::slice::from_ref(it), format, &path, quiet)?;
        }
        return Ok(Outcome::Answered);
    }
    let path = if out.is_dir() {
        let name = if figures.len() == 1 { figures[0].kind.id() } else { FIGURES };
        out.join(name).with_extension(format.ending())
    } else {
        out.clone()
    };
    write(&judged, &figures, format, &path, quiet)?;
    Ok(Outcome::Answered)
}

fn write(
    judged: &Judged,
    figures: &[Figure],
    format: FigureFormat,
    path: &Path,
    quiet: bool,
) -> anyhow::Result<()> {
    output::write_file(path, &judged.inputs, |out| render(judged, figures, format, out))?;
    if !quiet {
        output::complain(&report::written(&path.display().to_string(), judged.lang));
    }
    Ok(())
}

fn render(
    judged: &Judged,
    figures: &[Figure],
    format: FigureFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    let it = judged.report();
    let text = match format {
        FigureFormat::Svg => {
            figures.iter().map(|figure| report::figure_svg(&it, figure) + "\n").collect()
        }
        FigureFormat::Table => report::figure_text(&it, figures),
        FigureFormat::Csv => return report::figures_csv(&it, figures, out),
        FigureFormat::Json => report::figures_json(&it, figures),
        FigureFormat::Html => report::figures_html(&it, figures),
        FigureFormat::Md => report::figure_page(&it, figures),
    };
    out.write_all(text.as_bytes())
}

/// The places of the figures that are asked for, in the order in which they are.
fn asked(catalogue: &Catalogue, which: &str, lang: report::Lang) -> anyhow::Result<Vec<usize>> {
    if which == "all" {
        return Ok((0..catalogue.figures.len()).collect());
    }
    let mut places = Vec::new();
    for word in which.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        let plain = |text: &str| {
            text.to_lowercase().replace("fig", "").replace(|it: char| !it.is_alphanumeric(), "")
        };
        let found = catalogue
            .figures
            .iter()
            .position(|it| it.kind.id() == word || plain(&it.article) == plain(word));
        let Some(at) = found else {
            let near = nearest(word, FigureKind::ALL.iter().map(|it| it.id()));
            bail!("{}", report::no_figure(word, near, lang));
        };
        places.push(at);
    }
    Ok(places)
}
