//! What plots of curves by distance have in common: the frame, its steps, what stands out.

use karenina_mapping::{Datum, MeasureTable};
use maud::{Markup, PreEscaped, html};

use super::MapReport;
use crate::{
    chart::{Anchor, Drawing, Paint, SMALL, Style},
    wording::{Words, number},
};

/// How many groups are drawn beside each other.
pub(super) const MULTIPLES: usize = 12;
/// Width and height of one of them.
pub(super) const SIZE: (f64, f64) = (320.0, 218.0);
/// Where curves are drawn: left, top, right, bottom.
pub(super) const FIELD: [f64; 4] = [44.0, 20.0, 312.0, 182.0];
/// Letters of the frame.
const LETTERS: f64 = SMALL - 1.0;

/// Whether a distance stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Above,
    Below,
    AsChanceHasIt,
}

/// Columns of a measure by name.
pub(super) struct Columns<'a>(pub &'a MeasureTable);

impl<'a> Columns<'a> {
    fn at(&self, row: &'a [Datum], name: &str) -> Option<&'a Datum> {
        row.get(self.0.columns.iter().position(|it| *it == name)?)
    }

    pub(super) fn number(&self, row: &'a [Datum], name: &str) -> Option<f64> {
        match self.at(row, name)? {
            Datum::Number(x) => Some(*x),
            Datum::Count(n) => Some(*n as f64),
            _ => None,
        }
    }

    pub(super) fn place(&self, row: &'a [Datum], name: &str) -> Option<u32> {
        match self.at(row, name)? {
            Datum::Group(it) | Datum::Region(it) => Some(*it),
            _ => None,
        }
    }

    pub(super) fn word(&self, row: &'a [Datum], name: &str) -> Option<&'static str> {
        match self.at(row, name)? {
            Datum::Word(it) => Some(it),
            _ => None,
        }
    }

    pub(super) fn standing(&self, row: &'a [Datum]) -> Standing {
        match self.word(row, "standing") {
            Some("localised" | "concentrated") => Standing::Above,
            Some("dispersed") => Standing::Below,
            _ => Standing::AsChanceHasIt,
        }
    }

    /// Rows of one group after another, as they stand.
    pub(super) fn by_group(&self) -> Vec<(u32, &'a [Vec<Datum>])> {
        self.0
            .rows
            .chunk_by(|a, b| self.place(a, "group") == self.place(b, "group"))
            .filter_map(|rows| Some((self.place(rows.first()?, "group")?, rows)))
            .collect()
    }
}

/// The keys of a band, and of marks above and below it.
pub(super) const KEY_BAND: &str = "<path class=\"kO\" fill-opacity=\".13\" d=\"M1 2H35V14H1Z\"/>\
    <path class=\"s kI\" stroke-width=\"1.1\" stroke-dasharray=\"5 4\" d=\"M1 2H35M1 14H35\"/>";
pub(super) const KEY_ABOVE: &str = "<path class=\"kI\" d=\"M18 3L22.4 12L13.6 12Z\"/>";
pub(super) const KEY_BELOW: &str = "<path class=\"kI\" d=\"M18 13L22.4 4L13.6 4Z\"/>";

/// The keys of a drawing, each with the id of its word.
pub(super) fn legend(w: &Words, keys: &[(&str, &str)]) -> Markup {
    let key = |body: &str| {
        PreEscaped(format!(
            "<svg class=\"key\" viewBox=\"0 0 36 16\" width=\"36\" height=\"16\" aria-hidden=\"true\">{body}</svg>"
        ))
    };
    html! {
        ul.legend aria-label=(w.word("legend")) {
            @for (body, id) in keys { li { (key(body)) (w.word(id)) } }
        }
    }
}

/// An empty frame.
pub(super) fn frame(id: String) -> Drawing {
    let mut it = Drawing::new(SIZE.0, Style::InPage, id);
    it.height = SIZE.1;
    it
}

/// A line across at a value, with the value.
pub(super) fn level(it: &mut Drawing, y: f64, text: &str, width: f64) {
    it.line((FIELD[0], y), (FIELD[2], y), Paint::Line, width);
    it.text((FIELD[0] - 5.0, y + 4.0), text, LETTERS, Paint::Soft, Anchor::End);
}

/// A distance below the frame.
pub(super) fn distance(it: &mut Drawing, x: f64, text: &str) {
    it.line((x, FIELD[3]), (x, FIELD[3] + 4.0), Paint::Soft, 1.0);
    // The last one would stand over the edge.
    let anchor = if x > FIELD[2] - 10.0 { Anchor::End } else { Anchor::Middle };
    let x = if anchor == Anchor::End { FIELD[2] + 7.0 } else { x };
    it.text((x, FIELD[3] + 17.0), text, LETTERS, Paint::Soft, anchor);
}

/// What stands on the axes.
pub(super) fn names(it: &mut Drawing, up: &str, across: &str) {
    it.text((2.0, 12.0), up, LETTERS, Paint::Soft, Anchor::Start);
    let middle = f64::midpoint(FIELD[0], FIELD[2]);
    it.text((middle, SIZE.1 - 4.0), across, LETTERS, Paint::Soft, Anchor::Middle);
    it.line((FIELD[0], FIELD[3]), (FIELD[2], FIELD[3]), Paint::Soft, 1.0);
}

/// A triangle that points up for what lies above, down for what lies below.
pub(super) fn mark(it: &mut Drawing, (x, y): (f64, f64), standing: Standing) {
    match standing {
        Standing::Above => it.head((x, y - 10.0), (0.0, -1.0), Paint::Ink),
        Standing::Below => it.head((x, y + 10.0), (0.0, 1.0), Paint::Ink),
        Standing::AsChanceHasIt => {}
    }
}

/// Round numbers from zero on, `about` of them up to `most`.
pub(super) fn steps(most: f64, about: f64) -> Vec<f64> {
    let rough = most / about;
    if !(rough.is_finite() && rough > 0.0) {
        return vec![0.0];
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|it| it * power)
        .find(|it| *it >= rough * 0.999)
        .unwrap_or(10.0 * power);
    let n = libm::floor(most / step * 1.0001) as usize;
    (0..=n).map(|it| it as f64 * step).collect()
}

/// Stretches of distances that stand out: from and to, ends included.
pub(super) fn stretches(km: &[f64], standing: &[Standing], wanted: Standing) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = Vec::new();
    let mut is_open = false;
    for (km, it) in km.iter().zip(standing) {
        match (*it == wanted, is_open, all.last_mut()) {
            (true, true, Some(last)) => last.1 = *km,
            (true, ..) => all.push((*km, *km)),
            (false, ..) => {}
        }
        is_open = *it == wanted;
    }
    all
}

/// "0–42, 60–75", at most three of them.
fn ranges(of: &[(f64, f64)], report: &MapReport<'_>) -> String {
    let show = |x: f64| number((x * 10.0).round() / 10.0, report.lang);
    let range = |it: &(f64, f64)| {
        if it.0 == it.1 { show(it.0) } else { format!("{}–{}", show(it.0), show(it.1)) }
    };
    let more = if of.len() > 3 { "; …" } else { "" };
    of.iter().take(3).map(range).collect::<Vec<_>>().join("; ") + more
}

/// What stands out, in words; with the signs by which it is marked where these are seen.
pub(super) fn told(
    report: &MapReport<'_>,
    w: &Words,
    ids: [&str; 3],
    beyond: &[Vec<(f64, f64)>; 2],
    signs: bool,
) -> String {
    let [id_above, id_below, id_chance] = ids;
    let [above, below] = beyond;
    let mut parts = Vec::new();
    for (of, id, sign) in [(above, id_above, "▲ "), (below, id_below, "▼ ")] {
        if !of.is_empty() {
            let text = w.say(id, &[("ranges", (&ranges(of, report)).into())]);
            parts.push(if signs { format!("{sign}{text}") } else { text });
        }
    }
    if parts.is_empty() { w.word(id_chance).to_owned() } else { parts.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::{Standing, steps, stretches};

    #[test]
    fn steps_are_round_and_none_lies_beyond_the_end() {
        assert_eq!(steps(180.0, 4.0), [0.0, 50.0, 100.0, 150.0]);
        assert_eq!(steps(0.007, 3.0).len(), 2);
        assert_eq!(steps(1.0, 2.0), [0.0, 0.5, 1.0]);
        assert_eq!(steps(0.0, 3.0), [0.0]);
        assert_eq!(steps(f64::NAN, 3.0), [0.0]);
    }

    #[test]
    fn distances_that_stand_out_come_in_stretches() {
        use Standing::{Above, AsChanceHasIt, Below};
        let km = [0.0, 3.0, 6.0, 9.0, 12.0];
        let of = [Above, Above, AsChanceHasIt, Above, Below];
        assert_eq!(stretches(&km, &of, Above), [(0.0, 3.0), (9.0, 9.0)]);
        assert_eq!(stretches(&km, &of, Below), [(12.0, 12.0)]);
        assert!(stretches(&km, &[], Above).is_empty());
    }
}
