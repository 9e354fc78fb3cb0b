//! The register itself, opened once a command.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
};

use karenina_model::{Date, TableId};
use rustc_hash::FxHashMap;

use crate::{
    act::Act,
    error::{StoreError, Trouble},
    journal::{Digest, Elsewhere, Journal, Line, What},
    location::Location,
    storage::{Origin, Secrets, Storage},
};

/// A register of clusters and of what is said of them.
#[derive(Debug)]
pub struct Register {
    pub(crate) storage: Storage,
    pub(crate) journal: Journal,
    pub(crate) names: Names,
    pub(crate) origins: BTreeMap<i64, Origin>,
    /// Everybody who is named, by number; the name is gone where it was erased.
    pub(crate) people: BTreeMap<u64, Option<String>>,
    /// Those whose names are known, by name.
    pub(crate) by_name: FxHashMap<String, Elsewhere>,
}

type ByHeart = (
    Journal,
    Names,
    BTreeMap<i64, Origin>,
    BTreeMap<u64, Option<String>>,
    FxHashMap<String, Elsewhere>,
);

/// Numbers for names of tables and columns.
#[derive(Debug, Default, Clone)]
pub(crate) struct Names {
    /// Table and column of each number, as the schema has them; `None` where it has them no more.
    pub of: FxHashMap<i64, Name>,
    pub tables: FxHashMap<TableId, i64>,
    pub columns: FxHashMap<(TableId, usize), i64>,
}

#[derive(Debug, Clone)]
pub(crate) struct Name {
    pub table: String,
    pub column: String,
    pub at: Option<(TableId, Option<usize>)>,
}

/// Whether a path is a register: the first bytes of a file say so, or it is the address of a
/// database.
#[expect(clippy::disallowed_methods, reason = "a register is known by its first bytes")]
pub fn is_register(path: &Path) -> bool {
    if Location::of(path).is_database() {
        return true;
    }
    let mut first = [0; 16];
    path.is_file()
        && File::open(path).and_then(|mut it| it.read_exact(&mut first)).is_ok()
        && &first == b"SQLite format 3\0"
}

impl Register {
    /// Begins a register where there is no file.
    pub fn create(path: &Path, act: &Act) -> Result<Self, StoreError> {
        Self::begin(&Location::of(path), act)
    }

