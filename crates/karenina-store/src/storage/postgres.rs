//! A register in a schema of a `PostgreSQL` database.
//!
//! Whoever writes locks one row, so that acts come one after another and none is ever asked to be
//! done again; whoever reads waits for nobody. Numbers are given by the program under that lock: a
//! sequence would leave gaps where something was taken back, and the journal would be another one
//! than in a file. Rows are sent many at once, since a server is far away.

mod connection;
mod error;

use std::{
    cell::{RefCell, RefMut},
    time::Duration,
};

use ::postgres::{Client, Row, Statement, fallible_iterator::FallibleIterator, types::ToSql};
use rustc_hash::{FxHashMap, FxHashSet};

use self::error::said;
use super::{Fact, Item, Origin, Result, SCHEMA_VERSION, Secret, Secrets};
use crate::{
    error::{StoreError, Trouble},
    journal::Digest,
    location::Address,
};

/// From one version to the next; the first that a database has is that of version 2.
const MIGRATIONS: [&str; SCHEMA_VERSION as usize - 1] = [include_str!("postgres/version-2.sql")];
const FIRST_VERSION: i64 = 2;

/// What the table `register` says of itself.
const FORMAT: &str = "karenina register";

/// So many rows are sent at once.
const MOST_WAITING: usize = 5_000;
/// So often a lost server is looked for, half a second apart, where it alone knows.
const RECONNECTIONS: usize = 20;
/// And so many bytes of cells.
const MOST_BYTES: usize = 8 << 20;

/// A schema of a database.
#[derive(Debug)]
pub(crate) struct Postgres {
    target: connection::Target,
    inner: RefCell<Inner>,
}

/// The connection, and what is kept for it.
#[derive(Default)]
struct Inner {
    client: Option<Client>,
    statements: FxHashMap<&'static str, Statement>,
    act: Option<Doing>,
    /// The next number of each table, as far as an act has asked.
    next: FxHashMap<&'static str, i64>,
    waiting: Waiting,
    /// The entry that the act makes: whether it lasts can be looked up.
    entry: Option<(u64, Digest)>,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Reading,
    Writing,
}

/// Rows that are not sent yet.
#[derive(Debug, Default)]
struct Waiting {
    facts: Vec<Fact>,
    items: Vec<Item>,
    bytes: usize,
    /// Of which facts, by table and name, and by number.
    named: FxHashSet<(i64, String)>,
    of: FxHashSet<i64>,
    /// How many rows the act has sent.
    sent: usize,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("act", &self.act).finish_non_exhaustive()
    }
}

type Asked<T> = std::result::Result<T, ::postgres::Error>;

impl Inner {
    fn client(&mut self) -> Result<&mut Client> {
        self.client.as_mut().ok_or_else(lost)
    }

    fn statement(&mut self, sql: &'static str) -> Result<Statement> {
        if let Some(it) = self.statements.get(sql) {
            return Ok(it.clone());
        }
        let it = asked(self.client()?.prepare(sql))?;
        self.statements.insert(sql, it.clone());
        Ok(it)
    }

    fn query(&mut self, sql: &'static str, with: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        let statement = self.statement(sql)?;
        asked(self.client()?.query(&statement, with))
    }

    fn execute(&mut self, sql: &'static str, with: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        let statement = self.statement(sql)?;
        asked(self.client()?.execute(&statement, with))
    }

    fn run(&mut self, sql: &str) -> Result<()> {
        asked(self.client()?.batch_execute(sql))
    }

    /// Forgets what belongs to an act.
    fn end(&mut self) {
        self.act = None;
        self.next.clear();
        self.waiting = Waiting::default();
        self.entry = None;
    }

    /// The next number of a table: one more than the largest, as a file gives them.
    fn number(&mut self, table: &'static str, largest: &'static str) -> Result<i64> {
        let next = match self.next.get(table) {
            Some(it) => *it,
            None => {
                let rows = self.query(largest, &[])?;
                rows.first().map_or(Ok(0), |row| get::<i64>(row, 0))? + 1
            }
        };
        self.next.insert(table, next + 1);
        Ok(next)
    }

