//! The cheapest set of measures under chances, needs and exclusions, with a certificate.

use crate::domain::is_probability;

/// A measure that may be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// In whole units of money; whole numbers, so that equal is equal.
    pub cost: u64,
    /// For each need the chance that the measure meets it: pairs of need and chance in (0, 1].
    pub meets: Vec<(u8, f64)>,
    /// Each a set of options, as bits: at least one of each set has to be chosen with this one.
    pub needs: Vec<u64>,
    /// Options, as bits, that cannot be chosen with this one.
    pub excludes: u64,
}

/// What a set has to achieve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// The needs, as bits; at most 20.
    pub needs: u32,
    /// The product over the needs of the chances that they are met has to reach this.
    pub chance: f64,
    /// The search ends after so many steps.
    pub steps: u64,
}

/// A set of options, with its proof.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// The options chosen, ascending.
    pub options: Vec<usize>,
    /// The sum of their costs.
    pub cost: u64,
    /// The chance that every need is met.
    pub chance: f64,
    /// No set costs less than this. Equal to `cost`: proven to be the cheapest.
    pub lower_bound: u64,
    /// How many sets have this cost; `None` where the search ended before they were counted.
    pub n_cheapest: Option<u64>,
    /// How many steps the search took.
    pub steps: u64,
}

/// What a search came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Search {
    /// The cheapest set, or the cheapest that was found before the search ended.
    Found(Package),
    /// No set achieves the goal.
    Impossible,
    /// The search ended without a set; none costs less than this.
    Undecided(u64),
}

/// The largest number of options: a set is a word of bits.
pub const MOST_OPTIONS: usize = 64;
/// The largest number of needs: the table of bounds has two to this power entries.
pub const MOST_NEEDS: u32 = 20;
/// No option meets it; the sum of all costs is less.
const OUT_OF_REACH: u64 = u64::MAX;

/// The cheapest set of options that meets the goal.
///
/// A need that several options of the set meet with chances q₁, q₂ … is met with chance
/// 1 − Π(1 − q); the set has to reach Π over the needs of these ≥ the chance asked. Costs, needs
/// and exclusions are exact. Among sets of equal cost the one with fewer options, then the one
/// whose options come first; all sets of the lowest cost are counted. Sets from which an option
/// could be left out at no change of cost (a free one) are counted too.
///
/// Depth-first branch and bound. Its bound is the exact cheapest cover of the needs not yet met at
/// all, from a table over all their subsets (see [`crate::minimum_cost_cover()`]): where every chance
/// is 1 and there are no side conditions it is the answer itself, and the search goes straight to
/// it. Further bounds: the chance that is left when all remaining options are taken, and what the
/// dearest need still costs at its best price of weight. `None` for more than 64 options or needs
/// beyond 20, for chances outside (0, 1] and costs beyond a `u64`.
///
/// ```
/// use karenina_stats::cheapest_package::{Goal, Choice, Search, cheapest_package};
/// let option = |cost, meets: &[(u8, f64)]| Choice {
///     cost, meets: meets.to_vec(), needs: Vec::new(), excludes: 0,
/// };
/// let options = [option(9, &[(0, 1.0), (1, 1.0)]), option(6, &[(0, 1.0)]), option(2, &[(1, 1.0)])];
/// let goal = Goal { needs: 0b11, chance: 0.7, steps: 1_000 };
/// let Some(Search::Found(package)) = cheapest_package(&options, goal) else { panic!() };
/// assert_eq!((package.cost, package.options), (8, vec![1, 2]));
/// assert_eq!(package.lower_bound, 8);
/// ```
///
/// # Reference
/// Land, A. H. and Doig, A. G. (1960). An automatic method of solving discrete programming
/// problems. *Econometrica* 28(3), 497–520; the table: Fomin, F. V. and Kratsch, D. (2010). *Exact
/// Exponential Algorithms*. Springer, section 3.2.
#[doc(alias = "branch and bound")]
#[doc(alias = "set cover")]
pub fn cheapest_package(options: &[Choice], goal: Goal) -> Option<Search> {
    Problem::new(options, goal).map(|it| it.solve(0, 0))
}

