//! The worked example as a ministry would get it: twenty-five workbooks, each messed up in its own
//! way, and an answer sheet that says what stood there before.
//!
//! Put right, the folder is the worked example again, so that its verdicts have to be the same.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use karenina_model::{ColumnType, TableId};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use rust_xlsxwriter::{Color, Format, Formula, Workbook, Worksheet};
use serde_json::{Value, json};

use crate::docs;

/// A table as text: names of columns, rows.
#[derive(Debug, Clone, Default)]
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn at(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|it| it == name)
    }

    fn cell<'a>(&self, row: &'a [String], name: &str) -> &'a str {
        self.at(name).and_then(|it| row.get(it)).map_or("", String::as_str)
    }
}

/// The clusters that report, and the parts of each report.
const CLUSTERS: [&str; 6] = [
    "applewick-food",
    "clovermere-health",
    "harbourlea-ships",
    "ironmere-castings",
    "lindenford-optics",
    "swiftholm-satellites",
];
const PARTS: [(&str, &[&str]); 4] = [
    ("members", &["organisations", "memberships"]),
    ("governance", &["bodies", "seats", "groups", "group_members", "meetings"]),
    ("projects", &["projects", "project_partners", "funding", "ventures"]),
    ("practice", &["practices", "priorities", "surveys", "answers", "training", "infrastructure"]),
];

/// A sheet before it is written.
struct Sheet {
    table: TableId,
    name: String,
    columns: Vec<String>,
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    above: Vec<&'static str>,
    below: Vec<&'static str>,
    numbered: bool,
    repeated: bool,
    total: Option<f64>,
    /// Cells that are wrong: row, column, what stands there.
    wrong: Vec<(usize, usize, String)>,
}

/// What was wrong and what is right.
type Answers = Vec<Value>;

/// Writes the folder, and the answers as `answers.json` beside the workbooks.
pub fn folder(dir: &Path, seed: u64) -> anyhow::Result<usize> {
    fs::create_dir_all(dir)?;
    let mut all = read()?;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut answers = Answers::new();
    let mut number = 0;
    for cluster in CLUSTERS {
        for (part, tables) in PARTS {
            let mut sheets = Vec::new();
            for name in tables {
                let taken = take(&mut all, name, cluster);
                if !taken.rows.is_empty() {
                    sheets.push(sheet(name, taken)?);
                }
            }
            number += 1;
            let file = format!("{number:02}-{cluster}-{part}.xlsx");
            mess(&mut sheets, number, &mut random, &file, &mut answers);
            write(&dir.join(&file), &sheets, number)?;
        }
    }
    // What is left is the ministry's own: programme, clusters, places, sources, claims.
    number += 1;
    let mut sheets = Vec::new();
    for (name, table) in &all {
        // What had been taken is kept under another name.
        if !table.rows.is_empty() && !name.starts_with("taken ") {
            sheets.push(sheet(name, table.clone())?);
        }
    }
    let file = format!("{number:02}-ministry.xlsx");
    mess(&mut sheets, number, &mut random, &file, &mut answers);
    write(&dir.join(&file), &sheets, number)?;
    fs::write(dir.join("answers.json"), serde_json::to_string_pretty(&answers)? + "\n")?;
    Ok(number)
}

