//! Which activities make up which group.

use indexmap::IndexMap;

/// What a group sells to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// To other regions and countries; such groups concentrate.
    Traded,
    /// To the people who live there; such groups are everywhere.
    Local,
}

/// What a region's employment in a group is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// All employment.
    Total,
    /// Employment of groups of the same kind: traded beside traded, local beside local.
    Traded,
}

/// Groups of activities.
#[derive(Debug, Clone, Default)]
pub struct Definitions {
    /// Their names, in order of first appearance, and their kind where it is said.
    pub groups: IndexMap<String, Option<Kind>>,
    /// The group of each activity; `None` where the file names the activity and gives it none.
    pub of: IndexMap<String, Option<u32>>,
}

impl Definitions {
    /// A group for every activity, each by itself.
    pub fn each_by_itself<'a>(activities: impl IntoIterator<Item = &'a str>) -> Self {
        let mut it = Self::default();
        for (at, activity) in activities.into_iter().enumerate() {
            it.groups.insert(activity.to_owned(), None);
            it.of.insert(activity.to_owned(), Some(at as u32));
        }
        it
    }

    /// The group of an activity.
    pub fn group(&self, activity: &str) -> Option<u32> {
        self.of.get(activity).copied().flatten()
    }
}
