//! The chance that all signs hold where criteria that rest on one source share its error.

use karenina_catalogue::Catalogue;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

use crate::{Finding, Verdict, sign};

/// Draws the error that each declared group of criteria shares, and takes the rest exactly: given
/// a standard normal Z, a criterion with chance p holds with Φ((Φ⁻¹(p) + √ρ·Z) / √(1−ρ)).
///
/// `None` where the model declares no groups. The stream depends on the seed and the cluster
/// alone, so that neither the number of threads nor other clusters change it.
pub(crate) fn chance(
    catalogue: &Catalogue,
    findings: &[Finding],
    seed: u64,
    cluster: u32,
) -> Option<(f64, f64)> {
    let shared = &catalogue.model.shared_error;
    if shared.groups.is_empty() || shared.draws == 0 {
        return None;
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(u64::from(cluster));
    let mut group_of = vec![None; findings.len()];
    for (group, members) in shared.groups.iter().enumerate() {
        for at in members {
            group_of[*at] = Some(group);
        }
    }
    let (mut low, mut high) = (0.0, 0.0);
    let mut errors = vec![0.0; shared.groups.len()];
    for _ in 0..shared.draws {
        for error in &mut errors {
            // 53 bits, never 0 or 1.
            let uniform = ((random.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
            *error = karenina_stats::normal_quantile(uniform).unwrap_or(0.0);
        }
        let given = |at: usize, p: f64| match group_of[at] {
            Some(group) if p > 0.0 && p < 1.0 => {
                let z = karenina_stats::normal_quantile(p).unwrap_or(0.0);
                let (rho, error) = (shared.rho, errors[group]);
                karenina_stats::normal_cdf((z + rho.sqrt() * error) / (1.0 - rho).sqrt())
            }
            Some(_) | None => p,
        };
        low += product(catalogue, findings, |at| given(at, findings[at].chance.0));
        high += product(catalogue, findings, |at| given(at, findings[at].chance.1));
    }
    let draws = f64::from(shared.draws);
    Some((low / draws, high / draws))
}

fn product(catalogue: &Catalogue, findings: &[Finding], chance: impl Fn(usize) -> f64) -> f64 {
    catalogue
        .model
        .signs
        .iter()
        .filter(|it| !it.latent)
        .map(|it| {
            let of_criteria: Vec<f64> = it
                .required
                .iter()
                .filter(|at| findings[**at].verdict != Verdict::NotApplicable)
                .map(|at| chance(*at))
                .collect();
            if of_criteria.is_empty() {
                return 1.0;
            }
            let needed = sign::needed(it.rule, of_criteria.len());
            karenina_stats::poisson_binomial::at_least(&of_criteria, needed)
        })
        .product()
}
