//! Those who have accounts: logging in, one's own account, the people of the site, who looked at
//! what.

use karenina_access::{Account, AccountId, LogIn, LogLine, Role, Standing};
use maud::{Markup, html};

use super::{plain, token};
use crate::{
    answer::{Answer, NewSession, Trouble, Way},
    asked::encoded,
    desk::Desk,
    routes::{Form, Look},
};

/// How many lines of the access log a page shows.
const LINES: u32 = 200;

fn desk<'a>(look: &'a Look<'_>) -> Result<&'a Desk, Trouble> {
    look.office.people.as_ref().ok_or(Trouble::NotFound)
}

fn now(look: &Look<'_>) -> karenina_access::Timestamp {
    (look.office.options.now)()
}

fn form(look: &Look<'_>, to: &str, button: &str, body: &Markup) -> Markup {
    html! {
        form.decide action={ (to) (look.asked.query()) } method="post" {
            (token(look))
            (body)
            button type="submit" { (look.word(button)) }
        }
    }
}

fn field(look: &Look<'_>, word: &str, name: &str, kind: &str, complete: &str) -> Markup {
    html! {
        p { label { (look.word(word)) br;
            input type=(kind) name=(name) required autocomplete=(complete); } }
    }
}

pub(crate) fn log_in_page(look: &Look<'_>) -> Result<Answer, Trouble> {
    desk(look)?;
    let title = look.word("site-log-in");
    let body = html! {
        section {
            (form(look, "/login", "site-log-in", &html! {
                (field(look, "site-name-or-address", "name", "text", "username"))
                (field(look, "site-password", "password", "password", "current-password"))
            }))
            p.note { (look.word("site-no-password")) }
        }
    };
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}

/// Wrong names and wrong passwords are answered alike, and take alike long.
pub(crate) fn log_in(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let name = form.need("name", "site-name-or-address")?;
    let password = form.raw("password").filter(|it| !it.is_empty());
    let password = password.ok_or(Trouble::Empty("site-password"))?;
    let presented = look.who.session.as_deref();
    let found = desk.log_in(look.address, name, password, presented, now(look))?;
    let line = |account, is_allowed| LogLine::event(now(look), account, "log_in", "", is_allowed);
    match found {
        LogIn::Begun { account, session } => {
            desk.note(line(Some(account.id), true))?;
            let to = format!("{}{}", home(&account), look.asked.query());
            Ok(Answer::Go(Way { to, session: NewSession::Begun(session.reveal().to_owned()) }))
        }
        LogIn::Refused { wait_until } => {
            desk.note(line(None, false))?;
            match wait_until {
                Some(until) => {
                    let seconds = until.as_second() - now(look).as_second();
                    Err(Trouble::Wait(seconds.max(1).unsigned_abs()))
                }
                None => Err(Trouble::NotLoggedIn),
            }
        }
    }
}

/// Where somebody begins: at what is theirs.
fn home(it: &Account) -> String {
    match (it.role, it.clusters.first(), &it.organisation) {
        (Role::Manager | Role::Expert, Some(key), _) => format!("/clusters/{}", encoded(key)),
        (Role::Member, _, Some(key)) => format!("/organisations/{}", encoded(key)),
        _ => "/".to_owned(),
    }
}

pub(crate) fn log_out(look: &Look<'_>, _: &Form) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    if let Some(session) = &look.who.session {
        desk.change(|it| it.end_session(session))?;
    }
    let account = look.who.account.as_ref().map(|it| it.id);
    desk.note(LogLine::event(now(look), account, "log_out", "", true))?;
    Ok(Answer::Go(Way { to: format!("/{}", look.asked.query()), session: NewSession::Ended }))
}

pub(crate) fn invitation(look: &Look<'_>) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let invited = look.param("token");
    let account = desk.with(|it| it.invited(invited, now(look)))?;
    let title = look.say("site-invited", &[("name", &account.shown())]);
    let body = html! {
        section {
            p { (look.word("site-password-rules")) }
            (form(look, &format!("/invitation/{invited}"), "site-set-password", &html! {
                (field(look, "site-new-password", "password", "password", "new-password"))
            }))
        }
    };
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}

