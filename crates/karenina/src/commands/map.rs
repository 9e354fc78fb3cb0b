//! `karenina map`: groups of activities in statistics of regions.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::bail;
use clap::ValueEnum;
use indexmap::IndexMap;
use karenina_mapping::{
    Aggregated, Aggregation, Base, Boundaries, Classification, CodesOf, Crosswalk, Definitions,
    Establishments, HowToRead, Layout, Limits, Mapped, MeasureTable, OnBadLine, Statistics,
    measures, measures::StarRules,
};
use karenina_model::{Code, Place, Problem, problem::Problems};
use karenina_report::{self as report, Lang, MapReport, Trouble};

use crate::{
    args::map::{AtBadLine, CompareWith, CountBy, Map, MapFormat, MapMeasure, TableLayout},
    engine, inputs,
    output::{self, Outcome},
};

/// The page that stands beside the table where a folder is given.
const NAME: &str = "karenina-map";

pub(crate) fn map(args: &Map) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.common);
    let mut problems = Problems::default();
    if args.engine.is_some() && args.layout != TableLayout::Establishments {
        bail!("{}", report::trouble(Trouble::ClusterAddsUpEstablishments, lang));
    }
    if args.measures == [MapMeasure::Table] && args.layout == TableLayout::Establishments {
        return aggregated(args, lang, problems);
    }
    let found = output::with_progress(args.common.quiet, "reading and mapping", || {
        find(args, &mut problems)
    })?;
    problems.extend(found.mapped.problems.iter().cloned());
    let problems = problems.into_list();
    let table = args.table.display().to_string();
    let report = MapReport {
        table: &table,
        statistics: &found.statistics,
        definitions: &found.definitions,
        names: &found.names,
        base: found.base,
        mapped: &found.mapped,
        boundaries: found.boundaries.as_ref(),
        measures: &found.measures,
        problems: &problems,
        lang,
    };
    if let Some(folder) = &args.as_dataset {
        return as_dataset(args, &report, folder);
    }
    deliver(args, &problems, lang, |format, out| render(&report, format, args, out))?;
    beside(args, &report)?;
    Ok(Outcome::Answered)
}

/// What was read and found.
struct FoundAll {
    statistics: Statistics,
    definitions: Definitions,
    names: IndexMap<String, String>,
    base: Base,
    mapped: Mapped,
    boundaries: Option<Boundaries>,
    measures: Vec<MeasureTable>,
}

fn find(args: &Map, problems: &mut Problems) -> anyhow::Result<FoundAll> {
    let base = match args.base {
        CompareWith::Total => Base::Total,
        CompareWith::Traded => Base::Traded,
    };
    let (statistics, plants) = statistics(args, args.year, problems)?;
    let definitions = match &args.definitions {
        Some(path) => karenina_mapping::read_definitions(path, problems)?,
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
    let boundaries = match &args.boundaries {
        Some(path) => {
            let property = args.boundaries_code.as_deref();
            let regions = &statistics.regions;
            Some(karenina_mapping::read_boundaries(path, regions, property, problems)?)
        }
        None => None,
    };
    let mapped =
        karenina_mapping::map(&statistics, &definitions, base, &args.table.display().to_string());
    let input = Input {
        statistics: &statistics,
        definitions: &definitions,
        mapped: &mapped,
        plants: plants.as_ref(),
        boundaries: boundaries.as_ref(),
        base,
    };
    let measures = if args.publish {
        vec![published(args, &input, problems)?]
    } else {
        measured(args, &input, problems)?
    };
    Ok(FoundAll { statistics, definitions, names, base, mapped, boundaries, measures })
}

/// What measures are made of.
struct Input<'a> {
    statistics: &'a Statistics,
    definitions: &'a Definitions,
    mapped: &'a Mapped,
    plants: Option<&'a Aggregated>,
    boundaries: Option<&'a Boundaries>,
    base: Base,
}

/// One by one, where a measure needs more than sums.
fn establishments(args: &Map) -> anyhow::Result<Option<Establishments>> {
    if args.layout != TableLayout::Establishments {
        return Ok(None);
    }
    // What is wrong with them was said when they were added up.
    let mut said = Problems::default();
    Ok(Some(karenina_mapping::read_establishments(&args.table, on_bad_line(args), &mut said)?))
}

