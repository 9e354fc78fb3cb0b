//! Numbers as people write them: `1 234,5`, `10..19`, `<20`, `не более 5`, `~44`, `45 %`.

use crate::Interval;

/// How far "about" reaches: `~44` is 44 give or take this part of it.
pub const ABOUT: f64 = 0.05;

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    /// It is something else.
    NotANumber,
    /// `1,234`: a thousand in one country, a little over one in another.
    Ambiguous,
    /// `19..10`.
    LowAboveHigh,
}

/// Reads a number or an interval of numbers.
///
/// A decimal comma and spaces between thousands are understood. A comma before exactly three
/// digits could be either, and is refused rather than guessed: being wrong by a thousand is worse
/// than asking.
///
/// ```
/// use karenina_model::{Interval, number::{NumberFault, parse}};
/// assert_eq!(parse("1 234,5"), Ok(Interval::point(1234.5).unwrap()));
/// assert_eq!(parse("45 %"), Ok(Interval::point(0.45).unwrap()));
/// assert_eq!(parse("10..19"), Ok(Interval::new(10.0, 19.0).unwrap()));
/// assert_eq!(parse("1,234"), Err(NumberFault::Ambiguous));
/// ```
pub fn parse(text: &str) -> Result<Interval, NumberFault> {
    let text = text.trim();
    if let Some(x) = plain(text) {
        return Interval::point(x).ok_or(NumberFault::NotANumber);
    }
    if text.is_empty() || text.len() > 80 {
        return Err(NumberFault::NotANumber);
    }
    let lower = text.to_lowercase();
    if let Some((low, high)) = lower.split_once("..") {
        return between_ends(low, high);
    }
    for (words, relation) in RELATIONS {
        for word in *words {
            if let Some(rest) = lower.strip_prefix(word) {
                let x = one(rest)?;
                return match relation {
                    Relation::Below => Interval::with_ends(f64::NEG_INFINITY, true, x, true),
                    Relation::AtMost => Interval::with_ends(f64::NEG_INFINITY, true, x, false),
                    Relation::Above => Interval::with_ends(x, true, f64::INFINITY, true),
                    Relation::AtLeast => Interval::with_ends(x, false, f64::INFINITY, true),
                    Relation::About => {
                        let reach = (x * ABOUT).abs();
                        Interval::new(x - reach, x + reach)
                    }
                }
                .ok_or(NumberFault::NotANumber);
            }
        }
    }
    for between in ["–", "—"] {
        if let Some((low, high)) = lower.split_once(between) {
            return between_ends(low, high);
        }
    }
    // `30-50`: a hyphen between digits, as opposed to the minus of `-5`.
    if let Some(at) = lower.char_indices().skip(1).find(|(_, it)| *it == '-').map(|(at, _)| at) {
        return between_ends(&lower[..at], &lower[at + 1..]);
    }
    let x = match (one(&lower), with_unit(&lower)) {
        (Err(NumberFault::NotANumber), Some((rest, factor))) => scaled(one(rest)?, factor),
        (found, _) => found?,
    };
    Interval::point(x).ok_or(NumberFault::NotANumber)
}

/// `12,5 млн руб.`: the number, and what to multiply it by.
fn with_unit(lower: &str) -> Option<(&str, f64)> {
    let at = lower.find(|it: char| it.is_alphabetic() || matches!(it, '₽' | '€' | '$'))?;
    let (number, unit) = lower.split_at(at);
    if at == 0 {
        return None;
    }
    let mut factor = 1.0;
    for word in unit.split([' ', '.', '\u{a0}']).filter(|it| !it.is_empty()) {
        match word {
            "тыс" | "тысяч" | "thousand" => factor *= 1e3,
            "млн" | "миллионов" | "million" | "mln" => factor *= 1e6,
            "млрд" | "миллиардов" | "billion" | "bn" => factor *= 1e9,
            "руб" | "рублей" | "р" | "₽" | "rub" | "eur" | "€" | "usd" | "$" | "чел"
            | "человек" | "ед" | "шт" => {}
            _ => return None,
        }
    }
    Some((number, factor))
}

/// The product to fifteen digits: 1.005 thousand are 1005 and not 1004.9999999999999.
///
/// ```
/// assert_eq!(karenina_model::number::scaled(1.005, 1000.0), 1005.0);
/// ```
pub fn scaled(x: f64, factor: f64) -> f64 {
    let product = x * factor;
    if factor == 1.0 || !product.is_finite() {
        return product;
    }
    format!("{product:.14e}").parse().unwrap_or(product)
}

enum Relation {
    Below,
    AtMost,
    Above,
    AtLeast,
    About,
}

/// Longer words first where one begins with another.
const RELATIONS: &[(&[&str], Relation)] = &[
    (&["<=", "≤", "at most ", "не более ", "не больше "], Relation::AtMost),
    (&[">=", "≥", "at least ", "не менее ", "не меньше "], Relation::AtLeast),
    (&["<", "fewer than ", "less than ", "below ", "менее ", "меньше "], Relation::Below),
    (&[">", "more than ", "above ", "более ", "больше ", "свыше "], Relation::Above),
    (&["~", "≈", "about ", "около ", "ок. ", "примерно "], Relation::About),
];

