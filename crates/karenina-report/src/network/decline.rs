//! What is left as one after another leaves: the curves as a drawing, and as a table for whoever
//! reads tables.

use std::fmt::Write as _;

use karenina_assess::network::{Bounds, Curve, Decline, Leaving, NetworkFinding};
use maud::{Markup, PreEscaped, html};

use super::NetworkReport;
use crate::wording::{number, share_bounds};

/// The drawing: its size, and where the axes stand.
const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 450.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 212.0;

/// After such shares have left the table says what remains.
const AFTER: [f64; 5] = [0.01, 0.05, 0.1, 0.2, 0.5];
/// Fewer organisations than this make no curve worth drawing.
const LEAST: u32 = 4;

/// The number of an order in the style sheet; its line has a pattern of its own.
fn style(it: Leaving) -> &'static str {
    match it {
        Leaving::AtRandom => "ra",
        Leaving::ByPartners => "rb",
        Leaving::ByPartnersAnew => "rc",
        Leaving::ByBetweenness => "rd",
    }
}

fn word(report: &NetworkReport<'_>, it: Leaving) -> &'static str {
    report.words().word(match it {
        Leaving::AtRandom => "net-leave-random",
        Leaving::ByPartners => "net-leave-partners",
        Leaving::ByPartnersAnew => "net-leave-anew",
        Leaving::ByBetweenness => "net-leave-betweenness",
    })
}

/// The section: drawing, how to read it, table.
pub(super) fn section(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    let decline = &it.structure.decline;
    if decline.n < LEAST {
        return html! {};
    }
    let draws = decline.repetitions.to_string();
    let seed = report.seed.to_string();
    let open = decline.curves.iter().any(|it| it.largest.iter().any(|it| it.0 < it.1));
    html! {
        h3 { (w.word("net-decline")) }
        figure.net {
            ul.legend {
                @for curve in &decline.curves {
                    li {
                        svg.line viewBox="0 0 30 10" aria-hidden="true" {
                            line class=(style(curve.leaving)) x1="1" y1="5" x2="29" y2="5" {}
                        }
                        (word(report, curve.leaving)) ", R = " (r_text(report, curve))
                    }
                }
            }
            (drawing(report, decline))
            figcaption.note {
                (w.say("net-decline-how", &[("n", (&number(f64::from(decline.n), report.lang)).into())]))
                " " (w.say("net-decline-orders", &[("draws", (&draws).into()), ("seed", (&seed).into())]))
                @if open { " " (w.word("net-decline-open")) }
            }
        }
        details {
            summary { (w.word("net-decline-table")) }
            (table(report, decline))
        }
        (without_class(report, decline))
    }
}

fn r_text(report: &NetworkReport<'_>, curve: &Curve) -> String {
    let text = |it: f64| number((it * 100.0).round() / 100.0, report.lang);
    let (low, high) = (text(curve.robustness.0), text(curve.robustness.1));
    if low == high { low } else { format!("{low}–{high}") }
}

fn x(left: u32, n: u32) -> f64 {
    LEFT + (RIGHT - LEFT) * f64::from(left) / f64::from(n.max(1))
}

fn y(share: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * share
}

fn drawing(report: &NetworkReport<'_>, decline: &Decline) -> Markup {
    let w = report.words();
    let mut out = String::new();
    for at in 0..=4 {
        let share = f64::from(at) / 4.0;
        let label = share_bounds((share, share), report.lang);
        let (across, up) = (LEFT + (RIGHT - LEFT) * share, y(share));
        _ = write!(
            out,
            r#"<line class="g" x1="{LEFT}" y1="{up:.1}" x2="{RIGHT}" y2="{up:.1}"/><text x="{:.1}" y="{:.1}" text-anchor="end">{label}</text>"#,
            LEFT - 5.0,
            up + 4.0
        );
        let anchor = if at == 4 { "end" } else { "middle" };
        _ = write!(
            out,
            r#"<text x="{across:.1}" y="{:.1}" text-anchor="{anchor}">{label}</text>"#,
            BOTTOM + 15.0
        );
    }
    // Nobody falls off but those who leave: above this line nothing can be.
    _ = write!(
        out,
        r#"<line class="g e" x1="{LEFT}" y1="{TOP}" x2="{RIGHT}" y2="{BOTTOM}"/><text x="{:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
        f64::midpoint(LEFT, RIGHT),
        HEIGHT - 6.0,
        html! { (w.word("net-decline-axis")) }.into_string()
    );
    for curve in &decline.curves {
        let points = |list: &[(f64, f64)], end: fn(&(f64, f64)) -> f64| -> Vec<String> {
            decline
                .left
                .iter()
                .zip(list)
                .map(|(left, it)| format!("{:.1},{:.1}", x(*left, decline.n), y(end(it))))
                .collect()
        };
        let class = style(curve.leaving);
        let mut band = points(&curve.range, |it| it.1);
        band.extend(points(&curve.range, |it| it.0).into_iter().rev());
        if curve.range.iter().any(|it| it.0 < it.1) {
            _ = write!(out, r#"<polygon class="{class}" points="{}"/>"#, band.join(" "));
        }
        _ = write!(
            out,
            r#"<polyline class="{class}" points="{}"/>"#,
            points(&curve.largest, |it| f64::midpoint(it.0, it.1)).join(" ")
        );
    }
    let label = w.word("net-decline");
    html! {
        svg.curves role="img" aria-label=(label) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } {
            (PreEscaped(out))
        }
    }
}

fn table(report: &NetworkReport<'_>, decline: &Decline) -> Markup {
    let w = report.words();
    let lang = report.lang;
    // What is left after at least so large a share has left, and each number of leavings once.
    let mut rows: Vec<usize> = AFTER
        .iter()
        .filter_map(|share| {
            decline.left.iter().position(|it| f64::from(*it) >= share * f64::from(decline.n))
        })
        .collect();
    rows.dedup();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(w.word("net-decline-table")) {
            table.d {
                thead { tr {
                    th.r scope="col" { (w.word("net-decline-gone")) }
                    @for curve in &decline.curves { th.r scope="col" { (word(report, curve.leaving)) } }
                } }
                tbody {
                    @for at in rows {
                        @let left = f64::from(decline.left[at]);
                        tr {
                            th.r scope="row" {
                                (number(left, lang)) " (" (share_bounds((left / f64::from(decline.n), left / f64::from(decline.n)), lang)) ")"
                            }
                            @for curve in &decline.curves {
                                td.r {
                                    (report.share_text(curve.largest[at]))
                                    " · " (report.share_text(curve.pairs[at]))
                                }
                            }
                        }
                    }
                }
            }
        }
        p.note { (w.word("net-decline-cells")) }
    }
}

fn without_class(report: &NetworkReport<'_>, decline: &Decline) -> Markup {
    let w = report.words();
    if decline.without_class.len() < 2 {
        return html! {};
    }
    let count = |it: Bounds| report.ties_text((it.low as u64, it.high as u64));
    html! {
        h4 { (w.word("net-without-class")) }
        div.scroll tabindex="0" role="region" aria-label=(w.word("net-without-class")) {
            table.d.narrow {
                thead { tr {
                    th scope="col" { (w.word("net-class")) }
                    th.r scope="col" { (w.word("net-leave-n")) }
                    th.r scope="col" { (w.word("net-largest-left")) }
                    th.r scope="col" { (w.word("net-pairs-left")) }
                    th.r scope="col" { (w.word("net-tied-left")) }
                } }
                tbody {
                    @for one in &decline.without_class {
                        tr {
                            th scope="row" { (report.class_word(Some(one.class))) }
                            td.r { (report.ties_text(one.n)) }
                            td.r { (count(one.left.largest)) }
                            td.r { (count(one.left.reachable_pairs)) }
                            td.r { (count(one.left.n_tied)) }
                        }
                    }
                }
            }
        }
        p.note { (w.word("net-without-class-how")) }
    }
}
