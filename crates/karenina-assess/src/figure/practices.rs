//! Fig 13 and Fig 14: yes/no facts counted over clusters.

use karenina_model::Answer;

use super::{
    Area, Basis, Body, Made, Mechanism, Name, Stack, Stacks, bodies::answer, scope::Scope,
};

pub(super) fn governance(scope: &Scope<'_>) -> Made {
    let mut said = false;
    let rows = scope
        .about
        .items
        .iter()
        .map(|(key, item)| {
            let [yes, partly, no, unknown] = counts(scope, item.practice.as_deref());
            said |= yes + partly + no > 0;
            Stack {
                name: Name::Item(key.clone()),
                all: false,
                reference: None,
                parts: vec![yes as f64, partly as f64, no as f64],
                unknown: unknown as f64,
                lost: false,
                n: Some(yes + partly + no + unknown),
                certainty: None,
            }
        })
        .collect();
    let classes = vec![Name::Yes, Name::Partly, Name::No];
    let basis = if said { Basis::Rows } else { Basis::Nothing };
    (basis, Body::Stacks(Stacks { classes, rows }), Vec::new())
}

pub(super) fn areas(scope: &Scope<'_>) -> Made {
    let mut said = false;
    let mut mechanisms: Vec<Mechanism> = scope
        .about
        .items
        .iter()
        .filter_map(|(key, item)| {
            let area = Area::of(item.innovative?, item.with_members?);
            let counts = counts(scope, item.practice.as_deref());
            said |= counts[..3].iter().any(|it| *it > 0);
            Some(Mechanism { item: key.clone(), area, counts })
        })
        .collect();
    mechanisms.sort_by_key(|it| it.area);
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Areas(mechanisms), Vec::new())
}

/// Clusters that answer yes, partly, no, and those of which nobody has said.
fn counts(scope: &Scope<'_>, practice: Option<&str>) -> [u64; 4] {
    let mut counts = [0, 0, 0, scope.unlisted];
    for cluster in scope.current {
        let said = practice.and_then(|it| answer(scope, *cluster, it));
        counts[match said {
            Some(Answer::Yes) => 0,
            Some(Answer::Partly) => 1,
            Some(Answer::No) => 2,
            None => 3,
        }] += 1;
    }
    counts
}
