//! The cells of one sheet: those with a fault get another style, cells and rows that are not
//! there yet are put in.

use std::collections::BTreeMap;

use karenina_model::table::letters;

use super::{
    At, CellMark, NotMarked, SheetMarks,
    styles::Styles,
    xml::{Edits, Kind, Tag, escape, tags},
};

/// What stands behind `legacyDrawing` in a sheet: it has to be put in before them.
const BEHIND: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// What came of a sheet.
pub struct Marked {
    /// The changes of its text, but for the drawing of comments.
    pub edits: Edits,
    /// What is said of which cell.
    pub comments: BTreeMap<At, String>,
    /// The relationship that leads to the drawing of comments, where there is one.
    pub drawing: Option<String>,
    /// Where the element for it would stand.
    pub drawing_at: usize,
    pub prefix: String,
}

struct Pass<'m, 's, 't> {
    cells: BTreeMap<At, CellMark>,
    marks: &'m SheetMarks,
    styles: &'s mut Styles<'t>,
    edits: Edits,
    comments: BTreeMap<At, String>,
    prefix: String,
    /// Ranges of columns with the style of each.
    columns: Vec<(u32, u32, usize)>,
}

/// Finds what has to be changed in a sheet.
pub fn mark(text: &str, marks: &SheetMarks, styles: &mut Styles<'_>) -> Result<Marked, NotMarked> {
    let mut pass = Pass {
        cells: marks.cells.clone(),
        marks,
        styles,
        edits: Edits::default(),
        comments: BTreeMap::new(),
        prefix: String::new(),
        columns: Vec::new(),
    };
    let mut drawing = None;
    let (mut drawing_at, mut end) = (None, text.len());
    let mut in_data = false;
    let mut after_data = false;
    let mut row = Row::default();
    for tag in tags(text) {
        let tag = tag?;
        match (tag.depth, tag.local()) {
            (0, "worksheet") if tag.opens() => tag.prefix().clone_into(&mut pass.prefix),
            (0, _) if tag.opens() => return Err(NotMarked::Broken),
            (0, _) => end = tag.span.start,
            (1, "sheetData") => {
                match tag.kind {
                    Kind::Start => in_data = true,
                    Kind::End => {
                        let rest = pass.rows_before(u32::MAX);
                        pass.edits.insert(tag.span.start, rest);
                    }
                    Kind::Empty => {
                        let rest = pass.rows_before(u32::MAX);
                        if !rest.is_empty() {
                            let close = format!("></{}>", tag.name);
                            pass.edits.replace(
                                tag.span.end - 2..tag.span.end,
                                close.replacen("><", &format!(">{rest}<"), 1),
                            );
                        }
                    }
                }
                if tag.kind != Kind::Start {
                    in_data = false;
                    after_data = true;
                }
            }
            (1, "legacyDrawing") if tag.opens() => {
                drawing = tag.attribute("id").map(std::borrow::Cow::into_owned);
            }
            (1, name) if tag.opens() && after_data && BEHIND.contains(&name) => {
                drawing_at.get_or_insert(tag.span.start);
            }
            (2, "col") if tag.opens() && !in_data => pass.column(&tag),
            (2, "row") if in_data => pass.row(&tag, &mut row),
            (3, "c") if in_data && tag.opens() => pass.cell(&tag, &mut row),
            _ => {}
        }
    }
    Ok(Marked {
        edits: pass.edits,
        comments: pass.comments,
        drawing,
        drawing_at: drawing_at.unwrap_or(end),
        prefix: pass.prefix,
    })
}

/// The row that is being looked at.
#[derive(Default)]
struct Row {
    /// From 0; rows without a number follow the one before.
    number: Option<u32>,
    /// The column of the last cell, from 0.
    column: Option<u32>,
    style: Option<usize>,
    /// Whether the mark of the whole row has found its first cell.
    anchored: bool,
}