    /// Begins a register where there is none.
    #[expect(clippy::disallowed_methods, reason = "a register is whole or not there")]
    pub fn begin(location: &Location, act: &Act) -> Result<Self, StoreError> {
        let path = match location {
            Location::File(path) => path,
            Location::Database(address) => {
                // One act makes the tables and the first entry.
                let mut it = Self::empty(Storage::begin_database(address)?);
                it.finish(act, begun)?;
                return Ok(it);
            }
        };
        if path.exists() {
            return Err(StoreError::Disk(Trouble::Exists, String::new()));
        }
        // Made beside and renamed, so that a register is whole or not there.
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}.part", std::process::id()));
        let beside: PathBuf = path.with_file_name(name);
        _ = fs::remove_file(&beside);
        let made = Storage::create_file(&beside).and_then(|storage| {
            let mut it = Self::empty(storage);
            it.write(act, begun)?;
            drop(it);
            put(&beside, path)
        });
        _ = fs::remove_file(&beside);
        made?;
        Self::at(location)
    }

    /// Opens a register; one of an earlier program is brought up to this one's shape.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::at(&Location::of(path))
    }

    /// The same of a file or of a database. A register in a database waits for its server: where
    /// much is done at once, give it a thread that may wait.
    pub fn at(location: &Location) -> Result<Self, StoreError> {
        let mut it = Self::empty(Storage::open(location)?);
        it.catch_up()?;
        Ok(it)
    }

    /// The number and digest of the last entry, without reading anything else.
    pub fn last_at(location: &Location) -> Result<(u64, Digest), StoreError> {
        Ok(Storage::open(location)?.last_entry()?.unwrap_or((0, Digest::NONE)))
    }

    fn empty(storage: Storage) -> Self {
        Self {
            storage,
            journal: Journal::default(),
            names: Names::default(),
            origins: BTreeMap::new(),
            people: BTreeMap::new(),
            by_name: FxHashMap::default(),
        }
    }

    /// Reads what others have written since.
    pub(crate) fn catch_up(&mut self) -> Result<(), StoreError> {
        let known = self.journal.entries.len() as u64;
        let new = self.storage.journal(known)?;
        if known > 0 && new.is_empty() {
            return Ok(());
        }
        // All of it or nothing: a server may go between two questions.
        let names = self.storage.names()?;
        let origins = self.storage.origins()?;
        let people = self.storage.secrets(Secrets::People)?;
        self.names = Names::read(names);
        self.origins = origins.into_iter().map(|it| (it.id, it)).collect();
        self.people = people.into_iter().map(|it| (it.id, it.text)).collect();
        for (_, line, digest) in new {
            self.journal.push(&line, digest)?;
        }
        self.by_name.clear();
        for person in self.journal.entries.iter().flat_map(|it| &it.line.people) {
            if let Some(Some(name)) = self.people.get(&person.id) {
                self.by_name.insert(name.clone(), *person);
            }
        }
        Ok(())
    }

    /// The digest of the last entry: who has it can tell whether the register was changed since.
    pub fn head(&self) -> Digest {
        self.journal.head()
    }

    /// The last entry that was known at a moment, and its digest.
    pub fn known(&self, moment: crate::fold::Moment) -> (u64, Digest) {
        let entry = moment.resolve(&self.journal).entry;
        let at = (entry as usize).checked_sub(1).and_then(|it| self.journal.entries.get(it));
        (entry, at.map_or(Digest::NONE, |it| it.digest))
    }

    /// How many entries the journal has.
    pub fn n_entries(&self) -> u64 {
        self.journal.entries.len() as u64
    }

    /// The day of the last entry.
    pub fn last_day(&self) -> Option<Date> {
        self.journal.entries.last().map(|it| it.on)
    }

    /// One act: what it changes and its entry in the journal, or neither.
    pub(crate) fn write(
        &mut self,
        act: &Act,
        work: impl FnOnce(&mut Self, &mut Vec<Elsewhere>) -> Result<What, StoreError>,
    ) -> Result<u64, StoreError> {
        self.storage.begin()?;
        self.finish(act, work)
    }

    /// The act that the database has begun.
    fn finish(
        &mut self,
        act: &Act,
        work: impl FnOnce(&mut Self, &mut Vec<Elsewhere>) -> Result<What, StoreError>,
    ) -> Result<u64, StoreError> {
        let mut before = None;
        let done = (|| {
            self.catch_up()?;
            before = Some(self.known_by_heart());
            if let Some(last) = self.last_day()
                && act.on < last
            {
                return Err(StoreError::Backwards { on: act.on, last });
            }
            let mut people = Vec::new();
            // Before the work: who erases their own name is not taken up again by doing so.
            let by = self.person(&act.by, &mut people)?;
            let what = work(self, &mut people)?;
            let reason = match act.reason.as_deref().map(str::trim) {
                Some(text) if !text.is_empty() => {
                    let (id, digest) = self.storage.new_secret(Secrets::Texts, text)?;
                    Some(Elsewhere { id, digest })
                }
                Some(_) | None => None,
            };
            self.append(act.on, by, reason, people, what)
        })();
        let done = done.and_then(|it| self.storage.commit().map(|()| it));
        if done.is_err() {
            self.storage.roll_back();
            // As if nothing had been done. It is not read again: a server that has gone cannot be
            // asked, and what is known without it must not be less than it was.
            if let Some(before) = before {
                (self.journal, self.names, self.origins, self.people, self.by_name) = before;
            }
        }
        done
    }

    /// What is known of the register without asking it.
    fn known_by_heart(&self) -> ByHeart {
        (
            self.journal.clone(),
            self.names.clone(),
            self.origins.clone(),
            self.people.clone(),
            self.by_name.clone(),
        )
    }

    fn append(
        &mut self,
        on: Date,
        by: Elsewhere,
        reason: Option<Elsewhere>,
        people: Vec<Elsewhere>,
        what: What,
    ) -> Result<u64, StoreError> {
        let entry = self.n_entries() + 1;
        let previous = self.head();
        let line = Line { entry, on: on.to_string(), by, reason, people, what, previous };
        let text =
            serde_json::to_string(&line).map_err(|err| StoreError::Damaged(err.to_string()))?;
        let digest = Digest::of(text.as_bytes());
        self.storage.push_entry(entry, &text, digest)?;
        self.journal.push(&text, digest)?;
        Ok(entry)
    }

    /// The number of a person, who is taken up where the name is new.
    pub(crate) fn person(
        &mut self,
        name: &str,
        new: &mut Vec<Elsewhere>,
    ) -> Result<Elsewhere, StoreError> {
        let name = name.trim();
        if let Some(known) = self.by_name.get(name) {
            return Ok(*known);
        }
        let (id, digest) = self.storage.new_secret(Secrets::People, name)?;
        self.people.insert(id, Some(name.to_owned()));
        let it = Elsewhere { id, digest };
        self.by_name.insert(name.to_owned(), it);
        new.push(it);
        Ok(it)
    }
}

