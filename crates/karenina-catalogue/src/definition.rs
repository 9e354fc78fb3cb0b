//! What the catalogue says, once it has been checked: every name has become a place.

use indexmap::IndexMap;
use karenina_model::{Date, TableId, schema::Label};

use crate::Rule;

/// Groups, signs, what they require, how they are linked, and the constants of the method.
#[derive(Debug, Clone)]
pub struct Model {
    /// Its name.
    pub title: Label,
    /// The document that it comes from.
    pub source: String,
    /// The groups of signs, upstream first.
    pub groups: Vec<Group>,
    /// The signs, upstream first.
    pub signs: Vec<Sign>,
    /// How one sign or group feeds another.
    pub links: Vec<Link>,
    /// Constants, printed with every verdict.
    pub policy: Policy,
    /// Criteria whose errors are not independent.
    pub shared_error: SharedError,
    /// What has to be borne in mind with a benchmark.
    pub caveats: IndexMap<String, Label>,
}

/// A group of signs.
#[derive(Debug, Clone)]
pub struct Group {
    /// `A`, `B`, `C`.
    pub id: String,
    /// Its name.
    pub title: Label,
}

/// A sign of sustainability.
#[derive(Debug, Clone)]
pub struct Sign {
    /// `A1` … `C2`, `B0`.
    pub id: String,
    /// The place of its group.
    pub group: usize,
    /// The folder of its indicators.
    pub folder: String,
    /// Reported beside the others and not part of the verdict on the cluster.
    pub latent: bool,
    /// Its name.
    pub title: Label,
    /// A word for narrow columns.
    pub short: Label,
    /// What it asks.
    pub question: Label,
    /// The places of the indicators that decide it.
    pub required: Vec<usize>,
    /// How many of them are needed.
    pub rule: SignRule,
    /// Those that are needed whatever the others are.
    pub key: Vec<usize>,
}

/// How many of the required criteria of a sign have to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignRule {
    /// All that apply.
    All,
    /// So many of those that apply.
    AtLeast(usize),
}

/// One sign or group feeds another.
#[derive(Debug, Clone)]
pub struct Link {
    /// Id of a sign or group.
    pub from: String,
    /// Id of a sign or group.
    pub to: String,
    /// Whether it takes long.
    pub slow: bool,
    /// Why.
    pub says: Label,
    /// Where the model's source says so.
    pub at: String,
}

/// Constants of the method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// From this chance on a criterion is firm.
    pub firm: f64,
    /// Robustly sustainable from this chance on.
    pub robust_sustainable_at_least: f64,
    /// Robustly not sustainable up to this chance.
    pub robust_not_at_most: f64,
    /// Error rate when failed signs are named.
    pub alpha: f64,
    /// Standard uncertainty of a statistic that states none, as a share of its value.
    pub u_statistic: f64,
    /// Design effect of surveys.
    pub design_effect: f64,
    /// A sign of which less than this is known is thin.
    pub thin_below: f64,
    /// Chance that an unknown fact is favourable, where no other cluster tells.
    pub prior: f64,
    /// How many clusters it takes to tell.
    pub peers_at_least: usize,
}

/// Groups of indicators that rest on one source.
#[derive(Debug, Clone)]
pub struct SharedError {
    /// Correlation of their errors.
    pub rho: f64,
    /// Number of draws.
    pub draws: u32,
    /// Places of the indicators of each group.
    pub groups: Vec<Vec<usize>>,
}

/// One question asked of a cluster, and what counts as a good answer.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Path below `indicators/`, without the ending.
    pub id: String,
    /// Ids that it had before.
    pub formerly: Vec<String>,
    /// The place of its sign.
    pub sign: usize,
    /// The row of the model that it carries out.
    pub article: String,
    /// What is observed.
    pub title: Label,
    /// As someone would ask it.
    pub question: Label,
    /// How to read the value.
    pub read: Label,
    /// What it is measured in.
    pub unit: Unit,
    /// Which way is good.
    pub direction: Direction,
    /// How sure a value of this kind is.
    pub nature: Nature,
    /// The least that is possible, where the unit allows less.
    pub least: Option<f64>,
    /// The most that is possible, where the unit allows more.
    pub most: Option<f64>,
    /// What finding out costs beside other facts.
    pub cost: f64,
    /// Years after which a claim is too old.
    pub max_age: Option<f64>,
    /// How the value is found.
    pub measure: Measure,
    /// Dated rules with their sources.
    pub thresholds: Vec<Threshold>,
    /// The name of the threshold that judges, where there are several.
    pub judged_by: Option<String>,
    /// Values elsewhere.
    pub benchmarks: Vec<Benchmark>,
    /// When it applies at all.
    pub applies: Option<Applies>,
    /// Worked cases.
    pub cases: Vec<Case>,
}

