//! `people`: who may do and see what, and who is who.

use std::path::{Path, PathBuf};

use karenina_access::{
    AccessError, Account, Action, Line, LogLine, People, Role, Standing, Timestamp, actions_table,
    fields_table, is_open_to_others, people_file, table_csv,
};
use karenina_model::{Code, Place, Problem};
use karenina_report::{
    self as report, AccessLine, AccessLogRow, Lang, PeopleRow, PeopleState, PeopleText as Text,
    PeopleTrouble,
};
use karenina_store::{Act, Location, Register, StoreError};

use crate::{
    args::{
        ListFormat,
        people::{Kept, OfAccount, People as Args, PeopleCommand, Standing as Stands},
    },
    commands::register,
    inputs,
    output::{self, Outcome},
    trouble::AtPeople,
};

pub(crate) fn people(args: &Args) -> anyhow::Result<Outcome> {
    match &args.what {
        PeopleCommand::Add { kept, name, email, standing, common } => {
            let lang = inputs::lang(common);
            let register = register::open(&kept.file)?;
            let path = path_of(kept, lang)?;
            let mut it = People::open_or_create(&path).map_err(at(&path))?;
            let now = Timestamp::now();
            let (id, token) =
                it.add(name, email.as_deref(), &stands(standing), now).map_err(at(&path))?;
            note(&mut it, Action::ManagePeople, &id.to_string()).map_err(at(&path))?;
            let account = it.account(id).map_err(at(&path))?;
            complain_of(&mut unknown(&register, &account, &kept.file), &path, common.quiet, lang);
            let number = id.to_string();
            let until = account.invited_until.map(|it| it.to_string()).unwrap_or_default();
            let role = account.role.word();
            say(&[Text::Added(&number, name, role), Text::Invitation(token.reveal(), &until)], lang)
        }
        PeopleCommand::List { kept, format, out, common } => {
            list(kept, *format, out.as_deref(), common)
        }
        PeopleCommand::Role { kept, who, standing, common } => {
            let lang = inputs::lang(common);
            let register = register::open(&kept.file)?;
            let (path, mut it) = open(kept, lang)?;
            let id = it.find(who).map_err(at(&path))?.id;
            it.set_standing(id, &stands(standing)).map_err(at(&path))?;
            note(&mut it, Action::ManagePeople, &id.to_string()).map_err(at(&path))?;
            let account = it.account(id).map_err(at(&path))?;
            complain_of(&mut unknown(&register, &account, &kept.file), &path, common.quiet, lang);
            say(&[Text::Role(&id.to_string(), account.role.word())], lang)
        }
        PeopleCommand::Lock(of) => {
            let (path, mut it, account) = found(of)?;
            it.lock(account.id).map_err(at(&path))?;
            note(&mut it, Action::ManagePeople, &account.id.to_string()).map_err(at(&path))?;
            say(&[Text::Locked(&account.id.to_string())], inputs::lang(&of.common))
        }
        PeopleCommand::Unlock(of) => {
            let (path, mut it, account) = found(of)?;
            it.unlock(account.id).map_err(at(&path))?;
            note(&mut it, Action::ManagePeople, &account.id.to_string()).map_err(at(&path))?;
            say(&[Text::Unlocked(&account.id.to_string())], inputs::lang(&of.common))
        }
        PeopleCommand::Invite(of) => {
            let (path, mut it, account) = found(of)?;
            let token = it.invite(account.id, Timestamp::now()).map_err(at(&path))?;
            note(&mut it, Action::ManagePeople, &account.id.to_string()).map_err(at(&path))?;
            let until = it.account(account.id).map_err(at(&path))?.invited_until;
            let until = until.map(|it| it.to_string()).unwrap_or_default();
            say(&[Text::Invitation(token.reveal(), &until)], inputs::lang(&of.common))
        }
        PeopleCommand::Log { kept, who, most, before, forget_before, format, out, common } => {
            let lang = inputs::lang(common);
            let (path, mut it) = open(kept, lang)?;
            if let Some(day) = forget_before {
                let n = it.forget_log(midnight(*day)?).map_err(at(&path))?;
                // Beside the lines and not among them: programs read these.
                if !common.quiet {
                    output::complain(&report::people_text(Text::Forgotten(n), lang));
                }
            }
            let of = match who {
                Some(who) => Some(it.find(who).map_err(at(&path))?.id),
                None => None,
            };
            let lines = it.log_lines(of, *before, *most).map_err(at(&path))?;
            let subject = of.map(|it| it.to_string()).unwrap_or_default();
            note(&mut it, Action::ReadAccessLog, &subject).map_err(at(&path))?;
            log(&lines, *format, out.as_deref(), &guarded(kept, &path), lang)
        }
        PeopleCommand::Export { of, out } => export(of, out.as_deref()),
        PeopleCommand::Erase { of, act } => erase(of, &register::and_why(act)),
        PeopleCommand::Table { format, out, common } => {
            let lang = inputs::lang(common);
            let text = match chosen(*format, out.as_deref()) {
                ListFormat::Csv => table_csv(),
                ListFormat::Table => page(lang),
                ListFormat::Json => json(&table_json())?,
            };
            deliver(out.as_deref(), &[], text.as_bytes())
        }
    }
}

