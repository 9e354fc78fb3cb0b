//! Statistics to groups: where an activity is concentrated, and how strongly.
//!
//! What is found here is a *group* of activities in a region, not a cluster initiative: nobody has
//! to have joined anything. Nothing here passes a verdict on an initiative.
//!
//! A statistical office leaves cells out where few firms would show. Such a cell is not zero: what
//! it can hold at the least and at the most follows from the totals above it ([`bounds`]), and every
//! number made of it carries both ends. Nothing is filled in.

// Statistics are read where they are, row by row.
#![expect(clippy::disallowed_methods, reason = "statistics are files of their own")]

mod aggregate;
pub mod bounds;
mod classification;
mod definitions;
mod establishments;
mod groups;
pub mod measures;
mod read;
mod statistics;
mod strength;

pub use aggregate::{
    AGGREGATED_HEADING, Aggregated, Aggregation, Exact, Group, Limits, aggregate, write_group,
};
pub use classification::Classification;
pub use definitions::{Base, Definitions, Kind};
pub use establishments::{
    EstablishmentTable, Establishments, Scanned, read_establishments, tables_of_establishments,
};
pub use groups::{Found, Mapped, map};
pub use measures::{Datum, Measure, MeasureTable, Reason};
pub use read::{
    Area, Boundaries, Container, Crosswalk, HowToRead, Layout, MapError, OnBadLine,
    read_boundaries, read_crosswalk, read_definitions, read_members, read_names, read_statistics,
};
pub use statistics::{Cell, CodesOf, Statistics};
pub use strength::{Comparison, Strength, strength};
