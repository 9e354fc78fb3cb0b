//! From the tables of a dataset to who takes part in what.

use karenina_model::{
    Answer, Class, Code, Collaboration, Dataset, Date, Problem, RowId, Table, TableId, Truth,
    collaboration::{Event, EventKind, Organisation, Participation, comparable_name},
    problem::Problems,
};
use karenina_network::{Affiliation, Misfit};
use rustc_hash::FxHashMap;

/// What may tie two organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layers {
    /// Common projects.
    pub projects: bool,
    /// Common groups.
    pub groups: bool,
    /// Meetings in the year up to the day, of which it is said who was there.
    pub meetings: bool,
}

impl Layers {
    /// Whatever there is.
    pub const ALL: Self = Self { projects: true, groups: true, meetings: true };
}

/// Whether keys and names of organisations are wanted; a measure of a network needs none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Wanted,
    LeftOut,
}

/// A meeting ties those who were there for so many years.
const YEARS_OF_MEETING: f64 = 1.0;

/// An event with more partners than this does not say who works with whom.
pub const LARGEST_EVENT: usize = 200;

/// Who takes part in the projects and groups of a cluster that are going on on a day, its members
/// included.
pub fn of_cluster(dataset: &Dataset, cluster: u32, on: Date, layers: Layers) -> Collaboration {
    let mut it = Collecting::of(dataset, &[cluster], on, layers, Names::Wanted);
    it.specialist(cluster);
    it.say_who_is_member(cluster);
    it.other_clusters(cluster);
    it.all
}

/// Who takes part in the projects and groups of all clusters.
pub fn of_programme(dataset: &Dataset, on: Date, layers: Layers) -> Collaboration {
    let clusters = dataset.table(TableId::CLUSTERS);
    let rows: Vec<u32> = clusters.rows().filter(|it| clusters.counts(*it)).collect();
    let mut all = collected(dataset, &rows, on, layers, Names::Wanted);
    for it in &mut all.organisations {
        it.member = None;
    }
    all
}

/// The same of some clusters, with names or without.
pub(crate) fn collected(
    dataset: &Dataset,
    clusters: &[u32],
    on: Date,
    layers: Layers,
    names: Names,
) -> Collaboration {
    let mut it = Collecting::of(dataset, clusters, on, layers, names);
    if let [cluster] = clusters {
        it.say_who_is_member(*cluster);
    }
    it.all
}

struct Collecting<'a> {
    dataset: &'a Dataset,
    on: Date,
    names: Names,
    all: Collaboration,
    /// Row of an organisation → its place.
    organisations: FxHashMap<u32, u32>,
    events: FxHashMap<(TableId, u32), u32>,
    members: FxHashMap<u32, Truth>,
    flags: FxHashMap<u32, Truth>,
    pairs: FxHashMap<(u32, u32), usize>,
    /// Row of a body that is no organisation → its place.
    hosts: FxHashMap<u32, u32>,
}

/// The kind of body that a specialist organisation is.
const SPECIALIST: &str = "specialist_organisation";

impl<'a> Collecting<'a> {
    fn of(dataset: &'a Dataset, clusters: &[u32], on: Date, layers: Layers, names: Names) -> Self {
        let mut it = Self {
            dataset,
            on,
            names,
            all: Collaboration::default(),
            organisations: FxHashMap::default(),
            events: FxHashMap::default(),
            members: FxHashMap::default(),
            flags: FxHashMap::default(),
            pairs: FxHashMap::default(),
            hosts: FxHashMap::default(),
        };
        for cluster in clusters {
            it.members(*cluster);
            if layers.projects {
                it.projects(*cluster);
            }
            if layers.groups {
                it.groups(*cluster);
            }
            if layers.meetings {
                it.meetings(*cluster);
            }
        }
        if let [cluster] = clusters {
            dataset.table(TableId::CLUSTERS).key(*cluster).clone_into(&mut it.all.name);
        }
        it
    }

