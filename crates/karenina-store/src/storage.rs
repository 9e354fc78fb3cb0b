//! What the rest of the crate asks of a database, as one small type. The two databases that can
//! answer, and they alone know SQL: `SQLite` in a file, `PostgreSQL` on a server.
//!
//! Every act is one transaction. Numbers are given in the order of what is taken up, the same in
//! both, so that the same acts make the same journal.

use crate::{
    error::{StoreError, Trouble},
    journal::Digest,
    location::Location,
};

#[cfg(feature = "postgres")]
mod postgres;
mod sqlite;

#[cfg(feature = "postgres")]
use postgres::Postgres;
use sqlite::Sqlite;

type Result<T> = std::result::Result<T, StoreError>;

/// The schema version that this program writes, in either database.
pub const SCHEMA_VERSION: i64 = 2;

/// How many rows are looked up at once: a server is far away.
pub(crate) const LOOK_AHEAD: usize = 500;

/// A register's database.
#[derive(Debug)]
pub(crate) enum Storage {
    Sqlite(Sqlite),
    #[cfg(feature = "postgres")]
    Postgres(Box<Postgres>),
}

/// What a change set says of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_field_names, reason = "an item is the item-th of its change set")]
pub(crate) struct Item {
    pub fact: i64,
    pub change_set: u64,
    pub item: u64,
    pub kind: i64,
    pub origin: i64,
    pub line: u32,
    pub cells: Vec<u8>,
}

/// A row of some table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Fact {
    pub id: i64,
    pub table: i64,
    pub identity: String,
    pub ordinal: u32,
}

/// A file or sheet that rows stood in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    pub id: i64,
    pub change_set: u64,
    pub file: String,
    pub sheet: Option<String>,
    pub columns: String,
}

/// A name or text with its salt; neither once it is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Secret {
    pub id: u64,
    pub salt: Option<Vec<u8>>,
    pub text: Option<String>,
    pub digest: Option<Digest>,
}

/// Which of the two tables of secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secrets {
    People,
    Texts,
}

/// The same question to whichever database it is.
macro_rules! ask {
    ($self:ident, $it:ident => $answer:expr) => {
        match $self {
            Self::Sqlite($it) => $answer,
            #[cfg(feature = "postgres")]
            Self::Postgres($it) => $answer,
        }
    };
}

impl Storage {
    /// A register's file, made where none is.
    pub fn create_file(path: &std::path::Path) -> Result<Self> {
        Ok(Self::Sqlite(Sqlite::create(path)?))
    }

    /// The place for a register in a database, in which nothing stands: an act is begun, which
    /// makes it.
    #[cfg_attr(not(feature = "postgres"), expect(unused_variables, reason = "nobody connects"))]
    pub fn begin_database(address: &crate::location::Address) -> Result<Self> {
        #[cfg(feature = "postgres")]
        return Ok(Self::Postgres(Box::new(Postgres::create(address)?)));
        #[cfg(not(feature = "postgres"))]
        Err(StoreError::Disk(Trouble::NotBuiltIn, String::new()))
    }

    /// Opens a register and brings it up to this program's version.
    pub fn open(location: &Location) -> Result<Self> {
        match location {
            Location::File(path) => {
                if !path.exists() {
                    return Err(StoreError::Disk(Trouble::NotFound, String::new()));
                }
                if !crate::is_register(path) {
                    return Err(StoreError::Disk(Trouble::NotARegister, String::new()));
                }
                Ok(Self::Sqlite(Sqlite::open(path)?))
            }
            #[cfg(feature = "postgres")]
            Location::Database(address) => Ok(Self::Postgres(Box::new(Postgres::open(address)?))),
            #[cfg(not(feature = "postgres"))]
            Location::Database(_) => Err(StoreError::Disk(Trouble::NotBuiltIn, String::new())),
        }
    }

    /// Whole or not at all: begins, and takes everything back where the work fails. Others that
    /// want to write wait meanwhile.
    pub fn begin(&self) -> Result<()> {
        ask!(self, it => it.begin())
    }

    /// Begins to read what stands there at this moment, whatever others write meanwhile.
    pub fn begin_to_read(&self) -> Result<()> {
        ask!(self, it => it.begin_to_read())
    }

    /// Lasts from here on.
    pub fn commit(&self) -> Result<()> {
        ask!(self, it => it.commit())
    }

    /// As if nothing had been done.
    pub fn roll_back(&self) {
        ask!(self, it => it.roll_back());
    }

    /// The lines of the journal after an entry, with the number and digest that stand beside them.
    pub fn journal(&self, after: u64) -> Result<Vec<(u64, String, Digest)>> {
        ask!(self, it => it.journal(after))
    }

    /// The number and digest of the last line.
    pub fn last_entry(&self) -> Result<Option<(u64, Digest)>> {
        ask!(self, it => it.last_entry())
    }

    pub fn push_entry(&self, entry: u64, line: &str, digest: Digest) -> Result<()> {
        ask!(self, it => it.push_entry(entry, line, digest))
    }

    pub fn names(&self) -> Result<Vec<(i64, String, String)>> {
        ask!(self, it => it.names())
    }

