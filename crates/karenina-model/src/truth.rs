//! Truth with a third value for what is not known (strong Kleene logic).

use std::ops;

/// Whether something holds, as far as is known.
///
/// Kleene, S. C. (1952). *Introduction to Metamathematics*, § 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It may or may not: not known.
    Unknown,
}

impl Truth {
    /// At least `k` of `all` hold.
    ///
    /// ```
    /// use karenina_model::Truth::{self, No, Unknown, Yes};
    /// assert_eq!(Truth::at_least(2, [Yes, Unknown, Yes]), Yes);
    /// assert_eq!(Truth::at_least(2, [Yes, Unknown, No]), Unknown);
    /// assert_eq!(Truth::at_least(2, [No, Unknown, No]), No);
    /// ```
    pub fn at_least(k: usize, all: impl IntoIterator<Item = Self>) -> Self {
        let (mut yes, mut unknown) = (0, 0);
        for truth in all {
            match truth {
                Self::Yes => yes += 1,
                Self::Unknown => unknown += 1,
                Self::No => {}
            }
        }
        if yes >= k {
            Self::Yes
        } else if yes + unknown >= k {
            Self::Unknown
        } else {
            Self::No
        }
    }

    /// All of them hold; so it is of none.
    pub fn all(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::Yes, ops::BitAnd::bitand)
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::Yes } else { Self::No }
    }
}

impl From<Option<bool>> for Truth {
    fn from(perhaps: Option<bool>) -> Self {
        perhaps.map_or(Self::Unknown, Self::from)
    }
}

impl ops::BitAnd for Truth {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            (Self::Unknown, Self::Yes | Self::Unknown) | (Self::Yes, Self::Unknown) => {
                Self::Unknown
            }
        }
    }
}

impl ops::BitOr for Truth {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        !(!self & !other)
    }
}

impl ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Unknown, Yes};

    #[test]
    fn tables_of_kleene() {
        for (a, b, and, or) in [
            (Yes, Yes, Yes, Yes),
            (Yes, No, No, Yes),
            (Yes, Unknown, Unknown, Yes),
            (No, Yes, No, Yes),
            (No, No, No, No),
            (No, Unknown, No, Unknown),
            (Unknown, Yes, Unknown, Yes),
            (Unknown, No, No, Unknown),
            (Unknown, Unknown, Unknown, Unknown),
        ] {
            assert_eq!((a & b, a | b), (and, or), "{a:?} {b:?}");
        }
        assert_eq!((!Yes, !No, !Unknown), (No, Yes, Unknown));
    }

    #[test]
    fn all_of_nothing_holds() {
        assert_eq!(Truth::all([]), Yes);
    }
}
