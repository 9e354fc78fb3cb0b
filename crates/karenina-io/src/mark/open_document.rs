//! ODS: `content.xml` is changed in place. Cells that repeat are taken apart where one of them is
//! faulty; styles are copied with another background; comments are annotations; the list is one
//! more table.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
    ops::Range,
};

use karenina_model::Severity;
use zip::{ZipArchive, ZipWriter};

use super::{
    At, CellMark, Marks, NotMarked, SheetMarks, colour, free_name, list, package,
    xml::{Edits, Kind, Tag, escape, tags},
};

const CONTENT: &str = "content.xml";

/// The namespaces that what is added uses; they are declared where it stands.
const NAMESPACES: &str = " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"";

/// The one that colours are in.
const FO: &str = " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"";

/// Columns and rows beyond these are no true ones.
const MOST: u32 = 1 << 20;

/// The most faulty rows that a row which is written for many is taken apart for.
const MOST_APART: usize = 1_000;

/// The workbook with its marks.
pub fn mark(bytes: &[u8], marks: &Marks<'_>) -> Result<Vec<u8>, NotMarked> {
    let broken = |_| NotMarked::Broken;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut text = None;
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(broken)?;
        let name = entry.name().map_err(broken)?.into_owned();
        if name == "META-INF/documentsignatures.xml" {
            return Err(NotMarked::Signed);
        }
        if name == "META-INF/manifest.xml" {
            let mut manifest = Vec::new();
            entry.read_to_end(&mut manifest).map_err(|_| NotMarked::Broken)?;
            if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
                return Err(NotMarked::Protected);
            }
        } else if name == CONTENT {
            let mut content = String::new();
            entry.read_to_string(&mut content).map_err(|_| NotMarked::Broken)?;
            text = Some(content);
        }
        names.push(name);
    }
    let marked = content(&text.ok_or(NotMarked::Broken)?, marks)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, name) in names.iter().enumerate() {
        if name == CONTENT {
            package::add(&mut writer, name, marked.as_bytes())?;
        } else {
            let entry = archive.by_index_raw(at).map_err(broken)?;
            writer.raw_copy_file(entry).map_err(broken)?;
        }
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}

/// An automatic style of cells as it is written.
struct Style {
    span: Range<usize>,
}

struct Pass<'t> {
    text: &'t str,
    edits: Edits,
    /// The styles of cells of this document, by name.
    styles: BTreeMap<String, Style>,
    /// The coloured copies that are needed.
    coloured: BTreeMap<(String, Severity), usize>,
    prefix: String,
}

/// One sheet, while it is gone through.
#[derive(Default)]
struct Sheet {
    cells: BTreeMap<At, CellMark>,
    rows: BTreeMap<u32, CellMark>,
    columns: Vec<(u32, u32, String)>,
    column: u32,
    row: u32,
}

/// One row, while it is gone through.
struct Row {
    /// Where its opening tag begins.
    start: usize,
    style: Option<String>,
    times: u32,
    cells: Vec<CellSpan>,
    at: u32,
}

struct CellSpan {
    /// From the opening tag to behind the closing one.
    span: Range<usize>,
    /// The opening tag alone.
    open: Range<usize>,
    column: u32,
    times: u32,
    /// Where the sender's annotation ends, if there is one.
    note_end: Option<usize>,
}

