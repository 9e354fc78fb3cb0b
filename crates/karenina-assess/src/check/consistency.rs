//! Figures that cannot stand beside each other: shares above their whole, parts above theirs,
//! leaps from one year to the next.

use std::collections::BTreeMap;

use karenina_catalogue::Catalogue;
use karenina_model::{
    Cell, Code, Dataset, Interval, Period, Place, Problem, Table, TableId, problem::Problems,
    schema::Change, table::ValueCell,
};

use super::against::{beyond, change_of_unit, shown};

/// How often a figure may be that of the year before and not be asked about: units are confused
/// by a thousand, and nothing grows a hundredfold in a year.
const LEAP: f64 = 100.0;

/// Parts and their wholes: table, parts, whole.
const PARTS: &[(&str, &[&str], &str)] = &[
    ("surveys", &["n_answered"], "n_invited"),
    ("projects", &["public"], "total"),
    ("projects", &["own_money"], "total"),
    ("projects", &["public", "own_money"], "total"),
    ("organisations", &["exports"], "revenue"),
    ("places", &["students"], "population"),
    ("places", &["researchers"], "population"),
];

/// Figures by year: table, what tells series apart, the period, the figures.
const SERIES: &[(&str, &[&str], &str, &[&str])] = &[
    ("funding", &["cluster", "body", "source_kind", "purpose"], "year", &["amount"]),
    ("region_activity", &["region", "activity"], "year", &["employees", "revenue", "exports"]),
];

/// Compares what can be compared.
pub fn check(catalogue: &Catalogue, dataset: &Dataset, problems: &mut Problems) {
    shares(dataset, problems);
    parts(dataset, problems);
    over_time(catalogue, dataset, None, problems);
}

pub fn number(table: &Table, row: u32, name: &str) -> Option<Interval> {
    table.number(row, table.column(name)?).known()
}

/// What a cell says, as a part of the name of a series.
pub fn word(dataset: &Dataset, table: &Table, row: u32, name: &str) -> Option<String> {
    use karenina_model::ColumnType;
    let column = table.column(name)?;
    match table.id.schema().columns[column].kind {
        ColumnType::Reference(to) => {
            Some(dataset.table(to).key(table.reference(row, column).known()?).to_owned())
        }
        ColumnType::Code(words) => {
            let at = usize::from(table.code(row, column).known()?);
            Some(words.codes.get(at)?.0.clone())
        }
        _ => Some(table.text(row, column).known()?.to_owned()),
    }
}

/// Shares of attention of one cluster or population are parts of one whole.
fn shares(dataset: &Dataset, problems: &mut Problems) {
    let table = dataset.table(TableId::PRIORITIES);
    let Some(column) = table.column("share") else { return };
    let mut sums: BTreeMap<(String, String), (f64, u32, u32)> = BTreeMap::new();
    for row in table.rows().filter(|it| table.counts(*it)) {
        let Some(share) = table.number(row, column).known() else { continue };
        let key =
            ["cluster", "population"].map(|it| word(dataset, table, row, it).unwrap_or_default());
        let [a, b] = key;
        let sum = sums.entry((a, b)).or_insert((0.0, 0, row));
        sum.0 += share.low();
        sum.1 += 1;
        sum.2 = row;
    }
    for ((cluster, population), (sum, n, row)) in sums {
        // Each share may be rounded to a whole per cent.
        if sum > 1.0 + 0.005 * f64::from(n) {
            let whole = if cluster.is_empty() { population } else { cluster };
            problems.push(
                Problem::new(Code::SharesAboveOne, table.place(row, Some(column)))
                    .with("whole", if whole.is_empty() { "*".to_owned() } else { whole })
                    .with("sum", short(sum)),
            );
        }
    }
}

fn parts(dataset: &Dataset, problems: &mut Problems) {
    for (name, parts, whole) in PARTS {
        let Some(id) = TableId::named(name) else { continue };
        let table = dataset.table(id);
        let has = |it: &str| table.column(it).is_some_and(|it| table.has_column(it));
        if !has(whole) || !parts.iter().all(|it| has(it)) {
            continue;
        }
        for row in table.rows().filter(|it| table.counts(*it)) {
            let Some(of) = number(table, row, whole) else { continue };
            let mut sum = 0.0;
            let mut largest = 0.0_f64;
            let mut complete = true;
            for part in *parts {
                match number(table, row, part) {
                    Some(it) => {
                        sum += it.low();
                        largest = largest.max(it.low());
                    }
                    None => complete = false,
                }
            }
            // A part that is too large by itself has been named already.
            let twice = parts.len() > 1 && largest > of.high();
            if complete && !twice && sum > of.high() * (1.0 + 1e-9) {
                let place = table.place(row, parts.first().and_then(|it| table.column(it)));
                problems.push(
                    Problem::new(Code::PartAboveWhole, place)
                        .with("part", parts.join(" + "))
                        .with("part_value", short(sum))
                        .with("whole", *whole)
                        .with("whole_value", of.to_string()),
                );
            }
        }
    }
}

/// One figure of a series.
struct Figure {
    period: Period,
    value: Interval,
    row: u32,
    /// Whether it stands in last year's data.
    of_last: bool,
}

