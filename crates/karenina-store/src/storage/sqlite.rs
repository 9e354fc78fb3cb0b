//! A register in a file of its own.
//!
//! `SQLite`, with a rollback journal rather than a write-ahead log, so that a copy of the file is a
//! copy of the register.

use std::{path::Path, time::Duration};

use rusqlite::{
    Connection, OpenFlags, OptionalExtension, TransactionBehavior, params,
    types::{FromSql, ValueRef},
};

use super::{Fact, Item, Origin, Result, SCHEMA_VERSION, Secret, Secrets};
use crate::{
    error::{StoreError, Trouble},
    journal::Digest,
};

/// "KRNA": tells a register from other databases.
const APPLICATION_ID: i64 = 0x4b52_4e41;

/// From one version to the next; a register is made by all of them in turn.
const MIGRATIONS: [&str; SCHEMA_VERSION as usize] =
    [include_str!("sqlite/version-1.sql"), include_str!("sqlite/version-2.sql")];

/// A file.
#[derive(Debug)]
pub(crate) struct Sqlite {
    db: Connection,
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(Digest)
    }
}

impl Sqlite {
    /// Makes a register where no file is.
    pub fn create(path: &Path) -> Result<Self> {
        Self::create_at(path, SCHEMA_VERSION)
    }

