//! What a register does for an officer, in the order of a year.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use common::{Folder, act, all, cell, cells, dataset, day, example, import, new_register, take_up};
use karenina_model::Code;
use karenina_store::{Act, ClaimStatus, Import, Moment, Register, StoreError, Trouble, parse_rows};

const NOW: Moment = Moment { as_of: None, known_on: None };

fn known_on(text: &str) -> Moment {
    Moment { known_on: Some(day(text)), ..NOW }
}

fn as_of(text: &str) -> Moment {
    Moment { as_of: Some(day(text)), ..NOW }
}

in_both! {
    fn what_is_imported_and_accepted_is_what_was_read(folder) {
        for name in ["russia-pilot-clusters", "worked-programme"] {
            let folder = folder.another();
            let (path, mut register) = new_register(&folder);
            let data = example(name);
            take_up(&mut register, &data, None, "2026-02-01").unwrap();
            assert_eq!(all(&register, NOW), cells(&data), "{name}");
            drop(register);
            let again = Register::open(&path).unwrap();
            assert_eq!(all(&again, NOW), cells(&data), "{name}");
            let verified = Register::verify(&path, &[again.head()]).unwrap();
            assert_eq!(verified.problems, [], "{name}");
            assert_eq!(verified.heads, [(again.head(), Some(3))]);
        }
    }

    fn nothing_is_believed_before_somebody_accepts_it(folder) {
        let (_, mut register) = new_register(folder);
        let data = dataset(&[("clusters", "id,name,members_total\nsarov,Sarov,40\ntomsk,Tomsk,30")]);
        let found = register.propose(&import(&data), &act("2026-02-01")).unwrap();
        assert_eq!((found.added, found.changed, found.cells), (2, 0, 6));
        assert!(all(&register, NOW).is_empty());
        let rows = parse_rows("2").unwrap();
        let decided = register.accept(1, Some(&rows), false, &act("2026-02-02")).unwrap();
        assert_eq!((decided.rows, decided.open), (1, 1));
        assert_eq!(all(&register, NOW), ["clusters id=tomsk name=Tomsk members_total=30"]);
        register.reject(1, None, &act("2026-02-03")).unwrap();
        assert_eq!(all(&register, NOW).len(), 1);
        let err = register.accept(1, None, false, &act("2026-02-03")).unwrap_err();
        assert!(matches!(err, StoreError::NothingToDecide(1)), "{err:?}");
        // What was refused is kept as what was refused, and may come again.
        assert_eq!(register.changes(1, 1, 10).unwrap()[0].accepted, Some(false));
        let again = register.propose(&import(&data), &act("2026-02-04")).unwrap();
        assert_eq!((again.added, again.unchanged), (1, 1));
    }

    fn a_change_is_a_cell_with_what_it_was_before_and_where_it_stands_now(folder) {
        let (_, mut register) = new_register(folder);
        let first = dataset(&[("clusters", "id,name,members_total\nsarov,Sarov,40")]);
        take_up(&mut register, &first, None, "2026-02-01").unwrap();
        // A column that the file does not have, and a cell that is empty, say nothing.
        let second = dataset(&[("clusters", "members_total,id,region\n44,sarov,")]);
        let found = register.propose(&import(&second), &act("2026-03-01")).unwrap();
        assert_eq!((found.added, found.changed, found.cells), (0, 1, 1));
        let changes = register.changes(2, 1, 10).unwrap();
        assert_eq!(changes[0].claim, "clusters/sarov");
        let (column, before, after, place) = &changes[0].cells[0];
        assert_eq!((column.as_str(), before.as_str(), after.as_str()), ("members_total", "40", "44"));
        assert_eq!(place.to_string(), "clusters.csv:2");
        register.accept(2, None, false, &act("2026-03-01")).unwrap();
        assert_eq!(all(&register, NOW), ["clusters id=sarov name=Sarov members_total=44"]);
        let err = register.propose(&import(&second), &act("2026-03-02")).unwrap_err();
        assert!(matches!(err, StoreError::NothingNew), "{err:?}");
        assert_eq!(register.n_entries(), 5);
    }

    fn what_was_believed_on_the_first_of_march_can_be_asked_in_june(folder) {
        let (_, mut register) = new_register(folder);
        let total = |n| dataset(&[("clusters", &format!("id,members_total\nsarov,{n}"))]);
        take_up(&mut register, &total(40), Some("2024-12-31"), "2026-02-01").unwrap();
        take_up(&mut register, &total(47), Some("2025-12-31"), "2026-03-02").unwrap();
        // The figure of 2024 was wrong: the report of that year again.
        take_up(&mut register, &total(38), Some("2024-12-31"), "2026-05-01").unwrap();
        let ask = |as_of: &str, known: &str| {
            let moment = Moment { as_of: Some(day(as_of)), known_on: Some(day(known)) };
            cell(&register, moment, "clusters", "sarov", "members_total")
        };
        assert_eq!(ask("2026-06-01", "2026-03-01"), "40");
        assert_eq!(ask("2026-06-01", "2026-06-01"), "47");
        assert_eq!(ask("2025-06-01", "2026-03-02"), "40");
        assert_eq!(ask("2025-06-01", "2026-06-01"), "38");
        assert_eq!(ask("2024-06-01", "2026-06-01"), "", "not yet there");
        assert_eq!(ask("2026-06-01", "2026-01-31"), "", "not yet known");
    }

    fn a_late_report_does_not_reach_beyond_one_that_said_the_same_again(folder) {
        let (_, mut register) = new_register(folder);
        let total = |n| dataset(&[("clusters", &format!("id,members_total\nsarov,{n}"))]);
        take_up(&mut register, &total(50), Some("2023-12-31"), "2026-02-01").unwrap();
        let again = take_up(&mut register, &total(50), Some("2025-12-31"), "2026-02-02").unwrap();
        assert_eq!((again.again, again.changed), (1, 0));
        take_up(&mut register, &total(70), Some("2024-12-31"), "2026-02-03").unwrap();
        let ask = |day: &str| cell(&register, as_of(day), "clusters", "sarov", "members_total");
        assert_eq!([ask("2024-06-01"), ask("2025-06-01"), ask("2026-06-01")], ["50", "70", "50"]);
    }

    fn a_correction_without_a_day_holds_for_all_time(folder) {
        let (_, mut register) = new_register(folder);
        let region = |it| dataset(&[("clusters", &format!("id,region\nsarov,{it}"))]);
        take_up(&mut register, &region("Nizhni"), Some("2024-12-31"), "2026-02-01").unwrap();
        take_up(&mut register, &region("Nizhny Novgorod"), None, "2026-02-02").unwrap();
        let ask = |moment| cell(&register, moment, "clusters", "sarov", "region");
        assert_eq!(ask(as_of("2025-01-01")), "Nizhny Novgorod");
        assert_eq!(ask(known_on("2026-02-01")), "Nizhni");
        // The row itself is there from when it was said to be.
        assert_eq!(ask(as_of("2024-01-01")), "");
    }

    fn silence_withdraws_nothing_unless_the_lists_are_said_to_be_whole(folder) {
        let (_, mut register) = new_register(folder);
        let clusters = ("clusters", "id,region\nsarov,Volga\ntomsk,Siberia");
        let organisations = ("organisations", "id\na\nb\nd");
        let members = "cluster,organisation,role\nsarov,a,core\nsarov,b,core\ntomsk,d,core";
        let first = dataset(&[clusters, organisations, ("memberships", members)]);
        take_up(&mut register, &first, None, "2026-02-01").unwrap();
        let less = dataset(&[
            ("clusters", "id,region\nsarov,"),
            ("organisations", "id\na"),
            ("memberships", "cluster,organisation,role\nsarov,a,core"),
        ]);
        let err = register.propose(&import(&less), &act("2026-03-01")).unwrap_err();
        assert!(matches!(err, StoreError::NothingNew), "{err:?}");
        let whole = Import { whole: true, ..import(&less) };
        let found = register.propose(&whole, &act("2026-03-01")).unwrap();
        // b is a member of Sarov no more; Tomsk is not spoken of; organisations belong to no cluster.
        assert_eq!((found.withdrawn, found.changed), (1, 1));
        register.accept(2, None, false, &act("2026-03-01")).unwrap();
        let now = all(&register, NOW);
        assert!(now.contains(
            &"memberships cluster=sarov organisation=b role=core status=withdrawn".to_owned()
        ));
        assert!(
            now.contains(&"memberships cluster=tomsk organisation=d role=core".to_owned()),
            "{now:#?}"
        );
        assert!(now.contains(&"clusters id=sarov".to_owned()));
        // Named again, it is a member again.
        take_up(&mut register, &first, None, "2026-04-01").unwrap();
        assert!(all(&register, NOW).contains(
            &"memberships cluster=sarov organisation=b role=core status=declared".to_owned()
        ));
    }

    fn rows_of_one_name_are_known_again_by_what_they_say(folder) {
        let (_, mut register) = new_register(folder);
        let claims = "subject,indicator,value,said_by\nsarov,a/b,44,ministry\nsarov,a/b,47,cluster";
        take_up(&mut register, &dataset(&[("claims", claims)]), None, "2026-02-01").unwrap();
        let one = "subject,indicator,value,said_by\nsarov,a/b,48,cluster";
        let found = take_up(&mut register, &dataset(&[("claims", one)]), None, "2026-03-01").unwrap();
        assert_eq!((found.added, found.changed), (0, 1));
        let now = all(&register, NOW);
        assert!(now[0].contains("value=44") && now[0].contains("said_by=ministry"), "{now:?}");
        assert!(now[1].contains("value=48") && now[1].contains("said_by=cluster"), "{now:?}");
        let changes = register.changes(2, 1, 1).unwrap();
        assert_eq!(changes[0].claim, "claims/sarov/a/b~2");
    }

    fn two_people_who_edit_one_cluster_lose_nothing_in_silence(folder) {
        let (path, mut register) = new_register(folder);
        let total = |n| dataset(&[("clusters", &format!("id,members_total\nsarov,{n}"))]);
        take_up(&mut register, &total(40), None, "2026-02-01").unwrap();
        let mut other = Register::open(&path).unwrap();
        let (a, b) = (total(44), total(45));
        register.propose(&import(&a), &act("2026-02-02")).unwrap();
        other.propose(&import(&b), &act("2026-02-02")).unwrap();
        register.accept(2, None, false, &act("2026-02-02")).unwrap();
        let StoreError::Conflicts(found) =
            other.accept(3, None, false, &act("2026-02-02")).unwrap_err()
        else {
            panic!("no conflict")
        };
        assert_eq!((found[0].meanwhile.as_str(), found[0].proposed.as_str()), ("44", "45"));
        assert_eq!((found[0].change_set, found[0].claim.as_str()), (2, "clusters/sarov"));
        other.accept(3, None, true, &act("2026-02-02")).unwrap();
        assert_eq!(cell(&other, NOW, "clusters", "sarov", "members_total"), "45");
        assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
    }

    fn a_claim_goes_from_declared_to_confirmed_and_back_when_it_changes(folder) {
        let (path, mut register) = new_register(folder);
        let total = |n| dataset(&[("clusters", &format!("id,members_total\nsarov,{n}"))]);
        take_up(&mut register, &total(40), None, "2026-02-01").unwrap();
        let sha256 = register
            .add_evidence("list.pdf", b"signed", Some("clusters/sarov"), &act("2026-02-02"))
            .unwrap();
        let mut set = |status, evidence, on| {
            register.set_status("clusters/sarov", status, evidence, None, None, &act(on))
        };
        set(ClaimStatus::Checked, None, "2026-02-03").unwrap();
        set(ClaimStatus::Confirmed, Some(sha256), "2026-02-04").unwrap();
        let err = set(ClaimStatus::Checked, None, "2026-02-04").unwrap_err();
        assert!(matches!(err, StoreError::Transition { .. }), "{err:?}");
        set(ClaimStatus::Disputed, None, "2026-02-05").unwrap();
        register.reply("clusters/sarov", &act("2026-02-06")).unwrap();
        let status = |it: &Register, moment| cell(it, moment, "clusters", "sarov", "status");
        assert_eq!(status(&register, known_on("2026-02-04")), "confirmed");
        assert_eq!(status(&register, NOW), "disputed");
        register
            .set_status("clusters/sarov", ClaimStatus::Confirmed, None, None, None, &act("2026-02-07"))
            .unwrap();
        // Another value is another claim: nobody has confirmed it.
        let found = take_up(&mut register, &total(44), None, "2026-03-01").unwrap();
        assert_eq!(found.problems[0].code, Code::OverConfirmed);
        assert_eq!(status(&register, NOW), "declared");
        let history = register.history("clusters/sarov").unwrap();
        assert_eq!(history.len(), 8);
        assert_eq!(history[5].reason.as_deref(), Some("as reported"));
        let err = register
            .set_status("clusters/sarow", ClaimStatus::Checked, None, None, None, &act("2026-03-01"))
            .unwrap_err();
        let StoreError::NoClaim { near, .. } = err else { panic!("{err:?}") };
        assert_eq!(near.as_deref(), Some("clusters/sarov"));
        assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
    }

    fn organisations_that_became_one_are_one_from_that_day_on(folder) {
        let (path, mut register) = new_register(folder);
        let data = dataset(&[
            ("clusters", "id\nsarov"),
            ("organisations", "id,tax_number\nacme,77\nacme-old,78\nother,79"),
            ("memberships", "cluster,organisation\nsarov,acme-old\nsarov,other"),
        ]);
        take_up(&mut register, &data, None, "2026-02-01").unwrap();
        let old = ["acme-old".to_owned()];
        register.merge(&old, "acme", Some(day("2025-07-01")), &act("2026-02-02")).unwrap();
        let members = |it: &Register, moment| -> Vec<String> {
            let found = all(it, moment).into_iter().filter(|it| it.starts_with("memberships"));
            found.map(|it| it.rsplit('=').next().unwrap().to_owned()).collect()
        };
        assert_eq!(members(&register, NOW), ["acme", "other"]);
        assert_eq!(members(&register, as_of("2025-06-30")), ["acme-old", "other"]);
        assert_eq!(members(&register, known_on("2026-02-01")), ["acme-old", "other"]);
        assert_eq!(cell(&register, NOW, "organisations", "acme-old", "status"), "superseded");
        let err = register.merge(&old, "other", None, &act("2026-02-02")).unwrap_err();
        assert!(matches!(err, StoreError::MergeUnfit(..)), "{err:?}");
        register.split("acme", &old, None, &act("2026-02-03")).unwrap();
        assert_eq!(members(&register, NOW), ["acme-old", "other"]);
        assert_eq!(register.organisation_history(Some("acme")).unwrap().len(), 2);
        // An organisation under a new key that has the number of a known one.
        let new = dataset(&[("organisations", "id,tax_number\nakme,77")]);
        let found = register.propose(&import(&new), &act("2026-02-04")).unwrap();
        assert_eq!(found.problems[0].code, Code::NumberKnown);
        assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
    }

    fn an_edition_is_made_again_after_everything_has_changed(folder) {
        let (path, mut register) = new_register(folder);
        let claims = |value| {
            let text = format!("subject,indicator,value,said_by\nsarov,a/b,{value},Anna Orlova");
            dataset(&[("claims", &text)])
        };
        take_up(&mut register, &claims(1), None, "2026-02-01").unwrap();
        let frozen = register.freeze("2026", NOW, &act("2026-02-02")).unwrap();
        take_up(&mut register, &claims(2), None, "2026-02-03").unwrap();
        register.erase("Anna Orlova", &act("2026-02-04")).unwrap();
        let (row, made) = register.edition("2026").unwrap();
        assert_eq!((row.content, made.digest()), (frozen.content, frozen.content));
        let text = String::from_utf8(made.tables[0].csv()).unwrap();
        assert!(text.contains("sarov,a/b,1,person-2"), "{text}");
        let err = register.freeze("2026", NOW, &act("2026-02-05")).unwrap_err();
        assert!(matches!(err, StoreError::EditionExists(_)), "{err:?}");
        let verified = Register::verify(&path, &[]).unwrap();
        assert_eq!((verified.problems, verified.editions, verified.erased), (vec![], 1, 1));
    }

    fn a_clock_that_was_set_back_writes_nothing(folder) {
        let (_, mut register) = new_register(folder);
        let data = dataset(&[("clusters", "id\nsarov")]);
        take_up(&mut register, &data, None, "2026-02-01").unwrap();
        let err = register.freeze("early", NOW, &act("2026-01-31")).unwrap_err();
        assert!(matches!(err, StoreError::Backwards { .. }), "{err:?}");
        assert_eq!(register.n_entries(), 3);
    }
}