fn content(text: &str, marks: &Marks<'_>) -> Result<String, NotMarked> {
    let by_sheet = SheetMarks::of(marks);
    let mut pass = Pass {
        text,
        edits: Edits::default(),
        styles: BTreeMap::new(),
        coloured: BTreeMap::new(),
        prefix: free_prefix(text),
    };
    let mut names: Vec<String> = Vec::new();
    let mut sheet: Option<Sheet> = None;
    let mut row: Option<Row> = None;
    let mut style: Option<(String, usize)> = None;
    // Tables may lie in tables, and in the data of charts; sheets lie in the spreadsheet itself.
    let mut spreadsheet = None;
    let (mut styles_end, mut last_table, mut body) = (None, None, None);
    let mut cell: Option<CellSpan> = None;
    for tag in tags(text) {
        let tag: Tag<'_> = tag?;
        let inner = spreadsheet.map(|depth: usize| tag.depth.wrapping_sub(depth));
        match (tag.local(), tag.kind) {
            ("automatic-styles", Kind::End) => {
                styles_end = Some((tag.span.start..tag.span.start, tag.name));
            }
            ("automatic-styles", Kind::Empty) => styles_end = Some((tag.span.clone(), tag.name)),
            ("body", Kind::Start) => body = Some(tag.span.start),
            ("style", Kind::Start | Kind::Empty) if spreadsheet.is_none() => {
                let is_cell = tag.attribute("family").is_some_and(|it| it == "table-cell");
                if let (true, Some(name)) = (is_cell, tag.attribute("name")) {
                    if tag.kind == Kind::Empty {
                        pass.styles.insert(name.into_owned(), Style { span: tag.span.clone() });
                    } else {
                        style = Some((name.into_owned(), tag.span.start));
                    }
                }
            }
            ("style", Kind::End) => {
                if let Some((name, start)) = style.take() {
                    pass.styles.insert(name, Style { span: start..tag.span.end });
                }
            }
            ("spreadsheet", Kind::Start) if spreadsheet.is_none() => spreadsheet = Some(tag.depth),
            ("table", Kind::Start | Kind::Empty) if inner == Some(1) => {
                let name =
                    tag.attribute("name").map(std::borrow::Cow::into_owned).unwrap_or_default();
                if let Some(it) = by_sheet.get(&name)
                    && tag.kind == Kind::Start
                {
                    sheet = Some(Sheet {
                        cells: it.cells.clone(),
                        rows: it.rows.clone(),
                        ..Sheet::default()
                    });
                }
                names.push(name);
                if tag.kind == Kind::Empty {
                    last_table = Some(tag.span.end);
                }
            }
            ("table", Kind::End) if inner == Some(1) => {
                sheet = None;
                last_table = Some(tag.span.end);
            }
            ("table-column", Kind::Start | Kind::Empty) => {
                if let Some(sheet) = &mut sheet {
                    let times = repeated(&tag, "number-columns-repeated");
                    if let Some(style) = tag.attribute("default-cell-style-name") {
                        let last = sheet.column.saturating_add(times);
                        sheet.columns.push((sheet.column, last, style.into_owned()));
                    }
                    sheet.column = sheet.column.saturating_add(times);
                }
            }
            ("table-row", Kind::Start) if sheet.is_some() && row.is_none() => {
                row = Some(Row {
                    start: tag.span.start,
                    style: tag
                        .attribute("default-cell-style-name")
                        .map(std::borrow::Cow::into_owned),
                    times: repeated(&tag, "number-rows-repeated"),
                    cells: Vec::new(),
                    at: 0,
                });
            }
            ("table-row", Kind::Empty) => {
                if let Some(sheet) = &mut sheet {
                    sheet.row = sheet.row.saturating_add(repeated(&tag, "number-rows-repeated"));
                }
            }
            ("table-row", Kind::End) => {
                if let (Some(sheet), Some(row)) = (&mut sheet, row.take()) {
                    pass.row(sheet, &row, tag.span.end)?;
                    sheet.row = sheet.row.saturating_add(row.times);
                }
            }
            ("table-cell" | "covered-table-cell", kind) => {
                let Some(row) = &mut row else { continue };
                match kind {
                    Kind::Start | Kind::Empty if cell.is_none() => {
                        let times = repeated(&tag, "number-columns-repeated");
                        let it = CellSpan {
                            span: tag.span.clone(),
                            open: tag.span.clone(),
                            column: row.at,
                            times,
                            note_end: None,
                        };
                        row.at = row.at.saturating_add(times);
                        if kind == Kind::Empty { row.cells.push(it) } else { cell = Some(it) }
                    }
                    Kind::End => {
                        if let Some(mut it) = cell.take() {
                            it.span.end = tag.span.end;
                            row.cells.push(it);
                        }
                    }
                    Kind::Start | Kind::Empty => {}
                }
            }
            ("annotation", Kind::End) => {
                if let Some(cell) = &mut cell {
                    cell.note_end.get_or_insert(tag.span.start);
                }
            }
            _ => {}
        }
    }
    let last_table = last_table.ok_or(NotMarked::Broken)?;
    let name = free_name(marks.sheet, &names);
    let list = pass.list(marks, &name);
    pass.edits.insert(last_table, list);
    let styles = pass.new_styles();
    match styles_end {
        Some((span, _)) if span.is_empty() => pass.edits.insert(span.start, styles),
        Some((span, name)) => pass.edits.replace(span, format!("<{name}>{styles}</{name}>")),
        None => {
            let at = body.ok_or(NotMarked::Broken)?;
            let all =
                format!("<office:automatic-styles{NAMESPACES}>{styles}</office:automatic-styles>");
            pass.edits.insert(at, all);
        }
    }
    Ok(pass.edits.apply(text))
}

