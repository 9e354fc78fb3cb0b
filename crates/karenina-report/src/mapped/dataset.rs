//! What was found as tables of a dataset, on which judgements of critical mass rest.

use std::{collections::BTreeSet, path::Path};

use karenina_mapping::{Datum, MeasureTable};

use super::{MapReport, measured::raw};
use crate::{Lang, csv::plain, wording::words};

/// The key of the source of all that is in it.
const SOURCE: &str = "statistics";

/// Tables of a dataset, by name of file.
#[derive(Debug, Default)]
pub struct MapDataset {
    /// Names and texts.
    pub files: Vec<(&'static str, String)>,
    /// How many candidates; nothing where they are beside clusters that somebody keeps.
    pub n_clusters: Option<usize>,
}

impl MapDataset {
    /// How a dataset that was made here is known again.
    pub fn about(lang: Lang) -> &'static str {
        words(lang).word("map-dataset-about")
    }
}

/// The statistics as `region_activity`; with `candidates`, as many of the strongest groups as
/// clusters of kind `statistical`, and the table as the source of everything.
pub fn mapped_dataset(
    report: &MapReport<'_>,
    statistics: &MeasureTable,
    candidates: Option<usize>,
) -> MapDataset {
    let source = candidates.map(|_| SOURCE);
    let mut made = MapDataset::default();
    made.files.push(("region_activity.csv", region_activity(report, statistics, source)));
    let Some(most) = candidates else { return made };
    let mut clusters = Table::new(&["id", "name", "kind", "region", "activities", "source"]);
    let mut keys = BTreeSet::new();
    for it in report.strong() {
        let (region, group) = (report.region(it), report.group(it));
        // A list of activities is cut at these.
        if keys.len() >= most || group.contains([';', '|']) {
            continue;
        }
        let key = format!("{}-{}", key_of(region), key_of(group));
        if !keys.insert(key.clone()) {
            continue;
        }
        let name = format!("{group}, {}", report.region_name(it));
        clusters.texts(&[&key, &name, "statistical", region, group, SOURCE]);
    }
    made.n_clusters = Some(keys.len());
    let mut sources = Table::new(&["id", "title", "kind", "date", "locator"]);
    let year = report.statistics.year.map_or_else(String::new, |it| it.to_string());
    let name = Path::new(report.table).file_name().map(|it| it.to_string_lossy().into_owned());
    let title = name.unwrap_or_else(|| report.table.to_owned());
    sources.texts(&[SOURCE, &title, "statistics", &year, report.table]);
    let mut programme = Table::new(&["id", "name", "about"]);
    programme.texts(&[SOURCE, &title, MapDataset::about(report.lang)]);
    made.files.push(("clusters.csv", clusters.text()));
    made.files.push(("sources.csv", sources.text()));
    made.files.push(("programme.csv", programme.text()));
    made
}

fn region_activity(
    report: &MapReport<'_>,
    statistics: &MeasureTable,
    source: Option<&str>,
) -> String {
    let heading: Vec<&str> =
        statistics.columns.iter().copied().chain(source.map(|_| "source")).collect();
    let mut table = Table::new(&heading);
    for row in &statistics.rows {
        let mut cells: Vec<String> = row
            .iter()
            .map(|it| {
                let text = raw(report, it);
                match it {
                    Datum::Region(_) | Datum::Group(_) => plain(&text).into_owned(),
                    _ => text,
                }
            })
            .collect();
        cells.extend(source.map(str::to_owned));
        table.row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    table.text()
}

/// What was made, and how it goes on.
pub fn map_dataset_made(made: &MapDataset, folder: &Path, lang: Lang) -> String {
    let (w, shown) = (words(lang), folder.display().to_string());
    match made.n_clusters {
        Some(n) => {
            w.say("map-dataset-made", &[("clusters", n.into()), ("folder", (&shown).into())])
        }
        None => {
            let file = folder.join("region_activity.csv").display().to_string();
            w.say("map-dataset-joined", &[("file", (&file).into()), ("folder", (&shown).into())])
        }
    }
}

fn key_of(text: &str) -> String {
    let plain: String =
        text.to_lowercase().chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect();
    plain.split('-').filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-")
}

/// A table in the making.
struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new(heading: &[&str]) -> Self {
        let mut it = Self(csv::Writer::from_writer(Vec::new()));
        it.row(heading);
        it
    }

    fn row(&mut self, cells: &[&str]) {
        // Memory takes everything.
        _ = self.0.write_record(cells);
    }

    /// A row of texts, none of which is a formula to a spreadsheet.
    fn texts(&mut self, cells: &[&str]) {
        let cells: Vec<_> = cells.iter().map(|it| plain(it)).collect();
        self.row(&cells.iter().map(AsRef::as_ref).collect::<Vec<&str>>());
    }

    fn text(self) -> String {
        self.0
            .into_inner()
            .map_or_else(|_| String::new(), |it| String::from_utf8_lossy(&it).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn names_of_statistics_are_no_formulas() {
        let mut it = Table::new(&["id", "name"]);
        it.texts(&["a-1", "=1+1, Tver"]);
        assert_eq!(it.text(), "id,name\na-1,\"'=1+1, Tver\"\n");
    }
}
