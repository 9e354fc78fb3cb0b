//! Where a cluster listens.

use std::{fmt, str::FromStr};

/// The scheduler of a Ballista cluster, as it is written after `--engine`: `ballista://host:port`.
///
/// ```
/// # use karenina_distributed::Address;
/// let address: Address = "ballista://statistics.example:50050".parse().unwrap();
/// assert_eq!((address.host.as_str(), address.port), ("statistics.example", 50050));
/// assert_eq!("ballista://127.0.0.1".parse::<Address>().unwrap().port, 50050);
/// assert!("http://127.0.0.1:50050".parse::<Address>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Name or number of the machine.
    pub host: String,
    /// Port of the scheduler; 50050 where none is written.
    pub port: u16,
}

/// What was written is no address of a cluster.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no address of a cluster; it is written ballista://host:port")]
pub struct AddressError(String);

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let no_address = || AddressError(text.to_owned());
        let rest = text.strip_prefix("ballista://").ok_or_else(no_address)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        // An IPv6 address has colons of its own and stands in brackets.
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => {
                (host, port.parse().map_err(|_| no_address())?)
            }
            _ => (rest, DEFAULT_PORT),
        };
        let plain = host.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(host);
        if plain.is_empty() || plain.contains(['/', '@', '?', '#', ' ']) {
            return Err(no_address());
        }
        Ok(Self { host: host.to_owned(), port })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ballista://{}:{}", self.host, self.port)
    }
}

/// Where Ballista listens unless it is told otherwise.
const DEFAULT_PORT: u16 = 50_050;

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_says_host_and_port_and_nothing_else() {
        for (text, expected) in [
            ("ballista://a:1", Some(("a", 1))),
            ("ballista://a/", Some(("a", 50_050))),
            ("ballista://[::1]:7", Some(("[::1]", 7))),
            ("ballista://[::1]", Some(("[::1]", 50_050))),
            ("ballista://", None),
            ("ballista://:50050", None),
            ("ballista://a:port", None),
            ("ballista://a:70000", None),
            ("ballista://a/b:1", None),
            ("df://a:1", None),
        ] {
            let read = text.parse::<Address>().ok();
            let read = read.as_ref().map(|it| (it.host.as_str(), it.port));
            assert_eq!(read, expected, "{text}");
        }
    }
}
