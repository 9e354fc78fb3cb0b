//! Which combinations of conditions were seen, and whether the outcome goes with
//! them.

use crate::set_relations::set_sufficiency;
use crate::{boolean_minimisation::Term, domain::is_probability};

/// One combination of conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct TruthTableRow {
    /// The conditions that are present, a bit each.
    pub configuration: u32,
    /// The cases that belong to it more than not, by their places.
    pub cases: Vec<usize>,
    /// How consistently it goes with the outcome, over all cases.
    pub consistency: f64,
    /// The same with what is consistent with the absence of the outcome left out.
    pub proportional_reduction: Option<f64>,
}

/// The combinations that at least one case belongs to, in the order of their
/// numbers.
///
/// `memberships` has one row a case, with its membership in each condition. A case
/// belongs to the one combination in which its membership is above ½; a case with
/// a membership of exactly ½ belongs to none. The consistency of a row takes all
/// cases in by their membership in it. `None` when rows differ in length, when a
/// membership is outside 0..=1, and for more than 12 conditions.
///
/// ```
/// use karenina_stats::truth_table;
/// let rows = truth_table(&[[1.0, 0.0], [1.0, 0.0], [1.0, 1.0]], &[1.0, 0.0, 1.0]).unwrap();
/// assert_eq!((rows[0].configuration, rows[0].consistency), (0b01, 0.5));
/// assert_eq!((rows[1].configuration, rows[1].consistency), (0b11, 1.0));
/// ```
///
/// # Reference
/// Ragin, C. C. (2008). *Redesigning Social Inquiry: Fuzzy Sets and Beyond*.
/// University of Chicago Press, chapter 7.
#[doc(alias = "QCA")]
pub fn truth_table<R: AsRef<[f64]>>(
    memberships: &[R],
    outcome: &[f64],
) -> Option<Vec<TruthTableRow>> {
    let conditions = memberships.first()?.as_ref().len();
    let proper = memberships.iter().all(|it| {
        it.as_ref().len() == conditions && it.as_ref().iter().all(|x| is_probability(*x))
    });
    if !proper || conditions > crate::boolean_minimisation::MOST_CONDITIONS as usize {
        return None;
    }
    let mut cases_of: std::collections::BTreeMap<u32, Vec<usize>> =
        std::collections::BTreeMap::new();
    for (case, row) in memberships.iter().enumerate() {
        let row = row.as_ref();
        if row.contains(&0.5) {
            continue;
        }
        let bits = row.iter().enumerate().fold(0, |bits, (at, x)| bits | u32::from(*x > 0.5) << at);
        cases_of.entry(bits).or_default().push(case);
    }
    let mask = (1_u32 << conditions) - 1;
    cases_of
        .into_iter()
        .map(|(configuration, cases)| {
            let term = Term { mask, value: configuration };
            let of_row: Vec<f64> =
                memberships.iter().map(|it| term.membership(it.as_ref())).collect();
            let fit = set_sufficiency(&of_row, outcome)?;
            Some(TruthTableRow {
                configuration,
                cases,
                consistency: fit.consistency,
                proportional_reduction: fit.proportional_reduction,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::truth_table;
    use proptest::prelude::*;

    #[test]
    fn a_case_in_the_middle_belongs_nowhere() {
        let rows = truth_table(&[[0.5], [0.9]], &[1.0, 1.0]).unwrap();
        assert_eq!((rows.len(), rows[0].configuration, rows[0].cases.clone()), (1, 1, vec![1]));
        // It still counts in the consistency of every row, by its membership.
        assert_eq!(rows[0].consistency, 1.0);
    }

    #[test]
    fn broken_tables_have_no_rows() {
        assert_eq!(truth_table::<[f64; 1]>(&[], &[]), None);
        assert_eq!(truth_table(&[vec![1.0], vec![1.0, 0.0]], &[1.0, 1.0]), None);
        assert_eq!(truth_table(&[[1.2]], &[1.0]), None);
        assert_eq!(truth_table(&[[0.0; 13]], &[1.0]), None);
    }

    proptest! {
        #[test]
        fn with_crisp_sets_consistency_is_the_share_of_cases_with_the_outcome(
            cases in proptest::collection::vec((0_u32..8, proptest::bool::ANY), 1..20)
        ) {
            let bit = |yes: bool| if yes { 1.0 } else { 0.0 };
            let memberships: Vec<Vec<f64>> = cases
                .iter()
                .map(|it| (0..3).map(|at| bit(it.0 >> at & 1 == 1)).collect())
                .collect();
            let outcome: Vec<f64> = cases.iter().map(|it| bit(it.1)).collect();
            let rows = truth_table(&memberships, &outcome).unwrap();
            prop_assert_eq!(rows.iter().map(|it| it.cases.len()).sum::<usize>(), cases.len());
            for row in rows {
                let with = row.cases.iter().filter(|it| cases[**it].1).count();
                let share = with as f64 / row.cases.len() as f64;
                prop_assert!((row.consistency - share).abs() < 1e-12);
            }
        }
    }
}
