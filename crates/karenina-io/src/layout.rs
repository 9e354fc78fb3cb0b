//! Where the table is on a sheet or in a file: under which titles its headings stand, what they
//! mean, which rows are no rows of it.
//!
//! A table whose first filled row names its columns, as our own forms have it, is known by that
//! row and costs nothing more. Otherwise the first rows are kept until it is clear where the
//! headings are. Whatever is guessed or left out is a problem or a note with its place.

mod body;
pub mod heading;
pub mod rows;
mod sheet_name;

use std::collections::HashMap;

use karenina_model::{
    Code, Place, Problem, TableBuilder, TableId, problem::Problems, table::letters,
};

use self::{
    body::{Body, Columns},
    heading::{How, MONEY, Unit},
};
use crate::recipe;

pub use self::sheet_name::near_table;

/// How many filled rows are looked at for headings.
const LOOKED_AT: usize = 60;

/// The most columns whose headings are looked at; those beyond are read by the schema's names.
const MOST_HEADINGS: usize = 400;

/// A row as it stands: its number in the sheet from 1, its texts from the first column on, and
/// errors of formulas in it.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub line: u32,
    pub texts: Vec<String>,
    pub errors: Vec<(u32, String)>,
}

/// Takes the rows of one sheet or file and makes a table of them.
pub struct Taker<'r> {
    file: String,
    sheet: Option<String>,
    /// The table that the sheet is called.
    named: Option<TableId>,
    /// The part of a recipe that fits, and all parts of it.
    recipe: Option<(&'r recipe::Part, &'r [recipe::Part])>,
    state: State<'r>,
    problems: Problems,
    /// Whether there was anything.
    pub filled: bool,
}

enum State<'r> {
    Looking(Vec<Row>),
    Reading(Box<Body<'r>>),
    /// It is none of the tables.
    NoTable,
}

/// What came of a sheet.
pub struct Taken {
    pub table: Option<TableBuilder>,
    pub problems: Problems,
}

/// What a sheet seems to be, for the draft of a recipe.
#[derive(Debug)]
pub struct Looked {
    pub file: String,
    pub sheet: Option<String>,
    pub table: Option<TableId>,
    pub heading: Vec<String>,
    /// The first and the last row of the headings.
    pub lines: Option<(u32, u32)>,
    /// Some of the texts of each column, each once.
    pub samples: Vec<Vec<String>>,
}

/// How many rows are looked at for the draft of a recipe.
pub const LOOKED_AT_FOR_DRAFT: usize = 500;

/// Looks at the first rows of a sheet.
pub fn look(file: &str, sheet: Option<&str>, named: Option<TableId>, rows: &[Row]) -> Looked {
    let first = &rows[..rows.len().min(LOOKED_AT)];
    let near = near_table(sheet.unwrap_or(file));
    let by_content = best_table(first, near).map(|it| (Some(it.0), it.1));
    let found = match named.or(near) {
        Some(id) => best_heading(id, first)
            .filter(|it| it.score >= 1.5 || named.is_some())
            .map(|it| (Some(id), it))
            .or(by_content),
        None => by_content,
    };
    // Of a sheet that is like no table the fullest of the first rows is taken for the headings.
    let (table, at, n) = match found {
        Some((id, it)) => (id, it.at, it.rows),
        None => {
            let filled = |row: &Row| row.texts.iter().filter(|it| !it.trim().is_empty()).count();
            let first = &first[..first.len().min(20)];
            let at = (0..first.len()).rev().max_by_key(|at| filled(&first[*at])).unwrap_or(0);
            (None, at, 1.min(first.len()))
        }
    };
    let heading = composed(&rows[at.min(rows.len())..(at + n).min(rows.len())], MOST_HEADINGS);
    let mut samples: Vec<Vec<String>> = vec![Vec::new(); heading.len()];
    for row in rows.iter().skip(at + n) {
        for (known, text) in samples.iter_mut().zip(&row.texts) {
            let text = text.trim();
            if !text.is_empty() && known.len() < 20 && !known.iter().any(|it| it == text) {
                known.push(text.chars().take(60).collect());
            }
        }
    }
    let lines = (n > 0).then(|| (rows[at].line, rows[at + n - 1].line));
    Looked {
        file: file.to_owned(),
        sheet: sheet.map(str::to_owned),
        table,
        heading,
        lines,
        samples,
    }
}

