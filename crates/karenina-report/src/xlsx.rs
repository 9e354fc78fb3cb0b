//! A workbook: an overview that is looked at, then plain sheets that are worked with.
//!
//! Texts are written as texts whatever they begin with, so that no cell is taken for a formula.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Image, Workbook,
    Worksheet, XlsxError,
};

use crate::{
    Report,
    document::figures,
    fonts,
    plain::{self, Datum, Kind, PlainTable},
    view::{State, View},
    wording::share_bounds,
};

/// The most letters that a cell of a spreadsheet holds.
const LONGEST: usize = 32_000;
const INK: u32 = 0x001b_1d20;
const SOFT: u32 = 0x0055_575d;

/// The whole report as a workbook.
pub fn xlsx(report: &Report<'_>) -> std::io::Result<Vec<u8>> {
    workbook(report).map_err(std::io::Error::other)
}

fn workbook(report: &Report<'_>) -> Result<Vec<u8>, XlsxError> {
    let view = View::new(report);
    let w = view.words;
    let mut book = Workbook::new();
    let on = report.found.on;
    let mut properties = DocProperties::new()
        .set_title(cut(view.programme_name(), 250))
        .set_subject(cut(&view.result(), 250))
        .set_author(format!("karenina {}", report.edition.program));
    if let Some(day) = day(on) {
        // Not when it was made, which would change with every run.
        properties = properties.set_creation_datetime(&day);
    }
    book.set_properties(&properties);
    overview(&view, book.add_worksheet())?;
    let tables = plain::tables(&view);
    for table in &tables {
        let sheet = book.add_worksheet();
        sheet.set_name(w.word(&format!("sheet-{}", table.name)))?;
        plain_sheet(table, sheet)?;
    }
    columns_sheet(&view, &tables, book.add_worksheet())?;
    edition(&view, book.add_worksheet())?;
    book.save_to_buffer()
}

fn font() -> Format {
    Format::new().set_font_name("Arial").set_font_size(9).set_align(FormatAlign::Top)
}

fn head() -> Format {
    font()
        .set_bold()
        .set_text_wrap()
        .set_background_color(Color::RGB(0x00f2_efe8))
        .set_border_bottom(FormatBorder::Medium)
}

fn tint(state: State) -> (u32, u32) {
    match state {
        State::Met => (0x000a_5c4a, 0x00d6_ece4),
        State::NotMet => (0x008c_2a0e, 0x00fb_dfd3),
        State::Undetermined => (0x004c_4f56, 0x00ec_e9e2),
        State::Silent | State::NotApplicable => (0x0085_868a, 0x00ff_ffff),
    }
}

