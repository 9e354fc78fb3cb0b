//! Groups found in statistics: as a table in a terminal, CSV, JSON, one HTML file, Parquet and GeoJSON.

mod choropleth;
mod curves;
mod dataset;
mod geojson;
mod k_density;
mod lisa;
mod marcon_puech;
mod measured;
mod page;
mod plots;
mod projection;

pub use dataset::{MapDataset, map_dataset_made, mapped_dataset};
pub use geojson::mapped_geojson;
pub use measured::measure_csv;
pub use page::mapped_html;

use std::{
    collections::HashMap,
    io::{self, Write},
};

use indexmap::IndexMap;
use karenina_mapping::{
    Base, Boundaries, Definitions, Found, Kind, Mapped, Measure, MeasureTable, Statistics, Strength,
};
use karenina_model::Problem;
use serde::Serialize;

use crate::{
    Lang,
    csv::plain,
    json::{problems, value},
    terminal::{columns_of, fitted, wrapped},
    wording::{Words, number, words},
};

/// The name of the JSON shape.
pub const SCHEMA: &str = "karenina-map/1";

/// Everything that a report on a table of statistics is made of.
#[derive(Clone, Copy)]
pub struct MapReport<'a> {
    /// What the table is called.
    pub table: &'a str,
    /// The table.
    pub statistics: &'a Statistics,
    /// The groups.
    pub definitions: &'a Definitions,
    /// Names of regions by code, where they are known.
    pub names: &'a IndexMap<String, String>,
    /// What regions are compared by.
    pub base: Base,
    /// What was found.
    pub mapped: &'a Mapped,
    /// Areas of the regions, where they are known.
    pub boundaries: Option<&'a Boundaries>,
    /// Further measures.
    pub measures: &'a [MeasureTable],
    /// What is wrong with the input.
    pub problems: &'a [Problem],
    /// In which language.
    pub lang: Lang,
}

impl<'a> MapReport<'a> {
    fn region(&self, it: &Found) -> &'a str {
        &self.statistics.regions[it.region as usize]
    }

    fn region_name(&self, it: &Found) -> &'a str {
        self.name_of(self.region(it))
    }

    /// The name of a region, as it is said or drawn, else its code.
    fn name_of(&self, code: &'a str) -> &'a str {
        let drawn = || {
            let areas = self.boundaries.map_or(&[][..], |it| &it.areas);
            let at = areas.binary_search_by(|it| it.code.as_str().cmp(code)).ok()?;
            areas[at].name.as_deref()
        };
        self.names.get(code).map(String::as_str).or_else(drawn).unwrap_or(code)
    }

    fn group(&self, it: &Found) -> &'a str {
        self.group_name(it.group)
    }

    fn country(&self, at: u32) -> &'a str {
        self.statistics.countries.get_index(at as usize).map_or("", String::as_str)
    }

    fn group_name(&self, at: u32) -> &'a str {
        self.definitions.groups.get_index(at as usize).map_or("", |(name, _)| name)
    }

    /// The measures that are read as tables; points stand with the measure that they belong to.
    fn tables(&self) -> impl Iterator<Item = &'a MeasureTable> {
        let points: Vec<_> = self.measures.iter().filter_map(|it| it.measure.points()).collect();
        self.measures.iter().filter(move |it| !points.contains(&it.measure))
    }

    /// What was found of a measure.
    fn measure(&self, wanted: Measure) -> Option<&'a MeasureTable> {
        self.measures.iter().find(|it| it.measure == wanted)
    }

    /// The strong ones, most concentrated first.
    fn strong(&self) -> Vec<&'a Found> {
        let mut all: Vec<&Found> =
            self.mapped.found.iter().filter(|it| it.strength >= Some(Strength::Strong)).collect();
        all.sort_by(|a, b| {
            let order =
                b.location_quotient.unwrap_or(0.0).total_cmp(&a.location_quotient.unwrap_or(0.0));
            order.then_with(|| (a.region, a.group).cmp(&(b.region, b.group)))
        });
        all
    }
}

