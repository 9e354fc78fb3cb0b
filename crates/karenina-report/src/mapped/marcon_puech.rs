//! M by distance with the envelope of random labelling, both axes by ratios.

use karenina_mapping::MeasureTable;
use maud::{Markup, PreEscaped, html};

use super::{
    MapReport,
    curves::{
        Columns, FIELD, KEY_ABOVE, KEY_BAND, KEY_BELOW, MULTIPLES, Standing, distance, frame,
        legend, level, mark, names, stretches, told,
    },
};
use crate::{
    chart::{Paint, polyline},
    wording::{Words, number},
};

/// What stands around establishments of a group within a distance.
struct Point {
    km: f64,
    m: Option<f64>,
    envelope: Option<(f64, f64)>,
    standing: Standing,
}

struct Curve {
    group: u32,
    plants: usize,
    points: Vec<Point>,
}

impl Curve {
    /// By how many times M leaves the envelope at the most.
    fn excess(&self) -> f64 {
        let of = |it: &Point| match (it.standing, it.m, it.envelope) {
            (Standing::Above, Some(m), Some((_, high))) => m / high.max(1e-9),
            _ => 0.0,
        };
        self.points.iter().map(of).fold(0.0, f64::max)
    }

    fn of(&self, wanted: Standing) -> Vec<(f64, f64)> {
        let km: Vec<f64> = self.points.iter().map(|it| it.km).collect();
        let standing: Vec<Standing> = self.points.iter().map(|it| it.standing).collect();
        stretches(&km, &standing, wanted)
    }
}

fn curves(of: &MeasureTable) -> Vec<Curve> {
    let columns = Columns(of);
    let mut all: Vec<Curve> = columns
        .by_group()
        .into_iter()
        .map(|(group, rows)| Curve {
            group,
            plants: columns.number(&rows[0], "plants").unwrap_or(0.0) as usize,
            points: rows
                .iter()
                .filter_map(|row| {
                    let of = |name| columns.number(row, name);
                    Some(Point {
                        km: of("km")?,
                        m: of("marcon_puech"),
                        envelope: of("envelope_low").zip(of("envelope_high")),
                        standing: columns.standing(row),
                    })
                })
                .collect(),
        })
        .filter(|it| it.points.iter().any(|it| it.m.is_some()))
        .collect();
    all.sort_by(|a, b| b.excess().total_cmp(&a.excess()));
    all
}

/// The most concentrated groups beside each other, and how many there are more.
pub(super) fn plots(report: &MapReport<'_>, of: &MeasureTable, w: &Words) -> Markup {
    let all = curves(of);
    if all.is_empty() {
        return Markup::default();
    }
    let shown = &all[..all.len().min(MULTIPLES)];
    html! {
        p.note { (w.word("plot-m-read")) }
        (keys(w))
        @if all.len() > shown.len() {
            p.note { (w.say("plot-m-left-out", &[
                ("shown", shown.len().into()),
                ("all", all.len().into()),
                ("left", (all.len() - shown.len()).into()),
            ])) }
        }
        div.multiples {
            @for it in shown {
                figure {
                    figcaption {
                        b { (report.group_name(it.group)) }
                        span.note {
                            (w.say("plot-plants", &[("n", it.plants.into())])) " · "
                            (standing(report, w, it, true))
                        }
                    }
                    (PreEscaped(plot(report, w, it)))
                }
            }
        }
    }
}

const IDS: [&str; 3] = ["plot-concentrated", "plot-m-dispersed", "plot-as-chance"];

fn standing(report: &MapReport<'_>, w: &Words, it: &Curve, signs: bool) -> String {
    told(report, w, IDS, &[it.of(Standing::Above), it.of(Standing::Below)], signs)
}

fn keys(w: &Words) -> Markup {
    let curve = "<path class=\"s kO\" stroke-width=\"2.4\" d=\"M1 8H35\"/>\
        <circle class=\"kO\" cx=\"18\" cy=\"8\" r=\"3.4\"/>";
    let keys = [
        (curve, "plot-key-m"),
        (KEY_BAND, "plot-key-envelope"),
        ("<path class=\"s kI\" stroke-width=\"1.4\" d=\"M1 8H35\"/>", "plot-key-one"),
        (KEY_ABOVE, "plot-key-concentrated"),
        (KEY_BELOW, "plot-key-m-dispersed"),
    ];
    legend(w, &keys)
}

