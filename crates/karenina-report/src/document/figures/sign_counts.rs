//! How many units meet each sign: one bar a sign, known not to be met, not known, met.

use karenina_assess::Population;

use super::{
    Drawing,
    svg::{Anchor, INK, SOFT, Svg, Type, colours, wrapped},
};
use crate::{
    document::TEXT_WIDTH,
    view::{State, View},
};

const LABEL: f32 = 176.0;
const ROW: f32 = 18.0;

/// The bars of a population.
pub(crate) fn sign_counts(view: &View<'_>, units: &Population) -> Drawing {
    let signs = &view.report.catalogue.model.signs;
    let n = view.counted.len() + view.latent.len();
    let mut svg = Svg::new(TEXT_WIDTH, 18.0 + ROW * n as f32);
    let width = TEXT_WIDTH - LABEL;
    let mut x = LABEL;
    for (state, id) in [
        (State::NotMet, "col-not-met"),
        (State::Undetermined, "col-undetermined"),
        (State::Met, "col-met"),
    ] {
        svg.rect(x, 2.0, 8.0, 8.0, colours(state).1);
        svg.mark(state, x + 4.0, 6.0, 5.4);
        svg.text(x + 12.0, 8.6, Type::new(7.4).colour(SOFT), view.words.word(id));
        x += width / 3.0;
    }
    for (row, at) in view.counted.iter().chain(&view.latent).enumerate() {
        let y = 18.0 + ROW * row as f32;
        svg.text(0.0, y + 10.0, Type::new(8.0).bold(), &signs[*at].id);
        let title = wrapped(view.of(&signs[*at].title), (LABEL - 26.0) / 8.0, 1);
        svg.text(17.0, y + 10.0, Type::new(8.0), &title[0]);
        let it = units.signs[*at];
        let all = (it.not_met + it.undetermined + it.met).max(1) as f32;
        let mut x = LABEL;
        for (state, n) in [
            (State::NotMet, it.not_met),
            (State::Undetermined, it.undetermined),
            (State::Met, it.met),
        ] {
            let part = width * n as f32 / all;
            let (strong, pale) = colours(state);
            let known = state != State::Undetermined;
            svg.rect(x, y + 1.5, part, 12.0, if known { strong } else { pale });
            if n > 0 {
                let colour = if known { "#ffffff" } else { INK };
                let look = Type::new(7.6).bold().colour(colour).at(Anchor::Middle);
                svg.text(x + part / 2.0, y + 10.2, look, &n.to_string());
            }
            x += part;
        }
    }
    svg.finish(view.words.word("chart-title"))
}
