//! Fourier transforms of eight rows at a time, and the autocorrelation of two grids.
//!
//! Why not a library: those with vector code round differently on different processors,
//! and those without are three times as slow here. Every lane does the same additions in
//! the same order everywhere.

use crate::spatial::streams::{LaneWork, in_lanes};

const LANES: usize = 8;
type Lane = [f32; LANES];

/// Eight complex numbers, of as many rows.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Eight {
    re: Lane,
    im: Lane,
}

const ZERO: Eight = Eight { re: [0.0; LANES], im: [0.0; LANES] };

/// A transform of one length: 2, 3 and 5 are its only factors.
#[derive(Debug)]
struct Transform {
    stages: Vec<Stage>,
}

#[derive(Debug)]
struct Stage {
    radix: usize,
    /// Length of what is left after this stage.
    rest: usize,
    stride: usize,
    /// ω^(k u) for k below `rest` and u from 1 below `radix`.
    twiddle: Vec<[f32; 2]>,
}

impl Transform {
    fn new(length: usize) -> Transform {
        let (mut left, mut stride, mut stages) = (length, 1, Vec::new());
        while left > 1 {
            let radix = [4, 2, 3, 5].into_iter().find(|radix| left % radix == 0).unwrap_or(left);
            let rest = left / radix;
            let mut twiddle = Vec::with_capacity(rest * (radix - 1));
            for k in 0..rest {
                for u in 1..radix {
                    let angle = -std::f64::consts::TAU * ((k * u) % left) as f64 / left as f64;
                    twiddle.push([libm::cos(angle) as f32, libm::sin(angle) as f32]);
                }
            }
            stages.push(Stage { radix, rest, stride, twiddle });
            stride *= radix;
            left = rest;
        }
        Transform { stages }
    }

    /// Transforms `data`; `spare` is as long and is overwritten.
    fn run(&self, data: &mut Vec<Eight>, spare: &mut Vec<Eight>) {
        for stage in &self.stages {
            in_lanes(RunStage { stage, from: data, to: spare });
            std::mem::swap(data, spare);
        }
    }
}

/// The least length that is at least `length` and has no factor but 2, 3 and 5.
fn good_length(length: usize) -> usize {
    let mut best = length.next_power_of_two();
    let mut fives = 1;
    while fives < best {
        let mut threes = fives;
        while threes < best {
            let mut all = threes;
            while all < length {
                all *= 2;
            }
            best = best.min(all);
            threes *= 3;
        }
        fives *= 5;
    }
    best
}

struct RunStage<'a> {
    stage: &'a Stage,
    from: &'a [Eight],
    to: &'a mut [Eight],
}

// As in `SumMaps`: only inside the caller is the width of registers known.
#[allow(clippy::inline_always)]
impl LaneWork for RunStage<'_> {
    type Output = ();

    /// Stockham's order: no reordering of bits is needed.
    #[inline(always)]
    fn work(self) {
        let RunStage { stage: Stage { radix, rest, stride, twiddle }, from, to } = self;
        let (radix, rest, stride) = (*radix, *rest, *stride);
        for k in 0..rest {
            let turn = &twiddle[k * (radix - 1)..(k + 1) * (radix - 1)];
            for q in 0..stride {
                let at = |t: usize| from[q + stride * (k + rest * t)];
                let out = q + stride * radix * k;
                match radix {
                    2 => {
                        let (a, b) = (at(0), at(1));
                        to[out] = add(a, b);
                        to[out + stride] = turned(less(a, b), turn[0]);
                    }
                    3 => {
                        let (a, b, c) = (at(0), at(1), at(2));
                        let both = add(b, c);
                        let middle = less(a, scaled(both, 0.5));
                        let side = scaled(less(b, c), 0.866_025_4);
                        to[out] = add(a, both);
                        to[out + stride] = turned(add(middle, down(side)), turn[0]);
                        to[out + 2 * stride] = turned(less(middle, down(side)), turn[1]);
                    }
                    4 => {
                        let (a, b, c, d) = (at(0), at(1), at(2), at(3));
                        let (even, odd) = (add(a, c), add(b, d));
                        let (one, three) = (less(a, c), down(less(b, d)));
                        to[out] = add(even, odd);
                        to[out + stride] = turned(add(one, three), turn[0]);
                        to[out + 2 * stride] = turned(less(even, odd), turn[1]);
                        to[out + 3 * stride] = turned(less(one, three), turn[2]);
                    }
                    _ => {
                        const C1: f32 = 0.309_017;
                        const C2: f32 = -0.809_017;
                        const S1: f32 = 0.951_056_5;
                        const S2: f32 = 0.587_785_25;
                        let a = at(0);
                        let (near, far) = (add(at(1), at(4)), add(at(2), at(3)));
                        let (along, across) = (less(at(1), at(4)), less(at(2), at(3)));
                        let one = add(a, add(scaled(near, C1), scaled(far, C2)));
                        let two = add(a, add(scaled(near, C2), scaled(far, C1)));
                        let first = down(add(scaled(along, S1), scaled(across, S2)));
                        let second = down(less(scaled(along, S2), scaled(across, S1)));
                        to[out] = add(a, add(near, far));
                        to[out + stride] = turned(add(one, first), turn[0]);
                        to[out + 2 * stride] = turned(add(two, second), turn[1]);
                        to[out + 3 * stride] = turned(less(two, second), turn[2]);
                        to[out + 4 * stride] = turned(less(one, first), turn[3]);
                    }
                }
            }
        }
    }
}

