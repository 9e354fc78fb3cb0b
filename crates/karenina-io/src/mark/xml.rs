//! Texts of XML that are changed in place: where each tag stands, and edits by position.

use std::{borrow::Cow, ops::Range};

use quick_xml::{Reader, events::Event};

use super::NotMarked;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Start,
    Empty,
    End,
}

/// A tag, and where it stands in the text.
#[derive(Debug, Clone)]
pub struct Tag<'a> {
    pub kind: Kind,
    /// From `<` to behind `>`.
    pub span: Range<usize>,
    /// How deep the element lies: the root at 0.
    pub depth: usize,
    /// Its name with the prefix.
    pub name: &'a str,
    text: &'a str,
}

impl<'a> Tag<'a> {
    /// Whether it opens an element, with content or without.
    pub fn opens(&self) -> bool {
        self.kind != Kind::End
    }

    /// Its name without the prefix.
    pub fn local(&self) -> &'a str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }

    /// The prefix of its name with the colon, or nothing.
    pub fn prefix(&self) -> &'a str {
        &self.name[..self.name.len() - self.local().len()]
    }

    /// The value of an attribute, by its name with or without prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let span = self.value_span(name)?;
        quick_xml::escape::unescape(&self.text[span]).ok()
    }

    /// Where the value of an attribute stands in the whole text, without the quotes.
    pub fn value_span(&self, name: &str) -> Option<Range<usize>> {
        attributes(self.text, self.span.clone()).find_map(|(key, value)| {
            let key = &self.text[key];
            let local = key.rsplit(':').next().unwrap_or(key);
            (key == name || (key != local && local == name && !key.starts_with("xmlns")))
                .then_some(value)
        })
    }

    /// Where the name ends, so that an attribute can be put behind it.
    pub fn after_name(&self) -> usize {
        self.span.start + 1 + usize::from(self.kind == Kind::End) + self.name.len()
    }

    /// Where the tag closes, so that an attribute can be put before it.
    fn before_end(&self) -> usize {
        self.span.end - if self.kind == Kind::Empty { 2 } else { 1 }
    }

    /// Sets an attribute, as an edit of the whole text.
    pub fn set(&self, edits: &mut Edits, name: &str, value: &str) {
        match self.value_span(name) {
            Some(span) => edits.replace(span, value),
            None => edits.insert(self.before_end(), format!(" {name}=\"{value}\"")),
        }
    }
}

/// The names and values of the attributes of a tag, as places in the text.
fn attributes(
    text: &str,
    span: Range<usize>,
) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut at = span.start + 1;
    while at < span.end && !bytes[at].is_ascii_whitespace() && bytes[at] != b'>' {
        at += 1;
    }
    std::iter::from_fn(move || {
        while at < span.end && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
            at += 1;
        }
        let name = at;
        while at < span.end && !matches!(bytes[at], b'=' | b'>') && !bytes[at].is_ascii_whitespace()
        {
            at += 1;
        }
        let name = name..at;
        while at < span.end && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        if at >= span.end || bytes[at] != b'=' {
            return None;
        }
        at += 1;
        while at < span.end && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let quote = *bytes.get(at).filter(|it| matches!(it, b'"' | b'\''))?;
        at += 1;
        let value = at;
        while at < span.end && bytes[at] != quote {
            at += 1;
        }
        let value = value..at;
        at += 1;
        Some((name, value))
    })
}

/// Every tag of a text, in order.
pub fn tags(text: &str) -> Tags<'_> {
    // The mark of byte order is no part of the document, and positions are counted without it.
    let skip = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::from_str(&text[skip..]);
    reader.config_mut().check_end_names = true;
    Tags { text, reader, skip, depth: 0, done: false }
}

/// Goes through the tags of a text.
pub struct Tags<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    skip: usize,
    depth: usize,
    done: bool,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Result<Tag<'a>, NotMarked>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let start = self.reader.buffer_position() as usize + self.skip;
            let event = self.reader.read_event();
            let end = self.reader.buffer_position() as usize + self.skip;
            let kind = match event {
                Ok(Event::Start(_)) => Kind::Start,
                Ok(Event::Empty(_)) => Kind::Empty,
                Ok(Event::End(_)) => Kind::End,
                Ok(Event::Eof) if self.depth == 0 => {
                    self.done = true;
                    return None;
                }
                // Documents have no business with entities of their own.
                Ok(Event::Eof | Event::DocType(_)) | Err(_) => {
                    self.done = true;
                    return Some(Err(NotMarked::Broken));
                }
                Ok(_) => continue,
            };
            let depth = match kind {
                Kind::Start => {
                    self.depth += 1;
                    self.depth - 1
                }
                Kind::Empty => self.depth,
                Kind::End => {
                    self.depth = self.depth.saturating_sub(1);
                    self.depth
                }
            };
            let inside = self.text.get(start..end).unwrap_or("").trim_start_matches(['<', '/']);
            let name = inside
                .split(|it: char| it.is_whitespace() || matches!(it, '/' | '>'))
                .next()
                .unwrap_or("");
            return Some(Ok(Tag { kind, span: start..end, depth, name, text: self.text }));
        }
        None
    }
}

/// Changes of a text by position. They may come in any order and must not overlap; what is
/// inserted at one place stands in the order of insertion.
#[derive(Debug, Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.0.push((at..at, text.into()));
    }

    pub fn replace(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.0.push((span, text.into()));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with all changes.
    pub fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
        let mut result =
            String::with_capacity(text.len() + self.0.iter().map(|it| it.1.len()).sum::<usize>());
        let mut at = 0;
        for (span, new) in self.0 {
            result.push_str(&text[at..span.start]);
            result.push_str(&new);
            at = span.end;
        }
        result.push_str(&text[at..]);
        result
    }
}

/// A text as the content or attribute of an element. What XML cannot hold is replaced.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for it in text.chars() {
        match it {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push('\t'),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            it => escaped.push(it),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Edits, Kind, tags};

    #[test]
    fn tags_stand_where_they_stand() {
        let text = "\u{feff}<?xml version='1.0'?><!-- <c/> --><x:a r:id = 'q\">' s=\"1\"><b/>&lt;<c></c></x:a>";
        let all: Vec<_> = tags(text).map(|it| it.unwrap()).collect();
        let shown: Vec<_> =
            all.iter().map(|it| (&text[it.span.clone()], it.depth, it.kind)).collect();
        assert_eq!(
            shown,
            [
                ("<x:a r:id = 'q\">' s=\"1\">", 0, Kind::Start),
                ("<b/>", 1, Kind::Empty),
                ("<c>", 1, Kind::Start),
                ("</c>", 1, Kind::End),
                ("</x:a>", 0, Kind::End),
            ]
        );
        assert_eq!((all[0].local(), all[0].prefix()), ("a", "x:"));
        assert_eq!(all[0].attribute("id").as_deref(), Some("q\">"));
        let mut edits = Edits::default();
        all[0].set(&mut edits, "s", "7");
        all[1].set(&mut edits, "t", "8");
        assert!(edits.apply(text).ends_with("s=\"7\"><b t=\"8\"/>&lt;<c></c></x:a>"));
    }

    #[test]
    fn what_is_cut_off_or_has_entities_is_not_touched() {
        for text in ["<a><b></a>", "<a>", "<!DOCTYPE a><a/>", "<a"] {
            assert!(tags(text).any(|it| it.is_err()), "{text}");
        }
    }
}