    /// Sends what waits.
    fn send(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting.sent = waiting.sent + waiting.facts.len() + waiting.items.len();
        if !waiting.facts.is_empty() {
            let facts = &waiting.facts;
            let ids: Vec<i64> = facts.iter().map(|it| it.id).collect();
            let tables: Vec<i64> = facts.iter().map(|it| it.table).collect();
            let names: Vec<&str> = facts.iter().map(|it| it.identity.as_str()).collect();
            let ordinals: Vec<i64> = facts.iter().map(|it| i64::from(it.ordinal)).collect();
            let known: Vec<Vec<u8>> = facts.iter().map(|it| known(&it.identity)).collect();
            self.execute(
                "INSERT INTO facts (id, tab, identity, ordinal, known)
                 SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::bytea[])",
                &[&ids, &tables, &names, &ordinals, &known],
            )?;
        }
        if !waiting.items.is_empty() {
            let items = &waiting.items;
            let column = |of: fn(&Item) -> i64| items.iter().map(of).collect::<Vec<i64>>();
            let (facts, sets) = (column(|it| it.fact), column(|it| it.change_set.cast_signed()));
            let (numbers, kinds) = (column(|it| it.item.cast_signed()), column(|it| it.kind));
            let (origins, lines) = (column(|it| it.origin), column(|it| i64::from(it.line)));
            let cells: Vec<&[u8]> = items.iter().map(|it| it.cells.as_slice()).collect();
            self.execute(
                "INSERT INTO items (fact, change_set, item, kind, origin, line, cells)
                 SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[],
                                      $6::int8[], $7::bytea[])",
                &[&facts, &sets, &numbers, &kinds, &origins, &lines, &cells],
            )?;
        }
        Ok(())
    }

    fn send_if_full(&mut self) -> Result<()> {
        let n = self.waiting.facts.len().max(self.waiting.items.len());
        if n >= MOST_WAITING || self.waiting.bytes >= MOST_BYTES { self.send() } else { Ok(()) }
    }
}