/// Those of which any has a point, for measures that need some; else what is missing.
fn located(all: Option<&Establishments>) -> Result<&Establishments, &'static str> {
    all.filter(|it| it.points.iter().any(Option::is_some)).ok_or("points")
}

/// The same table and groups in an earlier year.
fn earlier(args: &Map, year: i32, input: &Input<'_>) -> anyhow::Result<(Statistics, Mapped)> {
    // What is wrong with the table was said when it was read for the later year.
    let mut said = Problems::default();
    let (then, _) = statistics(args, Some(year), &mut said)?;
    let mapped = karenina_mapping::map(&then, input.definitions, input.base, "before");
    Ok((then, mapped))
}

/// The same table and groups in every year from --since, or the first, to that of the table.
fn every_year(
    args: &Map,
    input: &Input<'_>,
    grid: &measures::Grid,
) -> anyhow::Result<Vec<(Statistics, measures::Grid)>> {
    let Some(last) = input.statistics.year else { return Ok(Vec::new()) };
    let first = args.since.unwrap_or(i32::MIN);
    let mut found = Vec::new();
    for year in input.statistics.years.iter().filter(|it| (first..last).contains(*it)) {
        let (then, mapped) = earlier(args, *year, input)?;
        let of_then = measures::Grid::new(&then, input.definitions, &mapped);
        found.push((then, of_then));
    }
    found.push((input.statistics.clone(), grid.clone()));
    Ok(found)
}

/// The table that may leave the house, and nothing beside it.
fn published(
    args: &Map,
    input: &Input<'_>,
    problems: &mut Problems,
) -> anyhow::Result<MeasureTable> {
    let plants = establishments(args)?;
    let rule = measures::PublishRule { minimum: args.minimum, protection: args.protection / 100.0 };
    let (table, primary, secondary) = measures::published(
        input.statistics,
        input.definitions,
        input.mapped,
        plants.as_ref(),
        rule,
    );
    problems.push(
        Problem::new(Code::CellsWithheld, Place::file(args.table.display().to_string()))
            .with("primary", primary.to_string())
            .with("secondary", secondary.to_string()),
    );
    Ok(table)
}

