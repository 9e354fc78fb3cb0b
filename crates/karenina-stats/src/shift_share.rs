//! Shift-share: how much of a region's growth is the nation's, its activities', its own.

use crate::{NoValue, domain::is_amount};

/// The parts of the change of one activity in one region; they add up to it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ShiftShare {
    /// What it would have grown by as everything in the nation did.
    pub national: f64,
    /// What it would have grown by beyond that, as its activity did in the nation.
    pub mix: f64,
    /// What it grew by beyond its activity. In the form of Esteban-Marquillas: that of a region
    /// with the nation's mix.
    pub competitive: f64,
    /// Esteban-Marquillas: from being specialised where the region does better. 0 in the classic
    /// form.
    pub allocation: f64,
}

/// Which shift-share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShiftShareForm {
    /// Three parts, of the region's own employment.
    Classic,
    /// Four: the competitive part is freed of the region's mix.
    EstebanMarquillas,
}

/// The change from `before` to `after` of each activity of a region, in parts.
///
/// With e the region's activity, E the nation's, n the nation's growth, nᵢ that of the
/// activity in the nation, rᵢ in the region: national e n; mix e (nᵢ − n); competitive
/// e (rᵢ − nᵢ). With Esteban-Marquillas' homothetic e′ᵢ = e Eᵢ / E (the region with the
/// nation's mix): competitive e′ (rᵢ − nᵢ), allocation (e − e′)(rᵢ − nᵢ). In the unit
/// of the data; sum over activities for the region. The nation includes the region. An
/// activity that the region had none of before has no growth: all of its change is then
/// competitive in the classic form (nothing national or mixed can come of nothing), and
/// allocation in the other.
///
/// `region` and `nation` are (before, after) by activity. `Err`: `WrongShape`,
/// `NotAnAmount`, `EmptyRegion` (before), `EmptyActivity` when the nation had none of
/// an activity before that it has after: its growth has no rate; such activities are to
/// be shown beside, not in the parts.
///
/// ```
/// use karenina_stats::{ShiftShareForm, shift_share};
/// let region = [(100.0, 120.0), (50.0, 40.0)];
/// let nation = [(1000.0, 1100.0), (1000.0, 900.0)];
/// let parts = shift_share(&region, &nation, ShiftShareForm::Classic).unwrap();
/// assert!(parts[0].national.abs() < 1e-12 && (parts[0].mix - 10.0).abs() < 1e-12);
/// assert!((parts[0].competitive - 10.0).abs() < 1e-12);
/// ```
///
/// # Reference
/// Dunn, E. S. (1960). A statistical and analytical technique for regional analysis. *Papers in
/// Regional Science* 6(1), 97–112. Esteban-Marquillas, J. M. (1972). A reinterpretation of
/// shift-share analysis. *Regional and Urban Economics* 2(3), 249–255.
pub fn shift_share(
    region: &[(f64, f64)],
    nation: &[(f64, f64)],
    form: ShiftShareForm,
) -> Result<Vec<ShiftShare>, NoValue> {
    if region.len() != nation.len() || region.is_empty() {
        return Err(NoValue::WrongShape);
    }
    if !region.iter().chain(nation).all(|it| is_amount(it.0) && is_amount(it.1)) {
        return Err(NoValue::NotAnAmount);
    }
    let sum =
        |of: &[(f64, f64)]| of.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let (own, all) = (sum(region), sum(nation));
    if own.0 == 0.0 {
        return Err(NoValue::EmptyRegion);
    }
    if nation.iter().any(|it| it.0 == 0.0 && it.1 > 0.0) || all.0 == 0.0 {
        return Err(NoValue::EmptyActivity);
    }
    let growth = (all.1 - all.0) / all.0;
    Ok(region
        .iter()
        .zip(nation)
        .map(|(&(before, after), &(nation_before, nation_after))| {
            if nation_before == 0.0 {
                return ShiftShare::default();
            }
            let of_activity = (nation_after - nation_before) / nation_before;
            let national = before * growth;
            let mix = before * (of_activity - growth);
            // What is left, e (r − n), which holds also where e was 0.
            let own_part = after - before - before * of_activity;
            let competitive = match form {
                ShiftShareForm::Classic => own_part,
                ShiftShareForm::EstebanMarquillas if before > 0.0 => {
                    let as_nation = own.0 * nation_before / all.0;
                    as_nation * (own_part / before)
                }
                ShiftShareForm::EstebanMarquillas => 0.0,
            };
            ShiftShare { national, mix, competitive, allocation: own_part - competitive }
        })
        .collect())
}

