//! Networks of clusters: what is asked of them, with what is not known.

#![allow(clippy::unwrap_used)]

use karenina_assess::network::{
    FigureId, GapKind, NetworkFinding, NetworkScope, network, network_problems, of_cluster,
    of_programme,
};
use karenina_model::{
    Code, Collaboration, Dataset, TableBuilder, TableId, Truth, Value,
    collaboration::{Event, Organisation, Participation},
};

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
    let all = of_cluster(&dataset, 0, ON);
    network(all, NetworkScope::Cluster(0), Some(&dataset), 0).unwrap()
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
    assert_eq!(it.withdrawal.ties_left, (1, 2));
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
    assert_eq!(it.withdrawal.ties_left, (3, 3));
}

#[test]
fn nobody_one_and_strangers_have_defined_results() {
    for n in [0_usize, 1, 3] {
        let organisations = (0..n)
            .map(|at| Organisation { key: format!("o{at}"), ..Organisation::default() })
            .collect();
        let all = Collaboration { organisations, ..Collaboration::default() };
        let it = network(all, NetworkScope::Files, None, 7).unwrap();
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
    let it = network(all, NetworkScope::Files, None, 0).unwrap();
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
    let all = of_programme(&dataset, ON);
    let it = network(all, NetworkScope::Programme, Some(&dataset), 0).unwrap();
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
