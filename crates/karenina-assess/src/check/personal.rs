//! What belongs to a person and must not travel with a report: addresses, telephones, numbers of
//! documents. What was found is never repeated in full.

use karenina_model::{Cell, Code, ColumnType, Dataset, Problem, TableId, problem::Problems};
use rayon::prelude::*;

/// Mailboxes of an organisation, which are nobody's own.
const OF_ORGANISATIONS: &[&str] = &[
    "info",
    "office",
    "mail",
    "press",
    "contact",
    "contacts",
    "support",
    "sales",
    "post",
    "admin",
    "hr",
    "pr",
    "cluster",
    "secretary",
    "reception",
    "priem",
    "director",
];

/// Columns where numbers as long as those of a person belong to an organisation.
const OF_REGISTERS: &[&str] =
    &["tax_number", "court_number", "lei", "ror", "sha256", "locator", "id", "activities"];

/// Looks through every text.
pub fn check(dataset: &Dataset, problems: &mut Problems) {
    let found: Vec<Problems> = TableId::all()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|id| {
            let mut problems = Problems::default();
            let table = dataset.table(id);
            for (at, column) in id.schema().columns.iter().enumerate() {
                let of_text = matches!(column.kind, ColumnType::Text | ColumnType::Key);
                if !of_text || !table.has_column(at) {
                    continue;
                }
                let of_register = OF_REGISTERS.contains(&column.name.as_str());
                // Who says something may be somebody.
                let may_be_named = column.name == "said_by";
                for row in table.rows() {
                    let Cell::Known(text) = table.text(row, at) else { continue };
                    let named = || full_name(text).filter(|_| !may_be_named);
                    if let Some((kind, masked)) = personal(text, of_register).or_else(named) {
                        problems.push(
                            Problem::new(Code::PersonalData, table.place(row, Some(at)))
                                .with("kind", kind)
                                .with("found", masked),
                        );
                    }
                }
            }
            for (name, texts) in table.extra_columns() {
                let lower = name.to_lowercase();
                let passport = lower.contains("паспорт") || lower.contains("passport");
                let asked =
                    ASKED_OF_PERSONS.iter().find(|it| it.0.iter().any(|it| lower.contains(it)));
                for (row, text) in (0_u32..).zip(texts.iter()) {
                    let found = personal(text, false).or_else(|| {
                        (passport && digits(text) == 10).then(|| ("passport", mask(text)))
                    });
                    let found = found.or_else(|| full_name(text)).or_else(|| {
                        let (_, kind) = asked?;
                        // A dash or "n/a" is nobody's.
                        let telling = text.chars().filter(|it| it.is_alphanumeric()).count() >= 5;
                        telling.then(|| (*kind, initials(text)))
                    });
                    if let Some((kind, masked)) = found {
                        let mut place = table.place(row, None);
                        place.column = Some(name.to_owned());
                        problems.push(
                            Problem::new(Code::PersonalData, place)
                                .with("kind", kind)
                                .with("found", masked),
                        );
                    }
                }
            }
            problems
        })
        .collect();
    for it in found {
        problems.append(it);
    }
}

/// Headings of columns that ask for what belongs to a person, and what that is.
const ASKED_OF_PERSONS: &[(&[&str], &str)] = &[
    (&["дата рождения", "год рождения", "date of birth", "birth date", "birthday"], "birth"),
    (&["домашний адрес", "адрес проживания", "адрес регистрации физ", "home address"], "address"),
    (&["фио", "ф.и.о", "ф. и. о", "контактное лицо", "contact person", "full name of"], "name"),
];

