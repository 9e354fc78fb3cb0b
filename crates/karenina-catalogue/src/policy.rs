//! What mends what, and by which rules it is decided: measures of support, rules, refusals and
//! the numbers that a programme has to set.

use karenina_model::schema::Label;

use crate::Rule;

/// Measures, rules and parameters of advice.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// In the order of the rows of the model that they carry out.
    pub measures: Vec<PolicyMeasure>,
    /// Decision rules, in the order of the file.
    pub rules: Vec<DecisionRule>,
    /// Reasons to refuse, in the order of the file.
    pub refusals: Vec<Refusal>,
    /// Numbers that the programme sets.
    pub parameters: Vec<Parameter>,
    /// Classes of effort, from which measures without a price take their cost.
    pub efforts: Vec<Effort>,
}

impl Policy {
    /// The value of a parameter; `None` where it is left open.
    pub fn parameter(&self, name: ParameterName) -> Option<f64> {
        self.parameters.iter().find(|it| it.name == name).and_then(|it| it.value)
    }

    /// The place of a measure by its id or by the row of the model that it carries out.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.measures.iter().position(|it| it.id == id || it.article.eq_ignore_ascii_case(id))
    }

    /// The unit of all costs: that of the first measure, since costs in two units cannot be added.
    pub fn cost_unit(&self) -> &str {
        self.measures.first().map_or(RELATIVE, |it| it.cost.unit.as_str())
    }
}

/// The unit of costs that nobody has priced.
pub const RELATIVE: &str = "relative";

/// Something that can be done about a weakness.
#[derive(Debug, Clone)]
pub struct PolicyMeasure {
    /// File name without the ending.
    pub id: String,
    /// The row of the model that it carries out: `M1` … `M42`.
    pub article: String,
    /// What it is.
    pub title: Label,
    /// What is done, in words that fit a letter.
    pub does: Label,
    /// The signs that it mends according to its source, by their places.
    pub mends: Vec<usize>,
    /// Deciding criteria that it brings about, by their places, each with the chance that it does.
    pub lifts: Vec<Lift>,
    /// Practices that it puts in force.
    pub practices: Vec<String>,
    /// Criteria that it improves without deciding a sign.
    pub helps: Vec<usize>,
    /// Who has to act.
    pub acts: Vec<Actor>,
    /// Whether it lies outside cluster policy.
    pub outside: bool,
    /// What it costs.
    pub cost: Cost,
    /// Years until it shows, lowest and highest.
    pub years: (f64, f64),
    /// What has to be there first.
    pub needs: Vec<Need>,
    /// Measures that it rules out, by their places.
    pub excludes: Vec<usize>,
    /// A key of `sources.toml`.
    pub source: String,
    /// Section, page or figure.
    pub at: String,
}

/// A deciding criterion that a measure brings about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// Its place among the indicators.
    pub indicator: usize,
    /// The chance that it does; `None`: the programme's parameter.
    pub chance: Option<f64>,
}

/// What a measure costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
    /// Money, or [`RELATIVE`].
    pub unit: String,
    /// Who says so; `None`: a parameter that the programme has to set.
    pub source: Option<String>,
    /// The class of effort that it was taken from.
    pub effort: Option<usize>,
}

/// What has to be there before a measure can work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Another measure, by its place.
    Measure(usize),
    /// A criterion that holds, by its place.
    Criterion(usize),
}

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The cluster itself: members, board, specialist organisation.
    Cluster,
    /// The region or town.
    Region,
    /// The state and its programme.
    State,
}

impl Actor {
    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Region => "region",
            Self::State => "state",
        }
    }
}

/// A class of effort: an order of sizes where nobody has priced anything.
#[derive(Debug, Clone)]
pub struct Effort {
    /// Its key.
    pub id: String,
    /// What belongs to it.
    pub title: Label,
    /// Lowest cost.
    pub low: f64,
    /// Highest cost.
    pub high: f64,
    /// Years until it shows.
    pub years: (f64, f64),
}

/// A number that the programme sets.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Which.
    pub name: ParameterName,
    /// Its value; `None`: no limit.
    pub value: Option<f64>,
    /// What it says.
    pub title: Label,
    /// Why this value.
    pub why: Label,
    /// Who says so; `None`: the programme has to set it.
    pub source: Option<String>,
    /// Section, page or figure.
    pub at: Option<String>,
}

/// The parameters that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterName {
    /// More missing signs than this are too great a defect.
    MostMissingSigns,
    /// The most that one cluster may get.
    CapPerCluster,
    /// The chance of success that a set of measures has to reach.
    Chance,
    /// The chance that a measure brings about what it lifts, where nobody has measured it.
    LiftChance,
    /// Years after the first funding before results are judged.
    YearsBeforeJudging,
    /// Steps after which a search gives up proving that its answer is the cheapest.
    SearchSteps,
}

