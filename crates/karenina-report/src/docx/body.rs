//! The text of a document as `WordprocessingML`.

use std::fmt::Write as _;

use super::{escaped, styles::Styles};
use crate::{
    document::{
        Align, Block, Cell, Document, Figure, Heading, Kind, Link, List, RowKind, Run, Style,
        TEXT_WIDTH, Table,
    },
    view::State,
    wording::words,
};

/// Ids of numbering: far from those that a template may have.
pub(super) const HEADINGS: u32 = 9001;
pub(super) const BULLETS: u32 = 9002;
pub(super) const FIRST_LIST: u32 = 9100;
/// English Metric Units in a point.
const EMU: f32 = 12_700.0;
const NO_BOTTOM: &str = r#"<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>"#;
const NO_TOP: &str = r#"<w:tcBorders><w:top w:val="nil"/></w:tcBorders>"#;
/// Twentieths of a point between the margins.
const WIDTH: f32 = TEXT_WIDTH * 20.0;

/// A figure to be stored beside the text.
pub(super) struct Media<'a> {
    pub svg: &'a str,
    pub number: usize,
}

/// The text in the making.
pub(super) struct Body<'a> {
    document: &'a Document,
    styles: &'a Styles,
    pub xml: String,
    pub media: Vec<Media<'a>>,
    /// Addresses of the web, in the order of their relations.
    pub links: Vec<String>,
    /// How many numbered lists there are: each begins with 1.
    pub lists: u32,
    bookmarks: u32,
    /// Anchors that wait for the next paragraph.
    waiting: Vec<String>,
}

impl<'a> Body<'a> {
    pub(super) fn new(document: &'a Document, styles: &'a Styles) -> Self {
        Self {
            document,
            styles,
            xml: String::with_capacity(1 << 18),
            media: Vec::new(),
            links: Vec::new(),
            lists: 0,
            bookmarks: 0,
            waiting: Vec::new(),
        }
    }

    pub(super) fn all(&mut self) {
        let document = self.document;
        if document.kind == Kind::Report {
            self.blocks(&document.front);
            self.contents();
            self.xml.push_str(r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#);
        }
        self.blocks(&document.body);
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Heading(it) => self.heading(it),
                Block::Paragraph(style, runs) => self.paragraph(*style, runs),
                Block::List(it) => self.list(it),
                Block::Table(it) => self.table(it),
                Block::Figure(it) => self.figure(it),
                Block::Anchor(name) => self.waiting.push(name.clone()),
                Block::PageBreak => {
                    self.xml.push_str(r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#);
                }
            }
        }
    }

