//! Who works with whom in a cluster, in a programme, or in files of projects, and what of it would
//! be left if one leaves or state support ends.
//!
//! Ties come of projects and groups in which two organisations take part. What is not known of a
//! project, a membership or an organisation leaves a tie or its kind open; then shares are bounds.

mod collect;
mod figures;
mod structure;

pub use collect::{LARGEST_EVENT, Layers, network_problems, of_cluster, of_programme};
pub(crate) use collect::{Names, affiliation, collected, list_complete};
pub use figures::{Figure, FigureId, Tally};
pub(crate) use figures::{Sides, tied_to_member};
pub use karenina_network::{Bounds, Brokerage, Remaining};
pub use structure::{
    Curve, Decline, Departure, Leaving, Middle, Position, Structure, WithoutClass,
    organisation_named,
};

use karenina_model::{
    Class, Collaboration, Dataset, Date, Interval, TableId, Truth, collaboration::EventKind,
};
use karenina_network::{Affiliation, Graph, Misfit, Weighting, components, dependence};

/// What a network is the network of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkScope {
    /// One cluster: a row of the table of clusters.
    Cluster(u32),
    /// All clusters of a programme.
    Programme,
    /// Files of projects that know no clusters.
    Files,
}

/// A network and what was found in it.
#[derive(Debug)]
pub struct NetworkFinding {
    /// Of what.
    pub scope: NetworkScope,
    /// Who takes part in what.
    pub collaboration: Collaboration,
    /// Ties by Newman's weight: Σ 1/(n−1) over the events that both take part in.
    pub graph: Graph,
    /// How many ties are certain.
    pub n_certain_ties: u64,
    /// Events too large to say who works with whom, with the number of their partners.
    pub left_out: Vec<(u32, u32)>,
    /// Whether the lists of projects and partners are said to be all there is.
    pub complete: bool,
    /// For each organisation its place in the network.
    pub actors: Vec<Actor>,
    /// The size of each community, largest first.
    pub communities: Vec<u32>,
    /// How much of the ties the communities hold together (Newman's modularity).
    pub modularity: Option<f64>,
    /// How betweenness was estimated, where the network is too large for all ways.
    pub sampled: Option<Sampled>,
    /// Density, parts and the like.
    pub shape: Shape,
    /// Questions with their answers.
    pub figures: Vec<Figure>,
    /// Ties between classes, by place in [`Class::ALL`]; the last row and column are those whose
    /// class is not known.
    pub classes: [[u64; 7]; 7],
    /// The seven gaps that a specialist organisation bridges.
    pub gaps: Vec<Gap>,
    /// Those without whom most falls apart, the first first.
    pub dependence: Vec<Dependence>,
    /// What is left when state-funded projects end.
    pub withdrawal: Withdrawal,
    /// Of a programme: what ties its clusters.
    pub between_clusters: Vec<ClusterTie>,
    /// By what ties are made, as far as there are such events: how many ties each kind makes.
    pub layers: Vec<(EventKind, u64)>,
    /// Ties that more than one kind makes.
    pub n_of_several_layers: u64,
    /// Who stands between whom, who is in the middle, what is left as one after another leaves.
    pub structure: Structure,
    /// What is left if those leave who were named; absent where none of them is in this network.
    pub departure: Option<Departure>,
}

/// What is asked of a network.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Of what it is.
    pub scope: NetworkScope,
    /// The tables, where there are any.
    pub dataset: Option<&'a Dataset>,
    /// The seed of whatever is drawn.
    pub seed: u64,
    /// Keys or names of organisations that leave together.
    pub without: &'a [String],
}

/// The place of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Actor {
    /// In how many projects and groups it takes part.
    pub n_events: u32,
    /// With how many others.
    pub degree: u32,
    /// The weight of its ties: how many events it shares with anybody.
    pub strength: f64,
    /// The share of shortest ways between others that lead through it.
    pub betweenness: Option<f64>,
    /// Its community, by size; `u32::MAX` for whoever is tied to nobody.
    pub community: u32,
    /// The share of the connected pairs of others that fall apart without it.
    pub dependence: Option<f64>,
    /// Its money, as far as it is said.
    pub contribution: f64,
}

/// How betweenness was estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sampled {
    /// From how many organisations ways were followed.
    pub sources: u32,
    /// The largest standard error of a value.
    pub standard_error: f64,
    /// How far any value may be from the true one, at 95 %: a guarantee, much wider.
    pub error: f64,
}

