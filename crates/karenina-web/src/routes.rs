//! Every address of the site in one table, and how a request becomes an answer.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::{
        ConnectInfo, DefaultBodyLimit, FromRequest, Multipart, RawPathParams, Request, State,
        multipart::MultipartError,
    },
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
    routing::{MethodFilter, on},
};
use karenina_access::{Action, Subject, may, sees};
use karenina_assess::ClusterFinding;
use karenina_model::{Dataset, TableId};
use karenina_report::{Lang, Report};

use crate::{
    answer::{Answer, HTML, JSON, Kept, NewSession, Stored, Trouble, Way, guarded, response},
    api,
    asked::{Asked, pairs},
    frame::Frame,
    guard::{Leave, Of, leave, shown, shows_row},
    office::{Office, Shown},
    pages,
    who::{Who, cookie},
};

/// An address of the site.
#[derive(Clone, Copy)]
pub struct Route {
    /// As in `/clusters/{key}`.
    pub path: &'static str,
    /// What is done there.
    pub action: Action,
    of: Of,
    work: Work,
}

/// What makes a page.
type Show = fn(&Look<'_>) -> Result<Answer, Trouble>;
/// What takes a form.
type Act = fn(&Look<'_>, &Form) -> Result<Answer, Trouble>;

#[derive(Clone, Copy)]
enum Work {
    /// A page of the data as they are: kept as long as nothing changes.
    Kept(Show),
    /// A page that is made anew each time.
    Show(Show),
    /// Something is changed or tried by a form.
    Act(Act),
}

impl Route {
    /// Whether it is a form that is sent.
    pub fn is_act(&self) -> bool {
        matches!(self.work, Work::Act(_))
    }

    /// Whether everybody may, as where one logs in.
    pub fn is_for_all(&self) -> bool {
        self.of == Of::Nothing
    }
}

/// All of them; a test asks each for what it must refuse.
pub fn routes() -> &'static [Route] {
    ROUTES
}

const fn kept(path: &'static str, action: Action, of: Of, work: Show) -> Route {
    Route { path, action, of, work: Work::Kept(work) }
}

const fn show(path: &'static str, action: Action, of: Of, work: Show) -> Route {
    Route { path, action, of, work: Work::Show(work) }
}

const fn act(path: &'static str, action: Action, of: Of, work: Act) -> Route {
    Route { path, action, of, work: Work::Act(work) }
}

#[rustfmt::skip]
const ROUTES: &[Route] = &[
    kept("/", Action::SeeProgramme, Of::Whole, pages::programme::programme),
    kept("/clusters/{key}", Action::SeeCluster, Of::Cluster, pages::cluster::cluster),
    kept("/clusters/{key}/explain/{*indicator}", Action::Explain, Of::Cluster, pages::cluster::explain),
    kept("/clusters/{key}/network", Action::SeeCluster, Of::Cluster, pages::network::cluster),
    kept("/clusters/{key}/advice", Action::SeeCluster, Of::Cluster, pages::advice::cluster),
    kept("/advice", Action::SeeProgramme, Of::Whole, pages::advice::programme),
    kept("/indicators", Action::SeeIndicator, Of::Whole, pages::indicator::list),
    kept("/indicators/{*indicator}", Action::SeeIndicator, Of::Whole, pages::indicator::one),
    kept("/organisations", Action::SeeOrganisation, Of::Whole, pages::organisation::list),
    kept("/organisations/{key}", Action::SeeOrganisation, Of::Organisation, pages::organisation::one),
    kept("/network", Action::SeeProgramme, Of::Whole, pages::network::programme),
    kept("/map", Action::SeeMap, Of::Whole, pages::map::map),
    kept("/problems", Action::SeeProblems, Of::Whole, pages::problems::inbox),
    kept("/sources", Action::SeeProgramme, Of::Whole, pages::programme::sources),
    kept("/method", Action::SeeProgramme, Of::Whole, pages::programme::method),
    kept("/search", Action::SeeProgramme, Of::Whole, pages::find::find),
    show("/compare", Action::SeeProgramme, Of::Whole, pages::compare::compare),
    show("/catalogue", Action::EditCatalogue, Of::Whole, pages::catalogue::list),
    show("/catalogue/{*file}", Action::EditCatalogue, Of::Whole, pages::catalogue::edit),
    act("/catalogue/{*file}", Action::EditCatalogue, Of::Whole, pages::catalogue::try_out),
    show("/changes", Action::SeeChangeSet, Of::Register, pages::changes::list),
    show("/changes/{set}", Action::SeeChangeSet, Of::ChangeSet, pages::changes::one),
    act("/changes/{set}/accept", Action::Decide, Of::ChangeSet, pages::changes::accept),
    act("/changes/{set}/reject", Action::Decide, Of::ChangeSet, pages::changes::reject),
    act("/import", Action::Propose, Of::Register, pages::changes::import),
    show("/form/{key}", Action::Propose, Of::Cluster, pages::form::overview),
    act("/form/{key}", Action::Propose, Of::Cluster, pages::form::send),
    show("/form/{key}/{table}", Action::Propose, Of::Cluster, pages::form::table),
    act("/form/{key}/{table}", Action::Propose, Of::Cluster, pages::form::save),
    show("/history/{*claim}", Action::SeeHistory, Of::Claim, pages::history::claim),
    act("/check/{*claim}", Action::Check, Of::Claim, pages::history::check),
    act("/confirm/{*claim}", Action::Confirm, Of::Claim, pages::history::confirm),
    act("/dispute/{*claim}", Action::Dispute, Of::Claim, pages::history::dispute),
    act("/withdraw/{*claim}", Action::Withdraw, Of::Claim, pages::history::withdraw),
    act("/reply/{*claim}", Action::Reply, Of::Claim, pages::history::reply),
    show("/journal", Action::SeeJournal, Of::Register, pages::history::journal),
    show("/evidence", Action::SeeJournal, Of::Register, pages::evidence::list),
    act("/evidence", Action::Confirm, Of::Register, pages::evidence::add),
    show("/evidence/{sha256}", Action::SeeJournal, Of::Register, pages::evidence::one),
    show("/editions", Action::SeeProgramme, Of::Whole, pages::editions::list),
    act("/editions", Action::NameEdition, Of::Register, pages::editions::freeze),
    show("/editions/{name}", Action::DownloadData, Of::Whole, pages::editions::one),
    kept("/download/{file}", Action::Download, Of::File, pages::download::one),
    kept("/data.parquet", Action::DownloadData, Of::Whole, pages::download::parquet),
    show("/api", Action::SeeProgramme, Of::Nothing, api::about),
    show("/api/openapi.json", Action::SeeProgramme, Of::Nothing, api::description),
    kept("/api/programme", Action::SeeProgramme, Of::Whole, api::programme),
    kept("/api/clusters", Action::SeeProgramme, Of::Whole, api::clusters),
    kept("/api/clusters/{key}", Action::SeeCluster, Of::Cluster, api::cluster),
    kept("/api/indicators", Action::SeeIndicator, Of::Whole, api::indicators),
    kept("/api/problems", Action::SeeProblems, Of::Whole, api::problems),
    show("/login", Action::KeepAccount, Of::Nothing, pages::people::log_in_page),
    act("/login", Action::KeepAccount, Of::Nothing, pages::people::log_in),
    act("/logout", Action::KeepAccount, Of::Nothing, pages::people::log_out),
    show("/invitation/{token}", Action::KeepAccount, Of::Nothing, pages::people::invitation),
    act("/invitation/{token}", Action::KeepAccount, Of::Nothing, pages::people::accept),
    show("/account", Action::KeepAccount, Of::Self_, pages::people::account),
    act("/account/password", Action::KeepAccount, Of::Self_, pages::people::password),
    show("/account/data.json", Action::ExportPerson, Of::Self_, pages::people::export_own),
    act("/account/erase", Action::ErasePerson, Of::Self_, pages::people::erase_own),
    show("/people", Action::ManagePeople, Of::Register, pages::people::list),
    act("/people", Action::ManagePeople, Of::Register, pages::people::add),
    act("/people/{id}/lock", Action::ManagePeople, Of::Register, pages::people::lock),
    act("/people/{id}/unlock", Action::ManagePeople, Of::Register, pages::people::unlock),
    act("/people/{id}/invite", Action::ManagePeople, Of::Register, pages::people::invite),
    act("/people/{id}/role", Action::ManagePeople, Of::Register, pages::people::role),
    show("/people/{id}/data.json", Action::ManagePeople, Of::Register, pages::people::export),
    act("/people/{id}/erase", Action::ManagePeople, Of::Register, pages::people::erase),
    show("/access", Action::ReadAccessLog, Of::Register, pages::people::log),
];

/// What a page is made from.
pub(crate) struct Look<'a> {
    pub office: &'a Office,
    pub asked: &'a Asked,
    pub lang: Lang,
    pub who: &'a Who,
    pub path: &'a str,
    /// Whose rows, of which time.
    pub leave: &'a Leave,
    /// Where the request comes from.
    pub address: &'a str,
    params: &'a [(String, String)],
}

