//! Counts, shares, sums, means and ratios over the rows of a list.

use karenina_catalogue::{ColumnPath, Condition, Quantity, Selection};
use karenina_model::{Absence, Interval, TableId, Truth};

use super::{Measured, rows};
use crate::{
    context::{Completeness, Context},
    finding::Evidence,
};

/// The number of selected rows.
///
/// Rows that may be among them count above and not below, and so do those that are missing from
/// the list. Without a word on completeness a list is a lower bound.
pub(super) fn count(context: &Context<'_>, cluster: u32, of: &Selection) -> Measured {
    let completeness = context.completeness(cluster, of.of);
    if completeness == Completeness::Nothing {
        return Measured::absent(Absence::NotSaid);
    }
    let tally = Tally::of(context, cluster, of);
    let evidence = tally.evidence(context, cluster, of, completeness);
    let (yes, open) = (tally.yes, tally.unknown);
    let whole_list = of.conditions.is_empty() && of.within_years.is_none();
    let (value, complete) = match completeness {
        Completeness::Complete => (Interval::new(yes as f64, (yes + open) as f64), true),
        // Of the whole list the total itself is the answer.
        Completeness::Missing { low, high } => {
            let least = if whole_list { yes + low } else { yes };
            let most = high.map_or(f64::INFINITY, |it| (yes + open + it) as f64);
            (Interval::new(least as f64, most), whole_list)
        }
        Completeness::Partial | Completeness::Nothing => (Some(Interval::at_least(yes)), false),
    };
    Measured::known(value, complete, evidence)
}

/// Whether there is such a row: a list that is not complete can say yes and never no.
pub(super) fn exists(context: &Context<'_>, cluster: u32, of: &Selection) -> Measured {
    let completeness = context.completeness(cluster, of.of);
    if completeness == Completeness::Nothing {
        return Measured::absent(Absence::NotSaid);
    }
    let tally = Tally::of(context, cluster, of);
    let evidence = tally.evidence(context, cluster, of, completeness);
    let nothing_missing = match completeness {
        Completeness::Complete => true,
        Completeness::Missing { high, .. } => high == Some(0),
        Completeness::Partial | Completeness::Nothing => false,
    };
    let value = if tally.yes > 0 {
        Interval::exactly(1)
    } else if tally.unknown == 0 && nothing_missing {
        Interval::exactly(0)
    } else {
        Interval::SHARE
    };
    Measured::known(Some(value), nothing_missing, evidence)
}

/// The part of the selected rows, or of their weight, for which conditions hold.
pub(super) fn share(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    having: &[Condition],
    weight: Option<&ColumnPath>,
) -> Measured {
    let completeness = context.completeness(cluster, of.of);
    if completeness == Completeness::Nothing {
        return Measured::absent(Absence::NotSaid);
    }
    let selected = rows::selected(context, cluster, of);
    let mut sides = Sides::default();
    let mut tally = Tally::default();
    let mut weights_missing = 0;
    for (row, chosen) in &selected {
        let holds = Truth::all(having.iter().map(|it| rows::holds(context, of.of, *row, it)));
        tally.add(*chosen & holds);
        let weight = match weight {
            None => Interval::exactly(1),
            Some(path) => match rows::number(context, *row, path) {
                Ok(it) if it.low() >= 0.0 => it,
                Ok(_) | Err(_) => {
                    weights_missing += 1;
                    continue;
                }
            },
        };
        sides.add(*chosen, holds, weight);
    }
    let evidence = tally.evidence(context, cluster, of, completeness);
    if weights_missing > 0 {
        let why = Absence::PartsMissing { missing: weights_missing, of: selected.len() as u64 };
        return Measured::because(why, evidence);
    }
    let extra = match (completeness, weight) {
        (Completeness::Complete, _) => 0.0,
        (Completeness::Missing { high: Some(high), .. }, None) => high as f64,
        // Nobody knows what those that are missing weigh.
        (Completeness::Missing { high: Some(0), .. }, Some(_)) => 0.0,
        (Completeness::Missing { high: Some(high), .. }, Some(_)) => {
            let why = Absence::PartsMissing { missing: high, of: high + selected.len() as u64 };
            return Measured::because(why, evidence);
        }
        (
            Completeness::Missing { high: None, .. }
            | Completeness::Partial
            | Completeness::Nothing,
            _,
        ) => {
            let why = Absence::ListIncomplete { listed: selected.len() as u64 };
            return Measured::because(why, evidence);
        }
    };
    match sides.share(extra) {
        Some(it) => Measured::known(Some(it), extra == 0.0, evidence),
        None => Measured::because(Absence::NothingToCount, evidence),
    }
}

