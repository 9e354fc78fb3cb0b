//! Change sets: what is in them, and what is decided on them.

use karenina_model::{Date, Place, table::letters};

use crate::{
    act::Act,
    cells,
    error::StoreError,
    fold::{At, accepted, fold},
    journal::{ChangeSet, What},
    register::Register,
    storage::{Fact, Item, LOOK_AHEAD},
};

/// What a row of a change set does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Says something of what the register did not have.
    Added,
    /// Says something else.
    Changed,
    /// Says that it is so no more.
    Withdrawn,
    /// Gives a claim its status.
    Status,
    /// Says the same again of a later day.
    Again,
}

impl ItemKind {
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Added => 1,
            Self::Changed => 2,
            Self::Withdrawn => 3,
            Self::Status => 4,
            Self::Again => 5,
        }
    }

    fn of(number: i64) -> Self {
        match number {
            1 => Self::Added,
            3 => Self::Withdrawn,
            4 => Self::Status,
            5 => Self::Again,
            _ => Self::Changed,
        }
    }

    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Withdrawn => "withdrawn",
            Self::Status => "status",
            Self::Again => "again",
        }
    }
}

/// A row of a change set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number in the change set.
    pub row: u64,
    /// What it does.
    pub kind: ItemKind,
    /// Of which claim.
    pub claim: String,
    /// What was decided; `None` where nothing was.
    pub accepted: Option<bool>,
    /// Column, text before, text after, and the cell that it stood in.
    pub cells: Vec<(String, String, String, Place)>,
    /// Where the row stood.
    pub place: Place,
}

/// A change set as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSetView {
    /// Its number.
    pub id: u64,
    /// Who brought it in.
    pub by: String,
    /// When.
    pub on: Date,
    /// Since when what it says holds.
    pub since: Option<Date>,
    /// How many rows it has.
    pub rows: u64,
    /// How many are accepted.
    pub accepted: u64,
    /// How many are rejected.
    pub rejected: u64,
    /// The files that it came from.
    pub files: Vec<String>,
    /// The claim whose status it is, where it is no import.
    pub claim: Option<String>,
}

impl ChangeSetView {
    /// On how many rows nobody has decided.
    pub fn open(&self) -> u64 {
        self.rows - self.accepted - self.rejected
    }
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The entry of the journal.
    pub entry: u64,
    /// How many rows were decided.
    pub rows: u64,
    /// How many of the change set are still open.
    pub open: u64,
}

/// A cell that somebody else has changed since the change set was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The row of the change set.
    pub row: u64,
    /// Of which claim.
    pub claim: String,
    /// Which cell.
    pub column: String,
    /// What it says now.
    pub meanwhile: String,
    /// What it is to say.
    pub proposed: String,
    /// The change set that changed it.
    pub change_set: u64,
}

/// Reads `1-5,8`.
pub fn parse_rows(text: &str) -> Result<Vec<(u64, u64)>, StoreError> {
    let bad = || StoreError::NotRows(text.to_owned());
    let mut rows = Vec::new();
    for part in text.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let number = |it: &str| it.trim().parse::<u64>().ok().filter(|it| *it > 0);
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => rows.push((first, last)),
            _ => return Err(bad()),
        }
    }
    if rows.is_empty() {
        return Err(bad());
    }
    rows.sort_unstable();
    // Rows that are named twice are decided once.
    let mut apart: Vec<(u64, u64)> = Vec::new();
    for (first, last) in rows {
        match apart.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => apart.push((first, last)),
        }
    }
    Ok(apart)
}

impl Register {
    /// Every change set, the first first; statuses of single claims where they are asked for.
    pub fn change_sets(&self, statuses: bool) -> Vec<ChangeSetView> {
        self.journal
            .sets
            .iter()
            .filter_map(|(id, set)| self.view(*id, set))
            .filter(|it| statuses || it.claim.is_none())
            .collect()
    }

    /// One change set.
    pub fn change_set(&self, id: u64) -> Result<ChangeSetView, StoreError> {
        let set = self.journal.sets.get(&id).ok_or(StoreError::NoChangeSet(id))?;
        self.view(id, set).ok_or(StoreError::NoChangeSet(id))
    }

