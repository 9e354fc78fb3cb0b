//! How quotients are spread.

use karenina_mapping::Strength;
use maud::{Markup, PreEscaped, html};

use super::MapReport;
use crate::{
    chart::{Anchor, Drawing, Paint, SMALL, Style},
    wording::{Words, number},
};

pub(super) fn section(report: &MapReport<'_>, w: &Words) -> Markup {
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
