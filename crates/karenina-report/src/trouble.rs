//! Why a command could not do its work, in the words of the user.

use std::path::Path;

use crate::{
    Lang,
    wording::{Arg, words},
};

/// What stood in the way.
#[derive(Debug, Clone, Copy)]
pub enum Trouble<'a> {
    /// Something about a file or folder.
    At(&'a Path, AtPath<'a>),
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
    /// What was given as a cluster of machines is no address of one.
    NoAddressOfACluster(&'a str),
    /// The program that speaks to clusters of machines is not there.
    NoEngine,
    /// A cluster of machines is asked for data that it does not add up.
    ClusterAddsUpEstablishments,
    /// Nobody answers: where, and what the connection said.
    NoCluster(&'a str),
    /// The cluster of machines did not end, for this reason.
    ClusterGaveUp(&'a str),
    /// The cluster of machines has not ended after so many seconds.
    ClusterNotInTime(&'a str),
}

/// What is wrong with a file or folder; reasons are what the system or a reader says.
#[derive(Debug, Clone, Copy)]
pub enum AtPath<'a> {
    /// It is not there, and a dataset would have been read.
    NoDataset,
    /// It is not there, and a catalogue would have been read.
    NoCatalogue,
    /// It is not there, and a table of cases would have been read.
    NoCases,
    /// There is no file of that name.
    NoFile,
    /// It is there and the user may not read it.
    NotAllowed,
    /// It is there and the system does not let it be read.
    Unreadable(&'a str),
    /// It is neither a file nor a folder.
    Neither,
    /// It is there and is not what a catalogue consists of.
    NotOfACatalogue,
    /// A file of the catalogue has more bytes than it may have: how many, how many it may have.
    TooLarge(u64, u64),
    /// A link leads back to a folder that it lies in.
    Loop,
    /// The bytes are no text from this line on.
    NotText(usize),
    /// It is read from and was to be written.
    IsAnInput,
    /// A folder was to be written as a file.
    IsAFolder,
    /// A file was to be written into a folder that is not there.
    NoPlace,
    /// The user may not write there.
    NotAllowedToWrite,
    /// The system does not let it be written.
    NotWritten(&'a str),
    /// The system does not let the folder be made.
    NoFolder(&'a str),
    /// This line is no row of a table, for this reason.
    NoTable(u64, &'a str),
    /// It has no row of this year, but of these.
    NoSuchYear(i32, &'a str),
}

/// The sentence that says so.
pub fn trouble(it: Trouble<'_>, lang: Lang) -> String {
    let w = words(lang);
    match it {
        Trouble::At(path, what) => at_path(path, what, lang),
        Trouble::NoClustersInCordis => w.say("trouble-no-clusters-in-cordis", &[]),
        Trouble::SeveralDatasets => w.say("trouble-several-datasets", &[]),
        Trouble::NotCordis => w.say("trouble-not-cordis", &[]),
        Trouble::NoRegion(n) => w.say("trouble-no-region", &[("n", n.into())]),
        Trouble::NoPicture => w.say("trouble-no-picture", &[]),
        Trouble::NoAddressOfACluster(found) => {
            w.say("trouble-no-address-of-a-cluster", &[("found", found.into())])
        }
        Trouble::NoEngine => w.say("trouble-no-engine", &[]),
        Trouble::ClusterAddsUpEstablishments => {
            w.say("trouble-cluster-adds-up-establishments", &[])
        }
        Trouble::NoCluster(reason) => w.say("trouble-no-cluster", &[("reason", reason.into())]),
        Trouble::ClusterGaveUp(reason) => {
            w.say("trouble-cluster-gave-up", &[("reason", reason.into())])
        }
        Trouble::ClusterNotInTime(seconds) => {
            w.say("trouble-cluster-not-in-time", &[("seconds", seconds.into())])
        }
    }
}

fn at_path(path: &Path, what: AtPath<'_>, lang: Lang) -> String {
    let path = path.display().to_string();
    // Lines and years are names, not amounts: nothing separates their thousands.
    let number = match what {
        AtPath::NotText(line) => line.to_string(),
        AtPath::NoTable(line, _) => line.to_string(),
        AtPath::NoSuchYear(year, _) => year.to_string(),
        _ => String::new(),
    };
    let number = number.as_str();
    let (id, more): (&str, Vec<(&str, Arg<'_>)>) = match what {
        AtPath::NoDataset => ("trouble-no-dataset", vec![]),
        AtPath::NoCatalogue => ("trouble-no-catalogue", vec![]),
        AtPath::NoCases => ("trouble-no-cases", vec![]),
        AtPath::NoFile => ("trouble-no-file", vec![]),
        AtPath::NotAllowed => ("trouble-not-allowed", vec![]),
        AtPath::Unreadable(reason) => ("trouble-unreadable", vec![("reason", reason.into())]),
        AtPath::Neither => ("trouble-neither", vec![]),
        AtPath::NotOfACatalogue => ("trouble-not-of-a-catalogue", vec![]),
        AtPath::TooLarge(size, most) => {
            ("trouble-too-large", vec![("size", size.into()), ("most", most.into())])
        }
        AtPath::Loop => ("trouble-loop", vec![]),
        AtPath::NotText(_) => ("trouble-not-text", vec![("line", number.into())]),
        AtPath::IsAnInput => ("trouble-is-an-input", vec![]),
        AtPath::IsAFolder => ("trouble-is-a-folder", vec![]),
        AtPath::NoPlace => ("trouble-no-place", vec![]),
        AtPath::NotAllowedToWrite => ("trouble-not-allowed-to-write", vec![]),
        AtPath::NotWritten(reason) => ("trouble-not-written", vec![("reason", reason.into())]),
        AtPath::NoFolder(reason) => ("trouble-no-folder", vec![("reason", reason.into())]),
        AtPath::NoTable(_, reason) => {
            ("trouble-no-table", vec![("line", number.into()), ("reason", reason.into())])
        }
        AtPath::NoSuchYear(_, years) => {
            ("trouble-no-such-year", vec![("year", number.into()), ("years", years.into())])
        }
    };
    let args: Vec<_> = std::iter::once(("path", Arg::from(path.as_str()))).chain(more).collect();
    words(lang).say(id, &args)
}

#[cfg(test)]
mod tests {
    use super::{AtPath, Trouble, trouble};
    use crate::Lang;
    use std::path::Path;

    #[test]
    fn every_sentence_names_the_place_and_what_was_found_in_both_languages() {
        let at = [
            (AtPath::NoDataset, ""),
            (AtPath::NoCatalogue, ""),
            (AtPath::NoCases, ""),
            (AtPath::NoFile, ""),
            (AtPath::NotAllowed, ""),
            (AtPath::Unreadable("torn"), "torn"),
            (AtPath::Neither, ""),
            (AtPath::NotOfACatalogue, ""),
            (AtPath::TooLarge(5_000_001, 4_194_304), "194"),
            (AtPath::Loop, ""),
            (AtPath::NotText(12_345), "12345"),
            (AtPath::IsAnInput, ""),
            (AtPath::IsAFolder, ""),
            (AtPath::NoPlace, ""),
            (AtPath::NotAllowedToWrite, ""),
            (AtPath::NotWritten("full"), "full"),
            (AtPath::NoFolder("full"), "full"),
            (AtPath::NoTable(12_345, "torn"), "12345"),
            (AtPath::NoSuchYear(1999, "2018"), "1999"),
        ];
        for (what, found) in at {
            let [en, ru] = [Lang::En, Lang::Ru]
                .map(|lang| trouble(Trouble::At(Path::new("a/b.csv"), what), lang));
            for said in [&en, &ru] {
                assert!(said.starts_with("a/b.csv: "), "{said}");
                assert!(said.contains(found), "{said} does not say {found}");
            }
            assert_ne!(en, ru, "{what:?} is not translated");
        }
        for it in [
            Trouble::NoClustersInCordis,
            Trouble::SeveralDatasets,
            Trouble::NotCordis,
            Trouble::NoRegion(5),
            Trouble::NoPicture,
            Trouble::NoAddressOfACluster("http://a"),
            Trouble::NoEngine,
            Trouble::ClusterAddsUpEstablishments,
            Trouble::NoCluster("ballista://a:1: refused"),
            Trouble::ClusterGaveUp("out of memory"),
            Trouble::ClusterNotInTime("3600"),
        ] {
            assert_ne!(trouble(it, Lang::En), trouble(it, Lang::Ru), "{it:?}");
        }
    }
}
