//! From the texts of cells to a table: every cell is read as its column says, and what cannot be
//! read is a problem and stays unknown.

mod change;

pub use change::{SET_BY_HAND, Setting, set_facts};

use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxHashMap;

use super::{ColumnData, FileOrigin, Table, TextColumn, ValueCell, column::NO_CODE};
use crate::{
    Absence, Answer, Code, ColumnType, Interval, Period, Place, Problem, TableId, example, nearest,
    number::{self, NumberFault},
    organisation_name::{mixes_alphabets, without_mixed_alphabets},
    problem::Problems,
};

/// The longest text that a cell may hold: what a spreadsheet cell can.
pub const LONGEST_CELL: usize = 32_767;

/// A table in the making, from one file or sheet, or a part of one.
#[derive(Debug)]
pub struct TableBuilder {
    id: TableId,
    n_rows: usize,
    columns: Vec<Option<ColumnData>>,
    extra: Vec<(String, TextColumn)>,
    absences: FxHashMap<(u32, u16), Absence>,
    /// What stands in cells that could not be read.
    unread: FxHashMap<(u32, u16), Box<str>>,
    files: Vec<FileOrigin>,
    lines: Vec<u32>,
    /// Where the heading row stood.
    heading_line: u32,
    /// What each column of the file is.
    heading: Vec<Heading>,
    problems: Problems,
}

#[derive(Debug, Clone, Copy)]
enum Heading {
    Column(usize),
    Extra(usize),
    /// Said twice, or without a name and empty.
    Skipped,
}

impl TableBuilder {
    /// A table with no files.
    pub(super) fn nothing(id: TableId) -> Self {
        Self {
            id,
            n_rows: 0,
            columns: id.schema().columns.iter().map(|_| None).collect(),
            extra: Vec::new(),
            absences: FxHashMap::default(),
            unread: FxHashMap::default(),
            files: Vec::new(),
            lines: Vec::new(),
            heading_line: 0,
            heading: Vec::new(),
            problems: Problems::default(),
        }
    }

