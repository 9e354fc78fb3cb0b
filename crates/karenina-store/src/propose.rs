//! Tables that were read become a change set: what they say that the register does not.

use std::{borrow::Cow, collections::BTreeSet};

use karenina_model::{
    Code, ColumnType, Dataset, Date, Place, Problem, RowId, Table, TableId, problem::Problems,
    table::split_list,
};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest as _, Sha256};

use crate::{
    act::Act,
    cells,
    decide::ItemKind,
    error::StoreError,
    export::PERSON,
    fold::{At, Folded, fold},
    identity,
    journal::{Digest, Elsewhere, FileDigest, What},
    register::Register,
    storage::{Fact, Item, LOOK_AHEAD},
};

/// What is imported.
#[derive(Debug)]
pub struct Import<'a> {
    /// The tables as they were read.
    pub data: &'a Dataset,
    /// The files that they came from.
    pub files: Vec<FileDigest>,
    /// The day since when what they say holds; else it replaces what was said for all time.
    pub since: Option<Date>,
    /// Whether the lists of the clusters that they speak of are whole: rows that they do not have
    /// are withdrawn, and so are cells that they leave empty.
    pub whole: bool,
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposed {
    /// The number of the change set.
    pub change_set: u64,
    /// Rows that the register does not have.
    pub added: u64,
    /// Rows of which it says something else.
    pub changed: u64,
    /// Rows that are to be withdrawn.
    pub withdrawn: u64,
    /// Rows of which it says the same of a later day.
    pub again: u64,
    /// Rows of which it says nothing new.
    pub unchanged: u64,
    /// Cells that are proposed.
    pub cells: u64,
    /// What whoever reviews it should know.
    pub problems: Vec<Problem>,
}

/// The numbers of registers by which an organisation is known.
const NUMBERS: [&str; 4] = ["tax_number", "court_number", "lei", "ror"];

impl Register {
    /// Takes up what was read as a change set, on which somebody decides. The register says the
    /// same as before until then.
    pub fn propose(&mut self, import: &Import<'_>, act: &Act) -> Result<Proposed, StoreError> {
        let mut found = Proposed::default();
        let mut problems = Problems::default();
        self.write(act, |it, people| {
            let change_set = it.journal.next_set();
            let now = At { day: import.since.unwrap_or(Date::MAX), entry: it.n_entries() };
            let mut work = Work {
                import,
                now,
                change_set,
                item: 0,
                content: Content::default(),
                said_by: FxHashMap::default(),
                found: &mut found,
                problems: &mut problems,
                people,
            };
            for table in TableId::all() {
                work.table(it, table)?;
            }
            let (rows, content) = (work.item, work.content.finish());
            if rows == 0 {
                return Err(StoreError::NothingNew);
            }
            Ok(What::Imported {
                change_set,
                rows,
                since: import.since.map(|it| it.to_string()),
                content,
                files: import.files.clone(),
            })
        })?;
        found.problems = problems.into_list();
        found.change_set = self.journal.next_set() - 1;
        Ok(found)
    }
}

/// The digest of a stored change set, and how many rows it has.
pub(crate) fn content_of(it: &Register, change_set: u64) -> Result<(Digest, u64), StoreError> {
    let mut content = Content::default();
    let mut n = 0;
    it.storage.items_in(change_set, (0, i64::MAX as u64), |item, fact| {
        n += 1;
        content.push(it, item, fact);
        Ok(())
    })?;
    Ok((content.finish(), n))
}

/// What a change set says, as a digest: nothing of it can be changed, left out or put elsewhere
/// without another digest.
#[derive(Default)]
struct Content {
    digest: Sha256,
    buffer: Vec<u8>,
}

