//! The words of the report and the sources that ask for them agree.

#![expect(clippy::disallowed_methods, reason = "a test of the sources reads the sources")]

use std::collections::HashSet;

/// Every word that the sources ask for is in the files, and every word of the files is asked for.
#[test]
fn words_are_there_and_are_used() {
    let mut sources = String::new();
    // The binary and the site say words of the report, and none of their own.
    let crates = ["karenina-report", "karenina-web", "karenina"];
    let root = std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut open: Vec<_> = crates.iter().map(|it| root.join(it).join("src")).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|it| it.unwrap().path()));
        } else if path.extension().is_some_and(|it| it == "rs") {
            sources += &std::fs::read_to_string(&path).unwrap();
        }
    }
    let mut files = String::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/wording/en")).unwrap() {
        files += &std::fs::read_to_string(entry.unwrap().path()).unwrap();
    }
    let keys: HashSet<&str> = files
        .lines()
        .filter(|it| it.starts_with(|it: char| it.is_ascii_alphabetic()))
        .filter_map(|it| it.split_once(" =").map(|it| it.0))
        .collect();
    for call in ["word(\"", "say(\""] {
        for part in sources.split(call).skip(1) {
            let key = &part[..part.find('"').unwrap()];
            assert!(keys.contains(key) || key.is_empty(), "no word {key}");
        }
    }
    for key in keys {
        let made_up = [
            "problem-K",
            "help-K",
            "unit-",
            "of-",
            "sheet-",
            "column-",
            "map-measure-",
            "map-about-",
            "map-col-",
            "map-word-",
            "access-about-",
            "access-action-",
            "access-class-",
            "access-refused-",
            "access-role-",
            "access-scope-",
            "password-",
            "people-fault-",
            "site-kind-",
        ]
        .iter()
        .any(|it| key.starts_with(it));
        assert!(made_up || sources.contains(&format!("\"{key}\"")), "nobody says {key}");
    }
}
