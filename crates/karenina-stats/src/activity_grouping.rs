//! Activities put into groups by their similarity: hierarchical and k-means.

use crate::{NoValue, Similarity};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// How groups are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupingMethod {
    /// Hierarchical, those joined whose joining adds least to the sum of squares (Ward).
    Ward,
    /// Hierarchical, those joined whose mean dissimilarity is least.
    Average,
    /// k-means on the rows of the matrix, the best of so many starts (k-means++).
    KMeans {
        /// Of the random numbers.
        seed: u64,
        /// At least 1.
        starts: u32,
    },
}

/// `n_groups` groups of the activities: the number of each one's group, by first
/// appearance; `None` for activities without similarity.
///
/// Dissimilarity is the greatest similarity of two less that of the pair. Ties are
/// broken by the order of activities, and k-means by the seed, so that the same input
/// gives the same groups. Groups are never empty. `Err`: `TooFew` when there are fewer
/// activities than groups; `ParameterOutOfRange` for no groups or no starts.
///
/// ```
/// use karenina_stats::{GroupingMethod, Similarity, activity_grouping};
/// let near = |i: usize, j: usize| if i == j { 1.0 } else if i / 2 == j / 2 { 0.8 } else { 0.1 };
/// let values = (0..36).map(|at| near(at / 6, at % 6)).collect();
/// let groups =
///     activity_grouping(&Similarity::new(values, 6).unwrap(), GroupingMethod::Ward, 3).unwrap();
/// assert_eq!(groups, [0, 0, 1, 1, 2, 2].map(Some));
/// ```
///
/// # Reference
/// Ward, J. H. (1963). Hierarchical grouping to optimize an objective function.
/// *Journal of the American Statistical Association* 58, 236–244. Lance, G. N. and
/// Williams, W. T. (1967). A general theory of classificatory sorting strategies.
/// *Computer Journal* 9(4), 373–380. Arthur, D. and Vassilvitskii, S. (2007).
/// k-means++: the advantages of careful seeding. *SODA*, 1027–1035. For clusters of
/// industries: Delgado, Porter and Stern (2016), section 3.2.
pub fn activity_grouping(
    similarity: &Similarity,
    method: GroupingMethod,
    n_groups: usize,
) -> Result<Vec<Option<usize>>, NoValue> {
    let known: Vec<usize> = (0..similarity.count())
        .filter(|it| similarity.undefined().binary_search(it).is_err())
        .collect();
    if n_groups == 0 {
        return Err(NoValue::ParameterOutOfRange);
    }
    if known.len() < n_groups {
        return Err(NoValue::TooFew);
    }
    let labels = match method {
        GroupingMethod::Ward => joined(similarity, &known, n_groups, true),
        GroupingMethod::Average => joined(similarity, &known, n_groups, false),
        GroupingMethod::KMeans { starts: 0, .. } => return Err(NoValue::ParameterOutOfRange),
        GroupingMethod::KMeans { seed, starts } => {
            k_means(similarity, &known, n_groups, seed, starts)
        }
    };
    let mut numbers: Vec<usize> = Vec::new();
    let mut groups = vec![None; similarity.count()];
    for (&activity, label) in known.iter().zip(labels) {
        let number = numbers.iter().position(|&it| it == label).unwrap_or_else(|| {
            numbers.push(label);
            numbers.len() - 1
        });
        groups[activity] = Some(number);
    }
    Ok(groups)
}

