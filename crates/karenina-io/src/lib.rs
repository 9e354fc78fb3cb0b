//! Files to datasets and catalogues, and results to files.
//!
//! Invariant: nothing is interpreted here. Bytes become the texts of cells with the place where
//! each stood; what a text means is the model's business. No input, however broken, ends in a
//! panic, and no input file is ever changed.

#![expect(clippy::disallowed_methods, reason = "this is the crate that opens files")]

mod cases;
mod catalogue;
mod cordis;
mod csv;
mod digest;
mod layout;
mod mark;
mod names;
mod read;
mod recipe;
mod text;
mod workbook;
mod write;

pub use cases::{Cases, read_cases};
pub use catalogue::{catalogue_digest, read_catalogue};
pub use cordis::{
    ClusterTables, CordisReading, RegionalClusters, holds_cordis, read_cordis, regional_clusters,
};
pub use digest::sha256;
pub use mark::{Mark, Marks, NotMarked, mark, problem_workbook};
pub use read::{
    FileRead, LookedFor, ReadError, Reading, draft_recipe, read_dataset, read_dataset_by,
    read_dataset_with, read_datasets_by, read_embedded, read_embedded_by, read_embedded_with,
};
pub use recipe::{Recipe, parse_recipe, read_recipe};
pub use workbook::{FormCover, panics_are_caught, read_both_ways};
pub use write::{WriteError, write_atomically, write_atomically_with};
