//! One budget over several buyers, each of whom takes one package or none.

/// A package that a buyer may take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// In whole units of money.
    pub cost: u64,
    /// What it is worth; not negative.
    pub worth: f64,
}

/// Who takes which package.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// For each buyer the place of the package in their list; `None`: nothing.
    pub taken: Vec<Option<usize>>,
    /// The sum of the costs.
    pub cost: u64,
    /// The sum of the worths.
    pub worth: f64,
}

/// The largest table: buyers times units of the budget.
const MOST_CELLS: u64 = 1 << 28;

/// The allocation of greatest worth within the budget; among those of equal worth the cheapest, then
/// the one in which earlier buyers get theirs.
///
/// max Σ wᵢⱼ xᵢⱼ subject to Σ cᵢⱼ xᵢⱼ ≤ budget, Σⱼ xᵢⱼ ≤ 1, x ∈ {0, 1}. A dynamic programme over
/// buyers and units of money, exact: costs are divided by their greatest common divisor first, so
/// that a budget in roubles costs no more than one in millions. A budget beyond the sum of the
/// dearest packages is cut to it. `None` when a worth is negative or not a number, when the sum of
/// costs exceeds a `u64`, and when the table would be too large (2²⁸ cells): give money in larger
/// units.
///
/// ```
/// use karenina_stats::multiple_choice_knapsack::{Offer, multiple_choice_knapsack};
/// let offer = |cost, worth| vec![Offer { cost, worth }];
/// let all = multiple_choice_knapsack(&[offer(6, 1.0), offer(5, 1.0), offer(5, 1.0)], 10).unwrap();
/// assert_eq!(all.taken, [None, Some(0), Some(0)]);
/// ```
///
/// # Reference
/// Kellerer, H., Pferschy, U. and Pisinger, D. (2004). *Knapsack Problems*. Springer, section 11.5.
#[doc(alias = "MCKP")]
pub fn multiple_choice_knapsack(buyers: &[Vec<Offer>], budget: u64) -> Option<Allocation> {
    if buyers.iter().flatten().any(|it| !it.worth.is_finite() || it.worth < 0.0) {
        return None;
    }
    let dearest = buyers.iter().try_fold(0_u64, |sum, list| {
        sum.checked_add(list.iter().map(|it| it.cost).max().unwrap_or(0))
    })?;
    let unit = buyers.iter().flatten().fold(0, |unit, it| divisor(unit, it.cost)).max(1);
    let budget = (budget.min(dearest) / unit) as usize;
    if (budget as u64 + 1).checked_mul(buyers.len() as u64 + 1)? > MOST_CELLS {
        return None;
    }
    // best[b]: the greatest worth of the buyers from here on with b units, and its cost; buyers
    // from the last to the first, so that reading off the choice begins with the first.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0); budget + 1];
    let mut choices: Vec<Vec<u16>> = Vec::with_capacity(buyers.len());
    for offers in buyers.iter().rev() {
        let mut choice = vec![0_u16; budget + 1];
        let mut next = best.clone();
        for (place, offer) in offers.iter().enumerate() {
            let cost = (offer.cost / unit) as usize;
            for units in cost..=budget {
                let (worth, spent) = best[units - cost];
                let (worth, spent) = (worth + offer.worth, spent + cost);
                let known = next[units];
                let better = worth > known.0
                    || worth == known.0 && spent < known.1
                    // The same for the same money: the earlier buyer gets theirs.
                    || worth == known.0 && spent == known.1 && choice[units] == 0;
                if better && offer.worth > 0.0 {
                    next[units] = (worth, spent);
                    choice[units] = u16::try_from(place + 1).ok()?;
                }
            }
        }
        best = next;
        choices.push(choice);
    }
    let (mut units, mut taken, mut cost, mut worth) = (budget, Vec::new(), 0, 0.0);
    for (offers, choice) in buyers.iter().zip(choices.iter().rev()) {
        let place = usize::from(choice[units]).checked_sub(1);
        if let Some(place) = place {
            units -= (offers[place].cost / unit) as usize;
            cost += offers[place].cost;
            worth += offers[place].worth;
        }
        taken.push(place);
    }
    Some(Allocation { taken, cost, worth })
}

fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::{Offer, multiple_choice_knapsack};
    use proptest::prelude::*;

    /// Example of Kellerer, Pferschy and Pisinger 2004, chapter 2, as a choice of one package each,
    /// solved by hand: capacity 9, profits 6 5 8 9 6 7 3, weights 2 3 6 7 5 9 4: the optimum is 15.
    #[test]
    fn the_textbook_knapsack_comes_out() {
        let items = [(2, 6.0), (3, 5.0), (6, 8.0), (7, 9.0), (5, 6.0), (9, 7.0), (4, 3.0)];
        let buyers: Vec<Vec<Offer>> =
            items.iter().map(|(cost, worth)| vec![Offer { cost: *cost, worth: *worth }]).collect();
        let found = multiple_choice_knapsack(&buyers, 9).unwrap();
        assert_eq!((found.worth, found.cost), (15.0, 9));
        let taken: Vec<usize> = (0..7).filter(|it| found.taken[*it].is_some()).collect();
        assert_eq!(taken, [0, 3]);
    }

    #[test]
    fn equal_worth_goes_to_the_cheapest_first() {
        let buyers: Vec<Vec<Offer>> =
            [40, 10, 30, 20].iter().map(|cost| vec![Offer { cost: *cost, worth: 1.0 }]).collect();
        let found = multiple_choice_knapsack(&buyers, 60).unwrap();
        assert_eq!(found.taken, [None, Some(0), Some(0), Some(0)]);
    }

    #[test]
    fn nothing_to_give_or_nobody_to_take_is_an_answer() {
        assert_eq!(multiple_choice_knapsack(&[], 5).unwrap().cost, 0);
        let one = vec![vec![Offer { cost: 1, worth: 1.0 }]];
        assert_eq!(multiple_choice_knapsack(&one, 0).unwrap().taken, [None]);
        assert_eq!(multiple_choice_knapsack(&[vec![Offer { cost: 1, worth: -1.0 }]], 1), None);
        assert_eq!(multiple_choice_knapsack(&[vec![Offer { cost: 1, worth: f64::NAN }]], 1), None);
    }

    #[test]
    fn a_budget_in_roubles_is_no_larger_table_than_one_in_millions() {
        let buyers: Vec<Vec<Offer>> =
            (1..=50).map(|it| vec![Offer { cost: it * 1_000_000, worth: 1.0 }]).collect();
        let found = multiple_choice_knapsack(&buyers, 55_999_999).unwrap();
        assert_eq!((found.worth, found.cost), (10.0, 55_000_000));
    }

    proptest! {
        #[test]
        fn no_other_allocation_is_worth_more(
            buyers in proptest::collection::vec(proptest::collection::vec((0_u64..9, 0_u32..5), 0..3), 0..6),
            budget in 0_u64..30,
        ) {
            let buyers: Vec<Vec<Offer>> = buyers
                .into_iter()
                .map(|list| list.into_iter().map(|(cost, worth)| Offer { cost: cost * 7, worth: f64::from(worth) }).collect())
                .collect();
            let budget = budget * 7 + 3;
            let mut all = vec![(0.0, 0_u64)];
            for offers in &buyers {
                let mut next = all.clone();
                for (worth, cost) in &all {
                    next.extend(offers.iter().map(|it| (worth + it.worth, cost + it.cost)));
                }
                all = next;
            }
            let best = all
                .into_iter()
                .filter(|it| it.1 <= budget)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
                .unwrap();
            let found = multiple_choice_knapsack(&buyers, budget).unwrap();
            prop_assert_eq!((found.worth, found.cost), best);
        }
    }
}
