//! Values that stand in one cell: of the cluster, of its place, of a practice.

use karenina_catalogue::{ColumnPath, Selection, Test};
use karenina_model::{
    Absence, Answer, Cell, ColumnType, Dataset, Date, Interval, Period, RowId, TableId, Truth,
};

use super::{Measured, rows};
use crate::{
    context::{Context, cell},
    finding::Evidence,
};

/// A column of the cluster's row, or of one that it leads to.
pub(super) fn attribute(
    context: &Context<'_>,
    cluster: u32,
    path: &ColumnPath,
    test: Option<&Test>,
) -> Measured {
    let (table, row) = match rows::follow(context, cluster, path) {
        Ok(end) => end,
        Err(why) => return Measured::absent(why),
    };
    let (_, column) = path.last();
    let cells = context.dataset.table(table);
    let evidence = || vec![cell(table, row, column)];
    if let Some(test) = test {
        return match rows::passes(context, table, row, column, test) {
            Truth::Yes => Measured::known(Some(Interval::exactly(1)), true, evidence()),
            Truth::No => Measured::known(Some(Interval::exactly(0)), true, evidence()),
            Truth::Unknown => Measured::absent(Absence::NotSaid),
        };
    }
    let value = match table.schema().columns[column].kind {
        ColumnType::Flag => {
            cells.flag(row, column).or_absence().map(|it| Interval::point(it.number()))
        }
        _ => cells.number(row, column).or_absence().map(Some),
    };
    match value {
        Ok(it) => Measured::known(it, true, evidence()),
        Err(why) => Measured::absent(why),
    }
}

/// Whether a practice is in force: the last word said of it by the day.
pub(super) fn practice(context: &Context<'_>, cluster: u32, name: &str) -> Measured {
    match answer(context.dataset, context.on, cluster, name) {
        Ok((truth, answer, row)) => {
            let evidence = vec![Evidence::Cell(row, value_column())];
            let value = match (truth, answer) {
                (Truth::Yes, answer) => Interval::point(answer.number()),
                // It will be so, or was said not to be so yet.
                (Truth::No, _) => Interval::point(0.0),
                (Truth::Unknown, answer) => Interval::new(0.0, answer.number()),
            };
            Measured::known(value, true, evidence)
        }
        Err(why) => Measured::absent(why),
    }
}

/// How many of several practices are in force. One that is so in part is not yet.
pub(super) fn practices(context: &Context<'_>, cluster: u32, names: &[String]) -> Measured {
    let (mut yes, mut open, mut said) = (0_u64, 0_u64, false);
    let mut evidence = Vec::new();
    for name in names {
        match answer(context.dataset, context.on, cluster, name) {
            Ok((truth, answer, row)) => {
                said = true;
                evidence.push(Evidence::Cell(row, value_column()));
                match (truth, answer) {
                    (Truth::Yes, Answer::Yes) => yes += 1,
                    (Truth::Unknown, Answer::Yes) => open += 1,
                    (Truth::No, _) | (_, Answer::Partly | Answer::No) => {}
                }
            }
            Err(_) => open += 1,
        }
    }
    if !said {
        return Measured::absent(Absence::NotSaid);
    }
    let value = Interval::new(yes as f64, (yes + open) as f64);
    Measured::known(value, open == 0, evidence)
}

fn value_column() -> u16 {
    TableId::PRACTICES.schema().column("value").unwrap_or(0) as u16
}

/// Whether a practice is known not to be in force; in part is not yet.
pub(crate) fn practice_is_not(dataset: &Dataset, on: Date, cluster: u32, name: &str) -> bool {
    match answer(dataset, on, cluster, name) {
        Ok((Truth::No, ..) | (Truth::Yes, Answer::Partly | Answer::No, _)) => true,
        Ok((Truth::Yes, Answer::Yes, _) | (Truth::Unknown, ..)) | Err(_) => false,
    }
}

fn answer(
    dataset: &Dataset,
    on: Date,
    cluster: u32,
    name: &str,
) -> Result<(Truth, Answer, RowId), Absence> {
    let table = dataset.table(TableId::PRACTICES);
    let schema = TableId::PRACTICES.schema();
    let (Some(practice), Some(value)) = (schema.column("practice"), schema.column("value")) else {
        return Err(Absence::NotSaid);
    };
    let mut best: Option<(Option<Date>, u32)> = None;
    for row in dataset.rows_of(TableId::PRACTICES, cluster) {
        if table.text(*row, practice).known() != Some(name) {
            continue;
        }
        let since = schema.begins.and_then(|it| table.period(*row, it).known()).map(|it| it.first);
        if best.is_none_or(|(so_far, _)| since >= so_far) {
            best = Some((since, *row));
        }
    }
    let Some((_, row)) = best else { return Err(Absence::NotSaid) };
    let row = RowId { table: TableId::PRACTICES, row };
    match table.flag(row.row, value) {
        Cell::Known(it) => Ok((dataset.in_force(row, on), it, row)),
        Cell::Empty => Err(Absence::NotSaid),
        Cell::Absent(why) => Err(why),
    }
}

/// Years from a date to the day of judgement; of several rows from the earliest.
pub(super) fn years_since(
    context: &Context<'_>,
    cluster: u32,
    of: Option<&Selection>,
    column: &ColumnPath,
) -> Measured {
    let date = |row: u32| -> Result<(Period, TableId, u32), Absence> {
        let (table, row) = rows::follow(context, row, column)?;
        let period = context.dataset.table(table).period(row, column.last().1).or_absence()?;
        Ok((period, table, row))
    };
    let found = match of {
        None => date(cluster),
        Some(of) => {
            let selected = rows::selected(context, cluster, of);
            if selected.iter().any(|it| it.1 == Truth::Unknown) {
                Err(Absence::NotKnown)
            } else {
                selected
                    .into_iter()
                    .map(|(row, _)| date(row))
                    .try_fold(None, |earliest: Option<(Period, TableId, u32)>, it| {
                        let it = it?;
                        Ok(Some(match earliest {
                            Some(so_far) if so_far.0.first <= it.0.first => so_far,
                            _ => it,
                        }))
                    })
                    .and_then(|it| it.ok_or(Absence::NotSaid))
            }
        }
    };
    match found {
        Ok((period, table, row)) => {
            let years = |day| Period::years_until(context.on, day);
            let value = Interval::new(years(period.last), years(period.first));
            Measured::known(value, true, vec![cell(table, row, column.last().1)])
        }
        Err(why) => Measured::absent(why),
    }
}

/// The rank of a kind of collaboration.
pub(super) fn rank_of(context: &Context<'_>, cluster: u32, kind: u8) -> Measured {
    let table = context.dataset.table(TableId::PRIORITIES);
    let schema = TableId::PRIORITIES.schema();
    let (Some(kinds), Some(ranks)) = (schema.column("kind"), schema.column("rank")) else {
        return Measured::absent(Absence::NotSaid);
    };
    let row = context
        .dataset
        .rows_of(TableId::PRIORITIES, cluster)
        .iter()
        .find(|row| table.code(**row, kinds).known() == Some(kind));
    match row.map(|row| (*row, table.number(*row, ranks).or_absence())) {
        Some((row, Ok(it))) => {
            Measured::known(Some(it), true, vec![cell(TableId::PRIORITIES, row, ranks)])
        }
        Some((_, Err(why))) => Measured::absent(why),
        None => Measured::absent(Absence::NotSaid),
    }
}
