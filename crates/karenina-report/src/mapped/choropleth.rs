//! The map of quotients: areas or tiles, in the colours of a group.

use std::collections::HashMap;

use karenina_mapping::{Found, Strength};
use maud::{Markup, PreEscaped, html};

use super::{MapReport, page::shown, projection};
use crate::{
    shell,
    wording::{Words, number},
};

/// Cells of groups by regions that the page carries for its map.
const CELLS: usize = 400_000;
/// The quotients at which the colour changes.
const STEPS: [f64; 6] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0];

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

pub(super) fn section(report: &MapReport<'_>, w: &Words) -> Markup {
    let layers = layers(report);
    let Some(first) = layers.first() else { return html! { section #map {} } };
    let region_names: Vec<&str> =
        report.statistics.regions.iter().map(|code| report.name_of(code)).collect();
    let data = serde_json::json!({
        "r": region_names,
        "none": w.word("map-nobody"),
        "g": layers.iter().map(|it| serde_json::json!({"k": it.classes, "v": it.values})).collect::<Vec<_>>(),
    });
    let data = shell::in_script(&data);
    let plane = report.boundaries.filter(|it| !it.areas.is_empty()).map(projection::plane);
    let painted = |at: usize| {
        let (class, is_open) = look(first, at);
        Painted { class, hatched: Some(is_open), title: title(report, w, first, at) }
    };
    let tiles = || PreEscaped(tiles(report, w.word("map-tiles"), &painted));
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
            @if let Some(plane) = &plane {
                figure.geo { (PreEscaped(areas(report, plane, w.word("map-map"), 'a', &painted))) }
                @if plane.has_insets { p.note { (w.word("map-insets")) } }
                details {
                    summary { (w.word("map-tiles")) }
                    figure.geo { (tiles()) }
                }
            } @else {
                figure.geo { (tiles()) }
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

/// The hatching of what is not known, once for all maps of the page.
pub(super) const PATTERN: &str = "<svg class=\"pat\" width=\"0\" height=\"0\" aria-hidden=\"true\">\
    <defs><pattern id=\"unknown\" width=\"5\" height=\"5\" \
    patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <line class=\"un\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/></pattern></defs></svg>";

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
    format!("{}: {value}", report.name_of(code))
}

/// What a region looks like on a map.
pub(super) struct Painted {
    pub class: String,
    /// Whether hatching lies over it; nothing where it never can.
    pub hatched: Option<bool>,
    pub title: String,
}

impl Painted {
    /// The shape, with what a program says to who does not see it, and the hatching over it.
    fn shapes(
        &self,
        out: (&mut String, &mut String),
        at: usize,
        id: &str,
        (tag, form): (&str, &str),
    ) {
        use std::fmt::Write;
        let (svg, over) = out;
        let title = html! { (self.title) }.into_string();
        let class = &self.class;
        _ = write!(
            svg,
            "<{tag}{id} data-r=\"{at}\" class=\"{class}\" {form}><title>{title}</title></{tag}>"
        );
        if let Some(is_hatched) = self.hatched {
            // A second shape rather than a reference, whose fill would be the first one's.
            let hidden = if is_hatched { "" } else { " hidden" };
            _ = write!(over, "<{tag} data-o=\"{at}\" class=\"ov\" {form}{hidden}/>");
        }
    }
}

/// Areas on paper; `id` and a number name each of them.
pub(super) fn areas(
    report: &MapReport<'_>,
    plane: &projection::Plane,
    label: &str,
    id: char,
    painted: &dyn Fn(usize) -> Painted,
) -> String {
    let mut svg = format!(
        "<svg class=\"geo\" viewBox=\"-2 -2 {} {:.0}\" role=\"img\" aria-label=\"{}\">",
        projection::WIDTH + 4.0,
        plane.height + 4.0,
        html! { (label) }.into_string()
    );
    let mut over = String::new();
    let areas = report.boundaries.map_or(&[][..], |it| &it.areas);
    for (area, path) in &plane.paths {
        let Some(at) = report.statistics.regions.get_index_of(&areas[*area].code) else { continue };
        let form = format!("d=\"{path}\" fill-rule=\"evenodd\"");
        let id = format!(" id=\"{id}{area}\"");
        painted(at).shapes((&mut svg, &mut over), at, &id, ("path", &form));
    }
    svg + &over + "</svg>"
}

/// A tile a region, each of the same size, in order of code; countries begin rows of their own.
pub(super) fn tiles(
    report: &MapReport<'_>,
    label: &str,
    painted: &dyn Fn(usize) -> Painted,
) -> String {
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
        let side = size - 2.0;
        let form = format!("x=\"{x:.1}\" y=\"{y:.1}\" width=\"{side:.1}\" height=\"{side:.1}\"");
        painted(at).shapes((&mut svg, &mut over), at, "", ("rect", &form));
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
        "<svg class=\"geo\" viewBox=\"0 0 {} {height:.0}\" role=\"img\" \
         aria-label=\"{}\">{svg}{over}</svg>",
        projection::WIDTH,
        html! { (label) }.into_string()
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
