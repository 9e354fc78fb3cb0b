//! Who asks, and the token without which nothing is changed.

use axum::http::{HeaderMap, Method, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{answer::Trouble, office::Office};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    /// The name that stands under what they do.
    pub name: String,
    /// The token that their forms carry.
    pub token: String,
}

/// 256 bits that nobody can guess, as text for addresses and forms.
pub(crate) fn token() -> String {
    let mut bytes = [0_u8; 32];
    // Without the system's randomness nothing may be served.
    #[expect(clippy::expect_used, reason = "there is no safe way on")]
    getrandom::fill(&mut bytes).expect("the system gives no random bytes");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether two texts are the same, in the same time wherever they differ.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

impl Who {
    /// Who works at this machine alone. A page of another site must not reach it by a name that
    /// leads here, nor by a form of its own: both are told by the headers.
    pub(crate) fn local(
        office: &Office,
        method: &Method,
        headers: &HeaderMap,
    ) -> Result<Self, Trouble> {
        let text = |name: header::HeaderName| headers.get(name).and_then(|it| it.to_str().ok());
        let host = text(header::HOST).unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |it| it.0);
        if !matches!(name, "127.0.0.1" | "localhost" | "[::1]") {
            return Err(Trouble::Host(host.to_owned()));
        }
        if !matches!(*method, Method::GET | Method::HEAD)
            && let Some(origin) = text(header::ORIGIN)
            && origin.strip_prefix("http://") != Some(host)
        {
            return Err(Trouble::Forged);
        }
        Ok(Self { name: office.options.name.clone(), token: office.token.clone() })
    }

    /// Whether a form was made for whoever sends it.
    pub(crate) fn check(&self, token: Option<&str>) -> Result<(), Trouble> {
        if token.is_some_and(|it| same(it, &self.token)) { Ok(()) } else { Err(Trouble::Forged) }
    }
}
