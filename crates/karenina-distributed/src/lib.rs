//! The aggregation of microdata by region and activity, on many machines.
//!
//! One machine reads a hundred million establishments in seconds; `karenina map` does that itself
//! (`karenina-mapping`). Where the data lie on many machines, or are larger than one can read in the
//! time there is, the same aggregation is *planned* here in Apache `DataFusion` and *run* by an Apache
//! Ballista cluster. Nothing is measured here: what comes back is the table that `karenina-mapping`
//! would have made itself, number for number, and every measure is taken from it in one place.
//!
//! Sums are exact decimals, so that it does not matter in which order the machines answer.

mod address;
mod aggregate;
mod microdata;
mod servers;

pub use address::{Address, AddressError};
pub use aggregate::{Answer, aggregate};
pub use servers::{Executor, executor, scheduler};

/// Why there is no table.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody answers at the address of the cluster.
    #[error("no-scheduler: {address}: {reason}")]
    NoScheduler {
        /// Where a scheduler was looked for.
        address: String,
        /// What the connection said.
        reason: String,
    },
    /// The data cannot be opened, are no table, or lack a column.
    #[error("no-table: {path}: {reason}")]
    NoTable {
        /// Which file or folder.
        path: String,
        /// What is missing.
        reason: String,
    },
    /// The cluster took the plan and could not end it.
    #[error("not-ended: {0}")]
    NotEnded(String),
    /// The cluster has not ended after so many seconds.
    #[error("not-in-time: {0}")]
    NotInTime(u64),
    /// A port is taken, a folder cannot be written: this machine cannot take part.
    #[error("not-started: {0}")]
    NotStarted(String),
}
