//! Every route by every role: what the table refuses is refused, and what it hides is not shown.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use std::{fs, path::PathBuf};

use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use common::{HOST, address, ask, ask_bytes, get, now, register, site};
use karenina_access::{Action, People, Role, Scope, Standing, Subject, Who, may, people_file};
use karenina_store::{Moment, Register};
use karenina_web::{Route, routes};

const OWN: &str = "clovermere-health";
const OTHER: &str = "ironmere-castings";

/// A site with somebody of each role, and the session of each.
struct Office {
    site: Router,
    register: PathBuf,
    people: Vec<(Who, Option<String>)>,
}

fn office(name: &str) -> Office {
    let register = register(name);
    let path = people_file(&register);
    _ = fs::remove_file(&path);
    let mut it = People::open_or_create(&path).unwrap();
    let mut people = vec![(Who::public(), None)];
    for role in Role::ALL.iter().filter(|it| **it != Role::Public) {
        let mut standing = Standing::of(*role);
        match role {
            Role::Manager => standing.clusters = vec![OWN.to_owned()],
            Role::Expert => {
                standing.clusters = vec![OWN.to_owned()];
                standing.conflicts = vec![OTHER.to_owned()];
            }
            Role::Member => standing.organisation = Some(organisation(&register)),
            _ => {}
        }
        let (id, _) = it.add(&format!("The {}", role.word()), None, &standing, now()).unwrap();
        let karenina_access::LogIn::Begun { session, account } =
            it.log_in_as(id, None, now()).unwrap()
        else {
            panic!("{role:?} is not let in")
        };
        people.push((account.who(), Some(session.reveal().to_owned())));
    }
    Office { site: site(&register, Some(&path)), register, people }
}

/// The key of some organisation.
fn organisation(register: &std::path::Path) -> String {
    let tables = Register::open(register).unwrap().tables(Moment::default()).unwrap();
    let (data, _) = karenina_model::Dataset::assemble(tables);
    let table = data.table(karenina_model::TableId::ORGANISATIONS);
    table.key(0).to_owned()
}

impl Office {
    fn of(&self, role: Role) -> &(Who, Option<String>) {
        self.people.iter().find(|it| it.0.role == role).unwrap()
    }

    fn ask(&self, session: Option<&str>, path: &str, form: Option<&str>) -> (Response<()>, String) {
        let mut request = if form.is_some() { Request::post(path) } else { Request::get(path) }
            .header(header::HOST, HOST)
            .header(header::ACCEPT_LANGUAGE, "en");
        if let Some(session) = session {
            request = request.header(header::COOKIE, format!("karenina={session}"));
        }
        if form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        ask(&self.site, request.body(Body::from(form.unwrap_or_default().to_owned())).unwrap())
    }

    fn csrf(session: &str) -> String {
        karenina_access::csrf_token(session)
    }
}

fn of_cluster(route: &Route) -> bool {
    route.path.contains("{key}") && route.path.contains("clusters")
}

