//! The tables as they are believed at a moment: for reading on, for files, for editions.

use std::collections::BTreeMap;

use karenina_model::{ColumnType, TableBuilder, TableId, table::split_list};
use rustc_hash::FxHashMap;

use crate::{
    cells,
    error::StoreError,
    fold::{At, Folded, Moment, fold},
    journal::Digest,
    register::Register,
    storage::{Fact, Item},
};

/// The tables at a moment.
#[derive(Debug)]
pub struct Exported {
    /// Those that have a row.
    pub tables: Vec<ExportedTable>,
}

/// One table: the columns that are filled in, and the rows.
#[derive(Debug)]
pub struct ExportedTable {
    /// Which one.
    pub table: TableId,
    /// Which of its columns have a cell, in order of the schema.
    pub columns: Vec<usize>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl ExportedTable {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The names of the columns.
    pub fn heading(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|it| self.table.schema().columns[*it].name.as_str())
    }

    /// The texts of each row, by the columns of the heading.
    pub fn rows(&self) -> impl Iterator<Item = Vec<&str>> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let mut row = vec![""; self.columns.len()];
            for (column, text) in cells::iter(&self.bytes[from..*end]) {
                if let Ok(at) = self.columns.binary_search(&(column as usize)) {
                    row[at] = text;
                }
            }
            from = *end;
            row
        })
    }

    /// The table as a CSV file.
    pub fn csv(&self) -> Vec<u8> {
        let mut out = csv::Writer::from_writer(Vec::with_capacity(self.bytes.len() * 5 / 4));
        // Writing into memory cannot fail.
        _ = out.write_record(self.heading());
        for row in self.rows() {
            _ = out.write_record(row);
        }
        out.into_inner().unwrap_or_default()
    }

    /// The name of that file.
    pub fn file_name(&self) -> String {
        format!("{}.csv", self.table.name())
    }
}

impl Exported {
    /// The digest of the files, as `sha256sum *.csv | sha256sum` gives it.
    pub fn digest(&self) -> Digest {
        let mut files: Vec<(String, Digest)> =
            self.tables.iter().map(|it| (it.file_name(), Digest::of(&it.csv()))).collect();
        files.sort();
        let mut lines = String::new();
        for (name, digest) in files {
            lines.extend([
                &*digest.to_string(),
                "  ",
                &*name,
                "
",
            ]);
        }
        Digest::of(lines.as_bytes())
    }
}

impl Register {
    /// The tables as they were valid and known at a moment.
    pub fn export(&self, moment: Moment) -> Result<Exported, StoreError> {
        self.export_at(moment.resolve(&self.journal), true)
    }

    /// The same; without names of people a number stands for each, so that erasing one changes
    /// nothing.
    pub(crate) fn export_at(&self, at: At, named: bool) -> Result<Exported, StoreError> {
        let mut tables: BTreeMap<TableId, ExportedTable> = BTreeMap::new();
        self.each_row(at, named, |table, _, cells, _| {
            let it = tables.entry(table).or_insert_with(|| ExportedTable {
                table,
                columns: Vec::new(),
                bytes: Vec::new(),
                ends: Vec::new(),
            });
            for (column, text) in cells {
                if let Err(place) = it.columns.binary_search(column) {
                    it.columns.insert(place, *column);
                }
                cells::push(&mut it.bytes, *column as u32, text);
            }
            it.ends.push(it.bytes.len());
            Ok(())
        })?;
        Ok(Exported { tables: tables.into_values().collect() })
    }

    /// The tables at a moment, to be put together and judged; every cell knows in which file,
    /// sheet and row it stood.
    pub fn tables(&self, moment: Moment) -> Result<Vec<TableBuilder>, StoreError> {
        let mut done: BTreeMap<TableId, TableBuilder> = BTreeMap::new();
        // Rows that come one after another from one file are taken up together.
        let mut open: FxHashMap<TableId, (i64, TableBuilder)> = FxHashMap::default();
        let mut positions: FxHashMap<(i64, TableId), Vec<Option<u16>>> = FxHashMap::default();
        let mut close = |table: TableId, part: TableBuilder| match done.get_mut(&table) {
            Some(whole) => whole.append(part),
            None => _ = done.insert(table, part),
        };
        self.each_row(moment.resolve(&self.journal), true, |table, _, cells, state| {
            let from = state.origin;
            if open.get(&table).is_none_or(|it| it.0 != from) {
                let positions = positions
                    .entry((from, table))
                    .or_insert_with(|| self.positions(from, table))
                    .clone();
                let (file, sheet) = self
                    .origins
                    .get(&from)
                    .map_or(("register", None), |it| (it.file.as_str(), it.sheet.as_deref()));
                let builder = TableBuilder::of_cells(table, file, sheet, positions);
                if let Some((_, full)) = open.insert(table, (from, builder)) {
                    close(table, full);
                }
            }
            if let Some((_, builder)) = open.get_mut(&table) {
                builder.push_cells(state.line, cells.iter().copied());
            }
            Ok(())
        })?;
        for table in TableId::all() {
            if let Some((_, part)) = open.remove(&table) {
                close(table, part);
            }
        }
        Ok(done.into_values().collect())
    }

