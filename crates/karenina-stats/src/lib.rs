//! Statistics kernels: one a file, numbers in, numbers out.
//!
//! No kernel knows what a cluster is, reads a file, or draws random numbers
//! from anywhere but a stream that the caller passes in, or streams made of a seed
//! that the caller passes in ([`spatial`], one stream a block of draws, so that
//! the number of threads changes nothing). Exponentials, roots
//! and logarithms come from `libm`, so the same numbers give the same digits on
//! every platform.
//!
//! `None` means that the quantity has no meaning for these numbers: nothing to
//! divide by, an empty sample, a probability of 1.2, a part that is negative, not
//! a number or beyond all measure (1e150). Bounds come as `(low, high)`.
//!
//! Measures of regions and activities answer `Err` with the reason ([`NoValue`]) in
//! place of `None`; draws take a seed, and the number of threads changes nothing.
//!
//! A module whose function bears its name is re-exported here; where a module
//! holds several functions ([`poisson_binomial`], [`frechet`],
//! [`sobol_conjunction`], [`conjunction_noise`], [`boolean_minimisation`],
//! [`cheapest_package`], [`multiple_choice_knapsack`], [`conjunctive_draws`])
//! they are called by way of the
//! module, as in `poisson_binomial::at_least`.

mod domain;
mod interval_parts;
mod lanczos;
#[cfg(test)]
mod toy_stream;

pub mod activity_grouping;
pub mod activity_similarity;
pub mod alkire_foster;
pub mod alkire_foster_bounds;
pub mod alkire_foster_gap_bounds;
pub mod benchmark_grouping;
pub mod benjamini_hochberg;
pub mod boolean_minimisation;
pub mod bootstrap_mean;
pub mod certainty;
pub mod certainty_in_interval;
pub mod cheapest_package;
pub mod clopper_pearson;
pub mod coagglomeration;
pub mod complexity_bootstrap;
pub mod conjunction_noise;
pub mod conjunctive_draws;
pub mod cost_order;
pub mod difference_in_differences;
pub mod direct_calibration;
pub mod economic_complexity;
pub mod economic_fitness;
pub mod ellison_glaeser;
pub mod entry_and_exit;
pub mod exceptions_upper_bound;
pub mod frechet;
pub mod gini;
pub mod herfindahl_hirschman;
pub mod herfindahl_hirschman_bounds;
pub mod holm;
pub mod hoover;
pub mod hoover_bounds;
pub mod jeffreys_rate;
pub mod krugman;
pub mod largest_share;
pub mod leave_one_out_logistic;
pub mod location_quotient;
pub mod location_quotient_bootstrap;
pub mod location_quotient_bounds;
pub mod location_quotient_significance;
pub mod locational_gini_bounds;
pub mod maurel_sedillot;
pub mod mean_bounds;
pub mod method_of_reflections;
pub mod minimum_cost_cover;
pub mod multiple_choice_knapsack;
pub mod necessary_condition;
pub mod necessity_permutation;
pub mod no_value;
pub mod normal;
pub mod normal_table;
pub mod observatory_stars;
pub mod plant_sums;
pub mod poisson_binomial;
pub mod poisson_draws;
pub mod presence;
pub mod proximity;
pub mod quantile;
pub mod quotient_bounds;
pub mod randomisation_inference;
pub mod ratio_bounds;
pub mod regional_table;
pub mod regression_to_mean;
pub mod regularised_incomplete_beta;
pub mod relatedness_density;
pub mod revealed_comparative_advantage;
pub mod set_relations;
pub mod shannon_entropy;
pub mod share;
pub mod shift_share;
pub mod sobol_conjunction;
pub mod sobol_indices;
pub mod spatial;
pub mod standardised_location_quotient;
pub mod theil;
pub mod theil_bounds;
pub mod truth_table;
pub mod two_times_rule;
pub mod wilson;

