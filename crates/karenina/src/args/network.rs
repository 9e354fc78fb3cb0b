//! What `network` takes.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};
use karenina_model::Date;

use super::{Common, day};

#[derive(Debug, Clone, Group)]
pub(crate) struct Network {
    /// A dataset, or files of CORDIS (participations, organisations, projects, parts; packed with
    /// gzip or not) or a folder of them; without it the bundled Russian pilot clusters
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only this cluster: its key
    #[arg(long, value_name = "KEY")]
    pub cluster: Option<String>,
    /// The day that is looked at, as 2020-12-31; of a dataset else the programme's own, else today;
    /// of files of CORDIS else all projects, whenever they ran
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Show what is left if this organisation leaves: its key or name; several leave together
    #[arg(long, value_name = "KEY")]
    pub without: Vec<String>,
    /// By what two organisations are tied: may be given several times; else by all three
    #[arg(long, value_enum, value_name = "WHAT")]
    pub ties: Vec<TiedBy>,
    /// Take organisations of one name and country for one even where their keys differ
    #[arg(long)]
    pub join_names: bool,
    /// Write clusters out of files of CORDIS into this folder, as a dataset that can be assessed:
    /// one for each NUTS-2 region and part of the programme
    #[arg(long, value_name = "FOLDER")]
    pub as_dataset: Option<PathBuf>,
    /// Of which NUTS-2 regions clusters are made, such as DE21; may be given several times; else
    /// of all
    #[arg(long, value_name = "NUTS", requires = "as_dataset")]
    pub region: Vec<String>,
    /// Of which parts of the programme clusters are made, such as SC4; else of all
    #[arg(long, value_name = "PART", requires = "as_dataset")]
    pub part: Vec<String>,
    /// How many members a cluster has at least
    #[arg(long, value_name = "N", default_value_t = 30, requires = "as_dataset")]
    pub least_members: usize,
    /// What to write; else by the ending of --out, else a table here and the report beside it
    #[arg(long, value_enum)]
    pub format: Option<NetworkFormat>,
    /// Where to write it: a file, or a folder that is there
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Seed of layout and sampling; printed with the result
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    #[command(flatten)]
    pub common: Common,
}

/// What may tie two organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TiedBy {
    Projects,
    Groups,
    /// Meetings of the year up to the day, of which it is said who was there
    Meetings,
}

/// What a network can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NetworkFormat {
    Table,
    Json,
    /// Every organisation with its measures
    Csv,
    Md,
    Html,
    /// Every tie
    Edges,
    /// Who takes part in what: the network of two kinds of nodes from which ties are made
    Participations,
    /// For Gephi, yEd, igraph, networkx
    Graphml,
    /// For Gephi: the first network
    Gexf,
    /// The picture of the first network alone
    Svg,
}

impl NetworkFormat {
    /// The format that a file of this name holds.
    pub(crate) fn of_file(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            "txt" => Some(Self::Table),
            "graphml" => Some(Self::Graphml),
            "gexf" => Some(Self::Gexf),
            "svg" => Some(Self::Svg),
            _ => None,
        }
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Json => "json",
            Self::Csv | Self::Edges | Self::Participations => "csv",
            Self::Md => "md",
            Self::Html => "html",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::Svg => "svg",
        }
    }
}
