//! How sure quotients and indices of complexity are, by resampling.

use karenina_stats::{
    ComplexityLimits, PlantLot, RegionalTable, benjamini_hochberg, complexity_bootstrap,
    location_quotient_bootstrap, standardised_location_quotient::seeded_cut_off,
    standardised_location_quotients,
};
use rustc_hash::FxHashMap;

use super::{Datum, Draws, Grid, Measure, MeasureTable, Reason};
use crate::{Definitions, Establishments, Mapped, Statistics};

const QUOTIENTS: &[&str] = &[
    "region",
    "group",
    "location_quotient",
    "interval_low",
    "interval_high",
    "plants",
    "p",
    "p_adjusted",
    "kept",
];

const STANDARDISED: &[&str] = &[
    "region",
    "group",
    "location_quotient",
    "z",
    "cut_off",
    "cut_off_low",
    "cut_off_high",
    "exceptional",
];

const COMPLEXITY: &[&str] = &[
    "region",
    "group",
    "complexity",
    "complexity_low",
    "complexity_high",
    "rank_low",
    "rank_high",
    "draws_with_index",
];

/// Of intervals, and of false discoveries what is left of one.
const LEVEL: f64 = 0.95;

fn table(measure: Measure, columns: &'static [&'static str], draws: Draws) -> MeasureTable {
    let facts = vec![
        ("level", Datum::Number(LEVEL)),
        ("permutations", Datum::Count(u64::from(draws.permutations))),
        ("seed", Datum::Count(draws.seed)),
    ];
    MeasureTable { measure, columns, rows: Vec::new(), facts }
}

/// Quotients beside all groups, with the interval and the significance that drawing plants anew
/// gives. Where establishments are given one by one, and of each it is known how many it employs,
/// they are drawn with their employment; else the published numbers of establishments are drawn and
/// the quotient is of these. Which of both it was is a fact of the table.
pub fn bootstrapped_lq(
    statistics: &Statistics,
    definitions: &Definitions,
    mapped: &Mapped,
    plants: Option<&Establishments>,
    draws: Draws,
) -> MeasureTable {
    let mut it = table(Measure::BootstrappedLq, QUOTIENTS, draws);
    let sized = plants.and_then(|all| lots_of_plants(all, statistics, definitions));
    let made_from = if sized.is_some() { "employment" } else { "plants" };
    it.facts.push(("made_from", Datum::Word(made_from)));
    let counted = || {
        let lot = |of: &crate::Found| PlantLot {
            region: of.region,
            activity: of.group,
            size: 1.0,
            plants: of.establishments as u32,
        };
        mapped.found.iter().map(lot).collect()
    };
    let lots = sized.unwrap_or_else(counted);
    let found = location_quotient_bootstrap(
        &lots,
        statistics.regions.len(),
        definitions.groups.len(),
        draws.permutations as usize,
        LEVEL,
        draws.seed,
    );
    let found = match found {
        Ok(found) => found,
        Err(why) => {
            it.facts.push(("absent_because", Datum::Because(Reason::Kernel(why))));
            return it;
        }
    };
    let mut number: FxHashMap<(u32, u32), u64> = FxHashMap::default();
    for lot in &lots {
        *number.entry((lot.region, lot.activity)).or_default() += u64::from(lot.plants);
    }
    let p: Vec<f64> = found.iter().map(|it| it.p_above).collect();
    let adjusted = benjamini_hochberg(&p).unwrap_or_default();
    let mut rows: Vec<(f64, f64, Vec<Datum>)> = found
        .iter()
        .zip(adjusted)
        .map(|(of, adjusted)| {
            let plants = number.get(&(of.region, of.activity)).copied().unwrap_or(0);
            let row = vec![
                Datum::Region(of.region),
                Datum::Group(of.activity),
                of.quotient.into(),
                of.interval.map(|it| it.0).into(),
                of.interval.map(|it| it.1).into(),
                Datum::Count(plants),
                Datum::Number(of.p_above),
                Datum::Number(adjusted),
                Datum::Word(if adjusted <= 1.0 - LEVEL { "yes" } else { "no" }),
            ];
            (adjusted, of.interval.map_or(0.0, |it| it.0), row)
        })
        .collect();
    // Those most certain to be far above 1 first.
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    it.rows = rows.into_iter().map(|it| it.2).collect();
    it
}

/// Plants of one size together; `None` where the size of one is not said, or where the regions of the
/// table are other than those of the plants.
fn lots_of_plants(
    all: &Establishments,
    statistics: &Statistics,
    definitions: &Definitions,
) -> Option<Vec<PlantLot>> {
    let group: Vec<Option<u32>> = all.activities.iter().map(|it| definitions.group(it)).collect();
    let region: Vec<u32> = all
        .regions
        .iter()
        .map(|it| statistics.regions.get_index_of(it).map(|it| it as u32))
        .collect::<Option<_>>()?;
    let mut lots: FxHashMap<(u32, u32, u64), u32> = FxHashMap::default();
    for (at, activity) in all.activity.iter().enumerate() {
        let (Some(here), Some(group)) = (all.region[at], group[*activity as usize]) else {
            continue;
        };
        let size = all.figures[0].get(at).copied().flatten()?;
        *lots.entry((region[here as usize], group, size.to_bits())).or_default() += 1;
    }
    // The kernel puts them in order.
    let lot = |((region, activity, size), plants)| PlantLot {
        region,
        activity,
        size: f64::from_bits(size),
        plants,
    };
    Some(lots.into_iter().map(lot).collect())
}