impl Postgres {
    /// The schema for a register, in which nothing stands; an act is begun that makes it.
    pub fn create(address: &Address) -> Result<Self> {
        let it = Self::to(address)?;
        it.with(|inner| {
            inner.run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")?;
            inner.act = Some(Doing::Writing);
            let made = (|| {
                // Two who begin one register at once come one after another.
                inner.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
                    &[&format!("{FORMAT} {}", it.target.schema)],
                )?;
                match found(inner, &it.target.schema)? {
                    Found::Nothing => {}
                    Found::Something | Found::Register(_) => {
                        return Err(StoreError::Disk(Trouble::Exists, String::new()));
                    }
                }
                let encoding = inner.query("SHOW server_encoding", &[])?;
                let encoding: String =
                    encoding.first().map_or(Ok(String::new()), |it| get(it, 0))?;
                if encoding != "UTF8" {
                    let reason = format!("server_encoding {encoding}, UTF8");
                    return Err(StoreError::Disk(Trouble::Other, reason));
                }
                // A schema that is there and empty is taken: not everybody may make one.
                let schemas = inner
                    .query("SELECT 1 FROM pg_namespace WHERE nspname = $1", &[&it.target.schema])?;
                if schemas.is_empty() {
                    inner.run(&format!("CREATE SCHEMA \"{}\"", it.target.schema))?;
                }
                for step in MIGRATIONS {
                    inner.run(step)?;
                }
                inner.execute(
                    "INSERT INTO register (format, version) VALUES ($1, $2)",
                    &[&FORMAT, &SCHEMA_VERSION],
                )?;
                Ok(())
            })();
            if made.is_err() {
                take_back(inner);
            }
            made
        })?;
        Ok(it)
    }

    /// Opens a register and brings it up to this program's version.
    pub fn open(address: &Address) -> Result<Self> {
        let it = Self::to(address)?;
        let found = it.with(|inner| found(inner, &it.target.schema))?;
        match found {
            Found::Register(SCHEMA_VERSION) => {}
            Found::Register(_) => it.migrate()?,
            Found::Something => return Err(StoreError::Disk(Trouble::NotARegister, String::new())),
            Found::Nothing => return Err(StoreError::Disk(Trouble::NotFound, String::new())),
        }
        Ok(it)
    }

    fn migrate(&self) -> Result<()> {
        self.with(|inner| {
            inner.run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")?;
            inner.act = Some(Doing::Writing);
            let done = (|| {
                // Another process may have done it meanwhile.
                let found = locked(inner)?;
                if found > SCHEMA_VERSION {
                    return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
                }
                if found < FIRST_VERSION {
                    return Err(StoreError::Damaged(format!("schema version {found}")));
                }
                for step in &MIGRATIONS[(found + 1 - FIRST_VERSION) as usize..] {
                    inner.run(step)?;
                }
                inner.execute("UPDATE register SET version = $1", &[&SCHEMA_VERSION])?;
                inner.run("COMMIT")?;
                inner.end();
                Ok(())
            })();
            if done.is_err() {
                take_back(inner);
            }
            done
        })
    }

    fn to(address: &Address) -> Result<Self> {
        Ok(Self {
            target: connection::Target::read(address)?,
            inner: RefCell::new(Inner::default()),
        })
    }

    fn inner(&self) -> Result<RefMut<'_, Inner>> {
        self.inner.try_borrow_mut().map_err(|_| {
            StoreError::Disk(Trouble::Busy, "asked while an answer is being read".to_owned())
        })
    }

    /// Connects, unless that is done or something is being done that a new connection knows
    /// nothing of.
    fn connect(&self, inner: &mut Inner) -> Result<()> {
        if inner.client.as_ref().is_some_and(|it| !it.is_closed()) {
            return Ok(());
        }
        inner.client = None;
        if inner.act.is_some() {
            return Err(lost());
        }
        inner.statements.clear();
        inner.client = Some(self.target.connect()?);
        Ok(())
    }

    /// One question. Where the connection was lost meanwhile and nothing had been begun, it is
    /// asked once more over a new one: the server may have been started again.
    fn with<T>(&self, mut work: impl FnMut(&mut Inner) -> Result<T>) -> Result<T> {
        let mut inner = self.inner()?;
        let had_one = inner.client.is_some();
        self.connect(&mut inner)?;
        let busy = inner.act.is_some();
        match work(&mut inner) {
            Err(StoreError::Disk(Trouble::Lost, reason)) => {
                inner.client = None;
                if busy || !had_one {
                    return Err(StoreError::Disk(Trouble::Lost, reason));
                }
                inner.end();
                self.connect(&mut inner)?;
                work(&mut inner)
            }
            other => other,
        }
    }

    fn rows(&self, sql: &'static str, with: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        self.with(|inner| inner.query(sql, with))
    }

    fn execute(&self, sql: &'static str, with: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        self.with(|inner| inner.execute(sql, with))
    }

    pub fn begin(&self) -> Result<()> {
        self.with(|inner| {
            inner.run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")?;
            inner.act = Some(Doing::Writing);
            let found = locked(inner).and_then(|found| match found {
                SCHEMA_VERSION => Ok(()),
                // A newer program has written meanwhile.
                _ => Err(StoreError::Newer { found, known: SCHEMA_VERSION }),
            });
            if found.is_err() {
                take_back(inner);
            }
            found
        })
    }

    pub fn begin_to_read(&self) -> Result<()> {
        self.with(|inner| {
            inner.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
            inner.act = Some(Doing::Reading);
            Ok(())
        })
    }

    pub fn commit(&self) -> Result<()> {
        let entry = self.with(|inner| {
            inner.send()?;
            // After very many rows: plans rest on how many there are.
            if inner.waiting.sent > 100_000 {
                inner.run("ANALYZE facts; ANALYZE items")?;
            }
            Ok(inner.entry)
        })?;
        let done = self.with(|inner| inner.run("COMMIT"));
        let mut inner = self.inner()?;
        inner.end();
        drop(inner);
        match (done, entry) {
            (Err(StoreError::Disk(Trouble::Lost, reason)), Some(entry)) => {
                self.does_it_last(entry, reason)
            }
            (done, _) => done,
        }
    }

    /// The connection broke while an act was being made to last. A new one knows: the lock is free
    /// only when the old one has ended, and then the entry is there or it is not.
    fn does_it_last(&self, (entry, digest): (u64, Digest), reason: String) -> Result<()> {
        for _ in 0..RECONNECTIONS {
            let looked = self.with(|inner| {
                inner.run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")?;
                let rows = locked(inner).and_then(|_| {
                    let sql = "SELECT digest FROM journal WHERE entry = $1";
                    inner.query(sql, &[&entry.cast_signed()])
                });
                take_back(inner);
                rows?.first().map(|row| get_digest(row, 0)).transpose()
            });
            match looked {
                Ok(found) if found == Some(digest) => return Ok(()),
                Ok(_) => return Err(StoreError::Disk(Trouble::Lost, reason)),
                // A server that is started again takes a moment.
                Err(_) => std::thread::sleep(Duration::from_millis(500)),
            }
        }
        Err(StoreError::Disk(Trouble::Unsure, reason))
    }

    pub fn roll_back(&self) {
        if let Ok(mut inner) = self.inner()
            && inner.act.is_some()
        {
            take_back(&mut inner);
        }
    }

    pub fn journal(&self, after: u64) -> Result<Vec<(u64, String, Digest)>> {
        let sql = "SELECT entry, line, digest FROM journal WHERE entry > $1 ORDER BY entry";
        let rows = self.rows(sql, &[&after.cast_signed()])?;
        rows.iter()
            .map(|row| Ok((get_number(row, 0)?, get(row, 1)?, get_digest(row, 2)?)))
            .collect()
    }

    pub fn last_entry(&self) -> Result<Option<(u64, Digest)>> {
        let sql = "SELECT entry, digest FROM journal ORDER BY entry DESC LIMIT 1";
        let rows = self.rows(sql, &[])?;
        rows.first().map(|row| Ok((get_number(row, 0)?, get_digest(row, 1)?))).transpose()
    }

    pub fn push_entry(&self, entry: u64, line: &str, digest: Digest) -> Result<()> {
        self.with(|inner| {
            inner.entry = Some((entry, digest));
            inner.execute(
                "INSERT INTO journal (entry, line, digest) VALUES ($1, $2, $3)",
                &[&entry.cast_signed(), &line, &&digest.0[..]],
            )?;
            Ok(())
        })
    }

    pub fn names(&self) -> Result<Vec<(i64, String, String)>> {
        let rows = self.rows("SELECT id, tab, col FROM names ORDER BY id", &[])?;
        rows.iter().map(|row| Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?))).collect()
    }

    pub fn new_name(&self, table: &str, column: &str) -> Result<i64> {
        self.with(|inner| {
            let id = inner.number("names", "SELECT coalesce(max(id), 0) FROM names")?;
            let sql = "INSERT INTO names (id, tab, col) VALUES ($1, $2, $3)";
            inner.execute(sql, &[&id, &table, &column])?;
            Ok(id)
        })
    }

    pub fn has_facts(&self, table: i64) -> Result<bool> {
        self.with(|inner| {
            if inner.waiting.facts.iter().any(|it| it.table == table) {
                return Ok(true);
            }
            let sql = "SELECT EXISTS (SELECT 1 FROM facts WHERE tab = $1)";
            inner.query(sql, &[&table])?.first().map_or(Ok(false), |row| get(row, 0))
        })
    }

    pub fn facts_named(&self, table: i64, identity: &str) -> Result<Vec<Fact>> {
        self.with(|inner| {
            if inner.waiting.named.contains(&(table, identity.to_owned())) {
                inner.send()?;
            }
            let rows = inner.query(
                "SELECT id, tab, identity, ordinal FROM facts
                 WHERE tab = $1 AND known = $2 ORDER BY ordinal",
                &[&table, &known(identity)],
            )?;
            rows.iter().map(|row| fact(row, 0)).collect()
        })
    }

    pub fn facts_of(&self, table: i64) -> Result<Vec<Fact>> {
        self.with(|inner| {
            inner.send()?;
            let sql = "SELECT id, tab, identity, ordinal FROM facts WHERE tab = $1 ORDER BY id";
            inner.query(sql, &[&table])?.iter().map(|row| fact(row, 0)).collect()
        })
    }

    pub fn identities(&self, table: i64, from: &str, most: u32) -> Result<Vec<String>> {
        self.with(|inner| {
            inner.send()?;
            // By the beginning first, which the index has.
            let rows = inner.query(
                "SELECT identity FROM facts
                 WHERE tab = $1 AND left(identity, 64) >= left($2::text COLLATE \"C\", 64)
                   AND identity >= $2
                 GROUP BY left(identity, 64), identity
                 ORDER BY left(identity, 64), identity LIMIT $3",
                &[&table, &from, &i64::from(most)],
            )?;
            rows.iter().map(|row| get(row, 0)).collect()
        })
    }

    pub fn new_fact(&self, table: i64, identity: &str, ordinal: u32) -> Result<i64> {
        self.with(|inner| {
            let id = inner.number("facts", "SELECT coalesce(max(id), 0) FROM facts")?;
            let identity = identity.to_owned();
            inner.waiting.bytes += identity.len();
            inner.waiting.named.insert((table, identity.clone()));
            inner.waiting.facts.push(Fact { id, table, identity, ordinal });
            inner.send_if_full()?;
            Ok(id)
        })
    }

    pub fn origins(&self) -> Result<Vec<Origin>> {
        let sql = "SELECT id, change_set, file, sheet, columns FROM origins ORDER BY id";
        let rows = self.rows(sql, &[])?;
        rows.iter()
            .map(|row| {
                Ok(Origin {
                    id: get(row, 0)?,
                    change_set: get_number(row, 1)?,
                    file: get(row, 2)?,
                    sheet: get(row, 3)?,
                    columns: get(row, 4)?,
                })
            })
            .collect()
    }

    pub fn new_origin(
        &self,
        change_set: u64,
        file: &str,
        sheet: Option<&str>,
        columns: &str,
    ) -> Result<i64> {
        self.with(|inner| {
            let id = inner.number("origins", "SELECT coalesce(max(id), 0) FROM origins")?;
            inner.execute(
                "INSERT INTO origins (id, change_set, file, sheet, columns)
                 VALUES ($1, $2, $3, $4, $5)",
                &[&id, &change_set.cast_signed(), &file, &sheet, &columns],
            )?;
            Ok(id)
        })
    }

    pub fn push_item(&self, item: &Item) -> Result<()> {
        self.with(|inner| {
            inner.waiting.bytes += item.cells.len();
            inner.waiting.of.insert(item.fact);
            inner.waiting.items.push(item.clone());
            inner.send_if_full()
        })
    }

    pub fn items_of(&self, fact: i64) -> Result<Vec<Item>> {
        Ok(self.items_of_each(&[fact])?.pop().unwrap_or_default())
    }

    pub fn said_of(&self, table: i64, names: &[&str]) -> Result<Vec<(Fact, Vec<Item>)>> {
        let facts: Vec<Fact> = self.with(|inner| {
            if names.iter().any(|it| inner.waiting.named.contains(&(table, (*it).to_owned()))) {
                inner.send()?;
            }
            let known: Vec<Vec<u8>> = names.iter().map(|it| known(it)).collect();
            let rows = inner.query(
                "SELECT id, tab, identity, ordinal FROM facts
                 WHERE tab = $1 AND known = ANY ($2) ORDER BY identity, ordinal",
                &[&table, &known],
            )?;
            rows.iter().map(|row| fact(row, 0)).collect()
        })?;
        let ids: Vec<i64> = facts.iter().map(|it| it.id).collect();
        Ok(facts.into_iter().zip(self.items_of_each(&ids)?).collect())
    }

    pub fn items_of_each(&self, facts: &[i64]) -> Result<Vec<Vec<Item>>> {
        let mut found: FxHashMap<i64, Vec<Item>> = FxHashMap::default();
        self.with(|inner| {
            found.clear();
            if facts.iter().any(|it| inner.waiting.of.contains(it)) {
                inner.send()?;
            }
            let rows = inner.query(
                "SELECT fact, change_set, item, kind, origin, line, cells FROM items
                 WHERE fact = ANY ($1) ORDER BY fact, change_set, item",
                &[&facts],
            )?;
            for row in &rows {
                let item = item(row)?;
                found.entry(item.fact).or_default().push(item);
            }
            Ok(())
        })?;
        // One fact may be asked for twice.
        Ok(facts.iter().map(|it| found.get(it).cloned().unwrap_or_default()).collect())
    }

    pub fn items_in(
        &self,
        change_set: u64,
        (first, last): (u64, u64),
        mut each: impl FnMut(&Item, &Fact) -> Result<()>,
    ) -> Result<()> {
        let most = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
        self.stream(
            "SELECT i.fact, i.change_set, i.item, i.kind, i.origin, i.line, i.cells,
                    f.id, f.tab, f.identity, f.ordinal
             FROM items i LEFT JOIN facts f ON f.id = i.fact
             WHERE i.change_set = $1 AND i.item BETWEEN $2 AND $3 ORDER BY i.item",
            &[most(change_set), most(first), most(last)],
            |row| {
                let item = item(row)?;
                each(&item, &fact_of(row, &item)?)
            },
        )
    }

    pub fn all_items(&self, mut each: impl FnMut(Item, Fact) -> Result<()>) -> Result<()> {
        self.stream(
            "SELECT i.fact, i.change_set, i.item, i.kind, i.origin, i.line, i.cells,
                    f.id, f.tab, f.identity, f.ordinal
             FROM items i LEFT JOIN facts f ON f.id = i.fact
             ORDER BY i.fact, i.change_set, i.item",
            &[],
            |row| {
                let item = item(row)?;
                let fact = fact_of(row, &item)?;
                each(item, fact)
            },
        )
    }

    /// Rows one after another, as the server sends them: never all of them at once.
    fn stream(
        &self,
        sql: &'static str,
        with: &[i64],
        mut each: impl FnMut(&Row) -> Result<()>,
    ) -> Result<()> {
        // A connection that was lost since the last question is found here.
        let statement = self.with(|inner| {
            inner.send()?;
            inner.run("")?;
            inner.statement(sql)
        })?;
        let mut inner = self.inner()?;
        let mut rows = asked(inner.client()?.query_raw(&statement, with.iter().copied()))?;
        while let Some(row) = asked(rows.next())? {
            each(&row)?;
        }
        Ok(())
    }

    pub fn change_sets(&self) -> Result<Vec<(u64, u64)>> {
        let rows = self.rows(
            "SELECT change_set, count(*) FROM items GROUP BY change_set ORDER BY change_set",
            &[],
        )?;
        rows.iter().map(|row| Ok((get_number(row, 0)?, get_number(row, 1)?))).collect()
    }

    pub fn secrets(&self, which: Secrets) -> Result<Vec<Secret>> {
        let sql = match which {
            Secrets::People => "SELECT id, salt, name, digest FROM people ORDER BY id",
            Secrets::Texts => "SELECT id, salt, text, digest FROM texts ORDER BY id",
        };
        let rows = self.rows(sql, &[])?;
        rows.iter()
            .map(|row| {
                Ok(Secret {
                    id: get_number(row, 0)?,
                    salt: get(row, 1)?,
                    text: get(row, 2)?,
                    digest: Some(get_digest(row, 3)?),
                })
            })
            .collect()
    }

    /// 122 bits of the server's own source of strong randomness.
    pub fn salt(&self) -> Result<Vec<u8>> {
        let rows = self.rows("SELECT uuid_send(gen_random_uuid())", &[])?;
        rows.first().map_or(Ok(Vec::new()), |row| get(row, 0))
    }

    pub fn keep_secret(
        &self,
        which: Secrets,
        salt: &[u8],
        text: &str,
        digest: Digest,
    ) -> Result<u64> {
        let (table, largest, sql) = match which {
            Secrets::People => (
                "people",
                "SELECT coalesce(max(id), 0) FROM people",
                "INSERT INTO people (id, salt, name, digest) VALUES ($1, $2, $3, $4)",
            ),
            Secrets::Texts => (
                "texts",
                "SELECT coalesce(max(id), 0) FROM texts",
                "INSERT INTO texts (id, salt, text, digest) VALUES ($1, $2, $3, $4)",
            ),
        };
        self.with(|inner| {
            let id = inner.number(table, largest)?;
            inner.execute(sql, &[&id, &salt, &text, &&digest.0[..]])?;
            Ok(id as u64)
        })
    }

    pub fn erase_person(&self, id: u64) -> Result<()> {
        self.execute(
            "UPDATE people SET salt = NULL, name = NULL WHERE id = $1",
            &[&id.cast_signed()],
        )?;
        Ok(())
    }

    /// The row as it was stands in the table's file until that is written anew, which its owner
    /// may do. What the write-ahead log and copies hold is not this program's to change.
    pub fn sweep(&self) {
        _ = self.with(|inner| inner.run("VACUUM FULL people"));
    }

    pub fn keep_evidence(&self, sha256: Digest, bytes: &[u8]) -> Result<()> {
        let sql = "INSERT INTO evidence (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        self.execute(sql, &[&&sha256.0[..], &bytes])?;
        Ok(())
    }

    pub fn evidence(&self, sha256: Digest) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT bytes FROM evidence WHERE sha256 = $1";
        self.rows(sql, &[&&sha256.0[..]])?.first().map(|row| get(row, 0)).transpose()
    }

    pub fn evidence_digests(&self) -> Result<Vec<Digest>> {
        let rows = self.rows("SELECT sha256 FROM evidence ORDER BY sha256", &[])?;
        rows.iter().map(|row| get_digest(row, 0)).collect()
    }

    /// Pages have sums of their own, where the server was told so, and are looked at as they are
    /// read; everything is.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "what every database is asked"
    )]
    pub fn faults(&self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    pub fn unguarded(&self) -> Result<Vec<String>> {
        let rows = self.rows(
            "SELECT t.name FROM unnest(ARRAY['journal', 'people', 'people', 'texts', 'names',
                                             'facts', 'origins', 'items', 'evidence'],
                                       ARRAY['only_added_to', 'only_erased', 'only_added_to',
                                             'only_added_to', 'only_added_to', 'only_added_to',
                                             'only_added_to', 'only_added_to', 'only_added_to'])
                                       AS t (name, guard)
             WHERE NOT EXISTS (SELECT 1 FROM pg_trigger g
                               WHERE g.tgrelid = to_regclass(t.name) AND g.tgname = t.guard
                                 AND g.tgenabled = 'A')
             GROUP BY t.name ORDER BY t.name",
            &[],
        )?;
        rows.iter().map(|row| get(row, 0)).collect()
    }
}

