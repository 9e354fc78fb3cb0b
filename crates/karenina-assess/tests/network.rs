//! Networks of clusters: what is asked of them, with what is not known.

#![allow(clippy::format_collect, clippy::unwrap_used)]

use karenina_assess::network::{
    Bounds, Brokerage, FigureId, GapKind, Layers, Leaving, NetworkFinding, NetworkScope, Question,
    network, network_problems, of_cluster, of_programme,
};
use karenina_model::{
    Class, Code, Collaboration, Dataset, TableBuilder, TableId, Truth, Value,
    collaboration::{Event, EventKind, Organisation, Participation},
};
use proptest::prelude::*;

fn dataset(tables: &[(&str, &str)]) -> Dataset {
    let parts: Vec<TableBuilder> = tables
        .iter()
        .map(|(name, text)| {
            let mut lines = text.lines().map(str::trim);
            let heading: Vec<&str> = lines.next().unwrap().split(',').collect();
            let mut part = TableBuilder::new(
                TableId::named(name).unwrap(),
                &format!("{name}.csv"),
                None,
                1,
                heading,
            );
            for (at, line) in lines.enumerate() {
                part.push(at as u32 + 2, line.split(','));
            }
            part
        })
        .collect();
    let (dataset, problems) = Dataset::assemble(parts);
    assert_eq!(problems, []);
    dataset
}

fn question(scope: NetworkScope, dataset: Option<&Dataset>) -> Question<'_> {
    Question { scope, dataset, seed: 7, without: &[] }
}

const ON: karenina_model::Date = jiff_date();

const fn jiff_date() -> karenina_model::Date {
    karenina_model::Date::constant(2024, 6, 1)
}

const CLUSTER: &str = "id,complete_lists
    north,memberships;projects;project_partners;groups;group_members";
const ORGANISATIONS: &str = "id,name,kind,size
    forge,Forge,manufacturing_company,small
    mill,Mill,manufacturing_company,large
    uni,University,higher_education,
    council,Council,regional_authority,
    office,Cluster Office,non_profit,
    far,Far Away,service_company,";

fn north(more: &[(&str, &str)]) -> NetworkFinding {
    let mut tables = vec![
        ("clusters", CLUSTER),
        ("organisations", ORGANISATIONS),
        (
            "memberships",
            "cluster,organisation\nnorth,forge\nnorth,mill\nnorth,uni\nnorth,council\nnorth,office",
        ),
        ("bodies", "id,clusters,name,kind\nbody-1,north,CLUSTER OFFICE,specialist_organisation"),
    ];
    tables.extend(more);
    let dataset = dataset(&tables);
    let all = of_cluster(&dataset, 0, ON, Layers::ALL);
    network(all, &question(NetworkScope::Cluster(0), Some(&dataset))).unwrap()
}

fn share(it: &NetworkFinding, id: FigureId) -> Option<(f64, f64)> {
    match it.figures.iter().find(|it| it.id == id).unwrap().value {
        Value::Known(it) => Some((it.low(), it.high())),
        Value::Absent(_) => None,
    }
}

#[test]
fn what_the_model_asks_of_a_star_round_the_state() {
    let it = north(&[
        ("projects", "id,cluster,public\np,north,10\nq,north,0\nr,north,"),
        (
            "project_partners",
            "project,organisation\np,council\np,forge\nq,council\nq,mill\nr,council\nr,far",
        ),
    ]);
    assert_eq!(it.graph.n_ties(), 3);
    assert_eq!(share(&it, FigureId::CompanyToState), Some((1.0, 1.0)));
    assert_eq!(share(&it, FigureId::CompanyToCompany), Some((0.0, 0.0)));
    assert_eq!(share(&it, FigureId::MembersInJointProjects), Some((0.6, 0.6)));
    assert_eq!(share(&it, FigureId::Outside), Some((1.0 / 3.0, 1.0 / 3.0)));
    assert_eq!(share(&it, FigureId::SmallInProjects), Some((1.0 / 3.0, 2.0 / 3.0)));
    // Without the council nobody reaches anybody.
    assert_eq!(share(&it, FigureId::Dependence), Some((1.0, 1.0)));
    // One project is paid for by the state, one is not, of one it is not known.
    assert_eq!(it.withdrawal.events, [1, 1, 1]);
    assert_eq!(it.withdrawal.ties.left, (1, 2));
    assert_eq!(share(&it, FigureId::TiesWithoutState), Some((1.0 / 3.0, 2.0 / 3.0)));
}

