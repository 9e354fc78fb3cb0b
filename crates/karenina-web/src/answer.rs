//! Pages, files and troubles, and the headers of each.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use karenina_access::{AccessError, Refusal};
use karenina_report::Lang;
use karenina_store::StoreError;
use maud::Markup;
use sha2::{Digest as _, Sha256};

/// What a page or act came to.
pub(crate) enum Answer {
    /// What stands in the frame of the site.
    Page {
        /// What the browser calls it.
        title: String,
        /// Everything between the menu and the foot.
        body: Markup,
    },
    /// A part of a page, for a script that asked for it.
    Part(Markup),
    /// A page of the report as it is written to a file; the menu is put above it.
    Whole(String),
    /// A file to be kept.
    File {
        /// Its name.
        name: String,
        /// What it is.
        kind: &'static str,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// Something for programs.
    Json(Vec<u8>),
    /// Go there.
    Go(Way),
}

/// The way to another page.
pub(crate) struct Way {
    /// Its address.
    pub to: String,
    pub session: NewSession,
}

/// What becomes of the session on that way.
pub(crate) enum NewSession {
    /// It stays.
    Same,
    /// It is this one.
    Begun(String),
    /// It has ended.
    Ended,
}

impl Answer {
    /// To another page.
    pub(crate) fn go(to: impl Into<String>) -> Self {
        Self::Go(Way { to: to.into(), session: NewSession::Same })
    }
}

/// A page as it is kept: what it is, and its bytes.
pub(crate) struct Stored {
    pub kind: Kept,
    pub body: Vec<u8>,
}

/// What kind of answer is kept.
pub(crate) enum Kept {
    Page(String),
    Part,
    /// Where the menu goes, and the digests of the scripts and styles in it.
    Whole(usize, String),
    File(String, &'static str),
    Json,
}

/// What stood in the way.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// There is no such page.
    NotFound,
    /// There is no such thing: what was asked for, and the nearest that there is.
    NoSuch(&'static str, String, Option<String>),
    /// What should be a day is none.
    NotADay(String),
    /// What should be a language is none of ours.
    NotALanguage(String),
    /// A form that was not made for whoever sent it.
    Forged,
    /// Another name than that of this machine.
    Host(String),
    /// What is served is no register.
    NoRegister,
    /// A field of a form that may not be empty.
    Empty(&'static str),
    /// An upload that is larger than so many mebibytes.
    TooLarge(usize),
    /// An upload that cannot be read.
    Upload(String),
    /// The table of who may do what says no.
    Refused(Refusal),
    /// Nothing has been published that could be shown.
    NothingPublished,
    /// Only who has an account can do it: drafts are kept under one.
    NeedsAccounts,
    /// They may not report for this cluster or organisation.
    NotYours(String),
    /// So many seconds until another attempt is looked at.
    Wait(u64),
    /// Name and password do not fit, or are not to be used.
    NotLoggedIn,
    /// What the file of people says.
    Access(AccessError),
    /// The data could not be read or judged.
    Load(anyhow::Error),
    /// What the register says.
    Store(StoreError),
    /// Something in here failed.
    Inside(String),
}

/// How the words for a failure of reading or of the register are found.
pub enum Failure<'a> {
    /// The data could not be read or judged.
    Load(&'a anyhow::Error),
    /// What the register says.
    Store(&'a StoreError),
    /// What the file of people says.
    Access(&'a AccessError),
}

impl Trouble {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NoSuch(..) | Self::NoRegister => StatusCode::NOT_FOUND,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotADay(_) | Self::NotALanguage(_) | Self::Empty(_) | Self::Upload(_) => {
                StatusCode::BAD_REQUEST
            }
            Self::Refused(Refusal::NoAccount) | Self::NotLoggedIn => StatusCode::UNAUTHORIZED,
            Self::Forged | Self::Host(_) | Self::Refused(_) | Self::NotYours(_) => {
                StatusCode::FORBIDDEN
            }
            Self::NothingPublished | Self::NeedsAccounts => StatusCode::NOT_FOUND,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Access(it) => match it {
                AccessError::Disk(..)
                | AccessError::Newer { .. }
                | AccessError::Damaged(_)
                | AccessError::NoRandomness(_) => StatusCode::SERVICE_UNAVAILABLE,
                AccessError::NoAccount(_) | AccessError::NoInvitation => StatusCode::NOT_FOUND,
                _ => StatusCode::BAD_REQUEST,
            },
            Self::Load(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(it) => match it {
                StoreError::Disk(..) | StoreError::Newer { .. } | StoreError::Damaged(_) => {
                    StatusCode::SERVICE_UNAVAILABLE
                }
                StoreError::NoChangeSet(_)
                | StoreError::NoClaim { .. }
                | StoreError::NoEdition { .. }
                | StoreError::NoEvidence(_)
                | StoreError::NoOrganisation(_)
                | StoreError::NoPerson(_) => StatusCode::NOT_FOUND,
                _ => StatusCode::CONFLICT,
            },
            Self::Inside(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What stood in the way, and what to do.
    pub(crate) fn sentence(
        &self,
        lang: Lang,
        told: &dyn Fn(Failure<'_>, Lang) -> String,
    ) -> String {
        let say = |id, args: &[(&'static str, &str)]| karenina_report::site_text(lang, id, args);
        match self {
            Self::NotFound => say("site-not-found", &[]),
            Self::NoSuch(id, found, near) => match near {
                Some(near) => say(
                    "site-no-such-near",
                    &[("kind", say(id, &[]).as_str()), ("found", found), ("near", near)],
                ),
                None => say("site-no-such", &[("kind", say(id, &[]).as_str()), ("found", found)]),
            },
            Self::NotALanguage(it) => say("site-not-a-language", &[("found", it)]),
            Self::NotADay(it) => say("site-not-a-day", &[("found", it)]),
            Self::Forged => say("site-forged", &[]),
            Self::Host(it) => say("site-host", &[("found", it)]),
            Self::NoRegister => say("site-no-register", &[]),
            Self::Empty(id) => say("site-empty", &[("field", say(id, &[]).as_str())]),
            Self::TooLarge(most) => say("site-too-large", &[("most", &most.to_string())]),
            Self::Upload(it) => say("site-upload", &[("reason", it)]),
            Self::Refused(why) => {
                say(&format!("access-refused-{}", why.word().replace('_', "-")), &[])
            }
            Self::NothingPublished => say("site-nothing-published", &[]),
            Self::NeedsAccounts => say("site-needs-accounts", &[]),
            Self::NotYours(it) => say("site-not-yours", &[("found", it)]),
            Self::Wait(seconds) => say("site-wait", &[("seconds", &seconds.to_string())]),
            Self::NotLoggedIn => say("site-not-logged-in", &[]),
            Self::Access(it) => told(Failure::Access(it), lang),
            Self::Load(it) => told(Failure::Load(it), lang),
            Self::Store(it) => told(Failure::Store(it), lang),
            Self::Inside(it) => say("site-inside", &[("reason", it)]),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(it: StoreError) -> Self {
        Self::Store(it)
    }
}

impl Answer {
    /// The answer as it is kept; `None` where it is a way to another page.
    pub(crate) fn stored(self) -> Result<Arc<Stored>, Way> {
        let (kind, body) = match self {
            Self::Page { title, body } => (Kept::Page(title), body.into_string().into_bytes()),
            Self::Part(body) => (Kept::Part, body.into_string().into_bytes()),
            Self::Whole(page) => {
                let at = page.find("<body>").map_or(0, |it| it + "<body>".len());
                (Kept::Whole(at, digests(&page)), page.into_bytes())
            }
            Self::File { name, kind, bytes } => (Kept::File(name, kind), bytes),
            Self::Json(bytes) => (Kept::Json, bytes),
            Self::Go(to) => return Err(to),
        };
        Ok(Arc::new(Stored { kind, body }))
    }
}

/// The digests of the styles and scripts that stand in a page, as the header names them.
fn digests(page: &str) -> String {
    let mut all = String::new();
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
        for part in page.split(open).skip(1) {
            let text = part.split(close).next().unwrap_or_default();
            let digest = STANDARD.encode(Sha256::digest(text.as_bytes()));
            all += " 'sha256-";
            all += &digest;
            all += "'";
        }
    }
    all
}

/// Headers that every answer has: nothing but our own files, nothing within other pages, nothing
/// told to others.
pub(crate) fn guarded(response: &mut Response, digests: &str) {
    let headers = response.headers_mut();
    let policy = format!(
        "default-src 'none'; style-src 'self'{digests}; script-src 'self'{digests}; \
         img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// A response of a kind.
pub(crate) fn response(status: StatusCode, kind: &str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    if let Ok(kind) = HeaderValue::from_str(kind) {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// What HTML is.
pub(crate) const HTML: &str = "text/html; charset=utf-8";
/// What JSON is.
pub(crate) const JSON: &str = "application/json";
