//! What became of the clusters: claims on `outcome/…`.

use std::collections::BTreeMap;

use karenina_model::{
    Cell, Code, Dataset, Date, Interval, Problem, TableId, problem::Problems, table::ValueCell,
};

use crate::context::{cell_interval, vintage};

/// The prefix of claims on what became of a cluster.
pub const OUTCOME: &str = "outcome/";

/// One outcome, cluster by cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its name, without the prefix.
    pub name: String,
    /// For each cluster that anything is said of: the value, and the row that says it last.
    values: BTreeMap<u32, (Option<Interval>, u32)>,
}

impl Outcome {
    /// The level of one cluster, where exactly one is known.
    pub fn of(&self, cluster: u32) -> Option<f64> {
        self.values.get(&cluster)?.0.filter(Interval::is_point).map(|it| it.low())
    }

    /// Of how many clusters a level is known.
    pub fn known(&self) -> usize {
        self.values.keys().filter(|it| self.of(**it).is_some()).count()
    }
}

/// The outcomes that anything is claimed of, by name. The claim of the latest time counts; claims
/// of one time narrow each other, and where they contradict nothing is known.
pub fn outcomes(dataset: &Dataset) -> Vec<Outcome> {
    let claims = dataset.table(TableId::CLAIMS);
    let Some(column) = claims.column("indicator") else { return Vec::new() };
    let mut all: BTreeMap<String, Outcome> = BTreeMap::new();
    for cluster in dataset.clusters() {
        if !dataset.table(TableId::CLUSTERS).counts(cluster) {
            continue;
        }
        for row in dataset.rows_of(TableId::CLAIMS, cluster) {
            let Cell::Known(id) = claims.text(*row, column) else { continue };
            let Some(name) = id.strip_prefix(OUTCOME) else { continue };
            if !claims.counts(*row) {
                continue;
            }
            let outcome = all
                .entry(name.to_owned())
                .or_insert_with(|| Outcome { name: name.to_owned(), values: BTreeMap::new() });
            let value = value(dataset, *row);
            let time = |row: u32| vintage(dataset, row).map(|it| it.last);
            outcome
                .values
                .entry(cluster)
                .and_modify(|it| {
                    if time(*row) > time(it.1) {
                        *it = (value, *row);
                    } else if time(*row) == time(it.1) {
                        it.0 = it.0.zip(value).and_then(|(a, b)| a.intersection(b));
                    }
                })
                .or_insert((value, *row));
        }
    }
    all.into_values().collect()
}

/// A number, or 1 for yes and 0 for no; partly is neither.
fn value(dataset: &Dataset, row: u32) -> Option<Interval> {
    let claims = dataset.table(TableId::CLAIMS);
    if claims.common_code(row, "status") == Some("disputed") {
        return None;
    }
    let cell = claims.value(row, claims.column("value")?);
    let value = cell_interval(cell).ok()?;
    let per_cent =
        matches!(claims.named_text(row, "unit"), Some("%" | "per cent" | "percent" | "проценты"));
    Some(value.scaled(if per_cent { 0.01 } else { 1.0 }))
}

/// What is wrong with the outcomes: claims that say nothing, are older than the judgement, one
/// class only, too few.
pub fn outcome_problems(dataset: &Dataset, on: Date) -> Vec<Problem> {
    let mut problems = Problems::default();
    let claims = dataset.table(TableId::CLAIMS);
    let column = claims.column("value");
    for outcome in outcomes(dataset) {
        let mut first = None;
        for (value, row) in outcome.values.values() {
            let place = claims.place(*row, column);
            first.get_or_insert_with(|| place.clone());
            let said = column.map(|it| claims.value(*row, it));
            let text = match said {
                Some(Cell::Known(ValueCell::Text(it))) => Some(it.to_string()),
                Some(_) | None => None,
            };
            if let Some(text) = text {
                problems.push(
                    Problem::new(Code::OutcomeUnfit, place.clone())
                        .with("found", text)
                        .with("outcome", outcome.name.as_str()),
                );
            } else if value.is_none() && matches!(said, Some(Cell::Known(_))) {
                problems.push(
                    Problem::new(Code::OutcomeContradicted, place.clone())
                        .with("outcome", outcome.name.as_str()),
                );
            }
            // An outcome that was there before the signs were looked at is no consequence.
            if let Some(when) = vintage(dataset, *row)
                && when.last < on
            {
                problems.push(
                    Problem::new(Code::OutcomeBeforeSigns, place)
                        .with("outcome", outcome.name.as_str())
                        .with("when", when.last.to_string())
                        .with("on", on.to_string()),
                );
            }
        }
        let Some(place) = first else { continue };
        let mut levels: Vec<f64> = outcome.values.keys().filter_map(|it| outcome.of(*it)).collect();
        let n = levels.len();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        if levels.len() < 2 {
            problems.push(
                Problem::new(Code::OutcomeOneClass, place.clone())
                    .with("outcome", outcome.name.as_str())
                    .with("n", n.to_string()),
            );
        } else if n < 6 {
            problems.push(
                Problem::new(Code::OutcomeTooFew, place)
                    .with("outcome", outcome.name.as_str())
                    .with("n", n.to_string()),
            );
        }
    }
    problems.into_list()
}
