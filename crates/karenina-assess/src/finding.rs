//! What an assessment says: values, verdicts, evidence, questions.

use karenina_catalogue::VerdictWord;
use karenina_model::{Date, RowId, TableId, Value};

use crate::Population;

/// The verdict on a criterion.
pub type Verdict = VerdictWord;

/// Everything that is found of a dataset on a day.
#[derive(Debug)]
pub struct Assessment {
    /// The day of judgement.
    pub on: Date,
    /// The seed of what was drawn.
    pub seed: u64,
    /// In the order of the table of clusters.
    pub clusters: Vec<ClusterFinding>,
    /// The programme counted: every unit that is listed, and the clusters that exist on the day.
    pub populations: Vec<Population>,
}

/// What is found of one cluster.
#[derive(Debug)]
pub struct ClusterFinding {
    /// Its row in the table of clusters.
    pub cluster: u32,
    /// The day on which it is judged: that of the assessment, or its last one.
    pub on: Date,
    /// The verdict as the values stand.
    pub verdict: ClusterVerdict,
    /// The verdict with the errors of values and thresholds in mind.
    pub robust: Robust,
    /// The signs that are not met, upstream first, by their places in the model.
    pub missing: Vec<usize>,
    /// In the order of the model.
    pub signs: Vec<SignFinding>,
    /// One for each indicator, in the order of the catalogue.
    pub findings: Vec<Finding>,
    /// What would have to be found out, in the order in which it pays.
    pub questions: Vec<Question>,
    /// How few facts could settle the verdict.
    pub smallest: SmallestSets,
    /// Facts that no indicator asks for.
    pub facts: Vec<Fact>,
}

/// Would the cluster go on by itself?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClusterVerdict {
    /// Every sign is met.
    Sustainable,
    /// At least one sign is not met, and nothing makes up for it.
    NotSustainable,
    /// No sign is known not to be met, and some are not known.
    Undetermined,
}

impl ClusterVerdict {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sustainable => "sustainable",
            Self::NotSustainable => "not_sustainable",
            Self::Undetermined => "undetermined",
        }
    }
}

/// The chance that all signs hold, and what it allows to be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Robust {
    /// The verdict by that chance.
    pub verdict: ClusterVerdict,
    /// Lowest and highest chance that every sign is met, signs independent.
    pub chance: (f64, f64),
    /// The same whatever the dependence of the signs (Fréchet).
    pub any_dependence: (f64, f64),
    /// The same by draws with shared errors, where the model declares groups of criteria.
    pub shared_error: Option<(f64, f64)>,
    /// Signs that fail beyond the error rate of the model (Holm), by their places.
    pub failed: Vec<usize>,
}

/// What is found of one sign.
#[derive(Debug, Clone, PartialEq)]
pub struct SignFinding {
    /// Met, not met or undetermined; not applicable where no required criterion applies.
    pub verdict: Verdict,
    /// Not met, and attained in part: it would be met if the partly attained criteria were.
    pub near: bool,
    /// How far it is attained, from 0 to 1: its weakest required criterion.
    pub degree: (f64, f64),
    /// Lowest and highest chance that it is met.
    pub chance: (f64, f64),
    /// The part of its indicators of which anything is known.
    pub coverage: f64,
    /// Whether that is less than the model wants.
    pub thin: bool,
}

/// The answer to one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The value that is judged.
    pub value: Value,
    /// What the tables alone come to, where they come to anything.
    pub computed: Option<Computed>,
    /// What is claimed, where anything is.
    pub claimed: Option<Value>,
    /// Whether claims contradict each other or the tables.
    pub contradicted: bool,
    /// Standard uncertainty of the value.
    pub u: f64,
    /// The threshold that judges, by its place in the indicator.
    pub threshold: Option<usize>,
    /// The verdict by it.
    pub verdict: Verdict,
    /// Verdicts by the other thresholds in force.
    pub rivals: Vec<(usize, Verdict)>,
    /// Not met, and attained in part.
    pub near: bool,
    /// Distance from the bound in units of the scale; 0 at the bound, −1 at the zero point.
    pub distance: Option<(f64, f64)>,
    /// How far the criterion is attained, from 0 to 1.
    pub degree: (f64, f64),
    /// Lowest and highest chance that the criterion holds.
    pub chance: (f64, f64),
    /// Whether that chance is beyond doubt, one way or the other; `None` where there is no value.
    pub firm: Option<bool>,
    /// What the value rests on.
    pub evidence: Vec<Evidence>,
}

/// A value that the tables come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Computed {
    /// The value.
    pub value: Value,
    /// Whether it rests on lists that are declared complete.
    pub complete: bool,
}

/// What a value rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// A claim.
    Claim(RowId),
    /// A cell: row and column.
    Cell(RowId, u16),
    /// Rows of a table that were counted.
    Rows {
        /// Which table.
        table: TableId,
        /// Rows for which the question is answered with yes.
        yes: u32,
        /// With no.
        no: u32,
        /// Not at all.
        unknown: u32,
        /// Rows that are known to be missing from the list, at most; `None` without bound.
        missing: Option<u32>,
    },
}

/// Something to find out.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The place of the indicator.
    pub indicator: usize,
    /// The place of its sign.
    pub sign: usize,
    /// Whether an answer can change the verdict on the cluster; otherwise it completes the
    /// diagnosis.
    pub decides: bool,
    /// Verdicts on sign and cluster if the criterion turns out to be met.
    pub if_met: (Verdict, ClusterVerdict),
    /// The same if it turns out not to be.
    pub if_not_met: (Verdict, ClusterVerdict),
    /// The chance that it is met, from other clusters, or the model's prior.
    pub chance: f64,
    /// What finding out costs beside other facts.
    pub cost: f64,
}

/// How few facts could settle an undetermined verdict.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SmallestSets {
    /// Facts that all have to be favourable for "sustainable"; `None` where it is out of reach.
    pub for_sustainable: Option<usize>,
    /// Facts that suffice for "not sustainable" when unfavourable.
    pub for_not_sustainable: Option<usize>,
    /// Expected cost of finding out in the order of the questions, stopping at the first failure.
    pub expected_cost: f64,
}

/// A fact that no indicator asks for: a row of the table of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Its row.
    pub row: RowId,
}
