//! Invariant 10: any input, however broken, ends in an answer or a message; everything that can
//! still be answered is answered; no input is changed.

// Tests write broken files and start processes.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad").join(name);
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    for (file, bytes) in files {
        let path = dir.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_karenina")).args(args).env("LANG", "C.UTF-8").output().unwrap()
}

/// Assesses a folder: it must be answered, without panic, and the files must stay as they were.
fn assessed(dir: &Path) -> Value {
    let before = digest(dir);
    let out = run(&["assess", dir.to_str().unwrap(), "--format", "json", "--as-of", "2026-01-01"]);
    let stderr = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert_eq!(out.status.code(), Some(0), "{stderr}");
    assert_eq!(digest(dir), before, "an input was changed");
    serde_json::from_slice(&out.stdout).unwrap()
}

fn digest(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(dir)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.is_file())
        .map(|it| (it.clone(), fs::read(&it).unwrap()))
        .collect();
    files.sort();
    files
}

/// The problem with this code: file, line or cell, message.
fn problem<'a>(it: &'a Value, code: &str) -> &'a Value {
    let problems = it["problems"].as_array().unwrap();
    problems
        .iter()
        .find(|it| it["code"] == code)
        .unwrap_or_else(|| panic!("{code} is not among {problems:#?}"))
}

