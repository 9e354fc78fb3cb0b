//! Benchmark definitions of groups of activities: candidates, validation scores, the
//! best, outliers.

use crate::{GroupingMethod, NoValue, Similarity, activity_grouping, quantile};

/// How well groups hold together against others, by one matrix or the mean over
/// several: shares from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValidationScores {
    /// Groups whose relatedness within is above the mean of theirs with other groups.
    pub groups_above_mean: f64,
    /// Groups whose relatedness within is above the 95th percentile of theirs with other groups.
    pub groups_above_95: f64,
    /// Activities whose relatedness within their group is above their mean with other groups.
    pub activities_above_mean: f64,
    /// … above their 95th percentile.
    pub activities_above_95: f64,
}

impl ValidationScores {
    /// The mean of the four, VS.
    pub fn overall(&self) -> f64 {
        (self.groups_above_mean
            + self.groups_above_95
            + self.activities_above_mean
            + self.activities_above_95)
            / 4.0
    }
}

/// The scores of a grouping by one matrix.
///
/// WCR, relatedness within, is the mean similarity of different members of a group (or
/// of an activity with the other members of its group); BCR, between, the mean with the
/// members of each other group. A group of one has nothing within and passes no test,
/// and neither does its member. Activities without group or without similarity are left
/// out. `Err`: `WrongShape` when the grouping is not of these activities; `TooFew` with
/// fewer than two groups.
///
/// ```
/// use karenina_stats::{Similarity, validation_scores};
/// let near = |i: usize, j: usize| if i / 2 == j / 2 { 0.8 } else { 0.1 };
/// let values = (0..16).map(|at| near(at / 4, at % 4)).collect();
/// let similarity = Similarity::new(values, 4).unwrap();
/// let right = validation_scores(&[Some(0), Some(0), Some(1), Some(1)], &similarity).unwrap();
/// let wrong = validation_scores(&[Some(0), Some(1), Some(0), Some(1)], &similarity).unwrap();
/// assert_eq!((right.overall(), wrong.overall()), (1.0, 0.0));
/// ```
///
/// # Reference
/// Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related
/// industries. *Journal of Economic Geography* 16(1), 1–38, section 3.3.
pub fn validation_scores(
    groups: &[Option<usize>],
    similarity: &Similarity,
) -> Result<ValidationScores, NoValue> {
    let means = Means::of(groups, similarity)?;
    if means.members.iter().filter(|it| !it.is_empty()).count() < 2 {
        return Err(NoValue::TooFew);
    }
    let (mut group_passes, mut n_groups) = ([0.0, 0.0], 0.0);
    let (mut activity_passes, mut n_activities) = ([0.0, 0.0], 0.0);
    for (own, members) in means.members.iter().enumerate().filter(|it| !it.1.is_empty()) {
        let size = members.len() as f64;
        let mut between = vec![0.0; means.members.len()];
        let mut within = 0.0;
        for &activity in members {
            for (group, mean) in between.iter_mut().enumerate() {
                *mean += means.with(activity, group) / size;
            }
            let others = means.others(activity, own);
            if let Some(own_mean) = means.within(activity, own) {
                within += own_mean / size;
                add(&mut activity_passes, own_mean, &others);
            }
            n_activities += 1.0;
        }
        n_groups += 1.0;
        if members.len() > 1 {
            let others: Vec<f64> = (0..between.len())
                .filter(|&it| it != own && !means.members[it].is_empty())
                .map(|it| between[it])
                .collect();
            add(&mut group_passes, within, &others);
        }
    }
    Ok(ValidationScores {
        groups_above_mean: group_passes[0] / n_groups,
        groups_above_95: group_passes[1] / n_groups,
        activities_above_mean: activity_passes[0] / n_activities,
        activities_above_95: activity_passes[1] / n_activities,
    })
}

fn add(passes: &mut [f64; 2], within: f64, others: &[f64]) {
    let mean = others.iter().sum::<f64>() / others.len() as f64;
    passes[0] += f64::from(u8::from(within > mean));
    let high = quantile(others, 0.95).is_some_and(|it| within > it);
    passes[1] += f64::from(u8::from(high));
}

