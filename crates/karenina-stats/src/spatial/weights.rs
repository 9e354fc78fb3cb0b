//! Spatial weights: who is whose neighbour, and how much.

use super::nearest::Places;
use super::{Distance, NoAnswer};
use rayon::prelude::*;

/// Who is whose neighbour, and with what weight: the rows of a sparse matrix W with
/// nothing on its diagonal. Sites are numbered from 0.
///
/// ```
/// use karenina_stats::spatial::SpatialWeights;
/// // three regions in a row, and an island
/// let weights =
///     SpatialWeights::contiguity(&[vec![1], vec![0, 2], vec![1], vec![]]).unwrap().row_standardised();
/// assert_eq!(weights.row(1), (&[0, 2][..], &[0.5, 0.5][..]));
/// assert_eq!(weights.islands(), [3]);
/// ```
///
/// # Reference
/// Anselin, L. (1988). *Spatial Econometrics: Methods and Models*. Kluwer, chapter 3.
#[doc(alias = "W")]
#[derive(Debug, Clone, PartialEq)]
pub struct SpatialWeights {
    start: Vec<usize>,
    neighbour: Vec<u32>,
    weight: Vec<f64>,
    unlocated: Vec<u32>,
    tied: Vec<u32>,
    row_standardised: bool,
}

/// How weights fall with distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Decay {
    /// Each neighbour weighs 1.
    Binary,
    /// 1 / distance to this power, which must be positive.
    Inverse(f64),
}

/// The sums of weights on which moments depend (Cliff and Ord 1981): S₀ = Σ wᵢⱼ,
/// S₁ = ½ Σ (wᵢⱼ + wⱼᵢ)², S₂ = Σᵢ (wᵢ. + w.ᵢ)².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightSums {
    /// The sum of all weights.
    pub s0: f64,
    /// See above.
    pub s1: f64,
    /// See above.
    pub s2: f64,
}

impl SpatialWeights {
    /// Weights of 1 to the neighbours listed for each site: shared borders, or any
    /// other list.
    ///
    /// Lists need not be symmetric ([`is_symmetric`](Self::is_symmetric) tells). Errors:
    /// a site that is its own neighbour, a neighbour that does not exist or is named twice.
    pub fn contiguity(neighbours: &[Vec<u32>]) -> Result<SpatialWeights, NoAnswer> {
        let rows =
            neighbours.iter().map(|row| row.iter().map(|&other| (other, 1.0)).collect()).collect();
        SpatialWeights::from_rows(rows)
    }

    /// Any weights: for each site its neighbours with their weights, in any order.
    ///
    /// Errors as for [`contiguity`](Self::contiguity), and a weight that is negative
    /// or no number. A weight of zero is kept: a neighbour that weighs nothing.
    pub fn from_rows(mut rows: Vec<Vec<(u32, f64)>>) -> Result<SpatialWeights, NoAnswer> {
        let sites = rows.len();
        for (at, row) in rows.iter_mut().enumerate() {
            row.sort_unstable_by_key(|&(other, _)| other);
            for (place, &(other, weight)) in row.iter().enumerate() {
                let neighbour = other as usize;
                if neighbour >= sites {
                    return Err(NoAnswer::UnknownNeighbour { at, neighbour });
                }
                if neighbour == at {
                    return Err(NoAnswer::OwnNeighbour { at });
                }
                if place > 0 && row[place - 1].0 == other {
                    return Err(NoAnswer::NamedTwice { at, neighbour });
                }
                if !weight.is_finite() || weight > 1e70 {
                    return Err(NoAnswer::NotFinite { at });
                }
                if weight < 0.0 {
                    return Err(NoAnswer::Negative { at });
                }
            }
        }
        let mut start = vec![0];
        let mut flat = (Vec::new(), Vec::new());
        for row in rows {
            flat.extend(row);
            start.push(flat.0.len());
        }
        Ok(SpatialWeights {
            start,
            neighbour: flat.0,
            weight: flat.1,
            unlocated: Vec::new(),
            tied: Vec::new(),
            row_standardised: false,
        })
    }