impl Content {
    fn push(&mut self, it: &Register, item: &Item, fact: &Fact) {
        let mut text = |text: &str| {
            self.buffer.extend_from_slice(&(text.len() as u64).to_le_bytes());
            self.buffer.extend_from_slice(text.as_bytes());
        };
        text(it.names.of.get(&fact.table).map_or("", |it| &it.table));
        text(&fact.identity);
        let origin = it.origins.get(&item.origin);
        text(origin.map_or("", |it| &it.file));
        text(origin.and_then(|it| it.sheet.as_deref()).unwrap_or(""));
        text(origin.map_or("", |it| &it.columns));
        for (column, cell) in cells::iter(&item.cells) {
            text(it.names.of.get(&i64::from(column)).map_or("", |it| &it.column));
            text(cell);
        }
        for n in [
            u64::from(fact.ordinal),
            item.item,
            item.kind as u64,
            u64::from(item.line),
            u64::from(item.origin != 0),
            u64::from(cells::are_whole(&item.cells)),
        ] {
            self.buffer.extend_from_slice(&n.to_le_bytes());
        }
        if self.buffer.len() > 1 << 16 {
            self.digest.update(&self.buffer);
            self.buffer.clear();
        }
    }

    fn finish(mut self) -> Digest {
        self.digest.update(&self.buffer);
        Digest(self.digest.finalize().into())
    }
}

struct Work<'a, 'b> {
    import: &'a Import<'a>,
    now: At,
    change_set: u64,
    item: u64,
    content: Content,
    said_by: FxHashMap<String, String>,
    found: &'b mut Proposed,
    problems: &'b mut Problems,
    people: &'b mut Vec<Elsewhere>,
}

/// A row of the register that a row of the files may be.
struct Candidate {
    fact: Fact,
    items: Vec<Item>,
}

impl Work<'_, '_> {
    fn table(&mut self, it: &mut Register, id: TableId) -> Result<(), StoreError> {
        let data = self.import.data;
        let table = data.table(id);
        if table.is_empty() {
            return Ok(());
        }
        let schema = id.schema();
        for (name, _) in table.extra_columns() {
            let place = table.files().first().map_or_else(Place::default, |it| Place {
                file: it.file.clone(),
                sheet: it.sheet.clone(),
                ..Place::default()
            });
            self.problems.push(
                Problem::new(Code::ColumnNotKept, place)
                    .with("column", name)
                    .with("table", schema.name.as_str()),
            );
        }
        let table_number = it.names.table(&it.storage, id)?;
        let known_by = identity::columns(schema);
        let is_new = !it.storage.has_facts(table_number)?;
        let rows: Vec<u32> = table
            .rows()
            .filter(|row| !table.is_repeated(*row))
            // Of two rows with one key the first counts; that there are two has been said.
            .filter(|row| schema.key.is_none() || table.find(table.key(*row)) == Some(*row))
            .collect();
        let names: Vec<String> = rows
            .iter()
            .map(|row| identity::of_row(data, RowId { table: id, row: *row }, &known_by))
            .collect();
        // Rows that have one name are looked at together; nearly all have one of their own.
        let mut of_name: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        if schema.key.is_none() {
            let mut seen: FxHashSet<&str> = FxHashSet::default();
            let twice: FxHashSet<&str> =
                names.iter().map(String::as_str).filter(|it| !seen.insert(it)).collect();
            drop(seen);
            for (row, name) in rows.iter().zip(&names) {
                if twice.contains(name.as_str()) {
                    of_name.entry(name).or_default().push(*row);
                }
            }
        }
        let mut origins: Vec<Option<i64>> = vec![None; table.files().len()];
        let mut assigned: FxHashMap<u32, Assigned> = FxHashMap::default();
        let mut matched: FxHashSet<i64> = FxHashSet::default();
        let mut numbers = None;
        let mut known: FxHashMap<String, Vec<Candidate>> = FxHashMap::default();
        for (n, (row, name)) in rows.iter().zip(&names).enumerate() {
            if !is_new && n % LOOK_AHEAD == 0 {
                let next = &names[n..names.len().min(n + LOOK_AHEAD)];
                known = candidates(it, table_number, next)?;
            }
            let alone = [*row];
            let together = of_name.get(name.as_str()).map_or(&alone[..], Vec::as_slice);
            let to = match assigned.remove(row) {
                Some(it) => it,
                None if is_new && together.len() == 1 => Assigned::New(1),
                None => {
                    let candidates = known.remove(name).unwrap_or_default();
                    for (row, to) in assign(it, data, id, together, candidates, self.now) {
                        assigned.insert(row, to);
                    }
                    assigned.remove(row).unwrap_or(Assigned::New(1))
                }
            };
            let (fact, items) = match to {
                Assigned::New(ordinal) => {
                    let fact = Fact {
                        id: it.storage.new_fact(table_number, name, ordinal)?,
                        table: table_number,
                        identity: name.clone(),
                        ordinal,
                    };
                    if id == TableId::ORGANISATIONS && !is_new {
                        self.look_for_numbers(it, table, *row, &mut numbers)?;
                    }
                    (fact, Vec::new())
                }
                Assigned::Known(it) => (it.fact, it.items),
            };
            if self.import.whole {
                matched.insert(fact.id);
            }
            let state = fold(&items, &it.journal, self.now);
            let (kind, bytes) =
                self.difference(it, RowId { table: id, row: *row }, &fact, state.as_ref())?;
            if bytes.is_empty() {
                self.found.unchanged += 1;
                continue;
            }
            let origin = self.origin(it, table, *row, &mut origins)?;
            self.push(it, kind, &fact, origin, bytes)?;
        }
        if self.import.whole && !is_new {
            self.withdraw_silent(it, id, table_number, &matched)?;
        }
        Ok(())
    }