#[test]
fn nothing_of_an_erased_name_is_left_in_the_file() {
    let folder = Folder::new();
    let (path, mut register) = new_register(&folder);
    let text = "subject,indicator,value,said_by\nsarov,a/b,1,Aleksandra Vyacheslavovna";
    take_up(&mut register, &dataset(&[("claims", text)]), None, "2026-02-01").unwrap();
    let holds = || {
        let bytes = std::fs::read(&path).unwrap();
        bytes.windows(10).any(|it| it == b"Aleksandra")
    };
    assert!(holds());
    register.erase("Aleksandra Vyacheslavovna", &act("2026-02-02")).unwrap();
    assert!(!holds());
    assert_eq!(cell(&register, NOW, "claims", "sarov", "said_by"), "person-2");
    let people = register.people().unwrap();
    assert_eq!((people[1].name.as_deref(), people[1].said), (None, 1));
    let err = register.erase("Aleksandra Vyacheslavovna", &act("2026-02-02")).unwrap_err();
    assert!(matches!(err, StoreError::NoPerson(_)), "{err:?}");
    drop(register);
    assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
    // The same person may come again, under another number.
    let mut register = Register::open(&path).unwrap();
    let text = text.replace(",1,", ",2,");
    take_up(&mut register, &dataset(&[("claims", &text)]), None, "2026-02-03").unwrap();
    assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
}

