//! The styles of a document, by the names that Word knows; those that a template has are taken
//! from there, whatever their ids.

use std::collections::HashMap;
use std::fmt::Write as _;

use quick_xml::{Reader, events::Event};

use super::escaped;
use crate::Lang;

/// A style that documents use.
struct Style {
    /// The name that Word shows, by which a template's own is found.
    name: &'static str,
    kind: &'static str,
    id: &'static str,
    xml: &'static str,
}

const INK: &str = "1B1D20";

/// All of them; colours and fonts are a beginning that an office changes in Word.
const STYLES: &[Style] = &[
    Style {
        name: "Normal",
        kind: "paragraph",
        id: "Normal",
        xml: r#"<w:qFormat/><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>"#,
    },
    Style {
        name: "Title",
        kind: "paragraph",
        id: "Title",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="2800" w:after="240" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="56"/></w:rPr>"#,
    },
    Style {
        name: "Subtitle",
        kind: "paragraph",
        id: "Subtitle",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="480"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="55575D"/></w:rPr>"#,
    },
    Style {
        name: "heading 1",
        kind: "paragraph",
        id: "Heading1",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="480" w:after="160" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="36"/></w:rPr>"#,
    },
    Style {
        name: "heading 2",
        kind: "paragraph",
        id: "Heading2",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="400" w:after="100" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr>"#,
    },
    Style {
        name: "heading 3",
        kind: "paragraph",
        id: "Heading3",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="60" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:b/><w:sz w:val="20"/></w:rPr>"#,
    },
    Style {
        name: "caption",
        kind: "paragraph",
        id: "Caption",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepLines/><w:spacing w:before="120" w:after="80" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="17"/></w:rPr>"#,
    },
    Style {
        name: "List Bullet",
        kind: "paragraph",
        id: "ListBullet",
        xml: r#"<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="60"/></w:pPr>"#,
    },
    Style {
        name: "List Number",
        kind: "paragraph",
        id: "ListNumber",
        xml: r#"<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="60"/></w:pPr>"#,
    },
    Style {
        name: "TOC Heading",
        kind: "paragraph",
        id: "TOCHeading",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:pageBreakBefore/><w:spacing w:after="160"/></w:pPr><w:rPr><w:sz w:val="36"/></w:rPr>"#,
    },
    Style {
        name: "toc 1",
        kind: "paragraph",
        id: "TOC1",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="left" w:pos="480"/><w:tab w:val="right" w:leader="dot" w:pos="9900"/></w:tabs><w:spacing w:before="80" w:after="30" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:b/><w:sz w:val="19"/></w:rPr>"#,
    },
    Style {
        name: "toc 2",
        kind: "paragraph",
        id: "TOC2",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="left" w:pos="960"/><w:tab w:val="right" w:leader="dot" w:pos="9900"/></w:tabs><w:spacing w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:left="960" w:right="700" w:hanging="720"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="18"/></w:rPr>"#,
    },
    Style {
        name: "footer",
        kind: "paragraph",
        id: "Footer",
        xml: r#"<w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="D5D1C7"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9900"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="55575D"/><w:sz w:val="15"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Lead",
        kind: "paragraph",
        id: "KareninaLead",
        xml: r#"<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:sz w:val="29"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Note",
        kind: "paragraph",
        id: "KareninaNote",
        xml: r#"<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="100" w:line="252" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="55575D"/><w:sz w:val="17"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Verdict",
        kind: "paragraph",
        id: "KareninaVerdict",
        xml: r#"<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepLines/><w:spacing w:before="60" w:after="120" w:line="264" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:b/><w:sz w:val="21"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Right",
        kind: "paragraph",
        id: "KareninaRight",
        xml: r#"<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="60"/><w:ind w:left="4760"/></w:pPr>"#,
    },
    Style {
        name: "Karenina Subject",
        kind: "paragraph",
        id: "KareninaSubject",
        xml: r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="440" w:after="200" w:line="252" w:lineRule="auto"/></w:pPr><w:rPr><w:b/><w:sz w:val="29"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Cell",
        kind: "paragraph",
        id: "KareninaCell",
        xml: r#"<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="16"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Cell Note",
        kind: "paragraph",
        id: "KareninaCellNote",
        xml: r#"<w:basedOn w:val="KareninaCell"/><w:qFormat/><w:rPr><w:color w:val="55575D"/><w:sz w:val="14"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Head",
        kind: "paragraph",
        id: "KareninaHead",
        xml: r#"<w:basedOn w:val="KareninaCell"/><w:qFormat/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>"#,
    },
    Style {
        name: "Karenina Table",
        kind: "table",
        id: "KareninaTable",
        xml: r#"<w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="1B1D20"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1B1D20"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="D5D1C7"/></w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
    },
    Style {
        name: "Hyperlink",
        kind: "character",
        id: "Hyperlink",
        xml: r#"<w:rPr><w:color w:val="0D4F7C"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Soft",
        kind: "character",
        id: "KareninaSoft",
        xml: r#"<w:rPr><w:color w:val="55575D"/></w:rPr>"#,
    },
    Style {
        name: "Karenina Code",
        kind: "character",
        id: "KareninaCode",
        xml: r#"<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:sz w:val="17"/></w:rPr>"#,
    },
];