/// What stands in a schema.
enum Found {
    Nothing,
    Something,
    /// Of this version.
    Register(i64),
}

fn found(inner: &mut Inner, schema: &str) -> Result<Found> {
    let closed = inner.query(
        "SELECT nspname FROM pg_namespace
         WHERE nspname = $1 AND NOT has_schema_privilege(oid, 'USAGE')",
        &[&schema],
    )?;
    if !closed.is_empty() {
        return Err(StoreError::Disk(Trouble::Refused, format!("schema {schema}")));
    }
    let rows = inner.query(
        "SELECT c.relname = 'register' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = $1 ORDER BY 1 DESC LIMIT 1",
        &[&schema],
    )?;
    let Some(row) = rows.first() else { return Ok(Found::Nothing) };
    if !get::<bool>(row, 0)? {
        return Ok(Found::Something);
    }
    // A table of that name may be anybody's.
    let columns = inner.query(
        "SELECT count(*) FROM pg_attribute
         WHERE attrelid = to_regclass('register') AND attname IN ('format', 'version')
           AND NOT attisdropped",
        &[],
    )?;
    if columns.first().map_or(Ok(0), |row| get::<i64>(row, 0))? != 2 {
        return Ok(Found::Something);
    }
    let rows = inner.query("SELECT format::text, version::int8 FROM register", &[])?;
    match rows.first() {
        Some(row) if get::<String>(row, 0)? == FORMAT => {
            let found: i64 = get(row, 1)?;
            if found > SCHEMA_VERSION {
                return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
            }
            Ok(Found::Register(found))
        }
        Some(_) | None => Ok(Found::Something),
    }
}