/// Every measure that was asked for, once; one that the input cannot give is a problem.
fn measured(
    args: &Map,
    input: &Input<'_>,
    problems: &mut Problems,
) -> anyhow::Result<Vec<MeasureTable>> {
    let grid = measures::Grid::new(input.statistics, input.definitions, input.mapped);
    let neighbours = input.boundaries.map(|it| measures::Neighbours::new(input.statistics, it));
    let neighbours = neighbours.as_ref().ok_or("boundaries");
    let by = match args.weigh_by {
        CountBy::Establishments => measures::WeighBy::Establishments,
        CountBy::Employment => measures::WeighBy::Employment,
    };
    let draws = measures::Draws { permutations: args.permutations, seed: args.seed };
    // What several measures are made of is read once.
    let asked = |of: &[MapMeasure]| args.measures.iter().any(|it| of.contains(it));
    let plants = if asked(&[
        MapMeasure::KDensity,
        MapMeasure::KDensityCurves,
        MapMeasure::M,
        MapMeasure::Candidates,
        MapMeasure::BootstrappedLq,
    ]) {
        establishments(args)?
    } else {
        None
    };
    let before = match args.since.filter(|_| asked(&[MapMeasure::ShiftShare, MapMeasure::Emerging]))
    {
        Some(year) => Some(earlier(args, year, input)?),
        None => None,
    };
    let mut found: Vec<MeasureTable> = Vec::new();
    for (at, it) in args.measures.iter().enumerate() {
        if args.measures[..at].contains(it) {
            continue;
        }
        let mut points = None;
        let table = match it {
            MapMeasure::Lq | MapMeasure::Table => continue,
            MapMeasure::EllisonGlaeser => input
                .plants
                .ok_or("plants")
                .map(|plants| measures::ellison_glaeser(plants, input.definitions)),
            MapMeasure::Coagglomeration => Ok(measures::coagglomeration(&grid)),
            MapMeasure::Complexity => Ok(measures::complexity(&grid, input.mapped)),
            MapMeasure::Relatedness => Ok(measures::relatedness(&grid)),
            MapMeasure::Moran => {
                neighbours.map(|it| measures::moran(&grid, input.mapped, it, draws))
            }
            MapMeasure::LisaPoints if asked(&[MapMeasure::Lisa]) => continue,
            MapMeasure::Lisa | MapMeasure::LisaPoints => neighbours.map(|all| {
                let [found, of_regions] = measures::lisa(&grid, input.mapped, all, draws);
                if *it == MapMeasure::LisaPoints {
                    return of_regions;
                }
                points = Some(of_regions);
                found
            }),
            MapMeasure::Significance => Ok(measures::significance(&grid, input.mapped)),
            MapMeasure::BootstrappedLq => Ok(measures::bootstrapped_lq(
                input.statistics,
                input.definitions,
                input.mapped,
                plants.as_ref(),
                draws,
            )),
            MapMeasure::StandardisedLq => {
                Ok(measures::standardised_lq(input.mapped, input.definitions, draws))
            }
            MapMeasure::ComplexityIntervals => {
                Ok(measures::complexity_intervals(&grid, input.mapped, draws))
            }
            MapMeasure::Concentration => {
                let everything = measures::everything(input.statistics);
                Ok(measures::concentration(&grid, &everything))
            }
            MapMeasure::Theil => Ok(measures::theil(input.statistics, &grid)),
            MapMeasure::Stars => Ok(measures::stars(&grid, &star_rules(args))),
            MapMeasure::Specialisation => Ok(measures::specialisation(&grid)),
            MapMeasure::BenchmarkDefinitions => {
                Ok(measures::benchmark_definitions(&grid, input.mapped, draws))
            }
            // They come with the measure that they are points of.
            MapMeasure::KDensityCurves if asked(&[MapMeasure::KDensity]) => continue,
            MapMeasure::KDensity | MapMeasure::KDensityCurves => {
                located(plants.as_ref()).map(|all| {
                    let [groups, curves] =
                        measures::k_density(all, input.definitions, by, args.within, draws);
                    if *it == MapMeasure::KDensityCurves {
                        return curves;
                    }
                    points = Some(curves);
                    groups
                })
            }
            MapMeasure::M => located(plants.as_ref())
                .map(|all| measures::m(all, input.definitions, by, args.within, args.top, draws)),
            MapMeasure::ShiftShare => before.as_ref().ok_or("since").map(|(then, mapped)| {
                let of_then = measures::Grid::new(then, input.definitions, mapped);
                measures::shift_share((then, &of_then), (input.statistics, &grid))
            }),
            MapMeasure::DynamicShiftShare => {
                Ok(measures::dynamic_shift_share(&every_year(args, input, &grid)?))
            }
            MapMeasure::Emerging => before.as_ref().ok_or("since").map(|(then, mapped)| {
                let now = (input.statistics, input.mapped);
                measures::emerging(input.definitions, (then, mapped), now)
            }),
            MapMeasure::Candidates => {
                let members = match &args.members {
                    Some(path) => karenina_mapping::read_members(path, problems)?,
                    None => std::collections::BTreeMap::new(),
                };
                Ok(measures::candidates(
                    input.statistics,
                    input.definitions,
                    input.mapped,
                    plants.as_ref(),
                    &members,
                ))
            }
            MapMeasure::RegionActivity => {
                Ok(measures::region_activity(input.statistics, input.definitions, input.mapped))
            }
        };
        let why = match &table {
            Ok(table) => table.absent_because().map(measures::Reason::word),
            Err(reason) => Some(*reason),
        };
        if let Some(reason) = why {
            problems.push(
                Problem::new(Code::MeasureAbsent, Place::file(args.table.display().to_string()))
                    .with(
                        "measure",
                        it.to_possible_value().map_or_else(String::new, |it| it.get_name().into()),
                    )
                    .with("reason", reason),
            );
        }
        found.extend(table.ok());
        found.extend(points);
    }
    Ok(found)
}

/// What stars are given for.
fn star_rules(args: &Map) -> StarRules {
    let of = args.stars;
    StarRules {
        top_size: Some(of.size),
        least_quotient: Some(of.quotient),
        top_focus: Some(of.focus),
        focus_within_activity: of.focus_within_group,
        top_further: None,
        least_employment: of.employment,
    }
}

