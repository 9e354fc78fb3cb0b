//! The table and the two questions.

use std::fmt::Write as _;

use crate::{
    AccountId, Decision, Refusal, Subject, Who, may,
    role::{Action, Class, Role, Scope},
    sees,
    table::{self, ACTIONS, FIELDS},
};

/// Whoever changes a cell sees it here as well as in docs/access.md.
#[test]
fn who_may_do_what_and_sees_which_columns() {
    let mut text = format!("{:18}", "");
    for role in Role::ALL {
        _ = write!(text, "{:28}", role.word());
    }
    for (name, line) in ACTIONS
        .iter()
        .map(|(it, line)| (it.word(), line))
        .chain(FIELDS.iter().map(|(it, line)| (it.word(), line)))
    {
        _ = write!(text, "\n{name:18}");
        for cell in line {
            let words: Vec<&str> = cell.iter().map(|it| it.word()).collect();
            let words = if words.is_empty() { "-".to_owned() } else { words.join(", ") };
            _ = write!(text, "{words:28}");
        }
    }
    let text: Vec<&str> = text.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(text.join("\n"));
}

fn somebody(role: Role) -> Who {
    Who {
        account: (role != Role::Public).then_some(AccountId(7)),
        role,
        clusters: match role {
            Role::Manager => vec!["own".into()],
            Role::Expert => vec!["own".into(), "rival".into()],
            _ => Vec::new(),
        },
        conflicts: if role == Role::Expert { vec!["rival".into()] } else { Vec::new() },
        organisation: (role == Role::Member).then(|| "ours".into()),
    }
}

const SUBJECTS: [Subject<'static>; 11] = [
    Subject::Whole,
    Subject::Clusters(&[]),
    Subject::Clusters(&["own"]),
    Subject::Clusters(&["other"]),
    Subject::Clusters(&["own", "other"]),
    Subject::Clusters(&["rival"]),
    Subject::Organisation { key: "ours", clusters: &["other"] },
    Subject::Organisation { key: "theirs", clusters: &["own", "other"] },
    Subject::Organisation { key: "theirs", clusters: &["other"] },
    Subject::Person(AccountId(8)),
    Subject::Edition("2026"),
];

#[test]
fn every_refused_pair_of_the_table_is_refused_whatever_it_is_on() {
    let mut n = 0;
    for role in Role::ALL {
        let who = somebody(*role);
        for (action, line) in ACTIONS {
            if !line[table::at(*role)].is_empty() {
                continue;
            }
            let subjects = SUBJECTS.iter().copied().chain([Subject::Person(AccountId(7))]);
            for subject in subjects {
                let reason = if *role == Role::Public { Refusal::NoAccount } else { Refusal::Role };
                let found = may(&who, *action, &subject);
                assert_eq!(found, Decision::Refused(reason), "{role:?} {action:?} {subject:?}");
            }
            n += 1;
        }
    }
    assert!(n > 70, "{n} pairs are refused");
}

/// An answer never has a scope that the table does not give, and a scope that is bound to what is
/// one's own never comes with what is another's.
#[test]
fn no_answer_is_wider_than_the_table() {
    for role in Role::ALL {
        let who = somebody(*role);
        for (action, line) in ACTIONS {
            for subject in SUBJECTS {
                let Decision::Allowed(scope) = may(&who, *action, &subject) else { continue };
                assert!(line[table::at(*role)].contains(&scope));
                let is_own = match subject {
                    Subject::Whole => true,
                    Subject::Clusters(list) => list == ["own"],
                    Subject::Organisation { key, clusters } => {
                        key == "ours" || clusters.contains(&"own")
                    }
                    Subject::Person(_) | Subject::Edition(_) => false,
                };
                let is_bound = !matches!(scope, Scope::All | Scope::Published);
                assert!(is_own || !is_bound, "{role:?} {action:?} {subject:?} {scope:?}");
            }
        }
    }
}

#[test]
fn an_expert_sees_nothing_of_a_cluster_with_a_conflict_even_where_it_was_assigned() {
    let expert = somebody(Role::Expert);
    let of = |action, cluster: &'static [&'static str]| {
        may(&expert, action, &Subject::Clusters(cluster))
    };
    assert_eq!(of(Action::Check, &["own"]), Decision::Allowed(Scope::Assigned));
    assert_eq!(of(Action::Check, &["rival"]), Decision::Refused(Refusal::Conflict));
    assert_eq!(of(Action::Check, &["own", "rival"]), Decision::Refused(Refusal::Conflict));
    assert_eq!(of(Action::Check, &["other"]), Decision::Refused(Refusal::NotOwn));
    assert_eq!(of(Action::SeeCluster, &["rival"]), Decision::Allowed(Scope::Published));
    // Totals over the programme are over the rows that are left.
    assert!(expert.includes(Scope::Assigned, &["own"], &[]));
    assert!(!expert.includes(Scope::Assigned, &["rival"], &[]));
    assert!(!expert.includes(Scope::Assigned, &["other"], &[]));
}

