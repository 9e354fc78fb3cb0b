//! Shortest paths from several sources at once, and who stands on them.
//!
//! Brandes' accumulation, with three changes. Breadth-first search runs over events instead of
//! ties: what arrives at an event is summed once and handed to all its nodes, and what two nodes
//! that share c events receive c times over is taken back c − 1 times. [`LANES`] sources share a
//! pass, so that each number read from memory serves all of them and no branch depends on one
//! source. Twins are one node, with its number as weight.
//!
//! Each lane is summed in an order that does not depend on the other lanes.

use crate::condensed::Condensed;
use crate::lanes::{LANES, Lanes};

/// Where shortest paths begin: a node of the condensed network, or the leaves of an event as
/// `n_nodes` + event; and how many actors begin there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source {
    pub place: u32,
    pub weight: f64,
}

impl Condensed {
    /// All sources, those that share their largest event next to each other: their paths reach
    /// the same nodes in the same step, and a pass has fewer steps a node.
    pub fn sources(&self) -> Vec<Source> {
        let node_sources =
            (0..self.n_nodes()).map(|node| Source { place: node as u32, weight: self.twins[node] });
        let leaf_sources =
            (0..self.n_events()).filter(|&event| self.leaves[event] > 0.0).map(|event| Source {
                place: (self.n_nodes() + event) as u32,
                weight: self.leaves[event],
            });
        let mut sources: Vec<Source> = node_sources.chain(leaf_sources).collect();
        sources.sort_by_key(|it| (self.first_event(it.place), it.place));
        sources
    }

    fn first_event(&self, place: u32) -> u32 {
        match (place as usize).checked_sub(self.n_nodes()) {
            Some(event) => event as u32,
            None => self.events_of.row(place as usize).first().copied().unwrap_or(u32::MAX),
        }
    }

    /// The events of a source: one if it stands for leaves.
    fn events_of_source<'a>(&'a self, place: u32, own: &'a mut [u32; 1]) -> &'a [u32] {
        match (place as usize).checked_sub(self.n_nodes()) {
            Some(event) => {
                own[0] = event as u32;
                own
            }
            None => self.events_of.row(place as usize),
        }
    }
}

/// Numbers of paths beyond this are scaled down, lest they overflow.
const HUGE: f64 = 3.273_390_607_896_142e150; // 2^500
const DOWN: f64 = 1.0 / HUGE;

/// What is reached in one step: nodes, and leaves of events, with the number of shortest paths
/// to each in those lanes where the step is the distance, 0 in the others.
#[derive(Default)]
struct Step {
    nodes: Vec<u32>,
    paths: Vec<Lanes>,
    leaf_events: Vec<u32>,
    leaf_paths: Vec<Lanes>,
    /// What the numbers of paths of this step were multiplied by.
    scale: Option<Lanes>,
}

impl Step {
    fn clear(&mut self) {
        self.nodes.clear();
        self.paths.clear();
        self.leaf_events.clear();
        self.leaf_paths.clear();
        self.scale = None;
    }

    /// Scales the lanes that have more paths than can be counted; a path stays at least the
    /// smallest number above 0, for 0 means that there is none.
    fn keep_finite(&mut self) {
        let mut most = [0.0_f64; LANES];
        for paths in self.paths.iter().chain(&self.leaf_paths) {
            for (most, &it) in most.iter_mut().zip(&paths.0) {
                *most = if it > *most { it } else { *most };
            }
        }
        if most.iter().all(|&it| it <= HUGE) {
            return;
        }
        let scale = most.map(|it| if it > HUGE { DOWN } else { 1.0 });
        for paths in self.paths.iter_mut().chain(&mut self.leaf_paths) {
            for (it, scale) in paths.0.iter_mut().zip(scale) {
                if *it > 0.0 {
                    *it = (*it * scale).max(f64::MIN_POSITIVE);
                }
            }
        }
        self.scale = Some(Lanes(scale));
    }
}

/// The working memory of passes.
pub(crate) struct Pass<'a> {
    network: &'a Condensed,
    /// What the nodes of a step hand on.
    handed: Vec<Lanes>,
    /// What has arrived at an event.
    arrived: Vec<Lanes>,
    /// Not 0 in the lanes whose source has reached the node; the leaves of the event.
    reached: Vec<Lanes>,
    leaf_reached: Vec<Lanes>,
    /// Whether all lanes have reached it.
    done: Vec<bool>,
    leaf_done: Vec<bool>,
    /// Whether it is in the list that is being made.
    listed: Vec<bool>,
    event_listed: Vec<bool>,
    candidates: Vec<u32>,
    events: Vec<u32>,
    steps: Vec<Step>,
    dependency: Vec<Lanes>,
    next_dependency: Vec<Lanes>,
    leaf_handed: Vec<Lanes>,
}

