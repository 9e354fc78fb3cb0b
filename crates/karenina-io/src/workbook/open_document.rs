//! The sheets of ODS, as ODF 1.3 part 3, chapter 9 describes them.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{Fault, day_of, sheets::Sheets, too_many_sheets};

/// No cell needs more text; what is longer has been repeated by somebody who means harm.
const LONGEST_TEXT: usize = 128 << 20;

/// Reads the tables of an archive that has been checked.
pub fn read(sheets: &mut Sheets, bytes: &[u8]) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Fault::damaged)?;
    let mut manifest = Vec::new();
    if let Ok(entry) = archive.by_name("META-INF/manifest.xml") {
        // What cannot be read of it is not needed.
        _ = entry.take(1 << 20).read_to_end(&mut manifest);
    }
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Fault::Broken { reason: "password", technical: String::new() });
    }
    let content = archive.by_name("content.xml").map_err(Fault::damaged)?;
    let mut xml = Reader::from_reader(BufReader::new(content));
    xml.config_mut().expand_empty_elements = true;
    Content { xml, buffer: Vec::new() }.read(sheets)
}

/// The events of content.xml.
struct Content<R> {
    xml: Reader<R>,
    buffer: Vec<u8>,
}

/// A row of a sheet: cells with something in them, by column.
#[derive(Default)]
struct Row {
    cells: Vec<(u32, Filled)>,
    /// The column after the last cell.
    next: u32,
}

/// A cell, and how many cells to the right are the same.
struct Filled {
    repeated: u32,
    text: String,
    is_error: bool,
}

