//! Findings and claims as Parquet, for statistics programs: every column may be empty, and
//! nothing that is not known is a number.

use std::sync::Arc;

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::Type,
};

use crate::{
    Report,
    plain::{self, Datum, Kind, PlainTable},
    view::View,
};

/// Rows of a group: enough to compress well, few enough to be read in parts.
const GROUP: usize = 1 << 17;

/// Every finding of every cluster that has a value or decides a sign.
pub fn findings_parquet(report: &Report<'_>) -> std::io::Result<Vec<u8>> {
    let view = View::new(report);
    written(report, &plain::findings(&view)).map_err(std::io::Error::other)
}

/// Every claim as it was made, with where it stood.
pub fn claims_parquet(report: &Report<'_>) -> std::io::Result<Vec<u8>> {
    let view = View::new(report);
    written(report, &plain::claims(&view)).map_err(std::io::Error::other)
}

/// A table that no judgement is behind.
pub(crate) fn plain_parquet(table: &PlainTable, of: &str) -> std::io::Result<Vec<u8>> {
    let facts = vec![("karenina.table", of.to_owned())];
    file(table, facts, concat!("karenina ", env!("CARGO_PKG_VERSION")).to_owned())
        .map_err(std::io::Error::other)
}

fn written(report: &Report<'_>, table: &PlainTable) -> Result<Vec<u8>, ParquetError> {
    let it = report.edition;
    let facts = vec![
        ("karenina.catalogue", it.catalogue.clone()),
        ("karenina.data", it.data.clone()),
        ("karenina.judged_as_of", report.found.on.to_string()),
        ("karenina.seed", report.found.seed.to_string()),
    ];
    file(table, facts, format!("karenina {}", it.program))
}

fn file(
    table: &PlainTable,
    facts: Vec<(&'static str, String)>,
    program: String,
) -> Result<Vec<u8>, ParquetError> {
    let fields = table
        .columns
        .iter()
        .map(|(name, kind)| {
            let (physical, logical) = match kind {
                Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                Kind::Number => (Physical::DOUBLE, None),
                Kind::Flag => (Physical::BOOLEAN, None),
                Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
            };
            let field = Type::primitive_type_builder(name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(logical)
                .build()?;
            Ok(Arc::new(field))
        })
        .collect::<Result<Vec<_>, ParquetError>>()?;
    let schema = Arc::new(Type::group_type_builder(table.name).with_fields(fields).build()?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(program)
        .set_key_value_metadata(Some(
            facts.into_iter().map(|(key, value)| KeyValue::new(key.to_owned(), value)).collect(),
        ))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    for rows in table.rows.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        for (at, (_, kind)) in table.columns.iter().enumerate() {
            column(&mut group, *kind, rows.iter().map(|it| &it[at]))?;
        }
        group.close()?;
    }
    writer.into_inner()
}

fn column<'d>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    kind: Kind,
    data: impl Iterator<Item = &'d Datum> + Clone,
) -> Result<(), ParquetError> {
    let levels: Vec<i16> = data.clone().map(|it| i16::from(*it != Datum::Nothing)).collect();
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    match kind {
        Kind::Text => {
            let values: Vec<ByteArray> = data
                .filter_map(|it| match it {
                    Datum::Text(it) => Some(ByteArray::from(it.as_str())),
                    _ => None,
                })
                .collect();
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
        }
        Kind::Number => {
            let values: Vec<f64> = data
                .filter_map(|it| match it {
                    Datum::Number(x) => Some(*x),
                    _ => None,
                })
                .collect();
            writer.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
        }
        Kind::Flag => {
            let values: Vec<bool> = data
                .filter_map(|it| match it {
                    Datum::Flag(it) => Some(*it),
                    _ => None,
                })
                .collect();
            writer.typed::<BoolType>().write_batch(&values, Some(&levels), None)?;
        }
        Kind::Date => {
            let values: Vec<i32> = data
                .filter_map(|it| match it {
                    Datum::Date(it) => Some(days_since_1970(*it)),
                    _ => None,
                })
                .collect();
            writer.typed::<Int32Type>().write_batch(&values, Some(&levels), None)?;
        }
    }
    writer.close()
}

fn days_since_1970(on: karenina_model::Date) -> i32 {
    (on - karenina_model::Date::constant(1970, 1, 1)).get_days()
}
