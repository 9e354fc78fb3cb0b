//! What the data say of the principle, and what they cannot say.

#![allow(clippy::unwrap_used)]

use karenina_assess::{
    CompensationEvidence, ConditionData, NecessityData, NecessityOptions, NotEstimable,
    PrincipleEvidence, Summary, necessity,
};

/// Crisp cases: how many with the condition and success, with and failed, without and success,
/// without and failed.
fn crisp(counts: [usize; 4]) -> NecessityData {
    let kinds = [(1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)];
    let mut data = NecessityData {
        outcome: "alive".to_owned(),
        membership: Some(Vec::new()),
        conditions: vec![ConditionData {
            name: "A1".to_owned(),
            membership: Some(Vec::new()),
            scope: Some((0.0, 1.0)),
            ..ConditionData::default()
        }],
        ..NecessityData::default()
    };
    for ((x, y), n) in kinds.into_iter().zip(counts) {
        for _ in 0..n {
            data.cases.push(format!("case {}", data.cases.len() + 1));
            data.level.push(y);
            data.membership.as_mut().unwrap().push(y);
            data.conditions[0].level.push((x, x));
            data.conditions[0].membership.as_mut().unwrap().push((x, x));
        }
    }
    data
}

#[test]
fn twenty_five_successes_without_exception_do_not_prove_the_principle() {
    let found = necessity(&crisp([25, 0, 0, 25]), NecessityOptions::default());
    assert!((found.exceptions_allowed.unwrap() - 0.112_928).abs() < 1e-6);
    assert_eq!(found.successes_needed, 29);
    let it = &found.conditions[0];
    assert_eq!(it.necessary, Some(true));
    assert_eq!(it.evidence, PrincipleEvidence::NotDecided);
    assert!(it.exceptions.is_empty());
}

#[test]
fn twenty_nine_do() {
    let found = necessity(&crisp([29, 0, 0, 29]), NecessityOptions::default());
    let it = &found.conditions[0];
    assert_eq!(it.evidence, PrincipleEvidence::Supported);
    assert_eq!(it.ce_fdh, Ok((1.0, 1.0)));
    assert_eq!(it.opposite, Some(1.0));
}

#[test]
fn many_successes_without_the_condition_contradict_it() {
    let found = necessity(&crisp([10, 5, 10, 5]), NecessityOptions::default());
    let it = &found.conditions[0];
    assert_eq!((it.evidence, it.exceptions.len()), (PrincipleEvidence::Contradicted, 10));
    assert_eq!(it.necessary, Some(false));
    assert_eq!(found.together.as_ref().unwrap().succeeded_without.len(), 10);
}

#[test]
fn what_nearly_all_have_is_trivial() {
    let found = necessity(&crisp([30, 28, 0, 2]), NecessityOptions::default());
    let it = &found.conditions[0];
    assert!(it.trivial && it.necessary == Some(false));
    assert_eq!(it.evidence, PrincipleEvidence::NotDecided);
}

#[test]
fn one_class_only_is_not_estimable() {
    let found = necessity(&crisp([12, 0, 3, 0]), NecessityOptions::default());
    assert_eq!(found.not_estimable, Some(NotEstimable::OneClass(1.0)));
    let it = &found.conditions[0];
    assert_eq!(it.ce_fdh, Err(NotEstimable::OneClass(1.0)));
    assert_eq!(it.necessity, Err(NotEstimable::OneClass(1.0)));
    // The counter-examples have names all the same.
    assert_eq!(it.exceptions.len(), 3);
}

#[test]
fn five_clusters_cannot_have_a_small_p() {
    let found = necessity(&crisp([2, 0, 0, 3]), NecessityOptions::default());
    let it = &found.conditions[0];
    assert_eq!(it.ce_fdh, Ok((1.0, 1.0)));
    assert_eq!(it.permutation, Err(NotEstimable::TooFewToTest(0.1)));
    let three = necessity(&crisp([2, 0, 0, 1]), NecessityOptions::default());
    assert_eq!(three.not_estimable, Some(NotEstimable::TooFew(3)));
    let none = necessity(&crisp([0; 4]), NecessityOptions::default());
    assert_eq!(none.not_estimable, Some(NotEstimable::NoOutcome));
}

