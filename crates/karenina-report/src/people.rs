//! People in words: who may do and see what, accounts, the access log, and what stood in the way.

use std::{fmt::Write as _, path::Path};

use crate::{
    Lang,
    csv::plain,
    terminal::clean,
    wording::{Arg, words},
};

/// A word of the table of access, as `karenina-access` stores it: `see_cluster`, `own_cluster`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessWord<'a> {
    /// A role.
    Role(&'a str),
    /// What a role is.
    AboutRole(&'a str),
    /// Whose rows.
    Scope(&'a str),
    /// What can be done.
    Action(&'a str),
    /// A kind of column.
    Class(&'a str),
    /// What the columns of a kind tell.
    AboutClass(&'a str),
    /// Why something is refused.
    Refusal(&'a str),
    /// Why a text is no password.
    Password(&'a str),
    /// What is wrong with a role and what belongs to it.
    Fault(&'a str),
}

/// What it is called.
pub fn access_word(it: AccessWord<'_>, lang: Lang) -> String {
    let (kind, word) = match it {
        AccessWord::Role(it) => ("access-role", it),
        AccessWord::AboutRole(it) => ("access-about", it),
        AccessWord::Scope(it) => ("access-scope", it),
        AccessWord::Action(it) => ("access-action", it),
        AccessWord::Class(it) => ("access-class", it),
        AccessWord::AboutClass(it) => ("access-class-about", it),
        AccessWord::Refusal(it) => ("access-refused", it),
        AccessWord::Password(it) => ("password", it),
        AccessWord::Fault(it) => ("people-fault", it),
    };
    words(lang).word(&format!("{kind}-{}", word.replace('_', "-"))).to_owned()
}

/// A line of the table of access: an action or a class of columns.
#[derive(Debug, Clone)]
pub struct AccessLine<'a> {
    /// Its word.
    pub name: &'a str,
    /// For each role the words of its scopes.
    pub cells: &'a [Vec<&'a str>],
    /// Of a class: its columns.
    pub columns: &'a [String],
}

/// The page that says who may do and see what.
pub fn access_reference(
    roles: &[&str],
    actions: &[AccessLine<'_>],
    classes: &[AccessLine<'_>],
    lang: Lang,
) -> String {
    let w = words(lang);
    let say = |it| access_word(it, lang);
    let mut page =
        format!("# {}\n\n{}\n", w.word("access-page-title"), w.word("access-page-about"));
    _ = write!(page, "\n## {}\n\n", w.word("access-page-roles"));
    for role in roles {
        let (name, about) = (say(AccessWord::Role(role)), say(AccessWord::AboutRole(role)));
        _ = writeln!(page, "- **{name}** (`{role}`): {about}");
    }
    let head = |page: &mut String, first: &str| {
        let names: Vec<String> = roles.iter().map(|it| say(AccessWord::Role(it))).collect();
        _ = writeln!(page, "| {first} | {} |", names.join(" | "));
        _ = writeln!(page, "|{}", "---|".repeat(roles.len() + 1));
    };
    _ = write!(page, "\n## {}\n\n", w.word("access-page-actions"));
    head(&mut page, w.word("access-page-action"));
    for line in actions {
        let name = say(AccessWord::Action(line.name));
        _ = writeln!(page, "| {name} (`{}`) | {} |", line.name, cells(line, lang));
    }
    let about = w.word("access-page-fields-about");
    _ = write!(page, "\n## {}\n\n{about}\n\n", w.word("access-page-fields"));
    head(&mut page, w.word("access-page-class"));
    for line in classes {
        let (name, about) =
            (say(AccessWord::Class(line.name)), say(AccessWord::AboutClass(line.name)));
        _ = writeln!(page, "| {name}: {about} | {} |", cells(line, lang));
    }
    _ = write!(page, "\n## {}\n", w.word("access-page-columns"));
    for line in classes {
        let columns: Vec<String> = line.columns.iter().map(|it| format!("`{it}`")).collect();
        let name = say(AccessWord::Class(line.name));
        _ = write!(page, "\n**{name}.** {}\n", columns.join(", "));
    }
    page
}

/// The scopes of each role in words.
fn cells(line: &AccessLine<'_>, lang: Lang) -> String {
    let cells: Vec<String> = line
        .cells
        .iter()
        .map(|cell| match cell.as_slice() {
            [] => words(lang).word("access-scope-none").to_owned(),
            cell => {
                let names: Vec<String> =
                    cell.iter().map(|it| access_word(AccessWord::Scope(it), lang)).collect();
                names.join(", ")
            }
        })
        .collect();
    cells.join(" | ")
}

/// Something that is said of people.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is one sentence of wording/…/people.ftl")]
pub enum PeopleText<'a> {
    /// Account, name, role as its word.
    Added(&'a str, &'a str, &'a str),
    /// Token, until when.
    Invitation(&'a str, &'a str),
    /// Account, role as its word.
    Role(&'a str, &'a str),
    Locked(&'a str),
    Unlocked(&'a str),
    Erased(&'a str),
    /// What stands in the register instead of the name.
    ErasedInRegister(&'a str),
    /// The register.
    Nobody(&'a Path),
    LogEmpty,
    Forgotten(usize),
}

/// The sentence.
pub fn people_text(it: PeopleText<'_>, lang: Lang) -> String {
    let w = words(lang);
    let of = |id: &str, account: &str| w.say(id, &[("account", account.into())]);
    clean(&match it {
        PeopleText::Added(account, name, role) => w.say(
            "people-added",
            &[
                ("account", account.into()),
                ("name", name.into()),
                ("role", (&access_word(AccessWord::Role(role), lang)).into()),
            ],
        ),
        PeopleText::Invitation(token, until) => {
            w.say("people-invitation", &[("token", token.into()), ("until", until.into())])
        }
        PeopleText::Role(account, role) => w.say(
            "people-role",
            &[
                ("account", account.into()),
                ("role", (&access_word(AccessWord::Role(role), lang)).into()),
            ],
        ),
        PeopleText::Locked(it) => of("people-locked", it),
        PeopleText::Unlocked(it) => of("people-unlocked", it),
        PeopleText::Erased(it) => of("people-erased", it),
        PeopleText::ErasedInRegister(it) => {
            w.say("people-erased-in-register", &[("person", it.into())])
        }
        PeopleText::Nobody(path) => {
            w.say("people-none", &[("path", (&path.display().to_string()).into())])
        }
        PeopleText::LogEmpty => w.word("people-log-empty").to_owned(),
        PeopleText::Forgotten(n) => w.say("people-forgotten", &[("n", n.into())]),
    })
}

/// An account in a list.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the words of the page on people")]
pub struct PeopleRow<'a> {
    pub account: &'a str,
    pub role: &'a str,
    pub name: Option<&'a str>,
    pub email: Option<&'a str>,
    pub clusters: &'a [String],
    pub conflicts: &'a [String],
    pub organisation: Option<&'a str>,
    pub state: PeopleState,
}

/// How an account stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeopleState {
    /// The person is erased.
    Erased,
    /// Somebody locked it.
    Locked,
    /// There is no password yet, and an invitation until then.
    Invited(String),
    /// Neither.
    NoPassword,
    /// It can be used.
    Active,
}

/// The state in words.
pub fn people_state(it: &PeopleState, lang: Lang) -> String {
    let w = words(lang);
    match it {
        PeopleState::Erased => w.word("people-state-erased").to_owned(),
        PeopleState::Locked => w.word("people-state-locked").to_owned(),
        PeopleState::Invited(until) => {
            w.say("people-state-invited", &[("until", until.as_str().into())])
        }
        PeopleState::NoPassword => w.word("people-state-no-password").to_owned(),
        PeopleState::Active => w.word("people-state-active").to_owned(),
    }
}

/// Accounts, a line each.
pub fn people_list(rows: &[PeopleRow<'_>], lang: Lang) -> String {
    let w = words(lang);
    let mut text = String::new();
    for it in rows {
        let mut line = format!("{}  {}", it.account, access_word(AccessWord::Role(it.role), lang));
        let mut of: Vec<String> = it.clusters.to_vec();
        of.extend(it.organisation.map(str::to_owned));
        if !it.conflicts.is_empty() {
            let clusters = it.conflicts.join(", ");
            of.push(w.say("people-conflicts", &[("clusters", (&clusters).into())]));
        }
        if !of.is_empty() {
            _ = write!(line, " ({})", of.join(", "));
        }
        if let Some(name) = it.name {
            _ = write!(line, "  {name}");
        }
        if let Some(email) = it.email {
            _ = write!(line, " <{email}>");
        }
        _ = write!(line, ": {}", people_state(&it.state, lang));
        text += &clean(&line);
        text.push('\n');
    }
    text
}

/// Accounts as CSV; words are those of the table of access.
pub fn people_csv(rows: &[PeopleRow<'_>]) -> std::io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "account",
        "role",
        "name",
        "email",
        "clusters",
        "conflicts",
        "organisation",
        "state",
        "invited_until",
    ])?;
    for it in rows {
        let (state, until) = state_word(&it.state);
        writer.write_record([
            it.account,
            it.role,
            plain(it.name.unwrap_or_default()).as_ref(),
            plain(it.email.unwrap_or_default()).as_ref(),
            plain(&it.clusters.join("; ")).as_ref(),
            plain(&it.conflicts.join("; ")).as_ref(),
            plain(it.organisation.unwrap_or_default()).as_ref(),
            state,
            until,
        ])?;
    }
    writer.into_inner().map_err(|err| std::io::Error::other(err.to_string()))
}

fn state_word(it: &PeopleState) -> (&'static str, &str) {
    match it {
        PeopleState::Erased => ("erased", ""),
        PeopleState::Locked => ("locked", ""),
        PeopleState::Invited(until) => ("invited", until),
        PeopleState::NoPassword => ("no_password", ""),
        PeopleState::Active => ("active", ""),
    }
}

/// Accounts as JSON.
pub fn people_json(rows: &[PeopleRow<'_>]) -> serde_json::Value {
    rows.iter()
        .map(|it| {
            let (state, until) = state_word(&it.state);
            serde_json::json!({
                "account": it.account, "role": it.role, "name": it.name, "email": it.email,
                "clusters": it.clusters, "conflicts": it.conflicts,
                "organisation": it.organisation, "state": state,
                "invited_until": (!until.is_empty()).then_some(until),
            })
        })
        .collect()
}

/// A line of the access log.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the words of the page on people")]
pub struct AccessLogRow<'a> {
    pub line: u64,
    pub at: &'a str,
    /// `None`: at the machine itself.
    pub account: Option<&'a str>,
    pub event: &'a str,
    pub subject: &'a str,
    pub is_allowed: bool,
}

/// The log as a terminal shows it.
pub fn access_log(rows: &[AccessLogRow<'_>], lang: Lang) -> String {
    let w = words(lang);
    let mut text = String::new();
    for it in rows {
        let account = it.account.unwrap_or_else(|| w.word("people-at-machine"));
        let allowed = w.word(if it.is_allowed { "people-allowed" } else { "people-refused" });
        let line =
            format!("{}  {}  {account}  {} {}: {allowed}", it.line, it.at, it.event, it.subject);
        text += &clean(&line);
        text.push('\n');
    }
    text
}

/// The log as CSV.
pub fn access_log_csv(rows: &[AccessLogRow<'_>]) -> std::io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["line", "at", "account", "event", "subject", "allowed"])?;
    for it in rows {
        writer.write_record([
            it.line.to_string().as_str(),
            it.at,
            it.account.unwrap_or_default(),
            plain(it.event).as_ref(),
            plain(it.subject).as_ref(),
            if it.is_allowed { "yes" } else { "no" },
        ])?;
    }
    writer.into_inner().map_err(|err| std::io::Error::other(err.to_string()))
}

/// The log as JSON.
pub fn access_log_json(rows: &[AccessLogRow<'_>]) -> serde_json::Value {
    rows.iter()
        .map(|it| {
            serde_json::json!({
                "line": it.line, "at": it.at, "account": it.account, "event": it.event,
                "subject": it.subject, "allowed": it.is_allowed,
            })
        })
        .collect()
}

/// What the file of people could not do.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is one sentence of wording/…/people.ftl")]
pub enum PeopleTrouble<'a> {
    /// Of a register in a database.
    NoPlace,
    NotFound,
    NotPeople,
    Broken(&'a str),
    Busy,
    ReadOnly,
    Full,
    CannotOpen(&'a str),
    Other(&'a str),
    /// Found, known.
    Newer(i64, i64),
    Damaged(&'a str),
    NoAccount(&'a str),
    Taken(&'a str),
    NotAName(&'a str),
    /// The fault's word.
    Standing(&'a str),
    /// The faults' words.
    Password(&'a [&'a str]),
    NoInvitation,
    LastOfficer,
    NotADraft(&'a str),
    NoRandomness(&'a str),
}

/// The sentence that says so; `path` is the file of people.
pub fn people_trouble(path: &Path, it: PeopleTrouble<'_>, lang: Lang) -> String {
    use PeopleTrouble as T;
    let w = words(lang);
    let path = path.display().to_string();
    let on_path = |id: &str| w.say(id, &[("path", (&path).into())]);
    let reason =
        |id: &str, reason: &str| w.say(id, &[("path", (&path).into()), ("reason", reason.into())]);
    let say = |id: &str, args: &[(&'static str, Arg<'_>)]| w.say(id, args);
    let found = |id: &str, found: &str| w.say(id, &[("found", found.into())]);
    clean(&match it {
        T::NoPlace => on_path("people-trouble-no-place"),
        T::NotFound => on_path("people-trouble-not-found"),
        T::NotPeople => on_path("people-trouble-not-people"),
        T::Broken(it) => reason("people-trouble-broken", it),
        T::Busy => on_path("people-trouble-busy"),
        T::ReadOnly => on_path("people-trouble-read-only"),
        T::Full => on_path("people-trouble-full"),
        T::CannotOpen(it) => reason("people-trouble-cannot-open", it),
        T::Other(it) => reason("people-trouble-other", it),
        T::Newer(found, known) => say(
            "people-trouble-newer",
            &[
                ("path", (&path).into()),
                ("found", (&found.to_string()).into()),
                ("known", (&known.to_string()).into()),
            ],
        ),
        T::Damaged(it) => reason("people-trouble-damaged", it),
        T::NoAccount(it) => found("people-trouble-no-account", it),
        T::Taken(it) => found("people-trouble-taken", it),
        T::NotAName(it) => found("people-trouble-not-a-name", it),
        T::Standing(it) => access_word(AccessWord::Fault(it), lang),
        T::Password(list) => {
            let reasons: Vec<String> =
                list.iter().map(|it| access_word(AccessWord::Password(it), lang)).collect();
            say("people-trouble-password", &[("reasons", (&reasons.join("; ")).into())])
        }
        T::NoInvitation => w.word("people-trouble-no-invitation").to_owned(),
        T::LastOfficer => w.word("people-trouble-last-officer").to_owned(),
        T::NotADraft(it) => say("people-trouble-not-a-draft", &[("reason", it.into())]),
        T::NoRandomness(it) => say("people-trouble-no-randomness", &[("reason", it.into())]),
    })
}

#[cfg(test)]
mod tests {
    use super::{PeopleState, PeopleTrouble as T, people_state, people_trouble};
    use crate::Lang;
    use std::path::Path;

    #[test]
    fn every_trouble_says_what_was_found_in_both_languages() {
        let all = [
            (T::NoPlace, "a/b"),
            (T::NotFound, "a/b"),
            (T::NotPeople, "a/b"),
            (T::Broken("torn"), "torn"),
            (T::Busy, "a/b"),
            (T::ReadOnly, "a/b"),
            (T::Full, "a/b"),
            (T::CannotOpen("gone"), "gone"),
            (T::Newer(99, 1), "99"),
            (T::Damaged("role x"), "role x"),
            (T::NoAccount("olga"), "olga"),
            (T::Taken("olga"), "olga"),
            (T::NotAName("12"), "12"),
            (T::Standing("one_cluster"), "--cluster"),
            (T::Password(&["too_short", "common"]), ";"),
            (T::NoInvitation, ""),
            (T::LastOfficer, ""),
            (T::NotADraft("large"), "large"),
            (T::NoRandomness("none"), "none"),
        ];
        for (it, found) in all {
            let [en, ru] =
                [Lang::En, Lang::Ru].map(|lang| people_trouble(Path::new("a/b"), it, lang));
            assert!(en.contains(found) && ru.contains(found), "{en} {ru}");
            assert_ne!(en, ru, "{it:?} is not translated");
        }
        assert_eq!(people_trouble(Path::new("a"), T::Other("x"), Lang::Ru), "a: x");
        let state = PeopleState::Invited("2026-03-01".to_owned());
        assert_eq!(people_state(&state, Lang::En), "invited until 2026-03-01");
    }
}
