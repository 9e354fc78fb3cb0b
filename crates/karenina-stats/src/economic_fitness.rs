//! Fitness of regions and complexity of activities.

use crate::{NoValue, Presence, economic_complexity::sums};

/// Fitness and complexity after the last step; see [`economic_fitness`].
#[derive(Debug, Clone, PartialEq)]
pub struct EconomicFitness {
    /// F of each region, with mean 1; `None` where nothing is present.
    pub regions: Vec<Option<f64>>,
    /// Q of each activity, with mean 1; `None` where it is present nowhere.
    pub activities: Vec<Option<f64>>,
    /// Steps that were made.
    pub steps: usize,
    /// The largest change of a fitness in the last step. Where it is not near zero
    /// the values are not final: some fall to zero for ever, like 1 / steps.
    pub last_change: f64,
    /// Whether the last change was within the tolerance.
    pub converged: bool,
}

/// F꜀ = Σₚ M Qₚ and Qₚ = 1 / Σ꜀ M / F꜀, each divided by its mean, from 1.
///
/// An activity is only as complex as the least fit region that has it lets it be: a
/// nonlinear counterpart to [`economic_complexity`](crate::economic_complexity()), with
/// another order (the two share few of their upper ranks). F and Q are positive, with
/// mean 1. **Convergence** depends on the shape of the matrix: where the diagonal of
/// the ordered matrix leaves the full part, some F and Q fall to zero for ever; orders
/// then settle long before values do. So the result says whether it converged. `Err`:
/// `NothingThere`; `ParameterOutOfRange` when no step is allowed or the tolerance is
/// not positive.
///
/// ```
/// use karenina_stats::{Presence, economic_fitness};
/// let nested = Presence::from_fn(3, 3, |region, activity| activity <= region).unwrap();
/// let found = economic_fitness(&nested, 50, 1e-9).unwrap();
/// assert!(found.regions[0] < found.regions[1] && found.regions[1] < found.regions[2]);
/// ```
///
/// # Reference
/// Tacchella, A., Cristelli, M., Caldarelli, G., Gabrielli, A. and Pietronero, L.
/// (2012). A new metrics for countries' fitness and products' complexity. *Scientific
/// Reports* 2, 723. Convergence: Pugliese, E., Zaccaria, A. and Pietronero, L. (2016).
/// On the convergence of the Fitness-Complexity algorithm. *European Physical Journal
/// Special Topics* 225, 1893–1911.
pub fn economic_fitness(
    presence: &Presence,
    most_steps: usize,
    tolerance: f64,
) -> Result<EconomicFitness, NoValue> {
    if presence.diversity().iter().all(|&it| it == 0) {
        return Err(NoValue::NothingThere);
    }
    if most_steps == 0 || !(tolerance > 0.0 && tolerance.is_finite()) {
        return Err(NoValue::ParameterOutOfRange);
    }
    let one = |counts: &[u32]| -> Vec<f64> {
        counts.iter().map(|&it| if it > 0 { 1.0 } else { 0.0 }).collect()
    };
    let mut regions = one(presence.diversity());
    let mut activities = one(presence.ubiquity());
    let mut tables = Vec::new();
    let (mut steps, mut last_change) = (0, f64::INFINITY);
    while steps < most_steps && last_change > tolerance {
        let mut fitness = vec![0.0; regions.len()];
        sums(&presence.rows, &activities, &mut tables, &mut fitness);
        let inverse: Vec<f64> =
            regions.iter().map(|&f| if f > 0.0 { 1.0 / f } else { 0.0 }).collect();
        let mut complexity = vec![0.0; activities.len()];
        sums(&presence.columns, &inverse, &mut tables, &mut complexity);
        for q in complexity.iter_mut().filter(|q| **q > 0.0) {
            *q = 1.0 / *q;
        }
        // Kept from falling out of the range of numbers: 1 / F must stay finite.
        to_mean_one(&mut fitness, presence.diversity());
        to_mean_one(&mut complexity, presence.ubiquity());
        last_change =
            fitness.iter().zip(&regions).map(|(new, old)| (new - old).abs()).fold(0.0, f64::max);
        (regions, activities) = (fitness, complexity);
        steps += 1;
    }
    let known = |values: Vec<f64>, counts: &[u32]| {
        values.into_iter().zip(counts).map(|(x, &count)| (count > 0).then_some(x)).collect()
    };
    Ok(EconomicFitness {
        regions: known(regions, presence.diversity()),
        activities: known(activities, presence.ubiquity()),
        steps,
        last_change,
        converged: last_change <= tolerance,
    })
}

fn to_mean_one(values: &mut [f64], counts: &[u32]) {
    let n = counts.iter().filter(|&&it| it > 0).count() as f64;
    let mean = values.iter().sum::<f64>() / n;
    for (value, &count) in values.iter_mut().zip(counts) {
        if count > 0 {
            *value = (*value / mean).max(1e-250);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::economic_fitness;
    use crate::{NoValue, Presence};

    /// Two regions, the second with one activity of the first: by hand
    /// F = (4/3, 2/3) after one step, Q from the first F (1, 1): (2/3, 4/3).
    #[test]
    fn one_step_by_hand() {
        let presence = Presence::from_fn(2, 2, |r, a| r == 0 || a == 0).unwrap();
        let found = economic_fitness(&presence, 1, 1e-9).unwrap();
        assert!((found.regions[0].unwrap() - 4.0 / 3.0).abs() < 1e-15);
        assert!((found.activities[0].unwrap() - 2.0 / 3.0).abs() < 1e-15);
        assert!(!found.converged && found.steps == 1);
        // Second step: F ∝ (2/3 + 4/3, 2/3) = (3/2, 1/2); Q ∝ (1/(3/4 + 3/2), 4/3).
        let found = economic_fitness(&presence, 2, 1e-9).unwrap();
        assert!((found.regions[0].unwrap() - 1.5).abs() < 1e-15);
        assert!((found.activities[0].unwrap() - 0.5).abs() < 1e-15);
    }

    #[test]
    fn what_does_not_converge_says_so() {
        let presence = Presence::from_fn(2, 2, |r, a| r == 0 || a == 0).unwrap();
        let found = economic_fitness(&presence, 20, 1e-9).unwrap();
        assert!(!found.converged && found.last_change > 1e-3);
        let alike = Presence::from_fn(3, 2, |_, _| true).unwrap();
        let found = economic_fitness(&alike, 20, 1e-9).unwrap();
        assert!(found.converged && found.regions.iter().all(|it| *it == Some(1.0)));
        let nothing = Presence::from_fn(2, 2, |_, _| false).unwrap();
        assert_eq!(economic_fitness(&nothing, 9, 1e-9), Err(NoValue::NothingThere));
        assert_eq!(economic_fitness(&alike, 0, 1e-9), Err(NoValue::ParameterOutOfRange));
    }

    #[test]
    fn regions_without_anything_have_no_fitness() {
        let presence = Presence::from_fn(3, 3, |r, a| r > 0 && a > 0).unwrap();
        let found = economic_fitness(&presence, 9, 1e-9).unwrap();
        assert_eq!(found.regions, [None, Some(1.0), Some(1.0)]);
        assert_eq!(found.activities, [None, Some(1.0), Some(1.0)]);
    }
}
