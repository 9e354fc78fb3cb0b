//! Columns of a Parquet file, page by page, without rows and without texts for codes.
//!
//! A column of codes is nearly always stored as a dictionary and the places in it. The dictionary
//! is looked up once a row group, and a row costs the unpacking of a few bits. Where a file uses
//! another encoding the library's own reader decodes the column.

use std::{fs::File, path::Path};

use bytes::Bytes;
use parquet::{
    basic::{ConvertedType, Encoding, Type as Physical},
    column::{
        page::{Page, PageReader},
        reader::{ColumnReader, ColumnReaderImpl, get_typed_column_reader},
    },
    data_type::{ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type},
    errors::{ParquetError, Result},
    file::reader::{FileReader, RowGroupReader, SerializedFileReader},
    schema::types::ColumnDescPtr,
};

use super::{MapError, rows::no_table};

/// A file of columns.
pub(crate) struct ColumnFile {
    reader: SerializedFileReader<File>,
}

impl ColumnFile {
    pub(crate) fn open(path: &Path, file: File) -> std::result::Result<Self, MapError> {
        let reader = SerializedFileReader::new(file).map_err(|err| no_table(path, &err))?;
        Ok(Self { reader })
    }

    /// Names of the columns that hold one value a row, others with an empty name.
    pub(crate) fn heading(&self) -> Vec<String> {
        let schema = self.reader.metadata().file_metadata().schema_descr();
        schema
            .columns()
            .iter()
            .map(|it| {
                let flat = it.path().parts().len() == 1 && it.max_rep_level() == 0;
                if flat { it.name().to_owned() } else { String::new() }
            })
            .collect()
    }

    pub(crate) fn n_row_groups(&self) -> usize {
        self.reader.num_row_groups()
    }

    /// How many rows stand before a row group.
    pub(crate) fn rows_before(&self, group: usize) -> u64 {
        let groups = self.reader.metadata().row_groups().iter().take(group);
        groups.map(|it| it.num_rows().max(0) as u64).sum()
    }

    pub(crate) fn row_group(&self, at: usize) -> Result<Box<dyn RowGroupReader + '_>> {
        self.reader.get_row_group(at)
    }
}

/// What stands in a page, decoded.
enum Decoded {
    /// Places in the dictionary.
    Places(Vec<u32>),
    Texts(Vec<ByteArray>),
    Numbers(Vec<f64>),
}

/// The pages of one column of one row group.
pub(crate) struct Pages {
    source: Source,
    descr: ColumnDescPtr,
    dictionary: Dictionary,
    scale: f64,
    unsigned: bool,
}

enum Source {
    Pages(Box<dyn PageReader>),
    /// The library's reader, for encodings that are not read here.
    Whole(Option<Box<ColumnReader>>),
}

enum Dictionary {
    None,
    Texts(Vec<ByteArray>),
    Numbers(Vec<f64>),
}

/// A page: its values, and where there are none.
struct Part {
    values: Decoded,
    /// For each row whether there is a value; `None` where all have one.
    present: Option<Vec<bool>>,
    n: usize,
}

impl Pages {
    pub(crate) fn new(group: &dyn RowGroupReader, column: usize) -> Result<Self> {
        let chunk = group.metadata().column(column);
        let descr = chunk.column_descr_ptr();
        let known = chunk.encodings().all(|it| {
            matches!(
                it,
                Encoding::PLAIN
                    | Encoding::RLE
                    | Encoding::PLAIN_DICTIONARY
                    | Encoding::RLE_DICTIONARY
            )
        });
        let source = if known {
            Source::Pages(group.get_column_page_reader(column)?)
        } else {
            Source::Whole(Some(Box::new(group.get_column_reader(column)?)))
        };
        let decimal = descr.converted_type() == ConvertedType::DECIMAL;
        let scale = if decimal { libm::pow(10.0, f64::from(-descr.type_scale())) } else { 1.0 };
        let unsigned =
            matches!(descr.converted_type(), ConvertedType::UINT_32 | ConvertedType::UINT_64);
        Ok(Self { source, descr, dictionary: Dictionary::None, scale, unsigned })
    }

    fn next(&mut self) -> Result<Option<Part>> {
        match &mut self.source {
            Source::Whole(reader) => {
                let Some(reader) = reader.take() else { return Ok(None) };
                Ok(Some(self.whole(*reader)?))
            }
            Source::Pages(_) => self.next_page(),
        }
    }