#[test]
fn the_specialist_organisation_is_found_by_name_and_bridges_what_it_takes_part_in() {
    let it = north(&[
        ("groups", "id,clusters\ng,north"),
        ("group_members", "group,organisation\ng,office\ng,forge\ng,uni"),
    ]);
    assert!(it.collaboration.organisations.iter().any(|it| it.is_specialist && it.key == "office"));
    let by = |kind: GapKind| it.gaps.iter().find(|it| it.kind == kind).unwrap().by_specialist;
    assert_eq!(by(GapKind::Education), Truth::Yes);
    assert_eq!(by(GapKind::Policy), Truth::No);
    assert_eq!(by(GapKind::World), Truth::No);
    // A group needs nobody's grant: it stays.
    assert_eq!(it.withdrawal.ties.left, (3, 3));
}

#[test]
fn nobody_one_and_strangers_have_defined_results() {
    for n in [0_usize, 1, 3] {
        let organisations = (0..n)
            .map(|at| Organisation { key: format!("o{at}"), ..Organisation::default() })
            .collect();
        let all = Collaboration { organisations, ..Collaboration::default() };
        let it = network(all, &question(NetworkScope::Files, None)).unwrap();
        assert_eq!((it.shape.n_ties, it.shape.n_alone), (0, n as u64));
        assert!(it.dependence.is_empty() && it.communities.is_empty());
        for figure in &it.figures {
            assert!(matches!(figure.value, Value::Absent(_)), "{figure:?}");
        }
    }
}

#[test]
fn a_project_of_thousands_ties_nobody_and_is_told() {
    let organisations = (0..5_000)
        .map(|at| Organisation { key: at.to_string(), ..Organisation::default() })
        .collect();
    let events = vec![Event { key: "crowd".into(), ..Event::default() }, Event::default()];
    let participation = |organisation, event| Participation {
        organisation,
        event,
        lead: false,
        contribution: None,
        certain: true,
    };
    let mut participations: Vec<Participation> =
        (0..5_000).map(|at| participation(at, 0)).collect();
    participations.extend([participation(0, 1), participation(1, 1)]);
    let all = Collaboration { organisations, events, participations, ..Collaboration::default() };
    let it = network(all, &question(NetworkScope::Files, None)).unwrap();
    assert_eq!(it.left_out, [(0, 5_000)]);
    assert_eq!(it.shape.n_ties, 1);
}

#[test]
fn clusters_are_tied_by_members_groups_and_projects_in_common() {
    let dataset = dataset(&[
        ("clusters", "id\nnorth\nsouth\neast"),
        ("organisations", "id\na\nb\ngamma"),
        ("memberships", "cluster,organisation\nnorth,a\nsouth,a\nsouth,b\neast,gamma"),
        ("groups", "id,clusters\nhr,north;south"),
        ("projects", "id,cluster\np,north"),
        ("project_partners", "project,organisation\np,a\np,gamma"),
    ]);
    let all = of_programme(&dataset, ON, Layers::ALL);
    let it = network(all, &question(NetworkScope::Programme, Some(&dataset))).unwrap();
    let found: Vec<_> = it
        .between_clusters
        .iter()
        .map(|it| (it.clusters, it.members, it.groups, it.projects))
        .collect();
    assert_eq!(found, [((0, 1), 1, 1, 1), ((0, 2), 0, 0, 1), ((1, 2), 0, 0, 1)]);
}

