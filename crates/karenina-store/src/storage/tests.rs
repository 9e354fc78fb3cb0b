//! What holds of either database.

use std::cell::Cell;

use karenina_model::{Dataset, TableBuilder, TableId};

use crate::{Act, ClaimStatus, FileDigest, Import, Moment, Register, StoreError};

#[cfg(feature = "postgres")]
#[path = "../../tests/common/postgres.rs"]
mod server;

thread_local! {
    static SALTS: Cell<Option<u8>> = const { Cell::new(None) };
}

/// The next salt of a test that has asked for salts that are known.
pub(super) fn salt_of_test() -> Option<Vec<u8>> {
    let n = SALTS.get()?;
    SALTS.set(Some(n.wrapping_add(1)));
    Some(vec![n; 16])
}

fn data(tables: &[(&str, &[&str])]) -> Dataset {
    let parts = tables.iter().map(|(name, lines)| {
        let id = TableId::named(name).unwrap();
        let file = format!("{name}.csv");
        let mut it = TableBuilder::new(id, &file, None, 1, lines[0].split(','));
        for (n, line) in lines[1..].iter().enumerate() {
            it.push(n as u32 + 2, line.split(','));
        }
        it
    });
    Dataset::assemble(parts).0
}

fn act(by: &str, on: &str, reason: &str) -> Act {
    Act { by: by.to_owned(), on: on.parse().unwrap(), reason: Some(reason.to_owned()) }
}

/// One of every act, and some that are refused; the journal that they make.
fn journal_of_a_year(place: &std::path::Path) -> Vec<String> {
    SALTS.set(Some(0));
    let mut it = Register::create(place, &act("Ivan Petrov", "2026-01-01", "law 12")).unwrap();
    let tables: &[(&str, &[&str])] = &[
        ("clusters", &["id,name,members_total", "sarov,Саров,40", "tomsk,Tomsk,30"]),
        ("organisations", &["id,name", "a,Acme", "b,Beta"]),
        ("memberships", &["cluster,organisation,said_by", "sarov,a,Anna", "sarov,b,Борис"]),
    ];
    let propose = |it: &mut Register, tables: &[(&str, &[&str])], by: &str, on: &str| {
        let files = vec![FileDigest { name: "t.csv".to_owned(), sha256: "0".repeat(64) }];
        let data = data(tables);
        let import = Import { data: &data, files, since: None, whole: false };
        it.propose(&import, &act(by, on, "as reported"))
    };
    propose(&mut it, tables, "Ivan Petrov", "2026-02-01").unwrap();
    it.accept(1, None, false, &act("Olga", "2026-02-02", "looked at")).unwrap();
    // What is refused takes no numbers: neither of who asked for it, nor of what was begun.
    let err = propose(&mut it, &tables[1..2], "Nobody", "2026-02-02").map(|_| ()).unwrap_err();
    assert!(matches!(err, StoreError::NothingNew), "{err:?}");
    let more: &[&str] = &["id,name,members_total", "sarov,Саров,44", "omsk,Omsk,7"];
    propose(&mut it, &[("clusters", more)], "Olga", "2026-02-03").unwrap();
    it.reject(2, Some(&[(2, 2)]), &act("Olga", "2026-02-03", "no such cluster")).unwrap();
    it.accept(2, None, false, &act("Ivan Petrov", "2026-02-03", "signed")).unwrap();
    let paper = it.add_evidence("list.pdf", b"signed", None, &act("Olga", "2026-02-04", "post"));
    it.set_status(
        "clusters/sarov",
        ClaimStatus::Confirmed,
        Some(paper.unwrap()),
        None,
        None,
        &act("Olga", "2026-02-05", "by the list"),
    )
    .unwrap();
    it.merge(&["b".to_owned()], "a", None, &act("Olga", "2026-02-06", "register")).unwrap();
    it.freeze("2026", Moment::default(), &act("Olga", "2026-02-07", "for the year")).unwrap();
    it.erase("Anna", &act("Ivan Petrov", "2026-02-08", "asked to be")).unwrap();
    SALTS.set(None);
    assert_eq!(Register::verify(place, &[it.head()]).unwrap().problems, []);
    it.journal_lines().unwrap().into_iter().map(|it| it.text).collect()
}

/// Where the salts are the same, so is every digest, the last one included.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests take away the files that they make")]
fn the_same_acts_make_the_same_journal_in_a_file_and_in_a_database() {
    let name = format!("journal-{}.karenina", std::process::id());
    let file = std::env::temp_dir().join(name);
    _ = std::fs::remove_file(&file);
    let in_a_file = journal_of_a_year(&file);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(in_a_file.len(), 11);
    #[cfg(feature = "postgres")]
    if let Some(server) = server::server() {
        let place = std::path::PathBuf::from(server.address());
        assert_eq!(journal_of_a_year(&place), in_a_file);
    }
}
