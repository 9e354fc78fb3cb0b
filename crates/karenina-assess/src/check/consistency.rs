//! Figures that cannot stand beside each other: shares above their whole, parts above theirs,
//! leaps from one year to the next.

use std::collections::BTreeMap;

use karenina_model::{
    Cell, Code, Dataset, Interval, Period, Place, Problem, Table, TableId, problem::Problems,
    table::ValueCell,
};

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
pub fn check(dataset: &Dataset, problems: &mut Problems) {
    shares(dataset, problems);
    parts(dataset, problems);
    for (table, keys, period, figures) in SERIES {
        let Some(id) = TableId::named(table) else { continue };
        let table = dataset.table(id);
        if !table.is_empty() {
            leaps(dataset, table, keys, period, figures, problems);
        }
    }
    claims(dataset, problems);
}

fn number(table: &Table, row: u32, name: &str) -> Option<Interval> {
    table.number(row, table.column(name)?).known()
}

/// What a cell says, as a part of the name of a series.
fn word(dataset: &Dataset, table: &Table, row: u32, name: &str) -> Option<String> {
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

/// One figure of a series: its period, its value, and its row.
type Figure = (Period, f64, u32);

fn leaps(
    dataset: &Dataset,
    table: &Table,
    keys: &[&str],
    period: &str,
    figures: &[&str],
    problems: &mut Problems,
) {
    let Some(when) = table.column(period) else { return };
    for name in figures {
        let Some(column) = table.column(name).filter(|it| table.has_column(*it)) else { continue };
        let mut series: BTreeMap<Vec<String>, Vec<Figure>> = BTreeMap::new();
        for row in table.rows().filter(|it| table.counts(*it)) {
            let (Some(value), Some(period)) =
                (table.number(row, column).known(), table.period(row, when).known())
            else {
                continue;
            };
            if !value.is_point() {
                continue;
            }
            let key: Vec<String> =
                keys.iter().map(|it| word(dataset, table, row, it).unwrap_or_default()).collect();
            series.entry(key).or_default().push((period, value.low(), row));
        }
        for (key, mut figures) in series {
            let key: Vec<&str> =
                key.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            let what = format!("{name} ({})", key.join(", "));
            leap(&what, &mut figures, |row| table.place(row, Some(column)), problems);
        }
    }
}

/// Claims on one thing by year.
fn claims(dataset: &Dataset, problems: &mut Problems) {
    let table = dataset.table(TableId::CLAIMS);
    let (Some(value), Some(period)) = (table.column("value"), table.column("period")) else {
        return;
    };
    let mut series: BTreeMap<[String; 4], Vec<Figure>> = BTreeMap::new();
    for row in table.rows().filter(|it| table.counts(*it)) {
        let (Cell::Known(ValueCell::Number(it)), Some(when)) =
            (table.value(row, value), table.period(row, period).known())
        else {
            continue;
        };
        if it.is_point() {
            let key = ["subject", "indicator", "item", "population"]
                .map(|it| table.named_text(row, it).unwrap_or("").to_owned());
            series.entry(key).or_default().push((when, it.low(), row));
        }
    }
    for (key, mut figures) in series {
        let what = format!("{} ({})", key[1], key[0]);
        leap(&what, &mut figures, |row| table.place(row, Some(value)), problems);
    }
}

/// Compares each figure with that of the period before.
fn leap(what: &str, figures: &mut [Figure], place: impl Fn(u32) -> Place, problems: &mut Problems) {
    figures.sort_by_key(|it| (it.0, it.2));
    for pair in figures.windows(2) {
        let [(year_before, before, _), (year, now, row)] = pair else { continue };
        // Small numbers leap by nature: one project, then a hundred.
        if year == year_before || *before <= 0.0 || *now <= 0.0 || before.max(*now) < 1_000.0 {
            continue;
        }
        let factor = (now / before).max(before / now);
        if factor >= LEAP {
            problems.push(
                Problem::new(Code::LeapBetweenYears, place(*row))
                    .with("what", what)
                    .with("now", short(*now))
                    .with("year", year.text())
                    .with("before", short(*before))
                    .with("year_before", year_before.text())
                    .with("factor", format!("{factor:.0}")),
            );
        }
    }
}

/// As far as anyone would write it.
fn short(x: f64) -> String {
    let text = format!("{x:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
