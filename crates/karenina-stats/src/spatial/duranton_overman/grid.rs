//! K-density on a grid: each point is shared out to the sixteen cells around it so that
//! smooth functions of its place keep their sums to fourth order; distances are then
//! those between cells, and a Fourier transform counts them all.

use super::fourier::{Autocorrelation, Room};
use super::kernel::{CUT, Smoothing};
use crate::spatial::NoAnswer;

/// Cells to the bandwidth. Error falls with the fourth power, cost rises with the square.
pub(super) const CELLS: f64 = 3.0;

/// At no distance is the density on the grid farther than this from that of all pairs,
/// in units of 1/h.
///
/// Interpolation by four points errs by at most 9/384 of the fourth derivative times δ⁴,
/// and enlarges earlier errors by at most 5/4: over the four coordinates of a pair
/// 9/384 · (1 + 5/4 + 25/16 + 125/64) = 0.1352. The fourth derivative along an axis of the
/// reflected kernel is nowhere above 2 · 3 φ(0) = 2.394 (at r = d = 0; a test looks at it).
/// Single precision and the cut of the kernel add less than 1e−5. Pairs of a point with
/// itself are taken out lag by lag, as they were put in.
pub(super) fn error_bound(bandwidth: f64, cells: f64) -> f64 {
    (0.1352 * 2.394 / cells.powi(4) + 1e-5) / bandwidth
}

pub(super) struct Grid {
    corner: [f64; 2],
    cell: f64,
    plan: Autocorrelation,
    /// The class of distance of each lag; the last class is beyond reach.
    class: Vec<u32>,
    class_stride: usize,
    classes: usize,
    smoothing: Smoothing,
}

/// Σ w² over points of the products of their shares at the lags 0 to 3, each way: the
/// pairs of points with themselves.
pub(super) type Itself = [[f64; 4]; 4];

impl Grid {
    pub(super) fn new(
        corners: [[f64; 2]; 2],
        step: f64,
        count: usize,
        bandwidth: f64,
        cells: f64,
    ) -> Result<Grid, NoAnswer> {
        let cell = bandwidth / cells;
        let across = |axis: usize| (corners[1][axis] - corners[0][axis]) / cell;
        let cut = (step * (count - 1) as f64 + CUT * bandwidth) / cell;
        if !(across(0) < 1e5 && across(1) < 1e5 && cut < 1e5) {
            return Err(NoAnswer::TooLarge { name: "the grid" });
        }
        // One cell before, two after.
        let size = |axis: usize| across(axis).floor() as usize + 4;
        let plan = Autocorrelation::new(size(0), size(1), cut.floor() as usize)
            .ok_or(NoAnswer::TooLarge { name: "the grid" })?;
        // Lags of one length are one class; squares of lengths are whole numbers.
        let limit = (cut * cut) as usize;
        let class_stride = 2 * plan.reach[0] + 1;
        let square = |column: usize, row: usize| {
            let x = column.abs_diff(plan.reach[0]);
            x * x + row * row
        };
        let mut present = vec![false; limit + 1];
        for row in 0..=plan.reach[1] {
            for column in 0..class_stride {
                if let Some(present) = present.get_mut(square(column, row)) {
                    *present = true;
                }
            }
        }
        let (mut number, mut lengths) = (vec![u32::MAX; limit + 1], Vec::new());
        for (square, number) in number.iter_mut().enumerate() {
            if present[square] {
                *number = lengths.len() as u32;
                lengths.push((square as f64).sqrt() * cell);
            }
        }
        let classes = lengths.len();
        let class = (0..=plan.reach[1])
            .flat_map(|row| (0..class_stride).map(move |column| (column, row)))
            .map(|(column, row)| number.get(square(column, row)).map_or(classes as u32, |&it| it))
            .collect();
        let smoothing = Smoothing::new(&lengths, step, count, bandwidth);
        Ok(Grid { corner: corners[0], cell, plan, class, class_stride, classes, smoothing })
    }

    pub(super) fn room(&self) -> Room {
        self.plan.room()
    }

    /// About how many nanoseconds one density takes, so that the cheaper way can be
    /// chosen. Of numbers alone, never of a clock.
    pub(super) fn cost(corners: [[f64; 2]; 2], r_max: f64, bandwidth: f64, cells: f64) -> f64 {
        let reach = r_max + CUT * bandwidth;
        let length = |axis: usize| {
            let across = corners[1][axis] - corners[0][axis];
            (across + reach.min(across)) * cells / bandwidth + 8.0
        };
        let all = length(0) * length(1);
        all * libm::log2(all) * 0.75
    }