#[allow(clippy::inline_always)]
#[inline(always)]
fn by_lane(of: impl Fn(usize) -> (f32, f32)) -> Eight {
    let mut out = ZERO;
    for lane in 0..LANES {
        (out.re[lane], out.im[lane]) = of(lane);
    }
    out
}

#[allow(clippy::inline_always)]
#[inline(always)]
fn add(a: Eight, b: Eight) -> Eight {
    by_lane(|lane| (a.re[lane] + b.re[lane], a.im[lane] + b.im[lane]))
}

#[allow(clippy::inline_always)]
#[inline(always)]
fn less(a: Eight, b: Eight) -> Eight {
    by_lane(|lane| (a.re[lane] - b.re[lane], a.im[lane] - b.im[lane]))
}

#[allow(clippy::inline_always)]
#[inline(always)]
fn scaled(a: Eight, by: f32) -> Eight {
    by_lane(|lane| (a.re[lane] * by, a.im[lane] * by))
}

/// Times −i.
#[allow(clippy::inline_always)]
#[inline(always)]
fn down(a: Eight) -> Eight {
    by_lane(|lane| (a.im[lane], -a.re[lane]))
}

#[allow(clippy::inline_always)]
#[inline(always)]
fn turned(a: Eight, [cos, sin]: [f32; 2]) -> Eight {
    by_lane(|lane| (a.re[lane] * cos - a.im[lane] * sin, a.re[lane] * sin + a.im[lane] * cos))
}

/// Finds Σ f(x) f(x + l) of a grid f for all lags l up to a reach, for two grids at once.
#[derive(Debug)]
pub(super) struct Autocorrelation {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Columns, padded to whole lanes.
    stride: usize,
    /// Lags run to this, each way.
    pub(super) reach: [usize; 2],
    along_x: Transform,
    along_y: Transform,
    length: [usize; 2],
    lag_stride: usize,
}

/// Room for one run; any content.
pub(super) struct Room {
    /// Two grids, one in each part.
    pub(super) grid: [Vec<f32>; 2],
    half: [Vec<f32>; 2],
    lags: [Vec<f32>; 2],
    buffers: [Vec<Eight>; 4],
}

impl Autocorrelation {
    /// For grids of `width` × `height`; `None` if that would take some gigabytes.
    pub(super) fn new(width: usize, height: usize, reach: usize) -> Option<Autocorrelation> {
        // Beyond the grid nothing can be.
        let reach = [reach.min(width - 1), reach.min(height - 1)];
        let length = [good_length(width + reach[0]), good_length(height + reach[1])];
        if length[0].checked_mul(length[1])? > 1 << 27 {
            return None;
        }
        Some(Autocorrelation {
            width,
            height,
            stride: width.next_multiple_of(LANES),
            reach,
            along_x: Transform::new(length[0]),
            along_y: Transform::new(length[1]),
            length,
            lag_stride: (2 * reach[0] + 1).next_multiple_of(LANES),
        })
    }

    pub(super) fn room(&self) -> Room {
        let zeros = |n: usize| [vec![0.0; n], vec![0.0; n]];
        let longest = self.length[0].max(self.length[1]);
        Room {
            grid: zeros(self.stride * self.height),
            half: zeros(self.stride * self.length[1]),
            lags: zeros(self.lag_stride * (self.length[1] / 2 + 1)),
            buffers: std::array::from_fn(|_| vec![ZERO; longest]),
        }
    }

    /// Where a cell of the grid stands in `Room::grid`.
    pub(super) fn cell(&self, x: usize, y: usize) -> usize {
        y * self.stride + x
    }