/// The styles part, and the id of each style by ours.
pub(super) struct Styles {
    pub xml: String,
    ids: HashMap<&'static str, String>,
}

impl Styles {
    pub(super) fn own(lang: Lang) -> Self {
        let lang = match lang {
            Lang::En => "en-GB",
            Lang::Ru => "ru-RU",
        };
        let mut xml = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"#
        );
        let mut ids = HashMap::new();
        for it in STYLES {
            define(it, it.id, &mut xml);
            ids.insert(it.id, it.id.to_owned());
        }
        xml.push_str("</w:styles>");
        Self { xml, ids }
    }

    /// The styles of a template with those that it lacks.
    pub(super) fn of_template(xml: &str) -> Option<Self> {
        let (known, used) = named(xml)?;
        let mut missing = String::new();
        let mut ids = HashMap::new();
        for it in STYLES {
            let key = (it.kind.to_owned(), it.name.to_lowercase());
            if let Some(id) = known.get(&key) {
                ids.insert(it.id, id.clone());
                continue;
            }
            let mut id = it.id.to_owned();
            while used.contains(&id) {
                id.push('K');
            }
            define(it, &id, &mut missing);
            ids.insert(it.id, id);
        }
        // What the missing ones are based on may have another id in the template.
        for base in ["Normal", "KareninaCell"] {
            if let Some(id) = ids.get(base) {
                missing = missing
                    .replace(
                        &format!("<w:basedOn w:val=\"{base}\"/>"),
                        &format!("<w:basedOn w:val=\"{}\"/>", escaped(id)),
                    )
                    .replace(
                        &format!("<w:next w:val=\"{base}\"/>"),
                        &format!("<w:next w:val=\"{}\"/>", escaped(id)),
                    );
            }
        }
        let end = xml.rfind("</w:styles>")?;
        let xml = format!("{}{missing}{}", &xml[..end], &xml[end..]);
        Some(Self { xml, ids })
    }

    /// The id of a style in this document, by the id that it has in ours.
    pub(super) fn id(&self, own: &'static str) -> String {
        self.ids.get(own).map_or_else(|| own.to_owned(), |it| escaped(it))
    }
}

fn define(it: &Style, id: &str, out: &mut String) {
    let default = if it.name == "Normal" { r#" w:default="1""# } else { "" };
    let custom = if it.name.starts_with("Karenina") { r#" w:customStyle="1""# } else { "" };
    _ = write!(
        out,
        r#"<w:style w:type="{}"{default}{custom} w:styleId="{}"><w:name w:val="{}"/>{}</w:style>"#,
        it.kind,
        escaped(id),
        it.name,
        it.xml
    );
}

type Known = (HashMap<(String, String), String>, std::collections::HashSet<String>);

/// The ids of a template's styles by kind and name, and all ids.
fn named(xml: &str) -> Option<Known> {
    let mut reader = Reader::from_str(xml);
    let (mut known, mut used) = (HashMap::new(), std::collections::HashSet::new());
    let mut open: Option<(String, String)> = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(it) | Event::Empty(it) => {
                let attribute = |name: &str| {
                    let it = it.attributes().flatten().find(|it| it.key.as_ref() == name)?;
                    Some(it.value.into_owned())
                };
                match it.name().as_ref() {
                    "w:style" => {
                        let id = attribute("w:styleId")?;
                        used.insert(id.clone());
                        open = Some((attribute("w:type").unwrap_or_default(), id));
                    }
                    "w:name" => {
                        if let (Some((kind, id)), Some(name)) = (open.take(), attribute("w:val")) {
                            known.insert((kind, name.to_lowercase()), id);
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof => return Some((known, used)),
            _ => {}
        }
    }
}
