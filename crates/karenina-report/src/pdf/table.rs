//! Tables: columns as wide as their words need, heads repeated on every page, rows kept whole
//! where a page has room for them.

use super::{
    flow::{BOTTOM, CAPTION, Drawing, Flow, HEIGHT, LEFT, Role, tints},
    text::{INK, Line, Look},
};
use crate::document::{Align, Cell, Row, RowKind, Style, TEXT_WIDTH, Table, run};

const CELL: Look = Look { serif: false, bold: false, size: 8.2, leading: 1.3, colour: INK };
const HEAD: Look = Look { bold: true, size: 8.0, leading: 1.25, ..CELL };
const DETAIL: Look = Look { size: 7.2, leading: 1.32, ..CELL };
const PAD: f32 = 4.0;
const PAD_Y: f32 = 2.6;
const GREY: (u8, u8, u8) = (0xd5, 0xd1, 0xc7);
const PALE: (u8, u8, u8) = (0xf2, 0xef, 0xe8);

impl Flow<'_> {
    pub(super) fn table(&mut self, it: &Table) {
        let words = crate::wording::words(self.lang);
        let label = words.say("doc-table", &[("n", it.number.into())]);
        let caption = [run(format!("{label}. ")).strong(), run(&it.caption)];
        let widths = self.widths(it);
        let heads = self.head_lines(it, &widths);
        let head_height = height_of(&heads, HEAD);
        let above = CAPTION.line_height() * 1.4 + head_height;
        self.space(5.0);
        self.need(above + 40.0);
        self.anchor(&it.anchor);
        let table = self.node(Role::Table, None);
        let node = self.node(Role::Caption, Some(table));
        self.lines(&caption, CAPTION, LEFT, TEXT_WIDTH, node);
        self.y += 3.0;
        let head = self.node(Role::Head, Some(table));
        let row = self.node(Role::Row, Some(head));
        self.head(it, &widths, &heads, Some(row));
        let body = self.node(Role::Body, Some(table));
        for (at, row) in it.rows.iter().enumerate() {
            // A head inside the table keeps the row that follows.
            let next = it
                .rows
                .get(at + 1)
                .filter(|next| row.kind == RowKind::Section || next.kind == RowKind::Detail);
            let followed = next.is_some_and(|it| it.kind == RowKind::Detail);
            let mut lines = self.row_lines(it, row, &widths);
            let mut height = row_height(&lines, row);
            let mut with_next = 0.0;
            if let Some(next) = next {
                with_next += row_height(&self.row_lines(it, next, &widths), next);
                // A head goes with a row and with the first lines of what it rests on.
                let detail = it
                    .rows
                    .get(at + 2)
                    .filter(|it| row.kind == RowKind::Section && it.kind == RowKind::Detail);
                if detail.is_some() {
                    with_next += 24.0;
                }
                with_next = with_next.min(if next.kind == RowKind::Detail { 60.0 } else { 160.0 });
            }
            if self.y + height + with_next > BOTTOM
                && (height <= HEIGHT - head_height - 20.0 || BOTTOM - self.y < 60.0)
            {
                self.turn(it, &widths, &heads);
            }
            let node = self.node(Role::Row, Some(body));
            let cells: Vec<usize> = row
                .cells
                .iter()
                .map(|_| {
                    let role = if row.kind == RowKind::Section {
                        Role::HeadCell { span: it.columns.len(), row: true }
                    } else if row.kind == RowKind::Detail {
                        Role::Cell(it.columns.len())
                    } else {
                        Role::Cell(1)
                    };
                    self.node(role, Some(node))
                })
                .collect();
            // A row that no page has room for goes on on the next.
            while self.y + height > BOTTOM {
                let fits = (((BOTTOM - self.y - 2.0 * PAD_Y) / look_of(row).line_height()).floor()
                    as usize)
                    .max(1);
                let rest: Vec<Vec<Line>> =
                    lines.iter_mut().map(|it| it.split_off(fits.min(it.len()))).collect();
                self.cells(it, row, &lines, &widths, &cells, false);
                if rest.iter().all(Vec::is_empty) {
                    lines = rest;
                    break;
                }
                lines = rest;
                height = row_height(&lines, row);
                self.turn(it, &widths, &heads);
            }
            if lines.iter().any(|it| !it.is_empty())
                || row.cells.iter().all(|it| it.paragraphs.is_empty())
            {
                self.cells(it, row, &lines, &widths, &cells, followed);
            }
        }
        self.rule(self.y, 0.8, INK);
        self.y += 5.0;
        for note in &it.notes {
            self.note(note);
        }
        self.y += 8.0;
    }

    fn note(&mut self, text: &str) {
        self.blocks(&[crate::document::Block::Paragraph(Style::Note, vec![run(text)])]);
    }

    /// A new page with the heads again, which are no part of the structure there.
    fn turn(&mut self, it: &Table, widths: &[f32], heads: &[Vec<Line>]) {
        self.rule(self.y, 0.5, GREY);
        self.new_page();
        self.head(it, widths, heads, None);
    }

    fn head(&mut self, it: &Table, widths: &[f32], heads: &[Vec<Line>], row: Option<usize>) {
        self.rule(self.y, 0.8, INK);
        let height = height_of(heads, HEAD);
        let mut x = LEFT;
        for ((column, lines), width) in it.columns.iter().zip(heads).zip(widths) {
            let cell = row.map(|row| self.node(Role::HeadCell { span: 1, row: false }, Some(row)));
            // Heads stand on the line below them.
            let mut y = self.y + height - PAD_Y - HEAD.line_height() * lines.len() as f32;
            for line in lines {
                let left = x + PAD + slack(column.align, width - 2.0 * PAD - line.width);
                let baseline = y + HEAD.line_height() * 0.5 + HEAD.size * 0.33;
                let line = line.clone();
                match cell {
                    Some(cell) => self.line(left, baseline, line, cell),
                    None => self.draw(Drawing::Text { x: left, y: baseline, line }, None),
                }
                y += HEAD.line_height();
            }
            x += width;
        }
        self.y += height;
        self.rule(self.y, 0.5, INK);
    }

    fn cells(
        &mut self,
        it: &Table,
        row: &Row,
        lines: &[Vec<Line>],
        widths: &[f32],
        nodes: &[usize],
        followed: bool,
    ) {
        let height = row_height(lines, row);
        if row.kind == RowKind::Section {
            let (y, width) = (self.y, TEXT_WIDTH);
            self.draw(Drawing::Rect { x: LEFT, y, width, height, colour: PALE }, None);
        }
        let mut x = LEFT;
        for (at, (cell, lines)) in row.cells.iter().zip(lines).enumerate() {
            let width = if row.kind == RowKind::Cells { widths[at] } else { TEXT_WIDTH };
            if let Some(state) = cell.state {
                let (y, colour) = (self.y, tints(state).1);
                let drawn = Drawing::Rect { x, y, width, height, colour };
                self.draw(drawn, None);
            }
            let align = if row.kind == RowKind::Cells { it.columns[at].align } else { Align::Left };
            let look = look_of(row);
            let mut y = self.y + if row.kind == RowKind::Detail { 0.0 } else { PAD_Y };
            for line in lines {
                let left = x + PAD + slack(align, width - 2.0 * PAD - line.width);
                let baseline = y + look.line_height() * 0.5 + look.size * 0.33;
                self.line(left, baseline, line.clone(), nodes[at]);
                y += look.line_height();
            }
            x += width;
        }
        self.y += height;
        if !followed {
            self.rule(self.y, 0.4, GREY);
        }
    }

    fn head_lines(&mut self, it: &Table, widths: &[f32]) -> Vec<Vec<Line>> {
        it.columns
            .iter()
            .zip(widths)
            .map(|(column, width)| {
                self.plan.types.lines(&[run(&column.title)], HEAD, width - 2.0 * PAD)
            })
            .collect()
    }

    fn row_lines(&mut self, it: &Table, row: &Row, widths: &[f32]) -> Vec<Vec<Line>> {
        row.cells
            .iter()
            .take(it.columns.len())
            .enumerate()
            .map(|(at, cell)| {
                let width = if row.kind == RowKind::Cells { widths[at] } else { TEXT_WIDTH };
                self.cell_lines(cell, look_of(row), width - 2.0 * PAD)
            })
            .collect()
    }

    fn cell_lines(&mut self, cell: &Cell, first: Look, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        for (n, runs) in cell.paragraphs.iter().enumerate() {
            // What stands below the first paragraph of a cell explains it.
            let look = if n == 0 { first } else { Look { size: first.size.min(7.4), ..first } };
            lines.extend(self.plan.types.lines(runs, look, width));
        }
        lines
    }

    /// As the columns ask for, but no narrower than their longest words.
    fn widths(&mut self, it: &Table) -> Vec<f32> {
        let most = TEXT_WIDTH * 0.42;
        let mut least = Vec::with_capacity(it.columns.len());
        for (at, column) in it.columns.iter().enumerate() {
            let mut width = self.plan.types.widest_word(&[run(&column.title)], HEAD);
            for row in it.rows.iter().filter(|it| it.kind == RowKind::Cells).take(400) {
                let Some(cell) = row.cells.get(at) else { continue };
                for runs in &cell.paragraphs {
                    width = width.max(self.plan.types.widest_word(runs, CELL));
                }
            }
            least.push((width + 2.0 * PAD + 0.5).min(most));
        }
        share_out(&least, &it.columns.iter().map(|it| it.weight).collect::<Vec<_>>())
    }
}

