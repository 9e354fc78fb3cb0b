//! Groups that grow or are new since an earlier year.

use rustc_hash::FxHashMap;

use super::{Datum, Measure, MeasureTable};
use crate::{Definitions, Found, Mapped, Statistics};

const COLUMNS: &[&str] = &[
    "region",
    "group",
    "employment_before",
    "employment",
    "growth",
    "growth_low",
    "growth_high",
    "entry",
    "quotient_before",
    "location_quotient",
];

/// A group then and now.
type Both<'a> = (Option<&'a Found>, Option<&'a Found>);

/// The change of every group in every region between two years of one table, the fastest first.
/// Growth is (now − before) / before by published figures, with its ends where figures are withheld;
/// an entry is where there was certainly nobody before and certainly is somebody now. Regions are
/// matched by code; a region of one year only is counted and not compared.
pub fn emerging(
    definitions: &Definitions,
    before: (&Statistics, &Mapped),
    now: (&Statistics, &Mapped),
) -> MeasureTable {
    let mut of: FxHashMap<(u32, u32), Both<'_>> = FxHashMap::default();
    for it in &before.1.found {
        let code = &before.0.regions[it.region as usize];
        if let Some(region) = now.0.regions.get_index_of(code) {
            of.entry((region as u32, it.group)).or_default().0 = Some(it);
        }
    }
    for it in &now.1.found {
        if before.0.regions.contains(&now.0.regions[it.region as usize]) {
            of.entry((it.region, it.group)).or_default().1 = Some(it);
        }
    }
    let mut all: Vec<_> = of.into_iter().collect();
    let published = |it: Option<&Found>| it.map_or(0.0, |it| it.employment);
    let ends = |it: Option<&Found>| it.map_or((0.0, 0.0), |it| it.employment_bounds);
    let growth = |before: f64, now: f64| (before > 0.0).then(|| now / before - 1.0);
    let speed =
        |(was, is): &Both<'_>| growth(published(*was), published(*is)).unwrap_or(f64::NEG_INFINITY);
    all.sort_by(|a, b| speed(&b.1).total_cmp(&speed(&a.1)).then(a.0.cmp(&b.0)));
    let rows = all
        .into_iter()
        .map(|((region, group), (was, is))| {
            let (low, high) = (ends(was), ends(is));
            let entry = if low.1 == 0.0 && high.0 > 0.0 {
                "yes"
            } else if low.0 > 0.0 || high.1 == 0.0 {
                "no"
            } else {
                "not_certain"
            };
            vec![
                Datum::Region(region),
                Datum::Group(group),
                Datum::Number(published(was)),
                Datum::Number(published(is)),
                growth(published(was), published(is)).into(),
                growth(low.1, high.0).into(),
                growth(low.0, high.1).into(),
                Datum::Word(entry),
                was.and_then(|it| it.location_quotient).into(),
                is.and_then(|it| it.location_quotient).into(),
            ]
        })
        .collect();
    let only = |a: &Statistics, b: &Statistics| {
        Datum::Count(a.regions.iter().filter(|it| !b.regions.contains(*it)).count() as u64)
    };
    let facts = vec![
        ("groups_in_all", Datum::Count(definitions.groups.len() as u64)),
        ("regions_gone", only(before.0, now.0)),
        ("regions_new", only(now.0, before.0)),
    ];
    MeasureTable { measure: Measure::Emerging, columns: COLUMNS, rows, facts }
}
