//! `karenina map` on small tables.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::format_push_string,
    clippy::print_stderr
)]

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

/// What must work.
fn answered(args: &[&str]) -> String {
    let (code, out, err) = karenina(args);
    assert_eq!(code, 0, "{args:?}: {err}");
    out
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
        let out = answered(&["map", table.to_str().unwrap(), "--format", "json"]);
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
        "region,activity,employment,establishments,employment_squared,without_employment\n\
         north,12,899997,299999,2699991,0\n"
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
    let out = answered(&[
        "map",
        table.to_str().unwrap(),
        "--layout",
        "eurostat-sbs",
        "--crosswalk",
        crosswalk.to_str().unwrap(),
        "--format",
        "json",
    ]);
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

fn example(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join("examples/regional-statistics").join(name).to_str().unwrap().to_owned()
}

#[test]
fn the_bundled_example_finds_what_everybody_knows_and_makes_a_page_by_itself() {
    let dir = folder("page");
    let (table, groups, names) =
        (example("metros.csv"), example("subsectors.csv"), example("names.csv"));
    let out = dir.join("map.html");
    for (lang, title) in [("en", "Where activities concentrate"), ("ru", "Где сосредоточены")]
    {
        let (code, _, err) = karenina(&[
            "map",
            &table,
            "--definitions",
            &groups,
            "--names",
            &names,
            "--measure",
            "complexity",
            "--measure",
            "coagglomeration",
            "--lang",
            lang,
            "--out",
            out.to_str().unwrap(),
        ]);
        assert_eq!(code, 0, "{err}");
        let page = fs::read_to_string(&out).unwrap();
        assert!(page.contains(title), "{lang}");
        assert!(page.contains("Elkhart") && page.contains("Dalton"), "{lang}");
        // One file: nothing is fetched from anywhere.
        assert!(!page.contains("src=\"http") && !page.contains("<link"), "{lang}");
        // Every word is there in both languages.
        assert!(!page.contains("<h2></h2>") && !page.contains(">map-"), "{lang}");
    }
    let out = answered(&["map", &table, "--format", "csv"]);
    let strong = |region: &str, activity: &str| {
        out.lines().any(|it| {
            let cells: Vec<&str> = it.split(',').collect();
            cells[0] == region && cells[2] == activity && cells[13].starts_with("strong")
        })
    };
    // Elkhart's caravans, Hickory's furniture, Wichita's aircraft; Dalton's textile mills.
    assert!(strong("21140", "336") && strong("25860", "337") && strong("48620", "336"));
    assert!(strong("19140", "314"));
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn what_is_found_becomes_a_table_that_a_judgement_rests_on() {
    let dir = folder("judged");
    let table = dir.join("table.csv");
    fs::write(
        &table,
        "region,activity,employment,establishments,year\n\
         Lakeland,*,1000,90,2024\nLakeland,ships,400,9,2024\nLakeland,bread,600,81,2024\n\
         Moor,*,9000,900,2024\nMoor,ships,:,3,2024\nMoor,tar,:,3,2024\nMoor,bread,7500,894,2024\n",
    )
    .unwrap();
    let dataset = dir.join("dataset");
    fs::create_dir_all(&dataset).unwrap();
    let made = dataset.join("region_activity.csv");
    let args = ["map", table.to_str().unwrap(), "--measure", "region-activity", "--out"];
    let (code, _, err) = karenina(&[&args[..], &[made.to_str().unwrap()]].concat());
    assert_eq!(code, 0, "{err}");
    let text = fs::read_to_string(&made).unwrap();
    // 1500 in ships and tar together, so that the nation has 400 to 1900 in ships.
    assert!(text.contains("Moor,ships,2024,0..1500,3"), "{text}");
    assert!(
        text.contains("*,ships,2024,400..1900,12") && text.contains("*,*,2024,10000,"),
        "{text}"
    );
    fs::write(
        dataset.join("clusters.csv"),
        "id,name,region,activities\nyards,Yards,Lakeland,ships\n",
    )
    .unwrap();
    let out = answered(&[
        "assess",
        dataset.to_str().unwrap(),
        "--as-of",
        "2025-01-01",
        "--format",
        "csv",
    ]);
    let row = out.lines().find(|it| it.contains("specialisation_in_employees")).unwrap();
    // (400 / 1000) / (400..1900 / 10000): 2.1 to 10, which is at least twice in any case.
    assert!(row.contains("2.105") && row.contains("met"), "{row}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_map_becomes_a_dataset_that_is_judged_and_a_figure_leads_back_to_its_table() {
    let dir = folder("as-dataset");
    let table = dir.join("table.csv");
    let mut text = "region,activity,employment,establishments,year\n".to_owned();
    for (at, region) in ["Lakeland", "Moor", "Heath", "Coast", "Hill", "Vale"].iter().enumerate() {
        let ships = if at == 0 { 400 } else { 10 * at };
        let (boats, n) = if at == 0 { (90, 20) } else { (5, 1 + at) };
        text += &format!(
            "{region},*,{},200,2024\n{region},ships,{ships},{n},2024\n\
             {region},boats,{boats},{n},2024\n{region},bread,1000,{},2024\n",
            1000 + ships + boats,
            200 - 2 * n
        );
    }
    fs::write(&table, text).unwrap();
    let made = dir.join("made");
    let (table, to) = (table.to_str().unwrap(), made.to_str().unwrap());
    let (code, _, err) = karenina(&["map", table, "--as-dataset", to, "--top", "5"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("karenina assess"), "{err}");
    let day = ["--as-of", "2025-06-30", "--format", "csv"];
    let found = answered(&[&["assess", to][..], &day].concat());
    let of = |text: &str, indicator: &str| {
        let is = |it: &&str| it.contains("lakeland-ships") && it.contains(indicator);
        text.lines().find(is).unwrap_or_default().to_owned()
    };
    // (400 / 1490) / (550 / 6665), 7.7 in boats; nothing exceeds the nation by more than boats do.
    assert!(of(&found, "critical_mass/specialisation_in_employees").contains("met"), "{found}");
    let place = of(&found, "critical_mass/rank_of_core_activity");
    assert!(place.contains(",rank,2,2,"), "{place}");
    let why = answered(&[
        "explain",
        "lakeland-ships",
        "critical_mass/specialisation_in_employees",
        to,
        "--as-of",
        "2025-06-30",
    ]);
    assert!(why.contains("region_activity.csv:2") && why.contains("3.25"), "{why}");
    assert!(why.contains("table.csv"), "{why}");
    // What was made is made anew; what somebody keeps stays, and statistics come beside it.
    answered(&["map", table, "--as-dataset", to, "--top", "1"]);
    assert_eq!(fs::read_to_string(made.join("clusters.csv")).unwrap().lines().count(), 2);
    let kept = dir.join("kept");
    fs::create_dir_all(&kept).unwrap();
    let own = "id,name,region,activities\nyards,Yards,Lakeland,ships\n";
    fs::write(kept.join("clusters.csv"), own).unwrap();
    answered(&["map", table, "--as-dataset", kept.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(kept.join("clusters.csv")).unwrap(), own);
    assert!(!kept.join("sources.csv").exists());
    let found = answered(&[&["assess", kept.to_str().unwrap()][..], &day].concat());
    let row = found.lines().find(|it| it.contains("specialisation_in_employees")).unwrap();
    assert!(row.contains("met"), "{row}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn neighbours_are_found_in_the_boundaries_and_regions_drawn() {
    let dir = folder("areas");
    let (mut features, mut rows) = (Vec::new(), "region,activity,employment\n".to_owned());
    for x in 0..6 {
        for y in 0..6 {
            let ring =
                [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)].map(|it| [it.0, it.1]);
            features.push(serde_json::json!({
                "type": "Feature", "properties": {"code": format!("r{x}{y}")},
                "geometry": {"type": "Polygon", "coordinates": [ring]}
            }));
            // Ships in the west and bread everywhere.
            rows += &format!(
                "r{x}{y},ships,{}\nr{x}{y},bread,100\n",
                if x < 3 { 90 - x } else { 5 + x }
            );
        }
    }
    let areas = dir.join("areas.json");
    fs::write(
        &areas,
        serde_json::json!({"type": "FeatureCollection", "features": features}).to_string(),
    )
    .unwrap();
    let table = dir.join("table.csv");
    fs::write(&table, rows).unwrap();
    let (table, areas) = (table.to_str().unwrap(), areas.to_str().unwrap());
    let args = ["map", table, "--boundaries", areas, "--measure", "moran", "--measure", "lisa"];
    let out = answered(&[&args[..], &["--format", "json"]].concat());
    let it: serde_json::Value = serde_json::from_str(&out).unwrap();
    let moran = &it["measures"][0]["rows"][0];
    assert!(moran["moran_i"].as_f64().unwrap() > 0.6 && moran["moran_p"].as_f64().unwrap() < 0.01);
    let lisa = it["measures"][1]["rows"].as_array().unwrap();
    assert!(lisa.iter().any(|it| it["region"] == "r00" && it["quadrant"] == "high_high"));
    let again = karenina(&[&args[..], &["--format", "json"]].concat()).1;
    assert_eq!(again, out);
    // Every region beside its neighbours, of which the plots of the page are made.
    let of_regions = it["measures"][2]["rows"].as_array().unwrap();
    assert_eq!(of_regions.len(), 2 * 36);
    let corner = of_regions.iter().find(|it| it["region"] == "r00" && it["group"] == "ships");
    let corner = corner.unwrap();
    assert!(corner["standardised_value"].as_f64().unwrap() > 0.0);
    assert!(corner["spatial_lag"].as_f64().unwrap() > 0.0);
    assert_eq!(corner["quadrant"], "high_high");
    let of_group = |name: &str| {
        let rows = of_regions.iter().filter(|it| it["group"] == "ships");
        rows.filter(|it| it["quadrant"] == name && it["kept"] == "yes").count()
    };
    let told =
        format!("High among high {}, low among low {}", of_group("high_high"), of_group("low_low"));
    let page = answered(&[&args[..], &["--format", "html"]].concat());
    assert!(page.contains(&told), "{told}");
    assert!(page.contains("Moran scatter plot") && page.matches("r=\"2.8\" data-p=").count() == 36);
    assert_eq!(page.matches("<path id=\"l").count(), 36);
    let page = answered(&[&args[..], &["--format", "html", "--lang", "ru"]].concat());
    assert!(page.contains("Высокое среди высоких") && !page.contains("lisa-not"));
    let (_, page, _) = karenina(&[&args[..4], &["--format", "html"]].concat());
    assert_eq!(page.matches("<path id=\"a").count(), 36);
    let (_, geo, _) = karenina(&[&args[..4], &["--format", "geojson"]].concat());
    let geo: serde_json::Value = serde_json::from_str(&geo).unwrap();
    assert_eq!(geo["features"].as_array().unwrap().len(), 36);
    // Without areas the measure is absent and said to be.
    let (_, out, _) = karenina(&["map", table, "--measure", "moran", "--format", "json"]);
    assert!(out.contains("K0749"), "{out}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_table_for_publication_gives_no_single_firm_away() {
    let dir = folder("publish");
    let table = dir.join("plants.csv");
    let mut text = "id,region,activity,employment\n".to_owned();
    let mut id = 0;
    for region in ["a", "b", "c"] {
        for activity in ["x", "y", "z"] {
            let sizes: &[u32] = match (region, activity) {
                ("a", "x") => &[77, 5],
                ("b", "y") => &[990, 8, 1, 1],
                _ => &[20, 25, 30, 35],
            };
            for size in sizes {
                id += 1;
                text += &format!("{id},{region},{activity},{size}\n");
            }
        }
    }
    fs::write(&table, text).unwrap();
    for format in ["csv", "json", "table", "html"] {
        let out = answered(&[
            "map",
            table.to_str().unwrap(),
            "--layout",
            "establishments",
            "--publish",
            "--format",
            format,
        ]);
        // 82 in two firms; 1,000 of which one has nearly all; 110 in four equals.
        let shows = |n: &str| match format {
            "csv" => out.lines().any(|it| it.split(',').nth(2) == Some(n)),
            "json" => out.contains(&format!("\"employment\":{n}")),
            "html" => out.contains(&format!(">{n}<")),
            _ => out.split_whitespace().any(|it| it == n),
        };
        assert!(!shows("82") && !shows("1000") && !shows("1,000"), "{out}");
        assert!(shows("110"), "{format}: {out}");
        if format == "csv" {
            for line in ["a,", "b,", "c,"] {
                let withheld =
                    out.lines().filter(|it| it.starts_with(line) && it.contains("withheld"));
                assert_ne!(withheld.count(), 1, "{out}");
            }
        }
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn emerging_groups_and_candidates_are_told_with_what_is_not_certain() {
    let dir = folder("emerging");
    let table = dir.join("table.csv");
    fs::write(
        &table,
        "region,activity,employment,year\n\
         n,ships,100,2020\nn,bread,100,2020\ns,bread,300,2020\ns,ships,0,2020\n\
         n,ships,150,2024\nn,bread,100,2024\ns,bread,300,2024\ns,ships,20,2024\n",
    )
    .unwrap();
    let out = answered(&[
        "map",
        table.to_str().unwrap(),
        "--measure",
        "emerging",
        "--since",
        "2020",
        "--format",
        "csv",
    ]);
    assert!(out.contains("n,ships,100,150,0.5,0.5,0.5,no"), "{out}");
    assert!(out.contains("s,ships,0,20,,,,yes"), "{out}");
    let plants = dir.join("plants.csv");
    let mut text = "region,activity,employment,revenue,exports,rd\n".to_owned();
    for n in 0..10 {
        text += &format!(
            "n,ships,{},50,40,9\nn,bread,10,5,0,0\ns,bread,40,20,1,0\ns,ships,1,1,0,0\n",
            20 + n
        );
    }
    fs::write(&plants, text).unwrap();
    let members = dir.join("members.csv");
    fs::write(&members, "region,group,members\nn,ships,4\n").unwrap();
    let out = answered(&[
        "map",
        plants.to_str().unwrap(),
        "--layout",
        "establishments",
        "--measure",
        "candidates",
        "--members",
        members.to_str().unwrap(),
        "--format",
        "json",
    ]);
    let it: serde_json::Value = serde_json::from_str(&out).unwrap();
    let first = &it["measures"][0]["rows"][0];
    assert_eq!((&first["region"], &first["group"]), (&"n".into(), &"ships".into()));
    assert_eq!(first["similar_firms_over_members"], 2.5);
    // By revenue it is 1.4 times the nation, and one figure below two refutes.
    assert_eq!(first["twice_in_all"], "no");
    fs::remove_dir_all(dir).unwrap();
}

/// Exact rationals, worked out from the papers' formulas.
#[test]
fn ellison_and_glaeser_s_index_is_that_of_the_fixture() {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/known-answers/mapping/eg-ms");
    let Ok(expected) = fs::read_to_string(shared.join("expected.json")) else {
        eprintln!("skipped: there is no ../shared/known-answers beside the checkout");
        return;
    };
    let plants = shared.join("establishments.csv");
    let out = answered(&[
        "map",
        plants.to_str().unwrap(),
        "--layout",
        "establishments",
        "--measure",
        "ellison-glaeser",
        "--format",
        "json",
    ]);
    let it: serde_json::Value = serde_json::from_str(&out).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    let rows = it["measures"][0]["rows"].as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        let of = &expected["industries"][row["group"].as_str().unwrap()];
        for (column, key) in [("ellison_glaeser", "gamma_EG"), ("maurel_sedillot", "gamma_MS")] {
            let (is, should) = (row[column].as_f64().unwrap(), of[key].as_f64().unwrap());
            assert!((is - should).abs() < 1e-12, "{column}: {row} {of}");
        }
    }
}

#[test]
fn columns_and_lines_give_the_same_table() {
    let dir = folder("parquet");
    let table = example("metros.csv");
    let mut found = Vec::new();
    for ending in ["csv", "parquet"] {
        let made = dir.join(format!("made.{ending}"));
        let made = made.to_str().unwrap();
        let (code, _, err) =
            karenina(&["map", &table, "--measure", "region-activity", "--out", made]);
        assert_eq!(code, 0, "{err}");
        for layout in ["establishments", "tidy"] {
            let measure = if layout == "tidy" { "lq" } else { "table" };
            let args = ["map", made, "--layout", layout, "--measure", measure, "--format", "csv"];
            let out = answered(&args);
            assert!(out.lines().count() > 2_000);
            found.push(out);
        }
    }
    assert!(found[0] == found[2], "establishments");
    assert!(found[1] == found[3], "tidy");
    fs::remove_dir_all(dir).unwrap();
}

/// A row of a CSV by the name of its group or region.
fn row<'t>(table: &'t str, name: &str) -> Vec<&'t str> {
    let line = table.lines().find(|it| it.split(',').next() == Some(name));
    line.unwrap_or_else(|| panic!("no row of {name} in {table}")).split(',').collect()
}

#[test]
fn what_is_spread_or_special_is_measured_and_adds_up() {
    let dir = folder("spread");
    let table = dir.join("table.csv");
    let text = "region,activity,employment,establishments,year\n\
        n,boats,90,9,2020\nn,bread,10,5,2020\ns,boats,10,1,2020\ns,bread,90,45,2020\n\
        n,boats,60,6,2010\nn,bread,20,5,2010\ns,boats,20,2,2010\ns,bread,60,40,2010\n";
    fs::write(&table, text).unwrap();
    let path = table.to_str().unwrap();
    let csv = |measure: &str| {
        let args = ["map", path, "--measure", measure, "--since", "2010", "--format", "csv"];
        answered(&args)
    };
    let number = |it: &str| it.parse::<f64>().unwrap();

    // Boats have 90 and 10 per cent of themselves where everything has a half: ½ (0.4 + 0.4).
    let spread = csv("concentration");
    assert!((number(row(&spread, "boats")[2]) - 0.4).abs() < 1e-12, "{spread}");
    let special = csv("specialisation");
    assert!((number(row(&special, "n")[2]) - 0.8).abs() < 1e-12, "{special}");

    // 80 grew to 100 as the nation did, so the other two parts cancel out.
    let grown = csv("shift-share");
    let north = row(&grown, "n");
    let [national, mix, own] = [3, 4, 5].map(|at| number(north[at]));
    assert!((national - 20.0).abs() < 1e-9 && (mix + own).abs() < 1e-9, "{grown}");

    // 9 of 10 boat yards where a quarter of all establishments are.
    let certain = csv("significance");
    let line = certain.lines().find(|it| it.starts_with("n,boats")).unwrap();
    assert!(line.ends_with(",yes"), "{certain}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn plants_that_keep_together_are_localised_and_others_are_not() {
    let dir = folder("points");
    let table = dir.join("plants.csv");
    let mut text = "id,region,activity,employment,latitude,longitude\n".to_owned();
    let mut state = 7_u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 31)
    };
    for n in 0..600 {
        let (activity, lat, lon) = if n < 60 {
            ("boats", 50.0 + 0.1 * next(), 10.0 + 0.1 * next())
        } else {
            ("bread", 49.0 + 4.0 * next(), 8.0 + 4.0 * next())
        };
        text.push_str(&format!("{n},x,{activity},5,{lat:.4},{lon:.4}\n"));
    }
    fs::write(&table, text).unwrap();
    let path = table.to_str().unwrap();
    let csv = |measure: &str, more: &[&str]| {
        let args = ["map", path, "--layout", "establishments", "--measure", measure];
        answered(&[&args[..], &["--format", "csv"], more].concat())
    };
    let found = csv("k-density", &["--permutations", "199"]);
    assert_eq!(row(&found, "boats")[2], "localised", "{found}");
    let index = |name: &str| row(&found, name)[5].parse::<f64>().unwrap();
    assert!(index("boats") > 0.5 && index("bread") < 0.01, "{found}");
    assert_eq!(found, csv("k-density", &["--permutations", "199"]));
    let curves = csv("k-density-curves", &["--permutations", "19", "--within", "30"]);
    assert_eq!(curves.lines().filter(|it| it.starts_with("boats,")).count(), 61);

    let around = csv("m", &["--permutations", "99"]);
    let near = row(&around, "boats");
    let [m, most] = [2, 4].map(|at| near[at].parse::<f64>().unwrap());
    assert!(m > most && m > 2.0, "{around}");

    // The page draws both, says in words what stands out, and the points are files beside it.
    let args = ["map", path, "--layout", "establishments", "--permutations", "99"];
    let both = ["--measure", "k-density", "--measure", "m", "--format"];
    let page = answered(&[&args[..], &both, &["html"]].concat());
    assert!(page.contains("K-density of boats by distances from 0 to 180 km: localised at 0"));
    assert!(page.contains("▲ localised at 0–") && page.contains("M of boats: concentrated within"));
    assert_eq!(page.matches("K-density of ").count(), 2);
    let page = answered(&[&args[..], &both, &["html", "--lang", "ru"]].concat());
    assert!(page.contains("▲ локализация: 0–") && !page.contains("plot-"));
    let out = dir.join("found.csv");
    answered(&[&args[..], &both[..2], &["--out", out.to_str().unwrap()]].concat());
    let points = fs::read_to_string(dir.join("found-k-density-curves.csv")).unwrap();
    let curve: Vec<&str> = points.lines().filter(|it| it.starts_with("boats,0,")).collect();
    assert!(curve[0].ends_with(",localised"), "{curve:?}");
    assert!(fs::read_to_string(&out).unwrap().starts_with("group,plants,standing"));

    // A table of regions has no points, and that is said.
    let regions = dir.join("regions.csv");
    fs::write(&regions, TABLE).unwrap();
    let (code, out, err) = karenina(&["map", regions.to_str().unwrap(), "--measure", "k-density"]);
    assert_eq!(code, 0);
    assert!((out + &err).contains("K0749"), "{err}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_cluster_of_machines_that_cannot_be_asked_is_said_in_both_languages() {
    let dir = folder("engine");
    let table = dir.join("table.csv");
    fs::write(&table, TABLE).unwrap();
    let path = table.to_str().unwrap();
    for (args, said) in [
        (["--layout", "establishments", "--engine", "http://a"], ["is no address", "не адрес"]),
        (
            ["--layout", "tidy", "--engine", "ballista://a:1"],
            ["adds up establishments", "суммирует"],
        ),
    ] {
        for (lang, said) in ["en", "ru"].into_iter().zip(said) {
            let (code, _, err) = karenina(&[&["map", path, "--lang", lang], &args[..]].concat());
            assert_eq!(code, 2);
            assert!(err.contains(said), "{err}");
        }
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn what_lies_between_countries_and_within_them_adds_up() {
    let dir = folder("theil");
    let table = dir.join("table.csv");
    fs::write(
        &table,
        "region,country,activity,employment\n\
         a1,A,boats,10\na2,A,boats,30\nb1,B,boats,20\nb2,B,boats,20\nc,,boats,0\n\
         a1,A,bread,1\na2,A,bread,1\nb1,B,bread,1\nb2,B,bread,1\nc,,bread,1\n",
    )
    .unwrap();
    let path = table.to_str().unwrap();
    let csv = |path: &str, more: &[&str]| {
        let args = ["map", path, "--measure", "theil", "--format", "csv"];
        answered(&[&args[..], more].concat())
    };
    let found = csv(path, &[]);
    let rows: Vec<Vec<&str>> = found
        .lines()
        .filter(|it| it.starts_with("boats,"))
        .map(|it| it.split(',').collect())
        .collect();
    let number = |row: usize, at: usize| rows[row][at].parse::<f64>().unwrap();
    // Two countries with half of the boats each in two of five regions: ln 1.25 between them. Within,
    // half of ln 2 less the entropy of a quarter and three quarters.
    let between = 1.25_f64.ln();
    let own = 0.25 * 0.5_f64.ln() + 0.75 * 1.5_f64.ln();
    assert!((number(0, 7) - between).abs() < 1e-12, "{found}");
    assert!((number(0, 10) - own / 2.0).abs() < 1e-12, "{found}");
    assert!((number(0, 4) - number(0, 7) - number(0, 10)).abs() < 1e-15, "{found}");
    assert_eq!(rows[1][1], "A");
    assert_eq!((rows[3][1], rows[3][4]), ("not_known", ""), "{found}");
    for column in [7, 10] {
        let sum: f64 = (1..4).map(|it| number(it, column)).sum();
        assert!((number(0, column) - sum).abs() < 1e-15, "{found}");
    }
    // A file says it otherwise, and bread is everywhere alike.
    let file = dir.join("states.csv");
    fs::write(&file, "code,state\na1,x\na2,y\nb1,x\nb2,y\nc,x\n").unwrap();
    let by_file = csv(path, &["--countries", file.to_str().unwrap()]);
    assert!(by_file.lines().any(|it| it.starts_with("boats,y,2,0.625,")), "{by_file}");
    assert!(by_file.lines().any(|it| it.starts_with("bread,,5,,0,0,0,0,0,0,0,0,0,0")), "{by_file}");
    // Where no country is said the measure is absent, and that is said.
    fs::write(&table, TABLE).unwrap();
    let (code, out, err) = karenina(&["map", path, "--measure", "theil", "--lang", "ru"]);
    assert_eq!(code, 0);
    assert!((out + &err).contains("нужна страна"), "{err}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn stars_are_given_by_rules_that_are_printed_and_open_where_a_cell_is_withheld() {
    let dir = folder("stars");
    let table = dir.join("table.csv");
    let mut text = "region,activity,employment\n".to_owned();
    // Ten regions of 10,000; boats are 4,000 in the first, withheld (0 to 5,000) in the second.
    for region in 0..10 {
        let boats = match region {
            0 => "4000",
            1 => ":",
            _ => "100",
        };
        let bread = match region {
            0 => 6000,
            1 => 5000,
            _ => 9900,
        };
        text += &format!("r{region},*,10000\nr{region},boats,{boats}\nr{region},bread,{bread}\n");
    }
    fs::write(&table, text).unwrap();
    let path = table.to_str().unwrap();
    let args = ["map", path, "--measure", "stars", "--format", "json"];
    let json = |more: &[&str]| -> serde_json::Value {
        let out = answered(&[&args[..], more].concat());
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["measures"][0].clone()
    };
    let of = |it: &serde_json::Value, region: &str| {
        let rows = it["rows"].as_array().unwrap();
        rows.iter().find(|it| it["region"] == region && it["group"] == "boats").cloned()
    };
    let found = json(&[]);
    assert_eq!(found["facts"]["star_least_quotient"], 2.0);
    assert_eq!(found["facts"]["star_least_employment"], 1000.0);
    let first = of(&found, "r0").unwrap();
    // (4000 / 10000) / (4800 / 95000) = 7.9 beside published figures, and the largest of all.
    assert!((first["location_quotient"].as_f64().unwrap() - 7.916_666).abs() < 1e-3, "{first}");
    assert_eq!((&first["star_size"], &first["stars"]), (&"yes".into(), &2.into()));
    let second = of(&found, "r1").unwrap();
    // The rest of 10,000 is 5,000, and all of it must be boats: published as nothing, certain to be 5,000.
    assert_eq!((&second["star_size"], &second["stars"]), (&"yes".into(), &2.into()));
    // A greater floor leaves nobody; a quotient that nobody reaches leaves size alone.
    assert!(json(&["--star-employment", "20000"])["rows"].as_array().unwrap().is_empty());
    let strict = json(&["--star-quotient", "50"]);
    assert_eq!(of(&strict, "r0").unwrap()["star_specialisation"], "no");
    let (code, _, _) = karenina(&["map", path, "--measure", "stars", "--star-size", "2"]);
    assert_eq!(code, 2);
    // A third activity that is withheld too leaves open whose the rest is.
    let text = fs::read_to_string(&table).unwrap() + "r1,tar,:\n";
    fs::write(&table, text).unwrap();
    let second = of(&json(&[]), "r1").unwrap();
    assert_eq!(second["star_size"], "not_certain");
    assert_eq!((&second["stars"], &second["stars_possible"]), (&0.into(), &2.into()));
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn resampled_quotients_know_large_plants_from_many_and_print_draws_and_seed() {
    let dir = folder("resampled");
    let table = dir.join("plants.csv");
    let mut text = "region,activity,employment\n".to_owned();
    // A hundred ship yards of ten in n, and a mine of a thousand; much bread everywhere.
    for _ in 0..100 {
        text += "n,ships,10\n";
    }
    text += "n,mines,1000\ns,mines,10\ns,ships,10\n";
    for _ in 0..2000 {
        text += "n,bread,10\ns,bread,10\ns,bread,10\n";
    }
    fs::write(&table, &text).unwrap();
    let path = table.to_str().unwrap();
    let json = |path: &str, layout: &str, measure: &str, more: &[&str]| -> serde_json::Value {
        let args = ["map", path, "--layout", layout, "--measure", measure, "--format", "json"];
        let out = answered(&[&args[..], more].concat());
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["measures"][0].clone()
    };
    let of = |it: &serde_json::Value, region: &str, group: &str| {
        let rows = it["rows"].as_array().unwrap();
        rows.iter().find(|it| it["region"] == region && it["group"] == group).unwrap().clone()
    };
    let found = json(path, "establishments", "bootstrapped-lq", &["--seed", "7"]);
    assert_eq!(found["facts"]["seed"], 7);
    assert_eq!(found["facts"]["permutations"], 999);
    assert_eq!(found["facts"]["made_from"], "employment");
    let (ships, mines) = (of(&found, "n", "ships"), of(&found, "n", "mines"));
    // (1000 / 22000) / (1010 / 62020) of both; only one of them is certain.
    for it in [&ships, &mines] {
        let quotient = it["location_quotient"].as_f64().unwrap();
        assert!((quotient - 1000.0 / 22_000.0 / (1010.0 / 62_020.0)).abs() < 1e-12, "{it}");
    }
    assert_eq!((&ships["kept"], &mines["kept"]), (&"yes".into(), &"no".into()));
    assert_eq!(mines["interval_low"], 0.0);
    assert_eq!(found, json(path, "establishments", "bootstrapped-lq", &["--seed", "7"]));
    // A plant of unknown size: numbers of establishments are drawn in the place of employment.
    fs::write(&table, text + "s,mines,\n").unwrap();
    let found = json(path, "establishments", "bootstrapped-lq", &[]);
    assert_eq!(found["facts"]["made_from"], "plants");
    assert!(of(&found, "n", "mines")["location_quotient"].as_f64().unwrap() < 1.0);

    let (table, groups) = (example("metros.csv"), example("subsectors.csv"));
    let more = ["--definitions", groups.as_str(), "--permutations", "49"];
    let found = json(&table, "tidy", "standardised-lq", &more);
    let first = &found["rows"][0];
    assert_eq!(first["exceptional"], "yes");
    let number = |it: &str| first[it].as_f64().unwrap();
    assert!(number("cut_off_low") <= number("cut_off") && number("z") > number("cut_off_high"));
    let found = json(&table, "tidy", "complexity-intervals", &more);
    for row in found["rows"].as_array().unwrap().iter().filter(|it| !it["region"].is_null()) {
        let number = |it: &str| row[it].as_f64().unwrap();
        assert!(number("complexity_low") <= number("complexity_high"), "{row}");
        assert!(number("rank_low") >= 1.0 && number("rank_low") <= number("rank_high"), "{row}");
    }
    // One region, one activity, no establishments: absent, and that is said.
    let alone = dir.join("alone.csv");
    fs::write(&alone, "region,activity,employment\nn,ships,5\n").unwrap();
    for measure in ["bootstrapped-lq", "standardised-lq", "complexity-intervals"] {
        let (code, out, err) = karenina(&["map", alone.to_str().unwrap(), "--measure", measure]);
        assert_eq!(code, 0, "{err}");
        assert!((out + &err).contains("K0749"), "{measure}");
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn indices_of_withheld_cells_have_a_least_and_a_most() {
    let dir = folder("ends");
    let table = dir.join("table.csv");
    fs::write(
        &table,
        "region,country,activity,employment\n\
         a,X,*,50\na,X,boats,10\na,X,bread,40\n\
         b,Y,*,50\nb,Y,boats,:\nb,Y,tar,:\nb,Y,bread,20\n",
    )
    .unwrap();
    let path = table.to_str().unwrap();
    let json = |path: &str, measure: &str| -> serde_json::Value {
        let out = answered(&["map", path, "--measure", measure, "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["measures"][0].clone()
    };
    let close = |row: &serde_json::Value, name: &str, should: f64| {
        let is = row[name].as_f64().unwrap_or(f64::NAN);
        assert!((is - should).abs() < 2e-5, "{name} {is} {should}: {row}");
    };
    let of = |it: &serde_json::Value, key: &str, name: &str| {
        let rows = it["rows"].as_array().unwrap();
        rows.iter().find(|it| it[key] == name && it["country"].is_null()).unwrap().clone()
    };
    let found = json(path, "concentration");
    assert_eq!(found["facts"]["ends"], "sharp");
    // 10 boats beside 0 to 30 in two regions of 50: alike at 10; all in one at 0; ¼ and ¾ at 30.
    let boats = of(&found, "group", "boats");
    let entropy = |s: f64| if s > 0.0 { s * (2.0 * s).ln() } else { 0.0 };
    for (name, at_0, least) in [
        ("hoover", 0.5, 0.0),
        ("gini", 0.5, 0.0),
        ("krugman", 1.0, 0.0),
        ("theil", entropy(1.0), 0.0),
        ("herfindahl", 1.0, 0.5),
    ] {
        close(&boats, &format!("{name}_low"), least);
        close(&boats, &format!("{name}_high"), at_0);
    }
    // Bread is known, and so are its ends; tar is nowhere or in b.
    let bread = of(&found, "group", "bread");
    assert_eq!((&bread["gini_low"], &bread["gini_high"]), (&bread["gini"], &bread["gini"]));
    let tar = of(&found, "group", "tar");
    assert!(tar["hoover"].is_null());
    close(&tar, "hoover_low", 0.5);
    close(&tar, "hoover_high", 0.5);
    // Two countries of a region each: all lies between them.
    let boats = of(&json(path, "theil"), "group", "boats");
    close(&boats, "between_low", 0.0);
    close(&boats, "between_high", entropy(1.0));
    // b's mix: bread 20 and two withheld; the nation's is not known either, so that ends only hold.
    let b = of(&json(path, "specialisation"), "region", "b");
    let ends = ["krugman_low", "krugman_high"].map(|it| b[it].as_f64().unwrap());
    for boats in [0.0, 15.0, 30.0] {
        let (own, all) = ([boats, 30.0 - boats, 20.0], [10.0 + boats, 30.0 - boats, 60.0]);
        let k: f64 = own.iter().zip(all).map(|(s, x)| (s / 50.0 - x / 100.0_f64).abs()).sum();
        assert!(ends[0] <= k && k <= ends[1], "{k} {b}");
    }
    // Without totals nothing bounds a withheld cell from above: the ends hold and are wide.
    let text = fs::read_to_string(&table).unwrap().replace("a,X,*,50\n", "");
    fs::write(&table, text.replace("b,Y,*,50\n", "")).unwrap();
    let found = json(path, "concentration");
    assert_eq!(found["facts"]["ends"], "outer");
    let boats = of(&found, "group", "boats");
    close(&boats, "hoover_low", 0.0);
    assert!(boats["hoover_high"].as_f64().unwrap() > 0.5, "{boats}");
    // One region: nothing to be uneven over; nobody anywhere: no row.
    fs::write(&table, "region,activity,employment\na,boats,5\na,bread,0\n").unwrap();
    let found = json(path, "concentration");
    assert_eq!(found["rows"].as_array().unwrap().len(), 1);
    close(&found["rows"][0], "hoover_high", 0.0);
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn shift_share_year_by_year_adds_up_to_the_whole_change() {
    let dir = folder("dynamic");
    let table = dir.join("table.csv");
    let mut text = "region,activity,employment,year\n".to_owned();
    for (year, figures) in
        [(2010, [10, 20, 90, 80]), (2012, [12, 18, 98, 77]), (2015, [15, 15, 105, 75])]
    {
        for (cell, n) in ["n,boats", "n,bread", "s,boats", "s,bread"].iter().zip(figures) {
            text += &format!("{cell},{n},{year}\n");
        }
    }
    text += "late,bread,5,2015\n";
    fs::write(&table, &text).unwrap();
    let path = table.to_str().unwrap();
    let csv = |more: &[&str]| {
        let args = ["map", path, "--measure", "dynamic-shift-share", "--format", "csv"];
        answered(&[&args[..], more].concat())
    };
    let found = csv(&[]);
    let rows: Vec<Vec<&str>> =
        found.lines().filter(|it| it.starts_with("n,")).map(|it| it.split(',').collect()).collect();
    assert_eq!(rows.len(), 3, "{found}");
    assert_eq!(rows[0][1..5], ["2010", "2015", "30", "30"]);
    let number = |row: usize, at: usize| rows[row][at].parse::<f64>().unwrap();
    // By hand, from 2010 to 2012: the nation grew from 200 to 205, boats by a tenth, bread by −1/20.
    let (nation, boats, bread) = (5.0 / 200.0, 0.1, -0.05);
    assert!((number(1, 5) - 30.0 * nation).abs() < 1e-12, "{found}");
    let mix = 10.0 * (boats - nation) + 20.0 * (bread - nation);
    assert!((number(1, 6) - mix).abs() < 1e-12, "{found}");
    assert!((number(1, 7) - (12.0 - 11.0 + 18.0 - 19.0)).abs() < 1e-12, "{found}");
    for column in 5..10 {
        let sum = number(1, column) + number(2, column);
        assert!((number(0, column) - sum).abs() < 1e-12, "{column}: {found}");
    }
    for row in 0..3 {
        let parts: f64 = (5..8).map(|it| number(row, it)).sum();
        assert!((parts - (number(row, 4) - number(row, 3))).abs() < 1e-12, "{found}");
    }
    // The late region is in no earlier year.
    assert!(!found.contains("late"), "{found}");
    // From 2012 on there are two years, and that is said.
    let (code, out, err) = karenina(&[
        "map",
        path,
        "--measure",
        "dynamic-shift-share",
        "--since",
        "2012",
        "--lang",
        "ru",
    ]);
    assert_eq!(code, 0);
    assert!((out + &err).contains("три года"), "{err}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn distances_weighed_by_employment_are_those_of_every_pair_by_hand() {
    let dir = folder("weighed");
    let table = dir.join("plants.csv");
    // Three yards on one meridian, and bread far from them and from each other.
    let boats = [(50.0, 1.0), (50.09, 10.0), (50.27, 100.0)];
    let mut text = "region,activity,employment,latitude,longitude\n".to_owned();
    for (latitude, employment) in boats {
        text += &format!("x,boats,{employment},{latitude},10\n");
    }
    for n in 0..20 {
        text += &format!("x,bread,7,{},{}\n", 49.5 + 0.05 * f64::from(n), 9.0 + 0.1 * f64::from(n));
    }
    text += "x,boats,,50.001,10\nx,boats,5,,\n";
    fs::write(&table, text).unwrap();
    let path = table.to_str().unwrap();
    let json = |measure: &str, more: &[&str]| -> serde_json::Value {
        let args = ["map", path, "--layout", "establishments", "--measure", measure];
        let out =
            answered(&[&args[..], &["--permutations", "19", "--format", "json"], more].concat());
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["measures"].clone()
    };
    let by = ["--weigh-by", "employment", "--within", "40"];
    let found = json("k-density", &by);
    let (groups, curves) = (&found[0], &found[1]);
    assert_eq!(groups["facts"]["weighed_by"], "employment");
    assert_eq!(groups["facts"]["plants_without_employment"], 1);
    assert_eq!(groups["facts"]["plants_without_point"], 1);
    let of_boats = |it: &serde_json::Value| -> Vec<serde_json::Value> {
        let rows = it["rows"].as_array().unwrap().iter();
        rows.filter(|it| it["group"] == "boats").cloned().collect()
    };
    let group = &of_boats(groups)[0];
    assert_eq!(group["plants"], 3);
    let number = |it: &serde_json::Value, name: &str| it[name].as_f64().unwrap();
    let (h, error) = (number(group, "bandwidth_km"), number(group, "error_bound"));
    let phi = |x: f64| (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let curve = of_boats(curves);
    assert_eq!(curve.len(), 61);
    let mut highest = 0.0_f64;
    for row in &curve {
        let (r, mut sum, mut all) = (number(row, "km"), 0.0, 0.0);
        for (at, one) in boats.iter().enumerate() {
            for other in &boats[at + 1..] {
                let d = 6_371.007_2 * f64::to_radians(other.0 - one.0);
                sum += one.1 * other.1 * (phi((r - d) / h) + phi((r + d) / h));
                all += one.1 * other.1;
            }
        }
        let k = sum / (h * all);
        highest = highest.max(k);
        // The map's distortion moves a distance by less than a thousandth.
        let is = number(row, "density");
        assert!((is - k).abs() < error + 2e-3 * (k + 0.01), "{r}: {is} {k} {error}");
    }
    assert!(highest > 10.0 * error, "{error}");
    let alike = json("k-density", &["--within", "40"]);
    assert_ne!(of_boats(&alike[1])[30]["density"], curve[30]["density"]);
    assert_eq!(of_boats(&alike[0])[0]["plants"], 4);

    // Two places far from each other; in each some establishments within a kilometre.
    let plants = [
        ("boats", 50.0, 10.0),
        ("boats", 50.001, 30.0),
        ("bread", 50.002, 60.0),
        ("boats", 52.0, 20.0),
        ("bread", 52.001, 80.0),
        ("bread", 52.002, 100.0),
    ];
    let mut text = "region,activity,employment,latitude,longitude\n".to_owned();
    for (activity, latitude, employment) in plants {
        text += &format!("x,{activity},{employment},{latitude},10\n");
    }
    fs::write(&table, text).unwrap();
    let found = json("m", &["--weigh-by", "employment"]);
    let m = number(&of_boats(&found[0])[0], "marcon_puech");
    let near = 30.0 / 90.0 + 10.0 / 70.0 + 0.0;
    let everywhere = 50.0 / 290.0 + 30.0 / 270.0 + 40.0 / 280.0;
    assert!((m - near / everywhere).abs() < 1e-12, "{m}");
    let alike = json("m", &[]);
    let m = number(&of_boats(&alike[0])[0], "marcon_puech");
    assert!((m - (0.5 + 0.5 + 0.0) / (3.0 * 2.0 / 5.0)).abs() < 1e-12, "{m}");
    assert_eq!(alike[0]["facts"]["weighed_by"], "plants");
    fs::remove_dir_all(dir).unwrap();
}
