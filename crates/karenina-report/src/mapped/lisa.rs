//! Where like regions lie together: the Moran scatter plot and the map of local clusters of a group.

use karenina_mapping::{Datum, MeasureTable};
use maud::{Markup, PreEscaped, html};

use super::{
    MapReport,
    choropleth::{self, Painted},
    curves::Columns,
    page::shown,
    projection,
};
use crate::{
    chart::{Anchor, Drawing, Paint, SMALL, Style, polyline, wrapped},
    shell,
    wording::{Words, number},
};

/// Cells of groups by regions that the page carries for these plots.
const CELLS: usize = 100_000;
/// Width and height of the scatter plot.
const SIZE: (f64, f64) = (400.0, 352.0);
/// Where points are: left, top, right, bottom.
const FIELD: [f64; 4] = [40.0, 8.0, 394.0, 312.0];

/// Of a point; the script of the page has the same.
const RADIUS: f64 = 2.8;

/// Kinds of regions: the letter in the data of the page, the class, and what it is called. Small
/// letters are those of which chance cannot be ruled out.
const KINDS: [(char, &str, &str); 9] = [
    ('A', "lHH", "map-word-high-high"),
    ('B', "lLL", "map-word-low-low"),
    ('C', "lHL", "map-word-high-low"),
    ('D', "lLH", "map-word-low-high"),
    ('a', "lN", "lisa-not-high-high"),
    ('b', "lN", "lisa-not-low-low"),
    ('c', "lN", "lisa-not-high-low"),
    ('d', "lN", "lisa-not-low-high"),
    ('-', "lU", "lisa-none"),
];

fn kind(letter: char) -> (&'static str, &'static str) {
    let found = KINDS.iter().find(|it| it.0 == letter);
    found.map_or(("lU", "lisa-none"), |it| (it.1, it.2))
}

/// A group as the plots show it.
struct Layer {
    group: u32,
    /// A letter a region.
    kinds: Vec<char>,
    /// Whether its cell is withheld.
    open: Vec<bool>,
    values: Vec<Option<String>>,
    /// Value and spatial lag in standard deviations.
    points: Vec<(usize, f64, f64)>,
    /// The slope of the line through the points: the mean of the local statistics.
    moran: f64,
}

impl Layer {
    fn count(&self, of: &[char]) -> usize {
        self.kinds.iter().filter(|it| of.contains(it)).count()
    }

    fn kept(&self) -> usize {
        self.count(&['A', 'B', 'C', 'D'])
    }
}

fn layers(report: &MapReport<'_>, of: &MeasureTable) -> Vec<Layer> {
    let columns = Columns(of);
    let n = report.statistics.regions.len();
    let mut all: Vec<Layer> = columns
        .by_group()
        .into_iter()
        .map(|(group, rows)| {
            let mut it = Layer {
                group,
                kinds: vec!['-'; n],
                open: vec![false; n],
                values: vec![None; n],
                points: Vec::new(),
                moran: 0.0,
            };
            let mut sum = 0.0;
            for row in rows {
                let Some(at) = columns.place(row, "region").map(|it| it as usize) else { continue };
                if at >= n {
                    continue;
                }
                let is_kept = columns.word(row, "kept") == Some("yes");
                it.open[at] = columns.word(row, "open") == Some("yes");
                let letter = match columns.word(row, "quadrant") {
                    Some("high_high") => 'a',
                    Some("low_low") => 'b',
                    Some("high_low") => 'c',
                    Some("low_high") => 'd',
                    _ => '-',
                };
                it.kinds[at] = if is_kept { letter.to_ascii_uppercase() } else { letter };
                let value = columns.number(row, "location_quotient");
                it.values[at] = value.map(|x| {
                    let p = columns.number(row, "p_adjusted").filter(|_| is_kept);
                    let p = p.map_or_else(String::new, |p| {
                        let p = (p * 1e4).ceil() / 1e4;
                        format!("; p ≤ {}", number(p, report.lang))
                    });
                    format!("LQ {}{p}", shown(x, report))
                });
                let of = |name| columns.number(row, name);
                if let (Some(z), Some(lag), Some(i)) =
                    (of("standardised_value"), of("spatial_lag"), of("local_moran"))
                {
                    it.points.push((at, z, lag));
                    sum += i;
                }
            }
            it.moran = sum / (it.points.len().max(1) as f64);
            it
        })
        .collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.kept()));
    all
}

