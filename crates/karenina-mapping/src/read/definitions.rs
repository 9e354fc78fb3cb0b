//! Definitions of groups from a table.

use std::path::Path;

use karenina_model::{Code, Place, Problem, problem::Problems};

use super::{MapError, next, no_table, open};
use crate::{Definitions, Kind};

pub(super) fn read(path: &Path, problems: &mut Problems) -> Result<Definitions, MapError> {
    let file = path.display().to_string();
    let mut table = open(path)?;
    let heading = table.headers().map_err(|err| no_table(path, &err))?.clone();
    let find = |names: &[&str]| {
        heading.iter().position(|it| names.iter().any(|name| it.trim().eq_ignore_ascii_case(name)))
    };
    let mut it = Definitions::default();
    let columns = [["activity", "naics"], ["group", "cluster"]].map(|names| {
        let at = find(&names);
        if at.is_none() {
            problems.push(
                Problem::new(Code::StatisticsColumnMissing, Place::line(&file, 1))
                    .with("column", names.join(", ")),
            );
        }
        at
    });
    let [Some(activity), Some(group)] = columns else { return Ok(it) };
    let (kind, left_out) = (find(&["kind", "traded_local"]), find(&["emsi_nonstandard"]));
    let mut row = csv::StringRecord::new();
    while next(path, &mut table, &mut row)? {
        let line = row.position().map_or(0, csv::Position::line) as u32;
        let text = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or("").trim();
        if text(left_out).eq_ignore_ascii_case("true") {
            continue;
        }
        let (activity, group) = (text(Some(activity)), text(Some(group)));
        if activity.is_empty() {
            problems.push(Problem::new(Code::StatisticsRowShort, Place::line(&file, line)));
            continue;
        }
        let kind = match text(kind).to_lowercase().as_str() {
            "traded" => Some(Kind::Traded),
            "local" => Some(Kind::Local),
            _ => None,
        };
        let group = (!group.is_empty()).then(|| {
            let (at, _) = it.groups.insert_full(group.to_owned(), kind);
            at as u32
        });
        match it.of.get(activity) {
            Some(before) if *before != group => problems.push(
                Problem::new(Code::ActivityInTwoGroups, Place::line(&file, line))
                    .with("activity", activity),
            ),
            Some(_) => {}
            None => {
                it.of.insert(activity.to_owned(), group);
            }
        }
    }
    Ok(it)
}
