//! The main job in parts, and its cost against the number of rows.
//!
//! `cargo bench -p karenina-dev`; each benchmark states its size. Cold processes are measured by
//! `bench/main-job.sh`.

// Benchmarks work on files and say so.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;

use divan::Bencher;
use karenina_assess::{Options, assess};
use karenina_catalogue::Catalogue;
use karenina_dev::{catalogue, docs::root, example, generate};
use karenina_model::Date;

fn main() {
    divan::main();
}

#[divan::bench]
fn catalogue_from_text(bencher: Bencher<'_, '_>) {
    let files = karenina_io::read_catalogue(&root().join("catalogue")).unwrap();
    bencher.bench(|| {
        Catalogue::parse(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    });
}

#[divan::bench]
fn article_example_judged(bencher: Bencher<'_, '_>) {
    let (catalogue, _) = catalogue().unwrap();
    let reading = example("russia-pilot-clusters").unwrap();
    let on = Date::constant(2015, 3, 31);
    bencher.bench(|| assess(&catalogue, &reading.dataset, Options { on, seed: 0 }));
}

/// Memberships in all; 500 a cluster.
const ROWS: &[u32] = &[10_000, 100_000, 1_000_000];

fn generated(memberships: u32) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("karenina-bench-{memberships}"));
    if !dir.join("claims.csv").exists() {
        generate::programme(&dir, memberships / 500, memberships, 1).unwrap();
    }
    dir
}

#[divan::bench(args = ROWS, sample_count = 5)]
fn reading(bencher: Bencher<'_, '_>, memberships: u32) {
    let dir = generated(memberships);
    bencher
        .counter(divan::counter::ItemsCount::new(memberships))
        .bench(|| karenina_io::read_dataset(&dir).unwrap());
}

#[divan::bench(args = ROWS, sample_count = 5)]
fn judging(bencher: Bencher<'_, '_>, memberships: u32) {
    let (catalogue, _) = catalogue().unwrap();
    let reading = karenina_io::read_dataset(&generated(memberships)).unwrap();
    let on = Date::constant(2026, 1, 1);
    bencher
        .counter(divan::counter::ItemsCount::new(memberships))
        .bench(|| assess(&catalogue, &reading.dataset, Options { on, seed: 0 }));
}