/// Choose a group: its map of local clusters, and its scatter plot beside it.
pub(super) fn plots(report: &MapReport<'_>, of: &MeasureTable, w: &Words) -> Markup {
    let mut layers = layers(report, of);
    let n_groups = layers.len();
    layers.truncate((CELLS / report.statistics.regions.len().max(1)).max(1));
    let Some(first) = layers.first() else { return Markup::default() };
    let ever_open: Vec<bool> = (0..report.statistics.regions.len())
        .map(|at| layers.iter().any(|it| it.open[at]))
        .collect();
    let painted = |at: usize| Painted {
        class: kind(first.kinds[at]).0.to_owned(),
        hatched: ever_open[at].then_some(first.open[at]),
        title: title(report, w, first, at),
    };
    let plane = report.boundaries.filter(|it| !it.areas.is_empty()).map(projection::plane);
    let told = told(report, w, first);
    let picture = match &plane {
        Some(plane) => choropleth::areas(report, plane, &told, 'l', &painted),
        None => choropleth::tiles(report, &told, &painted),
    };
    html! {
        p.note { (w.word("lisa-read")) }
        (PreEscaped(PATTERNS))
        div.pick {
            label for="lisa-pick" { (w.word("map-pick")) }
            select #lisa-pick {
                @for (at, it) in layers.iter().enumerate() { option value=(at) { (report.group_name(it.group)) } }
            }
        }
        @if layers.len() < n_groups {
            p.note { (w.say("lisa-left-out", &[("shown", layers.len().into()), ("all", n_groups.into())])) }
        }
        @if let Some(note) = few_draws(report, of, w, first) { p { (note) } }
        noscript { p { (w.say("map-of-group", &[("group", report.group_name(first.group).into())])) } }
        p.said role="status" { (told) }
        (legend(w))
        div.lisa {
            figure.geo { figcaption.note { (w.word("lisa-map")) } (PreEscaped(picture)) }
            figure { figcaption.note { (w.word("lisa-scatter")) } (PreEscaped(scatter(report, w, first))) }
        }
        script #lisa-data type="application/json" { (PreEscaped(data(report, w, &layers))) }
    }
}

/// That draws are too few for so many regions, where a region that stands out by itself cannot be
/// kept however far it stands out.
fn few_draws(report: &MapReport<'_>, of: &MeasureTable, w: &Words, it: &Layer) -> Option<String> {
    let smallest = of.facts.iter().find_map(|it| match it {
        ("smallest_possible_p", Datum::Number(p)) => Some(*p),
        _ => None,
    })?;
    let n = it.points.len() as f64;
    (smallest * n > 0.05).then(|| {
        // Two-sided: 2 / (draws + 1) × n ≤ 0.05, and a round number.
        let draws = libm::ceil(2.0 * n / 0.05 / 1_000.0) * 1_000.0 - 1.0;
        w.say(
            "lisa-few-draws",
            &[
                ("p", (&number(smallest, report.lang)).into()),
                ("regions", it.points.len().into()),
                ("draws", (&format!("{draws}")).into()),
            ],
        )
    })
}

/// What the script of the page is given.
fn data(report: &MapReport<'_>, w: &Words, layers: &[Layer]) -> String {
    let names: Vec<&str> =
        report.statistics.regions.iter().map(|code| report.name_of(code)).collect();
    let by_letter = |of: &dyn Fn(&(char, &'static str, &'static str)) -> String| {
        KINDS
            .iter()
            .map(|it| (it.0.to_string(), serde_json::Value::String(of(it))))
            .collect::<serde_json::Map<_, _>>()
    };
    let groups: Vec<serde_json::Value> = layers
        .iter()
        .map(|it| {
            let scale = Scale::of(it);
            let tenths = |x: f64| (x * 10.0).round() as i64;
            let points: Vec<i64> = it
                .points
                .iter()
                .flat_map(|(at, z, lag)| {
                    [
                        i64::try_from(*at).unwrap_or_default(),
                        tenths(scale.x(*z)),
                        tenths(scale.y(*lag)),
                    ]
                })
                .collect();
            serde_json::json!({
                "k": it.kinds.iter().collect::<String>(),
                "o": it.open.iter().map(|it| if *it { '1' } else { '0' }).collect::<String>(),
                "v": it.values,
                "p": points,
                "a": axes(report, it, &scale),
                "s": told(report, w, it),
            })
        })
        .collect();
    shell::in_script(&serde_json::json!({
        "r": names,
        "c": by_letter(&|it| it.1.to_owned()),
        "w": by_letter(&|it| w.word(it.2).to_owned()),
        "s": KINDS.iter().filter(|it| it.1 == "lN").map(|it| it.0).collect::<String>(),
        "g": groups,
    }))
}

