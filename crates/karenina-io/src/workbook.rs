//! Workbooks: XLSX, XLSM, XLSB, XLS and ODS.
//!
//! Calamine reads the formats of Excel, cell by cell. It trusts what a file says of itself (how
//! many texts, how many rows), and a file made to do harm could have it ask for more memory than
//! there is, which ends the program without a message. So what a file announces is looked at
//! before calamine is: see [`archive`] and [`compound`]. ODS is read without calamine, whose
//! reader of it does not come back from a file that is cut off.

mod archive;
mod compound;
mod open_document;
mod plain;
mod sheets;

use std::{
    cell::Cell,
    fs::File,
    io::{Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use calamine::{Data, DataRef, DataType, Range, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use karenina_model::{Code, Place, Problem};

use self::sheets::Sheets;
pub use self::sheets::{FormCover, Found};
use crate::{mark::NotMarked, recipe};

/// How the compound files of old Excel begin; also how an encrypted XLSX does.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How an archive begins, empty or not.
const ARCHIVE: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// The most bytes that a workbook may hold when it is unpacked, and the most text in its cells.
const MOST_BYTES: u64 = 1 << 30;

/// Why a workbook, or a sheet of it, is not read.
#[derive(Debug)]
enum Fault {
    /// It is broken; `reason` is a word that the wording knows.
    Broken { reason: &'static str, technical: String },
    /// It is too large.
    TooLarge { size: u64, most: u64, unit: &'static str, part: String },
    /// The rows of a sheet do not come in order.
    Disordered,
    /// The sheet is not as the quick reader expects it; the careful one has to read it.
    NotPlain,
}

impl Fault {
    fn damaged(err: impl std::fmt::Display) -> Self {
        Self::Broken { reason: "damaged", technical: err.to_string() }
    }

    fn problem(self, place: Place) -> Problem {
        match self {
            Self::Broken { reason, technical } => Problem::new(Code::WorkbookBroken, place)
                .with("reason", reason)
                .with("technical", technical),
            Self::TooLarge { size, most, unit, part } => {
                Problem::new(Code::WorkbookTooLarge, place)
                    .with("size", amount(size, unit))
                    .with("most", amount(most, unit))
                    .with("unit", unit)
                    .with("part", part)
            }
            Self::Disordered => Self::damaged("rows out of order").problem(place),
            Self::NotPlain => Self::damaged("not as expected").problem(place),
        }
    }
}

/// Sizes as people read them; the units need no translation.
fn amount(size: u64, unit: &str) -> String {
    const MEBIBYTE: u64 = 1 << 20;
    match unit {
        "bytes" if size >= 10 * MEBIBYTE => format!("{} MiB", size / MEBIBYTE),
        "bytes" => format!("{} KiB", size.div_ceil(1 << 10)),
        _ => size.to_string(),
    }
}

/// Which kind of archive a workbook is, if it is one of bearable size that can be changed in place.
pub fn format_of(bytes: &[u8]) -> Result<Format, NotMarked> {
    if bytes.starts_with(COMPOUND) {
        return match compound::check(bytes) {
            Err(Fault::Broken { reason: "password", .. }) => Err(NotMarked::Protected),
            Ok(_) | Err(_) => Err(NotMarked::Format),
        };
    }
    if !is_one(bytes) {
        return Err(NotMarked::Format);
    }
    archive::check(bytes).map(|it| it.format).map_err(|fault| match fault {
        Fault::Broken { reason: "password", .. } => NotMarked::Protected,
        Fault::Broken { .. } | Fault::TooLarge { .. } | Fault::Disordered | Fault::NotPlain => {
            NotMarked::Broken
        }
    })
}

/// Whether these are the first bytes of a workbook, or of an archive that may be one.
pub fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND) || ARCHIVE.iter().any(|it| bytes.starts_with(it))
}

/// Whether a file begins as workbooks do.
pub fn looks_like_one(path: &Path) -> bool {
    let mut beginning = Vec::with_capacity(8);
    File::open(path)
        .is_ok_and(|file| file.take(8).read_to_end(&mut beginning).is_ok() && is_one(&beginning))
}

/// Says that the file of a workbook is too large by itself.
pub fn too_large(file: &str, size: u64, most: u64) -> Problem {
    let part = "file".to_owned();
    Fault::TooLarge { size, most, unit: "bytes", part }.problem(Place::file(file))
}

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread would be caught here and become a problem of the file. The hook
/// that prints panics can ask it: what has become a problem need not be printed as well.
pub fn panics_are_caught() -> bool {
    CAUGHT.get()
}

/// Reads the tables of a workbook: every sheet that is one, by its name, by its headings, or by
/// the recipe. With `look` nothing is read, and the sheets are looked at.
pub fn read(file: &str, bytes: &[u8], recipe: &[recipe::Part], look: bool) -> Found {
    // Calamine slices what it reads by what it read before, and panics where a damaged file makes
    // that wrong. Nothing of ours is used after a panic: what had been read is thrown away, and
    // the bytes are only borrowed.
    CAUGHT.set(true);
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut sheets = Sheets::new(file, recipe, look);
        let fault = read_sheets(&mut sheets, bytes).err();
        let mut found = sheets.finish();
        if let Some(fault) = fault {
            // Half a workbook would look like a whole one in the report.
            found.parts.clear();
            found.problems.push(fault.problem(Place::file(file)));
        }
        found
    }));
    CAUGHT.set(false);
    read.unwrap_or_else(|_| {
        let mut found = Found::default();
        found.problems.push(Fault::damaged("the reader gave up").problem(Place::file(file)));
        found
    })
}

