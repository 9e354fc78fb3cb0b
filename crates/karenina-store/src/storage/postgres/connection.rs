//! The way to a server: what an address means, and what every connection begins with.

use std::{net::IpAddr, path::PathBuf, time::Duration};

use ::postgres::{
    Client, Config, NoTls,
    config::{Host, SslMode},
};

use super::error::said;
use crate::{
    error::{StoreError, Trouble},
    location::Address,
    storage::Result,
};

/// The schema that a register stands in where the address names none.
const SCHEMA: &str = "karenina";

/// An address as it was understood.
#[derive(Debug)]
pub(super) struct Target {
    config: Box<Config>,
    pub schema: String,
}

impl Target {
    /// Reads an address. `schema` is a word of ours; all others are those of every client.
    pub fn read(address: &Address) -> Result<Self> {
        let bad = |why: &str| StoreError::Disk(Trouble::Address, why.to_owned());
        let (before, query) = address.secret().split_once('?').unwrap_or((address.secret(), ""));
        let (mut schema, mut mode, mut rest) = (SCHEMA, None, Vec::new());
        for part in query.split('&').filter(|it| !it.is_empty()) {
            match part.split_once('=') {
                Some(("schema", it)) => schema = it,
                Some(("sslmode", it)) => {
                    mode = Some(it);
                    rest.push(part);
                }
                _ => rest.push(part),
            }
        }
        if !is_name(schema) {
            return Err(bad("schema"));
        }
        let mut text = before.to_owned();
        if !rest.is_empty() {
            text.push('?');
            text += &rest.join("&");
        }
        let mut config: Config =
            text.parse().map_err(|err: ::postgres::Error| bad(&error_text(&err)))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            config.host("/var/run/postgresql");
        }
        // Nothing goes to another machine that others can read, unless somebody said that it may.
        let is_near = config.get_hosts().iter().all(is_near)
            && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
        let is_asked_for = config.get_ssl_mode() == SslMode::Require;
        if is_asked_for || (!is_near && mode != Some("disable")) {
            return Err(StoreError::Disk(Trouble::Unencrypted, String::new()));
        }
        if config.get_application_name().is_none() {
            config.application_name("karenina");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        if config.get_tcp_user_timeout().is_none() {
            // A server that is gone without a word is gone after this.
            config.tcp_user_timeout(Duration::from_secs(30));
            config.keepalives_idle(Duration::from_secs(30));
        }
        if config.get_password().is_none()
            && let Some(password) = password(&config)
        {
            config.password(password);
        }
        Ok(Self { config: Box::new(config), schema: schema.to_owned() })
    }

    pub fn connect(&self) -> Result<Client> {
        let mut client = self.config.connect(NoTls).map_err(|err| match said(&err) {
            // Nothing was begun yet.
            StoreError::Disk(Trouble::Lost | Trouble::Other, reason) => {
                StoreError::Disk(Trouble::Unreachable, reason)
            }
            other => other,
        })?;
        // What is done lasts when the answer is given, whatever the server's habit; who waits for
        // others waits as long as for a file.
        let settings = format!(
            "SET search_path TO \"{}\", pg_temp;
             SET lock_timeout = '10s';
             SET client_min_messages = error;
             SELECT set_config('synchronous_commit', 'on', false)
             WHERE current_setting('synchronous_commit') IN ('off', 'local')",
            self.schema
        );
        client.batch_execute(&settings).map_err(|err| said(&err))?;
        Ok(client)
    }
}

/// Whether what is sent stays on this machine.
fn is_near(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name.eq_ignore_ascii_case("localhost")
                || name.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// Names of schemas that need no quoting anywhere.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|it| it.is_ascii_lowercase() || it == '_')
        && letters.all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
        && text.len() <= 63
        && !text.starts_with("pg_")
}

/// What the parser says, without its first words.
fn error_text(err: &::postgres::Error) -> String {
    std::error::Error::source(err).map_or_else(|| err.to_string(), ToString::to_string)
}

