//! The package of an XLSX or XLSM: which parts have to change, and the archive round them.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    Marks, NotMarked, SheetMarks, comments, free_name, list, sheet,
    styles::{NO_STYLES, Styles},
    xml::{Edits, Kind, escape, tags},
};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const MAIN_STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONSHIPS_STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The kinds of parts that are added.
const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// The first block of numbers for the shapes of our comments; those of spreadsheets begin with 1.
const FIRST_BLOCK: u32 = 600;

/// The workbook with its marks.
pub fn mark(bytes: &[u8], marks: &Marks<'_>) -> Result<Vec<u8>, NotMarked> {
    let mut package = Package::open(bytes)?;
    if package.names.iter().any(|it| it.to_lowercase().starts_with("_xmlsignatures/")) {
        return Err(NotMarked::Signed);
    }
    let root = package.relationships("")?;
    let workbook = root.of_kind("officeDocument").ok_or(NotMarked::Broken)?.target.clone();
    let workbook_text = package.text(&workbook)?;
    let strict = workbook_text.contains(MAIN_STRICT);
    let (main, relationships) =
        if strict { (MAIN_STRICT, RELATIONSHIPS_STRICT) } else { (MAIN, RELATIONSHIPS) };
    let of_workbook = package.relationships(&workbook)?;
    let styles_part = of_workbook.of_kind("styles").map(|it| it.target.clone());
    let styles_text = match &styles_part {
        Some(part) => package.text(part)?,
        None => NO_STYLES.replace(MAIN, main),
    };
    let mut styles = Styles::read(&styles_text)?;
    let book = Book::read(&workbook_text)?;

    let mut kinds = Vec::new();
    for (n, (name, sheet_marks)) in SheetMarks::of(marks).iter().enumerate() {
        let Some(part) = book.sheets.iter().find(|it| it.name == *name).and_then(|it| {
            let it = of_workbook.by_id(&it.relationship)?;
            it.kind.ends_with("/worksheet").then(|| it.target.clone())
        }) else {
            continue;
        };
        let names = Names { main, relationships, number: n as u32 };
        mark_sheet(&mut package, &part, sheet_marks, &mut styles, &mut kinds, &names)?;
    }

    let list_styles = styles.list();
    let list_part = package.free_name("xl/worksheets/karenina_problems", "xml");
    package.put(&list_part, list::sheet(marks, list_styles, main, true));
    kinds.push((list_part.clone(), WORKSHEET));
    let mut added = vec![("worksheet", list_part)];
    match styles_part {
        Some(part) => package.put(&part, styles.finish()),
        None => {
            let part = package.free_name("xl/karenina_styles", "xml");
            package.put(&part, styles.finish());
            kinds.push((part.clone(), STYLES));
            added.push(("styles", part));
        }
    }
    let ids = package.relate(&workbook, relationships, &added)?;
    let taken: Vec<String> = book.sheets.iter().map(|it| it.name.clone()).collect();
    let name = free_name(marks.sheet, &taken);
    let id = ids.first().ok_or(NotMarked::Broken)?;
    let text = book.with_sheet(&workbook_text, &name, id, relationships);
    package.put(&workbook, text);
    package.declare(&kinds)?;
    package.finish()
}

/// A workbook with nothing but the list.
pub fn only_list(marks: &Marks<'_>) -> Result<Vec<u8>, NotMarked> {
    let mut styles = Styles::read(NO_STYLES)?;
    let list_styles = styles.list();
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "{xml}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{WORKSHEET}\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{STYLES}\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{xml}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{RELATIONSHIPS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "{xml}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                escape(marks.sheet)
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{xml}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{RELATIONSHIPS}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{RELATIONSHIPS}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        ("xl/styles.xml", styles.finish()),
        ("xl/worksheets/sheet1.xml", list::sheet(marks, list_styles, MAIN, false)),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        add(&mut writer, name, text.as_bytes())?;
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}

struct Names {
    main: &'static str,
    relationships: &'static str,
    number: u32,
}

