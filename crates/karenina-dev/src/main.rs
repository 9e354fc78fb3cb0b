//! Chores: `cargo dev docs` writes what is generated, `cargo dev generate` makes programmes of
//! any size. Tests over the whole catalogue are in `tests/`.

// This crate reads and writes the repository's own files.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::{fs, io::Write, path::PathBuf};

use clap::{Parser, Subcommand};
use karenina_dev::{docs, generate, messy, nasty, panel, workbooks as made};

/// Chores of the project.
#[derive(Debug, Parser)]
#[command(name = "cargo dev")]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Write the pages under docs/ that are made from schema, catalogue, problems and commands
    Docs {
        /// Write nothing; fail if a page is not up to date
        #[arg(long)]
        check: bool,
    },
    /// Print every finding that differs between two builds, or two catalogues, over all examples
    Panel {
        /// A program, a folder with a catalogue, or a revision of git
        base: String,
        /// The same
        head: String,
        /// Of revisions compare the programs, which are built first, and not only the catalogues
        #[arg(long)]
        build: bool,
    },
    /// Make a fictitious programme of any size as a folder of CSV files
    Generate {
        /// How many clusters
        #[arg(long, default_value_t = 100)]
        clusters: u32,
        /// How many memberships in all
        #[arg(long, default_value_t = 5_000)]
        memberships: u32,
        /// The same seed makes the same files
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The folder; it is made
        dir: PathBuf,
    },
    /// Make workbooks for measuring: a folder of them, ten sheets each, or one of a million rows
    Workbooks {
        /// How many workbooks
        #[arg(long, default_value_t = 100)]
        workbooks: u32,
        /// How many rows a sheet
        #[arg(long, default_value_t = 500)]
        rows: u32,
        /// One workbook with so many rows of ten columns, instead
        #[arg(long)]
        large: Option<u32>,
        /// The folder; it is made
        dir: PathBuf,
    },
    /// Write the worked example as twenty-five workbooks, each messed up in its own way, and the
    /// answers beside them
    Messy {
        /// The same seed makes the same files
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The folder; it is made
        dir: PathBuf,
    },
    /// Write the corpus of nasty workbooks, a folder a case, with the problems that each has to
    /// give
    Nasty {
        /// The folder; it is made
        dir: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Args::parse().chore {
        Chore::Docs { check } => {
            for (path, text) in docs::pages()? {
                let path = docs::root().join(path);
                if check {
                    let written = fs::read_to_string(&path).unwrap_or_default();
                    if written != text {
                        anyhow::bail!("{} is not up to date; run `cargo dev docs`", path.display());
                    }
                } else {
                    fs::write(&path, text)?;
                }
            }
            Ok(())
        }
        Chore::Panel { base, head, build } => {
            let (lines, n) = panel::panel(&base, &head, build)?;
            let mut out = std::io::stdout().lock();
            let summary = format!("{n} findings differ between {base} and {head}\n");
            match out.write_all((lines.join("\n") + "\n" + &summary).as_bytes()) {
                // Whoever reads may have seen enough.
                Err(it) if it.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
                it => Ok(it?),
            }
        }
        Chore::Workbooks { workbooks, rows, large, dir } => {
            match large {
                Some(rows) => {
                    fs::create_dir_all(&dir)?;
                    made::large(&dir.join("organisations.xlsx"), rows)?;
                }
                None => made::folder(&dir, workbooks, rows)?,
            }
            println!("{}", dir.display());
            Ok(())
        }
        Chore::Messy { seed, dir } => {
            let n = messy::folder(&dir, seed)?;
            println!("{n} workbooks, seed {seed}: {}", dir.display());
            Ok(())
        }
        Chore::Nasty { dir } => {
            let n = nasty::write(&dir)?;
            println!("{n} cases: {}", dir.display());
            Ok(())
        }
        Chore::Generate { clusters, memberships, seed, dir } => {
            generate::programme(&dir, clusters, memberships, seed)?;
            println!(
                "{clusters} clusters, {memberships} memberships, seed {seed}: {}",
                dir.display()
            );
            Ok(())
        }
    }
}
