//! Maurel and Sédillot's index of geographic concentration.

use crate::{NoValue, PlantSizes, domain::is_amount};

/// γ = ((Σ sᵣ² − Σ xᵣ²) / (1 − Σ xᵣ²) − H) / (1 − H).
///
/// Like [`ellison_glaeser`](crate::ellison_glaeser()) it is 0 on average when plants
/// choose places by chance, whatever their sizes; the difference is what counts as
/// together: here two plants in one region, weighted by their sizes, there the
/// squared deviation from the base. An activity that keeps away from the great
/// regions scores lower here. 1 is the upper end: all in one region; below 0 plants keep
/// apart. `Err` as
/// for Ellison and Glaeser: `WrongShape`, `NotAnAmount`, `EmptyActivity`,
/// `NothingThere`, `OneRegion`, `OnePlant`.
///
/// ```
/// use karenina_stats::{PlantSizes, maurel_sedillot};
/// let sizes = PlantSizes::of(&[5.0; 4]).unwrap();
/// let together = maurel_sedillot(&[20.0, 0.0], &[100.0, 100.0], sizes).unwrap();
/// assert!((together - 1.0).abs() < 1e-15);
/// ```
///
/// # Reference
/// Maurel, F. and Sédillot, B. (1999). A measure of the geographic concentration in
/// French manufacturing industries. *Regional Science and Urban Economics* 29(5),
/// 575–604, equation 9.
#[doc(alias = "MS index")]
pub fn maurel_sedillot(activity: &[f64], base: &[f64], sizes: PlantSizes) -> Result<f64, NoValue> {
    let raw = crate::ellison_glaeser::raw_concentration(activity, base)?;
    let h = sizes.herfindahl;
    if !is_amount(h) || h > 1.0 {
        return Err(NoValue::ParameterOutOfRange);
    }
    if h == 1.0 || sizes.plants == 1 {
        return Err(NoValue::OnePlant);
    }
    let own: f64 = activity.iter().sum();
    let own_squares: f64 = activity.iter().map(|e| (e / own) * (e / own)).sum();
    let together = (own_squares - (1.0 - raw.diversity)) / raw.diversity;
    Ok((together - h) / (1.0 - h))
}

#[cfg(test)]
mod tests {
    use super::maurel_sedillot;
    use crate::{NoValue, PlantSizes};

    /// By hand in whole numbers: shares 1/2, 1/2, 0 against 1/2, 1/4, 1/4 and four
    /// equal plants: ((1/2 − 3/8) / (5/8) − 1/4) / (3/4) = −1/15.
    #[test]
    fn agrees_with_fractions() {
        let sizes = PlantSizes::of(&[3.0; 4]).unwrap();
        let found = maurel_sedillot(&[6.0, 6.0, 0.0], &[2.0, 1.0, 1.0], sizes).unwrap();
        assert!((found + 1.0 / 15.0).abs() < 1e-15);
    }

    #[test]
    fn one_plant_or_one_region_has_no_index() {
        let one = PlantSizes::of(&[3.0]).unwrap();
        assert_eq!(maurel_sedillot(&[3.0, 0.0], &[1.0, 1.0], one), Err(NoValue::OnePlant));
        let two = PlantSizes::of(&[3.0, 3.0]).unwrap();
        assert_eq!(maurel_sedillot(&[6.0], &[1.0], two), Err(NoValue::OneRegion));
        assert_eq!(maurel_sedillot(&[0.0, 0.0], &[1.0, 1.0], two), Err(NoValue::EmptyActivity));
    }
}
