//! Necessary condition analysis: how much of the plane of condition and outcome
//! stays empty above a ceiling, and what level of the condition a level of the
//! outcome needs.

/// The rectangle that the empty part is measured against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scope {
    /// Least and most of the condition.
    pub x: (f64, f64),
    /// Least and most of the outcome.
    pub y: (f64, f64),
}

/// How the ceiling is drawn over the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CeilingKind {
    /// CE-FDH, ceiling envelopment by free disposal hull: the stairs over all
    /// points. No case lies above it.
    EnvelopmentFreeDisposalHull,
    /// CR-FDH, ceiling regression: the least-squares line through the outer
    /// corners of the stairs. Some cases may lie above it.
    RegressionFreeDisposalHull,
    /// CE-VRS, the same with variable returns to scale: the concave hull.
    EnvelopmentVariableReturns,
    /// C-LP, the straight line over all points that is lowest in the middle of
    /// the scope.
    LinearProgramming,
}

/// The empty corner: which combination of condition and outcome is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corner {
    /// Little of the condition with much of the outcome: the condition is
    /// necessary for the outcome.
    UpperLeft,
    /// Much of the condition with much of the outcome: its absence is necessary.
    UpperRight,
    /// Little with little: the absence of the condition would suffice.
    LowerLeft,
    /// Much of the condition with little of the outcome: the condition suffices.
    LowerRight,
}

/// A ceiling and what it says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ceiling {
    /// The area between ceiling and the top of the scope.
    pub zone: f64,
    /// d = zone / scope, from 0 (nothing is empty) to 1. By convention below 0.1
    /// small, 0.1–0.3 medium, 0.3–0.5 large, above that very large.
    pub effect_size: f64,
    /// Slope and intercept of a straight ceiling.
    pub line: Option<(f64, f64)>,
    /// How many points lie above the ceiling.
    pub above: usize,
    /// The share of points at or below it.
    pub accuracy: f64,
    /// The share of the condition's range, at its upper end, that holds no
    /// outcome back.
    pub condition_inefficiency: f64,
    /// The share of the outcome's range, at its lower end, that needs nothing of
    /// the condition.
    pub outcome_inefficiency: f64,
}

impl Scope {
    /// The least rectangle round the points; `None` without points, and where one
    /// is not finite.
    pub fn of_points(points: &[(f64, f64)]) -> Option<Scope> {
        let (first, rest) = points.split_first()?;
        let mut scope = Scope { x: (first.0, first.0), y: (first.1, first.1) };
        for (x, y) in rest {
            scope.x = (scope.x.0.min(*x), scope.x.1.max(*x));
            scope.y = (scope.y.0.min(*y), scope.y.1.max(*y));
        }
        points.iter().all(|(x, y)| x.is_finite() && y.is_finite()).then_some(scope)
    }

    /// Its area; zero where condition or outcome does not vary.
    pub fn area(&self) -> f64 {
        (self.x.1 - self.x.0) * (self.y.1 - self.y.0)
    }

    fn turned(self, corner: Corner) -> Scope {
        let turn =
            |(low, high): (f64, f64), over: bool| if over { (-high, -low) } else { (low, high) };
        let (over_x, over_y) = corner.turns();
        Scope { x: turn(self.x, over_x), y: turn(self.y, over_y) }
    }
}

impl Corner {
    /// Which axes are turned over so that the corner becomes the upper left.
    fn turns(self) -> (bool, bool) {
        match self {
            Corner::UpperLeft => (false, false),
            Corner::UpperRight => (true, false),
            Corner::LowerLeft => (false, true),
            Corner::LowerRight => (true, true),
        }
    }

    fn turned(self, points: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let (over_x, over_y) = self.turns();
        let turn = |x: f64, over: bool| if over { -x } else { x };
        points.iter().map(|(x, y)| (turn(*x, over_x), turn(*y, over_y))).collect()
    }
}