/// Sums of similarities of each activity with each group.
struct Means {
    members: Vec<Vec<usize>>,
    /// Activity after activity; the activity itself is not counted.
    sums: Vec<f64>,
}

impl Means {
    fn of(groups: &[Option<usize>], similarity: &Similarity) -> Result<Self, NoValue> {
        if groups.len() != similarity.count() {
            return Err(NoValue::WrongShape);
        }
        let n_groups = groups.iter().flatten().max().map_or(0, |it| it + 1);
        if n_groups > groups.len() {
            return Err(NoValue::WrongShape);
        }
        let mut members = vec![Vec::new(); n_groups];
        for (activity, group) in groups.iter().enumerate() {
            if let Some(group) = group
                && similarity.undefined().binary_search(&activity).is_err()
            {
                members[*group].push(activity);
            }
        }
        let mut sums = vec![0.0; groups.len() * n_groups];
        for (group, members) in members.iter().enumerate() {
            for activity in 0..groups.len() {
                let all = members.iter().filter(|&&it| it != activity);
                sums[activity * n_groups + group] =
                    all.map(|&it| similarity.value(activity, it)).sum();
            }
        }
        Ok(Self { members, sums })
    }

    /// The mean with a group that the activity is not in.
    fn with(&self, activity: usize, group: usize) -> f64 {
        self.sums[activity * self.members.len() + group] / self.members[group].len().max(1) as f64
    }

    /// The mean with the others of its own; `None` when there are none.
    fn within(&self, activity: usize, own: usize) -> Option<f64> {
        let others = self.members[own].len() - 1;
        (others > 0).then(|| self.sums[activity * self.members.len() + own] / others as f64)
    }

    fn others(&self, activity: usize, own: usize) -> Vec<f64> {
        (0..self.members.len())
            .filter(|&it| it != own && !self.members[it].is_empty())
            .map(|it| self.with(activity, it))
            .collect()
    }
}

/// One candidate and what it scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which of the matrices it was made from.
    pub matrix: usize,
    /// How.
    pub method: GroupingMethod,
    /// Groups that were asked for.
    pub n_groups: usize,
    /// The group of each activity.
    pub groups: Vec<Option<usize>>,
    /// Scores by each matrix of validation.
    pub scores: Vec<ValidationScores>,
    /// The mean over matrices of the mean of the four scores.
    pub overall: f64,
}

/// All candidates, best first.
///
/// From every matrix of `made_from`, by every method, for every number of groups, a
/// grouping; each is scored by every matrix of `validated_by`. The best has the highest
/// mean score; of equals the one with fewer groups, then the one that was made first.
/// Matrices, methods, numbers and seeds are the reader's to declare: the best is best
/// among these. In small or clear data many numbers of groups score in full, so look at
/// the whole list. `Err`: of [`activity_grouping`] and [`validation_scores`];
/// `WrongShape` when a list is empty or matrices differ in size.
///
/// ```
/// use karenina_stats::{GroupingMethod, Similarity, benchmark_grouping};
/// let near = |i: usize, j: usize| if i / 3 == j / 3 { 0.8 } else { 0.1 + 0.01 * (i + j) as f64 };
/// let values = (0..81).map(|at| near(at / 9, at % 9)).collect();
/// let similarity = Similarity::new(values, 9).unwrap();
/// let methods = [GroupingMethod::Ward, GroupingMethod::Average];
/// let found = benchmark_grouping(&[&similarity], &[&similarity], &methods, &[3, 4]).unwrap();
/// assert_eq!((found[0].n_groups, found[0].overall), (3, 1.0));
/// assert_eq!(found.len(), 4);
/// ```
///
/// # Reference
/// As for [`validation_scores`], sections 3.2 and 3.3.
#[doc(alias = "benchmark cluster definitions")]
pub fn benchmark_grouping(
    made_from: &[&Similarity],
    validated_by: &[&Similarity],
    methods: &[GroupingMethod],
    numbers: &[usize],
) -> Result<Vec<Candidate>, NoValue> {
    if made_from.is_empty() || validated_by.is_empty() || methods.is_empty() || numbers.is_empty() {
        return Err(NoValue::WrongShape);
    }
    let mut candidates = Vec::new();
    for (matrix, similarity) in made_from.iter().enumerate() {
        for &method in methods {
            for &n_groups in numbers {
                let groups = activity_grouping(similarity, method, n_groups)?;
                let scores = validated_by
                    .iter()
                    .map(|it| validation_scores(&groups, it))
                    .collect::<Result<Vec<_>, _>>()?;
                let overall =
                    scores.iter().map(ValidationScores::overall).sum::<f64>() / scores.len() as f64;
                candidates.push(Candidate { matrix, method, n_groups, groups, scores, overall });
            }
        }
    }
    // Stable: what was made first stays first.
    candidates.sort_by(|a, b| b.overall.total_cmp(&a.overall).then(a.n_groups.cmp(&b.n_groups)));
    Ok(candidates)
}

