//! Closeness: how few steps it is to everybody else.

use crate::affiliation::Affiliation;
use crate::condensed::{ALONE, Condensed};
use crate::graph::Graph;
use crate::misfit::Misfit;
use rayon::prelude::*;

/// The distances from each node to those that it can reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Closeness {
    /// How many others each node can reach.
    pub reached: Vec<u32>,
    /// The sum of the distances to them (*farness*).
    pub farness: Vec<u64>,
    /// The sum of 1 / distance to them: from 0 (alone) to n−1 (tied to all). Those out of reach
    /// add 0, so it needs no convention for networks in parts (*harmonic centrality*).
    pub harmonic: Vec<f64>,
}

impl Closeness {
    /// Of each node, (reached / farness) · (reached / (n−1)): 1 over the mean distance to those
    /// it can reach, times their share among all others. From near 0 to 1 (tied to all); `None`
    /// for a node that reaches nobody, which has no distances.
    pub fn closeness(&self) -> Vec<Option<f64>> {
        let others = self.reached.len() as f64 - 1.0;
        let each = self.reached.iter().zip(&self.farness);
        each.map(|(&reached, &farness)| {
            let reached = f64::from(reached);
            (farness > 0).then(|| reached / farness as f64 * (reached / others))
        })
        .collect()
    }

    /// The mean distance of two nodes that can reach each other (*characteristic path length*),
    /// from 1 up; `None` if there are none.
    pub fn mean_distance(&self) -> Option<f64> {
        let pairs: u64 = self.reached.iter().map(|&it| u64::from(it)).sum();
        let steps: u64 = self.farness.iter().sum();
        (pairs > 0).then(|| steps as f64 / pairs as f64)
    }

    /// The mean over all pairs of 1 / distance, 0 for those out of reach (*efficiency*), from 0
    /// to 1; `None` for fewer than two nodes.
    pub fn efficiency(&self) -> Option<f64> {
        let n = self.reached.len() as f64;
        (n > 1.0).then(|| self.harmonic.iter().sum::<f64>() / (n * (n - 1.0)))
    }
}

/// The distances among actors who share events, exact, without making the projection.
///
/// A step leads from an actor to another of the same event. 256 sources share a pass, one bit
/// each; a source's distances are read off at the nodes that it reaches, since the way back is as
/// long. `rustworkx-core` goes from one source at a time over the ties of the projection, some
/// hundred times the work. Cost: (actors / 256) × (largest distance) × (participations after
/// condensing).
///
/// ```
/// use karenina_network::{Affiliation, closeness_of_affiliation};
/// let pairs = [(0, 0), (1, 0), (1, 1), (2, 1)];
/// let found = closeness_of_affiliation(&Affiliation::from_pairs(4, 2, &pairs).unwrap()).unwrap();
/// assert_eq!(found.farness, [3, 2, 3, 0]);
/// assert_eq!(found.harmonic, [1.5, 2.0, 1.5, 0.0]);
/// ```
///
/// # Reference
/// Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
/// Networks* 1, 215–239; for networks in parts Wasserman, S. and Faust, K. (1994). *Social Network
/// Analysis*, equation 5.22. Harmonic: Marchiori, M. and Latora, V. (2000). Harmony in the
/// small-world. *Physica A* 285, 539–546. Passes: Then, M. et al. (2014). The more the merrier:
/// efficient multi-source graph traversal. *PVLDB* 8, 449–460.
pub fn closeness_of_affiliation(affiliation: &Affiliation) -> Result<Closeness, Misfit> {
    let network = Condensed::new(affiliation)?;
    let n_places = network.n_nodes() + network.n_events();
    // How many actors a place stands for, and one source for each of them; neighbours together.
    let size = |place: usize| match place.checked_sub(network.n_nodes()) {
        Some(event) => network.leaves[event] as usize,
        None => network.twins[place] as usize,
    };
    let sources: Vec<u32> = network
        .sources()
        .iter()
        .flat_map(|it| std::iter::repeat_n(it.place, size(it.place as usize)))
        .collect();
    let blocks: Vec<Vec<Sums>> = sources
        .par_chunks(PASSES * 64 * WORDS)
        .map_init(
            || Pass::new(&network),
            |pass, block| {
                let mut sums = vec![Sums::default(); n_places];
                for together in block.chunks(64 * WORDS) {
                    pass.run(together, &mut sums);
                }
                sums
            },
        )
        .collect();
    let mut total = vec![Sums::default(); n_places];
    for block in blocks {
        for (sum, part) in total.iter_mut().zip(block) {
            sum.reached += part.reached;
            sum.farness += part.farness;
            sum.harmonic += part.harmonic;
        }
    }
    let of = |&place: &u32| match total.get(place as usize) {
        Some(sums) if place != ALONE => {
            // Twins are one step from each other.
            let twins = size(place as usize) as u64 - 1;
            (sums.reached + twins, sums.farness + twins, sums.harmonic + twins as f64)
        }
        _ => (0, 0, 0.0),
    };
    let each: Vec<_> = network.place_of.iter().map(of).collect();
    Ok(Closeness {
        reached: each.iter().map(|it| it.0 as u32).collect(),
        farness: each.iter().map(|it| it.1).collect(),
        harmonic: each.iter().map(|it| it.2).collect(),
    })
}

