//! `karenina register` and `verify` as an officer uses them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("karenina-register-{name}-{}", std::process::id()));
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn karenina(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_karenina"));
    let out = command.args(args).args(["--lang", "en"]).output().unwrap();
    let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

/// What must work.
fn does(args: &[&str]) -> String {
    let (code, out, err) = karenina(args);
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

/// What must be refused, with the sentence that says why.
fn refused(args: &[&str]) -> String {
    let (code, _, err) = karenina(args);
    assert_eq!(code, 2, "{args:?}");
    err
}

fn by<'a>(args: &[&'a str], on: &'a str) -> Vec<&'a str> {
    args.iter().copied().chain(["--by", "Ivan Petrov", "--on", on]).collect()
}

fn begun(dir: &Path) -> String {
    let file = dir.join("programme.karenina").display().to_string();
    does(&by(&["register", "init", &file], "2026-01-01"));
    file
}

fn example() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join("examples/worked-programme").display().to_string()
}

fn verdicts(path: &str, more: &[&str]) -> serde_json::Value {
    let args: Vec<&str> =
        ["assess", path, "--format", "json"].into_iter().chain(more.iter().copied()).collect();
    serde_json::from_str(&does(&args)).unwrap()
}

fn without_places(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(fields) => {
            let stays = fields.into_iter().filter(|it| it.0 != "evidence");
            stays.map(|(name, it)| (name, without_places(it))).collect()
        }
        serde_json::Value::Array(parts) => parts.into_iter().map(without_places).collect(),
        other => other,
    }
}

