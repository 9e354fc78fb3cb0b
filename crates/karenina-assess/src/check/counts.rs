//! Shares and means against the number of those that they are of, lists against their totals,
//! shares against ranks.

use karenina_catalogue::{Catalogue, Measure};
use karenina_model::{
    Cell, Code, Dataset, Interval, Period, Problem, RowId, Table, TableId, Truth,
    problem::Problems, table::ValueCell,
};

use super::consistency::{number, short, word};
use crate::context::Context;

/// Compares what can be compared.
pub fn check(catalogue: &Catalogue, dataset: &Dataset, context: &Context, problems: &mut Problems) {
    answers(dataset, problems);
    claims(catalogue, dataset, context, problems);
    ranks(dataset, problems);
    contributions(dataset, problems);
    regions(dataset, problems);
}

/// Of seven no half agreed: a share of n is a whole number of them, and so is the sum of n answers
/// from 1 to 5. As far as the value was rounded, one has to fit (Brown and Heathers, "The GRIM
/// test", 2017).
fn is_possible(value: f64, n: f64) -> bool {
    const HALF_OF_LAST: [f64; 7] = [0.5, 0.05, 0.005, 0.000_5, 0.000_05, 0.000_005, 0.000_000_5];
    let text = value.to_string();
    let digits = text.split_once('.').map_or(0, |it| it.1.len().min(6));
    let slack = HALF_OF_LAST[digits] + 1e-9;
    let nearest = (value * n).round() / n;
    (nearest - value).abs() <= slack
}

fn share_against_count(
    table: &Table,
    (row, column): (u32, &str),
    (value, n): (Interval, Interval),
    problems: &mut Problems,
) {
    let whole = n.is_point() && n.low() >= 1.0 && n.low().fract() == 0.0 && n.low() < 1e6;
    if !value.is_point() || !whole || is_possible(value.low(), n.low()) {
        return;
    }
    let (below, above) = ((value.low() * n.low()).floor(), (value.low() * n.low()).ceil());
    problems.push(
        Problem::new(Code::ShareAgainstCount, table.place(row, table.column(column)))
            .with("found", short(value.low()))
            .with("n", short(n.low()))
            .with("below", short(below / n.low()))
            .with("above", short(above / n.low())),
    );
}

/// Answers of a group are of so many who answered, and no more than answered at all.
fn answers(dataset: &Dataset, problems: &mut Problems) {
    let (Some(answers), Some(surveys)) = (TableId::named("answers"), TableId::named("surveys"))
    else {
        return;
    };
    let (table, surveys) = (dataset.table(answers), dataset.table(surveys));
    for row in table.rows().filter(|it| table.counts(*it)) {
        let Some(n) = number(table, row, "n_answered") else { continue };
        if let Some(value) = number(table, row, "value") {
            share_against_count(table, (row, "value"), (value, n), problems);
        }
        let survey = table.column("survey").and_then(|it| table.reference(row, it).known());
        let all = survey.and_then(|it| number(surveys, it, "n_answered"));
        if let Some(all) = all.filter(|all| n.low() > all.high()) {
            problems.push(
                Problem::new(Code::PartAboveWhole, table.place(row, table.column("n_answered")))
                    .with("part", "n_answered")
                    .with("part_value", short(n.low()))
                    .with("whole", "surveys.n_answered")
                    .with("whole_value", all.to_string()),
            );
        }
    }
}

/// A claimed share of members is of so many members, or of as many as the claim says.
fn claims(catalogue: &Catalogue, dataset: &Dataset, context: &Context, problems: &mut Problems) {
    let table = dataset.table(TableId::CLAIMS);
    let clusters = dataset.table(TableId::CLUSTERS);
    let Some(column) = table.column("value") else { return };
    for row in table.rows().filter(|it| table.counts(*it)) {
        let Some(at) = context.indicator_of_claim(row) else { continue };
        let Measure::Share { of, weight: None, .. } = &catalogue.indicators[at].measure else {
            continue;
        };
        let Cell::Known(ValueCell::Number(value)) = table.value(row, column) else { continue };
        let of_all = of.of == TableId::MEMBERSHIPS && of.conditions.is_empty();
        let total = || {
            let cluster = clusters.find(table.named_text(row, "subject")?)?;
            context.members_total(cluster).filter(|_| of_all)
        };
        if let Some(n) = number(table, row, "n").or_else(total) {
            share_against_count(table, (row, "value"), (*value, n), problems);
        }
    }
}

/// What has more of the attention cannot have the worse rank.
fn ranks(dataset: &Dataset, problems: &mut Problems) {
    let table = dataset.table(TableId::PRIORITIES);
    let mut known: Vec<(String, String, Interval, Interval, u32)> = table
        .rows()
        .filter(|it| table.counts(*it))
        .filter_map(|row| {
            let of = |name| word(dataset, table, row, name).unwrap_or_default();
            let (share, rank) = (number(table, row, "share")?, number(table, row, "rank")?);
            Some((of("cluster"), of("population"), share, rank, row))
        })
        .collect();
    known.sort_by(|a, b| (&a.0, &a.1, a.4).cmp(&(&b.0, &b.1, b.4)));
    for of_one in known.chunk_by(|a, b| (&a.0, &a.1) == (&b.0, &b.1)) {
        for (at, a) in of_one.iter().enumerate() {
            let other = of_one[..at].iter().find(|b| {
                a.2.low() > b.2.high() && a.3.low() > b.3.high()
                    || b.2.low() > a.2.high() && b.3.low() > a.3.high()
            });
            let Some(b) = other else { continue };
            problems.push(
                Problem::new(Code::RankAgainstShare, table.place(a.4, table.column("rank")))
                    .with("rank", a.3.to_string())
                    .with("share", a.2.to_string())
                    .with("other_rank", b.3.to_string())
                    .with("other_share", b.2.to_string()),
            );
        }
    }
}

