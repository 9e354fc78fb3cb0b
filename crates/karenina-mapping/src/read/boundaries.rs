//! Areas of regions from GeoJSON or TopoJSON.

use std::{collections::BTreeMap, io::Read, path::Path};

use indexmap::IndexSet;
use karenina_model::{Code, Place, Problem, problem::Problems};
use serde_json::Value;

use super::{MapError, files};

/// Areas by the codes of regions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Boundaries {
    /// What the file is called.
    pub file: String,
    /// The areas whose code is one of the table's regions, in order of code.
    pub areas: Vec<Area>,
}

/// An area.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The code as the table of statistics has it.
    pub code: String,
    /// Its name, where the file says one.
    pub name: Option<String>,
    /// Rings of longitude and latitude in degrees; holes are rings too.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// A geometry with its properties.
struct Feature<'v> {
    keys: BTreeMap<String, String>,
    geometry: &'v Value,
}

/// Reads boundaries. The code of an area is its `id` or the property, and of a TopoJSON the object,
/// by which most regions of the table are found, unless `property` says which; codes of digits
/// match whether or not their leading zeros were lost. Regions without an area are listed.
pub fn read_boundaries(
    path: &Path,
    regions: &IndexSet<String>,
    property: Option<&str>,
    problems: &mut Problems,
) -> Result<Boundaries, MapError> {
    let unreadable = |reason| MapError::Unreadable { path: path.to_owned(), reason };
    let (file, container) = files::open(path)?;
    let mut bytes = Vec::new();
    files::text(file, container).read_to_end(&mut bytes).map_err(unreadable)?;
    let no_table = |line: usize, reason: String| MapError::NoTable {
        path: path.to_owned(),
        line: line as u64,
        reason,
    };
    let whole: Value =
        serde_json::from_slice(&bytes).map_err(|err| no_table(err.line(), err.to_string()))?;
    drop(bytes);
    let arcs = arcs(&whole);
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for code in regions {
        known.insert(bare(code), code);
    }
    let mut layers: Vec<Vec<Feature<'_>>> = Vec::new();
    match whole["type"].as_str() {
        Some("Topology") => {
            for object in whole["objects"].as_object().into_iter().flat_map(|it| it.values()) {
                let parts = object["geometries"].as_array();
                layers.push(parts.into_iter().flatten().map(|it| feature(it, it)).collect());
            }
        }
        Some("FeatureCollection") => {
            let parts = whole["features"].as_array();
            layers
                .push(parts.into_iter().flatten().map(|it| feature(it, &it["geometry"])).collect());
        }
        _ => return Err(no_table(1, "neither a Topology nor a FeatureCollection".to_owned())),
    }
    // The layer and key by which most regions are found.
    let mut best: (usize, usize, String) = (0, 0, String::new());
    for (at, layer) in layers.iter().enumerate() {
        let mut counts: BTreeMap<&str, IndexSet<&str>> = BTreeMap::new();
        for it in layer {
            for (key, value) in &it.keys {
                if property.is_none_or(|it| it == key)
                    && let Some(code) = known.get(&bare(value))
                {
                    counts.entry(key).or_default().insert(code);
                }
            }
        }
        for (key, found) in counts {
            if found.len() > best.0 {
                best = (found.len(), at, key.to_owned());
            }
        }
    }
    let mut it = Boundaries { file: path.display().to_string(), areas: Vec::new() };
    let mut found: IndexSet<&str> = IndexSet::new();
    for of in layers.get(best.1).into_iter().flatten() {
        let Some(code) = of.keys.get(&best.2).and_then(|it| known.get(&bare(it))) else { continue };
        let mut rings = Vec::new();
        collect(of.geometry, &arcs, &mut rings);
        rings.retain(|it| it.len() > 3);
        if rings.is_empty() {
            continue;
        }
        found.insert(code);
        let name = ["name", "NAME", "NAME_LATN", "NUTS_NAME", "name_local"]
            .iter()
            .find_map(|it| of.keys.get(*it).cloned());
        it.areas.push(Area { code: (*code).to_owned(), name, rings });
    }
    // In order of code; areas with one code are one.
    it.areas.sort_by(|a, b| a.code.cmp(&b.code));
    it.areas.dedup_by(|b, a| {
        let same = a.code == b.code;
        if same {
            a.rings.append(&mut b.rings);
        }
        same
    });
    let missing: Vec<&str> =
        regions.iter().map(String::as_str).filter(|it| !found.contains(it)).collect();
    if !missing.is_empty() {
        problems.push(
            Problem::new(Code::RegionWithoutBoundary, Place::file(&it.file))
                .with("count", missing.len().to_string())
                .with("codes", super::list(missing)),
        );
    }
    Ok(it)
}

/// A code without what files lose of it.
fn bare(code: &str) -> String {
    let code = code.trim();
    if code.len() > 1 && code.bytes().all(|it| it.is_ascii_digit()) {
        let short = code.trim_start_matches('0');
        return if short.is_empty() { "0".to_owned() } else { short.to_owned() };
    }
    code.to_lowercase()
}