    fn organisation(&mut self, row: u32) -> u32 {
        if let Some(at) = self.organisations.get(&row) {
            return *at;
        }
        let table = self.dataset.table(TableId::ORGANISATIONS);
        let at = self.all.organisations.len() as u32;
        let word = |name: &str| table.common_code(row, name);
        let named = self.names == Names::Wanted;
        let text =
            |name: &str| named.then(|| table.named_text(row, name).map(str::to_owned)).flatten();
        self.all.organisations.push(Organisation {
            key: if named { table.key(row).to_owned() } else { String::new() },
            name: text("name"),
            name_ru: text("name_ru"),
            class: word("kind").and_then(Class::of_kind),
            is_small: word("size").map(|it| it != "large"),
            ..Organisation::default()
        });
        self.organisations.insert(row, at);
        at
    }

    fn members(&mut self, cluster: u32) {
        let table = self.dataset.table(TableId::MEMBERSHIPS);
        let Some(column) = table.column("organisation") else { return };
        for row in self.dataset.rows_of(TableId::MEMBERSHIPS, cluster) {
            let Some(organisation) = table.reference(*row, column).known() else { continue };
            let id = RowId { table: TableId::MEMBERSHIPS, row: *row };
            let truth = self.dataset.in_force(id, self.on) & self.dataset.begun(id, self.on);
            let at = self.organisation(organisation);
            let known = self.members.entry(at).or_insert(Truth::No);
            *known = *known | truth;
            let clusters = &mut self.all.organisations[at as usize].clusters;
            if truth != Truth::No && !clusters.contains(&cluster) {
                clusters.push(cluster);
            }
        }
    }