impl<R: BufRead> Content<R> {
    fn read(mut self, sheets: &mut Sheets) -> Result<(), Fault> {
        let mut number = 0;
        // The styles of hidden sheets stand before the sheets.
        let (mut style, mut hidden) = (String::new(), Vec::new());
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(Fault::damaged)? {
                Event::Start(it) if it.local_name().as_ref() == "table" => {
                    // Tables without a name are caches of other documents.
                    match attribute(&it, "table:name")? {
                        Some(name) => {
                            number += 1;
                            too_many_sheets(number)?;
                            let style = attribute(&it, "table:style-name")?;
                            let is_hidden = style.is_some_and(|it| hidden.contains(&it));
                            self.sheet(sheets, &name, is_hidden)?;
                        }
                        None => self.skip()?,
                    }
                }
                Event::Start(it) if it.local_name().as_ref() == "style" => {
                    style = attribute(&it, "style:name")?.unwrap_or_default();
                }
                Event::Start(it) if it.local_name().as_ref() == "table-properties" => {
                    let shown = attribute(&it, "table:display")?;
                    if shown.as_deref() == Some("false") && hidden.len() < 10_000 {
                        hidden.push(style.clone());
                    }
                }
                Event::Eof => {
                    return if number > 0 { Ok(()) } else { Err(Fault::damaged("no sheets")) };
                }
                _ => {}
            }
        }
    }

    /// Goes on to the end of the element that has just begun.
    fn skip(&mut self) -> Result<(), Fault> {
        let mut depth = 1_u64;
        while depth > 0 {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(Fault::damaged)? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
        Ok(())
    }

    fn sheet(&mut self, sheets: &mut Sheets, name: &str, hidden: bool) -> Result<(), Fault> {
        if !sheets.begin(name, hidden) {
            return self.skip();
        }
        let mut next_row = 0_u32;
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(Fault::damaged)? {
                Event::Start(it) => match it.local_name().as_ref() {
                    "table-row" => {
                        let repeated = repeats(&it, "table:number-rows-repeated")?;
                        let row = self.row()?;
                        let rows = if row.cells.is_empty() { 0 } else { repeated };
                        for at in 0..rows {
                            if !take(sheets, next_row.saturating_add(at), &row)? {
                                // The first rows were enough to know that it is no table.
                                sheets.end();
                                return self.skip_to_end_of_table();
                            }
                        }
                        next_row = next_row.saturating_add(repeated);
                    }
                    // Drawings may hold tables of their own.
                    "shapes" | "forms" | "table" => self.skip()?,
                    _ => {}
                },
                Event::End(it) if it.local_name().as_ref() == "table" => {
                    sheets.end();
                    return Ok(());
                }
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
    }

    fn skip_to_end_of_table(&mut self) -> Result<(), Fault> {
        let mut depth = 1_u64;
        while depth > 0 {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(Fault::damaged)? {
                Event::Start(it) if it.local_name().as_ref() == "table" => depth += 1,
                Event::End(it) if it.local_name().as_ref() == "table" => depth -= 1,
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self) -> Result<Row, Fault> {
        let mut row = Row::default();
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(Fault::damaged)? {
                Event::Start(it) if it.local_name().as_ref() == "table-cell" => {
                    let repeated = repeats(&it, "table:number-columns-repeated")?;
                    let begun = Begun::of(&it)?;
                    let (text, is_error) = self.cell(begun)?;
                    if !text.trim().is_empty() {
                        row.cells.push((row.next, Filled { repeated, text, is_error }));
                    }
                    row.next = row.next.saturating_add(repeated);
                }
                // What lies under a merged cell is seen by nobody.
                Event::Start(it) if it.local_name().as_ref() == "covered-table-cell" => {
                    row.next =
                        row.next.saturating_add(repeats(&it, "table:number-columns-repeated")?);
                    self.skip()?;
                }
                Event::Start(_) => self.skip()?,
                Event::End(_) => return Ok(row),
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
    }

    /// The text of a cell that has begun, and whether it is the error of a formula.
    fn cell(&mut self, begun: Begun) -> Result<(String, bool), Fault> {
        let mut text = String::new();
        let (mut depth, mut paragraphs) = (1_u64, 0);
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(Fault::damaged)? {
                Event::Start(it) => match it.local_name().as_ref() {
                    // Comments and drawings are not what the cell says.
                    "annotation" | "frame" | "table" | "shapes" => self.skip()?,
                    "p" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                        depth += 1;
                    }
                    "s" => {
                        let spaces = repeats(&it, "text:c")?.min(1_000);
                        text.extend((0..spaces).map(|_| ' '));
                        depth += 1;
                    }
                    "tab" => {
                        text.push('\t');
                        depth += 1;
                    }
                    "line-break" => {
                        text.push('\n');
                        depth += 1;
                    }
                    _ => depth += 1,
                },
                Event::End(_) => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(begun.value(text));
                    }
                }
                // Between paragraphs there is nothing but line ends of whoever wrote the file.
                Event::Text(it) if depth > 1 => text.push_str(&it.xml10_content()),
                Event::CData(it) if depth > 1 => text.push_str(&it.xml10_content()),
                Event::GeneralRef(it) if depth > 1 => {
                    let named = quick_xml::escape::resolve_predefined_entity(&it);
                    match (named, it.resolve_char_ref().map_err(Fault::damaged)?) {
                        (Some(named), _) => text.push_str(named),
                        (None, Some(character)) => text.push(character),
                        (None, None) => return Err(Fault::damaged("an unknown entity")),
                    }
                }
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
            if text.len() > LONGEST_TEXT {
                return Err(Fault::damaged("a cell that does not end"));
            }
        }
    }
}

/// What the attributes of a cell say of its value.
struct Begun {
    value: Option<String>,
    formula: bool,
    is_error: bool,
}

impl Begun {
    fn of(element: &BytesStart) -> Result<Self, Fault> {
        let kind = attribute(element, "office:value-type")?.unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => {
                // 12.0 and 1.2E1 are 12, as in the other formats.
                attribute(element, "office:value")?.map(|it| match it.trim().parse::<f64>() {
                    Ok(x) if x.abs() < 1e15 => x.to_string(),
                    _ => it,
                })
            }
            "date" => attribute(element, "office:date-value")?.map(|it| day_of(&it).to_owned()),
            "time" => attribute(element, "office:time-value")?,
            "boolean" => attribute(element, "office:boolean-value")?.map(|it| {
                if it.eq_ignore_ascii_case("true") { "yes".to_owned() } else { "no".to_owned() }
            }),
            _ => attribute(element, "office:string-value")?,
        };
        Ok(Self {
            value,
            formula: attribute(element, "table:formula")?.is_some(),
            is_error: attribute(element, "calcext:value-type")?.is_some_and(|it| it == "error"),
        })
    }

    /// The text and whether it is an error, given what the cell shows.
    fn value(self, shown: String) -> (String, bool) {
        // Some programs do not mark the errors of formulas, and keep nought as the value.
        let names = ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"];
        let is_error = self.is_error
            || (self.formula && (names.contains(&shown.trim()) || shown.starts_with("Err:")));
        if is_error {
            return (if shown.is_empty() { "#VALUE!".to_owned() } else { shown }, true);
        }
        (self.value.unwrap_or(shown), false)
    }
}

/// Gives a row to the table; whether more rows are wanted.
fn take(sheets: &mut Sheets, at: u32, row: &Row) -> Result<bool, Fault> {
    for (column, cell) in &row.cells {
        for shift in 0..cell.repeated {
            let column = column.saturating_add(shift);
            if !sheets.cell(at, column, &cell.text, cell.is_error)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, Fault> {
    let Some(found) = element.try_get_attribute(name).map_err(Fault::damaged)? else {
        return Ok(None);
    };
    let value = found.normalized_value(XmlVersion::Implicit1_0).map_err(Fault::damaged)?;
    Ok(Some(value.into_owned()))
}

/// How often a cell, row or space is repeated; once where nothing is said.
fn repeats(element: &BytesStart, name: &str) -> Result<u32, Fault> {
    match attribute(element, name)? {
        None => Ok(1),
        Some(text) => text.trim().parse().map_err(Fault::damaged),
    }
}

fn cut_off() -> Fault {
    Fault::damaged("the file is cut off")
}
