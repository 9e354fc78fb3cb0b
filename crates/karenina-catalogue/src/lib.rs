//! The catalogue: model, indicators, thresholds and sources as data, checked.
//!
//! Invariant: takes `(path, text)` pairs and never opens a file; computes no value. Everything
//! that is wrong is found in one go, with file and line.

mod check;
mod definition;
mod figure;
mod policy;
mod rule;
mod scheme;
mod written;

pub use definition::{
    Applies, Benchmark, Case, CaseRow, ColumnPath, Condition, Direction, Expected, GraphMeasure,
    Group, Indicator, Link, MappedMeasure, Measure, Model, Nature, Parts, Policy, Quantity,
    Selection, SharedError, Sign, SignRule, Source, Test, Threshold, Ties, Unit, VerdictWord, When,
};
pub use figure::{FigureAbout, FigureItem, FigureKind, Reference};
pub use policy::{
    Actor, Circumstance, Cost, DecisionRule, Effort, Fires, Lift, Need, Parameter, ParameterName,
    Policy as AdvicePolicy, PolicyMeasure, RELATIVE, Refusal, RefusalCode, RuleKind,
};
pub use rule::Rule;
pub use scheme::{Certainty, Level, Scheme, SchemeCriterion, SchemeRule, Side, Standing};

use indexmap::IndexMap;
use karenina_model::{Problem, schema::Label};

/// Everything that the catalogue's files say, checked and ready for use.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Groups, signs, links, constants.
    pub model: Model,
    /// In the order of the model's signs, then by id.
    pub indicators: Vec<Indicator>,
    /// What is cited, by key.
    pub sources: IndexMap<String, Source>,
    /// What the table `practices` may hold.
    pub practices: IndexMap<String, Label>,
    /// Fields of activity.
    pub fields: IndexMap<String, Label>,
    /// Rows of the model that no indicator carries out, with the reason.
    pub not_measured: IndexMap<String, Label>,
    /// What mends what, and by which rules it is decided.
    pub advice: AdvicePolicy,
    /// The figures that can be drawn, in the order of the article.
    pub figures: Vec<FigureAbout>,
    /// Sets of criteria beside the signs, by id.
    pub schemes: Vec<Scheme>,
}

impl Catalogue {
    /// Reads the files of a catalogue, given as pairs of path and text. Files that are not part
    /// of a catalogue are passed over. The catalogue holds what could be understood.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Problem>) {
        check::catalogue(files)
    }

    /// The place of an indicator by its id, an id that it had before, or the row of the model that
    /// it alone carries out.
    pub fn find(&self, id: &str) -> Option<usize> {
        let place = |is_it: &dyn Fn(&Indicator) -> bool| self.indicators.iter().position(is_it);
        place(&|it| it.id == id)
            .or_else(|| place(&|it| it.formerly.iter().any(|was| was == id)))
            .or_else(|| {
                let alone = self.indicators.iter().filter(|it| it.article == id).count() == 1;
                if alone { place(&|it| it.article == id) } else { None }
            })
    }

    /// The indicators of a sign: those that it requires first.
    pub fn indicators_of(&self, sign: usize) -> impl Iterator<Item = usize> {
        let required = &self.model.signs[sign].required;
        let informing = (0..self.indicators.len())
            .filter(move |at| self.indicators[*at].sign == sign && !required.contains(at));
        required.iter().copied().chain(informing)
    }
}
