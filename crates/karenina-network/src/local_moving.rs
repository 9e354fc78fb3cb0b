//! The three steps of the Leiden algorithm on one level: moving nodes, refining communities, and
//! making a node of each part.

use crate::graph::Graph;
use crate::random::{below, shuffle};
use rand_chacha::ChaCha8Rng;

/// A network whose nodes may each stand for many: ties between them, end to end in one array. What
/// ties the many of one node plays no part in moving it; it counts in its strength.
pub(crate) struct Level {
    starts: Vec<u32>,
    ties: Vec<(u32, f64)>,
    strength: Vec<f64>,
}

/// What is used again from step to step: the weight of ties to each community, and the communities
/// where that is not zero.
#[derive(Default)]
pub(crate) struct Scratch {
    to: Vec<f64>,
    touched: Vec<u32>,
}

impl Scratch {
    /// Adds up the ties of a node by where they lead.
    fn gather(&mut self, ties: impl Iterator<Item = (u32, f64)>) {
        for (community, weight) in ties {
            let sum = &mut self.to[community as usize];
            if *sum == 0.0 {
                self.touched.push(community);
            }
            *sum += weight;
        }
    }

    fn clear(&mut self) {
        for community in self.touched.drain(..) {
            self.to[community as usize] = 0.0;
        }
    }

    pub fn make_room(&mut self, n: usize) {
        if self.to.len() < n {
            self.to.resize(n, 0.0);
        }
    }
}

impl Level {
    /// The network itself; weights as parts of `unit`.
    pub fn of(graph: &Graph, unit: f64) -> Level {
        let n = graph.n_nodes() as u32;
        let mut starts = Vec::with_capacity(graph.n_nodes() + 1);
        let mut ties = Vec::with_capacity(2 * graph.n_ties());
        starts.push(0);
        for node in 0..n {
            let row = graph.neighbours(node).iter().zip(graph.weights(node));
            ties.extend(row.map(|(&other, weight)| (other, weight / unit)));
            starts.push(ties.len() as u32);
        }
        let strength =
            (0..n).map(|it| graph.weights(it).iter().map(|it| it / unit).sum()).collect();
        Level { starts, ties, strength }
    }

    pub fn n_nodes(&self) -> usize {
        self.strength.len()
    }

    /// The strength of all nodes together: twice the weight of all ties.
    pub fn strength(&self) -> f64 {
        self.strength.iter().sum()
    }

    /// What modularity counts, but for the ties within a node: Σ over the communities of the ties
    /// within, both ways, less `pull` times the square of the strength, as a share of all.
    pub fn quality(&self, of: &[u32], pull: f64) -> f64 {
        let mut strength = vec![0.0; self.n_nodes()];
        let mut within = 0.0;
        for node in 0..self.n_nodes() as u32 {
            let own = of[node as usize];
            strength[own as usize] += self.strength[node as usize];
            let ties = self.ties(node).iter().filter(|it| of[it.0 as usize] == own);
            within += ties.map(|it| it.1).sum::<f64>();
        }
        let expected: f64 = strength.iter().map(|it| pull * it * it).sum();
        (within - expected) / self.strength()
    }