/// Joins the nearest two until `n_groups` are left; the nearest of each is remembered.
fn joined(similarity: &Similarity, known: &[usize], n_groups: usize, ward: bool) -> Vec<usize> {
    let n = known.len();
    let greatest = known
        .iter()
        .enumerate()
        .flat_map(|(at, &i)| known[..at].iter().map(move |&j| similarity.value(i, j)))
        .fold(f64::NEG_INFINITY, f64::max);
    let mut distance = vec![0.0; n * n];
    for (a, &i) in known.iter().enumerate() {
        for (b, &j) in known.iter().enumerate().filter(|it| it.0 != a) {
            let d = greatest - similarity.value(i, j);
            distance[a * n + b] = if ward { d * d } else { d };
        }
    }
    let mut size = vec![1.0; n];
    let mut label: Vec<usize> = (0..n).collect();
    let mut alive: Vec<usize> = (0..n).collect();
    let nearest_of = |distance: &[f64], alive: &[usize], a: usize| {
        alive.iter().copied().filter(|&b| b != a).fold((usize::MAX, f64::INFINITY), |best, b| {
            if distance[a * n + b] < best.1 { (b, distance[a * n + b]) } else { best }
        })
    };
    let mut nearest: Vec<(usize, f64)> = (0..n).map(|a| nearest_of(&distance, &alive, a)).collect();
    while alive.len() > n_groups {
        let first = alive
            .iter()
            .copied()
            .fold(alive[0], |best, a| if nearest[a].1 < nearest[best].1 { a } else { best });
        let (keep, gone) = (first.min(nearest[first].0), first.max(nearest[first].0));
        let between = distance[keep * n + gone];
        alive.retain(|&it| it != gone);
        for &other in alive.iter().filter(|&&it| it != keep) {
            let (to_keep, to_gone) = (distance[other * n + keep], distance[other * n + gone]);
            let (k, g, o) = (size[keep], size[gone], size[other]);
            let joined = if ward {
                ((k + o) * to_keep + (g + o) * to_gone - o * between) / (k + g + o)
            } else {
                (k * to_keep + g * to_gone) / (k + g)
            };
            distance[other * n + keep] = joined;
            distance[keep * n + other] = joined;
        }
        size[keep] += size[gone];
        for it in &mut label {
            if *it == gone {
                *it = keep;
            }
        }
        for &a in &alive {
            if a == keep || nearest[a].0 == keep || nearest[a].0 == gone {
                nearest[a] = nearest_of(&distance, &alive, a);
            } else if distance[a * n + keep] < nearest[a].1 {
                nearest[a] = (keep, distance[a * n + keep]);
            }
        }
    }
    label
}

fn k_means(
    similarity: &Similarity,
    known: &[usize],
    n_groups: usize,
    seed: u64,
    starts: u32,
) -> Vec<usize> {
    let n = known.len();
    let rows: Vec<Vec<f64>> =
        known.iter().map(|&i| known.iter().map(|&j| similarity.value(i, j)).collect()).collect();
    let mut best: Option<(f64, Vec<usize>)> = None;
    for start in 0..starts {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(u64::from(start));
        let mut uniform = || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        // k-means++: each next centre with a chance that rises with its distance from the others.
        let mut centres = vec![rows[((uniform() * n as f64) as usize).min(n - 1)].clone()];
        let mut away = vec![f64::INFINITY; n];
        while centres.len() < n_groups {
            for (away, row) in away.iter_mut().zip(&rows) {
                *away = away.min(apart(row, &centres[centres.len() - 1]));
            }
            let total: f64 = away.iter().sum();
            let mut left = uniform() * total;
            let chosen = away.iter().position(|it| {
                left -= it;
                left < 0.0
            });
            // All that is left coincides with centres: the first that is not one is as good as any.
            centres.push(rows[chosen.unwrap_or(centres.len() % n)].clone());
        }
        let mut label = vec![0; n];
        for _ in 0..100 {
            let mut moved = false;
            for (label, row) in label.iter_mut().zip(&rows) {
                let nearest = (0..n_groups).fold((0, f64::INFINITY), |best, at| {
                    let d = apart(row, &centres[at]);
                    if d < best.1 { (at, d) } else { best }
                });
                moved |= *label != nearest.0;
                *label = nearest.0;
            }
            // A group that lost all its members takes the one that lies worst.
            for empty in 0..n_groups {
                if label.contains(&empty) {
                    continue;
                }
                let mut sizes = vec![0_usize; n_groups];
                for &it in &label {
                    sizes[it] += 1;
                }
                let worst = (0..n).filter(|&at| sizes[label[at]] > 1).fold(
                    (0, f64::NEG_INFINITY),
                    |worst, at| {
                        let d = apart(&rows[at], &centres[label[at]]);
                        if d > worst.1 { (at, d) } else { worst }
                    },
                );
                label[worst.0] = empty;
                moved = true;
            }
            for (at, centre) in centres.iter_mut().enumerate() {
                let members: Vec<&Vec<f64>> =
                    rows.iter().zip(&label).filter(|it| *it.1 == at).map(|it| it.0).collect();
                for (k, x) in centre.iter_mut().enumerate() {
                    *x = members.iter().map(|it| it[k]).sum::<f64>() / members.len() as f64;
                }
            }
            if !moved {
                break;
            }
        }
        let spread: f64 =
            rows.iter().zip(&label).map(|(row, &label)| apart(row, &centres[label])).sum();
        if best.as_ref().is_none_or(|it| spread < it.0) {
            best = Some((spread, label));
        }
    }
    best.map(|it| it.1).unwrap_or_default()
}

