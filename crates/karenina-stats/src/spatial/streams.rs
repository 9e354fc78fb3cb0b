//! Random numbers: one stream a block, so that threads change nothing; and lanes.

use pulp::{Arch, Simd, WithSimd};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The stream of a block of draws.
pub(super) fn stream(seed: u64, block: u64) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(block);
    random
}

/// A whole number below `n`, each as likely (Lemire 2019); `n` must not be 0.
#[inline]
pub(super) fn below(random: &mut ChaCha8Rng, n: u32) -> u32 {
    let mut product = u64::from(random.next_u32()) * u64::from(n);
    if (product as u32) < n {
        let refused = n.wrapping_neg() % n;
        while (product as u32) < refused {
            product = u64::from(random.next_u32()) * u64::from(n);
        }
    }
    (product >> 32) as u32
}

/// Three whole numbers below bounds whose product fits into 64 bits, from one
/// random number (Brackett-Rozinsky and Lemire 2024).
#[inline]
fn three_below(random: &mut ChaCha8Rng, bounds: [u64; 3]) -> [usize; 3] {
    let all = bounds[0] * bounds[1] * bounds[2];
    let draw = |left: u64| {
        let (mut left, mut found) = (left, [0; 3]);
        for (found, bound) in found.iter_mut().zip(bounds) {
            let product = u128::from(left) * u128::from(bound);
            (*found, left) = ((product >> 64) as usize, product as u64);
        }
        (left, found)
    };
    let (mut left, mut found) = draw(random.next_u64());
    if left < all {
        let refused = all.wrapping_neg() % all;
        while left < refused {
            (left, found) = draw(random.next_u64());
        }
    }
    found
}

/// Puts the first `chosen` of a list into random order, drawn from all of it
/// (Fisher and Yates).
pub(super) fn shuffle_first<T>(random: &mut ChaCha8Rng, list: &mut [T], chosen: usize) {
    let (n, mut place) = (list.len(), 0);
    let chosen = chosen.min(n);
    // 2²¹ cubed fits into 63 bits.
    while place + 3 <= chosen && n < 1 << 21 {
        let left = (n - place) as u64;
        if left < 3 {
            break;
        }
        for (step, found) in three_below(random, [left, left - 1, left - 2]).iter().enumerate() {
            list.swap(place + step, place + step + found);
        }
        place += 3;
    }
    while place < chosen {
        list.swap(place, place + below(random, (n - place) as u32) as usize);
        place += 1;
    }
}

/// Runs a plain loop compiled for AVX2 where the processor has it. Each operation
/// is rounded as on any other processor, so the bytes are the same.
pub(super) fn in_lanes<T>(work: impl LaneWork<Output = T>) -> T {
    struct Wrapped<W>(W);
    impl<W: LaneWork> WithSimd for Wrapped<W> {
        type Output = W::Output;
        #[allow(clippy::inline_always)]
        #[inline(always)]
        fn with_simd<S: Simd>(self, _: S) -> W::Output {
            self.0.work()
        }
    }
    Arch::new().dispatch(Wrapped(work))
}

/// A loop that gains from wide registers; `work` must be inlined into the caller,
/// which alone knows how wide they are.
pub(super) trait LaneWork {
    type Output;
    fn work(self) -> Self::Output;
}

#[cfg(test)]
mod tests {
    use super::{below, shuffle_first, stream};

    #[test]
    fn every_order_of_four_is_as_likely() {
        let (mut random, mut seen) = (stream(1, 0), std::collections::BTreeMap::new());
        for _ in 0..24_000 {
            let mut list = [0, 1, 2, 3];
            shuffle_first(&mut random, &mut list, 4);
            *seen.entry(list).or_insert(0_u32) += 1;
        }
        assert_eq!(seen.len(), 24);
        // χ² with 23 degrees of freedom is below 49.7 in 999 of 1,000 cases.
        let chi: f64 = seen.values().map(|&n| (f64::from(n) - 1000.0).powi(2) / 1000.0).sum();
        assert!(chi < 49.7, "{chi}");
    }

    #[test]
    fn the_first_of_a_long_list_come_from_all_of_it() {
        let mut random = stream(7, 3);
        let mut mean = 0.0;
        for _ in 0..2_000 {
            let mut list: Vec<u32> = (0..101).collect();
            shuffle_first(&mut random, &mut list, 7);
            mean += list[..7].iter().map(|&x| f64::from(x)).sum::<f64>() / 14_000.0;
        }
        // Three standard errors of the mean of 14,000 draws.
        assert!((mean - 50.0).abs() < 0.75, "{mean}");
        assert!((0..1000).all(|_| below(&mut random, 3) < 3));
    }
}
