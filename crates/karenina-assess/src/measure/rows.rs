//! Which rows of a cluster a selection takes, and what stands in them.

use karenina_catalogue::{ColumnPath, Condition, Selection, Test};
use karenina_model::{Absence, Answer, Cell, ColumnType, Interval, RowId, TableId, Truth};

use crate::context::Context;

/// The rows that are or may be among the selected ones.
pub(super) fn selected(
    context: &Context<'_>,
    cluster: u32,
    selection: &Selection,
) -> Vec<(u32, Truth)> {
    let rows = context.dataset.rows_of(selection.of, cluster);
    let latest = latest(context, cluster, selection);
    rows.iter()
        .filter_map(|row| {
            let mut truth = context.in_time(selection, *row);
            if truth != Truth::No
                && let Some(latest) = &latest
            {
                truth = truth & is_latest(context, selection.of, *row, *latest);
            }
            for condition in &selection.conditions {
                if truth == Truth::No {
                    break;
                }
                truth = truth & holds(context, selection.of, *row, condition);
            }
            (truth != Truth::No).then_some((*row, truth))
        })
        .collect()
}

/// Of rows that speak of a year, and of the answers to surveys, only the latest count.
fn latest(
    context: &Context<'_>,
    cluster: u32,
    selection: &Selection,
) -> Option<karenina_model::Period> {
    let schema = selection.of.schema();
    let observed = schema.yearly.is_some() || schema.name == "answers";
    if !observed || selection.within_years.is_some() {
        return None;
    }
    context
        .dataset
        .rows_of(selection.of, cluster)
        .iter()
        .filter_map(|row| context.dataset.date_of(RowId { table: selection.of, row: *row }).known())
        .filter(|it| it.first <= context.on)
        .max_by_key(|it| (it.last, it.first))
}

fn is_latest(
    context: &Context<'_>,
    table: TableId,
    row: u32,
    latest: karenina_model::Period,
) -> Truth {
    match context.dataset.date_of(RowId { table, row }) {
        Cell::Known(it) => Truth::from(it.last >= latest.first),
        Cell::Empty | Cell::Absent(_) => Truth::Unknown,
    }
}

/// Whether a condition holds of a row.
pub(super) fn holds(
    context: &Context<'_>,
    table: TableId,
    row: u32,
    condition: &Condition,
) -> Truth {
    let (at, row) = match follow(context, row, &condition.path) {
        Ok(end) => end,
        Err(_) if belongs_elsewhere(context, table, row, &condition.path) => return Truth::No,
        Err(_) => return Truth::Unknown,
    };
    let (_, column) = condition.path.last();
    passes(context, at, row, column, &condition.test)
}

/// A meeting has a group or a body: where it has a body, nothing is so of its group.
fn belongs_elsewhere(context: &Context<'_>, table: TableId, row: u32, path: &ColumnPath) -> bool {
    let schema = table.schema();
    let cells = context.dataset.table(table);
    let (_, first) = path.steps[0];
    // One of the groups and bodies that a row may belong to; a parent that is not said is unknown.
    let is_alternative = |column: usize| {
        schema.owner.contains(&column)
            && !matches!(
                schema.columns[column].kind,
                ColumnType::Reference(TableId::CLUSTERS | TableId::ORGANISATIONS)
            )
    };
    path.steps.len() > 1
        && is_alternative(first)
        && matches!(cells.reference(row, first), Cell::Empty)
        && schema
            .owner
            .iter()
            .any(|it| *it != first && matches!(cells.reference(row, *it), Cell::Known(_)))
}

/// Follows the references of a path; the table and row in which its last column stands.
pub(super) fn follow(
    context: &Context<'_>,
    row: u32,
    path: &ColumnPath,
) -> Result<(TableId, u32), Absence> {
    let mut at = row;
    for (table, column) in &path.steps[..path.steps.len() - 1] {
        at = context.dataset.table(*table).reference(at, *column).or_absence()?;
    }
    Ok((path.last().0, at))
}

