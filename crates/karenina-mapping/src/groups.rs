//! Employment of groups in regions, beside the nation, with what is not published.

use karenina_model::{Code, Place, Problem};
use karenina_stats::location_quotient;
use rayon::prelude::*;

use crate::{
    Base, Cell, Comparison, Definitions, Kind, Statistics, Strength,
    bounds::{RegionSums, Tree},
    strength,
};

/// A group in a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Place in [`Statistics::regions`].
    pub region: u32,
    /// Place in [`Definitions::groups`].
    pub group: u32,
    /// Employment as published: the sum of the group's published cells.
    pub employment: f64,
    /// The least and the most that it can be, given the totals above what is not published.
    pub employment_bounds: (f64, f64),
    /// Establishments as published.
    pub establishments: f64,
    /// The least and the most that there can be.
    pub establishments_bounds: (f64, f64),
    /// The quotient of the published figures; `None` where the base is empty or not published.
    pub location_quotient: Option<f64>,
    /// Bounds of the quotient. They hold whatever the cells left out contain, and are wider than
    /// need be: region and nation are taken at their ends apart from each other.
    pub location_quotient_bounds: (f64, f64),
    /// The rung by the published figures.
    pub strength: Option<Strength>,
    /// The rungs that the least and the most would reach beside the same other regions.
    pub strength_bounds: (Option<Strength>, Option<Strength>),
}

/// What was found.
#[derive(Debug)]
pub struct Mapped {
    /// Groups in regions where any employment is or may be, by region and group.
    pub found: Vec<Found>,
    /// For each region, the part of its traded employment that stands in strong groups, as
    /// published; `None` where nothing traded is published.
    pub cluster_strength: Vec<Option<f64>>,
    /// For each region everything that is employed there, at the least and at the most; `None` where
    /// the row for it is withheld.
    pub totals: Vec<Option<(f64, f64)>>,
    /// What is wrong with table or definitions.
    pub problems: Vec<Problem>,
}

/// Finds groups of activities in regions.
///
/// The quotient is LQ = (`e_rc` / `e_r`) / (`e_c` / e). With [`Base::Traded`] `e_r` and e are the
/// employment of groups of the same kind, with [`Base::Total`] all employment as published for the
/// region. The nation is the sum of the regions of the table. The ladder of strength is climbed by
/// traded groups only, or by all where no kinds are said, each beside the same group in all regions
/// in which it is found.
pub fn map(statistics: &Statistics, definitions: &Definitions, base: Base, file: &str) -> Mapped {
    let n_groups = definitions.groups.len();
    let n_regions = statistics.regions.len();
    let of_group = Tree::new(statistics, n_groups as u32, |code| definitions.group(code));
    let of_kind = Tree::new(statistics, N_KINDS as u32, |code| {
        Some(kind_at(*definitions.groups.get_index(definitions.group(code)? as usize)?.1))
    });
    let figures: [fn(&Cell) -> Option<f64>; 2] = [|it| it.employment, |it| it.establishments];
    // A table without a row for everything: everything is then the sum of its finest codes.
    let any_total = statistics.activities.iter().any(|it| statistics.classification.is_total(it));
    let regions: Vec<Region> = (0..n_regions as u32)
        .into_par_iter()
        .map(|region| {
            let cells = statistics.of_region(region);
            let total = cells
                .iter()
                .find(|it| {
                    let code = &statistics.activities[it.activity as usize];
                    statistics.classification.is_total(code)
                })
                .and_then(|it| it.employment)
                .map(|it| (it, it, it));
            let employment = of_group.of_region(cells, figures[0]);
            let total = if any_total { total } else { Some(employment.in_all()) };
            Region {
                employment,
                establishments: of_group.of_region(cells, figures[1]),
                kinds: of_kind.of_region(cells, figures[0]),
                total,
            }
        })
        .collect();
    let bases = Bases::new(&regions, base, n_groups);
    let mut found: Vec<Found> = (0..n_regions)
        .into_par_iter()
        .flat_map_iter(|region| {
            let (of, bases) = (&regions[region], &bases);
            (0..n_groups).filter_map(move |group| {
                let kind = kind_at(*definitions.groups.get_index(group)?.1);
                let employment_bounds = of.employment.bounds[group];
                (employment_bounds.1 > 0.0).then(|| Found {
                    region: region as u32,
                    group: group as u32,
                    employment: of.employment.published[group],
                    employment_bounds,
                    establishments: of.establishments.published[group],
                    establishments_bounds: of.establishments.bounds[group],
                    location_quotient: bases.quotient(of, group, kind),
                    location_quotient_bounds: bases.quotient_bounds(of, group, kind),
                    strength: None,
                    strength_bounds: (None, None),
                })
            })
        })
        .collect();
    climb(&mut found, definitions);
    let cluster_strength = cluster_strength(&found, &regions);
    let problems = problems(statistics, definitions, &of_group, &regions, file);
    let totals = regions.iter().map(|it| it.total.map(|it| (it.1, it.2))).collect();
    Mapped { found, cluster_strength, totals, problems }
}