    /// The place of an event, if it is or may be going on.
    fn event(&mut self, table: TableId, row: u32, cluster: u32) -> Option<u32> {
        if let Some(at) = self.events.get(&(table, row)) {
            let clusters = &mut self.all.events[*at as usize].clusters;
            if !clusters.contains(&cluster) {
                clusters.push(cluster);
            }
            return Some(*at);
        }
        let cells = self.dataset.table(table);
        let id = RowId { table, row };
        let counts = self.dataset.in_force(id, self.on) & self.dataset.begun(id, self.on);
        if counts == Truth::No {
            return None;
        }
        let is_project = table == TableId::PROJECTS;
        let money = |name: &str| cells.column(name).and_then(|it| cells.number(row, it).known());
        let point = |it: karenina_model::Interval| it.is_point().then(|| it.low());
        let public = money("public");
        let state_funded = if is_project {
            public.and_then(|it| match (it.low() > 0.0, it.high() <= 0.0) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            })
        } else {
            // A group is people who meet: it needs nobody's grant.
            Some(false)
        };
        let title = if is_project { "title" } else { "name" };
        let at = self.all.events.len() as u32;
        self.all.events.push(Event {
            key: cells.key(row).to_owned(),
            title: cells.named_text(row, title).map(str::to_owned),
            kind: if is_project { EventKind::Project } else { EventKind::Group },
            state_funded,
            counts: Some(counts),
            total: money("total").and_then(point),
            public: public.and_then(point),
            clusters: vec![cluster],
            ..Event::default()
        });
        self.events.insert((table, row), at);
        Some(at)
    }

    fn projects(&mut self, cluster: u32) {
        for row in self.dataset.rows_of(TableId::PROJECTS, cluster) {
            _ = self.event(TableId::PROJECTS, *row, cluster);
        }
        let table = self.dataset.table(TableId::PROJECT_PARTNERS);
        let columns = ["project", "organisation", "member", "contribution"];
        let [Some(project), Some(organisation), Some(member), Some(contribution)] =
            columns.map(|it| table.column(it))
        else {
            return;
        };
        for row in self.dataset.rows_of(TableId::PROJECT_PARTNERS, cluster) {
            let Some(of) = table.reference(*row, project).known() else { continue };
            let Some(event) = self.event(TableId::PROJECTS, of, cluster) else { continue };
            let Some(who) = table.reference(*row, organisation).known() else { continue };
            let at = self.organisation(who);
            let said = match table.flag(*row, member).known() {
                Some(Answer::Yes) => Some(Truth::Yes),
                Some(Answer::No) => Some(Truth::No),
                Some(Answer::Partly) | None => None,
            };
            if let Some(said) = said {
                let known = self.flags.entry(at).or_insert(said);
                *known = *known | said;
            }
            let standing = table.standing(*row);
            let lead = table.common_code(*row, "role") == Some("lead");
            let money = table.number(*row, contribution).known();
            let money = money.filter(karenina_model::Interval::is_point).map(|it| it.low());
            self.participation(event, at, lead, money, standing == Truth::Yes);
        }
    }

    fn groups(&mut self, cluster: u32) {
        for row in self.dataset.rows_of(TableId::GROUPS, cluster) {
            _ = self.event(TableId::GROUPS, *row, cluster);
        }
        let table = self.dataset.table(TableId::GROUP_MEMBERS);
        let (Some(group), Some(organisation)) =
            (table.column("group"), table.column("organisation"))
        else {
            return;
        };
        for row in self.dataset.rows_of(TableId::GROUP_MEMBERS, cluster) {
            let Some(of) = table.reference(*row, group).known() else { continue };
            let Some(event) = self.event(TableId::GROUPS, of, cluster) else { continue };
            let Some(who) = table.reference(*row, organisation).known() else { continue };
            let at = self.organisation(who);
            let certain = table.standing(*row) == Truth::Yes;
            self.participation(event, at, false, None, certain);
        }
    }

    /// Meetings in the year up to the day; those of which nobody says who was there tie nobody.
    fn meetings(&mut self, cluster: u32) {
        let table = self.dataset.table(TableId::MEETINGS);
        let Some(column) = table.column("participants") else { return };
        for row in self.dataset.rows_of(TableId::MEETINGS, cluster) {
            let id = RowId { table: TableId::MEETINGS, row: *row };
            let counts = self.dataset.within(id, YEARS_OF_MEETING, self.on);
            let who = table.references(*row, column);
            if counts == Truth::No || who.is_empty() {
                continue;
            }
            let event = match self.events.get(&(TableId::MEETINGS, *row)) {
                Some(at) => *at,
                None => self.meeting(*row, counts),
            };
            let clusters = &mut self.all.events[event as usize].clusters;
            if !clusters.contains(&cluster) {
                clusters.push(cluster);
            }
            for organisation in who {
                let at = self.organisation(*organisation);
                self.participation(event, at, false, None, true);
            }
            if let Some(specialist) = self.host(*row) {
                self.participation(event, specialist, false, None, true);
            }
        }
    }

    fn meeting(&mut self, row: u32, counts: Truth) -> u32 {
        let at = self.all.events.len() as u32;
        self.all.events.push(Event {
            key: format!("meetings:{}", row + 1),
            kind: EventKind::Meeting,
            // People who meet need nobody's grant.
            state_funded: Some(false),
            counts: Some(counts),
            ..Event::default()
        });
        self.events.insert((TableId::MEETINGS, row), at);
        at
    }

    /// The specialist organisation that holds a meeting of its own, where it is not among the
    /// organisations: it then stands in the network under the key of the body.
    fn host(&mut self, meeting: u32) -> Option<u32> {
        let bodies = self.dataset.table(TableId::BODIES);
        let table = self.dataset.table(TableId::MEETINGS);
        let body = table.reference(meeting, table.column("body")?).known()?;
        let key = bodies.key(body);
        if bodies.common_code(body, "kind") != Some(SPECIALIST)
            || self.dataset.table(TableId::ORGANISATIONS).find(key).is_some()
        {
            return None;
        }
        if let Some(at) = self.hosts.get(&body) {
            return Some(*at);
        }
        let text = |name: &str| bodies.named_text(body, name).map(str::to_owned);
        let at = self.all.organisations.len() as u32;
        self.all.organisations.push(Organisation {
            key: key.to_owned(),
            name: text("name"),
            is_specialist: true,
            ..Organisation::default()
        });
        self.hosts.insert(body, at);
        Some(at)
    }

    fn participation(
        &mut self,
        event: u32,
        organisation: u32,
        lead: bool,
        contribution: Option<f64>,
        certain: bool,
    ) {
        match self.pairs.entry((event, organisation)) {
            std::collections::hash_map::Entry::Occupied(at) => {
                let known = &mut self.all.participations[*at.get()];
                known.lead |= lead;
                known.certain |= certain;
            }
            std::collections::hash_map::Entry::Vacant(at) => {
                at.insert(self.all.participations.len());
                self.all.participations.push(Participation {
                    organisation,
                    event,
                    lead,
                    contribution,
                    certain,
                });
            }
        }
    }

    /// The specialist organisation, if it is among the organisations: by key, else by name.
    fn specialist(&mut self, cluster: u32) {
        let bodies = self.dataset.table(TableId::BODIES);
        for row in self.dataset.rows_of(TableId::BODIES, cluster) {
            if bodies.common_code(*row, "kind") != Some(SPECIALIST) {
                continue;
            }
            let key = bodies.key(*row);
            let name = bodies.named_text(*row, "name").map(comparable_name);
            let table = self.dataset.table(TableId::ORGANISATIONS);
            let found = table.find(key).or_else(|| {
                let name = name.filter(|it| !it.is_empty())?;
                let row = self.all.organisations.iter().position(|it| {
                    it.name.as_deref().is_some_and(|it| comparable_name(it) == name)
                })?;
                table.find(&self.all.organisations[row].key)
            });
            if let Some(found) = found {
                let at = self.organisation(found);
                self.all.organisations[at as usize].is_specialist = true;
            }
        }
    }

    /// A member is whoever the list of members has, or whoever a project says is one; where the
    /// list is complete nobody else is.
    fn say_who_is_member(&mut self, cluster: u32) {
        let complete = list_complete(self.dataset, cluster, TableId::MEMBERSHIPS);
        for (at, it) in self.all.organisations.iter_mut().enumerate() {
            let listed = self.members.get(&(at as u32)).copied();
            let said = self.flags.get(&(at as u32)).copied();
            let otherwise = if complete { Truth::No } else { Truth::Unknown };
            it.member = Some(match (listed, said) {
                (Some(Truth::Yes), _) | (_, Some(Truth::Yes)) => Truth::Yes,
                (Some(listed), _) => listed,
                (None, Some(said)) => said,
                (None, None) => otherwise,
            });
        }
    }

    fn other_clusters(&mut self, home: u32) {
        let table = self.dataset.table(TableId::MEMBERSHIPS);
        let Some(column) = table.column("organisation") else { return };
        for cluster in self.dataset.clusters().filter(|it| *it != home) {
            for row in self.dataset.rows_of(TableId::MEMBERSHIPS, cluster) {
                let Some(who) = table.reference(*row, column).known() else { continue };
                let Some(at) = self.organisations.get(&who) else { continue };
                let id = RowId { table: TableId::MEMBERSHIPS, row: *row };
                if self.dataset.in_force(id, self.on) == Truth::Yes {
                    let clusters = &mut self.all.organisations[*at as usize].clusters;
                    if !clusters.contains(&cluster) {
                        clusters.push(cluster);
                    }
                }
            }
        }
    }
}

