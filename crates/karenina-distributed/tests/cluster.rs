//! A scheduler and two executors on this machine give the table that one machine gives alone.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not there")]
#![allow(clippy::disallowed_methods, reason = "a test has files and processes of its own")]

use std::{
    fmt::Write,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use datafusion::{
    config::TableParquetOptions,
    dataframe::DataFrameWriteOptions,
    prelude::{CsvReadOptions, SessionContext},
};
use karenina_mapping::{Limits, OnBadLine};
use karenina_model::problem::Problems;

const PROGRAM: &str = env!("CARGO_BIN_EXE_karenina-distributed");

/// Processes that end with the test, however it ends.
struct Cluster {
    processes: Vec<Child>,
    engine: String,
}

impl Cluster {
    fn start(n_executors: usize) -> Self {
        let scheduler = free_port();
        let engine = format!("ballista://127.0.0.1:{scheduler}");
        let mut processes =
            vec![start(&["scheduler", "--listen", &format!("127.0.0.1:{scheduler}")])];
        wait_for(scheduler);
        for _ in 0..n_executors {
            let (work, data) = (free_port(), free_port());
            processes.push(start(&[
                "executor",
                "--scheduler",
                &engine,
                "--listen",
                &format!("127.0.0.1:{work}"),
                "--data-port",
                &data.to_string(),
                "--cores",
                "1",
            ]));
            wait_for(work);
        }
        Self { processes, engine }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn start(args: &[&str]) -> Child {
    Command::new(PROGRAM).args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// A port that nobody listens at just now.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn wait_for(port: u16) {
    let start = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed() < Duration::from_mins(1), "nobody listens at {port}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// What the cluster says: the table, or the reason why there is none.
fn on_cluster(engine: &str, path: &Path) -> Result<String, String> {
    within(engine, path, "600")
}

/// The same where the cluster may take so many seconds.
fn within(engine: &str, path: &Path, patience: &str) -> Result<String, String> {
    let it = Command::new(PROGRAM)
        .args(["aggregate", path.to_str().unwrap(), "--engine", engine, "--patience", patience])
        .output()
        .unwrap();
    if it.status.success() {
        Ok(String::from_utf8(it.stdout).unwrap())
    } else {
        Err(String::from_utf8(it.stderr).unwrap())
    }
}

/// What one machine says.
fn alone(path: &Path) -> String {
    let mut problems = Problems::default();
    let limits = Limits::usual(std::env::temp_dir());
    let it = karenina_mapping::aggregate(path, OnBadLine::GoOn, &limits, &mut problems).unwrap();
    let mut text = Vec::new();
    it.collect().unwrap().csv(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// Establishments with whole, broken, unknown and impossible figures.
fn establishments(n: u32, seed: u64) -> String {
    let mut text = "id,region,activity,employment\n".to_owned();
    let mut state = seed;
    let mut next = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for id in 0..n {
        let (region, activity) = (next(40), next(30));
        let region = if next(200) == 0 { String::new() } else { format!("R{region:02}") };
        let figure = match next(100) {
            0 => String::new(),
            1 => "many".to_owned(),
            2 => "-3".to_owned(),
            3 => "12 c".to_owned(),
            4 => "12 b".to_owned(),
            5 => "4294967296".to_owned(),
            6..20 => format!("{}.{}", next(50), next(1000)),
            _ => next(500).to_string(),
        };
        writeln!(text, "{id},{region},A{activity:02},{figure}").unwrap();
    }
    text
}

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("karenina-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The same table as Parquet, employment as a number.
fn as_parquet(csv: &Path, parquet: &Path) {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let session = SessionContext::new();
        session.register_csv("csv", csv.to_str().unwrap(), CsvReadOptions::new()).await.unwrap();
        let table = session
            .sql("select region, activity, try_cast(employment as double) as employment from csv")
            .await
            .unwrap();
        let options = DataFrameWriteOptions::new().with_single_file_output(true);
        let mut packing = TableParquetOptions::default();
        packing.global.compression = Some("snappy".to_owned());
        table.write_parquet(parquet.to_str().unwrap(), options, Some(packing)).await.unwrap();
    });
}

#[test]
fn two_executors_give_the_table_of_one_machine_byte_for_byte() {
    let data = folder("cluster");
    let one = data.join("one.csv");
    fs::write(&one, establishments(20_000, 7)).unwrap();
    // Files of different forms, as offices send them.
    let many = data.join("many");
    fs::create_dir(&many).unwrap();
    for part in 0..3 {
        fs::write(many.join(format!("part-{part}.csv")), establishments(5_000, part)).unwrap();
    }
    let semicolons = establishments(5_000, 3).replace(',', ";").replace('.', ",");
    fs::write(many.join("part-3.csv"), semicolons).unwrap();
    as_parquet(&one, &many.join("part-4.parquet"));
    let cluster = Cluster::start(2);

    assert_eq!(on_cluster(&cluster.engine, &one).unwrap(), alone(&one));
    assert_eq!(on_cluster(&cluster.engine, &many).unwrap(), alone(&many));

    let columns = data.join("one.parquet");
    as_parquet(&one, &columns);
    assert_eq!(on_cluster(&cluster.engine, &columns).unwrap(), alone(&columns));

    let missing = on_cluster(&cluster.engine, &data.join("nowhere.csv")).unwrap_err();
    assert!(missing.starts_with("no-table: "), "{missing}");
    fs::remove_dir_all(data).unwrap();
}

/// `bench/cluster-kill.sh` kills it at more moments, and measures.
#[test]
fn a_machine_that_dies_in_the_middle_changes_nothing_but_the_time() {
    let data = folder("killed");
    let many = data.join("many");
    fs::create_dir(&many).unwrap();
    for part in 0..16 {
        fs::write(many.join(format!("part-{part}.csv")), establishments(12_000, part)).unwrap();
    }
    let mut cluster = Cluster::start(2);
    let (engine, path) = (cluster.engine.clone(), many.clone());

    let asked = thread::spawn(move || on_cluster(&engine, &path));
    thread::sleep(Duration::from_millis(1_500));
    let mut lost = cluster.processes.pop().unwrap();
    lost.kill().unwrap();
    lost.wait().unwrap();

    assert_eq!(asked.join().unwrap().unwrap(), alone(&many));

    // Nobody is left: that is told when there was enough time to come back, or when there is no more.
    lost = cluster.processes.pop().unwrap();
    lost.kill().unwrap();
    lost.wait().unwrap();
    assert_eq!(within(&cluster.engine, &many, "1").unwrap_err().trim(), "not-in-time: 1");
    fs::remove_dir_all(data).unwrap();
}

#[test]
fn a_cluster_that_is_not_there_is_said_at_once() {
    let data = folder("no-cluster");
    let one = data.join("one.csv");
    fs::write(&one, establishments(10, 7)).unwrap();
    let engine = format!("ballista://127.0.0.1:{}", free_port());

    let start = Instant::now();
    let said = on_cluster(&engine, &one).unwrap_err();

    assert!(said.starts_with(&format!("no-scheduler: {engine}")), "{said}");
    assert!(start.elapsed() < Duration::from_secs(30));
    fs::remove_dir_all(data).unwrap();
}
