//! What an archive would be when unpacked, before anything unpacks it.
//!
//! The declared sizes can be believed in one direction: an entry that grows beyond what it
//! declares is an error as soon as it does, since version 9 of `zip`. A test holds it to that.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::{Reader, events::Event};
use zip::{ZipArchive, read::ZipFile};

use super::{Fault, Format, MOST_BYTES};

/// The most bytes of one entry.
const MOST_OF_ENTRY: u64 = 512 << 20;

/// The most bytes of the styles: calamine makes some hundred bytes of five, and no true workbook
/// comes near it.
const MOST_OF_STYLES: u64 = 16 << 20;

/// The most entries; a workbook has some dozens.
const MOST_ENTRIES: usize = 10_000;

/// What an archive is.
pub struct Archive {
    /// Which kind of workbook.
    pub format: Format,
    /// Whether there are macros in it. Nothing ever runs them.
    pub macros: bool,
    /// Whether it refers to other workbooks.
    pub external_links: bool,
}

/// Checks that the archive is a workbook of bearable size, and says which kind.
pub fn check(bytes: &[u8]) -> Result<Archive, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Fault::damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Fault::TooLarge {
            size: archive.len() as u64,
            most: MOST_ENTRIES as u64,
            unit: "files",
            part: "archive".to_owned(),
        });
    }
    let mut entries = Vec::with_capacity(archive.len());
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(Fault::damaged)?;
        if entry.encrypted() {
            return Err(Fault::Broken { reason: "password", technical: String::new() });
        }
        entries.push(Entry::of(&entry));
    }
    for entry in &entries {
        entry.fits()?;
    }
    let size = entries.iter().map(|it| it.declared).fold(0, u64::saturating_add);
    if size > MOST_BYTES {
        let part = "archive".to_owned();
        return Err(Fault::TooLarge { size, most: MOST_BYTES, unit: "bytes", part });
    }

    for (at, entry) in entries.iter().enumerate() {
        if entry.name.ends_with("sharedstrings.xml") {
            let announced = archive.by_index(at).ok().and_then(announced_texts).unwrap_or(0);
            // Each takes at least `<si/>`. Some programs miscount, and a million does no harm.
            if announced > entry.declared / 5 + 1_000_000 {
                return Err(Fault::damaged("more texts are announced than there are"));
            }
        }
    }
    Ok(Archive {
        format: format(&mut archive, &entries)?,
        macros: entries.iter().any(|it| {
            it.name.ends_with("vbaproject.bin") || it.name.starts_with("basic/standard/")
        }),
        external_links: entries.iter().any(|it| it.name.starts_with("xl/externallinks/")),
    })
}

struct Entry {
    /// In lower case, as calamine looks for it.
    name: String,
    declared: u64,
}

impl Entry {
    fn of<R: Read + ?Sized>(entry: &ZipFile<'_, R>) -> Self {
        Self {
            name: entry
                .name()
                .map_or_else(|_| String::new(), |it| it.replace('\\', "/").to_ascii_lowercase()),
            declared: entry.size(),
        }
    }

    fn most(&self) -> u64 {
        if self.name.ends_with("styles.xml") || self.name.ends_with("styles.bin") {
            MOST_OF_STYLES
        } else {
            MOST_OF_ENTRY
        }
    }

    fn fits(&self) -> Result<(), Fault> {
        if self.declared > self.most() {
            return Err(Fault::TooLarge {
                size: self.declared,
                most: self.most(),
                unit: "bytes",
                part: self.name.clone(),
            });
        }
        Ok(())
    }
}

/// How many texts the table of texts says that it has. Calamine asks for the memory at once, and
/// a lie of some millions of millions would end the program.
fn announced_texts<R: Read>(entry: R) -> Option<u64> {
    let mut xml = Reader::from_reader(BufReader::new(entry));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).ok()? {
            Event::Start(it) | Event::Empty(it) if it.local_name().as_ref() == "sst" => {
                let attribute = it.try_get_attribute("uniqueCount").ok()??;
                // As calamine reads it; a text that is no number is passed over.
                return attribute.value.trim().parse::<u64>().ok();
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn format<R: BufRead + std::io::Seek>(
    archive: &mut ZipArchive<R>,
    entries: &[Entry],
) -> Result<Format, Fault> {
    let has = |name: &str| entries.iter().any(|it| it.name == name);
    let no_workbook = || Fault::Broken { reason: "not-a-workbook", technical: String::new() };
    if has("mimetype") {
        let mut kind = String::new();
        let entry = archive.by_name("mimetype").map_err(Fault::damaged)?;
        entry.take(200).read_to_string(&mut kind).map_err(Fault::damaged)?;
        return if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            Ok(Format::OpenDocument)
        } else {
            Err(no_workbook())
        };
    }
    if has("content.xml") {
        Ok(Format::OpenDocument)
    } else if !has("_rels/.rels") {
        Err(no_workbook())
    } else if entries.iter().any(|it| it.name.ends_with("workbook.bin")) {
        Ok(Format::Xlsb)
    } else {
        Ok(Format::Xlsx)
    }
}
