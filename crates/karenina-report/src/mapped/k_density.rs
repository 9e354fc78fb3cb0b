//! K-density as Duranton and Overman draw it: the curve of a group with its local and its global band.

use karenina_mapping::{Measure, MeasureTable};
use maud::{Markup, PreEscaped, html};

use super::{
    MapReport,
    curves::{
        Columns, FIELD, KEY_ABOVE, KEY_BAND, KEY_BELOW, MULTIPLES, Standing, distance, frame,
        legend, level, mark, names, steps, stretches, told,
    },
};
use crate::{
    chart::{Drawing, Paint, polyline},
    wording::{Words, number},
};

/// The curve of a group.
struct Curve {
    group: u32,
    km: Vec<f64>,
    density: Vec<f64>,
    expected: Vec<f64>,
    local: [Vec<f64>; 2],
    global: [Vec<f64>; 2],
    standing: Vec<Standing>,
}

impl Curve {
    /// What lies above the global band, less what lies below.
    fn excess(&self) -> f64 {
        let of = |at: usize| match self.standing[at] {
            Standing::Above => self.density[at] - self.global[1][at],
            Standing::Below => self.density[at] - self.global[0][at],
            Standing::AsChanceHasIt => 0.0,
        };
        (0..self.km.len()).map(of).sum()
    }

    fn is(&self, wanted: Standing) -> bool {
        self.standing.contains(&wanted)
    }
}

fn curves(of: &MeasureTable) -> Vec<Curve> {
    let columns = Columns(of);
    let mut all: Vec<Curve> = columns
        .by_group()
        .into_iter()
        .filter_map(|(group, rows)| {
            let of = |name: &str| -> Option<Vec<f64>> {
                rows.iter().map(|row| columns.number(row, name)).collect()
            };
            Some(Curve {
                group,
                km: of("km")?,
                density: of("density")?,
                expected: of("expected")?,
                local: [of("local_low")?, of("local_high")?],
                global: [of("band_low")?, of("band_high")?],
                standing: rows.iter().map(|row| columns.standing(row)).collect(),
            })
        })
        .collect();
    all.sort_by(|a, b| b.excess().total_cmp(&a.excess()));
    all
}

/// The most localised groups beside each other, and how many there are more.
pub(super) fn plots(report: &MapReport<'_>, of: &MeasureTable, w: &Words) -> Markup {
    let all = curves(of);
    if all.is_empty() {
        return Markup::default();
    }
    let (shown, rest) = all.split_at(all.len().min(MULTIPLES));
    let count = |wanted: Standing| rest.iter().filter(|it| it.is(wanted)).count();
    html! {
        p.note { (w.word("plot-k-read")) }
        (keys(w))
        @if !rest.is_empty() {
            p.note { (w.say("plot-k-left-out", &[
                ("shown", shown.len().into()),
                ("all", all.len().into()),
                ("left", rest.len().into()),
                ("localised", count(Standing::Above).into()),
                ("dispersed", count(Standing::Below).into()),
            ])) }
        }
        div.multiples {
            @for it in shown {
                figure {
                    figcaption {
                        b { (report.group_name(it.group)) }
                        span.note { (caption(report, w, it)) }
                    }
                    (PreEscaped(plot(report, w, it)))
                }
            }
        }
    }
}

const IDS: [&str; 3] = ["plot-localised", "plot-dispersed", "plot-as-chance"];

fn standing(report: &MapReport<'_>, w: &Words, it: &Curve, signs: bool) -> String {
    let of = |wanted| stretches(&it.km, &it.standing, wanted);
    told(report, w, IDS, &[of(Standing::Above), of(Standing::Below)], signs)
}

fn caption(report: &MapReport<'_>, w: &Words, it: &Curve) -> String {
    let plants = report.measure(Measure::KDensity).and_then(|table| {
        let columns = Columns(table);
        let row = table.rows.iter().find(|row| columns.place(row, "group") == Some(it.group))?;
        columns.number(row, "plants")
    });
    let standing = standing(report, w, it, true);
    match plants {
        Some(n) => format!("{} · {standing}", w.say("plot-plants", &[("n", (n as usize).into())])),
        None => standing,
    }
}

