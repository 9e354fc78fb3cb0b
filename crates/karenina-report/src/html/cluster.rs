//! One cluster: verdict, what is missing and why, every sign with its reasons, what would decide.

use karenina_assess::{ClusterFinding, ClusterVerdict, Finding, Question, Verdict};
use karenina_model::{RowId, TableId};
use maud::{Markup, html};

use super::{Links, Page, capital, class};
use crate::view::{State, View};

impl Page<'_> {
    pub(super) fn cluster(&self, it: &ClusterFinding) -> Markup {
        let (view, w) = (self.view, self.w);
        let anchor = self.cluster_anchor(it.cluster);
        html! {
            article.cluster id=(anchor) aria-labelledby={ (anchor) ".h" } {
                header {
                    p.top-line {
                        span.soft { (self.standing(it.cluster)) }
                        a href=(self.href("", "map")) { "↑ " (w.word("back-to-map")) }
                    }
                    @if self.links == Links::Within {
                        h3 id={ (anchor) ".h" } { (view.cluster_name(it.cluster)) }
                    } @else {
                        h1 id={ (anchor) ".h" } { (view.cluster_name(it.cluster)) }
                    }
                    (self.about(it.cluster))
                    (self.verdict(it))
                    (self.strip(it))
                }
                (self.formula(it))
                (self.diagnosis(it))
                div.part {
                    @for at in view.counted.iter().chain(&view.latent) { (self.sign(it, *at)) }
                }
                (self.questions(it))
                @if !it.facts.is_empty() {
                    details {
                        summary { (w.say("facts-n", &[("n", it.facts.len().into())])) }
                        @let rows: Vec<u32> = it.facts.iter().map(|it| it.row.row).collect();
                        (self.facts_table(&rows, false))
                    }
                }
            }
        }
    }

    fn standing(&self, cluster: u32) -> &'static str {
        self.view
            .code_label(TableId::CLUSTERS, cluster, "standing")
            .unwrap_or_else(|| self.w.word("standing-unsaid"))
    }

    fn about(&self, cluster: u32) -> Markup {
        let (view, w) = (self.view, self.w);
        let facts: [(&str, Option<String>); 4] = [
            ("place", view.place_name(cluster).map(str::to_owned)),
            ("region", view.cluster_text(cluster, "region").map(str::to_owned)),
            ("field", view.cluster_text(cluster, "field").map(|it| view.field_text(it))),
            ("tender-group", view.cluster_text(cluster, "tender_group").map(str::to_owned)),
        ];
        let lineage = view.lineage(cluster);
        html! {
            @if let Some(names) = view.cluster_text(cluster, "also_called") {
                p.note { (w.say("also-called", &[("names", names.into())])) }
            }
            dl.meta {
                @for (id, text) in &facts {
                    @if let Some(text) = text { div { dt { (w.word(id)) } dd { (text) } } }
                }
            }
            @if let Some(support) = view.support(cluster) { p.note { (support) } }
            @if !lineage.is_empty() { p.note { @for it in &lineage { (it) " " } } }
        }
    }

    fn verdict(&self, it: &ClusterFinding) -> Markup {
        let state = match it.verdict {
            ClusterVerdict::Sustainable => State::Met,
            ClusterVerdict::NotSustainable => State::NotMet,
            ClusterVerdict::Undetermined => State::Undetermined,
        };
        html! {
            p.verdict { (Self::tile(state)) (capital(self.w.cluster_verdict(it.verdict))) }
        }
    }

    /// The row of the map again, where the reader is.
    fn strip(&self, it: &ClusterFinding) -> Markup {
        let signs = &self.view.report.catalogue.model.signs;
        let item = |at: usize, apart: bool| {
            let state = self.view.state(it, at);
            html! {
                li class=[apart.then_some("apart")] {
                    a class=(class(state)) href=(self.sign_href(it.cluster, at)) {
                        b { (signs[at].id) } span aria-hidden="true" { (state.symbol()) " " } (self.view.of(&signs[at].short))
                        span.h { ": " (self.view.state_word(state)) }
                    }
                }
            }
        };
        html! {
            ul.strip {
                @for (at, begins) in self.columns() { (item(at, begins && at != 0)) }
                @for at in &self.view.latent { (item(*at, true)) }
            }
        }
    }

    /// The chain of missing signs and how the model links them.
    fn formula(&self, it: &ClusterFinding) -> Markup {
        let (view, w) = (self.view, self.w);
        let signs = &view.report.catalogue.model.signs;
        let (between, at_risk) = view.links(it);
        let robust = view.robust(it);
        html! {
            div.part {
                h4 { (w.word("Formula")) }
                @if it.missing.is_empty() {
                    p {
                        (w.word(match it.verdict {
                            ClusterVerdict::Sustainable => "formula-all-met",
                            ClusterVerdict::NotSustainable | ClusterVerdict::Undetermined => "formula-none",
                        }))
                    }
                } @else {
                    ol.chain {
                        @for (n, at) in it.missing.iter().enumerate() {
                            li {
                                a.n href=(self.sign_href(it.cluster, *at)) {
                                    "✗ " (signs[*at].id) " " (view.of(&signs[*at].title))
                                }
                                @if let Some(next) = it.missing.get(n + 1) {
                                    @let linked = view.leads_to(*at, *next);
                                    span aria-hidden="true" { (if linked { "→" } else { "·" }) }
                                }
                            }
                        }
                    }
                }
                @if !between.is_empty() {
                    p { (w.word("links-between")) ":" }
                    ul.links { @for it in &between { (self.link_item(it)) } }
                }
                @if !at_risk.is_empty() {
                    details {
                        summary { (w.word("links-at-risk")) " (" (at_risk.len()) ")" }
                        ul.links { @for it in &at_risk { (self.link_item(it)) } }
                    }
                }
                @if let Some(text) = robust { p { (text) } }
                @if let Some(text) = view.smallest(it) { p { (text) } }
            }
        }
    }

    fn sign(&self, it: &ClusterFinding, at: usize) -> Markup {
        let (view, w) = (self.view, self.w);
        let sign = &view.report.catalogue.model.signs[at];
        let state = view.state(it, at);
        let found = &it.signs[at];
        let (with, without, not_applicable) = view.informing(it, at);
        let title = |at: &usize| view.of(&view.report.catalogue.indicators[*at].title);
        html! {
            div.sign id=(self.sign_anchor(it.cluster, at)) {
                (Self::tile(state))
                div.sh {
                    h4 { (sign.id) " " (view.of(&sign.title)) }
                    span.w {
                        @if state == State::Silent { (w.word("verdict-silent")) }
                        @else { (view.sign_verdict(found)) }
                    }
                }
                p.deg {
                    @if state != State::Silent && state != State::NotApplicable {
                        (Self::bar(found.degree)) span { (view.attained(found.degree)) }
                    }
                    span { (view.sign_known(it, at)) }
                    @if sign.latent { span { (w.word("latent-note")) } }
                }
                @if sign.required.is_empty() { p.note { (w.word("no-signs-required")) } }
                @for indicator in &sign.required { (self.criterion(it, *indicator)) }
                @if !with.is_empty() {
                    details {
                        summary { (w.say("informing-n", &[("n", with.len().into())])) }
                        @for indicator in &with { (self.informing(it, *indicator)) }
                    }
                }
                @if !without.is_empty() && with.is_empty() && not_applicable == 0 {
                    // The same list for many clusters: it stands once.
                    p.small {
                        a href=(self.href("method", &format!("ask-{}", self.signs[at]))) {
                            (w.say("silent-n", &[("n", without.len().into())]))
                        }
                    }
                } @else if !without.is_empty() {
                    details {
                        summary {
                            (w.say("silent-n", &[("n", without.len().into())]))
                            @if not_applicable > 0 {
                                "; " (w.say("not-applicable-n", &[("n", not_applicable.into())]))
                            }
                        }
                        p.titles { @for (n, it) in without.iter().enumerate() { @if n > 0 { "; " } (title(it)) } }
                    }
                }
            }
        }
    }

    fn criterion(&self, it: &ClusterFinding, at: usize) -> Markup {
        let (view, w) = (self.view, self.w);
        let indicator = &view.report.catalogue.indicators[at];
        let finding = &it.findings[at];
        let state = View::criterion_state(finding);
        let quiet = state == State::Silent || state == State::NotApplicable;
        let class = match state {
            State::Met => "crit cm",
            State::NotMet => "crit cn",
            State::Undetermined => "crit",
            State::Silent | State::NotApplicable => "crit quiet",
        };
        html! {
            div class=(class) {
                p.ct {
                    span { span aria-hidden="true" { (state.symbol()) " " } (view.of(&indicator.title)) }
                    (self.value_of(it.cluster, at, &w.value(finding.value, indicator)))
                }
                @if let Some(threshold) = finding.threshold.or_else(|| indicator.judging(view.report.found.on)) {
                    @let threshold = &indicator.thresholds[threshold];
                    p.small {
                        (view.asks_for(threshold, indicator.unit))
                        " (" (self.source_link(&threshold.source, threshold.at.as_deref())) ")"
                        @if !quiet {
                            ": " b {
                                (view.criterion_verdict(finding))
                            }
                            @if finding.degree.0 < 1.0 && finding.degree.1 > 0.0 {
                                ", " (view.attained(finding.degree))
                            }
                            @if let Some(chance) = view.chance(finding) { "; " (chance) }
                        }
                    }
                }
                (self.basis(it, at, finding))
            }
        }
    }

    fn informing(&self, it: &ClusterFinding, at: usize) -> Markup {
        let (view, w) = (self.view, self.w);
        let indicator = &view.report.catalogue.indicators[at];
        let finding = &it.findings[at];
        let tells = View::tells(indicator, finding);
        html! {
            div.crit {
                p.ct {
                    span {
                        span aria-hidden="true" { (tells.symbol()) " " }
                        (view.of(&indicator.title)) " " span.soft { "(" (w.word(tells.word())) ")" }
                    }
                    (self.value_of(it.cluster, at, &w.value(finding.value, indicator)))
                }
                @if let Some(threshold) = finding.threshold {
                    @let threshold = &indicator.thresholds[threshold];
                    p.small {
                        (view.asks_for(threshold, indicator.unit))
                        " (" (self.source_link(&threshold.source, threshold.at.as_deref())) ")"
                    }
                }
                (self.basis(it, at, finding))
            }
        }
    }

    /// What a value rests on, how others would judge it, and what others have.
    fn basis(&self, it: &ClusterFinding, at: usize, finding: &Finding) -> Markup {
        let (view, w) = (self.view, self.w);
        let indicator = &view.report.catalogue.indicators[at];
        let (otherwise, same) = View::rivals(finding);
        let known = finding.value.interval().is_some();
        let benchmarks: Vec<_> =
            if known { view.benchmarks(indicator, it.cluster).collect() } else { Vec::new() };
        html! {
            @if finding.contradicted { p.small { "⚡ " (w.word("contradicted")) } }
            @if let Some(both) = view.both_values(indicator, finding) { p.small { (both) } }
            @for evidence in &finding.evidence {
                @if let Some((row, column)) = View::evidence_row(*evidence) {
                    (self.said(&view.said(row, column)))
                } @else if let Some(text) = view.rows_text(*evidence) {
                    p.ev { (text) }
                }
            }
            @if known && !otherwise.is_empty() {
                p.small {
                    (w.word("rivals-differ")) " "
                    @for (n, (threshold, verdict)) in otherwise.iter().enumerate() {
                        @let threshold = &indicator.thresholds[*threshold];
                        @if n > 0 { "; " }
                        (w.rule(threshold.rule, indicator.unit))
                        " (" (self.source_link(&threshold.source, threshold.at.as_deref())) "): "
                        (w.verdict(*verdict))
                    }
                    "."
                }
            }
            @if known && same > 0 { p.small.soft { (w.say("rivals-agree", &[("n", same.into())])) } }
            @let peers = if known { view.peers(it, at) } else { Vec::new() };
            @if !benchmarks.is_empty() || !peers.is_empty() {
                details {
                    summary { (w.word("benchmarks")) " (" (benchmarks.len() + peers.len()) ")" }
                    ul.links {
                        @for it in &peers { li { (it) } }
                        @for it in &benchmarks {
                            li {
                                b { (view.benchmark_value(indicator, it)) } " — " (view.benchmark_text(it))
                                " (" (self.source_link(&it.source, it.at.as_deref())) ")"
                                @if let Some(caveat) = view.caveat(it) { span.soft { "; " (caveat) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn questions(&self, it: &ClusterFinding) -> Markup {
        let w = self.w;
        let decides = it.questions.iter().any(|it| it.decides);
        html! {
            div.part {
                h4 { (w.word("Questions")) }
                @if it.questions.is_empty() {
                    p { (w.word("q-none")) }
                } @else {
                    p.note { (w.word(if decides { "q-lead-decides" } else { "q-lead-diagnosis" })) }
                    @if decides {
                        ol.q { @for it in &it.questions { (self.question(it)) } }
                    } @else {
                        details {
                            summary { (w.word("Questions")) " (" (it.questions.len()) ")" }
                            ol.q { @for it in &it.questions { (self.question(it)) } }
                        }
                    }
                }
            }
        }
    }

    fn question(&self, it: &Question) -> Markup {
        let (view, w) = (self.view, self.w);
        let catalogue = view.report.catalogue;
        let indicator = &catalogue.indicators[it.indicator];
        let sign = &catalogue.model.signs[it.sign];
        let (if_met, if_not_met) = view.answers(indicator);
        let outcome = |(of_sign, of_cluster): (Verdict, ClusterVerdict)| {
            w.say(
                "q-outcome",
                &[
                    ("sign", (&sign.id).into()),
                    ("verdict", w.verdict(of_sign).into()),
                    ("cluster", w.cluster_verdict_short(of_cluster).into()),
                ],
            )
        };
        html! {
            li {
                p { (view.of(&indicator.question)) }
                p.small.soft {
                    "✓ "  (if_met) ": " (outcome(it.if_met))
                    " · ✗ "  (if_not_met) ": " (outcome(it.if_not_met))
                    " · " (w.word(if it.decides { "q-decides" } else if sign.latent { "q-beside" } else { "context" }))
                }
            }
        }
    }

    /// Claims that no indicator asks for.
    pub(super) fn facts_table(&self, rows: &[u32], with_subject: bool) -> Markup {
        let (view, w) = (self.view, self.w);
        let claims = view.report.dataset.table(TableId::CLAIMS);
        let value = claims.column("value");
        html! {
            div.scroll tabindex="0" role="region" aria-label=(w.word("Facts")) {
                table.d {
                    caption.h { (w.word("Facts")) }
                    thead {
                        tr {
                            @if with_subject { th scope="col" { (w.word("col-subject")) } }
                            th scope="col" { (w.word("col-fact")) }
                            th scope="col" { (w.word("Value")) }
                            th scope="col" { (w.word("col-said")) }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr {
                                @if with_subject { td { (claims.named_text(*row, "subject").unwrap_or("")) } }
                                th scope="row" { (view.fact_name(*row)) }
                                td { (view.fact_value(*row)) }
                                td { (self.said(&view.said(RowId { table: TableId::CLAIMS, row: *row }, value))) }
                            }
                        }
                    }
                }
            }
        }
    }
}
