//! Regions with what was found in them, for programs that draw maps.

use std::io::{self, Write};

use karenina_mapping::Found;
use serde_json::json;

use super::MapReport;
use crate::json::value;

/// One feature a region: its strong groups and its cluster strength. A region without an area is
/// there all the same, without geometry.
pub fn mapped_geojson(report: &MapReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut strong: Vec<Vec<&Found>> = vec![Vec::new(); report.statistics.regions.len()];
    for it in report.strong() {
        strong[it.region as usize].push(it);
    }
    let areas = report.boundaries.map_or(&[][..], |it| &it.areas);
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut before: &[u8] = b"\n";
    for (at, code) in report.statistics.regions.iter().enumerate() {
        let groups: Vec<_> = strong[at]
            .iter()
            .map(|it| {
                json!({
                    "group": report.group(it),
                    "employment": it.employment,
                    "location_quotient": it.location_quotient,
                    "strength": it.strength.map(karenina_mapping::Strength::word),
                })
            })
            .collect();
        // Every ring as a polygon of its own would fill holes: rings of one area go together, the
        // even-odd way, as one polygon each with the holes that lie in it.
        let geometry = areas.binary_search_by(|it| it.code.cmp(code)).ok().map(
            |area| json!({"type": "MultiPolygon", "coordinates": polygons(&areas[area].rings)}),
        );
        out.write_all(before)?;
        value(
            out,
            &json!({
                "type": "Feature",
                "id": code,
                "properties": {
                    "region": code,
                    "name": report.name_of(code),
                    "year": report.statistics.year,
                    "cluster_strength": report.mapped.cluster_strength.get(at).copied().flatten(),
                    "strong_groups": groups,
                },
                "geometry": geometry,
            }),
        )?;
        before = b",\n";
    }
    out.write_all(b"]}\n")
}

type Ring = Vec<(f64, f64)>;

/// Outer rings with their holes: a ring within an odd number of others is a hole of the smallest.
fn polygons(rings: &[Ring]) -> Vec<Vec<Ring>> {
    let inside = |(x, y): (f64, f64), ring: &Ring| {
        let next = ring.iter().cycle().skip(1);
        ring.iter()
            .zip(next)
            .filter(|(a, b)| {
                (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0
            })
            .count()
            % 2
            == 1
    };
    let around: Vec<Vec<usize>> = rings
        .iter()
        .enumerate()
        .map(|(at, ring)| {
            let Some(point) = ring.first() else { return Vec::new() };
            (0..rings.len())
                .filter(|other| *other != at && inside(*point, &rings[*other]))
                .collect()
        })
        .collect();
    let mut found: Vec<(usize, Vec<Ring>)> = (0..rings.len())
        .filter(|at| around[*at].len().is_multiple_of(2))
        .map(|at| (at, vec![rings[at].clone()]))
        .collect();
    for (at, of) in around.iter().enumerate().filter(|(_, of)| of.len() % 2 == 1) {
        // The innermost of those around it is the one with most around itself.
        let outer = of.iter().max_by_key(|it| around[**it].len());
        if let Some((_, parts)) = found.iter_mut().find(|(it, _)| Some(it) == outer) {
            parts.push(rings[at].clone());
        }
    }
    found.into_iter().map(|it| it.1).collect()
}

#[cfg(test)]
mod tests {
    use super::polygons;

    #[test]
    fn a_hole_belongs_to_the_ring_around_it() {
        let square = |x: f64, size: f64| {
            vec![(x, x), (x + size, x), (x + size, x + size), (x, x + size), (x, x)]
        };
        let it =
            polygons(&[square(0.0, 10.0), square(2.0, 6.0), square(4.0, 1.0), square(20.0, 1.0)]);
        assert_eq!(it.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 1]);
    }
}
