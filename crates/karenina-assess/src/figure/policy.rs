//! Table 1: on which side of each element of policy the clusters of a programme stand.

use karenina_model::{Answer, Interval, TableId, Truth};

use super::{Basis, Body, Made, ProfileElement, scope::Scope};

pub(super) fn profile(scope: &Scope<'_>) -> Made {
    let elements: Vec<ProfileElement> = ["concept", "membership", "choice", "support"]
        .into_iter()
        .map(|item| {
            let (mut first, mut second, mut unknown) = (0, 0, scope.unlisted);
            for cluster in scope.current {
                match side(scope, item, *cluster) {
                    Truth::Yes => first += 1,
                    Truth::No => second += 1,
                    Truth::Unknown => unknown += 1,
                }
            }
            ProfileElement { item: item.to_owned(), first, second, unknown }
        })
        .collect();
    let said = elements.iter().any(|it| it.first + it.second > 0);
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Profile(elements), Vec::new())
}

/// Yes: the organisational side; no: the statistical one.
fn side(scope: &Scope<'_>, element: &str, cluster: u32) -> Truth {
    let clusters = scope.dataset.table(TableId::CLUSTERS);
    let kind = || scope.code(TableId::CLUSTERS, cluster, "kind");
    let has = |table| !scope.dataset.rows_of(table, cluster).is_empty();
    match element {
        "concept" => match kind() {
            Some("initiative") => Truth::Yes,
            Some(_) => Truth::No,
            None => Truth::Unknown,
        },
        "membership" => {
            let total = clusters.column("members_total");
            let total = total.and_then(|it| clusters.number(cluster, it).known());
            let said = scope
                .catalogue
                .find("critical_mass/member_organisations")
                .zip(scope.found.clusters.iter().find(|it| it.cluster == cluster))
                .and_then(|(at, it)| it.findings[at].value.interval());
            let any = |it: Option<Interval>| it.is_some_and(|it| it.low() > 0.0 || it.is_point());
            if has(TableId::MEMBERSHIPS) || any(total) || any(said) {
                Truth::Yes
            } else if kind() == Some("statistical") {
                Truth::No
            } else {
                Truth::Unknown
            }
        }
        "choice" => {
            let born = clusters.column("born_of_tender");
            let born = born.and_then(|it| clusters.flag(cluster, it).known());
            let chosen = scope.code(TableId::CLUSTERS, cluster, "standing") == Some("supported")
                && clusters.named_text(cluster, "tender_group").is_some();
            if chosen || matches!(born, Some(Answer::Yes | Answer::Partly)) {
                Truth::Yes
            } else if kind() == Some("statistical") {
                Truth::No
            } else {
                Truth::Unknown
            }
        }
        _ => {
            let purposes = ["joint_projects", "specialist_organisation"];
            let joint = scope.dataset.rows_of(TableId::FUNDING, cluster).iter().any(|row| {
                let purpose = scope.code(TableId::FUNDING, *row, "purpose");
                purpose.is_some_and(|it| purposes.contains(&it))
            });
            if joint { Truth::Yes } else { Truth::Unknown }
        }
    }
}
