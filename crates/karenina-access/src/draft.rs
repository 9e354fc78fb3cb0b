//! Drafts of forms, saved while they are filled in, by several people, without loss.

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    error::AccessError,
    may::AccountId,
    people::People,
    storage::{Drafts, StoredDraft},
};

/// The most bytes that the cells of a draft have as JSON.
pub const MOST_DRAFT_BYTES: usize = 8 << 20;

/// What somebody has filled in so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Of which cluster.
    pub cluster: String,
    /// Of which period, such as 2025.
    pub period: String,
    /// Who saved it last.
    pub account: AccountId,
    /// The first is 1. Of one that was set aside: the version that it was begun from.
    pub version: u64,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// An object; what is in it is the form's business.
    pub cells: Value,
}

impl Draft {
    pub(crate) fn read(it: StoredDraft) -> Result<Self, AccessError> {
        let (cluster, period, account, version, saved_at, cells) = it;
        let cells =
            serde_json::from_str(&cells).map_err(|err| AccessError::Damaged(err.to_string()))?;
        Ok(Self { cluster, period, account, version, saved_at, cells })
    }
}

/// What became of a draft that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is the draft now.
    Kept {
        /// Its version, from which the next one is begun.
        version: u64,
    },
    /// Somebody saved another meanwhile. That one stays; yours is set aside under your account
    /// ([`People::drafts_aside`]) until you save again, begun from theirs.
    Conflict {
        /// What they saved; its version is what you begin from next.
        theirs: Box<Draft>,
    },
}

impl People {
    /// The draft of a form.
    pub fn draft(&self, cluster: &str, period: &str) -> Result<Option<Draft>, AccessError> {
        self.storage.draft(cluster, period)
    }

    /// All drafts of a cluster, or of all.
    pub fn drafts(&self, cluster: Option<&str>) -> Result<Vec<Draft>, AccessError> {
        self.storage.drafts(Drafts::Current, cluster)
    }

    /// What was set aside when two people saved.
    pub fn drafts_aside(&self, cluster: Option<&str>) -> Result<Vec<Draft>, AccessError> {
        self.storage.drafts(Drafts::Aside, cluster)
    }

    /// Saves a draft that was begun from a version, 0 for none.
    pub fn save_draft(
        &mut self,
        (cluster, period): (&str, &str),
        cells: &Value,
        begun_from: u64,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Saved, AccessError> {
        if !cells.is_object() {
            return Err(AccessError::NotADraft("not an object".to_owned()));
        }
        let size = cells.to_string().len();
        if size > MOST_DRAFT_BYTES {
            return Err(AccessError::NotADraft(format!("{size} bytes")));
        }
        self.storage.whole(|| {
            let found = self.storage.draft(cluster, period)?;
            let there = found.as_ref().map_or(0, |it| it.version);
            let mut mine = Draft {
                cluster: cluster.to_owned(),
                period: period.to_owned(),
                account,
                version: begun_from,
                saved_at: now,
                cells: cells.clone(),
            };
            match found {
                Some(theirs) if there != begun_from => {
                    // The same said twice is no conflict: a page that was sent again.
                    if theirs.cells == mine.cells {
                        return Ok(Saved::Kept { version: there });
                    }
                    self.storage.put_draft(Drafts::Aside, &mine)?;
                    Ok(Saved::Conflict { theirs: Box::new(theirs) })
                }
                Some(_) | None => {
                    mine.version = there + 1;
                    self.storage.put_draft(Drafts::Current, &mine)?;
                    self.storage.drop_aside(cluster, period, account)?;
                    Ok(Saved::Kept { version: mine.version })
                }
            }
        })
    }

    /// Removes a draft and what was set aside of it: once it was sent in.
    pub fn drop_draft(&mut self, cluster: &str, period: &str) -> Result<(), AccessError> {
        self.storage.whole(|| self.storage.drop_draft(cluster, period))
    }
}