fn strength_word(words: &Words, it: Strength) -> &str {
    words.word(match it {
        Strength::Qualifying => "strength-qualifying",
        Strength::Significant => "strength-significant",
        Strength::Strong => "strength-strong",
        Strength::Strong10 => "strength-strong10",
    })
}

/// The found groups as a terminal shows them, at most `top` of them.
pub fn mapped_terminal(report: &MapReport<'_>, top: usize, width: usize) -> String {
    let words = words(report.lang);
    let mut lines = vec![words.word("map-title").to_owned()];
    lines.extend(wrapped(&table_line(report, words), width));
    lines.extend(wrapped(base_line(report, words), width));
    lines.push(String::new());
    let mut rungs: HashMap<Strength, usize> = HashMap::new();
    for it in report.mapped.found.iter().filter_map(|it| it.strength) {
        *rungs.entry(it).or_default() += 1;
    }
    let of = |it| rungs.get(&it).copied().unwrap_or(0).into();
    let counts = words.say(
        "map-rungs",
        &[
            ("strong10", of(Strength::Strong10)),
            ("strong", of(Strength::Strong)),
            ("significant", of(Strength::Significant)),
            ("qualifying", of(Strength::Qualifying)),
        ],
    );
    lines.extend(wrapped(&counts, width));
    let strong = report.strong();
    let shown = &strong[..strong.len().min(top)];
    if shown.is_empty() {
        lines.push(words.word("map-none").to_owned());
    } else {
        lines.push(words.say("map-shown", &[("n", shown.len().into())]));
        lines.push(String::new());
        lines.extend(rows(report, words, shown, width));
        lines.push(String::new());
        lines.extend(wrapped(words.word("map-bounds"), width));
    }
    for it in report.tables() {
        lines.extend(measured::terminal(report, it, top, width));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Which table, of which year, how many regions and groups.
fn table_line(report: &MapReport<'_>, words: &Words) -> String {
    let year = report.statistics.year.map_or_else(|| "none".to_owned(), |it| it.to_string());
    words.say(
        "map-table",
        &[
            ("table", report.table.into()),
            ("year", (&year).into()),
            ("regions", report.statistics.regions.len().into()),
            ("groups", report.definitions.groups.len().into()),
        ],
    )
}

/// What regions are compared by.
fn base_line<'w>(report: &MapReport<'_>, words: &'w Words) -> &'w str {
    words.word(match report.base {
        Base::Traded => "map-base-traded",
        Base::Total => "map-base-total",
    })
}

fn rows(report: &MapReport<'_>, words: &Words, shown: &[&Found], width: usize) -> Vec<String> {
    let show = |x: f64| {
        number(if x >= 100.0 { x.round() } else { (x * 10.0).round() / 10.0 }, report.lang)
    };
    let figures: Vec<[String; 3]> = shown
        .iter()
        .map(|it| {
            let quotient = it.location_quotient.map_or_else(|| "–".to_owned(), show);
            let (low, high) = it.location_quotient_bounds;
            let (least, most) = it.employment_bounds;
            [
                format!("{} ({}–{})", show(it.employment), show(least), show(most)),
                format!("{quotient} ({}–{})", show(low), show(high)),
                it.strength.map_or("", |it| strength_word(words, it)).to_owned(),
            ]
        })
        .collect();
    let heads = [
        words.word("map-col-employment"),
        words.word("map-col-quotient"),
        words.word("map-col-strength"),
    ];
    let widths = [0, 1, 2].map(|at| {
        let longest = figures.iter().map(|it| columns_of(&it[at])).max().unwrap_or(0);
        longest.max(columns_of(heads[at]))
    });
    let name = (width.saturating_sub(widths.iter().sum::<usize>() + 8) / 2).max(12);
    let right = |text: &str, width: usize| {
        format!("{}{text}", " ".repeat(width.saturating_sub(columns_of(text))))
    };
    let line = |region: &str, group: &str, figures: [&str; 3]| {
        let [employment, quotient, strength] = figures;
        format!(
            "{}  {}  {}  {}  {strength}",
            fitted(region, name),
            fitted(group, name),
            right(employment, widths[0]),
            right(quotient, widths[1])
        )
    };
    let mut lines = vec![line(words.word("map-col-region"), words.word("map-col-group"), heads)];
    for (it, figures) in shown.iter().zip(&figures) {
        let figures = [0, 1, 2].map(|at| figures[at].as_str());
        lines.push(line(report.region_name(it), report.group(it), figures));
    }
    lines
}

/// The columns of the found groups.
const COLUMNS: [&str; 16] = [
    "region",
    "region_name",
    "group",
    "year",
    "employment",
    "employment_low",
    "employment_high",
    "establishments",
    "establishments_low",
    "establishments_high",
    "location_quotient",
    "location_quotient_low",
    "location_quotient_high",
    "strength",
    "strength_low",
    "strength_high",
];

/// One row a group and region, with a code and a name for the region.
pub fn mapped_csv(report: &MapReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    let year = report.statistics.year.map_or_else(String::new, |it| it.to_string());
    let end = |x: f64| if x.is_finite() { x.to_string() } else { String::new() };
    let rung = |it: Option<Strength>| it.map_or("", Strength::word);
    for it in &report.mapped.found {
        writer.write_record([
            plain(report.region(it)).as_ref(),
            plain(report.region_name(it)).as_ref(),
            plain(report.group(it)).as_ref(),
            &year,
            &end(it.employment),
            &end(it.employment_bounds.0),
            &end(it.employment_bounds.1),
            &end(it.establishments),
            &end(it.establishments_bounds.0),
            &end(it.establishments_bounds.1),
            &it.location_quotient.map_or_else(String::new, end),
            &end(it.location_quotient_bounds.0),
            &end(it.location_quotient_bounds.1),
            rung(it.strength),
            rung(it.strength_bounds.0),
            rung(it.strength_bounds.1),
        ])?;
    }
    writer.flush()
}

#[derive(Serialize)]
struct RegionOut<'a> {
    id: &'a str,
    name: Option<&'a str>,
    cluster_strength: Option<f64>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    name: &'a str,
    kind: Option<&'static str>,
}

#[derive(Serialize)]
struct Ends {
    low: f64,
    /// Nothing where nothing bounds it.
    high: Option<f64>,
}

impl From<(f64, f64)> for Ends {
    fn from((low, high): (f64, f64)) -> Self {
        Self { low, high: high.is_finite().then_some(high) }
    }
}

#[derive(Serialize)]
struct FoundOut<'a> {
    region: &'a str,
    group: &'a str,
    employment: f64,
    employment_bounds: Ends,
    establishments: f64,
    establishments_bounds: Ends,
    location_quotient: Option<f64>,
    location_quotient_bounds: Ends,
    strength: Option<&'static str>,
    strength_bounds: (Option<&'static str>, Option<&'static str>),
}

