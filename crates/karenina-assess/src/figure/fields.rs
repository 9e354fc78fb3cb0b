//! Fig 2: clusters by field, beside those of the world.

use indexmap::IndexMap;
use karenina_model::{Interval, TableId};

use super::{
    Bar, Bars, Basis, Body, Counted, Datum, Made, Measured, Name, Note,
    scope::{Scope, own_series, unsure},
};
use crate::context::words;

pub(super) fn clusters(scope: &Scope<'_>) -> Made {
    let clusters = scope.dataset.table(TableId::CLUSTERS);
    let mut fields: IndexMap<String, (u64, Option<&'static str>)> = IndexMap::new();
    let (mut said, mut several) = (0_u64, false);
    for cluster in scope.current {
        let mut n_fields = 0;
        for field in words(clusters.named_text(*cluster, "field").unwrap_or_default()) {
            let entry = fields.entry(field.to_owned()).or_default();
            entry.0 += 1;
            entry.1 = entry.1.or_else(|| inferred(scope, *cluster));
            n_fields += 1;
        }
        said += u64::from(n_fields > 0);
        several |= n_fields > 1;
    }
    let mut rows: Vec<Bar> = fields
        .into_iter()
        .map(|(field, (n, certainty))| {
            let datum = Datum { certainty, ..Datum::of_all(Interval::exactly(n), said) };
            let name = if scope.about.items.contains_key(&field) {
                Name::Item(field)
            } else {
                Name::Field(field)
            };
            Bar { name, part: false, marked: false, data: vec![Some(datum)] }
        })
        .collect();
    let count = |it: &Bar| it.data[0].as_ref().and_then(|it| it.count).map_or(0.0, |it| it.low());
    rows.sort_by(|a, b| count(b).total_cmp(&count(a)));
    let mut series = own_series(said, Counted::Clusters, scope.on);
    series.certainty = rows.iter().find_map(|it| it.data[0].as_ref()?.certainty);
    let mut bars = Bars { measured: Measured::Share, series: vec![series], rows, all: vec![None] };
    scope.with_references(&mut bars, Counted::Clusters);
    let mut notes = Vec::new();
    if several {
        notes.push(Note::SeveralFields);
    }
    let silent = scope.current.len() as u64 - said + scope.unlisted;
    if silent > 0 && said > 0 {
        notes.push(Note::Unlisted(silent));
    }
    (if said > 0 { Basis::Rows } else { Basis::Nothing }, Body::Bars(bars), notes)
}

/// Whether a claim says that the field of a cluster was inferred.
fn inferred(scope: &Scope<'_>, cluster: u32) -> Option<&'static str> {
    let claims = scope.dataset.table(TableId::CLAIMS);
    scope.dataset.rows_of(TableId::CLAIMS, cluster).iter().find_map(|row| {
        let of_field = claims.named_text(*row, "indicator") == Some("fact/field");
        of_field.then(|| unsure(claims.common_code(*row, "certainty"))).flatten()
    })
}
