//! Stars in the manner of the European Cluster Observatory: one for each criterion met.

use crate::{
    NoValue,
    domain::{is_amount, is_amount_interval},
    location_quotient, quantile,
};

/// What a star is given for. The Observatory changed its rules from edition to edition,
/// so that all of it is declared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StarRules {
    /// Part of the regions of one activity, the largest by employment, that have a star for
    /// size: 0.1.
    pub top_size: Option<f64>,
    /// Least location quotient for a star for specialisation: 2.
    pub least_quotient: Option<f64>,
    /// Part of cells with the greatest share of the region's employment that have a star
    /// for focus: 0.1.
    pub top_focus: Option<f64>,
    /// Whether the cells compared for focus are those of one activity or all.
    pub focus_within_activity: bool,
    /// Part of the regions of one activity that have a star for each further quantity
    /// given: productivity, dynamism.
    pub top_further: Option<f64>,
    /// Cells below this employment have no star: 1,000.
    pub least_employment: f64,
}

impl StarRules {
    /// 2007 to 2012: size in the upper tenth, quotient of 2, focus in the upper tenth,
    /// 1,000 employed. Size is certain, the quotient nearly; whether focus is compared
    /// within the activity is not known.
    pub const OBSERVATORY_2007: Self = Self {
        top_size: Some(0.1),
        least_quotient: Some(2.0),
        top_focus: Some(0.1),
        focus_within_activity: false,
        top_further: None,
        least_employment: 1000.0,
    };
}

/// The stars of a cell; `None` where a criterion is not asked or has no value there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stars {
    /// For size.
    pub size: Option<bool>,
    /// For specialisation.
    pub specialisation: Option<bool>,
    /// For focus.
    pub focus: Option<bool>,
    /// For each further quantity, in the order given.
    pub further: Vec<Option<bool>>,
    /// Whether too few are employed for any star; `None` where that is not known.
    pub below_floor: Option<bool>,
}

impl Stars {
    /// How many stars for certain, and how many if what has no value were met. What the rules do not
    /// ask for is no star, met or not.
    pub fn count(&self, rules: &StarRules) -> (usize, usize) {
        let asked = |it: Option<bool>, is_asked: bool| if is_asked { it } else { Some(false) };
        let all = [
            asked(self.size, rules.top_size.is_some()),
            asked(self.specialisation, rules.least_quotient.is_some()),
            asked(self.focus, rules.top_focus.is_some()),
        ];
        let further = if rules.top_further.is_some() { self.further.as_slice() } else { &[] };
        let all = || all.iter().chain(further);
        let sure = all().filter(|it| **it == Some(true)).count();
        let possible = sure + all().filter(|it| it.is_none()).count();
        match self.below_floor {
            Some(true) => (0, 0),
            Some(false) => (sure, possible),
            None => (0, possible),
        }
    }
}

/// Stars of every region in every activity, region after region.
///
/// **Size**: employment reaches the quantile 1 − `top_size` of all regions in the
/// activity (type 7, regions without it among them). **Specialisation**: LQ ≥
/// `least_quotient`. **Focus**: share of the region's employment reaches the quantile 1
/// − `top_focus`. **Further**: each a list by cell, compared within the activity among
/// cells that have a value. What reaches a cut-off has the star, so that ties give more
/// stars rather than fewer. A criterion that is not asked (`None` in the rules) gives
/// `None`, and so does one without a value: a cell without productivity has an open
/// star, not none.
///
/// `values` is employment, region after region, `activities` a row. `Err`:
/// `WrongShape`, `NotAnAmount`, `NothingThere`, `ParameterOutOfRange` (parts outside
/// 0..=1, bounds negative).
///
/// ```
/// use karenina_stats::{StarRules, observatory_stars};
/// let values = [9000.0, 1000.0, 100.0, 5000.0, 100.0, 9000.0];
/// let stars = observatory_stars(&values, 2, &[], &StarRules::OBSERVATORY_2007).unwrap();
/// assert_eq!(stars[0].count(&StarRules::OBSERVATORY_2007), (2, 2));
/// assert_eq!(stars[0].focus, Some(false));
/// assert_eq!(stars[2].below_floor, Some(true));
/// ```
///
/// # Reference
/// European Cluster Observatory, methodology (2007–2012): one star each for size,
/// specialisation and focus. Sölvell, Ö., Ketels, C. and Lindqvist, G. (2008).
/// Industrial specialization and regional clusters in the ten new EU member states.
/// *Competitiveness Review* 18(1/2), 104–130.
pub fn observatory_stars(
    values: &[f64],
    activities: usize,
    further: &[&[Option<f64>]],
    rules: &StarRules,
) -> Result<Vec<Stars>, NoValue> {
    let ends: Vec<(f64, f64)> = values.iter().map(|it| (*it, *it)).collect();
    observatory_stars_within(values, &ends, activities, further, rules)
}

