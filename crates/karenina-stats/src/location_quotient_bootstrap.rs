//! How sure location quotients are: intervals and significance from plants drawn again.

use crate::{NoValue, PoissonDraws, domain::is_amount, location_quotient, quantile};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use rayon::prelude::*;

/// Plants of one size, of one activity in one region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlantLot {
    /// The region, from 0.
    pub region: u32,
    /// The activity, from 0.
    pub activity: u32,
    /// The size of each plant: its employment, or 1 where plants are counted.
    pub size: f64,
    /// How many plants there are of it.
    pub plants: u32,
}

/// A quotient with what resampling makes of it; see [`location_quotient_bootstrap`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocationQuotientBootstrap {
    /// The region.
    pub region: u32,
    /// The activity.
    pub activity: u32,
    /// LQ of the plants as they are; `None` where all of them have size 0.
    pub quotient: Option<f64>,
    /// Percentile interval over the draws that have a quotient; `None` when none has.
    pub interval: Option<(f64, f64)>,
    /// (1 + number of draws with LQ ≤ 1) / (draws + 1): small where the quotient is above 1 for
    /// certain. A draw without a quotient counts as not above 1.
    pub p_above: f64,
    /// How many draws have a quotient.
    pub draws_with_quotient: u32,
}

/// Intervals of LQ = (`e_rc` / `e_r`) / (`e_c` / e), and the chance of not being above 1, when plants
/// are drawn again with return: each takes part as often as a Poisson number with mean 1 says.
///
/// A few large plants make a wide interval, many small ones a narrow one; formulas that count
/// persons as independent ([`moineddin_interval`](crate::location_quotient_significance::moineddin_interval))
/// take both for the same. What is in other regions and other activities is drawn as well, so that
/// all four sums vary together. The interval goes from the quantile (1 − level) / 2 to
/// (1 + level) / 2 of the draws. Plants of one plant's cell: LQ is 0 in e⁻¹ of all draws. With many
/// cells correct the p-values ([`benjamini_hochberg`](crate::benjamini_hochberg())). Region r
/// has the r-th stream of the seed, so that the number of threads changes nothing.
///
/// One answer a cell that has plants, by region and activity. Memory: 8 bytes × draws × activities,
/// a few times over. `Err`: `WrongShape` when a lot lies outside; `NotAnAmount` for a size that is
/// none; `ParameterOutOfRange` for a level outside (0, 1) or no draws; `NothingThere` when all is 0.
///
/// ```
/// use karenina_stats::{PlantLot, location_quotient_bootstrap};
/// let lot = |region, activity, plants| PlantLot { region, activity, size: 1.0, plants };
/// let lots = [lot(0, 0, 100), lot(0, 1, 9_900), lot(1, 0, 900), lot(1, 1, 89_100)];
/// let found = location_quotient_bootstrap(&lots, 2, 2, 499, 0.95, 1).unwrap();
/// let (low, high) = found[0].interval.unwrap();
/// assert_eq!(found[0].quotient, Some(1.0));
/// assert!(0.7 < low && low < 0.9 && 1.1 < high && high < 1.3);
/// assert!(found[0].p_above > 0.2);
/// ```
///
/// # Reference
/// Efron, B. and Tibshirani, R. J. (1993). *An Introduction to the Bootstrap*. Chapman & Hall, 13.3
/// (percentile intervals) and 15.4 (achieved significance); Poisson numbers in the place of
/// multinomial ones: Hanley, J. A. and `MacGibbon`, B. (2006). Creating non-parametric bootstrap
/// samples using Poisson frequencies. *Computer Methods and Programs in Biomedicine* 83(1), 57–62.
pub fn location_quotient_bootstrap(
    lots: &[PlantLot],
    regions: usize,
    activities: usize,
    draws: usize,
    level: f64,
    seed: u64,
) -> Result<Vec<LocationQuotientBootstrap>, NoValue> {
    let inside =
        |it: &PlantLot| (it.region as usize) < regions && (it.activity as usize) < activities;
    if !lots.iter().all(inside) {
        return Err(NoValue::WrongShape);
    }
    if !lots.iter().all(|it| is_amount(it.size)) {
        return Err(NoValue::NotAnAmount);
    }
    if draws == 0 || !(level > 0.0 && level < 1.0) {
        return Err(NoValue::ParameterOutOfRange);
    }
    let mut lots: Vec<PlantLot> = lots.iter().filter(|it| it.plants > 0).copied().collect();
    lots.sort_by(|a, b| {
        (a.region, a.activity).cmp(&(b.region, b.activity)).then(a.size.total_cmp(&b.size))
    });
    let observed = Sums::of(&lots, activities);
    if observed.all == 0.0 {
        return Err(NoValue::NothingThere);
    }
    let poisson = PoissonDraws::new(lots.iter().map(|it| it.plants));
    let by_region: Vec<&[PlantLot]> = lots.chunk_by(|a, b| a.region == b.region).collect();
    // First the sums of every draw over all regions …
    let mut sums = vec![Sums { activities: vec![0.0; activities], all: 0.0 }; draws];
    for some in by_region.chunks(16) {
        let drawn: Vec<Vec<Cell>> =
            some.par_iter().map(|lots| cells(lots, draws, &poisson, seed)).collect();
        // In the order of regions, so that threads do not change a digit.
        for cell in drawn.iter().flatten() {
            for (sum, x) in sums.iter_mut().zip(&cell.drawn) {
                sum.activities[cell.activity as usize] += x;
                sum.all += x;
            }
        }
    }
    // … then each region once more from the same stream, beside them.
    let tail = (1.0 - level) / 2.0;
    let found = by_region
        .par_iter()
        .map(|lots| {
            let cells = cells(lots, draws, &poisson, seed);
            let region: f64 = cells.iter().map(|it| it.observed).sum();
            let regions: Vec<f64> =
                (0..draws).map(|draw| cells.iter().map(|it| it.drawn[draw]).sum()).collect();
            let answer = |cell: &Cell| {
                let activity = cell.activity as usize;
                let mut quotients: Vec<f64> = (0..draws)
                    .filter_map(|draw| {
                        let (x, sums) = (cell.drawn[draw], &sums[draw]);
                        location_quotient(x, regions[draw], sums.activities[activity], sums.all)
                    })
                    .collect();
                quotients.sort_by(f64::total_cmp);
                let above = quotients.len() - quotients.partition_point(|it| *it <= 1.0);
                LocationQuotientBootstrap {
                    region: lots[0].region,
                    activity: cell.activity,
                    quotient: location_quotient(
                        cell.observed,
                        region,
                        observed.activities[activity],
                        observed.all,
                    ),
                    interval: quantile(&quotients, tail).zip(quantile(&quotients, 1.0 - tail)),
                    p_above: (1 + draws - above) as f64 / (draws + 1) as f64,
                    draws_with_quotient: quotients.len() as u32,
                }
            };
            cells.iter().map(answer).collect::<Vec<_>>()
        })
        .collect::<Vec<_>>();
    Ok(found.into_iter().flatten().collect())
}

