//! Hidalgo and Hausmann's method of reflections.

use crate::{NoValue, Presence, economic_complexity::sums};

/// What regions and activities are after so many reflections.
#[derive(Debug, Clone, PartialEq)]
pub struct Reflections {
    /// k(c,N) of each region; `None` where nothing is present.
    pub regions: Vec<Option<f64>>,
    /// k(p,N) of each activity; `None` where it is present nowhere.
    pub activities: Vec<Option<f64>>,
}

/// k(c,N) = Σₚ M k(p,N−1) / k(c,0) and k(p,N) = Σ꜀ M k(c,N−1) / k(p,0), from diversity
/// k(c,0) and ubiquity k(p,0).
///
/// An even N of a region reads as diversity corrected by the diversity of regions with the
/// same activities, an odd one as the mean ubiquity of its activities, and so on. With
/// rising N all regions approach one value and only the last digits tell them apart;
/// their order becomes that of [`economic_complexity`](crate::economic_complexity()),
/// at a speed that depends on λ₃ / λ₂. Twenty steps are not the eigenvector: prefer
/// that, and take this for N ≤ 4, where it has a meaning of its own.
/// `Err(NothingThere)` when nothing is present.
///
/// ```
/// use karenina_stats::{Presence, method_of_reflections};
/// let nested = Presence::from_fn(3, 3, |region, activity| activity <= region).unwrap();
/// let found = method_of_reflections(&nested, 1).unwrap();
/// assert_eq!(found.regions, [Some(3.0), Some(2.5), Some(2.0)]);
/// ```
///
/// # Reference
/// Hidalgo, C. A. and Hausmann, R. (2009). The building blocks of economic
/// complexity. *PNAS* 106(26), 10570–10575, equations 3 and 4.
pub fn method_of_reflections(presence: &Presence, steps: usize) -> Result<Reflections, NoValue> {
    if presence.diversity().iter().all(|&it| it == 0) {
        return Err(NoValue::NothingThere);
    }
    let mut regions: Vec<f64> = presence.diversity().iter().map(|&it| f64::from(it)).collect();
    let mut activities: Vec<f64> = presence.ubiquity().iter().map(|&it| f64::from(it)).collect();
    let mut tables = Vec::new();
    for _ in 0..steps {
        let mut of_regions = vec![0.0; regions.len()];
        sums(&presence.rows, &activities, &mut tables, &mut of_regions);
        let mut of_activities = vec![0.0; activities.len()];
        sums(&presence.columns, &regions, &mut tables, &mut of_activities);
        over(&mut of_regions, presence.diversity());
        over(&mut of_activities, presence.ubiquity());
        (regions, activities) = (of_regions, of_activities);
    }
    let known = |values: Vec<f64>, counts: &[u32]| {
        values.into_iter().zip(counts).map(|(x, &count)| (count > 0).then_some(x)).collect()
    };
    Ok(Reflections {
        regions: known(regions, presence.diversity()),
        activities: known(activities, presence.ubiquity()),
    })
}

fn over(sums: &mut [f64], counts: &[u32]) {
    for (sum, &count) in sums.iter_mut().zip(counts) {
        if count > 0 {
            *sum /= f64::from(count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::method_of_reflections;
    use crate::{ComplexityLimits, NoValue, Presence, economic_complexity};

    fn close(found: &[Option<f64>], expected: [f64; 4]) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found.unwrap() - expected).abs() < 1e-12);
        }
    }

    fn four() -> Presence {
        let m = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]];
        Presence::from_fn(4, 4, |r, a| m[r][a] == 1).unwrap()
    }

    /// `EconGeo` 1.3, `MORc` and `MORt` of the four regions of Hidalgo and Hausmann's
    /// supplement.
    #[test]
    fn four_regions_agree_with_econgeo() {
        let one = method_of_reflections(&four(), 1).unwrap();
        close(&one.regions, [2.0, 2.0, 2.5, 3.0]);
        close(&one.activities, [4.0, 2.5, 3.0, 7.0 / 3.0]);
        let two = method_of_reflections(&four(), 2).unwrap();
        close(&two.regions, [2.0 + 23.0 / 24.0, 2.5, 8.0 / 3.0, 7.0 / 3.0]);
        close(&two.activities, [2.0, 2.0, 2.25, 2.5]);
    }

    /// Twenty reflections, standardised, still differ from the eigenvector in the third
    /// digit here, and forty agree to six: the difference that tools which stop at
    /// twenty return.
    #[test]
    fn twenty_reflections_are_not_the_eigenvector() {
        let exact = economic_complexity(&four(), &ComplexityLimits::default()).unwrap();
        let worst = |steps: usize| {
            let raw = method_of_reflections(&four(), steps).unwrap().regions;
            let raw: Vec<f64> = raw.into_iter().flatten().collect();
            let mean = raw.iter().sum::<f64>() / 4.0;
            let deviation = (raw.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 4.0).sqrt();
            let difference = |sign: f64| {
                raw.iter()
                    .zip(&exact.regions)
                    .map(|(x, eci)| (sign * (x - mean) / deviation - eci.unwrap()).abs())
                    .fold(0.0, f64::max)
            };
            difference(1.0).min(difference(-1.0))
        };
        assert!(worst(20) > 1e-5 && worst(20) < 1e-2, "{}", worst(20));
        assert!(worst(40) < worst(20) / 100.0, "{}", worst(40));
    }

    #[test]
    fn where_nothing_is_present_there_is_no_reflection() {
        let some = Presence::from_fn(3, 3, |r, a| r < 2 && a < 2).unwrap();
        let found = method_of_reflections(&some, 3).unwrap();
        assert_eq!((found.regions[2], found.activities[2]), (None, None));
        assert_eq!(found.regions[0], Some(2.0));
        let nothing = Presence::from_fn(2, 2, |_, _| false).unwrap();
        assert_eq!(method_of_reflections(&nothing, 1), Err(NoValue::NothingThere));
    }
}
