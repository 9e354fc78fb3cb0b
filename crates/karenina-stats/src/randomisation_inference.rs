//! Fisher's test: would another drawing of lots have shown as much?

/// What the lots say about a difference of means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomisationInference {
    /// Mean of the treated less mean of the control.
    pub difference: f64,
    /// How many assignments were compared: all that the lot could have given,
    /// or those drawn, the actual one included.
    pub assignments: u64,
    /// The share of assignments with a difference at least as large.
    pub p_one_sided: f64,
    /// The share of assignments with a difference at least as far from zero, in
    /// either direction.
    pub p_two_sided: f64,
    /// 1 / assignments: no result could have given a smaller one-sided p.
    pub smallest_possible_p: f64,
}

/// Above this many assignments the exact test takes seconds and more; draw instead.
const MOST_ASSIGNMENTS: u64 = 10_000_000;

/// The exact test, by going through every assignment that the lot could have
/// given: all ways to choose the treated among all.
///
/// It assumes nothing but the lot, under the sharp hypothesis that treatment
/// changed nobody's outcome. Both p lie between the smallest possible p and 1;
/// when that is above 0.05 the design could not have shown anything. Differences
/// that are equal but for rounding count as equal. `None` when a group is empty,
/// when an outcome is not finite, and when there are more than ten million
/// assignments: see [`randomisation_inference_drawn`].
///
/// ```
/// use karenina_stats::randomisation_inference;
/// let test = randomisation_inference(&[7.0, 9.0, 6.0, 10.0], &[3.0, 5.0, 4.0, 6.0]).unwrap();
/// assert_eq!(test.difference, 3.5);
/// assert_eq!((test.assignments, test.p_one_sided), (70, 2.0 / 70.0));
/// ```
///
/// # Reference
/// Fisher, R. A. (1935). *The Design of Experiments*. Oliver and Boyd, chapters
/// II and III.
#[doc(alias = "permutation test")]
pub fn randomisation_inference(treated: &[f64], control: &[f64]) -> Option<RandomisationInference> {
    let mut tally = Tally::new(treated, control)?;
    let outcomes = [treated, control].concat();
    let assignments = combinations(outcomes.len(), treated.len())?;
    visit_sums(&outcomes, treated.len(), 0.0, &mut |sum| tally.add(sum));
    Some(tally.result(assignments))
}

/// The same test with `draws` assignments drawn at random, for groups too large
/// to go through.
///
/// `uniform` is the stream of random numbers, each in 0..1; the same stream gives
/// the same answer. The actual assignment is counted as one more draw, so that
/// p = (count + 1) / (draws + 1) is never zero and never too small on average.
/// `None` when a group is empty and when an outcome is not finite.
///
/// ```
/// use karenina_stats::randomisation_inference_drawn;
/// let mut state = 1_u32; // a toy stream; use a real generator
/// let stream = || {
///     state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
///     f64::from(state) / 4_294_967_296.0
/// };
/// let (treated, control) = ([9.0, 8.0, 7.0], [1.0, 2.0, 3.0]);
/// let test = randomisation_inference_drawn(&treated, &control, 999, stream).unwrap();
/// assert_eq!(test.smallest_possible_p, 0.001);
/// assert!(test.p_one_sided > 0.02 && test.p_one_sided < 0.1); // exactly 1/20
/// ```
///
/// # Reference
/// Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be
/// zero. *Statistical Applications in Genetics and Molecular Biology* 9(1), 39.
pub fn randomisation_inference_drawn(
    treated: &[f64],
    control: &[f64],
    draws: u32,
    mut uniform: impl FnMut() -> f64,
) -> Option<RandomisationInference> {
    let mut tally = Tally::new(treated, control)?;
    tally.add(treated.iter().sum());
    let mut outcomes = [treated, control].concat();
    for _ in 0..draws {
        // Fisher and Yates, stopped once the treated are chosen.
        for place in 0..treated.len() {
            let left = outcomes.len() - place;
            let step = ((uniform() * left as f64) as usize).min(left - 1);
            outcomes.swap(place, place + step);
        }
        tally.add(outcomes[..treated.len()].iter().sum());
    }
    Some(tally.result(u64::from(draws) + 1))
}

/// Counts assignments by the sum of the treated outcomes, of which the difference
/// of means is a rising straight line.
struct Tally {
    difference: f64,
    observed: f64,
    /// The sum of the treated at which the means are equal.
    even: f64,
    tolerance: f64,
    as_large: u64,
    as_far: u64,
}

impl Tally {
    fn new(treated: &[f64], control: &[f64]) -> Option<Tally> {
        let finite = |outcomes: &[f64]| outcomes.iter().all(|x| x.is_finite());
        if treated.is_empty() || control.is_empty() || !finite(treated) || !finite(control) {
            return None;
        }
        let (observed, rest): (f64, f64) = (treated.iter().sum(), control.iter().sum());
        let (n_treated, n_control) = (treated.len() as f64, control.len() as f64);
        let size: f64 = treated.iter().chain(control).map(|x| x.abs()).sum();
        Some(Tally {
            difference: observed / n_treated - rest / n_control,
            observed,
            even: (observed + rest) * n_treated / (n_treated + n_control),
            tolerance: 1e-12 * size,
            as_large: 0,
            as_far: 0,
        })
    }

    fn add(&mut self, sum: f64) {
        let far = |sum: f64| (sum - self.even).abs();
        self.as_large += u64::from(sum >= self.observed - self.tolerance);
        self.as_far += u64::from(far(sum) >= far(self.observed) - self.tolerance);
    }

