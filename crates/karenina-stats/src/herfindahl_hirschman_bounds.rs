//! The Herfindahl–Hirschman index when each part is only known within an interval.

use crate::domain::is_amount_interval;

/// How many boxes the search for the high bound may look at before it settles
/// for a bound that is valid but perhaps not reached. Data in size classes need
/// a few dozen.
const SEARCH_LIMIT: usize = 10_000;

/// The lowest and highest HHI = Σ xᵢ² / (Σ xᵢ)² with every xᵢ in its (low, high).
///
/// Read as for [`herfindahl_hirschman`](crate::herfindahl_hirschman()): both
/// bounds lie in 0..=1. A high end may be infinite (a part of unknown size); the
/// high bound is then 1, which is approached and not reached. `None` when every
/// high end is zero, when there are no parts, and when an interval is negative,
/// reversed or not a number.
///
/// **The low bound is tight.** Take xᵢ = t held inside \[lowᵢ, highᵢ\], with the
/// level t for which Σ xᵢ (xᵢ − t) = 0, that is t = Σ x² / Σ x. For any other y
/// in the box (xᵢ − t)(yᵢ − xᵢ) ≥ 0 term by term, since xᵢ > t only at its low
/// end and xᵢ < t only at its high end; so Σ xᵢ yᵢ ≥ t Σ yᵢ, and with
/// Cauchy–Schwarz ‖y‖ / Σ y ≥ t / ‖x‖ = ‖x‖ / Σ x. That is HHI(y) ≥ HHI(x).
///
/// **The high bound is valid, and tight unless the search is cut off.** Each
/// x² lies below its chord over \[low, high\]; Σ chords / (Σ x)² is easy to
/// maximise (fill the parts in falling order of low + high) and differs from the
/// HHI in one part at most. That part is then split into its two ends and both
/// halves are searched; an HHI is highest in a corner of the box, because
/// ‖x‖ ≤ c Σ x is a convex set. Finding the corner is NP-hard in the worst case,
/// so the search stops after 10 000 boxes and answers with the highest bound
/// still open.
///
/// ```
/// use karenina_stats::herfindahl_hirschman_bounds;
/// // Two parts between 1 and 3: alike at best, 3 against 1 at worst.
/// assert_eq!(herfindahl_hirschman_bounds(&[(1.0, 3.0), (1.0, 3.0)]), Some((0.5, 0.625)));
/// assert_eq!(herfindahl_hirschman_bounds(&[(5.0, 5.0), (0.0, f64::INFINITY)]), Some((0.5, 1.0)));
/// assert_eq!(herfindahl_hirschman_bounds(&[(0.0, 0.0)]), None);
/// ```
///
/// # Reference
/// The index: Hirschman, A. O. (1964). The paternity of an index. *American
/// Economic Review* 54(5), 761–762. The difficulty, as HHI = (1 + CV²) / n with
/// CV the coefficient of variation: Lo, S.-L. (2010). Computing
/// standard-deviation-to-mean and variance-to-mean ratios under interval
/// uncertainty is NP-hard. University of Texas at El Paso, UTEP-CS-10-25. Both
/// constructions are derived above.
#[doc(alias = "HHI")]
pub fn herfindahl_hirschman_bounds(parts: &[(f64, f64)]) -> Option<(f64, f64)> {
    let proper = parts.iter().all(|&part| is_amount_interval(part));
    if !proper || parts.iter().all(|&(_, high)| high == 0.0) {
        return None;
    }
    let low = lowest(parts);
    // Rounding may put the two a last digit apart when every part is known.
    Some((low, highest(parts, SEARCH_LIMIT).max(low)))
}

fn lowest(parts: &[(f64, f64)]) -> f64 {
    let level = level(parts);
    concentration(parts.iter().map(|&(low, high)| level.clamp(low, high)))
}

/// The level t at which Σ x (x − t) = 0 for x = t held inside its interval. The
/// sum falls in t and is a straight line between two neighbouring ends.
fn level(parts: &[(f64, f64)]) -> f64 {
    let excess = |t: f64| -> f64 {
        parts.iter().map(|&(low, high)| t.clamp(low, high)).map(|x| x * (x - t)).sum()
    };
    let mut ends: Vec<f64> =
        parts.iter().flat_map(|&(low, high)| [low, high]).filter(|end| end.is_finite()).collect();
    ends.sort_by(f64::total_cmp);
    let after = ends.partition_point(|&t| excess(t) >= 0.0);
    if after == ends.len() {
        // Every part can stand at the highest end; when that is zero, only
        // parts without any upper end are left, and any common level will do.
        let highest = ends[after - 1];
        return if highest > 0.0 { highest } else { 1.0 };
    }
    let (from, to) = (ends[after - 1], ends[after]);
    let held = parts.iter().filter_map(|&(low, high)| {
        if low >= to {
            Some(low)
        } else if high <= from {
            Some(high)
        } else {
            None
        }
    });
    let (sum, squares) = held.fold((0.0, 0.0), |(sum, squares), x| (sum + x, squares + x * x));
    squares / sum
}

