//! What can stand in the cells that are not published.
//!
//! Of every published total its published parts are taken away; the rest belongs to the parts that
//! are not published, whichever of them. Where these are all of one class, the rest is certain to
//! be of that class; where they are of several, it may be of any of them. The lower end of a class
//! is what is published of it and what is certain, the upper end adds every rest that may be its.

use rustc_hash::FxHashMap;

use crate::{Cell, Statistics};

/// How codes are parts of codes, and which classes are below each.
#[derive(Debug)]
pub struct Tree {
    /// The code above, by place.
    parents: Vec<Option<u32>>,
    /// The codes below, by place.
    children: Vec<Vec<u32>>,
    /// For the finest codes, the place of their class in `0..n_classes`.
    class: Vec<Option<u32>>,
    /// The classes of the finest codes at or below a code.
    below: Vec<Vec<u32>>,
    n_classes: usize,
}

impl Tree {
    /// Lays out the codes of a table. `class_of` sorts a finest code into a class; codes that belong
    /// to no class are one class of their own, so that nothing is taken for certain because of them.
    pub fn new(
        statistics: &Statistics,
        n_classes: u32,
        class_of: impl Fn(&str) -> Option<u32>,
    ) -> Self {
        let classification = statistics.classification;
        let codes = &statistics.activities;
        let parents: Vec<Option<u32>> = codes
            .iter()
            .map(|code| {
                let mut code = classification.parent(code)?;
                // A level that no region publishes is passed over.
                loop {
                    if let Some(at) = codes.get_index_of(code) {
                        return Some(at as u32);
                    }
                    code = classification.parent(code)?;
                }
            })
            .collect();
        let mut children = vec![Vec::new(); codes.len()];
        for (at, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent as usize].push(at as u32);
            }
        }
        let class: Vec<Option<u32>> = codes
            .iter()
            .zip(&children)
            .map(|(code, parts)| {
                let finest = classification.is_finest(code) && parts.is_empty();
                finest.then(|| class_of(code).unwrap_or(n_classes))
            })
            .collect();
        let mut it = Self {
            parents,
            children,
            class,
            below: vec![Vec::new(); codes.len()],
            n_classes: n_classes as usize,
        };
        for at in 0..codes.len() {
            let mut classes = Vec::new();
            it.collect(at as u32, &mut classes);
            classes.sort_unstable();
            classes.dedup();
            it.below[at] = classes;
        }
        it
    }

    fn collect(&self, at: u32, classes: &mut Vec<u32>) {
        let parts = &self.children[at as usize];
        if parts.is_empty() {
            // A coarse code of which no part is ever published may hold anything.
            classes.push(self.class[at as usize].unwrap_or(self.n_classes as u32));
        }
        for part in parts {
            self.collect(*part, classes);
        }
    }

    /// Of how many parts a code is the total.
    pub fn n_parts(&self, code: u32) -> usize {
        self.children[code as usize].len()
    }

    /// What a region holds of each class, by one of the two figures of its cells. The last entry is
    /// of the codes without a class.
    pub fn of_region(&self, cells: &[Cell], figure: fn(&Cell) -> Option<f64>) -> RegionSums {
        let mut sums = RegionSums {
            published: vec![0.0; self.n_classes + 1],
            bounds: vec![(0.0, 0.0); self.n_classes + 1],
            above_total: Vec::new(),
        };
        let at: FxHashMap<u32, &Cell> = cells.iter().map(|it| (it.activity, it)).collect();
        for cell in cells {
            let code = cell.activity as usize;
            let known = figure(cell);
            if let (Some(class), Some(known)) = (self.class[code], known) {
                let class = class as usize;
                sums.published[class] += known;
                sums.bounds[class].0 += known;
                sums.bounds[class].1 += known;
            }
            match known {
                Some(total) => self.rest(cell, total, &at, figure, &mut sums),
                // Withheld, and nothing above it that is known bounds it.
                None if self.nothing_known_above(code, &at, figure) => {
                    for class in &self.below[code] {
                        sums.bounds[*class as usize].1 = f64::INFINITY;
                    }
                }
                None => {}
            }
        }
        sums
    }

    /// Shares out what a total has beyond its published parts.
    fn rest(
        &self,
        cell: &Cell,
        total: f64,
        at: &FxHashMap<u32, &Cell>,
        figure: fn(&Cell) -> Option<f64>,
        sums: &mut RegionSums,
    ) {
        if self.children[cell.activity as usize].is_empty() {
            return;
        }
        let (mut rest, mut classes) = (total, Vec::new());
        // Down to the first published cell on every way; what is below it is its own affair.
        let mut open = self.children[cell.activity as usize].clone();
        while let Some(part) = open.pop() {
            let parts = &self.children[part as usize];
            match at.get(&part).and_then(|it| figure(it)) {
                Some(known) => rest -= known,
                None if parts.is_empty() => classes.extend_from_slice(&self.below[part as usize]),
                None => open.extend_from_slice(parts),
            }
        }
        classes.sort_unstable();
        classes.dedup();
        if rest < 0.0 || (classes.is_empty() && rest > 0.0) {
            sums.above_total.push((cell.activity, rest));
        }
        if rest > 0.0 {
            if let [class] = classes[..] {
                sums.bounds[class as usize].0 += rest;
            }
            for class in classes {
                sums.bounds[class as usize].1 += rest;
            }
        }
    }

    fn nothing_known_above(
        &self,
        code: usize,
        at: &FxHashMap<u32, &Cell>,
        figure: fn(&Cell) -> Option<f64>,
    ) -> bool {
        let mut above = self.parents[code];
        while let Some(it) = above {
            if at.get(&it).and_then(|it| figure(it)).is_some() {
                return false;
            }
            above = self.parents[it as usize];
        }
        true
    }
}