/// Figures by year: those of one dataset beside each other, or with `last` those of last year's
/// data beside those of this year's.
pub fn over_time(
    catalogue: &Catalogue,
    this: &Dataset,
    last: Option<&Dataset>,
    problems: &mut Problems,
) {
    for (name, keys, period, figures) in SERIES {
        let Some(id) = TableId::named(name) else { continue };
        if this.table(id).is_empty() || last.is_some_and(|it| it.table(id).is_empty()) {
            continue;
        }
        for figure in *figures {
            leaps(this, last, (id, figure), keys, period, problems);
        }
    }
    claims(catalogue, this, last, problems);
}

fn leaps(
    this: &Dataset,
    last: Option<&Dataset>,
    (id, figure): (TableId, &str),
    keys: &[&str],
    period: &str,
    problems: &mut Problems,
) {
    let schema = id.schema();
    let (Some(when), Some(column)) = (schema.column(period), schema.column(figure)) else { return };
    let mut series: BTreeMap<Vec<String>, Vec<Figure>> = BTreeMap::new();
    for (dataset, of_last) in editions(this, last) {
        let table = dataset.table(id);
        if !table.has_column(column) {
            continue;
        }
        for row in table.rows().filter(|it| table.counts(*it)) {
            let (Some(value), Some(period)) =
                (table.number(row, column).known(), table.period(row, when).known())
            else {
                continue;
            };
            let key: Vec<String> =
                keys.iter().map(|it| word(dataset, table, row, it).unwrap_or_default()).collect();
            series.entry(key).or_default().push(Figure { period, value, row, of_last });
        }
    }
    let change = schema.columns[column].change;
    for (key, mut figures) in series {
        let key: Vec<&str> = key.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        let what = format!("{figure} ({})", key.join(", "));
        let place = |it: &Figure| match last.filter(|_| it.of_last) {
            Some(last) => last.table(id).place(it.row, Some(column)),
            None => this.table(id).place(it.row, Some(column)),
        };
        compare(&what, change, &mut figures, last.is_some(), place, problems);
    }
}

/// The datasets that are compared, and whether each is last year's.
fn editions<'a>(
    this: &'a Dataset,
    last: Option<&'a Dataset>,
) -> impl Iterator<Item = (&'a Dataset, bool)> {
    last.map(|it| (it, true)).into_iter().chain([(this, false)])
}

/// Claims on one thing by year.
fn claims(catalogue: &Catalogue, this: &Dataset, last: Option<&Dataset>, problems: &mut Problems) {
    let schema = TableId::CLAIMS.schema();
    let (Some(value), Some(period)) = (schema.column("value"), schema.column("period")) else {
        return;
    };
    let mut series: BTreeMap<[String; 4], Vec<Figure>> = BTreeMap::new();
    for (dataset, of_last) in editions(this, last) {
        let table = dataset.table(TableId::CLAIMS);
        for row in table.rows().filter(|it| table.counts(*it)) {
            let (Cell::Known(ValueCell::Number(it)), Some(when)) =
                (table.value(row, value), table.period(row, period).known())
            else {
                continue;
            };
            let key = ["subject", "indicator", "item", "population"]
                .map(|it| table.named_text(row, it).unwrap_or("").to_owned());
            let figure = Figure { period: when, value: *it, row, of_last };
            series.entry(key).or_default().push(figure);
        }
    }
    for (key, mut figures) in series {
        let what = format!("{} ({})", key[1], key[0]);
        let indicator = catalogue.find(&key[1]).map(|it| catalogue.indicators[it].unit);
        // Of a fact that no indicator asks for nobody knows how fast it may change.
        let change = indicator.map_or(Change::Free, change_of_unit);
        let place = |it: &Figure| match last.filter(|_| it.of_last) {
            Some(last) => last.table(TableId::CLAIMS).place(it.row, Some(value)),
            None => this.table(TableId::CLAIMS).place(it.row, Some(value)),
        };
        compare(&what, change, &mut figures, last.is_some(), place, problems);
    }
}

/// Compares each figure with that of the period before.
fn compare(
    what: &str,
    change: Change,
    figures: &mut [Figure],
    across: bool,
    place: impl Fn(&Figure) -> Place,
    problems: &mut Problems,
) {
    figures.sort_by_key(|it| (it.period, !it.of_last, it.row));
    for pair in figures.windows(2) {
        let [before, now] = pair else { continue };
        // Within last year's data, and within this year's, it has been said by each by itself.
        if before.period == now.period || across && (now.of_last || !before.of_last) {
            continue;
        }
        let years = Period::years_until(now.period.last, before.period.last);
        let leap = || {
            let (old, new) = (before.value.low(), now.value.low());
            let points = before.value.is_point() && now.value.is_point();
            // Small numbers leap by nature: one project, then a hundred.
            let large = points && old > 0.0 && new > 0.0 && old.max(new) >= 1_000.0;
            let factor = (new / old).max(old / new);
            (large && factor >= LEAP).then_some(factor)
        };
        let problem = match leap() {
            Some(factor) => Problem::new(Code::LeapBetweenYears, place(now))
                .with("factor", format!("{factor:.0}")),
            None if beyond(change, before.value, now.value, years) => {
                Problem::new(Code::FigureChangedTooMuch, place(now))
                    .with("where", place(before).to_string())
            }
            None => continue,
        };
        problems.push(
            problem
                .with("what", what)
                .with("now", shown(now.value))
                .with("year", now.period.text())
                .with("before", shown(before.value))
                .with("year_before", before.period.text()),
        );
    }
}

/// As far as anyone would write it.
pub fn short(x: f64) -> String {
    let text = format!("{x:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
