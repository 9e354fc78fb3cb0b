//! In which order to check things that must all hold, when checking costs.

use crate::domain::{is_amount, is_probability};

/// The order that is cheapest on average when checking stops at the first
/// failure: ascending cost / (1 − p), with p the chance that the check passes.
///
/// Cheap checks that are likely to fail come first. A check that is certain to
/// pass (p = 1) decides nothing and comes last; equal ratios stay in the order
/// given. Optimal for independent checks (a series system). Nothing to check
/// gives an empty order. `None` when the lists differ in length, when a cost is
/// negative or not a number, and when a p is not a probability.
///
/// ```
/// use karenina_stats::cost_order;
/// assert_eq!(cost_order(&[4.0, 1.0], &[0.9, 0.5]), Some(vec![1, 0]));
/// ```
///
/// # Reference
/// Butterworth, R. (1972). Some reliability fault-testing models. *Operations
/// Research* 20(2), 335–343; review: Ünlüyurt, T. (2004). Sequential testing of
/// complex systems. *Discrete Applied Mathematics* 142, 189–205.
pub fn cost_order(cost: &[f64], p_pass: &[f64]) -> Option<Vec<usize>> {
    if !proper(cost, p_pass) {
        return None;
    }
    let price_of_a_failure = |check: usize| {
        if p_pass[check] == 1.0 { f64::INFINITY } else { cost[check] / (1.0 - p_pass[check]) }
    };
    let mut order: Vec<usize> = (0..cost.len()).collect();
    order.sort_by(|&a, &b| price_of_a_failure(a).total_cmp(&price_of_a_failure(b)));
    Some(order)
}

/// The mean cost of checking in this `order` and stopping at the first failure:
/// Σ over the order of cost times the chance that all before it passed.
///
/// It lies between the cost of the first check and the sum of all. Checks that
/// the order leaves out are not made; an empty order costs 0. `None` as for
/// [`cost_order`], and when the order names a check twice or one that is not
/// there.
///
/// ```
/// use karenina_stats::expected_cost;
/// assert_eq!(expected_cost(&[4.0, 1.0], &[0.9, 0.5], &[1, 0]), Some(3.0));
/// assert_eq!(expected_cost(&[4.0, 1.0], &[0.9, 0.5], &[0, 0]), None);
/// ```
///
/// # Reference
/// Ben-Dov, Y. (1981). Optimal testing procedures for special structures of
/// coherent systems. *Management Science* 27(12), 1410–1420.
pub fn expected_cost(cost: &[f64], p_pass: &[f64], order: &[usize]) -> Option<f64> {
    if !proper(cost, p_pass) {
        return None;
    }
    let mut checked = vec![false; cost.len()];
    let (mut expected, mut reached) = (0.0, 1.0);
    for &check in order {
        if std::mem::replace(checked.get_mut(check)?, true) {
            return None;
        }
        expected += reached * cost[check];
        reached *= p_pass[check];
    }
    Some(expected)
}

fn proper(cost: &[f64], p_pass: &[f64]) -> bool {
    cost.len() == p_pass.len()
        && cost.iter().all(|&cost| is_amount(cost))
        && p_pass.iter().all(|&p| is_probability(p))
}

#[cfg(test)]
mod tests {
    use super::{cost_order, expected_cost};
    use proptest::prelude::*;

    const COST: [f64; 6] = [4.0, 1.0, 6.0, 3.0, 2.0, 10.0];
    const P_PASS: [f64; 6] = [0.9, 0.97, 0.4, 0.7, 0.95, 0.2];

    /// `own/sequential_test_series.json`: best and worst of all 720 orders.
    #[test]
    fn six_checks_agree_with_all_720_orders() {
        let order = cost_order(&COST, &P_PASS).unwrap();
        assert_eq!(order, [3, 2, 5, 1, 4, 0]);
        let cost = |order: &[usize]| expected_cost(&COST, &P_PASS, order).unwrap();
        assert!((cost(&order) - 10.371_056).abs() < 1e-12);
        assert!((cost(&[0, 1, 2, 3, 4, 5]) - 13.996_66).abs() < 1e-12);
        let costs = permutations(6).into_iter().map(|order| cost(&order));
        let (best, worst) = costs.fold((f64::MAX, 0.0_f64), |(a, b), c| (a.min(c), b.max(c)));
        assert!((best - 10.371_056).abs() < 1e-12 && (worst - 16.142_764).abs() < 1e-12);
    }

    #[test]
    fn a_check_that_always_passes_comes_last_and_a_free_one_first() {
        assert_eq!(cost_order(&[0.0, 5.0, 0.0], &[1.0, 0.99, 0.99]), Some(vec![2, 1, 0]));
        assert_eq!(cost_order(&[], &[]), Some(vec![]));
        assert_eq!(expected_cost(&[], &[], &[]), Some(0.0));
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        assert_eq!(cost_order(&[1.0], &[]), None);
        assert_eq!(cost_order(&[-1.0], &[0.5]), None);
        assert_eq!(expected_cost(&[1.0], &[0.5], &[1]), None);
    }

    fn permutations(n: usize) -> Vec<Vec<usize>> {
        if n == 0 {
            return vec![vec![]];
        }
        let shorter = permutations(n - 1);
        let insert = |place: usize, order: &Vec<usize>| {
            let mut longer = order.clone();
            longer.insert(place, n - 1);
            longer
        };
        (0..n).flat_map(|place| shorter.iter().map(move |order| insert(place, order))).collect()
    }

    proptest! {
        #[test]
        fn no_other_order_is_cheaper(
            checks in proptest::collection::vec((0.0..20.0, 0.0..=1.0), 0..=6)
        ) {
            let (cost, p): (Vec<f64>, Vec<f64>) = checks.into_iter().unzip();
            let best = expected_cost(&cost, &p, &cost_order(&cost, &p).unwrap()).unwrap();
            for order in permutations(cost.len()) {
                prop_assert!(best <= expected_cost(&cost, &p, &order).unwrap() + 1e-9);
            }
        }
    }
}