/// The keys of the drawing.
fn keys(w: &Words) -> Markup {
    let keys = [
        ("<path class=\"s kO\" stroke-width=\"2.4\" d=\"M1 8H35\"/>", "plot-key-k"),
        (KEY_BAND, "plot-key-global"),
        ("<path class=\"s kS\" stroke-width=\"1\" d=\"M1 5H35M1 11H35\"/>", "plot-key-local"),
        (KEY_ABOVE, "plot-key-localised"),
        (KEY_BELOW, "plot-key-dispersed"),
    ];
    legend(w, &keys)
}

fn plot(report: &MapReport<'_>, w: &Words, it: &Curve) -> String {
    let mut drawing = frame(format!("kd-{}", it.group));
    let within = it.km.last().copied().unwrap_or(0.0).max(f64::MIN_POSITIVE);
    let highest = [&it.density, &it.global[1], &it.local[1]]
        .into_iter()
        .flatten()
        .copied()
        .fold(f64::MIN_POSITIVE, f64::max);
    let [left, top, right, bottom] = FIELD;
    let x_of = |km: f64| left + (right - left) * km / within;
    let y_of = |k: f64| bottom - (bottom - top - 12.0) * k / highest;
    for it in steps(highest, 3.0) {
        level(&mut drawing, y_of(it), &number(it, report.lang), 0.6);
    }
    for km in steps(within, 4.0) {
        distance(&mut drawing, x_of(km), &number(km, report.lang));
    }
    names(&mut drawing, w.word("plot-k-up"), w.word("plot-km"));
    let along = |of: &[f64]| -> Vec<(f64, f64)> {
        it.km.iter().zip(of).map(|(km, k)| (x_of(*km), y_of(*k))).collect()
    };
    let (low, high) = (along(&it.global[0]), along(&it.global[1]));
    let round = high.iter().chain(low.iter().rev()).copied();
    drawing.field(&(polyline(round) + "Z"), Paint::Own, 0.13);
    for of in [&low, &high] {
        drawing.path(&polyline(of.iter().copied()), Paint::Ink, 1.1, true);
    }
    for of in &it.local {
        drawing.path(&polyline(along(of)), Paint::Soft, 1.0, false);
    }
    let curve = along(&it.density);
    beyond(&mut drawing, it, &curve, &low, &high);
    drawing.path(&polyline(curve.iter().copied()), Paint::Own, 2.4, false);
    marks(&mut drawing, it, &curve);
    let peak = (0..it.km.len()).max_by(|a, b| it.density[*a].total_cmp(&it.density[*b]));
    let peak = peak.unwrap_or(0);
    let figure = |of: &[f64]| number(of.get(peak).copied().unwrap_or(0.0), report.lang);
    let about = w.say(
        "plot-k-about",
        &[
            ("group", report.group_name(it.group).into()),
            ("within", (&number(within, report.lang)).into()),
            ("standing", (&standing(report, w, it, false)).into()),
            ("peak", (&figure(&it.density)).into()),
            ("at", (&figure(&it.km)).into()),
            ("expected", (&figure(&it.expected)).into()),
        ],
    );
    drawing.finish(report.group_name(it.group), &about)
}

/// Hatches what lies between the curve and the band where the curve leaves it.
fn beyond(
    drawing: &mut Drawing,
    it: &Curve,
    curve: &[(f64, f64)],
    low: &[(f64, f64)],
    high: &[(f64, f64)],
) {
    for (wanted, band) in [(Standing::Above, high), (Standing::Below, low)] {
        let mut from = 0;
        for run in it.standing.chunk_by(|a, b| a == b) {
            let to = from + run.len();
            if run.first() == Some(&wanted) {
                let round = curve[from..to].iter().chain(band[from..to].iter().rev()).copied();
                drawing.field(&(polyline(round) + "Z"), Paint::Hatch, 1.0);
            }
            from = to;
        }
    }
}

/// Triangles along the curve, so far apart that each is seen by itself.
fn marks(drawing: &mut Drawing, it: &Curve, curve: &[(f64, f64)]) {
    const APART: f64 = 18.0;
    let mut last: Option<(f64, Standing)> = None;
    for (at, standing) in curve.iter().zip(&it.standing) {
        let is_near = last.is_some_and(|(x, of)| of == *standing && at.0 - x < APART);
        if *standing == Standing::AsChanceHasIt || is_near {
            continue;
        }
        mark(drawing, *at, *standing);
        last = Some((at.0, *standing));
    }
}
