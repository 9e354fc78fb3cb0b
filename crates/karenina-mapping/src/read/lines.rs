//! Lines of a text of any length in blocks of a few megabytes.
//!
//! A line is a row. A quote that is opened and not closed on its line makes one bad line and no
//! more: it does not swallow the rest of the file, as it would where a cell may go on.

use std::{
    borrow::Cow,
    io::{self, Read},
};

/// Bytes of a block, and the longest line.
const BLOCK: usize = 1 << 22;

/// A part of a text that ends with a line.
pub(crate) struct Block {
    pub text: String,
    /// The number of its first line, from 1.
    pub first_line: u64,
    /// Lines that are left out, and why.
    pub bad: Vec<(u64, Bad)>,
}

/// Why a line is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bad {
    /// Longer than a line can be.
    Long,
    /// Bytes that are no text.
    Bytes,
    /// A quote is not closed.
    Quote,
}

impl Bad {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Bytes => "bytes",
            Self::Quote => "quote",
        }
    }
}

/// A text in the making.
pub(crate) struct Lines {
    source: Box<dyn Read + Send>,
    rest: Vec<u8>,
    line: u64,
    /// Whether the text is windows-1251: its beginning is no UTF-8.
    windows: bool,
    begun: bool,
    done: bool,
}

impl Lines {
    pub(crate) fn new(source: Box<dyn Read + Send>) -> Self {
        Self { source, rest: Vec::new(), line: 1, windows: false, begun: false, done: false }
    }

    /// The next block; `None` at the end.
    pub(crate) fn next_block(&mut self) -> io::Result<Option<Block>> {
        let mut bad = Vec::new();
        loop {
            self.fill(BLOCK)?;
            if self.rest.is_empty() {
                if bad.is_empty() {
                    return Ok(None);
                }
                return Ok(Some(Block { text: String::new(), first_line: self.line, bad }));
            }
            let end = match memchr::memrchr(b'\n', &self.rest) {
                Some(at) if !self.done => at + 1,
                _ if self.done => self.rest.len(),
                _ => {
                    bad.push((self.line, Bad::Long));
                    self.skip_line()?;
                    continue;
                }
            };
            let after = self.rest.split_off(end);
            let bytes = std::mem::replace(&mut self.rest, after);
            let first_line = self.line;
            self.line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
            let text = self.decoded(bytes, first_line, &mut bad);
            return Ok(Some(Block { text, first_line, bad }));
        }
    }

    fn fill(&mut self, upto: usize) -> io::Result<()> {
        if !self.done && self.rest.len() < upto {
            let wanted = (upto - self.rest.len()) as u64;
            let got = self.source.by_ref().take(wanted).read_to_end(&mut self.rest)?;
            self.done = (got as u64) < wanted;
        }
        if !self.begun {
            self.begun = true;
            if self.rest.starts_with(b"\xef\xbb\xbf") {
                self.rest.drain(..3);
            }
            let look = &self.rest[..self.rest.len().min(1 << 16)];
            // A character cut in two at the end is no fault.
            self.windows =
                std::str::from_utf8(look).is_err_and(|it| it.valid_up_to() + 4 < look.len());
        }
        Ok(())
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            if let Some(at) = memchr::memchr(b'\n', &self.rest) {
                self.rest.drain(..=at);
                self.line += 1;
                return Ok(());
            }
            self.rest.clear();
            if self.done {
                return Ok(());
            }
            self.fill(BLOCK)?;
        }
    }

    fn decoded(&self, bytes: Vec<u8>, first_line: u64, bad: &mut Vec<(u64, Bad)>) -> String {
        if self.windows {
            return encoding_rs::WINDOWS_1251.decode_without_bom_handling(&bytes).0.into_owned();
        }
        match String::from_utf8(bytes) {
            Ok(it) => it,
            Err(err) => {
                // Bad lines are left empty, so that the numbers of the others stay.
                let bytes = err.into_bytes();
                let mut text = String::with_capacity(bytes.len());
                for (at, line) in bytes.split_inclusive(|it| *it == b'\n').enumerate() {
                    match std::str::from_utf8(line) {
                        Ok(line) => text.push_str(line),
                        Err(_) => {
                            bad.push((first_line + at as u64, Bad::Bytes));
                            if line.ends_with(b"\n") {
                                text.push('\n');
                            }
                        }
                    }
                }
                text
            }
        }
    }
}

