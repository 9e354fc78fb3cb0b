//! US County Business Patterns.

use std::path::Path;

use karenina_model::problem::Problems;

use super::{HowToRead, MapError, columns::Columns};
use crate::{Classification, Statistics};

const COLUMNS: Columns = Columns {
    region: &["cbsa_code", "msa", "county_fips", "fips", "state", "region"],
    activity: &["naics_code", "naics", "activity"],
    employment: &["emp", "employment"],
    establishments: &["estab", "est", "establishments"],
    year: &["year"],
};

/// Reads it. The level of a code is not taken from the column `naics_level`, which is the length of
/// the text and calls "31-33" level 5, but from the code itself.
pub(super) fn read(
    path: &Path,
    how: HowToRead,
    problems: &mut Problems,
) -> Result<Statistics, MapError> {
    super::columns::read(path, &COLUMNS, Classification::Naics, how, problems)
}
