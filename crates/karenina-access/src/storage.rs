//! The one place that knows SQL: the file of people.
//!
//! `SQLite` with a rollback journal, so that a copy of the file is a copy of it; what is deleted is
//! overwritten with zeros, nothing is kept in temporary files, and a change has reached the disk
//! when it is done. A file of its own, so that the register can be handed on without it.

use std::{collections::BTreeMap, path::Path, time::Duration};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, TransactionBehavior, params};

use crate::{
    access_log::LogLine,
    account::Account,
    draft::Draft,
    error::AccessError,
    may::AccountId,
    password::{Cost, PasswordHash},
    role::Role,
};

type Result<T> = std::result::Result<T, AccessError>;

/// The schema version that this program writes.
pub const SCHEMA_VERSION: i64 = 1;

/// "KRNP": tells a file of people from other databases.
const APPLICATION_ID: i64 = 0x4b52_4e50;

const MIGRATIONS: [&str; SCHEMA_VERSION as usize] = [include_str!("storage/version-1.sql")];

/// How many names that nobody has are remembered.
const MOST_STRANGERS: u32 = 10_000;

#[derive(Debug)]
pub(crate) struct Storage {
    db: Connection,
}

/// Which of the two tables of drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drafts {
    Current,
    Aside,
}

/// Failed attempts under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Failures {
    pub n: u32,
    pub last: i64,
}

