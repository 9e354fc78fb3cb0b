//! From codes of one edition to those of another, by a table: from, to, share.

use std::path::Path;

use indexmap::IndexMap;
use karenina_model::{Code, Place, Problem, problem::Problems};

use super::{
    HowToRead, MapError, number,
    rows::{Faults, Rows, place},
};

/// What becomes of codes.
#[derive(Debug, Clone, Default)]
pub struct Crosswalk {
    /// What the file is called.
    pub file: String,
    /// The codes of the other edition for each code, with the share that goes to each.
    pub of: IndexMap<String, Vec<(String, f64)>>,
}

/// Reads a crosswalk: columns `from`, `to` and, where a code is split, `share` (1 where it is not
/// said). Shares of a code that do not come to one are listed; they are used as they stand.
pub fn read_crosswalk(path: &Path, problems: &mut Problems) -> Result<Crosswalk, MapError> {
    let mut faults = Faults::new(problems, HowToRead::default().on_bad_line);
    let mut rows = Rows::open(path, &mut faults)?;
    let mut it = Crosswalk { file: rows.file.clone(), of: IndexMap::new() };
    let from = rows.need(&["from", "source", "old"], faults.problems);
    let to = rows.need(&["to", "target", "new"], faults.problems);
    let share = rows.find(&["share", "weight"]);
    let (Some(from), Some(to)) = (from, to) else { return Ok(it) };
    let comma = rows.separator() != b',';
    let name = rows.file.clone();
    let mut row = Vec::new();
    while let Some(line) = rows.next(&mut row, &mut faults)? {
        let text = |at: usize| row.get(at).map_or("", |it| it.trim());
        if text(from).is_empty() || text(to).is_empty() {
            faults.bad(Problem::new(Code::StatisticsRowShort, place(&name, line)))?;
            continue;
        }
        let part = match share.map(|at| number(text(at), comma)) {
            None | Some(Ok(None)) => 1.0,
            Some(Ok(Some(it))) => it,
            Some(Err(code)) => {
                let found = share.map_or("", text);
                faults.bad(Problem::new(code, place(&name, line)).with("found", found))?;
                continue;
            }
        };
        it.of.entry(text(from).to_owned()).or_default().push((text(to).to_owned(), part));
    }
    faults.finish(path);
    for (code, to) in &it.of {
        let sum: f64 = to.iter().map(|it| it.1).sum();
        if (sum - 1.0).abs() > 1e-6 {
            problems.push(
                Problem::new(Code::CrosswalkShares, Place::file(&it.file))
                    .with("from", code.as_str())
                    .with("sum", sum.to_string()),
            );
        }
    }
    Ok(it)
}
