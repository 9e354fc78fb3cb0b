//! What a compound file of old Excel (XLS) announces, before calamine believes it.
//!
//! Three lies would have calamine ask for more memory than there is: a chain of sectors that bites
//! its own tail, a stream longer than its file, and cells in the far corners of a sheet. This
//! walks the same chains and records and looks for nothing else; what is merely damaged calamine
//! finds itself.

use super::Fault;

const END_OF_CHAIN: u32 = 0xffff_fffe;
const LAST_SECTOR: u32 = 0xffff_fffa;

/// The most cells in the rectangle around those of a sheet. XLS has 65,536 rows of 256 columns.
const MOST_CELLS: u64 = 50_000_000;

/// Checks that the file may be given to calamine; whether there are macros in it.
pub fn check(bytes: &[u8]) -> Result<bool, Fault> {
    let file = Compound::open(bytes).ok_or_else(|| Fault::damaged("the directory is broken"))?;
    if file.entry("EncryptedPackage").is_some() {
        return Err(Fault::Broken { reason: "password", technical: String::new() });
    }
    if file.entries.iter().any(|it| it.name.starts_with("WordDocument")) {
        return Err(Fault::Broken { reason: "not-a-workbook", technical: String::new() });
    }
    let Some(entry) = file.entry("Workbook").or_else(|| file.entry("Book")) else {
        return Err(Fault::Broken { reason: "not-a-workbook", technical: String::new() });
    };
    let stream =
        file.stream(entry).ok_or_else(|| Fault::damaged("the stream of the workbook is broken"))?;
    let mut sheets = 0;
    for (kind, data) in Records(&stream) {
        if kind == 0x0085 {
            sheets += 1;
            super::too_many_sheets(sheets)?;
            if let Some(at) = u32_at(data, 0)
                && let Some(sheet) = stream.get(at as usize..)
            {
                check_sheet(sheet)?;
            }
        }
    }
    Ok(file.entry("_VBA_PROJECT_CUR").is_some())
}

/// The records of a sheet: where its cells stand, and where it says that they do.
fn check_sheet(stream: &[u8]) -> Result<(), Fault> {
    let too_large = |size: u64| Fault::TooLarge {
        size,
        most: MOST_CELLS,
        unit: "cells",
        part: "sheet".to_owned(),
    };
    let (mut rows, mut columns) = (Span::default(), Span::default());
    for (kind, data) in Records(stream) {
        match kind {
            0x0200 => {
                let size = announced(data);
                if size > MOST_CELLS {
                    return Err(too_large(size));
                }
            }
            // Number, label, rich text, truth or error, RK, shared text, several RK, formula
            0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x00bd | 0x0006 => {
                let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                    continue;
                };
                rows.include(row);
                columns.include(column);
                if kind == 0x00bd
                    && let Some(last) = data.len().checked_sub(2).and_then(|at| u16_at(data, at))
                {
                    columns.include(last);
                }
            }
            _ => {}
        }
    }
    let size = rows.length() * columns.length();
    if size > MOST_CELLS { Err(too_large(size)) } else { Ok(()) }
}

/// How many cells the record of the dimensions announces, as calamine reckons it.
fn announced(data: &[u8]) -> u64 {
    let short = |at| u16_at(data, at).map_or(0, u32::from);
    let (first_row, end_row, first_column, end_column) = match data.len() {
        10 => (short(0), short(2), short(4), short(6)),
        14 | 16 => {
            (u32_at(data, 0).unwrap_or(0), u32_at(data, 4).unwrap_or(0), short(8), short(10))
        }
        _ => return 0,
    };
    let first_column =
        if first_column > 0xff || end_column < first_column { 0 } else { first_column };
    if end_row == 0 || end_column == 0 {
        return 1;
    }
    // An end before its beginning wraps round to thousands of millions.
    let rows = (end_row - 1).wrapping_sub(first_row).wrapping_add(1);
    let columns = (end_column - 1).wrapping_sub(first_column).wrapping_add(1);
    u64::from(rows) * u64::from(columns)
}

#[derive(Default)]
struct Span(Option<(u16, u16)>);

impl Span {
    fn include(&mut self, at: u16) {
        let (low, high) = self.0.unwrap_or((at, at));
        self.0 = Some((low.min(at), high.max(at)));
    }

    fn length(&self) -> u64 {
        self.0.map_or(0, |(low, high)| u64::from(high - low) + 1)
    }
}

