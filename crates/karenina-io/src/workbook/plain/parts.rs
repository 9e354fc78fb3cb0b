//! The small parts of a workbook: which sheets there are, and how numbers are shown. They are read
//! with a parser of XML, as calamine reads them.

use std::{
    collections::HashMap,
    io::{BufReader, Cursor, Read},
};

use quick_xml::{Reader, events::BytesStart, events::Event};
use zip::ZipArchive;

use super::{super::MOST_SHEETS, NotPlain, Result, Shown};

/// What there is.
pub struct Parts {
    pub sheets: Vec<Sheet>,
    /// How many sheets have no cells: charts, dialogues.
    pub other_sheets: usize,
    /// The part with the texts, by its place in the archive.
    pub texts: Option<usize>,
    /// How numbers are shown, by the number of the style.
    pub shown: Vec<Shown>,
    /// Whether days are counted from 1904.
    pub from_1904: bool,
}

/// A sheet with cells.
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// Its part, by its place in the archive.
    pub part: usize,
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub fn read(archive: &mut Archive) -> Result<Parts> {
    let mut places: HashMap<String, usize> = HashMap::new();
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|_| NotPlain)?;
        let name = entry.name().map_err(|_| NotPlain)?.replace('\\', "/").to_ascii_lowercase();
        // Which of two parts of one name is meant is not for us to say.
        if places.insert(name, at).is_some() {
            return Err(NotPlain);
        }
    }
    let part = |path: &str| places.get(&path.to_ascii_lowercase()).copied();

    let mut document = None;
    each(archive, part("_rels/.rels").ok_or(NotPlain)?, |it| {
        if it.local_name().as_ref() == "Relationship"
            && attribute(it, "Type")?
                .is_some_and(|it| it.ends_with("/relationships/officeDocument"))
        {
            document = attribute(it, "Target")?;
        }
        Ok(())
    })?;
    let document = document.ok_or(NotPlain)?;
    let (folder, name) = match document.rfind('/') {
        Some(at) => document.split_at(at + 1),
        None => ("", document.as_str()),
    };
    let folder = folder.strip_prefix('/').unwrap_or(folder);

    let mut leads: HashMap<String, (String, String)> = HashMap::new();
    let links = format!("{folder}_rels/{name}.rels");
    each(archive, part(&links).ok_or(NotPlain)?, |it| {
        if it.local_name().as_ref() == "Relationship"
            && let Some(id) = attribute(it, "Id")?
        {
            let of = |name| attribute(it, name).map(Option::unwrap_or_default);
            leads.insert(id, (of("Target")?, of("Type")?));
        }
        Ok(())
    })?;

    let mut parts = Parts {
        sheets: Vec::new(),
        other_sheets: 0,
        texts: part(&format!("{folder}sharedStrings.xml")),
        shown: Vec::new(),
        from_1904: false,
    };
    each(archive, part(&format!("{folder}{name}")).ok_or(NotPlain)?, |it| {
        match it.local_name().as_ref() {
            "workbookPr" => {
                if let Some(it) = attribute(it, "date1904")? {
                    parts.from_1904 = it == "1" || it == "true";
                }
            }
            "sheet" => {
                let (mut name, mut lead, mut hidden) = (String::new(), String::new(), false);
                for attribute in it.attributes() {
                    let attribute = attribute.map_err(|_| NotPlain)?;
                    let value = plain(&attribute.value)?;
                    match attribute.key.local_name().as_ref() {
                        "name" => name = value,
                        "state" => match value.as_str() {
                            "visible" => hidden = false,
                            "hidden" | "veryHidden" => hidden = true,
                            _ => return Err(NotPlain),
                        },
                        "id" => lead = value,
                        _ => {}
                    }
                }
                let (target, kind) = leads.get(&lead).ok_or(NotPlain)?;
                match kind.split('/').next_back() {
                    Some("worksheet") => {
                        let path = match target.strip_prefix('/') {
                            Some(it) => it.to_owned(),
                            None => format!("{folder}{target}"),
                        };
                        // Calamine finds a sheet by its name, and two cannot be told apart. So many
                        // are refused in any case; it counts them.
                        if parts.sheets.len() > MOST_SHEETS
                            || parts.sheets.iter().any(|it| it.name == name)
                        {
                            return Err(NotPlain);
                        }
                        let part = part(&path).ok_or(NotPlain)?;
                        parts.sheets.push(Sheet { name, hidden, part });
                    }
                    Some("chartsheet" | "dialogsheet") => parts.other_sheets += 1,
                    _ => return Err(NotPlain),
                }
            }
            _ => {}
        }
        Ok(())
    })?;

    if let Some(styles) = part(&format!("{folder}styles.xml")) {
        parts.shown = styles_of(archive, styles)?;
    }
    Ok(parts)
}

