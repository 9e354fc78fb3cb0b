//! Invariant 4: what is unknown is never a number. Whatever the unknown turns out to be, the
//! value that was given holds it, and a verdict that was given stands.
//!
//! A random cluster is described with gaps; then the gaps are filled in at random and its lists
//! completed. Every indicator of the catalogue is asked before and after.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::sync::LazyLock;

use karenina_assess::{Assessment, ClusterVerdict, Options, Verdict, assess};
use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, Date, TableBuilder, TableId, Value};
use proptest::prelude::*;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let (catalogue, problems) = karenina_dev::catalogue().unwrap();
    assert_eq!(problems, []);
    catalogue
});

/// One cell: what it is, and whether that is said.
#[derive(Debug, Clone)]
struct Gap {
    truth: String,
    said: bool,
}

#[derive(Debug, Clone)]
struct Row {
    table: &'static str,
    /// Columns that are always said.
    fixed: Vec<(&'static str, String)>,
    gaps: Vec<(&'static str, Gap)>,
    /// Whether the row is listed at all.
    listed: bool,
}

/// A cluster as it is; `listed` and `said` tell what is known of it.
#[derive(Debug, Clone)]
struct World {
    rows: Vec<Row>,
    complete: Vec<bool>,
    total_said: bool,
}

const LISTS: &[&str] = &[
    "memberships",
    "bodies",
    "seats",
    "groups",
    "group_members",
    "meetings",
    "projects",
    "project_partners",
    "ventures",
    "infrastructure",
    "funding",
    "training",
];

fn gap(words: &'static [&'static str]) -> impl Strategy<Value = Gap> {
    (proptest::sample::select(words), proptest::bool::weighted(0.7))
        .prop_map(|(truth, said)| Gap { truth: truth.to_owned(), said })
}

fn number(range: std::ops::Range<u32>) -> impl Strategy<Value = Gap> {
    (range, proptest::bool::weighted(0.7))
        .prop_map(|(truth, said)| Gap { truth: truth.to_string(), said })
}

const FLAGS: &[&str] = &["yes", "no", "partly"];

fn member() -> impl Strategy<Value = Row> {
    (
        gap(&[
            "manufacturing_company",
            "service_company",
            "higher_education",
            "research_organisation",
            "regional_authority",
            "finance",
        ]),
        gap(&["micro", "small", "medium", "large"]),
        gap(&["private", "state", "mixed", "foreign"]),
        gap(&["10.1", "26.2", "62.0"]),
        (number(0..500), gap(&["core", "associated", "supporting"]), any::<bool>()),
    )
        .prop_map(|(kind, size, ownership, activity, (revenue, role, listed))| Row {
            table: "memberships",
            fixed: Vec::new(),
            gaps: vec![
                ("organisation.kind", kind),
                ("organisation.size", size),
                ("organisation.ownership", ownership),
                ("organisation.activity", activity),
                ("organisation.revenue", revenue),
                ("role", role),
            ],
            listed,
        })
}

fn other() -> impl Strategy<Value = Row> {
    let listed = any::<bool>();
    prop_oneof![
        (gap(&["large_company", "sme", "higher_education", "government", "finance"]), listed)
            .prop_map(|(class, listed)| Row {
                table: "seats",
                fixed: vec![("body", "board".to_owned())],
                gaps: vec![("class", class)],
                listed,
            }),
        (gap(&["working_group", "professional_community"]), gap(&["sector", "project"]), listed)
            .prop_map(|(kind, basis, listed)| Row {
                table: "groups",
                fixed: vec![("clusters", "case".to_owned())],
                gaps: vec![("kind", kind), ("basis", basis)],
                listed,
            }),
        (gap(&["joint_innovation", "autonomous", "training"]), gap(FLAGS), number(0..900), listed)
            .prop_map(|(kind, innovative, total, listed)| Row {
                table: "projects",
                fixed: vec![("cluster", "case".to_owned())],
                gaps: vec![("kind", kind), ("innovative", innovative), ("total", total)],
                listed,
            }),
        (gap(&["start_up", "spin_off"]), gap(FLAGS), gap(&["2015", "2025-06-01"]), listed)
            .prop_map(|(kind, gazelle, founded, listed)| Row {
                table: "ventures",
                fixed: vec![("cluster", "case".to_owned())],
                gaps: vec![("kind", kind), ("gazelle", gazelle), ("founded_on", founded)],
                listed,
            }),
        (gap(&["incubator", "technology_park"]), gap(&["planned", "building", "working"]), listed)
            .prop_map(|(kind, state, listed)| Row {
                table: "infrastructure",
                fixed: vec![("cluster", "case".to_owned())],
                gaps: vec![("kind", kind), ("state", state)],
                listed,
            }),
        (gap(&["federal", "regional", "member_fees", "services"]), number(1..900), listed)
            .prop_map(|(kind, amount, listed)| Row {
                table: "funding",
                fixed: vec![("cluster", "case".to_owned()), ("year", "2025".to_owned())],
                gaps: vec![("source_kind", kind), ("amount", amount)],
                listed,
            }),
    ]
}

/// Projects and groups that may have begun, of which it may not be known whose money is in them.
fn joint() -> impl Strategy<Value = Vec<Row>> {
    let begun = || gap(&["2020", "2030"]);
    (begun(), begun(), begun(), number(0..3), number(0..3)).prop_map(
        |(first, second, group, one, other)| {
            let project = |id: &str, start, public| Row {
                table: "projects",
                fixed: vec![("id", id.to_owned()), ("cluster", "case".to_owned())],
                gaps: vec![("start", start), ("public", public)],
                listed: true,
            };
            let group = Row {
                table: "groups",
                fixed: vec![("id", "g".to_owned()), ("clusters", "case".to_owned())],
                gaps: vec![("from", group)],
                listed: true,
            };
            vec![project("p", first, one), project("q", second, other), group]
        },
    )
}

/// Four who are no members, of whom it may not be known what they are.
fn outsider() -> impl Strategy<Value = Gap> {
    gap(&["manufacturing_company", "higher_education", "regional_authority", "finance"])
}

/// Somebody takes part in something, or it is disputed whether.
fn partner() -> impl Strategy<Value = (usize, usize, Gap, bool)> {
    (0_usize..8, 0_usize..3, gap(&["confirmed", "withdrawn"]), proptest::bool::weighted(0.8))
}

fn practice() -> impl Strategy<Value = Row> {
    let names: Vec<String> = CATALOGUE.practices.keys().cloned().collect();
    (proptest::sample::select(names), gap(FLAGS), any::<bool>()).prop_map(
        |(name, value, listed)| Row {
            table: "practices",
            fixed: vec![("cluster", "case".to_owned()), ("practice", name)],
            gaps: vec![("value", value)],
            listed,
        },
    )
}

prop_compose! {
    fn world()(
        members in proptest::collection::vec(member(), 0..12),
        others in proptest::collection::vec(other(), 0..14),
        practices in proptest::collection::vec(practice(), 0..30),
        mut complete in proptest::collection::vec(any::<bool>(), LISTS.len()),
        total_said in any::<bool>(),
        specialism in gap(FLAGS),
        closed in gap(FLAGS),
        body in (gap(FLAGS), number(0..20)),
        network in (joint(), proptest::collection::vec(outsider(), 4), proptest::collection::vec(partner(), 0..14)),
    ) -> World {
        let mut rows = members;
        // Members stand first, so that their keys are known: of them and four others some take part.
        let keys: Vec<String> = (0..rows.len().min(4)).map(|at| format!("org-{at}")).collect();
        let (joint, outsiders, partners) = network;
        rows.extend(joint);
        let keys: Vec<String> = keys.into_iter().chain((0..4).map(|at| format!("far-{at}"))).collect();
        rows.extend(outsiders.into_iter().enumerate().map(|(at, kind)| Row {
            table: "organisations",
            fixed: vec![("id", format!("far-{at}"))],
            gaps: vec![("kind", kind)],
            listed: true,
        }));
        let mut pairs = std::collections::BTreeSet::new();
        for (who, what, status, listed) in partners {
            let who = &keys[who % keys.len()];
            if !pairs.insert((who.clone(), what)) {
                continue;
            }
            let (table, column, id) = [
                ("project_partners", "project", "p"),
                ("project_partners", "project", "q"),
                ("group_members", "group", "g"),
            ][what];
            rows.push(Row {
                table,
                fixed: vec![(column, id.to_owned()), ("organisation", who.clone())],
                gaps: vec![("status", status)],
                listed,
            });
        }
        rows.extend(others);
        let mut seen = std::collections::BTreeSet::new();
        rows.extend(practices.into_iter().filter(|it| seen.insert(it.fixed[1].1.clone())));
        rows.push(Row {
            table: "places",
            fixed: vec![("id", "seat".to_owned())],
            gaps: vec![("single_specialism", specialism), ("closed_city", closed)],
            listed: true,
        });
        rows.push(Row {
            table: "bodies",
            fixed: vec![("id", "office".to_owned()), ("clusters", "case".to_owned()), ("kind", "specialist_organisation".to_owned())],
            gaps: vec![("independent", body.0), ("staff_fte", body.1)],
            listed: true,
        });
        rows.push(Row {
            table: "bodies",
            fixed: vec![("id", "board".to_owned()), ("clusters", "case".to_owned()), ("kind", "board".to_owned())],
            gaps: Vec::new(),
            listed: true,
        });
        // A list with a row that is not listed is not complete.
        for (at, list) in LISTS.iter().enumerate() {
            complete[at] &= rows.iter().all(|it| it.table != *list || it.listed);
        }
        World { rows, complete, total_said }
    }
}

/// The dataset of a world: with its gaps, or with everything said and every list complete.
fn dataset(world: &World, all: bool) -> Dataset {
    let (dataset, problems) = Dataset::assemble(parts(world, all));
    assert_eq!(problems, []);
    dataset
}

fn parts(world: &World, all: bool) -> Vec<TableBuilder> {
    let mut tables: std::collections::BTreeMap<&str, Vec<Vec<(String, String)>>> =
        std::collections::BTreeMap::new();
    let members = world.rows.iter().filter(|it| it.table == "memberships").count();
    let complete: Vec<&str> = LISTS
        .iter()
        .zip(&world.complete)
        .filter(|(_, complete)| all || **complete)
        .map(|(list, _)| *list)
        .collect();
    let mut cluster = vec![
        ("id".to_owned(), "case".to_owned()),
        ("place".to_owned(), "seat".to_owned()),
        ("complete_lists".to_owned(), complete.join(";")),
    ];
    if world.total_said && members > 0 {
        cluster.push(("members_total".to_owned(), members.to_string()));
    }
    tables.insert("clusters", vec![cluster]);
    let takes_part = |key: &str| {
        world.rows.iter().any(|it| it.listed && it.fixed.iter().any(|(_, text)| text == key))
    };
    for (at, row) in world.rows.iter().enumerate() {
        // A member that the list leaves out may take part in a project that is listed.
        let own_key = format!("org-{at}");
        let is_left_out = !all && !row.listed;
        if is_left_out && !(row.table == "memberships" && takes_part(&own_key)) {
            continue;
        }
        // An empty beginning means from the start, and an empty status that nobody disputes it.
        let said = |column: &str, it: &Gap| match column {
            _ if all || it.said => it.truth.clone(),
            "start" | "from" => "?".to_owned(),
            "status" => "disputed".to_owned(),
            _ => String::new(),
        };
        let mut cells: Vec<(String, String)> =
            row.fixed.iter().map(|(column, text)| ((*column).to_owned(), text.clone())).collect();
        let mut organisation = vec![("id".to_owned(), format!("org-{at}"))];
        for (column, gap) in &row.gaps {
            match column.strip_prefix("organisation.") {
                Some(column) => organisation.push((column.to_owned(), said(column, gap))),
                None => cells.push(((*column).to_owned(), said(column, gap))),
            }
        }
        if row.table == "memberships" {
            cells.push(("cluster".to_owned(), "case".to_owned()));
            cells.push(("organisation".to_owned(), format!("org-{at}")));
            tables.entry("organisations").or_default().push(organisation);
            if is_left_out {
                continue;
            }
        }
        let schema = TableId::named(row.table).unwrap().schema();
        if schema.key.is_some() && !cells.iter().any(|it| it.0 == "id") {
            cells.push(("id".to_owned(), format!("{}-{at}", row.table)));
        }
        tables.entry(row.table).or_default().push(cells);
    }
    tables
        .into_iter()
        .map(|(name, rows)| {
            let mut columns: Vec<&str> = Vec::new();
            for (column, _) in rows.iter().flatten() {
                if !columns.contains(&column.as_str()) {
                    columns.push(column);
                }
            }
            let id = TableId::named(name).unwrap();
            let mut part = TableBuilder::new(id, name, None, 1, columns.clone());
            for (at, row) in rows.iter().enumerate() {
                part.push(
                    at as u32 + 2,
                    columns.iter().map(|it| {
                        row.iter().find(|cell| cell.0 == *it).map_or("", |cell| cell.1.as_str())
                    }),
                );
            }
            part
        })
        .collect()
}

fn found(dataset: &Dataset) -> Assessment {
    let on = Date::new(2026, 1, 1).unwrap();
    assess(&CATALOGUE, dataset, Options { on, seed: 0 })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn filling_in_the_unknown_never_leaves_the_bounds_and_never_turns_a_verdict(world in world()) {
        let before = found(&dataset(&world, false));
        let after = found(&dataset(&world, true));
        let (before, after) = (&before.clusters[0], &after.clusters[0]);
        for (at, indicator) in CATALOGUE.indicators.iter().enumerate() {
            let (was, is) = (&before.findings[at], &after.findings[at]);
            if let (Value::Known(was), Value::Known(is)) = (was.value, is.value) {
                let inside = was.low() <= is.low() + 1e-12 && is.high() <= was.high() + 1e-12;
                prop_assert!(inside, "{}: {was:?} does not hold {is:?}", indicator.id);
            }
            if matches!(was.verdict, Verdict::Met | Verdict::NotMet) {
                prop_assert_eq!(was.verdict, is.verdict, "{}", indicator.id);
            }
            // What does not apply has no degree.
            if is.verdict == Verdict::NotApplicable {
                continue;
            }
            prop_assert!(was.degree.0 <= is.degree.0 + 1e-12 && is.degree.1 <= was.degree.1 + 1e-12, "{}", indicator.id);
        }
        for (at, sign) in CATALOGUE.model.signs.iter().enumerate() {
            let (was, is) = (&before.signs[at], &after.signs[at]);
            if matches!(was.verdict, Verdict::Met | Verdict::NotMet) {
                prop_assert_eq!(was.verdict, is.verdict, "{}", sign.id);
            }
        }
        if before.verdict != ClusterVerdict::Undetermined {
            prop_assert_eq!(before.verdict, after.verdict);
        }
        prop_assert!(before.robust.chance.0 <= after.robust.chance.0 + 1e-12);
        prop_assert!(after.robust.chance.1 <= before.robust.chance.1 + 1e-12);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// METHOD-DETAIL 2.1: no statistic of the sample enters a value, a degree or a verdict.
    #[test]
    fn another_cluster_changes_nothing(world in world()) {
        let alone = found(&dataset(&world, false));
        let heading = ["id", "members_total", "complete_lists"];
        let mut other = TableBuilder::new(TableId::CLUSTERS, "others", None, 1, heading);
        other.push(2, ["another", "1000", "memberships"]);
        let (both, problems) =
            Dataset::assemble(std::iter::once(other).chain(parts(&world, false)));
        prop_assert_eq!(problems, []);
        let both = found(&both);
        let (a, b) = (&alone.clusters[0], &both.clusters[1]);
        for (a, b) in a.findings.iter().zip(&b.findings) {
            prop_assert_eq!(a.value, b.value);
            prop_assert_eq!((a.verdict, a.distance, a.degree, a.chance), (b.verdict, b.distance, b.degree, b.chance));
        }
        prop_assert_eq!(&a.signs, &b.signs);
        prop_assert_eq!((a.verdict, &a.robust), (b.verdict, &b.robust));
    }
}
