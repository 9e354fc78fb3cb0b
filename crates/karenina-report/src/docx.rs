//! DOCX: a document that an office goes on working with. The parts of `WordprocessingML` are
//! written directly: real styles, headings that number themselves, fields for contents, captions
//! and page numbers, figures as SVG with a picture beside them.
//!
//! The look is that of a template: any DOCX whose styles, headers, footers and page an office
//! has set as it likes. Everything of it but the text is kept.

mod body;
mod package;
mod styles;

use crate::Document;

pub use package::NoTemplate;

/// A document as DOCX, in the look of a template where one is given.
pub fn docx(document: &Document, template: Option<&[u8]>) -> Result<Vec<u8>, NoTemplate> {
    package::package(document, template)
}

/// A text as XML holds it.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for it in text.chars() {
        match it {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            it if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            it => out.push(it),
        }
    }
    out
}