    /// Calls `found` with column of the lag (0 is −reach), row of the lag (0 and above)
    /// and the sums of both grids, eight columns at a time.
    pub(super) fn run(&self, room: &mut Room, mut found: impl FnMut(usize, usize, &Lane, &Lane)) {
        let [long, tall] = self.length;
        let Room { grid, half, lags, buffers: [first, second, third, spare] } = room;
        for buffer in [&mut *first, &mut *second, &mut *third, &mut *spare] {
            buffer.resize(long.max(tall), ZERO);
        }
        // Columns.
        first.truncate(tall);
        spare.truncate(tall);
        for x in (0..self.stride).step_by(LANES) {
            for (y, out) in first.iter_mut().enumerate() {
                if y < self.height {
                    let from = y * self.stride + x;
                    out.re.copy_from_slice(&grid[0][from..from + LANES]);
                    out.im.copy_from_slice(&grid[1][from..from + LANES]);
                } else {
                    *out = ZERO;
                }
            }
            self.along_y.run(first, spare);
            for (y, out) in first.iter().enumerate() {
                let to = y * self.stride + x;
                half[0][to..to + LANES].copy_from_slice(&out.re);
                half[1][to..to + LANES].copy_from_slice(&out.im);
            }
        }
        // Rows k and −k together: both grids are real, so that their spectra come apart.
        first.resize(long, ZERO);
        spare.resize(long, ZERO);
        second.truncate(long);
        third.truncate(long);
        let scale = 0.25 / (long * tall) as f32;
        for k in (0..=tall / 2).step_by(LANES) {
            for lane in 0..LANES {
                let row = (k + lane).min(tall / 2);
                let (row, back) = (row * self.stride, (tall - row) % tall * self.stride);
                for (x, (out, mirror)) in first.iter_mut().zip(second.iter_mut()).enumerate() {
                    if x < self.width {
                        (out.re[lane], out.im[lane]) = (half[0][row + x], half[1][row + x]);
                        (mirror.re[lane], mirror.im[lane]) = (half[0][back + x], half[1][back + x]);
                    } else {
                        (out.re[lane], out.im[lane]) = (0.0, 0.0);
                        (mirror.re[lane], mirror.im[lane]) = (0.0, 0.0);
                    }
                }
            }
            self.along_x.run(first, spare);
            self.along_x.run(second, spare);
            for (x, out) in third.iter_mut().enumerate() {
                let (there, mirror) = (&first[x], &second[(long - x) % long]);
                *out = by_lane(|lane| {
                    let (a, b) =
                        (there.re[lane] + mirror.re[lane], there.im[lane] - mirror.im[lane]);
                    let (c, d) =
                        (there.im[lane] + mirror.im[lane], there.re[lane] - mirror.re[lane]);
                    ((a * a + b * b) * scale, (c * c + d * d) * scale)
                });
            }
            // Power is even, so that the way back is the way there.
            self.along_x.run(third, spare);
            for lane in 0..LANES.min(tall / 2 + 1 - k) {
                let row = (k + lane) * self.lag_stride;
                for column in 0..=2 * self.reach[0] {
                    let from = &third[(column + long - self.reach[0]) % long];
                    lags[0][row + column] = from.re[lane];
                    lags[1][row + column] = from.im[lane];
                }
            }
        }
        first.resize(tall, ZERO);
        spare.resize(tall, ZERO);
        let last = 2 * self.reach[0];
        for column in (0..=last).step_by(LANES) {
            for (k, out) in first.iter_mut().enumerate() {
                if k <= tall / 2 {
                    let from = k * self.lag_stride + column;
                    out.re.copy_from_slice(&lags[0][from..from + LANES]);
                    out.im.copy_from_slice(&lags[1][from..from + LANES]);
                } else {
                    // The lag seen from the other side.
                    let row = (tall - k) * self.lag_stride;
                    for lane in 0..LANES {
                        let from = row + last.saturating_sub(column + lane);
                        (out.re[lane], out.im[lane]) = (lags[0][from], lags[1][from]);
                    }
                }
            }
            self.along_y.run(first, spare);
            for (row, out) in first[..=self.reach[1]].iter().enumerate() {
                found(column, row, &out.re, &out.im);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Autocorrelation, LANES, good_length};

    #[test]
    fn lengths_have_small_factors() {
        assert_eq!(good_length(1056), 1080);
        assert_eq!(good_length(7), 8);
        assert_eq!(good_length(1), 1);
        assert_eq!(good_length(27), 27);
    }

    #[test]
    fn sums_of_products_at_every_lag_are_those_found_by_hand() {
        for (width, height, reach) in [(13, 9, 5), (20, 31, 60), (1, 7, 3), (30, 1, 4)] {
            let plan = Autocorrelation::new(width, height, reach).unwrap();
            let mut room = plan.room();
            let value = |grid: usize, x: usize, y: usize| {
                ((x * 7 + y * 13 + grid * 5) % 11) as f32 - 3.0 * grid as f32
            };
            for grid in 0..2 {
                for y in 0..height {
                    for x in 0..width {
                        room.grid[grid][plan.cell(x, y)] = value(grid, x, y);
                    }
                }
            }
            // Twice: a run must not depend on what the room holds.
            for _ in 0..2 {
                let mut seen = 0;
                plan.run(&mut room, |column, row, a, b| {
                    for lane in 0..LANES {
                        let lag = (column + lane).cast_signed() - plan.reach[0].cast_signed();
                        if lag > plan.reach[0].cast_signed() {
                            continue;
                        }
                        seen += 1;
                        for (grid, found) in [(0, a[lane]), (1, b[lane])] {
                            let mut sum = 0.0;
                            for y in 0..height.saturating_sub(row) {
                                for x in 0..width {
                                    if let Some(other) = x.checked_add_signed(lag)
                                        && other < width
                                    {
                                        sum += value(grid, x, y) * value(grid, other, y + row);
                                    }
                                }
                            }
                            assert!((found - sum).abs() < 0.02, "{lag} {row} {found} {sum}");
                        }
                    }
                });
                assert_eq!(seen, (2 * plan.reach[0] + 1) * (plan.reach[1] + 1));
            }
        }
    }
}
