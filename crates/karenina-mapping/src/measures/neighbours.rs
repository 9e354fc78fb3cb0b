//! Like values near each other: global and local spatial autocorrelation of quotients.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use karenina_stats::spatial::{
    LocalMoranSite, NoAnswer, Quadrant, SpatialWeights, geary_c, getis_ord_g, local_moran, moran_i,
};

use super::{Datum, Grid, Measure, MeasureTable, Reason};
use crate::{Boundaries, Mapped, Statistics};

const GLOBAL: &[&str] = &[
    "group",
    "moran_i",
    "moran_z",
    "moran_p",
    "geary_c",
    "geary_p",
    "getis_ord_g",
    "getis_ord_p",
    "regions",
    "open_regions",
    "absent_because",
];

const LOCAL: &[&str] =
    &["group", "region", "quadrant", "location_quotient", "local_moran", "p", "p_adjusted", "kept"];

const POINTS: &[&str] = &[
    "group",
    "region",
    "location_quotient",
    "standardised_value",
    "spatial_lag",
    "local_moran",
    "quadrant",
    "p",
    "p_adjusted",
    "kept",
    "open",
    "absent_because",
];

/// Rows of points that are held in memory; groups with most regions that stand out come first.
const MOST_POINTS: usize = 500_000;

/// Which regions border on each other: those whose areas share a corner.
#[derive(Debug, Clone)]
pub struct Neighbours {
    of: Vec<Option<Vec<u32>>>,
}

impl Neighbours {
    /// From areas; a region without an area has no neighbours and takes no part.
    pub fn new(statistics: &Statistics, boundaries: &Boundaries) -> Self {
        let mut corners: BTreeMap<(i64, i64), IndexSet<u32>> = BTreeMap::new();
        let mut of: Vec<Option<Vec<u32>>> = vec![None; statistics.regions.len()];
        for area in &boundaries.areas {
            let Some(region) = statistics.regions.get_index_of(&area.code) else { continue };
            of[region] = Some(Vec::new());
            for (x, y) in area.rings.iter().flatten() {
                // A metre or so apart is the same corner; the date line has two sides.
                let x = if *x <= -180.0 { x + 360.0 } else { *x };
                let key = ((x * 1e5).round() as i64, (y * 1e5).round() as i64);
                corners.entry(key).or_default().insert(region as u32);
            }
        }
        for regions in corners.values().filter(|it| it.len() > 1) {
            for one in regions {
                if let Some(neighbours) = &mut of[*one as usize] {
                    neighbours.extend(regions.iter().filter(|it| *it != one));
                }
            }
        }
        for it in of.iter_mut().flatten() {
            it.sort_unstable();
            it.dedup();
        }
        Self { of }
    }

    /// Weights among regions that have a value, and which these are.
    fn weights(&self, values: &[Option<f64>]) -> Result<(SpatialWeights, Vec<usize>), NoAnswer> {
        let taken: Vec<usize> = (0..values.len())
            .filter(|at| values[*at].is_some() && self.of[*at].is_some())
            .collect();
        let mut place = vec![None; values.len()];
        for (at, region) in taken.iter().enumerate() {
            place[*region] = Some(at as u32);
        }
        let rows: Vec<Vec<u32>> = taken
            .iter()
            .map(|it| self.of[*it].iter().flatten().filter_map(|it| place[*it as usize]).collect())
            .collect();
        Ok((SpatialWeights::contiguity(&rows)?.row_standardised(), taken))
    }
}

/// How draws are made.
#[derive(Debug, Clone, Copy)]
pub struct Draws {
    /// How many.
    pub permutations: u32,
    /// Of which stream.
    pub seed: u64,
}

/// Quotients by published figures; a region without the group has 0.
fn quotients(grid: &Grid, mapped: &Mapped) -> Vec<Vec<Option<f64>>> {
    let mut of = vec![vec![Some(0.0); grid.n_regions]; grid.n_groups];
    for it in &mapped.found {
        of[it.group as usize][it.region as usize] = it.location_quotient;
    }
    of
}