fn highest(parts: &[(f64, f64)], search_limit: usize) -> f64 {
    let boundless = parts.iter().any(|&(_, high)| high.is_infinite());
    if boundless || parts.iter().all(|&(low, _)| low == 0.0) {
        return 1.0;
    }
    let mut by_midpoint = parts.to_vec();
    by_midpoint.sort_by(|a, b| (b.0 + b.1).total_cmp(&(a.0 + a.1)));
    let mut reached: f64 = 0.0;
    let mut open = vec![by_midpoint];
    for _ in 0..search_limit {
        let Some(parts) = open.pop() else { return reached };
        let relaxed = relax(&parts);
        reached = reached.max(relaxed.reached);
        if relaxed.bound > reached * (1.0 + 1e-12) {
            open.extend(halves(&parts, relaxed.split));
        }
    }
    open.iter().map(|parts| relax(parts).bound).fold(reached, f64::max).min(1.0)
}

/// The two boxes in which the part `split` stands at its low and at its high end.
/// Among parts with the same interval only the number at the high end matters, so
/// those behind go low with it and those before go high with it; without this,
/// data in size classes would be searched over and over.
fn halves(parts: &[(f64, f64)], split: usize) -> [Vec<(f64, f64)>; 2] {
    let (mut lower, mut upper) = (parts.to_vec(), parts.to_vec());
    let (low, high) = parts[split];
    for part in lower[split..].iter_mut().filter(|part| **part == (low, high)) {
        *part = (low, low);
    }
    for part in upper[..=split].iter_mut().filter(|part| **part == (low, high)) {
        *part = (high, high);
    }
    [lower, upper]
}

/// The highest Σ chords / (Σ x)² over a box, and the highest HHI met on the way.
struct Relaxed {
    bound: f64,
    reached: f64,
    /// The part that stands between its ends where the bound is taken.
    split: usize,
}

/// Fills the parts from low to high in falling order of midpoint. While one part
/// is filled, Σ chords is a straight line a + b S in S = Σ x, with b = low + high.
/// At least one low end must be positive.
fn relax(by_midpoint: &[(f64, f64)]) -> Relaxed {
    let mut sum: f64 = by_midpoint.iter().map(|part| part.0).sum();
    let mut squares: f64 = by_midpoint.iter().map(|part| part.0 * part.0).sum();
    let mut reached = squares / (sum * sum);
    let mut between = (0.0, 0);
    for (index, &(low, high)) in by_midpoint.iter().enumerate() {
        let (next_sum, next_squares) = (sum + (high - low), squares + (high * high - low * low));
        let (slope, intercept) = (low + high, squares - (low + high) * sum);
        // (a + b S) / S² peaks at S = −2a / b, with the value −b² / 4a.
        let peak = -2.0 * intercept / slope;
        if sum < peak && peak < next_sum {
            let value = slope * slope / (-4.0 * intercept);
            if value > between.0 {
                between = (value, index);
            }
        }
        (sum, squares) = (next_sum, next_squares);
        reached = reached.max(squares / (sum * sum));
    }
    Relaxed { bound: reached.max(between.0), reached, split: between.1 }
}

fn concentration(parts: impl Iterator<Item = f64>) -> f64 {
    let (sum, squares) = parts.fold((0.0, 0.0), |(sum, squares), x| (sum + x, squares + x * x));
    squares / (sum * sum)
}

#[cfg(test)]
mod tests {
    use super::{herfindahl_hirschman_bounds, highest};
    use crate::herfindahl_hirschman;
    use proptest::prelude::*;

    fn boxes(most: usize) -> impl Strategy<Value = Vec<(f64, f64)>> {
        let interval = prop_oneof![
            4 => (0.0..10.0, 0.0..10.0),
            1 => (Just(0.0), 0.1..10.0),
            1 => (Just(1.0), Just(9.0)),
            1 => (0.1..10.0).prop_map(|x| (x, 0.0)),
        ];
        // A low end and a width, so that every interval is proper.
        proptest::collection::vec(interval.prop_map(|(low, width)| (low, low + width)), 1..=most)
    }

    /// Every corner of the box, by brute force.
    fn highest_corner(parts: &[(f64, f64)]) -> f64 {
        (0_u32..1 << parts.len())
            .filter_map(|corner| {
                let values: Vec<f64> = parts
                    .iter()
                    .enumerate()
                    .map(|(i, part)| if corner >> i & 1 == 1 { part.1 } else { part.0 })
                    .collect();
                herfindahl_hirschman(&values)
            })
            .fold(0.0, f64::max)
    }

