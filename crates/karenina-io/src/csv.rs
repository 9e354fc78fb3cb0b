//! Tables as text: delimiters, quotes, line numbers.
//!
//! The text is cut into pieces of about a mebibyte at ends of records, and the pieces are read in
//! parallel. Where a record ends depends on the quotes before it, so the cutting goes from top to
//! bottom; it looks at nothing but quotes and line ends and costs a tenth of the reading. The
//! `csv` crate is not used: it closes an open quote at the end of the file without a word, which
//! swallows all rows after it.

use std::ops::Range;

use karenina_model::{Code, Place, Problem, TableBuilder, TableId, problem::Problems};
use memchr::{memchr, memchr_iter, memchr2, memrchr};
use rayon::prelude::*;

use crate::{
    layout::{self, Looked, Row, Taker, rows},
    names,
    read::Part,
    recipe, text,
    workbook::Found,
};

/// How much text is read in one go. It does not depend on the number of threads, and neither does
/// the result.
const PIECE: usize = 1 << 20;

/// The most columns that a heading may name: what a spreadsheet has.
pub const MOST_COLUMNS: usize = 16_384;

/// Reads the text of a table, which the file is named after, or its headings tell, or a recipe.
pub fn read(named: Option<TableId>, file: &str, bytes: &[u8], recipe: &[recipe::Part]) -> Found {
    let mut found = Found::default();
    let text::Decoded { text, problems } = text::decode(file, bytes);
    let Some(text) = text else {
        match named {
            Some(_) => found.problems = problems,
            None => {
                let place = Place::file(file);
                found.problems.push(names::unknown(place, file, names::stem(file)));
            }
        }
        return found;
    };
    let text = trimmed(&text);
    let begins = beginning(file, text);
    let fits: Vec<usize> = (0..recipe.len()).filter(|at| recipe[*at].fits(file, None)).collect();
    let part = |table| Part { place: Place::file(file), table };
    if let (Some(id), [], Some((form, from, line))) = (named, fits.as_slice(), begins)
        && is_plain(id, text, form, from)
    {
        found.problems = problems;
        let table = read_table(id, file, text, (form, from, line), PIECE, &mut found.problems);
        found.parts.push(part(table));
        return found;
    }
    let mut takers: Vec<Taker> =
        fits.iter().map(|it| Taker::new(file, None, named, Some((&recipe[*it], recipe)))).collect();
    if takers.is_empty() {
        takers.push(Taker::new(file, None, named, None));
    }
    let mut rows_read = Problems::default();
    if begins.is_some() {
        rows(file, text, &mut rows_read, |row| {
            let mut wanted = false;
            for taker in &mut takers {
                wanted |= taker.row(&mut row.clone());
            }
            wanted
        });
    }
    for taker in takers {
        let taken = taker.finish();
        found.problems.append(taken.problems);
        found.parts.extend(taken.table.map(part));
    }
    found.used.extend(fits);
    if found.parts.is_empty() && found.used.is_empty() {
        let place = Place::file(file);
        found.problems.push(match named {
            Some(id) => Problem::new(Code::TableEmpty, place).with("table", id.name()),
            None => names::unknown(place, file, names::stem(file)),
        });
    }
    if named.is_some() || !found.parts.is_empty() {
        found.problems.append(problems);
        found.problems.append(rows_read);
    }
    found
}