/// Reads the table, adds up establishments, and puts codes of another edition in place.
fn statistics(
    args: &Map,
    year: Option<i32>,
    problems: &mut Problems,
) -> anyhow::Result<(Statistics, Option<Aggregated>)> {
    let layout = match args.layout {
        TableLayout::Cbp => Some(Layout::Cbp),
        TableLayout::Tidy => Some(Layout::Tidy),
        TableLayout::EurostatSbs => Some(Layout::EurostatSbs),
        TableLayout::Establishments => None,
    };
    let (mut statistics, plants) = match layout {
        Some(layout) => {
            let how = HowToRead {
                layout,
                year,
                region_level: args.region_level,
                on_bad_line: on_bad_line(args),
            };
            (karenina_mapping::read_statistics(&args.table, how, problems)?, None)
        }
        None => {
            let all = match &args.engine {
                Some(engine) => {
                    let lang = inputs::lang(&args.common);
                    engine::aggregate(&args.table, (engine, args.patience), problems, lang)?
                }
                None => aggregate(args, problems)?.collect()?,
            };
            let file = args.table.display().to_string();
            (all.statistics(&file, Classification::Flat), Some(all))
        }
    };
    if let Some(path) = &args.countries {
        for (region, country) in karenina_mapping::read_names(path)? {
            statistics.set_country(&region, &country);
        }
    }
    for path in &args.crosswalks {
        let crosswalk = karenina_mapping::read_crosswalk(path, problems)?;
        let what = codes_of(&crosswalk, &statistics);
        statistics = statistics.translated(&crosswalk, what, problems);
    }
    Ok((statistics, plants))
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
    if let Some(engine) = &args.engine {
        let all = output::with_progress(args.common.quiet, "adding up", || {
            engine::aggregate(&args.table, (engine, args.patience), &mut problems, lang)
        })?;
        let problems = problems.into_list();
        deliver(args, &problems, lang, |_, out| all.csv(out))?;
        return Ok(Outcome::Answered);
    }
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
    })?;
    Ok(Outcome::Answered)
}

/// What is written, by what was asked for or by the ending of the file.
fn format_of(args: &Map) -> MapFormat {
    let by_name = args.out.as_deref().filter(|it| !it.is_dir()).and_then(MapFormat::of_file);
    let usual = match &args.out {
        None => MapFormat::Table,
        Some(out) if out.is_dir() => MapFormat::Html,
        Some(_) => MapFormat::Csv,
    };
    args.format.or(by_name).unwrap_or(usual)
}

fn path_of(out: &Path, format: MapFormat) -> PathBuf {
    if out.is_dir() { out.join(NAME).with_extension(format.ending()) } else { out.to_owned() }
}

fn inputs_of(args: &Map) -> Vec<PathBuf> {
    let single = [
        Some(&args.table),
        args.definitions.as_ref(),
        args.names.as_ref(),
        args.boundaries.as_ref(),
        args.countries.as_ref(),
    ];
    single.into_iter().flatten().chain(&args.crosswalks).cloned().collect()
}

/// Prints, or writes the file; problems go beside the answer where that is for machines.
fn deliver(
    args: &Map,
    problems: &[Problem],
    lang: Lang,
    mut write: impl FnMut(MapFormat, &mut dyn Write) -> std::io::Result<()>,
) -> anyhow::Result<()> {
    let format = format_of(args);
    let tell = || {
        if !args.common.quiet && !problems.is_empty() {
            output::complain(report::problem_list(problems, lang).trim_end());
        }
    };
    let Some(out) = &args.out else {
        output::print(|out| write(format, out))?;
        let holds_problems = matches!(format, MapFormat::Table | MapFormat::Json | MapFormat::Html);
        if !holds_problems || args.measures == [MapMeasure::Table] {
            tell();
        }
        return Ok(());
    };
    let path = path_of(out, format);
    output::write_file(&path, &inputs_of(args), |out| write(format, out))?;
    tell();
    if !args.common.quiet {
        output::complain(&report::written(&path.display().to_string(), lang));
    }
    Ok(())
}

