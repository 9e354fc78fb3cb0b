//! What a heading means: the schema's own name or title, the same behind units, years and
//! numbering, or the nearest by spelling.

use std::{collections::HashMap, sync::LazyLock};

use karenina_model::{
    ColumnType, TableId, likeness, organisation_name::without_mixed_alphabets, schema,
};

/// How like a heading must be to a name to be taken for it. `exprots` is 0.86 like `exports`,
/// `name_en` 0.71 like `name_ru`.
const LIKE_ENOUGH: f64 = 0.8;

/// How much less like the second best must be.
const CLEARLY: f64 = 0.05;

/// The longest heading that is compared by spelling.
const LONGEST: usize = 80;

/// A heading that was understood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Which column of the table.
    pub column: usize,
    /// How it was understood.
    pub how: How,
    /// The unit that the heading names, where numbers have to be changed for it.
    pub unit: Option<Unit>,
}

/// How a heading was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is the column's name, title, or another name that the schema knows.
    Exact,
    /// It is one of those behind numbering, years, remarks in brackets, units.
    Cleaned,
    /// It is the nearest by spelling.
    Guessed,
}

/// A unit that asks for a change of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Thousands of what the table holds.
    Thousand,
    /// Millions.
    Million,
    /// Thousands of millions.
    Billion,
    /// Parts of a hundred, where the table holds fractions of one.
    Percent,
}

impl Unit {
    /// What to multiply by.
    pub fn factor(self) -> f64 {
        match self {
            Self::Thousand => 1e3,
            Self::Million => 1e6,
            Self::Billion => 1e9,
            Self::Percent => 0.01,
        }
    }

    /// The word of it in recipes and messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Thousand => "thousand",
            Self::Million => "million",
            Self::Billion => "billion",
            Self::Percent => "percent",
        }
    }

    /// The unit with this word.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Thousand, Self::Million, Self::Billion, Self::Percent]
            .into_iter()
            .find(|it| it.word() == word)
    }

    /// Whether numbers of such a column can be in this unit.
    pub fn suits(self, kind: ColumnType) -> bool {
        match kind {
            ColumnType::Share => self == Self::Percent,
            ColumnType::Number | ColumnType::Count => self != Self::Percent,
            _ => false,
        }
    }
}

/// Columns that hold money: the unit that a title of the sheet names is theirs.
pub const MONEY: &[&str] = &[
    "revenue",
    "exports",
    "rd_spending",
    "amount",
    "total",
    "public",
    "own_money",
    "contribution",
    "fee_due",
    "fee_paid",
    "budget",
];

/// Names, titles and other names of all columns, cleaned.
static INDEX: LazyLock<HashMap<String, Vec<(TableId, usize)>>> = LazyLock::new(|| {
    let mut index: HashMap<String, Vec<(TableId, usize)>> = HashMap::new();
    for table in schema::tables() {
        for (at, column) in table.columns.iter().enumerate() {
            let texts = [column.name.as_str(), &column.title.en, &column.title.ru];
            for text in texts.into_iter().chain(column.also.iter().map(String::as_str)) {
                // Where two columns of a table share a text, the first in the schema has it.
                let known = index.entry(words(text)).or_default();
                if !known.iter().any(|it| it.0 == table.id) {
                    known.push((table.id, at));
                }
            }
        }
    }
    index
});

/// The columns of any table that a heading may be, by name and not by spelling.
pub fn columns_called(text: &str) -> Vec<(TableId, usize)> {
    let text = text.trim();
    if text.is_empty() || text.len() > 400 {
        return Vec::new();
    }
    let exact: Vec<(TableId, usize)> = INDEX.get(&words(text)).cloned().unwrap_or_default();
    if !exact.is_empty() {
        return exact;
    }
    let (candidates, ..) = clean(text);
    candidates.iter().find_map(|it| INDEX.get(it)).cloned().unwrap_or_default()
}

/// Whether a column only numbers the rows: `№ п/п`.
pub fn numbers_rows(text: &str) -> bool {
    let plain: String = text
        .trim()
        .chars()
        .filter(|it| !matches!(it, ' ' | '.' | '/' | '\\' | '\n' | '\u{a0}'))
        .flat_map(char::to_lowercase)
        .collect();
    matches!(
        plain.as_str(),
        "№" | "№пп" | "пп" | "nпп" | "nn" | "#" | "no" | "№№" | "№№пп" | "№строки"
    )
}

/// What a heading means in a table.
pub fn read(id: TableId, text: &str) -> Option<Found> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let table = id.schema();
    if let Some(column) = table.column_called(text) {
        return Some(Found { column, how: How::Exact, unit: None });
    }
    if text.len() > 400 {
        return None;
    }
    let (candidates, whole, unit) = clean(text);
    let suits = |column: usize| unit.filter(|it| it.suits(table.columns[column].kind));
    for (at, candidate) in candidates.iter().enumerate() {
        let of_table =
            |known: &Vec<(TableId, usize)>| known.iter().find(|it| it.0 == id).map(|it| it.1);
        if let Some(column) = INDEX.get(candidate).and_then(of_table) {
            let how = if at < whole { How::Cleaned } else { How::Guessed };
            return Some(Found { column, how, unit: suits(column) });
        }
    }
    let column = candidates.iter().find_map(|it| nearest(id, it))?;
    Some(Found { column, how: How::Guessed, unit: suits(column) })
}

