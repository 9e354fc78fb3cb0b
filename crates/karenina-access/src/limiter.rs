//! How often somebody may try: a bucket of tokens for each address and each account.

use jiff::Timestamp;
use rustc_hash::FxHashMap;

/// So many buckets are kept apart; beyond that newcomers share one.
const MOST_KEYS: usize = 100_000;

/// Buckets that hold so many tokens and get one back every so often. Kept in memory: whoever
/// restarts the program has full buckets, and the waits of [`crate::People::log_in`] besides.
///
/// A bucket is one number, the moment at which it will be full again: n tokens are out where that
/// lies n intervals ahead. Taking one moves it an interval further, and is refused where it would
/// lie further ahead than the whole bucket.
///
/// ```
/// use karenina_access::{Limiter, Timestamp};
///
/// let mut it = Limiter::new(2, 10);
/// let now = Timestamp::from_second(1_000)?;
/// assert!(it.take("192.0.2.1", now).is_ok());
/// assert!(it.take("192.0.2.1", now).is_ok());
/// assert_eq!(it.take("192.0.2.1", now), Err(10), "seconds to wait");
/// assert!(it.take("192.0.2.2", now).is_ok(), "another address has its own bucket");
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Debug)]
pub struct Limiter {
    /// How far ahead a bucket that is empty lies, in milliseconds.
    depth: i64,
    /// How long one token takes.
    interval: i64,
    full_at: FxHashMap<String, i64>,
    /// Of all for whom there is no room.
    shared: i64,
    /// When full buckets were last taken away.
    swept_at: i64,
}

impl Limiter {
    /// Buckets of so many tokens, of which one comes back every so many seconds.
    pub fn new(tokens: u32, seconds: u32) -> Self {
        let interval = i64::from(seconds.max(1)) * 1000;
        let depth = interval.saturating_mul(i64::from(tokens.max(1)));
        Self { depth, interval, full_at: FxHashMap::default(), shared: i64::MIN, swept_at: 0 }
    }

    /// Takes a token for an address or account, or says how many seconds to wait for one.
    pub fn take(&mut self, key: &str, now: Timestamp) -> Result<(), u64> {
        let now = now.as_millisecond();
        let most = now.saturating_add(self.depth);
        // Looked through once an interval: newcomers must not cost more than they are worth.
        if self.full_at.len() >= MOST_KEYS && (now - self.swept_at).abs() >= self.interval {
            self.full_at.retain(|_, full| *full > now);
            self.swept_at = now;
        }
        let has_room = self.full_at.len() < MOST_KEYS || self.full_at.contains_key(key);
        let full_at = if has_room {
            self.full_at.entry(key.to_owned()).or_insert(i64::MIN)
        } else {
            &mut self.shared
        };
        // A clock that was set back empties no bucket for longer than it takes to fill.
        let before = (*full_at).clamp(now, most);
        let after = before.saturating_add(self.interval);
        if after > most {
            *full_at = before;
            return Err((after - most).unsigned_abs().div_ceil(1000));
        }
        *full_at = after;
        Ok(())
    }

    /// How many buckets are not known to be full.
    pub fn len(&self) -> usize {
        self.full_at.len()
    }

    /// Whether all are.
    pub fn is_empty(&self) -> bool {
        self.full_at.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Limiter, MOST_KEYS};
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    proptest! {
        /// In every stretch of time no more are let through than the bucket holds and than come back
        /// in it.
        #[test]
        fn no_stretch_of_time_sees_more_than_the_bucket_and_what_comes_back(
            tokens in 1_u32..8,
            seconds in 1_u32..5,
            steps in proptest::collection::vec(0_i64..4_000, 1..80),
        ) {
            let mut it = Limiter::new(tokens, seconds);
            let mut now = 1_000_000;
            let mut taken = Vec::new();
            for step in steps {
                now += step;
                if it.take("a", at(now)).is_ok() {
                    taken.push(now);
                }
            }
            for (first, from) in taken.iter().enumerate() {
                for (last, to) in taken.iter().enumerate().skip(first) {
                    let back = (to - from) / (i64::from(seconds) * 1000);
                    prop_assert!(last - first < tokens as usize + back as usize);
                }
            }
        }

        /// Who waits as long as they are told gets in, and who comes a second earlier does not.
        #[test]
        fn the_wait_that_is_told_is_enough_and_no_more(
            tokens in 1_u32..8,
            seconds in 1_u32..60,
            start in 0_i64..1_000_000_000,
        ) {
            let mut it = Limiter::new(tokens, seconds);
            for _ in 0..tokens {
                prop_assert_eq!(it.take("a", at(start)), Ok(()));
            }
            let wait = it.take("a", at(start)).unwrap_err().cast_signed();
            prop_assert!(it.take("a", at(start + (wait - 1) * 1000)).is_err());
            prop_assert_eq!(it.take("a", at(start + wait * 1000)), Ok(()));
        }

        /// A clock that jumps to and fro breaks nothing, and nobody waits longer than a bucket
        /// takes for one token.
        #[test]
        fn a_clock_that_jumps_makes_nobody_wait_for_ever(
            moments in proptest::collection::vec(-1_000_000_000_i64..1_000_000_000, 1..60),
            tokens in 1_u32..5,
        ) {
            let mut it = Limiter::new(tokens, 7);
            for now in moments {
                if let Err(wait) = it.take("a", at(now)) {
                    prop_assert!((1..=7).contains(&wait));
                }
            }
        }

        #[test]
        fn one_address_takes_nothing_from_another(n in 1_usize..50) {
            let mut it = Limiter::new(1, 100);
            for at_ in 0..n {
                prop_assert_eq!(it.take(&format!("address {at_}"), at(5)), Ok(()));
            }
        }
    }

    #[test]
    fn buckets_that_are_full_again_make_room_for_others_and_memory_is_bounded() {
        let mut it = Limiter::new(1, 1);
        for n in 0..MOST_KEYS {
            it.take(&n.to_string(), at(0)).unwrap();
        }
        assert_eq!(it.take("new", at(0)), Ok(()), "the shared bucket");
        assert!(it.take("newer", at(0)).is_err(), "which is empty now");
        assert_eq!(it.len(), MOST_KEYS);
        assert_eq!(it.take("later", at(2_000)), Ok(()));
        assert_eq!(it.len(), 1);
    }
}
