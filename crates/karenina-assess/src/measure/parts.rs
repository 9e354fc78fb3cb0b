//! How a whole is divided: kinds, the largest part, concentration, effective number.

use std::collections::BTreeMap;

use karenina_catalogue::{ColumnPath, Parts, Selection};
use karenina_model::{Absence, Interval, Truth};

use super::{Measured, lists::Listed, rows};
use crate::context::{Completeness, Context};

/// How many values of a column occur at least so many times.
///
/// Rows whose value is not known could each belong to a kind that is known or make one of their
/// own: the upper bound spends them on the kinds that lack least.
pub(super) fn number_of_kinds(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    by: &ColumnPath,
    at_least: u32,
) -> Measured {
    let Some(listed) = Listed::of(context, cluster, of) else {
        return Measured::absent(Absence::NotSaid);
    };
    let mut certain: BTreeMap<rows::Kind, u64> = BTreeMap::new();
    let mut perhaps: BTreeMap<rows::Kind, u64> = BTreeMap::new();
    let mut open = 0_u64;
    for (row, chosen) in &listed.rows {
        match (rows::kind(context, *row, by), chosen) {
            (Some(kind), Truth::Yes) => *certain.entry(kind).or_default() += 1,
            (Some(kind), Truth::Unknown | Truth::No) => *perhaps.entry(kind).or_default() += 1,
            (None, _) => open += 1,
        }
    }
    let needed = u64::from(at_least.max(1));
    let low = certain.values().filter(|it| **it >= needed).count() as u64;
    let evidence = listed.evidence(context, cluster);
    let free = match listed.completeness {
        Completeness::Complete => Some(open),
        Completeness::Missing { high, .. } => high.map(|it| it + open),
        Completeness::Partial | Completeness::Nothing => None,
    };
    let value = match free {
        None => Some(Interval::at_least(low)),
        Some(mut free) => {
            let mut with_perhaps = certain.clone();
            for (kind, n) in perhaps {
                *with_perhaps.entry(kind).or_default() += n;
            }
            let mut high = with_perhaps.values().filter(|it| **it >= needed).count() as u64;
            let mut lacking: Vec<u64> =
                with_perhaps.values().filter(|it| **it < needed).map(|it| needed - it).collect();
            lacking.sort_unstable();
            for lack in lacking {
                if lack > free {
                    break;
                }
                free -= lack;
                high += 1;
            }
            high += free / needed;
            Interval::new(low as f64, high as f64)
        }
    };
    let complete = listed.completeness == Completeness::Complete && open == 0;
    Measured::known(value, complete, evidence)
}

/// Which number describes the division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    LargestShare,
    Concentration,
    EffectiveNumber,
}

/// An index of the parts of a whole. All parts have to be known at least within bounds; no bound
/// is guessed for those that are missing.
pub(super) fn of_parts(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    by: &Parts,
    index: Index,
) -> Measured {
    let Some(listed) = Listed::of(context, cluster, of) else {
        return Measured::absent(Absence::NotSaid);
    };
    let mut parts: Vec<(f64, f64)> = Vec::new();
    let mut kinds: BTreeMap<rows::Kind, f64> = BTreeMap::new();
    let mut missing = 0_u64;
    for (row, chosen) in &listed.rows {
        if *chosen == Truth::Unknown {
            missing += 1;
            continue;
        }
        match by {
            Parts::Weight(path) => match rows::amount(context, *row, path) {
                Ok(it) if it.high().is_finite() => {
                    parts.push((it.low(), it.high()));
                }
                Ok(_) | Err(_) => missing += 1,
            },
            Parts::By(path) => match rows::kind(context, *row, path) {
                Some(kind) => *kinds.entry(kind).or_default() += 1.0,
                None => missing += 1,
            },
        }
    }
    parts.extend(kinds.into_values().map(|it| (it, it)));
    let evidence = listed.evidence(context, cluster);
    match listed.completeness {
        Completeness::Complete | Completeness::Missing { high: Some(0), .. } => {}
        Completeness::Missing { high: Some(high), .. } => missing += high,
        Completeness::Missing { high: None, .. }
        | Completeness::Partial
        | Completeness::Nothing => {
            let why = Absence::ListIncomplete { listed: listed.rows.len() as u64 };
            return Measured::because(why, evidence);
        }
    }
    if missing > 0 {
        let why = Absence::PartsMissing { missing, of: missing + parts.len() as u64 };
        return Measured::because(why, evidence);
    }
    let exact = parts.iter().all(|(low, high)| low == high);
    let points = || parts.iter().map(|it| it.0).collect::<Vec<f64>>();
    let bounds = match index {
        Index::LargestShare if exact => karenina_stats::largest_share(&points()).map(|it| (it, it)),
        Index::LargestShare => karenina_stats::largest_share_bounds(&parts),
        Index::Concentration if exact => {
            karenina_stats::herfindahl_hirschman(&points()).map(|it| (it, it))
        }
        Index::Concentration => karenina_stats::herfindahl_hirschman_bounds(&parts),
        Index::EffectiveNumber if exact => {
            karenina_stats::effective_number(&points()).map(|it| (it, it))
        }
        Index::EffectiveNumber => {
            let open = parts.iter().filter(|(low, high)| low != high).count() as u64;
            let why = Absence::PartsMissing { missing: open, of: parts.len() as u64 };
            return Measured::because(why, evidence);
        }
    };
    match bounds {
        Some((low, high)) => Measured::known(Interval::new(low, high), true, evidence),
        None => Measured::because(Absence::NothingToCount, evidence),
    }
}
