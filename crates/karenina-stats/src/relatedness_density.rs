//! Relatedness density: how much of what is near an activity a region has.

use crate::{NoValue, Presence, Proximity, presence::Bits};

/// Whether an activity's proximity with itself counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnProximity {
    /// It counts, φᵢᵢ = 1: as written by Hidalgo et al., and by py-ecomplexity.
    Counted,
    /// It does not, φᵢᵢ = 0: the density then does not rise by the activity's own
    /// presence. As in `EconGeo`.
    LeftOut,
}

/// The densities of a whole table; see [`relatedness_density`].
#[derive(Debug, Clone, PartialEq)]
pub struct RelatednessDensity {
    activities: usize,
    values: Vec<f64>,
    isolated: Vec<usize>,
}

impl RelatednessDensity {
    /// Of an activity in a region. `None` when nothing is near the activity, or
    /// either is not in the table.
    pub fn density(&self, region: usize, activity: usize) -> Option<f64> {
        let inside = activity < self.activities && region * self.activities < self.values.len();
        (inside && self.isolated.binary_search(&activity).is_err())
            .then(|| self.values[region * self.activities + activity])
    }

    /// All densities, region after region; 0 in the columns of the isolated.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Activities to which nothing is near, ascending; they have no density.
    pub fn isolated(&self) -> &[usize] {
        &self.isolated
    }
}

/// ωᵣᵢ = Σⱼ Mᵣⱼ φᵢⱼ / Σⱼ φᵢⱼ.
///
/// The share, by proximity, of the activities near i that the region has: from 0
/// (none) to 1 (all). A high density where the activity is absent says that it would
/// find its relatives there. Sums over present activities are looked up eight at a
/// time in tables (the method of four Russians): regions × activities² / 8 additions,
/// in an order that is the same everywhere. `Err(WrongShape)` when the proximity is
/// not one of these activities.
///
/// ```
/// use karenina_stats::{OwnProximity, Presence, proximity, relatedness_density};
/// let presence = Presence::from_fn(3, 2, |region, activity| region >= activity).unwrap();
/// let near = proximity(&presence);
/// let density = relatedness_density(&presence, &near, OwnProximity::Counted).unwrap();
/// assert!((density.density(0, 1).unwrap() - (2.0 / 3.0) / (5.0 / 3.0)).abs() < 1e-15);
/// ```
///
/// # Reference
/// Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product
/// space conditions the development of nations. *Science* 317, 482–487. The method:
/// Arlazarov, V. L., Dinic, E. A., Kronrod, M. A. and Faradzev, I. A. (1970). On
/// economical construction of the transitive closure of a directed graph. *Soviet
/// Mathematics Doklady* 11, 1209–1210.
pub fn relatedness_density(
    presence: &Presence,
    proximity: &Proximity,
    own: OwnProximity,
) -> Result<RelatednessDensity, NoValue> {
    let n = presence.activities();
    if proximity.count() != n {
        return Err(NoValue::WrongShape);
    }
    let mut values = vec![0.0; presence.regions() * n];
    let mut isolated = Vec::new();
    let mut near = vec![[0.0; LANES]; n];
    let mut sums = Sums::new(presence.regions());
    for first in (0..n).step_by(LANES) {
        let width = LANES.min(n - first);
        let mut total = [0.0; LANES];
        for (j, near) in near.iter_mut().enumerate() {
            // φ is symmetric: a piece of row j is a piece of eight columns.
            near[..width].copy_from_slice(&proximity.values[j * n + first..][..width]);
            if own == OwnProximity::LeftOut && (first..first + width).contains(&j) {
                near[j - first] = 0.0;
            }
            for lane in 0..width {
                total[lane] += near[lane];
            }
        }
        sums.of_present(&presence.rows, &near);
        for (row, sum) in values.chunks_exact_mut(n).zip(&sums.sums) {
            for lane in 0..width {
                if total[lane] > 0.0 {
                    row[first + lane] = sum[lane] / total[lane];
                }
            }
        }
        isolated.extend((0..width).filter(|&it| total[it] == 0.0).map(|it| first + it));
    }
    Ok(RelatednessDensity { activities: n, values, isolated })
}

/// Columns worked on at once.
const LANES: usize = 8;
/// Bytes of bits a block of tables holds: 256 KB, which stay near.
const BYTES: usize = 16;

