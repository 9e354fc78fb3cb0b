//! The table of regions by activities, as it is kept and written.

use std::io::{self, Read, Write};

use super::{Exact, Group};
use crate::{Cell, Classification, Statistics, read::lines};

/// Establishments added up, sorted by region and activity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aggregated {
    /// Codes of regions, in order of bytes.
    pub regions: Vec<String>,
    /// Codes of activities, in order of bytes.
    pub activities: Vec<String>,
    /// The groups that occur.
    pub groups: Vec<Group>,
}

/// The heading of the written table.
pub const AGGREGATED_HEADING: &str =
    "region,activity,employment,establishments,employment_squared,without_employment";

/// One row of the written table.
pub fn write_group(
    out: &mut dyn Write,
    regions: &[String],
    activities: &[String],
    it: &Group,
) -> io::Result<()> {
    quoted(out, &regions[it.region as usize])?;
    out.write_all(b",")?;
    quoted(out, &activities[it.activity as usize])?;
    writeln!(
        out,
        ",{},{},{},{}",
        it.employment, it.establishments, it.employment_squared, it.unknown
    )
}

fn quoted(out: &mut dyn Write, text: &str) -> io::Result<()> {
    if text.contains([',', '"', '\n', '\r']) {
        write!(out, "\"{}\"", text.replace('"', "\"\""))
    } else {
        out.write_all(text.as_bytes())
    }
}

impl Aggregated {
    /// The table of rows that somebody else added up, in whatever order they come. What a group has
    /// as numbers of region and activity is not looked at; they are given here.
    pub fn of(rows: &[(String, String, Group)]) -> Self {
        let codes = |of: &mut dyn Iterator<Item = &String>| {
            let mut codes: Vec<String> = of.cloned().collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let regions = codes(&mut rows.iter().map(|it| &it.0));
        let activities = codes(&mut rows.iter().map(|it| &it.1));
        let place = |codes: &[String], of: &String| codes.binary_search(of).unwrap_or(0) as u32;
        let mut groups: Vec<Group> = rows
            .iter()
            .map(|(region, activity, it)| Group {
                region: place(&regions, region),
                activity: place(&activities, activity),
                ..*it
            })
            .collect();
        groups.sort_unstable_by_key(|it| (it.region, it.activity));
        Self { regions, activities, groups }
    }

    /// Reads what [`Aggregated::csv`] wrote.
    pub fn read_csv(from: impl Read) -> io::Result<Self> {
        let text = io::read_to_string(from)?;
        let mut lines = text.lines();
        if lines.next() != Some(AGGREGATED_HEADING) {
            return Err(io::Error::other(format!("the heading is not {AGGREGATED_HEADING}")));
        }
        let (mut rows, mut cut) = (Vec::new(), Vec::new());
        for line in lines {
            let none = || io::Error::other(format!("this is no row of the table: {line}"));
            lines::cells(line, b',', &mut cut).map_err(|_| none())?;
            let text = |at: usize| cut.get(at).map(AsRef::as_ref).ok_or_else(none);
            let count = |at: usize| text(at)?.parse().map_err(|_| none());
            let exact = |at: usize, places| Exact::parse(text(at)?, places).ok_or_else(none);
            let group = Group {
                region: 0,
                activity: 0,
                employment: exact(2, 6)?,
                establishments: count(3)?,
                employment_squared: exact(4, 12)?,
                unknown: count(5)?,
            };
            rows.push((text(0)?.to_owned(), text(1)?.to_owned(), group));
        }
        Ok(Self::of(&rows))
    }

    /// Writes it as CSV: the columns of [`AGGREGATED_HEADING`], sorted by region and activity.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{AGGREGATED_HEADING}")?;
        for it in &self.groups {
            write_group(out, &self.regions, &self.activities, it)?;
        }
        Ok(())
    }

    /// The same as a table of regions by activities. Where it is not said of an establishment how
    /// many it employs, the employment of its group is not known.
    pub fn statistics(&self, file: &str, classification: Classification) -> Statistics {
        let mut it = Statistics::empty(classification);
        it.files.push(file.to_owned());
        it.regions = self.regions.iter().cloned().collect();
        it.activities = self.activities.iter().cloned().collect();
        it.cells = self
            .groups
            .iter()
            .map(|group| Cell {
                region: group.region,
                activity: group.activity,
                employment: (group.unknown == 0).then(|| group.employment.value()),
                establishments: Some(group.establishments as f64),
                file: 0,
                line: 0,
            })
            .collect();
        it
    }
}

#[cfg(test)]
mod tests {
    use super::{Aggregated, Exact, Group};

    #[test]
    fn what_was_written_is_read_as_it_was() {
        let group = |employment, squares, unknown| Group {
            region: 7,
            activity: 7,
            employment: Exact::millionths(employment),
            establishments: 3,
            employment_squared: Exact::square_millionths(squares),
            unknown,
        };
        let table = Aggregated::of(&[
            ("b, c".to_owned(), "2".to_owned(), group(500_000, 250_000_000_000, 0)),
            ("a".to_owned(), "10".to_owned(), group(0, 0, 3)),
            ("a".to_owned(), "1".to_owned(), group(12_000_000, 1 << 100, 1)),
        ]);
        let mut text = Vec::new();
        table.csv(&mut text).unwrap();
        assert_eq!(Aggregated::read_csv(text.as_slice()).unwrap(), table);
        assert_eq!(table.groups.iter().map(|it| it.region).collect::<Vec<_>>(), [0, 0, 1]);

        for (text, why) in [
            ("region,activity\na,b\n", "heading"),
            (
                "region,activity,employment,establishments,employment_squared,without_employment\na,b,x,1,1,0\n",
                "row",
            ),
        ] {
            let said = Aggregated::read_csv(text.as_bytes()).unwrap_err().to_string();
            assert!(said.contains(why), "{said}");
        }
    }
}
