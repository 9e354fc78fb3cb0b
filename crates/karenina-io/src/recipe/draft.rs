//! A recipe proposed for a file: what is understood of it, and what somebody has to say.

use std::fmt::Write as _;

use karenina_model::{ColumnType, TableId};

use crate::layout::{
    Looked,
    heading::{self, How},
};

/// Writes a recipe for the sheets that were looked at. What is sure stands as it is; what was
/// guessed has a remark; what is not understood is put down as a remark to be filled in.
pub fn draft(name: &str, sheets: &[Looked]) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "# Drafted from {}. Check every line; those after # are not used.",
        line(name)
    );
    let _ = writeln!(
        text,
        "# How to write a recipe: docs/recipes.md. Apply it: karenina check FOLDER --recipe THIS"
    );
    let _ = writeln!(text, "form = {}", quoted(name));
    for sheet in sheets {
        let _ = writeln!(text);
        match sheet.table {
            Some(id) => part(&mut text, sheet, id),
            None => unknown(&mut text, sheet),
        }
    }
    text
}

fn part(text: &mut String, sheet: &Looked, id: TableId) {
    let schema = id.schema();
    let _ = writeln!(text, "[[table]]");
    let _ = writeln!(text, "table = {}", quoted(id.name()));
    place(text, sheet, "");
    let mut taken = vec![false; schema.columns.len()];
    let mut found: Vec<Option<heading::Found>> =
        sheet.heading.iter().map(|it| heading::read(id, it)).collect();
    for how in [How::Exact, How::Cleaned, How::Guessed] {
        for it in &mut found {
            if let Some(known) = it.filter(|it| it.how == how) {
                if taken[known.column] {
                    *it = None;
                }
                taken[known.column] = true;
            }
        }
    }
    for (at, heading) in sheet.heading.iter().enumerate() {
        if heading.is_empty() {
            continue;
        }
        let _ = writeln!(text);
        match found[at] {
            Some(it) => {
                let column = &schema.columns[it.column];
                if it.how == How::Guessed {
                    let _ = writeln!(text, "# guessed by spelling:");
                }
                let _ = writeln!(text, "[[table.column]]");
                let _ = writeln!(text, "from = {}", quoted(heading));
                let _ = writeln!(text, "to = {}", quoted(&column.name));
                if let Some(unit) = it.unit {
                    let _ = writeln!(text, "unit = {}", quoted(unit.word()));
                }
                if let ColumnType::Code(known) | ColumnType::Codes(known) = column.kind {
                    let words = sheet.samples.get(at).map_or(&[][..], Vec::as_slice);
                    let unknown: Vec<&String> =
                        words.iter().filter(|it| known.find(it).is_none()).collect();
                    if !unknown.is_empty() {
                        let list: Vec<&str> = known.words().collect();
                        let _ = writeln!(text, "# codes: {}", list.join(", "));
                        let pairs: Vec<String> =
                            unknown.iter().map(|it| format!("{} = \"…\"", quoted(it))).collect();
                        let _ = writeln!(text, "# codes = {{ {} }}", pairs.join(", "));
                    }
                }
            }
            None => {
                let sample = sheet.samples.get(at).and_then(|it| it.first());
                let sample =
                    sample.map_or(String::new(), |it| format!("   # such as {}", line(it)));
                let _ = writeln!(text, "# [[table.column]]");
                let _ = writeln!(text, "# from = {}{sample}", quoted(heading));
                let _ = writeln!(text, "# to = \"…\"");
            }
        }
    }
    let missing: Vec<&str> = schema
        .columns
        .iter()
        .zip(&taken)
        .filter(|(column, taken)| column.required && !**taken)
        .map(|(column, _)| column.name.as_str())
        .collect();
    if !missing.is_empty() {
        let _ = writeln!(
            text,
            "\n# Rows cannot be used without these columns. The text may hold {{file}} and {{sheet}}."
        );
        let _ = writeln!(text, "[table.constants]");
        for name in missing {
            let _ = writeln!(text, "# {name} = \"…\"");
        }
    }
}

fn unknown(text: &mut String, sheet: &Looked) {
    let name = sheet.sheet.as_deref().unwrap_or(&sheet.file);
    let _ = writeln!(
        text,
        "# {}: which table is this? It is not read until somebody says so.",
        line(name)
    );
    let _ = writeln!(text, "# [[table]]");
    let _ = writeln!(text, "# table = \"…\"");
    place(text, sheet, "# ");
    for heading in sheet.heading.iter().filter(|it| !it.is_empty()).take(40) {
        let _ = writeln!(text, "# [[table.column]]");
        let _ = writeln!(text, "# from = {}", quoted(heading));
        let _ = writeln!(text, "# to = \"…\"");
    }
}

fn place(text: &mut String, sheet: &Looked, mark: &str) {
    let ending = sheet.file.rsplit_once('.').map_or("*".to_owned(), |it| format!("*.{}", it.1));
    let _ = writeln!(text, "{mark}file = {}", quoted(&ending));
    if let Some(name) = &sheet.sheet {
        let _ = writeln!(text, "{mark}sheet = {}", quoted(name));
    }
    if let Some((first, last)) = sheet.lines {
        let span = if first == last { first.to_string() } else { format!("{first}..{last}") };
        let _ = writeln!(text, "{mark}heading = {}", quoted(&span));
    }
    let _ = writeln!(text, "{mark}skip = [\"Итого*\", \"Всего*\", \"Total*\"]");
}

/// A text in quotes, as TOML has it.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for it in text.chars().take(400) {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            it if it.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(it));
            }
            it => out.push(it),
        }
    }
    out.push('"');
    out
}

/// A text within a remark: it must not end the line.
fn line(text: &str) -> String {
    let cut: String =
        text.chars().take(60).map(|it| if it.is_control() { ' ' } else { it }).collect();
    format!("`{cut}`")
}
