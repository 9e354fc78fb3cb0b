//! The journal: one line an act, each with the digest of the line before it.
//!
//! The digest of an entry is the SHA-256 of its line, so that anyone can check the chain with
//! `sha256sum`. A line holds no personal data: people and free texts stand elsewhere, and here
//! are their salted digests.

use std::{collections::BTreeMap, fmt};

use karenina_model::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::StoreError;

/// A SHA-256 digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// What stands before the first entry.
    pub const NONE: Self = Self([0; 32]);

    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of a secret salt and a text.
    pub(crate) fn salted(salt: &[u8], text: &str) -> Self {
        let mut it = Sha256::new();
        it.update(salt);
        it.update(text.as_bytes());
        Self(it.finalize().into())
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut digest = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (at, byte) in digest.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Self(digest))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|it| write!(f, "{it:02x}"))
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("64 hexadecimal digits"))
    }
}

/// Somebody or some text that stands elsewhere, with its salted digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Elsewhere {
    pub id: u64,
    pub digest: Digest,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    pub entry: u64,
    pub on: String,
    /// Whose act it is.
    pub by: Elsewhere,
    /// Why, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Elsewhere>,
    /// People who are named for the first time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Elsewhere>,
    pub what: What,
    pub previous: Digest,
}

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the words are those of the documentation page")]
pub enum What {
    Begun {
        format: u32,
    },
    Imported {
        change_set: u64,
        rows: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<String>,
        /// The digest of everything that the change set proposes.
        content: Digest,
        files: Vec<FileDigest>,
    },
    Accepted {
        change_set: u64,
        rows: Vec<(u64, u64)>,
    },
    Rejected {
        change_set: u64,
        rows: Vec<(u64, u64)>,
    },
    /// The status of one claim: a change set of one row that needs no acceptance.
    Status {
        change_set: u64,
        claim: String,
        status: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Digest>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with: Option<String>,
        content: Digest,
    },
    Replied {
        claim: String,
    },
    Merged {
        organisations: Vec<String>,
        into: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<String>,
    },
    Split {
        organisation: String,
        into: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<String>,
    },
    Evidence {
        sha256: Digest,
        name: String,
        size: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<String>,
    },
    Edition {
        name: String,
        as_of: String,
        known_on: String,
        known_entry: u64,
        content: Digest,
    },
    Erased {
        person: u64,
    },
}

impl What {
    /// The act as words need it: which, of what, to what, since when.
    pub fn described(&self) -> (&'static str, String, String, Option<String>) {
        let none = String::new;
        match self {
            Self::Begun { .. } => ("begun", none(), none(), None),
            Self::Imported { change_set, since, .. } => {
                ("imported", change_set.to_string(), none(), since.clone())
            }
            Self::Accepted { change_set, .. } => ("accepted", change_set.to_string(), none(), None),
            Self::Rejected { change_set, .. } => ("rejected", change_set.to_string(), none(), None),
            Self::Status { claim, status, since, .. } => {
                ("status", claim.clone(), status.clone(), since.clone())
            }
            Self::Replied { claim } => ("replied", claim.clone(), none(), None),
            Self::Merged { organisations, into, since } => {
                ("merged", organisations.join(", "), into.clone(), since.clone())
            }
            Self::Split { organisation, into, since } => {
                ("split", organisation.clone(), into.join(", "), since.clone())
            }
            Self::Evidence { name, sha256, .. } => {
                ("evidence", format!("{name} {sha256}"), none(), None)
            }
            Self::Edition { name, .. } => ("edition", name.clone(), none(), None),
            Self::Erased { person } => ("erased", person.to_string(), none(), None),
        }
    }
}

/// An entry as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub on: Date,
    pub line: Line,
    pub digest: Digest,
}

/// The journal, and what follows from it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Journal {
    pub entries: Vec<Entry>,
    pub sets: BTreeMap<u64, ChangeSet>,
}

