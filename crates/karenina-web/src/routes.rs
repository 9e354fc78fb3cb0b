//! Every address of the site in one table, and how a request becomes an answer.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Multipart, RawPathParams, Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
    routing::{MethodFilter, on},
};
use karenina_assess::ClusterFinding;
use karenina_report::{Lang, Report};

use crate::{
    answer::{Answer, HTML, JSON, Kept, Stored, Trouble, guarded, response},
    api,
    asked::{Asked, pairs},
    frame::Frame,
    office::{Judgement, Office},
    pages,
    who::Who,
};

/// An address of the site.
#[derive(Clone, Copy)]
pub struct Route {
    /// As in `/clusters/{key}`.
    pub path: &'static str,
    work: Work,
}

#[derive(Clone, Copy)]
enum Work {
    /// A page of the data as they are: kept as long as nothing changes.
    Kept(fn(&Look<'_>) -> Result<Answer, Trouble>),
    /// A page that is made anew each time.
    Show(fn(&Look<'_>) -> Result<Answer, Trouble>),
    /// Something is changed or tried by a form.
    Act(fn(&Look<'_>, &Form) -> Result<Answer, Trouble>),
}

impl Route {
    /// Whether it is a form that is sent.
    pub fn is_act(&self) -> bool {
        matches!(self.work, Work::Act(_))
    }
}

/// All of them; a test asks each for what it must refuse.
pub fn routes() -> &'static [Route] {
    ROUTES
}

const fn kept(path: &'static str, work: fn(&Look<'_>) -> Result<Answer, Trouble>) -> Route {
    Route { path, work: Work::Kept(work) }
}

const fn show(path: &'static str, work: fn(&Look<'_>) -> Result<Answer, Trouble>) -> Route {
    Route { path, work: Work::Show(work) }
}

const fn act(path: &'static str, work: fn(&Look<'_>, &Form) -> Result<Answer, Trouble>) -> Route {
    Route { path, work: Work::Act(work) }
}

const ROUTES: &[Route] = &[
    kept("/", pages::programme::programme),
    kept("/clusters/{key}", pages::cluster::cluster),
    kept("/clusters/{key}/explain/{*indicator}", pages::cluster::explain),
    kept("/clusters/{key}/network", pages::network::cluster),
    kept("/clusters/{key}/advice", pages::advice::cluster),
    kept("/advice", pages::advice::programme),
    kept("/indicators", pages::indicator::list),
    kept("/indicators/{*indicator}", pages::indicator::one),
    kept("/organisations", pages::organisation::list),
    kept("/organisations/{key}", pages::organisation::one),
    kept("/network", pages::network::programme),
    kept("/map", pages::map::map),
    kept("/problems", pages::problems::inbox),
    kept("/sources", pages::programme::sources),
    kept("/method", pages::programme::method),
    kept("/search", pages::find::find),
    show("/compare", pages::compare::compare),
    show("/catalogue", pages::catalogue::list),
    show("/catalogue/{*file}", pages::catalogue::edit),
    act("/catalogue/{*file}", pages::catalogue::try_out),
    show("/changes", pages::changes::list),
    show("/changes/{set}", pages::changes::one),
    act("/changes/{set}/accept", pages::changes::accept),
    act("/changes/{set}/reject", pages::changes::reject),
    act("/import", pages::changes::import),
    show("/history/{*claim}", pages::history::claim),
    act("/history/{*claim}", pages::history::say),
    show("/journal", pages::history::journal),
    show("/evidence", pages::evidence::list),
    act("/evidence", pages::evidence::add),
    show("/evidence/{sha256}", pages::evidence::one),
    show("/editions", pages::editions::list),
    act("/editions", pages::editions::freeze),
    show("/editions/{name}", pages::editions::one),
    kept("/download/{file}", pages::download::one),
    kept("/data.parquet", pages::download::parquet),
    show("/api", api::about),
    kept("/api/openapi.json", api::description),
    kept("/api/programme", api::programme),
    kept("/api/clusters", api::clusters),
    kept("/api/clusters/{key}", api::cluster),
    kept("/api/indicators", api::indicators),
    kept("/api/problems", api::problems),
];

/// What a page is made from.
pub(crate) struct Look<'a> {
    pub office: &'a Office,
    pub asked: &'a Asked,
    pub lang: Lang,
    pub who: &'a Who,
    pub path: &'a str,
    params: &'a [(String, String)],
}

impl Look<'_> {
    /// A part of the path.
    pub(crate) fn param(&self, name: &str) -> &str {
        self.params.iter().find(|it| it.0 == name).map_or("", |it| it.1.as_str())
    }

