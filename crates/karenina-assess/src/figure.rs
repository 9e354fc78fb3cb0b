//! The figures of the model's source as views of a dataset: what each shows is computed here,
//! how it looks elsewhere.
//!
//! Where the programme claims the values of a figure, as an article does, these are shown as they
//! were said; else they are found from the rows. What is lost stays lost, what is not known is
//! not drawn as nothing.

mod boards;
mod bodies;
mod classes;
mod fields;
mod funding;
mod initiators;
mod members;
mod model;
mod policy;
mod portfolio;
mod practices;
mod priorities;
mod scope;
mod ties;

use karenina_catalogue::{Catalogue, FigureKind};
use karenina_model::{Dataset, Interval, Period, RowId, TableId, Value, schema::Label};

use crate::{Assessment, SignCounts};
use scope::Scope;

/// One figure of one dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Which one.
    pub kind: FigureKind,
    /// Its place among the figures of the catalogue.
    pub about: usize,
    /// What the programme's own values rest on.
    pub basis: Basis,
    /// What it shows.
    pub body: Body,
    /// What has to be said beside it.
    pub notes: Vec<Note>,
    /// A claim that it rests on: its row.
    pub claim: Option<u32>,
}

/// What the programme's own values of a figure rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Rows of its tables.
    Rows,
    /// Claims on the programme as a whole.
    Claims,
    /// Nothing: the dataset says nothing of it.
    Nothing,
}

impl Basis {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Claims => "claims",
            Self::Nothing => "nothing",
        }
    }
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Values by item.
    Bars(Bars),
    /// The same, round a hub.
    Spokes(Bars),
    /// Wholes and their parts.
    Stacks(Stacks),
    /// Who leads to what.
    Arrows(Vec<ArrowGroup>),
    /// Clusters, their centres, networks across them.
    Portfolio(Portfolio),
    /// Mechanisms in three areas.
    Areas(Vec<Mechanism>),
    /// Signs with their counts, in the order of the model.
    Model(Vec<SignCounts>),
    /// Elements of a policy with two sides.
    Profile(Vec<ProfileElement>),
}

/// Something that a figure names.
#[derive(Debug, Clone, PartialEq)]
pub enum Name {
    /// An item of the figure.
    Item(String),
    /// A field of activity.
    Field(String),
    /// A word of an enumeration, with its labels.
    Code(&'static str, &'static Label),
    /// A row with a name.
    Row(RowId),
    /// The programme as a whole.
    Programme,
    /// What nobody has said.
    NotSaid,
    /// The answer yes.
    Yes,
    /// The answer partly.
    Partly,
    /// The answer no.
    No,
}

/// What bars measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// A mean of something counted.
    Mean,
    /// A number.
    Count,
    /// A part of a whole.
    Share,
    /// The weight of a kind: a share, or a rank where that is all that is known.
    Weight,
}

impl Measured {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Count => "count",
            Self::Share => "share",
            Self::Weight => "weight",
        }
    }
}

/// Values by item, in one or several series.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What they measure.
    pub measured: Measured,
    /// Whose values they are.
    pub series: Vec<Series>,
    /// The items, in the order in which they are shown.
    pub rows: Vec<Bar>,
    /// The value for all together, of each series.
    pub all: Vec<Option<Datum>>,
}

/// Whose values a series holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Of whom.
    pub of: SeriesOf,
    /// How many they were.
    pub n: Option<u64>,
    /// What is counted in `n`.
    pub counted: Counted,
    /// When.
    pub vintage: Option<Period>,
    /// Of whom, in the words of a claim.
    pub population: Option<String>,
    /// The least certainty among its claims.
    pub certainty: Option<&'static str>,
    /// A claim that it rests on.
    pub claim: Option<u32>,
}

/// Of whom a series is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeriesOf {
    /// Of the programme that is judged.
    Programme,
    /// Of a population that the dataset names.
    Population(String),
    /// Of others: a reference of the catalogue, by its place.
    Reference(usize),
}

/// What the number of a series counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Clusters.
    Clusters,
    /// Bodies that run clusters.
    Organisations,
    /// Those who answered.
    Respondents,
    /// Seats.
    Seats,
    /// Pairs of organisations.
    Pairs,
}

