//! How a form that is not ours maps to our tables: which sheets, where the headings stand, what
//! each column is, in which unit, which words mean which, which rows are left out.
//!
//! A recipe is a TOML file that is kept with the form and can be applied again every year. It says
//! nothing of values: what a cell means is the schema's business all the same.

mod draft;

use std::{collections::BTreeMap, fs, path::Path};

use karenina_model::{Code, ColumnType, Place, Problem, TableId, nearest, schema};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    layout::{
        Row,
        heading::{Unit, words},
    },
    read::ReadError,
};

pub use draft::draft;

/// The largest recipe that is read.
const LARGEST: u64 = 1 << 20;

/// A recipe that has been checked.
#[derive(Debug, Clone, Default)]
pub struct Recipe {
    /// Its parts: each fills one table from the sheets that it fits.
    pub parts: Vec<Part>,
}

/// A part of a recipe.
#[derive(Debug, Clone)]
pub struct Part {
    /// The recipe's file, for messages.
    pub recipe: String,
    /// The line of the recipe where the part begins.
    pub line: u32,
    /// Which table it fills.
    pub table: TableId,
    file: Pattern,
    sheet: Option<Pattern>,
    /// The first and last row of the headings; 0 where there are none.
    pub heading: Option<(u32, u32)>,
    rows: Option<(u32, u32)>,
    skip: Vec<Pattern>,
    /// What each column is.
    pub columns: Vec<Column>,
    /// Columns of the table with one text in every row.
    pub constants: Vec<(usize, String)>,
}

/// What one column of the form is.
#[derive(Debug, Clone)]
pub struct Column {
    /// The line of the recipe.
    pub line: u32,
    /// Which column of the form.
    pub from: From,
    /// Which column of the table.
    pub to: usize,
    /// What its numbers are multiplied by.
    pub factor: Option<f64>,
    /// Words of the form and ours.
    pub codes: BTreeMap<String, String>,
    /// Words of the form that mean that nothing is said.
    pub empty: Vec<String>,
}

/// Which column of a form.
#[derive(Debug, Clone)]
pub enum From {
    /// The one with this heading.
    Heading(String),
    /// The one with this place, from 0.
    At(usize),
}

/// Why the recipe leaves out a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It is not among the rows that are to be read.
    Outside,
    /// It begins as rows do that are to be skipped.
    Skipped,
}

/// A text with `*` for anything.
#[derive(Debug, Clone)]
struct Pattern(String);

impl Pattern {
    /// Whether a text fits, in any case of letters.
    fn fits(&self, text: &str) -> bool {
        let text = words(text);
        let mut parts = self.0.split('*');
        let Some(rest) = parts.next().and_then(|it| text.strip_prefix(it)) else { return false };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
        let mut rest = rest;
        for part in middle {
            match rest.find(part) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        rest.ends_with(last)
    }
}

impl Column {
    /// Changes the text of a cell as the recipe says.
    pub fn change(&self, text: &mut String) {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        let word = words(trimmed);
        if self.empty.contains(&word) {
            text.clear();
        } else if let Some(code) = self.codes.get(&word) {
            text.clone_from(code);
        }
    }
}

impl Part {
    /// Whether it fits a file, and a sheet of it.
    pub fn fits(&self, file: &str, sheet: Option<&str>) -> bool {
        let name = file.rsplit('/').next().unwrap_or(file);
        self.file.fits(name)
            && self.sheet.as_ref().is_none_or(|it| sheet.is_some_and(|sheet| it.fits(sheet)))
    }

    /// Whether it fits some sheet of a file.
    pub fn fits_file(&self, file: &str) -> bool {
        self.file.fits(file.rsplit('/').next().unwrap_or(file))
    }

