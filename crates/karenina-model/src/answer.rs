//! Answers to yes/no questions, as people give them.

/// Yes, partly or no.
///
/// As a number yes is 1, partly 0.5 and no 0: partly earns part of a degree and never meets
/// "is true".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is so in part.
    Partly,
    /// It is not so.
    No,
}

impl Answer {
    /// Reads the words that forms hold, in English and Russian.
    pub fn parse(text: &str) -> Option<Self> {
        // The usual short words first, without allocation: a table may hold millions.
        match text {
            "yes" => return Some(Self::Yes),
            "no" => return Some(Self::No),
            _ => {}
        }
        match text.trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" | "да" | "истина" | "есть" | "+" | "имеется" => {
                Some(Self::Yes)
            }
            "no" | "n" | "false" | "0" | "нет" | "ложь" | "отсутствует" => {
                Some(Self::No)
            }
            "partly" | "partial" | "in part" | "частично" | "отчасти" => {
                Some(Self::Partly)
            }
            _ => None,
        }
    }

    /// 1, 0.5 or 0.
    pub fn number(self) -> f64 {
        match self {
            Self::Yes => 1.0,
            Self::Partly => 0.5,
            Self::No => 0.0,
        }
    }

    /// The word in data files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}