    fn push(
        &mut self,
        it: &Register,
        kind: ItemKind,
        fact: &Fact,
        (origin, line): (i64, u32),
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        self.item += 1;
        match kind {
            ItemKind::Added => self.found.added += 1,
            ItemKind::Changed | ItemKind::Status => self.found.changed += 1,
            ItemKind::Withdrawn => self.found.withdrawn += 1,
            ItemKind::Again => self.found.again += 1,
        }
        self.found.cells += cells::iter(&bytes).count() as u64;
        let item = Item {
            fact: fact.id,
            change_set: self.change_set,
            item: self.item,
            kind: kind.number(),
            origin,
            line,
            cells: bytes,
        };
        it.storage.push_item(&item)?;
        self.content.push(it, &item, fact);
        Ok(())
    }

    /// What a row says that the register does not.
    fn difference(
        &mut self,
        it: &mut Register,
        at: RowId,
        fact: &Fact,
        state: Option<&Folded<'_>>,
    ) -> Result<(ItemKind, Vec<u8>), StoreError> {
        let data = self.import.data;
        let table = data.table(at.table);
        let schema = at.table.schema();
        let known_by = identity::columns(schema);
        let (mut bytes, mut substance, mut status) = (Vec::new(), false, None);
        let mut again = Vec::new();
        for (column, about) in schema.columns.iter().enumerate() {
            if !table.has_column(column) {
                continue;
            }
            let mut text = data.written(at, column);
            if about.name == "status" {
                status = (!text.is_empty()).then(|| text.clone().into_owned());
            }
            if about.name == "said_by" && !text.is_empty() {
                text = self.person(it, &text)?.into();
            }
            let number = if text.is_empty() {
                it.names.columns.get(&(at.table, column)).map(|it| *it as u32)
            } else {
                Some(it.names.column(&it.storage, at.table, column)?)
            };
            let Some(number) = number else { continue };
            let told = state.and_then(|it| it.cells.iter().find(|it| it.column == number));
            let before = told.map_or("", |it| it.text);
            let says_nothing = text.is_empty()
                && !(self.import.whole && about.name != "status" && about.name != "row_id");
            if says_nothing {
                continue;
            }
            if before == text {
                // What is still so on a later day is known of that day too: a report of the time
                // between, which comes late, must not reach beyond it.
                let later = self.import.since.is_some()
                    && told.is_some_and(|it| it.since < self.import.since);
                if later && column < schema.n_own && !known_by.contains(&column) {
                    cells::push(&mut again, number, &text);
                }
                continue;
            }
            // The name of a row is no saying.
            if about.name == "row_id" && state.is_some() {
                continue;
            }
            substance |= column < schema.n_own && !known_by.contains(&column);
            cells::push(&mut bytes, number, &text);
        }
        let Some(state) = state else { return Ok((ItemKind::Added, bytes)) };
        let is_new = !bytes.is_empty();
        bytes.extend_from_slice(&again);
        let status_column = schema.column("status").unwrap_or_default();
        let number = it.names.column(&it.storage, at.table, status_column)?;
        let before = state.text(number).unwrap_or("");
        let kind = match (before, status.as_deref()) {
            (before, Some("withdrawn" | "superseded")) if status.as_deref() != Some(before) => {
                ItemKind::Withdrawn
            }
            // What was said to be so no more is said to be so again.
            ("withdrawn" | "superseded", None) => {
                cells::push(&mut bytes, number, "declared");
                ItemKind::Changed
            }
            // What was confirmed was something else.
            ("checked" | "confirmed" | "disputed", None) if substance => {
                cells::push(&mut bytes, number, "declared");
                if before == "confirmed" {
                    self.problems.push(
                        Problem::new(Code::OverConfirmed, table.place(at.row, None))
                            .with("claim", it.claim_of(fact)),
                    );
                }
                ItemKind::Changed
            }
            _ if is_new => ItemKind::Changed,
            _ => ItemKind::Again,
        };
        Ok((kind, bytes))
    }

