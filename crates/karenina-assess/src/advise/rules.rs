//! Which rules of decision fire for a cluster, and on which facts.

use karenina_catalogue::{Catalogue, Circumstance, Fires};
use karenina_model::{Cell, Dataset, Date, Period, RowId, TableId, Truth};

use super::ClusterAdvice;
use crate::{ClusterFinding, ClusterVerdict};

/// A rule that fired, or of which it cannot be told whether it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// The place of the rule.
    pub rule: usize,
    /// Whether it certainly fired.
    pub certain: bool,
    /// The indicators whose values fired it.
    pub facts: Vec<usize>,
}

/// Whether and since when a cluster is supported.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Support {
    /// Whether it is supported on the day.
    pub supported: Truth,
    /// Years since the first funding, fewest and most, where it is known.
    pub years: Option<(f64, f64)>,
    /// Whether it is too early to judge results.
    pub early: Truth,
    /// The row of the cluster and the column that say so.
    pub row: Option<(RowId, u16)>,
}

/// What the table of clusters says of support.
pub(super) fn support(dataset: &Dataset, cluster: u32, on: Date, needed: f64) -> Support {
    let table = dataset.table(TableId::CLUSTERS);
    let period =
        |name: &str| table.column(name).map_or(Cell::Empty, |it| table.period(cluster, it));
    let (since, until) = (period("support_since"), period("support_until"));
    let standing = table.common_code(cluster, "standing");
    let ended = until.known().is_some_and(|it| it.last < on);
    let begun = match since {
        Cell::Known(it) if it.first > on => Truth::No,
        Cell::Known(it) if it.last <= on => Truth::Yes,
        Cell::Known(_) => Truth::Unknown,
        Cell::Empty | Cell::Absent(_) => match standing {
            Some("supported") => Truth::Yes,
            Some("refused" | "outside") => Truth::No,
            Some(_) | None => Truth::Unknown,
        },
    };
    let supported = if ended { Truth::No } else { begun };
    let years = since
        .known()
        .map(|it| (Period::years_until(on, it.last).max(0.0), Period::years_until(on, it.first)));
    let early = match (begun, years) {
        (Truth::No, _) => Truth::No,
        (Truth::Yes | Truth::Unknown, Some((_, most))) if most < needed => begun,
        (Truth::Yes | Truth::Unknown, Some((fewest, _))) if fewest >= needed => Truth::No,
        (Truth::Yes | Truth::Unknown, _) => Truth::Unknown,
    };
    let column = table.column("support_since").filter(|_| since.known().is_some());
    let row = RowId { table: TableId::CLUSTERS, row: cluster };
    Support { supported, years, early, row: column.map(|it| (row, it as u16)) }
}

/// The rules that fire, in the order of the file.
pub(super) fn fired(
    catalogue: &Catalogue,
    dataset: &Dataset,
    found: &ClusterFinding,
    advice: &ClusterAdvice,
) -> Vec<Fired> {
    let holds = |on: Circumstance| match on {
        Circumstance::SignsMissing => Truth::from(!found.missing.is_empty()),
        Circumstance::NoMeasure => Truth::from(advice.gaps.iter().any(|it| !it.mendable)),
        Circumstance::Early => advice.support.early,
        Circumstance::FactsMissing => Truth::from(
            found.verdict == ClusterVerdict::Undetermined || !advice.open_signs.is_empty(),
        ),
        Circumstance::Supported => advice.support.supported,
        Circumstance::SecondGroup => {
            let table = dataset.table(TableId::CLUSTERS);
            Truth::from(table.common_code(found.cluster, "tender_group") == Some("second"))
        }
    };
    let mut list = Vec::new();
    for (at, rule) in catalogue.advice.rules.iter().enumerate() {
        let (truth, facts) = match &rule.fires {
            Fires::On(on) => {
                let facts = match on {
                    Circumstance::SignsMissing => {
                        advice.gaps.iter().map(|it| it.indicator).collect()
                    }
                    Circumstance::NoMeasure => {
                        let open = advice.gaps.iter().filter(|it| !it.mendable);
                        open.map(|it| it.indicator).collect()
                    }
                    Circumstance::Early
                    | Circumstance::FactsMissing
                    | Circumstance::Supported
                    | Circumstance::SecondGroup => Vec::new(),
                };
                (holds(*on), facts)
            }
            Fires::When { all, of } => {
                let mut facts = Vec::new();
                let mut whole = Truth::from(*all && !of.is_empty());
                for (indicator, rule) in of {
                    let truth = match found.findings[*indicator].value.interval() {
                        Some(value) => rule.holds(value),
                        None => Truth::Unknown,
                    };
                    if truth == Truth::Yes {
                        facts.push(*indicator);
                    }
                    whole = if *all { whole & truth } else { whole | truth };
                }
                // Of what nobody has said, nothing is said: silence fires no rule.
                (if whole == Truth::Unknown { Truth::No } else { whole }, facts)
            }
        };
        if truth != Truth::No {
            let mut facts: Vec<usize> = facts;
            facts.dedup();
            list.push(Fired { rule: at, certain: truth == Truth::Yes, facts });
        }
    }
    list
}
