//! The reporting form: a workbook made from the schema, empty or filled in with what is known.
//!
//! A sheet a table; the headings are the titles of the schema, which readers know in both
//! languages, so that a filled-in form is a dataset as it stands. It is made here and not where
//! files are read because it consists of words: titles, labels, help in two languages.

mod cells;
mod front;
mod rows;
mod sheets;

use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, TableId};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::{
    Lang,
    wording::{number, words},
};

/// A cell as people read it and as a form that is filled in is read again; empty where nothing
/// stands in it.
pub fn cell_text(data: &Dataset, table: TableId, row: u32, column: usize, lang: Lang) -> String {
    match cells::cell(data, table, row, column, lang) {
        cells::Written::Nothing => String::new(),
        cells::Written::Number(x) => number(x, lang),
        cells::Written::Text(text) => text,
    }
}

/// What a form is made from.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// Practices, indicators and fields for the drop-downs.
    pub catalogue: &'a Catalogue,
    /// What is known already, if anything.
    pub known: Option<&'a Dataset>,
    /// Who is to fill it in.
    pub subject: FormSubject<'a>,
    /// What made it.
    pub edition: &'a FormEdition,
    /// In which language.
    pub lang: Lang,
}

/// Who is to fill in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormSubject<'a> {
    /// Whoever knows of all clusters.
    Programme,
    /// A cluster of which something is known: its row.
    Cluster(u32),
    /// A cluster of which only the key is known.
    New(&'a str),
}

/// What made a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormEdition {
    /// SHA-256 of the schema of the tables.
    pub schema: String,
    /// SHA-256 of the catalogue.
    pub catalogue: String,
    /// SHA-256 of the data that were filled in.
    pub data: Option<String>,
    /// Version of the program.
    pub program: String,
}

/// The order of the sheets: what a cluster is, who belongs to it, how it works, what it rests on.
/// Tables that are not named come after.
const FIRST: [&str; 4] = ["programme", "clusters", "organisations", "memberships"];

/// The form as the bytes of a workbook. The same form gives the same bytes.
pub fn form(form: &Form<'_>) -> Result<Vec<u8>, XlsxError> {
    let words = words(form.lang);
    let mut book = Workbook::new();
    let title = match form.subject {
        FormSubject::Programme => words.word("form-title-programme"),
        FormSubject::Cluster(_) | FormSubject::New(_) => words.word("form-title"),
    };
    // The clock is not looked at: a form is dated by its edition.
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("Karenina")
        .set_comment(format!("schema {}", form.edition.schema))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    let looks = sheets::Looks::new();
    let tables = tables_of(form);
    let rows = rows::Rows::chosen(form);
    front::cover(book.add_worksheet(), form, title, &tables, &rows, &looks)?;
    let lists = sheets::Lists::of(form);
    for id in &tables {
        sheets::table(book.add_worksheet(), form, *id, &rows, &lists, &looks)?;
    }
    front::help(book.add_worksheet(), form, &tables, &looks)?;
    lists.write(book.add_worksheet(), form, &looks)?;
    book.save_to_buffer()
}

fn tables_of(form: &Form<'_>) -> Vec<TableId> {
    let mut tables: Vec<TableId> = TableId::all().collect();
    tables.sort_by_key(|id| {
        let named = FIRST.iter().position(|it| *it == id.name());
        // Documents stand last: they are filled in when something has to rest on them.
        (named.unwrap_or(FIRST.len()), *id == TableId::SOURCES, *id)
    });
    if form.subject != FormSubject::Programme {
        // What no cluster can know: the programme and the statistics of regions.
        tables.retain(|it| ![TableId::PROGRAMME, TableId::REGION_ACTIVITY].contains(it));
    }
    tables
}
