//! What every figure looks at: the clusters that are counted, and what is claimed of the
//! programme as a whole.

use karenina_catalogue::{Catalogue, FigureAbout};
use karenina_model::{
    Absence, Cell, ColumnType, Dataset, Date, Interval, Period, RowId, TableId, Truth, Value,
    schema::Label, table::ValueCell,
};

use super::{Bar, Bars, Counted, Datum, Measured, Name, Series, SeriesOf};
use crate::{Assessment, Population, PopulationKind};

pub(super) struct Scope<'a> {
    pub catalogue: &'a Catalogue,
    pub dataset: &'a Dataset,
    pub found: &'a Assessment,
    pub about: &'a FigureAbout,
    pub on: Date,
    /// Every unit of the programme that is listed.
    pub units: &'a [u32],
    /// Those that exist on the day.
    pub current: &'a [u32],
    /// Clusters that the programme is said to have and no row lists.
    pub unlisted: u64,
}

/// One claim on a population as a whole.
pub(super) struct Claim {
    pub row: u32,
    pub item: Option<String>,
    pub value: Value,
    pub period: Option<Period>,
    pub n: Option<u64>,
    pub population: Option<String>,
    pub certainty: Option<&'static str>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        catalogue: &'a Catalogue,
        dataset: &'a Dataset,
        found: &'a Assessment,
        about: &'a FigureAbout,
    ) -> Self {
        let of = |kind| found.populations.iter().find(|it: &&Population| it.kind == kind);
        let clusters = |kind| of(kind).map_or(&[][..], |it| it.clusters.as_slice());
        Self {
            catalogue,
            dataset,
            found,
            about,
            on: found.on,
            units: clusters(PopulationKind::Units),
            current: clusters(PopulationKind::Current),
            unlisted: of(PopulationKind::Current).map_or(0, |it| it.unlisted),
        }
    }

    /// The key of the programme.
    pub(super) fn programme(&self) -> Option<&'a str> {
        let table = self.dataset.table(TableId::PROGRAMME);
        (!table.is_empty()).then(|| table.key(0)).filter(|it| !it.is_empty())
    }

    /// What is claimed of the programme under a name, in the order of the files.
    pub(super) fn claims(&self, fact: &str) -> Vec<Claim> {
        self.programme().map_or_else(Vec::new, |it| self.claims_of(it, fact))
    }

    pub(super) fn claims_of(&self, of: &str, fact: &str) -> Vec<Claim> {
        let table = self.dataset.table(TableId::CLAIMS);
        let (Some(subject), Some(indicator), Some(value)) =
            (table.column("subject"), table.column("indicator"), table.column("value"))
        else {
            return Vec::new();
        };
        let period = table.column("period");
        let n = table.column("n");
        table
            .rows()
            .filter(|row| table.counts(*row))
            .filter(|row| table.text(*row, indicator).known() == Some(fact))
            .filter(|row| table.text(*row, subject).known() == Some(of))
            .map(|row| Claim {
                row,
                item: table.named_text(row, "item").map(str::to_owned),
                value: match table.value(row, value) {
                    Cell::Known(ValueCell::Number(it)) => Value::Known(*it),
                    Cell::Known(_) => Value::Absent(Absence::NotKnown),
                    Cell::Empty => Value::Absent(Absence::NotSaid),
                    Cell::Absent(why) => Value::Absent(why),
                },
                period: period.and_then(|it| table.period(row, it).known()),
                n: n.and_then(|it| table.number(row, it).known())
                    .filter(Interval::is_point)
                    .map(|it| it.low() as u64),
                population: table.named_text(row, "population").map(str::to_owned),
                certainty: unsure(table.common_code(row, "certainty")),
            })
            .collect()
    }

    /// The code of a cell as its word.
    pub(super) fn code(&self, table: TableId, row: u32, column: &str) -> Option<&'static str> {
        self.code_label(table, row, column).map(|it| it.0)
    }

    pub(super) fn code_label(
        &self,
        table: TableId,
        row: u32,
        column: &str,
    ) -> Option<(&'static str, &'static Label)> {
        let it = self.dataset.table(table);
        let column = it.column(column)?;
        let ColumnType::Code(enumeration) = table.schema().columns[column].kind else {
            return None;
        };
        let code = it.code(row, column).known()?;
        let (word, label) = &enumeration.codes[usize::from(code)];
        Some((word, label))
    }

    pub(super) fn reference(&self, table: TableId, row: u32, column: &str) -> Option<u32> {
        let it = self.dataset.table(table);
        it.reference(row, it.column(column)?).known()
    }

    /// Whether a row has begun and is still in force on the day.
    pub(super) fn in_force(&self, table: TableId, row: u32) -> Truth {
        let row = RowId { table, row };
        self.dataset.in_force(row, self.on) & self.dataset.begun(row, self.on)
    }

    /// Rows of a table that belong to any of the clusters, each once, in the order of the table;
    /// what is over or has not begun is left out.
    pub(super) fn rows_of(&self, table: TableId, clusters: &[u32]) -> Vec<u32> {
        let mut rows: Vec<u32> = clusters
            .iter()
            .flat_map(|it| self.dataset.rows_of(table, *it).iter().copied())
            .filter(|row| self.in_force(table, *row) != Truth::No)
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Rows of `bodies` that run the clusters.
    pub(super) fn specialist_organisations(&self, clusters: &[u32]) -> Vec<u32> {
        let mut rows = self.rows_of(TableId::BODIES, clusters);
        rows.retain(|row| {
            self.code(TableId::BODIES, *row, "kind") == Some("specialist_organisation")
        });
        rows
    }

    /// Bars from what is claimed of the programme; `None` where nothing is.
    pub(super) fn claimed_bars(&self, measured: Measured, counted: Counted) -> Option<Bars> {
        let claims = self.claims(self.about.fact.as_deref()?);
        if claims.is_empty() {
            return None;
        }
        let printed =
            self.about.fact_printed.as_deref().map_or_else(Vec::new, |it| self.claims(it));
        let series = series_of_claims(&claims, counted);
        let rows = claims
            .iter()
            .map(|claim| {
                let item = claim.item.clone().unwrap_or_default();
                let mut datum = match (measured, claim.value, claim.n) {
                    (Measured::Share, Value::Known(count), Some(n)) => Datum::part(count, n),
                    (_, value, _) => Datum::of_value(value),
                };
                datum.certainty = claim.certainty;
                datum.printed = printed
                    .iter()
                    .find(|it| it.item == claim.item)
                    .and_then(|it| it.value.interval())
                    .map(|it| it.low());
                let about = self.about.items.get(&item);
                Bar {
                    part: about.is_some_and(|it| it.of.is_some()),
                    marked: about.is_some_and(|it| it.marked),
                    name: self.named(item),
                    data: vec![Some(datum)],
                }
            })
            .collect();
        let all = self.about.fact_of_all.as_deref().and_then(|it| {
            let claim = self.claims(it).into_iter().next()?;
            Some(Datum { certainty: claim.certainty, ..Datum::of_value(claim.value) })
        });
        Some(Bars { measured, series: vec![series], rows, all: vec![all] })
    }

    /// An item, or else a field, by its key.
    pub(super) fn named(&self, key: String) -> Name {
        if !self.about.items.contains_key(&key) && self.catalogue.fields.contains_key(&key) {
            return Name::Field(key);
        }
        Name::Item(key)
    }

    /// Sets the catalogue's references beside the programme's own values.
    pub(super) fn with_references(&self, bars: &mut Bars, counted: Counted) {
        for (at, reference) in self.about.references.iter().enumerate() {
            bars.series.push(Series {
                of: SeriesOf::Reference(at),
                n: reference.n.map(u64::from),
                counted,
                vintage: reference.year.and_then(Period::year),
                population: None,
                certainty: None,
                claim: None,
            });
            let datum = |key: &str| -> Option<Datum> {
                if let Some(x) = reference.values.get(key) {
                    return Some(match (bars.measured, reference.n) {
                        // Numbers of clusters, as parts of all that were asked.
                        (Measured::Share, Some(n)) if *x >= 1.0 => {
                            Datum::part(Interval::point(*x)?, u64::from(n))
                        }
                        _ => Datum::of_value(Value::Known(Interval::point(*x)?)),
                    });
                }
                let rank = reference.ranks.get(key).map(|it| f64::from(*it));
                match (rank, reference.rest_lost) {
                    (None, false) => None,
                    (rank, _) => Some(Datum { rank, lost: rank.is_none(), ..Datum::lost() }),
                }
            };
            let mut shown: Vec<String> = Vec::new();
            for row in &mut bars.rows {
                let key = match &row.name {
                    Name::Item(key) | Name::Field(key) => key.clone(),
                    _ => String::new(),
                };
                row.data.push(datum(&key));
                shown.push(key);
            }
            let n_before = bars.series.len() - 1;
            let listed = reference.values.keys().chain(reference.ranks.keys());
            for key in listed.filter(|it| *it != "all" && !shown.contains(it)) {
                let mut data = vec![None; n_before];
                data.push(datum(key));
                let name = self.named(key.clone());
                bars.rows.push(Bar { name, part: false, marked: false, data });
            }
            bars.all.push(datum("all").filter(|it| !it.lost));
        }
        for row in &mut bars.rows {
            row.data.resize(bars.series.len(), None);
        }
    }
}

