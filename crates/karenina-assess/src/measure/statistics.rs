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
    let clusters = context.dataset.table(TableId::CLUSTERS);
    let region = clusters.named_text(cluster, "region").or_else(|| {
        let place = clusters.reference(cluster, clusters.column("place")?).known()?;
        context.dataset.table(TableId::PLACES).named_text(place, "region")
    });
    let (Some(region), Some(activities)) = (region, clusters.named_text(cluster, "activities"))
    else {
        return Measured::absent(Absence::NotSaid);
    };
    let activities: Vec<&str> = words(activities).collect();
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
