//! Published facts on traded clusters of US metropolitan areas come out of the table of 2018.
//!
//! The data stay beside the checkout (`../shared/data`); where they are absent the test says so.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)]

use std::path::{Path, PathBuf};

use karenina_mapping::{Base, HowToRead, Layout, Strength, map, read_definitions, read_statistics};
use karenina_model::problem::Problems;

fn data() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: there is no ../shared/data beside the checkout");
    None
}

#[test]
fn known_clusters_are_in_the_top_ranks() {
    let Some(data) = data() else { return };
    let mut problems = Problems::default();
    let table = data.join("us-cbp/cbp_cbsa_naics_2018.csv.gz");
    let statistics = read_statistics(
        &table,
        HowToRead { layout: Layout::Cbp, ..HowToRead::default() },
        &mut problems,
    )
    .unwrap();
    let definitions =
        read_definitions(&data.join("porter/porter_naics_crosswalk.csv"), &mut problems).unwrap();
    assert_eq!(problems.into_list(), []);
    assert_eq!((statistics.year, statistics.regions.len()), (Some(2018), 933));
    assert_eq!(statistics.cells.len(), 569_217);
    let mapped = map(&statistics, &definitions, Base::Traded, "cbp");
    let group = |name: &str| definitions.groups.get_index_of(name).unwrap() as u32;
    let region = |code: &str| statistics.regions.get_index_of(code).unwrap() as u32;
    for (code, name, low, high) in [
        ("21140", "Trailers, Motor Homes, and Appliances", 200.0, 240.0),
        ("19140", "Textile Manufacturing", 160.0, 200.0),
        ("25860", "Furniture", 50.0, 70.0),
        ("48620", "Aerospace Vehicles and Defense", 25.0, 37.0),
        ("19820", "Automotive", 9.0, 13.0),
        ("41940", "Information Technology and Analytical Instruments", 4.0, 7.0),
    ] {
        let it = mapped
            .found
            .iter()
            .find(|it| (it.region, it.group) == (region(code), group(name)))
            .unwrap();
        let quotient = it.location_quotient.unwrap();
        println!(
            "{code} {name}: {quotient:.1} within {:.1?}, {:?}",
            it.location_quotient_bounds, it.strength
        );
        assert!((low..=high).contains(&quotient), "{code} {name}: {quotient}");
        assert!(it.strength >= Some(Strength::Strong), "{code} {name}: {:?}", it.strength);
    }
    for it in &mapped.found {
        let (low, high) = it.employment_bounds;
        assert!(low <= high && it.employment <= high + 1e-6);
        let (low, high) = it.location_quotient_bounds;
        assert!(low <= high && low >= 0.0);
    }
}