impl Threshold {
    /// Whether it is in force on a day.
    pub fn in_force(&self, on: Date) -> bool {
        self.since <= on && self.until.is_none_or(|until| on <= until)
    }
}

impl Indicator {
    /// The threshold that judges on a day: the chosen one if it is in force, else the first that
    /// is.
    pub fn judging(&self, on: Date) -> Option<usize> {
        let chosen = self.judged_by.as_ref().and_then(|name| {
            self.thresholds.iter().position(|it| it.name == *name && it.in_force(on))
        });
        chosen.or_else(|| self.thresholds.iter().position(|it| it.in_force(on)))
    }

    /// The names of the rules that would judge beside each other, and since which day: several are
    /// in force and the chosen one is not among them.
    pub fn judging_ambiguous(&self) -> Option<(String, Date)> {
        let mut days: Vec<Date> = self.thresholds.iter().map(|it| it.since).collect();
        days.sort_unstable();
        days.into_iter().find_map(|day| {
            let in_force: Vec<&str> = self
                .thresholds
                .iter()
                .filter(|it| it.in_force(day))
                .map(|it| it.name.as_str())
                .collect();
            let chosen = self.judged_by.as_deref().is_some_and(|it| in_force.contains(&it));
            (in_force.len() > 1 && !chosen).then(|| (in_force.join(", "), day))
        })
    }
}

/// What a value is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A fraction of one; people see per cent.
    Share,
    /// 1, 0.5 or 0; people see yes, partly, no.
    YesNo,
    /// Member organisations, companies.
    Organisations,
    /// People.
    People,
    /// Full-time posts.
    Posts,
    /// Years.
    Years,
    /// One quantity over another.
    Ratio,
    /// Projects.
    Projects,
    /// Working groups, communities, networks.
    Groups,
    /// Meetings.
    Meetings,
    /// Events.
    Events,
    /// Seats.
    Seats,
    /// Practices in force.
    Practices,
    /// Lines of activity.
    Lines,
    /// Criteria that are met.
    Criteria,
    /// A place in an order; 1 is first.
    Rank,
    /// In the programme's currency.
    Money,
    /// On a scale.
    Points,
    /// Anything else.
    Number,
}

impl Unit {
    /// Whether only whole numbers are possible.
    pub fn is_whole(self) -> bool {
        match self {
            Self::Organisations
            | Self::People
            | Self::Projects
            | Self::Groups
            | Self::Meetings
            | Self::Events
            | Self::Seats
            | Self::Practices
            | Self::Lines
            | Self::Criteria
            | Self::Rank => true,
            Self::Share
            | Self::YesNo
            | Self::Posts
            | Self::Years
            | Self::Ratio
            | Self::Money
            | Self::Points
            | Self::Number => false,
        }
    }

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::YesNo => "yes_no",
            Self::Organisations => "organisations",
            Self::People => "people",
            Self::Posts => "posts",
            Self::Years => "years",
            Self::Ratio => "ratio",
            Self::Projects => "projects",
            Self::Groups => "groups",
            Self::Meetings => "meetings",
            Self::Events => "events",
            Self::Seats => "seats",
            Self::Practices => "practices",
            Self::Lines => "lines",
            Self::Criteria => "criteria",
            Self::Rank => "rank",
            Self::Money => "money",
            Self::Points => "points",
            Self::Number => "number",
        }
    }

    /// The range that values can have at all.
    pub fn range(self) -> karenina_model::Interval {
        use karenina_model::Interval;
        match self {
            Self::Share | Self::YesNo => Interval::SHARE,
            Self::Money | Self::Points | Self::Number | Self::Years => Interval::ANY,
            Self::Organisations
            | Self::People
            | Self::Posts
            | Self::Ratio
            | Self::Projects
            | Self::Groups
            | Self::Meetings
            | Self::Events
            | Self::Seats
            | Self::Practices
            | Self::Lines
            | Self::Criteria
            | Self::Rank => Interval::NOT_NEGATIVE,
        }
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    HigherIsBetter,
    /// Less is better.
    LowerIsBetter,
    /// Should be so.
    ShouldBe,
    /// Should not be so.
    ShouldNotBe,
    /// Neither too much nor too little.
    Balance,
    /// Tells, and judges nothing.
    Neutral,
}