/// Shift-share year by year, added up: rates and weights of each year instead of the first.
///
/// `region` and `nation` hold the years, each a list by activity. Parts of each
/// activity over all steps; they add up to its whole change. Over long times the form
/// with two ends gives the mix of the first year to all of them; this does not. `Err`:
/// as [`shift_share`], and `TooFew` for fewer than two years.
///
/// ```
/// use karenina_stats::shift_share::{ShiftShareForm, dynamic_shift_share};
/// let region: [&[f64]; 3] = [&[10.0, 20.0], &[12.0, 18.0], &[15.0, 15.0]];
/// let nation: [&[f64]; 3] = [&[100.0, 100.0], &[110.0, 95.0], &[120.0, 90.0]];
/// let parts = dynamic_shift_share(&region, &nation, ShiftShareForm::Classic).unwrap();
/// let change = parts[0].national + parts[0].mix + parts[0].competitive;
/// assert!((change - 5.0).abs() < 1e-12);
/// ```
///
/// # Reference
/// Barff, R. A. and Knight, P. L. (1988). Dynamic shift-share analysis. *Growth and Change*
/// 19(2), 1–10.
pub fn dynamic_shift_share(
    region: &[&[f64]],
    nation: &[&[f64]],
    form: ShiftShareForm,
) -> Result<Vec<ShiftShare>, NoValue> {
    if region.len() != nation.len() {
        return Err(NoValue::WrongShape);
    }
    if region.len() < 2 {
        return Err(NoValue::TooFew);
    }
    let width = region[0].len();
    if region.iter().chain(nation).any(|it| it.len() != width) {
        return Err(NoValue::WrongShape);
    }
    let mut sums = vec![ShiftShare::default(); width];
    for (region, nation) in region.windows(2).zip(nation.windows(2)) {
        let pairs = |years: &[&[f64]]| -> Vec<(f64, f64)> {
            years[0].iter().copied().zip(years[1].iter().copied()).collect()
        };
        for (sum, part) in sums.iter_mut().zip(shift_share(&pairs(region), &pairs(nation), form)?) {
            sum.national += part.national;
            sum.mix += part.mix;
            sum.competitive += part.competitive;
            sum.allocation += part.allocation;
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::{ShiftShareForm, dynamic_shift_share, shift_share};
    use crate::NoValue;
    use proptest::prelude::*;

    /// Göttingen 2008 to 2017, data of REAT 3.0.3 (`Goettingen`): manufacturing fell from
    /// 9,116 to 7,874 of 59,125 and 69,403, in Germany it rose from 6,528,569 to 6,797,172
    /// of 27,695,398 and 32,164,973. By hand: national 9116 · 0.161383…, and so on.
    #[test]
    fn manufacturing_in_goettingen() {
        let region = [(9116.0, 7874.0), (59_125.0 - 9116.0, 69_403.0 - 7874.0)];
        let nation =
            [(6_528_569.0, 6_797_172.0), (27_695_398.0 - 6_528_569.0, 32_164_973.0 - 6_797_172.0)];
        let parts = shift_share(&region, &nation, ShiftShareForm::Classic).unwrap();
        let growth = 4_469_575.0 / 27_695_398.0;
        let own = 268_603.0 / 6_528_569.0;
        assert!((parts[0].national - 9116.0 * growth).abs() < 1e-9);
        assert!((parts[0].mix - 9116.0 * (own - growth)).abs() < 1e-9);
        assert!((parts[0].competitive - (-1242.0 - 9116.0 * own)).abs() < 1e-9);
    }

    #[test]
    fn what_has_no_rate_of_growth_says_so() {
        let form = ShiftShareForm::Classic;
        let found =
            |region: &[(f64, f64)], nation: &[(f64, f64)]| shift_share(region, nation, form);
        assert_eq!(found(&[(0.0, 1.0)], &[(1.0, 2.0)]), Err(NoValue::EmptyRegion));
        assert_eq!(
            found(&[(1.0, 1.0), (0.0, 1.0)], &[(1.0, 2.0), (0.0, 1.0)]),
            Err(NoValue::EmptyActivity)
        );
        assert_eq!(found(&[(1.0, 1.0)], &[]), Err(NoValue::WrongShape));
        assert_eq!(found(&[(1.0, -1.0)], &[(1.0, 1.0)]), Err(NoValue::NotAnAmount));
        assert_eq!(dynamic_shift_share(&[&[1.0]], &[&[1.0]], form), Err(NoValue::TooFew));
        // New in the region, old in the nation.
        let new = found(&[(0.0, 5.0), (5.0, 5.0)], &[(10.0, 15.0), (10.0, 10.0)]).unwrap();
        assert_eq!((new[0].national, new[0].mix, new[0].competitive), (0.0, 0.0, 5.0));
    }

    proptest! {
        #[test]
        fn the_parts_add_up(
            cells in proptest::collection::vec(
                (0.0..50.0, 0.0..50.0, 1.0..99.0, 1.0..99.0), 2..8
            )
        ) {
            prop_assume!(cells.iter().any(|it| it.0 > 0.1));
            let region: Vec<(f64, f64)> = cells.iter().map(|it| (it.0, it.1)).collect();
            let nation: Vec<(f64, f64)> =
                cells.iter().map(|it| (it.0 + it.2, it.1 + it.3)).collect();
            for form in [ShiftShareForm::Classic, ShiftShareForm::EstebanMarquillas] {
                let parts = shift_share(&region, &nation, form).unwrap();
                for (part, (before, after)) in parts.iter().zip(&region) {
                    let sum = part.national + part.mix + part.competitive + part.allocation;
                    prop_assert!((sum - (after - before)).abs() < 1e-9);
                }
            }
        }
    }
}
