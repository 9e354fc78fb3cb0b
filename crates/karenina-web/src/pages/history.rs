//! What was said of a claim, by whom, when; and the journal.

use karenina_access::Action;
use karenina_report::{RegisterAct, register_act};
use karenina_store::ClaimStatus;
use maud::{Markup, html};

use super::{plain, steps, token};
use crate::{
    answer::{Answer, Trouble},
    routes::{Form, Look},
};

/// How many entries of the journal a page shows.
const ENTRIES: u64 = 100;

/// What may be said of a claim: where, its word, and what the table calls it.
const ACTS: [(&str, &str, Action); 5] = [
    ("/check/", "site-status-checked", Action::Check),
    ("/confirm/", "site-status-confirmed", Action::Confirm),
    ("/dispute/", "site-status-disputed", Action::Dispute),
    ("/withdraw/", "site-status-withdrawn", Action::Withdraw),
    ("/reply/", "site-status-reply", Action::Reply),
];

/// Lines of an act: the first says it, the others show its cells.
fn lines(it: &RegisterAct<'_>, look: &Look<'_>) -> Markup {
    let text = register_act(it, look.lang);
    let mut lines = text.lines();
    html! {
        li {
            p { (lines.next().unwrap_or_default()) }
            @let rest: Vec<&str> = lines.map(str::trim).collect();
            @if !rest.is_empty() { ul.cells { @for it in rest { li { code { (it) } } } } }
        }
    }
}

pub(crate) fn claim(look: &Look<'_>) -> Result<Answer, Trouble> {
    let claim = look.param("claim");
    let register = look.office.register()?;
    let list = register.history(claim)?;
    let body = html! {
        section {
            ol.acts {
                @for it in &list {
                    @let (what, one, two, _) = it.what.described();
                    @let since = it.since.map(|it| it.to_string());
                    @let cells: Vec<(String, String)> = it.cells.iter().filter(|cell| look.sees_of_claim(claim, &cell.0)).cloned().collect();
                    (lines(&RegisterAct {
                        entry: it.entry,
                        on: it.on,
                        by: look.person(&it.by),
                        // People write of people.
                        reason: it.reason.as_deref().filter(|_| look.sees_people()),
                        what,
                        one: &one,
                        two: &two,
                        since: since.as_deref(),
                        cells: &cells,
                        place: it.place.clone(),
                        digest: None,
                    }, look))
                }
            }
        }
        @let acts: Vec<&(&str, &str, Action)> = ACTS.iter().filter(|it| look.may(it.2)).collect();
        @if let Some(first) = acts.first() {
            section {
                h2 { (look.word("site-say-of-it")) }
                form.decide action={ (first.0) (claim) (look.asked.query()) } method="post" {
                    (token(look))
                    p { label { (look.word("site-reason")) " " input type="text" name="reason"; } }
                    p { label { (look.word("site-evidence-digest")) " " input type="text" name="evidence" pattern="[0-9a-fA-F]{8,64}"; } " "
                        a href={ "/evidence" (look.asked.query()) } { (look.word("site-evidence")) } }
                    p {
                        @for (to, word, _) in &acts {
                            button type="submit" formaction={ (to) (claim) (look.asked.query()) } { (look.word(word)) } " "
                        }
                    }
                }
            }
        }
    };
    let title = look.say("site-history", &[("claim", claim)]);
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}

/// Gives a claim a status.
fn become_(look: &Look<'_>, form: &Form, status: ClaimStatus) -> Result<Answer, Trouble> {
    let claim = look.param("claim");
    let needs_reason = matches!(status, ClaimStatus::Disputed | ClaimStatus::Withdrawn);
    let reason =
        if needs_reason { Some(form.need("reason", "site-reason")?) } else { form.get("reason") };
    let evidence = match form.get("evidence") {
        Some(it) => Some(look.office.register()?.evidence(&it.to_lowercase())?.0.sha256),
        None => None,
    };
    look.office.change(&look.who.name, reason, |register, act| {
        register.set_status(claim, status, evidence, None, None, act)
    })?;
    Ok(Answer::go(format!("/history/{claim}{}", look.asked.query())))
}

pub(crate) fn check(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    become_(look, form, ClaimStatus::Checked)
}

pub(crate) fn confirm(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    become_(look, form, ClaimStatus::Confirmed)
}

pub(crate) fn dispute(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    become_(look, form, ClaimStatus::Disputed)
}

pub(crate) fn withdraw(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    become_(look, form, ClaimStatus::Withdrawn)
}

/// Answers a dispute; the claim stays disputed.
pub(crate) fn reply(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let claim = look.param("claim");
    let reason = Some(form.need("reason", "site-reason")?);
    look.office.change(&look.who.name, reason, |register, act| register.reply(claim, act))?;
    Ok(Answer::go(format!("/history/{claim}{}", look.asked.query())))
}

pub(crate) fn journal(look: &Look<'_>) -> Result<Answer, Trouble> {
    let register = look.office.register()?;
    let all = register.journal_lines()?;
    let n = all.len() as u64;
    let from = look.asked.number("from").unwrap_or(0).min(n);
    let body = html! {
        section {
            dl.ed {
                dt { (look.word("site-head")) } dd { code { (register.head()) } }
            }
            p.note { (look.word("site-verify")) }
            (steps(look, from, ENTRIES, n))
            ol.acts {
                @for it in all.iter().rev().skip(from as usize).take(ENTRIES as usize) {
                    @let (what, one, two, since) = it.what.described();
                    @let digest = it.digest.to_string();
                    (lines(&RegisterAct {
                        entry: it.entry,
                        on: it.on,
                        by: &it.by,
                        reason: it.reason.as_deref(),
                        what,
                        one: &one,
                        two: &two,
                        since: since.as_deref(),
                        cells: &[],
                        place: karenina_model::Place::default(),
                        digest: Some(&digest),
                    }, look))
                }
            }
            (steps(look, from, ENTRIES, n))
        }
    };
    let title = look.word("site-journal");
    Ok(Answer::Page { body: plain(&title, &look.word("site-journal-lead"), &body), title })
}
