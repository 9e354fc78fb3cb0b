//! Why a command could not do its work, in the words of the user.

use crate::{Lang, wording::words};

/// What stood in the way. Paths and reasons are given as they are to be read.
#[derive(Debug, Clone, Copy)]
pub enum Trouble<'a> {
    /// There is nothing of that name, and a dataset would have been read.
    NoDataset(&'a str),
    /// There is nothing of that name, and a catalogue would have been read.
    NoCatalogue(&'a str),
    /// There is nothing of that name, and a table of cases would have been read.
    NoCases(&'a str),
    /// There is no file of that name.
    NoFile(&'a str),
    /// A file or folder is there and the user may not read it.
    NotAllowed(&'a str),
    /// A file or folder is there and the system does not let it be read.
    Unreadable(&'a str, &'a str),
    /// A path is neither a file nor a folder.
    Neither(&'a str),
    /// A file of the catalogue has more bytes than it may have.
    TooLarge(&'a str, u64, u64),
    /// A link leads back to a folder that it lies in.
    Loop(&'a str),
    /// The bytes of a file are no text from a line on.
    NotText(&'a str, usize),
    /// A file that is read from was to be written.
    IsAnInput(&'a str),
    /// A folder was to be written as a file.
    IsAFolder(&'a str),
    /// A file was to be written into a folder that is not there.
    NoPlace(&'a str),
    /// The user may not write there.
    NotAllowedToWrite(&'a str),
    /// The system does not let a file be written.
    NotWritten(&'a str, &'a str),
    /// The system does not let a folder be made.
    NoFolder(&'a str, &'a str),
    /// A line of statistics is no row of a table.
    NoTable(&'a str, u64, &'a str),
    /// Statistics have no row of the year that was asked for.
    NoSuchYear(&'a str, i32, &'a str),
    /// A cluster was asked for in files that know none.
    NoClustersInCordis,
    /// Several datasets were named.
    SeveralDatasets,
    /// Clusters were to be made out of what is no file of CORDIS.
    NotCordis,
    /// No region has as many organisations as were asked for.
    NoRegion(usize),
    /// A network without ties has no picture.
    NoPicture,
}

/// The sentence that says so.
pub fn trouble(it: Trouble<'_>, lang: Lang) -> String {
    let w = words(lang);
    match it {
        Trouble::NoDataset(path) => w.say("trouble-no-dataset", &[("path", path.into())]),
        Trouble::NoCatalogue(path) => w.say("trouble-no-catalogue", &[("path", path.into())]),
        Trouble::NoCases(path) => w.say("trouble-no-cases", &[("path", path.into())]),
        Trouble::NoFile(path) => w.say("trouble-no-file", &[("path", path.into())]),
        Trouble::NotAllowed(path) => w.say("trouble-not-allowed", &[("path", path.into())]),
        Trouble::NoPlace(path) => w.say("trouble-no-place", &[("path", path.into())]),
        Trouble::NotAllowedToWrite(path) => {
            w.say("trouble-not-allowed-to-write", &[("path", path.into())])
        }
        Trouble::Unreadable(path, reason) => {
            w.say("trouble-unreadable", &[("path", path.into()), ("reason", reason.into())])
        }
        Trouble::Neither(path) => w.say("trouble-neither", &[("path", path.into())]),
        Trouble::TooLarge(path, size, most) => w.say(
            "trouble-too-large",
            &[("path", path.into()), ("size", size.into()), ("most", most.into())],
        ),
        Trouble::Loop(path) => w.say("trouble-loop", &[("path", path.into())]),
        Trouble::NotText(path, line) => w.say(
            "trouble-not-text",
            &[("path", path.into()), ("line", line.to_string().as_str().into())],
        ),
        Trouble::IsAnInput(path) => w.say("trouble-is-an-input", &[("path", path.into())]),
        Trouble::IsAFolder(path) => w.say("trouble-is-a-folder", &[("path", path.into())]),
        Trouble::NotWritten(path, reason) => {
            w.say("trouble-not-written", &[("path", path.into()), ("reason", reason.into())])
        }
        Trouble::NoFolder(path, reason) => {
            w.say("trouble-no-folder", &[("path", path.into()), ("reason", reason.into())])
        }
        Trouble::NoTable(path, line, reason) => w.say(
            "trouble-no-table",
            &[
                ("path", path.into()),
                ("line", line.to_string().as_str().into()),
                ("reason", reason.into()),
            ],
        ),
        Trouble::NoSuchYear(path, year, years) => w.say(
            "trouble-no-such-year",
            &[
                ("path", path.into()),
                ("year", year.to_string().as_str().into()),
                ("years", years.into()),
            ],
        ),
        Trouble::NoClustersInCordis => w.say("trouble-no-clusters-in-cordis", &[]),
        Trouble::SeveralDatasets => w.say("trouble-several-datasets", &[]),
        Trouble::NotCordis => w.say("trouble-not-cordis", &[]),
        Trouble::NoRegion(n) => w.say("trouble-no-region", &[("n", n.into())]),
        Trouble::NoPicture => w.say("trouble-no-picture", &[]),
    }
}