fn mark_sheet(
    package: &mut Package<'_>,
    part: &str,
    marks: &SheetMarks,
    styles: &mut Styles<'_>,
    kinds: &mut Vec<(String, &'static str)>,
    names: &Names,
) -> Result<(), NotMarked> {
    let text = package.text(part)?;
    let mut marked = sheet::mark(&text, marks, styles)?;
    if !marked.comments.is_empty() {
        let related = package.relationships(part)?;
        let mut added = Vec::new();
        let new = match related.of_kind("comments") {
            Some(it) => {
                let target = it.target.clone();
                let (text, new) = comments::add(&package.text(&target)?, &marked.comments)?;
                package.put(&target, text);
                new
            }
            None => {
                let name = package.free_name("xl/karenina_comments", "xml");
                package.put(&name, comments::new_part(&marked.comments, names.main));
                kinds.push((name.clone(), COMMENTS));
                added.push(("comments", name));
                marked.comments.clone()
            }
        };
        let drawing = marked.drawing.as_deref().and_then(|it| related.by_id(it));
        match drawing {
            Some(it) if !new.is_empty() => {
                let target = it.target.clone();
                let text = comments::add_to_drawing(&package.text(&target)?, &new)?;
                package.put(&target, text);
            }
            Some(_) => {}
            None => {
                let name = package.free_name("xl/drawings/karenina_comments", "vml");
                let block = FIRST_BLOCK + names.number;
                package.put(&name, comments::new_drawing(&marked.comments, block));
                kinds.push((name.clone(), DRAWING));
                added.push(("vmlDrawing", name));
            }
        }
        let ids = package.relate(part, names.relationships, &added)?;
        if drawing.is_none()
            && let Some(id) = ids.last()
        {
            let element = sheet::drawing(&marked.prefix, id, names.relationships);
            marked.edits.insert(marked.drawing_at, element);
        }
    }
    let text = marked.edits.apply(&text);
    package.put(part, text);
    Ok(())
}

/// The sheets of a workbook.
struct Book {
    sheets: Vec<BookSheet>,
    prefix: String,
    /// The highest number of a sheet.
    highest: u32,
    end: usize,
}

struct BookSheet {
    name: String,
    relationship: String,
}

impl Book {
    fn read(text: &str) -> Result<Self, NotMarked> {
        let (mut sheets, mut prefix, mut highest, mut end) = (Vec::new(), String::new(), 0, None);
        for tag in tags(text) {
            let tag = tag?;
            match (tag.depth, tag.local()) {
                (1, "sheets") if tag.kind == Kind::End => {
                    tag.prefix().clone_into(&mut prefix);
                    end = Some(tag.span.start);
                }
                (2, "sheet") if tag.opens() => {
                    if let (Some(name), Some(id)) = (tag.attribute("name"), tag.attribute("id")) {
                        sheets.push(BookSheet {
                            name: name.into_owned(),
                            relationship: id.into_owned(),
                        });
                    }
                    let number = tag.attribute("sheetId").and_then(|it| it.parse().ok());
                    highest = highest.max(number.unwrap_or(0));
                }
                _ => {}
            }
        }
        Ok(Self { sheets, prefix, highest, end: end.ok_or(NotMarked::Broken)? })
    }

    /// The workbook with one more sheet. It stands last: names and views of others count sheets.
    fn with_sheet(&self, text: &str, name: &str, id: &str, relationships: &str) -> String {
        let mut edits = Edits::default();
        edits.insert(
            self.end,
            format!(
                "<{}sheet xmlns:r=\"{relationships}\" name=\"{}\" sheetId=\"{}\" r:id=\"{}\"/>",
                self.prefix,
                escape(name),
                self.highest.saturating_add(1),
                escape(id)
            ),
        );
        edits.apply(text)
    }
}

/// What a part refers to.
struct Relationships(Vec<Relationship>);

struct Relationship {
    id: String,
    kind: String,
    /// The name of the part, from the root of the package.
    target: String,
}

impl Relationships {
    fn of_kind(&self, kind: &str) -> Option<&Relationship> {
        self.0.iter().find(|it| it.kind.rsplit('/').next() == Some(kind))
    }

    fn by_id(&self, id: &str) -> Option<&Relationship> {
        self.0.iter().find(|it| it.id == id)
    }
}

/// An archive whose parts are looked at as they are asked for, and changed in memory.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names as the archive has them.
    names: Vec<String>,
    changed: BTreeMap<String, String>,
    /// New parts, in the order in which they were made.
    added: Vec<String>,
}

