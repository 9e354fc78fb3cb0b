//! What is wrong with measures and rules is all said at once, with its line.

use std::fmt::Write as _;

use karenina_catalogue::Catalogue;
use karenina_model::{Code, Problem};

const MODEL: &str = r#"
title = { en = "m", ru = "м" }
source = "paper"
[[group]]
id = "A"
title = { en = "a", ru = "а" }
[[sign]]
id = "A1"
group = "A"
folder = "city"
title = { en = "city", ru = "город" }
short = { en = "city", ru = "город" }
question = { en = "?", ru = "?" }
required = ["city/closed"]
[policy]
firm = 0.95
robust_sustainable_at_least = 0.8
robust_not_at_most = 0.2
alpha = 0.05
u_statistic = 0.05
design_effect = 1.0
thin_below = 0.65
prior = 0.5
peers_at_least = 5
[shared_error]
rho = 0.5
draws = 1000
groups = []
"#;

const SOURCES: &str = r#"
[paper]
title = "t"
author = "a"
year = 2015
kind = "article"
"#;

const CLOSED: &str = r#"
article = "A1.3"
title = { en = "closed", ru = "закрыт" }
question = { en = "?", ru = "?" }
read = { en = ".", ru = "." }
unit = "yes_no"
direction = "should_not_be"
nature = "fact"
[measure.attribute]
column = "place.closed_city"
[[threshold]]
since = "2012-01-01"
rule = "is false"
source = "paper"
"#;

/// What every rules.toml has to have.
fn rules(more: &str) -> String {
    let mut text = String::new();
    for (name, value) in [
        ("most_missing_signs", "4"),
        ("chance", "0.7"),
        ("lift_chance", "1.0"),
        ("years_before_judging", "5"),
        ("search_steps", "1000"),
    ] {
        _ = write!(
            text,
            "[[parameter]]\nname = \"{name}\"\nvalue = {value}\ntitle = {{ en = \"t\", ru = \"т\" }}\nwhy = {{ en = \"w\", ru = \"п\" }}\n"
        );
    }
    text += "[[parameter]]\nname = \"cap_per_cluster\"\ntitle = { en = \"t\", ru = \"т\" }\nwhy = { en = \"w\", ru = \"п\" }\n";
    text += "[[effort]]\nid = \"work\"\ntitle = { en = \"t\", ru = \"т\" }\ncost = [1, 2]\nyears = [0, 1]\n";
    for code in 1..=7 {
        _ = write!(
            text,
            "[[refusal]]\ncode = \"F{code}\"\ntitle = {{ en = \"t\", ru = \"т\" }}\nletter = {{ en = \"t\", ru = \"т\" }}\nremedy = {{ en = \"t\", ru = \"т\" }}\n"
        );
    }
    text + more
}

fn measure(article: &str, more: &str) -> String {
    format!(
        "article = \"{article}\"\ntitle = {{ en = \"t\", ru = \"т\" }}\ndoes = {{ en = \"t\", ru = \"т\" }}\nacts = [\"cluster\"]\nsource = \"paper\"\nat = \"s\"\n{more}"
    )
}

fn problems_of(rules_more: &str, measures: &[(&str, String)]) -> Vec<Problem> {
    let rules = rules(rules_more);
    let paths: Vec<String> = measures.iter().map(|(id, _)| format!("measures/{id}.toml")).collect();
    let mut files = vec![
        ("model.toml", MODEL),
        ("sources.toml", SOURCES),
        ("practices.toml", "annual_report = [\"r\", \"о\"]\n"),
        ("indicators/city/closed.toml", CLOSED),
        ("rules.toml", &rules),
    ];
    files.extend(paths.iter().map(String::as_str).zip(measures.iter().map(|it| it.1.as_str())));
    Catalogue::parse(files).1
}

fn codes(problems: &[Problem]) -> Vec<Code> {
    problems.iter().map(|it| it.code).collect()
}

#[test]
fn a_sound_catalogue_has_no_problems() {
    let sound = measure("M1", "mends = [\"A1\"]\nlifts = [\"city/closed\"]\neffort = \"work\"\n");
    assert_eq!(problems_of("", &[("town", sound)]), Vec::new());
}

#[test]
fn measures_that_need_each_other_in_a_circle_are_named_with_their_lines() {
    let of = |article, needs| {
        measure(article, &format!("mends = [\"A1\"]\neffort = \"work\"\nneeds = [\"{needs}\"]\n"))
    };
    let found =
        problems_of("", &[("a", of("M1", "b")), ("b", of("M2", "c")), ("c", of("M3", "a"))]);
    assert_eq!(codes(&found), [Code::PolicyNeedsCircular; 3]);
    assert!(found.iter().all(|it| it.place.line == Some(9)), "{found:?}");
}

