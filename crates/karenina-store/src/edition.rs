//! Editions: the tables of a moment under a name, frozen and citable.

use karenina_model::Date;

use crate::{
    act::Act,
    error::StoreError,
    export::Exported,
    fold::{At, Moment},
    journal::{Digest, What},
    register::Register,
};

/// An edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionRow {
    /// Its name.
    pub name: String,
    /// The entry of the journal that froze it.
    pub entry: u64,
    /// When.
    pub on: Date,
    /// What held on this day.
    pub as_of: Date,
    /// As was known at this entry.
    pub known_entry: u64,
    /// The digest of its files: `sha256sum *.csv | sha256sum`.
    pub content: Digest,
}

impl Register {
    /// Freezes the tables of a moment under a name. Names of people are not in it: numbers stand
    /// for them, so that an edition can be made again when one has been erased.
    pub fn freeze(
        &mut self,
        name: &str,
        moment: Moment,
        act: &Act,
    ) -> Result<EditionRow, StoreError> {
        let entry = self.write(act, |it, _| {
            if it.editions().iter().any(|it| it.name == name) {
                return Err(StoreError::EditionExists(name.to_owned()));
            }
            // What holds later is not known yet: an edition speaks of its own day.
            let moment = Moment { as_of: Some(moment.as_of.unwrap_or(act.on)), ..moment };
            let at = moment.resolve(&it.journal);
            let content = it.export_at(at, false)?.digest();
            Ok(What::Edition {
                name: name.to_owned(),
                as_of: at.day.to_string(),
                known_on: moment.known_on.unwrap_or(act.on).to_string(),
                known_entry: at.entry,
                content,
            })
        })?;
        self.editions()
            .into_iter()
            .find(|it| it.entry == entry)
            .ok_or_else(|| StoreError::Damaged(format!("edition {name} is not in the journal")))
    }

    /// All editions, in the order in which they were frozen.
    pub fn editions(&self) -> Vec<EditionRow> {
        let of_entry = |it: &crate::journal::Entry| match &it.line.what {
            What::Edition { name, as_of, known_entry, content, .. } => Some(EditionRow {
                name: name.clone(),
                entry: it.line.entry,
                on: it.on,
                as_of: as_of.parse().unwrap_or(it.on),
                known_entry: *known_entry,
                content: *content,
            }),
            _ => None,
        };
        self.journal.entries.iter().filter_map(of_entry).collect()
    }

    /// Makes an edition again, byte for byte.
    pub fn edition(&self, name: &str) -> Result<(EditionRow, Exported), StoreError> {
        let all = self.editions();
        let Some(row) = all.iter().find(|it| it.name == name) else {
            let near = karenina_model::nearest(name, all.iter().map(|it| it.name.as_str()));
            return Err(StoreError::NoEdition {
                found: name.to_owned(),
                near: near.map(str::to_owned),
            });
        };
        let made = self.export_at(At { day: row.as_of, entry: row.known_entry }, false)?;
        if made.digest() != row.content {
            return Err(StoreError::EditionDiffers(name.to_owned()));
        }
        Ok((row.clone(), made))
    }
}