/// The kinds of archives that are workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xlsb,
    OpenDocument,
}

fn read_sheets(sheets: &mut Sheets, bytes: &[u8]) -> Result<(), Fault> {
    if bytes.starts_with(COMPOUND) {
        if compound::check(bytes)? {
            sheets.note(Code::MacrosPresent);
        }
        return read_xls(sheets, bytes);
    }
    if !is_one(bytes) {
        return Err(not_a_workbook(bytes));
    }
    let archive = archive::check(bytes)?;
    if archive.macros {
        sheets.note(Code::MacrosPresent);
    }
    if archive.external_links {
        sheets.note(Code::ExternalLinks);
    }
    match archive.format {
        Format::OpenDocument => open_document::read(sheets, bytes),
        Format::Xlsx => read_xlsx(sheets, bytes, plain::Book::open(bytes).as_ref()),
        Format::Xlsb => {
            let mut book = Xlsb::new(Cursor::new(bytes)).map_err(Fault::damaged)?;
            for (sheet, hidden) in worksheets(book.sheets_metadata())? {
                read_sheet(sheets, &sheet, hidden, |each, pass| {
                    if pass == Pass::Formulas {
                        return Ok(());
                    }
                    let mut cells = book.worksheet_cells_reader(&sheet).map_err(Fault::damaged)?;
                    while let Some(cell) = cells.next_cell().map_err(Fault::damaged)? {
                        let (row, column) = cell.get_position();
                        if !each(row, column, cell.get_value())? {
                            break;
                        }
                    }
                    Ok(())
                })?;
            }
            Ok(())
        }
    }
}

/// Reads an XLSX, the quick way as far as it goes.
fn read_xlsx(sheets: &mut Sheets, bytes: &[u8], plain: Option<&plain::Book>) -> Result<(), Fault> {
    let open = || Xlsx::new(Cursor::new(bytes)).map_err(Fault::damaged);
    // Opening a workbook with calamine is reading all of its texts, so it waits.
    let mut careful = None;
    let names: Vec<(String, bool)> = match plain {
        Some(it) if it.number_of_sheets() > 0 => {
            too_many_sheets(it.number_of_sheets())?;
            it.sheets().map(|(name, hidden)| (name.to_owned(), hidden)).collect()
        }
        Some(_) | None => worksheets(careful.insert(open()?).sheets_metadata())?,
    };
    for (sheet, hidden) in names {
        let mut quick = plain;
        read_sheet(sheets, &sheet, hidden, |each, pass| {
            if let Some(book) = quick {
                let read = book.cells(&sheet, each, pass);
                if matches!(read, Err(Fault::NotPlain)) {
                    quick = None;
                }
                return read;
            }
            let book = match &mut careful {
                Some(book) => book,
                none => none.insert(open()?),
            };
            read_cells(book, &sheet, each, pass)
        })?;
    }
    Ok(())
}

fn read_cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    each: &mut Each,
    pass: Pass,
) -> Result<(), Fault> {
    let mut cells = match book.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // The sheet of a chart has no cells.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(err) => return Err(Fault::damaged(err)),
    };
    if pass == Pass::Formulas {
        while let Ok(Some(cell)) = cells.next_cell_with_formula_metadata() {
            let (row, column) = cell.pos;
            if cell.formula.is_some() && !each(row, column, &cell.value)? {
                break;
            }
        }
        return Ok(());
    }
    while let Some(cell) = cells.next_cell().map_err(Fault::damaged)? {
        let (row, column) = cell.get_position();
        if !each(row, column, cell.get_value())? {
            break;
        }
    }
    Ok(())
}

/// A cell for comparing: sheet and how it was read, row, column, text.
#[doc(hidden)]
pub type CellRead = (String, u32, u32, String);

