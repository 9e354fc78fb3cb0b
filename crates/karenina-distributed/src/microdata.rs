//! Establishments in files that every machine of the cluster can see.

use datafusion::{
    arrow::datatypes::{DataType, Field, Schema},
    datasource::file_format::file_compression_type::FileCompressionType,
    prelude::{CsvReadOptions, ParquetReadOptions, SessionContext},
};
use karenina_mapping::{Container, EstablishmentTable};

use crate::Error;

/// Makes a table known to a session under a name, and says how one reads an establishment of it: a
/// `select` with the columns `region`, `activity` and `number`.
///
/// What a cell says is what `karenina-mapping` reads in it: a flag beside a number is no part of it,
/// one of confidentiality says that it is not to be read, and a comma is a decimal one where it can
/// be nothing else.
pub(crate) async fn register(
    table: &EstablishmentTable,
    name: &str,
    session: &SessionContext,
) -> Result<String, Error> {
    let paths: Vec<String> = table.files.iter().map(|it| it.display().to_string()).collect();
    let no_table = |reason: String| Error::NoTable { path: paths.join(", "), reason };
    let frame = match table.container {
        Container::Parquet => {
            let options =
                ParquetReadOptions { file_extension: &table.ending, ..Default::default() };
            session.read_parquet(paths.clone(), options).await
        }
        Container::Text | Container::Gzip => {
            // Every cell is read as text: what is no number stops nothing.
            let schema = Schema::new(
                (0..table.heading.len())
                    .map(|at| Field::new(column(at), DataType::Utf8, true))
                    .collect::<Vec<_>>(),
            );
            let packing = if table.container == Container::Gzip {
                FileCompressionType::GZIP
            } else {
                FileCompressionType::UNCOMPRESSED
            };
            let options = CsvReadOptions::new()
                .delimiter(table.separator)
                .schema(&schema)
                .truncated_rows(true)
                .file_compression_type(packing)
                .file_extension(&table.ending);
            session.read_csv(paths.clone(), options).await
        }
    }
    .map_err(|err| no_table(err.to_string()))?;
    let schema = frame.schema().clone();
    session.register_table(name, frame.into_view()).map_err(|err| no_table(err.to_string()))?;
    let quoted = |at: usize| match table.container {
        Container::Parquet => format!("\"{}\"", table.heading[at].replace('"', "\"\"")),
        Container::Text | Container::Gzip => format!("\"{}\"", column(at)),
    };
    let is_number = |at: usize| {
        let field = schema.field_with_unqualified_name(&table.heading[at]);
        field.is_ok_and(|it| it.data_type().is_numeric())
    };
    let number = match table.employment {
        None => "cast(null as decimal(18, 6))".to_owned(),
        Some(at) if is_number(at) => format!("try_cast({} as decimal(18, 6))", quoted(at)),
        Some(at) => number_in_text(&quoted(at), table.separator != b','),
    };
    let [region, activity] = [table.region, table.activity].map(quoted);
    Ok(format!(
        "select trim(cast({region} as varchar)) as region,
                trim(cast({activity} as varchar)) as activity,
                {number} as number
         from {name}"
    ))
}

/// Columns of a text are called by their place: a heading may say the same twice, or nothing.
fn column(at: usize) -> String {
    format!("column_{at}")
}

/// The number in a cell of text, as an expression; nothing where there is none.
fn number_in_text(cell: &str, comma: bool) -> String {
    let first = format!("split_part(trim({cell}), ' ', 1)");
    let flags = format!("split_part(trim({cell}), ' ', 2)");
    let comma_at = format!("strpos({first}, ',')");
    let plain = if comma {
        // 1,234 may be a thousand and more, or one and a bit.
        format!(
            "case when {comma_at} = 0 then {first}
                  when length({first}) - {comma_at} <> 3 then replace({first}, ',', '.') end"
        )
    } else {
        first
    };
    format!("case when strpos({flags}, 'c') = 0 then try_cast({plain} as decimal(18, 6)) end")
}
