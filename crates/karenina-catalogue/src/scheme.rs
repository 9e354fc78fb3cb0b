//! Schemes: sets of criteria with a name, beside the nine signs. None is a label, and none is
//! official unless its file says where that is written.

use karenina_model::schema::Label;

use crate::Rule;

/// A set of criteria with a name.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// The name of its file without the ending.
    pub id: String,
    /// Its name.
    pub title: Label,
    /// What it is for, and what it is not.
    pub about: Label,
    /// Whose it is.
    pub standing: Standing,
    /// How sure it is that the criteria are those of the original.
    pub certainty: Certainty,
    /// A key of `sources.toml`.
    pub source: String,
    /// Page or section.
    pub at: Option<String>,
    /// How the criteria come together.
    pub rule: SchemeRule,
    /// Parts, each with its criteria.
    pub sides: Vec<Side>,
}

impl Scheme {
    /// All criteria, side by side.
    pub fn criteria(&self) -> impl Iterator<Item = &SchemeCriterion> {
        self.sides.iter().flat_map(|it| &it.criteria)
    }
}

/// Whose a scheme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As its owner publishes it.
    Published,
    /// Made from what an owner publishes.
    Derived,
    /// An example.
    Illustrative,
}

impl Standing {
    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Derived => "derived",
            Self::Illustrative => "illustrative",
        }
    }
}

/// How sure it is that something is as it is said to be in the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub enum Certainty {
    /// Read in a primary source.
    A,
    /// Remembered well, confirmed in part.
    B,
    /// Plausible.
    C,
    /// A guess.
    D,
}

impl Certainty {
    /// The letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

/// How the criteria of a scheme come together.
#[derive(Debug, Clone)]
pub enum SchemeRule {
    /// All have to be met.
    All,
    /// A level by the number of those that are met: lowest first.
    Levels(Vec<Level>),
    /// Nothing is decided: each side is shown for itself.
    Sides,
}

/// A level of a scheme.
#[derive(Debug, Clone)]
pub struct Level {
    /// How many criteria it takes.
    pub from: usize,
    /// Its name.
    pub title: Label,
}

/// A part of a scheme.
#[derive(Debug, Clone)]
pub struct Side {
    /// A word.
    pub id: String,
    /// Its name.
    pub title: Label,
    /// Its criteria.
    pub criteria: Vec<SchemeCriterion>,
}

/// One criterion of a scheme.
#[derive(Debug, Clone)]
pub struct SchemeCriterion {
    /// A word; the row of the original.
    pub id: String,
    /// What it asks.
    pub title: Label,
    /// The places of the indicators that stand for it: all of them have to satisfy it. None:
    /// nothing in the catalogue can say.
    pub indicators: Vec<usize>,
    /// A practice that stands for it.
    pub practice: Option<String>,
    /// The rule of the scheme; without it the indicator's own threshold or direction counts.
    pub rule: Option<Rule>,
    /// How sure it is that this is how the original has it; the scheme's own unless said.
    pub certainty: Certainty,
    /// Why nothing in the catalogue can say.
    pub why_not: Option<Label>,
}
