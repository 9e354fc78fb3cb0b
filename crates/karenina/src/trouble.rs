//! What stood in the way of a command, in the language that it was asked in.

use std::{
    fmt::{self, Write as _},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use karenina_access::AccessError;
use karenina_io::{LookedFor, ReadError, WriteError};
use karenina_mapping::MapError;
use karenina_report::{
    AtPath, DatabaseTrouble, Lang, PeopleTrouble, RegisterTrouble, Trouble, people_trouble,
    problem_list, register_conflict, register_trouble, trouble,
};
use karenina_store::{Location, StoreError, Trouble as Disk};

use crate::args::{
    CatalogueCommand, Command, Common, RecipeCommand,
    register::{EvidenceCommand, OrganisationsCommand, PeopleCommand, RegisterCommand},
};

/// What a register could not do.
#[derive(Debug)]
pub(crate) struct AtRegister {
    pub location: Location,
    pub reason: StoreError,
}

impl fmt::Display for AtRegister {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.reason)
    }
}

impl std::error::Error for AtRegister {}

/// What a file of people could not do.
#[derive(Debug)]
pub(crate) struct AtPeople {
    pub path: PathBuf,
    pub reason: AccessError,
}

impl fmt::Display for AtPeople {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for AtPeople {}

/// The sentence for an error: what this program knows in the language of the user, all else as it
/// came.
pub(crate) fn sentence(err: &anyhow::Error, lang: Lang) -> String {
    said(err, lang, whole)
}

/// The same with the names of files alone: who reads a page need not know where they are.
pub(crate) fn sentence_of_names(err: &anyhow::Error, lang: Lang) -> String {
    said(err, lang, name)
}

fn whole(path: &Path) -> &Path {
    path
}

fn name(path: &Path) -> &Path {
    path.file_name().map_or(path, Path::new)
}

fn said(err: &anyhow::Error, lang: Lang, shown: fn(&Path) -> &Path) -> String {
    for cause in err.chain() {
        let at = |path: &Path, what: AtPath<'_>| trouble(Trouble::At(shown(path), what), lang);
        if let Some(it) = cause.downcast_ref() {
            return reading(it, at);
        }
        if let Some(it) = cause.downcast_ref() {
            return writing(it, at);
        }
        if let Some(it) = cause.downcast_ref() {
            return mapping(it, lang, at);
        }
        if let Some(AtRegister { location, reason }) = cause.downcast_ref::<AtRegister>() {
            return match location.file() {
                Some(path) => store_sentence(&Location::File(shown(path).to_owned()), reason, lang),
                None => store_sentence(location, reason, lang),
            };
        }
        if let Some(AtPeople { path, reason }) = cause.downcast_ref::<AtPeople>() {
            return people_sentence(shown(path), reason, lang);
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

/// The most conflicts that are listed one by one.
const MOST_CONFLICTS: usize = 20;

fn of_database(what: Disk) -> DatabaseTrouble {
    match what {
        Disk::NotFound => DatabaseTrouble::NotFound,
        Disk::Exists => DatabaseTrouble::Exists,
        Disk::NotARegister => DatabaseTrouble::NotARegister,
        Disk::Broken => DatabaseTrouble::Broken,
        Disk::ReadOnly => DatabaseTrouble::ReadOnly,
        Disk::Full => DatabaseTrouble::Full,
        Disk::Address => DatabaseTrouble::Address,
        Disk::NotBuiltIn => DatabaseTrouble::NotBuiltIn,
        Disk::Unreachable => DatabaseTrouble::Unreachable,
        Disk::Refused => DatabaseTrouble::Refused,
        Disk::Unencrypted => DatabaseTrouble::Unencrypted,
        Disk::Lost => DatabaseTrouble::Lost,
        Disk::Unsure => DatabaseTrouble::Unsure,
        Disk::Busy | Disk::CannotOpen | Disk::Other => DatabaseTrouble::Other,
    }
}

/// The sentence for what a register could not do.
pub(crate) fn store_sentence(location: &Location, reason: &StoreError, lang: Lang) -> String {
    let shown = location.shown();
    let say = |it| register_trouble(&shown, it, lang);
    match reason {
        StoreError::Disk(what, reason) if location.is_database() && *what != Disk::Busy => {
            say(RegisterTrouble::Database(of_database(*what), reason))
        }
        StoreError::Disk(what, reason) => say(match what {
            Disk::NotFound => RegisterTrouble::NotFound,
            Disk::Exists => RegisterTrouble::Exists,
            Disk::NotARegister => RegisterTrouble::NotARegister,
            Disk::Broken => RegisterTrouble::Broken(reason),
            Disk::Busy => RegisterTrouble::Busy,
            Disk::ReadOnly => RegisterTrouble::ReadOnly,
            Disk::Full => RegisterTrouble::Full,
            Disk::CannotOpen => RegisterTrouble::CannotOpen(reason),
            Disk::Address
            | Disk::NotBuiltIn
            | Disk::Unreachable
            | Disk::Refused
            | Disk::Unencrypted
            | Disk::Lost
            | Disk::Unsure
            | Disk::Other => RegisterTrouble::Other(reason),
        }),
        StoreError::Newer { found, known } => say(RegisterTrouble::Newer(*found, *known)),
        StoreError::Damaged(it) => say(RegisterTrouble::Damaged(it)),
        StoreError::Backwards { on, last } => say(RegisterTrouble::Backwards(*on, *last)),
        StoreError::NoChangeSet(set) => say(RegisterTrouble::NoSet(*set)),
        StoreError::NothingToDecide(set) => say(RegisterTrouble::NothingToDecide(*set)),
        StoreError::NoSuchRows { set, n } => say(RegisterTrouble::NoRows(*set, *n)),
        StoreError::NotRows(it) => say(RegisterTrouble::NotRows(it)),
        StoreError::Conflicts(list) => {
            let mut text = say(RegisterTrouble::Conflicts(list.len()));
            for it in list.iter().take(MOST_CONFLICTS) {
                let values = (it.meanwhile.as_str(), it.proposed.as_str());
                let (row, set) = (it.row, it.change_set);
                let line = register_conflict(row, &it.claim, &it.column, values, set, lang);
                _ = write!(text, "\n{line}");
            }
            if list.len() > MOST_CONFLICTS {
                text += "\n…";
            }
            text
        }
        StoreError::NothingNew => say(RegisterTrouble::NothingNew),
        StoreError::NoClaim { found, near } => {
            say(RegisterTrouble::NoClaim(found, near.as_deref()))
        }
        StoreError::Transition { claim, from, to } => {
            say(RegisterTrouble::Transition(claim, from, to))
        }
        StoreError::NoOrganisation(it) => say(RegisterTrouble::NoOrganisation(it)),
        StoreError::MergeUnfit(from, into) => say(RegisterTrouble::Merge(from, into)),
        StoreError::NoEdition { found, near } => {
            say(RegisterTrouble::NoEdition(found, near.as_deref()))
        }
        StoreError::EditionExists(it) => say(RegisterTrouble::EditionExists(it)),
        StoreError::NoPerson(it) => say(RegisterTrouble::NoPerson(it)),
        StoreError::NoEvidence(it) => say(RegisterTrouble::NoEvidence(it)),
        StoreError::EditionDiffers(it) => say(RegisterTrouble::EditionDiffers(it)),
    }
}

/// The sentence for what a file of people could not do.
pub(crate) fn people_sentence(path: &Path, reason: &AccessError, lang: Lang) -> String {
    use karenina_access::Trouble as Disk;
    let words: Vec<&str>;
    let it = match reason {
        AccessError::Disk(what, reason) => match what {
            Disk::NotFound => PeopleTrouble::NotFound,
            Disk::NotPeople => PeopleTrouble::NotPeople,
            Disk::Broken => PeopleTrouble::Broken(reason),
            Disk::Busy => PeopleTrouble::Busy,
            Disk::ReadOnly => PeopleTrouble::ReadOnly,
            Disk::Full => PeopleTrouble::Full,
            Disk::CannotOpen => PeopleTrouble::CannotOpen(reason),
            Disk::Other => PeopleTrouble::Other(reason),
        },
        AccessError::Newer { found, known } => PeopleTrouble::Newer(*found, *known),
        AccessError::Damaged(it) => PeopleTrouble::Damaged(it),
        AccessError::NoAccount(it) => PeopleTrouble::NoAccount(it),
        AccessError::Taken(it) => PeopleTrouble::Taken(it),
        AccessError::NotAName(it) => PeopleTrouble::NotAName(it),
        AccessError::Standing(it) => PeopleTrouble::Standing(it.word()),
        AccessError::Password(list) => {
            words = list.iter().map(|it| it.word()).collect();
            PeopleTrouble::Password(&words)
        }
        AccessError::NoInvitation => PeopleTrouble::NoInvitation,
        AccessError::LastOfficer => PeopleTrouble::LastOfficer,
        AccessError::NotADraft(it) => PeopleTrouble::NotADraft(it),
        AccessError::NoRandomness(it) => PeopleTrouble::NoRandomness(it),
    };
    people_trouble(path, it, lang)
}

fn common_of_register(command: &RegisterCommand) -> &Common {
    match command {
        RegisterCommand::Import(it) => &it.common,
        RegisterCommand::Check(it) | RegisterCommand::Confirm(it) => &it.common,
        RegisterCommand::Dispute(it)
        | RegisterCommand::Reply(it)
        | RegisterCommand::Withdraw(it)
        | RegisterCommand::Supersede { of: it, .. } => &it.common,
        RegisterCommand::Organisations { what } => match what {
            OrganisationsCommand::Merge { common, .. }
            | OrganisationsCommand::Split { common, .. }
            | OrganisationsCommand::History { common, .. } => common,
        },
        RegisterCommand::Evidence { what } => match what {
            EvidenceCommand::Add { common, .. }
            | EvidenceCommand::List { common, .. }
            | EvidenceCommand::Get { common, .. } => common,
        },
        RegisterCommand::People { what } => match what {
            PeopleCommand::List { common, .. } | PeopleCommand::Erase { common, .. } => common,
        },
        RegisterCommand::Init { common, .. }
        | RegisterCommand::Changes { common, .. }
        | RegisterCommand::Accept { common, .. }
        | RegisterCommand::Reject { common, .. }
        | RegisterCommand::Export { common, .. }
        | RegisterCommand::History { common, .. }
        | RegisterCommand::Edition { common, .. }
        | RegisterCommand::Editions { common, .. }
        | RegisterCommand::Journal { common, .. } => common,
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
        Command::Register(it) => common_of_register(&it.what),
        Command::Serve(it) => &it.common,
        Command::People(it) => it.what.common(),
        Command::Verify(it) => &it.common,
        Command::Completions { .. } | Command::Man => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_files_and_not_where_they_are() {
        let register = AtRegister {
            location: Location::File(PathBuf::from("/srv/office/programme.karenina")),
            reason: StoreError::Disk(Disk::NotFound, String::new()),
        };
        let map = ReadError::Unreadable {
            path: PathBuf::from("/srv/office/map.html"),
            reason: ErrorKind::NotFound.into(),
        };
        for (err, file) in [
            (anyhow::Error::from(register), "programme.karenina"),
            (anyhow::Error::from(map), "map.html"),
        ] {
            let page = sentence_of_names(&err, Lang::En);
            assert!(page.contains(file) && !page.contains("/srv/office"), "{page}");
            let typed = sentence(&err, Lang::En);
            assert!(typed.contains(&format!("/srv/office/{file}")), "{typed}");
        }
    }
}
