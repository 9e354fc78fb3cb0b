//! Statistics of where things are, one kernel a file:
//!
//! | family | kernels |
//! |---|---|
//! | who is whose neighbour | [`SpatialWeights`], [`great_circle_km`], [`lambert_azimuthal`] |
//! | regions: are like values near each other, and where | [`moran_i`], [`geary_c`], [`getis_ord_g`]; [`local_moran`], [`local_geary`], [`getis_ord_gi`] |
//! | plants: are those of one activity nearer to each other than plants in general | [`duranton_overman`], [`k_density`]; [`marcon_puech_m`]; [`ripley_k`] |
//!
//! Whatever has no answer says why: [`NoAnswer`]. Nothing is dropped: sites without
//! neighbours or without coordinates are listed. Random draws come from one stream
//! of `ChaCha8` a block of draws, so that the same seed gives the same bytes on any
//! machine and for any number of threads; loops over lanes use AVX2 where there is,
//! with the same operations in the same order.

mod autocorrelation;
mod conditional;
mod distance;
mod duranton_overman;
mod geary_c;
mod getis_ord_g;
mod getis_ord_gi;
mod local_geary;
mod local_moran;
mod marcon_puech_m;
mod moran_i;
mod nearest;
mod no_answer;
mod ripley_k;
mod streams;
mod weights;

pub use autocorrelation::{AnalyticTest, PermutationTest};
pub use distance::{
    Distance, EARTH_RADIUS_KM, Projected, great_circle_km, lambert_azimuthal, planar,
};
pub use duranton_overman::{
    Bandwidth, DurantonOverman, DurantonOvermanOptions, KDensity, KDensityMethod, Sector,
    duranton_overman, k_density, silverman_bandwidth,
};
pub use geary_c::{GearyC, geary_c};
pub use getis_ord_g::{GetisOrdG, getis_ord_g};
pub use getis_ord_gi::{GetisOrdGi, getis_ord_gi};
pub use local_geary::{LocalGeary, local_geary};
pub use local_moran::{LocalMoran, LocalMoranSite, Quadrant, local_moran};
pub use marcon_puech_m::{MarconPuechM, MarconPuechOptions, marcon_puech_m};
pub use moran_i::{MoranI, moran_i};
pub use no_answer::NoAnswer;
pub use ripley_k::{RipleyK, ripley_k};
pub use weights::{Decay, SpatialWeights, WeightSums};
