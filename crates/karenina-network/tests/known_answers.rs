//! The files of `../shared/known-answers` against the measures. Where the folder is absent the
//! test says so and passes; the most important numbers also stand in the unit tests.

// Tests look at files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use karenina_network::{Brokerage, Graph, betweenness, brokerage, brokerage_directed};
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
}

/// The R package `sna` 2.7.1, `brokerage()`, on a random network of twenty with four classes.
#[test]
fn brokerage_is_that_of_sna() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/known-answers/mapping/networks/brokerage.json"
    );
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("skipped: ../shared/known-answers is not here");
        return;
    };
    let known: Value = serde_json::from_str(&text).unwrap();
    let matrix: Vec<Vec<f64>> =
        known["adjacency_directed"].as_array().unwrap().iter().map(numbers).collect();
    let classes: Vec<Option<u32>> =
        numbers(&known["group"]).into_iter().map(|it| Some(it as u32)).collect();
    let mut arcs = Vec::new();
    for (from, row) in (0..).zip(&matrix) {
        for (to, &arc) in (0..).zip(row) {
            if arc > 0.0 {
                arcs.push((from, to));
            }
        }
    }
    let same = |found: &[Brokerage], expected: &Value| {
        for (found, expected) in found.iter().zip(expected.as_array().unwrap()) {
            // w_I, w_O, b_IO, b_OI, b_O, t
            let roles = [
                found.coordinator,
                found.consultant,
                found.representative,
                found.gatekeeper,
                found.liaison,
            ];
            let mut counts: Vec<f64> = roles.iter().map(|it| it.low).collect();
            assert!(roles.iter().all(karenina_network::Bounds::is_exact));
            counts.push(found.total as f64);
            assert_eq!(counts, numbers(expected));
        }
    };
    same(&brokerage_directed(20, &arcs, &classes).unwrap(), &known["raw_nli_directed"]);
    let ties: Vec<_> = arcs.iter().map(|&(from, to)| (from, to, 1.0)).collect();
    let graph = Graph::from_edges(20, &ties).unwrap();
    same(&brokerage(&graph, &classes).unwrap(), &known["raw_nli_symmetric"]);
    let values = betweenness(&graph).unwrap();
    for (found, expected) in values.iter().zip(numbers(&known["betweenness_sym"])) {
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }
}
