//! Every kernel of the statistics and every measure of the networks names its
//! source, shows a call that runs, and is tested.

// Tests look at files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Crates of kernels, and the files of their `src` that hold none: what kernels share.
const CRATES: [(&str, &[&str]); 2] = [
    (
        "karenina-stats",
        &[
            "distance.rs",
            "domain.rs",
            "interval_parts.rs",
            "lanczos.rs",
            "lib.rs",
            "no_value.rs",
            "spatial.rs",
            "tests.rs",
            "toy_stream.rs",
        ],
    ),
    (
        "karenina-network",
        &[
            "affiliation.rs",
            "bounds.rs",
            "cliques.rs",
            "condensed.rs",
            "graph.rs",
            "known.rs",
            "lanes.rs",
            "lib.rs",
            "local_moving.rs",
            "misfit.rs",
            "pass.rs",
            "random.rs",
            "rows.rs",
            "triangles.rs",
            "twins.rs",
            "union_find.rs",
        ],
    ),
];

#[test]
fn every_kernel_has_a_reference_an_example_and_a_test() {
    for (name, without) in CRATES {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src");
        let lib = fs::read_to_string(src.join("lib.rs")).unwrap();
        let mut missing = Vec::new();
        let mut kernels = 0;
        for path in files(&src) {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if without.contains(&name.as_str()) {
                continue;
            }
            kernels += 1;
            let text = fs::read_to_string(&path).unwrap();
            let module = name.strip_suffix(".rs").expect("src holds Rust files only");
            // What stands in a folder is named, and partly tested, by the file above it.
            let of_its_own = path.parent() == Some(&src);
            if of_its_own && !lib.contains(&format!("pub mod {module};")) {
                missing.push(format!("{name}: lib.rs has no `pub mod {module};`"));
            }
            if !text.starts_with("//! ") {
                missing.push(format!("{name}: does not begin with a sentence on what it is for"));
            }
            if of_its_own && !text.contains("#[cfg(test)]") {
                missing.push(format!("{name}: has no unit tests"));
            }
            missing.extend(undocumented_functions(&text).map(|fault| format!("{name}: {fault}")));
        }
        assert!(kernels > 0, "no kernel found in {}", src.display());
        assert!(missing.is_empty(), "{name}:\n{}", missing.join("\n"));
    }
}

/// Everything in a folder and its folders.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Public functions whose doc comment lacks a `# Reference` or a doctest.
fn undocumented_functions(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().enumerate().filter(|(_, line)| line.starts_with("pub fn ")).flat_map(
        |(number, line)| {
            let above: Vec<&str> = text.lines().take(number).collect();
            let doc: Vec<&str> = above
                .into_iter()
                .rev()
                .take_while(|line| line.starts_with("///") || line.starts_with("#["))
                .collect();
            let has = |wanted: &str| doc.contains(&wanted);
            let name = line.split(['(', '<']).next().unwrap_or(line).to_owned();
            let faults = [("/// # Reference", "a `# Reference`"), ("/// ```", "a doctest")];
            faults
                .into_iter()
                .filter(move |(wanted, _)| !has(wanted))
                .map(move |(_, what)| format!("`{name}` has no {what}"))
                .collect::<Vec<_>>()
        },
    )
}