    /// A weight of 1 to the k nearest other sites; not symmetric.
    ///
    /// Where sites are equally near, those that come first in the list are taken, and
    /// the site is listed in [`tied`](Self::tied) if that decided. Sites without
    /// coordinates have no neighbours and are listed in [`unlocated`](Self::unlocated).
    ///
    /// ```
    /// use karenina_stats::spatial::{Distance, SpatialWeights};
    /// let points = [Some([179.9, 0.0]), Some([-179.9, 0.0]), Some([170.0, 0.0]), None];
    /// let weights = SpatialWeights::k_nearest(&points, 1, Distance::GreatCircle).unwrap();
    /// assert_eq!(weights.row(0).0, [1]); // across the antimeridian
    /// assert_eq!(weights.unlocated(), [3]);
    /// ```
    ///
    /// Errors: k = 0, not more than k sites with coordinates, coordinates that are none.
    pub fn k_nearest(
        points: &[Option<[f64; 2]>],
        k: usize,
        distance: Distance,
    ) -> Result<SpatialWeights, NoAnswer> {
        if k == 0 {
            return Err(NoAnswer::Parameter { name: "the number of neighbours" });
        }
        let located = points.iter().flatten().count();
        if located <= k {
            return Err(NoAnswer::TooFew { found: located, least: k + 1 });
        }
        let places = Places::new(points, distance)?;
        let found: Vec<(Vec<(u32, f64)>, bool)> = (0..points.len())
            .into_par_iter()
            .map(|site| {
                let (near, tie) = places.k_nearest(site, k);
                (near.into_iter().map(|(_, other)| (other, 1.0)).collect(), tie)
            })
            .collect();
        let (rows, ties): (Vec<_>, Vec<bool>) = found.into_iter().unzip();
        let tied = ties.iter().enumerate().filter(|(_, tie)| **tie).map(|(site, _)| site as u32);
        let mut weights = SpatialWeights::from_rows(rows)?;
        weights.tied = tied.collect();
        weights.unlocated = unlocated(points);
        Ok(weights)
    }

