//! Every three nodes that are all tied to each other, once.

use crate::graph::Graph;
use rayon::prelude::*;

/// Gives every triangle to `visit`, once, in parallel; each block of nodes counts into a `T` of
/// its own. Cost: for each tie, the neighbours of its less connected end that are better
/// connected than it, at most √(2m).
pub(crate) fn triangles<T: Send>(
    graph: &Graph,
    start: impl Fn() -> T + Sync + Send,
    visit: impl Fn(&mut T, u32, u32, u32) + Sync,
) -> Vec<T> {
    let n = graph.n_nodes();
    let rank = |node: u32| (graph.degree_of(node), node);
    let upward: Vec<Vec<u32>> = (0..n as u32)
        .map(|node| {
            let above = |it: &u32| rank(*it) > rank(node);
            graph.neighbours(node).iter().copied().filter(above).collect()
        })
        .collect();
    (0..n.div_ceil(BLOCK))
        .into_par_iter()
        .map_init(
            || vec![u32::MAX; n],
            |mark, block| {
                let mut counts = start();
                for node in (block * BLOCK) as u32..n.min((block + 1) * BLOCK) as u32 {
                    for &other in &upward[node as usize] {
                        mark[other as usize] = node;
                    }
                    for &other in &upward[node as usize] {
                        for &third in &upward[other as usize] {
                            if mark[third as usize] == node {
                                visit(&mut counts, node, other, third);
                            }
                        }
                    }
                }
                counts
            },
        )
        .collect()
}

/// Few blocks, since each has counts of its own.
const BLOCK: usize = 4096;
