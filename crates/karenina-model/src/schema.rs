//! The tables and their columns, from `schema.toml`: the one place where they are described.

use std::{collections::BTreeMap, sync::LazyLock};

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The text of the schema as it is published.
pub const TEXT: &str = include_str!("../schema.toml");

/// Which table: its place in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(u8);

impl TableId {
    // The tables that the method itself knows; a test compares them with schema.toml.
    /// Documents.
    pub const SOURCES: Self = Self(0);
    /// The programme, one row.
    pub const PROGRAMME: Self = Self(1);
    /// Cities.
    pub const PLACES: Self = Self(2);
    /// Clusters.
    pub const CLUSTERS: Self = Self(3);
    /// Mergers and splits.
    pub const LINEAGE: Self = Self(4);
    /// Organisations.
    pub const ORGANISATIONS: Self = Self(5);
    /// Members.
    pub const MEMBERSHIPS: Self = Self(6);
    /// Statistics.
    pub const REGION_ACTIVITY: Self = Self(7);
    /// Bodies that run clusters.
    pub const BODIES: Self = Self(8);
    /// Seats on them.
    pub const SEATS: Self = Self(9);
    /// Money.
    pub const FUNDING: Self = Self(10);
    /// Working groups, communities, networks.
    pub const GROUPS: Self = Self(11);
    /// Who belongs to a group.
    pub const GROUP_MEMBERS: Self = Self(12);
    /// Meetings of groups and bodies.
    pub const MEETINGS: Self = Self(13);
    /// Projects.
    pub const PROJECTS: Self = Self(14);
    /// Who takes part in a project.
    pub const PROJECT_PARTNERS: Self = Self(15);
    /// Practices.
    pub const PRACTICES: Self = Self(18);
    /// Priorities.
    pub const PRIORITIES: Self = Self(19);
    /// Claims.
    pub const CLAIMS: Self = Self(23);

    /// The table with this name.
    pub fn named(name: &str) -> Option<Self> {
        SCHEMA.by_name.get(name).copied()
    }

    /// All tables, each after those that it refers to.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SCHEMA.tables.len()).map(|at| Self(at as u8))
    }

    /// Its place among all tables.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Its description.
    pub fn schema(self) -> &'static TableSchema {
        &SCHEMA.tables[self.index()]
    }

    /// Its name in data files.
    pub fn name(self) -> &'static str {
        &self.schema().name
    }
}

/// Every table, in order.
pub fn tables() -> &'static [TableSchema] {
    &SCHEMA.tables
}

/// Every enumeration by name.
pub fn enumerations() -> &'static BTreeMap<String, Enumeration> {
    SCHEMA.enumerations
}

/// One table.
#[derive(Debug)]
pub struct TableSchema {
    /// Which one.
    pub id: TableId,
    /// Its name in data files: file name, sheet name.
    pub name: String,
    /// Its title for people.
    pub title: Label,
    /// What it holds.
    pub about: Option<Label>,
    /// Its own columns, then those that every table may carry.
    pub columns: Vec<ColumnSchema>,
    /// How many of the columns are its own.
    pub n_own: usize,
    /// The columns that lead to a cluster; the first that is filled in counts.
    pub owner: Vec<usize>,
    /// The column with the key of a row.
    pub key: Option<usize>,
    /// When a row begins to hold.
    pub begins: Option<usize>,
    /// When it ceases to.
    pub ends: Option<usize>,
    /// When an event happened.
    pub happens: Option<usize>,
    /// The year that a row speaks of.
    pub yearly: Option<usize>,
    /// Two rows of a cluster with the same value here are one.
    pub distinct: Option<usize>,
    /// In a table without keys: the columns by which a row is known again.
    pub known_by: Vec<usize>,
}

impl TableSchema {
    /// The place of the column with this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|it| it.name == name)
    }

    /// The place of the column with this name, title, or other name that files give it, in any
    /// case of letters.
    pub fn column_called(&self, name: &str) -> Option<usize> {
        self.column(name).or_else(|| {
            let lower = name.to_lowercase();
            let word = lower.replace([' ', '-'], "_");
            self.columns.iter().position(|it| {
                it.name == word
                    || it.also.contains(&word)
                    || it.title.en.to_lowercase() == lower
                    || it.title.ru.to_lowercase() == lower
            })
        })
    }
}

