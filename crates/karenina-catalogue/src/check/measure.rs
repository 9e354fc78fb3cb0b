//! Measures: which table, which rows, which column.

use karenina_model::{Code, ColumnType, TableId, schema};
use toml::Spanned;

use super::{File, Names, paths};
use crate::{
    ColumnPath, GraphMeasure, MappedMeasure, Measure, Parts, Quantity, Selection, Ties,
    written::{self, SelectionRef},
};

pub(super) fn checked(
    file: &mut File<'_>,
    names: &Names<'_>,
    written: &Spanned<written::Measure>,
) -> Option<Measure> {
    use written::Measure as W;
    Some(match written.get_ref() {
        W::Count(it) => Measure::Count(selection(file, written, it.selection())?),
        W::Exists(it) => Measure::Exists(selection(file, written, it.selection())?),
        W::Share(it) => {
            let of = selection(file, written, it.selection())?;
            let having = paths::conditions(file, of.of, &it.having)?;
            let weight = match &it.weight {
                Some(column) => Some(number_column(file, of.of, column)?),
                None => None,
            };
            Measure::Share { of, having, weight }
        }
        W::Sum(it) => {
            let of = selection(file, written, it.selection())?;
            let column = number_column(file, of.of, &it.column)?;
            Measure::Sum(of, column)
        }
        W::Mean(it) => {
            let of = selection(file, written, it.selection())?;
            let column = number_column(file, of.of, &it.column)?;
            Measure::Mean(of, column)
        }
        W::Ratio(it) => {
            let part = quantity(file, written, it.selection(), it.column.as_ref())?;
            let over = quantity(file, written, it.over.selection(), it.over.column.as_ref())?;
            Measure::Ratio(part, over)
        }
        W::NumberOfKinds(it) => {
            let of = selection(file, written, it.selection())?;
            let by = paths::column(file, of.of, &it.by)?;
            Measure::NumberOfKinds { of, by, at_least: it.at_least.unwrap_or(1) }
        }
        W::LargestShare(it) => {
            let (of, parts) = parts(file, written, it)?;
            Measure::LargestShare(of, parts)
        }
        W::Concentration(it) => {
            let (of, parts) = parts(file, written, it)?;
            Measure::Concentration(of, parts)
        }
        W::Entropy(it) => {
            let (of, parts) = parts(file, written, it)?;
            Measure::Entropy(of, parts)
        }
        W::YearsSince(it) => {
            let (of, table) = if it.of.is_some() {
                let of = selection(file, written, it.selection())?;
                let table = of.of;
                (Some(of), table)
            } else {
                (None, TableId::CLUSTERS)
            };
            let column = paths::column(file, table, &it.column)?;
            Measure::YearsSince(of, column)
        }
        W::Practice(it) => Measure::Practice(names.practice(file, &it.practice)),
        W::Practices(it) => {
            Measure::Practices(it.practices.iter().map(|it| names.practice(file, it)).collect())
        }
        W::Attribute(it) => {
            let path = paths::column(file, TableId::CLUSTERS, &it.column)?;
            let test = match &it.one_of {
                Some(words) => Some(paths::codes(file, &it.column, &path, words)?),
                None => None,
            };
            Measure::Attribute(path, test)
        }
        W::RankOf(it) => {
            let kinds = &schema::enumerations()["collaboration"];
            let Some(at) = kinds.words().position(|word| word == it.kind.get_ref()) else {
                file.unknown(Code::MeasureCodeUnknown, &it.kind, kinds.words());
                return None;
            };
            Measure::RankOf(at as u8)
        }
        W::Mapped(it) => {
            let path = number_column(file, TableId::REGION_ACTIVITY, &it.column)?;
            let words = MappedMeasure::ALL.map(MappedMeasure::word);
            let what = match &it.what {
                None => MappedMeasure::Multiple,
                Some(what) => {
                    let Some(at) = words.iter().position(|word| word == what.get_ref()) else {
                        file.unknown(Code::MeasureCodeUnknown, what, words);
                        return None;
                    };
                    MappedMeasure::ALL[at]
                }
            };
            Measure::Mapped(path.last().1, what)
        }
        W::Graph(it) => {
            let words = GraphMeasure::ALL.map(GraphMeasure::word);
            let Some(at) = words.iter().position(|word| word == it.what.get_ref()) else {
                file.unknown(Code::MeasureCodeUnknown, &it.what, words);
                return None;
            };
            let mut ties = Ties { projects: it.ties.is_none(), groups: false };
            for word in it.ties.iter().flatten() {
                match word.get_ref().as_str() {
                    "projects" => ties.projects = true,
                    "groups" => ties.groups = true,
                    _ => {
                        file.unknown(Code::MeasureCodeUnknown, word, ["projects", "groups"]);
                        return None;
                    }
                }
            }
            Measure::Graph(GraphMeasure::ALL[at], ties)
        }
        W::Compound(it) => {
            let criteria: Vec<usize> =
                it.criteria.iter().filter_map(|it| names.indicator(file, it)).collect();
            Measure::Compound(criteria)
        }
        W::Claimed(_) => Measure::Claimed,
    })
}

fn selection(
    file: &mut File<'_>,
    measure: &Spanned<written::Measure>,
    written: SelectionRef<'_>,
) -> Option<Selection> {
    let Some(name) = written.of else {
        let details = [("found", "of".to_owned()), ("near", "none".to_owned())];
        file.complain(Code::MeasureTableUnknown, measure, details);
        return None;
    };
    let Some(of) = TableId::named(name.get_ref()) else {
        let known = schema::tables().iter().map(|it| it.name.as_str());
        file.unknown(Code::MeasureTableUnknown, name, known);
        return None;
    };
    let conditions = paths::conditions(file, of, written.conditions)?;
    Some(Selection { of, conditions, when: written.when, within_years: written.within_years })
}

fn quantity(
    file: &mut File<'_>,
    measure: &Spanned<written::Measure>,
    written: SelectionRef<'_>,
    column: Option<&Spanned<String>>,
) -> Option<Quantity> {
    let of = match written.of {
        Some(_) => Some(selection(file, measure, written)?),
        None => None,
    };
    let table = of.as_ref().map_or(TableId::CLUSTERS, |it| it.of);
    let column = match column {
        Some(column) => Some(number_column(file, table, column)?),
        None => None,
    };
    Some(Quantity { of, column })
}

fn parts(
    file: &mut File<'_>,
    measure: &Spanned<written::Measure>,
    written: &written::Parts,
) -> Option<(Selection, Parts)> {
    let of = selection(file, measure, written.selection())?;
    let parts = match (&written.weight, &written.by) {
        (Some(weight), None) => Parts::Weight(number_column(file, of.of, weight)?),
        (None, Some(by)) => Parts::By(paths::column(file, of.of, by)?),
        (Some(_), Some(_)) | (None, None) => {
            let details = [("found", "weight, by".to_owned()), ("reason", "parts".to_owned())];
            file.complain(Code::CatalogueUnreadable, measure, details);
            return None;
        }
    };
    Some((of, parts))
}

fn number_column(
    file: &mut File<'_>,
    table: TableId,
    written: &Spanned<String>,
) -> Option<ColumnPath> {
    let path = paths::column(file, table, written)?;
    let (at, column) = path.last();
    match at.schema().columns[column].kind {
        ColumnType::Number | ColumnType::Count | ColumnType::Share => Some(path),
        _ => {
            let details = [
                ("found", written.get_ref().clone()),
                ("table", at.name().to_owned()),
                ("near", "none".to_owned()),
            ];
            file.complain(Code::MeasureColumnUnknown, written, details);
            None
        }
    }
}
