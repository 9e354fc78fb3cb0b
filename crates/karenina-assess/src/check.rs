//! What is wrong with a dataset when it is held against the catalogue and against itself.

mod against;
mod consistency;
mod counts;
mod organisations;
mod personal;

pub use self::against::check_against;

use karenina_catalogue::{Catalogue, Unit};
use karenina_model::{
    Cell, Code, Dataset, Date, Place, Problem, TableId, nearest, problem::Problems,
    table::ValueCell,
};

use crate::{
    Assessment, Evidence, claims,
    context::{Context, FACT},
    necessity::{OUTCOME, outcome_problems},
    population,
};

/// Names that the catalogue does not have, claims that contradict each other or the tables,
/// totals that do not fit their lists, parts counted beside their whole, one organisation twice,
/// figures that cannot stand beside each other, what belongs to a person.
pub fn check(catalogue: &Catalogue, dataset: &Dataset, found: &Assessment) -> Vec<Problem> {
    let mut problems = Problems::default();
    clusters(dataset, found.on, &mut problems);
    names(catalogue, dataset, &mut problems);
    subjects(dataset, &mut problems);
    values(catalogue, dataset, found.on, &mut problems);
    totals(catalogue, dataset, found.on, &mut problems);
    contradictions(catalogue, dataset, found, &mut problems);
    organisations::check(dataset, &mut problems);
    consistency::check(catalogue, dataset, &mut problems);
    counts::check(catalogue, dataset, &Context::new(catalogue, dataset, found.on), &mut problems);
    personal::check(dataset, &mut problems);
    let mut list = problems.into_list();
    list.extend(outcome_problems(dataset, found.on));
    list
}

fn clusters(dataset: &Dataset, on: Date, problems: &mut Problems) {
    let table = dataset.table(TableId::CLUSTERS);
    if table.is_empty() {
        let file = table.files().first().map_or("clusters", |it| it.file.as_str());
        problems.push(Problem::new(Code::NoClusters, Place::file(file)));
        return;
    }
    let succeeded = population::succeeded(dataset, on);
    let lineage = dataset.table(TableId::LINEAGE);
    for row in lineage.rows() {
        let part = lineage.column("from").and_then(|it| lineage.reference(row, it).known());
        let whole = lineage.named_text(row, "into").and_then(|it| table.find(it));
        if let (Some(part), Some(whole)) = (part, whole)
            && succeeded[part as usize]
        {
            problems.push(
                Problem::new(Code::MergedAndPart, lineage.place(row, None))
                    .with("part", table.key(part))
                    .with("whole", table.key(whole)),
            );
        }
    }
    let listed = table
        .rows()
        .filter(|row| table.counts(*row) && !succeeded[*row as usize])
        .filter(|row| !matches!(table.common_code(*row, "standing"), Some("refused" | "outside")))
        .count() as u64;
    if let Some(total) = population::clusters_total(dataset)
        && listed > total
    {
        let programme = dataset.table(TableId::PROGRAMME);
        let place = programme.place(0, programme.column("clusters_total"));
        problems.push(
            Problem::new(Code::MoreClustersThanTotal, place)
                .with("listed", listed.to_string())
                .with("total", total.to_string()),
        );
    }
}

/// Indicators and practices that the catalogue does not have.
fn names(catalogue: &Catalogue, dataset: &Dataset, problems: &mut Problems) {
    let claims = dataset.table(TableId::CLAIMS);
    if let Some(column) = claims.column("indicator") {
        let known = Context::new(catalogue, dataset, Date::MIN);
        for row in claims.rows() {
            let Cell::Known(id) = claims.text(row, column) else { continue };
            if id.starts_with(FACT)
                || id.starts_with(OUTCOME)
                || known.indicator_of_claim(row).is_some()
            {
                continue;
            }
            let near = nearest(id, catalogue.indicators.iter().map(|it| it.id.as_str()));
            problems.push(
                Problem::new(Code::IndicatorUnknown, claims.place(row, Some(column)))
                    .with("found", id)
                    .with("near", near.unwrap_or("none")),
            );
        }
    }
    let practices = dataset.table(TableId::PRACTICES);
    if let Some(column) = practices.column("practice") {
        for row in practices.rows() {
            let Cell::Known(name) = practices.text(row, column) else { continue };
            if catalogue.practices.contains_key(name) {
                continue;
            }
            let near = nearest(name, catalogue.practices.keys().map(String::as_str));
            problems.push(
                Problem::new(Code::PracticeUnknown, practices.place(row, Some(column)))
                    .with("found", name)
                    .with("near", near.unwrap_or("none")),
            );
        }
    }
}

/// A claim on an indicator has to be on a cluster; facts may be on any population.
fn subjects(dataset: &Dataset, problems: &mut Problems) {
    let claims = dataset.table(TableId::CLAIMS);
    let clusters = dataset.table(TableId::CLUSTERS);
    let (Some(subject), Some(indicator)) = (claims.column("subject"), claims.column("indicator"))
    else {
        return;
    };
    for row in claims.rows() {
        let (Cell::Known(key), Cell::Known(id)) =
            (claims.text(row, subject), claims.text(row, indicator))
        else {
            continue;
        };
        let listed =
            [TableId::CLUSTERS, TableId::PLACES, TableId::PROGRAMME, TableId::ORGANISATIONS]
                .iter()
                .any(|it| dataset.table(*it).find(key).is_some());
        if !listed && !id.starts_with(FACT) {
            let near = (clusters.len() <= 5_000)
                .then(|| nearest(key, clusters.rows().map(|it| clusters.key(it))))
                .flatten();
            problems.push(
                Problem::new(Code::SubjectUnknown, claims.place(row, Some(subject)))
                    .with("found", key)
                    .with("near", near.unwrap_or("none")),
            );
        }
    }
}

