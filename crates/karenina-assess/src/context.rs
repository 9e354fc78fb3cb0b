//! What is looked up again and again while clusters are judged, prepared once.

use std::{collections::BTreeSet, sync::OnceLock};

use karenina_catalogue::{Applies, Catalogue, Measure, Selection, When};
use karenina_model::{
    Absence, Cell, ColumnType, Dataset, Date, Interval, Period, RowId, TableId, Truth, Value,
    table::ValueCell,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    Fact, Finding, Verdict, claims, criterion,
    finding::{Computed, Evidence},
    measure::{self, Measured},
};

/// The prefix of claims that no indicator asks for.
pub(crate) const FACT: &str = "fact/";

/// Catalogue, dataset and day, with indexes.
pub(crate) struct Context<'a> {
    pub catalogue: &'a Catalogue,
    pub dataset: &'a Dataset,
    pub on: Date,
    /// Whether each row of a table is in force on the day; filled when first asked for.
    in_force: Vec<OnceLock<Vec<Truth>>>,
    /// Whether each row had begun by the day.
    begun: Vec<OnceLock<Vec<Truth>>>,
    /// For each claim the indicator that it speaks of.
    indicator_of_claim: Vec<Option<u32>>,
    /// The indicator that is the number of members: claims on it bound the list of members.
    members: Option<usize>,
    /// Rows of regional statistics by region and activity, latest year first.
    statistics: OnceLock<FxHashMap<(String, String), Vec<u32>>>,
    activities: OnceLock<FxHashMap<String, BTreeSet<String>>>,
}

/// How much of a list is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Completeness {
    /// All there is.
    Complete,
    /// Beside the rows that are certain there are between so many and so many (at most; `None`
    /// without bound) of which nothing is known.
    Missing { low: u64, high: Option<u64> },
    /// A part of it, nobody says how large.
    Partial,
    /// There is no such list for the cluster.
    Nothing,
}

