//! Workbooks by hand, byte by byte: what no program here writes, or no program writes at all.

// Each user needs some of it; a corpus of what is wrong may give up when it cannot be made.
#![allow(dead_code, clippy::unwrap_used)]

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

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
    ods_with_styles("", tables)
}

/// The same with these automatic styles.
pub fn ods_with_styles(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
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
    xlsx_of("", sheet, rows, more)
}

/// The same with this before the list of sheets.
pub fn xlsx_of(before: &str, sheet: &str, rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let book = format!(
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{before}<sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
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
