//! By what a row is known again: its key, or the columns that the schema names.

use karenina_model::{Dataset, RowId, TableId, TableSchema};

/// The columns that a row is known by.
pub(crate) fn columns(schema: &TableSchema) -> Vec<usize> {
    schema.key.map_or_else(|| schema.known_by.clone(), |it| vec![it])
}

/// The name of a row within its table, such as `sarov` or `sarov/acme`.
pub(crate) fn of_row(data: &Dataset, at: RowId, columns: &[usize]) -> String {
    let mut name = String::new();
    for (n, column) in columns.iter().enumerate() {
        if n > 0 {
            name.push('/');
        }
        name.push_str(&data.written(at, *column));
    }
    name.truncate(name.trim_end_matches('/').len());
    name
}

/// How a row is addressed: `memberships/sarov/acme`, and `~2` after it for the second of that name.
pub(crate) fn claim(table: &str, identity: &str, ordinal: u32) -> String {
    // A name that itself ends like a number has its own number written.
    let ends_like_one = identity.rsplit_once('~').is_some_and(|(_, n)| n.parse::<u32>().is_ok());
    if ordinal <= 1 && !ends_like_one {
        format!("{table}/{identity}")
    } else {
        format!("{table}/{identity}~{ordinal}")
    }
}

/// The parts of such an address.
pub(crate) fn parse(claim: &str) -> Option<(TableId, &str, u32)> {
    let (table, rest) = claim.split_once('/')?;
    let table = TableId::named(table)?;
    let numbered = rest.rsplit_once('~').and_then(|(name, n)| Some((name, n.parse().ok()?)));
    let (identity, ordinal) = numbered.unwrap_or((rest, 1));
    Some((table, identity, ordinal))
}

#[cfg(test)]
mod tests {
    use super::{claim, parse};
    use karenina_model::TableId;

    #[test]
    fn whatever_a_row_is_called_its_address_leads_back_to_it() {
        for name in ["acme", "acme~2", "moscow/C10/~2015", "a~b", "~"] {
            for ordinal in [1, 2, 12] {
                let address = claim("organisations", name, ordinal);
                assert_eq!(
                    parse(&address),
                    Some((TableId::ORGANISATIONS, name, ordinal)),
                    "{address}"
                );
            }
        }
    }
}