/// The found groups as JSON, one a line.
pub fn mapped_json(report: &MapReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"schema\":\"{SCHEMA}\",\n\"table\":")?;
    value(out, &report.table)?;
    out.write_all(b",\n\"year\":")?;
    value(out, &report.statistics.year)?;
    let base = match report.base {
        Base::Traded => "traded",
        Base::Total => "total",
    };
    write!(out, ",\n\"base\":\"{base}\",\n\"regions\":")?;
    let regions: Vec<RegionOut<'_>> = report
        .statistics
        .regions
        .iter()
        .zip(&report.mapped.cluster_strength)
        .map(|(id, strength)| RegionOut {
            id,
            name: Some(report.name_of(id)).filter(|it| it != id),
            cluster_strength: *strength,
        })
        .collect();
    value(out, &regions)?;
    out.write_all(b",\n\"groups\":")?;
    let groups: Vec<GroupOut<'_>> = report
        .definitions
        .groups
        .iter()
        .map(|(name, kind)| GroupOut {
            name,
            kind: kind.map(|it| match it {
                Kind::Traded => "traded",
                Kind::Local => "local",
            }),
        })
        .collect();
    value(out, &groups)?;
    out.write_all(b",\n\"found\":[")?;
    let mut before: &[u8] = b"\n";
    for it in &report.mapped.found {
        out.write_all(before)?;
        let rung = |it: Option<Strength>| it.map(Strength::word);
        value(
            out,
            &FoundOut {
                region: report.region(it),
                group: report.group(it),
                employment: it.employment,
                employment_bounds: it.employment_bounds.into(),
                establishments: it.establishments,
                establishments_bounds: it.establishments_bounds.into(),
                location_quotient: it.location_quotient,
                location_quotient_bounds: it.location_quotient_bounds.into(),
                strength: rung(it.strength),
                strength_bounds: (rung(it.strength_bounds.0), rung(it.strength_bounds.1)),
            },
        )?;
        before = b",\n";
    }
    out.write_all(b"],\n\"measures\":[")?;
    for (at, it) in report.measures.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        measured::json(report, it, out)?;
    }
    out.write_all(b"],\n\"problems\":")?;
    value(out, &problems(report.problems, report.lang))?;
    out.write_all(b"}\n")
}