#[test]
fn partners_said_twice_and_projects_of_one_or_none_are_problems_with_their_lines() {
    let dataset = dataset(&[
        ("clusters", "id\nnorth"),
        ("organisations", "id,kind\na,finance\nb,"),
        ("projects", "id,cluster\np,north\nq,north\nr,north"),
        ("project_partners", "project,organisation\np,a\np,b\np,a\nq,a\nq,a"),
    ]);
    let found: Vec<_> =
        network_problems(&dataset).iter().map(|it| (it.code, it.place.line)).collect();
    assert_eq!(
        found,
        [
            (Code::ParticipationTwice, Some(4)),
            (Code::PartnerOfItself, Some(6)),
            (Code::ClassMissing, Some(3)),
            (Code::NoPartners, Some(4)),
        ]
    );
}

#[test]
fn a_meeting_weighs_the_ties_of_those_who_were_there_in_the_year_before() {
    let tables = [
        ("groups", "id,clusters\nhr,north"),
        ("group_members", "group,organisation\nhr,forge\nhr,mill\nhr,uni"),
        (
            "meetings",
            "group,date,participants\nhr,2024-03-01,forge;mill\nhr,2022-03-01,forge;uni\nhr,2024-02-01,",
        ),
    ];
    let it = north(&tables);
    let place = |key: &str| {
        it.collaboration.organisations.iter().position(|it| it.key == key).unwrap() as u32
    };
    // In the group each tie weighs 1/2; the meeting of two in this spring adds 1.
    assert_eq!(it.graph.weight(place("forge"), place("mill")), Some(1.5));
    assert_eq!(it.graph.weight(place("forge"), place("uni")), Some(0.5));
    assert_eq!(it.layers, [(EventKind::Group, 3), (EventKind::Meeting, 1)]);
    assert_eq!(it.n_of_several_layers, 1);
    // The catalogue's measures and whoever asks for groups alone leave meetings aside.
    let mut parts = vec![("clusters", CLUSTER), ("organisations", ORGANISATIONS)];
    parts.extend(tables);
    let groups = Layers { projects: false, groups: true, meetings: false };
    let all = of_cluster(&dataset(&parts), 0, ON, groups);
    assert!(all.events.iter().all(|it| it.kind == EventKind::Group));
}

#[test]
fn a_specialist_organisation_outside_the_table_is_told_and_found_at_its_own_meetings() {
    let tables = |meetings: &'static str| {
        dataset(&[
            ("clusters", CLUSTER),
            ("organisations", ORGANISATIONS),
            ("memberships", "cluster,organisation\nnorth,forge\nnorth,mill"),
            ("bodies", "id,clusters,name,kind\nhouse,north,Cluster House,specialist_organisation"),
            ("projects", "id,cluster\np,north"),
            ("project_partners", "project,organisation\np,forge\np,mill"),
            ("meetings", meetings),
        ])
    };
    let by = |dataset: &Dataset, kind: GapKind| {
        let all = of_cluster(dataset, 0, ON, Layers::ALL);
        let it = network(all, &question(NetworkScope::Cluster(0), Some(dataset))).unwrap();
        it.gaps.iter().find(|it| it.kind == kind).unwrap().by_specialist
    };
    let silent = tables("body,date,participants\nhouse,2024-05-01,");
    assert_eq!(by(&silent, GapKind::Education), Truth::Unknown);
    let told = network_problems(&silent);
    assert!(told.iter().any(|it| it.code == Code::SpecialistNotListed), "{told:?}");
    let met = tables("body,date,participants\nhouse,2024-05-01,forge;uni");
    assert_eq!(by(&met, GapKind::Education), Truth::Yes);
    assert_eq!(by(&met, GapKind::Research), Truth::Unknown);
}

