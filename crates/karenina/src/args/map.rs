//! What `karenina map` takes.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Common;

#[derive(Debug, Clone, Group)]
pub(crate) struct Map {
    /// The table: CSV or Eurostat's TSV, packed with gzip or not, Parquet, or a folder of such files
    pub table: PathBuf,
    /// How it is laid out
    #[arg(long, value_enum, default_value_t = TableLayout::Tidy)]
    pub layout: TableLayout,
    /// What to find; may be given several times
    #[arg(long = "measure", value_enum, value_name = "MEASURE")]
    pub measures: Vec<MapMeasure>,
    /// Which activities make up which group: a table with columns `activity`, `group` and `kind`;
    /// without it every activity is a group by itself
    #[arg(long, value_name = "FILE")]
    pub definitions: Option<PathBuf>,
    /// Names of regions: a table with code and name
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    /// From codes of regions or activities to those of another edition: a table with columns
    /// `from`, `to` and `share`; may be given several times
    #[arg(long = "crosswalk", value_name = "FILE")]
    pub crosswalks: Vec<PathBuf>,
    /// What a region's employment in a group is compared with
    #[arg(long, value_enum, default_value_t = CompareWith::Total)]
    pub base: CompareWith,
    /// The year, where the table has several; else the latest
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// The level of regions, where the table has several: NUTS 0 to 3
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(0..=3))]
    pub region_level: Option<u8>,
    /// What to do at a line that cannot be read
    #[arg(long, value_enum, default_value_t = AtBadLine::GoOn)]
    pub on_bad_line: AtBadLine,
    /// Areas of the regions, for the map: GeoJSON or TopoJSON
    #[arg(long, value_name = "FILE")]
    pub boundaries: Option<PathBuf>,
    /// The property of the boundaries that holds the code of the region; else the one that fits
    #[arg(long, value_name = "NAME", requires = "boundaries")]
    pub boundaries_code: Option<String>,
    /// The earlier year that emerging groups are compared with
    #[arg(long, value_name = "YEAR")]
    pub since: Option<i32>,
    /// Official members: a table with columns `region`, `group`, `members`
    #[arg(long, value_name = "FILE")]
    pub members: Option<PathBuf>,
    /// The country, or what else regions are gathered by, of each region: a table with code and
    /// country; else the column `country`, or the first letters of NUTS codes
    #[arg(long, value_name = "FILE")]
    pub countries: Option<PathBuf>,
    /// What stars are given for
    #[command(flatten)]
    pub stars: Stars,
    /// Write only what may be published: no cell of few or of one that dominates, and none from
    /// which such a cell could be worked out
    #[arg(long)]
    pub publish: bool,
    /// Establishments that must stand behind a published cell
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub minimum: u64,
    /// The p per cent rule: what is left of a cell without its two largest must be so much of the
    /// largest; of establishments
    #[arg(long, value_name = "PERCENT", default_value_t = 10.0)]
    pub protection: f64,
    /// The largest distance that k-density and m look at, in km
    #[arg(long, value_name = "KM", default_value_t = 180.0)]
    pub within: f64,
    /// What counts in k-density and m: establishments, each alike, or what they employ
    #[arg(long, value_enum, default_value_t = CountBy::Establishments)]
    pub weigh_by: CountBy,
    /// How many random maps or samples are drawn
    #[arg(long, value_name = "N", default_value_t = 999)]
    pub permutations: u32,
    /// The beginning of the random numbers
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Add establishments up on a cluster of machines: ballista://HOST:PORT (docs/distributed.md)
    #[arg(long, value_name = "ADDRESS")]
    pub engine: Option<String>,
    /// How many seconds the cluster may take before it is given up
    #[arg(long, value_name = "SECONDS", default_value_t = 3600, value_parser = clap::value_parser!(u64).range(1..))]
    pub patience: u64,
    /// How many of the strong groups a terminal shows
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// What to write; else by the ending of --out, else a table here
    #[arg(long, value_enum)]
    pub format: Option<MapFormat>,
    /// Where to write it: a file, or a folder that is there; measures go into files of their own
    /// beside it where the format is csv or parquet
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Make a folder that assess reads: the statistics as `region_activity`, and, where no clusters
    /// are in it yet, the strongest groups as candidates (--top)
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["out", "format", "publish"])]
    pub as_dataset: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}

