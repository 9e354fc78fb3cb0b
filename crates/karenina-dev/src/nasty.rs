//! A corpus of what people and programs send: each case with the problems that it has to give,
//! all of them and no other.

mod by_hand;
mod cases;
mod layouts;
mod texts;

use std::{fmt::Write as _, fs, path::Path};

use karenina_assess::Options;
use karenina_catalogue::Catalogue;
use karenina_model::{Code, Date};
use rust_xlsxwriter::{Formula, Workbook, Worksheet};

/// One case.
pub struct Case {
    /// What is wrong, as a sentence.
    pub name: &'static str,
    /// Files by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// A recipe that is applied.
    pub recipe: Option<&'static str>,
    /// The problems: code and place, in order.
    pub expected: &'static [&'static str],
    /// What has to be in the tables: table, row, column and text.
    pub holds: &'static [(&'static str, u32, &'static str, &'static str)],
}

/// Every case.
pub fn cases() -> Vec<Case> {
    let mut all = layouts::cases();
    all.extend(texts::cases());
    all.extend(cases::cases());
    all
}

/// The table of clusters that every case has beside it, so that references lead somewhere.
const CLUSTERS: &str = "id,name,members_total\nnorth,North,3\n";

/// What comes of a case: its problems as code and place, and what its tables hold where they were
/// asked for.
pub fn outcome(catalogue: &Catalogue, case: &Case) -> (Vec<String>, Vec<String>) {
    let mut files: Vec<(&str, &[u8])> =
        case.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    if !files.iter().any(|it| it.0.starts_with("clusters") || it.0.starts_with("whole")) {
        files.push(("clusters.csv", CLUSTERS.as_bytes()));
    }
    let (recipe, mut problems) =
        karenina_io::parse_recipe("recipe.toml", case.recipe.unwrap_or_default());
    let reading = karenina_io::read_embedded_by("nasty", &files, &recipe, |_| Vec::new());
    let options = Options { on: Date::constant(2026, 1, 1), seed: 0 };
    let found = karenina_assess::assess(catalogue, &reading.dataset, options);
    problems.extend(reading.problems);
    problems.extend(karenina_assess::check(catalogue, &reading.dataset, &found));
    let lines = problems
        .iter()
        // That there is no cluster to judge is said of every file that cannot be read.
        .filter(|it| it.code != Code::NoClusters)
        .map(|it| format!("{} {}", it.code.id(), it.place))
        .collect();
    let held = case
        .holds
        .iter()
        .map(|(table, row, column, _)| {
            let id = karenina_model::TableId::named(table)?;
            let table = reading.dataset.table(id);
            (*row < table.len() as u32).then(|| shown(table, *row, column))
        })
        .map(|it| it.unwrap_or_else(|| "no such row".to_owned()))
        .collect();
    (lines, held)
}

/// What a cell holds, as a text.
fn shown(table: &karenina_model::Table, row: u32, column: &str) -> String {
    use karenina_model::{Cell, ColumnType};
    let Some(at) = table.column(column) else { return "no such column".to_owned() };
    let text = match table.id.schema().columns[at].kind {
        ColumnType::Number | ColumnType::Count | ColumnType::Share => {
            table.number(row, at).map(|it| it.to_string())
        }
        ColumnType::Date => table.period(row, at).map(karenina_model::Period::text),
        ColumnType::Code(words) => {
            table.code(row, at).map(|it| words.codes[usize::from(it)].0.clone())
        }
        ColumnType::Reference(_) => table.reference(row, at).map(|it| it.to_string()),
        _ => table.text(row, at).map(str::to_owned),
    };
    match text {
        Cell::Known(it) => it,
        Cell::Empty => "empty".to_owned(),
        Cell::Absent(why) => why.word().to_owned(),
    }
}

/// Writes every case as a folder, with the problems that it has to give beside it.
pub fn write(dir: &Path) -> anyhow::Result<usize> {
    let cases = cases();
    for (number, case) in cases.iter().enumerate() {
        let slug: String = case
            .name
            .chars()
            .map(|it| if it.is_ascii_alphanumeric() { it } else { '-' })
            .take(60)
            .collect();
        let folder = dir.join(format!("{:02}-{slug}", number + 1));
        fs::create_dir_all(&folder)?;
        for (name, bytes) in &case.files {
            fs::write(folder.join(name), bytes)?;
        }
        if let Some(recipe) = case.recipe {
            fs::write(folder.join("recipe.toml"), recipe)?;
        }
        let mut text = format!("# {}\n\n", case.name);
        for line in case.expected {
            let _ = writeln!(text, "- {line}");
        }
        fs::write(folder.join("README.md"), text)?;
    }
    Ok(cases.len())
}

/// A case of one file.
fn case(
    name: &'static str,
    file: &str,
    bytes: impl Into<Vec<u8>>,
    expected: &'static [&'static str],
) -> Case {
    Case { name, files: vec![(file.to_owned(), bytes.into())], recipe: None, expected, holds: &[] }
}

impl Case {
    fn and(mut self, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((file.to_owned(), bytes.into()));
        self
    }

    fn by(mut self, recipe: &'static str) -> Self {
        self.recipe = Some(recipe);
        self
    }

    fn holding(
        mut self,
        holds: &'static [(&'static str, u32, &'static str, &'static str)],
    ) -> Self {
        self.holds = holds;
        self
    }
}

/// A workbook of one sheet.
fn xlsx(sheet: &str, rows: &[&[&str]]) -> Vec<u8> {
    book(&[(sheet, rows)])
}

/// A workbook of these sheets. Numbers are numbers, unless an apostrophe stands before them;
/// `=A1+1|7` is a formula with its result.
fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    made(sheets, |_| ())
}

/// The same, changed at the end.
fn made(sheets: &[(&str, &[&[&str]])], change: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        // Names that no program would accept are not made here.
        let _ = sheet.set_name(*name);
        fill(sheet, rows);
    }
    change(&mut book);
    book.save_to_buffer().unwrap_or_default()
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(*cells) {
            let _ = if let Some(text) = text.strip_prefix('\'') {
                sheet.write_string(row, column, text)
            } else if let Some(formula) = text.strip_prefix('=') {
                let (formula, result) = formula.split_once('|').unwrap_or((formula, ""));
                sheet.write_formula(row, column, Formula::new(formula).set_result(result))
            } else if let Ok(number) = text.parse::<f64>() {
                sheet.write_number(row, column, number)
            } else if text.is_empty() {
                continue;
            } else {
                sheet.write_string(row, column, *text)
            };
        }
    }
}
