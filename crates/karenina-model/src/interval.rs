//! All the values that a quantity can have, given what is not known.

use std::fmt;

/// A set of numbers between two ends, each of which belongs to it or not.
///
/// A point is an interval whose ends meet. An end that nothing bounds is infinite. An interval is
/// never empty and its ends are never NaN: [`Interval::new`] refuses both.
#[derive(Clone, Copy, PartialEq)]
pub struct Interval {
    low: f64,
    high: f64,
    low_open: bool,
    high_open: bool,
}

impl Interval {
    /// Every number: nothing is known.
    pub const ANY: Self =
        Self { low: f64::NEG_INFINITY, high: f64::INFINITY, low_open: true, high_open: true };
    /// From zero up: a count of which nothing is known.
    pub const NOT_NEGATIVE: Self =
        Self { low: 0.0, high: f64::INFINITY, low_open: false, high_open: true };
    /// From zero to one: a share of which nothing is known.
    pub const SHARE: Self = Self { low: 0.0, high: 1.0, low_open: false, high_open: false };

    /// Both ends belong to it. `None` when `low` is above `high` or either is NaN.
    ///
    /// ```
    /// use karenina_model::Interval;
    /// assert!(Interval::new(2.0, 1.0).is_none());
    /// assert_eq!(Interval::new(1.0, 1.0), Interval::point(1.0));
    /// ```
    pub fn new(low: f64, high: f64) -> Option<Self> {
        Self::with_ends(low, false, high, false)
    }

    /// As [`Interval::new`], each end open (not part of it) or closed. `None` when nothing would
    /// lie between them.
    pub fn with_ends(low: f64, low_open: bool, high: f64, high_open: bool) -> Option<Self> {
        let low_open = low_open || low == f64::NEG_INFINITY;
        let high_open = high_open || high == f64::INFINITY;
        let ordered = low < high || (low == high && !low_open && !high_open);
        ordered.then_some(Self { low, high, low_open, high_open })
    }

    /// One number. `None` for NaN and infinities.
    pub fn point(x: f64) -> Option<Self> {
        x.is_finite().then_some(Self { low: x, high: x, low_open: false, high_open: false })
    }

    /// A number that is known to be finite, such as a count of rows.
    pub fn exactly(n: u64) -> Self {
        let x = n as f64;
        Self { low: x, high: x, low_open: false, high_open: false }
    }

    /// From `low` up without bound; `low` must be finite.
    pub fn at_least(low: u64) -> Self {
        Self { low: low as f64, high: f64::INFINITY, low_open: false, high_open: true }
    }

    /// The lower end; −∞ where nothing bounds it.
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The upper end; ∞ where nothing bounds it.
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Whether the lower end itself is left out.
    pub fn low_is_open(&self) -> bool {
        self.low_open
    }

    /// Whether the upper end itself is left out.
    pub fn high_is_open(&self) -> bool {
        self.high_open
    }

    /// Whether it is one number.
    pub fn is_point(&self) -> bool {
        self.low == self.high
    }

    /// Whether `x` lies in it.
    pub fn contains(&self, x: f64) -> bool {
        (self.low < x || (self.low == x && !self.low_open))
            && (x < self.high || (x == self.high && !self.high_open))
    }

    /// What both allow; `None` when they contradict each other.
    ///
    /// ```
    /// use karenina_model::Interval;
    /// let below_20 = Interval::with_ends(0.0, false, 20.0, true).unwrap();
    /// assert!(below_20.intersection(Interval::exactly(20)).is_none());
    /// assert_eq!(below_20.intersection(Interval::exactly(19)), Some(Interval::exactly(19)));
    /// ```
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (low, low_open) = match self.low.total_cmp(&other.low) {
            std::cmp::Ordering::Less => (other.low, other.low_open),
            std::cmp::Ordering::Greater => (self.low, self.low_open),
            std::cmp::Ordering::Equal => (self.low, self.low_open || other.low_open),
        };
        let (high, high_open) = match self.high.total_cmp(&other.high) {
            std::cmp::Ordering::Less => (self.high, self.high_open),
            std::cmp::Ordering::Greater => (other.high, other.high_open),
            std::cmp::Ordering::Equal => (self.high, self.high_open || other.high_open),
        };
        Self::with_ends(low, low_open, high, high_open)
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        let (low, low_open) = match self.low.total_cmp(&other.low) {
            std::cmp::Ordering::Less => (self.low, self.low_open),
            std::cmp::Ordering::Greater => (other.low, other.low_open),
            std::cmp::Ordering::Equal => (self.low, self.low_open && other.low_open),
        };
        let (high, high_open) = match self.high.total_cmp(&other.high) {
            std::cmp::Ordering::Less => (other.high, other.high_open),
            std::cmp::Ordering::Greater => (self.high, self.high_open),
            std::cmp::Ordering::Equal => (self.high, self.high_open && other.high_open),
        };
        Self { low, high, low_open, high_open }
    }

    /// The whole numbers in it: "fewer than 20" of whole things is "at most 19". `None` when
    /// there is no whole number in it.
    ///
    /// ```
    /// use karenina_model::Interval;
    /// let below_20 = Interval::with_ends(1.0, false, 20.0, true).unwrap();
    /// assert_eq!(below_20.whole(), Interval::new(1.0, 19.0));
    /// ```
    pub fn whole(self) -> Option<Self> {
        let low = if self.low_open && self.low.is_finite() && self.low == self.low.floor() {
            self.low + 1.0
        } else {
            self.low.ceil()
        };
        let high = if self.high_open && self.high.is_finite() && self.high == self.high.ceil() {
            self.high - 1.0
        } else {
            self.high.floor()
        };
        Self::new(low, high)
    }

    /// Every number in it times `factor`, which must be above zero.
    pub fn scaled(self, factor: f64) -> Self {
        debug_assert!(factor > 0.0);
        Self { low: self.low * factor, high: self.high * factor, ..self }
    }

    /// The sums of a number of each.
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
            low_open: self.low_open || other.low_open,
            high_open: self.high_open || other.high_open,
        }
    }

    /// The numbers of either sign swapped: −x for every x in it.
    pub fn negated(self) -> Self {
        Self {
            low: -self.high,
            high: -self.low,
            low_open: self.high_open,
            high_open: self.low_open,
        }
    }
}

impl fmt::Display for Interval {
    /// In the notation of data files: `44`, `10..19`, `<20`, `>=50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { low, high, low_open, high_open } = *self;
        match (low.is_finite(), high.is_finite()) {
            _ if self.is_point() => write!(f, "{low}"),
            (false, false) => f.write_str("?"),
            (false, true) => write!(f, "{}{high}", if high_open { "<" } else { "<=" }),
            (true, false) => write!(f, "{}{low}", if low_open { ">" } else { ">=" }),
            (true, true) => write!(
                f,
                "{}{low}..{}{high}",
                if low_open { ">" } else { "" },
                if high_open { "<" } else { "" }
            ),
        }
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) =
            (if self.low_open { '(' } else { '[' }, if self.high_open { ')' } else { ']' });
        write!(f, "{open}{}, {}{close}", self.low, self.high)
    }
}
