//! Judges whatever could be read, by the repository's own catalogue.

use std::sync::LazyLock;

use karenina_assess::{Options, assess, check};
use karenina_catalogue::Catalogue;
use karenina_io::Reading;
use karenina_model::Date;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../catalogue");
    let files = karenina_io::read_catalogue(dir.as_ref()).expect("the catalogue is beside");
    Catalogue::parse(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).0
});

pub fn judged(reading: Reading) {
    let on = Date::constant(2026, 1, 1);
    let found = assess(&CATALOGUE, &reading.dataset, Options { on, seed: 0 });
    let problems = check(&CATALOGUE, &reading.dataset, &found);
    drop((found, problems));
}
