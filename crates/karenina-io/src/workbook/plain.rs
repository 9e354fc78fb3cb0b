//! XLSX as nearly every program writes it, read without a general parser of XML.
//!
//! A sheet of a million rows is a gigabyte of tags, and asking a parser for each of them is what
//! costs the time. The parts that hold the cells are written by programs and look alike: `<row>`,
//! `<c>`, `<v>`. Here they are cut up at these tags, while another thread unpacks what comes next.
//!
//! Nothing here is forgiving. Whatever is not as expected, be it a prefix, a comment, a reference
//! that leads nowhere or a number that is none, is [`NotPlain`], and calamine reads the sheet from
//! its beginning, with its own idea of what is an error. A test holds both to the same cells on the
//! whole corpus.

mod cells;
mod parts;
mod stream;
mod texts;

use std::{cell::OnceCell, io::Cursor};

use calamine::DataRef;
use zip::ZipArchive;

use self::{parts::Parts, stream::Stream, texts::Texts};
use super::{Each, Fault, Pass};

/// Something is not as this reader expects it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NotPlain;

type Result<T> = std::result::Result<T, NotPlain>;

/// How a cell with a number is shown, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Number,
    Time,
    Duration,
}

/// A workbook whose parts are all as expected, so far.
pub struct Book<'a> {
    bytes: &'a [u8],
    parts: Parts,
    texts: OnceCell<Texts>,
}

impl<'a> Book<'a> {
    /// Looks at the parts that say what there is.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let parts = parts::read(&mut archive).ok()?;
        Some(Self { bytes, parts, texts: OnceCell::new() })
    }

    /// The sheets with cells: name, and whether it is hidden.
    pub fn sheets(&self) -> impl Iterator<Item = (&str, bool)> {
        self.parts.sheets.iter().map(|it| (it.name.as_str(), it.hidden))
    }

    /// How many sheets there are, of whatever kind.
    pub fn number_of_sheets(&self) -> usize {
        self.parts.sheets.len() + self.parts.other_sheets
    }

    /// Gives the cells of a sheet one after another; [`Fault::NotPlain`] where it cannot, or not to
    /// the end.
    pub fn cells(
        &self,
        sheet: &str,
        each: &mut Each,
        pass: Pass,
    ) -> std::result::Result<(), Fault> {
        let place = self.parts.sheets.iter().find(|it| it.name == sheet).ok_or(Fault::NotPlain)?;
        let texts = match self.texts.get() {
            Some(it) => it,
            None => {
                let it = self.read_texts().map_err(|NotPlain| Fault::NotPlain)?;
                self.texts.get_or_init(|| it)
            }
        };
        let context = cells::Context {
            texts,
            shown: &self.parts.shown,
            from_1904: self.parts.from_1904,
            formulas: pass == Pass::Formulas,
        };
        stream::with(self.bytes, place.part, |stream| cells::read(stream, &context, each))
    }

    fn read_texts(&self) -> Result<Texts> {
        let Some(part) = self.parts.texts else { return Ok(Texts::default()) };
        let mut texts = Texts::default();
        let read = stream::with(self.bytes, part, |stream| {
            texts::read(stream, &mut texts).map_err(|NotPlain| Fault::NotPlain)
        });
        read.map(|()| texts).map_err(|_| NotPlain)
    }
}

/// A text without the names of characters, ends of lines as one sign. `from` must be without tags.
fn decode(from: &[u8], into: &mut String) -> Result<()> {
    let text = std::str::from_utf8(from).map_err(|_| NotPlain)?;
    if memchr::memchr2(b'&', b'\r', from).is_none() {
        into.push_str(text);
        return Ok(());
    }
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\r']) {
        into.push_str(&rest[..at]);
        if rest.as_bytes()[at] == b'\r' {
            into.push('\n');
            rest = &rest[at + 1..];
            rest = rest.strip_prefix('\n').unwrap_or(rest);
            continue;
        }
        let end = rest[at..].find(';').ok_or(NotPlain)?;
        match &rest[at + 1..at + end] {
            "amp" => into.push('&'),
            "lt" => into.push('<'),
            "gt" => into.push('>'),
            "quot" => into.push('"'),
            "apos" => into.push('\''),
            other => {
                let digits = other.strip_prefix('#').ok_or(NotPlain)?;
                let number = match digits.strip_prefix('x') {
                    Some(it) => u32::from_str_radix(it, 16),
                    None => digits.parse(),
                };
                let is = number.ok().filter(|it| *it != 0).and_then(char::from_u32);
                into.push(is.ok_or(NotPlain)?);
            }
        }
        rest = &rest[at + end + 1..];
    }
    into.push_str(rest);
    Ok(())
}

