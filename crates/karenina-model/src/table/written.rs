//! Cells as data files write them: read again, each says the same.

use std::borrow::Cow;

use super::{Table, ValueCell};
use crate::{Absence, Cell, ColumnType, Dataset, RowId};

impl Dataset {
    /// The text of a cell as a data file holds it, in no language: codes, days as 2014-05-31,
    /// intervals as 10..19, and what could not be read as it stood. Empty where nothing stands.
    pub fn written(&self, at: RowId, column: usize) -> Cow<'_, str> {
        let table = self.table(at.table);
        if let Some(text) = table.unread(at.row, column) {
            return text.into();
        }
        let row = at.row;
        let kind = at.table.schema().columns[column].kind;
        let known: Cell<Cow<'_, str>> = match kind {
            ColumnType::Key | ColumnType::Text => table.text(row, column).map(Cow::from),
            ColumnType::Number | ColumnType::Count | ColumnType::Share => {
                table.number(row, column).map(|it| it.to_string().into())
            }
            ColumnType::Flag => table.flag(row, column).map(|it| it.word().into()),
            ColumnType::Code(list) => {
                table.code(row, column).map(|it| list.codes[usize::from(it)].0.as_str().into())
            }
            ColumnType::Codes(list) => table.codes(row, column).map(|set| {
                let words = list.words().enumerate().filter(|(at, _)| set >> at & 1 == 1);
                words.map(|(_, it)| it).collect::<Vec<_>>().join(";").into()
            }),
            ColumnType::Date => table.period(row, column).map(|it| it.text().into()),
            ColumnType::Reference(to) => {
                table.reference(row, column).map(|it| self.table(to).key(it).into())
            }
            ColumnType::References(to) => return self.keys(table, row, column, to),
            ColumnType::Value => table.value(row, column).map(|it| match it {
                ValueCell::Nothing => "".into(),
                ValueCell::Number(it) => it.to_string().into(),
                ValueCell::Flag(it) => it.word().into(),
                ValueCell::Text(it) => (&**it).into(),
            }),
        };
        match known {
            Cell::Known(text) => text,
            Cell::Empty => "".into(),
            Cell::Absent(why) => absence(kind, why).into(),
        }
    }

    fn keys(&self, table: &Table, row: u32, column: usize, to: crate::TableId) -> Cow<'_, str> {
        let rows = table.references(row, column);
        match (rows, table.absent(row, column)) {
            ([], Some(why)) => absence(ColumnType::References(to), why).into(),
            (rows, _) => {
                let keys: Vec<&str> = rows.iter().map(|it| self.table(to).key(*it)).collect();
                keys.join(";").into()
            }
        }
    }
}

/// The word that is read as this absence in a column of this kind.
fn absence(kind: ColumnType, why: Absence) -> &'static str {
    let asks_for_one =
        matches!(kind, ColumnType::Date | ColumnType::Reference(_) | ColumnType::References(_));
    match why {
        Absence::NotSaid => "",
        Absence::NotCollected => "n/d",
        // "refused" may be a word of the enumeration; then it is that.
        Absence::Refused => match kind {
            ColumnType::Code(list) | ColumnType::Codes(list) if list.find("refused").is_some() => {
                "отказ"
            }
            _ => "refused",
        },
        Absence::NotApplicable if asks_for_one => "none",
        Absence::NotApplicable => "not applicable",
        Absence::Suppressed => "suppressed",
        // Those of values that are computed do not stand in cells.
        Absence::NotKnown
        | Absence::TooOld
        | Absence::ListIncomplete { .. }
        | Absence::PartsMissing { .. }
        | Absence::NothingToCount => "?",
    }
}
