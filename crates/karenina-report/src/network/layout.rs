//! Where the nodes of a network picture stand: seeded, deterministic, without a hairball.
//!
//! Each connected part is laid out so that distances on paper follow distances in the network
//! (stress majorisation, Gansner, Koren and North 2004); the parts are then set side by side. A
//! picture holds some hundred nodes: stress costs the square of their number.

// Places are x and y, and their differences dx and dy.
#![allow(clippy::many_single_char_names)]

/// A place on paper.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct At {
    pub x: f64,
    pub y: f64,
}

/// Nodes at their places, and how large the picture is.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub at: Vec<At>,
    pub width: f64,
    pub height: f64,
}

/// How far apart two organisations that are tied stand.
pub(super) const STEP: f64 = 74.0;
/// How often the places are bettered. After some sixty rounds nothing is seen to move.
const ROUNDS: usize = 120;
/// The space round each part; names stand there too.
const MARGIN: f64 = 46.0;
/// More of it on either side of the whole.
const SIDE: f64 = 56.0;

/// Lays out a network: `radius` of each node, ties as pairs. Nodes without ties are set in a row
/// below.
pub(super) fn layout(radius: &[f64], ties: &[(usize, usize)], step: f64, seed: u64) -> Layout {
    let n = radius.len();
    let mut neighbours = vec![Vec::new(); n];
    for (a, b) in ties {
        if a != b {
            neighbours[*a].push(*b);
            neighbours[*b].push(*a);
        }
    }
    let mut seen = vec![false; n];
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for root in 0..n {
        if seen[root] {
            continue;
        }
        let mut list = vec![root];
        seen[root] = true;
        let mut at = 0;
        while at < list.len() {
            for other in &neighbours[list[at]] {
                if !seen[*other] {
                    seen[*other] = true;
                    list.push(*other);
                }
            }
            at += 1;
        }
        list.sort_unstable();
        parts.push(list);
    }
    parts.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut at = vec![At::default(); n];
    let mut boxes: Vec<(f64, f64)> = Vec::with_capacity(parts.len());
    for part in &parts {
        boxes.push(place_part(part, radius, &neighbours, (step, seed), &mut at));
    }
    pack(&parts, &boxes, &mut at)
}

/// Places one part with its upper left corner at the origin; how wide and high it is.
fn place_part(
    part: &[usize],
    radius: &[f64],
    neighbours: &[Vec<usize>],
    (step, seed): (f64, u64),
    at: &mut [At],
) -> (f64, f64) {
    let n = part.len();
    let mut place = vec![0; at.len()];
    for (i, node) in part.iter().enumerate() {
        place[*node] = i;
    }
    let distance = distances(part, neighbours, &place);
    let mut draw = Draw(seed ^ 0x9e37_79b9_7f4a_7c15);
    let mut p: Vec<At> = (0..n).map(|i| start(i, n, step, &mut draw)).collect();
    for _ in 0..ROUNDS {
        // Each node in turn goes where the others want it: the localised form of majorisation.
        for i in 0..n {
            let (mut x, mut y, mut all) = (0.0, 0.0, 0.0);
            for j in 0..n {
                if i == j {
                    continue;
                }
                let d = f64::from(distance[i * n + j]) * step;
                let weight = 1.0 / (d * d);
                let (dx, dy) = (p[i].x - p[j].x, p[i].y - p[j].y);
                let far = (dx * dx + dy * dy).sqrt().max(1e-6);
                x += weight * (p[j].x + d * dx / far);
                y += weight * (p[j].y + d * dy / far);
                all += weight;
            }
            if all > 0.0 {
                p[i] = At { x: x / all, y: y / all };
            }
        }
    }
    apart(part, radius, &mut p);
    lie_flat(&mut p);
    let left = |value: fn(&At) -> f64| {
        p.iter().zip(part).map(|(it, node)| value(it) - radius[*node]).fold(f64::INFINITY, f64::min)
    };
    let right = |value: fn(&At) -> f64| {
        p.iter()
            .zip(part)
            .map(|(it, node)| value(it) + radius[*node])
            .fold(f64::NEG_INFINITY, f64::max)
    };
    let (x0, y0) = (left(|it| it.x), left(|it| it.y));
    let (x1, y1) = (right(|it| it.x), right(|it| it.y));
    for (it, node) in p.iter().zip(part) {
        at[*node] = At { x: it.x - x0, y: it.y - y0 };
    }
    (x1 - x0, y1 - y0)
}

