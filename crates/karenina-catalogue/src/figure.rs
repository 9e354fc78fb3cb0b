//! The figures of the model's source: what each shows, of what, beside which values elsewhere.
//!
//! How the data of a figure are found is part of the program, one variant a figure; its words,
//! the order of its items and the values of others are data.

use indexmap::IndexMap;
use karenina_model::schema::Label;

/// Which figure: each is computed in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// Table 1: what a programme takes a cluster to be, and how it chooses and supports.
    PolicyProfile,
    /// Fig 1: mean number of members by field.
    MeanMembersByField,
    /// Fig 2: clusters by field against the world.
    ClustersByField,
    /// Fig 3: who began which cluster.
    Initiators,
    /// Fig 4: status of specialist organisations.
    StatusOfSpecialistOrganisations,
    /// Fig 5: mechanisms that weigh private and state interests.
    InterestMechanisms,
    /// Fig 6: boards by class of member.
    BoardComposition,
    /// Fig 7: sources of money, by respondents.
    FundingByRespondents,
    /// Fig 8: sources of money, by money.
    FundingByMoney,
    /// Fig 9: members by class.
    MemberClasses,
    /// Fig 10: ties by kind.
    Bridges,
    /// Fig 11: weight of kinds of collaboration.
    CollaborationPriorities,
    /// Fig 12: the clusters and networks of one centre.
    Portfolio,
    /// Fig 13: eight items of governance.
    GovernanceItems,
    /// Fig 14: mechanisms of open innovation in three areas.
    OpenInnovation,
    /// Fig 15: the model itself.
    ModelState,
}

impl FigureKind {
    /// Every figure, in the order of the article.
    pub const ALL: [Self; 16] = [
        Self::PolicyProfile,
        Self::MeanMembersByField,
        Self::ClustersByField,
        Self::Initiators,
        Self::StatusOfSpecialistOrganisations,
        Self::InterestMechanisms,
        Self::BoardComposition,
        Self::FundingByRespondents,
        Self::FundingByMoney,
        Self::MemberClasses,
        Self::Bridges,
        Self::CollaborationPriorities,
        Self::Portfolio,
        Self::GovernanceItems,
        Self::OpenInnovation,
        Self::ModelState,
    ];

    /// The id: the name of its file without the ending.
    pub fn id(self) -> &'static str {
        match self {
            Self::PolicyProfile => "policy_profile",
            Self::MeanMembersByField => "mean_members_by_field",
            Self::ClustersByField => "clusters_by_field",
            Self::Initiators => "initiators",
            Self::StatusOfSpecialistOrganisations => "status_of_specialist_organisations",
            Self::InterestMechanisms => "interest_mechanisms",
            Self::BoardComposition => "board_composition",
            Self::FundingByRespondents => "funding_by_respondents",
            Self::FundingByMoney => "funding_by_money",
            Self::MemberClasses => "member_classes",
            Self::Bridges => "bridges",
            Self::CollaborationPriorities => "collaboration_priorities",
            Self::Portfolio => "portfolio",
            Self::GovernanceItems => "governance_items",
            Self::OpenInnovation => "open_innovation",
            Self::ModelState => "model_state",
        }
    }

    /// The figure with this id.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// What is said of a figure, whatever the dataset.
#[derive(Debug, Clone)]
pub struct FigureAbout {
    /// Which one.
    pub kind: FigureKind,
    /// Its number in the article, such as `Fig 4`.
    pub article: String,
    /// What it shows.
    pub title: Label,
    /// How to read it.
    pub read: Label,
    /// What it is computed from, and how.
    pub from: Label,
    /// The fact under which a dataset may claim its values, where no rows hold them.
    pub fact: Option<String>,
    /// The fact under which it may claim the value for all together.
    pub fact_of_all: Option<String>,
    /// The fact under which the same values stand as they were printed.
    pub fact_printed: Option<String>,
    /// What of the article's figure is lost, and what stands in for it.
    pub lost: Option<Label>,
    /// A figure that this one must not be compared with, and why.
    pub not_with: Option<(FigureKind, Label)>,
    /// What is shown, in the order in which it is.
    pub items: IndexMap<String, FigureItem>,
    /// Values of others.
    pub references: Vec<Reference>,
}

/// One line of a figure.
#[derive(Debug, Clone)]
pub struct FigureItem {
    /// Its name.
    pub label: Label,
    /// The item that it is a part of.
    pub of: Option<String>,
    /// Whether it stands out: what that means is a matter of the figure.
    pub marked: bool,
    /// Open innovation: whether the mechanism brings something new.
    pub innovative: Option<bool>,
    /// Open innovation: whether it needs fellow members near by.
    pub with_members: Option<bool>,
    /// The practice that says whether a cluster has it.
    pub practice: Option<String>,
}

/// The values of others.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Of whom.
    pub what: Label,
    /// How many they were.
    pub n: Option<u32>,
    /// When.
    pub year: Option<i16>,
    /// A key of `sources.toml`.
    pub source: String,
    /// Page or figure.
    pub at: Option<String>,
    /// A key of the model's caveats.
    pub caveat: Option<String>,
    /// By item.
    pub values: IndexMap<String, f64>,
    /// Items by rank, where that is what is known; 0 is the last, whatever number that is.
    pub ranks: IndexMap<String, u32>,
    /// Whether all other values are lost rather than none.
    pub rest_lost: bool,
    /// Names of what has no value: the networks of a centre.
    pub names: Vec<Label>,
}
