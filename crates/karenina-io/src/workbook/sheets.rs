//! The sheets of a workbook as tables: which of them are, where the heading stands, and limits
//! on what is taken in.

use std::collections::BTreeSet;

use karenina_model::{Code, Place, Problem, TableId, problem::Problems, table::letters};

use super::{Fault, MOST_BYTES};
use crate::{
    csv::MOST_COLUMNS,
    layout::{LOOKED_AT_FOR_DRAFT, Looked, Row, Taker, look},
    names,
    read::Part,
    recipe,
};

/// The most cells of all sheets, counted from the first column to the last that is filled.
const MOST_CELLS: u64 = 50_000_000;

/// The most rows that a sheet has in any of the formats.
const MOST_ROWS: u32 = 1 << 20;

/// Takes the cells of one sheet after another.
pub struct Sheets<'a> {
    file: &'a str,
    recipe: &'a [recipe::Part],
    /// The parts of the recipe that fitted a sheet.
    used: BTreeSet<usize>,
    /// Sheets as they look, where a recipe is to be drafted and nothing is read.
    looked: Option<Vec<Looked>>,
    parts: Vec<Part>,
    problems: Problems,
    forms: Vec<FormCover>,
    sheet: Option<Sheet<'a>>,
    /// How many cells have been taken, and how much text.
    taken: Taken,
    /// What had been taken before the sheet that is being read.
    before: Taken,
}

#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    cells: u64,
    bytes: u64,
}

/// What came of a workbook.
#[derive(Default)]
pub struct Found {
    pub parts: Vec<Part>,
    pub problems: Problems,
    pub used: BTreeSet<usize>,
    pub looked: Vec<Looked>,
    pub forms: Vec<FormCover>,
}

/// What the cover of one of our forms says that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormCover {
    /// Where it says so.
    pub place: Place,
    /// SHA-256 of the tables.
    pub schema: String,
    /// SHA-256 of the catalogue.
    pub catalogue: Option<String>,
}

/// How many rows of a cover are looked at.
const COVER: usize = 20;

/// The hashes on a cover: they are known by their look, in whatever language it is. The edition is
/// the beginning of the hash of the tables, and stands above it.
fn form_cover(rows: &[Row], place: &Place) -> Option<FormCover> {
    let is_hash = |it: &str| it.len() == 64 && it.bytes().all(|it| it.is_ascii_hexdigit());
    let cells: Vec<(u32, &str)> =
        rows.iter().filter_map(|row| Some((row.line, row.texts.get(1)?.trim()))).collect();
    let at = cells.windows(2).position(|pair| {
        let (edition, hash) = (pair[0].1, pair[1].1);
        edition.len() == 12 && is_hash(hash) && hash.starts_with(edition)
    })?;
    let catalogue = cells.get(at + 2).map(|it| it.1).filter(|it| is_hash(it));
    Some(FormCover {
        place: Place { cell: Some(format!("B{}", cells[at].0)), ..place.clone() },
        schema: cells[at + 1].1.to_owned(),
        catalogue: catalogue.map(str::to_owned),
    })
}

/// The sheet that is being read.
struct Sheet<'r> {
    name: String,
    hidden: bool,
    table: Option<TableId>,
    /// One, or one for each part of a recipe that fits.
    takers: Vec<Taker<'r>>,
    /// The rows, where they are only looked at.
    kept: Vec<Row>,
    /// Whether it is a cover, of which nothing is read but what form it is of.
    cover: bool,
    /// Whether no further cell is wanted.
    done: bool,
    /// The row that is being read, from 0, and its texts from column A on.
    at: u32,
    row: Row,
    width: usize,
    /// Whether any cell is filled.
    filled: bool,
}