    /// Begins a table whose columns are named by the heading row of a file or sheet, which stands
    /// at `line`. Names that the schema does not have are kept, and named as problems.
    pub fn new<'a>(
        id: TableId,
        file: &str,
        sheet: Option<&str>,
        line: u32,
        heading: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let schema = id.schema();
        let mut it = Self { heading_line: line, ..Self::nothing(id) };
        let mut positions = vec![None; schema.columns.len()];
        let mut headings = vec![None; schema.columns.len()];
        let place = |position: usize, name: &str| Place {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            line: sheet.is_none().then_some(line),
            cell: sheet.map(|_| format!("{}{line}", super::letters(position as u16))),
            column: Some(name.to_owned()),
            heading: None,
        };
        for (position, name) in heading.into_iter().enumerate() {
            let name = name.trim();
            let found = schema.column_called(name);
            let heading = match found {
                Some(column) if positions[column].is_some() => {
                    it.problems.push(
                        Problem::new(Code::ColumnTwice, place(position, name)).with("column", name),
                    );
                    Heading::Skipped
                }
                Some(column) => {
                    positions[column] = u16::try_from(position).ok();
                    headings[column] = headed(&schema.columns[column].name, name);
                    it.columns[column] = Some(empty_column(&schema.columns[column].kind));
                    Heading::Column(column)
                }
                None if name.is_empty() => Heading::Skipped,
                None => {
                    let names = schema.columns.iter().map(|it| it.name.as_str());
                    let mut problem = Problem::new(Code::ColumnUnknown, place(position, name))
                        .with("column", name)
                        .with("table", schema.name.as_str());
                    problem = match nearest(name, names) {
                        Some(near) => problem.with("near", near),
                        None => problem.with("near", "none"),
                    };
                    it.problems.push(problem);
                    it.extra.push((name.to_owned(), TextColumn::default()));
                    Heading::Extra(it.extra.len() - 1)
                }
            };
            it.heading.push(heading);
        }
        for (column, about) in schema.columns.iter().enumerate() {
            if about.required && positions[column].is_none() {
                let place = Place {
                    file: file.to_owned(),
                    sheet: sheet.map(str::to_owned),
                    line: sheet.is_none().then_some(line),
                    ..Place::default()
                };
                it.problems.push(
                    Problem::new(Code::ColumnMissing, place)
                        .with("column", about.name.as_str())
                        .with("table", schema.name.as_str()),
                );
            }
        }
        it.files.push(FileOrigin {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            first_row: 0,
            positions,
            headings,
        });
        it
    }

    /// A builder for another part of the same file, with the same heading.
    pub fn another_part(&self) -> Self {
        let mut it = Self { heading_line: self.heading_line, ..Self::nothing(self.id) };
        for (column, data) in self.columns.iter().enumerate() {
            it.columns[column] =
                data.as_ref().map(|_| empty_column(&self.id.schema().columns[column].kind));
        }
        it.extra =
            self.extra.iter().map(|(name, _)| (name.clone(), TextColumn::default())).collect();
        it.heading.clone_from(&self.heading);
        it.files.clone_from(&self.files);
        it
    }

    /// Which table.
    pub fn id(&self) -> TableId {
        self.id
    }

    /// How many rows it has so far.
    pub fn len(&self) -> usize {
        self.n_rows
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.n_rows == 0
    }

    /// Says that a column stands at another place of the file than the order of the heading has
    /// it: one column of a file may fill two of the table.
    pub fn stands_at(&mut self, column: usize, position: u16) {
        if let Some(it) = self.files.first_mut().and_then(|it| it.positions.get_mut(column)) {
            *it = Some(position);
        }
    }

    /// Says that a column has another heading in the file than the one it was given by: the
    /// heading had to be read.
    pub fn is_headed(&mut self, column: usize, heading: &str) {
        let name = &self.id.schema().columns[column].name;
        if let Some(it) = self.files.first_mut().and_then(|it| it.headings.get_mut(column)) {
            *it = headed(name, heading);
        }
    }

    /// What a column of numbers adds up to from a row on, with how many cells it rests on; unknown
    /// cells widen nothing and are not counted.
    pub fn sum(&self, column: usize, from: usize) -> Option<(Interval, usize)> {
        let Some(ColumnData::Number(numbers)) = self.columns.get(column)? else { return None };
        let known = numbers.get(from..)?.iter().flatten();
        let (mut low, mut high, mut n) = (0.0, 0.0, 0);
        for it in known {
            low += it.low();
            high += it.high();
            n += 1;
        }
        Some((Interval::new(low, high)?, n))
    }

    /// Adds a problem that the reader found.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The problems found so far; they are taken out.
    pub fn take_problems(&mut self) -> Problems {
        std::mem::take(&mut self.problems)
    }

    /// Reads one row, which stood at `line`. A row without a value in a required column, or
    /// without any value, is not taken up.
    pub fn push<'a>(&mut self, line: u32, cells: impl IntoIterator<Item = &'a str>) {
        // Only the row under the heading may be the example that a form comes with.
        if line == self.heading_line + 1 {
            let cells: Vec<&str> = cells.into_iter().collect();
            let first = cells.iter().find(|it| !it.trim().is_empty());
            if first.is_some_and(|it| example::is_marked(it)) {
                self.pass_over_example(line, &cells);
            } else {
                self.push_row(line, cells);
            }
        } else {
            self.push_row(line, cells);
        }
    }

    /// The example is no row; but what somebody has written over it must not be lost in silence.
    fn pass_over_example(&mut self, line: u32, cells: &[&str]) {
        let schema = self.id.schema();
        let written_over = cells.iter().enumerate().any(|(at, text)| {
            let text = text.trim();
            match self.heading.get(at) {
                Some(Heading::Column(column)) => {
                    !text.is_empty() && !example::is_as_made(&schema.columns[*column], text)
                }
                Some(Heading::Extra(_) | Heading::Skipped) | None => !text.is_empty(),
            }
        });
        if written_over {
            let place = self.place(line, None, None);
            self.problems.push(Problem::new(Code::ExampleWrittenOver, place));
        }
    }

    fn push_row<'a>(&mut self, line: u32, cells: impl IntoIterator<Item = &'a str>) {
        let schema = self.id.schema();
        let row = self.n_rows as u32;
        let mut anything = false;
        for (at, text) in cells.into_iter().enumerate() {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            anything = true;
            match self.heading.get(at).copied() {
                Some(Heading::Column(column)) => {
                    let kind = schema.columns[column].kind;
                    self.cell(row, line, column, kind, text);
                }
                Some(Heading::Extra(extra)) => {
                    let it = &mut self.extra[extra].1;
                    it.pad(row as usize);
                    it.push(text);
                }
                Some(Heading::Skipped) => {}
                None => {
                    let place = self.place(line, Some(at), None);
                    let problem = Problem::new(Code::RowTooLong, place)
                        .with("found", text)
                        .with("columns", self.heading.len().to_string());
                    self.problems.push(problem);
                    break;
                }
            }
        }
        self.end_row(row, line, anything);
    }

    /// Begins a table whose cells are given by column, as a register keeps them. Where each column
    /// stood in the file is given; a column is there once a cell of it is.
    pub fn of_cells(
        id: TableId,
        file: &str,
        sheet: Option<&str>,
        positions: Vec<Option<u16>>,
    ) -> Self {
        let mut it = Self::nothing(id);
        it.files.push(FileOrigin {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            first_row: 0,
            headings: vec![None; positions.len()],
            positions,
        });
        it
    }

    /// Reads one row of a table that was begun with [`Self::of_cells`]: pairs of column and text.
    pub fn push_cells<'a>(&mut self, line: u32, cells: impl IntoIterator<Item = (usize, &'a str)>) {
        let schema = self.id.schema();
        let row = self.n_rows as u32;
        let mut anything = false;
        for (column, text) in cells {
            if text.is_empty() {
                continue;
            }
            anything = true;
            let kind = schema.columns[column].kind;
            self.columns[column].get_or_insert_with(|| empty_column(&kind));
            self.cell(row, line, column, kind, text);
        }
        self.end_row(row, line, anything);
    }

    /// Takes a row up, unless it says nothing or lacks what it must have.
    fn end_row(&mut self, row: u32, line: u32, anything: bool) {
        let schema = self.id.schema();
        if !anything {
            self.forget(row);
            return;
        }
        let missing = (0..schema.columns.len()).find(|column| {
            schema.columns[*column].required
                && self.columns[*column].as_ref().is_none_or(|it| filled(it) <= row as usize)
                && !self.absences.contains_key(&(row, *column as u16))
        });
        if let Some(column) = missing {
            // The column that is missing from the whole file has been named with the heading.
            if self.columns[column].is_some() {
                let at = self.files[0].positions[column].map(usize::from);
                let place = self.place(line, at, Some(column));
                self.problems.push(
                    Problem::new(Code::CellMissing, place)
                        .with("column", schema.columns[column].name.as_str())
                        .with("table", schema.name.as_str()),
                );
            }
            self.forget(row);
            return;
        }
        self.n_rows += 1;
        self.lines.push(line);
        self.check_order(row, line);
        // Columns without a cell in this row are filled up when the next cell comes, or at the end.
    }

    /// Adds the rows of another part; the columns may differ.
    pub fn append(&mut self, mut other: Self) {
        let shift = self.n_rows as u32;
        self.fill();
        other.fill();
        for (column, data) in other.columns.into_iter().enumerate() {
            match (&mut self.columns[column], data) {
                (Some(mine), Some(theirs)) => mine.append(theirs),
                (Some(_), None) => {}
                (none, Some(theirs)) => {
                    let mut mine = empty_column(&self.id.schema().columns[column].kind);
                    mine.pad(shift as usize);
                    mine.append(theirs);
                    *none = Some(mine);
                }
                (None, None) => {}
            }
        }
        for (name, theirs) in other.extra {
            let mine = match self.extra.iter().position(|(it, _)| *it == name) {
                Some(at) => &mut self.extra[at].1,
                None => {
                    self.extra.push((name, TextColumn::default()));
                    let last = self.extra.len() - 1;
                    &mut self.extra[last].1
                }
            };
            mine.pad(shift as usize);
            mine.append(&theirs);
        }
        self.absences.extend(
            other.absences.into_iter().map(|((row, column), why)| ((row + shift, column), why)),
        );
        self.unread.extend(
            other.unread.into_iter().map(|((row, column), it)| ((row + shift, column), it)),
        );
        for mut file in other.files {
            let known = self.files.last().is_some_and(|it| {
                it.file == file.file && it.sheet == file.sheet && it.positions == file.positions
            });
            if !known {
                file.first_row += shift;
                self.files.push(file);
            }
        }
        self.lines.extend(other.lines);
        self.problems.append(other.problems);
        self.n_rows += other.n_rows;
    }

    /// The table as it is; references are still texts.
    pub(crate) fn into_table(mut self) -> Table {
        self.fill();
        Table {
            id: self.id,
            n_rows: self.n_rows,
            columns: self.columns.into_iter().map(|it| it.map(Arc::new)).collect(),
            extra: self.extra,
            absences: self.absences,
            unread: self.unread,
            files: self.files,
            lines: self.lines,
            keys: HashTable::new(),
            repeated: Vec::new(),
            set_aside: Vec::new(),
        }
    }

    fn fill(&mut self) {
        let n_rows = self.n_rows;
        for data in self.columns.iter_mut().flatten() {
            data.pad(n_rows);
        }
        for (_, texts) in &mut self.extra {
            texts.pad(n_rows);
        }
    }

    /// Takes back what a row that is not taken up has left.
    fn forget(&mut self, row: u32) {
        for (column, data) in self.columns.iter_mut().enumerate() {
            if let Some(data) = data {
                truncate(data, row as usize);
            }
            self.absences.remove(&(row, column as u16));
            self.unread.remove(&(row, column as u16));
        }
        for (_, texts) in &mut self.extra {
            texts.truncate(row as usize);
        }
    }

    fn place(&self, line: u32, position: Option<usize>, column: Option<usize>) -> Place {
        let Some(origin) = self.files.first() else {
            return Place::default();
        };
        let FileOrigin { file, sheet, .. } = origin;
        Place {
            file: file.clone(),
            sheet: sheet.clone(),
            line: sheet.is_none().then_some(line),
            cell: sheet.as_ref().map(|_| match position {
                Some(position) => format!("{}{line}", super::letters(position as u16)),
                None => format!("{line}:{line}"),
            }),
            column: column.map(|it| self.id.schema().columns[it].name.clone()),
            heading: origin.heading(column),
        }
    }

    fn cell(&mut self, row: u32, line: u32, column: usize, kind: ColumnType, text: &str) {
        // Nothing but what separates the items of a list: an empty cell.
        let is_list = matches!(kind, ColumnType::References(_) | ColumnType::Codes(_));
        if is_list && split_list(text).next().is_none() {
            return;
        }
        // Bytes are counted first: nearly every cell is shorter even so.
        if text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL {
            let characters = text.chars().count().to_string();
            self.complain(row, line, column, text, |it| {
                Problem::new(Code::CellTooLong, it)
                    .with("characters", characters)
                    .with("most", LONGEST_CELL.to_string())
            });
            return;
        }
        if matches!(
            kind,
            ColumnType::Key
                | ColumnType::Text
                | ColumnType::Code(_)
                | ColumnType::Codes(_)
                | ColumnType::Reference(_)
                | ColumnType::References(_)
        ) && let Some(code) = odd_letters(text)
        {
            let at = self.files.first().and_then(|it| it.positions[column]).map(usize::from);
            let name = &self.id.schema().columns[column].name;
            let place = self.place(line, at, Some(column));
            let mut problem =
                Problem::new(code, place).with("found", text).with("column", name.as_str());
            if code == Code::AlphabetsMixed {
                problem = problem.with("right", without_mixed_alphabets(text));
            }
            self.problems.push(problem);
        }
        // In a free text "n/a" is a text, and a word of the enumeration is that word ("refused" is
        // a standing in the tender); elsewhere it says why there is no value.
        let means_itself = match kind {
            ColumnType::Key | ColumnType::Text => true,
            ColumnType::Code(enumeration) | ColumnType::Codes(enumeration) => {
                enumeration.find(text).is_some()
            }
            _ => false,
        };
        if !means_itself && let Some(why) = Absence::parse(text) {
            self.absences.insert((row, column as u16), why);
            return;
        }
        // Where a day or a row is asked for, "none" says that there is none.
        let asks_for_one =
            matches!(kind, ColumnType::Date | ColumnType::Reference(_) | ColumnType::References(_));
        if asks_for_one && matches!(text, "none" | "None" | "нет" | "Нет" | "нет такого")
        {
            self.absences.insert((row, column as u16), Absence::NotApplicable);
            return;
        }
        let Some(data) = &mut self.columns[column] else { return };
        data.pad(row as usize);
        match (kind, data) {
            (
                ColumnType::Key
                | ColumnType::Text
                | ColumnType::Reference(_)
                | ColumnType::References(_),
                ColumnData::Text(it),
            ) => it.push(text),
            (
                ColumnType::Number | ColumnType::Count | ColumnType::Share,
                ColumnData::Number(it),
            ) => match number_for(kind, text) {
                Ok(number) => it.push(Some(number)),
                Err(code) => {
                    it.push(None);
                    let code = match code {
                        Code::NotANumber if says_no(text) => Code::NoneOrUnknown,
                        code => code,
                    };
                    self.complain(row, line, column, text, |place| {
                        Problem::new(code, place).with("found", text)
                    });
                }
            },
            (ColumnType::Flag, ColumnData::Flag(it)) => {
                let answer = Answer::parse(text);
                it.push(answer);
                if answer.is_none() {
                    self.complain(row, line, column, text, |place| {
                        Problem::new(Code::NotAFlag, place).with("found", text)
                    });
                }
            }
            (ColumnType::Code(enumeration), ColumnData::Code(it)) => {
                match code_of(enumeration, text) {
                    Some(code) => it.push(code),
                    None => {
                        it.push(NO_CODE);
                        self.complain(row, line, column, text, |place| {
                            unknown_code(place, enumeration, text)
                        });
                    }
                }
            }
            (ColumnType::Codes(enumeration), ColumnData::Codes(it)) => {
                let mut set = 0;
                let mut wrong = None;
                for word in split_list(text) {
                    match code_of(enumeration, word) {
                        Some(code) => set |= 1_u64 << code,
                        None => wrong = Some(word.to_owned()),
                    }
                }
                it.push(set);
                if let Some(word) = wrong {
                    self.complain(row, line, column, text, |place| {
                        unknown_code(place, enumeration, &word)
                    });
                }
            }
            (ColumnType::Date, ColumnData::Date(it)) => {
                let period = Period::parse(text);
                it.push(period);
                if period.is_none() {
                    self.complain(row, line, column, text, |place| match serial_day(text) {
                        Some(day) => Problem::new(Code::DateIsSerial, place)
                            .with("found", text)
                            .with("day", day.to_string()),
                        None => Problem::new(Code::NotADate, place).with("found", text),
                    });
                }
            }
            (ColumnType::Value, ColumnData::Value(it)) => it.push(value_cell(text)),
            _ => debug_assert!(false, "a column is kept as its kind asks"),
        }
    }

    /// A cell that cannot be read stays unknown, and is a problem.
    fn complain(
        &mut self,
        row: u32,
        line: u32,
        column: usize,
        text: &str,
        problem: impl FnOnce(Place) -> Problem,
    ) {
        self.absences.insert((row, column as u16), Absence::NotKnown);
        self.unread.insert((row, column as u16), text.into());
        let at = self.files.first().and_then(|it| it.positions[column]).map(usize::from);
        let name = &self.id.schema().columns[column].name;
        let place = self.place(line, at, Some(column));
        self.problems.push(problem(place).with("column", name.as_str()));
    }

    fn check_order(&mut self, row: u32, line: u32) {
        let schema = self.id.schema();
        let (Some(begins), Some(ends)) = (schema.begins, schema.ends) else { return };
        let period = |column: usize| match &self.columns[column] {
            Some(ColumnData::Date(it)) => it.get(row as usize).copied().flatten(),
            Some(_) | None => None,
        };
        if let (Some(from), Some(to)) = (period(begins), period(ends))
            && from.first > to.last
        {
            let place =
                self.place(line, self.files[0].positions[ends].map(usize::from), Some(ends));
            self.problems.push(
                Problem::new(Code::EndBeforeBeginning, place)
                    .with("from", from.text())
                    .with("to", to.text()),
            );
            // Which of the two is wrong is not known.
            for column in [begins, ends] {
                if let Some(ColumnData::Date(it)) = &mut self.columns[column] {
                    it[row as usize] = None;
                }
                self.absences.insert((row, column as u16), Absence::NotKnown);
                let said = if column == begins { from } else { to };
                self.unread.insert((row, column as u16), said.text().into());
            }
        }
    }
}

