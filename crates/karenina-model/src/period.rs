//! Days, months, quarters and years, as spans of days.

use jiff::civil::{Date, date};

/// A span of days, both ends included. What is dated "2014" happened on some day of that year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Period {
    /// One day.
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// A whole year.
    pub fn year(year: i16) -> Option<Self> {
        Some(Self { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
    }

    /// Reads `2014-05-31`, `31.05.2014`, `2014-05`, `05.2014`, `2014-Q2`, `II кв. 2014`, `2014`,
    /// `2014 г.` and spans such as `2012..2013`; `None` for what is no date of the calendar.
    ///
    /// ```
    /// use karenina_model::Period;
    /// assert_eq!(Period::parse("2014-Q2"), Period::parse("2014-04-01..2014-06-30"));
    /// assert_eq!(Period::parse("2013-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(day) = iso_day(text) {
            return Some(Self::day(day));
        }
        for between in ["..", "–", "—"] {
            if let Some((from, to)) = text.split_once(between) {
                let (from, to) = (Self::parse(from)?, Self::parse(to)?);
                return (from.first <= to.last)
                    .then_some(Self { first: from.first, last: to.last });
            }
        }
        Self::single(text)
    }

    fn single(text: &str) -> Option<Self> {
        // A time of day after the date, as spreadsheets write it, says nothing more here.
        let text = text.split_once('T').map_or(text, |(day, _)| day);
        let text = text.strip_suffix("00:00:00").unwrap_or(text).trim();
        let bare = text.trim_end_matches(['г', '.', ' ']);
        let bare = bare.trim_end_matches("года").trim_end_matches("год").trim();
        let parts: Vec<&str> =
            bare.split(['-', '.', '/', ' ']).filter(|it| !it.is_empty()).collect();
        match parts.as_slice() {
            [year] => Self::year(four_digits(year)?),
            [a, b] if four_digits(a).is_some() => {
                let year = four_digits(a)?;
                quarter(b).map_or_else(|| month(year, b), |q| Self::quarter(year, q))
            }
            [a, b] => {
                let year = four_digits(b)?;
                quarter(a).map_or_else(|| month(year, a), |q| Self::quarter(year, q))
            }
            [year, m, d] if four_digits(year).is_some() => {
                Date::new(four_digits(year)?, m.parse().ok()?, d.parse().ok()?).ok().map(Self::day)
            }
            [q, word, year] if word.to_lowercase().starts_with("кв") => {
                Self::quarter(four_digits(year)?, arabic(q).or_else(|| quarter(q))?)
            }
            // 31 мая 2014 г.
            [d, word, year] if month_named(word).is_some() => {
                let day = Date::new(four_digits(year)?, month_named(word)?, d.parse().ok()?);
                day.ok().map(Self::day)
            }
            [d, m, year] => {
                Date::new(four_digits(year)?, m.parse().ok()?, d.parse().ok()?).ok().map(Self::day)
            }
            _ => None,
        }
    }

    fn quarter(year: i16, quarter: i8) -> Option<Self> {
        let first = Date::new(year, 3 * quarter - 2, 1).ok()?;
        let last = Date::new(year, 3 * quarter, 1).ok()?.last_of_month();
        Some(Self { first, last })
    }

    /// Whether it is a whole year, a month or a day, in the notation of data files.
    pub fn text(self) -> String {
        let Self { first, last } = self;
        if first == last {
            first.to_string()
        } else if Self::year(first.year()) == Some(self) {
            format!("{:04}", first.year())
        } else if first.first_of_month() == first && first.last_of_month() == last {
            format!("{:04}-{:02}", first.year(), first.month())
        } else if first.year() != last.year()
            && first.day_of_year() == 1
            && last == last.last_of_year()
        {
            format!("{:04}..{:04}", first.year(), last.year())
        } else {
            format!("{first}..{last}")
        }
    }

    /// Whole and broken years from a day to another; negative when it lies ahead. On an
    /// anniversary the number is whole, whatever leap years lie between.
    ///
    /// ```
    /// use karenina_model::{Date, Period};
    /// let day = |year| Date::new(year, 2, 1).unwrap();
    /// assert_eq!(Period::years_until(day(2026), day(2013)), 13.0);
    /// ```
    pub fn years_until(day: Date, from: Date) -> f64 {
        if from > day {
            return -Self::years_until(from, day);
        }
        let mut whole = day.year() - from.year();
        if anniversary(from, day.year()) > day {
            whole -= 1;
        }
        let last = anniversary(from, from.year() + whole);
        let next = anniversary(from, from.year() + whole + 1);
        let part = f64::from((day - last).get_days()) / f64::from((next - last).get_days());
        f64::from(whole) + part
    }
}