/// A change set, as the journal has it.
#[derive(Debug, Clone)]
pub(crate) struct ChangeSet {
    /// The entry that brought it in.
    pub imported: u64,
    pub rows: u64,
    pub since: Option<Date>,
    /// First row, last row, whether accepted, by which entry.
    pub decisions: Vec<(u64, u64, bool, u64)>,
}

impl ChangeSet {
    /// What was decided on a row, by which entry.
    pub fn decision(&self, row: u64) -> Option<(bool, u64)> {
        self.decisions.iter().find(|it| (it.0..=it.1).contains(&row)).map(|it| (it.2, it.3))
    }

    /// The rows, among some, on which nothing is decided.
    pub fn open(&self, rows: &[(u64, u64)]) -> Vec<(u64, u64)> {
        let mut decided: Vec<(u64, u64)> = self.decisions.iter().map(|it| (it.0, it.1)).collect();
        decided.sort_unstable();
        let mut open = Vec::new();
        for (first, last) in rows {
            let mut from = *first;
            for (first, end) in &decided {
                if *end < from || *first > *last {
                    continue;
                }
                if *first > from {
                    open.push((from, first - 1));
                }
                from = end + 1;
            }
            if from <= *last {
                open.push((from, *last));
            }
        }
        open
    }
}

impl Journal {
    /// Adds an entry that was read or written. What does not fit is left for `verify` to find.
    pub fn push(&mut self, text: &str, digest: Digest) -> Result<(), StoreError> {
        let damaged = |why: &str| {
            StoreError::Damaged(format!("journal entry {}: {why}", self.entries.len() + 1))
        };
        let line: Line = serde_json::from_str(text).map_err(|err| damaged(&err.to_string()))?;
        let on: Date = line.on.parse().map_err(|_| damaged("no date"))?;
        let day = |text: &Option<String>| match text {
            Some(it) => it.parse().map(Some).map_err(|_| damaged("no date")),
            None => Ok(None),
        };
        let entry = line.entry;
        if entry == 0 {
            return Err(damaged("no number"));
        }
        match &line.what {
            What::Imported { change_set, rows, since, .. } => {
                let set = ChangeSet {
                    imported: entry,
                    rows: *rows,
                    since: day(since)?,
                    decisions: Vec::new(),
                };
                self.sets.insert(*change_set, set);
            }
            What::Status { change_set, since, .. } => {
                let set = ChangeSet {
                    imported: entry,
                    rows: 1,
                    since: day(since)?,
                    decisions: vec![(1, 1, true, entry)],
                };
                self.sets.insert(*change_set, set);
            }
            What::Accepted { change_set, rows } | What::Rejected { change_set, rows } => {
                let accepted = matches!(line.what, What::Accepted { .. });
                let Some(set) = self.sets.get_mut(change_set) else {
                    return Err(damaged("a change set that was never imported"));
                };
                if rows.iter().any(|it| it.0 == 0 || it.0 > it.1 || it.1 > set.rows) {
                    return Err(damaged("rows that the change set does not have"));
                }
                set.decisions.extend(rows.iter().map(|it| (it.0, it.1, accepted, entry)));
            }
            What::Begun { .. }
            | What::Replied { .. }
            | What::Merged { .. }
            | What::Split { .. }
            | What::Evidence { .. }
            | What::Edition { .. }
            | What::Erased { .. } => {}
        }
        self.entries.push(Entry { on, line, digest });
        Ok(())
    }

    /// The digest of the last entry.
    pub fn head(&self) -> Digest {
        self.entries.last().map_or(Digest::NONE, |it| it.digest)
    }

    /// The last entry that was made by a day.
    pub fn known_on(&self, day: Date) -> u64 {
        self.entries.partition_point(|it| it.on <= day) as u64
    }

    /// The number that the next change set gets.
    pub fn next_set(&self) -> u64 {
        self.sets.keys().next_back().map_or(1, |it| it + 1)
    }
}