    /// All other sites within a radius, with weights by distance; symmetric.
    ///
    /// Errors: a radius that is not positive, coordinates that are none, two points in
    /// one place when weights are inverse.
    pub fn distance_band(
        points: &[Option<[f64; 2]>],
        radius: f64,
        decay: Decay,
        distance: Distance,
    ) -> Result<SpatialWeights, NoAnswer> {
        if !(radius > 0.0 && radius < 1e70) {
            return Err(NoAnswer::Parameter { name: "the radius" });
        }
        if let Decay::Inverse(power) = decay
            && !(power > 0.0 && power < 100.0)
        {
            return Err(NoAnswer::Parameter { name: "the power of the distance" });
        }
        let places = Places::new(points, distance)?;
        let mut rows: Vec<Vec<(u32, f64)>> =
            (0..points.len()).into_par_iter().map(|site| places.within(site, radius)).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            for (other, distance) in row {
                *distance = match decay {
                    Decay::Binary => 1.0,
                    Decay::Inverse(_) if *distance == 0.0 => {
                        return Err(NoAnswer::SamePlace { at, other: *other as usize });
                    }
                    Decay::Inverse(power) => libm::pow(*distance, -power),
                };
            }
        }
        let mut weights = SpatialWeights::from_rows(rows)?;
        weights.unlocated = unlocated(points);
        Ok(weights)
    }

    /// Each row divided by its sum, so that the lag of a value is a mean of neighbours.
    /// Islands stay islands; so does a row that weighs nothing.
    #[must_use]
    pub fn row_standardised(mut self) -> SpatialWeights {
        for site in 0..self.sites() {
            let row = &mut self.weight[self.start[site]..self.start[site + 1]];
            let sum: f64 = row.iter().sum();
            if sum > 0.0 {
                for weight in row {
                    *weight /= sum;
                }
            }
        }
        self.row_standardised = true;
        self
    }

    /// How many sites there are, islands among them.
    pub fn sites(&self) -> usize {
        self.start.len() - 1
    }

    /// How many neighbours all sites have together.
    pub fn links(&self) -> usize {
        self.neighbour.len()
    }

    /// The neighbours of a site, in their order, and their weights; empty for a number
    /// that no site has.
    pub fn row(&self, site: usize) -> (&[u32], &[f64]) {
        if site >= self.sites() {
            return (&[], &[]);
        }
        let row = self.start[site]..self.start[site + 1];
        (&self.neighbour[row.clone()], &self.weight[row])
    }

    /// Whether rows were divided by their sums.
    pub fn is_row_standardised(&self) -> bool {
        self.row_standardised
    }

    /// Sites without neighbours: nothing local can be said of them.
    pub fn islands(&self) -> Vec<u32> {
        (0..self.sites())
            .filter(|&site| self.start[site] == self.start[site + 1])
            .map(|site| site as u32)
            .collect()
    }

    /// Sites without coordinates, where neighbours were found by distance.
    pub fn unlocated(&self) -> &[u32] {
        &self.unlocated
    }

    /// Sites of which the k-th neighbour was chosen among equally near ones.
    pub fn tied(&self) -> &[u32] {
        &self.tied
    }

    /// Whether every weight is returned.
    pub fn is_symmetric(&self) -> bool {
        (0..self.sites()).all(|site| {
            let (neighbours, weights) = self.row(site);
            neighbours
                .iter()
                .zip(weights)
                .all(|(&other, &weight)| self.weight_of(other as usize, site) == Some(weight))
        })
    }

    /// The sums on which moments depend.
    pub fn sums(&self) -> WeightSums {
        let (mut s0, mut s1) = (0.0, 0.0);
        for site in 0..self.sites() {
            let (neighbours, weights) = self.row(site);
            for (&other, &weight) in neighbours.iter().zip(weights) {
                s0 += weight;
                let back = self.weight_of(other as usize, site).unwrap_or(0.0);
                s1 += weight * (weight + back);
            }
        }
        let s2 = self.rows_and_columns().iter().map(|sum| sum * sum).sum();
        WeightSums { s0, s1, s2 }
    }

    /// The weighted sum of the neighbours' values; the mean where rows are
    /// standardised; zero for islands. `None` unless there is one value a site.
    pub fn lag(&self, values: &[f64]) -> Option<Vec<f64>> {
        (values.len() == self.sites()).then(|| {
            (0..self.sites())
                .map(|site| {
                    let (neighbours, weights) = self.row(site);
                    neighbours.iter().zip(weights).map(|(&at, w)| w * values[at as usize]).sum()
                })
                .collect()
        })
    }

    /// wᵢ. + w.ᵢ of each site.
    pub(super) fn rows_and_columns(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.sites()];
        for site in 0..self.sites() {
            let (neighbours, weights) = self.row(site);
            for (&other, weight) in neighbours.iter().zip(weights) {
                sums[site] += weight;
                sums[other as usize] += weight;
            }
        }
        sums
    }

    /// The weight that all neighbours of a site have alike, if they do.
    pub(super) fn uniform(&self, site: usize) -> Option<f64> {
        let (_, weights) = self.row(site);
        let first = *weights.first()?;
        weights.iter().all(|&weight| weight == first).then_some(first)
    }

    fn weight_of(&self, site: usize, other: usize) -> Option<f64> {
        let (neighbours, weights) = self.row(site);
        neighbours.binary_search(&(other as u32)).ok().map(|place| weights[place])
    }
}