struct Region {
    employment: RegionSums,
    establishments: RegionSums,
    kinds: RegionSums,
    /// Everything: as published, least, most; `None` where the row for it is withheld.
    total: Option<(f64, f64, f64)>,
}

/// Traded, local, and groups of which it is not said.
const N_KINDS: usize = 3;

fn kind_at(kind: Option<Kind>) -> u32 {
    match kind {
        Some(Kind::Traded) => 0,
        Some(Kind::Local) => 1,
        None => 2,
    }
}

/// What regions and nation are compared by.
struct Bases {
    base: Base,
    /// Of each group everywhere: published, least, most.
    groups: Vec<(f64, f64, f64)>,
    /// Of each kind everywhere.
    kinds: Vec<(f64, f64, f64)>,
    /// Everything everywhere; `None` where a region does not publish it.
    total: Option<(f64, f64, f64)>,
}

impl Bases {
    fn new(regions: &[Region], base: Base, n_groups: usize) -> Self {
        let sums = |of: fn(&Region) -> &RegionSums, n: usize| {
            (0..n)
                .map(|at| {
                    regions.iter().map(of).fold((0.0, 0.0, 0.0), |sum, it| {
                        let (low, high) = it.bounds[at];
                        (sum.0 + it.published[at], sum.1 + low, sum.2 + high)
                    })
                })
                .collect()
        };
        Self {
            base,
            groups: sums(|it| &it.employment, n_groups),
            kinds: sums(|it| &it.kinds, N_KINDS),
            total: regions.iter().map(|it| it.total).try_fold((0.0, 0.0, 0.0), |sum, it| {
                it.map(|it| (sum.0 + it.0, sum.1 + it.1, sum.2 + it.2))
            }),
        }
    }

    fn quotient(&self, of: &Region, group: usize, kind: u32) -> Option<f64> {
        let (region, all) = match self.base {
            Base::Total => (of.total?.0, self.total?.0),
            Base::Traded => (of.kinds.published[kind as usize], self.kinds[kind as usize].0),
        };
        location_quotient(of.employment.published[group], region, self.groups[group].0, all)
    }

    fn quotient_bounds(&self, of: &Region, group: usize, kind: u32) -> (f64, f64) {
        let here = of.employment.bounds[group];
        let (_, least, most) = self.groups[group];
        let (region, all) = match self.base {
            Base::Total => match (of.total, self.total) {
                (Some(region), Some(all)) => ((region.1, region.2), (all.1, all.2)),
                _ => return (0.0, f64::INFINITY),
            },
            Base::Traded => {
                let (_, low, high) = self.kinds[kind as usize];
                (of.kinds.bounds[kind as usize], (low, high))
            }
        };
        let (low, high) = share_bounds(here, region);
        let (all_low, all_high) = share_bounds((least, most), all);
        let over = |share: f64, whole: f64| if whole > 0.0 { share / whole } else { f64::INFINITY };
        (if all_high > 0.0 { low / all_high } else { 0.0 }, over(high, all_low))
    }
}

/// The ends of part / whole where the part is within the whole: at the least the whole has all else
/// that it can have, at the most only what it must.
fn share_bounds(part: (f64, f64), whole: (f64, f64)) -> (f64, f64) {
    let low = if part.0 > 0.0 && whole.1.is_finite() { part.0 / whole.1 } else { 0.0 };
    let high = match part.1 {
        0.0 => 0.0,
        most if most < whole.0 => most / whole.0,
        _ => 1.0,
    };
    (low, high)
}