    fn view(&self, id: u64, set: &ChangeSet) -> Option<ChangeSetView> {
        let entry = self.journal.entries.get((set.imported as usize).checked_sub(1)?)?;
        let count = |accepted| {
            set.decisions.iter().filter(|it| it.2 == accepted).map(|it| it.1 - it.0 + 1).sum()
        };
        let (files, claim) = match &entry.line.what {
            What::Imported { files, .. } => {
                (files.iter().map(|it| it.name.clone()).collect(), None)
            }
            What::Status { claim, .. } => (Vec::new(), Some(claim.clone())),
            _ => (Vec::new(), None),
        };
        Some(ChangeSetView {
            id,
            by: self.person_name(entry.line.by.id),
            on: entry.on,
            since: set.since,
            rows: set.rows,
            accepted: count(true),
            rejected: count(false),
            files,
            claim,
        })
    }

    /// The rows of a change set, from one on, at most so many: each with what the register said
    /// before it.
    pub fn changes(&self, id: u64, first: u64, most: u64) -> Result<Vec<Change>, StoreError> {
        let set = self.journal.sets.get(&id).ok_or(StoreError::NoChangeSet(id))?;
        let mut found = Vec::new();
        let last = first.saturating_add(most).saturating_sub(1).min(i64::MAX as u64);
        self.storage.items_in(id, (first, last), |item, fact| {
            found.push((item.clone(), fact.clone()));
            Ok(())
        })?;
        let mut changes = Vec::with_capacity(found.len());
        for rows in found.chunks(LOOK_AHEAD) {
            let ids: Vec<i64> = rows.iter().map(|it| it.1.id).collect();
            for ((item, fact), said) in rows.iter().zip(self.storage.items_of_each(&ids)?) {
                changes.push(self.change(set, item, fact, &said));
            }
        }
        Ok(changes)
    }

    fn change(&self, set: &ChangeSet, item: &Item, fact: &Fact, items: &[Item]) -> Change {
        let decision = set.decision(item.item);
        let entry = decision.map_or(self.n_entries(), |it| it.1 - 1);
        let at = At { day: set.since.unwrap_or(Date::MAX), entry };
        let state = fold(items, &self.journal, at).unwrap_or_default();
        let cells = cells::iter(&item.cells)
            .map(|(column, after)| {
                let before = self.shown(state.text(column).unwrap_or(""), true).into_owned();
                let after = self.shown(after, true).into_owned();
                let name = self.column_name(column);
                let place = self.place(item, Some(&name));
                (name, before, after, place)
            })
            .collect();
        Change {
            row: item.item,
            kind: ItemKind::of(item.kind),
            claim: self.claim_of(fact),
            accepted: decision.map(|it| it.0),
            cells,
            place: self.place(item, None),
        }
    }

    pub(crate) fn column_name(&self, column: u32) -> String {
        self.names.of.get(&i64::from(column)).map_or("?", |it| &it.column).to_owned()
    }

    /// Where a row of a change set stood, or one of its cells.
    pub(crate) fn place(&self, item: &Item, column: Option<&str>) -> Place {
        let Some(origin) = self.origins.get(&item.origin) else { return Place::default() };
        let position = column.and_then(|name| origin.columns.split(',').position(|it| it == name));
        let cell = origin.sheet.as_ref().map(|_| match position {
            Some(at) => format!("{}{}", letters(at as u16), item.line),
            None => format!("{0}:{0}", item.line),
        });
        Place {
            file: origin.file.clone(),
            sheet: origin.sheet.clone(),
            line: origin.sheet.is_none().then_some(item.line),
            cell,
            column: column.map(str::to_owned),
            heading: None,
        }
    }

    /// Accepts rows of a change set, or all that are open: from this entry on they are believed.
    /// Where others have changed the same cells meanwhile nothing is accepted, unless that is
    /// `meant`.
    pub fn accept(
        &mut self,
        id: u64,
        rows: Option<&[(u64, u64)]>,
        meant: bool,
        act: &Act,
    ) -> Result<Decided, StoreError> {
        self.decide(id, rows, act, |it, open| {
            if !meant {
                let conflicts = it.conflicts(id, open)?;
                if !conflicts.is_empty() {
                    return Err(StoreError::Conflicts(conflicts));
                }
            }
            Ok(What::Accepted { change_set: id, rows: open.to_vec() })
        })
    }