impl<'r> Taker<'r> {
    /// For a sheet, or for a text file without one.
    pub fn new(
        file: &str,
        sheet: Option<&str>,
        named: Option<TableId>,
        recipe: Option<(&'r recipe::Part, &'r [recipe::Part])>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            named,
            recipe,
            state: State::Looking(Vec::new()),
            problems: Problems::default(),
            filled: false,
        }
    }

    fn place(&self) -> Place {
        Place { file: self.file.clone(), sheet: self.sheet.clone(), ..Place::default() }
    }

    /// Takes a row; whether more are wanted. Its texts and errors are taken out.
    pub fn row(&mut self, row: &mut Row) -> bool {
        if row.texts.iter().all(|it| it.trim().is_empty()) {
            return !matches!(self.state, State::NoTable);
        }
        self.filled = true;
        match &mut self.state {
            State::NoTable => return false,
            State::Reading(body) => {
                body.row(row, &mut self.problems);
                return true;
            }
            State::Looking(kept) => {
                if let Some((part, _)) = self.recipe {
                    kept.push(row.clone());
                    if part.heading.is_none_or(|it| row.line >= it.1) && kept.len() >= 2
                        || part.heading == Some((0, 0))
                    {
                        let enough = match part.heading {
                            Some(_) => true,
                            None => kept.len() >= LOOKED_AT,
                        };
                        if enough {
                            self.begin();
                        }
                    }
                } else if kept.is_empty()
                    && self.named.is_some_and(|id| {
                        names_all(id, &row.texts) && column_for_key(id, &row.texts).is_none()
                    })
                {
                    let id = self.named.unwrap_or(TableId::CLUSTERS);
                    let heading: Vec<String> =
                        row.texts.iter().map(|it| it.trim().to_owned()).collect();
                    let columns = Columns::plain(id, heading);
                    self.read_with(columns, row.line, Vec::new());
                } else {
                    kept.push(row.clone());
                    if kept.len() >= LOOKED_AT {
                        self.begin();
                    }
                }
            }
        }
        !matches!(self.state, State::NoTable)
    }

    /// Whether it is a table that is being read.
    pub fn is_reading(&self) -> bool {
        matches!(self.state, State::Reading(_))
    }

    /// The rows have come to an end.
    pub fn finish(mut self) -> Taken {
        if matches!(self.state, State::Looking(_)) {
            self.begin();
        }
        let table = match self.state {
            State::Reading(body) => Some(body.finish()),
            State::Looking(_) | State::NoTable => None,
        };
        Taken { table, problems: self.problems }
    }

    /// Decides where the headings are, and reads what has been kept.
    fn begin(&mut self) {
        let State::Looking(kept) = std::mem::replace(&mut self.state, State::NoTable) else {
            return;
        };
        if kept.is_empty() {
            return;
        }
        if let Some((part, all)) = self.recipe {
            return self.begin_by_recipe(part, all, kept);
        }
        match self.named {
            Some(id) => {
                // Without any heading that means something, the first row has to do.
                let found = best_heading(id, &kept).filter(|it| it.score >= 1.5);
                let (at, rows) = found.map_or((0, 1), |it| (it.at, it.rows));
                self.begin_at(id, kept, at, rows);
            }
            None => {
                let near = near_table(self.sheet.as_deref().unwrap_or(&self.file));
                let Some((id, found, by)) = best_table(&kept, near) else { return };
                let place = Place {
                    cell: self.sheet.is_some().then(|| {
                        let line = kept[found.at].line;
                        format!("{line}:{line}")
                    }),
                    line: self.sheet.is_none().then(|| kept[found.at].line),
                    ..self.place()
                };
                let name = self.sheet.clone().unwrap_or_else(|| self.file.clone());
                self.problems.push(
                    Problem::new(Code::TableGuessed, place)
                        .with("found", name)
                        .with("table", id.name())
                        .with("by", by),
                );
                self.begin_at(id, kept, found.at, found.rows);
            }
        }
    }

    /// The headings stand in `rows` rows from `at` on.
    fn begin_at(&mut self, id: TableId, mut kept: Vec<Row>, at: usize, rows: usize) {
        let rest = kept.split_off(at + rows);
        let above: Vec<Row> = kept.drain(..at).collect();
        let line = kept.last().map_or(1, |it| it.line);
        let heading = composed(&kept, usize::MAX);
        if let (Some(first), Some(last)) = (above.first(), above.last()) {
            let place = Place {
                cell: self.sheet.is_some().then(|| format!("{}:{}", first.line, last.line)),
                line: self.sheet.is_none().then_some(first.line),
                ..self.place()
            };
            let found = above.iter().flat_map(|it| &it.texts).map(|it| it.trim());
            let found = found.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
            self.problems.push(
                Problem::new(Code::HeadingFound, place)
                    .with("row", line.to_string())
                    .with("found", found),
            );
        }
        let mut columns = self.columns_of(id, heading, line);
        self.key_of_name(&mut columns, line);
        self.money_of_sheet(&mut columns, &above, line);
        self.period_of_name(&mut columns);
        self.read_with(columns, line, rest);
    }

    /// What each heading means, with a word where it is not beyond doubt.
    fn columns_of(&mut self, id: TableId, heading: Vec<String>, line: u32) -> Columns<'r> {
        let schema = id.schema();
        let mut found: Vec<Option<heading::Found>> =
            heading.iter().take(MOST_HEADINGS).map(|it| heading::read(id, it)).collect();
        // What is named beyond doubt has its column before what only looks like it.
        for how in [How::Guessed, How::Cleaned] {
            for at in 0..found.len() {
                let Some(it) = found[at].filter(|it| it.how == how) else { continue };
                let surer = found.iter().enumerate().any(|(other, that)| {
                    other != at
                        && that.is_some_and(|that| {
                            that.column == it.column
                                && (surety(that.how) > surety(how)
                                    || how == How::Guessed && that.how == how && other < at)
                        })
                });
                if surer {
                    found[at] = None;
                }
            }
        }
        let mut columns = Columns::plain(id, heading);
        for (at, it) in found.into_iter().enumerate() {
            let Some(it) = it else {
                if heading::numbers_rows(&columns.names[at]) {
                    columns.names[at].clear();
                }
                continue;
            };
            let name = &schema.columns[it.column].name;
            let found = &columns.names[at];
            let place = Place {
                column: Some(name.clone()),
                heading: (found != name).then(|| found.clone()),
                cell: self.sheet.is_some().then(|| format!("{}{line}", letters(at as u16))),
                line: self.sheet.is_none().then_some(line),
                ..self.place()
            };
            if it.how == How::Guessed {
                self.problems.push(
                    Problem::new(Code::ColumnGuessed, place.clone())
                        .with("found", columns.names[at].as_str())
                        .with("column", name.as_str())
                        .with("table", schema.name.as_str()),
                );
            }
            if let Some(unit) = it.unit {
                columns.factors.push((at, unit.factor()));
                self.problems.push(
                    Problem::new(Code::UnitInHeading, place)
                        .with("unit", unit.word())
                        .with("column", name.as_str())
                        .with("found", columns.names[at].as_str()),
                );
            }
            if it.how != How::Exact {
                columns.names[at].clone_from(name);
            }
        }
        columns
    }

    /// Nobody but us asks for keys: where no column has them, the name does.
    fn key_of_name(&mut self, columns: &mut Columns<'r>, line: u32) {
        let schema = columns.id.schema();
        let (Some(at), Some(key)) = (column_for_key(columns.id, &columns.names), schema.key) else {
            return;
        };
        let name = schema.columns[key].name.as_str();
        let heading = columns.heading[at].as_str();
        let place = Place {
            column: Some(name.to_owned()),
            heading: Some(heading.to_owned()),
            cell: self.sheet.is_some().then(|| format!("{}{line}", letters(at as u16))),
            line: self.sheet.is_none().then_some(line),
            ..self.place()
        };
        self.problems.push(
            Problem::new(Code::KeyFromName, place)
                .with("found", heading)
                .with("column", name)
                .with("table", schema.name.as_str()),
        );
        columns.copies.push((at, name.to_owned()));
    }

    /// A title such as `(тыс. руб.)` above the headings speaks of all money below it.
    fn money_of_sheet(&mut self, columns: &mut Columns<'r>, above: &[Row], line: u32) {
        let unit = above.iter().flat_map(|it| &it.texts).find_map(|text| {
            let (_, _, unit) = heading::clean(text);
            let lower = text.to_lowercase();
            let money = ["руб", "rub", "eur", "usd", "€", "$", "₽"];
            unit.filter(|it| *it != Unit::Percent && money.iter().any(|it| lower.contains(it)))
        });
        let Some(unit) = unit else { return };
        let schema = columns.id.schema();
        let mut said = Vec::new();
        for (at, name) in columns.names.iter().enumerate() {
            let known = schema.column_called(name).map(|it| schema.columns[it].name.as_str());
            if let Some(known) = known.filter(|it| MONEY.contains(it))
                && !columns.factors.iter().any(|it| it.0 == at)
            {
                columns.factors.push((at, unit.factor()));
                said.push(known);
            }
        }
        if !said.is_empty() {
            let place = Place {
                cell: self.sheet.is_some().then(|| format!("{line}:{line}")),
                line: self.sheet.is_none().then_some(line),
                ..self.place()
            };
            self.problems.push(
                Problem::new(Code::UnitOfSheet, place)
                    .with("unit", unit.word())
                    .with("columns", said.join(", ")),
            );
        }
    }

    /// One sheet a quarter: where the table asks for a period and no column has it, the name of
    /// the sheet or file may.
    fn period_of_name(&mut self, columns: &mut Columns<'r>) {
        let schema = columns.id.schema();
        let Some(column) = schema.yearly.or(schema.happens) else { return };
        let has = |name: &String| schema.column_called(name) == Some(column);
        if columns.names.iter().any(has) {
            return;
        }
        let names = [self.sheet.as_deref(), Some(self.file.as_str())];
        let Some(period) = names.into_iter().flatten().find_map(sheet_name::period_in) else {
            return;
        };
        let name = schema.columns[column].name.as_str();
        self.problems.push(
            Problem::new(Code::PeriodFromName, self.place())
                .with("period", period.text())
                .with("column", name)
                .with("table", schema.name.as_str()),
        );
        columns.constants.push((name.to_owned(), period.text()));
    }

    fn read_with(&mut self, columns: Columns<'r>, line: u32, rest: Vec<Row>) {
        let mut body = Body::new(&self.file, self.sheet.as_deref(), columns, line);
        for mut row in rest {
            body.row(&mut row, &mut self.problems);
        }
        self.state = State::Reading(Box::new(body));
    }

    /// The recipe says where the headings are and what they mean.
    fn begin_by_recipe(
        &mut self,
        part: &'r recipe::Part,
        all: &'r [recipe::Part],
        mut kept: Vec<Row>,
    ) {
        let (at, rows) = match part.heading {
            Some((0, 0)) => (0, 0),
            Some((first, last)) => {
                let at = kept.partition_point(|it| it.line < first);
                let to = kept.partition_point(|it| it.line <= last);
                (at, to - at)
            }
            None => {
                let Some(it) = recipe::find_heading(part, &kept) else {
                    self.missing_headings(part, &[], None);
                    return;
                };
                (it, 1)
            }
        };
        let rest = kept.split_off(at + rows);
        let kept = kept.split_off(at);
        let line = kept.last().map_or(0, |it| it.line);
        let heading = composed(&kept, usize::MAX);
        self.missing_headings(part, &heading, Some(line));
        // What another part of the recipe reads is read; and it is said once.
        let fitting: Vec<&recipe::Part> =
            all.iter().filter(|it| it.fits(&self.file, self.sheet.as_deref())).collect();
        let columns = Columns::by_recipe(part, heading, &self.file, self.sheet.as_deref());
        if fitting.first().is_some_and(|it| std::ptr::eq(*it, part)) {
            let named = |at: usize| {
                fitting
                    .iter()
                    .flat_map(|it| &it.columns)
                    .any(|it| recipe::position(&it.from, &columns.heading) == Some(at))
            };
            let unnamed: Vec<&str> = columns
                .heading
                .iter()
                .enumerate()
                .filter(|(at, it)| !it.is_empty() && !named(*at))
                .map(|it| it.1.as_str())
                .collect();
            if !unnamed.is_empty() {
                let place = Place {
                    cell: self.sheet.is_some().then(|| format!("{line}:{line}")),
                    line: self.sheet.is_none().then_some(line),
                    ..self.place()
                };
                self.problems.push(
                    Problem::new(Code::ColumnsNotInRecipe, place)
                        .with("columns", unnamed.join(", "))
                        .with("table", part.table.name()),
                );
            }
        }
        self.read_with(columns, line, rest);
    }

    fn missing_headings(&mut self, part: &recipe::Part, heading: &[String], line: Option<u32>) {
        for column in &part.columns {
            let recipe::From::Heading(name) = &column.from else { continue };
            if recipe::position(&column.from, heading).is_some() {
                continue;
            }
            let near = heading
                .iter()
                .map(|it| (likeness_of(it, name), it))
                .filter(|it| it.0 >= 0.5)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let place = Place {
                cell: line.filter(|_| self.sheet.is_some()).map(|it| format!("{it}:{it}")),
                line: line.filter(|_| self.sheet.is_none()),
                ..self.place()
            };
            self.problems.push(
                Problem::new(Code::RecipeHeadingMissing, place)
                    .with("found", name.as_str())
                    .with("recipe", format!("{}:{}", part.recipe, column.line))
                    .with("near", near.map_or("none", |it| it.1.as_str())),
            );
        }
    }
}