impl Sheet<'_> {
    fn place(&self, file: &str) -> Place {
        Place { file: file.to_owned(), sheet: Some(self.name.clone()), ..Place::default() }
    }

    /// Takes up the row that has been read.
    fn end_row(&mut self, looking: bool) {
        if self.width == 0 {
            return;
        }
        // One row of sixteen thousand cells must not make all rows after it as long.
        if self.row.texts.len() > 4 * self.width + 64 {
            self.row.texts.truncate(self.width);
        }
        self.row.line = self.at + 1;
        if looking || self.cover {
            let texts = self.row.texts[..self.width].to_vec();
            self.kept.push(Row { line: self.row.line, texts, errors: Vec::new() });
            let most = if self.cover { COVER } else { LOOKED_AT_FOR_DRAFT };
            self.done = self.kept.len() >= most;
        } else {
            let mut wanted = false;
            let n = self.takers.len();
            for (at, taker) in self.takers.iter_mut().enumerate() {
                wanted |= if at + 1 == n {
                    taker.row(&mut self.row)
                } else {
                    taker.row(&mut self.row.clone())
                };
            }
            self.done = !wanted;
        }
        self.row.errors.clear();
        for text in &mut self.row.texts {
            text.clear();
        }
        self.width = 0;
    }
}

impl<'a> Sheets<'a> {
    pub fn new(file: &'a str, recipe: &'a [recipe::Part], look: bool) -> Self {
        Self {
            file,
            recipe,
            used: BTreeSet::new(),
            looked: look.then(Vec::new),
            parts: Vec::new(),
            problems: Problems::default(),
            forms: Vec::new(),
            sheet: None,
            taken: Taken::default(),
            before: Taken::default(),
        }
    }

    /// Something that the whole workbook has.
    pub fn note(&mut self, code: Code) {
        self.problems.push(Problem::new(code, Place::file(self.file)));
    }

    /// The next sheet; whether any of its cells are wanted.
    pub fn begin(&mut self, name: &str, hidden: bool) -> bool {
        let table = names::table_named(name);
        let fitting: Vec<usize> = (0..self.recipe.len())
            .filter(|at| self.recipe[*at].fits(self.file, Some(name)))
            .collect();
        let cover = names::is_cover(name) || name.starts_with('_');
        if table.is_none() && fitting.is_empty() && cover {
            // Only a cover says what form it is of; help and lists are ours and long.
            if self.looked.is_some() || name.starts_with('_') || !names::is_form_cover(name) {
                return false;
            }
            self.before = self.taken;
            self.sheet = Some(Sheet { cover: true, ..self.sheet_called(name, hidden) });
            return true;
        }
        self.used.extend(fitting);
        self.sheet = Some(self.sheet_called(name, hidden));
        self.before = self.taken;
        true
    }

