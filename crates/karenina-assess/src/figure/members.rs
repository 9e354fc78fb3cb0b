//! Fig 1: the mean number of members by field.

use indexmap::IndexMap;
use karenina_model::{Absence, Interval, TableId, Value};

use super::{
    Bar, Bars, Basis, Body, Counted, Datum, Made, Measured, Name,
    scope::{Scope, own_series},
};
use crate::context::words;

pub(super) fn by_field(scope: &Scope<'_>) -> Made {
    if let Some(mut bars) = scope.claimed_bars(Measured::Mean, Counted::Clusters) {
        scope.with_references(&mut bars, Counted::Clusters);
        return (Basis::Claims, Body::Bars(bars), Vec::new());
    }
    let clusters = scope.dataset.table(TableId::CLUSTERS);
    let indicator = scope.catalogue.find("critical_mass/member_organisations");
    let members = |cluster: u32| -> Option<Interval> {
        let it = scope.found.clusters.iter().find(|it| it.cluster == cluster)?;
        it.findings[indicator?].value.interval()
    };
    let mut fields: IndexMap<Option<String>, Vec<Option<Interval>>> = IndexMap::new();
    for cluster in scope.current {
        let text = clusters.named_text(*cluster, "field").unwrap_or_default();
        let mut keys: Vec<Option<String>> = words(text).map(|it| Some(it.to_owned())).collect();
        if keys.is_empty() {
            keys.push(None);
        }
        for key in keys {
            fields.entry(key).or_default().push(members(*cluster));
        }
    }
    let mut rows: Vec<Bar> = fields
        .iter()
        .map(|(field, of)| Bar {
            name: field.clone().map_or(Name::NotSaid, Name::Field),
            part: false,
            marked: false,
            data: vec![Some(mean(of))],
        })
        .collect();
    let low = |it: &Bar| {
        let datum = it.data[0].as_ref().and_then(|it| it.value.interval());
        datum.map_or(f64::NEG_INFINITY, |it| it.low())
    };
    rows.sort_by(|a, b| low(b).total_cmp(&low(a)));
    let of_all: Vec<Option<Interval>> = scope.current.iter().map(|it| members(*it)).collect();
    let said = of_all.iter().any(Option::is_some);
    let n = scope.current.len() as u64;
    let mut bars = Bars {
        measured: Measured::Mean,
        series: vec![own_series(n, Counted::Clusters, scope.on)],
        rows,
        all: vec![Some(mean(&of_all))],
    };
    scope.with_references(&mut bars, Counted::Clusters);
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Bars(bars), Vec::new())
}

/// The mean, with bounds where some are known only within bounds; absent where of some nothing
/// is known.
fn mean(of: &[Option<Interval>]) -> Datum {
    let n = of.len() as u64;
    let missing = of.iter().filter(|it| it.is_none()).count() as u64;
    let value = if n == 0 {
        Value::Absent(Absence::NothingToCount)
    } else if missing > 0 {
        Value::Absent(Absence::PartsMissing { missing, of: n })
    } else {
        let sum = of.iter().flatten().fold(Interval::exactly(0), |sum, it| sum.plus(*it));
        Value::Known(sum.scaled(1.0 / n as f64))
    };
    Datum { of: Some(n), ..Datum::of_value(value) }
}
