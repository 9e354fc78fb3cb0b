//! The sheet that lists what is wrong, with a link to each cell.

use karenina_model::Place;

use super::{Marks, styles::ListStyles, xml::escape};

/// The sheet as a part of its own.
pub fn sheet(marks: &Marks<'_>, styles: ListStyles, namespace: &str, linked: bool) -> String {
    let mut rows = String::new();
    let mut links = String::new();
    row(&mut rows, 1, &[(styles.title, marks.title)]);
    row(&mut rows, 2, &[(styles.text, marks.about)]);
    let headings: Vec<(usize, &str)> =
        marks.headings.iter().map(|it| (styles.heading, *it)).collect();
    if !marks.list.is_empty() {
        row(&mut rows, 4, &headings);
    }
    for (n, mark) in marks.list.iter().enumerate() {
        let line = n + 5;
        let place = where_text(mark.place, marks.whole_file);
        let target = linked.then(|| target(mark.place)).flatten();
        let look = if target.is_some() { styles.link } else { styles.text };
        row(
            &mut rows,
            line,
            &[
                (styles.text, &(n + 1).to_string()),
                (styles.of(mark.severity), mark.word),
                (look, &place),
                (styles.text, mark.column),
                (styles.text, &mark.text),
                (styles.text, mark.code),
            ],
        );
        if let Some(target) = target {
            links += &format!(
                "<hyperlink ref=\"C{line}\" location=\"{0}\" display=\"{1}\"/>",
                escape(&target),
                escape(&place)
            );
        }
    }
    if !links.is_empty() {
        links = format!("<hyperlinks>{links}</hyperlinks>");
    }
    let columns: String = [6, 16, 30, 22, 90, 8]
        .iter()
        .zip(1..)
        .map(|(width, at)| {
            format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>")
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{namespace}\"><sheetPr><tabColor rgb=\"FFC00000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"><pane ySplit=\"4\" topLeftCell=\"A5\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>{rows}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:F2\"/></mergeCells>{links}<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
    )
}

/// A row of texts. A text is never computed, whatever it begins with.
fn row(rows: &mut String, line: usize, cells: &[(usize, &str)]) {
    // Where the words are long the row is high: not every program makes rows fit by itself.
    let widths = [6, 16, 34, 26, 100, 8];
    let lines = cells
        .iter()
        .zip(widths)
        .map(|((_, text), width)| {
            let width = if line == 2 { 160 } else { width };
            text.chars().count().div_ceil(width).max(1)
        })
        .max()
        .unwrap_or(1);
    let height = match line {
        1 => 22,
        _ => 15 * lines,
    };
    rows.push_str(&format!("<row r=\"{line}\" ht=\"{height}\" customHeight=\"1\">"));
    for ((style, text), letter) in cells.iter().zip('A'..) {
        if text.is_empty() {
            continue;
        }
        let number = (letter == 'A').then(|| text.parse::<u32>().ok()).flatten();
        match number {
            Some(n) => rows.push_str(&format!("<c r=\"{letter}{line}\" s=\"{style}\"><v>{n}</v></c>")),
            None => rows.push_str(&format!(
                "<c r=\"{letter}{line}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escape(text)
            )),
        }
    }
    rows.push_str("</row>");
}

/// Where a problem is, without the file, which is this one.
pub fn where_text(place: &Place, whole_file: &str) -> String {
    match (&place.sheet, &place.cell, place.line) {
        (Some(sheet), Some(cell), _) => format!("{sheet}!{cell}"),
        (Some(sheet), None, _) => sheet.clone(),
        (None, _, Some(line)) => line.to_string(),
        (None, Some(cell), None) => cell.clone(),
        (None, None, None) => whole_file.to_owned(),
    }
}

/// Where a link leads.
fn target(place: &Place) -> Option<String> {
    let sheet = place.sheet.as_ref()?;
    let cell = place
        .cell
        .as_deref()
        .and_then(|it| it.split([',', ';', ' ']).next())
        .filter(|it| it.split(':').all(|it| super::corner(it).is_some()))
        .unwrap_or("A1");
    Some(format!("'{}'!{cell}", sheet.replace('\'', "''")))
}
