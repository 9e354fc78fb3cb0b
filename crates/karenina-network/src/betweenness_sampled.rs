//! Betweenness from some sources instead of all, with how far it may be off.

use crate::affiliation::Affiliation;
use crate::betweenness::of_actors;
use crate::condensed::{ALONE, Condensed};
use crate::lanes::LANES;
use crate::misfit::Misfit;
use crate::pass::{Pass, Source};
use crate::random::{below, stream};
use rayon::prelude::*;

/// An estimate of betweenness.
#[derive(Debug, Clone, PartialEq)]
pub struct SampledBetweenness {
    /// The estimate, in pairs, as [`betweenness_of_affiliation`](crate::betweenness_of_affiliation)
    /// gives it; right on average.
    pub values: Vec<f64>,
    /// The standard error of each estimate: what to expect; infinite for fewer than two samples.
    pub standard_error: Vec<f64>,
    /// With the stated confidence no value of the network, all taken together, is off by more
    /// than its number here: what is guaranteed, much wider than the standard error.
    pub error: Vec<f64>,
    /// How many sources were drawn.
    pub n_samples: usize,
    /// The chance that all values lie within `error`.
    pub confidence: f64,
}

/// The betweenness of every actor, estimated from `n_samples` sources drawn without replacement.
///
/// The share of shortest paths from a source that lead over v is between 0 and n − 2, so the mean over the
/// sources drawn is off by at most σ̂√(2ρλ/k) + κ(n−2)λ/k, with λ = ln(10·a/(1−confidence)),
/// κ = 7/3 + 3/√2, ρ what is not drawn, σ̂ the spread among the sources drawn, and a the number
/// of different nodes that can stand between others at all. Who cannot (one event, nobody) has 0 exactly.
/// With as many samples as actors, or more, the values are exact and the errors 0. For who is in
/// front a few hundred samples do; for the order of the others take the exact measure, which costs
/// (different sources / samples) times as much. The seed decides; the number of threads plays no
/// part.
///
/// ```
/// use karenina_network::{Affiliation, betweenness_of_affiliation, betweenness_sampled};
/// let pairs = [(0, 0), (1, 0), (2, 0), (2, 1), (3, 1)];
/// let network = Affiliation::from_pairs(4, 2, &pairs).unwrap();
/// let all = betweenness_sampled(&network, 4, 0.95, 1).unwrap();
/// assert_eq!(all.values, betweenness_of_affiliation(&network).unwrap());
/// assert_eq!(all.error, [0.0; 4]);
/// let some = betweenness_sampled(&network, 2, 0.95, 1).unwrap();
/// assert!((some.values[2] - 2.0).abs() <= some.error[2]);
/// ```
///
/// # Reference
/// Brandes, U. and Pich, C. (2007). Centrality estimation in large networks. *International Journal
/// of Bifurcation and Chaos* 17, 2303–2318. Bound: Bardenet, R. and Maillard, O.-A. (2015).
/// Concentration inequalities for sampling without replacement. *Bernoulli* 21, 1361–1385, theorem
/// 4.3.
pub fn betweenness_sampled(
    affiliation: &Affiliation,
    n_samples: usize,
    confidence: f64,
    seed: u64,
) -> Result<SampledBetweenness, Misfit> {
    if !(confidence > 0.0 && confidence < 1.0) {
        return Err(Misfit::Share { what: "confidence", value: confidence });
    }
    let condensed = Condensed::new(affiliation)?;
    let n = affiliation.n_actors();
    let k = n_samples.min(n);
    let sources = drawn(&condensed, n, k, seed);
    let (sums, squares) = moments(&condensed, &sources);
    let (all, most) = (n as f64, (n as f64 - 2.0).max(0.0));
    let samples = k as f64;
    let rest = if 2 * k <= n {
        1.0 - (samples - 1.0) / all
    } else {
        (1.0 - samples / all) * (1.0 + 1.0 / samples)
    };
    let lambda = libm::log(10.0 * condensed.n_nodes() as f64 / (1.0 - confidence));
    let kappa = 7.0 / 3.0 + 3.0 / 2.0_f64.sqrt();
    let spread = |node: usize| {
        let mean = sums[node] / samples;
        (squares[node] / samples - mean * mean).max(0.0)
    };
    let per_node = |of: &dyn Fn(usize) -> f64| -> Vec<f64> {
        let of_nodes: Vec<f64> = (0..condensed.n_nodes()).map(of).collect();
        // From the mean over sources to pairs, each counted once.
        of_actors(&condensed, &of_nodes, all / 2.0)
    };
    let exact = k == n;
    Ok(SampledBetweenness {
        values: per_node(&|node| if k == 0 { 0.0 } else { sums[node] / samples }),
        standard_error: per_node(&|node| {
            if exact {
                0.0
            } else if k < 2 {
                f64::INFINITY
            } else {
                let variance = spread(node) * samples / (samples - 1.0);
                (variance / samples * (1.0 - samples / all)).sqrt()
            }
        }),
        error: per_node(&|node| {
            if exact {
                0.0
            } else if k == 0 {
                most
            } else {
                let wide = (2.0 * rest * lambda * spread(node) / samples).sqrt();
                (wide + kappa * most * lambda / samples).min(most)
            }
        }),
        n_samples: k,
        confidence,
    })
}

