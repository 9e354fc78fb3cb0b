//! Columns and conditions: names of the schema become places in it.

use indexmap::IndexMap;
use karenina_model::{Code, ColumnType, TableId};
use toml::Spanned;

use super::File;
use crate::{ColumnPath, Condition, Rule, Test, written};

/// Follows `organisation.kind` from a table.
pub(super) fn column(
    file: &mut File<'_>,
    table: TableId,
    written: &Spanned<String>,
) -> Option<ColumnPath> {
    let mut steps = Vec::new();
    let mut at = table;
    let names: Vec<&str> = written.get_ref().split('.').collect();
    for (depth, name) in names.iter().enumerate() {
        let schema = at.schema();
        let Some(column) = schema.column(name) else {
            let known = schema.columns.iter().map(|it| it.name.as_str());
            let near = karenina_model::nearest(name, known).unwrap_or("none").to_owned();
            let details =
                [("found", (*name).to_owned()), ("table", schema.name.clone()), ("near", near)];
            file.complain(Code::MeasureColumnUnknown, written, details);
            return None;
        };
        steps.push((at, column));
        if depth + 1 < names.len() {
            let ColumnType::Reference(to) = schema.columns[column].kind else {
                let details = [
                    ("found", written.get_ref().clone()),
                    ("table", schema.name.clone()),
                    ("near", "none".to_owned()),
                ];
                file.complain(Code::MeasureColumnUnknown, written, details);
                return None;
            };
            at = to;
        }
    }
    Some(ColumnPath { steps })
}

/// Conditions on the rows of a table.
pub(super) fn conditions(
    file: &mut File<'_>,
    table: TableId,
    written: &IndexMap<Spanned<String>, written::Test>,
) -> Option<Vec<Condition>> {
    let mut conditions = Vec::with_capacity(written.len());
    let mut all_understood = true;
    for (name, test) in written {
        match column(file, table, name).and_then(|path| {
            let test = self::test(file, name, &path, test)?;
            Some(Condition { path, test })
        }) {
            Some(it) => conditions.push(it),
            None => all_understood = false,
        }
    }
    all_understood.then_some(conditions)
}

fn test(
    file: &mut File<'_>,
    name: &Spanned<String>,
    path: &ColumnPath,
    written: &written::Test,
) -> Option<Test> {
    let (table, column) = path.last();
    let kind = table.schema().columns[column].kind;
    match (kind, written) {
        (ColumnType::Flag, written::Test::Is(it)) => Some(Test::Is(*it)),
        (ColumnType::Date | ColumnType::Reference(_), written::Test::Is(it)) => {
            Some(Test::There(*it))
        }
        (ColumnType::Code(_) | ColumnType::Codes(_), written::Test::Words(words)) => {
            codes(file, name, path, words)
        }
        (ColumnType::Text | ColumnType::Key, written::Test::Words(words)) => {
            Some(Test::OneOfTexts(words.clone()))
        }
        (
            ColumnType::Number | ColumnType::Count | ColumnType::Share,
            written::Test::Words(words),
        ) if words.len() == 1 && Rule::parse(&words[0]).is_some() => {
            Rule::parse(&words[0]).map(Test::Rule)
        }
        _ => {
            let found = match written {
                written::Test::Words(words) => words.join(", "),
                written::Test::Is(it) => it.to_string(),
            };
            let details = [
                ("found", found),
                ("column", name.get_ref().clone()),
                ("known", kind_word(kind).to_owned()),
                ("near", "none".to_owned()),
            ];
            file.complain(Code::MeasureCodeUnknown, name, details);
            None
        }
    }
}

/// Words of the enumeration at the end of a path, as bits.
pub(super) fn codes(
    file: &mut File<'_>,
    name: &Spanned<String>,
    path: &ColumnPath,
    words: &[String],
) -> Option<Test> {
    let (table, column) = path.last();
    let (ColumnType::Code(enumeration) | ColumnType::Codes(enumeration)) =
        table.schema().columns[column].kind
    else {
        return None;
    };
    let mut set = 0;
    for word in words {
        let Some(at) = enumeration.words().position(|it| it == word) else {
            let near = karenina_model::nearest(word, enumeration.words()).unwrap_or("none");
            let details = [
                ("found", word.clone()),
                ("column", name.get_ref().clone()),
                ("known", enumeration.words().collect::<Vec<_>>().join(", ")),
                ("near", near.to_owned()),
            ];
            file.complain(Code::MeasureCodeUnknown, name, details);
            return None;
        };
        set |= 1_u64 << at;
    }
    Some(Test::OneOfCodes(set))
}

fn kind_word(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Key => "key",
        ColumnType::Text => "text",
        ColumnType::Number => "number",
        ColumnType::Count => "count",
        ColumnType::Share => "share",
        ColumnType::Flag => "true, false",
        ColumnType::Code(_) | ColumnType::Codes(_) => "code",
        ColumnType::Date => "date",
        ColumnType::Reference(_) | ColumnType::References(_) => "reference",
        ColumnType::Value => "value",
    }
}