/// The table as a page.
fn page(lang: Lang) -> String {
    let roles: Vec<&str> = Role::ALL.iter().map(|it| it.word()).collect();
    let (actions, classes) = (actions_table(), fields_table());
    let (actions, classes) = (lines(&actions), lines(&classes));
    report::access_reference(&roles, &actions, &classes, lang)
}

fn lines(list: &[Line]) -> Vec<AccessLine<'_>> {
    list.iter()
        .map(|it| AccessLine { name: it.name, cells: &it.cells, columns: &it.columns })
        .collect()
}

/// The table for programs: for each action and class an object of roles.
fn table_json() -> serde_json::Value {
    let of = |list: Vec<Line>| -> serde_json::Map<String, serde_json::Value> {
        list.into_iter()
            .map(|line| {
                let roles = Role::ALL.iter().zip(line.cells);
                let mut it: serde_json::Map<String, serde_json::Value> =
                    roles.map(|(role, cell)| (role.word().to_owned(), cell.into())).collect();
                if !line.columns.is_empty() {
                    it.insert("columns".to_owned(), line.columns.into());
                }
                (line.name.to_owned(), it.into())
            })
            .collect()
    };
    serde_json::json!({ "actions": of(actions_table()), "classes": of(fields_table()) })
}

fn list(
    kept: &Kept,
    format: Option<ListFormat>,
    out: Option<&Path>,
    common: &crate::args::Common,
) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(common);
    let register = register::open(&kept.file)?;
    let (path, it) = open(kept, lang)?;
    let accounts = it.accounts().map_err(at(&path))?;
    let mut problems: Vec<Problem> =
        accounts.iter().flat_map(|it| unknown(&register, it, &kept.file)).collect();
    complain_of(&mut problems, &path, common.quiet, lang);
    let numbers: Vec<String> = accounts.iter().map(|it| it.id.to_string()).collect();
    let rows: Vec<PeopleRow<'_>> = accounts
        .iter()
        .zip(&numbers)
        .map(|(it, number)| PeopleRow {
            account: number,
            role: it.role.word(),
            name: it.name.as_deref(),
            email: it.email.as_deref(),
            clusters: &it.clusters,
            conflicts: &it.conflicts,
            organisation: it.organisation.as_deref(),
            state: match (it.erased_at, it.is_locked, it.has_password, it.invited_until) {
                (Some(_), ..) => PeopleState::Erased,
                (None, true, ..) => PeopleState::Locked,
                (None, false, true, _) => PeopleState::Active,
                (None, false, false, Some(until)) if until > Timestamp::now() => {
                    PeopleState::Invited(until.to_string())
                }
                (None, false, false, _) => PeopleState::NoPassword,
            },
        })
        .collect();
    let text = match chosen(format, out) {
        ListFormat::Table if rows.is_empty() => {
            return say(&[Text::Nobody(&kept.file.shown())], lang);
        }
        ListFormat::Table => report::people_list(&rows, lang).into_bytes(),
        ListFormat::Csv => report::people_csv(&rows)?,
        ListFormat::Json => json(&report::people_json(&rows))?.into_bytes(),
    };
    deliver(out, &guarded(kept, &path), &text)
}

