//! Whether establishments of a group are nearer to each other than establishments in general, at
//! which distances, without borders of regions.

use karenina_stats::spatial::{
    Bandwidth, DurantonOvermanOptions, KDensityMethod, MarconPuechOptions, Projected, Sector,
    duranton_overman, lambert_azimuthal, marcon_puech_m,
};

use super::{Datum, Draws, Measure, MeasureTable, Reason, neighbours::reason};
use crate::{Definitions, Establishments};

const OF_GROUPS: &[&str] = &[
    "group",
    "plants",
    "standing",
    "from_km",
    "to_km",
    "localisation",
    "dispersion",
    "bandwidth_km",
    "error_bound",
    "absent_because",
];

const CURVES: &[&str] = &[
    "group",
    "km",
    "density",
    "expected",
    "band_low",
    "band_high",
    "local_low",
    "local_high",
    "standing",
];

const M: &[&str] = &[
    "group",
    "km",
    "marcon_puech",
    "envelope_low",
    "envelope_high",
    "plants",
    "with_neighbours",
    "standing",
];

/// Distances at which M is shown.
const KM: [f64; 7] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];

/// The share of curves and labellings beyond each side.
const LEVEL: f64 = 0.05;

/// Distances of a curve.
const STEPS: usize = 60;

/// What counts around an establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeighBy {
    /// Establishments, each alike.
    Establishments,
    /// What they employ.
    Employment,
}

/// Establishments with a point, on a map, by group.
struct Located {
    map: Projected,
    groups: Vec<Vec<u32>>,
    /// What each employs, where that counts.
    weights: Option<Vec<f64>>,
    without: u64,
    /// Those with a point of which it is not said how many they employ, where that counts.
    without_employment: u64,
}

fn located(
    all: &Establishments,
    definitions: &Definitions,
    by: WeighBy,
) -> Result<Located, Reason> {
    let of: Vec<Option<u32>> = all.activities.iter().map(|it| definitions.group(it)).collect();
    let (mut points, mut weights) = (Vec::new(), Vec::new());
    let (mut without, mut without_employment) = (0, 0);
    let mut groups = vec![Vec::new(); definitions.groups.len()];
    for (at, (point, activity)) in all.points.iter().zip(&all.activity).enumerate() {
        let Some((latitude, longitude)) = point else {
            without += 1;
            continue;
        };
        if by == WeighBy::Employment {
            let Some(employment) = all.figures[0].get(at).copied().flatten() else {
                without_employment += 1;
                continue;
            };
            weights.push(employment);
        }
        if let Some(group) = of[*activity as usize] {
            groups[group as usize].push(points.len() as u32);
        }
        points.push([*longitude, *latitude]);
    }
    let map = lambert_azimuthal(&points).map_err(|why| reason(&why))?;
    let weights = (by == WeighBy::Employment).then_some(weights);
    Ok(Located { map, groups, weights, without, without_employment })
}

fn facts(of: &Located, draws: Draws) -> Vec<(&'static str, Datum)> {
    let by = if of.weights.is_some() { "employment" } else { "plants" };
    let mut facts = vec![
        ("weighed_by", Datum::Word(by)),
        ("plants_located", Datum::Count(of.map.points.len() as u64)),
        ("plants_without_point", Datum::Count(of.without)),
        ("distortion", Datum::Number(of.map.distortion)),
        ("permutations", Datum::Count(u64::from(draws.permutations))),
        ("seed", Datum::Count(draws.seed)),
    ];
    if of.weights.is_some() {
        facts.insert(3, ("plants_without_employment", Datum::Count(of.without_employment)));
    }
    facts
}