/// Goes through the records of a text one after another, the heading first: line and cells of
/// each. For texts that are none of our tables.
pub fn for_each_record(file: &str, text: &str, mut each: impl FnMut(u32, &[&str])) -> Problems {
    let mut problems = Problems::default();
    let text = text.trim_start_matches('\u{feff}').trim_end_matches('\u{1a}');
    let Some((form, from, line)) = beginning(file, text) else { return problems };
    let (pieces, open) = cut(text, from, line, form, PIECE);
    for (quote, line) in open {
        problems.push(quote_open(file, text, quote, line));
    }
    let mut record = Record::default();
    for piece in &pieces {
        let bytes = text.as_bytes();
        let (mut at, mut line) = (piece.bytes.start, piece.line);
        let mut plain = piece.plain.as_slice();
        let mut cells: Vec<&str> = Vec::new();
        while at < piece.bytes.end {
            if piece.quotes {
                let end = at + record.read(text, at..piece.bytes.end, form, plain);
                if !is_blank(&text[at..end], form) {
                    let cells: Vec<&str> = record.cells().map(str::trim).collect();
                    each(line, &cells);
                }
                line += form.line_breaks(&bytes[at..end]);
                at = end;
                plain = &plain[plain.partition_point(|quote| *quote < at)..];
            } else {
                let end = memchr(form.ends, &bytes[at..piece.bytes.end])
                    .map_or(piece.bytes.end, |it| at + it);
                let row = &text[at..end];
                if !is_blank(row, form) {
                    cells.clear();
                    let row = Cells { rest: Some(row), delimiter: form.delimiter };
                    cells.extend(row.map(str::trim));
                    each(line, &cells);
                }
                line += form.line_breaks(&bytes[at..(end + 1).min(piece.bytes.end)]);
                at = end + 1;
            }
        }
    }
    problems
}

/// Looks at the first rows of a text, for the draft of a recipe.
pub fn look(file: &str, bytes: &[u8]) -> (Option<Looked>, Problems) {
    let text::Decoded { text, mut problems } = text::decode(file, bytes);
    let Some(text) = text else { return (None, problems) };
    let text = trimmed(&text);
    if beginning(file, text).is_none() {
        return (None, problems);
    }
    let mut kept = Vec::new();
    rows(file, text, &mut problems, |row| {
        kept.push(row);
        kept.len() < layout::LOOKED_AT_FOR_DRAFT
    });
    let named = names::table_named(names::stem(file));
    (Some(layout::look(file, None, named, &kept)), problems)
}

/// The text without marks of its beginning and end: old programs end a file with Ctrl-Z.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim_end_matches('\u{1a}')
}

/// Whether the text is as our own forms are: the first filled line names columns, and no line
/// sums up others.
fn is_plain(id: TableId, text: &str, form: Form, from: usize) -> bool {
    let mut record = Record::default();
    record.read(text, from..text.len().min(from + (1 << 20)).max(from), form, &[]);
    let cells: Vec<&str> = record.cells().take(MOST_COLUMNS).collect();
    if !layout::is_heading(id, &cells) {
        return false;
    }
    // Totals begin a line, behind empty cells at most.
    ["того", "ТОГО", "сего", "СЕГО", "otal", "OTAL"].iter().all(|needle| {
        memchr::memmem::find_iter(text.as_bytes(), needle.as_bytes()).take(100).all(|at| {
            let begin = text[..at].char_indices().next_back().map_or(0, |it| it.0);
            let before = text.as_bytes()[..begin].iter().rev();
            let empty = |it: &&u8| matches!(it, b'"' | b' ') || **it == form.delimiter;
            let line_begins =
                before.clone().find(|it| !empty(it)).is_none_or(|it| *it == form.ends);
            !(line_begins && rows::is_total(&text[begin..]))
        })
    })
}

/// Gives each filled row, with its line, until no more are wanted.
fn rows(file: &str, text: &str, problems: &mut Problems, mut each: impl FnMut(Row) -> bool) {
    let ends = text::line_ends(text.as_bytes());
    let form = Form { delimiter: delimiter_of_many(file, text, ends), ends };
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, 1_u32);
    let mut record = Record::default();
    while at < bytes.len() {
        let mut plain = Vec::new();
        let end = form.end_of_record(bytes, at, &mut plain);
        for quote in &plain {
            let line = line + form.line_breaks(&bytes[at..*quote]);
            problems.push(quote_open(file, text, *quote, line));
        }
        record.read(text, at..end, form, &plain);
        let texts: Vec<String> = record.cells().take(MOST_COLUMNS).map(str::to_owned).collect();
        let named = line == 1 && texts.first().is_some_and(|it| it.starts_with("sep="));
        let blank = texts.iter().all(|it| it.trim().is_empty());
        if !blank && !named && !each(Row { line, texts, errors: Vec::new() }) {
            return;
        }
        line += form.line_breaks(&bytes[at..end]);
        at = end;
    }
}