/// Steps between any two nodes of a part.
fn distances(part: &[usize], neighbours: &[Vec<usize>], place: &[usize]) -> Vec<u16> {
    let n = part.len();
    let mut distance = vec![u16::MAX; n * n];
    let mut queue = Vec::with_capacity(n);
    for (i, root) in part.iter().enumerate() {
        let row = &mut distance[i * n..(i + 1) * n];
        queue.clear();
        queue.push(*root);
        row[i] = 0;
        let mut at = 0;
        while at < queue.len() {
            let steps = row[place[queue[at]]];
            for other in &neighbours[queue[at]] {
                let cell = &mut row[place[*other]];
                if *cell == u16::MAX {
                    *cell = steps + 1;
                    queue.push(*other);
                }
            }
            at += 1;
        }
    }
    distance
}

/// A spiral of sunflower seeds, stirred a little, so that nothing begins in one line.
fn start(i: usize, n: usize, step: f64, draw: &mut Draw) -> At {
    // Steps of the golden angle by turning a vector: no trigonometry, so the same everywhere.
    const COS: f64 = -0.737_368_878_078_319_9;
    const SIN: f64 = 0.675_490_294_261_524;
    let (mut x, mut y) = (1.0, 0.0);
    for _ in 0..i {
        (x, y) = (x * COS - y * SIN, x * SIN + y * COS);
    }
    let far = step * ((i as f64 + 0.5) / n as f64).sqrt() * (n as f64).sqrt() * 0.6;
    At { x: x * far + draw.next(), y: y * far + draw.next() }
}

