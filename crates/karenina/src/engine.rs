//! Establishments added up on a cluster of machines, by the program that knows how.
//!
//! `karenina-distributed` is a program of its own, so that this one need not carry an engine for many
//! machines. It stands beside this one or in the path, writes the table to its standard output, and
//! says on its standard error, in a line of code and detail, why there is none.

use std::{
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use karenina_mapping::Aggregated;
use karenina_model::{Code, Place, Problem, problem::Problems};
use karenina_report::{Lang, Trouble, trouble};

const PROGRAM: &str = "karenina-distributed";

/// Has establishments added up by a cluster; `engine` is written `ballista://host:port`, and has so
/// many seconds.
pub(crate) fn aggregate(
    table: &Path,
    (engine, patience): (&str, u64),
    problems: &mut Problems,
    lang: Lang,
) -> anyhow::Result<Aggregated> {
    let say = |it: Trouble<'_>| anyhow::anyhow!(trouble(it, lang));
    if !engine.starts_with("ballista://") {
        return Err(say(Trouble::NoAddressOfACluster(engine)));
    }
    // The files lie here under the same path; what is wrong with their headings is said as always.
    let tables = karenina_mapping::tables_of_establishments(table, problems)?;
    if tables.is_empty() {
        return Ok(Aggregated::default());
    }
    let ran = Command::new(program())
        .arg("aggregate")
        .arg(table)
        .args(["--engine", engine, "--patience", &patience.to_string()])
        .stdin(Stdio::null())
        .output();
    let ran = match ran {
        Ok(it) => it,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Err(say(Trouble::NoEngine)),
        Err(err) => return Err(say(Trouble::ClusterGaveUp(&err.to_string()))),
    };
    let said = String::from_utf8_lossy(&ran.stderr);
    if !ran.status.success() {
        // What the engine's libraries say stands before the line that is ours.
        let last = said.lines().last().unwrap_or_default();
        let (code, detail) = last.split_once(": ").unwrap_or(("", last));
        return Err(say(match code {
            "no-scheduler" => Trouble::NoCluster(detail),
            "not-in-time" => Trouble::ClusterNotInTime(detail),
            _ => Trouble::ClusterGaveUp(detail),
        }));
    }
    let file = table.display().to_string();
    for (name, code) in [
        ("without-region: ", Code::EstablishmentWithoutRegion),
        ("without-activity: ", Code::EstablishmentWithoutActivity),
    ] {
        let count = said.lines().find_map(|it| it.strip_prefix(name)).unwrap_or("0");
        if count != "0" {
            problems.push(Problem::new(code, Place::file(&file)).with("count", count));
        }
    }
    let all = Aggregated::read_csv(ran.stdout.as_slice())
        .map_err(|err| say(Trouble::ClusterGaveUp(&err.to_string())))?;
    let unknown: u64 = all.groups.iter().map(|it| it.unknown).sum();
    if unknown > 0 {
        problems.push(
            Problem::new(Code::EstablishmentWithoutEmployment, Place::file(&file))
                .with("count", unknown.to_string()),
        );
    }
    Ok(all)
}

/// The program beside this one, else whichever of that name the path has.
fn program() -> PathBuf {
    let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    std::env::current_exe()
        .ok()
        .and_then(|it| it.parent().map(|it| it.join(&name)))
        .filter(|it| it.is_file())
        .unwrap_or_else(|| PathBuf::from(name))
}
