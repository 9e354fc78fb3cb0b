//! Facts set by hand: cells of tables that have been read are written over, rows are added.

use super::{NO_CODE, TableBuilder, empty_column};
use crate::{
    Code, Place, Problem, TableId, nearest,
    schema::ColumnSchema,
    table::{ColumnData, TextColumn, ValueCell},
};

/// Where facts that were set by hand come from, in place of the name of a file.
pub const SET_BY_HAND: &str = "--set";

/// The tables that a fact can be set in.
const TABLES: [TableId; 4] =
    [TableId::PRACTICES, TableId::CLUSTERS, TableId::PLACES, TableId::CLAIMS];

/// A fact to be set: `CLUSTER.practices.annual_report=yes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The key of a cluster; `None`: all of them.
    pub cluster: Option<String>,
    /// In which table.
    pub table: TableId,
    /// A practice, a column, or an indicator.
    pub name: String,
    /// The text, as it would stand in the cell.
    pub text: String,
    /// As it was written.
    pub written: String,
}

impl Setting {
    /// Reads `PATH=VALUE`. Names are looked up when it is applied.
    pub fn parse(written: &str) -> Result<Self, Box<Problem>> {
        let problem = |code: Code| Problem::new(code, Place::file(SET_BY_HAND));
        let malformed = || Box::new(problem(Code::SetMalformed).with("found", written));
        let (path, text) = written.split_once('=').ok_or_else(malformed)?;
        let (path, text) = (path.trim(), text.trim());
        let parts: Vec<&str> = path.split('.').collect();
        let at = parts.iter().position(|part| TABLES.iter().any(|it| it.name() == *part));
        let Some(at) = at else {
            // The word that is most like a table; else the one before the last.
            let near = parts
                .iter()
                .find_map(|part| Some((*part, nearest(part, TABLES.iter().map(|it| it.name()))?)));
            let (found, near) = near.unwrap_or((path, "none"));
            return Err(Box::new(
                problem(Code::SetNameUnknown).with("found", found).with("near", near),
            ));
        };
        let table =
            TABLES.iter().copied().find(|it| it.name() == parts[at]).ok_or_else(malformed)?;
        let name = parts[at + 1..].join(".");
        if name.is_empty() || text.is_empty() {
            return Err(malformed());
        }
        let cluster = (at > 0).then(|| parts[..at].join("."));
        Ok(Self { cluster, table, name, text: text.to_owned(), written: written.to_owned() })
    }
}

/// Sets facts in the parts of a dataset before they are put together. `practices` and `indicators`
/// are the names that the catalogue has. What cannot be set is said, all of it; then nothing may be
/// judged.
pub fn set_facts(
    parts: &mut Vec<TableBuilder>,
    settings: &[Setting],
    practices: &[&str],
    indicators: &[&str],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for setting in settings {
        let known: Result<(), &str> = match setting.table {
            TableId::PRACTICES => named(&setting.name, practices.iter().copied()),
            TableId::CLAIMS => named(&setting.name, indicators.iter().copied()),
            table => {
                let columns = own_columns(table).map(|it| it.name.as_str());
                named(&setting.name, columns)
            }
        };
        let unknown = |found: &str, near: &str| {
            Problem::new(Code::SetNameUnknown, Place::file(SET_BY_HAND))
                .with("found", found)
                .with("near", near)
        };
        if let Err(near) = known {
            problems.push(unknown(&setting.name, near));
            continue;
        }
        let keys = all_keys(parts, TableId::CLUSTERS);
        let clusters: Vec<String> = match &setting.cluster {
            None => keys,
            Some(key) if keys.contains(key) => vec![key.clone()],
            Some(key) => {
                let near = nearest(key, keys.iter().map(String::as_str)).unwrap_or("none");
                problems.push(unknown(key, near));
                continue;
            }
        };
        problems.extend(apply(parts, setting, &clusters));
    }
    problems
}

fn named<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Result<(), &'a str> {
    if known.clone().any(|it| it == name) {
        return Ok(());
    }
    Err(nearest(name, known).unwrap_or("none"))
}

/// The columns of a table that say something of a cluster or place: not its key.
fn own_columns(table: TableId) -> impl Iterator<Item = &'static ColumnSchema> + Clone {
    let schema = table.schema();
    let key = schema.key;
    schema.columns.iter().enumerate().filter(move |(at, _)| Some(*at) != key).map(|it| it.1)
}