/// Pushes nodes apart that would lie on each other.
fn apart(part: &[usize], radius: &[f64], p: &mut [At]) {
    for _ in 0..60 {
        let mut moved = false;
        for i in 0..p.len() {
            for j in i + 1..p.len() {
                let least = radius[part[i]] + radius[part[j]] + 8.0;
                let (dx, dy) = (p[j].x - p[i].x, p[j].y - p[i].y);
                let far = (dx * dx + dy * dy).sqrt();
                if far < least {
                    let (ux, uy) = if far > 1e-6 { (dx / far, dy / far) } else { (1.0, 0.0) };
                    let push = (least - far) / 2.0 + 0.1;
                    p[i] = At { x: p[i].x - ux * push, y: p[i].y - uy * push };
                    p[j] = At { x: p[j].x + ux * push, y: p[j].y + uy * push };
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
}

/// Turns a part so that it is wider than high: along its main axis, found by power iteration.
fn lie_flat(p: &mut [At]) {
    let n = p.len() as f64;
    let (mx, my) =
        (p.iter().map(|it| it.x).sum::<f64>() / n, p.iter().map(|it| it.y).sum::<f64>() / n);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for it in p.iter() {
        let (x, y) = (it.x - mx, it.y - my);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    let (mut x, mut y) = (1.0, 0.3);
    for _ in 0..50 {
        let (a, b) = (xx * x + xy * y, xy * x + yy * y);
        let far = (a * a + b * b).sqrt();
        if far < 1e-12 {
            return;
        }
        (x, y) = (a / far, b / far);
    }
    for it in p.iter_mut() {
        let (a, b) = (it.x - mx, it.y - my);
        *it = At { x: a * x + b * y, y: b * x - a * y };
    }
}

/// Sets the parts side by side in rows, the largest first.
fn pack(parts: &[Vec<usize>], boxes: &[(f64, f64)], at: &mut [At]) -> Layout {
    let area: f64 = boxes.iter().map(|it| (it.0 + MARGIN) * (it.1 + MARGIN)).sum();
    let widest = boxes.iter().map(|it| it.0).fold(0.0, f64::max);
    let wanted = (area * 1.7).sqrt().max(widest + 2.0 * MARGIN).max(560.0);
    let left = MARGIN + SIDE;
    let (mut x, mut y, mut row, mut width) = (left, MARGIN, 0.0_f64, 0.0_f64);
    for (part, (w, h)) in parts.iter().zip(boxes) {
        if x > left && x + w + MARGIN > wanted + SIDE {
            x = left;
            y += row + MARGIN;
            row = 0.0;
        }
        for node in part {
            at[*node].x += x;
            at[*node].y += y;
        }
        x += w + MARGIN;
        row = row.max(*h);
        width = width.max(x);
    }
    Layout { at: at.to_vec(), width: (width + SIDE).max(560.0), height: y + row + MARGIN }
}

/// Small numbers from a seed (`SplitMix64`).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A rectangle that is taken.
#[derive(Debug, Clone, Copy)]
struct Taken {
    x0: f64,
    y0: f64,
    x1: f64,
    y1: f64,
}

/// Where a name stands beside its node: its left end and base line; and where a line from the node
/// to it ends, if it stands further off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    pub node: usize,
    pub x: f64,
    pub y: f64,
    pub line: Option<At>,
}

/// The height of a line of text.
const HEIGHT: f64 = 14.0;
/// So many of the first names are set in any case where there is room anywhere near: further off,
/// with a line to their node.
const FAR: usize = 12;
/// So far from everything such a name stands, lest it be taken for that of somebody nearer.
const ROOM: f64 = 9.0;

/// Names that can be set without touching a node or another name: `wanted` in order of weight,
/// with the width of each.
pub(super) fn labels(layout: &Layout, radius: &[f64], wanted: &[(usize, f64)]) -> Vec<Label> {
    // A name keeps its distance from the marks of others, so that nobody takes it for theirs.
    let mut taken: Vec<Taken> = layout
        .at
        .iter()
        .zip(radius)
        .map(|(it, r)| {
            let side = r + 3.5;
            Taken { x0: it.x - side, y0: it.y - r, x1: it.x + side, y1: it.y + r }
        })
        .collect();
    let mut found = Vec::new();
    for (rank, (node, width)) in wanted.iter().enumerate() {
        let (at, r) = (layout.at[*node], radius[*node]);
        let near = [
            (at.x + r + 4.0, at.y + 4.5),
            (at.x - width / 2.0, at.y - r - 5.0),
            (at.x - width / 2.0, at.y + r + 14.0),
            (at.x - r - 4.0 - width, at.y + 4.5),
        ];
        let is_free = |(x, y): (f64, f64), room: f64| {
            let it = Taken {
                x0: x - room,
                y0: y - HEIGHT + 3.0 - room / 2.0,
                x1: x + width + room,
                y1: y + 3.0 + room / 2.0,
            };
            let inside = it.x0 >= 2.0
                && it.x1 <= layout.width - 2.0
                && it.y0 >= 2.0
                && it.y1 <= layout.height - 2.0;
            inside
                && taken.iter().all(|other| {
                    it.x1 < other.x0 || other.x1 < it.x0 || it.y1 < other.y0 || other.y1 < it.y0
                })
        };
        let close = near.into_iter().find(|it| is_free(*it, 0.0)).map(|it| (it, None));
        let place = close.or_else(|| {
            if rank >= FAR {
                return None;
            }
            further(at, r, *width).find(|it| is_free(it.0, ROOM)).map(|(it, line)| (it, Some(line)))
        });
        if let Some(((x, y), line)) = place {
            taken.push(Taken { x0: x - 2.0, y0: y - HEIGHT, x1: x + width + 2.0, y1: y + 4.0 });
            found.push(Label { node: *node, x, y, line });
        }
    }
    found
}

/// Places further off, the nearest first: the left end and base line of the name, and the end of the
/// line that leads to it.
fn further(at: At, r: f64, width: f64) -> impl Iterator<Item = ((f64, f64), At)> {
    // Eight ways, upwards first, since names are looked for above.
    const WAYS: [(f64, f64); 8] = [
        (0.7, -0.7),
        (-0.7, -0.7),
        (0.7, 0.7),
        (-0.7, 0.7),
        (0.0, -1.0),
        (0.0, 1.0),
        (1.0, 0.0),
        (-1.0, 0.0),
    ];
    (1..=30).flat_map(move |step| {
        let far = r + 6.0 + 12.0 * f64::from(step);
        WAYS.into_iter().map(move |(dx, dy)| {
            let end = At { x: at.x + dx * far, y: at.y + dy * far };
            let x = if dx > 0.1 {
                end.x + 2.0
            } else if dx < -0.1 {
                end.x - 2.0 - width
            } else {
                end.x - width / 2.0
            };
            let y = if dy < -0.9 {
                end.y - 3.0
            } else if dy > 0.9 {
                end.y + HEIGHT - 2.0
            } else {
                end.y + 4.5
            };
            ((x, y), end)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{At, Layout, STEP, labels, layout};

    #[test]
    fn the_same_seed_gives_the_same_picture_and_nothing_lies_on_anything() {
        let ties: Vec<(usize, usize)> =
            (1..60).map(|it| (it, it / 3)).chain((0..20).map(|it| (it, it + 9))).collect();
        let radius = vec![7.0; 64];
        let one = layout(&radius, &ties, STEP, 3);
        assert_eq!(one.at, layout(&radius, &ties, STEP, 3).at);
        for (i, a) in one.at.iter().enumerate() {
            assert!(a.x.is_finite() && (0.0..=one.width).contains(&a.x));
            assert!((0.0..=one.height).contains(&a.y));
            for b in &one.at[i + 1..] {
                let (dx, dy) = (a.x - b.x, a.y - b.y);
                assert!(dx * dx + dy * dy > 13.0 * 13.0);
            }
        }
    }

    #[test]
    fn nobody_one_and_strangers_can_be_drawn() {
        assert!(layout(&[], &[], STEP, 0).at.is_empty());
        assert_eq!(layout(&[5.0], &[], STEP, 0).at.len(), 1);
        let four = layout(&[5.0; 4], &[(0, 0)], STEP, 0);
        assert!(four.at.iter().all(|it| it.x.is_finite() && it.y.is_finite()));
    }

    #[test]
    fn the_middle_of_a_crowd_has_its_name() {
        // nine rows of nine, the first in their middle
        let mut at: Vec<At> = (0..81)
            .map(|it| At {
                x: 300.0 + 24.0 * f64::from(it % 9),
                y: 200.0 + 24.0 * f64::from(it / 9),
            })
            .collect();
        at.swap(0, 40);
        let it = Layout { at, width: 800.0, height: 600.0 };
        let wanted: Vec<(usize, f64)> = (0..81).map(|it| (it, 120.0)).collect();
        let first = labels(&it, &[8.0; 81], &wanted)[0];
        assert_eq!(first.node, 0);
        assert!(first.line.is_some(), "{first:?}");
    }

    #[test]
    fn names_do_not_touch() {
        let radius = [6.0; 3];
        let it = layout(&radius, &[(0, 1), (1, 2)], STEP, 0);
        let names = labels(&it, &radius, &[(0, 60.0), (1, 60.0), (2, 60.0)]);
        for (i, a) in names.iter().enumerate() {
            for b in &names[i + 1..] {
                assert!((a.y - b.y).abs() >= 14.0 || (a.x - b.x).abs() >= 60.0);
            }
        }
    }
}