/// Sets each group on its rung beside the same group elsewhere.
fn climb(found: &mut [Found], definitions: &Definitions) {
    let n_groups = definitions.groups.len();
    let mut regions: Vec<Vec<(f64, f64, f64)>> = vec![Vec::new(); n_groups];
    for it in found.iter().filter(|it| it.employment > 0.0) {
        // A quotient without meaning counts as none, as in the project's program.
        let quotient = it.location_quotient.unwrap_or(0.0);
        regions[it.group as usize].push((it.employment, it.establishments, quotient));
    }
    let comparisons: Vec<Option<Comparison>> =
        regions.par_iter().map(|it| Comparison::of(it)).collect();
    let any_kind = definitions.groups.values().any(Option::is_some);
    found.par_iter_mut().for_each(|it| {
        let kind = definitions.groups.get_index(it.group as usize).and_then(|(_, kind)| *kind);
        let (Some(beside), true) =
            (&comparisons[it.group as usize], kind == Some(Kind::Traded) || !any_kind)
        else {
            return;
        };
        it.strength = it
            .location_quotient
            .and_then(|lq| strength(it.employment, it.establishments, lq, beside));
        it.strength_bounds = (
            strength(
                it.employment_bounds.0,
                it.establishments_bounds.0,
                it.location_quotient_bounds.0,
                beside,
            ),
            strength(
                it.employment_bounds.1,
                it.establishments_bounds.1,
                it.location_quotient_bounds.1,
                beside,
            ),
        );
    });
}

fn cluster_strength(found: &[Found], regions: &[Region]) -> Vec<Option<f64>> {
    let mut strong = vec![0.0; regions.len()];
    for it in found.iter().filter(|it| it.strength >= Some(Strength::Strong)) {
        strong[it.region as usize] += it.employment;
    }
    regions
        .iter()
        .zip(strong)
        .map(|(of, strong)| {
            let traded = of.kinds.published[0];
            (traded > 0.0).then(|| strong / traded)
        })
        .collect()
}

/// Codes that have no group, groups without data, totals that are not the sum of their parts.
fn problems(
    statistics: &Statistics,
    definitions: &Definitions,
    tree: &Tree,
    regions: &[Region],
    file: &str,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let place = || Place::file(file);
    let list = |codes: &[&str]| crate::read::list(codes.iter().copied());
    let ungrouped: Vec<&str> = statistics
        .activities
        .iter()
        .zip(statistics.finest())
        .filter(|(it, finest)| *finest && definitions.group(it).is_none())
        .map(|(it, _)| it.as_str())
        .collect();
    if !ungrouped.is_empty() {
        let employment: f64 = regions.iter().filter_map(|it| it.employment.published.last()).sum();
        problems.push(
            Problem::new(Code::ActivityWithoutGroup, place())
                .with("count", ungrouped.len().to_string())
                .with("codes", list(&ungrouped))
                .with("employment", employment.to_string()),
        );
    }
    let absent: Vec<&str> = definitions
        .of
        .iter()
        .filter(|(code, group)| group.is_some() && !statistics.activities.contains(*code))
        .map(|(code, _)| code.as_str())
        .collect();
    if !absent.is_empty() {
        problems.push(
            Problem::new(Code::GroupCodeWithoutData, place())
                .with("count", absent.len().to_string())
                .with("codes", list(&absent)),
        );
    }
    let (mut rounded, mut first_rounded) = (0_u64, None);
    for (at, of) in regions.iter().enumerate() {
        for (code, rest) in &of.employment.above_total {
            let (region, activity) =
                (&statistics.regions[at], &statistics.activities[*code as usize]);
            let place = statistics
                .of_region(at as u32)
                .iter()
                .find(|it| it.activity == *code)
                .map_or_else(place, |it| Place::line(statistics.file(it), it.line));
            // A total and n parts, each rounded by a half at most.
            if rest.abs() <= tree.n_parts(*code) as f64 / 2.0 + 0.5 {
                rounded += 1;
                first_rounded.get_or_insert((place, rest.to_string()));
                continue;
            }
            problems.push(
                Problem::new(Code::PartsAgainstTotal, place)
                    .with("region", region.as_str())
                    .with("activity", activity.as_str())
                    .with("rest", rest.to_string()),
            );
        }
    }
    if let Some((place, rest)) = first_rounded {
        problems.push(
            Problem::new(Code::PartsRounded, place)
                .with("count", rounded.to_string())
                .with("rest", rest),
        );
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::share_bounds;
    use proptest::prelude::*;

    proptest! {
        /// Any part and rest within their bounds give a share within the bounds.
        #[test]
        fn a_share_lies_within_its_bounds(
            low in 0.0..100.0, more in 0.0..100.0, rest in 0.0..100.0, rest_more in 0.0..100.0,
            a in 0.0..=1.0, b in 0.0..=1.0
        ) {
            let part = low + a * more;
            let others = rest + b * rest_more;
            let whole = (low + rest, low + more + rest + rest_more);
            let bounds = share_bounds((low, low + more), whole);
            if part + others > 0.0 {
                let share = part / (part + others);
                prop_assert!(bounds.0 <= share + 1e-12 && share <= bounds.1 + 1e-12, "{share} {bounds:?}");
            }
        }
    }
}