/// What a region holds of each class.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionSums {
    /// The sum of what is published.
    pub published: Vec<f64>,
    /// The least and the most that there can be.
    pub bounds: Vec<(f64, f64)>,
    /// Totals that are not the sum of their published parts though all are published, or are less
    /// than these: the code, and by how much.
    pub above_total: Vec<(u32, f64)>,
}

impl RegionSums {
    /// All classes together: as published, least, most.
    pub fn in_all(&self) -> (f64, f64, f64) {
        let ends = |at: fn(&(f64, f64)) -> f64| self.bounds.iter().map(at).sum();
        (self.published.iter().sum(), ends(|it| it.0), ends(|it| it.1))
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::{Cell, Classification, Statistics};
    use proptest::prelude::*;

    fn table(cells: &[(&str, f64)], codes: &[&str]) -> Statistics {
        let activities: indexmap::IndexSet<String> =
            codes.iter().map(|it| (*it).to_owned()).collect();
        let cells = cells
            .iter()
            .map(|(code, n)| Cell {
                region: 0,
                activity: activities.get_index_of(*code).unwrap() as u32,
                employment: Some(*n),
                establishments: None,
                file: 0,
                line: 1,
            })
            .collect();
        let mut it = Statistics::empty(Classification::Naics);
        it.regions.insert("r".to_owned());
        (it.activities, it.cells) = (activities, cells);
        it
    }

    const CODES: [&str; 8] = ["00", "31-33", "336", "3361", "33611", "336111", "336112", "33612"];

    fn class(code: &str) -> Option<u32> {
        match code {
            "336111" => Some(0),
            "336112" => Some(1),
            _ => None,
        }
    }

    #[test]
    fn a_rest_of_one_class_is_certain_and_of_two_is_either_s() {
        let published =
            [("00", 100.0), ("31-33", 60.0), ("336", 60.0), ("3361", 60.0), ("33611", 50.0)];
        let with = |more: &[(&str, f64)]| {
            let all: Vec<_> = published.iter().chain(more).copied().collect();
            let table = table(&all, &CODES);
            Tree::new(&table, 2, class).of_region(&table.cells, |it| it.employment).bounds
        };
        let both_open = with(&[]);
        assert_eq!(both_open[..2], [(0.0, 50.0), (0.0, 50.0)]);
        let one_open = with(&[("336111", 20.0)]);
        assert_eq!(one_open[..2], [(20.0, 20.0), (30.0, 30.0)]);
    }

    #[test]
    fn parts_above_their_total_are_told() {
        let table = table(&[("33611", 10.0), ("336111", 8.0), ("336112", 7.0)], &CODES);
        let sums = Tree::new(&table, 2, class).of_region(&table.cells, |it| it.employment);
        assert_eq!(sums.above_total, [(4, -5.0)]);
    }

    proptest! {
        /// Whatever cells are left out, the true numbers lie within the bounds.
        #[test]
        fn the_truth_lies_within_the_bounds(
            a in 0_u32..100, b in 0_u32..100, c in 0_u32..100, shown in proptest::collection::vec(any::<bool>(), 8)
        ) {
            let [a, b, c] = [a, b, c].map(f64::from);
            let truth = [
                ("00", a + b + c), ("31-33", a + b + c), ("336", a + b + c), ("3361", a + b + c),
                ("33611", a + b), ("336111", a), ("336112", b), ("33612", c),
            ];
            let all: Vec<_> = truth.iter().zip(&shown).filter(|(it, shown)| **shown || it.0 == "00").map(|it| *it.0).collect();
            let table = table(&all, &CODES);
            let sums = Tree::new(&table, 2, class).of_region(&table.cells, |it| it.employment);
            for (at, n) in [a, b].into_iter().enumerate() {
                prop_assert!(sums.bounds[at].0 <= n && n <= sums.bounds[at].1, "{n} {:?}", sums.bounds);
                prop_assert!(sums.published[at] <= n);
            }
        }
    }
}
