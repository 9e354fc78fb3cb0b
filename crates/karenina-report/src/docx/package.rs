//! The parts of a DOCX and how they refer to each other; a template's parts stay as they are.

use std::{
    fmt::Write as _,
    io::{Cursor, Read, Write},
};

use rayon::prelude::*;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    body::{BULLETS, Body, FIRST_LIST, HEADINGS, field},
    escaped,
    styles::Styles,
};
use crate::{Document, document::Kind, fonts, wording::words};

/// The file that was given as a template is no DOCX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoTemplate;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// What a part may hold unpacked: a template is a few pages.
const MOST: u64 = 64 << 20;
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

type Parts = Vec<(String, Vec<u8>)>;

pub(super) fn package(document: &Document, template: Option<&[u8]>) -> Result<Vec<u8>, NoTemplate> {
    let mut parts = match template {
        Some(bytes) => read(bytes).ok_or(NoTemplate)?,
        None => own(document),
    };
    let styles = match template {
        Some(_) => {
            let xml = text_of(&parts, "word/styles.xml").ok_or(NoTemplate)?;
            Styles::of_template(&xml).ok_or(NoTemplate)?
        }
        None => Styles::own(document.lang),
    };
    let mut body = Body::new(document, &styles);
    body.all();
    let section = match template {
        Some(_) => {
            let xml = text_of(&parts, "word/document.xml").ok_or(NoTemplate)?;
            last_section(&xml).unwrap_or_else(|| page_of(false))
        }
        None => page_of(true),
    };
    let mut xml = format!(
        r#"{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14 w15"><w:body>"#
    );
    xml.push_str(&body.xml);
    xml.push_str(&section);
    xml.push_str("</w:body></w:document>");
    put(&mut parts, "word/document.xml", xml.into_bytes());
    put(&mut parts, "word/styles.xml", styles.xml.clone().into_bytes());
    let numbering = numbering(text_of(&parts, "word/numbering.xml").as_deref(), body.lists);
    put(&mut parts, "word/numbering.xml", numbering.into_bytes());
    put(&mut parts, "docProps/core.xml", properties(document).into_bytes());
    let mut new = format!(
        r#"<Relationship Id="kNumbering" Type="{RELATIONS}/numbering" Target="numbering.xml"/>"#
    );
    for it in &body.media {
        let n = it.number;
        _ = write!(
            new,
            r#"<Relationship Id="kPng{n}" Type="{RELATIONS}/image" Target="media/karenina-{n}.png"/><Relationship Id="kSvg{n}" Type="{RELATIONS}/image" Target="media/karenina-{n}.svg"/>"#
        );
    }
    for (n, url) in body.links.iter().enumerate() {
        _ = write!(
            new,
            r#"<Relationship Id="kLink{}" Type="{RELATIONS}/hyperlink" Target="{}" TargetMode="External"/>"#,
            n + 1,
            escaped(url)
        );
    }
    let relations = text_of(&parts, "word/_rels/document.xml.rels").ok_or(NoTemplate)?;
    let relations = with(&relations, &new, "</Relationships>", "/numbering\"").ok_or(NoTemplate)?;
    put(&mut parts, "word/_rels/document.xml.rels", relations.into_bytes());
    let types = text_of(&parts, "[Content_Types].xml").ok_or(NoTemplate)?;
    put(&mut parts, "[Content_Types].xml", content_types(&types).ok_or(NoTemplate)?.into_bytes());
    // Pictures for programs that know no SVG; drawing them is most of the work.
    let pictures: Vec<(usize, Option<Vec<u8>>, Option<String>)> = body
        .media
        .par_iter()
        .map(|it| (it.number, fonts::png(it.svg, 2.0), fonts::outlined(it.svg)))
        .collect();
    for (n, png, svg) in pictures {
        put(&mut parts, &format!("word/media/karenina-{n}.png"), png.unwrap_or_default());
        let svg = svg.unwrap_or_default().into_bytes();
        put(&mut parts, &format!("word/media/karenina-{n}.svg"), svg);
    }
    zipped(&parts).ok_or(NoTemplate)
}

