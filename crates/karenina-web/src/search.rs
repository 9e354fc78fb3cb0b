//! Names of clusters, organisations and indicators, found in either alphabet.

use karenina_model::TableId;

use crate::office::Judged;

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Cluster(u32),
    Indicator(usize),
    Organisation(u32),
}

/// Every name as it is compared.
pub(crate) struct Names {
    all: Vec<(String, Kind)>,
}

/// Small letters of the Latin alphabet: ё is е, Щ is shch.
pub(crate) fn folded(text: &str) -> String {
    deunicode::deunicode(&text.to_lowercase().replace('ё', "е")).to_lowercase()
}

impl Names {
    pub(crate) fn of(it: &Judged) -> Self {
        let mut all = Vec::new();
        for id in [TableId::CLUSTERS, TableId::ORGANISATIONS] {
            let kind = |row| match id {
                TableId::CLUSTERS => Kind::Cluster(row),
                _ => Kind::Organisation(row),
            };
            let table = it.dataset.table(id);
            for row in table.rows() {
                let names = ["name", "name_ru", "also_called"];
                let mut text = folded(table.key(row));
                for name in names.iter().filter_map(|it| table.named_text(row, it)) {
                    text.push('\n');
                    text += &folded(name);
                }
                all.push((text, kind(row)));
            }
        }
        for (at, indicator) in it.catalogue.indicators.iter().enumerate() {
            let text = [&indicator.id, &indicator.title.en, &indicator.title.ru];
            all.push((text.map(|it| folded(it)).join("\n"), Kind::Indicator(at)));
        }
        Self { all }
    }

    /// What bears every word of a text in its names: clusters first, then indicators. A name that
    /// begins so comes before one that only contains it.
    pub(crate) fn find(&self, text: &str, most: usize) -> (Vec<Kind>, usize) {
        let text = folded(text);
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return (Vec::new(), 0);
        }
        let mut found: Vec<(u8, bool, Kind)> = self
            .all
            .iter()
            .filter(|it| words.iter().all(|word| it.0.contains(word)))
            .map(|(names, kind)| {
                let begins = names.lines().any(|it| it.starts_with(words[0]));
                let order = match kind {
                    Kind::Cluster(_) => 0,
                    Kind::Indicator(_) => 1,
                    Kind::Organisation(_) => 2,
                };
                (order, !begins, *kind)
            })
            .collect();
        found.sort_unstable();
        let n = found.len();
        (found.into_iter().take(most).map(|it| it.2).collect(), n)
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn either_alphabet_finds_the_other() {
        assert_eq!(folded("Саров"), "sarov");
        assert_eq!(folded("Ёлка"), folded("елка"));
        assert!(folded("Щёлково").starts_with("shch"));
        assert_eq!(folded("Île-de-France"), "ile-de-france");
    }
}