/// The delimiter where titles may stand above the table: that of the line which has most.
fn delimiter_of_many(file: &str, text: &str, ends: u8) -> u8 {
    if let Some(named) = text.lines().next().and_then(|it| it.strip_prefix("sep="))
        && let Some(it @ (b',' | b';' | b'|' | b'\t')) = named.bytes().next()
    {
        return it;
    }
    let bytes = text.as_bytes();
    let (mut at, mut best) = (0, (0, None));
    for _ in 0..100 {
        let end = memchr(ends, &bytes[at..]).map_or(bytes.len(), |it| at + it);
        let found = delimiter(file, &bytes[at..end], ends);
        let count = memchr_iter(found, &bytes[at..end]).count();
        if count > best.0 {
            best = (count, Some(found));
        }
        if end >= bytes.len() {
            break;
        }
        at = end + 1;
    }
    best.1.unwrap_or_else(|| delimiter(file, bytes, ends))
}

#[cfg(test)]
fn read_in_pieces(
    id: TableId,
    file: &str,
    bytes: &[u8],
    size: usize,
) -> (Option<TableBuilder>, Problems) {
    let text::Decoded { text, mut problems } = text::decode(file, bytes);
    let Some(text) = text else { return (None, problems) };
    let text = trimmed(&text);
    let Some(begins) = beginning(file, text) else {
        problems.push(Problem::new(Code::TableEmpty, Place::file(file)).with("table", id.name()));
        return (None, problems);
    };
    let table = read_table(id, file, text, begins, size, &mut problems);
    (Some(table), problems)
}

/// Reads a table whose headings begin at `from`.
fn read_table(
    id: TableId,
    file: &str,
    text: &str,
    (form, mut from, mut line): (Form, usize, u32),
    size: usize,
    problems: &mut Problems,
) -> TableBuilder {
    let mut record = Record::default();
    let mut plain = Vec::new();
    let end = form.end_of_record(text.as_bytes(), from, &mut plain);
    for quote in &plain {
        let line = line + form.line_breaks(&text.as_bytes()[from..*quote]);
        problems.push(quote_open(file, text, *quote, line));
    }
    record.read(text, from..end, form, &plain);
    let mut table = TableBuilder::new(id, file, None, line, record.cells().take(MOST_COLUMNS));
    if let Some(cell) = record.cells().nth(MOST_COLUMNS) {
        problems.push(
            Problem::new(Code::RowTooLong, Place::line(file, line))
                .with("found", cell.trim())
                .with("columns", MOST_COLUMNS.to_string()),
        );
    }
    line += form.line_breaks(&text.as_bytes()[from..end]);
    from = end;

    let (pieces, open) = cut(text, from, line, form, size);
    for (quote, line) in open {
        problems.push(quote_open(file, text, quote, line));
    }
    match pieces.as_slice() {
        [piece] => piece.read(text, form, &mut table),
        _ => {
            let parts: Vec<TableBuilder> = pieces
                .par_iter()
                .map(|piece| {
                    let mut part = table.another_part();
                    piece.read(text, form, &mut part);
                    part
                })
                .collect();
            for part in parts {
                table.append(part);
            }
        }
    }
    table
}

/// How the rows of a text are written.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// What stands between cells.
    delimiter: u8,
    /// What ends a line.
    ends: u8,
}

