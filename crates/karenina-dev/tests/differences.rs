//! What differs between two editions, and facts that are set by hand: each difference has its cause.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use karenina_assess::{Cause, Comparison, Options, Side, Verdict, assess, compare};
use karenina_catalogue::{Catalogue, Rule};
use karenina_dev::{catalogue, docs, panel};
use karenina_io::Reading;
use karenina_model::{
    Date,
    table::{Setting, set_facts},
};

const DAY: (i16, i8, i8) = (2026, 1, 1);

fn reading(catalogue: &Catalogue, set: &[&str]) -> Reading {
    let settings: Vec<Setting> = set.iter().map(|it| Setting::parse(it).unwrap()).collect();
    let path = docs::root().join("examples/worked-programme");
    karenina_io::read_dataset_with(&path, |parts| {
        let practices: Vec<&str> = catalogue.practices.keys().map(String::as_str).collect();
        let indicators: Vec<&str> = catalogue.indicators.iter().map(|it| it.id.as_str()).collect();
        set_facts(parts, &settings, &practices, &indicators)
    })
    .unwrap()
}

fn compared(
    a: (&Catalogue, &Reading, (i16, i8, i8)),
    b: (&Catalogue, &Reading, (i16, i8, i8)),
) -> Comparison {
    let day = |it: (i16, i8, i8)| Date::new(it.0, it.1, it.2).unwrap();
    let judge = |it: (&Catalogue, &Reading, (i16, i8, i8))| {
        assess(it.0, &it.1.dataset, Options { on: day(it.2), seed: 0 })
    };
    let (found_a, found_b) = (judge(a), judge(b));
    compare(
        Side { catalogue: a.0, dataset: &a.1.dataset, found: &found_a },
        Side { catalogue: b.0, dataset: &b.1.dataset, found: &found_b },
    )
}

/// The causes of all differences in an indicator.
fn causes(catalogue: &Catalogue, it: &Comparison, cluster: &str, indicator: &str) -> Vec<Cause> {
    let at = catalogue.find(indicator).unwrap();
    let findings = it.clusters.iter().filter(|it| it.key == cluster).flat_map(|it| &it.findings);
    findings.filter(|it| it.0 == at).flat_map(|it| it.1.causes.clone()).collect()
}

#[test]
fn nothing_differs_from_itself() {
    let (catalogue, _) = catalogue().unwrap();
    let data = reading(&catalogue, &[]);
    assert!(compared((&catalogue, &data, DAY), (&catalogue, &data, DAY)).is_empty());
}

#[test]
fn a_fact_set_by_hand_changes_the_verdicts_that_rest_on_it_and_no_others() {
    let (catalogue, _) = catalogue().unwrap();
    let before = reading(&catalogue, &[]);
    let after = reading(&catalogue, &["clovermere-health.claims.specialist_body/independence=yes"]);
    assert!(after.problems.iter().all(|it| it.place.file != "--set"), "{:?}", after.problems);
    let all = compared((&catalogue, &before, DAY), (&catalogue, &after, DAY));
    assert_eq!(all.clusters.len(), 1);
    let one = &all.clusters[0];
    assert_eq!(one.signs.len(), 1);
    let (sign, change) = &one.signs[0];
    assert_eq!(catalogue.model.signs[*sign].id, "B1");
    assert_eq!((change.before, change.after), (Verdict::NotMet, Verdict::Met));
    // It was said to be otherwise.
    assert_eq!(change.causes, [Cause::Correction]);
    assert!(one.verdict.is_some());
}

#[test]
fn columns_of_clusters_and_places_and_practices_of_all_can_be_set() {
    let (catalogue, _) = catalogue().unwrap();
    let before = reading(&catalogue, &[]);
    let set = [
        "ironmere-castings.places.closed_city=no",
        "applewick-food.clusters.members_total=25",
        "practices.annual_report=no",
    ];
    let after = reading(&catalogue, &set);
    let all = compared((&catalogue, &before, DAY), (&catalogue, &after, DAY));
    let of = |cluster, indicator| causes(&catalogue, &all, cluster, indicator);
    assert_eq!(
        of("ironmere-castings", "urban_environment/seat_in_closed_city"),
        [Cause::Correction]
    );
    assert!(!of("applewick-food", "critical_mass/member_organisations").is_empty());
    assert!(!of("lindenford-optics", "rights_and_duties/annual_report").is_empty());
}

