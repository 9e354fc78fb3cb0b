//! The table: who may do what, on whose rows, and which columns they see. To be read by a lawyer.
//!
//! In each cell stand the scopes that a role has, the first that fits counts; `NO` is none. "own
//! cluster, published" reads: everything of the own cluster, and of all others what a published
//! edition says. Whoever changes a cell changes `docs/access.md` with it (`cargo dev docs`), and a
//! test shows the difference.

use crate::role::{
    Action, Class, Role,
    Scope::{self, All, Assigned, OwnAccount, OwnCluster, OwnOrganisation, Published},
};

type Cell = &'static [Scope];

const NO: Cell = &[];
const ALL: Cell = &[All];
const PUB: Cell = &[Published];
const SELF: Cell = &[OwnAccount];
/// Of an expert: the assigned clusters and nothing of others, not even totals.
const ASSIGNED: Cell = &[Assigned];
const ASSIGNED_PUB: Cell = &[Assigned, Published];
const CLUSTER: Cell = &[OwnCluster];
const CLUSTER_PUB: Cell = &[OwnCluster, Published];
const ORG: Cell = &[OwnOrganisation];
const ORG_PUB: Cell = &[OwnOrganisation, Published];

/// Actions by roles, the roles in the order of [`Role::ALL`].
#[rustfmt::skip]
pub const ACTIONS: &[(Action, [Cell; 8])] = &[
    //                        officer  expert        decider  manager      member   analyst  auditor  public
    (Action::SeeProgramme,    [ALL,    ASSIGNED_PUB, ALL,     PUB,         PUB,     ALL,     ALL,     PUB]),
    (Action::SeeCluster,      [ALL,    ASSIGNED_PUB, ALL,     CLUSTER_PUB, PUB,     ALL,     ALL,     PUB]),
    (Action::SeeOrganisation, [ALL,    ASSIGNED_PUB, ALL,     CLUSTER_PUB, ORG_PUB, ALL,     ALL,     PUB]),
    (Action::SeeIndicator,    [ALL,    ASSIGNED_PUB, ALL,     PUB,         PUB,     ALL,     ALL,     PUB]),
    (Action::SeeMap,          [ALL,    ASSIGNED_PUB, ALL,     PUB,         PUB,     ALL,     ALL,     PUB]),
    (Action::SeeProblems,     [ALL,    ASSIGNED,     ALL,     CLUSTER,     NO,      ALL,     ALL,     NO]),
    (Action::SeeChangeSet,    [ALL,    NO,           ALL,     CLUSTER,     NO,      ALL,     ALL,     NO]),
    (Action::SeeHistory,      [ALL,    ASSIGNED,     ALL,     CLUSTER,     ORG,     ALL,     ALL,     NO]),
    (Action::SeeJournal,      [ALL,    NO,           ALL,     NO,          NO,      NO,      ALL,     NO]),
    (Action::Download,        [ALL,    ASSIGNED_PUB, ALL,     CLUSTER_PUB, ORG_PUB, ALL,     ALL,     PUB]),
    (Action::DownloadData,    [ALL,    PUB,          ALL,     PUB,         PUB,     ALL,     ALL,     PUB]),
    (Action::Explain,         [ALL,    ASSIGNED_PUB, ALL,     CLUSTER_PUB, ORG_PUB, ALL,     ALL,     PUB]),

    (Action::Propose,         [ALL,    NO,           NO,      CLUSTER,     ORG,     ALL,     NO,      NO]),
    (Action::Decide,          [ALL,    NO,           ALL,     NO,          NO,      NO,      NO,      NO]),
    (Action::Check,           [ALL,    ASSIGNED,     NO,      NO,          NO,      ALL,     NO,      NO]),
    (Action::Confirm,         [ALL,    NO,           NO,      NO,          NO,      NO,      NO,      NO]),
    (Action::Dispute,         [ALL,    ASSIGNED,     NO,      CLUSTER,     ORG,     ALL,     NO,      NO]),
    (Action::Reply,           [ALL,    NO,           NO,      CLUSTER,     ORG,     NO,      NO,      NO]),
    (Action::Withdraw,        [ALL,    NO,           NO,      NO,          NO,      NO,      NO,      NO]),
    (Action::Supersede,       [ALL,    NO,           NO,      NO,          NO,      NO,      NO,      NO]),
    (Action::NameEdition,     [ALL,    NO,           NO,      NO,          NO,      ALL,     NO,      NO]),
    (Action::EditCatalogue,   [ALL,    NO,           NO,      NO,          NO,      ALL,     NO,      NO]),

    (Action::ManagePeople,    [ALL,    NO,           NO,      NO,          NO,      NO,      NO,      NO]),
    (Action::ReadAccessLog,   [ALL,    SELF,         SELF,    SELF,        SELF,    SELF,    ALL,     NO]),
    (Action::ExportPerson,    [ALL,    SELF,         SELF,    SELF,        SELF,    SELF,    SELF,    NO]),
    (Action::ErasePerson,     [ALL,    SELF,         SELF,    SELF,        SELF,    SELF,    SELF,    NO]),
    (Action::KeepAccount,     [SELF,   SELF,         SELF,    SELF,        SELF,    SELF,    SELF,    NO]),
];