#[test]
fn a_star_falls_apart_with_its_middle_and_the_page_can_say_so() {
    let partners: String = (1..9).map(|at| format!("p{at},o0\np{at},o{at}\n")).collect();
    let organisations: String = (0..9).map(|at| format!("o{at},manufacturing_company\n")).collect();
    let projects: String = (1..9).map(|at| format!("p{at},north\n")).collect();
    let dataset = dataset(&[
        ("clusters", CLUSTER),
        ("organisations", &format!("id,kind\n{}", organisations.trim_end())),
        ("projects", &format!("id,cluster\n{}", projects.trim_end())),
        ("project_partners", &format!("project,organisation\n{}", partners.trim_end())),
    ]);
    let all = of_cluster(&dataset, 0, ON, Layers::ALL);
    let without = ["o0".to_owned()];
    let asked =
        Question { without: &without, ..question(NetworkScope::Cluster(0), Some(&dataset)) };
    let it = network(all, &asked).unwrap();
    let gone = it.departure.unwrap();
    assert_eq!((gone.apart, gone.among, gone.left), (Some(1.0), (28, 28), (0, 0)));
    let middle = it.collaboration.organisations.iter().position(|it| it.key == "o0").unwrap();
    let position = it.structure.positions[middle];
    assert_eq!((position.effective_size, position.core), (Some(8.0), (1, 1)));
    // 28 pairs of its own kind, each from both ends.
    assert_eq!(position.roles.unwrap().coordinator, Bounds { low: 56.0, high: 56.0 });
    let decline = &it.structure.decline;
    for curve in &decline.curves {
        assert_eq!(curve.largest[0], (1.0, 1.0), "{:?}", curve.leaving);
        if curve.leaving != Leaving::AtRandom {
            assert_eq!(curve.largest[1], (1.0 / 9.0, 1.0 / 9.0), "{:?}", curve.leaving);
            assert_eq!(curve.pairs[1], (0.0, 0.0));
        }
    }
    assert_eq!(decline.without_class[0].class, Class::Business);
}

/// Who takes part in what, with doubts: of a participation, of a project, of a class, of public
/// money, of a country.
type Doubts = (
    Vec<(u32, u32, Option<bool>)>,
    Vec<(Option<bool>, Option<bool>)>,
    Vec<(Option<usize>, Option<bool>)>,
);

fn doubts() -> impl Strategy<Value = Doubts> {
    let maybe = || proptest::option::weighted(0.7, any::<bool>());
    (
        proptest::collection::vec((0_u32..9, 0_u32..6, maybe()), 0..26),
        proptest::collection::vec((maybe(), maybe()), 6),
        proptest::collection::vec((proptest::option::weighted(0.7, 0_usize..4), maybe()), 9),
    )
}

fn collaboration((pairs, events, organisations): &Doubts) -> Collaboration {
    let mut seen = std::collections::BTreeSet::new();
    Collaboration {
        organisations: organisations
            .iter()
            .enumerate()
            .map(|(at, (class, abroad))| Organisation {
                key: at.to_string(),
                class: class.map(|it| Class::ALL[it]),
                country: abroad.map(|it| if it { "FR" } else { "DE" }.to_owned()),
                ..Organisation::default()
            })
            .collect(),
        events: events
            .iter()
            .map(|(counts, funded)| Event {
                counts: Some(Truth::from(*counts)),
                state_funded: *funded,
                ..Event::default()
            })
            .collect(),
        participations: pairs
            .iter()
            .filter(|it| it.2 != Some(false) && seen.insert((it.0, it.1)))
            .map(|(organisation, event, certain)| Participation {
                organisation: *organisation,
                event: *event,
                lead: false,
                contribution: None,
                certain: *certain == Some(true),
            })
            .collect(),
        ..Collaboration::default()
    }
}

