//! One organisation twice: by the numbers of registers first, then by name.

use std::{
    collections::{BTreeMap, HashSet},
    hash::{Hash, Hasher},
};

use karenina_model::{
    Cell, Code, Dataset, Problem, Table, TableId, organisation_name::OrganisationName,
    problem::Problems,
};
use rayon::prelude::*;

/// Columns with a number that only one organisation has.
const NUMBERS: [&str; 4] = ["tax_number", "court_number", "lei", "ror"];

/// Columns with a name.
const NAMES: [&str; 2] = ["name", "name_ru"];

/// Names that sound alike are looked for among so many organisations at most: in a register of a
/// whole country many do.
const MOST_FOR_SOUND: usize = 50_000;

/// Finds organisations that stand twice. In a register of a million nearly none does, so that
/// only a hash of each number and name is kept, and the texts are made again where two agree.
pub fn check(dataset: &Dataset, problems: &mut Problems) {
    let table = dataset.table(TableId::ORGANISATIONS);
    let rows: Vec<u32> = table.rows().filter(|it| table.counts(*it)).collect();
    let mut joined = HashSet::new();
    for column in NUMBERS {
        let hashes = rows
            .par_iter()
            .with_min_len(4_096)
            .filter_map(|row| Some((hash(&number(table, *row, column)?), *row, 0)));
        for of_one in alike(hashes.collect()) {
            let mut first: BTreeMap<String, u32> = BTreeMap::new();
            for (_, row, _) in of_one {
                let Some(number) = number(table, row, column) else { continue };
                let known = *first.entry(number.clone()).or_insert(row);
                if known != row && joined.insert((known, row)) {
                    problems.push(
                        Problem::new(Code::OneNumberTwice, table.place(row, table.column(column)))
                            .with("a", table.key(known))
                            .with("b", table.key(row))
                            .with("column", column)
                            .with("number", number),
                    );
                }
            }
        }
    }

    let with_sound = rows.len() <= MOST_FOR_SOUND;
    let (by_words, by_sound): (Vec<Option<Hashed>>, Vec<Option<Hashed>>) = rows
        .par_iter()
        .with_min_len(1_024)
        .flat_map_iter(|row| {
            NAMES.iter().enumerate().filter_map(move |(at, column)| {
                let name = OrganisationName::new(table.named_text(*row, column)?);
                // Short names are alike by chance.
                let words = (name.words.chars().nth(2).is_some()).then(|| hash(&name.words));
                let sound = with_sound.then(|| name.sound()).filter(|it| it.len() >= 7);
                let of = |hash: u64| (hash, *row, at);
                Some((words.map(of), sound.map(|it| of(hash(&it)))))
            })
        })
        .unzip();
    for (code, hashes) in [(Code::OneNameTwice, by_words), (Code::NamesSoundAlike, by_sound)] {
        same_names(table, hashes.into_iter().flatten().collect(), &joined, code, problems);
    }
}

/// Organisations with one name, or with names that sound alike: each is compared with the first.
fn same_names(
    table: &Table,
    hashes: Vec<Hashed>,
    joined: &HashSet<(u32, u32)>,
    code: Code,
    problems: &mut Problems,
) {
    let mut found = Vec::new();
    for of_one in alike(hashes) {
        let Some((&(_, known, other), rest)) = of_one.split_first() else { continue };
        found.extend(rest.iter().map(|(_, row, at)| (*row, *at, known, other)));
    }
    // In the order of the rows, whatever the hashes are.
    found.sort_unstable();
    let mut said = HashSet::new();
    for (row, at, known, other) in found {
        let pair = (known, row);
        let other_number = |column: &&str| {
            matches!(
                (number(table, known, column), number(table, row, column)),
                (Some(a), Some(b)) if a != b
            )
        };
        // What is quickly seen comes first: most names that sound alike differ by their numbers.
        if known == row
            || joined.contains(&pair)
            || said.contains(&pair)
            || NUMBERS.iter().any(other_number)
            || differ(table, known, row)
        {
            continue;
        }
        let (Some(text), Some(other)) =
            (table.named_text(row, NAMES[at]), table.named_text(known, NAMES[other]))
        else {
            continue;
        };
        let (a, b) = (OrganisationName::new(other), OrganisationName::new(text));
        let same = if code == Code::NamesSoundAlike {
            a.sound() == b.sound() && a.words != b.words
        } else {
            a.words == b.words
        };
        let forms_differ = matches!((a.legal_form, b.legal_form), (Some(a), Some(b)) if a != b);
        if same && !forms_differ {
            said.insert(pair);
            problems.push(
                Problem::new(code, table.place(row, table.column(NAMES[at])))
                    .with("a", table.key(known))
                    .with("b", table.key(row))
                    .with("found", other)
                    .with("other", text),
            );
        }
    }
}

/// A hash, the row that it is of, and which of its columns.
type Hashed = (u64, u32, usize);

/// Those that share their hash with another, in the order of rows.
fn alike(mut hashes: Vec<Hashed>) -> Vec<Vec<Hashed>> {
    hashes.par_sort_unstable();
    hashes.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() > 1).map(<[_]>::to_vec).collect()
}

fn hash(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
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
