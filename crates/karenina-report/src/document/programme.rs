//! The programme counted: signs, missing signs, groups of clusters.

use karenina_assess::{GroupCounts, Population};

use super::{Builder, Cell, Column, Row, Style, figures};
use crate::{view::View, wording::share_bounds};

pub(super) fn programme(view: &View<'_>, out: &mut Builder) {
    let w = view.words;
    let (Some(units), Some(current)) = (view.units, view.current) else { return };
    if units.clusters.is_empty() {
        return;
    }
    out.heading(1, w.word("Programme"), "programme");
    out.text(Style::Body, view.populations_text().unwrap_or_default());
    let drawing = figures::sign_counts(view, units);
    out.figure(w.word("chart-title"), counts_alternative(view, units), drawing, Vec::new());
    signs_table(view, units, current, out);
    out.heading(2, w.word("counting-title"), "counting");
    let example = view.counting_example().unwrap_or_default();
    out.text(Style::Body, format!("{} {example}", view.counting_lead()));
    counting_table(view, units, out);
    for (by, title, column) in [
        ("field", "by-field", "field"),
        ("region", "by-region", "region"),
        ("tender_group", "by-tender-group", "tender-group"),
    ] {
        groups(view, units, by, title, column, out);
    }
}

fn counts_alternative(view: &View<'_>, units: &Population) -> String {
    let w = view.words;
    let signs = &view.report.catalogue.model.signs;
    let parts: Vec<String> = view
        .counted
        .iter()
        .chain(&view.latent)
        .map(|at| {
            let it = units.signs[*at];
            w.say(
                "fig-counts-sign",
                &[
                    ("sign", (&format!("{} {}", signs[*at].id, view.of(&signs[*at].short))).into()),
                    ("not", it.not_met.into()),
                    ("open", it.undetermined.into()),
                    ("met", it.met.into()),
                ],
            )
        })
        .collect();
    parts.join("; ")
}

fn signs_table(view: &View<'_>, units: &Population, current: &Population, out: &mut Builder) {
    let w = view.words;
    let signs = &view.report.catalogue.model.signs;
    let populations = [
        (w.word("pop-units"), units, units.clusters.len() as u64),
        (w.word("pop-current"), current, current.clusters.len() as u64 + current.unlisted),
    ];
    let columns = vec![
        Column::left(w.word("Sign"), 5.0),
        Column::right(format!("✗ {}", w.word("col-not-met")), 1.6),
        Column::right(format!("? {}", w.word("col-undetermined")), 1.6),
        Column::right(format!("✓ {}", w.word("col-met")), 1.6),
        Column::right(w.word("col-missing"), 1.8),
    ];
    let mut rows = Vec::new();
    for (title, population, n) in populations {
        rows.push(Row::section(format!("{title}: {n}")));
        for at in view.counted.iter().chain(&view.latent) {
            let it = population.signs[*at];
            let (low, high) = it.missing();
            let missing = if low == high { low.to_string() } else { format!("{low}–{high}") };
            let beside =
                if signs[*at].latent { format!(" ({})", w.word("Beside")) } else { String::new() };
            rows.push(Row::of(vec![
                Cell::text(format!("{} {}{beside}", signs[*at].id, view.of(&signs[*at].title))),
                Cell::text(it.not_met.to_string()),
                Cell::text(it.undetermined.to_string()),
                Cell::text(it.met.to_string()),
                Cell::text(missing),
            ]));
        }
    }
    out.table(w.word("chart-title"), columns, rows, Vec::new());
}

fn counting_table(view: &View<'_>, units: &Population, out: &mut Builder) {
    let (w, lang) = (view.words, view.report.lang);
    let columns = vec![
        Column::right(w.word("col-k"), 2.0),
        Column::right(w.word("col-h"), 2.0),
        Column::right(w.word("col-a"), 2.0),
        Column::right(w.word("col-m0"), 2.0),
        Column::right(w.word("col-m1"), 2.0),
    ];
    let rows = units
        .counting
        .iter()
        .map(|it| {
            let intensity = it
                .intensity
                .map_or_else(|| w.word("no-intensity").to_owned(), |it| share_bounds(it, lang));
            Row::of(vec![
                Cell::text(it.k.to_string()),
                Cell::text(share_bounds(it.incidence, lang)),
                Cell::text(intensity),
                Cell::text(share_bounds(it.adjusted, lang)),
                Cell::text(share_bounds(it.depth, lang)),
            ])
        })
        .collect();
    out.table(w.word("counting-title"), columns, rows, Vec::new());
}

fn groups(
    view: &View<'_>,
    units: &Population,
    by: &str,
    title: &str,
    column: &str,
    out: &mut Builder,
) {
    let groups: Vec<&GroupCounts> = units.groups.iter().filter(|it| it.by == by).collect();
    // One group, and that of those of whom nothing is said, tells nothing.
    if groups.len() < 2 {
        return;
    }
    let (w, lang) = (view.words, view.report.lang);
    let signs = &view.report.catalogue.model.signs;
    let columns = vec![
        Column::left(w.word(column), 4.0),
        Column::right(w.word("col-n"), 1.0),
        Column::right(format!("{}, k\u{a0}=\u{a0}1", w.word("col-h")), 1.8),
        Column::right(format!("{}, k\u{a0}=\u{a0}1", w.word("col-m0")), 1.8),
        Column::right(format!("{}, k\u{a0}=\u{a0}1", w.word("col-m1")), 1.8),
        Column::left(w.word("col-known-missing"), 2.4),
    ];
    let rows = groups
        .into_iter()
        .map(|it| {
            let known: Vec<String> = view
                .counted
                .iter()
                .filter(|at| it.signs[**at].not_met > 0)
                .map(|at| format!("{}: {}", signs[*at].id, it.signs[*at].not_met))
                .collect();
            let known = if known.is_empty() {
                w.word("nothing-known-missing").to_owned()
            } else {
                known.join(", ")
            };
            Row::of(vec![
                Cell::text(view.group_text(by, it.value.as_deref())),
                Cell::text(it.n.to_string()),
                Cell::text(share_bounds(it.incidence, lang)),
                Cell::text(share_bounds(it.adjusted, lang)),
                Cell::text(share_bounds(it.depth, lang)),
                Cell::text(known),
            ])
        })
        .collect();
    out.table(w.word(title), columns, rows, Vec::new());
}
