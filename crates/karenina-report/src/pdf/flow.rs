//! The flow of blocks over pages: what is drawn where, and what it is in the structure.

use std::collections::HashMap;

use super::text::{INK, Line, Look, SOFT, Type};
use crate::document::{Block, Figure, Heading, Link, List, Run, Style, TEXT_WIDTH, run};

pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
pub(super) const LEFT: f32 = 56.0;
pub(super) const TOP: f32 = 58.0;
pub(super) const BOTTOM: f32 = 776.0;
pub(super) const HEIGHT: f32 = BOTTOM - TOP;

const BODY: Look = Look { serif: true, bold: false, size: 10.0, leading: 1.38, colour: INK };
const NOTE: Look = Look { serif: false, bold: false, size: 8.4, leading: 1.36, colour: SOFT };
pub(super) const CAPTION: Look =
    Look { serif: false, bold: false, size: 8.6, leading: 1.35, colour: INK };

/// What a node of the structure is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Role {
    Heading(usize, String),
    Paragraph,
    List {
        ordered: bool,
    },
    Item,
    Label,
    ItemBody,
    Table,
    Head,
    Body,
    Row,
    HeadCell {
        span: usize,
        row: bool,
    },
    /// Over so many columns.
    Cell(usize),
    Caption,
    Figure(String),
    Link,
    Contents,
    ContentsItem,
    Group,
}

/// A part of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Child {
    Node(usize),
    /// Something drawn.
    Drawn(usize),
}

#[derive(Debug)]
pub(super) struct Node {
    pub role: Role,
    pub children: Vec<Child>,
}

/// Something drawn on a page.
#[derive(Debug)]
pub(super) enum Drawing {
    /// Pieces of a line on its base line.
    Text {
        x: f32,
        y: f32,
        line: Line,
    },
    /// A rectangle that means nothing by itself.
    Rect {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: (u8, u8, u8),
    },
    Figure {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        svg: String,
    },
    /// Where a click leads.
    Link {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        to: Link,
        alternative: String,
    },
}

#[derive(Debug, Default)]
pub(super) struct Page {
    pub drawn: Vec<usize>,
}

/// An entry of the contents.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub level: usize,
    pub text: String,
    pub anchor: String,
    pub page: usize,
    pub y: f32,
}

/// What all parts of a document share.
pub(super) struct Plan {
    pub types: Type,
    pub drawn: Vec<(Drawing, Option<usize>)>,
    pub nodes: Vec<Node>,
}

/// The pages of one part.
pub(super) struct Flow<'p> {
    pub plan: &'p mut Plan,
    pub lang: crate::Lang,
    pub pages: Vec<Page>,
    pub y: f32,
    pub root: Vec<usize>,
    pub anchors: HashMap<String, (usize, f32)>,
    pub entries: Vec<Entry>,
}

impl<'p> Flow<'p> {
    pub(super) fn new(plan: &'p mut Plan, lang: crate::Lang) -> Self {
        Self {
            plan,
            lang,
            pages: vec![Page::default()],
            y: TOP,
            root: Vec::new(),
            anchors: HashMap::new(),
            entries: Vec::new(),
        }
    }

    pub(super) fn node(&mut self, role: Role, parent: Option<usize>) -> usize {
        let at = self.plan.nodes.len();
        self.plan.nodes.push(Node { role, children: Vec::new() });
        match parent {
            Some(parent) => self.plan.nodes[parent].children.push(Child::Node(at)),
            None => self.root.push(at),
        }
        at
    }

    /// Draws; what belongs to no node is decoration.
    pub(super) fn draw(&mut self, it: Drawing, node: Option<usize>) {
        let at = self.plan.drawn.len();
        self.plan.drawn.push((it, node));
        if let Some(page) = self.pages.last_mut() {
            page.drawn.push(at);
        }
        if let Some(node) = node {
            self.plan.nodes[node].children.push(Child::Drawn(at));
        }
    }

    pub(super) fn rule(&mut self, y: f32, weight: f32, colour: (u8, u8, u8)) {
        let it = Drawing::Rect { x: LEFT, y, width: TEXT_WIDTH, height: weight, colour };
        self.draw(it, None);
    }

    pub(super) fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    fn is_fresh(&self) -> bool {
        self.y <= TOP
    }

