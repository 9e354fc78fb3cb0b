//! The file itself: who may read it, what breaks it, what a stop in the middle leaves.

use std::{
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::json;

use super::{at, cheap, manager, scratch};
use crate::{
    AccessError, AccountId, LogLine, Saved, Trouble, is_open_to_others, people::People, people_file,
};

#[test]
fn the_file_stands_beside_its_register_and_none_but_its_owner_reads_it() {
    for (register, people) in [
        ("a/programme.karenina", "a/programme.karenina-people"),
        ("programme.db", "programme.db.karenina-people"),
        ("programme", "programme.karenina-people"),
        ("x.karenina-people", "x.karenina-people"),
    ] {
        assert_eq!(people_file(&PathBuf::from(register)), PathBuf::from(people));
    }
    let it = scratch("mode");
    assert!(!is_open_to_others(&it.path));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&it.path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&it.path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(is_open_to_others(&it.path));
    }
    let name = it.path.file_name().unwrap().to_string_lossy().into_owned();
    for entry in std::fs::read_dir(it.path.parent().unwrap()).unwrap() {
        let other = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(!other.contains(&name) || other == name, "{other} was left behind");
    }
}

#[test]
fn what_is_no_file_of_people_is_told_and_left_alone() {
    let it = scratch("no-people");
    let not = |what: Trouble, found: Result<People, AccessError>| match found {
        Err(AccessError::Disk(trouble, _)) => assert_eq!(trouble, what),
        other => panic!("{other:?}"),
    };
    not(Trouble::NotFound, People::open(&it.path.with_extension("nothing")));
    let text = it.path.with_extension("text");
    std::fs::write(&text, "Olga Officer, ministry, and some more text than a page has at least")
        .unwrap();
    not(Trouble::NotPeople, People::open(&text));
    std::fs::write(&text, "").unwrap();
    not(Trouble::NotPeople, People::open(&text));
    std::fs::remove_file(&text).unwrap();
    // Another program's database, and a later program's file.
    let db = rusqlite::Connection::open(&text).unwrap();
    db.execute_batch("CREATE TABLE t (a)").unwrap();
    not(Trouble::NotPeople, People::open(&text));
    drop(db);
    std::fs::remove_file(&text).unwrap();
    let db = rusqlite::Connection::open(&it.path).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    assert!(matches!(People::open(&it.path), Err(AccessError::Newer { found: 99, .. })));
    // Cut in the middle.
    let whole = scratch("cut");
    let bytes = std::fs::read(&whole.path).unwrap();
    std::fs::write(&whole.path, &bytes[..bytes.len() / 2]).unwrap();
    let found = People::open(&whole.path).and_then(|it| it.faults().map(|it| it.len()));
    assert!(!matches!(found, Ok(0)), "{found:?}");
}

/// What the child of the next test does until it is killed: lines of the log in pairs, drafts
/// whose two cells agree, people who come and go.
#[test]
#[ignore = "is started and killed by the next test"]
fn writes_until_it_is_killed() {
    let Some(path) = std::env::var_os("KARENINA_KILLED") else { return };
    let mut it = cheap(&PathBuf::from(path));
    let mut version = it.draft("c", "2025").unwrap().map_or(0, |it| it.version);
    for n in 0.. {
        let line = |what| LogLine::event(at(n), None, "log_in", what, true);
        it.log(&[line("first"), line("second")]).unwrap();
        let cells = json!({ "a": n.to_string(), "b": n.to_string(), "long": "x".repeat(9000) });
        match it.save_draft(("c", "2025"), &cells, version, AccountId(1), at(n)).unwrap() {
            Saved::Kept { version: now } => version = now,
            Saved::Conflict { .. } => panic!("nobody else writes"),
        }
        let pid = std::process::id();
        let (id, _) =
            it.add(&format!("Passer By {pid} of {n}"), None, &manager("c"), at(n)).unwrap();
        if n % 3 == 0 {
            it.erase(id, at(n)).unwrap();
        }
        println!("{n}");
    }
}

#[test]
fn a_kill_in_the_middle_leaves_a_whole_file_and_nothing_half_done() {
    let mut it = scratch("killed");
    it.officer();
    for round in 0..6_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "tests::faults::writes_until_it_is_killed",
                "--ignored",
                "--nocapture",
            ])
            .env("KARENINA_KILLED", &it.path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Something was written, then a while that differs.
        let out = BufReader::new(child.stdout.take().unwrap());
        assert_eq!(out.lines().take(6).map_while(Result::ok).count(), 6, "the child writes");
        std::thread::sleep(Duration::from_millis(round * 7));
        child.kill().unwrap();
        child.wait().unwrap();

        let people = cheap(&it.path);
        assert_eq!(people.faults().unwrap(), Vec::<String>::new());
        assert_eq!(people.storage.setting("write_anew").unwrap(), None, "an erasure is ended");
        let log = people.log_lines(None, None, u32::MAX).unwrap();
        assert!(
            log.len() >= 2 && log.len().is_multiple_of(2),
            "{} lines: pairs are whole",
            log.len()
        );
        let draft = people.draft("c", "2025").unwrap().unwrap();
        assert_eq!(draft.cells["a"], draft.cells["b"]);
        for account in people.accounts().unwrap() {
            assert_eq!(account.name.is_none(), account.erased_at.is_some());
            assert_eq!(account.name.is_none(), account.clusters.is_empty() && account.id.0 > 1);
        }
    }
}
