//! What is known of a quantity: an interval, or nothing, with the reason.

use crate::Interval;

/// The value of an indicator: never NaN, and never zero for "not said".
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// It lies in this interval.
    Known(Interval),
    /// Nothing can be said.
    Absent(Absence),
}

impl Value {
    /// The interval, if there is one.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Self::Known(it) => Some(*it),
            Self::Absent(_) => None,
        }
    }
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Absence {
    /// Nobody has said anything.
    NotSaid,
    /// The answer is "not known".
    NotKnown,
    /// It was not collected.
    NotCollected,
    /// An answer was refused.
    Refused,
    /// The question makes no sense here.
    NotApplicable,
    /// It is kept secret.
    Suppressed,
    /// What was said is too old to judge by.
    TooOld,
    /// The list is a part of the whole and nothing tells how large the whole is.
    ListIncomplete {
        /// Rows that are listed.
        listed: u64,
    },
    /// Parts of the sum are missing.
    PartsMissing {
        /// How many are missing.
        missing: u64,
        /// Of how many.
        of: u64,
    },
    /// There is nothing to take a share or a mean of.
    NothingToCount,
}

impl Absence {
    /// Reads the words that stand in cells without a value.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "?" => return Some(Self::NotKnown),
            "-" | "—" | "–" | ":" | ".." | "…" => return Some(Self::NotCollected),
            _ if text.len() > 40 => return None,
            // Numbers and dates, which most cells are, are no words.
            _ if text.starts_with(|it: char| it.is_ascii_digit()) => return None,
            _ => {}
        }
        match text.to_lowercase().as_str() {
            "unknown" | "not known" | "неизвестно" | "не известно" => {
                Some(Self::NotKnown)
            }
            "n/a"
            | "na"
            | "n.a."
            | "n/d"
            | "not collected"
            | "no data"
            | "н/д"
            | "н.д."
            | "нет данных"
            | "не собиралось"
            | "нд" => Some(Self::NotCollected),
            "refused" | "отказ" | "отказались" => Some(Self::Refused),
            "not applicable" | "неприменимо" | "не применимо" | "н/п" => {
                Some(Self::NotApplicable)
            }
            "c" | ": c" | ":c" | "suppressed" | "secret" | "конф." | "конфиденциально" => {
                Some(Self::Suppressed)
            }
            _ => None,
        }
    }

    /// The stable word of it, for data files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotSaid => "not_said",
            Self::NotKnown => "not_known",
            Self::NotCollected => "not_collected",
            Self::Refused => "refused",
            Self::NotApplicable => "not_applicable",
            Self::Suppressed => "suppressed",
            Self::TooOld => "too_old",
            Self::ListIncomplete { .. } => "list_incomplete",
            Self::PartsMissing { .. } => "parts_missing",
            Self::NothingToCount => "nothing_to_count",
        }
    }
}