/// A heading of a file, where it is another text than the name of its column.
fn headed(name: &str, heading: &str) -> Option<Box<str>> {
    (!heading.is_empty() && heading != name).then(|| heading.into())
}

/// The words of a list in one cell.
pub fn split_list(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|']).map(str::trim).filter(|it| !it.is_empty())
}

fn number_for(kind: ColumnType, text: &str) -> Result<Interval, Code> {
    let number = number::parse(text).map_err(|fault| match fault {
        NumberFault::NotANumber => Code::NotANumber,
        NumberFault::Ambiguous => Code::NumberAmbiguous,
        NumberFault::LowAboveHigh => Code::LowAboveHigh,
    })?;
    match kind {
        ColumnType::Count => {
            if number.high() < 0.0 {
                return Err(Code::NegativeCount);
            }
            if number.is_point() && number.low().fract() != 0.0 {
                return Err(Code::NotWhole);
            }
            number
                .intersection(Interval::NOT_NEGATIVE)
                .and_then(Interval::whole)
                .ok_or(Code::NotWhole)
        }
        ColumnType::Share => {
            // An end beyond the range is a slip of units; an end that is not given is none.
            let out = |x: f64| x.is_finite() && !(0.0..=1.0).contains(&x);
            if out(number.low()) || out(number.high()) {
                return Err(Code::NotAShare);
            }
            number.intersection(Interval::SHARE).ok_or(Code::NotAShare)
        }
        _ => Ok(number),
    }
}

