//! Advice, what-if and comparison as a user types them.

use std::process::{Command, Output};

fn karenina(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_karenina"))
        .args(args)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .env_remove("LC_ALL")
        .env("LANG", "C")
        .output()
        .expect("the program runs")
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn advice_comes_in_every_format_and_both_languages_with_the_same_decisions() {
    let json = stdout(&karenina(&["advise", "--format", "json", "-q"]));
    let it: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let decisions: Vec<&str> = it["clusters"]
        .as_array()
        .expect("clusters")
        .iter()
        .filter_map(|it| it["decision"].as_str())
        .collect();
    let n = |word: &str| decisions.iter().filter(|it| **it == word).count();
    assert_eq!((n("on_condition"), n("redirect"), n("find_out")), (12, 1, 19));
    for (lang, words) in [
        ("en", ["12", "redirect 1", "find out first 19"]),
        ("ru", ["12", "перенаправить 1", "сначала выяснить 19"]),
    ] {
        for format in ["table", "md", "html"] {
            let text = stdout(&karenina(&["advise", "--lang", lang, "--format", format]));
            assert!(words.iter().all(|it| text.contains(it)), "{lang} {format}");
        }
    }
    let csv = stdout(&karenina(&["advise", "--format", "csv", "-q"]));
    assert_eq!(csv.lines().count(), 33);
    assert_eq!(json, stdout(&karenina(&["advise", "--format", "json", "-q"])));
}

#[test]
fn a_letter_to_one_cluster_says_decision_reasons_and_what_would_change_it() {
    let text = stdout(&karenina(&["advise", "--cluster", "zheleznogorsk", "--lang", "ru"]));
    for words in
        ["передаётся дальше", "[R2]", "M6", "Что изменило бы решение", "Предстоит выяснить"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_the_nearest_right_thing() {
    for (args, words) in [
        (&["advise", "--cluster", "zheleznogorks"][..], "zheleznogorsk"),
        (&["advise", "--budget", "-3"], "no budget"),
        (&["advise", "--budget", "lots"], "no budget"),
        (&["advise", "--chance", "7"], "no chance"),
        (&["assess", "--set", "sarov.practise.annual_report=yes"], "`practices`"),
        (&["advise", "--set", "sarov.practices.annual_repot=yes"], "`annual_report`"),
        (&["assess", "--set", "sarov.practices.annual_report=maybe"], "K0208"),
        (&["diff", "nowhere", "examples/worked-programme"], "nowhere"),
    ] {
        let output = karenina(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(words), "{args:?}: {said}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn a_fact_set_by_hand_is_shown_with_what_it_changes_and_stands_in_the_edition() {
    let set = "sarov.places.single_specialism=no";
    let text = stdout(&karenina(&["assess", "--set", set, "--format", "table"]));
    for words in ["What if", "set by hand", set, "A1"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let output = karenina(&["assess", "--set", set, "--format", "json", "-q"]);
    let it: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(it["edition"]["set"][0], set);
    let plain = stdout(&karenina(&["assess", "--format", "json", "-q"]));
    let plain: serde_json::Value = serde_json::from_str(&plain).expect("JSON");
    assert!(plain["edition"].get("set").is_none());
}

#[test]
fn two_catalogues_and_two_datasets_are_compared_with_the_cause_of_each_difference() {
    let dir = std::env::temp_dir().join(format!("karenina-diff-{}", std::process::id()));
    let copied = Command::new("cp")
        .args(["-r", "catalogue"])
        .arg(&dir)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .status();
    assert!(copied.is_ok_and(|it| it.success()));
    let file = dir.join("indicators/critical_mass/member_organisations.toml");
    #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
    {
        let text = std::fs::read_to_string(&file).expect("an indicator");
        std::fs::write(&file, text.replace("rule   = \">= 30\"", "rule   = \">= 50\""))
            .expect("written");
    }
    let other = dir.display().to_string();
    let json = stdout(&karenina(&[
        "diff",
        "catalogue",
        &other,
        "--data",
        "examples/worked-programme",
        "--format",
        "json",
    ]));
    let text = stdout(&karenina(&["diff", "catalogue", &other, "--lang", "ru"]));
    let nothing = stdout(&karenina(&["diff", "catalogue", "catalogue", "--format", "csv"]));
    std::fs::remove_dir_all(&dir).expect("removed");
    assert!(json.contains("\"threshold\"") && !json.contains("facts_changed"), "{json}");
    assert!(text.contains("Что различается"), "{text}");
    assert_eq!(nothing.lines().count(), 1);
    let data = stdout(&karenina(&[
        "diff",
        "examples/russia-pilot-clusters",
        "examples/worked-programme",
        "--format",
        "json",
    ]));
    assert!(data.contains("lindenford-optics") && data.contains("sarov"));
}