/// [`observatory_stars`] of cells that are known within two ends.
///
/// Cut-offs, and what else the cell's region, its activity and everything hold, are those of
/// `values` (the published figures, say); the cell itself is judged at both of its ends, and a star
/// that one of them has and the other has not is open (`None`). So the ends say what this cell could
/// do beside the same others, not what all could do together. `Err`: as there, and `WrongShape` where
/// there are not as many ends as values, `NotAnAmount` where an end is none (the upper may be
/// infinite).
///
/// ```
/// use karenina_stats::{StarRules, observatory_stars::observatory_stars_within};
/// let values = [0.0, 5000.0, 4000.0, 6000.0];
/// let ends = [(0.0, 3000.0), (5000.0, 5000.0), (4000.0, 4000.0), (6000.0, 6000.0)];
/// let rules = StarRules::OBSERVATORY_2007;
/// let stars = observatory_stars_within(&values, &ends, 2, &[], &rules).unwrap();
/// // Of 0 to 3,000 it is not known whether the floor of 1,000 is reached.
/// assert_eq!((stars[0].below_floor, stars[0].size), (None, Some(false)));
/// ```
///
/// # Reference
/// As for [`observatory_stars`].
pub fn observatory_stars_within(
    values: &[f64],
    ends: &[(f64, f64)],
    activities: usize,
    further: &[&[Option<f64>]],
    rules: &StarRules,
) -> Result<Vec<Stars>, NoValue> {
    if activities == 0 || values.is_empty() || !values.len().is_multiple_of(activities) {
        return Err(NoValue::WrongShape);
    }
    if ends.len() != values.len() || further.iter().any(|it| it.len() != values.len()) {
        return Err(NoValue::WrongShape);
    }
    let finite = further.iter().flat_map(|it| it.iter().flatten()).all(|it| it.is_finite());
    let proper = ends.iter().all(|&it| is_amount_interval(it));
    if !finite || !proper || !values.iter().all(|&x| is_amount(x)) {
        return Err(NoValue::NotAnAmount);
    }
    let parts = [rules.top_size, rules.top_focus, rules.top_further];
    let bounds = [rules.least_quotient.unwrap_or(0.0), rules.least_employment];
    if !parts.iter().flatten().all(|it| (0.0..=1.0).contains(it))
        || !bounds.iter().all(|it| *it >= 0.0)
    {
        return Err(NoValue::ParameterOutOfRange);
    }
    let regions = values.len() / activities;
    let row = |region: usize| &values[region * activities..(region + 1) * activities];
    let totals: Vec<f64> = (0..regions).map(|it| row(it).iter().sum()).collect();
    let all: f64 = totals.iter().sum();
    if all == 0.0 {
        return Err(NoValue::NothingThere);
    }
    let share = |region: usize, activity: usize| {
        (totals[region] > 0.0).then(|| row(region)[activity] / totals[region])
    };
    let cut = |values: Vec<f64>, top: Option<f64>| quantile(&values, 1.0 - top?);
    let focus_of_all = cut(
        (0..regions)
            .flat_map(|region| (0..activities).filter_map(move |it| share(region, it)))
            .collect(),
        rules.top_focus,
    );
    let mut stars = vec![None; values.len()];
    for activity in 0..activities {
        let column: Vec<f64> = (0..regions).map(|it| row(it)[activity]).collect();
        let sum: f64 = column.iter().sum();
        let focus_cut = if rules.focus_within_activity {
            cut((0..regions).filter_map(|it| share(it, activity)).collect(), rules.top_focus)
        } else {
            focus_of_all
        };
        let at = |region: usize| region * activities + activity;
        let further_cuts: Vec<Option<f64>> = further
            .iter()
            .map(|it| cut((0..regions).filter_map(|r| it[at(r)]).collect(), rules.top_further))
            .collect();
        let size_cut = cut(column.clone(), rules.top_size);
        for region in 0..regions {
            let said = column[region];
            let reaches = |value: Option<f64>, cut: Option<f64>| Some(value? >= cut?);
            let (low, high) = ends[at(region)];
            // With so much in the cell, all else as it is.
            let share = |here: f64| match totals[region] + here - said {
                total if total.is_infinite() => Some(1.0),
                total => (total > 0.0).then(|| here / total),
            };
            let quotient = |here: f64| {
                let more = here - said;
                if more.is_infinite() {
                    return Some(1.0);
                }
                location_quotient(here, totals[region] + more, sum + more, all + more)
            };
            let rest = [totals[region] - said, sum - said];
            let highest = fullest(rest, all - totals[region] - rest[1]).clamp(low, high);
            let both = |value: &dyn Fn(f64) -> Option<f64>, cut: Option<f64>, at: &[f64]| {
                let first = reaches(value(low), cut)?;
                at.iter().all(|it| reaches(value(*it), cut) == Some(first)).then_some(first)
            };
            // Where nobody has the activity, the upper tenth begins at nobody.
            let anybody = |it: Option<bool>| match it {
                Some(true) if high == 0.0 => Some(false),
                Some(true) if low == 0.0 => None,
                other => other,
            };
            let below_floor = match rules.least_employment {
                floor if low >= floor => Some(false),
                floor if high < floor => Some(true),
                _ => None,
            };
            stars[at(region)] = Some(Stars {
                size: anybody(both(&|it| Some(it), size_cut, &[high])),
                specialisation: both(&quotient, rules.least_quotient, &[high, highest]),
                focus: anybody(both(&share, focus_cut, &[high])),
                further: further
                    .iter()
                    .zip(&further_cuts)
                    .map(|(it, cut)| reaches(it[at(region)], *cut))
                    .collect(),
                below_floor,
            });
        }
    }
    Ok(stars.into_iter().flatten().collect())
}