impl Counted {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clusters => "clusters",
            Self::Organisations => "organisations",
            Self::Respondents => "respondents",
            Self::Seats => "seats",
            Self::Pairs => "pairs",
        }
    }
}

/// One item with a value in each series.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is.
    pub name: Name,
    /// Whether it is a part of the item above it.
    pub part: bool,
    /// Whether it stands out.
    pub marked: bool,
    /// In the order of the series; `None`: the series says nothing of it.
    pub data: Vec<Option<Datum>>,
}

/// One value of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// The value, or why there is none.
    pub value: Value,
    /// It was there, and did not survive in the source.
    pub lost: bool,
    /// The number behind a share.
    pub count: Option<Interval>,
    /// Of how many.
    pub of: Option<u64>,
    /// The 95 % interval of a share of few.
    pub sampling: Option<(f64, f64)>,
    /// As the source printed it.
    pub printed: Option<f64>,
    /// Its place in an order, where that is known; 0 is the last.
    pub rank: Option<f64>,
    /// How sure it is, where it is not simply said.
    pub certainty: Option<&'static str>,
}

/// Below this number of cases a share carries an interval.
pub(crate) const FEW: u64 = 30;

impl Datum {
    pub(crate) fn of_value(value: Value) -> Self {
        Self {
            value,
            lost: false,
            count: None,
            of: None,
            sampling: None,
            printed: None,
            rank: None,
            certainty: None,
        }
    }

    pub(crate) fn lost() -> Self {
        let value = Value::Absent(karenina_model::Absence::NotKnown);
        Self { lost: true, ..Self::of_value(value) }
    }

    /// So many of all there are, as a share: a census has no interval.
    pub(crate) fn of_all(count: Interval, of: u64) -> Self {
        Self { sampling: None, ..Self::part(count, of) }
    }

    /// So many of so many, as a share; with few of them it has an interval.
    pub(crate) fn part(count: Interval, of: u64) -> Self {
        let value = match of {
            0 => Value::Absent(karenina_model::Absence::NothingToCount),
            _ => Value::Known(count.scaled(1.0 / of as f64)),
        };
        let sampling = (count.is_point() && of < FEW)
            .then(|| karenina_stats::wilson(count.low() as u64, of, 0.95))
            .flatten();
        Self { count: Some(count), of: Some(of), sampling, ..Self::of_value(value) }
    }
}

/// Wholes and their parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stacks {
    /// The parts, in the order in which they are shown.
    pub classes: Vec<Name>,
    /// The wholes.
    pub rows: Vec<Stack>,
}

/// A whole and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// What it is.
    pub name: Name,
    /// Whether it stands for all together.
    pub all: bool,
    /// A reference of the catalogue that it shows instead of the programme.
    pub reference: Option<usize>,
    /// By class, in numbers, or in shares of one.
    pub parts: Vec<f64>,
    /// What is in none of the classes because nobody has said.
    pub unknown: f64,
    /// Whether what is unknown was known once and did not survive.
    pub lost: bool,
    /// How many there are; `None` where parts are shares of an unknown number.
    pub n: Option<u64>,
    /// How sure it is, where it is not simply said.
    pub certainty: Option<&'static str>,
}

impl Stack {
    /// All parts and what is unknown.
    pub fn whole(&self) -> f64 {
        self.parts.iter().sum::<f64>() + self.unknown
    }
}

/// What one source leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrowGroup {
    /// The source.
    pub from: Name,
    /// The ends, with how sure each arrow is.
    pub to: Vec<(Name, Option<&'static str>)>,
}

/// Clusters, their centres, networks across them.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    /// Clusters, those of one centre side by side.
    pub clusters: Vec<Name>,
    /// Bodies that run several clusters, with the places of these.
    pub centres: Vec<(Name, Vec<usize>)>,
    /// Networks, with the places of the clusters that they reach.
    pub networks: Vec<(Name, Vec<usize>)>,
}