fn repeated(tag: &Tag<'_>, name: &str) -> u32 {
    tag.attribute(name)
        .and_then(|it| it.parse().ok())
        .filter(|it| (1..=MOST).contains(it))
        .unwrap_or(1)
}

/// A beginning for names of styles that no name of the document has.
fn free_prefix(text: &str) -> String {
    (0..=u32::MAX)
        .map(|n| format!("karenina{n}_"))
        .find(|it| !text.contains(it))
        .unwrap_or_default()
}

impl Pass<'_> {
    fn row(&mut self, sheet: &mut Sheet, row: &Row, end: usize) -> Result<(), NotMarked> {
        let first = sheet.row;
        let last = first.saturating_add(row.times);
        let from = At { row: first, column: 0 };
        let mut faulty: BTreeSet<u32> =
            sheet.cells.range(from..At { row: last, column: 0 }).map(|it| it.0.row).collect();
        faulty.extend(sheet.rows.range(first..last).map(|it| *it.0));
        // Faults are listed one by one up to some hundreds; beyond that nobody looks at colours.
        if faulty.is_empty() || row.times > 1 && faulty.len() > MOST_APART {
            return Ok(());
        }
        let span = row.start..end;
        // One row that is written for many is taken apart at the faulty ones.
        let mut new = String::new();
        let mut at = first;
        for number in faulty {
            if number > at {
                new += &self.rows(span.clone(), number - at);
            }
            new += &self.marked_row(sheet, row, end, number)?;
            at = number + 1;
        }
        if last > at {
            new += &self.rows(span.clone(), last - at);
        }
        self.edits.replace(span, new);
        Ok(())
    }

    /// A row as it stands, for so many.
    fn rows(&self, span: Range<usize>, times: u32) -> String {
        let text = &self.text[span];
        let mut edits = Edits::default();
        if let Some(tag) = first_tag(text) {
            set_times(&tag, &mut edits, "number-rows-repeated", times);
        }
        edits.apply(text)
    }

    /// A row with its marks: the one with this number of those that are written as one.
    fn marked_row(
        &mut self,
        sheet: &Sheet,
        row: &Row,
        end: usize,
        number: u32,
    ) -> Result<String, NotMarked> {
        let from = At { row: number, column: 0 };
        let to = At { row: number.saturating_add(1), column: 0 };
        let marks: BTreeMap<u32, CellMark> =
            sheet.cells.range(from..to).map(|(at, mark)| (at.column, mark.clone())).collect();
        let of_row: Vec<&CellMark> = sheet.rows.get(&number).into_iter().collect();
        let text = &self.text[row.start..end];
        let mut edits = Edits::default();
        if let Some(tag) = first_tag(text) {
            set_times(&tag, &mut edits, "number-rows-repeated", 1);
        }
        let mut anchored = false;
        // In a damaged document a cell may have begun before its row.
        let whole = |it: &&CellSpan| it.span.start >= row.start && it.span.end <= end;
        for cell in row.cells.iter().filter(whole) {
            let filled = cell.span != cell.open;
            let columns = cell.column..cell.column.saturating_add(cell.times);
            let mut here: BTreeMap<u32, CellMark> = marks
                .range(columns.clone())
                .map(|(column, mark)| (*column, mark.clone()))
                .collect();
            if filled {
                for mark in &of_row {
                    let it = here.entry(cell.column).or_insert_with(CellMark::nothing);
                    super::put(it, mark.severity, None);
                    if !anchored {
                        it.and(mark);
                    }
                }
                anchored |= !of_row.is_empty();
            }
            if here.is_empty() {
                continue;
            }
            let mut new = String::new();
            let mut at = cell.column;
            for (column, mark) in &here {
                if *column > at {
                    new += &self.times(cell, column - at);
                }
                new += &self.marked(sheet, row, cell, *column, mark);
                at = column + 1;
            }
            if columns.end > at {
                new += &self.times(cell, columns.end - at);
            }
            edits.replace(cell.span.start - row.start..cell.span.end - row.start, new);
        }
        // Beyond the last cell of the row.
        let missing: Vec<(u32, CellMark)> =
            marks.range(row.at..).map(|(column, mark)| (*column, mark.clone())).collect();
        let mut new = String::new();
        let mut at = row.at;
        for (column, mark) in missing {
            if column > at {
                new += &format!(
                    "<table:table-cell{NAMESPACES} table:number-columns-repeated=\"{}\"/>",
                    column - at
                );
            }
            let style = self.style(&base(sheet, row, column), mark.severity);
            new += &format!(
                "<table:table-cell{NAMESPACES} table:style-name=\"{style}\">{}</table:table-cell>",
                annotation(&mark)
            );
            at = column + 1;
        }
        if !new.is_empty() {
            let close = text.rfind('<').ok_or(NotMarked::Broken)?;
            edits.insert(close, new);
        }
        Ok(edits.apply(text))
    }

    /// A cell as it stands, for so many.
    fn times(&self, cell: &CellSpan, times: u32) -> String {
        let text = &self.text[cell.span.clone()];
        let mut edits = Edits::default();
        if let Some(tag) = first_tag(text) {
            set_times(&tag, &mut edits, "number-columns-repeated", times);
        }
        edits.apply(text)
    }

    /// One of the cells that a tag stands for, with its mark.
    fn marked(
        &mut self,
        sheet: &Sheet,
        row: &Row,
        cell: &CellSpan,
        column: u32,
        mark: &CellMark,
    ) -> String {
        let text = &self.text[cell.span.clone()];
        let mut edits = Edits::default();
        let open = cell.open.end - cell.span.start;
        let own = tag_of(text, open);
        let base = own
            .as_ref()
            .and_then(|it| it.attribute("style-name"))
            .map_or_else(|| base(sheet, row, column), std::borrow::Cow::into_owned);
        let style = self.style(&base, mark.severity);
        let Some(tag) = own else { return text.to_owned() };
        set_times(&tag, &mut edits, "number-columns-repeated", 1);
        match tag.value_span("style-name") {
            Some(span) => edits.replace(span, style),
            None => {
                edits.insert(tag.after_name(), format!(" {}style-name=\"{style}\"", tag.prefix()));
            }
        }
        match (mark.comment(), cell.note_end) {
            (None, _) => {}
            (Some(comment), Some(end)) => {
                let paragraphs = paragraphs(&format!("Karenina: {comment}"));
                edits.insert(end - cell.span.start, paragraphs);
            }
            (Some(_), None) if tag.kind == Kind::Empty => {
                let close = format!(">{}</{}>", annotation(mark), tag.name);
                edits.replace(tag.span.end - 2..tag.span.end, close);
            }
            (Some(_), None) => edits.insert(tag.span.end, annotation(mark)),
        }
        edits.apply(text)
    }

    /// The name of the coloured copy of a style.
    fn style(&mut self, base: &str, severity: Severity) -> String {
        let next = self.coloured.len();
        let n = *self.coloured.entry((base.to_owned(), severity)).or_insert(next);
        format!("{}{n}", self.prefix)
    }

    fn new_styles(&self) -> String {
        let mut all = String::new();
        for ((base, severity), n) in &self.coloured {
            let name = format!("{}{n}", self.prefix);
            let colour = colour(*severity);
            let copy = self
                .styles
                .get(base)
                .and_then(|it| coloured_copy(&self.text[it.span.clone()], &name, colour));
            all += &copy.unwrap_or_else(|| {
                // A style that people have named, or none.
                format!(
                    "<style:style{NAMESPACES} style:name=\"{name}\" style:family=\"table-cell\" style:parent-style-name=\"{}\"><style:table-cell-properties fo:background-color=\"#{colour}\"/></style:style>",
                    escape(base)
                )
            });
        }
        let p = &self.prefix;
        for (name, more) in [("title", " fo:font-size=\"14pt\""), ("heading", "")] {
            all += &format!(
                "<style:style{NAMESPACES} style:name=\"{p}{name}\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:text-properties fo:font-weight=\"bold\"{more}/></style:style>"
            );
        }
        all += &format!(
            "<style:style{NAMESPACES} style:name=\"{p}text\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>"
        );
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            all += &format!(
                "<style:style{NAMESPACES} style:name=\"{p}{}\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:table-cell-properties fo:background-color=\"#{}\" style:vertical-align=\"top\"/></style:style>",
                severity.word(),
                colour(severity)
            );
        }
        for (at, width) in WIDTHS.iter().enumerate() {
            all += &format!(
                "<style:style{NAMESPACES} style:name=\"{p}column{at}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{width}cm\"/></style:style>"
            );
        }
        all
    }

    /// The table that lists what is wrong.
    fn list(&self, marks: &Marks<'_>, name: &str) -> String {
        let p = &self.prefix;
        let cell = |style: &str, text: &str| {
            if text.is_empty() {
                return "<table:table-cell/>".to_owned();
            }
            format!(
                "<table:table-cell table:style-name=\"{p}{style}\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                escape(text)
            )
        };
        let mut rows = format!(
            "<table:table-row>{}</table:table-row><table:table-row><table:table-cell table:style-name=\"{p}text\" office:value-type=\"string\" table:number-columns-spanned=\"6\" table:number-rows-spanned=\"1\"><text:p>{}</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"5\"/></table:table-row><table:table-row><table:table-cell/></table:table-row>",
            cell("title", marks.title),
            escape(marks.about)
        );
        let heading: String = marks.headings.iter().map(|it| cell("heading", it)).collect();
        rows += &format!("<table:table-row>{heading}</table:table-row>");
        for (n, mark) in marks.list.iter().enumerate() {
            let place = list::where_text(mark.place, marks.whole_file);
            let link = match (&mark.place.sheet, &mark.place.cell) {
                (Some(sheet), cell) => {
                    let cell = cell.as_deref().and_then(|it| it.split([',', ';', ' ', ':']).next());
                    let cell =
                        cell.filter(|it| matches!(super::corner(it), Some((Some(_), Some(_)))));
                    let target =
                        format!("#'{}'.{}", sheet.replace('\'', "''"), cell.unwrap_or("A1"));
                    format!(
                        "<table:table-cell table:style-name=\"{p}text\" office:value-type=\"string\"><text:p><text:a xlink:type=\"simple\" xlink:href=\"{}\">{}</text:a></text:p></table:table-cell>",
                        escape(&target),
                        escape(&place)
                    )
                }
                (None, _) => cell("text", &place),
            };
            rows += &format!(
                "<table:table-row>{}{}{link}{}{}{}</table:table-row>",
                cell("text", &(n + 1).to_string()),
                cell(mark.severity.word(), mark.word),
                cell("text", mark.column),
                cell("text", &mark.text),
                cell("text", mark.code)
            );
        }
        let columns: String = (0..WIDTHS.len())
            .map(|at| format!("<table:table-column table:style-name=\"{p}column{at}\"/>"))
            .collect();
        format!(
            "<table:table{NAMESPACES} table:name=\"{}\">{columns}{rows}</table:table>",
            escape(name)
        )
    }
}