impl<'a> Pass<'a> {
    pub fn new(network: &'a Condensed) -> Pass<'a> {
        let (nodes, events) = (network.n_nodes(), network.n_events());
        Pass {
            network,
            handed: vec![Lanes::ZERO; nodes],
            arrived: vec![Lanes::ZERO; events],
            reached: vec![Lanes::ZERO; nodes],
            leaf_reached: vec![Lanes::ZERO; events],
            done: vec![false; nodes],
            leaf_done: vec![false; events],
            listed: vec![false; nodes],
            event_listed: vec![false; events],
            candidates: Vec::new(),
            events: Vec::new(),
            steps: Vec::new(),
            dependency: Vec::new(),
            next_dependency: Vec::new(),
            leaf_handed: vec![Lanes::ZERO; events],
        }
    }

    /// Goes from up to [`LANES`] sources to everybody and back, and gives `take` each node that
    /// stands between with its dependency on each source: the sum, over all actors that the
    /// source reaches, of the share of shortest paths that lead over one actor of the node.
    pub fn run(&mut self, sources: &[Source], mut take: impl FnMut(usize, &Lanes)) {
        debug_assert!(sources.len() <= LANES);
        self.reached.fill(Lanes::ZERO);
        self.leaf_reached.fill(Lanes::ZERO);
        self.done.fill(false);
        self.leaf_done.fill(false);
        self.first_step(sources);
        let mut n_steps = 1;
        while !(self.steps[n_steps - 1].nodes.is_empty()) {
            self.forward(n_steps);
            n_steps += 1;
        }
        self.dependency.clear();
        for step in (1..n_steps).rev() {
            self.back(step);
            for (&node, dependency) in self.steps[step - 1].nodes.iter().zip(&self.dependency) {
                take(node as usize, dependency);
            }
        }
    }

    /// The neighbours of the sources, each reached by one path. Their own twins are neighbours
    /// too, and stand on no shortest path from them.
    fn first_step(&mut self, sources: &[Source]) {
        let network = self.network;
        let mut own = [0];
        for (lane, source) in sources.iter().enumerate() {
            for &event in network.events_of_source(source.place, &mut own) {
                self.leaf_reached[event as usize].0[lane] = 1.0;
                for &node in network.nodes_of.row(event as usize) {
                    if node != source.place {
                        self.handed[node as usize].0[lane] = 1.0;
                        if !self.listed[node as usize] {
                            self.listed[node as usize] = true;
                            self.candidates.push(node);
                        }
                    }
                }
            }
            if let Some(reached) = self.reached.get_mut(source.place as usize) {
                reached.0[lane] = 1.0;
            }
        }
        let (_, step) = fresh_step(&mut self.steps, 0);
        for node in self.candidates.drain(..) {
            let at = node as usize;
            let paths = std::mem::replace(&mut self.handed[at], Lanes::ZERO);
            self.listed[at] = false;
            self.reached[at].add(&paths);
            self.done[at] = !self.reached[at].has_zero();
            step.nodes.push(node);
            step.paths.push(paths);
        }
    }

    /// From the step before `number` to those that it reaches first.
    fn forward(&mut self, number: usize) {
        let network = self.network;
        let before = &self.steps[number - 1];
        for (&node, paths) in before.nodes.iter().zip(&before.paths) {
            self.handed[node as usize] = paths.times(network.twins[node as usize]);
            for &event in network.events_of.row(node as usize) {
                if !self.event_listed[event as usize] {
                    self.event_listed[event as usize] = true;
                    self.events.push(event);
                }
            }
        }
        let mut fresh = std::mem::take(&mut self.events);
        // Events where everybody is reached already have nothing to hand on.
        fresh.retain(|&event| {
            let at = event as usize;
            let mut open = network.leaves[at] > 0.0 && !self.leaf_done[at];
            for &node in network.nodes_of.row(at) {
                if !self.done[node as usize] {
                    open = true;
                    if !self.listed[node as usize] {
                        self.listed[node as usize] = true;
                        self.candidates.push(node);
                    }
                }
            }
            self.event_listed[at] = false;
            open
        });
        let (before, step) = fresh_step(&mut self.steps, number);
        for &event in &fresh {
            let at = event as usize;
            let mut sum = Lanes::ZERO;
            for &node in network.nodes_of.row(at) {
                sum.add(&self.handed[node as usize]);
            }
            self.arrived[at] = sum;
            if network.leaves[at] > 0.0 && !self.leaf_done[at] {
                let paths = sum.where_zero(&self.leaf_reached[at]);
                if !paths.is_zero() {
                    self.leaf_reached[at].add(&paths);
                    self.leaf_done[at] = !self.leaf_reached[at].has_zero();
                    step.leaf_events.push(event);
                    step.leaf_paths.push(paths);
                }
            }
        }
        for node in self.candidates.drain(..) {
            let at = node as usize;
            self.listed[at] = false;
            let mut sum = Lanes::ZERO;
            for &event in network.events_of.row(at) {
                sum.add(&self.arrived[event as usize]);
            }
            let range = network.again.range(at);
            for (&other, &times) in network.again.row(at).iter().zip(&network.times_again[range]) {
                sum.add_times(-times, &self.handed[other as usize]);
            }
            let paths = sum.where_zero(&self.reached[at]);
            if !paths.is_zero() {
                self.reached[at].add(&paths);
                self.done[at] = !self.reached[at].has_zero();
                step.nodes.push(node);
                step.paths.push(paths);
            }
        }
        for &event in &fresh {
            self.arrived[event as usize] = Lanes::ZERO;
        }
        for &node in before {
            self.handed[node as usize] = Lanes::ZERO;
        }
        fresh.clear();
        self.events = fresh;
        step.keep_finite();
    }

    /// From the dependencies of a step to those of the step before.
    fn back(&mut self, number: usize) {
        let network = self.network;
        let (step, before) = (&self.steps[number], &self.steps[number - 1]);
        self.dependency.resize(step.nodes.len(), Lanes::ZERO);
        for ((&node, paths), dependency) in step.nodes.iter().zip(&step.paths).zip(&self.dependency)
        {
            let twins = network.twins[node as usize];
            let mut owed = Lanes([twins; LANES]);
            owed.add_times(twins, dependency);
            self.handed[node as usize] = scaled(owed.over(paths), step.scale.as_ref());
            for &event in network.events_of.row(node as usize) {
                self.event_listed[event as usize] = true;
            }
        }
        for (&event, paths) in step.leaf_events.iter().zip(&step.leaf_paths) {
            let owed = Lanes([network.leaves[event as usize]; LANES]);
            self.leaf_handed[event as usize] = scaled(owed.over(paths), step.scale.as_ref());
            self.event_listed[event as usize] = true;
        }
        self.next_dependency.clear();
        for (&node, paths) in before.nodes.iter().zip(&before.paths) {
            let mut sum = Lanes::ZERO;
            for &event in network.events_of.row(node as usize) {
                let at = event as usize;
                if self.event_listed[at] {
                    self.event_listed[at] = false;
                    self.events.push(event);
                    let mut arrived = self.leaf_handed[at];
                    for &other in network.nodes_of.row(at) {
                        arrived.add(&self.handed[other as usize]);
                    }
                    self.arrived[at] = arrived;
                }
                sum.add(&self.arrived[at]);
            }
            let range = network.again.range(node as usize);
            let again = network.again.row(node as usize).iter().zip(&network.times_again[range]);
            for (&other, &times) in again {
                sum.add_times(-times, &self.handed[other as usize]);
            }
            self.next_dependency.push(sum.product(paths));
        }
        for event in self.events.drain(..) {
            self.arrived[event as usize] = Lanes::ZERO;
        }
        for &node in &step.nodes {
            self.handed[node as usize] = Lanes::ZERO;
            for &event in network.events_of.row(node as usize) {
                self.event_listed[event as usize] = false;
            }
        }
        for &event in &step.leaf_events {
            self.leaf_handed[event as usize] = Lanes::ZERO;
            self.event_listed[event as usize] = false;
        }
        std::mem::swap(&mut self.dependency, &mut self.next_dependency);
    }
}

/// The nodes of the step before, and the step of that number, empty.
fn fresh_step(steps: &mut Vec<Step>, number: usize) -> (&[u32], &mut Step) {
    if steps.len() == number {
        steps.push(Step::default());
    }
    let (earlier, later) = steps.split_at_mut(number);
    later[0].clear();
    (earlier.last().map_or(&[], |it| &it.nodes), &mut later[0])
}

fn scaled(lanes: Lanes, scale: Option<&Lanes>) -> Lanes {
    match scale {
        Some(scale) => lanes.product(scale),
        None => lanes,
    }
}
