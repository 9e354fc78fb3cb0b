//! Which activities belong together, found in the data themselves.

use karenina_stats::{
    GroupingMethod, RegionalTable, Similarity, activity_similarity::locational_correlation,
    benchmark_grouping, benchmark_grouping::outliers_moved,
};

use super::{Datum, Draws, Grid, Measure, MeasureTable, Reason};
use crate::Mapped;

const COLUMNS: &[&str] = &["group", "cluster", "moved"];

/// Members of a cluster that sets of candidates aim at; the sets have the number of activities over
/// each of these.
const MEMBERS: [usize; 4] = [4, 8, 12, 20];

/// After Delgado, Porter and Stern (2016): activities that go together by where their employment and
/// establishments are, in candidate sets by Ward's method, by average linkage and by k-means; each is
/// scored by how far activities are nearer to their own cluster than to others, and the best is
/// taken. An activity that is nearer to another cluster is moved there, and that is said.
///
/// What is grouped are the groups of the input: without definitions, activities. By published
/// figures. Input–output links and occupations, which the authors use beside, are not in such a
/// table.
pub fn benchmark_definitions(grid: &Grid, mapped: &Mapped, draws: Draws) -> MeasureTable {
    let mut it = MeasureTable {
        measure: Measure::BenchmarkDefinitions,
        columns: COLUMNS,
        rows: Vec::new(),
        facts: Vec::new(),
    };
    let mut plants = vec![0.0; grid.n_regions * grid.n_groups];
    for found in &mapped.found {
        plants[found.region as usize * grid.n_groups + found.group as usize] = found.establishments;
    }
    let similarity = |of: &[f64]| -> Result<Similarity, _> {
        locational_correlation(&RegionalTable::new(of, grid.n_regions, grid.n_groups)?)
    };
    let methods = [
        GroupingMethod::Ward,
        GroupingMethod::Average,
        GroupingMethod::KMeans { seed: draws.seed, starts: 20 },
    ];
    let mut numbers: Vec<usize> =
        MEMBERS.iter().map(|it| grid.n_groups / it).filter(|it| *it >= 2).collect();
    numbers.dedup();
    let found = similarity(&grid.published).and_then(|by_employment| {
        let by_plants = similarity(&plants);
        let mut matrices = vec![&by_employment];
        matrices.extend(by_plants.as_ref().ok());
        let best = benchmark_grouping(&matrices, &matrices, &methods, &numbers)?;
        let n_sets = best.len();
        let best = best.into_iter().next().ok_or(karenina_stats::NoValue::NothingThere)?;
        let moved = outliers_moved(&best.groups, matrices[best.matrix], 20)?;
        Ok((n_sets, best, moved))
    });
    let (n_sets, best, moved) = match found {
        Ok(found) => found,
        Err(why) => {
            it.facts.push(("absent_because", Datum::Because(Reason::Kernel(why))));
            return it;
        }
    };
    let word = match best.method {
        GroupingMethod::Ward => "ward",
        GroupingMethod::Average => "average",
        GroupingMethod::KMeans { .. } => "k_means",
    };
    it.facts.push(("validation_score", Datum::Number(best.overall)));
    it.facts.push(("candidate_sets", Datum::Count(n_sets as u64)));
    it.facts
        .push(("made_from", Datum::Word(if best.matrix == 0 { "employment" } else { "plants" })));
    it.facts.push(("method", Datum::Word(word)));
    it.facts.push(("clusters", Datum::Count(best.n_groups as u64)));
    it.facts.push(("seed", Datum::Count(draws.seed)));
    let groups = &moved.0;
    let mut order: Vec<usize> = (0..grid.n_groups).filter(|it| groups[*it].is_some()).collect();
    order.sort_by_key(|it| (groups[*it], *it));
    for at in order {
        let was = best.groups[at];
        it.rows.push(vec![
            Datum::Group(at as u32),
            Datum::Count(groups[at].map_or(0, |it| it as u64 + 1)),
            if was == groups[at] { Datum::Empty } else { Datum::Word("yes") },
        ]);
    }
    it
}