impl Look<'_> {
    /// A part of the path.
    pub(crate) fn param(&self, name: &str) -> &str {
        self.params.iter().find(|it| it.0 == name).map_or("", |it| it.1.as_str())
    }

    /// What was found, as whoever asks may see it.
    pub(crate) fn judgement(&self) -> Result<Shown, Trouble> {
        shown(self.office, self.who, self.asked, self.leave)
    }

    /// Whether whoever asks may also do this, on everything.
    pub(crate) fn may(&self, action: Action) -> bool {
        self.who.is_alone || may(&self.who.standing, action, &Subject::Whole).scope().is_some()
    }

    /// Whether they may do this on a cluster.
    pub(crate) fn may_on(&self, action: Action, cluster: &str) -> bool {
        let subject = Subject::Clusters(&[cluster]);
        self.who.is_alone || may(&self.who.standing, action, &subject).scope().is_some()
    }

    /// Whether names of people and what they wrote are shown.
    pub(crate) fn sees_people(&self) -> bool {
        let claims = TableId::CLAIMS;
        claims.schema().column("said_by").is_some_and(|at| self.sees(claims, at))
    }

    /// A name, or what stands for it where the reader sees none.
    pub(crate) fn person<'b>(&self, name: &'b str) -> &'b str {
        if self.sees_people() { name } else { "–" }
    }

    /// Whether a column of what a claim's address names is shown.
    pub(crate) fn sees_of_claim(&self, claim: &str, column: &str) -> bool {
        let table = claim.split('/').next().and_then(TableId::named);
        table.is_some_and(|it| it.schema().column(column).is_some_and(|at| self.sees(it, at)))
    }

    /// Whether a row is shown: where not everything is, those of the own clusters and organisation.
    pub(crate) fn shows(&self, data: &Dataset, table: TableId, row: u32) -> bool {
        shows_row(self.who, self.leave, data, (table, row))
    }

    /// Whether a column of a table is shown.
    pub(crate) fn sees(&self, table: TableId, column: usize) -> bool {
        let name = &table.schema().columns[column].name;
        self.who.is_alone || sees(self.who.standing.role, table.name(), name, self.leave.scope)
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
        let table = report.dataset.table(TableId::CLUSTERS);
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

    /// A field as it was typed: a password may begin with a space.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
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
    let asked = match Asked::read(parts.uri.query().unwrap_or_default(), !wants_json(&parts)) {
        Ok(it) => it,
        Err(trouble) => return failed(&office, &parts, lang, None, &trouble),
    };
    let who = match Who::of(&office, &parts.method, &parts.headers) {
        Ok(it) => it,
        Err(trouble) => return failed(&office, &parts, lang, None, &trouble),
    };
    let address = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or_else(String::new, |it| it.0.ip().to_string());
    let query = parts.uri.query().unwrap_or_default();
    // Whoever works here alone may everything: nothing has to be looked up.
    if who.is_alone
        && matches!(route.work, Work::Kept(_))
        && let Some(ready) = office.ready(&asked)
        && let Some(page) = ready.page(&key(lang, &who, &Leave::ALL, (parts.uri.path(), query)))
    {
        return sent(&office, &parts, lang, &asked, &who, &page);
    }
    let made = {
        let (office, asked, who) = (office.clone(), asked.clone(), who.clone());
        let (path, query) = (parts.uri.path().to_owned(), query.to_owned());
        tokio::task::spawn_blocking(move || {
            let param = |name: &str| {
                params.iter().find(|it| it.0 == name).map_or_else(String::new, |it| it.1.clone())
            };
            let leave = leave(&office, &who, &asked, (route.action, route.of), &param)?;
            let look = Look {
                office: &office,
                asked: &asked,
                lang,
                who: &who,
                path: &path,
                leave: &leave,
                address: &address,
                params: &params,
            };
            match (route.work, &form) {
                (Work::Kept(work), _) => {
                    // What is made belongs to the judgement that it is made of.
                    let key = key(lang, &who, &leave, (&path, &query));
                    let shown = look.judgement()?;
                    if let Some(page) = shown.page(&key) {
                        return Ok(Ok(page));
                    }
                    let answer = work(&look)?.stored();
                    if let Ok(page) = &answer {
                        shown.keep(key, page);
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
        Ok(Ok(Err(way))) => gone(&office, &way),
        Ok(Err(trouble)) => failed(&office, &parts, lang, Some((&asked, &who)), &trouble),
        Err(err) => {
            let trouble = Trouble::Inside(err.to_string());
            failed(&office, &parts, lang, Some((&asked, &who)), &trouble)
        }
    }
}

/// Under what a page is kept. Whose rows it shows follows from its path; which columns, from the
/// role.
fn key(lang: Lang, who: &Who, leave: &Leave, (path, query): (&str, &str)) -> String {
    let (lang, role, scope) = (lang.code(), who.standing.role.word(), leave.scope.word());
    let edition = leave.edition.as_deref().unwrap_or_default();
    format!("{lang} {role} {scope} {edition} {path} {query}")
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
    let upload = |status: StatusCode, text: String| {
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            Trouble::TooLarge(LARGEST >> 20)
        } else {
            Trouble::Upload(text)
        }
    };
    let of_part = |it: MultipartError| upload(it.status(), it.body_text());
    if !kind.is_some_and(|it| it.starts_with("multipart/form-data")) {
        let body = Bytes::from_request(request, &())
            .await
            .map_err(|it| upload(it.status(), it.body_text()))?;
        return Ok(Form { fields: pairs(&String::from_utf8_lossy(&body)), files: Vec::new() });
    }
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|it| upload(it.status(), it.body_text()))?;
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(of_part)? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) => {
                let bytes = part.bytes().await.map_err(of_part)?;
                if !file.is_empty() {
                    form.files.push((file, bytes.to_vec()));
                }
            }
            None => form.fields.push((name, part.text().await.map_err(of_part)?)),
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
        has_people: office.people.is_some(),
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

/// To another page, by GET; perhaps with another session.
fn gone(office: &Office, way: &Way) -> Response {
    let mut it = response(StatusCode::SEE_OTHER, HTML, "");
    if let Ok(to) = HeaderValue::from_str(&way.to) {
        it.headers_mut().insert(header::LOCATION, to);
    }
    let session = match &way.session {
        NewSession::Same => None,
        NewSession::Begun(token) => Some(cookie(Some(token), office.options.is_https)),
        NewSession::Ended => Some(cookie(None, office.options.is_https)),
    };
    if let Some(value) = session.and_then(|it| HeaderValue::from_str(&it).ok()) {
        it.headers_mut().insert(header::SET_COOKIE, value);
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
            has_people: office.people.is_some(),
            program: &office.options.program,
        };
        let title = karenina_report::site_text(lang, "site-trouble", &[]);
        let body = maud::html! {
            main #main { section {
                h1 { (title) }
                @for line in sentence.lines() { p { (line) } }
                p { a href={ "/" (frame.asked.query()) } { (karenina_report::site_text(lang, "site-to-programme", &[])) } }
                @if office.people.is_some() && frame.who.is_none_or(|it| it.account.is_none()) {
                    p { a href={ "/login" (frame.asked.query()) } { (karenina_report::site_text(lang, "site-log-in", &[])) } }
                }
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
        let shown = Shown::whole(office.at(&Asked::default()).ok()?);
        Some(karenina_report::site_style(&shown.report(Lang::En)))
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
