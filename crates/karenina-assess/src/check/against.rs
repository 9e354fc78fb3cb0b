//! This year against the last: what was said then and is said otherwise now, beyond what facts of
//! its kind allow.

use std::collections::{BTreeMap, HashMap};

use karenina_catalogue::Catalogue;
use karenina_model::{
    Cell, Code, ColumnType, Dataset, Interval, Period, Place, Problem, RowId, Table, TableId,
    Truth, problem::Problems, schema::Change, table::ValueCell,
};

use super::consistency::{self, short, word};

/// Lists from which nothing drops out in silence: what no longer holds gets an end.
const LISTS: &[&str] = &["memberships", "projects", "groups", "bodies"];

/// Compares two editions of one programme.
pub fn check_against(catalogue: &Catalogue, last: &Dataset, this: &Dataset) -> Vec<Problem> {
    let mut problems = Problems::default();
    for id in TableId::all() {
        rows(id, last, this, &mut problems);
    }
    gone(last, this, &mut problems);
    consistency::over_time(catalogue, this, Some(last), &mut problems);
    problems.into_list()
}

/// What a row is called, in both years.
fn name_of(dataset: &Dataset, table: &Table, row: u32) -> Option<String> {
    let schema = table.id.schema();
    if schema.key.is_some() {
        return Some(table.key(row).to_owned()).filter(|it| !it.is_empty());
    }
    if let Some(it) = table.named_text(row, "row_id") {
        return Some(format!("row {it}"));
    }
    // A table without a key is known by what the schema names.
    let columns = schema.known_by.iter().map(|it| schema.columns[*it].name.as_str());
    let parts: Vec<String> =
        columns.map(|it| word(dataset, table, row, it).unwrap_or_default()).collect();
    Some(parts.join(", "))
}

/// Rows by what they are called; what two are called names neither.
fn named(dataset: &Dataset, table: &Table) -> HashMap<String, u32> {
    let mut rows: HashMap<String, Option<u32>> = HashMap::new();
    for row in table.rows().filter(|it| table.counts(*it)) {
        if let Some(name) = name_of(dataset, table, row) {
            rows.entry(name).and_modify(|it| *it = None).or_insert(Some(row));
        }
    }
    rows.into_iter().filter_map(|(name, row)| Some((name, row?))).collect()
}

fn rows(id: TableId, last: &Dataset, this: &Dataset, problems: &mut Problems) {
    let (before, now) = (last.table(id), this.table(id));
    // Figures of a year are compared with those of the year before it, not with themselves.
    if before.is_empty() || now.is_empty() || id.schema().yearly.is_some() || id == TableId::CLAIMS
    {
        return;
    }
    let known = named(last, before);
    for row in now.rows().filter(|it| now.counts(*it)) {
        let Some(name) = name_of(this, now, row) else { continue };
        let Some(old) = known.get(&name) else { continue };
        for (column, about) in id.schema().columns.iter().enumerate().take(id.schema().n_own) {
            if !before.has_column(column) || !now.has_column(column) {
                continue;
            }
            let code = changed(about.change, (last, before, *old), (this, now, row), column);
            let Some(code) = code else { continue };
            let text = |data: &Dataset, table: &Table, row: u32| {
                said(data, table, row, column).unwrap_or_else(|| "–".to_owned())
            };
            problems.push(
                Problem::new(code, now.place(row, Some(column)))
                    .with("what", format!("{}.{}", id.name(), about.name))
                    .with("row", name.as_str())
                    .with("now", text(this, now, row))
                    .with("before", text(last, before, *old))
                    .with("where", before.place(*old, Some(column)).to_string()),
            );
        }
    }
}

type At<'a> = (&'a Dataset, &'a Table, u32);

/// Whether a cell says something else than it may after a year.
fn changed(change: Change, before: At, now: At, column: usize) -> Option<Code> {
    let same = || differs(before, now, column).is_none_or(|it| !it);
    match change {
        Change::Free => None,
        Change::Never => (!same()).then_some(Code::ChangedWhatDoesNot),
        Change::Once => {
            let is_known = said(before.0, before.1, before.2, column).is_some();
            let taken_back = is_known && matches!(now.1.period(now.2, column), Cell::Empty);
            (taken_back || !same()).then_some(Code::ChangedWhatDoesNot)
        }
        Change::Forward => {
            let place = |it: At| it.1.code(it.2, column).known();
            let (old, new) = (place(before)?, place(now)?);
            (new < old).then_some(Code::ChangedWhatDoesNot)
        }
        Change::Factor(_) | Change::Points(_) => {
            let number = |it: At| it.1.number(it.2, column).known();
            beyond(change, number(before)?, number(now)?, 1.0).then_some(Code::ChangedTooMuch)
        }
    }
}

/// Whether a number changed by more than it may in so many years.
pub fn beyond(change: Change, before: Interval, now: Interval, years: f64) -> bool {
    let years = years.max(1.0);
    match change {
        Change::Factor(factor) => {
            let (small, large) = if now.low() > before.high() {
                (before.high(), now.low())
            } else if before.low() > now.high() {
                (now.high(), before.low())
            } else {
                return false;
            };
            // Small numbers leap by nature: one project, then a dozen.
            small >= 0.0 && large >= 20.0 && large > small * libm::pow(factor, years)
        }
        Change::Points(points) => {
            let apart = (now.low() - before.high()).max(before.low() - now.high());
            apart > points * years + 1e-9
        }
        Change::Free | Change::Never | Change::Once | Change::Forward => false,
    }
}

