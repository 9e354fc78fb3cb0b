//! Measures on the network of who works with whom in a cluster.
//!
//! Unknown ties give bounds where these can be said: what is certain is the least, what is possible
//! the most. A share of ties needs complete lists; so does dependence, which a single unknown tie
//! can turn over.

use karenina_catalogue::{GraphMeasure, Ties};
use karenina_model::{Absence, Collaboration, Interval, TableId, Truth, Value};
use karenina_network::{Affiliation, Graph, Misfit, Weighting, components, dependence};

use rustc_hash::FxHashMap;

use super::Measured;
use crate::{
    context::{Completeness, Context},
    finding::Evidence,
    network::{LARGEST_EVENT, Layers, Names, Sides, Tally, affiliation, collected, tied_to_member},
};

/// Measures the network of a cluster.
pub(super) fn graph(
    context: &Context<'_>,
    cluster: u32,
    what: GraphMeasure,
    ties: Ties,
) -> Measured {
    let lists: Vec<TableId> = [
        (ties.projects, TableId::PROJECTS),
        (ties.projects, TableId::PROJECT_PARTNERS),
        (ties.groups, TableId::GROUPS),
        (ties.groups, TableId::GROUP_MEMBERS),
    ]
    .into_iter()
    .filter_map(|(asked, table)| asked.then_some(table))
    .collect();
    let said: Vec<Completeness> =
        lists.iter().map(|it| context.completeness(cluster, *it)).collect();
    if said.iter().all(|it| *it == Completeness::Nothing) {
        return Measured::absent(Absence::NotSaid);
    }
    let complete = said.iter().all(|it| *it == Completeness::Complete);
    let nobody = lists.iter().all(|it| {
        !matches!(*it, TableId::PROJECT_PARTNERS | TableId::GROUP_MEMBERS)
            || context.dataset.rows_of(*it, cluster).is_empty()
    });
    let of_ties = !matches!(what, GraphMeasure::MembersTied | GraphMeasure::Dependence);
    if nobody && of_ties && !complete {
        // No ties are listed, and none need be looked for.
        let evidence = evidence(&lists, &said, context, cluster);
        return Measured::because(Absence::ListIncomplete { listed: 0 }, evidence);
    }
    // Members are found again by their keys; ties need nobody's name.
    let names = if what == GraphMeasure::MembersTied { Names::Wanted } else { Names::LeftOut };
    let layers = Layers { projects: ties.projects, groups: ties.groups, meetings: false };
    let collaboration = collected(context.dataset, &[cluster], context.on, layers, names);
    // Numbers of rows are numbers of the base crate; nothing here is too large for a network.
    let Ok(network) = Network::of(&collaboration) else {
        return Measured::absent(Absence::NotKnown);
    };
    // An event too large to tie its partners may tie some of them.
    let complete = complete && !network.left_out;
    let evidence = evidence(&lists, &said, context, cluster);
    match what {
        GraphMeasure::MembersTied => {
            members_tied(context, cluster, &collaboration, &network, complete, evidence)
        }
        GraphMeasure::Dependence => of_dependence(&network, complete, evidence),
        GraphMeasure::TiesAcrossClasses
        | GraphMeasure::TiesBetweenCompanies
        | GraphMeasure::TiesWithState
        | GraphMeasure::TiesOutside => {
            if !complete {
                let listed = network.graph.n_ties() as u64;
                return Measured::because(Absence::ListIncomplete { listed }, evidence);
            }
            let tally = Tally::of(&collaboration, &network.graph, &|a, b| network.is_certain(a, b));
            let sides = match what {
                GraphMeasure::TiesAcrossClasses => tally.across,
                GraphMeasure::TiesBetweenCompanies => tally.company_to_company,
                GraphMeasure::TiesWithState => tally.company_to_state,
                _ => tally.outside,
            };
            share(&sides, evidence)
        }
    }
}

fn share(sides: &Sides, evidence: Vec<Evidence>) -> Measured {
    match sides.share() {
        Value::Known(it) => Measured::known(Some(it), true, evidence),
        Value::Absent(why) => Measured::because(why, evidence),
    }
}

/// What the lists were.
fn evidence(
    lists: &[TableId],
    said: &[Completeness],
    context: &Context<'_>,
    cluster: u32,
) -> Vec<Evidence> {
    lists
        .iter()
        .zip(said)
        .map(|(table, said)| {
            let (mut yes, mut no, mut unknown) = (0, 0, 0);
            for row in context.dataset.rows_of(*table, cluster) {
                match context.is_in_force(*table, *row) {
                    Truth::Yes => yes += 1,
                    Truth::No => no += 1,
                    Truth::Unknown => unknown += 1,
                }
            }
            let missing = (*said == Completeness::Complete).then_some(0);
            Evidence::Rows { table: *table, yes, no, unknown, missing }
        })
        .collect()
}

