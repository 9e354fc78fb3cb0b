//! What stood in the way of a command, in the language that it was asked in.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use karenina_io::{LookedFor, ReadError, WriteError};
use karenina_mapping::MapError;
use karenina_report::{Lang, Trouble, trouble};

use crate::args::{CatalogueCommand, Command, Common, RecipeCommand};

/// The sentence for an error: what this program knows in the language of the user, all else as it
/// came.
pub(crate) fn sentence(err: &anyhow::Error, lang: Lang) -> String {
    for cause in err.chain() {
        if let Some(it) = cause.downcast_ref() {
            return reading(it, lang);
        }
        if let Some(it) = cause.downcast_ref() {
            return writing(it, lang);
        }
        if let Some(it) = cause.downcast_ref() {
            return mapping(it, lang);
        }
    }
    format!("{err:#}")
}

fn reading(err: &ReadError, lang: Lang) -> String {
    match err {
        ReadError::NotFound { path, looked_for } => {
            let path = path.display().to_string();
            let it = match looked_for {
                LookedFor::Dataset => Trouble::NoDataset(&path),
                LookedFor::Catalogue => Trouble::NoCatalogue(&path),
                LookedFor::Cases => Trouble::NoCases(&path),
            };
            trouble(it, lang)
        }
        ReadError::Unreadable { path, reason } => unreadable(path, reason, lang),
        ReadError::Neither { path, .. } => {
            trouble(Trouble::Neither(&path.display().to_string()), lang)
        }
        ReadError::TooLarge { path, size, most } => {
            trouble(Trouble::TooLarge(&path.display().to_string(), *size, *most), lang)
        }
        ReadError::Loop { path } => trouble(Trouble::Loop(&path.display().to_string()), lang),
        ReadError::NotText { path, line } => {
            trouble(Trouble::NotText(&path.display().to_string(), *line), lang)
        }
    }
}

fn unreadable(path: &Path, reason: &io::Error, lang: Lang) -> String {
    let path = path.display().to_string();
    match reason.kind() {
        ErrorKind::NotFound => trouble(Trouble::NoFile(&path), lang),
        ErrorKind::PermissionDenied => trouble(Trouble::NotAllowed(&path), lang),
        _ => trouble(Trouble::Unreadable(&path, &reason.to_string()), lang),
    }
}

fn writing(err: &WriteError, lang: Lang) -> String {
    match err {
        WriteError::IsAnInput { path } => {
            trouble(Trouble::IsAnInput(&path.display().to_string()), lang)
        }
        WriteError::IsAFolder { path } => {
            trouble(Trouble::IsAFolder(&path.display().to_string()), lang)
        }
        WriteError::Failed { path, reason } => {
            let path = path.display().to_string();
            let it = match reason.kind() {
                ErrorKind::NotFound => Trouble::NoPlace(&path),
                ErrorKind::PermissionDenied => Trouble::NotAllowedToWrite(&path),
                _ => return trouble(Trouble::NotWritten(&path, &reason.to_string()), lang),
            };
            trouble(it, lang)
        }
    }
}

fn mapping(err: &MapError, lang: Lang) -> String {
    match err {
        MapError::Unreadable { path, reason } => unreadable(path, reason, lang),
        MapError::NoTable { path, line, reason } => {
            trouble(Trouble::NoTable(&path.display().to_string(), *line, reason), lang)
        }
        MapError::NoSuchYear { path, year, years } => {
            trouble(Trouble::NoSuchYear(&path.display().to_string(), *year, years), lang)
        }
    }
}

/// What a command takes like every other; `None` where it says no sentence.
pub(crate) fn common(command: &Command) -> Option<&Common> {
    Some(match command {
        Command::Assess(it) => &it.input.common,
        Command::Advise(it) => &it.input.common,
        Command::Diff(it) => &it.common,
        Command::Check(it) => &it.input.common,
        Command::New(it) => &it.common,
        Command::Recipe(it) => match &it.what {
            RecipeCommand::Draft { common, .. } | RecipeCommand::Check { common, .. } => common,
        },
        Command::Network(it) => &it.common,
        Command::Explain(it) => &it.input.common,
        Command::Robust(it) => &it.input.common,
        Command::Necessity(it) => &it.input.common,
        Command::Figure(it) => &it.input.common,
        Command::Letter(it) => &it.input.common,
        Command::Scheme(it) => &it.input.common,
        Command::Catalogue(it) => match &it.what {
            CatalogueCommand::List(input)
            | CatalogueCommand::Show { input, .. }
            | CatalogueCommand::Check(input) => &input.common,
        },
        Command::Map(it) => &it.common,
        Command::Completions { .. } | Command::Man => return None,
    })
}
