//! The files of `../shared/known-answers` against the kernels. Where the folder is
//! absent each test says so and passes; the most important numbers also stand in
//! the unit tests.

// Tests look at files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use karenina_stats::{
    Cover, Measure, adjusted_foster_greer_thorbecke, alkire_foster, alkire_foster_bounds,
    benjamini_hochberg, clopper_pearson, conjunction_noise, cost_order, difference_in_differences,
    exceptions_upper_bound, expected_cost, frechet, herfindahl_hirschman, holm, intensity_values,
    location_quotient, mean_of_selected, minimum_cost_cover, normal_quantile, poisson_binomial,
    probability_above, randomisation_inference, regression_to_mean, shannon_entropy,
    sobol_conjunction,
};
use serde_json::Value;
use std::fs;

/// The text of a file, or nothing where the folder is not there.
fn text(file: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/known-answers");
    fs::read_to_string(format!("{folder}/{file}")).ok()
}

/// Reads a file as JSON, or leaves the test.
macro_rules! json_or_skip {
    ($file:expr) => {
        match text($file) {
            Some(text) => serde_json::from_str::<Value>(&text).unwrap(),
            None => {
                println!("skipped: ../shared/known-answers is not here");
                return;
            }
        }
    };
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn whole(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

fn words(value: &Value) -> Vec<&str> {
    list(value).iter().map(|word| word.as_str().expect("a word")).collect()
}

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

#[track_caller]
fn all_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (&found, &expected) in found.iter().zip(expected) {
        close(found, expected, tolerance);
    }
}

#[test]
fn poisson_binomial_json() {
    let answer = json_or_skip!("assessment/own/poisson_binomial.json");
    let p = numbers(&answer["p"]);
    all_close(&poisson_binomial::exactly(&p), &numbers(&answer["P(exactly k)"]), 1e-15);
    for (m, expected) in numbers(&answer["P(at least k)"]).into_iter().enumerate() {
        close(poisson_binomial::at_least(&p, m), expected, 1e-15);
    }
}

#[test]
fn frechet_json() {
    for case in list(&json_or_skip!("assessment/own/frechet.json")) {
        let p = numbers(&case["p"]);
        let (low, high) = frechet::bounds(&p).unwrap();
        close(low, number(&case["lower"]), 1e-14);
        close(high, number(&case["upper"]), 0.0);
        close(frechet::independent(&p).unwrap(), number(&case["independent"]), 1e-15);
    }
}

#[test]
fn holm_bh_json() {
    let answer = json_or_skip!("assessment/own/holm_bh.json");
    let p = numbers(&answer["p"]);
    all_close(&holm(&p).unwrap(), &numbers(&answer["holm"]), 1e-15);
    all_close(&benjamini_hochberg(&p).unwrap(), &numbers(&answer["bh"]), 1e-15);
}

#[test]
fn alkire_foster_wp32_json() {
    let answer = json_or_skip!("assessment/own/alkire_foster_wp32.json");
    let cutoffs = numbers(&answer["z"]);
    let gap = |(y, z): (&f64, &f64)| ((z - y) / z).max(0.0);
    let gaps: Vec<Vec<f64>> = list(&answer["y"])
        .iter()
        .map(|row| numbers(row).iter().zip(&cutoffs).map(gap).collect())
        .collect();
    let deprived: Vec<Vec<bool>> = list(&answer["g0"])
        .iter()
        .map(|row| numbers(row).iter().map(|&g| g == 1.0).collect())
        .collect();
    for k in 1..=4 {
        let expected = &answer["by_k"][k.to_string()];
        let found = alkire_foster(&deprived, k).unwrap();
        close(found.headcount_ratio, number(&expected["H"]), 1e-15);
        close(found.intensity.unwrap(), number(&expected["A"]), 1e-15);
        close(found.adjusted_headcount_ratio, number(&expected["M0"]), 1e-15);
        for (alpha, measure) in [(0, "M0"), (1, "M1"), (2, "M2")] {
            let found = adjusted_foster_greer_thorbecke(&gaps, k, alpha).unwrap();
            close(found, number(&expected[measure]), 1e-14);
        }
        let censored = numbers(&expected["censored_headcount"]);
        all_close(&found.censored_headcount_ratios, &censored, 1e-15);
        all_close(&found.contributions.unwrap(), &numbers(&expected["contribution"]), 1e-15);
    }
}

#[test]
fn alkire_foster_interval_json() {
    let answer = json_or_skip!("assessment/own/alkire_foster_interval.json");
    let cell = |value: &Value| value.as_u64().map(|g| g == 1);
    let table: Vec<Vec<Option<bool>>> =
        list(&answer["g"]).iter().map(|row| list(row).iter().map(cell).collect()).collect();
    for k in 1..=3 {
        let expected = &answer["by_k"][k.to_string()];
        let bounds = alkire_foster_bounds(&table, k).unwrap();
        let pair = |(low, high): (f64, f64)| [low, high];
        all_close(&pair(bounds.adjusted_headcount_ratio), &numbers(&expected["M0"]), 0.0);
        all_close(&pair(bounds.headcount_ratio), &numbers(&expected["H"]), 0.0);
        let intensities = numbers(&expected["A_all"]);
        all_close(&intensity_values(&table, k).unwrap(), &intensities, 5e-7);
        let ends = [intensities[0], intensities[intensities.len() - 1]];
        all_close(&pair(bounds.intensity.unwrap()), &ends, 5e-7);
    }
}

/// The 30 × 11 example of the R package MPI 0.1.0, with its regions.
#[test]
fn alkire_foster_example_by_region() {
    let answer = json_or_skip!("assessment/alkire-foster/mpi_pkg_example_k3_by_region.json");
    let table = text("assessment/alkire-foster/mpi_pkg_example.csv").expect("beside the answer");
    let rows: Vec<(Vec<bool>, &str)> = table
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            let region = cells.pop().expect("the last column is the region").trim_matches('"');
            (cells.into_iter().map(|cell| cell == "1").collect(), region)
        })
        .collect();
    let deprived = |region: &str| -> Vec<Vec<bool>> {
        let wanted = |row: &&(Vec<bool>, &str)| region.is_empty() || row.1 == region;
        rows.iter().filter(wanted).map(|row| row.0.clone()).collect()
    };

    let whole_country = alkire_foster(&deprived(""), 3).unwrap();
    close(whole_country.headcount_ratio, 0.933_333, 5e-7);
    close(whole_country.intensity.unwrap(), 0.551_948, 5e-7);
    close(whole_country.adjusted_headcount_ratio, 0.515_152, 5e-7);

    let mut weighted = 0.0;
    for region in list(&answer) {
        let table = deprived(region["group"].as_str().unwrap());
        assert_eq!(table.len() as u64, whole(&region["n"]));
        let found = alkire_foster(&table, 3).unwrap();
        close(found.headcount_ratio, number(&region["H"]), 1e-12);
        close(found.intensity.unwrap(), number(&region["A"]), 1e-12);
        close(found.adjusted_headcount_ratio, number(&region["M0"]), 1e-12);
        let contributions = found.contributions.unwrap();
        for (dimension, expected) in list(&region["contributions"]).iter().enumerate() {
            close(contributions[dimension], number(&expected["diCont"]), 1e-12);
            let censored = found.censored_headcount_ratios[dimension];
            close(censored, number(&expected["CensoredHRatio"]), 1e-12);
        }
        weighted += table.len() as f64 / rows.len() as f64 * found.adjusted_headcount_ratio;
    }
    close(weighted, whole_country.adjusted_headcount_ratio, 1e-12);
}

