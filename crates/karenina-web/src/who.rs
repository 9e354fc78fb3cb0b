//! Who asks, and the token without which nothing is changed.

use axum::http::{HeaderMap, Method, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use karenina_access::{Account, Who as Standing};

use crate::{answer::Trouble, desk::Desk, office::Office};

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    /// The name that stands under what they do.
    pub name: String,
    /// The token that their forms carry.
    pub token: String,
    /// What they are.
    pub standing: Standing,
    /// Their account, where they are logged in.
    pub account: Option<Account>,
    /// The token of their session.
    pub session: Option<String>,
    /// Whether they work here alone, without accounts.
    pub is_alone: bool,
}

/// The cookie that holds the session.
const COOKIE: &str = "karenina";

/// 256 bits that nobody can guess, as text for addresses and forms.
pub(crate) fn token() -> String {
    let mut bytes = [0_u8; 32];
    // Without the system's randomness nothing may be served.
    #[expect(clippy::expect_used, reason = "there is no safe way on")]
    getrandom::fill(&mut bytes).expect("the system gives no random bytes");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether two texts are the same, in the same time wherever they differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// The value of the session's cookie.
pub(crate) fn presented(headers: &HeaderMap) -> Option<String> {
    headers.get_all(header::COOKIE).iter().find_map(|it| {
        it.to_str().ok()?.split(';').find_map(|it| {
            let (name, value) = it.trim().split_once('=')?;
            (name == COOKIE && !value.is_empty()).then(|| value.to_owned())
        })
    })
}

/// The header that gives a browser its session, or takes it away.
pub(crate) fn cookie(session: Option<&str>, is_https: bool) -> String {
    let (value, age) = match session {
        // Sessions end by themselves in the register of people.
        Some(token) => (token, ""),
        None => ("", "; Max-Age=0"),
    };
    let secure = if is_https { "; Secure" } else { "" };
    format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")
}

impl Who {
    /// Who sends a request. A page of another site must not reach this one by a name that leads
    /// here, nor by a form of its own: both are told by the headers.
    pub(crate) fn of(
        office: &Office,
        method: &Method,
        headers: &HeaderMap,
    ) -> Result<Self, Trouble> {
        let text = |name: header::HeaderName| headers.get(name).and_then(|it| it.to_str().ok());
        let host = text(header::HOST).unwrap_or_default();
        let name = host
            .rsplit_once(':')
            .filter(|it| it.1.bytes().all(|it| it.is_ascii_digit()))
            .map_or(host, |it| it.0);
        let here = ["127.0.0.1", "localhost", "[::1]"];
        let hosts = &office.options.hosts;
        if !here.contains(&name) && !hosts.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            return Err(Trouble::Host(host.to_owned()));
        }
        if !matches!(*method, Method::GET | Method::HEAD)
            && let Some(origin) = text(header::ORIGIN)
            && origin.split_once("://").map(|it| it.1) != Some(host)
        {
            return Err(Trouble::Forged);
        }
        match &office.people {
            None => Ok(Self {
                name: office.options.name.clone(),
                token: office.token.clone(),
                standing: Standing::local(),
                account: None,
                session: None,
                is_alone: true,
            }),
            Some(desk) => Self::at(office, desk, headers),
        }
    }

    fn at(office: &Office, desk: &Desk, headers: &HeaderMap) -> Result<Self, Trouble> {
        let presented = presented(headers);
        let found = match &presented {
            Some(token) => desk.session(token, (office.options.now)())?,
            None => None,
        };
        Ok(match found {
            Some(it) => Self {
                name: it.account.shown(),
                token: it.csrf,
                standing: it.account.who(),
                account: Some(it.account),
                session: presented,
                is_alone: false,
            },
            None => Self {
                name: String::new(),
                token: office.token.clone(),
                standing: Standing::public(),
                account: None,
                session: presented,
                is_alone: false,
            },
        })
    }

    /// Whether a form was made for whoever sends it.
    pub(crate) fn check(&self, token: Option<&str>) -> Result<(), Trouble> {
        if token.is_some_and(|it| same(it, &self.token)) { Ok(()) } else { Err(Trouble::Forged) }
    }
}

#[cfg(test)]
mod tests {
    use super::{COOKIE, cookie, presented};
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn the_cookie_is_read_among_others_and_never_by_scripts() {
        let mut headers = HeaderMap::new();
        let value = HeaderValue::from_static("a=b; karenina=abc; c=d");
        headers.insert(header::COOKIE, value);
        assert_eq!(presented(&headers).as_deref(), Some("abc"));
        let set = cookie(Some("abc"), true);
        assert!(set.starts_with(COOKIE) && set.contains("HttpOnly") && set.contains("Secure"));
        assert!(cookie(None, false).contains("Max-Age=0"));
    }
}
