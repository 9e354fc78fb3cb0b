//! Counts, shares, sums, means and ratios over the rows of a list.

use karenina_catalogue::{ColumnPath, Condition, Quantity, Selection, When};
use karenina_model::{Absence, Interval, TableId, Truth};

use rustc_hash::FxHashMap;

use super::{Measured, rows};
use crate::{
    context::{Completeness, Context},
    finding::Evidence,
};

/// The rows of a cluster that a selection takes, and how much of the list they are.
pub(super) struct Listed {
    pub completeness: Completeness,
    pub rows: Vec<(u32, Truth)>,
    looked_at: u64,
    table: TableId,
}

impl Listed {
    /// `None` where there is no such list at all.
    pub(super) fn of(context: &Context<'_>, cluster: u32, of: &Selection) -> Option<Self> {
        let mut completeness = context.completeness(cluster, of.of);
        if completeness == Completeness::Nothing {
            return None;
        }
        let mut rows = rows::selected(context, cluster, of);
        if let Completeness::Missing { .. } = completeness {
            match of.when {
                // A row of which it is not known whether it is in force is one of the missing.
                When::Now => {
                    rows.retain(|(row, _)| context.is_in_force(of.of, *row) == Truth::Yes);
                }
                // The total is that of the day; how many there ever were it does not tell.
                When::Ever => completeness = Completeness::Partial,
            }
        }
        let looked_at = context.dataset.rows_of(of.of, cluster).len() as u64;
        Some(Self { completeness, rows, looked_at, table: of.of })
    }

    /// How many rows are, and how many may be, among the selected ones.
    fn numbers(&self) -> (u64, u64) {
        let yes = self.rows.iter().filter(|it| it.1 == Truth::Yes).count() as u64;
        (yes, self.rows.len() as u64 - yes)
    }

    /// The rows as evidence: selected, not, and perhaps.
    pub(super) fn evidence(&self, context: &Context<'_>, cluster: u32) -> Vec<Evidence> {
        let (yes, unknown) = self.numbers();
        self.evidence_of(context, cluster, yes, unknown, self.looked_at - yes - unknown)
    }

    /// The same where the question is answered by more than the selection.
    fn evidence_of(
        &self,
        context: &Context<'_>,
        cluster: u32,
        yes: u64,
        unknown: u64,
        no: u64,
    ) -> Vec<Evidence> {
        let mut evidence = vec![Evidence::Rows {
            table: self.table,
            yes: yes as u32,
            no: no as u32,
            unknown: unknown as u32,
            missing: match self.completeness {
                Completeness::Complete => Some(0),
                Completeness::Missing { high, .. } => high.map(|it| it as u32),
                Completeness::Partial | Completeness::Nothing => None,
            },
        }];
        // A total that was said is part of the reason.
        let clusters = context.dataset.table(TableId::CLUSTERS);
        if self.table == TableId::MEMBERSHIPS
            && matches!(self.completeness, Completeness::Missing { .. })
            && let Some(column) = clusters.column("members_total")
            && clusters.number(cluster, column).known().is_some()
        {
            evidence.push(crate::context::cell(TableId::CLUSTERS, cluster, column));
        }
        evidence
    }

    fn incomplete(&self) -> Absence {
        Absence::ListIncomplete { listed: self.rows.len() as u64 }
    }
}

/// The number of selected rows.
///
/// Rows that may be among them count above and not below, and so do those that are missing from
/// the list. Without a word on completeness a list is a lower bound.
pub(super) fn count(context: &Context<'_>, cluster: u32, of: &Selection) -> Measured {
    let Some(listed) = Listed::of(context, cluster, of) else {
        return Measured::absent(Absence::NotSaid);
    };
    let (value, complete) = number(&listed, of);
    Measured::known(value, complete, listed.evidence(context, cluster))
}

fn number(listed: &Listed, of: &Selection) -> (Option<Interval>, bool) {
    let (yes, open) = listed.numbers();
    let whole_list = of.conditions.is_empty() && of.within_years.is_none();
    match listed.completeness {
        Completeness::Complete => (Interval::new(yes as f64, (yes + open) as f64), true),
        // Of the whole list the total itself is the answer.
        Completeness::Missing { low, high } => {
            let least = if whole_list { yes + low } else { yes };
            let most = high.map_or(f64::INFINITY, |it| (yes + open + it) as f64);
            (Interval::new(least as f64, most), whole_list)
        }
        Completeness::Partial | Completeness::Nothing => (Some(Interval::at_least(yes)), false),
    }
}