/// `k` of the actors, as sources with the number of actors drawn from each; neighbours together.
fn drawn(condensed: &Condensed, n: usize, k: usize, seed: u64) -> Vec<Source> {
    let mut random = stream(seed, 0);
    let mut actors: Vec<u32> = (0..n as u32).collect();
    let mut counts = vec![0.0; condensed.n_nodes() + condensed.n_events()];
    for place in 0..k {
        let step = below(&mut random, (n - place) as u32) as usize;
        actors.swap(place, place + step);
        let at = condensed.place_of[actors[place] as usize];
        if at != ALONE {
            counts[at as usize] += 1.0;
        }
    }
    let mut sources = condensed.sources();
    sources.retain_mut(|it| {
        it.weight = counts[it.place as usize];
        it.weight > 0.0
    });
    sources
}

/// Passes that one sum is made of; sums are added in their order, whatever the threads.
const PASSES: usize = 16;

/// The weighted sums of the dependencies of each node and of their squares.
fn moments(condensed: &Condensed, sources: &[Source]) -> (Vec<f64>, Vec<f64>) {
    let n = condensed.n_nodes();
    let blocks: Vec<(Vec<f64>, Vec<f64>)> = sources
        .par_chunks(PASSES * LANES)
        .map_init(
            || Pass::new(condensed),
            |pass, block| {
                let (mut sums, mut squares) = (vec![0.0; n], vec![0.0; n]);
                for together in block.chunks(LANES) {
                    pass.run(together, |node, dependency| {
                        for (it, source) in dependency.0.iter().zip(together) {
                            sums[node] += source.weight * it;
                            squares[node] += source.weight * it * it;
                        }
                    });
                }
                (sums, squares)
            },
        )
        .collect();
    let (mut sums, mut squares) = (vec![0.0; n], vec![0.0; n]);
    for (sum, square) in blocks {
        for node in 0..n {
            sums[node] += sum[node];
            squares[node] += square[node];
        }
    }
    (sums, squares)
}

#[cfg(test)]
mod tests {
    use super::betweenness_sampled;
    use crate::affiliation::Affiliation;
    use crate::betweenness::betweenness_of_affiliation;
    use crate::betweenness::tests::assert_close;
    use crate::known::davis;
    use proptest::prelude::*;

    fn chain_of_projects(n: u32) -> Affiliation {
        let pairs: Vec<(u32, u32)> =
            (0..n).flat_map(|it| [(it, it / 2), (it, it / 3 + n)]).collect();
        Affiliation::from_pairs(n as usize, 2 * n as usize, &pairs).unwrap()
    }

    #[test]
    fn errors_are_kept_and_shrink_with_samples() {
        let network = chain_of_projects(200);
        let exact = betweenness_of_affiliation(&network).unwrap();
        let mut before = f64::INFINITY;
        for n_samples in [0, 1, 20, 100, 190] {
            let found = betweenness_sampled(&network, n_samples, 0.95, 3).unwrap();
            for (actor, value) in exact.iter().enumerate() {
                assert!((found.values[actor] - value).abs() <= found.error[actor] + 1e-9);
            }
            let widest = found.error.iter().copied().fold(0.0, f64::max);
            assert!(widest <= before);
            before = widest;
        }
    }

    #[test]
    fn estimates_are_right_on_average_and_standard_errors_tell_their_spread() {
        let network = chain_of_projects(60);
        let exact = betweenness_of_affiliation(&network).unwrap();
        let actor = (0..60).max_by(|&a, &b| exact[a].total_cmp(&exact[b])).unwrap();
        let runs: Vec<_> =
            (0..400).map(|seed| betweenness_sampled(&network, 20, 0.9, seed).unwrap()).collect();
        let off = |it: &super::SampledBetweenness| it.values[actor] - exact[actor];
        let mean = runs.iter().map(off).sum::<f64>() / 400.0;
        let spread = (runs.iter().map(|it| off(it) * off(it)).sum::<f64>() / 400.0).sqrt();
        let told = runs.iter().map(|it| it.standard_error[actor]).sum::<f64>() / 400.0;
        assert!(mean.abs() < 4.0 * spread / 20.0, "{mean} {spread}");
        assert!((told / spread - 1.0).abs() < 0.15, "{told} {spread}");
    }

    #[test]
    fn odd_questions_have_answers() {
        let none = betweenness_sampled(&Affiliation::default(), 10, 0.95, 1).unwrap();
        assert!(none.values.is_empty());
        for confidence in [0.0, 1.0, f64::NAN] {
            assert!(betweenness_sampled(&davis(), 10, confidence, 1).is_err());
        }
    }

    proptest! {
        #[test]
        fn all_samples_are_the_exact_measure(
            pairs in proptest::collection::vec((0_u32..20, 0_u32..12), 0..60)
        ) {
            let network = Affiliation::from_pairs(20, 12, &pairs).unwrap();
            let found = betweenness_sampled(&network, 99, 0.95, 1).unwrap();
            assert_close(&found.values, &betweenness_of_affiliation(&network).unwrap());
        }
    }
}