/// The statistics, and the strongest groups as candidates, as tables that are judged.
fn as_dataset(args: &Map, report: &MapReport<'_>, folder: &Path) -> anyhow::Result<Outcome> {
    let lang = report.lang;
    // Clusters that somebody keeps there stay as they are; what was made here is made anew.
    let programme = std::fs::read_to_string(folder.join("programme.csv")).unwrap_or_default();
    let is_ours =
        [Lang::En, Lang::Ru].iter().any(|it| programme.contains(report::MapDataset::about(*it)));
    let mut others = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_joined = !is_ours && others.any(|it| it.file_name() != "region_activity.csv");
    let table = measures::region_activity(report.statistics, report.definitions, report.mapped);
    let made = report::mapped_dataset(report, &table, (!is_joined).then_some(args.top));
    output::make_folder(folder, lang)?;
    for (name, text) in &made.files {
        let path = folder.join(name);
        output::write_file(&path, &inputs_of(args), |out| out.write_all(text.as_bytes()))?;
    }
    if !args.common.quiet {
        if !report.problems.is_empty() {
            output::complain(report::problem_list(report.problems, lang).trim_end());
        }
        output::complain(&report::map_dataset_made(&made, folder, lang));
    }
    Ok(Outcome::Answered)
}

/// Measures in formats that hold one table a file: each in a file beside the first, which is the
/// measure itself where one alone was asked for.
fn beside(args: &Map, report: &MapReport<'_>) -> anyhow::Result<()> {
    let format = format_of(args);
    let Some(out) = args.out.as_ref() else { return Ok(()) };
    if !matches!(format, MapFormat::Csv | MapFormat::Parquet) {
        return Ok(());
    }
    let first = path_of(out, format);
    let stem = first.file_stem().map_or_else(|| NAME.to_owned(), |it| it.to_string_lossy().into());
    for it in report.measures.iter().skip(usize::from(is_alone(args))) {
        let path =
            first.with_file_name(format!("{stem}-{}.{}", it.measure.word(), format.ending()));
        output::write_file(&path, &inputs_of(args), |out| one_measure(report, it, format, out))?;
        if !args.common.quiet {
            output::complain(&report::written(&path.display().to_string(), report.lang));
        }
    }
    Ok(())
}

/// Whether one measure and nothing else was asked for: then it is the answer itself.
fn is_alone(args: &Map) -> bool {
    args.publish || args.measures.len() == 1
}

fn one_measure(
    report: &MapReport<'_>,
    it: &MeasureTable,
    format: MapFormat,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match format {
        MapFormat::Parquet => out.write_all(&report::measure_parquet(report, it)?),
        _ => report::measure_csv(report, it, out),
    }
}

fn render(
    report: &MapReport<'_>,
    format: MapFormat,
    args: &Map,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let (alone, top) = (is_alone(args), args.top);
    if args.publish {
        return render_published(report, format, top, out);
    }
    match format {
        MapFormat::Table => {
            out.write_all(report::mapped_terminal(report, top, output::width()).as_bytes())?;
            if !report.problems.is_empty() {
                out.write_all(report::problem_list(report.problems, report.lang).as_bytes())?;
            }
            Ok(())
        }
        MapFormat::Json => report::mapped_json(report, out),
        MapFormat::Html => {
            out.write_all(report::mapped_html(report, env!("CARGO_PKG_VERSION")).as_bytes())
        }
        MapFormat::Geojson => report::mapped_geojson(report, out),
        MapFormat::Csv | MapFormat::Parquet => match report.measures {
            // One measure by itself is the answer.
            [one, ..] if alone => one_measure(report, one, format, out),
            _ if format == MapFormat::Csv => report::mapped_csv(report, out),
            _ => out.write_all(&report::mapped_parquet(report)?),
        },
    }
}

/// The published table alone, in formats that hold nothing beside it.
fn render_published(
    report: &MapReport<'_>,
    format: MapFormat,
    top: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let Some(table) = report.measures.first() else { return Ok(()) };
    match format {
        MapFormat::Table => {
            out.write_all(report::measure_terminal(report, table, top, output::width()).as_bytes())
        }
        MapFormat::Json => report::measure_json(report, table, out),
        MapFormat::Parquet => out.write_all(&report::measure_parquet(report, table)?),
        MapFormat::Csv => report::measure_csv(report, table, out),
        MapFormat::Html => {
            out.write_all(report::measure_html(report, table, env!("CARGO_PKG_VERSION")).as_bytes())
        }
        MapFormat::Geojson => {
            Err(std::io::Error::other(report::trouble(Trouble::NoPicture, report.lang)))
        }
    }
}
