//! How long a register of any size takes: a folder of tables is imported and accepted, read,
//! exported, verified; then a small folder is, on top of it.
//!
//!     cargo run --release -p karenina-store --example register_size -- FOLDER SMALL REGISTER
//!
//! The register is a file or the address of a database.

// A measurement looks at the clock and at files.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

use std::{fs, path::Path, time::Instant};

use karenina_model::{Dataset, Date, RowId, TableId};
use karenina_store::{Act, FileDigest, Import, Moment, Register};

/// CPU seconds of this process, and the most memory that it had, in MB.
fn cost() -> (f64, f64) {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: f64 = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|it| it.parse::<f64>().ok())
        .sum();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|it| it.strip_prefix("VmHWM:"))
        .and_then(|it| it.trim().trim_end_matches(" kB").trim().parse::<f64>().ok());
    (ticks / 100.0, peak.unwrap_or_default() / 1024.0)
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (before, start) = (cost().0, Instant::now());
    let it = work();
    let (wall, (cpu, peak)) = (start.elapsed().as_secs_f64(), cost());
    println!("{what:<34} {wall:8.3} s wall {:8.2} s CPU {peak:7.0} MB at most", cpu - before);
    it
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, small, file] = args.as_slice() else {
        println!("FOLDER SMALL REGISTER");
        return;
    };
    let file = Path::new(file);
    let day = |text: &str| text.parse::<Date>().unwrap();
    let act = |on| Act { by: "bench".to_owned(), on: day(on), reason: None };
    if Register::open(file).is_err() {
        let mut it = Register::create(file, &act("2026-01-01")).unwrap();
        let reading =
            timed("read the files", || karenina_io::read_dataset(Path::new(folder)).unwrap());
        println!("{}", size(&reading.dataset));
        let found = timed("import", || it.propose(&import(&reading.dataset), &act("2026-02-01")));
        let found = found.unwrap();
        println!("  {} rows, {} cells", found.added, found.cells);
        timed("accept", || it.accept(found.change_set, None, false, &act("2026-02-01")).unwrap());
        let again = timed("the same import again", || {
            it.propose(&import(&reading.dataset), &act("2026-02-02")).is_err()
        });
        let size = fs::metadata(file).map_or(0, |it| it.len() >> 20);
        println!("  nothing new: {again}; {size} MB in a file");
        // Memory from here on is that of the register alone: run again.
        return;
    }
    let mut it = timed("open", || Register::open(file).unwrap());
    let reading = karenina_io::read_dataset(Path::new(small)).unwrap();
    println!("{}", size(&reading.dataset));
    let last = it.last_day().unwrap().to_string();
    match timed("import of a small folder", || it.propose(&import(&reading.dataset), &act(&last))) {
        Ok(found) => {
            println!("  {} added, {} changed", found.added, found.changed);
            timed("accept", || it.accept(found.change_set, None, false, &act(&last)).unwrap());
        }
        Err(err) => println!("  {err}"),
    }
    timed("history of one claim", || it.history("clusters/c1").map(|it| it.len()).ok());
    let exported = timed("export", || it.export(Moment::default()).unwrap());
    timed("its files and their digest", || exported.digest());
    drop(exported);
    let data = timed("tables, put together", || {
        Dataset::assemble(it.tables(Moment::default()).unwrap()).0
    });
    println!("{}", size(&data));
    drop((it, data));
    let verified = timed("verify", || Register::verify(file, &[]).unwrap());
    println!("  {} rows, {} problems", verified.rows, verified.problems.len());
}

fn import(data: &Dataset) -> Import<'_> {
    let files = vec![FileDigest { name: "tables".to_owned(), sha256: "0".repeat(64) }];
    Import { data, files, since: None, whole: false }
}

fn size(data: &Dataset) -> String {
    let (mut rows, mut cells) = (0_u64, 0_u64);
    for id in TableId::all() {
        let table = data.table(id);
        rows += table.len() as u64;
        for column in 0..id.schema().columns.len() {
            if !table.has_column(column) {
                continue;
            }
            let filled =
                |row: &u32| !data.written(RowId { table: id, row: *row }, column).is_empty();
            cells += table.rows().filter(filled).count() as u64;
        }
    }
    format!("  {rows} rows, {cells} cells that say something")
}