/// The cheapest set that does without the options of `without` and contains those of `with`, given
/// as bits; otherwise as [`cheapest_package()`]. What it costs above the cheapest is the price of
/// that wish.
///
/// ```
/// use karenina_stats::cheapest_package::*;
/// let one = |cost, need| Choice { cost, meets: vec![(need, 1.0)], needs: Vec::new(), excludes: 0 };
/// let choices = [one(3, 0), one(5, 0), one(2, 1)];
/// let goal = Goal { needs: 0b11, chance: 0.7, steps: 1_000 };
/// let Some(Search::Found(it)) = cheapest_package_with(&choices, goal, 0, 0b1) else { panic!() };
/// assert_eq!((it.cost, it.options), (7, vec![1, 2]));
/// ```
///
/// # Reference
/// Land, A. H. and Doig, A. G. (1960). An automatic method of solving discrete programming
/// problems. *Econometrica* 28(3), 497–520.
pub fn cheapest_package_with(
    options: &[Choice],
    goal: Goal,
    with: u64,
    without: u64,
) -> Option<Search> {
    Problem::new(options, goal).map(|it| it.solve(with, without))
}

/// The next best set: the cheapest that leaves out at least one option of a package.
///
/// Any other set from which nothing can be left out does so. `None` where there is none.
///
/// ```
/// use karenina_stats::cheapest_package::*;
/// let one = |cost, need| Choice { cost, meets: vec![(need, 1.0)], needs: Vec::new(), excludes: 0 };
/// let choices = [one(3, 0), one(5, 0), one(2, 1)];
/// let goal = Goal { needs: 0b11, chance: 0.7, steps: 1_000 };
/// let Some(Search::Found(best)) = cheapest_package(&choices, goal) else { panic!() };
/// assert_eq!(runner_up(&choices, goal, &best).unwrap().cost, 7);
/// ```
///
/// # Reference
/// Land, A. H. and Doig, A. G. (1960). An automatic method of solving discrete programming
/// problems. *Econometrica* 28(3), 497–520.
pub fn runner_up(options: &[Choice], goal: Goal, package: &Package) -> Option<Package> {
    let problem = Problem::new(options, goal)?;
    // Doing without an option costs no less: one table bounds all of these searches.
    let table = problem.cover_costs(0);
    package
        .options
        .iter()
        .filter_map(|at| match problem.solve_by(&table, 0, 1 << at) {
            Search::Found(it) => Some(it),
            Search::Impossible | Search::Undecided(_) => None,
        })
        .min_by(|a, b| key(a.cost, &a.options).cmp(&key(b.cost, &b.options)))
}

/// For each number of needs from none to all the least cost at which so many can be met at all,
/// whatever the side conditions: a lower bound of prices, and the price where there are no side
/// conditions and every chance is 1. `None` from where no option meets any more.
///
/// ```
/// use karenina_stats::cheapest_package::*;
/// let one = |cost, need| Choice { cost, meets: vec![(need, 1.0)], needs: Vec::new(), excludes: 0 };
/// let choices = [one(3, 0), one(5, 0), one(2, 1)];
/// let goal = Goal { needs: 0b11, chance: 0.7, steps: 1_000 };
/// assert_eq!(price_curve(&choices, goal.needs), Some(vec![Some(0), Some(2), Some(5)]));
/// ```
///
/// # Reference
/// Fomin, F. V. and Kratsch, D. (2010). *Exact Exponential Algorithms*. Springer, section 3.2.
pub fn price_curve(options: &[Choice], needs: u32) -> Option<Vec<Option<u64>>> {
    let goal = Goal { needs, chance: 0.0, steps: 1 };
    let problem = Problem::new(options, goal)?;
    let table = problem.cover_costs(0);
    let n = needs.count_ones() as usize;
    let mut curve = vec![None; n + 1];
    for (set, cost) in table.iter().enumerate() {
        let at = set.count_ones() as usize;
        if *cost != OUT_OF_REACH && curve[at].is_none_or(|least| *cost < least) {
            curve[at] = Some(*cost);
        }
    }
    Some(curve)
}

fn key(cost: u64, options: &[usize]) -> (u64, usize, &[usize]) {
    (cost, options.len(), options)
}

struct Problem<'a> {
    options: &'a [Choice],
    goal: Goal,
    /// The needs of the goal, packed: need j of the goal is bit `place[j]`.
    masks: Vec<u32>,
    /// For each option and packed need the weight −ln(1 − q), infinite for q = 1.
    weights: Vec<Vec<(usize, f64)>>,
    n_needs: usize,
}

