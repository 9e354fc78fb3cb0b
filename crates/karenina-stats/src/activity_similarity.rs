//! How alike activities are: co-location, input and output, occupations.

use crate::{NoValue, RegionalTable, coagglomeration::products};

/// A symmetric matrix of similarities.
#[derive(Debug, Clone, PartialEq)]
pub struct Similarity {
    count: usize,
    values: Vec<f64>,
    undefined: Vec<usize>,
}

impl Similarity {
    /// A matrix of the user's, row after row. `Err`: `WrongShape`; `NotAnAmount` when a
    /// value is not a number or beyond 1e150, or the matrix not symmetric.
    pub fn new(values: Vec<f64>, count: usize) -> Result<Self, NoValue> {
        if count == 0 || values.len() != count * count {
            return Err(NoValue::WrongShape);
        }
        let symmetric =
            (0..count).all(|i| (0..i).all(|j| values[i * count + j] == values[j * count + i]));
        // As with amounts, no kernel need think of overflow; what is no number is kept out too.
        if !symmetric || !values.iter().all(|it| it.abs() <= 1e150) {
            return Err(NoValue::NotAnAmount);
        }
        Ok(Self { count, values, undefined: Vec::new() })
    }

    /// Of two; `None` when one has no similarity or is not in the matrix.
    pub fn pair(&self, one: usize, other: usize) -> Option<f64> {
        let there = |at| at < self.count && self.undefined.binary_search(&at).is_err();
        (there(one) && there(other)).then(|| self.values[one * self.count + other])
    }

    /// How many activities.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Activities without similarity: found nowhere, or alike everywhere. They take part in
    /// no grouping.
    pub fn undefined(&self) -> &[usize] {
        &self.undefined
    }

    pub(crate) fn value(&self, one: usize, other: usize) -> f64 {
        self.values[one * self.count + other]
    }
}

/// The correlation over regions of every two activities: locational correlation.
///
/// Of employment it is LC-Employment, of establishments LC-Establishments; with
/// occupations in the place of regions it is the similarity of occupations. From −1
/// to 1. Large regions weigh most, as in the source: sizes are taken as they are. An
/// activity that is alike in all regions (or nowhere) has no correlation and is listed.
/// `Err(OneRegion)` with fewer than two regions.
///
/// ```
/// use karenina_stats::{RegionalTable, activity_similarity::locational_correlation};
/// let table = RegionalTable::new(&[1.0, 2.0, 5.0, 2.0, 4.0, 5.0, 3.0, 6.0, 5.0], 3, 3).unwrap();
/// let found = locational_correlation(&table).unwrap();
/// assert!((found.pair(0, 1).unwrap() - 1.0).abs() < 1e-14);
/// assert_eq!(found.undefined(), &[2]);
/// ```
///
/// # Reference
/// Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related
/// industries. *Journal of Economic Geography* 16(1), 1–38, section 3.1; the measure:
/// Porter, M. E. (2003). The economic performance of regions. *Regional Studies*
/// 37(6/7), 549–578.
pub fn locational_correlation(table: &RegionalTable<'_>) -> Result<Similarity, NoValue> {
    let (regions, count) = (table.regions(), table.activities());
    if regions < 2 {
        return Err(NoValue::OneRegion);
    }
    let mut rows = vec![0.0; regions * count];
    let mut undefined = Vec::new();
    for activity in 0..count {
        let row = &mut rows[activity * regions..(activity + 1) * regions];
        let column = table.activity(activity);
        let mean = column.iter().sum::<f64>() / regions as f64;
        for (row, x) in row.iter_mut().zip(&column) {
            *row = x - mean;
        }
        let length = libm::sqrt(row.iter().map(|x| x * x).sum());
        // Of like values nothing is left but rounding.
        if length <= 1e-13 * mean * regions as f64 {
            row.fill(0.0);
            undefined.push(activity);
        } else {
            for x in row {
                *x /= length;
            }
        }
    }
    let values = products(&rows, count, regions);
    Ok(Similarity {
        count,
        values: values.into_iter().map(|x| x.clamp(-1.0, 1.0)).collect(),
        undefined,
    })
}

/// Input and output: of two activities the greatest of the four shares, what i buys
/// from j and sells to j, and j from and to i.
///
/// `flows` holds what row activity sells to column activity. Shares are of all that an
/// activity sells to, or buys from, those in the table. From 0 to 1. One that neither
/// buys nor sells has none and is listed. `Err`: `WrongShape`, `NotAnAmount`.
///
/// ```
/// use karenina_stats::activity_similarity::input_output_similarity;
/// let found = input_output_similarity(&[0.0, 8.0, 2.0, 0.0], 2).unwrap();
/// assert_eq!(found.pair(0, 1), Some(1.0));
/// ```
///
/// # Reference
/// Delgado, Porter and Stern (2016), section 3.1, after Ellison, Glaeser and Kerr (2010).
pub fn input_output_similarity(flows: &[f64], count: usize) -> Result<Similarity, NoValue> {
    let table = RegionalTable::new(flows, count, count)?;
    let (sold, bought) = (table.region_totals(), table.activity_totals());
    let share = |flow: f64, of: f64| if of > 0.0 { flow / of } else { 0.0 };
    let mut values = vec![0.0; count * count];
    for i in 0..count {
        for j in 0..count {
            let (to, from) = (table.value(i, j), table.value(j, i));
            values[i * count + j] = share(to, sold[i])
                .max(share(to, bought[j]))
                .max(share(from, sold[j]))
                .max(share(from, bought[i]));
        }
    }
    let undefined = (0..count).filter(|&it| sold[it] == 0.0 && bought[it] == 0.0).collect();
    Ok(Similarity { count, values, undefined })
}

