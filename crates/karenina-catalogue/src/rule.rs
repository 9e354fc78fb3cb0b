//! A comparison with a bound: `> 0.5`, `>= 30`, `2..23`, `is true`.

use std::fmt;

use karenina_model::{Interval, Truth};

/// What a value has to satisfy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// Strictly above.
    Above(f64),
    /// Above or at.
    AtLeast(f64),
    /// Strictly below.
    Below(f64),
    /// Below or at.
    AtMost(f64),
    /// Between two bounds or at one of them.
    Between(f64, f64),
    /// Yes, and not merely in part.
    IsTrue,
    /// No, not even in part.
    IsFalse,
}

impl Rule {
    /// Reads a rule; `None` when it is not one.
    ///
    /// ```
    /// use karenina_catalogue::Rule;
    /// assert_eq!(Rule::parse("> 0.5"), Some(Rule::Above(0.5)));
    /// assert_eq!(Rule::parse("2..23"), Some(Rule::Between(2.0, 23.0)));
    /// assert_eq!(Rule::parse("more than half"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|it| it.is_finite());
        match text.trim() {
            "is true" => Some(Self::IsTrue),
            "is false" => Some(Self::IsFalse),
            text => {
                if let Some(rest) = text.strip_prefix(">=") {
                    number(rest).map(Self::AtLeast)
                } else if let Some(rest) = text.strip_prefix("<=") {
                    number(rest).map(Self::AtMost)
                } else if let Some(rest) = text.strip_prefix('>') {
                    number(rest).map(Self::Above)
                } else if let Some(rest) = text.strip_prefix('<') {
                    number(rest).map(Self::Below)
                } else {
                    let (low, high) = text.split_once("..")?;
                    let (low, high) = (number(low)?, number(high)?);
                    (low <= high).then_some(Self::Between(low, high))
                }
            }
        }
    }

    /// Whether every value of the interval satisfies it, none does, or some do.
    ///
    /// ```
    /// use karenina_catalogue::Rule;
    /// use karenina_model::{Interval, Truth};
    /// let half = Interval::point(0.5).unwrap();
    /// assert_eq!(Rule::Above(0.5).holds(half), Truth::No);
    /// assert_eq!(Rule::AtLeast(0.5).holds(half), Truth::Yes);
    /// assert_eq!(Rule::Above(0.5).holds(Interval::new(0.5, 1.0).unwrap()), Truth::Unknown);
    /// ```
    pub fn holds(self, value: Interval) -> Truth {
        let (low, high) = (value.low(), value.high());
        match self {
            Self::Above(bound) => {
                if low > bound || (low == bound && value.low_is_open()) {
                    Truth::Yes
                } else if high <= bound {
                    Truth::No
                } else {
                    Truth::Unknown
                }
            }
            Self::AtLeast(bound) => {
                if low >= bound {
                    Truth::Yes
                } else if high < bound || (high == bound && value.high_is_open()) {
                    Truth::No
                } else {
                    Truth::Unknown
                }
            }
            Self::Below(bound) => Self::Above(-bound).holds(value.negated()),
            Self::AtMost(bound) => Self::AtLeast(-bound).holds(value.negated()),
            Self::Between(from, to) => {
                Self::AtLeast(from).holds(value) & Self::AtMost(to).holds(value)
            }
            Self::IsTrue => Self::AtLeast(1.0).holds(value),
            Self::IsFalse => Self::AtMost(0.0).holds(value),
        }
    }

    /// The bound that a value is measured against: the lower one of a band.
    pub fn bound(self) -> f64 {
        match self {
            Self::Above(bound)
            | Self::AtLeast(bound)
            | Self::Below(bound)
            | Self::AtMost(bound) => bound,
            Self::Between(low, _) => low,
            Self::IsTrue => 1.0,
            Self::IsFalse => 0.0,
        }
    }

    /// Whether the bound itself fails.
    pub fn is_strict(self) -> bool {
        matches!(self, Self::Above(_) | Self::Below(_))
    }

    /// Whether it is a yes/no rule.
    pub fn is_yes_no(self) -> bool {
        matches!(self, Self::IsTrue | Self::IsFalse)
    }

    /// The distance of a value from the bound, in units of the scale, as an interval: 0 at the
    /// bound, −1 at the zero point, positive on the good side.
    ///
    /// With b the bound, f the zero point and s = |b − f|: d = (x − b)/s where more is better,
    /// (b − x)/s where less is, min(x − lo, hi − x)/s for a band.
    pub fn distance(self, value: Interval, zero: f64) -> Option<(f64, f64)> {
        let scale = (self.bound() - zero).abs();
        if scale == 0.0 {
            return None;
        }
        let (low, high) = (value.low(), value.high());
        let bound = self.bound();
        Some(match self {
            Self::Above(_) | Self::AtLeast(_) | Self::IsTrue => {
                ((low - bound) / scale, (high - bound) / scale)
            }
            Self::Below(_) | Self::AtMost(_) | Self::IsFalse => {
                ((bound - high) / scale, (bound - low) / scale)
            }
            Self::Between(from, to) => {
                let d = |x: f64| (x - from).min(to - x) / scale;
                let middle = f64::midpoint(from, to);
                let best =
                    if low <= middle && middle <= high { d(middle) } else { d(low).max(d(high)) };
                (d(low).min(d(high)), best)
            }
        })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Above(bound) => write!(f, "> {bound}"),
            Self::AtLeast(bound) => write!(f, ">= {bound}"),
            Self::Below(bound) => write!(f, "< {bound}"),
            Self::AtMost(bound) => write!(f, "<= {bound}"),
            Self::Between(low, high) => write!(f, "{low}..{high}"),
            Self::IsTrue => f.write_str("is true"),
            Self::IsFalse => f.write_str("is false"),
        }
    }
}
