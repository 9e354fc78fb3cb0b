//! Tables as text: encodings, delimiters, quotes, line numbers, folders.

// Tests write files and may unwrap.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use std::{fmt::Write, fs, path::Path};

use common::{clusters, content, detail, folder, of_kind, places, read};
use encoding_rs::WINDOWS_1251;
use karenina_io::{ReadError, read_dataset, read_embedded};
use karenina_model::{Cell, Code, Severity, TableId};

#[test]
fn semicolons_tabs_and_commas_are_told_from_the_heading() {
    let expected = content(&read("clusters.csv", "id,name,members_total\na,One,44\n").dataset);
    assert_eq!(expected.len(), 3);
    for text in [
        "id;name;members_total\na;One;44\n",
        "id\tname\tmembers_total\na\tOne\t44\n",
        "\"id, key\";name\nx;y\n",
        "sep=|\nid|name|members_total\na|One|44\n",
    ] {
        let reading = read("clusters.txt", text);
        if text.starts_with('"') {
            assert_eq!(
                of_kind(&reading, Code::ColumnGuessed)[0].place.heading.as_deref(),
                Some("id, key")
            );
        } else {
            assert_eq!(content(&reading.dataset), expected, "{text}");
        }
    }
}

#[test]
fn every_encoding_gives_the_same_table() {
    let text = "id;name;members_total\r\na;Кластер «ТЭК»;44\r\n";
    let expected = content(&read("clusters.csv", text).dataset);
    assert_eq!(expected[1], "clusters 0 name: \"Кластер «ТЭК»\"");
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    for bytes in [
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        text.replace("\r\n", "\r").into_bytes(),
        text.replace("\r\n", "\n").into_bytes(),
    ] {
        let reading = read("clusters.csv", bytes);
        assert_eq!(content(&reading.dataset), expected);
        assert_eq!(places(&reading), []);
    }
    let reading = read("clusters.csv", WINDOWS_1251.encode(text).0);
    assert_eq!(content(&reading.dataset), expected);
    assert_eq!(detail(of_kind(&reading, Code::EncodingGuessed)[0], "encoding"), "windows-1251");
    assert_eq!(reading.problems[0].severity(), Severity::Note);
}

#[test]
fn broken_bytes_are_named_by_line_and_the_rest_is_read() {
    let mut bytes = "id,name\na,Тула\nb,Калуга ".as_bytes().to_vec();
    bytes.extend(b"\xff\xfe\nc,fine\n");
    let reading = read("clusters.csv", bytes);
    assert_eq!(places(&reading), [("K0108", "3".to_owned())]);
    assert_eq!(clusters(&reading, "name"), ["Тула", "Калуга \u{fffd}\u{fffd}", "fine"]);
}

#[test]
fn lines_are_counted_through_quoted_line_breaks() {
    for ends in ["\n", "\r\n", "\r"] {
        let text = "\n\n  \nid,name,members_total\na,\"two\n\nlines\",x1\nb,\"says \"\"hello\"\"\",2\n,,\n\nc,\"end\n\",x3\n";
        let reading = read("clusters.csv", text.replace('\n', ends));
        assert_eq!(places(&reading), [("K0201", "5".to_owned()), ("K0201", "11".to_owned())]);
        assert_eq!(clusters(&reading, "id"), ["a", "b", "c"]);
        assert_eq!(clusters(&reading, "name")[0], format!("two{ends}{ends}lines"));
        assert_eq!(clusters(&reading, "name")[1], "says \"hello\"");
    }
    // Old Macintosh programs end rows with a return and break lines within cells by line feeds.
    let reading = read("clusters.csv", "id,name,members_total\ra,\"two\nlines\",x1\rb,one,x2\r");
    assert_eq!(places(&reading), [("K0201", "2".to_owned()), ("K0201", "4".to_owned())]);
}

#[test]
fn a_quote_that_is_never_closed_costs_one_cell_and_is_named() {
    let text = "id,name,members_total\na,\"one,1\nb,two,2\nc,\"three, and more\",3\nd,four,4\n";
    let reading = read("clusters.csv", text);
    assert_eq!(places(&reading), [("K0116", "2".to_owned())]);
    assert_eq!(detail(&reading.problems[0], "found"), "\"one,1");
    assert_eq!(clusters(&reading, "name"), ["\"one", "two", "three, and more", "four"]);
    // The last cell of the file, and a heading.
    let reading = read("clusters.csv", "id,name\na,\"one\n\nb,two");
    assert_eq!(places(&reading), [("K0116", "2".to_owned())]);
    assert_eq!(clusters(&reading, "name"), ["\"one", "two"]);
    let reading = read("clusters.csv", "id,\"name\na,one\n");
    assert_eq!(of_kind(&reading, Code::QuoteOpen)[0].place.line, Some(1));
    assert_eq!(clusters(&reading, "id"), ["a"]);
}

