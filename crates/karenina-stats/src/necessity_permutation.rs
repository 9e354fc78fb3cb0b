//! Whether the empty corner of a necessary condition could be chance: the outcome
//! is dealt out anew over the cases, again and again.

use crate::necessary_condition::Scope;

/// What shuffling says about an effect size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NecessityPermutation {
    /// The effect size d of CE-FDH as observed.
    pub effect_size: f64,
    /// The chance of one at least as large if condition and outcome had nothing
    /// to do with each other.
    pub p_value: f64,
    /// How many arrangements were compared: all of them, or those drawn and the
    /// observed one.
    pub arrangements: u64,
    /// Whether all were.
    pub exact: bool,
    /// 1 / arrangements, when drawn; the weight of the observed arrangement when
    /// exact: no p can be smaller.
    pub smallest_possible_p: f64,
    /// Standard error of the p of draws; 0 when exact.
    pub standard_error: f64,
}

/// Up to so many arrangements the exact test is made.
const MOST_ARRANGEMENTS: u64 = 1 << 20;

/// The permutation test of the CE-FDH effect size.
///
/// Where the outcome (or the condition) takes few values or the cases are few, all
/// different arrangements are gone through (up to about a million: 25 cases with
/// five successes have 53 130) and p is exact. Otherwise `draws` arrangements are
/// drawn from the stream `uniform` of numbers in 0..1, and
/// p = (count + 1) / (draws + 1), which is never zero.
///
/// With few cases even the largest effect may have a large p: the smallest p that
/// the design allows stands beside it. Effects that are equal but for rounding
/// count as equal. `None` as for
/// [`necessary_condition`](crate::necessary_condition()), and for no draws where
/// draws are needed.
///
/// ```
/// use karenina_stats::necessity_permutation;
/// // Three successes, all with the condition; three failures, none with it.
/// let points = [(1.0, 1.0), (1.0, 1.0), (1.0, 1.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)];
/// let test = necessity_permutation(&points, None, 0, || 0.5).unwrap();
/// assert_eq!((test.exact, test.arrangements, test.p_value), (true, 20, 0.05));
/// ```
///
/// # Reference
/// Dul, J., van der Laan, E. and Kuik, R. (2020). A statistical significance test
/// for necessary condition analysis. *Organizational Research Methods* 23(2),
/// 385–395; (count + 1) / (draws + 1) after Phipson and Smyth (2010).
pub fn necessity_permutation(
    points: &[(f64, f64)],
    scope: Option<Scope>,
    draws: u32,
    mut uniform: impl FnMut() -> f64,
) -> Option<NecessityPermutation> {
    let seen = Scope::of_points(points)?;
    let scope = scope.unwrap_or(seen);
    let area = scope.area();
    let observed = crate::necessary_condition(
        points,
        Some(scope),
        crate::CeilingKind::EnvelopmentFreeDisposalHull,
        crate::Corner::UpperLeft,
    )?;
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let xs: Vec<f64> = sorted.iter().map(|it| it.0).collect();
    // Heights above the bottom of the scope, so that the area is a plain sum.
    let mut ys: Vec<f64> = sorted.iter().map(|it| it.1 - scope.y.0).collect();
    let walk = Walk {
        // How far the stairs run on at the height reached by each case.
        widths: (0..xs.len())
            .map(|at| xs.get(at + 1).map_or(scope.x.1 - xs[at], |next| next - xs[at]))
            .collect(),
        full: area,
    };
    let threshold = observed.zone - 1e-9 * area;

    if let Some(arrangements) = arrangements(&ys) {
        ys.sort_by(f64::total_cmp);
        let mut values: Vec<(f64, usize)> = Vec::new();
        for y in &ys {
            match values.last_mut() {
                Some(last) if last.0 == *y => last.1 += 1,
                Some(_) | None => values.push((*y, 1)),
            }
        }
        let mut as_large = 0;
        walk.visit(0, 0.0, 0.0, &mut values, threshold, &mut as_large);
        let share = |count: u64| count as f64 / arrangements as f64;
        return Some(NecessityPermutation {
            effect_size: observed.effect_size,
            p_value: share(as_large),
            arrangements,
            exact: true,
            smallest_possible_p: share(1),
            standard_error: 0.0,
        });
    }
    if draws == 0 {
        return None;
    }
    let mut as_large = 1_u64;
    for _ in 0..draws {
        // Fisher and Yates.
        for place in (1..ys.len()).rev() {
            let other = ((uniform() * (place + 1) as f64) as usize).min(place);
            ys.swap(place, other);
        }
        as_large += u64::from(walk.zone(&ys) >= threshold);
    }
    let arrangements = u64::from(draws) + 1;
    let p_value = as_large as f64 / arrangements as f64;
    Some(NecessityPermutation {
        effect_size: observed.effect_size,
        p_value,
        arrangements,
        exact: false,
        smallest_possible_p: 1.0 / arrangements as f64,
        standard_error: libm::sqrt(p_value * (1.0 - p_value) / arrangements as f64),
    })
}

struct Walk {
    widths: Vec<f64>,
    full: f64,
}