/// The width between the margins by weights, where that is enough, and the rest in their order.
fn share_out(least: &[f32], weights: &[f32]) -> Vec<f32> {
    let needed: f32 = least.iter().sum();
    if needed >= TEXT_WIDTH {
        return least.iter().map(|it| it * TEXT_WIDTH / needed).collect();
    }
    let mut fixed = vec![false; least.len()];
    loop {
        let taken: f32 = least.iter().zip(&fixed).filter(|it| *it.1).map(|it| it.0).sum();
        let open: f32 = weights.iter().zip(&fixed).filter(|it| !*it.1).map(|it| it.0).sum();
        let each = (TEXT_WIDTH - taken) / open.max(f32::MIN_POSITIVE);
        let short = (0..least.len()).find(|at| !fixed[*at] && weights[*at] * each < least[*at]);
        match short {
            Some(at) => fixed[at] = true,
            None => {
                return (0..least.len())
                    .map(|at| if fixed[at] { least[at] } else { weights[at] * each })
                    .collect();
            }
        }
    }
}

fn look_of(row: &Row) -> Look {
    if row.kind == RowKind::Detail { DETAIL } else { CELL }
}

fn row_height(lines: &[Vec<Line>], row: &Row) -> f32 {
    let height = height_of(lines, look_of(row));
    if row.kind == RowKind::Detail { height - PAD_Y + 1.0 } else { height }
}

fn slack(align: Align, free: f32) -> f32 {
    match align {
        Align::Left => 0.0,
        Align::Right => free.max(0.0),
    }
}

fn height_of(lines: &[Vec<Line>], look: Look) -> f32 {
    let n = lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
    look.line_height() * n as f32 + 2.0 * PAD_Y
}

#[cfg(test)]
mod tests {
    use super::{TEXT_WIDTH, share_out};

    #[test]
    fn columns_fill_the_page_and_hold_their_longest_words() {
        let widths = share_out(&[120.0, 20.0, 20.0], &[1.0, 2.0, 2.0]);
        assert!((widths.iter().sum::<f32>() - TEXT_WIDTH).abs() < 0.01);
        assert_eq!(widths[0], 120.0);
        let crowded = share_out(&[400.0, 400.0], &[1.0, 1.0]);
        assert!((crowded.iter().sum::<f32>() - TEXT_WIDTH).abs() < 0.01);
    }
}
