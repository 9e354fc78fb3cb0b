//! Which organisation is which: mergers and splits, with their history.

use std::collections::BTreeMap;

use karenina_model::{Date, TableId};

use crate::{act::Act, error::StoreError, fold::At, journal::What, register::Register};

/// Something that became of organisations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationEvent {
    /// The entry of the journal.
    pub entry: u64,
    /// The day of the entry.
    pub on: Date,
    /// Since when it holds; always, where nobody said.
    pub since: Option<String>,
    /// Whether several became one; else one became several.
    pub is_merger: bool,
    /// What was before.
    pub from: Vec<String>,
    /// What is after.
    pub into: Vec<String>,
    /// Who said so.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
}

impl Register {
    /// Says that organisations are, or became, one: whoever names them means it from then on.
    pub fn merge(
        &mut self,
        organisations: &[String],
        into: &str,
        since: Option<Date>,
        act: &Act,
    ) -> Result<u64, StoreError> {
        self.write(act, |it, _| {
            it.organisation(into)?;
            let now = it.merged(At { day: Date::MAX, entry: it.n_entries() });
            for one in organisations {
                it.organisation(one)?;
                if one == into || now.contains_key(one) || now.contains_key(into) {
                    return Err(StoreError::MergeUnfit(one.clone(), into.to_owned()));
                }
            }
            Ok(What::Merged {
                organisations: organisations.to_vec(),
                into: into.to_owned(),
                since: since.map(|it| it.to_string()),
            })
        })
    }

    /// Says that an organisation is, or became, several. Those that had been merged into it are
    /// again themselves; where it was divided into new ones nobody knows which of them a row
    /// meant, so rows go on naming it until somebody says.
    pub fn split(
        &mut self,
        organisation: &str,
        into: &[String],
        since: Option<Date>,
        act: &Act,
    ) -> Result<u64, StoreError> {
        self.write(act, |it, _| {
            it.organisation(organisation)?;
            for one in into {
                it.organisation(one)?;
                if one == organisation {
                    return Err(StoreError::MergeUnfit(one.clone(), organisation.to_owned()));
                }
            }
            Ok(What::Split {
                organisation: organisation.to_owned(),
                into: into.to_vec(),
                since: since.map(|it| it.to_string()),
            })
        })
    }

    fn organisation(&self, key: &str) -> Result<(), StoreError> {
        let known = match self.names.tables.get(&TableId::ORGANISATIONS) {
            Some(table) => !self.storage.facts_named(*table, key)?.is_empty(),
            None => false,
        };
        if known { Ok(()) } else { Err(StoreError::NoOrganisation(key.to_owned())) }
    }

    /// Which organisations are others at a moment. Chains are followed to their end.
    pub(crate) fn merged(&self, at: At) -> BTreeMap<String, String> {
        let mut direct: BTreeMap<&str, &str> = BTreeMap::new();
        let holds = |since: &Option<String>| {
            since.as_ref().and_then(|it| it.parse::<Date>().ok()).is_none_or(|it| it <= at.day)
        };
        for entry in self.journal.entries.iter().take(at.entry as usize) {
            match &entry.line.what {
                What::Merged { organisations, into, since } if holds(since) => {
                    direct.extend(organisations.iter().map(|it| (it.as_str(), into.as_str())));
                    direct.remove(into.as_str());
                }
                What::Split { organisation, into, since } if holds(since) => {
                    for one in into {
                        if direct.get(one.as_str()) == Some(&organisation.as_str()) {
                            direct.remove(one.as_str());
                        }
                    }
                }
                _ => {}
            }
        }
        direct
            .iter()
            .map(|(from, into)| {
                let (mut last, mut steps) = (*into, 0);
                while let Some(next) = direct.get(last)
                    && steps < direct.len()
                {
                    last = next;
                    steps += 1;
                }
                ((*from).to_owned(), last.to_owned())
            })
            .collect()
    }

    /// Everything that became of organisations, or of one.
    pub fn organisation_history(
        &self,
        key: Option<&str>,
    ) -> Result<Vec<OrganisationEvent>, StoreError> {
        let texts = self.texts()?;
        let mut events = Vec::new();
        for entry in &self.journal.entries {
            let (from, into, since, is_merger) = match &entry.line.what {
                What::Merged { organisations, into, since } => {
                    (organisations.clone(), vec![into.clone()], since, true)
                }
                What::Split { organisation, into, since } => {
                    (vec![organisation.clone()], into.clone(), since, false)
                }
                _ => continue,
            };
            if key.is_some_and(|key| !from.iter().chain(&into).any(|it| it == key)) {
                continue;
            }
            events.push(OrganisationEvent {
                entry: entry.line.entry,
                on: entry.on,
                since: since.clone(),
                is_merger,
                from,
                into,
                by: self.person_name(entry.line.by.id),
                reason: entry.line.reason.and_then(|it| texts.get(&it.id).cloned()),
            });
        }
        Ok(events)
    }
}
