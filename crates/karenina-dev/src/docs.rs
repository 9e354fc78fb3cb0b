//! The pages under `docs/` that are made: from the schema, the catalogue, the problems and the
//! command line. Each says how it is made again.

use std::{fmt::Write, path::PathBuf};

use clap::CommandFactory;
use karenina_model::{
    Code, ColumnType,
    schema::{self, Change, ColumnSchema, TableSchema},
};
use karenina_report::Lang;
use serde_json::{Map, Value, json};

// The arguments of the binary, read where they are written.
#[allow(dead_code, unreachable_pub)]
#[path = "../../karenina/src/args.rs"]
mod args;

const MADE: &str = "<!-- made by `cargo dev docs`; do not edit -->\n\n";

/// The folder of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every made page with its path.
pub fn pages() -> anyhow::Result<Vec<(&'static str, String)>> {
    let (catalogue, _) = crate::catalogue()?;
    let mut json_schema = serde_json::to_string_pretty(&table_json_schema())?;
    json_schema.push('\n');
    Ok(vec![
        ("docs/schema.md", schema_page()),
        ("docs/schema.json", json_schema),
        ("docs/indicators.md", indicators_page(&catalogue, Lang::En)),
        ("docs/indicators.ru.md", indicators_page(&catalogue, Lang::Ru)),
        ("docs/measures.md", measures_page(&catalogue, Lang::En)),
        ("docs/measures.ru.md", measures_page(&catalogue, Lang::Ru)),
        ("docs/problems.md", problems_page(Lang::En)),
        ("docs/problems.ru.md", problems_page(Lang::Ru)),
        ("docs/commands.md", commands_page()),
        ("docs/access.md", access_page(Lang::En)),
        ("docs/access.ru.md", access_page(Lang::Ru)),
        ("docs/figures.md", figures_page(&catalogue, Lang::En)),
        ("docs/figures.ru.md", figures_page(&catalogue, Lang::Ru)),
        ("docs/schemes.md", schemes_page(&catalogue, Lang::En)),
        ("docs/schemes.ru.md", schemes_page(&catalogue, Lang::Ru)),
    ])
}

fn figures_page(catalogue: &karenina_catalogue::Catalogue, lang: Lang) -> String {
    format!("{MADE}{}", karenina_report::figures_reference(catalogue, lang))
}

fn schemes_page(catalogue: &karenina_catalogue::Catalogue, lang: Lang) -> String {
    format!("{MADE}{}", karenina_report::schemes_reference(catalogue, lang))
}

fn access_page(lang: Lang) -> String {
    let roles: Vec<&str> = karenina_access::Role::ALL.iter().map(|it| it.word()).collect();
    let (actions, classes) = (karenina_access::actions_table(), karenina_access::fields_table());
    let (actions, classes) = (access_lines(&actions), access_lines(&classes));
    format!("{MADE}{}", karenina_report::access_reference(&roles, &actions, &classes, lang))
}

fn access_lines(list: &[karenina_access::Line]) -> Vec<karenina_report::AccessLine<'_>> {
    list.iter()
        .map(|it| karenina_report::AccessLine {
            name: it.name,
            cells: &it.cells,
            columns: &it.columns,
        })
        .collect()
}

fn schema_page() -> String {
    let mut page = format!(
        "{MADE}# Tables\n\nA dataset is a folder of CSV files named after these tables, or a workbook with a sheet a \
         table, or any mix of both. Every table is optional: what is absent is unknown. The \
         columns of the last table may stand in every one. Headings are understood by name, by \
         title in either language, and by the other names, in any case of letters and behind units, \
         years and numbers. How far a cell may change before `check --last` asks: never, once (from \
         nothing), forward (to a later word), so many times as much or as little, so many points.\n"
    );
    for table in schema::tables() {
        _ = write!(page, "\n## `{}`: {} ({})\n\n", table.name, table.title.en, table.title.ru);
        if let Some(about) = &table.about {
            _ = write!(page, "{}\n\n", about.en);
        }
        for line in rules(table) {
            _ = writeln!(page, "{line}");
        }
        columns(&mut page, &table.columns[..table.n_own]);
    }
    if let Some(table) = schema::tables().first() {
        page += "\n## In every table\n";
        columns(&mut page, &table.columns[table.n_own..]);
    }
    page += "\n# Enumerations\n";
    for enumeration in schema::enumerations().values() {
        _ = write!(
            page,
            "\n## `{}`\n\n| code | English | Russian |\n|---|---|---|\n",
            enumeration.name
        );
        for (code, title) in &enumeration.codes {
            _ = writeln!(page, "| `{code}` | {} | {} |", title.en, title.ru);
        }
    }
    page
}