#[test]
fn an_unknown_column_is_kept_and_a_missing_one_is_named() {
    let reading = read("clusters.csv", "id,membr_totl,weather\na,44,fine\n");
    let problems = of_kind(&reading, Code::ColumnUnknown);
    assert_eq!(detail(problems[0], "near"), "members_total");
    assert_eq!(detail(problems[1], "near"), "none");
    let table = reading.dataset.table(TableId::CLUSTERS);
    let kept: Vec<(&str, &str)> =
        table.extra_columns().map(|(name, texts)| (name, texts.get(0))).collect();
    assert_eq!(kept, [("membr_totl", "44"), ("weather", "fine")]);
    let reading = read("clusters.csv", "region\nOne\n");
    assert_eq!(detail(of_kind(&reading, Code::ColumnMissing)[0], "column"), "id");
}

#[test]
fn a_file_without_a_heading_is_named() {
    for text in ["", "\n\n", " ;;; \n", "\u{feff}", "\"\"\n"] {
        let reading = read("clusters.csv", text);
        assert_eq!(places(&reading), [("K0103", String::new())], "{text:?}");
        assert_eq!(detail(&reading.problems[0], "table"), "clusters");
    }
}

#[test]
fn a_cell_of_a_hundred_megabytes_is_refused_and_the_rest_is_read() {
    let mut file = b"id,name\na,".to_vec();
    file.resize(file.len() + 100 * 1024 * 1024, b'x');
    file.extend_from_slice(b"\nb,\"y");
    file.resize(file.len() + 1024 * 1024, b'\n');
    file.extend_from_slice(b"y\"\nc,fine\n");
    let reading = read("clusters.csv", file);
    assert_eq!(places(&reading), [("K0110", "2".to_owned()), ("K0110", "3".to_owned())]);
    assert_eq!(clusters(&reading, "id"), ["a", "b", "c"]);
}

#[test]
fn a_heading_of_millions_of_columns_is_cut_off() {
    let reading = read("clusters.csv", format!("id{}\na\n", ",".repeat(3_000_000)));
    assert_eq!(detail(of_kind(&reading, Code::RowTooLong)[0], "columns"), "16384");
    assert_eq!(clusters(&reading, "id"), ["a"]);
}

#[test]
fn the_result_does_not_depend_on_the_number_of_threads() {
    // Some pieces with quotes and some without, and line breaks within cells.
    let mut text = String::from("id,name,members_total\n");
    for at in 0..200_000 {
        match at % 50_000 {
            1_000 => write!(text, "c{at},\"two\nlines, {at}\",{at}\n").unwrap(),
            2_000 => writeln!(text, "c{at},plain,many").unwrap(),
            _ => writeln!(text, "c{at},plain name,{at}").unwrap(),
        }
    }
    let read = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| read("clusters.csv", &text))
    };
    let (one, seven) = (read(1), read(7));
    assert!(text.len() > 3 << 20);
    assert_eq!(content(&one.dataset), content(&seven.dataset));
    assert_eq!(one.problems, seven.problems);
    assert_eq!(
        places(&one),
        [
            ("K0201", "2003".to_owned()),
            ("K0201", "52004".to_owned()),
            ("K0201", "102005".to_owned()),
            ("K0201", "152006".to_owned())
        ]
    );
    assert_eq!(one.dataset.table(TableId::CLUSTERS).place(199_999, None).line, Some(200_005));
}

