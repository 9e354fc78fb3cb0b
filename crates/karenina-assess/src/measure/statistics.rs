//! What regional statistics say of the cluster's activities.

use karenina_model::{Absence, Interval, TableId};

use super::Measured;
use crate::{
    context::{Context, cell, words},
    finding::Evidence,
};

/// Region `*` is the nation, activity `*` the total.
const ALL: &str = "*";

/// How far a region exceeds the nation in the cluster's activities.
///
/// For quantities that add up (employees, revenue, exports) it is the location quotient
/// `(e_rc / e_r) / (e_c / e)`: the activities' share in the region over their share in the nation.
/// R&D intensity is itself a ratio, so it is set beside the national one directly, which needs
/// the figure of a single activity.
pub(super) fn mapped(context: &Context<'_>, cluster: u32, column: usize) -> Measured {
    let Some((region, activities)) = core(context, cluster) else {
        return Measured::absent(Absence::NotSaid);
    };
    let mut evidence = Vec::new();
    let figure = |region: &str, activity: &str, evidence: &mut Vec<Evidence>| {
        let table = context.dataset.table(TableId::REGION_ACTIVITY);
        let row = *context.statistics(region, activity).first()?;
        evidence.push(cell(TableId::REGION_ACTIVITY, row, column));
        Some(table.number(row, column).or_absence())
    };
    let sum = |region: &str, evidence: &mut Vec<Evidence>| -> Result<Interval, Absence> {
        let mut sum = Interval::exactly(0);
        for activity in &activities {
            sum = sum.plus(figure(region, activity, evidence).unwrap_or(Err(Absence::NotSaid))?);
        }
        Ok(sum)
    };
    let is_ratio = TableId::REGION_ACTIVITY.schema().columns[column].name == "rd_intensity";
    let ends: Result<[Interval; 4], Absence> = (|| {
        let one = Interval::exactly(1);
        let here = sum(region, &mut evidence)?;
        let nation = sum(ALL, &mut evidence)?;
        if is_ratio {
            return match activities.len() {
                1 => Ok([here, one, nation, one]),
                n => Err(Absence::PartsMissing { missing: n as u64, of: n as u64 }),
            };
        }
        let all_here = figure(region, ALL, &mut evidence).unwrap_or(Err(Absence::NotSaid))?;
        let all = figure(ALL, ALL, &mut evidence).unwrap_or(Err(Absence::NotSaid))?;
        Ok([here, all_here, nation, all])
    })();
    let [here, all_here, nation, all] = match ends {
        Ok(it) => it,
        Err(why) => return Measured::because(why, evidence),
    };
    if all_here.low() <= 0.0 || nation.low() <= 0.0 || here.low() < 0.0 || all.low() <= 0.0 {
        return Measured::because(Absence::NothingToCount, evidence);
    }
    let quotient = |here, all_here, nation, all| {
        karenina_stats::location_quotient(here, all_here, nation, all)
    };
    let low = quotient(here.low(), all_here.high(), nation.high(), all.low());
    let high = quotient(here.high(), all_here.low(), nation.low(), all.high());
    let value = low.zip(high).and_then(|(low, high)| Interval::new(low, high));
    Measured::known(value, true, evidence)
}

/// The place of the cluster's activities, taken together, among all activities that the statistics
/// list for the region or for the nation, by the location quotient: 1 where the region exceeds the
/// nation in nothing as much.
///
/// Totals are the same for all of them and fall out: `e_rc / e_c` is compared. An activity of which
/// the statistics do not say enough may stand above, and widens the place. Activities that contain
/// each other are all counted: the statistics should list one level.
pub(super) fn rank(context: &Context<'_>, cluster: u32, column: usize) -> Measured {
    let Some((region, activities)) = core(context, cluster) else {
        return Measured::absent(Absence::NotSaid);
    };
    let table = context.dataset.table(TableId::REGION_ACTIVITY);
    let figure = |region: &str, activity: &str| {
        let row = *context.statistics(region, activity).first()?;
        Some((row, table.number(row, column).or_absence()))
    };
    let mut evidence = Vec::new();
    let mut sum = |region: &str| -> Result<Interval, Absence> {
        let mut sum = Interval::exactly(0);
        for activity in &activities {
            let (row, it) = figure(region, activity).ok_or(Absence::NotSaid)?;
            evidence.push(cell(TableId::REGION_ACTIVITY, row, column));
            sum = sum.plus(it?);
        }
        Ok(sum)
    };
    let (here, nation) = match sum(region).and_then(|here| Ok((here, sum(ALL)?))) {
        Ok(both) => both,
        Err(why) => return Measured::because(why, evidence),
    };
    let is_ratio = TableId::REGION_ACTIVITY.schema().columns[column].name == "rd_intensity";
    if is_ratio && activities.len() > 1 {
        let n = activities.len() as u64;
        return Measured::because(Absence::PartsMissing { missing: n, of: n }, evidence);
    }
    // Nothing over nothing has no place.
    let over = |(here, nation): (Interval, Interval)| {
        let high = if here.high() <= 0.0 {
            0.0
        } else if nation.low() > 0.0 {
            here.high() / nation.low()
        } else {
            f64::INFINITY
        };
        let low = if nation.high() > 0.0 { here.low() / nation.high() } else { 0.0 };
        (low, high)
    };
    if nation.high() <= 0.0 || here.low() < 0.0 {
        return Measured::because(Absence::NothingToCount, evidence);
    }
    let (low, high) = over((here, nation));
    let others: Vec<&str> = context
        .activities_of(region)
        .chain(context.activities_of(ALL))
        .filter(|it| *it != ALL && !activities.contains(it))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    if others.is_empty() {
        return Measured::because(Absence::NothingToCount, evidence);
    }
    let (mut above, mut maybe) = (0, 0);
    for other in others {
        let both = figure(region, other).zip(figure(ALL, other));
        let known =
            both.and_then(|((row, here), (_, nation))| Some((row, here.ok()?, nation.ok()?)));
        let Some((row, here, nation)) = known else {
            maybe += 1;
            continue;
        };
        let (other_low, other_high) = over((here, nation));
        if other_low > high {
            above += 1;
        } else if other_high > low {
            maybe += 1;
        } else {
            continue;
        }
        evidence.push(cell(TableId::REGION_ACTIVITY, row, column));
    }
    let value = Interval::new(f64::from(1 + above), f64::from(1 + above + maybe));
    Measured::known(value, true, evidence)
}

/// The cluster's region and its activities.
fn core<'a>(context: &Context<'a>, cluster: u32) -> Option<(&'a str, Vec<&'a str>)> {
    let clusters = context.dataset.table(TableId::CLUSTERS);
    let region = clusters.named_text(cluster, "region").or_else(|| {
        let place = clusters.reference(cluster, clusters.column("place")?).known()?;
        context.dataset.table(TableId::PLACES).named_text(place, "region")
    })?;
    Some((region, words(clusters.named_text(cluster, "activities")?).collect()))
}