    fn create_at(path: &Path, version: i64) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut it = Self { db: Connection::open_with_flags(path, flags)? };
        it.settle()?;
        let tx = it.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for step in &MIGRATIONS[..version as usize] {
            tx.execute_batch(step)?;
        }
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", version)?;
        tx.commit()?;
        Ok(it)
    }

    /// Opens a register and brings it up to this program's version.
    pub fn open(path: &Path) -> Result<Self> {
        // Read-only files are opened all the same; only writing then fails.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let mut it = Self { db: Connection::open_with_flags(path, flags)? };
        it.settle()?;
        let id: i64 = it.db.pragma_query_value(None, "application_id", |row| row.get(0))?;
        if id != APPLICATION_ID {
            return Err(StoreError::Disk(Trouble::NotARegister, "another application".to_owned()));
        }
        it.migrate()?;
        Ok(it)
    }

    fn settle(&self) -> Result<()> {
        self.db.busy_timeout(Duration::from_secs(10))?;
        // What is erased is overwritten; a file is on the disk when the act is said to be done.
        self.db.execute_batch(
            "PRAGMA secure_delete = ON; PRAGMA synchronous = EXTRA; PRAGMA cache_size = -65536;
             PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;",
        )?;
        self.db.set_prepared_statement_cache_capacity(64);
        Ok(())
    }

    fn migrate(&mut self) -> Result<()> {
        let version = |db: &Connection| -> Result<i64> {
            Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
        };
        let found = version(&self.db)?;
        if found > SCHEMA_VERSION {
            return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
        }
        if found == SCHEMA_VERSION {
            return Ok(());
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have done it meanwhile.
        let found = version(&tx)?;
        if !(1..=SCHEMA_VERSION).contains(&found) {
            return Err(StoreError::Damaged(format!("schema version {found}")));
        }
        for step in &MIGRATIONS[found as usize..] {
            tx.execute_batch(step)?;
        }
        tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        tx.commit()?;
        Ok(())
    }

    pub fn begin(&self) -> Result<()> {
        Ok(self.db.execute_batch("BEGIN IMMEDIATE")?)
    }

    pub fn begin_to_read(&self) -> Result<()> {
        Ok(self.db.execute_batch("BEGIN")?)
    }

    pub fn commit(&self) -> Result<()> {
        Ok(self.db.execute_batch("COMMIT")?)
    }

    pub fn roll_back(&self) {
        if !self.db.is_autocommit() {
            // Where even that fails, the file is rolled back when it is opened next.
            _ = self.db.execute_batch("ROLLBACK");
        }
    }

    pub fn journal(&self, after: u64) -> Result<Vec<(u64, String, Digest)>> {
        let mut query = self.db.prepare_cached(
            "SELECT entry, line, digest FROM journal WHERE entry > ? ORDER BY entry",
        )?;
        let rows = query.query_map([after], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn last_entry(&self) -> Result<Option<(u64, Digest)>> {
        let sql = "SELECT entry, digest FROM journal ORDER BY entry DESC LIMIT 1";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    pub fn push_entry(&self, entry: u64, line: &str, digest: Digest) -> Result<()> {
        let sql = "INSERT INTO journal (entry, line, digest) VALUES (?, ?, ?)";
        self.db.prepare_cached(sql)?.execute(params![entry, line, digest.0])?;
        Ok(())
    }

    pub fn names(&self) -> Result<Vec<(i64, String, String)>> {
        let mut query = self.db.prepare_cached("SELECT id, tab, col FROM names")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn new_name(&self, table: &str, column: &str) -> Result<i64> {
        let sql = "INSERT INTO names (tab, col) VALUES (?, ?)";
        self.db.prepare_cached(sql)?.execute([table, column])?;
        Ok(self.db.last_insert_rowid())
    }

    pub fn has_facts(&self, table: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM facts WHERE tab = ? LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.exists([table])?)
    }

    pub fn facts_named(&self, table: i64, identity: &str) -> Result<Vec<Fact>> {
        let mut query = self.db.prepare_cached(
            "SELECT id, ordinal FROM facts WHERE tab = ? AND identity = ? ORDER BY ordinal",
        )?;
        let rows = query.query_map(params![table, identity], |row| {
            Ok(Fact { id: row.get(0)?, table, identity: identity.to_owned(), ordinal: row.get(1)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn facts_of(&self, table: i64) -> Result<Vec<Fact>> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, identity, ordinal FROM facts WHERE tab = ? ORDER BY id")?;
        let rows = query.query_map([table], |row| {
            Ok(Fact { id: row.get(0)?, table, identity: row.get(1)?, ordinal: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn identities(&self, table: i64, from: &str, most: u32) -> Result<Vec<String>> {
        let mut query = self.db.prepare_cached(
            "SELECT DISTINCT identity FROM facts WHERE tab = ? AND identity >= ?
             ORDER BY identity LIMIT ?",
        )?;
        let rows = query.query_map(params![table, from, most], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn new_fact(&self, table: i64, identity: &str, ordinal: u32) -> Result<i64> {
        let sql = "INSERT INTO facts (tab, identity, ordinal) VALUES (?, ?, ?)";
        self.db.prepare_cached(sql)?.execute(params![table, identity, ordinal])?;
        Ok(self.db.last_insert_rowid())
    }

    pub fn origins(&self) -> Result<Vec<Origin>> {
        let mut query = self.db.prepare_cached(
            "SELECT id, change_set, file, sheet, columns FROM origins ORDER BY id",
        )?;
        let rows = query.query_map([], |row| {
            Ok(Origin {
                id: row.get(0)?,
                change_set: row.get(1)?,
                file: row.get(2)?,
                sheet: row.get(3)?,
                columns: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn new_origin(
        &self,
        change_set: u64,
        file: &str,
        sheet: Option<&str>,
        columns: &str,
    ) -> Result<i64> {
        let sql = "INSERT INTO origins (change_set, file, sheet, columns) VALUES (?, ?, ?, ?)";
        self.db.prepare_cached(sql)?.execute(params![change_set, file, sheet, columns])?;
        Ok(self.db.last_insert_rowid())
    }

    pub fn push_item(&self, it: &Item) -> Result<()> {
        let sql = "INSERT INTO items (fact, change_set, item, kind, origin, line, cells)
                   VALUES (?, ?, ?, ?, ?, ?, ?)";
        self.db.prepare_cached(sql)?.execute(params![
            it.fact,
            it.change_set,
            it.item,
            it.kind,
            it.origin,
            it.line,
            it.cells
        ])?;
        Ok(())
    }

    pub fn items_of(&self, fact: i64) -> Result<Vec<Item>> {
        let mut query = self.db.prepare_cached(
            "SELECT fact, change_set, item, kind, origin, line, cells FROM items WHERE fact = ?",
        )?;
        let rows = query.query_map([fact], item)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn said_of(&self, table: i64, names: &[&str]) -> Result<Vec<(Fact, Vec<Item>)>> {
        let mut found = Vec::new();
        for name in names {
            for fact in self.facts_named(table, name)? {
                found.push((self.items_of(fact.id)?, fact));
            }
        }
        Ok(found.into_iter().map(|(items, fact)| (fact, items)).collect())
    }

    pub fn items_of_each(&self, facts: &[i64]) -> Result<Vec<Vec<Item>>> {
        facts.iter().map(|it| self.items_of(*it)).collect()
    }

    pub fn items_in(
        &self,
        change_set: u64,
        (first, last): (u64, u64),
        mut each: impl FnMut(&Item, &Fact) -> Result<()>,
    ) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT i.fact, i.change_set, i.item, i.kind, i.origin, i.line, i.cells,
                    f.tab, f.identity, f.ordinal
             FROM items i LEFT JOIN facts f ON f.id = i.fact
             WHERE i.change_set = ? AND i.item BETWEEN ? AND ? ORDER BY i.item",
        )?;
        let mut rows = query.query(params![change_set, first, last])?;
        while let Some(row) = rows.next()? {
            each(&item(row)?, &fact(row)?)?;
        }
        Ok(())
    }

    pub fn all_items(&self, mut each: impl FnMut(Item, Fact) -> Result<()>) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT i.fact, i.change_set, i.item, i.kind, i.origin, i.line, i.cells,
                    f.tab, f.identity, f.ordinal
             FROM items i LEFT JOIN facts f ON f.id = i.fact
             ORDER BY i.fact, i.change_set, i.item",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(item(row)?, fact(row)?)?;
        }
        Ok(())
    }

    pub fn change_sets(&self) -> Result<Vec<(u64, u64)>> {
        let mut query = self.db.prepare_cached(
            "SELECT change_set, count(*) FROM items GROUP BY change_set ORDER BY change_set",
        )?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn secrets(&self, which: Secrets) -> Result<Vec<Secret>> {
        let mut query = self.db.prepare_cached(match which {
            Secrets::People => "SELECT id, salt, name, digest FROM people ORDER BY id",
            Secrets::Texts => "SELECT id, salt, text, digest FROM texts ORDER BY id",
        })?;
        let rows = query.query_map([], |row| {
            Ok(Secret {
                id: row.get(0)?,
                salt: row.get(1)?,
                text: row.get(2)?,
                digest: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn salt(&self) -> Result<Vec<u8>> {
        let mut query = self.db.prepare_cached("SELECT randomblob(16)")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    pub fn keep_secret(
        &self,
        which: Secrets,
        salt: &[u8],
        text: &str,
        digest: Digest,
    ) -> Result<u64> {
        let sql = match which {
            Secrets::People => "INSERT INTO people (salt, name, digest) VALUES (?, ?, ?)",
            Secrets::Texts => "INSERT INTO texts (salt, text, digest) VALUES (?, ?, ?)",
        };
        self.db.prepare_cached(sql)?.execute(params![salt, text, digest.0])?;
        Ok(self.db.last_insert_rowid() as u64)
    }

    pub fn erase_person(&self, id: u64) -> Result<()> {
        self.db.execute("UPDATE people SET salt = NULL, name = NULL WHERE id = ?", [id])?;
        Ok(())
    }

    /// What was erased is overwritten already: `secure_delete`.
    #[expect(clippy::unused_self, reason = "what every database is asked")]
    pub fn sweep(&self) {}

    pub fn keep_evidence(&self, sha256: Digest, bytes: &[u8]) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO evidence (sha256, bytes) VALUES (?, ?)";
        self.db.prepare_cached(sql)?.execute(params![sha256.0, bytes])?;
        Ok(())
    }

    pub fn evidence(&self, sha256: Digest) -> Result<Option<Vec<u8>>> {
        let mut query = self.db.prepare_cached("SELECT bytes FROM evidence WHERE sha256 = ?")?;
        Ok(query.query_row([sha256.0], |row| row.get(0)).optional()?)
    }

    pub fn evidence_digests(&self) -> Result<Vec<Digest>> {
        let mut query = self.db.prepare_cached("SELECT sha256 FROM evidence ORDER BY sha256")?;
        let rows = query.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn faults(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare("PRAGMA integrity_check(20)")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        let found: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(found.into_iter().filter(|it| it != "ok").collect())
    }

    /// A file has no users of its own: whoever may write it may write all of it.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "what every database is asked"
    )]
    pub fn unguarded(&self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(err: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let trouble = match err.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Trouble::NotARegister,
            Some(ErrorCode::DatabaseCorrupt) => Trouble::Broken,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Trouble::ReadOnly,
            Some(ErrorCode::DiskFull) => Trouble::Full,
            Some(ErrorCode::CannotOpen) => Trouble::CannotOpen,
            _ => Trouble::Other,
        };
        Self::Disk(trouble, err.to_string())
    }
}

fn item(row: &rusqlite::Row<'_>) -> rusqlite::Result<Item> {
    Ok(Item {
        fact: row.get(0)?,
        change_set: row.get(1)?,
        item: row.get(2)?,
        kind: row.get(3)?,
        origin: row.get(4)?,
        line: row.get(5)?,
        cells: row.get(6)?,
    })
}

/// A fact that is gone has no name; `verify` says so.
fn fact(row: &rusqlite::Row<'_>) -> rusqlite::Result<Fact> {
    Ok(Fact {
        id: row.get(0)?,
        table: row.get::<_, Option<i64>>(7)?.unwrap_or_default(),
        identity: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
        ordinal: row.get::<_, Option<u32>>(9)?.unwrap_or_default(),
    })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests take away the files that they make")]
mod tests {
    use super::{SCHEMA_VERSION, Sqlite};
    use crate::error::StoreError;

    /// From each version on: what was there is there afterwards, and what is new is there too.
    #[test]
    fn a_register_of_every_earlier_version_is_brought_up_to_this_one() {
        for version in 1..=SCHEMA_VERSION {
            let name = format!("migration-{}-{version}.karenina", std::process::id());
            let path = std::env::temp_dir().join(name);
            let old = Sqlite::create_at(&path, version).unwrap();
            old.begin().unwrap();
            let fact = old.new_fact(1, "sarov", 1).unwrap();
            old.commit().unwrap();
            drop(old);
            let new = Sqlite::open(&path).unwrap();
            let found: i64 =
                new.db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
            assert_eq!(found, SCHEMA_VERSION);
            assert_eq!(new.facts_of(1).unwrap()[0].id, fact);
            let plan: String = new
                .db
                .query_row(
                    "EXPLAIN QUERY PLAN SELECT * FROM items WHERE change_set = 1",
                    [],
                    |row| row.get(3),
                )
                .unwrap();
            assert!(plan.contains("items_by_change_set"), "{plan}");
            drop(new);
            std::fs::remove_file(&path).unwrap();
        }
    }

    #[test]
    fn a_version_that_never_was_is_not_taken_for_one() {
        let path = std::env::temp_dir().join(format!("version-0-{}.karenina", std::process::id()));
        let it = Sqlite::create(&path).unwrap();
        it.db.pragma_update(None, "user_version", 0).unwrap();
        drop(it);
        assert!(matches!(Sqlite::open(&path), Err(StoreError::Damaged(_))));
        std::fs::remove_file(&path).unwrap();
    }
}
