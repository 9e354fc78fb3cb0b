//! What the tests share: what a dataset holds as texts, folders, and workbooks by hand.

// Not every test file uses all of it; tests write files and may unwrap.
#![allow(dead_code, clippy::disallowed_methods, clippy::unwrap_used)]

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use karenina_io::{Reading, read_embedded};
use karenina_model::{
    Cell, Code, ColumnType, Dataset, Problem, Table, TableId, dataset::filled, table::ValueCell,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A new empty folder.
pub fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Reads one file.
pub fn read(name: &str, bytes: impl AsRef<[u8]>) -> Reading {
    read_embedded("test", &[(name, bytes.as_ref())])
}

/// Every cell that is filled: table, row, column and what it holds.
pub fn content(dataset: &Dataset) -> Vec<String> {
    filled(dataset).flat_map(|table| rows(dataset, table)).collect()
}

fn rows(dataset: &Dataset, table: &Table) -> Vec<String> {
    let mut list = Vec::new();
    for row in table.rows() {
        for (at, column) in table.id.schema().columns.iter().enumerate() {
            let cell = match column.kind {
                ColumnType::Key | ColumnType::Text => shown(table.text(row, at)),
                ColumnType::Number | ColumnType::Count | ColumnType::Share => {
                    shown(table.number(row, at))
                }
                ColumnType::Flag => shown(table.flag(row, at)),
                ColumnType::Code(_) => shown(table.code(row, at)),
                ColumnType::Codes(_) => shown(table.codes(row, at)),
                ColumnType::Date => shown(table.period(row, at)),
                ColumnType::Reference(to) => match table.reference(row, at) {
                    Cell::Known(it) => dataset.table(to).key(it).to_owned(),
                    other => shown(other),
                },
                ColumnType::References(_) => format!("{:?}", table.references(row, at)),
                ColumnType::Value => match table.value(row, at) {
                    Cell::Known(ValueCell::Number(it)) => it.to_string(),
                    other => shown(other),
                },
            };
            if cell != "Empty" && cell != "[]" {
                list.push(format!("{} {row} {}: {cell}", table.id.name(), column.name));
            }
        }
    }
    for (name, texts) in table.extra_columns() {
        list.extend(texts.iter().map(|it| format!("{} extra {name}: {it}", table.id.name())));
    }
    list
}

fn shown<T: std::fmt::Debug>(cell: Cell<T>) -> String {
    match cell {
        Cell::Known(it) => format!("{it:?}"),
        other => format!("{other:?}"),
    }
}

/// The texts of a column of the table of clusters.
pub fn clusters(reading: &Reading, column: &str) -> Vec<String> {
    let table = reading.dataset.table(TableId::CLUSTERS);
    table.rows().map(|row| table.named_text(row, column).unwrap_or("").to_owned()).collect()
}

/// The problems of a kind.
pub fn of_kind(reading: &Reading, code: Code) -> Vec<&Problem> {
    reading.problems.iter().filter(|it| it.code == code).collect()
}

/// A detail of a problem.
pub fn detail<'a>(problem: &'a Problem, name: &str) -> &'a str {
    let found = problem.details.iter().find(|it| it.0 == name);
    found.map_or("", |it| it.1.as_str())
}

/// The codes of the problems, with line or cell.
pub fn places(reading: &Reading) -> Vec<(&'static str, String)> {
    let place = |it: &Problem| match (&it.place.cell, it.place.line) {
        (Some(cell), _) => cell.clone(),
        (None, Some(line)) => line.to_string(),
        (None, None) => String::new(),
    };
    reading.problems.iter().map(|it| (it.code.id(), place(it))).collect()
}

/// An archive of these files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, options.compression_level(Some(1))).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An ODS workbook with this inside `office:spreadsheet`.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

/// An XLSX workbook by hand, with one sheet of this name and this inside `sheetData`.
pub fn xlsx(sheet: &str, rows: &str) -> Vec<u8> {
    xlsx_with(sheet, rows, &[])
}

/// The same with more files in it.
pub fn xlsx_with(sheet: &str, rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let book = format!(
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let data = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut files: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/worksheets/sheet1.xml", data.as_bytes()),
    ];
    files.extend_from_slice(more);
    archive(&files)
}

/// A record of BIFF: kind, length, data.
pub fn biff(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend((data.len() as u16).to_le_bytes());
    record.extend(data);
    record
}

/// A cell of BIFF with a text.
pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let mut data: Vec<u8> = [row, column, 0].iter().flat_map(|it| it.to_le_bytes()).collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    data.extend((units.len() as u16).to_le_bytes());
    data.push(1);
    data.extend(units.iter().flat_map(|it| it.to_le_bytes()));
    biff(0x0204, &data)
}

