//! What a region grew by, in parts: with the nation, with its groups, by itself.

use karenina_stats::{NoValue, ShiftShare, ShiftShareForm, shift_share as kernel};

use super::{Datum, Grid, Measure, MeasureTable, Reason};
use crate::Statistics;

const COLUMNS: &[&str] = &[
    "region",
    "employment_before",
    "employment",
    "national",
    "mix",
    "competitive",
    "competitive_own",
    "allocation",
    "open_groups",
    "absent_because",
];

/// Of every region of which both years publish something, by published figures: the change of employment as it would have
/// been with the nation, what comes of its groups, what is its own; and its own part and the
/// allocation in the form of Esteban-Marquillas. The three parts add up to the change. The strongest
/// by itself first.
pub fn shift_share(before: (&Statistics, &Grid), now: (&Statistics, &Grid)) -> MeasureTable {
    let pairs: Vec<(usize, usize)> = (0..now.1.n_regions)
        .filter_map(|at| {
            let code = now.0.regions.get_index(at)?;
            let then = before.0.regions.get_index_of(code)?;
            // What one of the years publishes nothing of has neither grown nor shrunk.
            let both = before.0.publishes(then as u32) && now.0.publishes(at as u32);
            both.then_some((then, at))
        })
        .collect();
    let left_out = (now.1.n_regions - pairs.len()) as u64;
    let n_groups = now.1.n_groups;
    let mut nation = vec![(0.0, 0.0); n_groups];
    for (then, at) in &pairs {
        for (sum, (was, is)) in
            nation.iter_mut().zip(before.1.region(*then).iter().zip(now.1.region(*at)))
        {
            sum.0 += was;
            sum.1 += is;
        }
    }
    let mut rows: Vec<(f64, Vec<Datum>)> = pairs
        .iter()
        .map(|(then, at)| {
            let both: Vec<(f64, f64)> = before
                .1
                .region(*then)
                .iter()
                .copied()
                .zip(now.1.region(*at).iter().copied())
                .collect();
            let parts = Parts::of(|form| kernel(&both, &nation, form));
            let open = before.1.open_of_region(*then) + now.1.open_of_region(*at);
            let mut row = vec![
                Datum::Region(*at as u32),
                Datum::Number(both.iter().map(|it| it.0).sum()),
                Datum::Number(both.iter().map(|it| it.1).sum()),
            ];
            row.extend(parts.data(open));
            (parts.own().unwrap_or(f64::NEG_INFINITY), row)
        })
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rows = rows.into_iter().map(|it| it.1).collect();
    let facts = vec![("regions_not_in_all_years", Datum::Count(left_out))];
    MeasureTable { measure: Measure::ShiftShare, columns: COLUMNS, rows, facts }
}

/// Sums over groups, in both forms.
pub(super) struct Parts {
    classic: Result<ShiftShare, NoValue>,
    finer: Result<ShiftShare, NoValue>,
}

impl Parts {
    pub(super) fn of(parts: impl Fn(ShiftShareForm) -> Result<Vec<ShiftShare>, NoValue>) -> Self {
        let sum = |form| {
            let zero = ShiftShare::default();
            Ok(parts(form)?.iter().fold(zero, |sum, it| ShiftShare {
                national: sum.national + it.national,
                mix: sum.mix + it.mix,
                competitive: sum.competitive + it.competitive,
                allocation: sum.allocation + it.allocation,
            }))
        };
        Self {
            classic: sum(ShiftShareForm::Classic),
            finer: sum(ShiftShareForm::EstebanMarquillas),
        }
    }

    /// The region's own part.
    pub(super) fn own(&self) -> Option<f64> {
        self.classic.as_ref().ok().map(|it| it.competitive)
    }

    /// The columns from `national` to `absent_because`.
    pub(super) fn data(&self, open: u64) -> [Datum; 7] {
        let (classic, finer) = (self.classic.as_ref().ok(), self.finer.as_ref().ok());
        let why = self.classic.as_ref().err();
        [
            classic.map(|it| it.national).into(),
            classic.map(|it| it.mix).into(),
            classic.map(|it| it.competitive).into(),
            finer.map(|it| it.competitive).into(),
            finer.map(|it| it.allocation).into(),
            Datum::Count(open),
            why.map_or(Datum::Empty, |why| Datum::Because(Reason::Kernel(*why))),
        ]
    }
}