fn rules(table: &TableSchema) -> Vec<String> {
    let name = |column: usize| format!("`{}`", table.columns[column].name);
    let mut lines = Vec::new();
    if !table.owner.is_empty() {
        let owners: Vec<String> = table.owner.iter().map(|it| name(*it)).collect();
        lines.push(format!("A row belongs to a cluster by {}.", owners.join(", else ")));
    }
    if let (Some(from), Some(to)) = (table.begins, table.ends) {
        lines.push(format!(
            "It is in force from {} to {}; empty: from the start, still.",
            name(from),
            name(to)
        ));
    }
    if let Some(column) = table.distinct {
        lines.push(format!("The same {} at the same time counts once.", name(column)));
    }
    if !table.known_by.is_empty() {
        let columns: Vec<String> = table.known_by.iter().map(|it| name(*it)).collect();
        lines.push(format!("A register knows a row again by {}.", columns.join(", ")));
    }
    lines
}

fn columns(page: &mut String, columns: &[ColumnSchema]) {
    *page +=
        "\n| column | holds | meaning | also headed as | changes | |\n|---|---|---|---|---|---|\n";
    for column in columns {
        let about = column.about.as_ref().map_or("", |it| it.en.as_str());
        let required = if column.required { "required" } else { "" };
        let also: Vec<String> = column.also.iter().map(|it| it.replace('_', " ")).collect();
        _ = writeln!(
            page,
            "| `{}` | {} | {} ({}). {about} | {} | {} | {required} |",
            column.name,
            kind(column.kind),
            column.title.en,
            column.title.ru,
            also.join("; "),
            change(column.change),
        );
    }
}

/// How far a cell may change from one year to the next.
fn change(change: Change) -> String {
    match change {
        Change::Free => String::new(),
        Change::Never => "never".to_owned(),
        Change::Once => "once".to_owned(),
        Change::Forward => "forward".to_owned(),
        Change::Factor(it) => format!("× {it}"),
        Change::Points(it) => format!("± {it}"),
    }
}

fn kind(kind: ColumnType) -> String {
    match kind {
        ColumnType::Key => "key".to_owned(),
        ColumnType::Text => "text".to_owned(),
        ColumnType::Number => "number or interval".to_owned(),
        ColumnType::Count => "count or interval".to_owned(),
        ColumnType::Share => "share of one, or interval".to_owned(),
        ColumnType::Flag => "yes, partly, no".to_owned(),
        ColumnType::Code(it) => format!("one of [`{0}`](#{0})", it.name),
        ColumnType::Codes(it) => format!("several of [`{0}`](#{0})", it.name),
        ColumnType::Date => "day, month, quarter, year or span".to_owned(),
        ColumnType::Reference(to) => format!("key of `{}`", to.name()),
        ColumnType::References(to) => format!("keys of `{}`", to.name()),
        ColumnType::Value => "number, flag or text".to_owned(),
    }
}

/// A dataset as JSON: an object of tables, each a list of rows of texts as they stand in cells.
fn table_json_schema() -> Value {
    let tables: Map<String, Value> = schema::tables()
        .iter()
        .map(|table| {
            let properties: Map<String, Value> =
                table.columns.iter().map(|it| (it.name.clone(), column_json_schema(it))).collect();
            let required: Vec<&str> =
                table.columns.iter().filter(|it| it.required).map(|it| it.name.as_str()).collect();
            let row = json!({
                "type": "object",
                "properties": properties,
                "required": required,
                "additionalProperties": { "type": "string" },
            });
            let it = json!({ "title": table.title.en, "type": "array", "items": row });
            (table.name.clone(), it)
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Karenina dataset",
        "description": "The tables of a dataset. Values are the texts of cells. Made by `cargo dev docs`.",
        "type": "object",
        "properties": tables,
        "additionalProperties": false,
    })
}

