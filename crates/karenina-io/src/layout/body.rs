//! The rows below the headings: each is changed as headings and recipe say, and told apart from
//! totals and notes.

use karenina_model::{
    Code, ColumnType, Interval, Place, Problem, TableBuilder, TableId, number, problem::Problems,
    table::letters,
};

use super::{
    Row,
    rows::{self, NotRead},
};
use crate::recipe;

/// What the columns of a sheet are, and what is done with their cells.
pub struct Columns<'r> {
    pub id: TableId,
    /// For each column of the sheet the name by which the table knows it, or its own heading.
    pub names: Vec<String>,
    /// The headings as they stand.
    pub heading: Vec<String>,
    /// Columns whose numbers are multiplied.
    pub factors: Vec<(usize, f64)>,
    /// Columns whose words are others in our tables, or mean nothing.
    pub codes: Vec<(usize, &'r recipe::Column)>,
    /// Columns of the table with one text in every row.
    pub constants: Vec<(String, String)>,
    /// Columns of the sheet that fill a further column of the table.
    pub copies: Vec<(usize, String)>,
    /// Which rows the recipe takes and leaves out.
    pub part: Option<&'r recipe::Part>,
}

impl<'r> Columns<'r> {
    /// Every column as its heading says.
    pub fn plain(id: TableId, heading: Vec<String>) -> Self {
        Self {
            id,
            names: heading.clone(),
            heading,
            factors: Vec::new(),
            codes: Vec::new(),
            constants: Vec::new(),
            copies: Vec::new(),
            part: None,
        }
    }

    /// As a recipe says.
    pub fn by_recipe(
        part: &'r recipe::Part,
        heading: Vec<String>,
        file: &str,
        sheet: Option<&str>,
    ) -> Self {
        let schema = part.table.schema();
        let mut it = Self::plain(part.table, heading);
        // What no line of the recipe names is not read, whatever it is called.
        it.names.iter_mut().for_each(String::clear);
        it.part = Some(part);
        for column in &part.columns {
            let Some(at) = recipe::position(&column.from, &it.heading) else { continue };
            if it.names.len() <= at {
                it.names.resize(at + 1, String::new());
            }
            let name = schema.columns[column.to].name.clone();
            let mut cell = at;
            if it.names[at].is_empty() {
                it.names[at] = name;
            } else {
                it.copies.push((at, name));
                // Copies stand behind all columns of the sheet; see `Body::new`.
                cell = usize::MAX - (it.copies.len() - 1);
            }
            if let Some(factor) = column.factor {
                it.factors.push((cell, factor));
            }
            if !column.codes.is_empty() || !column.empty.is_empty() {
                it.codes.push((cell, column));
            }
        }
        for (column, text) in &part.constants {
            let stem = file.rsplit_once('.').map_or(file, |it| it.0);
            let text = text.replace("{file}", stem).replace("{sheet}", sheet.unwrap_or(stem));
            it.constants.push((schema.columns[*column].name.clone(), text));
        }
        it
    }
}

/// The rows of a table in the making.
pub struct Body<'r> {
    file: String,
    sheet: Option<String>,
    columns: Columns<'r>,
    table: TableBuilder,
    /// How many columns of the sheet there are, before copies and constants.
    width: usize,
    /// Whether rows can be taken as they are.
    plain: bool,
    /// Whether no row has come yet.
    first: bool,
    /// How many columns are read.
    read: usize,
    /// The first row that has not been summed up by a total.
    since: usize,
    line: u32,
}

impl<'r> Body<'r> {
    pub fn new(file: &str, sheet: Option<&str>, mut columns: Columns<'r>, line: u32) -> Self {
        let width = columns.names.len();
        let copies = columns.copies.len();
        let place =
            |at: usize| if at > usize::MAX - 1_000 { width + (usize::MAX - at) } else { at };
        for it in &mut columns.factors {
            it.0 = place(it.0);
        }
        for it in &mut columns.codes {
            it.0 = place(it.0);
        }
        let names = columns
            .names
            .iter()
            .chain(columns.copies.iter().map(|it| &it.1))
            .chain(columns.constants.iter().map(|it| &it.0));
        let mut table = TableBuilder::new(columns.id, file, sheet, line, names.map(String::as_str));
        let schema = columns.id.schema();
        for (at, name) in &columns.copies {
            if let Some(column) = schema.column(name) {
                table.stands_at(column, *at as u16);
                table.is_headed(column, &columns.heading[*at]);
            }
        }
        for (name, heading) in columns.names.iter().zip(&columns.heading) {
            if name != heading
                && let Some(column) = schema.column(name)
            {
                table.is_headed(column, heading);
            }
        }
        let read = columns.names.iter().filter(|it| schema.column_called(it).is_some()).count();
        let plain = copies == 0
            && columns.constants.is_empty()
            && columns.factors.is_empty()
            && columns.codes.is_empty();
        Self {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            columns,
            table,
            width,
            plain,
            first: true,
            read,
            since: 0,
            line,
        }
    }

    fn place(&self, line: u32, at: Option<usize>) -> Place {
        let heading = at.and_then(|it| self.columns.heading.get(it).cloned());
        let known = at
            .and_then(|it| self.columns.names.get(it))
            .and_then(|it| self.columns.id.schema().column_called(it))
            .map(|it| self.columns.id.schema().columns[it].name.clone());
        let (column, heading) = match known {
            Some(name) => {
                let other = heading.filter(|it| *it != name);
                (Some(name), other)
            }
            None => (heading, None),
        };
        Place {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            line: self.sheet.is_none().then_some(line),
            cell: self.sheet.is_some().then(|| match at {
                Some(at) => format!("{}{line}", letters(at as u16)),
                None => format!("{line}:{line}"),
            }),
            column,
            heading,
        }
    }

