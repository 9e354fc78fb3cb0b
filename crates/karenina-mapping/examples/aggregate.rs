//! Adds up establishments or finds Ellison and Glaeser's index, for `bench/mapping.py`.
//!
//! `aggregate table|ellison-glaeser PLANTS OUT`

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use karenina_mapping::{
    AGGREGATED_HEADING, Datum, Definitions, Limits, OnBadLine, aggregate, measures, write_group,
};
use karenina_model::problem::Problems;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, plants, out] = arguments.as_slice() else { panic!("see the head of this file") };
    let mut problems = Problems::default();
    let limits = Limits::usual(std::env::temp_dir());
    let found = aggregate(Path::new(plants), OnBadLine::GoOn, &limits, &mut problems).unwrap();
    let mut out = BufWriter::new(File::create(out).unwrap());
    if what == "table" {
        writeln!(out, "{AGGREGATED_HEADING}").unwrap();
        found
            .each(|regions, activities, it| write_group(&mut out, regions, activities, &it))
            .unwrap();
    } else {
        let activities = found.activities.clone();
        let definitions = Definitions::each_by_itself(activities.iter().map(String::as_str));
        for row in measures::ellison_glaeser_streamed(found, &definitions).unwrap().rows {
            if let (Datum::Group(group), Datum::Number(gamma)) = (row[0], row[6]) {
                writeln!(out, "{},{gamma}", activities[group as usize]).unwrap();
            }
        }
    }
    out.flush().unwrap();
}
