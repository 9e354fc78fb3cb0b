//! The chain of one number: rule, value, rows and claims that it rests on, and what did not count.

use karenina_catalogue::{Catalogue, Measure, Selection};
use karenina_model::{Dataset, RowId, Truth};

use crate::{Finding, Options, context::Context, measure};

/// Why a finding is what it is.
#[derive(Debug)]
pub struct Explanation {
    /// The row of the cluster.
    pub cluster: u32,
    /// The place of the indicator.
    pub indicator: usize,
    /// The finding itself.
    pub finding: Finding,
    /// The rows that were looked at, with what they count for.
    pub rows: Vec<RowUsed>,
}

/// A row that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowUsed {
    /// Which one.
    pub row: RowId,
    /// Whether it is among the rows that the measure asks for.
    pub selected: Truth,
    /// Whether what a share asks for holds of it; for other measures the same as `selected`.
    pub counted: Truth,
}

/// Explains one finding.
pub fn explain(
    catalogue: &Catalogue,
    dataset: &Dataset,
    options: Options,
    cluster: u32,
    indicator: usize,
) -> Explanation {
    let on = crate::judged_on(dataset, cluster, options.on);
    let context = Context::new(catalogue, dataset, on);
    let finding = context.findings(cluster).swap_remove(indicator);
    let none = Vec::new();
    let about = &catalogue.indicators[indicator].measure;
    let (selections, having): (Vec<&Selection>, _) = match about {
        Measure::Share { of, having, .. } => (vec![of], having),
        Measure::Count(of)
        | Measure::Exists(of)
        | Measure::Sum(of, _)
        | Measure::Mean(of, _)
        | Measure::NumberOfKinds { of, .. }
        | Measure::LargestShare(of, _)
        | Measure::Concentration(of, _)
        | Measure::Entropy(of, _)
        | Measure::YearsSince(Some(of), _) => (vec![of], &none),
        Measure::Ratio(part, over) => (part.of.iter().chain(&over.of).collect(), &none),
        Measure::YearsSince(None, _)
        | Measure::Practice(_)
        | Measure::Practices(_)
        | Measure::Attribute(..)
        | Measure::RankOf(_)
        | Measure::Mapped(..)
        | Measure::Graph(..)
        | Measure::Compound(_)
        | Measure::Claimed => (Vec::new(), &none),
    };
    let mut rows = Vec::new();
    for of in selections {
        for (row, selected, holds) in measure::rows_looked_at(&context, cluster, of, having) {
            let row = RowId { table: of.of, row };
            rows.push(RowUsed { row, selected, counted: selected & holds });
        }
    }
    Explanation { cluster, indicator, finding, rows }
}
