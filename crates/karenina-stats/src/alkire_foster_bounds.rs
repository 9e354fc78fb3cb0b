//! The Alkire–Foster measures when some cells of the table are not known.

use crate::alkire_foster::dimensions;

/// The range of each measure over all completions of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct AlkireFosterBounds {
    /// H, the share of poor rows.
    pub headcount_ratio: (f64, f64),
    /// A, the mean share of deprivations among the poor, over the completions
    /// in which some row is poor; `None` when no completion has one. When the
    /// low end of H is zero, there is also a completion in which A has no
    /// meaning.
    pub intensity: Option<(f64, f64)>,
    /// M0 = H · A.
    pub adjusted_headcount_ratio: (f64, f64),
    /// For each dimension the share of rows that are poor and deprived in it.
    pub censored_headcount_ratios: Vec<(f64, f64)>,
}

/// The lowest and highest value of each measure of
/// [`alkire_foster`](crate::alkire_foster()), with every unknown cell (`None`)
/// deprived or not.
///
/// All bounds are tight. H, M0 and the censored headcounts can only rise when a
/// cell turns out deprived, so their ends are "no unknown is" and "every unknown
/// is". **A is not monotone**: one more deprivation deepens a poor row, but may
/// also make a barely poor row poor and pull the mean down. Its ends are found
/// row by row (see [`intensity_values`]), in the time of a sort. `None` when the
/// table is empty or not rectangular, and when k is not in 1..=d.
///
/// ```
/// use karenina_stats::alkire_foster_bounds;
/// let table = [[Some(true), None], [Some(true), Some(true)]];
/// let bounds = alkire_foster_bounds(&table, 1).unwrap();
/// assert_eq!(bounds.headcount_ratio, (1.0, 1.0));
/// assert_eq!(bounds.adjusted_headcount_ratio, (0.75, 1.0));
/// ```
///
/// # Reference
/// The measures: Alkire, S. and Foster, J. (2011). Counting and multidimensional
/// poverty measurement. *Journal of Public Economics* 95(7–8), 476–487. Bounds
/// for missing cells: Manski, C. F. (2003). *Partial Identification of
/// Probability Distributions*. Springer, chapter 1; those of A are derived at
/// [`intensity_values`].
pub fn alkire_foster_bounds<R: AsRef<[Option<bool>]>>(
    deprived: &[R],
    k: usize,
) -> Option<AlkireFosterBounds> {
    let dimensions = dimensions(deprived, k)?;
    let counts: Vec<Count> = deprived.iter().map(|row| Count::of(row.as_ref())).collect();
    let (n, d) = (deprived.len() as f64, dimensions as f64);

    let share_of_rows = |poor: fn(&Count, usize) -> bool| {
        counts.iter().filter(|count| poor(count, k)).count() as f64 / n
    };
    let fewest: usize = counts.iter().filter(|count| count.surely(k)).map(|count| count.low).sum();
    let most: usize = counts.iter().filter(|count| count.perhaps(k)).map(|count| count.high).sum();
    let censored = |dimension: usize| {
        let rows = || deprived.iter().map(|row| row.as_ref()[dimension]).zip(&counts);
        let low = rows().filter(|&(cell, count)| cell == Some(true) && count.surely(k)).count();
        let high = rows().filter(|&(cell, count)| cell != Some(false) && count.perhaps(k)).count();
        (low as f64 / n, high as f64 / n)
    };
    Some(AlkireFosterBounds {
        headcount_ratio: (share_of_rows(Count::surely), share_of_rows(Count::perhaps)),
        intensity: intensity_bounds(&counts, k, dimensions),
        adjusted_headcount_ratio: (fewest as f64 / (n * d), most as f64 / (n * d)),
        censored_headcount_ratios: (0..dimensions).map(censored).collect(),
    })
}

