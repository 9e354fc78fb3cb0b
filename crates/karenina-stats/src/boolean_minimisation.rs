//! The shortest sums of products that say which combinations of conditions go
//! with an outcome.

/// A product of conditions: those in `mask` are asked for, present where `value`
/// has their bit, absent where it has not. Condition j has the bit `1 << j`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Which conditions it speaks of.
    pub mask: u32,
    /// Which of them have to be present.
    pub value: u32,
}

impl Term {
    /// Whether a configuration is one of those that it stands for.
    pub fn covers(self, configuration: u32) -> bool {
        configuration & self.mask == self.value
    }

    /// Its membership for one case: the least of the memberships that it asks for.
    pub fn membership(self, memberships: &[f64]) -> f64 {
        let mut least = 1.0_f64;
        for (at, x) in memberships.iter().enumerate() {
            if self.mask >> at & 1 == 1 {
                least = least.min(if self.value >> at & 1 == 1 { *x } else { 1.0 - x });
            }
        }
        least
    }
}

/// All shortest solutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimisation {
    /// Each solution is a sum of terms; several are equally short where more than
    /// one stands here.
    pub solutions: Vec<Vec<Term>>,
    /// Whether the search was complete; otherwise shorter or other solutions may
    /// exist.
    pub complete: bool,
}

/// More conditions than this have too many combinations.
pub const MOST_CONDITIONS: u32 = 12;
const MOST_SOLUTIONS: usize = 64;
const MOST_STEPS: u32 = 150_000;

/// The fewest prime implicants that cover all `positive` configurations and none of
/// the negative ones.
///
/// With `negative` as `None` whatever is not positive is negative: the
/// conservative (complex) solution, which says nothing of what was not seen. With
/// the negative ones given, all others are free: the parsimonious solution, which
/// uses every combination that nobody has seen as it suits. Terms are sorted;
/// solutions too. No positive configuration has the empty solution; nothing
/// negative has the one term that asks for nothing. A configuration that is both
/// counts as negative and makes `None`, as do more than [`MOST_CONDITIONS`] and
/// bits that belong to no condition.
///
/// ```
/// use karenina_stats::boolean_minimisation::{Term, boolean_minimisation};
/// // A with or without B: only A matters.
/// let found = boolean_minimisation(2, &[0b01, 0b11], None).unwrap();
/// assert_eq!(found.solutions, [[Term { mask: 0b01, value: 0b01 }]]);
/// ```
///
/// # Reference
/// `McCluskey`, E. J. (1956). Minimization of Boolean functions. *Bell System
/// Technical Journal* 35(6), 1417–1444; its use: Ragin, C. C. (1987). *The
/// Comparative Method*. University of California Press, chapter 6.
#[doc(alias = "Quine–McCluskey")]
#[doc(alias = "QCA")]
pub fn boolean_minimisation(
    conditions: u32,
    positive: &[u32],
    negative: Option<&[u32]>,
) -> Option<Minimisation> {
    if conditions > MOST_CONDITIONS {
        return None;
    }
    let n_configurations = 1_u32 << conditions;
    let in_range = |list: &[u32]| list.iter().all(|it| *it < n_configurations);
    if !in_range(positive) || !negative.is_none_or(in_range) {
        return None;
    }
    let mut is_positive = vec![false; n_configurations as usize];
    for it in positive {
        is_positive[*it as usize] = true;
    }
    let mut is_negative = vec![negative.is_none(); n_configurations as usize];
    match negative {
        None => positive.iter().for_each(|it| is_negative[*it as usize] = false),
        Some(list) => list.iter().for_each(|it| is_negative[*it as usize] = true),
    }
    if positive.iter().any(|it| is_negative[*it as usize]) {
        return None;
    }
    let primes = primes(conditions, &is_positive, &is_negative);
    let mut rows: Vec<u32> = positive.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let mut search = Search {
        candidates: rows
            .iter()
            .map(|row| (0..primes.len()).filter(|at| primes[*at].covers(*row)).collect())
            .collect(),
        rows: &rows,
        primes: &primes,
        found: Vec::new(),
        steps: 0,
    };
    for size in 0..=rows.len() {
        search.go(size, &mut Vec::new());
        if !search.found.is_empty() || search.steps > MOST_STEPS {
            break;
        }
    }
    let complete = search.steps <= MOST_STEPS && search.found.len() < MOST_SOLUTIONS;
    let mut solutions: Vec<Vec<Term>> = std::mem::take(&mut search.found);
    if solutions.is_empty() {
        solutions.push(greedy(&rows, &primes));
    }
    solutions.sort();
    solutions.dedup();
    Some(Minimisation { solutions, complete })
}

