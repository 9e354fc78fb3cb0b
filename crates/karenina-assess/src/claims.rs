//! What is claimed of an indicator: which claims count, and what they come to together.

use karenina_catalogue::{Indicator, Nature, Unit};
use karenina_model::{Absence, Cell, Interval, Period, RowId, TableId, Value, table::ValueCell};

use crate::context::{Context, cell_interval, vintage};

/// The claims on a cluster, by indicator.
pub(crate) struct ByIndicator {
    pairs: Vec<(usize, u32)>,
    rows: Vec<u32>,
}

impl ByIndicator {
    pub(crate) fn of(&self, indicator: usize) -> &[u32] {
        let from = self.pairs.partition_point(|it| it.0 < indicator);
        let to = self.pairs.partition_point(|it| it.0 <= indicator);
        &self.rows[from..to]
    }
}

pub(crate) fn by_indicator(context: &Context<'_>, cluster: u32) -> ByIndicator {
    let mut pairs: Vec<(usize, u32)> = context
        .dataset
        .rows_of(TableId::CLAIMS, cluster)
        .iter()
        .filter_map(|row| Some((context.indicator_of_claim(*row)?, *row)))
        .collect();
    pairs.sort_unstable();
    let rows = pairs.iter().map(|it| it.1).collect();
    ByIndicator { pairs, rows }
}

/// What claims on one indicator come to.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    pub value: Value,
    pub rank: Rank,
    /// Standard uncertainty, where one is stated or follows from the kind of value.
    pub u: Option<f64>,
    pub rows: Vec<RowId>,
    pub contradicted: bool,
}

/// How much a basis weighs: confirmed before a complete list before checked before a part of a
/// list before declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Declared,
    PartOfList,
    Checked,
    CompleteList,
    Confirmed,
}

/// The claims that count are those of the latest time; among them the best confirmed. Those that
/// agree narrow each other; those that do not leave open everything between them.
pub(crate) fn claimed(
    context: &Context<'_>,
    indicator: &Indicator,
    rows: &[u32],
) -> Option<Claimed> {
    let table = context.dataset.table(TableId::CLAIMS);
    let mut candidates: Vec<(Option<Period>, Rank, u32)> = rows
        .iter()
        .copied()
        .filter(|row| table.counts(*row))
        .map(|row| (vintage(context.dataset, row), rank(context, row), row))
        .filter(|(when, _, _)| when.is_none_or(|it| it.first <= context.on))
        .collect();
    // A claim without any time is as good as any; one that overlaps the latest speaks of it too.
    let latest = candidates.iter().filter_map(|it| it.0).max_by_key(|it| (it.last, it.first));
    if let Some(latest) = latest {
        candidates.retain(|(when, _, _)| when.is_none_or(|it| it.last >= latest.first));
    }
    let best = candidates.iter().map(|it| it.1).max()?;
    candidates.retain(|it| it.1 == best);
    let rows: Vec<RowId> =
        candidates.iter().map(|it| RowId { table: TableId::CLAIMS, row: it.2 }).collect();
    if let (Some(most), Some(latest)) = (indicator.max_age, latest)
        && Period::years_until(context.on, latest.last) > most
    {
        return Some(Claimed {
            value: Value::Absent(Absence::TooOld),
            rank: best,
            u: None,
            rows,
            contradicted: false,
        });
    }
    let mut together: Option<Interval> = None;
    let mut absence = None;
    let mut contradicted = false;
    for (_, _, row) in &candidates {
        match interval(context, indicator, *row) {
            Ok(it) => {
                together = Some(match together {
                    None => it,
                    Some(so_far) => so_far.intersection(it).unwrap_or_else(|| {
                        contradicted = true;
                        so_far.hull(it)
                    }),
                });
            }
            Err(why) => absence = Some(why),
        }
    }
    // A disputed claim may be wrong altogether: it narrows nothing.
    let disputed =
        candidates.iter().any(|it| table.common_code(it.2, "status") == Some("disputed"));
    let value = match (together, disputed) {
        (Some(it), false) => Value::Known(it),
        (Some(_), true) => Value::Absent(Absence::NotKnown),
        (None, _) => Value::Absent(absence.unwrap_or(Absence::NotSaid)),
    };
    let u = candidates.iter().find_map(|it| uncertainty(context, indicator, it.2));
    Some(Claimed { value, rank: best, u, rows, contradicted })
}

fn rank(context: &Context<'_>, row: u32) -> Rank {
    match context.dataset.table(TableId::CLAIMS).common_code(row, "status") {
        Some("confirmed") => Rank::Confirmed,
        Some("checked") => Rank::Checked,
        Some(_) | None => Rank::Declared,
    }
}

/// The interval of a claim in the unit of the indicator, within what is possible at all.
pub(crate) fn interval(
    context: &Context<'_>,
    indicator: &Indicator,
    row: u32,
) -> Result<Interval, Absence> {
    let table = context.dataset.table(TableId::CLAIMS);
    let column = table.column("value").ok_or(Absence::NotSaid)?;
    let cell = table.value(row, column);
    if indicator.unit != Unit::YesNo && matches!(cell, Cell::Known(ValueCell::Flag(_))) {
        return Err(Absence::NotKnown);
    }
    let value = cell_interval(cell)?.scaled(per_cent(context, row));
    within_range(indicator, value).ok_or(Absence::NotKnown)
}

/// What of an interval is possible for the indicator; `None`: nothing of it.
pub(crate) fn within_range(indicator: &Indicator, value: Interval) -> Option<Interval> {
    let range = Interval::new(
        indicator.least.unwrap_or(f64::NEG_INFINITY),
        indicator.most.unwrap_or(f64::INFINITY),
    )?;
    let value = value.intersection(indicator.unit.range())?.intersection(range)?;
    if indicator.unit.is_whole() { value.whole() } else { Some(value) }
}

/// 0.01 where a claim's unit is per cent and its cell did not say so itself.
fn per_cent(context: &Context<'_>, row: u32) -> f64 {
    let table = context.dataset.table(TableId::CLAIMS);
    match table.named_text(row, "unit") {
        Some("%" | "per cent" | "percent" | "проценты" | "процент") => 0.01,
        Some(_) | None => 1.0,
    }
}

/// The standard uncertainty that a claim states, or that follows from n answers to a survey.
fn uncertainty(context: &Context<'_>, indicator: &Indicator, row: u32) -> Option<f64> {
    let table = context.dataset.table(TableId::CLAIMS);
    let number = |name: &str| {
        let it = table.number(row, table.column(name)?).known()?;
        it.is_point().then(|| it.low())
    };
    if let Some(u) = number("u") {
        return Some((u * per_cent(context, row)).abs());
    }
    let p = interval(context, indicator, row).ok().filter(Interval::is_point)?.low();
    match (indicator.nature, indicator.unit, number("n")) {
        (Nature::Survey, Unit::Share, Some(n)) if n >= 2.0 => {
            Some(survey_share(p, n, context.catalogue.model.policy.design_effect))
        }
        _ => None,
    }
}

/// √(deff·p(1−p)/(n−1)); below 30 answers the half width of Wilson's interval stands in, since
/// the normal one collapses at p = 0 and 1.
fn survey_share(p: f64, n: f64, design_effect: f64) -> f64 {
    if n < 30.0 {
        let x = (p * n).round().clamp(0.0, n);
        if let Some((low, high)) = karenina_stats::wilson(x as u64, n as u64, 0.95) {
            return (high - low) / (2.0 * 1.959_963_984_540_054) * design_effect.sqrt();
        }
    }
    (design_effect * p * (1.0 - p) / (n - 1.0)).sqrt()
}
