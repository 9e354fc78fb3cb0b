//! Documents: one model, and every format says what it says.

use std::{collections::HashSet, io::Read};

use karenina_model::{TableBuilder, TableId};
use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use super::{Block, Link, Run};
use crate::{
    Document, Lang, Letter, LetterKind, claims_parquet, document, document_html, document_markdown,
    docx, findings_parquet, letter, pdf, plain,
    tests::{Made, programme, table},
    view::View,
    wording::words,
    xlsx,
    xlsx::column_word,
};

/// Names that people and programs have trouble with.
fn trouble() -> Vec<TableBuilder> {
    let long = "очень-длинное-название".repeat(450);
    let names = [
        "=cmd|'/c calc'!A1",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "<script>alert(1)</script> & \"quotes\" ]]>",
        "\u{1}\u{2}bell\u{7} and \u{fffe}",
        "שלום مرحبا 漢字 𝔘 🏭 e\u{301}",
        "{{missing}} {cluster} **x**",
        long.as_str(),
    ];
    let rows: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(n, name)| format!("c{n} | {} | supported | | |", name.replace('|', "¦")))
        .collect();
    let claims: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(n, name)| format!("c{n} | fact/note | {} |", name.replace('|', "¦")))
        .collect();
    vec![
        table("clusters", &format!("id | name | standing | field | region |\n{}", rows.join("\n"))),
        table("claims", &format!("subject | indicator | value | said_by\n{}", claims.join("\n"))),
    ]
}

/// The text of every part of a package, each checked to be XML where it is called so.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut data = Vec::new();
            file.read_to_end(&mut data).unwrap();
            let is_xml = [".xml", ".rels", ".svg"].iter().any(|it| name.ends_with(it));
            if is_xml {
                let text = String::from_utf8(data.clone()).unwrap();
                let mut reader = Reader::from_str(&text);
                reader.config_mut().check_end_names = true;
                loop {
                    match reader.read_event() {
                        Ok(Event::Eof) => break,
                        Ok(_) => {}
                        Err(why) => panic!("{name}: {why}"),
                    }
                }
                assert!(
                    !text.chars().any(|it| it.is_control() && !matches!(it, '\n' | '\r' | '\t')),
                    "{name} holds what no XML may hold"
                );
            }
            (name, data)
        })
        .collect()
}

fn part(parts: &[(String, Vec<u8>)], name: &str) -> String {
    let it = parts.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(it.1.clone()).unwrap()
}

fn runs(document: &Document) -> Vec<&Run> {
    let mut all = Vec::new();
    for block in document.front.iter().chain(&document.body) {
        match block {
            Block::Paragraph(_, runs) => all.extend(runs),
            Block::List(it) => all.extend(it.items.iter().flatten()),
            Block::Table(it) => all.extend(
                it.rows.iter().flat_map(|it| &it.cells).flat_map(|it| &it.paragraphs).flatten(),
            ),
            Block::Heading(_) | Block::Figure(_) | Block::Anchor(_) | Block::PageBreak => {}
        }
    }
    all
}

#[test]
fn tables_and_figures_are_numbered_and_every_link_leads_somewhere() {
    let made = Made::of(programme());
    for lang in Lang::ALL {
        let it = document(&made.report(lang));
        let (mut tables, mut figures) = (0, 0);
        let mut anchors = HashSet::new();
        for block in &it.body {
            let anchor = match block {
                Block::Table(it) => {
                    tables += 1;
                    assert_eq!(it.number, tables);
                    assert!(it.rows.iter().all(|row| row.cells.len() <= it.columns.len()));
                    &it.anchor
                }
                Block::Figure(it) => {
                    figures += 1;
                    assert_eq!(it.number, figures);
                    assert!(it.alternative.len() > 20, "{}", it.alternative);
                    &it.anchor
                }
                Block::Heading(it) => &it.anchor,
                Block::Anchor(it) => it,
                Block::Paragraph(..) | Block::List(_) | Block::PageBreak => continue,
            };
            assert!(anchors.insert(anchor.clone()), "{anchor} stands twice");
        }
        // The map, the counts, and the degrees of each of the four clusters.
        assert_eq!(figures, 6);
        for run in runs(&it) {
            if let Some(Link::Anchor(to)) = &run.link {
                assert!(anchors.contains(to), "{to} leads nowhere");
            }
        }
    }
}

