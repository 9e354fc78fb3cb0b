//! The site as a browser and as somebody who means harm see it, without a network.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use std::{fmt::Write as _, fs};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use common::{HOST, address, ask, get, post, register, root, site, token};
use karenina_catalogue::Catalogue;
use karenina_store::Register;
use karenina_web::routes;

#[test]
fn every_page_answers_in_both_languages_with_every_guard_and_runs_no_script_but_ours() {
    let path = register("pages");
    let site = site(&path, None);
    let data =
        karenina_io::read_dataset(&root().join("examples/worked-programme")).unwrap().dataset;
    let organisations = data.table(karenina_model::TableId::ORGANISATIONS);
    let indicator = {
        let files = karenina_io::read_catalogue(&root().join("catalogue")).unwrap();
        let pairs = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        Catalogue::parse(pairs).0.indicators[0].id.clone()
    };
    let (_, made) = post(&site, "/editions", &format!("token={}&name=yearly", token(&site)));
    assert_eq!(made, "");
    for route in routes().iter().filter(|it| !it.is_act()) {
        let path = address(route.path)
            .replace("ironmere-works", organisations.key(0))
            .replace("city/agglomeration", &indicator);
        for lang in ["en", "ru"] {
            let (response, text) = get(&site, &format!("{path}?lang={lang}"));
            // There is no such document, and nobody has an account here.
            let none =
                ["/evidence/", "/form/", "/login", "/invitation", "/account", "/people", "/access"];
            if none.iter().any(|it| path.starts_with(it)) {
                assert!(response.status().is_client_error(), "{path}");
                continue;
            }
            assert_eq!(response.status(), StatusCode::OK, "{path}: {text}");
            let headers = response.headers();
            let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"));
            assert_eq!(headers["x-content-type-options"], "nosniff");
            let kind = headers[header::CONTENT_TYPE].to_str().unwrap();
            let is_page =
                kind.starts_with("text/html") && !headers.contains_key(header::CONTENT_DISPOSITION);
            if !is_page {
                continue;
            }
            assert!(text.contains(&format!("<html lang=\"{lang}\"")), "{path}");
            // The policy would not let these through.
            for forbidden in [" style=\"", " onclick=", " onload=", "javascript:", "http-equiv"] {
                assert!(!text.contains(forbidden), "{path} has {forbidden}");
            }
            // One place for a screen reader to skip to, one title.
            assert_eq!(text.matches("<h1").count(), 1, "{path}");
            assert!(text.contains("id=\"main\"") || text.contains("<main"), "{path}");
        }
    }
}

#[test]
fn nothing_is_changed_without_the_token_nor_from_another_site_nor_under_another_name() {
    let path = register("forged");
    let site = site(&path, None);
    let token = token(&site);
    let head = || Register::open(&path).unwrap().head();
    let before = head();
    for route in routes().iter().filter(|it| it.is_act()) {
        let to = address(route.path);
        for form in ["", "token=", "token=abc", "name=x&text=y&reason=z&rows=1"] {
            let (response, _) = post(&site, &to, form);
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{to} with {form}");
        }
        let elsewhere = Request::post(&to)
            .header(header::HOST, HOST)
            .header(header::ORIGIN, "http://evil.example")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("token={token}")))
            .unwrap();
        assert_eq!(ask(&site, elsewhere).0.status(), StatusCode::FORBIDDEN, "{to}");
        // By GET there is no such act, or a page that changes nothing.
        let (response, _) = get(&site, &format!("{to}?token={token}"));
        assert!(!response.status().is_redirection(), "{to}");
    }
    for route in routes().iter().filter(|it| !it.is_act()) {
        // A name that leads here, from another site's script.
        let rebound = Request::get(address(route.path))
            .header(header::HOST, "evil.example:8321")
            .body(Body::empty())
            .unwrap();
        assert_eq!(ask(&site, rebound).0.status(), StatusCode::FORBIDDEN, "{}", route.path);
    }
    assert_eq!(before, head());
}

