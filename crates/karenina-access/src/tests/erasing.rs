//! Export and erasure of one person, and the access log.

use serde_json::json;

use super::{PASSWORD, at, manager, scratch};
use crate::{
    AccessError, Decision, LogLine, Refusal, Saved, Scope, Standing,
    role::{Action, Role},
};

#[test]
fn erasure_leaves_no_byte_of_a_name_address_or_hash_in_the_file_and_the_log_keeps_the_number() {
    let mut it = scratch("erase");
    it.officer();
    // Enough people that pages were split and moved about.
    let clusters: Vec<String> = (0..300).map(|it| format!("cluster-{it}")).collect();
    for (n, cluster) in clusters.iter().enumerate() {
        let name = format!("Somebody Else {n}");
        it.people.add(&name, None, &manager(cluster), at(0)).unwrap();
    }
    let (name, email) = ("Zinaida Выхухолева", "zinaida@unique-cluster.example");
    let id = it.add(name, Some(email), &manager("unique-cluster"));
    let hash = it.people.storage.password(id).unwrap().unwrap();
    let open = it.session(name, 1);
    it.people.link_openid(id, Some(("https://id.example", "unique-subject"))).unwrap();
    let allowed = Decision::Allowed(Scope::OwnCluster);
    let line = LogLine::of(at(2), Some(id), Action::SeeCluster, "clusters/kept", allowed);
    it.people.log(&[line]).unwrap();
    let cells = json!({ "clusters/a/said_by": name, "more": [{ "note": format!("ask {email}") }] });
    it.people.save_draft(("kept", "2025"), &cells, 0, id, at(2)).unwrap();

    let names = [
        name.as_bytes(),
        b"zinaida",
        b"unique-cluster",
        b"unique-subject",
        "выхухолева".as_bytes(),
        &hash.hash[..],
        &hash.salt[..],
    ];
    let held =
        |what: &[u8]| std::fs::read(&it.path).unwrap().windows(what.len()).any(|it| it == what);
    assert!(names.iter().all(|it| held(it)), "all of it was there");
    it.people.erase(id, at(3)).unwrap();
    for what in names {
        assert!(!held(what), "{}", String::from_utf8_lossy(what));
    }

    let found = it.people.account(id).unwrap();
    assert_eq!((found.name.as_deref(), found.role), (None, Role::Manager));
    assert_eq!(found.erased_at, Some(at(3)));
    assert!(it.people.session(open.reveal(), at(4)).unwrap().is_none());
    assert!(!it.is_in(name, PASSWORD, 4));
    let log = it.people.log_lines(Some(id), None, 10).unwrap();
    assert_eq!((log.len(), log[0].subject.as_str()), (1, "clusters/kept"));
    let draft = it.people.draft("kept", "2025").unwrap().unwrap();
    let number = id.to_string();
    let left =
        json!({ "clusters/a/said_by": number, "more": [{ "note": format!("ask {number}") }] });
    assert_eq!(draft.cells, left, "the cluster's draft stays");
    // Nobody gets the number again, and the name is free.
    let (next, _) = it.people.add(name, Some(email), &manager("a"), at(5)).unwrap();
    assert!(next > id);
    let again = it.people.erase(id, at(6));
    assert!(matches!(again, Err(AccessError::NoAccount(_))));
    assert!(it.people.invite(id, at(6)).is_err());
}

#[test]
fn who_has_the_name_of_half_a_place_takes_nothing_of_the_place_along() {
    let mut it = scratch("erase-word");
    it.officer();
    let id = it.add("Ян", None, &manager("a"));
    let cells = json!({ "by": "Ян", "note": "Ян, Январь; Боян (Ян)" });
    it.people.save_draft(("a", "2025"), &cells, 0, id, at(1)).unwrap();
    it.people.erase(id, at(2)).unwrap();
    let left = json!({ "by": id.to_string(), "note": format!("{id}, Январь; Боян ({id})") });
    assert_eq!(it.people.draft("a", "2025").unwrap().unwrap().cells, left);
}

#[test]
fn what_is_exported_of_a_person_is_theirs_alone_and_holds_no_secret() {
    let mut it = scratch("export");
    let other = it.officer();
    let id = it.add("Mark Manager", Some("mark@sarov.example"), &manager("sarov"));
    let open = it.session("Mark Manager", 10);
    let own = Decision::Allowed(Scope::OwnCluster);
    let lines = [
        LogLine::of(at(11), Some(id), Action::SeeCluster, "clusters/sarov", own),
        LogLine::of(at(12), Some(other), Action::ManagePeople, &id.to_string(), own),
    ];
    it.people.log(&lines).unwrap();
    let cells = json!({ "members": "47" });
    assert_eq!(
        it.people.save_draft(("sarov", "2025"), &cells, 0, id, at(13)).unwrap(),
        Saved::Kept { version: 1 }
    );
    let found = it.people.export(id).unwrap();
    assert_eq!(found["name"], "Mark Manager");
    assert_eq!(found["clusters"], json!(["sarov"]));
    assert_eq!(found["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(found["access_log"].as_array().unwrap().len(), 1);
    assert_eq!(found["drafts"][0]["cells"], cells);
    let text = found.to_string();
    assert!(!text.contains(open.reveal()) && !text.contains("hash") && !text.contains("salt"));
}

#[test]
fn lines_of_the_access_log_are_added_and_never_changed() {
    let mut it = scratch("log");
    let id = it.officer();
    let refused = Decision::Refused(Refusal::Role);
    let lines: Vec<LogLine> = (0..10)
        .map(|n| LogLine::of(at(n), (n % 2 == 0).then_some(id), Action::Decide, "1", refused))
        .collect();
    it.people.log(&lines).unwrap();
    let found = it.people.log_lines(None, None, 3).unwrap();
    assert_eq!(found.iter().map(|it| it.line).collect::<Vec<_>>(), [10, 9, 8]);
    assert!(found.iter().all(|it| !it.is_allowed && it.event == "decide"));
    let next = it.people.log_lines(None, Some(8), 100).unwrap();
    assert_eq!(next.len(), 7);
    assert_eq!(it.people.log_lines(Some(id), None, 100).unwrap().len(), 5);
    let db = rusqlite::Connection::open(&it.path).unwrap();
    let changed = db.execute("UPDATE access_log SET subject = 'something else'", []);
    assert!(changed.unwrap_err().to_string().contains("not changed"));
    drop(db);
    // How long they are kept is said by whoever calls.
    assert_eq!(it.people.forget_log(at(4)).unwrap(), 4);
    assert_eq!(it.people.log_lines(None, None, 100).unwrap().len(), 6);
}

#[test]
fn standing_for_a_member_is_kept() {
    let mut it = scratch("member");
    it.officer();
    let standing = Standing { organisation: Some("acme".into()), ..Standing::of(Role::Member) };
    let id = it.add("Mila Member", None, &standing);
    assert_eq!(it.people.account(id).unwrap().who().organisation.as_deref(), Some("acme"));
}
