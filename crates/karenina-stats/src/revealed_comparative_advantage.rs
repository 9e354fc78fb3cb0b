//! Revealed comparative advantage of every region in every activity.

use crate::{NoValue, RegionalTable};

/// The quotients of a whole table; see [`revealed_comparative_advantage`].
#[derive(Debug, Clone, PartialEq)]
pub struct RevealedComparativeAdvantage {
    activities: usize,
    values: Vec<f64>,
    empty_regions: Vec<usize>,
    empty_activities: Vec<usize>,
}

impl RevealedComparativeAdvantage {
    /// One quotient; `None` when the region has nothing, the activity is nowhere, or
    /// either is not in the table.
    pub fn quotient(&self, region: usize, activity: usize) -> Option<f64> {
        let outside = activity >= self.activities || region * self.activities >= self.values.len();
        let empty = self.empty_regions.binary_search(&region).is_ok()
            || self.empty_activities.binary_search(&activity).is_ok();
        (!outside && !empty).then(|| self.values[region * self.activities + activity])
    }

    /// All quotients, region after region. In the rows of
    /// [`empty_regions`](Self::empty_regions) and the columns of
    /// [`empty_activities`](Self::empty_activities), where there is no quotient, stands 0.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Regions without anything, ascending.
    pub fn empty_regions(&self) -> &[usize] {
        &self.empty_regions
    }

    /// Activities that are nowhere, ascending.
    pub fn empty_activities(&self) -> &[usize] {
        &self.empty_activities
    }
}

/// RCA = (`e_rc` / `e_r`) / (`e_c` / e) of every region r and activity c.
///
/// The same number as [`location_quotient`](crate::location_quotient()), by its name in trade and in the
/// study of complexity: from 0 without upper end, 1 is the average. Averaged over
/// regions with their shares of the whole it is 1. `Err(NothingThere)` when the whole
/// table is zero.
///
/// ```
/// use karenina_stats::{RegionalTable, revealed_comparative_advantage};
/// let table = RegionalTable::new(&[30.0, 10.0, 10.0, 30.0], 2, 2).unwrap();
/// let rca = revealed_comparative_advantage(&table).unwrap();
/// assert_eq!(rca.quotient(0, 0), Some(1.5));
/// ```
///
/// # Reference
/// Balassa, B. (1965). Trade liberalisation and "revealed" comparative advantage.
/// *The Manchester School* 33(2), 99–123.
#[doc(alias = "RCA")]
#[doc(alias = "Balassa index")]
pub fn revealed_comparative_advantage(
    table: &RegionalTable<'_>,
) -> Result<RevealedComparativeAdvantage, NoValue> {
    if table.total() == 0.0 {
        return Err(NoValue::NothingThere);
    }
    let empty = |totals: &[f64]| -> Vec<usize> {
        totals.iter().enumerate().filter(|it| *it.1 == 0.0).map(|it| it.0).collect()
    };
    // Where nothing is, 0 / 1 stands for 0 / 0.
    let at_least_something = |total: f64| if total == 0.0 { 1.0 } else { total };
    let shares: Vec<f64> =
        table.activity_totals().iter().map(|&it| at_least_something(it) / table.total()).collect();
    let activities = table.activities();
    let mut values = Vec::with_capacity(table.values().len());
    for (row, &total) in table.values().chunks_exact(activities).zip(table.region_totals()) {
        let total = at_least_something(total);
        values.extend(row.iter().zip(&shares).map(|(x, share)| (x / total) / share));
    }
    Ok(RevealedComparativeAdvantage {
        activities,
        values,
        empty_regions: empty(table.region_totals()),
        empty_activities: empty(table.activity_totals()),
    })
}

#[cfg(test)]
mod tests {
    use super::revealed_comparative_advantage;
    use crate::{NoValue, RegionalTable, location_quotient};
    use proptest::prelude::*;

    const M5: [f64; 25] = [
        100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 15.0, 5.0, 70.0, 10.0, 0.0, 20.0, 10.0, 20.0, 50.0, 0.0,
        25.0, 30.0, 5.0, 40.0, 0.0, 40.0, 55.0, 5.0, 0.0,
    ];

    /// `EconGeo` 1.3, `location_quotient`: its example of five regions.
    #[test]
    fn five_regions_agree_with_econgeo() {
        let table = RegionalTable::new(&M5, 5, 5).unwrap();
        let rca = revealed_comparative_advantage(&table).unwrap();
        let expected = [
            5.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.75, 0.25, 3.5, 0.5, 0.0, 1.0, 0.5, 1.0, 2.5, 0.0, 1.25,
            1.5, 0.25, 2.0, 0.0, 2.0, 2.75, 0.25, 0.0,
        ];
        for (found, expected) in rca.values().iter().zip(expected) {
            assert!((found - expected).abs() < 1e-14);
        }
    }

    #[test]
    fn where_nothing_is_there_is_no_quotient() {
        let table = RegionalTable::new(&[1.0, 0.0, 0.0, 0.0, 0.0, 0.0], 3, 2).unwrap();
        let rca = revealed_comparative_advantage(&table).unwrap();
        assert_eq!(rca.quotient(0, 0), Some(1.0));
        assert_eq!(rca.quotient(0, 1), None);
        assert_eq!(rca.quotient(1, 0), None);
        assert_eq!(rca.quotient(9, 0), None);
        assert_eq!(rca.empty_regions(), [1, 2]);
        let nothing = RegionalTable::new(&[0.0; 4], 2, 2).unwrap();
        assert_eq!(revealed_comparative_advantage(&nothing), Err(NoValue::NothingThere));
    }

    proptest! {
        #[test]
        fn each_cell_is_its_location_quotient(
            values in proptest::collection::vec(0.1..100.0, 12)
        ) {
            let table = RegionalTable::new(&values, 3, 4).unwrap();
            let rca = revealed_comparative_advantage(&table).unwrap();
            for r in 0..3 {
                for c in 0..4 {
                    let (row, column) = (table.region_totals()[r], table.activity_totals()[c]);
                    let one = location_quotient(table.value(r, c), row, column, table.total());
                    prop_assert!((rca.quotient(r, c).unwrap() - one.unwrap()).abs() < 1e-12);
                }
            }
        }
    }
}
