//! A site over the worked programme, asked without a network.

#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use axum::{
    Router,
    body::Body,
    http::{Request, Response, header},
};
use karenina_access::Timestamp;
use karenina_assess::Options as Judging;
use karenina_catalogue::Catalogue;
use karenina_model::Date;
use karenina_report::{AsOfFrom, Edition, Lang};
use karenina_store::{Act, Import, Register};
use karenina_web::{Failure, Judged, Options, When, router};
use tower::ServiceExt;

pub const HOST: &str = "127.0.0.1:8321";

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn today() -> Date {
    Date::constant(2026, 3, 1)
}

pub fn now() -> Timestamp {
    Timestamp::from_second(1_772_000_000).unwrap()
}

pub fn act(by: &str) -> Act {
    Act { by: by.to_owned(), on: today(), reason: None }
}

/// A register with the worked programme in it.
pub fn register(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("site");
    fs::create_dir_all(&dir).unwrap();
    let path = dir.join(format!("{name}.karenina"));
    _ = fs::remove_file(&path);
    let mut it = Register::create(&path, &act("A. Officer")).unwrap();
    let reading = karenina_io::read_dataset(&root().join("examples/worked-programme")).unwrap();
    let import = Import { data: &reading.dataset, files: Vec::new(), since: None, whole: false };
    it.propose(&import, &act("A. Officer")).unwrap();
    it.accept(1, None, false, &act("A. Decider")).unwrap();
    path
}

pub fn site(path: &Path, people: Option<&Path>) -> Router {
    let files = karenina_io::read_catalogue(&root().join("catalogue")).unwrap();
    let own = files.clone();
    let data = path.to_owned();
    let load = move |when: When<'_>, files: Option<&[(String, String)]>| {
        let files = files.unwrap_or(&own);
        let pairs = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let (catalogue, mut problems) = Catalogue::parse(pairs);
        let mut on = Date::constant(2026, 1, 1);
        let (dataset, found, digest) = match when {
            When::Edition(name) => {
                let (_, exported) = Register::open(&data)?.edition(name)?;
                let files: Vec<(String, Vec<u8>)> =
                    exported.tables.iter().map(|it| (it.file_name(), it.csv())).collect();
                let files: Vec<(&str, &[u8])> =
                    files.iter().map(|(name, it)| (name.as_str(), it.as_slice())).collect();
                let it = karenina_io::read_embedded(name, &files);
                (it.dataset, it.problems, it.digest)
            }
            When::Moment(moment) if karenina_store::is_register(&data) => {
                on = moment.as_of.unwrap_or(on);
                let register = Register::open(&data)?;
                let tables = register.tables(moment)?;
                let (dataset, found) = karenina_model::Dataset::assemble(tables);
                (dataset, found, register.head().to_string())
            }
            When::Moment(moment) => {
                on = moment.as_of.unwrap_or(on);
                let it = karenina_io::read_dataset(&data)?;
                (it.dataset, it.problems, it.digest)
            }
        };
        problems.extend(found);
        let found = karenina_assess::assess(&catalogue, &dataset, Judging { on, seed: 0 });
        let edition = Edition {
            catalogue: karenina_io::catalogue_digest(files),
            data: digest,
            data_name: "worked".to_owned(),
            program: "0".to_owned(),
            set: Vec::new(),
            as_of_from: AsOfFrom::Given,
        };
        Ok(Judged { catalogue, dataset, found, problems, edition })
    };
    router(Options {
        load: Box::new(load),
        first: None,
        catalogue: files,
        path: Some(path.to_owned()),
        is_register: karenina_store::is_register(path),
        name: "A. Officer".to_owned(),
        people: people.map(Path::to_owned),
        hosts: vec!["clusters.example".to_owned()],
        is_https: true,
        lang: Lang::En,
        program: "0".to_owned(),
        map: None,
        told: Box::new(|it, _| match it {
            Failure::Load(it) => format!("{it:#}"),
            Failure::Store(it) => it.to_string(),
            Failure::Access(it) => it.to_string(),
        }),
        today,
        now,
    })
}

/// What a request came to: the response and its text.
pub fn ask(site: &Router, request: Request<Body>) -> (Response<()>, String) {
    let (response, bytes) = ask_bytes(site, request);
    (response, String::from_utf8_lossy(&bytes).into_owned())
}

/// The same of what is no text.
pub fn ask_bytes(site: &Router, request: Request<Body>) -> (Response<()>, Vec<u8>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let response = site.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        (Response::from_parts(parts, ()), bytes.to_vec())
    })
}

pub fn get(site: &Router, path: &str) -> (Response<()>, String) {
    let request = Request::get(path).header(header::HOST, HOST).body(Body::empty()).unwrap();
    ask(site, request)
}

pub fn post(site: &Router, path: &str, form: &str) -> (Response<()>, String) {
    let request = Request::post(path)
        .header(header::HOST, HOST)
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap();
    ask(site, request)
}

/// The token that the forms of the site carry.
pub fn token(site: &Router) -> String {
    let (_, page) = get(site, "/changes");
    let at = page.find("name=\"token\" value=\"").unwrap() + 20;
    page[at..].split('"').next().unwrap().to_owned()
}

/// An address for each route, with things that are there.
pub fn address(path: &str) -> String {
    path.replace(
        "{key}",
        if path.starts_with("/org") { "ironmere-works" } else { "clovermere-health" },
    )
    .replace("{*indicator}", "city/agglomeration")
    .replace("{*file}", "model.toml")
    .replace("{set}", "1")
    .replace("{*claim}", "clusters/clovermere-health")
    .replace("{name}", "yearly")
    .replace("{file}", "report.csv")
    .replace("{sha256}", "00000000")
}
