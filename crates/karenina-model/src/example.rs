//! The example row that a form comes with: what might stand in each column, and how a reader knows
//! that nobody has said it.

use crate::{ColumnSchema, ColumnType, schema::Label};

/// How the first cell of the example row begins, in English and in Russian.
pub const MARK: [&str; 2] = ["example:", "пример:"];

/// Whether a cell says that its row is the example.
///
/// ```
/// use karenina_model::example;
/// assert!(example::is_marked("Пример: north-it"));
/// assert!(!example::is_marked("north-it"));
/// ```
pub fn is_marked(text: &str) -> bool {
    without_mark(text).is_some()
}

/// What might stand in a column; nothing where an example would say no more than the heading.
pub fn text(column: &ColumnSchema) -> Option<Label> {
    if let Some(text) = &column.example {
        return Some(Label { en: text.clone(), ru: text.clone() });
    }
    let (en, ru) = match column.kind {
        ColumnType::Key | ColumnType::Text => return None,
        ColumnType::Number => ("12.5", "12,5"),
        ColumnType::Count | ColumnType::Value => ("44", "44"),
        ColumnType::Share => ("45 %", "45 %"),
        ColumnType::Flag => ("yes", "да"),
        ColumnType::Date => ("2025-05-31", "31.05.2025"),
        ColumnType::Code(words) | ColumnType::Codes(words) => {
            return words.codes.first().map(|(_, title)| title.clone());
        }
        ColumnType::Reference(to) | ColumnType::References(to) => {
            let key = to.schema().key?;
            return text(&to.schema().columns[key]);
        }
    };
    Some(Label { en: en.to_owned(), ru: ru.to_owned() })
}

/// Whether a cell of the example row is as forms are made, with its mark or without.
pub fn is_as_made(column: &ColumnSchema, found: &str) -> bool {
    let found = without_mark(found).unwrap_or(found).trim();
    text(column).is_some_and(|it| it.en == found || it.ru == found)
}

fn without_mark(text: &str) -> Option<&str> {
    let text = text.trim_start();
    MARK.iter().find_map(|mark| {
        let (head, rest) = text.split_at_checked(mark.len())?;
        (head.to_lowercase() == *mark).then_some(rest)
    })
}