/// Every cell of a workbook as it is taken up, read the quick way and by calamine: for the test
/// that both give the same. Nothing where the quick way is not gone at all.
#[doc(hidden)]
pub fn read_both_ways(bytes: &[u8]) -> Option<[Vec<CellRead>; 2]> {
    let quick = plain::Book::open(bytes)?;
    let mut careful = Xlsx::new(Cursor::new(bytes)).ok()?;
    let mut both = [Vec::new(), Vec::new()];
    for pass in [Pass::Values, Pass::Formulas] {
        for (sheet, _) in quick.sheets() {
            let mut each_way = [Vec::new(), Vec::new()];
            for (way, cells) in each_way.iter_mut().enumerate() {
                let mut text = String::new();
                let mut each = |row: u32, column: u32, value: &DataRef<'_>| {
                    let error = text_of(value, &mut text);
                    cells.push((format!("{sheet} {error} {pass:?}"), row, column, text.clone()));
                    Ok(true)
                };
                let read = match way {
                    0 => quick.cells(sheet, &mut each, pass),
                    _ => read_cells(&mut careful, sheet, &mut each, pass),
                };
                if read.is_err() {
                    if way == 0 {
                        // Such a sheet is read by calamine.
                        each_way = [Vec::new(), Vec::new()];
                        break;
                    }
                    cells.push((format!("{sheet} is not read"), 0, 0, String::new()));
                }
            }
            for (all, cells) in both.iter_mut().zip(each_way) {
                all.extend(cells);
            }
        }
    }
    Some(both)
}

/// What bytes are that begin like no workbook: people rename files.
fn not_a_workbook(bytes: &[u8]) -> Fault {
    let beginning = &bytes[..bytes.len().min(4_096)];
    let text = String::from_utf8_lossy(beginning).trim_start().to_lowercase();
    let reason =
        if ["<!doctype html", "<html", "<table", "<meta"].iter().any(|it| text.starts_with(it)) {
            "web-page"
        } else if bytes.is_empty() {
            "empty"
        } else if !beginning.iter().any(|it| *it < 0x09) {
            "text"
        } else {
            "not-a-workbook"
        };
    Fault::Broken { reason, technical: String::new() }
}

/// The names of the sheets with cells, as opposed to charts and macros, and whether each is
/// hidden.
fn worksheets(sheets: &[calamine::Sheet]) -> Result<Vec<(String, bool)>, Fault> {
    // Text documents are archives of the same make, without a sheet.
    if sheets.is_empty() {
        return Err(Fault::Broken { reason: "not-a-workbook", technical: String::new() });
    }
    too_many_sheets(sheets.len())?;
    let cells = sheets.iter().filter(|it| it.typ == SheetType::WorkSheet);
    Ok(cells.map(|it| (it.name.clone(), it.visible != SheetVisible::Visible)).collect())
}

/// The most sheets that a workbook may have: one may name a part of the archive as thousands.
const MOST_SHEETS: usize = 1_000;

fn too_many_sheets(number: usize) -> Result<(), Fault> {
    if number > MOST_SHEETS {
        return Err(Fault::TooLarge {
            size: number as u64,
            most: MOST_SHEETS as u64,
            unit: "sheets",
            part: "workbook".to_owned(),
        });
    }
    Ok(())
}

/// Takes the cells of one sheet as they come: row and column from 0, and what stands there. It
/// answers whether more of them are wanted.
type Each<'a> = dyn FnMut(u32, u32, &DataRef<'_>) -> Result<bool, Fault> + 'a;

/// What a reader of cells is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Every cell.
    Values,
    /// The cells with formulas.
    Formulas,
}

