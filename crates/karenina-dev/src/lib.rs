//! What the chores and the tests over the whole repository share. Never shipped.

// This crate reads and writes the repository's own files.
#![allow(clippy::disallowed_methods)]

pub mod docs;
pub mod generate;
pub mod messy;
pub mod nasty;
pub mod panel;
pub mod workbooks;

use std::path::{Path, PathBuf};

use anyhow::Context;
use karenina_catalogue::Catalogue;
use karenina_model::Problem;

/// The repository's catalogue and what is wrong with it.
pub fn catalogue() -> anyhow::Result<(Catalogue, Vec<Problem>)> {
    let files = karenina_io::read_catalogue(&docs::root().join("catalogue"))?;
    Ok(Catalogue::parse(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))))
}

/// An example of the repository.
pub fn example(name: &str) -> anyhow::Result<karenina_io::Reading> {
    let path = docs::root().join("examples").join(name);
    karenina_io::read_dataset(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// A folder that stands beside the checkout; `None`, and a word why, where it does not.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    path.exists().then_some(path)
}