    fn ties(&self, node: u32) -> &[(u32, f64)] {
        &self.ties[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// Moves nodes to the community where they add most to modularity until no node wants to:
    /// `of` is each node's, numbers below that of the nodes. After a move only those who are
    /// tied to the node are asked again. `pull` is γ / 2m.
    pub fn move_nodes(
        &self,
        of: &mut [u32],
        pull: f64,
        random: &mut ChaCha8Rng,
        scratch: &mut Scratch,
    ) {
        let n = self.n_nodes();
        scratch.make_room(n);
        let mut strength = vec![0.0; n];
        let mut size = vec![0_u32; n];
        for node in 0..n {
            strength[of[node] as usize] += self.strength[node];
            size[of[node] as usize] += 1;
        }
        let mut free: Vec<u32> = (0..n as u32).rev().filter(|&it| size[it as usize] == 0).collect();
        let mut queue: Vec<u32> = (0..n as u32).collect();
        shuffle(random, &mut queue);
        let mut queue = std::collections::VecDeque::from(queue);
        let mut waits = vec![true; n];
        while let Some(node) = queue.pop_front() {
            waits[node as usize] = false;
            let own = of[node as usize];
            let own_strength = self.strength[node as usize];
            scratch.gather(self.ties(node).iter().map(|&(it, weight)| (of[it as usize], weight)));
            strength[own as usize] -= own_strength;
            let gain =
                |community: u32, to: f64| to - pull * own_strength * strength[community as usize];
            let stays = gain(own, scratch.to[own as usize]);
            let (mut best, mut most) = (own, stays);
            for &community in &scratch.touched {
                let it = gain(community, scratch.to[community as usize]);
                if it > most {
                    (best, most) = (community, it);
                }
            }
            // Better alone than in bad company.
            if most < 0.0
                && size[own as usize] > 1
                && let Some(&alone) = free.last()
            {
                (best, most) = (alone, 0.0);
            }
            scratch.clear();
            // A gain that is smaller than the error of adding up would go round in circles.
            if best == own || most - stays <= 1e-12 * own_strength {
                strength[own as usize] += own_strength;
                continue;
            }
            if free.last() == Some(&best) {
                free.pop();
            }
            strength[best as usize] += own_strength;
            size[best as usize] += 1;
            size[own as usize] -= 1;
            if size[own as usize] == 0 {
                strength[own as usize] = 0.0;
                free.push(own);
            }
            of[node as usize] = best;
            for &(other, _) in self.ties(node) {
                if of[other as usize] != best && !waits[other as usize] {
                    waits[other as usize] = true;
                    queue.push_back(other);
                }
            }
        }
    }

    /// Parts of the communities, each of which hangs together: nodes join, one after another in
    /// random order, a part of their own community, if both they and it are well tied to the rest
    /// of it. Numbers are below that of the nodes.
    pub fn refine(
        &self,
        of: &[u32],
        pull: f64,
        random: &mut ChaCha8Rng,
        scratch: &mut Scratch,
    ) -> Vec<u32> {
        let n = self.n_nodes();
        scratch.make_room(n);
        let mut whole = vec![0.0; n];
        for (community, strength) in of.iter().zip(&self.strength) {
            whole[*community as usize] += strength;
        }
        let within = |node: u32| {
            let own = of[node as usize];
            self.ties(node).iter().filter(move |it| of[it.0 as usize] == own)
        };
        // Of each part: its ties to the rest of its community, its strength, whether it is one node.
        let mut outward: Vec<f64> =
            (0..n as u32).map(|it| within(it).map(|it| it.1).sum()).collect();
        let mut strength = self.strength.clone();
        let mut alone = vec![true; n];
        let mut part: Vec<u32> = (0..n as u32).collect();
        let mut order = part.clone();
        shuffle(random, &mut order);
        for node in order {
            let at = node as usize;
            let all = whole[of[at] as usize];
            let well_tied =
                |outward: f64, strength: f64| outward >= pull * strength * (all - strength);
            if !alone[at] || !well_tied(outward[at], self.strength[at]) {
                continue;
            }
            scratch.gather(within(node).map(|&(it, weight)| (part[it as usize], weight)));
            let (mut best, mut most, mut equal) = (node, 0.0, 1);
            for &it in &scratch.touched {
                let to = scratch.to[it as usize];
                let gain = to - pull * self.strength[at] * strength[it as usize];
                if gain < most || !well_tied(outward[it as usize], strength[it as usize]) {
                    continue;
                }
                // Of several that are equally good each is as likely.
                equal = if gain > most { 1 } else { equal + 1 };
                if gain > most || below(random, equal) == 0 {
                    (best, most) = (it, gain);
                }
            }
            if best != node {
                outward[best as usize] += outward[at] - 2.0 * scratch.to[best as usize];
                strength[best as usize] += self.strength[at];
                (alone[at], alone[best as usize]) = (false, false);
                part[at] = best;
            }
            scratch.clear();
        }
        part
    }

    /// A node for each part, and, of each node, the number of its part; numbers rise from 0.
    pub fn gathered(&self, part: &[u32], scratch: &mut Scratch) -> (Level, Vec<u32>) {
        let n = self.n_nodes();
        let mut number = vec![u32::MAX; n];
        let mut n_parts = 0;
        let numbers: Vec<u32> = part
            .iter()
            .map(|&it| {
                let number = &mut number[it as usize];
                if *number == u32::MAX {
                    *number = n_parts;
                    n_parts += 1;
                }
                *number
            })
            .collect();
        let rows = crate::rows::Rows::from_pairs(
            n_parts as usize,
            numbers.iter().enumerate().map(|(node, &it)| (it, node as u32)),
        );
        let mut starts = Vec::with_capacity(n_parts as usize + 1);
        let mut ties = Vec::new();
        starts.push(0);
        for own in 0..n_parts {
            for &node in rows.row(own as usize) {
                let ties = self.ties(node).iter();
                scratch.gather(ties.map(|&(it, weight)| (numbers[it as usize], weight)));
            }
            let outside = scratch.touched.iter().filter(|&&it| it != own);
            ties.extend(outside.map(|&it| (it, scratch.to[it as usize])));
            scratch.clear();
            starts.push(ties.len() as u32);
        }
        let mut strength = vec![0.0; n_parts as usize];
        for (number, own) in numbers.iter().zip(&self.strength) {
            strength[*number as usize] += own;
        }
        (Level { starts, ties, strength }, numbers)
    }
}
