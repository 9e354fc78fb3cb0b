//! The map: clusters by signs.

use karenina_assess::{ClusterFinding, ClusterVerdict};
use maud::{Markup, html};

use super::{Page, class};
use crate::view::{Section, State};

/// A longer word at the head of a column is set smaller.
const LONG: usize = 11;

impl Page<'_> {
    pub(super) fn map(&self) -> Markup {
        let w = self.w;
        html! {
            section #map aria-labelledby="map-h" {
                h2 #map-h { (w.word("Map")) }
                (self.legend())
                @if self.view.sections.is_empty() {
                    p { (w.word("result-none")) }
                } @else {
                    p.note aria-hidden="true" { (w.word("map-caption")) }
                    div.tools {
                        label for="filter" { (w.word("filter-clusters")) }
                        input #filter type="search" autocomplete="off";
                    }
                    div.scroll.wide tabindex="0" role="region" aria-labelledby="map-h" {
                        table.map {
                            caption.h { (w.word("map-caption")) }
                            colgroup {
                                col.cn;
                                @for _ in &self.view.counted { col; }
                                col.cv;
                                @for _ in &self.view.latent { col; }
                            }
                            (self.map_head())
                            @for (section, clusters) in &self.view.sections {
                                (self.map_body(*section, clusters))
                            }
                        }
                    }
                }
            }
        }
    }

    fn legend(&self) -> Markup {
        html! {
            ul.legend aria-label=(self.w.word("legend")) {
                @for (state, id) in State::LEGEND {
                    li { (Self::tile(state)) (self.w.word(id)) }
                }
                li {
                    span.key { (Self::bar((0.4, 0.75))) }
                    (self.w.word("legend-bar"))
                }
            }
        }
    }

    /// Columns in the order in which they are shown, with whether a group begins.
    pub(super) fn columns(&self) -> Vec<(usize, bool)> {
        let signs = &self.view.report.catalogue.model.signs;
        let mut before = None;
        self.view
            .counted
            .iter()
            .map(|at| {
                let begins = before.replace(signs[*at].group) != Some(signs[*at].group);
                (*at, begins)
            })
            .collect()
    }

    fn map_head(&self) -> Markup {
        let model = &self.view.report.catalogue.model;
        let columns = self.columns();
        let mut groups: Vec<(usize, usize)> = Vec::new();
        for (at, begins) in &columns {
            match groups.last_mut() {
                Some((_, n)) if !begins => *n += 1,
                _ => groups.push((model.signs[*at].group, 1)),
            }
        }
        let head = |at: usize, begins: bool| {
            let sign = &model.signs[at];
            let counts = self.view.units.map(|it| it.signs[at]).unwrap_or_default();
            let (not, open) = (counts.not_met, counts.undetermined);
            let said = self.w.say("map-counts", &[("not", not.into()), ("open", open.into())]);
            html! {
                th class=[begins.then_some("g")] scope="col" title=(self.view.of(&sign.title)) {
                    b { (sign.id) }
                    @let short = self.view.of(&sign.short);
                    span class=(if short.chars().count() > LONG { "w l" } else { "w" }) { (short) }
                    small aria-hidden="true" { span { "✗" (not) } " " span { "?" (open) } }
                    span.h { (said) }
                }
            }
        };
        html! {
            thead {
                tr {
                    td.name {}
                    @for (group, n) in &groups {
                        th.g colspan=(n) scope="colgroup" {
                            (model.groups[*group].id) " · " (self.view.of(&model.groups[*group].title))
                        }
                    }
                    td.g {}
                    @if !self.view.latent.is_empty() {
                        th.g colspan=(self.view.latent.len()) scope="colgroup" { (self.w.word("Beside")) }
                    }
                }
                tr {
                    th.name scope="col" { (self.w.word("Cluster")) }
                    @for (at, begins) in &columns { (head(*at, *begins)) }
                    th.g.v scope="col" { (self.w.word("Verdict")) }
                    @for (n, at) in self.view.latent.iter().enumerate() { (head(*at, n == 0)) }
                }
            }
        }
    }

    fn map_body(&self, section: Section, clusters: &[&ClusterFinding]) -> Markup {
        let columns = self.columns();
        let n_columns = 2 + columns.len() + self.view.latent.len();
        html! {
            tbody {
                tr.sec {
                    th colspan=(n_columns) scope="rowgroup" {
                        span { (self.view.section_title(section)) b { (clusters.len()) } }
                    }
                }
                @for it in clusters {
                    tr data-c {
                        th.name scope="row" {
                            a href=(self.cluster_href(it.cluster)) {
                                (self.view.cluster_name(it.cluster))
                            }
                        }
                        @for (at, begins) in &columns { (self.map_cell(it, *at, *begins)) }
                        (self.map_verdict(it))
                        @for (n, at) in self.view.latent.iter().enumerate() {
                            (self.map_cell(it, *at, n == 0))
                        }
                    }
                }
            }
        }
    }

    fn map_cell(&self, it: &ClusterFinding, at: usize, begins: bool) -> Markup {
        let state = self.view.state(it, at);
        html! {
            td class=[begins.then_some("g")] {
                a class=(class(state)) href=(self.sign_href(it.cluster, at)) {
                    span aria-hidden="true" { (state.symbol()) }
                    span.h { (self.view.state_word(state)) }
                    @if !matches!(state, State::Silent | State::NotApplicable) {
                        (Self::bar(it.signs[at].degree))
                    }
                }
            }
        }
    }

    fn map_verdict(&self, it: &ClusterFinding) -> Markup {
        let class = match it.verdict {
            ClusterVerdict::Sustainable => "v g vm",
            ClusterVerdict::NotSustainable => "v g vn",
            ClusterVerdict::Undetermined => "v g vu",
        };
        html! {
            td class=(class) {
                span { (self.w.cluster_verdict_short(it.verdict)) }
                @if !it.missing.is_empty() { span { (self.view.misses(it, false)) } }
            }
        }
    }
}