/// Moran's I, Geary's C and the general G of the quotients of every group.
pub fn moran(grid: &Grid, mapped: &Mapped, neighbours: &Neighbours, draws: Draws) -> MeasureTable {
    let rows = quotients(grid, mapped)
        .iter()
        .enumerate()
        .map(|(group, values)| {
            let empty = || vec![Datum::Empty; 7];
            let found = neighbours.weights(values).and_then(|(weights, taken)| {
                let x: Vec<f64> = taken.iter().filter_map(|it| values[*it]).collect();
                let Draws { permutations, seed } = draws;
                let moran = moran_i(&x, &weights, permutations, seed)?;
                let geary = geary_c(&x, &weights, permutations, seed)?;
                let g = getis_ord_g(&x, &weights, permutations, seed).ok();
                Ok((moran, geary, g))
            });
            let mut row = vec![Datum::Group(group as u32)];
            let (figures, n, why) = match found {
                Err(why) => (empty(), 0, Datum::Because(reason(&why))),
                Ok((moran, geary, g)) => (
                    vec![
                        Datum::Number(moran.i),
                        moran.randomisation.map(|it| it.z).into(),
                        moran.permutation.map(|it| it.p_two_sided).into(),
                        Datum::Number(geary.c),
                        geary.permutation.map(|it| it.p_two_sided).into(),
                        g.as_ref().map(|it| it.g).into(),
                        g.and_then(|it| it.permutation).map(|it| it.p_two_sided).into(),
                    ],
                    moran.sites as u64,
                    Datum::Empty,
                ),
            };
            row.extend(figures);
            row.push(Datum::Count(n));
            row.push(Datum::Count(grid.open_of_group(group)));
            row.push(why);
            row
        })
        .collect();
    MeasureTable { measure: Measure::Moran, columns: GLOBAL, rows, facts: facts(draws) }
}

/// Local Moran statistics: regions that stand out at 5 % before correction, and whether they are
/// kept when at most 5 % of what is kept may be false; and every region with its value and that of
/// its neighbours, of which a Moran scatter plot and a cluster map are made.
pub fn lisa(
    grid: &Grid,
    mapped: &Mapped,
    neighbours: &Neighbours,
    draws: Draws,
) -> [MeasureTable; 2] {
    let mut rows = Vec::new();
    let mut points: Vec<OfGroup> = Vec::new();
    let mut islands = 0;
    let most = MOST_POINTS / grid.n_regions.max(1);
    let mut n_groups = 0;
    let mut smallest = None;
    for (group, values) in quotients(grid, mapped).iter().enumerate() {
        let found = neighbours.weights(values).and_then(|(weights, taken)| {
            let x: Vec<f64> = taken.iter().filter_map(|it| values[*it]).collect();
            Ok((local_moran(&x, &weights, draws.permutations, draws.seed)?, taken))
        });
        let Ok((found, taken)) = found else { continue };
        n_groups += 1;
        smallest = Some(found.smallest_possible_p);
        islands = islands.max(found.sites.iter().filter(|it| it.is_none()).count() as u64);
        for (site, region) in found.sites.iter().zip(&taken) {
            let Some(site) = site.filter(|it| it.p <= 0.05) else { continue };
            rows.push(vec![
                Datum::Group(group as u32),
                Datum::Region(*region as u32),
                Datum::Word(quadrant(site.quadrant)),
                values[*region].into(),
                Datum::Number(site.i),
                Datum::Number(site.p),
                Datum::Number(site.p_adjusted),
                yes(site.p_adjusted <= 0.05),
            ]);
        }
        let kept = found.sites.iter().flatten().filter(|it| it.p_adjusted <= 0.05).count();
        points.push(OfGroup { group, kept, sites: found.sites, taken, values: values.clone() });
        if points.len() > most.max(1) {
            // The one that has least to show, the last of several.
            let least =
                points.iter().enumerate().min_by_key(|(at, it)| (it.kept, std::cmp::Reverse(*at)));
            if let Some((at, _)) = least {
                points.remove(at);
            }
        }
    }
    let mut about = facts(draws);
    about.push(("islands", Datum::Count(islands)));
    about.push(("smallest_possible_p", smallest.into()));
    let mut about_points = about.clone();
    if points.len() < n_groups {
        about_points.push(("groups_in_all", Datum::Count(n_groups as u64)));
    }
    let of_points = points.iter().flat_map(|it| it.rows(grid, neighbours)).collect();
    [
        MeasureTable { measure: Measure::Lisa, columns: LOCAL, rows, facts: about },
        MeasureTable {
            measure: Measure::LisaPoints,
            columns: POINTS,
            rows: of_points,
            facts: about_points,
        },
    ]
}