/// The intermediate solution: of the combinations that nobody has seen only those
/// are used that theory makes easy to believe.
///
/// `expected_present` has the bits of the conditions whose presence is expected to
/// help, `expected_absent` of those whose absence is. A term of the conservative
/// solution loses a condition that the parsimonious one does without only where
/// the expectation says that the outcome would come even more surely: an absence
/// where presence helps, a presence where absence does. The combinations so gained
/// are added to the positive ones and all are minimised again. `None` as for
/// [`boolean_minimisation`].
///
/// ```
/// use karenina_stats::boolean_minimisation::{Term, intermediate_minimisation};
/// // Seen: A without B has the outcome, neither has it not. B helps, A too.
/// let found = intermediate_minimisation(2, &[0b01], &[0b00], 0b11, 0).unwrap();
/// assert_eq!(found.solutions, [[Term { mask: 0b01, value: 0b01 }]]);
/// ```
///
/// # Reference
/// Ragin, C. C. (2008). *Redesigning Social Inquiry: Fuzzy Sets and Beyond*.
/// University of Chicago Press, chapters 8 and 9.
#[doc(alias = "directional expectations")]
pub fn intermediate_minimisation(
    conditions: u32,
    positive: &[u32],
    negative: &[u32],
    expected_present: u32,
    expected_absent: u32,
) -> Option<Minimisation> {
    let conservative = boolean_minimisation(conditions, positive, None)?;
    let parsimonious = boolean_minimisation(conditions, positive, Some(negative))?;
    let mut believed = positive.to_vec();
    for long in &conservative.solutions[0] {
        for short in parsimonious.solutions[0]
            .iter()
            .filter(|it| long.mask & it.mask == it.mask && long.value & it.mask == it.value)
        {
            let unhelpful =
                long.mask & ((!long.value & expected_present) | (long.value & expected_absent));
            let mask = short.mask | (long.mask & !unhelpful);
            let term = Term { mask, value: long.value & mask };
            believed.extend(
                (0..1_u32 << conditions).filter(|it| term.covers(*it) && !negative.contains(it)),
            );
        }
    }
    boolean_minimisation(conditions, &believed, None)
}

/// Every product that covers something positive and nothing negative and cannot be
/// shortened.
///
/// Products are numbered in base three, digit 2 where a condition is not asked
/// for. Both halves of a product have smaller numbers, so one pass decides all.
fn primes(conditions: u32, is_positive: &[bool], is_negative: &[bool]) -> Vec<Term> {
    let powers: Vec<usize> = (0..conditions).map(|it| 3_usize.pow(it)).collect();
    let n_products = 3_usize.pow(conditions);
    let digit = |product: usize, at: usize| product / powers[at] % 3;
    let mut positive = vec![false; n_products];
    let mut negative = vec![false; n_products];
    for product in 0..n_products {
        match (0..powers.len()).find(|at| digit(product, *at) == 2) {
            None => {
                let bits: usize = (0..powers.len()).map(|at| digit(product, at) << at).sum();
                (positive[product], negative[product]) = (is_positive[bits], is_negative[bits]);
            }
            Some(at) => {
                let (absent, present) = (product - 2 * powers[at], product - powers[at]);
                positive[product] = positive[absent] || positive[present];
                negative[product] = negative[absent] || negative[present];
            }
        }
    }
    let shorter = |product: usize, at: usize| product + (2 - digit(product, at)) * powers[at];
    (0..n_products)
        .filter(|it| positive[*it] && !negative[*it])
        .filter(|it| (0..powers.len()).all(|at| digit(*it, at) == 2 || negative[shorter(*it, at)]))
        .map(|product| {
            let mut term = Term { mask: 0, value: 0 };
            for at in 0..powers.len() {
                match digit(product, at) {
                    2 => {}
                    present => {
                        term.mask |= 1 << at;
                        term.value |= (present as u32) << at;
                    }
                }
            }
            term
        })
        .collect()
}

struct Search<'a> {
    rows: &'a [u32],
    primes: &'a [Term],
    candidates: Vec<Vec<usize>>,
    found: Vec<Vec<Term>>,
    steps: u32,
}

impl Search<'_> {
    /// Covers the row that fewest primes cover, with each of them in turn.
    fn go(&mut self, left: usize, chosen: &mut Vec<Term>) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.found.len() >= MOST_SOLUTIONS {
            return;
        }
        let open = (0..self.rows.len())
            .filter(|row| !chosen.iter().any(|it| it.covers(self.rows[*row])))
            .min_by_key(|row| self.candidates[*row].len());
        let Some(row) = open else {
            let mut solution = chosen.clone();
            solution.sort_unstable();
            if !self.found.contains(&solution) {
                self.found.push(solution);
            }
            return;
        };
        if left == 0 {
            return;
        }
        for at in self.candidates[row].clone() {
            chosen.push(self.primes[at]);
            self.go(left - 1, chosen);
            chosen.pop();
        }
    }
}