    fn next_page(&mut self) -> Result<Option<Part>> {
        loop {
            let Source::Pages(pages) = &mut self.source else { return Ok(None) };
            let Some(page) = pages.get_next_page()? else { return Ok(None) };
            match page {
                Page::DictionaryPage { buf, num_values, .. } => {
                    self.dictionary = match self.plain(&buf, num_values as usize)? {
                        Decoded::Texts(it) => Dictionary::Texts(it),
                        Decoded::Numbers(it) => Dictionary::Numbers(it),
                        Decoded::Places(_) => Dictionary::None,
                    };
                }
                Page::DataPage { buf, num_values, encoding, .. } => {
                    let n = num_values as usize;
                    let (mut present, mut from) = (None, 0);
                    if self.descr.max_def_level() > 0 {
                        let length = word(&buf, 0)? as usize;
                        let levels = slice(&buf, 4, 4 + length)?;
                        present = levels_of(levels, n, self.descr.max_def_level())?;
                        from = 4 + length;
                    }
                    return self
                        .part(&buf.slice(from.min(buf.len())..), n, encoding, present)
                        .map(Some);
                }
                Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, .. } => {
                    let n = num_values as usize;
                    let from = def_levels_byte_len as usize;
                    let mut present = None;
                    if self.descr.max_def_level() > 0 {
                        let levels = slice(&buf, 0, from)?;
                        present = levels_of(levels, n, self.descr.max_def_level())?;
                    }
                    return self
                        .part(&buf.slice(from.min(buf.len())..), n, encoding, present)
                        .map(Some);
                }
            }
        }
    }

    fn part(
        &self,
        values: &Bytes,
        n: usize,
        encoding: Encoding,
        present: Option<Vec<bool>>,
    ) -> Result<Part> {
        let there = present.as_ref().map_or(n, |it| it.iter().filter(|it| **it).count());
        let values = match encoding {
            Encoding::PLAIN => self.plain(values, there)?,
            Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY => {
                let width = *values.first().ok_or_else(short)?;
                Decoded::Places(packed(&values[1..], u32::from(width), there)?)
            }
            other => return Err(ParquetError::NYI(format!("encoding {other}"))),
        };
        Ok(Part { values, present, n })
    }

    /// Values one after another.
    fn plain(&self, buf: &Bytes, n: usize) -> Result<Decoded> {
        let number = |width: usize, of: fn(&[u8]) -> f64| -> Result<Decoded> {
            let bytes = slice(buf, 0, width.checked_mul(n).ok_or_else(short)?)?;
            Ok(Decoded::Numbers(bytes.chunks_exact(width).map(|it| of(it) * self.scale).collect()))
        };
        match self.descr.physical_type() {
            Physical::INT32 if self.unsigned => {
                number(4, |it| f64::from(u32::from_le_bytes(four(it))))
            }
            Physical::INT32 => number(4, |it| f64::from(i32::from_le_bytes(four(it)))),
            Physical::INT64 if self.unsigned => {
                number(8, |it| u64::from_le_bytes(eight(it)) as f64)
            }
            Physical::INT64 => number(8, |it| i64::from_le_bytes(eight(it)) as f64),
            Physical::FLOAT => number(4, |it| f64::from(f32::from_le_bytes(four(it)))),
            Physical::DOUBLE => number(8, |it| f64::from_le_bytes(eight(it))),
            Physical::BYTE_ARRAY => {
                let (mut texts, mut at) = (Vec::new(), 0);
                for _ in 0..n {
                    let length = word(buf, at)? as usize;
                    slice(buf, at + 4, at + 4 + length)?;
                    texts.push(ByteArray::from(buf.slice(at + 4..at + 4 + length)));
                    at += 4 + length;
                }
                Ok(Decoded::Texts(texts))
            }
            other @ (Physical::BOOLEAN | Physical::INT96 | Physical::FIXED_LEN_BYTE_ARRAY) => {
                Err(ParquetError::NYI(format!("column `{}` is {other}", self.descr.name())))
            }
        }
    }

    /// A column by the library's reader, all of its row group at once.
    fn whole(&self, reader: ColumnReader) -> Result<Part> {
        fn all<T: DataType>(mut of: ColumnReaderImpl<T>) -> Result<(Vec<T::T>, Vec<i16>)> {
            let (mut values, mut levels) = (Vec::new(), Vec::new());
            while of.read_records(1 << 16, Some(&mut levels), None, &mut values)?.0 > 0 {}
            Ok((values, levels))
        }
        let (values, levels) = match self.descr.physical_type() {
            Physical::INT32 => {
                let (values, levels) = all(get_typed_column_reader::<Int32Type>(reader))?;
                let of = |it: i32| if self.unsigned { f64::from(it as u32) } else { f64::from(it) };
                (
                    Decoded::Numbers(values.into_iter().map(|it| of(it) * self.scale).collect()),
                    levels,
                )
            }
            Physical::INT64 => {
                let (values, levels) = all(get_typed_column_reader::<Int64Type>(reader))?;
                let of = |it: i64| if self.unsigned { it as u64 as f64 } else { it as f64 };
                (
                    Decoded::Numbers(values.into_iter().map(|it| of(it) * self.scale).collect()),
                    levels,
                )
            }
            Physical::FLOAT => {
                let (values, levels) = all(get_typed_column_reader::<FloatType>(reader))?;
                (Decoded::Numbers(values.into_iter().map(f64::from).collect()), levels)
            }
            Physical::DOUBLE => {
                let (values, levels) = all(get_typed_column_reader::<DoubleType>(reader))?;
                (Decoded::Numbers(values), levels)
            }
            Physical::BYTE_ARRAY => {
                let (values, levels) = all(get_typed_column_reader::<ByteArrayType>(reader))?;
                (Decoded::Texts(values), levels)
            }
            other @ (Physical::BOOLEAN | Physical::INT96 | Physical::FIXED_LEN_BYTE_ARRAY) => {
                return Err(ParquetError::NYI(format!(
                    "column `{}` is {other}",
                    self.descr.name()
                )));
            }
        };
        let there = match &values {
            Decoded::Numbers(it) => it.len(),
            Decoded::Texts(it) => it.len(),
            Decoded::Places(it) => it.len(),
        };
        let most = self.descr.max_def_level();
        let present = (most > 0 && levels.len() > there)
            .then(|| levels.iter().map(|it| *it == most).collect::<Vec<_>>());
        Ok(Part { values, n: present.as_ref().map_or(there, Vec::len), present })
    }
}

