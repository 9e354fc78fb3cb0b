//! The figures of the article with the programme's own values.

use karenina_assess::Figure;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rayon::prelude::*;

use super::{Page, STYLE};
use crate::{
    Report,
    chart::Style,
    figure::{FigureTable, FigureView, WIDTHS, number_in_words},
    view::View,
};

/// A page that holds figures and nothing else.
pub fn figures_html(report: &Report<'_>, figures: &[Figure]) -> String {
    let view = View::new(report);
    let page = Page::new(&view, super::Links::Within);
    let document = html! {
        (DOCTYPE)
        html lang=(report.lang.code()) {
            (crate::shell::head(&report.edition.program, &html! { (view.programme_name()) " · " (page.w.word("Figures")) }, &[STYLE]))
            body {
                header.top {
                    p.kick { (view.judged_as_of()) }
                    h1 { (view.programme_name()) }
                }
                main {
                    section aria-label=(page.w.word("Figures")) {
                        @for it in figures { (page.figure(it)) }
                    }
                }
                footer { p { (page.edition_line()) } }
            }
        }
    };
    document.into_string()
}

impl Page<'_> {
    pub(super) fn figures(&self) -> Markup {
        let report = self.view.report;
        if report.catalogue.figures.is_empty() {
            return html! {};
        }
        let figures = karenina_assess::figures(report.catalogue, report.dataset, report.found);
        let drawn: Vec<Markup> = figures.par_iter().map(|it| self.figure(it)).collect();
        html! {
            section #figures aria-labelledby="figures-h" {
                h2 #figures-h { (self.w.word("Figures")) }
                p { (self.w.word("fig-lead")) }
                ul.figlist {
                    @for it in &report.catalogue.figures {
                        li { a href={ "#fig-" (it.kind.id()) } { (number_in_words(&it.article, self.w)) } " " (self.view.of(&it.title)) }
                    }
                }
                @for it in &drawn { (it) }
            }
        }
    }

    fn figure(&self, figure: &Figure) -> Markup {
        let it = FigureView::new(self.view, figure);
        let id = figure.kind.id();
        // One drawing for a desk and paper, one for a telephone: letters keep their size.
        let [wide, narrow] = WIDTHS.map(|width| it.drawing(width, Style::InPage));
        html! {
            figure.fig id={ "fig-" (id) } {
                figcaption {
                    span.soft { (it.number()) }
                    h3 { (it.title()) }
                }
                div.fw { (PreEscaped(wide)) }
                div.fn { (PreEscaped(narrow)) }
                @for note in it.notes() { p.note { (note) } }
                p.note { (it.source()) }
                details {
                    summary { (self.w.word("fig-read")) }
                    p { (self.view.of(&it.about.read)) }
                    p.small { (self.view.of(&it.about.from)) }
                }
                details {
                    summary { (self.w.word("fig-table")) }
                    (Self::figure_table(&it.table(), it.title()))
                }
            }
        }
    }

    fn figure_table(table: &FigureTable, title: &str) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.d {
                    caption.h { (title) }
                    thead {
                        tr {
                            @for (head, numeric) in table.head.iter().zip(&table.numeric) {
                                th class=[numeric.then_some("nr")] scope="col" { (head) }
                            }
                        }
                    }
                    tbody {
                        @for row in &table.rows {
                            tr {
                                @for (at, cell) in row.iter().enumerate() {
                                    @if at == 0 { th scope="row" { (cell) } }
                                    @else { td class=[table.numeric[at].then_some("nr")] { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