    pub(crate) fn judgement(&self) -> Result<Arc<Judgement>, Trouble> {
        self.office.at(self.asked)
    }

    pub(crate) fn word(&self, id: &str) -> String {
        karenina_report::site_text(self.lang, id, &[])
    }

    pub(crate) fn say(&self, id: &str, args: &[(&'static str, &str)]) -> String {
        karenina_report::site_text(self.lang, id, args)
    }

    /// The cluster that the path names.
    pub(crate) fn cluster<'a>(&self, report: &Report<'a>) -> Result<&'a ClusterFinding, Trouble> {
        let key = self.param("key");
        let table = report.dataset.table(karenina_model::TableId::CLUSTERS);
        let missing = || {
            let keys = table.rows().map(|it| table.key(it));
            let near = karenina_model::nearest(key, keys).map(str::to_owned);
            Trouble::NoSuch("site-cluster", key.to_owned(), near)
        };
        let row = table.find(key).ok_or_else(missing)?;
        report.found.clusters.iter().find(|it| it.cluster == row).ok_or_else(missing)
    }

    /// The indicator that the path names.
    pub(crate) fn indicator(&self, report: &Report<'_>) -> Result<usize, Trouble> {
        let id = self.param("indicator");
        let all = &report.catalogue.indicators;
        all.iter().position(|it| it.id == id).ok_or_else(|| {
            let near = karenina_model::nearest(id, all.iter().map(|it| it.id.as_str()));
            Trouble::NoSuch("site-indicator", id.to_owned(), near.map(str::to_owned))
        })
    }
}

/// What was sent: fields, and files with their names.
#[derive(Default)]
pub(crate) struct Form {
    pub fields: Vec<(String, String)>,
    pub files: Vec<(String, Vec<u8>)>,
}

impl Form {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let it = self.fields.iter().find(|it| it.0 == name)?;
        Some(it.1.trim()).filter(|it| !it.is_empty())
    }

    /// A field that may not be empty.
    pub(crate) fn need(&self, name: &str, word: &'static str) -> Result<&str, Trouble> {
        self.get(name).ok_or(Trouble::Empty(word))
    }
}

/// The largest upload.
const LARGEST: usize = 64 << 20;

pub(crate) fn router(office: Arc<Office>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let filter = if route.is_act() { MethodFilter::POST } else { MethodFilter::GET };
        let handler = move |State(office): State<Arc<Office>>,
                            params: RawPathParams,
                            request: Request| {
            let params =
                params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            answered(office, route, params, request)
        };
        router = router.route(route.path, on(filter, handler));
    }
    router
        .route("/style.css", on(MethodFilter::GET, style))
        .route("/site.js", on(MethodFilter::GET, script))
        .route("/icon.svg", on(MethodFilter::GET, icon))
        .fallback(nothing)
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(office)
}

