//! What `--format json` writes has the shape that is published.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::fs;

use karenina_assess::{Options, assess, check};
use karenina_dev::{catalogue, docs::root, example};
use karenina_model::Date;
use karenina_report::{AsOfFrom, Edition, Lang, Report};

#[test]
fn assessments_have_the_published_shape() {
    let text = fs::read_to_string(root().join("docs/assessment.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap();
    let (catalogue, _) = catalogue().unwrap();
    for (name, on) in [
        ("russia-pilot-clusters", Date::constant(2015, 3, 31)),
        ("worked-programme", Date::constant(2026, 1, 1)),
    ] {
        let reading = example(name).unwrap();
        let found = assess(&catalogue, &reading.dataset, Options { on, seed: 0 });
        let mut problems = reading.problems;
        problems.extend(check(&catalogue, &reading.dataset, &found));
        let edition = Edition {
            catalogue: "0".repeat(64),
            data: reading.digest,
            data_name: name.to_owned(),
            program: "0".to_owned(),
            set: Vec::new(),
            as_of_from: AsOfFrom::Given,
        };
        let report = Report {
            catalogue: &catalogue,
            dataset: &reading.dataset,
            found: &found,
            problems: &problems,
            edition: &edition,
            robustness: None,
            lang: Lang::En,
        };
        let mut bytes = Vec::new();
        karenina_report::json(&report, &mut bytes).unwrap();
        let written = serde_json::from_slice(&bytes).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&written)
            .take(10)
            .map(|it| format!("{}: {it}", it.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}