    /// A paragraph with what its properties say beside the style.
    fn open(&mut self, style: &'static str, properties: &str) {
        let id = self.styles.id(style);
        _ = write!(self.xml, r#"<w:p><w:pPr><w:pStyle w:val="{id}"/>{properties}</w:pPr>"#);
        for name in std::mem::take(&mut self.waiting) {
            self.bookmark(&name);
        }
    }

    fn close(&mut self) {
        self.xml.push_str("</w:p>");
    }

    fn bookmark(&mut self, anchor: &str) {
        self.bookmarks += 1;
        let (id, name) = (self.bookmarks, bookmark_name(anchor));
        _ = write!(
            self.xml,
            r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/><w:bookmarkEnd w:id="{id}"/>"#
        );
    }

    fn heading(&mut self, it: &Heading) {
        let style = ["Heading1", "Heading2", "Heading3"][it.level.clamp(1, 3) - 1];
        let properties = if it.number.is_empty() {
            String::new()
        } else {
            format!(
                r#"<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{HEADINGS}"/></w:numPr>"#,
                it.level - 1
            )
        };
        self.open(style, &properties);
        self.bookmark(&it.anchor);
        self.run(&it.text, "");
        self.close();
    }

    fn paragraph(&mut self, style: Style, runs: &[Run]) {
        let (id, properties) = match style {
            Style::Title => ("Title", String::new()),
            Style::Subtitle => ("Subtitle", String::new()),
            Style::Lead => ("KareninaLead", String::new()),
            // Bold alone is a small heading, which keeps what follows.
            Style::Body if runs.iter().all(|it| it.strong) => {
                ("Normal", "<w:keepNext/>".to_owned())
            }
            Style::Body => ("Normal", String::new()),
            Style::Note => ("KareninaNote", String::new()),
            Style::Verdict(state) => (
                "KareninaVerdict",
                format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{}"/>"#, pale(state)),
            ),
            Style::Right => ("KareninaRight", String::new()),
            Style::Subject => ("KareninaSubject", String::new()),
        };
        self.open(id, &properties);
        if let Style::Verdict(state) = style {
            self.run(&format!("{} ", state.symbol()), "");
        }
        self.runs(runs);
        self.close();
    }

    fn list(&mut self, it: &List) {
        let (style, number) = if it.ordered {
            self.lists += 1;
            ("ListNumber", FIRST_LIST + self.lists - 1)
        } else {
            ("ListBullet", BULLETS)
        };
        let properties =
            format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>"#);
        for runs in &it.items {
            self.open(style, &properties);
            self.runs(runs);
            self.close();
        }
    }

    fn runs(&mut self, runs: &[Run]) {
        for it in runs {
            let mut looks = String::new();
            if it.link.is_some() {
                _ = write!(looks, r#"<w:rStyle w:val="{}"/>"#, self.styles.id("Hyperlink"));
            } else if it.code {
                _ = write!(looks, r#"<w:rStyle w:val="{}"/>"#, self.styles.id("KareninaCode"));
            } else if it.soft {
                _ = write!(looks, r#"<w:rStyle w:val="{}"/>"#, self.styles.id("KareninaSoft"));
            }
            if it.strong {
                looks.push_str("<w:b/>");
            }
            match &it.link {
                None => self.run(&it.text, &looks),
                Some(Link::Anchor(anchor)) => {
                    let name = bookmark_name(anchor);
                    _ = write!(self.xml, r#"<w:hyperlink w:anchor="{name}" w:history="1">"#);
                    self.run(&it.text, &looks);
                    self.xml.push_str("</w:hyperlink>");
                }
                Some(Link::Web(url)) => {
                    self.links.push(url.clone());
                    let n = self.links.len();
                    _ = write!(self.xml, r#"<w:hyperlink r:id="kLink{n}" w:history="1">"#);
                    self.run(&it.text, &looks);
                    self.xml.push_str("</w:hyperlink>");
                }
            }
        }
    }

    fn run(&mut self, text: &str, looks: &str) {
        let looks =
            if looks.is_empty() { String::new() } else { format!("<w:rPr>{looks}</w:rPr>") };
        let text = escaped(text);
        _ = write!(self.xml, r#"<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>"#);
    }

    /// A field with what it shows until Word works it out anew.
    fn field(&mut self, code: &str, shown: &str) {
        field(&mut self.xml, code, shown);
    }

    fn caption(&mut self, of: &str, number: usize, anchor: &str, text: &str, keep: bool) {
        let w = words(self.document.lang);
        self.open("Caption", if keep { "<w:keepNext/>" } else { "" });
        self.bookmark(anchor);
        // "Figure 3": the number is a field that goes on counting where an office adds one.
        let mark = "\u{e000}";
        let label = w.say(of, &[("n", mark.into())]);
        let (before, after) = label.split_once(mark).unwrap_or((&label, ""));
        self.run(before, "<w:b/>");
        let name = if of == "doc-table" { "Table" } else { "Figure" };
        self.field(&format!("SEQ {name} \\* ARABIC"), &number.to_string());
        self.run(&format!("{after}. "), "<w:b/>");
        self.run(text, "");
        self.close();
    }

    fn figure(&mut self, it: &'a Figure) {
        self.media.push(Media { svg: &it.svg, number: it.number });
        let n = it.number;
        let scale = (TEXT_WIDTH / it.width).min(640.0 / it.height).min(1.0);
        let (width, height) = ((it.width * scale * EMU).round(), (it.height * scale * EMU).round());
        let (alternative, title) = (escaped(&it.alternative), escaped(&it.caption));
        self.open("Normal", "<w:keepNext/>");
        _ = write!(
            self.xml,
            r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{n}" name="Figure {n}" descr="{alternative}" title="{title}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{n}" name="figure-{n}.png" descr="{alternative}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="kPng{n}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="kSvg{n}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
        );
        self.close();
        self.caption("doc-figure", it.number, &it.anchor, &it.caption, false);
        for note in &it.notes {
            self.note(note);
        }
    }

    fn note(&mut self, text: &str) {
        self.open("KareninaNote", "");
        self.run(text, "");
        self.close();
    }

    fn table(&mut self, it: &Table) {
        self.caption("doc-table", it.number, &it.anchor, &it.caption, true);
        let all: f32 = it.columns.iter().map(|it| it.weight).sum();
        let widths: Vec<u32> =
            it.columns.iter().map(|it| (it.weight / all * WIDTH).round() as u32).collect();
        let style = self.styles.id("KareninaTable");
        _ = write!(
            self.xml,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{}"/></w:tblPr><w:tblGrid>"#,
            escaped(&it.caption)
        );
        for width in &widths {
            _ = write!(self.xml, r#"<w:gridCol w:w="{width}"/>"#);
        }
        self.xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in it.columns.iter().zip(&widths) {
            _ = write!(
                self.xml,
                r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="1B1D20"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>"#
            );
            self.open("KareninaHead", justified(column.align));
            self.run(&column.title, "");
            self.close();
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
        for (at, row) in it.rows.iter().enumerate() {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            if row.kind == RowKind::Cells {
                for ((cell, column), width) in row.cells.iter().zip(&it.columns).zip(&widths) {
                    let fill = cell.state.map_or_else(String::new, |it| {
                        format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{}"/>"#, pale(it))
                    });
                    let followed = it.rows.get(at + 1).is_some_and(|it| it.kind == RowKind::Detail);
                    let borders = if followed { NO_BOTTOM } else { "" };
                    _ = write!(
                        self.xml,
                        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}{fill}</w:tcPr>"#
                    );
                    self.cell(cell, column.align, followed, "KareninaCell");
                    self.xml.push_str("</w:tc>");
                }
            } else {
                let (width, n) = (WIDTH as u32, it.columns.len());
                let section = row.kind == RowKind::Section;
                let looks = if section {
                    r#"<w:shd w:val="clear" w:color="auto" w:fill="F2EFE8"/>"#
                } else {
                    NO_TOP
                };
                _ = write!(
                    self.xml,
                    r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{n}"/>{looks}</w:tcPr>"#
                );
                let style = if section { "KareninaCell" } else { "KareninaCellNote" };
                for cell in &row.cells {
                    self.cell(cell, Align::Left, section, style);
                }
                self.xml.push_str("</w:tc>");
            }
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
        // Two tables one after the other would be one.
        self.open("KareninaNote", "");
        self.run(it.notes.first().map_or("", String::as_str), "");
        self.close();
        for note in it.notes.iter().skip(1) {
            self.note(note);
        }
    }

    fn cell(&mut self, cell: &Cell, align: Align, keep: bool, style: &'static str) {
        let mut properties = String::new();
        if keep {
            properties.push_str("<w:keepNext/>");
        }
        properties.push_str(justified(align));
        for (n, runs) in cell.paragraphs.iter().enumerate() {
            self.open(if n == 0 { style } else { "KareninaCellNote" }, &properties);
            self.runs(runs);
            self.close();
        }
        if cell.paragraphs.is_empty() {
            self.open("KareninaCell", &properties);
            self.close();
        }
    }

    /// The contents: a field that Word fills in with page numbers when it opens the file.
    fn contents(&mut self) {
        let w = words(self.document.lang);
        self.open("TOCHeading", "");
        self.run(w.word("Contents"), "");
        self.close();
        let document = self.document;
        let entries: Vec<&Heading> = document
            .body
            .iter()
            .filter_map(|it| match it {
                Block::Heading(it) if it.level < 3 => Some(it),
                _ => None,
            })
            .collect();
        let n = entries.len();
        for (at, it) in entries.into_iter().enumerate() {
            self.open(if it.level == 1 { "TOC1" } else { "TOC2" }, "");
            if at == 0 {
                self.xml.push_str(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#);
            }
            let name = bookmark_name(&it.anchor);
            _ = write!(self.xml, r#"<w:hyperlink w:anchor="{name}" w:history="1">"#);
            if !it.number.is_empty() {
                self.run(&it.number, "");
                self.xml.push_str("<w:r><w:tab/></w:r>");
            }
            self.run(&it.text, "");
            self.xml.push_str("<w:r><w:tab/></w:r>");
            self.field(&format!("PAGEREF {name} \\h"), "");
            self.xml.push_str("</w:hyperlink>");
            if at + 1 == n {
                self.xml.push_str(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
            }
            self.close();
        }
    }
}

pub(super) fn field(xml: &mut String, code: &str, shown: &str) {
    let shown = escaped(shown);
    _ = write!(
        xml,
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    );
}

/// A name that Word allows: a letter, then letters, digits and low lines, at most 40.
fn bookmark_name(anchor: &str) -> String {
    let plain: String =
        anchor.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '_' }).collect();
    if plain.len() <= 36 {
        return format!("k_{plain}");
    }
    // Long keys that begin alike must not become one: a small sum of the letters tells them apart.
    let sum = anchor
        .bytes()
        .fold(0x811c_9dc5_u32, |sum, it| (sum ^ u32::from(it)).wrapping_mul(0x0100_0193));
    format!("k_{}_{sum:08x}", &plain[..26])
}

fn justified(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Right => r#"<w:jc w:val="right"/>"#,
    }
}

fn pale(state: State) -> &'static str {
    match state {
        State::Met => "D6ECE4",
        State::NotMet => "FBDFD3",
        State::Undetermined => "ECE9E2",
        State::Silent | State::NotApplicable => "F6F5F2",
    }
}