fn likeness_of(a: &str, b: &str) -> f64 {
    if a.len() > 400 || b.len() > 400 {
        return 0.0;
    }
    karenina_model::likeness(&heading::words(a), &heading::words(b))
}

fn surety(how: How) -> u8 {
    match how {
        How::Exact => 2,
        How::Cleaned => 1,
        How::Guessed => 0,
    }
}

/// Whether every filled cell of a row is the name of a column, beyond doubt.
fn names_all(id: TableId, texts: &[String]) -> bool {
    let schema = id.schema();
    let filled = || texts.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
    filled().all(|it| it.len() <= 200 && schema.column_called(it).is_some())
}

/// Where a table has to have keys and no column is one: which column has the names, that may
/// serve as such.
pub fn column_for_key<T: AsRef<str>>(id: TableId, headings: &[T]) -> Option<usize> {
    let schema = id.schema();
    let key = schema.key.filter(|it| schema.columns[*it].required)?;
    let mut found: Option<(usize, usize)> = None;
    for (at, text) in headings.iter().enumerate() {
        let text = text.as_ref().trim();
        if text.is_empty() || text.len() > 200 {
            continue;
        }
        let Some(column) = schema.column_called(text) else { continue };
        if column == key {
            return None;
        }
        if may_be_key(schema, column) && found.is_none_or(|it| column < it.1) {
            found = Some((at, column));
        }
    }
    found.map(|it| it.0)
}

