//! Catalogue and example are part of the program: a change in them is a change of it.

fn main() {
    for folder in ["../../catalogue", "../../examples/russia-pilot-clusters"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
