//! Fig 3: who began which cluster.

use karenina_model::{ColumnType, TableId};

use super::{
    ArrowGroup, Basis, Body, Made, Name, row,
    scope::{Scope, unsure},
};

pub(super) fn arrows(scope: &Scope<'_>) -> Made {
    let clusters = TableId::CLUSTERS.schema();
    let Some(column) = clusters.column("initiator_kind") else {
        return (Basis::Nothing, Body::Arrows(Vec::new()), Vec::new());
    };
    let ColumnType::Code(enumeration) = clusters.columns[column].kind else {
        return (Basis::Nothing, Body::Arrows(Vec::new()), Vec::new());
    };
    let mut groups: Vec<ArrowGroup> = enumeration
        .codes
        .iter()
        .map(|(word, label)| ArrowGroup { from: Name::Code(word, label), to: Vec::new() })
        .collect();
    let mut silent = ArrowGroup { from: Name::NotSaid, to: Vec::new() };
    for cluster in scope.units {
        let name = row(TableId::CLUSTERS, *cluster);
        match scope.dataset.table(TableId::CLUSTERS).code(*cluster, column).known() {
            Some(code) => groups[usize::from(code)].to.push((name, certainty(scope, *cluster))),
            None => silent.to.push((name, None)),
        }
    }
    groups.retain(|it| !it.to.is_empty());
    let said = !groups.is_empty();
    if !silent.to.is_empty() {
        groups.push(silent);
    }
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Arrows(groups), Vec::new())
}

/// A claim may say how sure it is who began a cluster.
fn certainty(scope: &Scope<'_>, cluster: u32) -> Option<&'static str> {
    let claims = scope.dataset.table(TableId::CLAIMS);
    let row = scope
        .dataset
        .rows_of(TableId::CLAIMS, cluster)
        .iter()
        .find(|row| claims.named_text(**row, "indicator") == Some("fact/initiator"));
    row.map_or_else(
        || {
            let clusters = scope.dataset.table(TableId::CLUSTERS);
            unsure(clusters.common_code(cluster, "certainty"))
        },
        |row| unsure(claims.common_code(*row, "certainty")),
    )
}