/// Classes of columns by roles: in rows of which scopes a role sees them.
#[rustfmt::skip]
pub const FIELDS: &[(Class, [Cell; 8])] = &[
    //                      officer  expert        decider  manager      member   analyst  auditor  public
    (Class::Open,           [ALL,    ASSIGNED_PUB, ALL,     CLUSTER_PUB, ORG_PUB, ALL,     ALL,     PUB]),
    (Class::Personal,       [ALL,    NO,           NO,      CLUSTER,     NO,      NO,      ALL,     NO]),
    (Class::Commercial,     [ALL,    ASSIGNED,     ALL,     CLUSTER,     ORG,     ALL,     ALL,     NO]),
    (Class::Confidential,   [ALL,    ASSIGNED,     ALL,     CLUSTER,     NO,      ALL,     ALL,     NO]),
    (Class::Internal,       [ALL,    NO,           NO,      CLUSTER,     ORG,     ALL,     ALL,     NO]),
];

/// Every column of every table and its class; `*` are the columns that every table may carry.
///
/// A total is commercial where it gives away a commercial part: `projects.total` less
/// `projects.public` is the own money of the partners.
#[rustfmt::skip]
pub const COLUMNS: &[(&str, Class, &str)] = &[
    ("*", Class::Open, "source via said_on status certainty"),
    ("*", Class::Personal, "said_by note"),
    ("*", Class::Internal, "row_id"),

    ("sources", Class::Open, "id title kind date sha256"),
    ("sources", Class::Internal, "locator"),
    ("programme", Class::Open, "id name name_ru country currency judged_as_of clusters_total budget support_years about about_ru"),
    ("places", Class::Open, "id name name_ru region year population regional_centre single_specialism closed_city creative_employment_share largest_employer_share public_orders_share net_flow_of_skilled pay_to_centre_ratio urban_quality urban_quality_of_centre urban_quality_change staff_movers_share leisure_venues_per_10000 students researchers"),
    ("clusters", Class::Open, "id name name_ru also_called kind standing field activities activity_revision place region started_on ended_on support_since support_until tender_group initiator_kind born_of_tender members_total members_list_complete complete_lists"),
    ("lineage", Class::Open, "from into on kind"),
    ("organisations", Class::Open, "id name name_ru lei ror kind size ownership parent activity place lat lon founded_on closed_on"),
    // The tax number of somebody who trades under their own name is that of a person.
    ("organisations", Class::Internal, "tax_number court_number"),
    ("organisations", Class::Commercial, "employees revenue exports rd_spending public_contracts_share"),
    ("memberships", Class::Open, "cluster organisation from to role commitment"),
    ("memberships", Class::Commercial, "fee_due fee_paid"),
    ("memberships", Class::Internal, "signed_code_on"),
    ("region_activity", Class::Open, "region activity year employees revenue exports rd_intensity local_units"),
    ("bodies", Class::Open, "id clusters name kind legal_form status_kind founded_by_kind chosen_by director_chosen_by accountable_to affiliated_with independent staff_fte plan since"),
    ("seats", Class::Open, "body class organisation chair from to"),
    ("funding", Class::Open, "cluster body year source_kind purpose"),
    ("funding", Class::Commercial, "amount"),
    ("groups", Class::Open, "id clusters name kind basis from to"),
    ("group_members", Class::Open, "group organisation"),
    ("meetings", Class::Open, "group body date kind attendance participants"),
    ("projects", Class::Open, "id cluster title kind joint innovative start end public begun_by selected_by state"),
    ("projects", Class::Commercial, "total own_money"),
    ("project_partners", Class::Open, "project organisation role member"),
    ("project_partners", Class::Commercial, "contribution"),
    ("ventures", Class::Open, "cluster organisation parent kind founded_on gazelle"),
    ("ventures", Class::Commercial, "revenue revenue_year"),
    ("infrastructure", Class::Open, "cluster name kind state fit_to_smes opened_on"),
    ("practices", Class::Open, "cluster practice value since"),
    ("priorities", Class::Open, "cluster population kind rank share"),
    ("surveys", Class::Open, "id cluster title date n_invited n_answered"),
    // Few people in a group answer for each of them.
    ("answers", Class::Open, "survey question"),
    ("answers", Class::Confidential, "group n_answered value deviation"),
    ("training", Class::Open, "cluster date kind people certificate"),
    ("claims", Class::Open, "subject indicator item period value unit u n population"),
];

