//! Proof that nothing in a register was changed, cut or put elsewhere.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use karenina_model::{Code, Date, Place, Problem};

use crate::{
    error::{StoreError, Trouble},
    fold::At,
    journal::{Digest, Elsewhere, Journal, Line, What},
    location::Location,
    propose::content_of,
    register::{Names, Register},
    storage::{Secret, Secrets, Storage},
};

/// What was proven of a register, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many entries the journal has.
    pub entries: u64,
    /// The digest of the last.
    pub head: Digest,
    /// The day of the last.
    pub last: Option<Date>,
    /// Change sets that were compared with their digests.
    pub change_sets: u64,
    /// Rows of them.
    pub rows: u64,
    /// Documents that were.
    pub evidence: u64,
    /// Editions that were made again.
    pub editions: u64,
    /// People whose names were erased.
    pub erased: u64,
    /// Digests that were printed elsewhere, with the entry that has each.
    pub heads: Vec<(Digest, Option<u64>)>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Register {
    /// Checks every entry against the one before it, and everything that is kept against the
    /// entry that brought it in. The chain cannot tell that its end was cut, or that all of it was
    /// made anew: digests that were printed on reports, letters and editions can.
    pub fn verify(path: &Path, heads: &[Digest]) -> Result<Verified, StoreError> {
        Self::verify_at(&Location::of(path), heads)
    }

    /// The same of a file or of a database.
    pub fn verify_at(location: &Location, heads: &[Digest]) -> Result<Verified, StoreError> {
        // It is opened as far as it can be read: the journal may be broken.
        let storage = Storage::open(location)?;
        // What others take up meanwhile is not taken for something that no entry brought in.
        storage.begin_to_read()?;
        verify(storage, &location.to_string(), heads)
    }
}

fn verify(storage: Storage, name: &str, heads: &[Digest]) -> Result<Verified, StoreError> {
    let mut problems = Vec::new();
    match storage.faults() {
        Ok(faults) => problems.extend(faults.iter().map(|it| damaged(name, it))),
        Err(err) => problems.push(damage(name, err)?),
    }
    match storage.unguarded() {
        Ok(tables) => {
            for it in &tables {
                problems.push(
                    Problem::new(Code::Unguarded, Place::file(name)).with("table", it.as_str()),
                );
            }
        }
        Err(err) => problems.push(damage(name, err)?),
    }
    let mut found = Verified {
        entries: 0,
        head: Digest::NONE,
        last: None,
        change_sets: 0,
        rows: 0,
        evidence: 0,
        editions: 0,
        erased: 0,
        heads: Vec::new(),
        problems: Vec::new(),
    };
    let lines = match storage.journal(0) {
        Ok(it) => it,
        Err(err) => {
            problems.push(damage(name, err)?);
            Vec::new()
        }
    };
    let journal = check_chain(name, &lines, &mut problems);
    found.entries = lines.len() as u64;
    found.head = lines.last().map_or(Digest::NONE, |it| Digest::of(it.1.as_bytes()));
    found.last = journal.entries.last().map(|it| it.on);
    for head in heads {
        let at = lines.iter().find(|it| Digest::of(it.1.as_bytes()) == *head).map(|it| it.0);
        if at.is_none() {
            problems.push(
                Problem::new(Code::HeadUnknown, Place::file(name)).with("digest", head.to_string()),
            );
        }
        found.heads.push((*head, at));
    }
    let read = || -> Result<Register, StoreError> {
        Ok(Register {
            names: Names::read(storage.names()?),
            origins: storage.origins()?.into_iter().map(|it| (it.id, it)).collect(),
            people: storage
                .secrets(Secrets::People)?
                .into_iter()
                .map(|it| (it.id, it.text))
                .collect(),
            by_name: rustc_hash::FxHashMap::default(),
            journal,
            storage,
        })
    };
    found.problems = problems;
    match read() {
        Ok(it) => {
            let checked = check_secrets(name, &it, &mut found)
                .and_then(|()| check_content(name, &it, &mut found))
                .and_then(|()| check_evidence(name, &it, &mut found))
                .and_then(|()| check_editions(name, &it, &mut found));
            if let Err(err) = checked {
                found.problems.push(damage(name, err)?);
            }
        }
        Err(err) => found.problems.push(damage(name, err)?),
    }
    Ok(found)
}

