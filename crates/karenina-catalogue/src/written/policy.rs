//! Measures and rules as they are written.

use indexmap::IndexMap;
use karenina_model::schema::Label;
use serde::Deserialize;
use toml::Spanned;

use crate::{Actor, Circumstance, ParameterName, RefusalCode, RuleKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyMeasure {
    pub article: Spanned<String>,
    pub title: Label,
    pub does: Label,
    pub mends: Vec<Spanned<String>>,
    #[serde(default)]
    pub lifts: Vec<Spanned<String>>,
    #[serde(default)]
    pub chances: IndexMap<Spanned<String>, Spanned<f64>>,
    #[serde(default)]
    pub practices: Vec<Spanned<String>>,
    #[serde(default)]
    pub helps: Vec<Spanned<String>>,
    pub acts: Vec<Actor>,
    #[serde(default)]
    pub outside: bool,
    pub effort: Option<Spanned<String>>,
    pub cost: Option<Spanned<Cost>>,
    pub years: Option<Spanned<[f64; 2]>>,
    #[serde(default)]
    pub needs: Vec<Spanned<String>>,
    #[serde(default)]
    pub excludes: Vec<Spanned<String>>,
    pub source: Spanned<String>,
    pub at: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cost {
    pub low: f64,
    pub high: f64,
    pub unit: String,
    pub source: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    #[serde(default)]
    pub parameter: Vec<Parameter>,
    #[serde(default)]
    pub effort: Vec<Effort>,
    #[serde(default)]
    pub refusal: Vec<Refusal>,
    #[serde(default)]
    pub rule: Vec<DecisionRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parameter {
    pub name: Spanned<ParameterName>,
    pub value: Option<Spanned<f64>>,
    pub title: Label,
    pub why: Label,
    pub source: Option<Spanned<String>>,
    pub at: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Effort {
    pub id: Spanned<String>,
    pub title: Label,
    pub cost: Spanned<[f64; 2]>,
    pub years: Spanned<[f64; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refusal {
    pub code: Spanned<RefusalCode>,
    pub title: Label,
    pub letter: Label,
    pub remedy: Label,
    #[serde(default)]
    pub carries: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionRule {
    pub id: Spanned<String>,
    pub kind: RuleKind,
    pub title: Label,
    pub letter: Label,
    pub on: Option<Circumstance>,
    #[serde(default)]
    pub all: bool,
    #[serde(default)]
    pub when: Vec<Holding>,
    pub source: Spanned<String>,
    pub at: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holding {
    pub indicator: Spanned<String>,
    pub rule: Spanned<String>,
}