/// Waits until nobody else writes; the version of the register.
fn locked(inner: &mut Inner) -> Result<i64> {
    let rows = inner.query("SELECT version FROM register FOR UPDATE", &[])?;
    rows.first().map_or(Ok(0), |row| get(row, 0))
}

/// Takes back what was begun. Where even that fails, the server does when the connection ends.
fn take_back(inner: &mut Inner) {
    if inner.run("ROLLBACK").is_err() {
        inner.client = None;
    }
    inner.end();
}

fn asked<T>(it: Asked<T>) -> Result<T> {
    it.map_err(|err| said(&err))
}

fn lost() -> StoreError {
    StoreError::Disk(Trouble::Lost, String::new())
}

/// By what an index finds a name: its SHA-256.
fn known(identity: &str) -> Vec<u8> {
    Digest::of(identity.as_bytes()).0.to_vec()
}

fn get<'a, T: ::postgres::types::FromSql<'a>>(row: &'a Row, at: usize) -> Result<T> {
    asked(row.try_get(at))
}

/// Numbers that the program gave are no less than nothing.
fn get_number(row: &Row, at: usize) -> Result<u64> {
    let n: i64 = get(row, at)?;
    u64::try_from(n).map_err(|_| StoreError::Damaged(format!("the number {n}")))
}