/// The shape of a network.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shape {
    /// Organisations.
    pub n_organisations: u64,
    /// Projects and groups.
    pub n_events: u64,
    /// Those with two partners or more.
    pub n_joint_events: u64,
    /// Participations.
    pub n_participations: u64,
    /// Ties.
    pub n_ties: u64,
    /// Organisations tied to nobody.
    pub n_alone: u64,
    /// Parts of two or more that are not connected with each other.
    pub n_parts: u64,
    /// Organisations in the largest part.
    pub largest_part: u64,
    /// Ties over the number of pairs.
    pub density: Option<f64>,
    /// Pairs that are connected directly or through others.
    pub connected_pairs: u64,
}

/// One of the seven gaps of the article's Figure 10.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// Between whom.
    pub kind: GapKind,
    /// How many organisations stand on the other side.
    pub n_other_side: u64,
    /// Ties across, at least and at most.
    pub ties: (u64, u64),
    /// Whether the specialist organisation takes part in something that joins the two sides.
    pub by_specialist: Truth,
    /// The rank that the cluster gives to this kind of collaboration.
    pub rank: Option<Interval>,
}

/// Between whom a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GapKind {
    /// Companies and research organisations.
    Research,
    /// Companies and education.
    Education,
    /// Companies and capital.
    Capital,
    /// Companies and policy.
    Policy,
    /// One company and another.
    Companies,
    /// One cluster and another.
    Clusters,
    /// The cluster and the world outside.
    World,
}

impl GapKind {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Research,
        Self::Education,
        Self::Capital,
        Self::Policy,
        Self::Companies,
        Self::Clusters,
        Self::World,
    ];

    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Research => "research",
            Self::Education => "education",
            Self::Capital => "capital",
            Self::Policy => "policy",
            Self::Companies => "companies",
            Self::Clusters => "clusters",
            Self::World => "world",
        }
    }

    /// The word of the enumeration `collaboration`, under which priorities are said.
    fn collaboration(self) -> &'static str {
        match self {
            Self::Research => "business_to_research",
            Self::Education => "business_to_education",
            Self::Capital => "business_to_capital",
            Self::Policy => "business_to_state",
            Self::Companies => "company_to_company",
            Self::Clusters => "other_clusters",
            Self::World => "outside_world",
        }
    }

    fn class(self) -> Option<Class> {
        Some(match self {
            Self::Research => Class::Research,
            Self::Education => Class::Education,
            Self::Capital => Class::Capital,
            Self::Policy => Class::State,
            Self::Companies => Class::Business,
            Self::Clusters | Self::World => return None,
        })
    }
}

/// What falls apart without one organisation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dependence {
    /// Who.
    pub organisation: u32,
    /// Pairs of others that are no longer connected.
    pub separated: u64,
    /// Pairs of others that are connected while it is there.
    pub among: u64,
    /// The share of the first in the second.
    pub share: f64,
}

/// What is left when state-funded projects end: at least and at most, since of some projects it is
/// not known whether public money is in them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Withdrawal {
    /// Projects and groups that are state-funded, that are not, and of which it is not known.
    pub events: [u64; 3],
    /// Ties.
    pub ties: Left,
    /// Connected pairs.
    pub pairs: Left,
    /// Organisations with a partner.
    pub tied: Left,
}

/// How much there is now and how much is left, at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Left {
    /// Now.
    pub now: (u64, u64),
    /// Afterwards.
    pub left: (u64, u64),
    /// The share that is left; absent where there is nothing now.
    pub share: Option<(f64, f64)>,
}

/// What ties two clusters of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClusterTie {
    /// The two: rows of the table of clusters.
    pub clusters: (u32, u32),
    /// Organisations that are members of both.
    pub members: u32,
    /// Groups of both.
    pub groups: u32,
    /// Projects in which members of both take part.
    pub projects: u32,
}

/// What falls apart without each organisation.
#[derive(Debug)]
struct Apart {
    /// Pairs that are connected, directly or through others.
    connected_pairs: u64,
    /// For each organisation the pairs of others that it alone holds together.
    separated_by: Vec<u64>,
    /// For each the pairs of others that are connected while it is there.
    among_others: Vec<u64>,
}

impl Apart {
    fn of(possible: &Affiliation, graph: &Graph) -> Self {
        let parts = components(graph);
        let connected_pairs = parts.reachable_pairs();
        let separated_by = dependence(&possible.bounded(LARGEST_EVENT).affiliation).on_actors;
        let among_others = parts
            .of
            .iter()
            .map(|part| connected_pairs - u64::from(parts.sizes[*part as usize] - 1))
            .collect();
        Self { connected_pairs, separated_by, among_others }
    }

