//! Bytes as a file of the catalogue, beside a sound model.
#![no_main]

use karenina_catalogue::Catalogue;
use libfuzzer_sys::fuzz_target;

const MODEL: &str = include_str!("../../catalogue/model.toml");

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let paths = ["model.toml", "sources.toml", "practices.toml", "indicators/trust/fuzz.toml"];
    let path = paths[usize::from(*first) % paths.len()];
    let mut files = vec![(path, text)];
    if path != "model.toml" {
        files.push(("model.toml", MODEL));
    }
    let (catalogue, _) = Catalogue::parse(files);
    for (at, indicator) in catalogue.indicators.iter().enumerate() {
        for case in &indicator.cases {
            // A case may ask for as many rows as it likes; a fuzzer would ask for all of them.
            if case.rows.values().flatten().all(|it| it.times < 1_000) {
                _ = karenina_assess::case_outcome(&catalogue, at, case);
            }
        }
    }
});