pub use activity_grouping::{GroupingMethod, activity_grouping};
pub use activity_similarity::Similarity;
pub use alkire_foster::{AlkireFoster, adjusted_foster_greer_thorbecke, alkire_foster};
pub use alkire_foster_bounds::{AlkireFosterBounds, alkire_foster_bounds, intensity_values};
pub use alkire_foster_gap_bounds::{BoundedGap, adjusted_gap_bounds};
pub use benchmark_grouping::{Candidate, ValidationScores, benchmark_grouping, validation_scores};
pub use benjamini_hochberg::benjamini_hochberg;
pub use boolean_minimisation::{Minimisation, Term};
pub use bootstrap_mean::bootstrap_mean;
pub use certainty::probability_above;
pub use certainty_in_interval::probability_above_in_interval;
pub use clopper_pearson::clopper_pearson;
pub use coagglomeration::{PairwiseCoagglomeration, coagglomeration, pairwise_coagglomeration};
pub use complexity_bootstrap::{ComplexityBootstrap, complexity_bootstrap};
pub use cost_order::{cost_order, expected_cost};
pub use difference_in_differences::difference_in_differences;
pub use direct_calibration::direct_calibration;
pub use economic_complexity::{
    ComplexityLimits, ComplexityStanding, EconomicComplexity, economic_complexity,
};
pub use economic_fitness::{EconomicFitness, economic_fitness};
pub use ellison_glaeser::{EllisonGlaeser, PlantSizes, ellison_glaeser, ellison_glaeser_bounds};
pub use entry_and_exit::{EntryAndExit, entry_and_exit};
pub use exceptions_upper_bound::exceptions_upper_bound;
pub use gini::{gini, locational_gini};
pub use herfindahl_hirschman::herfindahl_hirschman;
pub use herfindahl_hirschman_bounds::herfindahl_hirschman_bounds;
pub use holm::holm;
pub use hoover::hoover;
pub use hoover_bounds::{hoover_bounds, krugman_bounds};
pub use jeffreys_rate::jeffreys_rate;
pub use krugman::{hachman, krugman, lilien, relative_diversity, relative_specialisation};
pub use largest_share::{largest_share, largest_share_bounds};
pub use leave_one_out_logistic::leave_one_out_log_loss;
pub use location_quotient::location_quotient;
pub use location_quotient_bootstrap::{
    LocationQuotientBootstrap, PlantLot, location_quotient_bootstrap,
};
pub use location_quotient_bounds::location_quotient_bounds;
pub use location_quotient_significance::{
    LocationQuotientSignificance, location_quotient_significance,
};
pub use locational_gini_bounds::locational_gini_bounds;
pub use maurel_sedillot::maurel_sedillot;
pub use mean_bounds::mean_bounds;
pub use method_of_reflections::{Reflections, method_of_reflections};
pub use minimum_cost_cover::{Cover, Measure, minimum_cost_cover};
pub use necessary_condition::{
    Ceiling, CeilingKind, Corner, Needed, Scope, necessary_condition, necessity_bottleneck,
};
pub use necessity_permutation::{NecessityPermutation, necessity_permutation};
pub use no_value::NoValue;
pub use normal::{normal_cdf, normal_quantile};
pub use normal_table::normal_tables;
pub use observatory_stars::{StarRules, Stars, observatory_stars};
pub use plant_sums::{PlantFault, PlantSums, RefusedPlant};
pub use poisson_draws::PoissonDraws;
pub use presence::Presence;
pub use proximity::{Proximity, proximity};
pub use quantile::quantile;
pub use quotient_bounds::quotient_bounds;
pub use randomisation_inference::{
    RandomisationInference, randomisation_inference, randomisation_inference_drawn,
};
pub use ratio_bounds::ratio_bounds;
pub use regional_table::RegionalTable;
pub use regression_to_mean::{mean_of_selected, regression_to_mean};
pub use regularised_incomplete_beta::regularised_incomplete_beta;
pub use relatedness_density::{OwnProximity, RelatednessDensity, relatedness_density};
pub use revealed_comparative_advantage::{
    RevealedComparativeAdvantage, revealed_comparative_advantage,
};
pub use set_relations::{
    Necessity, NecessityBounds, Sufficiency, set_necessity, set_necessity_bounds, set_sufficiency,
};
pub use shannon_entropy::{effective_number, shannon_entropy};
pub use share::share;
pub use shift_share::{ShiftShare, ShiftShareForm, shift_share};
pub use sobol_indices::{SobolIndices, halton, sobol_indices};
pub use standardised_location_quotient::{
    StandardisedLocationQuotients, standardised_location_quotients,
};
pub use theil::{TheilDecomposition, mean_log_deviation, theil_decomposition, theil_t};
pub use theil_bounds::theil_bounds;
pub use truth_table::{TruthTableRow, truth_table};
pub use two_times_rule::{RuleVerdict, TwoTimesRule, two_times_rule};
pub use wilson::wilson;