#[test]
fn the_heat_map_and_the_bars_with_bounds_are_in_every_document() {
    let made = Made::of(programme());
    for lang in Lang::ALL {
        let it = document(&made.report(lang));
        let drawn: Vec<&str> = it
            .body
            .iter()
            .filter_map(|it| match it {
                Block::Figure(it) => Some(it.svg.as_str()),
                _ => None,
            })
            .collect();
        for svg in &drawn {
            assert!(crate::fonts::figure(svg).is_some(), "no drawing: {svg}");
        }
        let packed = parts(&docx(&it, None).unwrap());
        let n_pictures = packed.iter().filter(|it| it.0.contains(".png")).count();
        assert_eq!(n_pictures, drawn.len());
        // A PDF without its figures would be much smaller; each is a structure element.
        let made_of = pdf(&it);
        assert!(made_of.starts_with(b"%PDF-1.7"));
        let letter = letter(
            &made.report(lang),
            Letter { kind: LetterKind::Decision, cluster: 0, text: None, advice: None },
        );
        assert!(letter.unwrap().body.iter().any(|it| matches!(it, Block::Figure(_))));
    }
}

#[test]
fn a_pdf_says_its_language_and_can_be_read_aloud() {
    let made = Made::of(programme());
    for (lang, code) in [(Lang::En, "en"), (Lang::Ru, "ru")] {
        let it = document(&made.report(lang));
        let bytes = pdf(&it);
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("pdfuaid"), "it does not claim PDF/UA");
        assert!(text.contains(&format!("/Lang({code})")), "its language is not said");
        assert!(text.contains("2025-01-01"), "the day of judgement");
        assert!(bytes == pdf(&it), "two runs differ");
    }
}

#[test]
fn every_format_takes_names_that_make_trouble() {
    let made = Made::of(trouble());
    for lang in Lang::ALL {
        let report = made.report(lang);
        let it = document(&report);
        assert!(pdf(&it).len() > 10_000);
        let packed = parts(&docx(&it, None).unwrap());
        let text = part(&packed, "word/document.xml");
        assert!(text.contains("&lt;script&gt;") && !text.contains("<script>"));
        assert!(!document_html(&it).contains("<script>alert"));
        for sheet in parts(&xlsx(&report).unwrap()) {
            if sheet.0.starts_with("xl/worksheets/") {
                let text = String::from_utf8(sheet.1).unwrap();
                assert!(!text.contains("<f>"), "{} holds a formula", sheet.0);
            }
        }
        assert!(findings_parquet(&report).unwrap().starts_with(b"PAR1"));
        assert!(claims_parquet(&report).unwrap().ends_with(b"PAR1"));
        let clusters = made.dataset.table(TableId::CLUSTERS);
        for cluster in clusters.rows() {
            for kind in [LetterKind::Decision, LetterKind::AnnualForm] {
                let it =
                    letter(&report, Letter { kind, cluster, text: None, advice: None }).unwrap();
                assert!(!pdf(&it).is_empty());
            }
        }
    }
}

#[test]
fn a_docx_numbers_by_fields_and_has_the_styles_of_word() {
    let made = Made::of(programme());
    let it = document(&made.report(Lang::Ru));
    let bytes = docx(&it, None).unwrap();
    assert!(bytes == docx(&it, None).unwrap(), "two runs differ");
    let packed = parts(&bytes);
    let text = part(&packed, "word/document.xml");
    for it in ["TOC \\o", "SEQ Table", "SEQ Figure", "PAGEREF", "w:tblHeader", "descr=\""] {
        assert!(text.contains(it), "no {it}");
    }
    let styles = part(&packed, "word/styles.xml");
    for name in ["heading 1", "caption", "Title", "toc 1", "List Number"] {
        assert!(styles.contains(&format!("w:name w:val=\"{name}\"")), "no style {name}");
    }
    assert!(styles.contains("ru-RU"));
    let properties = part(&packed, "docProps/core.xml");
    assert!(properties.contains("2025-01-01T00:00:00Z"));
}

/// An office changes styles, page and header in Word, saves, and gives the file as a template.
#[test]
fn a_template_gives_the_look_and_keeps_what_is_its_own() {
    let made = Made::of(programme());
    let it = document(&made.report(Lang::En));
    let mut template = parts(&docx(&it, None).unwrap());
    for (name, data) in &mut template {
        let text = String::from_utf8_lossy(data).into_owned();
        if name == "word/styles.xml" {
            // Word in Russian calls the style of first headings 1.
            let text = text.replace("w:styleId=\"Heading1\"", "w:styleId=\"1\"");
            *data = text.replace("<w:sz w:val=\"36\"/>", "<w:sz w:val=\"44\"/>").into_bytes();
        } else if name == "word/document.xml" {
            *data = text.replace("w:w=\"11906\"", "w:w=\"12240\"").into_bytes();
        } else if name == "word/footer1.xml" {
            *data = text
                .replace("</w:ftr>", "<w:p><w:r><w:t>Office</w:t></w:r></w:p></w:ftr>")
                .into_bytes();
        }
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, data) in &template {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, data).unwrap();
    }
    let template = zip.finish().unwrap().into_inner();
    let packed = parts(&docx(&it, Some(&template)).unwrap());
    let text = part(&packed, "word/document.xml");
    assert!(text.contains("<w:pStyle w:val=\"1\"/>") && !text.contains("\"Heading1\""));
    assert!(text.contains("w:w=\"12240\""), "the page is that of the template");
    assert!(part(&packed, "word/styles.xml").contains("<w:sz w:val=\"44\"/>"));
    assert!(part(&packed, "word/footer1.xml").contains("Office"));
    for broken in [&b"no zip"[..], &template[..200], b""] {
        assert!(docx(&it, Some(broken)).is_err());
    }
}

