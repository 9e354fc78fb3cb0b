//! What was found as one HTML file: the map first, then ranks, distributions and measures.

use std::collections::HashMap;

use karenina_mapping::{Found, Strength};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{MapReport, measured, projection, strength_word};
use crate::{
    chart::{Anchor, Drawing, Paint, SMALL, Style},
    wording::{Words, number, words},
};

const STYLE: &str = concat!(include_str!("../html/style.css"), include_str!("map.css"));
const SCRIPT: &str = concat!(include_str!("../html/script.js"), include_str!("map.js"));

/// Rows of the ranked table and of measures; all rows are in CSV, JSON and Parquet.
const RANKED: usize = 60;
/// Cells of groups by regions that the page carries for its map.
const CELLS: usize = 400_000;
/// The quotients at which the colour changes.
const STEPS: [f64; 6] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0];

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
                            @for it in report.measures {
                                li { a href={ "#" (it.measure.word()) } { (measured::title(it, w)) } }
                            }
                            li { a href="#problems" { (w.word("Problems")) } }
                            li { a href="#read" { (w.word("map-how")) } }
                        }
                    }
                }
                main {
                    (map(report, w))
                    (ranks(report, w, &strong))
                    (spread(report, w))
                    @for it in report.measures { (measured::section(report, it, w, RANKED)) }
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

fn shown(x: f64, report: &MapReport<'_>) -> String {
    if x.is_infinite() {
        return "∞".to_owned();
    }
    number(if x >= 100.0 { x.round() } else { (x * 10.0).round() / 10.0 }, report.lang)
}

/// A group as the map shows it.
struct Layer {
    group: u32,
    /// A character a region: the colour, and whether it is sure.
    classes: String,
    values: Vec<Option<String>>,
}

fn class_of(x: f64) -> usize {
    STEPS.iter().filter(|it| x >= **it).count()
}

fn layers(report: &MapReport<'_>) -> Vec<Layer> {
    let n = report.statistics.regions.len();
    let mut by_group: HashMap<u32, Vec<&Found>> = HashMap::new();
    for it in &report.mapped.found {
        by_group.entry(it.group).or_default().push(it);
    }
    // The most concentrated first; as many as the page can carry.
    let peak = |of: &[&Found]| {
        of.iter()
            .filter(|it| it.strength >= Some(Strength::Strong))
            .filter_map(|it| it.location_quotient)
            .fold(0.0, f64::max)
    };
    let mut order: Vec<(u32, f64)> =
        by_group.iter().map(|(group, of)| (*group, peak(of))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.truncate((CELLS / n.max(1)).clamp(1, 400));
    order
        .into_iter()
        .map(|(group, _)| {
            let mut classes = vec![b'0'; n];
            let mut values = vec![None; n];
            for it in &by_group[&group] {
                let at = it.region as usize;
                let (low, high) = it.location_quotient_bounds;
                let quotient = it.location_quotient;
                let is_open = class_of(low) != class_of(high);
                classes[at] = match quotient {
                    None => b'x',
                    Some(x) if is_open => b'a' + class_of(x) as u8,
                    Some(x) => b'0' + class_of(x) as u8,
                };
                let x = quotient.map_or_else(|| "?".to_owned(), |x| shown(x, report));
                values[at] = Some(if is_open {
                    format!("{x} ({}–{})", shown(low, report), shown(high, report))
                } else {
                    x
                });
            }
            Layer { group, classes: classes.into_iter().map(char::from).collect(), values }
        })
        .collect()
}

fn map(report: &MapReport<'_>, w: &Words) -> Markup {
    let layers = layers(report);
    let Some(first) = layers.first() else { return html! { section #map {} } };
    let region_names: Vec<&str> =
        report.statistics.regions.iter().map(|code| report.name_of(code)).collect();
    let data = serde_json::json!({
        "r": region_names,
        "none": w.word("map-nobody"),
        "g": layers.iter().map(|it| serde_json::json!({"k": it.classes, "v": it.values})).collect::<Vec<_>>(),
    });
    // A page ends a script where it finds its end, wherever that stands.
    let data = data.to_string().replace("</", "<\\/");
    let plane = report.boundaries.filter(|it| !it.areas.is_empty()).map(projection::plane);
    html! {
        section #map aria-labelledby="map-h" {
            h2 #map-h { (w.word("map-map")) }
            div.pick {
                label for="pick" { (w.word("map-pick")) }
                select #pick {
                    @for (at, it) in layers.iter().enumerate() { option value=(at) { (report.group_name(it.group)) } }
                }
            }
            p.said #said role="status" {}
            noscript { p { (w.say("map-of-group", &[("group", report.group_name(first.group).into())])) } }
            (legend(report, w))
            @if let (Some(plane), Some(boundaries)) = (&plane, report.boundaries) {
                figure.geo { (PreEscaped(areas(report, w, plane, boundaries, first))) }
                @if plane.has_insets { p.note { (w.word("map-insets")) } }
                details {
                    summary { (w.word("map-tiles")) }
                    figure.geo { (PreEscaped(tiles(report, w, first))) }
                }
            } @else {
                figure.geo { (PreEscaped(tiles(report, w, first))) }
                p.note { (w.word("map-no-boundaries")) }
            }
            script #map-data type="application/json" { (PreEscaped(data)) }
        }
    }
}

fn legend(report: &MapReport<'_>, w: &Words) -> Markup {
    let step = |at: usize| number(STEPS[at], report.lang);
    html! {
        ul.legend aria-label=(w.word("legend")) {
            @for at in 0..=STEPS.len() {
                li {
                    span class={ "sw q" (at) } {}
                    @if at == 0 { "< " (step(0)) }
                    @else if at == STEPS.len() { "≥ " (step(at - 1)) }
                    @else { (step(at - 1)) "–" (step(at)) }
                }
            }
            li { span.sw.hatch {} (w.word("map-open")) }
        }
    }
}

const PATTERN: &str = "<defs><pattern id=\"unknown\" width=\"5\" height=\"5\" \
    patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/></pattern></defs>";

/// What a region looks like: its class, and whether hatching lies over it.
fn look(layer: &Layer, at: usize) -> (String, bool) {
    match layer.classes.as_bytes().get(at) {
        Some(it @ b'0'..=b'6') => (format!("q{}", it - b'0'), false),
        Some(it @ b'a'..=b'g') => (format!("q{}", it - b'a'), true),
        _ => ("qx".to_owned(), true),
    }
}

fn title(report: &MapReport<'_>, w: &Words, layer: &Layer, at: usize) -> String {
    let code = report.statistics.regions.get_index(at).map_or("", String::as_str);
    let value = layer.values.get(at).and_then(Option::as_deref).unwrap_or(w.word("map-nobody"));
    let text = format!("{}: {value}", report.name_of(code));
    html! { (text) }.into_string()
}

fn areas(
    report: &MapReport<'_>,
    w: &Words,
    plane: &projection::Plane,
    boundaries: &karenina_mapping::Boundaries,
    layer: &Layer,
) -> String {
    use std::fmt::Write;
    let mut svg = format!(
        "<svg class=\"geo\" viewBox=\"-2 -2 {} {:.0}\" role=\"img\" aria-label=\"{}\">{PATTERN}",
        projection::WIDTH + 4.0,
        plane.height + 4.0,
        html! { (w.word("map-map")) }.into_string()
    );
    let mut over = String::new();
    for (area, path) in &plane.paths {
        let Some(at) = report.statistics.regions.get_index_of(&boundaries.areas[*area].code) else {
            continue;
        };
        let (class, is_open) = look(layer, at);
        _ = write!(
            svg,
            "<path id=\"a{area}\" data-r=\"{at}\" class=\"{class}\" fill-rule=\"evenodd\" \
             d=\"{path}\"><title>{}</title></path>",
            title(report, w, layer, at)
        );
        // A second path rather than a reference, whose fill would be the first one's.
        let hidden = if is_open { "" } else { " hidden" };
        _ = write!(over, "<path data-o=\"{at}\" class=\"ov\" d=\"{path}\"{hidden}/>");
    }
    svg + &over + "</svg>"
}

/// A tile a region, each of the same size, in order of code; countries begin rows of their own.
fn tiles(report: &MapReport<'_>, w: &Words, layer: &Layer) -> String {
    use std::fmt::Write;
    let mut order: Vec<(usize, &String)> = report.statistics.regions.iter().enumerate().collect();
    order.sort_by(|a, b| a.1.cmp(b.1));
    // Codes as NUTS has them: two letters of the country, and up to four signs more.
    let country = |code: &str| -> String {
        let (letters, rest) = code.split_at_checked(2).unwrap_or((code, ""));
        let is_code = letters.len() == 2
            && letters.bytes().all(|it| it.is_ascii_uppercase())
            && rest.len() <= 4
            && rest.bytes().all(|it| it.is_ascii_alphanumeric());
        if is_code { letters.to_owned() } else { String::new() }
    };
    let by_country = order.iter().all(|it| !country(it.1).is_empty());
    let columns = ((order.len() as f64 * 1.6).sqrt().ceil() as usize).clamp(8, 40);
    let size = projection::WIDTH / columns as f64;
    let mut svg = String::new();
    let mut over = String::new();
    let (mut row, mut column) = (0, 0);
    let mut last = String::new();
    for (at, code) in order {
        let of = country(code);
        if column >= columns || (by_country && !last.is_empty() && of != last) {
            row += 1;
            column = 0;
        }
        last = of;
        let (x, y) = (column as f64 * size, f64::from(row) * size);
        let (class, is_open) = look(layer, at);
        let side = size - 2.0;
        _ = write!(
            svg,
            "<rect data-r=\"{at}\" class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{side:.1}\" \
             height=\"{side:.1}\"><title>{}</title></rect>",
            title(report, w, layer, at)
        );
        let hidden = if is_open { "" } else { " hidden" };
        _ = write!(
            over,
            "<rect data-o=\"{at}\" class=\"ov\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{side:.1}\" \
             height=\"{side:.1}\"{hidden}/>"
        );
        if size >= LABELLED {
            let name = report.name_of(code);
            let (x, y) = (x + side / 2.0, y + side / 2.0 + 4.0);
            let label = html! { (short(name, (size / 8.0) as usize)) }.into_string();
            _ = write!(over, "<text class=\"tl\" x=\"{x:.1}\" y=\"{y:.1}\">{label}</text>");
        }
        column += 1;
    }
    let height = f64::from(row + 1) * size;
    format!(
        "<svg class=\"geo\" id=\"t\" viewBox=\"0 0 {} {height:.0}\" role=\"img\" \
         aria-label=\"{}\">{PATTERN}{svg}{over}</svg>",
        projection::WIDTH,
        html! { (w.word("map-tiles")) }.into_string()
    )
}

/// Tiles from this size on have room for a name.
const LABELLED: f64 = 44.0;

/// The beginning of a region's name, which is mostly that of its largest town.
fn short(name: &str, most: usize) -> String {
    let first = name.split(['-', ',', '–', '(']).next().unwrap_or(name).trim();
    if first.chars().count() <= most {
        return first.to_owned();
    }
    let mut cut: String = first.chars().take(most.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut + "…"
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

fn spread(report: &MapReport<'_>, w: &Words) -> Markup {
    html! {
        section #spread aria-labelledby="spread-h" {
            h2 #spread-h { (w.word("map-spread")) }
            div.plots {
                figure { figcaption.note { (w.word("map-histogram")) } (PreEscaped(histogram(report, w))) }
                figure { figcaption.note { (w.word("map-scatter")) } (PreEscaped(scatter(report, w))) }
            }
        }
    }
}

/// How many groups in regions have which quotient.
fn histogram(report: &MapReport<'_>, w: &Words) -> String {
    const BINS: [f64; 9] = [0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0];
    let mut counts = [0_usize; 10];
    let mut strong = [0_usize; 10];
    for it in &report.mapped.found {
        let Some(x) = it.location_quotient else { continue };
        let bin = BINS.iter().filter(|it| x >= **it).count();
        counts[bin] += 1;
        strong[bin] += usize::from(it.strength >= Some(Strength::Strong));
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let mut it = Drawing::new(440.0, Style::InPage, "map-histogram".to_owned());
    it.height = 250.0;
    for at in 0..10 {
        let (x, full) = (10.0 + at as f64 * 42.0, 180.0 * counts[at] as f64 / most);
        let part = 180.0 * strong[at] as f64 / most;
        it.rect(x, 205.0 - full, 36.0, full - part, Paint::Tint(2));
        it.rect(x, 205.0 - part, 36.0, part, Paint::Own);
        let text = number(counts[at] as f64, report.lang);
        it.text((x + 18.0, 200.0 - full), &text, SMALL - 2.0, Paint::Soft, Anchor::Middle);
        if at > 0 {
            let text = number(BINS[at - 1], report.lang);
            it.text((x - 3.0, 222.0), &text, SMALL, Paint::Soft, Anchor::Middle);
        }
    }
    it.line((6.0, 205.5), (432.0, 205.5), Paint::Line, 1.0);
    it.text((220.0, 244.0), w.word("map-col-quotient"), SMALL, Paint::Soft, Anchor::Middle);
    it.finish(w.word("map-histogram"), w.word("map-histogram"))
}

/// Employment against the quotient, both by powers of ten.
fn scatter(report: &MapReport<'_>, w: &Words) -> String {
    const MOST: usize = 3_000;
    let mut points: Vec<(f64, f64, bool)> = report
        .mapped
        .found
        .iter()
        .filter_map(|it| {
            let x = it.location_quotient.filter(|it| *it > 0.0)?;
            let strong = it.strength >= Some(Strength::Strong);
            (it.employment >= 1.0).then_some((it.employment, x, strong))
        })
        .collect();
    // Every so-manieth of the others where there are too many to be drawn; all that are strong.
    let others = points.iter().filter(|it| !it.2).count();
    let step = (others / MOST).max(1);
    let mut n = 0;
    points.retain(|it| {
        n += usize::from(!it.2);
        it.2 || n % step == 0
    });
    points.sort_by(|a, b| a.2.cmp(&b.2).then(a.0.total_cmp(&b.0)).then(a.1.total_cmp(&b.1)));
    let mut it = Drawing::new(440.0, Style::InPage, "map-scatter".to_owned());
    it.height = 250.0;
    let top = points.iter().map(|it| libm::log10(it.0)).fold(3.0, f64::max).ceil();
    let x_of = |x: f64| 44.0 + 386.0 * libm::log10(x).clamp(0.0, top) / top;
    let y_of = |y: f64| 205.0 - 195.0 * (libm::log10(y).clamp(-2.0, 3.0) + 2.0) / 5.0;
    for power in 0..=top as i32 {
        let x = x_of(libm::pow(10.0, f64::from(power)));
        it.line((x, 10.0), (x, 205.0), Paint::Line, 0.6);
        let text = number(libm::pow(10.0, f64::from(power)), report.lang);
        // The last one would stand over the edge.
        let anchor = if x > 400.0 { Anchor::End } else { Anchor::Middle };
        it.text((x, 222.0), &text, SMALL - 2.0, Paint::Soft, anchor);
    }
    for (value, text) in
        [(0.01, "0.01"), (0.1, "0.1"), (1.0, "1"), (10.0, "10"), (100.0, "100"), (1000.0, "1000")]
    {
        it.line(
            (44.0, y_of(value)),
            (430.0, y_of(value)),
            Paint::Line,
            if value == 1.0 { 1.4 } else { 0.6 },
        );
        let text =
            if report.lang == crate::Lang::Ru { text.replace('.', ",") } else { text.to_owned() };
        it.text((40.0, y_of(value) + 4.0), &text, SMALL - 2.0, Paint::Soft, Anchor::End);
    }
    for (x, y, strong) in points {
        it.circle(
            x_of(x),
            y_of(y),
            if strong { 2.2 } else { 1.4 },
            if strong { Paint::Own } else { Paint::Tint(6) },
        );
    }
    it.text((237.0, 244.0), w.word("map-col-employment"), SMALL, Paint::Soft, Anchor::Middle);
    it.finish(w.word("map-scatter"), w.word("map-scatter"))
}
