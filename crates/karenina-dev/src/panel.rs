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

/// What is put beside each other: of what kind it is and where it stands, and what it says there.
type Findings = BTreeMap<(Kind, String), String>;

/// What differs, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Programme,
    Verdict,
    Sign,
    Criterion,
    Informing,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Programme => "counts of the programme",
            Self::Verdict => "verdicts on clusters",
            Self::Sign => "signs",
            Self::Criterion => "deciding criteria",
            Self::Informing => "informing indicators",
        }
    }
}

/// The findings that differ, as lines: for each example how many, then where, before, after;
/// verdicts first. And how many there are in all.
pub fn panel(base: &str, head: &str, build: bool) -> anyhow::Result<(Vec<String>, usize)> {
    let examples = examples()?;
    let (before, after) = (Side::of(base, build)?, Side::of(head, build)?);
    let (mut lines, mut n) = (Vec::new(), 0);
    for example in examples {
        let name = example.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (a, b) = (findings(&before.json(&example)?), findings(&after.json(&example)?));
        let all = differences(&a, &b);
        n += all.iter().map(|it| it.1.len()).sum::<usize>();
        let counts: Vec<String> =
            all.iter().map(|(kind, list)| format!("{} {}", list.len(), kind.words())).collect();
        let counts =
            if counts.is_empty() { "nothing differs".to_owned() } else { counts.join(", ") };
        lines.push(format!("{name}: {counts}"));
        lines.extend(all.into_iter().flat_map(|it| it.1).map(|it| format!("  {it}")));
    }
    Ok((lines, n))
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
        let commit = format!("{what}^{{commit}}");
        let Ok(revision) = git(&["rev-parse", "--verify", "--quiet", &commit], None) else {
            bail!(
                "{what}: neither a program, nor a folder with a catalogue, nor a revision of git"
            );
        };
        let place = root().join("target/panel").join(&revision);
        if !place.join("catalogue/model.toml").is_file() {
            // By an index of its own: neither the checkout nor its list of worktrees is touched.
            fs::create_dir_all(&place)?;
            let index = place.with_extension("index");
            git(&["read-tree", &revision], Some(&index))?;
            let prefix = format!("--prefix={}/", place.display());
            git(&["checkout-index", "--all", "--force", &prefix], Some(&index))?;
            fs::remove_file(&index)?;
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

fn git(args: &[&str], index: Option<&Path>) -> anyhow::Result<String> {
    let mut command = Command::new("git");
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let output = command.args(args).current_dir(root()).output()?;
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
            let place = (Kind::Programme, format!("programme {name} {key}"));
            all.insert(place, population[key].to_string());
        }
        for it in list(&population, "counting") {
            for key in ["incidence", "intensity", "adjusted_headcount", "adjusted_gap"] {
                let place = format!("programme {name} {key} k = {}", it["k"]);
                all.insert((Kind::Programme, place), value(&it[key]));
            }
        }
    }
    for cluster in list(assessment, "clusters") {
        let key = word(&cluster, "id");
        let robust = &cluster["robust"];
        let text = format!(
            "{}, with errors in mind {} (chance {})",
            word(&cluster, "verdict"),
            word(robust, "verdict"),
            value(&robust["chance"])
        );
        all.insert((Kind::Verdict, key.clone()), text);
        for sign in list(&cluster, "signs") {
            let place = format!("{key} {}", word(&sign, "id"));
            let text = format!(
                "{}, degree {}, chance {}",
                word(&sign, "verdict"),
                value(&sign["degree"]),
                value(&sign["chance"])
            );
            all.insert((Kind::Sign, place.clone()), text);
            for (kind, part) in [(Kind::Criterion, "criteria"), (Kind::Informing, "informs")] {
                for it in list(&sign, part) {
                    let said = if it["absent"].is_null() {
                        value(&it["value"])
                    } else {
                        let why = it["absent"].as_str().map(str::to_owned);
                        format!("absent: {}", why.unwrap_or_else(|| it["absent"].to_string()))
                    };
                    let rule =
                        it["rule"].as_str().map_or_else(String::new, |it| format!(" by {it}"));
                    let text = format!("{said}, {}{rule}", word(&it, "verdict"));
                    all.insert((kind, format!("{place} {}", word(&it, "indicator"))), text);
                }
            }
        }
    }
    all
}

/// A number, or two ends, to four decimals.
fn value(it: &Value) -> String {
    let end = |it: &Value| match it.as_f64() {
        Some(x) => format!("{}", (x * 1e4).round() / 1e4),
        None if it.is_null() => "?".to_owned(),
        None => it.to_string(),
    };
    if it.get("low").is_none() && it.get("high").is_none() {
        return end(it);
    }
    let (low, high) = (end(&it["low"]), end(&it["high"]));
    if low == high { low } else { format!("{low}..{high}") }
}

fn differences(before: &Findings, after: &Findings) -> BTreeMap<Kind, Vec<String>> {
    let places: std::collections::BTreeSet<&(Kind, String)> =
        before.keys().chain(after.keys()).collect();
    let of = |findings: &Findings, place: &(Kind, String)| {
        findings.get(place).cloned().unwrap_or_else(|| "not there".to_owned())
    };
    let mut all: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    for place in places {
        let (a, b) = (of(before, place), of(after, place));
        if a != b {
            all.entry(place.0).or_default().push(format!("{}: {a} -> {b}", place.1));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Kind, differences, findings, panel, value};
    use serde_json::json;

    #[test]
    fn numbers_are_short_and_two_ends_are_a_range() {
        assert_eq!(value(&json!({ "low": 0.123_456, "high": 1 })), "0.1235..1");
        assert_eq!(value(&json!({ "low": 2.0, "high": 2.0 })), "2");
        assert_eq!(value(&json!({ "low": 2.0, "high": null })), "2..?");
        assert_eq!(value(&json!(null)), "?");
    }

    #[test]
    fn verdicts_stand_before_what_led_to_them() {
        let of = |verdict: &str, rule: &str| {
            findings(&json!({ "programme": {}, "clusters": [{
                "id": "sarov", "verdict": verdict, "robust": {},
                "signs": [{ "id": "A2", "verdict": "met", "degree": 1, "chance": 1, "criteria": [
                    { "indicator": "critical_mass/member_organisations", "value": 40,
                      "verdict": "met", "rule": rule }
                ] }]
            }] }))
        };
        let found = differences(&of("undetermined", ">= 30"), &of("sustainable", ">= 40"));
        let kinds: Vec<Kind> = found.keys().copied().collect();
        assert_eq!(kinds, [Kind::Verdict, Kind::Criterion]);
        let line = &found[&Kind::Criterion][0];
        let expected =
            "sarov A2 critical_mass/member_organisations: 40, met by >= 30 -> 40, met by >= 40";
        assert_eq!(line, expected);
        assert!(differences(&of("met", ">= 30"), &of("met", ">= 30")).is_empty());
    }

    #[test]
    fn what_is_neither_program_nor_catalogue_nor_revision_is_named() {
        let error = panel("no-such-revision", "catalogue", false).unwrap_err().to_string();
        assert!(error.contains("no-such-revision: neither a program"), "{error}");
    }
}