/// Every value that A can take over the completions in which some row is poor,
/// in rising order.
///
/// A row is surely poor when its known deprivations reach k, perhaps poor when
/// they do only with its unknown cells. With h rows poor, the sum of their counts
/// is lowest when the surely poor have their known counts and the others just k,
/// and highest when all unknown cells of the h rows are deprivations and the
/// perhaps-poor rows with most cells are taken; every whole number between can be
/// reached by turning one cell at a time. So A = s / (h d) for all those s and h,
/// without looking at a single completion. Up to n² d / 2 values; for the two
/// ends alone use [`alkire_foster_bounds`]. Empty when no completion has a poor
/// row; `None` as there.
///
/// ```
/// use karenina_stats::intensity_values;
/// // The second row is poor only if its unknown cell is a deprivation.
/// let table = [[Some(true), Some(true)], [Some(false), None]];
/// assert_eq!(intensity_values(&table, 1), Some(vec![0.75, 1.0]));
/// ```
///
/// # Reference
/// A is defined in Alkire, S. and Foster, J. (2011). Counting and
/// multidimensional poverty measurement. *Journal of Public Economics* 95(7–8),
/// 476–487; the set is derived above and tested against enumeration.
pub fn intensity_values<R: AsRef<[Option<bool>]>>(deprived: &[R], k: usize) -> Option<Vec<f64>> {
    let dimensions = dimensions(deprived, k)?;
    let counts: Vec<Count> = deprived.iter().map(|row| Count::of(row.as_ref())).collect();
    // Equal fractions differ in no bit once divided, so sorting numbers will do.
    let mut values: Vec<f64> = sums_of_the_poor(&counts, k)
        .flat_map(|poor| (poor.low..=poor.high).map(move |sum| (poor.rows, sum)))
        .map(|(rows, sum)| sum as f64 / (rows * dimensions) as f64)
        .collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    Some(values)
}