async fn answered(
    office: Arc<Office>,
    route: &'static Route,
    params: Vec<(String, String)>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let lang = language(&office, &parts);
    let form = if route.is_act() {
        match form(Request::from_parts(parts.clone(), body)).await {
            Ok(form) => Some(form),
            Err(trouble) => return failed(&office, &parts, lang, None, &trouble),
        }
    } else {
        None
    };
    let asked = match Asked::read(parts.uri.query().unwrap_or_default()) {
        Ok(it) => it,
        Err(trouble) => return failed(&office, &parts, lang, None, &trouble),
    };
    let who = match Who::local(&office, &parts.method, &parts.headers) {
        Ok(it) => it,
        Err(trouble) => return failed(&office, &parts, lang, None, &trouble),
    };
    let key = format!("{} {} {}", lang.code(), parts.uri.path(), parts.uri.query().unwrap_or(""));
    if matches!(route.work, Work::Kept(_))
        && let Some(ready) = office.ready(&asked)
        && let Some(page) = ready.page(&key)
    {
        return sent(&office, &parts, lang, &asked, &who, &page);
    }
    let made = {
        let (office, asked, who) = (office.clone(), asked.clone(), who.clone());
        let path = parts.uri.path().to_owned();
        tokio::task::spawn_blocking(move || {
            let look = Look {
                office: &office,
                asked: &asked,
                lang,
                who: &who,
                path: &path,
                params: &params,
            };
            match (route.work, &form) {
                (Work::Kept(work), _) => {
                    // What is made belongs to the judgement that it is made of.
                    let judgement = office.at(&asked)?;
                    let answer = work(&look)?.stored();
                    if let Ok(page) = &answer {
                        judgement.keep(key, page);
                    }
                    Ok(answer)
                }
                (Work::Show(work), _) => Ok(work(&look)?.stored()),
                (Work::Act(work), Some(form)) => {
                    who.check(form.get("token"))?;
                    Ok(work(&look, form)?.stored())
                }
                (Work::Act(_), None) => Err(Trouble::Forged),
            }
        })
        .await
    };
    match made {
        Ok(Ok(Ok(page))) => sent(&office, &parts, lang, &asked, &who, &page),
        Ok(Ok(Err(to))) => gone(&to),
        Ok(Err(trouble)) => failed(&office, &parts, lang, Some((&asked, &who)), &trouble),
        Err(err) => {
            let trouble = Trouble::Inside(err.to_string());
            failed(&office, &parts, lang, Some((&asked, &who)), &trouble)
        }
    }
}

/// The language of the address, else that of the browser, else that of the office.
fn language(office: &Office, parts: &Parts) -> Lang {
    let query = parts.uri.query().unwrap_or_default();
    let named = pairs(query).into_iter().find(|it| it.0 == "lang");
    let of = |code: &str| Lang::ALL.into_iter().find(|it| it.code() == code);
    if let Some(lang) = named.and_then(|it| of(&it.1)) {
        return lang;
    }
    let wanted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    wanted
        .into_iter()
        .flat_map(|it| it.split(','))
        .find_map(|it| of(it.trim().get(..2)?))
        .unwrap_or(office.options.lang)
}

async fn form(request: Request) -> Result<Form, Trouble> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let upload = |it: &dyn std::fmt::Display| Trouble::Upload(it.to_string());
    if !kind.is_some_and(|it| it.starts_with("multipart/form-data")) {
        let body = Bytes::from_request(request, &()).await.map_err(|it| upload(&it))?;
        return Ok(Form { fields: pairs(&String::from_utf8_lossy(&body)), files: Vec::new() });
    }
    let mut parts = Multipart::from_request(request, &()).await.map_err(|it| upload(&it))?;
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(|it| upload(&it))? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) => {
                let bytes = part.bytes().await.map_err(|it| upload(&it))?;
                if !file.is_empty() {
                    form.files.push((file, bytes.to_vec()));
                }
            }
            None => form.fields.push((name, part.text().await.map_err(|it| upload(&it))?)),
        }
    }
    Ok(form)
}

