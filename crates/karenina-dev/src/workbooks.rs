//! Workbooks of any size, as clusters report them: for measuring.

use std::{fmt::Write as _, fs, path::Path};

use rust_xlsxwriter::Workbook;

/// The sheets of a reporting workbook: table, columns, and how a row of it is made.
type Sheet = (&'static str, &'static [&'static str], fn(u32, u32) -> Vec<String>);

const SHEETS: &[Sheet] = &[
    (
        "organisations",
        &[
            "id",
            "name",
            "tax_number",
            "kind",
            "size",
            "founded_on",
            "employees",
            "revenue",
            "exports",
        ],
        |book, row| {
            let kind = ["manufacturing_company", "service_company", "higher_education", "finance"];
            let size = ["micro", "small", "medium", "large"];
            vec![
                format!("o-{book}-{row}"),
                format!("ООО «Организация {book} {row}»"),
                // As long as a tax number, and each another.
                format!("'{:010}", 7_000_000_000_u64 + u64::from(book) * 100_000 + u64::from(row)),
                kind[row as usize % 4].to_owned(),
                size[row as usize % 4].to_owned(),
                format!("{}", 1990 + row % 30),
                format!("{}", 5 + row * 3 % 400),
                format!("{}", 1_000_000 + row * 7_919),
                format!("{}", 1_000 + row * 101),
            ]
        },
    ),
    (
        "memberships",
        &["cluster", "organisation", "from", "role", "fee_due", "fee_paid"],
        |book, row| {
            let role = ["core", "associated", "supporting"];
            vec![
                format!("c-{book}"),
                format!("o-{book}-{row}"),
                format!("{}-0{}-1{}", 2012 + row % 8, 1 + row % 9, row % 9),
                role[row as usize % 3].to_owned(),
                "1000".to_owned(),
                format!("{}", row % 1_000),
            ]
        },
    ),
    (
        "projects",
        &["id", "cluster", "title", "joint", "start", "end", "total", "public"],
        |book, row| {
            vec![
                format!("p-{book}-{row}"),
                format!("c-{book}"),
                format!("Проект {row}"),
                if row % 3 == 0 { "yes" } else { "no" }.to_owned(),
                format!("{}", 2012 + row % 5),
                format!("{}", 2018 + row % 5),
                format!("{}", 1_000_000 + row * 1_000),
                format!("{}", 300_000 + row * 100),
            ]
        },
    ),
    ("project_partners", &["project", "organisation", "role", "contribution"], |book, row| {
        vec![
            format!("p-{book}-{row}"),
            format!("o-{book}-{}", row * 7 % 500),
            "partner".to_owned(),
            format!("{}", row * 100),
        ]
    }),
    ("funding", &["cluster", "year", "source_kind", "amount"], |book, row| {
        let kind = ["federal", "regional", "local"];
        vec![
            format!("c-{book}"),
            format!("{}", 2012 + row % 13),
            kind[row as usize % 3].to_owned(),
            format!("{}", 10_000 + row * 11),
        ]
    }),
    ("groups", &["id", "clusters", "name", "kind", "from"], |book, row| {
        vec![
            format!("g-{book}-{row}"),
            format!("c-{book}"),
            format!("Группа {row}"),
            "working_group".to_owned(),
            format!("{}", 2013 + row % 8),
        ]
    }),
    ("group_members", &["group", "organisation"], |book, row| {
        vec![format!("g-{book}-{row}"), format!("o-{book}-{}", row * 3 % 500)]
    }),
    ("meetings", &["group", "date", "kind", "attendance"], |book, row| {
        vec![
            format!("g-{book}-{row}"),
            format!("{}-0{}-1{}", 2015 + row % 8, 1 + row % 9, row % 9),
            "meeting".to_owned(),
            format!("{}", 3 + row % 40),
        ]
    }),
    ("training", &["cluster", "date", "kind", "people"], |book, row| {
        vec![
            format!("c-{book}"),
            format!("{}", 2015 + row % 8),
            "course".to_owned(),
            format!("{}", 3 + row % 40),
        ]
    }),
];

/// Writes so many workbooks of ten sheets, each sheet with so many rows; one of the sheets is
/// that of the cluster, with one row. The numbers of a row depend on nothing but its place.
pub fn folder(dir: &Path, workbooks: u32, rows: u32) -> anyhow::Result<()> {
    fs::create_dir_all(dir)?;
    for number in 0..workbooks {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("clusters")?;
        let heading = ["id", "name", "kind", "standing", "started_on", "complete_lists"];
        let row = [
            format!("c-{number}"),
            format!("Кластер {number}"),
            "initiative".to_owned(),
            "supported".to_owned(),
            "2012".to_owned(),
            "memberships;projects".to_owned(),
        ];
        for (column, (name, text)) in (0_u16..).zip(heading.iter().zip(&row)) {
            sheet.write_string(0, column, *name)?;
            sheet.write_string(1, column, text)?;
        }
        for (name, columns, make) in SHEETS {
            let sheet = book.add_worksheet().set_name(*name)?;
            for (column, name) in (0_u16..).zip(*columns) {
                sheet.write_string(0, column, *name)?;
            }
            for row in 0..rows {
                write_row(sheet, row + 1, &make(number, row))?;
            }
        }
        book.save(dir.join(format!("report-{number:03}.xlsx")))?;
    }
    Ok(())
}

/// Writes one workbook of organisations with ten columns.
pub fn large(path: &Path, rows: u32) -> anyhow::Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("organisations")?;
    let columns = [
        "id",
        "name",
        "tax_number",
        "kind",
        "size",
        "founded_on",
        "employees",
        "revenue",
        "exports",
        "rd_spending",
    ];
    for (column, name) in (0_u16..).zip(columns) {
        sheet.write_string(0, column, name)?;
    }
    let (_, _, make) = SHEETS[0];
    for row in 0..rows {
        let mut cells = make(0, row);
        let mut spending = String::new();
        let _ = write!(spending, "{}", row % 10_000);
        cells.push(spending);
        write_row(sheet, row + 1, &cells)?;
    }
    book.save(path)?;
    Ok(())
}

fn write_row(
    sheet: &mut rust_xlsxwriter::Worksheet,
    row: u32,
    cells: &[String],
) -> anyhow::Result<()> {
    for (column, text) in (0_u16..).zip(cells) {
        match (text.strip_prefix('\''), text.parse::<f64>()) {
            (Some(text), _) => sheet.write_string(row, column, text)?,
            (None, Ok(number)) => sheet.write_number(row, column, number)?,
            (None, Err(_)) => sheet.write_string(row, column, text)?,
        };
    }
    Ok(())
}
