//! The sheets of a form that are filled in, and the hidden one that drop-downs take their words
//! from.

use std::collections::BTreeMap;

use karenina_model::{ColumnSchema, ColumnType, Dataset, TableId, example, schema, table::letters};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, FormatAlign,
    FormatBorder, Formula, IgnoreError, ProtectionOptions, Worksheet, XlsxError,
};

use super::{
    Form, FormSubject,
    cells::{self, Written},
    rows::Rows,
};
use crate::{Lang, wording::words};

/// How many rows beyond those that are known have drop-downs and checks.
const MORE_ROWS: u32 = 2_000;

/// The most rows that a sheet has.
const MOST_ROWS: u32 = 1 << 20;

/// The most characters of the title and text of a prompt.
const PROMPT: (usize, usize) = (32, 255);

/// How cells look.
pub struct Looks {
    pub title: Format,
    pub strong: Format,
    pub plain: Format,
    pub link: Format,
    pub heading: Format,
    required: Format,
    common: Format,
    text: Format,
    /// A text that would be taken for a formula if somebody typed it.
    quoted: Format,
    number: Format,
    key: Format,
    quoted_key: Format,
    example: Format,
    missing: Format,
}

impl Looks {
    pub fn new() -> Self {
        let grey = Color::RGB(0x00EE_EEEE);
        let top = Format::new().set_align(FormatAlign::Top);
        let wrapped = top.clone().set_text_wrap();
        let heading = wrapped
            .clone()
            .set_bold()
            .set_border_bottom(FormatBorder::Thin)
            .set_background_color(Color::RGB(0x00D9_E5F3));
        let text = Format::new().set_num_format("@").set_unlocked();
        let key = Format::new().set_num_format("@").set_background_color(grey);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            strong: top.clone().set_bold(),
            plain: wrapped,
            link: top.set_font_color(Color::RGB(0x001F_5FA8)),
            required: heading.clone().set_background_color(Color::RGB(0x00A9_C6E8)),
            common: heading.clone().set_background_color(grey),
            heading,
            quoted: text.clone().set_quote_prefix(),
            text,
            number: Format::new().set_unlocked(),
            quoted_key: key.clone().set_quote_prefix(),
            key,
            example: Format::new()
                .set_num_format("@")
                .set_italic()
                .set_font_color(Color::RGB(0x0070_7070))
                .set_background_color(Color::RGB(0x00F6_F6F6)),
            missing: Format::new().set_background_color(Color::RGB(0x00FF_D9D9)),
        }
    }
}

/// The words that drop-downs offer, by the name of the list.
pub struct Lists(Vec<(String, Vec<String>)>);

impl Lists {
    pub fn of(form: &Form<'_>) -> Self {
        let words = words(form.lang);
        // That it is not known can always be said.
        let unsaid = ["?".to_owned(), words.word("form-no-data").to_owned()];
        let mut lists: BTreeMap<String, Vec<String>> = schema::enumerations()
            .values()
            .map(|it| {
                let labels = it.codes.iter().map(|(_, title)| form.lang.of(title).to_owned());
                (it.name.clone(), labels.chain(unsaid.clone()).collect())
            })
            .collect();
        let answers = [
            karenina_model::Answer::Yes,
            karenina_model::Answer::Partly,
            karenina_model::Answer::No,
        ];
        lists.insert(
            FLAG.to_owned(),
            answers
                .iter()
                .map(|it| cells::answer(*it, form.lang).to_owned())
                .chain(unsaid)
                .collect(),
        );
        lists.insert(PRACTICE.to_owned(), form.catalogue.practices.keys().cloned().collect());
        lists.insert(FIELD.to_owned(), form.catalogue.fields.keys().cloned().collect());
        lists.insert(
            INDICATOR.to_owned(),
            form.catalogue.indicators.iter().map(|it| it.id.clone()).collect(),
        );
        lists.retain(|_, it| !it.is_empty());
        Self(lists.into_iter().collect())
    }