/// How numbers are shown, style by style.
fn styles_of(archive: &mut Archive, part: usize) -> Result<Vec<Shown>> {
    let mut formats: HashMap<String, Shown> = HashMap::new();
    let mut shown = Vec::new();
    // Formats of cells stand in `cellXfs`; those of named styles look the same.
    let mut of_cells = false;
    read_part(archive, part, |event| {
        match event {
            Event::Start(it) | Event::Empty(it) => match it.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (attribute(it, "numFmtId")?, attribute(it, "formatCode")?)
                    {
                        formats.insert(id, shown_by(&code));
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = attribute(it, "numFmtId")?;
                    shown.push(id.map_or(Shown::Number, |id| {
                        formats.get(&id).copied().unwrap_or_else(|| shown_by_number(&id))
                    }));
                }
                _ => {}
            },
            Event::End(it) if it.local_name().as_ref() == "cellXfs" => of_cells = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(shown)
}

/// The formats that every workbook has by number.
fn shown_by_number(id: &str) -> Shown {
    match id.parse() {
        Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58) => Shown::Time,
        Ok(46) => Shown::Duration,
        Ok(0_u32..) | Err(_) => Shown::Number,
    }
}

/// Whether a format of its own shows a day or a time: the rules are calamine's, which has them
/// from openpyxl.
fn shown_by(format: &str) -> Shown {
    let (mut escaped, mut quoted, mut brackets) = (false, false, 0_u8);
    let (mut before, mut hours, mut half) = (' ', false, false);
    for it in format.chars() {
        if escaped {
            escaped = false;
        } else if matches!(it, '_' | '\\' | '*') {
            escaped = true;
        } else if quoted {
            quoted = it != '"';
        } else {
            match it {
                '"' => quoted = true,
                ';' => return Shown::Number,
                '[' => brackets = brackets.saturating_add(1),
                ']' if brackets == 1 && hours => return Shown::Duration,
                ']' => brackets = brackets.saturating_sub(1),
                'a' | 'A' if !half && brackets == 0 => half = true,
                'p' | 'm' | '/' | 'P' | 'M' if half && brackets == 0 => return Shown::Time,
                'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S'
                    if !half && brackets == 0 =>
                {
                    return Shown::Time;
                }
                _ if hours && it.eq_ignore_ascii_case(&before) => {}
                _ => hours = before == '[' && matches!(it, 'm' | 'h' | 's' | 'M' | 'H' | 'S'),
            }
        }
        before = it;
    }
    Shown::Number
}

/// Every element of a part.
fn each(
    archive: &mut Archive,
    part: usize,
    mut element: impl FnMut(&BytesStart) -> Result<()>,
) -> Result<()> {
    read_part(archive, part, |event| match event {
        Event::Start(it) | Event::Empty(it) => element(it),
        _ => Ok(()),
    })
}

fn read_part(
    archive: &mut Archive,
    part: usize,
    mut each: impl FnMut(&Event) -> Result<()>,
) -> Result<()> {
    let entry = archive.by_index(part).map_err(|_| NotPlain)?;
    // The sizes have been looked at before; these parts are small.
    let mut xml = Reader::from_reader(BufReader::new(entry.take(64 << 20)));
    let mut buffer = Vec::new();
    let mut open = 0_usize;
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|_| NotPlain)?;
        match &event {
            Event::Start(_) => open += 1,
            Event::End(_) => open = open.checked_sub(1).ok_or(NotPlain)?,
            Event::Eof => return if open == 0 { Ok(()) } else { Err(NotPlain) },
            _ => {}
        }
        each(&event)?;
    }
}

fn attribute(of: &BytesStart, name: &str) -> Result<Option<String>> {
    match of.try_get_attribute(name).map_err(|_| NotPlain)? {
        Some(it) => plain(&it.value).map(Some),
        None => Ok(None),
    }
}

/// The value of an attribute, characters by name read.
fn plain(value: &str) -> Result<String> {
    let mut text = String::with_capacity(value.len());
    super::decode(value.as_bytes(), &mut text)?;
    // Ends of lines within an attribute are spaces to some, and none to others.
    if text.contains(['\n', '\t']) { Err(NotPlain) } else { Ok(text) }
}