/// A name with a patronymic: nobody but a person has one. Places and houses are named after
/// people, and so are sole traders, whose name is that of the firm.
fn full_name(text: &str) -> Option<(&'static str, String)> {
    const ENDINGS: [&str; 7] = ["ович", "евич", "ьич", "овна", "евна", "ична", "инична"];
    // Every ending has one of these in it; nearly all texts are settled here.
    if !text.contains("ич") && !text.contains("вна") || text.len() > 20_000 {
        return None;
    }
    let is_name = |it: &str| {
        let mut letters = it.chars();
        letters.next().is_some_and(char::is_uppercase)
            && it.chars().count() >= 3
            && letters.all(|it| it.is_lowercase() || it == '-')
    };
    let words: Vec<&str> = text
        .split(|it: char| it.is_whitespace() || matches!(it, ',' | ';' | '(' | ')' | ':' | '"'))
        .filter(|it| !it.is_empty())
        .collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let word = word.trim_end_matches('.');
        let patronymic = is_name(word)
            && word.chars().count() >= 6
            && ENDINGS.iter().any(|it| word.ends_with(it));
        // A first name before it; a family name before that, or behind it.
        let first = at.checked_sub(1).map(|it| words[it]).filter(|it| is_name(it));
        if !patronymic || first.is_none() {
            return None;
        }
        let before = at.checked_sub(2).map(|it| words[it]);
        let after = words.get(at + 1).map(|it| it.trim_end_matches('.'));
        let family = before.is_some_and(is_name) || after.is_some_and(is_name);
        let named_after = words[..at].iter().any(|it| {
            matches!(it.to_lowercase().as_str(), "им." | "имени" | "ип" | "ул." | "улица" | "кфх")
                || it.to_lowercase().ends_with("предприниматель")
        });
        (family && !named_after).then(|| ("name", initials(&words[at - 1..=at].join(" "))))
    })
}

/// The first letters, so that the owner of the file finds it.
fn initials(text: &str) -> String {
    let first = text.split_whitespace().take(3).filter_map(|it| it.chars().next());
    first.map(|it| format!("{it}…")).collect::<Vec<_>>().join(" ")
}

/// What of a person a text holds, and the text made unreadable.
fn personal(text: &str, of_register: bool) -> Option<(&'static str, String)> {
    // Nearly all texts are settled here.
    let mut n = 0;
    let mut at_sign = false;
    for byte in text.bytes() {
        n += usize::from(byte.is_ascii_digit());
        at_sign |= byte == b'@';
    }
    if !at_sign && n < 10 || text.len() > 20_000 {
        return None;
    }
    if at_sign && let Some(it) = email(text) {
        return Some(("email", it));
    }
    if of_register {
        return None;
    }
    let lower = text.to_lowercase();
    if n >= 10 && (lower.contains("паспорт") || lower.contains("passport")) {
        return Some(("passport", mask(text)));
    }
    numbers(text)
}

fn email(text: &str) -> Option<String> {
    text.split(|it: char| {
        it.is_whitespace() || matches!(it, ',' | ';' | '<' | '>' | '(' | ')' | '"')
    })
    .find_map(|word| {
        let (local, domain) = word.trim_end_matches('.').split_once('@')?;
        let local = local.rsplit(':').next()?;
        let ok = !local.is_empty()
            && domain.contains('.')
            && domain.len() >= 4
            && domain.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | '-'));
        let own = !OF_ORGANISATIONS.contains(&local.to_lowercase().as_str());
        (ok && own).then(|| format!("{}…@{domain}", local.chars().next().unwrap_or(' ')))
    })
}

/// Runs of digits with the marks that stand between those of telephones and documents.
fn numbers(text: &str) -> Option<(&'static str, String)> {
    let is_mark = |it: char| matches!(it, ' ' | '-' | '(' | ')' | '\u{a0}');
    let mut rest = text;
    while let Some(at) = rest.find(|it: char| it.is_ascii_digit() || it == '+') {
        let run = &rest[at..];
        let end = run
            .char_indices()
            .find(|(at, it)| !(it.is_ascii_digit() || is_mark(*it) || *at == 0))
            .map_or(run.len(), |it| it.0);
        let run = run[..end].trim_end_matches(is_mark);
        let only: String = run.chars().filter(char::is_ascii_digit).collect();
        // A letter right before or after makes it a part of a code.
        let before = rest[..at].chars().next_back();
        let part = before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '/' | '.' | '_'));
        if !part && let Some(kind) = kind_of(run, &only) {
            return Some((kind, mask(run)));
        }
        rest = &rest[at + end.max(1)..];
    }
    None
}

