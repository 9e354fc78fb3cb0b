//! How each figure is drawn.

mod graphs;

use karenina_assess::{Bars, Body, Datum, Series, SeriesOf, Stacks};
use karenina_model::Value;

use super::FigureView;
use crate::{
    chart::{
        Anchor, BarChart, BarRow, BarSeries, BarValue, Drawing, Level, Paint, SMALL, StackChart,
        StackRow, Style, wrapped,
    },
    wording::number,
};

/// Room round a drawing that stands alone.
const MARGIN: f64 = 24.0;

impl FigureView<'_> {
    /// The drawing without title and notes.
    pub(crate) fn drawing(&self, width: f64, style: Style) -> String {
        let mut d = Drawing::new(width, style, self.pattern(width));
        d.height = self.draw(&mut d, 4.0) + 4.0;
        d.finish(self.title(), &self.alt())
    }

    /// The drawing with title, notes and source line.
    pub(crate) fn framed(&self, width: f64) -> String {
        let inner = width;
        let mut head = Drawing::new(inner, Style::Alone, self.pattern(width));
        let mut y = 20.0;
        head.text((0.0, y - 4.0), &self.number(), SMALL, Paint::Soft, Anchor::Start);
        y += 16.0;
        for line in wrapped(self.title(), 19.0, inner, 4) {
            head.bold((0.0, y), &line, 19.0, Paint::Ink, Anchor::Start);
            y += 25.0;
        }
        y = self.draw(&mut head, y + 4.0) + 10.0;
        for note in self.notes() {
            let lines = wrapped(&note, SMALL, inner, 8);
            y = head.lines((0.0, y + SMALL), &lines, SMALL, Paint::Soft, Anchor::Start) - SMALL
                + 5.0;
        }
        let lines = wrapped(&self.source(), SMALL, inner, 8);
        y = head.lines((0.0, y + SMALL + 2.0), &lines, SMALL, Paint::Soft, Anchor::Start);
        head.height = y;
        head.within(MARGIN).finish(self.title(), &self.alt())
    }

    /// Two drawings in one page must not share a pattern.
    fn pattern(&self, width: f64) -> String {
        format!("h-{}-{width:.0}", self.figure.kind.id())
    }

    fn draw(&self, d: &mut Drawing, top: f64) -> f64 {
        match &self.figure.body {
            Body::Bars(it) => self.draw_bars(d, top, it),
            Body::Spokes(it) => self.draw_spokes(d, top, it),
            Body::Stacks(it) => self.draw_stacks(d, top, it),
            Body::Arrows(it) => self.draw_arrows(d, top, it),
            Body::Portfolio(it) => self.draw_portfolio(d, top, it),
            Body::Areas(it) => self.draw_areas(d, top, it),
            Body::Model(it) => self.draw_model(d, top, it),
            Body::Profile(it) => self.draw_profile(d, top, it),
        }
    }

    fn paint_of(series: &Series) -> Paint {
        match &series.of {
            SeriesOf::Programme => Paint::Own,
            SeriesOf::Population(_) => Paint::Third,
            SeriesOf::Reference(_) => Paint::Other,
        }
    }

    fn draw_bars(&self, d: &mut Drawing, top: f64, bars: &Bars) -> f64 {
        let series: Vec<BarSeries> = bars
            .series
            .iter()
            .map(|it| BarSeries { name: self.series_name(it), paint: Self::paint_of(it) })
            .collect();
        // A reference that speaks only of all together is a line and no series of bars.
        let only_line: Vec<bool> = (0..bars.series.len())
            .map(|at| bars.rows.iter().all(|it| it.data[at].is_none()))
            .collect();
        let kept: Vec<usize> = (0..series.len()).filter(|at| !only_line[*at]).collect();
        let few = bars.rows.iter().flat_map(|it| it.data.iter().flatten());
        let with_of = few.filter_map(|it| it.of).all(|it| it < 100);
        let rows = bars
            .rows
            .iter()
            .map(|row| {
                let mark = if row.marked { "◆ " } else { "" };
                BarRow {
                    label: format!("{mark}{}", self.name(&row.name)),
                    part: row.part,
                    values: kept
                        .iter()
                        .map(|at| row.data[*at].as_ref().map(|it| self.bar_value(it, with_of)))
                        .collect(),
                }
            })
            .collect();
        let levels = bars
            .all
            .iter()
            .enumerate()
            .filter_map(|(at, it)| {
                let value = it.as_ref()?.value.interval().filter(|it| it.high().is_finite())?;
                let of = match &bars.series[at].of {
                    SeriesOf::Reference(at) => self.reference_name(*at),
                    _ => self.view.words.word("fig-all").to_owned(),
                };
                let text = format!("{of}: {}", self.datum(it.as_ref()?, false));
                let middle = f64::midpoint(value.low(), value.high());
                Some(Level { at: middle, text, paint: series[at].paint })
            })
            .collect();
        let series = kept
            .iter()
            .map(|at| BarSeries { name: series[*at].name.clone(), paint: series[*at].paint })
            .collect::<Vec<_>>();
        let mut top = top;
        if series.len() == 1 && !bars.rows.is_empty() {
            // One series needs no legend, and yet says whose it is.
            let lines = wrapped(&series[0].name, SMALL, d.width, 2);
            top = d.lines((0.0, top + SMALL), &lines, SMALL, Paint::Soft, Anchor::Start) - 4.0;
        }
        BarChart { series, rows, levels, most: None }.draw(d, top)
    }

    fn bar_value(&self, it: &Datum, with_of: bool) -> BarValue {
        let bounds = match it.value {
            Value::Known(value) => Some((value.low().max(0.0), value.high())),
            Value::Absent(_) => None,
        };
        BarValue {
            bounds,
            whisker: it.sampling,
            text: self.datum(it, with_of),
            lost: it.lost && it.rank.is_none(),
        }
    }

    fn draw_stacks(&self, d: &mut Drawing, top: f64, stacks: &Stacks) -> f64 {
        let lang = self.view.report.lang;
        let yes_no = matches!(stacks.classes.first(), Some(karenina_assess::Name::Yes));
        let mut classes: Vec<(String, Paint)> = stacks
            .classes
            .iter()
            .enumerate()
            .map(|(at, it)| {
                let paint = match (yes_no, at) {
                    (true, 0) => Paint::Met,
                    (true, 1) => Paint::Tint(4),
                    (true, _) => Paint::Not,
                    (false, at) => Paint::Tint(at),
                };
                (self.name(it), paint)
            })
            .collect();
        classes.push((self.view.words.word("not-said").to_owned(), Paint::Hatch));
        // Classes that nobody is in need no colour.
        let kept: Vec<usize> = (0..classes.len())
            .filter(|at| {
                *at == stacks.classes.len()
                    || yes_no
                    || stacks.rows.iter().any(|it| it.parts[*at] > 0.0)
            })
            .collect();
        let rows = stacks
            .rows
            .iter()
            .map(|row| {
                let whole = row.whole();
                let share = |x: f64| if whole > 0.0 { x / whole } else { 0.0 };
                let text = |x: f64| {
                    if x == 0.0 {
                        String::new()
                    } else if row.lost {
                        crate::wording::percent(x, lang)
                    } else {
                        number(x, lang)
                    }
                };
                let mark = if row.certainty.is_some() { " °" } else { "" };
                let all: Vec<f64> = row.parts.iter().copied().chain([row.unknown]).collect();
                let values = || kept.iter().map(|at| all[*at]);
                StackRow {
                    label: format!("{}{mark}", self.stack_name(row)),
                    parts: values().map(share).collect(),
                    texts: values().map(text).collect(),
                    end: row
                        .n
                        .map_or_else(String::new, |n| format!("n = {}", number(n as f64, lang))),
                    all: row.all,
                    lost: row.lost.then(|| self.view.words.word("fig-lost").to_owned()),
                }
            })
            .collect();
        let classes = kept.iter().map(|at| classes[*at].clone()).collect();
        StackChart { classes, rows }.draw(d, top)
    }
}
