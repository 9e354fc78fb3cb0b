//! The sheets of a workbook as tables: which of them are, where the heading stands, and limits
//! on what is taken in.

use karenina_model::{
    Code, Place, Problem, TableBuilder, TableId, problem::Problems, table::letters,
};

use super::{Fault, MOST_BYTES};
use crate::{csv::MOST_COLUMNS, names, read::Part};

/// The most cells of all sheets, counted from the first column to the last that is filled.
const MOST_CELLS: u64 = 50_000_000;

/// The most rows that a sheet has in any of the formats.
const MOST_ROWS: u32 = 1 << 20;

/// Which cells of a sheet are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All of them.
    All,
    /// One, to know that the sheet is not empty.
    Any,
    /// None.
    Nothing,
}

/// Takes the cells of one sheet after another.
pub struct Sheets<'a> {
    file: &'a str,
    parts: Vec<Part>,
    problems: Problems,
    sheet: Option<Sheet>,
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

/// The sheet that is being read.
struct Sheet {
    name: String,
    table: Option<TableId>,
    rows: Option<TableBuilder>,
    heading: Vec<String>,
    /// The row that is being read, from 0, and its texts from column A on.
    row: u32,
    texts: Vec<String>,
    width: usize,
    /// Whether any cell is filled.
    filled: bool,
    /// Errors of formulas in the row that is being read: column and text.
    errors: Vec<(u32, String)>,
    problems: Problems,
}

impl Sheet {
    fn new(name: &str, table: Option<TableId>) -> Self {
        Self {
            name: name.to_owned(),
            table,
            rows: None,
            heading: Vec::new(),
            row: 0,
            texts: Vec::new(),
            width: 0,
            filled: false,
            errors: Vec::new(),
            problems: Problems::default(),
        }
    }

    fn place(&self, file: &str) -> Place {
        Place { file: file.to_owned(), sheet: Some(self.name.clone()), ..Place::default() }
    }

    /// Takes up the row that has been read.
    fn end_row(&mut self, file: &str) {
        if self.width == 0 {
            return;
        }
        let texts = &mut self.texts[..self.width];
        let line = self.row + 1;
        if let Some(rows) = &mut self.rows {
            for (column, found) in self.errors.drain(..) {
                let place = Place {
                    file: file.to_owned(),
                    sheet: Some(self.name.clone()),
                    cell: Some(format!("{}{line}", letters(column as u16))),
                    column: self.heading.get(column as usize).cloned(),
                    line: None,
                };
                self.problems.push(Problem::new(Code::FormulaError, place).with("found", found));
                "?".clone_into(&mut texts[column as usize]);
            }
            rows.push(line, texts.iter().map(String::as_str));
        } else if let Some(id) = self.table
            && texts.iter().any(|it| !it.trim().is_empty())
        {
            // The first row with anything in it names the columns. Cells before its first are
            // empty headings, so that positions are those of the sheet.
            self.heading = texts.iter().map(|it| it.trim().to_owned()).collect();
            let heading = self.heading.iter().map(String::as_str);
            self.rows = Some(TableBuilder::new(id, file, Some(&self.name), line, heading));
        }
        self.errors.clear();
        for text in texts {
            text.clear();
        }
        self.width = 0;
    }
}

impl<'a> Sheets<'a> {
    pub fn new(file: &'a str) -> Self {
        Self {
            file,
            parts: Vec::new(),
            problems: Problems::default(),
            sheet: None,
            taken: Taken::default(),
            before: Taken::default(),
        }
    }

    /// The next sheet, and which of its cells are wanted.
    pub fn begin(&mut self, name: &str) -> Wanted {
        let table = names::table_named(name);
        if table.is_none() && names::is_cover(name) {
            return Wanted::Nothing;
        }
        self.sheet = Some(Sheet::new(name, table));
        self.before = self.taken;
        if table.is_some() { Wanted::All } else { Wanted::Any }
    }

    /// Begins the sheet again.
    pub fn again(&mut self) {
        if let Some(it) = &mut self.sheet {
            *it = Sheet::new(&it.name, it.table);
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
        if sheet.table.is_none() {
            return Ok(false);
        }
        if row >= MOST_ROWS || column as usize >= MOST_COLUMNS {
            return Err(Fault::damaged("a cell beyond the last row or column of a sheet"));
        }
        if row < sheet.row {
            return Err(Fault::Disordered);
        }
        if row > sheet.row {
            sheet.end_row(self.file);
            sheet.row = row;
        }
        let at = column as usize;
        let wider = (at + 1).saturating_sub(sheet.width);
        if sheet.texts.len() <= at {
            sheet.texts.resize_with(at + 1, String::new);
        }
        sheet.width = sheet.width.max(at + 1);
        text.clone_into(&mut sheet.texts[at]);
        sheet.errors.retain(|it| it.0 != column);
        if is_error {
            sheet.errors.push((column, text.to_owned()));
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

    /// The sheet has been read to its end.
    pub fn end(&mut self) {
        let Some(mut sheet) = self.sheet.take() else { return };
        sheet.end_row(self.file);
        let place = sheet.place(self.file);
        self.problems.append(sheet.problems);
        match (sheet.table, sheet.rows) {
            (Some(_), Some(table)) => self.parts.push(Part { place, table }),
            (Some(id), None) => {
                self.problems.push(Problem::new(Code::TableEmpty, place).with("table", id.name()));
            }
            // An empty sheet is what a new workbook comes with.
            (None, _) if sheet.filled => {
                self.problems.push(names::unknown(place, &sheet.name, &sheet.name));
            }
            (None, _) => {}
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
            && sheet.table.is_some()
        {
            self.problems.push(fault.problem(sheet.place(self.file)));
        }
    }

    /// The tables, and what was wrong.
    pub fn finish(self) -> (Vec<Part>, Problems) {
        (self.parts, self.problems)
    }
}
