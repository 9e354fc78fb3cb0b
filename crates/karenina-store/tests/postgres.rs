//! What holds of a register in a database alone: its guards, its server, many who write.

#![cfg(feature = "postgres")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use std::{fs, path::Path, thread};

use common::{Folder, act, all, dataset, import, new_register, postgres, take_up};
use karenina_model::Code;
use karenina_store::{Location, Moment, Register, StoreError, Trouble};

const NOW: Moment = Moment { as_of: None, known_on: None };

fn trouble<T: std::fmt::Debug>(it: Result<T, StoreError>) -> Trouble {
    match it {
        Err(StoreError::Disk(it, _)) => it,
        other => panic!("{other:?}"),
    }
}

#[test]
fn verify_says_when_the_guard_of_a_table_is_off() {
    let Some(folder) = Folder::of_postgres() else { return };
    let (path, register) = new_register(&folder);
    drop(register);
    assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
    folder.try_to_tamper(&path, "ALTER TABLE journal DISABLE TRIGGER only_added_to").unwrap();
    folder.try_to_tamper(&path, "DROP TRIGGER only_erased ON people").unwrap();
    let problems = Register::verify(&path, &[]).unwrap().problems;
    let found: Vec<(Code, &str)> = problems
        .iter()
        .map(|it| (it.code, it.details.iter().find(|it| it.0 == "table").unwrap().1.as_str()))
        .collect();
    assert_eq!(found, [(Code::Unguarded, "journal"), (Code::Unguarded, "people")]);
}

#[test]
fn nothing_of_an_erased_name_is_left_in_the_tables_of_the_server() {
    let Some(folder) = Folder::of_postgres() else { return };
    let server = postgres::server().unwrap();
    let (path, mut register) = new_register(&folder);
    let text = "subject,indicator,value,said_by\nsarov,a/b,1,Evdokiya Vyacheslavovna";
    take_up(&mut register, &dataset(&[("claims", text)]), None, "2026-02-01").unwrap();
    // The server collects statistics of columns, with what stands in them most often.
    folder.try_to_tamper(&path, "ANALYZE").unwrap();
    assert!(on_disk(server, "Evdokiya"));
    register.erase("Evdokiya Vyacheslavovna", &act("2026-02-02")).unwrap();
    folder.try_to_tamper(&path, "ANALYZE").unwrap();
    assert!(!on_disk(server, "Evdokiya"));
    assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
}

/// Whether a text stands in the files of the server's tables, once all is written down.
fn on_disk(server: &postgres::Server, text: &str) -> bool {
    server.client("public").batch_execute("CHECKPOINT").unwrap();
    let mut folders = vec![server.folder.join("data/base"), server.folder.join("data/global")];
    while let Some(folder) = folders.pop() {
        for it in fs::read_dir(folder).unwrap().flatten() {
            let path = it.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(path).unwrap_or_default();
            if bytes.windows(text.len()).any(|it| it == text.as_bytes()) {
                return true;
            }
        }
    }
    false
}

#[test]
fn those_who_write_at_once_come_one_after_another() {
    let Some(folder) = Folder::of_postgres() else { return };
    let (path, register) = new_register(&folder);
    drop(register);
    thread::scope(|scope| {
        for writer in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut register = Register::open(path).unwrap();
                for n in 0..5 {
                    let text = format!("id,members_total\nc{writer}-{n},{n}\nshared,{writer}{n}");
                    let data = dataset(&[("clusters", &text)]);
                    let found = register.propose(&import(&data), &act("2026-02-01")).unwrap();
                    let on = act("2026-02-01");
                    register.accept(found.change_set, None, true, &on).unwrap();
                }
            });
        }
    });
    let register = Register::open(&path).unwrap();
    assert_eq!(register.n_entries(), 1 + 4 * 5 * 2);
    assert_eq!(all(&register, NOW).len(), 4 * 5 + 1);
    assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
}

#[test]
fn a_reader_is_not_kept_waiting_and_verify_sees_one_moment() {
    let Some(folder) = Folder::of_postgres() else { return };
    let (path, mut register) = new_register(&folder);
    let text = |n| format!("id,members_total\nsarov,{n}");
    take_up(&mut register, &dataset(&[("clusters", &text(1))]), None, "2026-02-01").unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut register = Register::open(&path).unwrap();
            for n in 2..20 {
                let data = dataset(&[("clusters", &text(n))]);
                take_up(&mut register, &data, None, "2026-02-01").unwrap();
            }
        });
        while !writer.is_finished() {
            assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
        }
    });
}

#[test]
fn who_may_only_read_reads() {
    let Some(folder) = Folder::of_postgres() else { return };
    let (path, mut register) = new_register(&folder);
    let data = dataset(&[("clusters", "id\nsarov")]);
    take_up(&mut register, &data, None, "2026-02-01").unwrap();
    let schema = postgres::schema(&path);
    let grants = format!(
        "CREATE ROLE {schema}_reader LOGIN; CREATE ROLE {schema}_stranger LOGIN;
         GRANT USAGE ON SCHEMA {schema} TO {schema}_reader;
         GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {schema}_reader"
    );
    folder.try_to_tamper(&path, &grants).unwrap();
    let address = path.to_str().unwrap();
    let of = |who: &str| address.replace("karenina@", &format!("{schema}_{who}@"));
    let mut reader = Register::open(Path::new(&of("reader"))).unwrap();
    assert_eq!(all(&reader, NOW), ["clusters id=sarov"]);
    assert_eq!(Register::verify(Path::new(&of("reader")), &[]).unwrap().problems, []);
    assert_eq!(trouble(reader.erase("Ivan Petrov", &act("2026-02-02"))), Trouble::ReadOnly);
    assert_eq!(trouble(Register::open(Path::new(&of("stranger")))), Trouble::Refused);
    assert_eq!(trouble(Register::open(Path::new(&of("unknown")))), Trouble::Refused);
}

