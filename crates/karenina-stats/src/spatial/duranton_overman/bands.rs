//! Bands around simulated curves: local, and global by extreme rank lengths.

/// What simulated curves allow at each distance.
pub(super) struct Bands {
    pub mean: Vec<f64>,
    pub local: [Vec<f64>; 2],
    pub global: [Vec<f64>; 2],
    /// The share of simulated curves that leave the global band below and above.
    pub crossing: [f64; 2],
}

/// `level` is the share of curves beyond each side.
///
/// Global bands are made of the real curve and the simulated ones together: under the
/// hypothesis each is as likely as any other to be among the most extreme, so that the
/// test has its level exactly. Bands of the simulated curves alone are too narrow where
/// the outermost were left out for what they do elsewhere; of sectors put at random they
/// would call 10 % localised at 5 %.
pub(super) fn bands(observed: &[f32], simulated: &[&[f32]], level: f64) -> Bands {
    let all: Vec<&[f32]> = simulated.iter().copied().chain([observed]).collect();
    let (mean, local, _) = by_rank(simulated, level);
    let (_, _, global) = by_rank(&all, level);
    let share = |leaves: &dyn Fn(&[f32]) -> bool| {
        simulated.iter().filter(|curve| leaves(curve)).count() as f64 / simulated.len() as f64
    };
    let crossing = [
        share(&|curve| curve.iter().zip(&global[0]).any(|(x, band)| x < band)),
        share(&|curve| curve.iter().zip(&global[1]).any(|(x, band)| x > band)),
    ];
    let widen = |band: Vec<f32>| band.into_iter().map(f64::from).collect();
    Bands { mean, local, global: global.map(widen), crossing }
}

/// The mean of curves, their quantiles at each distance, and what is left by leaving out
/// the most extreme ones.
fn by_rank(curves: &[&[f32]], level: f64) -> (Vec<f64>, [Vec<f64>; 2], [Vec<f32>; 2]) {
    let (many, count) = (curves.len(), curves.first().map_or(0, |curve| curve.len()));
    let mean = (0..count)
        .map(|at| curves.iter().map(|curve| f64::from(curve[at])).sum::<f64>() / many as f64)
        .collect();
    let beyond = ((level * (many as f64 + 1.0)).floor() as usize).clamp(1, many) - 1;
    let (mut low, mut high) = (vec![0.0; count], vec![0.0; count]);
    // From 1 at the outermost; equal values share the outermost rank.
    let mut ranks = [vec![0_u32; many * count], vec![0_u32; many * count]];
    let mut order: Vec<(f32, u32)> = Vec::with_capacity(many);
    for at in 0..count {
        order.clear();
        order.extend(curves.iter().zip(0..).map(|(curve, number)| (curve[at], number)));
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        low[at] = f64::from(order[beyond].0);
        high[at] = f64::from(order[many - 1 - beyond].0);
        let (mut rank, mut last) = (0, f32::NAN);
        for (place, &(value, curve)) in order.iter().enumerate() {
            if value != last {
                (rank, last) = (place as u32 + 1, value);
            }
            ranks[0][curve as usize * count + at] = rank;
        }
        last = f32::NAN;
        for (place, &(value, curve)) in order.iter().rev().enumerate() {
            if value != last {
                (rank, last) = (place as u32 + 1, value);
            }
            ranks[1][curve as usize * count + at] = rank;
        }
    }
    let left_out = (level * many as f64).floor() as usize;
    let global = [0, 1].map(|side| {
        for ranks in ranks[side].chunks_exact_mut(count) {
            ranks.sort_unstable();
        }
        let rank_of = |curve: usize| &ranks[side][curve * count..(curve + 1) * count];
        let mut extreme: Vec<usize> = (0..many).collect();
        extreme.sort_by(|&a, &b| rank_of(a).cmp(rank_of(b)));
        let mut band = vec![if side == 0 { f32::INFINITY } else { f32::NEG_INFINITY }; count];
        for &curve in &extreme[left_out.min(many - 1)..] {
            for (band, &value) in band.iter_mut().zip(curves[curve]) {
                *band = if side == 0 { band.min(value) } else { band.max(value) };
            }
        }
        band
    });
    (mean, [low, high], global)
}

#[cfg(test)]
mod tests {
    use super::bands;
    use crate::spatial::streams::{below, stream};

    #[test]
    fn five_per_cent_of_simulated_curves_leave_the_global_band_on_each_side() {
        let mut random = stream(1, 1);
        let curves: Vec<Vec<f32>> = (0..400)
            .map(|_| {
                let mut height = 0.0;
                (0..50)
                    .map(|_| {
                        height += below(&mut random, 1 << 20) as f32 - 524_288.0;
                        height
                    })
                    .collect()
            })
            .collect();
        let curves: Vec<&[f32]> = curves.iter().map(Vec::as_slice).collect();
        let found = bands(curves[0], &curves[1..], 0.05);
        // 20 of 400, the first perhaps among them.
        assert!(
            found.crossing.iter().all(|&share| (19.0..=20.0).contains(&(share * 399.0).round()))
        );
        for at in 0..50 {
            assert!(found.global[0][at] <= found.local[0][at]);
            assert!(found.local[0][at] < found.mean[at] && found.mean[at] < found.local[1][at]);
            assert!(found.local[1][at] <= found.global[1][at]);
        }
    }

    #[test]
    fn curves_that_are_all_the_same_are_their_own_band() {
        let found = bands(&[1.0, 2.0], &[&[1.0, 2.0], &[1.0, 2.0]], 0.4);
        assert_eq!(found.global, [vec![1.0, 2.0], vec![1.0, 2.0]]);
        assert_eq!(found.crossing, [0.0, 0.0]);
    }
}
