//! Wholes cut into their parts, each as long as the others; what is not known is hatched.

use super::{
    Anchor, Drawing, LEADING, Paint, SIZE, SMALL, WIDE, bars::legend, text_width, wrapped,
};

/// Wholes and their parts.
pub(crate) struct StackChart {
    /// Names of the parts with their colours; the last is what is not known.
    pub classes: Vec<(String, Paint)>,
    pub rows: Vec<StackRow>,
}

pub(crate) struct StackRow {
    pub label: String,
    /// In parts of one, in the order of the classes.
    pub parts: Vec<f64>,
    /// What stands in each part, where there is room.
    pub texts: Vec<String>,
    /// What stands at the end.
    pub end: String,
    /// Whether it stands for all the others.
    pub all: bool,
    /// Whether the rest of it is lost rather than not known.
    pub lost: Option<String>,
}

impl StackChart {
    /// Draws it below `top`; returns where it ends.
    pub(crate) fn draw(&self, d: &mut Drawing, top: f64) -> f64 {
        let wide = d.width >= WIDE;
        let names: Vec<(&str, Paint)> =
            self.classes.iter().map(|it| (it.0.as_str(), it.1)).collect();
        let mut y = legend(d, &names, top);
        let widest = self.rows.iter().map(|it| text_width(&it.label, SIZE)).fold(0.0, f64::max);
        let x0 = if wide { (widest + 14.0).min(d.width * 0.4) } else { 0.0 };
        let end_width =
            self.rows.iter().map(|it| text_width(&it.end, SMALL) + 8.0).fold(0.0, f64::max);
        let length = d.width - x0 - end_width;
        for row in &self.rows {
            let lines = wrapped(&row.label, SIZE, if wide { x0 - 12.0 } else { d.width }, 3);
            let height = 18.0;
            let label_height = lines.len() as f64 * LEADING;
            if wide {
                for (n, line) in lines.iter().enumerate() {
                    let at = (x0 - 10.0, y + SIZE + n as f64 * LEADING);
                    if row.all {
                        d.bold(at, line, SIZE, Paint::Ink, Anchor::End);
                    } else {
                        d.text(at, line, SIZE, Paint::Ink, Anchor::End);
                    }
                }
            } else {
                for line in &lines {
                    let at = (0.0, y + SIZE);
                    if row.all {
                        d.bold(at, line, SIZE, Paint::Ink, Anchor::Start);
                    } else {
                        d.text(at, line, SIZE, Paint::Ink, Anchor::Start);
                    }
                    y += LEADING;
                }
                y += 2.0;
            }
            let bar_top = y + ((label_height - height) / 2.0).max(0.0) * f64::from(u8::from(wide));
            let mut x = x0;
            for ((part, text), (_, paint)) in row.parts.iter().zip(&row.texts).zip(&self.classes) {
                let width = part * length;
                d.rect(x, bar_top, width, height, *paint);
                if text_width(text, SMALL) + 6.0 <= width {
                    let dark = matches!(
                        paint,
                        Paint::Tint(0 | 1 | 3 | 5) | Paint::Met | Paint::Not | Paint::Own
                    );
                    let ink = if dark { Paint::Paper } else { Paint::Ink };
                    let at = (x + width / 2.0, bar_top + height / 2.0 + SMALL * 0.36);
                    if *paint != Paint::Hatch {
                        d.text(at, text, SMALL, ink, Anchor::Middle);
                    } else if row.lost.is_none() {
                        d.clear_text(at, text, SMALL, ink, Anchor::Middle);
                    }
                }
                x += width;
            }
            if let Some(lost) = &row.lost
                && let Some(rest) = row.parts.last()
            {
                let width = rest * length;
                let lines = wrapped(lost, SMALL, width - 12.0, 1);
                let middle = x0 + length - width / 2.0;
                if let Some(line) = lines.first().filter(|it| !it.ends_with('…')) {
                    let half = text_width(line, SMALL) / 2.0 + 4.0;
                    d.rect(middle - half, bar_top + 2.0, half * 2.0, height - 4.0, Paint::Paper);
                    let at = (middle, bar_top + height / 2.0 + SMALL * 0.36);
                    d.text(at, line, SMALL, Paint::Soft, Anchor::Middle);
                }
            }
            let at = (x0 + length + 8.0, bar_top + height / 2.0 + SMALL * 0.36);
            d.text(at, &row.end, SMALL, Paint::Soft, Anchor::Start);
            let used = if wide { label_height.max(height) } else { height };
            y += used + if row.all { 16.0 } else { 9.0 };
        }
        y
    }
}