/// The distances among the nodes of a network, each tie one step; otherwise as
/// [`closeness_of_affiliation`].
///
/// ```
/// use karenina_network::{Graph, closeness};
/// let path = Graph::from_edges(3, &[(0, 1, 1.0), (1, 2, 1.0)]).unwrap();
/// assert_eq!(closeness(&path).unwrap().closeness()[1], Some(1.0));
/// ```
///
/// # Reference
/// Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
/// Networks* 1, 215–239.
pub fn closeness(graph: &Graph) -> Result<Closeness, Misfit> {
    closeness_of_affiliation(&graph.cliques())
}

/// 64 sources a word.
const WORDS: usize = 4;
type Bits = [u64; WORDS];
const NONE: Bits = [0; WORDS];

/// Passes whose sums are one block.
const PASSES: usize = 4;

#[derive(Clone, Default)]
struct Sums {
    reached: u64,
    farness: u64,
    harmonic: f64,
}

struct Pass<'a> {
    network: &'a Condensed,
    /// Which sources have reached a place, in the last step and ever.
    seen: Vec<Bits>,
    last: Vec<Bits>,
    next: Vec<Bits>,
    at_event: Vec<Bits>,
}

impl<'a> Pass<'a> {
    fn new(network: &'a Condensed) -> Pass<'a> {
        let n_places = network.n_nodes() + network.n_events();
        let blank = vec![NONE; n_places];
        Pass {
            network,
            seen: blank.clone(),
            last: blank.clone(),
            next: blank,
            at_event: vec![NONE; network.n_events()],
        }
    }

    fn run(&mut self, sources: &[u32], sums: &mut [Sums]) {
        let network = self.network;
        let n_nodes = network.n_nodes();
        self.seen.fill(NONE);
        self.last.fill(NONE);
        for (lane, &place) in sources.iter().enumerate() {
            self.last[place as usize][lane / 64] |= 1 << (lane % 64);
            self.seen[place as usize][lane / 64] |= 1 << (lane % 64);
        }
        let mut distance = 0;
        loop {
            distance += 1;
            for (event, bits) in self.at_event.iter_mut().enumerate() {
                *bits = self.last[n_nodes + event];
                for &node in network.nodes_of.row(event) {
                    join(bits, &self.last[node as usize]);
                }
            }
            let mut any = false;
            for (place, next) in self.next.iter_mut().enumerate() {
                let mut bits = NONE;
                match place.checked_sub(n_nodes) {
                    Some(event) if network.leaves[event] > 0.0 => bits = self.at_event[event],
                    Some(_) => {}
                    None => {
                        for &event in network.events_of.row(place) {
                            join(&mut bits, &self.at_event[event as usize]);
                        }
                    }
                }
                let seen = &mut self.seen[place];
                for (it, seen) in bits.iter_mut().zip(seen.iter_mut()) {
                    *it &= !*seen;
                    *seen |= *it;
                }
                let count: u64 = bits.iter().map(|it| u64::from(it.count_ones())).sum();
                if count > 0 {
                    any = true;
                    sums[place].reached += count;
                    sums[place].farness += count * distance;
                    sums[place].harmonic += count as f64 / distance as f64;
                }
                *next = bits;
            }
            std::mem::swap(&mut self.last, &mut self.next);
            if !any {
                return;
            }
        }
    }
}

fn join(bits: &mut Bits, more: &Bits) {
    for (it, other) in bits.iter_mut().zip(more) {
        *it |= other;
    }
}

#[cfg(test)]
mod tests {
    use super::{closeness, closeness_of_affiliation};
    use crate::affiliation::Affiliation;
    use crate::betweenness::tests::assert_close;
    use crate::graph::{Graph, Weighting};
    use crate::known::{karate, kite, les_miserables};
    use proptest::prelude::*;