#[test]
fn a_letter_says_verdict_gaps_and_questions_in_both_languages() {
    let made = Made::of(programme());
    let clusters = made.dataset.table(TableId::CLUSTERS);
    let north = clusters.find("north").unwrap();
    let of = |lang, kind, text| {
        let asked = Letter { kind, cluster: north, text, advice: None };
        letter(&made.report(lang), asked).map(|it| document_markdown(&it))
    };
    let decision = of(Lang::En, LetterKind::Decision, None).unwrap();
    assert!(decision.contains("# Decision on North"), "{decision}");
    assert!(
        decision.contains("not sustainable as it stands") || decision.contains("Not sustainable")
    );
    assert!(decision.contains("Critical mass"), "{decision}");
    assert!(!decision.contains("{{") && !decision.contains("{cluster}"));
    let russian = of(Lang::Ru, LetterKind::Decision, None).unwrap();
    assert!(russian.contains("Решение о кластере") && russian.contains("Критическая масса"));
    let form = of(Lang::Ru, LetterKind::AnnualForm, None).unwrap();
    assert!(
        form.contains("Ваш ответ") && form.contains("Достаточно") || form.contains("участников")
    );
    let own = "% remark\n> {programme}\n\n# {cluster}: {verdict}\n\n{{when sustainable}}\nno\n{{end}}\n\
               {{when has_missing}}\n{{missing}}\n{{end}}\n- **one** { two }\n- three\n";
    let own = of(Lang::En, LetterKind::Decision, Some(own)).unwrap();
    assert!(own.contains("# North: not sustainable as it stands"), "{own}");
    assert!(own.contains("- **one** { two }\n- three\n") && !own.contains("remark"));
    assert!(!own.contains("\nno\n"));
}

#[test]
fn every_fault_of_a_template_is_said_with_its_line() {
    let made = Made::of(programme());
    let text =
        "# {clustre}\n{{mising}}\n{{when sustainble}}\n{{end}}\n{{end}}\n{{when sustainable}}\n";
    let faults = letter(
        &made.report(Lang::En),
        Letter { kind: LetterKind::Decision, cluster: 0, text: Some(text), advice: None },
    )
    .unwrap_err();
    let said: Vec<(usize, &str, Option<&str>)> =
        faults.iter().map(|it| (it.line, it.found.as_str(), it.near.as_deref())).collect();
    assert_eq!(
        said,
        [
            (1, "clustre", Some("cluster")),
            (2, "mising", Some("missing")),
            (3, "sustainble", Some("sustainable")),
            (5, "{{end}}", None),
            (6, "when", None),
        ]
    );
}

#[test]
fn every_sheet_and_column_is_explained_in_both_languages() {
    let made = Made::of(programme());
    for lang in Lang::ALL {
        let w = words(lang);
        let mut names = HashSet::new();
        for table in plain::tables(&View::new(&made.report(lang))) {
            assert!(names.insert(w.word(&format!("sheet-{}", table.name)).to_owned()));
            for (name, _) in &table.columns {
                assert!(!w.word(&column_word(name)).is_empty(), "{name}");
            }
            assert!(table.rows.iter().all(|it| it.len() == table.columns.len()), "{}", table.name);
        }
    }
}

/// What is absent has no number, whichever program reads the file.
#[test]
fn what_is_not_known_is_nothing_in_parquet() {
    use parquet::{file::reader::FileReader, record::Field};
    let made = Made::of(programme());
    let bytes = findings_parquet(&made.report(Lang::En)).unwrap();
    let reader = parquet::file::serialized_reader::SerializedFileReader::new(bytes::Bytes::from(
        bytes.clone(),
    ))
    .unwrap();
    let (mut absent, mut known) = (0, 0);
    for row in reader.get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let of = |name: &str| {
            row.get_column_iter().find(|it| it.0 == name).map(|it| it.1.clone()).unwrap()
        };
        if of("absent") == Field::Null {
            known += 1;
            assert!(of("low") != Field::Null || of("high") != Field::Null);
        } else {
            absent += 1;
            assert_eq!((of("low"), of("high")), (Field::Null, Field::Null));
        }
    }
    assert!(absent > 0 && known > 0);
    assert!(bytes == findings_parquet(&made.report(Lang::En)).unwrap(), "two runs differ");
}
