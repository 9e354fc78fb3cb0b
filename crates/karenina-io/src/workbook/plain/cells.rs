//! The cells of a sheet, row by row.

use calamine::{CellErrorType, ExcelDateTime, ExcelDateTimeType};
use memchr::memmem::Finder;

use super::{
    super::{Each, Fault},
    DataRef, NotPlain, Shown, Stream, attributes, decode, is_canonical, string, tag,
    texts::Texts,
};

/// What is known of the workbook.
pub struct Context<'a> {
    pub texts: &'a Texts,
    pub shown: &'a [Shown],
    pub from_1904: bool,
    /// Whether only cells with formulas are asked for.
    pub formulas: bool,
}

impl From<NotPlain> for Fault {
    fn from(_: NotPlain) -> Self {
        Self::NotPlain
    }
}

/// Passes over all that stands before the first element of this name, its tag included. The
/// first element of the part has to be `root`.
pub fn begin(stream: &mut Stream, root: &[u8], name: &[u8]) -> Result<(), NotPlain> {
    // What a part declares is short; a hundred columns with widths are some kilobytes.
    const LONGEST: usize = 4 << 20;
    let mut first = true;
    loop {
        let window = stream.window();
        let space = window.len() - window.trim_ascii_start().len();
        stream.pass(space);
        let window = stream.window();
        let whole = memchr::memchr(b'>', window).is_some();
        if !whole {
            if window.len() > LONGEST || !stream.more()? {
                return Err(NotPlain);
            }
            continue;
        }
        if first && window.starts_with(b"\xef\xbb\xbf") {
            stream.pass(3);
            continue;
        }
        if window.starts_with(b"<?xml ") {
            let end = memchr::memchr(b'>', window).ok_or(NotPlain)?;
            let said = window[..end].to_ascii_lowercase();
            let named = memchr::memmem::find(&said, b"encoding").is_some();
            if named && memchr::memmem::find(&said, b"utf-8").is_none() {
                return Err(NotPlain);
            }
            stream.pass(end + 1);
            continue;
        }
        let text = memchr::memchr(b'<', window).ok_or(NotPlain)?;
        if text > 0 && first {
            return Err(NotPlain);
        }
        stream.pass(text);
        let window = stream.window();
        // With a `>` in quotes the tag may reach beyond the window.
        let Ok(it) = tag(window) else {
            if window.len() > LONGEST || !stream.more()? {
                return Err(NotPlain);
            }
            continue;
        };
        if matches!(it.name, [b'!' | b'?', ..]) || first && it.name != root {
            return Err(NotPlain);
        }
        let (found, empty) = (it.name == name, it.empty);
        let n = window.len() - it.rest.len();
        first = false;
        stream.pass(n);
        if found {
            return if empty { Err(NotPlain) } else { Ok(()) };
        }
    }
}

/// Reads all rows.
pub fn read(stream: &mut Stream, context: &Context, each: &mut Each) -> Result<(), Fault> {
    begin(stream, b"worksheet", b"sheetData")?;
    let end = Finder::new(b"</row>");
    let mut row = 0;
    let mut text = String::new();
    loop {
        let window = stream.window();
        let space = window.len() - window.trim_ascii_start().len();
        stream.pass(space);
        if stream.window().len() < 12 && stream.more()? {
            continue;
        }
        let window = stream.window();
        if window.starts_with(b"</sheetData>") {
            return Ok(());
        }
        if !window.starts_with(b"<row") {
            return Err(Fault::NotPlain);
        }
        // The tag of a row is short, and has no text in which a `>` might stand.
        let Ok(it) = tag(window) else {
            if window.len() > 64 << 10 || !stream.more()? {
                return Err(Fault::NotPlain);
            }
            continue;
        };
        if it.name != b"row" {
            return Err(Fault::NotPlain);
        }
        let (empty, tag_ends) = (it.empty, window.len() - it.rest.len());
        let mut said = Ok(None);
        attributes(it.attributes, |name, value| {
            if name == b"r" {
                said = number(value).map(Some);
            }
        })?;
        if let Some(it) = said? {
            row = it.checked_sub(1).ok_or(NotPlain)?;
        }
        if empty {
            stream.pass(tag_ends);
        } else {
            let n = stream.up_to(&end)?.ok_or(NotPlain)?;
            // Where the end of a row stands in its own tag the sheet is damaged.
            let cells = stream.window().get(tag_ends..n - end.needle().len()).ok_or(NotPlain)?;
            if !read_row(cells, row, context, each, &mut text)? {
                return Ok(());
            }
            stream.pass(n);
        }
        row += 1;
    }
}

fn number(digits: &[u8]) -> Result<u32, NotPlain> {
    if digits.is_empty() || digits.len() > 8 {
        return Err(NotPlain);
    }
    digits.iter().try_fold(0, |sum, it| match it {
        b'0'..=b'9' => Ok(sum * 10 + u32::from(it - b'0')),
        _ => Err(NotPlain),
    })
}

