//! Forms out and marked workbooks back, as people ask for them.

// Tests start processes and look at what they wrote.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn karenina(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_karenina"))
        .args(args)
        .current_dir(dir)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn example() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/worked-programme").to_owned()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_form_is_made_for_a_cluster_by_key_or_name() {
    let dir = folder("form_for_cluster");
    for who in ["lindenford-optics", "Lindenford Optics Cluster", "кластер оптики линденфорда"]
    {
        let out = karenina(
            &dir,
            &["new", "--for", who, "--prefill", &example(), "--lang", "ru", "f.xlsx"],
        );
        assert_eq!(out.status.code(), Some(0), "{who}: {}", text(&out.stderr));
        let check = karenina(&dir, &["check", "f.xlsx", "--as-of", "2026-01-01"]);
        assert_eq!(check.status.code(), Some(0), "{who}: {}", text(&check.stdout));
    }
    let out =
        karenina(&dir, &["new", "--for", "lindenford-opticks", "--prefill", &example(), "g.xlsx"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(
        text(&out.stderr).contains("did you mean `lindenford-optics`?"),
        "{}",
        text(&out.stderr)
    );
    assert!(!dir.join("g.xlsx").exists());
}

#[test]
fn last_years_form_is_never_written_over() {
    let dir = folder("form_over_input");
    karenina(&dir, &["new", "--for", "north", "a.xlsx"]);
    let before = fs::read(dir.join("a.xlsx")).unwrap();
    let out = karenina(&dir, &["new", "--prefill", "a.xlsx", "a.xlsx"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("is an input and is never changed"));
    assert!(fs::read(dir.join("a.xlsx")).unwrap() == before);
}

#[test]
fn every_file_comes_back_and_no_original_is_touched() {
    let dir = folder("mark");
    let sent = dir.join("sent");
    fs::create_dir(&sent).unwrap();
    karenina(&dir, &["new", "--for", "north", "sent/north.xlsx"]);
    fs::write(sent.join("places.csv"), "id,name,population\nx,X,many\n").unwrap();
    fs::write(sent.join("sources.csv"), "id,title\na,A\n").unwrap();
    fs::write(sent.join("broken.xlsx"), b"PK\x03\x04 and no more").unwrap();
    let files = |dir: &Path| {
        let mut all: Vec<(String, Vec<u8>)> = fs::read_dir(dir)
            .unwrap()
            .map(|it| it.unwrap().path())
            .map(|it| {
                (it.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&it).unwrap())
            })
            .collect();
        all.sort();
        all
    };
    let before = files(&sent);
    // The copies may lie beside the originals, and may be written twice.
    for _ in 0..2 {
        let out =
            karenina(&dir, &["check", "sent", "--mark", "sent/back", "--as-of", "2026-01-01"]);
        assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
        let said = text(&out.stderr);
        assert!(
            said.contains("note K0601 places.csv: cells of this file cannot be marked"),
            "{said}"
        );
        assert!(said.contains("note K0601 broken.xlsx"), "{said}");
    }
    let after: Vec<_> = files(&sent.join("back"));
    let names: Vec<&str> = after.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(
        names,
        [
            "broken.xlsx",
            "broken.xlsx.problems.xlsx",
            "north.xlsx",
            "places.csv",
            "places.csv.problems.xlsx",
            "sources.csv"
        ]
    );
    for (name, bytes) in &before {
        assert!(*bytes == fs::read(sent.join(name)).unwrap(), "{name} was touched");
        let copy = &after.iter().find(|it| it.0 == *name).unwrap().1;
        // Nothing is wrong with the form; the others have no room for marks.
        assert!(copy == bytes, "{name}");
    }
    // Marked copies never go over the originals.
    let out = karenina(&dir, &["check", "sent", "--mark", "sent"]);
    assert_eq!(out.status.code(), Some(2));
    let out = karenina(&dir, &["check", "--mark", "x"]);
    assert_eq!(out.status.code(), Some(2));
}

#[test]
fn this_years_answers_are_held_against_last_years() {
    let dir = folder("check_last");
    for (year, founded, employees, members, amount) in [
        ("2024", "1998", "400", "north,acme,2015\nnorth,bolt,2016\n", "2024,federal,1000"),
        ("2025", "1999", "4000", "north,acme,2015\n", "2025,federal,30000"),
    ] {
        let of_year = dir.join(year);
        fs::create_dir(&of_year).unwrap();
        let write = |name: &str, text: String| fs::write(of_year.join(name), text).unwrap();
        write("clusters.csv", "id,name,members_total\nnorth,North,2\n".to_owned());
        write(
            "organisations.csv",
            format!("id,founded_on,employees\nacme,{founded},{employees}\nbolt,2001,15\n"),
        );
        write("memberships.csv", format!("cluster,organisation,from\n{members}"));
        write("funding.csv", format!("cluster,year,source_kind,amount\nnorth,{amount}\n"));
    }
    let out = karenina(&dir, &["check", "2025", "--last", "2024", "--as-of", "2026-01-01"]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let said = text(&out.stdout);
    for expected in [
        "K0692 organisations.csv:2 (founded_on): organisations.founded_on of acme is 1999",
        "K0693 organisations.csv:2 (employees): organisations.employees of acme is 4000",
        "`north, bolt` stood in the table memberships of north last year (memberships.csv:3)",
        "K0698 funding.csv:2 (amount): amount (north, federal) is 30000 for 2025",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    // The year before is not asked about by itself, and what is the same is not named.
    let out = karenina(&dir, &["check", "2025", "--as-of", "2026-01-01"]);
    assert!(!text(&out.stdout).contains("K069"), "{}", text(&out.stdout));
    let out = karenina(&dir, &["check", "2025", "--last", "2025", "--as-of", "2026-01-01"]);
    assert!(!text(&out.stdout).contains("K069"), "{}", text(&out.stdout));
}

#[test]
fn a_form_of_another_edition_is_known_by_its_cover() {
    let dir = folder("form_edition");
    let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue");
    let mut open = vec![(PathBuf::from(catalogue), dir.join("catalogue"))];
    while let Some((from, to)) = open.pop() {
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                open.push((entry.path(), to));
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let sources = dir.join("catalogue/sources.toml");
    let changed = fs::read_to_string(&sources).unwrap() + "\n# another edition\n";
    fs::write(&sources, changed).unwrap();
    karenina(&dir, &["new", "--for", "north", "ours.xlsx"]);
    karenina(&dir, &["new", "--for", "north", "--catalogue", "catalogue", "other.xlsx"]);
    let check = |file: &str| {
        text(&karenina(&dir, &["check", file, "--as-of", "2026-01-01", "--lang", "en"]).stdout)
    };
    assert!(!check("ours.xlsx").contains("K0691"), "{}", check("ours.xlsx"));
    let said = check("other.xlsx");
    assert!(
        said.contains("note K0691 other.xlsx!Cover!B4: the form was made from another"),
        "{said}"
    );
}
