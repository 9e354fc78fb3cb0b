//! What each verb does: one call into the crates below, one answer.

mod advise;
mod diff;
mod figure;
mod letter;
pub(crate) mod map;
mod mark;
mod necessity;
mod network;
mod new;
mod people;
mod recipe;
mod register;
mod robust;
mod scheme;
mod serve;

pub(crate) use advise::advise;
pub(crate) use diff::diff;
pub(crate) use figure::figure;
pub(crate) use letter::letter;
pub(crate) use necessity::necessity;
pub(crate) use network::network;
pub(crate) use new::new;
pub(crate) use people::people;
pub(crate) use recipe::recipe;
pub(crate) use register::{register, verify};
pub(crate) use robust::robust;
pub(crate) use scheme::scheme;
pub(crate) use serve::serve;

use std::{
    fmt::Write as _,
    io::IsTerminal,
    path::{Path, PathBuf},
};

use anyhow::bail;
use clap::CommandFactory;
use karenina_assess::{ClusterVerdict, Options};
use karenina_model::{Code, Place, Problem, Severity, TableId, nearest};
use karenina_report::{self as report, Lang};

use crate::{
    args::{
        Args, Assess, Catalogue, CatalogueCommand, CatalogueInput, Check, Explain, Format,
        ListFormat,
    },
    inputs::{self, Judged},
    output::{self, Outcome},
};

/// The report that stands beside the table where nothing else was asked for.
const REPORT: &str = "karenina-report.html";

pub(crate) fn assess(args: &Assess) -> anyhow::Result<Outcome> {
    let quiet = args.input.common.quiet;
    let mut judged = output::with_progress(quiet, "reading and judging", || {
        inputs::judged_with(&args.input, &args.what_if.set)
    })?;
    let changes = diff::what_if(&args.input, &args.what_if, &judged)?;
    if let Some(changes) = changes.filter(|_| !quiet) {
        // Beside the answer where that is for machines, before it where both are read.
        if args.out.is_none() && matches!(args.format, None | Some(Format::Table)) {
            output::print(|out| writeln!(out, "{changes}"))?;
        } else {
            output::complain(&changes);
        }
    }
    let by_name = args.out.as_deref().filter(|it| !it.is_dir()).and_then(Format::of_file);
    let format = args.format.or(by_name);
    match (&args.out, format) {
        (None, None) => {
            let path = PathBuf::from(REPORT);
            output::write_file(&path, &judged.inputs, |out| render(&judged, Format::Html, out))?;
            let text = report::terminal(&judged.report(), output::colour(), output::width());
            output::print(|out| out.write_all(text.as_bytes()))?;
            if !quiet {
                output::print(|out| {
                    writeln!(out, "{}", report::written(&path.display().to_string(), judged.lang))
                })?;
            }
        }
        (out, format) => {
            let format = format.unwrap_or(Format::Html);
            let style = style(args.style.as_deref(), &mut judged.inputs)?;
            // A file of the user's may be no template, which is no trouble of writing.
            let packed = match (format, &style) {
                (Format::Docx, Some(_)) => {
                    let sure = judged.sureness();
                    let it = report::Report { robustness: Some(&sure), ..judged.report() };
                    let document = report::document(&it);
                    Some(docx(&document, style.as_ref(), judged.lang)?)
                }
                _ => None,
            };
            let name = PathBuf::from(REPORT).with_extension(format.ending()).display().to_string();
            let binary = format.is_binary();
            let path =
                deliver(&judged, out.as_deref(), &name, binary, quiet, |out| match &packed {
                    Some(it) => out.write_all(it),
                    None => render(&judged, format, out),
                })?;
            if let (Format::Parquet, Some(path)) = (format, path) {
                // A Parquet file holds one table; that of the claims stands beside it.
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let beside = path.with_file_name(format!("{stem}-claims.parquet"));
                deliver(&judged, Some(&beside), "", true, quiet, |out| {
                    out.write_all(&report::claims_parquet(&judged.report())?)
                })?;
            }
        }
    }
    let any_not_met =
        judged.found.clusters.iter().any(|it| it.verdict == ClusterVerdict::NotSustainable);
    Ok(if args.strict && any_not_met { Outcome::NotMet } else { Outcome::Answered })
}

