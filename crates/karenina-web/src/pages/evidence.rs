//! Documents that claims rest on, kept by the digest of what is in them.

use maud::html;

use super::{plain, token};
use crate::{
    answer::{Answer, Trouble},
    routes::{Form, Look},
};

pub(crate) fn list(look: &Look<'_>) -> Result<Answer, Trouble> {
    let list = look.office.register()?.evidence_list();
    let query = look.asked.query();
    let body = html! {
        section {
            @if list.is_empty() { p { (look.word("site-nothing")) } }
            ul.names {
                @for it in &list {
                    li { a href={ "/evidence/" (it.sha256) (query) } { (it.name) } " " span.soft { (it.size) " B" } " " code { (it.sha256) } }
                }
            }
        }
        @if look.may(karenina_access::Action::Confirm) { section {
            h2 { (look.word("site-add-evidence")) }
            form.decide action={ "/evidence" (query) } method="post" enctype="multipart/form-data" {
                (token(look))
                p { label { (look.word("site-files")) " " input type="file" name="file" required; } }
                p { label { (look.word("site-claim")) " " input type="text" name="claim" placeholder="clusters/…"; } }
                p { label { (look.word("site-reason")) " " input type="text" name="reason"; } }
                button type="submit" { (look.word("site-add-evidence")) }
            }
        } }
    };
    let title = look.word("site-evidence");
    Ok(Answer::Page { body: plain(&title, &look.word("site-evidence-lead"), &body), title })
}

pub(crate) fn add(look: &Look<'_>, form: &Form) -> Result<Answer, Trouble> {
    let Some((name, bytes)) = form.files.first() else { return Err(Trouble::Empty("site-files")) };
    // A name is a name: what a browser sends of a path is not kept.
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    look.office.change(&look.who.name, form.get("reason"), |register, act| {
        register.add_evidence(name, bytes, form.get("claim"), act)
    })?;
    Ok(Answer::go(format!("/evidence{}", look.asked.query())))
}

/// The document as it was sent, to be kept and not to be shown: it may hold anything.
pub(crate) fn one(look: &Look<'_>) -> Result<Answer, Trouble> {
    let (about, bytes) = look.office.register()?.evidence(&look.param("sha256").to_lowercase())?;
    Ok(Answer::File { name: about.name, kind: "application/octet-stream", bytes })
}
