//! `network`: who works with whom, and what if one leaves.

use std::{io::Write, path::PathBuf};

use anyhow::bail;
use karenina_assess::network::{self, Layers, NetworkFinding, NetworkScope, Question};
use karenina_model::{Code, Dataset, Date, Place, Problem, TableId, nearest};
use karenina_report::{self as report, Lang, NetworkReport, Trouble};

use crate::{
    args::{
        Network,
        network::{NetworkFormat, TiedBy},
    },
    inputs,
    output::{self, Outcome},
};

/// The report that stands beside the table where nothing else was asked for.
const REPORT: &str = "karenina-network.html";

/// What was read and found.
struct Found {
    networks: Vec<NetworkFinding>,
    dataset: Option<Dataset>,
    problems: Vec<Problem>,
    data: String,
    data_name: String,
    on: Option<Date>,
    guard: Vec<PathBuf>,
    seed: u64,
    lang: Lang,
}

impl Found {
    fn report(&self) -> NetworkReport<'_> {
        NetworkReport {
            networks: &self.networks,
            dataset: self.dataset.as_ref(),
            problems: &self.problems,
            data: &self.data,
            data_name: &self.data_name,
            program: env!("CARGO_PKG_VERSION"),
            on: self.on,
            seed: self.seed,
            lang: self.lang,
        }
    }
}

pub(crate) fn network(args: &Network) -> anyhow::Result<Outcome> {
    let quiet = args.common.quiet;
    let is_cordis = args.paths.iter().any(|it| karenina_io::holds_cordis(it));
    if let Some(folder) = &args.as_dataset {
        return as_dataset(args, folder, is_cordis);
    }
    let found = output::with_progress(quiet, "reading and measuring", || {
        if is_cordis { of_cordis(args) } else { of_dataset(args) }
    })?;
    let by_name = args.out.as_deref().filter(|it| !it.is_dir()).and_then(NetworkFormat::of_file);
    let format = args.format.or(by_name);
    match (&args.out, format) {
        (None, None) => {
            let path = PathBuf::from(REPORT);
            write(&found, NetworkFormat::Html, &path)?;
            output::print(|out| render(&found, NetworkFormat::Table, out))?;
            if !quiet {
                let text = report::written(&path.display().to_string(), found.lang);
                output::print(|out| writeln!(out, "{text}"))?;
            }
        }
        (None, Some(format)) => output::print(|out| render(&found, format, out))?,
        (Some(out), format) => {
            let format = format.unwrap_or(NetworkFormat::Html);
            let path = if out.is_dir() {
                out.join(REPORT).with_extension(format.ending())
            } else {
                out.clone()
            };
            write(&found, format, &path)?;
            if !quiet {
                output::complain(&report::written(&path.display().to_string(), found.lang));
            }
        }
    }
    Ok(Outcome::Answered)
}

fn write(found: &Found, format: NetworkFormat, path: &std::path::Path) -> anyhow::Result<()> {
    output::write_file(path, &found.guard, |out| render(found, format, out))
}

fn render(found: &Found, format: NetworkFormat, out: &mut dyn Write) -> std::io::Result<()> {
    let it = found.report();
    match format {
        NetworkFormat::Table => {
            out.write_all(report::network_terminal(&it, output::width()).as_bytes())
        }
        NetworkFormat::Json => report::network_json(&it, out),
        NetworkFormat::Csv => report::network_csv(&it, out),
        NetworkFormat::Edges => report::network_edges_csv(&it, out),
        NetworkFormat::Participations => report::network_participations_csv(&it, out),
        NetworkFormat::Md => out.write_all(report::network_markdown(&it).as_bytes()),
        NetworkFormat::Html => out.write_all(report::network_html(&it).as_bytes()),
        NetworkFormat::Graphml => report::network_graphml(&it, out),
        NetworkFormat::Gexf => report::network_gexf(&it, out),
        NetworkFormat::Svg => match report::network_svg(&it, 0) {
            Some(text) => out.write_all(text.as_bytes()),
            None => Err(std::io::Error::other(report::trouble(Trouble::NoPicture, found.lang))),
        },
    }
}

fn of_cordis(args: &Network) -> anyhow::Result<Found> {
    let mut reading = karenina_io::read_cordis(&args.paths, args.join_names)?;
    if args.cluster.is_some() {
        bail!("{}", report::trouble(Trouble::NoClustersInCordis, inputs::lang(&args.common)));
    }
    if let Some(on) = args.as_of {
        network::on_day(&mut reading.collaboration, on);
    }
    let name = reading.collaboration.name.clone();
    let question = Question {
        scope: NetworkScope::Files,
        dataset: None,
        seed: args.seed,
        without: &args.without,
    };
    let found = network::network(reading.collaboration, &question)?;
    all_are_there(args, std::slice::from_ref(&found))?;
    let mut problems = reading.problems;
    for (event, count) in &found.left_out {
        problems.push(
            Problem::new(Code::TooManyPartners, Place::file(name.as_str()))
                .with("project", found.collaboration.events[*event as usize].key.as_str())
                .with("count", count.to_string())
                .with("most", network::LARGEST_EVENT.to_string()),
        );
    }
    Ok(Found {
        networks: vec![found],
        dataset: None,
        problems,
        data: reading.digest,
        data_name: name,
        on: args.as_of,
        guard: args.paths.clone(),
        seed: args.seed,
        lang: inputs::lang(&args.common),
    })
}

