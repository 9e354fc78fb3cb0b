//! Shapes as SVG. A drawing that stands alone carries its colours; one inside a page takes them
//! from the page's style, so that paper and the dark have their own.

use std::fmt::Write;

/// Where the colours come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The drawing stands alone: colours are written into it, on white.
    Alone,
    /// It stands in a page whose style knows the classes.
    InPage,
}

/// What a shape is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// The colour of text.
    Ink,
    /// Of secondary text.
    Soft,
    /// Of thin lines.
    Line,
    /// Of the ground.
    Paper,
    /// Of boxes.
    Fill,
    /// The programme's own values.
    Own,
    /// The values of others.
    Other,
    /// A third series.
    Third,
    /// What is met.
    Met,
    /// What is not met.
    Not,
    /// Hatching: it may be, or nobody has said.
    Hatch,
    /// One of seven tints for parts of a whole.
    Tint(usize),
}

impl Paint {
    /// The class in a page.
    fn class(self) -> &'static str {
        match self {
            Self::Ink => "kI",
            Self::Soft => "kS",
            Self::Line => "kL",
            Self::Paper => "kP",
            Self::Fill => "kF",
            Self::Own => "kO",
            Self::Other => "kR",
            Self::Third => "kT",
            Self::Met => "kM",
            Self::Not => "kN",
            Self::Hatch => "kH",
            Self::Tint(n) => ["k0", "k1", "k2", "k3", "k4", "k5", "k6"][n % 7],
        }
    }

    /// The colour where the drawing stands alone.
    pub(crate) fn colour(self) -> &'static str {
        match self {
            Self::Ink => "#1b1d20",
            Self::Soft => "#5a5c62",
            Self::Line => "#c9c4b8",
            Self::Paper => "#ffffff",
            Self::Fill => "#f5f2eb",
            Self::Own => "#0d4f7c",
            Self::Other => "#b08a3e",
            Self::Third => "#7a7d84",
            Self::Met => "#0a6652",
            Self::Not => "#9d2f10",
            Self::Hatch => "#bdb8ab",
            Self::Tint(n) => {
                ["#0d4f7c", "#4f87b0", "#a6c6dc", "#7d5a12", "#c08f35", "#9d2f10", "#b9b4a8"][n % 7]
            }
        }
    }
}

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing in the making.
pub(crate) struct Drawing {
    pub width: f64,
    pub height: f64,
    style: Style,
    /// Names within the document: patterns of two drawings must not be one.
    id: String,
    body: String,
    hatched: bool,
}

impl Drawing {
    pub(crate) fn new(width: f64, style: Style, id: String) -> Self {
        Self { width, height: 0.0, style, id, body: String::new(), hatched: false }
    }

    fn fill(&mut self, paint: Paint) -> String {
        match (paint, self.style) {
            (Paint::Hatch, _) => {
                self.hatched = true;
                format!(" fill=\"url(#{})\"", self.id)
            }
            (_, Style::Alone) => format!(" fill=\"{}\"", paint.colour()),
            (_, Style::InPage) => format!(" class=\"{}\"", paint.class()),
        }
    }

    fn stroke(&self, paint: Paint) -> String {
        match self.style {
            Style::Alone => format!(" stroke=\"{}\" fill=\"none\"", paint.colour()),
            Style::InPage => format!(" class=\"s {}\"", paint.class()),
        }
    }