/// The form of the text, and where its heading begins: the first line with a word in it.
fn beginning(file: &str, text: &str) -> Option<(Form, usize, u32)> {
    let bytes = text.as_bytes();
    let ends = text::line_ends(bytes);
    let (mut from, mut line) = (0, 1);
    let mut said = None;
    loop {
        let end = memchr(ends, &bytes[from..]).map_or(bytes.len(), |at| from + at);
        let first = text[from..end].trim();
        // Excel writes and understands a first line that names the delimiter.
        let named = first.strip_prefix("sep=").and_then(|it| match it {
            // The tab has been trimmed away.
            "" => Some(b'\t'),
            "," | ";" | "|" => it.bytes().next(),
            _ => None,
        });
        if said.is_none() && named.is_some() {
            said = named;
        } else if first.contains(|it: char| !matches!(it, ',' | ';' | '"') && !it.is_whitespace()) {
            let delimiter = said.unwrap_or_else(|| delimiter(file, &bytes[from..], ends));
            return Some((Form { delimiter, ends }, from, line));
        }
        if end == bytes.len() {
            return None;
        }
        from = end + 1;
        line += 1;
    }
}

/// The delimiter that is most frequent outside quotes in the heading.
fn delimiter(file: &str, bytes: &[u8], ends: u8) -> u8 {
    let (mut commas, mut semicolons, mut tabs, mut quoted) = (0, 0, 0, false);
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b',' => commas += 1,
            b';' => semicolons += 1,
            b'\t' => tabs += 1,
            _ if *byte == ends => break,
            _ => {}
        }
    }
    if commas + semicolons + tabs == 0 {
        let tsv = file.len() > 4 && file.as_bytes()[file.len() - 4..].eq_ignore_ascii_case(b".tsv");
        return if tsv { b'\t' } else { b',' };
    }
    if tabs >= commas && tabs >= semicolons {
        b'\t'
    } else if semicolons >= commas {
        b';'
    } else {
        b','
    }
}

impl Form {
    /// Where the record that begins at `from` ends, its line end included.
    ///
    /// A quote that is never closed, or that is closed lines below in the middle of a cell, was
    /// not meant to open anything. It is added to `plain` and read as any other character, so
    /// that one stray quote costs one cell and not the rest of the file.
    fn end_of_record(self, bytes: &[u8], from: usize, plain: &mut Vec<usize>) -> usize {
        let mut at = from;
        loop {
            if bytes.get(at) == Some(&b'"') {
                match self.closing_quote(bytes, at) {
                    Some(closing) => at = closing + 1,
                    None => plain.push(at),
                }
            }
            match memchr2(self.delimiter, self.ends, &bytes[at..]) {
                None => return bytes.len(),
                Some(found) => at += found + 1,
            }
            if bytes[at - 1] == self.ends {
                return at;
            }
        }
    }

    /// The quote that closes the one at `opening`.
    fn closing_quote(self, bytes: &[u8], opening: usize) -> Option<usize> {
        let mut at = opening + 1;
        loop {
            at += memchr(b'"', &bytes[at..])?;
            // Two quotes are one within a quoted cell.
            if bytes.get(at + 1) != Some(&b'"') {
                break;
            }
            at += 2;
        }
        let proper = match bytes.get(at + 1) {
            None | Some(b'\r' | b'\n' | b' ' | b'\t') => true,
            Some(next) => *next == self.delimiter,
        };
        (proper || memchr(self.ends, &bytes[opening..at]).is_none()).then_some(at)
    }

    /// How many lines end within these bytes.
    fn line_breaks(self, bytes: &[u8]) -> u32 {
        let breaks = memchr_iter(self.ends, bytes).count();
        // Line feeds within the cells of a Macintosh file begin a line in any editor.
        let feeds = if self.ends == b'\r' { memchr_iter(b'\n', bytes).count() } else { 0 };
        (breaks + feeds) as u32
    }
}

/// A part of the text that begins and ends with a record.
#[derive(Debug)]
struct Piece {
    bytes: Range<usize>,
    /// The line where it begins.
    line: u32,
    /// Whether there are quotes in it.
    quotes: bool,
    /// Where quotes stand that open nothing.
    plain: Vec<usize>,
}

