//! Fig 9: members by class, of each cluster and of all.

use karenina_model::{TableId, Truth};

use super::{Basis, Body, Made, Name, Stack, Stacks, row, scope::Scope};

const CLASSES: [&str; 7] =
    ["sme", "large_company", "company", "education", "research", "authority", "other"];

pub(super) fn members(scope: &Scope<'_>) -> Made {
    let classes: Vec<Name> = CLASSES.iter().map(|it| Name::Item((*it).to_owned())).collect();
    let mut rows = Vec::new();
    let mut total = nobody(Name::Programme);
    total.all = true;
    let mut seen = Vec::new();
    for cluster in scope.current {
        let (stack, organisations) = of_cluster(scope, *cluster);
        seen.extend(organisations);
        if stack.whole() > 0.0 {
            rows.push(stack);
        }
    }
    // A member of several clusters is one member of the programme.
    seen.sort_unstable();
    seen.dedup();
    for organisation in seen {
        count(scope, &mut total, organisation, Truth::Yes);
    }
    let said = !rows.is_empty();
    if said {
        total.n = Some(total.whole() as u64);
        rows.insert(0, total);
    }
    let claims = scope.about.fact.as_deref().map_or_else(Vec::new, |it| scope.claims(it));
    let claimed: Vec<Stack> = claims
        .iter()
        .filter_map(|claim| {
            let share = claim.value.interval()?;
            let mut stack = nobody(claim.item.clone().map_or(Name::Programme, Name::Item));
            stack.all = claim.item.is_none();
            stack.parts[0] = share.low();
            stack.unknown = 1.0 - share.low();
            stack.lost = true;
            stack.n = claim.n;
            stack.certainty = claim.certainty;
            Some(stack)
        })
        .collect();
    let basis = match (said, claimed.is_empty()) {
        (true, _) => Basis::Rows,
        (false, false) => Basis::Claims,
        (false, true) => Basis::Nothing,
    };
    if !said {
        rows.extend(claimed);
    }
    for (at, reference) in scope.about.references.iter().enumerate() {
        let mut stack = nobody(Name::Programme);
        stack.reference = Some(at);
        stack.unknown = 1.0;
        stack.lost = reference.rest_lost;
        stack.n = reference.n.map(u64::from);
        rows.push(stack);
    }
    (basis, Body::Stacks(Stacks { classes, rows }), Vec::new())
}

fn nobody(name: Name) -> Stack {
    Stack {
        name,
        all: false,
        reference: None,
        parts: vec![0.0; CLASSES.len()],
        unknown: 0.0,
        lost: false,
        n: None,
        certainty: None,
    }
}

fn of_cluster(scope: &Scope<'_>, cluster: u32) -> (Stack, Vec<u32>) {
    let mut stack = nobody(row(TableId::CLUSTERS, cluster));
    let mut organisations = Vec::new();
    for membership in scope.dataset.rows_of(TableId::MEMBERSHIPS, cluster) {
        let there = scope.in_force(TableId::MEMBERSHIPS, *membership);
        if there == Truth::No {
            continue;
        }
        let Some(organisation) = scope.reference(TableId::MEMBERSHIPS, *membership, "organisation")
        else {
            stack.unknown += 1.0;
            continue;
        };
        count(scope, &mut stack, organisation, there);
        if there == Truth::Yes {
            organisations.push(organisation);
        }
    }
    let listed = stack.whole();
    let clusters = scope.dataset.table(TableId::CLUSTERS);
    let total = clusters.column("members_total");
    let total = total.and_then(|it| clusters.number(cluster, it).known());
    if let Some(total) = total.filter(|it| it.is_point() && it.low() > listed) {
        stack.unknown += total.low() - listed;
    }
    stack.n = Some(stack.whole() as u64);
    (stack, organisations)
}

fn count(scope: &Scope<'_>, stack: &mut Stack, organisation: u32, there: Truth) {
    let of = |column: &str| scope.code(TableId::ORGANISATIONS, organisation, column);
    let class = match of("kind") {
        Some("manufacturing_company" | "service_company") => match of("size") {
            Some("large") => Some("large_company"),
            Some(_) => Some("sme"),
            None => Some("company"),
        },
        Some("higher_education") => Some("education"),
        Some("research_organisation") => Some("research"),
        Some("regional_authority" | "local_authority") => Some("authority"),
        Some(_) => Some("other"),
        None => None,
    };
    let at = class.and_then(|it| CLASSES.iter().position(|class| *class == it));
    match (at, there) {
        (Some(at), Truth::Yes) => stack.parts[at] += 1.0,
        _ => stack.unknown += 1.0,
    }
}
