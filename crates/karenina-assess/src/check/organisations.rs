//! One organisation twice: by the numbers of registers first, then by name.

use std::collections::{BTreeMap, HashMap, HashSet};

use karenina_model::{
    Cell, Code, Dataset, Problem, Table, TableId, organisation_name::OrganisationName,
    problem::Problems,
};
use rayon::prelude::*;

/// Columns with a number that only one organisation has.
const NUMBERS: [&str; 4] = ["tax_number", "court_number", "lei", "ror"];

/// Names that sound alike are looked for among so many organisations at most: in a register of a
/// whole country many do.
const MOST_FOR_SOUND: usize = 50_000;

/// Finds organisations that stand twice.
pub fn check(dataset: &Dataset, problems: &mut Problems) {
    let table = dataset.table(TableId::ORGANISATIONS);
    let rows: Vec<u32> = table.rows().filter(|it| table.counts(*it)).collect();
    let numbers: Vec<[Option<String>; 4]> = rows
        .par_iter()
        .with_min_len(4_096)
        .map(|row| NUMBERS.map(|it| number(table, *row, it)))
        .collect();
    let mut joined = HashSet::new();
    for (at, name) in NUMBERS.iter().enumerate() {
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (place, of_row) in numbers.iter().enumerate() {
            let Some(number) = &of_row[at] else { continue };
            match first.get(number.as_str()) {
                None => _ = first.insert(number, place),
                Some(known) => {
                    if joined.insert((*known, place)) {
                        problems.push(
                            Problem::new(
                                Code::OneNumberTwice,
                                table.place(rows[place], table.column(name)),
                            )
                            .with("a", table.key(rows[*known]))
                            .with("b", table.key(rows[place]))
                            .with("column", *name)
                            .with("number", number.as_str()),
                        );
                    }
                }
            }
        }
    }

    let names: Vec<Vec<Named>> =
        rows.par_iter().with_min_len(1_024).map(|row| names(table, *row)).collect();
    let alike = |code: Code, key: &dyn Fn(&Named) -> Option<String>, problems: &mut Problems| {
        let mut first: BTreeMap<String, (usize, &Named)> = BTreeMap::new();
        let mut said = HashSet::new();
        for (place, of_row) in names.iter().enumerate() {
            for name in of_row {
                let Some(key) = key(name) else { continue };
                let Some((known, other)) = first.get(&key) else {
                    first.insert(key, (place, name));
                    continue;
                };
                let pair = (*known, place);
                let told_apart = *known == place
                    || joined.contains(&pair)
                    || numbers[*known]
                        .iter()
                        .zip(&numbers[place])
                        .any(|it| matches!(it, (Some(a), Some(b)) if a != b))
                    || differ(table, rows[*known], rows[place])
                    || matches!((other.form, name.form), (Some(a), Some(b)) if a != b)
                    || (code == Code::NamesSoundAlike && other.words == name.words);
                if !told_apart && said.insert(pair) {
                    problems.push(
                        Problem::new(code, table.place(rows[place], table.column(name.column)))
                            .with("a", table.key(rows[*known]))
                            .with("b", table.key(rows[place]))
                            .with("found", other.text)
                            .with("other", name.text),
                    );
                }
            }
        }
    };
    alike(
        Code::OneNameTwice,
        &|it| (it.words.chars().count() >= 3).then(|| it.words.clone()),
        problems,
    );
    if rows.len() <= MOST_FOR_SOUND {
        alike(
            Code::NamesSoundAlike,
            &|it| {
                // Short names sound alike by chance.
                let sound = it.sound.clone();
                (sound.len() >= 7).then_some(sound)
            },
            problems,
        );
    }
}

/// A name of an organisation.
struct Named<'a> {
    column: &'static str,
    text: &'a str,
    words: String,
    sound: String,
    form: Option<&'static str>,
}

fn names(table: &Table, row: u32) -> Vec<Named<'_>> {
    let sounds = table.len() <= MOST_FOR_SOUND;
    ["name", "name_ru"]
        .into_iter()
        .filter_map(|column| {
            let text = table.named_text(row, column)?;
            let name = OrganisationName::new(text);
            let sound = if sounds { name.sound() } else { String::new() };
            Some(Named { column, text, sound, form: name.legal_form, words: name.words })
        })
        .collect()
}

fn number(table: &Table, row: u32, column: &str) -> Option<String> {
    let text = table.named_text(row, column)?;
    let number: String = text
        .rsplit('/')
        .next()?
        .chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    // "n/a" and "0" are nobody's number.
    let telling = number.len() >= 6 && !number.bytes().all(|it| it == b'0');
    telling.then_some(number)
}

/// Whether two organisations are in different places, or one is the head of the other.
fn differ(table: &Table, a: u32, b: u32) -> bool {
    let reference =
        |row: u32, name: &str| match table.column(name).map(|it| table.reference(row, it)) {
            Some(Cell::Known(it)) => Some(it),
            _ => None,
        };
    let places = (reference(a, "place"), reference(b, "place"));
    matches!(places, (Some(a), Some(b)) if a != b)
        || reference(a, "parent") == Some(b)
        || reference(b, "parent") == Some(a)
}
