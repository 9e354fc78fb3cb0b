//! Groups by regions as a full table, with which cells are not known.

use crate::{Definitions, Mapped, Statistics};

/// Employment of every group in every region: as published, least and most.
#[derive(Debug, Clone)]
pub struct Grid {
    /// How many regions.
    pub n_regions: usize,
    /// How many groups.
    pub n_groups: usize,
    /// As published, region after region.
    pub published: Vec<f64>,
    /// Whether the cell is not known exactly.
    pub open: Vec<bool>,
    /// The least and the most that can be in the cell; the most may be infinite.
    pub bounds: Vec<(f64, f64)>,
}

impl Grid {
    /// The table of what was found.
    pub fn new(statistics: &Statistics, definitions: &Definitions, mapped: &Mapped) -> Self {
        let (n_regions, n_groups) = (statistics.regions.len(), definitions.groups.len());
        let mut it = Self {
            n_regions,
            n_groups,
            published: vec![0.0; n_regions * n_groups],
            open: vec![false; n_regions * n_groups],
            bounds: vec![(0.0, 0.0); n_regions * n_groups],
        };
        for found in &mapped.found {
            let at = found.region as usize * n_groups + found.group as usize;
            it.published[at] = found.employment;
            it.bounds[at] = found.employment_bounds;
            it.open[at] = found.employment_bounds.0 < found.employment_bounds.1
                || found.employment_bounds.0 > found.employment;
        }
        it
    }

    /// A group in all regions.
    pub fn group(&self, group: usize) -> Vec<f64> {
        self.published.iter().skip(group).step_by(self.n_groups.max(1)).copied().collect()
    }

    /// The least and the most of a group in all regions.
    pub fn ends_of_group(&self, group: usize) -> Vec<(f64, f64)> {
        self.bounds.iter().skip(group).step_by(self.n_groups.max(1)).copied().collect()
    }

    /// The least and the most of a region's groups.
    pub fn ends_of_region(&self, region: usize) -> &[(f64, f64)] {
        &self.bounds[region * self.n_groups..(region + 1) * self.n_groups]
    }

    /// A region's groups.
    pub fn region(&self, region: usize) -> &[f64] {
        &self.published[region * self.n_groups..(region + 1) * self.n_groups]
    }

    /// In how many regions a group is not known exactly.
    pub fn open_of_group(&self, group: usize) -> u64 {
        self.open.iter().skip(group).step_by(self.n_groups.max(1)).filter(|it| **it).count() as u64
    }

    /// Of how many groups a region is not known exactly.
    pub fn open_of_region(&self, region: usize) -> u64 {
        let row = &self.open[region * self.n_groups..(region + 1) * self.n_groups];
        row.iter().filter(|it| **it).count() as u64
    }

    /// All groups together by region, as published.
    pub fn base(&self) -> Vec<f64> {
        (0..self.n_regions).map(|region| self.region(region).iter().sum()).collect()
    }
}
