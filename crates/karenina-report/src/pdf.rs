//! PDF: pages of A4 with contents, page numbers, figures, and a structure that can be read aloud
//! (PDF/UA-1). Layout is a simple flow of our own; the file is written by krilla.

mod emit;
mod flow;
mod table;
mod text;

use crate::Document;

/// A document as PDF.
pub fn pdf(document: &Document) -> Vec<u8> {
    emit::emit(document)
}