/// With how much in a cell its quotient is highest: p (p + S) / ((R + p)(C + p)), R and C the rest of
/// region and activity, O all beyond both, S = R + C + O, rises up to the positive root of
/// −O p² + 2 C R p + C R S and falls from there to 1.
fn fullest([region, activity]: [f64; 2], beyond: f64) -> f64 {
    if beyond <= 0.0 {
        return f64::INFINITY;
    }
    let both = region * activity;
    let root = libm::sqrt(both) * libm::sqrt(both + beyond * (region + activity + beyond));
    (both + root) / beyond
}

#[cfg(test)]
mod tests {
    use super::{StarRules, observatory_stars, observatory_stars_within};
    use crate::NoValue;
    use proptest::prelude::*;

    /// Eleven regions of 20,000 employed, in the first activity 1,000 to 11,000: by the
    /// rule of the Observatory the upper tenth (from the quantile 0.9, which is 10,000) has
    /// the star for size; quotients are e / 6,000, so that no region reaches 2.
    #[test]
    fn the_upper_tenth_of_eleven_regions() {
        let values: Vec<f64> = (1..=11)
            .flat_map(|it| [1000.0 * f64::from(it), 20_000.0 - 1000.0 * f64::from(it)])
            .collect();
        let stars = observatory_stars(&values, 2, &[], &StarRules::OBSERVATORY_2007).unwrap();
        let size: Vec<usize> = (0..11).filter(|r| stars[2 * r].size == Some(true)).collect();
        assert_eq!(size, [9, 10]);
        assert!((0..11).all(|r| stars[2 * r].specialisation == Some(false)));
        // Half of the fixed bound is reached from 6,000 on: exactly 1 counts.
        let rules = StarRules { least_quotient: Some(1.0), ..StarRules::OBSERVATORY_2007 };
        let stars = observatory_stars(&values, 2, &[], &rules).unwrap();
        assert_eq!(stars[2 * 5].specialisation, Some(true));
        assert_eq!(stars[2 * 4].specialisation, Some(false));
    }