fn ids(it: &Value) -> Vec<&str> {
    it["clusters"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect()
}

#[test]
fn broken_utf8_is_named_by_line_and_the_rest_is_read() {
    let dir = folder(
        "utf8",
        &[("clusters.csv", b"id,name\na,\xd0\x9a\xd0\xbb\nb,bad \xff\xfe byte\nc,fine\n")],
    );
    let it = assessed(&dir);
    assert_eq!(problem(&it, "K0108")["line"], 3);
    assert_eq!(ids(&it), ["a", "b", "c"]);
}

#[test]
fn windows_1251_and_semicolons_and_decimal_commas_are_understood() {
    // "id;name;members_total" with a name in windows-1251 and a decimal comma beside it.
    let clusters = b"id;name;members_total\r\na;\xca\xeb\xe0\xf1\xf2\xe5\xf0;44\r\n";
    let places = "id;creative_employment_share\r\nseat;0,25\r\n".as_bytes();
    let it = assessed(&folder("cp1251", &[("clusters.csv", clusters), ("places.csv", places)]));
    assert_eq!(problem(&it, "K0107")["severity"], "note");
    assert_eq!(it["clusters"][0]["name"], "Кластер");
    assert_eq!(it["clusters"][0]["signs"][1]["criteria"][0]["value"]["low"], 44.0);
}

#[test]
fn a_byte_order_mark_and_tabs_are_no_fault() {
    let it = assessed(&folder("bom", &[("clusters.csv", "\u{feff}id\tname\na\tOne\n".as_bytes())]));
    assert_eq!(ids(&it), ["a"]);
    assert!(it["problems"].as_array().unwrap().is_empty(), "{}", it["problems"]);
}

#[test]
fn an_unknown_column_is_kept_and_a_near_name_is_suggested() {
    let it = assessed(&folder("column", &[("clusters.csv", b"id,membr_totl\na,44\n")]));
    let it = problem(&it, "K0104");
    assert!(it["message"].as_str().unwrap().contains("members_total"), "{it}");
}

#[test]
fn missing_files_are_unknown_and_no_clusters_is_said() {
    let it = assessed(&folder("nothing", &[]));
    problem(&it, "K0306");
    assert!(ids(&it).is_empty());
    let it = assessed(&folder(
        "no_clusters",
        &[("members.csv", b"a,b\n1,2\n"), ("memberships.csv", b"cluster,organisation\na,b\n")],
    ));
    problem(&it, "K0306");
    problem(&it, "K0102");
    assert_eq!(problem(&it, "K0211")["line"], 2);
}

#[test]
fn duplicate_ids_and_dangling_references_are_named() {
    let dir = folder(
        "ids",
        &[
            ("clusters.csv", b"id,place\na,seat\na,seat\nb,saet\n"),
            ("places.csv", b"id,single_specialism\nseat,no\n"),
        ],
    );
    let it = assessed(&dir);
    assert_eq!(problem(&it, "K0212")["line"], 3);
    assert_eq!(ids(&it), ["a", "b"], "the first row counts, and the second is no other cluster");
    let dangling = problem(&it, "K0211");
    assert_eq!(dangling["line"], 4);
    assert!(dangling["message"].as_str().unwrap().contains("seat"), "{dangling}");
}

#[test]
fn cells_that_make_no_sense_are_unknown_and_named() {
    let dir = folder(
        "cells",
        &[
            ("clusters.csv", b"id,members_total,started_on\na,-4,2013-02-29\nb,19..10,31.04.2014\nc,many,2015\nd,4.5,2015\ne,\"1,234\",2015\n"),
            ("memberships.csv", b"cluster,organisation,from,to\na,o,2015,2012\n"),
            ("organisations.csv", b"id,kind\no,privat\n"),
            ("places.csv", b"id,closed_city,creative_employment_share\np,perhaps,45\n"),
        ],
    );
    let it = assessed(&dir);
    for code in
        ["K0204", "K0206", "K0201", "K0203", "K0202", "K0207", "K0213", "K0209", "K0208", "K0205"]
    {
        let it = problem(&it, code);
        assert!(it["line"].is_u64() && it["column"].is_string(), "{it}");
    }
    assert_eq!(ids(&it), ["a", "b", "c", "d", "e"]);
    let members = &it["clusters"][0]["signs"][1]["criteria"][0];
    assert_eq!(members["verdict"], "undetermined");
}

#[test]
fn claims_that_contradict_leave_everything_between_open() {
    let dir = folder(
        "claims",
        &[
            ("clusters.csv", b"id\na\n"),
            ("claims.csv", b"subject,indicator,period,value\na,critical_mass/member_organisations,2025,20\na,critical_mass/member_organisations,2025,60\na,critical_mass/membr_organisations,2025,60\n"),
        ],
    );
    let it = assessed(&dir);
    problem(&it, "K0301");
    assert!(problem(&it, "K0307")["message"].as_str().unwrap().contains("member_organisations"));
    let members = &it["clusters"][0]["signs"][1]["criteria"][0];
    assert_eq!(members["value"], serde_json::json!({ "low": 20.0, "high": 60.0 }));
    assert_eq!(members["verdict"], "undetermined");
}

#[test]
fn a_merged_cluster_and_its_parts_are_judged_and_counted_once() {
    let dir = folder(
        "merged",
        &[
            ("clusters.csv", b"id\nwhole\npart-1\npart-2\n"),
            (
                "lineage.csv",
                b"from,into,on,kind\npart-1,whole,2013,merger\npart-2,whole,2013,merger\n",
            ),
        ],
    );
    let it = assessed(&dir);
    problem(&it, "K0303");
    assert_eq!(it["programme"]["populations"][0]["n"], 3);
    assert_eq!(it["programme"]["populations"][1]["n"], 1);
}

#[test]
fn empty_tables_and_headings_without_rows_are_no_fault_of_the_others() {
    let it = assessed(&folder(
        "empty",
        &[("clusters.csv", b"id\na\n"), ("groups.csv", b""), ("seats.csv", b"body,class\n")],
    ));
    problem(&it, "K0103");
    assert_eq!(ids(&it), ["a"]);
}

#[test]
fn a_cell_of_a_hundred_megabytes_is_refused_quickly() {
    let mut file = b"id,name\na,".to_vec();
    file.resize(file.len() + 100 * 1024 * 1024, b'x');
    file.extend_from_slice(b"\nb,fine\n");
    let dir = folder("long", &[("clusters.csv", &file)]);
    let it = assessed(&dir);
    assert_eq!(problem(&it, "K0110")["line"], 2);
    assert_eq!(ids(&it), ["a", "b"]);
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_member_twice_and_more_members_than_there_are_said_to_be() {
    let dir = folder(
        "members",
        &[
            ("clusters.csv", b"id,members_total\na,1\n"),
            ("organisations.csv", b"id\nx\ny\n"),
            ("memberships.csv", b"cluster,organisation\na,x\na,x\na,y\n"),
        ],
    );
    let it = assessed(&dir);
    assert_eq!(problem(&it, "K0304")["line"], 3);
    problem(&it, "K0305");
}

#[test]
fn a_mistake_on_line_seven_of_a_catalogue_is_named_by_line() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let dir = folder("catalogue", &[]);
    for file in ["model.toml", "sources.toml", "practices.toml", "fields.toml"] {
        fs::copy(from.join(file), dir.join(file)).unwrap();
    }
    let id = "indicators/critical_mass/member_organisations.toml";
    fs::create_dir_all(dir.join("indicators/critical_mass")).unwrap();
    let mut lines: Vec<String> =
        fs::read_to_string(from.join(id)).unwrap().lines().map(str::to_owned).collect();
    lines.insert(6, "unitt = \"organisations\"".to_owned());
    fs::write(dir.join(id), lines.join("\n")).unwrap();
    let out = run(&["catalogue", "check", "--catalogue", dir.to_str().unwrap()]);
    let printed = String::from_utf8(out.stdout).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(printed.contains("member_organisations.toml:7"), "{printed}");
    assert!(printed.contains("unitt"), "{printed}");
}

#[test]
fn binary_junk_in_every_disguise_is_a_problem_and_no_panic() {
    let junk: Vec<u8> =
        (0..20_000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let dir = folder(
        "junk",
        &[
            ("clusters.csv", b"id\na\n"),
            ("organisations.csv", &junk),
            ("memberships.xlsx", &junk),
            ("groups.ods", b"PK\x03\x04not a zip"),
            ("old.xls", &junk),
            ("bodies.xlsb", b""),
        ],
    );
    let it = assessed(&dir);
    problem(&it, "K0112");
    assert_eq!(ids(&it), ["a"]);
}

#[test]
fn scripts_in_names_are_only_names() {
    let dir = folder(
        "script",
        &[("clusters.csv", b"id,name\na,<script>alert(1)</script>\n\"=cmd()\",\"=1+1\"\n")],
    );
    let html = run(&["assess", dir.to_str().unwrap(), "--format", "html", "--as-of", "2026-01-01"]);
    let html = String::from_utf8(html.stdout).unwrap();
    assert!(!html.contains("<script>alert"), "not escaped");
    let csv = run(&["assess", dir.to_str().unwrap(), "--format", "csv", "--as-of", "2026-01-01"]);
    let csv = String::from_utf8(csv.stdout).unwrap();
    assert!(csv.lines().all(|it| !it.starts_with('=')), "a formula");
}

#[test]
fn what_stood_in_the_way_is_said_once_and_in_the_language_that_was_asked_for() {
    let dir = folder("trouble", &[("style.txt", b"one\ntwo \xff\n"), ("held", b"a file")]);
    let at = |name: &str| dir.join(name).display().to_string();
    let (style, under, nowhere) = (at("style.txt"), at("held/page.html"), at("nowhere"));
    let folder = dir.display().to_string();
    let cases: [(&[&str], &str, &str); 12] = [
        (&["assess", &nowhere], "there is no such file or folder", "такого файла или папки нет"),
        (&["check", &nowhere], "a dataset is a folder", "набор данных — это папка"),
        (&["advise", "--catalogue", &nowhere], "there is no such folder", "такой папки нет"),
        (&["advise", "--catalogue", &style], "a catalogue is a folder", "каталог — это папка"),
        (&["assess", "--recipe", &nowhere], "look at its name", "проверьте имя"),
        (&["map", &nowhere], "there is no such file", "такого файла нет"),
        (&["letter", "--text", &style, "arkhangelsk-ship"], "line 2", "строка 2"),
        (&["assess", "--out", &under], "cannot be written", "записать нельзя"),
        (
            &["advise", "--out", &at("no/a.html")],
            "its folder is not there",
            "папки для этого файла нет",
        ),
        (
            &["network", &folder, &nowhere],
            "one dataset at a time",
            "набор данных может быть только один",
        ),
        (&["network", "--as-dataset", &nowhere], "files of CORDIS", "из файлов CORDIS"),
        (&["new", "--prefill", &nowhere, &at("f.xlsx")], "one table as a .csv", "одна таблица"),
    ];
    for (args, english, russian) in cases {
        for (lang, expected) in [("en", english), ("ru", russian)] {
            let out = run(&[args, &["--lang", lang]].concat());
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            assert_eq!(out.status.code(), Some(2), "{args:?}: {said}");
            assert!(said.contains(expected), "{args:?}, {lang}: {said}");
            assert_eq!(said.matches(&nowhere).count().max(1), 1, "{args:?} says it twice: {said}");
        }
    }
    assert!(!dir.join("nowhere").exists() && !dir.join("f.xlsx").exists());
}
