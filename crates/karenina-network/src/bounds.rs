//! What is known of a number when some of the classes it rests on are not.

/// The least and the most that a measure can be, however the unknown turns out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The least possible value.
    pub low: f64,
    /// The greatest possible value.
    pub high: f64,
}

impl Bounds {
    /// A number that is known.
    pub fn exact(value: f64) -> Bounds {
        Bounds { low: value, high: value }
    }

    /// Whether nothing is left open.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// Whether a value is one of those that are possible.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}
