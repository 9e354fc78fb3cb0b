//! Facts that are set by hand.

use clap::Args as Group;

#[derive(Debug, Clone, Default, Group)]
pub(crate) struct WhatIf {
    /// Judge as if this were so: CLUSTER.practices.PRACTICE=yes, CLUSTER.clusters.COLUMN=…,
    /// CLUSTER.places.COLUMN=…, CLUSTER.claims.INDICATOR=…; without CLUSTER, for all; may be given
    /// again
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub set: Vec<String>,
}