pub(crate) fn accept(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let password = form.raw("password").ok_or(Trouble::Empty("site-new-password"))?;
    let id = desk.accept(look.param("token"), password, now(look))?;
    desk.note(LogLine::event(now(look), Some(id), "accept_invitation", "", true))?;
    Ok(Answer::go(format!("/login{}", look.asked.query())))
}

fn own<'a>(look: &'a Look<'_>) -> Result<&'a Account, Trouble> {
    let none = Trouble::Refused(karenina_access::Refusal::NoAccount);
    look.who.account.as_ref().ok_or(none)
}

pub(crate) fn account(look: &Look<'_>) -> Result<Answer, Trouble> {
    let it = own(look)?;
    let title = look.word("site-account");
    let query = look.asked.query();
    let body = html! {
        section {
            (about(look, it))
            p { a href={ "/account/data.json" (query) } { (look.word("site-my-data")) } }
        }
        section {
            h2 { (look.word("site-change-password")) }
            p { (look.word("site-password-rules")) }
            (form(look, "/account/password", "site-change-password", &html! {
                (field(look, "site-old-password", "old", "password", "current-password"))
                (field(look, "site-new-password", "new", "password", "new-password"))
            }))
        }
        section {
            h2 { (look.word("site-erase-me")) }
            p { (look.word("site-erase-lead")) }
            (form(look, "/account/erase", "site-erase-me", &html! {
                p { label { input type="checkbox" name="sure" value="1" required; " " (look.word("site-sure")) } }
            }))
        }
    };
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}

fn about(look: &Look<'_>, it: &Account) -> Markup {
    html! {
        dl.ed {
            dt { (look.word("site-name")) } dd { (it.shown()) }
            dt { (look.word("site-address")) } dd { (it.email.as_deref().unwrap_or("–")) }
            dt { (look.word("site-role")) } dd { (role_word(look, it.role)) }
            @if !it.clusters.is_empty() { dt { (look.word("site-cluster")) } dd { (it.clusters.join(", ")) } }
            @if let Some(organisation) = &it.organisation { dt { (look.word("site-organisation")) } dd { (organisation) } }
        }
    }
}

fn role_word(look: &Look<'_>, role: Role) -> String {
    look.word(&format!("access-role-{}", role.word()))
}

pub(crate) fn password(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let account = own(look)?;
    let old = form.raw("old").ok_or(Trouble::Empty("site-old-password"))?;
    let new = form.raw("new").ok_or(Trouble::Empty("site-new-password"))?;
    let keep = look.who.session.as_deref();
    if desk.change_password(account, (old, new), keep, now(look))? {
        Ok(Answer::go(format!("/account{}", look.asked.query())))
    } else {
        Err(Trouble::NotLoggedIn)
    }
}

fn data(look: &Look<'_>, id: AccountId) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    desk.write_log()?;
    let data = desk.with(|it| it.export(id))?;
    let bytes = serde_json::to_vec_pretty(&data).map_err(|it| Trouble::Inside(it.to_string()))?;
    Ok(Answer::File { name: format!("{id}.json"), kind: crate::answer::JSON, bytes })
}

pub(crate) fn export_own(look: &Look<'_>) -> Result<Answer, Trouble> {
    data(look, own(look)?.id)
}

pub(crate) fn erase_own(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let id = own(look)?.id;
    form.need("sure", "site-sure")?;
    erase_account(look, id)?;
    Ok(Answer::Go(Way { to: format!("/{}", look.asked.query()), session: NewSession::Ended }))
}

/// From the people and from the register; what they did stays, under numbers.
fn erase_account(look: &Look<'_>, id: AccountId) -> Result<(), Trouble> {
    let desk = desk(look)?;
    let account = desk.with(|it| {
        it.may_erase(id)?;
        it.account(id)
    })?;
    desk.write_log()?;
    if look.office.options.is_register {
        let reason = look.word("site-erased-on-request");
        let by = id.to_string();
        let done = look
            .office
            .change(&by, Some(&reason), |register, act| register.erase(&account.shown(), act));
        // Who never did anything is not in the register.
        if let Err(it) = done
            && !matches!(it, Trouble::Store(karenina_store::StoreError::NoPerson(_)))
        {
            return Err(it);
        }
    }
    desk.change(|it| it.erase(id, now(look)))
}

pub(crate) fn list(look: &Look<'_>) -> Result<Answer, Trouble> {
    people(look, None)
}

