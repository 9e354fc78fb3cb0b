//! Who takes part in what: organisations, projects and groups, and the participations between
//! them, whatever file or table they were read from.

use crate::{Date, Truth, organisation_name::OrganisationName};

/// Organisations, the projects and groups that they may take part in, and who does.
#[derive(Debug, Clone, Default)]
pub struct Collaboration {
    /// What it is called.
    pub name: String,
    /// Every organisation once.
    pub organisations: Vec<Organisation>,
    /// Every project or group once.
    pub events: Vec<Event>,
    /// Who takes part in what; a pair once.
    pub participations: Vec<Participation>,
    /// Which names were taken for one organisation.
    pub merged: Vec<Merged>,
}

/// An organisation as the network sees it.
#[derive(Debug, Clone, Default)]
pub struct Organisation {
    /// Its key; a made one where the file has none.
    pub key: String,
    /// Its name.
    pub name: Option<String>,
    /// Its name in Russian.
    pub name_ru: Option<String>,
    /// What it is.
    pub class: Option<Class>,
    /// Whether it is a small or medium-sized enterprise.
    pub is_small: Option<bool>,
    /// Country, as the file writes it.
    pub country: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Code of its region, as NUTS-3.
    pub region: Option<String>,
    /// Whether it belongs to the cluster that is looked at.
    pub member: Option<Truth>,
    /// Whether it is the cluster's specialist organisation.
    pub is_specialist: bool,
    /// The clusters that it is a member of: rows of the table of clusters.
    pub clusters: Vec<u32>,
}

impl Organisation {
    /// What it is called, or else its key.
    pub fn label(&self) -> &str {
        self.name.as_deref().filter(|it| !it.is_empty()).unwrap_or(&self.key)
    }
}

/// What somebody can take part in.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: Option<String>,
    /// What it is.
    pub kind: EventKind,
    /// Whether public money is in it.
    pub state_funded: Option<bool>,
    /// Whether it goes on, or went on, at the day that is looked at.
    pub counts: Option<Truth>,
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// All its money.
    pub total: Option<f64>,
    /// The public part of it.
    pub public: Option<f64>,
    /// The parts of a programme that it belongs to.
    pub parts: Vec<String>,
    /// The clusters that it belongs to: rows of the table of clusters.
    pub clusters: Vec<u32>,
}

/// What an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum EventKind {
    /// A project.
    #[default]
    Project,
    /// A working group, community or network.
    Group,
    /// A meeting of which it is said who was there.
    Meeting,
}

impl EventKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Project, Self::Group, Self::Meeting];

    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Group => "group",
            Self::Meeting => "meeting",
        }
    }
}

/// Somebody takes part in something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Participation {
    /// Place in the list of organisations.
    pub organisation: u32,
    /// Place in the list of events.
    pub event: u32,
    /// Whether it leads.
    pub lead: bool,
    /// The money that goes to it, or that it brings.
    pub contribution: Option<f64>,
    /// Whether it is certain.
    pub certain: bool,
}

/// Two names, or two keys, that were taken for one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Place in the list of organisations.
    pub into: u32,
    /// The name that was found.
    pub found: String,
    /// How many rows had it.
    pub rows: u32,
}

/// What an organisation is, as bridges are drawn between: the article's Figure 10 after Sölvell
/// and Lindqvist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Companies.
    Business,
    /// Universities and colleges.
    Education,
    /// Research organisations.
    Research,
    /// Authorities and development institutions.
    State,
    /// Banks, funds and other money.
    Capital,
    /// Associations, non-profits, infrastructure, others.
    Other,
}

impl Class {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Business, Self::Education, Self::Research, Self::State, Self::Capital, Self::Other];

    /// The class of a word of the enumeration `organisation_kind`.
    pub fn of_kind(word: &str) -> Option<Self> {
        Some(match word {
            "manufacturing_company" | "service_company" | "company" => Self::Business,
            "higher_education" => Self::Education,
            "research_organisation" => Self::Research,
            "regional_authority"
            | "local_authority"
            | "development_institution"
            | "public_body" => Self::State,
            "finance" => Self::Capital,
            "non_profit" | "association" | "infrastructure" | "other" => Self::Other,
            _ => return None,
        })
    }

    /// The class of an activity type of CORDIS.
    pub fn of_activity_type(word: &str) -> Option<Self> {
        Some(match word {
            "PRC" => Self::Business,
            "HES" => Self::Education,
            "REC" => Self::Research,
            "PUB" => Self::State,
            "OTH" => Self::Other,
            _ => return None,
        })
    }

    /// The word of the enumeration `organisation_kind` that says no more than is known.
    pub fn kind_word(self) -> &'static str {
        match self {
            Self::Business => "company",
            Self::Education => "higher_education",
            Self::Research => "research_organisation",
            Self::State => "public_body",
            Self::Capital => "finance",
            Self::Other => "other",
        }
    }

    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Education => "education",
            Self::Research => "research",
            Self::State => "state",
            Self::Capital => "capital",
            Self::Other => "other",
        }
    }
}

/// A name as it is compared where keys are missing: as it sounds, in Latin letters, without legal
/// form, quotes, case and accents, so that one organisation in five spellings is one.
///
/// Different names may sound alike: whoever joins rows by it shows what was joined.
///
/// ```
/// use karenina_model::collaboration::comparable_name;
/// for name in ["ООО «Ромашка»", "OOO Romashka", "Romashka, LLC", "romashka", "РОМАШКА ООО"] {
///     assert_eq!(comparable_name(name), comparable_name("Romashka"), "{name}");
/// }
/// assert_eq!(comparable_name("???"), "");
/// ```
pub fn comparable_name(name: &str) -> String {
    OrganisationName::new(name).sound()
}

#[cfg(test)]
mod tests {
    use super::{Class, comparable_name};

    #[test]
    fn five_spellings_are_one_name() {
        for spellings in [
            &["Siemens AG", "SIEMENS A.G.", "Siemens Aktiengesellschaft", "siemens", "Siemens  ag"],
            &["АО «Север»", "AO Sever", "Акционерное общество \"СЕВЕР\"", "JSC Sever", "sever"],
            &["Škoda Auto a.s.", "SKODA AUTO", "Skoda Auto AS", "skoda-auto", "ŠKODA  AUTO, a. s."],
        ] {
            for spelling in spellings {
                assert_eq!(comparable_name(spelling), comparable_name(spellings[0]), "{spelling}");
            }
        }
        assert_ne!(comparable_name("Siemens Energy AG"), comparable_name("Siemens AG"));
        assert_eq!(comparable_name("   "), "");
    }

    #[test]
    fn every_kind_of_organisation_has_a_class() {
        for word in crate::schema::enumerations()["organisation_kind"].words() {
            assert!(Class::of_kind(word).is_some(), "{word}");
        }
        for class in Class::ALL {
            assert_eq!(Class::of_kind(class.kind_word()), Some(class));
        }
    }
}