impl Pass<'_, '_, '_> {
    fn column(&mut self, tag: &Tag<'_>) {
        let number = |name: &str| tag.attribute(name).and_then(|it| it.parse::<u32>().ok());
        if let (Some(min), Some(max), Some(style)) = (number("min"), number("max"), number("style"))
        {
            self.columns.push((min.saturating_sub(1), max.saturating_sub(1), style as usize));
        }
    }

    fn row(&mut self, tag: &Tag<'_>, row: &mut Row) {
        if tag.opens() {
            let said = tag.attribute("r").and_then(|it| it.parse::<u32>().ok());
            let number = said
                .and_then(|it| it.checked_sub(1))
                .unwrap_or_else(|| row.number.map_or(0, |it| it.saturating_add(1)));
            let before = self.rows_before(number);
            self.edits.insert(tag.span.start, before);
            let custom = tag.attribute("customFormat").is_some_and(|it| it == "1" || it == "true");
            let style = tag.attribute("s").and_then(|it| it.parse().ok()).filter(|_| custom);
            *row = Row { number: Some(number), column: None, style, anchored: false };
        }
        let Some(number) = row.number else { return };
        if tag.kind == Kind::Start {
            return;
        }
        // The row ends: what belongs into it and was not met stands behind its last cell.
        let mut rest = self.cells_before(At { row: number, column: u32::MAX }, row.style);
        if !row.anchored
            && let Some(mark) = self.marks.rows.get(&number)
        {
            rest = self.new_cell(At { row: number, column: 0 }, mark, row.style) + &rest;
            row.anchored = true;
        }
        if rest.is_empty() {
            return;
        }
        match tag.kind {
            Kind::Empty => self
                .edits
                .replace(tag.span.end - 2..tag.span.end, format!(">{rest}</{}>", tag.name)),
            Kind::Start | Kind::End => self.edits.insert(tag.span.start, rest),
        }
    }

    fn cell(&mut self, tag: &Tag<'_>, row: &mut Row) {
        let Some(number) = row.number else { return };
        let said = tag.attribute("r").and_then(|it| match super::corner(&it) {
            Some((_, column)) => column,
            None => None,
        });
        let column = said.unwrap_or_else(|| row.column.map_or(0, |it| it.saturating_add(1)));
        row.column = Some(column);
        let at = At { row: number, column };
        let before = self.cells_before(at, row.style);
        self.edits.insert(tag.span.start, before);
        let own = self.cells.remove(&at);
        let of_row = self.marks.rows.get(&number);
        let mut mark = match (own, of_row) {
            (None, None) => return,
            (Some(own), _) => own,
            (None, Some(of_row)) => CellMark { severity: of_row.severity, texts: Vec::new() },
        };
        if let Some(of_row) = of_row {
            mark.severity = mark.severity.min(of_row.severity);
            if !row.anchored {
                mark.and(of_row);
                row.anchored = true;
            }
        }
        let base = tag.attribute("s").and_then(|it| it.parse().ok()).unwrap_or(0);
        let style = self.styles.coloured(base, mark.severity);
        tag.set(&mut self.edits, "s", &style.to_string());
        self.comments.extend(mark.comment().map(|it| (at, it)));
    }

    /// The cells of a row that come before a column and are not there.
    fn cells_before(&mut self, at: At, row_style: Option<usize>) -> String {
        let from = At { row: at.row, column: 0 };
        let missing: Vec<At> = self.cells.range(from..at).map(|it| *it.0).collect();
        let mut text = String::new();
        for at in missing {
            if let Some(mark) = self.cells.remove(&at) {
                text += &self.new_cell(at, &mark, row_style);
            }
        }
        text
    }

    fn new_cell(&mut self, at: At, mark: &CellMark, row_style: Option<usize>) -> String {
        let of_column = || {
            let it = self.columns.iter().find(|it| (it.0..=it.1).contains(&at.column));
            it.map_or(0, |it| it.2)
        };
        let base = row_style.unwrap_or_else(of_column);
        let style = self.styles.coloured(base, mark.severity);
        self.comments.extend(mark.comment().map(|it| (at, it)));
        format!("<{}c r=\"{}\" s=\"{style}\"/>", self.prefix, reference(at))
    }

    /// The rows before one that are not there.
    fn rows_before(&mut self, row: u32) -> String {
        let mut text = String::new();
        loop {
            let Some(at) = self.cells.first_key_value().map(|it| *it.0).filter(|it| it.row < row)
            else {
                return text;
            };
            let cells = self.cells_before(At { row: at.row, column: u32::MAX }, None);
            let p = &self.prefix;
            text += &format!("<{p}row r=\"{}\">{cells}</{p}row>", at.row + 1);
        }
    }
}

/// `B17`.
pub fn reference(at: At) -> String {
    format!("{}{}", letters(at.column as u16), at.row + 1)
}

/// The element that leads to the drawing of comments.
pub fn drawing(prefix: &str, id: &str, relationships: &str) -> String {
    format!(
        "<{prefix}legacyDrawing xmlns:r=\"{}\" r:id=\"{}\"/>",
        escape(relationships),
        escape(id)
    )
}
