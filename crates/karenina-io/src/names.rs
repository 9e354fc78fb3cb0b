//! What a file or sheet is, by its name.

use karenina_model::{Code, Place, Problem, TableId, nearest, schema};

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing to do with a dataset, and nobody would think so: a README, a hidden file.
    PassedOver,
    /// The text of a table.
    Table(TableId),
    /// A text that may be a table, by its headings.
    Text,
    /// A workbook, whose sheets are looked at.
    Workbook,
    /// Something else, which somebody may have taken for a table.
    Unknown,
}

/// What the file with this name is. A folder may stand before the name.
pub fn kind(name: &str) -> Kind {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, extension) = split(file);
    let lower = file.to_lowercase();
    // `~$` begins the lock file that a spreadsheet program puts beside an open workbook.
    let passed_over = file.starts_with('.')
        || file.starts_with("~$")
        || lower.starts_with("readme")
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str());
    if passed_over {
        return Kind::PassedOver;
    }
    match extension.as_str() {
        "md" | "toml" | "json" => Kind::PassedOver,
        "csv" | "tsv" | "txt" => table_named(stem).map_or(Kind::Text, Kind::Table),
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Kind::Workbook,
        _ => Kind::Unknown,
    }
}

/// The name without its extension.
pub fn stem(name: &str) -> &str {
    split(name.rsplit('/').next().unwrap_or(name)).0
}

fn split(file: &str) -> (&str, String) {
    match file.rsplit_once('.') {
        Some((stem, extension)) => (stem, extension.to_lowercase()),
        None => (file, String::new()),
    }
}

/// The table with this name or title, in any case of letters.
pub fn table_named(text: &str) -> Option<TableId> {
    // macOS writes й as и with a breve in file names.
    let lower = text.trim().to_lowercase().replace("и\u{306}", "й").replace("е\u{308}", "ё");
    let word = lower.replace([' ', '-'], "_");
    let found = schema::tables().iter().find(|it| {
        it.name == word
            || it.title.en.to_lowercase() == lower
            || it.title.ru.to_lowercase() == lower
    })?;
    Some(found.id)
}

/// Whether a sheet may be the cover of one of our forms.
pub fn is_form_cover(sheet: &str) -> bool {
    matches!(sheet.trim().to_lowercase().as_str(), "cover" | "титул" | "обложка" | "титульный лист")
}

/// Whether a sheet is one that people put before their tables, and that holds none.
pub fn is_cover(sheet: &str) -> bool {
    let name = sheet.trim().to_lowercase();
    // "Problems (2)": the name was taken.
    let name = match name.rsplit_once(" (") {
        Some((stem, number)) if number.trim_end_matches(')').parse::<u32>().is_ok() => stem,
        Some(_) | None => &*name,
    };
    [
        "cover",
        "about",
        "readme",
        "read me",
        "contents",
        "help",
        "instructions",
        "lists",
        "problems",
        "справка",
        "списки",
        "замечания",
        "обложка",
        "титул",
        "титульный лист",
        "о файле",
        "содержание",
        "оглавление",
        "инструкция",
    ]
    .contains(&name)
}

/// Says that a file or sheet is none of the tables.
pub fn unknown(place: Place, found: &str, stem: &str) -> Problem {
    let titles = schema::tables()
        .iter()
        .flat_map(|it| [it.name.as_str(), it.title.en.as_str(), it.title.ru.as_str()]);
    let near = nearest(stem.trim(), titles).and_then(table_named);
    Problem::new(Code::TableUnknown, place)
        .with("found", found)
        .with("near", near.map_or("none", TableId::name))
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind, table_named};
    use karenina_model::TableId;

    #[test]
    fn a_table_is_known_by_its_name_and_by_its_titles() {
        for name in ["clusters", "CLUSTERS", " Clusters ", "Кластеры", "КЛАСТЕРЫ"] {
            assert_eq!(table_named(name), Some(TableId::CLUSTERS), "{name}");
        }
        for name in ["region_activity", "Regions by activity", "region-activity", "Region activity"]
        {
            assert_eq!(table_named(name), Some(TableId::REGION_ACTIVITY), "{name}");
        }
        assert_eq!(table_named("cluster"), None);
    }

    #[test]
    fn files_are_told_apart_by_their_names() {
        assert_eq!(kind("clusters.CSV"), Kind::Table(TableId::CLUSTERS));
        assert_eq!(kind("Кластеры.tsv"), Kind::Table(TableId::CLUSTERS));
        assert_eq!(kind("somewhere/clusters.txt"), Kind::Table(TableId::CLUSTERS));
        for name in
            ["README", "Readme.txt", "notes.md", ".clusters.csv", "~$a.xlsx", "a.json", "b.toml"]
        {
            assert_eq!(kind(name), Kind::PassedOver, "{name}");
        }
        for name in ["a.xlsx", "a.XLS", "a.b.ods", "a.xlsm", "a.xlsb"] {
            assert_eq!(kind(name), Kind::Workbook, "{name}");
        }
        assert_eq!(kind("exports.csv"), Kind::Text);
        for name in ["report.pdf", "clusters"] {
            assert_eq!(kind(name), Kind::Unknown, "{name}");
        }
    }
}
