//! The figures that are no charts: arrows, spokes, portfolio, areas, the model, the profile.

use karenina_assess::{
    Area, ArrowGroup, Bars, Mechanism, Name, Portfolio, ProfileElement, SignCounts,
};
use karenina_model::Value;

use super::super::FigureView;
use crate::chart::{Anchor, Drawing, LEADING, Paint, SIZE, SMALL, WIDE, text_width, wrapped};
use crate::wording::number;

/// Seven directions from a hub, the first upwards, clockwise.
const DIRECTIONS: [(f64, f64); 7] = [
    (0.0, -1.0),
    (0.781_83, -0.623_49),
    (0.974_93, 0.222_52),
    (0.433_88, 0.900_97),
    (-0.433_88, 0.900_97),
    (-0.974_93, 0.222_52),
    (-0.781_83, -0.623_49),
];

/// The same where there is room for two columns only.
const MARGINS: [(f64, f64); 7] =
    [(0.0, -1.0), (1.0, -0.62), (1.0, 0.1), (1.0, 0.82), (-1.0, 0.82), (-1.0, 0.1), (-1.0, -0.62)];

/// A group of signs in lines: its title, its signs with their places.
type GroupLines = (Vec<String>, Vec<(usize, Vec<String>)>);

impl FigureView<'_> {
    /// Classes at the left, what they began at the right.
    pub(super) fn draw_arrows(&self, d: &mut Drawing, top: f64, groups: &[ArrowGroup]) -> f64 {
        let (left, gap) = (190.0, 120.0);
        let right = d.width - left - gap;
        let mut y = top + 4.0;
        let shown = groups.iter().filter(|it| it.from != Name::NotSaid);
        for group in shown {
            if d.width < WIDE {
                y = self.draw_arrows_below(d, y, group);
                continue;
            }
            let heights: Vec<Vec<String>> = group
                .to
                .iter()
                .map(|(to, certainty)| {
                    let mark = if certainty.is_some() { "\u{a0}°" } else { "" };
                    wrapped(&format!("{}{mark}", self.name(to)), SIZE, right - 8.0, 3)
                })
                .collect();
            let ends_height: f64 = heights.iter().map(|it| it.len() as f64 * LEADING + 8.0).sum();
            let lines = wrapped(&self.name(&group.from), SIZE, left - 20.0, 4);
            let box_height = lines.len() as f64 * LEADING + 14.0;
            let height = ends_height.max(box_height);
            let box_top = y + (height - box_height) / 2.0;
            d.panel(0.0, box_top, left, box_height, Paint::Fill);
            for (n, line) in lines.iter().enumerate() {
                let at = (10.0, box_top + 7.0 + SIZE + n as f64 * LEADING);
                d.text(at, line, SIZE, Paint::Ink, Anchor::Start);
            }
            let from = (left, box_top + box_height / 2.0);
            let mut end_y = y + (height - ends_height) / 2.0;
            for (lines, (_, certainty)) in heights.iter().zip(&group.to) {
                let item_height = lines.len() as f64 * LEADING;
                let to = (left + gap - 6.0, end_y + item_height / 2.0);
                let middle = left + gap / 2.0;
                let path = format!(
                    "M{:.1} {:.1}C{middle:.1} {:.1} {middle:.1} {:.1} {:.1} {:.1}",
                    from.0,
                    from.1,
                    from.1,
                    to.1,
                    to.0 - 6.0,
                    to.1
                );
                d.path(&path, Paint::Own, 1.6, certainty.is_some());
                d.head(to, (1.0, 0.0), Paint::Own);
                for (n, line) in lines.iter().enumerate() {
                    let at = (left + gap + 2.0, end_y + SIZE + n as f64 * LEADING);
                    d.text(at, line, SIZE, Paint::Ink, Anchor::Start);
                }
                end_y += item_height + 8.0;
            }
            y += height + 16.0;
        }
        let silent = groups.iter().find(|it| it.from == Name::NotSaid).map_or(0, |it| it.to.len());
        if silent > 0 {
            let text = self.view.words.say("fig-silent-clusters", &[("n", silent.into())]);
            y = d.lines(
                (0.0, y + SMALL),
                &wrapped(&text, SMALL, d.width, 3),
                SMALL,
                Paint::Soft,
                Anchor::Start,
            );
        }
        y
    }

    /// A class and, below it, what it began: a telephone has no room for both beside each other.
    fn draw_arrows_below(&self, d: &mut Drawing, top: f64, group: &ArrowGroup) -> f64 {
        const TRUNK: f64 = 14.0;
        const TEXT: f64 = 40.0;
        let lines = wrapped(&self.name(&group.from), SIZE, d.width - 20.0, 3);
        let box_height = lines.len() as f64 * LEADING + 12.0;
        d.panel(0.0, top, d.width, box_height, Paint::Fill);
        let box_end = top + box_height;
        d.lines((10.0, top + 6.0 + SIZE), &lines, SIZE, Paint::Ink, Anchor::Start);
        let mut y = box_end + 8.0;
        for (to, certainty) in &group.to {
            let mark = if certainty.is_some() { "\u{a0}°" } else { "" };
            let lines = wrapped(&format!("{}{mark}", self.name(to)), SIZE, d.width - TEXT - 4.0, 5);
            let middle = y + SIZE - 4.0;
            let path = format!(
                "M{TRUNK:.1} {box_end:.1}L{TRUNK:.1} {middle:.1}L{:.1} {middle:.1}",
                TEXT - 12.0
            );
            d.path(&path, Paint::Own, 1.6, certainty.is_some());
            d.head((TEXT - 6.0, middle), (1.0, 0.0), Paint::Own);
            for line in &lines {
                d.text((TEXT, y + SIZE), line, SIZE, Paint::Ink, Anchor::Start);
                y += LEADING;
            }
            y += 6.0;
        }
        y + 8.0
    }

    /// A hub with a bridge for each kind of tie, as thick as there are pairs.
    pub(super) fn draw_spokes(&self, d: &mut Drawing, top: f64, bars: &Bars) -> f64 {
        let number_of = |at: usize| {
            let datum = bars.rows[at].data.first().and_then(Option::as_ref);
            match datum.map(|it| it.value) {
                Some(Value::Known(it)) => Some(it.low()),
                _ => None,
            }
        };
        let spokes: Vec<usize> = (0..bars.rows.len()).take(DIRECTIONS.len()).collect();
        let most = spokes.iter().filter_map(|at| number_of(*at)).fold(1.0, f64::max);
        let wide = d.width >= WIDE;
        // On a telephone the bridges lead to the two margins, three a side: a ring would have its
        // lower two boxes on top of each other.
        let (rx, ry, node) =
            if wide { (250.0, 128.0, 150.0) } else { (d.width / 2.0 - 54.0, 165.0, 108.0) };
        let directions = if wide { DIRECTIONS } else { MARGINS };
        let (cx, cy) = (d.width / 2.0, top + ry + 34.0);
        for at in &spokes {
            let (dx, dy) = directions[*at];
            let end = (cx + dx * rx, cy + dy * ry);
            match number_of(*at) {
                Some(n) if n > 0.0 => {
                    d.line((cx, cy), end, Paint::Own, 1.5 + 11.0 * (n / most).sqrt());
                }
                _ => {
                    let path = format!("M{cx:.1} {cy:.1}L{:.1} {:.1}", end.0, end.1);
                    d.path(&path, Paint::Line, 1.4, true);
                }
            }
        }
        let hub = self.view.words.word("fig-hub");
        let lines = wrapped(hub, SMALL, 92.0, 3);
        let hub_height = lines.len() as f64 * LEADING + 12.0;
        d.panel(cx - 52.0, cy - hub_height / 2.0, 104.0, hub_height, Paint::Fill);
        for (n, line) in lines.iter().enumerate() {
            let y = cy - hub_height / 2.0 + 6.0 + SMALL + n as f64 * LEADING;
            d.text((cx, y), line, SMALL, Paint::Ink, Anchor::Middle);
        }
        for at in &spokes {
            let (dx, dy) = directions[*at];
            let (x, y) = (cx + dx * rx, cy + dy * ry);
            let mut lines = wrapped(&self.name(&bars.rows[*at].name), SMALL, node - 12.0, 2);
            lines.push(number_of(*at).map_or_else(
                || self.view.words.word("fig-not-known").to_owned(),
                |n| number(n, self.view.report.lang),
            ));
            let known = number_of(*at).is_some();
            let height = lines.len() as f64 * 15.0 + 10.0;
            let left = (x - node / 2.0).clamp(0.0, d.width - node);
            d.panel(left, y - height / 2.0, node, height, Paint::Paper);
            for (n, line) in lines.iter().enumerate() {
                let at = (left + node / 2.0, y - height / 2.0 + 5.0 + 11.5 + n as f64 * 15.0);
                if n + 1 == lines.len() && known {
                    d.bold(at, line, SMALL, Paint::Own, Anchor::Middle);
                } else if n + 1 == lines.len() {
                    d.text(at, line, SMALL, Paint::Soft, Anchor::Middle);
                } else {
                    d.text(at, line, SMALL, Paint::Ink, Anchor::Middle);
                }
            }
        }
        let lowest = directions.iter().map(|it| it.1).fold(0.0, f64::max);
        let mut y = cy + ry * lowest + if wide { 45.3 } else { 48.0 };
        for at in spokes.len()..bars.rows.len() {
            let n = number_of(at).map_or_else(String::new, |n| number(n, self.view.report.lang));
            let text = format!("{}: {n}", self.name(&bars.rows[at].name));
            let lines = wrapped(&text, SMALL, d.width, 2);
            y = d.lines((0.0, y), &lines, SMALL, Paint::Soft, Anchor::Start);
        }
        y
    }

    /// Rows are clusters, columns what reaches across them.
    pub(super) fn draw_portfolio(&self, d: &mut Drawing, top: f64, it: &Portfolio) -> f64 {
        let words = self.view.words;
        let mut y = top;
        let columns: Vec<(&Name, &Vec<usize>, bool)> = it
            .centres
            .iter()
            .map(|(name, of)| (name, of, true))
            .chain(it.networks.iter().map(|(name, of)| (name, of, false)))
            .collect();
        if columns.is_empty() {
            let text = words.say("fig-no-networks", &[("n", it.clusters.len().into())]);
            let lines = wrapped(&text, SIZE, d.width, 3);
            y = d.lines((0.0, y + SIZE), &lines, SIZE, Paint::Ink, Anchor::Start) + 6.0;
        } else {
            for (n, (name, _, centre)) in columns.iter().enumerate() {
                let kind = words.word(if *centre { "fig-centre" } else { "fig-network" });
                let text = format!("{} · {kind}: {}", n + 1, self.name(name));
                let paint = if *centre { Paint::Other } else { Paint::Own };
                if *centre {
                    d.rect(1.0, y + 2.0, 10.0, 10.0, paint);
                } else {
                    d.circle(6.0, y + 7.0, 5.5, paint);
                }
                let lines = wrapped(&text, SMALL, d.width - 20.0, 2);
                y = d.lines((18.0, y + SMALL - 1.0), &lines, SMALL, Paint::Ink, Anchor::Start)
                    - SMALL
                    + 6.0;
            }
            y += 8.0;
            let reached: Vec<usize> = (0..it.clusters.len())
                .filter(|at| columns.iter().any(|it| it.1.contains(at)))
                .collect();
            let step = 34.0_f64.min(d.width * 0.5 / columns.len() as f64);
            let x0 = d.width - step * columns.len() as f64;
            for n in 0..columns.len() {
                let x = x0 + step * (n as f64 + 0.5);
                d.text((x, y + SMALL), &(n + 1).to_string(), SMALL, Paint::Soft, Anchor::Middle);
            }
            y += LEADING + 4.0;
            let mut middles: Vec<f64> = Vec::new();
            for at in &reached {
                let lines = wrapped(&self.name(&it.clusters[*at]), SIZE, x0 - 14.0, 3);
                let height = (lines.len() as f64 * LEADING).max(18.0) + 8.0;
                d.line((0.0, y + height), (d.width, y + height), Paint::Line, 0.7);
                for (n, line) in lines.iter().enumerate() {
                    let at = (0.0, y + 4.0 + SIZE + n as f64 * LEADING);
                    d.text(at, line, SIZE, Paint::Ink, Anchor::Start);
                }
                middles.push(y + height / 2.0);
                y += height;
            }
            for (n, (_, of, centre)) in columns.iter().enumerate() {
                let x = x0 + step * (n as f64 + 0.5);
                let paint = if *centre { Paint::Other } else { Paint::Own };
                let at: Vec<f64> = reached
                    .iter()
                    .zip(&middles)
                    .filter(|(at, _)| of.contains(at))
                    .map(|it| *it.1)
                    .collect();
                if let (Some(first), Some(last)) = (at.first(), at.last()) {
                    d.line((x, *first), (x, *last), paint, 3.0);
                }
                for y in at {
                    if *centre {
                        d.rect(x - 6.0, y - 6.0, 12.0, 12.0, paint);
                    } else {
                        d.circle(x, y, 6.5, paint);
                    }
                }
            }
            let rest = it.clusters.len() - reached.len();
            if rest > 0 {
                let text = words.say("fig-other-clusters", &[("n", rest.into())]);
                let lines = wrapped(&text, SMALL, d.width, 3);
                y = d.lines((0.0, y + 8.0 + SMALL), &lines, SMALL, Paint::Soft, Anchor::Start)
                    - 4.0;
            }
        }
        for at in 0..self.about.references.len() {
            y = self.draw_reference_portfolio(d, y + 20.0, at);
        }
        y
    }

    /// Numbers and names of a centre elsewhere, whose clusters are not named.
    fn draw_reference_portfolio(&self, d: &mut Drawing, top: f64, at: usize) -> f64 {
        let reference = self.reference(at);
        let n = reference.values.get("clusters").copied().unwrap_or(0.0).clamp(0.0, 40.0);
        let lines = wrapped(&self.reference_name(at), SIZE, d.width, 2);
        let mut y = top;
        for line in &lines {
            d.bold((0.0, y + SIZE), line, SIZE, Paint::Ink, Anchor::Start);
            y += LEADING;
        }
        y += 8.0;
        let width = d.width / n.max(1.0);
        let height = 34.0 + reference.names.len() as f64 * 30.0;
        for column in 0..n as usize {
            let x = column as f64 * width;
            d.outline(x + 3.0, y, width - 6.0, height, 5.0, true);
            d.text((x + width / 2.0, y + 20.0), "?", SIZE, Paint::Soft, Anchor::Middle);
        }
        let mut bar = y + 32.0;
        for name in &reference.names {
            d.rect(0.0, bar, d.width, 22.0, Paint::Other);
            let lines = wrapped(self.view.of(name), SMALL, d.width - 12.0, 1);
            let text = lines.first().map_or("", String::as_str);
            d.text((d.width / 2.0, bar + 15.5), text, SMALL, Paint::Paper, Anchor::Middle);
            bar += 30.0;
        }
        let text = self.view.words.say("fig-clusters-lost", &[("n", (n as u64).into())]);
        d.lines(
            (0.0, y + height + 6.0 + SMALL),
            &wrapped(&text, SMALL, d.width, 2),
            SMALL,
            Paint::Soft,
            Anchor::Start,
        )
    }

    /// Two fields that overlap; each mechanism stands where the rule puts it.
    pub(super) fn draw_areas(&self, d: &mut Drawing, top: f64, all: &[Mechanism]) -> f64 {
        let wide = d.width >= WIDE;
        let order = [Area::InnovationOnly, Area::Both, Area::ClusterOnly];
        let of = |area: Area| all.iter().filter(move |it| it.area == area);
        let column = if wide { d.width / 3.0 } else { d.width };
        let pad = 12.0;
        let lines_of = |area: Area, width: f64| -> Vec<(Vec<String>, String)> {
            of(area)
                .map(|it| {
                    let [yes, partly, no, unknown] = it.counts;
                    let counts = if yes + partly + no == 0 {
                        self.view.words.word("fig-not-known").to_owned()
                    } else {
                        let lang = self.view.report.lang;
                        let n = |it: u64| number(it as f64, lang);
                        let all = n(yes + partly + no + unknown);
                        self.view
                            .words
                            .say("fig-in-use", &[("n", (&n(yes)).into()), ("of", (&all).into())])
                    };
                    (wrapped(&self.item(&it.item), SIZE, width, 4), counts)
                })
                .collect()
        };
        let width = column - 2.0 * pad;
        let blocks: Vec<_> = order.iter().map(|it| (*it, lines_of(*it, width))).collect();
        let titles: Vec<Vec<String>> =
            order.iter().map(|it| wrapped(&self.item(it.item()), SIZE, width, 3)).collect();
        let height = |at: usize| {
            let rows: f64 =
                blocks[at].1.iter().map(|it| it.0.len() as f64 * LEADING + 15.0 + 9.0).sum();
            titles[at].len() as f64 * LEADING + 14.0 + rows + 10.0
        };
        let write = |d: &mut Drawing, at: usize, x: f64, top: f64| {
            let mut y = top + 10.0;
            for line in &titles[at] {
                d.bold((x + pad, y + SIZE), line, SIZE, Paint::Ink, Anchor::Start);
                y += LEADING;
            }
            y += 6.0;
            for (lines, counts) in &blocks[at].1 {
                for line in lines {
                    d.text((x + pad, y + SIZE), line, SIZE, Paint::Ink, Anchor::Start);
                    y += LEADING;
                }
                d.text((x + pad, y + 11.0), counts, SMALL, Paint::Soft, Anchor::Start);
                y += 15.0 + 9.0;
            }
        };
        let mut y = top;
        if wide {
            let tallest = (0..3).map(height).fold(0.0, f64::max);
            d.area(0.0, y, column * 2.0, tallest + 16.0, Paint::Own);
            d.area(column, y + 8.0, column * 2.0, tallest + 16.0, Paint::Other);
            for at in 0..3 {
                write(d, at, column * at as f64, y + 8.0);
            }
            y += tallest + 32.0;
        } else {
            let heights: Vec<f64> = (0..3).map(height).collect();
            d.area(0.0, y, d.width - 8.0, heights[0] + heights[1] + 4.0, Paint::Own);
            d.area(8.0, y + heights[0], d.width - 8.0, heights[1] + heights[2] + 4.0, Paint::Other);
            for (at, height) in heights.iter().enumerate() {
                write(d, at, 4.0, y);
                y += height;
            }
            y += 12.0;
        }
        for (lines, counts) in lines_of(Area::Neither, d.width * 0.9) {
            let text =
                format!("{}: {} · {counts}", self.item(Area::Neither.item()), lines.join(" "));
            let lines = wrapped(&text, SMALL, d.width, 3);
            y = d.lines((0.0, y + SMALL), &lines, SMALL, Paint::Soft, Anchor::Start) - SMALL + 4.0;
        }
        y + 4.0
    }

    /// Three groups in a circle of arrows, each sign with its counts.
    pub(super) fn draw_model(&self, d: &mut Drawing, top: f64, counts: &[SignCounts]) -> f64 {
        let model = &self.view.report.catalogue.model;
        let wide = d.width >= WIDE;
        let gap = if wide { 34.0 } else { 30.0 };
        let n_groups = model.groups.len().max(1) as f64;
        let width =
            if wide { (d.width - gap * (n_groups - 1.0)) / n_groups } else { d.width - 36.0 };
        let pad = 12.0;
        // Every sign with its lines, then the height of the tallest box.
        let groups: Vec<GroupLines> = model
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| {
                let title = format!("{} · {}", group.id, self.view.of(&group.title));
                let signs = model
                    .signs
                    .iter()
                    .enumerate()
                    .filter(|(_, it)| it.group == at)
                    .map(|(n, sign)| {
                        let text = format!("{} {}", sign.id, self.view.of(&sign.title));
                        (n, wrapped(&text, SMALL, width - 2.0 * pad, 3))
                    })
                    .collect();
                (wrapped(&title, SIZE, width - 2.0 * pad, 3), signs)
            })
            .collect();
        let height_of = |(title, signs): &GroupLines| {
            let rows: f64 = signs.iter().map(|it| it.1.len() as f64 * 15.0 + 34.0).sum();
            title.len() as f64 * LEADING + 16.0 + rows + 6.0
        };
        let tallest = groups.iter().map(height_of).fold(0.0, f64::max);
        let total = |at: usize| {
            counts.get(at).map_or(0.0, |it| (it.met + it.not_met + it.undetermined) as f64)
        };
        let (mut x, mut y) = (0.0, top + 2.0);
        let mut tops = Vec::new();
        for (n, group) in groups.iter().enumerate() {
            let height = if wide { tallest } else { height_of(group) };
            d.panel(x, y, width, height, Paint::Fill);
            tops.push((x, y, height));
            let mut line_y = y + 10.0;
            for line in &group.0 {
                d.bold((x + pad, line_y + SIZE), line, SIZE, Paint::Ink, Anchor::Start);
                line_y += LEADING;
            }
            line_y += 6.0;
            for (sign, lines) in &group.1 {
                for line in lines {
                    d.text((x + pad, line_y + SMALL), line, SMALL, Paint::Ink, Anchor::Start);
                    line_y += 15.0;
                }
                if let Some(it) = counts.get(*sign) {
                    let length = width - 2.0 * pad;
                    let scale = |n: u64| n as f64 / total(*sign).max(1.0) * length;
                    let (not, met) = (scale(it.not_met), scale(it.met));
                    d.rect(x + pad + not, line_y + 3.0, length - not - met, 7.0, Paint::Hatch);
                    d.rect(x + pad, line_y + 3.0, not, 7.0, Paint::Not);
                    d.rect(x + pad + length - met, line_y + 3.0, met, 7.0, Paint::Met);
                    let text = format!("✗ {}  ? {}  ✓ {}", it.not_met, it.undetermined, it.met);
                    let at = (x + pad, line_y + 23.0);
                    d.text(at, &text, 11.0, Paint::Soft, Anchor::Start);
                }
                line_y += 34.0;
            }
            if n + 1 < groups.len() {
                if wide {
                    let from = (x + width + 3.0, y + height / 2.0);
                    let to = (x + width + gap - 4.0, y + height / 2.0);
                    d.line(from, (to.0 - 6.0, to.1), Paint::Ink, 2.0);
                    d.head(to, (1.0, 0.0), Paint::Ink);
                } else {
                    let from = (x + width / 2.0, y + height + 3.0);
                    let to = (x + width / 2.0, y + height + gap - 4.0);
                    d.line(from, (to.0, to.1 - 6.0), Paint::Ink, 2.0);
                    d.head(to, (0.0, 1.0), Paint::Ink);
                }
            }
            if wide {
                x += width + gap;
            } else {
                y += height + gap;
            }
        }
        self.draw_return(d, &tops, width, wide)
    }

    /// The slow arrow from the last group back to the first.
    fn draw_return(
        &self,
        d: &mut Drawing,
        tops: &[(f64, f64, f64)],
        width: f64,
        wide: bool,
    ) -> f64 {
        let (Some(first), Some(last)) = (tops.first(), tops.last()) else { return 0.0 };
        let text = self.view.words.word("link-slow");
        if wide {
            let bottom = first.1 + first.2;
            let (from, to) = (last.0 + width / 2.0, first.0 + width / 2.0);
            let low = bottom + 26.0;
            let path =
                format!("M{from:.1} {:.1}V{low:.1}H{to:.1}V{:.1}", bottom + 3.0, bottom + 10.0);
            d.path(&path, Paint::Ink, 1.6, true);
            d.head((to, bottom + 4.0), (0.0, -1.0), Paint::Ink);
            let at = (f64::midpoint(from, to), low + 16.0);
            d.text(at, text, SMALL, Paint::Soft, Anchor::Middle);
            low + 24.0
        } else {
            let right = first.0 + width;
            let (from, to) = (last.1 + last.2 / 2.0, first.1 + first.2 / 2.0);
            let far = right + 24.0;
            let path =
                format!("M{:.1} {from:.1}H{far:.1}V{to:.1}H{:.1}", right + 3.0, right + 10.0);
            d.path(&path, Paint::Ink, 1.6, true);
            d.head((right + 4.0, to), (-1.0, 0.0), Paint::Ink);
            let bottom = last.1 + last.2;
            d.text((right, bottom + 16.0), text, SMALL, Paint::Soft, Anchor::End);
            bottom + 22.0
        }
    }

    /// Two sides of each element, and where the clusters stand between them.
    pub(super) fn draw_profile(&self, d: &mut Drawing, top: f64, all: &[ProfileElement]) -> f64 {
        let words = self.view.words;
        let wide = d.width >= WIDE;
        let half = d.width / 2.0 - 10.0;
        let mut y = top;
        let heads = [words.word("fig-first-side"), words.word("fig-second-side")];
        let mut bottom = y;
        for (n, head) in heads.iter().enumerate() {
            let x = if n == 0 { 0.0 } else { d.width / 2.0 + 10.0 };
            let mut at = y;
            for line in wrapped(head, SMALL, half, 3) {
                d.bold((x, at + SMALL), &line, SMALL, Paint::Soft, Anchor::Start);
                at += 15.0;
            }
            bottom = bottom.max(at);
        }
        y = bottom + 6.0;
        for it in all {
            d.line((0.0, y), (d.width, y), Paint::Line, 1.0);
            y += 8.0;
            for line in wrapped(&self.item(&it.item), SIZE, d.width, 2) {
                d.bold((0.0, y + SIZE), &line, SIZE, Paint::Ink, Anchor::Start);
                y += LEADING;
            }
            y += 2.0;
            let size = if wide { SIZE } else { SMALL };
            let sides = [
                wrapped(&self.item(&format!("{}_bottom_up", it.item)), size, half, 8),
                wrapped(&self.item(&format!("{}_top_down", it.item)), size, half, 8),
            ];
            let rows = sides[0].len().max(sides[1].len());
            for (n, lines) in sides.iter().enumerate() {
                let x = if n == 0 { 0.0 } else { d.width / 2.0 + 10.0 };
                for (row, line) in lines.iter().enumerate() {
                    let at = (x, y + size + row as f64 * LEADING);
                    d.text(at, line, size, Paint::Ink, Anchor::Start);
                }
            }
            y += rows as f64 * LEADING + 6.0;
            let whole = (it.first + it.second + it.unknown).max(1) as f64;
            let width = d.width;
            let scale = |n: u64| n as f64 / whole * width;
            d.rect(0.0, y, d.width, 14.0, Paint::Hatch);
            d.rect(0.0, y, scale(it.first), 14.0, Paint::Own);
            d.rect(d.width - scale(it.second), y, scale(it.second), 14.0, Paint::Other);
            y += 16.0;
            let lang = self.view.report.lang;
            let n = |n: u64| number(n as f64, lang);
            d.text((0.0, y + SMALL), &n(it.first), SMALL, Paint::Ink, Anchor::Start);
            let unknown = words.say("fig-nobody-said", &[("n", it.unknown.into())]);
            if it.unknown > 0 {
                let middle = scale(it.first) + scale(it.unknown) / 2.0;
                let room = text_width(&unknown, SMALL) / 2.0 + 24.0;
                let middle =
                    middle.clamp(room.min(d.width / 2.0), (d.width - room).max(d.width / 2.0));
                d.text((middle, y + SMALL), &unknown, SMALL, Paint::Soft, Anchor::Middle);
            }
            d.text((d.width, y + SMALL), &n(it.second), SMALL, Paint::Ink, Anchor::End);
            y += LEADING + 8.0;
        }
        y
    }
}
