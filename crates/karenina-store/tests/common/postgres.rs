//! A `PostgreSQL` server of a test's own: in a temporary folder, on a socket, gone with the test.

#![allow(dead_code, clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stderr)]

use std::{
    fs,
    io::Write as _,
    os::unix::{fs::chown, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

/// A server.
pub struct Server {
    bin: PathBuf,
    pub folder: PathBuf,
    /// Who it runs as: it refuses to run as root.
    user: Option<(u32, u32)>,
    running: Option<Child>,
}

/// The server of this test program, started once; `None`, with the reason printed, where it is
/// not installed.
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    match SERVER.get_or_init(|| Server::start("shared")) {
        Ok(it) => Some(it),
        Err(why) => {
            eprintln!("skipped: {why}");
            None
        }
    }
}

impl Server {
    /// Makes a folder of data and starts a server on it. Why not, where that cannot be.
    pub fn start(name: &str) -> Result<Self, String> {
        let Some(bin) = programs() else {
            return Err("PostgreSQL is not installed (initdb, postgres)".to_owned());
        };
        let folder =
            std::env::temp_dir().join(format!("karenina-postgres-{name}-{}", std::process::id()));
        _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|it| it.to_string())?;
        let user = nobody()?;
        if let Some((user, group)) = user {
            chown(&folder, Some(user), Some(group)).map_err(|it| it.to_string())?;
        }
        let mut it = Self { bin, folder, user, running: None };
        let made = it
            .command("initdb")
            .args(["--no-sync", "--auth=trust", "--username=karenina", "--encoding=UTF8"])
            .args(["--locale=C", "-D"])
            .arg(it.folder.join("data"))
            .output()
            .map_err(|it| it.to_string())?;
        if !made.status.success() {
            return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr).trim()));
        }
        it.run()?;
        Ok(it)
    }

    /// Starts it. A shell stands between: it ends the server and takes the folder away when this
    /// program has ended, however it did.
    pub fn run(&mut self) -> Result<(), String> {
        let script = r#"
            "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off \
                -c max_connections=200 -c shared_buffers=32MB -c logging_collector=off \
                -c log_connections=off >>"$2/log" 2>&1 </dev/null &
            server=$!
            read -r how
            case "$how" in kill) kill -QUIT $server;; *) kill -INT $server;; esac
            wait $server
            [ -n "$how" ] || rm -rf "$2"
        "#;
        let mut command = Command::new("/bin/sh");
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        let child = command
            .args(["-c", script, "sh"])
            .args([&self.bin, &self.folder])
            .current_dir(&self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|it| it.to_string())?;
        self.running = Some(child);
        for _ in 0..600 {
            let ready = self.command("pg_isready").arg("-h").arg(&self.folder).output();
            if ready.is_ok_and(|it| it.status.success()) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("the server does not start: {log}"))
    }

    /// Stops it, as an administrator would or as if the machine had lost its power.
    pub fn stop(&mut self, how: &str) {
        if let Some(mut it) = self.running.take() {
            writeln!(it.stdin.take().unwrap(), "{how}").unwrap();
            it.wait().unwrap();
        }
    }

    /// An address of a schema that nothing stands in.
    pub fn address(&self) -> String {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        self.address_of(&format!("t{}_{number}", std::process::id()))
    }

    pub fn address_of(&self, schema: &str) -> String {
        let folder = self.folder.display();
        format!("postgres://karenina@/postgres?host={folder}&schema={schema}")
    }

    /// A connection of somebody who may do everything.
    pub fn client(&self, schema: &str) -> postgres::Client {
        let text = format!("host={} user=karenina dbname=postgres", self.folder.display());
        let mut client = postgres::Client::connect(&text, postgres::NoTls).unwrap();
        client.batch_execute(&format!("SET search_path TO {schema}")).unwrap();
        client
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.bin.join(name));
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop("stop");
        _ = fs::remove_dir_all(&self.folder);
    }
}

/// The schema in an address.
pub fn schema(address: &Path) -> String {
    address.to_str().unwrap().rsplit_once("schema=").unwrap().1.to_owned()
}

/// Where the programs of `PostgreSQL` are: on the path, or where Debian puts them; the newest.
fn programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|it| it.path().join("bin"))
        .collect();
    folders.sort_by_key(|it| {
        let version = it.parent().and_then(Path::file_name).and_then(|it| it.to_str());
        version.and_then(|it| it.parse::<u32>().ok())
    });
    folders.reverse();
    folders.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    let has = |it: &PathBuf| {
        ["initdb", "postgres", "pg_isready"].iter().all(|name| it.join(name).is_file())
    };
    folders.into_iter().find(has)
}

/// Somebody else than root, where this is root.
fn nobody() -> Result<Option<(u32, u32)>, String> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let uid = status.lines().find_map(|it| it.strip_prefix("Uid:"));
    let is_root = uid.and_then(|it| it.split_whitespace().next()) == Some("0");
    if !is_root {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(|it| it.to_string())?;
    let find = |name: &str| {
        users.lines().find_map(|it| {
            let fields: Vec<&str> = it.split(':').collect();
            (fields.first() == Some(&name))
                .then(|| Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?)))?
        })
    };
    match find("postgres").or_else(|| find("nobody")) {
        Some(it) => Ok(Some(it)),
        None => Err("root cannot run PostgreSQL, and there is nobody else".to_owned()),
    }
}