#[test]
fn what_is_no_register_in_a_database_is_said_to_be_none() {
    let Some(folder) = Folder::of_postgres() else { return };
    let (path, register) = new_register(&folder);
    drop(register);
    assert_eq!(trouble(Register::create(&path, &act("2026-01-01"))), Trouble::Exists);
    let other = folder.place();
    assert_eq!(trouble(Register::open(&other)), Trouble::NotFound);
    let schema = postgres::schema(&other);
    let make = format!("CREATE SCHEMA {schema}; CREATE TABLE {schema}.register (version text)");
    folder.try_to_tamper(&path, &make).unwrap();
    assert_eq!(trouble(Register::open(&other)), Trouble::NotARegister);
    assert_eq!(trouble(Register::create(&other, &act("2026-01-01"))), Trouble::Exists);
    folder.try_to_tamper(&path, "UPDATE register SET version = 99").unwrap();
    assert!(matches!(Register::open(&path), Err(StoreError::Newer { found: 99, .. })));
    // A schema that somebody made for it is taken.
    let empty = folder.place();
    let make = format!("CREATE SCHEMA {}", postgres::schema(&empty));
    folder.try_to_tamper(&other, &make).unwrap();
    Register::create(&empty, &act("2026-01-01")).unwrap();
}

#[test]
fn a_name_longer_than_an_index_holds_is_a_name() {
    let Some(folder) = Folder::of_postgres() else { return };
    let (path, mut register) = new_register(&folder);
    // Not a text that is packed well.
    let mut state = 1_u32;
    let long: String = (0..20_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (state >> 16) % 0x5000).unwrap()
        })
        .collect();
    let data = dataset(&[("clusters", &format!("id,members_total\n{long},4"))]);
    take_up(&mut register, &data, None, "2026-02-01").unwrap();
    let twice = register.propose(&import(&data), &act("2026-02-02"));
    assert!(matches!(twice, Err(StoreError::NothingNew)), "{twice:?}");
    assert_eq!(register.history(&format!("clusters/{long}")).unwrap().len(), 1);
    assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
}

/// The server is stopped as an administrator would and as if its machine had lost its power, while
/// somebody imports and accepts without end; then it is started again.
#[test]
fn a_server_that_goes_and_comes_back_loses_nothing_that_was_said_to_be_done() {
    if postgres::server().is_none() {
        return;
    }
    let mut server = postgres::Server::start("gone").unwrap();
    let path = std::path::PathBuf::from(server.address_of("year"));
    let mut register = Register::create(&path, &act("2026-01-01")).unwrap();
    let mut last = 0;
    for how in ["stop", "kill", "kill"] {
        let begun = last;
        let writer = thread::spawn(move || {
            let mut done = begun;
            loop {
                let text = format!("id,members_total\nsarov,{}\ntomsk,{}", done + 1, done + 1);
                let data = dataset(&[("clusters", &text)]);
                match take_up(&mut register, &data, None, "2026-02-01") {
                    Ok(_) => done += 1,
                    Err(err) => return (register, done, err),
                }
            }
        });
        thread::sleep(std::time::Duration::from_millis(250));
        server.stop(how);
        let (mut it, done, err) = writer.join().unwrap();
        assert!(
            matches!(
                err,
                StoreError::Disk(Trouble::Lost | Trouble::Unreachable | Trouble::Unsure, _)
            ),
            "{err:?}"
        );
        assert!(done > begun, "nothing was written before the server went");
        assert_eq!(trouble(it.export(NOW).map(|_| ())), Trouble::Unreachable);
        assert_eq!(trouble(Register::verify(&path, &[])), Trouble::Unreachable);
        server.run().unwrap();
        // The same register goes on, by a new connection.
        let rows = all(&it, NOW);
        let total: u32 = rows[0].rsplit('=').next().unwrap().parse().unwrap();
        assert!(total >= done, "{total} of {done}");
        assert!(rows.iter().all(|it| it.ends_with(&format!("={total}"))), "{rows:?}");
        last = 1_000 * (1 + last / 1_000);
        let data =
            dataset(&[("clusters", &format!("id,members_total\nsarov,{last}\ntomsk,{last}"))]);
        take_up(&mut it, &data, None, "2026-02-01").unwrap();
        assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
        register = it;
    }
}

#[test]
fn an_address_says_whether_it_has_changed_by_its_last_entry() {
    let Some(folder) = Folder::of_postgres() else { return };
    let (path, mut register) = new_register(&folder);
    let last = || Register::last_at(&Location::of(&path)).unwrap();
    assert_eq!(last(), (1, register.head()));
    take_up(&mut register, &dataset(&[("clusters", "id\nsarov")]), None, "2026-02-01").unwrap();
    assert_eq!(last(), (3, register.head()));
}