impl ParameterName {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::MostMissingSigns,
        Self::CapPerCluster,
        Self::Chance,
        Self::LiftChance,
        Self::YearsBeforeJudging,
        Self::SearchSteps,
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::MostMissingSigns => "most_missing_signs",
            Self::CapPerCluster => "cap_per_cluster",
            Self::Chance => "chance",
            Self::LiftChance => "lift_chance",
            Self::YearsBeforeJudging => "years_before_judging",
            Self::SearchSteps => "search_steps",
        }
    }

    /// The range that makes sense.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::MostMissingSigns => (0.0, 100.0),
            Self::CapPerCluster => (0.0, 1e15),
            Self::Chance => (0.0, 1.0),
            // A measure that never works is no measure.
            Self::LiftChance => (0.01, 1.0),
            Self::YearsBeforeJudging => (0.0, 100.0),
            Self::SearchSteps => (1.0, 1e10),
        }
    }

    /// Whether it may be left without a value.
    pub fn may_be_open(self) -> bool {
        matches!(self, Self::CapPerCluster)
    }
}

/// A rule by which it is decided.
#[derive(Debug, Clone)]
pub struct DecisionRule {
    /// `R1` … `R19`.
    pub id: String,
    /// What it leads to.
    pub kind: RuleKind,
    /// What it says.
    pub title: Label,
    /// The reason in words that fit a letter.
    pub letter: Label,
    /// When it fires.
    pub fires: Fires,
    /// A key of `sources.toml`.
    pub source: String,
    /// Section, page or figure.
    pub at: String,
}

/// What a rule leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// It is how the decision is made.
    Core,
    /// Instruments outside cluster policy are needed.
    Redirect,
    /// It is too early to judge results.
    TooEarly,
    /// No support while this is so.
    Withhold,
    /// A condition of support.
    Condition,
    /// A project is refused; the cluster is not.
    Project,
    /// The cluster is refused.
    Refuse,
    /// What is not known is a result of its own.
    NoVerdict,
    /// Strategy and support are to be adjusted.
    Adjust,
    /// Who comes first.
    Sequence,
    /// Something not to be misread.
    Caution,
}

impl RuleKind {
    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Redirect => "redirect",
            Self::TooEarly => "too_early",
            Self::Withhold => "withhold",
            Self::Condition => "condition",
            Self::Project => "project",
            Self::Refuse => "refuse",
            Self::NoVerdict => "no_verdict",
            Self::Adjust => "adjust",
            Self::Sequence => "sequence",
            Self::Caution => "caution",
        }
    }
}

/// When a rule fires.
#[derive(Debug, Clone)]
pub enum Fires {
    /// When the diagnosis itself says so.
    On(Circumstance),
    /// When any (or all) of these hold of the cluster.
    When {
        /// Whether all have to hold.
        all: bool,
        /// Indicators, by their places, and the rule that their values have to satisfy.
        of: Vec<(usize, Rule)>,
    },
}

/// What the diagnosis of a cluster can come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Circumstance {
    /// At least one sign is missing.
    SignsMissing,
    /// A missing sign that no measure of cluster policy lifts.
    NoMeasure,
    /// Support began, and the years before judging have not passed.
    Early,
    /// Facts that could turn the verdict are not known.
    FactsMissing,
    /// The cluster has support already.
    Supported,
    /// The cluster belongs to the second tender group.
    SecondGroup,
}

/// A reason to refuse.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// `F1` … `F7`.
    pub code: RefusalCode,
    /// What it says.
    pub title: Label,
    /// The reason in words that fit a letter.
    pub letter: Label,
    /// What would change it.
    pub remedy: Label,
    /// The rules that it carries out.
    pub carries: Vec<String>,
}

/// The reasons to refuse that there are.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize, serde::Serialize,
)]
pub enum RefusalCode {
    /// Data too thin to decide.
    F1,
    /// A missing sign that no measure lifts.
    F2,
    /// The cheapest set costs more than the cap or the budget.
    F3,
    /// More missing signs than the programme allows.
    F4,
    /// Sustainable without support.
    F5,
    /// A formal condition is not met.
    F6,
    /// Even everything together does not reach the chance.
    F7,
}

impl RefusalCode {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::F1, Self::F2, Self::F3, Self::F4, Self::F5, Self::F6, Self::F7];

    /// The word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::F1 => "F1",
            Self::F2 => "F2",
            Self::F3 => "F3",
            Self::F4 => "F4",
            Self::F5 => "F5",
            Self::F6 => "F6",
            Self::F7 => "F7",
        }
    }
}