impl<'a> Problem<'a> {
    fn new(options: &'a [Choice], goal: Goal) -> Option<Self> {
        let n_needs = goal.needs.count_ones();
        if options.len() > MOST_OPTIONS || n_needs > MOST_NEEDS || !is_probability(goal.chance) {
            return None;
        }
        let all = options.iter().try_fold(0_u64, |sum, it| sum.checked_add(it.cost))?;
        if all == OUT_OF_REACH {
            return None;
        }
        let place = |need: u8| {
            (u32::from(need) < u32::BITS && goal.needs >> need & 1 == 1)
                .then(|| (goal.needs & ((1 << need) - 1)).count_ones() as usize)
        };
        let mut masks = Vec::with_capacity(options.len());
        let mut weights = Vec::with_capacity(options.len());
        for option in options {
            let (mut mask, mut list) = (0, Vec::new());
            for (need, chance) in &option.meets {
                if !(*chance > 0.0 && *chance <= 1.0) {
                    return None;
                }
                let Some(at) = place(*need) else { continue };
                mask |= 1 << at;
                list.push((at, if *chance == 1.0 { f64::INFINITY } else { -libm::log1p(-chance) }));
            }
            masks.push(mask);
            weights.push(list);
        }
        Some(Self { options, goal, masks, weights, n_needs: n_needs as usize })
    }

    /// For each set of packed needs the least cost to meet all of it, without the options of
    /// `without`: the least of "its lowest need, then the rest" over all options that meet that
    /// need.
    fn cover_costs(&self, without: u64) -> Vec<u64> {
        let mut table: Vec<u64> = vec![OUT_OF_REACH; 1 << self.n_needs];
        table[0] = 0;
        let by_need: Vec<Vec<(usize, u64)>> = (0..self.n_needs)
            .map(|need| {
                (0..self.options.len())
                    .filter(|at| without >> at & 1 == 0 && self.masks[*at] >> need & 1 == 1)
                    .map(|at| (self.masks[at] as usize, self.options[at].cost))
                    .collect()
            })
            .collect();
        for set in 1..table.len() {
            let lowest = set.trailing_zeros() as usize;
            let mut least = OUT_OF_REACH;
            for (mask, cost) in &by_need[lowest] {
                let rest = table[set & !mask];
                if rest != OUT_OF_REACH {
                    least = least.min(rest + cost);
                }
            }
            table[set] = least;
        }
        table
    }

    fn solve(&self, with: u64, without: u64) -> Search {
        self.solve_by(&self.cover_costs(without), with, without)
    }

    /// The same with a table of bounds, which may be that of more options than are allowed.
    fn solve_by(&self, table: &[u64], with: u64, without: u64) -> Search {
        let mut order: Vec<usize> =
            (0..self.options.len()).filter(|at| without >> at & 1 == 0).collect();
        // Options that meet most of what is asked for their cost come first, so that a good set is
        // found early.
        let worth = |at: usize| {
            f64::from(self.masks[at].count_ones()) / self.options[at].cost.max(1) as f64
        };
        order.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)).then(a.cmp(b)));
        let mut search = Branch {
            problem: self,
            table,
            order,
            forced: with,
            best: None,
            n_cheapest: 0,
            steps: 0,
            open_bound: None,
        };
        let mut state =
            State { weights: vec![0.0; self.n_needs], forbidden: without, ..State::default() };
        for at in (0..self.options.len()).filter(|at| with >> at & 1 == 1) {
            if state.forbidden >> at & 1 == 1 {
                return Search::Impossible;
            }
            state = state.and(self, at);
        }
        search.go(&state);
        let n_cheapest = search.open_bound.is_none().then_some(search.n_cheapest);
        match (search.best, search.open_bound) {
            (Some((cost, options)), open) => Search::Found(Package {
                chance: Self::chance(&self.weights_of(&options)),
                lower_bound: open.map_or(cost, |it| it.min(cost)),
                n_cheapest,
                steps: search.steps,
                options,
                cost,
            }),
            (None, None) => Search::Impossible,
            (None, Some(open)) => Search::Undecided(open),
        }
    }

    fn weights_of(&self, options: &[usize]) -> Vec<f64> {
        let mut sums = vec![0.0; self.n_needs];
        for at in options {
            for (need, weight) in &self.weights[*at] {
                sums[*need] += weight;
            }
        }
        sums
    }

    /// The chance that every need is met, from the sums of weights.
    fn chance(weights: &[f64]) -> f64 {
        weights.iter().map(|it| -libm::expm1(-it)).product()
    }

    fn reaches(&self, weights: &[f64]) -> bool {
        // A rounding of the last digit must not refuse a set that reaches the chance exactly.
        weights.iter().all(|it| *it > 0.0) && Self::chance(weights) >= self.goal.chance - 1e-12
    }
}

