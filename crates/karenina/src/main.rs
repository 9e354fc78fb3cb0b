//! The command line: arguments, one call a command, print, exit code.
//!
//! 0: answered. 1: asked to judge, and something is not met (`--strict`), or faults were found
//! (`check`). 2: could not do it.

// The binary looks at environment and clock; nothing that it calls does.
#![allow(clippy::disallowed_methods)]

mod args;
mod commands;
mod engine;
mod inputs;
mod mistyped;
mod output;
mod trouble;

use std::process::ExitCode;

use clap::Parser;

use crate::{
    args::{Args, Command},
    output::Outcome,
};

fn main() -> ExitCode {
    quiet_where_caught();
    let typed: Vec<_> = std::env::args_os().collect();
    let args = match Args::try_parse_from(&typed) {
        Ok(it) => it,
        Err(err) => {
            let Some(said) = mistyped::sentence(&err, &typed, inputs::lang_as_typed(&typed)) else {
                err.exit();
            };
            output::complain(&format!("karenina: {}", karenina_store::without_passwords(&said)));
            return ExitCode::from(2);
        }
    };
    let lang = trouble::common(&args.command).map_or(karenina_report::Lang::En, inputs::lang);
    match run(args) {
        Ok(Outcome::Answered) => ExitCode::SUCCESS,
        Ok(Outcome::NotMet) => ExitCode::from(1),
        Err(err) if output::reader_is_gone(&err) => ExitCode::SUCCESS,
        Err(err) => {
            let said = trouble::sentence(&err, lang);
            output::complain(&format!("karenina: {}", karenina_store::without_passwords(&said)));
            ExitCode::from(2)
        }
    }
}

/// A reader that panics on a broken workbook is caught and becomes a problem; what it would have
/// printed meanwhile is of no use to anybody.
fn quiet_where_caught() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !karenina_io::panics_are_caught() {
            usual(panic);
        }
    }));
}

fn run(args: Args) -> anyhow::Result<Outcome> {
    match args.command {
        Command::Assess(it) => commands::assess(&it),
        Command::Check(it) => commands::check(&it),
        Command::Advise(it) => commands::advise(&it),
        Command::Diff(it) => commands::diff(&it),
        Command::Network(it) => commands::network(&it),
        Command::New(it) => commands::new(&it),
        Command::Recipe(it) => commands::recipe(&it),
        Command::Explain(it) => commands::explain(&it),
        Command::Robust(it) => commands::robust(&it),
        Command::Necessity(it) => commands::necessity(&it),
        Command::Figure(it) => commands::figure(&it),
        Command::Letter(it) => commands::letter(&it),
        Command::Scheme(it) => commands::scheme(&it),
        Command::Register(it) => commands::register(&it),
        Command::Serve(it) => commands::serve(&it),
        Command::People(it) => commands::people(&it),
        Command::Verify(it) => commands::verify(&it),
        Command::Catalogue(it) => commands::catalogue(&it),
        Command::Map(it) => commands::map::map(&it),
        Command::Completions { shell } => commands::completions(shell),
        Command::Man => commands::man(),
    }
}