    fn share(&self, organisation: u32) -> Option<f64> {
        let at = organisation as usize;
        let among = self.among_others[at];
        (among > 0).then(|| self.separated_by[at] as f64 / among as f64)
    }
}

/// Looks at the network of a cluster, a programme, or of files.
pub fn network(
    collaboration: Collaboration,
    &Question { scope, dataset, seed, without }: &Question<'_>,
) -> Result<NetworkFinding, Misfit> {
    let certain = affiliation(&collaboration, |it| it == Truth::Yes)?;
    let possible = affiliation(&collaboration, |it| it != Truth::No)?;
    let left_out: Vec<(u32, u32)> = possible
        .bounded(LARGEST_EVENT)
        .left_out
        .iter()
        .map(|it| (*it, possible.actors_of(*it).len() as u32))
        .collect();
    let project =
        |it: &Affiliation| it.project(Weighting::Newman, Some(LARGEST_EVENT)).map(|it| it.graph);
    let graph = project(&possible)?;
    let certain_graph = if certain == possible { None } else { Some(project(&certain)?) };
    let is_certain =
        |a: u32, b: u32| certain_graph.as_ref().is_none_or(|it| it.weight(a, b).is_some());
    let complete = match (scope, dataset) {
        (NetworkScope::Cluster(row), Some(dataset)) => collect::lists_complete(dataset, row),
        (NetworkScope::Programme, Some(dataset)) => {
            let clusters = dataset.table(TableId::CLUSTERS);
            let mut rows = clusters.rows().filter(|it| clusters.counts(*it));
            rows.all(|it| collect::lists_complete(dataset, it))
        }
        (NetworkScope::Files, _) | (_, None) => true,
    };
    let apart = Apart::of(&possible, &graph);
    let mut actors = actors(&collaboration, &possible, &graph, &apart);
    let (communities, modularity) = communities(&graph, seed, &mut actors);
    let sampled = betweenness(&possible, seed, &mut actors)?;
    let shape = shape(&collaboration, &possible, &graph, &apart);
    let tally = Tally::of(&collaboration, &graph, &is_certain);
    let mut classes = [[0; 7]; 7];
    for (one, other, _) in graph.ties() {
        let (a, b) = (class_place(&collaboration, one), class_place(&collaboration, other));
        classes[a][b] += 1;
        if a != b {
            classes[b][a] += 1;
        }
    }
    let mut dependence: Vec<Dependence> = (0..graph.n_nodes() as u32)
        .filter_map(|organisation| {
            let at = organisation as usize;
            let share = apart.share(organisation)?;
            (apart.separated_by[at] > 0).then(|| Dependence {
                organisation,
                separated: apart.separated_by[at],
                among: apart.among_others[at],
                share,
            })
        })
        .collect();
    dependence.sort_by(|a, b| {
        b.share.total_cmp(&a.share).then_with(|| a.organisation.cmp(&b.organisation))
    });
    let sure = certain_graph.as_ref().unwrap_or(&graph);
    let withdrawal = withdrawal(&collaboration, (&certain, sure), (&possible, &graph))?;
    let context = figures::Asked {
        collaboration: &collaboration,
        graph: &graph,
        is_certain: &is_certain,
        apart: &apart,
        tally: &tally,
        withdrawal: &withdrawal,
        scope,
        dataset,
        complete,
    };
    let figures = figures::figures(&context);
    let gaps = gaps(&collaboration, &possible, &tally, scope, dataset, complete);
    let between_clusters = match (scope, dataset) {
        (NetworkScope::Programme, Some(_)) => between_clusters(&collaboration),
        _ => Vec::new(),
    };
    let both = structure::Both {
        certain: &certain,
        possible: &possible,
        graph: &graph,
        certain_graph: certain_graph.as_ref(),
    };
    let structure = structure::structure(&collaboration, &both, &actors, seed)?;
    let mut who: Vec<u32> =
        without.iter().filter_map(|it| organisation_named(&collaboration, it)).collect();
    who.sort_unstable();
    who.dedup();
    let (layers, n_of_several_layers) = layers(&collaboration, &possible, &graph)?;
    let departure = (!who.is_empty()).then(|| structure::departure(&both, who));
    Ok(NetworkFinding {
        structure,
        departure,
        layers,
        n_of_several_layers,
        scope,
        n_certain_ties: certain_graph.as_ref().map_or(graph.n_ties(), Graph::n_ties) as u64,
        graph,
        left_out,
        complete,
        actors,
        communities,
        modularity,
        sampled,
        shape,
        figures,
        classes,
        gaps,
        dependence,
        withdrawal,
        between_clusters,
        collaboration,
    })
}

