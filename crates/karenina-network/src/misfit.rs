//! Why numbers do not make a network.

/// What is wrong with the pairs, edges or attributes that a network was to be made of.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Misfit {
    /// A pair or edge names somebody who is not there.
    #[error("row {row} names {what} {number}, but there are {there} of them, numbered from 0")]
    OutOfRange {
        /// The place of the pair or edge in the list.
        row: usize,
        /// What the number was to be: actor, event, node.
        what: &'static str,
        /// The number that is too large.
        number: u32,
        /// How many there are.
        there: usize,
    },
    /// A weight that is zero, negative, infinite or not a number.
    #[error("row {row} has the weight {weight}; a weight is a finite number above 0")]
    Weight {
        /// The place of the edge in the list.
        row: usize,
        /// The weight.
        weight: f64,
    },
    /// A list of attributes that is longer or shorter than the list of those it describes.
    #[error("{given} {what} were given for {there}")]
    Length {
        /// What was given: times, kinds, classes.
        what: &'static str,
        /// How many were given.
        given: usize,
        /// How many are needed.
        there: usize,
    },
    /// An event that ends before it begins.
    #[error("event {event} ends in {to}, before it begins in {from}")]
    EndsBeforeItBegins {
        /// The event.
        event: u32,
        /// Its beginning.
        from: i32,
        /// Its end.
        to: i32,
    },
    /// A chance or share that is none.
    #[error("{what} is {value}; it must lie between 0 and 1")]
    Share {
        /// What was given.
        what: &'static str,
        /// The number.
        value: f64,
    },
    /// More than a machine holds.
    #[error("{count} {what} are more than the {most} that fit; bound the size of events")]
    TooMany {
        /// What there is too much of: pairs, ties, nodes.
        what: &'static str,
        /// How many there are.
        count: u64,
        /// How many fit.
        most: u64,
    },
}
