//! `karenina map` on small tables.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::{fs, path::PathBuf, process::Command};

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("karenina-map-{name}-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn karenina(args: &[&str]) -> (i32, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_karenina")).args(args).output().unwrap();
    let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

const TABLE: &str = "region,activity,employment,establishments,year\n\
    north,*,100,10,2020\nnorth,ships,60,3,2020\nnorth,bread,40,7,2020\n\
    south,*,300,30,2020\nsouth,ships,:,1,2020\nsouth,bread,240,24,2020\n\
    south,bread,1,1,2020\nsouth,tar,-5,x,2020\n";

#[test]
fn a_withheld_cell_is_bounded_by_its_total_and_every_fault_has_its_line() {
    let dir = folder("faults");
    let table = dir.join("table.csv");
    fs::write(&table, TABLE).unwrap();
    let (code, out, _) = karenina(&["map", table.to_str().unwrap(), "--format", "json"]);
    assert_eq!(code, 0);
    let it: serde_json::Value = serde_json::from_str(&out).unwrap();
    let of = |region: &str, group: &str| {
        let all = it["found"].as_array().unwrap();
        all.iter().find(|it| it["region"] == region && it["group"] == group).unwrap().clone()
    };
    assert_eq!(of("north", "ships")["employment"], 60.0);
    // 300 in all, 240 of them in bread: 60 for ships and tar together.
    let ships = of("south", "ships")["employment_bounds"].clone();
    assert_eq!(ships, serde_json::json!({"low": 0.0, "high": 60.0}));
    let faults: Vec<(&str, Option<u64>)> = it["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["code"].as_str().unwrap(), it["line"].as_u64()))
        .collect();
    assert_eq!(
        faults,
        [("K0704", Some(8)), ("K0702", Some(9)), ("K0703", Some(9)), ("K0731", None)]
    );
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn commas_semicolons_and_tabs_give_the_same_groups() {
    let dir = folder("separators");
    let found = |name: &str, separator: &str| {
        let table = dir.join(name);
        fs::write(&table, TABLE.replace(',', separator)).unwrap();
        let (code, out, err) = karenina(&["map", table.to_str().unwrap(), "--format", "json"]);
        assert_eq!(code, 0, "{err}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["found"].clone()
    };
    let commas = found("table.csv", ",");
    assert!(!commas.as_array().unwrap().is_empty());
    assert_eq!(found("semicolons.csv", ";"), commas);
    assert_eq!(found("table.tsv", "\t"), commas);
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_missing_file_and_a_missing_year_are_said() {
    let (code, _, err) = karenina(&["map", "nowhere.csv"]);
    assert_eq!(code, 2);
    assert!(err.contains("nowhere.csv"), "{err}");
    let dir = folder("year");
    let table = dir.join("table.csv");
    fs::write(&table, TABLE).unwrap();
    let (code, _, err) = karenina(&["map", table.to_str().unwrap(), "--year", "1999"]);
    assert_eq!(code, 2);
    assert!(err.contains("2020"), "{err}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_bad_line_in_the_middle_is_named_and_stops_when_asked() {
    let dir = folder("bad-line");
    let table = dir.join("plants.csv");
    let mut text = "id,region,activity,employment\n".to_owned();
    for n in 0..300_000 {
        text.push_str(if n == 150_000 { "x,\"north,12,3\n" } else { "x,north,12,3\n" });
    }
    let text: String = text
        .lines()
        .enumerate()
        .map(|(n, line)| if n == 0 { format!("{line}\n") } else { format!("{n}{}\n", &line[1..]) })
        .collect();
    fs::write(&table, text).unwrap();
    let path = table.to_str().unwrap();
    let args = ["map", path, "--layout", "establishments", "--measure", "table", "--format", "csv"];
    let (code, out, err) = karenina(&args);
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        out,
        "region,activity,employment,establishments,employment_squared\n\
         north,12,899997,299999,2699991\n"
    );
    assert!(err.contains("plants.csv:150002") && err.contains("K0730"), "{err}");
    let (code, _, err) = karenina(&[&args[..], &["--on-bad-line", "stop"]].concat());
    assert_eq!(code, 2);
    assert!(err.contains("plants.csv:150002"), "{err}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn eurostat_s_flags_and_levels_are_read_and_a_crosswalk_renames() {
    let dir = folder("eurostat");
    let table = dir.join("sbs.tsv");
    let text = "nace_r2,indic_sb,geo\\time\t2015 \t2014 \n\
        C10,V16110,AT1\t: \t900 \nC10,V16110,AT11\t: \t300 \nC10,V16110,AT12\t: c\t600 b\n\
        C11,V16110,AT11\t: \t100 \nC11,V16110,AT12\t: \t: c\nC10,V11210,AT11\t: \t7 \n\
        C,V16110,AT12\t: \t700 \nC10,V13320,AT11\t1 \t2 \nC10,V16110,EU28\t: \t9 \n";
    fs::write(&table, text).unwrap();
    let crosswalk = dir.join("nuts.csv");
    fs::write(&crosswalk, "from,to,share\nAT11,AT99,1\n").unwrap();
    let (code, out, err) = karenina(&[
        "map",
        table.to_str().unwrap(),
        "--layout",
        "eurostat-sbs",
        "--crosswalk",
        crosswalk.to_str().unwrap(),
        "--format",
        "json",
    ]);
    assert_eq!(code, 0, "{err}");
    let it: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(it["year"], 2014);
    let of = |region: &str, group: &str| {
        let all = it["found"].as_array().unwrap();
        all.iter().find(|it| it["region"] == region && it["group"] == group).unwrap().clone()
    };
    assert_eq!(of("AT99", "C10")["employment"], 300.0);
    assert_eq!(of("AT99", "C10")["establishments"], 7.0);
    // 700 in the section, 600 of them published: the rest is the confidential cell's.
    let rest = serde_json::json!({"low": 100.0, "high": 100.0});
    assert_eq!(of("AT12", "C11")["employment_bounds"], rest);
    let codes: Vec<&str> =
        it["problems"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["K0733", "K0736", "K0709", "K0735"]);
    fs::remove_dir_all(dir).unwrap();
}