/// The parts of a package; `None` where it is none, or would be too large.
fn read(bytes: &[u8]) -> Option<Parts> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (mut parts, mut left) = (Parts::new(), MOST);
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).ok()?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().ok()?.into_owned();
        let mut data = Vec::new();
        (&mut file).take(left + 1).read_to_end(&mut data).ok()?;
        left = left.checked_sub(data.len() as u64)?;
        parts.push((name, data));
    }
    parts.iter().any(|it| it.0 == "word/document.xml").then_some(parts)
}

fn text_of(parts: &Parts, name: &str) -> Option<String> {
    let data = &parts.iter().find(|it| it.0 == name)?.1;
    let text = std::str::from_utf8(data).ok()?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

fn put(parts: &mut Parts, name: &str, data: Vec<u8>) {
    match parts.iter_mut().find(|it| it.0 == name) {
        Some(it) => it.1 = data,
        None => parts.push((name.to_owned(), data)),
    }
}

/// New relations before the end, without those that are there already.
fn with(relations: &str, new: &str, end: &str, numbering: &str) -> Option<String> {
    let at = relations.rfind(end)?;
    let mut new = new.to_owned();
    if relations.contains(numbering)
        && let Some(cut) = new.find("/>")
    {
        new.drain(..cut + 2);
    }
    Some(format!("{}{new}{}", &relations[..at], &relations[at..]))
}

fn content_types(types: &str) -> Option<String> {
    let at = types.rfind("</Types>")?;
    let mut new = String::new();
    for (ending, kind) in [("png", "image/png"), ("svg", "image/svg+xml")] {
        if !types.contains(&format!("Extension=\"{ending}\"")) {
            _ = write!(new, r#"<Default Extension="{ending}" ContentType="{kind}"/>"#);
        }
    }
    let parts = [
        (
            "/word/numbering.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        ),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ];
    for (part, kind) in parts {
        if !types.contains(part) {
            _ = write!(new, r#"<Override PartName="{part}" ContentType="{kind}"/>"#);
        }
    }
    // A template becomes a document.
    let types = format!("{}{new}{}", &types[..at], &types[at..]);
    Some(types.replace("wordprocessingml.template.main+xml", "wordprocessingml.document.main+xml"))
}

/// The last section of a template: its page, headers and footers.
fn last_section(xml: &str) -> Option<String> {
    let from = xml.rfind("<w:sectPr")?;
    let rest = &xml[from..];
    let open = rest.find('>')?;
    if rest[..open].ends_with('/') {
        return Some(rest[..=open].to_owned());
    }
    let to = rest.find("</w:sectPr>")?;
    Some(rest[..to + "</w:sectPr>".len()].to_owned())
}

fn page_of(footer: bool) -> String {
    let footer =
        if footer { r#"<w:footerReference w:type="default" r:id="kFooter"/>"# } else { "" };
    let title = if footer.is_empty() { "" } else { "<w:titlePg/>" };
    format!(
        r#"<w:sectPr>{footer}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="993" w:bottom="1134" w:left="993" w:header="567" w:footer="567" w:gutter="0"/>{title}</w:sectPr>"#
    )
}

fn numbering(template: Option<&str>, lists: u32) -> String {
    let mut kinds = String::new();
    let level = |n: usize, format: &str, text: &str, left: u32, hanging: u32| {
        format!(
            r#"<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>"#
        )
    };
    _ = write!(
        kinds,
        r#"<w:abstractNum w:abstractNumId="{HEADINGS}"><w:multiLevelType w:val="multilevel"/>{}{}</w:abstractNum>"#,
        level(0, "decimal", "%1", 567, 567),
        level(1, "decimal", "%1.%2", 709, 709)
    );
    _ = write!(
        kinds,
        r#"<w:abstractNum w:abstractNumId="{BULLETS}"><w:multiLevelType w:val="hybridMultilevel"/>{}</w:abstractNum>"#,
        level(0, "bullet", "•", 284, 284)
    );
    _ = write!(
        kinds,
        r#"<w:abstractNum w:abstractNumId="{FIRST_LIST}"><w:multiLevelType w:val="hybridMultilevel"/>{}</w:abstractNum>"#,
        level(0, "decimal", "%1.", 425, 425)
    );
    let mut numbers = String::new();
    for it in [HEADINGS, BULLETS] {
        _ = write!(numbers, r#"<w:num w:numId="{it}"><w:abstractNumId w:val="{it}"/></w:num>"#);
    }
    for it in FIRST_LIST..FIRST_LIST + lists {
        _ = write!(
            numbers,
            r#"<w:num w:numId="{it}"><w:abstractNumId w:val="{FIRST_LIST}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#
        );
    }
    let joined = template.and_then(|it| {
        let end = it.rfind("</w:numbering>")?;
        let first = it.find("<w:num ").unwrap_or(end);
        Some(format!("{}{kinds}{}{numbers}{}", &it[..first], &it[first..end], &it[end..]))
    });
    joined.unwrap_or_else(|| {
        format!(r#"{DECLARATION}<w:numbering xmlns:w="{W}">{kinds}{numbers}</w:numbering>"#)
    })
}

/// Title, language and date: the day of judgement, since that of the run would change each time.
fn properties(document: &Document) -> String {
    let on = document.on;
    format!(
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>karenina {}</dc:creator><dc:identifier>{}</dc:identifier><dc:language>{}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{on}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{on}T00:00:00Z</dcterms:modified></cp:coreProperties>"#,
        escaped(&document.title),
        escaped(&document.about),
        escaped(&document.program),
        escaped(&document.edition),
        document.lang.code()
    )
}

/// The parts of a document without a template.
fn own(document: &Document) -> Parts {
    let types = format!(
        r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>"#
    );
    let root = format!(
        r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
    );
    let relations = format!(
        r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="kStyles" Type="{RELATIONS}/styles" Target="styles.xml"/><Relationship Id="kSettings" Type="{RELATIONS}/settings" Target="settings.xml"/><Relationship Id="kFooter" Type="{RELATIONS}/footer" Target="footer1.xml"/></Relationships>"#
    );
    // Page numbers of the contents are worked out by Word when it opens the file.
    let update = match document.kind {
        Kind::Report => r#"<w:updateFields w:val="true"/>"#,
        Kind::Letter => "",
    };
    let settings = format!(
        r#"{DECLARATION}<w:settings xmlns:w="{W}">{update}<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#
    );
    let w = words(document.lang);
    let of = w.say("doc-page-of", &[("page", "\u{e000}".into()), ("pages", "\u{e001}".into())]);
    let title: String = document.title.chars().take(90).collect();
    let mut footer = format!(
        r#"{DECLARATION}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">{} · {}</w:t></w:r><w:r><w:tab/></w:r>"#,
        escaped(&title),
        escaped(&w.date(document.on))
    );
    let mut text = String::new();
    for it in of.chars().chain(['\u{e002}']) {
        if !('\u{e000}'..='\u{e002}').contains(&it) {
            text.push(it);
            continue;
        }
        let said = escaped(&std::mem::take(&mut text));
        _ = write!(footer, r#"<w:r><w:t xml:space="preserve">{said}</w:t></w:r>"#);
        match it {
            '\u{e000}' => field(&mut footer, "PAGE", "1"),
            '\u{e001}' => field(&mut footer, "NUMPAGES", "1"),
            _ => {}
        }
    }
    footer.push_str("</w:p></w:ftr>");
    [
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("word/document.xml", String::new()),
        ("word/_rels/document.xml.rels", relations),
        ("word/settings.xml", settings),
        ("word/footer1.xml", footer),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .collect()
}

/// The package; no member has a time, so that the same parts are the same bytes.
fn zipped(parts: &Parts) -> Option<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(1 << 20)));
    for (name, data) in parts {
        let packed = !name.to_lowercase().ends_with(".png");
        let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        out.start_file(name.as_str(), options).ok()?;
        out.write_all(data).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}