fn intensity_bounds(counts: &[Count], k: usize, dimensions: usize) -> Option<(f64, f64)> {
    let intensity = |sum: usize, rows: usize| sum as f64 / (rows * dimensions) as f64;
    sums_of_the_poor(counts, k)
        .map(|poor| (intensity(poor.low, poor.rows), intensity(poor.high, poor.rows)))
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// How many deprivations a row has, at least and at most.
struct Count {
    low: usize,
    high: usize,
}

impl Count {
    fn of(row: &[Option<bool>]) -> Count {
        Count {
            low: row.iter().filter(|&&cell| cell == Some(true)).count(),
            high: row.iter().filter(|&&cell| cell != Some(false)).count(),
        }
    }

    fn surely(&self, k: usize) -> bool {
        self.low >= k
    }

    fn perhaps(&self, k: usize) -> bool {
        self.high >= k
    }
}

/// The lowest and highest sum of counts when this many rows are poor.
struct SumOfThePoor {
    rows: usize,
    low: usize,
    high: usize,
}

/// For every possible number of poor rows, zero excepted.
fn sums_of_the_poor(counts: &[Count], k: usize) -> impl Iterator<Item = SumOfThePoor> {
    let (surely, others): (Vec<&Count>, Vec<&Count>) =
        counts.iter().filter(|count| count.perhaps(k)).partition(|count| count.surely(k));
    let mut sum = SumOfThePoor {
        rows: surely.len(),
        low: surely.iter().map(|count| count.low).sum(),
        high: surely.iter().map(|count| count.high).sum(),
    };
    let mut highs: Vec<usize> = others.iter().map(|count| count.high).collect();
    highs.sort_unstable_by(|a, b| b.cmp(a));

    let mut sums = Vec::with_capacity(highs.len() + 1);
    for high in highs {
        let more = SumOfThePoor { rows: sum.rows + 1, low: sum.low + k, high: sum.high + high };
        sums.push(std::mem::replace(&mut sum, more));
    }
    sums.push(sum);
    sums.into_iter().filter(|sum| sum.rows > 0)
}

#[cfg(test)]
mod tests {
    use super::{alkire_foster_bounds, intensity_values};
    use crate::alkire_foster;
    use proptest::prelude::*;

    const Y: Option<bool> = Some(true);
    const N: Option<bool> = Some(false);

    /// `own/alkire_foster_interval.json`: all sixteen completions enumerated.
    const TABLE: [[Option<bool>; 4]; 4] =
        [[N, Y, None, N], [Y, Y, N, None], [N, N, N, N], [None, None, Y, N]];

    #[test]
    fn the_example_agrees_with_enumeration() {
        let expected = [
            (1, (0.25, 0.5), (0.75, 0.75), vec![4.0, 5.0, 6.0, 7.0, 8.0]),
            (2, (0.125, 0.5), (0.25, 0.75), vec![6.0, 7.0, 7.5, 8.0, 9.0]),
            (3, (0.0, 0.375), (0.0, 0.5), vec![9.0]),
        ];
        for (k, m0, h, twelfths) in expected {
            let bounds = alkire_foster_bounds(&TABLE, k).unwrap();
            assert_eq!(bounds.adjusted_headcount_ratio, m0);
            assert_eq!(bounds.headcount_ratio, h);
            let values: Vec<f64> = twelfths.iter().map(|twelfth| twelfth / 12.0).collect();
            assert_eq!(intensity_values(&TABLE, k).unwrap(), values);
            assert_eq!(bounds.intensity, Some((values[0], values[values.len() - 1])));
        }
    }

    #[test]
    fn the_corners_would_give_a_wrong_range_of_intensity() {
        let filled = |unknown: bool| TABLE.map(|row| row.map(|cell| cell.unwrap_or(unknown)));
        let corner = |unknown| alkire_foster(&filled(unknown), 2).unwrap().intensity.unwrap();
        assert_eq!((corner(false), corner(true)), (0.5, 8.0 / 12.0));
        assert_eq!(alkire_foster_bounds(&TABLE, 2).unwrap().intensity, Some((0.5, 0.75)));
    }

    #[test]
    fn where_nobody_can_be_poor_intensity_has_no_meaning() {
        let bounds = alkire_foster_bounds(&[[N, None]], 2).unwrap();
        assert_eq!((bounds.headcount_ratio, bounds.intensity), ((0.0, 0.0), None));
        assert_eq!(intensity_values(&[[N, None]], 2), Some(vec![]));
        assert!(alkire_foster_bounds(&[[N, None]], 3).is_none());
        assert!(intensity_values::<[Option<bool>; 1]>(&[], 1).is_none());
    }

    /// Tables with at most ten unknown cells, so that 1024 completions decide.
    fn tables() -> impl Strategy<Value = Vec<Vec<Option<bool>>>> {
        let cell = prop_oneof![Just(Y), Just(N), Just(None)];
        (1_usize..5)
            .prop_flat_map(move |d| {
                proptest::collection::vec(proptest::collection::vec(cell.clone(), d), 1..6)
            })
            .prop_filter("too many completions", |table| unknowns(table) <= 10)
    }

    fn unknowns(table: &[Vec<Option<bool>>]) -> usize {
        table.iter().flatten().filter(|cell| cell.is_none()).count()
    }

    fn completion(table: &[Vec<Option<bool>>], number: usize) -> Vec<Vec<bool>> {
        let mut bits = number;
        let mut fill = |cell: &Option<bool>| {
            cell.unwrap_or_else(|| {
                let bit = bits & 1 == 1;
                bits >>= 1;
                bit
            })
        };
        table.iter().map(|row| row.iter().map(&mut fill).collect()).collect()
    }

    fn range(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
        values.map(|x| (x, x)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    proptest! {
        #[test]
        fn all_bounds_and_all_intensities_agree_with_brute_force(
            table in tables(), k in 1_usize..5
        ) {
            let k = k.min(table[0].len());
            let all: Vec<_> = (0..1 << unknowns(&table))
                .map(|number| alkire_foster(&completion(&table, number), k).unwrap())
                .collect();
            let bounds = alkire_foster_bounds(&table, k).unwrap();
            prop_assert_eq!(
                Some(bounds.headcount_ratio),
                range(all.iter().map(|x| x.headcount_ratio))
            );
            prop_assert_eq!(
                Some(bounds.adjusted_headcount_ratio),
                range(all.iter().map(|x| x.adjusted_headcount_ratio))
            );
            prop_assert_eq!(bounds.intensity, range(all.iter().filter_map(|x| x.intensity)));
            for (dimension, &censored) in bounds.censored_headcount_ratios.iter().enumerate() {
                let found = range(all.iter().map(|x| x.censored_headcount_ratios[dimension]));
                prop_assert_eq!(Some(censored), found);
            }
            let mut intensities: Vec<f64> = all.iter().filter_map(|x| x.intensity).collect();
            intensities.sort_by(f64::total_cmp);
            intensities.dedup();
            prop_assert_eq!(intensity_values(&table, k).unwrap(), intensities);
        }
    }
}
