//! Strengths and weaknesses of one cluster, upstream first, and what schemes beside the signs say.

use karenina_assess::{ClusterFinding, SchemeFinding, Verdict};
use maud::{Markup, html};

use super::{Page, capital};
use crate::{
    scheme::{mark, numbered, outcome, standing},
    view::{Tells, View},
};

impl Page<'_> {
    pub(super) fn diagnosis(&self, it: &ClusterFinding) -> Markup {
        let w = self.w;
        let strengths = self.told(it, true);
        let weaknesses = self.told(it, false);
        let schemes: Vec<SchemeFinding> =
            karenina_assess::schemes(self.view.report.catalogue, self.view.report.dataset, it)
                .into_iter()
                .filter(SchemeFinding::says_anything)
                .collect();
        html! {
            @if !strengths.is_empty() || !weaknesses.is_empty() {
                div.part.sw {
                    @for (title, list) in [("Strengths", &strengths), ("Weaknesses", &weaknesses)] {
                        @if !list.is_empty() {
                            details {
                                summary { (w.word(title)) " (" (list.len()) ")" }
                                ul.links { @for it in list { (it) } }
                            }
                        }
                    }
                    @for found in &schemes { (self.scheme(found)) }
                }
            }
        }
    }

    /// Signs and indicators that are well, or that are not; a weakness says what it feeds.
    fn told(&self, it: &ClusterFinding, good: bool) -> Vec<Markup> {
        let (view, w) = (self.view, self.w);
        let catalogue = view.report.catalogue;
        let model = &catalogue.model;
        let wanted = if good { Verdict::Met } else { Verdict::NotMet };
        let tells = if good { Tells::Strength } else { Tells::Risk };
        let mut list = Vec::new();
        // The model lists signs upstream first.
        for (at, sign) in model.signs.iter().enumerate() {
            if it.signs[at].verdict == wanted {
                let feeds: Vec<&str> = model
                    .links
                    .iter()
                    .filter(|link| link.from == sign.id || link.from == model.groups[sign.group].id)
                    .map(|link| link.to.as_str())
                    .collect();
                list.push(html! {
                    li {
                        b { a href=(self.sign_href(it.cluster, at)) { (sign.id) " " (view.of(&sign.title)) } }
                        @if !good && !feeds.is_empty() { " " span.soft { (w.word("feeds")) " " (feeds.join(", ")) } }
                    }
                });
            }
            for indicator in catalogue.indicators_of(at) {
                let about = &catalogue.indicators[indicator];
                let finding = &it.findings[indicator];
                let counts = finding.value.interval().is_some()
                    && !sign.required.contains(&indicator)
                    && View::tells(about, finding) == tells;
                if counts {
                    list.push(html! {
                        li {
                            (sign.id) " · " (view.of(&about.title)) ": " (w.value(finding.value, about))
                        }
                    });
                }
            }
        }
        list
    }

    fn scheme(&self, found: &SchemeFinding) -> Markup {
        let (view, w) = (self.view, self.w);
        let lang = view.report.lang;
        let about = &view.report.catalogue.schemes[found.scheme];
        html! {
            details {
                summary { (view.of(&about.title)) ": " (outcome(about, found, w, lang)) }
                p.note { (view.of(&about.about)) " " (capital(&standing(about, w))) ". " (self.source_link(&about.source, about.at.as_deref())) }
                div.sides {
                    @for (side, criteria) in numbered(about) {
                        div {
                            h5 { (view.of(&about.sides[side].title)) }
                            ul {
                                @for (n, it) in criteria {
                                    li {
                                        span aria-hidden="true" { (mark(found.criteria[n])) " " }
                                        (view.of(&it.title))
                                        span.h { ": " (w.word(match found.criteria[n] {
                                            karenina_model::Truth::Yes => "yes",
                                            karenina_model::Truth::No => "no",
                                            karenina_model::Truth::Unknown => "fig-not-known",
                                        })) }
                                        @if it.certainty != about.certainty { span.soft { " [" (it.certainty.letter()) "]" } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