/// Reads one sheet with a reader that gives its cells from the first to the last, and can do so
/// again. A sheet that cannot be read to its end is not taken up; the others are.
fn read_sheet(
    sheets: &mut Sheets,
    name: &str,
    hidden: bool,
    mut cells: impl FnMut(&mut Each, Pass) -> Result<(), Fault>,
) -> Result<(), Fault> {
    if !sheets.begin(name, hidden) {
        return Ok(());
    }
    // Cells that are there and empty are styled, or hold a formula without a result.
    let mut empty = false;
    let mut text = String::new();
    let mut values = |sheets: &mut Sheets, cells: &mut dyn FnMut(&mut Each, Pass) -> _| {
        let mut each = |row: u32, column: u32, value: &DataRef<'_>| {
            let is_error = text_of(value, &mut text);
            empty |= text.is_empty();
            sheets.cell(row, column, &text, is_error)
        };
        cells(&mut each, Pass::Values)
    };
    let mut read = values(sheets, &mut cells);
    if matches!(read, Err(Fault::NotPlain)) {
        sheets.again();
        read = values(sheets, &mut cells);
    }
    let mut text = String::new();
    if matches!(read, Err(Fault::Disordered)) {
        // Some programs write rows as they were filled in. It is rare, and asks for memory, so
        // it is done only where it must be.
        sheets.again();
        let mut all = Vec::new();
        read = cells(
            &mut |row, column, value| {
                let is_error = text_of(value, &mut text);
                if !text.is_empty() {
                    sheets.count(column, &text)?;
                    all.push((row, column, text.clone(), is_error));
                }
                Ok(true)
            },
            Pass::Values,
        );
        if read.is_ok() {
            // A cell that is written twice holds what was written last.
            all.sort_by_key(|it| (it.0, it.1));
            sheets.again();
            read = all.iter().try_for_each(|(row, column, text, is_error)| {
                sheets.cell(*row, *column, text, *is_error).map(|_| ())
            });
        }
    }
    match read {
        Ok(()) => {
            if empty && sheets.is_reading() {
                let mut formulas = || {
                    cells(
                        &mut |row, column, value| {
                            text_of(value, &mut text);
                            if text.is_empty() {
                                sheets.not_calculated(row, column);
                            }
                            Ok(true)
                        },
                        Pass::Formulas,
                    )
                };
                match formulas() {
                    // What has been said twice stands once in the list.
                    Err(Fault::NotPlain) => formulas()?,
                    other => other?,
                }
            }
            sheets.end();
        }
        Err(fault @ Fault::TooLarge { .. }) => {
            sheets.abandon();
            return Err(fault);
        }
        Err(fault) => sheets.abandon_with(fault),
    }
    Ok(())
}

fn read_xls(sheets: &mut Sheets, bytes: &[u8]) -> Result<(), Fault> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|err| match err {
        calamine::XlsError::Password => {
            Fault::Broken { reason: "password", technical: String::new() }
        }
        err => Fault::damaged(err),
    })?;
    for (name, hidden) in worksheets(book.sheets_metadata())? {
        if !sheets.begin(&name, hidden) {
            continue;
        }
        let range: Range<Data> = match book.worksheet_range(&name) {
            Ok(range) => range,
            Err(err) => {
                sheets.abandon_with(Fault::damaged(err));
                continue;
            }
        };
        let (first_row, first_column) = range.start().unwrap_or((0, 0));
        let mut text = String::new();
        'rows: for (row, values) in (first_row..).zip(range.rows()) {
            for (column, value) in (first_column..).zip(values) {
                let is_error = text_of(value, &mut text);
                if !text.is_empty() && !sheets.cell(row, column, &text, is_error)? {
                    break 'rows;
                }
            }
        }
        sheets.end();
    }
    Ok(())
}

/// Writes what stands in a cell as text, and whether it is the error of a formula.
fn text_of(value: &impl DataType, text: &mut String) -> bool {
    use std::fmt::Write;
    text.clear();
    if let Some(it) = value.get_string() {
        text.push_str(it);
    } else if let Some(it) = value.get_float() {
        // The shortest text that reads back as the same number; 12 rather than 12.0.
        _ = match it.abs() {
            1e15.. => write!(text, "{it:e}"),
            _ => write!(text, "{it}"),
        };
    } else if let Some(it) = value.get_int() {
        _ = write!(text, "{it}");
    } else if let Some(it) = value.get_bool() {
        text.push_str(if it { "yes" } else { "no" });
    } else if let Some(it) = value.get_datetime() {
        let days = it.as_f64();
        if it.is_duration() || (0.0..1.0).contains(&days) {
            let seconds = (days * 86_400.0).round() as i64;
            let (hours, rest) = (seconds / 3_600, (seconds % 3_600).abs());
            _ = write!(text, "{hours}:{:02}:{:02}", rest / 60, rest % 60);
        } else if (1.0..2_958_466.0).contains(&days) {
            // The calendar of 1904 is seen to by calamine. The time of day is left out: no table
            // asks for it.
            let (year, month, day, ..) = it.to_ymd_hms_milli();
            _ = write!(text, "{year:04}-{month:02}-{day:02}");
        } else {
            _ = write!(text, "{days}");
        }
    } else if let Some(it) = value.get_datetime_iso() {
        text.push_str(day_of(it));
    } else if let Some(it) = value.get_duration_iso() {
        text.push_str(it);
    } else if let Some(it) = value.get_error() {
        _ = write!(text, "{it}");
        return true;
    }
    false
}

/// The day of a time of ISO 8601.
fn day_of(text: &str) -> &str {
    match text.split_once('T') {
        Some((day, _)) if day.len() == 10 => day,
        _ => text,
    }
}