#[test]
fn exceptions_upper_bound_json() {
    let answer = json_or_skip!("assessment/own/exceptions_upper_bound.json");
    for (n, bound) in answer["zero"].as_object().unwrap() {
        close(exceptions_upper_bound(n.parse().unwrap(), 0.95).unwrap(), number(bound), 1e-14);
    }
    for case in list(&answer["cp_95_two_sided"]) {
        let (low, high) = clopper_pearson(whole(&case["x"]), whole(&case["n"]), 0.95).unwrap();
        close(low, number(&case["lo"]), 1e-12);
        close(high, number(&case["hi"]), 1e-12);
    }
}

#[test]
fn conjunction_noise_json() {
    let answer = json_or_skip!("assessment/own/conjunction_noise.json");
    // The table's own z is 1.645, not the quantile that it rounds.
    let critical = 1.645;
    for row in list(&answer["table"]) {
        let n = u32::try_from(whole(&row["signs"])).unwrap();
        let margin = number(&row["true_margin_in_sd"]);
        let expected = number(&row["P(all observed >= threshold)"]);
        close(conjunction_noise::all_observed_above(n, margin).unwrap(), expected, 1e-12);
        let expected = number(&row["P(all certified at 5%)"]);
        let found = conjunction_noise::all_certified(n, margin, critical).unwrap();
        close(found, expected, 1e-12 * expected);
    }
    for row in list(&answer["false_failure"]) {
        let n = u32::try_from(whole(&row["signs"])).unwrap();
        let bonferroni = normal_quantile(1.0 - 0.05 / f64::from(n)).unwrap();
        let columns = row.as_object().unwrap().iter().filter(|(_, column)| column.is_object());
        for (title, column) in columns {
            let critical = if title.contains("Bonferroni") { bonferroni } else { critical };
            for (margin, expected) in column.as_object().unwrap() {
                let margin = margin.parse().unwrap();
                let found = conjunction_noise::any_falsely_failed(n, margin, critical).unwrap();
                close(found, number(expected), 1e-12);
            }
        }
    }
}

