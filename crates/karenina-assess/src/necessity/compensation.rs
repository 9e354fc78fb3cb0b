//! Whether what is missing can be made up for: of the weakest condition, the number of those that
//! hold and their mean, which foretells the outcome of a case that was not learned from?

use karenina_stats::{bootstrap_mean, leave_one_out_log_loss};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

use super::{NecessityData, NecessityOptions, NotEstimable};

/// Fewer cases than these, or fewer of either class, foretell nothing of each other.
const FEWEST: usize = 10;
const FEWEST_OF_CLASS: usize = 3;

/// The stream of random numbers, far from those of the conditions.
const STREAM: u64 = 1 << 32;

/// What a case is summed up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Summary {
    /// The level of its weakest condition: nothing makes up for it.
    Minimum,
    /// The share of conditions that hold.
    Count,
    /// The mean level: anything makes up for anything.
    Mean,
}

impl Summary {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Minimum, Self::Count, Self::Mean];

    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Count => "count",
            Self::Mean => "mean",
        }
    }

    fn of(self, levels: &[f64], holds: &[f64]) -> f64 {
        let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len().max(1) as f64;
        match self {
            Self::Minimum => levels.iter().copied().fold(f64::INFINITY, f64::min),
            Self::Count => mean(holds),
            Self::Mean => mean(levels),
        }
    }
}

/// What the comparison says of the principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompensationEvidence {
    /// The weakest condition foretells better than the mean, beyond what drawing the cases again
    /// can turn over.
    MinimumBetter,
    /// The mean does: then the principle is not supported over an average.
    MeanBetter,
    /// Neither with so few cases.
    NotDecided,
}

impl CompensationEvidence {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::MinimumBetter => "minimum_better",
            Self::MeanBetter => "mean_better",
            Self::NotDecided => "not_decided",
        }
    }
}

/// How well each summary foretells the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Compensation {
    /// How many cases were used.
    pub n: usize,
    /// Cases left out, because a condition of them is known within bounds only.
    pub left_out: usize,
    /// For each summary its mean log loss of a case left out; less is better.
    pub losses: Vec<(Summary, f64)>,
    /// The loss of one who knows only how many succeed.
    pub base: f64,
    /// Loss of the mean less loss of the minimum, and its interval by drawing the cases again:
    /// above 0 the minimum foretells better.
    pub mean_less_minimum: (f64, f64, f64),
    /// Loss of the count less loss of the minimum, likewise.
    pub count_less_minimum: (f64, f64, f64),
    /// What follows.
    pub evidence: CompensationEvidence,
}

pub(super) fn compensation(
    data: &NecessityData,
    options: NecessityOptions,
) -> Result<Compensation, NotEstimable> {
    let outcome = data.membership.as_ref().ok_or(NotEstimable::NotCalibrated)?;
    if data.conditions.iter().any(|it| it.membership.is_none()) {
        return Err(NotEstimable::NotCalibrated);
    }
    let point = |it: &(f64, f64)| (it.0 == it.1).then_some(it.0);
    // Every level as a share of the way from its least to its most: a degree is one already.
    let scaled = |of: &super::ConditionData, case: usize| -> Option<f64> {
        let (low, high) = of.scope.unwrap_or_else(|| {
            of.level.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |it, level| {
                (it.0.min(level.0), it.1.max(level.1))
            })
        });
        let level = point(of.level.get(case)?)?;
        Some(if high > low { ((level - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 })
    };
    let (mut y, mut levels, mut holds) = (Vec::new(), Vec::new(), Vec::new());
    for (case, of_outcome) in outcome.iter().enumerate() {
        let of_case: Option<Vec<f64>> = data.conditions.iter().map(|it| scaled(it, case)).collect();
        let sets: Option<Vec<f64>> = data
            .conditions
            .iter()
            .map(|it| it.membership.as_ref().and_then(|all| point(all.get(case)?)))
            .collect();
        if let (Some(of_case), Some(sets)) = (of_case, sets) {
            y.push(*of_outcome);
            levels.push(of_case);
            holds.push(sets);
        }
    }
    let (n, with) = (y.len(), y.iter().filter(|it| **it > 0.5).count());
    if n < FEWEST || with < FEWEST_OF_CLASS || n - with < FEWEST_OF_CLASS {
        return Err(NotEstimable::TooFewToForetell(n, with, n - with));
    }
    let losses_of = |summary: Summary| -> Result<Vec<f64>, NotEstimable> {
        let x: Vec<f64> =
            levels.iter().zip(&holds).map(|(levels, holds)| summary.of(levels, holds)).collect();
        leave_one_out_log_loss(&x, &y).ok_or(NotEstimable::NotCalibrated)
    };
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let minimum = losses_of(Summary::Minimum)?;
    let count = losses_of(Summary::Count)?;
    let average = losses_of(Summary::Mean)?;
    let base = leave_one_out_log_loss(&vec![0.0; n], &y).ok_or(NotEstimable::NotCalibrated)?;
    let mut random = ChaCha8Rng::seed_from_u64(options.seed);
    random.set_stream(STREAM);
    let mut against = |other: &[f64]| -> Result<(f64, f64, f64), NotEstimable> {
        let differences: Vec<f64> =
            other.iter().zip(&minimum).map(|(other, minimum)| other - minimum).collect();
        let uniform = || f64::from(random.next_u32()) / 4_294_967_296.0;
        let (low, high) =
            bootstrap_mean(&differences, 1.0 - options.alpha, options.draws.max(1), uniform)
                .ok_or(NotEstimable::NotCalibrated)?;
        Ok((mean(&differences), low, high))
    };
    let mean_less_minimum = against(&average)?;
    let count_less_minimum = against(&count)?;
    Ok(Compensation {
        n,
        left_out: data.cases.len() - n,
        losses: vec![
            (Summary::Minimum, mean(&minimum)),
            (Summary::Count, mean(&count)),
            (Summary::Mean, mean(&average)),
        ],
        base: mean(&base),
        mean_less_minimum,
        count_less_minimum,
        evidence: match mean_less_minimum {
            (_, low, _) if low > 0.0 => CompensationEvidence::MinimumBetter,
            (_, _, high) if high < 0.0 => CompensationEvidence::MeanBetter,
            _ => CompensationEvidence::NotDecided,
        },
    })
}