/// A password that stands where every client of this database looks for it, so that it need not
/// stand in an address that others on the machine can see.
#[expect(clippy::disallowed_methods, reason = "where every client of this database looks")]
fn password(config: &Config) -> Option<String> {
    if let Ok(it) = std::env::var("PGPASSWORD")
        && !it.is_empty()
    {
        return Some(it);
    }
    let file = match std::env::var_os("PGPASSFILE") {
        Some(it) => PathBuf::from(it),
        None => PathBuf::from(std::env::var_os("HOME")?).join(".pgpass"),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // One that others may read is not used.
        if std::fs::metadata(&file).ok()?.permissions().mode() & 0o077 != 0 {
            return None;
        }
    }
    let text = std::fs::read_to_string(file).ok()?;
    let user = config.get_user().unwrap_or_default();
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(it)) => it.as_str(),
        // The file means every socket by this word.
        _ => "localhost",
    };
    let port = config.get_ports().first().copied().unwrap_or(5432).to_string();
    let database = config.get_dbname().unwrap_or(user);
    in_passwords(&text, [host, &port, database, user])
}

/// The password in the first line of `host:port:database:user:password` that fits.
fn in_passwords(text: &str, wanted: [&str; 4]) -> Option<String> {
    text.lines().filter(|it| !it.starts_with('#')).find_map(|line| {
        let mut fields = vec![String::new()];
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            let last = fields.len() - 1;
            match letter {
                '\\' => fields[last].extend(letters.next()),
                ':' if last < 4 => fields.push(String::new()),
                other => fields[last].push(other),
            }
        }
        let fits = fields.len() == 5
            && fields.iter().zip(wanted).all(|(field, wanted)| field == "*" || field == wanted);
        fits.then(|| fields.swap_remove(4))
    })
}

#[cfg(test)]
mod tests {
    use super::{Target, in_passwords};
    use crate::{
        error::{StoreError, Trouble},
        location::Location,
    };
    use std::path::Path;

    fn read(text: &str) -> Result<Target, Trouble> {
        let Location::Database(address) = Location::of(Path::new(text)) else { panic!("{text}") };
        Target::read(&address).map_err(|err| match err {
            StoreError::Disk(it, _) => it,
            other => panic!("{other}"),
        })
    }

    #[test]
    fn nothing_goes_to_another_machine_in_the_clear_unless_somebody_said_so() {
        for near in [
            "postgres:///db",
            "postgres://anna@localhost/db",
            "postgres://127.0.0.1:5433/db",
            "postgres://[::1]/db",
            "postgres://%2Frun%2Fpostgresql/db",
            "postgres:///db?host=/run/postgresql",
            "postgres://db.example/db?sslmode=disable",
        ] {
            assert!(read(near).is_ok(), "{near}");
        }
        for far in [
            "postgres://db.example/db",
            "postgres://localhost,db.example/db",
            "postgres://localhost/db?hostaddr=192.0.2.1",
            "postgres://localhost/db?sslmode=require",
            "postgres://db.example/db?sslmode=require",
            "postgres://db.example/db?sslmode=prefer",
        ] {
            assert_eq!(read(far).unwrap_err(), Trouble::Unencrypted, "{far}");
        }
    }

    #[test]
    fn a_schema_is_a_plain_name_and_what_is_unknown_is_said() {
        assert_eq!(read("postgres:///db").unwrap().schema, "karenina");
        assert_eq!(read("postgres:///db?schema=year_2026&port=5").unwrap().schema, "year_2026");
        for bad in ["schema=", "schema=A", "schema=a\"b", "schema=pg_x", "x=1", "port=many"] {
            let text = format!("postgres:///db?{bad}");
            assert_eq!(read(&text).unwrap_err(), Trouble::Address, "{text}");
        }
    }

    #[test]
    fn a_password_is_found_where_every_client_looks() {
        let file = "# ours\nother:*:*:*:no\n*:5432:programme:anna:a\\:b:c\n*:*:*:*:last";
        let find = |user| in_passwords(file, ["localhost", "5432", "programme", user]);
        assert_eq!(find("anna").as_deref(), Some("a:b:c"));
        assert_eq!(find("ivan").as_deref(), Some("last"));
        assert_eq!(in_passwords("a:b:c", ["a", "b", "c", "d"]), None);
    }
}