#[test]
fn who_erases_their_own_name_is_not_taken_up_again_by_doing_so() {
    let folder = Folder::new();
    let (path, mut register) = new_register(&folder);
    take_up(&mut register, &dataset(&[("clusters", "id\nsarov")]), None, "2026-02-01").unwrap();
    let own = Act { by: "Aleksandra Vyacheslavovna".to_owned(), ..act("2026-02-02") };
    register.add_evidence("list.pdf", b"%PDF", None, &own).unwrap();
    register.erase("Aleksandra Vyacheslavovna", &own).unwrap();
    drop(register);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(10).any(|it| it == b"Aleksandra"));
    assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
}

#[test]
fn a_register_is_never_made_over_another() {
    let folder = Folder::new();
    let (path, register) = new_register(&folder);
    drop(register);
    let before = std::fs::read(&path).unwrap();
    let err = Register::create(&path, &act("2026-02-02")).unwrap_err();
    assert!(matches!(err, StoreError::Disk(Trouble::Exists, _)), "{err:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn what_is_no_register_is_said_to_be_none() {
    let folder = Folder::new();
    let trouble = |path: &std::path::Path| match Register::open(path) {
        Err(StoreError::Disk(it, _)) => it,
        other => panic!("{other:?}"),
    };
    assert_eq!(trouble(&folder.file("absent")), Trouble::NotFound);
    std::fs::write(folder.file("text"), "clusters").unwrap();
    assert_eq!(trouble(&folder.file("text")), Trouble::NotARegister);
    std::fs::write(folder.file("empty"), "").unwrap();
    assert_eq!(trouble(&folder.file("empty")), Trouble::NotARegister);
    let other = folder.file("other.db");
    let db = rusqlite::Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE t (a)").unwrap();
    assert_eq!(trouble(&other), Trouble::NotARegister);
    let (path, register) = new_register(&folder);
    drop(register);
    let err = Register::create(&path, &act("2026-01-01")).unwrap_err();
    assert!(matches!(err, StoreError::Disk(Trouble::Exists, _)), "{err:?}");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    assert!(matches!(Register::open(&path), Err(StoreError::Newer { found: 99, .. })));
}

#[test]
fn a_register_that_was_cut_or_overwritten_never_passes() {
    let folder = Folder::new();
    let (path, mut register) = new_register(&folder);
    take_up(&mut register, &example("worked-programme"), None, "2026-02-01").unwrap();
    drop(register);
    let whole = std::fs::read(&path).unwrap();
    for n in (0..20).map(|it| whole.len() * it / 20) {
        std::fs::write(&path, &whole[..n]).unwrap();
        let passes = Register::verify(&path, &[]).is_ok_and(|it| it.problems.is_empty());
        assert!(!passes, "cut to {n} of {}", whole.len());
    }
}