/// A cleaned name of a column: column, characters, digits, text.
type Name = (usize, usize, String, String);

/// For each table the cleaned names of its columns.
static NAMES: LazyLock<Vec<Vec<Name>>> = LazyLock::new(|| {
    let mut names: Vec<Vec<_>> = schema::tables().iter().map(|_| Vec::new()).collect();
    for (text, places) in INDEX.iter() {
        for (id, column) in places {
            names[id.index()].push((*column, text.chars().count(), digits(text), text.clone()));
        }
    }
    for it in &mut names {
        it.sort();
    }
    names
});

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The column whose name is nearest by spelling, where one is clearly so.
fn nearest(id: TableId, text: &str) -> Option<usize> {
    let n = text.chars().count();
    if !(4..=LONGEST).contains(&n) {
        return None;
    }
    let numbers = digits(text);
    let mut likes: Vec<(usize, f64)> = Vec::new();
    for (column, length, digits, name) in &NAMES[id.index()] {
        // Each letter more or less is a slip by itself.
        let possible = 1.0 - n.abs_diff(*length) as f64 / n.max(*length) as f64;
        if possible < LIKE_ENOUGH - CLEARLY || *digits != numbers {
            continue;
        }
        let like = likeness(text, name);
        match likes.iter_mut().find(|it| it.0 == *column) {
            Some(known) => known.1 = known.1.max(like),
            None => likes.push((*column, like)),
        }
    }
    likes.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (column, best) = *likes.first()?;
    let second = likes.get(1).map_or(0.0, |it| it.1);
    (best >= LIKE_ENOUGH && best - second >= CLEARLY).then_some(column)
}

