//! What is believed of a fact: everything that was accepted by then, in the order of acceptance.
//!
//! A value that is imported with a day since when it holds counts from that day until the next
//! dated value of the same cell; one without a day replaces what was said for all time. An empty
//! value says that nothing is claimed any more. A row is there from where it was first added.

use karenina_model::Date;

use crate::{cells, decide::ItemKind, journal::Journal, storage::Item};

/// Of which day, and as known on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// What held on this day; else what holds last.
    pub as_of: Option<Date>,
    /// What was known at the end of this day; else what is known now.
    pub known_on: Option<Date>,
}

/// The same, as the journal counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub day: Date,
    pub entry: u64,
}

impl Moment {
    pub(crate) fn resolve(self, journal: &Journal) -> At {
        At {
            day: self.as_of.unwrap_or(Date::MAX),
            entry: self.known_on.map_or(journal.entries.len() as u64, |it| journal.known_on(it)),
        }
    }
}

/// A fact as it is believed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Folded<'a> {
    pub cells: Vec<Told<'a>>,
    /// Where it stood: the last file that it was taken from.
    pub origin: i64,
    pub line: u32,
}

/// The last that was told of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told<'a> {
    pub column: u32,
    pub text: &'a str,
    pub since: Option<Date>,
}

impl Folded<'_> {
    pub fn text(&self, column: u32) -> Option<&str> {
        self.cells.iter().find(|it| it.column == column).map(|it| it.text)
    }
}

/// What was accepted of some items by an entry, in the order of acceptance, with since when it
/// holds and the entry.
pub(crate) fn accepted<'a>(
    items: &'a [Item],
    journal: &Journal,
    by: u64,
) -> Vec<(u64, Option<Date>, &'a Item)> {
    let mut found: Vec<(u64, Option<Date>, &Item)> = items
        .iter()
        .filter_map(|item| {
            let set = journal.sets.get(&item.change_set)?;
            let (accepted, entry) = set.decision(item.item)?;
            (accepted && entry <= by).then_some((entry, set.since, item))
        })
        .collect();
    if found.len() > 1 {
        found.sort_by_key(|it| (it.0, it.2.change_set, it.2.item));
    }
    found
}

/// What is believed of a fact; `None` where it is not there.
pub(crate) fn fold<'a>(items: &'a [Item], journal: &Journal, at: At) -> Option<Folded<'a>> {
    let mut state = Folded::default();
    let mut is_there = false;
    for (_, since, item) in accepted(items, journal, at.entry) {
        if since.is_some_and(|it| it > at.day) {
            continue;
        }
        is_there |= item.kind == ItemKind::Added.number();
        if item.origin != 0 {
            (state.origin, state.line) = (item.origin, item.line);
        }
        for (column, text) in cells::iter(&item.cells) {
            match state.cells.iter_mut().find(|it| it.column == column) {
                // What was accepted later of an earlier day leaves the later value as it is.
                Some(told) if since.is_some() && told.since > since => {}
                Some(told) => *told = Told { column, text, since },
                None => state.cells.push(Told { column, text, since }),
            }
        }
    }
    is_there.then_some(state)
}