/// Draws a ceiling over points (condition, outcome) and measures what is empty
/// above it.
///
/// With the scope S = (x max − x min)(y max − y min) and the zone C between the
/// ceiling and the top, d = C / S. An empty upper left corner says that no case had
/// much of the outcome with little of the condition. The scope is that of the
/// points unless another one, such as the possible range, is given; points have to
/// lie inside it. A straight ceiling that does not rise, or that only one corner
/// supports, leaves nothing empty: zone 0 and no line. Ties and repeated points
/// are harmless.
///
/// d never says by itself that a condition is necessary: random points leave some
/// empty corner too, the more the fewer they are; see
/// [`necessity_permutation`](crate::necessity_permutation()). `None` for fewer
/// than two points, when a number is not finite, when a point lies outside the
/// scope, and when condition or outcome does not vary: then there is no scope.
///
/// ```
/// use karenina_stats::{CeilingKind, Corner, necessary_condition};
/// let points = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)];
/// let kind = CeilingKind::EnvelopmentFreeDisposalHull;
/// let ceiling = necessary_condition(&points, None, kind, Corner::UpperLeft).unwrap();
/// assert_eq!(ceiling.effect_size, 1.0);
/// ```
///
/// # Reference
/// Dul, J. (2016). Necessary condition analysis (NCA): logic and methodology of
/// "necessary but not sufficient" causality. *Organizational Research Methods*
/// 19(1), 10–52.
#[doc(alias = "NCA")]
#[doc(alias = "CE-FDH")]
#[doc(alias = "CR-FDH")]
pub fn necessary_condition(
    points: &[(f64, f64)],
    scope: Option<Scope>,
    kind: CeilingKind,
    corner: Corner,
) -> Option<Ceiling> {
    let stairs = Stairs::new(points, scope, corner)?;
    let scope = stairs.scope;
    let (x_range, y_range) = (scope.x.1 - scope.x.0, scope.y.1 - scope.y.0);
    let straight = |line: Option<(f64, f64)>| {
        let Some((slope, intercept)) = line.filter(|(slope, _)| *slope > 0.0) else {
            return Ceiling {
                zone: 0.0,
                effect_size: 0.0,
                line: None,
                above: 0,
                accuracy: 1.0,
                condition_inefficiency: 1.0,
                outcome_inefficiency: 1.0,
            };
        };
        let at = |x: f64| intercept + slope * x;
        let zone = area_above_line(slope, intercept, scope);
        // A point that the line goes through is not above it, whatever the last digit says.
        let tolerance = 1e-9 * y_range;
        let above = stairs.points.iter().filter(|(x, y)| *y > at(*x) + tolerance).count();
        let top = ((scope.y.1 - intercept) / slope).clamp(scope.x.0, scope.x.1);
        let bottom = at(scope.x.0).clamp(scope.y.0, scope.y.1);
        Ceiling {
            zone,
            effect_size: zone / scope.area(),
            line: Some(unturned((slope, intercept), corner)),
            above,
            accuracy: 1.0 - above as f64 / stairs.points.len() as f64,
            condition_inefficiency: (scope.x.1 - top) / x_range,
            outcome_inefficiency: (bottom - scope.y.0) / y_range,
        }
    };
    let broken = |corners: &[(f64, f64)], zone: f64| {
        let top = corners.last().map_or(scope.x.1, |it| it.0);
        let bottom = match corners.first() {
            Some((x, y)) if *x <= scope.x.0 => *y,
            Some(_) | None => scope.y.0,
        };
        Ceiling {
            zone,
            effect_size: zone / scope.area(),
            line: None,
            above: 0,
            accuracy: 1.0,
            condition_inefficiency: (scope.x.1 - top) / x_range,
            outcome_inefficiency: (bottom - scope.y.0) / y_range,
        }
    };
    Some(match kind {
        CeilingKind::EnvelopmentFreeDisposalHull => broken(&stairs.corners, stairs.zone()),
        CeilingKind::EnvelopmentVariableReturns => {
            let hull = concave_hull(&stairs.corners);
            broken(&hull, area_above_hull(&hull, scope))
        }
        CeilingKind::RegressionFreeDisposalHull => straight(least_squares(&stairs.corners)),
        CeilingKind::LinearProgramming => straight(lowest_line(&stairs)),
    })
}

/// What level of the condition a level of the outcome needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Needed {
    /// Nothing: the outcome was seen, or is allowed, at the least of the condition.
    Nothing,
    /// At least so much.
    AtLeast(f64),
    /// More than there can be within the scope.
    NotAvailable,
}

