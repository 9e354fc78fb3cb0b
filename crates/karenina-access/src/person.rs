//! What is kept of one person: handed out, and erased.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    error::AccessError,
    may::AccountId,
    people::People,
    role::Role,
    storage::{Drafts, time},
};

impl People {
    /// Everything that is kept of a person, but secrets: no hash, no token, no digest of either.
    pub fn export(&self, id: AccountId) -> Result<Value, AccessError> {
        let it = self.account(id)?;
        let at = |it: Timestamp| it.to_string();
        let sessions: Vec<Value> = self
            .storage
            .sessions_of(id)?
            .into_iter()
            .map(|(begun, seen)| json!({ "begun_at": at(time(begun)), "seen_at": at(time(seen)) }))
            .collect();
        let log: Vec<Value> = self
            .storage
            .log(Some(id), u64::MAX, u32::MAX)?
            .into_iter()
            .map(|it| {
                json!({ "line": it.line, "at": at(it.at), "event": it.event,
                        "subject": it.subject, "allowed": it.is_allowed })
            })
            .collect();
        let mut drafts = Vec::new();
        for (which, aside) in [(Drafts::Current, false), (Drafts::Aside, true)] {
            for it in self.storage.drafts(which, None)?.into_iter().filter(|it| it.account == id) {
                drafts.push(json!({
                    "cluster": it.cluster, "period": it.period, "version": it.version,
                    "set_aside": aside, "saved_at": at(it.saved_at), "cells": it.cells,
                }));
            }
        }
        Ok(json!({
            "account": it.id.to_string(),
            "name": it.name,
            "email": it.email,
            "role": it.role.word(),
            "clusters": it.clusters,
            "conflicts": it.conflicts,
            "organisation": it.organisation,
            "begun_at": at(it.begun_at),
            "locked": it.is_locked,
            "erased_at": it.erased_at.map(at),
            "has_password": it.has_password,
            "failed_attempts": it.failures,
            "invited_until": it.invited_until.map(at),
            "openid": it.openid.map(|(issuer, subject)| {
                json!({ "issuer": issuer, "subject": subject })
            }),
            "sessions": sessions,
            "access_log": log,
            "drafts": drafts,
        }))
    }

    /// Whether a person can be erased: it is there, and an officer is left.
    pub fn may_erase(&self, id: AccountId) -> Result<(), AccessError> {
        if self.present(id)?.role == Role::Officer { self.keep_an_officer(id) } else { Ok(()) }
    }

    /// Erases a person: name, address, hash, clusters, link, sessions, invitations. The number, the
    /// role and the lines of the access log stay. Where drafts name them, their number stands
    /// instead. The file is written anew, so that no byte of it is left in free space.
    pub fn erase(&mut self, id: AccountId, now: Timestamp) -> Result<(), AccessError> {
        self.storage.whole(|| {
            self.may_erase(id)?;
            let it = self.account(id)?;
            let number = id.to_string();
            for which in [Drafts::Current, Drafts::Aside] {
                for mut draft in self.storage.drafts(which, None)? {
                    let before = draft.cells.clone();
                    for name in it.names() {
                        replace(&mut draft.cells, name, &number);
                    }
                    if draft.cells != before {
                        self.storage.put_draft(which, &draft)?;
                    }
                }
            }
            self.storage.erase(id, now)?;
            self.storage.note_write_anew()
        })?;
        self.storage.write_anew()
    }
}

/// Puts one text in the place of another in every text of a value, where it stands as words of its
/// own: who is called Ivan is not meant by Ivanovo.
fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) => {
            let goes_on = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
            let (mut left, mut done) = (String::new(), 0);
            for (at, _) in text.match_indices(from) {
                let end = at + from.len();
                let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
                if !goes_on(before) && !goes_on(after) {
                    left += &text[done..at];
                    left += to;
                    done = end;
                }
            }
            left += &text[done..];
            *text = left;
        }
        Value::Array(list) => list.iter_mut().for_each(|it| replace(it, from, to)),
        Value::Object(map) => map.values_mut().for_each(|it| replace(it, from, to)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