fn unlocated(points: &[Option<[f64; 2]>]) -> Vec<u32> {
    points.iter().enumerate().filter(|(_, it)| it.is_none()).map(|(site, _)| site as u32).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Decay, SpatialWeights};
    use crate::spatial::{Distance, NoAnswer, great_circle_km, planar};
    use proptest::prelude::*;

    #[test]
    fn what_is_wrong_with_a_list_of_neighbours_is_named() {
        let fault = |rows: &[Vec<u32>]| SpatialWeights::contiguity(rows).unwrap_err();
        assert_eq!(fault(&[vec![0]]), NoAnswer::OwnNeighbour { at: 0 });
        assert_eq!(fault(&[vec![1], vec![2]]), NoAnswer::UnknownNeighbour { at: 1, neighbour: 2 });
        assert_eq!(fault(&[vec![1, 1], vec![]]), NoAnswer::NamedTwice { at: 0, neighbour: 1 });
        let negative = SpatialWeights::from_rows(vec![vec![(1, -1.0)], vec![]]);
        assert_eq!(negative, Err(NoAnswer::Negative { at: 0 }));
    }

    #[test]
    fn the_only_region_is_an_island() {
        let weights = SpatialWeights::contiguity(&[vec![]]).unwrap().row_standardised();
        assert_eq!(weights.islands(), [0]);
        assert_eq!(weights.sums().s0, 0.0);
        assert!(weights.is_symmetric());
    }

    /// Nine squares, rook contiguity: S₀ = 24, S₁ = 48, S₂ = Σ (2 · neighbours)² = 4 (4·4 + 4·9 + 16).
    #[test]
    fn the_sums_of_nine_squares() {
        let weights = SpatialWeights::contiguity(&squares(3)).unwrap();
        let sums = weights.sums();
        assert_eq!((sums.s0, sums.s1, sums.s2), (24.0, 48.0, 272.0));
        assert!(weights.is_symmetric());
        assert!(!weights.row_standardised().is_symmetric());
    }

    #[test]
    fn points_in_one_place_are_nearest_and_have_no_inverse_distance() {
        let points = vec![Some([1.0, 1.0]); 4];
        let weights = SpatialWeights::k_nearest(&points, 2, Distance::Planar).unwrap();
        assert_eq!(weights.row(0).0, [1, 2]);
        assert_eq!(weights.row(3).0, [0, 1]);
        assert_eq!(weights.tied(), [0, 1, 2, 3]);
        let band = |decay| SpatialWeights::distance_band(&points, 1.0, decay, Distance::Planar);
        assert_eq!(band(Decay::Binary).unwrap().links(), 12);
        assert_eq!(band(Decay::Inverse(1.0)), Err(NoAnswer::SamePlace { at: 0, other: 1 }));
        assert_eq!(
            SpatialWeights::k_nearest(&points, 4, Distance::Planar),
            Err(NoAnswer::TooFew { found: 4, least: 5 })
        );
    }

    #[test]
    fn fiji_is_near_itself() {
        let points = [Some([179.9, -17.0]), Some([-179.9, -17.0]), Some([178.0, -17.0]), None];
        let band =
            SpatialWeights::distance_band(&points, 50.0, Decay::Binary, Distance::GreatCircle)
                .unwrap();
        assert_eq!((band.row(0).0, band.row(1).0), (&[1][..], &[0][..]));
        assert_eq!((band.islands(), band.unlocated()), (vec![2, 3], &[3][..]));
    }

    /// Squares of a board with shared sides.
    pub(in crate::spatial) fn squares(side: u32) -> Vec<Vec<u32>> {
        (0..side * side)
            .map(|at| {
                let (x, y) = (at % side, at / side);
                let mut near = Vec::new();
                if y > 0 {
                    near.push(at - side);
                }
                if x > 0 {
                    near.push(at - 1);
                }
                if x + 1 < side {
                    near.push(at + 1);
                }
                if y + 1 < side {
                    near.push(at + side);
                }
                near
            })
            .collect()
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_looking_at_all_finds(
            points in proptest::collection::vec((-20_i32..20, -20_i32..20), 3..60),
            k in 1_usize..6, radius in 0.5..20.0, earth in proptest::bool::ANY
        ) {
            prop_assume!(points.len() > k);
            let distance = if earth { Distance::GreatCircle } else { Distance::Planar };
            // Near the antimeridian, with ties.
            let points: Vec<[f64; 2]> =
                points.iter().map(|&(x, y)| [180.0 + f64::from(x), f64::from(y)]).collect();
            let known: Vec<_> = points.iter().map(|&p| Some(p)).collect();
            let radius = if earth { radius * 111.0 } else { radius };
            let by = |a, b| if earth { great_circle_km(a, b) } else { planar(a, b) };
            let near = SpatialWeights::k_nearest(&known, k, distance).unwrap();
            let band = SpatialWeights::distance_band(&known, radius, Decay::Binary, distance).unwrap();
            prop_assert!(band.is_symmetric());
            for (i, &a) in points.iter().enumerate() {
                let mut all: Vec<(f64, u32)> = points.iter().enumerate()
                    .filter(|&(j, _)| j != i).map(|(j, &b)| (by(a, b), j as u32)).collect();
                all.sort_by(|a, b| a.partial_cmp(b).unwrap());
                let (found, _) = near.row(i);
                let farthest = found.iter().map(|&j| by(a, points[j as usize])).fold(0.0, f64::max);
                prop_assert!((farthest - all[k - 1].0).abs() < 1e-6);
                let inside = all.iter().filter(|near| near.0 <= radius - 1e-6).count();
                let around = all.iter().filter(|near| near.0 <= radius + 1e-6).count();
                prop_assert!((inside..=around).contains(&band.row(i).0.len()));
            }
        }
    }
}
