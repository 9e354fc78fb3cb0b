//! The command line: arguments, one call a command, print, exit code.
//!
//! 0: answered. 1: asked to judge, and something is not met (`--strict`), or faults were found
//! (`check`). 2: could not do it.

// The binary looks at environment and clock; nothing that it calls does.
#![allow(clippy::disallowed_methods)]

mod args;
mod commands;
mod inputs;
mod output;

use std::process::ExitCode;

use clap::Parser;

use crate::{
    args::{Args, Command},
    output::Outcome,
};

fn main() -> ExitCode {
    let args = Args::parse();
    match run(args) {
        Ok(Outcome::Answered) => ExitCode::SUCCESS,
        Ok(Outcome::NotMet) => ExitCode::from(1),
        Err(err) if output::reader_is_gone(&err) => ExitCode::SUCCESS,
        Err(err) => {
            output::complain(&format!("karenina: {err:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> anyhow::Result<Outcome> {
    match args.command {
        Command::Assess(it) => commands::assess(&it),
        Command::Check(it) => commands::check(&it),
        Command::Explain(it) => commands::explain(&it),
        Command::Catalogue(it) => commands::catalogue(&it),
        Command::Completions { shell } => commands::completions(shell),
        Command::Man => commands::man(),
    }
}
