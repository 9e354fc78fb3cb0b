//! Four clusters × three signs × seven indicators through the whole method, against values that
//! can be checked by hand: `../shared/known-answers/assessment/golden/end_to_end.json`.

// Known answers stand beside the checkout.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

use std::{fmt::Write, fs, path::PathBuf};

use karenina_assess::{Assessment, ClusterVerdict, Options, Verdict, assess};
use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, Date, TableBuilder, TableId};
use serde_json::Value;

/// The values are printed with six digits.
const TOLERANCE: f64 = 1e-6;

fn golden() -> Option<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/known-answers/assessment/golden/end_to_end.json");
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// The specification as catalogue files, written as a user would write them.
fn catalogue(spec: &Value) -> Catalogue {
    let mut files = vec![(
        "sources.toml".to_owned(),
        "[golden]\ntitle = \"Golden case\"\nauthor = \"Karenina\"\nyear = 2026\nkind = \"data\"\n"
            .to_owned(),
    )];
    files.push(("practices.toml".to_owned(), String::new()));
    let label = |text: &str| format!("{{ en = \"{text}\", ru = \"{text}\" }}");
    let mut model = format!("title = {}\nsource = \"golden\"\n", label("golden"));
    write!(model, "[[group]]\nid = \"G\"\ntitle = {}\n", label("group")).unwrap();
    for (sign, rule) in spec["rules"].as_object().unwrap() {
        let required: Vec<String> =
            indicators_of(spec, sign).map(|id| format!("\"{sign}/{id}\"")).collect();
        write!(
            model,
            "[[sign]]\nid = \"{sign}\"\ngroup = \"G\"\nfolder = \"{sign}\"\ntitle = {0}\nshort = {0}\n\
             question = {0}\nat_least = {1}\nrequired = [{2}]\n",
            label(sign),
            rule["at_least"],
            required.join(", ")
        )
        .unwrap();
    }
    write!(
        model,
        "[policy]\nfirm = 0.95\nrobust_sustainable_at_least = {}\nrobust_not_at_most = {}\nalpha = {}\n\
         u_statistic = 0.05\ndesign_effect = 1.0\nthin_below = 0.65\nprior = 0.5\npeers_at_least = 5\n\
         [shared_error]\nrho = 0.5\ndraws = 0\ngroups = []\n",
        0.8, 0.2, spec["alpha"]
    )
    .unwrap();
    files.push(("model.toml".to_owned(), model));
    for (id, it) in spec["indicators"].as_object().unwrap() {
        let up = it["dir"] == "up";
        let text = format!(
            "article = \"golden\"\ntitle = {0}\nquestion = {0}\nread = {0}\nunit = \"number\"\n\
             direction = \"{1}\"\nnature = \"fact\"\n[measure.claimed]\n[[threshold]]\n\
             since = \"2020-01-01\"\nrule = \"{2} {3}\"\nzero = {4}\nu = {5}\nsource = \"golden\"\n",
            label(id),
            if up { "higher_is_better" } else { "lower_is_better" },
            if up { ">=" } else { "<=" },
            it["b"],
            it["f"],
            it["ub"],
        );
        files.push((format!("indicators/{}/{id}.toml", it["sign"].as_str().unwrap()), text));
    }
    let pairs = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let (catalogue, problems) = Catalogue::parse(pairs);
    assert_eq!(problems, [], "the golden catalogue has no problems");
    catalogue
}

fn indicators_of<'a>(spec: &'a Value, sign: &'a str) -> impl Iterator<Item = &'a str> {
    let all = spec["indicators"].as_object().unwrap();
    all.iter().filter(move |(_, it)| it["sign"] == *sign).map(|(id, _)| id.as_str())
}

fn dataset(golden: &Value) -> Dataset {
    let mut clusters = TableBuilder::new(TableId::CLUSTERS, "clusters.csv", None, 1, ["id"]);
    let heading = ["subject", "indicator", "value", "u"];
    let mut claims = TableBuilder::new(TableId::CLAIMS, "claims.csv", None, 1, heading);
    let mut line = 2;
    for (at, (cluster, values)) in golden["data"].as_object().unwrap().iter().enumerate() {
        clusters.push(at as u32 + 2, [cluster.as_str()]);
        for (id, it) in values.as_object().unwrap() {
            if it.is_null() {
                continue;
            }
            let sign = golden["spec"]["indicators"][id]["sign"].as_str().unwrap();
            let cells = [
                cluster.clone(),
                format!("{sign}/{id}"),
                it["value"].to_string(),
                it["u"].to_string(),
            ];
            claims.push(line, cells.iter().map(String::as_str));
            line += 1;
        }
    }
    let (dataset, problems) = Dataset::assemble([clusters, claims]);
    assert_eq!(problems, []);
    dataset
}