/// Whether there is such a row: a list that is not complete can say yes and never no.
pub(super) fn exists(context: &Context<'_>, cluster: u32, of: &Selection) -> Measured {
    let Some(listed) = Listed::of(context, cluster, of) else {
        return Measured::absent(Absence::NotSaid);
    };
    let nothing_missing = match listed.completeness {
        Completeness::Complete => true,
        Completeness::Missing { high, .. } => high == Some(0),
        Completeness::Partial | Completeness::Nothing => false,
    };
    let value = match listed.numbers() {
        (1.., _) => Interval::exactly(1),
        (0, 0) if nothing_missing => Interval::exactly(0),
        (0, _) => Interval::SHARE,
    };
    Measured::known(Some(value), nothing_missing, listed.evidence(context, cluster))
}

/// The part of the selected rows, or of their weight, for which conditions hold.
pub(super) fn share(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    having: &[Condition],
    weight: Option<&ColumnPath>,
) -> Measured {
    let Some(listed) = Listed::of(context, cluster, of) else {
        return Measured::absent(Absence::NotSaid);
    };
    let n = listed.rows.len() as u64;
    let mut sides = Sides::default();
    let (mut yes, mut unknown, mut weights_missing) = (0, 0, 0);
    for (row, chosen) in &listed.rows {
        let holds = Truth::all(having.iter().map(|it| rows::holds(context, of.of, *row, it)));
        match *chosen & holds {
            Truth::Yes => yes += 1,
            Truth::Unknown => unknown += 1,
            Truth::No => {}
        }
        let weight = match weight {
            None => Interval::exactly(1),
            Some(path) => match rows::amount(context, *row, path) {
                Ok(it) => it,
                Err(_) => {
                    weights_missing += 1;
                    continue;
                }
            },
        };
        sides.add(*chosen, holds, weight);
    }
    let evidence = listed.evidence_of(context, cluster, yes, unknown, n - yes - unknown);
    if weights_missing > 0 {
        let why = Absence::PartsMissing { missing: weights_missing, of: n };
        return Measured::because(why, evidence);
    }
    let extra = match (listed.completeness, weight) {
        (Completeness::Complete, _) => 0.0,
        (Completeness::Missing { high: Some(high), .. }, None) => high as f64,
        // Nobody knows what those that are missing weigh.
        (Completeness::Missing { high: Some(0), .. }, Some(_)) => 0.0,
        (Completeness::Missing { high: Some(high), .. }, Some(_)) => {
            let why = Absence::PartsMissing { missing: high, of: high + n };
            return Measured::because(why, evidence);
        }
        (
            Completeness::Missing { high: None, .. }
            | Completeness::Partial
            | Completeness::Nothing,
            _,
        ) => return Measured::because(listed.incomplete(), evidence),
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
    let Some(listed) = Listed::of(context, cluster, of) else {
        return Measured::absent(Absence::NotSaid);
    };
    let evidence = listed.evidence(context, cluster);
    match total(context, &listed, column) {
        Ok((value, complete)) => Measured::known(Some(value), complete, evidence),
        Err(why) => Measured::because(why, evidence),
    }
}

fn total(
    context: &Context<'_>,
    listed: &Listed,
    column: &ColumnPath,
) -> Result<(Interval, bool), Absence> {
    let (mut low, mut high, mut missing) = (0.0, 0.0, 0);
    for (row, chosen) in &listed.rows {
        match rows::amount(context, *row, column) {
            Ok(it) => {
                if *chosen == Truth::Yes {
                    low += it.low();
                }
                high += it.high();
            }
            Err(_) => missing += 1,
        }
    }
    let n = listed.rows.len() as u64;
    if missing == n && n > 0 {
        return Err(Absence::PartsMissing { missing, of: n });
    }
    let complete = listed.completeness == Completeness::Complete && missing == 0;
    // What is missing adds something, nobody knows how much.
    let high = if complete { high } else { f64::INFINITY };
    Interval::new(low, high).map(|it| (it, complete)).ok_or(Absence::NotKnown)
}

/// The mean of a column. Answers of several groups weigh as many as answered; where that is not
/// said the mean lies somewhere between the least and the greatest.
pub(super) fn mean(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    column: &ColumnPath,
) -> Measured {
    let Some(listed) = Listed::of(context, cluster, of) else {
        return Measured::absent(Absence::NotSaid);
    };
    let evidence = listed.evidence(context, cluster);
    if listed.rows.is_empty() {
        return Measured::because(Absence::NothingToCount, evidence);
    }
    if listed.completeness != Completeness::Complete {
        return Measured::because(listed.incomplete(), evidence);
    }
    let answered = of.of.schema().column("n_answered");
    let weight = |row: u32| {
        let it = context.dataset.table(of.of).number(row, answered?).known()?;
        (it.is_point() && it.low() > 0.0).then(|| it.low())
    };
    let values: Vec<(Interval, Option<f64>)> = listed
        .rows
        .iter()
        .filter(|it| it.1 == Truth::Yes)
        .filter_map(|(row, _)| Some((rows::number(context, *row, column).ok()?, weight(*row))))
        .collect();
    let n = listed.rows.len() as u64;
    let missing = n - values.len() as u64;
    if missing > 0 {
        return Measured::because(Absence::PartsMissing { missing, of: n }, evidence);
    }
    let weights: Option<Vec<f64>> = match answered {
        Some(_) => values.iter().map(|it| it.1).collect(),
        None => Some(vec![1.0; values.len()]),
    };
    let value = match weights {
        Some(weights) => {
            let all: f64 = weights.iter().sum();
            let weighed = |end: fn(&Interval) -> f64| -> f64 {
                values.iter().zip(&weights).map(|(it, weight)| end(&it.0) * weight).sum()
            };
            Interval::new(weighed(Interval::low) / all, weighed(Interval::high) / all)
        }
        None => values.iter().map(|it| it.0).reduce(Interval::hull),
    };
    Measured::known(value, true, evidence)
}

/// One quantity over another that is above zero. Numbers of rows that are among other rows are a
/// share of them: the two do not vary apart.
pub(super) fn ratio(
    context: &Context<'_>,
    cluster: u32,
    part: &Quantity,
    over: &Quantity,
) -> Measured {
    if let (Some(part), Some(over)) = (number_of(part), number_of(over))
        && part.of == over.of
        && part.when == over.when
        && over.conditions.is_empty()
        && over.within_years.is_none()
    {
        return part_of_all(context, cluster, part, over);
    }
    let mut evidence = Vec::new();
    let ends = amount(context, cluster, part, &mut evidence)
        .and_then(|part| Ok((part, amount(context, cluster, over, &mut evidence)?)));
    let ((part, part_complete), (over, over_complete)) = match ends {
        Ok(it) => it,
        Err(why) => return Measured::because(why, evidence),
    };
    if over.low() <= 0.0 || part.low() < 0.0 {
        let why = if over.high() <= 0.0 { Absence::NothingToCount } else { Absence::NotKnown };
        return Measured::because(why, evidence);
    }
    let value = Interval::new(part.low() / over.high(), part.high() / over.low());
    Measured::known(value, part_complete && over_complete, evidence)
}

/// The selection whose rows a quantity counts.
fn number_of(quantity: &Quantity) -> Option<&Selection> {
    if quantity.column.is_none() { quantity.of.as_ref() } else { None }
}

fn part_of_all(
    context: &Context<'_>,
    cluster: u32,
    part: &Selection,
    over: &Selection,
) -> Measured {
    let Some(listed) = Listed::of(context, cluster, over) else {
        return Measured::absent(Absence::NotSaid);
    };
    let in_part: FxHashMap<u32, Truth> =
        rows::selected(context, cluster, part).into_iter().collect();
    let mut sides = Sides::default();
    for (row, chosen) in &listed.rows {
        let holds = in_part.get(row).copied().unwrap_or(Truth::No);
        sides.add(*chosen, holds, Interval::exactly(1));
    }
    let evidence = listed.evidence(context, cluster);
    let extra = match listed.completeness {
        Completeness::Complete => 0.0,
        Completeness::Missing { high: Some(high), .. } => high as f64,
        Completeness::Missing { high: None, .. }
        | Completeness::Partial
        | Completeness::Nothing => return Measured::because(listed.incomplete(), evidence),
    };
    match sides.share(extra) {
        Some(it) => Measured::known(Some(it), extra == 0.0, evidence),
        None => Measured::because(Absence::NothingToCount, evidence),
    }
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
            let listed = Listed::of(context, cluster, of).ok_or(Absence::NotSaid)?;
            evidence.extend(listed.evidence(context, cluster));
            match column {
                Some(column) => total(context, &listed, column),
                None => {
                    let (value, complete) = number(&listed, of);
                    value.map(|it| (it, complete)).ok_or(Absence::NotKnown)
                }
            }
        }
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
