//! The house as ARCHITECTURE.md draws it: who may use whom, and that nobody else is there.

// Tests look at the repository's own files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::{collections::BTreeMap, fs};

use karenina_dev::docs::root;

/// Crate → crates of ours that it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("karenina-model", &[]),
    ("karenina-stats", &[]),
    ("karenina-network", &[]),
    ("karenina-catalogue", &["karenina-model"]),
    (
        "karenina-assess",
        &["karenina-catalogue", "karenina-model", "karenina-network", "karenina-stats"],
    ),
    ("karenina-mapping", &["karenina-model", "karenina-stats"]),
    ("karenina-distributed", &["karenina-mapping", "karenina-model"]),
    ("karenina-io", &["karenina-catalogue", "karenina-model"]),
    (
        "karenina-report",
        &[
            "karenina-assess",
            "karenina-catalogue",
            "karenina-mapping",
            "karenina-model",
            "karenina-stats",
        ],
    ),
    ("karenina-store", &["karenina-model"]),
    ("karenina-access", &["karenina-model"]),
    (
        "karenina-web",
        &[
            "karenina-access",
            "karenina-assess",
            "karenina-catalogue",
            "karenina-io",
            "karenina-model",
            "karenina-report",
            "karenina-store",
        ],
    ),
    (
        "karenina",
        &[
            "karenina-access",
            "karenina-assess",
            "karenina-catalogue",
            "karenina-io",
            "karenina-mapping",
            "karenina-model",
            "karenina-report",
            "karenina-store",
            "karenina-web",
        ],
    ),
];

fn manifests() -> BTreeMap<String, toml::Table> {
    fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(path.join("Cargo.toml")).unwrap();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), text.parse().unwrap())
        })
        .collect()
}

#[test]
fn arrows_point_inwards_only() {
    for (name, manifest) in manifests() {
        if name == "karenina-dev" {
            continue;
        }
        let (_, allowed) = ARROWS.iter().find(|(it, _)| *it == name).unwrap_or_else(|| {
            panic!("{name} has no line in the drawing: add it to ARROWS and ARCHITECTURE.md")
        });
        let used = manifest.get("dependencies").and_then(toml::Value::as_table).unwrap();
        for other in used.keys().filter(|it| it.starts_with("karenina")) {
            assert!(allowed.contains(&other.as_str()), "{name} must not use {other}");
        }
    }
}

#[test]
fn every_crate_keeps_the_lints_of_the_workspace() {
    for (name, manifest) in manifests() {
        let lints = manifest.get("lints").and_then(|it| it.get("workspace"));
        assert_eq!(lints, Some(&toml::Value::Boolean(true)), "{name}");
    }
}

/// Clippy refuses files, clock and network everywhere; a crate that may use them says so at its
/// head, and these are all that do.
#[test]
fn only_the_edges_touch_the_world() {
    let may = [
        "karenina",
        "karenina-access",
        "karenina-io",
        "karenina-mapping",
        "karenina-store",
        "karenina-dev",
        "karenina-web",
    ];
    for name in manifests().keys() {
        if may.contains(&name.as_str()) {
            continue;
        }
        let mut open = vec![root().join("crates").join(name).join("src")];
        while let Some(dir) = open.pop() {
            for entry in fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                let text = fs::read_to_string(&path).unwrap();
                assert!(
                    !text.contains("disallowed_methods"),
                    "{} must not allow itself files, clock or network",
                    path.display()
                );
            }
        }
    }
    let clippy = fs::read_to_string(root().join("clippy.toml")).unwrap();
    assert!(clippy.contains("disallowed-methods"));
}

#[test]
fn crates_and_arrows_are_those_of_the_architecture_page() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for name in manifests().keys() {
        assert!(page.contains(&format!("`{name}`")), "{name} is not described in ARCHITECTURE.md");
    }
}
