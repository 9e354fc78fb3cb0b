//! Areas on paper: equal areas stay equal, far parts stand apart in frames of their own.

use std::collections::{BTreeMap, BTreeSet};

use karenina_mapping::Boundaries;

/// Width of the drawing, in its own units.
pub(super) const WIDTH: f64 = 960.0;
/// Height of a frame for a far part.
const INSET: f64 = 120.0;
/// Degrees within which parts belong together; Alaska lies 5.7 from the next state.
const NEAR: f64 = 2.7;
/// Points nearer to the line than this are left out.
const FINE: f64 = 0.35;

/// An area, by its place, and its rings on paper.
type OnPaper = (usize, Vec<Vec<(f64, f64)>>);

/// Areas as paths of SVG.
pub(super) struct Plane {
    pub height: f64,
    /// Code and path, in the order of the boundaries.
    pub paths: Vec<(usize, String)>,
    /// Whether parts stand in frames of another scale.
    pub has_insets: bool,
}

/// Puts areas on paper: Lambert's azimuthal equal-area projection round the middle of each part.
pub(super) fn plane(boundaries: &Boundaries) -> Plane {
    let parts = parts(boundaries);
    let mut it = Plane { height: 0.0, paths: Vec::new(), has_insets: parts.len() > 1 };
    let mut x = 0.0;
    let mut row = 0.0;
    for (at, part) in parts.iter().enumerate() {
        let rings = projected(boundaries, part);
        let (low, high) = extent(&rings);
        let size = ((high.0 - low.0).max(1e-9), (high.1 - low.1).max(1e-9));
        let scale = if at == 0 {
            (WIDTH / size.0).min(1.1 * WIDTH / size.1)
        } else {
            (INSET * 1.8 / size.0).min(INSET / size.1)
        };
        let width = size.0 * scale;
        if at == 1 {
            row = it.height + 16.0;
        }
        if at > 0 && x + width > WIDTH && x > 0.0 {
            x = 0.0;
            row += INSET + 12.0;
        }
        let corner = if at == 0 { ((WIDTH - width) / 2.0, 0.0) } else { (x, row) };
        for (area, rings) in rings {
            let path = path(&rings, |(px, py)| {
                (corner.0 + (px - low.0) * scale, corner.1 + (high.1 - py) * scale)
            });
            it.paths.push((area, path));
        }
        if at == 0 {
            it.height = size.1 * scale;
        } else {
            x += width + 24.0;
            it.height = it.height.max(row + INSET);
        }
    }
    it.paths.sort_by_key(|it| it.0);
    it
}