/// The style of a cell that names none.
fn base(sheet: &Sheet, row: &Row, column: u32) -> String {
    row.style
        .clone()
        .or_else(|| {
            let it = sheet.columns.iter().find(|it| (it.0..it.1).contains(&column));
            it.map(|it| it.2.clone())
        })
        .unwrap_or_else(|| "Default".to_owned())
}

/// The widths of the columns of the list, in centimetres.
const WIDTHS: [&str; 6] = ["1.2", "3.2", "6.5", "5", "18", "1.8"];

/// The first tag of a piece of a document.
fn first_tag(text: &str) -> Option<Tag<'_>> {
    tags(text).next()?.ok()
}

/// The opening tag of a cell; the rest of the piece is not looked at.
fn tag_of(text: &str, open: usize) -> Option<Tag<'_>> {
    first_tag(text).filter(|it| it.span.end == open)
}

fn set_times(tag: &Tag<'_>, edits: &mut Edits, what: &str, times: u32) {
    if let Some(span) = tag.value_span(what) {
        edits.replace(span, times.to_string());
    } else if times > 1 {
        edits.insert(tag.after_name(), format!(" {}{what}=\"{times}\"", tag.prefix()));
    }
}

/// An automatic style under another name and with another background.
fn coloured_copy(text: &str, name: &str, colour: &str) -> Option<String> {
    let mut edits = Edits::default();
    let mut done = false;
    let (mut style, mut end) = (None, None);
    for tag in tags(text) {
        let tag = tag.ok()?;
        match (tag.depth, tag.local()) {
            (0, _) if tag.opens() => {
                edits.replace(tag.value_span("name")?, name);
                style = Some(tag);
            }
            (0, _) => end = Some(tag.span.start),
            (1, "table-cell-properties") if tag.opens() => {
                match tag.value_span("background-color") {
                    Some(span) => edits.replace(span, format!("#{colour}")),
                    None => {
                        let declared = text[tag.span.clone()].contains("xmlns:fo=");
                        let names = if declared { "" } else { FO };
                        let new = format!("{names} fo:background-color=\"#{colour}\"");
                        edits.insert(tag.after_name(), new);
                    }
                }
                done = true;
            }
            _ => {}
        }
    }
    let style = style?;
    if !done {
        let properties =
            format!("<style:table-cell-properties{NAMESPACES} fo:background-color=\"#{colour}\"/>");
        match end {
            // Properties of cells come before those of texts.
            Some(_) => edits.insert(style.span.end, properties),
            None => edits.replace(
                style.span.end - 2..style.span.end,
                format!(">{properties}</{}>", style.name),
            ),
        }
    }
    Some(edits.apply(text))
}

fn annotation(mark: &CellMark) -> String {
    let Some(comment) = mark.comment() else { return String::new() };
    let lines = (comment.chars().count() / 38 + comment.lines().count()).clamp(3, 16);
    format!(
        "<office:annotation{NAMESPACES} svg:width=\"7cm\" svg:height=\"{}cm\"><dc:creator>Karenina</dc:creator>{}</office:annotation>",
        lines.div_ceil(2) + 1,
        paragraphs(&comment)
    )
}

fn paragraphs(text: &str) -> String {
    text.lines()
        .map(|it| {
            format!(
                "<text:p xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">{}</text:p>",
                escape(it)
            )
        })
        .collect()
}
