//! Schemes beside the nine signs: each criterion by what was found, all together by the scheme's
//! own rule. They decide nothing of the verdict.

use karenina_catalogue::{
    Catalogue, Direction, Indicator, Scheme, SchemeCriterion, SchemeRule, Unit,
};
use karenina_model::{Answer, Dataset, RowId, TableId, Truth};

use crate::{ClusterFinding, Finding, Verdict};

/// What a scheme says of a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeFinding {
    /// Its place in the catalogue.
    pub scheme: usize,
    /// Whether each criterion is met, side by side.
    pub criteria: Vec<Truth>,
    /// At least and at most so many criteria are met.
    pub met: (usize, usize),
    /// Whether all are; for schemes that ask for all.
    pub all: Option<Truth>,
    /// The lowest and highest level that is possible, by their places; `None` for other schemes,
    /// and where not even the lowest is reached.
    pub level: Option<(usize, usize)>,
}

impl SchemeFinding {
    /// Whether anything at all is known.
    pub fn says_anything(&self) -> bool {
        self.criteria.iter().any(|it| *it != Truth::Unknown)
    }
}

/// What every scheme of the catalogue says of a cluster.
pub fn schemes(
    catalogue: &Catalogue,
    dataset: &Dataset,
    found: &ClusterFinding,
) -> Vec<SchemeFinding> {
    (0..catalogue.schemes.len()).map(|at| scheme(catalogue, dataset, found, at)).collect()
}

/// What one scheme says of a cluster.
pub fn scheme(
    catalogue: &Catalogue,
    dataset: &Dataset,
    found: &ClusterFinding,
    at: usize,
) -> SchemeFinding {
    let about = &catalogue.schemes[at];
    let criteria: Vec<Truth> =
        about.criteria().map(|it| criterion(catalogue, dataset, found, it)).collect();
    let sure = criteria.iter().filter(|it| **it == Truth::Yes).count();
    let open = criteria.iter().filter(|it| **it == Truth::Unknown).count();
    let met = (sure, sure + open);
    let all = matches!(about.rule, SchemeRule::All).then(|| Truth::all(criteria.iter().copied()));
    SchemeFinding { scheme: at, criteria, met, all, level: level(about, met) }
}

fn level(about: &Scheme, met: (usize, usize)) -> Option<(usize, usize)> {
    let SchemeRule::Levels(levels) = &about.rule else { return None };
    let reached = |n: usize| levels.iter().rposition(|it| it.from <= n);
    Some((reached(met.0)?, reached(met.1)?))
}

fn criterion(
    catalogue: &Catalogue,
    dataset: &Dataset,
    found: &ClusterFinding,
    it: &SchemeCriterion,
) -> Truth {
    if let Some(practice) = &it.practice {
        return in_practice(dataset, found, practice);
    }
    if it.indicators.is_empty() {
        return Truth::Unknown;
    }
    Truth::all(it.indicators.iter().map(|at| {
        let finding = &found.findings[*at];
        match it.rule {
            Some(rule) => {
                finding.value.interval().map_or(Truth::Unknown, |value| rule.holds(value))
            }
            None => favourable(&catalogue.indicators[*at], finding),
        }
    }))
}

/// Whether a finding is good: by its threshold, else by the direction of a yes/no question.
fn favourable(indicator: &Indicator, finding: &Finding) -> Truth {
    match finding.verdict {
        Verdict::Met => return Truth::Yes,
        Verdict::NotMet => return Truth::No,
        Verdict::Undetermined | Verdict::NotApplicable => return Truth::Unknown,
        Verdict::NoThreshold => {}
    }
    let Some(value) = finding.value.interval().filter(|_| indicator.unit == Unit::YesNo) else {
        return Truth::Unknown;
    };
    let yes = match (value.low(), value.high()) {
        (1.0, _) => Truth::Yes,
        (_, high) if high < 1.0 => Truth::No,
        _ => Truth::Unknown,
    };
    match indicator.direction {
        Direction::ShouldBe | Direction::HigherIsBetter => yes,
        Direction::ShouldNotBe | Direction::LowerIsBetter => !yes,
        Direction::Balance | Direction::Neutral => Truth::Unknown,
    }
}

/// Whether a practice is in force on the day on which the cluster is judged; partly is not yes.
fn in_practice(dataset: &Dataset, found: &ClusterFinding, practice: &str) -> Truth {
    let table = dataset.table(TableId::PRACTICES);
    let Some(value) = table.column("value") else { return Truth::Unknown };
    for row in dataset.rows_of(TableId::PRACTICES, found.cluster) {
        let id = RowId { table: TableId::PRACTICES, row: *row };
        let there = dataset.in_force(id, found.on) & dataset.begun(id, found.on);
        if table.named_text(*row, "practice") == Some(practice) && there == Truth::Yes {
            let answer = table.flag(*row, value).known();
            return answer.map(|it| it == Answer::Yes).into();
        }
    }
    Truth::Unknown
}