/// The bottleneck table of one condition: for each level of the outcome the level
/// of the condition below which the ceiling lies under it.
///
/// Levels are in the units of the data; the least level in the scope needs
/// nothing. Read across several conditions, a row says what an outcome needs of
/// each at the same time. `None` as for [`necessary_condition`]; with a straight
/// ceiling that does not rise every level needs nothing.
///
/// ```
/// use karenina_stats::{CeilingKind, Needed, necessity_bottleneck};
/// let points = [(0.0, 0.2), (0.5, 0.6), (1.0, 1.0)];
/// let kind = CeilingKind::EnvelopmentFreeDisposalHull;
/// let needed = necessity_bottleneck(&points, None, kind, &[0.2, 0.6, 0.7]).unwrap();
/// assert_eq!(needed, [Needed::Nothing, Needed::AtLeast(0.5), Needed::AtLeast(1.0)]);
/// ```
///
/// # Reference
/// Dul, J. (2016), as for [`necessary_condition`], section on the bottleneck
/// technique.
pub fn necessity_bottleneck(
    points: &[(f64, f64)],
    scope: Option<Scope>,
    kind: CeilingKind,
    levels: &[f64],
) -> Option<Vec<Needed>> {
    let stairs = Stairs::new(points, scope, Corner::UpperLeft)?;
    let scope = stairs.scope;
    let by_line = |line: Option<(f64, f64)>, level: f64| match line {
        Some((slope, intercept)) if slope > 0.0 => {
            let x = (level - intercept) / slope;
            if x <= scope.x.0 {
                Needed::Nothing
            } else if x > scope.x.1 * (1.0 + 1e-12) + f64::MIN_POSITIVE {
                Needed::NotAvailable
            } else {
                Needed::AtLeast(x)
            }
        }
        Some(_) | None => Needed::Nothing,
    };
    let hull = concave_hull(&stairs.corners);
    let line = match kind {
        CeilingKind::RegressionFreeDisposalHull => least_squares(&stairs.corners),
        CeilingKind::LinearProgramming => lowest_line(&stairs),
        CeilingKind::EnvelopmentFreeDisposalHull | CeilingKind::EnvelopmentVariableReturns => None,
    };
    let needed = |level: f64| {
        if level <= scope.y.0 {
            return Needed::Nothing;
        }
        match kind {
            CeilingKind::RegressionFreeDisposalHull | CeilingKind::LinearProgramming => {
                by_line(line, level)
            }
            CeilingKind::EnvelopmentFreeDisposalHull => {
                match stairs.corners.iter().find(|(_, y)| *y >= level) {
                    Some((x, _)) if *x <= scope.x.0 => Needed::Nothing,
                    Some((x, _)) => Needed::AtLeast(*x),
                    None => Needed::NotAvailable,
                }
            }
            CeilingKind::EnvelopmentVariableReturns => {
                match hull.iter().position(|(_, y)| *y >= level) {
                    Some(0) if hull[0].0 <= scope.x.0 => Needed::Nothing,
                    Some(0) => Needed::AtLeast(hull[0].0),
                    Some(at) => {
                        let ((x0, y0), (x1, y1)) = (hull[at - 1], hull[at]);
                        Needed::AtLeast(x0 + (level - y0) / (y1 - y0) * (x1 - x0))
                    }
                    None => Needed::NotAvailable,
                }
            }
        }
    };
    Some(levels.iter().map(|level| needed(*level)).collect())
}

/// The points turned so that the empty corner is the upper left, and the outer
/// corners of the stairs over them, from left to right.
struct Stairs {
    points: Vec<(f64, f64)>,
    corners: Vec<(f64, f64)>,
    scope: Scope,
}

impl Stairs {
    fn new(points: &[(f64, f64)], scope: Option<Scope>, corner: Corner) -> Option<Stairs> {
        let seen = Scope::of_points(points)?;
        let scope = scope.unwrap_or(seen);
        let inside = scope.x.0 <= seen.x.0
            && seen.x.1 <= scope.x.1
            && scope.y.0 <= seen.y.0
            && seen.y.1 <= scope.y.1;
        if points.len() < 2 || !inside || !(scope.area() > 0.0 && scope.area().is_finite()) {
            return None;
        }
        let mut points = corner.turned(points);
        let scope = scope.turned(corner);
        points.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut corners: Vec<(f64, f64)> = Vec::new();
        for point in &points {
            if corners.last().is_none_or(|last| point.1 > last.1) {
                corners.push(*point);
            }
        }
        Some(Stairs { points, corners, scope })
    }