/// Where a row has no code.
pub(crate) const ABSENT: u32 = u32::MAX;

/// What a column is read as, one a row.
pub(crate) trait Entry: Copy {
    /// What stands where the file has nothing.
    const NOTHING: Self;
    /// A number of the file, by a caller who reads texts.
    fn of_number(number: f64, read: &mut impl FnMut(&str) -> Self) -> Self;
}

/// A code, by the number that the caller gives to its text.
impl Entry for u32 {
    const NOTHING: Self = ABSENT;

    fn of_number(number: f64, read: &mut impl FnMut(&str) -> Self) -> Self {
        read(&number.to_string())
    }
}

/// A figure; what is not there is not a number.
impl Entry for f64 {
    const NOTHING: Self = Self::NAN;

    fn of_number(number: f64, _: &mut impl FnMut(&str) -> Self) -> Self {
        number
    }
}

/// A column that is decoded page by page.
pub(crate) struct Column<T> {
    pages: Pages,
    of_dictionary: Option<Vec<T>>,
    pub buffer: Vec<T>,
    pub at: usize,
}

impl<T: Entry> Column<T> {
    pub(crate) fn new(pages: Pages) -> Self {
        Self { pages, of_dictionary: None, buffer: Vec::new(), at: 0 }
    }

    /// Decodes the next page where all of the last is used; `false` at the end. The caller reads
    /// texts: those of a dictionary once, others one by one.
    pub(crate) fn fill(&mut self, read: &mut impl FnMut(&str) -> T) -> Result<bool> {
        if self.at < self.buffer.len() {
            return Ok(true);
        }
        self.buffer.clear();
        self.at = 0;
        let Some(part) = self.pages.next()? else { return Ok(false) };
        let of_dictionary =
            self.of_dictionary.get_or_insert_with(|| match &self.pages.dictionary {
                Dictionary::None => Vec::new(),
                Dictionary::Texts(it) => it.iter().map(|it| read(&lossy(it))).collect(),
                Dictionary::Numbers(it) => it.iter().map(|it| T::of_number(*it, read)).collect(),
            });
        let values: Vec<T> = match part.values {
            Decoded::Places(it) => it
                .iter()
                .map(|it| of_dictionary.get(*it as usize).copied())
                .collect::<Option<_>>()
                .ok_or_else(short)?,
            Decoded::Texts(it) => it.iter().map(|it| read(&lossy(it))).collect(),
            Decoded::Numbers(it) => it.iter().map(|it| T::of_number(*it, read)).collect(),
        };
        spread(values, part.present.as_deref(), T::NOTHING, &mut self.buffer);
        Ok(!self.buffer.is_empty() || part.n == 0)
    }
}

fn lossy(it: &ByteArray) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(it.data())
}

/// Puts values where they belong among rows without one.
fn spread<T: Copy>(values: Vec<T>, present: Option<&[bool]>, none: T, out: &mut Vec<T>) {
    match present {
        None => *out = values,
        Some(present) => {
            let mut values = values.into_iter();
            let of = |there: &bool| if *there { values.next().unwrap_or(none) } else { none };
            out.extend(present.iter().map(of));
        }
    }
}