/// The class of a column; `None` where the table has no rule, which hides it from everybody.
pub fn class_of(table: &str, column: &str) -> Option<Class> {
    let is_known = COLUMNS.iter().any(|(of, ..)| *of == table);
    let is_common = is_known && COMMON.contains(&column);
    COLUMNS
        .iter()
        .filter(|(of, ..)| *of == table || (*of == "*" && is_common))
        .find(|(.., columns)| columns.split(' ').any(|it| it == column))
        .map(|(_, class, _)| *class)
}

/// The columns that every table may carry; a test compares them with the schema.
const COMMON: [&str; 8] =
    ["source", "via", "said_by", "said_on", "status", "certainty", "note", "row_id"];

/// The place of a role in a line of the table.
pub(crate) fn at(role: Role) -> usize {
    match role {
        Role::Officer => 0,
        Role::Expert => 1,
        Role::Decider => 2,
        Role::Manager => 3,
        Role::Member => 4,
        Role::Analyst => 5,
        Role::Auditor => 6,
        Role::Public => 7,
    }
}

/// The scopes in which a role may do something; none where it may not.
pub(crate) fn scopes(role: Role, action: Action) -> Cell {
    ACTIONS.iter().find(|(it, _)| *it == action).map_or(NO, |(_, line)| line[at(role)])
}

/// The scopes in which a role sees columns of a class.
pub(crate) fn field_scopes(role: Role, class: Class) -> Cell {
    FIELDS.iter().find(|(it, _)| *it == class).map_or(NO, |(_, line)| line[at(role)])
}

/// A line of the table in words, for pages and files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The word of the action or class.
    pub name: &'static str,
    /// For each role of [`Role::ALL`] the words of its scopes.
    pub cells: Vec<Vec<&'static str>>,
    /// Of a class: its columns, as `table.column`.
    pub columns: Vec<String>,
}

/// Actions, and what each role may.
pub fn actions_table() -> Vec<Line> {
    ACTIONS
        .iter()
        .map(|(it, line)| Line { name: it.word(), cells: words(line), columns: Vec::new() })
        .collect()
}