/// For every line of bits the sum of vectors whose bits are set.
struct Sums {
    sums: Vec<[f64; LANES]>,
    tables: Vec<[[f64; LANES]; 256]>,
}

impl Sums {
    fn new(lines: usize) -> Self {
        Self { sums: vec![[0.0; LANES]; lines], tables: vec![[[0.0; LANES]; 256]; BYTES] }
    }

    fn of_present(&mut self, lines: &Bits, vectors: &[[f64; LANES]]) {
        self.sums.fill([0.0; LANES]);
        for (block, vectors) in vectors.chunks(8 * BYTES).enumerate() {
            for (at, table) in self.tables.iter_mut().enumerate() {
                for bit in 0..8 {
                    let vector = vectors.get(at * 8 + bit).copied().unwrap_or([0.0; LANES]);
                    let (known, new) = table.split_at_mut(1 << bit);
                    for (new, known) in new.iter_mut().zip(known.iter()) {
                        for lane in 0..LANES {
                            new[lane] = known[lane] + vector[lane];
                        }
                    }
                }
            }
            for (line, sum) in lines.bits.chunks_exact(lines.words).zip(&mut self.sums) {
                let mut total = *sum;
                for word in 0..BYTES / 8 {
                    let bytes = line[block * (BYTES / 8) + word].to_le_bytes();
                    let (tables, _) = self.tables[word * 8..].as_chunks::<8>();
                    for (table, byte) in tables[0].iter().zip(bytes) {
                        let entry = &table[byte as usize];
                        for lane in 0..LANES {
                            total[lane] += entry[lane];
                        }
                    }
                }
                *sum = total;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OwnProximity, relatedness_density};
    use crate::{NoValue, Presence, proximity, toy_stream::uniforms};

    /// The four regions of Hidalgo and Hausmann (2009) by hand: of what is near
    /// activity 0 (φ = 1, 1/2, 1/2, 1/3) region 2 has activities 2 and 3.
    #[test]
    fn four_regions_by_hand() {
        let m = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]];
        let presence = Presence::from_fn(4, 4, |r, a| m[r][a] == 1).unwrap();
        let near = proximity(&presence);
        let with = relatedness_density(&presence, &near, OwnProximity::Counted).unwrap();
        assert!((with.density(2, 0).unwrap() - (5.0 / 6.0) / (7.0 / 3.0)).abs() < 1e-15);
        let without = relatedness_density(&presence, &near, OwnProximity::LeftOut).unwrap();
        assert!((without.density(2, 0).unwrap() - (5.0 / 6.0) / (4.0 / 3.0)).abs() < 1e-15);
        assert!((with.density(0, 3).unwrap() - 1.0).abs() < 1e-15);
        assert_eq!(with.density(4, 0), None);
    }

    #[test]
    fn an_activity_without_relatives_has_no_density() {
        let presence = Presence::from_fn(3, 3, |r, a| a == r && a != 1).unwrap();
        let near = proximity(&presence);
        let with = relatedness_density(&presence, &near, OwnProximity::Counted).unwrap();
        assert_eq!(with.isolated(), [1]);
        assert_eq!((with.density(0, 0), with.density(0, 1)), (Some(1.0), None));
        let without = relatedness_density(&presence, &near, OwnProximity::LeftOut).unwrap();
        assert_eq!(without.isolated(), [0, 1, 2]);
        let other = Presence::from_fn(3, 2, |_, _| true).unwrap();
        assert_eq!(
            relatedness_density(&other, &near, OwnProximity::Counted),
            Err(NoValue::WrongShape)
        );
    }

    #[test]
    fn looking_up_is_adding_up() {
        let mut random = uniforms(2);
        let (regions, n) = (67, 211);
        let m: Vec<bool> = (0..regions * n).map(|_| random() < 0.4).collect();
        let presence = Presence::from_fn(regions, n, |r, a| m[r * n + a]).unwrap();
        let near = proximity(&presence);
        let found = relatedness_density(&presence, &near, OwnProximity::Counted).unwrap();
        for r in 0..regions {
            for i in 0..n {
                let (mut some, mut all) = (0.0, 0.0);
                for j in 0..n {
                    let phi = near.pair(i, j).unwrap();
                    all += phi;
                    some += if m[r * n + j] { phi } else { 0.0 };
                }
                let density = found.density(r, i).unwrap();
                assert!(
                    (density - some / all).abs() < 1e-14 && (0.0..=1.0 + 1e-14).contains(&density)
                );
            }
        }
    }
}