/// A cell of BIFF with a number.
pub fn number(row: u16, column: u16, x: f64) -> Vec<u8> {
    let mut data: Vec<u8> = [row, column, 0].iter().flat_map(|it| it.to_le_bytes()).collect();
    data.extend(x.to_le_bytes());
    biff(0x0203, &data)
}

/// An XLS workbook with one sheet of this name and these records in it.
pub fn xls(sheet: &str, cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = biff(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let units: Vec<u16> = sheet.encode_utf16().collect();
    let mut name = vec![units.len() as u8, 1];
    name.extend(units.iter().flat_map(|it| it.to_le_bytes()));
    let position = begin.len() + 4 + 6 + name.len() + 4;
    let mut bound = (position as u32).to_le_bytes().to_vec();
    bound.extend([0, 0]);
    bound.extend(name);
    let mut stream = begin.clone();
    stream.extend(biff(0x0085, &bound));
    stream.extend(biff(0x000a, &[]));
    stream.extend(&begin);
    stream.extend(cells.concat());
    stream.extend(biff(0x000a, &[]));
    compound(&stream)
}

/// A compound file with this as the stream `Workbook`. Sector 0 is the table of chains, sector 1
/// the directory, the stream lies in those after.
pub fn compound(stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    // Shorter streams would lie in small sectors.
    stream.resize(stream.len().max(4_096).next_multiple_of(512), 0);
    let n = (stream.len() / 512) as u32;
    assert!(n + 2 <= 128, "one sector of chains");
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(512, 0);
    for (at, value) in [(24, 0x3e_u16), (26, 3), (28, 0xfffe), (30, 9), (32, 6)] {
        file[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    let end = 0xffff_fffe_u32;
    for (at, value) in [(44, 1), (48, 1), (56, 4_096), (60, end), (68, end)] {
        file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    for at in 0..109 {
        let value = if at == 0 { 0 } else { u32::MAX };
        file[76 + at * 4..80 + at * 4].copy_from_slice(&value.to_le_bytes());
    }
    let mut chains = vec![0xffff_fffd, end];
    chains.extend((0..n).map(|at| if at + 1 == n { end } else { at + 3 }));
    chains.resize(128, u32::MAX);
    file.extend(chains.iter().flat_map(|it| it.to_le_bytes()));
    for (name, kind, start, length) in [
        ("Root Entry", 5, end, 0),
        ("Workbook", 2, 2, stream.len() as u32),
        ("", 0, 0, 0),
        ("", 0, 0, 0),
    ] {
        let mut entry = vec![0; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&length.to_le_bytes());
        file.extend(entry);
    }
    file.extend(stream);
    file
}

/// An XLSB workbook with one sheet of texts and numbers.
pub fn xlsb(sheet: &str, rows: &[&[&str]]) -> Vec<u8> {
    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut record = if kind < 0x80 {
            vec![kind as u8]
        } else {
            vec![(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8]
        };
        let mut length = data.len();
        loop {
            let more = if length >= 0x80 { 0x80 } else { 0 };
            record.push((length & 0x7f) as u8 | more);
            length >>= 7;
            if more == 0 {
                break;
            }
        }
        record.extend(data);
        record
    }
    fn wide(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
        bytes.extend(units.iter().flat_map(|it| it.to_le_bytes()));
        bytes
    }
    let bundle = [&[0; 4][..], &1_u32.to_le_bytes(), &wide("rId1"), &wide(sheet)].concat();
    // Workbook properties come before the sheets, and something after the names.
    let book = [
        record(0x0099, &[0; 8]),
        record(0x009c, &bundle),
        record(0x0090, &[]),
        record(0x009d, &[]),
    ];
    let mut data = [record(0x0094, &[0; 16]), record(0x0091, &[])].concat();
    for (row, cells) in (0_u32..).zip(rows) {
        data.extend(record(0x0000, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
        for (column, text) in (0_u32..).zip(*cells) {
            let place = [&column.to_le_bytes()[..], &[0; 4]].concat();
            data.extend(match text.parse::<f64>() {
                Ok(x) => record(0x0005, &[&place[..], &x.to_le_bytes()].concat()),
                Err(_) => record(0x0006, &[place, wide(text)].concat()),
            });
        }
    }
    data.extend(record(0x0092, &[]));
    archive(&[
        ("_rels/.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>"#),
        ("xl/_rels/workbook.bin.rels", br#"<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#),
        ("xl/workbook.bin", &book.concat()),
        ("xl/worksheets/sheet1.bin", &data),
    ])
}
