//! Monte Carlo of verdicts that many uncertain conditions must all allow: the
//! thresholds are drawn once for all cases, the values case by case.
//!
//! A case has signs, a sign has criteria, a criterion compares the case's value
//! with a threshold that all cases share. What is not known stays open in every
//! draw.

use crate::{normal_table::Tables, normal_tables, poisson_binomial};

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConjunctiveDraws {
    /// The thresholds, shared by all cases.
    pub criteria: Vec<DrawnCriterion>,
    /// The cases; each has the same number of signs.
    pub cases: Vec<Vec<DrawnSign>>,
}

/// A criterion: one of its thresholds is drawn each time, all with equal chance.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DrawnCriterion {
    /// Rival thresholds, the judging one first.
    pub thresholds: Vec<DrawnThreshold>,
}

/// A value passes within `low..high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrawnThreshold {
    /// The least that passes; −∞ where only too much fails.
    pub low: f64,
    /// The most that passes; ∞ where only too little fails.
    pub high: f64,
    /// Whether the bounds themselves fail.
    pub strict: bool,
    /// Standard uncertainty of the bounds.
    pub u: f64,
    /// The value at which nothing is attained; `None`: met or not.
    pub zero: Option<f64>,
}

/// A sign of a case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DrawnSign {
    /// How many of the criteria have to hold.
    pub needed: usize,
    /// The criteria that apply; a sign without any is open.
    pub cells: Vec<DrawnCell>,
}

/// A value of a case beside a criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrawnCell {
    /// The place of the criterion.
    pub criterion: usize,
    /// Whether the sign needs it whatever the others are.
    pub key: bool,
    /// The value; `None`: nothing is known.
    pub value: Option<DrawnValue>,
}

/// A value with its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrawnValue {
    /// Its lower end.
    pub low: f64,
    /// Its upper end; equal for a point.
    pub high: f64,
    /// Whether the lower end itself is not possible.
    pub low_is_open: bool,
    /// Whether the upper end itself is not possible.
    pub high_is_open: bool,
    /// Standard uncertainty.
    pub u: f64,
    /// Whether it is drawn evenly between its ends; otherwise both ends stay
    /// possible in every draw. Only with finite ends.
    pub spread: bool,
}

/// What a number of draws came to. Tallies of blocks are added with
/// [`DrawTally::add`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DrawTally {
    /// How many draws.
    pub draws: u32,
    /// Case by case.
    pub cases: Vec<CaseTally>,
    /// In how many draws so many cases surely meet every sign.
    pub met_surely: Vec<u32>,
    /// In how many draws so many cases perhaps do.
    pub met_perhaps: Vec<u32>,
}

/// What the draws came to for one case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseTally {
    /// Draws in which every sign is met.
    pub met: u32,
    /// Draws in which a sign is not met.
    pub not_met: u32,
    /// Sum and sum of squares of the chance that every sign is met, given the
    /// thresholds of the draw, what is open failing.
    pub chance_low: (f64, f64),
    /// The same, what is open passing.
    pub chance_high: (f64, f64),
    /// In how many draws so many signs are surely not met.
    pub gaps_low: Vec<u32>,
    /// In how many draws so many signs are perhaps not met.
    pub gaps_high: Vec<u32>,
    /// In how many draws each sign is met.
    pub sign_met: Vec<u32>,
    /// In how many draws each sign is not met.
    pub sign_not_met: Vec<u32>,
    /// Sum of the best places that the case may have, fewest gaps first, then the
    /// strongest of the weakest degrees.
    pub best_place: u64,
    /// Sum of the worst.
    pub worst_place: u64,
    /// In how many draws its best place is the (at + 1)-th; only for up to
    /// [`MOST_PLACES`] cases.
    pub places_best: Vec<u32>,
    /// The same for its worst place.
    pub places_worst: Vec<u32>,
}

/// Beyond so many cases no table of places is kept.
pub const MOST_PLACES: usize = 100;

impl DrawTally {
    /// Adds the tally of another block.
    pub fn add(&mut self, other: &DrawTally) {
        if self.draws == 0 {
            self.clone_from(other);
            return;
        }
        let add_all = |a: &mut Vec<u32>, b: &Vec<u32>| {
            for (a, b) in a.iter_mut().zip(b) {
                *a += b;
            }
        };
        self.draws += other.draws;
        add_all(&mut self.met_surely, &other.met_surely);
        add_all(&mut self.met_perhaps, &other.met_perhaps);
        for (a, b) in self.cases.iter_mut().zip(&other.cases) {
            a.met += b.met;
            a.not_met += b.not_met;
            a.chance_low = (a.chance_low.0 + b.chance_low.0, a.chance_low.1 + b.chance_low.1);
            a.chance_high = (a.chance_high.0 + b.chance_high.0, a.chance_high.1 + b.chance_high.1);
            a.best_place += b.best_place;
            a.worst_place += b.worst_place;
            add_all(&mut a.gaps_low, &b.gaps_low);
            add_all(&mut a.gaps_high, &b.gaps_high);
            add_all(&mut a.sign_met, &b.sign_met);
            add_all(&mut a.sign_not_met, &b.sign_not_met);
            add_all(&mut a.places_best, &b.places_best);
            add_all(&mut a.places_worst, &b.places_worst);
        }
    }
}

