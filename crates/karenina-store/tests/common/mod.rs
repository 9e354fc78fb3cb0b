//! Registers and tables for tests.

// Each test binary uses a part of it.
#![allow(dead_code, clippy::unwrap_used, clippy::disallowed_methods, clippy::format_push_string)]

pub mod postgres;

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use karenina_model::{Dataset, Date, RowId, TableBuilder, TableId};
use karenina_store::{Act, FileDigest, Import, Moment, Proposed, Register, StoreError};

/// A folder of its own, removed at the end, and the database that its registers stand in.
pub struct Folder {
    path: PathBuf,
    database: Option<&'static postgres::Server>,
}

impl Folder {
    pub fn new() -> Self {
        Self::of(None)
    }

    fn of(database: Option<&'static postgres::Server>) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("register-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self { path, database }
    }

    /// The same for registers in `PostgreSQL`; `None` where that is not installed or not
    /// built in.
    pub fn of_postgres() -> Option<Self> {
        if cfg!(not(feature = "postgres")) {
            return None;
        }
        Some(Self::of(Some(postgres::server()?)))
    }

    /// Another one of the same kind.
    pub fn another(&self) -> Self {
        Self::of(self.database)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Where a register may be begun.
    pub fn place(&self) -> PathBuf {
        match self.database {
            Some(it) => PathBuf::from(it.address()),
            None => self.file("programme.karenina"),
        }
    }

    /// Changes a register as somebody would who has the database and not this program; a database
    /// lets them who own it take the guards off.
    pub fn tamper(&self, place: &Path, sql: &str) {
        self.try_to_tamper(
            place,
            &match self.database {
                Some(_) => format!("BEGIN; {GUARDS_OFF} {sql}; {GUARDS_ON} COMMIT"),
                None => sql.to_owned(),
            },
        )
        .unwrap();
    }

    /// The same with the guards on. What the database says, where it refuses.
    pub fn try_to_tamper(&self, place: &Path, sql: &str) -> Result<(), String> {
        match self.database {
            Some(server) => {
                let mut db = server.client(&postgres::schema(place));
                db.batch_execute(sql).map_err(|err| {
                    err.as_db_error().map_or_else(|| err.to_string(), |it| it.message().to_owned())
                })
            }
            None => {
                let db = rusqlite::Connection::open(place).unwrap();
                db.execute_batch(sql).map_err(|err| err.to_string())
            }
        }
    }

    /// A statement as this database wants it.
    pub fn in_its_words(&self, sql: &str) -> String {
        if self.database.is_none() {
            return sql.to_owned();
        }
        [
            (
                "CAST(substr(cells, 1, length(cells) - 1) || 'x' AS BLOB)",
                "substr(cells, 1, length(cells) - 1) || 'x'::bytea",
            ),
            (
                "people (salt, name, digest) VALUES (",
                "people (id, salt, name, digest) VALUES (99, ",
            ),
            ("randomblob(32)", "sha256('x')"),
            ("x'00'", "'\\x00'::bytea"),
        ]
        .iter()
        .fold(sql.to_owned(), |sql, (file, server)| sql.replace(file, server))
    }

    pub fn is_database(&self) -> bool {
        self.database.is_some()
    }
}

const GUARDS_OFF: &str = "ALTER TABLE journal DISABLE TRIGGER USER;
    ALTER TABLE texts DISABLE TRIGGER USER; ALTER TABLE names DISABLE TRIGGER USER;
    ALTER TABLE facts DISABLE TRIGGER USER; ALTER TABLE origins DISABLE TRIGGER USER;
    ALTER TABLE items DISABLE TRIGGER USER; ALTER TABLE evidence DISABLE TRIGGER USER;
    ALTER TABLE people DISABLE TRIGGER USER;";
const GUARDS_ON: &str = "ALTER TABLE journal ENABLE ALWAYS TRIGGER only_added_to;
    ALTER TABLE texts ENABLE ALWAYS TRIGGER only_added_to;
    ALTER TABLE names ENABLE ALWAYS TRIGGER only_added_to;
    ALTER TABLE facts ENABLE ALWAYS TRIGGER only_added_to;
    ALTER TABLE origins ENABLE ALWAYS TRIGGER only_added_to;
    ALTER TABLE items ENABLE ALWAYS TRIGGER only_added_to;
    ALTER TABLE evidence ENABLE ALWAYS TRIGGER only_added_to;
    ALTER TABLE people ENABLE ALWAYS TRIGGER only_added_to, ENABLE ALWAYS TRIGGER only_erased;";

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.path);
    }
}

