//! `karenina network` as a user meets it.

#![allow(
    clippy::disallowed_methods,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::unwrap_used
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn karenina(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_karenina"))
        .args(args)
        .args(["--lang", "en"])
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .unwrap()
}

fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/worked-programme");
    path.display().to_string()
}

fn text(args: &[&str]) -> String {
    let out = karenina(args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("karenina-network-{}-{name}", std::process::id()));
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

#[test]
fn every_format_is_written_and_twice_the_same() {
    let data = example();
    for (format, expected) in [
        ("table", "The seven gaps"),
        ("json", "\"schema\": \"karenina-network/1\""),
        ("csv", "network,rank,key,name,class"),
        ("md", "| Question | Answer | Of |"),
        ("html", "<svg class=\"net\""),
        ("edges", "network,source,target,weight"),
        ("graphml", "<graphml xmlns"),
        ("gexf", "<gexf xmlns"),
        ("svg", "<svg xmlns"),
    ] {
        let once = text(&["network", &data, "--format", format]);
        assert!(once.contains(expected), "{format}");
        assert_eq!(once, text(&["network", &data, "--format", format]), "{format}");
        assert!(!once.contains("NaN"), "{format}");
    }
}

#[test]
fn a_page_is_one_file_without_anything_from_elsewhere() {
    let html = text(&["network", &example(), "--format", "html"]);
    assert!(!html.contains("src=") && !html.contains("@import") && !html.contains("url("));
    let russian = Command::new(env!("CARGO_BIN_EXE_karenina"))
        .args(["network", &example(), "--format", "html", "--lang", "ru"])
        .output()
        .unwrap();
    let russian = String::from_utf8(russian.stdout).unwrap();
    assert!(russian.contains("Семь разрывов"));
}

#[test]
fn the_bundled_clusters_have_no_ties_and_that_is_said() {
    let table = text(&["network", "--format", "table"]);
    assert!(table.contains("No ties are listed"), "{table}");
}

#[test]
fn clusters_are_made_out_of_cordis_and_can_be_judged() {
    let dir = folder("cordis");
    let mut rows = String::from("rcn,role,pic,type,contribution,country,start_date,end_date\n");
    let mut organisations = String::from("pic,name,type,country,city,lon,lat,nuts3\n");
    for at in 0..40 {
        let kind = ["PRC", "PRC", "HES", "REC"][at % 4];
        organisations += &format!("{at},Org {at},{kind},DE,Munich,1,1,DE212\n");
        rows += &format!("{},participant,{at},{kind},5,DE,2016-01-01,2019-01-01\n", at / 4);
    }
    fs::write(dir.join("p.csv"), rows).unwrap();
    fs::write(dir.join("o.csv"), organisations).unwrap();
    let parts: String = (0..10).map(|at| format!("{at},LEIT\n")).collect();
    fs::write(dir.join("parts.csv"), format!("rcn,programme_part\n{parts}")).unwrap();
    let (from, to) = (dir.display().to_string(), dir.join("made").display().to_string());
    let made = karenina(&["network", &from, "--as-dataset", &to, "--as-of", "2017-06-30"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let json: serde_json::Value =
        serde_json::from_str(&text(&["assess", &to, "--format", "json"])).unwrap();
    assert_eq!(json["clusters"].as_array().unwrap().len(), 1);
    let network = text(&["network", &to, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&network).unwrap();
    // Every four organisations share a project: all members work with another.
    let members = &json["networks"][0]["figures"]["members_in_joint_projects"];
    assert_eq!((members["low"].as_f64(), members["high"].as_f64()), (Some(1.0), Some(1.0)));
    fs::remove_dir_all(dir).unwrap();
}