/// A word of an enumeration, also with a letter or two of the other alphabet in it.
fn code_of(enumeration: &crate::Enumeration, text: &str) -> Option<u8> {
    enumeration.find(text).or_else(|| {
        mixes_alphabets(text).then(|| enumeration.find(&without_mixed_alphabets(text))).flatten()
    })
}

/// What is odd about the letters of a text: characters that nobody sees, words in two alphabets.
fn odd_letters(text: &str) -> Option<Code> {
    let (mut latin, mut cyrillic, mut control) = (false, false, false);
    for byte in text.bytes() {
        latin |= byte.is_ascii_alphabetic();
        cyrillic |= matches!(byte, 0xd0 | 0xd1);
        // Lines within a cell are what Alt+Enter makes.
        control |= byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t') || byte == 0x7f;
    }
    if control {
        return Some(Code::ControlCharacters);
    }
    (latin && cyrillic && mixes_alphabets(text)).then_some(Code::AlphabetsMixed)
}

/// Whether a text says no where a number is asked for: none of them, or nothing known of them?
fn says_no(text: &str) -> bool {
    text.len() <= 30
        && matches!(
            text.to_lowercase().as_str(),
            "нет" | "no" | "none" | "отсутствует" | "отсутствуют" | "не имеется" | "нету"
        )
}

