//! The program as people run it: one file that works from any folder.

// Tests start processes and look at what they wrote.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

/// Runs the program in an empty folder of its own, in English.
pub fn karenina(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_karenina"))
        .args(args)
        .current_dir(dir)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C.UTF-8")
        .output()
        .unwrap()
}

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(dir: &Path, args: &[&str]) -> Value {
    let out = karenina(dir, args);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn the_main_job_works_from_an_empty_folder_and_writes_one_report() {
    let dir = folder("main_job");
    let out = karenina(&dir, &["assess"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let printed = text(&out.stdout);
    assert!(printed.contains("Sarov"), "{printed}");
    let written: Vec<_> = fs::read_dir(&dir).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(written, ["karenina-report.html"]);
    let html = fs::read_to_string(dir.join("karenina-report.html")).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>"));
    assert!(
        !html.contains("http-equiv=\"refresh\"") && !html.contains("src=\"http"),
        "nothing from outside"
    );
}

#[test]
fn json_has_the_published_shape() {
    let it = json(&folder("shape"), &["assess", "--format", "json"]);
    assert_eq!(it["schema"], "karenina-assessment/1");
    for key in ["catalogue", "data", "program", "as_of", "seed"] {
        assert!(!it["edition"][key].is_null(), "{key}");
    }
    assert_eq!(it["edition"]["as_of"], "2015-03-31");
    let clusters = it["clusters"].as_array().unwrap();
    let sarov = clusters.iter().find(|it| it["id"] == "sarov").unwrap();
    assert_eq!(sarov["verdict"], "not_sustainable");
    assert_eq!(sarov["missing"], serde_json::json!(["A1"]));
    let ids: Vec<&str> =
        sarov["signs"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["A1", "A2", "A3", "A4", "B0", "B1", "B2", "B3", "C1", "C2"]);
    let criterion = &sarov["signs"][0]["criteria"][0];
    assert_eq!(criterion["indicator"], "urban_environment/seat_in_single_specialism_city");
    assert_eq!(criterion["value"], serde_json::json!({ "low": 1.0, "high": 1.0 }));
    assert_eq!(criterion["verdict"], "not_met");
    assert_eq!(criterion["evidence"][0]["file"], "places.csv");
    let zheleznogorsk = clusters.iter().find(|it| it["id"] == "zheleznogorsk").unwrap();
    let members = &zheleznogorsk["signs"][1]["criteria"][0];
    assert_eq!(members["value"], serde_json::json!({ "low": 1.0, "high": 19.0 }));
    let closed = &sarov["signs"][0]["criteria"][1];
    assert_eq!(closed["absent"], "not_said");
}

#[test]
fn every_format_can_be_written_and_the_same_inputs_give_the_same_bytes() {
    let dir = folder("formats");
    for format in ["table", "json", "csv", "md", "html", "xlsx", "docx", "pdf", "parquet"] {
        for lang in ["en", "ru"] {
            let args = ["assess", "--format", format, "--lang", lang];
            let (first, second) = (karenina(&dir, &args), karenina(&dir, &args));
            assert_eq!(first.status.code(), Some(0), "{format} {lang}: {}", text(&first.stderr));
            assert!(!first.stdout.is_empty(), "{format} {lang}");
            assert!(first.stdout == second.stdout, "{format} {lang}: two runs differ");
        }
    }
    let few = Command::new(env!("CARGO_BIN_EXE_karenina"))
        .args(["assess", "--format", "json", "--lang", "en"])
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(&dir)
        .output()
        .unwrap();
    let many = karenina(&dir, &["assess", "--format", "json", "--lang", "en"]);
    assert!(few.stdout == many.stdout, "the number of threads shows");
}

#[test]
fn a_letter_can_be_written_in_the_words_and_the_look_of_an_office() {
    let dir = folder("letter");
    let printed = karenina(&dir, &["letter", "sarov"]);
    assert_eq!(printed.status.code(), Some(0), "{}", text(&printed.stderr));
    assert!(text(&printed.stdout).contains("Decision on Sarov Innovation Cluster"));
    for ending in ["md", "html", "docx", "pdf"] {
        for (lang, kind) in [("en", "decision"), ("ru", "annual")] {
            let file = format!("{lang}.{ending}");
            let args = ["letter", "sarov", "--lang", lang, "--kind", kind, "--out", &file];
            let first = karenina(&dir, &args);
            assert_eq!(first.status.code(), Some(0), "{file}: {}", text(&first.stderr));
            let before = fs::read(dir.join(&file)).unwrap();
            assert_eq!(karenina(&dir, &args).status.code(), Some(0));
            assert!(before == fs::read(dir.join(&file)).unwrap(), "{file}: two runs differ");
        }
    }
    // The text and the look of an office.
    fs::write(dir.join("own.md"), "# {cluster}\n\n{{verdict}}\n").unwrap();
    let own = ["letter", "sarov", "--text", "own.md", "--style", "en.docx", "--out", "own.docx"];
    assert_eq!(karenina(&dir, &own).status.code(), Some(0));
    fs::write(dir.join("wrong.md"), "{{verdikt}}\n").unwrap();
    let wrong = karenina(&dir, &["letter", "sarov", "--text", "wrong.md"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = text(&wrong.stderr);
    assert!(
        said.contains("wrong.md") && said.contains("K0650") && said.contains("`verdict`"),
        "{said}"
    );
    let no_style = karenina(&dir, &["letter", "sarov", "--style", "own.md", "--out", "x.docx"]);
    assert_eq!(no_style.status.code(), Some(2));
    assert!(text(&no_style.stderr).contains("K0652") && !dir.join("x.docx").exists());
    // No file that was read is written over.
    let over = ["letter", "sarov", "--text", "own.md", "--out", "own.md"];
    assert_eq!(karenina(&dir, &over).status.code(), Some(2));
    assert_eq!(karenina(&dir, &["letter", "nobody"]).status.code(), Some(2));
}

#[test]
fn claims_stand_beside_findings_in_parquet() {
    let dir = folder("parquet");
    assert_eq!(karenina(&dir, &["assess", "--out", "a.parquet"]).status.code(), Some(0));
    for name in ["a.parquet", "a-claims.parquet"] {
        assert!(fs::read(dir.join(name)).unwrap().starts_with(b"PAR1"), "{name}");
    }
}

#[test]
fn exit_codes_tell_what_happened() {
    let dir = folder("exit_codes");
    let code = |args: &[&str]| karenina(&dir, args).status.code();
    assert_eq!(code(&["assess", "--format", "csv"]), Some(0));
    assert_eq!(
        code(&["assess", "--format", "csv", "--strict"]),
        Some(1),
        "thirteen are not sustainable"
    );
    assert_eq!(code(&["check"]), Some(0), "the bundled data has no faults");
    assert_eq!(code(&["assess", "nowhere"]), Some(2));
    assert_eq!(code(&["assess", "--as-of", "2015-02-30"]), Some(2));
    assert_eq!(code(&["assess", "--catalogue", "nowhere"]), Some(2));
    assert_eq!(code(&["explain", "nobody", "A1"]), Some(2));
    assert_eq!(code(&["catalogue", "check"]), Some(0));
    assert_eq!(code(&["catalogue", "show", "no/such"]), Some(2));
    fs::write(dir.join("clusters.csv"), "id,members_total\na,-4\n").unwrap();
    assert_eq!(code(&["check", "."]), Some(1));
}

#[test]
fn out_goes_by_the_ending_and_never_over_an_input() {
    let dir = folder("out");
    fs::write(dir.join("clusters.csv"), "id\na\n").unwrap();
    let before = fs::read(dir.join("clusters.csv")).unwrap();
    assert_eq!(karenina(&dir, &["assess", ".", "--out", "a.json"]).status.code(), Some(0));
    let written: Value = serde_json::from_slice(&fs::read(dir.join("a.json")).unwrap()).unwrap();
    assert_eq!(written["clusters"][0]["id"], "a");
    let refused = karenina(&dir, &["assess", ".", "--out", "clusters.csv"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(fs::read(dir.join("clusters.csv")).unwrap(), before);
    fs::create_dir(dir.join("reports")).unwrap();
    assert_eq!(karenina(&dir, &["assess", ".", "--out", "reports"]).status.code(), Some(0));
    assert!(dir.join("reports/karenina-report.html").exists());
    assert_eq!(
        karenina(&dir, &["assess", ".", "--out", "no/such/folder/x.html"]).status.code(),
        Some(2)
    );
}

#[test]
fn explain_goes_down_to_who_said_what_where() {
    let dir = folder("explain");
    let out = text(
        &karenina(&dir, &["explain", "zheleznogorsk", "critical_mass/member_organisations"]).stdout,
    );
    for part in ["1", "19", "30", "E. Kutsenko", "claims.csv", "declared"] {
        assert!(out.contains(part), "{part} is not in:\n{out}");
    }
    let sign = text(&karenina(&dir, &["explain", "sarov", "A1"]).stdout);
    assert!(sign.contains("places.csv"), "{sign}");
    let code = text(&karenina(&dir, &["explain", "K0211"]).stdout);
    assert!(code.contains("K0211"), "{code}");
    let russian = text(&karenina(&dir, &["explain", "K0211", "--lang", "ru"]).stdout);
    assert!(russian.chars().any(|it| ('а'..='я').contains(&it)), "{russian}");
}

#[test]
fn a_users_catalogue_replaces_the_bundled_one() {
    let dir = folder("own_catalogue");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    copy(&from, &dir.join("mine"));
    let path = dir.join("mine/model.toml");
    let model = fs::read_to_string(&path).unwrap();
    fs::write(&path, model.replace("= \"cloe\"", "= \"pamminger\"")).unwrap();
    let a2 = |it: &Value, id: &str| {
        let clusters = it["clusters"].as_array().unwrap();
        let cluster = clusters.iter().find(|it| it["id"] == id).unwrap();
        cluster["signs"][1]["verdict"].as_str().unwrap().to_owned()
    };
    let bundled = json(&dir, &["assess", "--format", "json"]);
    let mine = json(&dir, &["assess", "--format", "json", "--catalogue", "mine"]);
    assert_eq!(
        (a2(&bundled, "tomsk-merged"), a2(&mine, "tomsk-merged")),
        ("met".into(), "not_met".into())
    );
    assert_eq!((a2(&bundled, "tomsk-it"), a2(&mine, "tomsk-it")), ("met".into(), "met".into()));
    assert_ne!(bundled["edition"]["catalogue"], mine["edition"]["catalogue"]);
}

#[test]
fn a_date_before_a_threshold_leaves_nothing_to_judge_by() {
    let it = json(&folder("as_of"), &["assess", "--format", "json", "--as-of", "2003-12-31"]);
    let rule = &it["clusters"][0]["signs"][1]["criteria"][0]["rule"];
    assert!(rule.is_null(), "no source had named a number of members by 2003: {rule}");
}

#[test]
fn completions_and_manual_can_be_written() {
    let dir = folder("completions");
    for args in [&["completions", "bash"][..], &["completions", "zsh"], &["man"]] {
        let out = karenina(&dir, args);
        assert_eq!(out.status.code(), Some(0));
        assert!(text(&out.stdout).contains("assess"), "{args:?}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn a_mistyped_command_is_answered_in_the_language_it_was_typed_in() {
    let dir = folder("mistyped");
    for (args, said) in [
        (&["asess"][..], ["did you mean \"assess\"", "может быть, \"assess\""]),
        (
            &["assess", "--as-off", "2014-01-01"],
            ["did you mean \"--as-of\"", "может быть, \"--as-of\""],
        ),
        (
            &["assess", "--format", "htm"],
            ["--format takes no \"htm\"", "--format не принимает \"htm\""],
        ),
        (&["assess", "--format"], ["--format needs a value", "после --format нужно значение"]),
        (&["assess", "--seed", "x"], ["\"x\" does not fit --seed", "\"x\" не подходит для --seed"]),
        (&["map"], ["still needed: TABLE", "ещё нужно указать: TABLE"]),
        (
            &["assess", "--out", "a", "--out", "b"],
            ["--out stands there twice", "--out указано дважды"],
        ),
    ] {
        for (lang, said) in ["en", "ru"].into_iter().zip(said) {
            let mut args = args.to_vec();
            args.insert(1, "--lang");
            args.insert(2, lang);
            let out = karenina(&dir, &args);
            let err = text(&out.stderr);
            assert_eq!(out.status.code(), Some(2), "{err}");
            assert!(err.starts_with("karenina: ") && err.contains(said), "{args:?}: {err}");
            assert!(err.trim_end().ends_with("--help"), "{err}");
        }
    }
}