/// Lower case, one space between words, one alphabet within each, ё as е.
pub fn words(text: &str) -> String {
    let text = if text.is_ascii() { text.to_owned() } else { without_mixed_alphabets(text) };
    let text = text.to_lowercase().replace('ё', "е").replace("и\u{306}", "й");
    let mut out = String::with_capacity(text.len());
    for word in text
        .split(|it: char| it.is_whitespace() || matches!(it, '_' | '-' | '\u{ad}' | '\u{200b}'))
        .filter(|it| !it.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What a heading may be without unit, years, numbering and remarks, the fullest first; and the
/// unit.
///
/// The first so many of the candidates say all that the heading says; what follows leaves out
/// remarks.
pub fn clean(text: &str) -> (Vec<String>, usize, Option<Unit>) {
    let all = words(text);
    let all = all.trim_matches(|it: char| matches!(it, '*' | ':' | '.' | ' ' | '"' | '«' | '»'));
    let mut unit = None;
    let mut kept: Vec<String> = Vec::new();
    for segment in all.split([',', '(', ')', '[', ']', ';', '/']) {
        let segment = segment.trim();
        if segment.is_empty() {
            continue;
        }
        match unit_of(segment) {
            Some(Said::In(found)) => unit = unit.or(Some(found)),
            Some(Said::AsItIs) => {}
            None => kept.push(without_years(without_numbering(segment))),
        }
    }
    kept.retain(|it| !it.is_empty());
    let mut candidates = Vec::new();
    let mut add = |it: String| {
        if !it.is_empty() && !candidates.contains(&it) {
            candidates.push(it);
        }
    };
    add(kept.join(", "));
    add(kept.join(" "));
    let mut whole = 2;
    // A unit without a comma before it: `Выручка тыс. руб.`, `revenue in thousand roubles`.
    if unit.is_none()
        && let [first] = kept.as_slice()
    {
        let list: Vec<&str> = first.split(' ').collect();
        for n in (1..list.len()).rev() {
            if let Some(Said::In(found)) = unit_of(&list[n..].join(" ")) {
                unit = Some(found);
                let rest = list[..n].join(" ");
                add(rest.trim_end_matches(" in").trim_end_matches(" в").to_owned());
                whole += 1;
            }
        }
    }
    if let Some(first) = kept.first() {
        add(first.clone());
    }
    let whole = if kept.len() <= 1 { candidates.len() } else { whole.min(candidates.len() - 1) };
    (candidates, whole, unit)
}

/// What a part of a heading says as a unit.
enum Said {
    /// A unit that changes nothing.
    AsItIs,
    /// A unit that asks for a change.
    In(Unit),
}

/// What a part of a heading says as a unit, where it says nothing else.
fn unit_of(text: &str) -> Option<Said> {
    let mut unit = None;
    let mut any = false;
    let spaced = text.replace('.', " ").replace('%', " % ").replace('₽', " ₽ ");
    for word in spaced.split_whitespace() {
        any = true;
        let found = match word {
            "тыс" | "тысяч" | "тысячах" | "тысячи" | "thousand" | "thousands" | "k" | "ths" => {
                Unit::Thousand
            }
            "млн" | "миллионов" | "миллионах" | "million" | "millions" | "mln" | "mio" => {
                Unit::Million
            }
            "млрд" | "миллиардов" | "миллиардах" | "billion" | "billions" | "bn" => {
                Unit::Billion
            }
            "%" | "процент" | "проценты" | "процентов" | "процентах" | "проц" | "percent" => {
                Unit::Percent
            }
            "руб" | "рублей" | "рублях" | "рубли" | "р" | "rub" | "rur" | "roubles" | "rubles"
            | "eur" | "euro" | "euros" | "usd" | "dollars" | "€" | "$" | "₽" | "чел"
            | "человек" | "ед" | "единиц" | "шт" | "штук" | "лет" | "people" | "persons"
            | "years" | "in" | "of" | "в" => continue,
            _ => return None,
        };
        unit = unit.or(Some(found));
    }
    any.then_some(unit.map_or(Said::AsItIs, Said::In))
}

/// `1. Наименование`, `2.3) Имя`, `№ п/п`.
fn without_numbering(text: &str) -> &str {
    let rest = text.trim_start_matches(|it: char| {
        it.is_ascii_digit() || matches!(it, '.' | ')' | '№' | ' ' | '*')
    });
    if rest.is_empty() { text } else { rest.trim_end_matches(['*', ':', '.', ' ']) }
}

/// `выручка за 2023 год` is `выручка`.
fn without_years(text: &str) -> String {
    let is_day = |it: &str| {
        let it = it.trim_end_matches(['г', '.', ',']);
        let digits = it.chars().filter(char::is_ascii_digit).count();
        let whole = it.chars().all(|it| it.is_ascii_digit() || it == '.');
        whole && (digits == 8 || (digits == 4 && (it.starts_with("19") || it.starts_with("20"))))
    };
    let list: Vec<&str> = text.split(' ').collect();
    if !list.iter().any(|it| is_day(it)) {
        return text.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut after = false;
    for word in list {
        if is_day(word) {
            while matches!(
                kept.last(),
                Some(&("за" | "на" | "в" | "in" | "for" | "at" | "as" | "of" | "по" | "состоянию"))
            ) {
                kept.pop();
            }
            after = true;
        } else if after && matches!(word, "г" | "г." | "год" | "года" | "году" | "гг" | "гг.")
        {
        } else {
            after = false;
            kept.push(word);
        }
    }
    if kept.is_empty() { text.to_owned() } else { kept.join(" ") }
}

#[cfg(test)]
mod tests {
    use karenina_model::TableId;

    use super::{How, Unit, read};

    fn found(text: &str) -> Option<(&'static str, How, Option<Unit>)> {
        let table = TableId::ORGANISATIONS;
        let it = read(table, text)?;
        Some((table.schema().columns[it.column].name.as_str(), it.how, it.unit))
    }

    #[test]
    fn headings_that_people_write_are_understood() {
        use How::{Cleaned, Exact, Guessed};
        for (text, expected) in [
            ("revenue", ("revenue", Exact, None)),
            ("Выручка", ("revenue", Exact, None)),
            ("ИНН", ("tax_number", Exact, None)),
            ("Выручка, тыс. руб.", ("revenue", Cleaned, Some(Unit::Thousand))),
            ("Выручка (млн руб.)", ("revenue", Cleaned, Some(Unit::Million))),
            ("Выручка\nза 2023 год, тыс.руб.", ("revenue", Cleaned, Some(Unit::Thousand))),
            ("Выручка тыс. руб.", ("revenue", Cleaned, Some(Unit::Thousand))),
            ("Revenue in thousand roubles", ("revenue", Cleaned, Some(Unit::Thousand))),
            ("Работников, чел.", ("employees", Cleaned, None)),
            ("Работников, тыс. чел.", ("employees", Cleaned, Some(Unit::Thousand))),
            (
                "Доля госзаказа в продажах, %",
                ("public_contracts_share", Cleaned, Some(Unit::Percent)),
            ),
            ("3. Выручка*", ("revenue", Cleaned, None)),
            ("Выpучка", ("revenue", Cleaned, None)),
            ("exprots", ("exports", Guessed, None)),
            ("Работникв", ("employees", Guessed, None)),
        ] {
            assert_eq!(found(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn columns_that_number_the_rows_are_known() {
        for text in ["№", "№ п/п", "№\nп/п", "N п/п", "№№ п.п.", "No.", "#"] {
            assert!(super::numbers_rows(text), "{text}");
        }
        for text in ["n", "Номер проекта", "", "нет"] {
            assert!(!super::numbers_rows(text), "{text}");
        }
    }

    #[test]
    fn what_is_like_nothing_stays_what_it_is() {
        for text in ["weather", "Телефон", "", "revenue_2023_plan_of_the_ministry", "lot"] {
            assert_eq!(found(text).map(|it| it.0), None, "{text}");
        }
    }
}