fn column_json_schema(column: &ColumnSchema) -> Value {
    let title = &column.title.en;
    let number = "^\\s*(~|<=?|>=?)?\\s*-?[0-9].*$|^\\?$|^$";
    match column.kind {
        ColumnType::Code(it) => {
            json!({ "title": title, "enum": it.words().chain(["", "?"]).collect::<Vec<_>>() })
        }
        ColumnType::Flag => json!({ "title": title, "enum": ["yes", "partly", "no", "", "?"] }),
        ColumnType::Number | ColumnType::Count | ColumnType::Share => {
            json!({ "title": title, "type": ["string", "number"], "pattern": number })
        }
        ColumnType::Key
        | ColumnType::Text
        | ColumnType::Codes(_)
        | ColumnType::Date
        | ColumnType::Reference(_)
        | ColumnType::References(_)
        | ColumnType::Value => json!({ "title": title, "type": "string" }),
    }
}

fn indicators_page(catalogue: &karenina_catalogue::Catalogue, lang: Lang) -> String {
    let heading = match lang {
        Lang::En => "# Indicators\n",
        Lang::Ru => "# Показатели\n",
    };
    let mut page = format!("{MADE}{heading}");
    for (at, sign) in catalogue.model.signs.iter().enumerate() {
        _ = write!(
            page,
            "\n# {} {}\n\n{}\n",
            sign.id,
            lang.of(&sign.title),
            lang.of(&sign.question)
        );
        for indicator in catalogue.indicators_of(at) {
            page.push('\n');
            page += &karenina_report::indicator_page(catalogue, indicator, lang);
        }
    }
    page += match lang {
        Lang::En => "\n# Rows of the model that no indicator carries out\n\n",
        Lang::Ru => "\n# Строки модели, для которых нет показателя\n\n",
    };
    for (row, reason) in &catalogue.not_measured {
        _ = writeln!(page, "- {row}: {}", lang.of(reason));
    }
    page
}

fn measures_page(catalogue: &karenina_catalogue::Catalogue, lang: Lang) -> String {
    format!("{MADE}{}", karenina_report::policy_pages(catalogue, lang))
}

fn problems_page(lang: Lang) -> String {
    let heading = match lang {
        Lang::En => {
            "# Problems\n\nEvery kind of problem: how severe it is, what it means and what to do, \
             and what it looks like in the list. `karenina explain K0201` prints what stands \
             here, without the network and in the language asked for; the code never changes its \
             meaning. In the examples files, cells and figures are made up.\n"
        }
        Lang::Ru => {
            "# Неполадки\n\nКаждый вид неполадки: насколько она серьёзна, что значит и что делать, \
             и как выглядит в списке. `karenina explain K0201` печатает то, что написано здесь, \
             без сети и на нужном языке; смысл кода не меняется. Файлы, ячейки и числа в примерах \
             вымышлены.\n"
        }
    };
    let mut page = format!("{MADE}{heading}\n");
    for codes in Code::ALL.chunk_by(|a, b| a.id()[..3] == b.id()[..3]) {
        let links: Vec<String> = codes
            .iter()
            .map(|it| format!("[{0}](#{1})", it.id(), it.id().to_lowercase()))
            .collect();
        _ = writeln!(page, "- {}", links.join(" "));
    }
    for code in Code::ALL {
        _ = write!(page, "\n## {}\n\n{}", code.id(), karenina_report::explained(*code, lang));
    }
    page
}

fn commands_page() -> String {
    let mut page = format!("{MADE}# Commands\n");
    let mut command = args::Args::command().term_width(96);
    command.build();
    describe(&mut page, &mut command, "karenina");
    page
}

fn describe(page: &mut String, command: &mut clap::Command, path: &str) {
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    _ = write!(page, "\n## `{path}`\n\n```text\n{}\n```\n", help.join("\n").trim_end());
    for it in command.get_subcommands_mut() {
        let path = format!("{path} {}", it.get_name());
        describe(page, it, &path);
    }
}
