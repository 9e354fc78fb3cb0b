//! Horizontal bars: the label beside the bar or, on a telephone, above it; the value at its end.

use super::{Anchor, Drawing, LEADING, Paint, SIZE, SMALL, WIDE, text_width, wrapped};

/// Values by item, in one or several series.
pub(crate) struct BarChart {
    pub series: Vec<BarSeries>,
    pub rows: Vec<BarRow>,
    /// Lines across all rows.
    pub levels: Vec<Level>,
    /// The end of the scale, where it is not the greatest value.
    pub most: Option<f64>,
}

pub(crate) struct BarSeries {
    pub name: String,
    pub paint: Paint,
}

pub(crate) struct BarRow {
    pub label: String,
    /// A part of the row above it.
    pub part: bool,
    /// In the order of the series.
    pub values: Vec<Option<BarValue>>,
}

/// How far a bar reaches, and what stands at its end.
pub(crate) struct BarValue {
    /// Sure, and at most; `None`: there is no bar, only the words.
    pub bounds: Option<(f64, f64)>,
    /// The interval of a share of few.
    pub whisker: Option<(f64, f64)>,
    /// The value in words.
    pub text: String,
    /// The value was there and is lost.
    pub lost: bool,
}

/// A line across all rows, such as a mean.
pub(crate) struct Level {
    pub at: f64,
    pub text: String,
    pub paint: Paint,
}

const GAP: f64 = 12.0;

impl BarChart {
    /// Draws it below `top`; returns where it ends.
    pub(crate) fn draw(&self, d: &mut Drawing, top: f64) -> f64 {
        let wide = d.width >= WIDE;
        let mut y = top;
        if self.series.len() > 1 {
            let names: Vec<(&str, Paint)> =
                self.series.iter().map(|it| (it.name.as_str(), it.paint)).collect();
            y = legend(d, &names, y);
        }
        let longest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let label_width = if wide {
            let widest = longest(
                &mut self.rows.iter().map(|it| text_width(&it.label, SIZE) + 12.0 + indent(it)),
            );
            widest.min(d.width * 0.36).max(60.0)
        } else {
            0.0
        };
        let values = || self.rows.iter().flat_map(|it| it.values.iter().flatten());
        let room = d.width - label_width;
        let value_width =
            longest(&mut values().map(|it| text_width(&it.text, SMALL) + 10.0)).min(room * 0.55);
        let length = (room - value_width).max(40.0);
        let ends = values().flat_map(|it| {
            let bounds = it.bounds.map(|it| if it.1.is_finite() { it.1 } else { it.0 * 1.3 });
            [bounds, it.whisker.map(|it| it.1)].into_iter().flatten()
        });
        let greatest = ends.chain(self.levels.iter().map(|it| it.at)).fold(0.0, f64::max);
        let most = self.most.unwrap_or(greatest).max(f64::MIN_POSITIVE);
        let x0 = label_width;
        let scale = |x: f64| (x.clamp(0.0, most) / most) * length;
        // The names of levels stand above the bars, one a line.
        let rows = d.mark();
        let mut levels: Vec<&Level> = self.levels.iter().collect();
        levels.sort_by(|a, b| a.at.total_cmp(&b.at));
        for it in &levels {
            let x = x0 + scale(it.at);
            let fits = x + text_width(&it.text, SMALL) < d.width;
            let anchor = if fits { Anchor::Start } else { Anchor::End };
            let width = text_width(&it.text, SMALL);
            let left = if fits { x } else { (x - width).max(0.0) };
            d.rect(left + 1.0, y, width - 1.0, LEADING, Paint::Paper);
            d.text(
                (x + if fits { 2.0 } else { -2.0 }, y + SMALL),
                &it.text,
                SMALL,
                it.paint,
                anchor,
            );
            y += LEADING;
        }
        let bars_top = y;
        y += if self.levels.is_empty() { 0.0 } else { 6.0 };
        for row in &self.rows {
            y = self.row(d, row, y, x0, value_width, &scale);
        }
        // The lines lie under what was drawn since.
        let rows = d.cut(rows);
        for (n, it) in levels.iter().enumerate() {
            let x = x0 + scale(it.at);
            let from = bars_top - LEADING * (levels.len() - 1 - n) as f64;
            d.line((x, from), (x, y - GAP + 4.0), it.paint, 1.3);
        }
        if wide {
            d.line((x0, bars_top), (x0, y - GAP + 4.0), Paint::Line, 1.0);
        }
        d.paste(&rows);
        y
    }