/// Classes of columns, and in which scopes each role sees them.
pub fn fields_table() -> Vec<Line> {
    FIELDS
        .iter()
        .map(|(class, line)| {
            let columns = COLUMNS
                .iter()
                .filter(|(_, of, _)| of == class)
                .flat_map(|(table, _, columns)| {
                    columns.split(' ').map(move |column| format!("{table}.{column}"))
                })
                .collect();
            Line { name: class.word(), cells: words(line), columns }
        })
        .collect()
}

fn words(line: &[Cell; 8]) -> Vec<Vec<&'static str>> {
    line.iter().map(|cell| cell.iter().map(|it| it.word()).collect()).collect()
}

/// The whole table as CSV, for comparing one version with another: a line for each action, class
/// of columns and column, a column for each role. Several scopes are separated by ` | `, in the
/// order in which they are tried; an empty cell is a refusal.
pub fn table_csv() -> String {
    let mut text = String::from("what,name");
    for role in Role::ALL {
        text.push(',');
        text += role.word();
    }
    text.push('\n');
    let mut line = |what: &str, name: &str, cells: &[Cell; 8]| {
        text += what;
        text.push(',');
        text += name;
        for cell in words(cells) {
            text.push(',');
            text += &cell.join(" | ");
        }
        text.push('\n');
    };
    for (action, cells) in ACTIONS {
        line("action", action.word(), cells);
    }
    for (class, cells) in FIELDS {
        line("class", class.word(), cells);
    }
    for (table, class, columns) in COLUMNS {
        for column in columns.split(' ') {
            let mut cells = [NO; 8];
            for role in Role::ALL {
                cells[at(*role)] = field_scopes(*role, *class);
            }
            line("column", &format!("{table}.{column}"), &cells);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{ACTIONS, COLUMNS, COMMON, FIELDS, at, class_of};
    use crate::role::{Action, Class, Role};
    use karenina_model::schema;

    #[test]
    fn every_action_class_and_role_stands_in_the_table_once_and_in_order() {
        assert!(ACTIONS.iter().map(|it| it.0).eq(Action::ALL.iter().copied()));
        assert!(FIELDS.iter().map(|it| it.0).eq(Class::ALL.iter().copied()));
        assert!(Role::ALL.iter().map(|it| at(*it)).eq(0..8));
    }

    /// A new column is seen by nobody until somebody says in `COLUMNS` who may see it.
    #[test]
    fn every_column_of_the_schema_has_one_rule_and_every_rule_a_column() {
        let mut ruled = Vec::new();
        for table in schema::tables() {
            for (at, column) in table.columns.iter().enumerate() {
                let of = if at < table.n_own { table.name.as_str() } else { "*" };
                let rules: Vec<Class> = COLUMNS
                    .iter()
                    .filter(|(table, ..)| *table == of)
                    .flat_map(|(_, class, columns)| columns.split(' ').map(move |it| (it, *class)))
                    .filter(|(it, _)| *it == column.name)
                    .map(|(_, class)| class)
                    .collect();
                assert_eq!(
                    rules.len(),
                    1,
                    "{of}.{} has {} rules: give it one in karenina-access/src/table.rs, then run \
                     `cargo dev docs`",
                    column.name,
                    rules.len()
                );
                assert_eq!(class_of(&table.name, &column.name), Some(rules[0]));
                assert_eq!(of == "*", COMMON.contains(&column.name.as_str()), "{}", column.name);
                ruled.push(format!("{of}.{}", column.name));
            }
        }
        for (table, _, columns) in COLUMNS {
            for column in columns.split(' ') {
                let rule = format!("{table}.{column}");
                assert!(ruled.contains(&rule), "{rule} is ruled and is no column");
            }
        }
    }

    #[test]
    fn what_has_no_rule_has_no_class() {
        assert_eq!(class_of("clusters", "telephone"), None);
        assert_eq!(class_of("diaries", "said_on"), None);
    }
}