/// What a register begins with.
#[expect(clippy::unnecessary_wraps, reason = "an act like any other")]
fn begun(_: &mut Register, _: &mut Vec<Elsewhere>) -> Result<What, StoreError> {
    Ok(What::Begun { format: crate::SCHEMA_VERSION as u32 })
}

/// Gives a finished file its name, and never that of another. A rename would replace what somebody
/// else made meanwhile; a second name does not. Where a disk has no second names, the name is looked
/// at once more.
#[expect(clippy::disallowed_methods, reason = "a register is whole or not there")]
fn put(beside: &Path, path: &Path) -> Result<(), StoreError> {
    let exists = || StoreError::Disk(Trouble::Exists, String::new());
    let refused = |err: std::io::Error| StoreError::Disk(Trouble::CannotOpen, err.to_string());
    match fs::hard_link(beside, path) {
        Ok(()) => Ok(()),
        Err(err) if err.kind() == std::io::ErrorKind::AlreadyExists => Err(exists()),
        Err(_) if path.exists() => Err(exists()),
        Err(_) => fs::rename(beside, path).map_err(refused),
    }
}

impl Names {
    pub fn read(rows: Vec<(i64, String, String)>) -> Self {
        let mut names = Self::default();
        for (id, table, column) in rows {
            names.add(id, table, column);
        }
        names
    }

    fn add(&mut self, id: i64, table: String, column: String) {
        let at = TableId::named(&table).and_then(|it| {
            if column.is_empty() {
                return Some((it, None));
            }
            Some((it, Some(it.schema().column(&column)?)))
        });
        match at {
            Some((table, Some(column))) => _ = self.columns.insert((table, column), id),
            Some((table, None)) => _ = self.tables.insert(table, id),
            None => {}
        }
        self.of.insert(id, Name { table, column, at });
    }

    pub fn table(&mut self, storage: &Storage, table: TableId) -> Result<i64, StoreError> {
        if let Some(id) = self.tables.get(&table) {
            return Ok(*id);
        }
        let id = storage.new_name(table.name(), "")?;
        self.add(id, table.name().to_owned(), String::new());
        Ok(id)
    }

    pub fn column(
        &mut self,
        storage: &Storage,
        table: TableId,
        column: usize,
    ) -> Result<u32, StoreError> {
        if let Some(id) = self.columns.get(&(table, column)) {
            return Ok(*id as u32);
        }
        let name = &table.schema().columns[column].name;
        let id = storage.new_name(table.name(), name)?;
        self.add(id, table.name().to_owned(), name.clone());
        Ok(id as u32)
    }
}
