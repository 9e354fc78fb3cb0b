//! Sources, problems, method, edition.

use karenina_model::TableId;
use maud::{Markup, html};

use super::{Page, source_anchor};

impl Page<'_> {
    pub(super) fn sources(&self) -> Markup {
        let (view, w) = (self.view, self.w);
        let documents = view.report.dataset.table(TableId::SOURCES);
        html! {
            section #sources aria-labelledby="sources-h" {
                h2 #sources-h { (w.word("Sources")) }
                h3 { (w.word("sources-catalogue")) }
                ul.refs {
                    @for key in view.cited() {
                        li id=(source_anchor(key)) {
                            (view.source_text(key))
                            @if let Some(source) = view.report.catalogue.sources.get(key) {
                                @if let Some(url) = &source.url { " " (web_link(url)) }
                                @if let Some(note) = &source.note { p.note { (view.of(note)) } }
                            }
                        }
                    }
                }
                @if !documents.is_empty() {
                    h3 { (w.word("sources-data")) }
                    ul.refs {
                        @for row in documents.rows() {
                            li id=(self.documents[row as usize]) {
                                code { (documents.key(row)) } " " (view.document_text(row))
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn problems(&self) -> Markup {
        crate::shell::problems(self.view.report.problems, self.view.report.lang)
    }

    /// Every question by sign: clusters of which nothing is said lead here.
    pub(super) fn asked(&self) -> Markup {
        let (view, w) = (self.view, self.w);
        let catalogue = view.report.catalogue;
        html! {
            section #asked aria-labelledby="asked-h" {
                h2 #asked-h { (w.word("Asked")) }
                p { (w.word("asked-lead")) }
                @for at in view.counted.iter().chain(&view.latent) {
                    @let sign = &catalogue.model.signs[*at];
                    div.ask id={ "ask-" (self.signs[*at]) } {
                        h3 { (sign.id) " " (view.of(&sign.title)) }
                        p { (view.of(&sign.question)) }
                        p.titles {
                            @for (n, indicator) in catalogue.indicators_of(*at).enumerate() {
                                @if n > 0 { "; " }
                                (if sign.required.contains(&indicator) { "●\u{a0}" } else { "○\u{a0}" })
                                (view.of(&catalogue.indicators[indicator].title))
                            }
                        }
                        details {
                            summary { (w.word("fig-read")) }
                            dl.reads {
                                @for indicator in catalogue.indicators_of(*at) {
                                    @let it = &catalogue.indicators[indicator];
                                    dt { (view.of(&it.title)) }
                                    dd { (view.of(&it.question)) " " (view.of(&it.read)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn method(&self) -> Markup {
        let (view, w) = (self.view, self.w);
        html! {
            section #method aria-labelledby="method-h" {
                h2 #method-h { (w.word("Method")) }
                p { (w.word("method-three")) }
                p { (w.word("method-conjunctive")) }
                p { (w.word("method-degree")) }
                p { (w.word("method-silence")) }
                p { (w.word("method-marks")) }
                p { (view.method_source()) }
                div.scroll tabindex="0" role="region" aria-label=(w.word("method-policy")) {
                    table.d {
                        caption { (w.word("method-policy")) }
                        tbody {
                            @for (name, value) in view.policy() {
                                tr { th scope="row" { (name) } td.r { (value) } }
                            }
                        }
                    }
                }
                div.tools {
                    button #open-all type="button" { (w.word("open-all")) }
                    button #close-all type="button" { (w.word("close-all")) }
                }
            }
        }
    }

    pub(super) fn edition(&self) -> Markup {
        let (view, w) = (self.view, self.w);
        let it = view.report.edition;
        html! {
            section #edition aria-labelledby="edition-h" {
                h2 #edition-h { (w.word("Edition")) }
                p { (w.word("edition-lead")) }
                dl.ed {
                    dt { (w.word("edition-catalogue")) } dd { code { "sha256 " (it.catalogue) } }
                    dt { (w.word("edition-data")) } dd { (it.data_name) br; code { "sha256 " (it.data) } }
                    dt { (w.word("edition-program")) } dd { "karenina " (it.program) }
                    dt { (w.word("edition-day")) } dd { (w.date(view.report.found.on)) ", " (view.as_of_from()) }
                    dt { (w.word("edition-seed")) } dd { (view.report.found.seed) }
                    dt { (w.word("edition-repeat")) } dd { code { (view.repeat()) } }
                }
            }
        }
    }
}

/// A link only where the address is one of the web: data decide nothing else.
fn web_link(url: &str) -> Markup {
    let web = url.starts_with("https://") || url.starts_with("http://");
    html! { @if web { a href=(url) { (url) } } @else { (url) } }
}