/// For each row whether it has a value; `None` where all have one.
fn levels_of(bytes: &[u8], n: usize, most: i16) -> Result<Option<Vec<bool>>> {
    let width = 16 - most.leading_zeros();
    let levels = packed(bytes, width, n)?;
    let all = levels.iter().all(|it| *it == most as u32);
    Ok((!all).then(|| levels.iter().map(|it| *it == most as u32).collect()))
}

/// Numbers of a few bits, in runs of one number and in groups of eight packed together.
fn packed(bytes: &[u8], width: u32, n: usize) -> Result<Vec<u32>> {
    let mut out: Vec<u32> = Vec::with_capacity(n.min(1 << 24));
    if width == 0 {
        out.resize(n, 0);
        return Ok(out);
    }
    if width > 32 {
        return Err(short());
    }
    let mask = if width == 32 { u64::from(u32::MAX) } else { (1 << width) - 1 };
    let mut at = 0;
    while out.len() < n {
        let (mut head, mut shift) = (0_u64, 0);
        loop {
            let byte = *bytes.get(at).ok_or_else(short)?;
            at += 1;
            head |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 56 {
                break;
            }
        }
        let left = n - out.len();
        if head & 1 == 0 {
            let length = width.div_ceil(8) as usize;
            let value = slice(bytes, at, at + length)?
                .iter()
                .rev()
                .fold(0, |sum, it| sum << 8 | u32::from(*it));
            at += length;
            let run = usize::try_from(head >> 1).unwrap_or(left);
            if run == 0 {
                return Err(short());
            }
            out.resize(out.len() + run.min(left), value);
        } else {
            let groups = usize::try_from(head >> 1).map_err(|_| short())?;
            let length = groups.checked_mul(width as usize).ok_or_else(short)?;
            // The last groups may be cut where the values end.
            let end = at.saturating_add(length).min(bytes.len());
            let block = &bytes[at..end];
            let count = groups.saturating_mul(8).min(left);
            if count == 0 || (count * width as usize).div_ceil(8) > block.len() {
                return Err(short());
            }
            unpack(block, width, mask, count, &mut out);
            at = end;
        }
    }
    Ok(out)
}

fn unpack(block: &[u8], width: u32, mask: u64, count: usize, out: &mut Vec<u32>) {
    // Whole groups of eight where eight bytes can be read at every value.
    let safe =
        if block.len() >= 8 { ((block.len() - 8) * 8 / width as usize).min(count) } else { 0 };
    out.extend((0..safe).map(|k| {
        let bit = k * width as usize;
        let from = bit >> 3;
        let word = u64::from_le_bytes(eight(&block[from..from + 8]));
        (word >> (bit & 7) & mask) as u32
    }));
    for k in safe..count {
        let bit = k * width as usize;
        let mut word = [0; 8];
        let rest = &block[bit >> 3..];
        let length = rest.len().min(8);
        word[..length].copy_from_slice(&rest[..length]);
        out.push((u64::from_le_bytes(word) >> (bit & 7) & mask) as u32);
    }
}

fn four(it: &[u8]) -> [u8; 4] {
    [it[0], it[1], it[2], it[3]]
}

fn eight(it: &[u8]) -> [u8; 8] {
    [it[0], it[1], it[2], it[3], it[4], it[5], it[6], it[7]]
}

fn word(bytes: &[u8], at: usize) -> Result<u32> {
    Ok(u32::from_le_bytes(four(slice(bytes, at, at.checked_add(4).ok_or_else(short)?)?)))
}

fn slice(bytes: &[u8], from: usize, to: usize) -> Result<&[u8]> {
    bytes.get(from..to).ok_or_else(short)
}

fn short() -> ParquetError {
    ParquetError::EOF("a page is shorter than it says".to_owned())
}

#[cfg(test)]
mod tests {
    use super::packed;

    /// The example of the format's own description: 0 to 7 in three bits.
    #[test]
    fn runs_and_packed_groups_are_read() {
        assert_eq!(packed(&[3, 0x88, 0xc6, 0xfa], 3, 8).unwrap(), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(packed(&[10, 4], 3, 5).unwrap(), [4; 5]);
        assert_eq!(packed(&[4, 1, 3, 0x88, 0xc6, 0xfa], 3, 6).unwrap(), [1, 1, 0, 1, 2, 3]);
        assert_eq!(packed(&[], 0, 3).unwrap(), [0; 3]);
    }

    #[test]
    fn what_is_cut_short_is_an_error_and_no_panic() {
        for bytes in [&[][..], &[3], &[3, 1], &[2], &[0, 1], &[255, 255, 255, 255, 255, 255, 255]] {
            assert!(packed(bytes, 3, 8).is_err(), "{bytes:?}");
        }
        assert!(packed(&[3, 1, 2, 3, 4, 5], 33, 8).is_err());
    }
}