#[test]
fn a_change_set_is_uploaded_reviewed_and_decided_and_the_pages_show_it() {
    let path = register("review");
    let site = site(&path, None);
    let token = token(&site);
    let upload = |text: &str| {
        let body = format!(
            "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clusters.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n{text}\r\n--B--\r\n"
        );
        Request::post("/import?lang=en")
            .header(header::HOST, HOST)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B")
            .body(Body::from(body))
            .unwrap()
    };
    let hostile = "<script>alert(1)</script>\"'&";
    let text = format!("id,name\nclovermere-health,\"{}\"", hostile.replace('"', "\"\""));
    let (response, page) = ask(&site, upload(&text));
    assert!(response.status().is_redirection() || page.contains("/changes/2"), "{page}");
    let (_, before) = get(&site, "/clusters/clovermere-health?lang=en");
    assert!(before.contains("Clovermere Health Cluster"));
    let (_, review) = get(&site, "/changes/2?lang=en");
    assert!(review.contains("clusters/clovermere-health") && !review.contains("<script>alert"));
    // More than is taken at once is told with what to do.
    let large = "x".repeat(65 << 20);
    let (response, said) = ask(&site, upload(&large));
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(said.contains("64 MiB") && said.contains("register import"), "{said}");
    // Rejecting needs a reason; accepting does not.
    let (response, said) = post(&site, "/changes/2/reject?lang=en", &format!("token={token}"));
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert!(said.contains("“Reason” is empty"), "{said}");
    let (response, _) = post(&site, "/changes/2/accept", &format!("token={token}&rows=1-1"));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    for page in [
        "/",
        "/clusters/clovermere-health",
        "/search?q=script",
        "/clusters/clovermere-health/network",
        "/clusters/clovermere-health/advice",
        "/history/clusters/clovermere-health",
        "/journal",
        "/compare?with=2020-01-01",
    ] {
        let (response, text) = get(&site, page);
        assert_eq!(response.status(), StatusCode::OK, "{page}");
        assert!(!text.contains("<script>alert"), "{page} runs what a name holds");
        assert!(!text.contains("=\"<script>"), "{page}");
    }
    let (_, after) = get(&site, "/clusters/clovermere-health?lang=en");
    assert!(after.contains("&lt;script&gt;alert(1)"), "the accepted name is not shown");
    // Deciding twice is told, and changes nothing.
    let (response, _) = post(&site, "/changes/2/accept", &format!("token={token}"));
    assert_eq!(response.status(), StatusCode::CONFLICT);
}

#[test]
fn what_is_not_there_is_named_with_the_nearest_that_is() {
    let site = site(&root().join("examples/worked-programme"), None);
    for (path, said) in [
        ("/clusters/clovermere-helth?lang=en", "did you mean “clovermere-health”"),
        ("/clusters/clovermere-helth?lang=ru", "может быть, «clovermere-health»"),
        ("/nowhere?lang=en", "there is no such page"),
        ("/changes?lang=en", "is no register"),
        ("/?as_of=31.12.2014&lang=en", "is no day"),
        ("/api/programme?lang=de", "write lang=en or lang=ru"),
        ("/catalogue/..%2F..%2Fetc%2Fpasswd?lang=en", "there is no file"),
        ("/api/clusters/nobody?lang=en", "there is no cluster"),
    ] {
        let (response, text) = get(&site, path);
        assert!(response.status().is_client_error(), "{path}");
        assert!(text.contains(said), "{path}: {text}");
        if path.starts_with("/api/") {
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(json["error"].is_string());
        }
    }
}

#[test]
fn a_change_of_the_catalogue_shows_the_verdicts_that_it_changes_and_saves_nothing() {
    let site = site(&root().join("examples/worked-programme"), None);
    let (_, page) = get(&site, "/catalogue/model.toml?lang=en");
    let at = page.find("name=\"token\" value=\"").unwrap() + 20;
    let token = page[at..].split('"').next().unwrap();
    let post = |text: &str| {
        let mut coded = String::new();
        for it in text.bytes() {
            _ = write!(coded, "%{it:02X}");
        }
        post(&site, "/catalogue/model.toml?lang=en", &format!("token={token}&text={coded}"))
    };
    let (response, said) = post("this is no toml");
    assert_eq!(response.status(), StatusCode::OK);
    assert!(said.contains("model.toml"), "{said}");
    let same = fs::read_to_string(root().join("catalogue/model.toml")).unwrap();
    let (response, said) = post(&same);
    assert_eq!(response.status(), StatusCode::OK);
    assert!(said.contains("with your change"), "{said}");
    assert_eq!(same, fs::read_to_string(root().join("catalogue/model.toml")).unwrap());
}