/// What the partners of a project put in is at most what it has.
fn contributions(dataset: &Dataset, problems: &mut Problems) {
    let (partners, projects) =
        (dataset.table(TableId::PROJECT_PARTNERS), dataset.table(TableId::PROJECTS));
    let Some(column) = partners.column("project") else { return };
    let mut sums: std::collections::BTreeMap<u32, (f64, u32)> = std::collections::BTreeMap::new();
    for row in partners.rows().filter(|it| partners.counts(*it)) {
        let (Some(project), Some(put)) =
            (partners.reference(row, column).known(), number(partners, row, "contribution"))
        else {
            continue;
        };
        let sum = sums.entry(project).or_insert((0.0, row));
        sum.0 += put.low();
        sum.1 = row;
    }
    for (project, (sum, row)) in sums {
        let Some(total) = number(projects, project, "total") else { continue };
        if sum > total.high() * (1.0 + 1e-9) {
            let place = partners.place(row, partners.column("contribution"));
            problems.push(
                Problem::new(Code::PartAboveWhole, place)
                    .with("part", "Σ project_partners.contribution")
                    .with("part_value", short(sum))
                    .with("whole", "projects.total")
                    .with("whole_value", total.to_string()),
            );
        }
    }
}

/// A region is a part of the nation, an activity of all activities, in each figure that adds up.
fn regions(dataset: &Dataset, problems: &mut Problems) {
    const WHOLE: &str = "*";
    let table = dataset.table(TableId::REGION_ACTIVITY);
    let (Some(year), Some(_)) = (table.column("year"), table.column("region")) else { return };
    if table.len() > 2_000_000 {
        return;
    }
    let mut wholes = std::collections::HashMap::new();
    let key = |row: u32| {
        let text = |name| table.named_text(row, name).unwrap_or("").to_owned();
        let when = table.period(row, year).known().map(Period::text);
        (text("region"), text("activity"), when)
    };
    for row in table.rows().filter(|it| table.counts(*it)) {
        let it = key(row);
        if it.0 == WHOLE || it.1 == WHOLE {
            wholes.insert(it, row);
        }
    }
    if wholes.is_empty() {
        return;
    }
    for row in table.rows().filter(|it| table.counts(*it)) {
        let (region, activity, when) = key(row);
        let mut above = Vec::new();
        if region != WHOLE {
            above.push((WHOLE.to_owned(), activity.clone(), when.clone()));
        }
        if activity != WHOLE {
            above.push((region, WHOLE.to_owned(), when));
        }
        for whole in above.iter().filter_map(|it| wholes.get(it)) {
            for name in ["employees", "revenue", "exports", "local_units"] {
                let (Some(part), Some(of)) =
                    (number(table, row, name), number(table, *whole, name))
                else {
                    continue;
                };
                if part.low() > of.high() {
                    problems.push(
                        Problem::new(Code::PartAboveWhole, table.place(row, table.column(name)))
                            .with("part", name)
                            .with("part_value", part.to_string())
                            .with("whole", table.place(*whole, table.column(name)).to_string())
                            .with("whole_value", of.to_string()),
                    );
                }
            }
        }
    }
}

/// A list that is said to be complete has as many as there are said to be.
pub fn complete_list(
    dataset: &Dataset,
    cluster: u32,
    total: Interval,
    on: karenina_model::Date,
    problems: &mut Problems,
) {
    if !crate::network::list_complete(dataset, cluster, TableId::MEMBERSHIPS) {
        return;
    }
    let clusters = dataset.table(TableId::CLUSTERS);
    let possible = dataset
        .rows_of(TableId::MEMBERSHIPS, cluster)
        .iter()
        .filter(|row| {
            dataset.in_force(RowId { table: TableId::MEMBERSHIPS, row: **row }, on) != Truth::No
        })
        .count();
    if (possible as f64) < total.low() {
        problems.push(
            Problem::new(
                Code::ListBelowTotal,
                clusters.place(cluster, clusters.column("members_total")),
            )
            .with("cluster", clusters.key(cluster))
            .with("listed", possible.to_string())
            .with("total", total.to_string()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::is_possible;

    #[test]
    fn a_share_of_few_is_one_of_few_numbers() {
        for (value, n, possible) in [
            (0.5, 7.0, false),
            (0.43, 7.0, true),
            (0.45, 20.0, true),
            (0.46, 20.0, false),
            (1.0, 3.0, true),
            (0.333, 3.0, true),
            // The mean of 28 whole answers cannot be 5.19 (Brown and Heathers, 2017).
            (5.19, 28.0, false),
            (5.18, 28.0, true),
            (0.37, 1_000.0, true),
        ] {
            assert_eq!(is_possible(value, n), possible, "{value} of {n}");
        }
    }
}
