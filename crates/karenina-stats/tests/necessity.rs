//! `../shared/known-answers/assessment/nca`, `qca` and `sobol` against the kernels of
//! necessity. Where the folder is absent each test says so and passes; the most
//! important numbers also stand in the unit tests.

// Tests look at files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use karenina_stats::{
    CeilingKind, Corner, Needed, Term,
    boolean_minimisation::{boolean_minimisation, intermediate_minimisation},
    direct_calibration, necessary_condition, necessity_bottleneck, necessity_permutation,
    set_necessity, set_sufficiency, truth_table,
};
use serde_json::Value;
use std::fs;

const CE: CeilingKind = CeilingKind::EnvelopmentFreeDisposalHull;
const CR: CeilingKind = CeilingKind::RegressionFreeDisposalHull;

fn text(file: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/known-answers/assessment");
    let found = fs::read_to_string(format!("{folder}/{file}")).ok();
    if found.is_none() {
        println!("skipped: ../shared/known-answers is not here");
    }
    found
}

fn json(file: &str) -> Option<Value> {
    text(file).map(|it| serde_json::from_str(&it).unwrap())
}

#[track_caller]
fn close(found: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().expect("a number");
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

#[test]
fn necessary_condition_analysis_of_28_countries() {
    let (Some(answer), Some(table)) = (json("nca/expected.json"), text("nca/nca_example.csv"))
    else {
        return;
    };
    for (column, name) in [(1, "Individualism"), (2, "Risk taking")] {
        let points: Vec<(f64, f64)> = table
            .lines()
            .skip(1)
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                (cells[column].parse().unwrap(), cells[3].parse().unwrap())
            })
            .collect();
        let of = |kind| necessary_condition(&points, None, kind, Corner::UpperLeft).unwrap();
        let (stairs, line) = (of(CE), of(CR));
        close(stairs.zone, &answer["ce_fdh"][name]["ceiling_zone"], 1e-9);
        close(stairs.effect_size, &answer["ce_fdh"][name]["effect_size"], 1e-14);
        let inefficiency = &answer["necessity_inefficiency_ce_fdh"][name];
        close(100.0 * stairs.condition_inefficiency, &inefficiency["condition"], 5e-4);
        close(100.0 * stairs.outcome_inefficiency, &inefficiency["outcome"], 5e-4);
        let expected = &answer["cr_fdh"][name];
        close(line.zone, &expected["ceiling_zone"], 5e-4);
        close(line.effect_size, &expected["effect_size"], 5e-4);
        close(line.line.unwrap().0, &expected["slope"], 5e-4);
        close(line.line.unwrap().1, &expected["intercept"], 5e-4);
        close(line.above as f64, &expected["above"], 0.0);
        close(line.accuracy, &expected["accuracy"], 5e-4);
        let lp = of(CeilingKind::LinearProgramming);
        close(lp.effect_size, &answer["c_lp"][name]["effect_size"], 5e-4);
        close(lp.line.unwrap().0, &answer["c_lp"][name]["slope"], 5e-4);
        close(lp.line.unwrap().1, &answer["c_lp"][name]["intercept"], 5e-4);
        let hull = of(CeilingKind::EnvelopmentVariableReturns);
        close(hull.effect_size, &answer["ce_vrs"][name], 5e-4);
        for row in answer["bottleneck_ce_fdh_actual"].as_array().unwrap() {
            let level = row[0].as_f64().unwrap();
            let needed = necessity_bottleneck(&points, None, CE, &[level]).unwrap()[0];
            match needed {
                Needed::AtLeast(x) => close(x, &row[column], 0.0),
                Needed::Nothing => assert!(row[column].is_null(), "{name} at {level}"),
                Needed::NotAvailable => panic!("{name} at {level}"),
            }
        }
        for (level, row) in answer["bottleneck_cr_fdh_actual"].as_object().unwrap() {
            let level = level.parse().unwrap();
            let needed = necessity_bottleneck(&points, None, CR, &[level]).unwrap()[0];
            let Needed::AtLeast(x) = needed else { panic!("{needed:?}") };
            close(x, &row[column - 1], 5e-4);
        }
        let mut state = 11_u64;
        let uniform = || {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
        };
        let test = necessity_permutation(&points, None, 40_000, uniform).unwrap();
        let expected = &answer["permutation_p_ce_fdh"][name];
        close(
            test.p_value,
            &expected["independent_200000"],
            expected["tolerance"].as_f64().unwrap(),
        );
    }
}

const NAMES: [&str; 5] = ["DEV", "URB", "LIT", "IND", "STB"];

/// Memberships in the five conditions and the outcome; words stand for 1 and 0.
fn lipset(file: &str) -> Option<(Vec<Vec<f64>>, Vec<f64>)> {
    const ONE: [&str; 6] =
        ["Developed", "High urbanization", "High literacy", "Industrialized", "Stable", "Survival"];
    let text = text(file)?;
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<f64> = line
            .split(',')
            .skip(1)
            .map(|it| it.parse().unwrap_or(if ONE.contains(&it) { 1.0 } else { 0.0 }))
            .collect();
        (cells[..5].to_vec(), cells[5])
    });
    Some(rows.unzip())
}

fn column(table: &[Vec<f64>], at: usize) -> Vec<f64> {
    table.iter().map(|it| it[at]).collect()
}