/// What is looked at: result, heat map, and how many units meet each sign.
fn overview(view: &View<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let w = view.words;
    sheet.set_name(w.word("sheet-overview"))?;
    sheet.set_screen_gridlines(false);
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let title = font().set_font_size(16).set_font_color(Color::RGB(INK));
    let plain = font().set_text_wrap();
    let soft = font().set_font_color(Color::RGB(SOFT));
    sheet.set_column_width(0, 46)?;
    let order: Vec<usize> = view.counted.iter().chain(&view.latent).copied().collect();
    for at in 0..order.len() {
        sheet.set_column_width(at as u16 + 1, 13)?;
    }
    let verdict_column = order.len() as u16 + 1;
    sheet.set_column_width(verdict_column, 30)?;
    sheet.set_row_height(0, 24)?;
    sheet.write_string_with_format(0, 0, cut(view.programme_name(), LONGEST), &title)?;
    let lead = format!("{}, {}", view.judged_as_of(), view.as_of_from());
    sheet.write_string_with_format(1, 0, lead, &soft)?;
    sheet.write_string_with_format(2, 0, view.result(), &font().set_bold())?;
    let mut row = 3;
    for note in view.notes() {
        sheet.write_string_with_format(row, 0, note, &soft)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, view.legend().join("; "), &soft)?;
    row += 1;
    sheet.write_string_with_format(row, 0, w.word("sheet-bounds"), &soft)?;
    row += 2;
    let signs = &view.report.catalogue.model.signs;
    let heads = head().set_align(FormatAlign::Center).set_align(FormatAlign::Bottom);
    sheet.set_row_height(row, 40)?;
    sheet.write_string_with_format(
        row,
        0,
        w.word("Cluster"),
        &head().set_align(FormatAlign::Bottom),
    )?;
    for (n, at) in order.iter().enumerate() {
        let mut text = format!("{}\n{}", signs[*at].id, view.of(&signs[*at].short));
        if signs[*at].latent {
            text = format!("{text} ({})", w.word("Beside"));
        }
        sheet.write_string_with_format(row, n as u16 + 1, text, &heads)?;
    }
    let verdict_head = head().set_align(FormatAlign::Bottom);
    sheet.write_string_with_format(row, verdict_column, w.word("Verdict"), &verdict_head)?;
    row += 1;
    sheet.set_freeze_panes(row, 1)?;
    let line = |it: Format| {
        it.set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(0x00d5_d1c7))
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap()
    };
    for (section, clusters) in &view.sections {
        let text = format!("{} ({})", view.section_title(*section), clusters.len());
        let look = font().set_bold().set_background_color(Color::RGB(0x00f2_efe8));
        for column in 0..=verdict_column {
            sheet.write_blank(row, column, &look)?;
        }
        sheet.write_string_with_format(row, 0, text, &look)?;
        row += 1;
        for it in clusters {
            let name = cut(view.cluster_name(it.cluster), LONGEST);
            // Spreadsheets do not work out how high a wrapped name is until it is edited.
            let lines = (fonts::width(&name) / 27.0).ceil().clamp(2.0, 6.0);
            sheet.set_row_height(row, f64::from(lines) * 12.5 + 3.0)?;
            sheet.write_string_with_format(row, 0, name, &line(plain.clone()))?;
            for (n, at) in order.iter().enumerate() {
                let state = view.state(it, *at);
                let (ink, pale) = tint(state);
                let look = line(font())
                    .set_align(FormatAlign::Center)
                    .set_font_color(Color::RGB(ink))
                    .set_background_color(Color::RGB(pale));
                let mut text = state.symbol().to_owned();
                if !matches!(state, State::Silent | State::NotApplicable) {
                    let degree = share_bounds(it.signs[*at].degree, view.report.lang);
                    text = format!("{text}\n{degree}");
                }
                sheet.write_string_with_format(row, n as u16 + 1, text, &look)?;
            }
            let mut verdict = w.cluster_verdict_short(it.verdict).to_owned();
            if !it.missing.is_empty() {
                verdict = format!("{verdict}: {}", view.misses(it, false));
            }
            sheet.write_string_with_format(row, verdict_column, verdict, &line(font()))?;
            row += 1;
        }
    }
    if let Some(units) = view.units.filter(|it| !it.clusters.is_empty()) {
        row += 1;
        sheet.write_string_with_format(row, 0, w.word("chart-title"), &font().set_bold())?;
        let drawing = figures::sign_counts(view, units);
        if let Some(png) = fonts::png(&drawing.svg, 2.0) {
            let image = Image::new_from_buffer(&png)?
                .set_alt_text(cut(w.word("chart-alt"), 250))
                .set_scale_width(0.62)
                .set_scale_height(0.62);
            sheet.insert_image(row + 1, 0, &image)?;
        }
    }
    Ok(())
}