    /// Whether a row is left out.
    pub fn leaves_out(&self, row: &Row) -> Option<LeftOut> {
        if self.rows.is_some_and(|(first, last)| row.line < first || row.line > last) {
            return Some(LeftOut::Outside);
        }
        let text = row.texts.iter().map(|it| it.trim()).find(|it| !it.is_empty())?;
        self.skip.iter().any(|it| it.fits(text)).then_some(LeftOut::Skipped)
    }
}

/// Where a column of the form stands.
pub fn position(from: &From, heading: &[String]) -> Option<usize> {
    match from {
        From::At(at) => Some(*at),
        From::Heading(name) => {
            let name = words(name);
            heading.iter().position(|it| words(it) == name)
        }
    }
}

/// The first row that has every heading which the part names, or most of them.
pub fn find_heading(part: &Part, kept: &[Row]) -> Option<usize> {
    let count = |row: &Row| {
        let named = |it: &&Column| match &it.from {
            From::Heading(name) => {
                let name = words(name);
                row.texts.iter().any(|text| text.len() <= 4_000 && words(text) == name)
            }
            From::At(_) => false,
        };
        part.columns.iter().filter(named).count()
    };
    let counts: Vec<usize> = kept.iter().map(count).collect();
    let most = counts.iter().copied().max()?;
    (most > 0).then(|| counts.iter().position(|it| *it == most)).flatten()
}

/// Reads a recipe from a file. What is wrong with it is among the problems.
pub fn read_recipe(path: &Path) -> Result<(Recipe, Vec<Problem>), ReadError> {
    let unreadable = |reason| ReadError::Unreadable { path: path.to_owned(), reason };
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.len() > LARGEST {
        return Err(ReadError::TooLarge {
            path: path.to_owned(),
            size: about.len(),
            most: LARGEST,
        });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let text = str::from_utf8(&bytes).map_err(|err| ReadError::NotText {
        path: path.to_owned(),
        line: 1 + memchr::memchr_iter(b'\n', &bytes[..err.valid_up_to()]).count(),
    })?;
    Ok(parse_recipe(&path.display().to_string(), text))
}

/// Reads the text of a recipe.
pub fn parse_recipe(file: &str, text: &str) -> (Recipe, Vec<Problem>) {
    let text = text.trim_start_matches('\u{feff}');
    let mut problems = Vec::new();
    let written: Written = match toml::from_str(text) {
        Ok(it) => it,
        Err(err) => {
            let line = err.span().map_or(1, |it| line_of(text, it.start));
            problems.push(
                Problem::new(Code::RecipeUnreadable, Place::line(file, line))
                    .with("reason", err.message()),
            );
            return (Recipe::default(), problems);
        }
    };
    let mut checking = Checking { file, text, problems: &mut problems };
    let parts = written.table.iter().filter_map(|it| checking.part(it)).collect();
    (Recipe { parts }, problems)
}

fn line_of(text: &str, at: usize) -> u32 {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    1 + memchr::memchr_iter(b'\n', before).count() as u32
}

struct Checking<'a> {
    file: &'a str,
    text: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Checking<'_> {
    fn complain(&mut self, code: Code, at: usize, details: &[(&'static str, &str)]) {
        let place = Place::line(self.file, line_of(self.text, at));
        let problem = Problem::new(code, place);
        self.problems.push(details.iter().fold(problem, |it, (name, text)| it.with(name, *text)));
    }

    fn unfit(&mut self, key: &'static str, found: &Spanned<String>) {
        let details = [("key", key), ("found", found.get_ref().as_str())];
        self.complain(Code::RecipeValueUnfit, found.span().start, &details);
    }

    fn part(&mut self, written: &Spanned<WrittenPart>) -> Option<Part> {
        let line = line_of(self.text, written.span().start);
        let it = written.get_ref();
        let Some(table) = TableId::named(it.table.get_ref()) else {
            let near =
                nearest(it.table.get_ref(), schema::tables().iter().map(|it| it.name.as_str()));
            let details =
                [("found", it.table.get_ref().as_str()), ("near", near.unwrap_or("none"))];
            self.complain(Code::RecipeTableUnknown, it.table.span().start, &details);
            return None;
        };
        let heading = it.heading.as_ref().and_then(|it| {
            let found = span_of(it.get_ref());
            if found.is_none() {
                self.unfit("heading", it);
            }
            found
        });
        let rows = it.rows.as_ref().and_then(|it| {
            let found = span_of(it.get_ref());
            if found.is_none() {
                self.unfit("rows", it);
            }
            found
        });
        let columns = it.column.iter().filter_map(|it| self.column(table, it)).collect();
        let mut constants = Vec::new();
        for (name, text) in &it.constants {
            if let Some(column) = self.target(table, name) {
                constants.push((column, text.clone()));
            }
        }
        Some(Part {
            recipe: self.file.to_owned(),
            line,
            table,
            file: Pattern(words(it.file.as_deref().unwrap_or("*"))),
            sheet: it.sheet.as_deref().map(|it| Pattern(words(it))),
            heading,
            rows,
            skip: it.skip.iter().map(|it| Pattern(words(it))).collect(),
            columns,
            constants,
        })
    }

    fn target(&mut self, table: TableId, name: &Spanned<String>) -> Option<usize> {
        let schema = table.schema();
        let found = schema.column(name.get_ref());
        if found.is_none() {
            let near = nearest(name.get_ref(), schema.columns.iter().map(|it| it.name.as_str()));
            let details = [
                ("found", name.get_ref().as_str()),
                ("table", schema.name.as_str()),
                ("near", near.unwrap_or("none")),
            ];
            self.complain(Code::RecipeColumnUnknown, name.span().start, &details);
        }
        found
    }

    fn column(&mut self, table: TableId, written: &Spanned<WrittenColumn>) -> Option<Column> {
        let start = written.span().start;
        let it = written.get_ref();
        let to = self.target(table, &it.to)?;
        let from = match (&it.from, &it.at) {
            (Some(name), None) => From::Heading(name.clone()),
            (None, Some(letters)) => match place_of(letters.get_ref()) {
                Some(at) => From::At(at),
                None => {
                    self.unfit("at", letters);
                    return None;
                }
            },
            (None, None) | (Some(_), Some(_)) => {
                self.complain(Code::RecipeValueUnfit, start, &[("key", "from"), ("found", "")]);
                return None;
            }
        };
        let factor = match &it.unit {
            None => None,
            Some(unit) => {
                let named = Unit::named(unit.get_ref()).map(Unit::factor);
                let factor = named.or_else(|| unit.get_ref().parse().ok());
                if factor.is_none_or(|it: f64| !it.is_finite() || it == 0.0) {
                    self.unfit("unit", unit);
                    return None;
                }
                factor
            }
        };
        let mut codes = BTreeMap::new();
        for (word, ours) in &it.codes {
            if let ColumnType::Code(known) | ColumnType::Codes(known) =
                table.schema().columns[to].kind
                && known.find(ours.get_ref()).is_none()
            {
                let near = nearest(ours.get_ref(), known.words());
                let list = known.words().take(12).collect::<Vec<_>>().join(", ");
                let details = [
                    ("found", ours.get_ref().as_str()),
                    ("known", list.as_str()),
                    ("near", near.unwrap_or("none")),
                ];
                self.complain(Code::RecipeCodeUnknown, ours.span().start, &details);
                continue;
            }
            codes.insert(words(word), ours.get_ref().clone());
        }
        Some(Column {
            line: line_of(self.text, start),
            from,
            to,
            factor,
            codes,
            empty: it.empty.iter().map(|it| words(it)).collect(),
        })
    }
}

/// `7`, `6..7`, `9..`.
fn span_of(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    match text.split_once("..") {
        None => text.parse().ok().map(|it| (it, it)),
        Some((from, to)) => {
            let from = from.trim().parse().ok()?;
            let to = if to.trim().is_empty() { u32::MAX } else { to.trim().parse().ok()? };
            (from <= to).then_some((from, to))
        }
    }
}

/// The place of a column by its letters: A is 0.
fn place_of(letters: &str) -> Option<usize> {
    let mut n = 0_usize;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    for byte in letters.bytes() {
        if !byte.is_ascii_alphabetic() {
            return None;
        }
        n = n * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1;
    }
    (n <= crate::csv::MOST_COLUMNS).then_some(n - 1)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// What the form is called; for people.
    #[serde(rename = "form")]
    _form: Option<String>,
    #[serde(rename = "about")]
    _about: Option<String>,
    #[serde(default)]
    table: Vec<Spanned<WrittenPart>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPart {
    table: Spanned<String>,
    file: Option<String>,
    sheet: Option<String>,
    heading: Option<Spanned<String>>,
    rows: Option<Spanned<String>>,
    #[serde(default)]
    skip: Vec<String>,
    #[serde(default)]
    constants: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    column: Vec<Spanned<WrittenColumn>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    from: Option<String>,
    at: Option<Spanned<String>>,
    to: Spanned<String>,
    unit: Option<Spanned<String>>,
    #[serde(default)]
    codes: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    empty: Vec<String>,
}

#[cfg(test)]
mod tests {
    use karenina_model::Code;

    use super::{Pattern, parse_recipe};
    use crate::layout::heading::words;

    #[test]
    fn a_pattern_fits_in_any_case_of_letters() {
        for (pattern, text, fits) in [
            ("*", "anything", true),
            ("Итого*", "ИТОГО по кластеру", true),
            ("*.xlsx", "Отчёт.XLSX", true),
            ("раздел 2*участники", "Раздел 2. Участники", true),
            ("a*b", "acd", false),
            ("exact", "exact", true),
            ("exact", "exactly", false),
        ] {
            assert_eq!(Pattern(words(pattern)).fits(text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_recipe_is_named_by_line() {
        let text = "form = \"Годовой отчёт\"\n\n[[table]]\ntable = \"organisatons\"\n\n[[table]]\ntable = \"organisations\"\nheading = \"x\"\n\n[[table.column]]\nfrom = \"Название\"\nto = \"nam\"\n[[table.column]]\nfrom = \"Тип\"\nto = \"kind\"\ncodes = { \"завод\" = \"works\" }\n";
        let (recipe, problems) = parse_recipe("a.toml", text);
        let found: Vec<(Code, Option<u32>)> =
            problems.iter().map(|it| (it.code, it.place.line)).collect();
        assert_eq!(
            found,
            [
                (Code::RecipeTableUnknown, Some(4)),
                (Code::RecipeValueUnfit, Some(8)),
                (Code::RecipeColumnUnknown, Some(12)),
                (Code::RecipeCodeUnknown, Some(16)),
            ]
        );
        assert_eq!(recipe.parts.len(), 1);
        let (_, problems) = parse_recipe("a.toml", "form = 1\n");
        assert_eq!(problems[0].code, Code::RecipeUnreadable);
        let (_, problems) = parse_recipe("a.toml", "\n\nshet = \"a\"\n");
        assert_eq!((problems[0].code, problems[0].place.line), (Code::RecipeUnreadable, Some(3)));
    }
}