fn plot(report: &MapReport<'_>, w: &Words, it: &Curve) -> String {
    let mut drawing = frame(format!("mp-{}", it.group));
    let log = |x: f64| libm::log10(x);
    let km = it.points.iter().map(|it| it.km);
    let (near, far) = (km.clone().fold(f64::INFINITY, f64::min), km.fold(0.0, f64::max));
    let ends = it.points.iter().flat_map(|it| {
        [it.m, it.envelope.map(|it| it.0), it.envelope.map(|it| it.1)].into_iter().flatten()
    });
    // Nought has no place among ratios; it stands at the bottom with a sign of its own.
    let positive = ends.filter(|it| *it > 0.0 && it.is_finite());
    let low = positive.clone().fold(0.5, f64::min);
    let high = positive.fold(2.0, f64::max);
    let [left, top, right, bottom] = FIELD;
    let wide = (log(far) - log(near)).max(1e-9);
    let x_of = |km: f64| left + 8.0 + (right - left - 16.0) * (log(km) - log(near)) / wide;
    let tall = log(high) - log(low);
    let y_of = |m: f64| bottom - 8.0 - (bottom - top - 22.0) * (log(m.max(low)) - log(low)) / tall;
    for it in ratios(low, high) {
        let is_one = it == 1.0;
        level(&mut drawing, y_of(it), &number(it, report.lang), if is_one { 0.0 } else { 0.6 });
    }
    drawing.line((left, y_of(1.0)), (right, y_of(1.0)), Paint::Ink, 1.4);
    for it in &it.points {
        distance(&mut drawing, x_of(it.km), &number(it.km, report.lang));
    }
    names(&mut drawing, w.word("plot-m-up"), w.word("plot-m-across"));
    let band: Vec<(f64, (f64, f64))> =
        it.points.iter().filter_map(|it| Some((x_of(it.km), it.envelope?))).collect();
    let edges = [
        band.iter().map(|(x, it)| (*x, y_of(it.0))).collect::<Vec<_>>(),
        band.iter().map(|(x, it)| (*x, y_of(it.1))).collect(),
    ];
    let round = edges[1].iter().chain(edges[0].iter().rev()).copied();
    drawing.field(&(polyline(round) + "Z"), Paint::Own, 0.13);
    for it in &edges {
        drawing.path(&polyline(it.iter().copied()), Paint::Ink, 1.1, true);
    }
    // Where nobody has neighbours the curve is broken.
    for run in it.points.chunk_by(|a, b| a.m.is_some() == b.m.is_some()) {
        let line = run.iter().filter_map(|it| Some((x_of(it.km), y_of(it.m?))));
        drawing.path(&polyline(line), Paint::Own, 2.4, false);
    }
    for it in &it.points {
        let Some(m) = it.m else { continue };
        let at = (x_of(it.km), y_of(m));
        drawing.circle(at.0, at.1, 3.4, Paint::Own);
        mark(&mut drawing, at, it.standing);
        if m <= 0.0 {
            drawing.text(
                (at.0 + 6.0, at.1 - 4.0),
                "0",
                11.0,
                Paint::Ink,
                crate::chart::Anchor::Start,
            );
        }
    }
    let told = |it: Option<&Point>| {
        let m = it.and_then(|it| it.m).map_or_else(|| "–".to_owned(), |x| number(x, report.lang));
        (m, it.map_or_else(String::new, |it| number(it.km, report.lang)))
    };
    let known = || it.points.iter().filter(|it| it.m.is_some());
    let ((first, first_km), (last, last_km)) = (told(known().next()), told(known().next_back()));
    let about = w.say(
        "plot-m-about",
        &[
            ("group", report.group_name(it.group).into()),
            ("standing", (&standing(report, w, it, false)).into()),
            ("first", (&first).into()),
            ("first_km", (&first_km).into()),
            ("last", (&last).into()),
            ("last_km", (&last_km).into()),
        ],
    );
    drawing.finish(report.group_name(it.group), &about)
}

/// Round numbers between two ends, fewer where these are far apart.
fn ratios(low: f64, high: f64) -> Vec<f64> {
    let powers = (libm::floor(libm::log10(low)) as i32)..=(libm::ceil(libm::log10(high)) as i32);
    let parts: &[f64] = match high / low {
        it if it > 2_000.0 => &[1.0],
        it if it > 60.0 => &[1.0, 3.0],
        _ => &[1.0, 2.0, 5.0],
    };
    powers
        .flat_map(|it| parts.iter().map(move |part| part * libm::pow(10.0, f64::from(it))))
        .filter(|it| (low * 0.999..=high * 1.001).contains(it))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ratios;

    #[test]
    fn one_is_always_among_the_steps() {
        for (low, high) in [(0.5, 2.0), (0.03, 2.0), (0.5, 4_000.0), (0.2, 3.0)] {
            assert!(ratios(low, high).contains(&1.0), "{low} {high}");
        }
        assert_eq!(ratios(0.5, 2.0), [0.5, 1.0, 2.0]);
    }
}