/// Whether a column holds names that may serve as keys.
fn may_be_key(schema: &karenina_model::TableSchema, column: usize) -> bool {
    matches!(schema.columns[column].name.as_str(), "name" | "title" | "name_ru")
}

/// Whether half of the filled cells of a row are names of columns, beyond doubt, and the others
/// are like none.
pub fn is_heading(id: TableId, texts: &[&str]) -> bool {
    let (mut filled, mut known) = (0, 0);
    for text in texts {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        filled += 1;
        // The texts of data are longer than any name, now and then very much so.
        match (text.len() <= 400).then(|| heading::read(id, text)).flatten() {
            Some(it) if it.how == How::Exact => known += 1,
            Some(_) => return false,
            None if heading::numbers_rows(text) => return false,
            None => {}
        }
    }
    known > 0 && known * 2 >= filled && column_for_key(id, texts).is_none()
}

/// Where headings may stand.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    at: usize,
    rows: usize,
    score: f64,
}

/// The rows whose cells name most columns of a table.
fn best_heading(id: TableId, kept: &[Row]) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    let mut known = HashMap::new();
    for at in 0..kept.len() {
        for rows in 1..=3.min(kept.len() - at) {
            if rows > 1 && kept[at + rows - 1].line != kept[at + rows - 2].line + 1 {
                break;
            }
            let score = score(id, &composed(&kept[at..at + rows], MOST_HEADINGS), &mut known);
            if score > 0.0 && best.is_none_or(|it| is_better(score, rows, it)) {
                best = Some(Candidate { at, rows, score });
            }
        }
    }
    best
}