    pub fn new_name(&self, table: &str, column: &str) -> Result<i64> {
        ask!(self, it => it.new_name(table, column))
    }

    /// Whether any fact of a table is kept.
    pub fn has_facts(&self, table: i64) -> Result<bool> {
        ask!(self, it => it.has_facts(table))
    }

    pub fn facts_named(&self, table: i64, identity: &str) -> Result<Vec<Fact>> {
        ask!(self, it => it.facts_named(table, identity))
    }

    /// All facts of a table, in the order in which they were first named.
    pub fn facts_of(&self, table: i64) -> Result<Vec<Fact>> {
        ask!(self, it => it.facts_of(table))
    }

    /// The names of the facts of a table, in order of the alphabet, from one on.
    pub fn identities(&self, table: i64, from: &str, most: u32) -> Result<Vec<String>> {
        ask!(self, it => it.identities(table, from, most))
    }

    pub fn new_fact(&self, table: i64, identity: &str, ordinal: u32) -> Result<i64> {
        ask!(self, it => it.new_fact(table, identity, ordinal))
    }

    pub fn origins(&self) -> Result<Vec<Origin>> {
        ask!(self, it => it.origins())
    }

    pub fn new_origin(
        &self,
        change_set: u64,
        file: &str,
        sheet: Option<&str>,
        columns: &str,
    ) -> Result<i64> {
        ask!(self, it => it.new_origin(change_set, file, sheet, columns))
    }

    pub fn push_item(&self, item: &Item) -> Result<()> {
        ask!(self, it => it.push_item(item))
    }

    /// Everything that is said of a fact, in no order that matters.
    pub fn items_of(&self, fact: i64) -> Result<Vec<Item>> {
        ask!(self, it => it.items_of(fact))
    }

    /// The facts of some names, each with everything that is said of it; many at once, since a
    /// server is far away.
    pub fn said_of(&self, table: i64, names: &[&str]) -> Result<Vec<(Fact, Vec<Item>)>> {
        ask!(self, it => it.said_of(table, names))
    }

    /// Everything that is said of some facts, for each of them in turn.
    pub fn items_of_each(&self, facts: &[i64]) -> Result<Vec<Vec<Item>>> {
        ask!(self, it => it.items_of_each(facts))
    }

    /// The rows of a change set in order, from one to another.
    pub fn items_in(
        &self,
        change_set: u64,
        range: (u64, u64),
        each: impl FnMut(&Item, &Fact) -> Result<()>,
    ) -> Result<()> {
        ask!(self, it => it.items_in(change_set, range, each))
    }

    /// Everything that is said of every fact; what is said of one comes together.
    pub fn all_items(&self, each: impl FnMut(Item, Fact) -> Result<()>) -> Result<()> {
        ask!(self, it => it.all_items(each))
    }

    /// The change sets that rows are kept of, with how many.
    pub fn change_sets(&self) -> Result<Vec<(u64, u64)>> {
        ask!(self, it => it.change_sets())
    }

    pub fn secrets(&self, which: Secrets) -> Result<Vec<Secret>> {
        ask!(self, it => it.secrets(which))
    }

    /// Keeps a name or text under a new salt.
    pub fn new_secret(&self, which: Secrets, text: &str) -> Result<(u64, Digest)> {
        let salt = match tests::salt_of_test() {
            Some(it) => it,
            // From the system's own source of randomness, which nobody can guess.
            None => ask!(self, it => it.salt())?,
        };
        let digest = Digest::salted(&salt, text);
        let id = ask!(self, it => it.keep_secret(which, &salt, text, digest))?;
        Ok((id, digest))
    }

    /// Name and salt are gone; the digest tells nothing without them.
    pub fn erase_person(&self, id: u64) -> Result<()> {
        ask!(self, it => it.erase_person(id))
    }

    /// After an erasure lasts: what the database itself still holds of the name is taken away, as
    /// far as it can be.
    pub fn sweep(&self) {
        ask!(self, it => it.sweep());
    }

    /// Keeps a document, unless it is kept already.
    pub fn keep_evidence(&self, sha256: Digest, bytes: &[u8]) -> Result<()> {
        ask!(self, it => it.keep_evidence(sha256, bytes))
    }

    pub fn evidence(&self, sha256: Digest) -> Result<Option<Vec<u8>>> {
        ask!(self, it => it.evidence(sha256))
    }

    pub fn evidence_digests(&self) -> Result<Vec<Digest>> {
        ask!(self, it => it.evidence_digests())
    }

    /// What the database itself finds wrong with the file.
    pub fn faults(&self) -> Result<Vec<String>> {
        ask!(self, it => it.faults())
    }

    /// Tables that the database should let nobody change, and does.
    pub fn unguarded(&self) -> Result<Vec<String>> {
        ask!(self, it => it.unguarded())
    }
}

#[cfg(not(test))]
mod tests {
    /// Only tests know their salts.
    pub(super) fn salt_of_test() -> Option<Vec<u8>> {
        None
    }
}

#[cfg(test)]
mod tests;
