//! Random numbers: one stream a repetition, so that neither threads nor other repetitions change
//! it.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The stream of a repetition.
pub(crate) fn stream(seed: u64, repetition: u64) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(repetition);
    random
}

/// A whole number below `n`, each as likely (Lemire 2019); `n` must not be 0.
pub(crate) fn below(random: &mut ChaCha8Rng, n: u32) -> u32 {
    let refused = n.wrapping_neg() % n;
    loop {
        let product = u64::from(random.next_u32()) * u64::from(n);
        if product as u32 >= refused {
            return (product >> 32) as u32;
        }
    }
}

/// Puts a list into random order (Fisher and Yates).
pub(crate) fn shuffle<T>(random: &mut ChaCha8Rng, list: &mut [T]) {
    for place in (1..list.len()).rev() {
        list.swap(place, below(random, place as u32 + 1) as usize);
    }
}
