//! Fig 12: the clusters of a programme, the bodies that run several, the networks across them.

use karenina_model::{TableId, Truth};

use super::{Basis, Body, Made, Portfolio, row, scope::Scope};

pub(super) fn of_centres(scope: &Scope<'_>) -> Made {
    let reach = |table: TableId, it: u32| -> Vec<u32> {
        let cells = scope.dataset.table(table);
        let Some(column) = cells.column("clusters") else { return Vec::new() };
        let mut of: Vec<u32> = cells
            .references(it, column)
            .iter()
            .copied()
            .filter(|cluster| scope.current.contains(cluster))
            .collect();
        of.sort_unstable();
        of.dedup();
        of
    };
    let centres: Vec<(u32, Vec<u32>)> = scope
        .specialist_organisations(scope.current)
        .into_iter()
        .map(|body| (body, reach(TableId::BODIES, body)))
        .filter(|it| it.1.len() > 1)
        .collect();
    let networks: Vec<(u32, Vec<u32>)> = scope
        .rows_of(TableId::GROUPS, scope.current)
        .into_iter()
        .filter(|it| scope.in_force(TableId::GROUPS, *it) == Truth::Yes)
        .map(|group| (group, reach(TableId::GROUPS, group)))
        .filter(|(group, of)| {
            of.len() > 1
                || scope.code(TableId::GROUPS, *group, "kind") == Some("cross_cluster_network")
        })
        .collect();
    // Clusters of one centre side by side, then those that networks reach, then the others.
    let mut order: Vec<u32> = Vec::new();
    let groups = centres.iter().chain(&networks).map(|it| it.1.as_slice());
    for cluster in groups.flatten().chain(scope.current) {
        if !order.contains(cluster) {
            order.push(*cluster);
        }
    }
    let places = |of: &[u32]| -> Vec<usize> {
        of.iter().filter_map(|it| order.iter().position(|at| at == it)).collect()
    };
    let said = !centres.is_empty() || !networks.is_empty();
    let portfolio = Portfolio {
        clusters: order.iter().map(|it| row(TableId::CLUSTERS, *it)).collect(),
        centres: centres.iter().map(|it| (row(TableId::BODIES, it.0), places(&it.1))).collect(),
        networks: networks.iter().map(|it| (row(TableId::GROUPS, it.0), places(&it.1))).collect(),
    };
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Portfolio(portfolio), Vec::new())
}