/// What holds of a register holds in a file and in a database: each sentence is two tests.
#[macro_export]
macro_rules! in_both {
    ($($(#[$about:meta])* fn $name:ident($folder:ident) $body:block)*) => {
        $($(#[$about])* fn $name($folder: &$crate::common::Folder) $body)*
        mod in_a_file {
            $(#[test] fn $name() { super::$name(&$crate::common::Folder::new()); })*
        }
        mod in_postgres {
            $(#[test] fn $name() {
                if let Some(folder) = $crate::common::Folder::of_postgres() {
                    super::$name(&folder);
                }
            })*
        }
    };
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn act(on: &str) -> Act {
    Act { by: "Ivan Petrov".to_owned(), on: day(on), reason: Some("as reported".to_owned()) }
}

pub fn new_register(folder: &Folder) -> (PathBuf, Register) {
    let path = folder.place();
    let it = Register::create(&path, &act("2026-01-01")).unwrap();
    (path, it)
}

/// Tables out of their names and the text of a CSV without quotes.
pub fn dataset(tables: &[(&str, &str)]) -> Dataset {
    let parts = tables.iter().map(|(name, text)| {
        let id = TableId::named(name).unwrap();
        let mut lines = text.lines().enumerate();
        let (_, heading) = lines.next().unwrap();
        let file = format!("{name}.csv");
        let mut it = TableBuilder::new(id, &file, None, 1, heading.split(','));
        for (line, text) in lines {
            it.push(line as u32 + 1, text.split(','));
        }
        it
    });
    Dataset::assemble(parts).0
}

pub fn import(data: &Dataset) -> Import<'_> {
    let files = vec![FileDigest { name: "tables.csv".to_owned(), sha256: "0".repeat(64) }];
    Import { data, files, since: None, whole: false }
}

/// Imports and accepts all.
pub fn take_up(
    register: &mut Register,
    data: &Dataset,
    since: Option<&str>,
    on: &str,
) -> Result<Proposed, StoreError> {
    let import = Import { since: since.map(day), ..import(data) };
    let found = register.propose(&import, &act(on))?;
    register.accept(found.change_set, None, false, &act(on))?;
    Ok(found)
}

/// Every cell of every row that is read from the register.
pub fn all(register: &Register, moment: Moment) -> Vec<String> {
    cells(&Dataset::assemble(register.tables(moment).unwrap()).0)
}

/// Every cell of every row.
pub fn cells(data: &Dataset) -> Vec<String> {
    let mut found = Vec::new();
    for id in TableId::all() {
        for row in data.table(id).rows() {
            if data.table(id).is_repeated(row) {
                continue;
            }
            let mut text = id.name().to_owned();
            for (column, about) in id.schema().columns.iter().enumerate() {
                let cell = data.written(RowId { table: id, row }, column);
                if !cell.is_empty() {
                    text += &format!(" {}={cell}", about.name);
                }
            }
            found.push(text);
        }
    }
    found
}

/// A cell of a row by its key, in the tables of a moment.
pub fn cell(register: &Register, moment: Moment, table: &str, key: &str, column: &str) -> String {
    let exported = register.export(moment).unwrap();
    let id = TableId::named(table).unwrap();
    let Some(it) = exported.tables.iter().find(|it| it.table == id) else { return String::new() };
    let names: Vec<&str> = it.heading().collect();
    let Some(at) = names.iter().position(|it| *it == column) else { return String::new() };
    let by = id.schema().key.or(id.schema().known_by.first().copied()).unwrap();
    let by = names.iter().position(|it| *it == id.schema().columns[by].name).unwrap();
    it.rows().find(|row| row[by] == key).map_or("", |row| row[at]).to_owned()
}

pub fn example(name: &str) -> Dataset {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    karenina_io::read_dataset(&path).unwrap().dataset
}
