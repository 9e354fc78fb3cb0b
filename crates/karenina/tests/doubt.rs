//! How sure, what the clusters prove, schemes, and a catalogue or a budget that makes no sense: as
//! a user types it, in every format and both languages.

// Tests write files and start processes.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn karenina(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_karenina"))
        .args(args)
        .current_dir(root())
        .env_remove("LC_ALL")
        .env("LANG", "C.UTF-8")
        .env("COLUMNS", "200")
        .output()
        .unwrap()
}

fn stdout(args: &[&str]) -> String {
    let output = karenina(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn stderr_of_refusal(args: &[&str]) -> String {
    let output = karenina(args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(output.stdout.is_empty(), "{args:?} answers all the same");
    said
}

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("doubt").join(name);
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Some clusters and what became of each: alive or not, all signs claimed as met.
fn with_outcomes(name: &str, outcomes: &[&str]) -> String {
    let dir = folder(name);
    let ids: Vec<String> = (1..=outcomes.len()).map(|it| format!("c{it}")).collect();
    fs::write(dir.join("clusters.csv"), format!("id\n{}\n", ids.join("\n"))).unwrap();
    let claims: Vec<String> = ids
        .iter()
        .zip(outcomes)
        .map(|(id, alive)| format!("{id},outcome/alive,2031,{alive}"))
        .collect();
    let claims = format!("subject,indicator,period,value\n{}\n", claims.join("\n"));
    fs::write(dir.join("claims.csv"), claims).unwrap();
    dir.display().to_string()
}

#[test]
fn how_sure_comes_in_every_format_and_both_languages_with_the_same_numbers() {
    let it = ["robust", "examples/worked-programme", "-q"];
    let json = stdout(&[&it[..], &["--format", "json"]].concat());
    let found: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(found["draws"], 10_000);
    assert_eq!(found["clusters"].as_array().unwrap().len(), 8);
    assert_eq!(json, stdout(&[&it[..], &["--format", "json"]].concat()), "the same bytes");
    for (lang, words) in [("en", ["10,000", "How sure"]), ("ru", ["10 000", "Насколько"])]
    {
        for format in ["table", "md", "html"] {
            let text = stdout(&[&it[..], &["--format", format, "--lang", lang]].concat())
                .replace(['\u{a0}', '\u{202f}'], " ");
            assert!(words.iter().all(|it| text.contains(it)), "{lang} {format}: {text}");
        }
    }
    let other = stdout(&[&it[..], &["--format", "json", "--seed", "1"]].concat());
    let other: Value = serde_json::from_str(&other).unwrap();
    assert_ne!(found["clusters"], other["clusters"], "another seed draws other numbers");
    let exact = stdout(&[&it[..], &["--format", "json", "--draws", "0"]].concat());
    let exact: Value = serde_json::from_str(&exact).unwrap();
    assert_eq!(exact["clusters"][0]["chance"], found["clusters"][0]["chance"], "needs no draws");
}

#[test]
fn what_the_clusters_prove_comes_in_every_format_and_both_languages() {
    let it = ["necessity", "examples/after-support", "-q"];
    let json = stdout(&[&it[..], &["--format", "json"]].concat());
    let found: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&found["n"], &found["n_with_outcome"]), (&29.into(), &11.into()));
    assert_eq!(found["left_out"], serde_json::json!(["foxglove"]));
    let of = |name: &str| {
        found["conditions"].as_array().unwrap().iter().find(|it| it["name"] == name).unwrap()
    };
    assert_eq!(of("C2")["exceptions"], serde_json::json!(["millrace"]));
    assert_eq!(of("A1")["evidence"], "not_decided");
    let open = of("B1")["permutation"]["not_estimable"].as_str().unwrap();
    assert!(open.contains("within bounds"), "{open}");
    let loss = &found["compensation"];
    assert_eq!((&loss["n"], &loss["left_out"]), (&27.into(), &2.into()), "{loss}");
    assert_eq!(loss["evidence"], "not_decided", "{loss}");
    // The same losses by a simplex search in Python.
    for (summary, expected) in [("minimum", 0.513_311), ("count", 0.307_290), ("mean", 0.442_930)] {
        let found = loss["log_loss"][summary].as_f64().unwrap();
        assert!((found - expected).abs() < 1e-4, "{summary} {found}");
    }
    for (lang, words) in [
        ("en", ["millrace", "foxglove", "23.8 %", "neither the weakest condition nor the mean"]),
        ("ru", ["millrace", "foxglove", "23,8 %", "ни самое слабое условие, ни среднее"]),
    ] {
        for format in ["table", "md", "html"] {
            let text = stdout(&[&it[..], &["--format", format, "--lang", lang]].concat())
                .replace(['\u{a0}', '\u{202f}'], " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            assert!(words.iter().all(|it| text.contains(it)), "{lang} {format}: {text}");
        }
    }
    assert_eq!(json, stdout(&[&it[..], &["--format", "json"]].concat()), "the same bytes");
}

#[test]
fn an_outcome_of_one_class_five_clusters_and_constants_are_not_estimable_because() {
    let cases: [(&str, &[&str], &str, &str); 3] = [
        ("one-class", &["yes"; 12], "all cases have the same outcome", "один и тот же исход"),
        ("three", &["yes", "no", "yes"], "there are 3 cases only", "есть лишь 3 случая"),
        ("five", &["yes", "no", "yes", "no", "no"], "it takes 10 cases", "нужно 10 случаев"),
    ];
    for (name, outcomes, english, russian) in cases {
        let dir = with_outcomes(name, outcomes);
        for (lang, expected) in [("en", english), ("ru", russian)] {
            let args =
                ["necessity", &dir, "--as-of", "2026-01-01", "--format", "md", "--lang", lang];
            let text = stdout(&args);
            assert!(text.contains(expected), "{name} {lang}: {text}");
        }
        let json = stdout(&["necessity", &dir, "--as-of", "2026-01-01", "--format", "json"]);
        let it: Value = serde_json::from_str(&json).unwrap();
        for condition in it["conditions"].as_array().unwrap() {
            assert!(condition["permutation"]["not_estimable"].is_string(), "{name}: {condition}");
        }
    }
    // What is the same in all cases shows nothing; what is no number is named by line.
    let dir = folder("constants");
    let file = dir.join("cases.csv").display().to_string();
    let rows: Vec<String> = (0..12).map(|it| format!("c{it},1,{},{}", it % 3, it % 2)).collect();
    fs::write(&file, format!("case,same,some,y\n{}\n", rows.join("\n"))).unwrap();
    let json = stdout(&["necessity", "--cases", &file, "--outcome", "y", "--format", "json"]);
    let it: Value = serde_json::from_str(&json).unwrap();
    let why = it["conditions"][0]["permutation"]["not_estimable"].as_str().unwrap();
    assert_eq!(why, "it is the same in all cases");
    fs::write(&file, "case,x,y\na,1,1\nb,much,0\n").unwrap();
    for (lang, expected) in [("en", "line 3, column x"), ("ru", "строка 3, столбец x")]
    {
        let args =
            ["necessity", "--cases", &file, "--outcome", "y", "--conditions", "x", "--lang", lang];
        assert!(stderr_of_refusal(&args).contains(expected));
    }
}

#[test]
fn an_outcome_that_is_not_there_or_not_named_is_refused_with_what_there_is() {
    let after = "examples/after-support";
    let cases: [(&[&str], &str, &str); 5] = [
        (&["necessity", "examples/worked-programme"], "outcome/NAME", "outcome/ИМЯ"),
        (&["necessity", after, "--outcome", "rich"], "alive_without_support", "исхода rich нет"),
        (&["necessity", after, "--calibrate", "3,2"], "three numbers", "нужны три числа"),
        (&["necessity", "--cases", "nowhere.csv", "--outcome", "y"], "no such file", "файла"),
        (&["robust", "nowhere"], "no such file or folder", "такого файла или папки нет"),
    ];
    for (args, english, russian) in cases {
        for (lang, expected) in [("en", english), ("ru", russian)] {
            let said = stderr_of_refusal(&[args, &["--lang", lang]].concat());
            assert!(said.contains(expected), "{args:?} {lang}: {said}");
        }
    }
    for args in [
        &["necessity", after, "--consistency", "7"][..],
        &["robust", after, "--draws", "-1"],
        &["robust", after, "--thresholds", "some"],
    ] {
        stderr_of_refusal(args);
    }
    // What is wrong with outcomes stands in the list of problems too.
    let dir = with_outcomes("early", &["yes", "yes", "perhaps"]);
    for (lang, expected) in [("en", "K0672"), ("ru", "K0672")] {
        let out = karenina(&["check", &dir, "--as-of", "2035-01-01", "--lang", lang]);
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(text.contains(expected) && text.contains("K0674"), "{text}");
    }
}

/// The bundled catalogue with one text exchanged, and what `catalogue check` says of it.
fn changed(name: &str, file: &str, from: &str, to: &str) -> [String; 2] {
    let dir = folder(name);
    copy(&root().join("catalogue"), &dir);
    let path = dir.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    ["en", "ru"].map(|lang| {
        let dir = dir.display().to_string();
        let out = karenina(&["catalogue", "check", "--catalogue", &dir, "--lang", lang]);
        assert_eq!(out.status.code(), Some(1), "{}", String::from_utf8_lossy(&out.stderr));
        // Nothing is judged by such a catalogue.
        let judged = karenina(&["assess", "--catalogue", &dir, "--format", "json", "--lang", lang]);
        assert!(!String::from_utf8_lossy(&judged.stderr).contains("panicked"));
        String::from_utf8(out.stdout).unwrap()
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { _ = fs::copy(&path, target).unwrap() }
    }
}

#[test]
fn a_catalogue_that_makes_no_sense_is_named_by_file_and_line_in_both_languages() {
    let members = "indicators/critical_mass/member_organisations.toml";
    let compound = "indicators/critical_mass/specialisation_on_all_measures.toml";
    for (name, file, from, to, code, words) in [
        // Without [judging] three rules judge on one day.
        (
            "two-rules",
            "model.toml",
            "\"critical_mass/member_organisations\" = \"cloe\"",
            "",
            "K0711",
            ["two judging rules on one day", "в один и тот же день"],
        ),
        (
            "two-rules-chosen",
            "model.toml",
            "\"critical_mass/member_organisations\" = \"cloe\"",
            "\"critical_mass/member_organisations\" = \"cloe\"\n\"critical_mass/member_organisations\" = \"pamminger\"",
            "K0401",
            ["duplicate", "duplicate"],
        ),
        (
            "circle",
            compound,
            "\"critical_mass/specialisation_in_employees\"",
            "\"critical_mass/specialisation_on_all_measures\"",
            "K0416",
            ["asks for itself", "о самом себе"],
        ),
        (
            "unknown-id",
            "model.toml",
            "required = [\"critical_mass/member_organisations\"]",
            "required = [\"critical_mass/member_organisation\"]",
            "K0407",
            ["member_organisations", "member_organisations"],
        ),
        ("no-source", members, "source = \"cloe_2004\"\n", "", "K0401", ["source", "source"]),
        (
            "unknown-source",
            members,
            "source = \"cloe_2004\"",
            "source = \"cloe_2040\"",
            "K0402",
            ["cloe_2004", "cloe_2004"],
        ),
        (
            "dear",
            "measures/trust_guides.toml",
            "effort",
            "cost = { low = 9, high = 2, unit = \"EUR\", source = \"kutsenko_2015\" }\neffort",
            "K0433",
            ["9", "9"],
        ),
        (
            "needs-circle",
            "measures/independent_organisation.toml",
            "effort",
            "needs = [\"independent_organisation\"]\neffort",
            "K0432",
            ["independent_organisation", "independent_organisation"],
        ),
    ] {
        let texts = changed(name, file, from, to);
        for (text, words) in texts.iter().zip(words) {
            assert!(text.contains(code) && text.contains(words), "{name}: {text}");
            let line = format!("{file}:");
            assert!(text.contains(&line), "{name}: where? {text}");
        }
    }
}

#[test]
fn a_budget_that_does_not_reach_is_said_with_the_price_of_what_is_missing() {
    let it = ["advise", "examples/worked-programme", "--budget", "0.5"];
    let json = stdout(&[&it[..], &["--format", "json"]].concat());
    let found: Value = serde_json::from_str(&json).unwrap();
    let of = |name: &str| {
        let all = found["clusters"].as_array().unwrap();
        all.iter().find(|it| it["cluster"] == name).unwrap().clone()
    };
    let ships = of("harbourlea-ships");
    assert_eq!(
        (&ships["decision"], &ships["refusals"]),
        (&"refuse".into(), &serde_json::json!(["F3"]))
    );
    assert!(ships["set"]["cost"].as_f64().unwrap() > 0.5);
    let allocation = &found["allocation"];
    assert_eq!((&allocation["spent"], &allocation["worth"]), (&0.0.into(), &0.0.into()));
    for (lang, words) in [("en", "costs more than there is"), ("ru", "набор стоит больше")]
    {
        let args = ["--cluster", "harbourlea-ships", "--format", "md", "--lang", lang];
        let text = stdout(&[&it[..], &args].concat());
        assert!(text.to_lowercase().contains(words) && text.contains("F3"), "{lang}: {text}");
    }
}

#[test]
fn a_missing_sign_beside_the_nine_is_named_with_what_would_mend_it() {
    let it = ["advise", "examples/worked-programme", "--cluster", "clovermere-health", "-q"];
    let json = stdout(&[&it[..], &["--format", "json"]].concat());
    let found: Value = serde_json::from_str(&json).unwrap();
    let beside = &found["clusters"][0]["beside"][0];
    assert_eq!(beside["sign"], "B0", "{beside}");
    let measures = beside["measures"].as_array().unwrap();
    assert!(!measures.is_empty(), "{beside}");
    for (lang, words) in [("en", "is missing too"), ("ru", "Не выполнен и признак B0")]
    {
        let text = stdout(&[&it[..], &["--format", "md", "--lang", lang]].concat());
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_scheme_comes_in_every_format_and_both_languages() {
    let it = ["scheme", "management_self_check", "examples/worked-programme"];
    for lang in ["en", "ru"] {
        for format in ["table", "csv", "json", "md", "html"] {
            let text = stdout(&[&it[..], &["--format", format, "--lang", lang]].concat());
            assert!(
                text.contains("Lindenford")
                    || text.contains("Линденфорд")
                    || text.contains("lindenford-optics"),
                "{format}"
            );
            assert!(!text.contains("panicked"));
        }
    }
    let page = stdout(&[&it[..], &["--format", "html"]].concat());
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("prefers-color-scheme:dark"));
    let csv = stdout(&[&it[..], &["--format", "csv"]].concat());
    assert_eq!(csv.lines().count(), 1 + 8 * 31, "31 points of eight clusters");
}
