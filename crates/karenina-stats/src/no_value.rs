//! Why a measure of regions and activities has no value.

/// The reason why a measure has no meaning for the numbers it was given.
///
/// Measures of regions and activities answer `Err` with one of these rather than
/// a number that is not one; words for a reader are made of it elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoValue {
    /// The numbers of rows, columns or parts do not fit each other.
    WrongShape,
    /// A size is negative, not a number, or beyond all measure (1e150).
    NotAnAmount,
    /// A parameter lies outside its range: a level of 1.2, a threshold below zero.
    ParameterOutOfRange,
    /// Everything sums to zero, so that there are no shares.
    NothingThere,
    /// The region has nothing of any activity.
    EmptyRegion,
    /// The activity is found in no region.
    EmptyActivity,
    /// Everything lies in one region, or there is only one: nothing to compare.
    OneRegion,
    /// There is only one activity, or only one that is not empty.
    OneActivity,
    /// All of it is one plant, which must stand somewhere: no choice to measure.
    OnePlant,
    /// Fewer observations than the measure needs.
    TooFew,
    /// All observations are alike where the measure divides by their spread.
    NoSpread,
}