#[test]
fn a_bad_path_is_said_with_the_nearest_name() {
    let (catalogue, _) = catalogue().unwrap();
    for (set, near) in [
        ("ironmere-castings.practices.anual_report=yes", "annual_report"),
        ("ironmere-casting.practices.annual_report=yes", "ironmere-castings"),
        ("ironmere-castings.places.closed_cty=no", "closed_city"),
        (
            "ironmere-castings.claims.specialist_body/independance=no",
            "specialist_body/independence",
        ),
    ] {
        let problems = reading(&catalogue, &[set]).problems;
        let said: Vec<_> = problems.iter().filter(|it| it.place.file == "--set").collect();
        assert_eq!(said.len(), 1, "{set}");
        assert!(said[0].details.contains(&("near", near.to_owned())), "{said:?}");
    }
    for (set, near) in
        [("x.practise.annual_report=yes", "practices"), ("x.place.closed_city=no", "places")]
    {
        let problem = Setting::parse(set).unwrap_err();
        assert!(problem.details.contains(&("near", near.to_owned())), "{problem:?}");
    }
    for set in ["", "=", "practices.annual_report", "practices.=yes", "practices.annual_report="] {
        assert!(Setting::parse(set).is_err(), "{set}");
    }
}

#[test]
fn a_day_later_is_time_and_no_new_fact() {
    let (catalogue, _) = catalogue().unwrap();
    let data = reading(&catalogue, &[]);
    let all = compared((&catalogue, &data, (2024, 1, 1)), (&catalogue, &data, DAY));
    let findings: Vec<_> = all.clusters.iter().flat_map(|it| &it.findings).collect();
    assert!(!findings.is_empty());
    assert!(findings.iter().all(|it| it.1.causes == [Cause::Time]), "{findings:?}");
}

#[test]
fn another_rule_is_a_threshold_another_list_a_requirement() {
    let (before, _) = catalogue().unwrap();
    let data = reading(&before, &[]);
    let mut after = before.clone();
    let members = after.find("critical_mass/member_organisations").unwrap();
    for threshold in &mut after.indicators[members].thresholds {
        threshold.rule = Rule::AtLeast(1000.0);
    }
    let mass = after.model.signs.iter().position(|it| it.id == "B2").unwrap();
    after.model.signs[mass].required.clear();
    let all = compared((&before, &data, DAY), (&after, &data, DAY));
    let found = causes(&after, &all, "lindenford-optics", "critical_mass/member_organisations");
    assert_eq!(found, [Cause::Threshold]);
    let one = all.clusters.iter().find(|it| it.key == "lindenford-optics").unwrap();
    let sign = |id: &str| {
        let at = after.model.signs.iter().position(|it| it.id == id).unwrap();
        one.signs.iter().find(|it| it.0 == at).map(|it| it.1.causes.clone())
    };
    assert_eq!(sign("A2"), Some(vec![Cause::Threshold]));
    assert_eq!(sign("B2"), Some(vec![Cause::Requirement]));
    assert!(one.verdict.as_ref().unwrap().causes.contains(&Cause::Threshold));
}

#[test]
fn the_panel_prints_what_another_catalogue_moves_and_nothing_else() {
    let own = docs::root().join("catalogue");
    let own = own.to_str().unwrap();
    let (same, n) = panel::panel(own, own, false).unwrap();
    assert!(n == 0 && same.iter().all(|it| it.ends_with(": nothing differs")), "{same:?}");
    let other = std::env::temp_dir().join(format!("karenina-panel-{}", std::process::id()));
    let files = karenina_io::read_catalogue(&docs::root().join("catalogue")).unwrap();
    for (path, text) in &files {
        let to = other.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        let text = if path == "indicators/private_initiative/share_of_companies.toml" {
            text.replacen("rule   = \"> 0.5\"", "rule   = \">= 0.5\"", 1)
        } else {
            text.clone()
        };
        std::fs::write(to, text).unwrap();
    }
    let (lines, n) = panel::panel(own, other.to_str().unwrap(), false).unwrap();
    std::fs::remove_dir_all(&other).unwrap();
    let heads = lines.iter().filter(|it| !it.starts_with(' ')).count();
    assert_eq!((n, heads), (lines.len() - heads, 3), "one line a finding, one an example");
    let about = |it: &String| {
        it.contains("A3")
            || it.contains("share_of_companies")
            || it.contains("programme")
            || it.contains("robust")
            || it.contains("sustainable")
    };
    assert!(lines.iter().filter(|it| it.starts_with(' ')).all(about), "{lines:#?}");
    // The verdicts of an example stand before its criteria.
    let pilots = lines.iter().skip_while(|it| !it.starts_with("russia-pilot-clusters"));
    let pilots: Vec<&String> = pilots.collect();
    let first = |words: &str| pilots.iter().position(|it| it.contains(words));
    assert!(first(" A3: ").is_some());
    assert!(first(" A3: ") < first("share_of_companies: "), "{lines:#?}");
    let missing = panel::panel(own, "no-such-thing", false).unwrap_err();
    assert!(format!("{missing:#}").contains("neither a program"), "{missing:#}");
}
