//! The table of texts: each is written once, and cells name it by its number.

use memchr::memmem::Finder;

use super::{NotPlain, Result, Stream, string};

/// All texts, one after another in one piece of memory.
#[derive(Default)]
pub struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// The text with this number.
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let begin = at.checked_sub(1).map_or(0, |it| self.ends[it] as usize);
        self.all.get(begin..end)
    }
}

pub fn read(stream: &mut Stream, texts: &mut Texts) -> Result<()> {
    super::cells::begin(stream, b"sst", b"sst")?;
    let end = Finder::new(b"</si>");
    loop {
        let window = stream.window();
        let space = window.len() - window.trim_ascii_start().len();
        stream.pass(space);
        // The last of the tags may be the last of the bytes.
        if stream.window().len() < 8 && stream.more()? {
            continue;
        }
        let window = stream.window();
        if window.starts_with(b"</sst>") {
            return Ok(());
        }
        if window.starts_with(b"<si/>") {
            stream.pass(5);
        } else if window.starts_with(b"<si>") {
            let n = stream.up_to(&end)?.ok_or(NotPlain)?;
            let inner = &stream.window()[4..n - end.needle().len()];
            one(inner, &mut texts.all)?;
            stream.pass(n);
        } else {
            return Err(NotPlain);
        }
        texts.ends.push(u32::try_from(texts.all.len()).map_err(|_| NotPlain)?);
    }
}

/// Nearly all are one run and nothing else.
fn one(inner: &[u8], into: &mut String) -> Result<()> {
    if let Some(text) = inner.strip_prefix(b"<t>").and_then(|it| it.strip_suffix(b"</t>"))
        && memchr::memchr(b'<', text).is_none()
        && text.first().is_none_or(|it| !it.is_ascii_whitespace())
        && text.last().is_none_or(|it| !it.is_ascii_whitespace())
        && memchr::memchr(b'&', text).is_none()
    {
        let begin = into.len();
        super::decode(text, into)?;
        return super::unescape(into, begin);
    }
    string(inner, into)
}
