//! The heat map: clusters by signs, each cell with its mark and the bounds of its degree.

use karenina_assess::{ClusterFinding, ClusterVerdict};

use super::{
    Drawing,
    svg::{EMPTY, INK, LINE, SOFT, Svg, Type, colours, width_of, wrapped},
};
use crate::{
    document::TEXT_WIDTH,
    view::{Section, State, View},
};

const NAME: f32 = 172.0;
const NAME_SIZE: f32 = 7.2;
const VERDICT: f32 = 92.0;
/// The most that fits on a page beside caption and heading.
const TALLEST: f32 = 620.0;

/// What stands one below the other.
enum Line<'a> {
    Section(Section, usize),
    Cluster(&'a ClusterFinding, Vec<String>),
}

impl Line<'_> {
    fn height(&self) -> f32 {
        match self {
            Self::Section(..) => 18.0,
            Self::Cluster(_, name) => 9.0 + 8.6 * name.len() as f32,
        }
    }
}

/// One drawing a page.
pub(crate) fn heat_maps(view: &View<'_>) -> Vec<Drawing> {
    let head = head_height(view);
    let mut pages: Vec<Vec<Line<'_>>> = vec![Vec::new()];
    let mut used = head;
    for (section, clusters) in &view.sections {
        for (n, it) in clusters.iter().enumerate() {
            let name = view.cluster_name(it.cluster);
            let line = Line::Cluster(it, wrapped(name, (NAME - 6.0) / NAME_SIZE, 2));
            let opening = if n == 0 { 18.0 } else { 0.0 };
            if used + line.height() + opening > TALLEST
                && pages.last().is_some_and(|it| !it.is_empty())
            {
                pages.push(Vec::new());
                used = head;
            }
            let Some(page) = pages.last_mut() else { continue };
            if n == 0 || page.is_empty() {
                page.push(Line::Section(*section, clusters.len()));
                used += 18.0;
            }
            used += line.height();
            page.push(line);
        }
    }
    pages.iter().filter(|it| !it.is_empty()).map(|it| draw(view, it, head)).collect()
}

/// Room for the longest word over a column, which stands upright.
fn head_height(view: &View<'_>) -> f32 {
    let signs = &view.report.catalogue.model.signs;
    let longest = view
        .counted
        .iter()
        .chain(&view.latent)
        .map(|at| width_of(&format!("{} {}", signs[*at].id, view.of(&signs[*at].short))))
        .fold(0.0, f32::max);
    34.0 + (longest * 7.9).min(110.0)
}

fn draw(view: &View<'_>, lines: &[Line<'_>], head: f32) -> Drawing {
    let w = view.words;
    let model = &view.report.catalogue.model;
    let order: Vec<usize> = view.counted.iter().chain(&view.latent).copied().collect();
    let body: f32 = lines.iter().map(Line::height).sum();
    let mut svg = Svg::new(TEXT_WIDTH, head + body + 2.0);
    // A gap before each group and before what stands beside the verdict.
    let mut lefts = Vec::with_capacity(order.len());
    let gaps = order.windows(2).filter(|it| begins(view, it[0], it[1])).count() as f32;
    let cell = ((TEXT_WIDTH - NAME - VERDICT - gaps * 4.0) / order.len().max(1) as f32).min(30.0);
    let mut x = NAME;
    let mut group_from = NAME;
    for (n, at) in order.iter().enumerate() {
        if n > 0 && begins(view, order[n - 1], *at) {
            x += 4.0;
            group_from = x;
        }
        lefts.push(x);
        let last = order.get(n + 1).is_none_or(|next| begins(view, *at, *next));
        if last {
            let sign = &model.signs[*at];
            let title = if sign.latent {
                w.word("doc-beside").to_owned()
            } else {
                let group = &model.groups[sign.group];
                format!("{} {}", group.id, view.of(&group.title))
            };
            let room = x + cell - group_from;
            for (row, text) in wrapped(&title, room / 5.8, 3).iter().enumerate() {
                svg.text(group_from, 6.0 + 6.6 * row as f32, Type::new(5.8).colour(SOFT), text);
            }
            svg.line((group_from, 22.0), (x + cell - 1.0, 22.0), SOFT, 0.5);
        }
        x += cell;
    }
    for (left, at) in lefts.iter().zip(&order) {
        let sign = &model.signs[*at];
        let text = format!("{} {}", sign.id, view.of(&sign.short));
        svg.text_turned(left + cell / 2.0 + 2.6, head - 5.0, -90.0, Type::new(7.4).bold(), &text);
    }
    svg.text(0.0, head - 5.0, Type::new(7.4).bold(), w.word("Cluster"));
    let verdict_at = x + 8.0;
    svg.text(verdict_at, head - 5.0, Type::new(7.4).bold(), w.word("Verdict"));
    let mut y = head;
    svg.line((0.0, y), (TEXT_WIDTH, y), INK, 0.8);
    for line in lines {
        let height = line.height();
        match line {
            Line::Section(section, n) => {
                svg.rect(0.0, y + 0.4, TEXT_WIDTH, height - 0.4, EMPTY);
                let text = format!("{} ({n})", view.section_title(*section));
                svg.text(3.0, y + 12.2, Type::new(7.6).bold(), &text);
            }
            Line::Cluster(it, name) => {
                for (row, text) in name.iter().enumerate() {
                    svg.text(1.0, y + 10.9 + 8.6 * row as f32, Type::new(NAME_SIZE), text);
                }
                for (left, at) in lefts.iter().zip(&order) {
                    let state = view.state(it, *at);
                    svg.rect(left + 0.75, y + 0.75, cell - 1.5, height - 1.5, colours(state).1);
                    let quiet = matches!(state, State::Silent | State::NotApplicable);
                    let middle = y + height / 2.0 - if quiet { 0.0 } else { 1.8 };
                    svg.mark(state, left + cell / 2.0, middle, 6.4);
                    if !quiet {
                        let at_bar = (left + 4.0, y + height - 4.4);
                        svg.bar(at_bar, (cell - 8.0, 2.0), it.signs[*at].degree, state);
                    }
                }
                verdict(view, it, &mut svg, (verdict_at, y), height);
            }
        }
        y += height;
        svg.line((0.0, y), (TEXT_WIDTH, y), LINE, 0.4);
    }
    svg.finish(w.word("fig-heat-map"))
}

fn verdict(view: &View<'_>, it: &ClusterFinding, svg: &mut Svg, (x, y): (f32, f32), height: f32) {
    let state = match it.verdict {
        ClusterVerdict::Sustainable => State::Met,
        ClusterVerdict::NotSustainable => State::NotMet,
        ClusterVerdict::Undetermined => State::Undetermined,
    };
    let text = view.words.cluster_verdict_short(it.verdict);
    let look = Type::new(7.0).colour(colours(state).0);
    if it.missing.is_empty() {
        svg.text(x, y + height / 2.0 + 2.6, look, text);
        return;
    }
    let misses = view.misses(it, false);
    let room = (TEXT_WIDTH - x) / 6.2;
    svg.text(x, y + height / 2.0 - 1.0, look, text);
    let misses = wrapped(&misses, room, 1);
    svg.text(x, y + height / 2.0 + 6.6, Type::new(6.2).colour(colours(state).0), &misses[0]);
}

/// Whether a group begins between two columns.
fn begins(view: &View<'_>, before: usize, after: usize) -> bool {
    let signs = &view.report.catalogue.model.signs;
    (signs[before].group, signs[before].latent) != (signs[after].group, signs[after].latent)
        || signs[before].latent != signs[after].latent
}