    /// The cells of a list.
    fn range(&self, name: &str, lang: Lang) -> Option<String> {
        let at = self.0.iter().position(|it| it.0 == name)?;
        let column = letters(at as u16);
        let last = self.0[at].1.len() + 1;
        Some(format!("={}!${column}$2:${column}${last}", quoted(words(lang).word("form-lists"))))
    }

    pub fn write(
        &self,
        sheet: &mut Worksheet,
        form: &Form<'_>,
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        sheet.set_name(words(form.lang).word("form-lists"))?;
        for (column, (name, list)) in self.0.iter().enumerate() {
            sheet.write_string_with_format(0, column as u16, name, &looks.strong)?;
            for (row, word) in list.iter().enumerate() {
                sheet.write_string(row as u32 + 1, column as u16, word)?;
            }
        }
        sheet.set_hidden(true);
        sheet.protect();
        Ok(())
    }
}

// Lists that are no enumeration of the schema; the colon keeps the names apart.
const FLAG: &str = ":flag";
const PRACTICE: &str = ":practice";
const FIELD: &str = ":field";
const INDICATOR: &str = ":indicator";

/// The name of a sheet as formulas have it.
fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// The sheet of one table.
pub fn table(
    sheet: &mut Worksheet,
    form: &Form<'_>,
    id: TableId,
    rows: &Rows,
    lists: &Lists,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let schema = id.schema();
    sheet.set_name(form.lang.of(&schema.title))?;
    let columns: Vec<usize> = columns(id, form.known).collect();
    let mut height = height_of("", 1.0);
    for (at, column) in columns.iter().enumerate() {
        let (at, about) = (at as u16, &schema.columns[*column]);
        let title = form.lang.of(&about.title);
        let look = match (about.required, *column < schema.n_own) {
            (true, _) => &looks.required,
            (false, true) => &looks.heading,
            (false, false) => &looks.common,
        };
        let width = (title.chars().count() as f64 * 0.7).clamp(12.0, 24.0);
        let width = match about.kind {
            ColumnType::Code(list) => {
                let labels = list.codes.iter().map(|(_, it)| form.lang.of(it).chars().count());
                width.max(labels.max().unwrap_or(0) as f64).min(28.0)
            }
            kind if at == 0 || is_wide(kind) => 24.0,
            _ => width,
        };
        sheet.set_column_width(at, width)?;
        height = height.max(height_of(title, width));
        sheet.set_column_format(at, open(about.kind, looks))?;
        sheet.write_string_with_format(0, at, title, look)?;
    }
    sheet.set_row_height(0, height)?;
    let known = rows.of(id);
    let texts: Vec<Vec<Written>> = match form.known {
        Some(data) => known_rows(form, data, id, rows, &columns),
        None => Vec::new(),
    };
    let new = match form.subject {
        FormSubject::New(key) if id == TableId::CLUSTERS => Some(key),
        _ => None,
    };
    // What is known shows by itself how it is done. Where its first row looks like an example, one
    // has to stand before it: readers pass over no other.
    let looks_like_one = texts.first().is_some_and(|row| {
        let first = row.iter().find(|it| !matches!(it, Written::Nothing));
        matches!(first, Some(Written::Text(it)) if example::is_marked(it))
    });
    let with_example = (texts.is_empty() && new.is_none()) || looks_like_one;
    if with_example {
        example_row(sheet, form.lang, id, &columns, looks)?;
    }
    let first = 1 + u32::from(with_example);
    let mut next = first;
    if let Some(key) = new {
        write(sheet, next, 0, &Written::Text(key.to_owned()), true, ColumnType::Key, looks)?;
        next += 1;
    }
    for (row, texts) in known.iter().zip(&texts) {
        for (at, (column, text)) in columns.iter().zip(texts).enumerate() {
            let about = &schema.columns[*column];
            let locked = rows.is_key_only(id, *row)
                || matches!(about.kind, ColumnType::Key)
                || about.name == ROW_KEY;
            write(sheet, next, at as u16, text, locked, about.kind, looks)?;
        }
        next += 1;
    }
    if let (Some(data), false) = (form.known, known.is_empty()) {
        for (at, (name, texts)) in data.table(id).extra_columns().enumerate() {
            let at = (columns.len() + at) as u16;
            sheet.set_column_width(at, 16)?;
            sheet.set_column_format(at, &looks.text)?;
            sheet.write_string_with_format(0, at, name, &looks.common)?;
            for (row, line) in known.iter().zip(first..) {
                if !rows.is_key_only(id, *row) {
                    let text = Written::Text(texts.get(*row).to_owned());
                    write(sheet, line, at, &text, false, ColumnType::Text, looks)?;
                }
            }
        }
    }
    let last = (next + MORE_ROWS).min(MOST_ROWS - 1);
    for (at, column) in columns.iter().enumerate() {
        let at = at as u16;
        let about = &schema.columns[*column];
        sheet.add_data_validation(
            first,
            at,
            last,
            at,
            &validation(form, id, about, at, first, lists)?,
        )?;
        if !matches!(about.kind, ColumnType::Number | ColumnType::Count | ColumnType::Share) {
            sheet.ignore_error_range(1, at, last, at, IgnoreError::NumberStoredAsText)?;
        }
        if about.required {
            let end = letters(columns.len() as u16 - 1);
            let line = first + 1;
            let rule =
                format!("=AND(COUNTA($A{line}:${end}{line})>0,ISBLANK({}{line}))", letters(at));
            let rule =
                ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(&looks.missing);
            sheet.add_conditional_format(first, at, last, at, &rule)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    // No password: the lock is against slips, not against people.
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_columns: true,
        insert_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

/// The cells of the rows that are known.
fn known_rows(
    form: &Form<'_>,
    data: &Dataset,
    id: TableId,
    rows: &Rows,
    columns: &[usize],
) -> Vec<Vec<Written>> {
    let schema = id.schema();
    let of_key =
        |column: usize| ["id", "name", "name_ru"].contains(&schema.columns[column].name.as_str());
    let mut keys = RowKeys::default();
    rows.of(id)
        .iter()
        .map(|row| {
            let key_only = rows.is_key_only(id, *row);
            let mut texts: Vec<Written> = columns
                .iter()
                .map(|column| {
                    if key_only && !of_key(*column) {
                        Written::Nothing
                    } else {
                        cells::cell(data, id, *row, *column, form.lang)
                    }
                })
                .collect();
            if schema.key.is_none()
                && let Some(at) = columns.iter().position(|it| schema.columns[*it].name == ROW_KEY)
            {
                texts[at] = Written::Text(keys.next(id, &texts, at));
            }
            texts
        })
        .collect()
}

fn example_row(
    sheet: &mut Worksheet,
    lang: Lang,
    id: TableId,
    columns: &[usize],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let schema = id.schema();
    for (at, column) in columns.iter().enumerate() {
        let text = example::text(&schema.columns[*column])
            .filter(|_| *column < schema.n_own)
            .map_or_else(String::new, |it| lang.of(&it).to_owned());
        let text = match (at, lang) {
            (0, Lang::En) => format!("{} {text}", example::MARK[0]),
            (0, Lang::Ru) => format!("{} {text}", example::MARK[1]),
            _ => text,
        };
        sheet.write_string_with_format(1, at as u16, text, &looks.example)?;
    }
    Ok(())
}

/// The column that names rows without a key of their own.
const ROW_KEY: &str = "row_id";

/// The columns of a sheet: where rows have keys they need no other name, unless somebody has given
/// them one.
fn columns(id: TableId, known: Option<&Dataset>) -> impl Iterator<Item = usize> {
    let schema = id.schema();
    (0..schema.columns.len()).filter(move |it| {
        schema.key.is_none()
            || schema.columns[*it].name != ROW_KEY
            || known.is_some_and(|data| data.table(id).has_column(*it))
    })
}

/// Whether texts of this kind want room.
fn is_wide(kind: ColumnType) -> bool {
    matches!(kind, ColumnType::Text | ColumnType::Codes(_) | ColumnType::References(_))
}

fn open(kind: ColumnType, looks: &Looks) -> &Format {
    match kind {
        ColumnType::Number | ColumnType::Count | ColumnType::Share => &looks.number,
        // As text, so that a spreadsheet does not make 1 May of "2014-05", a day of 1905 of the
        // year 2014, and seven digits of the tax number 0012345.
        ColumnType::Key
        | ColumnType::Text
        | ColumnType::Flag
        | ColumnType::Code(_)
        | ColumnType::Codes(_)
        | ColumnType::Date
        | ColumnType::Reference(_)
        | ColumnType::References(_)
        | ColumnType::Value => &looks.text,
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &Written,
    locked: bool,
    kind: ColumnType,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match text {
        Written::Nothing if locked => sheet.write_blank(row, column, &looks.key)?,
        Written::Nothing => sheet,
        Written::Number(x) => sheet.write_number_with_format(row, column, *x, open(kind, looks))?,
        Written::Text(text) => {
            // A cell of text is never computed; the mark keeps it so when somebody edits it.
            let look = match (text.starts_with(['=', '+', '-', '@', '\t', '\r']), locked) {
                (true, true) => &looks.quoted_key,
                (true, false) => &looks.quoted,
                (false, true) => &looks.key,
                (false, false) => &looks.text,
            };
            sheet.write_string_with_format(row, column, text, look)?
        }
    };
    Ok(())
}

/// Names for rows that have none: the same for the same row, whatever stands around it.
#[derive(Default)]
struct RowKeys(BTreeMap<u64, u32>);

impl RowKeys {
    /// The name that the row has, else one made of what it says.
    fn next(&mut self, id: TableId, texts: &[Written], at: usize) -> String {
        if let Written::Text(key) = &texts[at]
            && !key.is_empty()
        {
            return key.clone();
        }
        // FNV-1a: nobody is to be kept from guessing it, it only has to differ.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |text: &str| {
            for byte in text.bytes().chain([0x1f]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        };
        add(id.name());
        for text in texts {
            match text {
                Written::Nothing => add(""),
                Written::Number(x) => add(&x.to_string()),
                Written::Text(it) => add(it),
            }
        }
        let n = self.0.entry(hash).or_default();
        *n += 1;
        if *n == 1 { format!("r{hash:016x}") } else { format!("r{hash:016x}-{n}") }
    }
}

/// How high a row has to be for a text to be seen whole in a column of this width. Programs that
/// make rows fit by themselves do it only where nobody has said a height, and not all do it.
pub fn height_of(text: &str, width: f64) -> f64 {
    // Words are not cut, so a short line holds somewhat less than it could.
    let wide = if width > 40.0 { 0.95 } else { 1.2 };
    let lines = (text.chars().count() as f64 * wide / width).ceil().max(1.0);
    15.0 * lines
}

/// What may be entered, with a prompt.
fn validation(
    form: &Form<'_>,
    id: TableId,
    column: &ColumnSchema,
    at: u16,
    first: u32,
    lists: &Lists,
) -> Result<DataValidation, XlsxError> {
    let words = words(form.lang);
    let x = format!("{}{}", letters(at), first + 1);
    let it = DataValidation::new();
    let list = |it: DataValidation, name: &str, style| match lists.range(name, form.lang) {
        Some(range) => it.allow_list_formula(Formula::new(range)).set_error_style(style),
        None => it.allow_any_value(),
    };
    let custom = |it: DataValidation, rule: &str| {
        it.allow_custom(Formula::new(format!("={}", rule.replace('X', &x))))
            .set_error_style(DataValidationErrorStyle::Warning)
    };
    let it = match column.kind {
        ColumnType::Code(of) => list(it, &of.name, DataValidationErrorStyle::Stop),
        ColumnType::Flag => list(it, FLAG, DataValidationErrorStyle::Stop),
        ColumnType::Text => match (id.name(), column.name.as_str()) {
            ("practices", "practice") => list(it, PRACTICE, DataValidationErrorStyle::Warning),
            ("clusters", "field") => list(it, FIELD, DataValidationErrorStyle::Information),
            ("claims", "indicator") => list(it, INDICATOR, DataValidationErrorStyle::Information),
            _ => it.allow_any_value(),
        },
        ColumnType::Reference(to) => {
            let sheet = quoted(form.lang.of(&to.schema().title));
            let key = letters(to.schema().key.unwrap_or_default() as u16);
            let (from, until) = (2, MORE_ROWS);
            it.allow_list_formula(Formula::new(format!(
                "=OFFSET({sheet}!${key}${from},0,0,MAX(1,COUNTA({sheet}!${key}${from}:${key}${until})),1)"
            )))
            .set_error_style(DataValidationErrorStyle::Warning)
        }
        ColumnType::Number => custom(it, &format!("OR(ISNUMBER(X),{INTERVAL})")),
        ColumnType::Count => {
            custom(it, &format!("OR(AND(ISNUMBER(X),N(X)>=0,N(X)=INT(N(X))),{INTERVAL})"))
        }
        ColumnType::Share => {
            custom(it, &format!("OR(AND(ISNUMBER(X),N(X)>=0,N(X)<=1),{INTERVAL})"))
        }
        ColumnType::Date => custom(it, DATE),
        ColumnType::Key | ColumnType::Codes(_) | ColumnType::References(_) | ColumnType::Value => {
            it.allow_any_value()
        }
    };
    let title = form.lang.of(&column.title);
    let about = column.about.as_ref().map_or("", |it| form.lang.of(it));
    let holds = holds(column.kind, form.lang);
    let message = if about.is_empty() { holds.clone() } else { format!("{about}\n{holds}") };
    it.set_input_title(cut(title, PROMPT.0))?
        .set_input_message(cut(&message, PROMPT.1))?
        .set_error_title(cut(words.word("form-fault"), PROMPT.0))?
        .set_error_message(cut(&holds, PROMPT.1))
}

/// A text that may be an interval or say that nothing is known.
const INTERVAL: &str = "AND(ISTEXT(X),OR(ISNUMBER(MATCH(LEFT(X,1),{\"<\",\">\",\"~~\",\"~?\",\"≤\",\"≥\"},0)),\
     ISNUMBER(FIND(\"..\",X)),ISNUMBER(FIND(\"%\",X)),ISNUMBER(FIND(\"/\",X))))";

/// A day in either order, or something shorter or longer that the check looks at.
const DATE: &str = "OR(LEN(X)<8,ISNUMBER(FIND(\"..\",X)),ISNUMBER(FIND(\" \",X)),\
     IFERROR(DAY(DATE(LEFT(X,4),MID(X,6,2),RIGHT(X,2)))=--RIGHT(X,2),FALSE),\
     IFERROR(DAY(DATE(RIGHT(X,4),MID(X,4,2),LEFT(X,2)))=--LEFT(X,2),FALSE))";

fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// What goes into a column of this kind, in words.
pub fn holds(kind: ColumnType, lang: Lang) -> String {
    let words = words(lang);
    let sheet =
        |id: &str, to: TableId| words.say(id, &[("sheet", lang.of(&to.schema().title).into())]);
    let id = match kind {
        ColumnType::Reference(to) => return sheet("form-holds-reference", to),
        ColumnType::References(to) => return sheet("form-holds-references", to),
        ColumnType::Codes(list) => {
            let labels: Vec<&str> = list.codes.iter().map(|(_, it)| lang.of(it)).collect();
            return format!("{}: {}", words.word("form-holds-codes"), labels.join("; "));
        }
        ColumnType::Key => "form-holds-key",
        ColumnType::Text => "form-holds-text",
        ColumnType::Number => "form-holds-number",
        ColumnType::Count => "form-holds-count",
        ColumnType::Share => "form-holds-share",
        ColumnType::Flag => "form-holds-flag",
        ColumnType::Code(_) => "form-holds-code",
        ColumnType::Date => "form-holds-date",
        ColumnType::Value => "form-holds-value",
    };
    words.word(id).to_owned()
}