/// How sure a value of a kind is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// A fact: no error but being wrong.
    Fact,
    /// A count of listed things: no error.
    Count,
    /// A statistic: some error even where none is stated.
    Statistic,
    /// A survey: the error of a sample.
    Survey,
    /// The judgement of experts.
    Expert,
}

/// A rule that a value has to satisfy, from a day on, according to a document.
#[derive(Debug, Clone)]
pub struct Threshold {
    /// A name, where there are several.
    pub name: String,
    /// From when.
    pub since: Date,
    /// Until when.
    pub until: Option<Date>,
    /// The rule.
    pub rule: Rule,
    /// The value at which nothing is attained. `None`: met or not, with nothing between.
    pub zero: Option<f64>,
    /// Standard uncertainty of the bound itself.
    pub u: f64,
    /// A key of `sources.toml`.
    pub source: String,
    /// Page, section or figure.
    pub at: Option<String>,
}

/// A value that somebody else has.
#[derive(Debug, Clone)]
pub struct Benchmark {
    /// What it is.
    pub what: Label,
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Of whom.
    pub population: Option<Label>,
    /// How many they were.
    pub n: Option<u32>,
    /// When.
    pub year: Option<i16>,
    /// A key of `sources.toml`.
    pub source: String,
    /// Page, section or figure.
    pub at: Option<String>,
    /// A key of the model's caveats.
    pub caveat: Option<String>,
    /// The field whose norm it is.
    pub field: Option<String>,
}

/// What statistics of regions say of the cluster's activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappedMeasure {
    /// How far the region exceeds the nation in them.
    Multiple,
    /// Their place among all activities of the region by that multiple, from 1.
    Rank,
}

impl MappedMeasure {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Multiple, Self::Rank];

    /// The word of the catalogue.
    pub fn word(self) -> &'static str {
        match self {
            Self::Multiple => "multiple",
            Self::Rank => "rank",
        }
    }
}

/// What is measured on a network of organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GraphMeasure {
    /// The share of members that share a project or group with another member.
    MembersTied,
    /// The share of ties that join organisations of different classes.
    TiesAcrossClasses,
    /// The share of ties that join two companies.
    TiesBetweenCompanies,
    /// The share of ties that join a company and the state.
    TiesWithState,
    /// The share of members' ties that lead outside the cluster.
    TiesOutside,
    /// The share of connected pairs that fall apart without the one on whom most depends.
    Dependence,
}

impl GraphMeasure {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::MembersTied,
        Self::TiesAcrossClasses,
        Self::TiesBetweenCompanies,
        Self::TiesWithState,
        Self::TiesOutside,
        Self::Dependence,
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::MembersTied => "members_tied",
            Self::TiesAcrossClasses => "ties_across_classes",
            Self::TiesBetweenCompanies => "ties_between_companies",
            Self::TiesWithState => "ties_with_state",
            Self::TiesOutside => "ties_outside",
            Self::Dependence => "dependence",
        }
    }
}

/// What makes a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ties {
    /// To take part in one project.
    pub projects: bool,
    /// To belong to one group.
    pub groups: bool,
}

/// When an indicator applies.
#[derive(Debug, Clone)]
pub enum Applies {
    /// Where another indicator satisfies a rule.
    Where(usize, Rule),
    /// In these fields.
    Fields(Vec<String>),
}