    fn result(&self, assignments: u64) -> RandomisationInference {
        let share = |count: u64| count as f64 / assignments as f64;
        RandomisationInference {
            difference: self.difference,
            assignments,
            p_one_sided: share(self.as_large),
            p_two_sided: share(self.as_far),
            smallest_possible_p: share(1),
        }
    }
}

/// The number of ways to choose k of n, unless there are too many to go through.
fn combinations(n: usize, k: usize) -> Option<u64> {
    (1..=k.min(n - k) as u64).try_fold(1_u64, |ways, i| {
        // Each step is itself a number of combinations, so the division is exact.
        let ways = ways * (n as u64 - i + 1) / i;
        (ways <= MOST_ASSIGNMENTS).then_some(ways)
    })
}

fn visit_sums(outcomes: &[f64], choose: usize, sum: f64, visit: &mut impl FnMut(f64)) {
    if choose == 0 {
        visit(sum);
    } else if let Some((first, rest)) = outcomes.split_first()
        && choose <= outcomes.len()
    {
        visit_sums(rest, choose - 1, sum + first, visit);
        visit_sums(rest, choose, sum, visit);
    }
}

#[cfg(test)]
mod tests {
    use super::{randomisation_inference, randomisation_inference_drawn};
    use crate::toy_stream::uniforms as toy_stream;
    use proptest::prelude::*;

    /// `own/randomisation_inference.json`: all 70 assignments enumerated.
    #[test]
    fn eight_outcomes_agree_with_enumeration() {
        let test = randomisation_inference(&[7.0, 9.0, 6.0, 10.0], &[3.0, 5.0, 4.0, 6.0]).unwrap();
        assert_eq!(test.difference, 3.5);
        assert_eq!(test.assignments, 70);
        assert_eq!(test.p_one_sided, 2.0 / 70.0);
        assert_eq!(test.p_two_sided, 4.0 / 70.0);
        assert_eq!(test.smallest_possible_p, 1.0 / 70.0);
    }

    /// Fisher (1935), chapter II: the lady tasting tea. All four cups right has
    /// 1 chance in 70, three or more 17 in 70.
    #[test]
    fn the_lady_tasting_tea() {
        let all_right = randomisation_inference(&[1.0; 4], &[0.0; 4]).unwrap();
        assert_eq!(all_right.p_one_sided, 1.0 / 70.0);
        let three_right =
            randomisation_inference(&[1.0, 1.0, 1.0, 0.0], &[1.0, 0.0, 0.0, 0.0]).unwrap();
        assert_eq!(three_right.p_one_sided, 17.0 / 70.0);
    }

    #[test]
    fn equal_sums_count_as_equal_despite_rounding() {
        // 0.1 + 0.2 against 0.3 + 0.0: the same sum in another order.
        let test = randomisation_inference(&[0.3, 0.0], &[0.1, 0.2]).unwrap();
        assert_eq!(test.p_two_sided, 1.0);
    }

    #[test]
    fn too_many_assignments_are_refused_and_can_be_drawn() {
        let (treated, control) = (vec![1.0; 20], vec![0.0; 40]);
        assert_eq!(randomisation_inference(&treated, &control), None);
        let drawn = randomisation_inference_drawn(&treated, &control, 99, toy_stream(7)).unwrap();
        assert_eq!((drawn.assignments, drawn.p_one_sided), (100, 0.01));
    }

    #[test]
    fn an_empty_group_has_no_difference() {
        assert_eq!(randomisation_inference(&[], &[1.0]), None);
        assert_eq!(randomisation_inference(&[1.0], &[f64::NAN]), None);
        assert_eq!(randomisation_inference_drawn(&[1.0], &[], 9, || 0.5), None);
    }

    #[test]
    fn drawing_comes_close_to_the_exact_answer() {
        let (treated, control) = ([7.0, 9.0, 6.0, 10.0], [3.0, 5.0, 4.0, 6.0]);
        let drawn =
            randomisation_inference_drawn(&treated, &control, 19_999, toy_stream(1)).unwrap();
        // Three standard errors of a share of 2/70 in 20 000 draws.
        assert!((drawn.p_one_sided - 2.0 / 70.0).abs() < 0.0036);
        assert!((drawn.p_two_sided - 4.0 / 70.0).abs() < 0.005);
    }

    proptest! {
        #[test]
        fn shifting_and_scaling_all_outcomes_changes_no_p(
            treated in proptest::collection::vec(-50_i32..50, 1..6),
            control in proptest::collection::vec(-50_i32..50, 1..6),
            shift in -50_i32..50, scale in 1_i32..9
        ) {
            let raw = |list: &[i32]| -> Vec<f64> { list.iter().map(|&x| f64::from(x)).collect() };
            let moved = |list: &[i32]| -> Vec<f64> {
                list.iter().map(|&x| f64::from(scale * x + shift)).collect()
            };
            let before = randomisation_inference(&raw(&treated), &raw(&control)).unwrap();
            let after = randomisation_inference(&moved(&treated), &moved(&control)).unwrap();
            prop_assert_eq!(before.p_one_sided, after.p_one_sided);
            prop_assert_eq!(before.p_two_sided, after.p_two_sided);
            prop_assert!(before.smallest_possible_p <= before.p_one_sided);
            prop_assert!(before.p_one_sided <= 1.0);
        }
    }
}