/// Claims whose value is not what the indicator asks for.
fn values(catalogue: &Catalogue, dataset: &Dataset, on: Date, problems: &mut Problems) {
    let claims = dataset.table(TableId::CLAIMS);
    let Some(column) = claims.column("value") else { return };
    let context = Context::new(catalogue, dataset, on);
    for row in claims.rows() {
        let Some(at) = context.indicator_of_claim(row) else { continue };
        let Cell::Known(cell) = claims.value(row, column) else { continue };
        let indicator = &catalogue.indicators[at];
        if claims::interval(&context, indicator, row).is_err() {
            let found = match cell {
                ValueCell::Number(it) => it.to_string(),
                ValueCell::Flag(it) => it.word().to_owned(),
                ValueCell::Text(it) => it.to_string(),
                ValueCell::Nothing => String::new(),
            };
            problems.push(
                Problem::new(Code::ValueUnfit, claims.place(row, Some(column)))
                    .with("found", found)
                    .with("indicator", indicator.id.as_str())
                    .with("unit", indicator.unit.word()),
            );
        }
    }
}

/// More members listed than there are said to be.
fn totals(catalogue: &Catalogue, dataset: &Dataset, on: Date, problems: &mut Problems) {
    let context = Context::new(catalogue, dataset, on);
    let clusters = dataset.table(TableId::CLUSTERS);
    let memberships = dataset.table(TableId::MEMBERSHIPS);
    if memberships.is_empty() {
        return;
    }
    for cluster in clusters.rows() {
        let Some(total) = context.members_total(cluster) else { continue };
        // A total that is only claimed is held against the list with all other claims.
        let said = clusters.column("members_total").map(|it| clusters.number(cluster, it));
        if let Some(Cell::Known(said)) = said {
            counts::complete_list(dataset, cluster, said, on, problems);
        }
        let listed = dataset
            .rows_of(TableId::MEMBERSHIPS, cluster)
            .iter()
            .filter(|row| {
                let row = karenina_model::RowId { table: TableId::MEMBERSHIPS, row: **row };
                dataset.in_force(row, on) == karenina_model::Truth::Yes
            })
            .count();
        if listed as f64 > total.high() {
            problems.push(
                Problem::new(
                    Code::MoreThanTotal,
                    clusters.place(cluster, clusters.column("members_total")),
                )
                .with("cluster", clusters.key(cluster))
                .with("listed", listed.to_string())
                .with("total", total.to_string()),
            );
        }
    }
}

/// Claims that cannot be true beside each other, or beside the tables.
fn contradictions(
    catalogue: &Catalogue,
    dataset: &Dataset,
    found: &Assessment,
    problems: &mut Problems,
) {
    let claims = dataset.table(TableId::CLAIMS);
    let clusters = dataset.table(TableId::CLUSTERS);
    let context = Context::new(catalogue, dataset, found.on);
    for it in &found.clusters {
        for (at, finding) in it.findings.iter().enumerate() {
            if !finding.contradicted {
                continue;
            }
            let Some(row) = finding.evidence.iter().find_map(|it| match it {
                Evidence::Claim(row) => Some(row.row),
                Evidence::Cell(..) | Evidence::Rows { .. } => None,
            }) else {
                continue;
            };
            let indicator = &catalogue.indicators[at];
            let text = |value: Option<karenina_model::Value>| {
                let interval = value.and_then(|it| it.interval());
                interval.map_or_else(|| "?".to_owned(), |it| in_words(it, indicator.unit))
            };
            let computed = finding.computed.map(|it| it.value);
            // Each claim as it was made, since together they say nothing.
            let each: Vec<String> = finding
                .evidence
                .iter()
                .filter_map(|it| match it {
                    Evidence::Claim(row) => claims::interval(&context, indicator, row.row).ok(),
                    Evidence::Cell(..) | Evidence::Rows { .. } => None,
                })
                .map(|it| in_words(it, indicator.unit))
                .collect();
            let code = match (computed, finding.claimed) {
                (Some(a), Some(b))
                    if a.interval()
                        .zip(b.interval())
                        .is_some_and(|(a, b)| a.intersection(b).is_none()) =>
                {
                    Code::ClaimAgainstTable
                }
                _ => Code::ClaimsContradict,
            };
            problems.push(
                Problem::new(code, claims.place(row, claims.column("value")))
                    .with("cluster", clusters.key(it.cluster))
                    .with("indicator", indicator.id.as_str())
                    .with("claimed", each.join("; "))
                    .with("computed", text(computed)),
            );
        }
    }
}

/// The notation of data files, rounded as far as anyone would write it.
fn in_words(it: karenina_model::Interval, unit: Unit) -> String {
    let digits = if unit == Unit::Share { 4 } else { 6 };
    let round = |x: f64| {
        let text = format!("{x:.digits$}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    if it.is_point() {
        round(it.low())
    } else if it.high().is_finite() && it.low().is_finite() {
        format!("{}..{}", round(it.low()), round(it.high()))
    } else {
        it.to_string()
    }
}
