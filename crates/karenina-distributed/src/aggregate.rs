//! The plan, and what comes back.

use std::time::Duration;

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use datafusion::{
    arrow::{
        array::{AsArray, RecordBatch},
        datatypes::{Decimal128Type, Int64Type},
    },
    error::DataFusionError,
    execution::SessionStateBuilder,
    prelude::{SessionConfig, SessionContext},
};
use karenina_mapping::{Aggregated, EstablishmentTable, Exact, Group};

use crate::{Address, Error, microdata::register};

/// What came back, and how many establishments are in no row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Regions by activities.
    pub table: Aggregated,
    /// Establishments without a code of a region.
    pub without_region: u64,
    /// Establishments without a code of an activity.
    pub without_activity: u64,
}

/// Adds up establishments by region and activity on a cluster.
///
/// # Errors
/// [`Error::NoScheduler`] where nobody answers, [`Error::NoTable`] where the data cannot be opened,
/// [`Error::NotEnded`] where the cluster gave up, [`Error::NotInTime`] where it has not ended after
/// `patience`.
pub async fn aggregate(
    address: &Address,
    of: &[EstablishmentTable],
    patience: Duration,
) -> Result<Answer, Error> {
    reach(address).await?;
    let asked = async {
        let mut left = ASKED_AGAIN;
        loop {
            match asked(address, of).await {
                Err(Error::NotEnded(reason)) if left > 0 && is_of_a_lost_machine(&reason) => {
                    left -= 1
                }
                other => return other,
            }
        }
    };
    tokio::time::timeout(patience, asked).await.map_err(|_| Error::NotInTime(patience.as_secs()))?
}

/// How often the cluster is asked once more where a machine was lost in a way that it does not mend.
const ASKED_AGAIN: u32 = 2;

/// Whether a run failed because a machine cannot be reached, and would go through on the others. The
/// engine makes again what a machine was to hand to others, but not what it was to hand to us.
fn is_of_a_lost_machine(reason: &str) -> bool {
    ["GrpcConnectionError", "FetchFailed", "tonic::transport"].iter().any(|it| reason.contains(it))
}

async fn asked(address: &Address, of: &[EstablishmentTable]) -> Result<Answer, Error> {
    // Ballista plans again as stages end, unless it is told not to. Its adaptive plan does not know how
    // to make what was lost with an executor once others have begun to fetch it, and waits for ever
    // (apache/datafusion-ballista#1986, open for version 55); the plan made once makes it again. One
    // group-by has nothing to be planned again.
    let config = SessionConfig::new_with_ballista().with_ballista_adaptive_query_planner(false);
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let url = format!("df://{}:{}", address.host, address.port);
    let session = SessionContext::remote_with_state(&url, state)
        .await
        .map_err(|err| no_scheduler(address, err.to_string()))?;
    let mut parts = Vec::new();
    for (at, table) in of.iter().enumerate() {
        parts.push(register(table, &format!("establishments_{at}"), &session).await?);
    }
    let mut answer =
        Answer { table: Aggregated::default(), without_region: 0, without_activity: 0 };
    if parts.is_empty() {
        return Ok(answer);
    }
    let batches = async { session.sql(&statement(&parts)).await?.collect().await }
        .await
        .map_err(|err: DataFusionError| Error::NotEnded(err.to_string()))?;
    let mut rows = Vec::new();
    for (region, activity, group) in batches.iter().flat_map(rows_of) {
        if activity.is_empty() {
            answer.without_activity += group.establishments;
        } else if region.is_empty() {
            answer.without_region += group.establishments;
        } else {
            rows.push((region, activity, group));
        }
    }
    answer.table = Aggregated::of(&rows);
    Ok(answer)
}

/// Whether anybody listens. The session itself asks nobody until there is a plan, and whoever
/// mistyped an address should not wait for that.
async fn reach(address: &Address) -> Result<(), Error> {
    let place = (address.host.trim_matches(['[', ']']), address.port);
    tokio::time::timeout(REACHED, tokio::net::TcpStream::connect(place))
        .await
        .map_err(|_| no_scheduler(address, format!("no answer in {} s", REACHED.as_secs())))?
        .map_err(|err| no_scheduler(address, err.to_string()))?;
    Ok(())
}

/// How long a machine has to answer that it is there.
const REACHED: Duration = Duration::from_secs(10);

fn no_scheduler(address: &Address, reason: String) -> Error {
    Error::NoScheduler { address: address.to_string(), reason }
}

/// The rows of a piece of the answer; its columns are those of [`statement`].
fn rows_of(batch: &RecordBatch) -> impl Iterator<Item = (String, String, Group)> + use<'_> {
    let texts = [0, 1].map(|at| batch.column(at).as_string::<i32>());
    let decimals = [2, 4].map(|at| batch.column(at).as_primitive::<Decimal128Type>());
    let counts = [3, 5].map(|at| batch.column(at).as_primitive::<Int64Type>());
    (0..batch.num_rows()).map(move |row| {
        let parts = |at: usize| decimals[at].value(row).unsigned_abs();
        let count = |at: usize| counts[at].value(row).unsigned_abs();
        let group = Group {
            region: 0,
            activity: 0,
            employment: Exact::millionths(parts(0)),
            establishments: count(0),
            employment_squared: Exact::square_millionths(parts(1)),
            unknown: count(1),
        };
        (texts[0].value(row).to_owned(), texts[1].value(row).to_owned(), group)
    })
}

/// No establishment employs more; a larger figure is none of persons.
const MOST: u32 = u32::MAX;

/// What is asked of the cluster, of tables read in these ways.
///
/// Employment is a decimal with six places from the first row on, so that sums are exact in whatever
/// order they are made. What is no count of persons (a text, a negative number) says nothing.
fn statement(parts: &[String]) -> String {
    let read = parts.join(" union all ");
    format!(
        "with read as ({read}),
         counted as (
             select coalesce(region, '') as region, coalesce(activity, '') as activity,
                    case when number between 0 and {MOST} then number end as number
             from read
         )
         select arrow_cast(region, 'Utf8') as region, arrow_cast(activity, 'Utf8') as activity,
                cast(coalesce(sum(number), 0) as decimal(38, 6)) as employment,
                count(*) as establishments,
                cast(coalesce(sum(number * number), 0) as decimal(38, 12)) as employment_squared,
                count(*) - count(number) as without_employment
         from counted
         group by region, activity"
    )
}

#[cfg(test)]
mod tests {
    use super::is_of_a_lost_machine;

    #[test]
    fn only_what_a_lost_machine_brings_about_is_asked_again() {
        let lost = r#"Execution error: GrpcConnectionError("Error connecting to Ballista scheduler or executor at http://127.0.0.1:57055: …")"#;
        assert!(is_of_a_lost_machine(lost));
        assert!(!is_of_a_lost_machine("Arrow error: incorrect number of fields for line 1"));
    }
}
