//! `karenina-distributed`: the cluster's side of `karenina map --engine ballista://host:port`.
//!
//! `scheduler` and `executor` make a cluster of machines; `aggregate` is what `karenina map` calls,
//! and writes the table to standard output. Why there is none stands in one line on standard error,
//! for the caller to put into words: a code, a colon, what was found.

use std::{
    io::{self, Write},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use clap::{Args, Parser, Subcommand};
use karenina_distributed::{Address, Error, Executor};
use karenina_model::problem::Problems;

#[derive(Debug, Parser)]
#[command(version, about = "Adds up microdata on many machines for `karenina map`")]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Hands out the work; one machine of a cluster runs it
    Scheduler {
        /// Where it listens; nobody but the cluster and its users should reach it
        #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:50050")]
        listen: SocketAddr,
    },
    /// Does the work; every machine that reads data runs it
    Executor(ExecutorArgs),
    /// Adds up establishments by region and activity on a running cluster
    Aggregate(AggregateArgs),
}

#[derive(Debug, Args)]
struct ExecutorArgs {
    /// The scheduler that it works for
    #[arg(long, value_name = "ballista://HOST:PORT")]
    scheduler: Address,
    /// Where it listens for work
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:50052")]
    listen: SocketAddr,
    /// The port at which others fetch what it has made
    #[arg(long, value_name = "PORT", default_value_t = 50_051)]
    data_port: u16,
    /// The name under which others find this machine; else the number that it listens at
    #[arg(long, value_name = "NAME")]
    host: Option<String>,
    /// How many pieces it works on at a time; 0: one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    cores: usize,
    /// Where it keeps what does not fit in memory
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Memory for all pieces together, in bytes; else seven tenths of what there is
    #[arg(long, value_name = "BYTES")]
    memory: Option<u64>,
}

#[derive(Debug, Args)]
struct AggregateArgs {
    /// A file of establishments, or a folder of such files: the same path on every machine
    path: PathBuf,
    /// The scheduler of the cluster
    #[arg(long, value_name = "ballista://HOST:PORT")]
    engine: Address,
    /// Seconds that the cluster may take
    #[arg(long, value_name = "SECONDS", default_value_t = 3600, value_parser = clap::value_parser!(u64).range(1..))]
    patience: u64,
}

/// What scheduler and executors have to say goes to standard error: which machine was lost, and what
/// is made again.
struct Log;

impl log::Log for Log {
    fn enabled(&self, of: &log::Metadata<'_>) -> bool {
        of.level() <= log::Level::Warn
    }

    fn log(&self, it: &log::Record<'_>) {
        if self.enabled(it.metadata()) {
            let said = it.args().to_string().replace('\n', " ");
            let _ = writeln!(io::stderr(), "{}: {said}", it.level().as_str().to_lowercase());
        }
    }

    fn flush(&self) {}
}

fn main() -> ExitCode {
    let command = Command::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(it) => it,
        Err(err) => return failed(&Error::NotStarted(err.to_string())),
    };
    if !matches!(command.verb, Verb::Aggregate(_)) && log::set_logger(&Log).is_ok() {
        log::set_max_level(log::LevelFilter::Warn);
    }
    let done = runtime.block_on(async {
        match command.verb {
            Verb::Scheduler { listen } => karenina_distributed::scheduler(listen).await,
            Verb::Executor(it) => {
                karenina_distributed::executor(Executor {
                    scheduler: it.scheduler,
                    listen: it.listen,
                    data_port: it.data_port,
                    host: it.host,
                    cores: it.cores,
                    folder: it.folder,
                    memory: it.memory,
                })
                .await
            }
            Verb::Aggregate(it) => aggregate(it).await,
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => failed(&err),
    }
}

fn failed(err: &Error) -> ExitCode {
    let _ = writeln!(io::stderr(), "{}", err.to_string().replace('\n', " "));
    ExitCode::FAILURE
}

/// What a machine is asked that the others cannot know: columns are found by their headings, as
/// `karenina map` finds them.
async fn aggregate(args: AggregateArgs) -> Result<(), Error> {
    let path = args.path.display().to_string();
    let mut problems = Problems::default();
    let tables = karenina_mapping::tables_of_establishments(&args.path, &mut problems)
        .map_err(|err| Error::NoTable { path, reason: err.to_string() })?;
    let answer =
        karenina_distributed::aggregate(&args.engine, &tables, Duration::from_secs(args.patience))
            .await?;
    let not_written = |err: io::Error| Error::NotEnded(err.to_string());
    // What is in no row of the table is said beside it.
    let beside = format!(
        "without-region: {}\nwithout-activity: {}\n",
        answer.without_region, answer.without_activity
    );
    io::stderr().write_all(beside.as_bytes()).map_err(not_written)?;
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match answer.table.csv(&mut out).and_then(|()| out.flush()) {
        // Whoever reads no further has what he wanted.
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(not_written),
    }
}