    pub(crate) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, paint: Paint) {
        if width <= 0.0 || height <= 0.0 {
            return;
        }
        let fill = self.fill(paint);
        _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{fill}/>",
            n(x),
            n(y),
            n(width),
            n(height)
        );
    }

    /// A box with round corners and an outline.
    pub(crate) fn panel(&mut self, x: f64, y: f64, width: f64, height: f64, paint: Paint) {
        let fill = self.fill(paint);
        _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"7\"{fill}/>",
            n(x),
            n(y),
            n(width.max(0.0)),
            n(height.max(0.0))
        );
        self.outline(x, y, width, height, 7.0, false);
    }

    /// A field that lets what lies under it shine through.
    pub(crate) fn area(&mut self, x: f64, y: f64, width: f64, height: f64, paint: Paint) {
        let fill = self.fill(paint);
        let stroke = match self.style {
            Style::Alone => format!(" stroke=\"{}\"", paint.colour()),
            Style::InPage => String::new(),
        };
        _ = write!(
            self.body,
            "<g fill-opacity=\"0.13\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" \
             rx=\"22\"{fill}{stroke}/></g>",
            n(x),
            n(y),
            n(width.max(0.0)),
            n(height.max(0.0))
        );
    }

    /// An outline; dashed for what was there and is lost.
    pub(crate) fn outline(
        &mut self,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        round: f64,
        dashed: bool,
    ) {
        let stroke = self.stroke(Paint::Line);
        let dash = if dashed { " stroke-dasharray=\"4 3\"" } else { "" };
        _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" \
             stroke-width=\"1.2\"{stroke}{dash}/>",
            n(x),
            n(y),
            n(width.max(0.0)),
            n(height.max(0.0)),
            n(round)
        );
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint, width: f64) {
        let stroke = self.stroke(paint);
        _ = write!(
            self.body,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke-width=\"{}\"{stroke}/>",
            n(from.0),
            n(from.1),
            n(to.0),
            n(to.1),
            n(width)
        );
    }

    /// A path as SVG writes it.
    pub(crate) fn path(&mut self, path: &str, paint: Paint, width: f64, dashed: bool) {
        let stroke = self.stroke(paint);
        let dash = if dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        _ = write!(self.body, "<path d=\"{path}\" stroke-width=\"{}\"{stroke}{dash}/>", n(width));
    }

    /// A field bounded by a path, which lets what lies under it shine through.
    pub(crate) fn field(&mut self, path: &str, paint: Paint, opacity: f64) {
        let fill = self.fill(paint);
        _ = write!(self.body, "<g fill-opacity=\"{opacity}\"><path d=\"{path}\"{fill}/></g>");
    }

    /// The head of an arrow that points at `at` from the direction of `(dx, dy)`.
    pub(crate) fn head(&mut self, at: (f64, f64), (dx, dy): (f64, f64), paint: Paint) {
        let length = (dx * dx + dy * dy).sqrt();
        if length == 0.0 {
            return;
        }
        let (ux, uy) = (dx / length * 8.0, dy / length * 8.0);
        let (px, py) = (-uy * 0.55, ux * 0.55);
        let fill = self.fill(paint);
        _ = write!(
            self.body,
            "<path d=\"M{} {}L{} {}L{} {}Z\"{fill}/>",
            n(at.0),
            n(at.1),
            n(at.0 - ux + px),
            n(at.1 - uy + py),
            n(at.0 - ux - px),
            n(at.1 - uy - py)
        );
    }

    pub(crate) fn circle(&mut self, x: f64, y: f64, r: f64, paint: Paint) {
        let fill = self.fill(paint);
        _ = write!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{fill}/>", n(x), n(y), n(r));
    }

    /// One line of text; `y` is its base line.
    pub(crate) fn text(
        &mut self,
        (x, y): (f64, f64),
        text: &str,
        size: f64,
        paint: Paint,
        anchor: Anchor,
    ) {
        self.styled_text((x, y), text, size, paint, anchor, "");
    }

    /// Text with a rim in the colour of the ground, so that it can be read over lines.
    pub(crate) fn clear_text(
        &mut self,
        at: (f64, f64),
        text: &str,
        size: f64,
        paint: Paint,
        anchor: Anchor,
    ) {
        let rim = match self.style {
            Style::Alone => " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\"",
            Style::InPage => " paint-order=\"stroke\" stroke-width=\"3\" data-rim=\"\"",
        };
        self.styled_text(at, text, size, paint, anchor, rim);
    }

    /// How far the drawing is.
    pub(crate) fn mark(&self) -> usize {
        self.body.len()
    }

    /// Takes out what was drawn since a mark.
    pub(crate) fn cut(&mut self, mark: usize) -> String {
        self.body.split_off(mark)
    }

    /// Puts back what was taken out.
    pub(crate) fn paste(&mut self, part: &str) {
        self.body += part;
    }

    pub(crate) fn bold(
        &mut self,
        at: (f64, f64),
        text: &str,
        size: f64,
        paint: Paint,
        anchor: Anchor,
    ) {
        self.styled_text(at, text, size, paint, anchor, " font-weight=\"600\"");
    }

    fn styled_text(
        &mut self,
        (x, y): (f64, f64),
        text: &str,
        size: f64,
        paint: Paint,
        anchor: Anchor,
        more: &str,
    ) {
        let fill = self.fill(paint);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        _ = write!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{more}{fill}>{}</text>",
            n(x),
            n(y),
            n(size),
            escaped(text)
        );
    }

    /// Several lines, the first at `y`; returns where the next would stand.
    pub(crate) fn lines(
        &mut self,
        (x, mut y): (f64, f64),
        lines: &[String],
        size: f64,
        paint: Paint,
        anchor: Anchor,
    ) -> f64 {
        for line in lines {
            self.text((x, y), line, size, paint, anchor);
            y += size * 1.3;
        }
        y
    }

    /// The same with room round it.
    pub(crate) fn within(mut self, margin: f64) -> Self {
        self.body = format!("<g transform=\"translate({0} {0})\">{1}</g>", n(margin), self.body);
        self.width += 2.0 * margin;
        self.height += 2.0 * margin;
        self
    }

    /// The whole drawing. `title` and `about` are what a reader who does not see it is told.
    pub(crate) fn finish(self, title: &str, about: &str) -> String {
        let Self { width, height, style, id, body, hatched } = self;
        let mut svg = String::with_capacity(body.len() + about.len() + 600);
        _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" \
             height=\"{}\" role=\"img\" aria-label=\"{}\"",
            n(width),
            n(height),
            n(width),
            n(height),
            escaped(about)
        );
        match style {
            Style::Alone => {
                _ = write!(
                    svg,
                    " font-family=\"{FONTS}\"><title>{}</title><desc>{}</desc>",
                    escaped(title),
                    escaped(about)
                );
            }
            Style::InPage => svg.push('>'),
        }
        if hatched {
            let (ground, line) = match style {
                Style::Alone => (
                    " fill=\"#f1eee6\"".to_owned(),
                    format!(" stroke=\"{}\"", Paint::Hatch.colour()),
                ),
                Style::InPage => (" class=\"hg\"".to_owned(), " class=\"hl\"".to_owned()),
            };
            _ = write!(
                svg,
                "<defs><pattern id=\"{id}\" width=\"6\" height=\"6\" \
                 patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(25)\"><rect \
                 width=\"6\" height=\"6\"{ground}/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" \
                 stroke-width=\"1.6\"{line}/></pattern></defs>"
            );
        }
        if style == Style::Alone {
            _ = write!(
                svg,
                "<rect width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                n(width),
                n(height),
                Paint::Paper.colour()
            );
        }
        svg += &body;
        svg += "</svg>";
        svg
    }
}

