//! Bytes as CSV files: the first chooses the table, zero bytes part the files.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod judged;

fuzz_target!(|data: &[u8]| {
    let names: Vec<String> = karenina_model::schema::tables()
        .iter()
        .map(|it| format!("{}.csv", it.name))
        .collect();
    let files: Vec<(&str, &[u8])> = data
        .split(|it| *it == 0)
        .filter_map(|file| {
            let (first, rest) = file.split_first()?;
            Some((names[usize::from(*first) % names.len()].as_str(), rest))
        })
        .take(6)
        .collect();
    judged::judged(karenina_io::read_embedded("fuzz", &files));
});