/// Where bytes go: to a file, a folder, whatever reads this program's output, or, where that is
/// a terminal and they are no text, a file of this name. The file's path, if it is one.
fn deliver(
    judged: &Judged,
    out: Option<&Path>,
    name: &str,
    binary: bool,
    quiet: bool,
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> anyhow::Result<Option<PathBuf>> {
    let path = match out {
        Some(out) if out.is_dir() => out.join(name),
        Some(out) => out.to_owned(),
        None if binary && std::io::stdout().is_terminal() => PathBuf::from(name),
        None => {
            output::print(write)?;
            return Ok(None);
        }
    };
    output::write_file(&path, &judged.inputs, write)?;
    if !quiet {
        output::complain(&report::written(&path.display().to_string(), judged.lang));
    }
    Ok(Some(path))
}

/// What is read by people is no table of data: workbook and Parquet are made of assessments alone.
fn not_a_table(format: Option<Format>, lang: Lang) -> anyhow::Result<()> {
    let Some(format @ (Format::Xlsx | Format::Parquet)) = format else { return Ok(()) };
    let problem = Problem::new(Code::FormatNotHere, Place::file("--format"))
        .with("found", format.ending())
        .with("known", "table, json, csv, md, html, docx, pdf");
    bail!("{}", report::problem_line(&problem, lang));
}

/// A DOCX that gives the look, with its path for messages.
fn style(
    path: Option<&Path>,
    inputs: &mut Vec<PathBuf>,
) -> anyhow::Result<Option<(PathBuf, Vec<u8>)>> {
    let Some(path) = path else { return Ok(None) };
    let bytes = inputs::bytes(path)?;
    inputs.push(path.to_owned());
    Ok(Some((path.to_owned(), bytes)))
}

fn docx(
    document: &report::Document,
    style: Option<&(PathBuf, Vec<u8>)>,
    lang: Lang,
) -> anyhow::Result<Vec<u8>> {
    match (report::docx(document, style.map(|it| it.1.as_slice())), style) {
        (Ok(it), _) => Ok(it),
        (Err(_), Some((path, _))) => bail!("{}", letter::no_style(path, lang)),
        (Err(_), None) => bail!("the document could not be packed"),
    }
}

fn render(judged: &Judged, format: Format, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    // Pages that are read say how sure the verdicts are.
    let sure = match format {
        Format::Html | Format::Docx | Format::Pdf => Some(judged.sureness()),
        Format::Table
        | Format::Json
        | Format::Csv
        | Format::Md
        | Format::Xlsx
        | Format::Parquet => None,
    };
    let it = report::Report { robustness: sure.as_ref(), ..judged.report() };
    match format {
        Format::Table => {
            out.write_all(report::terminal(&it, output::colour(), output::width()).as_bytes())
        }
        Format::Json => report::json(&it, out),
        Format::Csv => report::csv(&it, out),
        Format::Md => out.write_all(report::markdown(&it).as_bytes()),
        Format::Html => out.write_all(report::html(&it).as_bytes()),
        Format::Xlsx => out.write_all(&report::xlsx(&it)?),
        Format::Docx => {
            let packed = report::docx(&report::document(&it), None);
            out.write_all(&packed.map_err(|_| std::io::ErrorKind::InvalidData)?)
        }
        Format::Pdf => out.write_all(&report::pdf(&report::document(&it))),
        Format::Parquet => out.write_all(&report::findings_parquet(&it)?),
    }
}

pub(crate) fn check(args: &Check) -> anyhow::Result<Outcome> {
    let mut judged =
        output::with_progress(args.input.common.quiet, "reading and checking", || {
            inputs::judged(&args.input)
        })?;
    judged.problems.extend(karenina_assess::network::network_problems(&judged.dataset));
    if let Some(path) = &args.last {
        let (last, _, inputs) = inputs::reading_as_it_is(Some(path))?;
        judged.problems.extend(karenina_assess::check_against(
            &judged.catalogue,
            &last.dataset,
            &judged.dataset,
        ));
        judged.inputs.extend(inputs);
    }
    judged.problems.sort_by_key(Problem::severity);
    if let Some(dir) = &args.mark {
        mark::write(&judged, args.input.path.as_deref(), dir, args.input.common.quiet)?;
    }
    let faults = judged.problems.iter().any(|it| it.severity() != Severity::Note);
    let by_name = args.out.as_deref().and_then(Format::of_file).and_then(|it| match it {
        Format::Json => Some(ListFormat::Json),
        Format::Csv => Some(ListFormat::Csv),
        Format::Table
        | Format::Md
        | Format::Html
        | Format::Xlsx
        | Format::Docx
        | Format::Pdf
        | Format::Parquet => None,
    });
    let format = args.format.or(by_name).unwrap_or(ListFormat::Table);
    let render = |out: &mut dyn std::io::Write| match format {
        ListFormat::Table => {
            out.write_all(report::problem_list(&judged.problems, judged.lang).as_bytes())
        }
        ListFormat::Json => report::problems_json(&judged.problems, judged.lang, out),
        ListFormat::Csv => report::problems_csv(&judged.problems, judged.lang, out),
    };
    match &args.out {
        Some(path) => output::write_file(path, &judged.inputs, render)?,
        None => output::print(render)?,
    }
    Ok(if faults { Outcome::NotMet } else { Outcome::Answered })
}

pub(crate) fn explain(args: &Explain) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.input.common);
    if let Some(code) = Code::parse(&args.subject) {
        let text = report::problem_explained(code, lang);
        return output::print(|out| out.write_all(text.as_bytes())).map(|()| Outcome::Answered);
    }
    let judged = inputs::judged(&args.input)?;
    let clusters = judged.dataset.table(TableId::CLUSTERS);
    let Some(cluster) = clusters.find(&args.subject) else {
        let near = nearest(&args.subject, clusters.rows().map(|it| clusters.key(it)));
        bail!("{}", report::no_cluster(&args.subject, near, lang));
    };
    let Some(asked) = &args.indicator else {
        bail!("{}", report::no_indicator("", None, lang));
    };
    let sign = judged.catalogue.model.signs.iter().find(|it| it.id.eq_ignore_ascii_case(asked));
    let indicators: Vec<usize> = match (sign, judged.catalogue.find(asked)) {
        (Some(sign), _) => sign.required.clone(),
        (None, Some(at)) => vec![at],
        (None, None) => {
            let known = judged.catalogue.indicators.iter().map(|it| it.id.as_str());
            bail!("{}", report::no_indicator(asked, nearest(asked, known), lang));
        }
    };
    let options = Options { on: judged.found.on, seed: judged.found.seed };
    for at in indicators {
        let explanation =
            karenina_assess::explain(&judged.catalogue, &judged.dataset, options, cluster, at);
        let text = report::explanation(&judged.report(), &explanation);
        output::print(|out| out.write_all(text.as_bytes()))?;
    }
    Ok(Outcome::Answered)
}

