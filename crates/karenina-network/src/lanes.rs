//! Several numbers worked on at once: one of each source of a pass.

/// How many sources share a pass. Eight numbers fill a cache line, and two, four or eight of
/// them a register of the processor.
pub(crate) const LANES: usize = 8;

/// One number of each source.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(64))]
pub(crate) struct Lanes(pub [f64; LANES]);

impl Lanes {
    pub const ZERO: Lanes = Lanes([0.0; LANES]);

    #[inline]
    pub fn add(&mut self, other: &Lanes) {
        for lane in 0..LANES {
            self.0[lane] += other.0[lane];
        }
    }

    /// Adds `times` · `other`.
    #[inline]
    pub fn add_times(&mut self, times: f64, other: &Lanes) {
        for lane in 0..LANES {
            self.0[lane] += times * other.0[lane];
        }
    }

    #[inline]
    pub fn times(&self, factor: f64) -> Lanes {
        let mut product = *self;
        for lane in 0..LANES {
            product.0[lane] *= factor;
        }
        product
    }

    #[inline]
    pub fn product(&self, other: &Lanes) -> Lanes {
        let mut product = *self;
        for lane in 0..LANES {
            product.0[lane] *= other.0[lane];
        }
        product
    }

    /// Keeps the numbers of those lanes in which `other` is zero.
    #[inline]
    pub fn where_zero(&self, other: &Lanes) -> Lanes {
        let mut kept = Lanes::ZERO;
        for lane in 0..LANES {
            kept.0[lane] = if other.0[lane] == 0.0 { self.0[lane] } else { 0.0 };
        }
        kept
    }

    /// `self` / `other`, and 0 where `other` is zero.
    #[inline]
    pub fn over(&self, other: &Lanes) -> Lanes {
        let mut quotient = Lanes::ZERO;
        for lane in 0..LANES {
            let ratio = self.0[lane] / other.0[lane];
            quotient.0[lane] = if other.0[lane] == 0.0 { 0.0 } else { ratio };
        }
        quotient
    }

    #[inline]
    pub fn is_zero(&self) -> bool {
        // Counted rather than looked for: no branch.
        self.0.iter().map(|&it| u32::from(it != 0.0)).sum::<u32>() == 0
    }

    #[inline]
    pub fn has_zero(&self) -> bool {
        self.0.iter().map(|&it| u32::from(it == 0.0)).sum::<u32>() > 0
    }
}