/// The found groups as Parquet, with the columns of the CSV.
pub fn mapped_parquet(report: &MapReport<'_>) -> io::Result<Vec<u8>> {
    use crate::plain::{Datum, Kind, PlainTable};
    let rung = |it: Option<Strength>| Datum::from(it.map(Strength::word));
    let year = report.statistics.year.map_or(Datum::Nothing, |it| Datum::from(f64::from(it)));
    let rows = report
        .mapped
        .found
        .iter()
        .map(|it| {
            vec![
                Datum::from(report.region(it)),
                Datum::from(report.region_name(it)),
                Datum::from(report.group(it)),
                year.clone(),
                Datum::from(it.employment),
                Datum::from(it.employment_bounds.0),
                Datum::from(it.employment_bounds.1),
                Datum::from(it.establishments),
                Datum::from(it.establishments_bounds.0),
                Datum::from(it.establishments_bounds.1),
                it.location_quotient.map_or(Datum::Nothing, Datum::from),
                Datum::from(it.location_quotient_bounds.0),
                Datum::from(it.location_quotient_bounds.1),
                rung(it.strength),
                rung(it.strength_bounds.0),
                rung(it.strength_bounds.1),
            ]
        })
        .collect();
    let kind = |name: &str| match name {
        "region" | "region_name" | "group" | "strength" | "strength_low" | "strength_high" => {
            Kind::Text
        }
        _ => Kind::Number,
    };
    let columns = COLUMNS.iter().map(|it| (*it, kind(it))).collect();
    let table = PlainTable { name: "found", columns, rows };
    crate::parquet::plain_parquet(&table, report.table)
}

/// A measure as Parquet.
pub fn measure_parquet(report: &MapReport<'_>, it: &MeasureTable) -> io::Result<Vec<u8>> {
    crate::parquet::plain_parquet(&measured::plain(report, it), report.table)
}

/// One measure and nothing beside it, as a terminal shows it.
pub fn measure_terminal(
    report: &MapReport<'_>,
    it: &MeasureTable,
    top: usize,
    width: usize,
) -> String {
    measured::terminal(report, it, top, width).join("\n") + "\n"
}

/// One measure and nothing beside it.
pub fn measure_json(
    report: &MapReport<'_>,
    it: &MeasureTable,
    out: &mut dyn Write,
) -> io::Result<()> {
    measured::json(report, it, out)?;
    out.write_all(b"\n")
}

/// One measure and nothing beside it, as one HTML file.
pub fn measure_html(report: &MapReport<'_>, it: &MeasureTable, program: &str) -> String {
    measured::page(report, it).html(report.lang, program)
}
