//! The words of the table: roles, actions, scopes, classes of columns; each a closed list.

/// Declares a closed list with the words under which it is stored, exported and translated.
macro_rules! closed_list {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $case:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $case,)+
        }

        impl $name {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$case),+];

            /// The word that stands for it in files and in the wording.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$case => $word,)+
                }
            }

            /// The one with this word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.word() == word)
            }
        }
    };
}

closed_list! {
    /// What somebody is to the register.
    Role {
        /// Collects reports, checks and decides on them, looks after the people.
        Officer = "officer",
        /// Looks at the clusters that were assigned, never at those with a conflict of interest.
        Expert = "expert",
        /// Decides on support; the second pair of eyes on what is believed.
        Decider = "decider",
        /// Runs one cluster and reports for it.
        Manager = "manager",
        /// Acts for one organisation that is a member.
        Member = "member",
        /// Keeps and compares figures; sees no names.
        Analyst = "analyst",
        /// Reads everything, writes nothing.
        Auditor = "auditor",
        /// Anybody, without an account.
        Public = "public",
    }
}

closed_list! {
    /// What can be done.
    Action {
        /// The programme's page: heat map, counts.
        SeeProgramme = "see_programme",
        /// The page of a cluster.
        SeeCluster = "see_cluster",
        /// The page of an organisation.
        SeeOrganisation = "see_organisation",
        /// The page of an indicator.
        SeeIndicator = "see_indicator",
        /// Maps.
        SeeMap = "see_map",
        /// The list of problems.
        SeeProblems = "see_problems",
        /// A change set, with what it would change.
        SeeChangeSet = "see_change_set",
        /// What was said of a claim, by whom, when.
        SeeHistory = "see_history",
        /// The journal of the register.
        SeeJournal = "see_journal",
        /// Files of a view.
        Download = "download",
        /// All claims and findings in one file: data.parquet.
        DownloadData = "download_data",
        /// How a number came about, down to cell and document.
        Explain = "explain",
        /// Bring in a change set: a workbook, or the form online with its drafts.
        Propose = "propose",
        /// Accept or reject rows of a change set.
        Decide = "decide",
        /// Say that a claim was checked.
        Check = "check",
        /// Say that a claim is confirmed by a document.
        Confirm = "confirm",
        /// Say that a claim is wrong.
        Dispute = "dispute",
        /// Answer a dispute.
        Reply = "reply",
        /// Take a claim back.
        Withdraw = "withdraw",
        /// Put another claim in the place of one.
        Supersede = "supersede",
        /// Freeze an edition under a name.
        NameEdition = "name_edition",
        /// Edit drafts of the catalogue and see which verdicts would change.
        EditCatalogue = "edit_catalogue",
        /// Create, lock, unlock, invite people and give them roles.
        ManagePeople = "manage_people",
        /// Read who looked at what.
        ReadAccessLog = "read_access_log",
        /// Export what is kept of a person.
        ExportPerson = "export_person",
        /// Erase a person.
        ErasePerson = "erase_person",
        /// Change a password, end sessions.
        KeepAccount = "keep_account",
    }
}

closed_list! {
    /// Whose rows.
    Scope {
        /// Every row.
        All = "all",
        /// Rows of the clusters that were assigned, without those of a conflict of interest.
        Assigned = "assigned",
        /// Rows of the own cluster.
        OwnCluster = "own_cluster",
        /// Rows of the own organisation.
        OwnOrganisation = "own_organisation",
        /// What is kept of the own account.
        OwnAccount = "own_account",
        /// Rows of published editions.
        Published = "published",
    }
}

closed_list! {
    /// What kind of thing a column tells, as far as that decides who sees it.
    Class {
        /// Facts that a published edition may show.
        Open = "open",
        /// Names of people, and free text in which people may be named.
        Personal = "personal",
        /// Money and figures of single organisations, and what they follow from.
        Commercial = "commercial",
        /// Answers that were given in confidence.
        Confidential = "confidential",
        /// What only serves the keeping: numbers of state registers, where files lie.
        Internal = "internal",
    }
}
