//! A command that is not understood, in the language that it was typed in.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use karenina_report::{Lang, Mistyped, Unfit, mistyped, unfit};

/// What to print for arguments that cannot be read; `None` where help or the version was asked for.
pub(crate) fn sentence(err: &clap::Error, typed: &[OsString], lang: Lang) -> Option<String> {
    let text = |kind| match err.get(kind) {
        Some(ContextValue::String(it)) => Some(it.clone()),
        Some(ContextValue::Strings(it)) => it.first().cloned(),
        Some(ContextValue::StyledStr(it)) => Some(it.to_string()),
        _ => None,
    };
    let list = |kind| match err.get(kind) {
        Some(ContextValue::Strings(it)) => it.clone(),
        Some(ContextValue::String(it)) => vec![it.clone()],
        _ => Vec::new(),
    };
    let named = |kind| text(kind).unwrap_or_default();
    let argument = option(&named(ContextKind::InvalidArg));
    let it = match err.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::InvalidSubcommand => Mistyped::Command(
            named(ContextKind::InvalidSubcommand),
            text(ContextKind::SuggestedSubcommand),
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let known = list(ContextKind::ValidSubcommand);
            if known.is_empty() {
                return None;
            }
            Mistyped::NoCommand(known)
        }
        ErrorKind::UnknownArgument => {
            Mistyped::Argument(named(ContextKind::InvalidArg), text(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue => {
            let known = list(ContextKind::ValidValue);
            let value = named(ContextKind::InvalidValue);
            if value.is_empty() {
                Mistyped::NoValue(argument, known)
            } else {
                Mistyped::Value(value, argument, known, text(ContextKind::SuggestedValue))
            }
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(err).map(|it| reason(it, lang));
            Mistyped::Unreadable(named(ContextKind::InvalidValue), argument, reason)
        }
        ErrorKind::MissingRequiredArgument => {
            Mistyped::Missing(list(ContextKind::InvalidArg).iter().map(|it| option(it)).collect())
        }
        ErrorKind::ArgumentConflict => {
            let others: Vec<_> = list(ContextKind::PriorArg).iter().map(|it| option(it)).collect();
            if others.iter().all(|it| *it == argument) {
                Mistyped::Again(argument)
            } else {
                Mistyped::Together(argument, others)
            }
        }
        ErrorKind::InvalidUtf8 => Mistyped::NotText,
        _ => {
            let said = err.to_string();
            let first = said.lines().next().unwrap_or_default();
            Mistyped::Other(first.trim_start_matches("error: ").to_owned())
        }
    };
    Some(mistyped(&it, &help(typed), lang))
}

/// Why a value does not fit, in the user's language where we know why.
fn reason(err: &(dyn std::error::Error + 'static), lang: Lang) -> String {
    if let Some(it) = err.downcast_ref::<Unfit>() {
        return unfit(*it, lang);
    }
    if err.is::<std::num::ParseIntError>() {
        return unfit(Unfit::NoWholeNumber, lang);
    }
    if err.is::<std::num::ParseFloatError>() {
        return unfit(Unfit::NoNumber, lang);
    }
    err.to_string()
}

/// `--format <FORMAT>` is known to everybody as `--format`, `<TABLE>` as `TABLE`.
fn option(as_declared: &str) -> String {
    let name = as_declared.split(' ').next().unwrap_or_default();
    name.trim_matches(['<', '>', '[', ']', '.']).to_owned()
}

/// The help of the command that was typed, or of the whole.
fn help(typed: &[OsString]) -> String {
    let command = <crate::args::Args as clap::CommandFactory>::command();
    let verb = typed.iter().skip(1).filter_map(|it| it.to_str()).find(|it| !it.starts_with('-'));
    match verb.filter(|it| command.find_subcommand(it).is_some()) {
        Some(verb) => format!("karenina {verb} --help"),
        None => "karenina --help".to_owned(),
    }
}