/// The same once everything is known.
fn completed((pairs, events, organisations): &Doubts, fill: &[bool]) -> Doubts {
    let mut fill = fill.iter().copied().cycle();
    let mut draw = || fill.next().unwrap();
    (
        pairs.iter().map(|it| (it.0, it.1, Some(it.2.unwrap_or_else(&mut draw)))).collect(),
        events
            .iter()
            .map(|it| (Some(it.0.unwrap_or_else(&mut draw)), Some(it.1.unwrap_or_else(&mut draw))))
            .collect(),
        organisations
            .iter()
            .map(|it| {
                let class = usize::from(draw()) + 2 * usize::from(draw());
                (Some(it.0.unwrap_or(class)), Some(it.1.unwrap_or_else(&mut draw)))
            })
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Doubled pairs are left out, since a pair that is there once for certain is certain.
    #[test]
    fn whatever_ties_turn_out_to_be_lies_within_what_was_said(
        world in doubts(), fill in proptest::collection::vec(any::<bool>(), 101)
    ) {
        let mut world = world;
        let mut seen = std::collections::BTreeSet::new();
        world.0.retain(|it| seen.insert((it.0, it.1)));
        let without = ["0".to_owned(), "1".to_owned()];
        let asked = Question { without: &without, ..question(NetworkScope::Files, None) };
        let was = network(collaboration(&world), &asked).unwrap();
        let is = network(collaboration(&completed(&world, &fill)), &asked).unwrap();
        for (was, is) in was.figures.iter().zip(&is.figures) {
            if let (Value::Known(old), Value::Known(new)) = (was.value, is.value) {
                prop_assert!(old.low() <= new.low() + 1e-12, "{:?} {old:?} {new:?}", was.id);
                prop_assert!(new.high() <= old.high() + 1e-12, "{:?} {old:?} {new:?}", was.id);
            }
        }
        let within = |(low, high): (u64, u64), it: (u64, u64)| low <= it.0 && it.1 <= high;
        let (old, new) = (was.withdrawal, is.withdrawal);
        for (old, new) in [(old.ties, new.ties), (old.pairs, new.pairs), (old.tied, new.tied)] {
            prop_assert!(within(old.now, new.now) && within(old.left, new.left));
            if let (Some(old), Some(new)) = (old.share, new.share) {
                prop_assert!(old.0 <= new.0 + 1e-12 && new.1 <= old.1 + 1e-12);
            }
        }
        let (old, new) = (was.departure.unwrap(), is.departure.unwrap());
        prop_assert!(within(old.among, new.among) && within(old.left, new.left));
        prop_assert!(old.apart.is_none() || old.apart == new.apart);
        for (old, new) in was.structure.positions.iter().zip(&is.structure.positions) {
            prop_assert!(old.core.0 <= new.core.0 && new.core.1 <= old.core.1);
            for (old, new) in [(old.constraint, new.constraint), (old.effective_size, new.effective_size)] {
                if let Some(old) = old {
                    prop_assert!((old - new.unwrap()).abs() < 1e-9);
                }
            }
            let (Some(old), Some(new)) = (old.roles, new.roles) else { continue };
            let roles: [fn(&Brokerage) -> Bounds; 4] =
                [|it| it.coordinator, |it| it.consultant, |it| it.gatekeeper, |it| it.liaison];
            for of in roles {
                prop_assert!(of(&old).contains(of(&new).low));
            }
        }
        let wholes = [was.structure.ei_index, is.structure.ei_index];
        if let [Some(old), Some(new)] = wholes {
            prop_assert!(old.0 <= new.0 + 1e-12 && new.1 <= old.1 + 1e-12);
        }
        for new in &is.structure.decline.without_class {
            let old = &was.structure.decline.without_class;
            let Some(old) = old.iter().find(|it| it.class == new.class) else { continue };
            prop_assert!(old.left.largest.low <= new.left.largest.low);
            prop_assert!(old.left.reachable_pairs.contains(new.left.reachable_pairs.low));
            prop_assert!(old.left.n_tied.contains(new.left.n_tied.low));
        }
    }
}