/// Mean and standard error from a sum and a sum of squares over `draws`.
///
/// The standard error is that of the mean of draws, √(variance / draws); 0 for one
/// draw. `None` for no draws.
///
/// ```
/// use karenina_stats::conjunctive_draws::mean_of_draws;
/// assert_eq!(mean_of_draws((2.0, 2.0), 4), Some((0.5, 0.25)));
/// ```
///
/// # Reference
/// Metropolis, N. and Ulam, S. (1949). The Monte Carlo method. *Journal of the
/// American Statistical Association* 44(247), 335–341.
pub fn mean_of_draws((sum, squares): (f64, f64), draws: u32) -> Option<(f64, f64)> {
    if draws == 0 {
        return None;
    }
    let n = f64::from(draws);
    let mean = sum / n;
    let variance = (squares / n - mean * mean).max(0.0);
    Some((mean, libm::sqrt(variance / n)))
}

/// Draws a block: thresholds from their rivals and errors, then for every case the
/// chance that all signs are met given these thresholds, with the errors of values
/// taken exactly by Φ, and beside it one drawn value a cell for the number of
/// gaps, the weakest degree and the place among all cases.
///
/// `fill` fills bytes from the stream of random numbers of the block; give every
/// block its own, and the result does not depend on how blocks are spread over
/// threads. A cell of
/// which nothing is known leaves its sign open in every draw. Degrees run from 0
/// at the zero point to 1 at the bound as drawn; a sign's degree is that of its
/// weakest needed criterion, a case's that of its weakest sign. About 5 ns a
/// drawn cell. Chances given the thresholds have an error below 1e−6, degrees are
/// compared to 1/511.
///
/// ```
/// use karenina_stats::conjunctive_draws::*;
/// let threshold = DrawnThreshold { low: 1.0, high: f64::INFINITY, strict: false, u: 0.0, zero: None };
/// let value = DrawnValue {
///     low: 2.0, high: 2.0, low_is_open: false, high_is_open: false, u: 0.0, spread: false,
/// };
/// let cell = DrawnCell { criterion: 0, key: false, value: Some(value) };
/// let problem = ConjunctiveDraws {
///     criteria: vec![DrawnCriterion { thresholds: vec![threshold] }],
///     cases: vec![vec![DrawnSign { needed: 1, cells: vec![cell] }]],
/// };
/// let tally = draw_block(&problem, 10, |bytes| bytes.fill(0));
/// assert_eq!((tally.cases[0].met, tally.cases[0].chance_low.0), (10, 10.0));
/// ```
///
/// # Reference
/// Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria
/// acceptability analysis for group decision making. *Operations Research* 49(3),
/// 444–454; conditioning: Hammersley, J. M. and Handscomb, D. C. (1964). *Monte
/// Carlo Methods*. Methuen, section 5.9.
#[doc(alias = "rank acceptability")]
pub fn draw_block(
    problem: &ConjunctiveDraws,
    draws: u32,
    fill: impl FnMut(&mut [u8]),
) -> DrawTally {
    Prepared::new(problem).draw(draws, fill)
}

/// A problem with everything that is the same in every draw worked out once.
#[derive(Debug)]
pub struct Prepared<'a> {
    problem: &'a ConjunctiveDraws,
    /// Whether a criterion's threshold is drawn at all.
    uncertain: Vec<bool>,
    signs_of_case: usize,
    signs: Vec<PreparedSign>,
    cells: Vec<PreparedCell>,
    /// Points with an error against a bound on one side: most cells, and the quickest.
    points: Vec<PointCell>,
    tables: &'static Tables,
}

/// A point with an error against a bound on one side: how far it lies inside the judging bound, in
/// standard errors, and one over its error.
#[derive(Debug, Clone, Copy)]
struct PointCell {
    z: f32,
    per_u: f32,
    criterion: u32,
}

#[derive(Debug, Clone, Copy)]
struct PreparedSign {
    needed: u32,
    /// Whether all cells are needed; then the constant ones are folded below.
    all: bool,
    /// Nothing applies.
    open: bool,
    start: u32,
    end: u32,
    points_start: u32,
    points_end: u32,
    fixed: Outcome,
}

/// Of one criterion or sign, in one draw.
#[derive(Debug, Clone, Copy)]
struct Outcome {
    chance: (f64, f64),
    /// Whether it surely holds, and perhaps.
    holds: (bool, bool),
    degree: (f32, f32),
}

const CERTAIN: Outcome = Outcome { chance: (1.0, 1.0), holds: (true, true), degree: (1.0, 1.0) };
const OPEN: Outcome = Outcome { chance: (0.0, 1.0), holds: (false, true), degree: (0.0, 1.0) };

#[derive(Debug, Clone, Copy)]
struct PreparedCell {
    criterion: u32,
    key: bool,
    /// Neither value nor threshold varies.
    fixed: bool,
    spread: bool,
    low_is_open: bool,
    high_is_open: bool,
    low: f64,
    high: f64,
    u: f64,
    per_u: f64,
    outcome: Outcome,
}

/// The points of a case that fail in a draw; `at` has room for one more than there are.
struct Failing {
    at: Vec<u32>,
    n: usize,
}

/// A threshold as drawn.
#[derive(Debug, Clone, Copy)]
struct Current {
    low: f64,
    high: f64,
    strict: bool,
    /// One over the scale; NaN: met or not.
    per_scale: f64,
    /// The one bound that there is, negative where it is the upper one.
    side: f64,
}

