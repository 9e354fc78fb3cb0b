//! How sure the verdicts are, checked the long way: by moving thresholds and judging again, by
//! drawing, and by going through what may be.

// Tests work on files and say so.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use karenina_assess::{
    Assessment, ClusterVerdict, InputKind, Options, Range, Robustness, RobustnessOptions, assess,
    robustness,
};
use karenina_catalogue::{Catalogue, Rule};
use karenina_dev::{catalogue, example};
use karenina_model::{Dataset, Date};

const ON: Date = Date::constant(2026, 1, 1);

fn judged(catalogue: &Catalogue, dataset: &Dataset) -> Assessment {
    assess(catalogue, dataset, Options { on: ON, seed: 0 })
}

/// The worked programme, with an error on every threshold and statistic so that something moves.
fn uncertain() -> (Catalogue, Dataset) {
    let (mut catalogue, _) = catalogue().unwrap();
    for indicator in &mut catalogue.indicators {
        for threshold in &mut indicator.thresholds {
            threshold.u = 0.1 * threshold.rule.bound().abs();
        }
    }
    (catalogue, example("worked-programme").unwrap().dataset)
}

fn verdicts(found: &Assessment) -> Vec<ClusterVerdict> {
    found.clusters.iter().map(|it| it.verdict).collect()
}

fn signs(found: &Assessment) -> Vec<Vec<karenina_assess::Verdict>> {
    found.clusters.iter().map(|it| it.signs.iter().map(|it| it.verdict).collect()).collect()
}

fn with_bound(rule: Rule, upper: bool, to: f64) -> Rule {
    match rule {
        Rule::Above(_) => Rule::Above(to),
        Rule::AtLeast(_) => Rule::AtLeast(to),
        Rule::Below(_) => Rule::Below(to),
        Rule::AtMost(_) => Rule::AtMost(to),
        Rule::Between(low, _) if upper => Rule::Between(low, to),
        Rule::Between(_, high) => Rule::Between(to, high),
        Rule::IsTrue => Rule::IsTrue,
        Rule::IsFalse => Rule::IsFalse,
    }
}

/// Bounds on, just inside and just outside of both ends.
fn probes(range: &Range) -> Vec<(f64, bool)> {
    let step = 1e-6;
    let mut all = Vec::new();
    if range.low.is_finite() {
        all.extend([
            (range.low - step, false),
            (range.low, !range.low_is_open),
            (range.low + step, true),
        ]);
    }
    if range.high.is_finite() {
        all.extend([
            (range.high - step, true),
            (range.high, !range.high_is_open),
            (range.high + step, false),
        ]);
    }
    all
}

/// The interval of a threshold is exact: judged again with the bound inside nothing differs, with
/// the bound outside something does.
#[test]
fn inside_its_interval_a_threshold_changes_nothing_and_outside_it_does() {
    let (mut catalogue, _) = catalogue().unwrap();
    let dataset = example("worked-programme").unwrap().dataset;
    let found = judged(&catalogue, &dataset);
    let sure = robustness(&catalogue, &found, RobustnessOptions { draws: 0, ..Default::default() });
    let (before, signs_before) = (verdicts(&found), signs(&found));
    let mut tried = 0;
    for it in &sure.thresholds {
        let old = catalogue.indicators[it.indicator].thresholds[it.threshold].clone();
        for (range, of_signs) in [(&it.verdicts, false), (&it.signs, true)] {
            for (to, same) in probes(range) {
                let moved = &mut catalogue.indicators[it.indicator].thresholds[it.threshold];
                moved.rule = with_bound(old.rule, it.upper, to);
                let again = judged(&catalogue, &dataset);
                let unchanged = if of_signs {
                    let counted = |all: &[Vec<_>]| -> Vec<Vec<_>> {
                        all.iter()
                            .map(|it| {
                                it.iter()
                                    .zip(&catalogue.model.signs)
                                    .filter(|(_, sign)| !sign.latent)
                                    .map(|(it, _)| *it)
                                    .collect()
                            })
                            .collect()
                    };
                    counted(&signs(&again)) == counted(&signs_before)
                } else {
                    verdicts(&again) == before
                };
                let id = &catalogue.indicators[it.indicator].id;
                assert_eq!(unchanged, same, "{id} at {to}, {range:?}");
                tried += 1;
            }
        }
        catalogue.indicators[it.indicator].thresholds[it.threshold] = old;
    }
    assert!(tried > 20);
}

