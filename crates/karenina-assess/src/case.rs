//! Worked cases of the catalogue: each is a dataset of one cluster, built and judged like any.

use karenina_catalogue::{Case, CaseRow, Catalogue};
use karenina_model::{ColumnType, Dataset, Problem, TableBuilder, TableId, Value};
use rustc_hash::FxHashMap;

use crate::{Finding, Options, Verdict};

/// What a case came to.
#[derive(Debug)]
pub struct CaseOutcome {
    /// The finding on the indicator.
    pub finding: Finding,
    /// Whether it is what the case says.
    pub holds: bool,
    /// What was wrong with the rows of the case themselves.
    pub problems: Vec<Problem>,
}

/// Runs one worked case of an indicator.
pub fn case_outcome(catalogue: &Catalogue, indicator: usize, case: &Case) -> CaseOutcome {
    let (dataset, problems) = dataset(&catalogue.indicators[indicator].id, case);
    let found = crate::assess(catalogue, &dataset, Options { on: case.on, seed: 0 });
    let mut clusters = found.clusters;
    let finding = clusters.swap_remove(0).findings.swap_remove(indicator);
    let value = match (finding.value, case.expected.value) {
        (Value::Absent(_), None) => true,
        (Value::Known(it), Some((low, high))) => near(it.low(), low) && near(it.high(), high),
        (Value::Known(_), None) | (Value::Absent(_), Some(_)) => false,
    };
    // A criterion that does not apply is not asked for a value.
    let value = value || case.expected.verdict == Verdict::NotApplicable;
    let holds = value && finding.verdict == case.expected.verdict && problems.is_empty();
    CaseOutcome { finding, holds, problems }
}

/// Cases are written with four digits.
fn near(found: f64, expected: f64) -> bool {
    found == expected || (found - expected).abs() < 5e-5
}

/// The rows of a case as tables, with keys and references filled in.
fn dataset(indicator: &str, case: &Case) -> (Dataset, Vec<Problem>) {
    let mut making = Making::default();
    let place = case.rows.get("places").and_then(|it| it.first());
    let mut cluster: Row = vec![("id".to_owned(), "case".to_owned())];
    if let Some(place) = place {
        making.row(TableId::PLACES, "places", with_key("place", place));
        cluster.push(("place".to_owned(), "place".to_owned()));
    }
    for (table, rows) in &case.rows {
        let Some(id) = TableId::named(table) else { continue };
        for row in rows {
            if id == TableId::PLACES {
                continue;
            }
            for _ in 0..row.times {
                let mut cells: Row =
                    if id == TableId::CLUSTERS { cluster.clone() } else { Vec::new() };
                cells.extend(row.cells.iter().map(|(column, text)| (column.clone(), text.clone())));
                making.row(id, table, cells);
            }
        }
    }
    if let Some(claim) = &case.claim {
        let cells = [("subject", "case"), ("indicator", indicator), ("value", claim)];
        let cells = cells.map(|(column, text)| (column.to_owned(), text.to_owned())).to_vec();
        making.row(TableId::CLAIMS, "claims", cells);
    }
    making.dataset()
}

type Row = Vec<(String, String)>;

fn with_key(key: &str, row: &CaseRow) -> Row {
    let key = std::iter::once(("id".to_owned(), key.to_owned()));
    key.chain(row.cells.iter().map(|(column, text)| (column.clone(), text.clone()))).collect()
}

/// Rows in the making, by table.
#[derive(Default)]
struct Making {
    rows: FxHashMap<TableId, Vec<Row>>,
    keys: u32,
}

impl Making {
    /// Adds a row, and first the rows that its dotted columns describe.
    fn row(&mut self, id: TableId, name: &str, cells: Row) -> String {
        let schema = id.schema();
        let mut own: Row = Vec::new();
        let mut described: Vec<(String, Row)> = Vec::new();
        for (column, text) in cells {
            match column.split_once('.') {
                None => own.push((column, text)),
                Some((reference, rest)) => {
                    let at = match described.iter().position(|it| it.0 == reference) {
                        Some(at) => at,
                        None => {
                            described.push((reference.to_owned(), Vec::new()));
                            described.len() - 1
                        }
                    };
                    described[at].1.push((rest.to_owned(), text));
                }
            }
        }
        for (reference, cells) in described {
            if let Some(column) = schema.column(&reference)
                && let ColumnType::Reference(to) = schema.columns[column].kind
            {
                let key = self.row(to, to.name(), cells);
                own.push((reference, key));
            } else {
                // A path that leads nowhere stays as it is and becomes an unknown column.
                own.extend(
                    cells.into_iter().map(|(rest, text)| (format!("{reference}.{rest}"), text)),
                );
            }
        }
        self.keys += 1;
        let mut key = format!("{name}-{}", self.keys);
        match (schema.key, own.iter().find(|it| it.0 == "id")) {
            (Some(_), Some(said)) => key.clone_from(&said.1),
            (Some(_), None) => own.push(("id".to_owned(), key.clone())),
            (None, _) => {}
        }
        self.fill_owner(id, &mut own);
        // What a required reference leads to is somebody, of whom nothing else is known.
        for column in &schema.columns {
            if let ColumnType::Reference(to) = column.kind
                && column.required
                && !own.iter().any(|it| it.0 == column.name)
            {
                let key = self.row(to, to.name(), Vec::new());
                own.push((column.name.clone(), key));
            }
        }
        self.rows.entry(id).or_default().push(own);
        key
    }

    /// The column that leads to the cluster is filled in by itself.
    fn fill_owner(&mut self, id: TableId, own: &mut Row) {
        let schema = id.schema();
        // An organisation of a case is nobody's member unless the case says so.
        let leads_on =
            |kind: ColumnType| !matches!(kind, ColumnType::Reference(TableId::ORGANISATIONS));
        let filled = schema
            .owner
            .iter()
            .map(|column| &schema.columns[*column])
            .any(|it| leads_on(it.kind) && own.iter().any(|(name, _)| *name == it.name));
        if filled {
            return;
        }
        let Some(first) = schema.owner.first() else { return };
        let column = &schema.columns[*first];
        match column.kind {
            ColumnType::Reference(TableId::CLUSTERS)
            | ColumnType::References(TableId::CLUSTERS) => {
                own.push((column.name.clone(), "case".to_owned()));
            }
            ColumnType::Reference(to) => {
                let key = self.row(to, to.name(), Vec::new());
                own.push((column.name.clone(), key));
            }
            _ => {}
        }
    }

    fn dataset(self) -> (Dataset, Vec<Problem>) {
        let mut tables: Vec<(TableId, Vec<Row>)> = self.rows.into_iter().collect();
        tables.sort_by_key(|it| it.0);
        let parts: Vec<TableBuilder> = tables
            .into_iter()
            .map(|(id, rows)| {
                let mut columns: Vec<&str> = Vec::new();
                for (column, _) in rows.iter().flatten() {
                    if !columns.contains(&column.as_str()) {
                        columns.push(column);
                    }
                }
                let mut part =
                    TableBuilder::new(id, &format!("{}.case", id.name()), None, 1, columns.clone());
                for (at, row) in rows.iter().enumerate() {
                    let cells = columns.iter().map(|column| {
                        row.iter().find(|it| it.0 == *column).map_or("", |it| it.1.as_str())
                    });
                    part.push(at as u32 + 2, cells);
                }
                part
            })
            .collect();
        Dataset::assemble(parts)
    }
}
