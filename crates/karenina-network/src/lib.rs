//! Measures on networks of collaboration: who works with whom, who stands between, and what is
//! left if one leaves.
//!
//! Two networks are the ground of all measures: [`Affiliation`], who takes part in what, and
//! [`Graph`], who is tied to whom, made from an affiliation ([`Affiliation::project`]) or from
//! edges. One measure a file, numbers in, numbers out: this crate knows nothing of clusters,
//! files, layout or drawing. Its random numbers come from a seed that the caller gives, one
//! stream a block of work, and its maths from `libm`, so that the same network gives the same
//! bytes on every platform and with any number of threads.
//!
//! `None` means that a measure has no meaning for a network or node. [`Bounds`] say what a
//! measure can be at least and at most where classes are not known.

mod affiliation;
mod bounds;
mod graph;
mod misfit;
mod rows;

pub use affiliation::{Affiliation, Bounded, Slice, Span};
pub use bounds::Bounds;
pub use graph::{Graph, Projection, Weighting};
pub use misfit::Misfit;