/// The mean of several matrices, each first brought to mean 0 and deviation 1 over its pairs.
///
/// So a matrix of correlations and one of shares weigh the same. What has no similarity
/// in one of them has none. `Err`: `WrongShape` when they differ in size or there are
/// none, `NoSpread` when all pairs of one are alike, `TooFew` when fewer than two
/// activities are left.
///
/// ```
/// use karenina_stats::activity_similarity::{Similarity, combined_similarity};
/// let one = Similarity::new(vec![1.0, 0.2, 0.4, 0.2, 1.0, 0.6, 0.4, 0.6, 1.0], 3).unwrap();
/// let found = combined_similarity(&[&one, &one]).unwrap();
/// assert!(found.pair(0, 2).unwrap().abs() < 1e-15);
/// ```
///
/// # Reference
/// Delgado, Porter and Stern (2016), section 3.1: combinations of matrices, standardised.
pub fn combined_similarity(matrices: &[&Similarity]) -> Result<Similarity, NoValue> {
    let count = matrices.first().ok_or(NoValue::WrongShape)?.count;
    if matrices.iter().any(|it| it.count != count) {
        return Err(NoValue::WrongShape);
    }
    let mut undefined: Vec<usize> =
        matrices.iter().flat_map(|it| it.undefined.iter().copied()).collect();
    undefined.sort_unstable();
    undefined.dedup();
    let known: Vec<usize> = (0..count).filter(|it| undefined.binary_search(it).is_err()).collect();
    if known.len() < 2 {
        return Err(NoValue::TooFew);
    }
    let mut values = vec![0.0; count * count];
    for matrix in matrices {
        let pairs: Vec<f64> = known
            .iter()
            .enumerate()
            .flat_map(|(at, &i)| known[..at].iter().map(move |&j| matrix.value(i, j)))
            .collect();
        let mean = pairs.iter().sum::<f64>() / pairs.len() as f64;
        let variance = pairs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
        let deviation = libm::sqrt(variance / pairs.len() as f64);
        if deviation <= 1e-14 * mean.abs() {
            return Err(NoValue::NoSpread);
        }
        for &i in &known {
            for &j in &known {
                values[i * count + j] +=
                    (matrix.value(i, j) - mean) / deviation / matrices.len() as f64;
            }
        }
    }
    Ok(Similarity { count, values, undefined })
}

#[cfg(test)]
mod tests {
    use super::{Similarity, combined_similarity, input_output_similarity, locational_correlation};
    use crate::{NoValue, RegionalTable};

    /// `numpy.corrcoef` of numpy 2.4 on `EconGeo`'s example of five regions: activities 2 and 3.
    #[test]
    fn five_regions_agree_with_numpy() {
        let values = [
            100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 15.0, 5.0, 70.0, 10.0, 0.0, 20.0, 10.0, 20.0, 50.0,
            0.0, 25.0, 30.0, 5.0, 40.0, 0.0, 40.0, 55.0, 5.0, 0.0,
        ];
        let found = locational_correlation(&RegionalTable::new(&values, 5, 5).unwrap()).unwrap();
        assert!((found.pair(1, 2).unwrap() - 0.928_003_673_371_248_4).abs() < 1e-12);
        assert!((found.pair(3, 3).unwrap() - 1.0).abs() < 1e-14);
    }

    #[test]
    fn the_greatest_of_four_shares() {
        // 0 sells 6 to 1 and 2 to 2; 1 sells 1 to 0 and 9 to 2.
        let flows = [0.0, 6.0, 2.0, 1.0, 0.0, 9.0, 0.0, 0.0, 0.0];
        let found = input_output_similarity(&flows, 3).unwrap();
        assert_eq!(found.pair(0, 1), Some(1.0));
        assert_eq!(found.pair(0, 2), Some(0.25));
        assert_eq!(found.pair(1, 2), Some(0.9));
        let alone = input_output_similarity(&[1.0, 0.0, 0.0, 0.0], 2).unwrap();
        assert_eq!((alone.undefined(), alone.pair(0, 1)), (&[1][..], None));
    }

    #[test]
    fn what_is_no_matrix_is_refused() {
        assert_eq!(Similarity::new(vec![1.0], 2), Err(NoValue::WrongShape));
        assert_eq!(Similarity::new(vec![1.0, 0.5, 0.4, 1.0], 2), Err(NoValue::NotAnAmount));
        let flat = Similarity::new(vec![1.0, 0.5, 0.5, 1.0], 2).unwrap();
        assert_eq!(combined_similarity(&[&flat]), Err(NoValue::NoSpread));
        assert_eq!(combined_similarity(&[]), Err(NoValue::WrongShape));
        let one = RegionalTable::new(&[1.0, 2.0], 1, 2).unwrap();
        assert_eq!(locational_correlation(&one), Err(NoValue::OneRegion));
    }
}
