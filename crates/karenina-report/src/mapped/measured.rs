//! The tables of measures in every format: one way for all of them.

use std::io::{self, Write};

use karenina_mapping::{Datum, Measure, MeasureTable};
use maud::{Markup, html};

use super::{MapReport, k_density, lisa, marcon_puech};
use crate::{
    json::value,
    page::{Block, Page, Table},
    plain,
    wording::{Words, number, words},
};

pub(super) fn title<'w>(it: &MeasureTable, w: &'w Words) -> &'w str {
    w.word(&format!("map-measure-{}", it.measure.word()))
}

fn about<'w>(it: &MeasureTable, w: &'w Words) -> &'w str {
    w.word(&format!("map-about-{}", it.measure.word()))
}

fn column<'w>(name: &str, w: &'w Words) -> &'w str {
    w.word(&format!("map-col-{}", name.replace('_', "-")))
}

/// A word of a closed list, in the language of the reader.
fn word<'w>(it: &str, w: &'w Words) -> &'w str {
    // Everything has one sign in every language.
    if it == "*" { "*" } else { w.word(&format!("map-word-{}", it.replace('_', "-"))) }
}

/// What a person reads.
fn shown(report: &MapReport<'_>, w: &Words, it: &Datum) -> String {
    match it {
        Datum::Empty => String::new(),
        Datum::Region(at) => report
            .statistics
            .regions
            .get_index(*at as usize)
            .map_or("", |it| report.name_of(it))
            .to_owned(),
        Datum::Group(at) => report.group_name(*at).to_owned(),
        Datum::Country(at) => report.country(*at).to_owned(),
        Datum::Number(x) => {
            let size = x.abs();
            let digits = if size >= 100.0 || size == 0.0 {
                1.0
            } else {
                libm::pow(10.0, 3.0 - libm::floor(libm::log10(size)).max(-6.0))
            };
            number((x * digits).round() / digits, report.lang)
        }
        Datum::AtLeast(x) => format!("≥ {}", number(*x, report.lang)),
        Datum::Between(low, high) => {
            format!("{}–{}", number(*low, report.lang), number(*high, report.lang))
        }
        Datum::Count(n) => number(*n as f64, report.lang),
        Datum::Word(it) => word(it, w).to_owned(),
        Datum::Because(it) => word(it.word(), w).to_owned(),
    }
}

/// What a program reads.
pub(super) fn raw(report: &MapReport<'_>, it: &Datum) -> String {
    match it {
        Datum::Empty => String::new(),
        Datum::Region(at) => {
            report.statistics.regions.get_index(*at as usize).cloned().unwrap_or_default()
        }
        Datum::Group(at) => report.group_name(*at).to_owned(),
        Datum::Country(at) => report.country(*at).to_owned(),
        Datum::Number(x) => x.to_string(),
        Datum::AtLeast(x) => format!(">={x}"),
        Datum::Between(low, high) => format!("{low}..{high}"),
        Datum::Count(n) => n.to_string(),
        Datum::Word(it) => (*it).to_owned(),
        Datum::Because(it) => it.word().to_owned(),
    }
}

fn is_number(it: &MeasureTable, column: usize) -> bool {
    let is = |row: &Vec<Datum>| match row[column] {
        Datum::Number(_) | Datum::Count(_) => Some(true),
        Datum::Empty => None,
        _ => Some(false),
    };
    let kinds: Vec<bool> = it.rows.iter().filter_map(is).collect();
    !kinds.is_empty() && kinds.iter().all(|it| *it)
}

fn table(report: &MapReport<'_>, it: &MeasureTable, w: &Words, most: usize) -> Table {
    Table {
        caption: title(it, w).to_owned(),
        head: it
            .columns
            .iter()
            .enumerate()
            .map(|(at, name)| (column(name, w).to_owned(), is_number(it, at)))
            .collect(),
        rows: it
            .rows
            .iter()
            .take(most)
            .map(|row| row.iter().map(|it| shown(report, w, it).into()).collect())
            .collect(),
    }
}

fn facts(report: &MapReport<'_>, it: &MeasureTable, w: &Words) -> Vec<String> {
    it.facts
        .iter()
        .map(|(name, it)| format!("{}: {}", column(name, w), shown(report, w, it)))
        .collect()
}

pub(super) fn section(report: &MapReport<'_>, it: &MeasureTable, w: &Words, most: usize) -> Markup {
    let id = it.measure.word();
    html! {
        section id=(id) aria-labelledby={ (id) "-h" } {
            h2 id={ (id) "-h" } { (title(it, w)) }
            p { (about(it, w)) }
            (drawn(report, it, w))
            @let facts = facts(report, it, w);
            @if !facts.is_empty() { ul.links { @for it in &facts { li { (it) } } } }
            @if it.rows.len() > most {
                p.note { (w.say("map-first-of", &[("n", most.into()), ("all", it.rows.len().into())])) }
            }
            @if !it.rows.is_empty() { (Block::Table(table(report, it, w, most)).html()) }
        }
    }
}