    /// A number stands for whoever said something.
    fn person(&mut self, it: &mut Register, name: &str) -> Result<String, StoreError> {
        if let Some(known) = self.said_by.get(name) {
            return Ok(known.clone());
        }
        let person = it.person(name, self.people)?;
        let text = format!("{PERSON}{}", person.id);
        self.said_by.insert(name.to_owned(), text.clone());
        Ok(text)
    }

    /// The file or sheet that a row stood in, and its line.
    fn origin(
        &self,
        it: &mut Register,
        table: &Table,
        row: u32,
        origins: &mut [Option<i64>],
    ) -> Result<(i64, u32), StoreError> {
        let Some((file, line)) = table.stood(row) else { return Ok((0, 0)) };
        if let Some(Some(id)) = origins.get(file) {
            return Ok((*id, line));
        }
        let from = &table.files()[file];
        let width = from.positions.iter().flatten().max().map_or(0, |it| usize::from(*it) + 1);
        let mut names = vec![""; width];
        for (column, position) in from.positions.iter().enumerate() {
            if let Some(position) = position {
                names[usize::from(*position)] = &table.id.schema().columns[column].name;
            }
        }
        let (sheet, columns) = (from.sheet.as_deref(), names.join(","));
        let id = it.storage.new_origin(self.change_set, &from.file, sheet, &columns)?;
        it.origins.insert(
            id,
            crate::storage::Origin {
                id,
                change_set: self.change_set,
                file: from.file.clone(),
                sheet: from.sheet.clone(),
                columns,
            },
        );
        origins[file] = Some(id);
        Ok((id, line))
    }

    /// An organisation under a new key whose number of a register another one has already.
    fn look_for_numbers(
        &mut self,
        it: &Register,
        table: &Table,
        row: u32,
        numbers: &mut Option<FxHashMap<String, String>>,
    ) -> Result<(), StoreError> {
        for name in NUMBERS {
            let Some(number) = table.named_text(row, name) else { continue };
            if numbers.is_none() {
                *numbers = Some(known_numbers(it, self.now)?);
            }
            let known = numbers.as_ref().and_then(|it| it.get(&format!("{name} {number}")));
            if let Some(known) = known
                && known != table.key(row)
            {
                let column = table.column(name);
                self.problems.push(
                    Problem::new(Code::NumberKnown, table.place(row, column))
                        .with("number", number)
                        .with("key", table.key(row))
                        .with("known", known.as_str()),
                );
            }
        }
        Ok(())
    }