/// Cuts the text from `from` on into pieces; also where quotes stand that open nothing, with
/// their lines.
fn cut(
    text: &str,
    from: usize,
    line: u32,
    form: Form,
    size: usize,
) -> (Vec<Piece>, Vec<(usize, u32)>) {
    let bytes = text.as_bytes();
    let (mut pieces, mut open) = (Vec::new(), Vec::new());
    let (mut at, mut line) = (from, line);
    // Where the next quote stands; the end of the text where there is none.
    let mut quote = 0;
    while at < bytes.len() {
        let begin = at;
        let aim = at.saturating_add(size).min(bytes.len());
        let mut quotes = false;
        let mut plain = Vec::new();
        // Up to where lines have been counted, and the line there.
        let mut counted = (begin, line);
        while at < aim {
            if quote < at {
                quote = memchr(b'"', &bytes[at..]).map_or(bytes.len(), |it| at + it);
            }
            if quote > aim {
                // No quote before the aim: everything up to the last line end is whole records.
                if let Some(last) = memrchr(form.ends, &bytes[at..aim]) {
                    at += last + 1;
                }
                if at == aim {
                    break;
                }
            } else if let Some(last) = memrchr(form.ends, &bytes[at..quote]) {
                at += last + 1;
            }
            let known = plain.len();
            let end = form.end_of_record(bytes, at, &mut plain);
            quotes |= quote < end;
            for quote in &plain[known..] {
                counted.1 += form.line_breaks(&bytes[counted.0..*quote]);
                counted.0 = *quote;
                open.push((*quote, counted.1));
            }
            at = end;
        }
        pieces.push(Piece { bytes: begin..at, line, quotes, plain });
        line += form.line_breaks(&bytes[begin..at]);
    }
    (pieces, open)
}

impl Piece {
    /// Reads the records into a table.
    fn read(&self, text: &str, form: Form, table: &mut TableBuilder) {
        if self.quotes {
            self.read_with_quotes(text, form, table);
        } else {
            self.read_lines(text, form, table);
        }
    }

    /// Without quotes every line is a record.
    fn read_lines(&self, text: &str, form: Form, table: &mut TableBuilder) {
        let bytes = text.as_bytes();
        let (mut at, mut line) = (self.bytes.start, self.line);
        while at < self.bytes.end {
            let end =
                memchr(form.ends, &bytes[at..self.bytes.end]).map_or(self.bytes.end, |it| at + it);
            let row = &text[at..end];
            if !is_blank(row, form) {
                table.push(line, Cells { rest: Some(row), delimiter: form.delimiter });
            }
            line += 1;
            if form.ends == b'\r' {
                line += memchr_iter(b'\n', &bytes[at..end]).count() as u32;
            }
            at = end + 1;
        }
    }

    fn read_with_quotes(&self, text: &str, form: Form, table: &mut TableBuilder) {
        let bytes = text.as_bytes();
        let mut record = Record::default();
        let (mut at, mut line) = (self.bytes.start, self.line);
        let mut plain = self.plain.as_slice();
        while at < self.bytes.end {
            let end = at + record.read(text, at..self.bytes.end, form, plain);
            if !is_blank(&text[at..end], form) {
                table.push(line, record.cells());
            }
            line += form.line_breaks(&bytes[at..end]);
            at = end;
            plain = &plain[plain.partition_point(|quote| *quote < at)..];
        }
    }
}

/// Whether a line holds nothing but delimiters.
fn is_blank(row: &str, form: Form) -> bool {
    match row.bytes().next() {
        None => true,
        Some(first) if first.is_ascii_alphanumeric() => false,
        Some(_) => row.chars().all(|it| it == char::from(form.delimiter) || it.is_whitespace()),
    }
}

/// The cells of a line without quotes.
struct Cells<'a> {
    rest: Option<&'a str>,
    delimiter: u8,
}

impl<'a> Iterator for Cells<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        // Cells are short: a plain loop is faster than a call of memchr.
        if let Some(at) = rest.bytes().position(|it| it == self.delimiter) {
            self.rest = Some(&rest[at + 1..]);
            Some(&rest[..at])
        } else {
            self.rest = None;
            Some(rest)
        }
    }
}

/// The cells of a record without their quotes. Its memory is used again for the next record.
#[derive(Debug, Default)]
struct Record {
    text: String,
    ends: Vec<usize>,
}