/// `10..19`; an end that does not belong to it is marked: `>10..<19`.
fn between_ends(low: &str, high: &str) -> Result<Interval, NumberFault> {
    let (low, low_open) = open_end(low, '>');
    let (high, high_open) = open_end(high, '<');
    let percent = high.trim_end().ends_with('%') && !low.trim_end().ends_with('%');
    let low = if percent { one(low)? / 100.0 } else { one(low)? };
    Interval::with_ends(low, low_open, one(high)?, high_open).ok_or(NumberFault::LowAboveHigh)
}

fn open_end(text: &str, mark: char) -> (&str, bool) {
    let text = text.trim();
    text.strip_prefix(mark).map_or((text, false), |rest| (rest, true))
}

/// Digits with at most a point: the form of nearly all cells.
fn plain(text: &str) -> Option<f64> {
    let ok = !text.is_empty()
        && text.len() <= 25
        && text
            .bytes()
            .enumerate()
            .all(|(at, it)| it.is_ascii_digit() || it == b'.' || (it == b'-' && at == 0));
    if ok { text.parse().ok() } else { None }
}

fn one(text: &str) -> Result<f64, NumberFault> {
    let text = text.trim();
    let (text, factor) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), 0.01),
        None => (text, 1.0),
    };
    let mut digits = String::with_capacity(text.len());
    let mut commas = 0;
    let mut after_comma = 0;
    let mut groups_hold = true;
    let mut points = 0;
    for it in text.chars() {
        match it {
            '0'..='9' => {
                digits.push(it);
                after_comma += 1;
            }
            // Spaces of every kind, and apostrophes, stand between thousands.
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' => {}
            '-' | '−' if digits.is_empty() => digits.push('-'),
            '.' => {
                points += 1;
                if commas > 0 {
                    groups_hold &= after_comma == 3;
                }
                digits.push('.');
            }
            ',' => {
                if commas > 0 {
                    groups_hold &= after_comma == 3;
                }
                groups_hold &= points == 0;
                commas += 1;
                after_comma = 0;
                digits.push(',');
            }
            'e' if points + commas > 0 || !digits.is_empty() => digits.push('e'),
            '+' if digits.ends_with('e') => {}
            _ => return Err(NumberFault::NotANumber),
        }
    }
    let digits = match (commas, points) {
        (0, _) => digits,
        // 1,234,567 and 1,234.5: commas between thousands beyond doubt.
        (2.., 0) if groups_hold && after_comma == 3 => digits.replace(',', ""),
        (1.., 1) if groups_hold => digits.replace(',', ""),
        (1, 0) if after_comma == 3 && !starts_with_zero(&digits) => {
            return Err(NumberFault::Ambiguous);
        }
        (1, 0) => digits.replace(',', "."),
        _ => return Err(NumberFault::NotANumber),
    };
    let x: f64 = digits.parse().map_err(|_| NumberFault::NotANumber)?;
    let x = if factor == 1.0 { x } else { percent(x) };
    if x.is_finite() { Ok(x) } else { Err(NumberFault::NotANumber) }
}

/// 45 % as 0.45 and not 0.45000000000000001: the division of two whole numbers rounds once.
fn percent(x: f64) -> f64 {
    x / 100.0
}

fn starts_with_zero(digits: &str) -> bool {
    digits.trim_start_matches('-').starts_with("0,")
}

#[cfg(test)]
mod tests {
    use super::{NumberFault, parse};
    use crate::Interval;

    #[test]
    fn forms_that_people_write() {
        for (text, expected) in [
            ("44", "44"),
            ("-3.5", "-3.5"),
            ("−3,5", "-3.5"),
            ("1\u{a0}234,5", "1234.5"),
            ("1,234,567", "1234567"),
            ("1,234.5", "1234.5"),
            ("0,125", "0.125"),
            ("12,5", "12.5"),
            ("12 %", "0.12"),
            ("30-50", "30..50"),
            ("30–50", "30..50"),
            ("20..30 %", "0.2..0.3"),
            ("<20", "<20"),
            ("не более 5", "<=5"),
            ("более 100", ">100"),
            (">= 50", ">=50"),
            ("1e3", "1000"),
            ("12,5 млн руб.", "12500000"),
            ("1 234,5 тыс. руб.", "1234500"),
            ("44 чел.", "44"),
            ("100 руб", "100"),
        ] {
            assert_eq!(parse(text).map(|it| it.to_string()).as_deref(), Ok(expected), "{text}");
        }
        assert_eq!(parse("~40"), Ok(Interval::new(38.0, 42.0).unwrap()));
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", "нет", "1.2.3", "12 people", "abc", "--5", "1,23,456", "e", "1..2..3"] {
            assert_eq!(parse(text), Err(NumberFault::NotANumber), "{text}");
        }
        assert_eq!(parse("19..10"), Err(NumberFault::LowAboveHigh));
        assert_eq!(parse("12,345"), Err(NumberFault::Ambiguous));
    }
}
