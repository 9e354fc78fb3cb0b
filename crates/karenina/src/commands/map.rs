//! `karenina map`: groups of activities in statistics of regions.

use indexmap::IndexMap;
use karenina_mapping::{Base, Definitions, Layout};
use karenina_model::problem::Problems;
use karenina_report::{self as report, MapReport};

use crate::{
    args::{
        Format, ListFormat,
        map::{CompareWith, Map, TableLayout},
    },
    inputs,
    output::{self, Outcome},
};

pub(crate) fn map(args: &Map) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.common);
    let mut problems = Problems::default();
    let layout = match args.layout {
        TableLayout::Cbp => Layout::Cbp,
        TableLayout::Tidy => Layout::Tidy,
    };
    let base = match args.base {
        CompareWith::Total => Base::Total,
        CompareWith::Traded => Base::Traded,
    };
    let table = args.table.display().to_string();
    let (statistics, definitions, names, mapped) =
        output::with_progress(args.common.quiet, "reading and mapping", || {
            let statistics =
                karenina_mapping::read_statistics(&args.table, layout, args.year, &mut problems)?;
            let definitions = match &args.definitions {
                Some(path) => karenina_mapping::read_definitions(path, &mut problems)?,
                None => Definitions::each_by_itself(
                    statistics
                        .activities
                        .iter()
                        .map(String::as_str)
                        .filter(|it| statistics.classification.is_finest(it)),
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
    let by_name = args.out.as_deref().and_then(Format::of_file).and_then(|it| match it {
        Format::Json => Some(ListFormat::Json),
        Format::Csv => Some(ListFormat::Csv),
        _ => None,
    });
    let format = args.format.or(by_name);
    let Some(out) = &args.out else {
        return output::print(|out| {
            render(&report, format.unwrap_or(ListFormat::Table), args.top, out)
        })
        .map(|()| Outcome::Answered);
    };
    let format = format.unwrap_or(ListFormat::Csv);
    let path = if out.is_dir() {
        out.join(match format {
            ListFormat::Table => "karenina-map.txt",
            ListFormat::Json => "karenina-map.json",
            ListFormat::Csv => "karenina-map.csv",
        })
    } else {
        out.clone()
    };
    let inputs: Vec<_> = [Some(&args.table), args.definitions.as_ref(), args.names.as_ref()]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    output::write_file(&path, &inputs, |out| render(&report, format, args.top, out))?;
    if !args.common.quiet {
        if !problems.is_empty() {
            output::complain(report::problem_list(&problems, lang).trim_end());
        }
        output::complain(&report::written(&path.display().to_string(), lang));
    }
    Ok(Outcome::Answered)
}

fn render(
    report: &MapReport<'_>,
    format: ListFormat,
    top: usize,
    out: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    match format {
        ListFormat::Table => {
            out.write_all(report::mapped_terminal(report, top, output::width()).as_bytes())?;
            if !report.problems.is_empty() {
                out.write_all(report::problem_list(report.problems, report.lang).as_bytes())?;
            }
            Ok(())
        }
        ListFormat::Json => report::mapped_json(report, out),
        ListFormat::Csv => report::mapped_csv(report, out),
    }
}
