//! Builds documents block by block and counts sections, tables and figures.

use super::{
    Align, Block, Cell, Column, Figure, Heading, Link, List, Row, RowKind, Run, Style, Table,
};

/// A document in the making.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    pub blocks: Vec<Block>,
    /// Whether headings are numbered.
    pub numbered: bool,
    counts: [usize; 3],
    tables: usize,
    figures: usize,
}

/// A text for a document: characters that no XML may hold, and that would break a line, are spaces.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|it| if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') { ' ' } else { it })
        .collect()
}

pub(crate) fn run(text: impl AsRef<str>) -> Run {
    Run { text: clean(text.as_ref()), strong: false, soft: false, code: false, link: None }
}

impl Run {
    pub(crate) fn strong(self) -> Self {
        Self { strong: true, ..self }
    }

    pub(crate) fn soft(self) -> Self {
        Self { soft: true, ..self }
    }

    pub(crate) fn code(self) -> Self {
        Self { code: true, ..self }
    }

    pub(crate) fn to(self, anchor: impl Into<String>) -> Self {
        Self { link: Some(Link::Anchor(anchor.into())), ..self }
    }

    pub(crate) fn web(self, url: impl Into<String>) -> Self {
        Self { link: Some(Link::Web(url.into())), ..self }
    }
}

/// The text of runs without their looks.
pub(crate) fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|it| it.text.as_str()).collect()
}

impl Cell {
    pub(crate) fn text(text: impl AsRef<str>) -> Self {
        Self { paragraphs: vec![vec![run(text)]], state: None }
    }

    pub(crate) fn runs(runs: Vec<Run>) -> Self {
        Self { paragraphs: vec![runs], state: None }
    }

    pub(crate) fn state(self, state: crate::view::State) -> Self {
        Self { state: Some(state), ..self }
    }
}

impl Row {
    pub(crate) fn of(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Cells, cells }
    }

    pub(crate) fn section(text: impl AsRef<str>) -> Self {
        Self { kind: RowKind::Section, cells: vec![Cell::runs(vec![run(text).strong()])] }
    }

    /// `None` where there is nothing to say.
    pub(crate) fn detail(paragraphs: Vec<Vec<Run>>) -> Option<Self> {
        let cell = Cell { paragraphs, state: None };
        (!cell.paragraphs.is_empty()).then(|| Self { kind: RowKind::Detail, cells: vec![cell] })
    }
}

impl Column {
    pub(crate) fn left(title: impl Into<String>, weight: f32) -> Self {
        Self { title: title.into(), align: Align::Left, weight }
    }

    pub(crate) fn right(title: impl Into<String>, weight: f32) -> Self {
        Self { title: title.into(), align: Align::Right, weight }
    }
}

impl Builder {
    pub(crate) fn new(numbered: bool) -> Self {
        Self { numbered, ..Self::default() }
    }

    pub(crate) fn heading(&mut self, level: usize, text: impl AsRef<str>, anchor: &str) {
        let level = level.clamp(1, 3);
        self.counts[level - 1] += 1;
        self.counts[level..].fill(0);
        // Deeper parts are many and short; their numbers would tell nothing.
        let number = if self.numbered && level < 3 {
            let parts: Vec<String> = self.counts[..level].iter().map(usize::to_string).collect();
            parts.join(".")
        } else {
            String::new()
        };
        let anchor = anchor.to_owned();
        self.blocks.push(Block::Heading(Heading {
            level,
            number,
            text: clean(text.as_ref()),
            anchor,
        }));
    }

    pub(crate) fn paragraph(&mut self, style: Style, runs: Vec<Run>) {
        if runs.iter().any(|it| !it.text.is_empty()) {
            self.blocks.push(Block::Paragraph(style, runs));
        }
    }

    pub(crate) fn text(&mut self, style: Style, text: impl AsRef<str>) {
        self.paragraph(style, vec![run(text)]);
    }

    pub(crate) fn list(&mut self, ordered: bool, items: Vec<Vec<Run>>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(List { ordered, items }));
        }
    }

    /// A table, and its anchor.
    pub(crate) fn table(
        &mut self,
        caption: impl AsRef<str>,
        columns: Vec<Column>,
        rows: Vec<Row>,
        notes: Vec<String>,
    ) -> String {
        self.tables += 1;
        let anchor = format!("table-{}", self.tables);
        self.blocks.push(Block::Table(Table {
            number: self.tables,
            anchor: anchor.clone(),
            caption: clean(caption.as_ref()),
            columns,
            rows,
            notes,
        }));
        anchor
    }

    /// A figure, and its anchor.
    pub(crate) fn figure(
        &mut self,
        caption: impl AsRef<str>,
        alternative: impl AsRef<str>,
        drawing: super::figures::Drawing,
        notes: Vec<String>,
    ) -> String {
        self.figures += 1;
        let anchor = format!("figure-{}", self.figures);
        self.blocks.push(Block::Figure(Figure {
            number: self.figures,
            anchor: anchor.clone(),
            caption: clean(caption.as_ref()),
            alternative: clean(alternative.as_ref()),
            svg: drawing.svg,
            width: drawing.width,
            height: drawing.height,
            notes,
        }));
        anchor
    }

    pub(crate) fn anchor(&mut self, anchor: impl Into<String>) {
        self.blocks.push(Block::Anchor(anchor.into()));
    }

    pub(crate) fn page_break(&mut self) {
        self.blocks.push(Block::PageBreak);
    }
}