/// How far what is said of one thing may change in a year before somebody should be asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// In any way.
    Free,
    /// Not at all: a day of foundation, a number in a register.
    Never,
    /// Once, from nothing: the day on which something ended.
    Once,
    /// Only to a later word of its enumeration: planned, being built, working.
    Forward,
    /// So many times as much, or as little.
    Factor(f64),
    /// By so much more or less.
    Points(f64),
}

/// One column.
#[derive(Debug)]
pub struct ColumnSchema {
    /// Its name in data files.
    pub name: String,
    /// Other names that files give it, in lower case.
    pub also: Vec<String>,
    /// What its cells hold.
    pub kind: ColumnType,
    /// Whether a row is useless without it.
    pub required: bool,
    /// Its title for people.
    pub title: Label,
    /// How far a cell of it may change from one year to the next.
    pub change: Change,
    /// What it means, where the title does not say enough.
    pub about: Option<Label>,
    /// What might stand in it, where its kind does not say enough.
    pub example: Option<String>,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy)]
pub enum ColumnType {
    /// The key of the row.
    Key,
    /// Any text.
    Text,
    /// A number or an interval of numbers.
    Number,
    /// A number of whole things.
    Count,
    /// A fraction of one.
    Share,
    /// Yes, partly or no.
    Flag,
    /// One word of an enumeration.
    Code(&'static Enumeration),
    /// Several words of an enumeration.
    Codes(&'static Enumeration),
    /// A date or period.
    Date,
    /// The key of a row of another table.
    Reference(TableId),
    /// Several such keys.
    References(TableId),
    /// A number, a flag or a text.
    Value,
}

/// A closed list of words.
#[derive(Debug)]
pub struct Enumeration {
    /// Its name.
    pub name: String,
    /// Its words with their titles, in order.
    pub codes: Vec<(String, Label)>,
}

impl Enumeration {
    /// The place of a word: as it is written in data files, or one of its titles.
    pub fn find(&self, text: &str) -> Option<u8> {
        let at = self.codes.iter().position(|(code, _)| code == text).or_else(|| {
            let text = text.trim().to_lowercase();
            let code = text.replace([' ', '-'], "_");
            self.codes.iter().position(|(word, title)| {
                *word == code || title.en.to_lowercase() == text || title.ru.to_lowercase() == text
            })
        })?;
        u8::try_from(at).ok()
    }

    /// The words as they are written in data files.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(|(code, _)| code.as_str())
    }
}

struct Schema {
    tables: Vec<TableSchema>,
    by_name: FxHashMap<String, TableId>,
    enumerations: &'static BTreeMap<String, Enumeration>,
}

static ENUMERATIONS: LazyLock<BTreeMap<String, Enumeration>> = LazyLock::new(|| {
    WRITTEN
        .enumerations
        .iter()
        .map(|(name, codes)| {
            let codes = codes
                .iter()
                .map(|(code, [en, ru])| (code.clone(), Label { en: en.clone(), ru: ru.clone() }))
                .collect();
            (name.clone(), Enumeration { name: name.clone(), codes })
        })
        .collect()
});

static WRITTEN: LazyLock<WrittenSchema> = LazyLock::new(|| {
    // The text is part of the program; a test parses it.
    toml::from_str(TEXT).unwrap_or_else(|err| panic!("schema.toml: {err}"))
});

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let written = &*WRITTEN;
    let by_name: FxHashMap<String, TableId> = written
        .table
        .iter()
        .enumerate()
        .map(|(at, it)| (it.name.clone(), TableId(at as u8)))
        .collect();
    let tables = written
        .table
        .iter()
        .enumerate()
        .map(|(at, it)| table(TableId(at as u8), it, &written.common, &by_name))
        .collect();
    Schema { tables, by_name, enumerations: &ENUMERATIONS }
});

