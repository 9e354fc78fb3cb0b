//! What a server's refusal means to whoever uses the register.

use ::postgres::error::SqlState;

use crate::error::{StoreError, Trouble};

/// The error of the server or of the connection.
pub(super) fn said(err: &::postgres::Error) -> StoreError {
    let Some(db) = err.as_db_error() else {
        let trouble = if is_lost(err) { Trouble::Lost } else { Trouble::Other };
        return StoreError::Disk(trouble, chain(err));
    };
    let class = db.code().code().get(..2).unwrap_or_default();
    let trouble = match db.code() {
        // Another act is being done for longer than one waits, or both would wait for ever.
        &SqlState::LOCK_NOT_AVAILABLE
        | &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::T_R_DEADLOCK_DETECTED => Trouble::Busy,
        &SqlState::INSUFFICIENT_PRIVILEGE | &SqlState::READ_ONLY_SQL_TRANSACTION => {
            Trouble::ReadOnly
        }
        &SqlState::DISK_FULL => Trouble::Full,
        &SqlState::INVALID_CATALOG_NAME => Trouble::Refused,
        &SqlState::CANNOT_CONNECT_NOW | &SqlState::TOO_MANY_CONNECTIONS => Trouble::Unreachable,
        // The server ended the connection; one that was idle for too long, too.
        &SqlState::ADMIN_SHUTDOWN
        | &SqlState::CRASH_SHUTDOWN
        | &SqlState::DATABASE_DROPPED
        | &SqlState::IDLE_SESSION_TIMEOUT
        | &SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => Trouble::Lost,
        &SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED => Trouble::Broken,
        _ => match class {
            "08" => Trouble::Lost,
            "28" => Trouble::Refused,
            _ => Trouble::Other,
        },
    };
    // The message alone: details may hold what stands in a row.
    StoreError::Disk(trouble, format!("{} ({})", db.message(), db.code().code()))
}

fn is_lost(err: &::postgres::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(err);
    while let Some(it) = cause {
        if it.is::<std::io::Error>() {
            return true;
        }
        cause = it.source();
    }
    err.is_closed()
}

/// What is said, with all causes.
fn chain(err: &::postgres::Error) -> String {
    let mut text = err.to_string();
    let mut cause = std::error::Error::source(err);
    while let Some(it) = cause {
        let part = it.to_string();
        if !text.contains(&part) {
            text = format!("{text}: {part}");
        }
        cause = it.source();
    }
    text
}