    #[test]
    fn what_is_not_known_leaves_a_star_open() {
        let values = [5000.0, 5000.0, 4000.0, 6000.0];
        let productivity = [Some(2.0), None, Some(1.0), None];
        let rules = StarRules { top_further: Some(0.2), ..StarRules::OBSERVATORY_2007 };
        let stars = observatory_stars(&values, 2, &[&productivity], &rules).unwrap();
        assert_eq!(stars[0].further, [Some(true)]);
        assert_eq!(stars[2].further, [Some(false)]);
        assert_eq!(stars[1].further, [None]);
        let (sure, possible) = stars[1].count(&rules);
        assert_eq!(possible, sure + 1);
        // What is not asked for is nothing that could be met.
        let without = StarRules { top_further: None, ..rules };
        let stars = observatory_stars(&values, 2, &[&productivity], &without).unwrap();
        let (sure, possible) = stars[1].count(&without);
        assert_eq!(possible, sure);
    }

    proptest! {
        /// Whatever is put into a cell within its ends: a star that is said to be certain is there, and
        /// one that is said not to be is not.
        #[test]
        fn what_is_certain_holds_for_every_filling(
            values in proptest::collection::vec(0.0..3000.0, 6), low in 0.0..3000.0, more in 0.0..6000.0,
            fillings in proptest::collection::vec(0.0..=1.0, 12)
        ) {
            let rules = StarRules { least_quotient: Some(1.2), ..StarRules::OBSERVATORY_2007 };
            let mut ends: Vec<(f64, f64)> = values.iter().map(|it| (*it, *it)).collect();
            ends[0] = (low, low + more);
            let judged = observatory_stars_within(&values, &ends, 2, &[], &rules).unwrap();
            for share in fillings {
                ends[0] = (low + share * more, low + share * more);
                let filled = observatory_stars_within(&values, &ends, 2, &[], &rules).unwrap();
                let (is, said) = (&filled[0], &judged[0]);
                for (is, said) in [
                    (is.size, said.size),
                    (is.specialisation, said.specialisation),
                    (is.focus, said.focus),
                    (is.below_floor, said.below_floor),
                ] {
                    prop_assert!(said.is_none() || is == said);
                }
                let (sure, possible) = said.count(&rules);
                let (of, _) = is.count(&rules);
                prop_assert!(sure <= of && of <= possible);
            }
            prop_assert_eq!(&judged[1..], &observatory_stars(&values, 2, &[], &rules).unwrap()[1..]);
        }
    }

    #[test]
    fn small_cells_have_no_star_and_empty_tables_no_answer() {
        let stars = observatory_stars(&[999.0, 1.0], 1, &[], &StarRules::OBSERVATORY_2007).unwrap();
        assert_eq!(stars[0].count(&StarRules::OBSERVATORY_2007), (0, 0));
        let result = |values: &[f64], activities| {
            observatory_stars(values, activities, &[], &StarRules::OBSERVATORY_2007)
                .map(|it| it.len())
        };
        assert_eq!(result(&[0.0, 0.0], 1), Err(NoValue::NothingThere));
        assert_eq!(result(&[1.0], 2), Err(NoValue::WrongShape));
        assert_eq!(result(&[], 1), Err(NoValue::WrongShape));
        assert_eq!(result(&[-1.0], 1), Err(NoValue::NotAnAmount));
        // A region without anybody has no quotient and no focus.
        let stars =
            observatory_stars(&[5.0, 5.0, 0.0, 0.0], 2, &[], &StarRules::OBSERVATORY_2007).unwrap();
        assert_eq!((stars[2].specialisation, stars[2].focus), (None, None));
    }
}
