//! Activities that a region takes up or loses, and how they grow.

use crate::{NoValue, Presence};

/// Entries and exits of a whole table.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryAndExit {
    /// Cells (region, activity) that were entered, in order.
    pub entries: Vec<(usize, usize)>,
    /// Cells that were left.
    pub exits: Vec<(usize, usize)>,
    /// Entries over cells that were open to entry; `None` when everything was present.
    pub entry_rate: Option<f64>,
    /// Exits over cells that were present; `None` when nothing was.
    pub exit_rate: Option<f64>,
}

/// Which activities crossed the threshold of presence between two years.
///
/// Rates run from 0 to 1. Beside the relatedness density of the first year they say
/// whether regions enter what is near to what they have. A cell near the threshold
/// enters and leaves by noise: see
/// [`complexity_bootstrap`](crate::complexity_bootstrap()) for how sure presence is, or
/// ask for a low threshold before and a high one after. `Err(WrongShape)` when the
/// tables differ in shape.
///
/// ```
/// use karenina_stats::{Presence, entry_and_exit};
/// let before = Presence::from_fn(2, 2, |region, activity| region == activity).unwrap();
/// let after = Presence::from_fn(2, 2, |region, _| region == 0).unwrap();
/// let found = entry_and_exit(&before, &after).unwrap();
/// assert_eq!((found.entries, found.exits), (vec![(0, 1)], vec![(1, 1)]));
/// assert_eq!(found.entry_rate, Some(0.5));
/// ```
///
/// # Reference
/// Neffke, F., Henning, M. and Boschma, R. (2011). How do regions diversify over time? Industry
/// relatedness and the development of new growth paths in regions. *Economic Geography* 87(3),
/// 237–265.
pub fn entry_and_exit(before: &Presence, after: &Presence) -> Result<EntryAndExit, NoValue> {
    let shape = |it: &Presence| (it.regions(), it.activities());
    if shape(before) != shape(after) {
        return Err(NoValue::WrongShape);
    }
    let (mut entries, mut exits) = (Vec::new(), Vec::new());
    let mut present = 0_usize;
    for region in 0..before.regions() {
        for activity in 0..before.activities() {
            match (before.is_present(region, activity), after.is_present(region, activity)) {
                (false, true) => entries.push((region, activity)),
                (true, false) => {
                    exits.push((region, activity));
                    present += 1;
                }
                (true, true) => present += 1,
                (false, false) => {}
            }
        }
    }
    let open = before.regions() * before.activities() - present;
    let rate = |count: usize, of: usize| (of > 0).then(|| count as f64 / of as f64);
    Ok(EntryAndExit {
        entry_rate: rate(entries.len(), open),
        exit_rate: rate(exits.len(), present),
        entries,
        exits,
    })
}

/// The yearly rate of growth, (after / before)^(1 / years) − 1, as (low, high) of what
/// both may be.
///
/// −1 when nothing is left. `Err`: `EmptyActivity` when there may have been nothing
/// before (growth from nothing has no rate: it is an entry); `NotAnAmount`;
/// `ParameterOutOfRange` when the years are not positive.
///
/// ```
/// use karenina_stats::entry_and_exit::growth;
/// let (low, high) = growth((100.0, 100.0), (121.0, 144.0), 2.0).unwrap();
/// assert!((low - 0.1).abs() < 1e-15 && (high - 0.2).abs() < 1e-15);
/// ```
///
/// # Reference
/// The compound annual growth rate; bounds by the ends, since it rises in the one and falls in the
/// other.
pub fn growth(before: (f64, f64), after: (f64, f64), years: f64) -> Result<(f64, f64), NoValue> {
    use crate::domain::is_amount_interval;
    if !is_amount_interval(before) || !is_amount_interval(after) {
        return Err(NoValue::NotAnAmount);
    }
    if !(years > 0.0 && years.is_finite()) {
        return Err(NoValue::ParameterOutOfRange);
    }
    if before.0 == 0.0 {
        return Err(NoValue::EmptyActivity);
    }
    if before.1.is_infinite() || after.1.is_infinite() {
        return Err(NoValue::NotAnAmount);
    }
    let rate = |before: f64, after: f64| libm::pow(after / before, 1.0 / years) - 1.0;
    Ok((rate(before.1, after.0), rate(before.0, after.1)))
}

#[cfg(test)]
mod tests {
    use super::{entry_and_exit, growth};
    use crate::{NoValue, Presence};

    #[test]
    fn a_full_table_has_no_room_for_entry() {
        let full = Presence::from_fn(2, 3, |_, _| true).unwrap();
        let none = Presence::from_fn(2, 3, |_, _| false).unwrap();
        let found = entry_and_exit(&full, &none).unwrap();
        assert_eq!((found.entry_rate, found.exit_rate), (None, Some(1.0)));
        let found = entry_and_exit(&none, &full).unwrap();
        assert_eq!((found.entry_rate, found.exit_rate), (Some(1.0), None));
        assert_eq!(found.entries.len(), 6);
        let other = Presence::from_fn(2, 2, |_, _| true).unwrap();
        assert_eq!(entry_and_exit(&full, &other), Err(NoValue::WrongShape));
    }

    /// Göttingen, all employed, 59,125 in 2008 and 69,403 in 2017 (data of REAT 3.0.3): 1.7968 % a
    /// year, since 1.017968⁹ = 1.17383.
    #[test]
    fn goettingen_grew_by_less_than_two_per_cent_a_year() {
        let (low, high) = growth((59_125.0, 59_125.0), (69_403.0, 69_403.0), 9.0).unwrap();
        assert_eq!(low, high);
        assert!((libm::pow(1.0 + low, 9.0) - 69_403.0 / 59_125.0).abs() < 1e-12);
        assert!((low - 0.017_968).abs() < 1e-7);
    }

    #[test]
    fn growth_from_nothing_has_no_rate() {
        assert_eq!(growth((0.0, 5.0), (1.0, 1.0), 1.0), Err(NoValue::EmptyActivity));
        assert_eq!(growth((1.0, 1.0), (0.0, 0.0), 1.0), Ok((-1.0, -1.0)));
        assert_eq!(growth((1.0, 1.0), (2.0, 1.0), 1.0), Err(NoValue::NotAnAmount));
        assert_eq!(growth((1.0, 1.0), (1.0, 1.0), 0.0), Err(NoValue::ParameterOutOfRange));
    }
}