/// Whether a list of a cluster is said to be all there is.
pub(crate) fn list_complete(dataset: &Dataset, cluster: u32, table: TableId) -> bool {
    let clusters = dataset.table(TableId::CLUSTERS);
    let lists = &karenina_model::schema::enumerations()["list"];
    let code = lists.words().position(|it| it == table.name());
    let said = clusters
        .column("complete_lists")
        .and_then(|column| clusters.codes(cluster, column).known())
        .zip(code)
        .is_some_and(|(set, code)| set & (1 << code) != 0);
    let members = table == TableId::MEMBERSHIPS
        && clusters
            .column("members_list_complete")
            .and_then(|it| clusters.flag(cluster, it).known())
            == Some(Answer::Yes);
    said || members
}

/// Whether the lists of projects and their partners are.
pub(super) fn lists_complete(dataset: &Dataset, cluster: u32) -> bool {
    [TableId::PROJECTS, TableId::PROJECT_PARTNERS]
        .iter()
        .all(|it| list_complete(dataset, cluster, *it))
}

/// The network of those participations that are wanted: certain ones, or possible ones.
pub(crate) fn affiliation(
    collaboration: &Collaboration,
    wanted: impl Fn(Truth) -> bool,
) -> Result<Affiliation, Misfit> {
    let pairs: Vec<(u32, u32)> = collaboration
        .participations
        .iter()
        .filter(|it| {
            let event = collaboration.events[it.event as usize].counts.unwrap_or(Truth::Yes);
            let truth = event & if it.certain { Truth::Yes } else { Truth::Unknown };
            wanted(truth)
        })
        .map(|it| (it.organisation, it.event))
        .collect();
    Affiliation::from_pairs(collaboration.organisations.len(), collaboration.events.len(), &pairs)
}