fn class_place(collaboration: &Collaboration, organisation: u32) -> usize {
    collaboration.organisations[organisation as usize]
        .class
        .and_then(|class| Class::ALL.iter().position(|it| *it == class))
        .unwrap_or(Class::ALL.len())
}

fn actors(
    collaboration: &Collaboration,
    possible: &Affiliation,
    graph: &Graph,
    apart: &Apart,
) -> Vec<Actor> {
    let mut actors: Vec<Actor> = (0..graph.n_nodes() as u32)
        .map(|node| Actor {
            n_events: possible.events_of(node).len() as u32,
            degree: graph.degree_of(node) as u32,
            strength: graph.weights(node).iter().sum(),
            dependence: apart.share(node),
            community: u32::MAX,
            ..Actor::default()
        })
        .collect();
    for it in &collaboration.participations {
        actors[it.organisation as usize].contribution += it.contribution.unwrap_or(0.0);
    }
    actors
}

fn shape(
    collaboration: &Collaboration,
    possible: &Affiliation,
    graph: &Graph,
    apart: &Apart,
) -> Shape {
    let n = graph.n_nodes();
    let parts = components(graph);
    let n_alone = parts.sizes.iter().filter(|it| **it == 1).count() as u64;
    let n_parts = parts.sizes.len() as u64 - n_alone;
    let largest_part = u64::from(parts.largest());
    let pairs = n as f64 * (n as f64 - 1.0) / 2.0;
    let events = (0..possible.n_events() as u32).map(|it| possible.actors_of(it).len());
    Shape {
        n_organisations: n as u64,
        n_events: collaboration.events.len() as u64,
        n_joint_events: events.filter(|it| *it > 1).count() as u64,
        n_participations: possible.n_participations() as u64,
        n_ties: graph.n_ties() as u64,
        n_alone,
        n_parts,
        largest_part,
        density: (n > 1).then(|| graph.n_ties() as f64 / pairs),
        connected_pairs: apart.connected_pairs,
    }
}

/// What is left when state-funded projects end.
fn withdrawal(
    collaboration: &Collaboration,
    (certain, certain_graph): (&Affiliation, &Graph),
    (possible, graph): (&Affiliation, &Graph),
) -> Result<Withdrawal, Misfit> {
    let mut events = [0; 3];
    for it in &collaboration.events {
        if it.counts != Some(Truth::No) {
            events[match it.state_funded {
                Some(true) => 0,
                Some(false) => 1,
                None => 2,
            }] += 1;
        }
    }
    let kept = |from: &Affiliation, keep: fn(Option<bool>) -> bool| -> Result<Graph, Misfit> {
        let kept =
            from.restricted(|_| true, |it| keep(collaboration.events[it as usize].state_funded));
        Ok(kept.project(Weighting::Plain, Some(LARGEST_EVENT))?.graph)
    };
    let least = kept(certain, |it| it == Some(false))?;
    let most = kept(possible, |it| it != Some(true))?;
    // Ties that are there for certain, and for certain are lost.
    let lost = certain_graph.ties().filter(|(a, b, _)| most.weight(*a, *b).is_none()).count();
    let n_ties = |it: &Graph| it.n_ties() as u64;
    let pairs = |it: &Graph| components(it).reachable_pairs();
    let tied =
        |it: &Graph| (0..it.n_nodes() as u32).filter(|at| it.degree_of(*at) > 0).count() as u64;
    let of = |count: &dyn Fn(&Graph) -> u64| {
        Left::of((count(certain_graph), count(graph)), (count(&least), count(&most)))
    };
    let mut ties = of(&n_ties);
    if let Some(share) = &mut ties.share {
        let left = ties.left.1 as f64;
        let all = left + lost as f64;
        share.1 = if all > 0.0 { left / all } else { share.1 };
    }
    Ok(Withdrawal { events, ties, pairs: of(&pairs), tied: of(&tied) })
}

impl Left {
    /// Whatever is left is there now as well: the share is least if all that may be there is and
    /// only what is certain stays, and at most one.
    fn of(now: (u64, u64), left: (u64, u64)) -> Self {
        let share = (now.1 > 0).then(|| {
            let low = left.0 as f64 / now.1 as f64;
            let high = if left.1 >= now.0 { 1.0 } else { left.1 as f64 / now.0 as f64 };
            (low, high)
        });
        Self { now, left, share }
    }
}

