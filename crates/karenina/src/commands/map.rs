//! `karenina map`: groups of activities in statistics of regions.

use std::{io::Write, path::PathBuf};

use indexmap::IndexMap;
use karenina_mapping::{
    Aggregation, Base, Classification, CodesOf, Crosswalk, Definitions, HowToRead, Layout, Limits,
    OnBadLine, Statistics,
};
use karenina_model::{Problem, problem::Problems};
use karenina_report::{self as report, Lang, MapReport};

use crate::{
    args::map::{AtBadLine, CompareWith, Map, MapFormat, MapMeasure, TableLayout},
    inputs,
    output::{self, Outcome},
};

pub(crate) fn map(args: &Map) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.common);
    let mut problems = Problems::default();
    if args.measures.contains(&MapMeasure::Table) && args.layout == TableLayout::Establishments {
        return aggregated(args, lang, problems);
    }
    let base = match args.base {
        CompareWith::Total => Base::Total,
        CompareWith::Traded => Base::Traded,
    };
    let table = args.table.display().to_string();
    let (statistics, definitions, names, mapped) =
        output::with_progress(args.common.quiet, "reading and mapping", || {
            let statistics = statistics(args, &mut problems)?;
            let definitions = match &args.definitions {
                Some(path) => karenina_mapping::read_definitions(path, &mut problems)?,
                None => Definitions::each_by_itself(
                    statistics
                        .activities
                        .iter()
                        .zip(statistics.finest())
                        .filter(|(_, finest)| *finest)
                        .map(|(it, _)| it.as_str()),
                ),
            };
            let names = match &args.names {
                Some(path) => karenina_mapping::read_names(path)?,
                None => IndexMap::new(),
            };
            let mapped = karenina_mapping::map(&statistics, &definitions, base, &table);
            anyhow::Ok((statistics, definitions, names, mapped))
        })?;
    problems.extend(mapped.problems.iter().cloned());
    let problems = problems.into_list();
    let report = MapReport {
        table: &table,
        statistics: &statistics,
        definitions: &definitions,
        names: &names,
        base,
        mapped: &mapped,
        problems: &problems,
        lang,
    };
    deliver(args, &problems, lang, |format, out| render(&report, format, args.top, out))
}

/// Reads the table, adds up establishments, and puts codes of another edition in place.
fn statistics(args: &Map, problems: &mut Problems) -> anyhow::Result<Statistics> {
    let layout = match args.layout {
        TableLayout::Cbp => Some(Layout::Cbp),
        TableLayout::Tidy => Some(Layout::Tidy),
        TableLayout::EurostatSbs => Some(Layout::EurostatSbs),
        TableLayout::Establishments => None,
    };
    let mut statistics = match layout {
        Some(layout) => {
            let how = HowToRead {
                layout,
                year: args.year,
                region_level: args.region_level,
                on_bad_line: on_bad_line(args),
            };
            karenina_mapping::read_statistics(&args.table, how, problems)?
        }
        None => {
            let all = aggregate(args, problems)?.collect()?;
            all.statistics(&args.table.display().to_string(), Classification::Flat)
        }
    };
    for path in &args.crosswalks {
        let crosswalk = karenina_mapping::read_crosswalk(path, problems)?;
        let what = codes_of(&crosswalk, &statistics);
        statistics = statistics.translated(&crosswalk, what, problems);
    }
    Ok(statistics)
}

/// Whether a crosswalk is of regions or of activities: of which it names more.
fn codes_of(crosswalk: &Crosswalk, statistics: &Statistics) -> CodesOf {
    let known = |codes: &indexmap::IndexSet<String>| {
        crosswalk.of.keys().filter(|it| codes.contains(it.as_str())).count()
    };
    if known(&statistics.regions) > known(&statistics.activities) {
        CodesOf::Regions
    } else {
        CodesOf::Activities
    }
}

fn on_bad_line(args: &Map) -> OnBadLine {
    match args.on_bad_line {
        AtBadLine::GoOn => OnBadLine::GoOn,
        AtBadLine::Stop => OnBadLine::Stop,
    }
}

fn aggregate(args: &Map, problems: &mut Problems) -> anyhow::Result<Aggregation> {
    let limits = Limits::usual(std::env::temp_dir());
    Ok(karenina_mapping::aggregate(&args.table, on_bad_line(args), &limits, problems)?)
}

/// The table of establishments added up, which is written as it is merged: it need not fit into
/// memory.
fn aggregated(args: &Map, lang: Lang, mut problems: Problems) -> anyhow::Result<Outcome> {
    let all =
        output::with_progress(args.common.quiet, "adding up", || aggregate(args, &mut problems))?;
    let problems = problems.into_list();
    let mut all = Some(all);
    deliver(args, &problems, lang, |_, out| {
        let Some(all) = all.take() else { return Ok(()) };
        writeln!(out, "{}", karenina_mapping::AGGREGATED_HEADING)?;
        let row = |regions: &[String], activities: &[String], it: karenina_mapping::Group| {
            karenina_mapping::write_group(out, regions, activities, &it)
        };
        all.each(row).map_err(std::io::Error::other)
    })
}

/// Prints, or writes the file; problems go beside the answer where that is for machines.
fn deliver(
    args: &Map,
    problems: &[Problem],
    lang: Lang,
    mut write: impl FnMut(MapFormat, &mut dyn Write) -> std::io::Result<()>,
) -> anyhow::Result<Outcome> {
    let only_table = args.measures.contains(&MapMeasure::Table);
    let by_name = args.out.as_deref().filter(|it| !it.is_dir()).and_then(MapFormat::of_file);
    let format = args.format.or(by_name);
    let tell = || {
        if !args.common.quiet && !problems.is_empty() {
            output::complain(report::problem_list(problems, lang).trim_end());
        }
    };
    let Some(out) = &args.out else {
        let format = format.unwrap_or(MapFormat::Table);
        output::print(|out| write(format, out))?;
        if format == MapFormat::Csv || only_table {
            tell();
        }
        return Ok(Outcome::Answered);
    };
    let format = format.unwrap_or(MapFormat::Csv);
    let path = if out.is_dir() {
        out.join("karenina-map").with_extension(format.ending())
    } else {
        out.clone()
    };
    let inputs: Vec<PathBuf> = [Some(&args.table), args.definitions.as_ref(), args.names.as_ref()]
        .into_iter()
        .flatten()
        .chain(&args.crosswalks)
        .cloned()
        .collect();
    output::write_file(&path, &inputs, |out| write(format, out))?;
    tell();
    if !args.common.quiet {
        output::complain(&report::written(&path.display().to_string(), lang));
    }
    Ok(Outcome::Answered)
}

fn render(
    report: &MapReport<'_>,
    format: MapFormat,
    top: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match format {
        MapFormat::Table => {
            out.write_all(report::mapped_terminal(report, top, output::width()).as_bytes())?;
            if !report.problems.is_empty() {
                out.write_all(report::problem_list(report.problems, report.lang).as_bytes())?;
            }
            Ok(())
        }
        MapFormat::Json => report::mapped_json(report, out),
        MapFormat::Csv => report::mapped_csv(report, out),
    }
}