    fn zone(&self) -> f64 {
        let mut zone = 0.0;
        let (mut x, mut height) = (self.scope.x.0, self.scope.y.0);
        for corner in &self.corners {
            zone += (corner.0 - x) * (self.scope.y.1 - height);
            (x, height) = *corner;
        }
        zone + (self.scope.x.1 - x) * (self.scope.y.1 - height)
    }
}

/// A line of the turned plane in the plane of the data.
fn unturned((slope, intercept): (f64, f64), corner: Corner) -> (f64, f64) {
    let sign = |over: bool| if over { -1.0 } else { 1.0 };
    let (over_x, over_y) = corner.turns();
    (slope * sign(over_x) * sign(over_y), intercept * sign(over_y))
}

fn least_squares(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    if points.len() < 2 {
        return None;
    }
    let n = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|it| it.0), mean(|it| it.1));
    let xx: f64 = points.iter().map(|it| (it.0 - x) * (it.0 - x)).sum();
    let xy: f64 = points.iter().map(|it| (it.0 - x) * (it.1 - y)).sum();
    (xx > 0.0).then(|| (xy / xx, y - xy / xx * x))
}

/// The area between a rising line and the top, within the scope.
fn area_above_line(slope: f64, intercept: f64, scope: Scope) -> f64 {
    let crosses = |level: f64| ((level - intercept) / slope).clamp(scope.x.0, scope.x.1);
    let (from, to) = (crosses(scope.y.0), crosses(scope.y.1));
    let below = |x: f64| scope.y.1 - (intercept + slope * x).clamp(scope.y.0, scope.y.1);
    (from - scope.x.0) * (scope.y.1 - scope.y.0)
        + (to - from) * f64::midpoint(below(from), below(to))
}

/// The corners that a concave line from the first to the last goes over.
fn concave_hull(corners: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut hull: Vec<(f64, f64)> = Vec::new();
    for point in corners {
        while let [.., a, b] = hull[..] {
            let turn = (b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0);
            if turn < 0.0 {
                break;
            }
            hull.pop();
        }
        hull.push(*point);
    }
    hull
}

fn area_above_hull(hull: &[(f64, f64)], scope: Scope) -> f64 {
    let Some((first, last)) = hull.first().zip(hull.last()) else { return 0.0 };
    let before = (first.0 - scope.x.0) * (scope.y.1 - scope.y.0);
    let after = (scope.x.1 - last.0) * (scope.y.1 - last.1);
    let between: f64 = hull
        .windows(2)
        .map(|it| (it[1].0 - it[0].0) * (scope.y.1 - f64::midpoint(it[0].1, it[1].1)))
        .sum();
    before + between + after
}