fn kind_of(run: &str, digits: &str) -> Option<&'static str> {
    let bytes = digits.as_bytes();
    let parted = run.len() > digits.len();
    match bytes.len() {
        11 if run.contains('-') && insurance_fits(bytes) && run.find('-') == Some(3) => {
            Some("insurance")
        }
        11 if run.starts_with('+') || matches!(bytes, [b'7' | b'8', b'9', ..]) => Some("phone"),
        11 if matches!(bytes[0], b'7' | b'8') && parted && run.contains(['(', '-']) => {
            Some("phone")
        }
        12 if !parted && tax_number_fits(bytes) => Some("tax"),
        10..=15 if run.starts_with('+') => Some("phone"),
        _ => None,
    }
}

/// The two digits at the end of a Russian pension insurance number.
fn insurance_fits(digits: &[u8]) -> bool {
    let value = |at: usize| u32::from(digits[at] - b'0');
    let sum: u32 = (0..9).map(|at| value(at) * (9 - at as u32)).sum();
    let check = match sum % 101 {
        100 => 0,
        it => it,
    };
    check == value(9) * 10 + value(10)
}

/// The two digits at the end of a Russian tax number of twelve digits, which a person has.
fn tax_number_fits(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let value = |at: usize| u32::from(digits[at] - b'0');
    let check = |from: usize, n: usize| {
        (0..n).map(|at| value(at) * WEIGHTS[from + at]).sum::<u32>() % 11 % 10
    };
    check(1, 10) == value(10) && check(0, 11) == value(11)
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// The last two digits, so that the owner of the file finds it.
fn mask(text: &str) -> String {
    let last: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let tail: String = last.iter().skip(last.len().saturating_sub(2)).collect();
    format!("…{tail}")
}

#[cfg(test)]
mod tests {
    use super::personal;

    fn kind(text: &str) -> Option<&'static str> {
        personal(text, false).map(|it| it.0)
    }

    #[test]
    fn what_belongs_to_a_person_is_known_and_not_repeated() {
        for (text, expected) in [
            ("ivanov@mail.ru", Some("email")),
            ("Контакт: i.ivanov@firm.example", Some("email")),
            ("+7 (916) 123-45-67", Some("phone")),
            ("тел. 8-916-123-45-67", Some("phone")),
            ("89161234567", Some("phone")),
            ("паспорт 45 08 123456", Some("passport")),
            // The example of the Pension Fund's own description of the check digits.
            ("112-233-445 95", Some("insurance")),
            // The example of the tax service's description: 500100732259.
            ("ИНН 500100732259", Some("tax")),
        ] {
            assert_eq!(kind(text), expected, "{text}");
            let shown = personal(text, false).map_or(String::new(), |it| it.1);
            assert!(shown.len() < text.len(), "{shown}");
        }
    }

    #[test]
    fn a_name_with_a_patronymic_is_a_persons_unless_something_is_named_after_it() {
        for text in [
            "Иванов Пётр Сергеевич",
            "директор Пётр Сергеевич Иванов",
            "ответственный: Иванова Анна Ильинична, отдел 3",
        ] {
            let (kind, shown) = super::full_name(text).unwrap();
            assert_eq!(kind, "name", "{text}");
            assert!(!shown.contains("ергее") && shown.len() < 20, "{shown}");
        }
        for text in [
            "НИИ имени Петра Сергеевича Иванова",
            "ИП Иванов Пётр Сергеевич",
            "завод им. Иванова Петра Сергеевича",
            "Маркович",
            "ООО Пётр Сергеевич",
            "скважина Ильича",
        ] {
            assert_eq!(super::full_name(text), None, "{text}");
        }
    }

    #[test]
    fn what_belongs_to_an_organisation_is_left_alone() {
        for text in [
            "info@cluster.example",
            "ИНН 7707083893",
            "ОГРН 1027700132195",
            "2014-05-31..2015-06-30",
            "12 345 678 901 234",
            "https://example.org/2014/05/31/12345678901",
            "500100732258",
            "@handle",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
        assert_eq!(personal("500100732259", true), None);
    }
}