/// The day of a year on which `from` comes round; 29 February is kept on the 28th.
fn anniversary(from: Date, year: i16) -> Date {
    Date::new(year, from.month(), from.day())
        .or_else(|_| Date::new(year, from.month(), 28))
        .unwrap_or(from)
}

/// `2014-05-31`, by far the most frequent form, without allocation.
fn iso_day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0_i16, |sum, byte| {
            byte.is_ascii_digit().then(|| 10 * sum + i16::from(byte - b'0'))
        })
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn four_digits(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|it| it.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1000..=2999).contains(year))
}

fn month(year: i16, text: &str) -> Option<Period> {
    let first = date(year, 1, 1);
    let number = month_named(text).or_else(|| text.parse().ok())?;
    let first = Date::new(first.year(), number, 1).ok()?;
    Some(Period { first, last: first.last_of_month() })
}

/// The month of a word: мая, май, May.
fn month_named(text: &str) -> Option<i8> {
    if text.len() < 3 || !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let lower = text.to_lowercase();
    let russian =
        ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];
    let english =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = english.iter().position(|it| lower.starts_with(it)).or_else(|| {
        russian
            .iter()
            .enumerate()
            .find(|(at, it)| match at {
                4 => matches!(lower.as_str(), "май" | "мая" | "мае"),
                _ => lower.starts_with(*it),
            })
            .map(|it| it.0)
    })?;
    i8::try_from(at + 1).ok()
}

/// The number of a quarter before its word.
fn arabic(text: &str) -> Option<i8> {
    text.parse().ok().filter(|it| (1..=4).contains(it))
}

fn quarter(text: &str) -> Option<i8> {
    match text.to_lowercase().as_str() {
        "q1" | "i" | "1кв" | "iкв" => Some(1),
        "q2" | "ii" | "2кв" | "iiкв" => Some(2),
        "q3" | "iii" | "3кв" | "iiiкв" => Some(3),
        "q4" | "iv" | "4кв" | "ivкв" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn forms_that_people_write() {
        for (text, expected) in [
            ("2014", "2014"),
            ("2014 г.", "2014"),
            ("31.05.2014", "2014-05-31"),
            ("2014-05-31", "2014-05-31"),
            ("2014-05-31T00:00:00", "2014-05-31"),
            ("05.2014", "2014-05"),
            ("2014-05", "2014-05"),
            ("II кв. 2014", "2014-04-01..2014-06-30"),
            ("2014-Q4", "2014-10-01..2014-12-31"),
            ("2012..2013", "2012..2013"),
            ("1 кв. 2024", "2024-01-01..2024-03-31"),
            ("II квартал 2024 года", "2024-04-01..2024-06-30"),
            ("31 мая 2014 г.", "2014-05-31"),
            ("март 2014", "2014-03"),
            ("May 2014", "2014-05"),
        ] {
            assert_eq!(Period::parse(text).map(Period::text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_of_the_calendar() {
        for text in ["2013-02-29", "31.04.2014", "14", "2014-13", "soon", "", "2014..2012", "20144"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