fn greedy(rows: &[u32], primes: &[Term]) -> Vec<Term> {
    let mut open = rows.to_vec();
    let mut chosen = Vec::new();
    while !open.is_empty() {
        let count = |it: &Term| open.iter().filter(|row| it.covers(**row)).count();
        let Some(best) = primes.iter().max_by_key(|it| count(it)) else { break };
        open.retain(|row| !best.covers(*row));
        chosen.push(*best);
    }
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::{Term, boolean_minimisation};
    use proptest::prelude::*;

    /// Terms as text, the first condition first; a negated one with `~`.
    fn text(names: &[&str], terms: &[Term]) -> Vec<String> {
        let mut all: Vec<String> = terms
            .iter()
            .map(|term| {
                let of: Vec<String> = (0..names.len())
                    .filter(|at| term.mask >> at & 1 == 1)
                    .map(|at| {
                        let sign = if term.value >> at & 1 == 1 { "" } else { "~" };
                        format!("{sign}{}", names[at])
                    })
                    .collect();
                of.join("*")
            })
            .collect();
        all.sort();
        all
    }

    /// Lipset's 18 democracies (Rihoux and De Meur 2009): development,
    /// urbanisation, literacy, industry, stability of government; survival. R
    /// package QCA 3.25.1 gives these four solutions.
    #[test]
    fn lipset_agrees_with_the_r_package() {
        const NAMES: [&str; 5] = ["DEV", "URB", "LIT", "IND", "STB"];
        let row = |bits: [u32; 5]| bits.iter().enumerate().fold(0, |sum, (at, it)| sum | it << at);
        let survived = [row([1, 1, 1, 1, 1]), row([1, 0, 1, 0, 1]), row([1, 0, 1, 1, 1])];
        let collapsed = [
            row([1, 0, 1, 1, 0]),
            row([0, 0, 1, 0, 1]),
            row([1, 1, 1, 1, 0]),
            row([0, 0, 0, 0, 0]),
            row([0, 0, 1, 0, 0]),
            row([0, 0, 0, 0, 1]),
        ];
        let solution = |positive: &[u32], negative: Option<&[u32]>| {
            let found = boolean_minimisation(5, positive, negative).unwrap();
            assert!(found.complete && found.solutions.len() == 1, "{found:?}");
            text(&NAMES, &found.solutions[0])
        };
        assert_eq!(solution(&survived, None), ["DEV*LIT*IND*STB", "DEV*~URB*LIT*STB"]);
        assert_eq!(solution(&survived, Some(&collapsed)), ["DEV*STB"]);
        assert_eq!(solution(&collapsed, None), ["DEV*LIT*IND*~STB", "~DEV*~URB*~IND"]);
        assert_eq!(solution(&collapsed, Some(&survived)), ["~DEV", "~STB"]);
    }

    #[test]
    fn several_equally_short_solutions_are_all_given() {
        // The textbook cyclic function: two solutions of three terms each.
        let positive = [0b000, 0b001, 0b011, 0b111, 0b110, 0b100];
        let found = boolean_minimisation(3, &positive, None).unwrap();
        assert_eq!(found.solutions.len(), 2);
        assert!(found.solutions.iter().all(|it| it.len() == 3));
    }

    #[test]
    fn nothing_and_everything() {
        assert_eq!(boolean_minimisation(3, &[], None).unwrap().solutions, [[]]);
        let all = boolean_minimisation(2, &[0], Some(&[])).unwrap();
        assert_eq!(all.solutions, [[Term { mask: 0, value: 0 }]]);
        assert_eq!(boolean_minimisation(2, &[1], Some(&[1])), None);
        assert_eq!(boolean_minimisation(2, &[4], None), None);
        assert_eq!(boolean_minimisation(13, &[0], None), None);
    }

    proptest! {
        #[test]
        fn every_solution_says_what_was_seen(
            outcomes in proptest::collection::vec(0_u8..3, 16)
        ) {
            let of = |wanted: u8| -> Vec<u32> {
                (0..16).filter(|it| outcomes[*it as usize] == wanted).collect()
            };
            let (positive, negative) = (of(1), of(0));
            for negative_given in [None, Some(negative.as_slice())] {
                let found = boolean_minimisation(4, &positive, negative_given).unwrap();
                for solution in &found.solutions {
                    let says = |it: u32| solution.iter().any(|term| term.covers(it));
                    prop_assert!(positive.iter().all(|it| says(*it)));
                    prop_assert!(!negative.iter().any(|it| says(*it)));
                    if negative_given.is_none() {
                        prop_assert!((0..16).all(|it| says(it) == positive.contains(&it)));
                    }
                }
            }
        }
    }
}