    /// Takes a row.
    pub fn row(&mut self, row: &mut Row, problems: &mut Problems) {
        let first = std::mem::replace(&mut self.first, false);
        self.line = row.line;
        let by_recipe = self.columns.part.and_then(|it| it.leaves_out(row));
        if by_recipe == Some(recipe::LeftOut::Outside) {
            return;
        }
        let why = match by_recipe {
            Some(_) => Some(NotRead::Recipe),
            None => rows::not_read(&row.texts, &self.columns.heading, first, self.read),
        };
        if let Some(why) = why {
            if why == NotRead::Total || by_recipe.is_some() && is_total(row) {
                self.compare_total(row, problems);
            }
            let text = row.texts.iter().map(|it| it.trim()).find(|it| !it.is_empty());
            problems.push(
                Problem::new(Code::RowNotRead, self.place(row.line, None))
                    .with("reason", why.word())
                    .with("found", text.unwrap_or("")),
            );
            return;
        }
        for (column, found) in row.errors.drain(..) {
            let at = column as usize;
            problems.push(
                Problem::new(Code::FormulaError, self.place(row.line, Some(at)))
                    .with("found", found),
            );
            if let Some(it) = row.texts.get_mut(at) {
                "?".clone_into(it);
            }
        }
        if self.plain {
            self.table.push(row.line, row.texts.iter().map(String::as_str));
            return;
        }
        let mut texts = std::mem::take(&mut row.texts);
        texts.truncate(texts.len().min(self.width.max(1)));
        texts.resize(self.width, String::new());
        for (at, _) in &self.columns.copies {
            texts.push(texts.get(*at).cloned().unwrap_or_default());
        }
        for (at, column) in &self.columns.codes {
            if let Some(text) = texts.get_mut(*at) {
                column.change(text);
            }
        }
        for (at, factor) in &self.columns.factors {
            let Some(text) = texts.get_mut(*at) else { continue };
            // A cell shown as 45 % holds 0.45: under a heading in per cent it may be either.
            if *factor < 1.0 && text.trim().parse().is_ok_and(|it: f64| it > 0.0 && it <= 1.0) {
                problems.push(
                    Problem::new(Code::NumberAmbiguous, self.place(row.line, Some(*at)))
                        .with("found", text.trim()),
                );
                "?".clone_into(text);
            } else {
                scale(text, *factor);
            }
        }
        if texts.iter().any(|it| !it.trim().is_empty()) {
            texts.extend(self.columns.constants.iter().map(|it| it.1.clone()));
            self.table.push(row.line, texts.iter().map(String::as_str));
        }
    }

    /// A total within a sheet has to be what the rows above add up to: all of them, or those since
    /// the last total.
    fn compare_total(&mut self, row: &Row, problems: &mut Problems) {
        let n = self.table.len();
        let schema = self.columns.id.schema();
        for (at, text) in row.texts.iter().enumerate() {
            let Some(name) = self.columns.names.get(at) else { break };
            let Some(column) = schema.column_called(name) else { continue };
            if !matches!(schema.columns[column].kind, ColumnType::Number | ColumnType::Count) {
                continue;
            }
            let factor = self.columns.factors.iter().find(|it| it.0 == at).map_or(1.0, |it| it.1);
            let Ok(said) = number::parse(text) else { continue };
            let Some(said) = scaled(said, factor) else { continue };
            let fits = |from: usize| match self.table.sum(column, from) {
                // Rounding of each row adds up.
                Some((sum, known)) => {
                    let whole = matches!(schema.columns[column].kind, ColumnType::Count);
                    let slack = if whole { 0.0 } else { 0.5 * factor.max(1.0) * known as f64 };
                    let slack = slack.max(1e-9 * said.high().abs());
                    if known == n - from {
                        said.low() <= sum.high() + slack && said.high() >= sum.low() - slack
                    } else {
                        // What is not known may be anything that is not below nought.
                        said.high() >= sum.low() - slack
                    }
                }
                None => true,
            };
            if !fits(0) && !fits(self.since) {
                let listed = self.table.sum(column, 0).map_or(String::new(), |it| it.0.to_string());
                problems.push(
                    Problem::new(Code::TotalAgainstRows, self.place(row.line, Some(at)))
                        .with("said", said.to_string())
                        .with("listed", listed)
                        .with("column", schema.columns[column].name.as_str()),
                );
            }
        }
        self.since = n;
    }

    /// The table.
    pub fn finish(self) -> TableBuilder {
        self.table
    }
}

fn is_total(row: &Row) -> bool {
    row.texts.iter().find(|it| !it.trim().is_empty()).is_some_and(|it| rows::is_total(it))
}

/// Multiplies what a cell says, where it says a number without a unit of its own.
fn scale(text: &mut String, factor: f64) {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.contains(|it: char| it.is_alphabetic() || it == '%') {
        return;
    }
    if let Some(it) = number::parse(trimmed).ok().and_then(|it| scaled(it, factor)) {
        *text = it.to_string();
    }
}

fn scaled(it: Interval, factor: f64) -> Option<Interval> {
    if it.is_point() {
        return Interval::point(number::scaled(it.low(), factor));
    }
    Interval::with_ends(
        number::scaled(it.low(), factor),
        it.low_is_open(),
        number::scaled(it.high(), factor),
        it.high_is_open(),
    )
}