    /// Rows of the clusters that the files speak of, which they do not have.
    fn withdraw_silent(
        &mut self,
        it: &mut Register,
        id: TableId,
        table_number: i64,
        matched: &FxHashSet<i64>,
    ) -> Result<(), StoreError> {
        let schema = id.schema();
        if schema.owner.is_empty() || id == TableId::CLUSTERS {
            return Ok(());
        }
        let data = self.import.data;
        let owners: BTreeSet<String> = data
            .table(id)
            .rows()
            .flat_map(|row| {
                let at = RowId { table: id, row };
                owner_keys(schema, |column| data.written(at, column))
            })
            .chain(data.clusters().map(|it| {
                format!("{}\0{}", TableId::CLUSTERS.index(), data.table(TableId::CLUSTERS).key(it))
            }))
            .collect();
        let status = schema.column("status").unwrap_or_default();
        let status = it.names.column(&it.storage, id, status)?;
        let mut facts = it.storage.facts_of(table_number)?;
        facts.retain(|it| !matched.contains(&it.id));
        for facts in facts.chunks(LOOK_AHEAD) {
            for (fact, items) in facts.iter().zip(items_of(it, facts)?) {
                let Some(state) = fold(&items, &it.journal, self.now) else { continue };
                if matches!(state.text(status), Some("withdrawn" | "superseded")) {
                    continue;
                }
                let in_scope = owner_keys(schema, |column| {
                    let number = it.names.columns.get(&(id, column));
                    let text = number.and_then(|it| state.text(*it as u32)).unwrap_or("");
                    Cow::from(text)
                })
                .iter()
                .any(|it| owners.contains(it));
                if in_scope {
                    let mut bytes = Vec::new();
                    cells::push(&mut bytes, status, "withdrawn");
                    self.push(it, ItemKind::Withdrawn, fact, (0, 0), bytes)?;
                }
            }
        }
        Ok(())
    }
}

/// To what a row belongs: tables and keys of the first owner that is filled in.
fn owner_keys<'a>(
    schema: &karenina_model::TableSchema,
    text: impl Fn(usize) -> Cow<'a, str>,
) -> Vec<String> {
    for column in &schema.owner {
        let to = match schema.columns[*column].kind {
            ColumnType::Reference(to) | ColumnType::References(to) => to,
            // The subject of a claim may be a cluster.
            _ => TableId::CLUSTERS,
        };
        let text = text(*column);
        let keys: Vec<String> =
            split_list(&text).map(|it| format!("{}\0{it}", to.index())).collect();
        if !keys.is_empty() {
            return keys;
        }
    }
    Vec::new()
}

/// Which organisation has which number.
fn known_numbers(it: &Register, now: At) -> Result<FxHashMap<String, String>, StoreError> {
    let mut known = FxHashMap::default();
    let Some(table) = it.names.tables.get(&TableId::ORGANISATIONS) else { return Ok(known) };
    let columns: Vec<(&str, u32)> = NUMBERS
        .iter()
        .filter_map(|name| {
            let column = TableId::ORGANISATIONS.schema().column(name)?;
            let number = it.names.columns.get(&(TableId::ORGANISATIONS, column))?;
            Some((*name, *number as u32))
        })
        .collect();
    for facts in it.storage.facts_of(*table)?.chunks(LOOK_AHEAD) {
        for (fact, items) in facts.iter().zip(items_of(it, facts)?) {
            let Some(state) = fold(&items, &it.journal, now) else { continue };
            for (name, column) in &columns {
                if let Some(number) = state.text(*column).filter(|it| !it.is_empty()) {
                    known
                        .entry(format!("{name} {number}"))
                        .or_insert_with(|| fact.identity.clone());
                }
            }
        }
    }
    Ok(known)
}