/// Cuts a line into its cells.
pub(crate) fn cells<'l>(
    line: &'l str,
    separator: u8,
    out: &mut Vec<Cow<'l, str>>,
) -> Result<(), Bad> {
    out.clear();
    if memchr::memchr(b'"', line.as_bytes()).is_none() {
        let mut from = 0;
        for at in memchr::memchr_iter(separator, line.as_bytes()) {
            out.push(Cow::Borrowed(&line[from..at]));
            from = at + 1;
        }
        out.push(Cow::Borrowed(&line[from..]));
        return Ok(());
    }
    let mut rest = line;
    loop {
        if let Some(inner) = rest.trim_start_matches(' ').strip_prefix('"') {
            let mut cell = String::new();
            let mut inner = inner;
            loop {
                let at = inner.find('"').ok_or(Bad::Quote)?;
                cell.push_str(&inner[..at]);
                inner = &inner[at + 1..];
                match inner.strip_prefix('"') {
                    Some(more) => {
                        cell.push('"');
                        inner = more;
                    }
                    None => break,
                }
            }
            let end = memchr::memchr(separator, inner.as_bytes());
            cell.push_str(&inner[..end.unwrap_or(inner.len())]);
            out.push(Cow::Owned(cell));
            match end {
                Some(at) => rest = &inner[at + 1..],
                None => return Ok(()),
            }
        } else {
            match memchr::memchr(separator, rest.as_bytes()) {
                Some(at) => {
                    out.push(Cow::Borrowed(&rest[..at]));
                    rest = &rest[at + 1..];
                }
                None => {
                    out.push(Cow::Borrowed(rest));
                    return Ok(());
                }
            }
        }
    }
}

/// What separates the columns: of comma, semicolon and tab the one that the heading has most of; a
/// tab before the others, since it stands in no name.
pub(crate) fn separator(heading: &str) -> u8 {
    let times = |separator: u8| heading.bytes().filter(|it| *it == separator).count();
    let first = if times(b'\t') > 0 { b'\t' } else { b',' };
    [b',', b';'].into_iter().fold(first, |most, it| if times(it) > times(most) { it } else { most })
}

#[cfg(test)]
mod tests {
    use super::{Bad, Lines, cells};

    #[test]
    fn quotes_hold_separators_and_an_open_one_is_a_bad_line() {
        let mut out = Vec::new();
        cells("a,\"b, \"\"c\"\"\",d", b',', &mut out).unwrap();
        assert_eq!(out, ["a", "b, \"c\"", "d"]);
        cells("a,,", b',', &mut out).unwrap();
        assert_eq!(out, ["a", "", ""]);
        cells("\"a\",", b',', &mut out).unwrap();
        assert_eq!(out, ["a", ""]);
        assert_eq!(cells("a,\"b,c", b',', &mut out), Err(Bad::Quote));
        cells("5\" pipe,7", b',', &mut out).unwrap();
        assert_eq!(out, ["5\" pipe", "7"]);
    }

    #[test]
    fn a_line_without_end_and_one_that_is_no_text_are_told_by_number() {
        let mut text = b"a,b\n1,2\n\xff\xfe,\n3,4\n".to_vec();
        // Enough of good text before, so that it is not taken for windows-1251.
        let good = "5,6\n".repeat(30_000);
        text.splice(8..8, good.bytes());
        text.extend(std::iter::repeat_n(b'x', 10 << 20));
        text.extend(b"\n7,8");
        let mut lines = Lines::new(Box::new(std::io::Cursor::new(text)));
        let (mut bad, mut last, mut n) = (Vec::new(), String::new(), 0);
        while let Some(block) = lines.next_block().unwrap() {
            bad.extend(block.bad.iter().copied());
            n += block.text.lines().filter(|it| !it.is_empty()).count();
            last = block.text;
        }
        assert_eq!(bad, [(30_003, Bad::Bytes), (30_005, Bad::Long)]);
        assert_eq!(n, 30_004);
        assert!(last.ends_with("7,8"));
    }

    #[test]
    fn windows_1251_is_understood() {
        let text = b"region,activity\n\xd2\xe2\xe5\xf0\xfc,26\n".to_vec();
        let mut lines = Lines::new(Box::new(std::io::Cursor::new(text)));
        assert_eq!(lines.next_block().unwrap().unwrap().text, "region,activity\nТверь,26\n");
    }
}