#[test]
fn a_manager_brings_in_rows_of_one_cluster_alone() {
    let it = somebody(Role::Manager);
    let propose =
        |list: &'static [&'static str]| may(&it, Action::Propose, &Subject::Clusters(list));
    assert_eq!(propose(&["own"]), Decision::Allowed(Scope::OwnCluster));
    assert_eq!(propose(&["own", "other"]), Decision::Refused(Refusal::NotOwn));
    assert_eq!(propose(&[]), Decision::Refused(Refusal::NotOwn));
}

#[test]
fn an_auditor_reads_everything_and_writes_nothing() {
    let it = somebody(Role::Auditor);
    let reads = |action: Action| {
        matches!(
            action,
            Action::SeeProgramme
                | Action::SeeCluster
                | Action::SeeOrganisation
                | Action::SeeIndicator
                | Action::SeeMap
                | Action::SeeProblems
                | Action::SeeChangeSet
                | Action::SeeHistory
                | Action::SeeJournal
                | Action::Download
                | Action::DownloadData
                | Action::Explain
                | Action::ReadAccessLog
        )
    };
    for action in Action::ALL {
        let found = may(&it, *action, &Subject::Whole);
        assert_eq!(found == Decision::Allowed(Scope::All), reads(*action), "{action:?}");
    }
    for class in Class::ALL {
        assert!(table::field_scopes(Role::Auditor, *class).contains(&Scope::All));
    }
}

#[test]
fn everybody_keeps_exports_and_erases_their_own_account_and_no_other() {
    for role in Role::ALL.iter().filter(|it| **it != Role::Public) {
        let it = somebody(*role);
        for action in [Action::KeepAccount, Action::ExportPerson, Action::ErasePerson] {
            assert!(may(&it, action, &Subject::Person(AccountId(7))).scope().is_some());
            let other = may(&it, action, &Subject::Person(AccountId(8))).scope().is_some();
            assert_eq!(other, *role == Role::Officer && action != Action::KeepAccount);
        }
    }
}

#[test]
fn the_public_sees_of_a_published_edition_neither_names_nor_money_nor_answers() {
    let hidden = [
        ("clusters", "said_by"),
        ("clusters", "note"),
        ("memberships", "fee_paid"),
        ("organisations", "revenue"),
        ("organisations", "tax_number"),
        ("project_partners", "contribution"),
        ("projects", "own_money"),
        ("projects", "total"),
        ("answers", "value"),
        ("answers", "group"),
        ("clusters", "a_column_of_next_year"),
        ("a_table_of_next_year", "id"),
    ];
    for (table, column) in hidden {
        for scope in Scope::ALL {
            assert!(!sees(Role::Public, table, column, *scope), "{table}.{column}");
        }
    }
    assert!(sees(Role::Public, "memberships", "organisation", Scope::Published));
    // Not of what is believed now and nobody has published.
    assert!(!sees(Role::Public, "memberships", "organisation", Scope::All));
}

#[test]
fn a_member_sees_the_money_of_its_own_rows_and_of_no_others() {
    let see = |scope| sees(Role::Member, "memberships", "fee_paid", scope);
    assert!(see(Scope::OwnOrganisation));
    assert!(!see(Scope::Published));
    assert!(!see(Scope::All));
    let it = somebody(Role::Member);
    assert!(it.includes(Scope::OwnOrganisation, &["other"], &["ours"]));
    assert!(!it.includes(Scope::OwnOrganisation, &["other"], &["theirs"]));
    assert!(it.includes(Scope::OwnOrganisation, &[], &[]), "statistics are of nobody");
}

#[test]
fn the_table_as_a_file_has_a_line_for_every_action_class_and_column() {
    let text = table::table_csv();
    let lines: Vec<&str> = text.lines().collect();
    let n_columns: usize = table::COLUMNS.iter().map(|(.., it)| it.split(' ').count()).sum();
    assert_eq!(lines.len(), 1 + Action::ALL.len() + Class::ALL.len() + n_columns);
    assert!(lines.iter().all(|it| it.split(',').count() == 10));
    assert!(text.contains("column,*.said_by,all,,,own_cluster,,,all,\n"), "{text}");
}
