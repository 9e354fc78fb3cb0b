//! The two kinds of machine that a cluster is made of.
//!
//! Both are Ballista's own servers. What is set otherwise than there: a machine that has died is taken
//! off the list after seconds, by default after three minutes. A run that it was part of goes on with
//! the others, which make again what was lost with it; see docs/distributed.md.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::{
    cluster::BallistaCluster, config::SchedulerConfig, scheduler_process::start_server,
};

use crate::{Address, Error};

/// A machine that answers is heard from every so many seconds.
const HEARTBEAT_SECONDS: u64 = 3;
/// One that has not been heard from for so long is dead.
const DEAD_AFTER_SECONDS: u64 = 15;

/// Runs a scheduler until the process ends.
pub async fn scheduler(listen: SocketAddr) -> Result<(), Error> {
    let config = SchedulerConfig {
        bind_host: listen.ip().to_string(),
        bind_port: listen.port(),
        external_host: listen.ip().to_string(),
        executor_timeout_seconds: DEAD_AFTER_SECONDS,
        expire_dead_executor_interval_seconds: HEARTBEAT_SECONDS,
        no_executors_grace_period_seconds: 2 * DEAD_AFTER_SECONDS,
        ..SchedulerConfig::default()
    };
    let not_started = |err: ballista_core::error::BallistaError| Error::NotStarted(err.to_string());
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(not_started)?;
    start_server(cluster, listen, Arc::new(config)).await.map_err(not_started)
}

/// A machine that reads and adds up.
#[derive(Debug, Clone)]
pub struct Executor {
    /// Whom it works for.
    pub scheduler: Address,
    /// Where it listens for pieces of work.
    pub listen: SocketAddr,
    /// The port at which others fetch what it has made.
    pub data_port: u16,
    /// The name under which the others find it; else the number that it listens at.
    pub host: Option<String>,
    /// How many pieces it works on at a time; 0: as many as it has cores.
    pub cores: usize,
    /// Where it keeps what does not fit in memory; else a folder that is removed afterwards.
    pub folder: Option<PathBuf>,
    /// How many bytes of memory all pieces may take together; else seven tenths of what there is.
    pub memory: Option<u64>,
}

/// Runs an executor until the process ends.
pub async fn executor(it: Executor) -> Result<(), Error> {
    let config = ExecutorProcessConfig {
        bind_host: it.listen.ip().to_string(),
        external_host: Some(it.host.unwrap_or_else(|| it.listen.ip().to_string())),
        port: it.data_port,
        grpc_port: it.listen.port(),
        scheduler_host: it.scheduler.host,
        scheduler_port: it.scheduler.port,
        // It may be started before the scheduler is.
        scheduler_connect_timeout_seconds: 60,
        vcores: it.cores,
        work_dir: it.folder.map(|it| it.display().to_string()),
        executor_heartbeat_interval_seconds: HEARTBEAT_SECONDS,
        memory_pool_size: it.memory,
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await.map_err(|err| Error::NotStarted(err.to_string()))
}