pub(crate) fn catalogue(args: &Catalogue) -> anyhow::Result<Outcome> {
    match &args.what {
        CatalogueCommand::List(input) => {
            let loaded = inputs::catalogue(input.catalogue.as_deref())?;
            let lang = inputs::lang(&input.common);
            let text = report::indicator_list(&loaded.catalogue, lang)
                + &report::policy_list(&loaded.catalogue, lang);
            output::print(|out| out.write_all(text.as_bytes()))?;
            Ok(Outcome::Answered)
        }
        CatalogueCommand::Show { id, input } => {
            let lang = inputs::lang(&input.common);
            let loaded = inputs::catalogue(input.catalogue.as_deref())?;
            let policy_item = report::find_policy_item(&loaded.catalogue, id);
            let text = match (loaded.catalogue.find(id), policy_item) {
                (Some(at), _) => report::indicator_page(&loaded.catalogue, at, lang),
                (None, Some(item)) => report::policy_page(&loaded.catalogue, item, lang),
                (None, None) => {
                    let known = loaded.catalogue.indicators.iter().map(|it| it.id.as_str());
                    let measures = loaded.catalogue.advice.measures.iter().map(|it| it.id.as_str());
                    bail!("{}", report::no_indicator(id, nearest(id, known.chain(measures)), lang));
                }
            };
            output::print(|out| out.write_all(text.as_bytes()))?;
            Ok(Outcome::Answered)
        }
        CatalogueCommand::Check(input) => catalogue_check(input),
    }
}

/// The files, then every worked case.
fn catalogue_check(input: &CatalogueInput) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&input.common);
    let loaded = inputs::catalogue(input.catalogue.as_deref())?;
    let mut problems = loaded.problems;
    let mut n_cases = 0;
    for (at, indicator) in loaded.catalogue.indicators.iter().enumerate() {
        for case in &indicator.cases {
            n_cases += 1;
            let outcome = karenina_assess::case_outcome(&loaded.catalogue, at, case);
            if !outcome.holds {
                problems.push(case_problem(indicator, case, &outcome, lang));
            }
        }
    }
    let mut text = String::new();
    if !problems.is_empty() {
        text += &report::problem_list(&problems, lang);
    }
    let n = loaded.catalogue.indicators.len();
    writeln!(text, "{}", report::catalogue_counts(n, n_cases, problems.len(), lang))?;
    output::print(|out| out.write_all(text.as_bytes()))?;
    Ok(if problems.is_empty() { Outcome::Answered } else { Outcome::NotMet })
}

fn case_problem(
    indicator: &karenina_catalogue::Indicator,
    case: &karenina_catalogue::Case,
    outcome: &karenina_assess::CaseOutcome,
    lang: Lang,
) -> Problem {
    let expected = case.expected.value.map_or_else(
        || "absent".to_owned(),
        |(low, high)| if low == high { low.to_string() } else { format!("{low}..{high}") },
    );
    let found =
        outcome.finding.value.interval().map_or_else(|| "absent".to_owned(), |it| it.to_string());
    let word = |it| report::verdict_word(it, lang);
    Problem::new(Code::CaseFails, Place::file(format!("indicators/{}.toml", indicator.id)))
        .with("name", case.name.as_str())
        .with("expected", format!("{expected}, {}", word(case.expected.verdict)))
        .with("found", format!("{found}, {}", word(outcome.finding.verdict)))
}

pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "karenina", &mut text);
    output::print(|out| out.write_all(&text)).map(|()| Outcome::Answered)
}

pub(crate) fn man() -> anyhow::Result<Outcome> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut text)?;
    output::print(|out| out.write_all(&text)).map(|()| Outcome::Answered)
}