/// How a value is found. A new kind is a variant here and an arm in the crate that assesses.
#[derive(Debug, Clone)]
pub enum Measure {
    /// The number of rows.
    Count(Selection),
    /// The part of the selected rows for which conditions hold.
    Share {
        /// Among which rows.
        of: Selection,
        /// What has to hold.
        having: Vec<Condition>,
        /// The column that weighs a row; without it each weighs one.
        weight: Option<ColumnPath>,
    },
    /// The sum of a column.
    Sum(Selection, ColumnPath),
    /// One quantity over another.
    Ratio(Quantity, Quantity),
    /// The mean of a column.
    Mean(Selection, ColumnPath),
    /// How many values of a column occur at least so many times.
    NumberOfKinds {
        /// Among which rows.
        of: Selection,
        /// Values of which column.
        by: ColumnPath,
        /// How many times.
        at_least: u32,
    },
    /// The part of the largest.
    LargestShare(Selection, Parts),
    /// The Herfindahl–Hirschman index.
    Concentration(Selection, Parts),
    /// The effective number of parts, exp of Shannon's entropy.
    Entropy(Selection, Parts),
    /// Years since a date of the cluster, or since the earliest of the selected rows.
    YearsSince(Option<Selection>, ColumnPath),
    /// Whether there is such a row.
    Exists(Selection),
    /// Whether a practice is in force.
    Practice(String),
    /// How many practices are.
    Practices(Vec<String>),
    /// A column of the cluster's row, or of one that it leads to; with codes: whether it is one
    /// of them.
    Attribute(ColumnPath, Option<Test>),
    /// The rank of a kind of collaboration, by its place in the enumeration.
    RankOf(u8),
    /// The region's specialisation in the cluster's activities, by a column of the statistics.
    Mapped(usize, MappedMeasure),
    /// A measure on the network of who works with whom.
    Graph(GraphMeasure, Ties),
    /// How many other criteria are met, by their places.
    Compound(Vec<usize>),
    /// Only what is claimed.
    Claimed,
}

/// Rows of a table.
#[derive(Debug, Clone)]
pub struct Selection {
    /// Which table.
    pub of: TableId,
    /// What has to hold.
    pub conditions: Vec<Condition>,
    /// At what time.
    pub when: When,
    /// Only events and beginnings of the last years.
    pub within_years: Option<f64>,
}

/// At what time rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// In force on the day.
    #[default]
    Now,
    /// Begun by the day.
    Ever,
}

/// The parts of a whole.
#[derive(Debug, Clone)]
pub enum Parts {
    /// Each row is a part, as large as a column says.
    Weight(ColumnPath),
    /// Rows with the same value of a column are a part, as large as they are many.
    By(ColumnPath),
}

/// A sum, a number, or a value of the cluster's row.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// Which rows; `None`: the cluster's own.
    pub of: Option<Selection>,
    /// Which column; `None`: their number.
    pub column: Option<ColumnPath>,
}

/// A column of a row, or of a row that its references lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnPath {
    /// References to follow, then the column itself.
    pub steps: Vec<(TableId, usize)>,
}

impl ColumnPath {
    /// The column at the end.
    pub fn last(&self) -> (TableId, usize) {
        // A path has at least one step by construction.
        self.steps[self.steps.len() - 1]
    }
}

/// What has to hold of a row.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Of which column.
    pub path: ColumnPath,
    /// What.
    pub test: Test,
}

/// What has to hold of a cell.
#[derive(Debug, Clone)]
pub enum Test {
    /// It is one of these codes, a bit each.
    OneOfCodes(u64),
    /// It is one of these texts.
    OneOfTexts(Vec<String>),
    /// It is yes (true) or no (false); partly is neither.
    Is(bool),
    /// It satisfies a rule.
    Rule(Rule),
    /// There is such a day or such a row (true), or it has been said that there is none (false).
    There(bool),
}

/// A worked case.
#[derive(Debug, Clone)]
pub struct Case {
    /// A sentence.
    pub name: String,
    /// The day of judgement.
    pub on: Date,
    /// Rows by table; those of `clusters` and `places` fill the one row there is.
    pub rows: IndexMap<String, Vec<CaseRow>>,
    /// What is claimed of the indicator.
    pub claim: Option<String>,
    /// What has to come out.
    pub expected: Expected,
}

/// A row of a case: texts by column, and how many times.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// Texts by column or path.
    pub cells: IndexMap<String, String>,
    /// How many such rows.
    pub times: u32,
}

/// What a case has to come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The value's ends; `None`: absent. An upper end may be infinite.
    pub value: Option<(f64, f64)>,
    /// The verdict.
    pub verdict: VerdictWord,
}

/// A verdict on a criterion, as catalogue files write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictWord {
    /// The whole interval passes.
    Met,
    /// The whole interval fails.
    NotMet,
    /// What is not known could turn the answer either way.
    Undetermined,
    /// The criterion does not apply here.
    NotApplicable,
    /// There is nothing to judge by.
    NoThreshold,
}

/// A document that is cited.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who wrote or issued it.
    pub author: String,
    /// When.
    pub year: i16,
    /// What it is: book, report, article, guide …
    pub kind: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Something to bear in mind.
    pub note: Option<Label>,
    /// Whether the bibliographic data are certain.
    #[serde(default = "yes")]
    pub certain: bool,
}

fn yes() -> bool {
    true
}
