//! Advice on the examples: decisions with their rules, sets with their proof, one budget, and what
//! nobody may lose on the way.

#![allow(clippy::unwrap_used)]

use karenina_assess::{
    Advice, AdviceOptions, Assessment, Awarded, ClusterVerdict, Decision, Options, advise, assess,
};
use karenina_catalogue::{Catalogue, ParameterName, RefusalCode};
use karenina_dev::{catalogue, example};
use karenina_model::{Dataset, Date, TableId};

struct Judged {
    catalogue: Catalogue,
    dataset: Dataset,
    found: Assessment,
}

fn judged(name: &str, on: (i16, i8, i8)) -> Judged {
    let (catalogue, _) = catalogue().unwrap();
    let dataset = example(name).unwrap().dataset;
    let on = Date::new(on.0, on.1, on.2).unwrap();
    let found = assess(&catalogue, &dataset, Options { on, seed: 0 });
    Judged { catalogue, dataset, found }
}

fn worked() -> Judged {
    judged("worked-programme", (2026, 1, 1))
}

fn pilots() -> Judged {
    judged("russia-pilot-clusters", (2015, 3, 31))
}

impl Judged {
    fn advice(&self, options: AdviceOptions) -> Advice {
        advise(&self.catalogue, &self.dataset, &self.found, options)
    }

    fn row(&self, key: &str) -> u32 {
        self.dataset.table(TableId::CLUSTERS).find(key).unwrap()
    }

    fn articles(&self, measures: &[usize]) -> Vec<&str> {
        let mut list: Vec<&str> = measures
            .iter()
            .map(|it| self.catalogue.advice.measures[*it].article.as_str())
            .collect();
        list.sort_unstable();
        list
    }
}

#[test]
fn each_cluster_of_the_worked_programme_gets_the_decision_that_its_facts_call_for() {
    let it = worked();
    let advice = it.advice(AdviceOptions::default());
    let decided: Vec<(&str, Decision, Vec<RefusalCode>)> = advice
        .clusters
        .iter()
        .map(|one| {
            (
                it.dataset.table(TableId::CLUSTERS).key(one.cluster),
                one.decision,
                one.refusals.clone(),
            )
        })
        .collect();
    assert_eq!(
        decided,
        [
            // The guild decides in the office (R13), and the field is weak here (R5).
            ("applewick-food", Decision::Withhold, vec![RefusalCode::F6]),
            ("clover-pharma", Decision::FindOut, vec![RefusalCode::F1]),
            ("clovermere-health", Decision::OnCondition, vec![]),
            ("harbourlea-ships", Decision::OnCondition, vec![]),
            // Partners are imposed and nobody may enter (R11).
            ("ironmere-castings", Decision::Refuse, vec![RefusalCode::F6]),
            // Every sign is met: support would be a gift.
            ("lindenford-optics", Decision::Refuse, vec![RefusalCode::F5]),
            ("swiftholm-satellites", Decision::OnCondition, vec![]),
            ("willowby-devices", Decision::FindOut, vec![RefusalCode::F1]),
        ]
    );
}

/// What the article says of the four towns is redirected only where the town is closed by law.
#[test]
fn of_the_pilots_the_closed_town_is_redirected_and_silence_refuses_nobody() {
    let it = pilots();
    let advice = it.advice(AdviceOptions::default());
    let of = |key: &str| advice.clusters.iter().find(|one| one.cluster == it.row(key)).unwrap();
    assert_eq!(of("zheleznogorsk").decision, Decision::Redirect);
    assert_eq!(it.articles(&of("zheleznogorsk").outside), ["M6"]);
    assert_eq!(of("arkhangelsk-ship").decision, Decision::OnCondition);
    let set = of("arkhangelsk-ship").package.as_ref().unwrap();
    assert_eq!(it.articles(&set.measures), ["M10", "M2", "M7"]);
    for one in &advice.clusters {
        assert!(!matches!(one.decision, Decision::Refuse | Decision::Withhold), "{one:?}");
        let found = it.found.clusters.iter().find(|it| it.cluster == one.cluster).unwrap();
        if found.verdict == ClusterVerdict::Undetermined {
            assert_eq!(one.decision, Decision::FindOut);
            assert_eq!(one.refusals, [RefusalCode::F1]);
        }
    }
}

