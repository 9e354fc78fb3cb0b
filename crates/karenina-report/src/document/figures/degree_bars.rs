//! How far each sign of a cluster is attained: a bar with its bounds, and the verdict beside it.

use karenina_assess::ClusterFinding;

use super::{
    Drawing,
    svg::{Anchor, INK, LINE, SOFT, Svg, Type, colours, wrapped},
};
use crate::{
    document::TEXT_WIDTH,
    view::{State, View},
    wording::{percent, share_bounds},
};

const LABEL: f32 = 196.0;
const BAR: f32 = 132.0;
const ROW: f32 = 14.0;

/// One row a sign, those beside the verdict apart.
pub(crate) fn degree_bars(view: &View<'_>, it: &ClusterFinding) -> Drawing {
    let signs = &view.report.catalogue.model.signs;
    let lang = view.report.lang;
    let n = view.counted.len() + view.latent.len();
    let apart = if view.latent.is_empty() || view.counted.is_empty() { 0.0 } else { 5.0 };
    let top = 13.0;
    let bottom = top + ROW * n as f32 + apart;
    let mut svg = Svg::new(TEXT_WIDTH, bottom + 3.0);
    for part in [0.0, 0.5, 1.0] {
        let x = LABEL + BAR * part as f32;
        svg.text(x, 8.0, Type::new(6.4).colour(SOFT).at(Anchor::Middle), &percent(part, lang));
        svg.line((x, top - 2.0), (x, bottom), LINE, 0.5);
    }
    let mut y = top;
    for (row, at) in view.counted.iter().chain(&view.latent).enumerate() {
        if row == view.counted.len() && row > 0 {
            svg.line((0.0, y + 2.5), (TEXT_WIDTH, y + 2.5), LINE, 0.5);
            y += apart;
        }
        let state = view.state(it, *at);
        let found = &it.signs[*at];
        let quiet = matches!(state, State::Silent | State::NotApplicable);
        let text_at = y + 9.4;
        svg.mark(state, 6.0, y + 6.8, 7.0);
        svg.text(15.0, text_at, Type::new(8.0).bold(), &signs[*at].id);
        let title = wrapped(view.of(&signs[*at].title), (LABEL - 42.0) / 8.0, 1);
        svg.text(32.0, text_at, Type::new(8.0), &title[0]);
        let word = match state {
            State::Silent => view.words.word("verdict-silent"),
            State::Met | State::NotMet | State::Undetermined | State::NotApplicable => {
                view.sign_verdict(found)
            }
        };
        let colour = if quiet { SOFT } else { INK };
        let mut text = word.to_owned();
        if quiet {
            svg.line((LABEL, y + 7.0), (LABEL + BAR, y + 7.0), colours(state).0, 0.4);
        } else {
            svg.bar((LABEL, y + 3.0), (BAR, 8.0), found.degree, state);
            text = format!("{}, {word}", share_bounds(found.degree, lang));
        }
        let text = wrapped(&text, (TEXT_WIDTH - LABEL - BAR - 12.0) / 7.6, 1);
        svg.text(LABEL + BAR + 12.0, text_at, Type::new(7.6).colour(colour), &text[0]);
        y += ROW;
    }
    svg.finish(view.words.word("fig-degrees"))
}