impl<'a> Prepared<'a> {
    /// Works out what does not vary.
    pub fn new(problem: &'a ConjunctiveDraws) -> Self {
        let uncertain: Vec<bool> = problem
            .criteria
            .iter()
            .map(|it| it.thresholds.len() > 1 || it.thresholds.iter().any(|it| it.u > 0.0))
            .collect();
        let mut it = Self {
            problem,
            uncertain,
            signs_of_case: problem.cases.first().map_or(0, Vec::len),
            signs: Vec::new(),
            cells: Vec::new(),
            points: Vec::new(),
            tables: normal_tables(),
        };
        let judging: Vec<Option<Current>> = problem
            .criteria
            .iter()
            .map(|it| it.thresholds.first().map(|it| current(it, 0.0)))
            .collect();
        for case in &problem.cases {
            for at in 0..it.signs_of_case {
                let sign = case.get(at);
                let cells = sign.map_or(&[][..], |it| &it.cells);
                let needed = sign.map_or(0, |it| it.needed.clamp(1, it.cells.len().max(1)));
                let all = needed >= cells.len();
                let start = it.cells.len() as u32;
                let points_start = it.points.len() as u32;
                let mut fixed = CERTAIN;
                for cell in cells {
                    let threshold = judging.get(cell.criterion).copied().flatten();
                    let prepared = it.prepare(cell, threshold);
                    if prepared.fixed && all {
                        fixed = both(fixed, prepared.outcome);
                    } else if let Some(point) = it.point(&prepared).filter(|_| all) {
                        it.points.push(point);
                    } else {
                        it.cells.push(prepared);
                    }
                }
                let end = it.cells.len() as u32;
                let open = cells.is_empty();
                let points_end = it.points.len() as u32;
                it.signs.push(PreparedSign {
                    needed: needed as u32,
                    all,
                    open,
                    start,
                    end,
                    points_start,
                    points_end,
                    fixed,
                });
            }
        }
        it
    }

    fn prepare(&self, cell: &DrawnCell, threshold: Option<Current>) -> PreparedCell {
        let nothing = PreparedCell {
            criterion: cell.criterion as u32,
            key: cell.key,
            fixed: true,
            spread: false,
            low_is_open: false,
            high_is_open: false,
            low: 0.0,
            high: 0.0,
            u: 0.0,
            per_u: 0.0,
            outcome: OPEN,
        };
        let (Some(value), Some(threshold)) = (cell.value, threshold) else { return nothing };
        if value.low.is_nan() || value.high.is_nan() || value.u.is_nan() || value.u < 0.0 {
            return nothing;
        }
        let spread = value.spread
            && value.low < value.high
            && value.low.is_finite()
            && value.high.is_finite();
        let mut prepared = PreparedCell {
            fixed: value.u == 0.0 && !spread && !self.uncertain[cell.criterion],
            spread,
            low_is_open: value.low_is_open,
            high_is_open: value.high_is_open,
            low: value.low,
            high: value.high,
            u: value.u,
            per_u: if value.u > 0.0 { 1.0 / value.u } else { 0.0 },
            ..nothing
        };
        if prepared.fixed {
            prepared.outcome = self.outcome(&prepared, &threshold, &mut || 0);
        }
        prepared
    }

    /// The cell as a point against one bound, where it is one whatever threshold is drawn.
    fn point(&self, cell: &PreparedCell) -> Option<PointCell> {
        if cell.spread || cell.u <= 0.0 || cell.low != cell.high || !cell.low.is_finite() {
            return None;
        }
        let thresholds = &self.problem.criteria.get(cell.criterion as usize)?.thresholds;
        let upwards = thresholds.iter().all(|it| it.high == f64::INFINITY && it.low.is_finite());
        let downwards =
            thresholds.iter().all(|it| it.low == f64::NEG_INFINITY && it.high.is_finite());
        let judging = thresholds.first()?;
        let inside = match (upwards, downwards) {
            (true, _) => cell.low - judging.low,
            (_, true) => judging.high - cell.low,
            (false, false) => return None,
        };
        let (z, per_u) = ((inside * cell.per_u) as f32, cell.per_u as f32);
        // Errors beyond all measure take the slower way.
        let proper = z.is_finite() && (1e-30..1e30).contains(&per_u);
        proper.then_some(PointCell { z, per_u, criterion: cell.criterion })
    }

    /// How many cells are drawn in each draw.
    pub fn drawn_cells(&self) -> usize {
        self.points.len() + self.cells.iter().filter(|it| !it.fixed).count()
    }

