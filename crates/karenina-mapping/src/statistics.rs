//! Regions by activities, as an office publishes them.

use indexmap::IndexSet;

use crate::Classification;

/// A table of regions by activities for one year.
#[derive(Debug, Clone)]
pub struct Statistics {
    /// The year that the figures are of, where the table says it.
    pub year: Option<i32>,
    /// How codes of activities stand to each other.
    pub classification: Classification,
    /// Codes of regions, in order of first appearance.
    pub regions: IndexSet<String>,
    /// Codes of activities, likewise.
    pub activities: IndexSet<String>,
    /// What is published, by region and within a region by activity.
    pub cells: Vec<Cell>,
}

/// One published cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Place in [`Statistics::regions`].
    pub region: u32,
    /// Place in [`Statistics::activities`].
    pub activity: u32,
    /// Persons employed; `None` where the cell is there and its number withheld.
    pub employment: Option<f64>,
    /// Establishments or local units, likewise.
    pub establishments: Option<f64>,
    /// The line of the file.
    pub line: u32,
}

impl Statistics {
    /// The cells of a region.
    pub fn of_region(&self, region: u32) -> &[Cell] {
        let from = self.cells.partition_point(|it| it.region < region);
        let to = self.cells.partition_point(|it| it.region <= region);
        &self.cells[from..to]
    }
}