fn damaged(name: &str, reason: &str) -> Problem {
    Problem::new(Code::RegisterDamaged, Place::file(name)).with("reason", reason)
}

/// What cannot be read is damaged; a register that does not answer is not.
fn damage(name: &str, err: StoreError) -> Result<Problem, StoreError> {
    use Trouble as T;
    match err {
        StoreError::Disk(T::Busy | T::Unreachable | T::Refused | T::Lost | T::Unsure, _) => {
            Err(err)
        }
        StoreError::Disk(T::Broken | T::Other | T::NotARegister, reason) => {
            Ok(damaged(name, &reason))
        }
        other => Ok(damaged(name, &other.to_string())),
    }
}

/// A problem of an entry of the journal.
fn at_entry(code: Code, name: &str, entry: u64) -> Problem {
    Problem::new(code, Place::line(name, entry as u32)).with("entry", entry.to_string())
}

/// Every entry against the one before it.
fn check_chain(
    name: &str,
    lines: &[(u64, String, Digest)],
    problems: &mut Vec<Problem>,
) -> Journal {
    let mut journal = Journal::default();
    let mut previous = Digest::NONE;
    let mut expected = 1;
    let mut last: Option<Date> = None;
    for (number, text, stored) in lines {
        let at = |code| at_entry(code, name, *number);
        if *number != expected {
            problems.push(
                at(Code::EntryMissing)
                    .with("first", expected.to_string())
                    .with("last", number.saturating_sub(1).to_string()),
            );
            expected = *number;
        }
        expected += 1;
        let digest = Digest::of(text.as_bytes());
        let line: Option<Line> = serde_json::from_str(text).ok();
        let is_itself = digest == *stored && line.as_ref().is_some_and(|it| it.entry == *number);
        if !is_itself {
            problems.push(at(Code::EntryChanged).with("digest", stored.to_string()));
        }
        if let Some(line) = &line {
            if line.previous != previous {
                problems.push(at(Code::ChainBroken).with("before", (number - 1).to_string()));
            }
            let on: Option<Date> = line.on.parse().ok();
            if let (Some(on), Some(last)) = (on, last)
                && on < last
            {
                problems.push(
                    at(Code::DaysBackwards)
                        .with("on", on.to_string())
                        .with("last", last.to_string()),
                );
            }
            last = on.or(last);
            if journal.push(text, digest).is_err() && is_itself {
                problems.push(at(Code::EntryChanged).with("digest", stored.to_string()));
            }
        }
        previous = digest;
    }
    journal
}

/// Names and texts that stand apart, against their salted digests.
fn check_secrets(name: &str, it: &Register, found: &mut Verified) -> Result<(), StoreError> {
    let erased: BTreeMap<u64, u64> = it
        .journal
        .entries
        .iter()
        .filter_map(|it| match it.line.what {
            What::Erased { person } => Some((person, it.line.entry)),
            _ => None,
        })
        .collect();
    found.erased = erased.len() as u64;
    let rows = |which| -> Result<BTreeMap<u64, Secret>, StoreError> {
        Ok(it.storage.secrets(which)?.into_iter().map(|it| (it.id, it)).collect())
    };
    let (people, texts) = (rows(Secrets::People)?, rows(Secrets::Texts)?);
    let mut reported: BTreeSet<(bool, u64)> = BTreeSet::new();
    let mut named: BTreeSet<(bool, u64)> = BTreeSet::new();
    for entry in &it.journal.entries {
        let line = &entry.line;
        let parts = std::iter::once((true, line.by))
            .chain(line.people.iter().map(|it| (true, *it)))
            .chain(line.reason.iter().map(|it| (false, *it)));
        for (is_person, elsewhere) in parts {
            named.insert((is_person, elsewhere.id));
            let rows = if is_person { &people } else { &texts };
            let may_be_gone = is_person && erased.contains_key(&elsewhere.id);
            if !is_as_said(rows.get(&elsewhere.id), elsewhere, may_be_gone)
                && reported.insert((is_person, elsewhere.id))
            {
                found.problems.push(
                    at_entry(Code::NameChanged, name, line.entry)
                        .with("which", if is_person { "person" } else { "text" })
                        .with("id", elsewhere.id.to_string()),
                );
            }
        }
    }
    let kept = people.keys().map(|it| (true, *it)).chain(texts.keys().map(|it| (false, *it)));
    for (is_person, id) in kept.filter(|it| !named.contains(it)) {
        found.problems.push(
            Problem::new(Code::WithoutEntry, Place::file(name))
                .with("which", if is_person { "person" } else { "text" })
                .with("id", id.to_string()),
        );
    }
    Ok(())
}