impl Record {
    /// Reads the record that begins where `within` does; how many bytes it takes.
    fn read(&mut self, text: &str, within: Range<usize>, form: Form, plain: &[usize]) -> usize {
        self.text.clear();
        self.ends.clear();
        let bytes = &text.as_bytes()[..within.end];
        let mut at = within.start;
        loop {
            if bytes.get(at) == Some(&b'"')
                && plain.binary_search(&at).is_err()
                && let Some(closing) = form.closing_quote(bytes, at)
            {
                let mut quoted = &text[at + 1..closing];
                while let Some(quote) = memchr(b'"', quoted.as_bytes()) {
                    self.text.push_str(&quoted[..=quote]);
                    quoted = &quoted[quote + 2..];
                }
                self.text.push_str(quoted);
                at = closing + 1;
            }
            let end = memchr2(form.delimiter, form.ends, &bytes[at..])
                .map_or(bytes.len(), |found| at + found);
            self.text.push_str(&text[at..end]);
            self.ends.push(self.text.len());
            at = (end + 1).min(bytes.len());
            if end == bytes.len() || bytes[end] == form.ends {
                return at - within.start;
            }
        }
    }

    fn cells(&self) -> impl Iterator<Item = &str> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let cell = &self.text[from..*end];
            from = *end;
            cell
        })
    }
}

fn quote_open(file: &str, text: &str, quote: usize, line: u32) -> Problem {
    let found: String = text[quote..].chars().take_while(|it| !it.is_control()).take(40).collect();
    Problem::new(Code::QuoteOpen, Place::line(file, line)).with("found", found)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use karenina_model::{Dataset, TableId};
    use proptest::prelude::*;

    /// Every cell of the table with its line, and every problem.
    fn read(text: &str, size: usize) -> String {
        let (table, problems) =
            super::read_in_pieces(TableId::CLUSTERS, "clusters.csv", text.as_bytes(), size);
        let (dataset, found) = Dataset::assemble(table);
        let mut shown = String::new();
        let table = dataset.table(TableId::CLUSTERS);
        for row in table.rows() {
            let cells = [0, 1, 2].map(|column| table.text(row, column));
            let _ = writeln!(shown, "{:?} {cells:?}", table.place(row, None).line);
        }
        let _ = writeln!(shown, "{found:?} {:?}", problems.into_list());
        shown
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn where_the_text_is_cut_makes_no_difference(
            body in "([ab,\"\n]|\"\"|,\"|\",|\r\n|\n\"){0,60}",
            size in 1_usize..40,
        ) {
            let text = format!("id,name,name_ru\n{body}");
            prop_assert_eq!(read(&text, usize::MAX), read(&text, size));
        }

        #[test]
        fn what_was_written_by_the_rules_is_read_as_it_was(
            rows in prop::collection::vec(("[a-z]{1,3}", "[ab,;\"\n\t]{0,6}", "[ab\"\n]{0,6}"), 0..8),
            size in 1_usize..40,
        ) {
            let mut text = String::from("id,name,name_ru\r\n");
            let mut expected = Vec::new();
            for (at, (id, name, name_ru)) in rows.iter().enumerate() {
                let id = format!("{id}{at}");
                let quoted = |it: &str| format!("\"{}\"", it.replace('"', "\"\""));
                let _ = write!(text, "{id},{},{}\r\n", quoted(name), quoted(name_ru));
                expected.push([id, name.trim().to_owned(), name_ru.trim().to_owned()]);
            }
            let (table, problems) =
                super::read_in_pieces(TableId::CLUSTERS, "clusters.csv", text.as_bytes(), size);
            prop_assert!(problems.is_empty());
            let (dataset, problems) = Dataset::assemble(table);
            prop_assert!(problems.is_empty(), "{:?}", problems);
            let table = dataset.table(TableId::CLUSTERS);
            let found: Vec<_> = table
                .rows()
                .map(|row| {
                    ["id", "name", "name_ru"].map(|it| table.named_text(row, it).unwrap_or("").to_owned())
                })
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