/// To which fact a row belongs.
enum Assigned {
    Known(Candidate),
    New(u32),
}

/// What is said of some facts, of each in turn.
fn items_of(it: &Register, facts: &[Fact]) -> Result<Vec<Vec<Item>>, StoreError> {
    let ids: Vec<i64> = facts.iter().map(|it| it.id).collect();
    it.storage.items_of_each(&ids)
}

/// What the register has of some names.
fn candidates(
    it: &Register,
    table: i64,
    names: &[String],
) -> Result<FxHashMap<String, Vec<Candidate>>, StoreError> {
    let mut known: FxHashMap<String, Vec<Candidate>> = FxHashMap::default();
    // Rows of one name are looked at together.
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    for (fact, items) in it.storage.said_of(table, &names)? {
        known.entry(fact.identity.clone()).or_default().push(Candidate { fact, items });
    }
    Ok(known)
}

/// More rows of one name than this are taken in their order.
const MOST_COMPARED: usize = 64;

/// Rows of one name and facts of that name, those that are most alike first.
fn assign(
    it: &Register,
    data: &Dataset,
    table: TableId,
    rows: &[u32],
    candidates: Vec<Candidate>,
    now: At,
) -> Vec<(u32, Assigned)> {
    let last = candidates.iter().map(|it| it.fact.ordinal).max().unwrap_or(0);
    let mut pairs: Vec<(i64, usize, usize)> = Vec::new();
    let compare = candidates.len() > 1 || (rows.len() > 1 && !candidates.is_empty());
    if compare && rows.len() <= MOST_COMPARED && candidates.len() <= MOST_COMPARED {
        for (n, candidate) in candidates.iter().enumerate() {
            let state = fold(&candidate.items, &it.journal, now).unwrap_or_default();
            for (at, row) in rows.iter().enumerate() {
                let row = RowId { table, row: *row };
                pairs.push((-likeness(it, data, row, &state), n, at));
            }
        }
        pairs.sort_unstable();
    } else {
        pairs.extend((0..rows.len().min(candidates.len())).map(|it| (0, it, it)));
    }
    let mut fact_of: Vec<Option<usize>> = vec![None; rows.len()];
    let mut taken = vec![false; candidates.len()];
    for (_, fact, row) in pairs {
        if fact_of[row].is_none() && !taken[fact] {
            (fact_of[row], taken[fact]) = (Some(fact), true);
        }
    }
    let mut candidates: Vec<Option<Candidate>> = candidates.into_iter().map(Some).collect();
    let mut next = last;
    rows.iter()
        .zip(fact_of)
        .map(|(row, fact)| match fact.and_then(|it| candidates[it].take()) {
            Some(it) => (*row, Assigned::Known(it)),
            None => {
                next += 1;
                (*row, Assigned::New(next))
            }
        })
        .collect()
}

/// How many cells agree, less those that do not; the name of a row outweighs all.
fn likeness(it: &Register, data: &Dataset, at: RowId, state: &Folded<'_>) -> i64 {
    let mut like = 0;
    for (column, about) in at.table.schema().columns.iter().enumerate() {
        let text = data.written(at, column);
        let number = it.names.columns.get(&(at.table, column));
        let before = number.and_then(|it| state.text(*it as u32)).unwrap_or("");
        if about.name == "status" && matches!(before, "withdrawn" | "superseded") {
            like -= 1_000;
        }
        if text.is_empty() || before.is_empty() {
            continue;
        }
        let before = it.shown(before, true);
        like += match (about.name == "row_id", text == before) {
            (true, true) => 10_000,
            (true, false) => 0,
            (false, true) => 2,
            (false, false) => -1,
        };
    }
    like
}