    /// A new page unless so much fits on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && !self.is_fresh() {
            self.new_page();
        }
    }

    pub(super) fn space(&mut self, height: f32) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    pub(super) fn anchor(&mut self, name: &str) {
        let page = self.pages.len() - 1;
        self.anchors.entry(name.to_owned()).or_insert((page, self.y));
    }

    /// A line on its base line, links apart so that each is a node of its own.
    pub(super) fn line(&mut self, x: f32, baseline: f32, line: Line, node: usize) {
        let mut plain = Line::default();
        for piece in line.pieces {
            let Some(to) = piece.link.clone() else {
                plain.pieces.push(piece);
                continue;
            };
            if !plain.pieces.is_empty() {
                let line = std::mem::take(&mut plain);
                self.draw(Drawing::Text { x, y: baseline, line }, Some(node));
            }
            let link = self.node(Role::Link, Some(node));
            let (left, width, size) = (x + piece.x, piece.width, piece.size);
            let alternative = piece.text.clone();
            let line = Line { pieces: vec![piece], width };
            self.draw(Drawing::Text { x, y: baseline, line }, Some(link));
            let (y, height) = (baseline - size * 0.85, size * 1.15);
            self.draw(Drawing::Link { x: left, y, width, height, to, alternative }, Some(link));
        }
        if !plain.pieces.is_empty() {
            self.draw(Drawing::Text { x, y: baseline, line: plain }, Some(node));
        }
    }

    /// Lines one below the other; a new page where one has no room.
    pub(super) fn lines(&mut self, runs: &[Run], look: Look, x: f32, width: f32, node: usize) {
        let lines = self.plan.types.lines(runs, look, width);
        let n = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            // Neither the first nor the last line of a paragraph stands alone on a page.
            let together = if (at == 0 && n > 1) || (n > 2 && at + 2 == n) { 2.0 } else { 1.0 };
            self.need(look.line_height() * together);
            let baseline = self.y + look.line_height() * 0.5 + look.size * 0.33;
            self.line(x, baseline, line, node);
            self.y += look.line_height();
        }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(it) => {
                    let together = self.together(&blocks[at + 1..]);
                    self.heading(it, together);
                }
                Block::Paragraph(style, runs) => self.paragraph(*style, runs),
                Block::List(it) => self.list(it),
                Block::Table(it) => self.table(it),
                Block::Figure(it) => self.figure(it),
                Block::Anchor(name) => self.anchor(name),
                Block::PageBreak => {
                    if !self.is_fresh() && at + 1 < blocks.len() {
                        self.new_page();
                    }
                }
            }
        }
    }

    /// How much a heading keeps below it: a figure that follows after a line or two is part of it.
    fn together(&mut self, after: &[Block]) -> f32 {
        let mut height = 70.0;
        for block in after.iter().take(4) {
            match block {
                Block::Figure(it) => {
                    let scale = (TEXT_WIDTH / it.width).min(1.0);
                    return (height - 10.0 + it.height * scale).min(HEIGHT * 0.8);
                }
                Block::Paragraph(_, runs) => {
                    let lines = self.plan.types.lines(runs, NOTE, TEXT_WIDTH).len();
                    height += NOTE.line_height() * lines as f32 + 8.0;
                }
                Block::Anchor(_) => {}
                Block::Heading(_) | Block::List(_) | Block::Table(_) | Block::PageBreak => break,
            }
        }
        70.0
    }

    fn heading(&mut self, it: &Heading, together: f32) {
        let (size, before, after) = match it.level {
            1 => (19.0, 26.0, 7.0),
            2 => (13.5, 20.0, 4.0),
            _ => (10.5, 12.0, 2.0),
        };
        let look =
            Look { serif: it.level < 3, bold: it.level > 1, size, leading: 1.2, colour: INK };
        self.space(before);
        // A heading keeps what it is the heading of.
        self.need(look.line_height() + together);
        let text = it.numbered();
        self.anchor(&it.anchor);
        if it.level < 3 {
            self.entries.push(Entry {
                level: it.level,
                text: text.clone(),
                anchor: it.anchor.clone(),
                page: self.pages.len() - 1,
                y: self.y,
            });
        }
        let node = self.node(Role::Heading(it.level, text.clone()), None);
        self.lines(&[run(text)], look, LEFT, TEXT_WIDTH, node);
        self.y += after;
    }

    fn paragraph(&mut self, style: Style, runs: &[Run]) {
        match style {
            Style::Title => {
                self.y += 150.0;
                let look =
                    Look { serif: true, bold: false, size: 28.0, leading: 1.18, colour: INK };
                let node = self
                    .node(Role::Heading(1, runs.iter().map(|it| it.text.as_str()).collect()), None);
                self.lines(runs, look, LEFT, TEXT_WIDTH - 40.0, node);
                self.y += 14.0;
            }
            Style::Subtitle => {
                let look = Look { size: 11.0, ..NOTE };
                let node = self.node(Role::Paragraph, None);
                self.lines(runs, look, LEFT, TEXT_WIDTH, node);
                self.y += 26.0;
            }
            Style::Lead => {
                let look = Look { size: 14.5, leading: 1.4, ..BODY };
                let node = self.node(Role::Paragraph, None);
                self.lines(runs, look, LEFT, TEXT_WIDTH - 30.0, node);
                self.y += 12.0;
            }
            Style::Body => {
                // Bold alone is a small heading, which keeps what follows.
                if runs.iter().all(|it| it.strong) {
                    self.need(BODY.line_height() * 4.0);
                }
                let node = self.node(Role::Paragraph, None);
                self.lines(runs, BODY, LEFT, TEXT_WIDTH, node);
                self.y += 6.0;
            }
            Style::Note => {
                let node = self.node(Role::Paragraph, None);
                self.lines(runs, NOTE, LEFT, TEXT_WIDTH, node);
                self.y += 5.0;
            }
            Style::Verdict(state) => {
                let (_, pale) = tints(state);
                let look = Look { bold: true, size: 10.6, ..CAPTION };
                let marked: Vec<Run> = std::iter::once(run(format!("{} ", state.symbol())))
                    .chain(runs.iter().cloned())
                    .collect();
                let lines = self.plan.types.lines(&marked, look, TEXT_WIDTH - 16.0).len();
                let height = look.line_height() * lines as f32 + 9.0;
                self.need(height);
                let (y, width) = (self.y, TEXT_WIDTH);
                self.draw(Drawing::Rect { x: LEFT, y, width, height, colour: pale }, None);
                let node = self.node(Role::Paragraph, None);
                self.y += 4.5;
                self.lines(&marked, look, LEFT + 8.0, TEXT_WIDTH - 16.0, node);
                self.y += 10.5;
            }
            Style::Right => {
                let node = self.node(Role::Paragraph, None);
                let left = LEFT + TEXT_WIDTH * 0.48;
                self.lines(runs, BODY, left, TEXT_WIDTH * 0.52, node);
                self.y += 4.0;
            }
            Style::Subject => {
                self.space(22.0);
                let look = Look { bold: true, size: 15.0, leading: 1.25, ..BODY };
                let text: String = runs.iter().map(|it| it.text.as_str()).collect();
                let node = self.node(Role::Heading(1, text), None);
                self.lines(runs, look, LEFT, TEXT_WIDTH, node);
                self.y += 10.0;
            }
        }
    }

    fn list(&mut self, it: &List) {
        let list = self.node(Role::List { ordered: it.ordered }, None);
        let indent = if it.ordered { 20.0 } else { 13.0 };
        for (at, runs) in it.items.iter().enumerate() {
            let item = self.node(Role::Item, Some(list));
            let label = self.node(Role::Label, Some(item));
            self.need(BODY.line_height() * 2.0);
            let mark = if it.ordered { format!("{}.", at + 1) } else { "•".to_owned() };
            let lines = self.plan.types.lines(&[run(mark)], BODY, indent);
            let baseline = self.y + BODY.line_height() * 0.5 + BODY.size * 0.33;
            for line in lines {
                self.line(LEFT, baseline, line, label);
            }
            let body = self.node(Role::ItemBody, Some(item));
            self.lines(runs, BODY, LEFT + indent, TEXT_WIDTH - indent, body);
            self.y += 2.0;
        }
        self.y += 5.0;
    }

    fn figure(&mut self, it: &Figure) {
        let words = crate::wording::words(self.lang);
        let label = words.say("doc-figure", &[("n", it.number.into())]);
        let caption = [run(format!("{label}. ")).strong(), run(&it.caption)];
        let lines = self.plan.types.lines(&caption, CAPTION, TEXT_WIDTH).len() as f32;
        let below = CAPTION.line_height() * lines + 8.0;
        let scale = (TEXT_WIDTH / it.width).min((HEIGHT - below) / it.height).min(1.0);
        let (width, height) = (it.width * scale, it.height * scale);
        self.space(5.0);
        self.need(height + below);
        self.anchor(&it.anchor);
        let group = self.node(Role::Group, None);
        let node = self.node(Role::Figure(it.alternative.clone()), Some(group));
        let svg = it.svg.clone();
        self.draw(Drawing::Figure { x: LEFT, y: self.y, width, height, svg }, Some(node));
        self.y += height + 5.0;
        let node = self.node(Role::Caption, Some(group));
        self.lines(&caption, CAPTION, LEFT, TEXT_WIDTH, node);
        self.y += 9.0;
        for note in &it.notes {
            self.paragraph(Style::Note, &[run(note)]);
        }
    }

    /// The contents: what stands on which page.
    pub(super) fn contents(&mut self, entries: &[Entry], first_page: usize) {
        let words = crate::wording::words(self.lang);
        let title = words.word("Contents").to_owned();
        let look = Look { serif: true, bold: false, size: 19.0, leading: 1.2, colour: INK };
        let node = self.node(Role::Heading(1, title.clone()), None);
        self.lines(&[run(title)], look, LEFT, TEXT_WIDTH, node);
        self.y += 8.0;
        let list = self.node(Role::Contents, None);
        for it in entries {
            let look = if it.level == 1 {
                Look { bold: true, size: 9.6, leading: 1.5, ..CAPTION }
            } else {
                Look { size: 9.0, leading: 1.45, ..CAPTION }
            };
            if it.level == 1 {
                self.space(3.0);
            }
            let indent = if it.level == 1 { 0.0 } else { 14.0 };
            let item = self.node(Role::ContentsItem, Some(list));
            let number = (it.page + first_page + 1).to_string();
            let to = Link::Anchor(it.anchor.clone());
            let lines = self.plan.types.lines(&[run(&it.text)], look, TEXT_WIDTH - indent - 40.0);
            let n = lines.len();
            for (at, line) in lines.into_iter().enumerate() {
                self.need(look.line_height());
                let baseline = self.y + look.line_height() * 0.5 + look.size * 0.33;
                let link = self.node(Role::Link, Some(item));
                let end = LEFT + indent + line.width;
                self.draw(Drawing::Text { x: LEFT + indent, y: baseline, line }, Some(link));
                if at + 1 == n {
                    let page = self.plan.types.lines(&[run(&number)], look, 40.0).remove(0);
                    let x = LEFT + TEXT_WIDTH - page.width;
                    let mut dot = end + 6.0;
                    while dot < x - 6.0 {
                        let colour = (0xb0, 0xae, 0xa8);
                        let (y, width) = (baseline - 0.8, 0.8);
                        self.draw(Drawing::Rect { x: dot, y, width, height: 0.8, colour }, None);
                        dot += 4.0;
                    }
                    self.draw(Drawing::Text { x, y: baseline, line: page }, Some(link));
                }
                let (x, y, width) = (LEFT + indent, self.y, TEXT_WIDTH - indent);
                let (height, alternative) = (look.line_height(), it.text.clone());
                let to = to.clone();
                self.draw(Drawing::Link { x, y, width, height, to, alternative }, Some(link));
                self.y += look.line_height();
            }
        }
    }
}

/// The colours of a state on paper: of its letters and behind them.
pub(super) fn tints(state: crate::view::State) -> ((u8, u8, u8), (u8, u8, u8)) {
    use crate::view::State;
    match state {
        State::Met => ((0x0a, 0x5c, 0x4a), (0xd6, 0xec, 0xe4)),
        State::NotMet => ((0x8c, 0x2a, 0x0e), (0xfb, 0xdf, 0xd3)),
        State::Undetermined => ((0x4c, 0x4f, 0x56), (0xec, 0xe9, 0xe2)),
        State::Silent | State::NotApplicable => ((0x55, 0x57, 0x5d), (0xf6, 0xf5, 0xf2)),
    }
}