/// What the plots of a group show, in words.
fn told(report: &MapReport<'_>, w: &Words, it: &Layer) -> String {
    w.say(
        "lisa-told",
        &[
            ("group", report.group_name(it.group).into()),
            ("moran", (&number((it.moran * 1e3).round() / 1e3, report.lang)).into()),
            ("high_high", it.count(&['A']).into()),
            ("low_low", it.count(&['B']).into()),
            ("high_low", it.count(&['C']).into()),
            ("low_high", it.count(&['D']).into()),
            ("not", it.count(&['a', 'b', 'c', 'd']).into()),
            ("none", it.count(&['-']).into()),
            ("open", it.open.iter().filter(|it| **it).count().into()),
        ],
    )
}

fn title(report: &MapReport<'_>, w: &Words, it: &Layer, at: usize) -> String {
    let code = report.statistics.regions.get_index(at).map_or("", String::as_str);
    let value = it.values[at].as_ref().map_or_else(String::new, |it| format!(" · {it}"));
    format!("{}: {}{value}", report.name_of(code), w.word(kind(it.kinds[at]).1))
}

/// Fills that are told apart by more than their colour.
const PATTERNS: &str = "<svg class=\"pat\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\
    <pattern id=\"lisa-ll\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
    <rect class=\"pl\" width=\"6\" height=\"6\"/><circle class=\"pd\" cx=\"3\" cy=\"3\" r=\"1.1\"/></pattern>\
    <pattern id=\"lisa-hl\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
    <rect class=\"ph\" width=\"6\" height=\"6\"/><line class=\"wl\" x1=\"3\" y1=\"0\" x2=\"3\" y2=\"6\"/></pattern>\
    <pattern id=\"lisa-lh\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
    <rect class=\"pl\" width=\"6\" height=\"6\"/><line class=\"wl\" x1=\"0\" y1=\"3\" x2=\"6\" y2=\"3\"/></pattern>\
    <pattern id=\"lisa-none\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <rect class=\"pp\" width=\"5\" height=\"5\"/><line class=\"ul\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/></pattern>\
    </defs></svg>";

fn legend(w: &Words) -> Markup {
    let key = |body: &str| {
        PreEscaped(format!(
            "<svg class=\"key\" viewBox=\"0 0 26 16\" width=\"26\" height=\"16\" aria-hidden=\"true\">{body}</svg>"
        ))
    };
    let swatch = |class: &str| {
        key(&format!("<rect class=\"{class}\" x=\".5\" y=\".5\" width=\"25\" height=\"15\"/>"))
    };
    html! {
        ul.legend aria-label=(w.word("legend")) {
            @for (_, class, id) in &KINDS[..4] { li { (swatch(class)) (w.word(id)) } }
            li { (swatch("lN")) (w.word("lisa-not")) }
            li { (swatch("lU")) (w.word("lisa-none")) }
            li { span.sw.hatch {} (w.word("lisa-open")) }
            li { (key("<circle class=\"kI\" cx=\"8\" cy=\"8\" r=\"3.4\"/><circle class=\"s kI\" cx=\"19\" cy=\"8\" r=\"3.4\"/>")) (w.word("lisa-points")) }
            li { (key("<path class=\"s kI\" d=\"M13 3l5 5l-5 5l-5-5z\"/>")) (w.word("lisa-open-point")) }
        }
    }
}

/// From standard deviations to places: even near the middle, by ratios far from it.
struct Scale {
    low: (f64, f64),
    high: (f64, f64),
}

impl Scale {
    fn of(it: &Layer) -> Self {
        let mut scale = Self { low: (-1.2, -1.2), high: (3.2, 3.2) };
        for (_, z, lag) in &it.points {
            scale.low = (scale.low.0.min(z * 1.1), scale.low.1.min(lag * 1.1));
            scale.high = (scale.high.0.max(z * 1.1), scale.high.1.max(lag * 1.1));
        }
        scale
    }

    fn x(&self, z: f64) -> f64 {
        let (low, high) = (libm::asinh(self.low.0), libm::asinh(self.high.0));
        FIELD[0] + (FIELD[2] - FIELD[0]) * (libm::asinh(z) - low) / (high - low)
    }

    fn y(&self, lag: f64) -> f64 {
        let (low, high) = (libm::asinh(self.low.1), libm::asinh(self.high.1));
        FIELD[3] - (FIELD[3] - FIELD[1]) * (libm::asinh(lag) - low) / (high - low)
    }
}

