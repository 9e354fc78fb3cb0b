//! The programme counted: signs, missing signs, groups of clusters.

use karenina_assess::{GroupCounts, Population};
use maud::{Markup, html};

use super::{Page, bounds_cell, width};

/// Height of one bar of the chart with its label.
const ROW: usize = 48;

impl Page<'_> {
    pub(super) fn programme(&self) -> Markup {
        let (view, w) = (self.view, self.w);
        html! {
            section #programme aria-labelledby="programme-h" {
                h2 #programme-h { (w.word("Programme")) }
                @if let Some(about) = view.programme_about() { p { (about) } }
                @if let (Some(units), Some(current)) = (view.units, view.current)
                    && !units.clusters.is_empty()
                {
                    h3 { (w.word("chart-title")) }
                    (self.chart(units))
                    (self.signs_table(units, current))
                    @if let Some(text) = view.populations_text() { p { (text) } }
                    h3 { (w.word("counting-title")) }
                    p { (view.counting_lead()) }
                    @if let Some(text) = view.counting_example() { p { (text) } }
                    (self.counting_table(units))
                    (self.groups(units, "field", "by-field", "field"))
                    (self.groups(units, "region", "by-region", "region"))
                    (self.groups(units, "tender_group", "by-tender-group", "tender-group"))
                }
                (self.programme_facts())
            }
        }
    }

    /// One bar a sign, drawn in shares of the width so that letters keep their size.
    fn chart(&self, units: &Population) -> Markup {
        let signs = &self.view.report.catalogue.model.signs;
        let order: Vec<usize> =
            self.view.counted.iter().chain(&self.view.latent).copied().collect();
        let n = units.clusters.len().max(1) as f64;
        html! {
            figure.chart {
                svg role="img" aria-label=(self.w.word("chart-alt")) height=(order.len() * ROW) {
                    defs {
                        pattern #hatch width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(25)" {
                            rect.bt width="6" height="6" {}
                            line.hl x1="0" y1="0" x2="0" y2="6" {}
                        }
                    }
                    @for (row, at) in order.iter().enumerate() {
                        @let counts = units.signs[*at];
                        @let (not, met) = (counts.not_met as f64 / n, counts.met as f64 / n);
                        @let y = row * ROW;
                        text x="0" y=(y + 15) { (signs[*at].id) " " (self.view.of(&signs[*at].short)) }
                        text.num x="100%" y=(y + 15) text-anchor="end" {
                            "✗ " (counts.not_met) " · ? " (counts.undetermined) " · ✓ " (counts.met)
                        }
                        rect x="0" y=(y + 22) width="100%" height="15" fill="url(#hatch)" {}
                        @if counts.not_met > 0 {
                            rect.bn x="0" y=(y + 22) width=(width(not)) height="15" {}
                        }
                        @if counts.met > 0 {
                            rect.bm x=(width(1.0 - met)) y=(y + 22) width=(width(met)) height="15" {}
                        }
                    }
                }
            }
        }
    }

    fn signs_table(&self, units: &Population, current: &Population) -> Markup {
        let (view, w) = (self.view, self.w);
        let signs = &view.report.catalogue.model.signs;
        html! {
            div.scroll tabindex="0" role="region" aria-label=(w.word("chart-title")) {
                table.d {
                    caption { (w.word("chart-title")) }
                    thead {
                        tr {
                            th rowspan="2" scope="col" { (w.word("Sign")) }
                            th colspan="3" scope="colgroup" { (w.word("pop-units")) ": " (units.clusters.len()) }
                            th colspan="3" scope="colgroup" {
                                (w.word("pop-current")) ": " (current.clusters.len() as u64 + current.unlisted)
                            }
                        }
                        tr {
                            @for _ in 0..2 {
                                th.r scope="col" { "✗ " (w.word("col-not-met")) }
                                th.r scope="col" { "? " (w.word("col-undetermined")) }
                                th.r scope="col" { "✓ " (w.word("col-met")) }
                            }
                        }
                    }
                    tbody {
                        @for at in view.counted.iter().chain(&view.latent) {
                            tr {
                                th scope="row" {
                                    (signs[*at].id) " " (view.of(&signs[*at].title))
                                    @if signs[*at].latent { " " span.soft { "(" (w.word("Beside")) ")" } }
                                }
                                @for population in [units, current] {
                                    td.r { (population.signs[*at].not_met) }
                                    td.r { (population.signs[*at].undetermined) }
                                    td.r { (population.signs[*at].met) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn counting_table(&self, units: &Population) -> Markup {
        let (w, lang) = (self.w, self.view.report.lang);
        html! {
            div.scroll tabindex="0" role="region" aria-label=(w.word("counting-title")) {
                table.d {
                    caption { (w.word("counting-title")) }
                    thead {
                        tr {
                            th scope="col" { (w.word("col-k")) }
                            th.r scope="col" { (w.word("col-h")) }
                            th.r scope="col" { (w.word("col-a")) }
                            th.r scope="col" { (w.word("col-m0")) }
                            th.r scope="col" { (w.word("col-m1")) }
                        }
                    }
                    tbody {
                        @for it in &units.counting {
                            tr {
                                th scope="row" { (it.k) }
                                (bounds_cell(it.incidence, lang))
                                @match it.intensity {
                                    Some(ends) => (bounds_cell(ends, lang)),
                                    None => td.r { (w.word("no-intensity")) },
                                }
                                (bounds_cell(it.adjusted, lang))
                                (bounds_cell(it.depth, lang))
                            }
                        }
                    }
                }
            }
        }
    }

    fn groups(&self, units: &Population, by: &str, title: &str, column: &str) -> Markup {
        let groups: Vec<&GroupCounts> = units.groups.iter().filter(|it| it.by == by).collect();
        // One group, and that of those of whom nothing is said, tells nothing.
        if groups.len() < 2 {
            return html! {};
        }
        let (view, w, lang) = (self.view, self.w, self.view.report.lang);
        let signs = &view.report.catalogue.model.signs;
        let known = |group: &GroupCounts| {
            let texts: Vec<String> = view
                .counted
                .iter()
                .filter(|at| group.signs[**at].not_met > 0)
                .map(|at| format!("{} {}", signs[*at].id, group.signs[*at].not_met))
                .collect();
            texts.join(", ")
        };
        html! {
            h3 { (w.word(title)) }
            div.scroll tabindex="0" role="region" aria-label=(w.word(title)) {
                table.d {
                    caption.h { (w.word(title)) }
                    thead {
                        tr {
                            th scope="col" { (w.word(column)) }
                            th.r scope="col" { (w.word("col-n")) }
                            th.r scope="col" { (w.word("col-h")) ", k = 1" }
                            th.r scope="col" { (w.word("col-m0")) ", k = 1" }
                            th.r scope="col" { (w.word("col-m1")) ", k = 1" }
                            th scope="col" { (w.word("col-known-missing")) }
                        }
                    }
                    tbody {
                        @for it in groups {
                            tr {
                                th scope="row" { (view.group_text(by, it.value.as_deref())) }
                                td.r { (it.n) }
                                (bounds_cell(it.incidence, lang))
                                (bounds_cell(it.adjusted, lang))
                                (bounds_cell(it.depth, lang))
                                @let known = known(it);
                                td {
                                    @if known.is_empty() {
                                        span.soft { (w.word("nothing-known-missing")) }
                                    } @else { (known) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn programme_facts(&self) -> Markup {
        let rows = self.view.programme_facts();
        if rows.is_empty() {
            return html! {};
        }
        html! {
            details {
                summary { (self.w.say("programme-facts", &[("n", rows.len().into())])) }
                (self.facts_table(&rows, true))
            }
        }
    }
}