/// A set in the making: what is in it, and what will not be.
#[derive(Clone, Default)]
struct State {
    chosen: u64,
    forbidden: u64,
    cost: u64,
    covered: usize,
    weights: Vec<f64>,
}

impl State {
    fn and(&self, problem: &Problem<'_>, at: usize) -> Self {
        let option = &problem.options[at];
        let mut next = self.clone();
        next.chosen |= 1 << at;
        next.forbidden |= option.excludes;
        // Exclusion holds both ways, whichever of the two says so.
        for (other, it) in problem.options.iter().enumerate() {
            next.forbidden |= (it.excludes >> at & 1) << other;
        }
        next.cost += option.cost;
        next.covered |= problem.masks[at] as usize;
        for (need, weight) in &problem.weights[at] {
            next.weights[*need] += weight;
        }
        next
    }
}

struct Branch<'a> {
    problem: &'a Problem<'a>,
    table: &'a [u64],
    order: Vec<usize>,
    forced: u64,
    best: Option<(u64, Vec<usize>)>,
    n_cheapest: u64,
    steps: u64,
    /// The lowest bound of what was not looked at because the steps ended.
    open_bound: Option<u64>,
}

impl Branch<'_> {
    /// Looks at all sets that contain what is chosen and nothing that is forbidden.
    fn go(&mut self, state: &State) {
        let p = self.problem;
        if state.chosen & state.forbidden != 0 {
            return;
        }
        let lacking = (self.table.len() - 1) & !state.covered;
        let rest = self.table[lacking];
        if rest == OUT_OF_REACH {
            return;
        }
        let bound = state.cost + rest;
        if self.best.as_ref().is_some_and(|(cost, _)| bound > *cost) {
            return;
        }
        let unmet = self.unmet_need(state.chosen);
        let reached = p.reaches(&state.weights);
        if reached && unmet.is_none() {
            self.take(state);
            return;
        }
        self.steps += 1;
        if self.steps > p.goal.steps {
            self.open_bound = Some(self.open_bound.map_or(bound, |it| it.min(bound)));
            return;
        }
        // Every set that achieves the goal has one of these: the first of them that it has is
        // chosen, those before it are forbidden, so that no set is looked at twice.
        let branches: Vec<usize> = if let Some(any_of) = unmet {
            self.free(state).filter(|at| any_of >> at & 1 == 1).collect()
        } else {
            let Some(most) = self.most(state) else { return };
            if let Some((cost, _)) = &self.best
                && state.cost + self.dearest_need(state, &most) > *cost
            {
                return;
            }
            let need = if lacking == 0 {
                p.masks.iter().fold(0, |a, b| a | b) as usize
            } else {
                // The need with the fewest ways to meet it.
                let ways = |need: usize| {
                    self.free(state).filter(|at| p.masks[*at] >> need & 1 == 1).count()
                };
                let fewest =
                    (0..p.n_needs).filter(|it| lacking >> it & 1 == 1).min_by_key(|it| ways(*it));
                fewest.map_or(0, |it| 1 << it)
            };
            self.free(state).filter(|at| p.masks[*at] as usize & need != 0).collect()
        };
        let mut rest = state.clone();
        for at in branches {
            self.go(&rest.and(p, at));
            rest.forbidden |= 1 << at;
        }
    }

    fn free<'b>(&'b self, state: &State) -> impl Iterator<Item = usize> + use<'b> {
        let taken = state.chosen | state.forbidden;
        self.order.iter().copied().filter(move |at| taken >> at & 1 == 0)
    }

    /// The sums of weights with everything that is left; `None` where even that is too little.
    fn most(&self, state: &State) -> Option<Vec<f64>> {
        let mut most = state.weights.clone();
        for at in self.free(state) {
            for (need, weight) in &self.problem.weights[at] {
                most[*need] += weight;
            }
        }
        self.problem.reaches(&most).then_some(most)
    }

    fn take(&mut self, state: &State) {
        let chosen = |at: &usize| state.chosen >> at & 1 == 1;
        let options: Vec<usize> = (0..self.problem.options.len()).filter(chosen).collect();
        // A free option that could be left out makes no other set.
        let idle = options.iter().any(|at| {
            self.problem.options[*at].cost == 0 && self.forced >> at & 1 == 0 && {
                let without: Vec<usize> = options.iter().copied().filter(|it| it != at).collect();
                self.unmet_need(state.chosen & !(1 << at)).is_none()
                    && self.problem.reaches(&self.problem.weights_of(&without))
            }
        });
        if idle {
            return;
        }
        match &self.best {
            Some((cost, _)) if state.cost > *cost => {}
            Some((cost, known)) if state.cost == *cost => {
                self.n_cheapest += 1;
                if key(state.cost, &options) < key(*cost, known) {
                    self.best = Some((state.cost, options));
                }
            }
            Some(_) | None => {
                self.n_cheapest = 1;
                self.best = Some((state.cost, options));
            }
        }
    }

    /// A set of options of which one is needed and none chosen.
    fn unmet_need(&self, chosen: u64) -> Option<u64> {
        let options = &self.problem.options;
        (0..options.len())
            .filter(|at| chosen >> at & 1 == 1)
            .flat_map(|at| options[at].needs.iter().copied())
            .find(|any_of| any_of & chosen == 0)
    }

    /// What the dearest need costs at least: every other need at its most, this one has to reach a
    /// weight, and the cheapest weight that is left has a price.
    fn dearest_need(&self, state: &State, most: &[f64]) -> u64 {
        let p = self.problem;
        let chances: Vec<f64> = most.iter().map(|it| -libm::expm1(-it)).collect();
        let product: f64 = chances.iter().product();
        let mut dearest = 0.0_f64;
        for (need, highest) in chances.iter().enumerate() {
            let asked = p.goal.chance * highest / product;
            if asked >= 1.0 - 1e-12 || asked <= 0.0 {
                continue;
            }
            let lacking = -libm::log1p(-asked) - state.weights[need];
            if lacking <= 1e-9 {
                continue;
            }
            let price = self
                .free(state)
                .filter_map(|at| {
                    let weight = p.weights[at].iter().find(|it| it.0 == need)?.1;
                    let cost = p.options[at].cost as f64;
                    Some(if weight >= lacking { cost } else { cost / weight * lacking })
                })
                .fold(f64::INFINITY, f64::min);
            dearest = dearest.max(price);
        }
        // Rounded down, and a little less, so that no set is lost to a digit.
        if dearest.is_finite() { libm::floor(dearest - 1e-6).max(0.0) as u64 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Choice, Goal, Search, cheapest_package, cheapest_package_with, price_curve, runner_up,
    };
    use crate::{Measure, minimum_cost_cover};
    use proptest::prelude::*;

    fn sure(cost: u64, mask: u32) -> Choice {
        let meets = (0..8).filter(|it| mask >> it & 1 == 1).map(|it| (it, 1.0)).collect();
        Choice { cost, meets, needs: Vec::new(), excludes: 0 }
    }

    const STEPS: u64 = 1_000_000;

    /// `own/min_cost_cover.json`, checked there by brute force and `HiGHS`.
    #[test]
    fn the_five_packages_agree_with_the_subset_programme() {
        let list = [
            (6, 0b01_0000),
            (9, 0b01_0010),
            (25, 0b00_1000),
            (30, 0b00_1100),
            (40, 0b01_0101),
            (12, 0b00_0011),
        ];
        let options: Vec<Choice> = list.iter().map(|(cost, mask)| sure(*cost, *mask)).collect();
        for (needs, cost, chosen) in [
            (0b1, 12, vec![5]),
            (0b01_0001, 18, vec![0, 5]),
            (0b01_1100, 36, vec![0, 3]),
            (0b01_1111, 48, vec![0, 3, 5]),
        ] {
            let found = cheapest_package(&options, Goal { needs, chance: 0.7, steps: STEPS });
            let Some(Search::Found(it)) = found else { panic!("{needs:b}") };
            assert_eq!((it.cost, it.options, it.lower_bound), (cost, chosen, cost));
        }
        let none = cheapest_package(&options, Goal { needs: 0b10_0000, chance: 0.0, steps: STEPS });
        assert_eq!(none, Some(Search::Impossible));
    }

    #[test]
    fn two_weak_measures_may_be_needed_for_one_sign() {
        let weak = |cost, q| Choice { cost, meets: vec![(0, q)], needs: Vec::new(), excludes: 0 };
        let options = [weak(3, 0.5), weak(4, 0.5), weak(9, 0.8)];
        let goal = Goal { needs: 1, chance: 0.7, steps: STEPS };
        let Some(Search::Found(it)) = cheapest_package(&options, goal) else { panic!() };
        assert_eq!((it.cost, it.options), (7, vec![0, 1]));
        assert!((it.chance - 0.75).abs() < 1e-12);
        let out_of_reach = Goal { chance: 0.99, ..goal };
        assert_eq!(cheapest_package(&options, out_of_reach), Some(Search::Impossible));
    }

    #[test]
    fn what_is_needed_is_bought_and_what_is_excluded_is_not() {
        let mut options = [sure(2, 0b1), sure(5, 0b1), sure(1, 0b10), sure(4, 0)];
        options[0].needs = vec![0b1000];
        let goal = Goal { needs: 0b1, chance: 0.7, steps: STEPS };
        let Some(Search::Found(it)) = cheapest_package(&options, goal) else { panic!() };
        assert_eq!((it.cost, it.options), (5, vec![1]));
        options[2].excludes = 0b10;
        let both = Goal { needs: 0b11, ..goal };
        let Some(Search::Found(it)) = cheapest_package(&options, both) else { panic!() };
        assert_eq!((it.cost, it.options), (7, vec![0, 2, 3]));
    }

    #[test]
    fn a_search_that_ends_early_says_what_it_did_not_prove() {
        let options: Vec<Choice> = (0..20)
            .map(|it| Choice {
                cost: 10 + it,
                meets: vec![(0, 0.2)],
                needs: Vec::new(),
                excludes: 0,
            })
            .collect();
        let goal = Goal { needs: 1, chance: 0.9, steps: 12 };
        let Some(Search::Found(it)) = cheapest_package(&options, goal) else { panic!() };
        assert!(it.lower_bound < it.cost && it.n_cheapest.is_none());
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let goal = Goal { needs: 1, chance: 0.7, steps: STEPS };
        let never = Choice { cost: 1, meets: vec![(0, 0.0)], needs: Vec::new(), excludes: 0 };
        assert_eq!(cheapest_package(&[never], goal), None);
        assert_eq!(cheapest_package(&[sure(u64::MAX, 1), sure(1, 1)], goal), None);
        assert_eq!(cheapest_package(&vec![sure(1, 1); 65], goal), None);
        let nothing = Goal { needs: 0, ..goal };
        let Some(Search::Found(it)) = cheapest_package(&[sure(1, 1)], nothing) else { panic!() };
        assert_eq!((it.cost, it.options.len(), it.n_cheapest), (0, 0, Some(1)));
    }

    #[test]
    fn the_price_curve_gives_the_least_cost_of_so_many_needs() {
        let options = [sure(9, 0b011), sure(6, 0b001), sure(7, 0b110)];
        assert_eq!(price_curve(&options, 0b111), Some(vec![Some(0), Some(6), Some(7), Some(13)]));
        assert_eq!(price_curve(&options, 0b1001), Some(vec![Some(0), Some(6), None]));
    }

    fn by_brute_force(
        options: &[Choice],
        goal: Goal,
        with: u64,
        without: u64,
    ) -> Vec<(u64, usize, Vec<usize>)> {
        let achieves = |set: u64| {
            let chosen = || (0..options.len()).filter(move |it| set >> it & 1 == 1);
            let fits = set & without == 0
                && set & with == with
                && chosen().all(|it| {
                    options[it].excludes & set == 0
                        && options[it].needs.iter().all(|any| any & set != 0)
                });
            let chance: f64 = (0..8_u8)
                .filter(|need| goal.needs >> need & 1 == 1)
                .map(|need| {
                    let fails: f64 = chosen()
                        .flat_map(|it| options[it].meets.iter())
                        .filter(|it| it.0 == need)
                        .map(|it| 1.0 - it.1)
                        .product();
                    1.0 - fails
                })
                .product();
            let all_met = (0..8_u8)
                .filter(|need| goal.needs >> need & 1 == 1)
                .all(|need| chosen().any(|it| options[it].meets.iter().any(|it| it.0 == need)));
            fits && all_met && chance >= goal.chance - 1e-12
        };
        let mut sets: Vec<(u64, usize, Vec<usize>)> = (0_u64..1 << options.len())
            .filter(|set| achieves(*set))
            .map(|set| {
                let list: Vec<usize> = (0..options.len()).filter(|it| set >> it & 1 == 1).collect();
                (list.iter().map(|it| options[*it].cost).sum(), list.len(), list)
            })
            .collect();
        sets.sort();
        sets
    }

    prop_compose! {
        // Costs above nothing and few, so that ties are common.
        fn option()(
            cost in 1_u64..6, mask in 0_u32..16, q in 0..4_usize,
            needs in proptest::option::weighted(0.2, 1_u64..512),
            excludes in proptest::option::weighted(0.2, 0_u64..512),
        ) -> Choice {
            let q = [1.0, 1.0, 0.6, 0.5][q];
            let meets = (0..4).filter(|it| mask >> it & 1 == 1).map(|it| (it, q)).collect();
            Choice { cost, meets, needs: needs.into_iter().collect(), excludes: excludes.unwrap_or(0) }
        }
    }

    proptest! {
        #[test]
        fn agrees_with_all_subsets(
            options in proptest::collection::vec(option(), 0..9), needs in 0_u32..16,
            chance in 0..4_usize, with in 0_u64..512, without in 0_u64..512, free in any::<bool>(),
        ) {
            let n = options.len();
            let in_range = (1_u64 << n) - 1;
            let options: Vec<Choice> = options
                .into_iter()
                .enumerate()
                .map(|(at, mut it)| {
                    it.excludes &= in_range & !(1 << at);
                    it
                })
                .collect();
            let goal = Goal { needs, chance: [0.0, 0.5, 0.7, 1.0][chance], steps: STEPS };
            let (with, without) = if free { (0, 0) } else { (with & in_range & without.rotate_left(1), without & in_range) };
            let all = by_brute_force(&options, goal, with, without);
            let found = cheapest_package_with(&options, goal, with, without);
            match (found, all.first()) {
                (Some(Search::Found(it)), Some((cost, _, list))) => {
                    prop_assert_eq!((it.cost, it.lower_bound), (*cost, *cost));
                    prop_assert_eq!(&it.options, list);
                    let n_cheapest = all.iter().filter(|it| it.0 == *cost).count() as u64;
                    prop_assert_eq!(it.n_cheapest, Some(n_cheapest));
                    if free {
                        let next = all.iter().find(|other| !list.iter().all(|at| other.2.contains(at)));
                        let second = runner_up(&options, goal, &it).map(|it| (it.cost, it.options));
                        prop_assert_eq!(second, next.map(|it| (it.0, it.2.clone())));
                    }
                }
                (Some(Search::Impossible), None) => {}
                (found, best) => prop_assert!(false, "{found:?} and {best:?}"),
            }
        }

        #[test]
        fn without_side_conditions_it_is_the_subset_programme(
            list in proptest::collection::vec((1_u64..9, 0_u32..256), 0..14), needs in 0_u32..256,
        ) {
            let options: Vec<Choice> = list.iter().map(|(cost, mask)| sure(*cost, *mask)).collect();
            let measures: Vec<Measure> =
                list.iter().map(|(cost, mask)| Measure { cost: *cost, covers: *mask as u16 }).collect();
            let found = cheapest_package(&options, Goal { needs, chance: 0.7, steps: STEPS });
            let expected = minimum_cost_cover(needs as u16, &measures);
            match (found, expected) {
                (Some(Search::Found(it)), Some(expected)) => {
                    prop_assert_eq!((it.cost, it.options), (expected.cost, expected.measures));
                }
                (Some(Search::Impossible), None) => {}
                (found, expected) => prop_assert!(false, "{found:?} and {expected:?}"),
            }
        }
    }
}