    fn sheet_called(&self, name: &str, hidden: bool) -> Sheet<'a> {
        let table = names::table_named(name);
        let mut takers: Vec<Taker<'a>> = self
            .recipe
            .iter()
            .filter(|it| it.fits(self.file, Some(name)))
            .map(|it| Taker::new(self.file, Some(name), table, Some((it, self.recipe))))
            .collect();
        if takers.is_empty() {
            takers.push(Taker::new(self.file, Some(name), table, None));
        }
        Sheet {
            name: name.to_owned(),
            hidden,
            table,
            takers,
            kept: Vec::new(),
            cover: false,
            done: false,
            at: 0,
            row: Row::default(),
            width: 0,
            filled: false,
        }
    }

    /// Begins the sheet again.
    pub fn again(&mut self) {
        if let Some(it) = self.sheet.take() {
            let again = self.sheet_called(&it.name, it.hidden);
            self.sheet = Some(Sheet { cover: it.cover, ..again });
        }
        self.taken = self.before;
    }

    /// Takes a cell, row and column from 0; whether more are wanted. Rows come in order.
    pub fn cell(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
        is_error: bool,
    ) -> Result<bool, Fault> {
        let Some(sheet) = &mut self.sheet else { return Ok(false) };
        if text.trim().is_empty() {
            return Ok(true);
        }
        sheet.filled = true;
        if row >= MOST_ROWS || column as usize >= MOST_COLUMNS {
            return Err(Fault::damaged("a cell beyond the last row or column of a sheet"));
        }
        if row < sheet.at {
            return Err(Fault::Disordered);
        }
        if row > sheet.at {
            sheet.end_row(self.looked.is_some());
            sheet.at = row;
            if sheet.done {
                return Ok(false);
            }
        }
        let at = column as usize;
        let wider = (at + 1).saturating_sub(sheet.width);
        if sheet.row.texts.len() <= at {
            sheet.row.texts.resize_with(at + 1, String::new);
        }
        sheet.width = sheet.width.max(at + 1);
        text.clone_into(&mut sheet.row.texts[at]);
        sheet.row.errors.retain(|it| it.0 != column);
        if is_error {
            sheet.row.errors.push((column, text.to_owned()));
        }
        self.add(wider as u64, text)?;
        Ok(true)
    }
    /// Counts a cell that is kept until the sheet is sorted.
    pub fn count(&mut self, column: u32, text: &str) -> Result<(), Fault> {
        if column as usize >= MOST_COLUMNS {
            return Err(Fault::damaged("a cell beyond the last column of a sheet"));
        }
        self.add(1, text)
    }

    fn add(&mut self, cells: u64, text: &str) -> Result<(), Fault> {
        self.taken.cells += cells;
        self.taken.bytes += text.len() as u64;
        let part = || self.sheet.as_ref().map_or_else(String::new, |it| it.name.clone());
        if self.taken.cells > MOST_CELLS {
            let size = self.taken.cells;
            return Err(Fault::TooLarge { size, most: MOST_CELLS, unit: "cells", part: part() });
        }
        // A text that is stored once and shown in a million cells takes room a million times.
        if self.taken.bytes > MOST_BYTES {
            let size = self.taken.bytes;
            return Err(Fault::TooLarge { size, most: MOST_BYTES, unit: "bytes", part: part() });
        }
        Ok(())
    }

    /// Whether the sheet is a table, so far.
    pub fn is_reading(&self) -> bool {
        let reading = |it: &Sheet| !it.cover && it.takers.iter().any(Taker::is_reading);
        self.sheet.as_ref().is_some_and(reading)
    }

    /// The sheet has a formula here, and no result of it: row and column from 0.
    pub fn not_calculated(&mut self, row: u32, column: u32) {
        let Some(sheet) = &self.sheet else { return };
        let cell = format!("{}{}", letters(column as u16), row.saturating_add(1));
        let place = Place { cell: Some(cell), ..sheet.place(self.file) };
        self.problems.push(Problem::new(Code::FormulaNotCalculated, place));
    }

    /// The sheet has been read to its end.
    pub fn end(&mut self) {
        let Some(mut sheet) = self.sheet.take() else { return };
        let looking = self.looked.is_some();
        if !sheet.done {
            sheet.end_row(looking);
        }
        if sheet.cover {
            self.forms.extend(form_cover(&sheet.kept, &sheet.place(self.file)));
            return;
        }
        let place = sheet.place(self.file);
        if let Some(looked) = &mut self.looked {
            if !sheet.kept.is_empty() {
                looked.push(look(self.file, Some(&sheet.name), sheet.table, &sheet.kept));
            }
            return;
        }
        let by_recipe = self.recipe.iter().any(|it| it.fits(self.file, Some(&sheet.name)));
        let mut read = false;
        for taker in sheet.takers {
            let taken = taker.finish();
            self.problems.append(taken.problems);
            if let Some(table) = taken.table {
                self.parts.push(Part { place: place.clone(), table });
                read = true;
            }
        }
        if sheet.hidden && (sheet.filled || read) {
            let reading = if read { "read" } else { "not-read" };
            self.problems
                .push(Problem::new(Code::SheetHidden, place.clone()).with("reading", reading));
        }
        if read || by_recipe {
            return;
        }
        match sheet.table {
            Some(id) => {
                self.problems.push(Problem::new(Code::TableEmpty, place).with("table", id.name()));
            }
            // An empty sheet is what a new workbook comes with.
            None if sheet.filled && !sheet.hidden => {
                self.problems.push(names::unknown(place, &sheet.name, &sheet.name));
            }
            None => {}
        }
    }

    /// Nothing of the sheet is taken up.
    pub fn abandon(&mut self) {
        self.sheet = None;
    }

    /// Nothing of the sheet is taken up, for this reason.
    pub fn abandon_with(&mut self, fault: Fault) {
        if let Some(sheet) = self.sheet.take()
            // What is wrong with a sheet that would not be read anyway matters to nobody.
            && !sheet.cover
            && (sheet.table.is_some() || sheet.takers.iter().any(Taker::is_reading))
        {
            self.problems.push(fault.problem(sheet.place(self.file)));
        }
    }

    /// The tables, and what was wrong.
    pub fn finish(self) -> Found {
        Found {
            parts: self.parts,
            problems: self.problems,
            used: self.used,
            forms: self.forms,
            looked: self.looked.unwrap_or_default(),
        }
    }
}
