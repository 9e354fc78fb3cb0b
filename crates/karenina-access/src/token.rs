//! Secrets that are shown once: of sessions and invitations. Only digests of them are kept.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::error::AccessError;

type HmacSha256 = Hmac<Sha256>;

/// 256 bits of the system's randomness, as 64 hexadecimal digits. Whoever has it is who it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new one.
    pub(crate) fn new() -> Result<Self, AccessError> {
        Ok(Self(hex(&random::<32>()?)))
    }

    /// Its text: for the cookie or the letter, and for nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// So many random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], AccessError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|err| AccessError::NoRandomness(err.to_string()))?;
    Ok(bytes)
}

/// What is kept of a token. A plain digest will do, since nobody can guess 256 bits.
pub(crate) fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A keyed digest of a text.
pub(crate) fn keyed(key: &[u8], text: &str) -> Option<[u8; 32]> {
    Some(mac(key, text)?.finalize().into_bytes().into())
}

/// The token that a form carries against requests that others forge: it follows from that of the
/// session and does not give it away, so that it need not be kept.
pub fn csrf_token(session: &str) -> String {
    keyed(session.as_bytes(), CSRF).map(|it| hex(&it)).unwrap_or_default()
}

/// Whether what a form carries is the token of the session; in time that tells nothing.
pub fn csrf_matches(session: &str, presented: &str) -> bool {
    let (Some(mac), Some(bytes)) = (mac(session.as_bytes(), CSRF), unhex(presented)) else {
        return false;
    };
    mac.verify_slice(&bytes).is_ok()
}

/// What the key of a session is used for here, and nowhere else.
const CSRF: &str = "karenina: forms of this session";

fn mac(key: &[u8], text: &str) -> Option<HmacSha256> {
    // Keys may have any length.
    let mut it = HmacSha256::new_from_slice(key).ok()?;
    it.update(text.as_bytes());
    Some(it)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|it| [DIGITS[usize::from(it >> 4)], DIGITS[usize::from(it & 15)]])
        .map(char::from)
        .collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |it: u8| char::from(it).to_digit(16).map(|it| it as u8);
    let bytes = text.as_bytes();
    if bytes.len() != 64 {
        return None;
    }
    bytes.chunks(2).map(|it| Some(digit(it[0])? << 4 | digit(it[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Token, csrf_matches, csrf_token, hex, keyed};

    /// RFC 4231, test case 2.
    #[test]
    fn the_keyed_digest_is_that_of_the_standard() {
        let found = keyed(b"Jefe", "what do ya want for nothing?").unwrap();
        assert_eq!(hex(&found), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn a_form_carries_the_token_of_its_session_and_of_no_other() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert_ne!(one, other);
        let form = csrf_token(one.reveal());
        assert!(csrf_matches(one.reveal(), &form));
        assert!(!csrf_matches(other.reveal(), &form));
        assert!(!csrf_matches(one.reveal(), one.reveal()));
        assert!(!csrf_matches(one.reveal(), ""));
        assert!(!csrf_matches(one.reveal(), &"я".repeat(32)));
        assert!(!csrf_matches("", &form));
    }

    #[test]
    fn a_token_is_not_shown_where_values_are_printed() {
        let it = Token::new().unwrap();
        assert_eq!(it.reveal().len(), 64);
        assert_eq!(format!("{it:?}"), "Token(…)");
    }
}