    /// Draws a block; see [`draw_block`].
    pub fn draw(&self, draws: u32, mut fill: impl FnMut(&mut [u8])) -> DrawTally {
        let n = self.problem.cases.len();
        let n_signs = self.signs_of_case;
        let with_places = n <= MOST_PLACES;
        let of_case = CaseTally {
            gaps_low: vec![0; n_signs + 1],
            gaps_high: vec![0; n_signs + 1],
            sign_met: vec![0; n_signs],
            sign_not_met: vec![0; n_signs],
            places_best: vec![0; if with_places { n } else { 0 }],
            places_worst: vec![0; if with_places { n } else { 0 }],
            ..CaseTally::default()
        };
        let mut tally = DrawTally {
            draws,
            cases: vec![of_case; n],
            met_surely: vec![0; n + 1],
            met_perhaps: vec![0; n + 1],
        };
        let mut thresholds: Vec<Current> = self
            .problem
            .criteria
            .iter()
            .map(|it| it.thresholds.first().map_or(NO_THRESHOLD, |it| current(it, 0.0)))
            .collect();
        let mut scores = Scores::new(n, n_signs);
        let most = self.signs.chunks(n_signs.max(1)).map(|of_case| {
            of_case.iter().map(|it| (it.points_end - it.points_start) as usize).sum::<usize>()
        });
        let mut failing = Failing { at: vec![0; most.max().unwrap_or(0) + 1], n: 0 };
        // How far each bound has moved against its values; one of no judging bound moves nothing.
        let judging: Vec<f64> = thresholds.iter().map(|it| it.side).collect();
        let mut shifts = vec![0.0_f32; thresholds.len()];
        let mut scratch = Vec::new();
        // Two words a threshold and a cell at most, one a point; all of a draw at once.
        let n_words = 2 * (self.problem.criteria.len() + self.cells.len()) + self.points.len();
        let mut bytes = vec![0_u8; 4 * n_words];
        for _ in 0..draws {
            fill(&mut bytes);
            let (of_points, of_rest) = bytes.split_at(4 * self.points.len());
            let mut words = of_rest.as_chunks::<4>().0.iter();
            let mut bits = || words.next().map_or(0, |it| u32::from_le_bytes(*it));
            let of_points = of_points.as_chunks::<4>().0;
            for (at, criterion) in self.problem.criteria.iter().enumerate() {
                if self.uncertain[at] {
                    thresholds[at] = self.draw_threshold(criterion, &mut bits);
                    shifts[at] = (thresholds[at].side - judging[at]) as f32;
                }
            }
            let (mut surely, mut perhaps) = (0, 0);
            let mut sign_at = 0;
            for (at, case) in tally.cases.iter_mut().enumerate() {
                let mut chance = (1.0, 1.0);
                let (mut gaps_low, mut gaps_high) = (0_usize, 0_usize);
                let mut degree = (1.0_f32, 1.0_f32);
                failing.n = 0;
                for (sign, (met, not_met)) in
                    case.sign_met.iter_mut().zip(&mut case.sign_not_met).enumerate()
                {
                    let of_sign = &self.signs[sign_at + sign];
                    let mut it = self.sign(of_sign, &thresholds, &mut bits, &mut scratch);
                    if of_sign.points_end > of_sign.points_start {
                        let points = of_sign.points_start as usize..of_sign.points_end as usize;
                        let (p, hold) = self.all_points(points, &shifts, of_points, &mut failing);
                        it.chance = (it.chance.0 * p, it.chance.1 * p);
                        it.holds = (it.holds.0 && hold, it.holds.1 && hold);
                    }
                    chance = (chance.0 * it.chance.0, chance.1 * it.chance.1);
                    gaps_low += usize::from(!it.holds.1);
                    gaps_high += usize::from(!it.holds.0);
                    *met += u32::from(it.holds.0);
                    *not_met += u32::from(!it.holds.1);
                    degree = (degree.0.min(it.degree.0), degree.1.min(it.degree.1));
                }
                sign_at += n_signs;
                if failing.n > 0 {
                    let attained = self.attained(&thresholds, &shifts, of_points, &failing);
                    degree = (degree.0.min(attained), degree.1.min(attained));
                }
                case.chance_low.0 += chance.0;
                case.chance_low.1 += chance.0 * chance.0;
                case.chance_high.0 += chance.1;
                case.chance_high.1 += chance.1 * chance.1;
                case.gaps_low[gaps_low] += 1;
                case.gaps_high[gaps_high] += 1;
                case.met += u32::from(gaps_high == 0);
                case.not_met += u32::from(gaps_low > 0);
                surely += usize::from(gaps_high == 0);
                perhaps += usize::from(gaps_low == 0);
                scores.best[at] = Scores::key(gaps_low, degree.1);
                scores.worst[at] = Scores::key(gaps_high, degree.0);
            }
            tally.met_surely[surely] += 1;
            tally.met_perhaps[perhaps] += 1;
            scores.sort();
            for (at, case) in tally.cases.iter_mut().enumerate() {
                let (best, worst) = scores.places(at);
                case.best_place += best as u64;
                case.worst_place += worst as u64;
                if with_places {
                    case.places_best[best - 1] += 1;
                    case.places_worst[worst - 1] += 1;
                }
            }
        }
        tally
    }

    fn draw_threshold(
        &self,
        criterion: &DrawnCriterion,
        bits: &mut impl FnMut() -> u32,
    ) -> Current {
        let n = criterion.thresholds.len();
        let at = if n > 1 { ((u64::from(bits()) * n as u64) >> 32) as usize } else { 0 };
        let Some(threshold) = criterion.thresholds.get(at) else { return NO_THRESHOLD };
        let shift =
            if threshold.u > 0.0 { threshold.u * self.tables.quantile(bits()) } else { 0.0 };
        current(threshold, shift)
    }

    #[inline]
    fn sign(
        &self,
        sign: &PreparedSign,
        thresholds: &[Current],
        bits: &mut impl FnMut() -> u32,
        scratch: &mut Vec<(bool, Outcome)>,
    ) -> Outcome {
        if sign.open {
            return OPEN;
        }
        let cells = &self.cells[sign.start as usize..sign.end as usize];
        if sign.all {
            let mut all = sign.fixed;
            for cell in cells {
                all = both(all, self.outcome(cell, &thresholds[cell.criterion as usize], bits));
            }
            return all;
        }
        scratch.clear();
        scratch.extend(cells.iter().map(|cell| {
            let outcome = if cell.fixed {
                cell.outcome
            } else {
                self.outcome(cell, &thresholds[cell.criterion as usize], bits)
            };
            (cell.key, outcome)
        }));
        at_least(sign.needed as usize, scratch)
    }