/// The sum of a column over the selected rows, none of which is below zero.
pub(super) fn sum(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    column: &ColumnPath,
) -> Measured {
    let completeness = context.completeness(cluster, of.of);
    if completeness == Completeness::Nothing {
        return Measured::absent(Absence::NotSaid);
    }
    let tally = Tally::of(context, cluster, of);
    let evidence = tally.evidence(context, cluster, of, completeness);
    match total(context, cluster, of, column, completeness) {
        Ok((value, complete)) => Measured::known(Some(value), complete, evidence),
        Err(why) => Measured::because(why, evidence),
    }
}

/// The mean of a column. Answers of several groups weigh as many as answered; where that is not
/// said the mean lies somewhere between the least and the greatest.
pub(super) fn mean(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    column: &ColumnPath,
) -> Measured {
    let completeness = context.completeness(cluster, of.of);
    if completeness == Completeness::Nothing {
        return Measured::absent(Absence::NotSaid);
    }
    let selected = rows::selected(context, cluster, of);
    let mut tally = Tally::default();
    let mut values = Vec::new();
    let mut missing = 0;
    let answered = of.of.schema().column("n_answered");
    for (row, chosen) in &selected {
        tally.add(*chosen);
        let weight = answered
            .and_then(|it| context.dataset.table(of.of).number(*row, it).known())
            .filter(Interval::is_point)
            .map(|it| it.low());
        match (chosen, rows::number(context, *row, column)) {
            (Truth::Yes, Ok(it)) => values.push((it, weight)),
            (Truth::Unknown | Truth::No, _) | (Truth::Yes, Err(_)) => missing += 1,
        }
    }
    let evidence = tally.evidence(context, cluster, of, completeness);
    if selected.is_empty() {
        return Measured::because(Absence::NothingToCount, evidence);
    }
    if completeness != Completeness::Complete {
        let why = Absence::ListIncomplete { listed: selected.len() as u64 };
        return Measured::because(why, evidence);
    }
    if missing > 0 {
        let why = Absence::PartsMissing { missing, of: selected.len() as u64 };
        return Measured::because(why, evidence);
    }
    let weighed = answered.is_some();
    let value = if !weighed || values.iter().all(|it| it.1.is_some_and(|n| n > 0.0)) {
        let weight = |it: &(Interval, Option<f64>)| if weighed { it.1.unwrap_or(1.0) } else { 1.0 };
        let all: f64 = values.iter().map(weight).sum();
        let low: f64 = values.iter().map(|it| it.0.low() * weight(it)).sum();
        let high: f64 = values.iter().map(|it| it.0.high() * weight(it)).sum();
        Interval::new(low / all, high / all)
    } else {
        values.iter().map(|it| it.0).reduce(Interval::hull)
    };
    Measured::known(value, true, evidence)
}

/// One quantity over another that is above zero.
pub(super) fn ratio(
    context: &Context<'_>,
    cluster: u32,
    part: &Quantity,
    over: &Quantity,
) -> Measured {
    let mut evidence = Vec::new();
    let mut ends = Vec::new();
    for quantity in [part, over] {
        match amount(context, cluster, quantity, &mut evidence) {
            Ok(it) => ends.push(it),
            Err(why) => return Measured::because(why, evidence),
        }
    }
    let ((part, part_complete), (over, over_complete)) = (ends[0], ends[1]);
    if over.low() <= 0.0 || part.low() < 0.0 {
        let why = if over.high() <= 0.0 { Absence::NothingToCount } else { Absence::NotKnown };
        return Measured::because(why, evidence);
    }
    let value = Interval::new(part.low() / over.high(), part.high() / over.low());
    Measured::known(value, part_complete && over_complete, evidence)
}

fn amount(
    context: &Context<'_>,
    cluster: u32,
    quantity: &Quantity,
    evidence: &mut Vec<Evidence>,
) -> Result<(Interval, bool), Absence> {
    match (&quantity.of, &quantity.column) {
        (None, None) => Err(Absence::NotSaid),
        (None, Some(path)) => {
            let (table, row) = rows::follow(context, cluster, path)?;
            evidence.push(crate::context::cell(table, row, path.last().1));
            rows::number(context, cluster, path).map(|it| (it, true))
        }
        (Some(of), column) => {
            let completeness = context.completeness(cluster, of.of);
            if completeness == Completeness::Nothing {
                return Err(Absence::NotSaid);
            }
            let tally = Tally::of(context, cluster, of);
            evidence.extend(tally.evidence(context, cluster, of, completeness));
            match column {
                Some(column) => total(context, cluster, of, column, completeness),
                None => count(context, cluster, of)
                    .computed
                    .and_then(|it| Some((it.value.interval()?, it.complete)))
                    .ok_or(Absence::NotKnown),
            }
        }
    }
}