/// Whether two cells contradict each other; nothing where one of them says nothing.
fn differs(before: At, now: At, column: usize) -> Option<bool> {
    let kind = before.1.id.schema().columns[column].kind;
    Some(match kind {
        ColumnType::Date => {
            let period = |it: At| it.1.period(it.2, column).known();
            let (old, new) = (period(before)?, period(now)?);
            old.last < new.first || new.last < old.first
        }
        ColumnType::Number | ColumnType::Count | ColumnType::Share => {
            let number = |it: At| it.1.number(it.2, column).known();
            number(before)?.intersection(number(now)?).is_none()
        }
        _ => {
            let plain = |it: At| {
                let text = said(it.0, it.1, it.2, column)?;
                let kept = text.chars().filter(|it| it.is_alphanumeric());
                Some(kept.flat_map(char::to_lowercase).collect::<String>())
            };
            plain(before)? != plain(now)?
        }
    })
}

/// What a cell says, in the notation of data files.
fn said(dataset: &Dataset, table: &Table, row: u32, column: usize) -> Option<String> {
    match table.id.schema().columns[column].kind {
        ColumnType::Number | ColumnType::Count | ColumnType::Share => {
            table.number(row, column).known().map(|it| it.to_string())
        }
        ColumnType::Date => table.period(row, column).known().map(Period::text),
        ColumnType::Flag => table.flag(row, column).known().map(|it| it.word().to_owned()),
        ColumnType::Value => match table.value(row, column) {
            Cell::Known(ValueCell::Number(it)) => Some(it.to_string()),
            Cell::Known(ValueCell::Flag(it)) => Some(it.word().to_owned()),
            Cell::Known(ValueCell::Text(it)) => Some(it.to_string()),
            Cell::Known(ValueCell::Nothing) | Cell::Empty | Cell::Absent(_) => None,
        },
        ColumnType::Codes(_) | ColumnType::References(_) => None,
        ColumnType::Key | ColumnType::Text | ColumnType::Code(_) | ColumnType::Reference(_) => {
            word(dataset, table, row, &table.id.schema().columns[column].name)
        }
    }
}

/// Rows of lists that stood last year without an end, and stand no more.
fn gone(last: &Dataset, this: &Dataset, problems: &mut Problems) {
    let clusters = this.table(TableId::CLUSTERS);
    for name in LISTS {
        let Some(id) = TableId::named(name) else { continue };
        let (before, now) = (last.table(id), this.table(id));
        if before.is_empty() || now.is_empty() {
            continue;
        }
        let stands: BTreeMap<String, u32> =
            now.rows().filter_map(|row| Some((name_of(this, now, row)?, row))).collect();
        let schema = id.schema();
        for cluster in clusters.rows() {
            let key = clusters.key(cluster);
            let Some(old) = last.table(TableId::CLUSTERS).find(key) else { continue };
            // A cluster that gives no list of this kind at all says nothing of it.
            if this.rows_of(id, cluster).is_empty() {
                continue;
            }
            for row in last.rows_of(id, old) {
                let ended =
                    schema.ends.is_some_and(|it| !matches!(before.period(*row, it), Cell::Empty));
                let is_so =
                    last.in_force(RowId { table: id, row: *row }, karenina_model::Date::MAX);
                if ended || is_so == Truth::No {
                    continue;
                }
                let Some(name) = name_of(last, before, *row) else { continue };
                if !stands.contains_key(&name) {
                    let of_list = this.rows_of(id, cluster).first();
                    let place = of_list.map_or_else(Place::default, |it| {
                        let place = now.place(*it, None);
                        Place { cell: None, line: None, ..place }
                    });
                    problems.push(
                        Problem::new(Code::RowGone, place)
                            .with("row", name)
                            .with("table", id.name())
                            .with("cluster", key)
                            .with("where", before.place(*row, None).to_string()),
                    );
                }
            }
        }
    }
}

/// How far a claimed figure may move in a year before somebody should look: wide, since what is
/// sought are slipped digits and units, not growth.
pub fn change_of_unit(unit: karenina_catalogue::Unit) -> Change {
    use karenina_catalogue::Unit;
    match unit {
        Unit::Share => Change::Points(0.5),
        Unit::Points => Change::Points(2.0),
        Unit::YesNo | Unit::Rank | Unit::Years => Change::Free,
        // A digit more or less.
        Unit::Organisations
        | Unit::People
        | Unit::Posts
        | Unit::Ratio
        | Unit::Projects
        | Unit::Groups
        | Unit::Meetings
        | Unit::Events
        | Unit::Seats
        | Unit::Practices
        | Unit::Lines
        | Unit::Criteria
        | Unit::Money
        | Unit::Number => Change::Factor(10.0),
    }
}

/// A number as it is shown.
pub fn shown(it: Interval) -> String {
    if it.is_point() { short(it.low()) } else { it.to_string() }
}