fn of_dataset(args: &Network) -> anyhow::Result<Found> {
    let lang = inputs::lang(&args.common);
    let path = match args.paths.as_slice() {
        [] => None,
        [one] => Some(one.as_path()),
        [..] => bail!("{}", report::trouble(Trouble::SeveralDatasets, lang)),
    };
    let (reading, data_name, guard) = inputs::reading_as_it_is(path)?;
    let (on, as_of_from) = inputs::day(args.as_of, &reading.dataset);
    let dataset = reading.dataset;
    let clusters = dataset.table(TableId::CLUSTERS);
    let asked: Vec<u32> = match &args.cluster {
        None => clusters.rows().filter(|it| clusters.counts(*it)).collect(),
        Some(key) => match clusters.find(key) {
            Some(row) => vec![row],
            None => {
                let near = nearest(key, clusters.rows().map(|it| clusters.key(it)));
                bail!("{}", report::no_cluster(key, near, lang));
            }
        },
    };
    let wanted = |it| args.ties.is_empty() || args.ties.contains(&it);
    let layers = Layers {
        projects: wanted(TiedBy::Projects),
        groups: wanted(TiedBy::Groups),
        meetings: wanted(TiedBy::Meetings),
    };
    let mut networks = Vec::new();
    let question = |scope: NetworkScope| Question {
        scope,
        dataset: Some(&dataset),
        seed: args.seed,
        without: &args.without,
    };
    if args.cluster.is_none() && asked.len() > 1 {
        let all = network::of_programme(&dataset, on, layers);
        networks.push(network::network(all, &question(NetworkScope::Programme))?);
    }
    for row in asked {
        let it = network::of_cluster(&dataset, row, on, layers);
        // Clusters of which no project, group or partner is said are not shown one by one.
        if it.events.is_empty() && args.cluster.is_none() {
            continue;
        }
        networks.push(network::network(it, &question(NetworkScope::Cluster(row)))?);
    }
    all_are_there(args, &networks)?;
    let mut problems = reading.problems;
    problems.extend(network::network_problems(&dataset));
    if as_of_from == report::AsOfFrom::Today {
        problems.push(
            Problem::new(Code::DateNotSaid, Place::file("programme")).with("date", on.to_string()),
        );
    }
    problems.sort_by_key(Problem::severity);
    Ok(Found {
        networks,
        problems,
        data: reading.digest,
        data_name,
        on: Some(on),
        guard,
        seed: args.seed,
        lang,
        dataset: Some(dataset),
    })
}

/// Whether whoever is named to leave is in one of the networks.
fn all_are_there(args: &Network, networks: &[NetworkFinding]) -> anyhow::Result<()> {
    let all = || networks.iter().map(|it| &it.collaboration);
    for text in &args.without {
        if all().all(|it| network::organisation_named(it, text).is_none()) {
            let keys = all().flat_map(|it| &it.organisations).map(|it| it.key.as_str());
            let near = nearest(text, keys);
            bail!("{}", report::no_organisation(text, near, inputs::lang(&args.common)));
        }
    }
    Ok(())
}

/// Clusters out of files of CORDIS, as a folder of tables.
fn as_dataset(
    args: &Network,
    folder: &std::path::Path,
    is_cordis: bool,
) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.common);
    if !is_cordis {
        bail!("{}", report::trouble(Trouble::NotCordis, lang));
    }
    let reading = karenina_io::read_cordis(&args.paths, args.join_names)?;
    let wanted = karenina_io::RegionalClusters {
        regions: &args.region,
        parts: &args.part,
        least_members: args.least_members,
        as_of: args.as_of,
    };
    let tables = karenina_io::regional_clusters(&reading.collaboration, &wanted);
    if tables.n_clusters == 0 {
        bail!("{}", report::trouble(Trouble::NoRegion(args.least_members), lang));
    }
    output::make_folder(folder, lang)?;
    for (name, text) in &tables.files {
        let path = folder.join(name);
        output::write_file(&path, &args.paths, |out| out.write_all(text.as_bytes()))?;
    }
    if !args.common.quiet {
        let text = report::clusters_made(
            tables.n_clusters,
            tables.n_members,
            tables.n_projects,
            &folder.display().to_string(),
            lang,
        );
        output::complain(&text);
    }
    Ok(Outcome::Answered)
}
