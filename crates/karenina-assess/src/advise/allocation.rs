//! One budget over several clusters: each takes its whole set of measures or nothing.

use karenina_stats::multiple_choice_knapsack::{Offer, multiple_choice_knapsack};

use super::ClusterAdvice;

/// Who gets what of one budget. Under the principle half a set buys nothing, so that each cluster
/// takes a whole set or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// What there was.
    pub budget: f64,
    /// What is spent.
    pub spent: f64,
    /// The expected number of clusters whose known gaps are mended.
    pub worth: f64,
    /// For each cluster of the advice, in its order.
    pub awarded: Vec<Awarded>,
    /// How many clusters so much money makes whole, at each budget at which the number grows.
    pub curve: Vec<CurvePoint>,
}

/// What became of a cluster in an allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awarded {
    /// Its set is paid for.
    Funded,
    /// Its set would be worth paying for, and the budget does not reach.
    LeftOut,
    /// Nothing is to be paid: the decision on it is another.
    NoCandidate,
}

/// A step of the price curve of the programme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// With so much money …
    pub budget: f64,
    /// … so many clusters are expected to be mended.
    pub worth: f64,
}

/// Costs are counted in hundredths of their unit.
const HUNDREDTHS: f64 = 100.0;
/// Price curves are drawn at this many budgets at most.
const MOST_POINTS: usize = 200;

/// The allocation of greatest expected number of mended clusters; `None` where the table of the
/// programme would be too large.
pub(super) fn allocate(clusters: &[ClusterAdvice], budget: f64) -> Option<Allocation> {
    let offers: Vec<Vec<Offer>> = clusters
        .iter()
        .map(|it| match &it.package {
            Some(package) if it.decision.spends() => vec![Offer {
                cost: (package.cost * HUNDREDTHS).round() as u64,
                worth: package.chance,
            }],
            Some(_) | None => Vec::new(),
        })
        .collect();
    let whole = (budget * HUNDREDTHS + 1e-6).floor().max(0.0) as u64;
    let found = multiple_choice_knapsack(&offers, whole)?;
    let awarded = offers
        .iter()
        .zip(&found.taken)
        .map(|(offers, taken)| match (offers.is_empty(), taken) {
            (true, _) => Awarded::NoCandidate,
            (false, Some(_)) => Awarded::Funded,
            (false, None) => Awarded::LeftOut,
        })
        .collect();
    Some(Allocation {
        budget,
        spent: found.cost as f64 / HUNDREDTHS,
        worth: found.worth,
        awarded,
        curve: curve(&offers)?,
    })
}

/// At the sums of the cheapest, where equal worths make cheapest-first the best there is; where
/// worths differ each of these budgets is solved anew.
fn curve(offers: &[Vec<Offer>]) -> Option<Vec<CurvePoint>> {
    let mut all: Vec<Offer> = offers.iter().flatten().copied().collect();
    all.sort_by(|a, b| a.cost.cmp(&b.cost).then(b.worth.total_cmp(&a.worth)));
    let alike = all.windows(2).all(|it| it[0].worth == it[1].worth);
    let (mut cost, mut worth, mut points) = (0, 0.0, Vec::new());
    for offer in all.iter().take(MOST_POINTS) {
        cost += offer.cost;
        worth += offer.worth;
        let at = if alike { worth } else { multiple_choice_knapsack(offers, cost)?.worth };
        points.push(CurvePoint { budget: cost as f64 / HUNDREDTHS, worth: at });
    }
    Some(points)
}
