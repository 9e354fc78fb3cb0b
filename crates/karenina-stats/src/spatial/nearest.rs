//! Who is near whom: a tree of points in space, for k nearest and all within a radius.

use super::NoAnswer;
use super::distance::{Distance, EARTH_RADIUS_KM, on_unit_sphere};

/// Points in space whose straight distances rise with the distances asked for: those
/// of a plane as they are, those of a sphere as chords, so that the antimeridian and
/// the poles need no thought.
pub(super) struct Places {
    /// Where it is, and which site; ordered as a tree: the middle of each part splits it.
    tree: Vec<([f64; 3], u32)>,
    /// Where each site is, if it is known.
    of_site: Vec<Option<[f64; 3]>>,
    distance: Distance,
}

/// Parts of the tree below this size are searched from end to end.
const LEAF: usize = 8;

impl Places {
    pub(super) fn new(points: &[Option<[f64; 2]>], distance: Distance) -> Result<Places, NoAnswer> {
        let mut of_site = Vec::with_capacity(points.len());
        for (at, point) in points.iter().enumerate() {
            of_site.push(match (*point, distance) {
                (None, _) => None,
                (Some(point), Distance::GreatCircle) => Some(on_unit_sphere(point, at)?),
                (Some([x, y]), Distance::Planar) => {
                    if !(x.abs() <= 1e70 && y.abs() <= 1e70) {
                        return Err(NoAnswer::NotFinite { at });
                    }
                    Some([x, y, 0.0])
                }
            });
        }
        let mut tree: Vec<_> = of_site
            .iter()
            .enumerate()
            .filter_map(|(site, place)| place.map(|place| (place, site as u32)))
            .collect();
        split(&mut tree, 0);
        Ok(Places { tree, of_site, distance })
    }

    /// The k nearest other sites, nearest first, each with its distance; of equally
    /// near ones those that come first in the list. Also whether one more is exactly
    /// as near as the last.
    pub(super) fn k_nearest(&self, site: usize, k: usize) -> (Vec<(f64, u32)>, bool) {
        let Some(place) = self.of_site[site] else { return (Vec::new(), false) };
        // One more than asked for, to see a tie.
        let mut best: Vec<(f64, u32)> = Vec::with_capacity(k + 2);
        nearest(&self.tree, 0, place, site as u32, k + 1, &mut best);
        let tie = best.len() > k && k > 0 && best[k].0 == best[k - 1].0;
        best.truncate(k);
        for near in &mut best {
            near.0 = self.as_asked(near.0);
        }
        (best, tie)
    }

    /// All other sites within the radius, in their order, with their distances.
    pub(super) fn within(&self, site: usize, radius: f64) -> Vec<(u32, f64)> {
        let Some(place) = self.of_site[site] else { return Vec::new() };
        let reach = match self.distance {
            Distance::Planar => radius,
            Distance::GreatCircle => {
                let half = (radius / (2.0 * EARTH_RADIUS_KM)).min(std::f64::consts::FRAC_PI_2);
                2.0 * libm::sin(half)
            }
        };
        let mut found = Vec::new();
        // A little farther, since the way back to distances rounds; then exactly.
        inside(&self.tree, 0, place, reach * (1.0 + 1e-9), &mut |square, other| {
            let distance = self.as_asked(square);
            if other as usize != site && distance <= radius {
                found.push((other, distance));
            }
        });
        found.sort_unstable_by_key(|&(other, _)| other);
        found
    }

    /// From the square of a straight distance.
    fn as_asked(&self, square: f64) -> f64 {
        match self.distance {
            Distance::Planar => square.sqrt(),
            Distance::GreatCircle => {
                2.0 * EARTH_RADIUS_KM * libm::asin((square.sqrt() / 2.0).min(1.0))
            }
        }
    }
}

fn split(part: &mut [([f64; 3], u32)], axis: usize) {
    if part.len() <= LEAF {
        return;
    }
    let middle = part.len() / 2;
    part.select_nth_unstable_by(middle, |a, b| a.0[axis].total_cmp(&b.0[axis]).then(a.1.cmp(&b.1)));
    let (below, above) = part.split_at_mut(middle);
    split(below, (axis + 1) % 3);
    split(&mut above[1..], (axis + 1) % 3);
}

fn square(a: [f64; 3], b: [f64; 3]) -> f64 {
    let along = |axis: usize| (a[axis] - b[axis]) * (a[axis] - b[axis]);
    along(0) + along(1) + along(2)
}

fn nearest(
    part: &[([f64; 3], u32)],
    axis: usize,
    from: [f64; 3],
    site: u32,
    k: usize,
    best: &mut Vec<(f64, u32)>,
) {
    let mut offer = |&(place, other): &([f64; 3], u32)| {
        let found = (square(from, place), other);
        let before = |a: &(f64, u32)| a.0 < found.0 || (a.0 == found.0 && a.1 < found.1);
        if other != site && (best.len() < k || !before(&best[k - 1])) {
            let place = best.partition_point(before);
            best.insert(place, found);
            best.truncate(k);
        }
    };
    if part.len() <= LEAF {
        part.iter().for_each(offer);
        return;
    }
    let middle = part.len() / 2;
    offer(&part[middle]);
    let beyond = from[axis] - part[middle].0[axis];
    let (first, second) = if beyond < 0.0 {
        (&part[..middle], &part[middle + 1..])
    } else {
        (&part[middle + 1..], &part[..middle])
    };
    nearest(first, (axis + 1) % 3, from, site, k, best);
    if best.len() < k || beyond * beyond <= best[best.len() - 1].0 {
        nearest(second, (axis + 1) % 3, from, site, k, best);
    }
}

fn inside(
    part: &[([f64; 3], u32)],
    axis: usize,
    from: [f64; 3],
    reach: f64,
    found: &mut impl FnMut(f64, u32),
) {
    let mut offer = |&(place, other): &([f64; 3], u32)| {
        let square = square(from, place);
        if square <= reach * reach {
            found(square, other);
        }
    };
    if part.len() <= LEAF {
        part.iter().for_each(offer);
        return;
    }
    let middle = part.len() / 2;
    offer(&part[middle]);
    let beyond = from[axis] - part[middle].0[axis];
    if beyond <= reach {
        inside(&part[..middle], (axis + 1) % 3, from, reach, found);
    }
    if beyond >= -reach {
        inside(&part[middle + 1..], (axis + 1) % 3, from, reach, found);
    }
}
