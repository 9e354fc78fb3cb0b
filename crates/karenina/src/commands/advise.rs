//! `advise`: what would mend each cluster, and whether to support it.

use std::io::Write;

use anyhow::bail;
use karenina_assess::{Advice, AdviceOptions};
use karenina_model::{Code, Problem, TableId, nearest};
use karenina_report::{self as report, AdviceReport};

use crate::{
    args::{Advise, Format},
    inputs::{self, Judged},
    output::{self, Outcome},
};

/// The name of the file where --out is a folder.
const NAME: &str = "karenina-advice";

pub(crate) fn advise(args: &Advise) -> anyhow::Result<Outcome> {
    let quiet = args.input.common.quiet;
    let mut judged = output::with_progress(quiet, "reading and judging", || {
        inputs::judged_with(&args.input, &args.what_if.set)
    })?;
    let changes = super::diff::what_if(&args.input, &args.what_if, &judged)?;
    if let Some(changes) = changes.filter(|_| !quiet) {
        if args.out.is_none() && matches!(args.format, None | Some(Format::Table)) {
            output::print(|out| writeln!(out, "{changes}"))?;
        } else {
            output::complain(&changes);
        }
    }
    if judged.catalogue.advice.measures.is_empty() {
        bail!("{}", report::no_measures(judged.lang));
    }
    let cluster = match &args.cluster {
        Some(key) => Some(cluster(&judged, key)?),
        None => None,
    };
    let options = AdviceOptions { budget: args.budget, chance: args.chance, cluster };
    let advice = output::with_progress(quiet, "looking for the cheapest measures", || {
        karenina_assess::advise(&judged.catalogue, &judged.dataset, &judged.found, options)
    });
    let style = super::style(args.style.as_deref(), &mut judged.inputs)?;
    let it = AdviceReport { report: judged.report(), advice: &advice };
    let by_name = args.out.as_deref().filter(|it| !it.is_dir()).and_then(Format::of_file);
    let format = args.format.or(by_name);
    super::not_a_table(format, judged.lang)?;
    // Documents say so themselves.
    if !quiet && matches!(format, Some(Format::Json | Format::Csv)) {
        for problem in problems(&judged, &advice) {
            output::complain(&report::problem_line(&problem, judged.lang));
        }
    }
    // A file of the user's may be no template, which is no trouble of writing.
    let packed = match format {
        Some(Format::Docx) => {
            super::docx(&report::advice_document(&it), style.as_ref(), judged.lang)?
        }
        _ => Vec::new(),
    };
    let render = |format: Format, out: &mut dyn Write| match format {
        Format::Table => out.write_all(report::advice_terminal(&it, output::width()).as_bytes()),
        Format::Json => report::advice_json(&it, out),
        Format::Csv => report::advice_csv(&it, out),
        Format::Md => out.write_all(report::advice_markdown(&it).as_bytes()),
        Format::Html => out.write_all(report::advice_html(&it).as_bytes()),
        Format::Docx => out.write_all(&packed),
        Format::Pdf => out.write_all(&report::pdf(&report::advice_document(&it))),
        // Refused before anything is opened.
        Format::Xlsx | Format::Parquet => Ok(()),
    };
    match &args.out {
        None => output::print(|out| render(format.unwrap_or(Format::Table), out))?,
        Some(out) => {
            let format = format.unwrap_or(Format::Html);
            let path = if out.is_dir() {
                out.join(NAME).with_extension(format.ending())
            } else {
                out.clone()
            };
            output::write_file(&path, &judged.inputs, |out| render(format, out))?;
            if !quiet {
                output::complain(&report::written(&path.display().to_string(), judged.lang));
            }
        }
    }
    Ok(Outcome::Answered)
}

/// What the reader of advice has to know beside it.
fn problems(judged: &Judged, advice: &Advice) -> Vec<Problem> {
    let mut list = Vec::new();
    if let Some(budget) = advice.budget_unused {
        let programme = judged.dataset.table(TableId::PROGRAMME);
        let place = programme.place(0, programme.column("budget"));
        list.push(
            Problem::new(Code::BudgetInOtherUnit, place)
                .with("budget", budget.to_string())
                .with("currency", programme.named_text(0, "currency").unwrap_or_default())
                .with("unit", judged.catalogue.advice.cost_unit()),
        );
    }
    let clusters = judged.dataset.table(TableId::CLUSTERS);
    for it in &advice.clusters {
        let unproven = it
            .package
            .as_ref()
            .map(|it| (it.proof.lower_bound, it.cost))
            .filter(|(low, cost)| low < cost)
            .or_else(|| it.undecided.map(|low| (low, f64::INFINITY)));
        if let Some((low, high)) = unproven {
            list.push(
                Problem::new(Code::SearchNotProven, clusters.place(it.cluster, None))
                    .with("cluster", clusters.key(it.cluster))
                    .with("steps", advice.terms.search_steps.to_string())
                    .with("low", low.to_string())
                    .with("high", high.to_string()),
            );
        }
    }
    list
}

/// The row of a cluster by its key.
fn cluster(judged: &Judged, key: &str) -> anyhow::Result<u32> {
    let clusters = judged.dataset.table(TableId::CLUSTERS);
    let Some(row) = clusters.find(key) else {
        let near = nearest(key, clusters.rows().map(|it| clusters.key(it)));
        bail!("{}", report::no_cluster(key, near, judged.lang));
    };
    Ok(row)
}