fn total(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    column: &ColumnPath,
    completeness: Completeness,
) -> Result<(Interval, bool), Absence> {
    let (mut low, mut high, mut missing, mut n) = (0.0, 0.0, 0, 0);
    for (row, chosen) in rows::selected(context, cluster, of) {
        n += 1;
        match rows::number(context, row, column) {
            Ok(it) if it.low() >= 0.0 => {
                if chosen == Truth::Yes {
                    low += it.low();
                }
                high += it.high();
            }
            Ok(_) | Err(_) => missing += 1,
        }
    }
    if missing == n && n > 0 {
        return Err(Absence::PartsMissing { missing, of: n });
    }
    let complete = completeness == Completeness::Complete && missing == 0;
    // What is missing adds something, nobody knows how much.
    let high = if complete { high } else { f64::INFINITY };
    Interval::new(low, high).map(|it| (it, complete)).ok_or(Absence::NotKnown)
}

/// How many rows are, are not and may be selected.
#[derive(Default)]
pub(super) struct Tally {
    pub yes: u64,
    pub no: u64,
    pub unknown: u64,
}

impl Tally {
    fn of(context: &Context<'_>, cluster: u32, of: &Selection) -> Self {
        let mut it = Self::default();
        for (_, truth) in rows::selected(context, cluster, of) {
            it.add(truth);
        }
        it.no = context.dataset.rows_of(of.of, cluster).len() as u64 - it.yes - it.unknown;
        it
    }

    pub(super) fn add(&mut self, truth: Truth) {
        match truth {
            Truth::Yes => self.yes += 1,
            Truth::No => self.no += 1,
            Truth::Unknown => self.unknown += 1,
        }
    }

    pub(super) fn evidence(
        &self,
        context: &Context<'_>,
        cluster: u32,
        of: &Selection,
        completeness: Completeness,
    ) -> Vec<Evidence> {
        let mut evidence = vec![Evidence::Rows {
            table: of.of,
            yes: self.yes as u32,
            no: self.no as u32,
            unknown: self.unknown as u32,
            missing: match completeness {
                Completeness::Complete => Some(0),
                Completeness::Missing { high, .. } => high.map(|it| it as u32),
                Completeness::Partial | Completeness::Nothing => None,
            },
        }];
        // A total that was said is part of the reason.
        let total = context.dataset.table(TableId::CLUSTERS).column("members_total");
        if of.of == TableId::MEMBERSHIPS
            && matches!(completeness, Completeness::Missing { .. })
            && let Some(column) = total
            && context.dataset.table(TableId::CLUSTERS).number(cluster, column).known().is_some()
        {
            evidence.push(crate::context::cell(TableId::CLUSTERS, cluster, column));
        }
        evidence
    }
}

/// The weights of rows by whether they belong to the whole and to the part.
#[derive(Default)]
struct Sides {
    /// In the whole and in the part for certain.
    yes: (f64, f64),
    /// In the whole for certain, not in the part.
    no: (f64, f64),
    /// In the whole for certain, perhaps in the part.
    open: (f64, f64),
    /// Perhaps in the whole; then in the part.
    perhaps_yes: f64,
    /// Perhaps in the whole; then not in the part.
    perhaps_no: f64,
    /// Perhaps in the whole, then perhaps in the part.
    perhaps_open: f64,
}

impl Sides {
    fn add(&mut self, chosen: Truth, holds: Truth, weight: Interval) {
        let certain = match holds {
            Truth::Yes => &mut self.yes,
            Truth::No => &mut self.no,
            Truth::Unknown => &mut self.open,
        };
        match chosen {
            Truth::Yes => {
                certain.0 += weight.low();
                certain.1 += weight.high();
            }
            Truth::Unknown => {
                let perhaps = match holds {
                    Truth::Yes => &mut self.perhaps_yes,
                    Truth::No => &mut self.perhaps_no,
                    Truth::Unknown => &mut self.perhaps_open,
                };
                *perhaps += weight.high();
            }
            Truth::No => {}
        }
    }

    /// The least and the greatest share over all ways to fill in what is open. Each of the parts
    /// moves the share one way only, so the ends are reached at ends: as little as possible in
    /// the part and as much as possible beside it, and the other way round.
    fn share(&self, extra: f64) -> Option<Interval> {
        let other = self.no.1 + self.open.1 + self.perhaps_no + self.perhaps_open + extra;
        let low = ratio_to_whole(self.yes.0, other);
        let part = self.yes.1 + self.open.1 + self.perhaps_yes + self.perhaps_open + extra;
        let high = ratio_to_whole(part, self.no.0);
        match (low, high) {
            (Some(low), Some(high)) => Interval::new(low, high),
            // Nothing is certain to be in the whole: the share may be anything or nothing.
            (None, Some(high)) => Interval::new(0.0, high),
            (Some(low), None) => Interval::new(low, 1.0),
            (None, None) => None,
        }
    }
}

fn ratio_to_whole(part: f64, other: f64) -> Option<f64> {
    let whole = part + other;
    (whole > 0.0).then(|| part / whole)
}
