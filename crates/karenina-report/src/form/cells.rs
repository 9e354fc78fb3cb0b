//! What stands in a cell, as a form writes it: read back it says the same.

use karenina_model::{
    Absence, Answer, Cell, ColumnType, Dataset, Enumeration, Interval, Period, TableId,
    table::ValueCell,
};

use crate::{Lang, wording::words};

/// What a form writes into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    Nothing,
    Number(f64),
    Text(String),
}

/// The longest text that a cell can hold, as spreadsheets count.
const LONGEST: usize = 32_767;

/// A cell of a table.
pub fn cell(data: &Dataset, id: TableId, row: u32, column: usize, lang: Lang) -> Written {
    let table = data.table(id);
    // What could not be read is shown as it was said, so that it can be mended.
    if let Some(text) = table.unread(row, column) {
        return if text.encode_utf16().count() <= LONGEST {
            Written::Text(text.to_owned())
        } else {
            Written::Nothing
        };
    }
    let kind = id.schema().columns[column].kind;
    let text = match kind {
        ColumnType::Key | ColumnType::Text => match table.text(row, column) {
            Cell::Known(it) => it.to_owned(),
            Cell::Empty | Cell::Absent(_) => return Written::Nothing,
        },
        ColumnType::Number | ColumnType::Count | ColumnType::Share => {
            match table.number(row, column) {
                Cell::Known(it) if it.is_point() => return Written::Number(it.low()),
                Cell::Known(it) => it.to_string(),
                other => return absent(kind, other.map(|_| ()), lang),
            }
        }
        ColumnType::Flag => match table.flag(row, column) {
            Cell::Known(it) => answer(it, lang).to_owned(),
            other => return absent(kind, other.map(|_| ()), lang),
        },
        ColumnType::Code(list) => match table.code(row, column) {
            Cell::Known(it) => label(list, it, lang).to_owned(),
            other => return absent(kind, other.map(|_| ()), lang),
        },
        ColumnType::Codes(list) => match table.codes(row, column) {
            Cell::Known(set) => {
                let words: Vec<&str> = (0..list.codes.len())
                    .filter(|at| set >> at & 1 == 1)
                    .map(|at| label(list, at as u8, lang))
                    .collect();
                words.join("; ")
            }
            other => return absent(kind, other.map(|_| ()), lang),
        },
        ColumnType::Date => match table.period(row, column) {
            Cell::Known(it) => period(it, lang),
            other => return absent(kind, other.map(|_| ()), lang),
        },
        ColumnType::Reference(to) => match table.reference(row, column) {
            Cell::Known(it) => data.table(to).key(it).to_owned(),
            other => return absent(kind, other.map(|_| ()), lang),
        },
        ColumnType::References(to) => {
            let keys: Vec<&str> =
                table.references(row, column).iter().map(|it| data.table(to).key(*it)).collect();
            match (keys.is_empty(), table.absent(row, column)) {
                (true, Some(why)) => return absent(kind, Cell::Absent(why), lang),
                (true, None) => return Written::Nothing,
                (false, _) => keys.join("; "),
            }
        }
        ColumnType::Value => match table.value(row, column) {
            Cell::Known(ValueCell::Number(it)) => number(*it),
            Cell::Known(ValueCell::Flag(it)) => answer(*it, lang).to_owned(),
            Cell::Known(ValueCell::Text(it)) => it.to_string(),
            Cell::Known(ValueCell::Nothing) => return Written::Nothing,
            other => return absent(kind, other.map(|_| ()), lang),
        },
    };
    Written::Text(text)
}

fn number(it: Interval) -> String {
    it.to_string()
}

/// A label of an enumeration.
pub fn label(list: &Enumeration, at: u8, lang: Lang) -> &str {
    list.codes.get(usize::from(at)).map_or("", |(_, title)| lang.of(title))
}

/// Yes, partly or no.
pub fn answer(it: Answer, lang: Lang) -> &'static str {
    match (it, lang) {
        (_, Lang::En) => it.word(),
        (Answer::Yes, Lang::Ru) => "да",
        (Answer::Partly, Lang::Ru) => "частично",
        (Answer::No, Lang::Ru) => "нет",
    }
}

/// Days as each language writes them; what is less exact stays as in data files.
fn period(it: Period, lang: Lang) -> String {
    match lang {
        Lang::Ru if it.first == it.last && it.first.year() >= 1000 => {
            format!("{:02}.{:02}.{:04}", it.first.day(), it.first.month(), it.first.year())
        }
        Lang::Ru
            if it.first == it.first.first_of_month()
                && it.last == it.first.last_of_month()
                && it.first.year() >= 1000 =>
        {
            format!("{:02}.{:04}", it.first.month(), it.first.year())
        }
        Lang::En | Lang::Ru => it.text(),
    }
}

/// The word that says why there is no value.
fn absent(kind: ColumnType, cell: Cell<()>, lang: Lang) -> Written {
    let Cell::Absent(why) = cell else { return Written::Nothing };
    let words = words(lang);
    let asks_for_one =
        matches!(kind, ColumnType::Date | ColumnType::Reference(_) | ColumnType::References(_));
    let text = match why {
        Absence::NotCollected => words.word("form-no-data"),
        // "refused" may be a word of the enumeration; then it is that.
        Absence::Refused => match kind {
            ColumnType::Code(list) | ColumnType::Codes(list)
                if list.find(words.word("form-refused")).is_some() =>
            {
                words.word("form-refused-said")
            }
            _ => words.word("form-refused"),
        },
        Absence::NotApplicable if asks_for_one => words.word("form-none"),
        Absence::NotApplicable => words.word("form-not-applicable"),
        Absence::Suppressed => words.word("form-suppressed"),
        Absence::NotSaid => return Written::Nothing,
        // Those of values that are computed do not stand in cells.
        Absence::NotKnown
        | Absence::TooOld
        | Absence::ListIncomplete { .. }
        | Absence::PartsMissing { .. }
        | Absence::NothingToCount => "?",
    };
    Written::Text(text.to_owned())
}