    /// All of several points: the chance that all hold, and whether all do. A point fails where
    /// its error exceeds z downwards, that is where the uniform number behind the error reaches
    /// p = Φ(z); which ones fail is noted, since only then the error itself matters.
    #[inline]
    fn all_points(
        &self,
        points: std::ops::Range<usize>,
        shifts: &[f32],
        of_points: &[[u8; 4]],
        failing: &mut Failing,
    ) -> (f64, bool) {
        let mut chance = 1.0_f32;
        let before = failing.n;
        // In locals, which the compiler keeps in registers.
        let list = failing.at.as_mut_slice();
        let mut n = before;
        let first = points.start as u32;
        let cells = self.points[points.clone()].iter().zip(&of_points[points]);
        for (at, (cell, bits)) in (first..).zip(cells) {
            let z = cell.z - shifts[cell.criterion as usize] * cell.per_u;
            let p = self.tables.cdf_coarse(z);
            chance *= p;
            // 23 random bits as a number from 1 to 2, without a conversion.
            let uniform = f32::from_bits(0x3F80_0000 | (u32::from_le_bytes(*bits) >> 9));
            // Without a branch, which would be guessed wrong too often.
            list[n] = at;
            n += usize::from(uniform >= 1.0 + p);
        }
        failing.n = n;
        (f64::from(chance), n == before)
    }

    /// How far the failing points of a case are attained: the least of them.
    fn attained(
        &self,
        thresholds: &[Current],
        shifts: &[f32],
        of_points: &[[u8; 4]],
        failing: &Failing,
    ) -> f32 {
        let mut degree = 1.0_f64;
        for at in &failing.at[..failing.n] {
            let cell = &self.points[*at as usize];
            let threshold = &thresholds[cell.criterion as usize];
            if threshold.per_scale.is_nan() {
                return 0.0;
            }
            let error = self.tables.quantile(u32::from_le_bytes(of_points[*at as usize]));
            let z = f64::from(cell.z - shifts[cell.criterion as usize] * cell.per_u);
            let margin = ((z - error) / f64::from(cell.per_u)).min(0.0);
            degree = degree.min(1.0 + margin * threshold.per_scale);
        }
        degree.max(0.0) as f32
    }

    #[inline]
    fn outcome(
        &self,
        cell: &PreparedCell,
        threshold: &Current,
        bits: &mut impl FnMut() -> u32,
    ) -> Outcome {
        let (mut low, mut high) = (cell.low, cell.high);
        let chance = if cell.spread {
            let it = self.spread_chance(cell, threshold);
            low += (high - low) * (f64::from(bits()) + 0.5) * (1.0 / 4_294_967_296.0);
            high = low;
            Some((it, it))
        } else if cell.u > 0.0 {
            let of = |x: f64| self.point_chance(x, cell.per_u, threshold);
            let a = of(low);
            Some(if low == high { (a, a) } else { self.end_chances(cell, threshold, a, of(high)) })
        } else {
            None
        };
        if cell.u > 0.0 {
            let error = cell.u * self.tables.quantile(bits());
            low += error;
            high += error;
        }
        let (from_low, from_high) = (margin(low, threshold), margin(high, threshold));
        // Of a band the middle is best; elsewhere one end is best and the other worst.
        let worst = from_low.min(from_high);
        let best = if low < high && low <= threshold.high && high >= threshold.low {
            let within = (threshold.high - threshold.low) * 0.5;
            let middle = threshold.low + within;
            if middle.is_finite() && low <= middle && middle <= high {
                within
            } else {
                from_low.max(from_high)
            }
        } else {
            from_low.max(from_high)
        };
        let passes = |margin: f64, is_open: bool, best: bool| {
            if margin == 0.0 && cell.u == 0.0 {
                // On the bound: strict rules fail it. An end that is not possible itself lies
                // inside of the bound when it is the worst and outside when it is the best.
                if low == high || !is_open { !threshold.strict } else { !best }
            } else {
                margin >= 0.0
            }
        };
        let (worst_open, best_open) = if from_low <= from_high {
            (cell.low_is_open, cell.high_is_open)
        } else {
            (cell.high_is_open, cell.low_is_open)
        };
        let holds = (passes(worst, worst_open, false), passes(best, best_open, true));
        let degree = if threshold.per_scale.is_nan() {
            let of = |it: bool| if it { 1.0 } else { 0.0 };
            (of(holds.0), of(holds.1))
        } else {
            let of = |margin: f64| (1.0 + margin * threshold.per_scale).clamp(0.0, 1.0) as f32;
            (of(worst), of(best))
        };
        let chance = chance.unwrap_or_else(|| {
            let of = |it: bool| if it { 1.0 } else { 0.0 };
            (of(holds.0), of(holds.1))
        });
        Outcome { chance, holds, degree }
    }

    #[inline]
    fn point_chance(&self, x: f64, per_u: f64, threshold: &Current) -> f64 {
        let above = if threshold.low > f64::NEG_INFINITY {
            self.tables.cdf((x - threshold.low) * per_u)
        } else {
            1.0
        };
        if threshold.high < f64::INFINITY {
            (above + self.tables.cdf((threshold.high - x) * per_u) - 1.0).max(0.0)
        } else {
            above
        }
    }