/// `B17`: row and column from 0.
fn position(text: &[u8]) -> Result<(u32, u32), NotPlain> {
    let n = text.iter().take_while(|it| it.is_ascii_uppercase()).count();
    if !(1..=3).contains(&n) {
        return Err(NotPlain);
    }
    let column = text[..n].iter().fold(0, |sum, it| sum * 26 + u32::from(it - b'A') + 1);
    Ok((number(&text[n..])?.checked_sub(1).ok_or(NotPlain)?, column - 1))
}

/// Reads the cells of a row; whether more are wanted.
fn read_row(
    mut cells: &[u8],
    row: u32,
    context: &Context,
    each: &mut Each,
    text: &mut String,
) -> Result<bool, Fault> {
    let mut column = 0;
    loop {
        cells = cells.trim_ascii_start();
        if cells.is_empty() {
            return Ok(true);
        }
        let it = tag(cells)?;
        if it.name != b"c" {
            return Err(Fault::NotPlain);
        }
        let (mut at, mut style, mut kind): (_, _, Option<&[u8]>) = (None, None, None);
        attributes(it.attributes, |name, value| match name {
            b"r" => at = Some(value),
            b"s" => style = Some(value),
            b"t" => kind = Some(value),
            _ => {}
        })?;
        let place = match at {
            Some(it) => position(it)?,
            None => (row, column),
        };
        column = place.1;
        cells = it.rest;
        let mut formula = false;
        // What is read of the last element within the cell is its value.
        let mut value = DataRef::Empty;
        let mut open = !it.empty;
        while open {
            cells = cells.trim_ascii_start();
            let inner = tag(cells)?;
            cells = inner.rest;
            match inner.name {
                b"/c" => open = false,
                b"f" => {
                    formula = true;
                    value = DataRef::Empty;
                    if !inner.empty {
                        let end = memchr::memchr(b'<', cells).ok_or(NotPlain)?;
                        cells = cells[end..].strip_prefix(b"</f>").ok_or(NotPlain)?;
                    }
                }
                b"v" if inner.empty => value = DataRef::Empty,
                b"v" => {
                    let end = memchr::memchr(b'<', cells).ok_or(NotPlain)?;
                    let found = &cells[..end];
                    cells = cells[end..].strip_prefix(b"</v>").ok_or(NotPlain)?;
                    value = value_of(found, kind, style, context, text)?;
                }
                b"is" if inner.empty => value = DataRef::String(String::new()),
                b"is" => {
                    let end = memchr::memmem::find(cells, b"</is>").ok_or(NotPlain)?;
                    text.clear();
                    string(&cells[..end], text)?;
                    value = DataRef::String(std::mem::take(text));
                    cells = &cells[end + 5..];
                }
                _ => return Err(Fault::NotPlain),
            }
        }
        column += 1;
        if (!context.formulas || formula) && !each(place.0, place.1, &value)? {
            return Ok(false);
        }
    }
}

fn value_of<'a>(
    found: &'a [u8],
    kind: Option<&[u8]>,
    style: Option<&[u8]>,
    context: &Context<'a>,
    buffer: &mut String,
) -> Result<DataRef<'a>, NotPlain> {
    let written = || std::str::from_utf8(found).map_err(|_| NotPlain);
    Ok(match kind {
        Some(b"s") => {
            let at = number(found)?;
            DataRef::SharedString(context.texts.get(at as usize).ok_or(NotPlain)?)
        }
        Some(b"inlineStr" | b"is") => DataRef::Empty,
        Some(b"str") => {
            buffer.clear();
            decode(found, buffer)?;
            super::unescape(buffer, 0)?;
            DataRef::String(std::mem::take(buffer))
        }
        Some(b"b") => match found {
            b"0" => DataRef::Bool(false),
            b"1" => DataRef::Bool(true),
            _ => return Err(NotPlain),
        },
        Some(b"e") => {
            let error: CellErrorType = written()?.parse().map_err(|_| NotPlain)?;
            DataRef::Error(error)
        }
        Some(b"n") | None => {
            let shown = match style {
                None => Shown::Number,
                Some(it) => context.shown.get(number(it)? as usize).copied().ok_or(NotPlain)?,
            };
            if shown == Shown::Number && is_canonical(found) {
                return Ok(DataRef::SharedString(written()?));
            }
            let is_number = |it: &u8| matches!(it, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
            if !found.iter().all(is_number) {
                return Err(NotPlain);
            }
            let number: f64 = written()?.parse().map_err(|_| NotPlain)?;
            let time = |kind| ExcelDateTime::new(number, kind, context.from_1904);
            match shown {
                Shown::Number => DataRef::Float(number),
                Shown::Time => DataRef::DateTime(time(ExcelDateTimeType::DateTime)),
                Shown::Duration => DataRef::DateTime(time(ExcelDateTimeType::TimeDelta)),
            }
        }
        Some(_) => return Err(NotPlain),
    })
}