/// Reads the escapes of Excel from `begin` on: `_x000D_` is a character that XML does not have.
fn unescape(text: &mut String, begin: usize) -> Result<()> {
    let unit = |bytes: &[u8], at: usize| {
        let it = bytes.get(at..at + 7)?;
        let digits = std::str::from_utf8(&it[2..6]).ok()?;
        let escape = it[1] == b'x' && it[6] == b'_' && it[2..6].iter().all(u8::is_ascii_hexdigit);
        escape.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    };
    let bytes = text.as_bytes();
    let first = memchr::memchr_iter(b'_', &bytes[begin..])
        .map(|it| begin + it)
        .find(|it| unit(bytes, *it).is_some());
    let Some(first) = first else { return Ok(()) };
    let escaped = text.split_off(first);
    let mut at = 0;
    while at < escaped.len() {
        match unit(escaped.as_bytes(), at) {
            // A half of a pair is no character; calamine knows what to make of them.
            Some(it) if escaped.as_bytes()[at] == b'_' => {
                text.push(char::from_u32(it).ok_or(NotPlain)?);
                at += 7;
            }
            Some(_) | None => {
                let it = escaped[at..].chars().next().ok_or(NotPlain)?;
                text.push(it);
                at += it.len_utf8();
            }
        }
    }
    Ok(())
}

/// An element: the bytes of its attributes, whether it is empty, and what follows it.
struct Tag<'a> {
    name: &'a [u8],
    attributes: &'a [u8],
    empty: bool,
    rest: &'a [u8],
}

/// The tag that begins right here.
fn tag(bytes: &[u8]) -> Result<Tag<'_>> {
    if bytes.first() != Some(&b'<') {
        return Err(NotPlain);
    }
    let mut end = memchr::memchr(b'>', bytes).ok_or(NotPlain)?;
    // A `>` may stand within quotes.
    let mut looked = 1;
    while let Some(quote) = memchr::memchr2(b'"', b'\'', &bytes[looked..end]) {
        let at = looked + quote;
        let close = memchr::memchr(bytes[at], &bytes[at + 1..]).ok_or(NotPlain)?;
        looked = at + 1 + close + 1;
        if looked > end {
            end = looked + memchr::memchr(b'>', &bytes[looked..]).ok_or(NotPlain)?;
        }
    }
    let inner = &bytes[1..end];
    let (inner, empty) = match inner.split_last() {
        Some((b'/', inner)) => (inner, true),
        _ => (inner, false),
    };
    let n = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
    Ok(Tag { name: &inner[..n], attributes: &inner[n..], empty, rest: &bytes[end + 1..] })
}

/// The attributes of a tag, as they are written.
fn attributes<'a>(mut bytes: &'a [u8], mut each: impl FnMut(&'a [u8], &'a [u8])) -> Result<()> {
    loop {
        bytes = bytes.trim_ascii_start();
        if bytes.is_empty() {
            return Ok(());
        }
        let equals = memchr::memchr(b'=', bytes).ok_or(NotPlain)?;
        let name = &bytes[..equals];
        let quote = *bytes.get(equals + 1).ok_or(NotPlain)?;
        if !matches!(quote, b'"' | b'\'') {
            return Err(NotPlain);
        }
        let value = &bytes[equals + 2..];
        let end = memchr::memchr(quote, value).ok_or(NotPlain)?;
        each(name, &value[..end]);
        bytes = &value[end + 1..];
    }
}

/// The text of a run, `<t>` or `<t xml:space="preserve">`, whose tag has been read; what follows
/// its end.
fn run<'a>(tag: &Tag<'a>, into: &mut String) -> Result<&'a [u8]> {
    if tag.empty {
        return Ok(tag.rest);
    }
    let end = memchr::memchr(b'<', tag.rest).ok_or(NotPlain)?;
    let mut kept = false;
    attributes(tag.attributes, |name, value| {
        kept |= name == b"xml:space" && value == b"preserve";
    })?;
    let begin = into.len();
    decode(&tag.rest[..end], into)?;
    if !kept {
        let is_space = |it: char| matches!(it, ' ' | '\t' | '\r' | '\n');
        let to = begin + into[begin..].trim_end_matches(is_space).len();
        into.truncate(to);
        let from = into.len() - into[begin..].trim_start_matches(is_space).len();
        into.replace_range(begin..from, "");
    }
    unescape(into, begin)?;
    tag.rest[end..].strip_prefix(b"</t>").ok_or(NotPlain)
}