/// Areas that lie near each other, the largest part first.
fn parts(boundaries: &Boundaries) -> Vec<Vec<usize>> {
    let n = boundaries.areas.len();
    let mut cells: BTreeMap<(i32, i32), BTreeSet<usize>> = BTreeMap::new();
    let cell =
        |(x, y): (f64, f64)| ((x.rem_euclid(360.0) / NEAR) as i32, (y / NEAR).floor() as i32);
    for (at, area) in boundaries.areas.iter().enumerate() {
        // Islands and possessions far from the rest of an area do not join it to anything.
        let Some(ring) = area.rings.iter().max_by_key(|it| it.len()) else { continue };
        let step = (ring.len() / 64).max(1);
        for point in ring.iter().step_by(step) {
            cells.entry(cell(*point)).or_default().insert(at);
        }
    }
    let mut of: Vec<usize> = (0..n).collect();
    let columns = (360.0 / NEAR) as i32;
    for ((x, y), here) in &cells {
        let Some(first) = here.first().copied() else { continue };
        for dx in -1..=1 {
            for dy in -1..=1 {
                let there = cells.get(&((x + dx).rem_euclid(columns), y + dy));
                for other in there.into_iter().flatten() {
                    let (a, b) = (root(&mut of, first), root(&mut of, *other));
                    of[a.max(b)] = a.min(b);
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..n {
        let root = root(&mut of, at);
        groups.entry(root).or_default().push(at);
    }
    let mut parts: Vec<Vec<usize>> = groups.into_values().collect();
    parts.sort_by_key(|it| std::cmp::Reverse(it.len()));
    parts
}

/// The first of those that an area belongs with.
fn root(of: &mut [usize], mut at: usize) -> usize {
    while of[at] != at {
        of[at] = of[of[at]];
        at = of[at];
    }
    at
}

fn projected(boundaries: &Boundaries, part: &[usize]) -> Vec<OnPaper> {
    // The middle as the mean of directions, which no line of dates disturbs.
    let mut sum = [0.0; 3];
    for area in part.iter().map(|at| &boundaries.areas[*at]) {
        for (x, y) in area.rings.iter().flatten() {
            let (l, p) = (x.to_radians(), y.to_radians());
            sum[0] += libm::cos(p) * libm::cos(l);
            sum[1] += libm::cos(p) * libm::sin(l);
            sum[2] += libm::sin(p);
        }
    }
    let l0 = libm::atan2(sum[1], sum[0]);
    let p0 = libm::atan2(sum[2], libm::hypot(sum[0], sum[1]));
    let (sin0, cos0) = (libm::sin(p0), libm::cos(p0));
    let place = |(x, y): &(f64, f64)| {
        let (l, p) = (x.to_radians() - l0, y.to_radians());
        let (sin, cos) = (libm::sin(p), libm::cos(p));
        let near = 1.0 + sin0 * sin + cos0 * cos * libm::cos(l);
        // The point opposite to the middle has no place; it is put on the rim.
        let k = libm::sqrt(2.0 / f64::max(near, 1e-9));
        (k * cos * libm::sin(l), k * (cos0 * sin - sin0 * cos * libm::cos(l)))
    };
    part.iter()
        .map(|at| {
            let rings = &boundaries.areas[*at].rings;
            (*at, rings.iter().map(|ring| ring.iter().map(place).collect()).collect())
        })
        .collect()
}

fn extent(rings: &[OnPaper]) -> ((f64, f64), (f64, f64)) {
    let all = rings.iter().flat_map(|it| it.1.iter().flatten());
    all.fold(
        ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY)),
        |(low, high), (x, y)| ((low.0.min(*x), low.1.min(*y)), (high.0.max(*x), high.1.max(*y))),
    )
}

/// A path in tenths, without points that nobody would see.
fn path(rings: &[Vec<(f64, f64)>], place: impl Fn((f64, f64)) -> (f64, f64)) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for ring in rings {
        let points: Vec<(f64, f64)> = ring.iter().map(|it| place(*it)).collect();
        let kept = simplified(&points);
        if kept.len() < 3 {
            continue;
        }
        let mut last = (0_i64, 0_i64);
        for (n, (x, y)) in kept.iter().enumerate() {
            let at = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
            let (dx, dy) = ((at.0 - last.0) as f64 / 10.0, (at.1 - last.1) as f64 / 10.0);
            let command = if n == 0 { 'M' } else { 'l' };
            _ = write!(text, "{command}{dx} {dy}");
            last = at;
        }
        text.push('z');
    }
    text
}

/// Points that stand out from the line between their neighbours (Douglas and Peucker).
fn simplified(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let Some(last) = points.len().checked_sub(1) else { return Vec::new() };
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[last] = true;
    // A ring begins and ends in one point: cut it in two at the point farthest from there.
    let far = (0..=last).max_by(|a, b| {
        let d = |at: usize| libm::hypot(points[at].0 - points[0].0, points[at].1 - points[0].1);
        d(*a).total_cmp(&d(*b))
    });
    let far = far.unwrap_or(0);
    keep[far] = true;
    let mut open = vec![(0, far), (far, last)];
    while let Some((from, to)) = open.pop() {
        if to < from + 2 {
            continue;
        }
        let (a, b) = (points[from], points[to]);
        let length = libm::hypot(b.0 - a.0, b.1 - a.1);
        let off = |p: (f64, f64)| {
            if length < 1e-9 {
                libm::hypot(p.0 - a.0, p.1 - a.1)
            } else {
                ((b.0 - a.0) * (a.1 - p.1) - (a.0 - p.0) * (b.1 - a.1)).abs() / length
            }
        };
        let worst = ((from + 1)..to).max_by(|x, y| off(points[*x]).total_cmp(&off(points[*y])));
        if let Some(at) = worst.filter(|at| off(points[*at]) > FINE) {
            keep[at] = true;
            open.push((from, at));
            open.push((at, to));
        }
    }
    points.iter().zip(keep).filter(|(_, keep)| *keep).map(|(it, _)| *it).collect()
}

#[cfg(test)]
mod tests {
    use super::plane;
    use karenina_mapping::{Area, Boundaries};

    fn square(code: &str, x: f64, y: f64, size: f64) -> Area {
        // Sides with many points, since a side is no straight line on the sphere.
        let side = |n: usize| n as f64 / 50.0 * size;
        let mut ring: Vec<(f64, f64)> = (0..50).map(|n| (x + side(n), y)).collect();
        ring.extend((0..50).map(|n| (x + size, y + side(n))));
        ring.extend((0..50).map(|n| (x + size - side(n), y + size)));
        ring.extend((0..=50).map(|n| (x, y + size - side(n))));
        Area { code: code.to_owned(), name: None, rings: vec![ring] }
    }

    fn area_of(path: &str) -> f64 {
        let mut at = (0.0, 0.0);
        let mut points = Vec::new();
        for part in path.trim_end_matches('z').split(['M', 'l']).filter(|it| !it.is_empty()) {
            let (dx, dy) = part.split_once(' ').unwrap();
            at = (at.0 + dx.parse::<f64>().unwrap(), at.1 + dy.parse::<f64>().unwrap());
            points.push(at);
        }
        let next = points.iter().cycle().skip(1);
        points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs() / 2.0
    }

    /// A band of one degree at 60° holds about half as much as at the equator:
    /// sin 1° − sin 0° against sin 61° − sin 60°.
    #[test]
    fn areas_on_paper_are_as_on_earth() {
        let areas = vec![
            square("a", 0.0, 0.0, 4.0),
            square("b", 0.0, 4.0, 4.0),
            square("c", 0.0, 8.0, 4.0),
            square("d", 0.0, 12.0, 4.0),
            square("e", 0.0, 16.0, 4.0),
            square("f", 0.0, 20.0, 4.0),
        ];
        let it = plane(&Boundaries { file: String::new(), areas });
        let band = |from: f64| libm::sin((from + 4.0).to_radians()) - libm::sin(from.to_radians());
        let first = area_of(&it.paths[0].1);
        for (n, (_, path)) in it.paths.iter().enumerate() {
            let expected = band(4.0 * n as f64) / band(0.0);
            assert!((area_of(path) / first / expected - 1.0).abs() < 0.01, "{n}");
        }
        assert!(!it.has_insets);
    }

    #[test]
    fn both_sides_of_the_date_line_are_one_part_and_far_ones_stand_apart() {
        let areas = vec![
            square("west", 176.0, 60.0, 3.0),
            square("east", -180.0, 60.0, 3.0),
            square("far", 20.0, 0.0, 3.0),
        ];
        let boundaries = Boundaries { file: String::new(), areas };
        assert_eq!(super::parts(&boundaries), [vec![0, 1], vec![2]]);
        let it = plane(&boundaries);
        assert!(it.has_insets);
        assert_eq!(it.paths.len(), 3);
        assert!(it.height > 100.0 && it.height < 1400.0, "{}", it.height);
    }
}