    /// By hand: parts 6 and 1 to 4. At best 6 and 4, 52/100; at worst 6 and 1, 37/49.
    #[test]
    fn one_known_and_one_uncertain_part() {
        let (low, high) = herfindahl_hirschman_bounds(&[(6.0, 6.0), (1.0, 4.0)]).unwrap();
        assert!((low - 0.52).abs() < 1e-15 && (high - 37.0 / 49.0).abs() < 1e-15);
    }

    /// By hand: 3, 5 and one part from 1 to 9. The level is 34/8 = 4.25, so the
    /// lowest HHI is that of 3, 5, 4.25.
    #[test]
    fn the_lowest_level_may_lie_strictly_inside_an_interval() {
        let (low, _) = herfindahl_hirschman_bounds(&[(3.0, 3.0), (5.0, 5.0), (1.0, 9.0)]).unwrap();
        assert!((low - herfindahl_hirschman(&[3.0, 5.0, 4.25]).unwrap()).abs() < 1e-15);
    }

    #[test]
    fn parts_without_any_upper_end() {
        let unknown = (0.0, f64::INFINITY);
        let (low, high) = herfindahl_hirschman_bounds(&[unknown, unknown, (0.0, 0.0)]).unwrap();
        assert_eq!((low, high), (0.5, 1.0));
    }

    #[test]
    fn a_hundred_size_classes_are_searched_to_the_end() {
        // Classes of Eurostat: 1–9, 10–49, 50–249 and one known giant. In the
        // best corner a threshold separates low from high, so the tight bound
        // is among the hundred thresholds.
        let mut parts = vec![(1.0, 9.0); 60];
        parts.extend(vec![(10.0, 49.0); 30]);
        parts.extend(vec![(50.0, 249.0); 9]);
        parts.push((1200.0, 1200.0));
        let (_, high) = herfindahl_hirschman_bounds(&parts).unwrap();
        let by_threshold = (0..parts.len())
            .map(|raised| {
                let mut values: Vec<f64> = parts.iter().map(|part| part.0).collect();
                let from = values.len() - raised;
                for (value, part) in values[from..].iter_mut().zip(&parts[from..]) {
                    *value = part.1;
                }
                herfindahl_hirschman(&values).unwrap()
            })
            .fold(0.0, f64::max);
        assert!((high - by_threshold).abs() < 1e-12, "{high} {by_threshold}");
    }

    proptest! {
        #[test]
        fn every_completion_lies_inside(
            parts in boxes(30), places in proptest::collection::vec(0.0..=1.0, 30)
        ) {
            prop_assume!(parts.iter().any(|part| part.1 > 0.0));
            let (low, high) = herfindahl_hirschman_bounds(&parts).unwrap();
            let values: Vec<f64> =
                parts.iter().zip(&places).map(|(p, place)| p.0 + place * (p.1 - p.0)).collect();
            if let Some(index) = herfindahl_hirschman(&values) {
                prop_assert!(low <= index + 1e-12 && index <= high + 1e-12);
            }
        }

        #[test]
        fn the_high_bound_is_the_highest_corner(parts in boxes(8)) {
            prop_assume!(parts.iter().any(|part| part.0 > 0.0));
            let (_, high) = herfindahl_hirschman_bounds(&parts).unwrap();
            prop_assert!((high - highest_corner(&parts)).abs() < 1e-11);
        }

        #[test]
        fn a_search_cut_short_still_gives_a_bound(parts in boxes(8), limit in 0_usize..4) {
            prop_assume!(parts.iter().any(|part| part.0 > 0.0));
            let bound = highest(&parts, limit);
            prop_assert!(bound <= 1.0 && bound >= highest_corner(&parts) - 1e-12);
        }

        #[test]
        fn known_parts_give_the_point(values in proptest::collection::vec(0.01..100.0, 1..20)) {
            let parts: Vec<(f64, f64)> = values.iter().map(|&x| (x, x)).collect();
            let (low, high) = herfindahl_hirschman_bounds(&parts).unwrap();
            let point = herfindahl_hirschman(&values).unwrap();
            prop_assert!((low - point).abs() < 1e-12 && (high - point).abs() < 1e-12);
        }

        #[test]
        fn doubling_every_end_changes_nothing(parts in boxes(10)) {
            prop_assume!(parts.iter().any(|part| part.1 > 0.0));
            let doubled: Vec<(f64, f64)> = parts.iter().map(|p| (2.0 * p.0, 2.0 * p.1)).collect();
            prop_assert_eq!(
                herfindahl_hirschman_bounds(&parts),
                herfindahl_hirschman_bounds(&doubled)
            );
        }
    }
}