fn broken<E>(_: E) -> NotMarked {
    NotMarked::Broken
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, NotMarked> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let mut names = Vec::with_capacity(archive.len());
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(broken)?;
            names.push(entry.name().map_err(broken)?.into_owned());
        }
        Ok(Self { archive, names, changed: BTreeMap::new(), added: Vec::new() })
    }

    /// The name of a part as the archive has it: names of parts do not differ in case.
    fn find(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches('/');
        let same = |it: &&String| it.trim_start_matches('/').eq_ignore_ascii_case(name);
        self.names.iter().chain(&self.added).find(same).cloned()
    }

    fn text(&mut self, name: &str) -> Result<String, NotMarked> {
        let name = self.find(name).ok_or(NotMarked::Broken)?;
        if let Some(text) = self.changed.get(&name) {
            return Ok(text.clone());
        }
        let mut text = String::new();
        // Sizes were looked at before, and an entry that grows beyond what it declares is an error.
        self.archive.by_name(&name).map_err(broken)?.read_to_string(&mut text).map_err(broken)?;
        Ok(text)
    }

    fn put(&mut self, name: &str, text: String) {
        let name = self.find(name).unwrap_or_else(|| {
            self.added.push(name.to_owned());
            name.to_owned()
        });
        self.changed.insert(name, text);
    }

    /// A name for a new part.
    fn free_name(&self, stem: &str, ending: &str) -> String {
        (1..=u32::MAX)
            .map(|n| format!("{stem}{n}.{ending}"))
            .find(|it| self.find(it).is_none())
            .unwrap_or_default()
    }

    /// What a part refers to; the package itself has no name.
    fn relationships(&mut self, part: &str) -> Result<Relationships, NotMarked> {
        let name = relationships_name(part);
        if self.find(&name).is_none() {
            return Ok(Relationships(Vec::new()));
        }
        let text = self.text(&name)?;
        let mut all = Vec::new();
        for tag in tags(&text) {
            let tag = tag?;
            if !(tag.depth == 1 && tag.opens() && tag.local() == "Relationship") {
                continue;
            }
            let (Some(id), Some(kind), Some(target)) =
                (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
            else {
                continue;
            };
            let outside = tag.attribute("TargetMode").is_some_and(|it| it == "External");
            if !outside {
                all.push(Relationship {
                    id: id.into_owned(),
                    kind: kind.into_owned(),
                    target: resolved(part, &target),
                });
            }
        }
        Ok(Relationships(all))
    }

    /// Adds relationships of a part, each of a kind and to another part, and gives their ids.
    fn relate(
        &mut self,
        part: &str,
        relationships: &str,
        added: &[(&str, String)],
    ) -> Result<Vec<String>, NotMarked> {
        if added.is_empty() {
            return Ok(Vec::new());
        }
        let name = relationships_name(part);
        let text = match self.find(&name) {
            Some(_) => self.text(&name)?,
            None => format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{PACKAGE}\"></Relationships>"
            ),
        };
        let mut ids = Vec::new();
        let mut new = String::new();
        let (mut span, mut prefix, mut root) = (None, "", "");
        for tag in tags(&text) {
            let tag = tag?;
            if tag.depth == 0 && tag.kind != Kind::Start {
                span = Some(tag.span.clone());
                (prefix, root) = (tag.prefix(), tag.name);
            }
        }
        let span = span.ok_or(NotMarked::Broken)?;
        for (kind, target) in added {
            let id = (1..=u32::MAX)
                .map(|n| format!("rIdKarenina{n}"))
                .find(|it| !text.contains(&format!("\"{it}\"")) && !ids.contains(it))
                .unwrap_or_default();
            new += &format!(
                "<{prefix}Relationship Id=\"{id}\" Type=\"{relationships}/{kind}\" Target=\"/{}\"/>",
                escape(target.trim_start_matches('/'))
            );
            ids.push(id);
        }
        let mut edits = Edits::default();
        if text[span.clone()].starts_with("</") {
            edits.insert(span.start, new);
        } else {
            edits.replace(span.end - 2..span.end, format!(">{new}</{root}>"));
        }
        self.put(&name, edits.apply(&text));
        Ok(ids)
    }

    /// Says what the new parts are.
    fn declare(&mut self, kinds: &[(String, &'static str)]) -> Result<(), NotMarked> {
        const NAME: &str = "[Content_Types].xml";
        let text = self.text(NAME)?;
        let mut edits = Edits::default();
        for tag in tags(&text) {
            let tag = tag?;
            if tag.depth == 0 && tag.kind == Kind::End {
                let p = tag.prefix();
                let new: String = kinds
                    .iter()
                    .map(|(name, kind)| {
                        format!(
                            "<{p}Override PartName=\"/{}\" ContentType=\"{kind}\"/>",
                            escape(name)
                        )
                    })
                    .collect();
                edits.insert(tag.span.start, new);
            }
        }
        if edits.is_empty() {
            return Err(NotMarked::Broken);
        }
        self.put(NAME, edits.apply(&text));
        Ok(())
    }

    /// The archive: what was not changed is copied as it is, in the old order.
    fn finish(mut self) -> Result<Vec<u8>, NotMarked> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            match self.changed.get(&self.names[at]) {
                Some(text) => add(&mut writer, &self.names[at], text.as_bytes())?,
                None => {
                    let entry = self.archive.by_index_raw(at).map_err(broken)?;
                    writer.raw_copy_file(entry).map_err(broken)?;
                }
            }
        }
        for name in &self.added {
            if let Some(text) = self.changed.get(name) {
                add(&mut writer, name, text.as_bytes())?;
            }
        }
        Ok(writer.finish().map_err(broken)?.into_inner())
    }
}

/// Adds an entry, without looking at the clock: the same input gives the same bytes.
pub fn add(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
) -> Result<(), NotMarked> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    writer.start_file(name, options).map_err(broken)?;
    writer.write_all(bytes).map_err(broken)
}

/// `xl/worksheets/_rels/sheet1.xml.rels` for `xl/worksheets/sheet1.xml`.
fn relationships_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The name of a part that another refers to.
fn resolved(from: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let folder = from.rsplit_once('/').map_or("", |it| it.0);
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{relationships_name, resolved};

    #[test]
    fn parts_are_found_from_where_they_are_named() {
        assert_eq!(
            resolved("xl/workbook.xml", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(resolved("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/workbook.xml", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(relationships_name("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(relationships_name(""), "_rels/.rels");
    }
}