impl Storage {
    /// Makes the tables in an empty file.
    pub fn create(path: &Path) -> Result<Self> {
        let mut it =
            Self { db: Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)? };
        it.settle()?;
        let tx = it.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for step in MIGRATIONS {
            tx.execute_batch(step)?;
        }
        tx.execute("INSERT INTO settings (name, value) VALUES ('key', randomblob(32))", [])?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        tx.commit()?;
        Ok(it)
    }

    /// Opens it and brings it up to this program's version.
    pub fn open(path: &Path) -> Result<Self> {
        let mut it =
            Self { db: Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)? };
        it.settle()?;
        let id: i64 = it.db.pragma_query_value(None, "application_id", |row| row.get(0))?;
        if id != APPLICATION_ID {
            let none = String::new();
            return Err(AccessError::Disk(crate::error::Trouble::NotPeople, none));
        }
        it.migrate()?;
        if it.setting("write_anew")?.is_some() {
            it.write_anew()?;
        }
        Ok(it)
    }

    fn settle(&self) -> Result<()> {
        self.db.busy_timeout(Duration::from_secs(5))?;
        self.db.execute_batch(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;
             PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;",
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
            return Err(AccessError::Newer { found, known: SCHEMA_VERSION });
        }
        if found == SCHEMA_VERSION {
            return Ok(());
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have done it meanwhile.
        let found = version(&tx)?;
        if !(1..=SCHEMA_VERSION).contains(&found) {
            return Err(AccessError::Damaged(format!("schema version {found}")));
        }
        for step in &MIGRATIONS[found as usize..] {
            tx.execute_batch(step)?;
        }
        tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        tx.commit()?;
        Ok(())
    }

    /// Does all of the work or nothing of it.
    pub fn whole<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.db.execute_batch("BEGIN IMMEDIATE")?;
        let done = work().and_then(|it| {
            self.db.execute_batch("COMMIT")?;
            Ok(it)
        });
        if done.is_err() && !self.db.is_autocommit() {
            // Where even that fails, the file is rolled back when it is opened next.
            _ = self.db.execute_batch("ROLLBACK");
        }
        done
    }

    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let mut query = self.db.prepare_cached("SELECT value FROM settings WHERE name = ?")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// After an erasure: pages may hold remains of what was moved about in them, so all are written
    /// anew. It is noted first, so that a program that was stopped does it when it opens the file.
    pub fn write_anew(&self) -> Result<()> {
        self.db.execute_batch("VACUUM")?;
        self.db.execute("DELETE FROM settings WHERE name = 'write_anew'", [])?;
        Ok(())
    }

    pub fn note_write_anew(&self) -> Result<()> {
        self.db.execute(
            "INSERT OR REPLACE INTO settings (name, value) VALUES ('write_anew', x'01')",
            [],
        )?;
        Ok(())
    }

    /// Everybody, with what belongs to them.
    pub fn accounts(&self, only: Option<AccountId>) -> Result<Vec<Account>> {
        let mut query = self.db.prepare_cached(
            "SELECT a.id, role, name, email, organisation, begun_at, locked, erased_at,
                    hash IS NOT NULL, failures, failed_at, issuer, subject,
                    (SELECT max(ends_at) FROM invitations i WHERE i.account = a.id)
             FROM accounts a WHERE ?1 IS NULL OR a.id = ?1 ORDER BY a.id",
        )?;
        let rows = query.query_map([only.map(|it| it.0)], |row| {
            let role: String = row.get(1)?;
            let issuer: Option<String> = row.get(11)?;
            let subject: Option<String> = row.get(12)?;
            let it = Account {
                id: AccountId(row.get(0)?),
                // Filled in below, where a word that is none can be told.
                role: Role::Public,
                name: row.get(2)?,
                email: row.get(3)?,
                clusters: Vec::new(),
                conflicts: Vec::new(),
                organisation: row.get(4)?,
                begun_at: time(row.get(5)?),
                is_locked: row.get(6)?,
                erased_at: row.get::<_, Option<i64>>(7)?.map(time),
                has_password: row.get(8)?,
                failures: row.get(9)?,
                invited_until: row.get::<_, Option<i64>>(13)?.map(time),
                openid: issuer.zip(subject),
            };
            Ok((role, it))
        })?;
        let mut list = Vec::new();
        for row in rows {
            let (role, it) = row?;
            let Some(role) = Role::parse(&role) else {
                return Err(AccessError::Damaged(format!("{}: role {role}", it.id)));
            };
            list.push(Account { role, ..it });
        }
        let mut query = self.db.prepare_cached(
            "SELECT account, cluster, conflict FROM account_clusters
             WHERE ?1 IS NULL OR account = ?1 ORDER BY account, cluster",
        )?;
        let rows = query.query_map([only.map(|it| it.0)], |row| {
            Ok((AccountId(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, bool>(2)?))
        })?;
        let places: BTreeMap<AccountId, usize> =
            list.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
        for row in rows {
            let (id, cluster, conflict) = row?;
            let Some(at) = places.get(&id) else { continue };
            let it = &mut list[*at];
            if conflict { &mut it.conflicts } else { &mut it.clusters }.push(cluster);
        }
        Ok(list)
    }

    /// By a name or an address, as keys.
    pub fn account_of(&self, key: &str) -> Result<Option<AccountId>> {
        let sql = "SELECT id FROM accounts WHERE name_key = ?1 OR email_key = ?1
                   ORDER BY name_key = ?1 DESC";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([key], |row| row.get(0)).optional()?.map(AccountId))
    }

    pub fn account_of_openid(&self, issuer: &str, subject: &str) -> Result<Option<AccountId>> {
        let sql = "SELECT id FROM accounts WHERE issuer = ? AND subject = ?";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([issuer, subject], |row| row.get(0)).optional()?.map(AccountId))
    }

    pub fn new_account(
        &self,
        role: Role,
        (name, name_key): (&str, &str),
        (email, email_key): (Option<&str>, Option<&str>),
        at: Timestamp,
    ) -> Result<AccountId> {
        let sql = "INSERT INTO accounts (role, name, name_key, email, email_key, begun_at)
                   VALUES (?, ?, ?, ?, ?, ?)";
        let now = at.as_second();
        self.db.prepare_cached(sql)?.execute(params![
            role.word(),
            name,
            name_key,
            email,
            email_key,
            now
        ])?;
        Ok(AccountId(self.db.last_insert_rowid() as u64))
    }

    pub fn set_standing(
        &self,
        id: AccountId,
        role: Role,
        organisation: Option<&str>,
        clusters: &[String],
        conflicts: &[String],
    ) -> Result<()> {
        let sql = "UPDATE accounts SET role = ?, organisation = ? WHERE id = ?";
        self.db.execute(sql, params![role.word(), organisation, id.0])?;
        self.db.execute("DELETE FROM account_clusters WHERE account = ?", [id.0])?;
        let sql = "INSERT OR REPLACE INTO account_clusters (account, cluster, conflict)
                   VALUES (?, ?, ?)";
        // A conflict takes the place of an assignment.
        let all = clusters.iter().map(|it| (it, false));
        for (cluster, conflict) in all.chain(conflicts.iter().map(|it| (it, true))) {
            self.db.prepare_cached(sql)?.execute(params![id.0, cluster, conflict])?;
        }
        Ok(())
    }

    pub fn set_locked(&self, id: AccountId, locked: bool) -> Result<()> {
        let sql = "UPDATE accounts SET locked = ? WHERE id = ?";
        self.db.execute(sql, params![locked, id.0])?;
        Ok(())
    }

    pub fn set_openid(&self, id: AccountId, link: Option<(&str, &str)>) -> Result<()> {
        let sql = "UPDATE accounts SET issuer = ?, subject = ? WHERE id = ?";
        let (issuer, subject) = link.unzip();
        self.db.execute(sql, params![issuer, subject, id.0])?;
        Ok(())
    }

    pub fn password(&self, id: AccountId) -> Result<Option<PasswordHash>> {
        let mut query = self.db.prepare_cached(
            "SELECT memory_kib, passes, lanes, salt, hash FROM accounts
             WHERE id = ? AND hash IS NOT NULL",
        )?;
        let found = query.query_row([id.0], |row| {
            let cost = Cost { memory_kib: row.get(0)?, passes: row.get(1)?, lanes: row.get(2)? };
            Ok(PasswordHash { cost, salt: row.get(3)?, hash: row.get(4)? })
        });
        Ok(found.optional()?)
    }

    pub fn set_password(&self, id: AccountId, it: &PasswordHash) -> Result<()> {
        let sql = "UPDATE accounts SET memory_kib = ?, passes = ?, lanes = ?, salt = ?, hash = ?
                   WHERE id = ?";
        let Cost { memory_kib, passes, lanes } = it.cost;
        self.db.execute(sql, params![memory_kib, passes, lanes, it.salt, it.hash, id.0])?;
        Ok(())
    }

    pub fn failures(&self, id: AccountId) -> Result<Failures> {
        let sql = "SELECT failures, failed_at FROM accounts WHERE id = ?";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([id.0], failures)?)
    }

    pub fn set_failures(&self, id: AccountId, it: Failures) -> Result<()> {
        let sql = "UPDATE accounts SET failures = ?, failed_at = ? WHERE id = ?";
        self.db.execute(sql, params![it.n, it.last, id.0])?;
        Ok(())
    }

    pub fn stranger(&self, digest: &[u8; 32]) -> Result<Failures> {
        let sql = "SELECT failures, failed_at FROM strangers WHERE digest = ?";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([digest], failures).optional()?.unwrap_or_default())
    }

    pub fn set_stranger(&self, digest: &[u8; 32], it: Failures) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO strangers (digest, failures, failed_at) VALUES (?, ?, ?)";
        self.db.prepare_cached(sql)?.execute(params![digest, it.n, it.last])?;
        let sql = "DELETE FROM strangers WHERE digest IN
                   (SELECT digest FROM strangers ORDER BY failed_at DESC LIMIT -1 OFFSET ?)";
        self.db.prepare_cached(sql)?.execute([MOST_STRANGERS])?;
        Ok(())
    }

    pub fn new_invitation(&self, digest: &[u8; 32], id: AccountId, ends: Timestamp) -> Result<()> {
        let sql = "INSERT INTO invitations (digest, account, ends_at) VALUES (?, ?, ?)";
        self.db.execute(sql, params![digest, id.0, ends.as_second()])?;
        Ok(())
    }

    pub fn invitation(&self, digest: &[u8; 32], now: Timestamp) -> Result<Option<AccountId>> {
        let sql = "SELECT account FROM invitations WHERE digest = ? AND ends_at > ?";
        let mut query = self.db.prepare_cached(sql)?;
        let found = query.query_row(params![digest, now.as_second()], |row| row.get(0));
        Ok(found.optional()?.map(AccountId))
    }

    pub fn end_invitations(&self, id: AccountId) -> Result<()> {
        self.db.execute("DELETE FROM invitations WHERE account = ?", [id.0])?;
        Ok(())
    }

    pub fn new_session(&self, digest: &[u8; 32], id: AccountId, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO sessions (digest, account, begun_at, seen_at) VALUES (?, ?, ?, ?)";
        let at = now.as_second();
        self.db.prepare_cached(sql)?.execute(params![digest, id.0, at, at])?;
        Ok(())
    }

    /// Whose it is, when it began, when it was seen last.
    pub fn session(&self, digest: &[u8; 32]) -> Result<Option<(AccountId, i64, i64)>> {
        let sql = "SELECT account, begun_at, seen_at FROM sessions WHERE digest = ?";
        let mut query = self.db.prepare_cached(sql)?;
        let found =
            query.query_row([digest], |row| Ok((AccountId(row.get(0)?), row.get(1)?, row.get(2)?)));
        Ok(found.optional()?)
    }

    pub fn sessions_of(&self, id: AccountId) -> Result<Vec<(i64, i64)>> {
        let sql = "SELECT begun_at, seen_at FROM sessions WHERE account = ? ORDER BY begun_at";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn see_session(&self, digest: &[u8; 32], now: i64) -> Result<()> {
        let sql = "UPDATE sessions SET seen_at = ? WHERE digest = ?";
        self.db.prepare_cached(sql)?.execute(params![now, digest])?;
        Ok(())
    }

    pub fn end_session(&self, digest: &[u8; 32]) -> Result<()> {
        self.db.prepare_cached("DELETE FROM sessions WHERE digest = ?")?.execute([digest])?;
        Ok(())
    }

    pub fn end_sessions(&self, id: AccountId, keep: Option<[u8; 32]>) -> Result<()> {
        let sql = "DELETE FROM sessions WHERE account = ? AND digest IS NOT ?";
        self.db.execute(sql, params![id.0, keep])?;
        Ok(())
    }

    /// What has ended by itself.
    pub fn sweep(&self, begun: i64, seen: i64, failed: i64, now: i64) -> Result<()> {
        let sql = "DELETE FROM sessions WHERE begun_at < ? OR seen_at < ?";
        self.db.execute(sql, [begun, seen])?;
        self.db.execute("DELETE FROM invitations WHERE ends_at <= ?", [now])?;
        self.db.execute("DELETE FROM strangers WHERE failed_at < ?", [failed])?;
        Ok(())
    }

    pub fn push_log(&self, it: &LogLine) -> Result<()> {
        let sql = "INSERT INTO access_log (at, account, event, subject, allowed)
                   VALUES (?, ?, ?, ?, ?)";
        self.db.prepare_cached(sql)?.execute(params![
            it.at.as_second(),
            it.account.map(|it| it.0),
            it.event,
            it.subject,
            it.is_allowed
        ])?;
        Ok(())
    }

    /// The last lines, the latest first.
    pub fn log(&self, of: Option<AccountId>, before: u64, most: u32) -> Result<Vec<LogLine>> {
        let mut query = self.db.prepare_cached(
            "SELECT line, at, account, event, subject, allowed FROM access_log
             WHERE (?1 IS NULL OR account = ?1) AND line < ?2 ORDER BY line DESC LIMIT ?3",
        )?;
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        let rows = query.query_map(params![of.map(|it| it.0), before, most], |row| {
            Ok(LogLine {
                line: row.get(0)?,
                at: time(row.get(1)?),
                account: row.get::<_, Option<u64>>(2)?.map(AccountId),
                event: row.get(3)?,
                subject: row.get(4)?,
                is_allowed: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn forget_log(&self, before: Timestamp) -> Result<usize> {
        Ok(self.db.execute("DELETE FROM access_log WHERE at < ?", [before.as_second()])?)
    }

    pub fn draft(&self, cluster: &str, period: &str) -> Result<Option<Draft>> {
        let mut query = self.db.prepare_cached(
            "SELECT cluster, period, account, version, saved_at, cells FROM drafts
             WHERE cluster = ? AND period = ?",
        )?;
        query.query_row([cluster, period], draft).optional()?.map(Draft::read).transpose()
    }

    /// All drafts of one kind, of one cluster or of all.
    pub fn drafts(&self, which: Drafts, cluster: Option<&str>) -> Result<Vec<Draft>> {
        let mut query = self.db.prepare_cached(match which {
            Drafts::Current => {
                "SELECT cluster, period, account, version, saved_at, cells FROM drafts
                 WHERE ?1 IS NULL OR cluster = ?1 ORDER BY cluster, period"
            }
            Drafts::Aside => {
                "SELECT cluster, period, account, version, saved_at, cells FROM drafts_aside
                 WHERE ?1 IS NULL OR cluster = ?1 ORDER BY cluster, period, account"
            }
        })?;
        let rows = query.query_map([cluster], draft)?;
        let found: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
        found.into_iter().map(Draft::read).collect()
    }

    pub fn put_draft(&self, which: Drafts, it: &Draft) -> Result<()> {
        let sql = match which {
            Drafts::Current => {
                "INSERT OR REPLACE INTO drafts (cluster, period, account, version, saved_at, cells)
                 VALUES (?, ?, ?, ?, ?, ?)"
            }
            Drafts::Aside => {
                "INSERT OR REPLACE INTO drafts_aside
                 (cluster, period, account, version, saved_at, cells) VALUES (?, ?, ?, ?, ?, ?)"
            }
        };
        self.db.prepare_cached(sql)?.execute(params![
            it.cluster,
            it.period,
            it.account.0,
            it.version,
            it.saved_at.as_second(),
            it.cells.to_string()
        ])?;
        Ok(())
    }

    pub fn drop_draft(&self, cluster: &str, period: &str) -> Result<()> {
        for sql in [
            "DELETE FROM drafts WHERE cluster = ? AND period = ?",
            "DELETE FROM drafts_aside WHERE cluster = ? AND period = ?",
        ] {
            self.db.execute(sql, [cluster, period])?;
        }
        Ok(())
    }

    pub fn drop_aside(&self, cluster: &str, period: &str, id: AccountId) -> Result<()> {
        let sql = "DELETE FROM drafts_aside WHERE cluster = ? AND period = ? AND account = ?";
        self.db.execute(sql, params![cluster, period, id.0])?;
        Ok(())
    }

    /// Whatever says who somebody is.
    pub fn erase(&self, id: AccountId, now: Timestamp) -> Result<()> {
        let sql =
            "UPDATE accounts SET name = NULL, name_key = NULL, email = NULL, email_key = NULL,
                   organisation = NULL, memory_kib = NULL, passes = NULL, lanes = NULL, salt = NULL,
                   hash = NULL, issuer = NULL, subject = NULL, failures = 0, failed_at = 0,
                   locked = 1, erased_at = ? WHERE id = ?";
        self.db.execute(sql, params![now.as_second(), id.0])?;
        for sql in [
            "DELETE FROM account_clusters WHERE account = ?",
            "DELETE FROM invitations WHERE account = ?",
            "DELETE FROM sessions WHERE account = ?",
        ] {
            self.db.execute(sql, [id.0])?;
        }
        Ok(())
    }

    /// What the database itself finds wrong with the file.
    pub fn faults(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare("PRAGMA integrity_check(20)")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        let found: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(found.into_iter().filter(|it| it != "ok").collect())
    }
}

/// A draft as it lies in the file.
pub(crate) type StoredDraft = (String, String, AccountId, u64, Timestamp, String);

fn draft(row: &Row<'_>) -> rusqlite::Result<StoredDraft> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        AccountId(row.get(2)?),
        row.get(3)?,
        time(row.get(4)?),
        row.get(5)?,
    ))
}

fn failures(row: &Row<'_>) -> rusqlite::Result<Failures> {
    Ok(Failures { n: row.get(0)?, last: row.get(1)? })
}

/// Seconds as a moment; those that no calendar has are its first or last.
pub(crate) fn time(seconds: i64) -> Timestamp {
    let end = if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(seconds).unwrap_or(end)
}
