//! Draws from Poisson distributions whose means are whole numbers.

/// Means up to this are drawn from tables.
const TABLED: u32 = 255;

/// Tables for the means that occur; see [`PoissonDraws::draw`].
#[derive(Debug, Clone)]
pub struct PoissonDraws {
    entries: Vec<Table>,
    by_mean: [u32; TABLED as usize + 1],
}

#[derive(Debug, Clone)]
struct Table {
    low: u32,
    /// Keep the place below this of 2³², else take the other.
    places: Vec<(u32, u32)>,
}

impl PoissonDraws {
    /// Tables for these means; greater ones than 255 need none.
    pub fn new(means: impl IntoIterator<Item = u32>) -> Self {
        let mut draws = Self { entries: Vec::new(), by_mean: [0; TABLED as usize + 1] };
        for mean in means.into_iter().filter(|&it| (1..=TABLED).contains(&it)) {
            if draws.by_mean[mean as usize] == 0 {
                draws.entries.push(table(mean));
                draws.by_mean[mean as usize] = draws.entries.len() as u32;
            }
        }
        draws
    }

    /// A number of events where `mean` are expected; `word` gives 64 random bits.
    ///
    /// From 0 upward, mean and variance `mean`; 0 when the mean is 0. Up to 255 by Walker's
    /// alias method, one word a draw, each probability off by 2⁻³² at most; above by Hörmann's
    /// rejection. A mean up to 255 that was not announced is drawn by a table made for it on
    /// the spot, slowly.
    ///
    /// ```
    /// use karenina_stats::PoissonDraws;
    /// let draws = PoissonDraws::new([3]);
    /// assert_eq!(draws.draw(0, || 7), 0);
    /// let few = draws.draw(3, || 1 << 63);
    /// assert!(few < 30);
    /// ```
    ///
    /// # Reference
    /// Walker, A. J. (1977). An efficient method for generating discrete random variables with
    /// general distributions. *ACM Transactions on Mathematical Software* 3(3), 253–256.
    /// Hörmann, W. (1993). The transformed rejection method for generating Poisson random
    /// variables. *Insurance: Mathematics and Economics* 12(1), 39–45, algorithm PTRS.
    pub fn draw(&self, mean: u32, mut word: impl FnMut() -> u64) -> u32 {
        if mean == 0 {
            return 0;
        }
        if mean > TABLED {
            return rejected(f64::from(mean), word);
        }
        match self.by_mean[mean as usize] {
            0 => from(&table(mean), word()),
            at => from(&self.entries[at as usize - 1], word()),
        }
    }
}

fn from(table: &Table, word: u64) -> u32 {
    let at = ((word >> 32) * table.places.len() as u64) >> 32;
    let (keep, other) = table.places[at as usize];
    if (word as u32) < keep { table.low + at as u32 } else { other }
}

fn table(mean: u32) -> Table {
    let lambda = f64::from(mean);
    let reach = 9.0 * libm::sqrt(lambda);
    let low = (lambda - reach - 5.0).max(0.0) as u32;
    let high = (lambda + reach + 15.0) as u32;
    let mass: Vec<f64> = (low..=high)
        .map(|k| {
            let k = f64::from(k);
            libm::exp(k * libm::log(lambda) - lambda - libm::lgamma(k + 1.0))
        })
        .collect();
    let total: f64 = mass.iter().sum();
    let n = mass.len();
    let mut rest: Vec<f64> = mass.iter().map(|p| p / total * n as f64).collect();
    // A place that nothing is left for keeps all of its own.
    let mut places: Vec<(u32, u32)> = (low..=high).map(|k| (u32::MAX, k)).collect();
    let (mut poor, mut rich): (Vec<usize>, Vec<usize>) = (0..n).partition(|&at| rest[at] < 1.0);
    while let (Some(&from), Some(&to)) = (rich.last(), poor.last()) {
        poor.pop();
        places[to] = ((rest[to] * 4_294_967_296.0) as u32, low + from as u32);
        rest[from] -= 1.0 - rest[to];
        if rest[from] < 1.0 {
            rich.pop();
            poor.push(from);
        }
    }
    Table { low, places }
}

fn rejected(lambda: f64, mut word: impl FnMut() -> u64) -> u32 {
    let mut uniform = move || ((word() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    let width = 0.931 + 2.53 * libm::sqrt(lambda);
    let slope = -0.059 + 0.024_83 * width;
    let inverse_alpha = 1.1239 + 1.1328 / (width - 3.4);
    let sure = 0.9277 - 3.6224 / (width - 2.0);
    // A hundred in a row are rejected once in 10⁹⁰ times; a stream that is stuck must end too.
    for _ in 0..100 {
        let u = uniform() - 0.5;
        let v = uniform();
        let us = 0.5 - u.abs();
        let k = libm::floor((2.0 * slope / us + width) * u + lambda + 0.43);
        if us >= 0.07 && v <= sure {
            return k as u32;
        }
        if k < 0.0 || (us < 0.013 && v > us) {
            continue;
        }
        let accept = libm::log(v) + libm::log(inverse_alpha) - libm::log(slope / (us * us) + width);
        if accept <= -lambda + k * libm::log(lambda) - libm::lgamma(k + 1.0) {
            return k as u32;
        }
    }
    lambda as u32
}

#[cfg(test)]
mod tests {
    use super::{PoissonDraws, table};
    use crate::toy_stream::words;

    /// P(k) = e⁻³ 3ᵏ / k!, as tables of the distribution print it: 0.0498, 0.1494, 0.2240,
    /// 0.2240, 0.1680 for 0 to 4.
    #[test]
    fn the_table_holds_the_distribution() {
        let table = table(3);
        let n = table.places.len() as f64;
        let mut mass = vec![0.0; 60];
        for (at, &(keep, other)) in table.places.iter().enumerate() {
            let keep = f64::from(keep) / 4_294_967_296.0;
            mass[table.low as usize + at] += keep / n;
            mass[other as usize] += (1.0 - keep) / n;
        }
        for (found, printed) in mass.iter().zip([0.0498, 0.1494, 0.2240, 0.2240, 0.1680]) {
            assert!((found - printed).abs() < 5e-5);
        }
        assert!((mass[0] - 0.049_787_068_367_863_94).abs() < 1e-8);
    }

    #[test]
    fn mean_and_variance_are_the_mean() {
        for mean in [1, 7, 200, 255, 256, 5000] {
            let draws = PoissonDraws::new([mean]);
            let mut stream = words(u64::from(mean));
            let n = 40_000;
            let (mut sum, mut squares) = (0.0, 0.0);
            for _ in 0..n {
                let x = f64::from(draws.draw(mean, &mut stream));
                sum += x;
                squares += x * x;
            }
            let found = sum / f64::from(n);
            let variance = squares / f64::from(n) - found * found;
            let expected = f64::from(mean);
            // Five standard errors; that of the variance is about λ √(2 / n).
            assert!((found - expected).abs() < 5.0 * (expected / f64::from(n)).sqrt());
            assert!((variance / expected - 1.0).abs() < 5.0 * (3.0 / f64::from(n)).sqrt());
        }
    }

    #[test]
    fn a_mean_that_was_not_announced_is_drawn_all_the_same() {
        let (some, none) = (PoissonDraws::new([9]), PoissonDraws::new([]));
        let (mut one, mut other) = (words(1), words(1));
        for _ in 0..50 {
            assert_eq!(some.draw(9, &mut one), none.draw(9, &mut other));
        }
        assert_eq!(some.draw(1000, || u64::MAX / 2), some.draw(1000, || u64::MAX / 2));
    }
}