fn read() -> anyhow::Result<BTreeMap<String, Table>> {
    let from = docs::root().join("examples/worked-programme");
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(&from)? {
        let path = entry?.path();
        if path.extension().is_none_or(|it| it != "csv") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut reader = csv::Reader::from_path(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let columns = reader.headers()?.iter().map(str::to_owned).collect();
        let mut table = Table { columns, rows: Vec::new() };
        for record in reader.records() {
            table.rows.push(record?.iter().map(str::to_owned).collect());
        }
        all.insert(name, table);
    }
    Ok(all)
}

/// Takes the rows of a table that a cluster reports.
fn take(all: &mut BTreeMap<String, Table>, name: &str, cluster: &str) -> Table {
    // Rows follow what they belong to, which has been taken before; so their keys tell.
    let keys_of = |all: &BTreeMap<String, Table>, table: &str| -> Vec<String> {
        let Some(it) = all.get(&format!("taken {table} {cluster}")) else { return Vec::new() };
        it.rows.iter().map(|row| it.cell(row, "id").to_owned()).collect()
    };
    let owners: Vec<(&str, Vec<String>)> = match name {
        "organisations" => {
            let members = all.get("memberships").cloned().unwrap_or_default();
            let of_cluster = members
                .rows
                .iter()
                .filter(|row| members.cell(row, "cluster") == cluster)
                .map(|row| members.cell(row, "organisation").to_owned())
                .collect();
            vec![("id", of_cluster)]
        }
        "bodies" | "groups" => vec![("clusters", vec![cluster.to_owned()])],
        "seats" => vec![("body", keys_of(all, "bodies"))],
        "group_members" => vec![("group", keys_of(all, "groups"))],
        "meetings" => vec![("group", keys_of(all, "groups")), ("body", keys_of(all, "bodies"))],
        "project_partners" => vec![("project", keys_of(all, "projects"))],
        "funding" => {
            vec![("cluster", vec![cluster.to_owned()]), ("body", keys_of(all, "bodies"))]
        }
        "answers" => vec![("survey", keys_of(all, "surveys"))],
        _ => vec![("cluster", vec![cluster.to_owned()])],
    };
    let Some(table) = all.get_mut(name) else { return Table::default() };
    let columns = table.columns.clone();
    let whole = table.clone();
    let (taken, left): (Vec<_>, Vec<_>) = table.rows.drain(..).partition(|row| {
        owners.iter().any(|(column, keys)| {
            let text = whole.cell(row, column);
            !text.is_empty() && keys.iter().any(|it| it == text)
        })
    });
    table.rows = left;
    let taken = Table { columns, rows: taken };
    all.insert(format!("taken {name} {cluster}"), taken.clone());
    taken
}

fn sheet(name: &str, table: Table) -> anyhow::Result<Sheet> {
    let id = TableId::named(name).with_context(|| format!("{name} is no table"))?;
    Ok(Sheet {
        table: id,
        name: name.to_owned(),
        headings: table.columns.clone(),
        columns: table.columns,
        rows: table.rows,
        above: Vec::new(),
        below: Vec::new(),
        numbered: false,
        repeated: false,
        total: None,
        wrong: Vec::new(),
    })
}

/// What is done to the sheets of a workbook.
fn mess(
    sheets: &mut Vec<Sheet>,
    number: usize,
    random: &mut ChaCha8Rng,
    file: &str,
    answers: &mut Answers,
) {
    sheets.retain(|it| !it.rows.is_empty());
    let below = |random: &mut ChaCha8Rng, n: usize| random.next_u32() as usize % n.max(1);
    // Layout: what a reader has to see through.
    for (at, sheet) in sheets.iter_mut().enumerate() {
        let schema = sheet.table.schema();
        for kind in [number % 7, (number * 3 + at) % 7, below(random, 7)] {
            match kind {
                0 => sheet.above = vec!["Министерство экономики Соррелии", "Отчёт кластера за год"],
                1 => {
                    sheet.below =
                        vec!["* по данным участников", "Примечание: данные предварительные"];
                }
                2 => {
                    for (heading, name) in sheet.headings.iter_mut().zip(&sheet.columns) {
                        if let Some(column) = schema.column(name) {
                            heading.clone_from(&schema.columns[column].title.ru);
                        }
                    }
                    sheet.name = called(&schema.title.ru);
                }
                3 => {
                    // Columns in another order: the last one first.
                    if sheet.columns.len() > 2 {
                        sheet.columns.rotate_right(1);
                        sheet.headings.rotate_right(1);
                        for row in &mut sheet.rows {
                            row.rotate_right(1);
                        }
                    }
                }
                4 => sheet.numbered = sheet.columns.len() >= 3,
                5 => sheet.repeated = sheet.rows.len() > 3,
                _ => sheet.name = called(&format!("{}. {}", at + 1, schema.title.ru)),
            }
        }
    }
    // Titles of two columns may be alike in Russian; then the names stay.
    for sheet in sheets.iter_mut() {
        let mut seen: Vec<&String> = Vec::new();
        let twice = sheet.headings.iter().any(|it| {
            let known = seen.contains(&it);
            seen.push(it);
            known
        });
        if twice {
            sheet.headings.clone_from(&sheet.columns);
        }
    }
    // Faults: what the sender has to put right.
    let wanted = [number % 8, (number * 5 + 2) % 8, below(random, 8)];
    for kind in wanted {
        let order: Vec<usize> = (0..sheets.len()).map(|it| (it + number) % sheets.len()).collect();
        for at in order {
            if fault(&mut sheets[at], kind, random, file, answers) {
                break;
            }
        }
    }
}

/// As much of a name as a sheet can have.
fn called(name: &str) -> String {
    name.chars().take(31).collect()
}

/// Makes a fault of a kind, where the sheet allows it.
fn fault(
    sheet: &mut Sheet,
    kind: usize,
    random: &mut ChaCha8Rng,
    file: &str,
    answers: &mut Answers,
) -> bool {
    let schema = sheet.table.schema();
    let of_kind = |wanted: &dyn Fn(ColumnType) -> bool| -> Vec<usize> {
        sheet
            .columns
            .iter()
            .enumerate()
            .filter(|(_, name)| {
                schema.column(name).is_some_and(|it| wanted(schema.columns[it].kind))
            })
            .map(|it| it.0)
            .collect()
    };
    let untouched = |row: usize, column: usize| {
        !sheet.rows[row][column].is_empty()
            && !sheet.wrong.iter().any(|it| it.0 == row && it.1 == column)
    };
    let mut cells = |columns: Vec<usize>, fits: &dyn Fn(&str) -> bool| -> Option<(usize, usize)> {
        let all: Vec<(usize, usize)> = columns
            .iter()
            .flat_map(|column| (0..sheet.rows.len()).map(move |row| (row, *column)))
            .filter(|(row, column)| untouched(*row, *column) && fits(&sheet.rows[*row][*column]))
            .collect();
        (!all.is_empty()).then(|| all[random.next_u32() as usize % all.len()])
    };
    let is_number = |it: &str| it.parse::<f64>().is_ok();
    let any = |_: &str| true;
    let made = match kind {
        // A word of a list with a slip of the pen.
        0 => cells(of_kind(&|it| matches!(it, ColumnType::Code(_))), &|it| it.len() > 6)
            .map(|(row, column)| (row, column, slip(&sheet.rows[row][column]))),
        1 => cells(of_kind(&|it| matches!(it, ColumnType::Number | ColumnType::Count)), &is_number)
            .map(|(row, column)| (row, column, "нет".to_owned())),
        // A Cyrillic letter within a Latin key.
        2 => cells(of_kind(&|it| matches!(it, ColumnType::Reference(_))), &|it| it.contains('o'))
            .map(|(row, column)| (row, column, sheet.rows[row][column].replace('o', "о"))),
        3 => cells(of_kind(&|it| matches!(it, ColumnType::Date)), &any)
            .map(|(row, column)| (row, column, "30.02.2014".to_owned())),
        4 => cells(of_kind(&|it| matches!(it, ColumnType::Number | ColumnType::Count)), &is_number)
            .map(|(row, column)| (row, column, "=#REF!".to_owned())),
        5 => cells(of_kind(&|it| matches!(it, ColumnType::Flag)), &any)
            .map(|(row, column)| (row, column, "возможно".to_owned())),
        6 => {
            let column = sheet.columns.iter().position(|it| it == "note");
            column.and_then(|column| {
                let row = (0..sheet.rows.len()).find(|row| !sheet.rows[*row][column].is_empty())?;
                Some((row, column, "спросите у ivanova@mail.example".to_owned()))
            })
        }
        // A total that does not agree with its rows.
        _ => {
            let has =
                sheet.total.is_none() && !of_kind(&|it| matches!(it, ColumnType::Count)).is_empty();
            if has {
                sheet.total = Some(1.0);
            }
            return has;
        }
    };
    let Some((row, column, text)) = made else { return false };
    answers.push(json!({
        "file": file,
        "sheet": sheet.name,
        "row": row,
        "column": sheet.columns[column],
        "wrong": text,
        "right": sheet.rows[row][column],
    }));
    sheet.wrong.push((row, column, text));
    true
}

/// Two letters in the middle exchanged.
fn slip(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = letters.len() / 2;
    letters.swap(at - 1, at);
    if letters.iter().collect::<String>() == text {
        letters.remove(at);
    }
    letters.into_iter().collect()
}

fn write(path: &Path, sheets: &[Sheet], number: usize) -> anyhow::Result<()> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E8F0));
    for it in sheets {
        let sheet = book.add_worksheet().set_name(&it.name)?;
        let mut at = 0_u32;
        for text in &it.above {
            sheet.write_string(at, 1, *text)?;
            at += 1;
        }
        at += u32::from(!it.above.is_empty());
        let heading = |sheet: &mut Worksheet, at: u32| -> anyhow::Result<()> {
            for (column, text) in (0_u16..).zip(&it.headings) {
                sheet.write_string_with_format(at, column, text, &bold)?;
            }
            Ok(())
        };
        heading(sheet, at)?;
        at += 1;
        if it.numbered {
            for column in 0..it.columns.len() as u16 {
                sheet.write_number(at, column, f64::from(column) + 1.0)?;
            }
            at += 1;
        }
        let schema = it.table.schema();
        for (number, row) in it.rows.iter().enumerate() {
            if it.repeated && number == it.rows.len() / 2 {
                heading(sheet, at)?;
                at += 1;
            }
            for (column, text) in row.iter().enumerate() {
                let wrong = it.wrong.iter().find(|it| it.0 == number && it.1 == column);
                let text = wrong.map_or(text, |it| &it.2);
                let place = column as u16;
                if text.is_empty() {
                } else if text == "=#REF!" {
                    let formula = Formula::new("#REF!+1").set_result("#REF!");
                    sheet.write_formula(at, place, formula)?;
                } else if let Ok(number) = text.parse::<f64>()
                    && !is_text(schema, &it.columns[column])
                {
                    sheet.write_number(at, place, number)?;
                } else {
                    sheet.write_string(at, place, text)?;
                }
            }
            at += 1;
        }
        if let Some(too_much) = it.total {
            sheet.write_string(at, 0, "Итого")?;
            for (column, name) in it.columns.iter().enumerate().skip(1) {
                let counts = schema
                    .column(name)
                    .is_some_and(|it| matches!(schema.columns[it].kind, ColumnType::Count));
                if counts {
                    let sum: f64 =
                        it.rows.iter().filter_map(|row| row[column].parse::<f64>().ok()).sum();
                    // Rows that are not known can explain a total that is too large, and none that
                    // is too small.
                    sheet.write_number(at, column as u16, (sum / 2.0).floor() - too_much)?;
                }
            }
            at += 1;
        }
        at += 1;
        for text in &it.below {
            sheet.write_string(at, 0, *text)?;
            at += 1;
        }
    }
    if number.is_multiple_of(3) {
        let sheet = book.add_worksheet().set_name("Черновик")?.set_hidden(true);
        sheet.write_string(0, 0, "не забыть позвонить")?;
        sheet.write_string(1, 0, "проверить")?;
    }
    book.save(path)?;
    Ok(())
}

fn is_text(schema: &karenina_model::TableSchema, name: &str) -> bool {
    schema.column(name).is_some_and(|it| {
        !matches!(
            schema.columns[it].kind,
            ColumnType::Number | ColumnType::Count | ColumnType::Share
        )
    })
}
