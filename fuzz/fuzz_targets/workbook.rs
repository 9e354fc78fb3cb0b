//! Bytes as a workbook of each kind.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod judged;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let names = ["clusters.xlsx", "clusters.xlsm", "clusters.xlsb", "clusters.xls", "clusters.ods"];
    let name = names[usize::from(*first) % names.len()];
    judged::judged(karenina_io::read_embedded("fuzz", &[(name, rest)]));
});
