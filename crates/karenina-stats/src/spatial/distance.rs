//! Distances in a plane and on a sphere, and a map that nearly keeps them.

use super::NoAnswer;

/// The radius of a sphere with the surface of the earth (IUGG), in km.
pub const EARTH_RADIUS_KM: f64 = 6_371.007_2;

/// What two coordinates mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// x and y of a map, in one unit of length; distances come in it.
    Planar,
    /// Longitude and latitude in degrees, in this order; distances come in km.
    GreatCircle,
}

/// The straight distance of two points of a map, in its unit.
///
/// ```
/// assert_eq!(karenina_stats::spatial::planar([0.0, 0.0], [3.0, 4.0]), 5.0);
/// ```
pub fn planar(a: [f64; 2], b: [f64; 2]) -> f64 {
    libm::hypot(a[0] - b[0], a[1] - b[1])
}

/// The distance along the earth's surface in km between two points given as
/// longitude and latitude in degrees.
///
/// The haversine formula, d = 2R asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2)) with
/// R = 6371.0072 km: exact on a sphere, within 0.56 % of the ellipsoid. It runs from
/// 0 to πR = 20,015 km, keeps its digits for near points, and the antimeridian is
/// no border: 179.9° and −179.9° are neighbours. Not a number where a coordinate is not.
///
/// ```
/// use karenina_stats::spatial::great_circle_km;
/// // Fiji, on both sides of the antimeridian
/// assert!((great_circle_km([179.5, -17.0], [-179.5, -17.0]) - 106.3).abs() < 0.1);
/// ```
///
/// # Reference
/// Sinnott, R. W. (1984). Virtues of the haversine. *Sky and Telescope* 68(2), 159.
pub fn great_circle_km(a: [f64; 2], b: [f64; 2]) -> f64 {
    let half = |x: f64| libm::sin(x.to_radians() / 2.0);
    let (dx, dy) = (half(b[0] - a[0]), half(b[1] - a[1]));
    let cosines = libm::cos(a[1].to_radians()) * libm::cos(b[1].to_radians());
    let h = (dy * dy + cosines * dx * dx).clamp(0.0, 1.0);
    2.0 * EARTH_RADIUS_KM * libm::asin(h.sqrt())
}

/// Points on a map, and how far its distances may be off.
#[derive(Debug, Clone, PartialEq)]
pub struct Projected {
    /// x and y in km from the centre of the points.
    pub points: Vec<[f64; 2]>,
    /// The centre: longitude and latitude in degrees.
    pub centre: [f64; 2],
    /// The largest relative error of a short distance anywhere on the map,
    /// 1/cos(θ/2) − 1 at the point farthest from the centre: 0.1 % for a country of
    /// 570 km radius, 2 % for one of 2,500 km.
    pub distortion: f64,
}