/// K-density of every group of establishments with coordinates, tested against establishments put at
/// random on all sites, out of one stream of draws: a row a group, and the curves. Distances up to
/// `within` km, on an equal-area map whose distortion is told. Establishments count alike, or pairs by
/// the product of what both employ; those of which that is not said are then left out and counted.
pub fn k_density(
    all: &Establishments,
    definitions: &Definitions,
    by: WeighBy,
    within: f64,
    draws: Draws,
) -> [MeasureTable; 2] {
    let mut groups = MeasureTable {
        measure: Measure::KDensity,
        columns: OF_GROUPS,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    let mut curves = MeasureTable {
        measure: Measure::KDensityCurves,
        columns: CURVES,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    let absent = |why: Reason| vec![("absent_because", Datum::Because(why))];
    let of = match located(all, definitions, by) {
        Ok(of) => of,
        Err(why) => {
            groups.facts = absent(why);
            return [groups, curves];
        }
    };
    groups.facts = facts(&of, draws);
    let there: Vec<usize> = (0..of.groups.len()).filter(|it| !of.groups[*it].is_empty()).collect();
    let sector = |sites: &Vec<u32>| Sector {
        sites: sites.clone(),
        weights: of.weights.as_ref().map(|all| sites.iter().map(|it| all[*it as usize]).collect()),
    };
    let sectors: Vec<Sector> = there.iter().map(|it| sector(&of.groups[*it])).collect();
    let options = DurantonOvermanOptions {
        r_max: within,
        steps: STEPS,
        simulations: draws.permutations,
        level: LEVEL,
        bandwidth: Bandwidth::OfUniverse,
        method: KDensityMethod::Fast,
        seed: draws.seed,
    };
    let found = match duranton_overman(&of.map.points, &sectors, &options) {
        Ok(found) => found,
        Err(why) => {
            groups.facts.extend(absent(reason(&why)));
            return [groups, curves];
        }
    };
    let mut rows = Vec::new();
    for (group, found) in there.iter().zip(found) {
        let plants = Datum::Count(of.groups[*group].len() as u64);
        let name = Datum::Group(*group as u32);
        let found = match found {
            Ok(found) => found,
            Err(why) => {
                let mut row = vec![name, plants];
                row.resize(OF_GROUPS.len() - 1, Datum::Empty);
                row.push(Datum::Because(reason(&why)));
                rows.push((f64::NEG_INFINITY, row));
                continue;
            }
        };
        let (standing, beyond) = if found.localisation_index > 0.0 {
            ("localised", &found.localisation)
        } else if found.dispersion_index > 0.0 {
            ("dispersed", &found.dispersion)
        } else {
            ("as_chance_has_it", &found.localisation)
        };
        let km = &found.observed.distances;
        let at = |it: Option<usize>| it.and_then(|it| km.get(it)).copied();
        rows.push((
            found.localisation_index - found.dispersion_index,
            vec![
                name,
                plants,
                Datum::Word(standing),
                at(beyond.iter().position(|it| *it > 0.0)).into(),
                at(beyond.iter().rposition(|it| *it > 0.0)).into(),
                Datum::Number(found.localisation_index),
                Datum::Number(found.dispersion_index),
                Datum::Number(found.observed.bandwidth),
                Datum::Number(found.observed.error_bound),
                Datum::Empty,
            ],
        ));
        for (at, km) in km.iter().enumerate() {
            curves.rows.push(vec![
                name,
                Datum::Number(*km),
                Datum::Number(found.observed.density[at]),
                Datum::Number(found.expected[at]),
                Datum::Number(found.global_low[at]),
                Datum::Number(found.global_high[at]),
                Datum::Number(found.local_low[at]),
                Datum::Number(found.local_high[at]),
                Datum::Word(if found.localisation[at] > 0.0 {
                    "localised"
                } else if found.dispersion[at] > 0.0 {
                    "dispersed"
                } else {
                    "as_chance_has_it"
                }),
            ]);
        }
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    groups.rows = rows.into_iter().map(|it| it.1).collect();
    [groups, curves]
}

/// M of the largest groups of establishments with coordinates, at some distances up to `within` km,
/// with the envelope of random labelling. Establishments count alike, or by what they employ; those of
/// which that is not said are then left out and counted.
pub fn m(
    all: &Establishments,
    definitions: &Definitions,
    by: WeighBy,
    within: f64,
    most: usize,
    draws: Draws,
) -> MeasureTable {
    let mut it = MeasureTable {
        measure: Measure::MarconPuechM,
        columns: M,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    let of = match located(all, definitions, by) {
        Ok(of) => of,
        Err(why) => {
            it.facts.push(("absent_because", Datum::Because(why)));
            return it;
        }
    };
    it.facts = facts(&of, draws);
    let mut largest: Vec<usize> =
        (0..of.groups.len()).filter(|it| of.groups[*it].len() > 1).collect();
    largest.sort_by_key(|it| (std::cmp::Reverse(of.groups[*it].len()), *it));
    if largest.len() > most {
        it.facts.push(("groups_in_all", Datum::Count(largest.len() as u64)));
        largest.truncate(most);
    }
    let options = MarconPuechOptions {
        distances: KM.into_iter().filter(|it| *it <= within).collect(),
        simulations: draws.permutations,
        level: LEVEL,
        seed: draws.seed,
    };
    for group in largest {
        let sector = &of.groups[group];
        let name = Datum::Group(group as u32);
        let plants = Datum::Count(sector.len() as u64);
        match marcon_puech_m(&of.map.points, of.weights.as_deref(), sector, &options) {
            Err(why) => it.rows.push(vec![
                name,
                Datum::Empty,
                Datum::Because(reason(&why)),
                Datum::Empty,
                Datum::Empty,
                plants,
                Datum::Empty,
                Datum::Empty,
            ]),
            Ok(found) => {
                for (at, km) in found.distances.iter().enumerate() {
                    let envelope = found.envelope[at];
                    it.rows.push(vec![
                        name,
                        Datum::Number(*km),
                        found.m[at].into(),
                        envelope.map(|it| it.0).into(),
                        envelope.map(|it| it.1).into(),
                        plants,
                        Datum::Count(u64::from(found.with_neighbours[at])),
                        standing(found.m[at], envelope),
                    ]);
                }
            }
        }
    }
    it
}

/// Whether M lies beyond its envelope; nothing where either is not known.
fn standing(m: Option<f64>, envelope: Option<(f64, f64)>) -> Datum {
    m.zip(envelope).map_or(Datum::Empty, |(m, (low, high))| {
        Datum::Word(if m > high {
            "concentrated"
        } else if m < low {
            "dispersed"
        } else {
            "as_chance_has_it"
        })
    })
}