#[test]
fn every_unknown_name_is_said_at_once() {
    let bad = measure(
        "M1",
        "mends = [\"A9\"]\nlifts = [\"city/closedd\"]\neffort = \"wrok\"\nneeds = [\"nobody\"]\nexcludes = [\"a\"]\npractices = [\"annual_repot\"]\n",
    );
    let mut found = codes(&problems_of("", &[("a", bad)]));
    found.sort();
    let mut expected = [
        Code::PolicySignUnknown,
        Code::MeasureIndicatorUnknown,
        Code::PolicyEffortUnknown,
        Code::PolicyMeasureUnknown,
        Code::PolicyExcludesNeeded,
        Code::MeasurePracticeUnknown,
    ];
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_range_begins_below_its_end() {
    let cost = |text: &str| measure("M1", &format!("mends = [\"A1\"]\ncost = {text}\n"));
    for text in [
        "{ low = 5, high = 2, unit = \"EUR\", source = \"paper\" }",
        "{ low = -1, high = 2, unit = \"EUR\", source = \"paper\" }",
        "{ low = nan, high = 2, unit = \"EUR\", source = \"paper\" }",
        "{ low = 1, high = inf, unit = \"EUR\", source = \"paper\" }",
    ] {
        assert_eq!(
            codes(&problems_of("", &[("a", cost(text))])),
            [Code::PolicyRangeUnfit],
            "{text}"
        );
    }
    let effort = "[[effort]]\nid = \"more\"\ntitle = { en = \"t\", ru = \"т\" }\ncost = [2, 1]\nyears = [3, 2]\n";
    assert_eq!(codes(&problems_of(effort, &[])), [Code::PolicyRangeUnfit; 2]);
}

#[test]
fn a_price_needs_its_source_and_every_price_the_same_unit() {
    let without = measure("M1", "mends = [\"A1\"]\ncost = { low = 1, high = 2, unit = \"EUR\" }\n");
    assert_eq!(codes(&problems_of("", &[("a", without)])), [Code::CatalogueUnreadable]);
    let priced = measure(
        "M1",
        "mends = [\"A1\"]\ncost = { low = 1, high = 2, unit = \"EUR\", source = \"paper\" }\n",
    );
    let relative = measure("M2", "mends = [\"A1\"]\neffort = \"work\"\n");
    let found = problems_of("", &[("a", priced.clone()), ("b", relative)]);
    assert_eq!(codes(&found), [Code::PolicyCostUnits]);
    let nothing = measure("M2", "mends = [\"A1\"]\n");
    assert!(codes(&problems_of("", &[("b", nothing)])).contains(&Code::PolicyCostMissing));
    let unknown = priced.replace("source = \"paper\" }", "source = \"papre\" }");
    assert_eq!(codes(&problems_of("", &[("a", unknown)])), [Code::SourceUnknown]);
}

#[test]
fn a_rule_says_once_when_it_fires_and_a_parameter_has_a_value() {
    let rule = |more: &str| {
        format!(
            "[[rule]]\nid = \"R1\"\nkind = \"core\"\ntitle = {{ en = \"t\", ru = \"т\" }}\nletter = {{ en = \"t\", ru = \"т\" }}\nsource = \"paper\"\nat = \"s\"\n{more}"
        )
    };
    assert_eq!(codes(&problems_of(&rule(""), &[])), [Code::RuleWithoutTrigger]);
    assert_eq!(codes(&problems_of(&rule("on = \"early\"\n"), &[])), []);
    let twice = rule("on = \"early\"\n") + &rule("on = \"early\"\n");
    assert_eq!(codes(&problems_of(&twice, &[])), [Code::RulesAlike]);
    let rules = rules("").replace("value = 0.7\n", "");
    let files = [
        ("model.toml", MODEL),
        ("sources.toml", SOURCES),
        ("practices.toml", ""),
        ("indicators/city/closed.toml", CLOSED),
        ("rules.toml", &rules),
    ];
    assert_eq!(codes(&Catalogue::parse(files).1), [Code::ParameterMissing]);
}

#[test]
fn a_measure_lifts_only_what_decides_a_sign_that_it_mends() {
    let bad = measure("M1", "mends = []\nlifts = [\"city/closed\"]\neffort = \"work\"\n");
    assert_eq!(codes(&problems_of("", &[("a", bad)])), [Code::PolicyLiftUnfit]);
}