/// An activity that was moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// Which.
    pub activity: usize,
    /// The group it was in.
    pub from: usize,
    /// The group it is nearest to.
    pub to: usize,
    /// Its mean similarity with the others of its old group.
    pub within_before: f64,
    /// … and with the new group.
    pub within_after: f64,
}

/// Moves outliers: each activity that is nearer, on the mean, to another group than to
/// the rest of its own.
///
/// In rounds: all outliers of a round are found first, then moved to the group they are
/// nearest to, until none is left or `most_rounds` are over. The last member of a group
/// stays, so that no group disappears. Every move is listed, since a definition that is
/// published must say what was corrected. Returns the groups, the moves, and whether
/// none was left. `Err`: as [`validation_scores`].
///
/// ```
/// use karenina_stats::{Similarity, benchmark_grouping::outliers_moved};
/// let near = |i: usize, j: usize| if i / 3 == j / 3 { 0.8 } else { 0.1 };
/// let values = (0..36).map(|at| near(at / 6, at % 6)).collect();
/// let similarity = Similarity::new(values, 6).unwrap();
/// let (groups, moves, settled) =
///     outliers_moved(&[0, 0, 1, 1, 1, 1].map(Some), &similarity, 10).unwrap();
/// assert_eq!(groups, [0, 0, 0, 1, 1, 1].map(Some));
/// assert!(settled && moves.len() == 1 && moves[0].activity == 2);
/// ```
///
/// # Reference
/// As for [`validation_scores`], section 3.4, where outliers are found by the same
/// comparison and moved by judgement; here the judgement is left to the reader of the
/// list.
#[allow(clippy::type_complexity)]
pub fn outliers_moved(
    groups: &[Option<usize>],
    similarity: &Similarity,
    most_rounds: usize,
) -> Result<(Vec<Option<usize>>, Vec<Moved>, bool), NoValue> {
    let mut groups = groups.to_vec();
    let mut moves = Vec::new();
    for _ in 0..most_rounds {
        let means = Means::of(&groups, similarity)?;
        if means.members.iter().filter(|it| !it.is_empty()).count() < 2 {
            return Err(NoValue::TooFew);
        }
        let mut left: Vec<usize> = means.members.iter().map(Vec::len).collect();
        let before = moves.len();
        for (from, members) in means.members.iter().enumerate() {
            for &activity in members {
                let within_before = means.within(activity, from);
                let (to, within_after) = (0..means.members.len())
                    .filter(|&it| it != from && !means.members[it].is_empty())
                    .map(|it| (it, means.with(activity, it)))
                    .fold(
                        (from, f64::NEG_INFINITY),
                        |best, it| {
                            if it.1 > best.1 { it } else { best }
                        },
                    );
                if let Some(within_before) = within_before
                    && within_after > within_before
                    && left[from] > 1
                {
                    left[from] -= 1;
                    groups[activity] = Some(to);
                    moves.push(Moved { activity, from, to, within_before, within_after });
                }
            }
        }
        if moves.len() == before {
            return Ok((groups, moves, true));
        }
    }
    Ok((groups, moves, false))
}