/// Lambert's azimuthal equal-area map around the centre of the points: x and y in km.
///
/// Areas are kept; distances are, within `distortion`. For kernels that need a plane
/// (the fast K-density). Points are longitude and latitude in degrees; the
/// antimeridian and the poles are places like any others.
///
/// # Errors
/// A point that is missing or not on earth; points that are spread over more than a
/// hemisphere around their centre, or have no centre.
///
/// ```
/// use karenina_stats::spatial::{lambert_azimuthal, planar};
/// let map = lambert_azimuthal(&[[179.5, -17.0], [-179.5, -17.0]]).unwrap();
/// assert!((planar(map.points[0], map.points[1]) - 106.3).abs() < 0.1);
/// assert!(map.distortion < 1e-4);
/// ```
///
/// # Reference
/// Snyder, J. P. (1987). *Map Projections: A Working Manual*. USGS Professional Paper
/// 1395, chapter 24.
pub fn lambert_azimuthal(points: &[[f64; 2]]) -> Result<Projected, NoAnswer> {
    let on_sphere: Vec<[f64; 3]> = points
        .iter()
        .enumerate()
        .map(|(at, &point)| on_unit_sphere(point, at))
        .collect::<Result<_, _>>()?;
    let mut middle = [0.0; 3];
    for point in &on_sphere {
        for (middle, x) in middle.iter_mut().zip(point) {
            *middle += x;
        }
    }
    let length = middle.iter().map(|x| x * x).sum::<f64>().sqrt();
    if points.is_empty() || length < 1e-9 * points.len() as f64 {
        return Err(NoAnswer::Parameter { name: "the centre of the points" });
    }
    let up = middle.map(|x| x / length);
    let level = libm::hypot(up[0], up[1]);
    let east = if level < 1e-12 { [0.0, 1.0, 0.0] } else { [-up[1] / level, up[0] / level, 0.0] };
    let north = [
        up[1] * east[2] - up[2] * east[1],
        up[2] * east[0] - up[0] * east[2],
        up[0] * east[1] - up[1] * east[0],
    ];
    let dot = |a: &[f64; 3], b: &[f64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let nearest = on_sphere.iter().map(|p| dot(p, &up)).fold(1.0, f64::min);
    if nearest < 0.0 {
        return Err(NoAnswer::BeyondHemisphere);
    }
    let points = on_sphere
        .iter()
        .map(|p| {
            let scale = EARTH_RADIUS_KM * (2.0 / (1.0 + dot(p, &up))).sqrt();
            [scale * dot(p, &east), scale * dot(p, &north)]
        })
        .collect();
    Ok(Projected {
        points,
        centre: [
            libm::atan2(up[1], up[0]).to_degrees(),
            libm::asin(up[2].clamp(-1.0, 1.0)).to_degrees(),
        ],
        // cos²(θ/2) = (1 + cos θ) / 2
        distortion: 1.0 / f64::midpoint(1.0, nearest).sqrt() - 1.0,
    })
}

/// The corners of the smallest box around the points.
pub(super) fn corners(points: &[[f64; 2]]) -> [[f64; 2]; 2] {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for point in points {
        for axis in 0..2 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    [low, high]
}

/// A point on the sphere of radius 1.
pub(super) fn on_unit_sphere(point: [f64; 2], at: usize) -> Result<[f64; 3], NoAnswer> {
    let [longitude, latitude] = point;
    if !longitude.is_finite() || !latitude.is_finite() {
        return Err(NoAnswer::NotFinite { at });
    }
    if longitude.abs() > 360.0 || latitude.abs() > 90.0 {
        return Err(NoAnswer::NotOnEarth { at });
    }
    let (longitude, latitude) = (longitude.to_radians(), latitude.to_radians());
    let level = libm::cos(latitude);
    Ok([level * libm::cos(longitude), level * libm::sin(longitude), libm::sin(latitude)])
}

#[cfg(test)]
mod tests {
    use super::{EARTH_RADIUS_KM, great_circle_km, lambert_azimuthal, planar};
    use crate::spatial::NoAnswer;
    use proptest::prelude::*;

    #[test]
    fn great_circles_agree_with_closed_forms() {
        let quarter = EARTH_RADIUS_KM * std::f64::consts::FRAC_PI_2;
        assert!((great_circle_km([0.0, 0.0], [90.0, 0.0]) - quarter).abs() < 1e-9);
        assert!((great_circle_km([12.0, 0.0], [77.0, 90.0]) - quarter).abs() < 1e-9);
        assert!((great_circle_km([0.0, 0.0], [180.0, 0.0]) - 2.0 * quarter).abs() < 1e-9);
        assert_eq!(great_circle_km([5.0, 5.0], [5.0, 5.0]), 0.0);
        // Paris to London, 343.5 km by haversine with 6371 km (scikit-learn).
        let found = great_circle_km([2.3522, 48.8566], [-0.1278, 51.5074]);
        assert!((found - 343.556).abs() < 0.01, "{found}");
    }

    #[test]
    fn a_point_that_is_not_on_earth_is_named() {
        assert_eq!(
            lambert_azimuthal(&[[0.0, 0.0], [48.0, 182.0]]),
            Err(NoAnswer::NotOnEarth { at: 1 })
        );
        assert_eq!(lambert_azimuthal(&[[f64::NAN, 0.0]]), Err(NoAnswer::NotFinite { at: 0 }));
        assert!(lambert_azimuthal(&[]).is_err());
        assert!(lambert_azimuthal(&[[0.0, 0.0], [180.0, 0.0]]).is_err());
    }

    proptest! {
        #[test]
        fn a_turn_of_the_globe_changes_no_distance(
            a in -180.0..180.0, b in -90.0..90.0, c in -180.0..180.0, d in -90.0..90.0, turn in 0.0..180.0
        ) {
            let before = great_circle_km([a, b], [c, d]);
            let after = great_circle_km([a + turn, b], [c + turn, d]);
            prop_assert!((before - after).abs() < 1e-6);
        }

        #[test]
        fn distances_on_the_map_are_within_the_stated_distortion(
            centre in -180.0..180.0, latitude in -80.0..80.0,
            offsets in proptest::collection::vec((-5.0..5.0, -5.0..5.0), 2..9)
        ) {
            let points: Vec<[f64; 2]> = offsets.iter().map(|&(x, y)| [centre + x, latitude + y]).collect();
            let map = lambert_azimuthal(&points).unwrap();
            for (i, a) in points.iter().enumerate() {
                for (j, b) in points.iter().enumerate() {
                    let (on_map, on_earth) =
                        (planar(map.points[i], map.points[j]), great_circle_km(*a, *b));
                    prop_assert!((on_map - on_earth).abs() <= map.distortion * on_earth + 1e-6);
                }
            }
        }
    }
}