/// A further row has to name a column that was not named before; of two that name the same the
/// one of fewer rows counts, so that a title above is none of the headings.
fn is_better(score: f64, rows: usize, than: Candidate) -> bool {
    match rows.cmp(&than.rows) {
        std::cmp::Ordering::Less => score >= than.score,
        std::cmp::Ordering::Equal => score >= than.score + 0.1,
        std::cmp::Ordering::Greater => score >= than.score + 0.9,
    }
}

/// How many columns are named, those by spelling counted less.
fn score(
    id: TableId,
    heading: &[String],
    read: &mut HashMap<String, Option<heading::Found>>,
) -> f64 {
    let mut known = HashMap::new();
    for text in heading.iter().take(MOST_HEADINGS) {
        // Headings are short; sentences of a title are not compared by spelling.
        if text.chars().count() > 120 {
            continue;
        }
        let found = match read.get(text) {
            Some(it) => *it,
            None => *read.entry(text.clone()).or_insert(heading::read(id, text)),
        };
        if let Some(it) = found {
            let worth: f64 = match it.how {
                How::Exact => 1.0,
                How::Cleaned => 0.95,
                How::Guessed => 0.6,
            };
            let best = known.entry(it.column).or_insert(worth);
            *best = worth.max(*best);
        }
    }
    let mut worths: Vec<f64> = known.into_values().collect();
    worths.sort_by(f64::total_cmp);
    worths.iter().sum()
}