/// What of a measure is seen before it is read.
fn drawn(report: &MapReport<'_>, it: &MeasureTable, w: &Words) -> Markup {
    match it.measure {
        Measure::KDensity => {
            let points = report.measure(Measure::KDensityCurves);
            points.map_or_else(Markup::default, |it| k_density::plots(report, it, w))
        }
        Measure::KDensityCurves => k_density::plots(report, it, w),
        Measure::MarconPuechM => marcon_puech::plots(report, it, w),
        Measure::Lisa => {
            let points = report.measure(Measure::LisaPoints);
            points.map_or_else(Markup::default, |it| lisa::plots(report, it, w))
        }
        Measure::LisaPoints => lisa::plots(report, it, w),
        _ => Markup::default(),
    }
}

/// A page of one measure alone.
pub(super) fn page(report: &MapReport<'_>, it: &MeasureTable) -> Page {
    let w = words(report.lang);
    let mut blocks = vec![Block::Text(about(it, w).to_owned())];
    let facts = facts(report, it, w);
    if !facts.is_empty() {
        blocks.push(Block::Items(facts));
    }
    blocks.push(Block::Table(table(report, it, w, usize::MAX)));
    Page { title: title(it, w).to_owned(), blocks }
}

/// A measure as a terminal shows it.
pub(super) fn terminal(
    report: &MapReport<'_>,
    it: &MeasureTable,
    most: usize,
    width: usize,
) -> Vec<String> {
    let w = words(report.lang);
    let mut lines = vec![String::new(), title(it, w).to_owned()];
    lines.extend(crate::terminal::wrapped(about(it, w), width));
    lines.extend(facts(report, it, w));
    if it.rows.len() > most {
        lines.push(w.say("map-first-of", &[("n", most.into()), ("all", it.rows.len().into())]));
    }
    if !it.rows.is_empty() {
        lines.push(String::new());
        lines.extend(table(report, it, w, most).lines(width));
    }
    lines
}

/// One row a row, codes and full numbers.
pub fn measure_csv(
    report: &MapReport<'_>,
    it: &MeasureTable,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(it.columns)?;
    for row in &it.rows {
        writer.write_record(row.iter().map(|it| {
            let text = raw(report, it);
            match it {
                Datum::Region(_) | Datum::Group(_) | Datum::Country(_) => {
                    crate::csv::plain(&text).into_owned()
                }
                _ => text,
            }
        }))?;
    }
    writer.flush()
}

/// `{"measure":…,"facts":{…},"rows":[{…},…]}`.
pub(super) fn json(
    report: &MapReport<'_>,
    it: &MeasureTable,
    out: &mut dyn Write,
) -> io::Result<()> {
    let datum = |it: &Datum| match it {
        Datum::Empty => serde_json::Value::Null,
        Datum::Number(x) => serde_json::json!(x),
        Datum::Count(n) => serde_json::json!(n),
        Datum::Region(_)
        | Datum::Group(_)
        | Datum::Country(_)
        | Datum::Word(_)
        | Datum::Because(_)
        | Datum::AtLeast(_)
        | Datum::Between(..) => serde_json::Value::String(raw(report, it)),
    };
    write!(out, "{{\"measure\":\"{}\",\"facts\":", it.measure.word())?;
    let facts: serde_json::Map<String, serde_json::Value> =
        it.facts.iter().map(|(name, it)| ((*name).to_owned(), datum(it))).collect();
    value(out, &facts)?;
    out.write_all(b",\"rows\":[")?;
    let mut before: &[u8] = b"\n";
    for row in &it.rows {
        out.write_all(before)?;
        let row: indexmap::IndexMap<&str, serde_json::Value> =
            it.columns.iter().copied().zip(row.iter().map(datum)).collect();
        value(out, &row)?;
        before = b",\n";
    }
    out.write_all(b"]}")
}

/// The same as a plain table, for Parquet.
pub(super) fn plain(report: &MapReport<'_>, it: &MeasureTable) -> plain::PlainTable {
    // A column with an interval in it is a column of texts.
    let numbers: Vec<bool> = (0..it.columns.len()).map(|at| is_number(it, at)).collect();
    let kind = |is: &bool| if *is { plain::Kind::Number } else { plain::Kind::Text };
    let columns = it.columns.iter().copied().zip(numbers.iter().map(kind)).collect();
    let datum = |it: &Datum, is_number: bool| match it {
        Datum::Number(x) if is_number => plain::Datum::from(*x),
        Datum::Count(n) if is_number => plain::Datum::from(*n as f64),
        other => plain::Datum::from(raw(report, other)),
    };
    let rows = it
        .rows
        .iter()
        .map(|row| row.iter().zip(&numbers).map(|(it, is)| datum(it, *is)).collect())
        .collect();
    plain::PlainTable { name: it.measure.word(), columns, rows }
}