    fn end_chances(&self, cell: &PreparedCell, threshold: &Current, a: f64, b: f64) -> (f64, f64) {
        let middle = f64::midpoint(threshold.low, threshold.high).clamp(cell.low, cell.high);
        let best = if middle.is_finite() && threshold.low.is_finite() && threshold.high.is_finite()
        {
            self.point_chance(middle, cell.per_u, threshold)
        } else {
            a
        };
        (a.min(b), a.max(b).max(best))
    }

    /// The chance that a value somewhere between its ends passes.
    #[inline]
    fn spread_chance(&self, cell: &PreparedCell, threshold: &Current) -> f64 {
        let width = cell.high - cell.low;
        let above = |low: f64, bound: f64| {
            if cell.u > 0.0 {
                let (from, width) = ((low - bound) * cell.per_u, width * cell.per_u);
                let mass = |z: f64| self.tables.cdf_integral(z);
                ((mass(from + width) - mass(from)) / width).clamp(0.0, 1.0)
            } else {
                ((low + width - bound) / width).clamp(0.0, 1.0)
            }
        };
        let over =
            if threshold.low > f64::NEG_INFINITY { above(cell.low, threshold.low) } else { 1.0 };
        if threshold.high < f64::INFINITY {
            (over + above(-cell.high, -threshold.high) - 1.0).max(0.0)
        } else {
            over
        }
    }
}

const NO_THRESHOLD: Current = Current {
    low: f64::NEG_INFINITY,
    high: f64::INFINITY,
    strict: false,
    per_scale: f64::NAN,
    side: f64::NEG_INFINITY,
};

fn current(threshold: &DrawnThreshold, shift: f64) -> Current {
    let (low, high) = (threshold.low + shift, threshold.high + shift);
    let bound = if low > f64::NEG_INFINITY { low } else { high };
    let scale = threshold.zero.map_or(f64::NAN, |zero| (bound - zero).abs());
    let per_scale = if scale > 0.0 { 1.0 / scale } else { f64::NAN };
    let side = if low > f64::NEG_INFINITY { low } else { -high };
    Current { low, high, strict: threshold.strict, per_scale, side }
}

/// How far inside the bounds a value lies; negative outside.
#[inline]
fn margin(x: f64, threshold: &Current) -> f64 {
    (x - threshold.low).min(threshold.high - x)
}

#[inline]
fn both(a: Outcome, b: Outcome) -> Outcome {
    Outcome {
        chance: (a.chance.0 * b.chance.0, a.chance.1 * b.chance.1),
        holds: (a.holds.0 && b.holds.0, a.holds.1 && b.holds.1),
        degree: (a.degree.0.min(b.degree.0), a.degree.1.min(b.degree.1)),
    }
}

/// A sign of which some criteria are needed, the key ones among them.
fn at_least(needed: usize, cells: &[(bool, Outcome)]) -> Outcome {
    let keys = cells.iter().filter(|it| it.0).map(|it| it.1).fold(CERTAIN, both);
    let n_keys = cells.iter().filter(|it| it.0).count();
    let others = |end: fn(&Outcome) -> f64| -> Vec<f64> {
        cells.iter().filter(|it| !it.0).map(|it| end(&it.1)).collect()
    };
    let chance = |end: fn(&Outcome) -> f64| {
        poisson_binomial::at_least(&others(end), needed.saturating_sub(n_keys))
    };
    let count = |end: fn(&Outcome) -> bool| cells.iter().filter(|it| end(&it.1)).count() >= needed;
    let weakest_needed = |end: fn(&Outcome) -> f32| {
        let mut all: Vec<f32> = cells.iter().map(|it| end(&it.1)).collect();
        all.sort_by(|a, b| b.total_cmp(a));
        all.get(needed - 1).copied().unwrap_or(0.0)
    };
    Outcome {
        chance: (
            keys.chance.0 * chance(|it| it.chance.0),
            keys.chance.1 * chance(|it| it.chance.1),
        ),
        holds: (keys.holds.0 && count(|it| it.holds.0), keys.holds.1 && count(|it| it.holds.1)),
        degree: (
            keys.degree.0.min(weakest_needed(|it| it.degree.0)),
            keys.degree.1.min(weakest_needed(|it| it.degree.1)),
        ),
    }
}

/// Places of cases whose scores are known within ends; less is better.
struct Scores {
    best: Vec<u32>,
    worst: Vec<u32>,
    sorted_best: Vec<u32>,
    sorted_worst: Vec<u32>,
    /// For many cases: how many have a key below each key.
    below_best: Vec<u32>,
    below_worst: Vec<u32>,
}

/// From so many cases on keys are counted and no longer sorted.
const MANY: usize = 300;
/// Steps of a degree in a key.
const DEGREES: u32 = 512;

impl Scores {
    fn new(n: usize, n_signs: usize) -> Self {
        let keys = if n >= MANY { (n_signs + 2) * DEGREES as usize } else { 0 };
        Self {
            best: vec![0; n],
            worst: vec![0; n],
            sorted_best: vec![0; n],
            sorted_worst: vec![0; n],
            below_best: vec![0; keys],
            below_worst: vec![0; keys],
        }
    }

    /// Gaps first, the weakest degree among equals.
    fn key(gaps: usize, degree: f32) -> u32 {
        let short = (1.0 - degree.clamp(0.0, 1.0)) * (DEGREES - 1) as f32;
        gaps as u32 * DEGREES + (short + 0.5) as u32
    }

    fn sort(&mut self) {
        if !self.below_best.is_empty() {
            Self::count(&self.best, &mut self.below_best);
            Self::count(&self.worst, &mut self.below_worst);
            return;
        }
        self.sorted_best.copy_from_slice(&self.best);
        self.sorted_best.sort_unstable();
        self.sorted_worst.copy_from_slice(&self.worst);
        self.sorted_worst.sort_unstable();
    }

