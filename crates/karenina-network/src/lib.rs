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
//! Every measure is our own, for one of four reasons, which stands with each: it goes over
//! participations, so that the projection with its hundreds of thousands of ties need not be made;
//! `rustworkx-core` adds up in the order in which threads end, so that the last digits change from
//! run to run; `petgraph` and `rustworkx-core` do not have it; or the library that has it is slower
//! and finds less (communities, see [`leiden`]).
//!
//! `None` means that a measure has no meaning for a network or node. [`Bounds`] say what a
//! measure can be at least and at most where classes are not known.

mod affiliation;
mod bounds;
mod cliques;
mod condensed;
mod graph;
#[cfg(test)]
mod known;
mod lanes;
mod local_moving;
mod misfit;
mod pass;
mod random;
mod rows;
mod triangles;
mod twins;
mod union_find;

pub mod betweenness;
pub mod betweenness_sampled;
pub mod betweenness_weighted;
pub mod brokerage;
pub mod closeness;
pub mod clustering;
pub mod clustering_of_affiliation;
pub mod components;
pub mod core_numbers;
pub mod core_periphery;
pub mod degree;
pub mod density;
pub mod dependence;
pub mod eigenvector;
pub mod leiden;
pub mod mixing;
pub mod multiplexity;
pub mod nestedness;
pub mod pagerank;
pub mod robustness;
pub mod small_world;
pub mod structural_holes;

pub use affiliation::{Affiliation, Bounded, Slice, Span};
pub use betweenness::{betweenness, betweenness_of_affiliation, normalised};
pub use betweenness_sampled::{SampledBetweenness, betweenness_sampled};
pub use betweenness_weighted::betweenness_weighted;
pub use bounds::Bounds;
pub use brokerage::{Brokerage, brokerage, brokerage_directed};
pub use closeness::{Closeness, closeness, closeness_of_affiliation};
pub use clustering::{Clustering, clustering};
pub use clustering_of_affiliation::{clustering_of_affiliation, overlap_with_partners};
pub use components::{Components, components, components_of_affiliation};
pub use core_numbers::core_numbers;
pub use core_periphery::{CorePeriphery, core_periphery};
pub use degree::{degree, partners, strength};
pub use density::{density, density_of_affiliation};
pub use dependence::{Dependence, dependence};
pub use eigenvector::eigenvector;
pub use graph::{Graph, Projection, Weighting};
pub use leiden::{Communities, leiden, leiden_best_of, modularity};
pub use misfit::Misfit;
pub use mixing::{
    Mixing, assortativity_by_class, assortativity_by_degree, ei_index, ei_index_of_nodes, mixing,
};
pub use multiplexity::multiplexity;
pub use nestedness::{Nestedness, nestedness};
pub use pagerank::pagerank;
pub use robustness::{
    RandomRobustness, Remaining, Robustness, after_ending, after_leaving, order_at_random,
    order_by, order_by_degree_anew, robustness, robustness_at_random, robustness_of_affiliation,
};
pub use small_world::{SmallWorld, small_world, small_world_of_affiliation};
pub use structural_holes::{StructuralHoles, structural_holes};