/// Of all regions together.
#[derive(Clone)]
struct Sums {
    activities: Vec<f64>,
    all: f64,
}

impl Sums {
    fn of(lots: &[PlantLot], activities: usize) -> Self {
        let mut it = Self { activities: vec![0.0; activities], all: 0.0 };
        for lot in lots {
            let size = lot.size * f64::from(lot.plants);
            it.activities[lot.activity as usize] += size;
            it.all += size;
        }
        it
    }
}

/// An activity of a region: as it is, and in each draw.
struct Cell {
    activity: u32,
    observed: f64,
    drawn: Vec<f64>,
}

fn cells(lots: &[PlantLot], draws: usize, poisson: &PoissonDraws, seed: u64) -> Vec<Cell> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(lots.first().map_or(0, |it| u64::from(it.region)));
    lots.chunk_by(|a, b| a.activity == b.activity)
        .map(|lots| {
            let mut drawn = vec![0.0; draws];
            for lot in lots {
                for x in &mut drawn {
                    *x += lot.size * f64::from(poisson.draw(lot.plants, || random.next_u64()));
                }
            }
            let observed = lots.iter().map(|it| it.size * f64::from(it.plants)).sum();
            Cell { activity: lots[0].activity, observed, drawn }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{PlantLot, location_quotient_bootstrap};
    use crate::NoValue;

    fn lot(region: u32, activity: u32, size: f64, plants: u32) -> PlantLot {
        PlantLot { region, activity, size, plants }
    }

    /// Beside a nation and a region so large that they hardly vary the quotient varies as the
    /// Poisson number of its plants: R's `qpois` gives 81 and 120 of 100, 4 and 17 of 10.
    #[test]
    fn the_interval_is_that_of_the_number_of_plants() {
        let rest = [lot(0, 1, 1.0, 4_000_000_000), lot(1, 0, 1.0, 4_000_000_000)];
        let interval = |cell| {
            let lots = [&[cell], &rest[..]].concat();
            let found = location_quotient_bootstrap(&lots, 2, 2, 20_000, 0.95, 3).unwrap();
            let (low, high) = found[0].interval.unwrap();
            let at = found[0].quotient.unwrap();
            (low / at, high / at)
        };
        let close = |found: (f64, f64), low: f64, high: f64| {
            assert!((found.0 - low).abs() < 0.011 && (found.1 - high).abs() < 0.011, "{found:?}");
        };
        close(interval(lot(0, 0, 1.0, 100)), 0.81, 1.20);
        // The same hundred persons in ten plants.
        close(interval(lot(0, 0, 10.0, 10)), 0.4, 1.7);
    }

    #[test]
    fn one_plant_is_never_certain_and_a_hundred_may_be() {
        let base = [lot(0, 1, 10.0, 100), lot(1, 0, 10.0, 100), lot(1, 1, 10.0, 2000)];
        let p = |cell| {
            let lots = [&[cell], &base[..]].concat();
            location_quotient_bootstrap(&lots, 2, 2, 999, 0.95, 1).unwrap()[0].p_above
        };
        assert!(p(lot(0, 0, 1000.0, 1)) > 0.3);
        assert!(p(lot(0, 0, 10.0, 100)) < 0.002);
    }

    #[test]
    fn neither_threads_nor_the_order_of_lots_change_a_digit() {
        let mut lots: Vec<PlantLot> = (0..60)
            .map(|it| lot(it % 7, it % 5, f64::from(it % 11) + 0.1, 1 + it * it % 300))
            .collect();
        let draw = |lots: &[PlantLot], seed| {
            location_quotient_bootstrap(lots, 7, 5, 99, 0.9, seed).unwrap()
        };
        let one = draw(&lots, 5);
        assert_ne!(one, draw(&lots, 6));
        lots.reverse();
        assert_eq!(one, draw(&lots, 5));
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(one, alone.install(|| draw(&lots, 5)));
    }

    #[test]
    fn what_cannot_be_drawn_says_why() {
        let found = |lots: &[PlantLot], draws, level| {
            location_quotient_bootstrap(lots, 1, 1, draws, level, 1).map(|it| it.len())
        };
        let one = lot(0, 0, 3.0, 2);
        assert_eq!(found(&[one], 9, 0.9), Ok(1));
        assert_eq!(found(&[], 9, 0.9), Err(NoValue::NothingThere));
        assert_eq!(found(&[lot(0, 0, 0.0, 2)], 9, 0.9), Err(NoValue::NothingThere));
        assert_eq!(found(&[lot(1, 0, 1.0, 2)], 9, 0.9), Err(NoValue::WrongShape));
        assert_eq!(found(&[lot(0, 0, -1.0, 2)], 9, 0.9), Err(NoValue::NotAnAmount));
        assert_eq!(found(&[one], 0, 0.9), Err(NoValue::ParameterOutOfRange));
        assert_eq!(found(&[one], 9, 1.0), Err(NoValue::ParameterOutOfRange));
        // One region, one activity: 1 in every draw in which anybody is drawn.
        let alone = location_quotient_bootstrap(&[one], 1, 1, 99, 0.9, 1).unwrap()[0];
        assert_eq!(alone.interval, Some((1.0, 1.0)));
        assert!(alone.draws_with_quotient < 99 && alone.p_above == 1.0);
    }
}
