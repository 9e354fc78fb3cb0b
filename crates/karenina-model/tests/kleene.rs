//! Three-valued logic against `../shared/known-answers/assessment/own/kleene.json`.

// Known answers stand beside the checkout.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

use std::{fs, path::PathBuf};

use karenina_model::Truth;

fn truth(letter: char) -> Truth {
    match letter {
        'T' => Truth::Yes,
        'F' => Truth::No,
        _ => Truth::Unknown,
    }
}

#[test]
fn logic_is_that_of_kleene() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/known-answers/assessment/own/kleene.json");
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        return;
    };
    let known: serde_json::Value = serde_json::from_str(&text).unwrap();
    let letter = |it: &serde_json::Value| truth(it.as_str().unwrap().chars().next().unwrap());
    for (pair, expected) in known["and"].as_object().unwrap() {
        let all: Vec<Truth> = pair.chars().map(truth).collect();
        assert_eq!(all[0] & all[1], letter(expected), "{pair}");
    }
    for (pair, expected) in known["or"].as_object().unwrap() {
        let all: Vec<Truth> = pair.chars().map(truth).collect();
        assert_eq!(all[0] | all[1], letter(expected), "{pair}");
    }
    for (one, expected) in known["not"].as_object().unwrap() {
        assert_eq!(!truth(one.chars().next().unwrap()), letter(expected), "{one}");
    }
    for it in known["k_of_n"].as_array().unwrap() {
        let k = it["k"].as_u64().unwrap() as usize;
        let all = it["v"].as_str().unwrap();
        assert_eq!(Truth::at_least(k, all.chars().map(truth)), letter(&it["out"]), "{k} of {all}");
    }
}
