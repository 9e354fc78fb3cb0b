//! Where a register is: a file, or a database on a server. A password in the address is never shown.

use std::{
    ffi::OsString,
    fmt,
    path::{Path, PathBuf},
};

/// Where a register is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A file of its own.
    File(PathBuf),
    /// A schema of a `PostgreSQL` database.
    Database(Address),
}

/// The address of a database: `postgres://user@host/database`. It is shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

/// With what the address of a database begins.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

impl Location {
    /// What begins like the address of a database is one; all else is a file.
    pub fn of(path: &Path) -> Self {
        let text = path.to_str().unwrap_or_default();
        let begins = |scheme: &&str| {
            text.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme))
        };
        if SCHEMES.iter().any(begins) {
            Self::Database(Address(text.to_owned()))
        } else {
            Self::File(path.to_owned())
        }
    }

    /// Whether it is a database on a server.
    pub fn is_database(&self) -> bool {
        matches!(self, Self::Database(_))
    }

    /// The file; `None` where it is a database.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Database(_) => None,
        }
    }

    /// As it may be shown and printed: without a password.
    pub fn shown(&self) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Database(address) => PathBuf::from(address.shown()),
        }
    }
}

impl From<OsString> for Location {
    fn from(text: OsString) -> Self {
        Self::of(Path::new(&text))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().display().fmt(f)
    }
}

/// A text with the addresses in it as they may be shown: whatever somebody typed, and wherever.
pub fn without_passwords(text: &str) -> String {
    let (mut shown, mut rest) = (String::new(), text);
    // In any case of letters, as `Location::of` takes them.
    let start_of = |text: &str| {
        let lower = text.to_ascii_lowercase();
        SCHEMES.iter().filter_map(|it| lower.find(*it)).min()
    };
    while let Some(start) = start_of(rest) {
        let (before, from) = rest.split_at(start);
        let ends = |it: char| it.is_whitespace() || matches!(it, '"' | '`' | '«' | '»');
        let (address, after) = from.split_at(from.find(ends).unwrap_or(from.len()));
        shown += before;
        shown += &Address(address.to_owned()).shown();
        rest = after;
    }
    shown + rest
}

impl Address {
    /// The whole address, with a password where it has one.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "nobody connects without"))]
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }

    /// The address without its password. What might be part of one is left out: a password that
    /// somebody wrote without escaping its `@` and `/` does not stand in a report either.
    fn shown(&self) -> String {
        let start = self.0.find("//").map_or(0, |it| it + 2);
        let mut text = self.0.clone();
        if let Some(end) = text.rfind('@').filter(|it| *it >= start)
            && let Some(colon) = text[start..end].find(':')
        {
            text.replace_range(start + colon + 1..end, "***");
        }
        let Some((before, query)) = text.split_once('?') else { return text };
        let shown = |it: &str| match it.split_once('=') {
            Some((name, _)) if name.to_ascii_lowercase().contains("password") => {
                format!("{name}=***")
            }
            _ => it.to_owned(),
        };
        let query: Vec<String> = query.split('&').map(shown).collect();
        format!("{before}?{}", query.join("&"))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

#[cfg(test)]
mod tests {
    use super::{Location, without_passwords};
    use std::path::Path;

    #[test]
    fn a_password_is_never_shown() {
        for (text, shown) in [
            ("postgres://anna:secret@host/db", "postgres://anna:***@host/db"),
            ("postgres://anna:s%40t:x@[::1]:5432/db", "postgres://anna:***@[::1]:5432/db"),
            ("postgres://anna:sec@re/t@host/db", "postgres://anna:***@host/db"),
            ("postgres://anna:sec?ret@host/db?a=b", "postgres://anna:***@host/db?a=b"),
            (
                "PostgreSQL://host/db?user=anna&password=secret&sslmode=require",
                "PostgreSQL://host/db?user=anna&password=***&sslmode=require",
            ),
            ("postgres://anna@host:5432/db", "postgres://anna@host:5432/db"),
            ("postgres://host:5432/db", "postgres://host:5432/db"),
            ("postgres:///db?host=/run/postgresql", "postgres:///db?host=/run/postgresql"),
        ] {
            let it = Location::of(Path::new(text));
            assert!(it.is_database(), "{text}");
            assert_eq!(it.to_string(), shown);
            assert!(!format!("{it:?}").contains("secret"), "{it:?}");
        }
    }

    #[test]
    fn nor_where_it_was_typed_in_the_wrong_place() {
        for (text, shown) in [
            (
                "\"postgres://a:secret@h/db\" is not taken; postgresql://b:secret@h: no",
                "\"postgres://a:***@h/db\" is not taken; postgresql://b:***@h: no",
            ),
            ("`postgres://a:secret@h/db`", "`postgres://a:***@h/db`"),
            ("реестр PostgreSQL://a:secret@h/db", "реестр PostgreSQL://a:***@h/db"),
            ("programme.karenina: no", "programme.karenina: no"),
        ] {
            assert_eq!(without_passwords(text), shown);
        }
    }

    #[test]
    fn what_is_no_address_is_a_file() {
        for text in ["programme.karenina", "postgres", "postgres:/x", "./postgres://x", "http://x"]
        {
            let it = Location::of(Path::new(text));
            assert_eq!(it.file(), Some(Path::new(text)));
            assert_eq!(it.to_string(), text);
        }
    }
}
