//! Definitions of groups from a table.

use std::path::Path;

use karenina_model::{Code, Problem, problem::Problems};

use super::{
    HowToRead, MapError,
    rows::{Faults, Rows, place},
};
use crate::{Definitions, Kind};

pub(super) fn read(path: &Path, problems: &mut Problems) -> Result<Definitions, MapError> {
    let mut faults = Faults::new(problems, HowToRead::default().on_bad_line);
    let mut rows = Rows::open(path, &mut faults)?;
    let mut it = Definitions::default();
    let activity = rows.need(&["activity", "naics", "nace"], faults.problems);
    let group = rows.need(&["group", "cluster"], faults.problems);
    let (Some(activity), Some(group)) = (activity, group) else { return Ok(it) };
    let (kind, left_out) = (rows.find(&["kind", "traded_local"]), rows.find(&["emsi_nonstandard"]));
    let name = rows.file.clone();
    let mut row = Vec::new();
    while let Some(line) = rows.next(&mut row, &mut faults)? {
        let text = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |it| it.trim());
        if text(left_out).eq_ignore_ascii_case("true") {
            continue;
        }
        let (activity, group) = (text(Some(activity)), text(Some(group)));
        if activity.is_empty() {
            faults.bad(Problem::new(Code::StatisticsRowShort, place(&name, line)))?;
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
            Some(before) if *before != group => faults.problems.push(
                Problem::new(Code::ActivityInTwoGroups, place(&name, line))
                    .with("activity", activity),
            ),
            Some(_) => {}
            None => {
                it.of.insert(activity.to_owned(), group);
            }
        }
    }
    faults.finish(path);
    Ok(it)
}