/// What is wrong with the projects of a dataset as a network: partners said twice, projects without
/// partners or with too many, organisations of which nobody says what they are.
pub fn network_problems(dataset: &Dataset) -> Vec<Problem> {
    let mut problems = Problems::default();
    let partners = dataset.table(TableId::PROJECT_PARTNERS);
    let projects = dataset.table(TableId::PROJECTS);
    if projects.is_empty() {
        return Vec::new();
    }
    let organisations = dataset.table(TableId::ORGANISATIONS);
    let (Some(project), Some(organisation)) =
        (partners.column("project"), partners.column("organisation"))
    else {
        return Vec::new();
    };
    let mut of_project: Vec<Vec<(u32, u32)>> = vec![Vec::new(); projects.len()];
    for row in partners.rows().filter(|it| partners.counts(*it)) {
        let ends = (partners.reference(row, project), partners.reference(row, organisation));
        if let (Some(of), Some(who)) = (ends.0.known(), ends.1.known()) {
            of_project[of as usize].push((who, row));
        }
    }
    let mut in_projects: Vec<(u32, u32)> = Vec::new();
    for (at, mut rows) in of_project.into_iter().enumerate() {
        let at = at as u32;
        if !projects.counts(at) {
            continue;
        }
        in_projects.extend(rows.iter().copied());
        rows.sort_unstable();
        let distinct = rows.chunk_by(|a, b| a.0 == b.0).count();
        for same in rows.chunk_by(|a, b| a.0 == b.0) {
            for (who, row) in &same[1..] {
                let code =
                    if distinct == 1 { Code::PartnerOfItself } else { Code::ParticipationTwice };
                problems.push(
                    Problem::new(code, partners.place(*row, Some(organisation)))
                        .with("organisation", organisations.key(*who))
                        .with("project", projects.key(at)),
                );
            }
        }
        if distinct == 0 && !partners.is_empty() {
            problems.push(
                Problem::new(Code::NoPartners, projects.place(at, None))
                    .with("project", projects.key(at)),
            );
        }
        if distinct > LARGEST_EVENT {
            problems.push(too_many(projects, at, distinct));
        }
    }
    in_projects.sort_unstable();
    in_projects.dedup_by_key(|it| it.0);
    let kind = organisations.column("kind");
    let unclassed: Vec<u32> = in_projects
        .iter()
        .map(|it| it.0)
        .filter(|who| kind.is_none_or(|kind| organisations.code(*who, kind).known().is_none()))
        .collect();
    if let Some(first) = unclassed.first() {
        problems.push(
            Problem::new(Code::ClassMissing, organisations.place(*first, kind))
                .with("count", unclassed.len().to_string())
                .with("all", in_projects.len().to_string()),
        );
    }
    for row in bodies_not_listed(dataset) {
        let bodies = dataset.table(TableId::BODIES);
        problems.push(
            Problem::new(Code::SpecialistNotListed, bodies.place(row, None))
                .with("body", bodies.key(row))
                .with("name", bodies.named_text(row, "name").unwrap_or_else(|| bodies.key(row))),
        );
    }
    problems.into_list()
}

/// Specialist organisations that are in no row of the table of organisations, by key or name.
fn bodies_not_listed(dataset: &Dataset) -> Vec<u32> {
    let (bodies, organisations) =
        (dataset.table(TableId::BODIES), dataset.table(TableId::ORGANISATIONS));
    let sought: Vec<u32> = bodies
        .rows()
        .filter(|row| bodies.counts(*row) && bodies.common_code(*row, "kind") == Some(SPECIALIST))
        .filter(|row| organisations.find(bodies.key(*row)).is_none())
        .collect();
    if sought.is_empty() {
        return sought;
    }
    let names: rustc_hash::FxHashSet<String> = organisations
        .rows()
        .filter_map(|row| organisations.named_text(row, "name"))
        .map(comparable_name)
        .collect();
    let named = |row: &u32| {
        let name = bodies.named_text(*row, "name").map(comparable_name);
        name.is_some_and(|it| !it.is_empty() && names.contains(&it))
    };
    sought.into_iter().filter(|row| !named(row)).collect()
}

fn too_many(projects: &Table, at: u32, count: usize) -> Problem {
    Problem::new(Code::TooManyPartners, projects.place(at, None))
        .with("project", projects.key(at))
        .with("count", count.to_string())
        .with("most", LARGEST_EVENT.to_string())
}