fn sent(
    office: &Office,
    parts: &Parts,
    lang: Lang,
    asked: &Asked,
    who: &Who,
    page: &Stored,
) -> Response {
    let frame = Frame {
        lang,
        asked,
        path: parts.uri.path(),
        who: Some(who),
        is_register: office.options.is_register,
        program: &office.options.program,
    };
    let text = || String::from_utf8_lossy(&page.body);
    let (mut response, digests) = match &page.kind {
        Kept::Page(title) => {
            (response(StatusCode::OK, HTML, frame.page(title, &text())), String::new())
        }
        Kept::Part => (response(StatusCode::OK, HTML, page.body.clone()), String::new()),
        Kept::Whole(at, digests) => {
            let text = text();
            let head = text[..*at].replacen(
                "</head>",
                "<link rel=\"stylesheet\" href=\"/style.css\"></head>",
                1,
            );
            let whole = [head.as_str(), &frame.bar().into_string(), &text[*at..]].concat();
            (response(StatusCode::OK, HTML, whole), digests.clone())
        }
        Kept::File(name, kind) => {
            let mut it = response(StatusCode::OK, kind, page.body.clone());
            let text = format!("attachment; filename=\"{}\"", name.replace(['"', '\\'], "_"));
            if let Ok(value) = HeaderValue::from_str(&text) {
                it.headers_mut().insert(header::CONTENT_DISPOSITION, value);
            }
            (it, String::new())
        }
        Kept::Json => (response(StatusCode::OK, JSON, page.body.clone()), String::new()),
    };
    guarded(&mut response, &digests);
    response
}

/// To another page, by GET.
fn gone(to: &str) -> Response {
    let mut it = response(StatusCode::SEE_OTHER, HTML, "");
    if let Ok(to) = HeaderValue::from_str(to) {
        it.headers_mut().insert(header::LOCATION, to);
    }
    guarded(&mut it, "");
    it
}

/// One sentence, as a page or as JSON: for people what they look at, for programs what they asked
/// for.
fn failed(
    office: &Office,
    parts: &Parts,
    lang: Lang,
    known: Option<(&Asked, &Who)>,
    trouble: &Trouble,
) -> Response {
    let sentence = trouble.sentence(lang, &*office.options.told);
    let status = trouble.status();
    let mut it = if wants_json(parts) {
        let body = serde_json::json!({ "error": sentence }).to_string();
        response(status, JSON, body)
    } else {
        let none = Asked::default();
        let frame = Frame {
            lang,
            asked: known.map_or(&none, |it| it.0),
            path: "/",
            who: known.map(|it| it.1),
            is_register: office.options.is_register,
            program: &office.options.program,
        };
        let title = karenina_report::site_text(lang, "site-trouble", &[]);
        let body = maud::html! {
            main #main { section {
                h1 { (title) }
                @for line in sentence.lines() { p { (line) } }
                p { a href={ "/" (frame.asked.query()) } { (karenina_report::site_text(lang, "site-to-programme", &[])) } }
            } }
        };
        response(status, HTML, frame.page(&title, &body.into_string()))
    };
    guarded(&mut it, "");
    it
}

fn wants_json(parts: &Parts) -> bool {
    parts.uri.path().starts_with("/api/")
}

async fn nothing(State(office): State<Arc<Office>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let lang = language(&office, &parts);
    failed(&office, &parts, lang, None, &Trouble::NotFound)
}

/// What the browser may keep: it belongs to this version of the program and catalogue.
fn asset(kind: &str, body: impl Into<axum::body::Body>) -> Response {
    let mut it = response(StatusCode::OK, kind, body);
    let keep = HeaderValue::from_static("private, max-age=300");
    it.headers_mut().insert(header::CACHE_CONTROL, keep);
    guarded(&mut it, "");
    it
}

async fn style(State(office): State<Arc<Office>>) -> Response {
    let made = tokio::task::spawn_blocking(move || {
        let judgement = office.at(&Asked::default()).ok()?;
        Some(karenina_report::site_style(&judgement.report(Lang::En)))
    })
    .await;
    let report = made.ok().flatten().unwrap_or_default();
    asset("text/css; charset=utf-8", report + include_str!("site.css"))
}

async fn script() -> Response {
    asset("text/javascript; charset=utf-8", include_str!("site.js"))
}

async fn icon() -> Response {
    asset("image/svg+xml", include_str!("icon.svg"))
}