/// A mechanism of innovation or cluster life.
#[derive(Debug, Clone, PartialEq)]
pub struct Mechanism {
    /// The item of the figure.
    pub item: String,
    /// Where the rule puts it.
    pub area: Area,
    /// In how many clusters it is in use; partly in use; not; nobody has said.
    pub counts: [u64; 4],
}

/// An area of the figure on open innovation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// Innovative and with fellow members near by.
    Both,
    /// Innovative only.
    InnovationOnly,
    /// With fellow members only.
    ClusterOnly,
    /// Neither.
    Neither,
}

impl Area {
    /// The rule: two yes/no answers.
    pub fn of(innovative: bool, with_members: bool) -> Self {
        match (innovative, with_members) {
            (true, true) => Self::Both,
            (true, false) => Self::InnovationOnly,
            (false, true) => Self::ClusterOnly,
            (false, false) => Self::Neither,
        }
    }

    /// The item that names it.
    pub fn item(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::InnovationOnly => "innovation_only",
            Self::ClusterOnly => "cluster_only",
            Self::Neither => "neither",
        }
    }
}

/// An element on which policies differ.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileElement {
    /// The item of the figure; its sides are the items that are parts of it.
    pub item: String,
    /// Clusters whose rows point to the first side.
    pub first: u64,
    /// To the second.
    pub second: u64,
    /// To neither: nobody has said.
    pub unknown: u64,
}

/// Something that has to be said beside a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The dataset says nothing: only others are shown.
    NothingListed,
    /// A cluster may stand in several fields, so that numbers do not add up.
    SeveralFields,
    /// Clusters that the programme is said to have and no row lists.
    Unlisted(u64),
    /// Bodies whose amounts are not all known are not in the figure: so many of so many.
    AmountsUnknown(u64, u64),
    /// Groups and projects with too many partners to count pairs.
    TooLarge(u64),
}

/// Every figure of the catalogue, in the order of the article.
pub fn figures(catalogue: &Catalogue, dataset: &Dataset, found: &Assessment) -> Vec<Figure> {
    (0..catalogue.figures.len()).map(|at| figure(catalogue, dataset, found, at)).collect()
}

/// One figure, by its place in the catalogue.
pub fn figure(
    catalogue: &Catalogue,
    dataset: &Dataset,
    found: &Assessment,
    about: usize,
) -> Figure {
    let scope = Scope::new(catalogue, dataset, found, &catalogue.figures[about]);
    let kind = scope.about.kind;
    let (basis, body, mut notes) = match kind {
        FigureKind::PolicyProfile => policy::profile(&scope),
        FigureKind::MeanMembersByField => members::by_field(&scope),
        FigureKind::ClustersByField => fields::clusters(&scope),
        FigureKind::Initiators => initiators::arrows(&scope),
        FigureKind::StatusOfSpecialistOrganisations => bodies::status(&scope),
        FigureKind::InterestMechanisms => bodies::mechanisms(&scope),
        FigureKind::BoardComposition => boards::composition(&scope),
        FigureKind::FundingByRespondents => funding::by_respondents(&scope),
        FigureKind::FundingByMoney => funding::by_money(&scope),
        FigureKind::MemberClasses => classes::members(&scope),
        FigureKind::Bridges => ties::by_kind(&scope),
        FigureKind::CollaborationPriorities => priorities::weights(&scope),
        FigureKind::Portfolio => portfolio::of_centres(&scope),
        FigureKind::GovernanceItems => practices::governance(&scope),
        FigureKind::OpenInnovation => practices::areas(&scope),
        FigureKind::ModelState => model::state(&scope),
    };
    if basis == Basis::Nothing {
        notes.push(Note::NothingListed);
    }
    let claim = (basis == Basis::Claims)
        .then(|| {
            scope.about.fact.as_deref().and_then(|it| scope.claims(it).first().map(|it| it.row))
        })
        .flatten();
    Figure { kind, about, basis, body, notes, claim }
}

/// What a figure is made of: whether the programme says anything, what is shown, what is noted.
type Made = (Basis, Body, Vec<Note>);

/// A row of a table by its name.
fn row(table: TableId, row: u32) -> Name {
    Name::Row(RowId { table, row })
}