#[test]
fn a_register_its_export_and_its_workbook_are_judged_as_the_source_is() {
    let dir = folder("judged");
    let file = begun(&dir);
    let out = does(&by(&["register", "import", &file, &example()], "2026-02-01"));
    assert!(out.starts_with("change set 1: "), "{out}");
    does(&by(&["register", "accept", &file, "1"], "2026-02-02"));
    let tables = dir.join("tables").display().to_string();
    let book = dir.join("tables.xlsx").display().to_string();
    does(&["register", "export", &file, &tables]);
    does(&["register", "export", &file, &book]);
    let day = ["--as-of", "2026-01-01"];
    let source = verdicts(&example(), &day);
    for it in [&file, &tables] {
        assert_eq!(verdicts(it, &day)["clusters"], source["clusters"], "{it}");
    }
    // In a workbook every cell stands elsewhere; all else is the same.
    let found = verdicts(&book, &day)["clusters"].clone();
    assert_eq!(without_places(found), without_places(source["clusters"].clone()));
    // The report names the entry that it rests on, and the entry is found again.
    let digest = verdicts(&file, &day)["edition"]["data"].as_str().unwrap().to_owned();
    let out = does(&["verify", &file, "--head", &digest]);
    assert!(out.contains("is that of entry 3"), "{out}");
    // A folder that has something in it is not mixed with.
    assert!(refused(&["register", "export", &file, &tables]).contains("the folder has files"));
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_change_set_is_read_decided_and_remembered() {
    let dir = folder("changes");
    let file = begun(&dir);
    let table = dir.join("clusters.csv").display().to_string();
    fs::write(&table, "id,members_total\nsarov,40\ntomsk,30\n").unwrap();
    does(&by(&["register", "import", &file, &table], "2026-02-01"));
    let rows = does(&["register", "changes", &file, "1"]);
    assert!(rows.contains("1  added  clusters/sarov\n"), "{rows}");
    assert!(rows.contains("    members_total: `40`   clusters.csv:2"), "{rows}");
    let args = ["register", "reject", &file, "1", "--rows", "2", "--reason", "no such cluster"];
    does(&by(&args, "2026-02-02"));
    let out = does(&by(&["register", "accept", &file, "1"], "2026-02-02"));
    assert!(out.starts_with("change set 1: 1 row accepted, 0 open"), "{out}");
    fs::write(&table, "id,members_total\nsarov,44\n").unwrap();
    let import = ["register", "import", &file, &table, "--since", "2025-12-31"];
    does(&by(&import, "2026-03-01"));
    does(&by(&["register", "accept", &file, "2"], "2026-03-02"));
    let out = does(&["register", "changes", &file, "2", "--format", "csv"]);
    assert!(out.contains("1,changed,clusters/sarov,accepted,members_total,40,44"), "{out}");
    let export = |to: &str, more: &[&str]| {
        let to = dir.join(to).display().to_string();
        let args: Vec<&str> =
            ["register", "export", &file, &to].into_iter().chain(more.iter().copied()).collect();
        does(&args);
        fs::read_to_string(Path::new(&to).join("clusters.csv")).unwrap()
    };
    assert_eq!(export("now", &[]), "id,members_total\nsarov,44\n");
    assert_eq!(export("before", &["--as-of", "2025-06-01"]), "id,members_total\nsarov,40\n");
    assert_eq!(export("march", &["--known-on", "2026-03-01"]), "id,members_total\nsarov,40\n");
    let history = does(&["register", "history", &file, "clusters/sarov"]);
    assert!(history.contains("members_total: `44`"), "{history}");
    let list = does(&["register", "changes", &file]);
    assert!(list.contains("1 accepted, 1 rejected, 0 open; from clusters.csv"), "{list}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_claim_is_confirmed_by_a_document_and_an_edition_is_frozen() {
    let dir = folder("claims");
    let file = begun(&dir);
    let table = dir.join("clusters.csv").display().to_string();
    fs::write(&table, "id,members_total,said_by\nsarov,40,Anna Orlova\n").unwrap();
    does(&by(&["register", "import", &file, &table], "2026-02-01"));
    does(&by(&["register", "accept", &file, "1"], "2026-02-01"));
    let list = dir.join("list.txt").display().to_string();
    fs::write(&list, "signed").unwrap();
    // printf signed | sha256sum
    let sha256 = "4a3cdfae";
    let out = does(&by(&["register", "evidence", "add", &file, &list], "2026-02-02"));
    assert!(out.starts_with(sha256), "{out}");
    let claim = "clusters/sarov";
    let confirm = ["register", "confirm", &file, claim, "--evidence", sha256];
    let out = does(&by(&confirm, "2026-02-03"));
    assert!(out.starts_with("clusters/sarov: confirmed"), "{out}");
    let err = refused(&by(&["register", "check", &file, claim], "2026-02-03"));
    assert!(err.contains("is confirmed and cannot become checked"), "{err}");
    let err = refused(&by(&["register", "confirm", &file, "clusters/sarof"], "2026-02-03"));
    assert!(err.contains("did you mean `clusters/sarov`?"), "{err}");
    does(&by(&["register", "edition", &file, "2026"], "2026-02-04"));
    let args = ["register", "people", "erase", &file, "Anna Orlova", "--reason", "asked to be"];
    does(&by(&args, "2026-02-05"));
    let to = dir.join("edition").display().to_string();
    does(&["register", "export", &file, &to, "--edition", "2026"]);
    let out = does(&["verify", &file]);
    assert!(out.starts_with("nothing was changed, cut or put elsewhere: 7 entries"), "{out}");
    let err = refused(&by(&["register", "accept", &file, "1"], "2026-01-01"));
    assert!(err.contains("is before the last entry"), "{err}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn what_is_wrong_with_the_file_is_one_sentence() {
    let dir = folder("wrong");
    let absent = dir.join("absent.karenina").display().to_string();
    assert!(refused(&["verify", &absent]).contains("there is no such register"));
    let text = dir.join("text.karenina").display().to_string();
    fs::write(&text, "id\n").unwrap();
    assert!(refused(&["register", "changes", &text]).contains("is no register"));
    let file = begun(&dir);
    let again = refused(&by(&["register", "init", &file], "2026-01-01"));
    assert!(again.contains("there is a file of that name"), "{again}");
    // The register is never written over by what is made of it.
    let guard = refused(&["assess", &file, "--out", &file, "--format", "json"]);
    assert!(guard.contains("is an input and is never changed"), "{guard}");
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let (code, out, err) = karenina(&["verify", &file]);
    assert!(code == 1 && out.contains("K0810") || code == 2, "{out}{err}");
    // Whoever may read and not write reads.
    let sound = dir.join("sound.karenina").display().to_string();
    fs::write(&sound, &bytes).unwrap();
    let mut rights = fs::metadata(&sound).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&sound, rights).unwrap();
    does(&["verify", &sound]);
    let table = dir.join("clusters.csv").display().to_string();
    fs::write(&table, "id\nsarov\n").unwrap();
    let (code, _, err) = karenina(&by(&["register", "import", &sound, &table], "2026-02-01"));
    // The superuser may write what nobody may.
    assert!(code == 0 || err.contains("may not be written"), "{err}");
    fs::remove_dir_all(dir).unwrap();
}
