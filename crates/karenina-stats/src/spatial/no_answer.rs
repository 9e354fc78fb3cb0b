//! Why a question about places has no answer.

use std::fmt;

/// What is wrong with the input of a spatial kernel. Sites and points are numbered
/// from 0 in the order given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoAnswer {
    /// Fewer sites than the question needs: one region has no neighbours.
    TooFew {
        /// How many there are.
        found: usize,
        /// How many it takes.
        least: usize,
    },
    /// Two lists that must be of one length are not.
    Lengths {
        /// The length of the first.
        expected: usize,
        /// The length of the second.
        found: usize,
    },
    /// A value, weight or coordinate is missing: not a finite number.
    NotFinite {
        /// The site.
        at: usize,
    },
    /// A value or weight is negative where only amounts have a meaning.
    Negative {
        /// The site.
        at: usize,
    },
    /// A latitude beyond ±90 degrees, or a longitude beyond ±360: swapped, or not degrees.
    NotOnEarth {
        /// The point.
        at: usize,
    },
    /// A site is named as its own neighbour.
    OwnNeighbour {
        /// The site.
        at: usize,
    },
    /// A neighbour that is none of the sites.
    UnknownNeighbour {
        /// The site that names it.
        at: usize,
        /// The number that no site has.
        neighbour: usize,
    },
    /// A neighbour named twice by one site.
    NamedTwice {
        /// The site.
        at: usize,
        /// The neighbour.
        neighbour: usize,
    },
    /// Two points in one place, where a weight by distance would be infinite.
    SamePlace {
        /// The first.
        at: usize,
        /// The second.
        other: usize,
    },
    /// Points on more than half of the globe, where no plane holds them.
    BeyondHemisphere,
    /// All points in one place: there are no distances.
    OnePlace,
    /// All values are the same, so that nothing varies.
    Constant,
    /// All values or weights are zero.
    AllZero,
    /// No site has a neighbour.
    NoNeighbours,
    /// A radius, bandwidth or level that is not one, or distances that do not rise.
    Parameter {
        /// Which.
        name: &'static str,
    },
    /// More memory than is sensible: take coarser cells, fewer distances or fewer simulations.
    TooLarge {
        /// What would be too large.
        name: &'static str,
    },
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            NoAnswer::TooFew { found, least } => {
                write!(f, "{found} sites, and the question takes {least} at least")
            }
            NoAnswer::Lengths { expected, found } => {
                write!(f, "{found} entries where there should be {expected}, one a site")
            }
            NoAnswer::NotFinite { at } => write!(f, "site {at} has a figure that is missing"),
            NoAnswer::Negative { at } => write!(f, "site {at} has a negative figure"),
            NoAnswer::NotOnEarth { at } => write!(
                f,
                "point {at} is not on earth: longitude in degrees comes first, then latitude within ±90"
            ),
            NoAnswer::OwnNeighbour { at } => write!(f, "site {at} is named as its own neighbour"),
            NoAnswer::UnknownNeighbour { at, neighbour } => {
                write!(f, "site {at} has a neighbour {neighbour}, which is none of the sites")
            }
            NoAnswer::NamedTwice { at, neighbour } => {
                write!(f, "site {at} names its neighbour {neighbour} twice")
            }
            NoAnswer::SamePlace { at, other } => write!(
                f,
                "points {at} and {other} are in one place, where a weight by distance is infinite"
            ),
            NoAnswer::BeyondHemisphere => {
                write!(f, "the points lie on more than half of the globe")
            }
            NoAnswer::OnePlace => write!(f, "all points are in one place"),
            NoAnswer::Constant => write!(f, "all values are the same"),
            NoAnswer::AllZero => write!(f, "all values are zero"),
            NoAnswer::NoNeighbours => write!(f, "no site has a neighbour"),
            NoAnswer::Parameter { name } => write!(f, "{name} is out of range"),
            NoAnswer::TooLarge { name } => write!(f, "{name} would take too much memory"),
        }
    }
}

impl std::error::Error for NoAnswer {}

/// All coordinates known.
pub(super) fn located(points: &[[f64; 2]]) -> Result<(), NoAnswer> {
    let missing = |[x, y]: &[f64; 2]| !(x.abs() <= 1e70 && y.abs() <= 1e70);
    match points.iter().position(missing) {
        Some(at) => Err(NoAnswer::NotFinite { at }),
        None => Ok(()),
    }
}

/// The same number of values as of sites, all of them known.
pub(super) fn known(values: &[f64], sites: usize) -> Result<(), NoAnswer> {
    if values.len() != sites {
        return Err(NoAnswer::Lengths { expected: sites, found: values.len() });
    }
    // Squares and fourth powers must not overflow.
    match values.iter().position(|x| !x.is_finite() || x.abs() > 1e70) {
        Some(at) => Err(NoAnswer::NotFinite { at }),
        None => Ok(()),
    }
}