fn table(
    id: TableId,
    written: &WrittenTable,
    common: &[WrittenColumn],
    by_name: &FxHashMap<String, TableId>,
) -> TableSchema {
    let columns: Vec<ColumnSchema> =
        written.columns.iter().chain(common).map(|it| column(it, by_name)).collect();
    let named = |name: &str| {
        columns
            .iter()
            .position(|it| it.name == name)
            .unwrap_or_else(|| panic!("schema.toml: {}: no column {name}", written.name))
    };
    TableSchema {
        id,
        name: written.name.clone(),
        title: Label { en: written.en.clone(), ru: written.ru.clone() },
        about: label(written.about_en.as_ref(), written.about_ru.as_ref()),
        n_own: written.columns.len(),
        owner: written.owner.iter().map(|it| named(it)).collect(),
        key: columns.iter().position(|it| matches!(it.kind, ColumnType::Key)),
        begins: written.begins.as_deref().map(named),
        ends: written.ends.as_deref().map(named),
        happens: written.happens.as_deref().map(named),
        yearly: written.yearly.as_deref().map(named),
        distinct: written.distinct.as_deref().map(named),
        known_by: written.known_by.iter().map(|it| named(it)).collect(),
        columns,
    }
}

fn column(written: &WrittenColumn, by_name: &FxHashMap<String, TableId>) -> ColumnSchema {
    let enumeration = || {
        let name = written.of.as_deref().unwrap_or_default();
        ENUMERATIONS
            .get(name)
            .unwrap_or_else(|| panic!("schema.toml: {}: no enumeration {name}", written.name))
    };
    let target = || {
        let name = written.to.as_deref().unwrap_or_default();
        *by_name
            .get(name)
            .unwrap_or_else(|| panic!("schema.toml: {}: no table {name}", written.name))
    };
    let kind = match written.kind {
        WrittenType::Key => ColumnType::Key,
        WrittenType::Text => ColumnType::Text,
        WrittenType::Number => ColumnType::Number,
        WrittenType::Count => ColumnType::Count,
        WrittenType::Share => ColumnType::Share,
        WrittenType::Flag => ColumnType::Flag,
        WrittenType::Code => ColumnType::Code(enumeration()),
        WrittenType::Codes => ColumnType::Codes(enumeration()),
        WrittenType::Date => ColumnType::Date,
        WrittenType::Reference => ColumnType::Reference(target()),
        WrittenType::References => ColumnType::References(target()),
        WrittenType::Value => ColumnType::Value,
    };
    ColumnSchema {
        name: written.name.clone(),
        also: written.also.clone(),
        kind,
        change: change(written, kind),
        required: written.required,
        title: Label { en: written.en.clone(), ru: written.ru.clone() },
        about: label(written.about_en.as_ref(), written.about_ru.as_ref()),
        example: written.example.clone(),
    }
}

/// `never`, `once`, `forward`, `free`, `factor 3`, `points 0.2`; else by the kind of the column.
fn change(written: &WrittenColumn, kind: ColumnType) -> Change {
    let Some(text) = &written.change else {
        return match kind {
            ColumnType::Number | ColumnType::Count => Change::Factor(10.0),
            ColumnType::Share => Change::Points(0.5),
            _ => Change::Free,
        };
    };
    let amount = |it: &str| {
        it.parse().unwrap_or_else(|_| panic!("schema.toml: {}: change: {it}", written.name))
    };
    match text.split_once(' ') {
        None if text == "never" => Change::Never,
        None if text == "once" => Change::Once,
        None if text == "forward" => Change::Forward,
        None if text == "free" => Change::Free,
        Some(("factor", it)) => Change::Factor(amount(it)),
        Some(("points", it)) => Change::Points(amount(it)),
        _ => panic!("schema.toml: {}: change: {text}", written.name),
    }
}

