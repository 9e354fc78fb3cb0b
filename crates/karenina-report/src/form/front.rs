//! The sheets of a form that are only read: cover and help.

use karenina_model::{ColumnType, TableId};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::{
    Form, FormSubject,
    rows::Rows,
    sheets::{self, Looks},
};
use crate::wording::words;

/// Who is asked, by which edition, how it is filled in, and where everything stands.
pub fn cover(
    sheet: &mut Worksheet,
    form: &Form<'_>,
    title: &str,
    tables: &[TableId],
    rows: &Rows,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let words = words(form.lang);
    sheet.set_name(words.word("form-cover"))?;
    sheet.set_column_width(0, 30)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, title, &looks.title)?;
    let edition = form.edition;
    let data = edition.data.as_deref().unwrap_or(words.word("form-not-prefilled"));
    let subject = subject(form);
    let short = edition.schema.get(..12).unwrap_or(&edition.schema);
    let mut line = 2;
    for (name, text) in [
        ("form-for", subject.as_str()),
        ("form-edition", short),
        ("form-schema-hash", &edition.schema),
        ("form-catalogue-hash", &edition.catalogue),
        ("form-data-hash", data),
        ("form-program", &format!("karenina {}", edition.program)),
    ] {
        sheet.write_string_with_format(line, 0, words.word(name), &looks.strong)?;
        sheet.write_string_with_format(line, 1, text, &looks.plain)?;
        line += 1;
    }
    line += 1;
    sheet.write_string_with_format(line, 0, words.word("form-how"), &looks.strong)?;
    let filled = tables.iter().any(|it| !rows.of(*it).is_empty());
    for (id, shown) in [
        ("form-how-example", true),
        ("form-how-rows", true),
        ("form-how-unknown", true),
        ("form-how-interval", true),
        ("form-how-date", true),
        ("form-how-key", filled),
        ("form-how-key-new", true),
        ("form-how-check", true),
    ] {
        if shown {
            sheet.write_string_with_format(line, 1, words.word(id), &looks.plain)?;
            sheet.set_row_height(line, sheets::height_of(words.word(id), 90.0))?;
            line += 1;
        }
    }
    line += 1;
    sheet.write_string_with_format(line, 0, words.word("form-sheets"), &looks.strong)?;
    line += 1;
    for id in tables {
        let schema = id.schema();
        let name = form.lang.of(&schema.title);
        let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
        sheet.write_url_with_format(line, 0, link, &looks.link)?;
        let about = schema.about.as_ref().map_or("", |it| form.lang.of(it));
        let n = rows.of(*id).len();
        let known = words.say("form-rows-known", &[("n", n.into())]);
        let text = match (n, about) {
            (0, about) => about.to_owned(),
            (_, "") => known,
            (_, about) => format!("{about} ({known})"),
        };
        sheet.set_row_height(line, sheets::height_of(&text, 90.0))?;
        sheet.write_string_with_format(line, 1, text, &looks.plain)?;
        line += 1;
    }
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(())
}

/// The name and key of who is asked.
fn subject(form: &Form<'_>) -> String {
    match (form.subject, form.known) {
        (FormSubject::Cluster(row), Some(data)) => {
            let clusters = data.table(TableId::CLUSTERS);
            let names = match form.lang {
                crate::Lang::En => ["name", "name_ru"],
                crate::Lang::Ru => ["name_ru", "name"],
            };
            let key = clusters.key(row);
            match names.iter().find_map(|it| clusters.named_text(row, it)) {
                Some(name) => format!("{name} ({key})"),
                None => key.to_owned(),
            }
        }
        (FormSubject::New(key), _) => key.to_owned(),
        (FormSubject::Programme | FormSubject::Cluster(_), _) => {
            words(form.lang).word("form-everybody").to_owned()
        }
    }
}

/// Every column: what it is called, what goes into it, and which words there are.
pub fn help(
    sheet: &mut Worksheet,
    form: &Form<'_>,
    tables: &[TableId],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let words = words(form.lang);
    sheet.set_name(words.word("form-help"))?;
    for (column, (name, width)) in
        [("form-column", 38), ("form-name", 24), ("form-holds", 60), ("form-words", 60)]
            .iter()
            .enumerate()
    {
        sheet.set_column_width(column as u16, *width)?;
        sheet.write_string_with_format(0, column as u16, words.word(name), &looks.heading)?;
    }
    let mut line = 1;
    let mut common = None;
    for id in tables {
        let schema = id.schema();
        line += 1;
        sheet.write_string_with_format(line, 0, form.lang.of(&schema.title), &looks.strong)?;
        sheet.write_string_with_format(line, 1, &schema.name, &looks.plain)?;
        if let Some(about) = &schema.about {
            sheet.write_string_with_format(line, 2, form.lang.of(about), &looks.plain)?;
            sheet.set_row_height(line, sheets::height_of(form.lang.of(about), 60.0))?;
        }
        line += 1;
        for column in &schema.columns[..schema.n_own] {
            help_line(sheet, line, form, column, looks)?;
            line += 1;
        }
        common = Some(schema);
    }
    if let Some(schema) = common {
        line += 1;
        for column in &schema.columns[schema.n_own..] {
            help_line(sheet, line, form, column, looks)?;
            line += 1;
        }
    }
    for (title, list) in
        [("practices", &form.catalogue.practices), ("clusters", &form.catalogue.fields)]
    {
        let Some(id) = TableId::named(title) else { continue };
        line += 1;
        for (key, label) in list {
            sheet.write_string_with_format(line, 0, form.lang.of(label), &looks.plain)?;
            sheet.write_string_with_format(line, 1, key, &looks.plain)?;
            sheet.write_string_with_format(
                line,
                2,
                form.lang.of(&id.schema().title),
                &looks.plain,
            )?;
            line += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.protect();
    Ok(())
}

fn help_line(
    sheet: &mut Worksheet,
    line: u32,
    form: &Form<'_>,
    column: &karenina_model::ColumnSchema,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let words = words(form.lang);
    let mut holds =
        column.about.as_ref().map_or_else(String::new, |it| format!("{} ", form.lang.of(it)));
    match column.kind {
        // The words have a column of their own.
        ColumnType::Codes(_) => holds += words.word("form-holds-codes"),
        kind => holds += &sheets::holds(kind, form.lang),
    }
    if column.required {
        holds = format!("{holds} ({})", words.word("form-required"));
    }
    sheet.write_string_with_format(line, 0, form.lang.of(&column.title), &looks.plain)?;
    sheet.write_string_with_format(line, 1, &column.name, &looks.plain)?;
    let mut height = sheets::height_of(&holds, 60.0);
    sheet.write_string_with_format(line, 2, holds, &looks.plain)?;
    if let ColumnType::Code(list) | ColumnType::Codes(list) = column.kind {
        let labels: Vec<&str> = list.codes.iter().map(|(_, it)| form.lang.of(it)).collect();
        let labels = labels.join("; ");
        height = height.max(sheets::height_of(&labels, 60.0));
        sheet.write_string_with_format(line, 3, labels, &looks.plain)?;
    }
    sheet.set_row_height(line, height)?;
    Ok(())
}