fn is_as_said(row: Option<&Secret>, said: Elsewhere, may_be_gone: bool) -> bool {
    let Some(row) = row else { return false };
    if row.digest != Some(said.digest) {
        return false;
    }
    match (&row.salt, &row.text) {
        (Some(salt), Some(text)) => !may_be_gone && Digest::salted(salt, text) == said.digest,
        (None, None) => may_be_gone,
        _ => false,
    }
}

/// The rows of every change set, against the digest that its entry has.
fn check_content(name: &str, it: &Register, found: &mut Verified) -> Result<(), StoreError> {
    let mut known = BTreeSet::new();
    for entry in &it.journal.entries {
        let (change_set, rows, content) = match &entry.line.what {
            What::Imported { change_set, rows, content, .. } => (*change_set, *rows, *content),
            What::Status { change_set, content, .. } => (*change_set, 1, *content),
            _ => continue,
        };
        known.insert(change_set);
        let (digest, n) = content_of(it, change_set)?;
        found.change_sets += 1;
        found.rows += n;
        if digest != content || n != rows {
            found.problems.push(
                at_entry(Code::ContentChanged, name, entry.line.entry)
                    .with("set", change_set.to_string())
                    .with("rows", rows.to_string())
                    .with("found", n.to_string()),
            );
        }
    }
    for (set, rows) in it.storage.change_sets()? {
        if !known.contains(&set) {
            found.problems.push(
                Problem::new(Code::ContentWithoutEntry, Place::file(name))
                    .with("set", set.to_string())
                    .with("rows", rows.to_string()),
            );
        }
    }
    Ok(())
}

fn check_evidence(name: &str, it: &Register, found: &mut Verified) -> Result<(), StoreError> {
    let mut known = BTreeSet::new();
    for entry in &it.journal.entries {
        let What::Evidence { sha256, name: file, .. } = &entry.line.what else { continue };
        if !known.insert(*sha256) {
            continue;
        }
        found.evidence += 1;
        let bytes = it.storage.evidence(*sha256)?;
        if bytes.is_none_or(|it| Digest::of(&it) != *sha256) {
            found.problems.push(
                at_entry(Code::EvidenceChanged, name, entry.line.entry).with("file", file.as_str()),
            );
        }
    }
    for digest in it.storage.evidence_digests()? {
        if !known.contains(&digest) {
            found.problems.push(
                Problem::new(Code::WithoutEntry, Place::file(name))
                    .with("which", "document")
                    .with("id", digest.to_string()),
            );
        }
    }
    Ok(())
}

fn check_editions(name: &str, it: &Register, found: &mut Verified) -> Result<(), StoreError> {
    for row in it.editions() {
        found.editions += 1;
        let made = it.export_at(At { day: row.as_of, entry: row.known_entry }, false)?;
        if made.digest() != row.content {
            found.problems.push(
                Problem::new(Code::EditionNotTheSame, Place::line(name, row.entry as u32))
                    .with("entry", row.entry.to_string())
                    .with("edition", row.name.as_str()),
            );
        }
    }
    Ok(())
}