fn near(found: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{what}: no expected value"));
    assert!((found - expected).abs() < TOLERANCE, "{what}: found {found}, expected {expected}");
}

fn judged() -> Option<(Value, Catalogue, Dataset, Assessment)> {
    let golden = golden()?;
    let catalogue = catalogue(&golden["spec"]);
    let dataset = dataset(&golden);
    let on = Date::new(2026, 1, 1).unwrap();
    let found = assess(&catalogue, &dataset, Options { on, seed: 0 });
    Some((golden, catalogue, dataset, found))
}

#[test]
fn indicators_signs_and_verdicts_are_those_of_the_golden_case() {
    let Some((golden, catalogue, dataset, found)) = judged() else { return };
    let clusters = dataset.table(TableId::CLUSTERS);
    for it in &found.clusters {
        let id = clusters.key(it.cluster);
        let expected = &golden["expected"][id];
        for (indicator, finding) in catalogue.indicators.iter().zip(&it.findings) {
            let name = indicator.id.rsplit('/').next().unwrap();
            let expected = &expected["indicators"][name];
            let what = format!("{id} {name}");
            let status = match (finding.verdict, finding.near) {
                (Verdict::Met, _) => "met",
                (Verdict::NotMet, true) => "partial",
                (Verdict::NotMet, false) => "not met",
                _ => "unknown",
            };
            assert_eq!(expected["status"], status, "{what}");
            if status != "unknown" {
                let (low, high) = finding.distance.unwrap();
                near(low, &expected["distance"], &what);
                near(high, &expected["distance"], &what);
                near(finding.chance.0, &expected["p_met"], &what);
                near(finding.chance.1, &expected["p_met"], &what);
                assert_eq!(expected["firm"], finding.firm.unwrap(), "{what}");
            }
        }
        for (sign, finding) in catalogue.model.signs.iter().zip(&it.signs) {
            let expected = &expected["signs"][&sign.id];
            let what = format!("{id} {}", sign.id);
            let status = match (finding.verdict, finding.near) {
                (Verdict::Met, _) => "met",
                (Verdict::NotMet, true) => "partial",
                (Verdict::NotMet, false) => "not met",
                _ => "unknown",
            };
            assert_eq!(expected["status"], status, "{what}");
            near(finding.chance.0, &expected["p_low"], &what);
            near(finding.chance.1, &expected["p_high"], &what);
        }
        let words = |verdict| match verdict {
            ClusterVerdict::Sustainable => "sustainable",
            ClusterVerdict::NotSustainable => "not sustainable",
            ClusterVerdict::Undetermined => "undetermined",
        };
        assert_eq!(expected["nominal_verdict"], words(it.verdict), "{id}");
        assert_eq!(expected["robust_verdict"], words(it.robust.verdict), "{id}");
        near(it.robust.chance.0, &expected["P_all_signs"][0], id);
        near(it.robust.chance.1, &expected["P_all_signs"][1], id);
        let deciding: Vec<&str> = it
            .questions
            .iter()
            .filter(|it| it.decides)
            .map(|it| catalogue.indicators[it.indicator].id.rsplit('/').next().unwrap())
            .collect();
        assert_eq!(expected["deciding_facts"], Value::from(deciding), "{id}");
        let binding: Vec<&str> =
            it.missing.iter().map(|at| catalogue.model.signs[*at].id.as_str()).collect();
        assert_eq!(expected["binding"], Value::from(binding), "{id}");
    }
}

#[test]
fn the_programme_is_counted_as_in_the_golden_case() {
    let Some((golden, catalogue, _, found)) = judged() else { return };
    let expected = &golden["alkire_foster_signs"];
    // The catalogue orders signs as its file does; the golden case names its own order.
    let order: Vec<usize> = expected["order"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| catalogue.model.signs.iter().position(|it| *id == it.id).unwrap())
        .collect();
    for it in &found.populations[0].counting {
        let expected = &expected["by_k"][it.k.to_string()];
        let what = format!("k = {}", it.k);
        for (end, side) in [("low", 0), ("high", 1)] {
            let pick = |(low, high): (f64, f64)| if side == 0 { low } else { high };
            near(pick(it.incidence), &expected[end]["H"], &what);
            near(pick(it.adjusted), &expected[end]["M0"], &what);
            for (place, sign) in order.iter().enumerate() {
                near(pick(it.censored[*sign]), &expected[end]["sign_headcount"][place], &what);
            }
        }
    }
}