/// Certainty, where a thing is not simply said.
pub(super) fn unsure(word: Option<&'static str>) -> Option<&'static str> {
    word.filter(|it| *it != "stated")
}

pub(super) fn series_of_claims(claims: &[Claim], counted: Counted) -> Series {
    Series {
        of: SeriesOf::Programme,
        n: claims.iter().find_map(|it| it.n),
        counted,
        vintage: claims.iter().find_map(|it| it.period),
        population: claims.iter().find_map(|it| it.population.clone()),
        certainty: claims.iter().find_map(|it| it.certainty),
        claim: claims.first().map(|it| it.row),
    }
}

/// A series of the programme's own rows.
pub(super) fn own_series(n: u64, counted: Counted, on: Date) -> Series {
    Series {
        of: SeriesOf::Programme,
        n: Some(n),
        counted,
        vintage: Some(Period::day(on)),
        population: None,
        certainty: None,
        claim: None,
    }
}

/// A number that some rows are sure to be part of and others may be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub sure: u64,
    pub perhaps: u64,
}

impl Tally {
    pub(super) fn add(&mut self, truth: Truth) {
        match truth {
            Truth::Yes => self.sure += 1,
            Truth::Unknown => self.perhaps += 1,
            Truth::No => {}
        }
    }

    pub(super) fn interval(self) -> Interval {
        let (low, high) = (self.sure as f64, (self.sure + self.perhaps) as f64);
        Interval::new(low, high).unwrap_or(Interval::NOT_NEGATIVE)
    }
}