fn apart(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[cfg(test)]
mod tests {
    use super::{GroupingMethod, activity_grouping};
    use crate::{NoValue, Similarity, toy_stream::uniforms};

    const METHODS: [GroupingMethod; 3] = [
        GroupingMethod::Ward,
        GroupingMethod::Average,
        GroupingMethod::KMeans { seed: 1, starts: 5 },
    ];

    /// Five points on a line, 0, 1, 5, 6, 20: by hand, average linkage joins 0 with 1 and 5 with 6
    /// (at 1), then both (at 5), and Ward's does the same; `scipy.cluster.hierarchy` too.
    #[test]
    fn five_points_on_a_line() {
        let points = [0.0, 1.0, 5.0, 6.0, 20.0_f64];
        let values =
            (0..25).map(|at| -(points[at / 5] - points[at % 5]).abs()).collect::<Vec<f64>>();
        let similarity = Similarity::new(values, 5).unwrap();
        for method in METHODS {
            let three = activity_grouping(&similarity, method, 3).unwrap();
            assert_eq!(three, [0, 0, 1, 1, 2].map(Some), "{method:?}");
            let two = activity_grouping(&similarity, method, 2).unwrap();
            assert_eq!(two, [0, 0, 0, 0, 1].map(Some), "{method:?}");
        }
    }

    #[test]
    fn planted_groups_are_found_whatever_the_order() {
        let mut random = uniforms(3);
        let group = |at: usize| at * 7 % 40 / 10;
        let mut values = vec![1.0; 1600];
        for i in 0..40 {
            for j in 0..i {
                let near = if group(i) == group(j) { 0.7 } else { 0.2 };
                let value = near + 0.2 * (random() - 0.5);
                values[i * 40 + j] = value;
                values[j * 40 + i] = value;
            }
        }
        let similarity = Similarity::new(values, 40).unwrap();
        for method in METHODS {
            let found = activity_grouping(&similarity, method, 4).unwrap();
            for i in 0..40 {
                for j in 0..40 {
                    assert_eq!(group(i) == group(j), found[i] == found[j], "{method:?}");
                }
            }
            assert_eq!(found, activity_grouping(&similarity, method, 4).unwrap());
        }
    }

    #[test]
    fn no_group_is_empty_even_where_all_are_alike() {
        let similarity = Similarity::new(vec![0.5; 25], 5).unwrap();
        for method in METHODS {
            let found = activity_grouping(&similarity, method, 3).unwrap();
            let most = found.iter().flatten().max();
            assert_eq!(most, Some(&2), "{method:?} {found:?}");
        }
        assert_eq!(activity_grouping(&similarity, GroupingMethod::Ward, 6), Err(NoValue::TooFew));
        for (method, groups) in
            [(GroupingMethod::Ward, 0), (GroupingMethod::KMeans { seed: 1, starts: 0 }, 2)]
        {
            let found = activity_grouping(&similarity, method, groups);
            assert_eq!(found, Err(NoValue::ParameterOutOfRange));
        }
    }
}
