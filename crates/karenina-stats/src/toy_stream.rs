//! A stream of random numbers for the tests of the kernels: `SplitMix64` of
//! Steele, Lea and Flood (2014).

/// Words of 64 bits.
pub(crate) fn words(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Numbers from 0 up to, not including, 1.
pub(crate) fn uniforms(seed: u64) -> impl FnMut() -> f64 {
    let mut word = words(seed);
    move || (word() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Bytes, four from a word.
pub(crate) fn bytes(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut word = words(seed);
    move |out| {
        for four in out.chunks_mut(4) {
            four.copy_from_slice(&((word() >> 32) as u32).to_le_bytes());
        }
    }
}
