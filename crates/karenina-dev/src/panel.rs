//! What a change moves: every finding that differs between two builds, or two editions of the
//! catalogue, over all examples.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use karenina_assess::Options;
use karenina_catalogue::Catalogue;
use karenina_model::{Date, TableId};
use karenina_report::{AsOfFrom, Edition, Lang, Report};
use serde_json::Value;

use crate::docs::root;

/// What is put beside each other: where it stands, and what it says there.
type Findings = BTreeMap<String, String>;

/// The findings that differ, as lines: where, before, after.
pub fn panel(base: &str, head: &str, build: bool) -> anyhow::Result<Vec<String>> {
    let examples = examples()?;
    let (before, after) = (Side::of(base, build)?, Side::of(head, build)?);
    let mut lines = Vec::new();
    for example in examples {
        let name = example.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (a, b) = (findings(&before.json(&example)?), findings(&after.json(&example)?));
        lines.extend(differences(&name, &a, &b));
    }
    Ok(lines)
}

/// The datasets that every change is tried on.
fn examples() -> anyhow::Result<Vec<PathBuf>> {
    let dir = root().join("examples");
    let mut all: Vec<PathBuf> = fs::read_dir(&dir)
        .with_context(|| format!("cannot read {}", dir.display()))?
        .filter_map(|it| it.ok().map(|it| it.path()))
        .filter(|it| it.join("clusters.csv").is_file())
        .collect();
    all.sort();
    Ok(all)
}

/// One of the two: a program, or a catalogue that this build judges by.
enum Side {
    Program(PathBuf),
    Catalogue(Box<Catalogue>),
}

impl Side {
    /// A folder with a model.toml is a catalogue, a file a program; anything else a revision of
    /// git: its catalogue, or with `build` its program.
    fn of(what: &str, build: bool) -> anyhow::Result<Self> {
        let path = Path::new(what);
        if path.join("model.toml").is_file() {
            return catalogue(path);
        }
        if path.is_file() {
            return Ok(Self::Program(path.to_owned()));
        }
        if path.is_dir() {
            bail!("{what}: a folder without a model.toml is no catalogue");
        }
        let revision = git(&["rev-parse", "--verify", "--quiet", &format!("{what}^{{commit}}")])
            .with_context(|| {
                format!("{what}: neither a program, nor a folder with a catalogue, nor a revision of git")
            })?;
        let place = root().join("target/panel").join(&revision);
        if !place.join("catalogue/model.toml").is_file() {
            fs::create_dir_all(root().join("target/panel"))?;
            let at = place.display().to_string();
            git(&["worktree", "add", "--force", "--detach", &at, &revision])?;
        }
        if !build {
            return catalogue(&place.join("catalogue"));
        }
        // One folder for all revisions: most of what they need is the same.
        let target = root().join("target/panel/target");
        let status = Command::new("cargo")
            .args(["build", "--quiet", "--package", "karenina"])
            .env("CARGO_TARGET_DIR", &target)
            .current_dir(&place)
            .status()?;
        if !status.success() {
            bail!("{what}: does not build");
        }
        // The next revision is built into the same place.
        let program = place.join("karenina-of-this-revision");
        fs::copy(target.join("debug/karenina"), &program)?;
        Ok(Self::Program(program))
    }

    /// What it finds of an example, as JSON.
    fn json(&self, example: &Path) -> anyhow::Result<Value> {
        match self {
            Self::Program(program) => {
                let output = Command::new(fs::canonicalize(program)?)
                    .arg("assess")
                    .arg(example)
                    .args(["--format", "json", "--quiet", "--lang", "en"])
                    .stderr(Stdio::inherit())
                    .output()
                    .with_context(|| format!("cannot run {}", program.display()))?;
                if !output.status.success() {
                    bail!("{}: ended with {}", program.display(), output.status);
                }
                Ok(serde_json::from_slice(&output.stdout)?)
            }
            Self::Catalogue(catalogue) => {
                let reading = karenina_io::read_dataset(example)?;
                let programme = reading.dataset.table(TableId::PROGRAMME);
                let said = programme.rows().next().and_then(|row| {
                    programme.period(row, programme.column("judged_as_of")?).known()
                });
                let on = said.map_or(Date::constant(2026, 1, 1), |it| it.last);
                let options = Options { on, seed: 0 };
                let found = karenina_assess::assess(catalogue, &reading.dataset, options);
                let edition = Edition {
                    catalogue: String::new(),
                    data: String::new(),
                    data_name: String::new(),
                    program: String::new(),
                    set: Vec::new(),
                    as_of_from: AsOfFrom::Programme,
                };
                let report = Report {
                    catalogue,
                    dataset: &reading.dataset,
                    found: &found,
                    problems: &[],
                    robustness: None,
                    edition: &edition,
                    lang: Lang::En,
                };
                let mut bytes = Vec::new();
                karenina_report::json(&report, &mut bytes)?;
                Ok(serde_json::from_slice(&bytes)?)
            }
        }
    }
}

fn catalogue(dir: &Path) -> anyhow::Result<Side> {
    let files = karenina_io::read_catalogue(dir)?;
    let pairs = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let (catalogue, problems) = Catalogue::parse(pairs);
    if let Some(problem) = problems.first() {
        bail!("{}: {}", dir.display(), karenina_report::problem_line(problem, Lang::En));
    }
    Ok(Side::Catalogue(Box::new(catalogue)))
}

fn git(args: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("git").args(args).current_dir(root()).output()?;
    if !output.status.success() {
        bail!("git {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Verdicts, signs and criteria of an assessment, by where they stand.
fn findings(assessment: &Value) -> Findings {
    let mut all = Findings::new();
    let list = |it: &Value, key: &str| it[key].as_array().cloned().unwrap_or_default();
    let word = |it: &Value, key: &str| it[key].as_str().unwrap_or("?").to_owned();
    for population in list(&assessment["programme"], "populations") {
        let name = word(&population, "population");
        for key in ["n", "sustainable", "not_sustainable", "undetermined"] {
            all.insert(format!("programme {name} {key}"), population[key].to_string());
        }
    }
    for cluster in list(assessment, "clusters") {
        let key = word(&cluster, "id");
        all.insert(key.clone(), word(&cluster, "verdict"));
        all.insert(format!("{key} robust"), cluster["robust"].to_string());
        for sign in list(&cluster, "signs") {
            let place = format!("{key} {}", word(&sign, "id"));
            let text = format!(
                "{} degree {} chance {}",
                word(&sign, "verdict"),
                sign["degree"],
                sign["chance"]
            );
            all.insert(place.clone(), text);
            for part in ["criteria", "informs"] {
                for it in list(&sign, part) {
                    let value = if it["absent"].is_null() {
                        it["value"].to_string()
                    } else {
                        it["absent"].to_string()
                    };
                    let text = format!("{value} {}, rule {}", word(&it, "verdict"), it["rule"]);
                    all.insert(format!("{place} {}", word(&it, "indicator")), text);
                }
            }
        }
    }
    all
}

fn differences(example: &str, before: &Findings, after: &Findings) -> Vec<String> {
    let places: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let of = |findings: &Findings, place: &str| {
        findings.get(place).cloned().unwrap_or_else(|| "not there".to_owned())
    };
    places
        .into_iter()
        .filter(|place| before.get(*place) != after.get(*place))
        .map(|place| format!("{example}: {place}: {} -> {}", of(before, place), of(after, place)))
        .collect()
}
