//! Catalogues from folders, and results to files.

// Tests write files and may unwrap.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use std::{fs, io, path::PathBuf};

use common::folder;
use karenina_io::{
    ReadError, WriteError, catalogue_digest, read_catalogue, write_atomically,
    write_atomically_with,
};

fn catalogue(name: &str) -> PathBuf {
    let dir = folder(name);
    fs::create_dir_all(dir.join("indicators/trust")).unwrap();
    fs::write(dir.join("model.toml"), "\u{feff}title = \"модель\"\n").unwrap();
    fs::write(dir.join("indicators/trust/index.toml"), "x = 1\n").unwrap();
    fs::write(dir.join("indicators/trust/notes.md"), "not read").unwrap();
    fs::write(dir.join(".hidden.toml"), "not read").unwrap();
    dir
}

#[test]
fn the_files_of_a_catalogue_come_sorted_with_slashes() {
    let files = read_catalogue(&catalogue("catalogue")).unwrap();
    let expected =
        [("indicators/trust/index.toml", "x = 1\n"), ("model.toml", "title = \"модель\"\n")];
    assert_eq!(files, expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
    // The bundled catalogue is given as borrowed texts, in another order perhaps.
    let turned = [expected[1], expected[0]];
    assert_eq!(catalogue_digest(&files), catalogue_digest(&turned));
    assert_ne!(catalogue_digest(&files), catalogue_digest(&expected[..1]));
    assert_eq!(catalogue_digest(&files).len(), 64);
}

#[cfg(unix)]
#[test]
fn a_catalogue_that_leads_back_to_itself_is_refused() {
    let dir = catalogue("catalogue_loop");
    std::os::unix::fs::symlink("..", dir.join("indicators/up")).unwrap();
    let err = read_catalogue(&dir).unwrap_err();
    assert!(matches!(&err, ReadError::Loop { path } if path.ends_with("indicators/up")), "{err}");
    // A link to another folder is a way of keeping indicators elsewhere.
    fs::remove_file(dir.join("indicators/up")).unwrap();
    let other = catalogue("catalogue_other");
    std::os::unix::fs::symlink(other.join("indicators"), dir.join("indicators/other")).unwrap();
    assert_eq!(read_catalogue(&dir).unwrap().len(), 3);
}

#[test]
fn what_is_no_catalogue_is_refused_in_words() {
    let dir = catalogue("catalogue_bad");
    fs::write(dir.join("large.toml"), vec![b' '; (4 << 20) + 1]).unwrap();
    let err = read_catalogue(&dir).unwrap_err().to_string();
    assert!(err.contains("large.toml: 4194305 bytes are too many"), "{err}");
    fs::write(dir.join("large.toml"), b"a = 1\nb = \"\xff\"\n").unwrap();
    let err = read_catalogue(&dir).unwrap_err().to_string();
    assert!(err.contains("large.toml: line 2: the bytes are no UTF-8 text"), "{err}");
    let err = read_catalogue(&dir.join("nowhere")).unwrap_err().to_string();
    assert!(err.contains("nowhere: there is no such file or folder; a catalogue is"), "{err}");
    assert!(read_catalogue(&dir.join("model.toml")).is_err());
}

#[test]
fn a_file_is_written_whole_and_nothing_is_left_beside_it() {
    let dir = folder("written");
    let path = dir.join("report.html");
    write_atomically(&path, b"one", &[]).unwrap();
    write_atomically(&path, b"two", &[]).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
}

#[test]
fn a_failure_leaves_the_old_file_and_no_half_one() {
    let dir = folder("half");
    let path = dir.join("report.html");
    fs::write(&path, "old").unwrap();
    let err = write_atomically_with(&path, &[], |out| {
        out.write_all(&vec![b'x'; 1 << 20])?;
        Err(io::Error::other("the printer is on fire"))
    })
    .unwrap_err();
    assert!(
        err.to_string().ends_with("report.html: cannot be written: the printer is on fire"),
        "{err}"
    );
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
    // A folder that is not there is not made.
    assert!(matches!(
        write_atomically(&dir.join("no/report.html"), b"x", &[]),
        Err(WriteError::Failed { .. })
    ));
}

#[test]
fn an_input_is_never_written_over() {
    let dir = folder("guarded");
    let input = dir.join("clusters.csv");
    fs::write(&input, "id\n").unwrap();
    let refused = |path: PathBuf, guard: &[PathBuf]| {
        let err = write_atomically(&path, b"gone", guard).unwrap_err();
        assert!(matches!(err, WriteError::IsAnInput { .. }), "{err}");
        assert!(err.to_string().contains("is an input and is never changed"), "{err}");
    };
    refused(input.clone(), std::slice::from_ref(&input));
    // Under another name, and as a file of a folder that is read.
    fs::create_dir(dir.join("sub")).unwrap();
    refused(dir.join("sub/../clusters.csv"), std::slice::from_ref(&input));
    refused(input.clone(), std::slice::from_ref(&dir));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&input, dir.join("link.html")).unwrap();
        refused(dir.join("link.html"), std::slice::from_ref(&input));
    }
    assert_eq!(fs::read(&input).unwrap(), b"id\n");
    // A new file beside the inputs changes none of them, nor does a new report for an old one.
    for _ in 0..2 {
        write_atomically(&dir.join("report.html"), b"x", std::slice::from_ref(&dir)).unwrap();
    }
    assert!(matches!(write_atomically(&dir, b"x", &[]), Err(WriteError::IsAFolder { .. })));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_as_they_were() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = folder("links");
    let target = dir.join("target.html");
    fs::write(&target, "old").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&target, dir.join("link.html")).unwrap();
    write_atomically(&dir.join("link.html"), b"new", &[]).unwrap();
    assert_eq!(fs::read(&target).unwrap(), b"new");
    assert!(fs::symlink_metadata(dir.join("link.html")).unwrap().is_symlink());
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    write_atomically(std::path::Path::new("/dev/null"), b"x", &[]).unwrap();
}