/// Local statistics of a group.
struct OfGroup {
    group: usize,
    kept: usize,
    sites: Vec<Option<LocalMoranSite>>,
    taken: Vec<usize>,
    values: Vec<Option<f64>>,
}

impl OfGroup {
    /// A row a region, also where it takes no part.
    fn rows(&self, grid: &Grid, neighbours: &Neighbours) -> Vec<Vec<Datum>> {
        let mut of: Vec<Option<&Option<LocalMoranSite>>> = vec![None; grid.n_regions];
        for (site, region) in self.sites.iter().zip(&self.taken) {
            of[*region] = Some(site);
        }
        let row = |(region, site): (usize, Option<&Option<LocalMoranSite>>)| {
            let value: Datum = self.values[region].into();
            let mut row =
                vec![Datum::Group(self.group as u32), Datum::Region(region as u32), value];
            let at = region * grid.n_groups + self.group;
            let open = yes(grid.open[at]);
            let Some(Some(site)) = site else {
                row.resize(POINTS.len() - 2, Datum::Empty);
                row.push(open);
                row.push(match site {
                    Some(_) => Datum::Because(Reason::NoNeighbours),
                    None if neighbours.of[region].is_none() => Datum::Word("no_area"),
                    None => Datum::Because(Reason::Withheld),
                });
                return row;
            };
            row.extend([
                Datum::Number(site.z),
                Datum::Number(site.lag),
                Datum::Number(site.i),
                Datum::Word(quadrant(site.quadrant)),
                Datum::Number(site.p),
                Datum::Number(site.p_adjusted),
                yes(site.p_adjusted <= 0.05),
                open,
                Datum::Empty,
            ]);
            row
        };
        of.into_iter().enumerate().map(row).collect()
    }
}

fn yes(it: bool) -> Datum {
    Datum::Word(if it { "yes" } else { "no" })
}

fn quadrant(it: Quadrant) -> &'static str {
    match it {
        Quadrant::HighHigh => "high_high",
        Quadrant::LowHigh => "low_high",
        Quadrant::LowLow => "low_low",
        Quadrant::HighLow => "high_low",
    }
}

fn facts(draws: Draws) -> Vec<(&'static str, Datum)> {
    vec![
        ("permutations", Datum::Count(u64::from(draws.permutations))),
        ("seed", Datum::Count(draws.seed)),
    ]
}

pub(super) fn reason(why: &NoAnswer) -> Reason {
    match why {
        NoAnswer::Constant | NoAnswer::AllZero | NoAnswer::OnePlace => Reason::Alike,
        NoAnswer::NoNeighbours => Reason::NoNeighbours,
        NoAnswer::BeyondHemisphere => Reason::TooFarApart,
        _ => Reason::TooFew,
    }
}

#[cfg(test)]
mod tests {
    use super::Neighbours;
    use crate::{Area, Boundaries, Classification, Statistics};

    #[test]
    fn areas_that_share_a_corner_are_neighbours() {
        let square = |code: &str, x: f64, y: f64| Area {
            code: code.to_owned(),
            name: None,
            rings: vec![vec![(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0), (x, y)]],
        };
        let mut statistics = Statistics::empty(Classification::Flat);
        statistics.regions = ["a", "b", "c", "d"].map(str::to_owned).into_iter().collect();
        let areas = vec![square("a", 0.0, 0.0), square("b", 1.0, 1.0), square("c", 5.0, 0.0)];
        let it = Neighbours::new(&statistics, &Boundaries { file: String::new(), areas });
        assert_eq!(it.of, [Some(vec![1]), Some(vec![0]), Some(vec![]), None]);
    }
}