#[test]
fn what_nobody_in_a_role_may_is_refused_on_every_route() {
    let office = office("roles");
    let mut asked = 0;
    for route in routes().iter().filter(|it| !it.is_for_all()) {
        for (who, session) in &office.people {
            let path = address(route.path).replace("{id}", "1");
            let form = route.is_act().then(|| {
                format!(
                    "token={}&reason=x&name=n",
                    session.as_deref().map_or_else(String::new, Office::csrf)
                )
            });
            // Whether there is any thing on which this role may do it.
            let own = [OWN];
            let key = who.organisation.clone().unwrap_or_default();
            let some = [
                Subject::Whole,
                Subject::Clusters(&own),
                Subject::Organisation { key: &key, clusters: &own },
                Subject::Edition("yearly"),
            ];
            let person = who.account.map(Subject::Person);
            let may_somewhere =
                some.iter().chain(&person).any(|it| may(who, route.action, it).scope().is_some());
            if may_somewhere {
                continue;
            }
            asked += 1;
            let (response, text) = office.ask(session.as_deref(), &path, form.as_deref());
            let refused = if who.account.is_none() {
                StatusCode::UNAUTHORIZED
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(response.status(), refused, "{:?} at {path}: {text}", who.role);
        }
    }
    assert!(asked > 100, "only {asked} refusals were looked for");
}

#[test]
fn a_manager_sees_the_own_cluster_whole_and_others_only_as_they_were_published() {
    let office = office("own");
    let (who, session) = office.of(Role::Manager);
    let session = session.as_deref();
    assert_eq!(who.clusters, [OWN]);
    let (response, own) = office.ask(session, &format!("/clusters/{OWN}"), None);
    assert_eq!(response.status(), StatusCode::OK);
    // Nothing is published yet.
    let (response, other) = office.ask(session, &format!("/clusters/{OTHER}"), None);
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(other.contains("nothing has been published yet"), "{other}");
    // The menu offers no page that would be refused.
    assert!(own.contains("href=\"/changes") && !own.contains("href=\"/problems"), "{own}");
    assert_eq!(office.ask(session, "/problems", None).0.status(), StatusCode::FORBIDDEN);
    for route in routes().iter().filter(|it| of_cluster(it) && !it.is_act()) {
        let path = address(route.path).replace(OWN, OTHER);
        let (response, _) = office.ask(session, &path, None);
        assert_ne!(response.status(), StatusCode::OK, "{path}");
    }
    let officer = office.of(Role::Officer).1.as_deref();
    let form = format!("token={}&name=yearly", Office::csrf(officer.unwrap()));
    let (response, _) = office.ask(officer, "/editions", Some(&form));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let (response, other) = office.ask(session, &format!("/clusters/{OTHER}"), None);
    assert_eq!(response.status(), StatusCode::OK, "{other}");
    // Who said it is a name of a person: seen in the own rows, not in those of others.
    assert!(own.contains("declared by"), "{own}");
    for (role, path) in [(Role::Public, OWN), (Role::Manager, OTHER), (Role::Analyst, OWN)] {
        let session = office.of(role).1.as_deref();
        let (response, page) = office.ask(session, &format!("/clusters/{path}"), None);
        assert_eq!(response.status(), StatusCode::OK, "{role:?}");
        for name in ["A. Officer", "declared by "] {
            assert!(
                !page.contains(name) || session.is_some() && name == "A. Officer",
                "{role:?} sees {name} at {path}"
            );
        }
    }
}

#[test]
fn nobody_reports_or_decides_for_others_nor_reads_them_by_another_door() {
    let office = office("doors");
    let (_, manager) = office.of(Role::Manager);
    let manager = manager.as_deref().unwrap();
    let before = Register::open(&office.register).unwrap().head();
    let upload = |session: &str, text: &str| {
        let token = Office::csrf(session);
        let file = if text.starts_with("id,name") { "organisations.csv" } else { "clusters.csv" };
        let body = format!(
            "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file}\"\r\n\r\n\
             {text}\r\n--B--\r\n"
        );
        let request = Request::post("/import")
            .header(header::HOST, HOST)
            .header(header::COOKIE, format!("karenina={session}"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B")
            .body(Body::from(body))
            .unwrap();
        ask(&office.site, request)
    };
    let (response, said) = upload(manager, &format!("id,members_total\n{OTHER},5"));
    assert_eq!(response.status(), StatusCode::FORBIDDEN, "{said}");
    assert_eq!(before, Register::open(&office.register).unwrap().head());
    let (response, _) = upload(manager, &format!("id,members_total,region\n{OWN},77,Elsewhere"));
    assert!(response.status().is_redirection() || response.status().is_success());
    let register = Register::open(&office.register).unwrap();
    assert_eq!(register.change_sets(false).last().unwrap().by, "The manager");
    // The own change set is seen; the first, of everybody, is not.
    assert_eq!(office.ask(Some(manager), "/changes/2", None).0.status(), StatusCode::OK);
    assert_eq!(office.ask(Some(manager), "/changes/1", None).0.status(), StatusCode::FORBIDDEN);
    // What somebody else brought in is not theirs to see, even where it names their cluster; and
    // naming a row of others does not show what the register says of it.
    let officer = office.of(Role::Officer).1.as_deref().unwrap();
    let text = format!("id,members_total\n{OWN},78\n{OTHER},6");
    assert!(!upload(officer, &text).0.status().is_client_error());
    assert_eq!(office.ask(Some(manager), "/changes/3", None).0.status(), StatusCode::FORBIDDEN);
    let (_, page) = office.ask(Some(manager), "/changes/2", None);
    assert!(page.contains("<del>Clover Plain</del>") && page.contains("<ins>77</ins>"), "{page}");
    let key = organisation(&office.register);
    let (response, page) = upload(manager, &format!("id,name\n{key},Another name"));
    assert!(!response.status().is_client_error(), "{page}");
    let (_, page) = office.ask(Some(manager), "/changes/4", None);
    assert!(page.contains("<ins>Another name</ins>") && !page.contains("<del>"), "{page}");
    // Nor may they accept what they brought in.
    let form = format!("token={}", Office::csrf(manager));
    let (response, _) = office.ask(Some(manager), "/changes/2/accept", Some(&form));
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    for path in [
        format!("/history/clusters/{OTHER}"),
        format!("/history/memberships/{OTHER}"),
        format!("/download/{OTHER}.json"),
        format!("/clusters/{OWN}%2f..%2f{OTHER}"),
        "/evidence".to_owned(),
        "/journal".to_owned(),
        "/people".to_owned(),
    ] {
        let (response, _) = office.ask(Some(manager), &path, None);
        assert!(response.status().is_client_error(), "{path}: {}", response.status());
    }
    // Another's token does not open a form.
    let form = format!("token={}", Office::csrf(manager));
    let (response, _) = office.ask(Some(officer), "/changes/2/accept", Some(&form));
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let form = format!("token={}", Office::csrf(officer));
    let (response, _) = office.ask(Some(officer), "/changes/2/accept", Some(&form));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
}

#[test]
fn somebody_is_invited_logs_in_under_a_new_session_changes_the_password_and_is_erased() {
    let office = office("login");
    let officer = office.of(Role::Officer).1.as_deref().unwrap();
    let token = Office::csrf(officer);
    let form = format!("token={token}&name=Anna+Arkadyevna&role=analyst");
    let (response, page) = office.ask(Some(officer), "/people", Some(&form));
    assert_eq!(response.status(), StatusCode::OK);
    let at = page.find("/invitation/").unwrap();
    let invitation = page[at..].split('<').next().unwrap().to_owned();
    let (_, welcome) = office.ask(None, &invitation, None);
    assert!(welcome.contains("Anna Arkadyevna"), "{welcome}");
    let field = |page: &str| {
        let at = page.find("name=\"token\" value=\"").unwrap() + 20;
        page[at..].split('"').next().unwrap().to_owned()
    };
    let public = field(&welcome);
    let weak = format!("token={public}&password=password1234");
    assert_eq!(office.ask(None, &invitation, Some(&weak)).0.status(), StatusCode::BAD_REQUEST);
    let good = format!("token={public}&password=seven+trains+at+dusk");
    assert_eq!(office.ask(None, &invitation, Some(&good)).0.status(), StatusCode::SEE_OTHER);
    assert_eq!(office.ask(None, &invitation, Some(&good)).0.status(), StatusCode::NOT_FOUND);
    let log_in = |password: &str, session: Option<&str>| {
        let form = format!("token={public}&name=Anna+Arkadyevna&password={password}");
        office.ask(session, "/login", Some(&form))
    };
    // Wrong passwords and unknown names are answered alike.
    let (response, wrong) = log_in("seven+trains+at+dawn", None);
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    let form = format!("token={public}&name=Nobody&password=seven+trains+at+dawn");
    let (response, unknown) = office.ask(None, "/login", Some(&form));
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(wrong, unknown);
    // A session that was planted is not taken up.
    let (response, _) = log_in("seven+trains+at+dusk", Some("planted"));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite") && cookie.contains("Secure")
    );
    let session = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    assert_ne!(session, "planted");
    let (response, page) = office.ask(Some(&session), "/account", None);
    assert_eq!(response.status(), StatusCode::OK, "{page}");
    let own = Office::csrf(&session);
    let change = format!("token={own}&old=seven+trains+at+dusk&new=eleven+quiet+stations");
    let (response, _) = office.ask(Some(&session), "/account/password", Some(&change));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let (response, data) = office.ask(Some(&session), "/account/data.json", None);
    assert_eq!(response.status(), StatusCode::OK);
    assert!(data.contains("Anna Arkadyevna") && !data.contains("argon2"), "{data}");
    let (response, _) =
        office.ask(Some(&session), "/account/erase", Some(&format!("token={own}&sure=1")));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(office.ask(Some(&session), "/account", None).0.status(), StatusCode::UNAUTHORIZED);
    let (_, people) = office.ask(Some(officer), "/people", None);
    assert!(!people.contains("Anna"), "{people}");
    // Nobody is erased by one click.
    let id = office.of(Role::Analyst).0.account.unwrap().0;
    let form = format!("token={token}");
    let (response, _) = office.ask(Some(officer), &format!("/people/{id}/erase"), Some(&form));
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
}

#[test]
fn guesses_are_slowed_down_and_a_locked_account_is_out_at_once() {
    let office = office("guesses");
    let (_, page) = office.ask(None, "/login", None);
    let at = page.find("name=\"token\" value=\"").unwrap() + 20;
    let token = page[at..].split('"').next().unwrap();
    let mut slowed = false;
    for _ in 0..30 {
        let form = format!("token={token}&name=The+officer&password=guess");
        let (response, _) = office.ask(None, "/login", Some(&form));
        slowed |= response.status() == StatusCode::TOO_MANY_REQUESTS;
        assert_ne!(response.status(), StatusCode::SEE_OTHER);
    }
    assert!(slowed);
    let officer = office.of(Role::Officer).1.as_deref().unwrap();
    let analyst = office.of(Role::Analyst);
    let id = analyst.0.account.unwrap().0;
    let session = analyst.1.as_deref();
    assert_eq!(office.ask(session, "/", None).0.status(), StatusCode::OK);
    let form = format!("token={}", Office::csrf(officer));
    let (response, _) = office.ask(Some(officer), &format!("/people/{id}/lock"), Some(&form));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(office.ask(session, "/", None).0.status(), StatusCode::NOT_FOUND);
}

#[test]
fn another_name_than_the_sites_is_refused_and_its_own_is_not() {
    let office = office("hosts");
    for (host, status) in [
        ("clusters.example", StatusCode::NOT_FOUND),
        ("evil.example", StatusCode::FORBIDDEN),
        ("clusters.example.evil.example", StatusCode::FORBIDDEN),
    ] {
        let request = Request::get("/").header(header::HOST, host).body(Body::empty()).unwrap();
        assert_eq!(ask(&office.site, request).0.status(), status, "{host}");
    }
    // Who is at this machine is asked as well, where there are accounts.
    assert_eq!(get(&office.site, "/changes").0.status(), StatusCode::UNAUTHORIZED);
    let scopes = may(&Who::public(), Action::SeeProgramme, &Subject::Whole);
    assert_eq!(scopes.scope(), Some(Scope::Published));
}

#[test]
fn a_report_is_filled_in_online_saved_by_two_without_loss_and_sent_as_a_change_set() {
    let office = office("form");
    let manager = office.of(Role::Manager).1.as_deref().unwrap();
    let officer = office.of(Role::Officer).1.as_deref().unwrap();
    let (response, page) = office.ask(Some(manager), &format!("/form/{OWN}"), None);
    assert_eq!(response.status(), StatusCode::OK, "{page}");
    assert!(page.contains(&format!("/form/{OWN}/memberships")));
    let (response, _) = office.ask(Some(manager), &format!("/form/{OTHER}"), None);
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let table = format!("/form/{OWN}/clusters");
    let (response, page) = office.ask(Some(manager), &table, None);
    assert_eq!(response.status(), StatusCode::OK);
    // It is filled in with what is known.
    assert!(page.contains("Clovermere Health Cluster"), "{page}");
    let form = |session: &str, version: u32, total: &str| {
        let token = Office::csrf(session);
        format!(
            "token={token}&version={version}&rows=1&0.name=Clovermere+Health+Cluster&0.members_total={total}"
        )
    };
    let (response, _) = office.ask(Some(manager), &table, Some(&form(manager, 0, "77")));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    // Somebody else had opened it before that.
    let (response, both) = office.ask(Some(officer), &table, Some(&form(officer, 0, "66")));
    assert_eq!(response.status(), StatusCode::OK);
    assert!(both.contains("value=\"66\"") && both.contains("theirs: 77"), "{both}");
    let (response, _) = office.ask(Some(officer), &table, Some(&form(officer, 1, "78")));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    // What cannot be read is told, and nothing is sent.
    let (response, _) = office.ask(Some(manager), &table, Some(&form(manager, 2, "many")));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let send = format!("/form/{OWN}");
    let token = format!("token={}", Office::csrf(manager));
    let (response, said) = office.ask(Some(manager), &send, Some(&token));
    assert_eq!(response.status(), StatusCode::OK);
    assert!(said.contains("Nothing was sent") && said.contains("many"), "{said}");
    let (response, _) = office.ask(Some(manager), &table, Some(&form(manager, 3, "78")));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let (response, said) = office.ask(Some(manager), &send, Some(&token));
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{said}");
    let register = Register::open(&office.register).unwrap();
    let set = register.change_sets(false).last().unwrap().clone();
    assert_eq!((set.by.as_str(), set.open()), ("The manager", set.rows));
    let changes = register.changes(set.id, 1, 100).unwrap();
    let cells: Vec<&(String, String, String, _)> =
        changes.iter().flat_map(|it| &it.cells).filter(|it| it.0 == "members_total").collect();
    assert_eq!(cells.len(), 1, "{changes:?}");
    assert_eq!(cells[0].2, "78");
    // The draft is gone once it was sent.
    let (_, page) = office.ask(Some(manager), &send, None);
    assert!(page.contains("There is no draft yet"), "{page}");
}

#[test]
fn what_a_role_does_not_see_is_in_no_workbook_no_history_and_on_no_page_of_an_organisation() {
    let office = office("hidden");
    let officer = office.of(Role::Officer).1.as_deref().unwrap();
    let form = format!("token={}&name=yearly", Office::csrf(officer));
    assert_eq!(
        office.ask(Some(officer), "/editions", Some(&form)).0.status(),
        StatusCode::SEE_OTHER
    );
    let workbook = |session: Option<&str>| {
        let mut request = Request::get("/editions/yearly").header(header::HOST, HOST);
        if let Some(session) = session {
            request = request.header(header::COOKIE, format!("karenina={session}"));
        }
        let (response, bytes) = ask_bytes(&office.site, request.body(Body::empty()).unwrap());
        assert_eq!(response.status(), StatusCode::OK);
        karenina_io::read_embedded("yearly.xlsx", &[("yearly.xlsx", bytes.as_slice())]).dataset
    };
    // Money of single members, and who said it, are in the officer's workbook and not in the public's.
    let (all, public) = (workbook(Some(officer)), workbook(None));
    for (table, column) in
        [("funding", "amount"), ("memberships", "fee_paid"), ("claims", "said_by")]
    {
        let table = karenina_model::TableId::named(table).unwrap();
        let column = table.schema().column(column).unwrap();
        assert!(!public.table(table).has_column(column));
        assert!(!public.table(table).is_empty() || all.table(table).is_empty());
    }
    let funding = karenina_model::TableId::FUNDING;
    assert!(all.table(funding).has_column(funding.schema().column("amount").unwrap()));
    let history = format!("/history/clusters/{OWN}");
    let (_, page) = office.ask(Some(officer), &history, None);
    assert!(page.contains("A. Decider") || page.contains("A. Officer"), "{page}");
    let analyst = office.of(Role::Analyst).1.as_deref();
    for path in [&history, "/changes", "/changes/1"] {
        let (response, page) = office.ask(analyst, path, None);
        assert_eq!(response.status(), StatusCode::OK);
        for name in ["A. Decider", "A. Officer"] {
            assert!(!page.contains(name), "an analyst reads {name} at {path}");
        }
    }
    // An organisation of two clusters: the manager of one sees nothing of the other.
    let tables = Register::open(&office.register).unwrap().tables(Moment::default()).unwrap();
    let (data, _) = karenina_model::Dataset::assemble(tables);
    let table = data.table(karenina_model::TableId::MEMBERSHIPS);
    let (of, cluster) = (table.column("organisation").unwrap(), table.column("cluster").unwrap());
    let key =
        |row: u32, column, to| data.table(to).key(table.reference(row, column).known().unwrap());
    let clusters_of = |organisation: &str| -> std::collections::BTreeSet<&str> {
        table
            .rows()
            .filter(|it| key(*it, of, karenina_model::TableId::ORGANISATIONS) == organisation)
            .map(|it| key(it, cluster, karenina_model::TableId::CLUSTERS))
            .collect()
    };
    let shared = table
        .rows()
        .map(|it| key(it, of, karenina_model::TableId::ORGANISATIONS))
        .find(|it| clusters_of(it).len() > 1 && clusters_of(it).contains(OWN));
    if let Some(organisation) = shared {
        let manager = office.of(Role::Manager).1.as_deref();
        let (response, page) = office.ask(manager, &format!("/organisations/{organisation}"), None);
        assert_eq!(response.status(), StatusCode::OK);
        for other in clusters_of(organisation).iter().filter(|it| **it != OWN) {
            assert!(!page.contains(&format!("/clusters/{other}")), "{other}: {page}");
        }
    }
    assert!(shared.is_some(), "no organisation is in two clusters: nothing was looked at");
}