#[test]
fn a_sign_that_is_not_known_widens_everything_and_is_tested_by_nothing() {
    let mut data = crisp([6, 2, 0, 8]);
    data.conditions[0].level[0] = (0.0, 1.0);
    data.conditions[0].membership.as_mut().unwrap()[0] = (0.0, 1.0);
    let found = necessity(&data, NecessityOptions::default());
    let it = &found.conditions[0];
    assert_eq!(it.open, ["case 1"]);
    assert_eq!(it.ce_fdh, Ok((0.0, 1.0)));
    assert_eq!(it.permutation, Err(NotEstimable::ConditionOpen(1)));
    let necessity = it.necessity.as_ref().unwrap();
    assert_eq!(necessity.consistency, (5.0 / 6.0, 1.0));
    assert_eq!(it.necessary, None);
    assert_eq!(found.configurations.as_ref().unwrap().left_out, 1);
}

#[test]
fn a_condition_that_never_varies_says_nothing() {
    let found = necessity(&crisp([5, 5, 0, 0]), NecessityOptions::default());
    assert_eq!(found.conditions[0].ce_fdh, Err(NotEstimable::ConditionConstant));
}

#[test]
fn an_outcome_on_a_scale_needs_anchors_for_sets_and_none_for_ceilings() {
    let mut data = crisp([5, 1, 0, 4]);
    data.level = (1..=10).map(f64::from).collect();
    data.membership = None;
    let found = necessity(&data, NecessityOptions::default());
    assert!(!found.calibrated);
    assert_eq!(found.conditions[0].necessity, Err(NotEstimable::NotCalibrated));
    assert!(found.conditions[0].ce_fdh.is_ok());
    assert_eq!(found.configurations, Err(NotEstimable::NotCalibrated));
}

#[test]
fn the_same_seed_gives_the_same_p() {
    let mut data = crisp([8, 6, 6, 8]);
    data.level = (0..28).map(|it| f64::from(it * 7 % 28)).collect();
    data.conditions[0].level =
        (0..28).map(|it| f64::from(it * 5 % 28) / 28.0).map(|x| (x, x)).collect();
    let p = |seed| {
        let options = NecessityOptions { seed, draws: 2_000, ..Default::default() };
        necessity(&data, options).conditions[0].permutation.as_ref().unwrap().p_value
    };
    assert_eq!(p(1), p(1));
    assert_ne!(p(1), p(2));
}

/// Two conditions by degree, and an outcome that follows the weakest or the mean.
fn by_degree(outcome: fn(f64, f64) -> bool) -> NecessityData {
    let levels: Vec<(f64, f64)> =
        (0..36).map(|at| (f64::from(at % 6) / 5.0, f64::from(at / 6) / 5.0)).collect();
    let condition = |name: &str, of: fn(&(f64, f64)) -> f64| ConditionData {
        name: name.to_owned(),
        level: levels.iter().map(|it| (of(it), of(it))).collect(),
        membership: Some(
            levels.iter().map(|it| f64::from(u8::from(of(it) >= 1.0))).map(|x| (x, x)).collect(),
        ),
        scope: Some((0.0, 1.0)),
    };
    let y: Vec<f64> = levels.iter().map(|it| f64::from(u8::from(outcome(it.0, it.1)))).collect();
    NecessityData {
        cases: (0..36).map(|it| format!("case {it}")).collect(),
        conditions: vec![condition("A1", |it| it.0), condition("A2", |it| it.1)],
        outcome: "alive".to_owned(),
        level: y.clone(),
        membership: Some(y),
        without_outcome: Vec::new(),
    }
}

#[test]
fn where_only_the_weakest_sign_counts_the_minimum_foretells_better_than_the_mean() {
    let found = necessity(&by_degree(|a, b| a.min(b) >= 0.5), NecessityOptions::default());
    let it = found.compensation.unwrap();
    assert_eq!((it.n, it.left_out, it.losses[0].0), (36, 0, Summary::Minimum));
    assert_eq!(it.evidence, CompensationEvidence::MinimumBetter);
    assert!(it.losses[0].1 < it.losses[2].1 && it.losses[2].1 < it.base, "{it:?}");
}

#[test]
fn where_one_sign_makes_up_for_another_the_mean_does() {
    let found = necessity(&by_degree(|a, b| a + b >= 1.0), NecessityOptions::default());
    let it = found.compensation.unwrap();
    assert_eq!(it.evidence, CompensationEvidence::MeanBetter, "{it:?}");
}

#[test]
fn five_clusters_foretell_nothing_of_each_other() {
    let found = necessity(&crisp([2, 0, 0, 3]), NecessityOptions::default());
    assert_eq!(found.compensation, Err(NotEstimable::TooFewToForetell(5, 2, 3)));
    // One whose sign is open is no case either.
    let mut data = by_degree(|a, b| a.min(b) >= 0.5);
    data.conditions[0].level[35] = (0.2, 1.0);
    let it = necessity(&data, NecessityOptions::default()).compensation.unwrap();
    assert_eq!((it.n, it.left_out), (35, 1));
}
