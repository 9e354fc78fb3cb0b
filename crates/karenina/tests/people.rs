//! `karenina people` as an officer uses it.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::{fs, path::PathBuf, process::Command};

struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

impl Scratch {
    fn new(name: &str) -> Self {
        let it = Self(
            std::env::temp_dir().join(format!("karenina-people-{name}-{}", std::process::id())),
        );
        _ = fs::remove_dir_all(&it.0);
        fs::create_dir_all(&it.0).unwrap();
        karenina(&["register", "init", &it.register(), "--by", "Olga Officer"]);
        it
    }

    fn register(&self) -> String {
        self.0.join("programme.karenina").display().to_string()
    }

    fn run(&self, verb: &str, more: &[&str]) -> (i32, String, String) {
        let register = self.register();
        let args: Vec<&str> =
            ["people", verb, &register].into_iter().chain(more.iter().copied()).collect();
        karenina(&args)
    }

    fn does(&self, verb: &str, more: &[&str]) -> String {
        let (code, out, err) = self.run(verb, more);
        assert_eq!(code, 0, "{verb} {more:?}: {err}");
        out
    }

    fn refused(&self, verb: &str, more: &[&str]) -> String {
        let (code, out, err) = self.run(verb, more);
        assert_eq!(code, 2, "{verb} {more:?}: {out}");
        err
    }
}

fn karenina(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_karenina"));
    let out = command.args(args).args(["--lang", "en"]).output().unwrap();
    let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

#[test]
fn an_officer_makes_accounts_and_is_told_of_keys_that_nobody_has_reported() {
    let it = Scratch::new("add");
    let said = it.refused("list", &[]);
    assert!(said.contains("people add"), "{said}");
    let said = it.does("add", &["Olga Officer", "--role", "officer", "--email", "olga@a.example"]);
    assert!(said.starts_with("account-1: Olga Officer, officer\n"), "{said}");
    let token = said.lines().nth(1).and_then(|it| it.rsplit(' ').next()).unwrap();
    assert_eq!(token.len(), 64);
    // It is shown this once: the file holds its digest.
    let people = PathBuf::from(it.register() + "-people");
    assert!(!String::from_utf8_lossy(&fs::read(&people).unwrap()).contains(token));
    let (code, _, err) = it.run("add", &["Mark", "--role", "manager", "--cluster", "north-it"]);
    assert_eq!(code, 0);
    assert!(err.contains("K0830") && err.contains("`north-it` of account-2"), "{err}");
    let list = it.does("list", &["--format", "csv", "--quiet"]);
    assert_eq!(list.lines().count(), 3);
    assert!(list.contains("account-2,manager,Mark,,north-it,,,invited,"), "{list}");
    for (args, why) in [
        (["Mark", "--role", "auditor"].as_slice(), "`Mark` is the name or address of another"),
        (&["Nina", "--role", "manager"], "a manager has one cluster"),
        (&["Nina", "--role", "member"], "a member acts for one organisation"),
        (&["12", "--role", "auditor"], "is no name"),
        (&["Nina", "--role", "public"], "public"),
        (&["Nina", "--role", "king"], "king"),
    ] {
        let said = it.refused("add", args);
        assert!(said.contains(why), "{args:?}: {said}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&people, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(it.run("list", &[]).2.contains("K0831"));
    }
}

#[test]
fn whoever_is_erased_is_named_neither_among_the_people_nor_in_the_register() {
    let it = Scratch::new("erase");
    it.does("add", &["Olga Officer", "--role", "officer"]);
    it.does("add", &["Oleg Other", "--role", "officer"]);
    let kept: serde_json::Value =
        serde_json::from_str(&it.does("export", &["olga officer"])).unwrap();
    assert_eq!(kept["register"]["entries_of_the_journal"], serde_json::json!([1]));
    it.does("lock", &["Oleg Other"]);
    let act = ["--by", "Oleg Other", "--reason", "asked for it"];
    let erase: Vec<&str> = ["Olga Officer"].into_iter().chain(act).collect();
    let said = it.refused("erase", &erase);
    assert!(said.contains("make another officer first"), "{said}");
    it.does("unlock", &["account-2"]);
    let said = it.does("erase", &erase);
    assert!(said.contains("account-1") && said.contains("person-1"), "{said}");
    let name = b"Olga Officer";
    for file in [it.register(), it.register() + "-people"] {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(name.len()).any(|it| it == name), "{file}");
    }
    assert_eq!(karenina(&["verify", &it.register()]).0, 0);
    let log = it.does("log", &["--format", "csv"]);
    assert!(log.lines().nth(1).unwrap().contains(",erase_person,account-1,yes"), "{log}");
    assert!(it.refused("export", &["Olga Officer"]).contains("no account"));
    let (code, log, said) = it.run("log", &["--forget-before", "9999-01-01", "--format", "json"]);
    assert!(code == 0 && said.contains("forgotten"), "{said}");
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log, serde_json::json!([]));
    let said = it.does("log", &["--forget-before", "9999-01-01"]);
    assert!(said.contains("empty"), "{said}");
}

#[test]
fn the_table_is_that_of_the_page() {
    let page =
        fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/access.md"))
            .unwrap();
    let (code, out, _) = karenina(&["people", "table"]);
    assert_eq!(code, 0);
    assert!(page.ends_with(&out), "`cargo dev docs` makes docs/access.md");
    let (_, csv, _) = karenina(&["people", "table", "--format", "csv"]);
    assert!(csv.starts_with("what,name,officer,"), "{csv}");
    let (_, json, _) = karenina(&["people", "table", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["actions"]["manage_people"]["manager"], serde_json::json!([]));
    assert_eq!(json["classes"]["personal"]["auditor"], serde_json::json!(["all"]));
}