/// What an element of texts holds, `<si>` or `<is>`, between its tags: the text of its runs
/// without what only says how it is pronounced.
fn string(mut bytes: &[u8], into: &mut String) -> Result<()> {
    let mut spoken = false;
    loop {
        bytes = bytes.trim_ascii_start();
        if bytes.is_empty() {
            return Ok(());
        }
        let it = tag(bytes)?;
        bytes = it.rest;
        match it.name {
            b"t" if !spoken => bytes = run(&it, into)?,
            b"t" if !it.empty => {
                let end = memchr::memchr(b'<', bytes).ok_or(NotPlain)?;
                bytes = bytes[end..].strip_prefix(b"</t>").ok_or(NotPlain)?;
            }
            b"rPh" => spoken = !it.empty,
            b"/rPh" => spoken = false,
            [b'!' | b'?', ..] => return Err(NotPlain),
            _ => {}
        }
    }
}

/// A number as a text, where calamine's number would be written as the same: then nobody needs
/// the number.
fn is_canonical(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let (whole, part) = match memchr::memchr(b'.', digits) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let all = |it: &[u8]| !it.is_empty() && it.iter().all(u8::is_ascii_digit);
    let whole_fits = all(whole) && (whole.len() == 1 || whole[0] != b'0');
    match part {
        None => whole_fits && whole.len() <= 15 && digits != b"0" || text == b"0",
        Some(part) => {
            // As far as a number keeps every digit, and none is written that it would not be.
            whole_fits && all(part) && whole.len() + part.len() <= 15 && part.last() != Some(&b'0')
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode, is_canonical, string, unescape};

    proptest! {
        #[test]
        fn a_number_that_is_left_as_a_text_would_be_written_so(
            text in "-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,15})?",
        ) {
            if is_canonical(text.as_bytes()) {
                let number: f64 = text.parse().unwrap();
                prop_assert_eq!(number.to_string(), text);
            }
        }
    }

    #[test]
    fn most_numbers_are_left_as_they_are() {
        for text in ["0", "7", "-12", "1234567", "0.5", "1234.56", "999999999999999"] {
            assert!(is_canonical(text.as_bytes()), "{text}");
        }
        for text in ["-0", "007", "1.50", "1e5", ".5", "5.", "", "-", "1234567890123456", "0.0"] {
            assert!(!is_canonical(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn characters_by_name_and_the_escapes_of_excel_are_read() {
        let decoded = |text: &str| {
            let mut out = String::new();
            decode(text.as_bytes(), &mut out).map(|()| out).ok()
        };
        assert_eq!(decoded("a &amp; b&#10;&#x41;\r\nc").as_deref(), Some("a & b\nA\nc"));
        assert_eq!(decoded("snake_case_x_").as_deref(), Some("snake_case_x_"));
        let escaped = |text: &str| {
            let mut out = String::from("_x0041_");
            out.push_str(text);
            unescape(&mut out, 7).map(|()| out[7..].to_owned()).ok()
        };
        assert_eq!(escaped("a_x000D__x0041_b_x").as_deref(), Some("a\rAb_x"));
        assert_eq!(escaped("_x005F_x000D_").as_deref(), Some("_x000D_"));
        assert_eq!(escaped("nothing_here").as_deref(), Some("nothing_here"));
        assert_eq!(escaped("_xD83D__xDCF7_"), None);
        assert_eq!(decoded("&nbsp;"), None);
        assert_eq!(decoded("a & b"), None);
    }

    #[test]
    fn runs_are_put_together_without_what_is_only_spoken() {
        let text = |xml: &str| {
            let mut out = String::new();
            string(xml.as_bytes(), &mut out).map(|()| out).ok()
        };
        let rich = "<r><rPr><b/></rPr><t> a </t></r><r><t xml:space=\"preserve\"> b </t></r>\
                    <rPh sb=\"0\" eb=\"1\"><t>said</t></rPh><phoneticPr fontId=\"1\"/>";
        assert_eq!(text(rich).as_deref(), Some("a b "));
        assert_eq!(text("<t/>").as_deref(), Some(""));
        assert_eq!(text("<t><!-- a --></t>"), None);
    }
}