fn get_short(row: &Row, at: usize) -> Result<u32> {
    let n: i64 = get(row, at)?;
    u32::try_from(n).map_err(|_| StoreError::Damaged(format!("the number {n}")))
}

fn get_digest(row: &Row, at: usize) -> Result<Digest> {
    let bytes: &[u8] = get(row, at)?;
    let digest = <[u8; 32]>::try_from(bytes);
    digest
        .map(Digest)
        .map_err(|_| StoreError::Damaged(format!("a digest of {} bytes", bytes.len())))
}

fn item(row: &Row) -> Result<Item> {
    Ok(Item {
        fact: get(row, 0)?,
        change_set: get_number(row, 1)?,
        item: get_number(row, 2)?,
        kind: get(row, 3)?,
        origin: get(row, 4)?,
        line: get_short(row, 5)?,
        cells: get(row, 6)?,
    })
}

fn fact(row: &Row, from: usize) -> Result<Fact> {
    Ok(Fact {
        id: get(row, from)?,
        table: get(row, from + 1)?,
        identity: get(row, from + 2)?,
        ordinal: get_short(row, from + 3)?,
    })
}

/// The fact beside an item. One that is gone has no name; `verify` says so.
fn fact_of(row: &Row, item: &Item) -> Result<Fact> {
    match get::<Option<i64>>(row, 7)? {
        Some(_) => fact(row, 7),
        None => Ok(Fact { id: item.fact, ..Fact::default() }),
    }
}
