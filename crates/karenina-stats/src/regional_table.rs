//! A table of regions by activities, checked once, with its totals.

use crate::{NoValue, domain::is_amount};
use std::borrow::Cow;

/// Sizes (employment, turnover, establishments) of every activity in every region.
///
/// Rows are regions, columns activities, row after row. Zero means that nothing
/// is there; what is not known does not belong here (leave it out and say so, or
/// take the kernels with bounds). A table has at least one region and one
/// activity, and only amounts: zero, or between 1e−150 and 1e150.
///
/// ```
/// use karenina_stats::RegionalTable;
/// let table = RegionalTable::new(&[10.0, 0.0, 20.0, 30.0], 2, 2).unwrap();
/// assert_eq!(table.region_totals(), &[10.0, 50.0]);
/// assert_eq!(table.activity_totals(), &[30.0, 30.0]);
/// assert_eq!(table.value(1, 0), 20.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RegionalTable<'a> {
    values: Cow<'a, [f64]>,
    region_totals: Vec<f64>,
    activity_totals: Vec<f64>,
    total: f64,
}

impl<'a> RegionalTable<'a> {
    /// A table of `regions` rows and `activities` columns.
    ///
    /// `Err(WrongShape)` when the number of values is not their product or either is
    /// zero, `Err(NotAnAmount)` when a value is negative, not a number or beyond
    /// measure.
    pub fn new(values: &'a [f64], regions: usize, activities: usize) -> Result<Self, NoValue> {
        Self::checked(Cow::Borrowed(values), regions, activities)
    }

    /// A table from cells (region, activity, value); cells that are not named are zero.
    ///
    /// `Err(WrongShape)` when a cell lies outside the table or is named twice: which
    /// of two values holds is not for a sum to decide.
    pub fn from_cells(
        cells: &[(u32, u32, f64)],
        regions: usize,
        activities: usize,
    ) -> Result<RegionalTable<'static>, NoValue> {
        let mut values = vec![0.0; regions * activities];
        let mut named = vec![false; regions * activities];
        for &(region, activity, value) in cells {
            let (region, activity) = (region as usize, activity as usize);
            if region >= regions || activity >= activities {
                return Err(NoValue::WrongShape);
            }
            let at = region * activities + activity;
            if named[at] {
                return Err(NoValue::WrongShape);
            }
            named[at] = true;
            values[at] = value;
        }
        RegionalTable::checked(Cow::Owned(values), regions, activities)
    }

    pub(crate) fn checked(
        values: Cow<'a, [f64]>,
        regions: usize,
        activities: usize,
    ) -> Result<Self, NoValue> {
        if regions == 0 || activities == 0 || Some(values.len()) != regions.checked_mul(activities)
        {
            return Err(NoValue::WrongShape);
        }
        let mut activity_totals = vec![0.0; activities];
        let mut region_totals = Vec::with_capacity(regions);
        for row in values.chunks_exact(activities) {
            if !row.iter().fold(true, |all, &x| all & is_amount(x)) {
                return Err(NoValue::NotAnAmount);
            }
            for (sum, x) in activity_totals.iter_mut().zip(row) {
                *sum += x;
            }
            region_totals.push(row.iter().sum());
        }
        let total = region_totals.iter().sum();
        Ok(Self { values, region_totals, activity_totals, total })
    }

    /// How many regions.
    pub fn regions(&self) -> usize {
        self.region_totals.len()
    }

    /// How many activities.
    pub fn activities(&self) -> usize {
        self.activity_totals.len()
    }

    /// All values, region after region.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The activities of one region.
    pub fn region(&self, region: usize) -> &[f64] {
        let n = self.activities();
        &self.values[region * n..(region + 1) * n]
    }

    /// One activity in all regions.
    pub fn activity(&self, activity: usize) -> Vec<f64> {
        self.values.iter().skip(activity).step_by(self.activities()).copied().collect()
    }

    /// One cell.
    pub fn value(&self, region: usize, activity: usize) -> f64 {
        self.values[region * self.activities() + activity]
    }

    /// The sum of each region.
    pub fn region_totals(&self) -> &[f64] {
        &self.region_totals
    }

    /// The sum of each activity.
    pub fn activity_totals(&self) -> &[f64] {
        &self.activity_totals
    }

    /// The sum of everything.
    pub fn total(&self) -> f64 {
        self.total
    }
}

#[cfg(test)]
mod tests {
    use super::RegionalTable;
    use crate::NoValue;

    #[test]
    fn a_table_of_another_shape_is_refused() {
        assert_eq!(RegionalTable::new(&[1.0], 1, 2), Err(NoValue::WrongShape));
        assert_eq!(RegionalTable::new(&[], 0, 3), Err(NoValue::WrongShape));
        assert_eq!(RegionalTable::new(&[], usize::MAX, 2), Err(NoValue::WrongShape));
        assert_eq!(RegionalTable::new(&[1.0, -1.0], 1, 2), Err(NoValue::NotAnAmount));
        assert_eq!(RegionalTable::new(&[1.0, f64::NAN], 1, 2), Err(NoValue::NotAnAmount));
    }

    #[test]
    fn cells_in_any_order_are_the_same_table() {
        let dense = [0.0, 2.0, 3.0, 0.0];
        let cells = [(1, 0, 3.0), (0, 1, 2.0)];
        let table = RegionalTable::from_cells(&cells, 2, 2).unwrap();
        assert_eq!(table, RegionalTable::new(&dense, 2, 2).unwrap());
        assert_eq!(table.activity(1), [2.0, 0.0]);
        let twice = [(1, 0, 3.0), (1, 0, 3.0)];
        assert_eq!(RegionalTable::from_cells(&twice, 2, 2), Err(NoValue::WrongShape));
        assert_eq!(RegionalTable::from_cells(&[(2, 0, 1.0)], 2, 2), Err(NoValue::WrongShape));
    }
}