/// What the stars of the European Cluster Observatory are given for; as published 2007 to 2012.
#[derive(Debug, Clone, Copy, Group)]
pub(crate) struct Stars {
    /// The part of the regions of a group, the largest by employment, that have the star for size
    #[arg(long = "star-size", value_name = "SHARE", default_value_t = 0.1, value_parser = share)]
    pub size: f64,
    /// The least location quotient for the star for specialisation
    #[arg(long = "star-quotient", value_name = "LQ", default_value_t = 2.0, value_parser = amount)]
    pub quotient: f64,
    /// The part of groups in regions, those with the greatest share of their region, that have the
    /// star for focus
    #[arg(long = "star-focus", value_name = "SHARE", default_value_t = 0.1, value_parser = share)]
    pub focus: f64,
    /// Compare focus among the regions of the same group, not among all groups in regions
    #[arg(long = "star-focus-within-group")]
    pub focus_within_group: bool,
    /// A group below this employment in a region has no star
    #[arg(long = "star-employment", value_name = "N", default_value_t = 1000.0, value_parser = amount)]
    pub employment: f64,
}

fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|it| (0.0..=1.0).contains(it)).ok_or_else(|| "0..1".to_owned())
}

fn amount(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|it: &f64| *it >= 0.0 && it.is_finite())
        .ok_or_else(|| "0..".to_owned())
}

/// How a table of statistics is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableLayout {
    /// US County Business Patterns, as published
    Cbp,
    /// Eurostat's structural business statistics by NUTS regions, as published
    EurostatSbs,
    /// region, activity, employment, establishments, year
    Tidy,
    /// One row an establishment: region, activity, employment, latitude, longitude
    Establishments,
}

/// What is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapMeasure {
    /// Location quotients, and how strong each group is
    Lq,
    /// Establishments added up to regions by activities
    Table,
    /// Concentration of plants beyond what their sizes bring about; of establishments
    EllisonGlaeser,
    /// Which groups stand in the same regions
    Coagglomeration,
    /// Economic complexity and fitness of regions and groups
    Complexity,
    /// How near a group that a region does not have is to those that it has
    Relatedness,
    /// Whether like quotients lie near each other: Moran, Geary, Getis and Ord; needs --boundaries
    Moran,
    /// Where they do: local Moran with false discoveries kept rare; needs --boundaries
    Lisa,
    /// Every region with its quotient, that of its neighbours and its kind; needs --boundaries
    LisaPoints,
    /// Which quotients are more than chance: intervals, and an exact test on establishments
    Significance,
    /// Quotients with intervals and significance from establishments drawn anew (--permutations,
    /// --seed)
    BootstrappedLq,
    /// Quotients as distances from the mean of regions, beside a cut-off that drawing regions anew
    /// gives (Tian 2013)
    StandardisedLq,
    /// Intervals of economic complexity and of ranks, from establishments drawn anew
    ComplexityIntervals,
    /// How unevenly groups are spread over regions: Hoover, Gini, Krugman, Theil, Herfindahl
    Concentration,
    /// Theil's index of groups between countries and within them, which add up; needs countries
    Theil,
    /// One star each for size, specialisation and focus (European Cluster Observatory); --star-…
    Stars,
    /// How far regions are specialised: Krugman, diversity, Hachman, Herfindahl, Shannon
    Specialisation,
    /// At which distances establishments of a group are nearer to each other than others are
    /// (Duranton and Overman); needs coordinates
    KDensity,
    /// The curves of k-density with their bands; needs coordinates
    KDensityCurves,
    /// How much of a group stands around its establishments (Marcon and Puech); needs coordinates
    M,
    /// What each region grew by, in parts; needs --since
    ShiftShare,
    /// The same year by year, where the table has more than two years: from --since, or the first
    DynamicShiftShare,
    /// Which activities belong together, found in the data (Delgado, Porter and Stern)
    BenchmarkDefinitions,
    /// What grew or is new since an earlier year; needs --since
    Emerging,
    /// What exceeds the nation twice in employment, revenue, exports and R&D at once, and similar
    /// firms beside official members (--members)
    Candidates,
    /// The table `region_activity` of a dataset, for `assess`; what is not known as an interval
    RegionActivity,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFormat {
    Table,
    Json,
    Csv,
    /// One file that opens from disk: map, ranks, distributions, measures
    Html,
    Parquet,
    /// Regions with their strong groups, for programs that draw maps
    Geojson,
}

impl MapFormat {
    /// The format that a file of this name holds.
    pub(crate) fn of_file(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "txt" => Some(Self::Table),
            "html" | "htm" => Some(Self::Html),
            "parquet" => Some(Self::Parquet),
            "geojson" => Some(Self::Geojson),
            _ => None,
        }
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Parquet => "parquet",
            Self::Geojson => "geojson",
        }
    }
}

/// What is done at a line that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AtBadLine {
    /// List it, and say at the end how many there were
    GoOn,
    /// Stop there
    Stop,
}

/// What counts around an establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountBy {
    /// Each alike
    Establishments,
    /// What they employ; those of which that is not said are left out and counted
    Employment,
}

/// What is compared with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareWith {
    /// All employment
    Total,
    /// Employment of groups of the same kind: traded beside traded, local beside local
    Traded,
}
