//! `karenina serve`.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args as Group;

use super::{Common, register::name};

#[derive(Debug, Clone, Group)]
pub(crate) struct Serve {
    /// A register, in which things can be changed; or a folder, workbook or table to be looked at;
    /// without it the bundled Russian pilot clusters
    pub path: Option<PathBuf>,
    /// Where to listen. One person alone, without a password: an address of this machine only
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8321")]
    pub address: SocketAddr,
    /// The name that stands under what is done here; else that of the environment
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub by: Option<String>,
    /// Ask who comes: those who have accounts (`karenina people add`) log in; the public sees
    /// editions. Put a server that does HTTPS before it
    #[arg(long)]
    pub accounts: bool,
    /// With --accounts: the file in which these are kept; else NAME.karenina-people beside the
    /// register, which a register in a database has nowhere
    #[arg(long, value_name = "FILE", requires = "accounts")]
    pub people: Option<PathBuf>,
    /// With --accounts: a name under which browsers ask for this site; may be given several times
    #[arg(long, value_name = "NAME", requires = "accounts")]
    pub host: Vec<String>,
    /// With --accounts: browsers reach it by HTTPS, so that no cookie goes another way
    #[arg(long, requires = "accounts")]
    pub https: bool,
    /// A folder with a catalogue of your own, instead of the bundled one
    #[arg(long, value_name = "DIR")]
    pub catalogue: Option<PathBuf>,
    /// How a form that is not ours is to be read; may be given several times
    #[arg(long, value_name = "FILE")]
    pub recipe: Vec<PathBuf>,
    /// The page that `karenina map TABLE --format html` wrote, to stand beside the others
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Seed of what is drawn; printed with the result
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    #[command(flatten)]
    pub common: Common,
}