fn people(look: &Look<'_>, invited: Option<(&Account, &str)>) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let all = desk.with(|it| it.accounts())?;
    let query = look.asked.query();
    let act = |id: AccountId, what: &str, word: &str| {
        html! {
            form.inline action={ "/people/" (id.0) "/" (what) (query) } method="post" {
                (token(look)) button type="submit" { (look.word(word)) }
            }
        }
    };
    let body = html! {
        @if let Some((account, token)) = invited {
            section {
                div.said role="status" {
                    p { (look.say("site-invite", &[("name", &account.shown())])) }
                    p { code { (invitation_address(look, token)) } }
                    p.note { (look.word("site-invite-once")) }
                }
            }
        }
        section {
            div.scroll tabindex="0" role="region" aria-label=(look.word("site-people")) {
                table.d.stack {
                    caption.h { (look.word("site-people")) }
                    thead { tr {
                        th scope="col" { "№" }
                        th scope="col" { (look.word("site-name")) }
                        th scope="col" { (look.word("site-role")) }
                        th scope="col" { (look.word("site-of")) }
                        th scope="col" { (look.word("site-status")) }
                        th scope="col" { (look.word("site-acts")) }
                    } }
                    tbody {
                        @for it in &all {
                            tr {
                                th scope="row" { (it.id.0) }
                                td data-head=(look.word("site-name")) { (it.shown()) @if let Some(email) = &it.email { br; (email) } }
                                td data-head=(look.word("site-role")) { (role_word(look, it.role)) }
                                td data-head=(look.word("site-of")) {
                                    (it.clusters.join(", "))
                                    @if let Some(organisation) = &it.organisation { (organisation) }
                                    @if !it.conflicts.is_empty() { br; (look.word("site-conflicts")) ": " (it.conflicts.join(", ")) }
                                }
                                td data-head=(look.word("site-status")) { (look.word(standing(it))) }
                                td data-head=(look.word("site-acts")) {
                                    @if it.erased_at.is_none() {
                                        (act(it.id, "invite", "site-invite-again"))
                                        @if it.is_locked { (act(it.id, "unlock", "site-unlock")) }
                                        @else { (act(it.id, "lock", "site-lock")) }
                                        a href={ "/people/" (it.id.0) "/data.json" (query) } { (look.word("site-data")) }
                                        form.inline action={ "/people/" (it.id.0) "/erase" (query) } method="post" {
                                            (token(look))
                                            label { " " input type="checkbox" name="sure" value="1" required; " " (look.word("site-sure")) } " "
                                            button type="submit" { (look.word("site-erase")) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        section {
            h2 { (look.word("site-add-person")) }
            (form(look, "/people", "site-add-person", &html! {
                (field(look, "site-name", "name", "text", "off"))
                p { label { (look.word("site-address")) br; input type="email" name="email" autocomplete="off"; } }
                (standing_fields(look))
            }))
        }
        section {
            h2 { (look.word("site-change-role")) }
            p { (look.word("site-change-role-lead")) }
            @for it in all.iter().filter(|it| it.erased_at.is_none()) {
                details {
                    summary { (it.id.0) " " (it.shown()) }
                    (form(look, &format!("/people/{}/role", it.id.0), "site-change-role", &standing_fields(look)))
                }
            }
        }
    };
    let title = look.word("site-people");
    Ok(Answer::Page { body: plain(&title, &look.word("site-people-lead"), &body), title })
}

fn standing_fields(look: &Look<'_>) -> Markup {
    html! {
        p { label { (look.word("site-role")) br;
            select name="role" required {
                @for role in Role::ALL.iter().filter(|it| **it != Role::Public) {
                    option value=(role.word()) { (role_word(look, *role)) }
                }
            } } }
        p { label { (look.word("site-clusters-of")) br; input type="text" name="clusters" autocomplete="off"; } }
        p { label { (look.word("site-conflicts")) br; input type="text" name="conflicts" autocomplete="off"; } }
        p { label { (look.word("site-organisation-of")) br; input type="text" name="organisation" autocomplete="off"; } }
    }
}

fn standing(it: &Account) -> &'static str {
    if it.erased_at.is_some() {
        "site-is-erased"
    } else if it.is_locked {
        "site-is-locked"
    } else if it.has_password {
        "site-is-active"
    } else {
        "site-is-invited"
    }
}

fn invitation_address(look: &Look<'_>, token: &str) -> String {
    let host = look.office.options.hosts.first().map_or("127.0.0.1", String::as_str);
    let scheme = if look.office.options.is_https { "https" } else { "http" };
    format!("{scheme}://{host}/invitation/{token}")
}

fn standing_of(form: &Form) -> Result<Standing, Trouble> {
    let role = form.need("role", "site-role")?;
    let role = Role::parse(role).ok_or(Trouble::Empty("site-role"))?;
    let keys = |name: &str| -> Vec<String> {
        let text = form.get(name).unwrap_or_default();
        text.split([',', ';', ' ']).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    Ok(Standing {
        role,
        clusters: keys("clusters"),
        conflicts: keys("conflicts"),
        organisation: form.get("organisation").map(str::to_owned),
    })
}

pub(crate) fn add(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let name = form.need("name", "site-name")?;
    let standing = standing_of(form)?;
    let (id, invitation) =
        desk.change(|it| it.add(name, form.get("email"), &standing, now(look)))?;
    let account = desk.with(|it| it.account(id))?;
    people(look, Some((&account, invitation.reveal())))
}

fn of(look: &Look<'_>) -> Result<AccountId, Trouble> {
    AccountId::parse(look.param("id")).ok_or(Trouble::NotFound)
}

fn back(look: &Look<'_>) -> Answer {
    Answer::go(format!("/people{}", look.asked.query()))
}

pub(crate) fn lock(look: &Look<'_>, _: &Form) -> Result<Answer, Trouble> {
    let id = of(look)?;
    desk(look)?.change(|it| it.lock(id))?;
    Ok(back(look))
}

pub(crate) fn unlock(look: &Look<'_>, _: &Form) -> Result<Answer, Trouble> {
    let id = of(look)?;
    desk(look)?.change(|it| it.unlock(id))?;
    Ok(back(look))
}

pub(crate) fn invite(look: &Look<'_>, _: &Form) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    let id = of(look)?;
    let token = desk.change(|it| it.invite(id, now(look)))?;
    let account = desk.with(|it| it.account(id))?;
    people(look, Some((&account, token.reveal())))
}

pub(crate) fn role(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let id = of(look)?;
    let standing = standing_of(form)?;
    desk(look)?.change(|it| it.set_standing(id, &standing))?;
    Ok(back(look))
}

pub(crate) fn export(look: &Look<'_>) -> Result<Answer, Trouble> {
    data(look, of(look)?)
}

pub(crate) fn erase(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    form.need("sure", "site-sure")?;
    erase_account(look, of(look)?)?;
    Ok(back(look))
}

pub(crate) fn log(look: &Look<'_>) -> Result<Answer, Trouble> {
    let desk = desk(look)?;
    desk.write_log()?;
    let own = look.who.account.as_ref().map(|it| it.id);
    let all = look.leave.scope == karenina_access::Scope::All;
    let before = look.asked.number("before");
    let lines = desk.with(|it| it.log_lines(if all { None } else { own }, before, LINES))?;
    let body = html! {
        section {
            div.scroll tabindex="0" role="region" aria-label=(look.word("site-access")) {
                table.d {
                    caption.h { (look.word("site-access")) }
                    thead { tr {
                        th scope="col" { (look.word("site-when")) }
                        th scope="col" { (look.word("site-account-number")) }
                        th scope="col" { (look.word("site-what")) }
                        th scope="col" { (look.word("site-of")) }
                        th scope="col" { (look.word("site-allowed")) }
                    } }
                    tbody {
                        @for it in &lines {
                            tr {
                                td { (it.at) }
                                td { @match it.account { Some(id) => (id), None => "–" } }
                                td { code { (it.event) } }
                                td { (it.subject) }
                                td { @if it.is_allowed { "✓" } @else { "✗" } }
                            }
                        }
                    }
                }
            }
            @if let Some(last) = lines.last().filter(|_| lines.len() == LINES as usize) {
                p { a href={ "/access" (look.asked.with(&[("before", &last.line.to_string())])) } { (look.word("site-before")) " →" } }
            }
        }
    };
    let title = look.word("site-access");
    Ok(Answer::Page { body: plain(&title, &look.word("site-access-lead"), &body), title })
}
