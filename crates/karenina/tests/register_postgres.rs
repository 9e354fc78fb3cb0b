//! `karenina register` in a database, as an officer uses it.

#![cfg(feature = "postgres")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

#[path = "../../karenina-store/tests/common/postgres.rs"]
mod postgres;

fn karenina(args: &[&str], lang: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_karenina"));
    let out = command
        .args(args)
        .args(["--lang", lang])
        .env("PGPASSWORD", "from-the-environment")
        .output()
        .unwrap();
    let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
    let (out, err) = (text(&out.stdout), (text(&out.stderr), out.status.code().unwrap()));
    for secret in ["topsecret", "from-the-environment"] {
        assert!(!out.contains(secret) && !err.0.contains(secret), "{args:?}: {out}{}", err.0);
    }
    (err.1, out, err.0)
}

fn does(args: &[&str]) -> String {
    let (code, out, err) = karenina(args, "en");
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

fn refused(args: &[&str], lang: &str) -> String {
    let (code, _, err) = karenina(args, lang);
    assert_eq!(code, 2, "{args:?}");
    err
}

fn by<'a>(args: &[&'a str], on: &'a str) -> Vec<&'a str> {
    args.iter().copied().chain(["--by", "Ivan Petrov", "--on", on]).collect()
}

fn example() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join("examples/worked-programme").display().to_string()
}

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("karenina-in-{name}-{}", std::process::id()));
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// All the way, in a file and in a database: one answer; and a password in the address stands in no
/// answer, message or report.
#[test]
fn a_register_in_a_database_is_judged_as_one_in_a_file() {
    let Some(server) = postgres::server() else { return };
    let dir = folder("both");
    let file = dir.join("programme.karenina").display().to_string();
    let address = server.address().replace("karenina@", "karenina:topsecret@");
    let mut reports = Vec::new();
    for (n, it) in [&file, &address].into_iter().enumerate() {
        let begun = does(&by(&["register", "init", it], "2026-01-01"));
        assert!(n == 0 || begun.contains("karenina:***@"), "{begun}");
        does(&by(&["register", "import", it, &example()], "2026-02-01"));
        does(&by(&["register", "accept", it, "1"], "2026-02-02"));
        assert!(does(&["verify", it]).starts_with("nothing was changed"));
        let tables = dir.join(format!("tables-{n}")).display().to_string();
        does(&["register", "export", it, &tables]);
        let report = dir.join(format!("{n}.json"));
        let to = report.display().to_string();
        does(&["assess", it, "--as-of", "2026-01-01", "--format", "json", "--out", &to]);
        let text = fs::read_to_string(report).unwrap();
        assert!(!text.contains("topsecret"));
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let head = report["edition"]["data"].as_str().unwrap().to_owned();
        assert!(does(&["verify", it, "--head", &head]).contains("is that of entry 3"));
        reports.push(report["clusters"].clone());
    }
    assert_eq!(reports[0], reports[1]);
    for it in fs::read_dir(dir.join("tables-0")).unwrap().flatten() {
        let name = it.file_name();
        let other = fs::read(dir.join("tables-1").join(&name)).unwrap();
        assert_eq!(fs::read(it.path()).unwrap(), other, "{}", name.display());
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn what_stands_in_the_way_of_a_database_is_one_sentence_in_both_languages() {
    for (address, en, ru) in [
        (
            "postgres://a:topsecret@/db?host=/nowhere",
            "the server cannot be reached",
            "сервер недоступен",
        ),
        (
            "postgres://a:topsecret@db.example/db",
            "others could read and change",
            "шифровать эта программа не умеет",
        ),
        (
            "postgres://a:topsecret@localhost/db?sslmode=require",
            "others could read and change",
            "шифровать эта программа не умеет",
        ),
        (
            "postgresql://a:topsecret@localhost/db?password=topsecret&x=1",
            "is no address of a database",
            "это не адрес базы данных",
        ),
    ] {
        for (lang, wanted) in [("en", en), ("ru", ru)] {
            for args in [&["verify", address][..], &["assess", address]] {
                let said = refused(args, lang);
                assert!(said.contains(wanted) && said.contains("a:***@"), "{said}");
            }
        }
    }
    // What was typed in the wrong place is shown, and a password in it is not.
    let address = "postgres://a:topsecret@localhost/db";
    for args in [
        &["verify", address, address][..],
        &["register", "accept", "absent.karenina", address, "--by", "A"],
        &["assess", ".", "--catalogue", address],
        &["check", &format!("--last={address}"), address],
        &[address],
    ] {
        assert!(refused(args, "en").contains("a:***@"), "{args:?}");
    }
    let Some(server) = postgres::server() else { return };
    let absent = server.address();
    assert!(refused(&["verify", &absent], "en").contains("there is no register in this schema"));
    assert!(refused(&["verify", &absent], "ru").contains("реестра нет"));
    let stranger = absent.replace("karenina@", "stranger:topsecret@");
    assert!(refused(&["verify", &stranger], "en").contains("does not let this user in"));
    does(&by(&["register", "init", &absent], "2026-01-01"));
    let again = refused(&by(&["register", "init", &absent], "2026-01-01"), "ru");
    assert!(again.contains("уже есть таблицы"), "{again}");
}
