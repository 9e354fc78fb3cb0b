//! One cell of a table: a value, nothing, or a word that says why there is no value.

use crate::Absence;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<T> {
    /// Nothing stands there: nobody has said anything.
    Empty,
    /// A value.
    Known(T),
    /// "?", "н/д", "refused": that there is no value has been said. A reference that leads
    /// nowhere and a word that could not be read count as not known.
    Absent(Absence),
}

impl<T> Cell<T> {
    /// The value, if there is one.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(it) => Some(it),
            Self::Empty | Self::Absent(_) => None,
        }
    }

    /// The value, or why there is none.
    pub fn or_absence(self) -> Result<T, Absence> {
        match self {
            Self::Known(it) => Ok(it),
            Self::Empty => Err(Absence::NotSaid),
            Self::Absent(why) => Err(why),
        }
    }

    /// The cell with its value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Cell<U> {
        match self {
            Self::Known(it) => Cell::Known(change(it)),
            Self::Empty => Cell::Empty,
            Self::Absent(why) => Cell::Absent(why),
        }
    }
}
