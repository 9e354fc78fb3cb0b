//! The files as they are written, before names are looked up.

pub(crate) mod policy;

use std::fmt;

use indexmap::IndexMap;
use karenina_model::schema::Label;
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};
use toml::Spanned;

use crate::{Direction, Nature, Unit, VerdictWord, When};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    pub title: Label,
    pub source: Spanned<String>,
    pub group: Vec<Group>,
    pub sign: Vec<Sign>,
    #[serde(default)]
    pub link: Vec<Link>,
    #[serde(default)]
    pub judging: IndexMap<Spanned<String>, String>,
    pub policy: Policy,
    pub shared_error: SharedError,
    #[serde(default)]
    pub caveats: IndexMap<String, Label>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub id: String,
    pub title: Label,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    pub id: String,
    pub group: Spanned<String>,
    pub folder: String,
    #[serde(default)]
    pub latent: bool,
    pub title: Label,
    pub short: Label,
    pub question: Label,
    pub required: Vec<Spanned<String>>,
    pub at_least: Option<usize>,
    #[serde(default)]
    pub key: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Link {
    pub from: Spanned<String>,
    pub to: Spanned<String>,
    #[serde(default)]
    pub slow: bool,
    pub says: Label,
    pub at: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Policy {
    pub firm: Spanned<f64>,
    pub robust_sustainable_at_least: Spanned<f64>,
    pub robust_not_at_most: Spanned<f64>,
    pub alpha: Spanned<f64>,
    pub u_statistic: Spanned<f64>,
    pub design_effect: Spanned<f64>,
    pub thin_below: Spanned<f64>,
    pub prior: Spanned<f64>,
    pub peers_at_least: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SharedError {
    pub rho: Spanned<f64>,
    pub draws: u32,
    pub groups: Vec<Vec<Spanned<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Indicator {
    #[serde(default)]
    pub formerly: Vec<String>,
    pub article: String,
    pub title: Label,
    pub question: Label,
    pub read: Label,
    pub unit: Unit,
    pub direction: Direction,
    pub nature: Nature,
    pub least: Option<Number>,
    pub most: Option<Number>,
    pub cost: Option<Number>,
    pub max_age: Option<Number>,
    pub measure: Spanned<Measure>,
    #[serde(default)]
    pub threshold: Vec<Threshold>,
    #[serde(default)]
    pub benchmark: Vec<Benchmark>,
    pub applies: Option<Applies>,
    #[serde(default)]
    pub case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Measure {
    Count(Selection),
    Share(Share),
    Sum(Column),
    Ratio(Ratio),
    Mean(Column),
    NumberOfKinds(Kinds),
    LargestShare(Parts),
    Concentration(Parts),
    Entropy(Parts),
    YearsSince(Since),
    Exists(Selection),
    Practice(Practice),
    Practices(Practices),
    Attribute(Attribute),
    RankOf(RankOf),
    Mapped(Mapped),
    Graph(Graph),
    Compound(Compound),
    Claimed(Nothing),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

// The keys of a selection stand in each measure that has one: a flattened struct would make
// every message point at the wrong line.
macro_rules! with_selection {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        // A column is what the key is called in the files.
        #[allow(clippy::struct_field_names)]
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            pub of: Option<Spanned<String>>,
            #[serde(default, rename = "where")]
            pub conditions: IndexMap<Spanned<String>, Test>,
            #[serde(default)]
            pub when: When,
            pub within_years: Option<Number>,
            $(pub $field: $kind,)*
        }

        impl $name {
            pub(crate) fn selection(&self) -> SelectionRef<'_> {
                SelectionRef {
                    of: self.of.as_ref(),
                    conditions: &self.conditions,
                    when: self.when,
                    within_years: self.within_years.map(|it| it.0),
                }
            }
        }
    };
}

/// What every selection says.
#[derive(Clone, Copy)]
pub(crate) struct SelectionRef<'a> {
    pub of: Option<&'a Spanned<String>>,
    pub conditions: &'a IndexMap<Spanned<String>, Test>,
    pub when: When,
    pub within_years: Option<f64>,
}

with_selection!(Selection {});
with_selection!(Share {
    having: IndexMap<Spanned<String>, Test>,
    weight: Option<Spanned<String>>,
});
with_selection!(Column { column: Spanned<String> });
with_selection!(Kinds { by: Spanned<String>, at_least: Option<u32> });
with_selection!(Parts { by: Option<Spanned<String>>, weight: Option<Spanned<String>> });
with_selection!(Since { column: Spanned<String> });
with_selection!(Quantity { column: Option<Spanned<String>> });
with_selection!(Ratio { column: Option<Spanned<String>>, over: Quantity });

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Practice {
    pub practice: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Practices {
    pub practices: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attribute {
    pub column: Spanned<String>,
    pub one_of: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RankOf {
    pub kind: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapped {
    pub column: Spanned<String>,
    pub what: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Graph {
    pub what: Spanned<String>,
    pub ties: Option<Vec<Spanned<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compound {
    pub criteria: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Threshold {
    pub name: Option<Spanned<String>>,
    pub since: Spanned<String>,
    pub until: Option<Spanned<String>>,
    pub rule: Spanned<String>,
    pub zero: Option<Number>,
    pub u: Option<Number>,
    pub source: Spanned<String>,
    pub at: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Benchmark {
    pub what: Label,
    pub value: Option<Number>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub population: Option<Label>,
    pub n: Option<u32>,
    pub year: Option<i16>,
    pub source: Spanned<String>,
    pub at: Option<String>,
    pub caveat: Option<Spanned<String>>,
    pub field: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Applies {
    pub indicator: Option<Spanned<String>>,
    pub rule: Option<Spanned<String>>,
    pub field: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub name: Spanned<String>,
    pub on: Option<Spanned<String>>,
    #[serde(default)]
    pub cluster: IndexMap<String, Text>,
    #[serde(default)]
    pub place: IndexMap<String, Text>,
    #[serde(default)]
    pub rows: IndexMap<String, Vec<IndexMap<String, Text>>>,
    pub claim: Option<Text>,
    pub expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    pub value: Option<Number>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    #[serde(default)]
    pub absent: bool,
    pub verdict: VerdictWord,
}

/// What has to hold of a column: a word, several words, yes/no, or a rule.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    Words(Vec<String>),
    Is(bool),
}

impl<'de> Deserialize<'de> for Test {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = Test;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word, a list of words, true, false, or a rule such as \"> 0\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Test, E> {
                Ok(Test::Words(vec![text.to_owned()]))
            }

            fn visit_bool<E: de::Error>(self, it: bool) -> Result<Test, E> {
                Ok(Test::Is(it))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Test, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = list.next_element()? {
                    words.push(word);
                }
                Ok(Test::Words(words))
            }
        }
        deserializer.deserialize_any(Words)
    }
}

/// A number, or `"unbounded"`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number(pub f64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl Visitor<'_> for Numbers {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or \"unbounded\"")
            }

            fn visit_f64<E: de::Error>(self, x: f64) -> Result<Number, E> {
                if x.is_finite() { Ok(Number(x)) } else { Err(E::custom("not a finite number")) }
            }

            fn visit_i64<E: de::Error>(self, x: i64) -> Result<Number, E> {
                Ok(Number(x as f64))
            }

            fn visit_u64<E: de::Error>(self, x: u64) -> Result<Number, E> {
                Ok(Number(x as f64))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
                match text {
                    "unbounded" => Ok(Number(f64::INFINITY)),
                    _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
                }
            }
        }
        deserializer.deserialize_any(Numbers)
    }
}

/// A text as it would stand in a cell: cases may write 44, true or "<20".
#[derive(Debug, Clone)]
pub(crate) struct Text(pub String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl Visitor<'_> for Texts {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("what would stand in a cell: a text, a number, true or false")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }

            fn visit_bool<E: de::Error>(self, it: bool) -> Result<Text, E> {
                Ok(Text(if it { "yes" } else { "no" }.to_owned()))
            }

            fn visit_i64<E: de::Error>(self, x: i64) -> Result<Text, E> {
                Ok(Text(x.to_string()))
            }

            fn visit_f64<E: de::Error>(self, x: f64) -> Result<Text, E> {
                Ok(Text(x.to_string()))
            }
        }
        deserializer.deserialize_any(Texts)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure {
    pub article: String,
    pub title: Label,
    pub read: Label,
    pub from: Label,
    pub fact: Option<String>,
    pub fact_of_all: Option<String>,
    pub fact_printed: Option<String>,
    pub lost: Option<Label>,
    pub not_with: Option<Spanned<String>>,
    pub not_with_because: Option<Label>,
    #[serde(default)]
    pub item: IndexMap<Spanned<String>, FigureItem>,
    #[serde(default)]
    pub reference: Vec<Reference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FigureItem {
    pub en: String,
    pub ru: String,
    pub of: Option<Spanned<String>>,
    #[serde(default)]
    pub marked: bool,
    pub innovative: Option<bool>,
    pub with_members: Option<bool>,
    pub practice: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reference {
    pub what: Label,
    pub n: Option<u32>,
    pub year: Option<i16>,
    pub source: Spanned<String>,
    pub at: Option<String>,
    pub caveat: Option<Spanned<String>>,
    #[serde(default)]
    pub values: IndexMap<Spanned<String>, Number>,
    #[serde(default)]
    pub ranks: IndexMap<Spanned<String>, u32>,
    #[serde(default)]
    pub rest_lost: bool,
    #[serde(default)]
    pub names: Vec<Label>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scheme {
    pub title: Label,
    pub about: Label,
    pub standing: crate::Standing,
    pub certainty: crate::Certainty,
    pub source: Spanned<String>,
    pub at: Option<String>,
    pub decides: Spanned<String>,
    #[serde(default)]
    pub level: Vec<Level>,
    pub side: Vec<Side>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Level {
    pub from: Spanned<usize>,
    pub title: Label,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Side {
    pub id: Spanned<String>,
    pub title: Label,
    #[serde(default)]
    pub criterion: Vec<SchemeCriterion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SchemeCriterion {
    pub id: Spanned<String>,
    pub title: Label,
    #[serde(default)]
    pub indicators: Vec<Spanned<String>>,
    pub practice: Option<Spanned<String>>,
    pub rule: Option<Spanned<String>>,
    pub certainty: Option<crate::Certainty>,
    pub why_not: Option<Label>,
}