#[test]
fn sequential_test_series_json() {
    let answer = json_or_skip!("assessment/own/sequential_test_series.json");
    let (cost, p) = (numbers(&answer["cost"]), numbers(&answer["p_pass"]));
    let order = cost_order(&cost, &p).unwrap();
    let expected: Vec<f64> = numbers(&answer["optimal_order"]);
    assert!(order.iter().map(|&check| check as f64).eq(expected));
    close(expected_cost(&cost, &p, &order).unwrap(), number(&answer["expected_cost"]), 1e-12);
    let as_given: Vec<usize> = (0..cost.len()).collect();
    let found = expected_cost(&cost, &p, &as_given).unwrap();
    close(found, number(&answer["index_order_cost"]), 1e-12);
}

#[test]
fn sobol_conjunction_json() {
    let answer = json_or_skip!("assessment/own/sobol_conjunction.json");
    let p = numbers(&answer["p"]);
    let first_order = sobol_conjunction::first_order(&p).unwrap();
    let total = sobol_conjunction::total(&p).unwrap();
    all_close(&first_order, &numbers(&answer["S1=P(1-p)/(p(1-P))"]), 1e-14);
    all_close(&total, &numbers(&answer["ST=(1-p)/(1-P)"]), 1e-14);
    let flips = numbers(&answer["P(verdict flips when X_i alone is redrawn)=2P(1-p)"]);
    all_close(&sobol_conjunction::flip_probability(&p).unwrap(), &flips, 1e-14);
    let (estimate, tolerance) = (&answer["salib_N32768"], number(&answer["tolerance"]));
    all_close(&first_order, &numbers(&estimate["S1"]), tolerance);
    all_close(&total, &numbers(&estimate["ST"]), tolerance);
}

#[test]
fn min_cost_cover_json() {
    let answer = json_or_skip!("assessment/own/min_cost_cover.json");
    // Sorted by name, so that ties fall alphabetically.
    let mut names: Vec<&String> = answer["cost"].as_object().unwrap().keys().collect();
    names.sort();
    for case in list(&answer["cases"]) {
        let binding = words(&case["binding"]);
        let covers = |name: &str| {
            let lifts = words(&answer["lifts"][name]);
            let bits = binding.iter().enumerate().filter(|(_, sign)| lifts.contains(sign));
            bits.fold(0, |mask, (bit, _)| mask | 1 << bit)
        };
        let measures: Vec<Measure> = names
            .iter()
            .map(|name| Measure { cost: whole(&answer["cost"][*name]), covers: covers(name) })
            .collect();
        let found = minimum_cost_cover((1 << binding.len()) - 1, &measures);
        if case["liftable"] == true {
            let Cover { cost, measures } = found.unwrap();
            assert_eq!(cost, whole(&case["min_cost"]));
            let package: Vec<&str> = measures.iter().map(|&index| names[index].as_str()).collect();
            assert_eq!(package, words(&case["package"]));
        } else {
            assert_eq!(found, None);
        }
    }
}