    /// Fills one of the two grids of the room and says what each point has with itself.
    pub(super) fn spread(
        &self,
        room: &mut Room,
        which: usize,
        points: impl Iterator<Item = ([f64; 2], f64)>,
    ) -> Itself {
        let mut itself = [[0.0; 4]; 4];
        let grid = &mut room.grid[which];
        grid.fill(0.0);
        for ([x, y], weight) in points {
            let (x, along) = shares((x - self.corner[0]) / self.cell);
            let (y, across) = shares((y - self.corner[1]) / self.cell);
            let x = x.min(self.plan.width - 4);
            let y = y.min(self.plan.height - 4);
            for (row, share) in across.iter().enumerate() {
                let from = self.plan.cell(x, y + row);
                let share = share * weight;
                for (cell, along) in grid[from..from + 4].iter_mut().zip(along) {
                    *cell += (along * share) as f32;
                }
            }
            let (along, across) = (lagged(along), lagged(across));
            for (itself, across) in itself.iter_mut().zip(across) {
                let square = across * weight * weight;
                for (itself, along) in itself.iter_mut().zip(along) {
                    *itself += along * square;
                }
            }
        }
        itself
    }

    /// The densities of both grids. `squares` are Σ w² of their points.
    pub(super) fn densities(
        &self,
        room: &mut Room,
        totals: [f64; 2],
        squares: [f64; 2],
        itself: [Itself; 2],
    ) -> [Vec<f64>; 2] {
        let mut sums = [vec![0.0; self.classes + 1], vec![0.0; self.classes + 1]];
        let [first, second] = &mut sums;
        self.plan.run(room, |column, row, a, b| {
            // A lag and its opposite are one pair, seen twice in row 0.
            let times = if row == 0 { 0.5 } else { 1.0 };
            let from = row * self.class_stride + column;
            let until = (row + 1) * self.class_stride;
            let class = &self.class[from.min(until)..until];
            for ((&class, a), b) in class.iter().zip(a).zip(b) {
                first[class as usize] += times * f64::from(*a);
                second[class as usize] += times * f64::from(*b);
            }
        });
        [0, 1].map(|which| {
            let pairs = (totals[which] * totals[which] - squares[which]) / 2.0;
            if pairs <= 0.0 {
                return Vec::new();
            }
            let sums = &mut sums[which];
            for (row, itself) in itself[which].iter().enumerate() {
                for lag in -3_isize..=3 {
                    let times = if row == 0 { 0.5 } else { 1.0 };
                    let column = self.plan.reach[0].checked_add_signed(lag);
                    let within = column.filter(|&it| it < self.class_stride);
                    if let Some(column) = within.filter(|_| row <= self.plan.reach[1]) {
                        let class = self.class[row * self.class_stride + column];
                        sums[class as usize] -= times * itself[lag.unsigned_abs()];
                    }
                }
            }
            self.smoothing.density(&sums[..self.classes], 1.0 / pairs)
        })
    }
}

/// The products of shares with those 0, 1, 2 and 3 cells on.
fn lagged(share: [f64; 4]) -> [f64; 4] {
    std::array::from_fn(|lag| (lag..4).map(|at| share[at] * share[at - lag]).sum())
}

/// The first of the four cells and their shares (Lagrange's cubic): place 0 of a point
/// is cell 1.
pub(super) fn shares(place: f64) -> (usize, [f64; 4]) {
    let cell = place.floor().max(0.0);
    let t = place - cell;
    (
        cell as usize,
        [
            -t * (t - 1.0) * (t - 2.0) / 6.0,
            (t + 1.0) * (t - 1.0) * (t - 2.0) / 2.0,
            -(t + 1.0) * t * (t - 2.0) / 2.0,
            (t + 1.0) * t * (t - 1.0) / 6.0,
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::shares;
    use crate::spatial::duranton_overman::kernel::pair;

    #[test]
    fn cubes_keep_their_sums() {
        for place in [0.0, 0.25, 3.9, 7.5] {
            let (cell, share) = shares(place);
            for power in 0..4 {
                let sum: f64 =
                    (0..4).map(|at| share[at] * (cell as f64 + at as f64 - 1.0).powi(power)).sum();
                assert!((sum - place.powi(power)).abs() < 1e-9);
            }
        }
    }

    /// What the error bound takes for granted.
    #[test]
    fn the_fourth_derivative_of_the_kernel_is_nowhere_above_that_at_zero() {
        let mut most = 0.0_f64;
        let by = 0.02;
        for r in 0..60 {
            for x in 0..80 {
                for y in 0..80 {
                    let (r, x, y) = (f64::from(r) * 0.1, f64::from(x) * 0.1, f64::from(y) * 0.1);
                    let f = |x: f64| pair(r, libm::hypot(x, y), 1.0);
                    let fourth = f(x + 2.0 * by) + f(x - 2.0 * by) - 4.0 * (f(x + by) + f(x - by))
                        + 6.0 * f(x);
                    most = most.max((fourth / by.powi(4)).abs());
                }
            }
        }
        assert!(most < 2.394 && most > 2.38, "{most}");
    }
}