fn log(
    lines: &[LogLine],
    format: Option<ListFormat>,
    out: Option<&Path>,
    inputs: &[PathBuf],
    lang: Lang,
) -> anyhow::Result<Outcome> {
    let shown: Vec<(String, Option<String>)> =
        lines.iter().map(|it| (it.at.to_string(), it.account.map(|it| it.to_string()))).collect();
    let rows: Vec<AccessLogRow<'_>> = lines
        .iter()
        .zip(&shown)
        .map(|(it, (at, account))| AccessLogRow {
            line: it.line,
            at,
            account: account.as_deref(),
            event: &it.event,
            subject: &it.subject,
            is_allowed: it.is_allowed,
        })
        .collect();
    let text = match chosen(format, out) {
        ListFormat::Table if rows.is_empty() => return say(&[Text::LogEmpty], lang),
        ListFormat::Table => report::access_log(&rows, lang).into_bytes(),
        ListFormat::Csv => report::access_log_csv(&rows)?,
        ListFormat::Json => json(&report::access_log_json(&rows))?.into_bytes(),
    };
    deliver(out, inputs, &text)
}

/// What is kept of a person beside the register and in it.
fn export(of: &OfAccount, out: Option<&Path>) -> anyhow::Result<Outcome> {
    let register = register::open(&of.kept.file)?;
    let (path, mut it, account) = found(of)?;
    let mut kept = it.export(account.id).map_err(at(&path))?;
    let people = register.people().map_err(register::at(&of.kept.file))?;
    let named = people.into_iter().find(|it| it.name.is_some() && it.name == account.name);
    kept["register"] = named.map_or(serde_json::Value::Null, |it| {
        serde_json::json!({
            "person": format!("person-{}", it.id),
            "entries_of_the_journal": it.entries,
            "named_in_cells": it.said,
        })
    });
    note(&mut it, Action::ExportPerson, &account.id.to_string()).map_err(at(&path))?;
    deliver(out, &guarded(&of.kept, &path), json(&kept)?.as_bytes())
}

/// First in the register, whose journal needs the name to find the person: whoever is stopped in
/// between says it again.
fn erase(of: &OfAccount, act: &Act) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&of.common);
    let mut register = register::open(&of.kept.file)?;
    let (path, mut it, account) = found(of)?;
    it.may_erase(account.id).map_err(at(&path))?;
    let mut person = None;
    if let Some(name) = &account.name {
        let people = register.people().map_err(register::at(&of.kept.file))?;
        person = people.into_iter().find(|it| it.name.as_ref() == Some(name)).map(|it| it.id);
        match register.erase(name, act) {
            Ok(_) | Err(StoreError::NoPerson(_)) => {}
            Err(err) => return Err(register::at(&of.kept.file)(err)),
        }
    }
    it.erase(account.id, Timestamp::now()).map_err(at(&path))?;
    let number = account.id.to_string();
    note(&mut it, Action::ErasePerson, &number).map_err(at(&path))?;
    say(&[Text::Erased(&number)], lang)?;
    if let Some(person) = person {
        say(&[Text::ErasedInRegister(&format!("person-{person}"))], lang)?;
    }
    Ok(Outcome::Answered)
}