#[test]
fn randomisation_inference_json() {
    let answer = json_or_skip!("assessment/own/randomisation_inference.json");
    let (treated, control) = (numbers(&answer["treated"]), numbers(&answer["control"]));
    let found = randomisation_inference(&treated, &control).unwrap();
    close(found.difference, number(&answer["difference"]), 1e-15);
    assert_eq!(found.assignments, whole(&answer["assignments"]));
    close(found.p_one_sided, number(&answer["p_one_sided"]), 1e-15);
    close(found.p_two_sided, number(&answer["p_two_sided"]), 1e-15);
    let smallest = number(&answer["smallest_possible_p_one_sided"]);
    close(found.smallest_possible_p, smallest, 1e-15);
}

#[test]
fn did_card_krueger_json() {
    let answer = json_or_skip!("assessment/own/did_card_krueger.json");
    let pair = |state: &str| {
        let level = |when: &str| number(&answer[format!("{state}_{when}")]);
        (level("before"), level("after"))
    };
    let found = difference_in_differences(pair("NJ"), pair("PA"));
    close(found, number(&answer["did"]), 1e-12);
}

#[test]
fn regression_to_mean_json() {
    let answer = json_or_skip!("assessment/own/regression_to_mean.json");
    for row in list(&answer["table"]) {
        let (share, reliability) =
            (number(&row["select_worst_share"]), number(&row["reliability"]));
        let mean = mean_of_selected(share).unwrap();
        close(mean, number(&row["E[x|selected]_sd"]), 1e-13);
        let gain = regression_to_mean(share, reliability).unwrap();
        close(gain, number(&row["spurious_gain_sd"]), 1e-13);
    }
}

/// Every indicator of the four golden cases that has a value: the certainty that
/// it clears its benchmark.
#[test]
fn golden_end_to_end_json() {
    let answer = json_or_skip!("assessment/golden/end_to_end.json");
    let mut seen = 0;
    for (case, indicators) in answer["data"].as_object().unwrap() {
        for (indicator, observed) in indicators.as_object().unwrap() {
            if observed.is_null() {
                continue;
            }
            let spec = &answer["spec"]["indicators"][indicator];
            let sign = if spec["dir"] == "up" { 1.0 } else { -1.0 };
            let (value, u) = (number(&observed["value"]), number(&observed["u"]));
            let (threshold, u_b) = (number(&spec["b"]), number(&spec["ub"]));
            let found = probability_above(sign * value, u, sign * threshold, u_b, false).unwrap();
            let expected = &answer["expected"][case]["indicators"][indicator]["p_met"];
            close(found, number(expected), 5e-7);
            seen += 1;
        }
    }
    assert!(seen > 20);
}

#[test]
fn reat_json() {
    let answer = json_or_skip!("mapping/reat/expected.json");
    let locq = &answer["locq"];
    let [e_ij, e_j, e_i, e] = ["e_ij", "e_j", "e_i", "e"].map(|name| number(&locq[name]));
    close(location_quotient(e_ij, e_j, e_i, e).unwrap(), number(&locq["full"]), 1e-14);
    let ellison = &answer["ellison_a"];
    let index = herfindahl_hirschman(&numbers(&ellison["employment"])).unwrap();
    close(index, number(&ellison["full"]["HHI i"]), 1e-14);
}

#[test]
fn econgeo_json() {
    let answer = json_or_skip!("mapping/econgeo/expected.json");
    for (row, expected) in list(&answer["m100"]).iter().zip(numbers(&answer["herfindahl"])) {
        close(herfindahl_hirschman(&numbers(row)).unwrap(), expected, 1e-14);
    }
    // The package's entropy is in bits and rounded to three decimals.
    for (row, expected) in list(&answer["m100"]).iter().zip(numbers(&answer["entropy"])) {
        let bits = shannon_entropy(&numbers(row)).unwrap() / std::f64::consts::LN_2;
        close(bits, expected, 5.1e-4);
    }
    let m5: Vec<Vec<f64>> = list(&answer["m5"]).iter().map(numbers).collect();
    let all: f64 = m5.iter().flatten().sum();
    for (row, expected) in m5.iter().zip(list(&answer["location_quotient"])) {
        for (activity, &expected) in numbers(expected).iter().enumerate() {
            let everywhere: f64 = m5.iter().map(|row| row[activity]).sum();
            let found = location_quotient(row[activity], row.iter().sum(), everywhere, all);
            close(found.unwrap(), expected, 5e-3);
        }
    }
}