#[test]
fn every_set_covers_its_gaps_and_carries_the_proof_that_nothing_is_cheaper() {
    for it in [worked(), pilots()] {
        for one in it.advice(AdviceOptions::default()).clusters {
            let Some(set) = &one.package else { continue };
            assert_eq!(set.proof.lower_bound, set.cost);
            assert!(set.proof.n_cheapest.is_some_and(|n| n >= 1));
            let middle: f64 = set
                .measures
                .iter()
                .map(|at| &it.catalogue.advice.measures[*at].cost)
                .map(|it| f64::midpoint(it.low, it.high))
                .sum();
            assert_eq!(middle, set.cost);
            for at in &set.gaps {
                let gap = &one.gaps[*at];
                assert!(set.measures.iter().any(|at| {
                    let measure = &it.catalogue.advice.measures[*at];
                    !measure.outside
                        && match &gap.practice {
                            Some(key) => measure.practices.contains(key),
                            None => measure.lifts.iter().any(|it| it.indicator == gap.indicator),
                        }
                }));
            }
            if let Some((other, cost)) = &set.runner_up {
                assert!(*cost >= set.cost && !set.measures.iter().all(|it| other.contains(it)));
            }
        }
    }
}

#[test]
fn one_budget_reaches_the_cheapest_and_names_everybody_whom_it_leaves_out() {
    let it = worked();
    let advice = it.advice(AdviceOptions { budget: Some(14.0), ..AdviceOptions::default() });
    let allocation = advice.allocation.as_ref().unwrap();
    assert_eq!(allocation.awarded.len(), advice.clusters.len());
    assert_eq!(allocation.spent, 13.5);
    for (one, awarded) in advice.clusters.iter().zip(&allocation.awarded) {
        assert_eq!(one.decision.spends(), *awarded != Awarded::NoCandidate);
    }
    let left = allocation.awarded.iter().filter(|it| **it == Awarded::LeftOut).count();
    assert_eq!(left, 1);
    let curve: Vec<(f64, f64)> = allocation.curve.iter().map(|it| (it.budget, it.worth)).collect();
    assert_eq!(curve, [(3.5, 1.0), (13.5, 2.0), (23.5, 3.0)]);
}

#[test]
fn a_budget_that_reaches_for_nothing_is_a_refusal_with_its_reason() {
    let it = pilots();
    let cluster = Some(it.row("mordovia-light"));
    for budget in [0.0, 9.99] {
        let options = AdviceOptions { budget: Some(budget), cluster, ..AdviceOptions::default() };
        let one = &it.advice(options).clusters[0];
        assert_eq!(
            (one.decision, one.refusals.as_slice()),
            (Decision::Refuse, &[RefusalCode::F3][..])
        );
    }
    let enough = AdviceOptions { budget: Some(10.0), cluster, ..AdviceOptions::default() };
    assert_eq!(it.advice(enough).clusters[0].decision, Decision::OnCondition);
}

#[test]
fn what_a_short_budget_buys_is_taken_on_upstream_first() {
    let it = pilots();
    let cluster = Some(it.row("arkhangelsk-ship"));
    let options = AdviceOptions { budget: Some(14.0), cluster, ..AdviceOptions::default() };
    let one = &it.advice(options).clusters[0];
    // The town (10) before the mass (10), which no longer fits; then the companies (3.5).
    assert_eq!(it.articles(&one.within_budget.as_ref().unwrap().measures), ["M10", "M2"]);
}

#[test]
fn a_measure_that_may_fail_is_not_enough_where_the_programme_asks_for_more() {
    let mut it = pilots();
    let cluster = Some(it.row("mordovia-light"));
    for parameter in &mut it.catalogue.advice.parameters {
        if parameter.name == ParameterName::LiftChance {
            parameter.value = Some(0.6);
        }
    }
    let asked =
        |chance| AdviceOptions { chance: Some(chance), cluster, ..AdviceOptions::default() };
    let one = &it.advice(asked(0.7)).clusters[0];
    assert_eq!(one.refusals, [RefusalCode::F7]);
    assert!((one.best_chance - 0.6).abs() < 1e-12);
    let one = &it.advice(asked(0.6)).clusters[0];
    assert!((one.package.as_ref().unwrap().chance - 0.6).abs() < 1e-12);
}

#[test]
fn more_missing_signs_than_the_programme_undertakes_are_refused_and_before_five_years_wait() {
    let mut it = pilots();
    for parameter in &mut it.catalogue.advice.parameters {
        if parameter.name == ParameterName::MostMissingSigns {
            parameter.value = Some(2.0);
        }
    }
    let cluster = Some(it.row("arkhangelsk-ship"));
    let one = &it.advice(AdviceOptions { cluster, ..AdviceOptions::default() }).clusters[0];
    assert_eq!((one.decision, one.refusals.as_slice()), (Decision::Refuse, &[RefusalCode::F4][..]));
    let mut it = worked();
    let cluster = Some(it.row("swiftholm-satellites"));
    for parameter in &mut it.catalogue.advice.parameters {
        if parameter.name == ParameterName::MostMissingSigns {
            parameter.value = Some(0.0);
        }
    }
    let one = &it.advice(AdviceOptions { cluster, ..AdviceOptions::default() }).clusters[0];
    assert_eq!((one.decision, one.refusals.as_slice()), (Decision::Wait, &[RefusalCode::F4][..]));
}
