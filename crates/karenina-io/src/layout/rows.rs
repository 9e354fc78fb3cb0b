//! Rows of a sheet that are no rows of its table: totals, notes, headings said again, numbering.

/// Why a row is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRead {
    /// It sums up others.
    Total,
    /// It is a note, a signature, a source.
    Note,
    /// It is the title of a part of the table.
    Section,
    /// It is the heading once more.
    Heading,
    /// It numbers the columns.
    Numbers,
    /// The recipe says so.
    Recipe,
}

impl NotRead {
    /// The word that the wording knows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Note => "note",
            Self::Section => "section",
            Self::Heading => "heading",
            Self::Numbers => "numbers",
            Self::Recipe => "recipe",
        }
    }
}

/// How totals begin, in lower case.
const TOTALS: &[&str] = &["итого", "всего", "total", "grand total", "subtotal", "подытог"];

/// How notes and signatures begin.
const STEMS: &[&str] = &[
    "примечан",
    "исполнитель",
    "руководитель",
    "подпис",
    "составил",
    "заполнил",
    "утвержда",
    "генеральный директор",
    "главный бухгалтер",
    "дата заполнения",
    "справочно",
    "согласовано",
];

/// How they begin, as words of their own.
const NOTES: &[&str] = &[
    "прим.",
    "note",
    "notes",
    "источник",
    "source:",
    "sources:",
    "м.п.",
    "м. п.",
    "тел.",
    "signed:",
    "prepared by",
    "директор ",
];

/// How titles of parts begin.
const SECTIONS: &[&str] =
    &["раздел", "section", "блок ", "часть ", "глава ", "в том числе", "of which"];

/// Whether a text begins one of these, as a word of its own: `total-energies` is a name.
fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            word.ends_with(['.', ' ', ':'])
                || rest.chars().next().is_none_or(|it| {
                    it.is_whitespace() || matches!(it, ':' | '.' | ',' | '(' | ')' | ';' | '*')
                })
        })
    })
}

/// Whether the first filled cell of a row says that the row sums up others.
pub fn is_total(text: &str) -> bool {
    // Most cells begin with another letter, and are settled without an allocation.
    let Some(first) = text.trim_start().chars().next() else { return false };
    if !matches!(first, 'и' | 'И' | 'в' | 'В' | 't' | 'T' | 'g' | 'G' | 's' | 'S' | 'п' | 'П')
    {
        return false;
    }
    let lower: String = text.trim_start().chars().take(20).flat_map(char::to_lowercase).collect();
    begins(&lower, TOTALS)
}

/// What a row is, where it is no row of the table. `first` tells whether it is the one below the
/// heading, `alone` how many columns are read.
pub fn not_read(
    texts: &[String],
    heading: &[String],
    first: bool,
    columns: usize,
) -> Option<NotRead> {
    let filled = || texts.iter().enumerate().filter(|it| !it.1.trim().is_empty());
    let (at, text) = filled().next()?;
    let text = text.trim();
    if is_total(text) {
        return Some(NotRead::Total);
    }
    let alone = filled().nth(1).is_none();
    let initial = text.chars().next().unwrap_or(' ');
    // Notes have three filled cells at most, and most rows of tables more.
    let few = filled().nth(3).is_none();
    if few && (initial.is_alphabetic() || matches!(initial, '*' | '¹' | '(')) {
        let lower: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
        let note = STEMS.iter().any(|it| lower.starts_with(it)) || begins(&lower, NOTES);
        // A single cell, or the line of a signature: who, and a name some columns on.
        let words_only = || {
            filled().count() <= 3
                && !filled().any(|it| it.1.contains(|it: char| it.is_ascii_digit()))
        };
        if columns >= 2 && note && (alone || words_only()) {
            return Some(NotRead::Note);
        }
        if alone && columns >= 2 {
            if initial == '*' || initial == '¹' {
                return Some(NotRead::Note);
            }
            if SECTIONS.iter().any(|it| lower.starts_with(it)) {
                return Some(NotRead::Section);
            }
        }
    }
    if !alone
        && heading.get(at).is_some_and(|it| it == text)
        && filled().all(|(at, it)| heading.get(at).is_some_and(|head| head == it.trim()))
    {
        return Some(NotRead::Heading);
    }
    if first && is_numbering(filled().map(|it| it.1.as_str())) {
        return Some(NotRead::Numbers);
    }
    None
}

/// `1 2 3 4`, `А Б 1 2`: three or more, each the next.
fn is_numbering<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut n, mut last) = (0, None);
    for text in texts {
        let text = text.trim();
        if let Ok(it) = text.parse::<u32>() {
            if last.is_some_and(|last| it != last + 1) || last.is_none() && it != 1 {
                return false;
            }
            last = Some(it);
        } else if last.is_some() || !matches!(text, "А" | "Б" | "В" | "A" | "B" | "C") {
            return false;
        }
        n += 1;
    }
    n >= 3 && last.is_some()
}

#[cfg(test)]
mod tests {
    use super::{NotRead, is_total, not_read};

    fn row(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn totals_are_told_from_names_that_begin_alike() {
        for text in
            ["Итого", "ИТОГО:", "Всего по кластеру", "Total", "total (12)", " Итого, тыс. руб."]
        {
            assert!(is_total(text), "{text}");
        }
        for text in ["total-energies", "Totalgaz", "Всеволод", "Итоговый совет", "a"]
        {
            assert!(!is_total(text), "{text}");
        }
    }

    #[test]
    fn rows_that_are_no_rows_of_the_table_are_known() {
        let heading = row(&["Название", "ИНН", "Выручка"]);
        let what = |texts: &[&str], first| not_read(&row(texts), &heading, first, 3);
        assert_eq!(what(&["", "Итого", "12"], false), Some(NotRead::Total));
        assert_eq!(what(&["* данные предварительные"], false), Some(NotRead::Note));
        assert_eq!(what(&["Примечание: без НДС"], false), Some(NotRead::Note));
        assert_eq!(
            what(&["Руководитель организации", "", "И. И. Иванов"], false),
            Some(NotRead::Note)
        );
        assert_eq!(what(&["Раздел 2. Малые предприятия"], false), Some(NotRead::Section));
        assert_eq!(what(&["Название", "ИНН", "Выручка"], false), Some(NotRead::Heading));
        assert_eq!(what(&["1", "2", "3"], true), Some(NotRead::Numbers));
        assert_eq!(what(&["1", "2", "3"], false), None);
        assert_eq!(what(&["ООО Ромашка", "7700000000", "12"], true), None);
        assert_eq!(what(&["Notebook factory", "7700000000", "1", "x"], true), None);
        assert_eq!(what(&["Ромашка"], false), None);
    }
}
