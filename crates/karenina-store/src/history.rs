//! What was said of a claim, by whom, when; and the journal as it is read.

use karenina_model::{Date, Place};

use crate::{
    cells,
    error::StoreError,
    journal::{Digest, What},
    register::Register,
};

/// One thing that happened to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The entry of the journal.
    pub entry: u64,
    /// The day of it.
    pub on: Date,
    /// Who did it.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
    /// What kind of act it was.
    pub what: What,
    /// What was said: column and text.
    pub cells: Vec<(String, String)>,
    /// Since when it holds.
    pub since: Option<Date>,
    /// Where it stood.
    pub place: Place,
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Its number.
    pub entry: u64,
    /// The day of it.
    pub on: Date,
    /// Who did it.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
    /// What was done.
    pub what: What,
    /// The digest of the line.
    pub digest: Digest,
    /// The line as it stands, whose SHA-256 the digest is.
    pub text: String,
}

impl Register {
    /// Everything that was accepted of a claim, and what was said about it, in order.
    pub fn history(&self, claim: &str) -> Result<Vec<HistoryEntry>, StoreError> {
        let (_, fact) = self.find_claim(claim)?;
        let address = self.claim_of(&fact);
        let texts = self.texts()?;
        let items = self.storage.items_of(fact.id)?;
        let mut found = Vec::new();
        for item in &items {
            let Some(set) = self.journal.sets.get(&item.change_set) else { continue };
            let Some((_, decided)) = set.decision(item.item) else { continue };
            let cells = cells::iter(&item.cells)
                .map(|(column, text)| {
                    (self.column_name(column), self.shown(text, true).into_owned())
                })
                .collect();
            found.push((decided, cells, set.since, self.place(item, None)));
        }
        for entry in &self.journal.entries {
            let of_this = match &entry.line.what {
                What::Replied { claim } => *claim == address,
                What::Evidence { claim, .. } => claim.as_deref() == Some(address.as_str()),
                _ => false,
            };
            if of_this {
                found.push((entry.line.entry, Vec::new(), None, Place::default()));
            }
        }
        found.sort_by_key(|it| it.0);
        Ok(found
            .into_iter()
            .filter_map(|(entry, cells, since, place)| {
                let it = self.journal.entries.get(entry as usize - 1)?;
                Some(HistoryEntry {
                    entry,
                    on: it.on,
                    by: self.person_name(it.line.by.id),
                    reason: it.line.reason.and_then(|it| texts.get(&it.id).cloned()),
                    what: it.line.what.clone(),
                    cells,
                    since,
                    place,
                })
            })
            .collect())
    }

    /// The journal, with names where they are known.
    pub fn journal_lines(&self) -> Result<Vec<JournalLine>, StoreError> {
        let texts = self.texts()?;
        let lines = self.storage.journal(0)?;
        Ok(self
            .journal
            .entries
            .iter()
            .zip(lines)
            .map(|(it, (_, text, digest))| JournalLine {
                entry: it.line.entry,
                on: it.on,
                by: self.person_name(it.line.by.id),
                reason: it.line.reason.and_then(|it| texts.get(&it.id).cloned()),
                what: it.line.what.clone(),
                digest,
                text,
            })
            .collect())
    }
}