impl<'a> Context<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue, dataset: &'a Dataset, on: Date) -> Self {
        let n_tables = TableId::all().count();
        let claims = dataset.table(TableId::CLAIMS);
        let by_id: FxHashMap<&str, u32> = catalogue
            .indicators
            .iter()
            .enumerate()
            .flat_map(|(at, it)| {
                std::iter::once(it.id.as_str())
                    .chain(it.formerly.iter().map(String::as_str))
                    .map(move |id| (id, at as u32))
            })
            .collect();
        let column = claims.column("indicator");
        let indicator_of_claim = claims
            .rows()
            .map(|row| {
                let id = claims.text(row, column?).known()?;
                by_id.get(id).copied()
            })
            .collect();
        let members = catalogue.indicators.iter().position(|it| {
            matches!(&it.measure, Measure::Count(Selection { of: TableId::MEMBERSHIPS, conditions, within_years: None, .. })
                if conditions.is_empty())
        });
        Self {
            catalogue,
            dataset,
            on,
            in_force: (0..n_tables).map(|_| OnceLock::new()).collect(),
            begun: (0..n_tables).map(|_| OnceLock::new()).collect(),
            indicator_of_claim,
            members,
            statistics: OnceLock::new(),
            activities: OnceLock::new(),
        }
    }

    /// Answers every indicator for a cluster.
    pub(crate) fn findings(&self, cluster: u32) -> Vec<Finding> {
        let n = self.catalogue.indicators.len();
        let claims = claims::by_indicator(self, cluster);
        let mut findings: Vec<Option<Finding>> = vec![None; n];
        for at in 0..n {
            self.answer(cluster, at, &claims, &mut findings, 0);
        }
        findings.into_iter().map(|it| it.unwrap_or_else(criterion::nothing)).collect()
    }

    /// Answers one indicator, those that it asks for first.
    fn answer(
        &self,
        cluster: u32,
        at: usize,
        claims: &claims::ByIndicator,
        findings: &mut Vec<Option<Finding>>,
        depth: usize,
    ) {
        // A catalogue that asks in circles has been reported; here it must merely end.
        if findings[at].is_some() || depth > 8 {
            return;
        }
        let indicator = &self.catalogue.indicators[at];
        if let Measure::Compound(criteria) = &indicator.measure {
            for asked in criteria {
                self.answer(cluster, *asked, claims, findings, depth + 1);
            }
        }
        if let Some(Applies::Where(asked, _)) = &indicator.applies {
            self.answer(cluster, *asked, claims, findings, depth + 1);
        }
        let measured = match &indicator.measure {
            Measure::Compound(criteria) => compound(criteria, findings),
            other => measure::measure(self, cluster, other),
        };
        let claimed = claims::claimed(self, indicator, claims.of(at));
        let applies = self.applies(cluster, at, findings);
        findings[at] = Some(criterion::finding(self, indicator, measured, claimed, applies));
    }

    fn applies(&self, cluster: u32, at: usize, findings: &[Option<Finding>]) -> Truth {
        match &self.catalogue.indicators[at].applies {
            None => Truth::Yes,
            Some(Applies::Fields(fields)) => {
                let clusters = self.dataset.table(TableId::CLUSTERS);
                let field = clusters.named_text(cluster, "field");
                field.map_or(Truth::Unknown, |it| {
                    Truth::from(words(it).any(|word| fields.iter().any(|field| field == word)))
                })
            }
            Some(Applies::Where(asked, rule)) => findings[*asked]
                .as_ref()
                .and_then(|it| it.value.interval())
                .map_or(Truth::Unknown, |value| rule.holds(value)),
        }
    }

    /// Facts of the cluster that no indicator asks for.
    pub(crate) fn facts(&self, cluster: u32) -> Vec<Fact> {
        self.dataset
            .rows_of(TableId::CLAIMS, cluster)
            .iter()
            .filter(|row| self.indicator_of_claim[**row as usize].is_none())
            .map(|row| Fact { row: RowId { table: TableId::CLAIMS, row: *row } })
            .collect()
    }

    pub(crate) fn indicator_of_claim(&self, row: u32) -> Option<usize> {
        self.indicator_of_claim[row as usize].map(|it| it as usize)
    }

    /// Whether a row belongs to a selection by its time and status.
    pub(crate) fn in_time(&self, selection: &Selection, row: u32) -> Truth {
        let id = selection.of;
        let timely = match selection.when {
            When::Now => self.is_in_force(id, row),
            When::Ever => self.has_begun(id, row),
        };
        match selection.within_years {
            Some(years) if timely != Truth::No => {
                timely & self.dataset.within(RowId { table: id, row }, years, self.on)
            }
            Some(_) | None => timely,
        }
    }

    /// Whether a row has begun by the day and is still in force.
    pub(crate) fn is_in_force(&self, id: TableId, row: u32) -> Truth {
        self.in_force[id.index()].get_or_init(|| {
            self.of_every_row(id, |it| {
                self.dataset.in_force(it, self.on) & self.dataset.begun(it, self.on)
            })
        })[row as usize]
    }

    /// Whether a row had begun by the day.
    fn has_begun(&self, id: TableId, row: u32) -> Truth {
        self.begun[id.index()]
            .get_or_init(|| self.of_every_row(id, |it| self.dataset.begun(it, self.on)))
            [row as usize]
    }

    fn of_every_row(&self, table: TableId, of: impl Fn(RowId) -> Truth + Sync) -> Vec<Truth> {
        let n_rows = self.dataset.table(table).len() as u32;
        let rows = (0..n_rows).into_par_iter().with_min_len(16_384);
        rows.map(|row| of(RowId { table, row })).collect()
    }

    /// How much of a list the rows of a cluster are.
    pub(crate) fn completeness(&self, cluster: u32, table: TableId) -> Completeness {
        let clusters = self.dataset.table(TableId::CLUSTERS);
        let complete_lists = clusters.column("complete_lists");
        if let Some(column) = complete_lists
            && let ColumnType::Codes(lists) = TableId::CLUSTERS.schema().columns[column].kind
        {
            let Some(code) = lists.words().position(|it| it == table.name()) else {
                // Not a list of things but of observations: what is there is what is said.
                return match self.dataset.rows_of(table, cluster) {
                    [] => Completeness::Nothing,
                    _ => Completeness::Complete,
                };
            };
            if clusters.codes(cluster, column).known().is_some_and(|set| set & (1 << code) != 0) {
                return Completeness::Complete;
            }
        }
        let listed = self.dataset.rows_of(table, cluster);
        if table == TableId::MEMBERSHIPS {
            let complete = clusters
                .column("members_list_complete")
                .and_then(|it| clusters.flag(cluster, it).known());
            if complete == Some(karenina_model::Answer::Yes) {
                return Completeness::Complete;
            }
            if let Some(total) = self.members_total(cluster) {
                // A row that may or may not be in force is one of those that are not certain to
                // be there; it is not added to them.
                let certain = listed
                    .iter()
                    .filter(|row| self.is_in_force(table, **row) == Truth::Yes)
                    .count() as u64;
                let rest = |end: f64| (end.max(0.0) as u64).saturating_sub(certain);
                return Completeness::Missing {
                    low: rest(total.low()),
                    high: total.high().is_finite().then(|| rest(total.high())),
                };
            }
        }
        if listed.is_empty() { Completeness::Nothing } else { Completeness::Partial }
    }

    /// How many members there are said to be: by the cluster's row, or by claims.
    pub(crate) fn members_total(&self, cluster: u32) -> Option<Interval> {
        let clusters = self.dataset.table(TableId::CLUSTERS);
        let said =
            clusters.column("members_total").and_then(|it| clusters.number(cluster, it).known());
        said.or_else(|| {
            let at = self.members?;
            let indicator = &self.catalogue.indicators[at];
            let rows: Vec<u32> = self
                .dataset
                .rows_of(TableId::CLAIMS, cluster)
                .iter()
                .copied()
                .filter(|row| self.indicator_of_claim(*row) == Some(at))
                .collect();
            claims::claimed(self, indicator, &rows)?.value.interval()
        })
    }

    /// Rows of regional statistics, latest year first.
    pub(crate) fn statistics(&self, region: &str, activity: &str) -> &[u32] {
        let index = self.statistics.get_or_init(|| {
            let table = self.dataset.table(TableId::REGION_ACTIVITY);
            let mut index: FxHashMap<(String, String), Vec<u32>> = FxHashMap::default();
            for row in table.rows().filter(|row| table.counts(*row)) {
                let region = table.named_text(row, "region").unwrap_or_default();
                let activity = table.named_text(row, "activity").unwrap_or_default();
                index.entry((region.to_owned(), activity.to_owned())).or_default().push(row);
            }
            let year = TableId::REGION_ACTIVITY.schema().yearly;
            for rows in index.values_mut() {
                rows.retain(|row| {
                    let year = year.and_then(|it| table.period(*row, it).known());
                    year.is_none_or(|it| it.first <= self.on)
                });
                rows.sort_by_key(|row| {
                    std::cmp::Reverse(year.and_then(|it| table.period(*row, it).known()))
                });
            }
            index
        });
        index.get(&(region.to_owned(), activity.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The activities that regional statistics list for a region.
    pub(crate) fn activities_of(&self, region: &str) -> impl Iterator<Item = &str> {
        let index = self.activities.get_or_init(|| {
            let table = self.dataset.table(TableId::REGION_ACTIVITY);
            let mut index: FxHashMap<String, BTreeSet<String>> = FxHashMap::default();
            for row in table.rows().filter(|row| table.counts(*row)) {
                let region = table.named_text(row, "region").unwrap_or_default();
                let activity = table.named_text(row, "activity").unwrap_or_default();
                if !self.statistics(region, activity).is_empty() {
                    index.entry(region.to_owned()).or_default().insert(activity.to_owned());
                }
            }
            index
        });
        index.get(region).into_iter().flatten().map(String::as_str)
    }
}

/// The words of a list in a text cell.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|']).map(str::trim).filter(|it| !it.is_empty())
}

/// How many of other criteria are met; those that do not apply are not counted.
fn compound(criteria: &[usize], findings: &[Option<Finding>]) -> Measured {
    let (mut met, mut open, mut said) = (0_u64, 0_u64, false);
    let mut evidence = Vec::new();
    for at in criteria {
        let Some(finding) = &findings[*at] else {
            open += 1;
            continue;
        };
        match finding.verdict {
            Verdict::Met => met += 1,
            Verdict::Undetermined => open += 1,
            Verdict::NotMet | Verdict::NotApplicable | Verdict::NoThreshold => {}
        }
        said |= finding.value.interval().is_some();
        evidence.extend(finding.evidence.iter().copied());
    }
    if !said {
        return Measured::absent(Absence::NotSaid);
    }
    let value = Interval::new(met as f64, (met + open) as f64);
    Measured {
        computed: value.map(|it| Computed { value: Value::Known(it), complete: open == 0 }),
        absence: Absence::NotSaid,
        evidence,
    }
}

/// The value of a claim or fact as it was written.
pub(crate) fn cell_interval(cell: Cell<&ValueCell>) -> Result<Interval, Absence> {
    match cell.or_absence()? {
        ValueCell::Number(it) => Ok(*it),
        ValueCell::Flag(it) => Interval::point(it.number()).ok_or(Absence::NotKnown),
        ValueCell::Text(_) | ValueCell::Nothing => Err(Absence::NotKnown),
    }
}

/// The time that a claim speaks of: its period, else when it was said.
pub(crate) fn vintage(dataset: &Dataset, row: u32) -> Option<Period> {
    let table = dataset.table(TableId::CLAIMS);
    let column = |name: &str| table.column(name).and_then(|it| table.period(row, it).known());
    column("period").or_else(|| column("said_on"))
}

/// Evidence that is one cell.
pub(crate) fn cell(table: TableId, row: u32, column: usize) -> Evidence {
    Evidence::Cell(RowId { table, row }, column as u16)
}
