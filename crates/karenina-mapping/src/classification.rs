//! Which code is a part of which.

/// How the codes of activities are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Classification {
    /// North American Industry Classification: two digits to six, three sectors as ranges (31-33,
    /// 44-45, 48-49), and 00 for everything.
    ///
    /// The length of a code is not its level: "31-33" has five characters and is a sector.
    Naics,
    /// The European classification as Eurostat writes it: a letter, then divisions, groups and classes
    /// (C, C10, C101, C1011). Two sections that are published in part only (`S95`) stand for what
    /// is published.
    Nace,
    /// Codes that stand side by side; `*` or `total` is everything.
    Flat,
}

/// Ranges of NAICS sectors and the two-digit beginnings that they stand for.
const RANGES: [(&str, [&str; 3]); 3] =
    [("31-33", ["31", "32", "33"]), ("44-45", ["44", "45", "45"]), ("48-49", ["48", "49", "49"])];

impl Classification {
    /// The code of everything.
    pub fn is_total(self, code: &str) -> bool {
        match self {
            Self::Naics => code == "00",
            Self::Nace => code == "*" || code.eq_ignore_ascii_case("total"),
            Self::Flat => code == "*" || code.eq_ignore_ascii_case("total"),
        }
    }

    /// Whether a code is as fine as the classification goes.
    pub fn is_finest(self, code: &str) -> bool {
        match self {
            Self::Naics => code.len() == 6 && code.bytes().all(|it| it.is_ascii_digit()),
            Self::Nace => code.is_ascii() && code.len() >= 3 && !self.is_total(code),
            Self::Flat => !self.is_total(code),
        }
    }

    /// The code that a code is directly a part of; `None` for everything, and for what is no code.
    pub fn parent(self, code: &str) -> Option<&str> {
        if self.is_total(code) {
            return None;
        }
        match self {
            Self::Flat => Some("*"),
            Self::Nace if !code.is_ascii() || code.is_empty() => None,
            Self::Nace => match code.len() {
                1 => Some("*"),
                3 => Some(&code[..1]),
                n => Some(&code[..n - 1]),
            },
            Self::Naics if code.contains('-') || code.len() == 2 => Some("00"),
            Self::Naics if !code.is_ascii() || code.len() < 2 => None,
            Self::Naics if code.len() == 3 => {
                let sector = &code[..2];
                let range = RANGES.iter().find(|(_, parts)| parts.contains(&sector));
                Some(range.map_or(sector, |(name, _)| name))
            }
            Self::Naics => Some(&code[..code.len() - 1]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Classification::{Flat, Nace, Naics};

    #[test]
    fn a_range_is_a_sector_whatever_its_length() {
        assert_eq!(Naics.parent("31-33"), Some("00"));
        assert_eq!(Naics.parent("336"), Some("31-33"));
        assert_eq!(Naics.parent("451"), Some("44-45"));
        assert_eq!(Naics.parent("492"), Some("48-49"));
        assert_eq!(Naics.parent("541"), Some("54"));
        assert_eq!(Naics.parent("336411"), Some("33641"));
        assert_eq!(Naics.parent("00"), None);
        assert!(Naics.is_finest("336411") && !Naics.is_finest("31-33"));
    }

    #[test]
    fn a_division_of_nace_is_a_part_of_its_section() {
        assert_eq!(Nace.parent("C101"), Some("C10"));
        assert_eq!(Nace.parent("C10"), Some("C"));
        assert_eq!(Nace.parent("C"), Some("*"));
        assert_eq!(Nace.parent("*"), None);
        assert!(Nace.is_finest("C10") && !Nace.is_finest("C"));
    }

    #[test]
    fn flat_codes_are_parts_of_everything() {
        assert_eq!(Flat.parent("ships"), Some("*"));
        assert!(Flat.is_total("Total") && Flat.parent("*").is_none());
    }
}