/// Every combination of rivals, by letting each judge.
#[test]
fn rival_thresholds_come_to_what_they_would_if_they_judged() {
    let (mut catalogue, _) = catalogue().unwrap();
    let dataset = example("worked-programme").unwrap().dataset;
    let found = judged(&catalogue, &dataset);
    let sure = robustness(&catalogue, &found, RobustnessOptions { draws: 0, ..Default::default() });
    assert!(sure.rivals.exhaustive && sure.rivals.combinations == 3);
    assert_eq!(sure.rivals.differing.len(), 2);
    for combination in &sure.rivals.differing {
        for ((indicator, _), threshold) in
            sure.rivals.indicators.iter().zip(&combination.thresholds)
        {
            let indicator = &mut catalogue.indicators[*indicator];
            indicator.judged_by = Some(indicator.thresholds[*threshold].name.clone());
        }
        let again = judged(&catalogue, &dataset);
        let count = |verdict| again.clusters.iter().filter(|it| it.verdict == verdict).count();
        assert_eq!(
            combination.verdicts,
            [
                count(ClusterVerdict::Sustainable),
                count(ClusterVerdict::NotSustainable),
                count(ClusterVerdict::Undetermined)
            ]
        );
        for change in &combination.changes {
            let of = again.clusters.iter().find(|it| it.cluster == change.cluster).unwrap();
            assert_eq!(of.signs[change.sign].verdict, change.sign_verdict.1);
            assert_eq!(of.verdict, change.cluster_verdict.1);
        }
    }
}

fn drawn(seed: u64, draws: u32) -> (Assessment, Robustness) {
    let (catalogue, dataset) = uncertain();
    let found = judged(&catalogue, &dataset);
    let options = RobustnessOptions { draws, seed, ..Default::default() };
    let sure = robustness(&catalogue, &found, options);
    (found, sure)
}

#[test]
fn draws_agree_with_exact_chances() {
    let draws = 10_000;
    let (_, sure) = drawn(7, draws);
    assert!(sure.uncertain_cells > 20);
    let mut moved = 0;
    for it in &sure.clusters {
        let drawn = it.drawn.as_ref().unwrap();
        assert_eq!(drawn.met + drawn.not_met + drawn.open, draws);
        for (exact, drawn) in [(it.chance.0, drawn.chance_low), (it.chance.1, drawn.chance_high)] {
            let error = (exact - drawn.mean).abs();
            assert!(error <= 5.0 * drawn.standard_error + 1e-9, "{exact} {drawn:?}");
        }
        let p = it.chance.0;
        let by_counting = f64::from(drawn.met) / f64::from(draws);
        let error = 5.0 * (p * (1.0 - p) / f64::from(draws)).sqrt() + 1e-9;
        assert!((by_counting - p).abs() <= error, "{by_counting} {p}");
        moved += usize::from(p > 0.0 && p < 1.0);
        assert_eq!(drawn.gaps_low.iter().sum::<u32>(), draws);
    }
    assert!(moved > 0);
}

#[test]
fn the_same_seed_gives_the_same_numbers_and_another_gives_others() {
    let (a, b, other) = (drawn(1, 1_500).1, drawn(1, 1_500).1, drawn(2, 1_500).1);
    assert_eq!(a, b);
    assert_ne!(a.clusters, other.clusters);
}

/// F of a value by hand: the one uncertain value of a cluster whose verdict hangs on nothing else.
#[test]
fn no_index_is_ever_negative_and_none_exceeds_one() {
    let (_, sure) = drawn(3, 0);
    let inputs: Vec<_> = sure.clusters.iter().flat_map(|it| &it.inputs).collect();
    assert!(!inputs.is_empty());
    assert!(inputs.iter().any(|it| it.kind == InputKind::Threshold));
    for it in inputs {
        assert!(it.flip > 0.0 && it.flip <= 0.5 + 1e-9, "{it:?}");
        assert!(it.total_index.is_some_and(|it| it > 0.0 && it <= 1.0));
    }
}

/// Lindenford has 42 members: 30 are enough, 50 and 100 are not, and nothing else is uncertain.
/// The verdict holds in one of three, and flips when the threshold is drawn again in
/// 2 · 1/3 · 2/3 of the cases.
#[test]
fn a_verdict_that_hangs_on_one_threshold_alone() {
    let (catalogue, _) = catalogue().unwrap();
    let dataset = example("worked-programme").unwrap().dataset;
    let found = judged(&catalogue, &dataset);
    let options = RobustnessOptions { draws: 3_000, ..Default::default() };
    let sure = robustness(&catalogue, &found, options);
    let at =
        found.clusters.iter().position(|it| it.verdict == ClusterVerdict::Sustainable).unwrap();
    let it = &sure.clusters[at];
    assert!((it.chance.0 - 1.0 / 3.0).abs() < 1e-12 && it.chance.0 == it.chance.1);
    assert_eq!(it.inputs.len(), 1);
    assert!((it.inputs[0].flip - 4.0 / 9.0).abs() < 1e-12);
    assert!((it.inputs[0].total_index.unwrap() - 1.0).abs() < 1e-12);
    // Only the judging threshold: then it is certain.
    let judging = RobustnessOptions { rivals: false, ..options };
    let sure = robustness(&catalogue, &found, judging);
    assert_eq!(sure.clusters[at].chance, (1.0, 1.0));
    assert_eq!(sure.clusters[at].drawn.as_ref().unwrap().met, 3_000);
}