/// The edge of the hull over the middle of the scope: of all lines over all
/// points none is lower there.
fn lowest_line(stairs: &Stairs) -> Option<(f64, f64)> {
    let mut hull: Vec<(f64, f64)> = Vec::new();
    // The hull of all points, not of the corners alone: the line may fall.
    let mut tops: Vec<(f64, f64)> = Vec::new();
    for point in &stairs.points {
        if tops.last().is_none_or(|last| last.0 < point.0) {
            tops.push(*point);
        }
    }
    hull.extend(concave_hull(&tops));
    let middle = f64::midpoint(stairs.scope.x.0, stairs.scope.x.1);
    let edge = hull.windows(2).find(|it| it[0].0 <= middle && middle <= it[1].0)?;
    let slope = (edge[1].1 - edge[0].1) / (edge[1].0 - edge[0].0);
    Some((slope, edge[0].1 - slope * edge[0].0))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{CeilingKind, Corner, Needed, Scope, necessary_condition, necessity_bottleneck};
    use proptest::prelude::*;

    const CE: CeilingKind = CeilingKind::EnvelopmentFreeDisposalHull;
    const CR: CeilingKind = CeilingKind::RegressionFreeDisposalHull;

    /// Outcome and the two conditions of the example of the R package NCA 5.0.1
    /// (28 countries; Dul 2016): individualism, risk taking, innovation.
    pub(crate) const COUNTRIES: [(f64, f64, f64); 28] = [
        (90.0, 84.0, 50.9),
        (55.0, 65.0, 52.4),
        (75.0, 41.0, 75.1),
        (80.0, 87.0, 81.4),
        (58.0, 61.0, 14.5),
        (74.0, 112.0, 116.3),
        (63.0, 76.0, 173.1),
        (71.0, 49.0, 77.6),
        (67.0, 70.0, 109.5),
        (35.0, 23.0, 12.0),
        (80.0, 53.0, 5.4),
        (70.0, 100.0, 62.3),
        (76.0, 60.0, 19.7),
        (46.0, 43.0, 171.6),
        (30.0, 53.0, 1.2),
        (80.0, 82.0, 68.7),
        (79.0, 86.0, 14.9),
        (69.0, 85.0, 75.1),
        (60.0, 42.0, 3.5),
        (27.0, 31.0, 11.1),
        (52.0, 84.0, 3.5),
        (18.0, 50.0, 42.3),
        (51.0, 49.0, 17.3),
        (71.0, 106.0, 184.9),
        (68.0, 77.0, 149.7),
        (37.0, 50.0, 1.4),
        (89.0, 100.0, 79.4),
        (91.0, 89.0, 214.4),
    ];

    fn individualism() -> Vec<(f64, f64)> {
        COUNTRIES.iter().map(|it| (it.0, it.2)).collect()
    }

    fn risk_taking() -> Vec<(f64, f64)> {
        COUNTRIES.iter().map(|it| (it.1, it.2)).collect()
    }

    #[track_caller]
    fn effect(points: &[(f64, f64)], kind: CeilingKind, expected: f64, tolerance: f64) {
        let found = necessary_condition(points, None, kind, Corner::UpperLeft).unwrap();
        assert!((found.effect_size - expected).abs() < tolerance, "{found:?}");
    }

    /// `nca/expected.json`, the R package's own output.
    #[test]
    fn four_ceilings_agree_with_the_r_package() {
        effect(&individualism(), CE, 0.415_507_980_158_832_2, 1e-15);
        effect(&risk_taking(), CE, 0.309_415_646_014_714_33, 1e-15);
        effect(&individualism(), CR, 0.307, 5e-4);
        effect(&risk_taking(), CR, 0.282, 5e-4);
        let vrs = CeilingKind::EnvelopmentVariableReturns;
        effect(&individualism(), vrs, 0.255, 5e-4);
        effect(&risk_taking(), vrs, 0.181, 5e-4);
        let lp = CeilingKind::LinearProgramming;
        effect(&individualism(), lp, 0.163, 5e-4);
        effect(&risk_taking(), lp, 0.107, 5e-4);
    }

    #[test]
    fn the_regression_line_its_accuracy_and_its_zone_agree_with_the_r_package() {
        let expected = [
            (individualism(), 2.23, 28.353, 2, 0.929, 4772.541),
            (risk_taking(), 2.642, -14.478, 1, 0.964, 5348.968),
        ];
        for (points, slope, intercept, above, accuracy, zone) in expected {
            let found = necessary_condition(&points, None, CR, Corner::UpperLeft).unwrap();
            let line = found.line.unwrap();
            assert!((line.0 - slope).abs() < 5e-4 && (line.1 - intercept).abs() < 5e-4, "{line:?}");
            assert_eq!(found.above, above);
            assert!((found.accuracy - accuracy).abs() < 5e-4);
            assert!((found.zone - zone).abs() < 5e-4, "{}", found.zone);
        }
    }

    #[test]
    fn inefficiencies_agree_with_the_r_package() {
        let of = |points: &[(f64, f64)]| {
            let it = necessary_condition(points, None, CE, Corner::UpperLeft).unwrap();
            (100.0 * it.condition_inefficiency, 100.0 * it.outcome_inefficiency)
        };
        let (condition, outcome) = of(&risk_taking());
        assert!((condition - 25.843).abs() < 5e-4 && (outcome - 5.066).abs() < 5e-4);
        let (condition, outcome) = of(&individualism());
        assert!(condition == 0.0 && (outcome - 19.278).abs() < 5e-4);
    }

    #[test]
    fn the_bottleneck_table_agrees_with_the_r_package() {
        let levels: Vec<f64> = (0..=10).map(|i| 1.2 + 21.32 * f64::from(i)).collect();
        let n = Needed::Nothing;
        let at = Needed::AtLeast;
        let found = necessity_bottleneck(&individualism(), None, CE, &levels).unwrap();
        let at_46 = at(46.0);
        assert_eq!(found[..4], [n, n, at_46, at_46]);
        assert_eq!(found[7..10], [at_46, at(63.0), at(91.0)]);
        let found = necessity_bottleneck(&risk_taking(), None, CE, &levels).unwrap();
        assert_eq!(found[..5], [n, at(41.0), at(41.0), at(41.0), at(43.0)]);
        assert_eq!(found[8..10], [at(76.0), at(89.0)]);
        let found =
            necessity_bottleneck(&risk_taking(), None, CR, &[86.48, 150.44, 214.4]).unwrap();
        for (found, expected) in found.iter().zip([38.214, 62.425, 86.635]) {
            let Needed::AtLeast(x) = found else { panic!("{found:?}") };
            assert!((x - expected).abs() < 5e-4);
        }
    }

    #[test]
    fn a_given_scope_counts_what_lies_outside_the_points() {
        let points = [(0.5, 0.5), (1.0, 1.0)];
        let scope = Some(Scope { x: (0.0, 1.0), y: (0.0, 1.0) });
        let found = necessary_condition(&points, scope, CE, Corner::UpperLeft).unwrap();
        assert_eq!(found.effect_size, 0.75);
        let narrow = Some(Scope { x: (0.6, 1.0), y: (0.0, 1.0) });
        assert_eq!(necessary_condition(&points, narrow, CE, Corner::UpperLeft), None);
    }

    #[test]
    fn what_does_not_vary_has_no_scope() {
        let same_outcome = [(0.0, 1.0), (1.0, 1.0)];
        assert_eq!(necessary_condition(&same_outcome, None, CE, Corner::UpperLeft), None);
        assert_eq!(necessary_condition(&[(0.0, 1.0)], None, CE, Corner::UpperLeft), None);
        let missing = [(0.0, f64::NAN), (1.0, 1.0)];
        assert_eq!(necessary_condition(&missing, None, CR, Corner::UpperLeft), None);
        assert_eq!(necessity_bottleneck(&[], None, CE, &[0.0]), None);
    }

    #[test]
    fn a_falling_line_leaves_nothing_empty() {
        let points = [(0.0, 1.0), (1.0, 0.0)];
        let found = necessary_condition(&points, None, CR, Corner::UpperLeft).unwrap();
        assert_eq!((found.effect_size, found.line), (0.0, None));
    }

    proptest! {
        #[test]
        fn the_effect_lies_between_zero_and_one_and_a_hull_leaves_less_than_stairs(
            points in proptest::collection::vec((0_u8..20, 0_u8..20), 2..25)
        ) {
            let points: Vec<(f64, f64)> =
                points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
            let d = |kind| necessary_condition(&points, None, kind, Corner::UpperLeft);
            if let (Some(stairs), Some(hull)) = (d(CE), d(CeilingKind::EnvelopmentVariableReturns)) {
                prop_assert!((0.0..=1.0).contains(&stairs.effect_size));
                prop_assert!(hull.effect_size <= stairs.effect_size + 1e-12);
                prop_assert!(d(CR).unwrap().effect_size >= 0.0);
                let lp = d(CeilingKind::LinearProgramming).unwrap();
                prop_assert!(lp.effect_size <= stairs.effect_size + 1e-12 && lp.above == 0);
            }
        }

        #[test]
        fn turning_both_axes_over_turns_one_corner_into_its_opposite(
            points in proptest::collection::vec((0_u8..20, 0_u8..20), 2..25)
        ) {
            let turned: Vec<(f64, f64)> =
                points.iter().map(|(x, y)| (-f64::from(*x), -f64::from(*y))).collect();
            let points: Vec<(f64, f64)> =
                points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
            let a = necessary_condition(&points, None, CE, Corner::LowerRight);
            let b = necessary_condition(&turned, None, CE, Corner::UpperLeft);
            prop_assert_eq!(a.map(|it| it.effect_size), b.map(|it| it.effect_size));
        }
    }
}
