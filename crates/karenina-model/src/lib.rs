//! The things that are assessed and what is said of them: tables of rows and claims, intervals,
//! periods, three-valued truth, problems.
//!
//! Invariant: uses no other crate of ours, never reads or writes anything, and has no default for
//! what is not known. The tables themselves are described in `schema.toml`.

pub mod answer;
pub mod cell;
pub mod collaboration;
pub mod dataset;
pub mod example;
pub mod interval;
pub mod number;
pub mod organisation_name;
pub mod period;
pub mod problem;
pub mod schema;
pub mod table;
pub mod truth;
pub mod value;

pub use answer::Answer;
pub use cell::Cell;
pub use collaboration::{Class, Collaboration};
pub use dataset::Dataset;
pub use interval::Interval;
pub use period::Period;
pub use problem::{Code, Place, Problem, Severity};
pub use schema::{ColumnSchema, ColumnType, Enumeration, TableId, TableSchema};
pub use table::{RowId, Table, TableBuilder};
pub use truth::Truth;
pub use value::{Absence, Value};

/// A calendar date.
pub use jiff::civil::Date;

/// The name of `names` that is nearest to `found`, if one is near enough to be meant.
///
/// ```
/// assert_eq!(karenina_model::nearest("exprots", ["exports", "revenue"]), Some("exports"));
/// assert_eq!(karenina_model::nearest("colour", ["exports", "revenue"]), None);
/// ```
pub fn nearest<'a>(found: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A cell of a hundred megabytes is nobody's slip of the pen.
    if found.len() > 200 {
        return None;
    }
    let found = found.to_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(&found, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

/// How like two texts are, from 0 to 1: one less the number of slips (a letter more, less, other,
/// or two exchanged) over the length of the longer.
pub fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
}
