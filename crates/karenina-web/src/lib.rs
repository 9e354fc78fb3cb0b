//! The register and the report as pages and JSON, for several people.
//!
//! Everything that a page shows is computed and worded elsewhere: [`karenina_assess`] judges,
//! [`karenina_report`] writes; here are addresses, state, and who may do what.
//!
//! | file | subject |
//! |---|---|
//! | `office.rs` | what is served: judgements, by day; the register behind them |
//! | `asked.rs` | what an address asks for: language, days |
//! | `who.rs` | who asks, and the token without which nothing is changed |
//! | `desk.rs` | those who have accounts: log-in, sessions, limits, the access log |
//! | `guard.rs` | whether they may, and what they see of it: the table of `karenina-access` asked |
//! | `answer.rs` | pages, files, troubles; the headers of each |
//! | `frame.rs` | what surrounds each page |
//! | `pages/` | one file a subject |
//! | `api.rs` | JSON, and its description |

mod answer;
mod api;
mod asked;
mod desk;
mod frame;
mod guard;
mod office;
mod pages;
mod routes;
mod search;
mod who;

pub use answer::Failure;
pub use office::{Judged, Load, Map, Options, Told, When};
pub use routes::{Route, routes};

use std::{net::SocketAddr, sync::Arc};

use office::Office;

/// The site as a service: for a server, and for tests without a network.
pub fn router(options: Options) -> axum::Router {
    routes::router(Arc::new(Office::new(options)))
}

/// Serves until the process is told to end. `listening` learns the address before the first
/// request is taken.
pub fn serve(
    options: Options,
    address: SocketAddr,
    listening: impl FnOnce(SocketAddr),
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        listening(listener.local_addr()?);
        let office = Arc::new(Office::new(options));
        // The first who asks need not wait for all of it.
        let ready = office.clone();
        tokio::task::spawn_blocking(move || ready.at(&asked::Asked::default()).is_ok());
        let last = office.clone();
        let service = routes::router(office).into_make_service_with_connect_info::<SocketAddr>();
        let ended = axum::serve(listener, service).with_graceful_shutdown(until_told()).await;
        if let Some(desk) = &last.people {
            // Nobody is left whom it could be told.
            _ = desk.write_log();
        }
        ended
    })
}

/// Ctrl-C, or what a service manager sends: requests that are under way are answered first.
async fn until_told() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut told) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = told.recv() => {}
            }
            return;
        }
    }
    _ = tokio::signal::ctrl_c().await;
}
