//! From bytes to text: which encoding, and where the bytes are no text in it.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1251};
use karenina_model::{Code, Place, Problem, problem::Problems};

/// The text of a file, and what was wrong with its bytes.
pub struct Decoded<'a> {
    /// The text; `None` where the bytes are no text at all.
    pub text: Option<Cow<'a, str>>,
    /// What was wrong.
    pub problems: Problems,
}

/// Decodes the bytes of a file.
///
/// A byte-order mark decides. Without one the text is UTF-8 if it is valid, and otherwise what
/// the bytes themselves suggest: in a text of windows-1251 nearly every letter breaks UTF-8, in a
/// damaged text of UTF-8 the whole letters outnumber the broken ones. Mere presence of a whole
/// letter proves nothing: `К»` in windows-1251 is a valid sequence of UTF-8 by accident, and
/// stands in the name of every second Russian company.
pub fn decode<'a>(file: &str, bytes: &'a [u8]) -> Decoded<'a> {
    let mut problems = Problems::default();
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if broken {
                for (line, text) in lines(&text) {
                    if text.contains('\u{fffd}') {
                        problems.push(broken_bytes(file, line, encoding.name(), "fffd"));
                    }
                }
            }
            return whole(file, text, problems);
        }
        Some((_, mark)) => return unicode(file, &bytes[mark..], problems),
        None => {}
    }
    if is_binary(bytes) {
        problems.push(broken_bytes(file, 1, "none", &hex(&bytes[..bytes.len().min(4)])));
        return Decoded { text: None, problems };
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return whole(file, Cow::Borrowed(text), problems);
    }
    let (mut letters, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if letters >= broken {
        return unicode(file, bytes, problems);
    }
    let (text, _) = WINDOWS_1251.decode_without_bom_handling(bytes);
    problems.push(
        Problem::new(Code::EncodingGuessed, Place::file(file)).with("encoding", "windows-1251"),
    );
    whole(file, text, problems)
}

/// Text of UTF-8, with the lines named whose bytes are broken.
fn unicode<'a>(file: &str, bytes: &'a [u8], mut problems: Problems) -> Decoded<'a> {
    let text = String::from_utf8_lossy(bytes);
    if let Cow::Owned(_) = text {
        let ends = line_ends(bytes);
        let (mut line, mut named) = (1_u32, 0);
        for chunk in bytes.utf8_chunks() {
            line += memchr::memchr_iter(ends, chunk.valid().as_bytes()).count() as u32;
            if !chunk.invalid().is_empty() && named != line {
                named = line;
                problems.push(broken_bytes(file, line, "UTF-8", &hex(chunk.invalid())));
            }
        }
    }
    whole(file, text, problems)
}

fn whole<'a>(file: &str, mut text: Cow<'a, str>, mut problems: Problems) -> Decoded<'a> {
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let ends = line_ends(text.as_bytes());
        let line = 1 + memchr::memchr_iter(ends, &text.as_bytes()[..at]).count() as u32;
        problems.push(broken_bytes(file, line, "NUL", "00"));
        text = Cow::Owned(text.replace('\0', "\u{fffd}"));
    }
    Decoded { text: Some(text), problems }
}

/// Whether the beginning of a file is full of what no text has.
fn is_binary(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(8_192)];
    let odd = beginning
        .iter()
        .filter(|it| **it < 0x20 && !matches!(it, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a))
        .count();
    // A stray byte now and then is a slip, one in thirty is a picture or a program.
    odd * 30 > beginning.len()
}

/// The byte that ends the lines of a text. Files of old Macintosh programs end them with a
/// carriage return alone, and may have line feeds within cells.
pub fn line_ends(bytes: &[u8]) -> u8 {
    let (mut from, mut quoted) = (0, false);
    while let Some(at) = memchr::memchr3(b'"', b'\r', b'\n', &bytes[from..]) {
        let at = from + at;
        from = at + 1;
        match bytes[at] {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'\r' if bytes.get(from) != Some(&b'\n') => {
                let feeds = memchr::memchr_iter(b'\n', bytes).count();
                // One lone return among line feeds is a slip within a cell.
                let returns = memchr::memchr_iter(b'\r', bytes).count();
                return if returns > feeds { b'\r' } else { b'\n' };
            }
            _ => return b'\n',
        }
    }
    b'\n'
}

fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let ends = char::from(line_ends(text.as_bytes()));
    text.split(ends).zip(1_u32..).map(|(text, line)| (line, text))
}

fn broken_bytes(file: &str, line: u32, encoding: &str, bytes: &str) -> Problem {
    Problem::new(Code::BytesBroken, Place::line(file, line))
        .with("encoding", encoding)
        .with("bytes", bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::decode;
    use karenina_model::{Code, Problem};

    fn read(bytes: &[u8]) -> (Option<String>, Vec<Problem>) {
        let it = decode("a.csv", bytes);
        (it.text.map(String::from), it.problems.into_list())
    }

    fn codes(problems: &[Problem]) -> Vec<(Code, Option<u32>)> {
        problems.iter().map(|it| (it.code, it.place.line)).collect()
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(read(b"\xef\xbb\xbfid").0.as_deref(), Some("id"));
        assert_eq!(read(b"\xff\xfei\0d\0").0.as_deref(), Some("id"));
        assert_eq!(read(b"\xfe\xff\0i\0d").0.as_deref(), Some("id"));
    }

    #[test]
    fn cyrillic_of_windows_is_told_from_unicode() {
        let (text, _, _) = encoding_rs::WINDOWS_1251.encode("id,name\n1,ООО «ТЭК»\n");
        let (decoded, problems) = read(&text);
        assert_eq!(decoded.as_deref(), Some("id,name\n1,ООО «ТЭК»\n"));
        assert_eq!(codes(&problems), [(Code::EncodingGuessed, None)]);
    }

    #[test]
    fn unicode_with_a_few_broken_bytes_is_not_taken_for_windows() {
        let mut bytes = "имя\nТула\nБерлин\n".as_bytes().to_vec();
        let at = bytes.len() - 3;
        bytes[at] = 0xff;
        let (text, problems) = read(&bytes);
        assert!(text.is_some_and(|it| it.starts_with("имя\nТула\nБерли\u{fffd}")));
        assert_eq!(codes(&problems), [(Code::BytesBroken, Some(3))]);
    }

    #[test]
    fn half_a_character_of_utf_16_is_named_with_its_line() {
        let (_, problems) = read(b"\xff\xfei\0d\0\n\0\0\xd8a\0\n\0");
        assert_eq!(codes(&problems), [(Code::BytesBroken, Some(2))]);
    }

    #[test]
    fn a_picture_is_no_text_and_a_stray_nul_is_named_once() {
        let (text, problems) =
            read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0");
        assert_eq!(text, None);
        assert_eq!(codes(&problems), [(Code::BytesBroken, Some(1))]);
        let (text, problems) = read(format!("{}\na\0b\n\0\n", "x".repeat(100)).as_bytes());
        assert!(text.is_some_and(|it| it.ends_with("\na\u{fffd}b\n\u{fffd}\n")));
        assert_eq!(codes(&problems), [(Code::BytesBroken, Some(2))]);
    }
}
