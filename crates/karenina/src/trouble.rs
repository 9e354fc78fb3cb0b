//! What stood in the way of a command, in the language that it was asked in.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use karenina_io::{LookedFor, ReadError, WriteError};
use karenina_mapping::MapError;
use karenina_report::{AtPath, Lang, Trouble, problem_list, trouble};

use crate::args::{CatalogueCommand, Command, Common, RecipeCommand};

/// The sentence for an error: what this program knows in the language of the user, all else as it
/// came.
pub(crate) fn sentence(err: &anyhow::Error, lang: Lang) -> String {
    for cause in err.chain() {
        let at = |path: &Path, what: AtPath<'_>| trouble(Trouble::At(path, what), lang);
        if let Some(it) = cause.downcast_ref() {
            return reading(it, at);
        }
        if let Some(it) = cause.downcast_ref() {
            return writing(it, at);
        }
        if let Some(it) = cause.downcast_ref() {
            return mapping(it, lang, at);
        }
    }
    format!("{err:#}")
}

fn reading(err: &ReadError, at: impl Fn(&Path, AtPath<'_>) -> String) -> String {
    match err {
        ReadError::NotFound { path, looked_for } => {
            let what = match looked_for {
                LookedFor::Dataset => AtPath::NoDataset,
                LookedFor::Catalogue => AtPath::NoCatalogue,
                LookedFor::Cases => AtPath::NoCases,
            };
            at(path, what)
        }
        ReadError::Unreadable { path, reason } => unreadable(path, reason, at),
        ReadError::Neither { path, looked_for: LookedFor::Catalogue } => {
            at(path, AtPath::NotOfACatalogue)
        }
        ReadError::Neither { path, looked_for: LookedFor::Dataset | LookedFor::Cases } => {
            at(path, AtPath::Neither)
        }
        ReadError::TooLarge { path, size, most } => at(path, AtPath::TooLarge(*size, *most)),
        ReadError::Loop { path } => at(path, AtPath::Loop),
        ReadError::NotText { path, line } => at(path, AtPath::NotText(*line)),
    }
}

fn unreadable(path: &Path, reason: &io::Error, at: impl Fn(&Path, AtPath<'_>) -> String) -> String {
    match reason.kind() {
        ErrorKind::NotFound => at(path, AtPath::NoFile),
        ErrorKind::PermissionDenied => at(path, AtPath::NotAllowed),
        _ => at(path, AtPath::Unreadable(&reason.to_string())),
    }
}

fn writing(err: &WriteError, at: impl Fn(&Path, AtPath<'_>) -> String) -> String {
    match err {
        WriteError::IsAnInput { path } => at(path, AtPath::IsAnInput),
        WriteError::IsAFolder { path } => at(path, AtPath::IsAFolder),
        WriteError::Failed { path, reason } => match reason.kind() {
            ErrorKind::NotFound => at(path, AtPath::NoPlace),
            ErrorKind::PermissionDenied => at(path, AtPath::NotAllowedToWrite),
            _ => at(path, AtPath::NotWritten(&reason.to_string())),
        },
    }
}

fn mapping(err: &MapError, lang: Lang, at: impl Fn(&Path, AtPath<'_>) -> String) -> String {
    match err {
        MapError::Unreadable { path, reason } => unreadable(path, reason, at),
        MapError::NoTable { path, line, reason } => at(path, AtPath::NoTable(*line, reason)),
        MapError::NoSuchYear { path, year, years } => at(path, AtPath::NoSuchYear(*year, years)),
        MapError::BadLine(problem) => {
            problem_list(std::slice::from_ref(problem), lang).trim_end().to_owned()
        }
        MapError::NoScratch { folder, reason } => {
            at(folder, AtPath::NotWritten(&reason.to_string()))
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