fn label(en: Option<&String>, ru: Option<&String>) -> Option<Label> {
    Some(Label { en: en?.clone(), ru: ru?.clone() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSchema {
    common: Vec<WrittenColumn>,
    table: Vec<WrittenTable>,
    enumerations: BTreeMap<String, IndexMap<String, [String; 2]>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    name: String,
    en: String,
    ru: String,
    about_en: Option<String>,
    about_ru: Option<String>,
    #[serde(default)]
    owner: Vec<String>,
    begins: Option<String>,
    ends: Option<String>,
    happens: Option<String>,
    yearly: Option<String>,
    distinct: Option<String>,
    #[serde(default)]
    known_by: Vec<String>,
    columns: Vec<WrittenColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(rename = "type")]
    kind: WrittenType,
    of: Option<String>,
    to: Option<String>,
    #[serde(default)]
    required: bool,
    en: String,
    ru: String,
    about_en: Option<String>,
    about_ru: Option<String>,
    example: Option<String>,
    change: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenType {
    Key,
    Text,
    Number,
    Count,
    Share,
    Flag,
    Code,
    Codes,
    Date,
    Reference,
    References,
    Value,
}

#[cfg(test)]
mod tests {
    use super::{ColumnType, TableId, tables};

    #[test]
    fn the_tables_that_the_method_knows_stand_where_it_looks() {
        for (id, name) in [
            (TableId::SOURCES, "sources"),
            (TableId::PROGRAMME, "programme"),
            (TableId::PLACES, "places"),
            (TableId::CLUSTERS, "clusters"),
            (TableId::LINEAGE, "lineage"),
            (TableId::ORGANISATIONS, "organisations"),
            (TableId::MEMBERSHIPS, "memberships"),
            (TableId::REGION_ACTIVITY, "region_activity"),
            (TableId::PRACTICES, "practices"),
            (TableId::PRIORITIES, "priorities"),
            (TableId::CLAIMS, "claims"),
        ] {
            assert_eq!(id.name(), name);
        }
    }

    /// Readers resolve references table by table, in this order.
    #[test]
    fn a_table_comes_after_those_that_it_refers_to() {
        for table in tables() {
            for column in &table.columns {
                if let ColumnType::Reference(to) | ColumnType::References(to) = column.kind {
                    assert!(to <= table.id, "{}.{}", table.name, column.name);
                }
            }
        }
    }

    /// Where two columns share a text the first in the schema would have it, in silence.
    #[test]
    fn no_two_columns_of_a_table_share_a_name_a_title_or_another_name() {
        let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ").replace('ё', "е");
        for table in tables() {
            let mut known = std::collections::HashMap::new();
            for column in &table.columns {
                let own = [&column.name, &column.title.en, &column.title.ru];
                let mut texts: Vec<String> =
                    own.into_iter().chain(&column.also).map(|it| plain(it)).collect();
                texts.sort();
                texts.dedup();
                for text in texts {
                    let other = known.insert(text.clone(), &column.name);
                    assert_eq!(other, None, "{}.{}: {text}", table.name, column.name);
                }
            }
        }
    }

    #[test]
    fn every_column_has_other_names_in_both_languages() {
        let is_russian = |text: &String| text.chars().any(|it| ('а'..='я').contains(&it));
        for table in tables() {
            for column in &table.columns {
                // These abbreviations are the same in any alphabet.
                let same = matches!(column.name.as_str(), "lat" | "lon" | "lei" | "ror");
                let name = format!("{}.{}", table.name, column.name);
                assert!(same || column.also.iter().any(is_russian), "{name}: no Russian");
                assert!(column.also.iter().any(|it| !is_russian(it)), "{name}: no English");
                for it in &column.also {
                    let as_asked = it.to_lowercase() == *it && !it.contains([' ', '-']);
                    assert!(as_asked, "{name}: {it}: lower case, underscores between words");
                }
            }
        }
    }

    #[test]
    fn a_row_of_every_table_can_be_known_again() {
        for table in tables() {
            assert_ne!(table.key.is_some(), !table.known_by.is_empty(), "{}", table.name);
        }
    }

    #[test]
    fn enumerations_fit_into_the_bits_of_a_set() {
        for enumeration in super::enumerations().values() {
            assert!(enumeration.codes.len() <= 63, "{}", enumeration.name);
        }
    }
}