/// Faces that have Latin and Cyrillic letters, on every system.
const FONTS: &str = "'Segoe UI', Roboto, 'PT Sans', 'Noto Sans', 'Liberation Sans', \
                     'DejaVu Sans', Arial, sans-serif";

/// A line through points, as a path of SVG.
pub(crate) fn polyline(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (x, y) in points {
        let command = if path.is_empty() { 'M' } else { 'L' };
        _ = write!(path, "{command}{} {}", n(x), n(y));
    }
    path
}

/// A length: a tenth of a point is enough, and the same on every platform.
pub(crate) fn n(x: f64) -> String {
    let text = format!("{x:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            // What XML does not allow at all.
            it if it.is_control() && !matches!(it, '\n' | '\t') => out.push('\u{fffd}'),
            it => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Drawing, Paint, Style};

    #[test]
    fn a_text_of_the_data_cannot_become_a_tag() {
        let mut it = Drawing::new(100.0, Style::Alone, "h".to_owned());
        it.text((0.0, 9.0), "<script>&\u{0}", 13.0, Paint::Ink, Anchor::Start);
        let svg = it.finish("a \"title\"", "<b>");
        assert!(svg.contains("&lt;script&gt;&amp;\u{fffd}") && !svg.contains("<script"));
        assert!(svg.contains("aria-label=\"&lt;b&gt;\""));
    }

    #[test]
    fn what_stands_alone_carries_its_colours_and_what_stands_in_a_page_its_classes() {
        let draw = |style| {
            let mut it = Drawing::new(100.0, style, "h".to_owned());
            it.rect(0.0, 0.0, 5.0, 5.0, Paint::Own);
            it.rect(0.0, 0.0, 5.0, 5.0, Paint::Hatch);
            it.finish("t", "t")
        };
        assert!(draw(Style::Alone).contains("fill=\"#0d4f7c\""));
        assert!(draw(Style::InPage).contains("class=\"kO\""));
        assert!(draw(Style::InPage).contains("<pattern id=\"h\""));
    }
}