/// The seven gaps: what ties there are across each, and whether the specialist organisation stands
/// in them.
fn gaps(
    collaboration: &Collaboration,
    possible: &Affiliation,
    tally: &Tally,
    scope: NetworkScope,
    dataset: Option<&Dataset>,
    complete: bool,
) -> Vec<Gap> {
    let specialist = collaboration.organisations.iter().position(|it| it.is_specialist);
    let home = match scope {
        NetworkScope::Cluster(row) => Some(row),
        NetworkScope::Programme | NetworkScope::Files => None,
    };
    // What one organisation is to the cluster.
    let is = |organisation: u32, kind: GapKind| -> Truth {
        let it = &collaboration.organisations[organisation as usize];
        match kind.class() {
            Some(class) => Truth::from(it.class.map(|it| it == class)),
            None if kind == GapKind::Clusters => match home {
                Some(home) => Truth::from(it.clusters.iter().any(|it| *it != home)),
                None => Truth::Unknown,
            },
            None => it.member.map_or(Truth::Unknown, |it| !it),
        }
    };
    let across = |kind: GapKind| -> Truth {
        let Some(specialist) = specialist else { return Truth::Unknown };
        // Partners and members of groups are organisations of the table: of a body that is none of them
        // the lists say nothing.
        let listed = dataset.is_none_or(|it| {
            let key = &collaboration.organisations[specialist].key;
            it.table(TableId::ORGANISATIONS).find(key).is_some()
        });
        let mut found = if complete && listed { Truth::No } else { Truth::Unknown };
        for event in possible.events_of(specialist as u32) {
            let about = &collaboration.events[*event as usize];
            let others: Vec<u32> = possible
                .actors_of(*event)
                .iter()
                .copied()
                .filter(|it| *it != specialist as u32)
                .collect();
            let any = |kind: GapKind, at_least: usize| {
                Truth::at_least(at_least, others.iter().map(|it| is(*it, kind)))
            };
            let joins = match kind {
                GapKind::Companies => any(GapKind::Companies, 2),
                GapKind::Clusters if about.kind == EventKind::Group && about.clusters.len() > 1 => {
                    Truth::Yes
                }
                GapKind::Clusters | GapKind::World => any(kind, 1),
                GapKind::Research | GapKind::Education | GapKind::Capital | GapKind::Policy => {
                    any(kind, 1) & any(GapKind::Companies, 1)
                }
            };
            found = found | (joins & about.counts.unwrap_or(Truth::Yes));
        }
        found
    };
    GapKind::ALL
        .iter()
        .filter(|kind| home.is_some() || !matches!(kind, GapKind::Clusters))
        .map(|kind| Gap {
            kind: *kind,
            n_other_side: (0..collaboration.organisations.len() as u32)
                .filter(|it| is(*it, *kind) == Truth::Yes)
                .count() as u64,
            ties: tally.gap(*kind),
            by_specialist: across(*kind),
            rank: home.zip(dataset).and_then(|(row, dataset)| rank_said(dataset, row, *kind)),
        })
        .collect()
}

fn rank_said(dataset: &Dataset, cluster: u32, kind: GapKind) -> Option<Interval> {
    let table = dataset.table(TableId::PRIORITIES);
    let (kinds, ranks) = (table.column("kind")?, table.column("rank")?);
    let code = karenina_model::schema::enumerations()
        .get("collaboration")?
        .words()
        .position(|it| it == kind.collaboration())?;
    dataset
        .rows_of(TableId::PRIORITIES, cluster)
        .iter()
        .filter(|row| table.code(**row, kinds).known() == Some(code as u8))
        .find_map(|row| table.number(*row, ranks).known())
}

