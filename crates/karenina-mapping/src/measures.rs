//! Measures of what was read, each as a table of its own that every format writes alike.
//!
//! A measure of figures of which some are withheld is absent, with the reason, and beside it stands
//! what it comes to by the published figures alone, as others would print it.

mod benchmark_definitions;
mod candidates;
mod coagglomeration;
mod complexity;
mod concentration;
mod dynamic_shift_share;
mod ellison_glaeser;
mod emerging;
mod grid;
mod localisation;
mod neighbours;
mod published;
mod region_activity;
mod resampled;
mod shift_share;
mod significance;
mod stars;
mod theil;

pub use benchmark_definitions::benchmark_definitions;
pub use candidates::candidates;
pub use coagglomeration::coagglomeration;
pub use complexity::{complexity, relatedness};
pub use concentration::{concentration, everything, specialisation};
pub use dynamic_shift_share::dynamic_shift_share;
pub use ellison_glaeser::{ellison_glaeser, ellison_glaeser_streamed};
pub use emerging::emerging;
pub use grid::Grid;
pub use localisation::{WeighBy, k_density, m};
pub use neighbours::{Draws, Neighbours, lisa, moran};
pub use published::{PublishRule, published};
pub use region_activity::region_activity;
pub use resampled::{bootstrapped_lq, complexity_intervals, standardised_lq};
pub use shift_share::shift_share;
pub use significance::significance;
pub use stars::stars;
pub use theil::theil;

use karenina_stats::NoValue;
pub use karenina_stats::StarRules;

/// What stands in a cell of a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Datum {
    /// Nothing.
    Empty,
    /// A region, by its place.
    Region(u32),
    /// A group, by its place.
    Group(u32),
    /// A country, or what else regions are gathered by, by its place.
    Country(u32),
    /// A number.
    Number(f64),
    /// So much or more.
    AtLeast(f64),
    /// Between two numbers.
    Between(f64, f64),
    /// A number of things.
    Count(u64),
    /// A word of a closed list.
    Word(&'static str),
    /// Why there is no number.
    Because(Reason),
}

impl From<Option<f64>> for Datum {
    fn from(it: Option<f64>) -> Self {
        it.filter(|it| it.is_finite()).map_or(Self::Empty, Self::Number)
    }
}

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The kernel says why.
    Kernel(NoValue),
    /// Cells are withheld.
    Withheld,
    /// All values are alike, or zero.
    Alike,
    /// No region has a neighbour.
    NoNeighbours,
    /// There are too few regions or points.
    TooFew,
    /// The points lie on more than half of the globe.
    TooFarApart,
    /// It is not said in which country a region is.
    NoCountries,
    /// The table has fewer than three years.
    TooFewYears,
}

impl Reason {
    /// The word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Withheld => "withheld",
            Self::Alike => "no_spread",
            Self::NoNeighbours => "no_neighbours",
            Self::TooFew => "too_few",
            Self::TooFarApart => "too_far_apart",
            Self::NoCountries => "countries",
            Self::TooFewYears => "years",
            Self::Kernel(it) => match it {
                NoValue::WrongShape => "wrong_shape",
                NoValue::NotAnAmount => "not_an_amount",
                NoValue::ParameterOutOfRange => "parameter_out_of_range",
                NoValue::NothingThere => "nothing_there",
                NoValue::EmptyRegion => "empty_region",
                NoValue::EmptyActivity => "empty_activity",
                NoValue::OneRegion => "one_region",
                NoValue::OneActivity => "one_activity",
                NoValue::OnePlant => "one_plant",
                NoValue::TooFew => "too_few",
                NoValue::NoSpread => "no_spread",
            },
        }
    }
}

/// What a measure found.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureTable {
    /// The measure.
    pub measure: Measure,
    /// Names of the columns.
    pub columns: &'static [&'static str],
    /// Rows of as many data.
    pub rows: Vec<Vec<Datum>>,
    /// Single facts about the whole, by name.
    pub facts: Vec<(&'static str, Datum)>,
}

impl MeasureTable {
    /// Why the whole of it is absent, where it is.
    pub fn absent_because(&self) -> Option<Reason> {
        self.facts.iter().find_map(|it| match it {
            ("absent_because", Datum::Because(why)) => Some(*why),
            _ => None,
        })
    }
}

impl Measure {
    /// The table of the points that its plot is made of, which comes with it.
    pub fn points(self) -> Option<Self> {
        match self {
            Self::KDensity => Some(Self::KDensityCurves),
            Self::Lisa => Some(Self::LisaPoints),
            _ => None,
        }
    }
}

macro_rules! measures {
    ($($(#[$about:meta])* $name:ident = $word:literal;)*) => {
        /// The measures that come as a table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Measure { $($(#[$about])* $name,)* }

        impl Measure {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word of the command line and of files.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

measures! {
    /// Concentration beyond that of plants, by Ellison and Glaeser, and by Maurel and Sédillot.
    EllisonGlaeser = "ellison-glaeser";
    /// Which groups stand in the same regions.
    Coagglomeration = "coagglomeration";
    /// Economic complexity and fitness of regions and groups.
    Complexity = "complexity";
    /// How near a group that a region does not have is to those that it has.
    Relatedness = "relatedness";
    /// Whether like quotients lie near each other.
    Moran = "moran";
    /// Where they do.
    Lisa = "lisa";
    /// Every region beside its neighbours.
    LisaPoints = "lisa-points";
    /// Which quotients are more than chance.
    Significance = "significance";
    /// Intervals of quotients and their significance, by resampling.
    BootstrappedLq = "bootstrapped-lq";
    /// Quotients as distances from the mean of regions, beside a resampled cut-off.
    StandardisedLq = "standardised-lq";
    /// Intervals of economic complexity, by resampling.
    ComplexityIntervals = "complexity-intervals";
    /// How unevenly groups are spread over regions.
    Concentration = "concentration";
    /// Theil's index between countries and within them.
    Theil = "theil";
    /// Stars in the manner of the European Cluster Observatory.
    Stars = "stars";
    /// How far regions are specialised.
    Specialisation = "specialisation";
    /// At which distances establishments of a group are nearer to each other than others are.
    KDensity = "k-density";
    /// The curves of it.
    KDensityCurves = "k-density-curves";
    /// How much of a group stands around its establishments, beside its share in all.
    MarconPuechM = "m";
    /// What a region grew by, in parts.
    ShiftShare = "shift-share";
    /// The same year by year.
    DynamicShiftShare = "dynamic-shift-share";
    /// Which activities belong together, found in the data.
    BenchmarkDefinitions = "benchmark-definitions";
    /// What grew or is new since an earlier year.
    Emerging = "emerging";
    /// What exceeds the nation twice in four figures at once.
    Candidates = "candidates";
    /// The table of a dataset on which judgements of critical mass rest.
    RegionActivity = "region-activity";
    /// A table without what would give single firms away.
    Published = "published";
}