#[cfg(test)]
mod tests {
    use super::{GroupingMethod, benchmark_grouping, outliers_moved, validation_scores};
    use crate::{NoValue, Similarity, toy_stream::uniforms};

    /// Four activities by hand: groups {0, 1} (0.6 within) and {2, 3} (0.2 within), 0.4
    /// between 0 and 2, 0.1 for the other pairs. Between the groups the mean is 0.175: both
    /// groups pass. Activities: 0 has 0.6 against 0.25, 1 has 0.6 against 0.1, 2 has 0.2
    /// against 0.25 and fails, 3 has 0.2 against 0.1.
    #[test]
    fn four_activities_by_hand() {
        let values =
            vec![1.0, 0.6, 0.4, 0.1, 0.6, 1.0, 0.1, 0.1, 0.4, 0.1, 1.0, 0.2, 0.1, 0.1, 0.2, 1.0];
        let similarity = Similarity::new(values, 4).unwrap();
        let groups = [0, 0, 1, 1].map(Some);
        let found = validation_scores(&groups, &similarity).unwrap();
        assert_eq!((found.groups_above_mean, found.groups_above_95), (1.0, 1.0));
        assert_eq!((found.activities_above_mean, found.activities_above_95), (0.75, 0.75));
        assert_eq!(found.overall(), 0.875);
        let (moved, moves, _) = outliers_moved(&groups, &similarity, 1).unwrap();
        assert_eq!(moved, [0, 0, 0, 1].map(Some));
        assert_eq!((moves[0].within_before, moves[0].within_after), (0.2, 0.25));
    }

    #[test]
    fn a_group_of_one_passes_nothing() {
        let similarity =
            Similarity::new(vec![1.0, 0.5, 0.1, 0.5, 1.0, 0.2, 0.1, 0.2, 1.0], 3).unwrap();
        let found = validation_scores(&[0, 0, 1].map(Some), &similarity).unwrap();
        assert_eq!((found.groups_above_mean, found.activities_above_95), (0.5, 2.0 / 3.0));
        let one = validation_scores(&[0, 0, 0].map(Some), &similarity);
        assert_eq!(one, Err(NoValue::TooFew));
        assert_eq!(validation_scores(&[Some(0)], &similarity), Err(NoValue::WrongShape));
        assert_eq!(
            validation_scores(&[Some(0), Some(9), None], &similarity),
            Err(NoValue::WrongShape)
        );
        assert!(benchmark_grouping(&[], &[&similarity], &[GroupingMethod::Ward], &[2]).is_err());
    }

    #[test]
    fn the_planted_number_of_groups_scores_best() {
        let mut random = uniforms(9);
        let mut values = vec![1.0; 3600];
        for i in 0..60 {
            for j in 0..i {
                let near = if i / 10 == j / 10 { 0.6 } else { 0.1 };
                let value = near + 0.3 * random();
                values[i * 60 + j] = value;
                values[j * 60 + i] = value;
            }
        }
        let similarity = Similarity::new(values, 60).unwrap();
        let methods = [
            GroupingMethod::Ward,
            GroupingMethod::Average,
            GroupingMethod::KMeans { seed: 4, starts: 8 },
        ];
        let found = benchmark_grouping(&[&similarity], &[&similarity], &methods, &[6, 12]).unwrap();
        assert_eq!(found.len(), 6);
        // Of equal scores the one with fewer groups is first.
        assert_eq!((found[0].n_groups, found[0].overall), (6, 1.0));
        let planted: Vec<Option<usize>> = (0..60).map(|it| Some(it / 10)).collect();
        for candidate in found.iter().filter(|it| it.n_groups == 6) {
            assert_eq!(candidate.groups, planted, "{:?}", candidate.method);
        }
        let again = benchmark_grouping(&[&similarity], &[&similarity], &methods, &[6, 12]).unwrap();
        assert_eq!(found, again);
    }
}
