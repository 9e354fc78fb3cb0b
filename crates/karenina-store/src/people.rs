//! People, apart from claims: who is named, where, and how one is erased.

use std::collections::BTreeMap;

use crate::{act::Act, error::StoreError, journal::What, register::Register, storage::Secrets};

/// Somebody who is named in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The number that stands for them everywhere else.
    pub id: u64,
    /// The name; `None` where it was erased.
    pub name: Option<String>,
    /// The entries of the journal that they made.
    pub entries: Vec<u64>,
    /// In how many cells they are named as who said it.
    pub said: u64,
}

impl Register {
    /// Everybody who is named.
    pub fn people(&self) -> Result<Vec<PersonRow>, StoreError> {
        let mut said: BTreeMap<u64, u64> = BTreeMap::new();
        self.storage.all_items(|item, _| {
            for (_, text) in crate::cells::iter(&item.cells) {
                if let Some(id) = text.strip_prefix(crate::export::PERSON)
                    && let Ok(id) = id.parse()
                {
                    *said.entry(id).or_default() += 1;
                }
            }
            Ok(())
        })?;
        Ok(self
            .people
            .iter()
            .map(|(id, name)| PersonRow {
                id: *id,
                name: name.clone(),
                entries: self
                    .journal
                    .entries
                    .iter()
                    .filter(|it| it.line.by.id == *id)
                    .map(|it| it.line.entry)
                    .collect(),
                said: said.get(id).copied().unwrap_or_default(),
            })
            .collect())
    }

    /// Erases the name of a person, who is given by name or number. What they did stays, under
    /// their number; the journal still verifies.
    pub fn erase(&mut self, person: &str, act: &Act) -> Result<u64, StoreError> {
        let done = self.write(act, |it, _| {
            let number = person.strip_prefix("person-").and_then(|it| it.parse::<u64>().ok());
            let found = it
                .people
                .iter()
                .find(|(id, name)| name.as_deref() == Some(person) || Some(**id) == number)
                .filter(|(_, name)| name.is_some())
                .map(|(id, _)| *id);
            let Some(id) = found else { return Err(StoreError::NoPerson(person.to_owned())) };
            it.storage.erase_person(id)?;
            if let Some(Some(name)) = it.people.insert(id, None) {
                it.by_name.remove(&name);
            }
            Ok(What::Erased { person: id })
        });
        if done.is_ok() {
            self.storage.sweep();
        }
        done
    }

    /// The name of a person, or what stands for it.
    pub(crate) fn person_name(&self, id: u64) -> String {
        self.people.get(&id).cloned().flatten().unwrap_or_else(|| format!("person-{id}"))
    }

    /// Reasons and replies, by number.
    pub(crate) fn texts(&self) -> Result<BTreeMap<u64, String>, StoreError> {
        let texts = self.storage.secrets(Secrets::Texts)?;
        Ok(texts.into_iter().filter_map(|it| Some((it.id, it.text?))).collect())
    }
}
