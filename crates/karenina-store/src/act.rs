//! Who does something, on which day, and why; and what becomes of a claim.

use karenina_model::{Date, TableId};

use crate::{
    cells,
    error::StoreError,
    fold::{Moment, fold},
    identity,
    journal::{Digest, What},
    propose::content_of,
    register::Register,
    storage::{Fact, Item},
};

/// Who does it, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The name of who does it.
    pub by: String,
    /// The day.
    pub on: Date,
    /// Why, in their words.
    pub reason: Option<String>,
}

/// What a claim becomes: declared → checked → confirmed, or disputed, withdrawn, superseded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the schema's enumeration")]
pub enum ClaimStatus {
    Declared,
    Checked,
    Confirmed,
    Disputed,
    Withdrawn,
    Superseded,
}

impl ClaimStatus {
    /// The word of the schema.
    pub fn word(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Checked => "checked",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
            Self::Withdrawn => "withdrawn",
            Self::Superseded => "superseded",
        }
    }

    /// Whether a claim of some status may become this one. What nobody has said a status of is
    /// declared.
    pub fn may_follow(self, before: &str) -> bool {
        let before = if before.is_empty() { "declared" } else { before };
        match self {
            Self::Declared => matches!(before, "withdrawn" | "superseded"),
            Self::Checked => matches!(before, "declared" | "disputed"),
            Self::Confirmed => matches!(before, "declared" | "checked" | "disputed"),
            Self::Disputed => matches!(before, "declared" | "checked" | "confirmed"),
            Self::Withdrawn | Self::Superseded => {
                matches!(before, "declared" | "checked" | "confirmed" | "disputed")
            }
        }
    }
}

impl Register {
    /// Gives a claim a status. Evidence must be in the register; a superseded claim names the one
    /// that takes its place.
    pub fn set_status(
        &mut self,
        claim: &str,
        status: ClaimStatus,
        evidence: Option<Digest>,
        with: Option<&str>,
        since: Option<Date>,
        act: &Act,
    ) -> Result<u64, StoreError> {
        self.write(act, |it, _| {
            let (table, fact) = it.find_claim(claim)?;
            if let Some(with) = with {
                it.find_claim(with)?;
            }
            if let Some(evidence) = evidence
                && it.storage.evidence(evidence)?.is_none()
            {
                return Err(StoreError::NoEvidence(evidence.to_string()));
            }
            let column = table.schema().column("status").unwrap_or_default();
            let column = it.names.column(&it.storage, table, column)?;
            let items = it.storage.items_of(fact.id)?;
            let now = Moment::default().resolve(&it.journal);
            let Some(state) = fold(&items, &it.journal, now) else {
                return Err(StoreError::NoClaim { found: claim.to_owned(), near: None });
            };
            let before = state.text(column).unwrap_or_default().to_owned();
            if !status.may_follow(&before) {
                return Err(StoreError::Transition {
                    claim: claim.to_owned(),
                    from: if before.is_empty() { "declared".to_owned() } else { before },
                    to: status.word().to_owned(),
                });
            }
            let change_set = it.journal.next_set();
            let mut bytes = Vec::new();
            cells::push(&mut bytes, column, status.word());
            let kind = crate::decide::ItemKind::Status.number();
            it.storage.push_item(&Item {
                fact: fact.id,
                change_set,
                item: 1,
                kind,
                origin: 0,
                line: 0,
                cells: bytes,
            })?;
            let content = content_of(it, change_set)?.0;
            Ok(What::Status {
                change_set,
                claim: it.claim_of(&fact),
                status: status.word().to_owned(),
                since: since.map(|it| it.to_string()),
                evidence,
                with: with.map(str::to_owned),
                content,
            })
        })
    }

    /// Keeps an answer to a dispute; the claim stays disputed.
    pub fn reply(&mut self, claim: &str, act: &Act) -> Result<u64, StoreError> {
        self.write(act, |it, _| {
            let (table, fact) = it.find_claim(claim)?;
            let column = table.schema().column("status").unwrap_or_default();
            let column = it.names.column(&it.storage, table, column)?;
            let items = it.storage.items_of(fact.id)?;
            let now = Moment::default().resolve(&it.journal);
            let before = fold(&items, &it.journal, now)
                .and_then(|it| it.text(column).map(str::to_owned))
                .unwrap_or_default();
            if before != "disputed" {
                return Err(StoreError::Transition {
                    claim: claim.to_owned(),
                    from: if before.is_empty() { "declared".to_owned() } else { before },
                    to: "reply".to_owned(),
                });
            }
            Ok(What::Replied { claim: it.claim_of(&fact) })
        })
    }

    /// The fact that a claim's address means.
    pub(crate) fn find_claim(&self, claim: &str) -> Result<(TableId, Fact), StoreError> {
        let missing = |near| StoreError::NoClaim { found: claim.to_owned(), near };
        let Some((table, name, ordinal)) = identity::parse(claim) else {
            return Err(missing(None));
        };
        let Some(table_number) = self.names.tables.get(&table).copied() else {
            return Err(missing(None));
        };
        let facts = self.storage.facts_named(table_number, name)?;
        match facts.into_iter().find(|it| it.ordinal == ordinal) {
            Some(fact) => Ok((table, fact)),
            None => {
                // The neighbours in the alphabet and those that begin alike: a register is large.
                let start: String = name.chars().take(2).collect();
                let mut known = self.storage.identities(table_number, name, 20)?;
                known.extend(self.storage.identities(table_number, &start, 500)?);
                let near = karenina_model::nearest(name, known.iter().map(String::as_str));
                Err(missing(near.map(|it| identity::claim(table.name(), it, 1))))
            }
        }
    }

    /// How a fact is addressed.
    pub(crate) fn claim_of(&self, fact: &Fact) -> String {
        let table = self.names.of.get(&fact.table).map_or("?", |it| it.table.as_str());
        identity::claim(table, &fact.identity, fact.ordinal)
    }
}
