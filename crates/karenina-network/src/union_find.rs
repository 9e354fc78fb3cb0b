//! Which nodes hang together, while ties are added.
//!
//! Our own twenty lines, since `petgraph::unionfind` keeps no sizes, and sizes are what is asked.

/// Disjoint sets with their sizes.
pub(crate) struct UnionFind {
    parent: Vec<u32>,
    size: Vec<u32>,
}

impl UnionFind {
    /// Everybody alone.
    pub fn new(n: usize) -> UnionFind {
        UnionFind { parent: (0..n as u32).collect(), size: vec![1; n] }
    }

    pub fn find(&mut self, mut node: u32) -> u32 {
        while self.parent[node as usize] != node {
            let above = self.parent[node as usize];
            self.parent[node as usize] = self.parent[above as usize];
            node = above;
        }
        node
    }

    pub fn size_of(&mut self, node: u32) -> u32 {
        let root = self.find(node);
        self.size[root as usize]
    }

    /// Joins two sets; gives their sizes if they were two.
    pub fn join(&mut self, one: u32, other: u32) -> Option<(u32, u32)> {
        let (one, other) = (self.find(one), self.find(other));
        if one == other {
            return None;
        }
        let sizes = (self.size[one as usize], self.size[other as usize]);
        let (large, small) = if sizes.0 >= sizes.1 { (one, other) } else { (other, one) };
        self.parent[small as usize] = large;
        self.size[large as usize] = sizes.0 + sizes.1;
        Some(sizes)
    }
}