/// Possible ties, and which of them are certain.
struct Network {
    possible: Affiliation,
    graph: Graph,
    certain: Option<Graph>,
    left_out: bool,
}

impl Network {
    fn of(collaboration: &Collaboration) -> Result<Self, Misfit> {
        let possible = affiliation(collaboration, |it| it != Truth::No)?;
        let certain = affiliation(collaboration, |it| it == Truth::Yes)?;
        let bounded = possible.bounded(LARGEST_EVENT);
        let project =
            |it: &Affiliation| it.project(Weighting::Plain, Some(LARGEST_EVENT)).map(|it| it.graph);
        Ok(Self {
            graph: project(&bounded.affiliation)?,
            certain: if certain == possible { None } else { Some(project(&certain)?) },
            left_out: !bounded.left_out.is_empty(),
            possible: bounded.affiliation,
        })
    }

    fn is_certain(&self, one: u32, other: u32) -> bool {
        self.certain.as_ref().is_none_or(|it| it.weight(one, other).is_some())
    }
}

/// The share of members that are tied to another member. Members that no list names may be tied or
/// not; a list of projects with gaps may hide the project in which a member takes part.
fn members_tied(
    context: &Context<'_>,
    cluster: u32,
    collaboration: &Collaboration,
    network: &Network,
    complete: bool,
    evidence: Vec<Evidence>,
) -> Measured {
    let memberships = context.dataset.table(TableId::MEMBERSHIPS);
    let organisations = context.dataset.table(TableId::ORGANISATIONS);
    let Some(column) = memberships.column("organisation") else {
        return Measured::absent(Absence::NotSaid);
    };
    let mut listed: Vec<(u32, Truth)> = Vec::new();
    for row in context.dataset.rows_of(TableId::MEMBERSHIPS, cluster) {
        if let Some(who) = memberships.reference(*row, column).known() {
            listed.push((who, context.is_in_force(TableId::MEMBERSHIPS, *row)));
        }
    }
    let extra = match context.completeness(cluster, TableId::MEMBERSHIPS) {
        Completeness::Complete => 0,
        Completeness::Missing { high: Some(high), .. } => {
            // A row that may or may not be in force is one of those that are missing.
            listed.retain(|it| it.1 == Truth::Yes);
            high
        }
        Completeness::Missing { high: None, .. }
        | Completeness::Partial
        | Completeness::Nothing => {
            let why = Absence::ListIncomplete { listed: listed.len() as u64 };
            return Measured::because(why, evidence);
        }
    };
    let places: FxHashMap<&str, usize> =
        collaboration.organisations.iter().enumerate().map(|(at, it)| (&*it.key, at)).collect();
    let place = |who: u32| places.get(organisations.key(who)).copied();
    let mut sides = Sides::default();
    for (who, member) in &listed {
        if *member == Truth::No {
            continue;
        }
        let tied = place(*who).map_or(Truth::Unknown, |at| {
            tied_to_member(
                collaboration,
                &network.graph,
                &|a, b| network.is_certain(a, b),
                at as u32,
            )
        });
        sides.add(*member == Truth::Yes, if complete { tied } else { tied | Truth::Unknown });
    }
    sides.add_open(extra);
    let mut evidence = evidence;
    evidence.push(Evidence::Rows {
        table: TableId::MEMBERSHIPS,
        yes: listed.iter().filter(|it| it.1 == Truth::Yes).count() as u32,
        no: listed.iter().filter(|it| it.1 == Truth::No).count() as u32,
        unknown: listed.iter().filter(|it| it.1 == Truth::Unknown).count() as u32,
        missing: Some(extra as u32),
    });
    share(&sides, evidence)
}

fn of_dependence(network: &Network, complete: bool, evidence: Vec<Evidence>) -> Measured {
    let n_ties = network.graph.n_ties() as u64;
    if !complete {
        return Measured::because(Absence::ListIncomplete { listed: n_ties }, evidence);
    }
    let open = network.graph.ties().filter(|(a, b, _)| !network.is_certain(*a, *b)).count() as u64;
    if open > 0 {
        let why = Absence::PartsMissing { missing: open, of: n_ties };
        return Measured::because(why, evidence);
    }
    if components(&network.graph).reachable_pairs() == 0 {
        return Measured::because(Absence::NothingToCount, evidence);
    }
    let shares = dependence(&network.possible).share_on_actors;
    let most = shares.into_iter().flatten().max_by(f64::total_cmp);
    match most {
        Some(it) => Measured::known(Interval::point(it), true, evidence),
        None => Measured::because(Absence::NothingToCount, evidence),
    }
}