    /// networkx 3.6.1; the values of the kite are those of Krackhardt (1990).
    #[test]
    fn the_kite_the_club_and_the_characters_of_hugo() {
        let values: Vec<f64> =
            closeness(&kite()).unwrap().closeness().into_iter().flatten().collect();
        assert_close(
            &values,
            &[
                9.0 / 17.0,
                9.0 / 17.0,
                0.5,
                0.6,
                0.5,
                9.0 / 14.0,
                9.0 / 14.0,
                0.6,
                9.0 / 21.0,
                9.0 / 29.0,
            ],
        );
        let club = closeness(&karate()).unwrap();
        assert!((club.harmonic[33] - 23.25).abs() < 1e-12);
        assert!((club.closeness()[0].unwrap() - 0.568_965_517_241_379_3).abs() < 1e-15);
        assert!((club.mean_distance().unwrap() - 2.408_199_643_493_761).abs() < 1e-14);
        let hugo = closeness(&les_miserables()).unwrap();
        assert!((hugo.mean_distance().unwrap() - 2.641_148_325_358_851_7).abs() < 1e-14);
        assert!((hugo.harmonic[10] - 55.666_666_666_666_664).abs() < 1e-12);
    }

    #[test]
    fn who_reaches_nobody_is_not_near_and_not_far() {
        let none = closeness(&Graph::default()).unwrap();
        assert_eq!((none.mean_distance(), none.efficiency()), (None, None));
        let one = closeness(&Graph::from_edges(1, &[]).unwrap()).unwrap();
        assert_eq!((one.closeness(), one.harmonic), (vec![None], vec![0.0]));
    }

    proptest! {
        #[test]
        fn distances_are_those_found_step_by_step(
            pairs in proptest::collection::vec((0_u32..20, 0_u32..14), 0..50)
        ) {
            let network = Affiliation::from_pairs(20, 14, &pairs).unwrap();
            let graph = network.project(Weighting::Plain, None).unwrap().graph;
            let found = closeness_of_affiliation(&network).unwrap();
            let from_ties = closeness(&graph).unwrap();
            prop_assert_eq!(&from_ties.farness, &found.farness);
            for source in 0..20_u32 {
                let mut distance = [u64::MAX; 20];
                distance[source as usize] = 0;
                let mut queue = vec![source];
                let mut next = 0;
                while let Some(&node) = queue.get(next) {
                    next += 1;
                    for &other in graph.neighbours(node) {
                        if distance[other as usize] == u64::MAX {
                            distance[other as usize] = distance[node as usize] + 1;
                            queue.push(other);
                        }
                    }
                }
                let reached = distance.iter().filter(|&&it| it > 0 && it < u64::MAX);
                let at = source as usize;
                prop_assert_eq!(found.reached[at] as usize, reached.clone().count());
                prop_assert_eq!(found.farness[at], reached.clone().sum::<u64>());
                let harmonic: f64 = reached.map(|&it| 1.0 / it as f64).sum();
                prop_assert!((found.harmonic[at] - harmonic).abs() < 1e-12);
            }
        }
    }
}