    fn row(
        &self,
        d: &mut Drawing,
        row: &BarRow,
        top: f64,
        x0: f64,
        value_width: f64,
        scale: &dyn Fn(f64) -> f64,
    ) -> f64 {
        let wide = x0 > 0.0;
        let mut y = top;
        let shown: Vec<(usize, &BarValue)> = row
            .values
            .iter()
            .enumerate()
            .filter_map(|(at, it)| it.as_ref().map(|it| (at, it)))
            .collect();
        let bars_height = shown.len() as f64 * (LEADING + 2.0);
        let label_top = y;
        let lines = if wide {
            wrapped(&row.label, SIZE, x0 - 10.0 - indent(row), 4)
        } else {
            wrapped(&row.label, SIZE, d.width - indent(row), 4)
        };
        let label_height = lines.len() as f64 * LEADING;
        let paint = if row.part { Paint::Soft } else { Paint::Ink };
        if wide {
            // The first line stands beside the first bar, a longer label round the middle.
            let at = label_top + ((bars_height - label_height) / 2.0).max(0.0);
            for (n, line) in lines.iter().enumerate() {
                let at = (x0 - 10.0, at + n as f64 * LEADING + SIZE);
                d.text(at, line, SIZE, paint, Anchor::End);
            }
            y += ((label_height - bars_height) / 2.0).max(0.0);
        } else {
            for line in &lines {
                // The ground behind the label: a line across all rows would cross its words.
                if !self.levels.is_empty() {
                    let width = text_width(line, SIZE).min(d.width - indent(row));
                    d.rect(indent(row), y, width, LEADING, Paint::Paper);
                }
                d.text((indent(row), y + SIZE), line, SIZE, paint, Anchor::Start);
                y += LEADING;
            }
        }
        for (at, value) in shown {
            let paint = self.series[at].paint;
            let (height, dy) = if row.part { (9.0, 4.0) } else { (13.0, 2.0) };
            let mut end = x0;
            if let Some((low, high)) = value.bounds {
                let (from, to) = (scale(low), scale(high));
                d.rect(x0 + from, y + dy, to - from, height, Paint::Hatch);
                d.rect(x0, y + dy, from.max(if low > 0.0 { 1.0 } else { 0.0 }), height, paint);
                end = x0 + to;
            } else if value.lost {
                let width = text_width("n", SIZE) * 4.0;
                d.outline(x0 + 1.0, y + dy, width, height, 2.0, true);
                end = x0 + width + 2.0;
            }
            if let Some((low, high)) = value.whisker {
                let (from, to) = (x0 + scale(low), x0 + scale(high));
                let middle = y + dy + height / 2.0;
                d.line((from, middle), (to, middle), Paint::Ink, 1.2);
                for x in [from, to] {
                    d.line((x, middle - 3.5), (x, middle + 3.5), Paint::Ink, 1.2);
                }
                end = end.max(to);
            }
            let lines = wrapped(&value.text, SMALL, (d.width - end - 8.0).max(value_width), 3);
            for (n, line) in lines.iter().enumerate() {
                let y = y + dy + SMALL - 1.0 + n as f64 * (LEADING - 2.0);
                d.clear_text((end + 8.0, y), line, SMALL, Paint::Ink, Anchor::Start);
            }
            y += (LEADING + 2.0) + (lines.len().max(1) - 1) as f64 * (LEADING - 2.0);
        }
        y.max(label_top + label_height) + if row.part { 6.0 } else { GAP - 4.0 }
    }
}

fn indent(row: &BarRow) -> f64 {
    if row.part { 14.0 } else { 0.0 }
}

/// Names with their colours, wrapped over as many lines as it takes.
pub(super) fn legend(d: &mut Drawing, names: &[(&str, Paint)], top: f64) -> f64 {
    let (mut x, mut y) = (0.0, top);
    for (name, paint) in names {
        let lines = wrapped(name, SMALL, d.width - 20.0, 3);
        let width = lines.iter().map(|it| text_width(it, SMALL)).fold(0.0, f64::max) + 20.0;
        if x > 0.0 && x + width > d.width {
            x = 0.0;
            y += LEADING + 2.0;
        }
        d.rect(x, y + 1.0, 12.0, 12.0, *paint);
        for (n, line) in lines.iter().enumerate() {
            let at = (x + 18.0, y + SMALL - 1.0 + n as f64 * (LEADING - 2.0));
            d.text(at, line, SMALL, Paint::Soft, Anchor::Start);
        }
        if lines.len() > 1 {
            y += (lines.len() - 1) as f64 * (LEADING - 2.0);
        }
        x += width + 18.0;
    }
    y + LEADING + 10.0
}