fn feature<'v>(it: &Value, geometry: &'v Value) -> Feature<'v> {
    let text = |it: &Value| match it {
        Value::String(it) => Some(it.clone()),
        Value::Number(it) => Some(it.to_string()),
        _ => None,
    };
    let mut keys = BTreeMap::new();
    if let Some(id) = text(&it["id"]) {
        keys.insert("id".to_owned(), id);
    }
    for (key, value) in it["properties"].as_object().into_iter().flatten() {
        if let Some(value) = text(value) {
            keys.insert(key.clone(), value);
        }
    }
    Feature { keys, geometry }
}

/// The lines that areas of a TopoJSON share.
fn arcs(whole: &Value) -> Vec<Vec<(f64, f64)>> {
    let pair = |it: &Value| Some((it.get(0)?.as_f64()?, it.get(1)?.as_f64()?));
    let transform = &whole["transform"];
    let ends = pair(&transform["scale"]).zip(pair(&transform["translate"]));
    whole["arcs"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|arc| {
            let mut at = (0.0, 0.0);
            arc.as_array()
                .into_iter()
                .flatten()
                .filter_map(pair)
                .map(|(x, y)| match ends {
                    Some((scale, shift)) => {
                        // Each point is said from the one before.
                        at = (at.0 + x, at.1 + y);
                        (at.0 * scale.0 + shift.0, at.1 * scale.1 + shift.1)
                    }
                    None => (x, y),
                })
                .collect()
        })
        .collect()
}

fn collect(geometry: &Value, arcs: &[Vec<(f64, f64)>], rings: &mut Vec<Vec<(f64, f64)>>) {
    let of_topology = geometry.get("arcs").is_some();
    let parts = if of_topology { &geometry["arcs"] } else { &geometry["coordinates"] };
    let ring = |it: &Value| -> Vec<(f64, f64)> {
        let items = it.as_array().into_iter().flatten();
        if !of_topology {
            return items
                .filter_map(|it| Some((it.get(0)?.as_f64()?, it.get(1)?.as_f64()?)))
                .filter(|(x, y)| x.abs() <= 360.0 && y.abs() <= 90.0)
                .collect();
        }
        let mut points: Vec<(f64, f64)> = Vec::new();
        for it in items {
            let Some(n) = it.as_i64() else { continue };
            // A line that is gone back is said by its complement.
            let at = if n < 0 { !n } else { n } as usize;
            let Some(arc) = arcs.get(at) else { continue };
            let skip = usize::from(!points.is_empty());
            if n < 0 {
                points.extend(arc.iter().rev().skip(skip));
            } else {
                points.extend(arc.iter().skip(skip));
            }
        }
        points
    };
    match geometry["type"].as_str() {
        Some("Polygon") => rings.extend(parts.as_array().into_iter().flatten().map(ring)),
        Some("MultiPolygon") => {
            for part in parts.as_array().into_iter().flatten() {
                rings.extend(part.as_array().into_iter().flatten().map(ring));
            }
        }
        Some("GeometryCollection") => {
            for it in geometry["geometries"].as_array().into_iter().flatten() {
                collect(it, arcs, rings);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::read_boundaries;
    use karenina_model::problem::Problems;

    fn read(name: &str, text: &str) -> (super::Boundaries, Vec<String>) {
        let path =
            std::env::temp_dir().join(format!("karenina-areas-{name}-{}", std::process::id()));
        std::fs::File::create(&path)
            .and_then(|mut it| std::io::Write::write_all(&mut it, text.as_bytes()))
            .unwrap();
        let regions = ["06001", "N"].map(str::to_owned).into_iter().collect();
        let mut problems = Problems::default();
        let it = read_boundaries(&path, &regions, None, &mut problems).unwrap();
        std::fs::remove_file(path).unwrap();
        let codes = problems.into_list().iter().map(|it| it.code.id().to_owned()).collect();
        (it, codes)
    }

    #[test]
    fn shared_lines_of_a_topology_are_put_together_and_zeros_found_again() {
        let text = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},
            "objects":{"states":{"type":"GeometryCollection","geometries":[]},
              "counties":{"type":"GeometryCollection","geometries":[
                {"type":"Polygon","id":"6001","properties":{"name":"Alameda"},"arcs":[[0,-2]]}]}},
            "arcs":[[[0,0],[2,0],[0,2]],[[0,0],[0,2],[2,0]]]}"#;
        let (it, codes) = read("topology", text);
        assert_eq!(it.areas.len(), 1);
        assert_eq!(
            (it.areas[0].code.as_str(), it.areas[0].name.as_deref()),
            ("06001", Some("Alameda"))
        );
        let square = [(10.0, 20.0), (11.0, 20.0), (11.0, 21.0), (10.0, 21.0), (10.0, 20.0)];
        assert_eq!(it.areas[0].rings, [square]);
        assert_eq!(codes, ["K0747"]);
    }

    #[test]
    fn geojson_is_read_by_the_property_that_fits() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"NUTS_ID":"n","x":"06001"},"geometry":
              {"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}},
            {"type":"Feature","properties":{"NUTS_ID":"06001"},"geometry":
              {"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,0]]]}}]}"#;
        let (it, codes) = read("geojson", text);
        assert_eq!(it.areas.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["06001", "N"]);
        assert!(codes.is_empty());
    }
}