#[test]
fn a_folder_is_read_with_what_it_holds_and_the_rest_is_named() {
    let dir = folder("mixed_folder");
    fs::write(dir.join("clusters.csv"), "id\na\n").unwrap();
    fs::write(dir.join("Кластеры.tsv"), "Ключ\tНазвание\nb\tВторой\n").unwrap();
    fs::write(dir.join("memebrships.csv"), "x\n").unwrap();
    fs::write(dir.join("letter.pdf"), "%PDF").unwrap();
    for name in ["README", "notes.md", "model.toml", "a.json", ".hidden.csv", "~$book.xlsx"] {
        fs::write(dir.join(name), "id\nz\n").unwrap();
    }
    fs::create_dir(dir.join("last year")).unwrap();
    fs::write(dir.join("last year/clusters.csv"), "id\nold\n").unwrap();
    fs::create_dir(dir.join("pictures")).unwrap();

    let reading = read_dataset(&dir).unwrap();
    assert_eq!(clusters(&reading, "id"), ["a", "b"]);
    let names: Vec<_> = reading.files.iter().map(|it| (it.name.as_str(), it.rows)).collect();
    assert_eq!(names, [("clusters.csv", 1), ("Кластеры.tsv", 1)]);
    let unknown: Vec<_> = of_kind(&reading, Code::TableUnknown)
        .iter()
        .map(|it| (detail(it, "found").to_owned(), detail(it, "near").to_owned()))
        .collect();
    let named = |found: &str, near: &str| (found.to_owned(), near.to_owned());
    assert_eq!(
        unknown,
        [
            named("last year/", "none"),
            named("letter.pdf", "none"),
            named("memebrships.csv", "memberships")
        ]
    );
    let joined = of_kind(&reading, Code::TableJoined);
    assert_eq!(detail(joined[0], "files"), "clusters.csv, Кластеры.tsv");
    assert_eq!(detail(joined[0], "count"), "2");
    assert_eq!(reading.name, "mixed_folder");

    let table = reading.dataset.table(TableId::CLUSTERS);
    assert_eq!(table.place(1, None).file, "Кластеры.tsv");
}

#[test]
fn a_bundled_dataset_is_read_as_the_folder_is() {
    let dir = folder("bundled");
    let files: [(&str, &[u8]); 2] =
        [("places.csv", b"id,name\np,Tula\n"), ("clusters.csv", b"id,place\na,p\n")];
    for (name, bytes) in files {
        fs::write(dir.join(name), bytes).unwrap();
    }
    let (folder, bundled) = (read_dataset(&dir).unwrap(), read_embedded("bundled", &files));
    assert_eq!(content(&folder.dataset), content(&bundled.dataset));
    assert_eq!(folder.digest, bundled.digest);
    assert_eq!(folder.files, bundled.files);
    assert_eq!(folder.name, bundled.name);
}

#[test]
fn one_file_is_a_dataset_if_its_name_is_that_of_a_table() {
    let dir = folder("single");
    fs::write(dir.join("clusters.csv"), "id\na\n").unwrap();
    fs::write(dir.join("things.csv"), "id\na\n").unwrap();
    let reading = read_dataset(&dir.join("clusters.csv")).unwrap();
    assert_eq!(clusters(&reading, "id"), ["a"]);
    assert_eq!(reading.files[0].name, "clusters.csv");
    let reading = read_dataset(&dir.join("things.csv")).unwrap();
    assert_eq!(of_kind(&reading, Code::TableUnknown).len(), 1);
}

#[test]
fn what_is_not_there_is_said_with_what_was_looked_for() {
    let err = read_dataset(Path::new("/no/such/place")).unwrap_err();
    assert!(matches!(err, ReadError::NotFound { .. }));
    let text = err.to_string();
    assert!(text.starts_with("/no/such/place: there is no such file or folder"), "{text}");
    assert!(text.contains("clusters.csv"), "{text}");
    // An empty folder is a dataset of nothing.
    let reading = read_dataset(&folder("empty")).unwrap();
    assert!(reading.files.is_empty() && reading.problems.is_empty());
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_read() {
    let dir = folder("unreadable");
    fs::write(dir.join("clusters.csv"), "id\na\n").unwrap();
    std::os::unix::fs::symlink("nowhere", dir.join("places.csv")).unwrap();
    std::os::unix::net::UnixListener::bind(dir.join("groups.csv")).unwrap();
    let reading = read_dataset(&dir).unwrap();
    assert_eq!(clusters(&reading, "id"), ["a"]);
    let unreadable: Vec<_> = of_kind(&reading, Code::FileUnreadable)
        .iter()
        .map(|it| (it.place.file.clone(), detail(it, "reason").is_empty()))
        .collect();
    assert_eq!(unreadable, [("groups.csv".to_owned(), false), ("places.csv".to_owned(), false)]);
}

#[test]
fn no_input_is_ever_changed() {
    let dir = folder("unchanged");
    let text = b"\xef\xbb\xbfid;name\r\na;\"open\r\n";
    fs::write(dir.join("clusters.csv"), text).unwrap();
    read_dataset(&dir).unwrap();
    assert_eq!(fs::read(dir.join("clusters.csv")).unwrap(), text);
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
}

#[test]
fn a_decimal_comma_stands_beside_semicolons() {
    let reading = read("places.csv", "id;creative_employment_share\np;0,25\n");
    let places = TableId::named("places").unwrap();
    let table = reading.dataset.table(places);
    let column = table.column("creative_employment_share").unwrap();
    assert!(matches!(table.number(0, column), Cell::Known(it) if it.low() == 0.25));
}