/// Records: kind, length, data.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.0, 0)?;
        let end = 4 + usize::from(u16_at(self.0, 2)?);
        let data = self.0.get(4..end)?;
        self.0 = &self.0[end..];
        Some((kind, data))
    }
}

/// A compound file as MS-CFB describes it: sectors, chained by a table.
struct Compound<'a> {
    sectors: &'a [u8],
    size: usize,
    chains: Vec<u32>,
    entries: Vec<Entry>,
    small_sectors: Vec<u8>,
    small_chains: Vec<u32>,
}

struct Entry {
    name: String,
    start: u32,
    length: u64,
}

impl<'a> Compound<'a> {
    /// `None` where a chain does not end.
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let header = bytes.get(..512)?;
        let size = match u16_at(header, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let mut file = Self {
            sectors: bytes.get(size..)?,
            size,
            chains: Vec::new(),
            entries: Vec::new(),
            small_sectors: Vec::new(),
            small_chains: Vec::new(),
        };
        let n_sectors = bytes.len() / size + 1;

        // The table of chains lies in sectors of its own, which another chain names.
        let mut tables: Vec<u32> = numbers(&header[76..512]).collect();
        let mut next = u32_at(header, 68)?;
        let mut steps = 0;
        while next < LAST_SECTOR {
            steps += 1;
            if steps > n_sectors {
                return None;
            }
            tables.extend(numbers(file.sector(next)?));
            next = tables.pop()?;
        }
        tables.retain(|it| *it < 0xffff_fffc);
        if tables.len() > n_sectors {
            return None;
        }
        for table in tables {
            file.chains.extend(numbers(file.sector(table)?));
        }

        let directory = file.chain(u32_at(header, 48)?, u64::MAX)?;
        file.entries = directory
            .chunks_exact(128)
            .map(|it| Entry {
                name: it[..64]
                    .chunks_exact(2)
                    .map(|it| char::from_u32(u32::from(it[0]) | u32::from(it[1]) << 8))
                    .map(|it| it.unwrap_or('\u{fffd}'))
                    .take_while(|it| *it != '\0')
                    .collect(),
                start: u32_at(it, 116).unwrap_or(END_OF_CHAIN),
                length: match (u32_at(it, 120), u32_at(it, 124)) {
                    (Some(low), Some(high)) if size == 4_096 => {
                        u64::from(low) | u64::from(high) << 32
                    }
                    (low, _) => u64::from(low.unwrap_or(0)),
                },
            })
            .collect();

        let small_length = u64::from(u32_at(header, 64)?) * size as u64;
        if small_length > 0 {
            let root = file.entries.first()?;
            // A stream is no longer than the file that holds it.
            if root.length > bytes.len() as u64 || small_length > bytes.len() as u64 {
                return None;
            }
            file.small_sectors = file.chain(root.start, root.length)?;
            file.small_chains = numbers(&file.chain(u32_at(header, 60)?, small_length)?).collect();
        }
        Some(file)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let from = (id as usize).checked_mul(self.size)?;
        let sector = self.sectors.get(from..)?;
        Some(&sector[..sector.len().min(self.size)])
    }

    /// The bytes of a stream.
    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        if entry.length > self.sectors.len() as u64 {
            return None;
        }
        if entry.length >= 4_096 {
            return self.chain(entry.start, entry.length);
        }
        let sector = |id: u32| {
            let sector = self.small_sectors.get((id as usize).checked_mul(64)?..)?;
            Some(&sector[..sector.len().min(64)])
        };
        follow(entry.start, entry.length, &self.small_chains, sector)
    }

    fn chain(&self, start: u32, length: u64) -> Option<Vec<u8>> {
        follow(start, length, &self.chains, |id| self.sector(id))
    }
}

/// The sectors of a chain one after another, up to a length; `None` where it does not end.
fn follow<'a>(
    start: u32,
    length: u64,
    chains: &[u32],
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut next, mut steps) = (start, 0);
    while next != END_OF_CHAIN && (bytes.len() as u64) < length {
        steps += 1;
        if steps > chains.len() + 1 {
            return None;
        }
        bytes.extend_from_slice(sector(next)?);
        if bytes.len() as u64 >= length {
            break;
        }
        next = *chains.get(next as usize)?;
    }
    bytes.truncate(usize::try_from(length).unwrap_or(usize::MAX));
    Some(bytes)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|it| u32_at(it, 0))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
