//! One row a region and activity.

use std::path::Path;

use karenina_model::problem::Problems;

use super::{HowToRead, MapError, columns::Columns};
use crate::{Classification, Statistics};

const COLUMNS: Columns = Columns {
    region: &["region", "nuts", "geo"],
    activity: &["activity", "industry", "nace", "naics", "nace_r2"],
    employment: &["employment", "employees", "emp", "persons"],
    establishments: &["establishments", "local_units", "estab", "plants"],
    year: &["year", "time"],
};

pub(super) fn read(
    path: &Path,
    how: HowToRead,
    problems: &mut Problems,
) -> Result<Statistics, MapError> {
    super::columns::read(path, &COLUMNS, Classification::Flat, how, problems)
}
