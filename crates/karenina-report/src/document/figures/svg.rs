//! What figures are made of: rectangles, texts, the marks of a state.

use std::fmt::Write as _;

use super::Drawing;
use crate::view::State;

/// The fonts of figures: that of the PDF first, then what computers have.
const FONTS: &str = "'PT Sans','Noto Sans','DejaVu Sans',Arial,sans-serif";

pub(super) const INK: &str = "#1b1d20";
pub(super) const SOFT: &str = "#5a5c62";
pub(super) const LINE: &str = "#d5d1c7";
pub(super) const EMPTY: &str = "#f2efe8";

/// The colours of a state: strong and pale.
pub(super) fn colours(state: State) -> (&'static str, &'static str) {
    match state {
        State::Met => ("#0a5c4a", "#d6ece4"),
        State::NotMet => ("#8c2a0e", "#fbdfd3"),
        State::Undetermined => ("#4c4f56", "#e9e5dc"),
        State::Silent | State::NotApplicable => ("#85868a", "#ffffff"),
    }
}

/// A drawing in the making.
pub(super) struct Svg {
    body: String,
    width: f32,
    height: f32,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

/// The look of a text.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub size: f32,
    pub colour: &'static str,
    pub bold: bool,
    pub anchor: Anchor,
}

impl Type {
    pub(super) fn new(size: f32) -> Self {
        Self { size, colour: INK, bold: false, anchor: Anchor::Start }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn colour(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }

    pub(super) fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

impl Svg {
    pub(super) fn new(width: f32, height: f32) -> Self {
        Self { body: String::with_capacity(1 << 14), width, height }
    }

    pub(super) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, fill: &str) {
        if width > 0.0 {
            _ = write!(
                self.body,
                r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}"/>"#,
                n(x),
                n(y),
                n(width),
                n(height)
            );
        }
    }

    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), colour: &str, width: f32) {
        _ = write!(
            self.body,
            r#"<path d="M{} {}L{} {}" stroke="{colour}" stroke-width="{}"/>"#,
            n(from.0),
            n(from.1),
            n(to.0),
            n(to.1),
            n(width)
        );
    }

    pub(super) fn text(&mut self, x: f32, y: f32, look: Type, text: &str) {
        self.text_turned(x, y, 0.0, look, text);
    }

    pub(super) fn text_turned(&mut self, x: f32, y: f32, degrees: f32, look: Type, text: &str) {
        let anchor = match look.anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
        };
        let bold = if look.bold { r#" font-weight="bold""# } else { "" };
        _ = write!(
            self.body,
            r#"<text x="{}" y="{}" font-size="{}" fill="{}"{anchor}{bold}"#,
            n(x),
            n(y),
            n(look.size),
            look.colour
        );
        if degrees != 0.0 {
            _ = write!(self.body, r#" transform="rotate({} {} {})""#, n(degrees), n(x), n(y));
        }
        self.body.push('>');
        escape(text, &mut self.body);
        self.body.push_str("</text>");
    }

    /// The mark of a state round a point.
    pub(super) fn mark(&mut self, state: State, x: f32, y: f32, size: f32) {
        let colour = colours(state).0;
        let s = size / 2.0;
        let path = match state {
            State::Met => format!(
                "M{} {}L{} {}L{} {}",
                n(x - s * 0.9),
                n(y + s * 0.1),
                n(x - s * 0.2),
                n(y + s * 0.75),
                n(x + s * 0.95),
                n(y - s * 0.75)
            ),
            State::NotMet => format!(
                "M{0} {1}L{2} {3}M{0} {3}L{2} {1}",
                n(x - s * 0.75),
                n(y - s * 0.75),
                n(x + s * 0.75),
                n(y + s * 0.75)
            ),
            State::NotApplicable => {
                format!("M{0} {2}L{1} {2}", n(x - s * 0.6), n(x + s * 0.6), n(y))
            }
            State::Silent => {
                _ = write!(
                    self.body,
                    r#"<circle cx="{}" cy="{}" r="{}" fill="{colour}"/>"#,
                    n(x),
                    n(y),
                    n(size * 0.1)
                );
                return;
            }
            State::Undetermined => {
                let look = Type::new(size * 1.25).bold().colour(colour).at(Anchor::Middle);
                self.text(x, y + size * 0.44, look, "?");
                return;
            }
        };
        _ = write!(
            self.body,
            r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="{}"/>"#,
            n(size * 0.17)
        );
    }

    /// A degree: what is sure is solid, what is possible is pale and framed.
    pub(super) fn bar(&mut self, at: (f32, f32), size: (f32, f32), ends: (f64, f64), state: State) {
        let (strong, _) = colours(state);
        let (low, high) = (ends.0.clamp(0.0, 1.0) as f32, ends.1.clamp(0.0, 1.0) as f32);
        _ = write!(
            self.body,
            r##"<rect x="{}" y="{}" width="{}" height="{}" fill="#fff" stroke="{strong}" stroke-width=".4"/>"##,
            n(at.0),
            n(at.1),
            n(size.0),
            n(size.1)
        );
        if high > low {
            _ = write!(
                self.body,
                r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{strong}" fill-opacity=".3"/>"#,
                n(at.0 + size.0 * low),
                n(at.1),
                n(size.0 * (high - low)),
                n(size.1)
            );
        }
        self.rect(at.0, at.1, size.0 * low, size.1, strong);
    }

    /// The whole drawing with its title, which programs read aloud.
    pub(super) fn finish(self, title: &str) -> Drawing {
        let (width, height) = (n(self.width), n(self.height));
        let mut svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="{FONTS}"><title>"#
        );
        escape(title, &mut svg);
        svg.push_str("</title>");
        svg.push_str(&self.body);
        svg.push_str("</svg>");
        Drawing { svg, width: self.width, height: self.height }
    }
}

/// A coordinate as short as it may be.
fn n(x: f32) -> String {
    let text = format!("{x:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn escape(text: &str, out: &mut String) {
    for it in super::super::clean(text).chars() {
        match it {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            it => out.push(it),
        }
    }
}

pub(super) use crate::fonts::width as width_of;

/// A name on at most so many lines; what does not fit ends with an ellipsis.
pub(super) fn wrapped(text: &str, width: f32, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let longer = if lines[last].is_empty() {
            word.to_owned()
        } else {
            format!("{} {word}", lines[last])
        };
        if width_of(&longer) <= width || lines[last].is_empty() {
            lines[last] = longer;
        } else if lines.len() < most {
            lines.push(word.to_owned());
        } else {
            lines[last].push('…');
            break;
        }
    }
    for line in &mut lines {
        if width_of(line) > width {
            let mut used = width_of("…");
            let mut one = [0; 4];
            let fits = line.char_indices().find(|(_, letter)| {
                used += width_of(letter.encode_utf8(&mut one));
                used > width
            });
            let to = fits.map_or(line.len(), |it| it.0);
            line.truncate(to);
            line.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{width_of, wrapped};

    #[test]
    fn a_name_that_does_not_fit_is_cut_with_a_mark() {
        let name = "x".repeat(10_000);
        let lines = wrapped(&name, 30.0, 2);
        assert_eq!(lines.len(), 1);
        assert!(width_of(&lines[0]) <= 31.0 && lines[0].ends_with('…'));
        let lines = wrapped("one two three four five six seven", 6.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert_eq!(wrapped("short", 30.0, 2), ["short"]);
    }
}