    /// Rejects rows of a change set, or all that are open. They stay in the register as what was
    /// proposed and refused.
    pub fn reject(
        &mut self,
        id: u64,
        rows: Option<&[(u64, u64)]>,
        act: &Act,
    ) -> Result<Decided, StoreError> {
        self.decide(id, rows, act, |_, open| {
            Ok(What::Rejected { change_set: id, rows: open.to_vec() })
        })
    }

    fn decide(
        &mut self,
        id: u64,
        rows: Option<&[(u64, u64)]>,
        act: &Act,
        what: impl FnOnce(&Self, &[(u64, u64)]) -> Result<What, StoreError>,
    ) -> Result<Decided, StoreError> {
        let mut decided = 0;
        let entry = self.write(act, |it, _| {
            let set = it.journal.sets.get(&id).ok_or(StoreError::NoChangeSet(id))?;
            let all = [(1, set.rows)];
            let asked = rows.unwrap_or(&all);
            if asked.iter().any(|it| it.1 > set.rows) {
                return Err(StoreError::NoSuchRows { set: id, n: set.rows });
            }
            let open = set.open(asked);
            decided = open.iter().map(|it| it.1 - it.0 + 1).sum();
            if decided == 0 {
                return Err(StoreError::NothingToDecide(id));
            }
            what(it, &open)
        })?;
        Ok(Decided { entry, rows: decided, open: self.change_set(id)?.open() })
    }

    /// Cells that were changed since a change set was made, and that it would change to something
    /// else.
    fn conflicts(&self, id: u64, rows: &[(u64, u64)]) -> Result<Vec<Conflict>, StoreError> {
        let Some(set) = self.journal.sets.get(&id) else { return Ok(Vec::new()) };
        let since = set.imported;
        let others =
            self.journal.sets.iter().any(|(other, it)| {
                *other != id && it.decisions.iter().any(|it| it.2 && it.3 > since)
            });
        let mut conflicts = Vec::new();
        if !others {
            return Ok(conflicts);
        }
        for range in rows {
            let mut items = Vec::new();
            self.storage.items_in(id, *range, |item, fact| {
                items.push((item.clone(), fact.clone()));
                Ok(())
            })?;
            for items in items.chunks(LOOK_AHEAD) {
                let ids: Vec<i64> = items.iter().map(|it| it.1.id).collect();
                for ((item, fact), said) in items.iter().zip(self.storage.items_of_each(&ids)?) {
                    self.conflicts_of(item, fact, &said, since, &mut conflicts);
                }
            }
        }
        Ok(conflicts)
    }

    /// Those of one row: what was accepted of its fact since an entry, in other change sets.
    fn conflicts_of(
        &self,
        item: &Item,
        fact: &Fact,
        said: &[Item],
        since: u64,
        conflicts: &mut Vec<Conflict>,
    ) {
        for (entry, _, other) in accepted(said, &self.journal, self.n_entries()) {
            if entry <= since || other.change_set == item.change_set {
                continue;
            }
            for (column, proposed) in cells::iter(&item.cells) {
                let meanwhile = cells::iter(&other.cells).find(|it| it.0 == column);
                if let Some((_, meanwhile)) = meanwhile
                    && meanwhile != proposed
                {
                    conflicts.push(Conflict {
                        row: item.item,
                        claim: self.claim_of(fact),
                        column: self.column_name(column),
                        meanwhile: self.shown(meanwhile, true).into_owned(),
                        proposed: self.shown(proposed, true).into_owned(),
                        change_set: other.change_set,
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse_rows;

    #[test]
    fn rows_are_named_one_by_one_and_in_spans() {
        assert_eq!(parse_rows("8, 1-3,3-5").unwrap(), [(1, 5), (8, 8)]);
        assert_eq!(parse_rows("1,2").unwrap(), [(1, 2)]);
        let most = u64::MAX.to_string();
        assert_eq!(parse_rows(&format!("{most},{most}")).unwrap(), [(u64::MAX, u64::MAX)]);
        for text in ["", "0", "5-1", "a", "1-"] {
            assert!(parse_rows(text).is_err(), "{text}");
        }
    }
}
