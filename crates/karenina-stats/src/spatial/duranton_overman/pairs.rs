//! Distances of all pairs counted in fine bins: for sectors of some hundred or thousand
//! plants, all of them off one order of sites.

use super::grid::shares;
use super::kernel::{CUT, Smoothing};
use crate::spatial::streams::{LaneWork, in_lanes};

/// Distances that are found at once.
const LANES: usize = 16;

/// The bins that serve all sectors counted together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bins {
    /// Bin k holds distances that are nearest to k times this.
    pub(super) width: f64,
    count: usize,
}

impl Bins {
    /// For bandwidths up to this and down to its half: sixteen bins to the narrowest, 4,096
    /// at least and 65,536 at most.
    pub(super) fn new(r_max: f64, widest: f64) -> Bins {
        let reach = r_max + CUT * widest;
        let count = (reach * 32.0 / widest).clamp(4096.0, 65_536.0) as usize;
        Bins { width: reach / count as f64, count }
    }

    /// A distance is off by half a bin at most, and |φ′| is nowhere above 0.242, twice
    /// that with the reflection; the rest is interpolation between coarser bins.
    pub(super) fn error_bound(self, bandwidth: f64) -> f64 {
        (0.484 * 0.5 * self.width / bandwidth + 3e-5) / bandwidth
    }
}

/// Counts of pairs among the first sites of an order; grows with them.
pub(super) struct Counts {
    bins: Bins,
    /// Two, so that equal bins of neighbouring lanes do not wait for each other.
    found: [Vec<u32>; 2],
    x: Vec<f32>,
    y: Vec<f32>,
    done: usize,
}

impl Counts {
    pub(super) fn new(bins: Bins) -> Counts {
        // The last bin holds all that is beyond.
        let counts = || vec![0; bins.count + 1];
        Counts { bins, found: [counts(), counts()], x: Vec::new(), y: Vec::new(), done: 0 }
    }

    /// Starts anew with these points.
    pub(super) fn begin(&mut self, corner: [f64; 2], points: impl Iterator<Item = [f64; 2]>) {
        self.x.clear();
        self.y.clear();
        for [x, y] in points {
            self.x.push((x - corner[0]) as f32);
            self.y.push((y - corner[1]) as f32);
        }
        self.found.iter_mut().for_each(|counts| counts.fill(0));
        self.done = 0;
    }

    /// Counts until the pairs of the first `points` are in.
    pub(super) fn grow(&mut self, points: usize) {
        in_lanes(CountPairs {
            x: &self.x,
            y: &self.y,
            new: self.done..points,
            bins: (1.0 / self.bins.width) as f32,
            last: self.bins.count as f32,
            counts: &mut self.found,
        });
        self.done = points;
    }
}

struct CountPairs<'a> {
    x: &'a [f32],
    y: &'a [f32],
    new: std::ops::Range<usize>,
    bins: f32,
    last: f32,
    counts: &'a mut [Vec<u32>; 2],
}

impl LaneWork for CountPairs<'_> {
    type Output = ();

    // As in `SumMaps`.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn work(self) {
        // Added to a float this makes it a whole number in the low bits.
        const WHOLE: f32 = 8_388_608.0;
        let [even, odd] = self.counts;
        let (even, odd) = (even.as_mut_slice(), odd.as_mut_slice());
        for i in self.new {
            let (xi, yi) = (self.x[i], self.y[i]);
            let (xs, ys) = (&self.x[..i], &self.y[..i]);
            let (whole_x, whole_y) = (xs.chunks_exact(LANES), ys.chunks_exact(LANES));
            let (rest_x, rest_y) = (whole_x.remainder(), whole_y.remainder());
            let bin = |x: f32, y: f32| {
                let (dx, dy) = (x - xi, y - yi);
                let place = (dx * dx + dy * dy).sqrt() * self.bins;
                let place = if place < self.last { place } else { self.last };
                ((place + WHOLE).to_bits() & 0x7f_ffff) as usize
            };
            for (x, y) in whole_x.zip(whole_y) {
                let mut places = [0_usize; LANES];
                for lane in 0..LANES {
                    places[lane] = bin(x[lane], y[lane]);
                }
                for pair in places.chunks_exact(2) {
                    even[pair[0]] += 1;
                    odd[pair[1]] += 1;
                }
            }
            for (x, y) in rest_x.iter().zip(rest_y) {
                even[bin(*x, *y)] += 1;
            }
        }
    }
}

/// Makes counts into the density of one sector: fine bins are shared out to coarse ones,
/// eight to the bandwidth, and these smoothed.
pub(super) struct FromCounts {
    share: Vec<(u32, [f64; 4])>,
    coarse: usize,
    smoothing: Smoothing,
}

impl FromCounts {
    pub(super) fn new(bins: Bins, step: f64, count: usize, bandwidth: f64) -> FromCounts {
        let coarse = bandwidth / 8.0;
        let reach = step * (count - 1) as f64 + CUT * bandwidth;
        let share: Vec<(u32, [f64; 4])> = (0..bins.count)
            .map(|bin| bin as f64 * bins.width)
            .take_while(|&d| d <= reach)
            .map(|d| shares(d / coarse))
            .map(|(first, share)| (first as u32, share))
            .collect();
        let classes = share.last().map_or(0, |last| last.0 as usize + 4);
        // Place 0 of a distance is class 1; the kernel is even, so that class 0 at
        // −h/8 is as good as any.
        let distances: Vec<f64> = (0..classes).map(|at| (at as f64 - 1.0) * coarse).collect();
        let smoothing = Smoothing::new(&distances, step, count, bandwidth);
        FromCounts { share, coarse: classes, smoothing }
    }

    pub(super) fn density(&self, counts: &Counts) -> Vec<f64> {
        let mut sums = vec![0.0; self.coarse];
        let [even, odd] = &counts.found;
        for ((share, even), odd) in self.share.iter().zip(even).zip(odd) {
            let count = f64::from(even + odd);
            for (sum, share) in sums[share.0 as usize..].iter_mut().zip(share.1) {
                *sum += count * share;
            }
        }
        let points = counts.done as f64;
        self.smoothing.density(&sums, 2.0 / (points * (points - 1.0)))
    }
}
