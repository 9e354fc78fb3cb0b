//! What was found as one HTML file: the map first, then ranks, distributions and measures.

use karenina_mapping::Found;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{MapReport, choropleth, measured, plots, strength_word};
use crate::wording::{Words, number, words};

const STYLE: &str = concat!(include_str!("../html/style.css"), include_str!("map.css"));
const SCRIPT: &str = concat!(include_str!("../html/script.js"), include_str!("map.js"));

/// Rows of the ranked table and of measures; all rows are in CSV, JSON and Parquet.
const RANKED: usize = 60;

/// One self-contained file.
pub fn mapped_html(report: &MapReport<'_>, program: &str) -> String {
    let w = words(report.lang);
    let strong = report.strong();
    html! {
        (DOCTYPE)
        html lang=(report.lang.code()) {
            (crate::shell::head(
                program,
                &html! { (w.word("map-title")) " · " (report.table) },
                &[STYLE],
            ))
            body {
                a.skip href="#map" { (w.word("map-skip")) }
                (PreEscaped(choropleth::PATTERN))
                header.top #top {
                    p.kick { (w.word("map-title")) }
                    h1 { (w.word("map-headline")) }
                    p.lead { (lead(report, w, &strong)) }
                    p.note { (super::table_line(report, w)) " · " (super::base_line(report, w)) }
                    nav.toc aria-label=(w.word("Contents")) {
                        ul {
                            li { a href="#map" { (w.word("map-map")) } }
                            li { a href="#ranks" { (w.word("map-ranks")) } }
                            li { a href="#spread" { (w.word("map-spread")) } }
                            @for it in report.tables() {
                                li { a href={ "#" (it.measure.word()) } { (measured::title(it, w)) } }
                            }
                            li { a href="#problems" { (w.word("Problems")) } }
                            li { a href="#read" { (w.word("map-how")) } }
                        }
                    }
                }
                main {
                    (choropleth::section(report, w))
                    (ranks(report, w, &strong))
                    (plots::section(report, w))
                    @for it in report.tables() { (measured::section(report, it, w, RANKED)) }
                    (crate::shell::problems(report.problems, report.lang))
                    section #read aria-labelledby="read-h" {
                        h2 #read-h { (w.word("map-how")) }
                        @for id in ["map-how-quotient", "map-how-strength", "map-how-unknown", "map-how-map", "map-how-group"] {
                            p { (w.word(id)) }
                        }
                    }
                }
                footer { p.note { "karenina " (program) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn lead(report: &MapReport<'_>, w: &Words, strong: &[&Found]) -> String {
    match strong.first() {
        None => w.word("map-none").to_owned(),
        Some(first) => w.say(
            "map-lead",
            &[
                ("strong", strong.len().into()),
                ("region", report.region_name(first).into()),
                ("group", report.group(first).into()),
                ("quotient", (&shown(first.location_quotient.unwrap_or(0.0), report)).into()),
            ],
        ),
    }
}

pub(super) fn shown(x: f64, report: &MapReport<'_>) -> String {
    if x.is_infinite() {
        return "∞".to_owned();
    }
    number(if x >= 100.0 { x.round() } else { (x * 10.0).round() / 10.0 }, report.lang)
}

fn ranks(report: &MapReport<'_>, w: &Words, strong: &[&Found]) -> Markup {
    // Nothing where the published figure is the only one possible.
    let range = |(low, high): (f64, f64)| {
        if low == high {
            String::new()
        } else {
            format!("{}–{}", shown(low, report), shown(high, report))
        }
    };
    html! {
        section #ranks aria-labelledby="ranks-h" {
            h2 #ranks-h { (w.word("map-ranks")) }
            @if strong.is_empty() { p { (w.word("map-none")) } }
            @else {
                @if strong.len() > RANKED {
                    p.note { (w.say("map-first-of", &[("n", RANKED.into()), ("all", strong.len().into())])) }
                }
                div.scroll tabindex="0" role="region" aria-label=(w.word("map-ranks")) {
                    table.d {
                        thead { tr {
                            th.r scope="col" { "№" }
                            th scope="col" { (w.word("map-col-region")) }
                            th scope="col" { (w.word("map-col-group")) }
                            th.r scope="col" { (w.word("map-col-employment")) }
                            th.r scope="col" { (w.word("map-col-possible")) }
                            th.r scope="col" { (w.word("map-col-quotient")) }
                            th.r scope="col" { (w.word("map-col-possible")) }
                            th scope="col" { (w.word("map-col-strength")) }
                        } }
                        tbody {
                            @for (rank, it) in strong.iter().take(RANKED).enumerate() {
                                tr {
                                    td.r { (rank + 1) }
                                    th scope="row" { (report.region_name(it)) }
                                    td { (report.group(it)) }
                                    td.r { (shown(it.employment, report)) }
                                    td.r.soft { (range(it.employment_bounds)) }
                                    td.r { (it.location_quotient.map_or_else(|| "–".to_owned(), |x| shown(x, report))) }
                                    td.r.soft { (range(it.location_quotient_bounds)) }
                                    td { (it.strength.map_or("", |it| strength_word(w, it))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
