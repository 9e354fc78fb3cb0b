//! Economic complexity of regions and groups, and how related a group is to what a region has.

use karenina_stats::{
    ComplexityLimits, ComplexityStanding, OwnProximity, Presence, RegionalTable,
    economic_complexity, economic_fitness, proximity, relatedness_density,
};

use super::{Datum, Grid, Measure, MeasureTable, Reason};
use crate::Mapped;

const COLUMNS: &[&str] = &["region", "group", "complexity", "breadth", "fitness", "few"];

const RELATED: &[&str] = &["region", "group", "location_quotient", "relatedness_density"];

/// Rows of relatedness that are written: beyond, the most related.
const ROWS: usize = 100_000;

/// ECI of regions and PCI of groups by published quotients of 1 and more, with fitness beside them
/// and what makes them doubtful.
pub fn complexity(grid: &Grid, mapped: &Mapped) -> MeasureTable {
    let mut it = MeasureTable {
        measure: Measure::Complexity,
        columns: COLUMNS,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    it.facts.push(("open_cells", Datum::Count(open(mapped))));
    let presence = match presence(grid) {
        Ok(presence) => presence,
        Err(why) => {
            it.facts.push(("absent_because", Datum::Because(why)));
            return it;
        }
    };
    let limits = ComplexityLimits::default();
    let found = match economic_complexity(&presence, &limits) {
        Ok(found) => found,
        Err(why) => {
            it.facts.push(("absent_because", Datum::Because(Reason::Kernel(why))));
            return it;
        }
    };
    let fitness = economic_fitness(&presence, 1_000, 1e-9).ok().filter(|it| it.converged);
    let standing = match &found.standing {
        ComplexityStanding::Sound => "sound",
        ComplexityStanding::NearlyTied => "nearly_tied",
        ComplexityStanding::Disconnected(_) => "disconnected",
    };
    it.facts.push(("standing", Datum::Word(standing)));
    it.facts.push(("second_eigenvalue", Datum::Number(found.second_eigenvalue)));
    it.facts.push(("third_eigenvalue", found.third_eigenvalue.into()));
    it.facts.push(("diversity_correlation", Datum::Number(found.diversity_correlation)));
    it.facts.push(("sign", Datum::Word(if found.sign_is_open { "open" } else { "certain" })));
    let of = |values: &Option<karenina_stats::EconomicFitness>, region: bool, at: usize| {
        let values = values.as_ref()?;
        if region { values.regions[at] } else { values.activities[at] }
    };
    let mut regions: Vec<usize> = (0..grid.n_regions).collect();
    let by = |values: &[Option<f64>]| {
        let values = values.to_vec();
        move |a: &usize, b: &usize| {
            let key = |at: usize| values[at].unwrap_or(f64::NEG_INFINITY);
            key(*b).total_cmp(&key(*a)).then(a.cmp(b))
        }
    };
    regions.sort_by(by(&found.regions));
    for at in regions {
        let few = found.small_regions.contains(&at);
        it.rows.push(vec![
            Datum::Region(at as u32),
            Datum::Empty,
            found.regions[at].into(),
            Datum::Count(u64::from(presence.diversity()[at])),
            of(&fitness, true, at).into(),
            if few { Datum::Word("few") } else { Datum::Empty },
        ]);
    }
    let mut groups: Vec<usize> = (0..grid.n_groups).collect();
    groups.sort_by(by(&found.activities));
    for at in groups {
        it.rows.push(vec![
            Datum::Empty,
            Datum::Group(at as u32),
            found.activities[at].into(),
            Datum::Count(u64::from(presence.ubiquity()[at])),
            of(&fitness, false, at).into(),
            Datum::Empty,
        ]);
    }
    it
}

/// Of groups that a region does not have (quotient below 1): the part of what they are near to that
/// the region has. The most related first.
pub fn relatedness(grid: &Grid) -> MeasureTable {
    let mut it = MeasureTable {
        measure: Measure::Relatedness,
        columns: RELATED,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    let found = presence(grid).and_then(|presence| {
        let near = proximity(&presence);
        let density = relatedness_density(&presence, &near, OwnProximity::LeftOut);
        density.map(|it| (presence, it)).map_err(Reason::Kernel)
    });
    let (presence, density) = match found {
        Ok(found) => found,
        Err(why) => {
            it.facts.push(("absent_because", Datum::Because(why)));
            return it;
        }
    };
    let base = grid.base();
    let total: f64 = base.iter().sum();
    let of_group: Vec<f64> = (0..grid.n_groups).map(|it| grid.group(it).iter().sum()).collect();
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for region in 0..grid.n_regions {
        for group in 0..grid.n_groups {
            if !presence.is_present(region, group)
                && let Some(x) = density.density(region, group)
            {
                all.push((x, region, group));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    if all.len() > ROWS {
        it.facts.push(("pairs_in_all", Datum::Count(all.len() as u64)));
        all.truncate(ROWS);
    }
    for (x, region, group) in all {
        let here = grid.region(region)[group];
        let quotient =
            karenina_stats::location_quotient(here, base[region], of_group[group], total);
        it.rows.push(vec![
            Datum::Region(region as u32),
            Datum::Group(group as u32),
            quotient.into(),
            Datum::Number(x),
        ]);
    }
    it
}

fn presence(grid: &Grid) -> Result<Presence, Reason> {
    let table = RegionalTable::new(&grid.published, grid.n_regions, grid.n_groups)
        .map_err(Reason::Kernel)?;
    Presence::from_quotients(&table, 1.0).map_err(Reason::Kernel)
}

/// Groups in regions of which the bounds leave open whether the quotient reaches 1.
fn open(mapped: &Mapped) -> u64 {
    let is_open = |(low, high): (f64, f64)| low < 1.0 && high >= 1.0;
    mapped.found.iter().filter(|it| is_open(it.location_quotient_bounds)).count() as u64
}