/// The headings of one or several rows: what stands above belongs to all cells under it that
/// are filled, up to the next that is filled above.
fn composed(rows: &[Row], most: usize) -> Vec<String> {
    let width = rows.iter().map(|it| it.texts.len()).max().unwrap_or(0).min(most);
    let text = |row: &Row, at: usize| {
        row.texts
            .get(at)
            .map_or(String::new(), |it| it.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let mut heading: Vec<String> = Vec::with_capacity(width);
    let mut above = vec![String::new(); rows.len()];
    for at in 0..width {
        let mut parts: Vec<String> = Vec::new();
        for (level, row) in rows.iter().enumerate() {
            let mut own = text(row, at);
            let last = level + 1 == rows.len();
            if own.is_empty() && !last {
                // Merged cells hold their text in the first of them.
                let below = rows[level + 1..].iter().any(|it| !text(it, at).is_empty());
                if below {
                    own.clone_from(&above[level]);
                }
            } else if !own.is_empty() {
                above[level].clone_from(&own);
                for lower in &mut above[level + 1..] {
                    lower.clear();
                }
            }
            if !own.is_empty() && parts.last() != Some(&own) {
                parts.push(own);
            }
        }
        heading.push(match parts.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            // What stands lowest is what the column holds; what stands above may be its unit,
            // its kind, or the number of the part of a form.
            _ => best_of(&parts),
        });
    }
    while heading.last().is_some_and(String::is_empty) {
        heading.pop();
    }
    heading
}

/// Of a heading in several rows the text that names a column of any table; else all of it.
fn best_of(parts: &[String]) -> String {
    let all = parts.join(" / ");
    let joined = parts.join(" ");
    let lowest = &parts[parts.len() - 1];
    let uppermost = &parts[0];
    for it in [&joined, lowest, uppermost] {
        if !heading::columns_called(it).is_empty() {
            // Years below a name tell columns apart: they stay in the heading.
            let is_year = sheet_name::period_in(lowest).is_some();
            return if it == uppermost && is_year { parts.join(" ") } else { it.clone() };
        }
    }
    all
}

/// The table that the headings of a sheet are most like, by which rows, and by what it was known.
fn best_table(kept: &[Row], near: Option<TableId>) -> Option<(TableId, Candidate, &'static str)> {
    let mut scores: HashMap<TableId, Candidate> = HashMap::new();
    for at in 0..kept.len() {
        for rows in 1..=2.min(kept.len() - at) {
            let heading = composed(&kept[at..at + rows], MOST_HEADINGS);
            let filled = heading.iter().filter(|it| !it.is_empty()).count();
            let mut counts: HashMap<TableId, Vec<usize>> = HashMap::new();
            for text in heading.iter().take(MOST_HEADINGS) {
                for (id, column) in heading::columns_called(text) {
                    let known = counts.entry(id).or_default();
                    if !known.contains(&column) {
                        known.push(column);
                    }
                }
            }
            for (id, columns) in counts {
                let schema = id.schema();
                // The name may stand for the key.
                let named = || columns.iter().any(|it| may_be_key(schema, *it));
                let required = schema.columns.iter().enumerate().all(|(at, it)| {
                    !it.required || columns.contains(&at) || schema.key == Some(at) && named()
                });
                if !required || columns.len() * 2 < filled {
                    continue;
                }
                let bonus = if near == Some(id) { 1.0 } else { 0.0 };
                let score = columns.len() as f64 + bonus;
                if scores.get(&id).is_none_or(|it| is_better(score, rows, *it)) {
                    scores.insert(id, Candidate { at, rows, score });
                }
            }
        }
    }
    let mut ranked: Vec<(TableId, Candidate)> = scores.into_iter().collect();
    ranked.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
    let (id, best) = *ranked.first()?;
    let second = ranked.get(1).map_or(0.0, |it| it.1.score);
    let by = if near == Some(id) { "name" } else { "headings" };
    (best.score >= 3.0 && best.score >= second + 1.0).then_some((id, best, by))
}