/// What ties the clusters of a programme: members in common, groups of both, projects with members
/// of both.
fn between_clusters(collaboration: &Collaboration) -> Vec<ClusterTie> {
    let mut found: std::collections::BTreeMap<(u32, u32), [u32; 3]> =
        std::collections::BTreeMap::new();
    let mut add = |clusters: &[u32], what: usize| {
        for (at, one) in clusters.iter().enumerate() {
            for other in &clusters[at + 1..] {
                if one != other {
                    let pair = (*one.min(other), *one.max(other));
                    found.entry(pair).or_default()[what] += 1;
                }
            }
        }
    };
    for it in &collaboration.organisations {
        add(&it.clusters, 0);
    }
    let mut of_event: Vec<Vec<u32>> = vec![Vec::new(); collaboration.events.len()];
    for it in &collaboration.participations {
        let clusters = &collaboration.organisations[it.organisation as usize].clusters;
        of_event[it.event as usize].extend(clusters);
    }
    for (event, mut clusters) in collaboration.events.iter().zip(of_event) {
        match event.kind {
            EventKind::Group => add(&event.clusters, 1),
            // Who met is told by the groups and members that they are.
            EventKind::Meeting => {}
            EventKind::Project => {
                clusters.extend(&event.clusters);
                clusters.sort_unstable();
                clusters.dedup();
                add(&clusters, 2);
            }
        }
    }
    found
        .into_iter()
        .map(|(clusters, [members, groups, projects])| ClusterTie {
            clusters,
            members,
            groups,
            projects,
        })
        .collect()
}

/// How many ties each kind of event makes, and how many more than one kind.
fn layers(
    collaboration: &Collaboration,
    possible: &Affiliation,
    graph: &Graph,
) -> Result<(Vec<(EventKind, u64)>, u64), Misfit> {
    let mut found = Vec::new();
    for kind in EventKind::ALL {
        let is = |it: u32| collaboration.events[it as usize].kind == kind;
        if collaboration.events.iter().any(|it| it.kind == kind) {
            let of_kind = possible.restricted(|_| true, is);
            let ties = of_kind.project(Weighting::Plain, Some(LARGEST_EVENT))?.graph;
            found.push((kind, ties));
        }
    }
    if let [(kind, _)] = found.as_slice() {
        return Ok((vec![(*kind, graph.n_ties() as u64)], 0));
    }
    let by_several = graph
        .ties()
        .filter(|(a, b, _)| found.iter().filter(|it| it.1.weight(*a, *b).is_some()).count() > 1);
    let n_several = by_several.count() as u64;
    Ok((found.into_iter().map(|(kind, it)| (kind, it.n_ties() as u64)).collect(), n_several))
}

/// Communities by size; who is tied to nobody is in none.
fn communities(graph: &Graph, seed: u64, actors: &mut [Actor]) -> (Vec<u32>, Option<f64>) {
    let found = karenina_network::leiden(graph, 1.0, seed);
    for (actor, community) in actors.iter_mut().zip(&found.of) {
        if actor.degree > 0 {
            actor.community = *community;
        }
    }
    // They stand by size, so that those of one stand last.
    let sizes = found.sizes.into_iter().take_while(|it| *it > 1).collect();
    (sizes, found.modularity)
}

/// Up to so many organisations betweenness is exact.
const EXACT: usize = 5_000;
/// In larger networks it is estimated from the ways that begin at so many organisations, drawn at
/// random.
const SOURCES: usize = 512;
/// How sure the bound of the error is.
const CONFIDENCE: f64 = 0.95;

/// The share of the shortest ways between others that lead through each.
fn betweenness(
    possible: &Affiliation,
    seed: u64,
    actors: &mut [Actor],
) -> Result<Option<Sampled>, Misfit> {
    let bounded = possible.bounded(LARGEST_EVENT).affiliation;
    let (values, sampled) = if actors.len() > EXACT {
        let found = karenina_network::betweenness_sampled(&bounded, SOURCES, CONFIDENCE, seed)?;
        let most = |values: &[f64]| {
            karenina_network::normalised(values)
                .and_then(|it| it.into_iter().max_by(f64::total_cmp))
                .unwrap_or(0.0)
        };
        let sampled = Sampled {
            sources: SOURCES as u32,
            standard_error: most(&found.standard_error),
            error: most(&found.error),
        };
        (found.values, Some(sampled))
    } else {
        (karenina_network::betweenness_of_affiliation(&bounded)?, None)
    };
    if let Some(values) = karenina_network::normalised(&values) {
        for (actor, value) in actors.iter_mut().zip(values) {
            actor.betweenness = Some(value);
        }
    }
    Ok(sampled)
}

/// The day as of which a collaboration of files is looked at: projects that have not begun or are
/// over do not count; of which it is not known may.
pub fn on_day(collaboration: &mut Collaboration, on: Date) {
    for it in &mut collaboration.events {
        let begun = it.start.map_or(Truth::Unknown, |start| Truth::from(start <= on));
        let going = it.end.map_or(Truth::Unknown, |end| Truth::from(on <= end));
        it.counts = Some(begun & going);
    }
}