    fn count(keys: &[u32], below: &mut [u32]) {
        below.fill(0);
        for key in keys {
            below[*key as usize + 1] += 1;
        }
        let mut sum = 0;
        for it in below {
            sum += *it;
            *it = sum;
        }
    }

    /// One more than the cases that are surely better, and than those that perhaps are.
    fn places(&self, at: usize) -> (usize, usize) {
        let (best, worst) = (self.best[at], self.worst[at]);
        let (surely, perhaps) = if self.below_best.is_empty() {
            (
                self.sorted_worst.partition_point(|it| *it < best),
                self.sorted_best.partition_point(|it| *it < worst),
            )
        } else {
            (self.below_worst[best as usize] as usize, self.below_best[worst as usize] as usize)
        };
        // A case whose own score has two ends is not better than itself.
        (surely + 1, perhaps + usize::from(best >= worst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{probability_above, toy_stream::bytes as toy_stream};
    use proptest::prelude::*;

    fn at_least_bound(bound: f64, u: f64) -> DrawnCriterion {
        let threshold =
            DrawnThreshold { low: bound, high: f64::INFINITY, strict: false, u, zero: Some(0.0) };
        DrawnCriterion { thresholds: vec![threshold] }
    }

    fn value(low: f64, high: f64, u: f64, spread: bool) -> DrawnValue {
        DrawnValue { low, high, low_is_open: false, high_is_open: false, u, spread }
    }

    fn one(cells: Vec<DrawnCell>) -> Vec<DrawnSign> {
        cells.into_iter().map(|it| DrawnSign { needed: 1, cells: vec![it] }).collect()
    }

    fn cell(criterion: usize, value: Option<DrawnValue>) -> DrawnCell {
        DrawnCell { criterion, key: false, value }
    }

    /// `golden/end_to_end.json`: the case BETA, export 0.22 ± 0.02 against
    /// 0.2 ± 0.01 and trust 3.6 ± 0.2 against 3.5 ± 0.1: 0.814453 and 0.672640.
    #[test]
    fn draws_agree_with_the_exact_product() {
        let problem = ConjunctiveDraws {
            criteria: vec![at_least_bound(0.2, 0.01), at_least_bound(3.5, 0.1)],
            cases: vec![one(vec![
                cell(0, Some(value(0.22, 0.22, 0.02, false))),
                cell(1, Some(value(3.6, 3.6, 0.2, false))),
            ])],
        };
        let draws = 20_000;
        let tally = draw_block(&problem, draws, toy_stream(1));
        let case = &tally.cases[0];
        let (mean, se) = mean_of_draws(case.chance_low, draws).unwrap();
        assert!((mean - 0.547_834).abs() < 4.0 * se && se < 0.002, "{mean} ± {se}");
        let met = f64::from(case.met) / f64::from(draws);
        assert!((met - 0.547_834).abs() < 0.011, "{met}");
        assert_eq!(case.met + case.not_met, draws);
        assert!((f64::from(case.sign_met[0]) / f64::from(draws) - 0.814_453).abs() < 0.009);
    }

    #[test]
    fn what_is_not_known_stays_open_in_every_draw() {
        let problem = ConjunctiveDraws {
            criteria: vec![at_least_bound(1.0, 0.1)],
            cases: vec![
                one(vec![cell(0, None)]),
                one(vec![cell(0, Some(value(0.0, 0.0, 0.0, false)))]),
            ],
        };
        let tally = draw_block(&problem, 100, toy_stream(2));
        let open = &tally.cases[0];
        assert_eq!((open.met, open.not_met), (0, 0));
        assert_eq!((open.chance_low.0, open.chance_high.0), (0.0, 100.0));
        assert_eq!((open.gaps_low[0], open.gaps_high[1]), (100, 100));
        assert_eq!(tally.cases[1].not_met, 100);
        // Open: perhaps first, perhaps as bad as the other.
        assert_eq!((open.best_place, open.worst_place), (100, 100));
        assert_eq!((tally.met_surely[0], tally.met_perhaps[1]), (100, 100));
    }

    #[test]
    fn rival_thresholds_are_drawn_for_all_cases_at_once() {
        let rivals = [30.0, 50.0, 100.0].map(|low| DrawnThreshold {
            low,
            high: f64::INFINITY,
            strict: false,
            u: 0.0,
            zero: Some(0.0),
        });
        let problem = ConjunctiveDraws {
            criteria: vec![DrawnCriterion { thresholds: rivals.to_vec() }],
            cases: vec![
                one(vec![cell(0, Some(value(44.0, 44.0, 0.0, false)))]),
                one(vec![cell(0, Some(value(50.0, 50.0, 0.0, false)))]),
            ],
        };
        let tally = draw_block(&problem, 9_000, toy_stream(3));
        assert!((f64::from(tally.cases[0].met) / 9_000.0 - 1.0 / 3.0).abs() < 0.02);
        assert!((f64::from(tally.cases[1].met) / 9_000.0 - 2.0 / 3.0).abs() < 0.02);
        // Whenever the smaller passes the larger does.
        assert_eq!(tally.met_surely[2], tally.cases[0].met);
    }

    #[test]
    fn an_interval_is_either_spread_evenly_or_left_open() {
        let problem = |spread| ConjunctiveDraws {
            criteria: vec![at_least_bound(30.0, 0.0)],
            cases: vec![one(vec![cell(0, Some(value(20.0, 60.0, 0.0, spread)))])],
        };
        let spread = draw_block(&problem(true), 4_000, toy_stream(4));
        assert_eq!(spread.cases[0].chance_low.0, 3_000.0);
        assert!((f64::from(spread.cases[0].met) - 3_000.0).abs() < 110.0);
        let open = draw_block(&problem(false), 10, toy_stream(4));
        assert_eq!((open.cases[0].met, open.cases[0].not_met), (0, 0));
        assert_eq!((open.cases[0].chance_low.0, open.cases[0].chance_high.0), (0.0, 10.0));
    }

    #[test]
    fn exactly_on_a_strict_bound_fails_and_an_open_end_never_reaches_it() {
        let verdict = |strict: bool, low: f64, high: f64, low_open: bool, high_open: bool| {
            let threshold =
                DrawnThreshold { low: 0.5, high: f64::INFINITY, strict, u: 0.0, zero: None };
            let value = DrawnValue {
                low,
                high,
                low_is_open: low_open,
                high_is_open: high_open,
                u: 0.0,
                spread: false,
            };
            let problem = ConjunctiveDraws {
                criteria: vec![DrawnCriterion { thresholds: vec![threshold] }],
                cases: vec![one(vec![cell(0, Some(value))])],
            };
            let case = draw_block(&problem, 1, |bytes| bytes.fill(0)).cases.remove(0);
            (case.met, case.not_met)
        };
        assert_eq!(verdict(true, 0.5, 0.5, false, false), (0, 1));
        assert_eq!(verdict(false, 0.5, 0.5, false, false), (1, 0));
        assert_eq!(verdict(true, 0.5, 1.0, false, false), (0, 0));
        assert_eq!(verdict(true, 0.5, 1.0, true, false), (1, 0));
        assert_eq!(verdict(false, 0.0, 0.5, false, true), (0, 1));
        assert_eq!(verdict(false, 0.0, 0.5, false, false), (0, 0));
    }

    #[test]
    fn blocks_add_up() {
        let problem = ConjunctiveDraws {
            criteria: vec![at_least_bound(1.0, 0.3)],
            cases: vec![one(vec![cell(0, Some(value(1.1, 1.1, 0.2, false)))])],
        };
        let mut stream = toy_stream(9);
        let whole = draw_block(&problem, 20, toy_stream(9));
        let mut parts = DrawTally::default();
        for _ in 0..2 {
            parts.add(&draw_block(&problem, 10, &mut stream));
        }
        assert_eq!((parts.draws, parts.cases[0].met), (whole.draws, whole.cases[0].met));
    }

    /// Counting keys, as for many cases, and sorting them come to the same places.
    #[test]
    fn many_cases_have_the_places_that_few_would() {
        let keys: Vec<(u32, u32)> = (0..400_u32)
            .map(|it| (it * 7919 % 9 * DEGREES + it * 31 % 50, it % 3))
            .map(|(best, more)| (best, best + more * 700))
            .collect();
        let mut many = Scores::new(400, 10);
        let mut few = Scores::new(400, 10);
        (few.below_best, few.below_worst) = (Vec::new(), Vec::new());
        for it in [&mut many, &mut few] {
            for (at, (best, worst)) in keys.iter().enumerate() {
                (it.best[at], it.worst[at]) = (*best, *worst);
            }
            it.sort();
        }
        assert!((0..400).all(|at| many.places(at) == few.places(at)));
        assert!(!many.below_best.is_empty());
    }

    proptest! {
        #[test]
        fn chances_given_the_threshold_are_exact(
            x in -3.0..3.0, bound in -3.0..3.0, u in 0.01..2.0, other in -3.0..3.0
        ) {
            let problem = ConjunctiveDraws {
                criteria: vec![at_least_bound(bound, 0.0)],
                cases: vec![
                    one(vec![cell(0, Some(value(x, x, u, false)))]),
                    vec![DrawnSign {
                        needed: 1,
                        cells: vec![
                            cell(0, Some(value(x, x, u, false))),
                            cell(0, Some(value(other, other, u, false))),
                        ],
                    }],
                ],
            };
            let tally = draw_block(&problem, 1, |bytes| bytes.fill(7));
            let p = |x: f64| probability_above(x, u, bound, 0.0, false).unwrap();
            prop_assert!((tally.cases[0].chance_low.0 - p(x)).abs() < 1e-6);
            let any = 1.0 - (1.0 - p(x)) * (1.0 - p(other));
            prop_assert!((tally.cases[1].chance_low.0 - any).abs() < 1e-8);
        }

        #[test]
        fn places_lie_between_one_and_the_number_of_cases(
            values in proptest::collection::vec((0.0..2.0, 0.0..1.0), 1..8)
        ) {
            let n = values.len() as u64;
            let problem = ConjunctiveDraws {
                criteria: vec![at_least_bound(1.0, 0.2)],
                cases: values
                    .iter()
                    .map(|(low, width)| {
                        one(vec![cell(0, Some(value(*low, low + width, 0.1, false)))])
                    })
                    .collect(),
            };
            let tally = draw_block(&problem, 50, toy_stream(5));
            for case in &tally.cases {
                prop_assert!(case.best_place >= 50 && case.best_place <= case.worst_place);
                prop_assert!(case.worst_place <= 50 * n);
                prop_assert_eq!(case.places_best.iter().sum::<u32>(), 50);
            }
        }
    }
}