/// One row of heads, then rows; nothing else, so that any program can read it.
fn plain_sheet(table: &PlainTable, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let head = head();
    let text = font();
    let date = font().set_num_format("yyyy-mm-dd");
    for (at, (name, kind)) in table.columns.iter().enumerate() {
        let column = at as u16;
        sheet.write_string_with_format(0, column, *name, &head)?;
        let width = match (kind, *name) {
            (Kind::Number | Kind::Flag | Kind::Date, _) => 11.0,
            (Kind::Text, "question" | "message" | "document" | "read" | "evidence" | "text") => {
                60.0
            }
            (Kind::Text, "cluster_name" | "title" | "sign_title" | "note" | "indicator") => 34.0,
            (Kind::Text, _) => 16.0,
        };
        sheet.set_column_width(column, width)?;
    }
    for (n, row) in table.rows.iter().enumerate() {
        let Ok(row_number) = u32::try_from(n + 1) else { break };
        if row_number >= 1_048_575 {
            break;
        }
        for (at, datum) in row.iter().enumerate() {
            let column = at as u16;
            match datum {
                Datum::Nothing => {}
                Datum::Text(it) => {
                    sheet.write_string_with_format(row_number, column, cut(it, LONGEST), &text)?;
                }
                Datum::Number(x) => {
                    sheet.write_number_with_format(row_number, column, *x, &text)?;
                }
                Datum::Flag(it) => {
                    sheet.write_boolean_with_format(row_number, column, *it, &text)?;
                }
                Datum::Date(it) => match day(*it) {
                    Some(day) => {
                        sheet.write_datetime_with_format(row_number, column, &day, &date)?;
                    }
                    // Days before those that spreadsheets know are texts.
                    None => {
                        sheet.write_string_with_format(
                            row_number,
                            column,
                            it.to_string(),
                            &text,
                        )?;
                    }
                },
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if !table.rows.is_empty() {
        let last = table.rows.len().min(1_048_574) as u32;
        sheet.autofilter(0, 0, last, table.columns.len() as u16 - 1)?;
    }
    Ok(())
}

/// What each column of each plain sheet holds.
fn columns_sheet(
    view: &View<'_>,
    tables: &[PlainTable],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let w = view.words;
    sheet.set_name(w.word("sheet-columns"))?;
    for (at, (name, width)) in
        [("sheet", 18.0), ("column", 24.0), ("meaning", 90.0)].into_iter().enumerate()
    {
        sheet.write_string_with_format(0, at as u16, name, &head())?;
        sheet.set_column_width(at as u16, width)?;
    }
    let mut row = 1;
    for table in tables {
        for (name, _) in &table.columns {
            let title = w.word(&format!("sheet-{}", table.name));
            sheet.write_string_with_format(row, 0, title, &font())?;
            sheet.write_string_with_format(row, 1, *name, &font())?;
            sheet.write_string_with_format(row, 2, w.word(&column_word(name)), &font())?;
            row += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The key of the words for a column.
pub(crate) fn column_word(name: &str) -> String {
    format!("column-{}", name.replace('_', "-"))
}

fn edition(view: &View<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let w = view.words;
    let it = view.report.edition;
    sheet.set_name(w.word("Edition"))?;
    sheet.set_column_width(0, 22)?;
    sheet.set_column_width(1, 100)?;
    let lines = [
        ("edition-catalogue", format!("sha256 {}", it.catalogue)),
        ("edition-data", format!("{} sha256 {}", it.data_name, it.data)),
        ("edition-program", format!("karenina {}", it.program)),
        ("edition-day", format!("{}, {}", view.report.found.on, view.as_of_from())),
        ("edition-seed", view.report.found.seed.to_string()),
        ("edition-repeat", view.repeat()),
        ("Method", view.method_source()),
    ];
    for (row, (id, text)) in lines.into_iter().enumerate() {
        sheet.write_string_with_format(row as u32, 0, w.word(id), &font().set_bold())?;
        let look = font().set_text_wrap();
        sheet.write_string_with_format(row as u32, 1, cut(&text, LONGEST), &look)?;
    }
    Ok(())
}

fn day(on: karenina_model::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(on.year()).ok().filter(|it| *it >= 1900)?;
    ExcelDateTime::from_ymd(year, on.month().unsigned_abs(), on.day().unsigned_abs()).ok()
}

/// A text no longer than a cell may hold; spreadsheets count in units of UTF-16.
fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let mut used = 0;
    let mut out = String::new();
    for it in text.chars() {
        used += it.len_utf16();
        if used >= most {
            out.push('…');
            break;
        }
        out.push(it);
    }
    out
}