fn apply(parts: &mut Vec<TableBuilder>, setting: &Setting, clusters: &[String]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let no_row = || {
        Problem::new(Code::SetNoRow, Place::file(SET_BY_HAND))
            .with("found", setting.written.as_str())
            .with("table", setting.table.name())
    };
    match setting.table {
        TableId::PRACTICES | TableId::CLAIMS => {
            let (owner, name) = if setting.table == TableId::PRACTICES {
                ("cluster", "practice")
            } else {
                ("subject", "indicator")
            };
            let mut heading = vec![owner, name, "value"];
            if setting.table == TableId::CLAIMS {
                // What is set by hand counts before what tables come to.
                heading.push("status");
            }
            let n_cells = heading.len();
            let mut added = TableBuilder::new(setting.table, SET_BY_HAND, None, 1, heading);
            for (at, cluster) in clusters.iter().enumerate() {
                for part in parts.iter_mut().filter(|it| it.id() == setting.table) {
                    for row in part.rows_with(&[(owner, cluster), (name, &setting.name)]) {
                        part.set_cell(row, "status", "superseded");
                    }
                }
                let line = at as u32 + 1;
                let cells = [cluster.as_str(), &setting.name, &setting.text, "confirmed"];
                added.push(line, cells.into_iter().take(n_cells));
            }
            problems.extend(added.take_problems().into_list());
            parts.push(added);
        }
        table => {
            let mut keys: Vec<String> = clusters.to_vec();
            if table == TableId::PLACES {
                keys = clusters
                    .iter()
                    .filter_map(|it| text_of(parts, TableId::CLUSTERS, it, "place"))
                    .collect();
            }
            let mut any = false;
            for key in &keys {
                for part in parts.iter_mut().filter(|it| it.id() == table) {
                    for row in part.rows_with(&[("id", key)]) {
                        any = true;
                        problems.extend(part.set_cell(row, &setting.name, &setting.text));
                    }
                }
            }
            if !any {
                problems.push(no_row());
            }
        }
    }
    // Of hundreds of clusters the same mistake is one.
    problems.dedup_by(|a, b| a.code == b.code && a.details == b.details);
    problems
}

fn all_keys(parts: &[TableBuilder], table: TableId) -> Vec<String> {
    let Some(key) = table.schema().key else { return Vec::new() };
    parts
        .iter()
        .filter(|it| it.id() == table)
        .flat_map(|part| (0..part.n_rows as u32).map(move |row| part.text_at(row, key).to_owned()))
        .filter(|it| !it.is_empty())
        .collect()
}

fn text_of(parts: &[TableBuilder], table: TableId, key: &str, column: &str) -> Option<String> {
    let column = table.schema().column(column)?;
    parts.iter().filter(|it| it.id() == table).find_map(|part| {
        let row = part.rows_with(&[("id", key)]).into_iter().next()?;
        Some(part.text_at(row, column).to_owned()).filter(|it| !it.is_empty())
    })
}

impl TableBuilder {
    /// The text of a key, text or reference; empty where there is none.
    fn text_at(&self, row: u32, column: usize) -> &str {
        match &self.columns[column] {
            Some(ColumnData::Text(it)) if (row as usize) < it.len() => it.get(row),
            Some(_) | None => "",
        }
    }

    /// The rows whose texts are these.
    fn rows_with(&self, wanted: &[(&str, &str)]) -> Vec<u32> {
        let schema = self.id.schema();
        (0..self.n_rows as u32)
            .filter(|row| {
                wanted.iter().all(|(column, text)| {
                    schema.column(column).is_some_and(|it| self.text_at(*row, it) == *text)
                })
            })
            .collect()
    }

    /// Writes a cell over, as if it had been read so. What cannot be read is a problem.
    fn set_cell(&mut self, row: u32, column: &str, text: &str) -> Vec<Problem> {
        let Some(at) = self.id.schema().column(column) else { return Vec::new() };
        let kind = self.id.schema().columns[at].kind;
        let mut one = Self::new(self.id, SET_BY_HAND, None, 1, [column]);
        // Of the heading nothing but this column is wanted.
        one.take_problems();
        one.cell(0, 1, at, kind, text);
        one.n_rows = 1;
        one.fill();
        let problems = one.take_problems().into_list();
        if !problems.is_empty() {
            return problems;
        }
        self.absences.remove(&(row, at as u16));
        if let Some(why) = one.absences.get(&(0, at as u16)) {
            self.absences.insert((row, at as u16), *why);
        }
        let n_rows = self.n_rows;
        let mine = self.columns[at].get_or_insert_with(|| empty_column(&kind));
        mine.pad(n_rows);
        if let Some(theirs) = one.columns[at].take() {
            put(mine, row as usize, theirs);
        }
        Vec::new()
    }
}

/// The first cell of one column into a row of another of the same kind.
fn put(to: &mut ColumnData, row: usize, from: ColumnData) {
    match (to, from) {
        (ColumnData::Text(to), ColumnData::Text(from)) => {
            let mut all = TextColumn::default();
            for at in 0..to.len() {
                all.push(if at == row { from.get(0) } else { to.get(at as u32) });
            }
            *to = all;
        }
        (ColumnData::Number(to), ColumnData::Number(from)) => {
            to[row] = from.first().copied().flatten();
        }
        (ColumnData::Flag(to), ColumnData::Flag(from)) => to[row] = from.first().copied().flatten(),
        (ColumnData::Code(to), ColumnData::Code(from)) => {
            to[row] = from.first().copied().unwrap_or(NO_CODE);
        }
        (ColumnData::Codes(to), ColumnData::Codes(from)) => {
            to[row] = from.first().copied().unwrap_or(0);
        }
        (ColumnData::Date(to), ColumnData::Date(from)) => to[row] = from.first().copied().flatten(),
        (ColumnData::Value(to), ColumnData::Value(from)) => {
            to[row] = from.into_iter().next().unwrap_or(ValueCell::Nothing);
        }
        // References are texts until the dataset is together, and the kinds agree.
        _ => {}
    }
}
