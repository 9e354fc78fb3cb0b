//! Which rows of a dataset belong into a form.

use std::collections::BTreeSet;

use karenina_model::{ColumnType, Dataset, RowId, TableId};

use super::{Form, FormSubject};

/// The rows of each table that are filled in, in the order of the files.
pub struct Rows {
    chosen: Vec<Vec<u32>>,
    /// The cluster whose form it is. Rows of other clusters are there only to be referred to.
    own: Option<u32>,
}

impl Rows {
    pub fn chosen(form: &Form<'_>) -> Self {
        let Some(data) = form.known else {
            return Self { chosen: vec![Vec::new(); TableId::all().count()], own: None };
        };
        match form.subject {
            FormSubject::Cluster(cluster) => {
                Self { chosen: of_cluster(data, cluster), own: Some(cluster) }
            }
            FormSubject::Programme | FormSubject::New(_) => Self {
                chosen: TableId::all()
                    .map(|it| {
                        data.table(it)
                            .rows()
                            .filter(|row| !data.table(it).is_repeated(*row))
                            .collect()
                    })
                    .collect(),
                own: None,
            },
        }
    }

    pub fn of(&self, table: TableId) -> &[u32] {
        &self.chosen[table.index()]
    }

    /// Whether a row is there only because others refer to it: of another cluster no more is said
    /// than its key and name.
    pub fn is_key_only(&self, table: TableId, row: u32) -> bool {
        table == TableId::CLUSTERS && self.own.is_some_and(|own| own != row)
    }
}

/// The rows that belong to a cluster, and those that they refer to, and so on.
fn of_cluster(data: &Dataset, cluster: u32) -> Vec<Vec<u32>> {
    let mut chosen: Vec<BTreeSet<u32>> = TableId::all()
        .map(|table| {
            let mut rows: BTreeSet<u32> = data.rows_of(table, cluster).iter().copied().collect();
            if table == TableId::CLUSTERS {
                rows.insert(cluster);
            }
            rows
        })
        .collect();
    let mut open: Vec<RowId> = TableId::all()
        .flat_map(|table| chosen[table.index()].iter().map(move |row| RowId { table, row: *row }))
        .collect();
    while let Some(at) = open.pop() {
        let table = data.table(at.table);
        // Of another cluster only its key is needed.
        if at.table == TableId::CLUSTERS && at.row != cluster {
            continue;
        }
        for (column, about) in at.table.schema().columns.iter().enumerate() {
            let (to, rows) = match about.kind {
                ColumnType::Reference(to) => {
                    (to, table.reference(at.row, column).known().into_iter().collect())
                }
                ColumnType::References(to) => (to, table.references(at.row, column).to_vec()),
                _ => continue,
            };
            for row in rows {
                if chosen[to.index()].insert(row) {
                    open.push(RowId { table: to, row });
                }
            }
        }
    }
    chosen.into_iter().map(|it| it.into_iter().collect()).collect()
}
