//! What the table and the file of people promise.

// Tests take away the files that they make, and start themselves a second time.
#![allow(clippy::disallowed_methods)]

mod erasing;
mod faults;
mod logging_in;
mod matrix;
mod saving;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::{
    AccountId, LogIn, Standing, Token,
    password::{CHEAP, PasswordHash},
    people::People,
    role::Role,
};

/// A file of people in the temporary folder, removed at the end.
struct Scratch {
    path: PathBuf,
    people: People,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        _ = std::fs::remove_file(&self.path);
    }
}

const PASSWORD: &str = "three quiet herons";

fn scratch(name: &str) -> Scratch {
    let name = format!("{name}-{}.karenina-people", std::process::id());
    let path = std::env::temp_dir().join(name);
    _ = std::fs::remove_file(&path);
    let people = cheap(&path);
    Scratch { path, people }
}

fn cheap(path: &Path) -> People {
    let mut it = People::open_or_create(path).unwrap();
    it.set_cost(CHEAP);
    it
}

/// So many seconds after the tests began.
fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

impl Scratch {
    /// Somebody with a password.
    fn add(&mut self, name: &str, email: Option<&str>, standing: &Standing) -> AccountId {
        let (id, token) = self.people.add(name, email, standing, at(0)).unwrap();
        let hash = PasswordHash::make(PASSWORD, &[name], CHEAP).unwrap();
        assert_eq!(self.people.accept_invitation(token.reveal(), &hash, at(0)).unwrap(), id);
        id
    }

    fn officer(&mut self) -> AccountId {
        self.add("Olga Officer", Some("olga@ministry.example"), &Standing::of(Role::Officer))
    }

    fn log_in(&mut self, name: &str, password: &str, second: i64) -> LogIn {
        self.people.log_in(name, password, None, at(second)).unwrap()
    }

    fn is_in(&mut self, name: &str, password: &str, second: i64) -> bool {
        matches!(self.log_in(name, password, second), LogIn::Begun { .. })
    }

    fn session(&mut self, name: &str, second: i64) -> Token {
        match self.log_in(name, PASSWORD, second) {
            LogIn::Begun { session, .. } => session,
            LogIn::Refused { .. } => panic!("{name} is refused"),
        }
    }
}

fn manager(cluster: &str) -> Standing {
    Standing { clusters: vec![cluster.to_owned()], ..Standing::of(Role::Manager) }
}