/// The keys that an account speaks for and the register does not have.
fn unknown(register: &Register, account: &Account, file: &Location) -> Vec<Problem> {
    if account.erased_at.is_some() {
        return Vec::new();
    }
    let clusters = account.clusters.iter().chain(&account.conflicts).map(|it| ("clusters", it));
    let all = clusters.chain(account.organisation.iter().map(|it| ("organisations", it)));
    all.filter_map(|(table, key)| match register.history(&format!("{table}/{key}")) {
        Err(StoreError::NoClaim { near, .. }) => {
            let near = near.as_deref().and_then(|it| it.split_once('/')).map_or("none", |it| it.1);
            let which = if table == "clusters" { "cluster" } else { "organisation" };
            let problem = Problem::new(Code::AccountOfNobody, Place::file(file.to_string()))
                .with("which", which)
                .with("found", key.as_str())
                .with("account", account.id.to_string())
                .with("near", near);
            Some(problem)
        }
        Ok(_) | Err(_) => None,
    })
    .collect()
}

fn complain_of(problems: &mut Vec<Problem>, path: &Path, quiet: bool, lang: Lang) {
    if is_open_to_others(path) {
        let place = Place::file(path.display().to_string());
        problems.push(Problem::new(Code::PeopleOpenToOthers, place));
    }
    if !problems.is_empty() && !quiet {
        output::complain(report::problem_list(problems, lang).trim_end());
    }
}

/// What is done at the machine itself is logged like all else, without an account.
fn note(it: &mut People, action: Action, subject: &str) -> Result<(), AccessError> {
    it.log(&[LogLine::event(Timestamp::now(), None, action.word(), subject, true)])
}

fn stands(it: &Stands) -> Standing {
    Standing {
        role: it.role,
        clusters: it.cluster.clone(),
        conflicts: it.conflict.clone(),
        organisation: it.organisation.clone(),
    }
}

/// Where the accounts of a register are kept.
fn path_of(kept: &Kept, lang: Lang) -> anyhow::Result<PathBuf> {
    match (&kept.people, kept.file.file()) {
        (Some(path), _) => Ok(path.clone()),
        (None, Some(register)) => Ok(people_file(register)),
        (None, None) => {
            let it = PeopleTrouble::NoPlace;
            anyhow::bail!("{}", report::people_trouble(&kept.file.shown(), it, lang))
        }
    }
}

/// What is read from and never written over by what is made of it.
fn guarded(kept: &Kept, path: &Path) -> Vec<PathBuf> {
    let mut files = register::guarded(&kept.file);
    files.push(path.to_owned());
    files
}

fn open(kept: &Kept, lang: Lang) -> anyhow::Result<(PathBuf, People)> {
    let path = path_of(kept, lang)?;
    let it = People::open(&path).map_err(at(&path))?;
    Ok((path, it))
}

fn found(of: &OfAccount) -> anyhow::Result<(PathBuf, People, Account)> {
    let (path, it) = open(&of.kept, inputs::lang(&of.common))?;
    let account = it.find(&of.who).map_err(at(&path))?;
    Ok((path, it, account))
}

fn at(path: &Path) -> impl FnOnce(AccessError) -> AtPeople {
    let path = path.to_owned();
    move |reason| AtPeople { path, reason }
}

fn say(texts: &[Text<'_>], lang: Lang) -> anyhow::Result<Outcome> {
    output::print(|out| {
        texts.iter().try_for_each(|it| writeln!(out, "{}", report::people_text(*it, lang)))
    })?;
    Ok(Outcome::Answered)
}

fn midnight(day: karenina_model::Date) -> anyhow::Result<Timestamp> {
    Ok(format!("{day}T00:00:00Z").parse()?)
}

fn json(value: &serde_json::Value) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// As on every verb: what is asked for, else by the ending of the file.
fn chosen(format: Option<ListFormat>, out: Option<&Path>) -> ListFormat {
    let ending = out.and_then(Path::extension).and_then(|it| it.to_str());
    format.unwrap_or(match ending {
        Some("json") => ListFormat::Json,
        Some("csv") => ListFormat::Csv,
        _ => ListFormat::Table,
    })
}

fn deliver(out: Option<&Path>, inputs: &[PathBuf], text: &[u8]) -> anyhow::Result<Outcome> {
    match out {
        Some(path) => output::write_file(path, inputs, |to| to.write_all(text))?,
        None => output::print(|to| to.write_all(text))?,
    }
    Ok(Outcome::Answered)
}