/// Whether a cell passes a test; what it does not say leaves it open.
pub(super) fn passes(
    context: &Context<'_>,
    table: TableId,
    row: u32,
    column: usize,
    test: &Test,
) -> Truth {
    let cells = context.dataset.table(table);
    match test {
        Test::OneOfCodes(set) => match table.schema().columns[column].kind {
            ColumnType::Codes(_) => match cells.codes(row, column) {
                Cell::Known(codes) => Truth::from(codes & set != 0),
                Cell::Empty | Cell::Absent(_) => Truth::Unknown,
            },
            _ => match cells.code(row, column) {
                Cell::Known(code) => Truth::from(set & (1 << code) != 0),
                Cell::Empty | Cell::Absent(_) => Truth::Unknown,
            },
        },
        Test::OneOfTexts(texts) => match cells.text(row, column) {
            Cell::Known(text) => Truth::from(texts.iter().any(|it| it == text)),
            Cell::Empty | Cell::Absent(_) => Truth::Unknown,
        },
        Test::Is(wanted) => match cells.flag(row, column) {
            Cell::Known(Answer::Yes) => Truth::from(*wanted),
            Cell::Known(Answer::No) => Truth::from(!wanted),
            Cell::Known(Answer::Partly) => Truth::No,
            Cell::Empty | Cell::Absent(_) => Truth::Unknown,
        },
        Test::There(wanted) => {
            let is_date = matches!(table.schema().columns[column].kind, ColumnType::Date);
            let cell = if is_date {
                cells.period(row, column).map(drop)
            } else {
                cells.reference(row, column).map(drop)
            };
            match cell {
                Cell::Known(()) => Truth::from(*wanted),
                Cell::Absent(Absence::NotApplicable) => Truth::from(!wanted),
                Cell::Empty | Cell::Absent(_) => Truth::Unknown,
            }
        }
        Test::Rule(rule) => match cells.number(row, column) {
            Cell::Known(number) => rule.holds(number),
            Cell::Empty | Cell::Absent(_) => Truth::Unknown,
        },
    }
}

/// The number at the end of a path.
pub(super) fn number(
    context: &Context<'_>,
    row: u32,
    path: &ColumnPath,
) -> Result<Interval, Absence> {
    let (table, row) = follow(context, row, path)?;
    context.dataset.table(table).number(row, path.last().1).or_absence()
}

/// The number at the end of a path, of things that are never less than nothing: "under 700" of
/// them is 0 to 700.
pub(super) fn amount(
    context: &Context<'_>,
    row: u32,
    path: &ColumnPath,
) -> Result<Interval, Absence> {
    let it = number(context, row, path)?;
    it.intersection(Interval::NOT_NEGATIVE).ok_or(Absence::NotKnown)
}

/// What stands at the end of a path, as a key by which rows can be told apart.
pub(super) fn kind(context: &Context<'_>, row: u32, path: &ColumnPath) -> Option<Kind> {
    let (table, row) = follow(context, row, path).ok()?;
    let (_, column) = path.last();
    let cells = context.dataset.table(table);
    match table.schema().columns[column].kind {
        ColumnType::Key | ColumnType::Text => {
            cells.text(row, column).known().map(|it| Kind::Text(it.to_lowercase()))
        }
        ColumnType::Code(_) => cells.code(row, column).known().map(|it| Kind::Number(it.into())),
        ColumnType::Reference(_) => cells.reference(row, column).known().map(Kind::Number),
        ColumnType::Flag => {
            cells.flag(row, column).known().map(|it| Kind::Text(it.word().to_owned()))
        }
        ColumnType::Date => cells.period(row, column).known().map(|it| Kind::Text(it.text())),
        ColumnType::Number
        | ColumnType::Count
        | ColumnType::Share
        | ColumnType::Codes(_)
        | ColumnType::References(_)
        | ColumnType::Value => None,
    }
}

/// A value by which rows are told apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Number(u32),
    Text(String),
}
