//! How the value of each kind of measure is found, and how unknown attributes widen it.

mod attributes;
mod graph;
mod lists;
mod parts;
mod rows;
mod statistics;

pub(crate) use attributes::practice_is_not;

use karenina_catalogue::{Condition, MappedMeasure, Measure, Selection};
use karenina_model::{Absence, Interval, Truth, Value};
use rustc_hash::FxHashMap;

use crate::{
    context::Context,
    finding::{Computed, Evidence},
};

/// What the tables come to, or why they come to nothing.
#[derive(Debug)]
pub(crate) struct Measured {
    pub computed: Option<Computed>,
    pub absence: Absence,
    pub evidence: Vec<Evidence>,
}

impl Measured {
    pub(crate) fn absent(why: Absence) -> Self {
        Self { computed: None, absence: why, evidence: Vec::new() }
    }

    /// A value; an interval that cannot be (low above high) is none.
    fn known(value: Option<Interval>, complete: bool, evidence: Vec<Evidence>) -> Self {
        Self {
            computed: value.map(|it| Computed { value: Value::Known(it), complete }),
            absence: Absence::NotKnown,
            evidence,
        }
    }

    fn because(why: Absence, evidence: Vec<Evidence>) -> Self {
        Self { computed: None, absence: why, evidence }
    }
}

/// Measures one thing of one cluster.
pub(crate) fn measure(context: &Context<'_>, cluster: u32, measure: &Measure) -> Measured {
    match measure {
        Measure::Count(of) => lists::count(context, cluster, of),
        Measure::Exists(of) => lists::exists(context, cluster, of),
        Measure::Share { of, having, weight } => {
            lists::share(context, cluster, of, having, weight.as_ref())
        }
        Measure::Sum(of, column) => lists::sum(context, cluster, of, column),
        Measure::Mean(of, column) => lists::mean(context, cluster, of, column),
        Measure::Ratio(part, over) => lists::ratio(context, cluster, part, over),
        Measure::NumberOfKinds { of, by, at_least } => {
            parts::number_of_kinds(context, cluster, of, by, *at_least)
        }
        Measure::LargestShare(of, by) => {
            parts::of_parts(context, cluster, of, by, parts::Index::LargestShare)
        }
        Measure::Concentration(of, by) => {
            parts::of_parts(context, cluster, of, by, parts::Index::Concentration)
        }
        Measure::Entropy(of, by) => {
            parts::of_parts(context, cluster, of, by, parts::Index::EffectiveNumber)
        }
        Measure::YearsSince(of, column) => {
            attributes::years_since(context, cluster, of.as_ref(), column)
        }
        Measure::Practice(name) => attributes::practice(context, cluster, name),
        Measure::Practices(names) => attributes::practices(context, cluster, names),
        Measure::Attribute(path, test) => {
            attributes::attribute(context, cluster, path, test.as_ref())
        }
        Measure::RankOf(kind) => attributes::rank_of(context, cluster, *kind),
        Measure::Graph(what, ties) => graph::graph(context, cluster, *what, *ties),
        Measure::Mapped(column, MappedMeasure::Multiple) => {
            statistics::mapped(context, cluster, *column)
        }
        Measure::Mapped(column, MappedMeasure::Rank) => statistics::rank(context, cluster, *column),
        // A compound is answered from other findings, before it comes here.
        Measure::Compound(_) | Measure::Claimed => Measured::absent(Absence::NotSaid),
    }
}

/// The rows of a cluster that a selection looks at: whether each is selected, and whether further
/// conditions hold of it.
pub(crate) fn rows_looked_at(
    context: &Context<'_>,
    cluster: u32,
    of: &Selection,
    having: &[Condition],
) -> Vec<(u32, Truth, Truth)> {
    let selected: FxHashMap<u32, Truth> =
        rows::selected(context, cluster, of).into_iter().collect();
    let rows = context.dataset.rows_of(of.of, cluster);
    rows.iter()
        .map(|row| {
            let holds = Truth::all(having.iter().map(|it| rows::holds(context, of.of, *row, it)));
            (*row, selected.get(row).copied().unwrap_or(Truth::No), holds)
        })
        .collect()
}