/// Quotients of each group as distances from the mean of their logarithms over regions, beside the
/// cut-off above which one region in twenty lies, with the interval that drawing regions anew gives
/// it. Quotients by published figures; a region without the group has none.
pub fn standardised_lq(mapped: &Mapped, definitions: &Definitions, draws: Draws) -> MeasureTable {
    let mut it = table(Measure::StandardisedLq, STANDARDISED, draws);
    let mut of_group: Vec<Vec<(u32, f64)>> = vec![Vec::new(); definitions.groups.len()];
    for found in &mapped.found {
        if let Some(quotient) = found.location_quotient.filter(|it| *it > 0.0) {
            of_group[found.group as usize].push((found.region, quotient));
        }
    }
    let (mut rows, mut without) = (Vec::new(), 0_u64);
    for (group, regions) in of_group.iter().enumerate() {
        let quotients: Vec<Option<f64>> = regions.iter().map(|it| Some(it.1)).collect();
        let Ok(found) = standardised_location_quotients(&quotients, true) else {
            // Fewer than three regions, or all alike.
            without += u64::from(!regions.is_empty());
            continue;
        };
        let z: Vec<f64> = found.z.iter().flatten().copied().collect();
        let draws = (draws.permutations as usize, draws.seed, group as u64);
        let cut = seeded_cut_off(&z, LEVEL, draws.0, draws.1, draws.2).ok();
        for ((region, quotient), z) in regions.iter().zip(z) {
            let beyond = match cut {
                None => Datum::Empty,
                Some((_, (_, high))) if z > high => Datum::Word("yes"),
                Some((_, (low, _))) if z < low => Datum::Word("no"),
                // Another sample of regions would have put the cut-off on the other side.
                Some(_) => Datum::Word("not_certain"),
            };
            let row = vec![
                Datum::Region(*region),
                Datum::Group(group as u32),
                Datum::Number(*quotient),
                Datum::Number(z),
                cut.map(|it| it.0).into(),
                cut.map(|it| it.1.0).into(),
                cut.map(|it| it.1.1).into(),
                beyond,
            ];
            rows.push((z - cut.map_or(f64::INFINITY, |it| it.1.1), row));
        }
    }
    it.facts.push(("groups_of_few_regions", Datum::Count(without)));
    if rows.is_empty() {
        let few = Reason::Kernel(karenina_stats::NoValue::TooFew);
        it.facts.push(("absent_because", Datum::Because(few)));
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    it.rows = rows.into_iter().map(|it| it.1).collect();
    it
}

/// Indices of complexity of numbers of establishments with the intervals that drawing these anew
/// gives. Of establishments, since people of one plant are not drawn apart from each other: intervals
/// from employment would be far too narrow.
pub fn complexity_intervals(grid: &Grid, mapped: &Mapped, draws: Draws) -> MeasureTable {
    let mut it = table(Measure::ComplexityIntervals, COMPLEXITY, draws);
    it.facts.push(("made_from", Datum::Word("plants")));
    let mut plants = vec![0.0; grid.n_regions * grid.n_groups];
    for found in &mapped.found {
        plants[found.region as usize * grid.n_groups + found.group as usize] = found.establishments;
    }
    let found = RegionalTable::new(&plants, grid.n_regions, grid.n_groups).and_then(|counts| {
        let limits = ComplexityLimits::default();
        let draws = (draws.permutations as usize, draws.seed);
        complexity_bootstrap(&counts, 1.0, &limits, draws.0, LEVEL, draws.1)
    });
    let found = match found {
        Ok(found) => found,
        Err(why) => {
            it.facts.push(("absent_because", Datum::Because(Reason::Kernel(why))));
            return it;
        }
    };
    it.facts.extend([
        ("draws_without_index", Datum::Count(found.without_index as u64)),
        ("draws_disconnected", Datum::Count(found.disconnected as u64)),
        ("draws_turned", Datum::Count(found.turned as u64)),
    ]);
    let ends = |it: Option<(f64, f64)>| [it.map(|it| it.0).into(), it.map(|it| it.1).into()];
    let order = |values: &[Option<f64>]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        let key = |at: usize| values[at].unwrap_or(f64::NEG_INFINITY);
        order.sort_by(|a, b| key(*b).total_cmp(&key(*a)).then(a.cmp(b)));
        order
    };
    for at in order(&found.observed.regions) {
        let [low, high] = ends(found.regions[at]);
        let [rank_low, rank_high] = ends(found.ranks[at]);
        it.rows.push(vec![
            Datum::Region(at as u32),
            Datum::Empty,
            found.observed.regions[at].into(),
            low,
            high,
            rank_low,
            rank_high,
            Datum::Count(u64::from(found.region_draws[at])),
        ]);
    }
    for at in order(&found.observed.activities) {
        let [low, high] = ends(found.activities[at]);
        it.rows.push(vec![
            Datum::Empty,
            Datum::Group(at as u32),
            found.observed.activities[at].into(),
            low,
            high,
            Datum::Empty,
            Datum::Empty,
            Datum::Empty,
        ]);
    }
    it
}