    /// Where the columns of a table stood in a file.
    fn positions(&self, origin: i64, table: TableId) -> Vec<Option<u16>> {
        let mut positions = vec![None; table.schema().columns.len()];
        if let Some(it) = self.origins.get(&origin) {
            for (at, name) in it.columns.split(',').enumerate() {
                if let Some(column) = table.schema().column(name) {
                    positions[column] = u16::try_from(at).ok();
                }
            }
        }
        positions
    }

    /// Every row that is there at a moment, in the order in which rows were first taken up.
    pub(crate) fn each_row(
        &self,
        at: At,
        named: bool,
        mut each: impl FnMut(TableId, &Fact, &[(usize, &str)], &Folded<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let merged = self.merged(at);
        let mut one = |fact: &Fact, items: &[Item]| -> Result<(), StoreError> {
            let Some(state) = fold(items, &self.journal, at) else { return Ok(()) };
            // A table that this program's schema does not have is not its to export.
            let Some(table) = self.names.of.get(&fact.table).and_then(|it| Some(it.at?.0)) else {
                return Ok(());
            };
            let mut texts: Vec<(usize, std::borrow::Cow<'_, str>)> = Vec::new();
            for it in &state.cells {
                let column = self.names.of.get(&i64::from(it.column)).and_then(|it| it.at?.1);
                if let (Some(column), false) = (column, it.text.is_empty()) {
                    texts.push((column, self.shown(it.text, named)));
                }
            }
            if !merged.is_empty() {
                rename_merged(table, &mut texts, &merged, fact);
            }
            texts.sort_by_key(|it| it.0);
            let cells: Vec<(usize, &str)> = texts.iter().map(|it| (it.0, &*it.1)).collect();
            each(table, fact, &cells, &state)
        };
        let mut items: Vec<Item> = Vec::new();
        let mut of = Fact::default();
        self.storage.all_items(|item, fact| {
            if fact.id != of.id && !items.is_empty() {
                one(&of, &items)?;
                items.clear();
            }
            of = fact;
            items.push(item);
            Ok(())
        })?;
        if items.is_empty() { Ok(()) } else { one(&of, &items) }
    }

    /// A cell as it is shown: a person's number as the name.
    pub(crate) fn shown<'a>(&'a self, text: &'a str, named: bool) -> std::borrow::Cow<'a, str> {
        let Some(id) = text.strip_prefix(PERSON).and_then(|it| it.parse::<u64>().ok()) else {
            return text.into();
        };
        match self.people.get(&id) {
            Some(Some(name)) if named => name.as_str().into(),
            Some(_) | None => format!("person-{id}").into(),
        }
    }
}

/// Names of organisations that have become others are replaced by these.
fn rename_merged(
    table: TableId,
    texts: &mut Vec<(usize, std::borrow::Cow<'_, str>)>,
    merged: &BTreeMap<String, String>,
    fact: &Fact,
) {
    let schema = table.schema();
    for (column, text) in texts.iter_mut() {
        match schema.columns[*column].kind {
            ColumnType::Reference(TableId::ORGANISATIONS) => {
                if let Some(into) = merged.get(&**text) {
                    *text = into.clone().into();
                }
            }
            ColumnType::References(TableId::ORGANISATIONS) => {
                let mut keys: Vec<&str> = Vec::new();
                for it in split_list(text) {
                    let key = merged.get(it).map_or(it, String::as_str);
                    // Several that have become one stand once.
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                *text = keys.join(";").into();
            }
            _ => {}
        }
    }
    if table == TableId::ORGANISATIONS
        && merged.contains_key(&fact.identity)
        && let Some(status) = schema.column("status")
    {
        texts.retain(|it| it.0 != status);
        texts.push((status, "superseded".into()));
    }
}

/// Before the number of a person in a cell.
pub(crate) const PERSON: char = '\u{1}';