/// The day that a spreadsheet shows for this number, where it can be one of this time. What was
/// meant is not known for sure: the calendar may begin in 1900 or in 1904.
fn serial_day(text: &str) -> Option<crate::Date> {
    let days: f64 = text.parse().ok()?;
    if !(10_000.0..80_000.0).contains(&days) {
        return None;
    }
    let first = crate::Date::new(1899, 12, 30).ok()?;
    first.checked_add(jiff::Span::new().days(days as i64)).ok()
}

fn value_cell(text: &str) -> ValueCell {
    if let Ok(number) = number::parse(text) {
        ValueCell::Number(number)
    } else if let Some(answer) = Answer::parse(text) {
        ValueCell::Flag(answer)
    } else {
        ValueCell::Text(text.into())
    }
}

fn unknown_code(place: Place, enumeration: &crate::Enumeration, text: &str) -> Problem {
    let problem = Problem::new(Code::NotACode, place)
        .with("found", text)
        .with("known", enumeration.words().take(12).collect::<Vec<_>>().join(", "));
    match nearest(text, enumeration.words()) {
        Some(near) => problem.with("near", near),
        None => problem.with("near", "none"),
    }
}

/// How a column is kept until the dataset is together: references are texts until then.
fn empty_column(kind: &ColumnType) -> ColumnData {
    match kind {
        ColumnType::Key
        | ColumnType::Text
        | ColumnType::Reference(_)
        | ColumnType::References(_) => ColumnData::Text(TextColumn::default()),
        ColumnType::Number | ColumnType::Count | ColumnType::Share => {
            ColumnData::Number(Vec::new())
        }
        ColumnType::Flag => ColumnData::Flag(Vec::new()),
        ColumnType::Code(_) => ColumnData::Code(Vec::new()),
        ColumnType::Codes(_) => ColumnData::Codes(Vec::new()),
        ColumnType::Date => ColumnData::Date(Vec::new()),
        ColumnType::Value => ColumnData::Value(Vec::new()),
    }
}

fn filled(data: &ColumnData) -> usize {
    match data {
        ColumnData::Text(it) => it.len(),
        ColumnData::Number(it) => it.len(),
        ColumnData::Flag(it) => it.len(),
        ColumnData::Code(it) => it.len(),
        ColumnData::Codes(it) => it.len(),
        ColumnData::Date(it) => it.len(),
        ColumnData::Row(it) => it.len(),
        ColumnData::Rows { ends, .. } => ends.len(),
        ColumnData::Value(it) => it.len(),
    }
}

fn truncate(data: &mut ColumnData, n_rows: usize) {
    match data {
        ColumnData::Text(it) => it.truncate(n_rows),
        ColumnData::Number(it) => it.truncate(n_rows),
        ColumnData::Flag(it) => it.truncate(n_rows),
        ColumnData::Code(it) => it.truncate(n_rows),
        ColumnData::Codes(it) => it.truncate(n_rows),
        ColumnData::Date(it) => it.truncate(n_rows),
        ColumnData::Row(it) => it.truncate(n_rows),
        ColumnData::Rows { ends, .. } => ends.truncate(n_rows),
        ColumnData::Value(it) => it.truncate(n_rows),
    }
}
