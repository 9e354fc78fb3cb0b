//! Fig 10: pairs of organisations that meet in projects, groups and networks, by kind of tie.

use karenina_model::{Answer, TableId, Truth, Value};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Bar, Bars, Basis, Body, Counted, Datum, Made, Measured, Name, Note,
    scope::{Scope, own_series},
};

/// Pairs within more partners than this say nothing of who knows whom, and are too many to count.
const LARGEST: usize = 200;

pub(super) fn by_kind(scope: &Scope<'_>) -> Made {
    let mut pairs: FxHashSet<(u32, u32)> = FxHashSet::default();
    let mut too_large = 0;
    for circle in circles(scope) {
        if circle.len() > LARGEST {
            too_large += 1;
            continue;
        }
        for (at, a) in circle.iter().enumerate() {
            for b in &circle[at + 1..] {
                pairs.insert((*a.min(b), *a.max(b)));
            }
        }
    }
    let clusters = clusters_of(scope);
    let mut counts: FxHashMap<&'static str, u64> = FxHashMap::default();
    for (a, b) in &pairs {
        *counts.entry(kind(scope, &clusters, *a, *b)).or_default() += 1;
    }
    let said = !pairs.is_empty();
    let rows = scope
        .about
        .items
        .keys()
        .filter_map(|key| {
            let n = counts.get(key.as_str()).copied().unwrap_or(0);
            // What is nobody's gap is shown only where there is any.
            if n == 0 && matches!(key.as_str(), "between_others" | "not_said") {
                return None;
            }
            let value = if said {
                Value::Known(karenina_model::Interval::exactly(n))
            } else {
                Value::Absent(karenina_model::Absence::NotSaid)
            };
            Some(Bar {
                name: Name::Item(key.clone()),
                part: false,
                marked: false,
                data: vec![Some(Datum::of_value(value))],
            })
        })
        .collect();
    let bars = Bars {
        measured: Measured::Count,
        series: vec![own_series(pairs.len() as u64, Counted::Pairs, scope.on)],
        rows,
        all: vec![None],
    };
    let notes = if too_large > 0 { vec![Note::TooLarge(too_large)] } else { Vec::new() };
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Spokes(bars), notes)
}

/// The organisations of each joint project and each group, each once.
fn circles(scope: &Scope<'_>) -> Vec<Vec<u32>> {
    let mut circles: FxHashMap<(TableId, u32), Vec<u32>> = FxHashMap::default();
    for row in scope.rows_of(TableId::PROJECT_PARTNERS, scope.current) {
        let of = |column| scope.reference(TableId::PROJECT_PARTNERS, row, column);
        let (Some(project), Some(organisation)) = (of("project"), of("organisation")) else {
            continue;
        };
        let projects = scope.dataset.table(TableId::PROJECTS);
        let joint = projects.column("joint").and_then(|it| projects.flag(project, it).known());
        let begun = karenina_model::RowId { table: TableId::PROJECTS, row: project };
        if joint != Some(Answer::No) && scope.dataset.begun(begun, scope.on) != Truth::No {
            circles.entry((TableId::PROJECTS, project)).or_default().push(organisation);
        }
    }
    for row in scope.rows_of(TableId::GROUP_MEMBERS, scope.current) {
        let of = |column| scope.reference(TableId::GROUP_MEMBERS, row, column);
        if let (Some(group), Some(organisation)) = (of("group"), of("organisation"))
            && scope.in_force(TableId::GROUPS, group) == Truth::Yes
        {
            circles.entry((TableId::GROUPS, group)).or_default().push(organisation);
        }
    }
    let mut circles: Vec<_> = circles.into_iter().collect();
    circles.sort_unstable();
    circles
        .into_iter()
        .map(|(_, mut it)| {
            it.sort_unstable();
            it.dedup();
            it
        })
        .collect()
}

/// The clusters of which each organisation is a member.
fn clusters_of(scope: &Scope<'_>) -> FxHashMap<u32, Vec<u32>> {
    let mut of: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for cluster in scope.current {
        for row in scope.dataset.rows_of(TableId::MEMBERSHIPS, *cluster) {
            if scope.in_force(TableId::MEMBERSHIPS, *row) != Truth::No
                && let Some(it) = scope.reference(TableId::MEMBERSHIPS, *row, "organisation")
            {
                of.entry(it).or_default().push(*cluster);
            }
        }
    }
    of
}

fn kind(scope: &Scope<'_>, clusters: &FxHashMap<u32, Vec<u32>>, a: u32, b: u32) -> &'static str {
    let (Some(of_a), Some(of_b)) = (clusters.get(&a), clusters.get(&b)) else {
        return "outside_world";
    };
    if !of_a.iter().any(|it| of_b.contains(it)) {
        return "other_clusters";
    }
    let sphere = |organisation: u32| {
        scope.code(TableId::ORGANISATIONS, organisation, "kind").map(|it| match it {
            "manufacturing_company" | "service_company" => Sphere::Company,
            "higher_education" => Sphere::Education,
            "research_organisation" => Sphere::Research,
            "regional_authority" | "local_authority" | "development_institution" => Sphere::State,
            "finance" => Sphere::Capital,
            _ => Sphere::Other,
        })
    };
    let (Some(a), Some(b)) = (sphere(a), sphere(b)) else { return "not_said" };
    match (a, b) {
        (Sphere::Company, Sphere::Company) => "company_to_company",
        (Sphere::Company, other) | (other, Sphere::Company) => match other {
            Sphere::Research => "business_to_research",
            Sphere::Education => "business_to_education",
            Sphere::Capital => "business_to_capital",
            Sphere::State => "business_to_state",
            Sphere::Company | Sphere::Other => "between_others",
        },
        _ => "between_others",
    }
}

#[derive(Clone, Copy)]
enum Sphere {
    Company,
    Education,
    Research,
    State,
    Capital,
    Other,
}