impl Walk {
    /// The empty area: the scope less what lies under the stairs.
    fn zone(&self, ys: &[f64]) -> f64 {
        let (mut height, mut under) = (0.0_f64, 0.0);
        for (y, width) in ys.iter().zip(&self.widths) {
            height = height.max(*y);
            under += width * height;
        }
        self.full - under
    }

    /// Goes through all different arrangements of the values that are left.
    fn visit(
        &self,
        place: usize,
        height: f64,
        under: f64,
        values: &mut [(f64, usize)],
        threshold: f64,
        as_large: &mut u64,
    ) {
        let Some(width) = self.widths.get(place) else {
            *as_large += u64::from(self.full - under >= threshold);
            return;
        };
        for at in 0..values.len() {
            if values[at].1 == 0 {
                continue;
            }
            values[at].1 -= 1;
            let height = height.max(values[at].0);
            self.visit(place + 1, height, under + width * height, values, threshold, as_large);
            values[at].1 += 1;
        }
    }
}

/// n! / Π m! over the values of the outcome, unless there are too many to go through.
fn arrangements(ys: &[f64]) -> Option<u64> {
    let mut sorted = ys.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut total = 1_u64;
    let (mut of_value, mut last) = (0_u64, f64::NAN);
    for (at, y) in sorted.iter().enumerate() {
        of_value = if *y == last { of_value + 1 } else { 1 };
        last = *y;
        // After each case the product is itself a number of arrangements, so the division is
        // exact.
        total = total.checked_mul(at as u64 + 1)? / of_value;
        if total > MOST_ARRANGEMENTS {
            return None;
        }
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::necessity_permutation;
    use crate::{necessary_condition::tests::COUNTRIES, toy_stream::uniforms as toy_stream};
    use proptest::prelude::*;

    /// `nca/expected.json`: 200 000 shuffles in numpy give 0.0799 and 0.1016, the R
    /// package with 10 000 gives 0.079 and 0.096.
    #[test]
    fn the_example_of_the_r_package() {
        let x =
            |of: fn(&(f64, f64, f64)) -> (f64, f64)| COUNTRIES.iter().map(of).collect::<Vec<_>>();
        for (points, expected, tolerance) in
            [(x(|it| (it.0, it.2)), 0.0799, 0.004), (x(|it| (it.1, it.2)), 0.1016, 0.005)]
        {
            let test = necessity_permutation(&points, None, 40_000, toy_stream(1)).unwrap();
            assert!((test.p_value - expected).abs() < tolerance, "{test:?}");
            assert!(!test.exact && (test.standard_error - 0.0014).abs() < 2e-4);
        }
    }

    /// With yes and no on both sides the effect is 1 when every success has the
    /// condition and 0 else, so p is hypergeometric: 10 with of 25, 5 successes:
    /// C(10, 5) / C(25, 5).
    #[test]
    fn yes_and_no_on_both_sides_are_hypergeometric() {
        let points: Vec<(f64, f64)> = (0..25)
            .map(|at| (if at < 10 { 1.0 } else { 0.0 }, if at < 5 { 1.0 } else { 0.0 }))
            .collect();
        let test = necessity_permutation(&points, None, 0, || 0.5).unwrap();
        assert_eq!((test.effect_size, test.arrangements, test.exact), (1.0, 53_130, true));
        assert!((test.p_value - 252.0 / 53_130.0).abs() < 1e-15);
    }

    #[test]
    fn too_many_arrangements_need_draws() {
        let points: Vec<(f64, f64)> = (0..30).map(|at| (f64::from(at), f64::from(at))).collect();
        assert_eq!(necessity_permutation(&points, None, 0, || 0.5), None);
        let test = necessity_permutation(&points, None, 99, toy_stream(3)).unwrap();
        assert_eq!((test.arrangements, test.p_value), (100, 0.01));
    }

    proptest! {
        #[test]
        fn the_exact_test_counts_the_observed_arrangement(
            points in proptest::collection::vec((0_u8..5, 0_u8..3), 2..8)
        ) {
            let points: Vec<(f64, f64)> =
                points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
            if let Some(test) = necessity_permutation(&points, None, 0, || 0.5) {
                prop_assert!(test.exact);
                prop_assert!(test.p_value >= test.smallest_possible_p && test.p_value <= 1.0);
                let drawn_points = points.clone();
                let mut uniform = toy_stream(5);
                // The same in draws, by shuffling the outcomes by hand.
                let mut ys: Vec<f64> = points.iter().map(|it| it.1).collect();
                let mut count = 0;
                for _ in 0..2_000 {
                    for place in (1..ys.len()).rev() {
                        let other = (uniform() * (place + 1) as f64) as usize;
                        ys.swap(place, other.min(place));
                    }
                    let shuffled: Vec<(f64, f64)> =
                        drawn_points.iter().zip(&ys).map(|(it, y)| (it.0, *y)).collect();
                    let d = crate::necessary_condition(
                        &shuffled,
                        None,
                        crate::CeilingKind::EnvelopmentFreeDisposalHull,
                        crate::Corner::UpperLeft,
                    );
                    count += usize::from(d.unwrap().effect_size >= test.effect_size - 1e-9);
                }
                prop_assert!((count as f64 / 2_000.0 - test.p_value).abs() < 0.06);
            }
        }
    }
}
