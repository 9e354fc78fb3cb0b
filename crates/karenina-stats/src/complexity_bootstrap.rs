//! How sure indices of complexity are: intervals from resampled counts.

use crate::{
    ComplexityLimits, ComplexityStanding, EconomicComplexity, NoValue, PoissonDraws, Presence,
    RegionalTable, economic_complexity, economic_complexity::solve, presence, quantile,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use rayon::prelude::*;
use std::borrow::Cow;

/// Indices of the observed counts and what resampling makes of them; see
/// [`complexity_bootstrap`].
#[derive(Debug, Clone, PartialEq)]
pub struct ComplexityBootstrap {
    /// The index of the counts as they are.
    pub observed: EconomicComplexity,
    /// Draws that were made.
    pub draws: usize,
    /// Draws without an index, because one region, one activity or no difference was left.
    pub without_index: usize,
    /// Draws in which the regions fell into parts without a common activity.
    pub disconnected: usize,
    /// Draws whose index runs against the observed one: the sign rule chose the other
    /// end. Many mean that intervals across zero are about the sign.
    pub turned: usize,
    /// Interval of each region's index over the draws in which it has one; `None` when
    /// in none.
    pub regions: Vec<Option<(f64, f64)>>,
    /// In how many draws each region has an index.
    pub region_draws: Vec<u32>,
    /// Interval of each region's rank, 1 the most complex.
    pub ranks: Vec<Option<(f64, f64)>>,
    /// Interval of each activity's index.
    pub activities: Vec<Option<(f64, f64)>>,
    present: Vec<u32>,
}

impl ComplexityBootstrap {
    /// The share of draws in which the activity is present (its quotient reaches the
    /// threshold) in the region: how sure a 0 or 1 of the matrix is. `None` outside the
    /// table.
    pub fn share_present(&self, region: usize, activity: usize) -> Option<f64> {
        let n = self.observed.activities.len();
        let count = (activity < n).then(|| self.present.get(region * n + activity)).flatten()?;
        Some(f64::from(*count) / self.draws as f64)
    }
}

/// Intervals of ECI, PCI and ranks, and the chance that each cell is present, when
/// every count is drawn again from a Poisson distribution with itself as the mean.
///
/// `counts` are whole numbers of what was sampled: plants, or persons where they are
/// independent (they are not within a plant: intervals from persons are too narrow). A
/// zero stays zero. Each draw makes quotients, presence at `threshold` and indices
/// anew; the search for the eigenvector begins at the observed one and ends at a
/// residual of 1e−9. Intervals are percentiles, from (1 − level) / 2 to
/// (1 + level) / 2. They hold the error of counting alone, not that of definitions. Draw k has the
/// k-th stream of the seed, so that the number of threads changes nothing.
///
/// `Err`: `NotAnAmount` when a count is not whole or above 2³² − 1;
/// `ParameterOutOfRange` for a level outside (0, 1), a threshold not above 0, or no
/// draws; else as [`economic_complexity`](crate::economic_complexity()) of the
/// observed.
///
/// ```
/// use karenina_stats::{ComplexityLimits, RegionalTable, complexity_bootstrap};
/// let counts = [90.0, 5.0, 4.0, 60.0, 50.0, 3.0, 30.0, 40.0, 70.0];
/// let table = RegionalTable::new(&counts, 3, 3).unwrap();
/// let limits = ComplexityLimits::default();
/// let found = complexity_bootstrap(&table, 1.0, &limits, 50, 0.9, 7).unwrap();
/// let (low, high) = found.regions[0].unwrap();
/// assert!(low <= high);
/// assert_eq!(found.share_present(0, 0), Some(1.0));
/// ```
///
/// # Reference
/// Efron, B. and Tibshirani, R. J. (1993). *An Introduction to the Bootstrap*. Chapman & Hall,
/// 6.5 and 13.3 (percentile intervals).
pub fn complexity_bootstrap(
    counts: &RegionalTable<'_>,
    threshold: f64,
    limits: &ComplexityLimits,
    draws: usize,
    level: f64,
    seed: u64,
) -> Result<ComplexityBootstrap, NoValue> {
    let whole = |&x: &f64| x <= f64::from(u32::MAX) && x == libm::floor(x);
    if !counts.values().iter().all(whole) {
        return Err(NoValue::NotAnAmount);
    }
    if draws == 0 || !(level > 0.0 && level < 1.0) {
        return Err(NoValue::ParameterOutOfRange);
    }
    let observed_presence = Presence::from_quotients(counts, threshold)?;
    let observed = economic_complexity(&observed_presence, limits)?;
    let (rows, columns) = (counts.regions(), counts.activities());
    let means: Vec<u32> = counts.values().iter().map(|&x| x as u32).collect();
    let poisson = PoissonDraws::new(means.iter().copied());
    let mut summary = Summary {
        present: vec![0; rows * columns],
        regions: vec![Vec::new(); rows],
        ranks: vec![Vec::new(); rows],
        activities: vec![Vec::new(); columns],
        without_index: 0,
        disconnected: 0,
        turned: 0,
    };
    // As many at once as keep any number of threads busy, and memory small.
    let numbers: Vec<u64> = (0..draws as u64).collect();
    for some in numbers.chunks(8) {
        let made: Vec<_> = some
            .par_iter()
            .map(|&stream| {
                let mut random = ChaCha8Rng::seed_from_u64(seed);
                random.set_stream(stream);
                let presence = drawn(&means, (rows, columns), &poisson, threshold, &mut random);
                let found = solve(&presence, limits, Some(&observed.vector), 1e-9, false);
                (presence, found)
            })
            .collect();
        for (presence, found) in made {
            summary.add(&presence, found.as_ref().ok(), &observed);
        }
    }
    let tail = (1.0 - level) / 2.0;
    let interval =
        |values: &Vec<f64>| Some((quantile(values, tail)?, quantile(values, 1.0 - tail)?));
    Ok(ComplexityBootstrap {
        draws,
        without_index: summary.without_index,
        disconnected: summary.disconnected,
        turned: summary.turned,
        regions: summary.regions.iter().map(interval).collect(),
        region_draws: summary.regions.iter().map(|it| it.len() as u32).collect(),
        ranks: summary.ranks.iter().map(interval).collect(),
        activities: summary.activities.iter().map(interval).collect(),
        present: summary.present,
        observed,
    })
}

/// Presence in one draw.
fn drawn(
    means: &[u32],
    (rows, columns): (usize, usize),
    poisson: &PoissonDraws,
    threshold: f64,
    random: &mut ChaCha8Rng,
) -> Presence {
    let values =
        means.iter().map(|&mean| f64::from(poisson.draw(mean, || random.next_u64()))).collect();
    RegionalTable::checked(Cow::Owned(values), rows, columns)
        .and_then(|table| Presence::from_quotients(&table, threshold))
        // Nothing was drawn anywhere: nothing is present.
        .unwrap_or_else(|_| Presence::of_rows(rows, columns, |_, _| ()))
}

struct Summary {
    present: Vec<u32>,
    regions: Vec<Vec<f64>>,
    ranks: Vec<Vec<f64>>,
    activities: Vec<Vec<f64>>,
    without_index: usize,
    disconnected: usize,
    turned: usize,
}

impl Summary {
    fn add(
        &mut self,
        presence: &Presence,
        found: Option<&EconomicComplexity>,
        observed: &EconomicComplexity,
    ) {
        for (row, counts) in self.present.chunks_exact_mut(presence.activities()).enumerate() {
            for activity in presence::ones(presence.rows.line(row)) {
                counts[activity] += 1;
            }
        }
        let Some(found) = found else {
            self.without_index += 1;
            return;
        };
        self.disconnected +=
            usize::from(matches!(found.standing, ComplexityStanding::Disconnected(_)));
        let along: f64 = found
            .regions
            .iter()
            .zip(&observed.regions)
            .filter_map(|(a, b)| Some((*a)? * (*b)?))
            .sum();
        self.turned += usize::from(along < 0.0);
        let mut order: Vec<(f64, usize)> =
            found.regions.iter().enumerate().filter_map(|(at, it)| Some(((*it)?, at))).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (rank, &(index, region)) in order.iter().enumerate() {
            self.regions[region].push(index);
            self.ranks[region].push(rank as f64 + 1.0);
        }
        for (values, index) in self.activities.iter_mut().zip(&found.activities) {
            values.extend(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::complexity_bootstrap;
    use crate::{ComplexityLimits, NoValue, RegionalTable, toy_stream::uniforms};

    fn counts() -> Vec<f64> {
        let mut random = uniforms(6);
        (0..30 * 20)
            .map(|at| {
                let (r, a): (usize, usize) = (at / 20, at % 20);
                let near = if r.abs_diff(a) < 6 { 30.0 } else { 2.0 };
                (near * random()).floor()
            })
            .collect()
    }

    #[test]
    fn more_data_make_narrower_intervals() {
        let few = counts();
        let many: Vec<f64> = few.iter().map(|x| 400.0 * x).collect();
        let limits = ComplexityLimits::default();
        let width = |counts: &[f64]| {
            let table = RegionalTable::new(counts, 30, 20).unwrap();
            let found = complexity_bootstrap(&table, 1.0, &limits, 60, 0.9, 1).unwrap();
            assert!(found.turned == 0 && found.region_draws.iter().all(|&it| it == 60));
            let widths: Vec<f64> =
                found.regions.iter().flatten().map(|(low, high)| high - low).collect();
            widths.iter().sum::<f64>() / 30.0
        };
        assert!(width(&many) < width(&few) / 2.0);
    }

    #[test]
    fn the_same_seed_gives_the_same_intervals() {
        let counts = counts();
        let table = RegionalTable::new(&counts, 30, 20).unwrap();
        let limits = ComplexityLimits::default();
        let draw = |seed| complexity_bootstrap(&table, 1.0, &limits, 20, 0.9, seed).unwrap();
        let one = draw(3);
        assert_eq!(one, draw(3));
        assert_ne!(one.regions, draw(4).regions);
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(one, alone.install(|| draw(3)));
    }

    /// Quotients of an activity average 1 over regions, so at least one region has it in
    /// every draw: the shares of its column add up to one at least.
    #[test]
    fn in_every_draw_some_region_has_an_activity() {
        let counts = counts();
        let table = RegionalTable::new(&counts, 30, 20).unwrap();
        let limits = ComplexityLimits::default();
        let found = complexity_bootstrap(&table, 1.0, &limits, 40, 0.9, 5).unwrap();
        let mut unsure = 0;
        for activity in 0..20 {
            let shares: Vec<f64> =
                (0..30).map(|region| found.share_present(region, activity).unwrap()).collect();
            assert!(shares.iter().sum::<f64>() >= 1.0);
            unsure += shares.iter().filter(|&&it| it > 0.0 && it < 1.0).count();
        }
        assert!(unsure > 0);
        assert_eq!(found.share_present(30, 0), None);
        assert_eq!(found.share_present(0, 20), None);
    }

    #[test]
    fn what_is_no_count_is_refused() {
        let limits = ComplexityLimits::default();
        let half = RegionalTable::new(&[0.5, 1.0, 1.0, 0.0], 2, 2).unwrap();
        let result = |draws, level| {
            complexity_bootstrap(&half, 1.0, &limits, draws, level, 1).map(|it| it.draws)
        };
        assert_eq!(result(9, 0.9), Err(NoValue::NotAnAmount));
        let counts = [90.0, 5.0, 4.0, 60.0, 50.0, 3.0, 30.0, 40.0, 70.0];
        let table = RegionalTable::new(&counts, 3, 3).unwrap();
        let result = |draws, level| {
            complexity_bootstrap(&table, 1.0, &limits, draws, level, 1).map(|it| it.draws)
        };
        assert_eq!(result(0, 0.9), Err(NoValue::ParameterOutOfRange));
        assert_eq!(result(9, 1.0), Err(NoValue::ParameterOutOfRange));
        assert_eq!(result(9, 0.9), Ok(9));
    }
}