/// Lines, figures, and the line of which the slope is Moran's I.
fn axes(report: &MapReport<'_>, layer: &Layer, scale: &Scale) -> String {
    const STEPS: [f64; 11] = [-100.0, -30.0, -10.0, -3.0, -1.0, 0.0, 1.0, 3.0, 10.0, 30.0, 100.0];
    let mut it = Drawing::new(SIZE.0, Style::InPage, String::new());
    let [left, top, right, bottom] = FIELD;
    for step in STEPS {
        let text = number(step, report.lang);
        let (paint, width) = if step == 0.0 { (Paint::Ink, 1.2) } else { (Paint::Line, 0.6) };
        if (scale.low.0..=scale.high.0).contains(&step) {
            let x = scale.x(step);
            it.line((x, top), (x, bottom), paint, width);
            it.text((x, bottom + 16.0), &text, SMALL - 1.0, Paint::Soft, Anchor::Middle);
        }
        if (scale.low.1..=scale.high.1).contains(&step) {
            let y = scale.y(step);
            it.line((left, y), (right, y), paint, width);
            it.text((left - 5.0, y + 4.0), &text, SMALL - 1.0, Paint::Soft, Anchor::End);
        }
    }
    // On these axes a straight line is bent.
    let ends = (libm::asinh(scale.low.0), libm::asinh(scale.high.0));
    let line: Vec<(f64, f64)> = (0..=80)
        .map(|n| libm::sinh(ends.0 + (ends.1 - ends.0) * f64::from(n) / 80.0))
        .map(|z| (z, layer.moran * z))
        .filter(|(_, lag)| (scale.low.1..=scale.high.1).contains(lag))
        .map(|(z, lag)| (scale.x(z), scale.y(lag)))
        .collect();
    it.path(&polyline(line), Paint::Own, 1.6, true);
    it.cut(0)
}

/// Names of the quadrants, over the points.
fn quadrants(it: &mut Drawing, w: &Words) {
    const WIDE: f64 = 92.0;
    let [left, top, right, bottom] = FIELD;
    for (id, is_right, is_top) in [
        ("map-word-high-high", true, true),
        ("map-word-low-high", false, true),
        ("map-word-low-low", false, false),
        ("map-word-high-low", true, false),
    ] {
        let lines = wrapped(w.word(id), SMALL, WIDE, 3);
        let (x, anchor) =
            if is_right { (right - 4.0, Anchor::End) } else { (left + 4.0, Anchor::Start) };
        let first =
            if is_top { top + 13.0 } else { bottom - 6.0 - 14.0 * (lines.len() as f64 - 1.0) };
        for (n, line) in lines.iter().enumerate() {
            let at = (x, first + 14.0 * n as f64);
            it.clear_text(at, line, SMALL - 0.5, Paint::Ink, anchor);
        }
    }
}

fn scatter(report: &MapReport<'_>, w: &Words, layer: &Layer) -> String {
    use std::fmt::Write;
    let scale = Scale::of(layer);
    let mut points = String::new();
    for (at, z, lag) in &layer.points {
        let tenth = |x: f64| (x * 10.0).round() / 10.0;
        let (x, y) = (tenth(scale.x(*z)), tenth(scale.y(*lag)));
        let class = match kind(layer.kinds[*at]).0 {
            "lN" => "ph",
            kept => kept,
        };
        let title = html! { (title(report, w, layer, *at)) }.into_string();
        let title = format!("data-p=\"{at}\"><title>{title}</title>");
        _ = if layer.open[*at] {
            write!(
                points,
                "<path class=\"{class}\" d=\"M{x} {:.1}l4 4l-4 4l-4 -4z\" {title}</path>",
                y - 4.0
            )
        } else {
            write!(
                points,
                "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{RADIUS}\" {title}</circle>"
            )
        };
    }
    let mut it = Drawing::new(SIZE.0, Style::InPage, "lisa-scatter".to_owned());
    it.height = SIZE.1;
    it.paste(&format!("<g class=\"ax\">{}</g>", axes(report, layer, &scale)));
    it.paste(&format!("<g class=\"pts\">{points}</g>"));
    quadrants(&mut it, w);
    let middle = f64::midpoint(FIELD[0], FIELD[2]);
    it.text((middle, SIZE.1 - 5.0), w.word("lisa-across"), SMALL, Paint::Soft, Anchor::Middle);
    let told = told(report, w, layer);
    it.finish(&told, &told).replacen("<svg ", "<svg class=\"moran\" ", 1)
}