/// `DEV*~URB + STB`, terms in the order of the alphabet.
fn written(terms: &[Term]) -> Vec<String> {
    let mut all: Vec<String> = terms
        .iter()
        .map(|term| {
            let of: Vec<String> = (0..5)
                .filter(|at| term.mask >> at & 1 == 1)
                .map(|at| {
                    let sign = if term.value >> at & 1 == 1 { "" } else { "~" };
                    format!("{sign}{}", NAMES[at])
                })
                .collect();
            of.join("*")
        })
        .collect();
    all.sort();
    all
}

fn expected_terms(value: &Value) -> Vec<String> {
    let mut all: Vec<String> = value.as_str().unwrap().split(" + ").map(str::to_owned).collect();
    all.sort();
    all
}

#[test]
fn lipset_crisp() {
    let (Some(answer), Some((table, outcome))) =
        (json("qca/expected.json"), lipset("qca/lipset_LC.csv"))
    else {
        return;
    };
    let answer = &answer["crisp_LC"];
    for (at, name) in NAMES.iter().enumerate() {
        let found = set_necessity(&column(&table, at), &outcome).unwrap();
        let expected = &answer["necessity_of_condition_for_SURV[inclN,RoN,covN]"][name];
        close(found.consistency, &expected[0], 5e-4);
        close(found.relevance.unwrap(), &expected[1], 5e-4);
        close(found.coverage.unwrap(), &expected[2], 5e-4);
    }
    let rows = truth_table(&table, &outcome).unwrap();
    close(rows.len() as f64, &answer["truth_table_rows"], 0.0);
    let of = |positive: bool| -> Vec<u32> {
        rows.iter()
            .filter(|it| (it.consistency >= 1.0) == positive)
            .map(|it| it.configuration)
            .collect()
    };
    let (yes, no) = (of(true), of(false));
    for (positive, negative, suffix) in [(&yes, &no, "SURV"), (&no, &yes, "notSURV")] {
        let conservative = boolean_minimisation(5, positive, None).unwrap();
        let expected = expected_terms(&answer[format!("conservative_{suffix}")]);
        assert_eq!(written(&conservative.solutions[0]), expected);
        let parsimonious = boolean_minimisation(5, positive, Some(negative)).unwrap();
        let expected = expected_terms(&answer[format!("parsimonious_{suffix}")]);
        assert_eq!(written(&parsimonious.solutions[0]), expected);
    }
}

#[test]
fn lipset_fuzzy() {
    let (Some(answer), Some((table, outcome))) =
        (json("qca/expected.json"), lipset("qca/lipset_LF.csv"))
    else {
        return;
    };
    let answer = &answer["fuzzy_LF"];
    for (at, name) in NAMES.iter().enumerate() {
        let found = set_necessity(&column(&table, at), &outcome).unwrap();
        let expected = &answer["necessity[inclN,RoN,covN]"][name];
        close(found.consistency, &expected[0], 5e-4);
        close(found.relevance.unwrap(), &expected[1], 5e-4);
        close(found.coverage.unwrap(), &expected[2], 5e-4);
        let found = set_sufficiency(&column(&table, at), &outcome).unwrap();
        let expected = &answer["sufficiency[inclS,PRI,covS]"][name];
        close(found.consistency, &expected[0], 5e-4);
        close(found.proportional_reduction.unwrap(), &expected[1], 5e-4);
        close(found.coverage.unwrap(), &expected[2], 5e-4);
    }
    let both: Vec<f64> = table.iter().map(|it| it[2].min(it[4])).collect();
    let found = set_necessity(&both, &outcome).unwrap();
    close(found.consistency, &answer["necessity[inclN,RoN,covN]"]["LIT*STB"][0], 5e-4);
    close(found.relevance.unwrap(), &answer["necessity[inclN,RoN,covN]"]["LIT*STB"][1], 5e-4);

    let cut = answer["incl.cut"].as_f64().unwrap();
    let rows = truth_table(&table, &outcome).unwrap();
    let of = |positive: bool| -> Vec<u32> {
        rows.iter()
            .filter(|it| (it.consistency >= cut) == positive)
            .map(|it| it.configuration)
            .collect()
    };
    let (yes, no) = (of(true), of(false));
    let solutions = [
        ("conservative", "conservative", boolean_minimisation(5, &yes, None)),
        ("parsimonious", "parsimonious", boolean_minimisation(5, &yes, Some(&no))),
        (
            "intermediate_all_present",
            "intermediate",
            intermediate_minimisation(5, &yes, &no, 0b1_1111, 0),
        ),
    ];
    for (name, fit, found) in solutions {
        let found = found.unwrap();
        assert_eq!(written(&found.solutions[0]), expected_terms(&answer[name]), "{name}");
        let membership: Vec<f64> = table
            .iter()
            .map(|row| found.solutions[0].iter().map(|it| it.membership(row)).fold(0.0, f64::max))
            .collect();
        let expected = &answer["solution_fit[inclS,PRI,covS]"][fit];
        let found = set_sufficiency(&membership, &outcome).unwrap();
        close(found.consistency, &expected[0], 5e-4);
        close(found.proportional_reduction.unwrap(), &expected[1], 5e-4);
        close(found.coverage.unwrap(), &expected[2], 5e-4);
    }
}

#[test]
fn direct_calibration_with_three_anchors() {
    let Some(answer) = json("qca/expected.json") else { return };
    let answer = &answer["direct_calibration_e5_c10_i15"];
    let expected = answer["membership"].as_array().unwrap();
    for (x, expected) in answer["x"].as_array().unwrap().iter().zip(expected) {
        let x = x.as_f64().unwrap();
        close(direct_calibration(x, 5.0, 10.0, 15.0).unwrap(), expected, 5e-9);
    }
}
