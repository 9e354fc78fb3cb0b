//! What the name of a sheet or file says: a table under another name, a period.

use karenina_model::{Period, TableId, likeness, schema};

use super::heading::words;
use crate::names;

/// Other names of tables, as people call sheets.
const ALSO: &[(&str, &[&str])] = &[
    (
        "organisations",
        &[
            "компании",
            "предприятия",
            "юридические лица",
            "companies",
            "firms",
            "enterprises",
            "organizations",
        ],
    ),
    (
        "memberships",
        &["участники", "участники кластера", "члены", "члены кластера", "members", "membership"],
    ),
    ("funding", &["бюджет", "budget", "источники финансирования"]),
    ("claims", &["показатели", "indicators", "утверждения"]),
    ("clusters", &["кластер", "cluster"]),
    ("projects", &["проект", "реестр проектов"]),
    ("bodies", &["органы", "органы управления кластера"]),
    ("training", &["обучение кадров", "повышение квалификации"]),
];

/// The table that a name means, where it does not say so word by word: numbering, years and
/// remarks left out, or by spelling.
pub fn near_table(name: &str) -> Option<TableId> {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let stem = stem.rsplit_once('.').filter(|it| it.1.len() <= 4).map_or(stem, |it| it.0);
    if stem.len() > 200 {
        return None;
    }
    let name = words(stem);
    let kept: Vec<&str> = name
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty() && !it.chars().all(|it| it.is_ascii_digit()))
        .filter(|it| {
            ![
                "лист",
                "sheet",
                "раздел",
                "форма",
                "таблица",
                "реестр",
                "список",
                "перечень",
                "table",
                "list",
                "of",
                "г",
                "год",
                "года",
                "прил",
                "приложение",
                "и",
                "v",
            ]
            .contains(it)
        })
        .collect();
    let name = kept.join(" ");
    if name.is_empty() {
        return None;
    }
    if let Some(id) = names::table_named(&name) {
        return Some(id);
    }
    let also = ALSO.iter().flat_map(|(table, names)| {
        names.iter().filter_map(|it| Some((TableId::named(table)?, (*it).to_owned())))
    });
    let titles = schema::tables().iter().flat_map(|it| {
        [it.name.as_str(), &it.title.en, &it.title.ru].map(|text| (it.id, words(text)))
    });
    also.chain(titles)
        .map(|(id, text)| (likeness(&name, &text), id))
        .filter(|it| it.0 >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|it| it.1)
}

/// The period in a name: `1 кв. 2024`, `II квартал 2024 года`, `Q1 2024`, `отчёт 2024`.
pub fn period_in(name: &str) -> Option<Period> {
    let stem = name.rsplit_once('.').filter(|it| it.1.len() <= 4).map_or(name, |it| it.0);
    if stem.len() > 200 {
        return None;
    }
    let parts: Vec<&str> = stem
        .split(|it: char| it.is_whitespace() || matches!(it, '_' | '(' | ')' | ',' | '-'))
        .map(|it| it.trim_matches('.'))
        .filter(|it| !it.is_empty())
        .collect();
    for n in (1..=parts.len().min(4)).rev() {
        for window in parts.windows(n) {
            if let Some(period) = Period::parse(&window.join(" ")) {
                return Some(period);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use karenina_model::{Period, TableId};

    use super::{near_table, period_in};

    #[test]
    fn names_that_people_give_sheets_are_understood() {
        for (name, expected) in [
            ("1. Организации", Some(TableId::ORGANISATIONS)),
            ("Реестр организаций 2024", Some(TableId::ORGANISATIONS)),
            ("Участники (2)", Some(TableId::MEMBERSHIPS)),
            ("organisatons", Some(TableId::ORGANISATIONS)),
            ("Лист1", None),
            ("Sheet2", None),
            ("Погода", None),
        ] {
            assert_eq!(near_table(name), expected, "{name}");
        }
    }

    #[test]
    fn a_quarter_in_the_name_of_a_sheet_is_a_period() {
        for (name, expected) in [
            ("1 кв. 2024", Some("2024-Q1")),
            ("Финансирование II квартал 2024 года", Some("2024-Q2")),
            ("Q3 2024", Some("2024-Q3")),
            ("2024_Q4", Some("2024-Q4")),
            ("Отчёт 2023.xlsx", Some("2023")),
            ("Лист1", None),
            ("1 кв.", None),
        ] {
            assert_eq!(period_in(name), expected.and_then(Period::parse), "{name}");
        }
    }
}
